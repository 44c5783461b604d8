//! Amounts: how long or how often something is done. An amount is a value or a range; a list has one for each set.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;
use std::time::Duration;

use toml::de::DeValue;

use super::duration;
use super::fields::{Fields, Value, WrittenKey};
use super::keys::{MOST_TIMES, Shape, TableKey, Zero};
use super::mismatch;
use super::prescribed;
use super::quotation::Quotation;
use super::reader::{Node, Reader, WrongType};
use super::wording::as_toml;
use crate::core::nonempty::NonEmpty;
use crate::core::span::{self, Misspelt};
use crate::core::text;
use crate::diagnostic::Code::{E02, E05, E09};
use crate::diagnostic::{Diagnostic, Fix};

/// A length as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WrittenLength {
    /// A length of time.
    Time(Duration),
    /// So many breaths; how long one is says another key.
    Breaths(u32),
    /// As long as one can.
    Max,
}

/// A value, or a range of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount<T> {
    /// The value, or the low end of the range.
    pub(crate) least: T,
    /// The high end of a range.
    pub(crate) most: Option<T>,
}

/// The amounts of a key: one for all sets, or a list of one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amounts<T> {
    each: NonEmpty<Amount<T>>,
    is_list: bool,
}

impl<T> Amounts<T> {
    /// The amount of a set, counted from 0.
    pub(crate) fn of_set(&self, set: usize) -> &Amount<T> {
        self.each.get(set).unwrap_or(&self.each.first)
    }

    /// The same amounts in another unit.
    fn map<U>(&self, unit: impl Fn(&T) -> U) -> Amounts<U> {
        Amounts {
            each: self.each.map(|Amount { least, most }| Amount {
                least: unit(least),
                most: most.as_ref().map(&unit),
            }),
            is_list: self.is_list,
        }
    }

    /// How many sets they are written for; `None` where it is one amount for all.
    pub(crate) fn sets(&self) -> Option<usize> {
        self.is_list.then(|| self.each.len())
    }
}

impl WrittenLength {
    /// The length of time, where a breath takes `breath`; `None` for as long as one can.
    pub(crate) const fn length(self, breath: Duration) -> Option<Duration> {
        match self {
            Self::Time(length) => Some(length),
            Self::Breaths(breaths) => Some(breath.saturating_mul(breaths)),
            Self::Max => None,
        }
    }
}

impl Reader<'_> {
    /// The amounts of `key`, where its shape and the value are of that type.
    pub(super) fn amounts(
        &mut self,
        key: &TableKey,
        node: &Node,
    ) -> Result<Option<Value>, WrongType> {
        match key.shape {
            Shape::Lengths => Ok(self.each_amount(key, node, length)?.map(Value::of)),
            Shape::Numbers(least, most) | Shape::Breaths(least, most) => {
                let bounds = (least, most);
                let numbers = self.each_amount(key, node, |source, key, node| {
                    number(source, key, bounds, node)
                })?;
                Ok(numbers.map(|numbers| match key.shape {
                    Shape::Breaths(..) => {
                        Value::of(numbers.map(|breaths| WrittenLength::Breaths(*breaths)))
                    }
                    _ => Value::of(numbers),
                }))
            }
            _ => Err(WrongType),
        }
    }

    fn each_amount<T>(
        &mut self,
        key: &TableKey,
        node: &Node,
        one: impl Fn(&str, &TableKey, &Node) -> Option<Result<Amount<T>, Diagnostic>>,
    ) -> Result<Option<Amounts<T>>, WrongType> {
        let DeValue::Array(list) = node.get_ref() else {
            let read = one(self.source, key, node).ok_or(WrongType)?;
            let amount = self.good(read);
            return Ok(amount.map(|amount| Amounts {
                each: NonEmpty::of(amount),
                is_list: false,
            }));
        };
        if list.is_empty() || list.len() > MOST_TIMES as usize {
            self.problems
                .push(wrong_number_of_sets(key, list.len(), &node.span()));
            return Ok(None);
        }
        let mut each = Vec::new();
        for node in list {
            if self.is_broken(Some(key), node) {
                continue;
            }
            let read = one(self.source, key, node);
            let another = || Err(of_another_type(self.source, key, node));
            let amount = self.good(read.unwrap_or_else(another));
            each.extend(amount);
        }
        let each = NonEmpty::from_vec(each).filter(|each| each.len() == list.len());
        let is_list = true;
        Ok(each.map(|each| Amounts { each, is_list }))
    }
}

