//! The arguments as they are typed. Each command decides what they mean; nothing is looked up here.

use std::ffi::OsString;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, ValueEnum};

use crate::core::settings::SoundMode;
use crate::core::span;
use crate::core::timeline::LONGEST_PLAN;
use crate::format::config::sound_modes;
use crate::shell::Speed;

/// A guided stretch timer: it leads you through every stretch, side and repeat.
#[derive(Debug, Parser)]
#[command(
    name = "supple",
    version,
    args_conflicts_with_subcommands = true,
    override_usage = "supple [ROUTINE]...  [OPTIONS]\n       supple <COMMAND>",
    after_help = "A routine is named by its id, its title, or what only its id begins with; a path has a `/` in it or \
                  ends in `.toml`.\nWithout one, the library is shown, to choose and look at routines; where there is no screen for it, a list."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Subcommand>,
    /// What to play; several in a row are one session.
    #[arg(value_name = "ROUTINE", group = "what")]
    pub(super) routines: Vec<OsString>,
    #[command(flatten)]
    pub(super) options: PlayOptions,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    /// Play routines, also one that is called like a command.
    Play {
        /// What to play; several in a row are one session.
        #[arg(
            value_name = "ROUTINE",
            group = "what",
            required_unless_present = "resume"
        )]
        routines: Vec<OsString>,
        /// Go on with the session that was left unfinished.
        #[arg(long, group = "what", conflicts_with_all = ["routines", "from"])]
        resume: bool,
        #[command(flatten)]
        options: PlayOptions,
    },
    /// List all routines: your own and the bundled ones.
    List(Print),
    /// Print what a routine will do and when: a dry run.
    Show {
        /// Which routine; `-` reads one from standard input.
        #[arg(value_name = "ROUTINE")]
        routine: OsString,
        #[command(flatten)]
        print: Print,
    },
    /// Print what was done so far: days, stretches, how it felt.
    Log(LogOptions),
    /// Print every problem in routines and figures; exit code 1 when one has errors.
    Check(CheckOptions),
    /// Write a routine as it sounds to a file, for the phone or the watch.
    Render(RenderOptions),
    /// Find out what works here, with a tone and a sentence.
    Doctor {
        /// Print a configuration to begin with instead: every key explained, with what holds without it.
        #[arg(long)]
        config: bool,
    },
    /// Show the poses that steps can name with `figure`, as they move.
    Figures {
        /// Which one to begin with.
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// Print them, each at rest and in its stretch; so does a pipe. Of a name, that one alone.
        #[arg(long)]
        plain: bool,
    },
    /// Write a routine to begin with, and open it in your editor.
    New(NewOptions),
    /// Open a routine in your editor; of a bundled one, a copy of your own
    ///
    /// The editor is the one in `VISUAL` or `EDITOR`. The copy is played instead of the bundled routine until you
    /// delete it.
    Edit {
        /// Which routine.
        #[arg(value_name = "ROUTINE")]
        routine: OsString,
    },
    /// Print the JSON Schema of routine files, for editors.
    Schema,
    /// Print what a shell needs to complete commands and options.
    Completions {
        /// Which shell.
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Print the manual page: `supple man | man -l -`.
    Man,
}

/// The options of a command that prints text or JSON.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Print {
    /// Print it in this format.
    #[arg(long, value_name = "NAME", default_value = "human")]
    format: Format,
    /// The same as `--format json`.
    #[arg(long, hide = true, conflicts_with = "format")]
    json: bool,
}

/// The format of what a command prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
}

