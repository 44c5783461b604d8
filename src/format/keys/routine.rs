//! The keys of a routine file, format 1.

use super::{Choice, Foreign, Key, Lines, Shape, Table, Variants, Zero};

/// The newest format this program reads.
pub const FORMAT: u32 = 1;
/// How often something may be repeated or counted.
pub const MOST_TIMES: u32 = 99;

/// The top level of a routine.
pub static ROUTINE: Table = Table {
    what: "a routine",
    keys: &[
        Key::optional("title", Shape::Text(Lines::One), "What the routine is called; shown and spoken.").required(),
        Key::optional("about", Shape::Text(Lines::Many), "A short paragraph for the list of routines."),
        Key::optional("format", Shape::Format, "The version of this format that the file is written in.").or("1"),
        Key::optional("tags", Shape::Texts(Lines::One), "What it is for, such as `post-run`, `back` or `ice`.").or("[]"),
        Key::optional("needs", Shape::Texts(Lines::One), "What must lie ready, such as `mat`, `wall` or `strap`.").or("[]"),
        Key::optional("warn", Shape::Texts(Lines::Many), "What is shown and spoken before the start.").or("[]"),
        Key::optional("sources", Shape::Addresses, "Addresses of where the numbers come from.").or("[]"),
        Key::optional("author", Shape::Text(Lines::One), "Who wrote it."),
        Key::optional("license", Shape::Text(Lines::One), "Under which terms it may be shared."),
        Key::optional("allow", Shape::Words(ADVICE), "Codes of advice that this routine goes against on purpose.").or("[]"),
        Key::optional("defaults", Shape::Table(&DEFAULTS), "What holds for every step that does not say otherwise."),
        Key::optional("voice", Shape::Table(&VOICE), "How much is said, and in which language."),
        Key::optional("stretch", Shape::Named(&STRETCH), "Named steps, for `use`."),
        Key::optional("step", Shape::Tables(&STEP), "The steps, in order.").required(),
    ],
    foreign: &[
        Foreign { word: "name", instead: Some("title"), advice: "a routine has a `title`; `name` is for its steps" },
        Foreign { word: "description", instead: Some("about"), advice: "a routine is described in `about`" },
        Foreign { word: "version", instead: Some("format"), advice: "the version of the file's format is `format`; nothing else is counted" },
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

/// `[defaults]`.
pub static DEFAULTS: Table = Table {
    what: "`[defaults]`",
    keys: &[
        HOLD, SIDES, ORDER, REPS, READY, SWITCH, BETWEEN, PACE, POSITION, END,
    ],
    foreign: STEP_WORDS,
};

/// `[voice]`.
pub static VOICE: Table = Table {
    what: "`[voice]`",
    keys: &[
        Key::optional("names", Shape::Flag, "Whether the names of the steps are said.").or("true"),
        Key::optional("sides", Shape::Flag, "Whether the sides are said.").or("true"),
        Key::optional("next", Shape::Flag, "Whether it is said what comes next.").or("true"),
        Key::optional("half", Shape::WordOrFlag(HALVES), "Whether the middle of a hold is said.").or("\"auto\""),
        Key::optional("ticks", Shape::Number(0, 5), "How many of the last seconds are ticked.").or("3"),
        Key::optional("lang", Shape::Text(Lines::One), "The language of the routine; it chooses the voice. In another than English the program's own words are left to the tones, and `{hold}` and `{remaining}` are the number of seconds alone, as in `Halte {hold} Sekunden`.").or("\"en\""),
        Key::optional("right", Shape::Text(Lines::One), "What the right side is called on the screen and in the ear.").or("\"right\""),
        Key::optional("left", Shape::Text(Lines::One), "What the left side is called on the screen and in the ear.").or("\"left\""),
    ],
    foreign: &[Foreign { word: "language", instead: Some("lang"), advice: "the language is `lang`" }],
};

/// A step: one of its kinds.
pub static STEP: Variants = Variants {
    what: "a step",
    tables: &[&HOLD_STEP, &TIME_STEP, &COUNT_STEP, &REST_STEP, &WAIT_STEP, &BLOCK],
};

/// A `[stretch.<id>]`: a step that is not a block.
pub static STRETCH: Variants = Variants {
    what: "a `[stretch]`",
    tables: &[&HOLD_STEP, &TIME_STEP, &COUNT_STEP, &REST_STEP, &WAIT_STEP],
};

/// The table in the list behind `cues`.
pub static TIMED_CUES: Variants = Variants { what: "a timed cue", tables: &[&TIMED_CUE] };

/// A step that is held.
pub static HOLD_STEP: Table = Table {
    what: "a `hold`",
    keys: &[
        HOLD.required(), NAME.required(), CUE, HOW, FIGURE, SIDES, ORDER, REPS, READY, SWITCH, BETWEEN, POSITION, CUES, LIMIT, END, PACE, USE,
    ],
    foreign: STEP_WORDS,
};

/// A plain timer.
pub static TIME_STEP: Table = Table {
    what: "a `time`",
    keys: &[
        TIME.required(), NAME.required(), CUE, HOW, FIGURE, SIDES, ORDER, REPS, READY, SWITCH, BETWEEN, POSITION, CUES, LIMIT, END, PACE, USE,
    ],
    foreign: STEP_WORDS,
};

/// Counted movement.
pub static COUNT_STEP: Table = Table {
    what: "a `count`",
    keys: &[
        COUNT.required(), NAME.required(), PACE, CUE, HOW, FIGURE, SIDES, ORDER, REPS, READY, SWITCH, BETWEEN, POSITION, CUES, USE,
    ],
    foreign: STEP_WORDS,
};

/// A pause.
pub static REST_STEP: Table = Table {
    what: "a `rest`",
    keys: &[REST.required(), NAME, CUE, USE],
    foreign: STEP_WORDS,
};

/// Until a key.
pub static WAIT_STEP: Table = Table {
    what: "a `wait`",
    keys: &[WAIT.required(), NAME, CUE, USE],
    foreign: STEP_WORDS,
};

/// Steps that are repeated together.
pub static BLOCK: Table = Table {
    what: "a block",
    keys: &[
        Key::optional("repeat", Shape::Number(1, MOST_TIMES), "How often the steps inside are played, on each side.").required(),
        NAME,
        CUE,
        Key::optional("sides", Shape::Sides(SIDE_WORDS), "The side of every step inside that does not write `sides`."),
        ORDER,
        Key::optional("ready", Shape::Length(Zero::Allowed), "Time to get into position, once, before the first round.").or("0"),
        SWITCH,
        Key::optional("between", Shape::Length(Zero::Allowed), "Time between two rounds on the same side.").or("0"),
        Key::optional("step", Shape::Tables(&STEP), "The steps of the block, in order: `[[step.step]]`.").required(),
    ],
    foreign: STEP_WORDS,
};

/// One of the `cues` of a step.
pub static TIMED_CUE: Table = Table {
    what: "a timed cue",
    keys: &[
        Key::optional("say", Shape::Template, "What is said.").required(),
        Key::optional("at", Shape::CueTime, "When it is said: from the start of the hold, negative from its end, or `\"half\"`."),
        Key::optional("every", Shape::Length(Zero::Refused), "How often it comes again."),
        Key::optional("side", Shape::Text(Lines::One), "The only side on which it is said."),
    ],
    foreign: &[
        Foreign { word: "text", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "cue", instead: Some("say"), advice: "what is said is `say`" },
        Foreign { word: "time", instead: Some("at"), advice: "when it is said is `at`" },
        Foreign { word: "sides", instead: Some("side"), advice: "a timed cue is said on one `side`, or on all" },
    ],
};

const NAME: Key = Key::optional("name", Shape::Text(Lines::One), "What it is called; shown large.");
const CUE: Key = Key::optional("cue", Shape::Template, "One sentence, shown, and spoken in full the first time.");
const HOW: Key = Key::optional("how", Shape::Template, "Longer text that is only shown.");
const FIGURE: Key = Key::optional("figure", Shape::Text(Lines::One), "The name of a picture of the pose.");
const HOLD: Key = Key::optional("hold", Shape::Length(Zero::Refused), "How long the stretch is held, on each side and in each repetition.");
const TIME: Key = Key::optional("time", Shape::Length(Zero::Refused), "How long a plain timer runs, such as a walk or a cold pack.");
const COUNT: Key = Key::optional("count", Shape::Number(1, MOST_TIMES), "How many movements are counted.");
const REST: Key = Key::optional("rest", Shape::Length(Zero::Refused), "How long the pause lasts.");
const WAIT: Key = Key::optional("wait", Shape::True, "The routine waits for a key.");
const PACE: Key = Key::optional("pace", Shape::Length(Zero::Refused), "How long each counted movement takes; without it a key ends the count.");
const SIDES: Key = Key::optional("sides", Shape::Sides(SIDE_WORDS), "The sides on which it is done, in order.").or("\"none\"");
const ORDER: Key = Key::optional("order", Shape::Word(ORDERS), "How sides and repetitions are woven.").or("\"alternate\"");
const REPS: Key = Key::optional("reps", Shape::Number(1, MOST_TIMES), "How often it is done, on each side.").or("1");
const READY: Key = Key::optional("ready", Shape::Length(Zero::Allowed), "Time to get into position.").or("\"10s\"");
const SWITCH: Key = Key::optional("switch", Shape::Length(Zero::Allowed), "Time to change sides.").or("\"5s\"");
const BETWEEN: Key = Key::optional("between", Shape::Length(Zero::Allowed), "Time between two repetitions on the same side.").or("\"3s\"");
const POSITION: Key = Key::optional("position", Shape::Word(POSITIONS), "How the body is placed.");
const CUES: Key = Key::optional("cues", Shape::Tables(&TIMED_CUES), "Sentences at certain times of the hold.").or("[]");
const LIMIT: Key = Key::optional("limit", Shape::Length(Zero::Refused), "The longest one hold may take by the wall clock, pauses included.");
const END: Key = Key::optional("end", Shape::Word(ENDS), "How each hold ends.").or("\"chime\"");
const USE: Key = Key::optional("use", Shape::Text(Lines::One), "The id of a `[stretch.<id>]` that says the rest.");

const SIDE_WORDS: &[Choice] = &[
    Choice { word: "none", about: "Both at once, or no side at all." },
    Choice { word: "each", about: "Right, then left." },
    Choice { word: "right", about: "Only the right side." },
    Choice { word: "left", about: "Only the left side." },
];
const ORDERS: &[Choice] = &[
    Choice { word: "alternate", about: "Right, left, right, left." },
    Choice { word: "one-side", about: "Right, right, left, left." },
];
const POSITIONS: &[Choice] = &[
    Choice { word: "standing", about: "On the feet." },
    Choice { word: "sitting", about: "On a chair or on the floor." },
    Choice { word: "kneeling", about: "On one knee, two knees or all fours." },
    Choice { word: "side", about: "Lying on one side." },
    Choice { word: "back", about: "Lying on the back." },
    Choice { word: "front", about: "Lying on the front." },
];
const ENDS: &[Choice] = &[
    Choice { word: "chime", about: "With a tone." },
    Choice { word: "alarm", about: "It rings until a key." },
    Choice { word: "silent", about: "Without a sound." },
];
const HALVES: &[Choice] = &[Choice { word: "auto", about: "In holds of 20 s and more." }];
const ADVICE: &[Choice] = &[
    Choice { word: "W01", about: "A hold under 10 s or over 30 s." },
    Choice { word: "W02", about: "The holds of one stretch add up to over 120 s a side." },
    Choice { word: "W03", about: "A text speaks of sides where there are none, or of one limb where `{side}` belongs." },
    Choice { word: "W04", about: "Two neighbouring steps that differ in their side alone." },
    Choice { word: "W05", about: "What is said takes longer than `ready`." },
    Choice { word: "W06", about: "Cues closer together than they can be spoken." },
    Choice { word: "W07", about: "Too little time to change position or side." },
    Choice { word: "W08", about: "A rest at the end, or two in a row." },
    Choice { word: "W09", about: "Ice for over 20 minutes, or without a `limit`." },
    Choice { word: "W10", about: "A text that contradicts the timing." },
    Choice { word: "W11", about: "A hold of many minutes." },
    Choice { word: "W12", about: "A key, a stretch or a block without effect." },
];

/// What other timers call the keys of a step.
const STEP_WORDS: &[Foreign] = &[
    Foreign { word: "sets", instead: Some("reps"), advice: "a stretch done several times has `reps`; several stretches repeated together are a block with `repeat`" },
    Foreign { word: "rounds", instead: Some("reps"), advice: "a stretch done several times has `reps`; several stretches repeated together are a block with `repeat`" },
    Foreign { word: "times", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
    Foreign { word: "repetitions", instead: Some("reps"), advice: "how often a stretch is done is `reps`" },
    Foreign { word: "duration", instead: Some("hold"), advice: "how long a stretch is held is `hold`, on each side and in each repetition" },
    Foreign { word: "seconds", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"15s\"`" },
    Foreign { word: "minutes", instead: Some("hold"), advice: "how long a stretch is held is `hold`, as in `hold = \"1m30s\"`" },
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
    Foreign { word: "image", instead: Some("figure"), advice: "the picture of the pose is `figure`" },
    Foreign { word: "pose", instead: Some("figure"), advice: "the picture of the pose is `figure`" },
    Foreign { word: "type", instead: None, advice: "the kind of a step is the key you write: `hold`, `time`, `count`, `rest`, `wait` or `repeat`" },
    Foreign { word: "kind", instead: None, advice: "the kind of a step is the key you write: `hold`, `time`, `count`, `rest`, `wait` or `repeat`" },
    Foreign { word: "title", instead: Some("name"), advice: "a step has a `name`; `title` is for the routine" },
    Foreign { word: "stretch", instead: Some("use"), advice: "a stretch from above is taken with `use = \"its-id\"`" },
];
