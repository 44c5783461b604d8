//! The clock of a session. Only this file reads it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::core::day::{Day, Stamp, WallClock};
use crate::core::moment::Moment;
use crate::disk::read;
use crate::environment;

/// How much faster than the clock on the wall a session runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Speed(f64);

impl Speed {
    /// As fast as the clock on the wall.
    pub(crate) const REAL: Self = Self(1.0);

    /// `times` as fast, from 0.1 to 1000; `None` for anything else.
    pub(crate) fn new(times: f64) -> Option<Self> {
        (0.1..=1000.0).contains(&times).then_some(Self(times))
    }

    /// How many times as fast.
    pub(crate) const fn times(self) -> f64 {
        self.0
    }

    /// Whether moments are true seconds.
    pub(crate) fn is_real(self) -> bool {
        (self.0 - 1.0).abs() < f64::EPSILON
    }
}

/// The clock of a session, which gives moments.
///
/// At [`Speed::REAL`] it is the clock of the machine, sleep counted. At another speed it is a [`Rehearsal`].
#[derive(Debug)]
pub(super) struct Clock {
    began: Duration,
    rehearsal: Option<Rehearsal>,
}

impl Clock {
    /// A clock that shows [`Moment::ZERO`] now.
    pub(super) fn start(speed: Speed) -> Self {
        let began = raw();
        let rehearsal = Rehearsal {
            speed: speed.0,
            moment: Moment::ZERO,
            since: began,
        };
        Self {
            began,
            rehearsal: (!speed.is_real()).then_some(rehearsal),
        }
    }

    pub(super) fn now(&self) -> Moment {
        match &self.rehearsal {
            None => Moment::after(raw().saturating_sub(self.began)),
            Some(rehearsal) => rehearsal.moment,
        }
    }

    pub(super) fn begin_wait(&mut self) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.begin_wait(raw());
        }
    }

    /// How long one still has to sleep, since [`Clock::begin_wait`], until `deadline`; zero when it is reached.
    pub(super) fn until(&self, deadline: Moment) -> Duration {
        match &self.rehearsal {
            None => deadline.since(self.now()),
            Some(rehearsal) => rehearsal.until(deadline, raw()),
        }
    }

    /// The loop waited, for `deadline` at most.
    pub(super) fn end_wait(&mut self, deadline: Option<Moment>) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.end_wait(deadline, raw());
        }
    }

    /// The clock on the wall as it is now.
    pub(super) fn on_the_wall(&self) -> WallClock {
        WallClock {
            at: self.now(),
            stamp: stamp(),
            speed: self.rehearsal.as_ref().map_or(1.0, |it| it.speed),
        }
    }
}

/// The clock of a rehearsal.
///
/// It runs only while the loop waits, from [`Rehearsal::begin_wait`] to [`Rehearsal::end_wait`], and stands at the
/// deadline that the loop waited for. Otherwise the milliseconds of a drawing, multiplied by the speed, would pass for
/// a gap; a true gap still is one. The following waits make up for the time it stood still, so ten hours at speed 20
/// take half an hour.
#[derive(Debug)]
struct Rehearsal {
    speed: f64,
    moment: Moment,
    /// When `moment` was or should have been, on the raw clock.
    since: Duration,
}

/// The most by which a busy machine wakes up late; more is a gap.
const LATE: Duration = Duration::from_secs(2);
/// The most that a rehearsal makes up for. On a machine that cannot keep up, it is slower.
const MADE_UP: Duration = Duration::from_millis(250);

impl Rehearsal {
    fn begin_wait(&mut self, raw: Duration) {
        if raw.saturating_sub(self.since) > MADE_UP {
            self.since = raw;
        }
    }

    fn until(&self, deadline: Moment, raw: Duration) -> Duration {
        let whole = deadline.since(self.moment).div_f64(self.speed);
        whole.saturating_sub(raw.saturating_sub(self.since))
    }

    fn end_wait(&mut self, deadline: Option<Moment>, raw: Duration) {
        let took = raw.saturating_sub(self.since);
        let reached = self.moment + took.mul_f64(self.speed);
        let Some(deadline) = deadline else {
            (self.moment, self.since) = (reached, raw);
            return;
        };
        let planned = deadline.since(self.moment).div_f64(self.speed);
        match took.checked_sub(planned) {
            Some(late) if late <= LATE => {
                self.moment = deadline.max(self.moment);
                self.since += planned;
            }
            None => (self.moment, self.since) = (reached.min(deadline), raw),
            Some(_) => (self.moment, self.since) = (reached, raw),
        }
    }
}

