//! A layout of the middle: which part is where, and in which size.
//!
//! [`large`](super::large) and [`small`](super::small) choose a layout; it is then drawn without further decisions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::number::Number;
use super::prose::Paragraph;
use crate::app::element::{FigureView, Look};
use crate::core::pose::Photo;
use crate::tui::theme::Theme;
use crate::tui::widget::figure;

/// The parts of the middle, each with its place.
#[derive(Debug, PartialEq)]
pub(super) struct MiddleLayout<'a> {
    pub(super) name: (Paragraph, Rect),
    /// The number, and the field that it stands on.
    pub(super) number: Option<(Number<'a>, Rect)>,
    pub(super) figure: Option<(&'a FigureView, Rect)>,
    /// The text from top to bottom.
    pub(super) prose: Vec<(Paragraph, Rect)>,
    pub(super) shown: Completeness,
}

/// How much of the texts is there to the last letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Completeness {
    /// Not all words that tell what to do.
    Part,
    /// The name, and the words that tell what to do.
    Words,
    /// Also the meaning of a key.
    All,
}

impl Completeness {
    /// The first of those that show most. If none shows all words, the last one.
    pub(super) fn first_whole<T>(all: impl IntoIterator<Item = (Self, T)>) -> Option<(Self, T)> {
        let mut best: Option<(Self, T)> = None;
        for one in all {
            if one.0 == Self::All {
                return Some(one);
            }
            let is_best = best
                .as_ref()
                .is_none_or(|best| best.0 == Self::Part || best.0 < one.0);
            if is_best {
                best = Some(one);
            }
        }
        best
    }
}

impl MiddleLayout<'_> {
    /// The first of the layouts that show most. If none shows all words, the last one.
    pub(super) fn first_whole(layouts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let layouts = layouts.into_iter().map(|layout| (layout.shown, layout));
        Completeness::first_whole(layouts).map(|(_, layout)| layout)
    }

    /// Draws every part.
    pub(super) fn draw(&self, look: Look, theme: &Theme, buf: &mut Buffer) {
        if let Some((number, field)) = &self.number {
            number.draw(look, theme, *field, buf);
        }
        if let Some((figure, place)) = self.figure {
            draw_figure(figure, theme, place, buf);
        }
        let (name, place) = &self.name;
        name.draw(*place, buf);
        for (paragraph, place) in &self.prose {
            paragraph.draw(*place, buf);
        }
    }
}

/// Draws a figure on the ground of the terminal.
pub(in crate::tui::view) fn draw_figure(
    view: &FigureView,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    if theme.pixels() {
        let photo = view.figure.photo.as_ref();
        let bounds = photo.map_or_else(|| view.figure.bounds(), Photo::bounds);
        figure::reserve(bounds, area, buf);
    } else {
        figure::draw(&view.scene(), &theme.figure(), area, buf);
    }
}
