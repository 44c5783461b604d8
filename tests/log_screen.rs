//! The log on the screen: sessions and stretches under a cursor, their pages, and the forms that edit and add. Keys are
//! real, time is virtual, and every change goes to a log on the disk and comes back from it.

use crate::script;
use crate::support;
use std::path::Path;
use std::time::Duration;

use ratatui::buffer::Cell;
use script::{Script, read_log};
use supple::app::element::{Overlay, Window};
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::log::view::{LogFormView, LogPage, LogView, PagePart};
use supple::app::memory::Memory;
use supple::app::{Frame, View};
use supple::catalogue::{Catalogue, Origin};
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::history::History;
use supple::core::log::{LogEntry, RoutineText};
use supple::core::moment::Moment;
use supple::core::record::{Ending, StretchRecord};
use supple::core::routine::Side;
use supple::core::timeline::Kind;
use supple::disk::log::{append, file_of};
use supple::tui::theme::Options;
use support::picture::{USUAL, drawn, printed};
use support::read::entry;

const TODAY: Day = Day(20_513);

const KNEES: &str = "title = \"Knees\"\n[defaults]\nready = 0\n[[step]]\nhold = \"20s\"\nname = \"Pull\"\nsides = \"each\"\n";

/// It is 18:20 in a zone two hours ahead.
fn now() -> Stamp {
    Stamp {
        unix_ms: 0,
        offset: 7200,
    }
    .at(TODAY, Duration::from_secs((18 * 60 + 20) * 60))
}

fn line(name: &str, side: Option<Side>, seconds: u64) -> StretchRecord {
    StretchRecord {
        planned: Duration::from_secs(30),
        done: Duration::from_secs(seconds),
        ..StretchRecord::new(name.to_owned(), Kind::Hold, side)
    }
}

/// A session of so many days ago, at noon.
fn session(ago: i32) -> LogEntry {
    let start = now().at(TODAY - ago, Duration::from_secs(12 * 3600));
    let mut drops = line("Heel drop", None, 40);
    (drops.kind, drops.load) = (Kind::Count, Some("5 kg".to_owned()));
    (drops.planned_count, drops.count, drops.pieces) = (45, 40, 3);
    drops.pace = Some("1s".to_owned());
    drops.planned = Duration::from_secs(45);
    LogEntry {
        id: format!("s{ago}"),
        start,
        end: start.after(Duration::from_secs(130)),
        speed: 1.0,
        title: "Knees and heels before breakfast".to_owned(),
        routines: [RoutineText::new("knees", "Knees", "")].into(),
        lines: vec![
            line("Single-knee pull with a strap", Some(Side::Right), 30),
            line("Single-knee pull with a strap", Some(Side::Left), 20),
            drops,
        ],
        paused: Duration::ZERO,
        ending: Ending::Done,
        feeling: Some(3),
        note: Some("the left hip was tight at first".to_owned()),
        continues: None,
        corrected: None,
    }
}

/// A log with a session on each of these days.
fn log(folder: &Path, days: &[i32]) {
    for ago in days {
        let line = supple::format::log::write(&session(*ago));
        append(&file_of(folder, "here"), &line).unwrap();
    }
}

