//! The meaning of a stretch file: its words, which are read like a step, and its pose.

use std::sync::Arc;

use super::super::LARGEST_FILE;
use super::super::fields::{Fields, Placed, WrittenKey};
use super::super::keys::pose::{FIGURE, POSE_HERE, STRETCH_POSE};
use super::super::keys::stretch::STRETCH_FILE;
use super::super::languages::Languages;
use super::super::mend;
use super::super::mended::Mended;
use super::super::poses;
use super::super::problems::{Problems, is_empty};
use super::super::reader::Reader;
use super::super::sides::SideWords;
use super::super::wording::{did_you_mean, quoted};
use super::OneStep;
use super::references::References;
use super::stretches::where_to_find;
use crate::core::stretch::{Stretch, StretchPose};
use crate::diagnostic::Code::{E04, E08};
use crate::diagnostic::{Diagnostic, Parsed, Source};
use crate::suggest;

/// A stretch and its keys, which steps inherit.
#[derive(Debug)]
pub(super) struct WrittenStretch {
    /// The stretch.
    pub(super) stretch: Stretch,
    /// Its step; `None` where the file has a pose alone.
    one: Option<OneStep>,
    /// Where it says whose pose it has.
    pose_of: Option<Placed<String>>,
}

impl WrittenStretch {
    /// The keys of its step, without those of the facts about it and of the pose; `None` where it has a pose alone.
    pub(super) fn words(&self) -> Option<&Fields> {
        self.one.as_ref()?.fields()
    }

    /// Advice on its step, in the file with this `text`.
    pub(super) fn advice(&self, text: &str) -> Vec<Diagnostic> {
        let one = self.one.as_ref();
        one.map(|one| one.advice(text)).unwrap_or_default()
    }

    /// The problem of a `pose` that is none of the stretches that may be referred to.
    pub(super) fn wrong_pose(&self, references: &References) -> Option<Diagnostic> {
        let Placed { value, place } = self.pose_of.as_ref()?;
        if references.figure(value).is_some() {
            return None;
        }
        if references.has(value) {
            let message = format!("the stretch {} has no pose of its own", quoted(value));
            let problem = E08.at(place, message).label("so nothing is shown");
            return Some(problem.help("name one that is drawn: `supple stretches` shows all"));
        }
        let problem = E08.at(place, format!("there is no stretch {}", quoted(value)));
        let meant = suggest::meant(value, references.names());
        let is_certain = meant.is_some_and(|meant| suggest::is_same(value, meant));
        let problem = did_you_mean(problem, meant, "not known").certain_if(is_certain);
        let near = if meant.is_some() { "" } else { value };
        Some(problem.help(where_to_find(near, references.names().collect())))
    }
}

/// Whether a text was meant as a stretch or a figure: it has a `[rest]` pose, or the kind of a step at its top, and no
/// steps.
pub fn is_stretch(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_start);
    let has_steps = lines().any(|line| line.starts_with("[[step") || line.starts_with("step"));
    let has_pose = lines().any(|line| line.starts_with("[rest]") || line.starts_with("[rest."));
    let above = lines().take_while(|line| !line.starts_with('['));
    let keys = above.filter_map(|line| line.split_once('=').map(|(key, _)| key.trim_end()));
    let keys: Vec<&str> = keys.collect();
    let is_step = keys
        .iter()
        .any(|key| matches!(*key, "hold" | "time" | "count"));
    // What has a title is a routine whose steps were begun in some other way.
    !has_steps && (has_pose || (is_step && !keys.contains(&"title")))
}

/// Reads the words of the bundled stretch called `id` alone, which stand above its tables: most of such a file is its
/// pose.
pub(super) fn parse_words(id: &str, text: &str) -> Parsed<WrittenStretch> {
    let above = text.split("\n[").next().unwrap_or_default();
    let words = Mended::nothing(above);
    let (read, problems) = read(id, &words, |_, _| None);
    Parsed::of(read, problems)
}

/// Reads the stretch called `id`, and everything that is wrong with it but for advice.
pub(super) fn parse(id: &str, source: &Source) -> Parsed<WrittenStretch> {
    if source.text.len() > LARGEST_FILE {
        let problem = Diagnostic::too_large(LARGEST_FILE, "a stretch");
        return Parsed::of(None, vec![problem]);
    }
    let read = |mended: &Mended| {
        let (read, problems) = read(id, mended, |fields, problems| pose(id, fields, problems));
        Parsed::of(read, problems)
    };
    mend::read(&source.text, &STRETCH_FILE, read, Parsed::has_errors)
}

/// Reads a file of a pose without words, as figures were written before stretches had files.
pub(super) fn parse_figure(id: &str, source: &Source) -> Parsed<WrittenStretch> {
    if source.text.len() > LARGEST_FILE {
        return Parsed::of(None, vec![Diagnostic::too_large(LARGEST_FILE, "a figure")]);
    }
    let read = |mended: &Mended| {
        let mut reader = Reader::new(mended, &FIGURE);
        let fields = reader.read();
        let about = fields.text("about");
        let figure = poses::figure(id, about, &FIGURE, &fields, &mut reader.problems);
        let written = figure.map(|figure| {
            let about = figure.about.clone();
            pose_alone(id, &about, StretchPose::Own(Arc::new(figure)))
        });
        Parsed::of(written, reader.finish())
    };
    mend::read(&source.text, &FIGURE, read, Parsed::has_errors)
}

/// The keys of the words. A file without them has a pose alone.
const OF_A_STEP: [&str; 9] = [
    "hold", "time", "count", "name", "cue", "how", "cues", "reps", "sides",
];

