//! The library and the summary: from choosing a routine to what was done and back, with real keys through the real loop
//! in virtual time; and what each of them looks like.

use crate::script;
use crate::support;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use script::{Ended, Script};
use supple::app::effect::Outcome;
use supple::app::element::{FieldView, Overlay, Window};
use supple::app::input::{Input, Key, Signal};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::app::session::{After, Preferences};
use supple::app::summary::view::SummaryView;
use supple::app::{App, Frame, View};
use supple::catalogue::draft::DraftRequest;
use supple::catalogue::name::NewName;
use supple::catalogue::{Entry, Origin};
use supple::core::condition::Condition;
use supple::core::cue::Tone;
use supple::core::settings::ThemeChoice;
use supple::tui::draw;
use supple::tui::theme::{Options, Theme};
use support::at;
use support::picture::{USUAL, drawn, printed};
use support::read::{catalogue, entry};

/// A hold of 15 s on each side: ready 0:00, right 0:05, switch 0:20, left 0:25, end 0:40.
const SHORT: &str = "title = \"Short\"\ntags = [\"evening\"]\n[[step]]\nname = \"Calf stretch\"\nhold = \"15s\"\n\
                     sides = \"each\"\nready = \"5s\"\nswitch = \"5s\"\ncue = \"Heel down.\"\n";

fn own(id: &str, text: &str) -> Entry {
    entry(id, Origin::User(PathBuf::from(format!("{id}.toml"))), text)
}

fn library(own: Vec<Entry>, last: Option<&str>) -> Library {
    Library::new(&catalogue(own), last, None)
}

const ESCAPE: Key = Key::Escape;
const ENTER: Key = Key::Enter;
const SPACE: Key = Key::Char(' ');

fn typed(mut script: Script, milliseconds: u64, text: &str) -> Script {
    for character in text.chars() {
        script = script.key(milliseconds, Key::Char(character));
    }
    script
}

/// What was seen at a moment.
fn seen(script: &Script, milliseconds: u64) -> &View {
    &script.frame(milliseconds).view
}

fn library_at(script: &Script, milliseconds: u64) -> &LibraryView {
    match seen(script, milliseconds) {
        View::Library(view) => view,
        other => panic!("no library at {milliseconds}: {other:?}"),
    }
}

fn summary_at(script: &Script, milliseconds: u64) -> &SummaryView {
    match seen(script, milliseconds) {
        View::Summary(view) => view,
        other => panic!("no summary at {milliseconds}: {other:?}"),
    }
}

fn selected(view: &LibraryView) -> &str {
    &view.rows[view.cursor].title
}

