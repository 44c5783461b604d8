//! The keys of `config.toml`.

use super::{Choice, Foreign, TableKey, TextLines, Shape, Table, Zero};
use super::routine::SAY;
use super::stretch::CONDITIONS;
use crate::core::routine::{First, Side};
use crate::core::settings::{BlockChoice, Motion, PictureChoice, SoundMode, ThemeChoice};

/// The top level of the configuration.
pub(crate) static CONFIG: Table = Table {
    what: "the configuration",
    keys: &[
        TableKey::optional("session", Shape::Table(&SESSION), "How a session begins."),
        TableKey::optional("sound", Shape::Table(&SOUND), "What is heard."),
        TableKey::optional("voice", Shape::Table(&VOICE), "How words are spoken."),
        TableKey::optional("screen", Shape::Table(&SCREEN), "The screen."),
        TableKey::optional("log", Shape::Table(&LOG), "The log."),
        TableKey::optional("person", Shape::Table(&PERSON), "What is known of you."),
        TableKey::optional("hooks", Shape::Table(&HOOKS), "Commands to run."),
    ],
    foreign: &[
        Foreign { word: "start", instead: None, advice: "it belongs in a table: write `[session]` above it" },
        Foreign { word: "first", instead: None, advice: "it belongs in a table: write `[session]` above it" },
        Foreign { word: "volume", instead: None, advice: "it belongs in a table: write `[sound]` above it" },
        Foreign { word: "theme", instead: None, advice: "it belongs in a table: write `[screen]` above it" },
        Foreign { word: "on_finish", instead: None, advice: "it belongs in a table: write `[hooks]` above it" },
    ],
};

