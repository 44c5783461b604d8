//! The real program and its stretches: one is played at once and logged, and one is added to the user's files.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::pty;
use std::fs;
use std::path::{Path, PathBuf};

use pty::{SUPPLE, Session, until};
use supple::disk::stretches::BUNDLED;
use tempfile::TempDir;

/// It is over soon.
const SHORT: &str = "about = \"Standing\"\nname = \"Stand still\"\nhold = \"6s\"\nready = 0\n";

fn routines(home: &Path) -> PathBuf {
    let folder = home.join(".config/supple/routines");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program in a home of its own, whose very first session was played before.
fn runs(home: &Path, arguments: &[&str]) -> Session {
    let stretches = home.join(".config/supple/stretches");
    fs::create_dir_all(&stretches).unwrap();
    fs::write(stretches.join("stand.toml"), SHORT).unwrap();
    let config = "[session]\nstart = 0\n[sound]\nmode = \"off\"\n";
    fs::write(home.join(".config/supple/config.toml"), config).unwrap();
    let path = home.to_str().unwrap();
    let environment = [
        ("HOME", path),
        ("XDG_CONFIG_HOME", ""),
        ("XDG_DATA_HOME", ""),
        ("XDG_STATE_HOME", ""),
    ];
    Session::run(SUPPLE, arguments, &environment)
}

/// The text of all files of the log.
fn log(home: &Path) -> String {
    let folder = home.join(".local/share/supple/log");
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn a_stretch_is_added_from_the_library_and_everything_else_stays() {
    let home = TempDir::new().unwrap();
    let mine = routines(home.path()).join("mine.toml");
    let before = "title = 'Mine' # é\r\n[[step]]\r\nuse = \"bridge\"\r\n";
    fs::write(&mine, before).unwrap();
    let mut session = runs(home.path(), &[]);
    session.sees("the library", |picture| picture.shows("Routines"));
    session.types("b");
    session.sees("the stretches", |picture| picture.shows("Chest opener"));
    session.types("/upper calf");
    session.sees("that it is found", |picture| picture.shows("1/1"));
    session.types("\u{1b}");
    // And the one of the user.
    let all = format!("/{}", BUNDLED.len() + 1);
    session.sees("all of them again", |picture| picture.shows(&all));
    session.sees("the stretch", |picture| picture.shows("Hands on the wall"));
    session.types("a");
    session.sees("the routines", |picture| {
        picture.shows("as the last step of")
    });
    session.types("\u{1b}[B\r");
    session.sees("that it is done", |picture| {
        picture.shows("Added to ~/.config/supple/routines/mine.toml as step 2.")
    });
    let added = "\r\n[[step]]\r\nuse = \"calf-straight\"\r\n";
    assert_eq!(
        fs::read_to_string(&mine).unwrap(),
        format!("{before}{added}")
    );
    // The copy of a bundled one, and a new one.
    session.types("a\u{1b}[F\r");
    session.sees("that a copy is made", |picture| {
        picture.shows("which is your copy")
    });
    let copy = fs::read_to_string(routines(home.path()).join("warm-up.toml")).unwrap();
    let (_, bundled) = supple::disk::bundled::ALL
        .iter()
        .find(|(id, _)| *id == "warm-up")
        .unwrap();
    assert_eq!(
        copy,
        format!("{bundled}\n[[step]]\nuse = \"calf-straight\"\n")
    );
    session.types("a\rfresh\r");
    session.sees("that it is new", |picture| {
        picture.shows("fresh.toml is a new routine of this stretch. q shows it.")
    });
    session.types("q");
    session.sees("the library with it", |picture| {
        picture.shows("Routines") && picture.shows("Fresh") && picture.shows("Upper calf")
    });
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
}

#[test]
fn a_stretch_is_played_at_once_and_logged_and_the_gallery_comes_back() {
    let home = TempDir::new().unwrap();
    let mut session = runs(home.path(), &["stretches", "stand"]);
    session.sees("the stretch", |picture| picture.shows("Stand still"));
    session.types("\r");
    session.sees("the summary", |picture| picture.shows("Well done!"));
    // Right after the session a key is ignored.
    until("the gallery", || {
        session.types(" ");
        session.now(|picture| picture.shows("by area"))
    });
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
    let log = log(home.path());
    assert!(log.contains("\"stretch:stand\""), "{log}");
    assert!(log.contains("\"Stand still\""), "{log}");
}