impl Print {
    pub(super) const fn format(self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// The arguments of `supple check`.
#[derive(Args, Debug)]
pub(super) struct CheckOptions {
    /// Which files or folders; `-` reads standard input. Without one, every routine there is and all you wrote.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<OsString>,
    /// Let advice fail as well.
    #[arg(long)]
    pub(super) strict: bool,
    /// Apply the repairs that are certain, and print what was changed.
    #[arg(long)]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) print: Print,
}

/// The arguments of `supple render`.
#[derive(Args, Debug)]
pub(super) struct RenderOptions {
    /// Which routine; `-` reads one from standard input.
    #[arg(value_name = "ROUTINE")]
    pub(super) routine: OsString,
    /// The file to write: .wav, or .mp3, .opus, .ogg or .flac with a program for that (`supple doctor` lists them). A
    /// sound file of that kind that is there is replaced, any other file is not. `-` writes WAV to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Time to lie down before the first step: seconds, or a length such as 1m30s. More if warnings take longer.
    #[arg(long, value_name = "SECONDS", value_parser = lead_in)]
    pub(super) start: Option<Duration>,
    /// What is heard in it; without this, speech where there is a voice.
    #[arg(long, value_parser = sound(|mode| matches!(mode, SoundMode::Voice | SoundMode::Tones)))]
    pub(super) sound: Option<SoundMode>,
}

/// The arguments of `supple new`.
#[derive(Args, Debug)]
pub(super) struct NewOptions {
    /// What it is to be called: `supple NAME` plays it.
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// Begin with a copy of this routine.
    #[arg(long, value_name = "ROUTINE")]
    pub(super) from: Option<OsString>,
    /// Print it instead of writing it.
    #[arg(long)]
    pub(super) stdout: bool,
}

/// The arguments of `supple log`.
#[derive(Args, Debug)]
pub(super) struct LogOptions {
    /// Only the last days, today included.
    #[arg(long, value_name = "N")]
    pub(super) days: Option<NonZeroU32>,
    /// Only sessions with this routine, by its id or title.
    #[arg(long, value_name = "ROUTINE")]
    pub(super) routine: Option<String>,
    /// Print it in this format: json is the records, one object a line, and csv a table for spreadsheets, one row a
    /// stretch and side.
    #[arg(long, value_name = "NAME", default_value = "human")]
    format: LogFormat,
    /// The same as `--format json`.
    #[arg(long, hide = true, conflicts_with = "format")]
    json: bool,
    /// The same as `--format csv`.
    #[arg(long, hide = true, conflicts_with_all = ["format", "json"])]
    csv: bool,
}

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    Human,
    Json,
    Csv,
}

impl LogOptions {
    pub(super) const fn format(&self) -> LogFormat {
        match self {
            Self { json: true, .. } => LogFormat::Json,
            Self { csv: true, .. } => LogFormat::Csv,
            Self { format, .. } => *format,
        }
    }
}

/// Reads the word of a mode that is `offered`, as the configuration has it.
fn sound(offered: fn(SoundMode) -> bool) -> impl TypedValueParser<Value = SoundMode> {
    let modes = move || sound_modes().filter(move |(.., mode)| offered(*mode));
    let words =
        modes().map(|(word, about, _)| PossibleValue::new(word).help(about.trim_end_matches('.')));
    PossibleValuesParser::new(words).try_map(move |typed| {
        let mode = modes().find(|(word, ..)| *word == typed);
        mode.map(|(.., mode)| mode).ok_or("there is no such sound")
    })
}

/// How a session is played.
#[derive(Args, Clone, Debug)]
pub(super) struct PlayOptions {
    /// Begin with this step, counted as `supple show` numbers them.
    #[arg(long, value_name = "N", requires = "what", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) from: Option<u32>,
    /// Time to lie down before the first step: seconds, or a length such as 1m30s. Without it what is configured. More
    /// if warnings take longer.
    #[arg(long, value_name = "SECONDS", requires = "what", value_parser = lead_in)]
    pub(super) start: Option<Duration>,
    /// What is heard. Without it what is configured; over SSH `bell`, and nothing in a rehearsal or a pipe.
    #[arg(long, requires = "what", value_parser = sound(|_| true))]
    pub(super) sound: Option<SoundMode>,
    /// One line an event, for screen readers, logs and pipes.
    #[arg(long, requires = "what")]
    pub(super) plain: bool,
    /// How many times as fast, 0.1 to 1000; anything but 1 is a rehearsal.
    #[arg(long, value_name = "X", requires = "what", default_value = "1", value_parser = speed)]
    pub(super) speed: Speed,
}

/// The names of all commands.
pub(super) fn commands() -> Vec<String> {
    Arguments::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn lead_in(text: &str) -> Result<Duration, String> {
    let length = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => span::parse(text).map_err(|wrong| match wrong.instead {
            Some(instead) => format!("write `{instead}`"),
            None => "write seconds such as `15`, or a length such as `1m30s`".to_owned(),
        })?,
    };
    if length > LONGEST_PLAN {
        return Err("that is longer than a day".to_owned());
    }
    Ok(length)
}

fn speed(text: &str) -> Result<Speed, String> {
    let speed = text.parse::<f64>().ok().and_then(Speed::new);
    speed.ok_or_else(|| "write a number from 0.1 to 1000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &str) -> Arguments {
        let words = std::iter::once("supple").chain(words.split_whitespace());
        Arguments::try_parse_from(words).unwrap()
    }

    #[test]
    fn the_table_of_arguments_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn no_new_routine_can_be_called_like_a_command() {
        for command in commands() {
            assert!(
                crate::catalogue::name::new_id(&command).is_err(),
                "{command}"
            );
        }
    }

    #[test]
    fn a_first_word_is_a_command_or_a_routine() {
        assert!(matches!(
            typed("list --json").command,
            Some(Subcommand::List(print)) if print.format() == Format::Json
        ));
        let arguments = typed("knee list --plain --from 2");
        assert!(arguments.command.is_none());
        assert_eq!(arguments.routines, ["knee", "list"]);
        assert!(arguments.options.plain);
        assert_eq!(arguments.options.from, Some(2));
        let Some(Subcommand::Play { routines, .. }) = typed("play list").command else {
            panic!("`play` is a command");
        };
        assert_eq!(routines, ["list"]);
    }

    #[test]
    fn a_format_is_named_and_its_old_flag_means_the_same() {
        let formats = [
            "log",
            "log --format csv",
            "log --csv",
            "log --format json",
            "log --json",
        ];
        let format = |words: &str| match typed(words).command {
            Some(Subcommand::Log(log)) => log.format(),
            other => panic!("{other:?}"),
        };
        let [human, csv, old_csv, json, old_json] = formats.map(format);
        assert_eq!(human, LogFormat::Human);
        assert_eq!([csv, old_csv], [LogFormat::Csv; 2]);
        assert_eq!([json, old_json], [LogFormat::Json; 2]);
        for wrong in [
            "list --format csv",
            "list --csv",
            "log --format xml",
            "log --json --format csv",
        ] {
            let words = std::iter::once("supple").chain(wrong.split(' '));
            assert!(Arguments::try_parse_from(words).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_help_of_a_format_is_short() {
        for name in ["list", "show", "log", "check"] {
            let help = Arguments::try_parse_from(["supple", name, "--help"]).unwrap_err();
            let help = help.to_string();
            assert!(help.contains("[possible values: human, json"), "{help}");
            assert!(!help.contains("see a summary"), "{help}");
        }
    }

    #[test]
    fn a_lead_in_is_seconds_or_a_length() {
        assert_eq!(lead_in("0"), Ok(Duration::ZERO));
        assert_eq!(lead_in("20"), Ok(Duration::from_secs(20)));
        assert_eq!(lead_in("1m30s"), Ok(Duration::from_secs(90)));
        assert_eq!(lead_in("20 sec"), Err("write `20s`".to_owned()));
        assert!(lead_in("soon").is_err() && lead_in("-1").is_err() && lead_in("25h").is_err());
    }

    #[test]
    fn speeds_have_limits() {
        assert!(speed("0.1").is_ok() && speed("1000").is_ok());
        for wrong in ["0", "-1", "NaN", "inf", "1001", "fast"] {
            assert!(speed(wrong).is_err(), "{wrong}");
        }
    }
}
