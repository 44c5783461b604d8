//! What can keep a command from being carried out: one sentence each, and the way out.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::catalogue::name::BadName;
use crate::core::span;
use crate::core::text::{counted, escaped};
use crate::core::timeline::{LONGEST_PLAN, MOST_SAYINGS, MOST_SEGMENTS, Size};
use crate::diagnostic::{Diagnostic, Severity, Source};

/// Why a command failed.
#[derive(Debug)]
pub enum Error {
    /// A word names no routine.
    Unknown {
        /// The word.
        word: String,
        /// Ids that may be meant.
        ids: Vec<String>,
        /// Commands that may be meant, where a command could have stood.
        commands: Vec<String>,
    },
    /// A word names several routines.
    Ambiguous {
        /// The word.
        word: String,
        /// The ids of all of them.
        ids: Vec<String>,
    },
    /// Routines with errors in them.
    Invalid(Vec<Invalid>),
    /// A routine was to be played from standard input.
    PlayedFromStdin,
    /// A step that is not there.
    NoSuchStep {
        /// Its number.
        number: u32,
        /// How many there are.
        steps: u32,
    },
    /// Several routines in a row are over the limits of one.
    TooLarge(Size),
    /// It cannot be told where the user's files are.
    Homeless,
    /// A folder cannot be read.
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file cannot be written.
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The sound was to go to a file that holds something else.
    NoSoundFile {
        /// Which.
        path: PathBuf,
    },
    /// The sound was to go to a terminal.
    SoundOnTerminal,
    /// A new routine whose name is taken.
    Exists {
        /// Its file.
        path: PathBuf,
    },
    /// A word that cannot be the name of a routine.
    BadName {
        /// The word.
        word: String,
        /// Why.
        why: BadName,
    },
    /// What came in on standard input was to be edited.
    EditedOnStdin,
    /// The editor could not be run, or said that it failed.
    Editor {
        /// The command.
        command: String,
        /// Why.
        reason: String,
    },
    /// There is no editor.
    NoEditor,
    /// What came in on standard input was to be repaired.
    FixedOnStdin,
    /// There is no session to be gone on with.
    NothingLeft,
    /// A record is not in the log.
    Lost {
        /// The file it should be in.
        file: PathBuf,
        /// Why it is not.
        reason: String,
    },
    /// A word names no routine of which there is a session in the log.
    NotInLog {
        /// The word.
        word: String,
        /// Names that may be meant.
        near: Vec<String>,
    },
    /// A word names no figure.
    UnknownFigure {
        /// The word.
        word: String,
        /// Names that may be meant.
        near: Vec<String>,
    },
    /// A figure of the user's cannot be shown.
    BrokenFigure {
        /// Its file.
        path: PathBuf,
        /// How many problems it has.
        problems: usize,
        /// Whether the bundled one of its name stands in for it.
        instead: bool,
    },
    /// A result cannot be written.
    Output(io::Error),
}

