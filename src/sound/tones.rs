//! The waveforms of the tones: a small family of plain notes that begin and end softly and differ in pitch, number and
//! direction.

use std::f32::consts::TAU;
use std::time::Duration;

use crate::core::cue::Tone;

/// Samples a second of everything that is heard: that of the usual speech program, so that a tone and a sentence join
/// in one file.
pub const RATE: u32 = 22_050;

/// How loud a note is at full volume. Two of them at once still leave room for a sentence.
const LOUD: f32 = 0.5;
/// How long a note takes to reach its loudness, and to fade from it; a click would be heard below three milliseconds.
const ATTACK: f32 = 0.006;
const RELEASE: f32 = 0.030;
/// A little of the octave and the twelfth above, so that low notes reach the ear from small loudspeakers.
const OVERTONES: [(f32, f32); 3] = [(1.0, 1.0), (2.0, 0.25), (3.0, 0.12)];

/// One note: when it begins and how long it is, in milliseconds; the frequencies it glides between, in hertz.
struct Note {
    at: u16,
    length: u16,
    from: f32,
    to: f32,
    loud: f32,
}

const fn note(at: u16, length: u16, hertz: f32) -> Note {
    Note {
        at,
        length,
        from: hertz,
        to: hertz,
        loud: 1.0,
    }
}

const fn notes(tone: Tone) -> &'static [Note] {
    const SOFT_TICK: Note = Note {
        loud: 0.5,
        ..note(0, 60, 659.3)
    };
    const FALL: Note = Note {
        to: 523.3,
        ..note(0, 250, 784.0)
    };
    match tone {
        Tone::Ready => &const { [note(0, 250, 440.0)] },
        Tone::Start => &const { [note(0, 300, 880.0)] },
        Tone::SecondSide => &const { [note(0, 100, 880.0), note(220, 150, 880.0)] },
        Tone::Tick => &const { [note(0, 40, 1318.5)] },
        Tone::Repetition => &[SOFT_TICK],
        Tone::End => &[FALL],
        Tone::Switch => &const { [note(0, 140, 523.3), note(150, 150, 698.5)] },
        Tone::Between => &const { [note(0, 180, 349.2)] },
        Tone::Rest => &const { [note(0, 400, 329.6)] },
        Tone::Waiting => &const { [note(0, 160, 293.7), note(240, 160, 293.7)] },
        Tone::Alarm => {
            &const {
                [
                    note(0, 120, 1046.5),
                    note(150, 120, 1318.5),
                    note(300, 120, 1046.5),
                    note(450, 150, 1318.5),
                ]
            }
        }
        Tone::Pause => &const { [note(0, 140, 587.3), note(150, 150, 440.0)] },
        Tone::Resume => &const { [note(0, 140, 440.0), note(150, 150, 587.3)] },
        Tone::Hurt => {
            &const {
                [
                    note(0, 180, 466.2),
                    note(200, 180, 370.0),
                    note(400, 200, 246.9),
                ]
            }
        }
        Tone::Done => {
            &const {
                [
                    note(0, 260, 523.3),
                    note(280, 260, 659.3),
                    note(560, 640, 784.0),
                ]
            }
        }
    }
}

/// The number of samples in `length`.
pub fn samples_in(length: Duration) -> usize {
    (length.as_nanos() * u128::from(RATE) / 1_000_000_000) as usize
}

/// The length of this many samples.
pub fn length_of(samples: usize) -> Duration {
    Duration::from_nanos((samples as u64).saturating_mul(1_000_000_000) / u64::from(RATE))
}

/// `tone` at a `volume` of 0 to 100, as long as [`Tone::length`].
pub fn samples(tone: Tone, volume: u8) -> Vec<i16> {
    let mut out = vec![0_i16; samples_in(tone.length())];
    let volume = f32::from(volume.min(100)) / 100.0;
    for note in notes(tone) {
        let at = samples_in(Duration::from_millis(note.at.into()));
        let sounding = note.samples(volume);
        for (sample, more) in out.iter_mut().skip(at).zip(sounding) {
            *sample = sample.saturating_add(more);
        }
    }
    out
}

