//! The screen in a window that is too small for everything: the band, the number and the name, then the bare seconds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::{Completeness, MiddleLayout};
use super::number::Number;
use super::prose::{Extras, Prose};
use super::{foot, head, large};
use crate::app::element::Look;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::view::hints;
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
    let ([band, _, bar, notice, keys], layout) = layout(view, theme, area);
    head::draw_band(view, theme, band, buf);
    layout.draw(view.look, theme, buf);
    foot::draw_bar(view, theme, bar, buf);
    foot::draw_notice(view, theme, notice.padded(1), buf);
    hints::draw(&view.hints, theme, keys.padded(1), buf);
}

/// The band, the middle, the bar, the notice and the keys, and the layout of the middle.
///
/// Where words need their rows, there is no bar, then no band in letters, then no notice. Notes that have no room even
/// then are shown by turns: what to do, and which key to press, stays.
pub(super) fn layout<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> ([Rect; 5], MiddleLayout<'a>) {
    let keys = u16::from(area.height >= 13);
    let notice = u16::from(view.notice.is_some());
    let with = |(band, bar, notice): (u16, u16, u16), notes: &'a [String]| {
        let parts = area.split_rows([Cells(band), Rest, Cells(bar), Cells(notice), Cells(keys)]);
        let layout = large::without_figure(view, notes, theme, parts[1]);
        (parts, layout)
    };
    let shares = [
        (BAND, 1, notice),
        (BAND, 0, notice),
        (1, 1, notice),
        (1, 0, notice),
        (1, 0, 0),
    ];
    // The keys below say what a key does, too.
    let needed = if keys > 0 {
        Completeness::Words
    } else {
        Completeness::All
    };
    let is_enough = |(_, layout): &(_, MiddleLayout)| layout.shown >= needed;
    let mut found = shares.into_iter().map(|shares| with(shares, &view.notes));
    if let Some(found) = found.find(is_enough) {
        return found;
    }
    let narrowest = |notes| with((1, 0, 0), notes);
    let pages = pages(&view.notes, |notes| is_enough(&narrowest(notes)));
    let page = pages.get(view.turn_of_notes % pages.len().max(1));
    narrowest(page.copied().unwrap_or(&view.notes))
}

/// The notes in as few parts as fit.
fn pages<'a>(notes: &'a [String], fits: impl Fn(&'a [String]) -> bool) -> Vec<&'a [String]> {
    let mut pages = Vec::new();
    let mut rest = notes;
    while !rest.is_empty() {
        let mut parts = (1..=rest.len())
            .rev()
            .filter_map(|end| rest.split_at_checked(end));
        let largest = parts.clone().find(|(page, _)| fits(page));
        let Some((page, later)) = largest.or_else(|| parts.next_back()) else {
            break;
        };
        pages.push(page);
        rest = later;
    }
    pages
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
    let prose = Prose::of(view, &view.notes, theme, below.as_size(), Extras::Next);
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
