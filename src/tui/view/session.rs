//! The session screen: what a person on their back, three metres away, has to know at once.
//!
//! From top to bottom: the [`head`], a band of colour that says what is going on and on which side; the [`stage`], the
//! number or the name as large as it gets; the [`foot`], how far all this is, and the keys. What has no room is left out,
//! the least important first, until in a [`small`] window only the seconds are left.

mod foot;
mod head;
mod number;
mod small;
mod stage;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::session::view::SessionView;
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
pub(super) use stage::draw_figure;

/// Columns between the edge of the window and what is written.
const MARGIN: u16 = 2;

/// Draws a session.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if area.width >= 72 && area.height >= 20 {
        let [head, stage, foot] = split::rows(
            area,
            [
                Cells(head::height(area.height)),
                Rest,
                Cells(foot::height(area.height)),
            ],
        );
        head::draw(view, theme, head, buf);
        stage::draw(view, theme, stage, buf);
        foot::draw(view, theme, foot, buf);
    } else {
        small::draw(view, theme, area, buf);
    }
}

/// `area` without `columns` at its left and right and `rows` above and below.
pub(super) fn inner(area: Rect, columns: u16, rows: u16) -> Rect {
    area.inner(ratatui::layout::Margin::new(columns, rows))
}
