//! The summary after a session: what was held, what was skipped, whether to keep it.

use super::keymap::{self, SummaryCommand};
use super::view::{Hint, Overlay};
use crate::app::input::Key;
use crate::core::record::{Line, Record};
use crate::core::span;
use crate::core::text::capitalised;
use crate::core::timeline::Kind;

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
}

/// The summary as it is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryView {
    /// What was played.
    pub title: String,
    /// Whether it was played to its end.
    pub whole: bool,
    /// The same in a word.
    pub heading: &'static str,
    /// How long stretches were held in all, as a clock.
    pub held: String,
    /// One line a stretch.
    pub lines: Vec<SummaryLine>,
    /// What was held in all and how long it took.
    pub total: String,
    /// How many lines are scrolled away.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
}

/// What was done of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The name of the stretch.
    pub name: String,
    /// What was done on each side, in order; the side is empty where there is none.
    pub sides: Vec<(String, String)>,
    /// What is to be said about it: skipped, longer, hurt.
    pub remark: String,
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
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Wish {
        if std::mem::take(&mut self.help) {
            return Wish::Nothing;
        }
        let Some(command) = keymap::command(keymap::SUMMARY, key) else {
            return Wish::Nothing;
        };
        match command {
            SummaryCommand::Keep => return Wish::Back { keep: true },
            SummaryCommand::Discard => return Wish::Back { keep: false },
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
        let hints = keymap::SUMMARY
            .iter()
            .filter(|binding| !binding.hint.is_empty());
        SummaryView {
            title: self.title.clone(),
            whole: self.whole,
            heading: if self.whole { "Done" } else { "Stopped" },
            held: self.held.clone(),
            lines: self.lines.clone(),
            total: self.total.clone(),
            scroll: self.scroll,
            hints: hints
                .map(|binding| Hint {
                    key: binding.label,
                    does: binding.hint,
                })
                .collect(),
            overlay: self
                .help
                .then(|| Overlay::Help(keymap::lines(keymap::SUMMARY))),
        }
    }
}

/// What was done, one line a stretch with its sides beside each other.
pub fn lines(record: &Record) -> Vec<SummaryLine> {
    let mut lines: Vec<(SummaryLine, Kind)> = Vec::new();
    for line in &record.lines {
        let side = line
            .side_shown
            .as_deref()
            .map(capitalised)
            .unwrap_or_default();
        let done = (side, span::short(line.done));
        let remark = remark(line);
        match lines
            .iter_mut()
            .find(|(other, kind)| other.name == line.name && *kind == line.kind)
        {
            Some((other, _)) => {
                if !remark.is_empty() && !other.remark.contains(&remark) {
                    other.remark = [other.remark.as_str(), &remark]
                        .into_iter()
                        .filter(|r| !r.is_empty())
                        .collect::<Vec<_>>()
                        .join(", ");
                }
                other.sides.push(done);
            }
            None => lines.push((
                SummaryLine {
                    name: line.name.clone(),
                    sides: vec![done],
                    remark,
                },
                line.kind,
            )),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

fn remark(line: &Line) -> String {
    if line.hurt {
        "stopped: it hurt".to_owned()
    } else if line.done.is_zero() {
        "skipped".to_owned()
    } else if line.done < line.planned {
        format!(
            "{} skipped",
            span::short(line.planned.saturating_sub(line.done))
        )
    } else if line.done > line.planned && !line.planned.is_zero() {
        format!(
            "{} longer",
            span::short(line.done.saturating_sub(line.planned))
        )
    } else {
        String::new()
    }
}
