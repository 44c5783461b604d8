//! The record of a session: a fold over its events.

use std::sync::Arc;
use std::time::Duration;

use super::moment::Moment;
use super::player::{Event, Finish, What};
use super::routine::Side;
use super::timeline::{Kind, Timeline};

/// The least that is worth logging: less is shown as 0:00 everywhere.
pub(super) const LEAST: Duration = Duration::from_secs(1);

/// What was done in a session so far.
#[derive(Clone, Debug)]
pub struct Record {
    timeline: Arc<Timeline>,
    /// One line a stretch and side, in the order in which the routine first comes to them. What was done before the
    /// session was resumed is included.
    pub lines: Vec<StretchRecord>,
    /// How long it was paused in all, since it was last resumed.
    pub paused: Duration,
    /// When its first segment started, since it was last resumed.
    pub started: Option<Moment>,
    /// When the last thing happened in it.
    pub ended: Moment,
    /// How it ended, once it has.
    pub ending: Option<Ending>,
    /// When the present pause began.
    pause: Option<Moment>,
    earlier: Earlier,
}

/// The record of one stretch on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchRecord {
    /// The name of the stretch.
    pub name: String,
    /// What it is: a hold, a timer, a count.
    pub kind: Kind,
    /// The side, if it has one.
    pub side: Option<Side>,
    /// What the side is called on the screen.
    pub side_shown: Option<String>,
    /// How long it should have been.
    pub planned: Duration,
    /// How long it was.
    pub done: Duration,
    /// How many pieces there should have been.
    pub pieces: u32,
    /// How many pieces were ended early.
    pub skipped: u32,
    /// By how much its pieces were made longer by hand, in milliseconds; negative where they were made shorter.
    pub changed_ms: i64,
    /// Whether it was stopped because it hurt.
    pub hurt: bool,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was played to its end.
    Done,
    /// It was stopped before.
    Stopped,
    /// The program ended before the session did.
    Killed,
}

impl Ending {
    /// The word for it in the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Killed => "killed",
        }
    }
}

/// The part of a session before it was resumed; empty where it was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// What was done of each stretch.
    pub lines: Vec<StretchRecord>,
    /// How long it took, without pauses.
    pub took: Duration,
}

impl Record {
    /// The record of a session of `timeline` in which nothing has happened yet.
    pub fn new(timeline: Arc<Timeline>) -> Self {
        Self::resumed(timeline, Earlier::default())
    }

    /// The record of a session that is resumed, of which `earlier` was done before.
    pub fn resumed(timeline: Arc<Timeline>, earlier: Earlier) -> Self {
        let mut lines: Vec<StretchRecord> = Vec::new();
        for segment in timeline.iter().filter(|segment| segment.kind.is_work()) {
            let name = segment.step.name.as_deref().unwrap_or_default();
            let known = lines
                .iter()
                .position(|line| line.is(name, segment.kind, segment.side.as_ref()));
            let at = known.unwrap_or_else(|| {
                lines.push(StretchRecord {
                    name: name.to_owned(),
                    kind: segment.kind,
                    side: segment.side.clone(),
                    side_shown: segment.side_shown().map(str::to_owned),
                    planned: Duration::ZERO,
                    done: Duration::ZERO,
                    pieces: 0,
                    skipped: 0,
                    changed_ms: 0,
                    hurt: false,
                });
                lines.len() - 1
            });
            if let Some(line) = lines.get_mut(at) {
                line.planned += segment.length.unwrap_or_default();
                line.pieces += 1;
            }
        }
        for line in &mut lines {
            if let Some(before) = earlier.of(line) {
                line.done += before.done;
                line.skipped += before.skipped;
                line.changed_ms += before.changed_ms;
                line.hurt |= before.hurt;
            }
        }
        Self {
            timeline,
            lines,
            paused: Duration::ZERO,
            started: None,
            ended: Moment::ZERO,
            ending: None,
            pause: None,
            earlier,
        }
    }