/// What the program remembers of this log.
fn memory(folder: &Path) -> Memory {
    Memory {
        wall: WallClock {
            at: Moment::ZERO,
            speed: 1.0,
            stamp: now(),
        },
        process: 4711,
        is_warned: true,
        ask: true,
        history: read_log(folder),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

fn library() -> Library {
    let entry = entry("knees", Origin::Bundled, KNEES);
    Library::new(&Catalogue::new(Vec::new(), vec![entry]), None, None)
}

/// The program with this log, from the library on, with these keys one after the other.
fn run(folder: &Path, keys: &[&str]) -> Script {
    let memory = memory(folder);
    let mut script = Script::new();
    script.log = Some(folder.to_owned());
    script.window = Window {
        columns: 80,
        rows: 24,
    };
    let mut at = 1000;
    for key in keys {
        for key in typed(key) {
            script = script.key(at, key);
            at += 200;
        }
    }
    let (script, _) = script.choose_remembering(library(), memory);
    script
}

/// A key by its name, or the keys that type a text.
fn typed(key: &str) -> Vec<Key> {
    match key {
        "enter" => vec![Key::Enter],
        "esc" => vec![Key::Escape],
        "up" => vec![Key::Up],
        "down" => vec![Key::Down],
        "right" => vec![Key::Right],
        "backspace" => vec![Key::Backspace],
        "pagedown" => vec![Key::PageDown],
        "end" => vec![Key::End],
        "clear" => vec![Key::Ctrl('e'), Key::Ctrl('u')],
        text => text.chars().map(Key::Char).collect(),
    }
}

fn last(script: &Script) -> &Frame {
    &script.frames.last().unwrap().1
}

fn list(script: &Script) -> &LogView {
    match &last(script).view {
        View::Log(log) => log,
        other => panic!("{other:?}"),
    }
}

fn page(script: &Script) -> &LogPage {
    match &last(script).view {
        View::LogPage(page) => page,
        other => panic!("{other:?}"),
    }
}

fn form(script: &Script) -> &LogFormView {
    match &last(script).view {
        View::LogForm(form) => form,
        other => panic!("{other:?}"),
    }
}

/// The one session in the log.
fn only(history: &History) -> &LogEntry {
    assert_eq!(history.last.len(), 1);
    &history.last[0]
}

#[test]
fn a_session_opens_with_what_was_held_skipped_and_noted() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1, 2]);
    let script = run(folder.path(), &["l", "down", "enter"]);
    let page = page(&script);
    assert_eq!(page.title, "Knees and heels before breakfast");
    assert_eq!(page.place, "Fri 27 Feb 12:00");
    let PagePart::Text(short) = &page.parts[0] else {
        panic!("{page:?}")
    };
    assert_eq!(short, "held 1:30 · planned 1:45");
    let PagePart::Done(lines) = &page.parts[1] else {
        panic!("{page:?}")
    };
    let lines: Vec<String> = lines
        .iter()
        .map(|line| format!("{}: {:?} {}", line.name, line.sides, line.remark))
        .collect();
    assert_eq!(
        lines,
        [
            "Single-knee pull with a strap: [(\"Right\", \"30 s\"), (\"Left\", \"20 s\")] 10 s skipped",
            "Heel drop, 5 kg · pace 1s · 3 sets: [(\"\", \"40 ×\")] 5 movements skipped",
        ]
    );
    let text = |text: &str| PagePart::Text(text.to_owned());
    assert_eq!(
        page.parts[2..],
        [
            text("Soreness afterwards: 3/10"),
            text("“the left hip was tight at first”")
        ]
    );
}

#[test]
fn soreness_note_and_what_was_held_are_edited() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    let edit = [
        "l", "e", "clear", "5", "down", "clear", "better", "down", "down", "clear", "25s",
    ];
    let counted = ["down", "clear", "45", "enter"];
    let script = run(folder.path(), &[&edit[..], &counted].concat());
    let view = list(&script);
    let said = "Corrected: Knees and heels before breakfast, yesterday 12:00 · u takes that back";
    assert_eq!(view.message.as_deref(), Some(said));
    assert!(
        view.report.last[0]
            .remark
            .contains("soreness 5/10 · “better”")
    );
    let history = read_log(folder.path());
    let session = only(&history);
    assert_eq!(
        (session.feeling, session.note.as_deref()),
        (Some(5), Some("better"))
    );
    let done: Vec<u64> = session
        .lines
        .iter()
        .map(|line| line.done.as_secs())
        .collect();
    assert_eq!(done, [30, 25, 45]);
    assert_eq!((session.lines[2].count, session.lines[2].skipped), (45, 0));
}

#[test]
fn what_hurt_and_what_was_skipped_and_longer_are_all_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut hurt = session(1);
    hurt.lines[0].done = Duration::from_secs(45);
    for line in &mut hurt.lines {
        line.hurt = true;
    }
    let line = supple::format::log::write(&hurt);
    append(&file_of(folder.path(), "here"), &line).unwrap();
    let script = run(folder.path(), &["l", "enter"]);
    let PagePart::Done(lines) = &page(&script).parts[1] else {
        panic!("no lines")
    };
    let remarks: Vec<&str> = lines.iter().map(|line| line.remark.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "stopped: it hurt, 10 s skipped, 15 s longer",
            "stopped: it hurt, 5 movements skipped"
        ]
    );
}

