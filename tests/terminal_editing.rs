//! The real program, a real editor's stay in its terminal, and files that change under it.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::program;
use crate::pty;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use pty::{Picture, SUPPLE, Session, children, is_over, is_within, state, until, used};
use rustix::process::{Signal, kill_process};
use tempfile::TempDir;

/// A home folder with an editor in it that shows what it edits, waits for a line, and adds that to the file.
struct Home(TempDir);

const EDITOR: &str =
    "#!/bin/sh\nprintf 'EDITOR %s\\n' \"$1\"\nread -r line\nprintf '# %s\\n' \"$line\" >> \"$1\"\n";

impl Home {
    fn new() -> Self {
        let home = Self(TempDir::new().unwrap());
        let editor = home.0.path().join("editor");
        program::put(&editor, EDITOR);
        home
    }

    fn routine(&self, id: &str) -> PathBuf {
        let folder = self.0.path().join(".config/supple/routines");
        fs::create_dir_all(&folder).unwrap();
        folder.join(format!("{id}.toml"))
    }

    fn runs(&self, arguments: &[&str]) -> Session {
        self.has(SUPPLE, arguments)
    }

    /// A session of this program. The editor has a short name, which fits into every note.
    fn has(&self, program: &str, arguments: &[&str]) -> Session {
        let home = self.0.path().to_str().unwrap();
        let path = format!("{home}:{}", std::env::var("PATH").unwrap());
        let environment = [
            ("HOME", home),
            ("PATH", path.as_str()),
            ("VISUAL", "editor"),
            ("XDG_CONFIG_HOME", ""),
        ];
        Session::run(program, arguments, &environment)
    }
}

fn routine(title: &str) -> String {
    format!("title = \"{title}\"\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\n")
}

#[test]
fn an_editor_gets_the_terminal_and_every_key_and_gives_it_back() {
    let home = Home::new();
    let path = home.routine("mine");
    fs::write(&path, routine("Mine")).unwrap();
    let mut session = home.runs(&[]);
    session.sees("the library", |picture| {
        picture.is_taken() && picture.shows("Mine")
    });
    for round in 0..5 {
        session.types("\u{1b}[H");
        session.types("e");
        // The editors of the rounds before have left their lines.
        session.sees("the editor", |picture| {
            !picture.is_taken() && picture.text().matches("EDITOR").count() == round + 1
        });
        session.types(&format!("typed in round {round}\n"));
        session.sees("the library again", |picture| {
            picture.is_taken() && picture.shows("Routines")
        });
    }
    let text = fs::read_to_string(&path).unwrap();
    let added = ["0", "1", "2", "3", "4"].map(|round| format!("# typed in round {round}\n"));
    assert_eq!(text, routine("Mine") + &added.concat());
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
}

/// The editor has the terminal.
fn edits(picture: &Picture) -> bool {
    !picture.is_taken() && picture.shows("EDITOR")
}

/// The library is there.
fn lists(picture: &Picture) -> bool {
    picture.is_taken() && picture.shows("Routines")
}

/// An editor that was opened in the library.
fn editing(home: &Home) -> Session {
    fs::write(home.routine("mine"), routine("Mine")).unwrap();
    let mut session = home.runs(&[]);
    session.sees("the library", |picture| {
        lists(picture) && picture.shows("Mine")
    });
    session.types("\u{1b}[He");
    session.sees("the editor", edits);
    session
}

/// What is edited at the end.
fn text(home: &Home) -> String {
    fs::read_to_string(home.routine("mine")).unwrap()
}

/// An editor that makes a mistake in a good file, and repairs a bad one.
const CLUMSY: &str = "#!/bin/sh\ntext=$(cat \"$1\")\ncase $text in *hold*) from=hold to=hodl;; *) from=hodl to=hold;; esac\n\
                      printf '%s\\n' \"${text%%$from*}$to${text#*$from}\" > \"$1\"\n";

