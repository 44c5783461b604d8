//! The reminder: a timer of the user's own system, which runs this program once a day. On Linux it is a systemd user
//! timer, on macOS a launchd agent. No program of ours stays behind to wait.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic;

/// What keeps the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timekeeper {
    /// systemd, for the user.
    Systemd,
    /// launchd, for the user.
    Launchd,
}

/// The name of the timer.
const NAME: &str = "supple-reminder";
/// The label of the agent.
const LABEL: &str = "supple.reminder";

/// A reminder at a time of day.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// The program, by its whole path.
    pub program: PathBuf,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
}

impl Timekeeper {
    /// That of this system.
    pub const HERE: Self = if cfg!(target_os = "macos") {
        Self::Launchd
    } else {
        Self::Systemd
    };

    /// The folder of its files, where `config` is the folder of the user's configuration.
    pub fn folder(self, home: &Path, config: &Path) -> PathBuf {
        match self {
            Self::Systemd => config.join("systemd/user"),
            Self::Launchd => home.join("Library/LaunchAgents"),
        }
    }

    /// The names of its files.
    fn names(self) -> Vec<String> {
        match self {
            Self::Systemd => vec![format!("{NAME}.service"), format!("{NAME}.timer")],
            Self::Launchd => vec![format!("{LABEL}.plist")],
        }
    }

    /// Its files for `reminder`: each name and content.
    pub fn files(self, reminder: &Reminder) -> Vec<(String, String)> {
        let contents = match self {
            Self::Systemd => vec![service(reminder), timer(reminder)],
            Self::Launchd => vec![agent(reminder)],
        };
        self.names().into_iter().zip(contents).collect()
    }

    /// The commands that start the timer once its files are in `folder`, one after the other.
    pub fn starts(self, folder: &Path, user: u32) -> Vec<Vec<String>> {
        match self {
            Self::Systemd => vec![
                words("systemctl --user daemon-reload"),
                words(&format!("systemctl --user enable --now {NAME}.timer")),
            ],
            Self::Launchd => {
                let plist = folder.join(format!("{LABEL}.plist"));
                let mut load = words(&format!("launchctl bootstrap gui/{user}"));
                load.push(plist.to_string_lossy().into_owned());
                vec![load]
            }
        }
    }

    /// The commands that end the timer, before its files are removed.
    pub fn ends(self, user: u32) -> Vec<Vec<String>> {
        match self {
            Self::Systemd => vec![words(&format!(
                "systemctl --user disable --now {NAME}.timer"
            ))],
            Self::Launchd => vec![words(&format!("launchctl bootout gui/{user}/{LABEL}"))],
        }
    }

    /// The command that shows a notification of this `title` and `text`. Neither is read as anything but text.
    pub fn notifies(self, title: &str, text: &str) -> Vec<String> {
        match self {
            Self::Systemd => ["notify-send", "--app-name=supple", "--", title, text]
                .map(str::to_owned)
                .to_vec(),
            Self::Launchd => [
                "osascript",
                "-e",
                "on run argv",
                "-e",
                "display notification (item 2 of argv) with title (item 1 of argv)",
                "-e",
                "end run",
                title,
                text,
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

/// Writes the files of a reminder into `folder`, which is made where it is missing.
///
/// # Errors
/// When one cannot be written, with its path.
pub fn write(folder: &Path, files: &[(String, String)]) -> Result<(), (PathBuf, io::Error)> {
    for (name, content) in files {
        let path = folder.join(name);
        let written =
            atomic::make_folder(folder).and_then(|()| atomic::write(&path, content.as_bytes()));
        written.map_err(|error| (path, error))?;
    }
    Ok(())
}

/// Removes the files of the reminder from `folder`. Whether any was there.
///
/// # Errors
/// When one cannot be removed, with its path.
pub fn remove(timekeeper: Timekeeper, folder: &Path) -> Result<bool, (PathBuf, io::Error)> {
    let mut is_found = false;
    for name in timekeeper.names() {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Ok(()) => is_found = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err((path, error)),
        }
    }
    Ok(is_found)
}

fn service(reminder: &Reminder) -> String {
    let program = unit_word(&reminder.program.to_string_lossy());
    format!(
        "[Unit]\nDescription=Remind of stretches that are due\n\n[Service]\nType=oneshot\nExecStart={program} remind now\n"
    )
}

fn timer(reminder: &Reminder) -> String {
    let Reminder { hour, minute, .. } = reminder;
    format!(
        "[Unit]\nDescription=Remind of stretches that are due, every day\n\n[Timer]\nOnCalendar=*-*-* {hour:02}:{minute:02}:00\n\
         Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
}

/// A word of a command in a unit: in quotation marks, with everything escaped that means something there.
fn unit_word(word: &str) -> String {
    let mut out = String::from("\"");
    for character in word.chars() {
        match character {
            '%' => out.push_str("%%"),
            '$' => out.push_str("$$"),
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

fn agent(reminder: &Reminder) -> String {
    let Reminder { hour, minute, .. } = reminder;
    let program = reminder.program.to_string_lossy();
    let program = program
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>{LABEL}</string>
  <key>ProgramArguments</key>
  <array><string>{program}</string><string>remind</string><string>now</string></array>
  <key>StartCalendarInterval</key>
  <dict><key>Hour</key><integer>{hour}</integer><key>Minute</key><integer>{minute}</integer></dict>
</dict>
</plist>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_of_any_name_is_one_word() {
        let reminder = Reminder {
            program: PathBuf::from("/home/a b/50%/$HOME/\"x\" & <y>/supple"),
            hour: 7,
            minute: 5,
        };
        let systemd = Timekeeper::Systemd.files(&reminder);
        let exec = r#"ExecStart="/home/a b/50%%/$$HOME/\"x\" & <y>/supple" remind now"#;
        assert!(systemd[0].1.contains(exec), "{}", systemd[0].1);
        assert!(systemd[1].1.contains("OnCalendar=*-*-* 07:05:00\n"));
        let launchd = Timekeeper::Launchd.files(&reminder);
        assert_eq!(launchd[0].0, "supple.reminder.plist");
        let program = r#"<string>/home/a b/50%/$HOME/"x" &amp; &lt;y&gt;/supple</string><string>remind</string>"#;
        assert!(launchd[0].1.contains(program), "{}", launchd[0].1);
        assert!(launchd[0].1.contains("<key>Hour</key><integer>7</integer>"));
    }

    #[test]
    fn launchd_is_told_of_the_agent_by_its_file_and_of_its_end_by_its_label() {
        let folder = Path::new("/Users/me/Library/LaunchAgents");
        let start = [
            "launchctl",
            "bootstrap",
            "gui/501",
            "/Users/me/Library/LaunchAgents/supple.reminder.plist",
        ];
        assert_eq!(Timekeeper::Launchd.starts(folder, 501), [start]);
        let end = ["launchctl", "bootout", "gui/501/supple.reminder"];
        assert_eq!(Timekeeper::Launchd.ends(501), [end]);
        let text = Timekeeper::Launchd.notifies("supple", "\" & (do shell script \"id\")");
        assert_eq!(text.last().unwrap(), "\" & (do shell script \"id\")");
    }
}
