//! The foot: the progress of the segment and of the routine, and the keys that matter.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::MARGIN;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells};
use crate::tui::theme::Theme;
use crate::tui::view::hints;
use crate::tui::widget::bar::{self, FULL};
use crate::tui::widget::{ribbon, text};

/// Rows of the foot in a window of `rows`.
pub(super) const fn height(rows: u16) -> u16 {
    let gaps = if rows < 28 { 1 } else { 3 };
    let bars = if rows < 45 { 1 } else { 2 };
    1 + 2 * bars + gaps
}

pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let bars = if area.height > 6 { 2 } else { 1 };
    let gap = u16::from(area.height > 4);
    let [above, bar_area, _, ribbon_area, below, hints] = area.padded(MARGIN).split_rows([
        Cells(1),
        Cells(bars),
        Cells(gap),
        Cells(bars),
        Cells(gap),
        Cells(1),
    ]);
    draw_bar(view, theme, bar_area, buf);
    if gap == 0 {
        // Right above the ribbon, half as high: two bars, not one.
        halve(bar_area, theme.bar(view.look), buf);
    }
    ribbon::draw(&view.ribbon, view.clock, view.look, theme, ribbon_area, buf);
    let notice = if below.height > 0 { below } else { above };
    draw_notice(view, theme, notice, buf);
    hints::draw(&view.hints, theme, hints, buf);
}

/// The notice in rows of its own. One that is too long for them is shown in parts, by turns.
pub(super) fn draw_notice(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(notice) = &view.notice else { return };
    let lines = text::wrapped(&notice.text, area.width, u16::MAX);
    let parts: Vec<&[String]> = lines.chunks(area.height.max(1).into()).collect();
    if let Some(part) = parts.get(notice.turn % parts.len().max(1)) {
        text::write_lines(part, theme.faint(), area, buf);
    }
}

/// The progress of this segment; an empty track where a key ends it.
pub(super) fn draw_bar(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let nothing = (Duration::ZERO, Duration::from_secs(1));
    let progress = view.progress.unwrap_or(nothing);
    bar::draw(progress, view.look, theme, area, buf);
}

/// Takes the lower half of all full cells away.
fn halve(area: Rect, style: Style, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position).filter(|cell| cell.symbol() == FULL) {
            cell.set_symbol("▀").set_style(style);
        }
    }
}
