//! Lengths of time as people write them, and what was meant by those that are none.

use std::ops::Range;
use std::time::Duration;

use super::{LONGEST_SECONDS, written};

/// A text that is no length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelt {
    /// The fault of the part at [`Misspelt::place`].
    pub reason: LengthFault,
    /// The wrong part, in bytes of the text.
    pub place: Range<usize>,
    /// How the value that was probably meant is written, if that is known.
    pub instead: Option<String>,
}

/// The fault of a text that is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthFault {
    /// There is nothing.
    Empty,
    /// A number stands without `s`, `m` or `h`.
    NoUnit,
    /// Something that should be a number is not one.
    NotANumber,
    /// It begins with a minus sign.
    Negative,
    /// A number has a fraction; lengths are whole seconds.
    Fraction,
    /// A unit other than `s`, `m` and `h`.
    UnknownUnit,
    /// A unit that is not smaller than the one before.
    Order,
    /// More than 59 seconds after a colon.
    SecondsOver59,
    /// Two colons.
    Hours,
    /// A number too large to be a length of time.
    TooLong,
}

impl Misspelt {
    const fn at(place: Range<usize>, reason: LengthFault) -> Self {
        let instead = None;
        Self {
            reason,
            place,
            instead,
        }
    }

    /// The same with the seconds that were probably meant.
    fn meant(self, seconds: Option<u64>) -> Self {
        let possible = seconds.filter(|seconds| *seconds <= LONGEST_SECONDS);
        let instead = possible.map(|seconds| written(Duration::from_secs(seconds)));
        Self { instead, ..self }
    }
}

/// Reads `15s`, `1m30s`, `1m 30s`, `1:30`, `1h`, also with other words for the units, as in `30 sec.` or `1 minute 30
/// seconds`: whole seconds, zero allowed.
///
/// # Errors
/// Everything else, with the wrong part and, where it is known, the right spelling of that very value.
pub fn parse(text: &str) -> Result<Duration, Misspelt> {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let all = start..start + trimmed.len();
    if trimmed.is_empty() {
        return Err(Misspelt::at(0..text.len(), LengthFault::Empty));
    }
    if trimmed.starts_with(['-', '−']) {
        return Err(Misspelt::at(all, LengthFault::Negative));
    }
    // Units may be abbreviated.
    let abbreviated = trimmed.strip_suffix('.').unwrap_or(trimmed);
    if abbreviated.ends_with(char::is_alphabetic)
        && let Ok(seconds) = with_units(&parts_of(abbreviated, start))
    {
        return if seconds > LONGEST_SECONDS {
            Err(Misspelt::at(all, LengthFault::TooLong))
        } else {
            Ok(Duration::from_secs(seconds))
        };
    }
    if let Some(seconds) = with_marks(trimmed).or_else(|| of_machines(trimmed)) {
        return Err(Misspelt::at(all, LengthFault::UnknownUnit).meant(Some(seconds)));
    }
    if let Some((seconds, is_exact)) = in_words(trimmed) {
        let fault = if is_exact {
            LengthFault::UnknownUnit
        } else {
            LengthFault::NotANumber
        };
        return Err(Misspelt::at(all, fault).meant(Some(seconds)));
    }
    let unit = trimmed.trim_start_matches(|it: char| it.is_ascii_digit() || it == ':');
    if let Some(clock) = trimmed.strip_suffix(unit).filter(|_| !unit.is_empty())
        && clock.matches(':').count() == 1
        && seconds_in(unit.trim()) == Some(60)
        && let Ok(length) = parse(clock)
    {
        let place = all.end - unit.len()..all.end;
        let fault = Misspelt::at(place, LengthFault::UnknownUnit);
        return Err(fault.meant(Some(length.as_secs())));
    }
    let seconds = if trimmed.contains(':') {
        with_colon(trimmed, all.clone())?
    } else {
        with_units(&parts_of(trimmed, start))?
    };
    if seconds > LONGEST_SECONDS {
        return Err(Misspelt::at(all, LengthFault::TooLong));
    }
    Ok(Duration::from_secs(seconds))
}

