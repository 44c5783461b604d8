//! Corrections of sessions: merged from several machines, and by the real program.

#![cfg(unix)]

use crate::kept;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use kept::{log_folder, records, said, supple};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use supple::core::correction::{Correction, Corrections, HeldAmount, HeldCorrection};
use supple::core::day::{Day, Stamp};
use supple::core::history::{History, Scope};
use supple::core::log::{LastCorrection, LogEntry, RoutineText};
use supple::core::record::{Ending, StretchRecord};
use supple::core::routine::Side;
use supple::core::span::LONGEST;
use supple::core::timeline::Kind;
use supple::disk::log::{Log, file_of};
use supple::format;

const TODAY: Day = Day(20_513);

fn at(second: i64) -> Stamp {
    Stamp {
        unix_ms: i64::from(TODAY.0) * 86_400_000 + second * 1000,
        offset: 0,
    }
}

/// The stretches of a session: each is another one to a correction.
const STRETCHES: [(&str, Option<Side>, Option<&str>); 4] = [
    ("Pull", Some(Side::Right), None),
    ("Pull", Some(Side::Left), None),
    ("Drop", None, None),
    ("Drop", None, Some("5 kg")),
];

fn stretch((name, side, load): (&str, Option<Side>, Option<&str>)) -> StretchRecord {
    StretchRecord {
        load: load.map(str::to_owned),
        planned: Duration::from_secs(30),
        done: Duration::from_secs(30),
        ..StretchRecord::new(name.to_owned(), Kind::Hold, side)
    }
}

/// The correction of one of them to so many seconds.
fn held(nth: usize, seconds: u64) -> HeldCorrection {
    let length = HeldAmount::Length(Duration::from_secs(seconds));
    HeldCorrection::corrected(&stretch(STRETCHES[nth].clone()), length).unwrap()
}

fn session(number: u8) -> LogEntry {
    let start = i64::from(number) * 100;
    LogEntry {
        id: format!("s{number}"),
        start: at(start),
        end: at(start + 30),
        speed: 1.0,
        title: "Knees".to_owned(),
        routines: [RoutineText::new("knees", "Knees", "")].into(),
        lines: STRETCHES.into_iter().map(stretch).collect(),
        paused: Duration::ZERO,
        ending: Ending::Done,
        feeling: Some(3),
        note: None,
        continues: None,
        corrected: None,
    }
}

const SESSIONS: u8 = 5;

/// Corrections of which many fall on the same second, as those of two machines may.
fn corrections() -> impl Strategy<Value = Vec<Correction>> {
    let note = prop::option::of(prop::option::of("[ab]"));
    let feeling = prop::option::of(prop::option::of(0..=10_u8));
    let held = (0..STRETCHES.len(), 1..60_u64).prop_map(|(nth, seconds)| held(nth, seconds));
    let held = prop::collection::vec(held, 0..3);
    let deleted = prop::option::of(any::<bool>());
    let one = (0..SESSIONS + 1, 0..6_i64, deleted, feeling, note, held);
    let one = one.prop_map(
        |(number, second, deleted, feeling, note, held)| Correction {
            corrects: format!("s{number}"),
            at: at(1000 + second),
            deleted,
            feeling,
            note,
            held,
        },
    );
    prop::collection::vec(one, 0..16)
}

/// The sessions as they are after all corrections, the slow way: each field and stretch from the newest correction that
/// sets it.
fn corrected(corrections: &[Correction]) -> Vec<LogEntry> {
    fn newest<T: Ord + Clone>(
        of: &[&Correction],
        field: impl Fn(&Correction) -> Option<T>,
    ) -> Option<T> {
        let set = of.iter().filter_map(|one| Some((one.at, field(one)?)));
        set.max().map(|(_, value)| value)
    }
    let mut sessions = Vec::new();
    for mut session in (0..SESSIONS).map(session) {
        let own = |one: &&Correction| one.corrects == session.id;
        let own: Vec<&Correction> = corrections.iter().filter(own).collect();
        if newest(&own, |one| one.deleted) == Some(true) {
            continue;
        }
        let before = session.clone();
        if let Some(feeling) = newest(&own, |one| one.feeling) {
            session.feeling = feeling;
        }
        if let Some(note) = newest(&own, |one| one.note.clone()) {
            session.note = note;
        }
        for line in &mut session.lines {
            let of_line = |one: &Correction| {
                let held = one.held.iter().filter(|held| held.stretch == line.key());
                held.map(|held| held.held).max()
            };
            if let Some(held) = newest(&own, of_line) {
                (line.done, line.skipped) = (held.done, held.skipped);
            }
        }
        let is_other = session != before;
        let last = own.iter().map(|one| one.at).max();
        session.corrected = last.map(|at| LastCorrection { at, is_other });
        sessions.push(session);
    }
    sessions
}

