//! The screen of the terminal: what stands on it, and what is sent so that the next picture does.

use std::io::{self, Write as _};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr as _;

use super::cursor::{CellStyle, Cursor, is_blank};
use super::wire::Wire;

/// While everything is drawn anew the terminal is asked to show nothing in between, so that it does not flicker.
const HOLD_STILL: &[u8] = b"\x1b[?2026h";
/// The end of that.
const SHOW: &[u8] = b"\x1b[?2026l";
/// An empty screen.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";

/// The screen of the terminal.
///
/// A picture is first made ready and then shown, so that one that is due at a moment can be ready before it.
#[derive(Debug, Default)]
pub struct Display {
    /// What stands on it; none where something else may.
    shown: Option<Buffer>,
    /// With what the terminal writes, so that a frame need not begin with saying it.
    ink: Option<CellStyle>,
    next: Next,
    wire: Wire,
}

/// What is ready.
#[derive(Debug, Default)]
struct Next {
    picture: Buffer,
    /// What is sent for it.
    frame: Vec<u8>,
    /// With what the terminal writes then.
    ink: Option<CellStyle>,
}

impl Display {
    /// Makes ready what `draw` draws on a screen of this size; it has to draw all of it. What was made ready before is
    /// forgotten.
    pub fn prepare(&mut self, size: Size, draw: impl FnOnce(Rect, &mut Buffer)) {
        let area = Rect::from((Position::ORIGIN, size));
        let Next {
            picture,
            frame,
            ink,
        } = &mut self.next;
        if picture.area != area {
            *picture = Buffer::empty(area);
        }
        draw(area, picture);
        frame.clear();
        if let Some(shown) = self.shown.as_ref().filter(|shown| shown.area == area) {
            *ink = changes(shown, picture, self.ink, frame);
        } else {
            frame.extend_from_slice(HOLD_STILL);
            frame.extend_from_slice(CLEAR);
            *ink = changes(&Buffer::empty(area), picture, None, frame);
            frame.extend_from_slice(SHOW);
        }
    }

    /// What is sent for the picture that is ready.
    pub fn frame(&self) -> &[u8] {
        &self.next.frame
    }

    /// The size of the picture that is ready.
    pub(crate) fn size(&self) -> Size {
        self.next.picture.area.as_size()
    }

    /// Shows what is ready.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn show(&mut self) -> io::Result<()> {
        self.wire.write_all(&self.next.frame)?;
        self.wire.flush()?;
        self.ink = self.next.ink;
        // What stood there before is what is drawn on next.
        let shown = std::mem::take(&mut self.next.picture);
        self.next.picture = self.shown.replace(shown).unwrap_or_default();
        Ok(())
    }

    /// Takes note that something else may stand on the screen: the next picture is sent whole.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
    }

    /// The way to the terminal, for what is no picture.
    pub(crate) fn wire(&mut self) -> &mut Wire {
        &mut self.wire
    }
}

/// Appends to `frame` what makes of a screen that shows `before` one that shows `after`; from the ink that the terminal
/// writes with to the one it writes with then.
fn changes<'a>(
    before: &'a Buffer,
    after: &'a Buffer,
    ink: Option<CellStyle>,
    frame: &'a mut Vec<u8>,
) -> Option<CellStyle> {
    let mut cursor = Cursor::new(after, frame, ink);
    let columns = usize::from(after.area.width).max(1);
    let rows = |picture: &'a Buffer| picture.content.chunks(columns);
    for (y, (before, after)) in rows(before).zip(rows(after)).enumerate() {
        if before == after {
            continue;
        }
        // What becomes of half a wide character is not the same everywhere: there the row is written whole.
        let narrow = before.iter().chain(after).all(|cell| width(cell) == 1);
        let mut covered = 0;
        for (x, (before, cell)) in before.iter().zip(after).enumerate() {
            if covered > 0 {
                covered -= 1;
            } else if !(narrow && is_alike(before, cell)) {
                cursor.put(Position::new(x as u16, y as u16), cell);
                covered = width(cell).saturating_sub(1);
            }
        }
    }
    cursor.ink()
}

/// Columns that a cell's character takes.
fn width(cell: &Cell) -> usize {
    cell.symbol().width()
}

/// Whether nobody sees a difference.
fn is_alike(one: &Cell, other: &Cell) -> bool {
    one == other || is_blank(one) && is_blank(other) && one.bg == other.bg
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const COLUMNS: u16 = 12;
    const ROWS: u16 = 5;
    const AREA: Rect = Rect::new(0, 0, COLUMNS, ROWS);

    fn terminal() -> vt100::Parser {
        let cells = |count| NonZeroU16::new(count).unwrap();
        vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0)
    }

    fn pictures() -> impl Strategy<Value = Vec<Buffer>> {
        let symbols = prop::sample::select(vec![" ", " ", "█", "▀", "7", "é", "界"]);
        let colour = || {
            prop::sample::select(vec![
                Color::Reset,
                Color::Red,
                Color::Indexed(200),
                Color::Rgb(1, 2, 3),
            ])
        };
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::REVERSED | Modifier::BOLD,
            Modifier::UNDERLINED,
        ]);
        let stroke = (
            0..COLUMNS,
            0..ROWS,
            1..6_usize,
            symbols,
            colour(),
            colour(),
            modifier,
        );
        let picture = prop::collection::vec(stroke, 0..12).prop_map(|strokes| {
            let mut picture = Buffer::empty(AREA);
            for (x, y, count, symbol, front, ground, modifier) in strokes {
                let style = Style::new().fg(front).bg(ground).add_modifier(modifier);
                picture.set_string(x, y, symbol.repeat(count), style);
            }
            picture
        });
        prop::collection::vec(picture, 1..6)
    }

    /// What is seen of a cell: nobody sees with what an empty one would be written.
    fn seen(screen: &vt100::Screen) -> Vec<String> {
        let cell = |row, column| {
            let cell = screen.cell(row, column).unwrap();
            let blank = matches!(cell.contents(), "" | " ");
            let (underline, inverse) = (cell.underline(), cell.inverse());
            let ground = cell.bgcolor();
            if blank && !underline && !inverse {
                return format!("{ground:?}");
            }
            let (contents, front, bold) = (cell.contents(), cell.fgcolor(), cell.bold());
            format!("{contents} {front:?} {ground:?} {bold} {underline} {inverse}")
        };
        let cells = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (row, column)));
        cells.map(|(row, column)| cell(row, column)).collect()
    }

    proptest! {
        #[test]
        fn changes_make_the_same_screen_as_the_whole_picture(pictures in pictures()) {
            let mut changing = terminal();
            let (mut before, mut ink) = (Buffer::empty(AREA), None);
            for picture in pictures {
                let mut frame = Vec::new();
                ink = changes(&before, &picture, ink, &mut frame);
                changing.process(&frame);
                let mut whole = terminal();
                let mut frame = Vec::new();
                changes(&Buffer::empty(AREA), &picture, None, &mut frame);
                whole.process(&frame);
                prop_assert_eq!(seen(changing.screen()), seen(whole.screen()));
                before = picture;
            }
        }
    }
}