fn wrong_number_of_sets(key: &TableKey, sets: usize, place: &Range<usize>) -> Diagnostic {
    let (name, example) = (key.name, key.shape.example().unwrap_or("…"));
    let problem = E09.at(place, format!("`{name}` is a list for {sets} sets"));
    problem
        .label(format!("1 to {MOST_TIMES} are possible"))
        .help(format!(
            "a list has one value for each set; without sets write one value, such as `{name} = {example}`"
        ))
}

/// For how many sets `field` is a list.
pub(super) fn sets_listed(field: &WrittenKey) -> Option<usize> {
    let lengths = field.get::<Amounts<WrittenLength>>();
    let numbers = field.get::<Amounts<u32>>();
    lengths.map_or_else(|| numbers?.sets(), Amounts::sets)
}

/// Whether `fields` writes a number of sets, or a value for each of several.
pub(super) fn has_sets(fields: &Fields) -> bool {
    let is_listed = fields.iter().any(|(_, field)| sets_listed(field).is_some());
    is_listed || fields.was_meant("sets")
}

/// Whether `text`, which stands without quotes, is a range or a number of breaths.
pub(super) fn is_unquoted(text: &str, shape: Shape) -> bool {
    let is_number = |text: &str| text.parse::<u32>().is_ok();
    let is_breaths = |text: &str| number_of_breaths(text).is_some_and(is_number);
    if matches!(shape, Shape::Lengths) && is_max(text) {
        return true;
    }
    let is_end = |text: &str| match shape {
        Shape::Lengths => is_number(text) || is_breaths(text) || span::parse(text).is_ok(),
        _ => is_number(text),
    };
    let ends = ends(text).is_some_and(|(low, high)| {
        let mut ends = [low, high].into_iter().map(|end| text.get(end));
        ends.all(|end| end.is_some_and(|end| is_end(end.trim())))
    });
    ends || matches!(shape, Shape::Lengths) && is_breaths(text)
}

fn of_another_type(source: &str, key: &TableKey, node: &Node) -> Diagnostic {
    let (what, name, place) = (mismatch::a(node.get_ref()), key.name, node.span());
    let example = key.shape.example().unwrap_or("…");
    let expected = key.shape.expected();
    let raw = source.get(place.clone()).unwrap_or_default();
    let instead = mismatch::instead(key.shape, node.get_ref(), raw);
    E02.at(&place, format!("{what} in the list `{name}`"))
        .label(format!("{expected} belongs here"))
        .help(format!(
            "a list has one value for each set, such as `{name} = [{example}, {example}]`"
        ))
        .fix(instead.map(|text| Fix::certain(&place, text)))
}

/// A number, or a range of numbers in quotes.
fn number(
    source: &str,
    key: &TableKey,
    bounds: (u32, u32),
    node: &Node,
) -> Option<Result<Amount<u32>, Diagnostic>> {
    let (name, place) = (key.name, node.span());
    let integer = match node.get_ref() {
        DeValue::Integer(integer) => integer,
        DeValue::String(_) => {
            let quotation = Quotation::new(source, node)?;
            let (low, high) = ends(quotation.text)?;
            let number = |end: &Range<usize>| quotation.text.get(end.clone())?.trim().parse().ok();
            let (least, most): (i64, i64) = (number(&low)?, number(&high)?);
            let check = |number, end: &Range<usize>| {
                in_bounds(name, bounds, number, &quotation.part(end)).map_err(|problem| {
                    let (least, most) = bounds;
                    problem.help(format!("both ends of a range go from {least} to {most}"))
                })
            };
            return Some(
                check(least, &low)
                    .and_then(|least| range(name, least, check(most, &high)?, &place)),
            );
        }
        _ => return None,
    };
    let number = in_bounds(name, bounds, duration::seconds(integer), &place);
    Some(number.map(|least| Amount { least, most: None }))
}

/// `number`, if it is between the bounds of the key called `name`.
pub(super) fn in_bounds(
    name: &str,
    (least, most): (u32, u32),
    number: i64,
    place: &Range<usize>,
) -> Result<u32, Diagnostic> {
    let good = u32::try_from(number).ok();
    good.filter(|number| (least..=most).contains(number))
        .ok_or_else(|| {
            let (label, help) = if number < i64::from(least) {
                let help = format!("write at least `{name} = {least}`, or take the key out");
                (format!("{least} at least"), help)
            } else {
                let help = format!("write at most `{name} = {most}`");
                (format!("{most} at most"), help)
            };
            let message = format!("`{name}` goes from {least} to {most}");
            E09.at(place, message).label(label).help(help)
        })
}

