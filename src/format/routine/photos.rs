//! `picture`: a photo of the user's, which is shown in place of the figure where there are pixels.
//!
//! It lies in the folder of the file that names it, or below: a file from somebody else leads nowhere else. This layer
//! opens no file; the caller passes what looks at one ([`LooksAtPhoto`]).

use std::path::{Component, Path};
use std::sync::Arc;

use super::super::fields::Fields;
use super::super::wording::quoted;
use super::references::References;
use super::stretches::{Layers, tables};
use crate::core::pose::{Figure, Photo};
use crate::diagnostic::Code::W16;
use crate::diagnostic::{Diagnostic, Source};

/// The most bytes of the file of a photo.
pub const LARGEST_PHOTO: u64 = 2 * 1024 * 1024;
/// The most pixels of a photo, those of a large display: in memory they are a few dozen MB at most.
pub const MOST_PIXELS: u64 = 8_300_000;

/// What finds the width and the height of the photo in a file.
pub type LooksAtPhoto = fn(&Path) -> Result<(u32, u32), PhotoFault>;

/// Why a photo cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    /// It may not be read, because it is elsewhere.
    Elsewhere,
    /// Its file cannot be read, for this reason.
    Unread(String),
    /// Its file is no PNG file.
    NoPng,
    /// Its file has too many bytes.
    TooLarge,
    /// It has so many pixels across and down, which are too many or none.
    OfSize(u32, u32),
}

impl PhotoFault {
    /// The problem of the photo called `name`, without its place.
    fn said(&self, name: &str) -> (String, &'static str) {
        let name = quoted(name);
        match self {
            Self::Elsewhere => (
                format!("the picture {name} is not beside this file"),
                "put it into the folder of this file or below it, and write `picture = \"knee.png\"`",
            ),
            Self::Unread(why) => (
                format!("the picture {name} cannot be read: {why}"),
                "put it into the folder of this file",
            ),
            Self::NoPng => (
                format!("the picture {name} is no PNG file"),
                "save it as PNG",
            ),
            Self::TooLarge => (
                format!("the picture {name} is larger than 2 MB"),
                "save it smaller: 1000 pixels across are plenty",
            ),
            Self::OfSize(wide, high) => (
                format!("the picture {name} has {wide} × {high} pixels"),
                "save it with at most 8 million: 1000 pixels across are plenty",
            ),
        }
    }
}

impl References {
    /// These, for routines whose photos are looked at.
    #[must_use]
    pub const fn looking_at_photos(mut self, looks: LooksAtPhoto) -> Self {
        self.looks = Some(looks);
        self
    }

    /// These, for routines whose photos nobody looks at.
    #[must_use]
    pub(in crate::format) const fn without_photos(mut self) -> Self {
        self.looks = None;
        self
    }

    /// The photo that the file called `file` calls `name`; `None` where nobody looks at it.
    fn photo(&self, file: &str, name: &str) -> Option<Result<Photo, PhotoFault>> {
        let looks = self.looks.filter(|_| !Source::is_bundled(file))?;
        let is_within = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
        if name.is_empty() || !Path::new(name).components().all(is_within) {
            return Some(Err(PhotoFault::Elsewhere));
        }
        let path = Path::new(file).with_file_name(name);
        Some(looks(&path).map(|size| Photo {
            name: name.to_owned(),
            path,
            size,
        }))
    }

    /// `figure` with the photo that the file called `file` calls `name` in its place, where that can be shown.
    pub(super) fn with_photo(
        &self,
        figure: Option<Arc<Figure>>,
        file: &str,
        name: &str,
    ) -> Option<Arc<Figure>> {
        let Some(Ok(photo)) = self.photo(file, name) else {
            return figure;
        };
        Some(Arc::new(match figure {
            None => Figure::of_photo(photo),
            Some(figure) => Figure {
                photo: Some(photo),
                ..Figure::clone(&figure)
            },
        }))
    }

    /// The problem of the `picture` among these keys of the file called `file`.
    pub(super) fn wrong_photo(&self, file: &str, fields: &Fields) -> Option<Diagnostic> {
        let field = fields.get("picture")?;
        let name = field.get::<String>()?;
        let fault = self.photo(file, name)?.err()?;
        let (message, help) = fault.said(name);
        let problem = W16.at(&field.place, message);
        Some(problem.label("so the figure is shown").help(help))
    }
}

/// Advice on the photos that the tables of a routine name.
pub(super) fn check(
    written: &Fields,
    file: &str,
    references: &References,
    found: &mut Vec<Diagnostic>,
) {
    found.extend(tables(written).filter_map(|fields| references.wrong_photo(file, fields)));
}

/// The photo of a step in the file called `file`: its name, and the file that names it.
pub(super) fn of<'a>(
    layers: &Layers<'a>,
    references: &'a References,
    file: &'a str,
) -> Option<(&'a str, &'a str)> {
    let name = layers.get("picture")?.get::<String>()?;
    let lent = layers.lent().filter(|_| layers.is_lent("picture"));
    let lent = lent.and_then(|id| references.words_file(id).ok());
    let by = lent.filter(|stretch| !stretch.is_here);
    Some((name, by.map_or(file, |stretch| &stretch.source.name)))
}
