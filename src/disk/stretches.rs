//! Finds the stretches of the catalogue, the user's and the bundled ones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bundled::{self, bundle};
use super::places::Places;
use super::{files, languages, photos, read, settings};
use crate::catalogue::StretchEntry;
use crate::core::log::RoutineText;
use crate::core::routine::Routine;
use crate::diagnostic::Source;
use crate::error::Error;
use crate::format::addition;
use crate::format::languages::{ENGLISH, english};
use crate::format::routine::{self, References, StretchFile, UsedStretch};

/// The name and the text of every bundled stretch, in alphabetical order.
pub const BUNDLED: [(&str, &str); 80] = bundle![
    "stretches":
    "a-skip",
    "abdominal-set",
    "adductor-lunge",
    "ankle-alphabet",
    "ankle-pull",
    "bed-edge-hip-flexor",
    "bird-dog",
    "breathing",
    "bridge",
    "butterfly",
    "calf-bent",
    "calf-raise",
    "calf-raise-bent",
    "calf-straight",
    "cat-camel",
    "chest-opener",
    "childs-pose",
    "clamshell",
    "cold-pack",
    "copenhagen",
    "curl-up",
    "double-knee-pull",
    "figure-four",
    "floor-rotation",
    "front-of-thigh",
    "hamstring-hands",
    "hamstring-standing",
    "hamstring-strap",
    "heel-digs",
    "heel-drop",
    "heel-drop-bent",
    "hip-flexor",
    "hip-flexor-standing",
    "jog",
    "knee-across",
    "knee-hug",
    "knee-roll",
    "knee-to-wall",
    "leg-swing-forward",
    "leg-swing-side",
    "lunge",
    "march",
    "moist-heat",
    "nerve-slider",
    "ninety-ninety",
    "nordic",
    "one-leg-balance",
    "open-book",
    "outer-hip",
    "pelvic-tilt",
    "pigeon",
    "press-up",
    "prone-hip-extension",
    "prone-prop",
    "roll-calf",
    "roll-sole",
    "roll-thigh",
    "seated-figure-four",
    "seated-hamstring",
    "seated-rotation",
    "seated-thigh-contraction",
    "short-foot",
    "side-bridge",
    "side-leg-raise",
    "side-lying-quad",
    "single-knee-pull",
    "single-leg-bridge",
    "single-leg-squat",
    "sitting-leg-stretch",
    "standing-back-bend",
    "step-calf",
    "straight-leg-raise",
    "toe-spread",
    "toes-back",
    "towel-calf",
    "towel-curl",
    "walk-easy",
    "walk-quick",
    "walking-lunge",
    "wall-squat",
];

/// The text of the bundled stretch called `id`.
pub fn bundled(id: &str) -> Option<&'static str> {
    bundled::named(&BUNDLED, id)
}

/// The bundled stretches.
pub fn built_in() -> References {
    let files = BUNDLED.iter();
    References::new(files.map(|(id, text)| StretchFile::bundled(id, text)))
}

/// The same without their poses.
pub fn built_in_words() -> References {
    let files = BUNDLED.iter();
    References::new(files.map(|(id, text)| StretchFile::bundled(id, text).without_pose()))
}

/// All stretches there are, and why some of the user's may be missing.
pub fn all() -> (References, Option<Error>) {
    with_own(built_in())
}

/// The same without the poses of the bundled ones, for routines that are listed and not played.
pub fn without_poses() -> References {
    with_own(built_in_words()).0
}

/// These, and before them those of the user.
fn with_own(bundled: References) -> (References, Option<Error>) {
    let (figures, trouble) = files::own(Places::figures);
    let (stretches, other) = files::own(Places::stretches);
    let references = bundled.with(in_order(&figures, &stretches));
    let references = references.speaking(languages::all());
    let affected = settings::own().and_then(|settings| settings.person.affected.clone());
    let references = references.affecting(affected);
    let references = references.looking_at_photos(photos::look);
    (references, trouble.or(other))
}

/// `references`, and before them those that lie beside the routine at `path`, in a folder `stretches` or `figures`. A
/// folder that cannot be read has none.
pub fn beside(references: &References, path: &Path) -> References {
    let in_folder = |name: &str| {
        let folder = path.with_file_name(name);
        files::in_folder(&folder).unwrap_or_default()
    };
    let (figures, stretches) = (in_folder("figures"), in_folder("stretches"));
    references.clone().with(in_order(&figures, &stretches))
}

/// The stretches in these files: a pose alone comes before a stretch of its name, because the later one is used.
fn in_order(figures: &[PathBuf], stretches: &[PathBuf]) -> Vec<StretchFile> {
    let figures = figures.iter().map(|path| at(path).as_figure());
    figures
        .chain(stretches.iter().map(|path| at(path)))
        .collect()
}

/// All stretches that can be shown, by id.
pub fn shelf(references: &References) -> Vec<StretchEntry> {
    let entry = |id: &str| {
        Some(StretchEntry {
            stretch: Arc::new(references.stretch(id)?.clone()),
            figure: references.shown(id),
            is_own: references.is_own(id),
            alone: alone(id, references),
            words: english(),
        })
    };
    references.names().filter_map(entry).collect()
}

/// What the id of a routine of one stretch alone begins with. No file is called so, and a stretch may have the name of a
/// routine.
const ALONE: &str = "stretch:";

/// A routine of the stretch called `id` alone, and the same as it is written; `None` where that has a pose alone.
fn alone(id: &str, references: &References) -> Option<(Arc<Routine>, RoutineText)> {
    let stretch = references.stretch(id)?;
    // The words of the bundled ones are English, so the side in them is.
    let lang = (!references.is_own(id)).then_some(ENGLISH);
    let text = addition::of_stretch(&stretch.step.as_ref()?.name, id, lang);
    let source = Source {
        name: format!("{ALONE}{id}"),
        text,
    };
    let (parsed, used) = routine::parse_without_advice(&source, references);
    let routine = parsed.value?;
    let written = RoutineText::new(&source.name, &routine.title, &source.text);
    Some((Arc::new(routine), written.using(&UsedStretch::texts(&used))))
}

/// The stretch in the file at `path`.
pub fn at(path: &Path) -> StretchFile {
    let (source, unread) = read::file(path);
    StretchFile::own(files::stem(path), source, unread)
}

/// The stretch of a text that was read already.
pub fn of(source: Source) -> StretchFile {
    let id = files::stem(Path::new(&source.name));
    StretchFile::own(id, source, None)
}
