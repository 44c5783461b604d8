//! The pictures: every state at the sizes people have, and at all sizes something rather than a panic.
//!
//! The pictures of states are drawn in true colour; each other theme has the one state that shows it best.

use crate::support;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use supple::app::element::{FigureView, Hint, Look, Overlay, RibbonView};
use supple::app::session::view::{Count, NoticeView, SessionView};
use supple::app::{Frame, View};
use supple::core::player::PlannedSegment;
use supple::core::pose::Turn;
use supple::core::settings::ThemeChoice;
use supple::core::timeline::Kind;
use supple::disk::stretches::built_in;
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use support::picture::{USUAL, drawn, printed};
use support::screens::{extremes, remaining, states};

/// The picture of a session, with nothing over it.
fn alone(view: SessionView) -> Frame {
    Frame {
        view: View::Session(Box::new(view)),
        overlay: None,
    }
}

fn frame(name: &str) -> Frame {
    let all = states().into_iter().chain(extremes());
    let found = all.into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no state {name}")).1
}

fn state(name: &str) -> SessionView {
    match frame(name).view {
        View::Session(view) => *view,
        other => panic!("no session: {other:?}"),
    }
}

/// The picture of a state in the usual window.
fn picture(frame: &Frame) -> String {
    printed(&drawn(frame, USUAL, (100, 30)))
}

#[test]
fn every_state_in_the_usual_window() {
    for (name, view) in states().into_iter().chain(extremes()) {
        insta::assert_snapshot!(name, picture(&view));
    }
    let small = printed(&drawn(&frame("hold"), USUAL, (40, 12)));
    insta::assert_snapshot!("hold-small", small);
}

/// A state with the figure as it would be there.
fn with_figure(name: &str) -> SessionView {
    let (turn, thousandths) = match name {
        "ready" => (Turn::First, 500),
        "hold" => (Turn::First, 1000),
        _ => (Turn::Other, 400),
    };
    let figure = built_in().figure("single-knee-pull").unwrap();
    SessionView {
        figure: Some(FigureView {
            figure,
            turn,
            thousandths,
            shows_way: false,
            is_moving: false,
        }),
        ..state(name)
    }
}

#[test]
fn a_figure_stands_beside_the_seconds() {
    for name in ["ready", "hold", "switch"] {
        let picture = picture(&alone(with_figure(name)));
        insta::assert_snapshot!(format!("figure-{name}"), picture);
    }
    let without = [("none", true), ("ascii", false)];
    for (name, utf8) in without {
        let options = Options {
            colours: Colours::None,
            utf8,
            choice: ThemeChoice::Auto,
            backdrop: Backdrop::Dark,
        };
        let picture = printed(&drawn(&alone(with_figure("hold")), options, (100, 30)));
        insta::assert_snapshot!(format!("figure-theme-{name}"), picture);
    }
}

/// The picture is for those who look; the seconds are for those who cannot.
#[test]
fn a_figure_takes_no_room_from_the_seconds() {
    for (width, height) in [(72, 20), (80, 24), (100, 30), (120, 40), (200, 60)] {
        for name in ["hold", "count", "timer", "again", "leading-in"] {
            let bare = state(name);
            let figured = SessionView {
                figure: with_figure("hold").figure,
                ..bare.clone()
            };
            let field = |view: &SessionView| {
                let buf = drawn(&alone(view.clone()), USUAL, (width, height));
                let ground = buf[(0, height / 2)].bg;
                let on_field = move |at: &(u16, u16)| buf[*at].bg == ground;
                let cells = (height / 4..height).flat_map(|y| (0..width).map(move |x| (x, y)));
                cells.filter(on_field).count()
            };
            assert_eq!(field(&bare), field(&figured), "{name} at {width}×{height}");
        }
    }
}

