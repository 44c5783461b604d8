//! A photo as pixels: decoded within limits, and scaled to its place with its sides in proportion.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};
use tiny_skia::{Color, FilterQuality, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::Rgb;
use super::pixels::Raster;

/// What the decoder may take beside the pixels, which are at most four bytes each.
const LIMIT: usize = 16 * 1024 * 1024;
/// A pixel that hides less than half of what is behind is left as it is where none can be half there.
const SEEN: u8 = 128;

/// The photo in the PNG file `png` in the middle of so many pixels; on nothing where no ground is given. `None` where it
/// is no such file, or has more pixels than `most`.
pub fn photo(
    png: &[u8],
    on: Option<Rgb>,
    (width, height): (u32, u32),
    most: u64,
) -> Option<Pixmap> {
    let mut canvas = Pixmap::new(width, height)?;
    if let Some([red, green, blue]) = on {
        canvas.fill(Color::from_rgba8(red, green, blue, 255));
    }
    let mut decoder = Decoder::new_with_limits(Cursor::new(png), Limits { bytes: LIMIT });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let size = reader.info().size();
    if u64::from(size.0) * u64::from(size.1) > most {
        return None;
    }
    let across = f64::from(width) / f64::from(size.0);
    let scale = across.min(f64::from(height) / f64::from(size.1));
    let scaled = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let fit = (scaled(size.0), scaled(size.1));
    let mut small = Mean::new(size, (fit.0.min(size.0), fit.1.min(size.1)));
    let kind = reader.output_color_type().0;
    if reader.info().interlaced {
        let mut pixels = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut pixels).ok()?;
        let rows = pixels.chunks(frame.line_size.max(1));
        rows.zip(0..).for_each(|(row, y)| small.add(row, kind, y));
    } else {
        for y in 0..size.1 {
            small.add(reader.next_row().ok()??.data(), kind, y);
        }
    }
    let small = small.pixmap()?;
    let grown = |fit: u32, small: u32| fit as f32 / small as f32;
    let middle = |all: u32, fit: u32| (all.saturating_sub(fit) / 2) as f32;
    let place = Transform::from_row(
        grown(fit.0, small.width()),
        0.0,
        0.0,
        grown(fit.1, small.height()),
        middle(width, fit.0),
        middle(height, fit.1),
    );
    let paint = PixmapPaint {
        quality: FilterQuality::Bilinear,
        ..PixmapPaint::default()
    };
    canvas.draw_pixmap(0, 0, small.as_ref(), &paint, place, None);
    Some(canvas)
}

/// The mean of all pixels of a photo that come to lie on one pixel of a smaller picture.
struct Mean {
    of: (u32, u32),
    size: (u32, u32),
    /// For each pixel of the smaller picture: the sums of red, green, blue and alpha, and of how many.
    sums: Vec<[u32; 5]>,
}

impl Mean {
    fn new(of: (u32, u32), size: (u32, u32)) -> Self {
        let sums = vec![[0; 5]; size.0 as usize * size.1 as usize];
        Self { of, size, sums }
    }

    /// Adds row `y` of the photo, whose pixels are of this kind.
    fn add(&mut self, row: &[u8], kind: ColorType, y: u32) {
        let part = |at: u32, of: u32, size: u32| {
            (u64::from(at) * u64::from(size) / u64::from(of.max(1))) as usize
        };
        let begin = part(y, self.of.1, self.size.1) * self.size.0 as usize;
        let Some(sums) = self.sums.get_mut(begin..) else {
            return;
        };
        for (pixel, x) in row.chunks_exact(kind.samples()).zip(0..self.of.0) {
            let [red, green, blue, alpha] = match *pixel {
                [grey] => [grey, grey, grey, 255],
                [grey, alpha] => [grey, grey, grey, alpha],
                [red, green, blue] => [red, green, blue, 255],
                [red, green, blue, alpha] => [red, green, blue, alpha],
                _ => continue,
            };
            let hides = |part: u8| u32::from(part) * u32::from(alpha) / 255;
            let parts = [hides(red), hides(green), hides(blue), alpha.into(), 1];
            if let Some(sum) = sums.get_mut(part(x, self.of.0, self.size.0)) {
                sum.iter_mut()
                    .zip(parts)
                    .for_each(|(sum, part)| *sum += part);
            }
        }
    }

    fn pixmap(self) -> Option<Pixmap> {
        let mut pixmap = Pixmap::new(self.size.0, self.size.1)?;
        for (pixel, [red, green, blue, alpha, count]) in
            pixmap.pixels_mut().iter_mut().zip(self.sums)
        {
            let mean = |sum: u32| (sum / count.max(1)) as u8;
            let [red, green, blue, alpha] = [red, green, blue, alpha].map(mean);
            *pixel = PremultipliedColorU8::from_rgba(red, green, blue, alpha)?;
        }
        Some(pixmap)
    }
}

