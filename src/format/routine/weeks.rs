//! Values that change from week to week. The file is read once for each time at which something in it changes, so that
//! everything else knows the values of one week alone.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::super::fields::{Fields, WrittenKey};
use super::super::problems::Problems;
use super::Reading;
use crate::core::day::Day;
use crate::core::routine::Routine;
use crate::core::timeline::MOST_SEGMENTS;
use crate::diagnostic::Code::{E09, W12, W15};
use crate::diagnostic::Diagnostic;

/// The days of a week.
const WEEK: i32 = 7;

/// The time for which a file is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    /// When its first week began, where something says so.
    began: Option<Day>,
    /// How many days after that.
    days: i32,
}

impl Time {
    /// Before anything has changed.
    pub(super) const fn first(began: Option<Day>) -> Self {
        Self {
            began,
            days: i32::MIN,
        }
    }

    /// When its first week began, where something says so.
    pub(super) const fn began(self) -> Option<Day> {
        self.began
    }

    /// The index of the week, from 0.
    pub(super) fn week(self) -> usize {
        usize::try_from(self.days / WEEK).unwrap_or_default()
    }

    /// What an included routine is at this time: by the day on which its own weeks began, or else by that of the file.
    pub(super) fn of(self, included: &Routine) -> &Routine {
        match (included.began, self.began) {
            (Some(_), Some(began)) => included.on(Some(began + self.days)),
            (Some(_), None) => included,
            (None, _) => included.after(self.days),
        }
    }
}

/// The changes that an included routine brings.
#[derive(Clone, Debug)]
pub(super) struct IncludedWeeks {
    /// Where it is included.
    pub(super) place: Range<usize>,
    /// When its weeks began; `None` for those of the file that includes it.
    pub(super) began: Option<Day>,
    /// After how many days it changes.
    pub(super) days: Vec<i32>,
}

/// When the weeks of a file began: as it says, or as a routine says that it includes.
fn began(written: &Fields, included: &[IncludedWeeks]) -> Option<Day> {
    let own = written.copied("began");
    own.or_else(|| included.iter().find_map(|weeks| weeks.began))
}

/// The times after the first one at which something changes, the earliest first. Reports more than can be read.
fn later(
    first: &Routine,
    written: &Fields,
    included: &[IncludedWeeks],
    problems: &mut Problems,
) -> Vec<Time> {
    let weekly = written.weekly();
    let began = began(written, included);
    let own = (1..weeks(&weekly)).filter_map(|week| i32::try_from(week).ok());
    let own = own.map(|week| week * WEEK);
    let of = |weeks: &IncludedWeeks| {
        let shift = weeks.began.zip(began).map_or(0, |(its, own)| its - own);
        let days = weeks.days.iter().map(|days| days.saturating_add(shift));
        days.collect::<Vec<_>>()
    };
    let days: BTreeSet<i32> = own.chain(included.iter().flat_map(of)).collect();
    let steps = first.each_step().count().saturating_mul(days.len() + 1);
    let most = usize::try_from(MOST_SEGMENTS).unwrap_or(usize::MAX);
    if steps > most {
        let own = weekly.first().map(|field| &field.key);
        let place = own.or_else(|| included.first().map(|weeks| &weeks.place));
        problems.push(
            E09.at(
                place.unwrap_or(&written.place),
                format!("all weeks together have {steps} steps, more than {most}"),
            )
            .label("they are too many with these")
            .help("write fewer weeks, or fewer steps"),
        );
        return Vec::new();
    }
    let time = |days| Time { began, days };
    days.into_iter().map(time).collect()
}

/// For how many weeks there are values.
fn weeks(weekly: &[&WrittenKey]) -> usize {
    let weeks = weekly.iter().filter_map(|field| field.weeks());
    weeks.map(<[_]>::len).max().unwrap_or_default()
}

/// The number of the week at `time`, from 1, and how many there are; `None` where the file itself has none.
pub(super) fn number(written: &Fields, time: Time) -> Option<(u32, u32)> {
    let of = u32::try_from(weeks(&written.weekly())).ok()?;
    let nth = u32::try_from(time.week()).ok()?.saturating_add(1);
    (of > 0).then_some((nth.min(of), of))
}

/// Reads the weeks after the `first` one, and returns the routine with all of them. Nothing is read behind an error.
pub(super) fn with_later(
    mut first: Routine,
    included: &[IncludedWeeks],
    reading: &mut Reading,
) -> Option<Routine> {
    // One mistake is reported once, not every week.
    if !reading.problems.is_empty() {
        return None;
    }
    let times = later(&first, reading.written, included, reading.problems);
    first.began = began(reading.written, included);
    for time in times {
        let routine = reading.at(time).routine?;
        if !reading.problems.is_empty() {
            return None;
        }
        first.later.push((time.days, Arc::new(routine)));
    }
    Some(first)
}

/// The advice on all weeks, from that on each. What has no effect in one week may have one in another.
pub(super) fn joined(weeks: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let is_in = |advice: &[Diagnostic], problem: &Diagnostic| {
        let same =
            |other: &Diagnostic| (other.code, &other.place) == (problem.code, &problem.place);
        advice.iter().any(same)
    };
    let mut weeks = weeks.into_iter();
    let mut all = weeks.next().unwrap_or_default();
    for week in weeks {
        all.retain(|problem| problem.code != W12 || is_in(&week, problem));
        let fresh: Vec<_> = week
            .into_iter()
            .filter(|problem| problem.code != W12 && !is_in(&all, problem))
            .collect();
        all.extend(fresh);
    }
    all
}

/// Advice on weeks without a beginning, and on a beginning without weeks.
pub(super) fn check(written: &Fields, included: &[IncludedWeeks], found: &mut Vec<Diagnostic>) {
    let weekly = written.weekly();
    let own = weekly.iter().map(|field| &field.key);
    let own = own.min_by_key(|place| place.start);
    let unbegun = included.iter().find(|weeks| weeks.began.is_none());
    let place = own.or(unbegun.map(|weeks| &weeks.place));
    match (place, written.get("began")) {
        (Some(place), None) if began(written, included).is_none() => found.push(
            W15.at(place, "nothing says when the first week began")
                .label("so it is always week 1")
                .help("write the day at the top of the file, such as `began = 2026-11-20`"),
        ),
        (None, Some(field)) => found.push(
            W12.at(&field.key, "`began` without weeks")
                .label("nothing changes from week to week")
                .help("write values for weeks, such as `count = { weeks = [8, 10, 12] }`, or take it out"),
        ),
        _ => {}
    }
}
