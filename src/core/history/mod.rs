//! The history of all sessions: a fold over the log, one session at a time and in any order. It holds one entry for
//! each day and stretch, and of the sessions only the last, so thirty years take little more memory than a month.

mod day_total;
mod scope;
mod weeks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::core::day::{Day, Stamp};
use crate::core::log::{LogEntry, RoutineText};
use crate::core::ranges::{self, RangeReached};
use crate::core::record::StretchRecord;
use crate::core::routine::Routine;
use crate::core::timeline::Kind;

pub use day_total::DayTotal;
pub use scope::{HALF_A_YEAR, Scope};
pub use weeks::{StretchWeek, mondays};

/// How many sessions are listed, and how many bytes they take together: half a year of five a day.
pub const MOST_LISTED: usize = 1000;
const MOST_LISTED_BYTES: usize = 4 * 1024 * 1024;
/// How many feelings are kept for a chart.
pub const FEELINGS: usize = 60;
/// How many stretches, and how many routines, are told apart, and how many bytes the names of either have in all. No one
/// has a log with more; one made by a program fills no memory.
const MOST_NAMES: usize = 10_000;
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How many sides of a stretch are told apart.
const MOST_SIDES: usize = 100;
/// The name of all other stretches, and of all other sides of one.
const OTHERS: &str = "others";
/// How many days an adherence covers.
const WEEK: i32 = 7;
/// How many days ahead of today a session can be dated after a journey: from 12 hours behind Greenwich, the clocks 14
/// hours ahead of it show the day after tomorrow. A session that is dated later was dated by a wrong clock.
const AHEAD: i32 = 2;
/// From this difference on the sides of a stretch are called unequal, and only if it is also more than a tenth.
const UNEQUAL: Duration = Duration::from_secs(15);

/// The history of all sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The sessions that are looked at.
    pub scope: Scope,
    days: BTreeMap<Day, DayTotal>,
    totals: BTreeMap<(String, Kind), Total>,
    /// The last sessions, the latest first, rehearsals among them: [`MOST_LISTED`] at most.
    pub last: Vec<Arc<LogEntry>>,
    /// How many bytes they take.
    listed_bytes: usize,
    /// How many earlier ones there are in the scope that are not listed.
    pub unlisted: usize,
    feelings: Vec<Felt>,
    last_done: BTreeMap<String, Stamp>,
    /// How many bytes the names of stretches, of routines and of other routines have.
    named: (usize, usize, usize),
    /// How many sessions there were, a resumed one counted once.
    pub sessions: u32,
    /// How many sessions are dated so far ahead that a clock must have been wrong. They count in nothing else.
    pub misdated: u32,
    /// When anything was last done, within the scope or before it.
    pub recent: Option<Stamp>,
    /// The ids and titles of the routines in sessions that are not looked at, because another one is looked for.
    pub others: BTreeSet<String>,
}

/// The total of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The name of the stretch as in the log, with its load: ten times with 5 kg and ten with 8 kg are not twenty of either.
    pub name: String,
    /// Its kind: stretches of one name and of different kinds have totals of their own.
    pub kind: Kind,
    /// How much on each side.
    pub sides: Vec<SideTotal>,
    /// How often it was stopped because it hurt.
    pub hurt: u32,
}

/// The total of a stretch on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideTotal {
    /// The word for it in the log; `None` for no side.
    pub side: Option<String>,
    /// How long.
    pub done: Duration,
    /// How many movements; 0 for what is not counted.
    pub count: u64,
}

/// How it felt after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Felt {
    /// When the session began.
    pub start: Stamp,
    /// 0 for not at all tight or sore to 10 for as bad as can be.
    pub feeling: u8,
}

