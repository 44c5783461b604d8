use super::*;
use crate::core::log::RoutineText;
use crate::core::text::first_hazard;

fn kept() -> LogEntry {
    LogEntry {
        id: "1772385605123-4711".to_owned(),
        start: stamp::read("2026-03-01T18:20:05.123+01:00").unwrap(),
        end: stamp::read("2026-03-01T18:31:00+01:00").unwrap(),
        speed: 1.0,
        title: "Knees".to_owned(),
        routines: [RoutineText {
            hash: 0xab,
            ..RoutineText::new("knees", "Knees", "")
        }]
        .into(),
        lines: vec![StretchRecord {
            planned: Duration::from_secs(30),
            done: Duration::from_millis(30_500),
            pieces: 2,
            skipped: 1,
            changed_ms: 5000,
            hurt: true,
            ..StretchRecord::new("Single-knee pull".to_owned(), Kind::Hold, Some(Side::Right))
        }],
        paused: Duration::from_millis(1500),
        ending: Ending::Stopped,
        feeling: Some(3),
        note: Some("tight".to_owned()),
        continues: None,
        corrected: None,
    }
}

#[test]
fn a_session_is_one_line_that_reads_back_equal() {
    let line = write(&kept());
    assert_eq!(
        line,
        concat!(
            r#"{"v":1,"id":"1772385605123-4711","start":"2026-03-01T18:20:05.123+01:00","#,
            r#""end":"2026-03-01T18:31:00+01:00","title":"Knees","#,
            r#""routines":[{"id":"knees","title":"Knees","hash":"00000000000000ab"}],"#,
            r#""ended":"stopped","speed":1.0,"paused_ms":1500,"stretches":[{"name":"Single-knee pull","#,
            r#""kind":"hold","side":"right","planned_ms":30000,"held_ms":30500,"pieces":2,"skipped":1,"#,
            r#""lengthened_ms":5000,"hurt":true}],"feeling":3,"note":"tight"}"#
        )
    );
    assert_eq!(read(&line), Ok(kept()));
}

