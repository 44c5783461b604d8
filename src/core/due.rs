//! Whether a routine is due, from how often it is to be done and the days on which it was. Nothing that a day off would
//! take away is counted.

use super::day::Day;
use super::often::Often;

/// When a routine is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Today.
    Today {
        /// How many times it was done today.
        done: u32,
        /// How many times it is to be done on one day.
        times: u32,
    },
    /// Not today any more, but on this day.
    On {
        /// The next day.
        next: Day,
        /// Whether it was done today.
        is_done: bool,
    },
}

impl Due {
    /// When a routine that is to be done so `often` is due on the day `today`, where it was done on these `days`, each
    /// as often as it stands there.
    ///
    /// In a week it is spread: three times are every other day. A time that was missed is not made up for.
    pub fn of(often: Often, days: &[Day], today: Day) -> Self {
        let done = count(days, today, today);
        if is_due(often, days, today) {
            return match often.days {
                1 => Self::Today {
                    done,
                    times: often.times,
                },
                _ => Self::Today { done: 0, times: 1 },
            };
        }
        let mut later = (1..).map(|after| today + after);
        let next = later.find(|day| is_due(often, days, *day));
        Self::On {
            next: next.unwrap_or(today),
            is_done: done > 0,
        }
    }

    /// In a few words: `due today`, `due today, 1 of 2 done`, `done today`, `every 2 days: tomorrow`.
    pub fn in_words(self, often: Often, today: Day) -> String {
        match self {
            Self::Today { done: 0, .. } => "due today".to_owned(),
            Self::Today { done, times } => format!("due today, {done} of {times} done"),
            Self::On { is_done: true, .. } => "done today".to_owned(),
            Self::On { next, .. } if next - today == 1 => format!("{often}: tomorrow"),
            Self::On { next, .. } => format!("{often}: {}", next.relative_to(today)),
        }
    }
}

/// Whether it is due on `day`, if it is not done before that.
fn is_due(often: Often, days: &[Day], day: Day) -> bool {
    let window = i32::try_from(often.days).unwrap_or(i32::MAX);
    let gap = i32::try_from(often.days / often.times.max(1))
        .unwrap_or(i32::MAX)
        .max(1);
    let is_full = count(days, day - (window - 1), day) >= often.times;
    let is_recent = count(days, day - (gap - 1), day) > 0;
    // Several times a day: that day has its own.
    if often.times > often.days {
        !is_full
    } else {
        !is_full && !is_recent
    }
}

/// How many of `days` lie between these two.
fn count(days: &[Day], first: Day, last: Day) -> u32 {
    let between = days.iter().filter(|day| (first..=last).contains(*day));
    u32::try_from(between.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_513);

    fn words(times: u32, days: u32, ago: &[i32]) -> String {
        let often = Often { times, days };
        let done: Vec<Day> = ago.iter().map(|ago| TODAY - *ago).collect();
        Due::of(often, &done, TODAY).in_words(often, TODAY)
    }

    #[test]
    fn what_is_due_follows_from_how_often_and_when_it_was_done() {
        for (times, days, ago, said) in [
            (1, 1, &[][..], "due today"),
            (1, 1, &[1], "due today"),
            (1, 1, &[0], "done today"),
            (2, 1, &[1, 1], "due today"),
            (2, 1, &[0], "due today, 1 of 2 done"),
            (2, 1, &[0, 0, 0], "done today"),
            (1, 2, &[2], "due today"),
            (1, 2, &[1], "every 2 days: tomorrow"),
            (1, 2, &[0], "done today"),
            (1, 2, &[9], "due today"),
            (3, 7, &[2, 4], "due today"),
            (3, 7, &[1, 3], "3 a week: tomorrow"),
            (3, 7, &[2, 4, 6], "3 a week: tomorrow"),
            (3, 7, &[2, 3, 5], "3 a week: Tue 3 Mar"),
            (5, 7, &[1, 2, 3], "due today"),
            (1, 7, &[3], "weekly: Thu 5 Mar"),
            (1, 30, &[31], "due today"),
            (9, 7, &[0], "due today"),
        ] {
            assert_eq!(words(times, days, ago), said, "{times} in {days}: {ago:?}");
        }
    }

    #[test]
    fn it_is_due_again_within_the_days_that_it_has() {
        for times in 1..=12 {
            for days in 1..=12 {
                let often = Often { times, days };
                let done = [TODAY, TODAY - 1, TODAY - 3].repeat(20);
                match Due::of(often, &done, TODAY) {
                    Due::Today { .. } => panic!("{often} is due after sixty times"),
                    Due::On { next, is_done } => {
                        let after = next - TODAY;
                        assert!(
                            is_done && after >= 1 && after <= days.cast_signed(),
                            "{often}: {after}"
                        );
                    }
                }
            }
        }
    }
}
