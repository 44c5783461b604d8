//! What a shell gets that asks for completions.

use std::path::Path;

use assert_cmd::Command;

use super::home::{Home, said};

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
    assert_eq!(
        completed(&home, &["stretches", "calf-st"]),
        ["calf-straight\tUpper calf"]
    );
    assert_eq!(
        words(&home, &["stretches", "single-knee p"]),
        ["single-knee-pull"]
    );
    assert_eq!(words(&home, &["kn", "--sou"]), ["--sound"]);
    assert_eq!(words(&home, &["play", "x", "--sound", "t"]), ["tones"]);
    assert_eq!(words(&home, &["dia"]), [""; 0]);
    assert_eq!(words(&home, &["doc"]), ["doctor"]);
    // Commands are offered once, at the place of a command.
    assert_eq!(words(&home, &["show", "doc"]), [""; 0]);
}

#[test]
fn files_of_the_folder_are_completed() {
    let home = Home::new();
    let here = home.put("here/mine.toml", "");
    let here = here.parent().unwrap();
    for line in [
        &["check", "mi"][..],
        &["--config", "mi"],
        &["render", "knee-to-chest", "-o", "mi"],
    ] {
        let arguments = [&["--", "supple"], line].concat();
        let said = said(
            home.supple(&arguments)
                .current_dir(here)
                .env("COMPLETE", "fish"),
        );
        assert_eq!(said.out.trim_end(), "mine.toml", "{line:?}");
    }
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

#[test]
fn nushell_gets_a_script_with_commands_options_and_values_and_asks_for_names() {
    let script = Home::new().says(&["completions", "nushell"]).out;
    for part in [
        "export extern \"supple play\"",
        "--sound: string@\"nu-complete supple play sound\"",
        "export extern \"supple status\"",
        "...routines: string@\"nu-complete supple routines\" ",
        "--routine: string@\"nu-complete supple routines\" ",
        "name?: string@\"nu-complete supple stretches\" ",
        "^supple list --format json | from json | get routines",
        "^supple stretches --format json | from json | each",
    ] {
        assert!(script.contains(part), "{part}: {script}");
    }
}

/// `_supple` in a folder of `fpath` is read when something is completed for the first time.
#[test]
fn zsh_gets_a_script_that_answers_when_it_is_read_for_the_first_time() {
    let script = Home::new().says(&["completions", "zsh"]).out;
    let (_, end) = script
        .split_once("if [[ $funcstack[1] == _supple ]]; then\n")
        .unwrap();
    assert!(
        end.starts_with("    _clap_dynamic_completer_supple \"$@\"\nelse\n    compdef "),
        "{end}"
    );
}

/// What a bash offers in place of the last of the words into which it divides a line.
#[test]
fn bash_completes_a_value_behind_a_sign_of_equality() {
    let home = Home::new();
    let script = home.put("supple.bash", home.says(&["completions", "bash"]).out);
    let offered = |words: &str| {
        let asks = format!(
            "supple() {{ {:?} \"$@\"; }}\n. {:?}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _clap_complete_supple supple \"${{COMP_WORDS[COMP_CWORD]}}\"\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
            env!("CARGO_BIN_EXE_supple"),
            script.display().to_string(),
        );
        let mut bash = Command::new("/bin/bash");
        bash.env_clear()
            .env("HOME", home.path())
            .args(["-c", &asks]);
        let said = said(&mut bash);
        said.out
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    if !Path::new("/bin/bash").exists() {
        eprintln!("skipped: there is no bash");
        return;
    }
    assert_eq!(offered("supple knee --sound = t"), ["tones"]);
    assert_eq!(offered("supple log --format ="), ["human", "json", "csv"]);
    assert_eq!(offered("supple kn"), ["knee-to-chest"]);
}
