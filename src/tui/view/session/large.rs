//! The layouts of the middle in a window with room for everything.
//!
//! In a hold the number stands at the left, on a field that continues the band. To its right are 56 columns or more,
//! where the window has them: the name at the top, the figure, the text at the bottom. While a hold is prepared, the
//! name is the largest part and the field below it is small. The figure has one size and place in all of a step
//! ([`StepLayout`]); before the start and when it hurts there is more to read, and it has what remains.

use ratatui::layout::{Rect, Size};

use super::MARGIN;
use super::layout::MiddleLayout;
use super::number::Number;
use super::prose::{Paragraph, Prose};
use crate::app::element::{FigureView, Look};
use crate::app::session::view::{Count, SessionView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::figure;
use crate::tui::widget::text;

/// Columns between a field and its neighbour.
const GAP: u16 = 3;
/// Columns of ground on either side of the number.
const PAD: u16 = 3;
/// Columns for a figure.
const FIGURE_COLUMNS: u16 = 56;
/// Columns for a figure beside a long name.
const FIGURE_BESIDE_NAME: u16 = 28;
/// Rows from which on figures can be distinguished, and rows from which on they look good.
const FIGURE_ROWS: (u16, u16) = (6, 10);
/// Columns of ground on either side of a standing figure.
const AROUND_FIGURE: u16 = 2;
/// Columns for text beside a standing figure.
const PROSE_COLUMNS: u16 = 18;
/// Rows from which on text beside a figure may be in letters.
const PROSE_ROWS: u16 = 12;
/// Factor by which a figure must be larger for another layout.
const MUCH_LARGER: f64 = 1.15;
/// Rows of digits that are comfortable to read from three metres.
const COMFORTABLE: f32 = 8.0;
/// Columns of a field below a name.
const SMALL_FIELD: u16 = 19;
/// Rows of a name in the smallest letters.
const NAME_ROWS: u16 = 5;

/// The layout of a session in `area`.
pub(super) fn layout<'a>(view: &'a SessionView, theme: &'a Theme, area: Rect) -> MiddleLayout<'a> {
    let chooser = Chooser { view, theme, area };
    let is_of_step = view.notes.is_empty() && view.look != Look::Hurt;
    let figure = view.figure.as_ref().filter(|_| is_of_step);
    let staged = figure.and_then(|figure| Some((figure, chooser.stage(figure)?)));
    match (&view.count, staged) {
        (Some(count), Some((figure, stage))) if !view.name_first => {
            chooser.number_beside(figure, count, &stage)
        }
        (_, Some((figure, stage))) => chooser.name_beside_figure(figure, &stage),
        (Some(count), None) if !view.name_first => chooser.number_first(count),
        (_, None) => (!is_of_step)
            .then(|| chooser.name_and_figure())
            .flatten()
            .unwrap_or_else(|| chooser.name_first()),
    }
}

/// The parts of a layout that depend on the window and the step, and on nothing that changes while the step runs.
struct StepLayout {
    /// Columns of the number in a hold.
    field: u16,
    /// The name in a hold: above the figure, or at the left of it.
    name: (Paragraph, Rect),
    /// The figure.
    place: Rect,
    /// The text: below the figure, or at the left of it.
    prose: Rect,
}

/// The view, the theme and the area that a layout is chosen for.
#[derive(Clone, Copy)]
struct Chooser<'a> {
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
}

impl<'a> Chooser<'a> {
    /// The number at the left, the name and the text at the right.
    fn number_first(self, count: &'a Count) -> MiddleLayout<'a> {
        let (width, number) = self.field(count);
        let side = self.area.after_columns(width + GAP).before_columns(MARGIN);
        let side = side.after_rows(1);
        let name_rows = (number.rows() * 0.6) as u16 * 2;
        let prose = Prose::of(self.view, self.theme, side.as_size(), side.height * 3 / 5);
        let gap = self.area.height.div_ceil(16);
        MiddleLayout {
            number: Some((number, self.area.first_columns(width))),
            ..self.text_column(&prose, name_rows, gap, side)
        }
    }

    /// The number at the left, the name, the figure and the text at the right.
    fn number_beside(
        self,
        figure: &'a FigureView,
        count: &'a Count,
        stage: &StepLayout,
    ) -> MiddleLayout<'a> {
        let room = Size::new(
            stage.field.saturating_sub(2 * PAD),
            self.area.height.saturating_sub(2),
        );
        let number = Number::fit(count, room, self.theme);
        MiddleLayout {
            name: stage.name.clone(),
            number: Some((number, self.area.first_columns(stage.field))),
            figure: Some((figure, stage.place)),
            prose: self.prose_on(stage),
        }
    }

