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

mod opening;
mod step;

use ratatui::layout::{Rect, Size};

use self::step::StepLayout;
use super::layout::{Completeness, MiddleLayout};
use super::number::Number;
use super::prose::{Extras, Paragraph, Prose, StepWords};
use super::turns::Turns;
use crate::app::element::{FigureView, Look};
use crate::app::session::view::{Count, SessionView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

const FIGURE_COLUMNS: u16 = 56;
/// Rows from which on figures can be distinguished, and rows from which on they look good.
const FIGURE_ROWS: (u16, u16) = (6, 10);
/// Rows from which on text beside a figure may be in letters.
const PROSE_ROWS: u16 = 12;
/// Rows of digits that are comfortable to read from three metres.
const COMFORTABLE: f32 = 8.0;
/// Rows of the smallest digits and letters.
const SMALLEST: u16 = 4;

/// The layouts in a window with room for everything, one for each turn of the words: with all words, or else with those
/// whose turn it is.
pub(super) fn layouts<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> Vec<MiddleLayout<'a>> {
    let chooser = LargeLayouts::large(view, theme, area);
    let fixed = chooser.fixed_parts();
    let with =
        |pages: &[StepWords<'a>], words| chooser.showing(pages, words).layout(fixed.as_ref());
    let is_whole = |layout: &MiddleLayout| layout.shown > Completeness::Part;
    let all = StepWords::of(view);
    let all = with(&[all], all);
    if is_whole(&all) && all.figure.is_some() {
        return vec![all];
    }
    let with_person = |pages: &[StepWords<'a>], words| {
        let chooser = chooser.showing(pages, words);
        chooser.beside_figure(fixed.as_ref())
    };
    if let Some(layouts) = Turns::beside_person(view, with_person) {
        return layouts;
    }
    if is_whole(&all) {
        return vec![all];
    }
    Turns::layouts_of_all(view, with, is_whole)
}

/// The layouts with a figure in a smaller window, one for each turn of the words; `None` where it has no room beside them.
pub(super) fn layouts_with_small_figure<'a>(
    view: &'a SessionView,
    theme: &'a Theme,
    area: Rect,
) -> Option<Vec<MiddleLayout<'a>>> {
    let chooser = LargeLayouts::small(view, theme, area);
    let fixed = chooser.fixed_parts();
    Turns::beside_person(view, |pages, words| {
        let chooser = chooser.showing(pages, words);
        chooser.beside_figure(fixed.as_ref())
    })
}

/// The layout of a session in `area` without a figure, in a smaller window, with these of its words, which take turns with
/// the other `pages`.
pub(super) fn without_figure<'a>(
    view: &'a SessionView,
    (pages, words): (&[StepWords<'a>], StepWords<'a>),
    theme: &'a Theme,
    area: Rect,
) -> MiddleLayout<'a> {
    let chooser = LargeLayouts::small(view, theme, area);
    let chooser = chooser.showing(pages, words);
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
struct LargeLayouts<'a, 'p> {
    view: &'a SessionView,
    /// Those of its words that are shown.
    words: StepWords<'a>,
    /// They and those with which they take turns. All have room, so that name, number and figure stay as they are.
    pages: &'p [StepWords<'a>],
    widest_word: u16,
    theme: &'a Theme,
    area: Rect,
    air: Air,
    /// Whether the number may be smaller in the first step, so that the person is there before the start.
    spares_number: bool,
}