impl Note {
    fn samples(&self, volume: f32) -> impl Iterator<Item = i16> {
        let rate = RATE as f32;
        let count = samples_in(Duration::from_millis(self.length.into()));
        let seconds = count as f32 / rate;
        let whole: f32 = OVERTONES.iter().map(|(_, loud)| loud).sum();
        let loud = LOUD * self.loud * volume * f32::from(i16::MAX) / whole;
        let attack = ATTACK.min(seconds / 3.0);
        let release = RELEASE.min(seconds / 2.0);
        (0..count).map(move |nth| {
            let at = nth as f32 / rate;
            // The phase of a frequency that changes evenly is its integral.
            let cycles = self.from * at + (self.to - self.from) * at * at / (2.0 * seconds);
            let wave: f32 = OVERTONES
                .iter()
                .map(|(times, loud)| (TAU * cycles * times).sin() * loud)
                .sum();
            let fade = eased(at / attack).min(eased((seconds - at) / release));
            (wave * fade * loud) as i16
        })
    }
}

/// From 0 to 1 without a corner.
fn eased(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    0.5 - 0.5 * (part * TAU / 2.0).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The strongest of the notes in use in each 20 ms, without the silence between them, repeated ones as one.
    fn melody(tone: Tone) -> Vec<(u32, usize)> {
        let heard = samples(tone, 100);
        let mut melody: Vec<(u32, usize)> = Vec::new();
        for window in heard.chunks(samples_in(Duration::from_millis(20))) {
            let energy: f32 =
                window.iter().map(|s| f32::from(*s).abs()).sum::<f32>() / window.len() as f32;
            let pitch = if energy < 300.0 { 0 } else { pitch(window) };
            match melody.last_mut().filter(|(last, _)| *last == pitch) {
                Some((_, times)) => *times += 1,
                None => melody.push((pitch, 1)),
            }
        }
        melody
    }

    /// The strongest frequency, to the semitone, by the sum of products with a sine and a cosine.
    fn pitch(window: &[i16]) -> u32 {
        let strength = |hertz: f32| {
            let (mut sine, mut cosine) = (0.0_f32, 0.0_f32);
            for (nth, sample) in window.iter().enumerate() {
                let angle = TAU * hertz * nth as f32 / RATE as f32;
                sine += f32::from(*sample) * angle.sin();
                cosine += f32::from(*sample) * angle.cos();
            }
            sine.hypot(cosine)
        };
        let semitone = |nth: u32| 220.0 * 2.0_f32.powf(nth as f32 / 12.0);
        (0..34)
            .max_by(|a, b| strength(semitone(*a)).total_cmp(&strength(semitone(*b))))
            .map_or(0, |nth| semitone(nth).round() as u32)
    }

    #[test]
    fn every_tone_can_be_told_from_every_other_by_its_notes() {
        let notes = Tone::ALL.map(|tone| {
            let melody = melody(tone).into_iter();
            (tone, melody.map(|(pitch, _)| pitch).collect::<Vec<u32>>())
        });
        for (nth, (one, heard)) in notes.iter().enumerate() {
            for (other, heard_of_other) in notes.iter().skip(nth + 1) {
                assert_ne!(heard, heard_of_other, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn tones_begin_and_end_softly_and_last_as_long_as_they_say() {
        for tone in Tone::ALL {
            let heard = samples(tone, 100);
            assert_eq!(heard.len(), samples_in(tone.length()), "{tone:?}");
            let step = heard
                .windows(2)
                .map(|pair| (i32::from(pair[1]) - i32::from(pair[0])).abs());
            // A sine of 1319 Hz at full volume moves by a third of its height from one sample to the next.
            assert!(step.max() < Some(9000), "{tone:?} clicks");
            assert!(
                heard[0].abs() < 50 && heard[heard.len() - 1].abs() < 800,
                "{tone:?}"
            );
        }
    }

    #[test]
    fn volume_is_heard() {
        let loudest = |volume| samples(Tone::Start, volume).into_iter().max();
        assert_eq!(loudest(0), Some(0));
        assert!(loudest(40) < loudest(80));
    }
}
