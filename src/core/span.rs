//! Lengths of time as people write and read them. Every length in a file, an argument or on the screen is parsed or
//! formatted here.

use std::ops::Range;
use std::time::Duration;

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

/// The longest time that can be written: ten thousand hours. What a plan may last is checked elsewhere.
pub const LONGEST: Duration = Duration::from_secs(LONGEST_SECONDS);
const LONGEST_SECONDS: u64 = 36_000_000;

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

/// Reads `15s`, `1m30s`, `1m 30s`, `1:30`, `1h`: whole seconds, zero allowed.
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
    if let Some(seconds) = with_marks(trimmed) {
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
            ("s" | "m" | "h", Some(each)) => each,
            ("", _) => return Err(wrong(number_place, LengthFault::NoUnit)),
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

/// How many seconds a unit is, in the spellings people try; only `s`, `m` and `h` are right.
fn seconds_in(unit: &str) -> Option<u64> {
    match unit.to_lowercase().as_str() {
        "s" | "sec" | "secs" | "sek" | "seg" | "second" | "seconds" | "sekunde" | "sekunden"
        | "seconde" | "secondes" | "segundo" | "segundos" | "secondi" | "secondo" | "сек" | "с"
        | "秒" => Some(1),
        "m" | "mn" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos"
        | "minuti" | "мин" | "分" => Some(60),
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => Some(3600),
        _ => None,
    }
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

/// As it is written in a routine: `1m30s`, `15s`, `1h`.
pub fn written(length: Duration) -> String {
    let (hours, minutes, seconds) = parts(length);
    let mut out = String::new();
    for (number, unit) in [(hours, 'h'), (minutes, 'm'), (seconds, 's')] {
        if number > 0 || (unit == 's' && out.is_empty()) {
            out.push_str(&number.to_string());
            out.push(unit);
        }
    }
    out
}

/// A length as a clock; with a `+` where something in it has a length that nobody knows, such as what is held as long as
/// one can: `2:08+`.
pub fn at_least(length: Duration, is_more: bool) -> String {
    let more = if is_more { "+" } else { "" };
    format!("{}{more}", clock(length))
}

/// As a clock: `M:SS` up to `99:59`, then `H:MM:SS`. Fractions of a second are dropped.
pub fn clock(length: Duration) -> String {
    let seconds = length.as_secs();
    if seconds < 100 * 60 {
        return format!("{}:{:02}", seconds / 60, seconds % 60);
    }
    let (hours, minutes, seconds) = parts(length);
    format!("{hours}:{minutes:02}:{seconds:02}")
}

/// Short, for a label: `15 s`, `2 min`, `1:30`.
pub fn short(length: Duration) -> String {
    match length.as_secs() {
        seconds if seconds < 60 => format!("{seconds} s"),
        seconds if seconds % 60 == 0 && seconds < 6000 => format!("{} min", seconds / 60),
        _ => clock(length),
    }
}

/// A number, or a range with its high end: `6–8`.
pub fn range(least: u32, most: Option<u32>) -> String {
    most.map_or_else(|| least.to_string(), |most| format!("{least}–{most}"))
}

/// A length, or a range with its high end, as a label: `15 s`, `20–30 s`, `45 s – 1 min`.
pub fn short_range(least: Duration, most: Option<Duration>) -> String {
    let Some(most) = most else {
        return short(least);
    };
    let (low, high) = (short(least), short(most));
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((low, unit)), Some((_, same))) if unit == same => format!("{low}–{high}"),
        _ => format!("{low} – {high}"),
    }
}

/// A length beside the range that it is in: the number alone where [`short_range`] has one unit for both ends.
pub fn short_within(length: Duration, least: Duration, most: Duration) -> String {
    let [low, high, length] = [least, most, length].map(short);
    let unit = |text: &str| text.split_once(' ').map(|(_, unit)| unit.to_owned());
    match length.split_once(' ') {
        Some((number, _)) if unit(&low) == unit(&high) && unit(&low) == unit(&length) => {
            number.to_owned()
        }
        _ => length,
    }
}

/// As it is said: `15 seconds`, `1 minute`, `1 minute 30 seconds`.
pub fn spoken(length: Duration) -> String {
    let (hours, minutes, seconds) = parts(length);
    let named = [(hours, "hour"), (minutes, "minute"), (seconds, "second")];
    let words: Vec<String> = named
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}{}", if number == 1 { "" } else { "s" }))
        .collect();
    if words.is_empty() {
        "0 seconds".to_owned()
    } else {
        words.join(" ")
    }
}

/// `length` in whole milliseconds; stops at the largest number.
pub fn milliseconds(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

/// `length` rounded up to whole seconds, as remaining time is shown.
pub const fn rounded_up(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs() + (length.subsec_nanos() > 0) as u64)
}