/// A file with errors in it.
#[derive(Clone, Debug)]
pub struct Invalid {
    /// The file.
    pub source: Source,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Error {
    /// The exit code of the process: 2 when the command line is to blame, otherwise 1.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Unknown { .. }
            | Self::UnknownFigure { .. }
            | Self::NotInLog { .. }
            | Self::Ambiguous { .. }
            | Self::PlayedFromStdin
            | Self::FixedOnStdin
            | Self::EditedOnStdin
            | Self::BadName { .. }
            | Self::SoundOnTerminal
            | Self::NoSuchStep { .. }
            | Self::TooLarge(_) => 2,
            Self::Invalid(_)
            | Self::Homeless
            | Self::Folder { .. }
            | Self::Unwritable { .. }
            | Self::NoSoundFile { .. }
            | Self::Exists { .. }
            | Self::Editor { .. }
            | Self::NoEditor
            | Self::BrokenFigure { .. }
            | Self::NothingLeft
            | Self::Lost { .. }
            | Self::Output(_) => 1,
        }
    }

    /// The way out, a sentence a line.
    pub fn help(&self) -> Vec<String> {
        match self {
            Self::Unknown { ids, commands, .. } => {
                let mut help = Vec::new();
                if let Some(commands) = any_of(commands, "supple ") {
                    help.push(format!("did you mean the command {commands}?"));
                }
                if let Some(ids) = any_of(ids, "") {
                    help.push(format!("did you mean the routine {ids}?"));
                }
                help.push("`supple list` shows all routines".to_owned());
                help
            }
            Self::Ambiguous { ids, .. } => {
                vec![format!(
                    "write one of {}",
                    any_of(ids, "").unwrap_or_default()
                )]
            }
            Self::PlayedFromStdin => vec!["save the routine as a file and play that".to_owned()],
            Self::UnknownFigure { near, .. } => {
                let near = any_of(near, "").map(|near| format!("did you mean {near}?"));
                let all = "`supple figures` shows all".to_owned();
                near.into_iter().chain([all]).collect()
            }
            Self::NotInLog { near, .. } => {
                let near = any_of(near, "").map(|near| format!("did you mean {near}?"));
                let all = "`supple log` shows all sessions".to_owned();
                near.into_iter().chain([all]).collect()
            }
            Self::NoSoundFile { .. } => {
                vec!["take another name, or move that file away".to_owned()]
            }
            Self::SoundOnTerminal => {
                vec!["name a file, such as `-o session.wav`; or send it on: `-o - | …`".to_owned()]
            }
            Self::Exists { path } => {
                let id = path.file_stem().unwrap_or_default().to_string_lossy();
                vec![format!(
                    "`supple edit {}` opens it; or take another name",
                    escaped(&id)
                )]
            }
            Self::BadName { why, .. } => vec![why.help()],
            Self::EditedOnStdin => vec!["save it as a file and edit that".to_owned()],
            Self::NoEditor | Self::Editor { .. } => vec![
                "set `VISUAL` or `EDITOR` to the command of your editor, such as `nano` or `code --wait`"
                    .to_owned(),
            ],
            Self::FixedOnStdin => vec!["save it as a file and repair that".to_owned()],
            Self::BrokenFigure { path, .. } => vec![format!(
                "`supple check {}` shows what is wrong",
                escaped(&path.to_string_lossy())
            )],
            Self::Homeless => vec!["set `HOME` or `XDG_CONFIG_HOME`".to_owned()],
            Self::NothingLeft => vec!["`supple` shows the routines there are".to_owned()],
            Self::Lost { file, .. } => vec![format!(
                "add its line to `{}` by hand, when that can be written to",
                escaped(&file.to_string_lossy())
            )],
            Self::Invalid(_)
            | Self::NoSuchStep { .. }
            | Self::TooLarge(_)
            | Self::Folder { .. }
            | Self::Output(_)
            | Self::Unwritable { .. } => Vec::new(),
        }
    }
}

