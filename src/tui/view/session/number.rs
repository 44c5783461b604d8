//! The number on its field of colour, as large as the field allows.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};

use crate::app::element::Look;
use crate::app::session::view::Count;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text;

/// A number in the size of its widest shape, so that it does not jump while it counts.
#[derive(Debug, PartialEq)]
pub(super) struct Number<'a> {
    count: &'a Count,
    shape: Option<Lettering>,
}

impl<'a> Number<'a> {
    /// The number in the largest digits that fit into `room`.
    pub(super) fn fit(count: &'a Count, room: Size, theme: &Theme) -> Self {
        // A number that has outgrown its shape must still be seen whole.
        let has_grown = text::width(&count.text) > text::width(&count.shape);
        let widest = if has_grown { &count.text } else { &count.shape };
        Self {
            count,
            shape: Lettering::fit(&without_spaces(widest), room, 1, theme.ink()),
        }
    }

    /// Rows of its digits, 0 when they are plain text.
    pub(super) fn rows(&self) -> f32 {
        self.shape.as_ref().map_or(0.0, Lettering::letter_height)
    }

    /// Columns of its widest shape.
    pub(super) fn width(&self) -> u16 {
        self.shape.as_ref().map_or_else(
            || text::width(&self.count.shape),
            |shape| shape.size().width,
        )
    }

    /// Fills `area` with the field and puts the number into its middle.
    pub(super) fn draw(&self, look: Look, theme: &Theme, area: Rect, buf: &mut Buffer) {
        let field = theme.field(look);
        buf.set_style(area, field);
        let style = field.patch(theme.number(look));
        let text = &self.count.text;
        let shape = self.shape.as_ref();
        if let Some(digits) = shape.and_then(|shape| shape.rewritten(&without_spaces(text))) {
            digits.draw_aligned(HorizontalAlignment::Center, style, area, buf);
            return;
        }
        let width = text::width(text).min(area.width);
        let row = area
            .after_columns((area.width - width) / 2)
            .first_columns(width)
            .middle_row();
        text::write(text, theme.bold(style), row, buf);
    }
}

/// The text without its spaces, which are wider in large letters than they need be: `10×`.
fn without_spaces(text: &str) -> String {
    text.replace(' ', "")
}
