//! The reasons why a command cannot be carried out, each with one sentence and a way to fix it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::catalogue::name::BadName;
use crate::core::correction::HeldAmount;
use crate::core::span::clock;
use crate::core::text::{escaped, quantity};
use crate::core::timeline::Size;
use crate::diagnostic::{Diagnostic, Source};
use sentences::{
    any_of, argument, broken_stretch, did_you_mean, no_encoder, no_such_session, no_such_step,
    shown, too_large, unknown,
};

mod sentences;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the sentence of each variant names its fields")]
pub enum Error {
    /// No routine has this id or title.
    #[error("{}", unknown(word, commands))]
    Unknown {
        word: String,
        /// Ids that may be meant.
        ids: Vec<String>,
        /// Commands that may be meant, where a command could have stood.
        commands: Vec<String>,
    },
    /// Several routines begin with this word.
    #[error("`{}` matches several routines", escaped(word))]
    Ambiguous { word: String, ids: Vec<String> },
    /// Routines with errors in them.
    #[error("{}", invalid(.0))]
    Invalid(Vec<Invalid>),
    /// A routine was to be played from standard input.
    #[error("cannot play `-`: the keys come from standard input")]
    PlayedFromStdin,
    /// This option stands without a routine, where none is asked for.
    #[error("`{0}` needs a routine")]
    NeedsRoutine(&'static str),
    /// `--from` names no step.
    #[error("{}", no_such_step(*number, *steps))]
    NoSuchStep { number: u32, steps: u32 },
    /// All steps are left out for this person.
    #[error("nothing remains to be done. {}", .0.join(" "))]
    AllLeftOut(Vec<String>),
    /// Several routines in a row are over the limits of one.
    #[error("{}", too_large(.0))]
    TooLarge(Size),
    /// Several routines in a row have too much text to be saved.
    #[error("together the files of these routines are larger than {kib} KiB")]
    TooMuchText { kib: usize },
    /// A key of the configuration has no default.
    #[error("a setting has no default: this is a bug in supple")]
    NoDefault,
    /// `--from` takes one routine, or `text` and a file.
    #[error("`--from` takes one routine; `{}` is one too many", escaped(more))]
    OneRoutine { more: String },
    /// Notes of which no routine can be made.
    #[error("cannot make a routine of `{}`: {why}", escaped(name))]
    NoNotes { name: String, why: String },
    /// Notes are to be read, and nothing says from where.
    #[error("`--from text` needs a file with notes")]
    NoNotesFile { id: String },
    /// The configuration that was named cannot be read, and why.
    #[error("{0}")]
    NoConfiguration(String),
    /// The folders of the user's files are not known.
    #[error("cannot find your routines: `HOME` is not an absolute path")]
    Homeless,
    /// A folder cannot be read.
    #[error("cannot read `{}`: {reason}", shown(path))]
    Folder { path: PathBuf, reason: String },
    /// A file cannot be written.
    #[error("cannot write `{}`: {}", shown(path), in_words_unwritten(error))]
    Unwritable { path: PathBuf, error: io::Error },
    /// The sound was to go to a file that holds something else.
    #[error("`{}` already exists and is not a .{ending} file", shown(path))]
    NoSoundFile { path: PathBuf, ending: &'static str },
    /// The name of a sound file says nothing of its format.
    #[error("`{}` does not have the extension of a sound file", shown(path))]
    NoFormat {
        path: PathBuf,
        /// The endings that are known.
        endings: Vec<&'static str>,
    },
    /// No program writes sound files of this kind.
    #[error("{}", no_encoder(path, failed))]
    NoEncoder {
        path: PathBuf,
        /// Why those that are installed do not.
        failed: Vec<String>,
        /// The programs that would.
        programs: Vec<String>,
    },
    /// A sound file without a sentence that says when to stop.
    #[error(
        "nobody would say \u{201c}{}\u{201d} in this sound file",
        escaped(sentence)
    )]
    Unspoken {
        sentence: String,
        /// Whether there is a voice, which took too long.
        is_slow: bool,
    },
    /// The sound was to go to a terminal.
    #[error("a terminal cannot show a sound file")]
    SoundOnTerminal,
    /// A new routine whose name is taken.
    #[error("`{}` already exists", shown(path))]
    Exists { path: PathBuf },
    /// A file that would be overwritten.
    #[error("`{}` already exists", shown(path))]
    Taken { path: PathBuf },
    /// A routine that takes no more tables.
    #[error("cannot add the stretches that `{}` uses to its text", escaped(name))]
    Unbundled { name: String },
    /// A word that cannot be the name of a routine.
    #[error("`{}` cannot be the name of a routine: {why}", escaped(word))]
    BadName { word: String, why: BadName },
    /// Standard input was to be edited or fixed, as the verb says.
    #[error("cannot {0} `-`: it is not a file")]
    NoFile(&'static str),
    /// The editor could not be run, or said that it failed.
    #[error("the editor `{}` {reason}", escaped(command))]
    Editor { command: String, reason: String },
    /// There is no editor.
    #[error("no editor found")]
    NoEditor,
    /// There is no session to resume.
    #[error("there is no session to resume")]
    NothingLeft,
    /// There is none to resume in a rehearsal, which leaves real ones as they are.
    #[error("there is no rehearsal to resume")]
    NoRehearsalLeft,
    /// An editor has sent a message that no editor sends.
    #[error("a message of {bytes} bytes is too long for the language server")]
    MessageTooLong { bytes: u64 },
    /// A record is not in the log.
    #[error(
        "this session is not in the log: cannot write `{}`: {reason}",
        shown(file)
    )]
    Lost {
        /// The record as it should be in the log.
        line: String,
        /// The file it should be in.
        file: PathBuf,
        reason: String,
    },
    /// A session cannot be saved while it is played, so it cannot be resumed.
    #[error(
        "the session cannot be saved on the way in `{}`: {reason}",
        shown(folder)
    )]
    NoSnapshot { folder: PathBuf, reason: String },
    /// Something else of a session could not be read or written; as a sentence.
    #[error("{0}")]
    Unsaved(String),
    /// No session in the log is of this routine.
    #[error("no routine in the log is called `{}`", escaped(word))]
    NotInLog {
        word: String,
        /// Names that may be meant.
        near: Vec<String>,
    },
    /// No session in the log is meant by this word, or several.
    #[error("{}", no_such_session(word, *is_deleted, *is_other, ids))]
    NoSuchSession {
        word: String,
        /// Whether it was looked for among the deleted ones.
        is_deleted: bool,
        /// Whether it is among the others.
        is_other: bool,
        /// The ids of several.
        ids: Vec<String>,
    },
    /// Words that are no past time.
    #[error("`{}` is not a time in the past", escaped(word))]
    NoPastTime { word: String },
    /// Nothing of this name was held in a session.
    #[error("that session has no `{}` to hold so", escaped(word))]
    NotHeld {
        word: String,
        /// The names of what was held.
        known: Vec<String>,
    },
    /// More was held than there was time for.
    #[error("`{}={amount}` is more than fits into that session ({})", escaped(word), clock(*most))]
    TooMuchHeld {
        word: String,
        amount: HeldAmount,
        /// The longest that it can have been.
        most: Duration,
    },
    /// Several stretches of a session have this name.
    #[error("that session has several `{}`", escaped(word))]
    SeveralHeld {
        word: String,
        /// The full names of them.
        names: Vec<String>,
    },
    /// No stretch has this name.
    #[error("there is no stretch `{}`", escaped(word))]
    UnknownStretch {
        word: String,
        /// Names that may be meant.
        near: Vec<String>,
    },
    /// A stretch is words alone.
    #[error("the stretch `{}` has no pose", escaped(_0))]
    NoPose(String),
    /// The file of a stretch of the user's has problems.
    #[error("{}", broken_stretch(path, *problems, *instead))]
    BrokenStretch {
        path: PathBuf,
        problems: usize,
        /// Whether the bundled one of its name stands in for it.
        instead: bool,
    },
    /// A stretch cannot be added to a routine.
    #[error("`{}` is unchanged: {problem}", shown(path))]
    NotAdded {
        path: PathBuf,
        /// What is wrong with the routine, or would be.
        problem: String,
        /// Whether it is broken without the stretch too.
        is_broken: bool,
    },
    /// The reminder cannot be installed, removed or shown.
    #[error("the reminder needs `{}`: {reason}", escaped(command))]
    Reminder {
        command: String,
        reason: String,
        /// The way out, in a sentence.
        help: &'static str,
    },
    /// A result cannot be written.
    #[error("cannot write the result: {}", in_words(.0))]
    Output(io::Error),
    /// There is no terminal, or it cannot be set up.
    #[error("cannot use the terminal: {}", in_words(.0))]
    Terminal(io::Error),
    /// The terminal takes no pictures any more.
    #[error("cannot draw on the terminal: {}", in_words(.0))]
    Draw(io::Error),
    /// Standard output takes no lines any more.
    #[error("cannot write to standard output: {}", in_words(.0))]
    Write(io::Error),
    /// Keys, signals or the end of the terminal cannot be listened for.
    #[error("cannot listen for keys and signals: {}", in_words(.0))]
    Listen(io::Error),
    /// The process cannot be suspended.
    #[error("cannot suspend: {}", in_words(.0))]
    Suspend(io::Error),
    /// A thread panicked, with this message.
    #[error("{0}")]
    Panicked(String),
}

