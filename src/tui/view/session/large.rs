//! The layouts of the middle: in a window with room for everything, and in a smaller one without a figure.
//!
//! In a hold the number stands at the left, on a field that continues the band. To its right are 56 columns or more,
//! where the window has them: the name at the top, the figure, the text at the bottom. While a hold is prepared, the
//! name is the largest part and the field below it is small. The figure has one size and place in all of a step
//! ([`StepLayout`]); the first step leaves room for the notes before the start. Where the
//! notes are too long for that, the figure has what remains.
//!
//! Words that tell what to do or when to stop are never cut. Each kind of layout is tried from the one with the largest
//! parts on, and the first whose words are whole is taken: the figure shrinks for them, then the name, then the number.

mod step;

use ratatui::layout::{Rect, Size};

use self::step::{MUCH_LARGER, StepLayout, has_figure_room, upright};
use super::layout::{Completeness, MiddleLayout};
use super::number::Number;
use super::prose::{Extras, Paragraph, Prose, StepWords};
use super::turns::Turns;
use crate::app::element::{FigureView, Look};
use crate::app::session::view::{Count, SessionView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::figure;
use crate::tui::widget::text;

const FIGURE_COLUMNS: u16 = 56;
/// Columns for a figure beside a long name.
const FIGURE_BESIDE_NAME: u16 = 28;
/// Rows from which on figures can be distinguished, and rows from which on they look good.
const FIGURE_ROWS: (u16, u16) = (6, 10);
/// Rows from which on text beside a figure may be in letters.
const PROSE_ROWS: u16 = 12;
/// Rows of digits that are comfortable to read from three metres.
const COMFORTABLE: f32 = 8.0;
/// Rows of the smallest digits and letters.
const SMALLEST: u16 = 4;

/// The layout in a window with room for everything: with all words, or else with those whose turn it is.
pub(super) fn layout<'a>(view: &'a SessionView, theme: &'a Theme, area: Rect) -> MiddleLayout<'a> {
    let chooser = |words| LargeLayouts::large(view, words, theme, area);
    let with = |words| chooser(words).layout();
    let is_whole = |layout: &MiddleLayout| layout.shown > Completeness::Part;
    let all = with(StepWords::of(view));
    if is_whole(&all) && all.figure.is_some() {
        return all;
    }
    if let Some(layout) = Turns::beside_person(view, |words| chooser(words).beside_figure()) {
        return layout;
    }
    if is_whole(&all) {
        return all;
    }
    let page = Turns::present_of_all(view, |words| is_whole(&with(words)));
    page.map_or(all, with)
}

/// The layout with a figure in a smaller window, with these of its words; `None` where it has no room beside them.
pub(super) fn with_small_figure<'a>(
    view: &'a SessionView,
    words: StepWords<'a>,
    theme: &'a Theme,
    area: Rect,
) -> Option<MiddleLayout<'a>> {
    LargeLayouts::small(view, words, theme, area).beside_figure()
}

/// The layout of a session in `area` without a figure, in a smaller window, with these of its words.
pub(super) fn without_figure<'a>(
    view: &'a SessionView,
    words: StepWords<'a>,
    theme: &'a Theme,
    area: Rect,
) -> MiddleLayout<'a> {
    let chooser = LargeLayouts::small(view, words, theme, area);
    match &view.count {
        Some(count) => chooser.number_first(count),
        None => chooser.name_first(),
    }
}

/// Columns and rows that stay free.
#[derive(Clone, Copy)]
struct Air {
    /// Columns between text and the edge of the window.
    margin: u16,
    /// Columns between a field and its neighbour.
    gap: u16,
    /// Columns of ground on either side of the number.
    pad: u16,
    /// Rows above the text beside a field.
    above: u16,
}

/// The room of the text below a name: rows at most, those between both, and what it has besides its words.
#[derive(Clone, Copy)]
struct TextRoom {
    rows: u16,
    air: u16,
    extras: Extras,
}

/// The view, the theme and the area that a layout is chosen for.
#[derive(Clone, Copy)]
struct LargeLayouts<'a> {
    view: &'a SessionView,
    /// Those of its words that are shown.
    words: StepWords<'a>,
    theme: &'a Theme,
    area: Rect,
    air: Air,
    /// Whether the number may be smaller in the first step, so that the person is there before the start.
    spares_number: bool,
}

impl<'a> LargeLayouts<'a> {
    const fn large(
        view: &'a SessionView,
        words: StepWords<'a>,
        theme: &'a Theme,
        area: Rect,
    ) -> Self {
        Self {
            view,
            words,
            theme,
            area,
            air: Air {
                margin: super::MARGIN,
                gap: 3,
                pad: 3,
                above: 1,
            },
            spares_number: false,
        }
    }

