//! The stretches outside its own file that a routine uses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::fields::Fields;
use super::references::{References, StretchFile};
use super::stretches::{Lent, tables};
use crate::core::log::StretchText;
use crate::core::stretch::StretchPose;

/// A stretch that a routine uses, and the files it comes from.
#[derive(Clone, Debug, Default)]
pub struct UsedStretch {
    /// Its name.
    pub id: String,
    /// Whether the routine has a `[stretch.<id>]` of this name, which lacks a pose.
    pub is_here: bool,
    /// The file with its words; `None` where its pose alone is used.
    pub words: Option<Arc<StretchFile>>,
    /// The file with its pose.
    pub pose: Option<Arc<StretchFile>>,
    /// The stretch whose pose it has, where it has none of its own.
    pub pose_of: Option<String>,
}

impl UsedStretch {
    /// The texts of the files of all of these, each once: an included routine may use what the one around it uses.
    pub fn texts(all: &[Self]) -> Vec<StretchText> {
        let mut texts = Vec::new();
        for text in all.iter().flat_map(Self::files).map(StretchFile::as_text) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }

    /// Its files, each once, the nearest last.
    pub fn files(&self) -> impl Iterator<Item = &StretchFile> {
        let words = self.words.as_ref();
        let is_other =
            |pose: &&Arc<StretchFile>| !words.is_some_and(|words| Arc::ptr_eq(words, pose));
        let pose = self.pose.as_ref().filter(is_other);
        // A file with words and a pose that only lends its pose stands behind the one with the words.
        let is_behind = pose.is_some_and(|pose| pose.stretch().is_some_and(|it| it.step.is_some()));
        let (first, second) = if is_behind {
            (pose, words)
        } else {
            (words, pose)
        };
        first.into_iter().chain(second).map(AsRef::as_ref)
    }
}

/// Those of the routine with these fields, by name.
pub(super) fn of(routine: &Fields, lent: &Lent, references: &References) -> Vec<UsedStretch> {
    let own = routine.named("stretch").iter();
    let own = own.map(|(id, _)| id.value.as_str());
    let here = references.files().filter(|file| file.is_here);
    let here: Vec<&StretchFile> = here.collect();
    let own = own.chain(here.iter().map(|file| file.id.as_str()));
    let own: BTreeSet<&str> = own.collect();
    // What the stretches show that are whole in the file, and what its steps and other stretches use and show.
    let mut shown: Vec<&str> = here.into_iter().filter_map(of_another).collect();
    let mut used: BTreeMap<&str, UsedStretch> = BTreeMap::new();
    for fields in tables(routine) {
        shown.extend(fields.text("figure"));
        let lent = fields.get("use").filter(|field| lent.has(&field.place));
        let Some(id) = lent.and_then(|field| field.get::<String>()) else {
            continue;
        };
        shown.push(id);
        let words = references.words_file(id).ok().filter(|file| !file.is_here);
        if let Some(words) = words {
            used.entry(id).or_default().words = Some(Arc::clone(words));
        }
    }
    while let Some(id) = shown.pop() {
        let Some((file, pose)) = references.pose_file(id).filter(|(file, _)| !file.is_here) else {
            continue;
        };
        let stretch = used.entry(id).or_default();
        if stretch.pose.is_some() {
            continue;
        }
        stretch.pose = Some(Arc::clone(file));
        if let StretchPose::Of(other) = pose {
            stretch.pose_of = Some(other.clone());
            shown.push(other);
        }
    }
    let named = used.into_iter().map(|(id, stretch)| UsedStretch {
        id: id.to_owned(),
        is_here: own.contains(id),
        ..stretch
    });
    named.collect()
}

/// The stretch whose pose the one in `file` has.
fn of_another(file: &StretchFile) -> Option<&str> {
    match file.stretch()?.pose.as_ref()? {
        StretchPose::Of(other) => Some(other),
        StretchPose::Own(_) => None,
    }
}
