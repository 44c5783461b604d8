//! A window that is too small for all: the band, the number, the name; then the bare seconds.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use super::number::Number;
use super::{foot, head, inner};
use crate::app::element::Look;
use crate::app::session::view::{Count, SessionView};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Rows of a band with letters at their smallest.
const BAND: u16 = 5;

/// Draws what fits.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match (area.width, area.height) {
        (32.., 11..) => compact(view, theme, area, buf),
        (12.., 5..) => little(view, theme, area, buf),
        _ => bare(view, theme, area, buf),
    }
}

/// The band in letters, the number, beside it the name; the bar and the keys.
fn compact(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    // What happened beside the session is worth a row of the number.
    let roomy = u16::from(area.height >= 13 || view.note.is_some());
    let [band, stage, bar, hints] = split::rows(area, [Cells(BAND), Rest, Cells(1), Cells(roomy)]);
    buf.set_style(band, theme.band(view.look));
    head::phase_and_side(view, theme, band, buf);
    match &view.count {
        Some(count) if !view.name_first => number_first(view, count, theme, stage, buf),
        count => name_first(view, count.as_ref(), theme, stage, buf),
    }
    foot::draw_bar(view, theme, bar, buf);
    foot::draw_hints(view, theme, inner(hints, 1, 0), buf);
}

fn number_first(view: &SessionView, count: &Count, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let fit = |width: u16| {
        let room = Size::new(width.saturating_sub(2), area.height.saturating_sub(1));
        (width, Number::fit(count, room, theme))
    };
    let narrow = fit(area.width / 2);
    let wide = fit(area.width * 7 / 10);
    let (width, number) = if wide.1.rows() > narrow.1.rows() {
        wide
    } else {
        narrow
    };
    let field = Rect { width, ..area };
    number.draw(view.look, theme, field, buf);
    let side = Rect {
        x: field.right() + 1,
        width: area.width.saturating_sub(width + 2),
        ..area
    };
    beside(view, theme, side, buf);
}

/// The name, what a key does, what comes next, in a narrow column.
fn beside(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut lines: Vec<(String, ratatui::style::Style)> = Vec::new();
    let name = text::wrapped(&view.name, area.width, area.height.min(3));
    lines.extend(name.into_iter().map(|line| (line, theme.strong())));
    if let Some(asks) = view.asks {
        let asks = text::wrapped(asks, area.width, 2);
        lines.extend(asks.into_iter().map(|line| (line, theme.text())));
    } else if let Some(next) = &view.next {
        let left = area.height.saturating_sub(lines.len() as u16);
        let next = text::wrapped(&format!("next {next}"), area.width, left.min(3));
        lines.extend(next.into_iter().map(|line| (line, theme.faint())));
    }
    for ((line, style), row) in lines.iter().zip(area.rows()) {
        text::write(line, *style, row, buf);
    }
}

fn name_first(
    view: &SessionView,
    count: Option<&Count>,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let name_area = inner(area, 1, 0);
    let large = Lettering::fit(&view.name, name_area.as_size(), 2, theme.ink());
    let used = if let Some(large) = large {
        Letters::new(&large)
            .style(theme.strong())
            .vertical_alignment(ratatui::layout::VerticalAlignment::Top)
            .render(name_area, buf);
        large.size().height
    } else {
        let lines = text::wrapped(&view.name, name_area.width, 2);
        for (line, row) in lines.iter().zip(name_area.rows()) {
            text::write(line, theme.strong(), row, buf);
        }
        lines.len() as u16
    };
    let rest = Rect {
        y: area.y + used.min(area.height),
        height: area.height.saturating_sub(used),
        ..area
    };
    let mut x = rest.x + 1;
    if let Some(count) = count {
        let room = Size::new(rest.width / 2, rest.height.saturating_sub(1));
        let number = Number::fit(count, room, theme);
        let field = Rect {
            width: (number.size().width + 4).min(rest.width),
            ..rest
        };
        number.draw(view.look, theme, field, buf);
        x = field.right() + 1;
    }
    let side = Rect {
        x,
        width: rest.right().saturating_sub(x + 1),
        ..rest
    };
    // Advice comes before keys, keys before cues.
    let asks = view.asks.filter(|_| view.look != Look::Hurt);
    let said = asks.or(view.cue.as_deref()).or(view.next.as_deref());
    for (line, row) in text::wrapped(said.unwrap_or_default(), side.width, side.height)
        .iter()
        .zip(side.rows())
    {
        text::write(line, theme.text(), row, buf);
    }
}

/// The band in one row, the number in letters, the name in one row.
fn little(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let [band, stage, name] =
        split::rows(area, [Cells(1), Rest, Cells(u16::from(area.height > BAND))]);
    buf.set_style(band, theme.band(view.look));
    head::phase_and_side(view, theme, band, buf);
    if let Some(count) = &view.count {
        Number::fit(count, stage.as_size(), theme).draw(view.look, theme, stage, buf);
        text::write(&view.name, theme.strong(), name, buf);
    } else {
        let lines = text::wrapped(&view.name, area.width, stage.height);
        for (line, row) in lines.iter().zip(stage.rows()) {
            text::write(line, theme.strong(), row, buf);
        }
        text::write(view.asks.unwrap_or_default(), theme.text(), name, buf);
    }
}

/// The seconds, or what is going on where there are none; the side if it fits.
fn bare(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if let Some(count) = &view.count {
        let number = Number::fit(count, area.as_size(), theme);
        if number.rows() > 0.0 {
            return number.draw(view.look, theme, area, buf);
        }
    }
    let style = theme.band(view.look).add_modifier(Modifier::BOLD);
    let row = Rect { height: 1, ..area };
    buf.set_style(row, style);
    let main = view.count.as_ref().map_or(&view.phase, |count| &count.text);
    let used = text::write(main, style, row, buf);
    let Some(side) = &view.side else {
        return;
    };
    let left = row.width - used;
    if text::width(side) < left {
        let side_row = Rect {
            x: row.x + used + 1,
            width: left - 1,
            ..row
        };
        text::write(side, style, side_row, buf);
    } else if area.height > 1 && text::width(side) <= area.width {
        let below = Rect {
            y: row.y + 1,
            ..row
        };
        buf.set_style(below, style);
        text::write(side, style, below, buf);
    }
}
