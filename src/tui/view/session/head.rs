//! The head: the place in the routine, and in large letters the phase, the side and the repetition.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::MARGIN;
use crate::app::session::view::SessionView;
use crate::tui::area::{Area, Cells};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{LetterInk, Lettering};
use crate::tui::widget::text;

/// Columns between phase, side and repetition.
const GAP: u16 = 3;
/// Columns of a repetition in the smallest letters, and as text.
const USUAL_TURN: (u16, u16) = (12, 5);
/// Columns of a band from which on the repetition is never lost, however large the phase and the side could be.
const SURE_TURN: u16 = 60;
/// Columns of a band from which on it is always in letters.
const LARGE_TURN: u16 = 90;

/// A word of the band and its place.
type PlacedWord = (BandWord, Rect);

/// Rows of the band in a window of `rows`: one of status, the letters and the air around them.
pub(super) const fn height(rows: u16) -> u16 {
    match rows {
        0..28 => 6,
        28..36 => 8,
        36..50 => 10,
        _ => 13,
    }
}

/// Draws the band below a row of status.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, theme.band(view.look));
    draw_status(view, theme, area.padded(MARGIN).first_rows(1), buf);
    BandLayout::of(view, theme, letters(area)).draw(view, theme, buf);
}

/// The part of the head for the band, below the row of status.
pub(super) fn letters(area: Rect) -> Rect {
    // In a higher band the ground of the side is closed below, too.
    let below = u16::from(area.height >= 8);
    let letters = area.after_rows(1);
    letters.first_rows(letters.height.saturating_sub(below))
}

/// Draws a band that has no row of status.
pub(super) fn draw_band(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, theme.band(view.look));
    BandLayout::of(view, theme, area).draw(view, theme, buf);
}

/// The title at the left, numbers and times at the right.
fn draw_status(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(view.look);
    // Each with its importance: the last to go is the state of the sound.
    let items = [
        (4, view.aside.as_deref()),
        (2, view.step.as_deref()),
        (0, view.round.as_deref()),
        (3, Some(view.elapsed.as_str())),
        (1, view.ends.as_deref()),
    ];
    let title_least = text::width(&view.title).min(area.width / 3);
    let from_importance = |least: u8| {
        let shown = items.iter().filter(|(importance, _)| *importance >= least);
        let shown: Vec<&str> = shown.filter_map(|(_, item)| *item).collect();
        shown.join("   ")
    };
    let status = (0..=4)
        .map(from_importance)
        .find(|status| title_least + GAP + text::width(status) <= area.width)
        // A problem of the sound matters more than the title.
        .or_else(|| view.aside.clone())
        .unwrap_or_default();
    let title = area.before_columns(text::width(&status) + GAP);
    text::write(&view.title, theme.bold(style), title, buf);
    text::write_right(&status, style, area, buf);
}

/// The phase, beside it the side on a ground of its own, and at the right the repetition or the round.
///
/// Each is in letters if they fit: the side before the phase, except before the start, and the phase before the
/// repetition.
#[derive(Debug, PartialEq)]
pub(super) struct BandLayout {
    pub(super) phase: PlacedWord,
    /// The side and its ground. The ground tells the side also where colours are not seen.
    pub(super) side: Option<PlacedWord>,
    /// The number of the repetition or the round.
    pub(super) turn: Option<PlacedWord>,
    /// The word for it.
    pub(super) turn_word: Option<PlacedWord>,
    /// Columns of ground on either side of the side.
    pub(super) pad: u16,
}

impl BandLayout {
    pub(super) fn of(view: &SessionView, theme: &Theme, area: Rect) -> Self {
        let (margin, pad) = if area.width < 60 { (1, 1) } else { (MARGIN, 2) };
        let row = area.padded(margin);
        // Half a row above the letters and half a row below them, or the ground of the side would not enclose it.
        // Letters of whole cells cannot spare it.
        let spare = u16::from(row.height > 4 && theme.ink() != LetterInk::Cells);
        let rows = row.height - spare;
        // Also where there is none: the letters are as large in the next step, which may have some.
        let reserved = match row.width {
            LARGE_TURN.. => GAP + USUAL_TURN.0.max(row.width / 8),
            SURE_TURN.. => GAP + USUAL_TURN.1,
            _ => 0,
        };
        let sure = reserved.min(GAP + USUAL_TURN.1);
        let room = Size::new(row.width.saturating_sub(reserved), rows);
        let (phase, side) = phase_and_side(view, (room, row.width - sure), pad, theme);
        let beside_phase = side.as_ref().map_or(0, |side| side.width() + 2 * pad + 1);
        let phase_area = row
            .before_columns(beside_phase)
            .first_columns(phase.width());
        let mut end = phase_area.width;
        let side = side.map(|side| {
            let gap = if phase.large.is_some() { GAP } else { 1 };
            let ground = row
                .after_columns(end + gap)
                .first_columns(side.width() + 2 * pad);
            end = ground.right() - row.x;
            let is_large = side.large.is_some();
            let ground = if is_large {
                ground
            } else {
                ground.middle_row()
            };
            (side, ground)
        });
        let room = row.after_columns(end + GAP);
        let usual = reserved.saturating_sub(GAP).min(room.width);
        let usual = Size::new(usual, rows);
        let turn = view.turn.as_ref();
        // A phase that takes the room of the number for its letters leaves none for those.
        let has_room = room.width >= reserved.saturating_sub(GAP);
        let number = turn.map(|(_, number)| {
            if has_room {
                turn_beside(&phase, number, usual, theme)
            } else {
                BandWord::new(number, None)
            }
        });
        let number = number.filter(|number| number.width() <= room.width);
        let word = turn.map(|(word, _)| BandWord::new(word, None));
        let (turn_word, turn) = turn_places(word, number, room);
        Self {
            phase: (phase, phase_area),
            side,
            turn,
            turn_word,
            pad,
        }
    }

