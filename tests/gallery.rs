//! The gallery of figures, with real keys through the real loop in virtual time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/script.rs"]
mod script;
mod support;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use script::{Ended, Script};
use supple::app::View;
use supple::app::effect::Outcome;
use supple::app::element::Overlay;
use supple::app::gallery::Gallery;
use supple::app::gallery::GalleryView;
use supple::app::input::{Key, Signal};
use supple::catalogue::{Catalogue, Origin};
use supple::core::pose::Turn;
use supple::core::settings::ThemeChoice;
use supple::disk::stretches::{built_in, shelf};
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use support::picture::printed;
use support::read::entry;

fn routines() -> Catalogue {
    let routine = |id: &str| {
        let mut bundled = supple::disk::bundled::ALL.iter();
        let (id, text) = bundled.find(|(known, _)| *known == id).unwrap();
        entry(id, Origin::Bundled, text)
    };
    let both = ["knee-to-chest", "tight-lower-back"].map(routine);
    Catalogue::new(Vec::new(), both.into())
}

fn look(script: Script, first: &str) -> (Script, Ended) {
    script.look(Gallery::new(shelf(&built_in()), &routines(), Some(first)))
}

fn seen(script: &Script, milliseconds: u64) -> &GalleryView {
    match &script.frame(milliseconds).view {
        View::Gallery(view) => view,
        other => panic!("no gallery at {milliseconds}: {other:?}"),
    }
}

fn figure(script: &Script, milliseconds: u64) -> (&str, Turn, u16) {
    let view = seen(script, milliseconds).figure.as_ref().unwrap();
    (&view.figure.name, view.turn, view.thousandths)
}

const NAME: &str = "single-knee-pull";

#[test]
fn a_figure_moves_into_its_stretch_and_then_keeps_still() {
    let (script, ended) = look(Script::new().key(60_000, Key::Char('q')), NAME);
    assert_eq!(ended.outcome, Some(Outcome::Left));
    assert_eq!(figure(&script, 0), (NAME, Turn::First, 0));
    assert_eq!(figure(&script, 4_000), (NAME, Turn::First, 1000));
    assert_eq!(script.wakings(1, 4_001).len(), 30);
    assert_eq!(script.wakings(4_001, 60_000), [0; 0], "it keeps still");
}

#[test]
fn sides_change_as_in_a_session() {
    let script = Script::new()
        .key(10_000, Key::Right)
        .key(20_000, Key::Char(' '))
        .key(30_000, Key::Left)
        .key(60_000, Key::Ctrl('c'));
    let (script, ended) = look(script, NAME);
    assert_eq!(seen(&script, 9_000).side, Some("right"));
    assert_eq!(figure(&script, 10_000), (NAME, Turn::First, 1000));
    assert_eq!(figure(&script, 11_500), (NAME, Turn::Other, 0));
    assert_eq!(figure(&script, 16_000), (NAME, Turn::Other, 1000));
    assert_eq!(seen(&script, 16_000).side, Some("left"));
    assert_eq!(figure(&script, 21_500), (NAME, Turn::Other, 0));
    assert_eq!(figure(&script, 26_000), (NAME, Turn::Other, 1000));
    assert_eq!(figure(&script, 40_000), (NAME, Turn::First, 1000));
    for pair in script.frames.windows(2) {
        assert!(pair[1].0.since(pair[0].0) >= Duration::from_millis(100));
    }
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

#[test]
fn a_figure_rests_for_a_second_before_the_same_stretch_again() {
    for (key, rests) in [(Key::Char(' '), 1_000), (Key::Right, 0)] {
        let script = Script::new().key(10_000, key).key(60_000, Key::Char('q'));
        let (script, _) = look(script, NAME);
        let moves = script.wakings(10_001, 60_000);
        let (out, into): (Vec<u128>, Vec<u128>) =
            moves.iter().partition(|moment| **moment <= 11_500);
        assert_eq!((out.len(), out.last()), (15, Some(&11_500)), "{key:?}");
        assert_eq!(
            (into.len(), into.first()),
            (30, Some(&(11_600 + rests))),
            "{key:?}"
        );
        assert_eq!(into.last(), Some(&(14_500 + rests)), "{key:?}");
    }
}

#[test]
fn arrows_lead_from_one_to_the_next_and_stop_at_the_ends() {
    let script = Script::new()
        .key(1_000, Key::Home)
        .key(2_000, Key::Up)
        .key(2_600, Key::Right)
        .key(3_000, Key::Down)
        .key(5_000, Key::End)
        .key(6_000, Key::Down)
        .key(7_000, Key::Char('?'))
        .key(8_000, Key::Char('q'))
        .key(9_000, Key::Char('q'));
    let (script, ended) = look(script, NAME);
    assert_eq!(figure(&script, 2_500).0, "abdominal-set");
    // Both sides of it are one.
    assert_eq!(seen(&script, 2_900).side, None);
    assert_eq!(figure(&script, 3_500).0, "adductor-lunge");
    assert_eq!(figure(&script, 6_500).0, "wall-squat");
    assert!(matches!(script.over(7_000), Some(Overlay::Help(_))));
    assert_eq!(script.over(8_000), None, "any key closes the help");
    assert_eq!(ended.outcome, Some(Outcome::Left));
}

#[test]
fn routines_that_use_a_figure_are_named() {
    let (script, _) = look(Script::new(), NAME);
    let view = seen(&script, 0);
    let used = &view.row().unwrap().used_in;
    assert_eq!(used, &["Knee-to-chest back stretch", "Tight lower back"]);
    let without = view.rows.iter().find(|row| row.id() == "walk-easy");
    assert_eq!(without.unwrap().used(), "in no routine");
}

#[test]
fn pictures() {
    let (script, _) = look(Script::new(), NAME);
    let frame = script.frame(10_000);
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    });
    let drawn = |width, height| {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        draw(frame, &theme, area, &mut buf);
        printed(&buf)
    };
    insta::assert_snapshot!("gallery", drawn(100, 30));
    // The name of the figure under the cursor is seen in any window.
    for width in (20..=220).step_by(20).chain([64, 65]) {
        for height in [4, 5, 6, 7, 12, 13, 16, 17, 24, 60] {
            assert!(drawn(width, height).contains(NAME), "{width}×{height}");
        }
    }
    for width in 0..30 {
        for height in 0..12 {
            let area = Rect::new(0, 0, width, height);
            draw(frame, &theme, area, &mut Buffer::empty(area));
        }
    }
}
