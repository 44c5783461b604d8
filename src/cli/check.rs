//! `supple check`: every problem in routines, figures and the configuration, and the automatic repairs.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::arguments::{CheckOptions, Format};
use super::finder::Finder;
use super::json;
use super::{output, remember};
use crate::catalogue::{Entry, Origin, is_path};
use crate::core::text::{escaped, quantity};
use crate::diagnostic::{self, Code, Diagnostic, Severity, Source, line_and_column};
use crate::disk::{atomic, figures, files, languages, read};
use crate::error::Error;
use crate::format;
use crate::format::fix::{self, ChangedLine, Repaired};

pub(super) fn run(finder: &Finder, options: &CheckOptions) -> Result<u8, Error> {
    let found = found(finder, &options.paths)?;
    let mut files: Vec<CheckedFile> = found.into_iter().map(CheckedFile::of).collect();
    if options.fix {
        for file in &mut files {
            file.repair(finder)?;
        }
    }
    output::result(&match options.print.format() {
        Format::Json => json::pretty(&files.iter().map(Checked::of).collect::<Vec<_>>())?,
        Format::Human => text(&files, options, output::results_have_colour()),
    })?;
    let fails = |problem: &Diagnostic| options.strict || problem.is_error();
    // A folder that could not be read is as bad as an error in a file.
    let is_whole = finder.is_whole() && finder.figures().trouble.is_none();
    let missing = options.paths.is_empty() && !is_whole;
    let mut problems = files.iter().flat_map(|file| &file.entry.problems);
    Ok(u8::from(missing || problems.any(fails)))
}

fn found(finder: &Finder, paths: &[OsString]) -> Result<Vec<Entry>, Error> {
    if paths.is_empty() {
        let routines = finder.all().entries().iter().cloned();
        let figures = finder.figures().own.iter().cloned().map(of_figure);
        let configuration =
            remember::checked().map(|(source, problems)| no_routine("config", source, problems));
        let languages = languages::own().unwrap_or_default().into_iter();
        let languages = languages.map(of_language);
        let all = routines.chain(figures).chain(languages);
        return Ok(all.chain(configuration).collect());
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

fn of_figure(file: figures::FigureFile) -> Entry {
    no_routine(&file.name, file.source, file.problems)
}

fn of_language(file: languages::LanguageFile) -> Entry {
    no_routine(&file.lang, file.source, file.problems)
}

/// A file that is no routine, as one.
fn no_routine(id: &str, source: Source, problems: Vec<Diagnostic>) -> Entry {
    let origin = Origin::User(source.name.clone().into());
    Entry {
        problems,
        ..Entry::new(id.to_owned(), origin, source)
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
    if is_language(Path::new(path)) {
        let (source, problem) = read::file(Path::new(path));
        return Ok(of_language(languages::of(source, problem)));
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
    Ok(if is_read(&entry) && is_figure(Path::new(path), &entry) {
        of_figure(figures::of(entry.source))
    } else {
        entry
    })
}

/// Whether a file could be read as a text.
fn is_read(entry: &Entry) -> bool {
    let mut problems = entry.problems.iter();
    problems.all(|problem| problem.code != Code::E15)
}

fn is_configuration(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new("config.toml"))
}

/// Whether a file is a language: it is in a folder of languages.
fn is_language(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder == Some(OsStr::new("languages"))
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
            } else if is_language(path) {
                languages::of(source.clone(), None).problems
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
            Origin::Stdin => return Err(Error::NoFile("fix")),
            Origin::User(path) => path.clone(),
        };
        if !is_read(&self.entry) {
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
    /// The source of the rule.
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

/// The changes, all problems as people read them, and their number.
fn text(files: &[CheckedFile], options: &CheckOptions, colour: bool) -> String {
    let mut out = String::new();
    for CheckedFile { entry, changes } in files {
        let name = escaped(&entry.source.name);
        for change in changes {
            let (before, after) = (escaped(&change.before), escaped(&change.after));
            let _ = writeln!(out, "fixed {name}:{}: {before}  →  {after}", change.line);
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let entries: Vec<&Entry> = files.iter().map(|file| &file.entry).collect();
    out.push_str(&problems(&entries, colour));
    let all = || files.iter().flat_map(|file| &file.entry.problems);
    if !options.fix {
        let _ = match files.iter().map(CheckedFile::repairable).sum::<usize>() {
            0 => Ok(()),
            1 => writeln!(out, "1 can be fixed automatically with `--fix`"),
            several => writeln!(out, "{several} can be fixed automatically with `--fix`"),
        };
    }
    if options.strict && all().any(|problem| problem.code.severity() == Severity::Advice) {
        out.push_str(
            "to go against advice on purpose, say so at the top of the file: `allow = [\"W01\"]`\n",
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
    let all = entries
        .iter()
        .map(|entry| entry.problems.len())
        .sum::<usize>();
    let errors = entries.iter().map(|entry| entry.errors()).sum();
    let mut sum = vec![quantity(entries.len(), "file")];
    if errors > 0 {
        sum.push(quantity(errors, "error"));
    }
    if all > errors {
        sum.push(format!("{} of advice", quantity(all - errors, "piece")));
    }
    if all == 0 {
        sum.push("no problems".to_owned());
    }
    let _ = writeln!(out, "{}", sum.join(", "));
    out
}
