//! The cells that the terminal shows, and the bytes that change it into the next picture.
//!
//! A second changes some dozens of cells, in short runs one below the other, so most bytes move the cursor and set
//! colours. Only cells that differ are sent, the cursor takes the shortest way, and a style is sent only where it
//! changes. `cargo bench --bench drawing` compares the bytes with those of ratatui's backend: about a fifth less.

use std::io::{self, Write as _};

use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::pictures::{Painter, Pictures};
use super::{guard, wire};
use crate::tui::Picture;

/// The screen of the terminal.
///
/// A picture is prepared and then shown, so that one that is due at a moment can be ready before it.
#[derive(Debug, Default)]
pub struct Display {
    /// The cells that the terminal shows; none where something else may stand there.
    shown: Option<Buffer>,
    style: Option<CellStyle>,
    pictures: Pictures,
    next: Prepared,
}

/// A picture that is ready to be shown.
#[derive(Debug, Default)]
struct Prepared {
    picture: Buffer,
    /// The bytes that are sent for it.
    frame: Vec<u8>,
    /// The style in which the terminal writes afterwards.
    style: Option<CellStyle>,
}

impl Display {
    /// Prepares the picture that `draw` draws on a screen of this size; it has to draw all of it. A picture that was
    /// prepared before is discarded.
    pub fn prepare(&mut self, size: Size, draw: impl FnOnce(Rect, &mut Buffer)) {
        self.prepare_with_picture(size, None, |area, picture| {
            draw(area, picture);
            None
        });
    }

    /// The same for a picture that has pixels in it, which `draw` returns, on cells that it leaves blank.
    pub(crate) fn prepare_with_picture(
        &mut self,
        size: Size,
        painter: Option<Painter>,
        draw: impl FnOnce(Rect, &mut Buffer) -> Option<Picture>,
    ) {
        let area = Rect::from((Position::ORIGIN, size));
        let Prepared {
            picture,
            frame,
            style,
        } = &mut self.next;
        if picture.area != area {
            *picture = Buffer::empty(area);
        }
        let pixels = draw(area, picture).zip(painter);
        frame.clear();
        let pictures = &mut self.pictures;
        let shown = self.shown.as_ref().filter(|shown| shown.area == area);
        if let Some(shown) = shown {
            let is_torn = pictures.is_torn(|y| is_sent_whole(shown, picture, y));
            pictures.plan(pixels, false, is_torn, frame);
            let present = self.style.filter(|_| frame.is_empty());
            *style = changes(shown, picture, present, frame);
        } else {
            // Until all of it is there the terminal is asked to show nothing, so that it does not flicker.
            let _ = queue!(frame, BeginSynchronizedUpdate);
            pictures.plan(pixels, true, false, frame);
            let _ = queue!(frame, ResetColor, Clear(ClearType::All));
            *style = changes(&Buffer::empty(area), picture, None, frame);
        }
        if pictures.is_changed() {
            pictures.paint(frame);
            *style = None;
        }
        if shown.is_none() {
            let _ = queue!(frame, EndSynchronizedUpdate);
        }
    }

    /// The bytes of the picture that is ready.
    pub fn frame(&self) -> &[u8] {
        &self.next.frame
    }

    /// The size of the picture that is ready.
    pub(crate) fn size(&self) -> Size {
        self.next.picture.area.as_size()
    }

    /// Shows the picture that is ready, as far as one `may_wait` for the terminal. Nothing is shown on a terminal that
    /// was given back.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn show(&mut self, may_wait: impl FnMut() -> bool) -> io::Result<()> {
        if guard::is_screen_taken() {
            self.pictures.show();
            wire::send(&self.next.frame, may_wait)?;
        }
        self.style = self.next.style;
        // The next picture is drawn over the one that was shown before.
        let shown = std::mem::take(&mut self.next.picture);
        self.next.picture = self.shown.replace(shown).unwrap_or_default();
        Ok(())
    }

    /// Something else may stand on the screen: the next picture is sent whole.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
    }
}