#[test]
fn a_resumed_count_is_shown_and_edited_as_movements() {
    let folder = tempfile::tempdir().unwrap();
    let mut resumed = session(1);
    let drops = &mut resumed.lines[2];
    (drops.planned, drops.planned_count, drops.pieces) = (Duration::ZERO, 0, 0);
    (drops.done, drops.count) = (Duration::from_secs(20), 10);
    let line = supple::format::log::write(&resumed);
    append(&file_of(folder.path(), "here"), &line).unwrap();
    let PagePart::Done(lines) = page(&run(folder.path(), &["l", "enter"])).parts[1].clone() else {
        panic!("no lines")
    };
    assert_eq!(lines[1].sides, [(String::new(), "10 ×".to_owned())]);
    let rows = ["l", "e", "down", "down", "down", "down"];
    let shown = run(folder.path(), &rows);
    assert_eq!(form(&shown).rows[4].value.text(), "10");
    let refused = run(
        folder.path(),
        &[&rows[..], &["clear", "30s", "enter"]].concat(),
    );
    let said = "Heel drop, 5 kg, pace 1s: write 12";
    assert_eq!(form(&refused).message.as_deref(), Some(said));
    run(
        folder.path(),
        &[&rows[..], &["clear", "15", "enter"]].concat(),
    );
    let history = read_log(folder.path());
    let drops = &only(&history).lines[2];
    assert_eq!((drops.count, drops.done.as_secs()), (15, 30));
}

#[test]
fn what_nobody_timed_is_not_called_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let plank = |ending: Ending| LogEntry {
        id: ending.word().to_owned(),
        ending,
        lines: vec![
            line("Pull", None, 30),
            StretchRecord {
                planned: Duration::ZERO,
                ..line("Plank", None, 0)
            },
        ],
        feeling: None,
        note: None,
        ..session(1)
    };
    for (ending, said) in [
        (
            Ending::Done,
            "Pull 30 s Plank: as long as you could, not timed e edit",
        ),
        (Ending::Stopped, "Pull 30 s Plank 0 s skipped e edit"),
    ] {
        let text = supple::format::log::write(&plank(ending));
        append(&file_of(folder.path(), "here"), &text).unwrap();
        let shown = words(last(&run(folder.path(), &["l", "enter"])), 80, 24);
        assert!(shown.contains(said), "{shown}");
    }
}

#[test]
fn a_session_of_counts_alone_is_not_held_for_no_time() {
    for (seconds, row, said) in [
        (0, "40 ×", "done 40 ×"),
        (130, "2:10", "done 2:10 · planned 0:45"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut counts = session(1);
        counts.lines.drain(..2);
        let drops = &mut counts.lines[0];
        drops.done = Duration::from_secs(seconds);
        if seconds == 0 {
            (drops.planned, drops.pace) = (Duration::ZERO, None);
        }
        let text = supple::format::log::write(&counts);
        append(&file_of(folder.path(), "here"), &text).unwrap();
        let shown = run(folder.path(), &["l"]);
        assert_eq!(list(&shown).report.last[0].done, row);
        let sum = format!("1 session, {row} in the last 6 months");
        assert_eq!(list(&shown).report.sum, sum);
        let PagePart::Text(short) = page(&run(folder.path(), &["l", "enter"])).parts[0].clone()
        else {
            panic!("no text")
        };
        assert_eq!(short, said);
    }
}

#[test]
fn a_row_of_a_chart_has_one_unit() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    // From before movements were counted.
    let mut older = session(8);
    (older.lines[2].planned_count, older.lines[2].count) = (0, 0);
    let line = supple::format::log::write(&older);
    append(&file_of(folder.path(), "here"), &line).unwrap();
    let script = run(folder.path(), &["l"]);
    let mut totals = list(&script).report.totals.iter();
    let drops = totals
        .find(|total| total.name == "Heel drop, 5 kg")
        .unwrap();
    let values: Vec<u64> = drops.chart[0].values.iter().flatten().copied().collect();
    assert_eq!(values, [40]);
}

