//! The record of a session: a fold over its events.

mod remark;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::moment::Moment;
use super::player::{Event, Finish, LengthChange, What};
use super::ranges::SetReached;
use super::reached::LastReached;
use super::routine::{Side, Work};
use super::set_reps::SetReps;
use super::span::{milliseconds, short};
use super::text::with_load;
use super::timeline::{Kind, Segment, Timeline};
use super::vocabulary::vocabulary;
pub use remark::remark;

/// The least stretching that makes a session: less is a try, and counts for no day.
const LEAST: Duration = Duration::from_secs(5);
/// The same where the routine is shorter: less is shown as 0:00 everywhere.
const LEAST_OF_ALL: Duration = Duration::from_secs(1);

/// The record of a session so far.
#[derive(Clone, Debug)]
pub struct Record {
    timeline: Arc<Timeline>,
    /// One line a stretch and side, in the order in which the routine first comes to them. What was done before the
    /// session was resumed is included.
    pub lines: Vec<StretchRecord>,
    /// How long it was paused in all, since it was last resumed.
    pub paused: Duration,
    /// When it began, with a lead-in where there is one, since it was last resumed.
    pub began: Option<Moment>,
    /// When its first segment started, since it was last resumed.
    pub started: Option<Moment>,
    /// When the last thing happened in it.
    pub ended: Moment,
    /// How it ended, once it has.
    pub ending: Option<Ending>,
    /// What was reached before this session, to compare with.
    pub last: LastReached,
    /// When the present pause began.
    pause: Option<Moment>,
    /// The record of each stretch before the session was resumed; empty where it was not.
    before: Vec<StretchRecord>,
    /// How long that took, without pauses.
    took_before: Duration,
    /// The segments of optional steps that were skipped, with the time and the movements that were planned for the rest of
    /// them.
    excused: BTreeMap<usize, (Duration, u32)>,
    /// How often what has a range was done so far, on each side of the present set.
    reps: SetReps,
}

/// The record of one stretch on one side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StretchRecord {
    /// The name of the stretch.
    pub name: String,
    /// Its kind: a hold, a timer, a count.
    pub kind: Kind,
    /// The side, if it has one.
    pub side: Option<Side>,
    /// The name of the side on the screen.
    pub side_shown: Option<String>,
    /// The number of its routine among several in the session, from 1; 0 where there is one, and in logs from before it was
    /// there.
    pub routine: u32,
    /// The weight or the resistance it was done with.
    pub load: Option<String>,
    /// How long each movement of what is counted took, or its phases, as a routine writes it: `4s`, `3-1-3`. None where a
    /// key ended it, and in logs from before it was there.
    pub pace: Option<String>,
    /// How long it should have been.
    pub planned: Duration,
    /// How long it was.
    pub done: Duration,
    /// How many movements there should have been; 0 for what is not counted, and in logs from before they were.
    pub planned_count: u32,
    /// How many movements there were.
    pub count: u32,
    /// The longest piece of what lasts as long as one can; zero for all else.
    pub reached: Duration,
    /// What was reached in each set of what has a range, as far as it was done; empty for all else.
    pub sets: Vec<SetReached>,
    /// How many pieces there should have been.
    pub pieces: u32,
    /// How many pieces were ended early.
    pub skipped: u32,
    /// By how much its pieces were made longer by hand, in milliseconds; negative where they were made shorter.
    pub changed_ms: i64,
    /// Whether it was stopped because it hurt.
    pub hurt: bool,
}

vocabulary! {
    /// How a session ended.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Ending {
        /// It was played to its end.
        Done = "done",
        /// It was stopped before.
        Stopped = "stopped",
        /// The program ended before the session did.
        Killed = "killed",
    }
}

impl Record {
    /// The record of a session of `timeline` in which nothing has happened yet.
    pub fn new(timeline: Arc<Timeline>) -> Self {
        Self::resumed(timeline, Vec::new(), Duration::ZERO)
    }

