//! `supple check`: every problem in every file: routines, figures, the configuration.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::choose::Library;
use super::json::{self, Form};
use super::{output, remember};
use crate::catalogue::{Entry, Origin, is_path};
use crate::diagnostic::{self, Code, Diagnostic, Severity, Source, line_and_column};
use crate::disk::{figures, read};
use crate::error::{Error, counted};
use crate::format;

pub(super) fn run(library: &Library, paths: &[OsString], form: Form) -> Result<u8, Error> {
    let entries = if paths.is_empty() {
        let mut entries = library.all().entries().to_vec();
        entries.extend(library.figures().own.iter().cloned().map(of_figure));
        entries.extend(configuration());
        entries
    } else {
        let mut entries = Vec::new();
        for path in paths {
            entries.push(at(library, path)?);
        }
        entries
    };
    match form {
        Form::Json => {
            let checked: Vec<Checked> = entries.iter().map(Checked::of).collect();
            output::result(&json::written(&checked)?)?;
        }
        Form::Text => output::result(&text(&entries, output::results_have_colour()))?,
    }
    // What was to be checked and could not be found is as bad as an error in it.
    let is_whole = library.is_whole() && library.figures().trouble.is_none();
    let missing = paths.is_empty() && !is_whole;
    let broken = entries.iter().any(|entry| entry.errors() > 0);
    Ok(u8::from(missing || broken))
}

/// The configuration, if there is one, as a file like the others.
fn configuration() -> Option<Entry> {
    let (source, problems) = remember::checked()?;
    Some(no_routine("config", source, problems))
}

fn of_figure(file: figures::File) -> Entry {
    no_routine(&file.name, file.source, file.problems)
}

/// A file that is no routine, as one.
fn no_routine(id: &str, source: Source, problems: Vec<Diagnostic>) -> Entry {
    Entry {
        id: id.to_owned(),
        origin: Origin::User(source.name.clone().into()),
        source,
        routine: None,
        problems,
        shadows: false,
    }
}

/// The file at `path`; a word that is no path and no file is the name of a routine, as everywhere.
fn at(library: &Library, path: &OsStr) -> Result<Entry, Error> {
    // A file of that name is the configuration wherever it lies.
    if Path::new(path).file_name() == Some(OsStr::new("config.toml")) {
        let (source, problem) = read::file(Path::new(path));
        let problems = problem.map_or_else(
            || format::config::parse(&source).problems,
            |problem| vec![problem],
        );
        return Ok(no_routine("config", source, problems));
    }
    let named = !is_path(&path.to_string_lossy()) && path != "-";
    if named && !read::is_there(Path::new(path)) {
        return library.find(path);
    }
    let entry = if path == "-" {
        library.find(path)?
    } else {
        library.at(Path::new(path))
    };
    let is_read = entry
        .problems
        .iter()
        .all(|problem| problem.code != Code::E15);
    Ok(if is_read && is_figure(Path::new(path), &entry) {
        of_figure(figures::of(entry.source))
    } else {
        entry
    })
}

/// Whether a file is a figure: it is in a folder of figures, or it is written like one.
fn is_figure(path: &Path, entry: &Entry) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder == Some(OsStr::new("figures")) || format::poses::is_meant(&entry.source.text)
}

/// A file as JSON shows it.
#[derive(Serialize)]
struct Checked<'a> {
    path: &'a str,
    problems: Vec<Problem<'a>>,
}

/// A problem as JSON shows it.
#[derive(Serialize)]
struct Problem<'a> {
    severity: &'static str,
    code: String,
    message: &'a str,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    help: Option<&'a str>,
}

impl<'a> Checked<'a> {
    fn of(entry: &'a Entry) -> Self {
        let problem = |problem: &'a Diagnostic| {
            let (line, column) = line_and_column(&entry.source.text, problem.place.start);
            Problem {
                severity: problem.code.severity().word(),
                code: problem.code.to_string(),
                message: &problem.message,
                line,
                column,
                help: problem.help.as_deref(),
            }
        };
        Self {
            path: &entry.source.name,
            problems: entry.problems.iter().map(problem).collect(),
        }
    }
}

/// All problems as people read them, and how many there are.
fn text(entries: &[Entry], colour: bool) -> String {
    let mut out = String::new();
    for entry in entries.iter().filter(|entry| !entry.problems.is_empty()) {
        out.push_str(&diagnostic::render(&entry.source, &entry.problems, colour));
        out.push('\n');
    }
    let problems = || entries.iter().flat_map(|entry| &entry.problems);
    let of = |severity: Severity| {
        problems()
            .filter(|problem| problem.code.severity() == severity)
            .count()
    };
    let (errors, advice) = (of(Severity::Error), of(Severity::Advice));
    let files = counted(entries.len(), "file");
    let _ = match (errors, advice) {
        (0, 0) => writeln!(out, "{files}, no problems"),
        (errors, 0) => writeln!(out, "{files}, {}", counted(errors, "error")),
        (0, advice) => writeln!(out, "{files}, {advice} advice"),
        (errors, advice) => writeln!(
            out,
            "{files}, {}, {advice} advice",
            counted(errors, "error")
        ),
    };
    out
}
