//! The waveforms of the tones: a small family of plain notes that begin and end softly and differ in pitch, number and
//! direction.

use std::collections::BTreeMap;
use std::f32::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use crate::core::cue::Tone;
use crate::core::settings::SoundSettings;

/// Samples a second of everything that is heard: that of the usual speech program, so that a tone and a sentence join
/// in one file.
pub const RATE: u32 = 22_050;

/// How loud a note is at full volume, as a part of full scale: about as loud as speech, with room for it.
const LOUD: f32 = 0.4;
/// How long a note takes to reach its loudness, and to fade from it; a click would be heard below three milliseconds.
const ATTACK: f32 = 0.006;
const RELEASE: f32 = 0.030;
/// The multiples of a note that sound with it, and how strong. A small loudspeaker plays little below 800 Hz, so that the
/// low notes, which begin at 523 Hz, reach the ear by these.
const OVERTONES: [(f32, f32); 4] = [(1.0, 1.0), (2.0, 0.6), (3.0, 0.4), (4.0, 0.25)];
/// The highest overtone, in hertz: above it they would only be sharp.
const HIGHEST: f32 = 3000.0;

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

const SOFT_TICK: Note = Note {
    loud: 0.5,
    ..note(0, 60, 659.3)
};
const SOFT: Note = Note {
    loud: 0.5,
    ..note(0, 140, 1174.7)
};
const FALL: Note = Note {
    to: 523.3,
    ..note(0, 250, 784.0)
};
const RISE: Note = Note {
    to: 784.0,
    ..note(0, 250, 587.3)
};
const SWITCH: [Note; 3] = [
    note(0, 90, 587.3),
    note(105, 90, 880.0),
    note(210, 90, 587.3),
];

