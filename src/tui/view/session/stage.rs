//! The middle of the screen: the largest thing, and beside it what else there is to know.
//!
//! While something is held, the number stands on a field that continues the band; to its right are 56 columns or more,
//! wherever the window has them, with the name at the top and the words at the bottom: the place between them is that of
//! the figure. While something is prepared, the name has the width of the window, and the field below it is small; the
//! place of the figure is to the right of the field, above the words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size, VerticalAlignment};
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use super::number::Number;
use super::words::Words;
use super::{MARGIN, inner};
use crate::app::element::FigureView;
use crate::app::session::view::{Count, SessionView};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::figure;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Columns between a field and what stands beside it.
const GAP: u16 = 3;
/// Columns of ground on either side of the number.
const PAD: u16 = 3;
/// Columns a figure needs.
const FIGURE: u16 = 56;
/// Rows below which the digits of what runs should not fall: comfortable from three metres.
const COMFORTABLE: f32 = 8.0;

/// Columns of the field of a number that is not the largest thing.
const SMALL_FIELD: u16 = 19;
/// Rows of a name in the smallest letters.
const LEAST_NAME: u16 = 5;
/// Rows that a figure needs to be told from another, and rows from which on it is handsome.
const LEAST_FIGURE: u16 = 6;
const GOOD_FIGURE: u16 = 10;
/// Columns of ground on either side of somebody who stands.
const AROUND: u16 = 2;
/// Columns that words need beside one.
const LEAST_WORDS: u16 = 18;
/// How many times as large a figure has to be for another layout.
const MUCH: f64 = 1.15;
/// Rows from which on words have plenty of room.
const PLENTY: u16 = 12;
/// Columns that are left to a figure beside a long name.
const BESIDE_NAME: u16 = 28;

/// Draws the stage.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match &view.count {
        Some(count) if !view.name_first => number_first(view, count, theme, area, buf),
        count => name_first(view, count.as_ref(), theme, area, buf),
    }
}

/// The number at the left, the name and the words at the right.
fn number_first(view: &SessionView, count: &Count, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let beside_figure = area
        .width
        .saturating_sub(GAP + FIGURE + MARGIN)
        .clamp(area.width * 2 / 5, area.width / 2);
    let fit = |width: u16| {
        let room = Size::new(width.saturating_sub(2 * PAD), area.height.saturating_sub(2));
        (width, Number::fit(count, room, theme))
    };
    let (width, number) =
        widest_needed([beside_figure, area.width / 2, area.width * 2 / 3].map(fit));
    let field = Rect { width, ..area };
    number.draw(view.look, theme, field, buf);

    let side = Rect {
        x: field.right() + GAP,
        width: area.width.saturating_sub(width + GAP + MARGIN),
        ..area
    };
    let side = Rect {
        y: side.y + 1,
        height: side.height.saturating_sub(1),
        ..side
    };
    let largest = (number.rows() * 0.6) as u16 * 2;
    if let Some(figure) = &view.figure
        && with_figure(view, figure, largest, theme, side, buf)
    {
        return;
    }
    let words = Words::of(view, theme, side.as_size(), side.height * 3 / 5);
    let height = words.height();
    words.draw(
        Rect {
            y: side.bottom() - height.min(side.height),
            height: height.min(side.height),
            ..side
        },
        buf,
    );
    let name = Rect {
        height: side
            .height
            .saturating_sub(height + area.height.div_ceil(16)),
        ..side
    };
    draw_name(view, theme, largest, name, buf);
}

/// A place that a figure shares with words: it is at the right from top to bottom, they are at its left. `None` where
/// it would not be larger than across `rows` of the place.
fn upright(figure: &FigureView, rows: u16, area: Rect) -> Option<(Rect, Rect)> {
    let bounds = figure.figure.bounds();
    let room = area.width.checked_sub(GAP + LEAST_WORDS)?;
    let width = room.min(figure::columns(bounds, area.height) + 2 * AROUND);
    let across = figure::scale(bounds, Size::new(area.width, rows));
    if figure::scale(bounds, Size::new(width, area.height)) <= across * MUCH {
        return None;
    }
    let [words, _, place] = split::columns(area, [Rest, Cells(GAP), Cells(width)]);
    Some((words, place))
}

