//! A routine for advice: every step with its fields, its inheritance, and its place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use super::super::super::fields::{Fields, WrittenKey};
use super::super::stretches::{Layers, Stretches};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{Block, Exercise, First, Routine, Side, Step};
use crate::core::timeline::Timeline;

/// A routine, the file it was read from, and its timeline.
pub(super) struct Outline<'a> {
    /// The text of the file.
    pub(super) text: &'a str,
    pub(super) fields: &'a Fields,
    pub(super) routine: &'a Routine,
    pub(super) defaults: Option<&'a Fields>,
    pub(super) stretches: Stretches<'a>,
    pub(super) timeline: Timeline,
    /// Every step, at the place that [`crate::core::timeline::Planned::id`] has.
    pub(super) steps: Vec<Known<'a>>,
    /// The steps that stand next to each other, list by list: those of the routine, then those of each block.
    pub(super) lists: Vec<Vec<usize>>,
}

/// A step.
pub(super) struct Known<'a> {
    pub(super) step: &'a Step,
    /// Its own keys.
    pub(super) fields: &'a Fields,
    /// Its own keys, and those of the stretches it uses.
    pub(super) layers: Layers<'a>,
    /// The sides it is played on; nothing written and no block with sides around is none.
    pub(super) sides: Vec<Option<Side>>,
    /// The rounds of the blocks around it, outermost first.
    pub(super) rounds: Vec<u32>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(
        text: &'a str,
        fields: &'a Fields,
        routine: &'a Routine,
        stretches: Stretches<'a>,
    ) -> Self {
        let mut outline = Self {
            text,
            fields,
            routine,
            defaults: fields.table("defaults"),
            stretches,
            timeline: Timeline::of(routine),
            steps: Vec::new(),
            lists: Vec::new(),
        };
        outline.list(fields, &routine.steps, &[None], &[]);
        outline
    }

    /// Steps are known in the order in which the timeline numbers them: a block, then what is in it.
    fn list(
        &mut self,
        fields: &'a Fields,
        steps: &'a NonEmpty<Step>,
        around: &[Option<Side>],
        rounds: &[u32],
    ) {
        let at = self.lists.len();
        self.lists.push(Vec::new());
        // An included routine has no tables here: all of its steps stand where it is included.
        let tables = fields.tables("step");
        let tables = tables.iter().chain(std::iter::repeat(fields));
        for (step, fields) in steps.iter().zip(tables) {
            let id = self.steps.len();
            if let Some(list) = self.lists.get_mut(at) {
                list.push(id);
            }
            let sides = step
                .sides()
                .map_or_else(|| around.to_vec(), |sides| sides.listed(First::Right));
            let layers = self.stretches.layers(fields);
            self.steps.push(Known {
                step,
                fields,
                layers,
                sides: sides.clone(),
                rounds: rounds.to_vec(),
            });
            if let Step::Block(block) = step {
                let mut rounds = rounds.to_vec();
                rounds.push(block.repetition.times);
                self.list(fields, &block.steps, &sides, &rounds);
            }
        }
    }

    /// Where routines are included: they are judged in their own files.
    pub(super) fn included(&self) -> BTreeSet<usize> {
        let includes = self.steps.iter().map(|known| known.fields);
        let includes = includes.filter(|fields| fields.get("include").is_some());
        let places = |fields: &'a Fields| {
            let values = fields.iter().map(|(_, field)| field.place.start);
            values.chain([fields.place.start])
        };
        includes.flat_map(places).collect()
    }

    /// The text of the file at `place`; nothing where that is lent, which is judged in its own file.
    pub(super) fn raw(&self, place: &Range<usize>) -> &'a str {
        if self.stretches.lends(place) {
            return "";
        }
        self.text.get(place.clone()).unwrap_or_default()
    }

    pub(super) fn exercises(&self) -> impl Iterator<Item = (&Known<'a>, &'a Exercise)> {
        let steps = self.steps.iter();
        steps.filter_map(|known| Some((known, known.step.exercise()?)))
    }

    pub(super) fn blocks(&self) -> impl Iterator<Item = (&Known<'a>, &'a Block)> {
        let steps = self.steps.iter();
        steps.filter_map(|known| Some((known, known.step.block()?)))
    }

    /// The key of a step, or else of `[defaults]`.
    pub(super) fn inherited(&self, known: &Known<'a>, key: &str) -> Option<&'a WrittenKey> {
        known.layers.or_else(self.defaults, key)
    }
}

impl<'a> Known<'a> {
    /// The place of the value of `key`, in the step or in its stretch; otherwise that of the step.
    pub(super) fn place(&self, key: &str) -> &'a Range<usize> {
        let field = self.field(key);
        field.map_or(&self.fields.place, |field| &field.place)
    }

    /// The key of the step or of its stretch.
    pub(super) fn field(&self, key: &str) -> Option<&'a WrittenKey> {
        self.layers.get(key)
    }

    /// The tables of `cues`.
    pub(super) fn timed_cues(&self) -> &'a [Fields] {
        let cues = self.field("cues").and_then(WrittenKey::get::<Vec<Fields>>);
        cues.map_or(&[], Vec::as_slice)
    }

    /// The number of different sides.
    pub(super) fn different_sides(&self) -> usize {
        let mut seen: Vec<&Option<Side>> = Vec::new();
        for side in &self.sides {
            if !seen.contains(&side) {
                seen.push(side);
            }
        }
        seen.len()
    }

    /// Whether it is done on a side at all.
    pub(super) fn has_sides(&self) -> bool {
        self.sides.iter().any(Option::is_some)
    }
}

/// `length` for a sentence: whole seconds as they are, any other with one decimal.
pub(super) fn about(length: Duration) -> String {
    if length.subsec_millis() == 0 {
        crate::core::span::short(length)
    } else {
        format!("{:.1} s", length.as_secs_f64())
    }
}
