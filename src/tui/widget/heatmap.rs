//! A calendar as a heat map: weeks across, days down, the latest week at the right. Shape shows the amount as well as
//! colour, so that it can be read without colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::element::Look;
use crate::app::log::view::{Heat, Week};
use crate::core::day::WEEKDAYS;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Columns of the names of the days.
const NAMES: u16 = 4;
const WEEK: u16 = 2;

/// Rows of a calendar: the names of the months and seven days.
pub(crate) const HEIGHT: u16 = 8;

/// The character for a day on which so much was done.
pub(crate) fn character(heat: Heat, theme: &Theme) -> char {
    let [unicode, ascii] = match heat {
        Heat::None => ['·', '.'],
        Heat::Little => ['░', '-'],
        Heat::Some => ['▒', '+'],
        Heat::Much => ['▓', '*'],
        Heat::Most => ['█', '#'],
    };
    if theme.utf8() { unicode } else { ascii }
}

/// Columns of the calendar of so many weeks, with room for the name of a month over the last.
pub(crate) fn width(weeks: usize) -> u16 {
    let weeks = u16::try_from(weeks).unwrap_or(u16::MAX);
    WEEK.saturating_mul(weeks).saturating_add(NAMES + 1)
}

/// Draws the calendar of `weeks`, the earliest first: as many of the latest as there is room for.
pub(crate) fn draw(weeks: &[Week], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.width <= NAMES {
        return;
    }
    let room = usize::from((area.width - NAMES) / WEEK);
    let first = weeks.len().saturating_sub(room);
    let weeks = weeks.get(first..).unwrap_or_default();
    let mut rows = area.rows();
    if let Some(months) = rows.next() {
        draw_months(weeks, theme, months, buf);
    }
    for ((number, name), row) in (0..).zip(WEEKDAYS).zip(rows) {
        text::write(name, theme.faint(), row, buf);
        for (week, at) in weeks.iter().zip(week_columns(row)) {
            let day: Option<&Option<Heat>> = week.days.get::<usize>(number);
            let Some(heat) = day.copied().flatten() else {
                continue;
            };
            let style = match heat {
                Heat::None => theme.faint(),
                _ => theme.bar(Look::Hold),
            };
            let cell = character(heat, theme).to_string();
            text::write(&cell, style, at, buf);
        }
    }
}

/// Draws the name of each month over the week in which it begins, unless it would touch the one before.
fn draw_months(weeks: &[Week], theme: &Theme, row: Rect, buf: &mut Buffer) {
    let mut free = row.x;
    for (week, at) in weeks.iter().zip(week_columns(row)) {
        if let Some(month) = week.month
            && at.x >= free
        {
            free = at.x + text::write(month, theme.faint(), at, buf) + 1;
        }
    }
}

/// From the column of each week to the right end of `row`.
fn week_columns(row: Rect) -> impl Iterator<Item = Rect> {
    let weeks = row.after_columns(NAMES);
    let starts = (0..weeks.width).step_by(WEEK.into());
    starts.map(move |column| weeks.after_columns(column))
}