#[test]
fn a_note_is_seen_whatever_the_size() {
    let said = "the file was saved";
    for (width, height) in [(200, 60), (100, 30), (80, 24), (60, 14)] {
        let view = SessionView {
            notice: Some(NoticeView {
                text: said.to_owned(),
                turn: 0,
            }),
            ..state("hold")
        };
        let picture = printed(&drawn(&alone(view), USUAL, (width, height)));
        assert!(picture.contains(said), "{width}×{height}");
    }
}

#[test]
fn other_themes() {
    let themes = [
        ("theme-indexed", Colours::Indexed, true, ThemeChoice::Auto),
        ("theme-ansi", Colours::Ansi, true, ThemeChoice::Auto),
        ("theme-none", Colours::None, true, ThemeChoice::Auto),
        ("theme-ascii", Colours::None, false, ThemeChoice::Auto),
        (
            "theme-contrast",
            Colours::TrueColor,
            true,
            ThemeChoice::Contrast,
        ),
    ];
    for (name, colours, utf8, choice) in themes {
        let options = Options {
            colours,
            utf8,
            choice,
            backdrop: Backdrop::Dark,
        };
        let pictures = ["switch", "paused"].map(|name| {
            let picture = printed(&drawn(&frame(name), options, (80, 24)));
            format!("{name}\n{picture}")
        });
        insta::assert_snapshot!(name, pictures.join("\n"));
    }
}

/// From three metres, letters of a row are not seen: the number must be as large as is promised.
#[test]
fn digits_are_as_large_as_promised() {
    let ground = |buf: &Buffer| buf[(0, buf.area.height / 2)].bg;
    for (width, height, rows) in [(100, 30, 8), (200, 60, 16)] {
        for name in [
            "hold",
            "timer",
            "count",
            "open-count",
            "leading-in",
            "alarm",
            "again",
        ] {
            let buf = drawn(&frame(name), USUAL, (width, height));
            let field = ground(&buf);
            let inked = (height / 4..height)
                .filter(|y| {
                    let cells = (0..width / 2).map(|x| &buf[(x, *y)]);
                    cells
                        .clone()
                        .any(|cell| cell.bg == field && cell.symbol() == "█")
                })
                .count();
            assert!(inked >= rows, "{name} at {width}×{height}: {inked} rows");
        }
    }
}

/// Below two minutes, seconds count down as a plain number from 99 on, in digits of one size.
#[test]
fn seconds_below_a_hundred_have_two_digits() {
    let shown = |second| {
        let (text, shape) = remaining(second).unwrap();
        format!("{text} as {shape}")
    };
    assert_eq!(shown(101), "1:41 as 8:88");
    assert_eq!(shown(100), "1:40 as 8:88");
    for second in 1..=99 {
        assert_eq!(shown(second), format!("{second} as 88"));
    }
}

/// Whatever the size, there are the phase, below it the name or the number, and the key that leaves.
#[test]
fn a_session_says_what_it_is_at_every_size() {
    for (name, view) in states().into_iter().chain(extremes()) {
        if view.overlay.is_some() {
            continue;
        }
        for (width, height) in [(20, 6), (40, 12), (80, 24), (100, 30), (200, 60)] {
            let what = format!("{name} at {width}×{height}");
            let buf = drawn(&view, USUAL, (width, height));
            // The band, and below it the field, have the colours of the state.
            let ground = buf[(0, 0)].bg;
            assert_ne!(ground, ratatui::style::Color::Reset, "{what}: the band");
            let inked = |rows: std::ops::Range<u16>| {
                let cells = rows.flat_map(|y| (0..width).map(move |x| (x, y)));
                cells.filter(|at| buf[*at].symbol() != " ").count()
            };
            assert!(inked(0..height / 3 + 1) > 3, "{what}: the phase");
            assert!(
                inked(height / 3..height) > 3,
                "{what}: the name or the number"
            );
            if width >= 72 {
                let last = (0..width).map(|x| buf[(x, height - 1)].symbol());
                let last: String = last.collect();
                assert!(last.contains("q stop"), "{what}: {last}");
            }
        }
    }
}

