//! Days and dated moments as plain numbers, for what is remembered between sessions. This module knows neither today's
//! date nor the time zone; the caller, which has a clock, passes both.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::Duration;

use super::moment::Moment;
use super::span::milliseconds;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A day of the calendar, as the number of days since 1 January 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The names of the months, shortened to three letters.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The names of the days of a week, shortened to three letters, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Day {
    /// The day of the week, 0 for Monday to 6 for Sunday. (1 January 1970 was a Thursday.)
    pub const fn weekday(self) -> u8 {
        (self.0 as i64 + 3).rem_euclid(7) as u8
    }

    /// The Monday of its week.
    #[must_use]
    pub const fn monday(self) -> Self {
        Self(self.0.saturating_sub(self.weekday() as i32))
    }

    /// Year, month from 1 to 12 and day of the month, in the Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`; a test compares it
    /// with a date library over two centuries.
    pub const fn civil(self) -> (i32, u8, u8) {
        let shifted = self.0 as i64 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let later = if month <= 2 { 1 } else { 0 };
        ((year + era * 400 + later) as i32, month as u8, day as u8)
    }

    /// The short name of its month.
    pub fn month_name(self) -> &'static str {
        let (_, month, _) = self.civil();
        MONTHS.get(usize::from(month) - 1).copied().unwrap_or("")
    }

    /// The short name of its day of the week.
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS
            .get(usize::from(self.weekday()))
            .copied()
            .unwrap_or("")
    }

    /// How it is spoken of on the day `today`: `today`, `yesterday`, `Tuesday` is too long, so `Tue 3 Mar`.
    pub fn relative_to(self, today: Self) -> String {
        match today - self {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            _ => {
                let (year, _, day) = self.civil();
                let year = if year == today.civil().0 {
                    String::new()
                } else {
                    format!(" {year}")
                };
                format!("{} {day} {}{year}", self.weekday_name(), self.month_name())
            }
        }
    }
}

/// The day and the time of day that `text` means on the day `today`: `yesterday 18:20`, `2026-03-01 18:20`, `Tue 3 Mar
/// 18:20`, or `18:20` alone. `None` where it means none of the last hundred years.
pub fn past_time(text: &str, today: Day) -> Option<(Day, Duration)> {
    const CENTURY: i32 = 36_525;
    let (day, time) = text
        .trim()
        .rsplit_once(' ')
        .unwrap_or(("today", text.trim()));
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u64, u64) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_meant = |past: &Day| {
        past.relative_to(today).eq_ignore_ascii_case(day.trim()) || past.to_string() == day.trim()
    };
    let day = (0..CENTURY).map(|ago| today - ago).find(is_meant)?;
    (hour < 24 && minute < 60).then(|| (day, Duration::from_secs((hour * 60 + minute) * 60)))
}

impl Add<i32> for Day {
    type Output = Self;

