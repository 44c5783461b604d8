//! The tones. Each state has one of its own, so that it can be told apart without words.

use std::time::Duration;

/// A sound that stands for something that happened. Sinks decide how it sounds; how long it takes is decided here,
/// because the sentence behind it has to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Time to get into position.
    Ready,
    /// A piece starts.
    Start,
    /// A piece starts on another side than the one its step is done on first.
    SecondSide,
    /// One of the last seconds, or of a lead-in.
    Tick,
    /// A counted movement.
    Repetition,
    /// A piece ends.
    End,
    /// Time to change sides.
    Switch,
    /// The same side again.
    Between,
    /// A rest.
    Rest,
    /// A key is waited for.
    Waiting,
    /// It rings until a key.
    Alarm,
    /// The clock was stopped.
    Pause,
    /// A pause ended.
    Resume,
    /// A stretch was stopped because it hurt.
    Hurt,
    /// The session is over.
    Done,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 15] = [
        Self::Ready,
        Self::Start,
        Self::SecondSide,
        Self::Tick,
        Self::Repetition,
        Self::End,
        Self::Switch,
        Self::Between,
        Self::Rest,
        Self::Waiting,
        Self::Alarm,
        Self::Pause,
        Self::Resume,
        Self::Hurt,
        Self::Done,
    ];

    /// Its name in JSON and in a transcript.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Start => "start",
            Self::SecondSide => "second-side",
            Self::Tick => "tick",
            Self::Repetition => "repetition",
            Self::End => "end",
            Self::Switch => "switch",
            Self::Between => "between",
            Self::Rest => "rest",
            Self::Waiting => "waiting",
            Self::Alarm => "alarm",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Hurt => "hurt",
            Self::Done => "done",
        }
    }

    /// How long it sounds, from its onset to the silence behind it.
    pub const fn length(self) -> Duration {
        Duration::from_millis(match self {
            Self::Tick => 40,
            Self::Repetition => 60,
            Self::Between => 180,
            Self::Ready | Self::End => 250,
            Self::Start | Self::Switch | Self::Pause | Self::Resume => 300,
            Self::SecondSide => 370,
            Self::Rest | Self::Waiting => 400,
            Self::Alarm | Self::Hurt => 600,
            Self::Done => 1200,
        })
    }

    /// Whether it tells that another phase begins, which even a terminal bell can say.
    pub const fn is_phase_change(self) -> bool {
        !matches!(self, Self::Tick | Self::Repetition | Self::End)
    }
}
