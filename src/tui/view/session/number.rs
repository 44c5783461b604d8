//! The number on its field of colour, as large as the field allows.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use crate::app::element::Look;
use crate::app::session::view::Count;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// A number that has been given its size: that of its widest shape, so that it does not jump while it counts.
#[derive(Debug)]
pub(super) struct Number<'a> {
    count: &'a Count,
    shape: Option<Lettering>,
}

impl<'a> Number<'a> {
    /// The number in the largest digits that fit into `room`.
    pub(super) fn fit(count: &'a Count, room: Size, theme: &Theme) -> Self {
        // A number that has outgrown its shape must still be seen whole.
        let grown = text::width(&count.text) > text::width(&count.shape);
        let widest = if grown { &count.text } else { &count.shape };
        Self {
            count,
            shape: Lettering::fit(&large(widest), room, 1, theme.ink()),
        }
    }

    /// Rows of its digits, 0 when they are plain text.
    pub(super) fn rows(&self) -> f32 {
        self.shape.as_ref().map_or(0.0, Lettering::letter_height)
    }

    /// Cells that its widest shape takes.
    pub(super) fn size(&self) -> Size {
        self.shape.as_ref().map_or_else(
            || Size::new(text::width(&self.count.shape), 1),
            Lettering::size,
        )
    }

    /// Fills `area` with the field and puts the number into its middle.
    pub(super) fn draw(&self, look: Look, theme: &Theme, area: Rect, buf: &mut Buffer) {
        let field = theme.field(look);
        buf.set_style(area, field);
        let style = field.patch(theme.number(look));
        let digits = self
            .shape
            .as_ref()
            .and_then(|shape| shape.rewritten(&large(&self.count.text)));
        if let Some(digits) = digits {
            Letters::new(&digits)
                .style(style)
                .alignment(HorizontalAlignment::Center)
                .render(area, buf);
            return;
        }
        let width = text::width(&self.count.text).min(area.width);
        let row = Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + area.height.saturating_sub(1) / 2,
            width,
            height: area.height.min(1),
        };
        text::write(
            &self.count.text,
            style.add_modifier(Modifier::BOLD),
            row,
            buf,
        );
    }
}

/// A number as it is spelt in large letters, where a space is wider than it need be: `10×`.
fn large(text: &str) -> String {
    text.replace(' ', "")
}
