//! What is to be seen, as a picture, and the guard that takes the terminal and gives it back.

pub mod guard;
pub mod theme;
pub mod widget;
pub mod wire;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::View;
use theme::Theme;

/// Draws `view` into `area`.
// A stand-in, to be replaced by the real pictures when they are merged.
pub fn draw(view: &View, _theme: &Theme, area: Rect, buf: &mut Buffer) {
    let View::Session(session) = view else { return };
    let line = |text: &str, row: u16, buf: &mut Buffer| {
        if row < area.height {
            let width = area.width.into();
            buf.set_stringn(area.x, area.y + row, text, width, Style::default());
        }
    };
    line(&session.phase, 0, buf);
    line(session.side.as_deref().unwrap_or_default(), 1, buf);
    let count = session.count.as_ref();
    line(count.map_or("", |count| &count.text), 2, buf);
    line(&session.name, 3, buf);
    line(session.cue.as_deref().unwrap_or_default(), 5, buf);
    if let Some(crate::app::view::Overlay::Question { asks, .. }) = session.overlay {
        line(asks, 4, buf);
    }
}
