//! The form for a session of the log: a row for each value, and the one that is typed into is marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::element::Look;
use crate::app::log::view::{FormRow, LogFormView};
use crate::tui::area::{Area, Cells, READABLE, Rest};
use crate::tui::theme::Theme;
use crate::tui::view::{hints, list};
use crate::tui::widget::field;
use crate::tui::widget::text;

/// Columns that a value has beside its label, at least.
const VALUE: u16 = 16;

/// Draws a form into `area`.
pub(in crate::tui::view) fn draw(form: &LogFormView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let margin = u16::from(area.width > 4);
    let head = u16::from(area.height > 2);
    let foot = u16::from(area.height > 1);
    let columns = area.centred(READABLE, margin).width;
    let title = text::wrapped(&form.title, columns, (area.height / 4).max(1));
    let message = form.message.as_deref().unwrap_or_default();
    let message = text::wrapped(message, columns, (area.height / 3).max(1));
    let gap = u16::from(area.height > 16);
    let [head, _, named, _, body, said, _, foot] = area.split_rows([
        Cells(head),
        Cells(gap),
        Cells(title.len() as u16 * head),
        Cells(gap),
        Rest,
        Cells(message.len() as u16),
        Cells(gap),
        Cells(foot),
    ]);
    list::draw_band(margin, theme, head, buf);
    text::write_lines(&title, theme.strong(), named.centred(READABLE, margin), buf);
    draw_rows(form, theme, body.centred(READABLE, margin), buf);
    text::write_lines(
        &message,
        theme.strong(),
        said.centred(READABLE, margin),
        buf,
    );
    hints::draw(&form.hints, theme, foot.padded(margin), buf);
}

/// Draws the rows around the one that is typed into: the value beside the label, or below it where there is no room.
fn draw_rows(form: &LogFormView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let label = form
        .rows
        .iter()
        .map(|row| text::width(&row.label))
        .max()
        .unwrap_or(0)
        + 2;
    let is_beside = label + VALUE <= area.width;
    let height = |row: &FormRow| {
        if is_beside {
            1
        } else {
            labels(row, area.width).len() as u16 + 1
        }
    };
    // As many rows before it as leave it whole.
    let mut first = form.cursor.min(form.rows.len().saturating_sub(1));
    let mut used = form.rows.get(first).map_or(0, height);
    let after = form.rows.iter().skip(first + 1);
    let behind: u16 = after.map(height).fold(0, u16::saturating_add);
    let room = area.height.saturating_sub(behind.min(area.height / 3));
    while let Some(row) = first
        .checked_sub(1)
        .and_then(|before| form.rows.get(before))
    {
        used += height(row);
        if used > room {
            break;
        }
        first -= 1;
    }
    let mut rest = area;
    for (nth, row) in form.rows.iter().enumerate().skip(first) {
        let rows = height(row);
        if rest.height < rows {
            break;
        }
        let is_typed = nth == form.cursor;
        let place = rest.first_rows(rows);
        let value = if is_beside {
            text::write(&row.label, theme.text(), place, buf);
            place.after_columns(label)
        } else {
            text::write_lines(&labels(row, area.width), theme.text(), place, buf);
            place.last_rows(1).after_columns(2)
        };
        let style = if is_typed {
            theme.bold(theme.band(Look::Hold))
        } else {
            theme.strong()
        };
        if is_typed {
            buf.set_style(value.intersection(buf.area), style);
        }
        let (is_cursor, style) = if is_typed && row.is_selected {
            (false, theme.selected(style))
        } else {
            (is_typed, style)
        };
        field::draw(&row.value, is_cursor, style, value, buf);
        rest = rest.after_rows(rows);
    }
}

fn labels(row: &FormRow, columns: u16) -> Vec<String> {
    text::wrapped(&row.label, columns, u16::MAX)
}
