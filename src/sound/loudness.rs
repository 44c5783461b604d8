//! Brings every voice to one loudness, which is about that of the tones. Programs that speak differ by 20 dB and more.

use ebur128::{EbuR128, Mode};

use super::tones::RATE;

/// The loudness of speech at full volume, in LUFS; at the usual volume of 80 % it is 2 LU less.
const SPEECH: f64 = -16.0;
/// How much a voice is amplified at most, in dB: beyond that there is only noise.
const MOST: f64 = 30.0;
/// The part of full scale from which peaks are rounded, and the one they never reach. It leaves room for a tone.
const KNEE: f32 = 0.35;
const CEILING: f32 = 0.6;
/// How many samples the meter needs for its first value: 0.4 s.
const WINDOW: usize = RATE as usize * 2 / 5;

/// Brings a sentence to the loudness of speech, at a `level` of 0 to 1. Silence stays silence.
pub(super) fn balance(samples: &mut [i16], level: f32) {
    let gain = measured(samples).map_or(0.0, |loudness| (SPEECH - loudness).min(MOST));
    let gain = 10_f64.powf(gain / 20.0) as f32;
    let full = f32::from(i16::MAX);
    for sample in samples {
        let wanted = f32::from(*sample) / full * gain;
        *sample = (limited(wanted) * level * full) as i16;
    }
}

/// Rounds samples that are louder than [`KNEE`], and leaves the rest as it is.
fn limited(sample: f32) -> f32 {
    let beyond = sample.abs() - KNEE;
    if beyond <= 0.0 {
        return sample;
    }
    let room = CEILING - KNEE;
    (KNEE + room * (beyond / room).tanh()).copysign(sample)
}

/// The loudness of `samples` in LUFS, by EBU R 128; `None` of silence.
fn measured(samples: &[i16]) -> Option<f64> {
    let mut meter = EbuR128::new(1, RATE, Mode::I).ok()?;
    meter.add_frames_i16(samples).ok()?;
    let missing = WINDOW.saturating_sub(samples.len());
    meter.add_frames_i16(&vec![0; missing]).ok()?;
    let loudness = meter.loudness_global().ok()?;
    loudness.is_finite().then_some(loudness)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a second of syllables: bursts of a low tone with overtones, as loud as `peak`.
    fn speech(peak: f32) -> Vec<i16> {
        let sample = |nth: usize| {
            let at = nth as f32 / RATE as f32 * std::f32::consts::TAU;
            let voice: f32 = (1_u8..=12)
                .map(|nth| (at * 140.0 * f32::from(nth) + f32::from(nth * nth)).cos())
                .sum();
            (voice / 12.0 * (at * 2.0).sin().abs() * peak * f32::from(i16::MAX)) as i16
        };
        (0..RATE as usize / 2).map(sample).collect()
    }

    #[test]
    fn a_quiet_and_a_loud_voice_become_equally_loud_and_never_reach_the_ceiling() {
        for peak in [0.05, 0.2, 1.0] {
            let mut samples = speech(peak);
            balance(&mut samples, 1.0);
            let loudness = measured(&samples).unwrap();
            assert!((loudness - SPEECH).abs() < 2.0, "{peak}: {loudness} LUFS");
            let most = samples.iter().map(|sample| sample.unsigned_abs()).max();
            assert!(most <= Some((CEILING * f32::from(i16::MAX)) as u16));
            let mut half = speech(peak);
            balance(&mut half, 0.5);
            let quieter = loudness - measured(&half).unwrap();
            assert!((quieter - 6.0).abs() < 0.1, "{quieter} LU");
        }
    }

    #[test]
    fn silence_and_a_click_are_no_harm() {
        for mut samples in [vec![], vec![0; 9000], vec![1]] {
            let before = samples.clone();
            balance(&mut samples, 1.0);
            assert_eq!(samples, before);
        }
        let mut click = vec![i16::MIN];
        balance(&mut click, 1.0);
        assert!(click[0] < 0);
    }
}