    /// Adds what happened next.
    pub(super) fn note(&mut self, event: &Event) {
        self.ended = event.at;
        match &event.what {
            What::Started { paused, .. } => {
                self.started = self.started.or(Some(event.at));
                if !paused {
                    self.pause_ends(event.at);
                }
            }
            What::Ended { index, ran, how } => self.segment_ended(*index, *ran, *how),
            What::Hurt { work, .. } => {
                self.pause = self.pause.or(Some(event.at));
                if let Some(line) = work.and_then(|work| self.line_at(work)) {
                    line.hurt = true;
                }
            }
            What::Lengthened { resized, .. } | What::Shortened { resized, .. } => {
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
            _ => {}
        }
    }

    fn pause_ends(&mut self, at: Moment) {
        let since = self.pause.take();
        self.paused += since.map_or(Duration::ZERO, |since| at.since(since));
    }

    /// The line to which the segment at `index` belongs.
    fn line_at(&mut self, index: usize) -> Option<&mut StretchRecord> {
        let segment = self.timeline.get(index)?;
        let name = segment.step.name.as_deref().unwrap_or_default();
        let side = segment.side.as_ref();
        self.lines
            .iter_mut()
            .filter(|_| segment.kind.is_work())
            .find(|line| line.is(name, segment.kind, side))
    }

    fn segment_ended(&mut self, index: usize, ran: Duration, how: Finish) {
        let Some(line) = self.line_at(index) else {
            return;
        };
        line.done += ran;
        line.skipped += u32::from(matches!(how, Finish::Skipped | Finish::Stopped));
    }

    /// What was done since the session was last resumed, one line a stretch and side, for the log. The whole plan is in
    /// the first entry in which anything was done, and in no other: sums over all entries are then what was planned.
    pub fn since_resumed(&self) -> Vec<StretchRecord> {
        if self.earlier.is_empty() {
            return self.lines.clone();
        }
        let fresh = self.lines.iter().map(|line| {
            let Some(before) = self.earlier.of(line) else {
                return line.clone();
            };
            StretchRecord {
                planned: line.planned.saturating_sub(before.planned),
                done: line.done.saturating_sub(before.done),
                pieces: line.pieces.saturating_sub(before.pieces),
                skipped: line.skipped.saturating_sub(before.skipped),
                changed_ms: line.changed_ms - before.changed_ms,
                hurt: line.hurt && !before.hurt,
                ..line.clone()
            }
        });
        fresh.filter(StretchRecord::is_worth_a_line).collect()
    }

    /// All that was done so far, for a session that is resumed from here.
    pub fn so_far(&self) -> Earlier {
        Earlier {
            lines: self.lines.clone(),
            took: self.took(),
        }
    }

    /// How long stretches were held in all.
    pub fn held(&self) -> Duration {
        self.lines
            .iter()
            .filter(|line| line.kind == Kind::Hold)
            .map(|line| line.done)
            .sum()
    }

    /// How long it took from the first segment on, without pauses.
    pub fn took(&self) -> Duration {
        let whole = self
            .started
            .map_or(Duration::ZERO, |started| self.ended.since(started));
        self.earlier.took + whole.saturating_sub(self.paused)
    }

    /// Whether nothing worth logging happened since the session was last resumed: less than a second was done in all,
    /// and nothing hurt. To skip through a routine is not to stretch.
    pub fn is_empty(&self) -> bool {
        let done = self.lines.iter().map(|line| line.done).sum::<Duration>();
        let hurt = |lines: &[StretchRecord]| lines.iter().filter(|line| line.hurt).count();
        done.saturating_sub(self.earlier.done()) < LEAST
            && hurt(&self.lines) <= hurt(&self.earlier.lines)
    }
}

impl Earlier {
    /// Whether nothing was done, so that no record of it is in the log.
    fn is_empty(&self) -> bool {
        self.done().is_zero()
    }

    fn done(&self) -> Duration {
        self.lines.iter().map(|line| line.done).sum()
    }

    fn of(&self, line: &StretchRecord) -> Option<&StretchRecord> {
        self.lines
            .iter()
            .find(|before| before.is(&line.name, line.kind, line.side.as_ref()))
    }
}

impl StretchRecord {
    fn is_worth_a_line(&self) -> bool {
        let Self {
            planned,
            done,
            skipped,
            changed_ms,
            hurt,
            ..
        } = self;
        !planned.is_zero() || !done.is_zero() || *skipped > 0 || *changed_ms != 0 || *hurt
    }

    fn is(&self, name: &str, kind: Kind, side: Option<&Side>) -> bool {
        self.name == name
            && self.kind == kind
            && self.side.as_ref().map(Side::word) == side.map(Side::word)
    }
}

fn milliseconds(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}
