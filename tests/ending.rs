//! The screen at the end of a session, for every way in which one can end: its words, and that nothing is cut.

use crate::script;
use crate::support;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use script::Script;
use supple::app::input::Key;
use supple::app::library::Library;
use supple::app::memory::Memory;
use supple::app::summary::view::SummaryView;
use supple::app::{Frame, View};
use supple::catalogue::{Catalogue, Origin};
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::log::{LogEntry, RoutineText};
use supple::core::record::{Ending, StretchRecord};
use supple::core::timeline::Kind;
use support::picture::{USUAL, drawn, printed};
use support::read::entry;

const TODAY: Day = Day(20_513);

/// 20 s right, 5 s, 20 s left, 20 s of a stretch and a routine with long names.
const HIPS: &str = "title = \"A long and careful evening for tired hips, hamstrings and the lower back\"\n[defaults]\n\
                    ready = 0\nswitch = \"5s\"\n[[step]]\nhold = \"20s\"\nname = \"Half-kneeling hip flexor stretch with \
                    the arm overhead\"\nsides = \"each\"\n[[step]]\nhold = \"20s\"\nname = \"Rock\"\n";

fn library() -> Library {
    let entry = entry("hips", Origin::Bundled, HIPS);
    Library::new(&Catalogue::new(Vec::new(), vec![entry]), None, None)
}

/// A session `ago` days before today, after which the soreness was `feeling`.
fn session(ago: i32, feeling: Option<u8>) -> LogEntry {
    let start = Stamp {
        unix_ms: i64::from((TODAY - ago).0) * 86_400_000 + 3_600_000,
        offset: 0,
    };
    let length = Duration::from_secs(60);
    LogEntry {
        id: format!("{ago}"),
        start,
        end: start,
        speed: 1.0,
        title: "Hips".to_owned(),
        routines: [RoutineText::new("hips", "Hips", "")].into(),
        lines: vec![StretchRecord {
            planned: length,
            done: length,
            ..StretchRecord::new("Rock".to_owned(), Kind::Hold, None)
        }],
        paused: Duration::ZERO,
        ending: Ending::Done,
        feeling,
        note: None,
        continues: None,
        corrected: None,
    }
}

/// Every other day of many weeks, ever less sore.
fn regular() -> History {
    let mut history = History::new(Scope::of(TODAY));
    for ago in (2..90).step_by(2) {
        history.add(&session(ago, u8::try_from(ago / 9).ok()));
    }
    history
}

