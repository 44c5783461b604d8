//! A dry run as JSON.

use std::time::Duration;

use serde::Serialize;

use super::DryRun;
use crate::catalogue::Entry;
use crate::cli::finder;
use crate::core::cue::Tone;
use crate::core::routine::{Posture, Routine, Side, Timed, Work};
use crate::core::span::milliseconds;
use crate::core::stretch::Aim;
use crate::core::template::Template;
use crate::core::timeline::{Segment, Timeline};

/// The version of the JSON: it changes when a field changes its meaning or goes away.
const FORMAT: u32 = 1;

/// A routine as JSON shows it.
#[derive(Serialize)]
pub(super) struct ShownRoutine<'a> {
    format: u32,
    /// Null when it was read from standard input.
    id: Option<&'a str>,
    title: &'a str,
    about: Option<&'a str>,
    tags: &'a [String],
    author: Option<&'a str>,
    lang: &'a str,
    /// All of the session, from the lead-in on.
    total_ms: i64,
    /// The lead-in before the first segment; 0 where a `ready` begins the session and lasts as long, or a wait does.
    lead_in_ms: i64,
    held_ms: i64,
    /// How many segments a key ends.
    open: usize,
    /// How often it is to be done, as it is written in a file; null where the file does not say.
    often: Option<String>,
    /// The week whose values it has, from 1, and for how many weeks there are values; null where nothing changes.
    week: Option<u32>,
    weeks: Option<u32>,
    /// The day on which the first week began; null where nothing says so.
    began: Option<String>,
    needs: &'a [String],
    warn: &'a [String],
    /// The steps that a condition of the person rules out, and why.
    left_out: &'a [String],
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
    /// From the beginning of the lead-in on.
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
    set: u32,
    sets: u32,
    round: u32,
    rounds: u32,
    /// Whether its step may be skipped.
    optional: bool,
    /// The weight or the resistance it is done with; null where the file does not say.
    load: Option<&'a str>,
    /// How many movements are counted; null where none are.
    count: Option<u32>,
    /// Both ends of its length, where that is a range; null where it is none. It begins where the last session ended.
    least_length_ms: Option<i64>,
    most_length_ms: Option<i64>,
    /// Both ends of the count, likewise.
    least_count: Option<u32>,
    most_count: Option<u32>,
    /// What was reached the last time, where that is above the low end; else null.
    last_length_ms: Option<i64>,
    last_count: Option<u32>,
    /// The high end of the repetitions, likewise.
    most_reps: Option<u32>,
    /// Whether it lasts as long as one can; a key ends it, and its time counts up.
    max: bool,
    /// How long a movement takes, and its phases: out, hold, back and rest; null where it has none.
    pace_ms: Option<i64>,
    phases_ms: Option<[i64; 4]>,
    /// How many breaths its length is, and the high end where that is a range; null where it is measured in time.
    breaths: Option<u32>,
    most_breaths: Option<u32>,
    /// How it ends (`chime`, `alarm` or `silent`), and the longest that it may take; null where it has no length.
    end: Option<&'static str>,
    limit_ms: Option<i64>,
    /// The names of the blocks around it that have one, outermost first.
    blocks: &'a [String],
    /// The stretch of the catalogue that its step uses, and the one whose pose is shown.
    #[serde(rename = "use")]
    stretch: Option<&'a str>,
    figure: Option<&'a str>,
    /// The photo in place of the figure.
    picture: Option<&'a str>,
    /// What its step is for, and how the body is placed.
    aim: Option<&'static str>,
    position: Option<&'static str>,
    /// The texts of its step, with the words in braces filled in.
    cue: Option<String>,
    how: Option<String>,
    easier: Option<String>,
    harder: Option<String>,
    alternative: Option<String>,
}

