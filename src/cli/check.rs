//! `supple check`: every problem in routines, stretches and the configuration, and the automatic repairs.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use super::arguments::{CheckFormat, CheckOptions};
use super::finder::Finder;
use super::json;
use super::report::{self, FileReport};
use super::{output, remember};
use crate::catalogue::{Entry, Origin};
use crate::core::routine::Routine;
use crate::core::text::{escaped, quantity};
use crate::diagnostic::{self, Code, Diagnostic, Severity, Source};
use crate::disk::{atomic, files, languages, read, routines, stretches};
use crate::error::Error;
use crate::format::fix::{self, ChangedLine, Repaired};
use crate::format::kind::{FileKind, is_configuration};
use crate::format::routine::{References, StretchFile};

pub(super) fn run(finder: &Finder, options: &CheckOptions) -> Result<u8, Error> {
    if options.fix && options.paths.as_slice() == ["-"] {
        return filter(finder, options);
    }
    let mut files = found(finder, &options.paths)?;
    for file in &mut files {
        if options.fix {
            file.repair(finder)?;
        }
        file.try_repairs(finder);
    }
    output::result(&printed(finder, &files, options)?)?;
    let fails = |problem: &Diagnostic| options.strict || problem.is_error();
    // A folder that could not be read is as bad as an error in a file.
    let is_whole = finder.is_whole() && finder.stretches().1.is_none();
    let missing = options.paths.is_empty() && !is_whole;
    let mut problems = files.iter().flat_map(|file| &file.problems);
    Ok(u8::from(missing || problems.any(fails)))
}

/// The files and their problems in the format that was asked for.
fn printed(
    finder: &Finder,
    files: &[CheckedFile],
    options: &CheckOptions,
) -> Result<String, Error> {
    let each = |shown: fn(&Source, &[Diagnostic]) -> String| {
        let files = files.iter();
        files
            .map(|file| shown(&file.source, &file.problems))
            .collect()
    };
    Ok(match options.format() {
        CheckFormat::Json => {
            let files = files.iter();
            json::pretty(&FileReport::of(
                files.map(|file| (&file.source, &*file.problems, &*file.changes)),
            ))?
        }
        CheckFormat::Short => each(report::short),
        CheckFormat::Github => each(report::github),
        CheckFormat::Human => text(finder, files, options, output::results_have_colour()),
    })
}

/// Prints standard input with the certain repairs; what is left to say of it goes to standard error. What cannot be read
/// as a text is printed as it came.
fn filter(finder: &Finder, options: &CheckOptions) -> Result<u8, Error> {
    let (kept, (source, unread)) = read::stdin_as_it_is();
    let mut file = of_source(finder, OsStr::new("-"), source, unread);
    if file.is_read() {
        let Repaired { text, changes, .. } = file.repaired(finder);
        file.source.text = text;
        file.changes = changes;
        file.problems = problems_of(file.kind, finder, &file.origin, &file.source);
        file.try_repairs(finder);
        output::written_by(|out| out.write_all(file.source.text.as_bytes()))?;
    } else {
        output::written_by(|out| {
            out.write_all(&kept)?;
            io::copy(&mut read::in_pieces(), out).map(drop)
        })?;
    }
    let fails = |problem: &Diagnostic| options.strict || problem.is_error();
    let code = u8::from(file.problems.iter().any(fails));
    if options.format() != CheckFormat::Human {
        let files = [file];
        output::report(&printed(finder, &files, options)?);
    } else if !file.problems.is_empty() {
        finder.messages().problems(&file.source, &file.problems);
    }
    Ok(code)
}

