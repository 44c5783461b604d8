//! `supple show`: a routine unrolled, with clock times and all that will be told: a dry run.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::choose::{self, Library};
use super::held::held;
use super::json::{self, Form, milliseconds};
use super::output::{self, padded};
use crate::catalogue::Entry;
use crate::core::mark::Mark;
use crate::core::nonempty::NonEmpty;
use crate::core::record::Record;
use crate::core::routine::{End, Routine, Side, Work};
use crate::core::span::{clock, written};
use crate::core::text::escaped;
use crate::core::timeline::{Kind, Segment, Timeline};
use crate::error::Error;

/// The version of the JSON: it changes when a field changes its meaning or goes away.
const FORMAT: u32 = 1;

pub(super) fn run(library: &Library, word: &OsStr, form: Form) -> Result<u8, Error> {
    let entry = library.find(word)?;
    let routine = choose::playable(&NonEmpty::of(entry.clone()))?.first;
    let timeline = Arc::new(Timeline::of(&routine));
    output::result(&match form {
        Form::Text => text(&routine, &timeline),
        Form::Json => json::written(&Shown::of(&entry, &routine, &timeline))?,
    })?;
    Ok(0)
}

/// A routine as JSON shows it.
#[derive(Serialize)]
struct Shown<'a> {
    format: u32,
    /// Null when it was read from standard input.
    id: Option<&'a str>,
    title: &'a str,
    total_ms: u64,
    held_ms: u64,
    /// How many segments a key ends.
    open: usize,
    needs: &'a [String],
    warn: &'a [String],
    sources: &'a [String],
    segments: Vec<ShownSegment<'a>>,
}

/// A segment as JSON shows it.
#[derive(Serialize)]
struct ShownSegment<'a> {
    start_ms: u64,
    /// Null when a key ends it.
    length_ms: Option<u64>,
    kind: &'static str,
    /// The name of its step, rest, wait or block; null where the file gives it none.
    step: Option<&'a str>,
    side: Option<&'a str>,
    side_shown: Option<&'a str>,
    rep: u32,
    reps: u32,
    round: u32,
    rounds: u32,
}

impl<'a> Shown<'a> {
    fn of(entry: &'a Entry, routine: &'a Routine, timeline: &'a Timeline) -> Self {
        let segments = starts(timeline).map(|(start, segment)| ShownSegment {
            start_ms: milliseconds(start),
            length_ms: segment.length.map(milliseconds),
            kind: segment.kind.word(),
            step: segment.step.name.as_deref(),
            side: segment.side.as_ref().map(Side::word),
            side_shown: segment.side_shown(),
            rep: segment.rep.0,
            reps: segment.rep.1,
            round: segment.round.0,
            rounds: segment.round.1,
        });
        Self {
            format: FORMAT,
            id: choose::id(entry),
            title: &routine.title,
            total_ms: milliseconds(timeline.total()),
            held_ms: milliseconds(timeline.held()),
            open: timeline.open(),
            needs: &routine.needs,
            warn: &routine.warn,
            sources: &routine.sources,
            segments: segments.collect(),
        }
    }
}

/// Every segment with its start; one that a key ends takes no time.
fn starts(timeline: &Timeline) -> impl Iterator<Item = (Duration, &Segment)> {
    timeline.iter().scan(Duration::ZERO, |next, segment| {
        let start = *next;
        *next += segment.length.unwrap_or_default();
        Some((start, segment))
    })
}

/// The plan as people read it.
fn text(routine: &Routine, timeline: &Arc<Timeline>) -> String {
    let mut out = format!("{}\n", escaped(&routine.title));
    if let Some(about) = &routine.about {
        let _ = writeln!(out, "{}", escaped(about));
    }
    out.push('\n');
    if !routine.needs.is_empty() {
        let needs: Vec<String> = routine.needs.iter().map(|need| escaped(need)).collect();
        let _ = writeln!(out, "needs: {}", needs.join(", "));
    }
    for warn in &routine.warn {
        let _ = writeln!(out, "mind: {}", escaped(warn));
    }
    if !(routine.needs.is_empty() && routine.warn.is_empty()) {
        out.push('\n');
    }
    plan(timeline, &mut out);
    if !routine.sources.is_empty() {
        out.push_str("\nsources:\n");
    }
    for source in &routine.sources {
        let _ = writeln!(out, "  {}", escaped(source));
    }
    out
}

/// One row a segment, with what is said in it below.
fn plan(timeline: &Arc<Timeline>, out: &mut String) {
    let lengths = timeline.iter().map(length);
    let columns = Columns {
        clock: clock(timeline.total()).len().max(5),
        length: lengths.map(|length| length.len()).max().unwrap_or_default(),
    };
    let sides = timeline.iter().filter_map(Segment::side_shown);
    let sides = sides
        .map(|side| escaped(side).width())
        .max()
        .unwrap_or_default();
    let mut said = BTreeSet::new();
    let mut pass = None;
    for (index, (start, segment)) in starts(timeline).enumerate() {
        let first = pass.replace(segment.pass) != Some(segment.pass);
        let words = words(timeline, index, first, sides);
        columns.row(out, start, &length(segment), segment.kind.word(), &words);
        // A sentence is told in full the first time its step comes.
        if let Some(cue) = segment
            .step
            .cue
            .as_ref()
            .filter(|_| said.insert(segment.step.id))
        {
            columns.said(out, None, &cue.fill(&timeline.words(index, None)));
        }
        for (at, sentence) in timed(timeline, index, segment) {
            columns.said(out, Some(start + at), &sentence);
        }
    }
    let record = Record::new(Arc::clone(timeline));
    let held = held(&record, |line| line.planned).unwrap_or_default();
    columns.row(out, timeline.total(), "", "done", &held);
}

