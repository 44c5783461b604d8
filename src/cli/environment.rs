//! What the environment says of the terminal and of the person before it.

use crate::tui::theme::Theme;

/// The theme for this terminal.
pub(super) fn theme() -> Theme {
    Theme::default()
}
