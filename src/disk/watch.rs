//! Reports changes of routine files: a thread that sleeps until the operating system wakes it.
//!
//! It watches folders, not files, because many editors save by renaming a new file over the old one. If a file is a
//! symbolic link, the folder of its target is watched too. If a folder does not exist yet, its nearest existing parent
//! is watched.
//!
//! Where the system does not tell of changes, which is so on network disks and when its limits are reached, files are
//! looked at: when somebody asks, and now and then while that is wanted.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::files::{folders_below, in_folder, is_toml};
use crate::error::in_words;

/// How long nothing may change before files are read again: an editor saves in several steps …
const QUIET: Duration = Duration::from_millis(40);
/// … but after so many of these waits they are read in any case.
const MOST_WAITS: usize = 6;
/// How often files are looked at where the system does not tell of changes.
const LOOK: Duration = Duration::from_secs(5);

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
    /// Whether files are looked at now and then, where the system does not tell.
    Look(bool),
    Over,
}

/// A file, its length, and when it was changed.
pub type FileStamp = (PathBuf, u64, Option<SystemTime>);

impl Watch {
    /// Begins to watch. On the watching thread `changed` is called each time that something may have changed, and
    /// `untold` once with the reason, in a few words, when the system does not tell of changes.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn start(
        watched: Watched,
        changed: impl Fn() + Send + 'static,
        untold: impl Fn(&str) + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        // notify starts a thread too, and panics later where it gets none.
        let _ = thread::Builder::new().spawn(|| ())?.join();
        let events = sender.clone();
        let system = notify::recommended_watcher(move |event| {
            let _ = events.send(WatchMessage::Happened(event));
        });
        let begun = Watcher {
            watched,
            system,
            every: LOOK,
            folders: BTreeSet::new(),
            seen: None,
        };
        begun.start((sender, receiver), changed, untold)
    }

    /// Whether files are to be looked at now and then from now on, where the system does not tell of changes.
    pub fn look(&self, is_wanted: bool) {
        let _ = self.sender.send(WatchMessage::Look(is_wanted));
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
    system: notify::Result<RecommendedWatcher>,
    /// How often files are looked at while that is wanted.
    every: Duration,
    /// The folders that are watched at the moment.
    folders: BTreeSet<PathBuf>,
    /// The files as they were when they were looked at last; `None` while the system tells of changes.
    seen: Option<Vec<FileStamp>>,
}

impl Watcher {
    fn start(
        mut self,
        (sender, receiver): (Sender<WatchMessage>, Receiver<WatchMessage>),
        changed: impl Fn() + Send + 'static,
        untold: impl Fn(&str) + Send + 'static,
    ) -> io::Result<Watch> {
        // Before this returns, so that no change in between is missed.
        self.look(&untold);
        let run = move || self.run(&receiver, changed, untold);
        thread::Builder::new().name("files".to_owned()).spawn(run)?;
        Ok(Watch { sender })
    }

    fn run(mut self, receiver: &Receiver<WatchMessage>, changed: impl Fn(), untold: impl Fn(&str)) {
        let mut looks = false;
        loop {
            let message = if looks && self.seen.is_some() {
                receiver.recv_timeout(self.every)
            } else {
                receiver.recv().map_err(RecvTimeoutError::from)
            };
            match message {
                Ok(WatchMessage::Over) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(WatchMessage::Look(is_wanted)) => {
                    looks = is_wanted;
                    continue;
                }
                Err(RecvTimeoutError::Timeout) if self.have_changed() => {}
                Err(RecvTimeoutError::Timeout) => continue,
                Ok(WatchMessage::Happened(event)) if !self.matters(&event) => continue,
                Ok(WatchMessage::Happened(_)) => {}
            }
            for _ in 0..MOST_WAITS {
                thread::park_timeout(QUIET);
                let mut is_quiet = true;
                for message in receiver.try_iter() {
                    match message {
                        WatchMessage::Over => return,
                        WatchMessage::Look(is_wanted) => looks = is_wanted,
                        WatchMessage::Happened(_) => is_quiet = false,
                    }
                }
                if is_quiet {
                    break;
                }
            }
            // First watched, then read: a change in between is reported again.
            self.look(&untold);
            changed();
        }
    }

