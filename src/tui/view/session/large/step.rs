//! What stays where it is in all of a step: the figure, the field of the number, the place of the name and of the text.

use ratatui::layout::{Rect, Size};

use super::{FIGURE_ROWS, LargeLayouts, has_figure_room, upright};
use crate::app::element::FigureView;
use crate::app::session::view::Count;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::view::session::layout::Completeness;
use crate::tui::view::session::prose::Paragraph;
use crate::tui::widget::{figure, text};

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

impl LargeLayouts<'_> {
    /// The parts that stay where they are in all of a step; `None` where the figure has no room beside the sentences.
    pub(super) fn fixed_parts(self, figure: &FigureView) -> Option<StepLayout> {
        // The notes have rows, and what comes next has two, where the figure can spare them.
        let opening = &self.view.opening[..];
        let rooms = [(opening, 2), (opening, 0), (&[], 2), (&[], 0)];
        rooms
            .into_iter()
            .find_map(|(notes, next)| self.fixed_parts_with(figure, notes, next))
    }

    /// Whether the words are whole beside the figure.
    pub(super) fn has_words_on(self, fixed: &StepLayout) -> bool {
        self.prose_beside_figure(fixed.prose.as_size()).shown > Completeness::Part
    }

    fn fixed_parts_with(
        self,
        figure: &FigureView,
        notes: &[String],
        next: u16,
    ) -> Option<StepLayout> {
        let widest = Count {
            text: self.view.widest.clone(),
            shape: self.view.widest.clone(),
        };
        let (field, number) = self.field(&widest);
        let area = self.area.after_columns(field + self.air.gap);
        let area = area
            .before_columns(self.air.margin)
            .after_rows(self.air.above);
        let said = |columns: u16| {
            let rows = |text: &String| text::wrapped(text, columns, u16::MAX).len() as u16;
            let notes: u16 = notes.iter().map(rows).sum();
            // Where the notes are, nothing comes next.
            self.view.sentences.iter().map(rows).max().unwrap_or(0) + next.max(notes)
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
            if said >= left.height || !self.has_words_in(left.width) {
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

    /// Whether a column is wide enough for every word of the name, of the notes and of the sentences.
    pub(super) fn has_words_in(self, columns: u16) -> bool {
        let sentences = self.view.sentences.iter().chain(&self.view.cue);
        let mut words = sentences
            .chain(self.words.notes)
            .chain([&self.view.name])
            .flat_map(|text| text.split(' '));
        words.all(|word| text::width(word) <= columns)
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