fn history(folder: &Path) -> History {
    let mut history = History::new(Scope::of(TODAY));
    let warnings = Log::open(folder).unwrap().read_into(&mut history);
    assert_eq!(warnings, Vec::<String>::new());
    history
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever machine wrote a line, in whatever order lines stand, and however often: it is the same log.
    #[test]
    fn corrections_merged_in_any_order_give_the_same_log(
        corrections in corrections(),
        places in prop::collection::vec((any::<Index>(), any::<Index>()), 40),
    ) {
        let mut lines: Vec<String> = (0..SESSIONS).map(|number| format::log::write(&session(number))).collect();
        lines.extend(corrections.iter().map(format::correction::write));
        let twice = lines.clone();
        lines.extend(twice.into_iter().take(3));
        let mut files: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (line, (machine, place)) in lines.into_iter().zip(places) {
            let file = files.entry(machine.index(3)).or_default();
            file.insert(place.index(file.len() + 1), line);
        }
        let folder = tempfile::tempdir().unwrap();
        for (machine, lines) in files {
            fs::write(file_of(folder.path(), &format!("m{machine}")), lines.join("\n") + "\n").unwrap();
        }
        let expected = corrected(&corrections);
        prop_assert_eq!(records(folder.path()), expected.clone());
        let mut summed = History::new(Scope::of(TODAY));
        for session in &expected {
            summed.add(session);
        }
        prop_assert_eq!(history(folder.path()), summed);
    }
}

