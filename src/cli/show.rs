//! `supple show`: a dry run of a routine, with clock times and every sentence.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::arguments::Format;
use super::finder::{self, Finder};
use super::held::held_by_side;
use super::json;
use super::output::{self, padded};
use super::remember;
use crate::catalogue::Entry;
use crate::core::cue::{CuePart, Estimated, Lengths, Tone};
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::record::Record;
use crate::core::routine::{Routine, Side, Work};
use crate::core::session::{Plan, dry_run};
use crate::core::span::{clock, milliseconds, written};
use crate::core::text::{escaped, on_one_line};
use crate::core::timeline::{Keys, Kind, Segment, Timeline, Unrolled};
use crate::error::Error;

/// By how much the tones of an end can put off the sentence of what begins.
const JOINED: Duration = Duration::from_secs(1);

/// The version of the JSON: it changes when a field changes its meaning or goes away.
const FORMAT: u32 = 1;

pub(super) fn run(finder: &Finder, word: &OsStr, format: Format) -> Result<u8, Error> {
    let entry = finder.find(word)?;
    let routines = finder::playable(&NonEmpty::of(entry.clone()))?;
    let settings = remember::settings(finder.messages())?;
    let unrolled = Unrolled {
        keys: Keys::Come,
        first: settings.session.first,
    };
    let rate = settings.sound.rate;
    let plan = Plan::of(&routines, settings.session.start, unrolled, rate);
    let (routine, timeline) = (&routines.first, &plan.timeline);
    let heard = AllCues::of(&plan, rate);
    output::result(&match format {
        Format::Human => text(routine, timeline, &heard),
        Format::Json => json::pretty(&ShownRoutine::of(&entry, routine, timeline, &heard))?,
    })?;
    Ok(0)
}

/// All cues of a routine that is played without keys, by the estimated lengths of its sentences. A dry run takes no
/// time and is the same on every machine, so no voice is asked.
struct AllCues {
    lead_in: Duration,
    lines: Vec<(Duration, CuePart)>,
}

impl AllCues {
    fn of(plan: &Plan, rate: u16) -> Self {
        let lengths: Arc<dyn Lengths> = Arc::new(Estimated { rate });
        let cues = dry_run(&plan.timeline, plan.start, &lengths);
        let lines = cues.flat_map(|cue| {
            let due = cue.due.since(Moment::ZERO);
            cue.parts.into_iter().map(move |line| (due + line.at, line))
        });
        Self {
            lead_in: plan.start.lead_in,
            lines: lines.collect(),
        }
    }

    /// The sentences with their times on the routine's clock; `None` in the lead-in.
    fn sentences(&self) -> impl Iterator<Item = (Option<Duration>, &str)> {
        self.lines.iter().filter_map(|(at, line)| {
            let say = line.say.as_ref()?;
            Some((at.checked_sub(self.lead_in), say.text.as_str()))
        })
    }
}

/// A routine as JSON shows it.
#[derive(Serialize)]
struct ShownRoutine<'a> {
    format: u32,
    /// Null when it was read from standard input.
    id: Option<&'a str>,
    title: &'a str,
    total_ms: i64,
    held_ms: i64,
    /// How many segments a key ends.
    open: usize,
    needs: &'a [String],
    warn: &'a [String],
    sources: &'a [String],
    segments: Vec<ShownSegment<'a>>,
    /// How long sentences take in `cues`: `estimated`, at the configured rate. A session and a rendered file measure
    /// those of their voice.
    lengths: &'static str,
    /// All cues when no key is pressed.
    cues: Vec<ShownCue<'a>>,
}

/// A tone, a sentence, or a tone with a sentence behind it, as JSON shows it.
#[derive(Serialize)]
struct ShownCue<'a> {
    /// On the routine's clock; before it starts, negative.
    at_ms: i64,
    tone: Option<&'static str>,
    say: Option<&'a str>,
}

/// A segment as JSON shows it.
#[derive(Serialize)]
struct ShownSegment<'a> {
    start_ms: i64,
    /// Null when a key ends it.
    length_ms: Option<i64>,
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