#[test]
fn what_is_counted_has_its_movements_its_load_and_its_pace() {
    let mut counted = kept();
    let line = &mut counted.lines[0];
    (line.kind, line.load) = (Kind::Count, Some("5 kg".to_owned()));
    line.pace = Some("3-1-3".to_owned());
    (line.planned_count, line.count) = (24, 20);
    let line = write(&counted);
    let fields = r#""load":"5 kg","pace":"3-1-3","planned_ms":30000,"held_ms":30500,"planned_count":24,"count":20,"#;
    assert!(line.contains(fields), "{line}");
    assert_eq!(read(&line), Ok(counted.clone()));
    // Logs from before they were counted.
    let older = line.replace(r#""planned_count":24,"count":20,"#, "");
    let older = read(&older.replace(r#""load":"5 kg","pace":"3-1-3","#, "")).unwrap();
    let line = &older.lines[0];
    assert_eq!((line.planned_count, line.count), (0, 0));
    assert_eq!((&line.load, &line.pace), (&None, &None));
    assert_eq!(line.amount(), "30 s");
    assert_eq!(counted.lines[0].amount(), "20 ×");
}

#[test]
fn what_was_made_shorter_has_a_field_of_its_own() {
    let mut shorter = kept();
    shorter.lines[0].changed_ms = -5000;
    let line = write(&shorter);
    assert!(line.contains(r#""shortened_ms":5000"#) && !line.contains("lengthened"));
    assert_eq!(read(&line), Ok(shorter));
}

#[test]
fn nothing_in_a_line_can_drive_a_terminal_or_break_the_line() {
    let mut hostile = kept();
    hostile.note = Some("a\n\r\t\u{1b}[2J\u{9b}\u{202e}\u{e0041}\u{7f}b".to_owned());
    let line = write(&hostile);
    assert!(
        first_hazard(&line).is_none() && !line.contains(char::is_control),
        "{line}"
    );
    assert!(line.contains(r"\u202e\udb40\udc41\u007fb"), "{line}");
    assert_eq!(read(&line), Ok(hostile));
}

#[test]
fn what_a_newer_program_adds_is_passed_over() {
    let line = concat!(
        r#"{"v":9,"id":"x","start":"2026-03-01T18:20:05Z","end":"2026-03-01T18:21:05Z","heart":{"rate":[60]},"#,
        r#""stretches":[{"name":"A","kind":"hold","held_ms":1000,"new":true},{"name":"B","kind":"float"}]}"#
    );
    let kept = read(line).unwrap();
    assert_eq!(kept.lines.len(), 1);
    assert_eq!(kept.total(), Duration::from_secs(1));
    assert!(!kept.is_rehearsal());
}

#[test]
fn of_an_older_session_the_stretches_are_left_out() {
    let line = write(&kept());
    let day = kept().start.day();
    assert_eq!(read_since(&line, day), Ok(kept()));
    let mut older = kept();
    older.lines.clear();
    assert_eq!(read_since(&line, day + 1), Ok(older));
}

#[test]
fn what_is_cut_off_an_older_session_is_its_stretches_alone() {
    let plain = write(&kept());
    let day = kept().start.day() + 1;
    let mut older = kept();
    older.lines.clear();
    assert_eq!(read(&without_stretches(&plain).unwrap()), Ok(older.clone()));
    // Brackets and keys in what somebody wrote, keys in another order, keys of a newer program.
    let mut noted = kept();
    noted.note = Some("]} \"stretches\":[ \"speed\":9".to_owned());
    noted.title = "a \"stretches\":[] b".to_owned();
    let mut noted_older = noted.clone();
    noted_older.lines.clear();
    let (_, stretches) = plain.split_once("\"stretches\":").unwrap();
    let (stretches, _) = stretches.split_once("}]").unwrap();
    let stretches = format!("\"stretches\":{stretches}}}]");
    let rest = plain.replace(&format!("{stretches},"), "");
    let first = rest.replacen('{', &format!("{{{stretches},"), 1);
    let between = rest.replace("\"speed\"", &format!("{stretches},\"speed\""));
    let newer = plain.replace("\"note\"", "\"new\":{\"stretches\":[1]},\"note\"");
    let nested = plain.replace("\"ended\"", "\"new\":{\"stretches\":[1]},\"ended\"");
    for line in [&plain, &first, &between, &newer, &nested] {
        assert_eq!(read(line), Ok(kept()), "{line}");
        assert_eq!(read_since(line, day), Ok(older.clone()), "{line}");
    }
    let line = write(&noted);
    assert_eq!(read_since(&line, day), Ok(noted_older));
    // Wherever it is torn, it is no session.
    for length in 0..plain.len() {
        let torn = &plain[..length];
        assert_eq!(read_since(torn, day).is_ok(), read(torn).is_ok(), "{torn}");
    }
}

#[test]
fn a_torn_line_says_so() {
    let line = write(&kept());
    let torn = &line[..line.len() / 2];
    assert_eq!(read(torn).unwrap_err().why, "it ends in the middle");
    for other in ["hello", "[]", "null", "3", "\"x\"", "["] {
        assert_eq!(
            read(other).unwrap_err().why,
            "it is not a JSON object",
            "{other}"
        );
    }
    let missing = read("{}").unwrap_err().why;
    assert_eq!(missing, "it is not a session: missing field `id`");
}

#[test]
fn the_message_about_a_bad_line_names_no_types() {
    let begin = r#"{"id":"x","start":"2026-03-01T18:20:05Z","end":"2026-03-01T18:21:05Z","#;
    for (wrong, told) in [
        (
            r#""stretches":[3]"#,
            "invalid type: integer `3`, expected a stretch",
        ),
        (
            r#""stretches":{}"#,
            "invalid type: an object, expected a list",
        ),
        (
            r#""routines":[3]"#,
            "invalid type: integer `3`, expected a routine with its `id`",
        ),
        (
            r#""paused_ms":-1"#,
            "invalid value: integer `-1`, expected a whole number",
        ),
        (
            r#""speed":"x""#,
            "invalid type: string \"x\", expected a number",
        ),
    ] {
        let why = read(&format!("{begin}{wrong}}}")).unwrap_err().why;
        assert_eq!(why, format!("it is not a session: {told}"));
    }
}

#[test]
fn a_feeling_that_is_none_costs_nothing_else() {
    let mut without = kept();
    without.feeling = None;
    for wrong in ["-1", "3.5", "11", "300", "\"tight\"", "null", "[3]"] {
        let line = write(&kept()).replace(":3,\"note", &format!(":{wrong},\"note"));
        assert_eq!(read(&line).as_ref(), Ok(&without), "{wrong}");
    }
}
