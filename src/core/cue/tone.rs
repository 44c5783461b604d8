//! The tones. Each state has one of its own, so that it can be told apart without words.

use std::time::Duration;

use crate::core::vocabulary::vocabulary;

vocabulary! {
    /// A sound that stands for something that happened. Sinks decide how it sounds; how long it takes is decided here,
    /// because the sentence behind it has to fit.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Tone {
        /// Time to get into position.
        Ready = "ready",
        /// A piece starts.
        Start = "start",
        /// A piece starts on another side than the one its step is done on first.
        SecondSide = "second-side",
        /// One of the last seconds, or of a lead-in.
        Tick = "tick",
        /// A counted movement.
        Repetition = "repetition",
        /// A sentence of the routine or the middle of a hold, where nothing is said.
        Cue = "cue",
        /// A piece ends.
        End = "end",
        /// Time to change sides.
        Switch = "switch",
        /// The same side again.
        Between = "between",
        /// A rest.
        Rest = "rest",
        /// A key is waited for.
        Waiting = "waiting",
        /// It rings until a key.
        Alarm = "alarm",
        /// The clock was stopped.
        Pause = "pause",
        /// A pause ended.
        Resume = "resume",
        /// A stretch was stopped because it hurt.
        Hurt = "hurt",
        /// The session is over.
        Done = "done",
    }
}

impl Tone {
    /// How long it sounds, from its onset to the silence behind it.
    pub const fn length(self) -> Duration {
        Duration::from_millis(match self {
            Self::Tick => 40,
            Self::Repetition => 60,
            Self::Cue => 140,
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