    /// The record of a session that is resumed: `before` was done of its stretches earlier and took `took_before`.
    pub fn resumed(
        timeline: Arc<Timeline>,
        before: Vec<StretchRecord>,
        took_before: Duration,
    ) -> Self {
        let mut lines: Vec<StretchRecord> = Vec::new();
        for segment in timeline.iter().filter(|segment| segment.kind.is_work()) {
            let length = segment.length.unwrap_or_default();
            let planned_count = movements(segment);
            if let Some(line) = lines.iter_mut().find(|line| line.has(segment)) {
                line.planned += length;
                line.planned_count = line.planned_count.saturating_add(planned_count);
                line.pieces += 1;
                continue;
            }
            lines.push(StretchRecord {
                side_shown: segment.side_shown().map(str::to_owned),
                planned: length,
                planned_count,
                ..StretchRecord::of(segment)
            });
        }
        // What was planned may have become less since: an optional step was skipped.
        for line in &mut lines {
            if let Some(before) = line.among(&before) {
                *line = StretchRecord {
                    side_shown: line.side_shown.take(),
                    ..before.clone()
                };
            }
        }
        Self {
            timeline,
            lines,
            paused: Duration::ZERO,
            began: None,
            started: None,
            ended: Moment::ZERO,
            ending: None,
            last: LastReached::default(),
            pause: None,
            before,
            took_before,
            excused: BTreeMap::new(),
            reps: SetReps::default(),
        }
    }

    /// Adds what happened next.
    pub(super) fn add(&mut self, event: &Event) {
        self.ended = event.at;
        self.began = self.began.or(Some(event.at));
        match &event.what {
            What::Started { paused, .. } => {
                self.started = self.started.or(Some(event.at));
                if !paused {
                    self.pause_ends(event.at);
                }
            }
            What::Ended {
                index,
                ran,
                how,
                count,
            } => self.segment_ended(*index, *ran, *how, *count),
            What::Hurt { work, .. } => {
                self.pause = self.pause.or(Some(event.at));
                if let Some(line) = work.and_then(|work| self.line_at(work)) {
                    line.hurt = true;
                }
            }
            What::Resized { change, resized } if *change != LengthChange::AtLimit => {
                for change in resized {
                    if let Some(line) = self.line_at(change.index) {
                        line.changed_ms += milliseconds(change.after) - milliseconds(change.before);
                    }
                }
            }
            What::Paused => self.pause = Some(event.at),
            // An alarm ends the pause of what had reached its limit.
            What::Resumed | What::Rang { .. } => self.pause_ends(event.at),
            What::Finished => {
                self.pause_ends(event.at);
                self.ending = Some(Ending::Done);
            }
            What::Stopped => {
                self.pause_ends(event.at);
                self.ending = Some(Ending::Stopped);
            }
            What::LeadIn { .. }
            | What::LeadInRemaining(_)
            | What::Began { .. }
            | What::Reached { .. }
            | What::Reminded { .. }
            | What::Resized { .. } => {}
        }
    }

    fn pause_ends(&mut self, at: Moment) {
        let since = self.pause.take();
        self.paused += since.map_or(Duration::ZERO, |since| at.since(since));
    }

    /// The line to which the segment at `index` belongs.
    fn line_at(&mut self, index: usize) -> Option<&mut StretchRecord> {
        let segment = self.timeline.get(index)?;
        self.lines.iter_mut().find(|line| line.has(segment))
    }