/// What the program prints, which must succeed.
fn on(home: &Path, arguments: &[&str]) -> String {
    let (out, err, code) = said(supple(home, arguments));
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

fn logged(home: &Path) -> Vec<Value> {
    let lines = on(home, &["log", "--format", "json"]);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_past_session_is_added_corrected_deleted_and_restored() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let add = [
        "log",
        "add",
        "knee-to-chest",
        "--at",
        "yesterday 19:30",
        "--soreness",
        "4",
    ];
    let out = on(home, &add);
    assert!(
        out.starts_with("Added: Knee-to-chest back stretch, yesterday 19:30. `supple log delete "),
        "{out}"
    );
    let sessions = logged(home);
    assert_eq!(sessions.len(), 1);
    assert!(sessions[0]["start"].as_str().unwrap().contains("T19:30:00"));
    assert_eq!(
        (&sessions[0]["ended"], &sessions[0]["feeling"]),
        (&"done".into(), &4.into())
    );
    assert_eq!(sessions[0]["routines"][0]["id"], "knee-to-chest");
    let human = on(home, &["log"]);
    assert!(human.starts_with("1 session, 1:30 in "), "{human}");

    let held = "single-knee pull, left=10s";
    let edit = [
        "log",
        "edit",
        "yesterday 19:30",
        "--note",
        "tight",
        "--held",
        held,
    ];
    assert_eq!(
        on(home, &edit),
        "Corrected: Knee-to-chest back stretch, yesterday 19:30.\n"
    );
    on(home, &["log", "edit", "last", "--soreness", "none"]);
    let session = logged(home).remove(0);
    assert_eq!(
        (&session["feeling"], &session["note"]),
        (&Value::Null, &"tight".into())
    );
    let stretches = session["stretches"].as_array().unwrap();
    let held: Vec<u64> = stretches
        .iter()
        .map(|line| line["held_ms"].as_u64().unwrap())
        .collect();
    assert_eq!(held, [30_000, 10_000, 30_000]);
    let table = on(home, &["log", "--format", "csv"]);
    assert!(
        table.contains(",10.000,") && table.contains(",tight,"),
        "{table}"
    );

    let id = session["id"].as_str().unwrap();
    let out = on(home, &["log", "delete", "last"]);
    assert_eq!(
        out,
        format!(
            "Deleted: Knee-to-chest back stretch, yesterday 19:30. `supple log delete --undo {id}` restores it.\n"
        )
    );
    assert!(logged(home).is_empty());
    assert!(on(home, &["log"]).starts_with("No sessions yet."));
    let deleted = on(home, &["log", "--deleted"]);
    let begins = "Deleted sessions\n  yesterday 19:30  Knee-to-chest back stretch  1:10  “tight”\n\n`supple log delete --undo \"yesterday 19:30\"` ";
    assert!(deleted.starts_with(begins), "{deleted}");
    let deleted = on(home, &["log", "--deleted", "--json"]);
    assert_eq!(
        serde_json::from_str::<Value>(deleted.trim()).unwrap(),
        session
    );
    assert_eq!(on(home, &["log", "--raw"]).lines().count(), 4);
    let (_, err, code) = said(supple(home, &["log", "delete", "last"]));
    assert_eq!(code, 2);
    assert!(
        err.starts_with("error: there is no session in the log, rehearsals aside\n  help: `supple log add` adds one"),
        "{err}"
    );
    on(home, &["log", "delete", "--undo", id]);
    assert_eq!(logged(home), [session]);
    assert_eq!(on(home, &["log", "--deleted"]), "No deleted sessions.\n");
    let (_, err, code) = said(supple(home, &["log", "delete", "--undo", "last"]));
    assert_eq!(code, 2);
    assert!(
        err.starts_with(
            "error: there is no deleted session in the log\n  help: `supple log --deleted` lists"
        ),
        "{err}"
    );
}

#[test]
fn a_past_session_of_what_lasts_as_long_as_you_can_counts() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let file = home.join("plank.toml");
    let text = "title = \"Plank\"\n[[step]]\nhold = \"max\"\nname = \"Plank\"\n";
    fs::write(&file, text).unwrap();
    on(home, &["log", "add", file.to_str().unwrap()]);
    let out = on(home, &["log"]);
    assert!(out.starts_with("1 session, not timed in"), "{out}");
    assert!(out.contains("Plank  not timed"), "{out}");
}

#[test]
fn an_added_count_without_a_pace_counts_also_when_it_is_corrected() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let file = home.join("cnt.toml");
    let text = "title = \"Squats\"\n[[step]]\ncount = 10\nname = \"Squat\"\n";
    fs::write(&file, text).unwrap();
    on(home, &["log", "add", file.to_str().unwrap()]);
    for (amount, shown) in [("10", "10 ×"), ("8", "8 ×")] {
        on(
            home,
            &["log", "edit", "last", "--held", &format!("Squat={amount}")],
        );
        let out = on(home, &["log"]);
        assert!(
            out.starts_with(&format!("1 session, {shown} in the last")),
            "{out}"
        );
        for says in [format!(": 1 day, {shown}"), format!("Squats  {shown}")] {
            assert!(out.contains(&says), "{out}");
        }
        assert!(!out.contains("0:00"), "{out}");
        let today = on(home, &["status"]);
        assert!(today.starts_with(&format!("today {shown} · ")), "{today}");
    }
    on(home, &["log", "edit", "last", "--held", "Squat=0"]);
    assert!(on(home, &["log"]).starts_with("0 sessions, "));
}