impl<'a> LargeLayouts<'a, '_> {
    /// The layouts with all words of a view.
    fn large(view: &'a SessionView, theme: &'a Theme, area: Rect) -> Self {
        Self {
            view,
            words: StepWords::of(view),
            pages: &[],
            widest_word: step::widest_word(view),
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

    fn small(view: &'a SessionView, theme: &'a Theme, area: Rect) -> Self {
        Self {
            air: Air {
                margin: 1,
                gap: 1,
                pad: 1,
                above: 0,
            },
            spares_number: true,
            ..Self::large(view, theme, area)
        }
    }

    /// The layouts with these words, which take turns with the other `pages`.
    const fn showing<'q>(
        self,
        pages: &'q [StepWords<'a>],
        words: StepWords<'a>,
    ) -> LargeLayouts<'a, 'q> {
        LargeLayouts {
            words,
            pages,
            ..self
        }
    }

    /// The layout in a window with room for everything.
    fn layout(self, fixed: Option<&StepLayout>) -> MiddleLayout<'a> {
        let has_notes = self.has_notes() && self.view.look != Look::Hurt;
        let beside_figure = self.beside_figure(fixed);
        beside_figure.unwrap_or_else(|| match &self.view.count {
            Some(count) if !self.view.name_first => self.number_first(count),
            _ => has_notes
                .then(|| self.name_and_figure())
                .flatten()
                .unwrap_or_else(|| self.name_first()),
        })
    }

    /// The layout with the figure in its place of the step; `None` where it has no room beside the words.
    fn beside_figure(self, fixed: Option<&StepLayout>) -> Option<MiddleLayout<'a>> {
        let (figure, fixed) = self.view.figure.as_ref().zip(fixed)?;
        if self.view.look == Look::Hurt {
            if self.view.count.is_some() {
                // What is counted goes on being seen, and the advice needs the rest.
                return None;
            }
            // The advice matters more than the person, and is read from afar.
            let text = self.text_beside_figure(figure, fixed)?;
            return matches!(text.name.0, Paragraph::Large(..)).then_some(text);
        }
        let alone = || self.text_beside_figure(figure, fixed);
        let text = self.view.count.is_none().then(alone).flatten();
        text.or_else(|| {
            self.has_words_on(fixed).then(|| match &self.view.count {
                Some(count) if !self.view.name_first => self.number_beside(figure, count, fixed),
                _ => self.name_beside_figure(figure, fixed),
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
        let name = text::rows(&self.view.name, area.width);
        if name + room.air > area.height || area.width < self.widest_word {
            return Completeness::Part;
        }
        let rows = room.rows.min(area.height - name - room.air);
        self.shown(Size::new(area.width, rows))
    }

    /// How much `room` shows of the words, whichever have their turn.
    fn shown(self, room: Size) -> Completeness {
        let shown = self
            .pages
            .iter()
            .map(|words| Prose::shown_in(self.view, *words, room));
        shown.min().unwrap_or(Completeness::Part)
    }

    /// Whether any of the words are notes.
    fn has_notes(self) -> bool {
        self.pages.iter().any(|words| !words.notes.is_empty())
    }

    /// The name at the top in letters of at most this many rows or as text, and the text at the bottom in this room, which
    /// shows so much of it.
    fn text_column(
        self,
        name_rows: u16,
        area: Rect,
        (shown, room): (Completeness, TextRoom),
    ) -> MiddleLayout<'a> {
        let name = text::rows(&self.view.name, area.width);
        let layout = |shown, TextRoom { rows, air, extras }| {
            let rows = rows.min(area.height.saturating_sub(name + air));
            let prose = self.prose(Size::new(area.width, rows), extras);
            let below = self.tallest(&prose, Size::new(area.width, rows), extras);
            let [top, _, below] = area.split_rows([Rest, Cells(air), Cells(below)]);
            let below = below.last_rows(prose.height());
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
        let largest = if self.has_notes() { 5 } else { 6 };
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
            self.shown(side.as_size())
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

    /// The number at the left of `area` in at most `most` rows, so that it is no larger than the name.
    fn number_below(self, most: u16, area: Rect) -> Option<(Number<'a>, Rect)> {
        let Air { margin, pad, .. } = self.air;
        let rows = area.height.saturating_sub(1).min(most);
        let room = Size::new(area.width.saturating_sub(margin + pad), rows);
        let number = Number::fit(self.view.count.as_ref()?, room, self.theme);
        let field = area.first_columns(number.width() + 2 * pad);
        Some((number, field))
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

    /// Rows of the text, of which `prose` is this turn, in the turn that needs most.
    fn tallest(self, prose: &Prose, room: Size, extras: Extras) -> u16 {
        let others = self.pages.iter().filter(|_| self.pages.len() > 1);
        let others =
            others.map(|words| Prose::of(self.view, *words, self.theme, room, extras).height());
        others.fold(prose.height(), u16::max)
    }

    /// The text beside or below a figure.
    fn prose_beside_figure(self, room: Size) -> Prose {
        self.prose(room, Self::extras_in(room))
    }

    /// Letters where there is plenty of room beside or below a figure.
    const fn extras_in(room: Size) -> Extras {
        if room.height >= PROSE_ROWS {
            Extras::All
        } else {
            Extras::Next
        }
    }
}