pub(crate) static SESSION: Table = Table {
    what: "`[session]`",
    keys: &[
        TableKey::optional("start", Shape::Length(Zero::Allowed), "Time to lie down before the first step.").or(r#""15s""#),
        TableKey::optional("first", Shape::Word(SIDES), "The side that comes first if a routine says `each`.").or(r#""right""#),
        TableKey::optional("resume", Shape::Length(Zero::Allowed), "How long an unfinished session can be resumed.").or(r#""6h""#),
    ],
    foreign: &[
        Foreign { word: "lead_in", instead: Some("start"), advice: "the time before the first step is `start`" },
        Foreign { word: "side", instead: Some("first"), advice: "the side that comes first is `first`" },
    ],
};

pub(crate) static SOUND: Table = Table {
    what: "`[sound]`",
    keys: &[
        TableKey::optional("mode", Shape::Word(MODES), "What you hear.").or(r#""voice""#),
        TableKey::optional("player", Shape::Command, "The command that plays a sound, as a list; empty for the first one found.").or("[]"),
        TableKey::optional("voice", Shape::Command, "The command that speaks, as a list; empty for the first one found.").or("[]"),
        TableKey::optional("volume", Shape::Number(0, 100), "How loud, in percent.").or("80"),
        TableKey::optional("speech_volume", Shape::Number(0, 100), "How loud speech is, in percent of `volume`.").or("100"),
        TableKey::optional("tone_volume", Shape::Number(0, 100), "How loud tones are, in percent of `volume`.").or("100"),
        TableKey::optional("rate", Shape::Number(50, 200), "How fast it speaks, in percent of the voice's normal pace.").or("100"),
        TableKey::optional("files", Shape::Files, "Your own WAV files for some tones, in the folder of this file; the first two seconds are played.").or("{}"),
        TableKey::optional("bell", Shape::Flag, "Whether the terminal bell rings with every tone, for terminals that flash.").or("false"),
        TableKey::optional("wake", Shape::Flag, "Whether a sleeping speaker is woken before a tone.").or("true"),
    ],
    foreign: &[
        Foreign { word: "speed", instead: Some("rate"), advice: "how fast it speaks is `rate`" },
        Foreign { word: "command", instead: Some("player"), advice: "the command that plays a sound is `player`" },
    ],
};

pub(crate) static VOICE: Table = Table {
    what: "`[voice]` of the configuration",
    keys: &[
        TableKey::optional("lang", Shape::Text(TextLines::One), "The language of routines that name none; empty for that of the system.").or(r#""""#),
        SAY,
    ],
    foreign: &[],
};

pub(crate) static SCREEN: Table = Table {
    what: "`[screen]`",
    keys: &[
        TableKey::optional("theme", Shape::Word(THEMES), "The colours.").or(r#""auto""#),
        TableKey::optional("figures", Shape::Flag, "Whether the poses are drawn.").or("true"),
        TableKey::optional("motion", Shape::Word(MOTIONS), "How they move.").or(r#""loop""#),
        TableKey::optional("mouse", Shape::Flag, "Whether supple has the mouse; otherwise it is left to the terminal, to select text.").or("true"),
        TableKey::optional("plain", Shape::Flag, "Whether lines are printed instead of a screen, as for a screen reader; `--plain` and ACCESSIBLE=1 do the same.").or("false"),
        TableKey::optional("octants", Shape::Flag, "Whether they are drawn in finer dots, which few fonts have.").or("false"),
        TableKey::optional("pictures", Shape::Word(PICTURES), "Whether they are pictures in pixels, and how these are sent to the terminal.").or(r#""auto""#),
        TableKey::optional("awake", Shape::Flag, "Whether the screen is kept awake while a session runs.").or("true"),
        TableKey::optional("title", Shape::Flag, "Whether the title of the window says what the session does, and how long it still takes.").or("true"),
        TableKey::optional("blocks", Shape::Word(BLOCKS), "How large letters are filled: try `\"ground\"` where they have stripes.").or(r#""auto""#),
        TableKey::optional("ascii", Shape::Flag, "Whether everything but names is drawn in ASCII, for terminals in which lines and dots are two cells wide.").or("false"),
    ],
    foreign: &[
        Foreign { word: "colors", instead: Some("theme"), advice: "the colours are `theme`" },
        Foreign { word: "colours", instead: Some("theme"), advice: "the colours are `theme`" },
    ],
};

pub(crate) static LOG: Table = Table {
    what: "`[log]`",
    keys: &[
        TableKey::optional("ask", Shape::Flag, "Whether you are asked afterwards how tight or sore you are.").or("true"),
    ],
    foreign: &[],
};

/// `[person]`.
pub(crate) static PERSON: Table = Table {
    what: "`[person]`",
    keys: &[
        TableKey::optional("has", Shape::Words(CONDITIONS), "Conditions: stretches that list one of them in `avoid` are skipped, which is said before the start.").or("[]"),
        TableKey::optional("affected", Shape::Synonyms(AFFECTED, super::routine::SIDE_SYNONYMS), "The side that hurts or is weaker: routines do what is for `\"affected\"` on it.").or(r#""none""#),
    ],
    foreign: &[
        Foreign { word: "conditions", instead: Some("has"), advice: "conditions are listed in `has`" },
        Foreign { word: "side", instead: Some("affected"), advice: "the side that hurts is `affected`" },
    ],
};

pub(crate) static HOOKS: Table = Table {
    what: "`[hooks]`",
    keys: &[
        TableKey::optional("on_finish", Shape::Command, "The command to run after a session is logged, as a list. It gets the record on standard input, runs without a shell, and has 8 s.").or("[]"),
        TableKey::optional("on_change", Shape::Command, "The command that gets each change of phase as a line of JSON on standard input, as a list. It stays open while the program runs, runs without a shell, and misses changes where it does not keep up.").or("[]"),
        TableKey::optional("in_rehearsals", Shape::Flag, "Whether both are run in a rehearsal too.").or("false"),
    ],
    foreign: &[
        Foreign { word: "on_end", instead: Some("on_finish"), advice: "what is run at the end is `on_finish`" },
    ],
};

const AFFECTED: &[Choice] = &[
    Choice { word: "none", value: &None::<Side>, about: "Neither, or both." },
    Choice { word: "right", value: &Some(Side::Right), about: "The right side." },
    Choice { word: "left", value: &Some(Side::Left), about: "The left side." },
];
const SIDES: &[Choice] = &[
    Choice { word: "right", value: &First::Right, about: "Right, then left." },
    Choice { word: "left", value: &First::Left, about: "Left, then right." },
];
pub(in crate::format) const MODES: &[Choice] = &[
    Choice { word: "voice", value: &SoundMode::Voice, about: "Tones and speech." },
    Choice { word: "tones", value: &SoundMode::Tones, about: "Tones." },
    Choice { word: "bell", value: &SoundMode::Bell, about: "The bell of the terminal." },
    Choice { word: "off", value: &SoundMode::Off, about: "Nothing." },
];
const MOTIONS: &[Choice] = &[
    Choice { word: "loop", value: &Motion::Loop, about: "Into the stretch and back while you get ready." },
    Choice { word: "once", value: &Motion::Once, about: "Into the stretch, once." },
    Choice { word: "off", value: &Motion::Off, about: "Not at all." },
];
const PICTURES: &[Choice] = &[
    Choice { word: "auto", value: &PictureChoice::Auto, about: "Where the terminal shows them, and neither tmux nor SSH is between." },
    Choice { word: "kitty", value: &PictureChoice::Kitty, about: "By the protocol of kitty, Ghostty, WezTerm and Konsole." },
    Choice { word: "iterm", value: &PictureChoice::Iterm, about: "As inline images of iTerm2." },
    Choice { word: "sixel", value: &PictureChoice::Sixel, about: "As sixels: foot, xterm -ti vt340, Windows Terminal, mlterm." },
    Choice { word: "cells", value: &PictureChoice::Cells, about: "Never: figures are drawn with characters." },
];
const BLOCKS: &[Choice] = &[
    Choice { word: "auto", value: &BlockChoice::Auto, about: "As is best for this terminal." },
    Choice { word: "glyph", value: &BlockChoice::Glyph, about: "With block characters of the font." },
    Choice { word: "ground", value: &BlockChoice::Ground, about: "With spaces in reversed colours." },
];
const THEMES: &[Choice] = &theme_words();

/// The words of all themes, as the settings name them.
const fn theme_words() -> [Choice; ThemeChoice::ALL.len()] {
    let mut words = [Choice { word: "", value: &(), about: "" }; ThemeChoice::ALL.len()];
    let all: &'static [(ThemeChoice, &str, &str)] = &ThemeChoice::ALL;
    let (mut from, mut to): (_, &mut [Choice]) = (all, &mut words);
    while let (Some(((value, word, about), themes)), Some((choice, choices))) =
        (from.split_first(), to.split_first_mut())
    {
        *choice = Choice { word, about, value };
        (from, to) = (themes, choices);
    }
    words
}
