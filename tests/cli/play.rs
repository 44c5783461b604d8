//! `supple play` where it is printed line by line.

use std::process::Stdio;

use super::home::{Home, Said, routine, said};

#[test]
fn a_plain_session_is_printed_from_its_start_to_its_summary() {
    let home = Home::new();
    home.put(
        "short.toml",
        "title = \"Short\"\nwarn = [\"Go slowly.\"]\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\n\
         sides = \"each\"\nready = 0\n",
    );
    let said = home.says(&["short.toml", "--start", "0", "--speed", "1000"]);
    let out = "\x200:00  Short, 0:35
 0:00  Rehearsal at 1000× speed: it does not count as a session.
 0:00  Go slowly.
 0:00  Stop if pain worsens, spreads down a leg, or you feel numb or weak.
 0:00  hold Pull, right, 15 s
 0:15  switch Pull, left, 5 s
 0:20  hold Pull, left, 15 s
 0:35  done

  Pull  right  15 s
        left   15 s

0:35 in all, 0:30 held: right 15 s, left 15 s
";
    assert_eq!(
        said,
        Said {
            out: out.to_owned(),
            err: String::new(),
            code: 0
        }
    );
}

#[test]
fn where_no_key_can_come_nothing_waits_for_one() {
    let home = Home::new();
    home.put(
        "open.toml",
        "title = \"Open\"\n[[step]]\nwait = true\n[[step]]\nname = \"Lift\"\ncount = 2\nready = 0\n[[step]]\n\
         name = \"Walk\"\ntime = \"5s\"\nend = \"alarm\"\nready = 0\n",
    );
    let said = home.says(&["play", "open.toml", "--start", "0", "--speed", "1000"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(
        said.out.contains("\n 0:35  Time is up\n 0:35  done\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains(
            " 0:00  No key can be pressed: each wait lasts as long as its text plus 10 s, an alarm rings for a minute, a \
             count takes 4 s a rep.\n"
        ),
        "{}",
        said.out
    );
    assert!(said.out.contains(" 0:00  Lift, 22 s\n"), "{}", said.out);
}

#[test]
fn where_no_key_can_come_a_question_tells_what_to_do_if_the_answer_is_no() {
    let home = Home::new();
    let asks = "[[step]]\nwait = true\nname = \"Any pain?\"\ncue = \"If so, see a doctor.\"\n";
    let takes = "[[step]]\nwait = true\nname = \"Take the strap\"\n";
    home.put("asks.toml", format!("{}{asks}{takes}", routine("Asks")));
    let said = home.says(&["play", "asks.toml", "--start", "0", "--speed", "1000"]);
    let lines: Vec<&str> = said.out.lines().filter_map(|line| line.get(7..)).collect();
    let asked = lines.iter().position(|line| line.contains("see a doctor"));
    let no = "If the answer is no, or you are in doubt, stop the playback.";
    assert_eq!(lines[asked.unwrap() + 1], no, "{}", said.out);
    assert_eq!(said.out.matches(no).count(), 1, "{}", said.out);
    assert!(!said.out.to_lowercase().contains("any key"), "{}", said.out);
}

#[test]
fn a_timed_sentence_says_what_is_left() {
    let home = Home::new();
    home.put(
        "cued.toml",
        "title = \"Cued\"\n[[step]]\nname = \"Pull\"\nhold = \"16s\"\nready = 0\n\
         cues = [{ at = \"half\", say = \"{remaining} to go\" }]\n",
    );
    let said = home.says(&["play", "cued.toml", "--start", "0", "--speed", "1000"]);
    assert!(
        said.out.contains("\n 0:08  8 seconds to go\n"),
        "{}",
        said.out
    );
}

/// The program's own words are English, also those for a length.
#[test]
fn a_routine_in_another_language_has_no_english_in_it() {
    let home = Home::new();
    home.put(
        "de.toml",
        "title = \"Rücken\"\n[voice]\nlang = \"de\"\n[[step]]\nname = \"Ziehen\"\nhold = \"15s\"\n\
         cue = \"Halte {hold} Sekunden.\"\n",
    );
    let said = home.says(&["show", "de.toml"]);
    assert!(said.out.contains("Halte 15 Sekunden."), "{}", said.out);
    assert!(!said.out.contains("seconds"), "{}", said.out);
    let said = home.says(&["play", "de.toml", "--start", "0", "--speed", "1000"]);
    let lines: Vec<&str> = said.out.lines().take(7).collect();
    assert_eq!(
        lines,
        [
            " 0:00  Rücken, 0:25",
            " 0:00  Rehearsal at 1000× speed: it does not count as a session.",
            " 0:00  Hör auf, wenn der Schmerz stärker wird, ins Bein zieht oder etwas taub oder schwach wird.",
            " 0:00  bereit Ziehen, 10 s",
            " 0:00  Halte 15 Sekunden.",
            " 0:10  halten Ziehen, 15 s",
            " 0:25  fertig",
        ]
    );
}

/// `lang` in the routine, else in the configuration, else `LANG`.
#[test]
fn a_session_is_in_the_language_of_the_routine_of_the_configuration_or_of_the_system() {
    let home = Home::new();
    let routine = |voice: &str| {
        format!("title = \"R\"\n{voice}\n[[step]]\nname = \"A\"\nhold = \"5s\"\nready = 0\n")
    };
    home.put("own.toml", routine("[voice]\nlang = \"pl\""));
    home.put("none.toml", routine(""));
    let end = |file: &str, lang: &str| {
        let arguments = ["play", file, "--start", "0", "--speed", "1000"];
        let said = said(home.supple(&arguments).env("LANG", lang));
        let line = said.out.lines().find(|line| line.starts_with(" 0:05"));
        line.unwrap_or_else(|| panic!("{}{}", said.out, said.err))
            .to_owned()
    };
    assert_eq!(end("none.toml", "C.UTF-8"), " 0:05  done");
    assert_eq!(end("none.toml", "sv_SE.UTF-8"), " 0:05  done");
    assert_eq!(end("none.toml", "de_DE.UTF-8"), " 0:05  fertig");
    home.put(".config/supple/config.toml", "[voice]\nlang = \"nl\"\n");
    assert_eq!(end("none.toml", "de_DE.UTF-8"), " 0:05  klaar");
    assert_eq!(end("own.toml", "de_DE.UTF-8"), " 0:05  koniec");
    home.put(".config/supple/languages/nl.toml", "done = \"voilà\"\n");
    assert_eq!(end("none.toml", "de_DE.UTF-8"), " 0:05  voilà");
    home.put(".config/supple/languages/sv.toml", "done = \"klart\"\n");
    home.put("swedish.toml", routine("[voice]\nlang = \"sv\""));
    assert_eq!(end("swedish.toml", "C"), " 0:05  klart");
    let said_of = |file: &str| home.says(&["check", file]).out;
    let advice = "advice[W13]: words of a session are missing in `sv`";
    assert!(said_of("swedish.toml").contains(advice));
    assert!(said_of(".config/supple/languages/sv.toml").contains("words of a session are missing"));
    assert!(!said_of(".config/supple/languages/nl.toml").contains("W13"));
    home.put(".config/supple/languages/nl.toml", "done = 3\n");
    assert_eq!(end("none.toml", "de_DE.UTF-8"), " 0:05  klaar");
    let said = home.says(&["check"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("languages/nl.toml:1:8"), "{}", said.out);
    let said = home.says(&["play", "none.toml", "--start", "0", "--speed", "1000"]);
    assert!(
        said.err.contains("nl.toml` has 1 problem and is not used"),
        "{}",
        said.err
    );
}

#[test]
fn several_in_a_row_from_a_step_in_the_second() {
    let home = Home::new();
    home.put("one.toml", routine("One"));
    home.put("two.toml", routine("Two"));
    let arguments = [
        "one.toml", "two.toml", "--from", "2", "--start", "0", "--speed", "1000",
    ];
    let said = home.says(&arguments);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(
        said.out.starts_with(" 0:00  One + Two, 0:30\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("\n 0:15  hold Pull, 15 s\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("\n0:15 in all, 0:15 held\n"),
        "{}",
        said.out
    );
}

#[test]
fn all_broken_ones_are_named_before_anything_is_played() {
    let home = Home::new();
    home.put("one.toml", "");
    home.put("two.toml", "title = 1\n");
    let said = home.says(&["one.toml", "two.toml", "knee"]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(
        said.err
            .ends_with("\nerror: `one.toml` has 1 error, `two.toml` has 2 errors\n"),
        "{}",
        said.err
    );
}

#[test]
fn a_reader_who_goes_away_stops_it() {
    let home = Home::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(["knee", "--plain", "--speed", "1000"])
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = crate::wait::ended(program);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(3));
}
