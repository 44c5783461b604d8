//! Arguments that are wrong, help, and a reader who goes away.

use std::process::Stdio;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

use super::home::{Home, fails, said};

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
    let err = "error: together these last 40h20s; the most is 24h\n";
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
        &["play"],
        &["show"],
    ] {
        let said = home.says(wrong);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{wrong:?}");
        assert!(said.err.starts_with("error: "), "{}", said.err);
    }
}

#[test]
fn what_is_misspelt_gets_a_suggestion_and_what_is_wrong_a_sentence() {
    let home = Home::new();
    for (wrong, way_out) in [
        (&["knee", "--spede", "2"][..], "'--speed'"),
        (&["log", "--rutine", "knee"], "'--routine'"),
        (&["log", "--days", "0"], "write a number of days, 1 or more"),
        (&["log", "--days", "x"], "write a number of days, 1 or more"),
        (
            &["log", "--days", "99999999999"],
            "leave `--days` out for all of them",
        ),
        (&["completions", "bahs"], "bash"),
    ] {
        let said = home.says(wrong);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{wrong:?}");
        assert!(said.err.contains(way_out), "{wrong:?}: {}", said.err);
    }
}

#[test]
fn the_version_is_what_a_bug_report_needs() {
    let home = Home::new();
    let version = home.says(&["-V"]).out;
    let system = format!(", {} {}; ", std::env::consts::OS, std::env::consts::ARCH);
    assert!(version.starts_with(concat!("supple ", env!("CARGO_PKG_VERSION"), " (commit ")));
    assert!(version.contains(&system), "{version}");
    assert!(version.trim_end().ends_with(" stretches)"), "{version}");
    let doctor = home.says(&["doctor"]).out;
    assert!(doctor.starts_with("Program\n  version   "), "{doctor}");
    for row in ["commit", "built for", "system", "built in"] {
        assert!(doctor.contains(&format!("\n  {row:<10}")), "{doctor}");
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
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(arguments)
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = crate::wait::ended(program);
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{arguments:?}"
        );
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn another_configuration_is_named_by_an_option_before_the_variable() {
    let home = Home::new();
    let two = home.put("two.toml", "[session]\nstart = \"2m\"\n");
    let five = home.put("five.toml", "[session]\nstart = \"5m\"\n");
    let (two, five) = (two.to_str().unwrap(), five.to_str().unwrap());
    let first = |arguments: &[&str], variable: Option<&str>| {
        let mut command = home.supple(arguments);
        command.envs(variable.map(|value| ("SUPPLE_CONFIG", value)));
        let said = said(&mut command);
        let line = said
            .out
            .lines()
            .find(|line| line.starts_with("knee-to-chest"));
        line.unwrap().to_owned()
    };
    let usual = first(&["list"], None);
    let by_variable = first(&["list"], Some(two));
    let by_option = first(&["list", "--config", five], Some(two));
    assert!(usual.contains("\t2:13\t"), "{usual}");
    assert!(by_variable.contains("\t3:58\t"), "{by_variable}");
    assert!(by_option.contains("\t6:58\t"), "{by_option}");
    // What was named and is not there is not passed over.
    let missing = home.says(&["list", "--config", "nowhere.toml"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("cannot read `nowhere.toml`"));
    assert!(missing.err.contains("`SUPPLE_CONFIG` name a file"));
    let missing = home.says(&["check", "--config", "nowhere.toml"]);
    assert_eq!(missing.code, 1, "{}", missing.out);
    assert!(
        missing.out.contains("cannot read `nowhere.toml`"),
        "{}",
        missing.out
    );
}

#[test]
fn messages_have_colours_where_they_are_asked_for_and_notes_can_be_left_out() {
    let home = Home::new();
    let nothing = |arguments: &[&str]| home.says(arguments).err;
    let plain = nothing(&["show", "nonsense"]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let bright = nothing(&["show", "nonsense", "--color", "always"]);
    assert!(bright.contains("\u{1b}[1;91merror"), "{bright}");
    assert_eq!(nothing(&["show", "nonsense", "--color", "never"]), plain);
    assert_eq!(
        nothing(&["show", "nonsense", "-q"]),
        plain,
        "an error is told"
    );
    home.put(".config/supple/config.toml", "[sound]\nrate = 1\n");
    assert!(nothing(&["list"]).contains("note: using the defaults"));
    assert!(!nothing(&["list", "-q"]).contains("note: "));
}

#[test]
fn the_manual_names_every_variable_that_is_read() {
    let manual = Home::new().says(&["man"]).out;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = Regex::new(r#"(?:variable|is_set)\("([A-Z_]+)"\)"#).unwrap();
    let mut folders = vec![source];
    let mut names = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("shell/fault.rs") {
                // That one is for tests.
                let text = fs::read_to_string(path).unwrap();
                let found = read.captures_iter(&text);
                names.extend(
                    found
                        .filter_map(|name| name.get(1))
                        .map(|name| name.as_str().to_owned()),
                );
            }
        }
    }
    assert!(names.len() > 10, "{names:?}");
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !manual.contains(&name.replace('_', "\\_")) && !manual.contains(*name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