/// The local date and time, with its offset.
pub(super) fn stamp() -> Stamp {
    let now = timestamp();
    Stamp {
        unix_ms: now.as_millisecond(),
        offset: zone().to_offset(now).seconds(),
    }
}

/// The present. A clock that is set beyond the years that can be written is at their end.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
fn timestamp() -> Timestamp {
    within_years(SystemTime::now())
}

/// The last second of 9998: a day later can be written too, in every time zone.
const LAST: i64 = 253_370_764_799;

fn within_years(time: SystemTime) -> Timestamp {
    let last = Timestamp::from_second(LAST).unwrap_or(Timestamp::MAX);
    let time = Timestamp::try_from(time).unwrap_or(last);
    time.clamp(Timestamp::UNIX_EPOCH, last)
}

/// The time zone of the machine.
const LOCAL: &str = "/etc/localtime";
/// The folders with a file for each time zone, if `TZDIR` names none.
const ZONES: [&str; 3] = [
    "/usr/share/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
];

/// The local date and time at `time` on `day`; an hour that comes twice is the first of them, and one that is skipped
/// the one after it.
pub(super) fn local(day: Day, time: Duration) -> Stamp {
    let (year, month, of_month) = day.civil();
    let (month, of_month) = (month.cast_signed(), of_month.cast_signed());
    let year = i16::try_from(year).ok();
    let date = year.and_then(|year| Date::new(year, month, of_month).ok());
    let midnight = date.unwrap_or_default().at(0, 0, 0, 0);
    let at = midnight.saturating_add(time);
    let zoned = zone().to_ambiguous_timestamp(at).compatible();
    let instant = zoned.unwrap_or_else(|_| timestamp());
    Stamp {
        unix_ms: instant.as_millisecond(),
        offset: zone().to_offset(instant).seconds(),
    }
}

/// The local time zone, read once: the one in `TZ`, otherwise that of the machine, otherwise UTC.
fn zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| {
        let zone = match environment::text("TZ") {
            Some(name) => zone_named(&name, environment::variable("TZDIR").map(PathBuf::from)),
            None => zone_in(Path::new(LOCAL)),
        };
        zone.unwrap_or(TimeZone::UTC)
    })
}

/// The time zone that `TZ` names: a file, by its path or in the folder of all time zones, or a rule as POSIX has it.
fn zone_named(name: &str, folder: Option<PathBuf>) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    let mut folders = folder.into_iter().chain(ZONES.map(PathBuf::from));
    folders
        .find_map(|folder| zone_in(&folder.join(name)))
        .or_else(|| TimeZone::posix(name).ok())
}

/// The time zone in a file. That may be anything: only an ordinary file of ordinary size is read.
fn zone_in(path: &Path) -> Option<TimeZone> {
    TimeZone::tzif("TZ", &read::small_file(path)?).ok()
}

/// Time since some fixed point, the machine's sleep counted.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
pub(super) fn raw() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    #[cfg(target_os = "linux")]
    let clock = ClockId::CLOCK_BOOTTIME;
    // On macOS this one goes on while the machine sleeps.
    #[cfg(target_vendor = "apple")]
    let clock = ClockId::CLOCK_MONOTONIC;
    // The machine has this clock.
    clock_gettime(clock).map_or(Duration::ZERO, Duration::from)
}