#[test]
fn enter_plays_the_usual_routine() {
    let script = Script::new().key(1_000, ENTER).key(2_000, Key::Ctrl('c'));
    let (script, ended) = script.choose(library(Vec::new(), None));
    assert_eq!(
        selected(library_at(&script, 0)),
        "Knee-to-chest back stretch"
    );
    let welcome = library_at(&script, 0).message.as_ref().unwrap();
    assert!(welcome.starts_with("Welcome!"));
    assert_eq!(script.opened, ["Knee-to-chest back stretch"]);
    assert_eq!(script.seen(1_000).phase, "LIE DOWN");
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

/// The conditions of a person rule all of the usual routine out: that is said before Enter and after it.
#[test]
fn that_nothing_of_a_routine_remains_is_said() {
    let mut script = Script::new();
    script.has = [Condition::Osteoporosis].into_iter().collect();
    let script = script.key(1_000, ENTER).key(2_000, Key::Ctrl('c'));
    let (script, _) = script.choose(library(Vec::new(), None));
    let skipped = "Skipped because of osteoporosis: Single-knee pull, Double-knee pull.";
    let before = library_at(&script, 0);
    assert_eq!(
        before.preview.warn[..2],
        ["Nothing remains to be done with your conditions.", skipped]
    );
    assert_eq!(
        (
            before.preview.length.as_str(),
            before.preview.ribbon.is_some()
        ),
        ("–", false)
    );
    assert_eq!(before.message, None, "no welcome to what cannot be played");
    let after = library_at(&script, 1_000).message.as_ref().unwrap();
    assert_eq!(*after, format!("Nothing remains to be done. {skipped}"));
    assert_eq!(script.opened, [""; 0]);
}

/// Choose, find, play, pause, stop, summary, back, play another, quit.
#[test]
fn from_choosing_to_playing_another() {
    let script = typed(Script::new().key(100, Key::Down), 1_000, "/SHORT stretch")
        .key(2_000, ENTER)
        // A lead-in of 15 s, five of the hold; then a pause and a stop.
        .key(22_000, Key::Char(' '))
        .key(28_000, Key::Char('q'))
        .key(29_000, ENTER)
        .key(40_000, ENTER)
        .key(41_000, ESCAPE)
        .key(42_000, Key::End)
        .key(43_000, ENTER)
        .key(44_000, Key::Char('q'))
        .key(45_000, Key::Char('q'))
        .key(46_000, Key::Char('q'));
    let (script, Ended { outcome, app }) = script.choose(library(vec![own("short", SHORT)], None));
    let found = library_at(&script, 1_000);
    assert_eq!((found.rows.len(), selected(found)), (1, "Short"));
    assert_eq!(
        found.find.as_ref().map(FieldView::text).as_deref(),
        Some("SHORT stretch")
    );
    assert_eq!(script.opened, ["Short", "Warm-up before a run"]);
    assert_eq!(script.wakings(2_001, 22_001).len(), 20, "once a second");
    let summary = summary_at(&script, 29_000);
    assert_eq!(summary.heading, "STOPPED");
    assert_eq!(summary.lines[0].name, "Calf stretch");
    assert_eq!(summary.lines[0].sides[0].1, "5 s");
    let back = library_at(&script, 40_000);
    assert_eq!(selected(back), "Short", "where it was left");
    assert_eq!(back.message, None, "nobody is welcomed twice");
    assert_eq!(library_at(&script, 41_000).rows.len(), 25);
    // Nothing was held in the second one, so there is nothing to sum up.
    assert_eq!(
        selected(library_at(&script, 45_000)),
        "Warm-up before a run"
    );
    assert_eq!(outcome, Some(Outcome::Left));
    assert_eq!(app.played().unwrap().held(), Duration::from_secs(5));
}

#[test]
fn the_library_sleeps_until_a_key() {
    let script = Script::new().key(3_600_000, Key::Char('q'));
    let (script, ended) = script.choose(library(Vec::new(), None));
    assert_eq!(script.wakings(0, 3_600_000), [0; 0]);
    assert_eq!(ended.outcome, Some(Outcome::Left));
}

/// A summary that nobody answers saves what was done.
#[test]
fn a_summary_goes_by_itself_and_keeps_what_was_done() {
    let script = Script::new().key(0, ENTER).key(600_000, Key::Char('q'));
    let (script, ended) = script.choose(library(vec![own("short", SHORT)], Some("short")));
    assert_eq!(summary_at(&script, 55_000).heading, "DONE");
    assert_eq!(script.wakings(55_001, 600_000), [170_000]);
    assert_eq!(selected(library_at(&script, 170_000)), "Short");
    let held = ended.app.played().unwrap().held();
    assert_eq!(held, Duration::from_secs(30));
}

#[test]
fn what_was_done_can_be_thrown_away() {
    let script = Script::new()
        .key(0, ENTER)
        .key(60_000, Key::Char('?'))
        .key(61_000, Key::Char('x'))
        .key(62_000, Key::Char('x'))
        .key(63_000, Key::Char('q'));
    let (script, ended) = script.choose(library(vec![own("short", SHORT)], Some("short")));
    assert!(matches!(script.over(60_000), Some(Overlay::Help(_))));
    assert_eq!(script.over(61_000), None, "any key closes it");
    assert_eq!(script.over(62_000), None);
    assert!(ended.app.played().is_none());
}

#[test]
fn a_broken_file_is_not_played_but_explained() {
    let broken = own(
        "evening",
        "title = \"Evening\"\n[[step]]\nname = \"Pull\"\nhold = \"fifteen seconds\"\n",
    );
    let script = Script::new()
        .key(1_000, ENTER)
        .key(2_000, Key::Down)
        .key(3_000, Key::Char('q'));
    let (script, _) = script.choose(library(vec![broken], Some("evening")));
    let view = library_at(&script, 1_000);
    assert_eq!(selected(view), "evening.toml");
    assert_eq!(view.rows[0].problems, 1);
    let said = view.message.as_ref().unwrap();
    assert_eq!(said, "evening.toml has 1 problem · e opens it");
    assert!(view.preview.problems.contains("write `hold = \"15s\"`"));
    assert_eq!(library_at(&script, 2_000).message, None);
    assert_eq!(script.opened, [""; 0]);
}

#[test]
fn what_is_not_found_is_said_and_undone() {
    let script = typed(Script::new(), 1_000, "/膝")
        .key(2_000, ENTER)
        .key(3_000, ESCAPE)
        .key(4_000, Key::Char('q'));
    let (script, ended) = script.choose(library(Vec::new(), None));
    let view = library_at(&script, 2_000);
    assert!(view.rows.is_empty());
    let said = view.message.as_ref().unwrap();
    assert!(said.starts_with("No match for `膝`"));
    assert_eq!(
        selected(library_at(&script, 3_000)),
        "Knee-to-chest back stretch"
    );
    assert_eq!(ended.outcome, Some(Outcome::Left));
}

/// While words are typed every letter is one of them: it takes a key before the one that makes a routine.
#[test]
fn what_is_not_found_can_be_made() {
    let script = typed(Script::new(), 1_000, "/xyzqn")
        .key(2_000, ENTER)
        .key(3_000, Key::Char('n'))
        .key(4_000, ENTER);
    let (script, _) = script.choose(library(Vec::new(), None));
    let said = |at: u64| library_at(&script, at).message.clone().unwrap();
    assert_eq!(
        said(1_000),
        "No match for `xyzqn` · Esc clears · Enter, then n creates a routine of that name"
    );
    assert_eq!(
        said(2_000),
        "No match for `xyzqn` · Esc clears · n creates a routine of that name"
    );
    let typed = library_at(&script, 3_000).typed.as_ref();
    assert_eq!(
        typed.map(|typed| typed.field.text()).as_deref(),
        Some("xyzqn")
    );
    assert_eq!(
        script.drafts,
        [DraftRequest::Begin(NewName::of("xyzqn").unwrap())]
    );
}

#[test]
fn finding_gives_the_place_back() {
    let script = typed(Script::new(), 1_000, "/xyzq").key(2_000, ESCAPE);
    let script = typed(script, 4_000, "/back")
        .key(5_000, Key::Down)
        .key(6_000, ESCAPE);
    let (script, _) = script.choose(library(Vec::new(), None));
    let back = selected(library_at(&script, 2_000));
    assert_eq!(back, "Knee-to-chest back stretch");
    let chosen = selected(library_at(&script, 5_000));
    assert_ne!(chosen, back);
    assert_eq!(selected(library_at(&script, 6_000)), chosen);
}

#[test]
fn the_welcome_is_about_the_routine_under_the_cursor() {
    let script = Script::new()
        .key(1_000, Key::Down)
        .key(2_000, Key::Home)
        .key(3_000, Key::Char('?'));
    let (script, _) = script.choose(library(vec![broken()], None));
    let message = |at: u64| library_at(&script, at).message.clone();
    assert!(
        message(0)
            .unwrap()
            .contains("two-minute lower-back stretch")
    );
    assert_eq!(
        message(1_000).unwrap(),
        "Welcome! Press Enter to start the selected routine, then follow along."
    );
    assert_eq!(message(2_000), None, "a broken file starts nothing");
}

/// Also in the very first library, which has a welcome to say, and again when somebody tries the sound.
#[test]
fn that_the_sound_does_not_work_is_said_before_one_lies_down() {
    let note = "No audio player found: using the terminal bell. See `supple doctor`.";
    let mut script = Script::new()
        .then(1_000, Input::Note(note.to_owned()))
        .key(2_000, Key::Down)
        .key(3_000, Key::Char('t'))
        .key(4_000, ENTER)
        .key(5_000, Key::Ctrl('c'));
    script.window = Window {
        columns: 80,
        rows: 24,
    };
    let (script, _) = script.choose(library(Vec::new(), None));
    let notices = |at: u64| library_at(&script, at).notices.clone();
    assert_eq!(notices(1_000), [note]);
    assert!(library_at(&script, 1_000).message.is_some());
    assert_eq!(notices(2_000), [""; 0]);
    assert_eq!(notices(3_000), [note]);
    let shown = script.seen(4_000).notice.as_ref();
    assert_eq!(shown.map(|notice| notice.text.as_str()), Some(note));
    for size in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        let picture = drawn(script.frame(1_000), USUAL, size);
        let words = words(&picture);
        assert!(words.contains(note), "{}", printed(&picture));
        assert!(words.contains("Welcome!"), "{}", printed(&picture));
    }
}

