//! The summary after a session: what was held, what was skipped, and whether to keep it.

mod answer;
mod keeping;
pub mod view;
mod words;

use std::borrow::Cow;
use std::time::Duration;

use SummaryCommand as C;

use super::done::summary_lines;
use super::effect::Outcome;
use super::element::{HelpLine, Hint, Overlay, PointedPart, Window};
use super::input::Key;
use super::keymap::{KeyTable, bind, help_key};
use super::list::Move;
use super::screen::{AppScreen, Wish};
use super::step_list::StepList;
use super::view::View;
use crate::catalogue::draft::DraftAnswer;
use crate::core::moment::Moment;
use crate::core::record::{Record, StretchRecord};
use crate::core::session::{Plan, Snapshot};
use crate::core::span;
use answer::Answer;
use view::{ChangedView, SummaryView};
use words::{Resumes, SummaryWords};

pub(super) use keeping::{Keeping, NoFile};

pub(super) use words::PastSessions;

/// How long a summary stays. Then the session is logged, so nothing is lost when the person has fallen asleep on the mat.
const STAYS: Duration = Duration::from_secs(120);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SummaryCommand {
    Keep,
    Discard,
    Note,
    /// Write the marked change into its routine.
    Write,
    WriteAll,
    /// Mark the next change.
    Mark,
    /// List the steps.
    Steps,
    Move(Move),
    Help,
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(
        C::Keep,
        &[Key::Enter, Key::Char(' '), Key::Char('q'), Key::Escape],
    )
    .hint("Enter", "keep")
    .help("keep the session and go back"),
    bind(C::Discard, &[Key::Char('x')])
        .hint("x", "discard")
        .help("discard the session and go back"),
    bind(C::Note, &[Key::Char('n')])
        .hint("n", "note")
        .help("write a note; start it with a number from 0 to 10 to log your soreness"),
    bind(C::Write, &[Key::Char('w')])
        .hint("w", "save change")
        .help("save the marked change of a length in the routine; a bundled one becomes your copy"),
    bind(C::WriteAll, &[Key::Char('W')])
        .hint("W", "save all")
        .help("save all changes of lengths in the routine"),
    bind(C::Mark, &[Key::Tab])
        .hint("Tab", "next change")
        .help("mark the next change"),
    bind(C::Steps, &[Key::Char('l')])
        .hint("l", "steps")
        .help("list the steps, with what you changed"),
    bind(C::Move(Move::Up), &[Key::Up])
        .hint("↑", "up")
        .help("scroll up"),
    bind(C::Move(Move::Down), &[Key::Down])
        .hint("↓", "down")
        .help("scroll down"),
    help_key(C::Help),
])
.with(
    "suspend the program",
    ["quit now", "quit now; the session is saved"],
);

/// The hint bar, with the question and without it.
const BAR: &[C] = &[C::Keep, C::Discard, C::Note, C::Help];
const BAR_UNASKED: &[C] = &[C::Keep, C::Discard, C::Help];
/// The hints while an answer is typed.
const TYPING: [Hint; 2] = [
    Hint {
        key: Cow::Borrowed("Enter"),
        does: Cow::Borrowed("keep"),
    },
    Hint {
        key: Cow::Borrowed("Esc"),
        does: Cow::Borrowed("clear"),
    },
];

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
    /// The lengths that were changed by hand.
    keeping: Keeping,
    /// The steps of the session, and the same list while it is shown.
    steps: StepList,
    listed: Option<StepList>,
    until: Moment,
}

