//! The terminal's cursor: where it stands and in which colours it writes, so that no more is sent than it takes.
//!
//! A second changes some dozens of cells, in short runs one below the other. Most of what is sent for them is not the
//! characters but the ways between them: of several ways to a cell the shortest is taken, and of a style only what is
//! another than before is said.

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// Writes cells of a picture into a frame.
pub(super) struct Cursor<'a> {
    picture: &'a Buffer,
    frame: &'a mut Vec<u8>,
    /// Where it is; not known in the last column, where terminals differ.
    at: Option<Position>,
    /// What it writes with; not known before the first cell.
    ink: Option<CellStyle>,
}

/// Colours and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellStyle {
    front: Color,
    ground: Color,
    modifier: Modifier,
}

const PLAIN: CellStyle = CellStyle {
    front: Color::Reset,
    ground: Color::Reset,
    modifier: Modifier::empty(),
};

/// What can be said of letters, and the number for it.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl<'a> Cursor<'a> {
    /// A cursor for cells of `picture` that writes with `ink`, where that is known.
    pub(super) const fn new(
        picture: &'a Buffer,
        frame: &'a mut Vec<u8>,
        ink: Option<CellStyle>,
    ) -> Self {
        Self {
            picture,
            frame,
            at: None,
            ink,
        }
    }

    /// Writes a cell of the picture.
    pub(super) fn put(&mut self, to: Position, cell: &Cell) {
        if self.at != Some(to) {
            self.go(to);
        }
        self.dip(CellStyle::of(cell, self.ink));
        let symbol = symbol(cell);
        self.frame.extend_from_slice(symbol.as_bytes());
        let next = to.x.saturating_add(symbol.width() as u16);
        self.at = (next < self.picture.area.right()).then_some(Position::new(next, to.y));
    }

    /// What it writes with from now on.
    pub(super) const fn ink(&self) -> Option<CellStyle> {
        self.ink
    }

    /// Goes to another cell, the shortest way.
    fn go(&mut self, to: Position) {
        let mut way = Vec::new();
        let _ = write!(way, "\x1b[{};{}H", to.y + 1, to.x + 1);
        if let Some(from) = self.at {
            let ways = [Some(steps(from, to)), self.over(from, to)];
            for other in ways.into_iter().flatten() {
                if other.len() < way.len() {
                    way = other;
                }
            }
        }
        self.frame.extend_from_slice(&way);
    }

    /// The way to the right that writes once more what stands there; none where that is no plain way.
    fn over(&self, from: Position, to: Position) -> Option<Vec<u8>> {
        const FAR: u16 = 8;
        if from.y != to.y || from.x >= to.x || to.x - from.x > FAR {
            return None;
        }
        let mut way = Vec::new();
        for x in from.x..to.x {
            let cell = self.picture.cell((x, from.y))?;
            let same = Some(CellStyle::of(cell, self.ink)) == self.ink;
            if !same || cell.symbol().width() != 1 {
                return None;
            }
            way.extend_from_slice(symbol(cell).as_bytes());
        }
        Some(way)
    }

    /// Takes up the ink for what is written next.
    fn dip(&mut self, ink: CellStyle) {
        match self.ink.replace(ink) {
            Some(before) if before == ink => {}
            Some(before) if ink.modifier.contains(before.modifier) => self.say(before, ink, ""),
            // What letters have cannot be taken from them one by one everywhere.
            _ => self.say(PLAIN, ink, "0"),
        }
    }

    /// Says in what `after` is another ink than `before`.
    fn say(&mut self, before: CellStyle, after: CellStyle, first: &str) {
        let mut said = first.to_owned();
        let mut also = |number: &str| {
            if !said.is_empty() {
                said.push(';');
            }
            said.push_str(number);
        };
        for (modifier, number) in MODIFIERS {
            if (after.modifier - before.modifier).contains(modifier) {
                also(&number.to_string());
            }
        }
        if after.front != before.front {
            also(&number(after.front, 30));
        }
        if after.ground != before.ground {
            also(&number(after.ground, 40));
        }
        let _ = write!(self.frame, "\x1b[{said}m");
    }
}

impl CellStyle {
    /// What a cell is written with. The front of an empty one is not seen: it may be whatever is at hand.
    fn of(cell: &Cell, at_hand: Option<Self>) -> Self {
        let own = Self {
            front: cell.fg,
            ground: cell.bg,
            modifier: cell.modifier,
        };
        match at_hand {
            Some(at_hand) if is_blank(cell) => Self {
                front: at_hand.front,
                ..own
            },
            _ => own,
        }
    }
}

/// Whether nothing is seen of a cell but its ground.
pub(super) fn is_blank(cell: &Cell) -> bool {
    let hidden = cell.fg == cell.bg && cell.fg != Color::Reset && cell.symbol().width() == 1;
    cell.modifier.is_empty() && (cell.symbol() == " " || hidden)
}

/// What is sent for a cell.
fn symbol(cell: &Cell) -> &str {
    if is_blank(cell) { " " } else { cell.symbol() }
}

/// The way from one cell to another, step by step.
fn steps(from: Position, to: Position) -> Vec<u8> {
    let down = step(to.y.saturating_sub(from.y), Some(DOWN), 'B');
    let up = step(from.y.saturating_sub(to.y), None, 'A');
    let right = step(to.x.saturating_sub(from.x), None, 'C');
    let left = step(from.x.saturating_sub(to.x), Some(LEFT), 'D');
    [down, up, right, left].concat()
}

/// A vertical tab, which terminals take for a line feed, GNU screen and tmux too. No mode of the line makes a new line
/// of it.
const DOWN: u8 = 0x0b;
/// A backspace.
const LEFT: u8 = 0x08;

/// So many steps in a direction, for one of which there may be a single byte.
fn step(count: u16, one: Option<u8>, direction: char) -> Vec<u8> {
    match (count, one) {
        (0, _) => Vec::new(),
        (1..=3, Some(one)) => vec![one; count.into()],
        (1, None) => format!("\x1b[{direction}").into_bytes(),
        _ => format!("\x1b[{count}{direction}").into_bytes(),
    }
}

/// The number of a colour, where that of black is `black`: 30 in front, 40 behind.
fn number(colour: Color, black: u8) -> String {
    // Those beyond the eight have numbers of their own.
    let bright = black + 60;
    let (base, nth) = match colour {
        Color::Reset => (black, 9),
        Color::Black => (black, 0),
        Color::Red => (black, 1),
        Color::Green => (black, 2),
        Color::Yellow => (black, 3),
        Color::Blue => (black, 4),
        Color::Magenta => (black, 5),
        Color::Cyan => (black, 6),
        Color::Gray => (black, 7),
        Color::DarkGray => (bright, 0),
        Color::LightRed => (bright, 1),
        Color::LightGreen => (bright, 2),
        Color::LightYellow => (bright, 3),
        Color::LightBlue => (bright, 4),
        Color::LightMagenta => (bright, 5),
        Color::LightCyan => (bright, 6),
        Color::White => (bright, 7),
        Color::Indexed(index) => return format!("{};5;{index}", black + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", black + 8),
    };
    (base + nth).to_string()
}
