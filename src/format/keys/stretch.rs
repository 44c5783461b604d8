//! The keys of a stretch of the catalogue.

use super::{Choice, Foreign, OtherName, Synonym, TableKey, TextLines, Shape, Table};
use super::pose::{ABOUT, POSE_HERE, FELT, FIXED, GROUND, LAYER_ORDER, OTHER_SIDE, PROP_LIST, REPEATS, REST, STRETCH as HELD, VIEW, WORKS};
use super::routine::{
    ALLOW, BETWEEN, COUNT, CUE, CUES, END, HOLD, HOW, LIMIT, LOAD, NAME, NEEDS, ORDER, PACE, PICTURE, POSITION, READY, REPS, SIDES, SOURCES, SWITCH, TIME,
};
use crate::core::condition::Condition;
use crate::core::stretch::{Aim, BodyArea};

/// The top level of a file in `stretches/`: the keys of a step, the facts about the stretch, and the pose.
pub(crate) static STRETCH_FILE: Table = Table {
    what: "a stretch",
    keys: &[
        ABOUT, NAME, PICTURE, AIM.or(r#""stretch""#), AREAS, HOLD, TIME, COUNT, PACE, SIDES, ORDER, REPS, READY, SWITCH, BETWEEN, POSITION, CUE, HOW, CUES, LIMIT, END,
        NEEDS, FEELS, EASIER, HARDER, ALTERNATIVE, LOAD, AVOID, SOURCES, ALLOW, POSE_OF,
        VIEW, GROUND,
        TableKey::optional(FIXED.name, FIXED.shape, FIXED.about), OTHER_SIDE, REPEATS, WORKS, FELT, LAYER_ORDER,
        TableKey::optional(REST.name, REST.shape, REST.about),
        TableKey::optional(HELD.name, HELD.shape, HELD.about), PROP_LIST,
    ],
    foreign: &[
        Foreign { word: "title", instead: Some("name"), advice: "what it is called is `name`" },
        Foreign { word: "description", instead: Some("about"), advice: "what it shows is `about`" },
        Foreign { word: "instructions", instead: Some("how"), advice: "longer text that is only shown is `how`" },
        Foreign { word: "area", instead: Some("areas"), advice: "the parts of the body are listed in `areas`" },
        Foreign { word: "muscles", instead: Some("areas"), advice: "the parts of the body are listed in `areas`" },
        Foreign { word: "equipment", instead: Some("needs"), advice: "what must lie ready is listed in `needs`" },
        Foreign { word: "source", instead: Some("sources"), advice: "addresses are listed in `sources`" },
        Foreign { word: "url", instead: Some("sources"), advice: "addresses are listed in `sources`" },
        Foreign { word: "warn", instead: Some("avoid"), advice: "the conditions under which it is skipped are listed in `avoid`" },
        Foreign { word: "warning", instead: Some("avoid"), advice: "the conditions under which it is skipped are listed in `avoid`" },
        Foreign { word: "figure", instead: Some("pose"), advice: "the pose of another stretch is `pose`" },
        Foreign { word: "use", instead: Some("pose"), advice: "a stretch of the catalogue uses no other one; the pose of another is `pose`" },
        Foreign { word: "sets", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
        Foreign { word: "times", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
        Foreign { word: "duration", instead: Some("hold"), advice: "how long a stretch is held is `hold`" },
        Foreign { word: "seconds", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"15s\"`" },
        Foreign { word: "side", instead: Some("sides"), advice: "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or a list" },
        Foreign { word: "prepare", instead: Some("ready"), advice: "time to get into position is `ready`" },
    ],
};

/// What a `[stretch.<id>]` of a routine may say beside the keys of a step.
pub(crate) static STRETCH_FACTS: Table = Table {
    what: "a `[stretch]`",
    keys: &[
        TableKey::optional(ABOUT.name, ABOUT.shape, "What it shows, in one sentence. It makes it whole, like a file of the catalogue: `[defaults]` win over it, but for `sides` and `position`."),
        AREAS, NEEDS, FEELS, AVOID, SOURCES, ALLOW,
        TableKey::optional("pose", Shape::Table(&POSE_HERE), "Its pose, with the keys that a file of the catalogue has for it; `figure` is that of another stretch."),
    ],
    foreign: &[],
};

pub(super) const AIM: TableKey = TableKey::optional("aim", Shape::Synonyms(AIMS, AIM_WORDS), "What it is for: advice on how long a stretch is held is for `stretch` alone.");
const AREAS: TableKey = TableKey::optional("areas", Shape::Words(AREA_WORDS), "The parts of the body that it is for, the first one first.").or("[]");
const FEELS: TableKey = TableKey::optional("feels", Shape::Text(TextLines::One), "Where the pull is felt, in a few words.");
pub(super) const EASIER: TableKey = TableKey::optional("easier", Shape::Template, "A way to do less; shown with `how` when you press `i`.").also(&[OtherName::of("regression")]);
pub(super) const HARDER: TableKey = TableKey::optional("harder", Shape::Template, "A way to do more; shown with `how` when you press `i`.").also(&[OtherName::of("progression")]);
pub(super) const ALTERNATIVE: TableKey = TableKey::optional("alternative", Shape::Template, "Another way to do it; shown with `how` when you press `i`.").also(&[OtherName::of("variation"), OtherName::of("instead")]);
const AVOID: TableKey = TableKey::optional("avoid", Shape::Words(CONDITIONS), "The conditions under which it is skipped.").or("[]");
const POSE_OF: TableKey = TableKey::optional("pose", Shape::Stretch, "The name of another stretch whose pose this one has.");

/// The choices of a vocabulary: each word with what it means.
macro_rules! choices {
    ($vocabulary:ident, $about:ident) => {{
        const COUNT: usize = $vocabulary::ALL.len();
        const fn all() -> [Choice; COUNT] {
            let mut choices = [Choice { word: "", value: &(), about: "" }; COUNT];
            let all: &'static [$vocabulary] = &$vocabulary::ALL;
            let (mut from, mut to): (_, &mut [Choice]) = (all, &mut choices);
            while let (Some((value, values)), Some((choice, rest))) = (from.split_first(), to.split_first_mut()) {
                *choice = Choice { word: value.word(), about: value.$about(), value };
                (from, to) = (values, rest);
            }
            choices
        }
        &all()
    }};
}

const AIMS: &[Choice] = choices!(Aim, about);
const AIM_WORDS: &[Synonym] = &[
    Synonym { word: "stretching", means: "stretch" },
    Synonym { word: "flexibility", means: "stretch" },
    Synonym { word: "strengthening", means: "strength" },
    Synonym { word: "mobilisation", means: "mobility" },
    Synonym { word: "mobilization", means: "mobility" },
    Synonym { word: "balancing", means: "balance" },
    Synonym { word: "breathing", means: "breath" },
    Synonym { word: "pain relief", means: "relief" },
];
const AREA_WORDS: &[Choice] = choices!(BodyArea, word);
pub(super) const CONDITIONS: &[Choice] = choices!(Condition, about);