#[test]
fn a_file_that_comes_back_broken_may_be_edited_again() {
    let home = Home::new();
    fs::write(home.routine("mine"), routine("Mine")).unwrap();
    program::put(&home.0.path().join("editor"), CLUMSY);
    for (answer, code, key) in [("\r", 0, "hold ="), ("q\r", 1, "hodl =")] {
        let mut session = home.runs(&["edit", "mine"]);
        session.sees("the question", |picture| {
            picture.shows("did you mean `hold`?") && picture.shows("Edit it again?")
        });
        session.types(answer);
        assert_eq!(session.ends(), code);
        assert!(text(&home).contains(key), "{}", text(&home));
    }
}

#[test]
fn an_editor_is_suspended_with_the_whole_job() {
    let home = Home::new();
    fs::write(home.routine("mine"), routine("Mine")).unwrap();
    let script = "set -m; \"$0\"; echo \"code $?\"; read x; fg; echo \"then $?\"";
    let mut session = home.has("/bin/sh", &["-c", script, SUPPLE]);
    session.sees("the library", |picture| {
        lists(picture) && picture.shows("Mine")
    });
    session.types("\u{1b}[He");
    session.sees("the editor", edits);
    session.types("\x1a");
    session.sees("the shell", |picture| picture.shows("code 1"));
    let job = children(session.pid())[0];
    assert_eq!(state(job), 'T');
    session.is_given_back();
    session.types("\rtyped after that\n");
    session.sees("the library again", lists);
    assert_eq!(text(&home), routine("Mine") + "# typed after that\n");
    session.types("q");
    session.sees("the shell", |picture| picture.shows("then 0"));
    session.ends();
    session.is_given_back();
}

#[test]
fn an_editor_that_is_killed_is_reported() {
    let home = Home::new();
    let mut session = editing(&home);
    let editor = children(session.pid())[0];
    kill_process(editor, Signal::KILL).unwrap();
    session.sees("the library and why", |picture| {
        lists(picture) && picture.shows("was ended by signal 9")
    });
    assert_eq!(text(&home), routine("Mine"));
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
}

#[test]
fn the_end_waits_for_the_editor_and_ctrl_c_is_the_editors() {
    let home = Home::new();
    let mut session = editing(&home);
    session.signals(Signal::INT);
    session.types("typed after Ctrl-C\n");
    session.sees("the library again", lists);
    session.types("e");
    session.sees("the editor", |picture| {
        !picture.is_taken() && picture.text().matches("EDITOR").count() == 2
    });
    session.signals(Signal::TERM);
    session.types("typed after TERM\n");
    assert_eq!(session.ends(), 143);
    session.is_given_back();
    let typed = "# typed after Ctrl-C\n# typed after TERM\n";
    assert_eq!(text(&home), routine("Mine") + typed);
}

#[test]
fn a_window_can_be_closed_over_an_editor() {
    let home = Home::new();
    let mut session = editing(&home);
    let editor = children(session.pid())[0];
    session.closes_the_window();
    until("the end of the editor", || is_over(editor));
    assert_eq!(session.ends(), 129);
}

#[test]
fn a_new_routine_is_made_opened_and_found() {
    let home = Home::new();
    let mut session = home.runs(&[]);
    session.sees("the library", |picture| {
        picture.is_taken() && picture.shows("Knee-to-chest")
    });
    session.types("n");
    session.sees("a question", |picture| {
        picture.shows("Name of the new routine")
    });
    session.types("shins\r");
    session.sees("its empty steps", |picture| picture.shows("No steps yet"));
    session.types("a");
    session.sees("the stretches", |picture| picture.shows("Enter adds"));
    session.types("\r");
    session.sees("its first step", |picture| picture.shows("unsaved"));
    session.types("w");
    session.sees("the file", |picture| picture.shows("Saved as"));
    session.types("e");
    session.sees("the editor", |picture| {
        picture.shows("EDITOR") && picture.shows("shins.toml")
    });
    session.types("\n");
    session.sees("the new one", |picture| {
        picture.is_taken() && picture.shows("Shins") && !picture.shows("EDITOR")
    });
    session.types("q");
    session.sees("the list", |picture| picture.shows("q quit"));
    session.types("q");
    assert_eq!(session.ends(), 0);
}

