//! The band, the rows with a cursor and the sign that more follows, which the library and the gallery have in common.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::element::{Look, PointedPart};
use crate::app::find::Hit;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// The name of the program.
const NAME: &str = "supple";

/// Draws the band with the name of the program, `margin` columns from both ends. Returns its style and the free part.
pub(super) fn draw_band(margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) -> (Style, Rect) {
    let band = theme.band(Look::Ready);
    buf.set_style(area.intersection(buf.area), band);
    let row = area.padded(margin);
    text::write(NAME, theme.bold(band), row, buf);
    (band, band_room(margin, area))
}

/// The free part of the band.
pub(super) fn band_room(margin: u16, area: Rect) -> Rect {
    area.padded(margin).after_columns(text::width(NAME) + 3)
}

/// The rows of a list, the one under the cursor, and where they are drawn.
pub(super) struct List<'a, T> {
    pub(super) rows: &'a [T],
    pub(super) cursor: usize,
    pub(super) area: Rect,
    /// Rows of the area when there is no message below it.
    pub(super) usual: u16,
    /// Whether keys go to the list, and not to what stands beside it.
    pub(super) is_active: bool,
}

impl<T> List<'_, T> {
    /// The first row that is seen.
    ///
    /// The list begins with its first one as long as the cursor and some rows below it fit. A message takes its rows
    /// from the lower end, so that nothing else moves, unless the cursor stands there.
    pub(super) fn first(&self) -> usize {
        let usual = usize::from(self.usual.max(self.area.height));
        let below = usual / 6;
        let first = (self.cursor + 1 + below).saturating_sub(usual);
        let first = first.min(self.rows.len().saturating_sub(usual));
        first.max((self.cursor + 1).saturating_sub(self.area.height.into()))
    }

    /// What is on this cell of the list; `None` outside of it.
    pub(super) fn part_at(&self, cell: Position) -> Option<PointedPart> {
        let below = cell.y.checked_sub(self.area.y);
        let row = below.filter(|_| self.area.contains(cell))?;
        let index = self.first() + usize::from(row);
        Some(if index < self.rows.len() {
            PointedPart::Row(index)
        } else {
            PointedPart::List
        })
    }

    /// Lets `draw_row` draw each row in its style and place, and whether it is the one under the cursor.
    pub(super) fn draw(
        &self,
        theme: &Theme,
        buf: &mut Buffer,
        draw_row: impl Fn(&T, bool, Style, Rect, &mut Buffer),
    ) {
        let rows = self.rows.iter().enumerate().skip(self.first());
        for ((index, row), place) in rows.zip(self.area.rows()) {
            let mut style = theme.text();
            if index == self.cursor && self.is_active {
                style = draw_cursor(theme, place, buf);
            } else if index == self.cursor {
                style = theme.strong();
            }
            draw_row(row, index == self.cursor, style, place, buf);
        }
    }
}

/// Draws the band of the row under the cursor. Returns the style of the texts on it.
pub(super) fn draw_cursor(theme: &Theme, row: Rect, buf: &mut Buffer) -> Style {
    let style = theme.bold(theme.band(Look::Hold));
    buf.set_style(row.intersection(buf.area), style);
    style
}

/// Draws where the row above was found.
pub(super) fn draw_why(why: &Hit, theme: &Theme, row: Rect, buf: &mut Buffer) {
    let place = row.after_columns(4);
    let marks = why.marks_shown();
    text::write_marked(&why.to_string(), &marks, theme.faint(), place, buf);
}

/// Draws at the end of `row` that more lines follow, and the key for them.
pub(super) fn draw_more(theme: &Theme, row: Rect, buf: &mut Buffer) {
    text::write(" ↓ PageDown  ", theme.strong(), row.last_columns(13), buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and the last row that are seen of thirty, with the cursor on one of them.
    fn seen(cursor: usize, rows: u16, usual: u16) -> (usize, usize) {
        let all = [(); 30];
        let list = List {
            rows: &all,
            cursor,
            area: Rect::new(0, 0, 20, rows),
            usual,
            is_active: true,
        };
        let first = list.first();
        (first, (first + usize::from(rows)).min(all.len()) - 1)
    }

    #[test]
    fn a_message_takes_its_rows_from_the_lower_end_of_a_list() {
        for cursor in 0..30 {
            let (first, last) = seen(cursor, 18, 18);
            assert!((first..=last).contains(&cursor), "{cursor}: {first}–{last}");
            for taken in 1..=6 {
                let (with, below) = seen(cursor, 18 - taken, 18);
                assert!((with..=below).contains(&cursor), "{cursor}: {with}–{below}");
                let needed = (cursor + 1).saturating_sub(usize::from(18 - taken));
                assert_eq!(with, first.max(needed), "{cursor}, {taken} rows");
            }
        }
    }

    #[test]
    fn a_list_begins_with_its_first_row_while_the_cursor_has_rows_below_it() {
        assert_eq!(seen(14, 18, 18), (0, 17));
        assert_eq!(seen(15, 18, 18), (1, 18));
        assert_eq!(seen(29, 18, 18), (12, 29));
        assert_eq!(seen(29, 40, 40), (0, 29));
    }
}
