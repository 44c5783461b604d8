//! The screen in a window that is too small for everything: the band, the number and the name, then the bare seconds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::{Completeness, MiddleLayout};
use super::number::Number;
use super::prose::{Extras, Prose, StepWords};
use super::turns::Turns;
use super::{foot, head, large, window};
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
/// Where a person has room, the notice keeps its row without one, so that the person stays where it is. Notes and the
/// cue are then shown by turns, if need be. Otherwise the seconds are in digits if any share of the rows allows it: the bar goes first, then notes are shown by turns, then the
/// band is a row. Words are whole in any case: what to do, and which key to press, stays.
pub(super) fn layout<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> ([Rect; 5], MiddleLayout<'a>) {
    let keys = u16::from(area.height >= 13);
    let parts_of = |(band, bar, notice): (u16, u16, u16)| {
        area.split_rows([Cells(band), Rest, Cells(bar), Cells(notice), Cells(keys)])
    };
    let parts = parts_of((BAND, 1, 1));
    let all = StepWords::of(view);
    let with_person = |words| {
        let layout = window(area)
            .has_figure()
            .then(|| large::with_small_figure(view, words, theme, parts[1]));
        layout.flatten()
    };
    if let Some(layout) = Turns::beside_person(view, with_person) {
        return (parts, layout);
    }
    let turns = Turns::beside_cue(view);
    let with = |shares: (u16, u16, u16), words: StepWords<'a>| {
        let parts = parts_of(shares);
        let layout = large::without_figure(view, words, theme, parts[1]);
        (parts, layout)
    };
    // The keys below say what a key does, too.
    let needed = if keys > 0 {
        Completeness::Words
    } else {
        Completeness::All
    };
    let is_whole = |layout: &MiddleLayout| layout.shown >= needed;
    let shares = shares(notice_rows(view, area), area.height);
    let with_digits = shares.into_iter().find_map(|shares| {
        let is_enough =
            |(_, layout): &(_, MiddleLayout)| is_whole(layout) && has_digits(view, layout);
        let all = with(shares, all);
        if is_enough(&all) {
            return Some(all);
        }
        let page = turns.present_of_few(|words| is_enough(&with(shares, words)))?;
        Some(with(shares, page))
    });
    if let Some(found) = with_digits {
        return found;
    }
    let mut found = shares.into_iter().map(|shares| with(shares, all));
    found
        .find(|(_, layout)| is_whole(layout))
        .unwrap_or_else(|| {
            let narrowest = |words| with((1, 0, 0), words);
            let page = Turns::present_of_all(view, |words| is_whole(&narrowest(words).1));
            narrowest(page.unwrap_or(all))
        })
}

fn has_digits(view: &SessionView, layout: &MiddleLayout) -> bool {
    let number = layout.number.as_ref();
    view.count.is_none() || number.is_some_and(|(number, _)| number.rows() > 0.0)
}

/// Rows of the band, the bar and a notice that needs so many: from those with most of it to those with the largest middle.
const fn shares(notice: u16, rows: u16) -> [(u16, u16, u16); 7] {
    let one = if notice > 0 { 1 } else { 0 };
    // A second row of the notice is that of the bar, so that the digits stay as large.
    let bar = if notice < 2 || rows >= 16 { 1 } else { 0 };
    [
        (BAND, bar, notice),
        (BAND, 0, notice),
        (BAND, 1, one),
        (BAND, 0, one),
        (1, 1, one),
        (1, 0, one),
        (1, 0, 0),
    ]
}

/// Rows of the notice, at most two.
fn notice_rows(view: &SessionView, area: Rect) -> u16 {
    view.notice.as_ref().map_or(0, |notice| {
        let lines = text::wrapped(&notice.text, area.width.saturating_sub(2), 2);
        lines.len() as u16
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
    let prose = Prose::of(
        view,
        StepWords::of(view),
        theme,
        below.as_size(),
        Extras::Next,
    );
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
