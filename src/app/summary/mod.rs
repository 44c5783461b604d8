//! The summary after a session: what was held, what was skipped, and whether to keep it.

mod answer;
pub mod view;

use std::time::Duration;

use SummaryCommand as C;

use super::effect::Outcome;
use super::element::{HelpLine, Window};
use super::input::Key;
use super::keymap::{KeyTable, bind};
use super::list::Move;
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::core::moment::Moment;
use crate::core::record::{Record, StretchRecord, remark};
use crate::core::session::{Plan, Snapshot};
use crate::core::span;
use crate::core::text::capitalised;
use answer::Answer;
use view::{SummaryLine, SummaryView};

/// How long a summary stays. Then the session is logged, so nothing is lost when the person has fallen asleep on the mat.
const STAYS: Duration = Duration::from_secs(120);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SummaryCommand {
    Keep,
    Discard,
    Note,
    Move(Move),
    Help,
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(
        C::Keep,
        &[Key::Enter, Key::Char(' '), Key::Char('q'), Key::Escape],
    )
    .hint("enter", "keep")
    .help("keep it and go back"),
    bind(C::Discard, &[Key::Char('x')])
        .hint("x", "do not keep")
        .help("go back without keeping it"),
    bind(C::Note, &[Key::Char('n')])
        .hint("n", "note")
        .help("write a note; a number from 0 to 10 before it says how it feels"),
    bind(C::Move(Move::Up), &[Key::Up])
        .hint("↑", "up")
        .help("scroll up"),
    bind(C::Move(Move::Down), &[Key::Down])
        .hint("↓", "down")
        .help("scroll down"),
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "help")
        .help("these keys"),
])
.with(
    "suspend the program",
    ["leave now", "leave at once; it is kept"],
);

/// The hint bar, with and without the question.
const BAR: &[C] = &[C::Keep, C::Discard, C::Note, C::Help];
const BAR_UNASKED: &[C] = &[C::Keep, C::Discard, C::Help];

/// The screen of the summary.
#[derive(Debug)]
pub(super) struct SummaryScreen {
    pub(super) outcome: Outcome,
    pub(super) record: Record,
    /// The session at rest, and its plan; `None` where nothing is remembered.
    saved: Option<(Snapshot, Plan)>,
    /// The view, but for what changes.
    shown: SummaryView,
    scroll: usize,
    /// How it felt, as it is being answered; `None` where nobody asks.
    answer: Option<Answer>,
    until: Moment,
}

impl SummaryScreen {
    /// The summary of a session called `title` that was over at `now`.
    pub(super) fn new(
        title: &str,
        (record, outcome): (Record, Outcome),
        saved: Option<(Snapshot, Plan)>,
        now: Moment,
    ) -> Self {
        let held = span::clock(record.held());
        let took = span::clock(record.took());
        let whole = outcome == Outcome::Finished;
        let shown = SummaryView {
            title: title.to_owned(),
            whole,
            heading: if whole { "Done" } else { "Stopped" },
            lines: lines(&record),
            total: if record.held().is_zero() {
                format!("{took} in all")
            } else {
                format!("{held} held in {took}")
            },
            held,
            question: None,
            adherence: String::new(),
            scroll: 0,
            hints: Vec::new(),
        };
        Self {
            outcome,
            record,
            saved,
            shown,
            scroll: 0,
            answer: None,
            until: now + STAYS,
        }
    }

    /// Shows the adherence, and asks how it felt.
    pub(super) fn remembers(&mut self, ask: bool, adherence: String) {
        self.answer = ask.then(Answer::default);
        self.shown.adherence = adherence;
    }

    /// The session, with how it felt and the note as far as they can be understood.
    pub(super) fn answered(&self) -> Option<(Snapshot, Plan)> {
        let mut saved = self.saved.clone();
        if let (Some((snapshot, _)), Some(answer)) = (&mut saved, &self.answer) {
            let entry = &mut snapshot.entry;
            (entry.feeling, entry.note) = answer.understood();
        }
        saved
    }
}

impl AppScreen for SummaryScreen {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, _: Moment) -> View {
        let bar = if self.answer.is_some() {
            BAR
        } else {
            BAR_UNASKED
        };
        View::Summary(Box::new(SummaryView {
            question: self.answer.as_ref().map(Answer::question),
            scroll: self.scroll,
            hints: KEYS.hints(bar),
            ..self.shown.clone()
        }))
    }

    fn key(&mut self, key: Key, _: Moment) -> Wish {
        if let Some(answer) = &mut self.answer
            && answer.typed(key)
        {
            return Wish::Stay;
        }
        match KEYS.command(key) {
            Some(C::Keep) => return Wish::CloseSummary { keep: true },
            Some(C::Discard) => return Wish::CloseSummary { keep: false },
            Some(C::Note) => {
                if let Some(answer) = &mut self.answer {
                    answer.typing = true;
                }
            }
            Some(C::Move(to)) => to.apply(&mut self.scroll, 1, self.shown.lines.len()),
            Some(C::Help) => return Wish::Help,
            None => {}
        }
        Wish::Stay
    }

    fn click(&mut self, _: Moment) -> Wish {
        Wish::CloseSummary { keep: true }
    }

    fn advance(&mut self, now: Moment) -> Wish {
        if self.until <= now {
            Wish::CloseSummary { keep: true }
        } else {
            Wish::Stay
        }
    }

    fn next_deadline(&self, _: Window, _: Moment) -> Option<Moment> {
        Some(self.until)
    }
}

/// The lines of the summary, one a stretch with its sides beside each other.
fn lines(record: &Record) -> Vec<SummaryLine> {
    let mut stretches: Vec<Vec<&StretchRecord>> = Vec::new();
    for line in &record.lines {
        let same = |other: &&mut Vec<&StretchRecord>| {
            let first = other.first();
            first.is_some_and(|first| first.name == line.name && first.kind == line.kind)
        };
        match stretches.iter_mut().find(same) {
            Some(sides) => sides.push(line),
            None => stretches.push(vec![line]),
        }
    }
    stretches.iter().map(|sides| summed_up(sides)).collect()
}

/// One stretch, from what was done on each of its sides.
fn summed_up(sides: &[&StretchRecord]) -> SummaryLine {
    let side = |line: &&StretchRecord| {
        let side = line.side_shown.as_deref().map(capitalised);
        (side.unwrap_or_default(), span::short(line.done))
    };
    SummaryLine {
        name: sides
            .first()
            .map(|line| line.name.clone())
            .unwrap_or_default(),
        sides: sides.iter().map(side).collect(),
        remark: remark(sides),
    }
}
