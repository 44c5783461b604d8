//! Reports changes of routine files: a thread that sleeps until the operating system wakes it.
//!
//! It watches folders, not files, because many editors save by renaming a new file over the old one. If a file is a
//! symbolic link, the folder of its target is watched too. If a folder does not exist yet, its nearest existing parent
//! is watched.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::files::{folders_below, is_toml};

/// How long nothing may change before files are read again: an editor saves in several steps …
const QUIET: Duration = Duration::from_millis(40);
/// … but after so many of these waits they are read in any case.
const MOST_WAITS: usize = 6;

/// The files that are watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// Every routine in a folder and below it, and the folder itself.
    Folder(PathBuf),
    /// These files.
    Files(Vec<PathBuf>),
}

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    sender: Sender<WatchMessage>,
}

enum WatchMessage {
    Happened(notify::Result<Event>),
    Over,
}

impl Watch {
    /// Begins to watch. `changed` is called on the watching thread each time that something may have changed.
    ///
    /// # Errors
    /// When the system does not report changes, or a thread cannot be started.
    pub fn start(watched: Watched, changed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        // notify starts a thread too, and panics later where it gets none.
        let _ = thread::Builder::new().spawn(|| ())?.join();
        let events = sender.clone();
        let system = notify::recommended_watcher(move |event| {
            let _ = events.send(WatchMessage::Happened(event));
        })
        .map_err(io::Error::other)?;
        let mut looking = Watcher {
            watched,
            system,
            folders: BTreeSet::new(),
        };
        // Before this returns, so that no change in between is missed.
        looking.look();
        let run = move || looking.run(&receiver, changed);
        thread::Builder::new().name("files".to_owned()).spawn(run)?;
        Ok(Self { sender })
    }
}

impl Drop for Watch {
    /// Lets the thread end, but does not wait for it.
    fn drop(&mut self) {
        let _ = self.sender.send(WatchMessage::Over);
    }
}

struct Watcher {
    watched: Watched,
    system: RecommendedWatcher,
    /// The folders that are watched at the moment.
    folders: BTreeSet<PathBuf>,
}

impl Watcher {
    fn run(mut self, receiver: &Receiver<WatchMessage>, changed: impl Fn()) {
        while let Ok(message) = receiver.recv() {
            match message {
                WatchMessage::Over => return,
                WatchMessage::Happened(event) if !self.matters(&event) => continue,
                WatchMessage::Happened(_) => {}
            }
            for _ in 0..MOST_WAITS {
                thread::park_timeout(QUIET);
                let mut is_quiet = true;
                for message in receiver.try_iter() {
                    if matches!(message, WatchMessage::Over) {
                        return;
                    }
                    is_quiet = false;
                }
                if is_quiet {
                    break;
                }
            }
            // First watched, then read: a change in between is reported again.
            self.look();
            changed();
        }
    }

    /// Watches the folders that exist now. One may have been made, removed, or replaced by another of the same name.
    fn look(&mut self) {
        let folders = self.watched.folders();
        for gone in self.folders.difference(&folders) {
            let _ = self.system.unwatch(gone);
        }
        for folder in &folders {
            // Again, because it may have been deleted and made anew. A folder that cannot be watched is skipped.
            let _ = self.system.watch(folder, RecursiveMode::NonRecursive);
        }
        self.folders = folders;
    }

    fn matters(&self, event: &notify::Result<Event>) -> bool {
        // An event was lost: anything may have changed.
        let Ok(event) = event else { return true };
        let is_written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && event.kind != is_written {
            return false;
        }
        event.need_rescan()
            || event
                .paths
                .iter()
                .any(|path| self.watched.is_about(path) || self.folders.contains(path))
    }
}

impl Watched {
    fn folders(&self) -> BTreeSet<PathBuf> {
        match self {
            Self::Folder(folder) => {
                let mut folders: BTreeSet<PathBuf> = nearest(folder).into_iter().collect();
                // To notice that the folder itself is removed or replaced.
                folders.extend(folder.parent().and_then(nearest));
                let below = folders_below(folder);
                for folder in std::iter::once(folder).chain(&below) {
                    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
                    for entry in entries.filter(|entry| is_toml(&entry.path())) {
                        folders.extend(target(&entry.path()));
                    }
                }
                folders.extend(below);
                folders
            }
            Self::Files(files) => files
                .iter()
                .flat_map(|file| {
                    let folder = match file.parent() {
                        Some(folder) if folder != Path::new("") => nearest(folder),
                        _ => Some(PathBuf::from(".")),
                    };
                    folder.into_iter().chain(target(file))
                })
                .collect(),
        }
    }