impl History {
    /// Nothing yet.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            ..Self::default()
        }
    }

    /// Adds a session. Of one from before the [`Scope`] the stretches need not be known.
    pub fn add(&mut self, entry: &LogEntry) {
        self.take(entry.clone());
    }

    /// The same without a copy of it.
    pub fn take(&mut self, entry: LogEntry) {
        if !self.scope.wants(&entry) {
            for name in entry.names() {
                let is_known = self.others.contains(name);
                if is_known || has_room(&mut self.named.2, self.others.len(), name) {
                    self.others.insert(name.to_owned());
                }
            }
            return;
        }
        let day = entry.start.day();
        if self.scope.is_beyond(day) {
            self.misdated += 1;
            return;
        }
        let is_older = day < self.scope.first();
        // Of an older one the stretches are not known.
        let counts = entry.counts() || is_older && !entry.is_rehearsal();
        if counts {
            self.was_done(&entry);
        }
        if is_older {
            return;
        }
        if counts {
            self.count(&entry);
        }
        self.list(entry);
    }

    /// Adds a session that may be in the log already: it counts once.
    pub fn take_unlogged(&mut self, entry: LogEntry) {
        if self.last.iter().all(|known| known.id != entry.id) {
            self.take(entry);
        }
    }

    /// Adds a session to the sums.
    fn count(&mut self, entry: &LogEntry) {
        let day = entry.start.day();
        if entry.continues.is_none() {
            self.sessions += 1;
        }
        let total = self.days.entry(day).or_default();
        *total = total.and(DayTotal::of(entry));
        for line in &entry.lines {
            self.add_line(line);
        }
        if let Some(feeling) = entry.feeling {
            let felt = Felt {
                start: entry.start,
                feeling,
            };
            insert_latest(&mut self.feelings, felt, FEELINGS, |felt| felt.start);
        }
    }

    /// Time goes by while one looks: it is `today` by now.
    pub fn it_is(&mut self, today: Day) {
        self.scope.today = self.scope.today.max(today);
    }

    fn was_done(&mut self, entry: &LogEntry) {
        self.recent = self.recent.max(Some(entry.start));
        for RoutineText { id, .. } in entry.routines.iter() {
            let is_known = self.last_done.contains_key(id);
            if is_known || has_room(&mut self.named.1, self.last_done.len(), id) {
                let last = self.last_done.entry(id.clone()).or_default();
                *last = entry.start.max(*last);
            }
        }
    }

    fn list(&mut self, session: LogEntry) {
        self.listed_bytes += session.size();
        // Of two that began at the same time the id decides, in whichever order they are read.
        let is_later =
            |other: &Arc<LogEntry>| (other.start, &other.id) > (session.start, &session.id);
        let at = self.last.partition_point(is_later);
        self.last.insert(at, Arc::new(session));
        while self.last.len() > MOST_LISTED || self.listed_bytes > MOST_LISTED_BYTES {
            let Some(earliest) = self.last.pop() else {
                break;
            };
            self.listed_bytes -= earliest.size();
            self.unlisted += 1;
        }
    }

    fn add_line(&mut self, line: &StretchRecord) {
        if !line.counts() {
            return;
        }
        let mut key = (line.name_and_load(), line.kind);
        let is_known = self.totals.contains_key(&key);
        if !is_known && !has_room(&mut self.named.0, self.totals.len(), &key.0) {
            OTHERS.clone_into(&mut key.0);
        }
        let name = key.0.clone();
        let total = self.totals.entry(key).or_insert_with(|| Total {
            name,
            kind: line.kind,
            sides: Vec::new(),
            hurt: 0,
        });
        total.hurt += u32::from(line.hurt);
        add_to(&mut total.sides, line);
    }

    /// Whether there is nothing in it at all.
    pub fn is_empty(&self) -> bool {
        self.recent.is_none() && self.last.is_empty() && self.misdated == 0
    }

    /// What was done on `day`.
    pub fn on(&self, day: Day) -> DayTotal {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// The totals of all stretches, the longest first.
    pub fn totals(&self) -> Vec<&Total> {
        let mut totals: Vec<&Total> = self.totals.values().collect();
        totals.sort_by_key(|total| std::cmp::Reverse(total.sum()));
        totals
    }

    /// How much was done in all.
    pub fn in_all(&self) -> DayTotal {
        let days = self.days.values().copied();
        days.fold(DayTotal::default(), DayTotal::and)
    }

    /// How it felt, the earliest first.
    pub fn feelings(&self) -> Vec<Felt> {
        self.feelings.iter().rev().copied().collect()
    }

    /// When the routine `id` was last done, within the scope or before it.
    pub fn last_done(&self, id: &str) -> Option<Stamp> {
        self.last_done.get(id).copied()
    }

    /// The one of these routines that was done last.
    pub fn latest<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let done = ids.filter_map(|id| Some((self.last_done(id)?, id)));
        done.max().map(|(_, id)| id)
    }

    /// The stretches that hurt in two sessions or more of the last seven days.
    pub fn often_hurt(&self) -> BTreeSet<&str> {
        let until = self.until(self.scope.today);
        let is_recent = |entry: &&Arc<LogEntry>| {
            !entry.is_rehearsal() && (until - (WEEK - 1)..=until).contains(&entry.start.day())
        };
        let (mut once, mut often) = (BTreeSet::new(), BTreeSet::new());
        for entry in self.last.iter().filter(is_recent) {
            let lines = entry.lines.iter().filter(|line| line.hurt);
            let names: BTreeSet<&str> = lines.map(|line| line.name.as_str()).collect();
            often.extend(names.iter().filter(|name| once.contains(*name)).copied());
            once.extend(names);
        }
        often
    }

    /// What was reached the last time in the ranges of `routine`.
    pub fn reached(&self, routine: &Routine) -> Vec<RangeReached> {
        ranges::last_reached(routine, self.last.iter().map(AsRef::as_ref))
    }

    /// The last day there is to show on the day `today`: that, or a later one that a traveller has already seen.
    pub fn until(&self, today: Day) -> Day {
        let ahead = self.days.range(today..=today + AHEAD);
        ahead.map(|(day, _)| *day).max().unwrap_or(today)
    }

    /// On how many of the last seven days something was done, seen on the day `today`.
    pub fn days_of_week(&self, today: Day) -> usize {
        let until = self.until(today);
        self.days.range(until - (WEEK - 1)..=until).count()
    }

    /// How well one keeps at it, with nothing that can be lost: `active 4 of the last 7 days`.
    pub fn adherence(&self, today: Day) -> String {
        format!(
            "active {} of the last {WEEK} days",
            self.days_of_week(today)
        )
    }
}