/// A file with errors in it.
#[derive(Clone, Debug)]
pub struct Invalid {
    /// The file.
    pub source: Source,
    /// Its problems.
    pub problems: Vec<Diagnostic>,
}

impl Error {
    /// The exit code of the process: 2 when the command line is to blame, 101 after a panic, otherwise 1.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Unknown { .. }
            | Self::UnknownStretch { .. }
            | Self::NotInLog { .. }
            | Self::NoSuchSession { .. }
            | Self::NoPastTime { .. }
            | Self::NotHeld { .. }
            | Self::TooMuchHeld { .. }
            | Self::SeveralHeld { .. }
            | Self::Ambiguous { .. }
            | Self::PlayedFromStdin
            | Self::NeedsRoutine(_)
            | Self::NoFile(_)
            | Self::NoConfiguration(_)
            | Self::BadName { .. }
            | Self::SoundOnTerminal
            | Self::NoFormat { .. }
            | Self::NoSuchStep { .. }
            | Self::OneRoutine { .. }
            | Self::NoNotesFile { .. }
            | Self::TooLarge(_)
            | Self::TooMuchText { .. } => 2,
            Self::Panicked(_) | Self::NoDefault => 101,
            _ => 1,
        }
    }

    /// The way out, a sentence a line.
    pub fn help(&self) -> Vec<String> {
        let help = match self {
            Self::Unknown { .. } | Self::UnknownStretch { .. } | Self::NotInLog { .. } => {
                return self.near();
            }
            Self::Ambiguous { ids, .. } => {
                format!("use one of {}", any_of(ids, "").unwrap_or_default())
            }
            Self::NoSuchSession { ids, .. } if !ids.is_empty() => {
                format!("use one of {}", any_of(ids, "").unwrap_or_default())
            }
            Self::NoSuchSession {
                word,
                is_deleted: false,
                is_other: true,
                ..
            } => format!("`supple log delete --undo {}` restores it", argument(word)),
            Self::TooMuchHeld { word, amount, .. } => {
                let is_count = matches!(amount, HeldAmount::Count(_));
                let (word, less) = (escaped(word), if is_count { "8" } else { "20s" });
                format!(
                    "write what was done, such as `{word}={less}`; `supple log add` adds another session"
                )
            }
            Self::NotHeld { known, .. } => {
                let known = any_of(known, "").unwrap_or_default();
                format!("it has {known}; a count such as `=8` is for what is counted")
            }
            Self::SeveralHeld { names, .. } => {
                let names = any_of(names, "").unwrap_or_default();
                format!("name one of them: {names}")
            }
            Self::Exists { path } => {
                let id = path.file_stem().unwrap_or_default().to_string_lossy();
                let id = escaped(&id);
                format!("`supple edit {id}` opens it; or choose another name")
            }
            Self::NoFormat { endings, .. } => {
                let endings = any_of(endings, ".").unwrap_or_default();
                format!("the ending chooses the format: end it in {endings}")
            }
            Self::NoEncoder { path, programs, .. } => {
                let programs = any_of(programs, "").unwrap_or_default();
                let wav = shown(&path.with_extension("wav"));
                format!("install {programs}; or write `{wav}`, for which nothing is needed")
            }
            Self::BadName { why, .. } => why.help(),
            Self::AllLeftOut(_) => "`[person] has` in config.toml lists your conditions".to_owned(),
            Self::MessageTooLong { .. } => {
                "messages of up to 16 MiB are read: is it an editor that sends them?".to_owned()
            }
            Self::NoNotesFile { id } => format!(
                "write `supple new {id} --from text notes.txt`; `-` in place of the file reads standard input"
            ),
            Self::NoFile(verb) => format!("save it as a file and {verb} that"),
            Self::BrokenStretch { path, .. }
            | Self::NotAdded {
                path,
                is_broken: true,
                ..
            } => {
                format!("`supple check {}` shows what is wrong", shown(path))
            }
            Self::Lost { file, .. } => {
                let file = shown(file);
                format!("add this line to `{file}` by hand once it can be written")
            }
            _ => return self.fixed_help().map(str::to_owned).into_iter().collect(),
        };
        vec![help]
    }

    /// What may have been meant by a name that is not known, and where all are shown.
    fn near(&self) -> Vec<String> {
        let (near, all) = match self {
            Self::Unknown { ids, commands, .. } => (
                vec![
                    did_you_mean("the command ", commands, "supple "),
                    did_you_mean("the routine ", ids, ""),
                ],
                "`supple list` shows all routines",
            ),
            Self::UnknownStretch { near, .. } => (
                vec![did_you_mean("", near, "")],
                "`supple stretches` shows all",
            ),
            Self::NotInLog { near, .. } => (
                vec![did_you_mean("", near, "")],
                "`supple log` shows all sessions",
            ),
            _ => return Vec::new(),
        };
        let near = near.into_iter().flatten();
        near.chain([all.to_owned()]).collect()
    }

    /// The sentence and the way out, for a screen.
    pub(crate) fn in_one_line(&self) -> String {
        match self.help().as_slice() {
            [] => self.to_string(),
            help => format!("{self}: {}", help.join("; ")),
        }
    }

    fn fixed_help(&self) -> Option<&'static str> {
        Some(match self {
            Self::PlayedFromStdin => "save the routine as a file and play that",
            Self::NeedsRoutine(_) => {
                "name one, as in `supple knee`; on a terminal `--plain` asks which one"
            }
            Self::NoSoundFile { .. } | Self::Taken { .. } => {
                "choose another name, or move that file away"
            }
            Self::Unbundled { .. } => {
                "write its own stretches as tables, such as `[stretch.my-calf]`, and give them names that the catalogue does not have"
            }
            Self::Unspoken { is_slow: true, .. } => {
                "try again when this machine is less busy, or use another `voice` in `[sound]`"
            }
            Self::Unspoken { .. } => {
                "install a voice, because tones cannot say it: see `supple doctor`"
            }
            Self::SoundOnTerminal => {
                "name a file, such as `-o session.wav`; or send it on: `-o - | …`"
            }
            Self::NoEditor | Self::Editor { .. } => {
                "set `VISUAL` or `EDITOR` to the command of your editor, such as `nano` or `code --wait`"
            }
            Self::Reminder { help, .. } => help,
            Self::NoConfiguration(_) => {
                "`--config` and `SUPPLE_CONFIG` name a file; without them it is `config.toml` in the usual folder"
            }
            Self::Homeless => "set `HOME` to the full path of your home folder",
            Self::NoSuchSession {
                word, is_deleted, ..
            } if word == "last" => {
                if *is_deleted {
                    "`supple log --deleted` lists the deleted sessions"
                } else {
                    "`supple log add` adds one"
                }
            }
            Self::NoSuchSession { is_other: true, .. } => {
                "`supple log --deleted` lists the deleted sessions"
            }
            Self::NoSuchSession {
                is_deleted: true, ..
            } => {
                "write `last`, the time it began, or its id from `supple log --deleted --format json`"
            }
            Self::NoSuchSession { .. } => {
                "write `last`, the time it began as `supple log` shows it, or its id from `supple log --format json`"
            }
            Self::NoPastTime { .. } => "write `yesterday 19:30` or `2026-03-01 19:30`",
            Self::NothingLeft => "`supple list` shows all routines",
            Self::NoRehearsalLeft => {
                "leave out `--speed` to resume a real session: a rehearsal leaves it as it is"
            }
            Self::Terminal(_) => "`--plain` needs no terminal: it prints a routine as lines",
            _ => return None,
        })
    }
}

fn invalid(files: &[Invalid]) -> String {
    let sentence = |file: &Invalid| {
        let errors = file.problems.iter().filter(|problem| problem.is_error());
        let name = escaped(&file.source.name);
        format!("`{name}` has {}", quantity(errors.count(), "error"))
    };
    let sentences: Vec<String> = files.iter().map(sentence).collect();
    sentences.join(", ")
}

/// So that it passes through the loop, which knows only the errors of the standard library.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

/// Why a file cannot be written, as [`in_words`]: if something is missing, it is the folder.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_thing_and_the_reason() {
        let error = Error::Draw(io::Error::from_raw_os_error(28));
        assert_eq!(
            error.to_string(),
            "cannot draw on the terminal: no space left on device"
        );
    }
}