/// The seconds of a length as programs write it: `PT1M30S`, `20000ms`.
fn of_machines(trimmed: &str) -> Option<u64> {
    let lower = trimmed.to_lowercase();
    if let Some(iso) = lower.strip_prefix("pt") {
        return parse(iso).ok().map(|length| length.as_secs());
    }
    let milliseconds: u64 = lower.strip_suffix("ms")?.trim().parse().ok()?;
    (milliseconds > 0 && milliseconds.is_multiple_of(1000)).then_some(milliseconds / 1000)
}

/// The seconds of a length with the marks for minutes and seconds, such as `1'30"`.
fn with_marks(trimmed: &str) -> Option<u64> {
    let is_minutes = |letter: char| matches!(letter, '\'' | '’' | '′' | '´');
    let is_seconds = |letter: char| matches!(letter, '"' | '”' | '″');
    let twice = trimmed.replace("''", "″");
    let text = twice.trim_end_matches(is_seconds);
    let number = |digits: &str| match digits.trim() {
        "" => Some(0),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    let (minutes, seconds): (Option<u64>, Option<u64>) = match text.split_once(is_minutes) {
        Some((minutes, seconds)) if !minutes.is_empty() => (number(minutes), number(seconds)),
        None if text.len() < twice.len() && !text.is_empty() => (Some(0), number(text)),
        _ => return None,
    };
    minutes?
        .checked_mul(60)?
        .checked_add(seconds.filter(|seconds| *seconds < 3600)?)
}

/// Numbers as people write them out.
const NUMBERS: [(&str, &str); 16] = [
    ("a", "1"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("eight", "8"),
    ("ten", "10"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("ninety", "90"),
];

/// Words and signs that say that a length is not meant exactly.
const VAGUE: [&str; 20] = [
    "about",
    "around",
    "approx",
    "approx.",
    "approximately",
    "ca",
    "ca.",
    "circa",
    "at",
    "least",
    "up",
    "max",
    "max.",
    "min.",
    "maximum",
    "minimum",
    "no",
    "more",
    "than",
    "~",
];

/// Fractions as one sign or with a stroke.
const FRACTIONS: [(&str, &str); 7] = [
    (" 1/2", ".5"),
    ("1/2", "0.5"),
    (" ½", ".5"),
    ("½", ".5"),
    ("¼", ".25"),
    ("¾", ".75"),
    ("1/4", "0.25"),
];

/// The seconds of a length in other words, and whether they say it exactly: `half a minute`, `thirty seconds`, `30s.`,
/// `1 minute and 30 seconds`, or `about 30 s` and `at least 30s`.
fn in_words(trimmed: &str) -> Option<(u64, bool)> {
    let lower = trimmed.to_lowercase();
    if matches!(
        lower.as_str(),
        "half a minute" | "half minute" | "a half minute"
    ) {
        return Some((30, true));
    }
    let begin = lower.trim_start_matches(['~', '≈', '>', '<', '≥', '≤', '=', ' ']);
    let begin = begin.strip_prefix("up to ").unwrap_or(begin);
    let plain = begin.trim_end_matches(['.', ' ']);
    let open = plain.replacen("+ ", " ", 1);
    let open = open.strip_suffix('+').unwrap_or(&open);
    let written = FRACTIONS
        .iter()
        .fold(open.replace(", ", " "), |text, (sign, number)| {
            text.replace(sign, number)
        });
    let mut is_exact = begin.len() == lower.len() && open.len() == plain.len();
    let mut words: Vec<&str> = written.split_whitespace().collect();
    let all = words.len();
    words.retain(|word| !VAGUE.contains(word));
    is_exact &= words.len() == all;
    words.retain(|word| !matches!(*word, "and" | "&"));
    let words = words.into_iter().map(|word| {
        NUMBERS
            .iter()
            .find(|(name, _)| *name == word)
            .map_or(word, |(_, digits)| digits)
    });
    let digits = words.collect::<Vec<_>>().join(" ");
    // Digits of other scripts, as East Asian keyboards write them.
    let digits: String = digits
        .chars()
        .map(|letter| match letter {
            '０'..='９' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            _ => letter,
        })
        .collect();
    if digits != lower
        && let Some(seconds) = in_digits(&digits)
    {
        return Some((seconds, is_exact));
    }
    // Letters that look like digits.
    let digits = lower.replace('o', "0").replace('l', "1");
    let is_other = digits != lower && digits.starts_with(|it: char| it.is_ascii_digit());
    let seconds = is_other.then(|| parse(&digits).ok())??;
    Some((seconds.as_secs(), false))
}

/// The seconds of a length with its units in any spelling, perhaps with a unit behind `1:30`.
fn in_digits(text: &str) -> Option<u64> {
    let parts = parts_of(text, 0);
    let units = parts.iter().map(|part| seconds_in(part.unit.0));
    let units: Vec<u64> = units.flatten().collect();
    // Two lengths are not one.
    let is_one = units.is_sorted_by(|one, next| one > next);
    let begins = text.starts_with(|it: char| it.is_ascii_digit() || it == '.');
    (begins && is_one).then(|| meant(&parts))?
}

/// `minutes:seconds`, which stands at `all` of the text.
fn with_colon(trimmed: &str, all: Range<usize>) -> Result<u64, Misspelt> {
    let mut fields = Vec::new();
    let mut at = all.start;
    for field in trimmed.split(':') {
        let place = at..at + field.len();
        at = place.end + 1;
        if field.is_empty() {
            return Err(Misspelt::at(all, LengthFault::NotANumber));
        }
        if !field.bytes().all(|byte| byte.is_ascii_digit()) {
            let is_fraction = field.contains('.');
            return Err(Misspelt::at(
                place,
                if is_fraction {
                    LengthFault::Fraction
                } else {
                    LengthFault::NotANumber
                },
            ));
        }
        let Ok(number) = field.parse::<u64>() else {
            return Err(Misspelt::at(place, LengthFault::TooLong));
        };
        fields.push((number.min(LONGEST_SECONDS + 1), place));
    }
    match fields.as_slice() {
        [(minutes, _), (seconds, place)] => {
            let total = minutes * 60 + seconds;
            if *seconds > 59 {
                let wrong = Misspelt::at(place.clone(), LengthFault::SecondsOver59);
                return Err(wrong.meant(Some(total)));
            }
            Ok(total)
        }
        [(hours, _), (minutes, _), (seconds, _)] => {
            let total = hours * 3600 + minutes * 60 + seconds;
            Err(Misspelt::at(all, LengthFault::Hours).meant(Some(total)))
        }
        _ => Err(Misspelt::at(all, LengthFault::NotANumber)),
    }
}

/// A number and its unit, of which either may be missing, and their places.
struct LengthPart<'a> {
    number: (&'a str, Range<usize>),
    unit: (&'a str, Range<usize>),
}

/// The numbers and units of `trimmed`, which stands at `start` of the text; the last part may have neither.
fn parts_of(trimmed: &str, start: usize) -> Vec<LengthPart<'_>> {
    let end = start + trimmed.len();
    let mut parts = Vec::new();
    let mut rest = trimmed;
    while !rest.is_empty() {
        let at = end - rest.len();
        let (number, tail) = split(rest, |c| c.is_ascii_digit() || c == '.' || c == ',');
        let tail = tail.trim_start();
        let unit_at = end - tail.len();
        let (unit, tail) = split(tail, char::is_alphabetic);
        let is_neither = number.is_empty() && unit.is_empty();
        let unit_end = if is_neither {
            end
        } else {
            unit_at + unit.len()
        };
        parts.push(LengthPart {
            number: (number, at..at + number.len()),
            unit: (unit, unit_at..unit_end),
        });
        rest = if is_neither { "" } else { tail.trim_start() };
    }
    parts
}

/// A number and a unit, once or more, from large to small.
fn with_units(parts: &[LengthPart]) -> Result<u64, Misspelt> {
    let mut total = 0_u64;
    let mut smallest = u64::MAX;
    for part in parts {
        let ((number, number_place), (unit, unit_place)) = (&part.number, &part.unit);
        let wrong =
            |place: &Range<usize>, reason| Misspelt::at(place.clone(), reason).meant(meant(parts));
        let too_long = || Misspelt::at(number_place.clone(), LengthFault::TooLong);
        if number.is_empty() {
            let place = number_place.start..unit_place.end;
            return Err(Misspelt::at(place, LengthFault::NotANumber));
        }
        if number.contains(['.', ',']) {
            return Err(wrong(number_place, LengthFault::Fraction));
        }
        let number = number.parse::<u64>().map_err(|_| too_long())?;
        let each = match (*unit, seconds_in(unit)) {
            (_, Some(each)) => each,
            ("", None) => return Err(wrong(number_place, LengthFault::NoUnit)),
            _ => return Err(wrong(unit_place, LengthFault::UnknownUnit)),
        };
        if each >= smallest {
            return Err(wrong(unit_place, LengthFault::Order));
        }
        let value = number.checked_mul(each);
        let sum = value.and_then(|value| value.checked_add(total));
        total = sum.ok_or_else(too_long)?;
        smallest = each;
    }
    Ok(total)
}

/// The words for seconds.
pub(crate) const SECONDS: [&str; 18] = [
    "s", "sec", "secs", "sek", "seg", "second", "seconds", "sekunde", "sekunden", "seconde",
    "secondes", "segundo", "segundos", "secondi", "secondo", "сек", "с", "秒",
];
/// The words for minutes.
pub(crate) const MINUTES: [&str; 12] = [
    "m", "mn", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "мин",
    "分",
];
/// The words for hours.
pub(crate) const HOURS: [&str; 6] = ["h", "hr", "hrs", "hour", "hours", "std"];

/// How many seconds a unit is, in the words that people use.
fn seconds_in(unit: &str) -> Option<u64> {
    let unit = unit.to_lowercase();
    let units = [(&SECONDS[..], 1), (&MINUTES[..], 60), (&HOURS[..], 3600)];
    let mut units = units.into_iter();
    let (_, each) = units.find(|(words, _)| words.contains(&unit.as_str()))?;
    Some(each)
}

/// How many seconds were probably meant: all numbers with their units, in any order and spelling. `None` where a part
/// of it is not known: half of a time is another time.
fn meant(parts: &[LengthPart]) -> Option<u64> {
    let (mut total, mut before) = (0_u64, None);
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let (number, unit) = (part.number.0, part.unit.0);
        let is_whole = !number.contains(['.', ',']);
        let each = match (unit, before) {
            // A number behind hours was meant to be minutes, and `1.5` alone is a minute and a half.
            ("", Some(3600)) if is_last => 60,
            // `1.30` is a minute and a half to those who write times with a point.
            ("", None) if is_last && let Some(clock) = with_point(number) => return Some(clock),
            ("", None) if is_last && !is_whole => 60,
            ("", _) if is_last => 1,
            _ => seconds_in(unit)?,
        };
        let seconds = if is_whole {
            number.parse::<u64>().ok()?.checked_mul(each)?
        } else {
            fraction(number, each)?
        };
        total = total.checked_add(seconds)?;
        before = Some(each);
    }
    Some(total)
}

/// The seconds of `1.30`, with two digits behind the point as behind a colon.
fn with_point(number: &str) -> Option<u64> {
    let (minutes, seconds) = number.split_once(['.', ','])?;
    let seconds = Some(seconds)
        .filter(|digits| digits.len() == 2)?
        .parse::<u64>()
        .ok()?;
    let minutes = minutes.parse::<u64>().ok()?.checked_mul(60)?;
    (seconds < 60)
        .then(|| minutes.checked_add(seconds))
        .flatten()
}

/// `text` in two: as far as its characters are `such`, and the rest.
fn split(text: &str, such: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c: char| !such(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// A fraction of a unit in seconds, rounded to whole ones; `None` when nothing is left.
fn fraction(number: &str, each: u64) -> Option<u64> {
    let seconds = number.replace(',', ".").parse::<f64>().ok()? * each as f64;
    let whole = seconds.round();
    ((1.0..=LONGEST_SECONDS as f64).contains(&whole)).then_some(whole as u64)
}