/// Time since some fixed point.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
pub(super) fn raw() -> Duration {
    use std::time::Instant;
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_from_a_tenth_to_a_thousand() {
        assert!(
            [0.1, 1.0, 60.0, 1000.0]
                .into_iter()
                .all(|times| Speed::new(times).is_some())
        );
        let wrong = [0.0, 0.09, 1000.1, -1.0, f64::NAN, f64::INFINITY];
        assert!(wrong.into_iter().all(|times| Speed::new(times).is_none()));
    }

    #[test]
    fn a_clock_may_be_set_to_any_year() {
        let year = Duration::from_secs(365 * 86_400);
        for years in [0, 50, 8028, 8029, 8030, 9000, 100_000] {
            for time in [
                SystemTime::UNIX_EPOCH + year * years,
                SystemTime::UNIX_EPOCH - year * years,
            ] {
                let now = within_years(time);
                let stamp = Stamp {
                    unix_ms: now.as_millisecond(),
                    offset: 50_400,
                };
                let text = crate::format::stamp::write(stamp);
                assert_eq!(crate::format::stamp::read(&text), Some(stamp), "{text}");
                assert!(stamp.day() >= crate::core::day::Day(0));
            }
        }
    }

    #[test]
    fn a_time_zone_is_a_file_or_a_rule() {
        let folder = tempfile::tempdir().expect("a folder");
        let head = |sizes: [u8; 2]| {
            let mut head = b"TZif2".to_vec();
            head.resize(36, 0);
            head.extend([0, 0, 0, sizes[0], 0, 0, 0, sizes[1]]);
            head.extend(28_800_i32.to_be_bytes());
            head.extend(b"\0\0+08\0");
            head
        };
        let east = [head([1, 4]), head([1, 4]), b"\n<+08>-8\n".to_vec()].concat();
        let path = folder.path().join("East");
        std::fs::write(&path, east).expect("a file");
        let at = Timestamp::UNIX_EPOCH;
        let offset = |name: &str| {
            let zone = zone_named(name, Some(folder.path().to_owned()));
            zone.map(|zone| zone.to_offset(at).seconds())
        };
        let path = path.to_str().expect("text");
        for name in ["East", ":East", path, &format!(":{path}")] {
            assert_eq!(offset(name), Some(28_800), "{name}");
        }
        assert_eq!(offset("<+14>-14"), Some(50_400));
        assert_eq!(offset(":CET-1CEST,M3.5.0,M10.5.0"), Some(3600));
        for wrong in ["nowhere", ":", "/dev/zero", "../..", "\u{202e}"] {
            assert_eq!(offset(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_rehearsal_stands_while_the_program_works() {
        let mut clock = Clock::start(Speed::new(1000.0).expect("a speed"));
        let deadline = Moment::after(Duration::from_secs(1));
        assert_eq!(clock.now(), Moment::ZERO);
        clock.begin_wait();
        while !clock.until(deadline).is_zero() {}
        clock.end_wait(Some(deadline));
        assert_eq!(clock.now(), deadline, "a late waking is no gap");
    }

    fn rehearsal(speed: f64) -> Rehearsal {
        Rehearsal {
            speed,
            moment: Moment::ZERO,
            since: Duration::ZERO,
        }
    }

    fn milliseconds(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_rehearsal_makes_up_for_what_it_stood_still() {
        let mut clock = rehearsal(20.0);
        let mut raw = Duration::ZERO;
        for second in 1..=36_000 {
            let deadline = Moment::after(Duration::from_secs(second));
            clock.begin_wait(raw);
            // It wakes up late, and then it draws.
            raw += clock.until(deadline, raw) + milliseconds(1);
            clock.end_wait(Some(deadline), raw);
            assert_eq!(clock.moment, deadline);
            raw += milliseconds(second % 40);
        }
        let late = raw.saturating_sub(Duration::from_secs(1800));
        assert!(late <= milliseconds(41), "{late:?}");
    }

    #[test]
    fn a_machine_that_cannot_keep_up_is_slower_and_no_more() {
        let mut clock = rehearsal(1000.0);
        let mut raw = Duration::ZERO;
        for second in 1..=1000 {
            let deadline = Moment::after(Duration::from_secs(second));
            clock.begin_wait(raw);
            raw += clock.until(deadline, raw);
            clock.end_wait(Some(deadline), raw);
            assert_eq!(clock.moment, deadline, "no gap");
            raw += milliseconds(5);
        }
        assert!(raw < Duration::from_secs(6), "{raw:?}");
    }

    #[test]
    fn a_key_finds_a_rehearsal_on_its_way_and_a_lid_makes_a_gap() {
        let mut clock = rehearsal(10.0);
        let deadline = Moment::after(Duration::from_secs(10));
        clock.begin_wait(Duration::ZERO);
        clock.end_wait(Some(deadline), milliseconds(300));
        assert_eq!(clock.moment, Moment::after(Duration::from_secs(3)));
        clock.begin_wait(milliseconds(310));
        assert_eq!(clock.until(deadline, milliseconds(310)), milliseconds(690));
        clock.end_wait(Some(deadline), milliseconds(3310));
        let later = Moment::after(Duration::from_millis(33_100));
        assert_eq!(clock.moment, later, "slept through");
    }

    #[test]
    fn the_real_clock_goes_on() {
        let clock = Clock::start(Speed::REAL);
        let earlier = clock.now();
        while clock.now() == earlier {}
        assert!(clock.now() > earlier);
    }
}
