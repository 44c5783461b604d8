//! The characters that large letters are made of: parts of a cell, or plain ones.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// The characters that letters are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LetterInk {
    /// Block elements, four dots a cell: for terminals that show UTF-8. All of them are older than Unicode's own blocks for
    /// "legacy computing", so that every font and every terminal has them.
    #[default]
    Blocks,
    /// The same with spaces in reversed colours for full cells: for terminals whose font leaves gaps between its blocks.
    Ground,
    /// Spaces in reversed colours, one dot a cell: for terminals that show ASCII.
    Cells,
}

impl LetterInk {
    /// Dots along one side of a cell.
    pub(super) fn dots(self) -> u32 {
        match self {
            LetterInk::Blocks | LetterInk::Ground => 2,
            LetterInk::Cells => 1,
        }
    }

    /// Dots along this many cells.
    pub(super) fn dots_in(self, cells: u16) -> u32 {
        u32::from(cells) * self.dots()
    }

    /// The character of a cell with these dots, upper left, upper right, lower left, lower right being bits 0 to 3; none
    /// for one that is the ground in reversed colours.
    fn symbol(self, dots: u8) -> Option<&'static str> {
        let is_ground = match self {
            LetterInk::Blocks => false,
            LetterInk::Ground => dots == FULL,
            LetterInk::Cells => true,
        };
        BLOCKS
            .get(usize::from(dots))
            .copied()
            .filter(|_| !is_ground)
    }
}

/// All dots of a cell.
const FULL: u8 = 15;

const BLOCKS: [&str; 16] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
];

/// A window of cells whose dots can be set one by one.
#[derive(Debug)]
pub(super) struct Canvas {
    ink: LetterInk,
    cells: Rect,
    dots: Vec<u8>,
}

impl Canvas {
    /// A canvas over these cells, without a dot.
    pub(super) fn new(cells: Rect, ink: LetterInk) -> Self {
        Self {
            ink,
            cells,
            dots: vec![0; usize::from(cells.width) * usize::from(cells.height)],
        }
    }

    /// Sets a dot, counted from the upper left corner of the canvas; one outside is ignored.
    pub(super) fn set(&mut self, x: u32, y: u32) {
        let dots = self.ink.dots();
        let (column, row) = (x / dots, y / dots);
        if column >= u32::from(self.cells.width) {
            return;
        }
        let index = row as usize * usize::from(self.cells.width) + column as usize;
        if let Some(cell) = self.dots.get_mut(index) {
            *cell |= 1 << (y % dots * dots + x % dots);
        }
    }

    /// Writes the cells that have dots, and leaves all others and what the style does not name as they are.
    pub(super) fn write(&self, style: Style, buffer: &mut Buffer) {
        let cells = self.cells.positions().zip(&self.dots);
        for (position, dots) in cells.filter(|(_, dots)| **dots != 0) {
            let Some(cell) = buffer.cell_mut(position) else {
                continue;
            };
            let symbol = self.ink.symbol(*dots);
            cell.set_symbol(symbol.unwrap_or(" ")).set_style(style);
            if symbol.is_none() {
                // On a ground that is reversed already it is back where it was.
                cell.modifier.toggle(Modifier::REVERSED);
            }
        }
    }
}