#[test]
fn each_load_of_a_stretch_has_a_total_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1, 2]);
    let mut heavier = session(3);
    heavier.lines[2].load = Some("8 kg".to_owned());
    heavier.lines[2].count = 12;
    let line = supple::format::log::write(&heavier);
    append(&file_of(folder.path(), "here"), &line).unwrap();
    let script = run(folder.path(), &["l"]);
    let totals = list(&script).report.totals.iter();
    let drops = totals.filter(|total| total.name.starts_with("Heel drop"));
    let drops: Vec<(&str, &str)> = drops
        .map(|total| (total.name.as_str(), total.done.as_str()))
        .collect();
    assert_eq!(
        drops,
        [("Heel drop, 5 kg", "80 ×"), ("Heel drop, 8 kg", "12 ×")]
    );
    // Its page has the weeks of that load alone.
    let opened = run(folder.path(), &["l", "end", "enter"]);
    let PagePart::Lines(weeks) = &page(&opened).parts[1] else {
        panic!("{:?}", page(&opened))
    };
    assert_eq!(page(&opened).title, "Heel drop, 8 kg");
    assert_eq!(weeks[..], ["Week of 23 Feb: 12 × · soreness 3/10"]);
}

/// What stands in a form is selected: what is typed takes its place, and an arrow keeps it. A note is gone on with.
#[test]
fn what_is_typed_takes_the_place_of_what_a_form_proposes() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    let value = |keys: &[&str]| {
        let script = run(folder.path(), keys);
        let form = form(&script).clone();
        form.rows[form.cursor].value.text()
    };
    let cases: [(&[&str], &str); 9] = [
        (&["l", "a", "hips"], "hips"),
        (&["l", "a", "down", "yesterday 19:30"], "yesterday 19:30"),
        (&["l", "a", "down", "backspace"], ""),
        (&["l", "e", "4"], "4"),
        (&["l", "e", "right", "0"], "30"),
        (&["l", "e", "down", "!"], "the left hip was tight at first!"),
        (&["l", "e", "down", "down", "25s"], "25s"),
        // Reached again, it is selected again.
        (
            &["l", "e", "down", "down", "25", "down", "up", "40s"],
            "40s",
        ),
        (&["l", "e", "4", "down", "up", "up", "5"], "5"),
    ];
    for (keys, expected) in cases {
        assert_eq!(value(keys), expected, "{keys:?}");
    }
    let add = ["l", "a", "knees", "down", "yesterday 19:30", "enter"];
    let script = run(folder.path(), &add);
    let said = "Added: Knees, yesterday 19:30 · u removes it";
    assert_eq!(list(&script).message.as_deref(), Some(said));
}

#[test]
fn a_form_that_was_not_changed_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    for keys in [&["l", "e", "enter"][..], &["l", "e", "7", "esc"]] {
        let script = run(folder.path(), keys);
        assert_eq!(list(&script).message, None);
        assert!(script.memory.is_empty(), "{keys:?}");
    }
}

#[test]
fn what_is_wrong_in_a_form_is_said_of_its_row() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    for (keys, row, said) in [
        (
            &["l", "e", "clear", "11", "enter"][..],
            0,
            "Soreness is a number from 0 to 10",
        ),
        (
            &["l", "e", "down", "down", "clear", "25", "down", "enter"],
            2,
            "Single-knee pull with a strap, right: write 20s",
        ),
        (
            &["l", "e", "down", "down", "clear", "99h", "enter"],
            2,
            "Single-knee pull with a strap, right: at most ",
        ),
        (
            &["l", "a", "down", "clear", "tomorrow", "enter"],
            1,
            "Write a past time, such as yesterday 19:30",
        ),
        (&["l", "a", "clear", "down", "enter"], 0, "Name the routine"),
        (
            &["l", "a", "clear", "hips", "enter"],
            0,
            "There is no routine `hips`",
        ),
    ] {
        let script = run(folder.path(), keys);
        let form = form(&script);
        let message = form.message.as_deref().unwrap_or_default();
        assert!(message.starts_with(said), "{message}");
        assert_eq!(form.cursor, row, "{said}");
        assert!(script.memory.is_empty());
    }
}

