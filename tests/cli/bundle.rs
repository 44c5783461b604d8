//! `supple bundle`: one file of a routine and all that it uses.

use std::fs;

use super::home::{Home, fails};

const REACH: &str = "about = \"Reaching up\"\nname = \"Reach\"\nhold = \"20s\"\nready = \"14s\"\ncue = \"Both arms up.\"\n";
const STEPS: &str = "title = \"Reaching\"\n[[step]]\nuse = \"reach\"\n[[step]]\nuse = \"bridge\"\n";

/// What `show` prints of the routine in a file.
fn shown(home: &Home, file: &str) -> String {
    let said = home.says(&["show", file]);
    assert_eq!(said.code, 0, "{said:?}");
    said.out
}

#[test]
fn stretches_beside_a_file_and_of_the_users_are_in_it() {
    let home = Home::new();
    home.put("shared/reaching.toml", STEPS);
    home.put("shared/stretches/reach.toml", REACH);
    home.put(
        ".config/supple/stretches/bridge.toml",
        REACH.replace("Reach\"", "My bridge\""),
    );
    let said = home.says(&["bundle", "shared/reaching.toml", "-o", "one.toml"]);
    assert_eq!(
        (said.out.as_str(), said.code),
        ("one.toml: with 2 stretches inside\n", 0),
        "{said:?}"
    );
    let elsewhere = Home::new();
    elsewhere.put("one.toml", fs::read(home.path().join("one.toml")).unwrap());
    assert_eq!(
        shown(&elsewhere, "one.toml"),
        shown(&home, "shared/reaching.toml")
    );
    assert_eq!(elsewhere.says(&["check", "--strict", "one.toml"]).code, 0);
    let out = home.says(&["bundle", "shared/reaching.toml"]).out;
    assert_eq!(out, elsewhere.says(&["bundle", "one.toml"]).out);
    assert_eq!(
        out,
        fs::read_to_string(home.path().join("one.toml")).unwrap()
    );
}

/// A routine that includes others, which use stretches and include others again, is one file that means the same.
#[test]
fn included_routines_are_in_it_with_what_they_use() {
    let home = Home::new();
    home.put("shared/stretches/reach.toml", REACH);
    home.put(
        "shared/week.toml",
        "title = \"Week\"\n[defaults]\nready = \"9s\"\n[[step]]\ninclude = \"parts/evening.toml\"\n[[step]]\nuse = \"bridge\"\n",
    );
    home.put(
        "shared/parts/evening.toml",
        "title = \"Evening\" # it's long\nwarn = [\"Slowly.\"]\n[defaults]\nhold = \"18s\"\n[[step]]\ninclude = \"../reaching.toml\"\n[[step]]\ninclude = \"before-bed\"\n",
    );
    home.put("shared/reaching.toml", STEPS);
    let said = home.says(&["bundle", "shared/week.toml", "-o", "one.toml"]);
    assert_eq!(
        (said.out.as_str(), said.code),
        ("one.toml: with 6 stretches and 3 routines inside\n", 0),
        "{said:?}"
    );
    let elsewhere = Home::new();
    elsewhere.put("one.toml", fs::read(home.path().join("one.toml")).unwrap());
    let there = shown(&elsewhere, "one.toml");
    assert_eq!(there, shown(&home, "shared/week.toml"));
    assert!(there.contains("Reach") && there.contains("warning: Slowly."));
    assert_eq!(elsewhere.says(&["check", "--strict", "one.toml"]).code, 0);
    let again = elsewhere.says(&["bundle", "one.toml"]).out;
    assert_eq!(
        again,
        fs::read_to_string(home.path().join("one.toml")).unwrap()
    );
}

#[test]
fn nothing_is_overwritten_and_what_is_broken_is_not_bundled() {
    let home = Home::new();
    home.put("mine.toml", STEPS);
    let said = home.says(&["bundle", "before-bed", "--output", "mine.toml"]);
    let told =
        "error: `mine.toml` already exists\n  help: choose another name, or move that file away\n";
    assert_eq!(said, fails(1, told));
    assert_eq!(
        fs::read_to_string(home.path().join("mine.toml")).unwrap(),
        STEPS
    );
    let said = home.says(&["bundle", "mine.toml", "-o", "-"]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(
        said.err.contains("there is no stretch `reach`"),
        "{}",
        said.err
    );
    let said = home.says(&["bundle", "befor-bed", "-o", "x.toml"]);
    assert!(
        said.err.contains("did you mean the routine `before-bed`"),
        "{}",
        said.err
    );
    assert!(!home.path().join("x.toml").exists());
    let said = home.says(&["bundle", "before-bed", "-o", "no/where.toml"]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(said.err.contains("no/where.toml"), "{}", said.err);
    home.put(
        "braces.toml",
        "title = \"T\"\nstretch = { mine = { use = \"bridge\" } }\n[[step]]\nuse = \"mine\"\n",
    );
    let said = home.says(&["bundle", "braces.toml"]);
    assert!(
        said.err.starts_with("error: cannot add the stretches that `braces.toml` uses to its text\n  help: write its own"),
        "{}",
        said.err
    );
}
