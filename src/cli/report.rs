//! The problems of files for other programs: one line a problem, the annotations of a GitHub workflow, and JSON.

use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use crate::core::text::escaped;
use crate::diagnostic::{Diagnostic, Severity, Source, line_and_column};
use crate::format::fix::ChangedLine;

/// The version of the JSON. It grows when a field changes its meaning or goes; a new field does not change it.
const VERSION: u32 = 1;

/// All files as JSON shows them.
#[derive(Serialize)]
pub(super) struct FileReport<'a> {
    version: u32,
    files: Vec<CheckedText<'a>>,
}

/// A file as JSON shows it.
#[derive(Serialize)]
struct CheckedText<'a> {
    path: &'a str,
    problems: Vec<ToldProblem<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed: &'a [ChangedLine],
}

/// A part of a file. Lines and columns count from 1, columns in characters; the end is behind the last one.
#[derive(Serialize)]
struct ReportedPart {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A problem as JSON shows it.
#[derive(Serialize)]
struct ToldProblem<'a> {
    severity: &'static str,
    code: String,
    message: &'a str,
    #[serde(flatten)]
    place: ReportedPart,
    label: &'a str,
    help: Option<&'a str>,
    /// The second place, where two clash.
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<Labelled<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Replacements<'a>>,
    /// The source of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

/// A part of a file and what is to be said of it.
#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: ReportedPart,
    label: &'a str,
}

/// A repair: all of it or nothing.
#[derive(Serialize)]
struct Replacements<'a> {
    /// Whether `--fix` applies it.
    certain: bool,
    edits: Vec<Replacement<'a>>,
}

/// A part of a file and the text that replaces it.
#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: ReportedPart,
    text: &'a str,
}

impl ReportedPart {
    fn of(text: &str, place: &Range<usize>) -> Self {
        let (line, column) = line_and_column(text, place.start);
        let (end_line, end_column) = line_and_column(text, place.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

impl<'a> FileReport<'a> {
    /// The problems of files, and the changes that were made to them.
    pub(super) fn of(
        files: impl IntoIterator<Item = (&'a Source, &'a [Diagnostic], &'a [ChangedLine])>,
    ) -> Self {
        let files = files
            .into_iter()
            .map(|(source, problems, fixed)| CheckedText {
                path: &source.name,
                problems: problems
                    .iter()
                    .map(|problem| told(&source.text, problem))
                    .collect(),
                fixed,
            });
        Self {
            version: VERSION,
            files: files.collect(),
        }
    }
}

fn told<'a>(text: &str, problem: &'a Diagnostic) -> ToldProblem<'a> {
    let also = problem.also.as_ref().map(|(place, label)| Labelled {
        place: ReportedPart::of(text, place),
        label,
    });
    let fix = problem.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|edit| Replacement {
            place: ReportedPart::of(text, &edit.place),
            text: &edit.text,
        });
        Replacements {
            certain: fix.certain,
            edits: edits.collect(),
        }
    });
    ToldProblem {
        severity: problem.code.severity().word(),
        code: problem.code.to_string(),
        message: &problem.message,
        place: ReportedPart::of(text, &problem.place),
        label: &problem.label,
        help: problem.help.as_deref(),
        also,
        fix,
        source: problem.source,
    }
}

/// One line a problem, as editors read them: `file:line:column: severity[CODE] message`.
pub(super) fn short(source: &Source, problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    let name = escaped(&source.name);
    for problem in problems {
        let (line, column) = line_and_column(&source.text, problem.place.start);
        let (severity, code) = (problem.code.severity().word(), problem.code);
        let message = escaped(&sentence(problem));
        let _ = writeln!(out, "{name}:{line}:{column}: {severity}[{code}] {message}");
    }
    out
}

/// One command a problem, as a GitHub workflow shows it beside the line.
pub(super) fn github(source: &Source, problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    let name = property(&escaped(&source.name));
    for problem in problems {
        let ReportedPart {
            line,
            column,
            end_line,
            end_column,
        } = ReportedPart::of(&source.text, &problem.place);
        let level = match problem.code.severity() {
            Severity::Error => "error",
            Severity::Advice => "warning",
        };
        let (code, message) = (problem.code, data(&escaped(&sentence(problem))));
        let _ = writeln!(
            out,
            "::{level} file={name},line={line},col={column},endLine={end_line},endColumn={end_column},title={code}::{message}"
        );
    }
    out
}

/// The message and the way out.
fn sentence(problem: &Diagnostic) -> String {
    let help = problem.help.as_deref();
    help.map_or_else(
        || problem.message.clone(),
        |help| format!("{}: {help}", problem.message),
    )
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