/// Draws the name, the figure and the words from top to bottom, the name in letters where the figure keeps enough rows.
/// Returns whether the figure has found room; otherwise nothing is drawn.
fn with_figure(
    view: &SessionView,
    figure: &FigureView,
    largest: u16,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> bool {
    let words = said(view, theme, area.as_size(), area.height / 3);
    let below = words.height() + 1;
    let lettered = Size::new(area.width, largest.min(area.height / 3));
    let name = Lettering::fit(&view.name, lettered, 2, theme.ink());
    let name = name.filter(|name| area.height >= name.size().height + 1 + GOOD_FIGURE + below);
    let above = name.as_ref().map_or(1, |name| name.size().height) + 1;
    let rows = area.height.saturating_sub(above + below);
    if let Some((left, place)) = upright(figure, rows, area) {
        beside_upright(view, largest, theme, left, buf);
        draw_figure(figure, theme, place, buf);
        return true;
    }
    if rows < LEAST_FIGURE || area.width < 2 * LEAST_FIGURE {
        return false;
    }
    let [top, place, bottom] = split::rows(area, [Cells(above), Cells(rows), Cells(below)]);
    if let Some(name) = &name {
        Letters::new(name)
            .style(theme.strong())
            .vertical_alignment(VerticalAlignment::Top)
            .render(top, buf);
    } else {
        text::write(&view.name, theme.strong(), top, buf);
    }
    draw_figure(figure, theme, place, buf);
    words.draw(
        Rect {
            y: bottom.y + 1,
            height: bottom.height - 1,
            ..bottom
        },
        buf,
    );
    true
}

/// The words beside or below a figure: in letters where there is plenty of room.
fn said(view: &SessionView, theme: &Theme, room: Size, rows: u16) -> Words {
    if rows >= PLENTY {
        Words::of(view, theme, room, rows)
    } else {
        Words::beside_figure(view, theme, room, rows)
    }
}

/// The name at the top, in letters where they have room, the words at the bottom.
fn beside_upright(view: &SessionView, largest: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let words = said(view, theme, area.as_size(), area.height * 2 / 3);
    let height = words.height().min(area.height);
    let above = Rect {
        height: area.height.saturating_sub(height + 1),
        ..area
    };
    draw_name(view, theme, largest.min(above.height), above, buf);
    let below = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };
    words.draw(below, buf);
}

/// A figure on a ground of its own.
pub(in crate::tui::view) fn draw_figure(
    figure: &FigureView,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    buf.set_style(area.intersection(buf.area), theme.scene());
    let t = f64::from(figure.thousandths) / 1000.0;
    figure::draw(&figure.figure, figure.turn, t, &theme.figure(), area, buf);
}

