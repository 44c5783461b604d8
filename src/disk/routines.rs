//! Finds routines: the bundled ones and the files of the user, each with what is wrong with it.

use std::path::Path;
use std::sync::Arc;

use super::places::{Homeless, Places};
use super::{bundled, files, read};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::format;
use crate::format::routine::FigureNames;

/// What stands before the id of a bundled routine in the name of its source.
const BUNDLED: &str = "<bundled>/";

/// Everything there is to play, with steps that can have these figures, and why some of it may be missing.
pub fn all(figures: FigureNames) -> (Catalogue, Option<Error>) {
    let bundled = bundled::ALL
        .iter()
        .map(|(id, text)| {
            let name = format!("{BUNDLED}{id}.toml");
            let source = Source {
                name,
                text: (*text).to_owned(),
            };
            entry((*id).to_owned(), Origin::Bundled, source, None, figures)
        })
        .collect();
    let (own, trouble) = match own(figures) {
        Ok(own) => (own, None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    (Catalogue::new(own, bundled), trouble)
}

/// The user's own routines, by file name.
fn own(figures: FigureNames) -> Result<Vec<Entry>, Error> {
    let folder = Places::find()
        .map_err(|Homeless| Error::Homeless)?
        .routines();
    let paths = files::in_folder(&folder)?;
    Ok(paths.into_iter().map(|path| at(&path, figures)).collect())
}

/// The routine in the file at `path`, or what is wrong with it.
pub fn at(path: &Path, figures: FigureNames) -> Entry {
    let (source, problem) = read::file(path);
    let origin = Origin::User(path.to_owned());
    entry(files::stem(path), origin, source, problem, figures)
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
    let (routine, problems) = if let Some(problem) = unread {
        (None, vec![problem])
    } else {
        let parsed = format::routine::parse_among(&source, figures);
        (parsed.value.map(Arc::new), parsed.problems)
    };
    Entry {
        id,
        origin,
        source,
        routine,
        problems,
        shadows: false,
    }
}
