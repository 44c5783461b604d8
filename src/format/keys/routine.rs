//! The keys of a routine file, format 1.

use super::stretch::{AIM, ALTERNATIVE, EASIER, HARDER, STRETCH_FACTS};
use super::{MOST_TIMES, Choice, Foreign, OtherName, SideWord, Synonym, TableKey, TextLines, Shape, Table, Variants, Zero};
use crate::core::routine::{End, Order, Posture, Side};
use crate::core::voice::Half;
use crate::diagnostic::Code;

/// The newest format this program reads.
pub(crate) const FORMAT: u32 = 1;

/// The top level of a routine.
pub(crate) static ROUTINE: Table = Table {
    what: "a routine",
    keys: &[
        TableKey::optional("title", Shape::Text(TextLines::One), "What the routine is called; shown and spoken.").required(),
        TableKey::optional("about", Shape::Text(TextLines::Many), "A short paragraph for the list of routines."),
        TableKey::optional("format", Shape::Format, "The version of this format that the file is written in.").or("1"),
        TableKey::optional("tags", Shape::Texts(TextLines::One), "What it is for, such as `post-run`, `back` or `ice`.").or("[]"),
        TableKey::optional("often", Shape::Often, "How often it is to be done, such as `daily`, `2 a day`, `every 2 days` or `3 a week`.").also(&[OtherName::of("frequency")]),
        TableKey::optional("began", Shape::Day, "The day on which its first week began, such as `2026-11-20`, for values with `weeks`."),
        NEEDS,
        TableKey::optional("warn", Shape::Texts(TextLines::Many), "What is shown and spoken before the start.").or("[]"),
        SOURCES,
        TableKey::optional("author", Shape::Text(TextLines::One), "Who wrote it."),
        TableKey::optional("license", Shape::Text(TextLines::One), "The terms under which it may be shared."),
        TableKey::optional("affected", Shape::Synonyms(AFFECTED, SIDE_SYNONYMS), "The side that hurts or is weaker, for `sides = \"affected\"`; by default that in `[person]` of the configuration."),
        ALLOW,
        BREATH,
        TableKey::optional("defaults", Shape::Table(&DEFAULTS), "Defaults for every step."),
        TableKey::optional("voice", Shape::Table(&VOICE), "How much is said, and in which language."),
        TableKey::optional("stretch", Shape::Named(&STRETCH), "Named steps, for `use`."),
        TableKey::optional("included", Shape::Routines, "Routines for `include`, each a whole text under the word by which it is included; `supple bundle` writes them."),
        TableKey::optional("step", Shape::Tables(&STEP), "The steps, in order.").required(),
    ],
    foreign: &[
        Foreign { word: "name", instead: Some("title"), advice: "a routine has a `title`; `name` is for its steps" },
        Foreign { word: "description", instead: Some("about"), advice: "a routine is described in `about`" },
        Foreign { word: "version", instead: Some("format"), advice: "the version of the file's format is `format`; nothing else is counted" },
        Foreign { word: "vars", instead: None, advice: VARIABLES },
        Foreign { word: "variables", instead: None, advice: VARIABLES },
        Foreign { word: "params", instead: None, advice: VARIABLES },
        Foreign { word: "import", instead: None, advice: INCLUDED },
        Foreign { word: "extends", instead: None, advice: INCLUDED },
        Foreign { word: "every", instead: Some("often"), advice: "how often it is done is `often`" },
        Foreign { word: "schedule", instead: Some("often"), advice: "how often it is done is `often`" },
        Foreign { word: "level", instead: None, advice: HOW_HARD },
        Foreign { word: "difficulty", instead: None, advice: HOW_HARD },
        Foreign { word: "props", instead: Some("needs"), advice: "what must lie ready is listed in `needs`" },
        Foreign { word: "date", instead: Some("began"), advice: "the day on which the first week began is `began`" },
        Foreign { word: "settings", instead: Some("defaults"), advice: "what all steps have in common is `[defaults]`; what holds for every routine is `config.toml`" },
        Foreign { word: "start", instead: Some("began"), advice: "the day on which the first week began is `began`" },
        Foreign { word: "started", instead: Some("began"), advice: "the day on which the first week began is `began`" },
        Foreign { word: "since", instead: Some("began"), advice: "the day on which the first week began is `began`" },
        Foreign { word: "duration", instead: None, advice: "how long a session takes follows from its steps; for how many weeks it is meant is a sentence in `about`" },
        Foreign { word: "weeks", instead: None, advice: "for how many weeks it is meant is a sentence in `about`; values that change from week to week stand in place of one: `count = { weeks = [8, 10, 12] }`" },
        Foreign { word: "week", instead: None, advice: "the week is counted from `began`, the day on which the first one began" },
        Foreign { word: "equipment", instead: Some("needs"), advice: "what must lie ready is listed in `needs`" },
        Foreign { word: "warning", instead: Some("warn"), advice: "warnings are listed in `warn`" },
        Foreign { word: "warnings", instead: Some("warn"), advice: "warnings are listed in `warn`" },
        Foreign { word: "licence", instead: Some("license"), advice: "it is spelt `license`" },
        Foreign { word: "url", instead: Some("sources"), advice: "addresses are listed in `sources`" },
        Foreign { word: "language", instead: None, advice: "the language is `lang` in `[voice]`" },
        Foreign { word: "lang", instead: None, advice: "the language is `lang` in `[voice]`" },
        Foreign { word: "default", instead: Some("defaults"), advice: "the table is called `[defaults]`" },
    ],
};

