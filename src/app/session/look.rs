//! The name and the look of each state of a session.

use crate::app::element::Look;
use crate::core::player::{Phase, Player};
use crate::core::routine::Posture;
use crate::core::timeline::{Kind, Segment};

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

    /// The words in the band.
    pub(super) fn phase_word(self, segment: &Segment) -> String {
        let word = match self {
            Self::Starting | Self::LeadingIn => "GET READY",
            Self::Paused => "PAUSED",
            Self::Hurt => "STOPPED",
            Self::Alarm => "TIME",
            Self::OpenCount | Self::Running(Kind::Count) => "COUNT",
            Self::Running(Kind::Ready) => "READY",
            Self::Running(Kind::Hold) => "HOLD",
            Self::Running(Kind::Time) => "TIMER",
            Self::Running(Kind::Switch) => "SWITCH",
            Self::Running(Kind::Between) if segment.introduces.is_some() => {
                return format!("ROUND {}", segment.round.0);
            }
            Self::Running(Kind::Between) => "AGAIN",
            Self::Running(Kind::Rest) => "REST",
            Self::Running(Kind::Wait) => "PRESS A KEY",
        };
        word.to_owned()
    }

    /// The meaning of a key, where one is waited for or need not be. Before the start also how to place the body for the
    /// first step, if it says so; most routines are done lying.
    pub(super) const fn asks(self, position: Option<Posture>) -> Option<&'static str> {
        match self {
            Self::Starting => Some(match position {
                Some(Posture::Standing) => "stand up · → start now",
                Some(Posture::Sitting) => "sit down · → start now",
                Some(Posture::Kneeling) => "kneel down · → start now",
                Some(Posture::Side | Posture::Back | Posture::Front) | None => {
                    "lie down · → start now"
                }
            }),
            Self::Paused => Some("Press any key to continue"),
            Self::Hurt => Some("→ next stretch · r try again"),
            Self::Alarm => Some("Press any key to stop it"),
            Self::OpenCount => Some("Press any key when done"),
            // A wait says so in the largest letters.
            Self::LeadingIn | Self::Running(_) => None,
        }
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