/// Not even in the smallest window: neither the titles of the routines, nor the notices, nor what is unfinished.
#[test]
fn no_title_and_no_notice_is_cut() {
    let frame = after(library(Vec::new(), None), Script::new());
    let View::Library(library) = &frame.view else {
        panic!("no library");
    };
    let notices = [
        "No audio player found: using the terminal bell. See `supple doctor`.",
        "config.toml has 2 problems: using the defaults. See `supple check`.",
    ];
    let unfinished = "Unfinished: Return to running: walk test, step 12, left, a rehearsal · c resume · x discard";
    let sizes = (40..=212)
        .step_by(4)
        .flat_map(|width| [12, 18, 24, 30, 60].map(|height| (width, height)));
    for size in sizes {
        for cursor in 0..library.rows.len() {
            let view = LibraryView {
                cursor,
                notices: if cursor == 0 {
                    notices.map(str::to_owned).to_vec()
                } else {
                    Vec::new()
                },
                message: None,
                unfinished: (cursor == 1).then(|| unfinished.to_owned()),
                ..(**library).clone()
            };
            let title = view.rows[cursor].title.clone();
            let said = view.notices.clone();
            let shown = Frame {
                view: View::Library(Box::new(view)),
                overlay: None,
            };
            let picture = drawn(&shown, USUAL, size);
            let list = words(&picture);
            assert!(
                list.contains(&format!("▸ {title}")),
                "{size:?}: {title}\n{}",
                printed(&picture)
            );
            for notice in said {
                assert!(
                    list.contains(&notice),
                    "{size:?}: {notice}\n{}",
                    printed(&picture)
                );
            }
            let parts = unfinished.split(" · ").filter(|_| cursor == 1);
            for part in parts {
                assert!(
                    list.contains(part),
                    "{size:?}: {part}\n{}",
                    printed(&picture)
                );
            }
        }
    }
}

