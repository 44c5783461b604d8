//! The layouts before the start, where the notes leave the figure no room in its place of the step: it has what remains.

use ratatui::layout::{Rect, Size};

use super::step::{MUCH_LARGER, has_figure_room, upright};
use super::{Air, FIGURE_COLUMNS, FIGURE_ROWS, LargeLayouts};
use crate::app::element::FigureView;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::view::session::layout::{Completeness, MiddleLayout};
use crate::tui::view::session::number::Number;
use crate::tui::view::session::prose::Paragraph;
use crate::tui::widget::figure;

/// Columns for a figure beside a long name.
const FIGURE_BESIDE_NAME: u16 = 28;

impl<'a> LargeLayouts<'a, '_> {
    /// The name in letters and the number at the left, the figure and the text at the right; or the name above them all,
    /// where that makes the figure much larger. `None` where one of them has no room.
    pub(super) fn name_and_figure(self) -> Option<MiddleLayout<'a>> {
        let figure = self.view.figure.as_ref()?;
        let beside = [FIGURE_COLUMNS, FIGURE_BESIDE_NAME]
            .into_iter()
            .find_map(|columns| self.name_beside(figure, columns));
        let above = self.name_above(figure);
        match (beside, above) {
            (Some(beside), Some(above)) if above.1 > beside.1 * MUCH_LARGER => Some(above.0),
            (beside, above) => beside.or(above).map(|(layout, _)| layout),
        }
    }

    /// The name and the number at the left, the figure and the text in so many columns at the right. Also returns the
    /// scale of the figure.
    fn name_beside(self, figure: &'a FigureView, columns: u16) -> Option<(MiddleLayout<'a>, f64)> {
        let Air { margin, gap, .. } = self.air;
        let area = self.area;
        let width = area.width.saturating_sub(margin + gap + columns + margin);
        let width = width.max(area.width * 2 / 5);
        let most = area.height * 3 / 5;
        let name = self.large_name(Size::new(width, most.saturating_sub(1)))?;
        let above = most.min(name.height() + 2);
        let left = area.first_columns(margin + width);
        let right = area.after_columns(margin + width + gap);
        let right = right.before_columns(margin).after_rows(1);
        let top = left.after_columns(margin).first_rows(above);
        let number = self.number_below(name.letter_rows(), left.after_rows(above));
        self.shared(figure, (name, top), number, right)
    }

    /// The name across the window; below it the number, and the figure and the text beside that. Also returns the scale
    /// of the figure.
    fn name_above(self, figure: &'a FigureView) -> Option<(MiddleLayout<'a>, f64)> {
        let Air { margin, gap, .. } = self.air;
        let area = self.area;
        let inside = area.padded(margin);
        let room = Size::new(inside.width, (area.height * 2 / 5).saturating_sub(1));
        let name = self.large_name(room)?;
        let above = name.height() + 2;
        let below = area.after_rows(above);
        let number = self.number_below(name.letter_rows(), below.first_columns(area.width / 2));
        let left = number
            .as_ref()
            .map_or(margin, |(_, field)| field.width + gap);
        let right = below.after_columns(left).before_columns(margin);
        self.shared(figure, (name, inside.first_rows(above)), number, right)
    }

    /// The layout in which the figure and the text share `area`: the text below, or at the left of a standing figure.
    /// `None` where the figure leaves no room for all words.
    fn shared(
        self,
        figure: &'a FigureView,
        name: (Paragraph, Rect),
        number: Option<(Number<'a>, Rect)>,
        area: Rect,
    ) -> Option<(MiddleLayout<'a>, f64)> {
        let most = area.height.saturating_sub(FIGURE_ROWS.0 + 1);
        let is_whole = |room| self.shown(room) > Completeness::Part;
        let room = |rows| Size::new(area.width, rows);
        let room = Some(room(area.height / 2))
            .filter(|room| is_whole(*room))
            .unwrap_or_else(|| room(most));
        let prose = self.prose_beside_figure(room);
        let rows = self.tallest(&prose, room, Self::extras_in(room));
        let rows = area.height.saturating_sub(rows + 1);
        let beside = upright(figure, rows, area, |left, place| {
            let has_words = left.width >= self.widest_word && is_whole(left.as_size());
            has_words.then(|| {
                let prose = self.prose_beside_figure(left.as_size());
                let rows = prose.height();
                (prose.placed(left.last_rows(rows)), place)
            })
        });
        let (prose, place) = beside.or_else(|| {
            let [place, _, below] = area.split_rows([Cells(rows), Cells(1), Rest]);
            is_whole(room).then(|| (prose.placed(below), place))
        })?;
        let layout = MiddleLayout {
            name,
            number,
            figure: Some((figure, place)),
            prose,
            shown: Completeness::All,
        };
        let scale = figure::scale(figure.figure.bounds(), place.as_size());
        has_figure_room(place).then_some((layout, scale))
    }
}
