//! `supple remind`: a timer of the system, installed and removed in a home of its own, and the notification. The programs
//! of the system are scripts that write down how they were called.

use std::fs;

use super::home::{Home, said};
use crate::program;

/// A home with programs that keep their arguments, a line each, in the file `called`.
fn home(programs: &[&str]) -> Home {
    let home = Home::new();
    let called = home.path().join("called");
    let script = format!(
        "#!/bin/sh\n{{ printf '%s' \"${{0##*/}}\"; printf '|%s' \"$@\"; echo; }} >> '{}'\n",
        called.display()
    );
    fs::create_dir_all(home.path().join("bin")).unwrap();
    for name in programs {
        program::put(&home.path().join("bin").join(name), &script);
    }
    home
}

fn called(home: &Home) -> String {
    fs::read_to_string(home.path().join("called")).unwrap_or_default()
}

/// What the program says with only the programs of this home, and its exit code.
fn says(home: &Home, arguments: &[&str]) -> (String, String, i32) {
    let path = format!("{}:/usr/bin:/bin", home.path().join("bin").display());
    let said = said(home.supple(arguments).env("PATH", path));
    (said.out, said.err, said.code)
}

#[cfg(target_os = "linux")]
#[test]
fn a_timer_is_installed_and_removed() {
    let home = home(&["systemctl"]);
    let timer = home
        .path()
        .join(".config/systemd/user/supple-reminder.timer");
    let service = timer.with_extension("service");
    let (out, err, code) = says(&home, &["remind", "install", "--at", "19:30"]);
    assert_eq!((err.as_str(), code), ("", 0), "{out}");
    assert!(
        out.starts_with("supple will remind you every day at 19:30 if something is due."),
        "{out}"
    );
    assert!(
        fs::read_to_string(&timer)
            .unwrap()
            .contains("OnCalendar=*-*-* 19:30:00\n")
    );
    assert!(
        fs::read_to_string(&service)
            .unwrap()
            .contains("\" remind now\n")
    );
    assert_eq!(
        called(&home),
        "systemctl|--user|daemon-reload\nsystemctl|--user|enable|--now|supple-reminder.timer\n"
    );
    let (printed, _, code) = says(&home, &["remind", "--print", "--at", "19:30"]);
    let text = fs::read_to_string(&timer).unwrap();
    assert!(code == 0 && printed.contains(&text), "{printed}");
    // A time alone says not what is to be done with it.
    assert_eq!(says(&home, &["remind", "--at", "19:30"]).2, 2);
    let (out, _, code) = says(&home, &["remind", "remove"]);
    assert_eq!((out.as_str(), code), ("The reminder is removed.\n", 0));
    assert!(!timer.exists() && !service.exists());
    assert!(called(&home).ends_with("systemctl|--user|disable|--now|supple-reminder.timer\n"));
    let (out, _, code) = says(&home, &["remind", "remove"]);
    assert_eq!((out.as_str(), code), ("There is no reminder.\n", 0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_timer_knows_the_files_that_it_was_installed_with() {
    let home = home(&["systemctl"]);
    home.put("my config.toml", "");
    let arguments = ["remind", "--print", "--config", "my config.toml"];
    let path = home.path().join("my config.toml");
    let line = format!("Environment=\"SUPPLE_CONFIG={}\"\n", path.display());
    let (out, err, code) = says(&home, &arguments);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.contains(&line), "{out}");
    let data = home.path().join("data");
    let said = said(
        home.supple(&["remind", "--print"])
            .env("XDG_DATA_HOME", &data),
    );
    let line = format!("Environment=\"XDG_DATA_HOME={}\"\n", data.display());
    assert!(
        said.out.contains(&line) && !said.out.contains("SUPPLE_CONFIG"),
        "{said:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_timer_can_be_started_what_is_written_is_said_and_removed() {
    let home = Home::new();
    home.program("bin/systemctl", "exit 4\n");
    let (out, err, code) = says(&home, &["remind", "install"]);
    assert_eq!((out.as_str(), code), ("", 1));
    let said = "error: the reminder needs `systemctl --user daemon-reload`: it failed: exit status: 4\n  help: the files of the timer are written";
    assert!(err.starts_with(said), "{err}");
    let (_, err, code) = says(&home, &["remind", "remove"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("  help: the files of the timer are removed"),
        "{err}"
    );
    let units = home.path().join(".config/systemd/user");
    assert_eq!(fs::read_dir(units).unwrap().count(), 0);
    let (out, _, code) = says(&home, &["remind", "remove"]);
    assert_eq!((out.as_str(), code), ("There is no reminder.\n", 0));
}

#[test]
fn printing_a_reminder_writes_nothing() {
    let home = home(&["systemctl", "launchctl"]);
    let (out, err, code) = says(&home, &["remind", "install", "--print"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.starts_with("# ") && out.contains("remind"), "{out}");
    assert_eq!(called(&home), "");
    assert!(!home.path().join(".config/systemd").exists() && !home.path().join("Library").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_notification_names_what_is_due_and_no_shell_reads_it() {
    let home = home(&["notify-send"]);
    let drops = "title = \"Heel drops; $(id)\"\noften = \"daily\"\n[[step]]\nname = \"Drop\"\nhold = \"30s\"\n";
    home.put(".config/supple/routines/drops.toml", drops);
    let (out, err, code) = says(&home, &["remind", "now"]);
    assert_eq!((out.as_str(), err.as_str(), code), ("", "", 0));
    let shown = "notify-send|--app-name=supple|--|supple|Due today: Heel drops; $(id)\n";
    assert_eq!(called(&home), shown);
    says(&home, &["log", "add", "drops"]);
    assert_eq!(says(&home, &["remind", "now"]).2, 0);
    assert_eq!(called(&home), shown, "nothing is due");
}

#[test]
fn a_time_that_is_none_is_refused() {
    let home = Home::new();
    for time in ["24:00", "7", "19:60", "noon"] {
        let said = home.says(&["remind", "install", "--at", time]);
        assert_eq!(said.code, 2);
        assert!(
            said.err
                .contains("write hours and minutes, such as `19:30`"),
            "{said:?}"
        );
    }
}