fn found(finder: &Finder, paths: &[OsString]) -> Result<Vec<CheckedFile>, Error> {
    if paths.is_empty() {
        let references = finder.references();
        let entries = finder.all().entries().iter();
        let routines = entries.map(|entry| match entry.origin {
            // These have been read without advice.
            Origin::Bundled => CheckedFile::routine(&routines::judged(entry, references)),
            Origin::User(_) | Origin::Stdin => CheckedFile::routine(entry),
        });
        let stretches = references.files();
        let stretches = stretches.map(|file| CheckedFile::stretch(file, references));
        let languages = languages::own().unwrap_or_default().into_iter();
        let languages =
            languages.map(|file| CheckedFile::own(FileKind::Language, file.source, file.problems));
        let configuration = remember::checked();
        let configuration = configuration
            .map(|(source, problems)| CheckedFile::own(FileKind::Configuration, source, problems));
        let all = routines.chain(stretches).chain(languages);
        return Ok(all.chain(configuration).collect());
    }
    let mut files = Vec::new();
    for (at_path, path) in paths.iter().enumerate() {
        // Standard input is there once.
        if path == "-" && paths.iter().take(at_path).any(|earlier| earlier == "-") {
            continue;
        }
        if path != "-" && read::is_folder(Path::new(path)) {
            for file in files::in_folder(Path::new(path))? {
                files.push(at(finder, file.as_os_str())?);
            }
        } else {
            files.push(at(finder, path)?);
        }
    }
    Ok(files)
}

/// The file at `path`; a word that is no path and no file is the name of a routine, as everywhere.
fn at(finder: &Finder, path: &OsStr) -> Result<CheckedFile, Error> {
    // A file called `config.toml` is the configuration wherever it lies.
    let is_file =
        path == "-" || read::is_there(Path::new(path)) || is_configuration(Path::new(path));
    if !is_file && finder.is_name(path) {
        let found = finder.find(path)?;
        let judged = routines::judged(&found, finder.references());
        return Ok(CheckedFile::routine(&judged));
    }
    let (source, unread) = if path == "-" {
        read::stdin()
    } else {
        read::file(Path::new(path))
    };
    Ok(of_source(finder, path, source, unread))
}

/// The file at `path`, which was read.
fn of_source(
    finder: &Finder,
    path: &OsStr,
    source: Source,
    unread: Option<Diagnostic>,
) -> CheckedFile {
    let origin = if path == "-" {
        Origin::Stdin
    } else {
        Origin::User(path.into())
    };
    let kind = FileKind::of(Path::new(path), &source.text);
    let problems = match unread {
        Some(problem) => vec![problem],
        None => problems_of(kind, finder, &origin, &source),
    };
    CheckedFile::of(kind, origin, source, problems)
}

/// Everything that is wrong with a file of this kind.
fn problems_of(
    kind: FileKind,
    finder: &Finder,
    origin: &Origin,
    source: &Source,
) -> Vec<Diagnostic> {
    read(kind, finder, origin, source).0
}

/// The same, and the routine, if it is one without errors.
pub(super) fn read(
    kind: FileKind,
    finder: &Finder,
    origin: &Origin,
    source: &Source,
) -> (Vec<Diagnostic>, Option<Routine>) {
    let near;
    let references = match origin {
        Origin::User(path) => {
            near = finder.references_of(path);
            &near
        }
        Origin::Bundled | Origin::Stdin => finder.references(),
    };
    let problems = match kind {
        FileKind::Routine => {
            let parsed = routines::read(source, references);
            return (parsed.problems, parsed.value);
        }
        FileKind::Stretch | FileKind::Figure => {
            let file = stretches::of(source.clone());
            let is_figure = kind == FileKind::Figure;
            let file = if is_figure { file.as_figure() } else { file };
            references.problems_of(&file)
        }
        FileKind::Language => languages::of(source.clone(), None).problems,
        FileKind::Configuration => remember::problems(source),
    };
    (problems, None)
}

/// A file, its problems, and the changes made to it.
struct CheckedFile {
    kind: FileKind,
    origin: Origin,
    source: Source,
    problems: Vec<Diagnostic>,
    changes: Vec<ChangedLine>,
}

impl CheckedFile {
    const fn of(kind: FileKind, origin: Origin, source: Source, problems: Vec<Diagnostic>) -> Self {
        Self {
            kind,
            origin,
            source,
            problems,
            changes: Vec::new(),
        }
    }

    /// A file of the user's.
    fn own(kind: FileKind, source: Source, problems: Vec<Diagnostic>) -> Self {
        let origin = Origin::User(source.name.clone().into());
        Self::of(kind, origin, source, problems)
    }

    fn routine(entry: &Entry) -> Self {
        let (source, problems) = (entry.source.clone(), entry.problems.clone());
        Self::of(FileKind::Routine, entry.origin.clone(), source, problems)
    }

