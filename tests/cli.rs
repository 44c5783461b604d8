//! Arguments in; complete standard output, standard error and exit code out. Each test has a home of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A routine of 15 s that is called `title`.
fn routine(title: &str) -> String {
    format!("title = \"{title}\"\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\nready = 0\n")
}

/// A home folder.
struct Home(TempDir);

/// What a command said, and its exit code.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Home {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a file below the home folder.
    fn put(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Puts a routine where the user's own are.
    fn own(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        self.put(&format!(".config/supple/routines/{name}"), text)
    }

    /// The program, started in the home folder with nothing else in the environment.
    fn supple(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("TERM", "xterm")
            .current_dir(self.path());
        command
    }

    fn says(&self, arguments: &[&str]) -> Said {
        said(&mut self.supple(arguments))
    }

    /// The one JSON value that a command prints, however it ends.
    fn json(&self, arguments: &[&str]) -> Value {
        let said = self.says(arguments);
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}"))
    }
}

fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code().unwrap(),
    }
}

/// A command that fails with nothing on standard output.
fn fails(code: i32, err: &str) -> Said {
    Said {
        out: String::new(),
        err: err.to_owned(),
        code,
    }
}

mod show {
    use super::*;

    #[test]
    fn what_it_is_about_may_stand_on_several_lines() {
        let home = Home::new();
        let own = "about = \"\"\"\nFor the back\nand the hips.\n\"\"\"\n";
        home.own("own.toml", format!("{own}{}", routine("Own")));
        let out = home.says(&["show", "own"]).out;
        assert!(
            out.starts_with("Own\nFor the back and the hips.\n\n"),
            "{out}"
        );
    }

