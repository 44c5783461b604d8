//! Photos of the user: how large one is, and its bytes, as far as it is a PNG file of ordinary size.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::read;
use crate::error::in_words;
use crate::format::routine::{LARGEST_PHOTO, MOST_PIXELS, PhotoFault};

/// What a PNG file begins with: its mark, and the mark of the first of its chunks, which has the size.
const BEGINNING: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

/// The width and the height in pixels of the photo in the file at `path`, of which the beginning is read.
///
/// # Errors
/// Why it cannot be shown.
pub fn look(path: &Path) -> Result<(u32, u32), PhotoFault> {
    let mut file = open(path)?;
    let mut beginning = [0; BEGINNING.len()];
    let (mut wide, mut high) = ([0; 4], [0; 4]);
    let is_cut = |_| PhotoFault::NoPng;
    file.read_exact(&mut beginning).map_err(is_cut)?;
    file.read_exact(&mut wide).map_err(is_cut)?;
    file.read_exact(&mut high).map_err(is_cut)?;
    if beginning != BEGINNING {
        return Err(PhotoFault::NoPng);
    }
    let (wide, high) = (u32::from_be_bytes(wide), u32::from_be_bytes(high));
    let pixels = u64::from(wide) * u64::from(high);
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err(PhotoFault::OfSize(wide, high));
    }
    Ok((wide, high))
}

/// The bytes of the file at `path`; none where it cannot be read any more.
pub(crate) fn bytes(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = open(path).ok()?.take(LARGEST_PHOTO).read_to_end(&mut bytes);
    read.is_ok().then_some(bytes)
}

fn open(path: &Path) -> Result<File, PhotoFault> {
    let file = read::open(path).map_err(|refusal| PhotoFault::Unread(refusal.in_words()))?;
    let failed = |error: io::Error| PhotoFault::Unread(in_words(&error));
    if file.metadata().map_err(failed)?.len() > LARGEST_PHOTO {
        return Err(PhotoFault::TooLarge);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked_at(bytes: &[u8]) -> Result<(u32, u32), PhotoFault> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("photo.png");
        std::fs::write(&path, bytes).expect("a file");
        look(&path)
    }

    fn png(wide: u32, high: u32) -> Vec<u8> {
        [BEGINNING, &wide.to_be_bytes(), &high.to_be_bytes()].concat()
    }

    #[test]
    fn a_photo_is_a_png_file_of_ordinary_size() {
        assert_eq!(looked_at(&png(640, 480)), Ok((640, 480)));
        for nothing in [&b""[..], b"GIF89a", &png(640, 480)[..20]] {
            assert_eq!(looked_at(nothing), Err(PhotoFault::NoPng));
        }
        for (wide, high) in [(0, 480), (640, 0), (100_000, 100_000), (u32::MAX, u32::MAX)] {
            let fault = PhotoFault::OfSize(wide, high);
            assert_eq!(looked_at(&png(wide, high)), Err(fault));
        }
        let mut large = png(640, 480);
        large.resize(LARGEST_PHOTO as usize, 0);
        assert_eq!(looked_at(&large), Ok((640, 480)));
        large.push(0);
        assert_eq!(looked_at(&large), Err(PhotoFault::TooLarge));
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        for path in ["/dev/zero", "/", "/nowhere/photo.png"] {
            let looked = look(Path::new(path));
            assert!(
                matches!(looked, Err(PhotoFault::Unread(_))),
                "{path}: {looked:?}"
            );
        }
    }
}