/// How wide the columns of the plan are.
#[derive(Clone, Copy)]
struct Columns {
    clock: usize,
    length: usize,
}

impl Columns {
    fn row(self, out: &mut String, start: Duration, length: &str, kind: &str, words: &str) {
        let Self {
            clock: wide,
            length: long,
        } = self;
        let row = format!(
            "{:>wide$}  {length:>long$}  {kind:<7}  {words}",
            clock(start)
        );
        out.push_str(row.trim_end());
        out.push('\n');
    }

    fn said(self, out: &mut String, at: Option<Duration>, sentence: &str) {
        let Self {
            clock: wide,
            length: long,
        } = self;
        let at = at.map(clock).unwrap_or_default();
        let _ = writeln!(
            out,
            "{at:>wide$}  {:long$}  {:7}  \"{}\"",
            "",
            "",
            escaped(sentence)
        );
    }
}

fn length(segment: &Segment) -> String {
    segment.length.map_or_else(|| "key".to_owned(), written)
}

/// The timed sentences of a segment and when in it they are told.
fn timed(timeline: &Timeline, index: usize, segment: &Segment) -> Vec<(Duration, String)> {
    let cues = match segment.step.work.as_ref() {
        Some(Work::Hold(timed) | Work::Time(timed)) => timed.cues.as_slice(),
        Some(Work::Count(counted)) => counted.cues.as_slice(),
        None => &[],
    };
    let sentence = |(at, mark): (Duration, Mark)| {
        let Mark::Cue { cue, .. } = mark else {
            return None;
        };
        let left = segment.length.map(|length| length.saturating_sub(at));
        let say = &cues.get(cue)?.say;
        Some((at, say.fill(&timeline.words(index, left))))
    };
    segment
        .marks(segment.length)
        .into_iter()
        .filter_map(sentence)
        .collect()
}

/// What a row says about its segment; `first` when it is the first one of its pass, so that nothing has named it yet.
/// Sides are `wide` cells wide.
fn words(timeline: &Timeline, index: usize, first: bool, wide: usize) -> String {
    let Some(segment) = timeline.get(index) else {
        return String::new();
    };
    let side = segment.side_shown().map(escaped);
    let name = || escaped(timeline.name(index));
    let round = || {
        let (round, rounds) = segment.round;
        (rounds > 1).then(|| format!("round {round} of {rounds}"))
    };
    match segment.kind {
        Kind::Ready => {
            let (numbered, turns) = (segment.step.number, turns(timeline, index, segment));
            let number = numbered
                .map(|number| format!("{number}. "))
                .unwrap_or_default();
            match side {
                Some(side) if turns => format!("{number}{}, {side} first", name()),
                Some(side) => format!("{number}{}, {side}", name()),
                None => format!("{number}{}", name()),
            }
        }
        Kind::Switch => {
            let to = side.map(|side| format!("to {side}")).unwrap_or_default();
            let round = round().filter(|_| segment.introduces.is_some());
            [Some(to), round]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("  ")
        }
        Kind::Between => round()
            .filter(|_| segment.introduces.is_some())
            .unwrap_or_default(),
        Kind::Rest | Kind::Wait => match (&segment.step.name, timeline.name(index)) {
            (Some(name), _) => escaped(name),
            // Nothing comes that has a name.
            (None, next) if next == timeline.title => String::new(),
            (None, next) => format!("next: {}", escaped(next)),
        },
        Kind::Hold | Kind::Time | Kind::Count => {
            let (rep, reps) = segment.rep;
            let number = segment
                .step
                .number
                .map(|number| format!("{number}. "))
                .unwrap_or_default();
            let named = first.then(|| format!("{number}{}", name()));
            let parts = [
                named,
                side.map(|side| padded(&side, wide)),
                (reps > 1).then(|| format!("{rep} of {reps}")),
                round(),
                segment.step.work.as_ref().and_then(extent),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() {
                name()
            } else {
                parts.join("  ")
            }
        }
    }
}

/// Whether the step that the segment at `index` begins goes on to another side.
fn turns(timeline: &Timeline, index: usize, segment: &Segment) -> bool {
    timeline
        .iter()
        .skip(index)
        .take_while(|later| later.pass == segment.pass)
        .any(|later| later.side != segment.side)
}

/// What a piece has beside its length.
fn extent(work: &Work) -> Option<String> {
    match work {
        Work::Count(counted) => Some(match counted.pace {
            Some(pace) => format!("{} x {}", counted.times, written(pace)),
            None => format!("{} x", counted.times),
        }),
        Work::Hold(timed) | Work::Time(timed) => {
            (timed.end == End::Alarm).then(|| "then it rings until a key".to_owned())
        }
    }
}
