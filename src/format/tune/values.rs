//! Values of a step: found where they stand, changed there, or written into the step.

use super::super::edits::line_end_of;
use super::super::outline::{OutlinedKey, WrittenTable};
use super::super::wording::as_toml;
use super::amounts::{self, NewLengths, Unit};
use super::origin::FoundValue;
use super::steps::{StepText, line_end, line_start};
use super::{Changes, Tuned, TunedFile, change, refused};
use crate::core::day::Day;
use crate::core::routine::{Step, Work};
use crate::core::tune::{StepValue, TuneReach};
use crate::diagnostic::Change;

/// The keys of a step in the order in which a person writes them: a new one comes behind those before it.
const ORDER: [&str; 18] = [
    "use", "name", "hold", "breaths", "time", "count", "pace", "repeat", "pick", "rest", "sides",
    "order", "reps", "sets", "ready", "switch", "between", "optional",
];

/// Makes a new value of the one that is there, or for a step without one.
type NewValue<'f> = &'f dyn Fn(&StepText, Option<&OutlinedKey>) -> Result<String, Tuned>;

/// The keys for the work of a step, and what a number of the first means.
fn keys_of_work(step: &Step) -> Option<(&'static [&'static str], Unit)> {
    match step {
        Step::Exercise(exercise) => Some(match exercise.work {
            Work::Hold(_) => (&["hold", "breaths"], Unit::Seconds),
            Work::Time(_) => (&["time"], Unit::Seconds),
            Work::Count(_) => (&["count"], Unit::Ones),
        }),
        Step::Rest(rest) => rest.length.map(|_| (&["rest"][..], Unit::Seconds)),
        Step::Block(_) => None,
    }
}

/// A typed value as it is written in a file.
fn scalar(typed: &str) -> String {
    let typed = typed.trim();
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        typed.to_owned()
    } else {
        as_toml(typed)
    }
}