#[test]
fn a_hundred_characters_are_looked_for_and_no_more() {
    let script = typed(Script::new(), 1_000, &format!("/{}", "ä".repeat(101)));
    let (script, _) = script.choose(library(Vec::new(), None));
    let find = library_at(&script, 1_000).find.as_ref();
    assert_eq!(find.map(FieldView::text), Some("ä".repeat(100)));
}

#[test]
fn a_key_scrolls_the_preview_by_eight_lines() {
    let keys = [
        Key::PageDown,
        Key::PageDown,
        Key::PageUp,
        Key::PageUp,
        Key::PageUp,
    ];
    let script = (1..)
        .zip(keys)
        .fold(Script::new(), |script, (nth, key)| script.key(nth, key));
    let (script, _) = script.choose(library(Vec::new(), None));
    let scrolled: Vec<usize> = (1..=5).map(|at| library_at(&script, at).scroll).collect();
    assert_eq!(scrolled, [8, 16, 8, 0, 0]);
}

#[test]
fn the_first_key_back_from_the_end_of_the_preview_is_seen() {
    for size in [(100, 30), (100, 20)] {
        let mut script = Script::new();
        (script.window.columns, script.window.rows) = size;
        let script = (1..=30).fold(script, |script, nth| script.key(nth, Key::PageDown));
        let (script, _) = script
            .key(31, Key::PageUp)
            .choose(library(vec![long()], Some("sixty")));
        let at = |at: u64| {
            (
                library_at(&script, at).scroll,
                drawn(script.frame(at), USUAL, size),
            )
        };
        let ((end, picture), (back, before)) = (at(30), at(31));
        assert!(end > 8, "{end} {size:?}");
        assert_eq!(back, end - 8, "{size:?}");
        assert!(picture != before, "{}", printed(&before));
    }
}

/// Five seconds make a session: here `last` ends the first hold, and the second one lasts 200 ms.
#[test]
fn a_try_of_less_than_five_seconds_leaves_nothing_behind() {
    let skipped = |last: u64| {
        let script = Script::new().key(0, ENTER).key(1_100, Key::Right);
        let script = (0..4).fold(script, |script, nth| {
            script.key(last + 200 * nth, Key::Right)
        });
        script
            .choose(library(vec![own("short", SHORT)], Some("short")))
            .0
    };
    let shows_summary = |script: &Script| {
        let mut views = script.views();
        views.any(|(_, view)| matches!(view, View::Summary(_)))
    };
    assert!(!shows_summary(&skipped(1_100 + 4_799)));
    assert!(shows_summary(&skipped(1_100 + 4_800)));
}