/// Reads a stretch whose pose `pose` finds among its keys, and the problems of it.
fn read(
    id: &str,
    mended: &Mended,
    pose: impl FnOnce((Option<&str>, &Fields), &mut Problems) -> Option<StretchPose>,
) -> (Option<WrittenStretch>, Vec<Diagnostic>) {
    let mut reader = Reader::new(mended, &STRETCH_FILE);
    reader.sides = SideWords::of(Languages::default(), [None, None]);
    let mut fields = reader.read();
    let problems = &mut reader.problems;
    problems.require(&STRETCH_FILE, &fields);
    let mut names: Vec<&str> = STRETCH_POSE.keys.iter().map(|key| key.name).collect();
    names.push("pose");
    let posed = fields.split_off(&names);
    let pose_of = posed.get("pose").and_then(name_of);
    let pose = pose((fields.text("about"), &posed), problems);
    let written = with_words(id, fields, (pose, pose_of), problems);
    (written, reader.finish())
}

/// Reads the stretch called `id` that a routine has whole in its own file, and reports what is wrong with it. `None` where
/// it cannot be used.
pub(super) fn here(
    id: &str,
    mut fields: Fields,
    problems: &mut Problems,
) -> Option<WrittenStretch> {
    let posed = fields.split_off(&["pose", "figure"]);
    let pose_of = posed.get("figure").and_then(name_of);
    if let (Some(own), Some(other)) = (posed.get("pose"), posed.get("figure")) {
        problems.push(
            E04.at(&other.key, "`figure` beside `pose`")
                .label("this is the pose of another stretch")
                .also(&own.key, "and this one has a pose of its own")
                .help("keep one of the two"),
        );
    }
    let other = || {
        pose_of
            .as_ref()
            .map(|other| StretchPose::Of(other.value.clone()))
    };
    let own = pose_here(id, fields.text("about"), &posed, problems);
    let is_unread = own.is_none() && posed.get("pose").is_some();
    let pose = own.or_else(other);
    let written = with_words(id, fields, (pose, pose_of), problems)?;
    let is_whole = written.one.is_none() || written.stretch.step.is_some();
    (is_whole && !is_unread).then_some(written)
}

/// The pose of the stretch called `id` in the file of a routine, which has these keys.
pub(super) fn pose_here(
    id: &str,
    about: Option<&str>,
    fields: &Fields,
    problems: &mut Problems,
) -> Option<StretchPose> {
    let pose = fields.table("pose")?;
    let about = pose.text("about").or(about).unwrap_or_default();
    let figure = poses::figure(id, Some(about), &POSE_HERE, pose, problems)?;
    Some(StretchPose::Own(Arc::new(figure)))
}

/// The pose called `id` alone, without words.
pub(super) fn pose_alone(id: &str, about: &str, pose: StretchPose) -> WrittenStretch {
    WrittenStretch {
        stretch: Stretch {
            pose: Some(pose),
            ..Stretch::named(id, about)
        },
        one: None,
        pose_of: None,
    }
}

/// The name of another stretch that `field` has.
fn name_of(field: &WrittenKey) -> Option<Placed<String>> {
    let value = field.get::<String>()?.clone();
    let place = field.place.clone();
    Some(Placed { value, place })
}

/// The stretch with this pose, of which `fields` have everything else.
fn with_words(
    id: &str,
    fields: Fields,
    (pose, pose_of): (Option<StretchPose>, Option<Placed<String>>),
    problems: &mut Problems,
) -> Option<WrittenStretch> {
    let about = fields.text("about").map(str::to_owned);
    if about.as_ref().is_some_and(|about| about.trim().is_empty()) {
        problems.push(is_empty("about", fields.place_of("about")));
    }
    let is_step = OF_A_STEP.iter().any(|key| fields.was_meant(key));
    let known = Stretch {
        aim: fields.or_default(&STRETCH_FILE, "aim")?,
        areas: fields.words("areas"),
        needs: fields.texts("needs"),
        feels: fields.text("feels").map(str::to_owned),
        easier: fields.read("easier").cloned(),
        harder: fields.read("harder").cloned(),
        alternative: fields.read("alternative").cloned(),
        avoid: fields.words("avoid"),
        sources: fields.texts("sources"),
        ..Stretch::named(id, &about.unwrap_or_default())
    };
    let one = is_step.then(|| OneStep::of(id, fields, problems));
    let step = one.as_ref().and_then(OneStep::exercise);
    Some(WrittenStretch {
        stretch: Stretch {
            step: step.cloned(),
            pose,
            ..known
        },
        one,
        pose_of,
    })
}

/// The pose that `fields` has, which are its keys alone.
fn pose(
    id: &str,
    (about, fields): (Option<&str>, &Fields),
    problems: &mut Problems,
) -> Option<StretchPose> {
    let of: Option<&WrittenKey> = fields.get("pose");
    let own = fields.iter().find(|(name, _)| *name != "pose");
    let Some(of) = of else {
        own?;
        let figure = poses::figure(id, about, &STRETCH_POSE, fields, problems)?;
        return Some(StretchPose::Own(Arc::new(figure)));
    };
    if let Some((name, field)) = own {
        problems.push(
            E04.at(&of.key, format!("`pose` beside `{name}`"))
                .label("this is the pose of another stretch")
                .also(&field.key, "and this belongs to a pose of its own")
                .help("keep one of the two"),
        );
    }
    let name: &String = of.get()?;
    if name == id {
        problems.push(
            E08.at(
                &of.place,
                format!("the stretch {} has its own pose", quoted(id)),
            )
            .label("that is this stretch")
            .help("name another one, or draw the pose here with `[rest]` and `[stretch]`"),
        );
        return None;
    }
    Some(StretchPose::Of(name.clone()))
}