    /// Whether an event at `path` may concern the watched files.
    fn is_about(&self, path: &Path) -> bool {
        match self {
            // A folder below it may have been made or moved.
            Self::Folder(folder) => is_toml(path) || folder.starts_with(path) || path.is_dir(),
            Self::Files(files) => {
                is_toml(path)
                    || files
                        .iter()
                        .any(|file| file.file_name() == path.file_name())
            }
        }
    }
}

/// `folder`, or its nearest ancestor that exists.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|folder| folder.is_dir())
        .map(Path::to_owned)
}

/// The folder of a symbolic link's target.
fn target(path: &Path) -> Option<PathBuf> {
    if !path.is_symlink() {
        return None;
    }
    Some(path.canonicalize().ok()?.parent()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Long enough for the system to tell, however busy it is.
    const PATIENCE: Duration = Duration::from_secs(10);

    fn watching(watched: Watched) -> (Watch, Receiver<()>) {
        let (sender, receiver) = mpsc::channel();
        let watch = Watch::start(watched, move || {
            let _ = sender.send(());
        });
        (watch.unwrap(), receiver)
    }

    #[track_caller]
    fn reports_a_change(receiver: &Receiver<()>) {
        receiver
            .recv_timeout(PATIENCE)
            .expect("a change is reported");
        while receiver.recv_timeout(QUIET * 3).is_ok() {}
    }

    #[test]
    fn a_folder_that_comes_changes_and_goes() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/routines");
        let (_watch, receiver) = watching(Watched::Folder(folder.clone()));
        fs::create_dir_all(&folder).unwrap();
        reports_a_change(&receiver);
        let path = folder.join("x.toml");
        fs::write(&path, "one").unwrap();
        reports_a_change(&receiver);
        // As many editors save.
        fs::write(folder.join("x.toml~"), "two").unwrap();
        fs::rename(folder.join("x.toml~"), &path).unwrap();
        reports_a_change(&receiver);
        fs::remove_file(&path).unwrap();
        reports_a_change(&receiver);
        // And all over again in a folder of the same name.
        fs::remove_dir_all(&folder).unwrap();
        reports_a_change(&receiver);
        fs::create_dir_all(&folder).unwrap();
        reports_a_change(&receiver);
        fs::write(&path, "three").unwrap();
        reports_a_change(&receiver);
    }

    #[test]
    fn what_is_no_routine_wakes_nobody() {
        let home = tempfile::tempdir().unwrap();
        // Other programs use the folder for temporary files, and the one around a watched folder is watched too.
        let folder = home.path().join("routines");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("x.toml"), "one").unwrap();
        let (_watch, receiver) = watching(Watched::Folder(folder.clone()));
        fs::write(folder.join(".x.toml.swp"), "").unwrap();
        fs::write(folder.join("notes.md"), "").unwrap();
        fs::read(folder.join("x.toml")).unwrap();
        assert!(receiver.recv_timeout(QUIET * 10).is_err());
    }

    #[test]
    fn a_link_is_watched_where_it_leads_to() {
        let home = tempfile::tempdir().unwrap();
        let (folder, dotfiles) = (home.path().join("routines"), home.path().join("dotfiles"));
        fs::create_dir(&folder).unwrap();
        fs::create_dir(&dotfiles).unwrap();
        fs::write(dotfiles.join("x.toml"), "one").unwrap();
        std::os::unix::fs::symlink(dotfiles.join("x.toml"), folder.join("x.toml")).unwrap();
        for watched in [
            Watched::Folder(folder.clone()),
            Watched::Files(vec![folder.join("x.toml")]),
        ] {
            let (_watch, receiver) = watching(watched);
            fs::write(dotfiles.join("x.toml"), "two").unwrap();
            reports_a_change(&receiver);
        }
    }
}
