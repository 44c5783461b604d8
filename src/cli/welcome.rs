//! Bare `supple` without a terminal: a list of the routines, and how to play one.

use std::fmt::Write as _;

use super::finder::Finder;
use super::{list, output};
use crate::catalogue::DEFAULT_ROUTINE;
use crate::core::settings::Settings;
use crate::error::Error;

pub(super) fn run(finder: &Finder, settings: &Settings) -> Result<u8, Error> {
    let table = list::table(finder.listed(), settings);
    output::result(&text(&table, list::folder().as_deref()))?;
    Ok(0)
}

fn text(table: &str, folder: Option<&str>) -> String {
    let usual = DEFAULT_ROUTINE;
    let mut out = format!("{table}\nPlay one       supple {usual}\n");
    let _ = writeln!(out, "See it first   supple show {usual}");
    if let Some(folder) = folder {
        let _ = writeln!(out, "Add your own   {folder}/NAME.toml");
    }
    out.push_str("All commands   supple --help\n");
    out
}