#[test]
fn of_two_with_one_name_one_is_named_with_its_load_or_pace() {
    let with = |load: Option<&str>, pace: Option<&str>, side, routine| StretchRecord {
        load: load.map(str::to_owned),
        pace: pace.map(str::to_owned),
        routine,
        ..stretch(("Heel drop", Some(side), None))
    };
    let lines = [
        with(Some("5 kg"), None, Side::Left, 1),
        with(Some("10 kg"), Some("3-1-3"), Side::Left, 1),
        with(Some("5 kg"), None, Side::Right, 1),
        with(Some("5 kg"), None, Side::Right, 2),
    ];
    let full = lines.each_ref().map(StretchRecord::full_name);
    assert_eq!(full[1], "Heel drop, 10 kg, pace 3-1-3, left, routine 1");
    let meant = |name: &str| {
        let length = HeldAmount::Length(Duration::from_secs(30));
        let meant = HeldCorrection::of_named(&lines, name, length);
        meant.map(|meant| meant.into_iter().map(|it| it.stretch).collect::<Vec<_>>())
    };
    for (name, expected) in [
        ("heel drop, 5 kg, left", vec![0]),
        ("Heel drop, 10 kg, left", vec![1]),
        ("Heel drop, 10 KG", vec![1]),
        ("Heel drop, pace 3-1-3", vec![1]),
        ("Heel drop, 5 kg, routine 1", vec![0, 2]),
        ("Heel drop, 5 kg, right, routine 2", vec![3]),
        ("Heel drop, 5 kg, middle", vec![]),
        ("Heel", vec![]),
    ] {
        let keys: Vec<_> = expected
            .into_iter()
            .map(|at: usize| lines[at].key())
            .collect();
        assert_eq!(meant(name), Ok(keys), "{name}");
    }
    assert_eq!(meant("Heel drop, left"), Err(full[..2].to_vec()));
    assert_eq!(meant("Heel drop"), Err(full.to_vec()));
    for (at, name) in full.iter().enumerate() {
        assert_eq!(meant(name), Ok(vec![lines[at].key()]));
    }
}

#[test]
fn an_empty_note_is_no_note() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    on(home, &["log", "add", "knee-to-chest", "--note", ""]);
    assert_eq!(records(&log_folder(home))[0].note, None);
    on(home, &["log", "edit", "last", "--note", " "]);
    assert_eq!(records(&log_folder(home))[0].note, None);
}

#[test]
fn the_last_deleted_session_is_the_one_that_was_deleted_last() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    for at in ["yesterday 08:00", "yesterday 19:30"] {
        on(home, &["log", "add", "knee-to-chest", "--at", at]);
    }
    for at in ["yesterday 19:30", "yesterday 08:00"] {
        on(home, &["log", "delete", at]);
    }
    let out = on(home, &["log", "delete", "--undo", "last"]);
    assert_eq!(
        out,
        "Restored: Knee-to-chest back stretch, yesterday 08:00.\n"
    );
}

/// What is said restores a session, whichever there are.
#[test]
fn what_is_said_of_deleted_sessions_restores_one() {
    let times = ["yesterday 08:00", "yesterday 08:00", "yesterday 07:10"];
    for count in 1..=3 {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        for at in times.iter().take(count) {
            on(home, &["log", "add", "knee-to-chest", "--at", at]);
            let id = logged(home).remove(0)["id"].as_str().unwrap().to_owned();
            on(home, &["log", "delete", &id]);
        }
        let said = on(home, &["log", "--deleted"]);
        let way = said.lines().last().unwrap();
        let named = way.split('"').nth(1).unwrap();
        let expected = ["yesterday 08:00", "id", "yesterday 07:10"][count - 1];
        assert_eq!(named, expected, "{way}");
        if count != 2 {
            on(home, &["log", "delete", "--undo", named]);
        }
        let id = ["log", "--deleted", "--json"];
        if count > 1 {
            let one: Value = serde_json::from_str(on(home, &id).lines().next().unwrap()).unwrap();
            on(
                home,
                &["log", "delete", "--undo", one["id"].as_str().unwrap()],
            );
        }
        assert!(!logged(home).is_empty());
    }
}

/// A rehearsal counts nowhere: it is corrected by its time or its id.
#[test]
fn the_last_session_is_no_rehearsal() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    on(
        home,
        &["log", "add", "knee-to-chest", "--at", "yesterday 08:00"],
    );
    let session = records(&log_folder(home)).remove(0);
    let rehearsal = LogEntry {
        id: "rehearsed".to_owned(),
        start: session.start.after(Duration::from_secs(3600)),
        end: session.end.after(Duration::from_secs(3600)),
        speed: 60.0,
        ..session
    };
    let line = format::log::write(&rehearsal) + "\n";
    fs::write(file_of(&log_folder(home), "other"), line).unwrap();
    let out = on(home, &["log", "edit", "last", "--soreness", "2"]);
    assert_eq!(
        out,
        "Corrected: Knee-to-chest back stretch, yesterday 08:00.\n"
    );
    on(home, &["log", "delete", "last"]);
    let (_, err, code) = said(supple(home, &["log", "delete", "last"]));
    assert!(code == 2 && err.contains("rehearsals aside"), "{err}");
    // The one that was deleted last may be one.
    on(home, &["log", "delete", "yesterday 09:00"]);
    let out = on(home, &["log", "delete", "--undo", "last"]);
    assert_eq!(
        out,
        "Restored: Knee-to-chest back stretch, yesterday 09:00.\n"
    );
}