#[test]
fn a_great_many_files_are_read_behind_the_list() {
    let home = Home::new();
    for nth in 0..600 {
        let text = routine(&format!("Number {nth:03}"));
        fs::write(home.routine(&format!("number-{nth}")), text).unwrap();
    }
    fs::write(home.routine("broken"), "title = \"A\"\n").unwrap();
    let mut session = home.runs(&[]);
    session.sees("the list", |picture| {
        picture.is_taken() && picture.shows("Routines")
    });
    session.types("\u{1b}[H");
    session.sees("what is broken and how long the rest is", |picture| {
        picture.shows("broken.toml") && picture.shows("problem") && picture.shows("0:")
    });
    session.types("/pull 321");
    session.sees("what only the step says", |picture| {
        picture.shows("▸ Number 321")
    });
    session.types("\u{1b}");
    session.sees("all again", |picture| picture.shows("Number 320"));
    session.types("q");
    assert_eq!(session.ends(), 0);
}

#[test]
fn files_appear_change_break_and_heal_and_nothing_runs_in_between() {
    let home = Home::new();
    let session = home.runs(&[]);
    session.sees("the library", |picture| {
        picture.is_taken() && picture.shows("Knee-to-chest")
    });
    let shows = |what: &str| session.sees(what, |picture| picture.shows(what));
    // The folder is not even there yet.
    let path = home.routine("mine");
    fs::write(&path, routine("Appears")).unwrap();
    shows("Appears");
    fs::write(path.with_extension("new"), routine("Changes")).unwrap();
    fs::rename(path.with_extension("new"), &path).unwrap();
    shows("Changes");
    fs::write(&path, "title = ").unwrap();
    shows("mine.toml");
    fs::write(&path, routine("Heals")).unwrap();
    shows("Heals");
    until("it idles", || {
        let before = used(session.pid());
        !is_within(Duration::from_secs(1), || used(session.pid()) > before + 2)
    });
}

#[test]
fn a_session_says_that_its_file_was_saved() {
    let home = Home::new();
    let path = home.routine("mine");
    fs::write(&path, routine("Mine")).unwrap();
    let session = home.runs(&["mine", "--start", "0"]);
    session.sees("a session", |picture| {
        picture.is_taken() && picture.shows("Mine")
    });
    fs::write(&path, routine("Other")).unwrap();
    session.sees("the note", |picture| picture.shows("The file was saved"));
    assert!(session.now(|picture| picture.shows("Mine") && !picture.shows("Other")));
}

#[test]
fn whatever_an_editor_leaves_of_the_terminal_it_is_as_before() {
    let spoils = "stty raw -echo\nprintf '\\033[?1000h\\033[?25l\\033[?2004h'\n";
    for code in [0, 1] {
        let home = Home::new();
        let script = format!("{EDITOR}{spoils}exit {code}\n");
        fs::write(home.0.path().join("editor"), script).unwrap();
        let mut session = editing(&home);
        session.types("typed\n");
        session.sees("the library again", lists);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
        for arguments in [["edit", "mine"], ["new", "other"]] {
            let mut session = home.runs(&arguments);
            session.sees("the editor", edits);
            session.types("typed\n");
            assert!(session.ends() <= 1);
            session.is_given_back();
        }
    }
}

#[test]
fn an_editor_that_fails_leaves_no_copy_that_hides_the_bundled_routine() {
    let home = Home::new();
    fs::write(home.0.path().join("editor"), "#!/bin/sh\nexit 3\n").unwrap();
    let copy = home.routine("knee-to-chest");
    let mut session = home.runs(&["edit", "knee-to-chest"]);
    assert_eq!(session.ends(), 1);
    session.sees("why", |picture| picture.shows("ended with code 3"));
    assert!(!copy.exists(), "after `edit`");
    let mut session = home.runs(&[]);
    session.sees("the library", |picture| {
        lists(picture) && picture.shows("Knee-to-chest")
    });
    session.types("e");
    session.sees("the library and why", |picture| {
        lists(picture) && picture.shows("ended with code 3")
    });
    assert!(!copy.exists(), "after the library");
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}