impl<'a> ShownSegment<'a> {
    /// The segment at `index`, which begins then and lasts so long.
    fn of(
        timeline: &'a Timeline,
        (index, segment): (usize, &'a Segment),
        (start, length): (Duration, Option<Duration>),
    ) -> Self {
        let step = &segment.step;
        let counted = segment.work().and_then(Work::counted);
        let timed = segment.work().and_then(Work::timed);
        let breaths = timed.and_then(Timed::written_breaths);
        let present = timed.and_then(|timed| timed.breaths(timed.length?));
        let range = segment.work().and_then(Work::range);
        let last = segment.work().filter(|work| work.is_above());
        let words = timeline.words(index, None);
        let text = |text: &Option<Template>| Some(text.as_ref()?.fill(&words));
        let figure = step.figure.as_ref();
        Self {
            start_ms: milliseconds(start),
            length_ms: length.map(milliseconds),
            kind: segment.kind.word(),
            step: step.name.as_deref(),
            side: segment.side.as_ref().map(Side::word),
            side_shown: segment.side_shown(),
            rep: segment.rep.0,
            reps: segment.rep.1,
            set: segment.set.0,
            sets: segment.set.1,
            round: segment.round.0,
            rounds: segment.round.1,
            optional: step.optional,
            load: step.load.as_deref(),
            count: counted.map(|counted| counted.times),
            least_length_ms: range.map(|(least, _)| milliseconds(least)),
            most_length_ms: range.map(|(_, most)| milliseconds(most)),
            least_count: counted.and_then(|counted| Some(counted.range?.least)),
            most_count: counted.and_then(|counted| Some(counted.range?.most)),
            last_length_ms: last.and(length).map(milliseconds),
            last_count: last.and(counted).map(|counted| counted.times),
            most_reps: segment.most_reps(),
            max: segment.is_max(),
            pace_ms: counted.and_then(|counted| Some(milliseconds(counted.pace?))),
            phases_ms: counted.and_then(|counted| Some(counted.tempo?.0.map(milliseconds))),
            breaths: present,
            most_breaths: breaths.and_then(|(_, most)| most),
            end: timed.map(|timed| timed.end.word()),
            limit_ms: timed.and_then(|timed| timed.limit).map(milliseconds),
            blocks: &step.blocks,
            stretch: step.stretch.as_deref(),
            figure: figure.filter(|it| it.is_drawn()).map(|it| it.name.as_str()),
            picture: figure.and_then(|it| Some(it.photo.as_ref()?.name.as_str())),
            aim: step.aim.map(Aim::word),
            position: step.position.map(Posture::word),
            cue: text(&step.cue),
            how: text(&step.how),
            easier: text(&step.easier),
            harder: text(&step.harder),
            alternative: text(&step.alternative),
        }
    }
}

impl<'a> ShownRoutine<'a> {
    pub(super) fn of(
        entry: &'a Entry,
        routine: &'a Routine,
        left_out: &'a [String],
        session: &'a DryRun,
    ) -> Self {
        let cues = session.lines.iter().map(|(at, line)| ShownCue {
            at_ms: milliseconds(*at),
            tone: line.tone.map(Tone::word),
            say: line.say.as_ref().map(|sentence| sentence.text.as_str()),
        });
        // A segment that a key ends takes no time here, so its cues fall together with those of the next one.
        let mut cues: Vec<ShownCue> = cues.collect();
        cues.sort_by_key(|cue| cue.at_ms);
        let segments = session.segments().enumerate();
        let segments = segments.map(|(index, (start, length, segment))| {
            ShownSegment::of(&session.timeline, (index, segment), (start, length))
        });
        Self {
            format: FORMAT,
            id: finder::id(entry),
            title: &routine.title,
            about: routine.about.as_deref(),
            tags: &routine.tags,
            author: routine.author.as_deref(),
            lang: &routine.voice.lang,
            total_ms: milliseconds(session.total),
            lead_in_ms: milliseconds(session.lead_in),
            held_ms: milliseconds(session.timeline.held()),
            open: session.timeline.open_segments(),
            often: routine.often.map(|often| often.to_string()),
            week: routine.week.map(|(nth, _)| nth),
            weeks: routine.week.map(|(_, of)| of),
            began: routine.began.map(|began| began.to_string()),
            needs: &routine.needs,
            warn: &routine.warn,
            left_out,
            sources: &routine.sources,
            segments: segments.collect(),
            lengths: "estimated",
            cues,
        }
    }
}