#[test]
fn two_machines_that_correct_one_session_merge_without_a_conflict() {
    let home = tempfile::tempdir().unwrap();
    on(home.path(), &["log", "add", "knee-to-chest"]);
    let folder = log_folder(home.path());
    let id = records(&folder)[0].id.clone();
    // Another machine, whose clock is a year ahead.
    let year = Duration::from_secs(366 * 86_400);
    let ahead = Correction {
        note: Some(Some("of the other".to_owned())),
        ..Correction::new(&id, records(&folder)[0].end.after(year), None)
    };
    let line = format::correction::write(&ahead) + "\n";
    fs::write(file_of(&folder, "other"), line).unwrap();
    on(home.path(), &["log", "edit", "last", "--soreness", "2"]);
    let seen = &records(&folder)[0];
    assert_eq!(
        (seen.feeling, seen.note.as_deref()),
        (Some(2), Some("of the other"))
    );
    // What is corrected last counts, whatever the clocks show.
    on(home.path(), &["log", "edit", "last", "--note", "mine"]);
    assert_eq!(records(&folder)[0].note.as_deref(), Some("mine"));
}

#[test]
fn a_correction_has_the_stretches_that_it_corrects_and_leaves_those_of_another_machine() {
    let home = tempfile::tempdir().unwrap();
    on(home.path(), &["log", "add", "knee-to-chest"]);
    let folder = log_folder(home.path());
    let session = records(&folder).remove(0);
    let edit = |held: &str| on(home.path(), &["log", "edit", "last", "--held", held]);
    edit("Single-knee pull, left=10s");
    let raw = on(home.path(), &["log", "--raw"]);
    let line = raw.lines().last().unwrap();
    let stretch = r#""stretches":[{"name":"Single-knee pull","kind":"hold","side":"left","held_ms":10000,"skipped":1}]"#;
    assert!(line.contains(stretch), "{line}");
    // Another machine, whose newer correction is of another side, and was made before it knew of this one.
    let right = HeldAmount::Length(Duration::from_secs(20));
    let mut other = Correction::new(&session.id, session.end.after(Duration::from_secs(9)), None);
    other.hold([HeldCorrection::corrected(&session.lines[0], right).unwrap()]);
    let line = format::correction::write(&other) + "\n";
    fs::write(file_of(&folder, "other"), line).unwrap();
    let held = || {
        let lines = records(&folder).remove(0).lines;
        lines
            .iter()
            .map(|line| line.done.as_secs())
            .collect::<Vec<_>>()
    };
    assert_eq!(held(), [20, 10, 30]);
    // Of one stretch the newest counts, also in one correction.
    let twice = [
        "log",
        "edit",
        "last",
        "--held",
        "Single-knee pull=25s",
        "--held",
        "Single-knee pull, left=15s",
    ];
    on(home.path(), &twice);
    assert_eq!(held(), [25, 15, 30]);
}

