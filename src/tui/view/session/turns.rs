//! The turns of the words that have no room at once.

use std::ops::Range;

use super::layout::MiddleLayout;
use super::prose::StepWords;
use crate::app::session::view::SessionView;

/// The notes of a view, which are shown in parts where they have no room at once.
#[derive(Clone, Copy)]
pub(super) struct Turns<'a> {
    view: &'a SessionView,
    /// Whether the cue has a turn of its own behind them, rather than being shown in all turns.
    has_cue: bool,
}

impl<'a> Turns<'a> {
    pub(super) const fn beside_cue(view: &'a SessionView) -> Self {
        let has_cue = false;
        Self { view, has_cue }
    }

    pub(super) const fn with_cue(view: &'a SessionView) -> Self {
        let has_cue = true;
        Self { view, has_cue }
    }

    /// How many texts there are.
    fn len(self) -> usize {
        let cue = self.view.cue.iter().filter(|_| self.has_cue);
        self.view.notes.len() + cue.count()
    }

    /// The words of a part of the texts.
    fn words(self, part: &Range<usize>) -> StepWords<'a> {
        let notes = &self.view.notes;
        let has_cue = !self.has_cue || part.end > notes.len();
        let part = part.start.min(notes.len())..part.end.min(notes.len());
        StepWords {
            notes: notes.get(part).unwrap_or_default(),
            cue: self.view.cue.as_deref().filter(|_| has_cue),
        }
    }

    /// The layout beside the person: with all words, or before the start with those whose turn it is, so that the person
    /// stays. What was asked for is read at once, and the person goes for it.
    pub(super) fn beside_person(
        view: &'a SessionView,
        with_person: impl Fn(StepWords<'a>) -> Option<MiddleLayout<'a>>,
    ) -> Option<MiddleLayout<'a>> {
        let in_turn = |turns: Self| {
            let words = turns.present_of_few(|words| with_person(words).is_some());
            with_person(words?)
        };
        let all = [Self::beside_cue(view), Self::with_cue(view)];
        with_person(StepWords::of(view)).or_else(|| {
            let keeps_person = view.figure.is_some() && view.notes == view.opening;
            let mut all = all.into_iter().filter(|_| keeps_person);
            all.find_map(in_turn)
        })
    }

    /// The words of the present turn, where all texts are seen in so few turns that these are over before the lead-in is.
    pub(super) fn present_of_few(
        self,
        fits: impl Fn(StepWords<'a>) -> bool,
    ) -> Option<StepWords<'a>> {
        if self.view.notes.is_empty() || self.len() < 2 {
            return None;
        }
        self.present(&self.pages(self.view.most_turns, fits)?)
    }

    /// The words of the present turn, in as many turns as it takes: with the cue in all of them, or else behind them.
    pub(super) fn present_of_all(
        view: &'a SessionView,
        fits: impl Fn(StepWords<'a>) -> bool,
    ) -> Option<StepWords<'a>> {
        let all = [Self::beside_cue(view), Self::with_cue(view)];
        let found = all.into_iter().find_map(|turns| {
            let pages = turns.pages(turns.len(), &fits)?;
            turns.present(&pages)
        });
        found.or_else(|| {
            // One of them is too long for the window: each has its turn all the same.
            let turns = Self::with_cue(view);
            turns.present(&turns.pages(turns.len(), |words| turns.is_one(words))?)
        })
    }

    /// Whether these are the words of one text.
    fn is_one(self, words: StepWords<'_>) -> bool {
        words.notes.len() + words.cue.iter().filter(|_| self.has_cue).count() == 1
    }

    /// The words of the part whose turn it is.
    fn present(self, pages: &[Range<usize>]) -> Option<StepWords<'a>> {
        let turn = self.view.turn_of_notes.checked_rem(pages.len())?;
        pages.get(turn).map(|page| self.words(page))
    }

    /// The texts in as few parts as fit; `None` where these are more than `most`, or where one text does not fit alone.
    fn pages(self, most: usize, fits: impl Fn(StepWords<'a>) -> bool) -> Option<Vec<Range<usize>>> {
        let mut pages: Vec<Range<usize>> = Vec::new();
        for nth in 0..self.len() {
            let end = nth + 1;
            let last = pages.last_mut();
            let last = last.filter(|last| fits(self.words(&(last.start..end))));
            if let Some(last) = last {
                last.end = end;
            } else if pages.len() < most && fits(self.words(&(nth..end))) {
                pages.push(nth..end);
            } else {
                return None;
            }
        }
        Some(pages)
    }
}
