//! The real program in terminals that differ from the usual one: other keyboards, fewer colours, no second screen, no
//! size, gaps between blocks, wide symbols, and disks that do not tell of changes.

#![cfg(target_os = "linux")]

use crate::pty;
use crate::seen;
use std::fs;
use std::path::Path;
use std::process::Command;

use pty::{Outcome, Picture, SUPPLE, Session};
use seen::{LIBRARY, LOOKED_FOR, PAUSE, SESSION, asks, lists};
use tempfile::TempDir;

/// Variables of the environment, and their values.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// `q`, `h` for "hurts" and Ctrl-C on layouts of other scripts, as terminals write them: as the letter itself, and as
/// the keyboard protocol has it, with the place of the key.
const LAYOUTS: [(&str, [&str; 3]); 5] = [
    ("Russian, letters", ["й", "р", "\x1b[1089;5u"]),
    (
        "Russian, protocol",
        [
            "\x1b[1081::113;;1081u\x1b[1081::113;1:3u",
            "\x1b[1088::104;;1088u\x1b[1088::104;1:3u",
            "\x1b[1089::99;5u",
        ],
    ),
    (
        "Greek, protocol",
        [
            "\x1b[59::113;;59u",
            "\x1b[951::104;;951u",
            "\x1b[968::99;5u",
        ],
    ),
    ("Arabic, letters", ["ض", "ا", "\x1b[1572;5u"]),
    (
        "Georgian, protocol",
        [
            "\x1b[4325::113;;4325u",
            "\x1b[4336::104;;4336u",
            "\x1b[4330::99;5u",
        ],
    ),
];

#[test]
fn letters_are_commands_on_every_layout() {
    for (layout, [q, h, interrupt]) in LAYOUTS {
        let mut session = SESSION.gone();
        session.types(h);
        session.sees(layout, |picture| picture.shows("hurt"));
        session.types(q);
        session.sees(layout, asks);
        session.types(interrupt);
        assert_eq!(session.ends(), 130, "{layout}");
        session.is_given_back();
    }
}

#[test]
fn what_is_typed_into_a_field_is_the_letter_itself() {
    let mut session = LIBRARY.gone();
    session.types("/");
    session.types("\x1b[1082::107;;1082u\x1b[1086::106;;1086u\x1b[1083::107;;1083uено");
    // An input method sends all at once, and a shifted letter has its own text.
    session.types("\x1b[0;;33152:12434u\x1b[97:65;2;65u");
    session.sees("the letters", |picture| picture.shows("/ колено膀をA"));
    session.types("\x03");
    assert_eq!(session.ends(), 130);
}

/// The colours of bands that have come, as the kinds of their numbers.
fn has_colours(session: &Session, kind: &str) -> bool {
    session.now(|picture| picture.had(kind))
}

#[test]
fn gnu_screen_is_not_believed_to_have_all_colours() {
    for (term, kind) in [("xterm-256color", "48;5;"), ("screen", "\x1b[0;30;10")] {
        let environment = [
            ("TERM", term),
            ("COLORTERM", "truecolor"),
            ("STY", "4711.pts-0.here"),
        ];
        let mut session = SESSION.gone_with(&environment);
        assert!(has_colours(&session, kind), "{term}");
        assert!(!has_colours(&session, "8;2;"), "{term}");
        session.types("\x03");
        assert_eq!(session.ends(), 130);
    }
}

/// The screen of a terminal of 100×30 without a second one, until the program has given it back.
fn without_second_screen(session: &Session) -> vt100::Parser {
    let raw = session.now(|picture| picture.raw().to_vec());
    let text = String::from_utf8(raw).unwrap();
    let (before, _) = text.rsplit_once("\x1b[?1049l").unwrap();
    let mut parser = pty::parser(100, 30);
    parser.process(before.replace("\x1b[?1049h", "").as_bytes());
    parser
}

