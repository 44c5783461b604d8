//! Files that are not what they should be, given to the real program: each gets its message, nothing hangs, and the
//! memory stays small.

#![cfg(target_os = "linux")]

use crate::home;
use crate::wait;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use home::Home;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use supple::format::LARGEST_FILE;
use tempfile::TempDir;
use wait::Outcome;

/// The most memory, in KiB, that the program gets for data and stacks; asking for more aborts it. What it has of its
/// own file in memory beside that is a few MiB.
const MEMORY: u32 = 56 * 1024;

#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    /// `None` when a signal ended it.
    code: Option<i32>,
}

impl Home {
    fn with_little() -> Self {
        Self::empty().with_folders()
    }

    fn with_folders(self) -> Self {
        for folder in [ROUTINES, FIGURES, LOG] {
            fs::create_dir_all(self.path().join(folder)).unwrap();
        }
        self
    }

    /// Runs the program with little memory. It must come to an end by itself.
    #[track_caller]
    fn says_with_little(&self, arguments: &[&str]) -> Said {
        self.says_within("", arguments)
    }

    /// The same with another limit of the shell beside.
    #[track_caller]
    fn says_within(&self, limit: &str, arguments: &[&str]) -> Said {
        let script = format!("{limit} ulimit -d \"$1\" && shift && exec \"$@\"");
        let output = Command::new("/bin/sh")
            .args(["-c", &script, "sh"])
            .arg(MEMORY.to_string())
            .arg(env!("CARGO_BIN_EXE_supple"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .current_dir(self.path())
            .outcome();
        let said = Said {
            out: String::from_utf8(output.stdout).expect("all output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("all output is UTF-8"),
            code: output.status.code(),
        };
        assert!(
            said.code.is_some(),
            "{arguments:?}: {}",
            beginning(&said.err)
        );
        said
    }

    /// Checks a file with these bytes: exit code 1 and these words.
    #[track_caller]
    fn is_refused(&self, bytes: impl AsRef<[u8]>, words: &[&str]) {
        self.put("x.toml", bytes);
        let checked = self.says_with_little(&["check", "x.toml"]);
        assert_eq!(checked.code, Some(1), "{}", beginning(&checked.out));
        for word in words {
            assert!(
                checked.out.contains(word),
                "{word}: {}",
                beginning(&checked.out)
            );
        }
        assert!(checked.out.len() < 1 << 20, "{}", checked.out.len());
    }

    /// Checks a file with these bytes, which has no error in it.
    #[track_caller]
    fn is_accepted(&self, bytes: impl AsRef<[u8]>) {
        self.put("x.toml", bytes);
        for arguments in [["check", "x.toml"], ["show", "x.toml"]] {
            let said = self.says_with_little(&arguments);
            assert_eq!(said.code, Some(0), "{}", beginning(&said.out));
        }
    }
}

const ROUTINES: &str = ".config/supple/routines";
const FIGURES: &str = ".config/supple/figures";
const LOG: &str = ".local/share/supple/log";
const STATE: &str = ".local/state/supple";
const SOUND: &str = "title = \"Sound\"\n[[step]]\nname = \"A\"\nhold = \"15s\"\n";

fn beginning(text: &str) -> &str {
    let end = (0..=text.len().min(2000)).rev();
    &text[..end
        .into_iter()
        .find(|at| text.is_char_boundary(*at))
        .unwrap()]
}

/// A routine of one step that has `more` in it.
fn step(more: &str) -> String {
    format!("title = \"x\"\n[[step]]\nname = \"a\"\n{more}")
}

/// So many pieces, each with its number.
fn numbered(pieces: usize, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect::<Vec<_>>().concat()
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).works());
}

/// A file of one GiB that takes no room.
fn gigabyte(path: &Path) {
    File::create(path).unwrap().set_len(1 << 30).unwrap();
}

/// One path of each kind that is no file, with what is said of it.
fn no_files(home: &Home, folder: &str, ending: &str) -> Vec<(PathBuf, &'static str)> {
    let path = |name: &str| home.path().join(folder).join(format!("{name}.{ending}"));
    fifo(&path("fifo"));
    fs::create_dir(path("folder")).unwrap();
    // A socket that is bound may have no long path.
    let mode = Mode::from_raw_mode(0o600);
    mknodat(CWD, path("socket"), FileType::Socket, mode, 0).unwrap();
    symlink(path("loop"), path("loop")).unwrap();
    symlink("nowhere", path("dangling")).unwrap();
    symlink("/dev/zero", path("zero")).unwrap();
    symlink("/dev/full", path("full")).unwrap();
    symlink(path("fifo"), path("to-fifo")).unwrap();
    gigabyte(&path("gigabyte"));
    vec![
        (path("fifo"), "a pipe"),
        (path("folder"), "a folder"),
        (path("socket"), "a socket"),
        (path("loop"), "symbolic links lead in a circle"),
        (path("dangling"), "there is no such file"),
        (path("zero"), "a device"),
        (path("full"), "a device"),
        (path("to-fifo"), "a pipe"),
        (path("gigabyte"), "is larger than 256 KiB"),
    ]
}

#[test]
fn a_path_that_is_no_file_is_reported_and_never_waited_for() {
    let home = Home::with_little();
    for (path, words) in no_files(&home, ROUTINES, "toml") {
        let path = path.to_str().unwrap();
        for arguments in [
            vec!["show", path],
            vec!["play", "--plain", path],
            vec!["render", path, "-o", "x.wav"],
        ] {
            let said = home.says_with_little(&arguments);
            assert_eq!(said.code, Some(1), "{said:?}");
            assert!(said.err.contains(words), "{words}: {said:?}");
            assert!(said.err.contains("error[E15]"), "{said:?}");
        }
    }
    home.put(format!("{ROUTINES}/sound.toml"), SOUND);
    let listed = home.says_with_little(&["list"]);
    assert_eq!(listed.code, Some(0));
    assert_eq!(
        listed.out.matches("\tuser\t1\n").count(),
        9,
        "{}",
        listed.out
    );
    assert!(listed.out.contains("sound\tSound\t"), "{}", listed.out);
    let checked = home.says_with_little(&["check"]);
    assert_eq!(checked.code, Some(1));
    assert_eq!(
        checked.out.matches("error[E15]").count(),
        9,
        "{}",
        checked.out
    );
    // The library without a screen for it.
    assert!(home.says_with_little(&[]).out.contains("sound"));
}

#[test]
fn the_same_of_figures() {
    let home = Home::with_little();
    for (path, words) in no_files(&home, FIGURES, "toml") {
        let said = home.says_with_little(&["check", path.to_str().unwrap()]);
        // A folder that is named is looked into.
        let is_folder = words == "a folder";
        assert_eq!(said.code, Some(i32::from(!is_folder)), "{said:?}");
        assert!(is_folder || said.out.contains(words), "{words}: {said:?}");
    }
    let checked = home.says_with_little(&["check"]);
    assert_eq!(
        checked.out.matches("error[E15]").count(),
        9,
        "{}",
        checked.out
    );
    let figures = home.says_with_little(&["figures", "--plain"]);
    assert_eq!(figures.code, Some(0));
    assert_eq!(
        figures.err.matches("is skipped").count(),
        9,
        "{}",
        figures.err
    );
    home.put("x.toml", SOUND);
    let played = home.says_with_little(&[
        "play", "--plain", "--speed", "1000", "--sound", "off", "x.toml",
    ]);
    assert_eq!(played.code, Some(0), "{}", played.err);
}

#[test]
fn the_same_of_the_configuration() {
    type Make<'a> = &'a dyn Fn(&Path);
    let spoil: [(Make, &str); 6] = [
        (&fifo, "a pipe"),
        (&|path| fs::create_dir(path).unwrap(), "a folder"),
        (&|path| symlink("/dev/zero", path).unwrap(), "a device"),
        (&gigabyte, "is larger than 256 KiB"),
        (
            &|path| fs::write(path, "[log]\nask = \"\u{fffe}\0").unwrap(),
            "E14",
        ),
        (
            &|path| fs::write(path, "a = ".to_owned() + &"[".repeat(200_000)).unwrap(),
            "E0",
        ),
    ];
    for (make, words) in spoil {
        let home = Home::with_little();
        make(&home.path().join(".config/supple/config.toml"));
        home.put("x.toml", SOUND);
        let play = [
            "play", "--plain", "--speed", "1000", "--sound", "off", "x.toml",
        ];
        let played = home.says_with_little(&play);
        assert_eq!(played.code, Some(0), "the defaults go on: {}", played.err);
        assert!(played.err.contains(words), "{words}: {}", played.err);
        assert!(played.err.contains("using the defaults"), "{}", played.err);
        let checked = home.says_with_little(&["check"]);
        assert_eq!(checked.code, Some(1));
        assert!(checked.out.contains(words), "{words}: {}", checked.out);
        assert_eq!(
            home.says_with_little(&["doctor", "--print-config"]).code,
            Some(0)
        );
    }
}

#[test]
fn the_same_of_the_unfinished_session() {
    type Make<'a> = &'a dyn Fn(&Path);
    let names = ["unfinished.json", "unfinished.json.new", "session.lock"];
    let spoil: [Make; 5] = [
        &fifo,
        &|path| fs::create_dir(path).unwrap(),
        &|path| symlink("/dev/zero", path).unwrap(),
        &gigabyte,
        &|path| fs::write(path, "{\"record\":".to_owned() + &"[".repeat(200_000)).unwrap(),
    ];
    for (name, make) in names
        .iter()
        .flat_map(|name| spoil.iter().map(move |make| (name, make)))
    {
        let home = Home::with_little();
        fs::create_dir_all(home.path().join(STATE)).unwrap();
        make(&home.path().join(STATE).join(name));
        assert_eq!(home.says_with_little(&["log"]).code, Some(0), "{name}");
        let resumed = home.says_with_little(&["play", "--resume"]);
        assert_eq!(resumed.code, Some(1), "{name}: {}", resumed.err);
        home.put("x.toml", SOUND);
        let played = home.says_with_little(&[
            "play", "--plain", "--speed", "1000", "--sound", "off", "x.toml",
        ]);
        assert_eq!(played.code, Some(0), "{name}: {}", played.err);
        let log = home.says_with_little(&["log", "--json"]);
        assert_eq!(log.out.lines().count(), 1, "{name}: {}", log.err);
    }
}

#[test]
fn the_same_of_the_log() {
    let home = Home::with_little();
    let good = r#"{"id":"1","start":"2026-03-01T10:00:00Z","end":"2026-03-01T10:01:00Z"}"#;
    home.put(format!("{LOG}/good.jsonl"), format!("{good}\n"));
    let odd = no_files(&home, LOG, "jsonl");
    let deep = format!("{}{{\"id\":", "{\"a\":".repeat(100_000));
    home.put(format!("{LOG}/deep.jsonl"), deep + "\n");
    let nested = format!("{{\"id\":\"x\",\"new\":{}", "[".repeat(1_000_000));
    home.put(format!("{LOG}/nested.jsonl"), nested + "\n");
    home.put(format!("{LOG}/nul.jsonl"), vec![0; 100_000]);
    home.put(format!("{LOG}/wrong.jsonl"), [0xff, 0xfe, b'\n', 0xc3]);
    let huge = format!(
        "{},\"feeling\":1e999,\"paused_ms\":{}}}\n",
        &good[..good.len() - 1],
        "9".repeat(100_000)
    );
    home.put(format!("{LOG}/huge.jsonl"), huge);
    let stretches = r#"{"name":"","kind":"hold"},"#.repeat(75_000);
    let many = format!(
        "{},\"stretches\":[{}]}}\n",
        &good[..good.len() - 1],
        stretches.trim_end_matches(',')
    );
    home.put(format!("{LOG}/many.jsonl"), many.replace("\"1\"", "\"2\""));
    for arguments in [vec!["log"], vec!["log", "--json"], vec!["log", "--csv"]] {
        let said = home.says_with_little(&arguments);
        assert_eq!(said.code, Some(0), "{}", beginning(&said.err));
        for (path, words) in &odd {
            // A large file is read line by line; this one has none that is a session.
            let words = if words.starts_with("is larger") {
                "is passed over"
            } else {
                words
            };
            let name = path.file_name().unwrap().to_str().unwrap();
            let told = said.err.lines().find(|line| line.contains(name));
            assert!(
                told.is_some_and(|line| line.contains(words)),
                "{name}: {}",
                beginning(&said.err)
            );
        }
    }
    let records = home.says_with_little(&["log", "--json"]).out;
    assert!(
        records.starts_with(&format!("{good}\n")),
        "{}",
        beginning(&records)
    );
}

/// A session of today that took a minute, with these stretches.
fn record(id: usize, stretches: &str) -> String {
    let now = supple::format::stamp::write(supple::shell::now());
    format!(
        "{{\"id\":\"{id}\",\"start\":\"{now}\",\"end\":\"{now}\",\"stretches\":[{}]}}\n",
        stretches.trim_end_matches(',')
    )
}

#[test]
fn names_without_end_in_the_log_fill_no_memory() {
    let home = Home::with_little();
    let stretch = |name: String, side: String| {
        format!("{{\"name\":\"{name}\",\"kind\":\"hold\",\"side\":\"{side}\",\"held_ms\":1000}},")
    };
    let of_names = |id: usize| {
        numbered(10_000, |number| {
            stretch(format!("stretch {id}-{number}"), "left".to_owned())
        })
    };
    let of_sides = |id: usize| {
        numbered(5000, |number| {
            stretch("one".to_owned(), format!("side {id}-{number}"))
        })
    };
    let names = numbered(20, |id| record(id, &of_names(id)));
    let sides = numbered(20, |id| record(100 + id, &of_sides(id)));
    home.put(format!("{LOG}/names.jsonl"), names + &sides);
    let said = home.says_with_little(&["log"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    // Nothing is left out of the sum: 200 000 s and 100 000 s.
    assert!(
        said.out.starts_with("40 sessions, 83:20:00 "),
        "{}",
        beginning(&said.out)
    );
    assert!(said.out.contains("others"), "{}", beginning(&said.out));
}

#[test]
fn however_many_files_the_log_has_they_are_all_read() {
    let home = Home::with_little();
    for number in 0..300 {
        let record = record(number, r#"{"name":"A","kind":"hold","held_ms":1000}"#);
        home.put(format!("{LOG}/machine-{number}.jsonl"), record);
    }
    for (arguments, lines) in [(&["log", "--json"][..], 300), (&["log", "--csv"][..], 301)] {
        let said = home.says_within("ulimit -n 32 &&", arguments);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        assert_eq!(said.out.lines().count(), lines);
    }
    let said = home.says_within("ulimit -n 32 &&", &["log"]);
    assert!(
        said.out.starts_with("300 sessions, 5:00 "),
        "{}",
        beginning(&said.out)
    );
}

#[test]
fn an_unfinished_session_of_any_size_is_resumed_or_refused_at_little_cost() {
    let routine = "title = \"A\"\n[[step]]\nrepeat = 99\n[[step.step]]\nname = \"A\"\nhold = 1\nready = 0\nreps = 50\n";
    let text = serde_json::to_string(routine).unwrap();
    let snapshot = |routines: usize, so_far: usize, left_out: usize| {
        let routine = format!("{{\"id\":\"a\",\"title\":\"A\",\"text\":{text}}},");
        let stretch = r#"{"name":"","kind":"hold"},"#;
        let list =
            |element: &str, many: usize| element.repeat(many).trim_end_matches(',').to_owned();
        format!(
            "{{\"record\":{},\"logged\":true,\"position\":{{\"segment\":0,\"lengths_ms\":[],\"left_out\":[{}]}},\
             \"took_ms\":0,\"so_far\":[{}],\"routines\":[{}],\"wait_ms\":null,\"place\":\"\"}}",
            // A rehearsal, so that one resumes it.
            record(1, "")
                .trim_end()
                .replacen('{', "{\"speed\":1000,", 1),
            list("1,", left_out),
            list(stretch, so_far),
            list(&routine, routines)
        )
    };
    for (many, words) in [
        (snapshot(300, 0, 0), "there is no session to resume"),
        (snapshot(5000, 0, 0), "there is no session to resume"),
        (snapshot(1, 300_000, 0), "it is damaged"),
        (snapshot(1, 0, 3_000_000), "it is damaged"),
        (snapshot(20_000, 0, 0), "it is damaged"),
    ] {
        let home = Home::with_little();
        home.put(format!("{STATE}/unfinished.json"), &many);
        let resumed = home.says_with_little(&["play", "--resume", "--plain"]);
        assert_eq!(resumed.code, Some(1), "{}", beginning(&resumed.err));
        assert!(resumed.err.contains(words), "{}", beginning(&resumed.err));
    }
    let home = Home::with_little();
    home.put(
        format!("{STATE}/unfinished.json"),
        snapshot(1, 10_000, 10_000),
    );
    let resumed = home.says_with_little(&["play", "--resume", "--plain", "--speed", "1000"]);
    assert_eq!(resumed.code, Some(0), "{}", beginning(&resumed.err));
}

#[test]
fn what_a_session_takes_in_the_log_is_asked_before_it_is_played() {
    let home = Home::with_little();
    let word = "x".repeat(200);
    let sides = format!("sides = [\"1{}\", \"2{}\"]", &word[1..], &word[1..]);
    let routine = |steps: usize| {
        let step = |number: usize| format!("[[step]]\nname = \"{number:4}\"\nhold = 1\n");
        let steps = numbered(steps, step);
        format!("title = \"x\"\n[defaults]\nready = 0\nswitch = 0\n{sides}\n{steps}")
    };
    // Each step has a stretch of 215 bytes, a name of 4 and a word of 200 on both sides: 2502 are 2 MiB.
    let most = (2 << 20) / (2 * (215 + 4 + 200));
    home.is_accepted(routine(most));
    home.is_refused(
        routine(most + 1),
        &[
            "error[E09]: a session of the routine takes 2049 KiB in the log, more than 2048",
            "x.toml:",
        ],
    );
    home.put("x.toml", routine(most));
    let play = [
        "play", "--plain", "--speed", "1000", "--start", "0", "x.toml",
    ];
    home.put("y.toml", routine(10));
    let together = home.says_with_little(&[&play[..], &["y.toml"]].concat());
    assert_eq!(together.code, Some(2), "{}", beginning(&together.err));
    assert!(
        together.err.contains("together these take "),
        "{}",
        beginning(&together.err)
    );
    // The last of the steps are enough, of 6 s: the others are in the log as planned.
    let from = (most - 2).to_string();
    let played = home.says_with_little(&[&play[..], &["--from", &from]].concat());
    assert_eq!(played.code, Some(0), "{}", beginning(&played.err));
    let logged = home.says_with_little(&["log", "--csv"]);
    assert_eq!((logged.code, logged.err.as_str()), (Some(0), ""));
    assert_eq!(logged.out.lines().count(), 1 + 2 * most);
    home.put(
        "large.toml",
        format!("{SOUND}#{}", "x".repeat(LARGEST_FILE - SOUND.len() - 1)),
    );
    let together = home.says_with_little(&["play", "--plain", "large.toml", "large.toml"]);
    assert_eq!(together.code, Some(2));
    let words = "error: together the files of these routines are larger than 256 KiB\n";
    assert_eq!(together.err, words);
}

#[test]
fn the_limits_of_a_routine_hold_to_the_last_one() {
    let home = Home::with_little();
    let padded = |size: usize| {
        let mut text = SOUND.to_owned();
        text.push('#');
        text + &"x".repeat(size - SOUND.len() - 1)
    };
    home.is_accepted(padded(LARGEST_FILE));
    home.is_refused(
        padded(LARGEST_FILE + 1),
        &["error[E15]: `x.toml` is larger than 256 KiB", "x.toml:1:1"],
    );
    for key in ["reps", "count"] {
        let of = |number: u32| match key {
            "reps" => step(&format!("hold = 15\nready = 0\nreps = {number}")),
            _ => step(&format!("pace = 1\nready = 0\ncount = {number}")),
        };
        home.is_accepted(of(99));
        for wrong in [0, 100] {
            home.is_refused(
                of(wrong),
                &[
                    "error[E09]",
                    &format!("`{key}` goes from 1 to 99"),
                    "x.toml:6:",
                ],
            );
        }
    }
    let rounds = |number: u32| {
        format!(
            "title = \"x\"\n[[step]]\nrepeat = {number}\n[[step.step]]\nname = \"a\"\nhold = 15\n"
        )
    };
    home.is_accepted(rounds(99));
    home.is_refused(
        rounds(100),
        &["error[E09]: `repeat` goes from 1 to 99", "x.toml:3:10"],
    );
    // 10 000 segments: a hundred steps of 99 or 100 holds and what stands between them.
    let segments = |last: u32| {
        let one = |reps: u32| {
            format!("[[step]]\nname = \"a\"\nhold = 1\nready = 0\nreps = {reps}\nbetween = 1\n")
        };
        format!("title = \"x\"\n{}{}", one(50).repeat(100), one(last))
    };
    home.is_accepted(segments(50));
    home.is_refused(
        segments(51),
        &[
            "error[E09]: the routine has 10001 pieces, more than 10000",
            "x.toml:",
        ],
    );
    let day = |more: &str| step(&format!("ready = 0\ntime = \"24h\"\n{more}"));
    home.is_accepted(day(""));
    home.is_refused(
        day("[[step]]\nrest = 1"),
        &[
            "error[E09]: the routine lasts 24:00:01, longer than 24 hours",
            "x.toml:2:1",
        ],
    );
    let nested = |deep: usize| {
        let mut text = "title = \"x\"\n".to_owned();
        for depth in 1..=deep {
            let inside = ".step".repeat(depth - 1);
            let _ = write!(text, "[[step{inside}]]\nrepeat = 2\n");
        }
        text + &format!(
            "[[step{}]]\nname = \"a\"\nhold = 15\n",
            ".step".repeat(deep)
        )
    };
    home.is_accepted(nested(4));
    home.is_refused(nested(5), &["error[E09]: blocks 5 deep", "x.toml:10:1"]);
}

#[test]
fn the_limits_of_texts_hold_to_the_last_character() {
    let home = Home::with_little();
    home.is_accepted(step(&format!("hold = 15\ncue = \"{}\"", "é".repeat(1000))));
    home.is_refused(
        step(&format!("hold = 15\ncue = \"{}\"", "é".repeat(1001))),
        &["error[E09]: `cue` has 1001 characters", "x.toml:5:"],
    );
    home.is_accepted(format!(
        "title = \"{}\"\n[[step]]\nwait = true\n",
        "x".repeat(200)
    ));
    home.is_refused(
        format!("title = \"{}\"\n[[step]]\nwait = true\n", "x".repeat(201)),
        &["error[E09]: `title` has 201 characters", "x.toml:1:9"],
    );
    home.is_accepted(step(&format!(
        "hold = 15\ncue = \"{}\"",
        "{name} ".repeat(8)
    )));
    home.is_refused(
        step(&format!("hold = 15\ncue = \"{}\"", "{name} ".repeat(9))),
        &["error[E09]: 9 words in braces in one text", "x.toml:5:7"],
    );
    let said = |times: u32| {
        step(&format!(
            "ready = 0\ntime = {times}\ncues = [{{ every = 1, at = 0, say = \"In\" }}]"
        ))
    };
    home.is_accepted(said(5000));
    home.is_refused(
        said(5001),
        &[
            "error[E09]: timed cues are said 5001 times, more than 5000",
            "x.toml:2:1",
        ],
    );
}

#[test]
fn whatever_is_in_a_file_costs_little() {
    let home = Home::with_little();
    let full = |unit: &str| unit.repeat(LARGEST_FILE / unit.len());
    let behind = |head: &str, unit: &str| {
        head.to_owned() + &unit.repeat((LARGEST_FILE - head.len()) / unit.len())
    };
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (
            full("a\n").into(),
            "error[E01]: this is plain text, not TOML",
        ),
        (
            behind("title = \"x\"\n", "a\n").into(),
            "error[E01]: more than 200 places",
        ),
        (full("\n").into(), "error[E13]"),
        (full("\0").into(), "error[E14]: a control character"),
        (full("\u{1b}").into(), "error[E14]: a control character"),
        (full("title = 1\n").into(), "error[E01]"),
        (
            numbered(20_000, |key| format!("k{key} = 1\n")).into(),
            "error[E01]: this does not look like a routine",
        ),
        (full("[[step]]\n").into(), "error[E04]"),
        (
            behind("title = \"x\"\n", "[[step]]\nq = 1\n").into(),
            "error[E09]: more than 500 problems",
        ),
        (
            behind(&step("hold = 5\ncues = ["), "{},").into(),
            "error[E0",
        ),
        (full("\"").into(), "error[E01]"),
        (behind("a = ", "[").into(), "error[E0"),
        (behind("a = ", "{a = ").into(), "error[E0"),
        (full("x = [\n").into(), "error[E0"),
        (
            behind("a", ".a").into(),
            "error[E01]: this is not TOML: recursion limit",
        ),
        (
            behind("[a", ".a").into(),
            "error[E01]: this is not TOML: recursion limit",
        ),
        (
            behind("[[step", ".step").into(),
            "error[E01]: this is not TOML: recursion limit",
        ),
        (
            behind(&step("hold = "), "9").into(),
            "error[E09]: `hold` is too long",
        ),
        (behind(&step("hold = 5\nq = "), "x").into(), "error[E03]"),
        (behind(&step("hold = 5\ncue = \""), "{").into(), "error[E"),
        (
            numbered(7000, |id| {
                format!("[stretch.a{id}]\nuse = \"a{}\"\n", id + 1)
            })
            .into(),
            "error[E08]",
        ),
        (
            numbered(7000, |id| {
                format!("[stretch.a{id}]\nuse = \"a{}\"\n", (id + 1) % 7000)
            })
            .into(),
            "uses itself",
        ),
        (
            behind(
                "title = \"x\"\n[stretch.a]\nname = \"b\"\nhold = 5\n",
                "[[step]]\nuse = \"b\"\n",
            )
            .into(),
            "error[E08]: there is no stretch `b`",
        ),
        (
            "title = \"x\""
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
            "error[E01]: this is UTF-16 text, not TOML",
        ),
        (
            std::iter::once(0xfeff)
                .chain("title = \"x\"".encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
            "error[E15]: `x.toml` is UTF-16 text, not UTF-8",
        ),
        (b"title = \"\xff\"".to_vec(), "x.toml:1:10"),
    ];
    for (bytes, words) in cases {
        home.is_refused(bytes, &[words]);
    }
}

#[test]
fn nothing_in_a_plan_can_be_multiplied_without_end() {
    let home = Home::with_little();
    let bomb = "title = \"x\"\n[[step]]\nrepeat = 99\n[[step.step]]\nrepeat = 99\n[[step.step.step]]\nrepeat = 99\n\
                [[step.step.step.step]]\nrepeat = 99\n[[step.step.step.step.step]]\nname = \"a\"\nhold = \"24h\"\nreps = 99\n";
    home.is_refused(
        bomb,
        &[
            "error[E09]: the routine lasts",
            "longer than 24 hours",
            "x.toml:2:1",
        ],
    );
    for length in [
        "18446744073709551615",
        "9223372036854775807",
        "\"99999999999999999999h\"",
        "\"9223372036854775807h\"",
    ] {
        home.is_refused(step(&format!("hold = {length}")), &["error[E0"]);
    }
    let shared = |more: &str| {
        format!(
            "title = \"x\"\n[defaults]\nready = 0\n[stretch.a]\nname = \"b\"\nhold = 15\n{more}\n{}",
            "[[step]]\nuse = \"a\"\n".repeat(5000)
        )
    };
    let cues = "{ at = 1, say = \"a\" }, ".repeat(3000);
    home.is_refused(
        shared(&format!("cues = [{cues}]")),
        &["error[E09]: more than 5000 timed cues"],
    );
    let every = "{ every = 1, say = \"a\" }, ".repeat(4000);
    home.is_refused(
        step(&format!("ready = 0\ntime = \"23h\"\ncues = [{every}]")),
        &["error[E09]: timed cues are said 331196000 times, more than 5000"],
    );
    home.is_accepted(shared(&format!("how = \"{}\"", "y".repeat(1000))));
    // The most that can be said: it is long, but it is all there is.
    let name = "👣".repeat(200);
    let say = "{name}".repeat(8) + &"👣".repeat(900);
    let most = format!(
        "title = \"x\"\n[[step]]\nname = \"{name}\"\nready = 0\ntime = 5000\ncues = [{{ every = 1, at = 0, say = \"{say}\" }}]\n"
    );
    home.put("x.toml", most);
    let said = home.says_with_little(&["check", "x.toml"]);
    assert_eq!(said.code, Some(0), "{}", beginning(&said.out));
}

#[test]
fn ten_thousand_files_are_no_trouble() {
    // Each knows its path.
    let home = Home::in_folder(TempDir::with_prefix("long".repeat(20)).unwrap()).with_folders();
    for number in 0..9_990 {
        home.put(format!("{ROUTINES}/r{number}.toml"), SOUND);
    }
    // Read by threads, whose stacks are small.
    for number in 0..10 {
        let deep = format!("a = {}", "[{a=".repeat(60_000));
        home.put(format!("{ROUTINES}/r{number}00-deep.toml"), deep);
    }
    let listed = home.says_with_little(&["list"]);
    assert_eq!(listed.code, Some(0));
    assert_eq!(listed.out.matches("\tSound\t").count(), 9_990);
    let checked = home.says_with_little(&["check"]);
    assert_eq!(checked.code, Some(1));
    let bundled = supple::disk::bundled::ALL.len() + supple::disk::stretches::BUNDLED.len();
    let files = format!("{} files", 10_000 + bundled);
    assert!(checked.out.contains(&files), "{}", beginning(&checked.out));
}
