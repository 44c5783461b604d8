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
    /// The variables that say where the files of this user are, where the timer would not know, and their values.
    pub variables: Vec<(&'static str, String)>,
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
    ///
    /// # Errors
    /// When it cannot run a program of that path; as a sentence.
    pub fn files(self, reminder: &Reminder) -> Result<Vec<(String, String)>, &'static str> {
        let program = reminder.program.to_str().unwrap_or("\0");
        let contents = match self {
            // It refuses these however they are written.
            Self::Systemd
                if program.contains(|it: char| "\"'\\".contains(it) || it.is_control()) =>
            {
                return Err(
                    "systemd runs no program whose path has a quotation mark, a backslash or a special character in it",
                );
            }
            Self::Launchd if program.contains(char::is_control) => {
                return Err("launchd runs no program whose path has a special character in it");
            }
            Self::Systemd => vec![service(program, reminder), timer(reminder)],
            Self::Launchd => vec![agent(program, reminder)],
        };
        Ok(self.names().into_iter().zip(contents).collect())
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

fn service(program: &str, reminder: &Reminder) -> String {
    let variable = |(name, value): &(&str, String)| {
        let assignment = unit_word(&format!("{name}={value}"));
        format!("Environment={assignment}\n")
    };
    let variables: String = reminder.variables.iter().map(variable).collect();
    let program = unit_word(program);
    format!(
        "[Unit]\nDescription=Remind of stretches that are due\n\n[Service]\nType=oneshot\n{variables}ExecStart={program} remind now\n"
    )
}

fn timer(reminder: &Reminder) -> String {
    let Reminder { hour, minute, .. } = reminder;
    format!(
        "[Unit]\nDescription=Remind of stretches that are due, every day\n\n[Timer]\nOnCalendar=*-*-* {hour:02}:{minute:02}:00\n\
         Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
}

/// A word of a unit: in quotation marks, with everything escaped that means something there. A `$` is one in an assignment,
/// and in the program, which is the first word of a command: systemd puts variables into the others alone.
fn unit_word(word: &str) -> String {
    let mut out = String::from("\"");
    for character in word.chars() {
        match character {
            '%' => out.push_str("%%"),
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

fn agent(program: &str, reminder: &Reminder) -> String {
    let Reminder { hour, minute, .. } = reminder;
    let program = xml_text(program);
    let variable = |(name, value): &(&str, String)| {
        let value = xml_text(value);
        format!("<key>{name}</key><string>{value}</string>")
    };
    let variables: String = reminder.variables.iter().map(variable).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>{LABEL}</string>
  <key>ProgramArguments</key>
  <array><string>{program}</string><string>remind</string><string>now</string></array>
  <key>EnvironmentVariables</key>
  <dict>{variables}</dict>
  <key>StartCalendarInterval</key>
  <dict><key>Hour</key><integer>{hour}</integer><key>Minute</key><integer>{minute}</integer></dict>
</dict>
</plist>
"#
    )
}

fn xml_text(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_seven(program: &str) -> Reminder {
        let config = "/home/a b/50%/$HOME/\"c\" & <d>.toml".to_owned();
        Reminder {
            program: PathBuf::from(program),
            hour: 7,
            minute: 5,
            variables: vec![("SUPPLE_CONFIG", config)],
        }
    }

    #[test]
    fn a_program_of_any_name_is_one_word() {
        let reminder = at_seven("/home/a b/50%/$HOME/x & <y>/supple");
        let systemd = Timekeeper::Systemd.files(&reminder).unwrap();
        let exec = r#"ExecStart="/home/a b/50%%/$HOME/x & <y>/supple" remind now"#;
        assert!(systemd[0].1.contains(exec), "{}", systemd[0].1);
        let variable = r#"Environment="SUPPLE_CONFIG=/home/a b/50%%/$HOME/\"c\" & <d>.toml""#;
        assert!(systemd[0].1.contains(variable), "{}", systemd[0].1);
        assert!(systemd[1].1.contains("OnCalendar=*-*-* 07:05:00\n"));
        for name in ["/x/o'b/supple", "/x/\"b\"/supple", "/x/a\\b", "/x/a\nb"] {
            let refused = Timekeeper::Systemd.files(&at_seven(name)).unwrap_err();
            assert!(refused.starts_with("systemd runs no program"), "{name}");
        }
    }

    #[test]
    fn an_agent_of_launchd_is_xml_that_has_the_program_as_one_word() {
        let program = "/home/a b/50%/$HOME/\"x\" & <y>/supple";
        let reminder = at_seven(program);
        let files = Timekeeper::Launchd.files(&reminder).unwrap();
        let [(name, text)] = files.as_slice() else {
            panic!("{files:?}")
        };
        assert_eq!(name, "supple.reminder.plist");
        let leaves = leaves(text);
        let leaves: Vec<(&str, &str)> = leaves
            .iter()
            .map(|(tag, text)| (tag.as_str(), text.as_str()))
            .collect();
        assert_eq!(
            leaves,
            [
                ("key", "Label"),
                ("string", LABEL),
                ("key", "ProgramArguments"),
                ("string", program),
                ("string", "remind"),
                ("string", "now"),
                ("key", "EnvironmentVariables"),
                ("key", "SUPPLE_CONFIG"),
                ("string", reminder.variables[0].1.as_str()),
                ("key", "StartCalendarInterval"),
                ("key", "Hour"),
                ("integer", "7"),
                ("key", "Minute"),
                ("integer", "5"),
            ]
        );
        let refused = Timekeeper::Launchd.files(&at_seven("/x/a\nb"));
        assert!(refused.is_err());
    }

    /// The elements of an XML text that have no other in them, in order, each with its text; the others must be nested.
    fn leaves(xml: &str) -> Vec<(String, String)> {
        let mut open: Vec<&str> = Vec::new();
        let mut leaves = Vec::new();
        let mut rest = xml;
        let mut is_leaf = false;
        while let Some((before, after)) = rest.split_once('<') {
            let (tag, behind) = after.split_once('>').unwrap();
            assert!(!before.contains('>'), "{before}");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{xml}");
                if is_leaf && name != "dict" {
                    let text = before
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
                    leaves.push((name.to_owned(), text));
                }
                is_leaf = false;
            } else if !tag.starts_with(['?', '!']) {
                open.push(tag.split(' ').next().unwrap());
                is_leaf = true;
            }
            rest = behind;
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
        leaves
    }

    /// systemd itself, where it is there, finds nothing wrong and the program where it is.
    #[test]
    #[cfg(target_os = "linux")]
    #[allow(clippy::print_stderr, reason = "it says that nothing was tested")]
    fn systemd_accepts_the_units_and_finds_the_program() {
        use std::process::{Command, Stdio};

        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("a b/50%/$HOME $$/supple");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        fs::write(&program, "#!/bin/sh\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let units = folder.path().join("units");
        let reminder = at_seven(program.to_str().unwrap());
        write(&units, &Timekeeper::Systemd.files(&reminder).unwrap()).unwrap();
        let verify = |unit: &str| {
            Command::new("systemd-analyze")
                .args(["--user", "verify"])
                .arg(units.join(unit))
                .env("XDG_RUNTIME_DIR", folder.path())
                .stdin(Stdio::null())
                .output()
        };
        // Where it cannot judge a unit that is right beyond doubt, it says nothing of ours.
        let plain = "[Service]\nExecStart=/bin/sh -c exit\n";
        fs::write(units.join("plain.service"), plain).unwrap();
        if !verify("plain.service").is_ok_and(|said| said.status.success()) {
            eprintln!("skipped: there is no systemd-analyze that works");
            return;
        }
        for unit in ["supple-reminder.service", "supple-reminder.timer"] {
            let said = verify(unit).unwrap();
            let err = String::from_utf8_lossy(&said.stderr);
            assert!(said.status.success() && !err.contains(unit), "{err}");
        }
        fs::remove_file(&program).unwrap();
        let missing = verify("supple-reminder.service").unwrap();
        assert!(
            !missing.status.success(),
            "it does not look for the program"
        );
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
