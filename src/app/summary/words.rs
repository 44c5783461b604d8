//! The words of the summary: how it ended, one sentence to be glad about, and what to do next.
//!
//! All of it speaks of what was done. Nothing counts days in a row, which a day off would take away.

use std::time::Duration;

use super::view;
use crate::app::element::Look;
use crate::app::log::recent_weeks;
use crate::core::day::{Day, rehearsal_note};
use crate::core::history::History;
use crate::core::record::{Record, StretchRecord};
use crate::core::routine::Side;
use crate::core::session::Snapshot;
use crate::core::span;

/// How many weeks are shown at most.
const WEEKS: usize = 12;
/// The session is not in the log, because there is none.
const UNSAVED: &str = "There is no log, so this session is not saved.";

/// It can be resumed only while the program runs, or not at all, because it could not be saved on the way.
const UNTIL_YOU_QUIT: &str = "Your place could not be saved: you can resume only until you quit.";
const NO_RESUMING: &str = "Your place could not be saved, so this session cannot be resumed.";

/// The sessions up to one, that one included.
#[derive(Clone, Debug)]
pub(in crate::app) struct PastSessions {
    pub(super) seen: view::Past,
    /// Whether it is the only one there ever was.
    pub(super) is_first: bool,
}

impl PastSessions {
    /// The past of a session that is in `history` already, seen on the day `today`; `had_any`: there were others before.
    pub(in crate::app) fn of(history: &History, today: Day, had_any: bool) -> Self {
        Self {
            seen: view::Past {
                weeks: recent_weeks(history, today, WEEKS),
                adherence: history.adherence(today),
                soreness: history.feelings().iter().map(|felt| felt.feeling).collect(),
            },
            is_first: !had_any,
        }
    }
}

/// The facts that the words depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct SummaryWords<'a> {
    pub(super) record: &'a Record,
    /// Whether it was played to its end.
    pub(super) is_finished: bool,
    /// The session at rest; `None` where nothing is saved.
    pub(super) snapshot: Option<&'a Snapshot>,
    /// Whether there was none before it.
    pub(super) is_first: bool,
    /// How long it can be resumed.
    pub(super) resumes: Resumes,
}

/// How long a session can be resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resumes {
    /// As long as the configuration says.
    Later,
    /// It could not be saved on the way, but the program goes on.
    UntilYouQuit,
    /// Nor does the program.
    Never,
}

impl SummaryWords<'_> {
    fn hurt(&self) -> Option<&StretchRecord> {
        self.record.lines.iter().find(|line| line.hurt)
    }

    /// The speed of a rehearsal.
    fn rehearsed(&self) -> Option<f64> {
        let entry = &self.snapshot?.entry;
        entry.is_rehearsal().then_some(entry.speed)
    }

    /// How it ended, and the colours of that.
    pub(super) fn heading(&self) -> (&'static str, Look) {
        match (self.is_finished, self.hurt()) {
            (true, _) => ("DONE", Look::Rest),
            (false, None) => ("STOPPED", Look::Paused),
            (false, Some(_)) => ("STOPPED", Look::Hurt),
        }
    }

    /// One sentence to be glad about.
    pub(super) fn praise(&self) -> String {
        let lines: Vec<&StretchRecord> = self.record.all_lines().collect();
        let count = |is: fn(&StretchRecord) -> bool| {
            let mut names: Vec<&str> = Vec::new();
            for line in lines.iter().filter(|line| is(line)) {
                if !names.contains(&line.name.as_str()) {
                    names.push(&line.name);
                }
            }
            names.len()
        };
        let all = count(|_| true);
        let done = count(|line| !line.done.is_zero());
        if self.hurt().is_some() {
            "You listened to your body: that was the right thing to do.".to_owned()
        } else if self.rehearsed().is_some() {
            "Good preparation: now you know what is coming.".to_owned()
        } else if !self.is_finished {
            let total: Duration = lines.iter().map(|line| line.done).sum();
            format!("You did {}, and all of it counts.", span::short(total))
        } else if self.is_first {
            "That was your first session. Well done!".to_owned()
        } else if done < all {
            format!("Well done! You did {done} of {all} stretches.")
        } else if self.is_balanced() {
            "Well done! Both sides got the same.".to_owned()
        } else {
            "Well done! You did every stretch.".to_owned()
        }
    }

    /// Whether right and left were done for the same time, in whole seconds.
    fn is_balanced(&self) -> bool {
        let on = |side: &Side| -> Duration {
            let lines = self.record.lines.iter();
            let lines = lines.filter(|line| line.side.as_ref() == Some(side));
            lines.map(|line| line.done).sum()
        };
        let [right, left] = [Side::Right, Side::Left].map(|side| on(&side).as_secs());
        right > 0 && right == left
    }

    /// Why the session does not count or is not saved.
    pub(super) fn note(&self) -> Option<String> {
        if self.snapshot.is_none() {
            return Some(UNSAVED.to_owned());
        }
        let snapshot = self.snapshot?;
        let rests = snapshot.position.is_some();
        rehearsal_note(snapshot.entry.speed).or_else(|| {
            let unsaved = match self.resumes {
                Resumes::Later => None,
                Resumes::UntilYouQuit => Some(UNTIL_YOU_QUIT),
                Resumes::Never => Some(NO_RESUMING),
            };
            unsaved.filter(|_| rests).map(str::to_owned)
        })
    }

    /// The next thing to do.
    pub(super) fn next(&self) -> String {
        let rests = self
            .snapshot
            .filter(|snapshot| snapshot.position.is_some() && self.resumes != Resumes::Never);
        let place = rests.map(|snapshot| snapshot.place.as_str());
        if let Some(line) = self.hurt() {
            let name = &line.name;
            format!(
                "Next: if it is worse tomorrow, skip “{name}”. Press s in the library to read when to see a doctor."
            )
        } else if self.rehearsed().is_some() {
            "Next: play it at normal speed whenever you are ready.".to_owned()
        } else if self.is_finished {
            "Next: get up slowly and walk a few steps. Come back on any day you like.".to_owned()
        } else {
            match place {
                None => "Next: start again whenever you like.".to_owned(),
                Some("") => "Next: press c in the library to resume.".to_owned(),
                Some(place) => format!("Next: press c in the library to resume at {place}."),
            }
        }
    }
}
