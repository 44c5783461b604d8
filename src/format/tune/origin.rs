//! Where a value stands that a step has: in the step, in a `[stretch]`, in `[defaults]` or in the catalogue.

use std::collections::BTreeMap;

use super::super::outline::{OutlinedKey, TextOutline, WrittenTable};
use super::super::routine::of_the_movement;
use super::TunedFile;
use super::steps::StepText;
use crate::core::tune::ValueOrigin;

/// How many stretches may use one another.
const DEEPEST: usize = 5;

/// A value as it is found.
#[derive(Debug)]
pub(super) enum FoundValue<'o> {
    /// In the step itself.
    Own(&'o OutlinedKey),
    /// In another table of the file.
    Shared(&'o OutlinedKey, ValueOrigin),
    /// In the catalogue.
    Lent(ValueOrigin),
    /// Nowhere: it is what the format says.
    Unwritten,
}

impl FoundValue<'_> {
    /// Where it comes from, if not from the step or the format.
    pub(super) fn origin(&self) -> Option<&ValueOrigin> {
        match self {
            Self::Shared(_, origin) | Self::Lent(origin) => Some(origin),
            Self::Own(_) | Self::Unwritten => None,
        }
    }
}

/// The tables of a file from which steps may have values, by their indices in the outline.
#[derive(Debug)]
pub(super) struct SharedTables {
    defaults: Option<usize>,
    /// By the id of the stretch.
    stretches: BTreeMap<String, usize>,
}

impl SharedTables {
    pub(super) fn of(outline: &TextOutline) -> Self {
        let is_defaults = |table: &WrittenTable| matches!(table.path.as_slice(), [name] if name.value == "defaults");
        let mut stretches = BTreeMap::new();
        for (index, table) in outline.tables.iter().enumerate() {
            if let Some(id) = table.stretch_id() {
                stretches.entry(id.to_owned()).or_insert(index);
            }
        }
        Self {
            defaults: outline.tables.iter().position(is_defaults),
            stretches,
        }
    }
}

impl TunedFile<'_> {
    /// The value of a step that goes by one of these `keys`.
    pub(super) fn found(&self, step: &StepText, keys: &[&str]) -> FoundValue<'_> {
        let find = |table: usize| {
            let table = self.outline.tables.get(table)?;
            keys.iter().find_map(|key| table.key(key))
        };
        if let Some(key) = find(step.table) {
            return FoundValue::Own(key);
        }
        let mut table = step.table;
        let mut lent = None;
        for _ in 0..DEEPEST {
            let used = self.outline.tables.get(table);
            let Some(id) = used.and_then(|table| table.key("use")?.text(self.text)) else {
                break;
            };
            let Some(next) = self.shared.stretches.get(id).copied() else {
                lent = Some(id);
                break;
            };
            if let Some(key) = find(next) {
                return FoundValue::Shared(key, ValueOrigin::Stretch(id.to_owned()));
            }
            table = next;
        }
        // The sides of a block come before those of `[defaults]`.
        let has_defaults = step.path.0.len() == 1 || !keys.contains(&"sides");
        let defaults = self.shared.defaults.filter(|_| has_defaults);
        let defaults = defaults.and_then(find);
        let defaults = defaults.map(|key| FoundValue::Shared(key, ValueOrigin::Defaults));
        let lent = lent.filter(|id| keys.iter().any(|key| self.references.writes(id, key)));
        let lent = lent.map(|id| FoundValue::Lent(ValueOrigin::Catalogue(id.to_owned())));
        let found = if keys.iter().any(|key| of_the_movement(key)) {
            lent.or(defaults)
        } else {
            defaults.or(lent)
        };
        found.unwrap_or(FoundValue::Unwritten)
    }
}
