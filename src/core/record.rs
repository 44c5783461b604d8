//! What a session amounted to: a fold over its events, so that nothing of it has to be remembered twice.

use std::sync::Arc;
use std::time::Duration;

use super::moment::Moment;
use super::player::{Event, Finish, What};
use super::routine::{Side, Work};
use super::timeline::{Kind, Timeline};

/// What was done in a session so far.
#[derive(Clone, Debug)]
pub struct Record {
    timeline: Arc<Timeline>,
    /// One line a stretch and side, in the order in which the routine first comes to them.
    pub lines: Vec<Line>,
    /// How long it was paused in all.
    pub paused: Duration,
    /// When its first segment started.
    pub started: Option<Moment>,
    /// When the last thing happened in it.
    pub ended: Moment,
    pause: Option<Moment>,
    /// Whether something hurt, and nothing has gone on since.
    hurt: bool,
}

/// What was done of one stretch on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
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
    /// Whether it was stopped because it hurt.
    pub hurt: bool,
}

impl Record {
    /// The record of a session of `timeline` in which nothing has happened yet.
    pub fn new(timeline: Arc<Timeline>) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for segment in timeline.iter().filter(|segment| segment.kind.is_work()) {
            let name = segment.step.name.as_deref().unwrap_or_default();
            let known = lines
                .iter()
                .position(|line| line.is(name, segment.kind, segment.side.as_ref()));
            let at = known.unwrap_or_else(|| {
                lines.push(Line {
                    name: name.to_owned(),
                    kind: segment.kind,
                    side: segment.side.clone(),
                    side_shown: segment.side_shown().map(str::to_owned),
                    planned: Duration::ZERO,
                    done: Duration::ZERO,
                    pieces: 0,
                    skipped: 0,
                    hurt: false,
                });
                lines.len() - 1
            });
            if let Some(line) = lines.get_mut(at) {
                line.planned += segment.length.unwrap_or_default();
                line.pieces += 1;
            }
        }
        Self {
            timeline,
            lines,
            paused: Duration::ZERO,
            started: None,
            ended: Moment::ZERO,
            pause: None,
            hurt: false,
        }
    }

    /// The record of all of `events`.
    pub fn of<'a>(timeline: Arc<Timeline>, events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut record = Self::new(timeline);
        events.into_iter().for_each(|event| record.note(event));
        record
    }

    /// Adds what happened next.
    pub fn note(&mut self, event: &Event) {
        self.ended = event.at;
        match &event.what {
            What::Started { .. } => {
                self.started = self.started.or(Some(event.at));
                if std::mem::take(&mut self.hurt) {
                    self.goes_on(event.at);
                }
            }
            What::Ended { index, ran, how } => self.ended_piece(*index, *ran, *how),
            What::Paused => self.pause = Some(event.at),
            What::Hurt { index, step } => {
                self.hurt = true;
                self.pause = self.pause.or(Some(event.at));
                self.it_hurt(*index, *step);
            }
            // An alarm ends the pause of what had reached its limit.
            What::Resumed | What::Rang { .. } | What::Finished | What::Stopped => {
                self.goes_on(event.at);
            }
            _ => {}
        }
    }

    fn goes_on(&mut self, at: Moment) {
        let since = self.pause.take();
        self.paused += since.map_or(Duration::ZERO, |since| at.since(since));
    }

    /// Notes that `step` hurt in the segment at `index` or, in a waiting time, on the side that was done last.
    fn it_hurt(&mut self, index: usize, step: usize) {
        let mut until = (0..=index)
            .rev()
            .filter_map(|index| self.timeline.get(index));
        let Some(segment) = until.find(|segment| segment.step.id == step) else {
            return;
        };
        let name = segment.step.name.as_deref().unwrap_or_default();
        let side = segment.side.as_ref();
        let kind = segment.step.work.as_ref().map(Work::kind);
        let line = self
            .lines
            .iter_mut()
            .find(|line| kind.is_some_and(|kind| line.is(name, kind, side)));
        if let Some(line) = line {
            line.hurt = true;
        }
    }

    fn ended_piece(&mut self, index: usize, ran: Duration, how: Finish) {
        let Some(segment) = self
            .timeline
            .get(index)
            .filter(|segment| segment.kind.is_work())
        else {
            return;
        };
        let name = segment.step.name.as_deref().unwrap_or_default();
        let side = segment.side.as_ref();
        let Some(line) = self
            .lines
            .iter_mut()
            .find(|line| line.is(name, segment.kind, side))
        else {
            return;
        };
        line.done += ran;
        line.skipped += u32::from(matches!(how, Finish::Skipped | Finish::Stopped));
    }

    /// How long stretches were held in all.
    pub fn held(&self) -> Duration {
        self.lines
            .iter()
            .filter(|line| line.kind == Kind::Hold)
            .map(|line| line.done)
            .sum()
    }

    /// How long it took from the first segment on, pauses left out.
    pub fn took(&self) -> Duration {
        let whole = self
            .started
            .map_or(Duration::ZERO, |started| self.ended.since(started));
        whole.saturating_sub(self.paused)
    }

    /// Whether anything was done that is worth keeping.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.done.is_zero())
    }
}

impl Line {
    fn is(&self, name: &str, kind: Kind, side: Option<&Side>) -> bool {
        self.name == name && self.kind == kind && self.side.as_ref() == side
    }
}
