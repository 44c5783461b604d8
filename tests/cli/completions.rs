//! What a shell gets that asks for completions.

use crate::home::{Home, said};

/// The words that the last of `line` may become, as fish gets them.
fn completed(home: &Home, line: &[&str]) -> Vec<String> {
    let arguments = [&["--", "supple"], line].concat();
    let said = said(home.supple(&arguments).env("COMPLETE", "fish"));
    assert_eq!((said.err.as_str(), said.code), ("", 0), "{line:?}");
    said.out.lines().map(str::to_owned).collect()
}

fn words(home: &Home, line: &[&str]) -> Vec<String> {
    let lines = completed(home, line).into_iter();
    lines
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

#[test]
fn routines_stretches_options_and_values_are_completed() {
    let home = Home::new();
    home.own(
        "mine.toml",
        "title = \"Zesty calves\"\n[[step]]\nname = \"A\"\nhold = \"15s\"\n",
    );
    assert_eq!(words(&home, &["kn"]), ["knee-to-chest"]);
    assert_eq!(
        completed(&home, &["play", "knee"]),
        ["knee-to-chest\tKnee-to-chest back stretch"]
    );
    // By its title too, and what was just written.
    assert_eq!(words(&home, &["show", "zest"]), ["mine"]);
    assert_eq!(words(&home, &["log", "--routine", "warm"]), ["warm-up"]);
    assert_eq!(words(&home, &["stretches", "calf-st"]), ["calf-straight"]);
    assert_eq!(words(&home, &["kn", "--sou"]), ["--sound"]);
    assert_eq!(words(&home, &["play", "x", "--sound", "t"]), ["tones"]);
    assert_eq!(words(&home, &["dia"]), [""; 0]);
    assert_eq!(words(&home, &["doc"]), ["doctor"]);
    // Commands are offered once, at the place of a command.
    assert_eq!(words(&home, &["show", "doc"]), [""; 0]);
}

#[test]
fn every_shell_gets_a_script_that_asks() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = home.says(&["completions", shell]);
        assert_eq!((said.err.as_str(), said.code), ("", 0), "{shell}");
        assert!(said.out.contains("COMPLETE"), "{shell}: {}", said.out);
    }
}

/// It does not ask: what it completes stands in the script.
#[test]
fn nushell_gets_a_script_with_commands_options_and_values() {
    let script = Home::new().says(&["completions", "nushell"]).out;
    for part in [
        "export extern \"supple play\"",
        "--sound: string@\"nu-complete supple play sound\"",
        "export extern \"supple status\"",
    ] {
        assert!(script.contains(part), "{part}: {script}");
    }
}
