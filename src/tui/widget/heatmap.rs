//! A calendar as a heat map: weeks across, days down, the latest week at the right. Shape shows the amount as well as
//! colour, so that it can be read without colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::element::Look;
use crate::app::log::Charset;
use crate::app::log::view::{Heat, Week};
use crate::core::day::WEEKDAYS;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Columns of the names of the days.
const NAMES: u16 = 4;
/// Columns of a week.
const WEEK: u16 = 2;

/// A calendar; it wants [`Heatmap::HEIGHT`] rows, and shows as many weeks as there is room for.
#[derive(Clone, Copy, Debug)]
pub struct Heatmap<'a> {
    weeks: &'a [Week],
    theme: &'a Theme,
}

impl<'a> Heatmap<'a> {
    /// The names of the months and seven days.
    pub const HEIGHT: u16 = 8;

    /// The calendar of `weeks`, the earliest first.
    pub const fn new(weeks: &'a [Week], theme: &'a Theme) -> Self {
        Self { weeks, theme }
    }
}

/// The characters of a theme as the log names them for plain lines.
pub fn charset(theme: &Theme) -> Charset {
    if theme.utf8() {
        Charset::Unicode
    } else {
        Charset::Ascii
    }
}

impl Widget for Heatmap<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width <= NAMES {
            return;
        }
        let room = usize::from((area.width - NAMES) / WEEK);
        let weeks = self.weeks.len().saturating_sub(room);
        let weeks = self.weeks.get(weeks..).unwrap_or_default();
        let mut rows = area.rows();
        if let Some(months) = rows.next() {
            self.months(weeks, months, buf);
        }
        for ((number, name), row) in (0..).zip(WEEKDAYS).zip(rows) {
            text::write(name, self.theme.faint(), row, buf);
            for (week, at) in weeks.iter().zip(columns(row)) {
                let day: Option<&Option<Heat>> = week.days.get::<usize>(number);
                let Some(heat) = day.copied().flatten() else {
                    continue;
                };
                let style = match heat {
                    Heat::None => self.theme.faint(),
                    _ => self.theme.bar(Look::Hold),
                };
                let mut encoded = [0; 4];
                let cell = charset(self.theme).heat(heat).encode_utf8(&mut encoded);
                text::write(cell, style, at, buf);
            }
        }
    }
}

impl Heatmap<'_> {
    /// The name of each month over the week in which it begins, unless it would touch the one before.
    fn months(&self, weeks: &[Week], row: Rect, buf: &mut Buffer) {
        let mut free = row.x;
        for (week, at) in weeks.iter().zip(columns(row)) {
            if let Some(month) = week.month
                && at.x >= free
            {
                free = at.x + text::write(month, self.theme.faint(), at, buf) + 1;
            }
        }
    }
}

/// From the column of each week to the right end of `row`.
fn columns(row: Rect) -> impl Iterator<Item = Rect> {
    let first = row.x + NAMES.min(row.width);
    (first..row.right())
        .step_by(usize::from(WEEK))
        .map(move |x| Rect {
            x,
            width: row.right() - x,
            ..row
        })
}
