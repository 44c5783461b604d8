//! The band at the top: where we are in the routine, and in large letters what is going on, the side, the repetition.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::{MARGIN, inner};
use crate::app::session::view::SessionView;
use crate::core::span;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{LetterInk, Lettering, Letters};
use crate::tui::widget::text;

/// Columns between phase, side and repetition.
const GAP: u16 = 3;
/// Columns of ground on either side of the side.
const PAD: u16 = 2;

/// Columns of a band from which the repetition is never lost, however large the phase and the side could be.
const SURE_REP: u16 = 60;
/// Columns of a band from which it is always in letters.
const LARGE_REP: u16 = 90;

/// Rows of the band in a window of `rows`: one of status, the letters and what frees them from the edges.
pub(super) const fn height(rows: u16) -> u16 {
    match rows {
        0..28 => 6,
        28..36 => 8,
        36..50 => 10,
        _ => 13,
    }
}

/// Draws the band with one row of status.
pub(super) fn draw(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(view.look);
    buf.set_style(area, style);
    let status = Rect {
        x: area.x + MARGIN,
        width: area.width.saturating_sub(2 * MARGIN),
        height: area.height.min(1),
        ..area
    };
    title_and_status(view, style, status, buf);
    let letters = Rect {
        y: area.y + 1,
        // In a higher band the ground of the side is closed below, too.
        height: area
            .height
            .saturating_sub(if area.height < 8 { 1 } else { 2 }),
        ..area
    };
    phase_and_side(view, theme, letters, buf);
}

fn title_and_status(view: &SessionView, style: Style, area: Rect, buf: &mut Buffer) {
    let (done, of) = view.clock;
    let numbered = |what: &str, (nth, of): (u32, u32)| format!("{what} {nth} of {of}");
    // Each with its importance: the last to go is the clock.
    let items = [
        (4, view.aside.clone()),
        (2, view.step.map(|step| numbered("step", step))),
        (0, view.round.map(|round| numbered("round", round))),
        (
            3,
            Some(format!("{} of {}", span::clock(done), span::clock(of))),
        ),
        (1, view.ends.as_ref().map(|at| format!("ends {at}"))),
    ];
    let title_least = text::width(&view.title).min(area.width / 3);
    let shown = |least: u8| {
        let items: Vec<&str> = items
            .iter()
            .filter(|(importance, _)| *importance >= least)
            .filter_map(|(_, item)| item.as_deref())
            .collect();
        items.join("   ")
    };
    let status = (0..=4)
        .map(shown)
        .find(|status| title_least + GAP + text::width(status) <= area.width)
        .unwrap_or_default();
    let status_width = text::width(&status);
    let title = Rect {
        width: area.width.saturating_sub(status_width + GAP),
        ..area
    };
    text::write(&view.title, style.add_modifier(Modifier::BOLD), title, buf);
    let status_area = Rect {
        x: area.right() - status_width.min(area.width),
        width: status_width.min(area.width),
        ..area
    };
    text::write(&status, style, status_area, buf);
}