#[test]
fn what_cannot_be_corrected_says_why() {
    let home = tempfile::tempdir().unwrap();
    let add = ["log", "add", "knee-to-chest"];
    on(home.path(), &add);
    for at in ["yesterday 02:00", "yesterday 02:10"] {
        on(home.path(), &[&add[..], &["--at", at]].concat());
    }
    on(home.path(), &["log", "delete", "yesterday 02:10"]);
    for (arguments, words) in [
        (
            &["log", "edit", "last"][..],
            "the following required arguments",
        ),
        (
            &["log", "edit", "yesterday 03:00", "--soreness", "1"],
            "error: there is no session `yesterday 03:00` in the log\n",
        ),
        (
            &["log", "edit", "last", "--held", "Plank=20s"],
            "error: that session has no `Plank` to hold so\n  help: it has `Single-knee pull, right`",
        ),
        (
            &["log", "edit", "last", "--held", "Plank"],
            "write the stretch and what was held",
        ),
        (
            &["log", "edit", "last", "--held", "Single-knee pull=99h"],
            "error: `Single-knee pull=99h` is more than fits into that session (2:08)\n  help: write what was done, such as `Single-knee pull=20s`; `supple log add` adds another session",
        ),
        (
            &["log", "delete", "--undo", "yesterday 02:00"],
            "error: the session `yesterday 02:00` is not deleted\n",
        ),
        (
            &["log", "edit", "yesterday 02:10", "--soreness", "1"],
            "error: the session `yesterday 02:10` is deleted\n  help: `supple log delete --undo \"yesterday 02:10\"` restores it",
        ),
        (
            &["log", "delete", "yesterday 02:10"],
            "error: the session `yesterday 02:10` is deleted\n  help: `supple log delete --undo \"yesterday 02:10\"` restores it",
        ),
        (
            &["log", "edit", "last", "--soreness", "11"],
            "write a number from 0 to 10",
        ),
        (
            &["log", "add", "knee-to-chest", "--at", "tomorrow 10:00"],
            "error: `tomorrow 10:00` is not a time in the past\n  help: write `yesterday 19:30`",
        ),
        (&["log", "--raw", "--days", "3"], "cannot be used with"),
    ] {
        let (out, err, code) = said(supple(home.path(), arguments));
        assert_eq!((out.as_str(), code), ("", 2), "{arguments:?}");
        assert!(err.contains(words), "{err}");
    }
    assert_eq!(records(&log_folder(home.path())).len(), 2);
}

#[test]
fn what_continues_a_deleted_session_counts_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut second = session(1);
    second.continues = Some("s0".to_owned());
    let deletion = Correction {
        deleted: Some(true),
        ..Correction::new("s0", at(2000), None)
    };
    let lines = [
        format::log::write(&session(0)),
        format::log::write(&second),
        format::correction::write(&deletion),
    ];
    fs::write(file_of(folder.path(), "host"), lines.join("\n") + "\n").unwrap();
    let history = history(folder.path());
    assert_eq!(
        (history.sessions, history.in_all().done.as_secs()),
        (1, 120)
    );
}

fn counted(planned: (u64, u32), done: (u64, u32), pieces: u32) -> StretchRecord {
    StretchRecord {
        planned: Duration::from_secs(planned.0),
        planned_count: planned.1,
        done: Duration::from_secs(done.0),
        count: done.1,
        pieces,
        ..StretchRecord::new("Squat".to_owned(), Kind::Count, None)
    }
}

#[test]
fn a_corrected_count_corrects_the_time() {
    for (line, expected) in [
        // As planned, as it was done where no time was planned, and of a resumed session.
        (counted((40, 20), (20, 10), 1), 24),
        (counted((0, 20), (30, 10), 1), 36),
        (counted((0, 0), (20, 10), 0), 24),
        // Nobody knows.
        (counted((0, 20), (30, 0), 1), 30),
    ] {
        let lines = [line];
        let corrected = HeldCorrection::of_named(&lines, "squat", HeldAmount::Count(12)).unwrap();
        let held = corrected[0].held;
        assert_eq!((held.count, held.done.as_secs()), (12, expected));
        let length = HeldAmount::Length(Duration::from_secs(50));
        assert_eq!(
            HeldCorrection::of_named(&lines, "squat", length),
            Ok(vec![])
        );
    }
    let most = counted((u64::from(u32::MAX), 1), (1, 1), 1);
    let corrected = HeldCorrection::corrected(&most, HeldAmount::Count(u32::MAX));
    assert_eq!(corrected.unwrap().held.done, LONGEST);
}

#[test]
fn a_resumed_hold_is_not_as_long_as_one_can() {
    let mut line = StretchRecord {
        planned: Duration::ZERO,
        done: Duration::from_secs(5),
        pieces: 0,
        ..stretch(STRETCHES[0].clone())
    };
    let corrected = |line: &StretchRecord| {
        let length = HeldAmount::Length(Duration::from_secs(7));
        let held = HeldCorrection::corrected(line, length).unwrap().held;
        (held.done.as_secs(), held.reached.as_secs())
    };
    assert_eq!(corrected(&line), (7, 0));
    line.pieces = 1;
    assert_eq!(corrected(&line), (7, 7));
}

