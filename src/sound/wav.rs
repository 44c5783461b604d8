//! Sound files of one kind: 16 bits a sample, one channel, no compression.
//!
//! There is no crate for them here: the format has dozens of variants, of which one is written, and the files that are
//! read come from programs that write the same one, often with wrong lengths in the header.

use super::tones::RATE;

/// `samples` as a file.
pub fn encoded(samples: &[i16]) -> Vec<u8> {
    let mut file = header(samples.len());
    file.extend(bytes(samples));
    file
}

/// Samples as they lie in a file.
pub(super) fn bytes(samples: &[i16]) -> impl Iterator<Item = u8> {
    samples.iter().flat_map(|sample| sample.to_le_bytes())
}

/// The samples that lie in a file as these bytes.
pub(super) fn samples(bytes: &[u8]) -> Vec<i16> {
    let pairs = bytes
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok());
    pairs.map(i16::from_le_bytes).collect()
}

/// The header of a file of so many samples.
pub(super) fn header(samples: usize) -> Vec<u8> {
    let bytes = u32::try_from(samples * 2).unwrap_or(u32::MAX);
    [
        b"RIFF",
        bytes.saturating_add(36).to_le_bytes().as_slice(),
        b"WAVEfmt ",
        &16_u32.to_le_bytes(),
        // PCM, one channel.
        &[1, 0, 1, 0],
        &RATE.to_le_bytes(),
        // Bytes a second, bytes and bits a sample.
        &(RATE * 2).to_le_bytes(),
        &[2, 0, 16, 0],
        b"data",
        &bytes.to_le_bytes(),
    ]
    .concat()
}

/// Whether a file of any kind of sound in this format begins like this.
pub(super) fn is_wav(beginning: &[u8]) -> bool {
    beginning.starts_with(b"RIFF") && beginning.get(8..12) == Some(b"WAVE")
}

/// The samples of a file, brought to [`RATE`]; `None` where it is another kind of file. Lengths that go beyond its end
/// are taken to mean its end.
pub fn read(file: &[u8]) -> Option<Vec<i16>> {
    if !is_wav(file) {
        return None;
    }
    let mut rest = file.get(12..)?;
    let mut rate = RATE;
    loop {
        let (name, length) = (rest.get(..4)?, rest.get(4..8)?);
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let body = rest.get(8..)?;
        match name {
            b"fmt " => {
                // PCM, one channel, 16 bits.
                let is_ours = body.get(..4)? == [1, 0, 1, 0] && body.get(14..16)? == [16, 0];
                if !is_ours {
                    return None;
                }
                rate = u32::from_le_bytes(body.get(4..8)?.try_into().ok()?);
            }
            b"data" => {
                let body = body.get(..length).unwrap_or(body);
                return resampled(samples(body), rate);
            }
            _ => {}
        }
        rest = body.get(length.checked_add(length & 1)?..)?;
    }
}

/// `samples` at `rate`, brought to [`RATE`] along straight lines: enough for speech.
fn resampled(samples: Vec<i16>, rate: u32) -> Option<Vec<i16>> {
    if rate == RATE {
        return Some(samples);
    }
    if !(8000..=400_000).contains(&rate) {
        return None;
    }
    let (from, to) = (u64::from(rate), u64::from(RATE));
    let count = samples.len() as u64 * to / from;
    let at = |index: u64| samples.get(index as usize).copied().map(f32::from);
    let moved = (0..count).filter_map(|nth| {
        let (whole, part) = (nth * from / to, (nth * from % to) as f32 / to as f32);
        let here = at(whole)?;
        let next = at(whole + 1).unwrap_or(here);
        Some((next - here).mul_add(part, here) as i16)
    });
    Some(moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let samples: Vec<i16> = (0..1000).map(|nth| nth * 30).collect();
        assert_eq!(read(&encoded(&samples)), Some(samples));
    }

    #[test]
    fn a_file_that_is_cut_off_anywhere_is_no_harm() {
        let file = encoded(&[1, 2, 3]);
        for end in 0..file.len() {
            let _ = read(&file[..end]);
        }
        let mut boundless = file;
        boundless[40..44].copy_from_slice(&[0xff; 4]);
        assert_eq!(read(&boundless), Some(vec![1, 2, 3]));
    }

    #[test]
    fn another_rate_keeps_its_length() {
        let mut file = encoded(&vec![7; 16_000]);
        file[24..28].copy_from_slice(&16_000_u32.to_le_bytes());
        let read = read(&file).expect("a file");
        assert_eq!(read.len(), RATE as usize);
        assert!(read.iter().all(|sample| *sample == 7));
    }

    #[test]
    fn two_channels_are_not_ours() {
        let mut file = encoded(&[1, 2]);
        file[22] = 2;
        assert_eq!(read(&file), None);
    }
}
