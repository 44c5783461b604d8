//! The name and the look of each state of a session.

use crate::app::element::Look;
use crate::core::language::{Word, Words};
use crate::core::player::{Phase, Player};
use crate::core::routine::Posture;
use crate::core::timeline::{Kind, Segment, Timeline};

/// A state of the screen: what a person has to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The first lead-in.
    Starting,
    /// Running, before anything was done, and how to place the body is known: behind a wait that the session begins with.
    GettingReady,
    /// A lead-in after a pause or a step back.
    LeadingIn,
    Paused,
    Hurt,
    Alarm,
    /// Running, in a segment of this kind.
    Running(Kind),
    /// Work of this kind that a key ends: movements without a pace, and what lasts as long as one can.
    Open(Kind),
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
                Some(segment) if segment.kind.is_work() && segment.length.is_none() => {
                    Self::Open(segment.kind)
                }
                Some(segment) if is_getting_ready(player, segment) => Self::GettingReady,
                Some(segment) => Self::Running(segment.kind),
                None => Self::Running(Kind::Rest),
            },
        }
    }

    pub(super) const fn look(self) -> Look {
        match self {
            Self::Starting | Self::GettingReady | Self::LeadingIn => Look::Ready,
            Self::Paused => Look::Paused,
            Self::Hurt => Look::Hurt,
            Self::Alarm => Look::Alarm,
            Self::Open(kind) | Self::Running(kind) => Look::of(kind),
        }
    }

    /// The word in the band. Before the start it says how to place the body for the first step, if that says so.
    pub(super) const fn phase(self, position: Option<Posture>) -> Word {
        match self {
            Self::Starting | Self::GettingReady => match position {
                Some(Posture::Side | Posture::Back | Posture::Front) => Word::LieDown,
                Some(Posture::Standing) => Word::Stand,
                Some(Posture::Kneeling) => Word::Kneel,
                Some(Posture::Sitting) => Word::Sit,
                None if matches!(self, Self::Starting) => Word::GetReady,
                None => Word::Ready,
            },
            Self::LeadingIn => Word::Ready,
            Self::Paused => Word::Paused,
            Self::Hurt => Word::Stopped,
            Self::Alarm => Word::Time,
            Self::Open(kind) | Self::Running(kind) => kind.phase(),
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
            Self::Open(_) => Some(words.shown(Word::AnyKeyWhenDone)),
            // A wait says so in the largest letters.
            Self::LeadingIn | Self::GettingReady | Self::Running(_) => None,
        }
    }

    /// Whether the word in the band matters more than the side: before the start it says how to place the body, and in a
    /// pause that the clock stands.
    pub(super) const fn phase_first(self) -> bool {
        matches!(self, Self::Starting | Self::GettingReady | Self::Paused)
    }

    /// Whether the number of the repetition is of use. Before the start and when it hurts, the band has other words for
    /// its room, and a number in smaller letters would jump.
    pub(super) const fn has_turn(self) -> bool {
        !matches!(self, Self::Starting | Self::GettingReady | Self::Hurt)
    }

    /// Whether the name of what comes is the largest thing. A wait without a name of its own is for the key.
    pub(super) const fn names_first(self, has_name: bool) -> bool {
        match self {
            Self::Starting | Self::GettingReady | Self::Hurt => true,
            Self::Running(kind) if kind.is_wait() => has_name,
            Self::Running(kind) => !kind.is_work() && !matches!(kind, Kind::Between),
            _ => false,
        }
    }
}

/// How the body is placed in the first step from `index` on, if it says so.
pub(super) fn posture(timeline: &Timeline, index: usize) -> Option<Posture> {
    let mut steps = timeline.iter().skip(index);
    steps
        .find(|segment| segment.kind.is_work())
        .and_then(|segment| segment.step.position)
}

/// Whether the present segment is the first in which one gets into a position that is known.
fn is_getting_ready(player: &Player, segment: &Segment) -> bool {
    let here = player.index().unwrap_or_default();
    segment.kind == Kind::Ready
        && player.is_before_work()
        && posture(player.timeline(), here).is_some()
}
