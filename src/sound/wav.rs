//! Sound files without compression. Those that are written have one channel and 16 bits a sample; those that are read
//! may have several channels, and 24 or 32 bits.
//!
//! There is no crate for them here: the format has dozens of variants, of which one is written, and the files that are
//! read come from programs that write about the same one, often with wrong lengths in the header.

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
    let mut layout = Layout::WRITTEN;
    loop {
        let (name, length) = (rest.get(..4)?, rest.get(4..8)?);
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let body = rest.get(8..)?;
        match name {
            b"fmt " => layout = Layout::of(body.get(..length).unwrap_or(body))?,
            b"data" => {
                let body = body.get(..length).unwrap_or(body);
                return resampled(layout.samples(body), layout.rate);
            }
            _ => {}
        }
        rest = body.get(length.checked_add(length & 1)?..)?;
    }
}

/// How the samples lie in a file.
struct Layout {
    channels: u16,
    rate: u32,
    /// The bytes of one sample of one channel.
    bytes: usize,
}

impl Layout {
    /// That of the files that are written.
    const WRITTEN: Self = Self {
        channels: 1,
        rate: RATE,
        bytes: 2,
    };

    /// The layout that a `fmt ` chunk says; `None` where the samples are compressed, or no whole numbers of 16, 24 or 32
    /// bits.
    fn of(chunk: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            let bytes = chunk.get(at..at + 2)?.try_into().ok()?;
            Some(u16::from_le_bytes(bytes))
        };
        // A longer chunk has the kind further back.
        let kind = match number(0)? {
            0xfffe => number(24)?,
            kind => kind,
        };
        let (channels, bits) = (number(2)?, number(14)?);
        let is_read = kind == 1 && (1..=8).contains(&channels) && matches!(bits, 16 | 24 | 32);
        is_read.then_some(Self {
            channels,
            rate: u32::from_le_bytes(chunk.get(4..8)?.try_into().ok()?),
            bytes: usize::from(bits / 8),
        })
    }

    /// The samples that lie in a file as `bytes`, all channels in one, by the upper 16 bits of each.
    fn samples(&self, bytes: &[u8]) -> Vec<i16> {
        let frames = bytes.chunks_exact(usize::from(self.channels) * self.bytes);
        let mixed = frames.map(|frame| {
            let upper = frame.chunks_exact(self.bytes).filter_map(|sample| {
                let upper = sample.last_chunk::<2>()?;
                Some(i32::from(i16::from_le_bytes(*upper)))
            });
            (upper.sum::<i32>() / i32::from(self.channels)) as i16
        });
        mixed.collect()
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

    /// A file of this kind, with so many channels and bits, in which the bytes of the samples are `data`.
    fn of_kind(kind: u16, channels: u8, bits: u8, data: &[u8]) -> Vec<u8> {
        let mut file = header(0);
        file[20..22].copy_from_slice(&kind.to_le_bytes());
        (file[22], file[34]) = (channels, bits);
        file[40..44].copy_from_slice(&(data.len() as u32).to_le_bytes());
        file.extend(data);
        file
    }

    #[test]
    fn channels_are_mixed_and_finer_samples_are_rounded() {
        let two = of_kind(1, 2, 16, &[100, 0, 200, 0, 0, 1, 0, 3]);
        assert_eq!(read(&two), Some(vec![150, 512]));
        let fine = of_kind(1, 1, 24, &[9, 7, 0, 9, 0xff, 0xff]);
        assert_eq!(read(&fine), Some(vec![7, -1]));
        let finest = of_kind(1, 2, 32, &[9, 9, 2, 1, 9, 9, 4, 1]);
        assert_eq!(read(&finest), Some(vec![259]));
    }

    #[test]
    fn what_is_no_whole_number_of_sixteen_bits_or_more_is_not_read() {
        for (kind, channels, bits) in [
            (1, 1, 8),
            (1, 0, 16),
            (3, 1, 32),
            (7, 1, 16),
            (0xfffe, 1, 16),
        ] {
            let file = of_kind(kind, channels, bits, &[0; 24]);
            assert_eq!(read(&file), None, "{kind} {channels} {bits}");
        }
    }
}
