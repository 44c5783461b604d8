//! Somebody else's text, wherever it can stand, in everything that the real program prints and draws: it neither drives
//! the terminal nor disguises what is shown, and programs get it back as it was.

#![cfg(target_os = "linux")]

use crate::home;
use crate::pty;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use home::Home;
use pty::{Outcome, SUPPLE, Session};
use serde_json::Value;
use supple::core::log::{LogEntry, RoutineText};
use supple::core::player::Position;
use supple::core::session::Snapshot;
use supple::core::timeline::Unrolled;
use supple::format;

/// What terminals obey: a title, the clipboard, a link, a size, a device string, a program's own, in 7 and 8 bits.
const DRIVES: &str = "\u{1b}]0;OWNED\u{7}\u{1b}]52;c;T1dORUQ=\u{7}\u{1b}]8;;evil:\u{1b}\\\u{1b}[1337t\u{1b}Pq\u{1b}\\\u{1b}_G\u{1b}\\\u{9b}31m\u{9d}0;x\u{9c}\u{8}\r";
/// What disguises: directions, nothing at all, tags, selectors, breaks, notes between lines, private use.
const DISGUISES: &str = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{2060}\u{feff}\u{ad}\u{34f}\u{3164}\u{2028}\u{2029}\u{fff9}\u{fffb}\u{e0001}\u{e0041}\u{e0100}\u{fe00}\u{e000}\u{10fffd}";
/// What is good elsewhere: joiners between Latin letters, a flood of marks.
const MISPLACED: &str = "kn\u{200d}e\u{200c}e\u{fe0f} z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}a";
/// What people write, which stays readable.
const GOOD: &str = "cafe\u{301} 👩\u{200d}⚕\u{fe0f} हिन्दी می\u{200c}خواهم";

/// All of it.
fn hostile() -> String {
    format!("A{DRIVES}{DISGUISES}{MISPLACED}{GOOD}Z")
}

/// A part of it that is short enough for the name of a file.
fn name(part: &str) -> String {
    format!("A{part}Z")
}

impl Home {
    /// A home with hostile text in every file of the user's, and in their names.
    fn of_hostile_text() -> Self {
        let home = Self::empty();
        let all = hostile();
        let playable = "title = \"Played\"\n[[step]]\nname = \"Step\"\nhold = 15\nready = 0\n";
        for part in [DRIVES, DISGUISES, MISPLACED, GOOD] {
            home.put(format!("{CONFIG}/routines/{}.toml", name(part)), playable);
            let figure = include_str!("../stretches/bridge.toml");
            home.put(format!("{CONFIG}/figures/{}.toml", name(part)), figure);
            home.put(format!("{CONFIG}/figures/broken-{}.toml", name(part)), part);
        }
        for (nth, written) in written(&all).iter().enumerate() {
            let text = format!(
                "title = {written}\n\"{DISGUISES}\" = 1\nabout = {written}\ntags = [{written}]\nsources = [{written}]\n\
                 allow = [{written}]\n[stretch.{written}]\nhold = {written}\n[[step]]\nname = {written}\nuse = {written}\n\
                 figure = {written}\nsides = [{written}, {written}]\nhold = {all}\ncue = \"{{{DISGUISES}}}\"\n"
            );
            home.put(format!("{CONFIG}/routines/broken{nth}.toml"), text);
        }
        // And what is no file at all, which the library neither waits for nor watches.
        let folder = home.path().join(CONFIG).join("routines");
        let pipe = folder.join("pipe.toml");
        assert!(Command::new("mkfifo").arg(pipe).works());
        std::os::unix::fs::symlink("loop.toml", folder.join("loop.toml")).unwrap();
        let good = format!(
            "title = \"{GOOD}\"\n[[step]]\nname = \"{GOOD}\"\ncue = \"{GOOD}\"\nhold = 15\nready = 0\n"
        );
        home.put(format!("{CONFIG}/routines/good.toml"), good);
        home.put(
            format!("{CONFIG}/config.toml"),
            format!(
                "[screen]\ntheme = {}\n[{}]\n",
                written(&all)[0],
                written(&all)[0]
            ),
        );
        let mut lines = String::new();
        for text in [
            serde_json::to_string(&all).unwrap(),
            format!("\"{DISGUISES}{MISPLACED}\""),
        ] {
            lines += &record(&text, lines.len());
            let _ = write!(
                lines,
                "{{\"id\":{text}}}\n{{\"id\":\"x\",\"start\":{text},\"end\":{text}}}\n{{\"v\":{text}}}\n{all}\n"
            );
        }
        home.put(format!("{DATA}/log/{}.jsonl", name(DISGUISES)), lines);
        home
    }

