//! Lengths of time as people write and read them. Every length in a file, an argument or on the screen is parsed or
//! formatted here.

mod reading;

use std::time::Duration;

pub(crate) use reading::{HOURS, MINUTES, SECONDS};
pub use reading::{LengthFault, Misspelt, parse};

/// The longest time that can be written: ten thousand hours. What a plan may last is checked elsewhere.
pub const LONGEST: Duration = Duration::from_secs(LONGEST_SECONDS);
const LONGEST_SECONDS: u64 = 36_000_000;

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
            ("30 sec", 30),
            (" 15 sek.", 15),
            ("30  Seconds", 30),
            ("2 MIN", 120),
            ("1min 30s", 90),
            ("1 minute 30 seconds", 90),
            ("1 hr 5 mins.", 3900),
            ("15\u{202f}s", 15),
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
            ("1.5m 10s", LengthFault::Fraction, 0..3, Some("1m40s")),
            ("1h 1.5m", LengthFault::Fraction, 3..6, Some("1h1m30s")),
            ("15 3m", LengthFault::NoUnit, 0..2, None),
            ("1hr30x", LengthFault::UnknownUnit, 5..6, None),
            ("599999:75", LengthFault::SecondsOver59, 7..9, None),
            ("1m2m", LengthFault::Order, 3..4, Some("3m")),
            ("  1m30", LengthFault::NoUnit, 4..6, Some("1m30s")),
            ("2:00 min", LengthFault::UnknownUnit, 4..8, Some("2m")),
            (
                "half a minute",
                LengthFault::UnknownUnit,
                0..13,
                Some("30s"),
            ),
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