#[test]
fn where_there_is_no_second_screen_the_prompt_has_the_last_row() {
    for way in [SESSION, LIBRARY, PAUSE] {
        let mut session = way.gone();
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{}", way.name);
        let parser = without_second_screen(&session);
        let screen = parser.screen();
        assert_eq!(screen.cursor_position(), (29, 0), "{}", way.name);
        let last = screen.rows(0, 100).last().unwrap();
        assert_eq!(last.trim(), "", "{}", way.name);
        let cell = screen.cell(29, 0).unwrap();
        assert_eq!(cell.bgcolor(), vt100::Color::Default, "{}", way.name);
        assert!(!screen.contents().trim().is_empty(), "the picture is above");
    }
}

#[test]
fn a_terminal_without_a_size_has_the_one_of_the_variables_or_the_usual_one() {
    let named = [("COLUMNS", "100"), ("LINES", "30")];
    let cases: [(Variables, (u16, u16)); 3] = [
        (&[], (80, 24)),
        (&named, (100, 30)),
        (&[("COLUMNS", "0"), ("LINES", "many")], (80, 24)),
    ];
    for (environment, (columns, rows)) in cases {
        let mut session = Session::run_in((0, 0), SUPPLE, &[], environment);
        let shown = |picture: &Picture| {
            let mut parser = pty::parser(columns, rows);
            parser.process(picture.raw());
            parser.screen().contents()
        };
        session.sees("the library", |picture| {
            let contents = shown(picture);
            contents.contains("Routines") && contents.contains("Enter start")
        });
        let lines = session.now(|picture| shown(picture).lines().count());
        assert_eq!(lines, usize::from(rows), "{environment:?}");
        session.types("\x03");
        assert_eq!(session.ends(), 130);
    }
}

/// The cells of the screen that are spaces in reversed colours.
fn reversed_spaces(picture: &Picture) -> usize {
    let screen = picture.screen();
    let cells = (0..30).flat_map(|row| (0..100).filter_map(move |column| screen.cell(row, column)));
    let is_space = |cell: &&vt100::Cell| cell.inverse() && cell.contents().trim().is_empty();
    cells.filter(is_space).count()
}

#[test]
fn letters_have_no_stripes_where_the_font_leaves_gaps() {
    let xterm = ("XTERM_VERSION", "XTerm(379)");
    let cases: [(Variables, &str, bool); 4] = [
        (&[], "", false),
        (&[xterm], "", true),
        (&[xterm], "blocks = \"glyph\"", false),
        (&[], "blocks = \"ground\"", true),
    ];
    for (environment, setting, are_reversed) in cases {
        let (home, _folder) = home(setting);
        let environment = [environment, &[("HOME", &*home)]].concat();
        let mut session = SESSION.gone_with(&environment);
        let (reversed, is_full) =
            session.now(|picture| (reversed_spaces(picture), picture.shows("██")));
        assert_eq!(reversed > 50, are_reversed, "{environment:?} {setting}");
        assert_eq!(reversed == 0, !are_reversed, "{environment:?} {setting}");
        // Bars and ribbons have one row.
        assert!(is_full || are_reversed, "{environment:?} {setting}");
        session.types("\x03");
        assert_eq!(session.ends(), 130);
    }
}

/// A home whose configuration has this line for the screen.
fn home(setting: &str) -> (String, TempDir) {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join(".config/supple");
    fs::create_dir_all(config.join("routines")).unwrap();
    fs::write(config.join("config.toml"), format!("[screen]\n{setting}\n")).unwrap();
    (folder.path().to_str().unwrap().to_owned(), folder)
}

/// Puts a routine of one hold into a home.
fn write_routine(home: &Path, title: &str, hold: u32) {
    let path = home.join(".config/supple/routines/aaa.toml");
    let text = format!("title = \"{title}\"\n[[step]]\nname = \"Pull\"\nhold = \"{hold}s\"\n");
    fs::write(path, text).unwrap();
}

