//! The name and the look of each state of a session.

use crate::app::element::Look;
use crate::core::language::{Word, Words};
use crate::core::player::{Phase, Player};
use crate::core::routine::Posture;
use crate::core::timeline::Kind;

/// A state of the screen: what a person has to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The first lead-in.
    Starting,
    /// A lead-in after a pause or a step back.
    LeadingIn,
    Paused,
    Hurt,
    Alarm,
    /// Running, in a segment of this kind.
    Running(Kind),
    /// A count that a key ends.
    OpenCount,
}

impl State {
    pub(super) fn of(player: &Player) -> Self {
        match player.phase() {
            Phase::Starting => Self::Starting,
            Phase::LeadingIn => Self::LeadingIn,
            Phase::Paused => Self::Paused,
            Phase::Hurt => Self::Hurt,
            Phase::Ringing => Self::Alarm,
            Phase::Running | Phase::Over => match player.segment() {
                Some(segment) if segment.kind == Kind::Count && segment.length.is_none() => {
                    Self::OpenCount
                }
                Some(segment) => Self::Running(segment.kind),
                None => Self::Running(Kind::Rest),
            },
        }
    }

    pub(super) const fn look(self) -> Look {
        match self {
            Self::Starting | Self::LeadingIn => Look::Ready,
            Self::Paused => Look::Paused,
            Self::Hurt => Look::Hurt,
            Self::Alarm => Look::Alarm,
            Self::OpenCount => Look::Hold,
            Self::Running(kind) => Look::of(kind),
        }
    }

    /// The word in the band. Before the start it says how to place the body for the first step, if that says so.
    pub(super) const fn phase(self, position: Option<Posture>) -> Word {
        match self {
            Self::Starting => match position {
                Some(Posture::Side | Posture::Back | Posture::Front) => Word::LieDown,
                Some(Posture::Standing) => Word::Stand,
                Some(Posture::Kneeling) => Word::Kneel,
                Some(Posture::Sitting) => Word::Sit,
                None => Word::GetReady,
            },
            Self::LeadingIn => Word::Ready,
            Self::Paused => Word::Paused,
            Self::Hurt => Word::Stopped,
            Self::Alarm => Word::Time,
            Self::OpenCount => Word::Count,
            Self::Running(kind) => kind.phase(),
        }
    }

    /// The meaning of a key, where one is waited for or need not be.
    pub(super) fn asks(self, words: &Words) -> Option<String> {
        match self {
            Self::Starting => Some(format!("→ {}", words.get(Word::KeyStart))),
            Self::Paused => Some(words.shown(Word::AnyKeyContinues)),
            Self::Hurt => Some(format!(
                "→ {} · r {}",
                words.get(Word::KeyNextStretch),
                words.get(Word::KeyTryAgain)
            )),
            Self::Alarm => Some(words.shown(Word::AnyKeyStops)),
            Self::OpenCount => Some(words.shown(Word::AnyKeyWhenDone)),
            // A wait says so in the largest letters.
            Self::LeadingIn | Self::Running(_) => None,
        }
    }

    /// Whether the word in the band matters more than the side: before the start it says how to place the body.
    pub(super) const fn phase_first(self) -> bool {
        matches!(self, Self::Starting)
    }

    /// Whether the number of the repetition is of use. Before the start and when it hurts, the band has other words for
    /// its room, and a number in smaller letters would jump.
    pub(super) const fn has_turn(self) -> bool {
        !matches!(self, Self::Starting | Self::Hurt)
    }

    /// Whether the name of what comes is the largest thing.
    pub(super) const fn names_first(self) -> bool {
        match self {
            Self::Starting | Self::Hurt => true,
            Self::Running(kind) => !kind.is_work() && !matches!(kind, Kind::Between),
            _ => false,
        }
    }
}