/// Each state at every width and at every height; one in three pairs of them, since unoptimised letters take their time.
#[test]
fn every_size_down_to_nothing_has_a_picture() {
    let all = states().into_iter().chain(extremes());
    for (nth, (name, view)) in all.enumerate() {
        for width in 0..=45_u16 {
            for height in
                (0..=16_u16).filter(|height| (width + height + nth as u16).is_multiple_of(3))
            {
                let buf = drawn(&view, USUAL, (width, height));
                let shown = buf.content.iter().any(|cell| cell.symbol() != " ");
                assert!(
                    shown || buf.content.is_empty(),
                    "{name} at {width}×{height}"
                );
            }
        }
    }
}

#[test]
fn the_seconds_are_the_last_to_go() {
    let hold = frame("hold");
    for (width, height, row) in [(8, 1, "12 RIGHT"), (7, 1, "12"), (2, 1, "12")] {
        let buf = drawn(&hold, USUAL, (width, height));
        let shown: String = buf.content.iter().map(Cell::symbol).collect();
        assert_eq!(shown.trim_end(), row);
    }
}

#[test]
fn without_utf8_all_is_ascii() {
    for (name, view) in states().into_iter().chain(extremes()) {
        for (width, height) in [(100, 30), (80, 24), (40, 12), (20, 6)] {
            let options = Options {
                utf8: false,
                ..USUAL
            };
            let buf = drawn(&view, options, (width, height));
            let strange = buf.content.iter().find(|cell| !cell.symbol().is_ascii());
            assert_eq!(strange, None, "{name} at {width}×{height}");
        }
    }
}

#[test]
fn advice_is_never_cut_where_it_has_room() {
    let hurt = frame("hurt");
    for (width, height) in [(100, 30), (80, 24), (72, 20), (40, 12)] {
        let buf = drawn(&hurt, USUAL, (width, height));
        let shown: String = buf.content.iter().map(Cell::symbol).collect();
        assert!(shown.contains("(q)"), "{width}×{height}");
    }
}

#[test]
fn ten_thousand_segments_are_a_plain_bar() {
    let piece = |pass| PlannedSegment {
        kind: Kind::Hold,
        length: Some(Duration::from_secs(5)),
        count: 0,
        pass,
        skipped: false,
    };
    let mut view = state("hold");
    view.ribbon = RibbonView {
        segments: (0..10_000).map(piece).collect(),
        here: Some(5_000),
    };
    view.clock = (Duration::from_secs(25_000), Duration::from_secs(50_000));
    let buf = drawn(&alone(view), USUAL, (104, 30));
    let ribbon: String = (0..104).map(|x| buf[(x, 27)].symbol()).collect();
    assert_eq!(ribbon.trim(), "█".repeat(50) + &"─".repeat(50));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.-]{0,60}",
        "\\PC{0,40}",
        "[ぁ-ん ]{0,20}",
        Just(String::new())
    ]
}

fn pieces() -> impl Strategy<Value = PlannedSegment> {
    let kinds = prop::sample::select(vec![
        Kind::Ready,
        Kind::Hold,
        Kind::Count,
        Kind::Switch,
        Kind::Rest,
        Kind::Wait,
    ]);
    let length = prop::option::of((0_u64..100_000).prop_map(Duration::from_secs));
    (kinds, length, 0_u32..40, any::<bool>()).prop_map(|(kind, length, pass, skipped)| {
        PlannedSegment {
            kind,
            length,
            count: 0,
            pass,
            skipped,
        }
    })
}

