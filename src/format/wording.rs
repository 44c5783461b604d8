//! Phrases for messages: values of a file and lists of words.

use std::fmt::Display;

use crate::core::text;
use crate::diagnostic::{Diagnostic, Fix};

/// `problem` with the question and the repair for the word that was probably meant at its place; with the label
/// `otherwise` where no word comes near.
pub(super) fn did_you_mean(
    problem: Diagnostic,
    meant: Option<&str>,
    otherwise: &str,
) -> Diagnostic {
    let Some(meant) = meant else {
        return problem.label(otherwise);
    };
    let fix = Fix::likely(&problem.place, as_toml(meant));
    problem
        .label(format!("did you mean {}?", quoted(meant)))
        .fix(fix)
}

/// `text` of a file in backticks: harmless, on one line and not long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    let short: String = text.chars().take(MOST).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("`{}{dots}`", text::escaped(&short))
}

/// `words` in backticks with commas and a last `or`.
pub(super) fn one_of(words: impl IntoIterator<Item = impl Display>) -> String {
    text::listed(&quoted_each(words), "or")
}

/// `words` in backticks with commas and a last `and`.
pub(super) fn all_of(words: impl IntoIterator<Item = impl Display>) -> String {
    text::listed(&quoted_each(words), "and")
}

fn quoted_each(words: impl IntoIterator<Item = impl Display>) -> Vec<String> {
    words.into_iter().map(|word| format!("`{word}`")).collect()
}

/// `key` as it would stand in a header.
pub(crate) fn bare(key: &str) -> String {
    if is_bare(key) {
        key.to_owned()
    } else {
        as_toml(key)
    }
}

/// Whether `key` may stand without quotes.
pub(super) fn is_bare(key: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    !key.is_empty() && key.chars().all(is_plain)
}

/// `text` as a TOML string.
pub(crate) fn as_toml(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other if text::is_hazardous(other) => {}
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