/// What keeps one safe is among the keys at every common size, and so is how to start, to find the rest and to leave.
#[test]
fn the_keys_that_matter_most_are_in_the_bar() {
    let frame = after(library(Vec::new(), None), Script::new());
    for size in [(100, 30), (80, 24), (60, 20), (60, 18), (40, 12)] {
        let picture = printed(&drawn(&frame, USUAL, size));
        let bar = picture.lines().rfind(|line| line.contains("start"));
        let bar = bar.unwrap_or_default();
        for key in ["Enter start", "s safety", "? help", "q quit"] {
            assert!(bar.contains(key), "{size:?}: {key}\n{picture}");
        }
    }
}

/// A message takes its rows from the lower end of the list: the routines at the top stay, and the cursor is seen.
#[test]
fn a_message_leaves_the_top_of_the_list_and_the_cursor() {
    let quiet = after(library(Vec::new(), None), Script::new().key(1, Key::Home));
    let all = || library(Vec::new(), Some("knee-to-chest"));
    let told = after(
        all().noticing(Some(
            "No audio player found: using the terminal bell. See `supple doctor`.".to_owned(),
        )),
        Script::new(),
    );
    let first = |frame: &Frame, size| {
        let picture = printed(&drawn(frame, USUAL, size));
        let row = picture.lines().nth(2).unwrap_or_default();
        let row: String = row.chars().take(30).collect();
        (row.replace('▸', " "), picture)
    };
    for size in [(100, 30), (80, 24)] {
        let (top, _) = first(&quiet, size);
        let (told_top, picture) = first(&told, size);
        assert!(picture.contains("No audio player"), "{picture}");
        assert!(picture.contains("▸ Knee-to-chest"), "{picture}");
        assert!(picture.contains("Ankles and shins"), "{picture}");
        assert!(top.contains(char::is_alphabetic), "{top}");
        assert_eq!(top.trim_end(), told_top.trim_end(), "{picture}");
    }
}

/// Every key of the library and how to go back, in the smallest window that has all of a screen.
#[test]
fn help_leaves_no_key_out() {
    let keys = Script::new().key(1, Key::Char('?'));
    let frame = after(library(Vec::new(), None), keys);
    let Some(Overlay::Help(keys)) = &frame.overlay else {
        panic!("no help");
    };
    let pictures = [(40, 12), (60, 18)].map(|size| printed(&drawn(&frame, USUAL, size)));
    for picture in &pictures {
        for line in keys {
            let told = [line.key, line.hint].map(|part| picture.contains(part));
            assert_eq!(told, [true, true], "{line:?}\n{picture}");
        }
        assert!(picture.contains("Press any key to close"), "{picture}");
    }
    let picture = printed(&drawn(&frame, USUAL, (80, 24)));
    for line in keys {
        assert!(picture.contains(&line.keys), "{line:?}\n{picture}");
    }
}

#[test]
fn the_keys_and_a_name_can_be_suspended() {
    let script = Script::new()
        .key(1_000, Key::Char('?'))
        .key(2_000, Key::Ctrl('z'))
        .key(3_000, SPACE)
        .key(4_000, Key::Char('n'))
        .key(5_000, Key::Char('a'))
        .key(6_000, Key::Ctrl('z'))
        .key(7_000, Key::Char('b'));
    let (script, _) = script.choose(library(Vec::new(), None));
    assert_eq!(script.suspended, 2);
    assert!(script.over(2_000).is_some());
    let typed = library_at(&script, 7_000).typed.as_ref();
    assert_eq!(typed.map(|typed| typed.field.text()).as_deref(), Some("ab"));
}

