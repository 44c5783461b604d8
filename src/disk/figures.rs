//! Finds figures: those that come with the program and the files of the user, each with what is wrong with it.

use std::path::Path;

use super::places::{Homeless, Places};
use super::{files, read};
use crate::catalogue::Figures;
use crate::core::pose::Figure;
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::format;

/// All bundled figures by name, in the order of the alphabet: what steps call them, and the file.
pub const BUNDLED: [(&str, &str); 28] = [
    ("bird-dog", include_str!("../../figures/bird-dog.toml")),
    ("bridge", include_str!("../../figures/bridge.toml")),
    ("butterfly", include_str!("../../figures/butterfly.toml")),
    ("calf-bent", include_str!("../../figures/calf-bent.toml")),
    (
        "calf-straight",
        include_str!("../../figures/calf-straight.toml"),
    ),
    (
        "chest-opener",
        include_str!("../../figures/chest-opener.toml"),
    ),
    (
        "childs-pose",
        include_str!("../../figures/childs-pose.toml"),
    ),
    ("cold-pack", include_str!("../../figures/cold-pack.toml")),
    ("curl-up", include_str!("../../figures/curl-up.toml")),
    (
        "double-knee-pull",
        include_str!("../../figures/double-knee-pull.toml"),
    ),
    (
        "figure-four",
        include_str!("../../figures/figure-four.toml"),
    ),
    (
        "front-of-thigh",
        include_str!("../../figures/front-of-thigh.toml"),
    ),
    (
        "hamstring-standing",
        include_str!("../../figures/hamstring-standing.toml"),
    ),
    (
        "hamstring-strap",
        include_str!("../../figures/hamstring-strap.toml"),
    ),
    ("hip-flexor", include_str!("../../figures/hip-flexor.toml")),
    (
        "hip-flexor-standing",
        include_str!("../../figures/hip-flexor-standing.toml"),
    ),
    (
        "knee-across",
        include_str!("../../figures/knee-across.toml"),
    ),
    ("knee-roll", include_str!("../../figures/knee-roll.toml")),
    ("moist-heat", include_str!("../../figures/moist-heat.toml")),
    ("outer-hip", include_str!("../../figures/outer-hip.toml")),
    (
        "pelvic-tilt",
        include_str!("../../figures/pelvic-tilt.toml"),
    ),
    (
        "seated-figure-four",
        include_str!("../../figures/seated-figure-four.toml"),
    ),
    (
        "seated-hamstring",
        include_str!("../../figures/seated-hamstring.toml"),
    ),
    (
        "side-bridge",
        include_str!("../../figures/side-bridge.toml"),
    ),
    (
        "single-knee-pull",
        include_str!("../../figures/single-knee-pull.toml"),
    ),
    (
        "sitting-leg-stretch",
        include_str!("../../figures/sitting-leg-stretch.toml"),
    ),
    ("walk-easy", include_str!("../../figures/walk-easy.toml")),
    ("walk-quick", include_str!("../../figures/walk-quick.toml")),
];

/// The text of the bundled figure called `name`.
pub fn bundled(name: &str) -> Option<&'static str> {
    BUNDLED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The bundled figures. One that cannot be read is left out; a test sees to it that there is none.
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

/// A figure file of the user's.
#[derive(Clone, Debug)]
pub struct File {
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
    pub own: Vec<File>,
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
    let own: Vec<File> = paths.iter().map(|path| at(path)).collect();
    let figures = built_in().with(own.iter().filter_map(|file| file.figure.clone()));
    Found {
        figures,
        own,
        trouble,
    }
}

/// The figure in the file at `path`, or what is wrong with it.
pub fn at(path: &Path) -> File {
    let (source, unread) = read::file(path);
    file(files::stem(path), source, unread)
}

/// The figure of a text that was read already.
pub fn of(source: Source) -> File {
    let name = files::stem(Path::new(&source.name));
    file(name, source, None)
}

fn file(name: String, source: Source, unread: Option<Diagnostic>) -> File {
    let (figure, problems) = if let Some(problem) = unread {
        (None, vec![problem])
    } else {
        let parsed = format::poses::parse(&name, &source);
        (parsed.value, parsed.problems)
    };
    File {
        name,
        source,
        figure,
        problems,
    }
}
