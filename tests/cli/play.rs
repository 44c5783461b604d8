//! `supple play` where it is printed line by line.

use std::process::Stdio;

use crate::home::{Home, Said, routine};

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
 0:00  Go slowly.
 0:00  Stop if pain worsens, spreads down a leg, or you feel numb or weak.
 0:00  hold Pull, right, 15 s
 0:15  switch Pull, left, 5 s
 0:20  hold Pull, left, 15 s
 0:35  finished

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
        said.out.contains("\n 0:29  time is up\n 0:29  finished\n"),
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
    assert!(
        said.out.contains(" 0:00  wait Lift, 16 s\n"),
        "{}",
        said.out
    );
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
            .ends_with("\nerror: `one.toml` has 2 errors, `two.toml` has 2 errors\n"),
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
