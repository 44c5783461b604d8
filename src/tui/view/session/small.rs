//! The screen in a window that is too small for everything: the band, the number and the name, then the bare seconds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::MiddleLayout;
use super::number::Number;
use super::prose::{Extras, Prose};
use super::{foot, head, large};
use crate::app::element::Look;
use crate::app::session::view::SessionView;
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
    let ([band, _, bar, hints], layout) = layout(view, theme, area);
    head::draw_band(view, theme, band, buf);
    layout.draw(view.look, theme, buf);
    foot::draw_bar(view, theme, bar, buf);
    foot::draw_hints(view, theme, hints.padded(1), buf);
}

/// The band, the middle, the bar and the keys, and the layout of the middle. Where words need their rows, the band is not
/// in letters and there is no bar.
pub(super) fn layout<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> ([Rect; 4], MiddleLayout<'a>) {
    // A note is worth a row of the number.
    let keys = u16::from(area.height >= 13 || view.note.is_some());
    let with = |band, bar| {
        let parts = area.split_rows([Cells(band), Rest, Cells(bar), Cells(keys)]);
        let layout = large::without_figure(view, theme, parts[1]);
        layout.is_whole.then_some((parts, layout))
    };
    let whole = with(BAND, 1).or_else(|| with(1, 1)).or_else(|| with(1, 0));
    whole.unwrap_or_else(|| {
        let parts = area.split_rows([Cells(1), Rest, Cells(0), Cells(0)]);
        (parts, large::without_figure(view, theme, parts[1]))
    })
}

/// The band in one row; the number in letters and the name in one row, or the words where they tell more than a number.
fn little(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let [band, below] = area.split_rows([Cells(1), Rest]);
    head::draw_band(view, theme, band, buf);
    let is_to_read = view.look == Look::Hurt || !view.notes.is_empty();
    if let Some(count) = view.count.as_ref().filter(|_| !is_to_read) {
        let last = u16::from(area.height > BAND);
        let [middle, last] = below.split_rows([Rest, Cells(last)]);
        Number::fit(count, middle.as_size(), theme).draw(view.look, theme, middle, buf);
        text::write(&view.name, theme.strong(), last, buf);
        return;
    }
    let [name, below] = below.split_rows([Cells(1), Rest]);
    text::write(&view.name, theme.strong(), name, buf);
    let prose = Prose::of(view, theme, below.as_size(), Extras::Next);
    for (paragraph, place) in prose.placed(below) {
        paragraph.draw(place, buf);
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