/// Corrections, one after the other.
fn merged<'a>(list: impl IntoIterator<Item = &'a Correction>) -> (Corrections, bool) {
    let mut merged = Corrections::default();
    let mut is_whole = true;
    for one in list {
        is_whole &= merged.add(one.clone());
    }
    (merged, is_whole)
}

#[test]
fn five_thousand_corrections_of_long_sessions_are_kept() {
    let line = |nth: u64| StretchRecord {
        name: format!("Stretch {nth}"),
        done: Duration::from_secs(20),
        ..stretch(STRETCHES[0].clone())
    };
    let lines: Vec<StretchRecord> = (0..18).map(line).collect();
    let undone = |line: &StretchRecord| StretchRecord {
        done: Duration::ZERO,
        ..line.clone()
    };
    let mut corrections = Corrections::default();
    let mut session = session(0);
    for number in 0..5000 {
        session.id = format!("s{number}");
        // The same session several times takes no more.
        for second in 0..2 {
            let correction = Correction {
                held: lines.iter().map(HeldCorrection::of).collect(),
                note: Some(Some("tight on the left".to_owned())),
                ..Correction::new(&session.id, at(2000 + second), None)
            };
            assert!(corrections.add(correction), "{number}");
        }
    }
    for number in [0, 2500, 4999] {
        session.id = format!("s{number}");
        session.lines = lines.iter().map(undone).collect();
        assert!(corrections.apply(&mut session));
        assert_eq!(session.lines, lines);
    }
}

/// How many bytes this thread has read, where the system counts that.
fn bytes_read() -> Option<u64> {
    let counts = fs::read_to_string("/proc/thread-self/io").ok()?;
    let read = counts.lines().find_map(|line| line.strip_prefix("rchar: "));
    read?.parse().ok()
}

/// Three sessions a day for ninety years, of which one in twenty was corrected. What is read and held is counted, not timed:
/// it is the same on every machine.
#[test]
fn a_hundred_thousand_sessions_with_five_thousand_corrections_are_read_twice_and_held_in_little() {
    const SESSIONS: u32 = 100_000;
    const EIGHT_HOURS: Duration = Duration::from_secs(8 * 3600);
    let home = tempfile::tempdir().unwrap();
    let folder = log_folder(home.path());
    fs::create_dir_all(&folder).unwrap();
    let now = supple::shell::now();
    let mut one = session(0);
    one.lines.truncate(2);
    let correction = Correction {
        feeling: Some(Some(9)),
        note: Some(Some("tight on the left".to_owned())),
        held: one.lines.iter().map(HeldCorrection::of).collect(),
        ..Correction::new(&one.id, now, None)
    };
    let of_session = format::log::write(&one);
    let start = format::stamp::write(one.start);
    let of_correction = format::correction::write(&correction);
    let mut text = String::new();
    for ago in 0..SESSIONS {
        let (id, began) = (format!("s{ago:06}"), now.before(EIGHT_HOURS * ago));
        let line = of_session.replacen("\"s0\"", &format!("\"{id}\""), 1);
        text += &line.replacen(&start, &format::stamp::write(began), 1);
        text.push('\n');
        if ago % 20 == 0 {
            text += &of_correction.replacen("\"s0\"", &format!("\"{id}\""), 1);
            text.push('\n');
        }
    }
    fs::write(file_of(&folder, "host"), &text).unwrap();
    let mut history = History::new(Scope::of(now.day()));
    let before = bytes_read();
    let warnings = Log::open(&folder).unwrap().read_into(&mut history);
    let read = bytes_read()
        .zip(before)
        .map(|(after, before)| after - before);
    // Three a day for half a year, on the day that has not ended yet as many as there were.
    assert!(
        (3 * 181..=3 * 182).contains(&history.sessions),
        "{}",
        history.sessions
    );
    assert_eq!(warnings, Vec::<String>::new());
    // Once for the corrections and once for the sessions.
    let twice = 2 * text.len() as u64 + (1 << 16);
    assert!(read.is_none_or(|read| read <= twice), "{read:?} of {twice}");
    let corrected = history.last.iter().filter(|it| it.feeling == Some(9));
    assert_eq!(corrected.count(), history.last.len().div_ceil(20));
    drop((text, history));
    // All of it in the program, with as much memory as its trials have.
    let mut limited = Command::new("/bin/sh");
    limited
        .args(["-c", "ulimit -d 57344 && exec \"$@\"", "sh"])
        .args([env!("CARGO_BIN_EXE_supple"), "log", "--days", "36500"])
        .env_clear()
        .env("HOME", home.path());
    let (out, err, code) = said(limited);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.starts_with("100000 sessions, "), "{out}");
}

