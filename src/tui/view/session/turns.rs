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

    /// The layouts beside the person, one a turn: with all words, or before the start with those whose turn it is, so that
    /// the person stays. What was asked for is read at once, and the person goes for it.
    pub(super) fn beside_person(
        view: &'a SessionView,
        with_person: impl Fn(&[StepWords<'a>], StepWords<'a>) -> Option<MiddleLayout<'a>>,
    ) -> Option<Vec<MiddleLayout<'a>>> {
        let alone = |words| with_person(&[words], words);
        if let Some(layout) = alone(StepWords::of(view)) {
            return Some(vec![layout]);
        }
        let keeps_person = view.figure.is_some() && view.notes == view.opening;
        let all = [Self::beside_cue(view), Self::with_cue(view)];
        let mut all = all.into_iter().filter(|_| keeps_person);
        all.find_map(|turns| {
            let pages = turns.few(|words| alone(words).is_some())?;
            let layouts = pages.iter().map(|words| with_person(&pages, *words));
            layouts.collect()
        })
    }

    /// The words of all turns, where these are so few that they are over before the lead-in is.
    pub(super) fn few(self, fits: impl Fn(StepWords<'a>) -> bool) -> Option<Vec<StepWords<'a>>> {
        if self.view.notes.is_empty() || self.len() < 2 {
            return None;
        }
        self.pages(self.view.most_turns, fits)
    }

    /// The layouts of these pages, one a turn: each with room for all of them, so that nothing jumps when they change; or
    /// as each is by itself, where no layout has that.
    pub(super) fn layouts(
        pages: &[StepWords<'a>],
        with: impl Fn(&[StepWords<'a>], StepWords<'a>) -> MiddleLayout<'a>,
        is_whole: impl Fn(&MiddleLayout<'a>) -> bool,
    ) -> Vec<MiddleLayout<'a>> {
        let alike = pages.iter().map(|words| with(pages, *words));
        let alike: Vec<_> = alike.collect();
        if alike.iter().all(is_whole) {
            return alike;
        }
        pages.iter().map(|words| with(&[*words], *words)).collect()
    }

    /// The layouts of as many turns as it takes: with the cue in all of them, or else behind them. One of all words where
    /// there is nothing to take turns.
    pub(super) fn layouts_of_all(
        view: &'a SessionView,
        with: impl Fn(&[StepWords<'a>], StepWords<'a>) -> MiddleLayout<'a>,
        is_whole: impl Fn(&MiddleLayout<'a>) -> bool,
    ) -> Vec<MiddleLayout<'a>> {
        let fits = |words| is_whole(&with(&[words], words));
        let mut all = [Self::beside_cue(view), Self::with_cue(view)].into_iter();
        let pages = all.find_map(|turns| turns.pages(turns.len(), fits));
        // One of them is too long for the window: each has its turn all the same.
        let turns = Self::with_cue(view);
        let pages = pages.or_else(|| turns.pages(turns.len(), |words| turns.is_one(words)));
        let pages = pages.filter(|pages| !pages.is_empty());
        let pages = pages.unwrap_or_else(|| vec![StepWords::of(view)]);
        Self::layouts(&pages, with, is_whole)
    }

    /// Whether these are the words of one text.
    fn is_one(self, words: StepWords<'_>) -> bool {
        words.notes.len() + words.cue.iter().filter(|_| self.has_cue).count() == 1
    }

    /// The texts in as few parts as fit; `None` where these are more than `most`, or where one text does not fit alone.
    fn pages(
        self,
        most: usize,
        fits: impl Fn(StepWords<'a>) -> bool,
    ) -> Option<Vec<StepWords<'a>>> {
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
        Some(pages.iter().map(|page| self.words(page)).collect())
    }
}
