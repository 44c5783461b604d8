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
use ratatui::layout::{Position, Rect};

use crate::app::element::{Overlay, PointedPart};
use crate::app::{Frame, View};
use crate::tui::theme::Theme;

/// How many lines of a screen can be scrolled away before its end is seen, where some are.
pub(super) fn scroll_end(frame: &Frame, theme: &Theme, area: Rect) -> Option<usize> {
    match &frame.view {
        View::Library(library) if library.scroll > 0 => library::scroll_end(library, theme, area),
        View::LogPage(page) if page.scroll > 0 => Some(log::page::scroll_end(page, theme, area)),
        View::Summary(summary) if summary.scroll > 0 => {
            Some(summary::scroll_end(summary, theme, area))
        }
        View::Gallery(gallery) if gallery.scroll > 0 => gallery::scroll_end(gallery, theme, area),
        _ => None,
    }
}

/// What is drawn on a cell, where that can be pointed at.
pub(super) fn part_at(
    frame: &Frame,
    theme: &Theme,
    area: Rect,
    cell: Position,
) -> Option<PointedPart> {
    match &frame.view {
        View::Library(library) => library::part_at(library, theme, area, cell),
        View::Gallery(gallery) => gallery::part_at(gallery, area, cell),
        View::Log(log) => log::part_at(log, theme, area, cell),
        _ => None,
    }
}

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
        let rooms = match (&frame.view, overlay) {
            (View::Session(session), Overlay::Question { .. }) => {
                session::rooms_for_question(session, theme, area)
            }
            (View::Session(session), _) => session::rooms_for_panel(session, theme, area).into(),
            (View::Summary(_), _) => vec![area],
            _ => Vec::new(),
        };
        overlay::draw(overlay, &rooms, theme, area, buf);
    }
}