    fn segment_ended(&mut self, index: usize, ran: Duration, how: Finish, count: u32) {
        let segment = self.timeline.get(index);
        let is_optional = segment.is_some_and(|segment| segment.step.optional);
        let length = segment.and_then(|segment| segment.length);
        let all = segment.map_or(0, movements);
        // Nobody knows how long they take: a hand that makes them fewer changes the plan, and skips nothing.
        let is_told = how == Finish::Whole && segment.is_some_and(|it| it.unpaced().is_some());
        let fewer = if is_told {
            all.saturating_sub(count)
        } else {
            0
        };
        let is_max = segment.is_some_and(Segment::is_max);
        let reached = segment.and_then(|segment| self.reps.reached(segment, ran, how, count));
        let excused = self.excused.remove(&index);
        let Some(line) = self.line_at(index) else {
            return;
        };
        if let Some((planned, movements)) = excused {
            line.planned += planned;
            line.planned_count = line.planned_count.saturating_add(movements);
            line.pieces += 1;
        }
        line.planned_count = line.planned_count.saturating_sub(fewer);
        line.done += ran;
        line.count = line.count.saturating_add(count);
        if is_max {
            line.reached = line.reached.max(ran);
        }
        if let Some((set, reached)) = reached {
            line.reach(set, reached);
        }
        if !matches!(how, Finish::Skipped | Finish::Stopped) {
            return;
        }
        if is_optional && how == Finish::Skipped {
            let planned = length.unwrap_or_default().saturating_sub(ran);
            let movements = all.saturating_sub(count);
            line.planned = line.planned.saturating_sub(planned);
            line.planned_count = line.planned_count.saturating_sub(movements);
            line.pieces = line.pieces.saturating_sub(1);
            self.excused.insert(index, (planned, movements));
        } else {
            line.skipped += 1;
        }
    }

    /// The record since the session was last resumed, one line a stretch and side, for the log. The whole plan is in
    /// the first entry in which anything was done, and in no other: sums over all entries are then what was planned.
    pub fn since_resumed(&self) -> Vec<StretchRecord> {
        // A try has no entry in the log.
        if is_a_try(&self.before) {
            return self.all_lines().cloned().collect();
        }
        let fresh = self.all_lines().map(|line| {
            let Some(before) = line.among(&self.before) else {
                return line.clone();
            };
            StretchRecord {
                planned: line.planned.saturating_sub(before.planned),
                done: line.done.saturating_sub(before.done),
                planned_count: line.planned_count.saturating_sub(before.planned_count),
                count: line.count.saturating_sub(before.count),
                pieces: line.pieces.saturating_sub(before.pieces),
                skipped: line.skipped.saturating_sub(before.skipped),
                changed_ms: line.changed_ms - before.changed_ms,
                hurt: line.hurt && !before.hurt,
                ..line.clone()
            }
        });
        fresh.filter(StretchRecord::is_worth_a_line).collect()
    }

    /// The lines without those of optional steps that were skipped.
    pub fn all_lines(&self) -> impl Iterator<Item = &StretchRecord> {
        self.lines.iter().filter(|line| !line.is_excused())
    }

    /// How long stretches were held in all.
    pub fn held(&self) -> Duration {
        self.lines
            .iter()
            .filter(|line| line.kind == Kind::Hold)
            .map(|line| line.done)
            .sum()
    }

    /// How long it took from its lead-in on, without pauses.
    pub fn took(&self) -> Duration {
        let whole = self
            .began
            .map_or(Duration::ZERO, |began| self.ended.since(began));
        self.took_before + whole.saturating_sub(self.paused)
    }

    /// Whether nothing worth logging happened since the session was last resumed.
    pub fn is_empty(&self) -> bool {
        is_a_try(&self.since_resumed())
    }
}

/// Whether `lines` make no session: less than [`LEAST`] was done of them, and less than all of a shorter routine, and
/// nothing hurt. To skip through a routine is not to stretch. Movements that the user told of count without a time.
pub(super) fn is_a_try(lines: &[StretchRecord]) -> bool {
    let planned: Duration = lines.iter().map(|line| line.planned).sum();
    let is_told = |line: &StretchRecord| line.hurt || line.is_untimed_count();
    done(lines) < planned.clamp(LEAST_OF_ALL, LEAST) && !lines.iter().any(is_told)
}

