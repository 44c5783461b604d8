//! W10: a number in a text that contradicts the timing.

use std::collections::BTreeSet;
use std::time::Duration;

use super::super::super::fields::WrittenKey;
use super::outline::{Known, Outline};
use super::phrase::{Token, tokens};
use crate::core::routine::{CueTime, Exercise, Repetition, Step, TimedCue, Work};
use crate::core::span::{clock, short};
use crate::diagnostic::Code::W10;
use crate::diagnostic::Diagnostic;

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    if !outline.routine.voice.is_english() {
        return;
    }
    let mut whole = Timing {
        total: Some(outline.timeline.total()),
        ..Timing::default()
    };
    for known in &outline.steps {
        let timing = Timing::of(known);
        let texts = ["name", "cue", "how"].into_iter();
        let texts = texts.filter_map(|key| known.field(key));
        let says = known.timed_cues().iter().filter_map(|cue| cue.get("say"));
        let wrong = texts.chain(says);
        found.extend(wrong.filter_map(|text| contradiction(outline, text, &timing)));
        whole.lengths.extend(timing.lengths);
        whole.times.extend(timing.times);
    }
    let texts = ["title", "about"].into_iter();
    let texts = texts.filter_map(|key| outline.fields.get(key));
    found.extend(texts.filter_map(|text| contradiction(outline, text, &whole)));
}

/// Every number that a text may rightly say.
#[derive(Default)]
struct Timing {
    lengths: BTreeSet<Duration>,
    times: BTreeSet<u64>,
    /// How long all of the routine lasts, where a text may speak of that: in whole minutes, about.
    total: Option<Duration>,
}

impl Timing {
    fn of(known: &Known) -> Self {
        let rounds = known.rounds.iter().map(|rounds| u64::from(*rounds));
        let mut timing = Self {
            times: rounds.clone().collect(),
            ..Self::default()
        };
        let rounds: u64 = rounds.product();
        match known.step {
            Step::Exercise(exercise) => timing.exercise(exercise, rounds, known.sides.len() as u64),
            Step::Block(block) => {
                timing.times.insert(block.repetition.times.into());
            }
            Step::Rest(rest) => timing.lengths.extend(rest.length),
        }
        if let Some(repetition) = known.step.repetition() {
            let Repetition {
                ready,
                switch,
                between,
                ..
            } = repetition;
            timing.lengths.extend([*ready, *switch, between.length]);
        }
        timing
    }

    fn exercise(&mut self, exercise: &Exercise, rounds: u64, sides: u64) {
        let sets = u64::from(exercise.set_count());
        self.times.insert(sets);
        self.lengths
            .extend((sets > 1).then_some(exercise.sets.rest));
        for (work, repetition) in exercise.each_set() {
            self.set(work, &repetition, sets, (rounds, sides));
        }
    }

    fn set(
        &mut self,
        work: &Work,
        repetition: &Repetition,
        sets: u64,
        (rounds, sides): (u64, u64),
    ) {
        let reps = u64::from(repetition.times);
        let repeated = [reps, reps * rounds, reps * sides, reps * rounds * sides];
        let repeated = repeated
            .into_iter()
            .chain([reps * sets, reps * sets * sides]);
        self.times.extend(repeated.clone());
        self.times
            .extend(repetition.range.map(|range| u64::from(range.most)));
        if let Some(length) = work.length() {
            let in_all =
                |times: u64| length.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX));
            self.lengths.insert(length);
            self.lengths.extend(work.range().map(|(_, most)| most));
            self.lengths.extend(repeated.map(in_all));
            for TimedCue { at, every, .. } in work.cues() {
                self.lengths.extend(*every);
                let at = match at {
                    CueTime::FromStart(at) | CueTime::FromEnd(at) => *at,
                    CueTime::Half => length / 2,
                };
                self.lengths.extend([at, length.saturating_sub(at)]);
            }
        }
        if let Some(timed) = work.timed() {
            self.lengths.extend(timed.limit);
            self.lengths.extend(timed.breath);
        }
        if let Some(counted) = work.counted() {
            let count = u64::from(counted.times);
            let in_all = [count, count * reps, count * reps * sides, count * sets];
            self.times.extend(in_all);
            self.times
                .extend(counted.range.map(|range| u64::from(range.most)));
            self.lengths.extend(counted.pace);
        }
    }

    fn allows(&self, said: &Said) -> bool {
        match said {
            Said::Times(times) => self.times.contains(times),
            Said::Length(length) => {
                let is_about = |total: Duration| {
                    let off = total.abs_diff(*length);
                    off < Duration::from_secs(60) || off <= total / 8
                };
                self.lengths.contains(length) || self.total.is_some_and(is_about)
            }
        }
    }
}

