//! Pictures of few colours as sixels: bands of six rows, and in each the pixels of one colour after the other.

use std::io::Write as _;

use crate::tui::widget::paint::pixels::Raster;

/// Rows of a band.
const BAND: usize = 6;
/// A pixel that hides less than half of what is behind is left as it is.
const SEEN: u8 = 128;

/// Appends a picture.
pub(super) fn encode(raster: &Raster, frame: &mut Vec<u8>) {
    let width = raster.width.max(1) as usize;
    // What is not painted stays.
    let _ = write!(frame, "\x1bP0;1;0q\"1;1;{};{}", raster.width, raster.height);
    let is_seen = |index: u8| {
        let colour = raster.colours.get(usize::from(index));
        colour.is_some_and(|[.., alpha]| *alpha >= SEEN)
    };
    for (index, [red, green, blue, _]) in raster.colours.iter().enumerate() {
        let [red, green, blue] =
            [red, green, blue].map(|part| (u32::from(*part) * 100 + 127) / 255);
        let _ = write!(frame, "#{index};2;{red};{green};{blue}");
    }
    for band in raster.pixels.chunks(BAND * width) {
        let mut used = [false; 256];
        for index in band {
            if let Some(used) = used.get_mut(usize::from(*index)) {
                *used = true;
            }
        }
        let used = (0..=u8::MAX)
            .zip(used)
            .filter(|(index, used)| *used && is_seen(*index));
        for (nth, (index, _)) in used.enumerate() {
            let again = if nth == 0 { "" } else { "$" };
            let _ = write!(frame, "{again}#{index}");
            runs(band, width, index, frame);
        }
        frame.push(b'-');
    }
    frame.extend_from_slice(b"\x1b\\");
}

/// Appends the pixels of one colour in a band, from left to right; what follows the last of them is left out.
fn runs(band: &[u8], width: usize, index: u8, frame: &mut Vec<u8>) {
    let column = |at: usize| {
        let rows = band.iter().skip(at).step_by(width);
        let bits = (0..)
            .zip(rows)
            .map(|(row, other)| u8::from(*other == index) << row);
        bits.sum::<u8>()
    };
    let mut run = (0, 0);
    for bits in (0..width).map(column) {
        if bits == run.0 {
            run.1 += 1;
            continue;
        }
        repeated(run, frame);
        run = (bits, 1);
    }
    if run.0 != 0 {
        repeated(run, frame);
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
        encode(&raster, &mut frame);
        let colours = "#0;2;0;0;0#1;2;100;0;0#2;2;0;0;100#3;2;4;4;4";
        assert_eq!(
            String::from_utf8(frame).unwrap(),
            format!("\x1bP0;1;0q\"1;1;5;7{colours}#1!5@$#2???C-#2?@-\x1b\\")
        );
    }
}
