//! The routines while the program runs: read again when they change, and opened for the editor.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use super::inbox::{Incoming, Post};
use super::play::Begin;
use crate::app::effect::Edit;
use crate::app::input::Input;
use crate::catalogue::draft::{DraftAnswer, DraftRequest};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::text::escaped;
use crate::disk::places::{Places, tilde};
use crate::disk::watch::{FileStamp, Watch, Watched};
use crate::disk::{own, routines, stretches, tune};
use crate::error::{Error, in_words};

/// The files that a program is about.
#[derive(Debug)]
pub(super) struct RoutineFiles {
    followed: Followed,
    /// Whether all that the program begins with has been read.
    read: bool,
    /// Reads the rest, once the first frame is there.
    rest: Option<RoutineReader>,
    watch: Option<Watch>,
    watched: Option<Watched>,
    is_library_shown: bool,
    /// The files as they were when Enter was last pressed in the library, or it was first shown.
    seen: Option<Vec<FileStamp>>,
}

#[derive(Clone, Debug)]
struct Followed {
    /// The files of one session; `None` for all there are.
    files: Option<Vec<PathBuf>>,
    /// How often they were read.
    readings: Arc<AtomicU64>,
}

impl RoutineFiles {
    /// Those of a program that begins like this.
    pub(super) fn of(begin: &Begin, follows: &[Entry]) -> Self {
        let paths = |entry: &Entry| {
            let own = match &entry.origin {
                Origin::User(path) => Some(path.clone()),
                Origin::Bundled | Origin::Stdin => None,
            };
            // The name of a bundled one is no path.
            let included = entry.included.iter().map(|included| &included.name);
            let included = included
                .filter(|name| !name.starts_with('<'))
                .map(PathBuf::from);
            own.into_iter().chain(included).collect::<Vec<_>>()
        };
        let followed = match begin {
            Begin::Library(_) | Begin::Gallery(_) => None,
            Begin::Session { .. } => Some(follows.iter().flat_map(paths).collect()),
        };
        let read = !matches!(begin, Begin::Library(library) if !library.is_read());
        Self {
            followed: Followed::new(followed),
            read,
            rest: None,
            watch: None,
            watched: None,
            is_library_shown: false,
            seen: None,
        }
    }

    /// Reports every change from now on. Where the system reports no changes, that is said, and the library looks for
    /// them.
    pub(super) fn watch(&mut self, inbox: &Post) {
        let folder = |places: Places| Watched::Folder(places.routines());
        let watched = match &self.followed.files {
            None => Places::find().ok().map(folder),
            Some(files) => Some(Watched::Files(files.clone())).filter(|_| !files.is_empty()),
        };
        let reader = RoutineReader {
            followed: self.followed.clone(),
            turn: Arc::default(),
            inbox: inbox.clone(),
        };
        self.rest = (!self.read).then(|| reader.clone());
        let missing = inbox.clone();
        let is_library = self.followed.files.is_none();
        let untold = move |why: &str| {
            let then = if is_library {
                ": Enter reads them again"
            } else {
                ""
            };
            let note = format!("changes to files are not noticed at once ({why}){then}");
            missing.send(Incoming::Input(Input::Note(note)));
        };
        let tell = move || reader.read();
        self.watched.clone_from(&watched);
        match watched.map(|watched| Watch::start(watched, tell, untold.clone())) {
            Some(Ok(watch)) => self.watch = Some(watch),
            Some(Err(error)) => untold(&in_words(&error)),
            None => {}
        }
    }

    /// Reads the routines of which only the titles were read. They are watched by now, so that no change in between is
    /// missed.
    pub(super) fn read_the_rest(&mut self) {
        if let Some(rest) = self.rest.take() {
            let now = rest.clone();
            let reader = thread::Builder::new().name("reader".to_owned());
            if reader.spawn(move || rest.read()).is_err() {
                // Without a thread, the program waits for it.
                now.read();
            }
        }
    }

    /// Whether the library is shown: where the system reports no changes, it looks for some now and then.
    pub(super) fn show_library(&mut self, is_shown: bool) {
        let was_shown = std::mem::replace(&mut self.is_library_shown, is_shown);
        if was_shown != is_shown
            && let (Some(watch), Some(watched)) = (&self.watch, &self.watched)
        {
            watch.look(is_shown);
            self.seen.get_or_insert_with(|| watched.stamps());
        }
    }

    /// The routines as they are now, where the library is shown and files have changed since this was asked last.
    pub(super) fn read_if_changed(&mut self) -> Option<Input> {
        let watched = self.watched.as_ref().filter(|_| self.is_library_shown)?;
        let now = Some(watched.stamps());
        let have_changed = self.seen != now;
        self.seen = now;
        have_changed.then(|| self.read())
    }

    /// The routines as they are now.
    pub(super) fn read(&self) -> Input {
        self.followed.read()
    }
}

/// Reads the routines on a thread, and posts them.
#[derive(Clone, Debug)]
struct RoutineReader {
    followed: Followed,
    /// One thread reads after the other, so that the last message has the latest state.
    turn: Arc<Mutex<()>>,
    inbox: Post,
}