/// A statement of a text about the timing.
enum Said {
    Length(Duration),
    Times(u64),
}

/// The first number in a text that is none of its step's.
fn contradiction(outline: &Outline, field: &WrittenKey, timing: &Timing) -> Option<Diagnostic> {
    let raw = outline.raw(&field.place);
    if !raw.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(raw, field.place.start);
    // "4 times forwards, 4 times backwards" counts parts of what is done.
    let counts = (0..tokens.len()).filter_map(|at| said(&tokens, at));
    let counts = counts.filter(|(said, _)| matches!(said, Said::Times(_)));
    let has_parts = counts.count() > 1;
    let (place, said) = (0..tokens.len()).find_map(|at| {
        let (said, unit) = said(&tokens, at)?;
        if has_parts && matches!(said, Said::Times(_)) {
            return None;
        }
        let number = tokens.get(at)?;
        let unit = tokens.get(unit)?;
        (!timing.allows(&said)).then_some((number.place.start..unit.place.end, said))
    })?;
    let problem = W10.at(&place, "a text contradicts the timing");
    Some(match (&said, timing.total) {
        (Said::Length(length), Some(total)) => problem
            .label(format!(
                "nothing here takes {}, and all of it lasts {}",
                short(*length),
                clock(total)
            ))
            .help("write what is played, or leave the number out: the screen shows it"),
        (Said::Length(length), None) => problem
            .label(format!("nothing in this step takes {}", short(*length)))
            .help("write what is played, as `{hold}` does by itself, or leave the number out"),
        (Said::Times(times), _) => problem
            .label(format!("nothing is done {times} times"))
            .help("write what is played, as `{reps}` does by itself, or leave the number out"),
    })
}

/// The beginnings of words for what is done beside a stretch.
const ASIDES: [&str; 10] = [
    "breath", "inhal", "exhal", "sigh", "blink", "swallow", "nod", "circl", "tap", "wiggl",
];

/// The statement of the number at `at` with the word behind it, and the index of that word.
fn said(tokens: &[Token], at: usize) -> Option<(Said, usize)> {
    let number: u64 = tokens.get(at)?.text.parse().ok()?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    // "10 to 20 minutes", "1.5 minutes" and "the last 5 seconds" claim nothing about the timing.
    let is_part = before.is_some_and(|before| {
        let number = |token: &Token| token.text.parse::<u64>().is_ok();
        matches!(
            before.text.as_str(),
            "to" | "or" | "last" | "first" | "next" | "another"
        ) || number(before)
    });
    if is_part {
        return None;
    }
    let unit = tokens.get(at + 1)?;
    // "3 times a day" is how often the routine is done.
    let behind = tokens.get(at + 2).map(|token| token.text.as_str());
    let is_frequency = matches!(
        behind,
        Some("a" | "an" | "per" | "each" | "every" | "daily" | "weekly")
    );
    // "Breathe 3 times" is done while the stretch goes on.
    let is_aside = before.is_some_and(|before| {
        let aside = |word: &&str| before.text.starts_with(*word);
        ASIDES.iter().any(aside)
    });
    let said = match unit.text.as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => Said::Length(Duration::from_secs(number)),
        "min" | "mins" | "minute" | "minutes" => {
            Said::Length(Duration::from_secs(number.saturating_mul(60)))
        }
        "times" | "reps" | "repetitions" | "x" | "×" if !is_frequency && !is_aside => {
            Said::Times(number)
        }
        _ => return None,
    };
    Some((said, at + 1))
}
