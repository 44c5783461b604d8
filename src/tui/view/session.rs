//! The session screen: it shows at a glance, three metres away, everything that a person on their back has to know.
//!
//! From top to bottom: the [`head`], a band of colour with the phase and the side; the middle, in which the number or
//! the name is as large as it gets; the [`foot`], with both bars and the keys. The middle is first chosen as a
//! [`layout`], then drawn. In a [`small`] window the least important parts go first, until only the seconds remain.

mod foot;
mod head;
mod large;
mod layout;
mod number;
mod prose;
mod small;
#[cfg(test)]
mod sweep {
    mod tests;
}
#[cfg(test)]
mod tests;
mod turns;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::element::Window;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
pub(super) use layout::draw_figure;

/// Columns between the edge of the window and text.
const MARGIN: u16 = 2;

pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if window(area).is_roomy() {
        let [head, middle, foot] = parts(area);
        head::draw(view, theme, head, buf);
        large::layout(view, theme, middle).draw(view.look, theme, buf);
        foot::draw(view, theme, foot, buf);
    } else {
        small::draw(view, theme, area, buf);
    }
}

/// The parts of the window that a question may cover: what is beside the number, or all of the middle.
pub(super) fn rooms_for_question(view: &SessionView, theme: &Theme, area: Rect) -> Vec<Rect> {
    let (middle, layout) = middle(view, theme, area);
    let field = layout.number.map(|(_, field)| field);
    let field = field.filter(|field| field.height == middle.height);
    let beside = field.map(|field| middle.after_columns(field.width));
    beside.into_iter().chain([middle]).collect()
}

/// The place of the middle, and its layout.
fn middle<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> (Rect, layout::MiddleLayout<'a>) {
    if window(area).is_roomy() {
        let [_, middle, _] = parts(area);
        (middle, large::layout(view, theme, middle))
    } else {
        let ([_, middle, ..], layout) = small::layout(view, theme, area);
        (middle, layout)
    }
}

const fn window(area: Rect) -> Window {
    Window {
        columns: area.width,
        rows: area.height,
    }
}

/// The head, the middle and the foot of a window with room for everything.
fn parts(area: Rect) -> [Rect; 3] {
    let (above, below) = (head::height(area.height), foot::height(area.height));
    area.split_rows([Cells(above), Rest, Cells(below)])
}