#[test]
fn sound_help_and_suspension_work_here_too() {
    let script = Script::new()
        .key(1_000, Key::Char('t'))
        .key(2_000, Key::Char('?'))
        .key(3_000, Key::Char('q'))
        .key(4_000, Key::Ctrl('z'))
        .then(5_000, Input::Suspend)
        .then(6_000, Input::Signal(Signal::HangUp));
    let (script, ended) = script.choose(library(Vec::new(), None));
    assert_eq!(script.tones.first(), Some(&(at(1_000), Tone::Ready)));
    let Some(Overlay::Help(keys)) = script.over(2_000) else {
        panic!("no help");
    };
    assert!(keys.iter().any(|line| line.help == "test the sound"));
    assert_eq!(script.over(3_000), None);
    assert_eq!(script.suspended, 2);
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::HangUp)));
}

/// All words in a picture, with one space between two.
fn words(picture: &Buffer) -> String {
    let rows = picture.content.chunks(picture.area.width.into());
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    let text = rows.collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is on the screen after these keys.
fn after(library: Library, keys: Script) -> Frame {
    let (script, _) = keys.choose(library);
    script.frames.last().unwrap().1.clone()
}

#[test]
fn the_adherence_is_whole_or_without_the_last_day() {
    let mut frame = after(library(Vec::new(), None), Script::new());
    let View::Library(view) = &mut frame.view else {
        panic!("no library");
    };
    view.header = "active 4 of the last 7 days · last: Mon 1 Jan 2001".to_owned();
    for columns in 40..100 {
        let picture = drawn(&frame, USUAL, (columns, 12));
        let head = words(&picture);
        let whole = head.contains("active 4 of the last 7 days · last: Mon 1 Jan 2001");
        let short = head.contains("active 4 of the last 7 days") && !head.contains("last: Mon");
        assert!(whole || short, "{columns}: {head}");
    }
}

fn long() -> Entry {
    let mut text = String::from("title = \"Sixty\"\nneeds = [\"mat\"]\n");
    for number in 1..=60 {
        let _ = write!(
            text,
            "[[step]]\nname = \"Stretch number {number}\"\nhold = \"20s\"\nsides = \"each\"\n"
        );
    }
    own("sixty", &text)
}

fn wide() -> Entry {
    own(
        "wide",
        "title = \"膝を胸に引き寄せるストレッチと深い呼吸のための長い夜のルーティン\"\n[[step]]\n\
         name = \"膝を胸に引き寄せる\"\nhold = \"20s\"\nsides = \"each\"\n[[step]]\n\
         name = \"Tiefer Ausfallschritt mit Rotation nach oben und langem Ausatmen\"\nhold = \"2m\"\nsides = \"none\"\n",
    )
}

fn broken() -> Entry {
    own("broken", include_str!("diagnostics/all-at-once.toml"))
}

/// Every state of both screens in the usual window, by a name for its picture.
fn states() -> Vec<(&'static str, Frame)> {
    states_in((100, 30))
}

/// The same in this window.
fn states_in(window: (u16, u16)) -> Vec<(&'static str, Frame)> {
    let all = || vec![long(), wide(), broken(), own("short", SHORT)];
    let at_once = || {
        let mut script = Script::new();
        (script.window.columns, script.window.rows) = window;
        script
    };
    let played = |keys: Script| {
        let (script, _) = keys.choose(library(vec![own("short", SHORT)], Some("short")));
        let mut frames = script.frames.into_iter().rev().map(|(_, frame)| frame);
        let is_summary = |frame: &Frame| matches!(frame.view, View::Summary(_));
        frames.find(is_summary).unwrap()
    };
    let down = |times: u64| (0..times).fold(at_once(), |script, _| script.key(1, Key::Down));
    vec![
        (
            "library-first-run",
            after(library(Vec::new(), None), at_once()),
        ),
        (
            "library-own-and-broken",
            after(library(all(), Some("broken")), at_once()),
        ),
        (
            "library-long",
            after(library(all(), Some("sixty")), at_once()),
        ),
        (
            "library-scrolled",
            after(
                library(all(), Some("sixty")),
                at_once().key(1, Key::PageDown).key(2, Key::PageDown),
            ),
        ),
        (
            "library-steps",
            after(
                library(all(), Some("return-to-run")),
                at_once()
                    .key(1, Key::Right)
                    .key(2, Key::Down)
                    .key(3, Key::Down),
            ),
        ),
        (
            "library-wide",
            after(library(all(), Some("wide")), at_once()),
        ),
        (
            "library-typing",
            after(library(all(), None), typed(at_once(), 1, "/back")),
        ),
        (
            "library-nothing-found",
            after(library(all(), None), typed(at_once(), 1, "/qqq")),
        ),
        (
            "library-help",
            after(library(all(), None), at_once().key(1, Key::Char('?'))),
        ),
        (
            "library-below",
            after(library(all(), Some("broken")), down(12)),
        ),
        (
            "library-unreadable",
            after(
                Library::new(
                    &catalogue(Vec::new()),
                    Some("daily-five"),
                    Some("cannot read ~/.config/supple/routines: permission denied".to_owned()),
                ),
                at_once(),
            ),
        ),
        ("summary-done", played(at_once().key(0, ENTER))),
        (
            "summary-stopped",
            played(
                at_once()
                    .key(0, ENTER)
                    .key(22_000, Key::Char('+'))
                    .key(24_000, Key::Char('h'))
                    .key(25_000, Key::Char('q'))
                    .key(26_000, ENTER),
            ),
        ),
        (
            "summary-help",
            played(at_once().key(0, ENTER).key(60_000, Key::Char('?'))),
        ),
    ]
}

#[test]
fn every_state_in_the_usual_window() {
    for (name, view) in states() {
        insta::assert_snapshot!(name, printed(&drawn(&view, USUAL, (100, 30))));
    }
}

#[test]
fn the_library_in_small_windows() {
    for window in [(80, 24), (60, 20)] {
        let drawn_here = [
            "library-first-run",
            "library-own-and-broken",
            "library-steps",
        ];
        let states = states_in(window).into_iter();
        for (name, view) in states.filter(|(name, _)| drawn_here.contains(name)) {
            let picture = printed(&drawn(&view, USUAL, window));
            insta::assert_snapshot!(format!("{name}-{}", window.0), picture);
        }
    }
}

/// The cursor is seen on every routine, also on one that has problems.
#[test]
fn a_broken_routine_has_the_mark_of_the_cursor() {
    let frame = after(library(vec![broken()], Some("broken")), Script::new());
    for (theme, mark) in [(ThemeChoice::Auto, "▸ "), (ThemeChoice::Contrast, "▸ ")] {
        let options = Options {
            choice: theme,
            ..USUAL
        };
        let shown = words(&drawn(&frame, options, (100, 30)));
        let title = format!("{mark}broken.toml");
        assert!(shown.contains(&title) && shown.contains("✗ "), "{shown}");
    }
}

/// Of each state the words that must be seen whole in any window.
#[test]
fn what_matters_is_seen_at_every_size() {
    let matters = [
        ("library-typing", "/ back▏", 6),
        ("library-nothing-found", "/ qqq▏", 6),
        ("library-help", "to close", 6),
        // Below that there is no row for a message.
        ("library-unreadable", "cannot read", 8),
        ("library-below", "▸", 6),
        ("library-long", "▸", 6),
        ("library-steps", "▸", 6),
        ("summary-done", "0:50", 6),
        ("summary-stopped", "0:24", 6),
        ("summary-help", "to close", 6),
    ];
    let all = states();
    for (state, words, least) in matters {
        let (_, view) = all.iter().find(|(name, _)| *name == state).unwrap();
        for width in (20..=220).step_by(12).chain([64, 65, 80]) {
            for height in [6, 7, 8, 9, 12, 13, 17, 20, 24, 40, 60] {
                let buf = drawn(view, USUAL, (width, height));
                let rows = buf.content.chunks(width.into());
                let mut rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
                assert!(
                    height < least || rows.any(|row| row.contains(words)),
                    "{state} at {width}×{height}"
                );
            }
        }
    }
}

#[test]
fn a_narrow_summary_cuts_neither_names_nor_numbers() {
    let mut states = states().into_iter();
    let (_, view) = states.find(|(name, _)| *name == "summary-done").unwrap();
    let picture = printed(&drawn(&view, USUAL, (34, 16)));
    for words in ["| Calf stretch  ", "|   Right 15 s · Left 15 s  "] {
        assert!(picture.contains(words), "{picture}");
    }
}

#[test]
fn every_size_down_to_nothing_has_a_picture() {
    for (name, view) in states() {
        for width in (0..=70_u16).step_by(3) {
            for height in (0..=16_u16).filter(|height| (width / 3 + height).is_multiple_of(2)) {
                let buf = drawn(&view, USUAL, (width, height));
                let shown = buf.content.iter().any(|cell| cell.symbol() != " ");
                // A list and a summary need the room of a word to say anything.
                assert!(
                    shown || width < 4 || buf.content.is_empty(),
                    "{name} at {width}×{height}"
                );
            }
        }
    }
}

#[test]
fn without_utf8_all_but_names_is_ascii() {
    let states = states();
    for (name, view) in states.iter().filter(|(name, _)| *name != "library-wide") {
        for size in [(100, 30), (40, 12), (20, 6)] {
            let options = Options {
                utf8: false,
                ..USUAL
            };
            let buf = drawn(view, options, size);
            let strange = buf.content.iter().find(|cell| !cell.symbol().is_ascii());
            assert_eq!(strange, None, "{name} at {size:?}");
        }
    }
}

/// Keys in any order, of which some take a session to its summary.
fn keys() -> impl Strategy<Value = Vec<Key>> {
    let all = vec![
        ENTER,
        ESCAPE,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Backspace,
        Key::Right,
        Key::Char('/'),
        Key::Char('k'),
        Key::Char('膝'),
        Key::Char('x'),
        Key::Char('?'),
        Key::Char('q'),
    ];
    prop::collection::vec(prop::sample::select(all), 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_pressed_there_is_a_picture_inside_its_area(
        keys in keys(),
        (x, y, width, height) in (0_u16..9, 0_u16..9, 0_u16..110, 0_u16..35),
    ) {
        let end = keys.len() as u64 * 9_000;
        let script = (0..).zip(keys).fold(Script::new(), |script, (nth, key)| script.key(nth * 9_000, key));
        // A wait would be reminded of for ever.
        let script = script.then(end, Input::Signal(Signal::Terminate));
        let (script, _) = script.choose(library(vec![wide(), broken(), own("short", SHORT)], None));
        let theme = Theme::of(USUAL);
        let window = Rect::new(0, 0, 110, 40);
        let area = Rect::new(x, y, width, height);
        for (_, frame) in script.frames.iter().step_by(5) {
            let mut clean = Buffer::empty(window);
            draw(frame, &theme, area, &mut clean);
            let mut used = Buffer::filled(window, Cell::new("?"));
            draw(frame, &theme, area, &mut used);
            for position in window.positions() {
                if area.contains(position) {
                    prop_assert_eq!(&clean[position], &used[position], "at {}", position);
                } else {
                    prop_assert_eq!(&clean[position], &Cell::EMPTY, "at {}", position);
                }
            }
        }
    }
}

/// With `[person] has`, the preview says what is skipped, and the times are those of what is left.
#[test]
fn steps_that_a_condition_rules_out_are_marked_in_the_preview() {
    let seen = |has: &[Condition]| {
        let preferences = Preferences {
            has: has.iter().copied().collect(),
            ..script::preferences(After::Summary)
        };
        let library = library(Vec::new(), Some("tight-lower-back"));
        let app = App::choosing(library, preferences, at(0));
        app.frame(at(0))
    };
    let preview = |frame: &Frame| match &frame.view {
        View::Library(view) => Arc::clone(&view.preview),
        other => panic!("no library: {other:?}"),
    };
    let (all, frame) = (preview(&seen(&[])), seen(&[Condition::Osteoporosis]));
    let left = preview(&frame);
    let said = &left.warn[0];
    assert!(
        said.starts_with("Skipped because of osteoporosis: "),
        "{said}"
    );
    let skipped: Vec<&str> = left
        .steps
        .iter()
        .filter(|step| step.is_left_out)
        .map(|step| step.name.as_str())
        .collect();
    assert!(!skipped.is_empty() && skipped.len() < left.steps.len());
    for name in &skipped {
        assert!(said.contains(name), "{name}: {said}");
    }
    let amounts = left.steps.iter().filter(|step| step.is_left_out);
    assert!(amounts.into_iter().all(|step| step.amount == "skipped"));
    let lines = all.ribbon.as_ref().unwrap().segments.len();
    assert!(left.ribbon.as_ref().unwrap().segments.len() < lines);
    assert_ne!(all.length, left.length);
    assert!(all.steps.iter().all(|step| !step.is_left_out));
    let numbers: Vec<u32> = left.steps.iter().filter_map(|step| step.number).collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>());
    insta::assert_snapshot!("left-out", printed(&drawn(&frame, USUAL, (100, 30))));
}
