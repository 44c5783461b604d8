//! The foot: the progress of the segment and of the routine, and the keys that matter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::MARGIN;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells};
use crate::tui::theme::Theme;
use crate::tui::view::hints;
use crate::tui::widget::bar::{FULL, FillBar};
use crate::tui::widget::ribbon::Ribbon;
use crate::tui::widget::text;

/// Rows of the foot in a window of `rows`.
pub(super) const fn height(rows: u16) -> u16 {
    let gaps = if rows < 28 { 1 } else { 3 };
    let bars = if rows < 45 { 1 } else { 2 };
    1 + 2 * bars + gaps
}

/// Draws all of it.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let bars = if area.height > 6 { 2 } else { 1 };
    let gap = u16::from(area.height > 4);
    let [_, bar, _, ribbon, note, hints] = area.padded(MARGIN).split_rows([
        Cells(1),
        Cells(bars),
        Cells(gap),
        Cells(bars),
        Cells(gap),
        Cells(1),
    ]);
    draw_bar(view, theme, bar, buf);
    if gap == 0 {
        // Right above the ribbon, half as high: two bars, not one.
        halve(bar, theme.bar(view.look), buf);
    }
    Ribbon {
        view: &view.ribbon,
        clock: view.clock,
        look: view.look,
        theme,
    }
    .render(ribbon, buf);
    match view.note {
        Some(note_text) if note.height > 0 => {
            text::write(note_text, theme.faint(), note, buf);
            hints::draw(&view.hints, theme, hints, buf);
        }
        _ => draw_hints(view, theme, hints, buf),
    }
}

/// The keys that matter, or the note where it has no row of its own: it is worth more than the keys, which `?` shows.
pub(super) fn draw_hints(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match view.note {
        Some(note) => {
            text::write(note, theme.faint(), area, buf);
        }
        None => hints::draw(&view.hints, theme, area, buf),
    }
}

/// The progress of this segment; an empty track where a key ends it.
pub(super) fn draw_bar(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (done, of) = view.progress.map_or(
        (std::time::Duration::ZERO, std::time::Duration::from_secs(1)),
        |progress| (progress.done, progress.of),
    );
    FillBar {
        done,
        of,
        pattern: theme.pattern(view.look),
        style: theme.bar(view.look),
        track: theme.past(),
    }
    .render(area, buf);
}

/// Takes the lower half of all full cells away.
fn halve(area: Rect, style: Style, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position).filter(|cell| cell.symbol() == FULL) {
            cell.set_symbol("▀").set_style(style);
        }
    }
}