/// Appends to `frame` what turns a screen that shows `before` into one that shows `after`. The terminal writes in
/// `style` before, and in the returned one afterwards.
fn changes(
    before: &Buffer,
    after: &Buffer,
    mut style: Option<CellStyle>,
    frame: &mut Vec<u8>,
) -> Option<CellStyle> {
    // The place of the cursor; not known in the last column, where terminals differ.
    let mut cursor = None;
    let columns = usize::from(after.area.width).max(1);
    let rows = before
        .content
        .chunks(columns)
        .zip(after.content.chunks(columns));
    for (y, (before, after)) in (0..).zip(rows) {
        if before == after {
            continue;
        }
        // Terminals differ in what becomes of half a wide character: such a row is sent whole.
        let narrow = before
            .iter()
            .chain(after)
            .all(|cell| width(cell) == 1 && !is_disputed(cell));
        let mut covered = 0;
        for (x, (before, cell)) in (0..).zip(before.iter().zip(after)) {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            if narrow && looks_alike(before, cell) {
                continue;
            }
            let at = Position::new(x, y);
            if cursor != Some(at) {
                go(cursor, at, frame);
            }
            let new = CellStyle::of(cell, style);
            new.select(style, frame);
            style = Some(new);
            let width = width(cell) as u16;
            covered = width.saturating_sub(1);
            if is_disputed(cell) {
                disputed(cell, at, columns, frame);
                cursor = None;
                continue;
            }
            frame.extend_from_slice(symbol(cell).as_bytes());
            let next = x.saturating_add(width);
            cursor = (usize::from(next) < columns).then_some(Position::new(next, y));
        }
    }
    style
}

/// Whether all of row `y` is sent because it has changed and has wide characters.
fn is_sent_whole(before: &Buffer, after: &Buffer, y: u16) -> bool {
    let columns = usize::from(after.area.width);
    let begin = usize::from(y) * columns;
    let row = |buffer: &Buffer| {
        let row = buffer.content.get(begin..begin + columns);
        row.unwrap_or_default().to_vec()
    };
    let (before, after) = (row(before), row(after));
    let is_wide = |cell: &Cell| width(cell) != 1 || is_disputed(cell);
    before != after && before.iter().chain(&after).any(is_wide)
}

/// Columns that a cell's character takes. Most are plain letters, or lines and blocks: U+2500 to U+25BF.
fn width(cell: &Cell) -> usize {
    match cell.symbol().as_bytes() {
        [_] | [0xe2, 0x94..=0x96, _] => 1,
        _ => cell.symbol().width(),
    }
}

/// Whether terminals disagree on the columns of a cell's character: it is joined of several, as many emoji are.
fn is_disputed(cell: &Cell) -> bool {
    let joins = |character| matches!(character, '\u{200d}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}');
    let symbol = cell.symbol();
    symbol.len() > 4 && symbol.chars().any(joins)
}

/// Appends a character on whose columns terminals disagree, on cells that are empty then: a terminal may take fewer of
/// them. It may also take more, so what follows has to be written after it, and it is left out where nothing could.
fn disputed(cell: &Cell, at: Position, columns: usize, frame: &mut Vec<u8>) {
    frame.extend(std::iter::repeat_n(b' ', width(cell)));
    let most = 2 * cell.symbol().chars().count();
    if usize::from(at.x) + most <= columns {
        go(None, at, frame);
        frame.extend_from_slice(cell.symbol().as_bytes());
    }
}

/// Whether nothing is seen of a cell but its background.
fn is_blank(cell: &Cell) -> bool {
    let hidden = cell.fg == cell.bg && cell.fg != Color::Reset && width(cell) == 1;
    cell.modifier.is_empty() && (cell.symbol() == " " || hidden)
}

fn looks_alike(one: &Cell, other: &Cell) -> bool {
    one == other || is_blank(one) && is_blank(other) && one.bg == other.bg
}

/// The text that is sent for a cell.
fn symbol(cell: &Cell) -> &str {
    if is_blank(cell) { " " } else { cell.symbol() }
}

/// Moves the cursor, step by step or by coordinates, whichever is shorter.
fn go(from: Option<Position>, to: Position, frame: &mut Vec<u8>) {
    let mut way = format!("\x1b[{};{}H", to.y + 1, to.x + 1);
    if let Some(from) = from {
        let steps = [
            // A vertical tab is a line feed for every terminal, but no mode of the line makes a new line of it.
            step(to.y.saturating_sub(from.y), Some('\x0b'), 'B'),
            step(from.y.saturating_sub(to.y), None, 'A'),
            step(to.x.saturating_sub(from.x), None, 'C'),
            step(from.x.saturating_sub(to.x), Some('\x08'), 'D'),
        ]
        .concat();
        if steps.len() < way.len() {
            way = steps;
        }
    }
    frame.extend_from_slice(way.as_bytes());
}

