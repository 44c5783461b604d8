//! The programs that are compared, and how each is told to count down a minute.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What a program is in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// supple with what the peers do: a countdown, and nothing beside it.
    Countdown,
    /// A hold with its figure, which keeps still.
    Hold,
    /// The same, paused.
    Paused,
    /// A figure that moves all the time.
    Moving,
    /// The hold, in a routine as long as one can be.
    Huge,
    /// Another program.
    Peer,
}

/// A program that counts down a minute.
#[derive(Clone, Debug)]
pub(crate) struct Contestant {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<String>,
    /// What is typed soon after the start.
    pub(crate) keys: &'static str,
}

/// Peers: the program, its arguments for a minute, and what starts it.
const PEERS: [(&str, &[&str], &str); 7] = [
    (
        "timr-tui",
        &["--mode", "countdown", "--countdown", "1:00"],
        " ",
    ),
    ("termdown", &["60"], ""),
    ("porsmo", &["timer", "1m"], ""),
    ("isw", &["--descending", "--intervals", "60"], ""),
    ("countdown", &["60s"], ""),
    ("countdown-tui", &["60s"], ""),
    ("timer", &["60s"], ""),
];

const HOLD: &str = "[[step]]\nname = \"Single-knee pull\"\nready = \"0s\"\nhold = \"90s\"\n";
const FIGURE: &str = "figure = \"single-knee-pull\"\n";
const COUNT: &str =
    "[[step]]\nname = \"Bridge\"\nready = \"0s\"\ncount = 99\npace = \"4s\"\nfigure = \"bridge\"\n";
/// One of the steps that make a routine long: 396 segments.
const LONG: &str = "[[step]]\nname = \"Calf\"\nhold = \"5s\"\nsides = \"each\"\nreps = 99\n";
const LONG_STEPS: usize = 25;

/// A session of long ago, as the log has it.
const EARLIER: &str = concat!(
    r#"{"id":"1","start":"2020-03-01T10:00:00Z","end":"2020-03-01T10:01:00Z","#,
    r#""stretches":[{"name":"A","kind":"hold","held_ms":60000}]}"#,
    "\n"
);

/// supple in all its roles, with its routines in `folder`, and the peers in PATH; of these only the `named` ones where
/// any are.
pub(crate) fn all(folder: &Path, named: &[&str]) -> io::Result<Vec<Contestant>> {
    let still = format!("title = \"One minute\"\n{HOLD}");
    let figure = format!("{still}{FIGURE}");
    let mut huge = figure.clone();
    for _ in 0..LONG_STEPS {
        let _ = write!(huge, "{LONG}");
    }
    let own = [
        ("supple", Role::Countdown, still, ""),
        (
            "supple, with a still figure",
            Role::Hold,
            figure.clone(),
            "",
        ),
        (
            "supple, with a moving figure",
            Role::Moving,
            format!("title = \"Count\"\n{COUNT}"),
            "",
        ),
        ("supple, 10 000 segments", Role::Huge, huge, ""),
        ("supple, paused", Role::Paused, figure, " "),
    ];
    let mut all = Vec::new();
    for (nth, (name, role, routine, keys)) in own.into_iter().enumerate() {
        let file = folder.join(format!("{nth}.toml"));
        fs::write(&file, routine)?;
        let file = file.to_string_lossy();
        all.push(Contestant {
            name: name.to_owned(),
            role,
            program: env!("CARGO_BIN_EXE_supple").into(),
            arguments: ["play", &file, "--start", "0", "--sound", "off"]
                .map(str::to_owned)
                .into(),
            keys,
        });
    }
    let peers = PEERS
        .into_iter()
        .filter(|(name, ..)| named.is_empty() || named.contains(name));
    all.extend(peers.filter_map(|(name, arguments, keys)| {
        Some(Contestant {
            name: name.to_owned(),
            role: Role::Peer,
            program: found(name)?,
            arguments: arguments
                .iter()
                .map(|argument| (*argument).to_owned())
                .collect(),
            keys,
        })
    }));
    Ok(all)
}

/// A home for one start, with a session of long ago in the log: before the very first one supple shows advice and waits
/// for a key.
pub(crate) fn home() -> io::Result<TempDir> {
    let home = tempfile::tempdir()?;
    let log = home.path().join(".local/share/supple/log");
    fs::create_dir_all(&log)?;
    fs::write(log.join("before.jsonl"), EARLIER)?;
    Ok(home)
}

/// The program called `name` in PATH.
pub(crate) fn found(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
