//! The arguments of `supple log` and of its changes.

use std::ffi::OsString;
use std::num::{IntErrorKind, NonZeroU32, ParseIntError};

use clap::{Args, ValueEnum};
use clap_complete::ArgValueCompleter;

use super::{completions, correct};
use crate::core::correction::HeldAmount;
use crate::core::log::WORST;

/// The arguments of `supple log`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct LogOptions {
    #[command(subcommand)]
    pub(super) change: Option<ChangeCommand>,
    /// Print all lines as they stand in the files, deleted sessions and corrections too.
    #[arg(long, conflicts_with_all = ["deleted", "days", "routine", "format", "json", "csv"])]
    pub(super) raw: bool,
    /// Only the sessions that were deleted; `supple log delete --undo` restores one.
    #[arg(long)]
    pub(super) deleted: bool,
    /// Only the last N days, including today.
    #[arg(long, value_name = "N", value_parser = days)]
    pub(super) days: Option<NonZeroU32>,
    /// Only sessions with this routine, by id or title.
    #[arg(long, value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
    pub(super) routine: Option<String>,
    #[command(flatten)]
    pub(super) printed: LogFormatOptions,
}

/// The format in which the log is printed.
#[derive(Args, Debug)]
pub(super) struct LogFormatOptions {
    /// Print it in this format: json is the records, one object a line, and csv a table for spreadsheets, one row a
    /// stretch and side.
    #[arg(long, value_name = "NAME", default_value = "human")]
    format: LogFormat,
    /// The same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The same as `--format csv`.
    #[arg(long, conflicts_with_all = ["format", "json"])]
    csv: bool,
}

/// A change of the log. Each adds a line and changes none.
#[derive(Debug, clap::Subcommand)]
pub(super) enum ChangeCommand {
    /// Add a past session of a routine, in which everything was done.
    #[command(
        after_help = "Examples:\n  supple log add knee --at \"yesterday 19:30\"\n  supple log add knee --soreness 3 --note \"after the long run\""
    )]
    Add(AddOptions),
    /// Correct soreness, note and what was held of a session.
    #[command(
        after_help = "Examples:\n  supple log edit last --soreness 2\n  supple log edit last --held \"Single-knee pull, left=20s\""
    )]
    Edit(EditOptions),
    /// Delete a session; `--undo` restores it.
    #[command(after_help = "Examples:\n  supple log delete last\n  supple log delete last --undo")]
    Delete {
        #[arg(value_name = "SESSION", help = Meant::HELP, value_parser = Meant::read)]
        session: Meant,
        /// Restore it.
        #[arg(long)]
        undo: bool,
    },
}

/// The arguments of `supple log add`.
#[derive(Args, Debug)]
pub(super) struct AddOptions {
    /// The routine.
    #[arg(value_name = "ROUTINE", add = ArgValueCompleter::new(completions::routines))]
    pub(super) routine: OsString,
    /// When it began: `yesterday 19:30`, `2026-03-01 19:30`. By default it has just ended.
    #[arg(long, value_name = "TIME")]
    pub(super) at: Option<String>,
    /// How tight or sore you were afterwards: 0 (not at all) to 10 (worst).
    #[arg(long, value_name = "N", value_parser = Soreness::read)]
    pub(super) soreness: Option<Soreness>,
    /// A note.
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

/// The arguments of `supple log edit`.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("corrected").required(true).multiple(true))]
pub(super) struct EditOptions {
    #[arg(value_name = "SESSION", help = Meant::HELP, value_parser = Meant::read)]
    pub(super) session: Meant,
    /// How tight or sore you were afterwards: 0 (not at all) to 10 (worst), or `none`.
    #[arg(long, value_name = "N", group = "corrected", value_parser = Soreness::read)]
    pub(super) soreness: Option<Soreness>,
    /// The note; an empty text removes it.
    #[arg(long, value_name = "TEXT", group = "corrected")]
    pub(super) note: Option<String>,
    /// What was held of a stretch, on one side or on each: `Knee hug, left=20s`; `Bridge=8` for a count.
    #[arg(long, value_name = "STRETCH=HELD", group = "corrected", value_parser = correct::held)]
    pub(super) held: Vec<(String, HeldAmount)>,
}

/// The session that is meant: by its id, by the time it began, or the last one that was no rehearsal.
#[derive(Clone, Debug)]
pub(super) struct Meant(pub(super) String);

impl Meant {
    const HELP: &str = "The session: `last` (rehearsals aside), the time it began as `supple log` shows it (`yesterday 19:30`), or its id";

    #[allow(clippy::unnecessary_wraps, reason = "clap asks for it")]
    fn read(text: &str) -> Result<Self, String> {
        Ok(Self(text.to_owned()))
    }
}

/// How it felt; `None` where that is taken back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Soreness(pub(super) Option<u8>);

impl Soreness {
    fn read(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(None));
        }
        let soreness = text.parse().ok().filter(|soreness| *soreness <= WORST);
        let soreness = soreness.ok_or_else(|| format!("write a number from 0 to {WORST}"))?;
        Ok(Self(Some(soreness)))
    }
}

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    Human,
    Json,
    Csv,
}

impl LogFormatOptions {
    pub(super) const fn format(&self) -> LogFormat {
        match self {
            Self { json: true, .. } => LogFormat::Json,
            Self { csv: true, .. } => LogFormat::Csv,
            Self { format, .. } => *format,
        }
    }
}

fn days(text: &str) -> Result<NonZeroU32, String> {
    let days = text.parse();
    days.map_err(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => {
            "that is more days than any log has: leave `--days` out for all of them".to_owned()
        }
        _ => "write a number of days, 1 or more: today alone is `--days 1`".to_owned(),
    })
}