#[test]
fn a_session_is_deleted_after_a_question_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    let asked = run(folder.path(), &["l", "d"]);
    let Some(Overlay::Question { asks, answers }) = &last(&asked).overlay else {
        panic!("{:?}", last(&asked))
    };
    assert_eq!(
        asks,
        "Delete Knees and heels before breakfast, yesterday 12:00?"
    );
    assert_eq!(answers, "d, y or Enter: delete · any other key: keep");
    let kept = run(folder.path(), &["l", "d", "n"]);
    assert!(kept.memory.is_empty() && last(&kept).overlay.is_none());
    // From the list and from its page.
    for (minute, keys) in (1..).zip([&["l", "d", "y"][..], &["l", "enter", "d", "d"]]) {
        let deleted = run(folder.path(), keys);
        let view = list(&deleted);
        let said = "Deleted: Knees and heels before breakfast, yesterday 12:00 · u restores it";
        assert_eq!(view.message.as_deref(), Some(said));
        assert!(view.report.is_empty);
        assert!(read_log(folder.path()).is_empty());
        let restored = supple::format::correction::write(&supple::core::correction::Correction {
            deleted: Some(false),
            ..supple::core::correction::Correction::new(
                "s1",
                now().after(Duration::from_secs(minute * 60)),
                None,
            )
        });
        append(&file_of(folder.path(), "there"), &restored).unwrap();
    }
    let undone = run(folder.path(), &["l", "d", "y", "u"]);
    let said = "Restored: Knees and heels before breakfast, yesterday 12:00";
    assert_eq!(list(&undone).message.as_deref(), Some(said));
    assert_eq!(only(&read_log(folder.path())).id, "s1");
}

/// A page says of its session that it was corrected where it is another than it was.
#[test]
fn a_session_that_was_deleted_and_restored_is_not_called_corrected() {
    let feeling = |feeling| (None, Some(feeling));
    let deleted = |is_deleted| (Some(is_deleted), None);
    for (corrections, is_said) in [
        (&[][..], false),
        (&[deleted(true), deleted(false)], false),
        (&[feeling(Some(5))], true),
        (&[feeling(Some(5)), feeling(Some(3))], false),
        (&[feeling(None), deleted(true), deleted(false)], true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        log(folder.path(), &[1]);
        for (second, (deleted, feeling)) in (0..).zip(corrections) {
            let at = now().before(Duration::from_secs(60 - second));
            let correction = supple::core::correction::Correction {
                deleted: *deleted,
                feeling: *feeling,
                ..supple::core::correction::Correction::new("s1", at, None)
            };
            let line = supple::format::correction::write(&correction);
            append(&file_of(folder.path(), "here"), &line).unwrap();
        }
        let script = run(folder.path(), &["l", "enter"]);
        let PagePart::Text(short) = &page(&script).parts[0] else {
            panic!("{:?}", page(&script))
        };
        assert_eq!(
            short.contains("corrected"),
            is_said,
            "{corrections:?}: {short}"
        );
    }
}

/// The list is left and opened again in between.
#[test]
fn every_change_is_taken_back_the_latest_first() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1, 2]);
    let before = read_log(folder.path());
    let edit = [
        "l", "e", "clear", "5", "down", "down", "down", "clear", "25s", "enter",
    ];
    let delete = ["d", "y", "d", "y", "q"];
    let add = ["l", "a", "clear", "knees", "enter"];
    let changes = [&edit[..], &delete, &add].concat();
    let hints = |script: &Script| {
        let hints = list(script).hints.iter();
        hints.map(|hint| hint.does.to_string()).collect::<Vec<_>>()
    };
    let undone = |undos: usize| {
        let folder = tempfile::tempdir().unwrap();
        log(folder.path(), &[1, 2]);
        let keys = [&changes[..], &vec!["u"; undos]].concat();
        let script = run(folder.path(), &keys);
        let view = list(&script);
        let history = read_log(folder.path());
        let ids = history.last.iter().map(|session| session.id.clone());
        let said = view.message.clone().unwrap();
        let can_undo = hints(&script).contains(&"undo".to_owned());
        (said, ids.collect::<Vec<_>>(), can_undo, history)
    };
    let named = "Knees and heels before breakfast";
    let (said, ids, ..) = undone(0);
    assert_eq!(
        (said.as_str(), ids.len()),
        ("Added: Knees, today 18:19 · u removes it", 1)
    );
    let expected = [
        ("Removed: Knees, today 18:19".to_owned(), &[][..]),
        (format!("Restored: {named}, Fri 27 Feb 12:00"), &["s2"]),
        (format!("Restored: {named}, yesterday 12:00"), &["s1", "s2"]),
        (
            format!("As it was before: {named}, yesterday 12:00"),
            &["s1", "s2"],
        ),
    ];
    for (undos, (said, ids)) in (1..).zip(&expected) {
        let (shown, left, can_undo, _) = undone(undos);
        assert_eq!(
            (&shown, &left[..]),
            (
                said,
                &ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()[..]
            )
        );
        assert_eq!(can_undo, undos < expected.len());
    }
    let (said, _, _, history) = undone(expected.len() + 1);
    assert!(said.contains("`supple log --deleted`"), "{said}");
    let sessions = |history: &History| {
        let sessions = history.last.iter().map(|session| LogEntry {
            corrected: None,
            ..(**session).clone()
        });
        sessions.collect::<Vec<_>>()
    };
    assert_eq!(sessions(&history), sessions(&before));
    // Before anything was changed.
    let nothing = run(folder.path(), &["l", "u"]);
    assert!(
        list(&nothing)
            .message
            .as_ref()
            .unwrap()
            .starts_with("Nothing to undo")
    );
    assert!(!hints(&nothing).contains(&"undo".to_owned()));
}

