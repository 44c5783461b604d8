//! Arguments that are wrong, help, and a reader who goes away.

use std::process::Stdio;

use crate::home::{Home, fails};

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
    let system = format!("{} {})", std::env::consts::OS, std::env::consts::ARCH);
    assert!(version.starts_with(concat!("supple ", env!("CARGO_PKG_VERSION"), " (commit ")));
    assert!(version.trim_end().ends_with(&system), "{version}");
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