/// A picture of many colours in a few of them: each pixel is the next darker or the next lighter one, in a pattern whose
/// mean is the colour.
pub fn in_few_colours(canvas: &Pixmap) -> Raster {
    /// Red, green and blue in so many steps make 252 colours.
    const STEPS: [u8; 3] = [6, 7, 6];
    const PATTERN: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let [reds, greens, blues] = STEPS;
    let mut colours = vec![[0; 4]];
    let part = |step: u8, steps: u8| (u32::from(step) * 255 / u32::from(steps - 1)) as u8;
    for red in 0..reds {
        for green in 0..greens {
            for blue in 0..blues {
                let parts = [part(red, reds), part(green, greens), part(blue, blues)];
                colours.push([parts[0], parts[1], parts[2], 255]);
            }
        }
    }
    let width = canvas.width().max(1) as usize;
    let pixels = canvas.pixels().iter().enumerate().map(|(at, pixel)| {
        if pixel.alpha() < SEEN {
            return 0;
        }
        let pixel = pixel.demultiply();
        let row = PATTERN.get(at / width % 4).copied().unwrap_or_default();
        let threshold = row.get(at % width % 4).copied().unwrap_or_default();
        let step = |part: u8, steps: u8| {
            let sixteenths = u32::from(part) * u32::from(steps - 1) * 16 / 255;
            ((sixteenths + threshold) / 16).min(u32::from(steps - 1))
        };
        let (red, green) = (step(pixel.red(), reds), step(pixel.green(), greens));
        let nth = (red * u32::from(greens) + green) * u32::from(blues) + step(pixel.blue(), blues);
        u8::try_from(nth + 1).unwrap_or_default()
    });
    Raster {
        width: canvas.width(),
        height: canvas.height(),
        pixels: pixels.collect(),
        colours,
    }
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, Encoder};

    use super::*;

    fn png(size: (u32, u32), kind: ColorType, data: &[u8]) -> Vec<u8> {
        let mut png = Vec::new();
        let mut encoder = Encoder::new(&mut png, size.0, size.1);
        encoder.set_color(kind);
        encoder.set_depth(BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        png
    }

    fn colour(canvas: &Pixmap, x: u32, y: u32) -> [u8; 4] {
        let pixel = canvas.pixel(x, y).unwrap().demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    }

    #[test]
    fn a_photo_keeps_its_proportions_in_the_middle_of_its_place() {
        // Twice as wide as high: red at the left, blue at the right.
        let halves = [[255, 0, 0], [0, 0, 255]].concat();
        let png = png((2, 1), ColorType::Rgb, &halves);
        let canvas = photo(&png, None, (40, 40), 100).unwrap();
        let nothing = [0; 4];
        assert_eq!(colour(&canvas, 1, 20), [255, 0, 0, 255]);
        assert_eq!(colour(&canvas, 38, 20), [0, 0, 255, 255]);
        assert_eq!(
            (colour(&canvas, 20, 5), colour(&canvas, 20, 35)),
            (nothing, nothing)
        );
        // The ground is seen where there is nothing.
        let canvas = photo(&png, Some([1, 2, 3]), (40, 40), 100).unwrap();
        assert_eq!(colour(&canvas, 20, 5), [1, 2, 3, 255]);
    }

    #[test]
    fn a_larger_photo_is_the_mean_of_its_pixels() {
        let chequered = [0, 255, 255, 0].repeat(4);
        let canvas = photo(
            &png((4, 4), ColorType::Grayscale, &chequered),
            None,
            (2, 2),
            100,
        );
        let [grey, _, _, alpha] = colour(&canvas.unwrap(), 0, 0);
        assert_eq!((grey, alpha), (127, 255));
        // What is clear has no colour.
        let clear = [[255, 255, 255, 0], [200, 0, 0, 255]].repeat(2).concat();
        let canvas = photo(
            &png((2, 2), ColorType::Rgba, &clear),
            Some([0; 3]),
            (1, 1),
            100,
        );
        assert_eq!(colour(&canvas.unwrap(), 0, 0), [100, 0, 0, 255]);
    }

    #[test]
    fn what_is_too_large_or_no_photo_is_not_shown() {
        let grey = png((10, 10), ColorType::Grayscale, &[9; 100]);
        assert!(photo(&grey, None, (5, 5), 100).is_some());
        assert!(photo(&grey, None, (5, 5), 99).is_none());
        assert!(photo(&grey[..grey.len() / 2], None, (5, 5), 100).is_none());
        assert!(photo(b"no photo", None, (5, 5), 100).is_none());
        // A few bytes that say they are many pixels.
        let mut bomb = grey;
        bomb[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        assert!(photo(&bomb, None, (5, 5), 8_000_000).is_none());
    }

    #[test]
    fn few_colours_have_the_mean_of_many() {
        let grey = png((1, 1), ColorType::Rgba, &[100, 100, 100, 255]);
        let canvas = photo(&grey, None, (16, 16), 1).unwrap();
        let Raster {
            colours, pixels, ..
        } = in_few_colours(&canvas);
        assert!(colours.len() <= 256);
        let sum: u32 = pixels
            .iter()
            .map(|at| u32::from(colours[usize::from(*at)][0]))
            .sum();
        assert!(sum.div_euclid(256).abs_diff(100) < 4, "{}", sum / 256);
        let clear = png((1, 1), ColorType::Rgba, &[100, 100, 100, 20]);
        let canvas = photo(&clear, None, (4, 4), 1).unwrap();
        assert!(in_few_colours(&canvas).pixels.iter().all(|at| *at == 0));
    }
}