    /// A session that was left, of routines that are called so.
    fn leave(&self) {
        let all = hostile();
        let text = serde_json::to_string(&all).unwrap();
        let kept = format::log::read(record(&text, 7).trim_end()).unwrap();
        let text = "title = \"Left\"\n[[step]]\nname = \"Step\"\nhold = 15\n";
        let snapshot = Snapshot {
            entry: LogEntry {
                routines: Arc::new([RoutineText::new(&all, &all, text)]),
                // A rehearsal, so that one resumes it.
                speed: 1000.0,
                ..kept
            },
            logged: true,
            position: Some(Position {
                index: 0,
                lengths: std::iter::empty().collect(),
                counts: Vec::new(),
                skipped: BTreeSet::new(),
            }),
            so_far: Vec::new(),
            took: Duration::ZERO,
            unrolled: Unrolled::default(),
            place: all,
            resumes: None,
        };
        self.put(
            ".local/state/supple/unfinished.json",
            format::snapshot::write(&snapshot),
        );
    }

    fn started(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(SUPPLE);
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", hostile())
            .env("TERM", "xterm")
            .env("EDITOR", hostile())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }
}

const CONFIG: &str = ".config/supple";
const DATA: &str = ".local/share/supple";

/// A text as TOML has it: with every character that it can have as it is, and with all of them escaped.
fn written(text: &str) -> [String; 2] {
    let escape = |character: char| format!("\\U{:08x}", u32::from(character));
    [
        format!("\"{}\"", text.replace('\\', "\\\\")),
        format!("\"{}\"", text.chars().map(escape).collect::<String>()),
    ]
}

/// A session of today with `text`, which is JSON, wherever a text can stand.
fn record(text: &str, id: usize) -> String {
    let now = format::stamp::write(supple::shell::now());
    format!(
        "{{\"id\":\"{id}\",\"start\":\"{now}\",\"end\":\"{now}\",\"title\":{text},\"routines\":[{{\"id\":{text},\"title\":{text}}}],\
         \"ended\":{text},\"note\":{text},\"new\":{text},\"stretches\":[{{\"name\":{text},\"kind\":\"hold\",\"side\":{text},\
         \"held_ms\":15000,\"hurt\":true}}]}}\n"
    )
}

/// Every character in hostile text that must not be shown wherever it stands; the joiners are looked at apart.
fn forbidden() -> BTreeSet<char> {
    let all = DRIVES.chars().chain(DISGUISES.chars());
    all.filter(|character| !character.is_ascii() || character.is_ascii_control())
        .collect()
}

#[track_caller]
fn is_harmless(shown: &str, of: &str) {
    for character in forbidden() {
        let is_line_end = character == '\r' && of.contains("--csv");
        if let Some(at) = shown.find(character).filter(|_| !is_line_end) {
            let start = (0..=at.saturating_sub(60))
                .rev()
                .find(|at| shown.is_char_boundary(*at));
            panic!(
                "{of} shows {character:?} behind {:?}",
                &shown[start.unwrap()..at]
            );
        }
    }
    for disguise in ["n\u{200d}", "e\u{200c}", "e\u{fe0f}", "\u{308}\u{309}"] {
        assert!(!shown.contains(disguise), "{of} shows {disguise:?}");
    }
}

#[test]
fn no_command_prints_what_drives_or_disguises() {
    let home = Home::of_hostile_text();
    home.leave();
    let all = hostile();
    let routine = format!("{CONFIG}/routines/{}.toml", name(DISGUISES));
    let folder = format!("{CONFIG}/{all}");
    let commands: Vec<Vec<&str>> = vec![
        vec![],
        vec![&all],
        vec!["list"],
        vec!["list", "--json"],
        vec!["list", &all],
        vec!["show", &all],
        vec!["show", &routine],
        vec!["show", &routine, "--json"],
        vec!["show", "good"],
        vec!["show", "broken0"],
        vec!["check"],
        vec!["check", "--json"],
        vec!["check", "--fix", "--strict"],
        vec!["check", &folder, "x/y.toml"],
        vec!["log"],
        vec!["log", "--json"],
        vec!["log", "--csv"],
        vec!["log", "--days", "3", "--routine", &all],
        vec!["log", "--days", &all],
        vec!["figures", "--plain"],
        vec!["figures", "--plain", &all],
        vec!["doctor"],
        vec!["doctor", "--print-config"],
        vec!["new", &all],
        vec!["new", "mine", "--from", &all],
        vec!["edit", &routine],
        vec!["edit", &all],
        vec!["render", &all, "-o", "x.wav"],
        vec!["render", "good", "--sound", "tones", "-o", &folder],
        vec!["play", "--plain", "--speed", &all, "good"],
        vec![
            "play", "--plain", "--speed", "1000", "--sound", "off", "good", &routine,
        ],
        vec!["play", "--plain", "--sound", "off", "broken1"],
        vec![
            "play", "--plain", "--resume", "--speed", "1000", "--sound", "off",
        ],
        vec!["completions", &all],
    ];
    for arguments in commands {
        let output = home.started(&arguments).outcome();
        assert!(
            output.status.code().is_some_and(|code| code < 100),
            "{arguments:?}: {output:?}"
        );
        let of = format!("{:?}", arguments.join(" "));
        for stream in [output.stdout, output.stderr] {
            is_harmless(
                &String::from_utf8(stream).expect("all output is UTF-8"),
                &of,
            );
        }
    }
}

