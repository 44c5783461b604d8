//! What stays where it is in all of a step: the figure, the field of the number, the place of the name and of the text.

use ratatui::layout::{Rect, Size};

use super::{COMFORTABLE, FIGURE_ROWS, LargeLayouts};
use crate::app::element::FigureView;
use crate::app::session::view::{Count, SessionView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::view::session::layout::Completeness;
use crate::tui::view::session::number::Number;
use crate::tui::view::session::prose::Paragraph;
use crate::tui::widget::{figure, text};

/// Columns between a standing figure and its text.
const GAP: u16 = 3;
/// Columns of ground on either side of a standing figure.
const AROUND_FIGURE: u16 = 2;
/// Columns for text beside a standing figure.
const PROSE_COLUMNS: u16 = 18;
/// Factor by which a figure must be larger for another layout.
pub(super) const MUCH_LARGER: f64 = 1.15;

/// The parts of a layout that depend on the window and the step, and on nothing that changes while the step runs.
pub(super) struct StepLayout {
    /// Columns of the number in a hold.
    pub(super) field: u16,
    /// The name in a hold: above the figure, or at the left of it.
    pub(super) name: (Paragraph, Rect),
    pub(super) place: Rect,
    /// The text: below the figure, or at the left of it.
    pub(super) prose: Rect,
}

impl LargeLayouts<'_, '_> {
    /// The parts that stay where they are in all of a step; `None` where there is no figure, or it has no room beside the
    /// sentences.
    pub(super) fn fixed_parts(self) -> Option<StepLayout> {
        let figure = self.view.figure.as_ref()?;
        let widest = Count {
            text: self.view.widest.clone(),
            shape: self.view.widest.clone(),
        };
        let usual = self.field(&widest);
        let narrow = self.narrow_field(&widest);
        // The notes have rows, all at once or by turns, and what comes next has two, where the figure can spare them.
        let SessionView {
            opening: all,
            most_turns: most,
            ..
        } = self.view;
        let rooms = [(1, 2), (1, 0), (*most, 2), (*most, 0)];
        let smaller = (&narrow, (&all[..], *most), 0);
        let smaller = Some(smaller).filter(|_| self.spares_number && !all.is_empty());
        let beside = |field| {
            let rooms = rooms.map(|(turns, next)| (field, (&all[..], turns), next));
            let without = [2, 0].map(|next| (field, (&[][..], 1), next));
            let mut rooms = rooms.into_iter().chain(smaller).chain(without);
            rooms.find_map(|((field, number), notes, next)| {
                self.fixed_parts_with(figure, (*field, number), notes, next)
            })
        };
        let found = beside(&usual);
        let rows = found.as_ref().map_or(0, |found| found.place.height);
        if rows >= FIGURE_ROWS.1 {
            return found;
        }
        // Digits that are larger than comfortable may be less so for a figure that looks good.
        let mut narrower = (narrow.0..usual.0).map(|width| (width, self.number(&widest, width)));
        let comfortable = narrower.find(|(_, number)| number.rows() >= COMFORTABLE);
        let larger = comfortable.as_ref().and_then(beside);
        larger
            .filter(|larger| larger.place.height >= FIGURE_ROWS.1)
            .or(found)
    }

    /// Whether the words are whole beside the figure: there is room for every sentence of the step, but not for all notes.
    pub(super) fn has_words_on(self, fixed: &StepLayout) -> bool {
        self.view.notes.is_empty() || self.shown(fixed.prose.as_size()) > Completeness::Part
    }

    fn fixed_parts_with(
        self,
        figure: &FigureView,
        (field, number): (u16, &Number<'_>),
        (notes, turns): (&[String], usize),
        next: u16,
    ) -> Option<StepLayout> {
        let area = self.area.after_columns(field + self.air.gap);
        let area = area
            .before_columns(self.air.margin)
            .after_rows(self.air.above);
        let said = |columns: u16| {
            let rows = |text: &String| text::rows(text, columns);
            let sentence = self.view.sentences.iter().map(rows).max().unwrap_or(0);
            let notes: Vec<u16> = notes.iter().map(rows).collect();
            // Where the notes are, nothing comes next.
            (sentence + next).max(rows_by_turns(&notes, sentence, turns))
        };
        let below = said(area.width) + 1;
        let name_rows = (number.rows() * 0.6) as u16 * 2;
        let name_rows = name_rows.min(area.height / 3);
        let large = self.large_name(Size::new(area.width, name_rows));
        let large = large.filter(|name| area.height >= name.height() + 1 + FIGURE_ROWS.1 + below);
        let name = large.unwrap_or_else(|| self.name_as_text(area.width));
        let above = name.height() + 1;
        // No more rows than the figure takes in so many columns: the text may be larger for it.
        let rows = area.height.saturating_sub(above + below);
        let rows = rows.min(figure::rows(figure.figure.bounds(), area.width));
        let beside = upright(figure, rows, area, |left, place| {
            let said = said(left.width);
            if said >= left.height || left.width < self.widest_word {
                return None;
            }
            let large = self.large_name(Size::new(left.width, name_rows));
            let mut names = large.into_iter().chain([self.name_as_text(left.width)]);
            names.find_map(|name| {
                let prose = left.after_rows(name.height() + 1);
                (said <= prose.height).then(|| StepLayout {
                    field,
                    name: name.at_top(left),
                    place,
                    prose,
                })
            })
        });
        let [top, place, bottom] = area.split_rows([Cells(above), Cells(rows), Rest]);
        beside.or_else(|| {
            has_figure_room(place).then(|| StepLayout {
                field,
                name: name.at_top(top),
                place,
                prose: bottom.after_rows(1),
            })
        })
    }

    /// The text: at the bottom of the column beside the figure, or right below the figure.
    pub(super) fn prose_on(self, fixed: &StepLayout) -> Vec<(Paragraph, Rect)> {
        let area = fixed.prose;
        let prose = self.prose_beside_figure(area.as_size());
        if area.bottom() <= fixed.place.bottom() {
            let rows = prose.height();
            prose.placed(area.last_rows(rows))
        } else {
            prose.placed(area)
        }
    }
}

/// Columns of the longest word of the name, of the notes and of the sentences: no column of text is narrower.
pub(super) fn widest_word(view: &SessionView) -> u16 {
    let sentences = view.sentences.iter().chain(&view.cue);
    let words = sentences
        .chain(&view.notes)
        .chain([&view.name])
        .flat_map(|text| text.split(' '));
    words.map(text::width).max().unwrap_or(0)
}

/// The fewest rows in which notes and a sentence of so many rows are seen in at most so many turns.
fn rows_by_turns(notes: &[u16], sentence: u16, most: usize) -> u16 {
    let all = || notes.iter().chain([&sentence]);
    let least = all().max().copied().unwrap_or(0);
    let turns = |rows: u16| {
        let mut free = 0;
        let begins = all().filter(|needed| {
            let fits = **needed <= free;
            free = if fits { free } else { rows } - **needed;
            !fits
        });
        begins.count()
    };
    let mut rows = least..all().sum();
    rows.find(|rows| turns(*rows) <= most)
        .unwrap_or_else(|| all().sum())
}

/// The result of `accepts` for the parts of `area`: text at the left and a standing figure at the right, from top to
/// bottom. The figure is the largest that it accepts. `None` where that would not be much larger than in `rows` across
/// the area.
pub(super) fn upright<T>(
    figure: &FigureView,
    rows: u16,
    area: Rect,
    accepts: impl Fn(Rect, Rect) -> Option<T>,
) -> Option<T> {
    let bounds = figure.figure.bounds();
    let room = area.width.checked_sub(GAP + PROSE_COLUMNS)?;
    let widest = room.min(figure::columns(bounds, area.height) + 2 * AROUND_FIGURE);
    let across = figure::scale(bounds, Size::new(area.width, rows)) * MUCH_LARGER;
    let parts = (0..=widest)
        .rev()
        .map(|width| area.split_columns([Rest, Cells(GAP), Cells(width)]));
    let mut larger = parts.take_while(|[_, _, place]| {
        has_figure_room(*place) && figure::scale(bounds, place.as_size()) > across
    });
    larger.find_map(|[left, _, place]| accepts(left, place))
}

/// Whether figures can be distinguished in `place`.
pub(super) const fn has_figure_room(place: Rect) -> bool {
    place.height >= FIGURE_ROWS.0 && place.width >= 2 * FIGURE_ROWS.0
}