impl SummaryScreen {
    /// The summary of a session called `title` with these `steps` that was over at `now`. `past`: the sessions up to this
    /// one, where they are known.
    pub(super) fn new(
        (title, steps): (&str, StepList),
        (record, outcome): (Record, Outcome),
        saved: Option<(Snapshot, Plan)>,
        past: Option<PastSessions>,
        now: Moment,
    ) -> Self {
        let words = SummaryWords {
            record: &record,
            is_finished: outcome == Outcome::Finished,
            snapshot: saved.as_ref().map(|(snapshot, _)| snapshot),
            is_first: past.as_ref().is_some_and(|past| past.is_first),
            resumes: Resumes::Later,
        };
        let took = span::clock(record.took());
        let (heading, look) = words.heading();
        let shown = SummaryView {
            title: title.to_owned(),
            heading,
            look,
            praise: words.praise(),
            note: words.note(),
            lines: summary_lines(
                record.all_lines(),
                StretchRecord::name_and_load,
                &record.last,
            ),
            total: if record.held().is_zero() {
                format!("{took} in all")
            } else {
                format!("held {} of {took}", span::clock(record.held()))
            },
            took,
            next: words.next(),
            changed: ChangedView::default(),
            past: past.map(|past| past.seen),
            question: None,
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
            keeping: Keeping::default(),
            steps,
            listed: None,
            until: now + STAYS,
        }
    }

    /// Says that the session could not be saved on the way: it can be resumed only as long as the program `goes_on`.
    pub(super) fn set_unsaved(&mut self, goes_on: bool) {
        let words = SummaryWords {
            record: &self.record,
            is_finished: self.outcome == Outcome::Finished,
            snapshot: self.saved.as_ref().map(|(snapshot, _)| snapshot),
            is_first: false,
            resumes: if goes_on {
                Resumes::UntilYouQuit
            } else {
                Resumes::Never
            },
        };
        (self.shown.note, self.shown.next) = (words.note(), words.next());
    }

    /// Shows the changes of the session, which can be written.
    pub(super) fn keep(&mut self, changes: Keeping) {
        self.keeping = changes;
    }

    /// What came of a change that was to be written.
    pub(super) fn keeps(&mut self, answer: &DraftAnswer) -> Wish {
        self.keeping.answered(answer)
    }

    /// The keys for the changes that can be written.
    fn change_hints(&self) -> Vec<Hint> {
        KEYS.hints(match self.keeping.count() {
            0 => &[],
            1 => &[C::Write],
            _ => &[C::Write, C::WriteAll],
        })
    }

    /// Asks how it felt.
    pub(super) fn ask(&mut self) {
        self.answer = Some(Answer::default());
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
        let is_typing = self.answer.as_ref().is_some_and(|answer| answer.typing);
        let mut hints = match (&self.answer, &self.saved) {
            _ if is_typing => TYPING.to_vec(),
            (Some(_), _) => KEYS.hints(BAR),
            (None, Some(_)) => KEYS.hints(BAR_UNASKED),
            (None, None) => {
                let close = KEYS.hint(C::Keep, Some("close"));
                close.into_iter().chain(KEYS.hints(&[C::Help])).collect()
            }
        };
        if !is_typing {
            let first = hints.len().min(1);
            hints.splice(first..first, self.change_hints());
        }
        View::Summary(Box::new(SummaryView {
            changed: self.keeping.view(),
            question: self.answer.as_ref().map(Answer::question),
            scroll: self.scroll,
            hints,
            ..self.shown.clone()
        }))
    }

    fn paste(&mut self, text: &str) {
        if let Some(answer) = &mut self.answer {
            answer.paste(text);
        }
    }

    fn question(&self) -> Option<Overlay> {
        let listed = self.listed.as_ref().map(StepList::overlay);
        listed.or_else(|| self.keeping.question())
    }

    fn key(&mut self, key: Key, _: Moment) -> Wish {
        if let Some(listed) = self.listed.take() {
            self.listed = listed.key(key);
            return Wish::Stay;
        }
        if let Some(wish) = self.keeping.key(key) {
            return wish;
        }
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
            Some(C::Write) => return self.keeping.write(false),
            Some(C::WriteAll) => return self.keeping.write(true),
            Some(C::Mark) => self.keeping.mark_next(),
            Some(C::Steps) => self.listed = Some(self.steps.clone()),
            Some(C::Move(to)) => to.apply(&mut self.scroll, 1, usize::MAX),
            Some(C::Help) => return Wish::Help,
            None => {}
        }
        Wish::Stay
    }

    fn scroll(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }

    fn click(&mut self, _: Option<PointedPart>, _: Moment) -> Wish {
        match self.listed.take() {
            Some(_) => Wish::Stay,
            None => Wish::CloseSummary { keep: true },
        }
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
