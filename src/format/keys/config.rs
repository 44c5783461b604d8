//! The keys of `config.toml`.

use crate::core::settings::ThemeChoice;

use super::{Choice, Foreign, Key, Shape, Table, Zero};

/// The top level of the configuration.
pub static CONFIG: Table = Table {
    what: "the configuration",
    keys: &[
        Key::optional("session", Shape::Table(&SESSION), "How a session begins."),
        Key::optional("sound", Shape::Table(&SOUND), "What is heard."),
        Key::optional("screen", Shape::Table(&SCREEN), "What is seen."),
        Key::optional("log", Shape::Table(&LOG), "What is remembered."),
        Key::optional("hooks", Shape::Table(&HOOKS), "What is run when something is over."),
    ],
    foreign: &[
        Foreign { word: "start", instead: None, advice: "it stands in a table: write `[session]` above it" },
        Foreign { word: "first", instead: None, advice: "it stands in a table: write `[session]` above it" },
        Foreign { word: "volume", instead: None, advice: "it stands in a table: write `[sound]` above it" },
        Foreign { word: "voice", instead: None, advice: "it stands in a table: write `[sound]` above it" },
        Foreign { word: "theme", instead: None, advice: "it stands in a table: write `[screen]` above it" },
        Foreign { word: "on_finish", instead: None, advice: "it stands in a table: write `[hooks]` above it" },
    ],
};

/// `[session]`.
pub static SESSION: Table = Table {
    what: "`[session]`",
    keys: &[
        Key::optional("start", Shape::Length(Zero::Allowed), "Time to lie down before the first step.").or("\"15s\""),
        Key::optional("first", Shape::Word(SIDES), "The side that comes first where a routine says only `each`.").or("\"right\""),
        Key::optional("resume", Shape::Length(Zero::Allowed), "How long a session that was left can be gone on with.").or("\"6h\""),
    ],
    foreign: &[
        Foreign { word: "lead_in", instead: Some("start"), advice: "the time before the first step is `start`" },
        Foreign { word: "side", instead: Some("first"), advice: "the side that comes first is `first`" },
    ],
};

/// `[sound]`.
pub static SOUND: Table = Table {
    what: "`[sound]`",
    keys: &[
        Key::optional("mode", Shape::Word(MODES), "How much is heard.").or("\"voice\""),
        Key::optional("player", Shape::Command, "The command that plays a sound, as a list; empty for the first that is found.").or("[]"),
        Key::optional("voice", Shape::Command, "The command that speaks, as a list; empty for the first that is found.").or("[]"),
        Key::optional("volume", Shape::Number(0, 100), "How loud, in percent.").or("80"),
        Key::optional("rate", Shape::Number(50, 200), "How fast it speaks, in percent of the voice's own pace.").or("100"),
        Key::optional("wake", Shape::Flag, "Whether a sleeping loudspeaker is woken before a tone.").or("true"),
    ],
    foreign: &[
        Foreign { word: "speed", instead: Some("rate"), advice: "how fast it speaks is `rate`" },
        Foreign { word: "command", instead: Some("player"), advice: "the command that plays a sound is `player`" },
    ],
};

/// `[screen]`.
pub static SCREEN: Table = Table {
    what: "`[screen]`",
    keys: &[
        Key::optional("theme", Shape::Word(THEMES), "Which colours.").or("\"auto\""),
        Key::optional("figures", Shape::Flag, "Whether the poses are drawn.").or("true"),
        Key::optional("octants", Shape::Flag, "Whether they are drawn twice as fine, with characters that few fonts have.").or("false"),
    ],
    foreign: &[
        Foreign { word: "colors", instead: Some("theme"), advice: "the colours are `theme`" },
        Foreign { word: "colours", instead: Some("theme"), advice: "the colours are `theme`" },
    ],
};

/// `[log]`.
pub static LOG: Table = Table {
    what: "`[log]`",
    keys: &[
        Key::optional("ask", Shape::Flag, "Whether one is asked afterwards how tight or sore it feels.").or("true"),
    ],
    foreign: &[],
};

/// `[hooks]`.
pub static HOOKS: Table = Table {
    what: "`[hooks]`",
    keys: &[
        Key::optional("on_finish", Shape::Command, "The command that is run when a session was kept, as a list, with its record on standard input; no shell reads it, and it has 8 s.").or("[]"),
    ],
    foreign: &[
        Foreign { word: "on_end", instead: Some("on_finish"), advice: "what is run at the end is `on_finish`" },
    ],
};

const SIDES: &[Choice] = &[
    Choice { word: "right", about: "Right, then left." },
    Choice { word: "left", about: "Left, then right." },
];
const MODES: &[Choice] = &[
    Choice { word: "voice", about: "Tones and speech." },
    Choice { word: "tones", about: "Tones." },
    Choice { word: "bell", about: "The bell of the terminal." },
    Choice { word: "off", about: "Nothing." },
];
const THEMES: &[Choice] = &theme_words();

/// The words of all themes, as the settings name them.
const fn theme_words() -> [Choice; ThemeChoice::ALL.len()] {
    let mut words = [Choice { word: "", about: "" }; ThemeChoice::ALL.len()];
    let (mut from, mut to) = (ThemeChoice::ALL.as_slice(), words.as_mut_slice());
    while let (Some(((_, word, about), themes)), Some((choice, choices))) =
        (from.split_first(), to.split_first_mut())
    {
        *choice = Choice { word, about };
        (from, to) = (themes, choices);
    }
    words
}
