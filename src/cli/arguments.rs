//! The arguments as they are typed. Each command decides what they mean; nothing is looked up here.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, ValueEnum, ValueHint};
use clap_complete::ArgValueCompleter;

pub(super) use super::log_arguments::{
    AddOptions, ChangeCommand, EditOptions, LogFormat, LogOptions, Meant, Soreness,
};
use super::{completions, environment, version};
use crate::core::day::Day;
use crate::core::settings::SoundMode;
use crate::core::span;
use crate::core::timeline::LONGEST_PLAN;
use crate::disk::places;
use crate::format::config::sound_modes;
use crate::format::dates;
use crate::shell::Speed;

/// A guided stretch timer: it leads you through every stretch, side and rep.
#[derive(Debug, Parser)]
#[command(
    name = "supple",
    version = version::line(),
    args_conflicts_with_subcommands = true,
    override_usage = "supple [ROUTINE]...  [OPTIONS]\n       supple <COMMAND>",
    after_help = "Name a routine by its id, its title or the beginning of its id; a path contains a `/` or ends in \
                  `.toml`.\nWithout a routine the library opens. Where there is no screen for it, a list is printed.\n\n\
                  Examples:\n  \
                  supple                           # choose in the library\n  \
                  supple knee                      # play the routine whose id begins so\n  \
                  supple warm-up ./mine.toml       # two in a row\n  \
                  supple knee --plain --speed 60   # a quick rehearsal, in lines"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Subcommand>,
    /// Routines to play; several are played one after another as one session.
    #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
    pub(super) routines: Vec<OsString>,
    #[command(flatten)]
    pub(super) options: PlayOptions,
    #[command(flatten)]
    pub(super) everywhere: CommonOptions,
}

/// The options that every command takes.
#[derive(Args, Debug)]
pub(super) struct CommonOptions {
    /// The configuration to use instead of `config.toml` in the usual folder.
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<OsString>,
    /// Print no notes and no warnings beside the result.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// When messages and the screen have colours: auto, always or never.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    color: ColorChoice,
}

/// When something has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    /// On a terminal that has some, unless `NO_COLOR` is set.
    Auto,
    /// Also where no terminal reads them.
    Always,
    /// Never.
    Never,
}