impl TunedFile<'_> {
    /// The work of a step with other lengths.
    pub(super) fn resize(
        &self,
        step: &StepText,
        lengths: &NewLengths,
        reach: Option<TuneReach>,
    ) -> Changes {
        let meaning = self.meaning(&step.path);
        let Some((keys, unit)) = meaning.and_then(keys_of_work) else {
            return Err(refused("this has no length of its own"));
        };
        let resized = |key: &str, value: &str| {
            let unit = if key == "breaths" { Unit::Ones } else { unit };
            amounts::resized(value, unit, lengths).ok_or_else(|| {
                refused(match lengths {
                    NewLengths::Shorter => format!("`{key}` cannot be shorter"),
                    NewLengths::Longer => format!(
                        "`{key}` is written in a way that has to be edited: e opens the file"
                    ),
                    NewLengths::Of(_) if amounts::is_weekly(value) => format!(
                        "`{key}` has a value for each week: e in the library opens the file"
                    ),
                    NewLengths::Of(_) => format!(
                        "`{key}` is written in a way that has to be edited: e in the library opens the file"
                    ),
                })
            })
        };
        let of_step = |step: &StepText| {
            let exercise = self.meaning(&step.path)?.exercise()?;
            Some(amounts::written(exercise))
        };
        self.change_value(step, keys, reach, &|step, known| {
            let (key, value) = match known {
                Some(key) => (
                    key.name.as_str(),
                    key.written(self.text).map(|(value, _)| value.to_owned()),
                ),
                None => (keys.first().copied().unwrap_or_default(), of_step(step)),
            };
            let value = value.ok_or_else(|| refused("this has no length of its own"))?;
            resized(key, &value)
        })
    }

    /// Another value, as it was typed.
    pub(super) fn set(
        &self,
        step: &StepText,
        value: StepValue,
        typed: &str,
        reach: Option<TuneReach>,
    ) -> Changes {
        let is_block = matches!(self.meaning(&step.path), Some(Step::Block(_)));
        let key = if value == StepValue::Reps && is_block {
            "repeat"
        } else {
            value.word()
        };
        let each: Vec<String> = typed.split(',').map(scalar).collect();
        self.change_value(step, &[key], reach, &|step, known| {
            let exercise = self.meaning(&step.path).and_then(Step::exercise);
            let known = known.and_then(|key| key.written(self.text));
            let is_listed = known.is_some_and(|(value, _)| value.starts_with('['));
            Ok(match (each.as_slice(), exercise) {
                // A list has a value for each set: there are as many sets as before.
                ([one], Some(exercise)) if is_listed => {
                    let sets = vec![one.as_str(); exercise.set_count() as usize];
                    format!("[{}]", sets.join(", "))
                }
                ([one], _) => one.clone(),
                (several, _) => format!("[{}]", several.join(", ")),
            })
        })
    }

    /// Changes a value where it stands. `new` makes the new one from the one that is there, or for a step without one.
    fn change_value(
        &self,
        step: &StepText,
        keys: &[&str],
        reach: Option<TuneReach>,
        new: NewValue,
    ) -> Changes {
        let found = self.found(step, keys);
        let reach = match (found.origin(), reach) {
            (None, _) => TuneReach::Step,
            (Some(_), Some(reach)) => reach,
            (Some(origin), None) => return Err(Tuned::Asks(origin.clone())),
        };
        let first = keys.first().copied().unwrap_or_default();
        let own = |step: &StepText, name: &str, known: Option<&OutlinedKey>| {
            let value = new(step, known)?;
            self.insert(step, name, &value, "")
                .ok_or_else(|| refused("the file cannot be changed here"))
        };
        let changes = match (&found, reach) {
            (FoundValue::Own(key), _) | (FoundValue::Shared(key, _), TuneReach::All) => {
                vec![self.replace(key, new(step, Some(key))?)?]
            }
            (FoundValue::Shared(key, _), TuneReach::Step) => vec![own(step, &key.name, Some(key))?],
            (FoundValue::Unwritten, _) | (FoundValue::Lent(_), TuneReach::Step) => {
                vec![own(step, first, None)?]
            }
            (FoundValue::Lent(origin), TuneReach::All) => {
                // A hold of the stretch is none of a step that counts.
                let work = |step: &StepText| {
                    let keys = self.meaning(&step.path).and_then(keys_of_work);
                    keys.map(|(keys, _)| keys)
                };
                let is_of_work = work(step) == Some(keys);
                let same = self.steps.iter().filter(|other| {
                    let found = self.found(other, keys);
                    matches!(found, FoundValue::Lent(other) if other == *origin)
                        && (!is_of_work || work(other) == Some(keys))
                });
                same.map(|step| own(step, first, None))
                    .collect::<Result<_, _>>()?
            }
        };
        Ok((changes, Some(step.path.clone())))
    }

    fn replace(&self, key: &OutlinedKey, value: String) -> Result<Change, Tuned> {
        let (_, place) = key
            .written(self.text)
            .ok_or_else(|| refused("the file cannot be changed here"))?;
        Ok(change(place, value))
    }

    /// Makes a step optional, and says since when and why beside it.
    pub(super) fn leave_out(&self, step: &StepText, day: Day) -> Changes {
        let comment = format!("    # since {day}: it hurt");
        let known = self.outline.tables.get(step.table);
        let known = known.and_then(|table| table.key("optional"));
        let changes = match known {
            Some(key) => {
                let (value, place) = key
                    .written(self.text)
                    .ok_or_else(|| refused("the file cannot be changed here"))?;
                if value == "true" {
                    return Err(refused("this step is optional already"));
                }
                let end = line_end(self.text, place.end);
                let behind = step.is_open.then(|| change(end..end, comment));
                let changes = std::iter::once(change(place, "true")).chain(behind);
                changes.collect()
            }
            None => self
                .insert(step, "optional", "true", &comment)
                .into_iter()
                .collect(),
        };
        Ok((changes, Some(step.path.clone())))
    }

    /// A key that the step does not have yet, on a line of its own and in line with the others.
    fn insert(&self, step: &StepText, key: &str, value: &str, comment: &str) -> Option<Change> {
        let table = self.outline.tables.get(step.table)?;
        let place_in_order = |name: &str| ORDER.iter().position(|known| *known == name);
        let own = place_in_order(key)?;
        let before = table
            .keys
            .iter()
            .filter(|known| place_in_order(&known.name).is_some_and(|place| place < own));
        let end = |key: &OutlinedKey| key.value.as_ref().map_or(key.place.end, |value| value.end);
        let anchor = before.map(end).max();
        if !step.is_open {
            let at = anchor.or_else(|| table.keys.iter().map(end).max());
            return Some(match at {
                Some(at) => change(at..at, format!(", {key} = {value}")),
                None => change(
                    table.header.end..table.header.end,
                    format!(" {key} = {value} "),
                ),
            });
        }
        let at = line_end(self.text, anchor.unwrap_or(table.header.end));
        let (indent, column) = self.layout(table);
        let key = format!("{key:<column$}");
        let line = line_end_of(self.text);
        Some(change(
            at..at,
            format!("{line}{indent}{key} = {value}{comment}"),
        ))
    }

    /// The indent of the lines of a table, and the width of its keys where their values stand in line.
    fn layout(&self, table: &WrittenTable) -> (String, usize) {
        let lines = table.keys.iter().filter_map(|key| {
            let start = line_start(self.text, key.place.start);
            let indent = self.text.get(start..key.place.start)?;
            let sign = key.value.as_ref()?.start.checked_sub(1)?;
            Some((indent, sign.checked_sub(key.place.start)?))
        });
        let lines: Vec<_> = lines.collect();
        let header = line_start(self.text, table.header.start);
        let header = self
            .text
            .get(header..table.header.start)
            .unwrap_or_default();
        let Some((indent, width)) = lines.first().copied() else {
            return (header.trim_start_matches('\u{feff}').to_owned(), 0);
        };
        let is_in_line = lines.iter().all(|(_, other)| *other == width);
        let column = if is_in_line {
            width.saturating_sub(1)
        } else {
            0
        };
        (indent.to_owned(), column)
    }
}
