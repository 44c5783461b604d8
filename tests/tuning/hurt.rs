//! What hurt twice in a week is pointed out, and left out for now with a key.

use supple::core::log::LogEntry;
use supple::core::record::{Ending, StretchRecord};
use supple::core::timeline::Kind;

use super::*;

/// A session of the routine so many days ago, in which the curl hurt.
fn hurt(days: i32) -> LogEntry {
    let start = Stamp {
        unix_ms: i64::from(20_513 - days) * 86_400_000,
        offset: 0,
    };
    let mut line = StretchRecord::new("Curl".to_owned(), Kind::Count, None);
    line.hurt = true;
    LogEntry {
        id: format!("{days}-1"),
        start,
        end: start,
        speed: 1.0,
        title: "Mine".to_owned(),
        routines: [].into(),
        lines: vec![line],
        paused: Duration::ZERO,
        ending: Ending::Stopped,
        feeling: None,
        note: None,
        continues: None,
        corrected: None,
    }
}

/// The library after these sessions, with these keys, and the file afterwards.
fn after(sessions: &[LogEntry], text: &str) -> (Script, String) {
    let folder = folder();
    let mut history = History::new(Scope::of(Day(20_513)));
    for session in sessions {
        history.add(session);
    }
    let memory = Memory {
        history: Arc::new(history),
        ..memory()
    };
    let mut script = Script::new();
    script.routines = Some(folder.path().to_owned());
    let script = (1..)
        .zip(keys(text))
        .fold(script, |script, (at, key)| script.key(at * 1_000, key));
    let library = Library::new(&own_routines(folder.path()), Some("mine"), None);
    let (script, _) = script.choose_remembering(library, memory);
    (
        script,
        fs::read_to_string(folder.path().join("mine.toml")).unwrap(),
    )
}

fn is_pointed_out(seen: &LibraryView) -> bool {
    let mut warnings = seen.preview.warn.iter();
    warnings.any(|warning| warning.contains("hurt twice"))
}

#[test]
fn what_hurt_twice_in_a_week_is_pointed_out_and_left_out_with_a_key() {
    let (script, file) = after(&[hurt(1), hurt(6)], "→jxw");
    let seen = library(&script, 0);
    assert_eq!(seen.rows[0].last.as_deref(), Some("hurt twice"));
    assert_eq!(seen.preview.steps[1].name, "Curl (hurt twice)");
    assert!(seen.preview.warn[0].starts_with("“Curl” hurt twice in the last 7 days."));
    let leaves_out = |at: u64| {
        let hints = &library(&script, at).hints;
        hints
            .iter()
            .any(|hint| hint.key == "x" && hint.does == "leave out")
    };
    assert_eq!([1, 2, 3].map(leaves_out), [false, true, false]);
    let left_out = "count = 8\r\nreps = 1\r\noptional = true    # since 2026-03-01: it hurt";
    let day = Day(20_513).to_string();
    assert_eq!(
        file,
        MINE.replace(
            "count = 8\r\nreps = 1",
            &left_out.replace("2026-03-01", &day)
        )
    );
    let later = library(&script, 4);
    assert_eq!(later.preview.steps[1].name, "Curl (optional)");
    assert!(!is_pointed_out(later));
    assert_ne!(later.rows[0].last.as_deref(), Some("hurt twice"));
}

#[test]
fn once_a_week_or_in_a_rehearsal_is_not_pointed_out() {
    let mut rehearsal = hurt(2);
    rehearsal.speed = 60.0;
    for sessions in [
        vec![hurt(1), hurt(7)],
        vec![hurt(1), rehearsal],
        vec![hurt(1)],
    ] {
        let (script, _) = after(&sessions, "→");
        assert!(!is_pointed_out(library(&script, 0)));
    }
}