    fn add(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Day {
    type Output = Self;

    fn sub(self, days: i32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl Sub for Day {
    type Output = i32;

    /// How many days lie between.
    fn sub(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    /// As in a log: `2026-03-01`.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

/// A point in time together with what a clock on the wall showed then and there.
///
/// It keeps the offset that held when it was written, so that a session stays on the day on which it was done,
/// whatever the clock or the traveller does later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1 January 1970, 00:00 UTC.
    pub unix_ms: i64,
    /// How far local time was ahead of UTC, in seconds.
    pub offset: i32,
}

impl Stamp {
    /// The local day.
    pub fn day(self) -> Day {
        Day(self.local_ms().div_euclid(DAY_MS) as i32)
    }

    /// The local time of day.
    pub fn time_of_day(self) -> Duration {
        Duration::from_millis(self.local_ms().rem_euclid(DAY_MS).unsigned_abs())
    }

    /// How long after `earlier` it is; zero when it is not after it.
    pub fn since(self, earlier: Self) -> Duration {
        let ms = self.unix_ms.saturating_sub(earlier.unix_ms);
        Duration::from_millis(u64::try_from(ms).unwrap_or_default())
    }

    /// The local `time` on `day`, with the same offset.
    #[must_use]
    pub fn at(self, day: Day, time: Duration) -> Self {
        let local = i64::from(day.0).saturating_mul(DAY_MS) + milliseconds(time);
        Self {
            unix_ms: local.saturating_sub(i64::from(self.offset) * 1000),
            ..self
        }
    }

    /// The time `later`, with the same offset.
    #[must_use]
    pub fn after(self, later: Duration) -> Self {
        Self {
            unix_ms: self.unix_ms.saturating_add(milliseconds(later)),
            ..self
        }
    }

    /// The time `earlier`, with the same offset.
    #[must_use]
    pub fn before(self, earlier: Duration) -> Self {
        Self {
            unix_ms: self.unix_ms.saturating_sub(milliseconds(earlier)),
            ..self
        }
    }

    /// How it is spoken of on the day `today`: `yesterday 18:20`.
    pub fn relative_to(self, today: Day) -> String {
        let minutes = self.time_of_day().as_secs() / 60;
        let (hour, minute) = (minutes / 60, minutes % 60);
        format!("{} {hour:02}:{minute:02}", self.day().relative_to(today))
    }

    const fn local_ms(self) -> i64 {
        self.unix_ms.saturating_add(self.offset as i64 * 1000)
    }
}

/// The clock on the wall, read once: what it showed at a moment, and how fast moments pass beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WallClock {
    /// When it was read.
    pub at: Moment,
    /// The time that it showed then.
    pub stamp: Stamp,
    /// How many times as fast as the clock on the wall moments pass; other than 1 in a rehearsal.
    pub speed: f64,
}

impl WallClock {
    /// The time that it shows at `moment`, from the time that passes in between.
    pub fn stamp(&self, moment: Moment) -> Stamp {
        let passes = |time: Duration| {
            let slower = || Duration::try_from_secs_f64(time.as_secs_f64() / self.speed).ok();
            let slower = is_rehearsal(self.speed).then(slower).flatten();
            slower.unwrap_or(time)
        };
        if moment < self.at {
            self.stamp.before(passes(self.at.since(moment)))
        } else {
            self.stamp.after(passes(moment.since(self.at)))
        }
    }
}

/// Whether a session whose clock runs this many times as fast as the one on the wall is only tried out.
pub fn is_rehearsal(speed: f64) -> bool {
    (speed - 1.0).abs() > 1e-9
}

/// What a session at this speed has to say of itself; `None` at the normal one.
pub fn rehearsal_note(speed: f64) -> Option<String> {
    is_rehearsal(speed)
        .then(|| format!("Rehearsal at {speed}× speed: it does not count as a session."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_centuries_of_days_agree_with_a_date_library() {
        let mut date = jiff::civil::date(1900, 1, 1);
        let first = -25_567;
        for number in first..first + 73_500 {
            let day = Day(number);
            let weekday = date.weekday().to_monday_zero_offset();
            let expected = (i32::from(date.year()), date.month() as u8, date.day() as u8);
            assert_eq!(day.civil(), expected);
            assert_eq!(day.weekday(), weekday as u8, "{date}");
            assert_eq!(day.to_string(), date.to_string());
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn times_are_counted_on_and_back() {
        let stamp = |unix_ms| Stamp {
            unix_ms,
            offset: 3600,
        };
        let minute = Duration::from_secs(60);
        assert_eq!(stamp(5000).after(minute), stamp(65_000));
        assert_eq!(stamp(65_000).before(minute), stamp(5000));
        assert_eq!(stamp(65_000).since(stamp(5000)), minute);
        assert_eq!(stamp(5000).since(stamp(65_000)), Duration::ZERO);
    }

    #[test]
    fn a_session_is_on_the_day_its_own_wall_clock_showed() {
        let late = Stamp {
            unix_ms: 22 * 3_600_000 + 30 * 60_000,
            offset: 2 * 3600,
        };
        assert_eq!(late.day(), Day(1));
        assert_eq!(late.time_of_day(), Duration::from_secs(30 * 60));
        let west = Stamp {
            unix_ms: 3_600_000,
            offset: -5 * 3600,
        };
        assert_eq!(west.day(), Day(-1));
    }

    #[test]
    fn days_are_named_as_people_say_them() {
        let today = Day(20_513);
        assert_eq!(today.to_string(), "2026-03-01");
        assert_eq!(today.relative_to(today), "today");
        assert_eq!((today - 1).relative_to(today), "yesterday");
        assert_eq!((today - 5).relative_to(today), "Tue 24 Feb");
        assert_eq!((today - 90).relative_to(today), "Mon 1 Dec 2025");
    }

    #[test]
    fn a_past_time_is_understood_as_it_is_shown() {
        let today = Day(20_513);
        let time = Duration::from_secs((18 * 60 + 5) * 60);
        for (text, day) in [
            ("18:05", today),
            ("today 18:05", today),
            ("Yesterday 18:05", today - 1),
            ("Tue 24 Feb 18:05", today - 5),
            ("Mon 1 Dec 2025 18:05", today - 90),
            ("2025-12-01  18:05", today - 90),
        ] {
            assert_eq!(past_time(text, today), Some((day, time)), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "24:00",
            "18:60",
            "tomorrow 18:05",
            "2026-03-02 18:05",
        ] {
            assert_eq!(past_time(text, today), None, "{text}");
        }
        let stamp = Stamp {
            unix_ms: i64::from(today.0) * DAY_MS + milliseconds(time),
            offset: 0,
        };
        assert_eq!(stamp.relative_to(today + 1), "yesterday 18:05");
    }

    #[test]
    fn a_wall_clock_is_right_before_and_after_it_was_read() {
        let at = |seconds| Moment::after(Duration::from_secs(seconds));
        let stamp = Stamp {
            unix_ms: 1_000_000,
            offset: 3600,
        };
        for (speed, before, after) in [(1.0, 990_000, 1_020_000), (20.0, 999_500, 1_001_000)] {
            let wall = WallClock {
                at: at(10),
                stamp,
                speed,
            };
            assert_eq!(wall.stamp(at(10)), stamp);
            assert_eq!(wall.stamp(at(0)).unix_ms, before);
            assert_eq!(wall.stamp(at(30)).unix_ms, after);
            assert_eq!(wall.stamp(at(30)).offset, 3600);
        }
    }
}
