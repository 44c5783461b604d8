//! What there is to play while the program runs: read again when it changes, and opened for the editor.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::inbox::Message;
use super::play::Begin;
use crate::app::effect::Edit;
use crate::app::input::Input;
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::text::escaped;
use crate::disk::places::{Places, tilde};
use crate::disk::watch::{Watch, Watched};
use crate::disk::{figures, own, routines};
use crate::error::Error;
use crate::format::routine::FigureNames;

/// The files that a program is about.
#[derive(Debug)]
pub(super) struct Files {
    what: What,
    watch: Option<Watch>,
}

/// Which they are.
#[derive(Clone, Debug)]
enum What {
    /// All there are.
    All,
    /// Those of one session.
    Files(Vec<PathBuf>),
}

impl Files {
    /// Those of a program that begins like this.
    pub(super) fn of(begin: &Begin, follows: &[Entry]) -> Self {
        let path = |entry: &Entry| match &entry.origin {
            Origin::User(path) => Some(path.clone()),
            Origin::Bundled | Origin::Stdin => None,
        };
        let what = match begin {
            Begin::Library(_) => What::All,
            Begin::Left(_) | Begin::Gallery(_) => What::Files(Vec::new()),
            Begin::Session(_) => What::Files(follows.iter().filter_map(path).collect()),
        };
        let watch = None;
        Self { what, watch }
    }

    /// From now on every change is told. Where the system cannot tell of changes everything works but this.
    pub(super) fn watch(&mut self, inbox: Sender<Message>) {
        let watched = match &self.what {
            What::All => Places::find()
                .ok()
                .map(|places| Watched::Folder(places.routines())),
            What::Files(files) if files.is_empty() => None,
            What::Files(files) => Some(Watched::Files(files.clone())),
        };
        let what = self.what.clone();
        self.watch = watched.and_then(|watched| {
            let tell = move || {
                let _ = inbox.send(Message::Input(what.read()));
            };
            Watch::start(watched, tell).ok()
        });
    }

    /// What there is now.
    pub(super) fn read(&self) -> Input {
        self.what.read()
    }
}

impl What {
    fn read(&self) -> Input {
        let names = figures::all().names();
        let names = FigureNames::These(&names);
        let (catalogue, trouble) = match self {
            Self::All => routines::all(names),
            Self::Files(files) => {
                let entries = files.iter().map(|path| routines::at(path, names)).collect();
                (Catalogue::new(entries, Vec::new()), None)
            }
        };
        Input::Catalogue(
            Arc::new(catalogue),
            trouble.map(|trouble| trouble.to_string()),
        )
    }
}

/// A file that is ready for the editor.
#[derive(Debug)]
pub(super) struct Opened {
    /// The routine in it.
    pub(super) id: String,
    pub(super) path: PathBuf,
    /// One line on what there is to know afterwards.
    pub(super) said: Option<String>,
}

/// Makes the file that is to be edited, where it is not there yet.
pub(super) fn open(edit: &Edit) -> Result<Opened, Error> {
    let id = id(edit);
    let (path, said) = match edit {
        Edit::File(path) => {
            own::renew_schema(path);
            (path.clone(), None)
        }
        Edit::Bundled(id) => {
            let path = own::of_bundled(id)?;
            let said = format!(
                "{} is yours now; delete it to have the bundled one back",
                escaped(&tilde(&path).to_string_lossy())
            );
            (path, Some(said))
        }
        Edit::New(id) => (own::create(id, &own::starter(id))?, None),
    };
    Ok(Opened { id, path, said })
}

/// The id of the routine that is to be edited.
pub(super) fn id(edit: &Edit) -> String {
    match edit {
        Edit::File(path) => path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        Edit::Bundled(id) | Edit::New(id) => id.clone(),
    }
}