/// `` `a`, `b` or `c` ``, each behind `before`.
fn any_of(words: &[String], before: &str) -> Option<String> {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{before}{}`", escaped(word)))
        .collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() {
        last.clone()
    } else {
        format!("{} or {last}", others.join(", "))
    })
}

impl fmt::Display for Error {
    #[allow(
        clippy::too_many_lines,
        reason = "one sentence an error, all in one place"
    )]
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unknown { word, commands, .. } => {
                let what = if commands.is_empty() {
                    "routine"
                } else {
                    "command or routine"
                };
                write!(out, "there is no {what} `{}`", escaped(word))
            }
            Self::Ambiguous { word, .. } => {
                write!(
                    out,
                    "`{}` is the beginning or the title of several routines",
                    escaped(word)
                )
            }
            Self::Invalid(files) => {
                for (place, file) in files.iter().enumerate() {
                    let name = escaped(&file.source.name);
                    let errors = file
                        .problems
                        .iter()
                        .filter(|problem| problem.code.severity() == Severity::Error);
                    let errors = counted(errors.count(), "error");
                    let before = if place == 0 { "" } else { ", " };
                    write!(out, "{before}`{name}` has {errors}")?;
                }
                Ok(())
            }
            Self::PlayedFromStdin => {
                write!(out, "cannot play `-`: the keys come from standard input")
            }
            Self::NoSuchStep { number, steps: 0 } => {
                write!(
                    out,
                    "there is no step {number}: no step of this has a number"
                )
            }
            Self::NoSuchStep { number, steps } => {
                write!(
                    out,
                    "there is no step {number}: `--from` takes 1 to {steps}"
                )
            }
            Self::TooLarge(size) if size.segments > MOST_SEGMENTS => write!(
                out,
                "together these have {} segments, more than {MOST_SEGMENTS}",
                size.segments
            ),
            Self::TooLarge(size) if size.sayings > MOST_SAYINGS => write!(
                out,
                "together these say timed cues {} times, more than {MOST_SAYINGS}",
                size.sayings
            ),
            Self::TooLarge(size) => write!(
                out,
                "together these last {}, longer than {}",
                span::written(size.length),
                span::written(LONGEST_PLAN)
            ),
            Self::Homeless => write!(
                out,
                "cannot find your routines: `HOME` is not an absolute path"
            ),
            Self::UnknownFigure { word, .. } => {
                write!(out, "there is no figure `{}`", escaped(word))
            }
            Self::NotInLog { word, .. } => {
                write!(out, "no routine in the log is called `{}`", escaped(word))
            }
            Self::BrokenFigure {
                path,
                problems,
                instead,
            } => write!(
                out,
                "the figure `{}` is left out{}: it has {}",
                escaped(&path.to_string_lossy()),
                if *instead {
                    ", and the bundled one shown"
                } else {
                    ""
                },
                counted(*problems, "problem")
            ),
            Self::Folder { path, reason } => {
                write!(
                    out,
                    "cannot read `{}`: {reason}",
                    escaped(&path.to_string_lossy())
                )
            }
            Self::Unwritable { path, error } => {
                let reason = in_words_unwritten(error);
                let path = path.to_string_lossy();
                write!(out, "cannot write `{}`: {reason}", escaped(&path))
            }
            Self::NoSoundFile { path } => write!(
                out,
                "`{}` is there already and is no WAV file",
                escaped(&path.to_string_lossy())
            ),
            Self::SoundOnTerminal => write!(out, "a terminal cannot show a sound file"),
            Self::Exists { path } => {
                write!(
                    out,
                    "`{}` is there already",
                    escaped(&path.to_string_lossy())
                )
            }
            Self::BadName { word, why } => {
                write!(out, "no routine can be called `{}`: {why}", escaped(word))
            }
            Self::EditedOnStdin => write!(out, "cannot edit `-`: it is no file"),
            Self::Editor { command, reason } => {
                write!(out, "the editor `{}` {reason}", escaped(command))
            }
            Self::NoEditor => write!(out, "there is no editor"),
            Self::FixedOnStdin => write!(out, "cannot repair `-`: it is no file"),
            Self::NothingLeft => write!(out, "there is no session to go on with"),
            Self::Lost { file, reason } => write!(
                out,
                "this session is not in the log: cannot write `{}`: {reason}",
                escaped(&file.to_string_lossy())
            ),
            Self::Output(error) => write!(out, "cannot write the result: {}", in_words(error)),
        }
    }
}

impl std::error::Error for Error {}

/// Why a file cannot be written, as [`in_words`]: what is missing then is its folder.
pub fn in_words_unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => in_words(error),
    }
}

/// Why something with a file or a terminal failed: lower case, without the number of the error.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let whole = error.to_string();
            let words = whole.split(" (os error").next().unwrap_or_default();
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_lowercase().to_string());
            escaped(&(first.unwrap_or_default() + letters.as_str()))
        }
    }
}
