//! The view of the gallery.

use std::sync::Arc;

use crate::app::element::{FigureView, Hint};
use crate::core::pose::Figure;

/// The gallery at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GalleryView {
    /// All figures.
    pub rows: Arc<[FigureRow]>,
    /// Which of them the cursor is on.
    pub cursor: usize,
    /// That figure; none where there is none at all.
    pub figure: Option<FigureView>,
    /// Which side it is drawn for; none where both sides are alike.
    pub side: Option<&'static str>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

impl GalleryView {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&FigureRow> {
        self.rows.get(self.cursor)
    }
}

/// A figure in the list.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// The figure.
    pub figure: Arc<Figure>,
    /// The titles of the routines it is in.
    pub used_in: Vec<String>,
    /// Whether it is the user's own.
    pub own: bool,
}

impl PartialEq for FigureRow {
    /// Compares figures by their names: they do not change while the gallery is open.
    fn eq(&self, other: &Self) -> bool {
        self.figure.name == other.figure.name
    }
}

impl Eq for FigureRow {}

impl FigureRow {
    /// Where it is used, in one line.
    pub fn used(&self) -> String {
        if self.used_in.is_empty() {
            "in no routine".to_owned()
        } else {
            format!("in {}", self.used_in.join(", "))
        }
    }
}
