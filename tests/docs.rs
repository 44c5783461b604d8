//! What README.md promises is so: its key tables, its commands, its routine, its example of a mistake.
//!
//! `BLESS=1 cargo test --test suite docs::` writes the parts that are made, each between `<!-- NAME: … -->` and
//! `<!-- end of NAME -->`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::wait;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use supple::app::all_keys;
use supple::app::element::HelpLine;
use supple::core::rules::PAGES;
use supple::diagnostic::{Source, render};
use supple::disk::stretches::built_in;
use supple::format::routine::parse_among;
use tempfile::TempDir;
use wait::Outcome;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(path()).unwrap()
}

/// The program, for somebody who has saved README's routine and nothing else.
fn supple(home: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command.env_clear().env("HOME", home.path());
    command.current_dir(home.path()).stdin(Stdio::null());
    command
}

fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".config/supple/routines");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("evening.toml"), &blocks("toml")[0]).unwrap();
    fs::write(home.path().join("notes.txt"), "Calf raise 3x12\n").unwrap();
    home
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All blocks of README in this language.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let fence = format!("```{language}\n");
    let blocks = readme.split(&fence).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// The commands as the program's help has them.
fn commands() -> String {
    let output = supple(&home()).arg("-h").outcome();
    let help = said(&output);
    let list = help.split("Commands:\n").nth(1).unwrap();
    let mut table = String::from("| command | does |\n|---|---|\n");
    let lines = list.lines().take_while(|line| !line.is_empty());
    for line in lines.filter(|line| !line.trim_start().starts_with("help ")) {
        let (command, does) = line.trim().split_once(' ').unwrap();
        // A bar within a cell would begin another one.
        let does = does.trim().replace('|', "\\|");
        let _ = writeln!(table, "| `supple {command}` | {does} |");
    }
    table
}

/// What is said about a file in which three things were mistyped.
fn check() -> String {
    let home = home();
    let mistyped = include_str!("diagnostics/readme.toml");
    fs::write(home.path().join("evening.toml"), mistyped).unwrap();
    let output = supple(&home).args(["check", "evening.toml"]).outcome();
    assert_eq!(output.status.code(), Some(1));
    format!(
        "```text\n$ supple check evening.toml\n{}```\n",
        said(&output)
    )
}

/// A Markdown table of keys.
fn markdown(help: &[HelpLine]) -> String {
    let row = |line: &HelpLine| {
        let keys: Vec<String> = line.keys.split(' ').map(|key| format!("`{key}`")).collect();
        format!("| {} | {} |\n", keys.join(" "), line.help)
    };
    let rows: String = help.iter().map(row).collect();
    format!("| key | does |\n|---|---|\n{rows}")
}

/// What the safety page says.
fn warnings() -> String {
    let mut list = String::new();
    for advice in PAGES.into_iter().flatten() {
        let _ = writeln!(list, "**{}**\n", advice.heading);
        for line in advice.lines {
            let _ = writeln!(list, "- {line}");
        }
        list.push('\n');
    }
    list.trim_end().to_owned() + "\n"
}

/// The table of the exit codes.
fn exit_codes() -> String {
    let mut out = String::from("| exit code | when |\n|---|---|\n");
    for (code, when) in supple::cli::codes::CODES {
        let _ = writeln!(out, "| {code} | {when} |");
    }
    out
}

#[test]
fn what_is_made_is_current() {
    let [
        session,
        library,
        steps,
        summary,
        log,
        page,
        stretch,
        form,
        gallery,
        safety,
    ] = all_keys().map(|(_, keys)| markdown(&keys));
    let parts = [
        ("session keys", session),
        ("library keys", library),
        ("step keys", steps),
        ("summary keys", summary),
        ("log keys", log),
        ("page keys", page),
        ("stretch keys", stretch),
        ("form keys", form),
        ("gallery keys", gallery),
        ("safety keys", safety),
        ("safety", warnings()),
        ("commands", commands()),
        ("check", check()),
        ("exit codes", exit_codes()),
    ];
    let before = readme();
    let mut after = before.clone();
    for (name, made) in parts {
        let begin = after
            .find(&format!("<!-- {name}: "))
            .unwrap_or_else(|| panic!("no {name}"));
        let heading = after[begin..].lines().next().unwrap();
        let mut paths = heading.split_whitespace().map(Path::new);
        if let Some(source) = paths.find(|path| path.extension().is_some()) {
            assert!(source.exists(), "{heading}");
        }
        let begin = begin + after[begin..].find("-->\n").unwrap() + "-->\n".len();
        let end = after.find(&format!("<!-- end of {name} -->")).unwrap();
        after.replace_range(begin..end, &format!("\n{made}\n"));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path(), after).unwrap();
    } else {
        assert!(
            before == after,
            "README.md is not current (BLESS=1 cargo test --test suite docs:: writes it):\n{after}"
        );
    }
}

#[test]
fn every_routine_to_copy_is_right() {
    let routines = blocks("toml");
    assert!(!routines.is_empty());
    for text in routines {
        let name = "README.md".to_owned();
        let source = Source { name, text };
        let problems = parse_among(&source, &built_in()).problems;
        assert!(problems.is_empty(), "{}", render(&source, &problems, false));
    }
}