impl<'a> ShownRoutine<'a> {
    fn of(
        entry: &'a Entry,
        routine: &'a Routine,
        timeline: &'a Timeline,
        heard: &'a AllCues,
    ) -> Self {
        let lead_in = milliseconds(heard.lead_in);
        let cues = heard.lines.iter().map(|(at, line)| ShownCue {
            at_ms: milliseconds(*at) - lead_in,
            tone: line.tone.map(Tone::word),
            say: line.say.as_ref().map(|sentence| sentence.text.as_str()),
        });
        // A segment that a key ends takes no time here, so its cues fall together with those of the next one.
        let mut cues: Vec<ShownCue> = cues.collect();
        cues.sort_by_key(|cue| cue.at_ms);
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
            id: finder::id(entry),
            title: &routine.title,
            total_ms: milliseconds(timeline.total()),
            held_ms: milliseconds(timeline.held()),
            open: timeline.open_segments(),
            needs: &routine.needs,
            warn: &routine.warn,
            sources: &routine.sources,
            segments: segments.collect(),
            lengths: "estimated",
            cues,
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
fn text(routine: &Routine, timeline: &Arc<Timeline>, heard: &AllCues) -> String {
    let mut out = format!("{}\n", escaped(&routine.title));
    if let Some(about) = &routine.about {
        let _ = writeln!(out, "{}", escaped(&on_one_line(about)));
    }
    out.push('\n');
    if !routine.needs.is_empty() {
        let needs: Vec<String> = routine.needs.iter().map(|need| escaped(need)).collect();
        let _ = writeln!(out, "needs: {}", needs.join(", "));
    }
    for warn in &routine.warn {
        let _ = writeln!(out, "warning: {}", escaped(warn));
    }
    if !(routine.needs.is_empty() && routine.warn.is_empty()) {
        out.push('\n');
    }
    write_plan(timeline, heard, &mut out);
    if !routine.sources.is_empty() {
        out.push_str("\nsources:\n");
    }
    for source in &routine.sources {
        let _ = writeln!(out, "  {}", escaped(source));
    }
    out
}

/// One row a segment, with what is said in it below: without a time what is said at its start.
fn write_plan(timeline: &Arc<Timeline>, heard: &AllCues, out: &mut String) {
    let lengths = timeline.iter().map(length);
    let columns = Columns {
        clock: clock(timeline.total()).len().max(5),
        length: lengths.map(|length| length.len()).max().unwrap_or_default(),
    };
    let sides = timeline.iter().filter_map(Segment::side_shown);
    let sides = sides.map(|side| escaped(side).width());
    let sides = sides.max().unwrap_or_default();
    let mut sentences = heard.sentences().peekable();
    let mut pass = None;
    while let Some((None, sentence)) = sentences.next_if(|(at, _)| at.is_none()) {
        out.push_str(&columns.sentence(None, sentence));
    }
    for (index, (start, segment)) in starts(timeline).enumerate() {
        let first = pass.replace(segment.pass) != Some(segment.pass);
        let words = words(timeline, index, first, sides);
        let (length, kind) = (length(segment), segment.kind.word());
        out.push_str(&columns.row(Some(start), &length, kind, &words));
        // A segment that a key ends takes no time here, and says one sentence.
        let open = segment.length.is_none();
        let end = start + segment.length.unwrap_or_default();
        let mut remaining = if open { 1 } else { usize::MAX };
        while remaining > 0
            && let Some((Some(at), sentence)) = sentences
                .next_if(|(at, _)| at.is_some_and(|at| at < end || (open && at <= end + JOINED)))
        {
            let at = Some(at).filter(|at| at.as_secs() > start.as_secs());
            out.push_str(&columns.sentence(at, sentence));
            remaining -= 1;
        }
    }
    let record = Record::new(Arc::clone(timeline));
    let held = held_by_side(&record, |line| line.planned).unwrap_or_default();
    out.push_str(&columns.row(Some(timeline.total()), "", "done", &held));
    for (_, sentence) in sentences {
        out.push_str(&columns.sentence(None, sentence));
    }
}

/// How wide the columns of the plan are.
#[derive(Clone, Copy)]
struct Columns {
    clock: usize,
    length: usize,
}

impl Columns {
    fn row(self, at: Option<Duration>, length: &str, kind: &str, words: &str) -> String {
        let at = at.map(clock).unwrap_or_default();
        let (wide, long) = (self.clock, self.length);
        let row = format!("{at:>wide$}  {length:>long$}  {kind:<7}  {words}");
        format!("{}\n", row.trim_end())
    }

    fn sentence(self, at: Option<Duration>, sentence: &str) -> String {
        self.row(at, "", "", &format!("\"{}\"", escaped(sentence)))
    }
}

fn length(segment: &Segment) -> String {
    segment.length.map_or_else(|| "key".to_owned(), written)
}

/// The words of a row about its segment; `first` when it is the first one of its pass, so that nothing has named it yet.
/// Sides are `wide` cells wide.
fn words(timeline: &Timeline, index: usize, first: bool, wide: usize) -> String {
    let Some(segment) = timeline.get(index) else {
        return String::new();
    };
    let side = segment.side_shown().map(escaped);
    let name = || escaped(timeline.name(index));
    let round = || {
        let (round, rounds) = segment.round;
        (rounds > 1).then(|| format!("round {round}/{rounds}"))
    };
    let number = segment.step.number;
    let number = number.map_or_else(String::new, |number| format!("{number}. "));
    match segment.kind {
        Kind::Ready => {
            let first = if turns(timeline, index, segment) {
                " first"
            } else {
                ""
            };
            let side = side.map_or_else(String::new, |side| format!(", {side}{first}"));
            format!("{number}{}{side}", name())
        }
        Kind::Switch | Kind::Between => {
            let to = side.filter(|_| segment.kind == Kind::Switch);
            let to = to.map(|side| format!("to {side}"));
            let round = round().filter(|_| segment.introduces.is_some());
            columns([to, round])
        }
        kind if kind.is_work() => {
            let (rep, reps) = segment.rep;
            let parts = columns([
                first.then(|| format!("{number}{}", name())),
                side.map(|side| padded(&side, wide)),
                (reps > 1).then(|| format!("rep {rep}/{reps}")),
                round(),
                segment.step.work.as_ref().and_then(extent),
            ]);
            if parts.is_empty() { name() } else { parts }
        }
        _ => match (&segment.step.name, timeline.name(index)) {
            (Some(name), _) => escaped(name),
            // Nothing comes that has a name.
            (None, next) if next == timeline.title => String::new(),
            (None, next) => format!("next: {}", escaped(next)),
        },
    }
}

fn columns<const MOST: usize>(parts: [Option<String>; MOST]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("  ")
}

/// Whether the step that the segment at `index` begins goes on to another side.
fn turns(timeline: &Timeline, index: usize, segment: &Segment) -> bool {
    timeline
        .iter()
        .skip(index)
        .take_while(|later| later.pass == segment.pass)
        .any(|later| later.side != segment.side)
}

/// The extent of a piece beside its length.
fn extent(work: &Work) -> Option<String> {
    if let Some(counted) = work.counted() {
        return Some(match counted.pace {
            Some(pace) => format!("{} x {}", counted.times, written(pace)),
            None => format!("{} x", counted.times),
        });
    }
    work.rings()
        .then(|| "then it rings until you press a key".to_owned())
}