fn views() -> impl Strategy<Value = SessionView> {
    let looks = prop::sample::select(vec![
        Look::Ready,
        Look::Hold,
        Look::Switch,
        Look::Rest,
        Look::Wait,
        Look::Paused,
        Look::Alarm,
        Look::Hurt,
    ]);
    let ribbon = (prop::collection::vec(pieces(), 0..120), 0_usize..130);
    let count = prop::option::of((text(), text()));
    let numbers = prop::option::of((0..u32::MAX, 0..u32::MAX));
    let progress = prop::option::of((0_u64..u64::MAX, 0_u64..u64::MAX));
    (
        (
            text(),
            looks,
            text(),
            prop::option::of(text()),
            text(),
            any::<bool>(),
        ),
        (
            count,
            progress,
            prop::option::of(text()),
            prop::option::of(text()),
        ),
        (
            numbers.clone(),
            numbers,
            ribbon,
            prop::collection::vec(text(), 0..3),
        ),
        (any::<bool>(), any::<bool>(), prop::option::of(text())),
    )
        .prop_map(|(a, b, c, d)| {
            let pieces: Vec<PlannedSegment> = c.2.0;
            SessionView {
                figure: None,
                title: a.0,
                look: a.1,
                phase: a.2,
                phase_first: a.5,
                side: a.3,
                widest_phase: "SWITCH RIGHT".to_owned(),
                name: a.4,
                name_first: a.5,
                count: b.0.map(|(text, shape)| Count { text, shape }),
                widest: "8:88".to_owned(),
                progress: b
                    .1
                    .map(|(done, of)| (Duration::from_secs(done), Duration::from_secs(of))),
                asks: d.0.then(|| "Press any key to continue".to_owned()),
                sentences: b.2.iter().cloned().collect(),
                cue: b.2,
                how: b.3,
                next: d.2.map(|next| ("then:".to_owned(), next)),
                step: c.0.map(|(nth, of)| format!("step {nth}/{of}")),
                turn: c
                    .1
                    .map(|(nth, of)| ("REP".to_owned(), format!("{nth}/{of}"))),
                round: c.0.map(|(nth, of)| format!("round {nth}/{of}")),
                elapsed: "0:41 of 2:08".to_owned(),
                clock: (Duration::from_secs(41), Duration::from_secs(128)),
                ends: None,
                ribbon: RibbonView {
                    segments: Arc::from(pieces),
                    here: Some(c.2.1),
                },
                opening: c.3.clone(),
                notes: c.3,
                aside: None,
                notice: d.0.then(|| NoticeView {
                    text: "the file was saved".to_owned(),
                    turn: 0,
                }),
                turn_of_notes: 0,
                most_turns: 3,
                hints: vec![Hint {
                    key: "→".into(),
                    does: "skip".into(),
                }],
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_there_is_to_see_stays_in_its_area_and_is_the_same_each_time(
        view in views(),
        is_asked in any::<bool>(),
        (x, y, width, height) in (0_u16..9, 0_u16..9, 0_u16..130, 0_u16..50),
        (colours, utf8, choice, backdrop) in (
            prop::sample::select(vec![
                Colours::TrueColor,
                Colours::Indexed,
                Colours::Ansi,
                Colours::None,
            ]),
            any::<bool>(),
            prop::sample::select(ThemeChoice::ALL.map(|(choice, _, _)| choice).to_vec()),
            prop::sample::select(vec![Backdrop::Dark, Backdrop::Light, Backdrop::Unknown]),
        ),
    ) {
        let theme = Theme::of(Options { colours, utf8, choice, backdrop });
        let window = Rect::new(0, 0, 120, 40);
        let area = Rect::new(x, y, width, height);
        let question = Overlay::Question {
            asks: "Stop here?".to_owned(),
            answers: "q stops · any other key goes on".to_owned(),
        };
        let frame = Frame {
            overlay: is_asked.then_some(question),
            ..alone(view)
        };
        let mut clean = Buffer::empty(window);
        draw(&frame, &theme, area, &mut clean);
        let mut used = Buffer::filled(window, Cell::new("?"));
        draw(&frame, &theme, area, &mut used);
        for position in window.positions() {
            if area.contains(position) {
                prop_assert_eq!(&clean[position], &used[position], "at {}", position);
            } else {
                prop_assert_eq!(&clean[position], &Cell::EMPTY, "at {}", position);
            }
        }
        if !utf8 {
            prop_assert!(clean.content.iter().all(|cell| cell.symbol().is_ascii()));
        }
    }
}