#[test]
fn a_question_after_midnight_names_the_day_as_its_page_does() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[0]);
    let mut script = Script::new();
    for (at, key) in [(1000, "l"), (1200, "enter"), (6 * 3_600_000, "d")] {
        script = script.key(at, typed(key)[0]);
    }
    let (script, _) = script.choose_remembering(library(), memory(folder.path()));
    assert_eq!(page(&script).place, "yesterday 12:00");
    let Some(Overlay::Question { asks, .. }) = &last(&script).overlay else {
        panic!("{:?}", last(&script))
    };
    assert!(asks.ends_with(", yesterday 12:00?"), "{asks}");
}

#[test]
fn a_session_is_restored_once() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1]);
    let script = run(folder.path(), &["l", "d", "y", "u", "u", "?"]);
    assert_eq!(script.memory.len(), 2, "{:?}", script.memory);
    let restored = run(folder.path(), &["l", "d", "y", "u"]);
    let hints = &list(&restored).hints;
    assert!(hints.iter().all(|hint| hint.key != "u"), "{hints:?}");
}

#[test]
fn an_edit_keeps_a_long_note_whole() {
    let folder = tempfile::tempdir().unwrap();
    let note = "long ".repeat(300).trim().to_owned();
    let noted = LogEntry {
        note: Some(note.clone()),
        ..session(1)
    };
    let line = supple::format::log::write(&noted);
    append(&file_of(folder.path(), "here"), &line).unwrap();
    run(
        folder.path(),
        &["l", "e", "down", "backspace", "!", "enter"],
    );
    let history = read_log(folder.path());
    let exclaimed = note.strip_suffix('g').unwrap().to_owned() + "!";
    assert_eq!(only(&history).note, Some(exclaimed));
    let cleared = ["l", "e", "down", "clear", "short", "enter"];
    run(folder.path(), &cleared);
    let history = read_log(folder.path());
    assert_eq!(only(&history).note.as_deref(), Some("short"));
}

#[test]
fn a_session_that_is_added_without_a_time_has_just_ended() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["l", "a", "knees", "enter"]);
    let history = read_log(folder.path());
    let session = only(&history);
    assert_eq!(session.end.since(session.start), Duration::from_secs(45));
    let (end, latest) = (session.end, now().after(Duration::from_secs(60)));
    assert!(now() <= end && end <= latest, "{session:?}");
}

