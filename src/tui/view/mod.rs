//! The screens, one file each, and the parts they share.

mod gallery;
mod hints;
mod library;
mod list;
pub(super) mod log;
mod overlay;
mod safety;
mod session;
mod summary;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Frame, View};
use crate::tui::theme::Theme;

/// Draws a screen and what lies over it.
pub(super) fn draw(frame: &Frame, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match &frame.view {
        View::Session(session) => session::draw(session, theme, area, buf),
        View::Library(library) => library::draw(library, theme, area, buf),
        View::Log(log) => log::draw(log, theme, area, buf),
        View::LogPage(page) => log::page::draw(page, theme, area, buf),
        View::LogForm(form) => log::form::draw(form, theme, area, buf),
        View::Summary(summary) => summary::draw(summary, theme, area, buf),
        View::Gallery(gallery) => gallery::draw(gallery, theme, area, buf),
        View::Safety(safety) => safety::draw(safety, theme, area, buf),
    }
    if let Some(overlay) = &frame.overlay
        && !area.is_empty()
    {
        let rooms = match &frame.view {
            View::Session(session) => session::rooms_for_question(session, theme, area),
            _ => Vec::new(),
        };
        overlay::draw(overlay, &rooms, theme, area, buf);
    }
}