const fn notes(tone: Tone) -> &'static [Note] {
    match tone {
        Tone::Ready => &[RISE],
        Tone::Start => &const { [note(0, 300, 880.0)] },
        Tone::SecondSide => &const { [note(0, 100, 880.0), note(220, 150, 880.0)] },
        Tone::Tick => &const { [note(0, 40, 1318.5)] },
        Tone::Repetition => &[SOFT_TICK],
        Tone::Cue => &[SOFT],
        Tone::End => &[FALL],
        Tone::Switch => &SWITCH,
        Tone::Between => &const { [note(0, 70, 698.5), note(100, 80, 698.5)] },
        Tone::Rest => &const { [note(0, 400, 523.3)] },
        Tone::Waiting => {
            &const {
                [
                    note(0, 90, 523.3),
                    note(130, 90, 523.3),
                    note(260, 140, 784.0),
                ]
            }
        }
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
        Tone::Pause => &const { [note(0, 140, 784.0), note(150, 150, 587.3)] },
        Tone::Resume => &const { [note(0, 140, 587.3), note(150, 150, 784.0)] },
        Tone::Hurt => {
            &const {
                [
                    note(0, 180, 932.3),
                    note(200, 180, 740.0),
                    note(400, 200, 523.3),
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

/// The longest that a sound of the user's own is heard.
pub const LONGEST_OWN: Duration = Duration::from_secs(2);

/// The tones of a session: those made here, and the user's own.
#[derive(Clone, Debug)]
pub(super) struct Tones {
    level: f32,
    own: BTreeMap<Tone, Arc<[i16]>>,
}

impl Tones {
    pub(super) fn of(settings: &SoundSettings) -> Self {
        Self {
            level: settings.tone_level(),
            own: settings.own.clone(),
        }
    }

    /// The number of samples of `tone`.
    pub(super) fn count(&self, tone: Tone) -> usize {
        let own = self.own.get(&tone);
        own.map_or(samples_in(tone.length()), |own| {
            own.len().min(samples_in(LONGEST_OWN))
        })
    }

    /// The samples of `tone`. A note that is longer than the tone fades, since a sentence may begin there.
    pub(super) fn samples(&self, tone: Tone) -> Vec<i16> {
        let Some(own) = self.own.get(&tone) else {
            return samples(tone, self.level);
        };
        let (usual, count) = (samples_in(tone.length()), self.count(tone));
        let faded = |(nth, sample): (usize, &i16)| {
            let left = count.saturating_sub(nth) as f32 / count.saturating_sub(usual).max(1) as f32;
            (f32::from(*sample) * self.level * left.min(1.0)) as i16
        };
        own.iter().take(count).enumerate().map(faded).collect()
    }
}

/// `tone` at a `level` of 0 to 1, as long as [`Tone::length`].
pub fn samples(tone: Tone, level: f32) -> Vec<i16> {
    let mut out = vec![0_i16; samples_in(tone.length())];
    for note in notes(tone) {
        let at = samples_in(Duration::from_millis(note.at.into()));
        let sounding = note.samples(level);
        for (sample, more) in out.iter_mut().skip(at).zip(sounding) {
            *sample = sample.saturating_add(more);
        }
    }
    out
}

impl Note {
    fn samples(&self, level: f32) -> impl Iterator<Item = i16> {
        let rate = RATE as f32;
        let count = samples_in(Duration::from_millis(self.length.into()));
        let seconds = count as f32 / rate;
        let highest = HIGHEST / self.from.max(self.to);
        let overtones = move || OVERTONES.iter().filter(move |(times, _)| *times <= highest);
        let whole: f32 = overtones().map(|(_, loud)| loud).sum();
        let loud = LOUD * self.loud * level * f32::from(i16::MAX) / whole;
        let attack = ATTACK.min(seconds / 3.0);
        let release = RELEASE.min(seconds / 2.0);
        (0..count).map(move |nth| {
            let at = nth as f32 / rate;
            // The phase of a frequency that changes evenly is its integral.
            let cycles = self.from * at + (self.to - self.from) * at * at / (2.0 * seconds);
            let wave: f32 = overtones()
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

    /// A tone as a small loudspeaker plays it: little below 800 Hz.
    fn from_a_phone(tone: Tone) -> Vec<f32> {
        let angle = (TAU * 800.0 / RATE as f32 / 2.0).tan();
        let scale = 1.0 / (1.0 + std::f32::consts::SQRT_2 * angle + angle * angle);
        let back = [
            2.0 * (angle * angle - 1.0) * scale,
            (1.0 - std::f32::consts::SQRT_2 * angle + angle * angle) * scale,
        ];
        let (mut before, mut after) = ([0.0; 2], [0.0; 2]);
        let heard = samples(tone, 1.0).into_iter().map(|sample| {
            let now = f32::from(sample);
            let bent = before[1] - 2.0 * before[0] + now;
            let out = bent * scale - back[0] * after[0] - back[1] * after[1];
            (before, after) = ([now, before[0]], [out, after[0]]);
            out
        });
        heard.collect()
    }

    fn power(samples: impl Iterator<Item = f32>) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for sample in samples {
            sum += sample * sample;
            count += 1.0;
        }
        10.0 * (sum / count.max(1.0)).max(1e-3).log10()
    }

    /// A note as it is heard: 10 ms steps, and semitones.
    #[derive(Debug)]
    struct HeardNote {
        at: usize,
        end: usize,
        from: f32,
        to: f32,
    }

    /// The pitch of a window in semitones, if it has one.
    fn pitch(window: &[f32]) -> Option<f32> {
        let product = |lag: usize| {
            let pairs = window.iter().zip(&window[lag..]);
            let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
            for (a, b) in pairs {
                (both, one, other) = (both + a * b, one + a * a, other + b * b);
            }
            both / (one * other).sqrt().max(1.0)
        };
        // The shortest period that is nearly as good as the best one.
        let lags = || RATE as usize / 1500..RATE as usize / 450;
        let best = lags().map(product).fold(0.0, f32::max);
        let first =
            lags().find(|lag| product(*lag) > 0.97 * best && product(*lag) >= product(*lag + 1))?;
        (best > 0.85).then(|| 12.0 * (RATE as f32 / first as f32).log2())
    }

    fn notes_heard(tone: Tone) -> Vec<HeardNote> {
        let heard = from_a_phone(tone);
        let step = samples_in(Duration::from_millis(10));
        let loudest = heard
            .chunks(step)
            .map(|window| power(window.iter().copied()));
        let loudest = loudest.fold(f32::MIN, f32::max);
        let mut notes: Vec<HeardNote> = Vec::new();
        for at in 0..heard.len() / step {
            let window = &heard[at * step..(at * step + 2 * step).min(heard.len())];
            if power(window.iter().take(step).copied()) < loudest - 20.0 {
                continue;
            }
            let pitch = Some(window)
                .filter(|window| window.len() > 80)
                .and_then(pitch);
            let last = notes.last_mut().filter(|last| last.end == at);
            match (last, pitch) {
                (Some(last), None) => last.end = at + 1,
                (Some(last), Some(pitch)) if (pitch - last.to).abs() < 2.0 => {
                    (last.end, last.to) = (at + 1, pitch);
                }
                (_, Some(pitch)) => notes.push(HeardNote {
                    at,
                    end: at + 1,
                    from: pitch,
                    to: pitch,
                }),
                (None, None) => {}
            }
        }
        notes
    }

    /// Up, down or level, in each note and from each to the next.
    fn contour(notes: &[HeardNote]) -> Vec<i8> {
        let way = |from: f32, to: f32| i8::from(to > from + 2.0) - i8::from(to < from - 2.0);
        let between = notes.windows(2).map(|pair| way(pair[0].to, pair[1].from));
        let inside = notes.iter().map(|note| way(note.from, note.to));
        inside.chain(between).collect()
    }

    /// Whether the notes are of another number, or one begins or ends in another place by a third.
    fn differ_in_rhythm(one: &[HeardNote], other: &[HeardNote]) -> bool {
        let times = |notes: &[HeardNote]| -> Vec<f32> {
            let edges = notes.iter().flat_map(|note| [note.at, note.end]);
            edges.skip(1).map(|edge| edge as f32).collect()
        };
        let (one, other) = (times(one), times(other));
        let apart = |(a, b): (&f32, &f32)| a.max(*b) > 1.3 * a.min(*b);
        one.len() != other.len() || one.iter().zip(&other).any(apart)
    }

    #[test]
    fn every_tone_differs_from_every_other_on_a_small_loudspeaker() {
        let heard = Tone::ALL.map(|tone| (tone, notes_heard(tone)));
        for (nth, (one, notes)) in heard.iter().enumerate() {
            for (other, notes_of_other) in heard.iter().skip(nth + 1) {
                let contours = contour(notes) != contour(notes_of_other);
                let rhythms = differ_in_rhythm(notes, notes_of_other);
                let pitches = (notes[0].from - notes_of_other[0].from).abs() > 2.5;
                let pair = format!("{one:?} {notes:?} and {other:?} {notes_of_other:?}");
                assert!(contours || rhythms || pitches, "{pair}");
                let are_close = [(Tone::Between, Tone::Rest), (Tone::Switch, Tone::Resume)];
                if are_close.contains(&(*one, *other)) {
                    assert!(contours && rhythms, "{pair}");
                }
            }
        }
    }

    #[test]
    fn no_tone_is_lost_on_a_small_loudspeaker() {
        let loudness = |heard: &[f32]| {
            let steps = heard.chunks(samples_in(Duration::from_millis(20)));
            let steps = steps.map(|step| power(step.iter().copied()));
            steps.fold(f32::MIN, f32::max)
        };
        let start = loudness(&from_a_phone(Tone::Start));
        for tone in Tone::ALL {
            let heard = from_a_phone(tone);
            let whole: Vec<f32> = samples(tone, 1.0).into_iter().map(f32::from).collect();
            let lost = power(whole.into_iter()) - power(heard.iter().copied());
            assert!(lost < 5.0, "{tone:?} loses {lost} dB");
            let quieter = start - loudness(&heard);
            let may_be = if matches!(tone, Tone::Repetition | Tone::Cue) {
                9.0
            } else {
                4.0
            };
            assert!(
                quieter < may_be,
                "{tone:?} is {quieter} dB quieter than a start"
            );
        }
    }

    #[test]
    fn tones_begin_and_end_softly_and_last_as_long_as_they_say() {
        for tone in Tone::ALL {
            let heard = samples(tone, 1.0);
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
        let loudest = |level| samples(Tone::Start, level).into_iter().max();
        assert_eq!(loudest(0.0), Some(0));
        assert!(loudest(0.4) < loudest(0.8));
    }
}
