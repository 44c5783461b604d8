//! `cues`: sentences at certain times of a hold.

use std::ops::Range;
use std::time::Duration;

use super::super::fields::{Field, Fields, Value};
use super::super::keys::routine::TIMED_CUE;
use super::super::problems::Problems;
use super::super::wording::{one_of, quoted};
use super::kind::Kind;
use super::{Reported, take};
use crate::core::routine::{CueTime, Side, Sides, TimedCue};
use crate::core::{span, text};
use crate::diagnostic::{Code, Diagnostic};

/// The piece of a step in which its cues are said.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// Which kind of step it is of.
    pub(super) kind: Kind,
    /// How long it lasts, and where that is written; `None` where a key ends it.
    pub(super) length: Option<(Duration, Range<usize>)>,
    /// The sides on which it is done.
    pub(super) sides: &'a Sides,
}

/// Reports what is wrong with the `cues` of `fields` whatever the hold is.
pub(super) fn check(fields: &Fields, problems: &mut Problems) {
    for cue in fields.tables("cues") {
        problems.require(&TIMED_CUE, cue);
        if !cue.was_meant("at") && !cue.was_meant("every") {
            problems.push_missing(
                Code::E10.at(&cue.place, "a timed cue without a time")
                    .label("neither `at` nor `every`")
                    .help("add when it is said: `at = \"5s\"`, `at = \"-5s\"` from the end, `at = \"half\"`, or `every = \"5m\"`"),
            );
        }
    }
}

/// The cues behind `field`, said in `piece`.
pub(super) fn read(
    field: Option<&Field>,
    piece: &Piece,
    problems: &mut Problems,
) -> Result<Vec<TimedCue>, Reported> {
    let Some(field) = field else {
        return Ok(Vec::new());
    };
    let Some(Value::Tables(tables)) = &field.value else {
        return Err(Reported);
    };
    let cues: Vec<_> = tables.iter().map(|cue| one(cue, piece, problems)).collect();
    cues.into_iter().collect()
}

fn one(cue: &Fields, piece: &Piece, problems: &mut Problems) -> Result<TimedCue, Reported> {
    let at = take(cue.get("at"), Value::as_cue_time);
    let every = take(cue.get("every"), Value::as_length);
    let say = take(cue.get("say"), |say| say.as_template().cloned());
    let side = match take(cue.get("side"), |side| side.as_text().map(str::to_owned)) {
        Ok(Some(word)) => of_sides(&word, place_of(cue, "side"), piece.sides, problems).map(Some),
        Ok(None) => Ok(None),
        Err(Reported) => Err(Reported),
    };
    let (at, every) = (at?, every?);
    let (time, key) = match (at, every) {
        (Some(at), _) => (at, "at"),
        (None, Some(every)) => (CueTime::FromStart(every), "every"),
        (None, None) => return Err(Reported),
    };
    if let Some(problem) = outside(time, key, place_of(cue, key), piece) {
        problems.push(problem);
        return Err(Reported);
    }
    let say = say?.ok_or(Reported)?;
    let side = side?;
    Ok(TimedCue {
        at: time,
        every,
        side,
        say,
    })
}

fn place_of(cue: &Fields, key: &str) -> Range<usize> {
    cue.get(key)
        .map_or_else(|| cue.place.clone(), |field| field.place.clone())
}

/// What is wrong with a time that is not inside the piece: 0 is its first second, and its end is outside.
fn outside(time: CueTime, key: &str, place: Range<usize>, piece: &Piece) -> Option<Diagnostic> {
    let Some((length, written)) = &piece.length else {
        return Some(
            Code::E10.at(&place, "a timed cue in a count without a `pace`")
                .label("nobody knows when that will be")
                .help("write how long each movement takes, such as `pace = \"4s\"`, or say it in `cue`"),
        );
    };
    let long = span::short(*length);
    let (inside, way_out) = match time {
        CueTime::Half => (true, String::new()),
        CueTime::FromStart(at) => {
            let last = span::written(length.saturating_sub(Duration::from_secs(1)));
            (at < *length, format!("the latest is `{key} = \"{last}\"`"))
        }
        CueTime::FromEnd(before) => {
            let earliest = span::written(*length);
            (
                !before.is_zero() && before <= *length,
                format!("the earliest is `\"-{earliest}\"`, the latest `\"-1s\"`"),
            )
        }
    };
    (!inside).then(|| {
        Code::E10
            .at(
                &place,
                format!(
                    "a cue outside its `{}`, which lasts {long}",
                    piece.kind.key()
                ),
            )
            .label("this is never reached")
            .also(&written, format!("{long} long"))
            .help(way_out)
    })
}

/// The side that `word` is, among those of the step.
fn of_sides(
    word: &str,
    place: Range<usize>,
    sides: &Sides,
    problems: &mut Problems,
) -> Result<Side, Reported> {
    let known = match sides {
        Sides::None => Vec::new(),
        Sides::Each => vec![Side::Right, Side::Left],
        Sides::Listed(sides) => sides.iter().cloned().collect(),
    };
    if let Some(side) = known.iter().find(|side| side.word() == word) {
        return Ok(side.clone());
    }
    let problem = Code::E07.at(
        &place,
        format!("the step is never on the side {}", quoted(word)),
    );
    let mut words: Vec<String> = Vec::new();
    for side in &known {
        let word = text::escaped(side.word());
        if !words.contains(&word) {
            words.push(word);
        }
    }
    problems.push(if words.is_empty() {
        problem
            .label("the step has no sides")
            .help("take `side` out, or give the step `sides`")
    } else {
        problem.label("so this is never said").help(format!(
            "its sides are {}",
            one_of(words.iter().map(String::as_str))
        ))
    });
    Err(Reported)
}
