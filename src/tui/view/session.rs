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

use self::layout::MiddleLayout;
use crate::app::element::Window;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
pub(super) use layout::draw_figure;

/// Columns between the edge of the window and text.
const MARGIN: u16 = 2;

pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if window(area).is_roomy() || small::is_compact(area) {
        let layout = SessionLayout::of(view, theme, area);
        layout.draw(view.turn_of_notes, view, theme, buf);
    } else if !area.is_empty() {
        small::draw_least(view, theme, area, buf);
    }
}

/// The parts of the window that a question may cover: what is beside the number, or all of the middle.
pub(super) fn rooms_for_question(view: &SessionView, theme: &Theme, area: Rect) -> Vec<Rect> {
    let layout = SessionLayout::of(view, theme, area);
    let middle = layout.places.middle();
    let number = layout.turn(view.turn_of_notes);
    let number = number.and_then(|layout| layout.number.as_ref());
    let field = number.map(|(_, field)| *field);
    let field = field.filter(|field| field.height == middle.height);
    let beside = field.map(|field| middle.after_columns(field.width));
    beside.into_iter().chain([middle]).collect()
}

/// The parts of the window that the help may cover: all below the band, or all of it.
pub(super) fn rooms_for_panel(view: &SessionView, theme: &Theme, area: Rect) -> [Rect; 2] {
    let layout = SessionLayout::of(view, theme, area);
    let band = layout.places.middle().y.saturating_sub(area.y);
    [area.after_rows(band), area]
}

/// All that is chosen for a view and a window before anything is drawn.
struct SessionLayout<'a> {
    places: WindowParts,
    /// The middle in each turn of its words; one at least.
    turns: Vec<MiddleLayout<'a>>,
}

/// The parts of a window.
#[derive(Clone, Copy)]
enum WindowParts {
    /// The head, the middle and the foot.
    Roomy([Rect; 3]),
    /// The band, the middle, the bar, the notice and the keys.
    Compact([Rect; 5]),
}

impl WindowParts {
    const fn middle(self) -> Rect {
        match self {
            Self::Roomy([_, middle, _]) | Self::Compact([_, middle, ..]) => middle,
        }
    }
}

impl<'a> SessionLayout<'a> {
    fn of(view: &'a SessionView, theme: &'a Theme, area: Rect) -> Self {
        if window(area).is_roomy() {
            let places = parts(area);
            let turns = large::layouts(view, theme, places[1]);
            let places = WindowParts::Roomy(places);
            return Self { places, turns };
        }
        let (places, turns) = small::layouts(view, theme, area);
        let places = WindowParts::Compact(places);
        Self { places, turns }
    }

    /// The middle in this turn; they begin again behind the last.
    fn turn(&self, nth: usize) -> Option<&MiddleLayout<'a>> {
        self.turns.get(nth.checked_rem(self.turns.len())?)
    }

    fn draw(&self, turn: usize, view: &SessionView, theme: &Theme, buf: &mut Buffer) {
        let Some(layout) = self.turn(turn) else {
            return;
        };
        match self.places {
            WindowParts::Roomy([head, _, foot]) => {
                head::draw(view, theme, head, buf);
                layout.draw(view.look, theme, buf);
                foot::draw(view, theme, foot, buf);
            }
            WindowParts::Compact(places) => small::draw(view, theme, places, layout, buf),
        }
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
