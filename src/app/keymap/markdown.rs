//! A table of keys as Markdown.

use std::fmt::Write as _;

use super::{Binding, name};

/// A table as a Markdown table, for the README.
pub fn markdown<C>(table: &[Binding<C>]) -> String {
    let mut out = String::from("| key | does |\n|---|---|\n");
    for binding in table {
        let keys: Vec<String> = binding
            .keys
            .iter()
            .map(|key| format!("`{}`", name(*key)))
            .collect();
        let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
    }
    out
}
