//! `supple check`: every problem in every file: routines, figures, the configuration; and the repairs that are certain.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::arguments::Format;
use super::choose::Finder;
use super::json;
use super::{output, remember};
use crate::catalogue::{Entry, Origin, is_path};
use crate::core::text::{counted, escaped};
use crate::diagnostic::{self, Code, Diagnostic, Severity, Source, line_and_column};
use crate::disk::{atomic, figures, files, read};
use crate::error::Error;
use crate::format;
use crate::format::fix::{self, ChangedLine, Repaired};

/// The flags of `supple check`.
#[derive(Clone, Copy, Debug)]
pub(super) struct CheckOptions {
    /// Whether advice fails.
    pub(super) strict: bool,
    /// Whether certain repairs are applied.
    pub(super) fix: bool,
    pub(super) format: Format,
}

pub(super) fn run(finder: &Finder, paths: &[OsString], how: CheckOptions) -> Result<u8, Error> {
    let mut files: Vec<CheckedFile> = found(finder, paths)?
        .into_iter()
        .map(CheckedFile::of)
        .collect();
    if how.fix {
        for file in &mut files {
            file.repair(finder)?;
        }
    }
    match how.format {
        Format::Json => {
            let checked: Vec<Checked> = files.iter().map(Checked::of).collect();
            output::result(&json::written(&checked)?)?;
        }
        Format::Human | Format::Csv => {
            output::result(&text(&files, how, output::results_have_colour()))?;
        }
    }
    let fails = |problem: &Diagnostic| how.strict || problem.code.severity() == Severity::Error;
    // What was to be checked and could not be found is as bad as an error in it.
    let is_whole = finder.is_whole() && finder.figures().trouble.is_none();
    let missing = paths.is_empty() && !is_whole;
    let failed = files
        .iter()
        .any(|file| file.entry.problems.iter().any(fails));
    Ok(u8::from(missing || failed))
}

fn found(finder: &Finder, paths: &[OsString]) -> Result<Vec<Entry>, Error> {
    if paths.is_empty() {
        let mut entries = finder.all().entries().to_vec();
        entries.extend(finder.figures().own.iter().cloned().map(of_figure));
        entries.extend(configuration());
        return Ok(entries);
    }
    let mut entries = Vec::new();
    for (at_path, path) in paths.iter().enumerate() {
        // Standard input is there once.
        if path == "-" && paths.iter().take(at_path).any(|earlier| earlier == "-") {
            continue;
        }
        if path != "-" && read::is_folder(Path::new(path)) {
            for file in files::in_folder(Path::new(path))? {
                entries.push(at(finder, file.as_os_str())?);
            }
        } else {
            entries.push(at(finder, path)?);
        }
    }
    Ok(entries)
}

/// The configuration, if there is one, as a file like the others.
fn configuration() -> Option<Entry> {
    let (source, problems) = remember::checked()?;
    Some(no_routine("config", source, problems))
}

fn of_figure(file: figures::FigureFile) -> Entry {
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
        glimpse: None,
    }
}

/// The file at `path`; a word that is no path and no file is the name of a routine, as everywhere.
fn at(finder: &Finder, path: &OsStr) -> Result<Entry, Error> {
    // A file of that name is the configuration wherever it lies.
    if is_configuration(Path::new(path)) {
        let (source, problem) = read::file(Path::new(path));
        let problems = problem.map_or_else(
            || format::config::parse(&source).problems,
            |problem| vec![problem],
        );
        return Ok(no_routine("config", source, problems));
    }
    let named = !is_path(&path.to_string_lossy()) && path != "-";
    if named && !read::is_there(Path::new(path)) {
        return finder.find(path);
    }
    let entry = if path == "-" {
        finder.find(path)?
    } else {
        finder.at(Path::new(path))
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

/// Whether a file is the configuration.
fn is_configuration(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new("config.toml"))
}

/// Whether a file is a figure: it is in a folder of figures, or it is written like one.
fn is_figure(path: &Path, entry: &Entry) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder == Some(OsStr::new("figures")) || format::poses::is_meant(&entry.source.text)
}

/// A file and what was changed in it.
struct CheckedFile {
    entry: Entry,
    changes: Vec<ChangedLine>,
}

impl CheckedFile {
    const fn of(entry: Entry) -> Self {
        let changes = Vec::new();
        Self { entry, changes }
    }

    /// The file at `path` with the certain repairs.
    fn repaired(&self, path: &Path) -> Repaired {
        let is_figure = is_figure(path, &self.entry);
        fix::certain_by(&self.entry.source, |source| {
            if is_configuration(path) {
                format::config::parse(source).problems
            } else if is_figure {
                figures::of(source.clone()).problems
            } else {
                format::routine::parse(source).problems
            }
        })
    }