impl CommonOptions {
    /// The environment variables that these options stand for, with their values.
    pub(super) fn variables(&self) -> Vec<(&'static str, OsString)> {
        let config = self.config.clone().map(|config| (places::CONFIG, config));
        let [colours, none] = match self.color {
            ColorChoice::Auto => [None, None],
            ColorChoice::Always => [Some("1"), Some("")],
            ColorChoice::Never => [Some(""), Some("1")],
        };
        let colours = colours.map(|value| (environment::FORCED, value.into()));
        let none = none.map(|value| (environment::FORBIDDEN, value.into()));
        config.into_iter().chain(colours).chain(none).collect()
    }
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    /// Play routines (needed if a routine shares a command's name).
    #[command(
        after_help = "Examples:\n  supple play list                 # a routine with the name of a command\n  supple play --resume             # the unfinished session\n  supple play knee --from 3 --start 5"
    )]
    Play {
        /// Routines to play; several are played one after another as one session.
        #[arg(
            value_name = "ROUTINE",
            required_unless_present = "resume",
            add = ArgValueCompleter::new(completions::routines)
        )]
        routines: Vec<OsString>,
        /// Resume the unfinished session.
        #[arg(long, conflicts_with_all = ["routines", "from", "low"])]
        resume: bool,
        #[command(flatten)]
        options: PlayOptions,
    },
    /// List all routines: your own and the bundled ones.
    #[command(
        after_help = "Examples:\n  supple list\n  supple list --format json | jq -r .routines[].id"
    )]
    List(Print),
    /// Print the running session and today, for prompts and status bars.
    #[command(
        after_help = "Examples:\n  supple status                    # a line a session, then the day\n  supple status --format json | jq -r .sessions[0].state"
    )]
    Status(Print),
    /// Print what a routine will do and when: a dry run.
    #[command(
        after_help = "Examples:\n  supple show knee\n  supple show - < mine.toml         # before it is saved"
    )]
    Show {
        /// The routine; `-` reads one from standard input.
        #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
        routine: OsString,
        /// The day on which it is done, such as 2026-11-20: today where none is given.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Day>,
        /// Begin ranges at their low ends, not where the last session ended.
        #[arg(long)]
        low: bool,
        #[command(flatten)]
        print: Print,
    },
    /// Print your past sessions: days, stretches, soreness.
    #[command(
        after_help = "Examples:\n  supple log --days 30\n  supple log --routine knee-to-chest\n  supple log --format csv > log.csv"
    )]
    Log(LogOptions),
    /// Print the routines that are due today; exit code 1 if none is.
    #[command(
        after_help = "Examples:\n  supple due\n  supple due --format json | jq -r .due[].id\n  supple due || echo nothing is due"
    )]
    Due(Print),
    /// Be reminded of what is due by a desktop notification at a time of day.
    #[command(
        arg_required_else_help = true,
        after_help = "Examples:\n  supple remind install --at 19:30\n  supple remind --print\n  supple remind remove"
    )]
    Remind(RemindOptions),
    /// Print every problem in routines and stretches; exit code 1 if any has errors.
    #[command(
        after_help = "Examples:\n  supple check                     # all that you wrote\n  supple check --fix mine.toml\n  supple check --strict ./routines"
    )]
    Check(CheckOptions),
    /// Write a routine as it sounds to a file, for the phone or the watch.
    #[command(
        after_help = "Examples:\n  supple render knee -o knee.mp3\n  supple render knee -o - | mpv -   # WAV on standard output"
    )]
    Render(RenderOptions),
    /// Write a routine and all that it uses as one file, for sharing.
    #[command(after_help = "Examples:\n  supple bundle mine -o mine-in-one.toml")]
    Bundle(BundleOptions),
    /// Check sound, terminal and folders; plays a test.
    #[command(
        after_help = "Examples:\n  supple doctor\n  supple doctor --print-config > config.toml"
    )]
    Doctor {
        /// Print a configuration file with every key, its meaning and its default instead.
        #[arg(long)]
        print_config: bool,
    },
    /// Browse all stretches; play one, or add it to a routine.
    #[command(
        visible_alias = "figures",
        after_help = "Examples:\n  supple stretches calf-straight\n  supple stretches --plain | less\n  supple stretches pigeon --svg > pigeon.svg"
    )]
    Stretches {
        /// The stretch to show first.
        #[arg(value_name = "NAME", add = ArgValueCompleter::new(completions::stretches))]
        name: Option<String>,
        /// Print them, at rest and in the stretch, or only NAME. This is the default in a pipe.
        #[arg(long)]
        plain: bool,
        /// Print the picture of NAME as SVG: at rest and in the stretch.
        #[arg(long, requires = "name", conflicts_with_all = ["plain", "format"])]
        svg: bool,
        #[command(flatten)]
        print: Print,
    },
    /// Create a routine and open it in your editor.
    #[command(
        after_help = "Examples:\n  supple new mine\n  supple new mine --from knee       # a copy to begin with\n  supple new club --from text notes.txt"
    )]
    New(NewOptions),
    /// Open a routine in your editor; a bundled one is copied first
    ///
    /// The editor is `VISUAL` or `EDITOR`. The copy is played instead of the bundled routine until you
    /// delete it.
    #[command(after_help = "Examples:\n  supple edit knee")]
    Edit {
        /// The routine.
        #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
        routine: OsString,
    },
    /// Print the JSON Schema of routine files, for editors.
    #[command(after_help = "Examples:\n  supple schema > routine.schema.json")]
    Schema,
    /// Help an editor while you type, as its language server.
    #[command(
        after_help = "Examples:\n  supple lsp                       # an editor starts it so"
    )]
    Lsp,
    /// Print a script for shell completions: put it where your shell looks for them.
    #[command(
        after_help = "Examples:\n  supple completions bash > ~/.local/share/bash-completion/completions/supple\n  supple completions zsh > ~/.zfunc/_supple   # a folder in fpath\n  supple completions fish > ~/.config/fish/completions/supple.fish\n  supple completions nushell > ~/.config/nushell/autoload/supple.nu\n  supple completions powershell >> $PROFILE\n  supple completions elvish >> ~/.config/elvish/rc.elv"
    )]
    Completions {
        /// The shell.
        #[arg(value_name = "SHELL")]
        shell: completions::Shell,
    },
    /// Print the manual page, or write a page for each command.
    #[command(
        after_help = "Examples:\n  supple man | man -l -\n  supple man -o ~/.local/share/man/man1"
    )]
    Man {
        /// The folder for the pages `supple.1`, `supple-list.1` and so on, which must exist.
        #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        output: Option<PathBuf>,
    },
}