const fn parts(length: Duration) -> (u64, u64, u64) {
    let seconds = length.as_secs();
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_short_as_it_can_be() {
        let labels =
            [0, 59, 60, 61, 90, 120, 5940, 6000].map(|seconds| short(Duration::from_secs(seconds)));
        let expected = [
            "0 s", "59 s", "1 min", "1:01", "1:30", "2 min", "99 min", "1:40:00",
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn the_ends_of_a_range_share_their_unit() {
        let labels = [(20, 30), (60, 120), (45, 60), (50, 90)].map(|(least, most)| {
            let [least, most] = [least, most].map(Duration::from_secs);
            short_range(least, Some(most))
        });
        assert_eq!(
            labels,
            ["20–30 s", "1–2 min", "45 s – 1 min", "50 s – 1:30"]
        );
        assert_eq!(range(6, Some(8)), "6–8");
    }

    #[test]
    fn reads_the_spellings_of_the_format() {
        let cases = [
            ("15s", 15),
            ("1m30s", 90),
            ("1m 30s", 90),
            ("1:30", 90),
            ("0:15", 15),
            ("1h", 3600),
            ("0s", 0),
            (" 1 m 30 s ", 90),
            ("2:59", 179),
            ("1h2m3s", 3723),
            ("10000h", 36_000_000),
        ];
        for (text, seconds) in cases {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn says_which_part_is_wrong_and_how_that_value_is_written() {
        let cases = [
            ("1m30", LengthFault::NoUnit, 2..4, Some("1m30s")),
            ("1h30", LengthFault::NoUnit, 2..4, Some("1h30m")),
            ("15", LengthFault::NoUnit, 0..2, Some("15s")),
            ("15 sek", LengthFault::UnknownUnit, 3..6, Some("15s")),
            ("2 min", LengthFault::UnknownUnit, 2..5, Some("2m")),
            ("15 parsec", LengthFault::UnknownUnit, 3..9, None),
            ("1:75", LengthFault::SecondsOver59, 2..4, Some("2m15s")),
            ("1.5", LengthFault::Fraction, 0..3, Some("1m30s")),
            ("1.30", LengthFault::Fraction, 0..4, Some("1m30s")),
            ("1'30", LengthFault::UnknownUnit, 0..4, Some("1m30s")),
            ("1'30''", LengthFault::UnknownUnit, 0..6, Some("1m30s")),
            ("90″", LengthFault::UnknownUnit, 0..5, Some("1m30s")),
            ("1.5h", LengthFault::Fraction, 0..3, Some("1h30m")),
            ("1,5m", LengthFault::Fraction, 0..3, Some("1m30s")),
            ("30s1m", LengthFault::Order, 4..5, Some("1m30s")),
            ("1min 30s", LengthFault::UnknownUnit, 1..4, Some("1m30s")),
            ("1.5m 10s", LengthFault::Fraction, 0..3, Some("1m40s")),
            ("1h 1.5m", LengthFault::Fraction, 3..6, Some("1h1m30s")),
            ("15 3m", LengthFault::NoUnit, 0..2, None),
            ("1hr30x", LengthFault::UnknownUnit, 1..3, None),
            ("599999:75", LengthFault::SecondsOver59, 7..9, None),
            ("1m2m", LengthFault::Order, 3..4, Some("3m")),
            ("  1m30", LengthFault::NoUnit, 4..6, Some("1m30s")),
            (" 15 sek", LengthFault::UnknownUnit, 4..7, Some("15s")),
            ("5m ?", LengthFault::NotANumber, 3..4, None),
            ("1:60", LengthFault::SecondsOver59, 2..4, Some("2m")),
            ("1.5:30", LengthFault::Fraction, 0..3, None),
            (" 1:x", LengthFault::NotANumber, 3..4, None),
            ("0.4s", LengthFault::Fraction, 0..3, None),
            ("0.6s", LengthFault::Fraction, 0..3, Some("1s")),
            ("10000h1s", LengthFault::TooLong, 0..8, None),
            ("1:02:03", LengthFault::Hours, 0..7, Some("1h2m3s")),
            ("00:15:00", LengthFault::Hours, 0..8, Some("15m")),
            ("-5s", LengthFault::Negative, 0..3, None),
            ("soon", LengthFault::NotANumber, 0..4, None),
            ("1:", LengthFault::NotANumber, 0..2, None),
            ("99999999999h", LengthFault::TooLong, 0..12, None),
            ("", LengthFault::Empty, 0..0, None),
        ];
        for (text, reason, place, instead) in cases {
            let wrong = parse(text).expect_err(text);
            assert_eq!(
                (wrong.reason, wrong.place, wrong.instead.as_deref()),
                (reason, place, instead),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for seconds in [0, 1, 59, 60, 61, 3599, 3600, 3661, 86_400] {
            let length = Duration::from_secs(seconds);
            assert_eq!(parse(&written(length)), Ok(length));
        }
    }

    #[test]
    fn clocks_change_their_form_at_a_hundred_minutes() {
        assert_eq!(clock(Duration::from_secs(128)), "2:08");
        assert_eq!(clock(Duration::from_secs(5999)), "99:59");
        assert_eq!(clock(Duration::from_secs(6000)), "1:40:00");
    }

    #[test]
    fn a_length_is_said_in_words_without_zeros() {
        let said = [0, 1, 60, 61, 90, 3600, 7322].map(|it| spoken(Duration::from_secs(it)));
        let expected = [
            "0 seconds",
            "1 second",
            "1 minute",
            "1 minute 1 second",
            "1 minute 30 seconds",
            "1 hour",
            "2 hours 2 minutes 2 seconds",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_is_left_is_rounded_up() {
        assert_eq!(
            rounded_up(Duration::from_millis(14_001)),
            Duration::from_secs(15)
        );
        assert_eq!(rounded_up(Duration::from_secs(14)), Duration::from_secs(14));
    }
}
