//! What the program remembers, with real keys through the real loop in virtual time: what is saved when, what is
//! kept, what is offered again, and what is seen of it.

use crate::script;
use crate::support;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Cell;
use script::Script;
use supple::app::App;
use supple::app::Frame;
use supple::app::View;
use supple::app::effect::{Effect, Outcome, SaveEffect, SoundEffect, Update};
use supple::app::element::{Overlay, Window};
use supple::app::input::{Input, Key, Signal};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::app::log::view::LogView;
use supple::app::memory::Memory;
use supple::app::safety::SafetyView;
use supple::app::session::After;
use supple::app::summary::view::SummaryView;
use supple::catalogue::{Catalogue, Origin};
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::What;
use supple::core::record::Ending;
use supple::core::rules::{Advice, PAGES};
use supple::core::session::{Plan, Snapshot};
use supple::core::timeline::Unrolled;
use support::picture::{USUAL, drawn};
use support::read::entry;

const TODAY: Day = Day(20_513);

const KNEES: &str = "title = \"Knees\"\n[defaults]\nready = 0\nswitch = \"5s\"\n[[step]]\nhold = \"20s\"\nname = \"Pull\"\n\
                     sides = \"each\"\n[[step]]\nhold = \"20s\"\nname = \"Rock\"\n";

/// A library of one routine: 20 s right, 5 s, 20 s left, 20 s.
fn library() -> Library {
    let entry = entry("knees", Origin::Bundled, KNEES);
    Library::new(&Catalogue::new(Vec::new(), vec![entry]), None, None)
}

