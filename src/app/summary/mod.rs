//! The summary after a session: what was held, what was skipped, whether to keep it.

mod answer;
pub mod view;

use std::time::Duration;

use super::keymap::{self, SummaryCommand};
use crate::app::element::Overlay;
use crate::app::input::Key;
use crate::core::record::{Record, StretchRecord};
use crate::core::span;
use crate::core::text::capitalised;
use answer::Answer;
use view::{SummaryLine, SummaryView};

/// What the summary asks the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    /// Go back to where the session was begun from.
    Back {
        /// Whether the session is kept.
        keep: bool,
    },
    Suspend,
    Interrupt,
}

/// The summary of a session.
#[derive(Debug)]
pub struct Summary {
    lines: Vec<SummaryLine>,
    title: String,
    held: String,
    total: String,
    whole: bool,
    scroll: usize,
    help: bool,
    /// How it felt, as it is being answered; none where nobody asks.
    answer: Option<Answer>,
    /// How well one keeps at it; empty when nothing is known.
    adherence: String,
}

impl Summary {
    /// The summary of `record`; `whole` when it was played to its end.
    pub fn new(title: &str, record: &Record, whole: bool) -> Self {
        let held = span::clock(record.held());
        let took = span::clock(record.took());
        let total = if record.held().is_zero() {
            format!("{took} in all")
        } else {
            format!("{held} held in {took}")
        };
        Self {
            lines: lines(record),
            title: title.to_owned(),
            held,
            total,
            whole,
            scroll: 0,
            help: false,
            answer: None,
            adherence: String::new(),
        }
    }

    /// Shows how well one keeps at it, and asks how it felt.
    pub(super) fn remembers(&mut self, ask: bool, adherence: String) {
        self.answer = ask.then(Answer::default);
        self.adherence = adherence;
    }

    /// How it felt and what is noted, as far as it was typed and can be understood.
    pub(super) fn answer(&self) -> (Option<u8>, Option<String>) {
        self.answer
            .as_ref()
            .map_or((None, None), Answer::understood)
    }

    pub(super) fn key(&mut self, key: Key) -> Wish {
        if self.help && !keymap::passes(key) {
            self.help = false;
            return Wish::Nothing;
        }
        if let Some(answer) = &mut self.answer
            && answer.typed(key)
        {
            return Wish::Nothing;
        }
        let Some(command) = keymap::command(keymap::SUMMARY, key) else {
            return Wish::Nothing;
        };
        match command {
            SummaryCommand::Keep => return Wish::Back { keep: true },
            SummaryCommand::Discard => return Wish::Back { keep: false },
            SummaryCommand::Note => {
                if let Some(answer) = &mut self.answer {
                    answer.typing = true;
                }
            }
            SummaryCommand::Up => self.scroll = self.scroll.saturating_sub(1),
            SummaryCommand::Down => self.scroll = (self.scroll + 1).min(self.lines.len()),
            SummaryCommand::Help => self.help = true,
            SummaryCommand::Suspend => return Wish::Suspend,
            SummaryCommand::Interrupt => return Wish::Interrupt,
        }
        Wish::Nothing
    }

    /// What is to be seen.
    pub fn view(&self) -> SummaryView {
        let bar: &[SummaryCommand] = if self.answer.is_some() {
            &[
                SummaryCommand::Keep,
                SummaryCommand::Discard,
                SummaryCommand::Note,
                SummaryCommand::Help,
            ]
        } else {
            &[
                SummaryCommand::Keep,
                SummaryCommand::Discard,
                SummaryCommand::Help,
            ]
        };
        SummaryView {
            title: self.title.clone(),
            whole: self.whole,
            heading: if self.whole { "Done" } else { "Stopped" },
            held: self.held.clone(),
            lines: self.lines.clone(),
            total: self.total.clone(),
            question: self.answer.as_ref().map(Answer::question),
            adherence: self.adherence.clone(),
            scroll: self.scroll,
            hints: keymap::hints(keymap::SUMMARY, bar),
            overlay: self
                .help
                .then(|| Overlay::Help(keymap::lines(keymap::SUMMARY))),
        }
    }
}

/// What was done, one line a stretch with its sides beside each other.
pub fn lines(record: &Record) -> Vec<SummaryLine> {
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

/// What is to be said about a stretch; in whole seconds, as what was done is shown.
fn remark(sides: &[&StretchRecord]) -> String {
    let done = |line: &StretchRecord| Duration::from_secs(line.done.as_secs());
    let sum = |of: &dyn Fn(&StretchRecord) -> Duration| {
        sides.iter().map(|line| of(line)).sum::<Duration>()
    };
    let missing = sum(&|line| line.planned.saturating_sub(done(line)));
    let longer = sum(&|line| match line.planned {
        Duration::ZERO => Duration::ZERO,
        planned => done(line).saturating_sub(planned),
    });
    if sides.iter().any(|line| line.hurt) {
        "stopped: it hurt".to_owned()
    } else if sides.iter().all(|line| line.done.is_zero()) {
        "left out".to_owned()
    } else if !missing.is_zero() {
        format!("{} left out", span::short(missing))
    } else if !longer.is_zero() {
        format!("{} longer", span::short(longer))
    } else {
        String::new()
    }
}