    #[test]
    fn the_first_routine_of_all_is_exactly_the_brief() {
        let shown = Home::new().json(&["show", "knee-to-chest", "--json"]);
        let segments = shown["segments"].as_array().unwrap();
        let holds: Vec<(&Value, &Value)> = segments
            .iter()
            .filter(|segment| segment["kind"] == "hold")
            .map(|segment| (&segment["side"], &segment["length_ms"]))
            .collect();
        let (right, left, both, length) =
            (json!("right"), json!("left"), Value::Null, json!(15_000));
        assert_eq!(
            holds,
            [&right, &left, &right, &left, &both, &both].map(|side| (side, &length))
        );
        assert_eq!(shown["total_ms"], 128_000);
        assert_eq!(shown["held_ms"], 90_000);
        assert_eq!(shown["open"], 0);
        let sum: u64 = segments
            .iter()
            .map(|segment| segment["length_ms"].as_u64().unwrap())
            .sum();
        assert_eq!(sum, 128_000);
        assert_eq!(
            segments[2],
            json!({
                "start_ms": 25_000, "length_ms": 5000, "kind": "switch", "step": "Single-knee pull",
                "side": "left", "side_shown": "left", "rep": 1, "reps": 2, "round": 1, "rounds": 1,
            })
        );
        let keys: Vec<&String> = shown.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 12, "{keys:?}");
        let cues = shown["cues"].as_array().unwrap();
        let warning = "With osteoporosis, leave this stretch out. Single-knee pull. Right. Right knee in, hands \
                       behind the thigh.";
        assert_eq!(
            cues[0],
            json!({ "at_ms": -15_000, "tone": "ready", "say": warning })
        );
        assert_eq!(
            cues[1],
            json!({ "at_ms": -3000, "tone": "tick", "say": null })
        );
        assert!(
            cues.contains(&json!({ "at_ms": 25_250, "tone": "switch", "say": "Switch. Left." }))
        );
        assert!(cues.contains(&json!({ "at_ms": 30_000, "tone": "second-side", "say": null })));
        assert_eq!(
            cues.last().unwrap(),
            &json!({ "at_ms": 128_250, "tone": "done", "say": "Done. Two minutes." })
        );
    }

    #[test]
    fn cues_are_in_the_order_in_which_they_are_heard() {
        let home = Home::new();
        let list = home.says(&["list"]).out;
        for line in list.lines() {
            let id = line.split('\t').next().unwrap();
            let out = home.says(&["show", id, "--json"]).out;
            let shown: Value = serde_json::from_str(&out).unwrap();
            let cues = shown["cues"].as_array().unwrap().iter();
            let times: Vec<i64> = cues.map(|cue| cue["at_ms"].as_i64().unwrap()).collect();
            assert!(times.is_sorted(), "{id}: {times:?}");
        }
    }

    #[test]
    fn it_shows_what_is_configured() {
        let home = Home::new();
        let keys = "ready = \"8s\"\nsides = \"each\"\ncue = \"Draw it slowly up to your chest.\"\n";
        let text = routine("Own").replace("ready = 0\n", keys);
        home.own("own.toml", text);
        let said = |shown: &Value| -> Vec<(i64, String)> {
            let cues = shown["cues"].as_array().unwrap().iter();
            let said = cues.filter_map(|cue| {
                Some((
                    cue["at_ms"].as_i64().unwrap(),
                    cue["say"].as_str()?.to_owned(),
                ))
            });
            said.collect()
        };
        let usual = home.json(&["show", "own", "--json"]);
        let cue = "Pull. Right. Draw it slowly up to your chest.";
        assert_eq!(said(&usual)[0], (-15_000, cue.to_owned()));
        let configure = |text: &str| {
            home.put(".config/supple/config.toml", text);
            home.json(&["show", "own", "--json"])
        };
        let left = configure("[session]\nfirst = \"left\"\n");
        let sides: Vec<&Value> = left["segments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["side"])
            .collect();
        assert_eq!(sides, ["left", "left", "right", "right"]);
        assert_eq!(said(&left)[0].1, cue.replace("Right", "Left"));
        // The tone in front and the ticks behind leave no room for a word.
        let short = configure("[session]\nstart = \"4s\"\n");
        assert_eq!(
            short["cues"][0],
            json!({ "at_ms": -4000, "tone": "ready", "say": null })
        );
        // 9 words and 3 full stops take 4.94 s, for which 9 s have room; twice as slow they have not.
        let slow = "[session]\nstart = \"9s\"\n[sound]\nrate = ";
        let at_rate = |shown: &Value| said(shown)[0].1.clone();
        assert_eq!(at_rate(&configure(&format!("{slow}100\n"))), cue);
        assert_eq!(at_rate(&configure(&format!("{slow}50\n"))), "Pull. Right.");
        assert_eq!(usual["lengths"], "estimated");
    }

    #[test]
    fn fields_stand_in_the_order_of_the_documentation() {
        let out = Home::new().says(&["show", "cold-pack", "--json"]).out;
        let fields = [
            "\"format\"",
            "\"id\"",
            "\"title\"",
            "\"total_ms\"",
            "\"held_ms\"",
            "\"open\"",
            "\"needs\"",
            "\"warn\"",
            "\"sources\"",
            "\"segments\"",
            "\"start_ms\"",
            "\"length_ms\"",
            "\"kind\"",
            "\"step\"",
            "\"side\"",
            "\"side_shown\"",
            "\"rep\"",
            "\"reps\"",
            "\"round\"",
            "\"rounds\"",
            "\"cues\"",
            "\"at_ms\"",
            "\"tone\"",
            "\"say\"",
        ];
        let places: Vec<usize> = fields
            .iter()
            .map(|field| out.find(field).unwrap())
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn what_a_key_ends_has_no_length_and_takes_no_time() {
        let shown = Home::new().json(&["show", "return-to-run", "--json"]);
        assert_eq!(shown["open"], 3);
        assert_eq!(shown["segments"][0]["length_ms"], Value::Null);
        assert_eq!(shown["segments"][1]["start_ms"], 0);
    }

    const SMALLEST: &str = r#"
title = "Knee-to-chest back stretch"

[[step]]
name  = "Single-knee pull"
hold  = "15s"
sides = "each"
reps  = 2
cue   = "{side} knee: draw it in until you feel a mild pull."

[[step]]
rest = "20s"

[[step]]
name = "Double-knee pull"
hold = "15s"
reps = 2
cues = [{ at = "half", say = "{remaining} to go" }]

[[step]]
wait = true
"#;

    #[test]
    fn the_plan_has_clock_times_and_what_is_told() {
        let said = said(Home::new().supple(&["show", "-"]).write_stdin(SMALLEST));
        let out = "\
Knee-to-chest back stretch

                     \"Single-knee pull. Right. Right knee: draw it in until you feel a mild pull.\"
 0:00  10s  ready    1. Single-knee pull, right first
                     \"Single-knee pull. Right.\"
 0:10  15s  hold     right  1 of 2
 0:25   5s  switch   to left
                     \"Switch. Left.\"
 0:30  15s  hold     left   1 of 2
 0:45   5s  switch   to right
                     \"Switch. Right.\"
 0:50  15s  hold     right  2 of 2
 1:05   5s  switch   to left
                     \"Switch. Left.\"
 1:10  15s  hold     left   2 of 2
 1:25  20s  rest     next: Double-knee pull
                     \"Rest.\"
 1:45  10s  ready    2. Double-knee pull
                     \"Double-knee pull.\"
 1:55  15s  hold     1 of 2
 2:02                \"8 seconds to go.\"
 2:10   3s  between
 2:13  15s  hold     2 of 2
 2:20                \"8 seconds to go.\"
 2:28  key  wait
                     \"Any key goes on.\"
 2:28       done     1:30 held: right 30 s, left 30 s, both 30 s
                     \"Done. Two minutes.\"
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
    fn a_routine_on_standard_input_has_no_id_and_an_unnamed_rest_no_step() {
        let said = said(
            Home::new()
                .supple(&["show", "-", "--json"])
                .write_stdin(SMALLEST),
        );
        let shown: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(shown["id"], Value::Null);
        assert_eq!(shown["segments"][8]["kind"], "rest");
        assert_eq!(shown["segments"][8]["step"], Value::Null);
    }

    #[test]
    fn a_broken_routine_is_refused_with_its_problems() {
        let home = Home::new();
        home.put(
            "my.toml",
            "title = \"x\"\n[[step]]\nname = \"Pull\"\nhold = \"15\"\n",
        );
        let said = home.says(&["show", "my.toml"]);
        assert_eq!((said.out.as_str(), said.code), ("", 1));
        assert!(
            said.err.contains("error[E05]") && said.err.contains("my.toml:4:9"),
            "{}",
            said.err
        );
        assert!(
            said.err.ends_with("\nerror: `my.toml` has 1 error\n"),
            "{}",
            said.err
        );
    }
}

mod list {
    use super::*;

    #[test]
    fn own_ones_come_first_and_stand_in_for_bundled_ones() {
        let home = Home::new();
        let path = home.own("knee-to-chest.toml", routine("My knees"));
        home.own("broken.toml", "title = 1\n");
        home.own(".#knee-to-chest.toml", "an editor's");
        home.own("notes.txt", "no routine");
        let said = home.says(&["list"]);
        let lines: Vec<&str> = said.out.lines().collect();
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        assert_eq!(lines.len(), 13);
        assert_eq!(
            &lines[..3],
            [
                "broken\t\t\tuser\t2",
                "knee-to-chest\tMy knees\t0:15\tuser\t0",
                "before-bed\tBefore bed\t6:00\tbundled\t0",
            ]
        );
        assert!(!said.out.contains("Knee-to-chest back stretch"));
        let listed = home.json(&["list", "--json"]);
        assert_eq!(
            listed[1],
            json!({
                "id": "knee-to-chest", "title": "My knees", "tags": [], "total_ms": 15_000,
                "source": "user", "path": path.to_str().unwrap(), "problems": 0, "shadows": true,
            })
        );
        assert_eq!(listed[0]["problems"], 2);
        assert_eq!(listed[0]["title"], Value::Null);
        assert_eq!(listed[2]["source"], "bundled");
        assert_eq!(listed[2]["path"], Value::Null);
    }

    #[test]
    fn the_config_folder_may_be_elsewhere_and_a_relative_one_is_ignored() {
        let home = Home::new();
        home.put("else/supple/routines/mine.toml", routine("Mine"));
        let with = |value: PathBuf| said(home.supple(&["list"]).env("XDG_CONFIG_HOME", value)).out;
        assert!(with(home.path().join("else")).starts_with("mine\tMine\t"));
        assert!(with(PathBuf::from("else")).starts_with("before-bed\t"));
    }

    #[test]
    fn a_name_with_control_characters_is_shown_harmless() {
        let home = Home::new();
        home.own("a\u{1b}[2J\tb.toml", routine("Mine"));
        let said = home.says(&["list"]);
        assert!(
            said.out.starts_with("a\\u{1b}[2J\\tb\tMine\t0:15\t"),
            "{}",
            said.out
        );
        let out = home.says(&["list", "--json"]).out;
        assert!(!out.contains('\u{1b}'));
        let out = home.says(&[]).out;
        assert!(!out.contains('\u{1b}'));
    }

    #[test]
    fn without_a_home_the_bundled_ones_are_there() {
        let home = Home::new();
        let said = said(home.supple(&["list"]).env("HOME", "relative"));
        assert_eq!((said.code, said.out.lines().count()), (0, 12));
        assert_eq!(
            said.err,
            "warning: cannot find your routines: `HOME` is not an absolute path\n  \
             help: set `HOME` or `XDG_CONFIG_HOME`\n"
        );
    }

    #[test]
    fn a_folder_that_is_none_is_named() {
        let home = Home::new();
        let path = home.put(".config/supple/routines", "a file");
        let said = home.says(&["list"]);
        assert_eq!(said.out.lines().count(), 12);
        let path = path.to_str().unwrap();
        assert_eq!(
            said.err,
            format!("warning: cannot read `{path}`: not a directory\n")
        );
        assert_eq!(home.says(&["check"]).code, 1);
    }

    #[test]
    fn nothing_is_written() {
        let home = Home::new();
        home.says(&["list"]);
        home.says(&["check"]);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn supple_alone_lists_and_says_how_to_play() {
        let home = Home::new();
        home.own("mine.toml", routine("Mine"));
        home.own("hips-and-glutes.toml", "");
        let said = home.says(&[]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        let out = said.out;
        assert!(
            out.starts_with(
                "Your routines, in ~/.config/supple/routines\n\n  \
                 hips-and-glutes                 2 problems: supple check hips-and-glutes  \
                 (instead of the bundled one: delete the file to have that back)\n  \
                 mine                      0:15  Mine\n\nBundled routines\n\n"
            ),
            "{out}"
        );
        assert!(
            out.contains("  knee-to-chest             2:08  Knee-to-chest back stretch\n"),
            "{out}"
        );
        assert!(
            out.contains("\nPlay one       supple knee-to-chest\n"),
            "{out}"
        );
    }
}

mod lookup {
    use super::*;

    fn title(home: &Home, word: &str) -> Value {
        home.json(&["show", word, "--json"])["title"].clone()
    }

    #[test]
    fn a_path_an_id_a_title_a_beginning() {
        let home = Home::new();
        home.put("knee.toml", routine("By path"));
        home.put("folder/file", routine("By slash"));
        assert_eq!(title(&home, "knee.toml"), "By path");
        assert_eq!(title(&home, "folder/file"), "By slash");
        assert_eq!(title(&home, "knee-to-chest"), "Knee-to-chest back stretch");
        assert_eq!(title(&home, "COLD PACK"), "Cold pack");
        assert_eq!(title(&home, "knee"), "Knee-to-chest back stretch");
        assert_eq!(home.json(&["show", "./knee.toml", "--json"])["id"], "knee");
    }

    #[test]
    fn two_candidates_are_listed_never_guessed() {
        let err = "error: `h` is the beginning or the title of several routines\n  \
                   help: write one of `hamstrings-and-calves` or `hips-and-glutes`\n";
        assert_eq!(Home::new().says(&["h"]), fails(2, err));
    }

    #[test]
    fn a_typo_gets_suggestions_from_commands_and_routines() {
        let home = Home::new();
        let err = "error: there is no command or routine `chekc`\n  \
                   help: did you mean the command `supple check`?\n  \
                   help: `supple list` shows all routines\n";
        assert_eq!(home.says(&["chekc"]), fails(2, err));
        let err = "error: there is no routine `knee-to-cheast`\n  \
                   help: did you mean the routine `knee-to-chest`?\n  \
                   help: `supple list` shows all routines\n";
        assert_eq!(home.says(&["play", "knee-to-cheast"]), fails(2, err));
    }

    #[test]
    fn a_routine_called_like_a_command_is_reached_through_play() {
        let home = Home::new();
        home.own("list.toml", "");
        let said = home.says(&["play", "list"]);
        assert_eq!(said.code, 1);
        assert!(said.err.contains("list.toml` has 2 errors"), "{}", said.err);
    }

    #[test]
    fn a_word_cannot_drive_the_terminal() {
        let err = Home::new().says(&["play", "\u{1b}[2J"]).err;
        assert!(
            err.starts_with("error: there is no routine `\\u{1b}[2J`\n"),
            "{err}"
        );
    }
}

mod check {
    use super::*;

    #[test]
    fn all_there_is() {
        let said = Home::new().says(&["check"]);
        let out = "12 files, no problems\n".to_owned();
        assert_eq!(
            said,
            Said {
                out,
                err: String::new(),
                code: 0
            }
        );
    }

    #[test]
    fn every_problem_in_every_file() {
        let home = Home::new();
        home.put("good.toml", routine("Good"));
        home.put(
            "bad.toml",
            "title = \"é\"\n[[step]]\nname = \"é\"  # é\nhold = \"15\"\nhodl = 1\n",
        );
        let said = home.says(&["check", "good.toml", "bad.toml"]);
        assert_eq!((said.code, said.err.as_str()), (1, ""));
        assert!(
            said.out.contains("bad.toml:4:9") && said.out.contains("bad.toml:5:1"),
            "{}",
            said.out
        );
        assert!(said.out.ends_with("\n2 files, 2 errors\n"), "{}", said.out);
        let checked = home.json(&["check", "--json", "good.toml", "bad.toml"]);
        assert_eq!(checked[0], json!({ "path": "good.toml", "problems": [] }));
        let problem = &checked[1]["problems"][0];
        assert_eq!(
            (
                &problem["severity"],
                &problem["code"],
                &problem["line"],
                &problem["column"]
            ),
            (&json!("error"), &json!("E05"), &json!(4), &json!(9))
        );
        assert!(problem["message"].is_string() && problem["help"].is_string());
    }

    #[test]
    fn columns_count_characters() {
        let home = Home::new();
        home.put(
            "x.toml",
            "title = \"x\"\nstep = [{ name = \"é膝\", hold = \"15\" }]\n",
        );
        let checked = home.json(&["check", "--json", "x.toml"]);
        assert_eq!(checked[0]["problems"][0]["column"], 32, "{checked}");
    }

    #[test]
    fn standard_input() {
        let said = said(
            Home::new()
                .supple(&["check", "-", "--json"])
                .write_stdin(routine("x")),
        );
        let checked: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(checked, json!([{ "path": "<stdin>", "problems": [] }]));
    }

    #[test]
    fn standard_input_is_there_once() {
        let said = said(
            Home::new()
                .supple(&["check", "-", "-"])
                .write_stdin(routine("x")),
        );
        assert_eq!(
            (said.code, said.out.as_str()),
            (0, "1 file, no problems\n"),
            "{said:?}"
        );
    }

    /// A name that is none is wrong usage; a file that is not there is a file that cannot be read.
    #[test]
    fn what_is_not_there_ends_as_the_table_of_exit_codes_says() {
        let home = Home::new();
        assert_eq!(home.says(&["check", "nope"]).code, 2);
        assert_eq!(home.says(&["check", "nope.toml"]).code, 1);
        assert_eq!(home.says(&["show", "nope"]).code, 2);
        assert_eq!(home.says(&["show", "nope.toml"]).code, 1);
    }

    /// What is counted as certain is what `--fix` repairs: a repair that would break the file is none.
    #[test]
    fn only_what_is_repaired_is_called_certain() {
        let home = Home::new();
        let text =
            "title = \"x\"\nstep = [{ name = \"a\", hold = 15s }]\n[[steps]]\nname = \"b\"\n";
        home.put("mine.toml", text);
        let said = home.says(&["check", "mine.toml"]);
        assert!(
            said.out
                .ends_with("1 file, 2 errors\none of them is certain: `--fix` repairs it\n"),
            "{said:?}"
        );
        let said = home.says(&["check", "--fix", "mine.toml"]);
        assert!(said.out.ends_with("1 file, 1 error\n"), "{said:?}");
    }

    /// Sound, but with two pieces of advice: a hold that is too long, and one that is too short.
    const ADVISED: &str = "title = \"A\"\n[[step]]\nname = \"Pull\"\nhold = \"45s\"\n[[step]]\nname = \"Push\"\nhold = \"6s\"\n";

    #[test]
    fn advice_fails_only_where_it_is_asked_to() {
        let home = Home::new();
        home.put("a.toml", ADVISED);
        let said = home.says(&["check", "a.toml"]);
        assert!(
            said.out.ends_with("\n1 file, 2 pieces of advice\n"),
            "{}",
            said.out
        );
        assert!(said.out.contains("= note: source: ACSM"), "{}", said.out);
        assert_eq!(said.code, 0);
        assert_eq!(home.says(&["check", "--strict", "a.toml"]).code, 1);
        let checked = home.json(&["check", "--strict", "--json", "a.toml"]);
        let problem = &checked[0]["problems"][0];
        assert_eq!(
            (&problem["severity"], &problem["code"], &problem["line"]),
            (&json!("advice"), &json!("W01"), &json!(4))
        );
        assert!(problem["source"].as_str().unwrap().starts_with("ACSM"));
        home.put("a.toml", format!("allow = [\"W01\"]\n{ADVISED}"));
        assert_eq!(home.says(&["check", "--strict", "a.toml"]).code, 0);
        assert_eq!(home.says(&["check", "--strict"]).code, 0);
    }

    #[test]
    fn a_folder_is_all_in_it() {
        let home = Home::new();
        home.put("some/a.toml", ADVISED);
        home.put("some/b.toml", "");
        home.put("some/.c.toml.swp", "");
        home.put("some/notes.md", "");
        let checked = home.json(&["check", "--json", "some"]);
        let paths: Vec<&Value> = checked
            .as_array()
            .unwrap()
            .iter()
            .map(|file| &file["path"])
            .collect();
        assert_eq!(paths, ["some/a.toml", "some/b.toml"]);
        assert_eq!(home.says(&["check", "some"]).code, 1);
    }

    #[test]
    fn what_is_certain_is_repaired_and_the_rest_is_told() {
        let home = Home::new();
        let text = "title = \"x\" # mine\n[[step]]\nname=\"a\"\nhold = 15s\n";
        let said = said(home.supple(&["check", "-"]).write_stdin(text));
        assert_eq!(said.code, 1);
        assert!(
            said.out.contains("--> <stdin>:4:8") && said.out.contains("4 + hold = \"15s\""),
            "{}",
            said.out
        );
        let path = home.put("a.toml", text);
        let said = home.says(&["check", "--fix", "a.toml"]);
        let out =
            "fixed a.toml:4: hold = 15s  →  hold = \"15s\"\n\n1 file, no problems\n".to_owned();
        let err = String::new();
        assert_eq!(said, Said { out, err, code: 0 });
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "title = \"x\" # mine\n[[step]]\nname=\"a\"\nhold = \"15s\"\n"
        );
        assert_eq!(home.says(&["show", "a.toml"]).code, 0);
        // A second time there is nothing to do, and nothing is written.
        let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(
            home.says(&["check", "--fix", "a.toml"]).out,
            "1 file, no problems\n"
        );
        assert_eq!(
            std::fs::metadata(&path).unwrap().modified().unwrap(),
            modified
        );

        home.put("b.toml", "[[steps]]\nhodl = 15s\n");
        let checked = home.json(&["check", "--fix", "--json", "b.toml"]);
        let fixed: Vec<&Value> = checked[0]["fixed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| &line["after"])
            .collect();
        assert_eq!(fixed, ["[[step]]", "hold = \"15s\""]);
        let codes: Vec<&Value> = checked[0]["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| &problem["code"])
            .collect();
        assert_eq!(codes, ["E13", "E13"]);
    }

    #[test]
    fn what_cannot_be_written_is_not_repaired() {
        let home = Home::new();
        let said = said(
            home.supple(&["check", "--fix", "-"])
                .write_stdin("hold = 15s"),
        );
        let err =
            "error: cannot repair `-`: it is no file\n  help: save it as a file and repair that\n";
        assert_eq!(said, fails(2, err));
    }

    #[test]
    fn a_name_is_as_good_as_a_path() {
        let home = Home::new();
        home.own("mine.toml", "");
        assert_eq!(home.says(&["check", "mine"]).code, 1);
        assert_eq!(home.says(&["check", "knee"]).code, 0);
    }
}

/// What must never be read as if it were a file.
mod files {
    use super::*;

    /// The one problem of the file at `path`.
    fn refused(home: &Home, path: &str, message: &str) {
        let said = home.says(&["check", "--json", path]);
        let checked: Value = serde_json::from_str(&said.out).unwrap();
        let problem = &checked[0]["problems"][0];
        assert_eq!(said.code, 1);
        assert_eq!(
            (&problem["code"], &problem["message"]),
            (&json!("E15"), &json!(message))
        );
        assert_eq!(
            (&problem["line"], &problem["column"]),
            (&json!(1), &json!(1))
        );
        // And so for a person, and for whoever wants to play it.
        for command in ["check", "play", "show"] {
            let said = home.says(&[command, path]);
            let all = said.out + &said.err;
            assert!(all.contains("error[E15]") && all.contains(message), "{all}");
            assert_eq!(said.code, 1);
        }
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let home = Home::new();
        let path = home.path().join("pipe.toml");
        let made = std::process::Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap();
        assert!(made.success());
        refused(&home, "pipe.toml", "`pipe.toml` is a pipe, not a file");
    }

    #[test]
    fn a_folder_a_device_a_missing_file() {
        let home = Home::new();
        // A folder is many files to `check`, and no routine to anybody else.
        std::fs::create_dir(home.path().join("folder.toml")).unwrap();
        let said = home.says(&["show", "folder.toml"]);
        assert!(
            said.err.contains("error[E15]: `folder.toml` is a folder"),
            "{said:?}"
        );
        assert_eq!(said.code, 1);
        refused(&home, "/dev/null", "`/dev/null` is a device, not a file");
        refused(
            &home,
            "none.toml",
            "cannot read `none.toml`: there is no such file",
        );
    }

    #[test]
    fn links_to_files_are_good_and_circles_are_not() {
        use std::os::unix::fs::symlink;
        let home = Home::new();
        home.put("real.toml", routine("Real"));
        symlink("real.toml", home.path().join("link.toml")).unwrap();
        assert_eq!(home.says(&["check", "link.toml"]).code, 0);
        symlink("one.toml", home.path().join("two.toml")).unwrap();
        symlink("two.toml", home.path().join("one.toml")).unwrap();
        refused(
            &home,
            "one.toml",
            "cannot read `one.toml`: its symbolic links lead in a circle",
        );
    }

    #[test]
    fn a_large_file_is_not_read() {
        let home = Home::new();
        home.put("large.toml", vec![b'#'; 300 * 1024]);
        refused(&home, "large.toml", "`large.toml` is larger than 256 KiB");
        let said = said(
            home.supple(&["check", "-"])
                .write_stdin(vec![b'#'; 300 * 1024]),
        );
        assert!(
            said.out.contains("`<stdin>` is larger than 256 KiB"),
            "{}",
            said.out
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_named_with_their_place() {
        let home = Home::new();
        home.put("latin.toml", b"# a\ntitle = \"Caf\xe9\"\n");
        let checked = home.json(&["check", "--json", "latin.toml"]);
        let problem = &checked[0]["problems"][0];
        assert_eq!(problem["message"], "`latin.toml` is not UTF-8 text");
        assert_eq!(
            (&problem["line"], &problem["column"]),
            (&json!(2), &json!(13))
        );
    }

    #[test]
    fn a_broken_file_among_the_own_ones_keeps_nothing_else_away() {
        let home = Home::new();
        home.own("folder.toml/x", "");
        home.own("latin.toml", b"\xff");
        let said = home.says(&["list"]);
        assert!(
            said.out
                .starts_with("folder\t\t\tuser\t1\nlatin\t\t\tuser\t1\nbefore-bed\t"),
            "{}",
            said.out
        );
        assert_eq!(home.says(&["show", "knee"]).code, 0);
    }
}

mod play {
    use super::*;

    #[test]
    fn a_session_told_plainly_from_its_start_to_its_summary() {
        let home = Home::new();
        home.put(
            "short.toml",
            "title = \"Short\"\nwarn = [\"Go slowly.\"]\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\n\
             sides = \"each\"\nready = 0\n",
        );
        let said = home.says(&["short.toml", "--start", "0", "--speed", "1000"]);
        let out = "\x200:00  Short, 0:35
 0:00  Go slowly.
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
        assert!(said.out.contains("\n 0:13  finished\n"), "{}", said.out);
        assert!(
            said.out.contains(
                " 0:00  no key can come: waits and alarms end at once, a count takes 4 s a repetition\n"
            ),
            "{}",
            said.out
        );
        assert!(said.out.contains(" 0:00  wait Lift\n"), "{}", said.out);
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
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(["knee", "--plain", "--speed", "1000"])
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(3));
    }
}

mod usage {
    use super::*;

    #[test]
    fn keys_come_from_standard_input_so_a_routine_cannot() {
        let err = "error: cannot play `-`: the keys come from standard input\n  \
                   help: save the routine as a file and play that\n";
        let home = Home::new();
        assert_eq!(home.says(&["play", "-"]), fails(2, err));
        assert_eq!(home.says(&["-"]), fails(2, err));
    }

    #[test]
    fn a_step_that_is_not_there() {
        let err = "error: there is no step 3: `--from` takes 1 to 2\n";
        assert_eq!(Home::new().says(&["knee", "--from", "3"]), fails(2, err));
    }

    #[test]
    fn too_much_in_a_row() {
        let home = Home::new();
        home.put(
            "day.toml",
            "title = \"Day\"\n[[step]]\nname = \"Walk\"\ntime = \"20h\"\n",
        );
        let err = "error: together these last 40h20s, longer than 24h\n";
        assert_eq!(home.says(&["day.toml", "day.toml"]), fails(2, err));
    }

    #[test]
    fn wrong_values_are_wrong_usage() {
        let home = Home::new();
        for wrong in [
            &["knee", "--speed", "0"][..],
            &["knee", "--start", "soon"],
            &["knee", "--from", "0"],
            &["knee", "--sound", "loud"],
            &["knee", "--nonsense"],
            &["--plain"],
            &["play"],
            &["show"],
        ] {
            let said = home.says(wrong);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{wrong:?}");
            assert!(said.err.starts_with("error: "), "{}", said.err);
        }
    }

    #[test]
    fn help_and_version_are_results() {
        let home = Home::new();
        for right in ["--help", "--version"] {
            let said = home.says(&[right]);
            assert_eq!((said.code, said.err.as_str()), (0, ""));
            assert!(said.out.contains("supple"));
        }
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = Home::new();
    for (arguments, code) in [
        (&["list"][..], 0),
        (&["show", "knee"], 0),
        (&["check"], 0),
        (&["check", "none.toml"], 1),
        (&["--help"], 0),
        (&[], 0),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(arguments)
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{arguments:?}"
        );
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

mod sound {
    use super::*;

    #[test]
    fn a_routine_becomes_a_sound_file() {
        let home = Home::new();
        let said = home.says(&["render", "knee", "-o", "knee.wav", "--sound", "tones"]);
        assert_eq!(said.out, "knee.wav: 2:24, tones only\n");
        assert_eq!((said.err.as_str(), said.code), ("", 0));
        let file = std::fs::read(home.path().join("knee.wav")).unwrap();
        let samples = supple::sound::read(&file).unwrap();
        let length = supple::sound::length_of(samples.len());
        assert_eq!(
            length.as_millis() / 10,
            14_444,
            "to the end of the last tone"
        );
        assert!(!home.path().join("knee.wav.part").exists());
    }

    #[test]
    fn a_rendered_session_begins_with_the_side_that_is_configured() {
        let home = Home::new();
        home.put("ok.wav", supple::sound::written(&[1000; 4000]));
        let voice = "[\"/bin/sh\", \"-c\", \"/bin/cat >> said; echo >> said; /bin/cp ok.wav \\\"$1\\\"\", \"sh\"]";
        let config = format!("[session]\nfirst = \"left\"\n[sound]\nvoice = {voice}\n");
        home.put(".config/supple/config.toml", config);
        let said = home.says(&["render", "knee", "-o", "knee.wav"]);
        assert_eq!((said.err.as_str(), said.code), ("", 0));
        assert!(
            said.out.ends_with(", tones and speech by /bin/sh\n"),
            "{}",
            said.out
        );
        let said = std::fs::read_to_string(home.path().join("said")).unwrap();
        assert!(
            said.contains("Single-knee pull. Left. Left knee in"),
            "{said}"
        );
        assert!(
            !said.contains("Single-knee pull. Right. Right knee in"),
            "{said}"
        );
    }

    #[test]
    fn nothing_but_a_sound_file_is_replaced() {
        let home = Home::new();
        let render =
            |from: &str, to: &str| home.says(&["render", from, "-o", to, "--sound", "tones"]);
        let read = |name: &str| std::fs::read(home.path().join(name)).unwrap();
        home.put("own.toml", routine("Own"));
        home.put("knee.wav.part", "precious");
        let refused = render("own.toml", "own.toml");
        let expected = fails(
            1,
            "error: `own.toml` is there already and is no WAV file\n  help: take another name, or move that file away\n",
        );
        assert_eq!(refused, expected);
        assert_eq!(read("own.toml"), routine("Own").as_bytes());
        assert_eq!(render("own.toml", "knee.wav").code, 0);
        let own = read("knee.wav");
        assert_eq!(render("knee", "knee.wav").code, 0);
        assert!(read("knee.wav").len() > own.len(), "a WAV file is replaced");
        assert_eq!(read("knee.wav.part"), b"precious");
        home.put("empty.wav", "");
        assert_eq!(render("own.toml", "empty.wav").code, 0);
        assert_eq!(read("empty.wav"), own);
        let mut names: Vec<_> = std::fs::read_dir(home.path())
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["empty.wav", "knee.wav", "knee.wav.part", "own.toml"]
        );
    }

    #[test]
    fn a_dash_is_standard_output() {
        let home = Home::new();
        let output = home
            .supple(&["render", "knee", "-o", "-", "--sound", "tones"])
            .output()
            .unwrap();
        assert!(output.status.success());
        let samples = supple::sound::read(&output.stdout).unwrap();
        assert_eq!(
            supple::sound::length_of(samples.len()).as_millis() / 10,
            14_444
        );
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "note: 2:24, tones only\n"
        );
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let said = Home::new().says(&["render", "knee", "-o", "no/knee.wav", "--sound", "tones"]);
        assert_eq!(said.code, 1);
        assert_eq!(
            said.err,
            "error: cannot write `no/knee.wav`: there is no such folder\n"
        );
    }

    #[test]
    fn the_doctor_finds_a_session_possible_with_or_without_sound() {
        let said = Home::new().says(&["doctor"]);
        assert_eq!((said.err.as_str(), said.code), ("", 0));
        for part in [
            "Sound\n",
            "Terminal\n",
            "Folders\n",
            "Editor\n",
            "Settings\n",
        ] {
            assert!(said.out.contains(part), "{}", said.out);
        }
        for folder in [
            "log       ~/.local/share/supple/log",
            "state     ~/.local/state/supple",
        ] {
            assert!(said.out.contains(folder), "{}", said.out);
        }
        if said.out.contains("none: tones only") {
            assert!(said.out.contains("sudo apt install espeak-ng"));
        }
    }
}

#[test]
fn the_doctor_says_what_holds_and_prints_a_configuration() {
    let home = Home::new();
    let said = home.says(&["doctor", "--config"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    assert!(said.out.contains("\n[screen]\n"), "{}", said.out);
    let config = home.put(".config/supple/config.toml", &said.out);
    let config = config.to_str().unwrap();
    // As it is printed, it can be checked and changes nothing.
    assert_eq!(home.says(&["check", config]).code, 0);
    assert_eq!(home.says(&["check"]).code, 0);
    let said = home.says(&["doctor"]);
    assert!(
        said.out
            .contains("  screen.theme     \"auto\" (built in)\n"),
        "{}",
        said.out
    );
    home.put(".config/supple/config.toml", "[screen]\ntheme = \"mono\"\n");
    let said = home.says(&["doctor"]);
    assert!(
        said.out
            .contains("  screen.theme     \"mono\" (config.toml)\n"),
        "{}",
        said.out
    );
    home.put(".config/supple/config.toml", "[screen]\ntheem = \"mono\"\n");
    assert_eq!(home.says(&["check", config]).code, 1);
    assert_eq!(home.says(&["check"]).code, 1);
}

mod figures {
    use super::*;

    /// A figure that does nothing.
    const FIGURE: &str = "about = \"Standing\"\nfixed = \"near-heel\"\n[rest]\ntrunk = 90\n\
                          legs = { thigh = -90, shank = -90 }\narms = { upper = -90, fore = -90 }\n[stretch]\n";

    fn own(home: &Home, name: &str, text: &str) {
        home.put(&format!(".config/supple/figures/{name}.toml"), text);
    }

    fn stands(figure: &str) -> String {
        format!("{}figure = \"{figure}\"\n", routine("Standing"))
    }

    #[test]
    fn own_ones_are_beside_the_bundled_ones_and_stand_in_for_them() {
        let home = Home::new();
        own(&home, "stand", FIGURE);
        own(&home, "bridge", FIGURE);
        home.own("standing.toml", stands("stand"));
        let said = home.says(&["figures"]);
        assert_eq!(said.code, 0);
        let heads = said.out.lines().filter(|line| line.ends_with("(yours)"));
        assert_eq!(
            heads.collect::<Vec<_>>(),
            ["bridge  (yours)", "stand  (yours)"]
        );
        assert!(said.out.contains("stand  (yours)\nStanding\nin Standing\n"));
        assert!(said.out.contains("\nsingle-knee-pull\n"));
        assert!(home.says(&["check"]).out.ends_with(", no problems\n"));
    }

    #[test]
    fn one_is_printed_by_its_name() {
        let home = Home::new();
        let said = home.says(&["figures", "bridge"]);
        assert!(said.out.starts_with("bridge\n"), "{}", said.out);
        assert!(said.out.lines().count() < 16);
        let unknown = home.says(&["figures", "brige"]);
        assert_eq!(
            unknown.err,
            "error: there is no figure `brige`\n  help: did you mean `bridge`?\n  \
             help: `supple figures` shows all\n"
        );
        assert_eq!(unknown.code, 2);
    }

    #[test]
    fn a_step_names_one_that_there_is() {
        let home = Home::new();
        home.put("typo.toml", stands("brigde"));
        let problems = home.json(&["check", "--json", "typo.toml"]);
        let problem = &problems[0]["problems"][0];
        assert_eq!(problem["code"], "E07");
        assert_eq!(problem["message"], "there is no figure `brigde`");
        assert_eq!(problem["line"], 6);
        assert_eq!(home.says(&["typo.toml", "--speed", "1000"]).code, 1);
        own(&home, "brigde", FIGURE);
        assert_eq!(home.says(&["check", "typo.toml"]).code, 0);
    }

    #[test]
    fn a_broken_one_is_told_by_check_and_breaks_no_routine() {
        let home = Home::new();
        own(
            &home,
            "stand",
            &FIGURE.replace("trunk = 90", "trunk = \"up\""),
        );
        home.own("standing.toml", stands("stand"));
        let problems = home.json(&["check", "--json"]);
        let files = problems.as_array().unwrap();
        let broken = files.iter().filter(|file| file["problems"] != json!([]));
        let broken: Vec<&Value> = broken.collect();
        assert_eq!(broken.len(), 1, "the figure, not what names it");
        let path = broken[0]["path"].as_str().unwrap();
        assert!(path.ends_with("/figures/stand.toml"), "{path}");
        assert_eq!(broken[0]["problems"][0]["line"], 4);
        let said = home.says(&["figures", "bridge"]);
        assert!(
            said.err
                .contains("stand.toml` is left out: it has 1 problem\n")
        );
        let played = home.says(&["standing", "--start", "0", "--speed", "1000"]);
        assert_eq!((played.code, played.err.as_str()), (0, ""));
    }

    #[test]
    fn a_bundled_one_stands_in_for_a_broken_one_of_its_name() {
        let home = Home::new();
        let broken = FIGURE.replace("trunk = 90", "trunk = \"up\"");
        own(&home, "bridge", &broken);
        own(&home, "stand", &broken);
        let path = |name: &str| {
            home.path()
                .join(format!(".config/supple/figures/{name}.toml"))
                .display()
                .to_string()
        };
        let said = home.says(&["figures", "bridge"]);
        assert!(
            said.out.starts_with("bridge\n"),
            "the bundled one: {}",
            said.out
        );
        let warning = format!(
            "warning: the figure `{}` is left out, and the bundled one shown: it has 1 problem\n",
            path("bridge")
        );
        assert!(said.err.contains(&warning), "{}", said.err);
        assert_eq!(said.code, 0);
        let said = home.says(&["figures", "stand"]);
        let error = format!(
            "error: the figure `{0}` is left out: it has 1 problem\n  help: `supple check {0}` shows what is wrong\n",
            path("stand")
        );
        assert_eq!(said, fails(1, &error));
    }

    #[test]
    fn they_are_printed_with_the_dots_that_are_configured() {
        let home = Home::new();
        let octant = |text: &str| {
            text.chars()
                .any(|symbol| ('\u{1cd00}'..='\u{1cde5}').contains(&symbol))
        };
        assert!(!octant(&home.says(&["figures", "bridge"]).out));
        home.put(".config/supple/config.toml", "[screen]\noctants = true\n");
        assert!(octant(&home.says(&["figures", "bridge"]).out));
    }

    #[test]
    fn a_file_is_told_from_a_routine_by_its_folder_or_by_what_is_in_it() {
        let home = Home::new();
        home.put("stand.toml", FIGURE);
        home.put("figures/empty.toml", "");
        assert_eq!(home.says(&["check", "stand.toml"]).code, 0);
        let said = said(home.supple(&["check", "-"]).write_stdin(FIGURE));
        assert_eq!(said.code, 0, "{}", said.out);
        let empty = home.says(&["check", "figures/empty.toml"]).out;
        assert!(empty.contains("`about`"), "{empty}");
    }
}

/// `supple new` and `supple edit`. What they open is a script here.
#[cfg(unix)]
mod own {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// An editor that writes what it was called with beside itself, and does `then` to the file, which is `$f`.
    fn editor(home: &Home, then: &str) -> String {
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\nfor f; do :; done\n{then}\n",
            home.path().join("called").display()
        );
        let path = home.put("my editor.sh", script);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn called(home: &Home) -> Vec<String> {
        let called = std::fs::read_to_string(home.path().join("called")).unwrap();
        called.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_new_routine_plays_as_it_is() {
        let home = Home::new();
        let said = home.says(&["new", "my-back"]);
        assert_eq!(
            said,
            Said {
                out: "~/.config/supple/routines/my-back.toml\n".to_owned(),
                err: "note: `supple my-back` plays it, `supple edit my-back` opens it\n".to_owned(),
                code: 0
            }
        );
        assert_eq!(home.says(&["check", "--strict", "my-back"]).code, 0);
        assert_eq!(
            home.json(&["show", "my-back", "--json"])["title"],
            "My back"
        );
        // Its schema lies where its first line looks for it, and is no routine.
        let schema = home
            .path()
            .join(".config/supple/routines/routine.schema.json");
        assert_eq!(
            std::fs::read_to_string(schema).unwrap(),
            home.says(&["schema"]).out
        );
        // A second time it is not overwritten.
        home.own("my-back.toml", routine("Mine"));
        let said = home.says(&["new", "my-back"]);
        let path = home.path().join(".config/supple/routines/my-back.toml");
        let err = format!(
            "error: `{}` is there already\n  help: `supple edit my-back` opens it; or take another name\n",
            path.display()
        );
        assert_eq!(said, fails(1, &err));
        assert_eq!(std::fs::read_to_string(path).unwrap(), routine("Mine"));
    }

    #[test]
    fn a_new_routine_may_be_a_copy_and_may_be_printed() {
        let home = Home::new();
        let said = home.says(&["new", "mine", "--from", "knee", "--stdout"]);
        assert!(said.out.contains("\ntitle   = \"Mine\"\n"), "{}", said.out);
        assert!(
            said.out.contains("doi:10") || said.out.contains("doi.org"),
            "comments stay"
        );
        assert!(!home.path().join(".config").exists(), "nothing is written");
        assert_eq!(home.says(&["new", "mine", "--from", "nothing"]).code, 2);
    }

    #[test]
    fn a_name_is_one_that_can_be_typed() {
        let home = Home::new();
        let err = "error: no routine can be called `list`: that is a command\n  help: take another name: `supple NAME` is to play it\n";
        assert_eq!(home.says(&["new", "list"]), fails(2, err));
        let err = "error: no routine can be called `../My back`: a name has letters, digits, `-` and `_`\n  help: write `my-back`\n";
        assert_eq!(home.says(&["new", "../My back"]), fails(2, err));
        assert!(!home.path().join(".config").exists());
    }

    #[test]
    fn a_new_routine_that_hides_a_bundled_one_says_so() {
        let home = Home::new();
        let said = home.says(&["new", "knee-to-chest"]);
        let note =
            "note: this hides the bundled `knee-to-chest`; delete it to have that one back\n";
        assert!(said.err.starts_with(note) && said.code == 0, "{said:?}");
        let said = home.says(&["new", "my-back"]);
        assert!(!said.err.contains("hides"), "{said:?}");
    }

    #[test]
    fn a_bundled_routine_is_copied_before_it_is_edited() {
        let home = Home::new();
        let editor = format!(
            "'{}' --wait \"two words\"",
            editor(&home, "sed -i 's/15s/20 sek/' \"$f\"")
        );
        let said = said(
            home.supple(&["edit", "knee"])
                .env("VISUAL", &editor)
                .env("EDITOR", "false")
                .env("PATH", "/usr/bin:/bin"),
        );
        let path = home
            .path()
            .join(".config/supple/routines/knee-to-chest.toml");
        assert_eq!(
            called(&home),
            ["--wait", "two words", path.to_str().unwrap()]
        );
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.starts_with("note: this is your copy now, `~/.config/supple/routines/knee-to-chest.toml`; delete it"), "{}", said.err);
        assert!(
            said.out.contains("error[E05]") && said.out.ends_with("1 file, 2 errors\n"),
            "{}",
            said.out
        );
        // It stands in for the bundled one, and is edited itself from now on.
        let listed = home.json(&["list", "--json"]);
        let first = &listed[0];
        assert_eq!(
            (&first["id"], &first["source"], &first["shadows"]),
            (&json!("knee-to-chest"), &json!("user"), &json!(true))
        );
        let said = super::said(
            home.supple(&["edit", "knee"])
                .env("EDITOR", "true")
                .env("PATH", "/usr/bin:/bin"),
        );
        assert_eq!((said.err.as_str(), said.code), ("", 1));
        std::fs::remove_file(path).unwrap();
        assert_eq!(home.json(&["list", "--json"])[0]["shadows"], false);
    }

    #[test]
    fn an_editor_that_fails_or_is_not_there_is_named() {
        let home = Home::new();
        home.own("mine.toml", routine("Mine"));
        let help = "  help: set `VISUAL` or `EDITOR` to the command of your editor, such as `nano` or `code --wait`\n";
        let edit = |editor: &str| {
            said(
                home.supple(&["edit", "mine"])
                    .env("EDITOR", editor)
                    .env("PATH", "/usr/bin:/bin"),
            )
        };
        assert_eq!(
            edit("false"),
            fails(
                1,
                &format!("error: the editor `false` ended with code 1\n{help}")
            )
        );
        assert_eq!(
            edit("no-such-editor -x"),
            fails(
                1,
                &format!(
                    "error: the editor `no-such-editor` cannot be started: there is no such file\n{help}"
                )
            )
        );
        let said = said(home.supple(&["edit", "knee"]).env("PATH", "/nowhere"));
        assert_eq!(
            said,
            fails(1, &format!("error: there is no editor\n{help}"))
        );
        assert!(
            !home
                .path()
                .join(".config/supple/routines/knee-to-chest.toml")
                .exists()
        );
        assert_eq!(home.says(&["edit", "-"]).code, 2);
    }
}
