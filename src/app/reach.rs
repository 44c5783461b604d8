//! The question about a value that comes from elsewhere in a file: is it changed in this step, or in all that have it from
//! there?

use super::element::Overlay;
use super::input::Key;
use crate::core::tune::{TuneReach, ValueOrigin};

/// What was answered about the values of a routine. Each origin is asked about once.
#[derive(Debug, Default)]
pub(super) struct Reaches {
    known: Vec<(ValueOrigin, TuneReach)>,
    asks: Option<ValueOrigin>,
}

/// An answer of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReachAnswer {
    /// It is changed there.
    Change(TuneReach),
    /// It is not changed at all.
    Neither,
}

impl Reaches {
    /// The answer about the values from `origin`; where there is none yet, it is asked.
    pub(super) fn of(&mut self, origin: &ValueOrigin) -> Option<TuneReach> {
        let known = self.known.iter().find(|(known, _)| known == origin);
        let reach = known.map(|(_, reach)| *reach);
        self.asks = reach.is_none().then(|| origin.clone());
        reach
    }

    /// The answer that a key is; `None` where nothing is asked.
    pub(super) fn key(&mut self, key: Key) -> Option<ReachAnswer> {
        let origin = self.asks.take()?;
        let reach = match key.as_command() {
            Key::Enter => TuneReach::Step,
            Key::Char('a') => TuneReach::All,
            _ => return Some(ReachAnswer::Neither),
        };
        self.known.push((origin, reach));
        Some(ReachAnswer::Change(reach))
    }

    /// The question that is open.
    pub(super) fn question(&self) -> Option<Overlay> {
        let from = match self.asks.as_ref()? {
            ValueOrigin::Defaults => "This value is that of `[defaults]`.".to_owned(),
            ValueOrigin::Stretch(id) => format!("This value is that of `[stretch.{id}]`."),
            ValueOrigin::Catalogue(id) => format!("This value is that of the stretch `{id}`."),
        };
        Some(Overlay::Question {
            asks: format!("{from} Change it in this step, or in all that have it from there?"),
            answers: "Enter: this step · a: all · any other key: neither".to_owned(),
        })
    }
}
