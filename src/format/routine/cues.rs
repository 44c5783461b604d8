//! `cues`: sentences at given times of a hold.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use super::super::fields::{Fields, WrittenKey};
use super::super::keys::routine::TIMED_CUE;
use super::super::problems::Problems;
use super::super::sides::WrittenSide;
use super::super::wording::{one_of, quoted};
use super::kind::StepKind;
use super::{Reported, value_of};
use crate::core::routine::{CueTime, First, Side, Sides, TimedCue};
use crate::core::{span, text};
use crate::diagnostic::Code::{E07, E10};
use crate::diagnostic::Diagnostic;

/// The work in which cues are said.
#[derive(Clone, Debug)]
pub(super) struct CuedWork<'a> {
    pub(super) kind: StepKind,
    /// The length in the longest set, and where that is written; `None` where a key ends it.
    pub(super) length: Option<&'a (Duration, Range<usize>)>,
    /// The length in the shortest set.
    pub(super) shortest: Duration,
    /// The sides on which it is done.
    pub(super) sides: &'a Sides,
    /// Whether the cues are lent, and made for other work perhaps: those that do not fit are left out.
    pub(super) lent: bool,
}

/// Reports the problems of the `cues` of `fields` that do not depend on the hold.
pub(super) fn check(fields: &Fields, problems: &mut Problems) {
    for cue in fields.tables("cues") {
        problems.require(&TIMED_CUE, cue);
        if !cue.was_meant("at") && !cue.was_meant("every") {
            problems.push_missing(
                E10.at(&cue.place, "a timed cue without a time")
                    .label("neither `at` nor `every`")
                    .help("add when it is said: `at = \"5s\"`, `at = \"-5s\"` from the end, `at = \"half\"`, or `every = \"5m\"`"),
            );
        }
    }
}

/// The cues of `field`, said in `work`.
pub(super) fn read(
    field: Option<&WrittenKey>,
    work: &CuedWork,
    problems: &mut Problems,
) -> Result<Vec<TimedCue>, Reported> {
    let Some(field) = field else {
        return Ok(Vec::new());
    };
    let tables: &Vec<Fields> = field.get().ok_or(Reported)?;
    if work.lent {
        let mut nothing = Problems::default();
        let fitting = tables
            .iter()
            .filter_map(|cue| one(cue, work, &mut nothing).ok());
        return Ok(fitting.collect());
    }
    let cues: Vec<_> = tables.iter().map(|cue| one(cue, work, problems)).collect();
    cues.into_iter().collect()
}

fn one(cue: &Fields, work: &CuedWork, problems: &mut Problems) -> Result<TimedCue, Reported> {
    let side = match value_of::<WrittenSide>(cue.get("side")) {
        Ok(Some(written)) => side(&written, cue.place_of("side"), work.sides, problems).map(Some),
        Ok(None) => Ok(None),
        Err(Reported) => Err(Reported),
    };
    let every = value_of(cue.get("every"))?;
    let (at, key) = match (value_of(cue.get("at"))?, every) {
        (Some(at), _) => (at, "at"),
        (None, Some(every)) => (CueTime::FromStart(every), "every"),
        (None, None) => return Err(Reported),
    };
    if let Some(problem) = outside(at, key, cue.place_of(key), work) {
        problems.push(problem);
        return Err(Reported);
    }
    Ok(TimedCue {
        at,
        every,
        side: side?,
        say: value_of(cue.get("say"))?.ok_or(Reported)?,
    })
}

/// The problem of a time outside the work: 0 is its first second, and its end is outside.
fn outside(time: CueTime, key: &str, place: &Range<usize>, work: &CuedWork) -> Option<Diagnostic> {
    let Some((longest, written)) = work.length else {
        if work.kind != StepKind::Count {
            return Some(
                E10.at(place, "a timed cue where nobody knows the length")
                    .label("a key ends this")
                    .help("take the cue out, or say it in `cue` when it begins"),
            );
        }
        return Some(
            E10.at(place, "a timed cue in a count without a `pace`")
                .label("nobody knows when that will be")
                .help("write how long each movement takes, such as `pace = \"4s\"`, or say it in `cue`"),
        );
    };
    // A cue that is lent is said where it fits.
    let length = if work.lent { *longest } else { work.shortest };
    let way_out = match time {
        CueTime::FromStart(at) if at >= length => {
            let last = span::written(length.saturating_sub(Duration::from_secs(1)));
            format!("the latest is `{key} = \"{last}\"`")
        }
        CueTime::FromEnd(before) if before.is_zero() || before > length => {
            let earliest = span::written(length);
            format!("the earliest is `\"-{earliest}\"`, the latest `\"-1s\"`")
        }
        _ => return None,
    };
    let (long, kind) = (span::short(length), work.kind.key());
    let [label, of] = if length == *longest {
        ["this is never reached", ""]
    } else {
        ["one of the sets never reaches this", " in its shortest set"]
    };
    let message = format!("a cue outside its `{kind}`, which lasts {long}{of}");
    Some(
        E10.at(place, message)
            .label(label)
            .also(written, format!("{long} long{of}"))
            .help(way_out),
    )
}

/// The side called `word`, among those of the step.
fn side(
    written: &WrittenSide,
    place: &Range<usize>,
    sides: &Sides,
    problems: &mut Problems,
) -> Result<Side, Reported> {
    let known: Vec<Side> = sides.listed(First::Right).into_iter().flatten().collect();
    let word = written.word.as_str();
    let is = |side: &&Side| side.word() == word;
    let is_meant = |side: &&Side| written.meaning.as_ref() == Some(*side);
    let found = known.iter().find(is);
    if let Some(side) = found.or_else(|| known.iter().find(is_meant)) {
        return Ok(side.clone());
    }
    let mut words: Vec<String> = known
        .iter()
        .map(|side| text::escaped(side.word()))
        .collect();
    // A list may have a side several times.
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    let message = format!("the step is never on the side {}", quoted(word));
    let problem = E07.at(place, message);
    problems.push(if words.is_empty() {
        problem
            .label("the step has no sides")
            .help("take `side` out, or give the step `sides`")
    } else {
        let words = one_of(words);
        problem
            .label("so this is never said")
            .help(format!("its sides are {words}"))
    });
    Err(Reported)
}
