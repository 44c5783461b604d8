//! Files that must never be read as if they were routines.

use serde_json::{Value, json};

use super::home::{Home, routine, said};
use crate::wait::Outcome;

/// The one problem of the file at `path`.
fn refused(home: &Home, path: &str, message: &str) {
    let said = home.says(&["check", "--json", path]);
    let checked: Value = serde_json::from_str(&said.out).unwrap();
    let problem = &checked["files"][0]["problems"][0];
    assert_eq!(said.code, 1);
    assert_eq!(
        (&problem["code"], &problem["message"]),
        (&json!("E15"), &json!(message))
    );
    assert_eq!(
        (&problem["line"], &problem["column"]),
        (&json!(1), &json!(1))
    );
    // A person reads the same, and so does one who plays it.
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
    assert!(std::process::Command::new("mkfifo").arg(&path).works());
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
    let problem = &checked["files"][0]["problems"][0];
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
            .starts_with("folder\t\t\tuser\t1\nlatin\t\t\tuser\t1\nankles-and-shins\t"),
        "{}",
        said.out
    );
    assert_eq!(home.says(&["show", "knee"]).code, 0);
}