impl Total {
    /// How long in all.
    pub fn sum(&self) -> Duration {
        self.sides.iter().map(|side| side.done).sum()
    }

    /// How long on `side`.
    pub fn on(&self, side: &str) -> Duration {
        let side = self
            .sides
            .iter()
            .find(|known| known.side.as_deref() == Some(side));
        side.map_or(Duration::ZERO, |side| side.done)
    }

    /// Whether movements were counted.
    pub fn is_counted(&self) -> bool {
        self.sides.iter().any(|side| side.count > 0)
    }

    /// The side of left and right that had less, and by how much, where it is worth a word.
    pub fn imbalance(&self) -> Option<(&'static str, Duration)> {
        // Whoever counts goes at a pace of their own.
        if self.is_counted() {
            return None;
        }
        let (left, right) = (self.on("left"), self.on("right"));
        let (less, least, most) = if left < right {
            ("left", left, right)
        } else {
            ("right", right, left)
        };
        let by = most.saturating_sub(least);
        (by >= UNEQUAL && by > most / 10).then_some((less, by))
    }
}

/// Adds what was done of a stretch on one side to its sides.
fn add_to(sides: &mut Vec<SideTotal>, line: &StretchRecord) {
    let mut side = line.side.as_ref().map(|side| side.word().to_owned());
    let is_known = sides.iter().any(|known| known.side == side);
    if !is_known && sides.len() >= MOST_SIDES {
        side = Some(OTHERS.to_owned());
    }
    let (done, count) = (line.done, u64::from(line.count));
    match sides.iter_mut().find(|known| known.side == side) {
        Some(sum) => {
            sum.done += done;
            sum.count += count;
        }
        None => sides.push(SideTotal { side, done, count }),
    }
}

