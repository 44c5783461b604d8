//! Pictures as PNG.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use tiny_skia::Pixmap;

use crate::tui::widget::paint::pixels::Raster;

/// Flat pictures become hardly smaller with more work.
const EFFORT: u8 = 4;

/// A picture of few colours as a PNG file; nothing where it has no pixels.
pub(super) fn encoded(raster: &Raster) -> Vec<u8> {
    let (colours, alphas): (Vec<[u8; 3]>, Vec<u8>) = raster
        .colours
        .iter()
        .map(|[red, green, blue, alpha]| ([*red, *green, *blue], *alpha))
        .unzip();
    file(
        (raster.width, raster.height),
        ColorType::Indexed,
        &raster.pixels,
        |encoder| {
            encoder.set_palette(colours.into_flattened());
            encoder.set_trns(alphas);
            // Neighbours are equal, or have nothing in common.
            encoder.set_filter(Filter::NoFilter);
        },
    )
}

/// A picture of many colours as a PNG file; nothing where it has no pixels.
pub(super) fn encoded_photo(photo: &Pixmap) -> Vec<u8> {
    let pixels = photo.pixels().iter().map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    let pixels: Vec<[u8; 4]> = pixels.collect();
    let size = (photo.width(), photo.height());
    file(size, ColorType::Rgba, pixels.as_flattened(), |_| ())
}

fn file(
    (width, height): (u32, u32),
    kind: ColorType,
    data: &[u8],
    set: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(kind);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(EFFORT));
    set(&mut encoder);
    let written = || -> Result<(), EncodingError> {
        let mut writer = encoder.write_header()?;
        writer.write_image_data(data)?;
        writer.finish()
    };
    // It is written into memory, which takes all that is well-formed.
    if written().is_err() {
        png.clear();
    }
    png
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use png::{Decoder, Transformations};

    use super::*;

    /// The pixels of a file.
    fn decoded(png: &[u8]) -> Vec<u8> {
        let mut decoder = Decoder::new(Cursor::new(png));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    #[test]
    fn a_picture_is_its_colours_and_its_rows() {
        let raster = Raster {
            width: 2,
            height: 2,
            colours: vec![[0; 4], [1, 2, 3, 255]],
            pixels: vec![0, 1, 1, 0],
        };
        let (nothing, colour) = ([0; 4], [1, 2, 3, 255]);
        let pixels = [nothing, colour, colour, nothing].concat();
        assert_eq!(decoded(&encoded(&raster)), pixels);
        let mut photo = Pixmap::new(2, 1).unwrap();
        photo.fill(tiny_skia::Color::from_rgba8(1, 2, 3, 255));
        assert_eq!(decoded(&encoded_photo(&photo)), [colour, colour].concat());
        let empty = Raster { width: 0, ..raster };
        assert!(encoded(&empty).is_empty());
    }
}