#[test]
fn a_past_session_of_a_routine_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let add = [
        "l",
        "a",
        "kne",
        "down",
        "clear",
        "yesterday 19:30",
        "down",
        "2",
        "down",
        "at home",
        "enter",
    ];
    let script = run(folder.path(), &add);
    let view = list(&script);
    assert_eq!(
        view.message.as_deref(),
        Some("Added: Knees, yesterday 19:30 · u removes it")
    );
    assert_eq!(view.report.last[0].when, "yesterday 19:30");
    let history = read_log(folder.path());
    let session = only(&history);
    assert_eq!(session.total(), Duration::from_secs(40), "as planned");
    assert_eq!(
        (session.feeling, session.note.as_deref()),
        (Some(2), Some("at home"))
    );
    assert_eq!(session.ending, Ending::Done);
    let back = run(folder.path(), &["l", "q"]);
    let View::Library(library) = &last(&back).view else {
        panic!()
    };
    assert_eq!(library.rows[0].last.as_deref(), Some("yesterday"));
}

#[test]
fn a_session_that_ends_before_a_changed_log_is_read_counts_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1, 2]);
    let before = memory(folder.path());
    let deleted = run(folder.path(), &["l", "d", "y"]);
    assert_eq!(list(&deleted).report.last.len(), 1);
    let mut script = Script::new();
    for (at, key) in (1000..).step_by(200).zip(["l", "d", "y", "q"]) {
        script = script.key(at, typed(key)[0]);
    }
    // 15 s of lead-in, 45 s of plan.
    let script = script
        .key(3000, Key::Enter)
        .key(70_000, Key::Enter)
        .then(80_000, Input::History(Some(read_log(folder.path()))))
        .key(81_000, Key::Char('l'));
    let (script, _) = script.choose_remembering(library(), before);
    assert_eq!(
        list(&script).report.sum,
        "2 sessions, 2:10 in the last 6 months"
    );
}

#[test]
fn a_log_that_cannot_be_read_again_keeps_what_was_known() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[1, 2]);
    let before = memory(folder.path());
    let read = |read: &[Option<std::sync::Arc<History>>]| {
        let mut script = Script::new();
        for (at, key) in (1000..).step_by(200).zip(["l", "d", "y"]) {
            script = script.key(at, typed(key)[0]);
        }
        for (at, history) in (2000..).step_by(200).zip(read) {
            script = script.then(at, Input::History(history.clone()));
        }
        let (script, _) = script.choose_remembering(library(), before.clone());
        list(&script).report.last.len()
    };
    assert_eq!(read(&[None]), 2);
    let fewer = tempfile::tempdir().unwrap();
    log(fewer.path(), &[1]);
    let later = read_log(fewer.path());
    assert_eq!(
        read(&[None, Some(later)]),
        1,
        "once it can be read, it counts"
    );
}

#[test]
fn a_stretch_shows_its_weeks_side_by_side_and_the_soreness() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[0, 1, 8, 22]);
    let script = run(
        folder.path(),
        &["l", "down", "down", "down", "down", "enter"],
    );
    let page = page(&script);
    assert_eq!(page.title, "Single-knee pull with a strap");
    let PagePart::Chart(rows) = &page.parts[0] else {
        panic!("{page:?}")
    };
    let charts: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{} {:?} of {:?}: {}",
                row.label, row.values, row.most, row.last
            )
        })
        .collect();
    assert_eq!(
        charts,
        [
            "Right [Some(30), None, Some(30), Some(60)] of Some(60): 2:00",
            "Left [Some(20), None, Some(20), Some(40)] of Some(60): 1:20",
            "Soreness [Some(3), None, Some(3), Some(3)] of Some(10): last 3/10",
        ]
    );
    let PagePart::Lines(weeks) = &page.parts[1] else {
        panic!("{page:?}")
    };
    assert_eq!(
        weeks[0],
        "Week of 23 Feb: Right 1:00 · Left 0:40 · soreness 3/10"
    );
    assert_eq!(weeks.len(), 3);
}

