//! Values that change from week to week: `{ weeks = [7, 9, 11] }` in place of one.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::fields::{Value, WeeklyValues, WrittenKey};
use super::keys::{MOST_WEEKS, Shape, TableKey};
use super::mismatch;
use super::problems::is_empty;
use super::reader::{Node, Reader};
use super::wording::{as_toml, quoted};
use crate::core::span;
use crate::diagnostic::Code::{E02, E03, E09};
use crate::diagnostic::{Diagnostic, Fix};

impl Reader<'_> {
    /// One value a week.
    pub(super) fn weekly(
        &mut self,
        key: &TableKey,
        key_place: &Range<usize>,
        table: &DeTable,
        node: &Node,
    ) -> Option<Value> {
        let weeks = self.list_of_weeks(key, table, node);
        let weeks = weeks.map_err(|problem| {
            self.problems.push(problem);
            self.is_broken(None, node);
        });
        let every_week = TableKey {
            is_weekly: false,
            ..*key
        };
        let values = weeks.ok()?.iter().map(|node| WrittenKey {
            key: key_place.clone(),
            place: node.span(),
            value: self.value(&every_week, key_place, node),
        });
        let values: Vec<WrittenKey> = values.collect();
        let is_whole = values.iter().all(|value| value.value.is_some());
        is_whole.then(|| Value::of(WeeklyValues(values)))
    }

    /// The list of the values in a table such as `{ week = [8, 10] }`, `{ week1 = 8, week2 = 10 }` or `{ weeks = "8, 10" }`.
    fn one_a_week(&self, key: &TableKey, table: &DeTable) -> Option<String> {
        let mut values: Vec<_> = table.iter().collect();
        values.sort_by_key(|(key, _)| key.span().start);
        let are_of_weeks = values.iter().all(|(key, _)| is_of_weeks(key.get_ref()));
        let value = |node: &Node| match node.get_ref() {
            DeValue::Array(list) => {
                let inner = self.source.get(node.span())?.trim_matches(['[', ']']);
                (!list.is_empty()).then(|| inner.trim().to_owned())
            }
            DeValue::String(text) if key.shape.is_number() => {
                let parts = text.split([',', ';']).map(str::trim);
                let parts = parts.map(|part| match part.parse::<u32>() {
                    Ok(_) => part.to_owned(),
                    Err(_) => as_toml(part),
                });
                Some(parts.collect::<Vec<_>>().join(", "))
            }
            _ => self.source.get(node.span()).map(str::to_owned),
        };
        let values = values.iter().map(|(_, node)| value(node));
        let values: Vec<String> = values.collect::<Option<_>>()?;
        let is_meant = are_of_weeks && !values.is_empty();
        is_meant.then(|| format!("[{}]", values.join(", ")))
    }

    /// The list of the values of `key`, one a week, in the `table` at `node`.
    fn list_of_weeks<'t, 'd>(
        &self,
        key: &TableKey,
        table: &'t DeTable<'d>,
        node: &Node,
    ) -> Result<&'t DeArray<'d>, Diagnostic> {
        let name = key.name;
        let meant = self.one_a_week(key, table);
        let values = meant.clone().filter(|values| mismatch::is_shown(values));
        let values = values.unwrap_or_else(|| examples(key.shape));
        let help = format!("write `{name} = {{ weeks = {values} }}`, one value a week");
        let fix =
            || meant.map(|values| Fix::likely(&node.span(), format!("{{ weeks = {values} }}")));
        if self.top.key("began").is_none() {
            let message = format!("`{name}` is a table, but is the same every week here");
            let problem = E02
                .at(&node.span(), message)
                .label("a plan stands in a routine");
            return Err(problem.help("write the weeks in the step that uses this stretch"));
        }
        if let Some(meant) =
            in_units(table).filter(|_| matches!(key.shape, Shape::Length(_) | Shape::Lengths))
        {
            let message = format!("`{name}` is a table, but must be {}", key.shape.expected());
            let problem = E02.at(&node.span(), message).label("this is a table");
            let problem = problem.help(format!("write `{name} = {meant}`"));
            return Err(problem.fix(Fix::likely(&node.span(), meant)));
        }
        let other = table.keys().find(|other| other.get_ref() != "weeks");
        if let Some(other) = other {
            let message = format!("{} in `{name}`", quoted(other.get_ref()));
            let problem = E03.at(&other.span(), message).label("not known here");
            return Err(problem.help(help).fix(fix()));
        }
        let Some(weeks) = table.get("weeks") else {
            let message = format!("`{name}` is a table without `weeks`");
            let problem = E02.at(&node.span(), message).label("nothing stands in it");
            return Err(problem.help(help));
        };
        let Some(list) = weeks.get_ref().as_array() else {
            let what = mismatch::a(weeks.get_ref());
            let message = format!("`weeks` is {what}, but must be a list");
            let problem = E02
                .at(&weeks.span(), message)
                .label(format!("this is {what}"));
            return Err(problem.help(help).fix(fix()));
        };
        match list.len() {
            0 => Err(is_empty("weeks", &weeks.span()).help(help)),
            count if count > MOST_WEEKS => {
                let message = format!("values for {count} weeks, more than {MOST_WEEKS}");
                let problem = E09.at(&weeks.span(), message).label("they are too many");
                Err(problem.help("the last value stays: leave out what is the same"))
            }
            _ => Ok(list),
        }
    }
}

/// Whether a key of a table says that its value is one a week.
pub(super) fn is_of_weeks(name: &str) -> bool {
    let name =
        name.trim_end_matches(|it: char| it.is_ascii_digit() || matches!(it, '-' | '_' | ' '));
    let words = ["", "w", "week", "weeks", "weekly", "woche", "wochen"];
    words.contains(&name.to_lowercase().as_str())
}

/// Values as one would write them for some weeks.
fn examples(shape: Shape) -> String {
    match shape {
        Shape::Numbers(..) | Shape::Number(..) => "[8, 10, 12]".to_owned(),
        Shape::Lengths | Shape::Length(_) => "[\"20s\", \"30s\"]".to_owned(),
        shape => format!("[{}]", shape.example().unwrap_or_default()),
    }
}

/// The length that a table such as `{ minutes = 1, seconds = 30 }` or `{ min = 20, max = 30 }` stands for.
fn in_units(table: &DeTable) -> Option<String> {
    let number = |names: &[&str]| {
        let (_, node) = table
            .iter()
            .find(|(key, _)| names.contains(&key.get_ref().as_ref()))?;
        let text = node.get_ref().as_integer().map(DeInteger::as_str);
        text.or_else(|| node.get_ref().as_str())?
            .parse::<u64>()
            .ok()
    };
    let ends = [
        number(&["min", "from", "least"]),
        number(&["max", "to", "most"]),
    ];
    if let [Some(least), Some(most)] = ends
        && table.len() == 2
    {
        return Some(as_toml(&format!("{least}s-{most}s")));
    }
    let units = [
        number(&["hours", "hour", "h"]).map(|it| it.saturating_mul(3600)),
        number(&["minutes", "minute", "mins", "m"]).map(|it| it.saturating_mul(60)),
        number(&["seconds", "second", "secs", "sec", "s", "value"]),
    ];
    let known = units.iter().flatten();
    let all: u64 = known.clone().fold(0, |all, unit| all.saturating_add(*unit));
    let is_whole = known.count() == table.len() && (1..86_400).contains(&all);
    is_whole.then(|| as_toml(&span::written(Duration::from_secs(all))))
}