/// Whether one more name is told apart, where there are so many with so many bytes, to which it is added.
fn has_room(bytes: &mut usize, names: usize, name: &str) -> bool {
    let has_room = names < MOST_NAMES && *bytes + name.len() <= MOST_BYTES;
    *bytes += if has_room { name.len() } else { 0 };
    has_room
}

/// Puts `item` where it belongs in `list`, the latest first, and keeps `most`.
fn insert_latest<T>(list: &mut Vec<T>, item: T, most: usize, start: impl Fn(&T) -> Stamp) {
    let at = list.partition_point(|other| start(other) > start(&item));
    list.insert(at, item);
    list.truncate(most);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::record::Ending;
    use crate::core::routine::Side;

    const TODAY: Day = Day(20_513);

    fn line(name: &str, side: Side, seconds: u64) -> StretchRecord {
        StretchRecord {
            planned: Duration::from_secs(seconds),
            done: Duration::from_secs(seconds),
            ..StretchRecord::new(name.to_owned(), Kind::Hold, Some(side))
        }
    }

    fn kept(day: Day, left: u64, right: u64) -> LogEntry {
        let start = Stamp {
            unix_ms: i64::from(day.0) * 86_400_000 + 3_600_000,
            offset: 0,
        };
        LogEntry {
            id: format!("{day}"),
            start,
            end: start,
            speed: 1.0,
            title: "Knees".to_owned(),
            routines: [RoutineText::new("knees", "Knees", "")].into(),
            lines: vec![
                line("Pull", Side::Right, right),
                line("Pull", Side::Left, left),
            ],
            paused: Duration::ZERO,
            ending: Ending::Done,
            feeling: Some(3),
            note: None,
            continues: None,
            corrected: None,
        }
    }

    fn history(sessions: &[LogEntry]) -> History {
        let mut history = History::new(Scope::of(TODAY));
        for kept in sessions {
            history.add(kept);
        }
        history
    }

    #[test]
    fn days_are_counted_once_and_only_the_last_seven() {
        let days = [0, 0, 2, 6, 7, 40].map(|ago| kept(TODAY - ago, 30, 30));
        let history = history(&days);
        assert_eq!(history.adherence(TODAY), "active 3 of the last 7 days");
        assert_eq!(history.sessions, 6);
        // Twice what is planned for one of them.
        let day = history.on(TODAY);
        assert_eq!((day.done.as_secs(), day.planned.as_secs()), (120, 60));
    }

    #[test]
    fn a_session_before_a_flight_west_is_dated_tomorrow() {
        let days = [-1, 0, 5, 6].map(|ago| kept(TODAY - ago, 30, 30));
        let travelled = history(&days);
        assert_eq!(travelled.sessions, 4);
        assert_eq!(travelled.until(TODAY), TODAY + 1);
        // Seven days, the one ahead among them.
        assert_eq!(travelled.adherence(TODAY), "active 3 of the last 7 days");
        assert_eq!(travelled.recent, Some(days[0].start));
        assert_eq!(travelled.last[0].start, days[0].start);
        assert_eq!(travelled.on(TODAY + 1).done, Duration::from_secs(60));
        // The last day on earth, seen from where the day ends last.
        assert_eq!(history(&[kept(TODAY + 2, 30, 30)]).sessions, 1);
    }

    #[test]
    fn a_clock_that_was_wrong_by_years_moves_nothing() {
        let wrong = [3, 400, 1_000_000].map(|ahead| kept(TODAY + ahead, 30, 30));
        let only = history(&wrong);
        assert!(!only.is_empty() && only.recent.is_none());
        assert_eq!((only.sessions, only.misdated), (0, 3));
        assert_eq!(only.in_all().done, Duration::ZERO);
        assert_eq!(only.until(TODAY), TODAY);
        assert_eq!(only.adherence(TODAY), "active 0 of the last 7 days");
    }

    #[test]
    fn what_lies_before_the_scope_is_only_the_last_time_it_was_done() {
        let long_ago = kept(TODAY - 400, 30, 30);
        let history = history(std::slice::from_ref(&long_ago));
        assert_eq!(history.last_done("knees"), Some(long_ago.start));
        assert_eq!(history.in_all().done, Duration::ZERO);
        assert!(history.last.is_empty() && !history.is_empty());
    }

    #[test]
    fn a_rehearsal_counts_in_no_day_and_no_total() {
        let mut fast = kept(TODAY, 30, 30);
        fast.speed = 60.0;
        let history = history(&[fast]);
        assert_eq!(history.sessions, 0);
        assert_eq!(history.in_all().done, Duration::ZERO);
        assert_eq!(history.adherence(TODAY), "active 0 of the last 7 days");
        assert!(history.last[0].is_rehearsal() && history.totals().is_empty());
        assert!(history.feelings().is_empty() && history.recent.is_none());
    }

    #[test]
    fn unequal_sides_are_pointed_out_where_it_matters() {
        let equal = history(&[kept(TODAY, 300, 310)]);
        assert_eq!(equal.totals()[0].imbalance(), None, "less than a tenth");
        let small = history(&[kept(TODAY, 10, 20)]);
        assert_eq!(small.totals()[0].imbalance(), None, "less than 15 s");
        for (left, right, imbalance) in [
            (100, 114, None),
            (100, 115, Some(("left", Duration::from_secs(15)))),
            (200, 180, None),
            (200, 179, Some(("right", Duration::from_secs(21)))),
            (0, 14, None),
        ] {
            let history = history(&[kept(TODAY, left, right)]);
            assert_eq!(history.totals()[0].imbalance(), imbalance, "{left} {right}");
        }
        let unequal = history(&[kept(TODAY, 60, 30), kept(TODAY - 1, 40, 30)]);
        let by = Duration::from_secs(40);
        assert_eq!(unequal.totals()[0].imbalance(), Some(("right", by)));
    }

    #[test]
    fn the_last_sessions_are_the_last_whatever_order_they_come_in() {
        let order = [3, 17, 1, 12, 0, 5, 9, 2, 4, 11, 8, 7, 6, 10];
        let history = history(&order.map(|ago| kept(TODAY - ago, 30, 30)));
        let days: Vec<i32> = history
            .last
            .iter()
            .map(|session| TODAY - session.start.day())
            .collect();
        assert_eq!(days, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17]);
        let feelings = history.feelings();
        assert!(feelings.is_sorted() && feelings.len() == order.len());
    }

    #[test]
    fn a_stretch_counts_where_it_was_held_or_hurt() {
        let mut skipped = kept(TODAY, 0, 0);
        assert!(history(std::slice::from_ref(&skipped)).totals().is_empty());
        skipped.lines[0].hurt = true;
        let twice = history(&[skipped.clone(), skipped]);
        assert_eq!(twice.totals()[0].hurt, 2);
        assert!(twice.last[0].lines.iter().any(|line| line.hurt));
    }

    #[test]
    fn the_last_sixty_feelings_are_kept() {
        let days: Vec<_> = (0..61).map(|ago| kept(TODAY - ago, 30, 30)).collect();
        let history = history(&days);
        let feelings = history.feelings();
        assert_eq!(feelings.len(), 60);
        assert_eq!(feelings[0].start, days[59].start);
    }

    #[test]
    fn a_resumed_session_is_one() {
        let first = kept(TODAY, 0, 30);
        let mut second = kept(TODAY, 30, 0);
        second.continues = Some(first.id.clone());
        let history = history(&[first, second]);
        assert_eq!(history.sessions, 1);
        assert_eq!(history.in_all().done, Duration::from_secs(60));
    }

    #[test]
    fn one_routine_is_found_by_id_or_title() {
        let scope = |routine: &str| Scope {
            routine: Some(routine.to_owned()),
            ..Scope::of(TODAY)
        };
        for (routine, found) in [("KNEES", 1), ("hips", 0)] {
            let mut history = History::new(scope(routine));
            history.add(&kept(TODAY, 30, 30));
            assert_eq!(history.sessions, found, "{routine}");
        }
    }
}