impl RoutineReader {
    fn read(&self) {
        let _turn = self.turn.lock();
        self.inbox.send(Incoming::Input(self.followed.read()));
    }
}

impl Followed {
    fn new(files: Option<Vec<PathBuf>>) -> Self {
        let readings = Arc::default();
        Self { files, readings }
    }

    /// The routines as they are now. Threads may read at the same time: the reading that began last has the highest
    /// number.
    fn read(&self) -> Input {
        let reading = self.readings.fetch_add(1, Ordering::Relaxed) + 1;
        let (references, _) = stretches::all();
        let (catalogue, trouble) = match &self.files {
            None => routines::all(&references),
            Some(files) => {
                let entry = |path: &PathBuf| {
                    let references = stretches::beside(&references, path);
                    routines::unjudged(path, &references)
                };
                let entries = files.iter().map(entry).collect();
                (Catalogue::new(entries, Vec::new()), None)
            }
        };
        Input::Catalogue(
            Arc::new(catalogue.of_reading(reading)),
            trouble.map(|trouble| trouble.to_string()),
        )
    }
}

/// A file that is ready for the editor.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) path: PathBuf,
    /// One line to show afterwards.
    pub(super) said: Option<String>,
}

/// Makes the file that is to be edited, where it is not there yet.
pub(super) fn open(edit: &Edit) -> Result<Opened, Error> {
    let (path, said) = match edit {
        Edit::File(path) => {
            own::renew_schema(path);
            (path.clone(), None)
        }
        Edit::Bundled(id) => {
            let path = own::of_bundled(id)?;
            let said = format!(
                "{} is your copy; delete it to restore the bundled one",
                escaped(&tilde(&path).to_string_lossy())
            );
            (path, Some(said))
        }
        Edit::New(name) => (own::create(&name.id, &own::starter(&name.title))?, None),
    };
    Ok(Opened { path, said })
}

/// What comes of a request about a routine that is being changed.
pub(super) fn answer(request: &DraftRequest) -> Input {
    let answer = match Places::find() {
        Ok(places) => tune::answer(request, &places.routines()),
        Err(error) => DraftAnswer::Refused(error.in_one_line()),
    };
    Input::Draft(Box::new(answer))
}

/// All stretches there are.
pub(super) fn shelf() -> Input {
    Input::Stretches(stretches::shelf(&stretches::all().0))
}

/// Adds a stretch to a routine, and says so, or why not.
pub(super) fn add(stretch: &str, to: &Edit) -> Input {
    match added(stretch, to) {
        Ok(said) => Input::Added {
            id: Some(id(to)),
            said,
        },
        Err(error) => Input::Added {
            id: None,
            said: error.in_one_line(),
        },
    }
}

fn added(stretch: &str, to: &Edit) -> Result<String, Error> {
    let (references, _) = stretches::all();
    let named = |path: &Path| escaped(&tilde(path).to_string_lossy());
    Ok(match to {
        Edit::File(path) => {
            let references = stretches::beside(&references, path);
            let number = own::add_step(path, stretch, &references)?;
            format!("Added to {} as step {number}.", named(path))
        }
        Edit::Bundled(id) => {
            let (path, number) = own::copy_with_step(id, stretch, &references)?;
            let path = named(&path);
            format!(
                "Added as step {number} to {path}, which is your copy; delete it to restore the bundled one."
            )
        }
        Edit::New(name) => {
            let path = own::create_with_step(name, stretch)?;
            format!("{} is a new routine of this stretch.", named(&path))
        }
    })
}

/// The id of the routine that is to be edited.
pub(super) fn id(edit: &Edit) -> String {
    match edit {
        Edit::File(path) => path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        Edit::Bundled(id) => id.clone(),
        Edit::New(name) => name.id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_routine_that_is_followed_may_use_a_stretch_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, "title = \"Mine\"\n[[step]]\nuse = \"my-lunge\"\n").unwrap();
        let stretches = folder.path().join("stretches");
        std::fs::create_dir(&stretches).unwrap();
        let stretch = "about = \"A lunge.\"\nname = \"Lunge\"\nhold = \"15s\"\n";
        std::fs::write(stretches.join("my-lunge.toml"), stretch).unwrap();
        let followed = Followed::new(Some(vec![path]));
        let Input::Catalogue(catalogue, _) = followed.read() else {
            panic!("no catalogue");
        };
        let [entry] = catalogue.entries() else {
            panic!("{:?}", catalogue.entries());
        };
        assert!(entry.routine.is_some(), "{:?}", entry.problems);
        // The stretch is edited, and then the routine is read again.
        std::fs::write(
            stretches.join("my-lunge.toml"),
            stretch.replace("Lunge", "Long lunge"),
        )
        .unwrap();
        let Input::Catalogue(catalogue, _) = followed.read() else {
            panic!("no catalogue");
        };
        let routine = catalogue.entries()[0].routine.clone().unwrap();
        assert_eq!(routine.steps.first.name(), Some("Long lunge"));
    }
}