    /// The name and the number at the left, the figure and the text at the right.
    fn name_beside_figure(self, figure: &'a FigureView, stage: &StepLayout) -> MiddleLayout<'a> {
        let left = self.area.first_columns(stage.field);
        let inside = left.after_columns(MARGIN);
        let most = left.height * 3 / 5;
        let room = Size::new(inside.width, most.saturating_sub(1));
        let name = self.name_in(room).unwrap_or_else(|| {
            let (style, rows) = (self.theme.strong(), most.saturating_sub(1));
            Paragraph::wrapped(&self.view.name, style, inside.width, rows)
        });
        let above = (name.height() + 2).min(left.height);
        let top = match &name {
            Paragraph::Large(..) => inside.first_rows(above),
            _ => inside.after_rows(1).first_rows(name.height()),
        };
        MiddleLayout {
            number: self.number_below(rows_of(&name), left.after_rows(above)),
            name: (name, top),
            figure: Some((figure, stage.place)),
            prose: self.prose_on(stage),
        }
    }

    /// The parts that stay where they are in all of a step; `None` where the figure has no room beside what is said.
    fn stage(self, figure: &FigureView) -> Option<StepLayout> {
        let widest = Count {
            text: self.view.widest.clone(),
            shape: self.view.widest.clone(),
        };
        let (field, number) = self.field(&widest);
        let area = self.area.after_columns(field + GAP).before_columns(MARGIN);
        let area = area.after_rows(1);
        // What is said, and below it what comes next.
        let said = |columns: u16| {
            let rows = |sentence: &String| text::wrapped(sentence, columns, u16::MAX).len() as u16;
            self.view.sentences.iter().map(rows).max().unwrap_or(0) + 2
        };
        let below = said(area.width) + 1;
        let name_rows = (number.rows() * 0.6) as u16 * 2;
        let room = Size::new(area.width, name_rows.min(area.height / 3));
        let name = self.name_in(room);
        let name = name.filter(|name| area.height >= name.height() + 1 + FIGURE_ROWS.1 + below);
        let wrapped =
            |columns: u16| Paragraph::wrapped(&self.view.name, self.theme.strong(), columns, 3);
        let name = name.unwrap_or_else(|| wrapped(area.width));
        let above = name.height() + 1;
        // No more rows than the figure takes in so many columns: the text may be larger for it.
        let rows = area.height.saturating_sub(above + below);
        let rows = rows.min(figure::rows(figure.figure.bounds(), area.width));
        if let Some((left, place)) = upright(figure, rows, area) {
            let room = Size::new(left.width, name_rows.min(left.height / 3));
            let name = self.name_in(room).unwrap_or_else(|| wrapped(left.width));
            let prose = left.after_rows(name.height() + 1);
            if said(left.width) <= prose.height {
                let name = at_top(name, left);
                return Some(StepLayout {
                    field,
                    name,
                    place,
                    prose,
                });
            }
        }
        let [top, place, bottom] = area.split_rows([Cells(above), Cells(rows), Rest]);
        has_figure_room(place).then(|| StepLayout {
            field,
            name: at_top(name, top),
            place,
            prose: bottom.after_rows(1),
        })
    }

    /// The text of a stage: at the bottom of a column, or right below the figure.
    fn prose_on(self, stage: &StepLayout) -> Vec<(Paragraph, Rect)> {
        let area = stage.prose;
        let prose = self.prose_beside_figure(area.as_size(), area.height);
        if area.bottom() <= stage.place.bottom() {
            prose.placed(area.last_rows(prose.height()))
        } else {
            prose.placed(area)
        }
    }

    /// The narrowest field whose digits are comfortable to read, or else the one with the largest digits.
    fn field(self, count: &'a Count) -> (u16, Number<'a>) {
        let area = self.area;
        let fit = |width: u16| {
            let room = Size::new(width.saturating_sub(2 * PAD), area.height.saturating_sub(2));
            (width, Number::fit(count, room, self.theme))
        };
        let beside_figure = area.width.saturating_sub(GAP + FIGURE_COLUMNS + MARGIN);
        let mut best = fit(beside_figure.clamp(area.width * 2 / 5, area.width / 2));
        for wider in [area.width / 2, area.width * 2 / 3] {
            let wider = fit(wider);
            if best.1.rows() < COMFORTABLE && wider.1.rows() > best.1.rows() {
                best = wider;
            }
        }
        best
    }

    /// The name at the top in at most this many rows, and the text at the bottom.
    fn text_column(self, prose: &Prose, name_rows: u16, gap: u16, area: Rect) -> MiddleLayout<'a> {
        let height = prose.height();
        let above = area.first_rows(area.height.saturating_sub(height + gap));
        let room = Size::new(area.width, above.height.min(name_rows));
        let name = self.name_in(room).unwrap_or_else(|| {
            let rows = above.height.min(2);
            Paragraph::wrapped(&self.view.name, self.theme.strong(), room.width, rows)
        });
        MiddleLayout {
            name: at_top(name, above),
            number: None,
            figure: None,
            prose: prose.placed(area.last_rows(height)),
        }
    }

