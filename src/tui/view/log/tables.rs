//! The sessions and the stretches of the log as tables, for the screen and in plain text.

use ratatui::style::Style;

use crate::app::log::view::{Report, SessionLine, TotalLine};
use crate::tui::theme::Theme;
use crate::tui::widget::text::{self, TextLine};

/// The widest a name may be in a column.
const NAME: u16 = 30;
/// Columns that a name keeps.
const LEAST_NAME: u16 = 8;

/// The sessions and the stretches as tables.
pub(super) struct Tables<'a> {
    pub(super) sessions: ColumnTable<'a, SessionLine, 4>,
    pub(super) stretches: ColumnTable<'a, TotalLine, 3>,
}

impl<'a> Tables<'a> {
    /// Where `room` is short the column of names gives way, so that numbers stay whole; without a `room` nothing is cut.
    pub(super) fn of(report: &'a Report, room: Option<u16>) -> Self {
        let sessions = ColumnTable {
            rows: &report.last,
            cells: |session| {
                [
                    &session.when,
                    &session.title,
                    &session.done,
                    &session.remark,
                ]
            },
            styles: |theme| [theme.faint(), theme.text(), theme.text(), theme.faint()],
            widths: [0; 4],
            room,
        };
        let stretches = ColumnTable {
            rows: &report.totals,
            cells: |total| [&total.name, &total.done, &total.remark],
            styles: |theme| [theme.text(), theme.text(), theme.strong()],
            widths: [0; 3],
            room,
        };
        Self {
            sessions: sessions.measured(1),
            stretches: stretches.measured(0),
        }
    }
}

/// Rows of cells under each other.
pub(super) struct ColumnTable<'a, R, const COLUMNS: usize> {
    rows: &'a [R],
    cells: for<'r> fn(&'r R) -> [&'r String; COLUMNS],
    styles: fn(&Theme) -> [Style; COLUMNS],
    widths: [u16; COLUMNS],
    room: Option<u16>,
}

impl<R, const COLUMNS: usize> ColumnTable<'_, R, COLUMNS> {
    /// The same with the widths of its columns, of which `name` may be cut.
    fn measured(mut self, name: usize) -> Self {
        for row in self.rows {
            for (cell, width) in (self.cells)(row).into_iter().zip(&mut self.widths) {
                *width = text::width(cell).min(NAME).max(*width);
            }
        }
        // The last column may be cut.
        let before = self.widths.iter().take(COLUMNS - 1);
        let needed: u16 = before.map(|width| width + 2).sum();
        if let (Some(name), Some(room)) = (self.widths.get_mut(name), self.room) {
            let short = needed.saturating_sub(2).saturating_sub(room);
            *name = name.saturating_sub(short).max((*name).min(LEAST_NAME));
        }
        self
    }

    /// The row of this index.
    pub(super) fn line(&self, nth: usize, theme: &Theme) -> TextLine {
        let Some(row) = self.rows.get(nth) else {
            return TextLine::new();
        };
        let mut at = 0_u16;
        let mut line = TextLine::new();
        let cells = (self.cells)(row).into_iter().zip((self.styles)(theme));
        for (nth, ((cell, style), width)) in cells.zip(self.widths).enumerate() {
            let cell = match self.room {
                Some(_) if nth + 1 < COLUMNS => text::cut(cell, width),
                _ => cell.clone(),
            };
            let end = width.max(text::width(&cell)).saturating_add(2);
            line.push((at, cell, style));
            at = at.saturating_add(end);
        }
        line
    }

    /// All of a row in words, where its line has no room for that.
    pub(super) fn whole(&self, nth: usize, theme: &Theme) -> Option<String> {
        let cells = (self.cells)(self.rows.get(nth)?);
        let line = self.line(nth, theme);
        let end = line
            .last()
            .map_or(0, |(at, words, _)| at.saturating_add(text::width(words)));
        let is_shorter = |((_, shown, _), cell): (&(u16, String, Style), &String)| shown != cell;
        let is_cut =
            self.room.is_some_and(|room| end > room) || line.iter().zip(cells).any(is_shorter);
        let words = cells.into_iter().filter(|cell| !cell.is_empty());
        let words: Vec<&str> = words.map(String::as_str).collect();
        is_cut.then(|| words.join(" · "))
    }

    /// All rows as text.
    pub(super) fn printed(&self, theme: &Theme) -> Vec<String> {
        let lines = (0..self.rows.len()).map(|nth| self.line(nth, theme));
        lines
            .map(|line| format!("  {}", text::joined(&line)))
            .collect()
    }
}