#[test]
fn a_page_key_goes_ten_lines_and_nothing_scrolls_past_the_end() {
    let (long, regular) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = |number: u64| line(&format!("Stretch {number}"), None, number);
    let session = LogEntry {
        lines: (1..=40).map(line).collect(),
        ..session(1)
    };
    let text = supple::format::log::write(&session);
    append(&file_of(long.path(), "here"), &text).unwrap();
    let weeks: Vec<i32> = (0..26).map(|week| week * 7).collect();
    log(regular.path(), &weeks);
    // A session, and the weeks of a stretch.
    for (folder, open) in [
        (&long, &["l", "enter"][..]),
        (&regular, &["l", "end", "enter"]),
    ] {
        let scrolled = |keys: &[&str]| page(&run(folder.path(), &[open, keys].concat())).scroll;
        let end = scrolled(&["pagedown"; 9]);
        assert!((6..60).contains(&end), "{end}");
        assert_eq!(scrolled(&["pagedown"]), end.min(10));
        assert_eq!(scrolled(&["down", "down"]), 2);
        assert_eq!(scrolled(&["pagedown"; 20]), end);
        let up = [&["pagedown"; 20][..], &["up"]].concat();
        assert_eq!(scrolled(&up), end - 1, "the first key back is seen");
    }
}

#[test]
fn a_list_without_a_session_says_so() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[300]);
    let script = run(folder.path(), &["l", "down", "enter", "e", "d"]);
    let shown = words(last(&script), 40, 12);
    assert!(
        shown.contains("Recent sessions No session in this time."),
        "{shown}"
    );
}

#[test]
fn the_list_goes_on_and_the_row_under_the_cursor_stands_whole() {
    let folder = tempfile::tempdir().unwrap();
    let days: Vec<i32> = (0..30).collect();
    log(folder.path(), &days);
    let script = run(folder.path(), &["l"]);
    assert_eq!(list(&script).report.last.len(), 30);
    let shown = words(last(&script), 40, 12);
    for part in [
        "breakfast",
        "soreness 3/10",
        "the left hip was tight at first”",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let end = run(folder.path(), &["l", "end"]);
    let shown = words(last(&end), 40, 12);
    assert!(
        shown.contains("Heel drop") && shown.contains("1200 ×"),
        "{shown}"
    );
}

/// The picture as words with one space between two.
fn words(frame: &Frame, width: u16, height: u16) -> String {
    let buf = drawn(frame, USUAL, (width, height));
    let symbols: String = buf
        .content()
        .chunks(width.into())
        .fold(String::new(), |text, row| {
            let row: String = row.iter().map(Cell::symbol).collect();
            format!("{text} {}", row.trim())
        });
    symbols.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The keys that lead to a page, a form and a chart.
const PLACES: [(&str, &[&str]); 5] = [
    ("list", &["l"]),
    ("session", &["l", "enter"]),
    ("edit", &["l", "e", "down", "down", "down"]),
    ("add", &["l", "a", "down"]),
    ("stretch", &["l", "end", "enter"]),
];

#[test]
fn pages_and_forms_have_pictures() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[0, 1, 8, 22]);
    for (name, keys) in PLACES {
        let script = run(folder.path(), keys);
        for (width, height) in [(40, 12), (80, 24)] {
            let name = format!("{name}_{width}x{height}");
            insta::assert_snapshot!(name, printed(&drawn(last(&script), USUAL, (width, height))));
        }
    }
}

#[test]
fn nothing_on_a_page_or_a_form_is_cut_in_a_small_window() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[0, 1, 8, 22]);
    for (name, keys) in &PLACES[1..] {
        let script = run(folder.path(), keys);
        for utf8 in [true, false] {
            let picture = printed(&drawn(last(&script), Options { utf8, ..USUAL }, (40, 12)));
            let is_cut = picture.contains('…') || picture.contains('~');
            assert!(!is_cut, "{name}\n{picture}");
        }
    }
}

#[test]
fn every_size_has_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    log(folder.path(), &[0, 1, 8]);
    for (_, keys) in PLACES {
        let script = run(folder.path(), keys);
        for width in (0..=24).step_by(3).chain([39, 50, 51, 200]) {
            for height in (0..=18).step_by(3).chain([13, 60]) {
                drawn(last(&script), USUAL, (width, height));
            }
        }
    }
}
