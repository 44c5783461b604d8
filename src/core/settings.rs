//! The configuration as data. Its defaults are in the table of keys.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::condition::Conditions;
use super::cue::Tone;
use super::day::Day;
use super::routine::{First, Side};
use super::speech::Sayings;
use super::timeline::{Keys, Unrolled};

/// The configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `[session]`.
    pub session: SessionSettings,
    /// `[sound]`.
    pub sound: SoundSettings,
    /// `[screen]`.
    pub screen: ScreenSettings,
    /// `[log]`.
    pub log: LogSettings,
    /// `[hooks]`.
    pub hooks: Hooks,
    /// `[person]`.
    pub person: Person,
}

impl Settings {
    /// How routines are unrolled for this person on `day`.
    pub const fn unrolled(&self, keys: Keys, day: Day) -> Unrolled {
        Unrolled {
            keys,
            first: self.session.first,
            has: self.person.has,
            day: Some(day),
        }
    }
}

/// What is known of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The conditions for which steps are left out.
    pub has: Conditions,
    /// The side that hurts or is weaker; `None` where the configuration says nothing.
    pub affected: Option<Side>,
}

/// How a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSettings {
    /// The lead-in before the first segment; may be zero.
    pub start: Duration,
    /// The side that comes first where a routine says only `each`.
    pub first: First,
    /// How long an unfinished session is offered.
    pub resume: Duration,
}

/// The settings of tones and speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundSettings {
    /// Speech, tones, the bell of the terminal, or nothing.
    pub mode: SoundMode,
    /// The command that plays a sound file, and its arguments; empty for the first one that is found.
    pub player: Vec<String>,
    /// The command that speaks, and its arguments; empty for the first one that is found.
    pub voice: Vec<String>,
    /// How loud, 0 to 100.
    pub volume: u8,
    /// How loud speech is, in percent of `volume`, 0 to 100.
    pub speech_volume: u8,
    /// How loud tones are, in percent of `volume`, 0 to 100.
    pub tone_volume: u8,
    /// How fast it speaks, in percent of the voice's own pace, 50 to 200.
    pub rate: u16,
    /// The language of routines that name none; empty for that of the system.
    pub lang: String,
    /// Words that are spoken in another way than they are shown.
    pub say: Sayings,
    /// The files of the user's own tones.
    pub files: BTreeMap<Tone, String>,
    /// The sounds in those files, once they have been read.
    pub own: BTreeMap<Tone, Arc<[i16]>>,
    /// Whether the bell of the terminal rings beside tones.
    pub bell: bool,
    /// Whether a sleeping sound device is woken before a tone.
    pub wake: bool,
}

impl SoundSettings {
    /// How loud speech is, 0 to 1.
    pub fn speech_level(&self) -> f32 {
        level(self.volume, self.speech_volume)
    }

    /// How loud tones are, 0 to 1.
    pub fn tone_level(&self) -> f32 {
        level(self.volume, self.tone_volume)
    }
}

fn level(volume: u8, part: u8) -> f32 {
    f32::from(volume.min(100)) * f32::from(part.min(100)) / 10_000.0
}

/// How much is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundMode {
    /// Tones and speech.
    Voice,
    /// Tones.
    Tones,
    /// The bell of the terminal.
    Bell,
    /// Nothing.
    Off,
}

/// The settings of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of `config.toml` that is on or off"
)]
pub struct ScreenSettings {
    /// Whether lines are printed instead of a screen.
    pub plain: bool,
    /// Whether the program has the mouse; otherwise it is left to the terminal.
    pub mouse: bool,
    /// The colours.
    pub theme: ThemeChoice,
    /// Whether figures are drawn.
    pub figures: bool,
    /// How much they move.
    pub motion: Motion,
    /// Whether they are drawn with octants, which are finer than quarter blocks and in few fonts.
    pub octants: bool,
    /// Whether they are pictures, and in which way these are sent.
    pub pictures: PictureChoice,
    /// Whether the screen is kept awake while a session runs.
    pub awake: bool,
    /// Whether the window is titled with what the session does.
    pub title: bool,
    /// How full cells of large letters are drawn.
    pub blocks: BlockChoice,
    /// Whether all but the letters of texts is drawn in ASCII.
    pub ascii: bool,
}

/// How figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureChoice {
    /// As pictures where the terminal is known to show them.
    Auto,
    /// As pictures of the graphics protocol of kitty.
    Kitty,
    /// As inline images of iTerm2.
    Iterm,
    /// As sixel pictures.
    Sixel,
    /// In cells.
    Cells,
}

/// How the full cells of large letters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockChoice {
    /// As is best for this terminal.
    Auto,
    /// As a character of the font, which may leave gaps between rows.
    Glyph,
    /// As a space in reversed colours.
    Ground,
}

/// A theme of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As many colours as the terminal shows, for the ground that it says it has.
    Auto,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// High contrast.
    Contrast,
    /// No colours.
    Mono,
}

impl ThemeChoice {
    /// Each theme, its word in `config.toml`, and what the reference says of it.
    pub const ALL: [(Self, &str, &str); 5] = [
        (
            Self::Auto,
            "auto",
            "For the ground that the terminal says it has.",
        ),
        (Self::Dark, "dark", "For a dark ground."),
        (Self::Light, "light", "For a light ground."),
        (Self::Contrast, "contrast", "Contrast before taste."),
        (Self::Mono, "mono", "Words and patterns alone."),
    ];
}

/// How much figures move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Into the stretch and back, as long as one gets ready.
    Loop,
    /// Into the stretch, where they stay.
    Once,
    /// Not at all.
    Off,
}

/// The settings of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSettings {
    /// Whether one is asked how it felt.
    pub ask: bool,
}

/// The commands that are run at certain times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hooks {
    /// The command that is run after a session was kept, and its arguments; empty for none.
    pub on_finish: Vec<String>,
    /// The command that gets each change of phase while a session runs, and its arguments; empty for none.
    pub on_change: Vec<String>,
    /// Whether both are run in a rehearsal too.
    pub in_rehearsals: bool,
}
