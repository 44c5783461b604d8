//! Finds routines, the bundled ones and the user's files, with the problems of each.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, ScopedJoinHandle};

use super::ids::{Ids, folder_of};
use super::places::Places;
use super::{bundled, files, includes, read};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::routine::Routine;
use crate::diagnostic::{Diagnostic, Parsed, Source};
use crate::error::Error;
use crate::format;
use crate::format::routine::{
    IncludedFile, References, UsedStretch, parse_with_used, parse_without_advice,
};
use crate::format::tune::advised;

/// Everything there is to play, that may refer to these stretches, and why some of it may be missing.
pub fn all(references: &References) -> (Catalogue, Option<Error>) {
    let bundled = |(id, text): &(&str, &str)| {
        // A test makes sure that they need no advice.
        bundled_one(id, text, references, parse_without_advice)
    };
    found(|path| at_by(parse_with_used, path, references), bundled)
}

/// The same by ids and titles alone, which is much quicker: [`whole`] makes one of these that can be
/// played.
pub fn glanced() -> (Catalogue, Option<Error>) {
    let bundled = |(id, text): &(&str, &str)| {
        let title = format::routine::title_of(text).unwrap_or_else(|| (*id).to_owned());
        glimpse((*id).to_owned(), Origin::Bundled, title)
    };
    found(glance, bundled)
}

/// The user's files and the bundled routines, each as these make it.
fn found(
    own: impl Fn(&Path) -> Entry + Sync,
    bundled: impl Fn(&(&str, &str)) -> Entry,
) -> (Catalogue, Option<Error>) {
    let (paths, trouble) = files::own_below(Places::routines);
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let ids = Ids::among(&paths);
    let own = read_all(processors, &paths, |path| Entry {
        id: ids.of(path),
        ..own(path)
    });
    let bundled = bundled::ALL.iter().map(bundled);
    (Catalogue::new(own, bundled.collect()), trouble)
}

/// A routine with advice on it.
pub fn judged(entry: &Entry, references: &References) -> Entry {
    again(entry, references, parse_with_used)
}

/// All of a routine that was only glanced at, but for advice on it.
pub fn whole(glimpse: &Entry, references: &References) -> Entry {
    again(glimpse, references, parse_without_advice)
}

/// The same routine, read once more.
fn again(entry: &Entry, references: &References, parse: Parse) -> Entry {
    let read = match (&entry.origin, bundled::text(&entry.id)) {
        (Origin::User(path), _) => at_by(parse, path, references),
        (_, Some(text)) => bundled_one(&entry.id, text, references, parse),
        (_, None) => entry.clone(),
    };
    Entry {
        id: entry.id.clone(),
        shadowed: entry.shadowed.clone(),
        ..read
    }
}

fn bundled_one(id: &str, text: &str, references: &References, parse: Parse) -> Entry {
    let source = (Source::bundled(id, text), None);
    read_by(parse, id.to_owned(), Origin::Bundled, source, references)
}

/// The fewest files that are worth a second thread.
const MANY: usize = 64;

/// The size, in bytes, from which a file is read by the first thread: the parser takes up to fifty times as much memory,
/// and an allocator keeps it for the thread that had it.
const LARGE: u64 = 16 * 1024;

/// The routines in all these files, in their order, on a machine with this many processors: more than two threads would
/// be no faster, and take more memory.
fn read_all<T: Send>(
    processors: usize,
    paths: &[PathBuf],
    read_one: impl Fn(&Path) -> T + Sync,
) -> Vec<T> {
    let is_shared = processors > 1 && paths.len() > MANY;
    let (first, second) = paths.split_at(if is_shared {
        paths.len() / 2
    } else {
        paths.len()
    });
    let read_small = |path: &PathBuf| {
        let is_large = path.metadata().is_ok_and(|file| file.len() >= LARGE);
        (!is_large).then(|| read_one(path))
    };
    std::thread::scope(|scope| {
        let read_second = || second.iter().map(read_small).collect::<Vec<_>>();
        let other = is_shared.then(|| Builder::new().spawn_scoped(scope, read_second));
        let mut read: Vec<T> = first.iter().map(|path| read_one(path)).collect();
        let small = match other.map(|other| other.map(ScopedJoinHandle::join)) {
            Some(Ok(Ok(small))) => small,
            Some(Ok(Err(panic))) => std::panic::resume_unwind(panic),
            // It takes longer if no more threads can be had.
            Some(Err(_)) | None => Vec::new(),
        };
        let mut small = small.into_iter();
        read.extend(second.iter().map(|path| {
            let small = small.next().flatten();
            small.unwrap_or_else(|| read_one(path))
        }));
        read
    })
}

/// The routine in the file at `path`, or its problems. One in a folder below that of the user's routines has the path of
/// that folder as a tag.
pub fn at(path: &Path, references: &References) -> Entry {
    told_apart(at_by(parse_with_used, path, references), path)
}

/// The same without advice, which takes longer than all the rest: for a routine that is played or shown.
pub fn unjudged(path: &Path, references: &References) -> Entry {
    told_apart(at_by(parse_without_advice, path, references), path)
}

/// A routine that was read alone, with the id that it has among all of the user's.
fn told_apart(entry: Entry, path: &Path) -> Entry {
    if folder_of(path).is_none() {
        return entry;
    }
    let id = Ids::among(&files::own_below(Places::routines).0).of(path);
    Entry { id, ..entry }
}