/// The first width at which the digits are comfortable to read, or else that with the largest.
fn widest_needed(fits: [(u16, Number<'_>); 3]) -> (u16, Number<'_>) {
    let [mut best, middle, widest] = fits;
    for fit in [middle, widest] {
        if best.1.rows() < COMFORTABLE && fit.1.rows() > best.1.rows() {
            best = fit;
        }
    }
    best
}

/// The name across the window, the number and the words below it.
fn name_first(
    view: &SessionView,
    count: Option<&Count>,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    if let Some(figure) = &view.figure
        && name_beside_figure(view, figure, count, theme, area, buf)
    {
        return;
    }
    // Notes have to be read once, the name is said as well.
    let columns = area.width.saturating_sub(2 * MARGIN + GAP + SMALL_FIELD);
    let wrapped = |note: &String| text::wrapped(note, columns, u16::MAX).len() as u16;
    let to_read: u16 = view.notes.iter().map(wrapped).sum();
    let below = if view.notes.is_empty() {
        area.height * 2 / 5
    } else {
        (area.height / 2).max((to_read + 3).min(area.height.saturating_sub(LEAST_NAME)))
    };
    let above = area.height - below.max(5).min(area.height);
    let width = area.width.saturating_sub(2 * MARGIN);
    let room = Size::new(width, above.saturating_sub(1));
    let name = Lettering::fit(&view.name, room, 3, theme.ink());
    // What cannot be said in letters leaves its place to the number.
    let above = if name.is_some() { above } else { above.min(4) };
    let name_area = Rect {
        x: area.x + MARGIN,
        width,
        height: above,
        ..area
    };
    let rows = name.as_ref().map(Lettering::letter_height);
    if let Some(name) = &name {
        Letters::new(name)
            .style(theme.strong())
            .render(name_area, buf);
    } else {
        let style = theme.inset(view.look).add_modifier(Modifier::BOLD);
        let line = format!(" {} ", text::cut(&view.name, width.saturating_sub(2)));
        let row = inner(name_area, 0, 1.min(above / 2));
        text::write(&line, style, row, buf);
    }
    let below = Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    };
    let mut x = area.x + MARGIN;
    if let Some(count) = count {
        let widest = area.width.saturating_sub(GAP + FIGURE + MARGIN + 2 * PAD);
        let mut room = Size::new(widest, below.height.saturating_sub(1));
        // Smaller than the name, where that is in letters.
        if let Some(rows) = rows {
            room.height = room.height.min(rows.ceil() as u16);
        }
        let number = Number::fit(count, room, theme);
        let field = Rect {
            width: number.size().width + 2 * PAD,
            ..below
        };
        number.draw(view.look, theme, field, buf);
        x = field.right() + GAP;
    }
    let side = Rect {
        x,
        width: area.right().saturating_sub(x + MARGIN),
        ..below
    };
    let words = Words::of(view, theme, side.as_size(), side.height);
    let height = words.height().min(side.height);
    words.draw(
        Rect {
            // Beside the field, or else well below the name.
            y: side.y + (side.height - height) / if count.is_some() { 2 } else { 1 },
            height,
            ..side
        },
        buf,
    );
}

/// The name and the number at the left, the figure and the words at the right; or where the figure is larger so, the
/// name above them all. Returns whether there was room for that, the name in letters; otherwise nothing is drawn.
fn name_beside_figure(
    view: &SessionView,
    figure: &FigureView,
    count: Option<&Count>,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> bool {
    let beside = |rest: u16| {
        let width = area.width.saturating_sub(MARGIN + GAP + rest + MARGIN);
        Named::beside(
            view,
            figure,
            count,
            theme,
            width.max(area.width * 2 / 5),
            area,
        )
    };
    let beside = beside(FIGURE).or_else(|| beside(BESIDE_NAME));
    let above = Named::above(view, figure, count, theme, area);
    let named = match (beside, above) {
        (Some(beside), Some(above)) if above.scale <= beside.scale * MUCH => beside,
        (Some(beside), None) => beside,
        (_, Some(above)) => above,
        (None, None) => return false,
    };
    Letters::new(&named.name)
        .style(theme.strong())
        .render(named.name_area, buf);
    if let Some((number, field)) = named.number {
        number.draw(view.look, theme, field, buf);
    }
    draw_figure(figure, theme, named.place, buf);
    named.words.draw(named.words_area, buf);
    true
}

/// A name in letters, a number, a figure and words, each with its place.
struct Named<'a> {
    name: Lettering,
    name_area: Rect,
    number: Option<(Number<'a>, Rect)>,
    place: Rect,
    /// How large the figure is there.
    scale: f64,
    words: Words,
    words_area: Rect,
}

impl<'a> Named<'a> {
    /// The name and the number in `width` columns at the left, the figure and the words at the right.
    fn beside(
        view: &SessionView,
        figure: &FigureView,
        count: Option<&'a Count>,
        theme: &'a Theme,
        width: u16,
        area: Rect,
    ) -> Option<Self> {
        let for_name = area.height * 3 / 5;
        let room = Size::new(width, for_name.saturating_sub(1));
        let name = Lettering::fit(&view.name, room, 3, theme.ink())?;
        let above = for_name.min(name.size().height + 2);
        let name_area = Rect {
            x: area.x + MARGIN,
            width,
            height: above,
            ..area
        };
        let field = Rect {
            y: area.y + above,
            height: area.height - above,
            width: MARGIN + width,
            ..area
        };
        let right = Rect {
            x: name_area.right() + GAP,
            width: area.width.saturating_sub(MARGIN + width + GAP + MARGIN),
            y: area.y + 1,
            height: area.height.saturating_sub(1),
        };
        let number = smaller(count, &name, theme, field);
        Self::shared(view, figure, theme, (name, name_area), number, right)
    }

    /// The name across the window; below it the number, and the figure and the words beside that.
    fn above(
        view: &SessionView,
        figure: &FigureView,
        count: Option<&'a Count>,
        theme: &'a Theme,
        area: Rect,
    ) -> Option<Self> {
        let width = area.width.saturating_sub(2 * MARGIN);
        let room = Size::new(width, (area.height * 2 / 5).saturating_sub(1));
        let name = Lettering::fit(&view.name, room, 2, theme.ink())?;
        let above = name.size().height + 2;
        let name_area = Rect {
            x: area.x + MARGIN,
            width,
            height: above,
            ..area
        };
        let field = Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above),
            width: area.width / 2,
            ..area
        };
        let number = smaller(count, &name, theme, field);
        let left = number
            .as_ref()
            .map_or(area.x + MARGIN, |(_, field)| field.right() + GAP);
        let right = Rect {
            x: left,
            width: area.right().saturating_sub(left + MARGIN),
            ..field
        };
        Self::shared(view, figure, theme, (name, name_area), number, right)
    }

    /// The same with a place that the figure and the words share.
    fn shared(
        view: &SessionView,
        figure: &FigureView,
        theme: &Theme,
        (name, name_area): (Lettering, Rect),
        number: Option<(Number<'a>, Rect)>,
        area: Rect,
    ) -> Option<Self> {
        let words = said(view, theme, area.as_size(), area.height / 2);
        let rows = area.height.saturating_sub(words.height() + 1);
        let (words, words_area, place) = if let Some((left, place)) = upright(figure, rows, area) {
            let words = said(view, theme, left.as_size(), left.height);
            let height = words.height().min(left.height);
            let below = Rect {
                y: left.bottom() - height,
                height,
                ..left
            };
            (words, below, place)
        } else {
            let [place, _, below] = split::rows(area, [Cells(rows), Cells(1), Rest]);
            (words, below, place)
        };
        if place.height < LEAST_FIGURE || place.width < 2 * LEAST_FIGURE {
            return None;
        }
        let scale = figure::scale(figure.figure.bounds(), place.as_size());
        Some(Self {
            name,
            name_area,
            number,
            place,
            scale,
            words,
            words_area,
        })
    }
}

/// The number at the left of `area`, smaller than the name.
fn smaller<'a>(
    count: Option<&'a Count>,
    name: &Lettering,
    theme: &'a Theme,
    area: Rect,
) -> Option<(Number<'a>, Rect)> {
    let most = name.letter_height().ceil() as u16;
    let room = Size::new(
        area.width.saturating_sub(MARGIN + PAD),
        area.height.saturating_sub(1).min(most),
    );
    let number = Number::fit(count?, room, theme);
    let width = (number.size().width + 2 * PAD).min(area.width);
    Some((number, Rect { width, ..area }))
}

/// The name at the top of `area` in letters on a few lines of at most `rows` in all, or else as text.
fn draw_name(view: &SessionView, theme: &Theme, rows: u16, area: Rect, buf: &mut Buffer) {
    let room = Size::new(area.width, area.height.min(rows));
    if let Some(name) = Lettering::fit(&view.name, room, 3, theme.ink()) {
        Letters::new(&name)
            .style(theme.strong())
            .vertical_alignment(VerticalAlignment::Top)
            .render(area, buf);
        return;
    }
    let lines = text::wrapped(&view.name, area.width, area.height.min(2));
    for (line, row) in lines.iter().zip(area.rows()) {
        text::write(line, theme.strong(), row, buf);
    }
}
