//! `supple check` and `--fix`.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

use serde_json::{Value, json};

use super::home::{Home, Said, fails, routine, said};
use crate::program;
use crate::wait::Outcome;

#[test]
fn all_there_is() {
    let said = Home::new().says(&["check"]);
    // The bundled routines and stretches.
    let files = supple::disk::bundled::ALL.len() + supple::disk::stretches::BUNDLED.len();
    let out = format!("{files} files, no problems\n");
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
    assert_eq!(
        checked["files"][0],
        json!({ "path": "good.toml", "problems": [] })
    );
    let problem = &checked["files"][1]["problems"][0];
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
    assert_eq!(
        checked["files"][0]["problems"][0]["column"], 32,
        "{checked}"
    );
}

#[test]
fn standard_input() {
    let said = said(
        Home::new()
            .supple(&["check", "-", "--json"])
            .write_stdin(routine("x")),
    );
    let checked: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        checked,
        json!({ "version": 1, "files": [{ "path": "<stdin>", "problems": [] }] })
    );
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
    let text = "title = \"x\"\nstep = [{ name = \"a\", hold = 15s }]\n[[steps]]\nname = \"b\"\n";
    home.put("mine.toml", text);
    let said = home.says(&["check", "mine.toml"]);
    assert!(
        said.out
            .ends_with("1 file, 2 errors\n1 can be fixed automatically with `--fix`\n"),
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
    let problem = &checked["files"][0]["problems"][0];
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
    let paths: Vec<&Value> = checked["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["path"])
        .collect();
    assert_eq!(paths, ["some/a.toml", "some/b.toml"]);
    assert_eq!(home.says(&["check", "some"]).code, 1);
}

#[test]
fn certain_problems_are_repaired_and_the_others_are_reported() {
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
    let out = "fixed a.toml:4: hold = 15s  →  hold = \"15s\"\n\n1 file, no problems\n".to_owned();
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
    let fixed: Vec<&Value> = checked["files"][0]["fixed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["after"])
        .collect();
    assert_eq!(fixed, ["[[step]]", "hold = \"15s\""]);
    let codes: Vec<&Value> = checked["files"][0]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["code"])
        .collect();
    assert_eq!(codes, ["E13", "E13"]);
}

/// An editor sends a file through it: the result is the file alone, whatever is left to say of it.
#[test]
fn standard_input_is_repaired_on_its_way_to_standard_output() {
    let home = Home::new();
    let filtered = |text: &str| {
        let said = said(home.supple(&["check", "--fix", "-"]).write_stdin(text));
        (said.out, said.code, said.err.contains("error[E13]"))
    };
    let broken = "title = \"x\"\n[step]\nname=\"a\" # é\nhold = 15s";
    let whole = "title = \"x\"\n[[step]]\nname=\"a\" # é\nhold = \"15s\"";
    assert_eq!(filtered(broken), (whole.to_owned(), 0, false));
    assert_eq!(filtered(whole), (whole.to_owned(), 0, false));
    let nameless = "title = \"x\"\n[[step]]\nhold = 15s\n";
    let repaired = nameless.replace("15s", "\"15s\"");
    assert_eq!(filtered(nameless), (repaired, 1, true));
}

/// A filter never eats a text, whatever it is.
#[test]
fn what_cannot_be_read_goes_through_as_it_came() {
    let home = Home::new();
    let large = vec![b'#'; 3 * 1024 * 1024];
    let texts: [&[u8]; 3] = [b"title = \"\xff\"\n", b"\xff\xfet\0", &large];
    for text in texts {
        let output = home
            .supple(&["check", "--fix", "-"])
            .write_stdin(text)
            .output()
            .unwrap();
        assert!(output.stdout == text);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .starts_with("error[E15]")
        );
    }
}

#[test]
fn the_messages_of_a_filter_have_the_format_that_is_asked_for() {
    let home = Home::new();
    let text = "title = \"x\"\n[[step]]\nhold = 15s\n";
    let filtered = |format: &str| {
        let arguments = ["check", "--fix", "--format", format, "-"];
        let said = said(home.supple(&arguments).write_stdin(text));
        assert_eq!((said.out, said.code), (text.replace("15s", "\"15s\""), 1));
        said.err
    };
    let short = "<stdin>:2:1: error[E13] a `hold` without a `name`: ";
    assert!(filtered("short").starts_with(short));
    let report: Value = serde_json::from_str(&filtered("json")).unwrap();
    assert_eq!(report["files"][0]["problems"][0]["code"], "E13");
    assert_eq!(report["files"][0]["fixed"][0]["line"], 3);
}