/// A length of time or a number of breaths, or a range of them.
fn length(
    source: &str,
    key: &TableKey,
    node: &Node,
) -> Option<Result<Amount<WrittenLength>, Diagnostic>> {
    if let DeValue::String(_) = node.get_ref() {
        let read = of_text(key.name, &Quotation::new(source, node)?);
        return Some(read.map_err(|problem| {
            // It may say more than how long.
            let more = || prescribed::of_length(source, key, node);
            let found = if problem.fix.is_none() { more() } else { None };
            found.unwrap_or(problem)
        }));
    }
    let shape = Shape::Length(Zero::Refused);
    let value = duration::read(source, &TableKey { shape, ..*key }, node)?;
    let length = value.map(|value| value.get().copied().unwrap_or_default());
    Some(length.map(|length| Amount {
        least: WrittenLength::Time(length),
        most: None,
    }))
}

fn of_text(name: &str, quotation: &Quotation) -> Result<Amount<WrittenLength>, Diagnostic> {
    let text = quotation.text;
    let Some((low, high)) = ends(text) else {
        let (place, part) = (quotation.place(), 0..text.len());
        let least = one_length(name, quotation, (&part, ""), &place, &str::to_owned)?;
        return Ok(Amount { least, most: None });
    };
    let part = |end: &Range<usize>| text.get(end.clone()).unwrap_or_default().trim();
    let unit = unit_of(part(&low), part(&high));
    let [low_place, high_place] = [&low, &high].map(|end| quotation.part(end));
    // With one end both are written as they should be.
    let spelt = |end: &Range<usize>, unit: &str| {
        let text = format!("{}{unit}", part(end));
        let instead = span::parse(&text).err().and_then(|wrong| wrong.instead);
        instead.unwrap_or_else(|| part(end).to_owned())
    };
    let with_low = |low: &str| format!("{low}-{}", spelt(&high, ""));
    let with_high = |high: &str| format!("{}-{high}", spelt(&low, unit));
    let least = one_length(name, quotation, (&low, unit), &low_place, &with_low)?;
    let most = one_length(name, quotation, (&high, ""), &high_place, &with_high)?;
    range(name, least, most, &quotation.place())
}

/// The unit of the high end of a range, where the low end is a number without one.
pub(super) fn unit_of<'t>(low: &str, high: &'t str) -> &'t str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let unit = high.trim_start_matches(|it: char| it.is_ascii_digit());
    if is_number(low) && !unit.contains(|it: char| it.is_ascii_digit() || it == ':') {
        unit
    } else {
        ""
    }
}

/// One length, which is written in a part of a text, with a unit behind it that stands elsewhere. `written` is how all
/// of the text is written with another one.
fn one_length(
    name: &str,
    quotation: &Quotation,
    (part, unit): (&Range<usize>, &str),
    place: &Range<usize>,
    written: &dyn Fn(&str) -> String,
) -> Result<WrittenLength, Diagnostic> {
    let text = quotation.text.get(part.clone()).unwrap_or_default();
    let text = format!("{text}{unit}");
    if let Some(number) = number_of_breaths(&text) {
        let number = number.parse().map_err(|_| {
            let meant = mismatch::number_in(number).map(|number| format!("{number} breaths"));
            let fix = meant
                .as_ref()
                .map(|meant| Fix::likely(&quotation.place(), as_toml(meant)));
            let meant = meant.as_deref().unwrap_or("5 breaths");
            E05.at(place, format!("`{name}` does not say how many breaths"))
                .label("how many breaths?")
                .help(format!(
                    "write a whole number of them, such as `{name} = \"{meant}\"`"
                ))
                .fix(fix)
        })?;
        return in_bounds(name, (1, MOST_TIMES), number, place)
            .map(WrittenLength::Breaths)
            .map_err(|problem| {
                problem.help(format!(
                    "write 1 to {MOST_TIMES} breaths, or a length of time"
                ))
            });
    }
    if is_max(&text) {
        return Ok(WrittenLength::Max);
    }
    if means_max(&text) {
        let value = as_toml(MAX);
        return Err(E05
            .at(place, format!("`{name}` is not a length of time"))
            .label("as long as you can is `max`")
            .help(format!(
                "write `{name} = {value}`: the time counts up until a key"
            ))
            .fix(Some(Fix::likely(&quotation.place(), value))));
    }
    let length = span::parse(&text).map_err(|wrong| {
        let [start, end] =
            [wrong.place.start, wrong.place.end].map(|at| part.end.min(at + part.start));
        let wrong = Misspelt {
            place: start..end,
            instead: wrong.instead.as_deref().map(written),
            ..wrong
        };
        duration::misspelt(name, &wrong, quotation, 0)
    })?;
    duration::not_zero(name, Zero::Refused, length, place).map(WrittenLength::Time)
}

/// The word for as long as one can.
pub(super) const MAX: &str = "max";

