//! Pictures of few colours as sixels: bands of six rows, and in each the pixels of one colour after the other.

use std::io::Write as _;

use crate::tui::widget::paint::pixels::Raster;

/// Rows of a band.
const BAND: usize = 6;
/// A pixel that hides less than half of what is behind is left as it is.
const SEEN: u8 = 128;

/// Appends a picture, each pixel of which becomes so many across and down.
pub(super) fn encode(raster: &Raster, larger: u32, frame: &mut Vec<u8>) {
    let width = raster.width.max(1) as usize;
    // What is not painted stays.
    let (wide, high) = (raster.width * larger, raster.height * larger);
    let _ = write!(frame, "\x1bP0;1;0q\"1;1;{wide};{high}");
    let colours = raster.colours.iter();
    for (index, [red, green, blue, _]) in colours.clone().enumerate() {
        let [red, green, blue] =
            [red, green, blue].map(|part| (u32::from(*part) * 100 + 127) / 255);
        let _ = write!(frame, "#{index};2;{red};{green};{blue}");
    }
    let mut columns: Vec<ColourBand> = colours
        .map(|[.., alpha]| ColourBand {
            is_seen: *alpha >= SEEN,
            ..ColourBand::default()
        })
        .collect();
    let rows = raster.pixels.chunks(width);
    let rows = rows.flat_map(|row| std::iter::repeat_n(row, larger as usize));
    let rows: Vec<&[u8]> = rows.collect();
    for band in rows.chunks(BAND) {
        for (nth, row) in (0..).zip(band) {
            let mut at = 0;
            for run in row.chunk_by(|one, other| one == other) {
                let index = run.first().map_or(0, |index| usize::from(*index));
                if let Some(columns) = columns.get_mut(index).filter(|it| it.is_seen) {
                    columns.add(at, run.len(), 1 << nth, width);
                }
                at += run.len();
            }
        }
        let mut again = "";
        for (index, columns) in columns.iter_mut().enumerate() {
            if columns.end > 0 {
                let _ = write!(frame, "{again}#{index}");
                columns.take(larger as usize, frame);
                again = "$";
            }
        }
        frame.push(b'-');
    }
    frame.extend_from_slice(b"\x1b\\");
}

/// The pixels of one colour in a band.
#[derive(Clone, Default)]
struct ColourBand {
    /// Whether it is seen at all.
    is_seen: bool,
    /// The rows of each column that have it, as bits.
    rows: Vec<u8>,
    /// Behind the last column that has it.
    end: usize,
}

impl ColourBand {
    /// Adds a row of so many columns from `at` on.
    fn add(&mut self, at: usize, count: usize, row: u8, width: usize) {
        self.rows.resize(width, 0);
        for rows in self.rows.iter_mut().skip(at).take(count) {
            *rows |= row;
        }
        self.end = self.end.max(at + count);
    }

    /// Appends them from left to right, each so many times, and empties them.
    fn take(&mut self, larger: usize, frame: &mut Vec<u8>) {
        let used = self.rows.get_mut(..self.end).unwrap_or_default();
        for run in used.chunk_by(|one, other| one == other) {
            let rows = run.first().copied().unwrap_or_default();
            repeated((rows, run.len() * larger), frame);
        }
        used.fill(0);
        self.end = 0;
    }
}

fn repeated((bits, count): (u8, usize), frame: &mut Vec<u8>) {
    let sign = b'?' + bits;
    if count > 3 {
        let _ = write!(frame, "!{count}");
        frame.push(sign);
    } else {
        frame.extend(std::iter::repeat_n(sign, count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_bands_of_runs_of_each_colour() {
        let raster = Raster {
            width: 5,
            height: 7,
            colours: vec![[0; 4], [255, 0, 0, 255], [0, 0, 255, 255], [9, 9, 9, 100]],
            pixels: [
                [1, 1, 1, 1, 1],
                [0, 0, 0, 0, 0],
                [0, 0, 0, 2, 0],
                [3, 3, 3, 3, 3],
            ]
            .into_iter()
            .chain([[0; 5]; 2])
            .chain([[0, 2, 0, 0, 0]])
            .flatten()
            .collect(),
        };
        let mut frame = Vec::new();
        encode(&raster, 1, &mut frame);
        let colours = "#0;2;0;0;0#1;2;100;0;0#2;2;0;0;100#3;2;4;4;4";
        assert_eq!(
            String::from_utf8(frame).unwrap(),
            format!("\x1bP0;1;0q\"1;1;5;7{colours}#1!5@$#2???C-#2?@-\x1b\\")
        );
    }

    #[test]
    fn a_larger_picture_has_the_same_pixels_more_often() {
        let raster = Raster {
            width: 2,
            height: 2,
            colours: vec![[0; 4], [255, 0, 0, 255]],
            pixels: vec![1, 0, 0, 1],
        };
        let mut frame = Vec::new();
        encode(&raster, 4, &mut frame);
        let said = String::from_utf8(frame).unwrap();
        // Four rows of a pixel, then two of the next; and the other two of that.
        let bands = "#1!4N!4o-#1!4?!4B-\x1b\\";
        assert!(
            said.contains("\"1;1;8;8") && said.ends_with(bands),
            "{said:?}"
        );
    }
}