/// The same routine with another text, which is not in its file yet.
pub fn with_text(entry: &Entry, text: String, references: &References) -> Entry {
    let name = entry.source.name.clone();
    let source = (Source { name, text }, None);
    let read = match &entry.origin {
        Origin::User(path) => from(parse_with_used, path, source, references),
        origin => {
            let id = entry.id.clone();
            read_by(parse_with_used, id, origin.clone(), source, references)
        }
    };
    Entry {
        id: entry.id.clone(),
        shadowed: entry.shadowed.clone(),
        ..read
    }
}

fn at_by(parse: Parse, path: &Path, references: &References) -> Entry {
    from(parse, path, read::file(path), references)
}

/// The routine in the file at `path`, of which this was read.
fn from(
    parse: Parse,
    path: &Path,
    source: (Source, Option<Diagnostic>),
    references: &References,
) -> Entry {
    let origin = Origin::User(path.to_owned());
    let mut entry = read_by(parse, files::stem(path), origin, source, references);
    if let (Some(routine), Some(folder)) = (&mut entry.routine, folder_of(path))
        && !routine.tags.contains(&folder)
    {
        Arc::make_mut(routine).tags.push(folder);
    }
    entry
}

/// The title of the file at `path`, from its first lines.
fn glance(path: &Path) -> Entry {
    let id = files::stem(path);
    let title = read::beginning(path).and_then(|text| format::routine::title_of(&text));
    let title = title.unwrap_or_else(|| format!("{id}.toml"));
    let mut entry = glimpse(id, Origin::User(path.to_owned()), title);
    entry.source.name = path.to_string_lossy().into_owned();
    entry
}

/// A routine of which only the title is known.
fn glimpse(id: String, origin: Origin, title: String) -> Entry {
    Entry {
        glimpse: Some(title),
        ..Entry::new(id, origin, Source::default())
    }
}

/// The routine on standard input, or its problems.
pub fn on_stdin(references: &References) -> Entry {
    let id = read::STDIN.to_owned();
    read_by(
        parse_without_advice,
        id,
        Origin::Stdin,
        read::stdin(),
        references,
    )
}

/// The reader of a routine, with or without advice.
type Parse = fn(&Source, &References) -> (Parsed<Routine>, Vec<UsedStretch>);

/// The routine in `source`, which may refer to these stretches and to any routine, and everything that is wrong with it.
pub fn read(source: &Source, references: &References) -> Parsed<Routine> {
    let references = references.clone().including(includes::of(source));
    format::routine::parse_among(source, &references)
}

fn read_by(
    parse: Parse,
    id: String,
    origin: Origin,
    (source, unread): (Source, Option<Diagnostic>),
    references: &References,
) -> Entry {
    let included = includes::of(&source);
    let texts = included.iter().map(IncludedFile::as_text).collect();
    let with_included = (!included.is_empty()).then(|| references.clone().including(included));
    let references = with_included.as_ref().unwrap_or(references);
    let mut used = Vec::new();
    let parse = |source: &Source| {
        let (parsed, found) = parse(source, references);
        used = found;
        parsed
    };
    let parsed = read::parsed(&source, unread, parse);
    let advised = match parsed.value {
        Some(_) => advised(&source.text, &parsed.problems, references),
        None => BTreeMap::new(),
    };
    Entry {
        used: UsedStretch::texts(&used),
        included: texts,
        advised,
        routine: parsed.value.map(Arc::new),
        problems: parsed.problems,
        ..Entry::new(id, origin, source)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread::ThreadId;

    use super::*;
    use crate::disk::stretches::built_in;

    /// Files called by their numbers, of which every hundredth is large.
    fn numbered(folder: &Path, count: usize) -> Vec<PathBuf> {
        let paths = (0..count).map(|nth| folder.join(nth.to_string()));
        let paths: Vec<_> = paths.collect();
        for path in paths.iter().step_by(100) {
            std::fs::write(path, [b' '; LARGE as usize]).unwrap();
        }
        paths
    }

    #[test]
    fn many_processors_do_not_make_many_threads() {
        let folder = tempfile::tempdir().unwrap();
        let paths = numbered(folder.path(), 1000);
        for (processors, threads) in [(1, 1), (2, 2), (16, 2), (256, 2)] {
            let read = read_all(processors, &paths, |path| {
                (path.to_owned(), std::thread::current().id())
            });
            let own = std::thread::current().id();
            let large = read.iter().step_by(100);
            assert!(large.into_iter().all(|(_, by)| *by == own));
            let (read, by): (Vec<_>, HashSet<ThreadId>) = read.into_iter().unzip();
            assert_eq!(read, paths, "{processors} processors");
            assert_eq!(by.len(), threads, "{processors} processors");
        }
    }

    /// Advice takes a hundred times as long as reading where a routine is long.
    #[test]
    fn what_is_played_is_read_without_advice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let text = "title = \"A\"\n[[step]]\nname = \"A\"\nhold = \"90s\"\n";
        std::fs::write(&path, text).unwrap();
        let (played, judged) = (unjudged(&path, &built_in()), at(&path, &built_in()));
        assert_eq!(played.routine, judged.routine);
        assert!(played.problems.is_empty() && !judged.problems.is_empty());
    }

    #[test]
    fn a_glance_tells_the_title() {
        let folder = tempfile::tempdir().unwrap();
        for (id, text) in bundled::ALL {
            let path = folder.path().join(format!("{id}.toml"));
            std::fs::write(&path, text).unwrap();
            let (glimpse, whole) = (glance(&path), at(&path, &built_in()));
            assert!(whole.title().is_some());
            assert_eq!(glimpse.title(), whole.title(), "{id}");
            assert_eq!((glimpse.id, glimpse.origin), (whole.id, whole.origin));
        }
        let nothing = glance(&folder.path().join("not-there.toml"));
        assert_eq!(nothing.title(), Some("not-there.toml"));
    }
}