    fn stretch(file: &StretchFile, references: &References) -> Self {
        let kind = if file.is_figure {
            FileKind::Figure
        } else {
            FileKind::Stretch
        };
        let origin = if file.is_own {
            Origin::User(file.source.name.clone().into())
        } else {
            Origin::Bundled
        };
        let problems = references.problems_of(file);
        Self::of(kind, origin, file.source.clone(), problems)
    }

    /// Whether the file could be read as a text.
    fn is_read(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.all(|problem| problem.code != Code::E15)
    }

    /// The file with the certain repairs.
    fn repaired(&self, finder: &Finder) -> Repaired {
        fix::certain_by(&self.source, |source| {
            problems_of(self.kind, finder, &self.origin, source)
        })
    }

    /// Takes back the repairs that do not help.
    fn try_repairs(&mut self, finder: &Finder) {
        let problems = std::mem::take(&mut self.problems);
        self.problems = fix::tried(&self.source, problems, |source| {
            problems_of(self.kind, finder, &self.origin, source)
        });
    }

    /// The number of the problems `--fix` would repair.
    fn repairable(&self, finder: &Finder) -> usize {
        if !matches!(self.origin, Origin::User(_)) {
            return 0;
        }
        let is_certain = |problem: &Diagnostic| problem.fix.as_ref().is_some_and(|fix| fix.certain);
        if self.problems.iter().any(is_certain) {
            self.repaired(finder).problems
        } else {
            0
        }
    }

    /// Applies the certain repairs, if there are some. What could not be read as a text is left alone.
    fn repair(&mut self, finder: &Finder) -> Result<(), Error> {
        let path = match &self.origin {
            Origin::Bundled => return Ok(()),
            Origin::Stdin => return Err(Error::NoFile("fix")),
            Origin::User(path) => path.clone(),
        };
        if !self.is_read() {
            return Ok(());
        }
        let repaired = self.repaired(finder);
        if repaired.changes.is_empty() {
            return Ok(());
        }
        atomic::replace(&path, repaired.text.as_bytes()).map_err(|error| Error::Unwritable {
            path: path.clone(),
            error,
        })?;
        *self = at(finder, path.as_os_str())?;
        self.changes = repaired.changes;
        Ok(())
    }
}

/// The changes, all problems as people read them, and their number.
fn text(finder: &Finder, files: &[CheckedFile], options: &CheckOptions, colour: bool) -> String {
    let mut out = String::new();
    for file in files {
        let name = escaped(&file.source.name);
        for change in &file.changes {
            let (before, after) = (escaped(&change.before), escaped(&change.after));
            let _ = writeln!(out, "fixed {name}:{}: {before}  →  {after}", change.line);
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let checked = files.iter().map(|file| (&file.source, &*file.problems));
    out.push_str(&problems(&checked.collect::<Vec<_>>(), colour));
    let all = || files.iter().flat_map(|file| &file.problems);
    if !options.fix {
        let repairable = files.iter().map(|file| file.repairable(finder));
        let _ = match repairable.sum::<usize>() {
            0 => Ok(()),
            1 => writeln!(out, "1 can be fixed automatically with `--fix`"),
            several => writeln!(out, "{several} can be fixed automatically with `--fix`"),
        };
    }
    let advice = all().filter(|problem| problem.code.severity() == Severity::Advice);
    let codes: BTreeSet<String> = advice
        .map(|problem| format!("\"{}\"", problem.code))
        .collect();
    if options.strict && !codes.is_empty() {
        let codes: Vec<String> = codes.into_iter().collect();
        let _ = writeln!(
            out,
            "to go against advice on purpose, say so at the top of the file: `allow = [{}]`",
            codes.join(", ")
        );
    }
    out
}

/// All problems of `files` as people read them, and how many there are.
pub(super) fn problems(files: &[(&Source, &[Diagnostic])], colour: bool) -> String {
    let mut out = String::new();
    for (source, problems) in files.iter().filter(|(_, problems)| !problems.is_empty()) {
        out.push_str(&diagnostic::render(source, problems, colour));
        out.push('\n');
    }
    let all = || files.iter().flat_map(|(_, problems)| *problems);
    let errors = all().filter(|problem| problem.is_error()).count();
    let all = all().count();
    let mut sum = vec![quantity(files.len(), "file")];
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