pub(crate) static DEFAULTS: Table = Table {
    what: "`[defaults]`",
    keys: &[
        HOLD, TIME, COUNT, SIDES, ORDER, REPS, SETS, SET_REST, READY, SWITCH, BETWEEN, PACE, BREATH, POSITION, END, AIM, LOAD,
    ],
    foreign: STEP_WORDS,
};

pub(crate) static VOICE: Table = Table {
    what: "`[voice]`",
    keys: &[
        TableKey::optional("names", Shape::Flag, "Whether the names of the steps are spoken.").or("true"),
        TableKey::optional("sides", Shape::Flag, "Whether the sides are spoken.").or("true"),
        TableKey::optional("next", Shape::Flag, "Whether the next step is announced.").or("true"),
        TableKey::optional("half", Shape::WordOrFlag(HALVES), "Whether the middle of a hold is announced.").or(r#""auto""#),
        TableKey::optional("ticks", Shape::Number(0, 5), "How many of the last seconds have a tick.").or("3"),
        TableKey::optional("lang", Shape::Text(TextLines::One), "The language of the routine, of its voice and of the session's own words; by default that of the configuration or of the system. In a language other than English `{hold}` and `{remaining}` are the number of seconds alone, as in `Halte {hold} Sekunden`."),
        TableKey::optional("right", Shape::Text(TextLines::One), "What the right side is called on the screen and in speech; by default the word of the language."),
        TableKey::optional("left", Shape::Text(TextLines::One), "What the left side is called on the screen and in speech; by default the word of the language."),
        SAY,
    ],
    foreign: &[Foreign { word: "language", instead: Some("lang"), advice: "the language is `lang`" }],
};

/// `say` in the `[voice]` of a routine and of the configuration.
pub(in crate::format) const SAY: TableKey = TableKey::optional("say", Shape::Sayings, r#"How to speak words that are written differently, such as `"90/90" = "ninety ninety"`."#).or("{}");

/// A step: one of its kinds.
pub(crate) static STEP: Variants = Variants {
    what: "a step",
    tables: &[&HOLD_STEP, &TIME_STEP, &COUNT_STEP, &REST_STEP, &WAIT_STEP, &BLOCK, &INCLUDE],
};

/// A `[stretch.<id>]`: a step that is not a block, and what else a file of the catalogue says.
pub(crate) static STRETCH: Variants = Variants {
    what: "a `[stretch]`",
    tables: &[&HOLD_STEP, &TIME_STEP, &COUNT_STEP, &REST_STEP, &WAIT_STEP, &STRETCH_FACTS],
};

/// The table in the list behind `cues`.
pub(crate) static TIMED_CUES: Variants = Variants { what: "a timed cue", tables: &[&TIMED_CUE] };

/// A step that is held.
pub(crate) static HOLD_STEP: Table = Table {
    what: "a `hold`",
    keys: &[
        HOLD.required(), NAME.required(), CUE, HOW, FIGURE, PICTURE, SIDES, ORDER, REPS, SETS, SET_REST, READY, SWITCH, BETWEEN, POSITION, CUES, LIMIT, END, PACE, AIM, OPTIONAL, EASIER, HARDER, ALTERNATIVE, LOAD, USE,
    ],
    foreign: STEP_WORDS,
};

/// A plain timer.
pub(crate) static TIME_STEP: Table = Table {
    what: "a `time`",
    keys: &[
        TIME.required(), NAME.required(), CUE, HOW, FIGURE, PICTURE, SIDES, ORDER, REPS, SETS, SET_REST, READY, SWITCH, BETWEEN, POSITION, CUES, LIMIT, END, PACE, AIM, OPTIONAL, EASIER, HARDER, ALTERNATIVE, LOAD, USE,
    ],
    foreign: STEP_WORDS,
};

/// Counted movement.
pub(crate) static COUNT_STEP: Table = Table {
    what: "a `count`",
    keys: &[
        COUNT.required(), NAME.required(), PACE, CUE, HOW, FIGURE, PICTURE, SIDES, ORDER, REPS, SETS, SET_REST, READY, SWITCH, BETWEEN, POSITION, CUES, AIM, OPTIONAL, EASIER, HARDER, ALTERNATIVE, LOAD, USE,
    ],
    foreign: STEP_WORDS,
};

/// A pause.
pub(crate) static REST_STEP: Table = Table {
    what: "a `rest`",
    keys: &[REST.required(), NAME, CUE, USE],
    foreign: STEP_WORDS,
};

/// Until a key.
pub(crate) static WAIT_STEP: Table = Table {
    what: "a `wait`",
    keys: &[WAIT.required(), NAME, CUE, SIDES, SWITCH, USE],
    foreign: STEP_WORDS,
};

/// Steps that are repeated together.
pub(crate) static BLOCK: Table = Table {
    what: "a block",
    keys: &[
        TableKey::optional("repeat", Shape::Number(1, MOST_TIMES), "How often the steps inside are played, on each side.").required().weekly(),
        TableKey::optional(NAME.name, NAME.shape, "The name, shown and spoken before the first round."),
        TableKey::optional(CUE.name, CUE.shape, "One sentence for all of it, shown and spoken before the first round.").weekly(),
        TableKey::optional("sides", Shape::Sides(SIDE_WORDS), "The sides of every step inside without `sides` of its own."),
        BLOCK_ORDER,
        TableKey::optional("pick", Shape::Number(1, MOST_TIMES), "How many of the steps inside are played, others each day; without it, all of them.").weekly(),
        BLOCK_READY,
        SWITCH,
        BLOCK_BETWEEN,
        TableKey::optional("step", Shape::Tables(&STEP), "The steps of the block, in order: `[[step.step]]`.").required(),
    ],
    foreign: STEP_WORDS,
};

/// Another routine.
pub(crate) static INCLUDE: Table = Table {
    what: "an `include`",
    keys: &[
        TableKey::optional("include", Shape::Text(TextLines::One), "Another routine whose steps stand here as a block with its title: its id, or a path from this file on. Its warnings come first.").required(),
    ],
    foreign: STEP_WORDS,
};

/// One of the `cues` of a step.
pub(crate) static TIMED_CUE: Table = Table {
    what: "a timed cue",
    keys: &[
        TableKey::optional("say", Shape::Template, "What is said.").required(),
        TableKey::optional("at", Shape::CueTime, "When it is said: time from the start of the hold, negative from its end, or `\"half\"`."),
        TableKey::optional("every", Shape::Length(Zero::Refused), "How often it is repeated."),
        TableKey::optional("side", Shape::Side, "The only side on which it is said."),
    ],
    foreign: &[
        Foreign { word: "text", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "cue", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "speak", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "message", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "sentence", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "time", instead: Some("at"), advice: "when it is said is `at`" },
        Foreign { word: "after", instead: Some("at"), advice: "when it is said is `at`, from the start of the hold" },
        Foreign { word: "when", instead: Some("at"), advice: "when it is said is `at`" },
        Foreign { word: "start", instead: Some("at"), advice: "when it is said is `at`, from the start of the hold" },
        Foreign { word: "offset", instead: Some("at"), advice: "when it is said is `at`, from the start of the hold" },
        Foreign { word: "second", instead: Some("at"), advice: "when it is said is `at`, from the start of the hold" },
        Foreign { word: "seconds", instead: Some("at"), advice: "when it is said is `at`, from the start of the hold" },
        Foreign { word: "before", instead: Some("at"), advice: "when it is said is `at`; before the end it is negative, as in `at = \"-5s\"`" },
        Foreign { word: "interval", instead: Some("every"), advice: "how often it is repeated is `every`" },
        Foreign { word: "repeat", instead: Some("every"), advice: "how often it is repeated is `every`" },
        Foreign { word: "sides", instead: Some("side"), advice: "a timed cue is said on one `side`, or on all" },
    ],
};

const BLOCK_ORDER: TableKey = TableKey::optional("order", Shape::Word(ORDERS), "How sides and rounds alternate, or `shuffled`: the steps inside in another order each day. It is the same all day, and in `supple show`.").or(r#""alternate""#);
pub(in crate::format) const BLOCK_BETWEEN: TableKey = TableKey::optional("between", Shape::Length(Zero::Allowed), "Time between two rounds on the same side.").or("0").weekly();
pub(in crate::format) const BLOCK_READY: TableKey = TableKey::optional("ready", Shape::Length(Zero::OrAuto), "Time to get into position, once, before the first round. Without it, as long as it takes to say `name` and `cue`; none where there is neither.").weekly();
pub(super) const ALLOW: TableKey = TableKey::optional("allow", Shape::Words(ADVICE), "Codes of advice that this routine ignores on purpose.").or("[]");
pub(super) const NEEDS: TableKey = TableKey::optional("needs", Shape::Texts(TextLines::One), "What you need, such as `mat`, `wall` or `strap`.").or("[]");
pub(super) const SOURCES: TableKey = TableKey::optional("sources", Shape::Addresses, "Addresses of the sources of the numbers.").or("[]");
pub(super) const NAME: TableKey = TableKey::optional("name", Shape::Text(TextLines::One), "The name, shown large.");
pub(super) const CUE: TableKey = TableKey::optional("cue", Shape::Template, "One sentence, shown, and spoken in full the first time. Words in braces such as `{side}` are filled in.").weekly();
pub(super) const HOW: TableKey = TableKey::optional("how", Shape::Template, "Longer text; shown, never spoken.").weekly();
const FIGURE: TableKey = TableKey::optional("figure", Shape::Stretch, "The name of a stretch whose pose is shown.");
pub(super) const PICTURE: TableKey = TableKey::optional("picture", Shape::Text(TextLines::One), "A photo of your own, such as `knee.png`: a PNG file of up to 2 MB in the folder of this file or below it. It takes the place of the figure where the terminal shows pictures.");
pub(in crate::format) const HOLD: TableKey = TableKey::optional("hold", Shape::Lengths, "How long the stretch is held, on each side and in each repetition. `\"max\"` is as long as you can: the time counts up until a key.").weekly().also(&[OtherName { word: "breaths", shape: Some(Shape::Breaths(1, MOST_TIMES)) }]);
pub(super) const TIME: TableKey = TableKey::optional("time", Shape::Lengths, "How long a plain timer runs, such as a walk or a cold pack; `\"max\"` as with `hold`.").weekly();
pub(in crate::format) const COUNT: TableKey = TableKey::optional("count", Shape::Numbers(1, MOST_TIMES), "How many movements are counted.").weekly();
const REST: TableKey = TableKey::optional("rest", Shape::Length(Zero::Refused), "How long the rest lasts.").weekly();
const WAIT: TableKey = TableKey::optional("wait", Shape::True, "The routine waits for a key.");
pub(super) const PACE: TableKey = TableKey::optional("pace", Shape::Pace, "How long each counted movement takes, or its phases in seconds: `\"3-1-3\"` is out, hold and back, a fourth one a rest. Without it, a key press ends the count.").weekly().also(&[OtherName::of("tempo")]);
pub(in crate::format) const SIDES: TableKey = TableKey::optional("sides", Shape::Sides(SIDE_WORDS), "The sides on which it is done, in order. A list may have the words `affected` and `other`, or words of your own: of two, the figure is mirrored for the second.").or(r#""none""#);
pub(in crate::format) const ORDER: TableKey = TableKey::optional("order", Shape::Word(ORDERS), "How sides and repetitions alternate.").or(r#""alternate""#).except("shuffled");
pub(in crate::format) const REPS: TableKey = TableKey::optional("reps", Shape::Numbers(1, MOST_TIMES), "How often it is done, on each side; with `sets`, in each of them. A range begins where the last session ended, the first time at its low end; `←` does one more.").or("1").weekly();
pub(in crate::format) const SETS: TableKey = TableKey::optional("sets", Shape::Number(1, MOST_TIMES), "How many sets. Each has all repetitions on all sides; `rest` is the time between two.").or("1").weekly();
pub(in crate::format) const SET_REST: TableKey = TableKey::optional("rest", Shape::Length(Zero::Refused), "Time between two sets; only where there are several.").or(r#""30s""#).between_sets().weekly();
pub(in crate::format) const BREATH: TableKey = TableKey::optional("breath", Shape::Length(Zero::Refused), "How long a breath takes, for lengths such as `\"5 breaths\"`.").or(r#""5s""#);
pub(in crate::format) const READY: TableKey = TableKey::optional("ready", Shape::Length(Zero::OrAuto), "Time to get into position. `auto` is as long as it takes to say name, side and cue and to change position, and at least 10 s the first time that a stretch comes, less the rest before it.").or(r#""auto""#).weekly();
pub(in crate::format) const SWITCH: TableKey = TableKey::optional("switch", Shape::Length(Zero::Allowed), "Time to change sides.").or(r#""5s""#).weekly();
pub(in crate::format) const BETWEEN: TableKey = TableKey::optional("between", Shape::Length(Zero::Allowed), "Time between two repetitions on the same side.").or(r#""3s""#).weekly();
pub(super) const POSITION: TableKey = TableKey::optional("position", Shape::Synonyms(POSITIONS, POSITION_WORDS), "How the body is placed. Common other words, such as `\"supine\"` and `\"hands and knees\"`, are understood too.");
pub(super) const CUES: TableKey = TableKey::optional("cues", Shape::Tables(&TIMED_CUES), "Sentences at certain times of the hold.").or("[]");
pub(super) const LIMIT: TableKey = TableKey::optional("limit", Shape::Length(Zero::Refused), "The longest one hold may take by the wall clock, pauses included.").weekly();
pub(in crate::format) const END: TableKey = TableKey::optional("end", Shape::Word(ENDS), "How each hold ends.").or(r#""chime""#);
const OPTIONAL: TableKey = TableKey::optional("optional", Shape::Flag, "Whether the step may be skipped: it is announced as optional, and the log has no skip of it.").or("false");
pub(super) const LOAD: TableKey = TableKey::optional("load", Shape::Text(TextLines::One), "The weight or the resistance it is done with, such as `5 kg`, `green band` or `70 %`; shown and logged.").weekly().also(&[OtherName::of("weight"), OtherName::of("resistance"), OtherName::of("intensity")]);
const USE: TableKey = TableKey::optional("use", Shape::Stretch, "The name of a stretch with the other keys: a `[stretch.<id>]` of this file, or one of the catalogue.");

const SIDE_WORDS: &[Choice] = &[
    Choice { word: "none", value: &SideWord::None, about: "Both at once, or no side at all." },
    Choice { word: "each", value: &SideWord::Each, about: "Right, then left." },
    Choice { word: "right", value: &SideWord::Right, about: "Only the right side." },
    Choice { word: "left", value: &SideWord::Left, about: "Only the left side." },
    Choice { word: "affected", value: &SideWord::Affected, about: "Only the side that `affected` names." },
];
const AFFECTED: &[Choice] = &[
    Choice { word: "right", value: &Side::Right, about: "The right side." },
    Choice { word: "left", value: &Side::Left, about: "The left side." },
];
pub(super) const SIDE_SYNONYMS: &[Synonym] = &[
    Synonym { word: "r", means: "right" },
    Synonym { word: "right side", means: "right" },
    Synonym { word: "right leg", means: "right" },
    Synonym { word: "right knee", means: "right" },
    Synonym { word: "right hip", means: "right" },
    Synonym { word: "right ankle", means: "right" },
    Synonym { word: "right foot", means: "right" },
    Synonym { word: "right heel", means: "right" },
    Synonym { word: "right arm", means: "right" },
    Synonym { word: "right shoulder", means: "right" },
    Synonym { word: "right elbow", means: "right" },
    Synonym { word: "right wrist", means: "right" },
    Synonym { word: "right hand", means: "right" },
    Synonym { word: "l", means: "left" },
    Synonym { word: "left side", means: "left" },
    Synonym { word: "left leg", means: "left" },
    Synonym { word: "left knee", means: "left" },
    Synonym { word: "left hip", means: "left" },
    Synonym { word: "left ankle", means: "left" },
    Synonym { word: "left foot", means: "left" },
    Synonym { word: "left heel", means: "left" },
    Synonym { word: "left arm", means: "left" },
    Synonym { word: "left shoulder", means: "left" },
    Synonym { word: "left elbow", means: "left" },
    Synonym { word: "left wrist", means: "left" },
    Synonym { word: "left hand", means: "left" },
];
const ORDERS: &[Choice] = &[
    Choice { word: "alternate", value: &Order::Alternate, about: "Right, left, right, left." },
    Choice { word: "one-side", value: &Order::OneSide, about: "Right, right, left, left." },
    Choice { word: "shuffled", value: &Order::Shuffled, about: "In a block: its steps in another order each day." },
];
/// The position that somebody calls so.
pub(in crate::format) fn posture(word: &str) -> Option<Posture> {
    POSITION.shape.choice(word)?.meaning().copied()
}

const POSITIONS: &[Choice] = &[
    Choice { word: "standing", value: &Posture::Standing, about: "On the feet." },
    Choice { word: "sitting", value: &Posture::Sitting, about: "On a chair or on the floor." },
    Choice { word: "kneeling", value: &Posture::Kneeling, about: "On one knee, two knees or all fours." },
    Choice { word: "side", value: &Posture::Side, about: "Lying on one side." },
    Choice { word: "back", value: &Posture::Back, about: "Lying on the back." },
    Choice { word: "front", value: &Posture::Front, about: "Lying on the front." },
];
const POSITION_WORDS: &[Synonym] = &[
    Synonym { word: "stand", means: "standing" },
    Synonym { word: "upright", means: "standing" },
    Synonym { word: "feet", means: "standing" },
    Synonym { word: "sit", means: "sitting" },
    Synonym { word: "seated", means: "sitting" },
    Synonym { word: "long sitting", means: "sitting" },
    Synonym { word: "high sitting", means: "sitting" },
    Synonym { word: "a chair", means: "sitting" },
    Synonym { word: "chair", means: "sitting" },
    Synonym { word: "kneel", means: "kneeling" },
    Synonym { word: "knees", means: "kneeling" },
    Synonym { word: "half kneeling", means: "kneeling" },
    Synonym { word: "tall kneeling", means: "kneeling" },
    Synonym { word: "four point kneeling", means: "kneeling" },
    Synonym { word: "hands and knees", means: "kneeling" },
    Synonym { word: "fours", means: "kneeling" },
    Synonym { word: "quadruped", means: "kneeling" },
    Synonym { word: "side lying", means: "side" },
    Synonym { word: "sidelying", means: "side" },
    Synonym { word: "one side", means: "side" },
    Synonym { word: "left side", means: "side" },
    Synonym { word: "right side", means: "side" },
    Synonym { word: "supine", means: "back" },
    Synonym { word: "supine lying", means: "back" },
    Synonym { word: "crook lying", means: "back" },
    Synonym { word: "hook lying", means: "back" },
    Synonym { word: "back lying", means: "back" },
    Synonym { word: "face up", means: "back" },
    Synonym { word: "rückenlage", means: "back" },
    Synonym { word: "bauchlage", means: "front" },
    Synonym { word: "seitenlage", means: "side" },
    Synonym { word: "stehend", means: "standing" },
    Synonym { word: "sitzend", means: "sitting" },
    Synonym { word: "prone", means: "front" },
    Synonym { word: "prone lying", means: "front" },
    Synonym { word: "front lying", means: "front" },
    Synonym { word: "stomach", means: "front" },
    Synonym { word: "belly", means: "front" },
    Synonym { word: "tummy", means: "front" },
    Synonym { word: "face down", means: "front" },
];
const ENDS: &[Choice] = &[
    Choice { word: "chime", value: &End::Chime, about: "With a tone." },
    Choice { word: "alarm", value: &End::Alarm, about: "It rings until you press a key." },
    Choice { word: "silent", value: &End::Silent, about: "Without a sound." },
];
const HALVES: &[Choice] = &[Choice { word: "auto", value: &Half::Auto, about: "In holds of 20 s and more." }];
const ADVICE: &[Choice] = &[
    Choice { word: "W01", value: &Code::W01, about: "A hold under 10 s or over 30 s; older adults hold 30 to 60 s." },
    Choice { word: "W02", value: &Code::W02, about: "The holds of one stretch add up to over 120 s a side." },
    Choice { word: "W03", value: &Code::W03, about: "A text names a side where there is none, one limb instead of `{side}`, or a side that the figure does not show." },
    Choice { word: "W04", value: &Code::W04, about: "Two steps in a row that differ only in their side." },
    Choice { word: "W05", value: &Code::W05, about: "What is said takes longer than `ready`." },
    Choice { word: "W06", value: &Code::W06, about: "Cues closer together than they can be spoken." },
    Choice { word: "W07", value: &Code::W07, about: "Too little time to change position or side." },
    Choice { word: "W08", value: &Code::W08, about: "A rest at the end, or two in a row." },
    Choice { word: "W09", value: &Code::W09, about: "Ice for over 20 minutes, or without a `limit`." },
    Choice { word: "W10", value: &Code::W10, about: "A text that contradicts the timing." },
    Choice { word: "W11", value: &Code::W11, about: "A hold of many minutes, or a movement of more than one." },
    Choice { word: "W12", value: &Code::W12, about: "A key, a stretch or a block without effect." },
    Choice { word: "W13", value: &Code::W13, about: "A language without all words of a session." },
    Choice { word: "W14", value: &Code::W14, about: "What came with TOML 1.1 and few editors read." },
    Choice { word: "W15", value: &Code::W15, about: "Values for weeks, and nothing that says when the first one began." },
    Choice { word: "W16", value: &Code::W16, about: "A picture that cannot be shown." },
    Choice { word: "W17", value: &Code::W17, about: "A text with signs of another program, such as `{{side}}`, `<br>` or `**`, which are shown as they stand." },
];

const VARIABLES: &str = "there are no variables: write each value where it belongs, or once in `[defaults]`; one that changes from week to week is a table, such as `count = { weeks = [7, 9, 11] }`";

const HOW_HARD: &str = "how hard a routine is stands in `about` or among its `tags`";

const INCLUDED: &str = "another routine stands in a step of its own: `[[step]]`, then `include = \"its-id\"`";

const HOW_LONG: &str = "how long a stretch is held is `hold`, as in `hold = \"15s\"`";

const BOTH_SIDES: &str = "both at once is `sides = \"none\"`, one after the other `sides = \"each\"`";

const SWITCH_SIDES: &str = "one side after the other is `sides = \"each\"`; the time to change sides is `switch`, as in `switch = \"5s\"`";

/// The names that other timers give to the keys of a step.
const STEP_WORDS: &[Foreign] = &[
    Foreign { word: "rounds", instead: Some("sets"), advice: "with a `rest` between two times it is `sets`; several stretches repeated together are a block with `repeat`" },
    Foreign { word: "rounds", instead: Some("reps"), advice: "a stretch done several times has `reps`; several stretches repeated together are a block with `repeat`" },
    Foreign { word: "rounds", instead: Some("repeat"), advice: "how often the steps of a block are played is `repeat`" },
    Foreign { word: "times", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
    Foreign { word: "times", instead: Some("repeat"), advice: "how often the steps of a block are played is `repeat`" },
    Foreign { word: "work", instead: Some("time"), advice: "a plain timer is `time`" },
    Foreign { word: "repetitions", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
    Foreign { word: "repetitions", instead: Some("repeat"), advice: "how often the steps of a block are played is `repeat`" },
    Foreign { word: "duration", instead: Some("hold"), advice: "how long a stretch is held is `hold`, on each side and in each repetition" },
    Foreign { word: "seconds", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"15s\"`" },
    Foreign { word: "minutes", instead: None, advice: "how long a stretch is held is `hold`, as in `hold = \"1m30s\"`" },
    Foreign { word: "secs", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"15s\"`" },
    Foreign { word: "length", instead: Some("hold"), advice: "how long a stretch is held is `hold`, on each side and in each repetition" },
    Foreign { word: "timer", instead: Some("time"), advice: "a plain timer is `time`" },
    Foreign { word: "side", instead: Some("sides"), advice: "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or a list" },
    Foreign { word: "pause", instead: Some("rest"), advice: "a pause is a step of its own with `rest`; between repetitions it is `between`" },
    Foreign { word: "pause", instead: Some("between"), advice: "time between repetitions is `between`; a pause after the step is a `[[step]]` of its own with `rest`" },
    Foreign { word: "break", instead: Some("rest"), advice: "a pause is a step of its own with `rest`; between repetitions it is `between`" },
    Foreign { word: "break", instead: Some("between"), advice: "time between repetitions is `between`; a pause after the step is a `[[step]]` of its own with `rest`" },
    Foreign { word: "prepare", instead: Some("ready"), advice: "time to get into position is `ready`" },
    Foreign { word: "text", instead: Some("cue"), advice: "one sentence that is spoken is `cue`; longer text that is only shown is `how`" },
    Foreign { word: "description", instead: Some("how"), advice: "longer text that is only shown is `how`; one sentence that is spoken is `cue`" },
    Foreign { word: "instructions", instead: Some("how"), advice: "longer text that is only shown is `how`; one sentence that is spoken is `cue`" },
    Foreign { word: "instruction", instead: Some("cue"), advice: "one sentence that is spoken is `cue`; longer text that is only shown is `how`" },
    Foreign { word: "note", instead: Some("how"), advice: "longer text that is only shown is `how`" },
    Foreign { word: "say", instead: Some("cue"), advice: "one sentence that is spoken is `cue`; sentences at certain times are `cues`" },
    Foreign { word: "cadence", instead: Some("pace"), advice: "how long each movement takes, or its phases, is `pace`, as in `pace = \"3-1-3\"`" },
    Foreign { word: "shuffle", instead: None, advice: "another order each day is `order = \"shuffled\"` in a block, which begins with `repeat = 1`" },
    Foreign { word: "random", instead: None, advice: "another order each day is `order = \"shuffled\"` in a block, which begins with `repeat = 1`" },
    Foreign { word: "weeks", instead: None, advice: "values that change from week to week stand in place of one: `count = { weeks = [8, 10, 12] }`" },
    Foreign { word: "every", instead: None, advice: "how often is `often` at the top of a routine: steps that come on other days are a routine of their own; for a new round each minute let the steps of a block fill one, such as `time = \"40s\"` and `rest = \"20s\"`" },
    Foreign { word: "days", instead: None, advice: "how often is `often` at the top of a routine: steps that come on other days are a routine of their own" },
    Foreign { word: "image", instead: Some("picture"), advice: "a photo of your own is `picture`; the pose of a stretch is `figure`" },
    Foreign { word: "photo", instead: Some("picture"), advice: "a photo of your own is `picture`" },
    Foreign { word: "pose", instead: Some("figure"), advice: "the picture of the pose is `figure`" },
    Foreign { word: "type", instead: None, advice: "the kind of a step is the key you write: `hold`, `time`, `count`, `rest`, `wait` or `repeat`" },
    Foreign { word: "kind", instead: None, advice: "the kind of a step is the key you write: `hold`, `time`, `count`, `rest`, `wait` or `repeat`" },
    Foreign { word: "title", instead: Some("name"), advice: "a step has a `name`; `title` is for the routine" },
    Foreign { word: "routine", instead: Some("include"), advice: "another routine stands here with `include`: its id, or a path from this file on" },
    Foreign { word: "exercise", instead: Some("name"), advice: "what it is called is `name`; a stretch of the catalogue is taken with `use`" },
    Foreign { word: "dur", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "holdtime", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "isometric", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "period", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "dauer", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "halten", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "duree", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "temps", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "tiempo", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "durata", instead: Some("hold"), advice: HOW_LONG },
    Foreign { word: "work", instead: Some("time"), advice: "a plain timer is `time`; a stretch that is held is a `hold`" },
    Foreign { word: "bilateral", instead: None, advice: BOTH_SIDES },
    Foreign { word: "unilateral", instead: None, advice: "one side after the other is `sides = \"each\"`" },
    Foreign { word: "perside", instead: None, advice: "one side after the other is `sides = \"each\"`" },
    Foreign { word: "switch-sides", instead: None, advice: SWITCH_SIDES },
    Foreign { word: "switch_sides", instead: None, advice: SWITCH_SIDES },
    Foreign { word: "switchsides", instead: None, advice: SWITCH_SIDES },
    Foreign { word: "both-sides", instead: None, advice: BOTH_SIDES },
    Foreign { word: "both_sides", instead: None, advice: BOTH_SIDES },
    Foreign { word: "bothsides", instead: None, advice: BOTH_SIDES },
    Foreign { word: "seite", instead: Some("sides"), advice: "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or a list" },
    Foreign { word: "seiten", instead: Some("sides"), advice: "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or a list" },
    Foreign { word: "wiederholungen", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
    Foreign { word: "repeats", instead: Some("reps"), advice: "how often a stretch is done is `reps`; several stretches are repeated as a block with `repeat`" },
    Foreign { word: "cooldown", instead: Some("between"), advice: "time between repetitions is `between`; a pause after the step is a `[[step]]` of its own with `rest`" },
    Foreign { word: "countdown", instead: Some("ready"), advice: "time to get into position is `ready`" },
    Foreign { word: "delay", instead: Some("ready"), advice: "time to get into position is `ready`" },
    Foreign { word: "getready", instead: Some("ready"), advice: "time to get into position is `ready`" },
    Foreign { word: "notes", instead: Some("how"), advice: "longer text that is only shown is `how`" },
    Foreign { word: "comment", instead: Some("how"), advice: "longer text that is only shown is `how`; a comment stands behind `#`" },
    Foreign { word: "hint", instead: Some("how"), advice: "longer text that is only shown is `how`; one sentence that is spoken is `cue`" },
    Foreign { word: "tip", instead: Some("how"), advice: "longer text that is only shown is `how`; one sentence that is spoken is `cue`" },
    Foreign { word: "speak", instead: Some("cue"), advice: "one sentence that is spoken is `cue`; sentences at certain times are `cues`" },
    Foreign { word: "id", instead: None, advice: "a step has no id; a stretch that several steps use begins with `[stretch.its-id]`" },
    Foreign { word: "equipment", instead: None, advice: "what must lie ready is listed in `needs` at the top of the routine" },
    Foreign { word: "skip", instead: None, advice: "put `#` before each line of a step that is not to be played; one that may be skipped is `optional = true`" },
    Foreign { word: "enabled", instead: None, advice: "put `#` before each line of a step that is not to be played; one that may be skipped is `optional = true`" },
    Foreign { word: "disabled", instead: None, advice: "put `#` before each line of a step that is not to be played; one that may be skipped is `optional = true`" },
    Foreign { word: "video", instead: None, advice: "addresses of pages are listed in `sources` at the top of the routine" },
    Foreign { word: "url", instead: None, advice: "addresses of pages are listed in `sources` at the top of the routine" },
    Foreign { word: "link", instead: None, advice: "addresses of pages are listed in `sources` at the top of the routine" },
    Foreign { word: "sound", instead: None, advice: "how a hold ends is `end`: `\"chime\"`, `\"alarm\"` or `\"silent\"`" },
    Foreign { word: "rpe", instead: None, advice: "how hard it is stands in `load`: write `load = \"RPE 7\"`" },
    Foreign { word: "rir", instead: None, advice: "how hard it is stands in `load`: write `load = \"2 in reserve\"`" },
    Foreign { word: "difficulty", instead: Some("load"), advice: "how hard it is stands in `load`" },
    Foreign { word: "level", instead: None, advice: "a way to do less or more is `easier` or `harder`; the weight or the resistance is `load`" },
    Foreign { word: "regressions", instead: None, advice: "a way to do less is `easier`, in one text" },
    Foreign { word: "progressions", instead: None, advice: "a way to do more is `harder`, in one text; a number that changes from week to week has a table in its place, such as `count = { weeks = [8, 10, 12] }`" },
    Foreign { word: "modification", instead: Some("alternative"), advice: "another way to do it is `alternative`, a way to do less `easier`" },
    Foreign { word: "modifications", instead: None, advice: "another way to do it is `alternative`, a way to do less `easier`, each in one text" },
    Foreign { word: "variations", instead: None, advice: "another way to do it is `alternative`, in one text" },
    Foreign { word: "alternatives", instead: None, advice: "another way to do it is `alternative`, in one text" },
    Foreign { word: "props", instead: None, advice: "what must lie ready is listed in `needs` at the top of the routine" },
    Foreign { word: "holding", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"15s\"`" },
    Foreign { word: "stretch", instead: Some("use"), advice: "a stretch from above is taken with `use = \"its-id\"`" },
];