/// What follows `supple` in the lines of shell, without the remarks.
fn typed() -> Vec<Vec<String>> {
    let blocks = blocks("sh").concat();
    let lines = blocks
        .lines()
        .filter_map(|line| line.strip_prefix("supple"));
    lines
        .map(|line| line.split('#').next().unwrap_or_default())
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_command_to_copy_works() {
    let home = home();
    let lines = typed();
    assert!(lines.len() > 5);
    for line in lines {
        let mut command = supple(&home);
        command.args(&line).env("EDITOR", "true");
        let names_a_command = |word: &String| {
            [
                "list",
                "show",
                "check",
                "stretches",
                "completions",
                "man",
                "new",
                "edit",
                "schema",
                "bundle",
            ]
            .contains(&word.as_str())
        };
        if line.first().is_some_and(|word| !names_a_command(word)) {
            command.args(["--start", "0", "--speed", "1000"]);
        }
        let output = command.outcome();
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "supple {line:?}: {complaints}");
        let mut complaints = complaints
            .lines()
            .filter(|line| !line.starts_with("note: "));
        assert_eq!(complaints.next(), None, "supple {line:?}");
    }
}

/// Every page of the documentation that README leads to is there.
#[test]
fn no_link_leads_nowhere() {
    let readme = readme();
    let links = readme.split("](").skip(1);
    let links = links.map(|rest| rest.split(')').next().unwrap());
    for link in links.filter(|link| !link.starts_with("http")) {
        let (page, part) = link.split_once('#').unwrap_or((link, ""));
        let page = if page.is_empty() { "README.md" } else { page };
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        assert!(target.exists(), "{link}");
        let heads = |line: &str| {
            let heading = line.trim_start_matches('#').trim();
            line.starts_with('#') && heading.to_lowercase().replace(' ', "-") == part
        };
        let text = || std::fs::read_to_string(&target).unwrap();
        assert!(part.is_empty() || text().lines().any(heads), "{link}");
    }
}

#[test]
fn every_column_of_the_table_for_spreadsheets_is_explained() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let explained = readme
        .split("`supple log --format csv` prints")
        .nth(1)
        .unwrap();
    let explained = explained.split("\n\n").next().unwrap();
    for (name, _) in supple::format::table::COLUMNS {
        assert!(explained.contains(&format!("`{name}`")), "{name}");
    }
}

/// Words that nobody says in English, or that have another name everywhere else; in lower case.
const UNWANTED: [&str; 50] = [
    "any key goes back",
    "any key goes on",
    "go on with",
    "goes on with",
    "gone on with",
    "pulls mildly",
    "pull mildly",
    "a mild pull",
    "heavy, ",
    "goes on · ",
    "what you did is kept",
    "what was done counts",
    "no medical advice",
    "if it grows",
    "no sound player works",
    "it leads you through.",
    "tight or sore now",
    "as bad as can be",
    "do not keep",
    " s left out",
    "held in 2:08",
    "had 0:15 less",
    "in the last 182 days",
    "last sessions",
    "in it · esc",
    "new routine, called",
    "make it\"",
    "x forgets",
    "c goes on",
    "it is being read",
    "is there already",
    "is yours now",
    "to have the bundled one back",
    "to have that back",
    "begun afresh",
    "left unfinished:",
    "the one above",
    "the one below",
    "these keys",
    "stop, after a question",
    "a waiting time",
    "leave out the rest",
    "pw-play does not",
    "a text that is not closed",
    "of them are certain",
    "is the beginning or the title",
    "what it is to be called",
    "is called like a command",
    "with what holds without it",
    "what stands behind it",
];
/// Files that people read, besides those of some folders.
const READ: [&str; 3] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// The texts of the program: the lines of its sources but for comments and tests.
fn texts(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("tests.rs")
        {
            let source = fs::read_to_string(&path).unwrap();
            let own = source.split("#[cfg(test)]\nmod tests").next().unwrap();
            let is_comment = |line: &&str| {
                let line = line.trim_start();
                line.starts_with("//") && !path.ends_with("cli/arguments.rs")
            };
            let lines: Vec<&str> = own.lines().filter(|line| !is_comment(line)).collect();
            out.push((path, lines.join("\n")));
        }
    }
}

#[test]
fn what_people_read_is_plain_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    texts(&root.join("src"), &mut all);
    let folders = ["routines", "stretches", "languages", "docs"];
    let files = folders.iter().flat_map(|name| {
        let files = fs::read_dir(root.join(name)).unwrap();
        files.map(|entry| entry.unwrap().path())
    });
    for path in READ.map(|name| root.join(name)).into_iter().chain(files) {
        let text = fs::read_to_string(&path).unwrap();
        all.push((path, text));
    }
    let found = |(path, text): &(PathBuf, String)| {
        let text = text.to_lowercase();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = UNWANTED.iter().filter(|words| text.contains(**words));
        words
            .map(|words| format!("{}: {words}", path.display()))
            .collect::<Vec<_>>()
    };
    let found: Vec<String> = all.iter().flat_map(found).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(all.len() > 200, "{} files", all.len());
}

/// One term for one thing: the keys as they are called on the keyboard.
#[test]
fn keys_have_their_names() {
    for (place, lines) in all_keys() {
        for line in lines {
            let keys = format!("{} {}", line.keys, line.key);
            for wrong in ["enter", "esc", "space"] {
                assert!(!keys.split(' ').any(|key| key == wrong), "{place}: {keys}");
            }
        }
    }
}
