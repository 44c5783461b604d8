//! Views: what a screen shows, as plain data. Equal views make equal pictures, so no frame is drawn twice. The look of
//! a view is decided where it is drawn.

use super::element::Overlay;
use super::gallery::view::GalleryView;
use super::library::view::LibraryView;
use super::log::view::LogView;
use super::session::view::SessionView;
use super::summary::view::SummaryView;

/// The view of the screen that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A session.
    Session(Box<SessionView>),
    /// The library.
    Library(Box<LibraryView>),
    /// What a session amounted to.
    Summary(Box<SummaryView>),
    /// What was done so far.
    Log(Box<LogView>),
    /// All figures.
    Gallery(Box<GalleryView>),
}

/// The whole picture: a view, and what lies over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The view.
    pub view: View,
    /// What lies over it and waits for a key.
    pub overlay: Option<Overlay>,
}

impl From<View> for Frame {
    /// The view with nothing over it.
    fn from(view: View) -> Self {
        Self {
            view,
            overlay: None,
        }
    }
}
