//! `supple log`: what was done so far.

use std::fmt::Write as _;
use std::num::NonZeroU32;

use super::output::{self, Messages};
use super::remember;
use crate::app::log::{Charset, Report, lines};
use crate::core::history::{HALF_A_YEAR, Scope};
use crate::core::kept::Kept;
use crate::core::text::escaped_json;
use crate::error::Error;
use crate::format::table;
use crate::shell;

/// How the log is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For a person: what all of it amounts to.
    Report,
    /// For a program: the records as JSON.
    Records,
    /// For a spreadsheet: CSV.
    Table,
}

impl Form {
    /// The form that `--json` or `--csv`, which exclude each other, ask for.
    pub(super) const fn of(json: bool, csv: bool) -> Self {
        match (json, csv) {
            (true, _) => Self::Records,
            (false, true) => Self::Table,
            (false, false) => Self::Report,
        }
    }
}

/// Prints the log of the last `days`, of one `routine` or of all.
pub(super) fn run(
    messages: Messages,
    days: Option<NonZeroU32>,
    routine: Option<String>,
    form: Form,
) -> Result<u8, Error> {
    // A session that was killed is in the log from the next start of any command on that shows it.
    if let Some(mut keeper) = remember::keeper() {
        remember::recover(&mut keeper, &remember::settings(messages), messages);
    }
    match form {
        // The records as they stand in the log, with what newer programs wrote.
        Form::Records => each(messages, days, routine, String::new(), |_, line| {
            format!("{}\n", escaped_json(line))
        }),
        Form::Table => each(messages, days, routine, table::head(), |kept, _| {
            table::rows(kept)
        }),
        Form::Report => {
            let history = remember::history(messages, days, routine)?;
            let report = Report::of(&history, history.scope().today);
            let mut out = String::new();
            for line in lines(&report, charset()) {
                let _ = writeln!(out, "{line}");
            }
            output::result(&out)?;
            Ok(0)
        }
    }
}

/// Prints each session as `written` makes it, behind `head`; all of them unless days are named.
fn each(
    messages: Messages,
    days: Option<NonZeroU32>,
    routine: Option<String>,
    head: String,
    written: impl Fn(&Kept, &str) -> String,
) -> Result<u8, Error> {
    let scope = Scope {
        today: shell::now().day(),
        days: days.map_or(HALF_A_YEAR, NonZeroU32::get),
        routine,
    };
    let mut result = Ok(());
    let mut out = head;
    remember::each(messages, |kept, line| {
        let wanted = scope.wants(kept) && (days.is_none() || scope.has(kept.start.day()));
        if wanted && result.is_ok() {
            out.push_str(&written(kept, line));
            // Thirty years of records are not gathered before the first is printed.
            if out.len() > 1 << 16 {
                result = output::result(&out);
                out.clear();
            }
        }
    })?;
    result?;
    output::result(&out)?;
    Ok(0)
}

/// What the terminal, or whoever reads, can be given.
fn charset() -> Charset {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    let name = name.unwrap_or_default().to_uppercase();
    if name.contains("UTF-8") || name.contains("UTF8") {
        Charset::Unicode
    } else {
        Charset::Ascii
    }
}