/// Whether `text` is the word for as long as one can.
fn is_max(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case(MAX)
}

/// Whether `text` says as long as one can in other words.
pub(super) fn means_max(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let words = text.replace(['-', '_'], " ");
    matches!(
        words.as_str(),
        "max"
            | "maximum"
            | "as long as possible"
            | "as long as you can"
            | "as long as i can"
            | "as long as one can"
            | "to failure"
            | "until failure"
            | "till failure"
            | "failure"
            | "amrap"
            | "open"
            | "until you shake"
            | "until it shakes"
            | "to fatigue"
            | "until fatigue"
            | "alap"
            | "unlimited"
    )
}

/// The number in `5 breaths`.
pub(super) fn number_of_breaths(text: &str) -> Option<&str> {
    let text = text.trim();
    let number = text.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let unit = text.get(number.len()..)?;
    let is_breaths = ["breaths", "breath"]
        .iter()
        .any(|word| unit.eq_ignore_ascii_case(word));
    let number = number.trim();
    let bare = number.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let how = number.get(bare.len()..)?.to_lowercase();
    let number = if BREATHED.contains(&how.as_str()) {
        bare.trim()
    } else {
        number
    };
    is_breaths.then_some(number)
}

/// How people are told to breathe, which changes nothing of how long that takes.
pub(super) const BREATHED: [&str; 6] = ["slow", "deep", "full", "long", "calm", "easy"];

/// The places of the two ends of a range, which a dash or the word `to` divides.
pub(super) fn ends(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let in_words = || {
        let lower = text.to_ascii_lowercase();
        let at = lower.find(" to ")?;
        Some((text.get(..at)?, text.get(at + " to ".len()..)?))
    };
    let (low, high) = text.split_once(['-', '–', '—']).or_else(in_words)?;
    let is_range = !low.trim().is_empty() && !high.trim().is_empty();
    is_range.then(|| (0..low.len(), text.len() - high.len()..text.len()))
}

fn range<T: PartialOrd + Copy + WrittenEnd>(
    name: &str,
    least: T,
    most: T,
    place: &Range<usize>,
) -> Result<Amount<T>, Diagnostic> {
    if least.has_no_end() || most.has_no_end() {
        let value = as_toml(MAX);
        return Err(E05
            .at(place, format!("`{name}` is a range with `max` in it"))
            .label("as long as you can has no ends")
            .help(format!(
                "write `{name} = {value}`, or a range of two lengths"
            )));
    }
    if least < most && least.like(most) {
        let most = Some(most);
        return Ok(Amount { least, most });
    }
    let problem = E05.at(place, format!("`{name}` is a range that does not go up"));
    Err(if !least.like(most) {
        E05.at(place, format!("`{name}` is a range of time and breaths"))
            .label("the ends differ in kind")
            .help("write both ends as a time, or both in breaths")
    } else if least == most {
        let value = least.written();
        problem
            .label("both ends are the same")
            .help(format!("write `{name} = {value}`, or a higher end"))
            .fix(Fix::likely(place, value))
    } else {
        let text = as_toml(&most.up_to(least));
        problem
            .label("the high end is lower")
            .help(format!("write `{name} = {text}`"))
            .fix(Fix::likely(place, text))
    })
}

/// An end of a range.
trait WrittenEnd {
    /// As a value of a file.
    fn written(self) -> String;

    /// The range from here to `most`, without quotes.
    fn up_to(self, most: Self) -> String;

    /// Whether `other` is measured in the same way.
    fn like(self, other: Self) -> bool;

    /// Whether it is as long as one can, which is no end.
    fn has_no_end(self) -> bool;
}

impl WrittenEnd for u32 {
    fn written(self) -> String {
        self.to_string()
    }

    fn up_to(self, most: Self) -> String {
        format!("{self}-{most}")
    }

    fn like(self, _: Self) -> bool {
        true
    }

    fn has_no_end(self) -> bool {
        false
    }
}

impl WrittenLength {
    fn text(self) -> String {
        match self {
            Self::Time(length) => span::written(length),
            Self::Breaths(breaths) => text::quantity(breaths as usize, "breath"),
            Self::Max => MAX.to_owned(),
        }
    }
}

impl WrittenEnd for WrittenLength {
    fn written(self) -> String {
        as_toml(&self.text())
    }

    fn up_to(self, most: Self) -> String {
        match self {
            Self::Time(least) => format!("{}-{}", span::written(least), most.text()),
            Self::Breaths(least) => format!("{least}-{}", most.text()),
            Self::Max => format!("{MAX}-{}", most.text()),
        }
    }

    fn like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    fn has_no_end(self) -> bool {
        self == Self::Max
    }
}
