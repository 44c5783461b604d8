//! Stretches that a routine has in its own file with all that a file of the catalogue says: a `[stretch.<id>]` with
//! `about` is read like such a file, and one with a `pose` has that pose.

use super::super::fields::{Fields, Placed, Value};
use super::super::problems::Problems;
use super::references::{References, StretchFile};
use super::stretch_file;

/// The keys with which a `[stretch.<id>]` is not whole: it goes on with another, or is no exercise.
const OF_A_PART: [&str; 3] = ["use", "rest", "wait"];

/// Takes the stretches that are whole out of the routine with these `fields`, and returns them and the poses of the
/// others. Reports what is wrong with them.
pub(super) fn take(fields: &mut Fields, problems: &mut Problems) -> Vec<StretchFile> {
    let named: Vec<(Placed<String>, Fields)> = fields.named("stretch").to_vec();
    let mut found = Vec::new();
    let mut parts = Vec::new();
    let mut is_broken = false;
    for (id, stretch) in named {
        let name = &id.value;
        let is_part = OF_A_PART.iter().any(|key| stretch.was_meant(key));
        if stretch.get("about").is_some() && !is_part {
            let written = stretch_file::here(name, stretch, problems);
            is_broken |= written.is_none();
            found.push(StretchFile::here(name, written));
            continue;
        }
        let about = stretch.text("about");
        let pose = stretch_file::pose_here(name, about, &stretch, problems);
        let pose = pose.map(|pose| stretch_file::pose_alone(name, about.unwrap_or_default(), pose));
        found.extend(pose.map(|pose| StretchFile::here(name, Some(pose))));
        parts.push((id, stretch));
    }
    if found.is_empty() {
        return found;
    }
    if let Some(field) = fields.known.get_mut("stretch") {
        field.value = Some(Value::of(parts));
    }
    // What uses a broken one has not misspelt its name.
    fields.meant.extend(is_broken.then_some("stretch"));
    found
}

/// Reports poses of others that are nowhere.
pub(super) fn check(references: &References, problems: &mut Problems) {
    let here = references.files().filter(|file| file.is_here);
    for written in here.filter_map(StretchFile::written) {
        if let Some(problem) = written.wrong_pose(references) {
            problems.push(problem);
        }
    }
}