/// So many steps in a direction, for one of which there may be a control character.
fn step(count: u16, control: Option<char>, direction: char) -> String {
    match (count, control) {
        (0, _) => String::new(),
        (1..=3, Some(control)) => control.to_string().repeat(count.into()),
        (1, None) => format!("\x1b[{direction}"),
        _ => format!("\x1b[{count}{direction}"),
    }
}

/// Colours and modifiers in which the terminal writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CellStyle {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl CellStyle {
    const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The style of a cell. The foreground of a blank one is not seen, so that of the `present` style will do.
    fn of(cell: &Cell, present: Option<Self>) -> Self {
        let foreground = match present {
            Some(present) if is_blank(cell) => present.foreground,
            _ => cell.fg,
        };
        Self {
            foreground,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Appends what makes the terminal write in this style instead of the `present` one.
    fn select(self, present: Option<Self>, frame: &mut Vec<u8>) {
        if present == Some(self) {
            return;
        }
        let mut numbers = Vec::new();
        // Not every terminal can end one modifier alone.
        let present = present.filter(|present| self.modifier.contains(present.modifier));
        if present.is_none() {
            numbers.push("0".to_owned());
        }
        let present = present.unwrap_or(Self::PLAIN);
        for modifier in (self.modifier - present.modifier).iter() {
            // Modifiers are bits in the order of their numbers, from 1 for bold.
            numbers.push((modifier.bits().trailing_zeros() + 1).to_string());
        }
        if self.foreground != present.foreground {
            numbers.push(number(self.foreground, 30));
        }
        if self.background != present.background {
            numbers.push(number(self.background, 40));
        }
        let _ = write!(frame, "\x1b[{}m", numbers.join(";"));
    }
}

/// The colours with a number of their own, in that order.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// The number of a colour, where that of black is `black`: 30 for the foreground, 40 for the background.
fn number(colour: Color, black: u8) -> String {
    match colour {
        Color::Indexed(index) => format!("{};5;{index}", black + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", black + 8),
        _ => match (0..).zip(NAMED).find(|(_, named)| *named == colour) {
            Some((nth @ 0..8, _)) => (black + nth).to_string(),
            Some((nth, _)) => (black + 52 + nth).to_string(),
            None => (black + 9).to_string(),
        },
    }
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

    #[test]
    fn the_width_of_a_cell_is_that_of_its_character() {
        let mut cell = Cell::default();
        for character in ('\u{0}'..='\u{2fff}').chain(['界', '❤']) {
            cell.set_char(character);
            assert_eq!(width(&cell), cell.symbol().width(), "{character:?}");
        }
    }

    /// The visible properties of each cell: the letter style of an empty one cannot be seen.
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

    /// vt100 takes each character of a sequence by itself, as several terminals do.
    #[test]
    fn an_emoji_on_whose_columns_terminals_disagree_moves_nothing() {
        for emoji in [
            "❤\u{fe0f}",
            "🧘\u{200d}♀\u{fe0f}",
            "🇩🇪",
            "👍🏽",
            "1\u{fe0f}\u{20e3}",
        ] {
            for x in 0..COLUMNS - 3 {
                let mut before = Buffer::empty(AREA);
                for y in 0..ROWS {
                    before.set_string(0, y, "x".repeat(COLUMNS.into()), Style::new());
                }
                let mut after = before.clone();
                let bar = "|".repeat((COLUMNS - x - 2).into());
                after.set_string(x, 1, format!("{emoji}{bar}"), Style::new());
                after.set_string(0, 3, "after", Style::new());
                let mut terminal = terminal();
                let mut frame = Vec::new();
                let style = changes(&Buffer::empty(AREA), &before, None, &mut frame);
                changes(&before, &after, style, &mut frame);
                terminal.process(&frame);
                let seen = |row, column| terminal.screen().cell(row, column).unwrap().contents();
                let what = format!("{emoji} in column {x}");
                assert!((0..x).all(|column| seen(1, column) == "x"), "{what}");
                assert!(
                    (x + 2..COLUMNS).all(|column| seen(1, column) == "|"),
                    "{what}"
                );
                assert!((0..COLUMNS).all(|column| seen(2, column) == "x"), "{what}");
                assert_eq!(seen(3, 0), "a", "{what}");
                assert!((x..x + 2).all(|column| seen(1, column) != "x"), "{what}");
            }
        }
    }

    proptest! {
        #[test]
        fn changes_make_the_same_screen_as_the_whole_picture(pictures in pictures()) {
            let mut changing = terminal();
            let (mut before, mut style) = (Buffer::empty(AREA), None);
            for picture in pictures {
                let mut frame = Vec::new();
                style = changes(&before, &picture, style, &mut frame);
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