    /// The name across the window, the number and the text below it.
    fn name_first(self) -> MiddleLayout<'a> {
        let Self { view, theme, area } = self;
        // Notes have to be read once, the name is said as well.
        let columns = area.width.saturating_sub(2 * MARGIN + GAP + SMALL_FIELD);
        let wrapped = |note: &String| text::wrapped(note, columns, u16::MAX).len() as u16;
        let to_read: u16 = view.notes.iter().map(wrapped).sum();
        let below = if view.notes.is_empty() {
            area.height * 2 / 5
        } else {
            (area.height / 2).max((to_read + 3).min(area.height.saturating_sub(NAME_ROWS)))
        };
        let above = area.height.saturating_sub(below.max(5));
        let top = area.padded(MARGIN).first_rows(above);
        let room = Size::new(top.width, above.saturating_sub(1));
        let framed = || Paragraph::framed(&view.name, room, (theme, view.look));
        let wrapped = || Paragraph::wrapped(&view.name, theme.strong(), top.width, above.min(3));
        let name = self.name_in(room).or_else(framed).unwrap_or_else(wrapped);
        let number_rows = rows_of(&name);
        let (above, top) = match &name {
            Paragraph::Large(..) => (above, top),
            // A name that is not in letters leaves its place to the number.
            _ => (
                (name.height() + 2).min(above),
                top.after_rows(1.min(above / 2)),
            ),
        };
        let top = top.first_rows(above);
        let name = match name {
            Paragraph::Large(..) => (name, top),
            _ => at_top(name, top),
        };
        let below = area.after_rows(above);
        let widest = below
            .width
            .saturating_sub(GAP + FIGURE_COLUMNS + MARGIN + 2 * PAD);
        let number = view.count.as_ref().map(|count| {
            let rows = below.height.saturating_sub(1).min(number_rows);
            let number = Number::fit(count, Size::new(widest, rows), theme);
            let field = below.first_columns(number.width() + 2 * PAD);
            (number, field)
        });
        let left = number
            .as_ref()
            .map_or(MARGIN, |(_, field)| field.width + GAP);
        let side = below.after_columns(left).before_columns(MARGIN);
        let prose = Prose::of(view, theme, side.as_size(), side.height);
        // Beside the field, or else well below the name.
        let spare = side.height.saturating_sub(prose.height());
        let gap = if number.is_some() { spare / 2 } else { spare };
        MiddleLayout {
            name,
            number,
            figure: None,
            prose: prose.placed(side.after_rows(gap)),
        }
    }

    /// The name in letters and the number at the left, the figure and the text at the right; or the name above them all,
    /// where that makes the figure much larger. `None` where one of them has no room.
    fn name_and_figure(self) -> Option<MiddleLayout<'a>> {
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
        let area = self.area;
        let width = area.width.saturating_sub(MARGIN + GAP + columns + MARGIN);
        let width = width.max(area.width * 2 / 5);
        let most = area.height * 3 / 5;
        let name = self.name_in(Size::new(width, most.saturating_sub(1)))?;
        let above = most.min(name.height() + 2);
        let left = area.first_columns(MARGIN + width);
        let right = area.after_columns(MARGIN + width + GAP);
        let right = right.before_columns(MARGIN).after_rows(1);
        let top = left.after_columns(MARGIN).first_rows(above);
        let number = self.number_below(rows_of(&name), left.after_rows(above));
        self.shared(figure, (name, top), number, right)
    }

    /// The name across the window; below it the number, and the figure and the text beside that. Also returns the scale
    /// of the figure.
    fn name_above(self, figure: &'a FigureView) -> Option<(MiddleLayout<'a>, f64)> {
        let area = self.area;
        let inside = area.padded(MARGIN);
        let room = Size::new(inside.width, (area.height * 2 / 5).saturating_sub(1));
        let name = self.name_in(room)?;
        let above = name.height() + 2;
        let below = area.after_rows(above);
        let number = self.number_below(rows_of(&name), below.first_columns(area.width / 2));
        let left = number
            .as_ref()
            .map_or(MARGIN, |(_, field)| field.width + GAP);
        let right = below.after_columns(left).before_columns(MARGIN);
        self.shared(figure, (name, inside.first_rows(above)), number, right)
    }

    /// The number at the left of `area` in at most `most` rows, so that it is no larger than the name.
    fn number_below(self, most: u16, area: Rect) -> Option<(Number<'a>, Rect)> {
        let rows = area.height.saturating_sub(1).min(most);
        let room = Size::new(area.width.saturating_sub(MARGIN + PAD), rows);
        let number = Number::fit(self.view.count.as_ref()?, room, self.theme);
        let field = area.first_columns(number.width() + 2 * PAD);
        Some((number, field))
    }

    /// The layout in which the figure and the text share `area`: the text below, or at the left of a standing figure.
    fn shared(
        self,
        figure: &'a FigureView,
        name: (Paragraph, Rect),
        number: Option<(Number<'a>, Rect)>,
        area: Rect,
    ) -> Option<(MiddleLayout<'a>, f64)> {
        let prose = self.prose_beside_figure(area.as_size(), area.height / 2);
        let rows = area.height.saturating_sub(prose.height() + 1);
        let (prose, place) = if let Some((left, place)) = upright(figure, rows, area) {
            let prose = self.prose_beside_figure(left.as_size(), left.height);
            (prose.placed(left.last_rows(prose.height())), place)
        } else {
            let [place, _, below] = area.split_rows([Cells(rows), Cells(1), Rest]);
            (prose.placed(below), place)
        };
        let layout = MiddleLayout {
            name,
            number,
            figure: Some((figure, place)),
            prose,
        };
        let scale = figure::scale(figure.figure.bounds(), place.as_size());
        has_figure_room(place).then_some((layout, scale))
    }

    /// The name as large as it gets in `room`.
    fn name_in(self, room: Size) -> Option<Paragraph> {
        Paragraph::name(&self.view.name, room, (self.theme, self.view.look))
    }

    /// The text beside or below a figure: in letters where there is plenty of room.
    fn prose_beside_figure(self, room: Size, rows: u16) -> Prose<'a> {
        if rows >= PROSE_ROWS {
            Prose::of(self.view, self.theme, room, rows)
        } else {
            Prose::beside_figure(self.view, self.theme, room, rows)
        }
    }
}