    /// The number of the problems `--fix` would repair.
    fn repairable(&self) -> usize {
        let Origin::User(path) = &self.entry.origin else {
            return 0;
        };
        let is_certain =
            |problem: &&Diagnostic| problem.fix.as_ref().is_some_and(|fix| fix.certain);
        match self.entry.problems.iter().filter(is_certain).count() {
            0 => 0,
            certain => self.repaired(path).problems.min(certain),
        }
    }

    /// Applies the certain repairs, if there are some. What could not be read as a text is left alone.
    fn repair(&mut self, finder: &Finder) -> Result<(), Error> {
        let path = match &self.entry.origin {
            Origin::Bundled => return Ok(()),
            Origin::Stdin => return Err(Error::FixedOnStdin),
            Origin::User(path) => path.clone(),
        };
        let unread = |problem: &Diagnostic| problem.code == Code::E15;
        if self.entry.problems.iter().any(unread) {
            return Ok(());
        }
        let repaired = self.repaired(&path);
        if repaired.changes.is_empty() {
            return Ok(());
        }
        atomic::replace(&path, repaired.text.as_bytes()).map_err(|error| Error::Unwritable {
            path: path.clone(),
            error,
        })?;
        self.entry = at(finder, path.as_os_str())?;
        self.changes = repaired.changes;
        Ok(())
    }
}

/// A file as JSON shows it.
#[derive(Serialize)]
struct Checked<'a> {
    path: &'a str,
    problems: Vec<Problem<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed: &'a [ChangedLine],
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
    /// Where the rule comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

impl<'a> Checked<'a> {
    fn of(file: &'a CheckedFile) -> Self {
        let entry = &file.entry;
        let problem = |problem: &'a Diagnostic| {
            let (line, column) = line_and_column(&entry.source.text, problem.place.start);
            Problem {
                severity: problem.code.severity().word(),
                code: problem.code.to_string(),
                message: &problem.message,
                line,
                column,
                help: problem.help.as_deref(),
                source: problem.source,
            }
        };
        Self {
            path: &entry.source.name,
            problems: entry.problems.iter().map(problem).collect(),
            fixed: &file.changes,
        }
    }
}

/// What was changed, all problems as people read them, and how many there are.
fn text(files: &[CheckedFile], how: CheckOptions, colour: bool) -> String {
    let mut out = String::new();
    for CheckedFile { entry, changes } in files {
        for ChangedLine {
            line,
            before,
            after,
        } in changes
        {
            let name = escaped(&entry.source.name);
            let (before, after) = (escaped(before), escaped(after));
            let _ = writeln!(out, "fixed {name}:{line}: {before}  →  {after}");
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let entries: Vec<&Entry> = files.iter().map(|file| &file.entry).collect();
    out.push_str(&problems(&entries, colour));
    let all = || files.iter().flat_map(|file| &file.entry.problems);
    if !how.fix {
        match files.iter().map(CheckedFile::repairable).sum() {
            0 => {}
            1 => out.push_str("one of them is certain: `--fix` repairs it\n"),
            several => {
                let several: usize = several;
                let _ = writeln!(out, "{several} of them are certain: `--fix` repairs them");
            }
        }
    }
    if how.strict && all().any(|problem| problem.code.severity() == Severity::Advice) {
        out.push_str(
            "what goes against advice on purpose says so at its top: `allow = [\"W01\"]`\n",
        );
    }
    out
}

/// All problems of `entries` as people read them, and how many there are.
pub(super) fn problems(entries: &[&Entry], colour: bool) -> String {
    let mut out = String::new();
    for entry in entries.iter().filter(|entry| !entry.problems.is_empty()) {
        out.push_str(&diagnostic::render(&entry.source, &entry.problems, colour));
        out.push('\n');
    }
    let of = |severity: Severity| {
        entries
            .iter()
            .flat_map(|entry| &entry.problems)
            .filter(|problem| problem.code.severity() == severity)
            .count()
    };
    let (errors, advice) = (of(Severity::Error), of(Severity::Advice));
    let (errors_told, advice_told) = (counted(errors, "error"), counted(advice, "piece"));
    let files = counted(entries.len(), "file");
    let _ = match (errors, advice) {
        (0, 0) => writeln!(out, "{files}, no problems"),
        (_, 0) => writeln!(out, "{files}, {errors_told}"),
        (0, _) => writeln!(out, "{files}, {advice_told} of advice"),
        (_, _) => writeln!(out, "{files}, {errors_told}, {advice_told} of advice"),
    };
    out
}