/// The phase, and beside it the side on a ground of its own: never overlooked, also where colours are not seen. At the
/// right the repetition. Each is in letters if they fit, the side before the phase, the phase before the repetition.
///
/// Also draws a band that has no other row.
pub(super) fn phase_and_side(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (margin, pad) = if area.width < 60 {
        (1, 1)
    } else {
        (MARGIN, PAD)
    };
    let row = inner(area, margin, 0);
    // Half a row above the letters and half a row below them, or the ground of the side would not enclose it.
    // Letters of whole cells cannot spare it.
    let spare = u16::from(row.height > 4 && theme.ink() == LetterInk::Blocks);
    let rows = row.height - spare;
    let band = theme.band(view.look);
    let rep = view.rep.map(|(nth, of)| format!("{nth} of {of}"));
    let reserved = match &rep {
        Some(_) if row.width >= LARGE_REP => GAP + row.width / 5,
        Some(rep) if row.width >= SURE_REP => GAP + text::width(rep),
        _ => 0,
    };
    let room = Size::new(row.width.saturating_sub(reserved), rows);
    let words = Words::fit(view, room, pad, theme);
    let phase_width = words.phase.width().min(match &words.side {
        Some(side) => row.width.saturating_sub(side.width() + 2 * pad + 1),
        None => row.width,
    });
    let phase = Rect {
        width: phase_width,
        ..row
    };
    words.phase.draw(band, phase, buf);
    let mut end = phase.right();
    if let Some(side) = &words.side {
        let x = end + if words.phase.is_large() { GAP } else { 1 };
        let width = side.width() + 2 * pad;
        let ground = Rect {
            x,
            width: width.min(row.right().saturating_sub(x)),
            ..if side.is_large() { row } else { middle(row) }
        };
        let style = theme.inset(view.look);
        buf.set_style(ground, style);
        side.draw(style, inner(ground, pad, 0), buf);
        end = ground.right();
    }
    let room = Rect {
        x: (end + GAP).min(row.right()),
        width: row.right().saturating_sub(end + GAP),
        ..row
    };
    let Some(rep) = rep else { return };
    let rep = words.beside(rep, Size::new(room.width, rows), theme);
    if let Some(spare) = room.width.checked_sub(rep.width()) {
        let right = Rect {
            x: room.x + spare,
            width: rep.width(),
            ..room
        };
        rep.draw(band, right, buf);
    }
}

/// Phase and side in letters of one size, as far as they have room for that.
#[derive(Debug)]
struct Words {
    phase: Word,
    side: Option<Word>,
}

impl Words {
    fn fit(view: &SessionView, room: Size, pad: u16, theme: &Theme) -> Self {
        let fit = |text: &str, beside: u16| {
            let room = Size::new(room.width.saturating_sub(beside), room.height);
            Lettering::fit(text, room, 1, theme.ink())
        };
        let phase = Word::written(&view.phase);
        let Some(side) = &view.side else {
            return Self {
                phase: phase.in_letters(fit(&view.phase, 0)),
                side: None,
            };
        };
        // The space between them is at least two columns of the gap.
        let both = fit(&format!("{} {side}", view.phase), GAP - 2 + 2 * pad);
        let of_size = |text: &str| both.as_ref().and_then(|both| both.rewritten(text));
        let large = of_size(side).or_else(|| fit(side, phase.width() + 1 + 2 * pad));
        Self {
            phase: phase.in_letters(of_size(&view.phase)),
            side: Some(Word::written(side).in_letters(large)),
        }
    }

    /// One more word: in the size of the phase, or in as large letters as fit; in none if the phase is not.
    fn beside(&self, text: String, room: Size, theme: &Theme) -> Word {
        let word = Word { text, large: None };
        let Some(phase) = &self.phase.large else {
            return word;
        };
        let alike = phase.rewritten(&word.text);
        let alike = alike.filter(|alike| alike.size().width <= room.width);
        let large = alike.or_else(|| Lettering::fit(&word.text, room, 1, theme.ink()));
        word.in_letters(large)
    }
}

/// A word in large letters or as text.
#[derive(Debug)]
struct Word {
    text: String,
    large: Option<Lettering>,
}

impl Word {
    fn written(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            large: None,
        }
    }

    fn in_letters(self, large: Option<Lettering>) -> Self {
        Self { large, ..self }
    }

    const fn is_large(&self) -> bool {
        self.large.is_some()
    }

    fn width(&self) -> u16 {
        self.large
            .as_ref()
            .map_or_else(|| text::width(&self.text), |large| large.size().width)
    }

    fn draw(&self, style: Style, area: Rect, buf: &mut Buffer) {
        if let Some(large) = &self.large {
            Letters::new(large).style(style).render(area, buf);
        } else {
            let style = style.add_modifier(Modifier::BOLD);
            text::write(&self.text, style, middle(area), buf);
        }
    }
}

/// The row half way down.
fn middle(area: Rect) -> Rect {
    Rect {
        y: area.y + area.height.saturating_sub(1) / 2,
        height: area.height.min(1),
        ..area
    }
}