/// The parts of `area` for text at the left and a standing figure at the right, from top to bottom. `None` where the
/// figure would not be much larger than in `rows` across the area.
fn upright(figure: &FigureView, rows: u16, area: Rect) -> Option<(Rect, Rect)> {
    let bounds = figure.figure.bounds();
    let room = area.width.checked_sub(GAP + PROSE_COLUMNS)?;
    let width = room.min(figure::columns(bounds, area.height) + 2 * AROUND_FIGURE);
    let across = figure::scale(bounds, Size::new(area.width, rows));
    let [left, _, place] = area.split_columns([Rest, Cells(GAP), Cells(width)]);
    let is_larger = figure::scale(bounds, place.as_size()) > across * MUCH_LARGER;
    is_larger.then_some((left, place))
}

/// Whether figures can be distinguished in `place`.
const fn has_figure_room(place: Rect) -> bool {
    place.height >= FIGURE_ROWS.0 && place.width >= 2 * FIGURE_ROWS.0
}

/// The most rows of a number below a name: those of the capitals of the name, where it is in letters.
fn rows_of(name: &Paragraph) -> u16 {
    match name {
        Paragraph::Large(letters, _) => letters.letter_height().ceil() as u16,
        _ => u16::MAX,
    }
}

/// A paragraph at the top of `area`.
pub(super) fn at_top(paragraph: Paragraph, area: Rect) -> (Paragraph, Rect) {
    let place = area.first_rows(paragraph.height());
    (paragraph, place)
}