    const fn small(
        view: &'a SessionView,
        words: StepWords<'a>,
        theme: &'a Theme,
        area: Rect,
    ) -> Self {
        Self {
            air: Air {
                margin: 1,
                gap: 1,
                pad: 1,
                above: 0,
            },
            spares_number: true,
            ..Self::large(view, words, theme, area)
        }
    }

    /// The layout in a window with room for everything.
    fn layout(self) -> MiddleLayout<'a> {
        let has_notes = !self.words.notes.is_empty() && self.view.look != Look::Hurt;
        let beside_figure = self.beside_figure();
        beside_figure.unwrap_or_else(|| match &self.view.count {
            Some(count) if !self.view.name_first => self.number_first(count),
            _ => has_notes
                .then(|| self.name_and_figure())
                .flatten()
                .unwrap_or_else(|| self.name_first()),
        })
    }

    /// The layout with the figure in its place of the step; `None` where it has no room beside the words.
    fn beside_figure(self) -> Option<MiddleLayout<'a>> {
        let figure = self.view.figure.as_ref()?;
        let fixed = self.fixed_parts(figure)?;
        if self.view.look == Look::Hurt {
            if self.view.count.is_some() {
                // What is counted goes on being seen, and the advice needs the rest.
                return None;
            }
            // The advice matters more than the person, and is read from afar.
            let text = self.text_beside_figure(figure, &fixed)?;
            return matches!(text.name.0, Paragraph::Large(..)).then_some(text);
        }
        let alone = || self.text_beside_figure(figure, &fixed);
        let text = self.view.count.is_none().then(alone).flatten();
        text.or_else(|| {
            self.has_words_on(&fixed).then(|| match &self.view.count {
                Some(count) if !self.view.name_first => self.number_beside(figure, count, &fixed),
                _ => self.name_beside_figure(figure, &fixed),
            })
        })
    }

    /// The number at the left, the name and the text at the right: the field is as wide as the words allow.
    fn number_first(self, count: &'a Count) -> MiddleLayout<'a> {
        let (widest, _) = self.field(count);
        let least = text::width(&count.shape) + 2 * self.air.pad;
        let narrower = (least..widest).rev().step_by(2).chain([least]);
        let widths = [widest].into_iter().chain(narrower);
        let places = widths.flat_map(|width| {
            let heights = [self.air.above, 0].into_iter();
            heights.map(move |above| (width, self.beside_number(width, above)))
        });
        let rooms = places.filter_map(|(width, side)| {
            let (shown, room) = self.text_room(side)?;
            Some((shown, (width, side, room)))
        });
        let Some((shown, (width, side, room))) = Completeness::first_whole(rooms) else {
            return self.name_across(0, 0);
        };
        let number = self.number(count, width);
        let name_rows = (number.rows() * 0.6) as u16 * 2;
        MiddleLayout {
            number: Some((number, self.area.first_columns(width))),
            ..self.text_column(name_rows, side, (shown, room))
        }
    }

    /// The place beside a number in so many columns, below so many free rows.
    fn beside_number(self, width: u16, above: u16) -> Rect {
        let side = self.area.after_columns(width + self.air.gap);
        side.before_columns(self.air.margin).after_rows(above)
    }

    /// The number at the left, the name, the figure and the text at the right.
    fn number_beside(
        self,
        figure: &'a FigureView,
        count: &'a Count,
        fixed: &StepLayout,
    ) -> MiddleLayout<'a> {
        MiddleLayout {
            name: fixed.name.clone(),
            number: Some((
                self.number(count, fixed.field),
                self.area.first_columns(fixed.field),
            )),
            figure: Some((figure, fixed.place)),
            prose: self.prose_on(fixed),
            shown: Completeness::All,
        }
    }

    /// The name and the number at the left, the figure and the text at the right.
    fn name_beside_figure(self, figure: &'a FigureView, fixed: &StepLayout) -> MiddleLayout<'a> {
        let left = self.area.first_columns(fixed.field);
        let inside = left.after_columns(self.air.margin);
        let room = Size::new(inside.width, (left.height * 3 / 5).saturating_sub(1));
        let name = self.name_in(room);
        let above = u16::from(!matches!(name, Paragraph::Large(..)));
        let top = inside
            .after_rows(above)
            .first_rows(name.height() + 2 * (1 - above));
        MiddleLayout {
            number: self.number_below(
                name.letter_rows().max(COMFORTABLE as u16),
                left.after_rows(name.height() + 2),
            ),
            name: (name, top),
            figure: Some((figure, fixed.place)),
            prose: self.prose_on(fixed),
            shown: Completeness::All,
        }
    }

    /// The name and the text in all columns at the left of the figure, where nothing is counted; `None` where these are not
    /// enough for the words.
    fn text_beside_figure(
        self,
        figure: &'a FigureView,
        fixed: &StepLayout,
    ) -> Option<MiddleLayout<'a>> {
        let left = self.area.x + self.air.margin;
        let columns = fixed.place.x.saturating_sub(left + self.air.gap);
        let left = self
            .area
            .after_columns(self.air.margin)
            .first_columns(columns);
        let left = left.after_rows(self.air.above);
        let (shown, room) = self.text_room(left)?;
        (shown > Completeness::Part).then(|| MiddleLayout {
            figure: Some((figure, fixed.place)),
            ..self.text_column(self.area.height / 2, left, (shown, room))
        })
    }

    /// The narrowest field of a number.
    fn narrow_field(self, count: &'a Count) -> (u16, Number<'a>) {
        let area = self.area;
        let beside_figure = area
            .width
            .saturating_sub(self.air.gap + FIGURE_COLUMNS + self.air.margin);
        let width = beside_figure.clamp(area.width * 2 / 5, area.width / 2);
        (width, self.number(count, width))
    }

    /// The narrowest field whose digits are comfortable to read, or else the one with the largest digits.
    fn field(self, count: &'a Count) -> (u16, Number<'a>) {
        let area = self.area;
        let fit = |width: u16| (width, self.number(count, width));
        let mut best = self.narrow_field(count);
        for wider in [area.width / 2, area.width * 2 / 3] {
            let wider = fit(wider);
            if best.1.rows() < COMFORTABLE && wider.1.rows() > best.1.rows() {
                best = wider;
            }
        }
        best
    }

    /// The number on a field of so many columns.
    fn number(self, count: &'a Count, width: u16) -> Number<'a> {
        let columns = width.saturating_sub(2 * self.air.pad);
        let rows = self.area.height.saturating_sub(1 + self.air.above);
        Number::fit(count, Size::new(columns, rows), self.theme)
    }

    /// The room for the text below a name in `area`, and how much of the words it shows.
    fn text_room(self, area: Rect) -> Option<(Completeness, TextRoom)> {
        let air = area.height.div_ceil(16);
        let rooms = [
            (area.height * 3 / 5, air, Extras::All),
            (area.height, air, Extras::Next),
            (area.height, 0, Extras::Next),
        ];
        let rooms = rooms.into_iter().map(|(rows, air, extras)| {
            let room = TextRoom { rows, air, extras };
            (self.shown_in(room, area), room)
        });
        Completeness::first_whole(rooms)
    }

    /// How much of the words `area` shows below a name, with this room for them.
    fn shown_in(self, room: TextRoom, area: Rect) -> Completeness {
        let name = self.name_as_text(area.width).height();
        if name + room.air > area.height || !self.has_words_in(area.width) {
            return Completeness::Part;
        }
        let rows = room.rows.min(area.height - name - room.air);
        Prose::shown_in(
            self.view,
            self.words,
            self.theme,
            Size::new(area.width, rows),
        )
    }

    /// The name at the top in letters of at most this many rows or as text, and the text at the bottom in this room, which
    /// shows so much of it.
    fn text_column(
        self,
        name_rows: u16,
        area: Rect,
        (shown, room): (Completeness, TextRoom),
    ) -> MiddleLayout<'a> {
        let name = self.name_as_text(area.width).height();
        let layout = |shown, TextRoom { rows, air, extras }| {
            let rows = rows.min(area.height.saturating_sub(name + air));
            let prose = self.prose(Size::new(area.width, rows), extras);
            let [top, _, below] = area.split_rows([Rest, Cells(air), Cells(prose.height())]);
            let name = self.name_in(Size::new(top.width, top.height.min(name_rows)));
            MiddleLayout {
                name: name.at_top(top),
                number: None,
                figure: None,
                prose: prose.placed(below),
                shown,
            }
        };
        let found = layout(shown, room);
        let is_large = |layout: &MiddleLayout| matches!(layout.name.0, Paragraph::Large(..));
        if self.view.asks.is_none() || is_large(&found) {
            return found;
        }
        // What a key does takes the room of what comes next, not of the letters of the name.
        let bare = TextRoom {
            rows: area.height,
            air: area.height.div_ceil(16),
            extras: Extras::Nothing,
        };
        let larger = layout(self.shown_in(bare, area), bare);
        if larger.shown >= shown && is_large(&larger) {
            larger
        } else {
            found
        }
    }

    /// The name across the window, the number and the text below it: the name is as large as the words allow.
    fn name_first(self) -> MiddleLayout<'a> {
        let Self { area, air, .. } = self;
        let rows = area.height;
        let largest = if self.words.notes.is_empty() { 6 } else { 5 };
        let names = (2..=largest)
            .rev()
            .map(|tenths| rows * tenths / 10)
            .chain([0]);
        let beside_figure = area
            .width
            .saturating_sub(air.gap + FIGURE_COLUMNS + air.margin + 2 * air.pad);
        let numbers = [beside_figure.max(area.width / 3), 3 * SMALLEST];
        let across = names.flat_map(|name| numbers.map(|number| self.name_across(name, number)));
        let beside = self.view.count.as_ref();
        let beside = beside.map(|count| self.number_first(count));
        let found = MiddleLayout::first_whole(across.chain(beside));
        found.unwrap_or_else(|| self.name_across(0, 0))
    }

    /// The name in so many rows across the window; below it the number in at most so many columns, and the text.
    fn name_across(self, rows: u16, columns: u16) -> MiddleLayout<'a> {
        let Self {
            view,
            theme,
            area,
            air,
            ..
        } = self;
        let inside = area.padded(air.margin);
        let name = self.name_in(Size::new(inside.width, rows.saturating_sub(1)));
        // Smaller than the name, where that is in letters.
        let number_rows = name.letter_rows();
        let (name, top) = match &name {
            Paragraph::Large(..) => (name, inside.first_rows(rows)),
            _ => name.at_top(inside.after_rows(air.above)),
        };
        let below = area.after_rows(top.bottom().saturating_sub(area.y));
        let number = view.count.as_ref().map(|count| {
            let rows = below.height.saturating_sub(1).min(number_rows);
            let number = Number::fit(count, Size::new(columns, rows), theme);
            let field = below.first_columns(number.width() + 2 * air.pad);
            (number, field)
        });
        let left = number
            .as_ref()
            .map_or(air.margin, |(_, field)| field.width + air.gap);
        let side = below.after_columns(left).before_columns(air.margin);
        let prose = self.prose(side.as_size(), Extras::All);
        let is_whole = name.height() <= top.height
            && number
                .as_ref()
                .is_none_or(|(number, _)| number.rows() > 0.0);
        let shown = if is_whole {
            prose.shown
        } else {
            Completeness::Part
        };
        // Beside the field, or else well below the name.
        let spare = side.height.saturating_sub(prose.height());
        let gap = if number.is_some() { spare / 2 } else { spare };
        MiddleLayout {
            name: (name, top),
            number,
            figure: None,
            prose: prose.placed(side.after_rows(gap)),
            shown,
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

    /// The number at the left of `area` in at most `most` rows, so that it is no larger than the name.
    fn number_below(self, most: u16, area: Rect) -> Option<(Number<'a>, Rect)> {
        let Air { margin, pad, .. } = self.air;
        let rows = area.height.saturating_sub(1).min(most);
        let room = Size::new(area.width.saturating_sub(margin + pad), rows);
        let number = Number::fit(self.view.count.as_ref()?, room, self.theme);
        let field = area.first_columns(number.width() + 2 * pad);
        Some((number, field))
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
        let of = |rows| self.prose_beside_figure(Size::new(area.width, rows));
        let prose = Some(of(area.height / 2)).filter(|prose| prose.shown > Completeness::Part);
        let prose = prose.unwrap_or_else(|| of(most));
        let rows = area.height.saturating_sub(prose.height() + 1);
        let beside = upright(figure, rows, area, |left, place| {
            let prose = self.prose_beside_figure(left.as_size());
            let rows = prose.height();
            let is_whole = prose.shown > Completeness::Part && self.has_words_in(left.width);
            is_whole.then(|| (prose.placed(left.last_rows(rows)), place))
        });
        let (prose, place) = beside.or_else(|| {
            let [place, _, below] = area.split_rows([Cells(rows), Cells(1), Rest]);
            (prose.shown > Completeness::Part).then(|| (prose.placed(below), place))
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

    /// The name as large as it gets in `room`: in letters, or framed.
    fn large_name(self, room: Size) -> Option<Paragraph> {
        // Where a key is waited for, that is what has to be seen.
        if self.view.count.is_none() && !self.view.name_first {
            return None;
        }
        Paragraph::name(&self.view.name, room, (self.theme, self.view.look))
    }

    fn name_as_text(self, columns: u16) -> Paragraph {
        Paragraph::wrapped(&self.view.name, self.theme.strong(), columns, u16::MAX)
    }

    /// The name as large as it gets in `room`, or else all of it as text.
    fn name_in(self, room: Size) -> Paragraph {
        let large = self.large_name(room);
        large.unwrap_or_else(|| self.name_as_text(room.width))
    }

    fn prose(self, room: Size, extras: Extras) -> Prose {
        Prose::of(self.view, self.words, self.theme, room, extras)
    }

    /// The text beside or below a figure: in letters where there is plenty of room.
    fn prose_beside_figure(self, room: Size) -> Prose {
        let is_roomy = room.height >= PROSE_ROWS;
        self.prose(room, if is_roomy { Extras::All } else { Extras::Next })
    }
}
