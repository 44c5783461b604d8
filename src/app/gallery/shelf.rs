//! The shelf: all stretches of the gallery, those that are found in their groups, and the cursor among them.

use std::sync::Arc;

use super::super::find::Find;
use super::super::list::Move;
use super::page::StretchRow;
use super::shown::{self, Grouping, ShelfLine};
use crate::core::condition::Conditions;

#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) rows: Vec<StretchRow>,
    /// The conditions of the person, for which stretches are left out.
    pub(super) has: Conditions,
    pub(super) find: Find,
    grouping: Grouping,
    /// The stretch that the person put the cursor on, by its id. Finding moves the cursor, and not this.
    chosen: Option<String>,
    lines: Arc<[ShelfLine]>,
    /// The cursor, in `lines`; on a stretch if there is one.
    cursor: usize,
}

impl Shelf {
    /// A shelf of these stretches, with the cursor on the one called `first`.
    pub(super) fn new(rows: Vec<StretchRow>, first: Option<&str>) -> Self {
        let mut shelf = Self {
            rows,
            has: Conditions::NONE,
            find: Find::default(),
            grouping: Grouping::default(),
            chosen: first.map(str::to_owned),
            lines: Arc::new([]),
            cursor: 0,
        };
        shelf.arrange();
        shelf.choose();
        shelf
    }

    /// The stretch under the cursor.
    pub(super) fn row(&self) -> Option<&StretchRow> {
        self.row_at(self.cursor)
    }

    /// The lines that are found, and the cursor in them.
    pub(super) fn lines(&self) -> (Arc<[ShelfLine]>, usize) {
        (Arc::clone(&self.lines), self.cursor)
    }

    /// Whether nothing is found.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Which of how many stretches the cursor is on, and how they are grouped.
    pub(super) fn place(&self) -> String {
        let all = self.places().count();
        let nth = self.places().filter(|at| *at <= self.cursor).count();
        let grouping = self.grouping.word();
        match (all, self.lines.get(self.cursor + 1)) {
            (0, _) => "no stretches".to_owned(),
            (_, Some(ShelfLine::Why(why))) => format!("{why} · {nth}/{all}"),
            _ => format!("{grouping} · {nth}/{all}"),
        }
    }

    /// Puts the lines that are found in order. The cursor goes to the one that fits best; without words to the chosen
    /// one, or else to the first.
    pub(super) fn arrange(&mut self) {
        let (lines, best) = shown::lines(&self.rows, &self.find, self.grouping, self.has);
        self.lines = lines.into();
        let chosen = self.chosen.as_deref();
        let is_chosen = |at: &usize| self.row_at(*at).is_some_and(|row| Some(row.id()) == chosen);
        let has_words = !self.find.words().text().is_empty();
        let at = best
            .filter(|_| has_words)
            .or_else(|| self.places().find(is_chosen));
        self.cursor = at.or_else(|| self.places().next()).unwrap_or_default();
    }

    /// Groups the lines the other way.
    pub(super) fn regroup(&mut self) {
        self.grouping = self.grouping.other();
        self.arrange();
    }

    /// Shows all stretches again. The one under the cursor stays there.
    pub(super) fn show_all(&mut self) {
        self.choose();
        self.find = Find::default();
        self.arrange();
    }

    pub(super) fn go(&mut self, to: Move) {
        let places: Vec<usize> = self.places().collect();
        let mut nth = places.iter().position(|at| *at == self.cursor);
        if let Some(nth) = &mut nth {
            to.apply(nth, 1, places.len().saturating_sub(1));
        }
        self.cursor = nth
            .and_then(|nth| places.get(nth).copied())
            .unwrap_or(self.cursor);
        self.choose();
    }

    /// Goes to the stretch on this line; on a heading there is none.
    pub(super) fn go_to(&mut self, line: usize) {
        if self.row_at(line).is_some() {
            self.cursor = line;
            self.choose();
        }
    }

    /// Goes to the first stretch of the next group, and from the last group to the first.
    pub(super) fn go_to_next_group(&mut self) {
        let lines = (0..).zip(self.lines.iter());
        let is_heading = |line: &ShelfLine| matches!(line, ShelfLine::Heading(_));
        let mut headings = lines.filter_map(|(at, line)| is_heading(line).then_some(at));
        let next = headings.find(|at| *at > self.cursor).unwrap_or(0);
        let first = self.places().find(|at| *at > next);
        self.cursor = first.unwrap_or(self.cursor);
        self.choose();
    }

    /// Takes the stretch under the cursor for the one that is wanted.
    fn choose(&mut self) {
        let id = self.row().map(|row| row.id().to_owned());
        self.chosen = id.or(self.chosen.take());
    }

    /// The places of all stretches in the list.
    fn places(&self) -> impl DoubleEndedIterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(at, line)| line.stretch().map(|_| at))
    }

    fn row_at(&self, at: usize) -> Option<&StretchRow> {
        self.rows.get(self.lines.get(at)?.stretch()?.index)
    }
}
