//! Pictures of few colours as PNG.

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::tui::widget::paint::pixels::Raster;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Eight bits for a pixel, which are the index of a colour; nothing else is unusual.
const KIND: [u8; 5] = [8, 3, 0, 0, 0];
/// Flat pictures become hardly smaller with more work.
const EFFORT: u8 = 4;

/// A picture as a PNG file.
pub(super) fn encoded(raster: &Raster) -> Vec<u8> {
    let mut png = SIGNATURE.to_vec();
    let size = [raster.width.to_be_bytes(), raster.height.to_be_bytes()].concat();
    chunk(*b"IHDR", &[&*size, &KIND].concat(), &mut png);
    let (colours, alphas): (Vec<[u8; 3]>, Vec<u8>) = raster
        .colours
        .iter()
        .map(|[red, green, blue, alpha]| ([*red, *green, *blue], *alpha))
        .unzip();
    chunk(*b"PLTE", colours.as_flattened(), &mut png);
    chunk(*b"tRNS", &alphas, &mut png);
    // Each row begins with the way in which it is filtered: not at all.
    let rows = raster.pixels.chunks(raster.width.max(1) as usize);
    let rows: Vec<u8> = rows
        .flat_map(|row| std::iter::once(&0).chain(row))
        .copied()
        .collect();
    chunk(*b"IDAT", &compress_to_vec_zlib(&rows, EFFORT), &mut png);
    chunk(*b"IEND", &[], &mut png);
    png
}

fn chunk(kind: [u8; 4], data: &[u8], png: &mut Vec<u8>) {
    png.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let begin = png.len();
    png.extend_from_slice(&kind);
    png.extend_from_slice(data);
    let sum = checksum(png.get(begin..).unwrap_or_default());
    png.extend_from_slice(&sum.to_be_bytes());
}

/// The checksum of a chunk. Source: PNG (Third Edition), annex D.
fn checksum(bytes: &[u8]) -> u32 {
    // Four bits at once: a table of 256 would hardly be faster for a few kilobytes.
    let halved = |sum: u32| sum >> 4 ^ SUMS.get((sum & 15) as usize).copied().unwrap_or_default();
    let add = |sum: u32, byte: &u8| halved(halved(sum ^ u32::from(*byte)));
    !bytes.iter().fold(u32::MAX, add)
}

/// The checksum of each four bits.
const SUMS: [u32; 16] = [
    0x0000_0000,
    0x1db7_1064,
    0x3b6e_20c8,
    0x26d9_30ac,
    0x76dc_4190,
    0x6b6b_51f4,
    0x4db2_6158,
    0x5005_713c,
    0xedb8_8320,
    0xf00f_9344,
    0xd6d6_a3e8,
    0xcb61_b38c,
    0x9b64_c2b0,
    0x86d3_d2d4,
    0xa00a_e278,
    0xbdbd_f21c,
];

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec_zlib;

    use super::*;

    /// The chunks of a file, each with a checksum that is right.
    fn chunks(mut png: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut chunks = Vec::new();
        while let Some((length, rest)) = png.split_first_chunk::<4>() {
            let (body, rest) = rest.split_at(4 + u32::from_be_bytes(*length) as usize);
            let (sum, rest) = rest.split_first_chunk::<4>().unwrap();
            assert_eq!(checksum(body), u32::from_be_bytes(*sum));
            let (kind, data) = body.split_at(4);
            chunks.push((String::from_utf8(kind.to_vec()).unwrap(), data.to_vec()));
            png = rest;
        }
        chunks
    }

    #[test]
    fn a_picture_is_its_colours_and_its_rows() {
        // As every PNG file ends.
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
        let raster = Raster {
            width: 2,
            height: 2,
            colours: vec![[0; 4], [1, 2, 3, 255]],
            pixels: vec![0, 1, 1, 0],
        };
        let png = encoded(&raster);
        let chunks = chunks(png.strip_prefix(SIGNATURE).unwrap());
        let kinds: Vec<&str> = chunks.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
        let data = |nth: usize| chunks[nth].1.clone();
        assert_eq!(data(0), [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
        assert_eq!(data(1), [0, 0, 0, 1, 2, 3]);
        assert_eq!(data(2), [0, 255]);
        let rows = decompress_to_vec_zlib(&data(3)).unwrap();
        assert_eq!(rows, [0, 0, 1, 0, 1, 0]);
    }
}