#[test]
fn a_correction_that_is_replaced_takes_no_room() {
    let mut corrections = Corrections::default();
    for second in 0..100 {
        let correction = Correction {
            note: Some(Some("x".repeat(1024 * 1024))),
            ..Correction::new("s0", at(2000 + second), None)
        };
        assert!(corrections.add(correction), "{second}");
    }
}

/// A stretch with a load of 1 MiB that was held so long.
fn heavy(seconds: u64) -> StretchRecord {
    StretchRecord {
        load: Some("x".repeat(1024 * 1024)),
        done: Duration::from_secs(seconds),
        ..stretch(STRETCHES[0].clone())
    }
}

/// Corrections with notes and loads of 2 MiB each, of more sessions than are kept.
fn too_much() -> Vec<Correction> {
    let correction = |number: usize| Correction {
        note: Some(Some("x".repeat(1024 * 1024))),
        held: vec![HeldCorrection::of(&heavy(10))],
        deleted: Some(false),
        feeling: Some(Some(7)),
        ..Correction::new(&format!("s{number}"), at(2000), None)
    };
    (10..50).map(correction).collect()
}

#[test]
fn the_notes_and_loads_of_corrections_fill_no_memory() {
    let (corrections, is_whole) = merged(&too_much());
    assert!(!is_whole);
    let mut kept = 0;
    for number in 10..50 {
        let mut session = session(number);
        session.lines = vec![heavy(30)];
        corrections.apply(&mut session);
        kept += session.note.map_or(0, |note| note.len());
        let line = &session.lines[0];
        let is_kept = line.done == Duration::from_secs(10);
        kept += line
            .load
            .as_ref()
            .filter(|_| is_kept)
            .map_or(0, String::len);
        // What takes a few bytes is kept of all.
        assert_eq!(session.feeling, Some(7));
    }
    assert!((60..=64).contains(&(kept >> 20)), "{kept}");
}

#[test]
fn a_session_is_deleted_however_many_corrections_there_are() {
    let mut list = too_much();
    for number in ["s10", "s49", "s99"] {
        list.push(Correction::new(number, at(3000), None).deleting(true));
    }
    let (corrections, _) = merged(&list);
    for number in ["s10", "s49", "s99"] {
        assert!(corrections.is_deleted(number), "{number}");
    }
}

#[test]
fn what_is_left_out_is_the_same_in_any_order() {
    let mut list = too_much();
    // Two that become smaller and one that becomes larger.
    for (number, bytes) in [("s48", 10), ("s35", 10), ("s12", 3 * 1024 * 1024)] {
        list.push(Correction {
            note: Some(Some("y".repeat(bytes))),
            ..Correction::new(number, at(3000), None)
        });
    }
    let forwards = merged(&list).0;
    assert!(merged(list.iter().rev()).0 == forwards);
    let (odd, even): (Vec<_>, Vec<_>) = list.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let mixed = odd.into_iter().chain(even).map(|(_, one)| one);
    assert!(merged(mixed).0 == forwards);
}

#[test]
fn corrections_without_end_fill_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<String> = too_much().iter().map(format::correction::write).collect();
    lines.push(format::log::write(&session(49)));
    fs::write(file_of(folder.path(), "host"), lines.join("\n") + "\n").unwrap();
    let mut notes = Vec::new();
    let log = Log::open(folder.path()).unwrap();
    let warnings = log.each(|session, _| notes.push(session.note.clone().unwrap().len()));
    assert_eq!(notes, [1024 * 1024]);
    assert_eq!(
        warnings,
        ["some corrections of the earliest sessions are passed over: together they are too large"]
    );
}
