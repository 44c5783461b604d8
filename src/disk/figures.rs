//! Finds figures, the bundled ones and the user's files, with the problems of each.

use std::path::Path;

use super::bundled::{self, bundle};
use super::places::{Homeless, Places};
use super::{files, read};
use crate::catalogue::Figures;
use crate::core::pose::Figure;
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::format;

/// The name and the text of every bundled figure, in alphabetical order.
pub const BUNDLED: [(&str, &str); 28] = bundle![
    "figures":
    "bird-dog",
    "bridge",
    "butterfly",
    "calf-bent",
    "calf-straight",
    "chest-opener",
    "childs-pose",
    "cold-pack",
    "curl-up",
    "double-knee-pull",
    "figure-four",
    "front-of-thigh",
    "hamstring-standing",
    "hamstring-strap",
    "hip-flexor",
    "hip-flexor-standing",
    "knee-across",
    "knee-roll",
    "moist-heat",
    "outer-hip",
    "pelvic-tilt",
    "seated-figure-four",
    "seated-hamstring",
    "side-bridge",
    "single-knee-pull",
    "sitting-leg-stretch",
    "walk-easy",
    "walk-quick",
];

/// The text of the bundled figure called `name`.
pub fn bundled(name: &str) -> Option<&'static str> {
    bundled::named(&BUNDLED, name)
}

/// The bundled figures. One that cannot be read is skipped; a test makes sure that there is none.
pub fn built_in() -> Figures {
    let figure = |(name, text): &(&str, &str)| {
        let source = Source {
            name: format!("<bundled>/{name}.toml"),
            text: (*text).to_owned(),
        };
        format::poses::parse(name, &source).value
    };
    BUNDLED.iter().filter_map(figure).collect()
}

/// A figure file of the user's own.
#[derive(Clone, Debug)]
pub struct FigureFile {
    /// Its name without `.toml`: what steps call the figure.
    pub name: String,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// The figure; `None` when the file has errors.
    pub figure: Option<Figure>,
    /// Everything that is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Everything there is to see.
#[derive(Debug)]
pub struct Found {
    /// The figures: the user's own, and the bundled ones that no sound one of the user's stands in for.
    pub figures: Figures,
    /// The user's files, by name.
    pub own: Vec<FigureFile>,
    /// Why some may be missing.
    pub trouble: Option<Error>,
}

impl Found {
    /// All names that a step can give, those of broken files too: what is wrong with those is said of them alone.
    pub fn names(&self) -> Vec<String> {
        let broken = self.own.iter().map(|file| &file.name);
        let broken = broken.filter(|name| self.figures.get(name).is_none());
        let names = self.figures.iter().map(|figure| &figure.name).chain(broken);
        names.cloned().collect()
    }
}

/// The bundled figures and the user's own.
pub fn all() -> Found {
    let folder = Places::find().map(|places| places.figures());
    let own = folder
        .map_err(|Homeless| Error::Homeless)
        .and_then(|folder| files::in_folder(&folder));
    let (paths, trouble) = match own {
        Ok(paths) => (paths, None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    let own: Vec<FigureFile> = paths.iter().map(|path| at(path)).collect();
    let figures = built_in().with(own.iter().filter_map(|file| file.figure.clone()));
    Found {
        figures,
        own,
        trouble,
    }
}

/// The figure in the file at `path`, or what is wrong with it.
pub fn at(path: &Path) -> FigureFile {
    let (source, unread) = read::file(path);
    file(files::stem(path), source, unread)
}

/// The figure of a text that was read already.
pub fn of(source: Source) -> FigureFile {
    let name = files::stem(Path::new(&source.name));
    file(name, source, None)
}

fn file(name: String, source: Source, unread: Option<Diagnostic>) -> FigureFile {
    let parsed = read::parsed(&source, unread, |source| {
        format::poses::parse(&name, source)
    });
    FigureFile {
        name,
        source,
        figure: parsed.value,
        problems: parsed.problems,
    }
}
