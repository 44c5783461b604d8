//! The head: the place in the routine, and in large letters the phase, the side and the repetition.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::MARGIN;
use crate::app::session::view::SessionView;
use crate::core::span;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{LetterInk, Lettering};
use crate::tui::widget::text;

/// Columns between phase, side and repetition.
const GAP: u16 = 3;
/// The band that is seen most and is wide: all that fit get letters of its size, so that the size stays the same.
const USUAL: &str = "SWITCH RIGHT";
/// Columns of a repetition in the smallest letters, and as text.
const USUAL_REP: (u16, u16) = (12, 3);
/// Columns of a band from which on the repetition is never lost, however large the phase and the side could be.
const SURE_REP: u16 = 60;
/// Columns of a band from which on it is always in letters.
const LARGE_REP: u16 = 90;

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
    // In a higher band the ground of the side is closed below, too.
    let below = u16::from(area.height >= 8);
    let letters = area.after_rows(1);
    let letters = letters.first_rows(letters.height.saturating_sub(below));
    BandLayout::of(view, theme, letters).draw(view, theme, buf);
}

/// Draws a band that has no row of status.
pub(super) fn draw_band(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, theme.band(view.look));
    BandLayout::of(view, theme, area).draw(view, theme, buf);
}

/// The title at the left, numbers and times at the right.
fn draw_status(view: &SessionView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(view.look);
    let (done, of) = view.clock;
    let numbered = |what: &str, (nth, of): (u32, u32)| format!("{what} {nth}/{of}");
    let clock = format!("{} of {}", span::clock(done), span::clock(of));
    // Each with its importance: the last to go is the state of the sound.
    let items = [
        (4, view.aside.clone()),
        (2, view.step.map(|step| numbered("step", step))),
        (0, view.round.map(|round| numbered("round", round))),
        (3, Some(clock)),
        (1, view.ends.as_ref().map(|at| format!("ends {at}"))),
    ];
    let title_least = text::width(&view.title).min(area.width / 3);
    let from_importance = |least: u8| {
        let shown = items.iter().filter(|(importance, _)| *importance >= least);
        let shown: Vec<&str> = shown.filter_map(|(_, item)| item.as_deref()).collect();
        shown.join("   ")
    };
    let status = (0..=4)
        .map(from_importance)
        .find(|status| title_least + GAP + text::width(status) <= area.width)
        .unwrap_or_default();
    let title = area.before_columns(text::width(&status) + GAP);
    text::write(&view.title, theme.bold(style), title, buf);
    text::write_right(&status, style, area, buf);
}

/// The phase, beside it the side on a ground of its own, and at the right the repetition.
///
/// Each is in letters if they fit: the side before the phase, the phase before the repetition.
#[derive(Debug, PartialEq)]
pub(super) struct BandLayout {
    pub(super) phase: (BandWord, Rect),
    /// The side and its ground. The ground tells the side also where colours are not seen.
    pub(super) side: Option<(BandWord, Rect)>,
    pub(super) rep: Option<(BandWord, Rect)>,
    /// Columns of ground on either side of the side.
    pub(super) pad: u16,
}

impl BandLayout {
    pub(super) fn of(view: &SessionView, theme: &Theme, area: Rect) -> Self {
        let (margin, pad) = if area.width < 60 { (1, 1) } else { (MARGIN, 2) };
        let row = area.padded(margin);
        // Half a row above the letters and half a row below them, or the ground of the side would not enclose it.
        // Letters of whole cells cannot spare it.
        let spare = u16::from(row.height > 4 && theme.ink() == LetterInk::Blocks);
        let rows = row.height - spare;
        let rep = view.rep.map(|(nth, of)| format!("{nth}/{of}"));
        // Also where there is none: the letters are as large in the next step, which may have some.
        let reserved = match row.width {
            LARGE_REP.. => GAP + USUAL_REP.0.max(row.width / 8),
            SURE_REP.. => GAP + rep.as_deref().map_or(USUAL_REP.1, text::width),
            _ => 0,
        };
        let room = Size::new(row.width.saturating_sub(reserved), rows);
        let (phase, side) = phase_and_side(view, room, pad, theme);
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
        let rooms = [usual, room.width].map(|width| Size::new(width, rows));
        let rep = rep.map(|rep| rep_beside(&phase, rep, rooms, theme));
        let rep = rep.filter(|rep| rep.width() <= room.width).map(|rep| {
            let place = room.last_columns(rep.width());
            (rep, place)
        });
        Self {
            phase: (phase, phase_area),
            side,
            rep,
            pad,
        }
    }

    fn draw(&self, view: &SessionView, theme: &Theme, buf: &mut Buffer) {
        let band = theme.band(view.look);
        for (heading, place) in [Some(&self.phase), self.rep.as_ref()].into_iter().flatten() {
            heading.draw((band, theme), *place, buf);
        }
        if let Some((side, ground)) = &self.side {
            let style = theme.inset(view.look);
            buf.set_style(*ground, style);
            side.draw((style, theme), ground.padded(self.pad), buf);
        }
    }
}

/// Phase and side in letters of one size, as far as they have room for that.
fn phase_and_side(
    view: &SessionView,
    room: Size,
    pad: u16,
    theme: &Theme,
) -> (BandWord, Option<BandWord>) {
    let beside = GAP - 2 + 2 * pad;
    let room_for = |beside: u16| Size::new(room.width.saturating_sub(beside), room.height);
    let fit = |text: &str, beside: u16| Lettering::fit(text, room_for(beside), 1, theme.ink());
    let usual = fit(USUAL, beside);
    let fit_usual = |text: &str, beside: u16| {
        let usual = usual.as_ref().and_then(|usual| usual.rewritten(text));
        let usual = usual.filter(|usual| usual.size().width <= room_for(beside).width);
        usual.or_else(|| fit(text, beside))
    };
    let Some(side) = &view.side else {
        return (BandWord::new(&view.phase, fit_usual(&view.phase, 0)), None);
    };
    // The space between them is at least two columns of the gap.
    let both = fit_usual(&format!("{} {side}", view.phase), beside);
    let of_size = |text: &str| both.as_ref().and_then(|both| both.rewritten(text));
    let beside_phase = text::width(&view.phase) + 1 + 2 * pad;
    let large = of_size(side).or_else(|| fit(side, beside_phase));
    let phase = BandWord::new(&view.phase, of_size(&view.phase));
    (phase, Some(BandWord::new(side, large)))
}

/// The repetition in letters that fit into the room that it has beside every phase, so that they stay as large, or
/// else into the present one; in none if the phase is not, and never larger than that.
fn rep_beside(phase: &BandWord, rep: String, rooms: [Size; 2], theme: &Theme) -> BandWord {
    let large = phase.large.as_ref().and_then(|phase| {
        rooms.into_iter().find_map(|room| {
            let alike = phase.rewritten(&rep);
            let alike = alike.filter(|alike| alike.size().width <= room.width);
            alike.or_else(|| Lettering::fit(&rep, room, 1, theme.ink()))
        })
    });
    BandWord { text: rep, large }
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

    fn draw(&self, (style, theme): (Style, &Theme), area: Rect, buf: &mut Buffer) {
        if let Some(large) = &self.large {
            large.draw(style, area, buf);
        } else {
            text::write(&self.text, theme.bold(style), area.middle_row(), buf);
        }
    }
}