/// The arguments of `supple remind`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct RemindOptions {
    #[command(subcommand)]
    pub(super) action: Option<RemindCommand>,
    /// Only print the files of the timer.
    #[arg(long, required = true)]
    pub(super) print: bool,
    #[command(flatten)]
    pub(super) time: ReminderTime,
}

/// The time of day of the reminder.
#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReminderTime {
    /// The time of day.
    #[arg(long, value_name = "TIME", default_value = "19:00", value_parser = time_of_day)]
    pub(super) at: (u8, u8),
}

/// What is done about the reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::Subcommand)]
pub(super) enum RemindCommand {
    /// Install a timer of your system: a systemd user timer, or a launchd agent on macOS.
    #[command(
        after_help = "Examples:\n  supple remind install --at 19:30\n  supple remind install --print   # only shows its files"
    )]
    Install {
        #[command(flatten)]
        time: ReminderTime,
        /// Only print its files.
        #[arg(long)]
        print: bool,
    },
    /// Remove the timer.
    #[command(after_help = "Examples:\n  supple remind remove")]
    Remove,
    /// Show the notification now: of what is due or, where no routine says how often, that there was no session today.
    #[command(after_help = "Examples:\n  supple remind now")]
    Now,
}

/// The options of a command that prints text or JSON.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Print {
    /// The output format.
    #[arg(long, value_name = "NAME", default_value = "human")]
    format: Format,
    /// The same as `--format json`.
    #[arg(long, conflicts_with = "format")]
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
    /// Files or folders; `-` reads standard input. By default all routines, and everything you wrote.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<OsString>,
    /// Treat advice as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Fix only what is unambiguous, and print the changes; with `-` print the file.
    #[arg(long)]
    pub(super) fix: bool,
    /// The output format: `short` is one line a problem, `github` annotates the files of a workflow.
    #[arg(long, value_name = "NAME", default_value = "human")]
    format: CheckFormat,
    /// The same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The format in which `supple check` prints problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Json,
    Short,
    Github,
}

impl CheckOptions {
    pub(super) const fn format(&self) -> CheckFormat {
        if self.json {
            CheckFormat::Json
        } else {
            self.format
        }
    }
}

/// The arguments of `supple render`.
#[derive(Args, Debug)]
pub(super) struct RenderOptions {
    /// The routine; `-` reads one from standard input.
    #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
    pub(super) routine: OsString,
    /// The file to write: .wav, or .mp3, .opus, .ogg or .flac with a program for that (`supple doctor` lists them). A
    /// sound file of that kind that is there is replaced, any other file is not. `-` writes WAV to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Time to lie down before the first step: seconds, or a length such as 1m30s. It lasts longer if the warnings do.
    #[arg(long, value_name = "SECONDS", value_parser = lead_in)]
    pub(super) start: Option<Duration>,
    /// What you hear in it. By default speech, if a voice is found.
    #[arg(long, value_parser = sound(|mode| matches!(mode, SoundMode::Voice | SoundMode::Tones)))]
    pub(super) sound: Option<SoundMode>,
}

/// The arguments of `supple bundle`.
#[derive(Args, Debug)]
pub(super) struct BundleOptions {
    /// The routine; `-` reads one from standard input.
    #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
    pub(super) routine: OsString,
    /// The file to write, which must not exist yet. `-` is standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
}

