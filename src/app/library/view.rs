//! The view of the library.

use std::sync::Arc;

use crate::app::element::{FieldView, FigureView, Hint, RibbonView, Window};
use crate::app::find::Hit;
use crate::app::sources::Sources;

/// The library at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LibraryView {
    /// All rows that are found.
    pub rows: Arc<[LibraryRow]>,
    /// The row under the cursor, by its index.
    pub cursor: usize,
    /// The preview of the routine under the cursor.
    pub preview: Arc<Preview>,
    /// How many lines of the preview are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The step under the cursor, or the one whose figure is shown, by its index in the preview.
    pub step: usize,
    /// Whether the cursor is among the steps, and not in the list.
    pub is_in_steps: bool,
    /// The figure of that step, where the window has room for it.
    pub figure: Option<FigureView>,
    /// How much of the sources is shown.
    pub sources: Sources,
    /// The words that are looked for.
    pub find: Option<FieldView>,
    /// Whether the next key goes into those words.
    pub typing: bool,
    /// The value that is being typed: the name of a new routine, or the reps of a step.
    pub typed: Option<TypedView>,
    /// The adherence: `active 4 of the last 7 days · last: yesterday`; empty when nothing is known.
    pub header: String,
    /// The session that was left unfinished, and the keys for it.
    pub unfinished: Option<String>,
    /// Problems around the routines, one line each: no sound, a configuration with problems.
    pub notices: Vec<String>,
    /// The message of the moment.
    pub message: Option<String>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

impl LibraryView {
    /// How many lines one key scrolls.
    pub const PAGE: usize = 8;

    /// From this width on the preview stands beside the list.
    pub const BESIDE: u16 = 78;

    /// Whether a window of this size has room for a figure in the preview. Where that does not stand beside the list, it
    /// has all of the window while one `is_in_steps`.
    pub const fn has_figure(window: Window, is_in_steps: bool) -> bool {
        window.has_figure() && (is_in_steps || window.columns >= Self::BESIDE)
    }
}

/// A value that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedView {
    /// What it is: `Reps: `.
    pub label: String,
    /// What was typed of it.
    pub field: FieldView,
}

/// A routine in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// Its title, or the name of its file when it is broken.
    pub title: String,
    /// How long it is, as a clock.
    pub length: String,
    /// How many problems keep it from being played.
    pub problems: usize,
    /// Whether it is the user's own.
    pub own: bool,
    /// When it is due, where its file says how often, or when it was last done: `due today`, `yesterday`.
    pub last: Option<String>,
    /// The letters of the title that were found, by their indices.
    pub marks: Vec<usize>,
    /// Where it was found, if not in its title.
    pub why: Option<Hit>,
}

/// A routine before it is played: its steps and facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// How long it is, as a clock.
    pub length: String,
    /// All of it to scale.
    pub ribbon: Option<RibbonView>,
    /// Its purpose, in a sentence.
    pub about: Option<String>,
    /// Its steps, blocks opened.
    pub steps: Vec<StepLine>,
    /// Warnings before the start.
    pub warn: Vec<String>,
    /// The things that must lie ready.
    pub needs: Vec<String>,
    /// How often it is to be done: `3 a week`.
    pub often: Option<String>,
    /// The week of its plan: `3 of 9`.
    pub week: Option<String>,
    /// Its tags, to find it by.
    pub tags: Vec<String>,
    /// The sources of its numbers.
    pub sources: Vec<String>,
    /// Its author.
    pub author: Option<String>,
    /// The problems of its file, as its author reads them.
    pub problems: String,
    /// Whether its steps are those from before these problems.
    pub is_outdated: bool,
    /// Whether it is shown instead of a bundled routine.
    pub shadows: bool,
}

/// A step in a [`Preview`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// Its number; none for a rest, a wait and a block.
    pub number: Option<u32>,
    /// In how many blocks it stands.
    pub depth: usize,
    /// Its name; for a block, also how many rounds it has.
    pub name: String,
    /// Its sides, in order.
    pub sides: String,
    /// How long and how often; `skipped` for what is left out for the person.
    pub amount: String,
    /// Whether it is left out for the person.
    pub is_left_out: bool,
    /// The advice that matters most in it.
    pub advice: Option<String>,
}
