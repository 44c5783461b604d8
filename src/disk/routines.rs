//! Finds routines, the bundled ones and the user's files, with the problems of each.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, ScopedJoinHandle};

use super::places::{Homeless, Places};
use super::{bundled, files, read};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::format;
use crate::format::routine::FigureNames;

/// The prefix of a bundled routine in the name of its source.
const BUNDLED: &str = "<bundled>/";

/// Everything there is to play, with steps that can have these figures, and why some of it may be missing.
pub fn all(figures: FigureNames) -> (Catalogue, Option<Error>) {
    with_own(bundled(figures), |paths| {
        read_all(paths, |path| at(path, figures))
    })
}

/// The same by names and titles alone, from which [`whole`] makes one that can be played.
pub fn glanced() -> (Catalogue, Option<Error>) {
    let entries = bundled::ALL.iter();
    let entries = entries.map(|(id, text)| glimpsed((*id).to_owned(), Origin::Bundled, Some(text)));
    with_own(entries.collect(), |paths| read_all(paths, glance))
}

/// All of a routine that was only glanced at.
pub fn whole(glimpse: &Entry, figures: FigureNames) -> Entry {
    let read = match &glimpse.origin {
        Origin::User(path) => at(path, figures),
        Origin::Bundled | Origin::Stdin => {
            bundled_one(&glimpse.id, figures).unwrap_or_else(|| glimpse.clone())
        }
    };
    Entry {
        shadows: glimpse.shadows,
        ..read
    }
}

/// How many files of the user are read before the library is shown.
const FEW: usize = 500;

/// The same without delay: of more than 500 files only the titles are read.
pub fn at_a_glance(figures: FigureNames) -> (Catalogue, Option<Error>) {
    with_own(bundled(figures), |paths| {
        if paths.len() <= FEW {
            read_all(paths, |path| at(path, figures))
        } else {
            read_all(paths, glance)
        }
    })
}

/// The bundled routines.
fn bundled(figures: FigureNames) -> Vec<Entry> {
    let ids = bundled::ALL.iter().map(|(id, _)| *id);
    ids.filter_map(|id| bundled_one(id, figures)).collect()
}

/// The bundled routine of this id.
fn bundled_one(id: &str, figures: FigureNames) -> Option<Entry> {
    let source = Source {
        name: format!("{BUNDLED}{id}.toml"),
        text: bundled::text(id)?.to_owned(),
    };
    let origin = Origin::Bundled;
    Some(entry(id.to_owned(), origin, source, None, figures))
}

/// The bundled routines, and the user's own as `read` takes them from their files, by file name.
fn with_own(
    bundled: Vec<Entry>,
    read: impl FnOnce(&[PathBuf]) -> Vec<Entry>,
) -> (Catalogue, Option<Error>) {
    let (own, trouble) = match own() {
        Ok(paths) => (read(&paths), None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    (Catalogue::new(own, bundled), trouble)
}

/// The files of the user's own routines, by name.
fn own() -> Result<Vec<PathBuf>, Error> {
    let folder = Places::find()
        .map_err(|Homeless| Error::Homeless)?
        .routines();
    files::in_folder(&folder)
}

/// The fewest files that are worth a second thread.
const MANY: usize = 64;

/// The size, in bytes, from which a file is read by the first thread: the parser takes up to fifty times as much memory,
/// and an allocator keeps it for the thread that had it.
const LARGE: u64 = 16 * 1024;

/// The routines in all these files, in their order.
fn read_all(paths: &[PathBuf], read_one: impl Fn(&Path) -> Entry + Sync) -> Vec<Entry> {
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    read_with(processors, paths, read_one)
}

/// The same on a machine with this many processors: more than two threads would be no faster, and take more memory.
fn read_with<T: Send>(
    processors: usize,
    paths: &[PathBuf],
    read_one: impl Fn(&Path) -> T + Sync,
) -> Vec<T> {
    if processors < 2 || paths.len() <= MANY {
        return paths.iter().map(|path| read_one(path)).collect();
    }
    let (first, second) = paths.split_at(paths.len() / 2);
    let read_small = |path: &PathBuf| {
        let is_large = path.metadata().is_ok_and(|file| file.len() >= LARGE);
        (!is_large).then(|| read_one(path))
    };
    std::thread::scope(|scope| {
        let read_second = || second.iter().map(read_small).collect();
        let other = Builder::new().spawn_scoped(scope, read_second);
        let mut read: Vec<T> = first.iter().map(|path| read_one(path)).collect();
        let mut small = match other.map(ScopedJoinHandle::join) {
            Ok(Ok(small)) => small,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // Where no more threads can be had it takes longer.
            Err(_) => Vec::new(),
        }
        .into_iter();
        read.extend(second.iter().map(|path| {
            let small = small.next().flatten();
            small.unwrap_or_else(|| read_one(path))
        }));
        read
    })
}

/// The routine in the file at `path`, or what is wrong with it.
pub fn at(path: &Path, figures: FigureNames) -> Entry {
    let (source, problem) = read::file(path);
    let origin = Origin::User(path.to_owned());
    entry(files::stem(path), origin, source, problem, figures)
}

/// The title of the file at `path`, from its first lines.
fn glance(path: &Path) -> Entry {
    let text = read::beginning(path);
    let origin = Origin::User(path.to_owned());
    let mut entry = glimpsed(files::stem(path), origin, text.as_deref());
    entry.source.name = path.to_string_lossy().into_owned();
    entry
}

/// A routine that begins with `text`, as far as that tells.
fn glimpsed(id: String, origin: Origin, text: Option<&str>) -> Entry {
    let title = text.and_then(format::routine::title_of);
    Entry {
        origin,
        source: Source {
            name: String::new(),
            text: String::new(),
        },
        routine: None,
        problems: Vec::new(),
        shadows: false,
        glimpse: Some(title.unwrap_or_else(|| format!("{id}.toml"))),
        id,
    }
}

/// The routine on standard input, or what is wrong with it.
pub fn on_stdin(figures: FigureNames) -> Entry {
    let (source, problem) = read::stdin();
    entry(
        read::STDIN.to_owned(),
        Origin::Stdin,
        source,
        problem,
        figures,
    )
}

fn entry(
    id: String,
    origin: Origin,
    source: Source,
    unread: Option<Diagnostic>,
    figures: FigureNames,
) -> Entry {
    let parse = |source: &Source| format::routine::parse_among(source, figures);
    let parsed = read::parsed(&source, unread, parse);
    Entry {
        id,
        origin,
        source,
        routine: parsed.value.map(Arc::new),
        problems: parsed.problems,
        shadows: false,
        glimpse: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread::ThreadId;

    use super::*;

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
            let read = read_with(processors, &paths, |path| {
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

    #[test]
    fn a_glance_tells_the_title() {
        let folder = tempfile::tempdir().unwrap();
        for (id, text) in bundled::ALL {
            let path = folder.path().join(format!("{id}.toml"));
            std::fs::write(&path, text).unwrap();
            let (glimpse, whole) = (glance(&path), at(&path, FigureNames::Any));
            assert!(whole.title().is_some());
            assert_eq!(glimpse.title(), whole.title(), "{id}");
            assert_eq!((glimpse.id, glimpse.origin), (whole.id, whole.origin));
        }
        let nothing = glance(&folder.path().join("not-there.toml"));
        assert_eq!(nothing.title(), Some("not-there.toml"));
    }
}