/// The arguments of `supple new`.
#[derive(Args, Debug)]
pub(super) struct NewOptions {
    /// Name of the new routine: `supple NAME` plays it.
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// Start from a copy of this routine, or with `text FILE` from notes: a line a stretch, as people write them.
    ///
    /// `-` reads the notes from standard input. A line such as `Calf stretch 2x30s each side`, `Calf raise 3x12` or
    /// `rest 30s` becomes a step; what is not understood stays as a comment. Files of Just Another Workout Timer are read
    /// too.
    #[arg(long, value_names = ["ROUTINE", "FILE"], num_args = 1..=2, add = ArgValueCompleter::new(completions::routines))]
    pub(super) from: Vec<OsString>,
    /// Print it instead of saving it.
    #[arg(long)]
    pub(super) stdout: bool,
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
    /// Begin with this step, as numbered by `supple show`.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) from: Option<u32>,
    /// Begin ranges at their low ends, not where the last session ended.
    #[arg(long)]
    pub(super) low: bool,
    /// Time to lie down before the first step: seconds, or a length such as 1m30s. By default as configured. It lasts
    /// longer if the warnings do.
    #[arg(long, value_name = "SECONDS", value_parser = lead_in)]
    pub(super) start: Option<Duration>,
    /// What you hear. By default as configured; over SSH `bell`, in a rehearsal or a pipe `off`.
    #[arg(long, value_parser = sound(|_| true))]
    pub(super) sound: Option<SoundMode>,
    /// Print one line per event, for screen readers, logs and pipes. Without a routine it asks which one.
    #[arg(long)]
    pub(super) plain: bool,
    /// Speed factor, 0.1 to 1000; anything but 1 is a rehearsal.
    #[arg(long, value_name = "X", default_value = "1", value_parser = speed)]
    pub(super) speed: Speed,
}

impl PlayOptions {
    /// Those where none is given.
    pub(super) const USUAL: Self = Self {
        from: None,
        low: false,
        start: None,
        sound: None,
        plain: false,
        speed: Speed::REAL,
    };

    /// The first that is given of those that mean something for a routine alone.
    pub(super) fn of_a_routine(&self) -> Option<&'static str> {
        let given = [
            (self.from.is_some(), "--from"),
            (self.low, "--low"),
            (self.start.is_some(), "--start"),
            (self.sound.is_some(), "--sound"),
            (!self.speed.is_real(), "--speed"),
        ];
        let given = given.into_iter().find(|(is_given, _)| *is_given);
        given.map(|(_, option)| option)
    }
}

/// The words of a command line in which options that every command takes do not stand before the command, where clap
/// would take the command for a routine: `supple -q list` becomes `supple list -q`.
pub(super) fn command_first(mut words: Vec<OsString>) -> Vec<OsString> {
    let mut place = 1;
    while let Some(word) = words.get(place).and_then(|word| word.to_str()) {
        place += match word {
            "-q" | "--quiet" => 1,
            "--config" | "--color" => 2,
            _ if word.starts_with("--config=") || word.starts_with("--color=") => 1,
            _ if commands().iter().any(|command| command == word) => break,
            _ => return words,
        };
    }
    if let Some(front) = words.get_mut(1..=place) {
        front.rotate_right(1);
    }
    words
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
        return Err("the longest is a day".to_owned());
    }
    Ok(length)
}

fn time_of_day(text: &str) -> Result<(u8, u8), String> {
    let parts = text.split_once(':');
    let parts = parts.and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
    let time = parts.filter(|(hour, minute)| *hour < 24 && *minute < 60);
    time.ok_or_else(|| "write hours and minutes, such as `19:30`".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    let day = dates::parse(text);
    day.ok_or_else(|| "write year, month and day, such as `2026-11-20`".to_owned())
}

fn speed(text: &str) -> Result<Speed, String> {
    let speed = text.parse::<f64>().ok().and_then(Speed::new);
    speed.ok_or_else(|| "write a number from 0.1 to 1000".to_owned())
}

#[cfg(test)]
mod tests;