    fn draw(&self, view: &SessionView, theme: &Theme, buf: &mut Buffer) {
        let band = theme.band(view.look);
        let headings = [
            Some(&self.phase),
            self.turn_word.as_ref(),
            self.turn.as_ref(),
        ];
        for (heading, place) in headings.into_iter().flatten() {
            heading.draw((band, theme), *place, buf);
        }
        if let Some((side, ground)) = &self.side {
            let style = theme.inset(view.look);
            buf.set_style(*ground, style);
            side.draw((style, theme), ground.padded(self.pad), buf);
        }
    }
}

/// The word and the number of a repetition at the right of `room`: the word above its number, or at the left of it. The
/// number without its word is better than no number.
fn turn_places(
    word: Option<BandWord>,
    number: Option<BandWord>,
    room: Rect,
) -> (Option<PlacedWord>, Option<PlacedWord>) {
    let Some((word, number)) = word.zip(number) else {
        return (None, None);
    };
    let (rows, columns) = (number.height(), number.width());
    if word.width() <= room.width && rows < room.height {
        let first = room.height.saturating_sub(rows + 1) / 2;
        let [_, top, below] = room.split_rows([Cells(first), Cells(1), Cells(rows)]);
        let places = (top.last_columns(word.width()), below.last_columns(columns));
        return (Some((word, places.0)), Some((number, places.1)));
    }
    let place = room.last_columns(columns);
    let left = room.width.checked_sub(columns + word.width() + 1);
    let left = left.map(|left| room.after_columns(left).first_columns(word.width()));
    (left.map(|left| (word, left)), Some((number, place)))
}

/// Phase and side in letters of one size, as far as they have room for that: in their own room, or in the
/// columns of the `row` that the number does not need as text, where that makes them as large as usual.
fn phase_and_side(
    view: &SessionView,
    (room, row): (Size, u16),
    pad: u16,
    theme: &Theme,
) -> (BandWord, Option<BandWord>) {
    let beside = GAP - 2 + 2 * pad;
    let room_for = |beside: u16| Size::new(room.width.saturating_sub(beside), room.height);
    let fit = |text: &str, beside: u16| Lettering::fit(text, room_for(beside), 1, theme.ink());
    let usual = fit(&view.widest_phase, beside);
    let fit_usual = |text: &str, beside: u16| {
        let usual = usual.as_ref().and_then(|usual| usual.rewritten(text));
        let usual = usual.filter(|usual| usual.size().width + beside <= row);
        usual.or_else(|| fit(text, beside))
    };
    let Some(side) = &view.side else {
        return (BandWord::new(&view.phase, fit_usual(&view.phase, 0)), None);
    };
    // The space between them is at least two columns of the gap.
    let both = fit_usual(&format!("{} {side}", view.phase), beside);
    let of_size = |text: &str| both.as_ref().and_then(|both| both.rewritten(text));
    if view.phase_first
        && both.is_none()
        && let Some(large) = fit(&view.phase, text::width(side) + GAP + 2 * pad)
    {
        return (
            BandWord::new(&view.phase, Some(large)),
            Some(BandWord::new(side, None)),
        );
    }
    let beside_phase = text::width(&view.phase) + 1 + 2 * pad;
    let large = of_size(side).or_else(|| fit(side, beside_phase));
    let phase = BandWord::new(&view.phase, of_size(&view.phase));
    (phase, Some(BandWord::new(side, large)))
}

/// The repetition in letters that fit into the room that it has beside every phase, so that they stay as large; in none
/// if the phase is not, and never larger than that.
fn turn_beside(phase: &BandWord, turn: &str, room: Size, theme: &Theme) -> BandWord {
    let large = phase.large.as_ref().and_then(|phase| {
        let alike = phase.rewritten(turn);
        let alike = alike.filter(|alike| alike.size().width <= room.width);
        alike.or_else(|| Lettering::fit(turn, room, 1, theme.ink()))
    });
    BandWord::new(turn, large)
}

/// A word in large letters or as text.
#[derive(Debug, PartialEq)]
pub(super) struct BandWord {
    text: String,
    pub(super) large: Option<Lettering>,
}

impl BandWord {
    fn new(text: &str, large: Option<Lettering>) -> Self {
        let text = text.to_owned();
        Self { text, large }
    }

    pub(super) fn width(&self) -> u16 {
        let large = self.large.as_ref();
        large.map_or_else(|| text::width(&self.text), |large| large.size().width)
    }

    fn height(&self) -> u16 {
        let large = self.large.as_ref();
        large.map_or(1, |large| large.size().height)
    }

    fn draw(&self, (style, theme): (Style, &Theme), area: Rect, buf: &mut Buffer) {
        if let Some(large) = &self.large {
            large.draw(style, area, buf);
        } else {
            text::write(&self.text, theme.bold(style), area.middle_row(), buf);
        }
    }
}
