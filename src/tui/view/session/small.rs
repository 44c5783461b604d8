//! The screen in a window that is too small for everything: the band, the number and the name, then the bare seconds.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::layout::MiddleLayout;
use super::number::Number;
use super::prose::Paragraph;
use super::{foot, head, large::at_top};
use crate::app::element::Look;
use crate::app::session::view::{Count, SessionView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Rows of a band with letters at their smallest.
const BAND: u16 = 5;

/// Draws as much as fits.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match (area.width, area.height) {
        (32.., 11..) => compact(view, theme, area, buf),
        (12.., 5..) => little(view, theme, area, buf),
        _ => bare(view, theme, area, buf),
    }
}

/// The band in letters, the number, beside it the name; the bar and the keys.
fn compact(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    // A note is worth a row of the number.
    let keys = u16::from(area.height >= 13 || view.note.is_some());
    let [band, middle, bar, hints] = area.split_rows([Cells(BAND), Rest, Cells(1), Cells(keys)]);
    head::draw_band(view, theme, band, buf);
    layout(view, theme, middle).draw(view.look, theme, buf);
    foot::draw_bar(view, theme, bar, buf);
    foot::draw_hints(view, theme, hints.padded(1), buf);
}

/// The layout of the middle in `area`.
pub(super) fn layout<'a>(view: &'a SessionView, theme: &Theme, area: Rect) -> MiddleLayout<'a> {
    match &view.count {
        Some(count) if !view.name_first => number_first(view, count, theme, area),
        _ => name_first(view, theme, area),
    }
}

/// The number at the left; in a narrow column the name, what a key does, what comes next.
fn number_first<'a>(
    view: &SessionView,
    count: &'a Count,
    theme: &Theme,
    area: Rect,
) -> MiddleLayout<'a> {
    let fit = |width: u16| {
        let room = Size::new(width.saturating_sub(2), area.height.saturating_sub(1));
        (width, Number::fit(count, room, theme))
    };
    let (narrow, wide) = (fit(area.width / 2), fit(area.width * 7 / 10));
    let is_larger = wide.1.rows() > narrow.1.rows();
    let (width, number) = if is_larger { wide } else { narrow };
    let side = area.after_columns(width + 1).before_columns(1);

    let rows = side.height.min(3);
    let mut lines = text::lines(&view.name, theme.strong(), side.width, rows);
    if let Some(asks) = view.asks {
        lines.extend(text::lines(asks, theme.text(), side.width, 2));
    } else if let Some(next) = &view.next {
        let rows = side.height.saturating_sub(lines.len() as u16).min(3);
        let next = format!("next {next}");
        lines.extend(text::lines(&next, theme.faint(), side.width, rows));
    }
    MiddleLayout {
        name: (Paragraph::Lines(lines), side),
        number: Some((number, area.first_columns(width))),
        figure: None,
        prose: Vec::new(),
    }
}

/// The name across the window, below it the number and a sentence.
fn name_first<'a>(view: &'a SessionView, theme: &Theme, area: Rect) -> MiddleLayout<'a> {
    let inside = area.padded(1);
    // A name leaves a row to the seconds.
    let rows = inside.height - u16::from(view.count.is_some()).min(inside.height);
    let room = Size::new(inside.width, rows);
    let name = Paragraph::name(&view.name, room, (theme, view.look))
        .unwrap_or_else(|| Paragraph::wrapped(&view.name, theme.strong(), room.width, 2));
    let rest = area.after_rows(name.height());
    let number = view.count.as_ref().map(|count| {
        let room = Size::new(rest.width / 2, rest.height.saturating_sub(1));
        let number = Number::fit(count, room, theme);
        let field = rest.first_columns(number.width() + 4);
        (number, field)
    });
    let left = number.as_ref().map_or(0, |(_, field)| field.width);
    let side = rest.after_columns(left + 1).before_columns(1);
    // Advice comes before keys, keys before cues.
    let asks = view.asks.filter(|_| view.look != Look::Hurt);
    let said = asks.or(view.cue.as_deref()).or(view.next.as_deref());
    let said = said.unwrap_or_default();
    let said = Paragraph::wrapped(said, theme.text(), side.width, side.height);
    MiddleLayout {
        name: at_top(name, inside),
        number,
        figure: None,
        prose: vec![(said, side)],
    }
}

/// The band in one row, the number in letters, the name in one row.
fn little(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let last = u16::from(area.height > BAND);
    let [band, middle, last] = area.split_rows([Cells(1), Rest, Cells(last)]);
    head::draw_band(view, theme, band, buf);
    if let Some(count) = &view.count {
        Number::fit(count, middle.as_size(), theme).draw(view.look, theme, middle, buf);
        text::write(&view.name, theme.strong(), last, buf);
    } else {
        let lines = text::wrapped(&view.name, area.width, middle.height);
        text::write_lines(&lines, theme.strong(), middle, buf);
        text::write(view.asks.unwrap_or_default(), theme.text(), last, buf);
    }
}

/// The seconds, or the phase where there are none; the side if it fits.
fn bare(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if let Some(count) = &view.count {
        let number = Number::fit(count, area.as_size(), theme);
        if number.rows() > 0.0 {
            return number.draw(view.look, theme, area, buf);
        }
    }
    let style = theme.bold(theme.band(view.look));
    let row = area.first_rows(1);
    buf.set_style(row, style);
    let main = view.count.as_ref().map_or(&view.phase, |count| &count.text);
    let used = text::write(main, style, row, buf);
    let Some(side) = &view.side else { return };
    let beside = row.after_columns(used + 1);
    let below = area.after_rows(1).first_rows(1);
    if text::width(side) <= beside.width {
        text::write(side, style, beside, buf);
    } else if text::width(side) <= below.width {
        buf.set_style(below, style);
        text::write(side, style, below, buf);
    }
}
