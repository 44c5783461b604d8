//! One drawn character: seven rows of pixels, with the rows that are bars and those that can be dropped.

/// Rows from cap height to baseline.
pub(super) const ROWS: usize = 7;

/// A character drawn in pixels.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    /// Pixels from the left edge to the right edge.
    pub(super) width: u32,
    /// One word a row, from the top; bit 0 is the leftmost pixel.
    pub(super) rows: [u32; ROWS],
    /// The rows that grow first: those with the bars of the letter. Always three, so that all letters stay equally high.
    pub(super) bars: [usize; 3],
    /// The rows that go first, one at a time: none of them a bar.
    pub(super) folds: [usize; 2],
}

/// The empty glyph that a space is set with.
pub(super) const SPACE: Glyph = Glyph {
    width: 2,
    rows: [0; ROWS],
    bars: [0, 3, 6],
    folds: [2, 4],
};

/// Reads pictures that stand side by side, one empty column between two: their widths and rows, from left to right.
pub(super) fn pictures<const HEIGHT: usize>(art: &[&str; HEIGHT]) -> Vec<(u32, [u32; HEIGHT])> {
    let mut pictures: Vec<(u32, [u32; HEIGHT])> = Vec::new();
    for (row, line) in art.iter().enumerate() {
        for (index, picture) in line.split(' ').enumerate() {
            if pictures.len() <= index {
                pictures.push((picture.len() as u32, [0; HEIGHT]));
            }
            let pixels = picture.bytes().rev();
            let bits = pixels.fold(0, |bits, pixel| bits << 1 | u32::from(pixel == b'#'));
            let rows = pictures.get_mut(index).map(|(_, rows)| rows);
            if let Some(row) = rows.and_then(|rows| rows.get_mut(row)) {
                *row = bits;
            }
        }
    }
    pictures
}
