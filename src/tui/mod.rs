//! The terminal's side of the program: what is on the screen, drawn from state it is given and never changes; and the
//! guard that takes the terminal and gives it back.

pub mod guard;
pub mod theme;
mod view;
pub mod widget;
pub mod wire;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::View;
use theme::Theme;

/// Draws all that is to be seen into `area`, which it fills; nothing outside is touched. Equal views make equal pictures.
pub fn draw(view: &View, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    match view {
        View::Session(session) => view::session::draw(session, theme, area, buf),
        View::Library(library) => view::library::draw(library, theme, area, buf),
        View::Log(log) => view::log::draw(log, theme, area, buf),
        View::Summary(summary) => view::summary::draw(summary, theme, area, buf),
        View::Nothing => {}
    }
    if !theme.utf8() {
        widget::text::spell_in_ascii(area, buf);
    }
}