#[test]
fn other_programs_read_problems_in_their_own_format() {
    let home = Home::new();
    home.put(
        "a,b.toml",
        "title = \"x\"\n[step]\nname = \"100%\"\nhold = 15s\nhold = \"20s\"\n",
    );
    let said = |format: &str| {
        let said = home.says(&["check", "--format", format, "a,b.toml"]);
        assert_eq!((said.code, said.err.as_str()), (1, ""));
        said.out
    };
    assert_eq!(
        said("short"),
        "a,b.toml:2:2: error[E06] `step` in single brackets is not a step: every step begins with `[[step]]`, in two brackets\n\
         a,b.toml:4:8: error[E01] a time without quotes: put times in quotes: `\"15s\"`\n\
         a,b.toml:5:1: error[E01] `hold` stands twice in the same table: keep one of the two\n"
    );
    let github = said("github");
    let first = github.lines().next().unwrap();
    assert_eq!(
        first,
        "::error file=a%2Cb.toml,line=2,col=2,endLine=2,endColumn=6,title=E06::`step` in single brackets is not a step: every step begins with `[[step]]`, in two brackets"
    );
    assert_eq!(github.lines().count(), 3);
    let report: Value = serde_json::from_str(&said("json")).unwrap();
    let problems = &report["files"][0]["problems"];
    assert_eq!(
        problems[0]["fix"],
        json!({ "certain": true, "edits": [
            { "line": 2, "column": 1, "end_line": 2, "end_column": 7, "text": "[[step]]" }
        ] })
    );
    let also = &problems[2]["also"];
    assert_eq!((&also["line"], &also["end_column"]), (&json!(4), &json!(5)));
    assert_eq!(
        (&problems[1]["column"], &problems[1]["end_column"]),
        (&json!(8), &json!(11))
    );
}