/// What tells the record of a stretch on one side from the others of a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StretchKey {
    /// The name of the stretch.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The word of the side, if it has one.
    pub side: Option<String>,
    /// The weight or the resistance.
    pub load: Option<String>,
    /// The pace.
    pub pace: Option<String>,
    /// The number of its routine, or 0.
    pub routine: u32,
}

/// The name of the stretch that `segment` belongs to.
fn name_of(segment: &Segment) -> &str {
    segment.step.name.as_deref().unwrap_or_default()
}

/// The pace of `segment` as a routine writes it.
fn pace_of(segment: &Segment) -> Option<String> {
    segment.work()?.counted()?.written_pace()
}

/// How many movements `segment` has as it is written.
fn movements(segment: &Segment) -> u32 {
    let counted = segment.work().and_then(Work::counted);
    counted.map_or(0, |counted| counted.times)
}

/// How long was done in all `lines`.
fn done(lines: &[StretchRecord]) -> Duration {
    lines.iter().map(|line| line.done).sum()
}

impl StretchRecord {
    /// One piece of a stretch, of which nothing is planned or done yet.
    pub const fn new(name: String, kind: Kind, side: Option<Side>) -> Self {
        Self {
            name,
            kind,
            side,
            side_shown: None,
            routine: 0,
            load: None,
            pace: None,
            planned: Duration::ZERO,
            done: Duration::ZERO,
            planned_count: 0,
            count: 0,
            reached: Duration::ZERO,
            sets: Vec::new(),
            pieces: 1,
            skipped: 0,
            changed_ms: 0,
            hurt: false,
        }
    }

    /// One piece of the stretch of `segment`, likewise.
    pub(super) fn of(segment: &Segment) -> Self {
        let name = name_of(segment).to_owned();
        Self {
            load: segment.step.load.clone(),
            pace: pace_of(segment),
            routine: segment.step.routine.number,
            ..Self::new(name, segment.kind, segment.side.clone())
        }
    }

