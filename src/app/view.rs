//! The view of each screen, and the whole picture.

use super::element::{FigureView, Overlay};
use super::gallery::GalleryView;
use super::library::view::LibraryView;
use super::log::view::{LogFormView, LogPage, LogView};
use super::safety::SafetyView;
use super::session::view::SessionView;
use super::summary::view::SummaryView;

/// The view of the screen that is shown.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the view of the screen of its name")]
pub enum View {
    Session(Box<SessionView>),
    Library(Box<LibraryView>),
    Summary(Box<SummaryView>),
    Log(Box<LogView>),
    LogPage(Box<LogPage>),
    LogForm(Box<LogFormView>),
    Gallery(Box<GalleryView>),
    Safety(Box<SafetyView>),
}

/// The whole picture: a view, and what lies over it.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The view.
    pub view: View,
    /// The overlay, which waits for a key.
    pub overlay: Option<Overlay>,
}

impl Frame {
    /// The figure on the screen.
    pub(crate) fn figure(&self) -> Option<&FigureView> {
        match &self.view {
            View::Session(view) => view.figure.as_ref(),
            View::Library(view) => view.figure.as_ref(),
            View::Gallery(view) => view.figure.as_ref(),
            _ => None,
        }
    }

    /// The same without it.
    #[must_use]
    pub(crate) fn without_figure(mut self) -> Self {
        match &mut self.view {
            View::Session(view) => view.figure = None,
            View::Library(view) => view.figure = None,
            View::Gallery(view) => view.figure = None,
            _ => {}
        }
        self
    }
}
