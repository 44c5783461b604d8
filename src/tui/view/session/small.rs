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

/// Whether a window has room for the [`layouts`] of this module.
pub(super) const fn is_compact(area: Rect) -> bool {
    area.width >= 32 && area.height >= 11
}

/// Draws as much as fits where nothing is laid out.
pub(super) fn draw_least(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match (area.width, area.height) {
        (12.., 5..) => little(view, theme, area, buf),
        _ => bare(view, theme, area, buf),
    }
}

/// Draws the band in letters, the number, beside it the name; the bar and the keys.
pub(super) fn draw(
    view: &SessionView,
    theme: &Theme,
    [band, _, bar, notice, keys]: [Rect; 5],
    layout: &MiddleLayout,
    buf: &mut Buffer,
) {
    head::draw_band(view, theme, band, buf);
    layout.draw(view.look, theme, buf);
    foot::draw_bar(view, theme, bar, buf);
    foot::draw_notice(view, theme, notice.padded(1), buf);
    hints::draw(&view.hints, theme, keys.padded(1), buf);
}

/// The band, the middle, the bar, the notice and the keys, and the layouts of the middle, one a turn.
///
/// Where a person has room, the notice keeps its row without one, so that the person stays where it is. Notes and the
/// cue are then shown by turns, if need be. Otherwise the seconds are in digits if any share of the rows allows it: the
/// bar goes first, then notes are shown by turns, then the band is a row. Words are whole in any case: what to do, and
/// which key to press, stays.
pub(super) fn layouts<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> ([Rect; 5], Vec<MiddleLayout<'a>>) {
    let keys = u16::from(area.height >= 13);
    let parts_of = |(band, bar, notice): (u16, u16, u16)| {
        area.split_rows([Cells(band), Rest, Cells(bar), Cells(notice), Cells(keys)])
    };
    let parts = parts_of((BAND, 1, 1));
    let has_figure = window(area).has_figure();
    let beside = has_figure.then(|| large::layouts_with_small_figure(view, theme, parts[1]));
    if let Some(layouts) = beside.flatten() {
        return (parts, layouts);
    }
    // The keys below say what a key does, too.
    let needed = if keys > 0 {
        Completeness::Words
    } else {
        Completeness::All
    };
    let is_whole = |layout: &MiddleLayout| layout.shown >= needed;
    let is_enough = |layout: &MiddleLayout| is_whole(layout) && has_digits(view, layout);
    let in_middle = |middle| {
        move |pages: &[StepWords<'a>], words| {
            large::without_figure(view, (pages, words), theme, middle)
        }
    };
    let all = StepWords::of(view);
    let shares = shares(notice_rows(view, area), area.height);
    let mut whole = None;
    for shares in shares {
        let parts = parts_of(shares);
        let with = in_middle(parts[1]);
        let layout = with(&[all], all);
        if is_enough(&layout) {
            return (parts, vec![layout]);
        }
        let pages = Turns::beside_cue(view).few(|words| is_enough(&with(&[words], words)));
        if let Some(pages) = pages {
            return (parts, Turns::layouts(&pages, with, is_enough));
        }
        if whole.is_none() && is_whole(&layout) {
            whole = Some((parts, vec![layout]));
        }
    }
    whole.unwrap_or_else(|| {
        let parts = parts_of((1, 0, 0));
        let with = in_middle(parts[1]);
        (parts, Turns::layouts_of_all(view, with, is_whole))
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