/// It is 1 March 2026, 18:20 in a zone two hours ahead, and nothing was done before.
fn memory(ask: bool) -> Memory {
    Memory {
        wall: WallClock {
            at: Moment::ZERO,
            speed: 1.0,
            stamp: Stamp {
                unix_ms: i64::from(TODAY.0) * 86_400_000 + (16 * 60 + 20) * 60_000,
                offset: 7200,
            },
        },
        process: 4711,
        is_warned: true,
        ask,
        history: Arc::new(History::new(Scope::of(TODAY))),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

fn run(script: Script) -> (Script, Option<Outcome>) {
    let (script, ended) = script.choose_remembering(library(), memory(true));
    (script, ended.outcome)
}

fn words(mut script: Script, at: u64, words: &str) -> Script {
    for (place, character) in (0..).zip(words.chars()) {
        script = script.key(at + place * 10, Key::Char(character));
    }
    script
}

/// What was remembered, kept and forgotten, in short.
fn saves(script: &Script) -> Vec<String> {
    let told = |effect: &SaveEffect| match effect {
        SaveEffect::Snapshot(snapshot) => {
            let done = snapshot.entry.total().as_secs();
            match &snapshot.position {
                Some(position) => format!("at {}: {done} s", position.index),
                None => format!("at the end: {done} s"),
            }
        }
        SaveEffect::Log(kept) => format!("kept {} s", kept.entry.total().as_secs()),
        SaveEffect::Change(change) => format!("changed {change:?}"),
        SaveEffect::Draft(draft) => format!("draft {}", draft.is_some()),
        SaveEffect::SafetyRead => "warned".to_owned(),
        SaveEffect::Discard => "forgotten".to_owned(),
    };
    script.memory.iter().map(told).collect()
}

fn kept(script: &Script) -> Vec<&Snapshot> {
    let effects = script.memory.iter();
    effects
        .filter_map(|effect| match effect {
            SaveEffect::Log(kept) => Some(&**kept),
            SaveEffect::Snapshot(_)
            | SaveEffect::Change(_)
            | SaveEffect::Draft(_)
            | SaveEffect::SafetyRead
            | SaveEffect::Discard => None,
        })
        .collect()
}

/// The last view of the library, the summary, the log.
fn libraries(script: &Script) -> Vec<&LibraryView> {
    script
        .views()
        .filter_map(|(_, view)| match view {
            View::Library(library) => Some(&**library),
            _ => None,
        })
        .collect()
}

/// The summary of a session of `keys` in a library with one routine, a plank as long as one can.
fn planked(memory: Memory, end: u64) -> Script {
    let text =
        "title = \"Plank\"\n[defaults]\nready = 0\n[[step]]\nhold = \"max\"\nname = \"Plank\"\n";
    let entry = entry("plank", Origin::Bundled, text);
    let library = Library::new(&Catalogue::new(Vec::new(), vec![entry]), None, None);
    let script = Script::new()
        .key(0, Key::Enter)
        .key(end, Key::Char(' '))
        .key(end + 5000, Key::Enter)
        .key(end + 8000, Key::Char('q'));
    script.choose_remembering(library, memory).0
}

#[test]
fn as_long_as_you_can_counts_up_to_a_key_and_is_compared_with_the_last_time() {
    let first = planked(memory(false), 45_000);
    let shown = |script: &Script, at: u64| {
        let view = script.seen(at);
        let count = view.count.as_ref().map(|count| count.text.clone());
        (
            view.phase.clone(),
            count.unwrap_or_default(),
            view.round.clone(),
        )
    };
    let lead_in = 15;
    assert_eq!(
        [20_000, 20_999, 21_000].map(|at| shown(&first, at).1),
        [5, 5, 6].map(|count: u64| count.to_string()),
        "after {lead_in} s"
    );
    assert_eq!(shown(&first, 30_000).0, "HOLD");
    assert_eq!(shown(&first, 30_000).2, None);
    assert_eq!(
        first.seen(30_000).asks.as_deref(),
        Some("Press any key when done")
    );
    let line = &summaries(&first)[0].lines[0];
    assert_eq!((&line.sides[0].1, &*line.remark), (&"30 s".to_owned(), ""));
    let logged = &kept(&first)[0].entry;
    let mut later = memory(false);
    Arc::make_mut(&mut later.history).add(logged);
    let second = planked(later, 57_000);
    assert_eq!(shown(&second, 30_000).2.as_deref(), Some("last time 30 s"));
    let line = &summaries(&second)[0].lines[0];
    assert_eq!(
        (&line.sides[0].1, &*line.remark),
        (&"42 s".to_owned(), "last time 30 s")
    );
}

fn summaries(script: &Script) -> Vec<&SummaryView> {
    script
        .views()
        .filter_map(|(_, view)| match view {
            View::Summary(summary) => Some(&**summary),
            _ => None,
        })
        .collect()
}

fn logs(script: &Script) -> Vec<&LogView> {
    script
        .views()
        .filter_map(|(_, view)| match view {
            View::Log(log) => Some(&**log),
            _ => None,
        })
        .collect()
}

const ENTER: Key = Key::Enter;

/// Enter starts; 15 s of lead-in and 65 s of routine end at 80 s.
fn played() -> Script {
    Script::new().key(0, ENTER)
}

/// A program that is killed after it said that something was done has saved it.
#[test]
fn an_event_is_saved_before_it_is_shown_and_heard_before_that() {
    let rank = |effect: &Effect| match effect {
        Effect::Sound(SoundEffect::Play(_)) => Some(0),
        Effect::Save(SaveEffect::Snapshot(_)) => Some(1),
        Effect::Happened(_) => Some(2),
        Effect::Save(_)
        | Effect::Sound(_)
        | Effect::Terminal(_)
        | Effect::Stretches(_)
        | Effect::Draft(_) => None,
    };
    let mut app = App::choosing(library(), script::preferences(After::Summary), Moment::ZERO)
        .remembering(memory(false));
    let mut now = Moment::ZERO;
    let Update { mut effects, .. } = app.update(Some(&Input::Key(Key::Enter)), now);
    let mut saved = 0;
    while let Some(next) = app.next_deadline(now) {
        let ranks: Vec<u8> = effects.iter().filter_map(rank).collect();
        assert!(ranks.is_sorted(), "{effects:?}");
        saved += usize::from(ranks.contains(&1));
        let over = |effect: &Effect| matches!(effect, Effect::Happened(event) if event.what == What::Finished);
        if effects.iter().any(over) {
            break;
        }
        now = next;
        effects = app.update(None, now).effects;
    }
    // The lead-in's end, three more segments, the end.
    assert_eq!(saved, 5);
}

#[test]
fn a_session_is_saved_at_each_segment_and_kept_at_its_end() {
    let script = words(played(), 90_000, "3 left hip").key(95_000, ENTER);
    let (script, _) = run(script.key(100_000, Key::Char('q')));
    assert_eq!(
        saves(&script),
        [
            "at 0: 0 s",
            "at 1: 20 s",
            "at 2: 20 s",
            "at 3: 40 s",
            "at the end: 60 s",
            "kept 60 s",
        ]
    );
    let kept = kept(&script)[0];
    assert!(kept.position.is_none());
    assert_eq!(kept.entry.feeling, Some(3));
    assert_eq!(kept.entry.note.as_deref(), Some("left hip"));
    assert_eq!(kept.entry.ending, Ending::Done);
    assert_eq!(kept.entry.routines[0].id, "knees");
    let question = summaries(&script).last().unwrap().question.clone().unwrap();
    assert_eq!(question.typed.text(), "3 left hip");
    let past = summaries(&script)[0].past.clone().unwrap();
    assert_eq!(past.adherence, "active 1 of the last 7 days");
    let library = libraries(&script).pop().unwrap();
    assert_eq!(library.header, "active 1 of the last 7 days · last: today");
    assert_eq!(library.rows[0].last.as_deref(), Some("today"));
    assert_eq!(library.unfinished, None);
}

#[test]
fn an_enter_skips_the_question_and_nobody_is_asked_who_does_not_want_to_be() {
    let script = played().key(90_000, ENTER).key(91_000, Key::Char('q'));
    let (script, _) = run(script);
    assert_eq!(kept(&script)[0].entry.feeling, None);
    let script = played().key(90_000, Key::Char('3')).key(91_000, ENTER);
    let (script, _) = script.choose_remembering(library(), memory(false));
    assert!(
        summaries(&script)
            .iter()
            .all(|summary| summary.question.is_none())
    );
    assert_eq!(kept(&script)[0].entry.feeling, None);
}

#[test]
fn what_is_not_to_be_kept_is_forgotten() {
    let script = played()
        .key(90_000, Key::Char('x'))
        .key(91_000, Key::Char('q'));
    let (script, _) = run(script);
    assert_eq!(saves(&script).last().unwrap(), "forgotten");
    assert!(kept(&script).is_empty());
    assert_eq!(libraries(&script).pop().unwrap().header, "");
}

#[test]
fn a_summary_that_nobody_answers_saves_what_was_typed() {
    let (script, _) = run(words(played(), 90_000, "7"));
    assert_eq!(kept(&script)[0].entry.feeling, Some(7));
}

#[test]
fn a_stopped_session_is_saved_and_offered_and_resumed() {
    let script = played()
        // Ten seconds into the left hold.
        .key(50_000, Key::Char('q'))
        .key(51_000, ENTER)
        .key(52_000, ENTER)
        // It goes on after a lead-in of 3 s: 20 s and 20 s more.
        .key(60_000, Key::Char('c'))
        .key(110_000, ENTER)
        .key(120_000, Key::Char('q'));
    let (script, _) = run(script);
    let offers: Vec<&str> = libraries(&script)
        .iter()
        .filter_map(|library| library.unfinished.as_deref())
        .collect();
    assert_eq!(
        offers,
        ["Unfinished: Knees, step 1, left · c resume · x discard"]
    );
    let kept = kept(&script);
    assert_eq!(kept.len(), 2);
    assert_eq!(
        (kept[0].position.is_some(), kept[1].position.is_some()),
        (true, false)
    );
    assert_eq!(kept[0].entry.ending, Ending::Stopped);
    assert_eq!(kept[0].entry.total(), Duration::from_secs(30));
    assert_eq!(kept[1].entry.total(), Duration::from_secs(40));
    let first = Some(kept[0].entry.id.as_str());
    assert_eq!(kept[1].entry.continues.as_deref(), first);
    // The summary of the second tells of all of it.
    let summary = summaries(&script).pop().unwrap();
    assert!(
        summary.total.starts_with("held 1:10 of"),
        "{}",
        summary.total
    );
    assert_eq!(libraries(&script).pop().unwrap().unfinished, None);
}

#[test]
fn what_was_left_is_offered_for_six_hours() {
    let hours = 6 * 3600 * 1000;
    let script = played()
        .key(50_000, Key::Char('q'))
        .key(52_000, ENTER)
        .key(53_000, ENTER)
        // Nothing to go on with by then.
        .key(hours + 60_000, Key::Char('c'))
        .key(hours + 70_000, Key::Char('q'));
    let (script, outcome) = run(script);
    assert_eq!(outcome, Some(Outcome::Left));
    let offers = |(at, view): (Moment, &View)| match view {
        View::Library(library) => Some((at.since(Moment::ZERO), library.unfinished.is_some())),
        _ => None,
    };
    let offers: Vec<(Duration, bool)> = script.views().filter_map(offers).collect();
    // It was left with the answer to the question.
    let left = Duration::from_millis(hours + 52_000);
    let expected = [(Duration::from_secs(53), true), (left, false)];
    assert_eq!(offers[offers.len() - 2..], expected);
}

#[test]
fn what_was_left_can_be_forgotten() {
    let script = played()
        .key(50_000, Key::Char('q'))
        .key(51_000, ENTER)
        .key(52_000, ENTER)
        .key(60_000, Key::Char('x'))
        .key(61_000, Key::Char('c'))
        .key(62_000, Key::Char('q'));
    let (script, outcome) = run(script);
    assert_eq!(outcome, Some(Outcome::Left));
    assert_eq!(saves(&script).last().unwrap(), "forgotten");
    assert_eq!(libraries(&script).pop().unwrap().unfinished, None);
}

#[test]
fn where_nothing_was_held_nothing_is_kept() {
    let lead_in = played().key(5000, Key::Char('q')).key(6000, ENTER);
    let (script, _) = run(lead_in.key(10_000, Key::Char('q')));
    assert_eq!(saves(&script), Vec::<String>::new(), "nothing had begun");
    assert!(summaries(&script).is_empty());
}

#[test]
fn a_signal_keeps_what_was_done() {
    let script = played().then(40_000, Input::Signal(Signal::HangUp));
    let (script, outcome) = run(script);
    assert_eq!(outcome, Some(Outcome::Signal(Signal::HangUp)));
    let kept = kept(&script)[0];
    assert!(kept.position.is_some());
    assert_eq!(kept.entry.ending, Ending::Stopped);
    assert_eq!(kept.entry.total(), Duration::from_secs(20));
    // Also with the summary open, with what was typed so far.
    let script = words(played(), 90_000, "4");
    let (script, _) = run(script.then(95_000, Input::Signal(Signal::Terminate)));
    assert_eq!(self::kept(&script)[0].entry.feeling, Some(4));
}

#[test]
fn what_could_not_be_kept_is_said_in_the_library() {
    let unkept =
        |at, script: Script| script.then(at, Input::NotKept("no space left on device".to_owned()));
    let said = "Not in the log: no space left on device. The record is printed when you quit.";
    // In the library, and in a session that was begun meanwhile: it is said where one comes back.
    let in_library = unkept(91_000, played().key(90_000, ENTER));
    let in_session = unkept(92_000, played().key(90_000, ENTER).key(91_000, ENTER));
    let in_session = in_session.key(95_000, Key::Char('q')).key(96_000, ENTER);
    for script in [in_library, in_session] {
        let (script, outcome) = run(script.key(100_000, Key::Char('q')));
        assert_eq!(outcome, Some(Outcome::Left));
        let last = libraries(&script).pop().unwrap();
        assert_eq!(last.message.as_deref(), Some(said));
    }
}

#[test]
fn what_cannot_be_saved_on_the_way_is_not_said_to_be_resumable_later() {
    let alone = || {
        let entry = entry("knees", Origin::Bundled, KNEES);
        let routines = NonEmpty::of(Arc::clone(entry.routine.as_ref().unwrap()));
        let plan = Plan::of(&routines, Duration::ZERO, Unrolled::default(), 100);
        let plan = plan.with_texts([entry.written()]);
        App::playing(plan, script::preferences(After::Summary), Moment::ZERO)
    };
    let in_library = || {
        let mut app = App::choosing(library(), script::preferences(After::Summary), Moment::ZERO);
        app.update(Some(&Input::Key(ENTER)), Moment::ZERO);
        app
    };
    // It is known before the stop, or when the last snapshot failed.
    let stopped = |app: App, known: u64| {
        let mut app = app.remembering(memory(true));
        for second in 0..60 {
            if second == 51 {
                let asks = match app.frame(support::at(51_000)).overlay {
                    Some(Overlay::Question { asks, .. }) => asks,
                    other => panic!("{other:?}"),
                };
                assert_eq!(asks.contains("progress is saved"), known > 51, "{asks}");
            }
            let now = support::at(1000 * second);
            app.update(None, now);
            let input = match second {
                50 => Input::Key(Key::Char('q')),
                52 => Input::Key(ENTER),
                second if second == known => Input::NoSnapshot("no space left".to_owned()),
                _ => continue,
            };
            app.update(Some(&input), now);
        }
        match app.frame(support::at(60_000)).view {
            View::Summary(summary) => (summary.note.unwrap_or_default(), summary.next),
            other => panic!("{other:?}"),
        }
    };
    let (note, next) = stopped(alone(), 1000);
    assert_eq!(note, "");
    assert!(next.contains("c in the library to resume"), "{next}");
    for known in [40, 54] {
        let (note, next) = stopped(alone(), known);
        assert!(
            note.ends_with("so this session cannot be resumed."),
            "{note}"
        );
        assert_eq!(next, "Next: start again whenever you like.");
        let (note, next) = stopped(in_library(), known);
        assert!(
            note.ends_with("you can resume only until you quit."),
            "{note}"
        );
        assert!(next.contains("c in the library to resume"), "{next}");
    }
}

#[test]
fn what_hurts_at_once_is_kept_though_nothing_was_held() {
    let script = Script::new()
        .key(0, ENTER)
        // The lead-in of 15 s, and half a second of the first hold.
        .key(15_500, Key::Char('h'))
        .key(16_000, Key::Char('q'))
        .key(17_000, ENTER)
        .key(18_000, ENTER)
        .key(19_000, Key::Char('q'));
    let (script, _) = run(script);
    assert!(kept(&script)[0].entry.lines[0].hurt);
}

#[test]
fn what_hurts_is_in_the_record_with_its_side() {
    let script = played()
        .key(45_000, Key::Char('h'))
        .key(47_000, Key::Right)
        .key(90_000, ENTER)
        .key(91_000, Key::Char('q'));
    let (script, _) = run(script);
    let lines = &kept(&script)[0].entry.lines;
    let hurt: Vec<_> = lines
        .iter()
        .filter(|line| line.hurt)
        .map(|line| (line.name.as_str(), line.side.as_ref().unwrap().word()))
        .collect();
    assert_eq!(hurt, [("Pull", "left")]);
}

#[test]
fn the_log_shows_what_was_done() {
    let empty = Script::new().key(0, Key::Char('l')).key(1000, Key::Escape);
    let (script, outcome) = run(empty.key(2000, Key::Char('q')));
    assert!(logs(&script)[0].report.is_empty);
    assert_eq!(outcome, Some(Outcome::Left));
    let script = words(played(), 90_000, "3").key(95_000, ENTER);
    let script = script
        .key(96_000, Key::Char('l'))
        .key(97_000, Key::Char('q'));
    let (script, _) = run(script.key(98_000, Key::Char('q')));
    let report = &logs(&script)[0].report;
    assert_eq!(report.sum, "1 session, 1:00 in the last 6 months");
    assert_eq!(report.last[0].when, "today 18:20");
    assert_eq!(report.last[0].remark, "soreness 3/10");
    assert_eq!(report.feelings, [3]);
    let pull = report.totals.iter().find(|total| total.name == "Pull");
    assert_eq!(pull.unwrap().done, "Right 0:20 · Left 0:20");
}

#[test]
fn without_a_memory_nothing_is_asked_to_be_written() {
    let script = played().key(40_000, Key::Char('q')).key(41_000, ENTER);
    let (script, _) = script
        .key(42_000, ENTER)
        .key(43_000, Key::Char('q'))
        .choose(library());
    assert!(script.memory.is_empty(), "{:?}", script.memory);
}

/// What stands on the safety page at a moment; `None` where another screen is shown.
fn safety(script: &Script, milliseconds: u64) -> Option<&SafetyView> {
    let until = |(at, _): &&(Moment, Frame)| *at <= support::at(milliseconds);
    let last = script.frames.iter().take_while(until).last();
    last.and_then(|(_, frame)| match &frame.view {
        View::Safety(safety) => Some(&**safety),
        _ => None,
    })
}

fn first_time() -> Memory {
    Memory {
        is_warned: false,
        ..memory(true)
    }
}

#[test]
fn a_stretch_that_is_played_first_of_all_begins_behind_the_safety_page_too() {
    let stretches = supple::disk::stretches::shelf(&supple::disk::stretches::built_in());
    let mut script = Script::new()
        .key(1_000, Key::Char('b'))
        .then(1_001, Input::Stretches(stretches))
        .key(2_000, ENTER)
        .key(10_000, ENTER)
        .key(30_000, Key::Ctrl('c'));
    script.window = Window {
        columns: 100,
        rows: 30,
    };
    let (script, ended) = script.choose_remembering(library(), first_time());
    assert!(safety(&script, 2_000).is_some());
    assert_eq!(script.seen(10_000).phase, "STAND");
    // It is logged under an id of its own.
    let logged = script.memory.iter().rev().find_map(|effect| match effect {
        SaveEffect::Log(snapshot) => Some(snapshot),
        _ => None,
    });
    let entry = &logged.unwrap().entry;
    assert_eq!(entry.title, "Chest opener");
    assert_eq!(entry.routines[0].id, "stretch:chest-opener");
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

#[test]
fn the_very_first_session_begins_behind_the_safety_page() {
    let script = Script::new()
        .key(1_000, ENTER)
        // The same press, held down.
        .key(1_300, ENTER)
        .key(100_000, Key::Right)
        .key(101_000, ENTER)
        .key(102_000, Key::Left)
        .key(103_000, Key::Char('x'))
        .key(104_000, ENTER)
        .key(112_000, Key::Ctrl('c'));
    let (script, _) = script.choose_remembering(library(), first_time());
    let page = |at| safety(&script, at).map(|safety| safety.page.0);
    let pages = [99_000, 100_500, 101_500, 102_500, 103_500, 104_500].map(page);
    assert_eq!(
        pages,
        [1, 2, 3, 2, 3, 0].map(|page| Some(page).filter(|page| *page > 0))
    );
    let heading = safety(&script, 50_000).unwrap().advice[0].heading;
    assert!(heading.starts_with("EMERGENCY NOW"), "{heading}");
    let begins = script.events.first().unwrap();
    assert_eq!(begins.at, support::at(104_000));
    // Nothing was done, and the page does not come again.
    assert_eq!(saves(&script), ["warned"]);
}

#[test]
fn all_of_the_safety_page_can_be_read_at_every_size() {
    let words = |text: &str| {
        let words = text.split_whitespace().filter(|word| *word != "•");
        words.collect::<Vec<_>>().join(" ")
    };
    for width in (40..=220).step_by(20).chain([64, 75, 76]) {
        for height in [12, 13, 16, 20, 23, 24, 25, 30, 60] {
            let preferences = script::preferences(After::Summary);
            let app = App::choosing(library(), preferences, Moment::ZERO);
            let mut app = app.remembering(first_time());
            app.look_through(Window {
                columns: width,
                rows: height,
            });
            let mut read = String::new();
            app.update(Some(&Input::Key(ENTER)), Moment::ZERO);
            let mut later = Moment::ZERO;
            while let View::Safety(_) = app.frame(later).view {
                later = later + Duration::from_secs(2);
                let buf = drawn(&app.frame(later), USUAL, (width, height));
                let rows = buf.content.chunks(width.into());
                for row in rows {
                    read.extend(row.iter().map(Cell::symbol));
                    read.push(' ');
                }
                assert!(words(&read).contains("Press any key to continue"));
                app.update(Some(&Input::Key(ENTER)), later);
            }
            let read = words(&read);
            for line in PAGES.into_iter().flatten().flat_map(Advice::lines) {
                assert!(read.contains(&words(&line)), "{width}×{height}: {line}");
            }
        }
    }
}

/// The first time: Enter, the safety page, a key, LIE DOWN with the person who moves, the hold. What is shown at the
/// start is the time it takes.
#[test]
fn the_first_journey_has_one_countdown_and_takes_the_time_it_shows() {
    let mut script = Script::new()
        .key(1_000, Key::Char('j'))
        .key(1_100, Key::Char('k'))
        .key(2_000, ENTER)
        .key(2_150, ENTER)
        .key(10_000, Key::Char(' '))
        .key(10_200, Key::Char(' '));
    script.window = Window {
        columns: 100,
        rows: 30,
    };
    let memory = Memory {
        is_warned: false,
        ..memory(false)
    };
    let all = support::read::catalogue(Vec::new());
    let (script, ended) = script.choose_remembering(Library::new(&all, None, None), memory);
    let page = |at: u64| matches!(script.frame(at).view, View::Safety(_));
    assert!(page(2_000) && page(2_150) && page(9_999) && !page(10_000));
    let View::Library(library) = &script.frame(0).view else {
        panic!("no library");
    };
    let seen = |at| script.seen(at);
    let (elapsed, total) = seen(10_000).clock;
    assert_eq!(elapsed, Duration::ZERO);
    assert_eq!(library.preview.length, supple::core::span::clock(total));
    assert_eq!(seen(10_000).phase, "LIE DOWN");
    assert_eq!(
        seen(10_200).phase,
        "LIE DOWN",
        "the second press is ignored"
    );
    let person = |at| seen(at).figure.as_ref().unwrap().thousandths;
    let stages: Vec<u16> = (100..150).map(|nth| person(100 * nth)).collect();
    assert!(stages.contains(&0) && stages.contains(&1000));
    let lead_in = script.when(|what| matches!(what, What::LeadIn { .. }));
    let starts = script.when(|what| matches!(what, What::Started { .. }));
    assert_eq!((lead_in[0], starts[0]), (10_000, 25_000), "one countdown");
    assert_eq!(seen(24_999).phase, "LIE DOWN");
    assert_eq!(
        (seen(25_000).phase.as_str(), person(25_000)),
        ("HOLD", 1000)
    );
    let finished = script.when(|what| *what == What::Finished);
    assert_eq!(finished, [10_000 + total.as_millis()]);
    assert_eq!(ended.app.played().unwrap().took(), total);
}

#[test]
fn the_safety_page_comes_once_and_leads_back_where_it_came_from() {
    let script = Script::new()
        .key(1_000, ENTER)
        .key(3_000, Key::Escape)
        .key(4_000, ENTER)
        .key(7_000, Key::Char('?'))
        .key(8_000, Key::Char('s'))
        .key(10_000, Key::Escape);
    let (script, _) = script.choose_remembering(library(), first_time());
    assert!(safety(&script, 2_000).is_some() && safety(&script, 3_500).is_none());
    assert_eq!(script.events.first().unwrap().at, support::at(4_000));
    assert!(safety(&script, 9_000).is_some() && safety(&script, 10_500).is_none());
    let resumed = script
        .events
        .iter()
        .find(|event| event.what == What::Resumed);
    assert_eq!(resumed.unwrap().at, support::at(10_000));
    // The library has it too.
    let script = Script::new().key(1_000, Key::Char('s'));
    let (script, _) = script
        .key(3_000, Key::Char('q'))
        .choose_remembering(library(), memory(true));
    assert!(safety(&script, 2_000).is_some() && safety(&script, 3_500).is_none());
}

#[test]
fn a_session_below_the_safety_page_goes_on_at_its_limit_and_is_stopped_with_it() {
    let script = Script::new().key(1_000, ENTER).key(30_000, Key::Char('?'));
    let (script, outcome) = run(script
        .key(31_000, Key::Char('s'))
        .key(33_000, Key::Ctrl('c')));
    assert_eq!(outcome, Some(Outcome::Signal(Signal::Interrupt)));
    assert_eq!(kept(&script)[0].entry.total(), Duration::from_secs(14));
    let cold = "title = \"Cold\"\n[defaults]\nready = 0\n[[step]]\nname = \"Pack\"\ntime = \"20s\"\nlimit = \"40s\"\n\
                [[step]]\nname = \"Rock\"\nhold = \"20s\"\n";
    let entry = entry("cold", Origin::Bundled, cold);
    let library = Library::new(&Catalogue::new(Vec::new(), vec![entry]), None, None);
    let script = Script::new()
        .key(1_000, ENTER)
        .key(30_000, Key::Char('?'))
        .key(31_000, Key::Char('s'))
        .key(90_000, Key::Ctrl('c'));
    let (script, _) = script.choose_remembering(library, memory(false));
    assert!(safety(&script, 55_000).is_some() && safety(&script, 57_000).is_none());
}

#[test]
fn the_end_of_a_session_is_shown_by_the_clock_that_dates_it() {
    let preferences = script::preferences(After::Summary);
    let mut app = App::choosing(library(), preferences, Moment::ZERO).remembering(memory(false));
    // The clock on the wall was set forward meanwhile: it is 20:00.
    let start = Moment::after(Duration::from_secs(3600));
    let read = WallClock {
        at: start,
        ..memory(false).wall
    };
    let stamp = read.stamp.after(Duration::from_secs(100 * 60));
    app.set_wall_clock(WallClock { stamp, ..read });
    app.update(Some(&Input::Key(Key::Enter)), start);
    let View::Session(session) = app.frame(start).view else {
        panic!("no session");
    };
    // 15 s of lead-in, 65 s of plan.
    assert_eq!(session.ends.as_deref(), Some("ends 20:01"));
}

/// A log of many years is read while the library is open already.
#[test]
fn the_first_frame_waits_for_no_log_and_what_was_read_is_shown_when_it_comes() {
    let mut read = History::new(Scope::of(TODAY));
    let earlier = played().key(90_000, ENTER).key(91_000, Key::Char('q'));
    let (earlier, _) = run(earlier);
    let mut entry = kept(&earlier)[0].entry.clone();
    entry.start.unix_ms -= 86_400_000;
    entry.id = "yesterday".to_owned();
    read.add(&entry);
    let script = Script::new()
        // Neither the log nor an adherence is there before it was read.
        .key(1000, Key::Char('l'))
        .key(2000, ENTER)
        // A session that ends meanwhile is added to what is read later.
        .key(90_000, ENTER)
        .then(95_000, Input::History(Some(Arc::new(read))))
        .key(96_000, Key::Char('l'))
        .key(97_000, Key::Char('q'))
        .key(98_000, Key::Char('q'));
    let unread = Memory {
        since: Some(Vec::new()),
        ..memory(false)
    };
    let (script, ended) = script.choose_remembering(library(), unread);
    assert_eq!(ended.outcome, Some(Outcome::Left));
    let libraries = libraries(&script);
    let first = libraries[0];
    assert_eq!(
        (first.header.as_str(), first.message.as_deref()),
        ("", None)
    );
    assert!(
        libraries[1].message.is_some(),
        "it is said that the log is read"
    );
    assert_eq!(summaries(&script)[0].past, None);
    let last = libraries.last().unwrap();
    assert_eq!(last.header, "active 2 of the last 7 days · last: today");
    let logs = logs(&script);
    assert_eq!(logs.len(), 1, "it opens once it was read");
    assert_eq!(logs[0].report.sum, "2 sessions, 2:00 in the last 6 months");
}