/// The hint names the codes of the advice that is given, and no other.
#[test]
fn what_can_be_allowed_is_what_was_advised() {
    let home = Home::new();
    home.put(
        "a.toml",
        "title = \"x\"\n[[step]]\nname = \"A\"\nhold = \"5s\"\n[[step]]\nrest = \"5s\"\n",
    );
    let said = home.says(&["check", "--strict", "a.toml"]);
    assert!(
        said.out.ends_with("`allow = [\"W01\", \"W08\"]`\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_name_is_as_good_as_a_path() {
    let home = Home::new();
    home.own("mine.toml", "");
    assert_eq!(home.says(&["check", "mine"]).code, 1);
    assert_eq!(home.says(&["check", "knee"]).code, 0);
}

/// A routine with a mistake that `--fix` repairs.
const REPAIRABLE: &str = "title = \"A\"\n[[step]]\nname = \"Pull\"\nhold = 15s\n";

/// Whether we are root, who may give a file to another user.
fn is_root() -> bool {
    let is_root = rustix::process::geteuid().is_root();
    if !is_root {
        eprintln!("not tried: only root can give a file to another user");
    }
    is_root
}

#[test]
fn the_owner_of_a_repaired_file_stays() {
    if !is_root() {
        return;
    }
    let home = Home::new();
    let file = home.put("a.toml", REPAIRABLE);
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    chown(&file, Some(4711), Some(4712)).unwrap();
    let link = home.path().join("link.toml");
    symlink("a.toml", &link).unwrap();
    assert_eq!(home.says(&["check", "--fix", "link.toml"]).code, 0);
    let there = fs::symlink_metadata(&file).unwrap();
    assert_eq!(
        (there.uid(), there.gid(), there.mode() & 0o7777),
        (4711, 4712, 0o600)
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().contains("\"15s\""));
}

#[test]
fn a_file_of_another_user_in_a_shared_folder_stays_as_it_is() {
    if !is_root() {
        return;
    }
    let home = Home::new();
    fs::set_permissions(home.path(), Permissions::from_mode(0o1777)).unwrap();
    let program = home.path().join("supple");
    program::put_supple(&program);
    let file = home.put("a.toml", REPAIRABLE);
    fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", "exec ./supple check --fix a.toml"])
        .current_dir(home.path());
    command.env("HOME", home.path()).uid(4711).gid(4711);
    let output = command.outcome();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: cannot write `a.toml`: it belongs to another user or group, and replacing it would change that\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), REPAIRABLE);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

#[test]
fn a_file_with_hard_links_is_not_repaired_and_it_is_said_why() {
    let home = Home::new();
    let file = home.put("a.toml", REPAIRABLE);
    fs::hard_link(&file, home.path().join("b.toml")).unwrap();
    let why =
        "error: cannot write `a.toml`: it has other hard links, which would keep the old content\n";
    assert_eq!(home.says(&["check", "--fix", "a.toml"]), fails(1, why));
    assert_eq!(
        fs::read_to_string(home.path().join("b.toml")).unwrap(),
        REPAIRABLE
    );
}

/// Bundled routines are read without advice, but not where they are checked: a stretch of the user's may call for some.
#[test]
fn a_bundled_routine_is_judged_with_the_stretches_of_the_user() {
    let home = Home::new();
    let problems = |home: &Home| {
        let files = home.json(&["check", "--json"]);
        let files = files["files"].as_array().unwrap().clone();
        let routine = files
            .into_iter()
            .find(|file| file["path"] == "<bundled>/back-extension.toml");
        routine.unwrap()["problems"].as_array().unwrap().len()
    };
    assert_eq!(problems(&home), 0);
    home.put(
        ".config/supple/stretches/prone-prop.toml",
        "about = \"A calf\"\nname = \"Calf\"\nhold = \"3s\"\nready = \"1s\"\ncue = \"Towel round the ball of the foot, knee straight, and pull.\"\n",
    );
    assert!(problems(&home) > 0);
}

/// A routine whose step shows `picture`.
fn illustrated(picture: &str) -> String {
    format!(
        "{}picture = \"{picture}\"\nfigure = \"bridge\"\n",
        routine("Own")
    )
}

#[test]
fn a_picture_that_cannot_be_shown_is_named_with_the_way_out() {
    let home = Home::new();
    let size = |wide: u32, high: u32| [wide.to_be_bytes(), high.to_be_bytes()].concat();
    let png = |size: &[u8]| [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", size].concat();
    let folder = |name: &str| format!(".config/supple/routines/{name}");
    home.put(folder("knee.png"), png(&size(640, 480)));
    home.put(folder("deep/knee.png"), png(&size(640, 480)));
    home.put(folder("bomb.png"), png(&size(60_000, 60_000)));
    home.put(folder("knee.jpg"), "\u{ff}");
    home.put(folder("large.png"), vec![0; 2 * 1024 * 1024 + 1]);
    home.put(".config/supple/secret.png", png(&size(1, 1)));
    for (picture, said) in [
        ("knee.png", ""),
        ("deep/knee.png", ""),
        ("./knee.png", ""),
        ("nowhere.png", "cannot be read"),
        ("deep", "cannot be read: it is a folder"),
        ("../secret.png", "is not beside this file"),
        ("/etc/secret.png", "is not beside this file"),
        ("knee.jpg", "is no PNG file"),
        ("large.png", "is larger than 2 MB"),
        ("bomb.png", "has 60000 × 60000 pixels"),
    ] {
        let path = home.own("own.toml", illustrated(picture));
        let checked = home.says(&["check", path.to_str().unwrap()]);
        let out = format!("{}{}", checked.out, checked.err);
        assert_eq!(out.contains("W16"), !said.is_empty(), "{picture}: {out}");
        assert!(out.contains(said), "{picture}: {out}");
        // It is advice: the routine can be played, with its figure.
        assert_eq!(checked.code, 0, "{picture}: {out}");
        let shown = home.json(&["show", path.to_str().unwrap(), "--json"]);
        let shown = shown.to_string();
        let is_shown = shown.contains(&format!("\"picture\":\"{picture}\""));
        assert_eq!(is_shown, said.is_empty(), "{picture}: {shown}");
        assert!(
            shown.contains("\"figure\":\"bridge\""),
            "{picture}: {shown}"
        );
    }
}

#[test]
fn a_stretch_has_a_picture_beside_its_own_file() {
    let home = Home::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x08\0\0\0\x08";
    let stretch = "about = \"A pull\"\nname = \"Pull\"\nhold = \"15s\"\npicture = \"pull.png\"\n";
    let file = home.put(".config/supple/stretches/pull.toml", stretch);
    let uses = "title = \"Own\"\n[[step]]\nuse = \"pull\"\n";
    let routine = home.own("own.toml", uses);
    let routine = routine.to_str().unwrap();
    let checked = home.says(&["check", file.to_str().unwrap()]);
    assert!(checked.out.contains("W16"), "{checked:?}");
    let shown = home.json(&["show", routine, "--json"]).to_string();
    assert!(shown.contains("\"picture\":null"), "{shown}");
    home.put(".config/supple/stretches/pull.png", png);
    let checked = home.says(&["check", file.to_str().unwrap()]);
    assert!(!checked.out.contains("W16"), "{checked:?}");
    let shown = home.json(&["show", routine, "--json"]).to_string();
    assert!(shown.contains("\"picture\":\"pull.png\""), "{shown}");
    // Bundled, the routine goes without it.
    let bundled = home.says(&["bundle", routine, "-o", "-"]);
    assert!(
        bundled.code == 0 && !bundled.out.contains("picture"),
        "{bundled:?}"
    );
}

#[test]
fn a_ring_is_seen_however_its_files_are_written() {
    let home = Home::new();
    let including = |id: &str| format!("title = \"{id}\"\n[[step]]\ninclude = \"{id}\"\n");
    home.put("week/one.toml", including("./two.toml"));
    home.put("week/two.toml", including("../week/one.toml"));
    let said = home.says(&["check", "week/one.toml"]);
    assert_eq!(said.code, 1);
    let shown = format!("{}{}", said.out, said.err);
    assert!(
        shown.contains("includes itself") && !shown.contains("deep"),
        "{shown}"
    );
}