#[test]
fn symbols_are_ascii_and_names_stay_where_that_is_wanted() {
    let (home, folder) = home("ascii = true");
    write_routine(folder.path(), "Größe 膝 Колено", 60);
    let mut session = Session::run(SUPPLE, &[], &[("HOME", &home)]);
    session.sees("the library", lists);
    session.types("/gr");
    session.sees("the name and the cursor", |picture| {
        picture.shows("Größe 膝 Колено") && picture.shows("/ gr|")
    });
    let is_symbol = |character: &char| !character.is_ascii() && !character.is_alphabetic();
    let symbols = || session.now(|picture| picture.text().chars().find(is_symbol));
    assert_eq!(symbols(), None);
    session.types("\r\r");
    session.sees("a session", |picture| picture.shows("of 1:15"));
    let symbols = session.now(|picture| picture.text().chars().find(is_symbol));
    assert_eq!(symbols, None);
    assert!(session.now(reversed_spaces) > 50, "large letters");
    session.types("\x03");
    assert_eq!(session.ends(), 130);
}

/// The titles that the window has had, and whether the one before was kept and restored.
fn titles(session: &Session) -> (Vec<String>, bool) {
    let raw = session.now(|picture| String::from_utf8_lossy(picture.raw()).into_owned());
    let titles = raw.split("\x1b]2;").skip(1);
    let titles = titles.filter_map(|title| Some(title.split_once("\x1b\\")?.0.to_owned()));
    let is_kept = |sequence| raw.matches(sequence).count() == 1;
    (
        titles.collect(),
        is_kept("\x1b[22;2t") && is_kept("\x1b[23;2t"),
    )
}

#[test]
fn the_window_is_titled_with_what_the_session_does_and_gets_its_own_title_back() {
    let mut session = PAUSE.gone();
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    let (titles, is_kept) = titles(&session);
    assert!(is_kept, "{titles:?}");
    assert_eq!(
        titles.first().map(String::as_str),
        Some("READY RIGHT · Single-knee pull · 1:45 left")
    );
    let last = titles.last().unwrap();
    assert!(
        last.starts_with("PAUSED RIGHT · Single-knee pull · 1:4"),
        "{titles:?}"
    );
    assert!(titles.len() <= 4, "not each second: {titles:?}");
}

#[test]
fn the_title_can_be_left_to_the_terminal() {
    let (home, _folder) = home("title = false");
    for environment in [("HOME", &*home), ("TERM", "linux")] {
        let mut session = SESSION.gone_with(&[environment]);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        assert_eq!(titles(&session), (Vec::new(), false), "{environment:?}");
    }
}

#[test]
fn without_utf8_nothing_but_names_is_unknown() {
    let mut session = LOOKED_FOR.gone_with(&[("LANG", "C")]);
    session.now(|picture| {
        assert!(picture.shows("/ knee|"), "the cursor: {}", picture.text());
        let unknown = picture.text().replace("? keys", "").replace("? help", "");
        assert!(!unknown.contains('?'), "{unknown}");
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    let mut session = SESSION.gone_with(&[("LANG", "C")]);
    assert!(session.now(reversed_spaces) > 50, "large letters");
    session.types("\x03");
    assert_eq!(session.ends(), 130);
}

#[test]
fn where_no_change_is_noticed_enter_reads_the_file_again() {
    let limit = "echo 0 >/proc/sys/user/max_inotify_instances";
    let room = ["--user", "--map-root-user", "/bin/sh", "-c"];
    if !Command::new("unshare").args(room).arg(limit).works() {
        eprintln!("not tried: this system lets us set no limit");
        return;
    }
    let (home, folder) = home("");
    write_routine(folder.path(), "Mine", 60);
    let script = format!("{limit}; exec \"$0\"");
    let arguments = [&room[..], &[&script, SUPPLE]].concat();
    let mut session = Session::run("unshare", &arguments, &[("HOME", &home)]);
    session.sees("that it is said", |picture| {
        lists(picture) && picture.shows("Enter reads them again")
    });
    session.types("/mine");
    session.sees("the routine", |picture| picture.shows("/ mine"));
    session.types("\r");
    write_routine(folder.path(), "Mine", 90);
    session.types("\r");
    session.sees("the new plan", |picture| {
        picture.is_taken() && picture.shows("of 1:45")
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}