fn memory(history: History) -> Memory {
    Memory {
        wall: WallClock {
            at: supple::core::moment::Moment::ZERO,
            speed: 1.0,
            stamp: Stamp {
                unix_ms: i64::from(TODAY.0) * 86_400_000 + 16 * 3_600_000,
                offset: 0,
            },
        },
        process: 4711,
        is_warned: true,
        ask: true,
        history: Arc::new(history),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

/// Enter starts; 15 s of lead-in and 65 s of routine end at 80 s.
fn played() -> Script {
    Script::new().key(0, Key::Enter)
}

/// Stopped ten seconds into the hold on the left.
fn stopped() -> Script {
    played().key(50_000, Key::Char('q')).key(51_000, Key::Enter)
}

fn hurt() -> Script {
    let script = played().key(50_000, Key::Char('h'));
    script.key(51_000, Key::Char('q')).key(52_000, Key::Enter)
}

/// The last summary of a session, with a memory or without one.
fn summary(script: Script, memory: Option<Memory>) -> Frame {
    let (script, _) = match memory {
        Some(memory) => script.choose_remembering(library(), memory),
        None => script.choose(library()),
    };
    let mut frames = script.frames.into_iter().rev().map(|(_, frame)| frame);
    let is_summary = |frame: &Frame| matches!(frame.view, View::Summary(_));
    frames.find(is_summary).expect("a summary")
}

fn view(frame: &Frame) -> &SummaryView {
    match &frame.view {
        View::Summary(view) => view,
        other => panic!("no summary: {other:?}"),
    }
}

/// Every way in which a session can end with a summary, by name.
fn endings() -> Vec<(&'static str, Frame)> {
    let rehearsal = || {
        let mut memory = memory(regular());
        memory.wall.speed = 60.0;
        memory
    };
    let unreadable = Memory {
        is_unreadable: true,
        ..memory(History::new(Scope::of(TODAY)))
    };
    let empty = || memory(History::new(Scope::of(TODAY)));
    let note = (0..).zip("3 the left hip felt good, as long as I breathed out slowly".chars());
    let noted = note.fold(played(), |script, (nth, character)| {
        script.key(90_000 + nth, Key::Char(character))
    });
    let wrong = played()
        .key(90_000, Key::Char('3'))
        .key(90_001, Key::Char('3'));
    vec![
        ("finished", summary(played(), Some(memory(regular())))),
        ("first", summary(played(), Some(empty()))),
        ("stopped", summary(stopped(), Some(memory(regular())))),
        ("hurt", summary(hurt(), Some(memory(regular())))),
        ("rehearsal", summary(played(), Some(rehearsal()))),
        ("stopped rehearsal", summary(stopped(), Some(rehearsal()))),
        ("no log", summary(played(), None)),
        ("no log, stopped", summary(stopped(), None)),
        ("unreadable log", summary(played(), Some(unreadable))),
        ("note", summary(noted, Some(memory(regular())))),
        (
            "wrong number",
            summary(wrong.key(90_002, Key::Enter), Some(memory(regular()))),
        ),
    ]
}

fn ending(name: &str) -> Frame {
    let mut endings = endings().into_iter();
    endings.find(|(other, _)| *other == name).unwrap().1
}

/// All words in a picture, with one space between two.
fn words(picture: &Buffer) -> String {
    let rows = picture.content().chunks(picture.area.width.into());
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    let text = rows.collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of a summary that have to be read, in any window; the question may be asked more briefly.
fn texts(view: &SummaryView) -> Vec<String> {
    let mut texts = vec![view.title.clone(), view.praise.clone(), view.next.clone()];
    texts.push(view.total.clone());
    texts.extend(view.note.clone());
    for line in &view.lines {
        texts.push(line.name.clone());
        texts.extend(
            line.sides
                .iter()
                .map(|(side, done)| format!("{side} {done}").trim().to_owned()),
        );
        texts.push(line.remark.clone());
    }
    texts.extend(view.past.iter().map(|past| past.adherence.clone()));
    texts.extend(
        view.hints
            .iter()
            .map(|hint| format!("{} {}", hint.key, hint.does)),
    );
    texts
}

#[test]
fn the_first_key_back_from_the_end_is_seen() {
    let size = (40, 12);
    let mut script = played();
    (script.window.columns, script.window.rows) = size;
    let script = (0..60).fold(script, |script, nth| script.key(90_000 + nth, Key::Down));
    let script = script.key(91_000, Key::Up);
    let (script, _) = script.choose_remembering(library(), memory(regular()));
    let at = |at: u64| {
        let frame = script.frame(at);
        (view(frame).scroll, drawn(frame, USUAL, size))
    };
    let ((end, picture), (back, before)) = (at(90_999), at(91_000));
    assert!((1..59).contains(&end), "{end}");
    assert_eq!(back, end - 1);
    assert!(picture != before, "{}", printed(&before));
}

#[test]
fn nothing_is_cut_at_any_size() {
    const COMMON: [(u16, u16); 5] = [(40, 12), (60, 20), (80, 24), (100, 30), (200, 60)];
    let sizes = (40..=212)
        .step_by(9)
        .flat_map(|width| (12..=60).step_by(5).map(move |height| (width, height)));
    let mut faults = Vec::new();
    for (name, frame) in endings() {
        for size in COMMON.into_iter().chain(sizes.clone()) {
            let mut seen = String::new();
            // The body scrolls where it has too little room.
            for scroll in 0.. {
                let shown = SummaryView {
                    scroll,
                    ..view(&frame).clone()
                };
                let scrolled = Frame {
                    view: View::Summary(Box::new(shown)),
                    overlay: None,
                };
                let words = words(&drawn(&scrolled, USUAL, size));
                let is_last = !words.contains("more lines");
                seen.push_str(&words);
                seen.push('\n');
                if scroll == 0 {
                    // What to do, and what not to worry about, is seen at once.
                    for first in [&view(&frame).praise, &view(&frame).next] {
                        if !words.contains(first.as_str()) {
                            faults.push(format!("{size:?}, {name}: not at once: {first}"));
                        }
                    }
                }
                if is_last {
                    break;
                }
            }
            for text in texts(view(&frame)) {
                if !seen.contains(&text) {
                    faults.push(format!("{size:?}, {name}: {text}"));
                }
            }
            if seen.contains('…') {
                faults.push(format!("{size:?}, {name}: …"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} cut:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// In every common window the room is used: no more than a few rows in a row are empty.
#[test]
fn there_is_no_hole() {
    for (name, frame) in endings() {
        for (size, most) in [((60, 20), 2), ((80, 24), 3), ((100, 30), 3), ((200, 60), 9)] {
            let picture = drawn(&frame, USUAL, size);
            let rows = picture.content().chunks(size.0.into());
            let mut empty = 0;
            for row in rows {
                let is_empty = row
                    .iter()
                    .all(|cell| cell.symbol() == " " && cell.bg == ratatui::style::Color::Reset);
                empty = if is_empty { empty + 1 } else { 0 };
                assert!(empty <= most, "{name}, {size:?}\n{}", printed(&picture));
            }
        }
    }
}

/// The two in the band stand apart, and touch no edge.
#[test]
fn the_band_has_a_gap_and_a_margin() {
    for size in [(60, 20), (80, 24), (100, 30), (200, 60)] {
        let frame = ending("finished");
        let picture = drawn(&frame, USUAL, size);
        let ground = picture[(0, 0)].bg;
        let is_band = |y: &u16| picture[(0, *y)].bg == ground;
        let band: Vec<u16> = (0..size.1).take_while(is_band).collect();
        let has_ink = |x: u16| band.iter().any(|y| picture[(x, *y)].symbol() != " ");
        let ink: Vec<bool> = (0..size.0).map(has_ink).collect();
        assert!(!ink[0] && !ink[usize::from(size.0) - 1], "{size:?}");
        let first_row = (0..size.0).any(|x| picture[(x, 0)].symbol() != " ");
        assert!(band.len() == 1 || !first_row, "{size:?}: air above");
        // The widest gap is that between the word and the time.
        let inked: Vec<usize> = (0..ink.len()).filter(|x| ink[*x]).collect();
        let gaps = inked.windows(2).map(|pair| pair[1] - pair[0] - 1);
        assert!(gaps.max().unwrap() >= 6, "{size:?}");
    }
}

/// Letters that are covered in part would be remnants.
#[test]
fn the_help_leaves_nothing_of_the_band() {
    let asked = played().key(90_000, Key::Char('?'));
    let help = summary(asked, Some(memory(regular())));
    assert!(help.overlay.is_some());
    for size in [(40, 12), (60, 20), (80, 24), (100, 30), (200, 60)] {
        let band = drawn(&ending("finished"), USUAL, size)[(0, 0)].bg;
        let picture = drawn(&help, USUAL, size);
        let is_left = picture.content().iter().any(|cell| cell.bg == band);
        assert!(!is_left, "{size:?}");
    }
}

#[test]
fn each_ending_has_words_of_its_own() {
    let told = |name: &str| {
        let frame = ending(name);
        let view = view(&frame);
        let note = view.note.clone().unwrap_or_default();
        [
            view.heading.to_owned(),
            view.praise.clone(),
            note,
            view.next.clone(),
        ]
    };
    let back = "Next: get up slowly and walk a few steps. Come back on any day you like.";
    let again = "Next: play it at normal speed whenever you are ready.";
    let rehearsed = "Good preparation: now you know what is coming.";
    let uncounted = "Rehearsal at 60× speed: it does not count as a session.";
    let unsaved = "There is no log, so this session is not saved.";
    let balanced = "Well done! Both sides got the same.";
    let name = "Half-kneeling hip flexor stretch with the arm overhead";
    let hurt = format!(
        "Next: if it is worse tomorrow, skip “{name}”. Press s in the library to read when to see a doctor."
    );
    assert_eq!(told("finished"), ["DONE", balanced, "", back]);
    assert_eq!(
        told("first"),
        ["DONE", "That was your first session. Well done!", "", back]
    );
    let did = "You did 30 s, and all of it counts.";
    let resume = "Next: press c in the library to resume at step 1, left.";
    assert_eq!(told("stopped"), ["STOPPED", did, "", resume]);
    let right = "You listened to your body: that was the right thing to do.";
    assert_eq!(told("hurt"), ["STOPPED", right, "", hurt.as_str()]);
    assert_eq!(told("rehearsal"), ["DONE", rehearsed, uncounted, again]);
    assert_eq!(
        told("stopped rehearsal"),
        ["STOPPED", rehearsed, uncounted, again]
    );
    assert_eq!(told("no log"), ["DONE", balanced, unsaved, back]);
    let start = "Next: start again whenever you like.";
    assert_eq!(told("no log, stopped"), ["STOPPED", did, unsaved, start]);
    // A log that cannot be read has sessions that nobody knows: this one is not called the first.
    assert_eq!(told("unreadable log"), ["DONE", balanced, "", back]);
}

#[test]
fn a_rehearsal_says_so_while_it_runs() {
    let title = |speed: f64| {
        let mut memory = memory(regular());
        memory.wall.speed = speed;
        let (script, _) = played().choose_remembering(library(), memory);
        script.seen(30_000).title.clone()
    };
    let plain = "A long and careful evening for tired hips, hamstrings and the lower back";
    assert_eq!(title(1.0), plain);
    assert_eq!(title(60.0), format!("Rehearsal 60×: {plain}"));
}

#[test]
fn the_past_is_shown_where_it_is_known() {
    let past = |name: &str| view(&ending(name)).past.clone();
    let regular = past("finished").unwrap();
    assert_eq!(regular.adherence, "active 4 of the last 7 days");
    assert_eq!(regular.weeks.len(), 12);
    assert_eq!(regular.soreness.last(), Some(&0));
    // A rehearsal is no active day.
    assert_eq!(
        past("rehearsal").unwrap().adherence,
        "active 3 of the last 7 days"
    );
    assert_eq!(
        past("first").unwrap().adherence,
        "active 1 of the last 7 days"
    );
    assert_eq!(past("no log"), None);
    assert_eq!(past("unreadable log"), None);
}

#[test]
fn a_session_too_short_to_count_is_said_to_be_so() {
    // The lead-in is skipped, and the first hold is stopped at once.
    let script = played().key(1_500, Key::Right).key(1_600, Key::Char('q'));
    let script = script.key(2_700, Key::Enter).key(5_000, Key::Char('q'));
    let (script, _) = script.choose_remembering(library(), memory(regular()));
    let libraries = script.views().filter_map(|(_, view)| match view {
        View::Library(library) => library.message.clone(),
        _ => None,
    });
    let said: Vec<String> = libraries.collect();
    assert_eq!(
        said.last().unwrap(),
        "Too short to count: that session is not in the log."
    );
    assert!(
        !script
            .views()
            .any(|(_, view)| matches!(view, View::Summary(_)))
    );
}

#[test]
fn an_ending_looks_like_this() {
    for (name, size) in [
        ("finished", (100, 30)),
        ("finished", (80, 24)),
        ("finished", (40, 12)),
        ("hurt", (60, 20)),
    ] {
        let picture = drawn(&ending(name), USUAL, size);
        let snapshot = format!("{name}-{}", size.0);
        insta::assert_snapshot!(snapshot, printed(&picture));
    }
}