#[test]
fn programs_get_every_text_back_as_it_was() {
    let home = Home::of_hostile_text();
    let out =
        |arguments: &[&str]| String::from_utf8(home.started(arguments).outcome().stdout).unwrap();
    let listed: Value = serde_json::from_str(&out(&["list", "--json"])).unwrap();
    let ids: Vec<&str> = listed["routines"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["id"].as_str())
        .collect();
    for part in [DRIVES, DISGUISES, MISPLACED, GOOD] {
        assert!(ids.contains(&name(part).as_str()), "{part:?}");
    }
    let records = out(&["log", "--json"]);
    let records: Vec<Value> = records
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 2);
    for (record, text) in records
        .iter()
        .zip([hostile(), format!("{DISGUISES}{MISPLACED}")])
    {
        assert_eq!(record["note"], text);
        assert_eq!(record["new"], text, "what a newer program wrote too");
    }
    // What people write is readable wherever it is shown.
    assert!(out(&["show", "good"]).contains(GOOD));
    assert!(out(&["list"]).contains(GOOD));
}

#[test]
fn no_screen_draws_what_drives_or_disguises() {
    let home = Home::of_hostile_text();
    home.leave();
    let path = home.path().to_str().unwrap();
    let environment = [("HOME", path), ("EDITOR", "true"), ("XDG_CONFIG_HOME", "")];
    let mut session = Session::run(SUPPLE, &[], &environment);
    session.sees("the library", |picture| {
        picture.is_taken() && picture.shows("c resume")
    });
    // Every routine in turn, with its preview or what is wrong with it.
    for _ in 0..17 {
        let before = session.now(pty::Picture::bytes);
        session.types("\u{1b}[A");
        session.sees("another routine", |picture| picture.bytes() > before);
    }
    session.types("l");
    session.sees("the log", |picture| {
        picture.shows("Mon") && picture.shows("Sun")
    });
    session.types("q");
    session.sees("the library", |picture| picture.shows("c resume"));
    session.types("c");
    session.sees("the session", |picture| !picture.shows("c resume"));
    session.types("\u{3}");
    session.ends();
    let mut gallery = Session::run(SUPPLE, &["figures"], &environment);
    gallery.sees("the figures", pty::Picture::is_taken);
    for _ in 0..6 {
        let before = gallery.now(pty::Picture::bytes);
        gallery.types("\u{1b}[B");
        gallery.sees("another figure", |picture| picture.bytes() > before);
    }
    gallery.types("q");
    gallery.ends();
    for session in [session, gallery] {
        let raw = session.now(|picture| String::from_utf8_lossy(picture.raw()).into_owned());
        // Our own questions for the ground and for pictures come once, before anything is drawn.
        let questions = [
            "\u{1b}]11;?\u{1b}\\",
            "\u{1b}_Gi=731,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\",
        ];
        let raw = questions
            .iter()
            .fold(raw, |raw, question| raw.replacen(question, "", 1));
        // Our own titles are whole, and there is no other string in them: each ends at the first ESC.
        let mut parts = raw.split("\u{1b}]2;");
        let mut rest = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (title, after) = part.split_once('\u{1b}').expect("a title ends");
            is_harmless(title, "a title");
            rest.push_str(after.strip_prefix('\\').expect("as a string does"));
        }
        let raw = rest;
        for sequence in ["\u{1b}]", "\u{1b}P", "\u{1b}_", "\u{1b}[1337t"] {
            assert!(!raw.contains(sequence), "{sequence:?} is sent");
        }
        // Our own sequences begin with the one character, lines may end, and a session may ring.
        is_harmless(
            &raw.replace(['\u{1b}', '\r', '\u{8}', '\u{7}'], ""),
            "a screen",
        );
    }
}