    /// The record of the same stretch and side in `lines`.
    fn among<'a>(&self, lines: &'a [Self]) -> Option<&'a Self> {
        let mut lines = lines.iter();
        lines.find(|line| {
            line.is_same_stretch(self)
                && line.side.as_ref().map(Side::word) == self.side.as_ref().map(Side::word)
        })
    }

    /// Whether both are about the same stretch of the same routine, on whatever sides.
    pub fn is_same_stretch(&self, other: &Self) -> bool {
        (&self.name, self.kind, &self.load, &self.pace, self.routine)
            == (
                &other.name,
                other.kind,
                &other.load,
                &other.pace,
                other.routine,
            )
    }

    /// How many bytes it takes in memory, about.
    pub(super) fn size(&self) -> usize {
        let side = self.side.as_ref().map_or(0, |side| side.word().len());
        let words = [&self.load, &self.pace].into_iter().flatten();
        let words: usize = words.map(String::len).sum();
        let sets = self.sets.len() * size_of::<SetReached>();
        size_of::<Self>() + self.name.len() + side + words + sets
    }

    /// Whether its movements are counted. A resumed one has its plan in the line of the session before.
    pub fn is_counted(&self) -> bool {
        self.kind == Kind::Count && (self.planned_count > 0 || self.count > 0)
    }

    /// Whether it counts in the sums: something was done, or it hurt.
    pub const fn counts(&self) -> bool {
        !self.done.is_zero() || self.hurt || self.count > 0
    }

    /// Whether there were movements, of which nobody knows how long they took: the user told of them.
    pub const fn is_untimed_count(&self) -> bool {
        self.done.is_zero() && self.count > 0
    }

    /// By how much it was made shorter by hand in all, which is no skip.
    fn shortened(&self) -> Duration {
        let shortened = u64::try_from(self.changed_ms.saturating_neg());
        Duration::from_millis(shortened.unwrap_or_default())
    }

    /// How many of the movements that are missing it was made shorter by: whole ones, at the pace of the plan.
    fn fewer(&self) -> u32 {
        let missing = self.planned_count.saturating_sub(self.count);
        let each = self.planned.checked_div(self.planned_count);
        let each = each.map_or(0, |each| each.as_millis());
        let fewer = self.shortened().as_millis().checked_div(each);
        u32::try_from(fewer.unwrap_or_default()).map_or(missing, |fewer| fewer.min(missing))
    }

    /// Whether all of it was optional and skipped.
    const fn is_excused(&self) -> bool {
        self.pieces == 0 && self.done.is_zero() && self.skipped == 0 && !self.hurt
    }

    fn is_worth_a_line(&self) -> bool {
        !self.planned.is_zero()
            || !self.done.is_zero()
            || self.skipped > 0
            || self.changed_ms != 0
            || self.hurt
    }

    /// Takes in what was reached in the set with this index.
    fn reach(&mut self, index: usize, reached: SetReached) {
        if self.sets.len() <= index {
            self.sets.resize(index + 1, SetReached::default());
        }
        if let Some(set) = self.sets.get_mut(index) {
            *set = reached.or(*set);
        }
    }

    /// What tells it from the records of other stretches and sides.
    pub fn key(&self) -> StretchKey {
        StretchKey {
            name: self.name.clone(),
            kind: self.kind,
            side: self.side.as_ref().map(|side| side.word().to_owned()),
            load: self.load.clone(),
            pace: self.pace.clone(),
            routine: self.routine,
        }
    }

    /// Whether `segment` belongs to it.
    fn has(&self, segment: &Segment) -> bool {
        let side = segment.side.as_ref().map(Side::word);
        let is_alike = self.name == name_of(segment)
            && self.kind == segment.kind
            && self.side.as_ref().map(Side::word) == side
            && self.load == segment.step.load;
        is_alike && self.pace == pace_of(segment) && self.routine == segment.step.routine.number
    }

    /// Its name with the side: `Single-knee pull, left`.
    pub fn with_side(&self) -> String {
        match &self.side {
            Some(side) => format!("{}, {}", self.name, side.word()),
            None => self.name.clone(),
        }
    }

    /// What tells it from other lines of its name, in the order of [`Self::full_name`].
    fn particulars(&self) -> [Option<String>; 4] {
        let routine = (self.routine > 0).then(|| format!("routine {}", self.routine));
        let pace = self.pace.as_ref().map(|pace| format!("pace {pace}"));
        let side = self.side.as_ref().map(|side| side.word().to_owned());
        [self.load.clone(), pace, side, routine]
    }

    /// Its name with all that tells it from others: `Heel drop, 5 kg, pace 3-1-3, left, routine 2`.
    pub fn full_name(&self) -> String {
        let name = std::iter::once(self.name.clone());
        let words = name.chain(self.particulars().into_iter().flatten());
        words.collect::<Vec<_>>().join(", ")
    }

    /// Whether `name` is its name, with any of what stands behind that in [`Self::full_name`] and in that order, whatever
    /// the case.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let Some(mut rest) = name.strip_prefix(&self.name.to_lowercase()) else {
            return false;
        };
        for word in self.particulars().into_iter().flatten() {
            let word = format!(", {}", word.to_lowercase());
            rest = rest.strip_prefix(&word).unwrap_or(rest);
        }
        rest.is_empty()
    }

    /// Its name with the load: `Heel drop, 5 kg`.
    pub fn name_and_load(&self) -> String {
        with_load(&self.name, self.load.as_deref())
    }

    /// How much of it was done: `24 ×` where movements are counted, the time, or where several pieces lasted as long as one
    /// could `up to 52 s`.
    pub fn amount(&self) -> String {
        if self.is_counted() && (self.count > 0 || self.done.is_zero()) {
            return format!("{} ×", self.count);
        }
        if self.reached.as_secs() > 0 && self.reached < self.done {
            return format!("up to {}", short(self.reached));
        }
        short(self.done)
    }
}