    /// Watches the folders that exist now. One may have been made, removed, or replaced by another of the same name.
    fn look(&mut self, untold: impl Fn(&str)) {
        let folders = self.watched.folders();
        let mut problem = match &mut self.system {
            Err(error) => Some(in_few_words(error)),
            Ok(system) => {
                for gone in self.folders.difference(&folders) {
                    let _ = system.unwatch(gone);
                }
                // Again, because it may have been deleted and made anew.
                let watch = |folder: &PathBuf| system.watch(folder, RecursiveMode::NonRecursive);
                let watched: Vec<_> = folders.iter().map(watch).collect();
                let mut failed = watched.into_iter().filter_map(Result::err);
                let failed = failed.find(|error| !is_of_one_folder(error));
                failed.map(|error| in_few_words(&error))
            }
        };
        if problem.is_none() && folders.iter().any(|folder| is_on_network(folder)) {
            problem = Some("they are on a network disk".to_owned());
        }
        self.folders = folders;
        if let Some(problem) = problem
            && self.seen.is_none()
        {
            self.seen = Some(self.watched.stamps());
            untold(&problem);
        }
    }

    /// Whether files have changed since they were looked at last.
    fn have_changed(&mut self) -> bool {
        let now = self.watched.stamps();
        let have_changed = self.seen.as_ref() != Some(&now);
        self.seen = Some(now);
        have_changed
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

/// Whether a folder alone cannot be watched: it has vanished, or nobody may look into it. It is skipped.
fn is_of_one_folder(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied
        ),
        _ => false,
    }
}

/// Why the system does not tell of changes.
fn in_few_words(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "too many are watched".to_owned(),
        notify::ErrorKind::Io(error) => in_words(error),
        _ => error.to_string(),
    }
}

/// Whether the disk of `folder` is another machine's, or that of a program: what changes there, only that one knows.
#[cfg(target_os = "linux")]
#[allow(
    clippy::unnecessary_cast,
    reason = "the type of the number differs between machines"
)]
fn is_on_network(folder: &Path) -> bool {
    /// NFS, CIFS, SMB 1 and 2, 9P, AFS, Coda, Ceph, FUSE. Source: `linux/magic.h` and statfs(2).
    const NETWORK: [i64; 9] = [
        0x6969,
        0xff53_4d42,
        0x517b,
        0xfe53_4d42,
        0x0102_1997,
        0x5346_414f,
        0x7375_7245,
        0x00c3_6400,
        0x6573_5546,
    ];
    let kind = rustix::fs::statfs(folder).map(|disk| disk.f_type as i64 & 0xffff_ffff);
    kind.is_ok_and(|kind| NETWORK.contains(&kind))
}

/// Elsewhere the system tells which it cannot watch.
#[cfg(not(target_os = "linux"))]
fn is_on_network(_: &Path) -> bool {
    false
}

impl Watched {
    /// All files, in order, as they are now.
    pub fn stamps(&self) -> Vec<FileStamp> {
        let stamp = |path: PathBuf| {
            let file = path.metadata().ok()?;
            Some((path, file.len(), file.modified().ok()))
        };
        match self {
            Self::Files(files) => files.iter().cloned().filter_map(stamp).collect(),
            Self::Folder(folder) => {
                let folders = std::iter::once(folder.clone()).chain(folders_below(folder));
                let files = folders.flat_map(|folder| in_folder(&folder).unwrap_or_default());
                files.filter_map(stamp).collect()
            }
        }
    }

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
        let changed = move || {
            let _ = sender.send(());
        };
        let watch = Watch::start(watched, changed, |why| panic!("not told of changes: {why}"));
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
    fn what_the_system_does_not_tell_is_seen_when_one_looks() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("x.toml");
        let watched = Watched::Folder(home.path().to_owned());
        let mut seen = watched.stamps();
        let mut have_changed = || {
            let before = std::mem::replace(&mut seen, watched.stamps());
            before != seen
        };
        assert!(!have_changed());
        fs::write(&path, "one").unwrap();
        assert!(have_changed() && !have_changed());
        fs::write(&path, "two and more").unwrap();
        assert!(have_changed() && !have_changed());
        fs::remove_file(&path).unwrap();
        assert!(have_changed() && !have_changed());
    }

    #[test]
    fn what_the_system_does_not_tell_is_looked_at_while_that_is_wanted() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("x.toml");
        let watcher = Watcher {
            watched: Watched::Folder(home.path().to_owned()),
            system: Err(notify::Error::generic("no watches are left")),
            every: Duration::from_millis(1),
            folders: BTreeSet::new(),
            seen: None,
        };
        let (sender, receiver) = mpsc::channel();
        let (why, told) = mpsc::channel();
        let changed = move || {
            let _ = sender.send(());
        };
        let untold = move |reason: &str| {
            let _ = why.send(reason.to_owned());
        };
        let watch = watcher.start(mpsc::channel(), changed, untold).unwrap();
        assert!(!told.recv_timeout(PATIENCE).unwrap().is_empty());
        fs::write(&path, "one").unwrap();
        assert!(receiver.recv_timeout(QUIET).is_err(), "nobody looks");
        watch.look(true);
        reports_a_change(&receiver);
        fs::write(&path, "two and more").unwrap();
        reports_a_change(&receiver);
        assert!(told.try_recv().is_err(), "it is told once");
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
