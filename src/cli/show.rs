//! `supple show`: a dry run of a routine, with clock times and every sentence.

mod shown;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::arguments::Format;
use super::finder::{self, Finder};
use super::held::held_by_side;
use super::json;
use super::output::{self, padded};
use super::remember;
use crate::core::caution;
use crate::core::cue::{CuePart, Estimated, Lengths};
use crate::core::day::Day;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::ranges;
use crate::core::record::Record;
use crate::core::routine::{Routine, Work};
use crate::core::session::{Plan, Session, dry_run};
use crate::core::span::{self, clock, written};
use crate::core::text::{escaped, on_one_line};
use crate::core::timeline::{Keys, Kind, Segment, Timeline};
use crate::error::Error;
use crate::shell;
use shown::ShownRoutine;

/// By how much the tones of an end can put off the sentence of what begins.
const JOINED: Duration = Duration::from_secs(1);

/// How long what has no length lasts.
const AS_LONG: &str = "as long as you can";

pub(super) fn run(
    finder: &Finder,
    word: &OsStr,
    (on, low): (Option<Day>, bool),
    format: Format,
) -> Result<u8, Error> {
    let entry = finder.find(word)?;
    let routines = finder::playable(&NonEmpty::of(entry.clone()))?;
    let reached = |routine: &_| remember::reached(routine, None, finder.messages());
    let begun = |routine: &Arc<Routine>| {
        if low {
            return Arc::clone(routine);
        }
        ranges::beginning(routine, &reached(routine))
    };
    let routines = routines.map(begun);
    let settings = remember::settings(finder.messages())?;
    let unrolled = settings.unrolled(Keys::Come, on.unwrap_or_else(|| shell::now().day()));
    let rate = settings.sound.rate;
    let plan = Plan::of(&routines, settings.session.start, unrolled, rate);
    let (routine, mut session) = (routines.first.on(unrolled.day), DryRun::of(&plan, rate));
    if caution::leaves_nothing([routine], unrolled.has) {
        session = session.without_segments();
    }
    let left_out = caution::left_out([routine], unrolled.has);
    output::result(&match format {
        Format::Human => text(routine, unrolled.day, &left_out, &session),
        Format::Json => json::pretty(&ShownRoutine::of(&entry, routine, &left_out, &session))?,
    })?;
    Ok(0)
}

/// A session that is played without keys, by the estimated lengths of its sentences. It takes no time and is the same on
/// every machine, so no voice is asked.
struct DryRun {
    timeline: Arc<Timeline>,
    /// The lead-in, where it is no segment.
    lead_in: Duration,
    /// All segments as they are played, with their starts: a `ready` at the beginning lasts as long as the lead-in.
    segments: Vec<(Duration, Option<Duration>)>,
    total: Duration,
    /// Everything that is heard.
    lines: Vec<(Duration, CuePart)>,
}

impl DryRun {
    fn of(plan: &Plan, rate: u16) -> Self {
        let lengths: Arc<dyn Lengths> = Arc::new(Estimated { rate });
        let cues = dry_run(&plan.timeline, plan.start, &lengths);
        let lines = cues.flat_map(|cue| {
            let due = cue.due.since(Moment::ZERO);
            cue.parts.into_iter().map(move |line| (due + line.at, line))
        });
        let lines = lines.collect();
        let (session, _) = Session::start(plan.clone(), lengths, Moment::ZERO);
        let (player, total) = (session.player(), session.player().total());
        let lengths = player.planned().iter().map(|segment| segment.length);
        Self {
            timeline: Arc::clone(&plan.timeline),
            lead_in: player.lead_in_apart(),
            segments: player.starts().zip(lengths).collect(),
            total,
            lines,
        }
    }

    /// The same where nothing remains to be done: only its rests would be.
    fn without_segments(self) -> Self {
        Self {
            lead_in: Duration::ZERO,
            segments: Vec::new(),
            total: Duration::ZERO,
            lines: Vec::new(),
            ..self
        }
    }

    /// Every segment with its start and its length; one that a key ends takes no time.
    fn segments(&self) -> impl Iterator<Item = (Duration, Option<Duration>, &Segment)> {
        let segments = self.segments.iter().zip(self.timeline.iter());
        segments.map(|((start, length), segment)| (*start, *length, segment))
    }

    /// The sentences with their times.
    fn sentences(&self) -> impl Iterator<Item = (Duration, &str)> {
        self.lines
            .iter()
            .filter_map(|(at, line)| Some((*at, line.say.as_ref()?.text.as_str())))
    }
}

/// The plan as people read it on that `day`.
fn text(routine: &Routine, day: Option<Day>, left_out: &[String], session: &DryRun) -> String {
    let mut out = format!("{}\n", escaped(&routine.title));
    if let Some(about) = &routine.about {
        let _ = writeln!(out, "{}", escaped(&on_one_line(about)));
    }
    out.push('\n');
    if let Some(often) = routine.often {
        let _ = writeln!(out, "how often: {often}");
    }
    if let Some((nth, of)) = routine.week {
        let began = routine.began.map(|began| {
            let is_later = day.is_some_and(|day| day < began);
            format!(", {} {began}", if is_later { "begins" } else { "began" })
        });
        let began = began.unwrap_or_default();
        let _ = writeln!(out, "week: {nth} of {of}{began}");
    }
    if !routine.needs.is_empty() {
        let needs: Vec<String> = routine.needs.iter().map(|need| escaped(need)).collect();
        let _ = writeln!(out, "needs: {}", needs.join(", "));
    }
    for what in left_out {
        let _ = writeln!(out, "{}", escaped(what));
    }
    for warn in &routine.warn {
        let _ = writeln!(out, "warning: {}", escaped(warn));
    }
    let is_continued = routine.begins_above();
    if is_continued {
        let id = escaped(&routine.id);
        let _ = writeln!(
            out,
            "ranges: they begin where the last session ended; `supple {id} --low` begins at their low ends"
        );
    }
    let is_bare = routine.needs.is_empty() && routine.warn.is_empty() && left_out.is_empty();
    if !is_bare || is_continued || routine.often.is_some() || routine.week.is_some() {
        out.push('\n');
    }
    if session.segments.is_empty() {
        out.push_str(
            "Nothing remains to be done: `[person] has` in config.toml lists your conditions.\n",
        );
    } else {
        write_plan(session, &mut out);
    }
    if !routine.sources.is_empty() {
        out.push_str("\nsources:\n");
    }
    for source in &routine.sources {
        let _ = writeln!(out, "  {}", escaped(source));
    }
    out
}

/// One row a segment, with its sentences below; a sentence without a time is said at its start.
fn write_plan(session: &DryRun, out: &mut String) {
    let timeline = &session.timeline;
    let lengths = session
        .segments()
        .map(|(_, length, _)| length_in_words(length));
    let columns = Columns {
        clock: clock(session.total).len().max(5),
        length: lengths.map(|length| length.len()).max().unwrap_or_default(),
    };
    let sides = timeline.iter().filter_map(Segment::side_shown);
    let sides = sides.map(|side| escaped(side).width());
    let sides = sides.max().unwrap_or_default();
    let mut sentences = session.sentences().peekable();
    let mut pass = None;
    if !session.lead_in.is_zero() {
        let length = written(session.lead_in);
        out.push_str(&columns.row(Some(Duration::ZERO), &length, "lead-in", ""));
        while let Some((_, sentence)) = sentences.next_if(|(at, _)| *at < session.lead_in) {
            out.push_str(&columns.sentence(None, sentence));
        }
    }
    for (index, (start, length, segment)) in session.segments().enumerate() {
        let first = pass.replace(segment.pass) != Some(segment.pass);
        let words = words(timeline, index, first, sides);
        // People call both a rest.
        let kind = match segment.kind {
            Kind::Between => Kind::Rest.word(),
            kind => kind.word(),
        };
        out.push_str(&columns.row(Some(start), &length_in_words(length), kind, &words));
        // A segment that a key ends takes no time here, and says one sentence.
        let open = length.is_none();
        let end = start + length.unwrap_or_default();
        let mut remaining = if open { 1 } else { usize::MAX };
        while remaining > 0
            && let Some((at, sentence)) =
                sentences.next_if(|(at, _)| *at < end || (open && *at <= end + JOINED))
        {
            let at = Some(at).filter(|at| at.as_secs() > start.as_secs());
            out.push_str(&columns.sentence(at, sentence));
            remaining -= 1;
        }
    }
    let record = Record::new(Arc::clone(timeline));
    let held = held_by_side(&record, |line| line.planned);
    // What lasts as long as one can is in no sum.
    let max = timeline.has_max().then(|| AS_LONG.to_owned());
    let held: Vec<String> = held.into_iter().chain(max).collect();
    let held = held.join(" + ");
    out.push_str(&columns.row(Some(session.total), "", "done", &held));
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

fn length_in_words(length: Option<Duration>) -> String {
    length.map_or_else(|| "key".to_owned(), written)
}

/// The words of a row about its segment; `first` when it is the first one of its pass, so that nothing has named it yet.
/// Sides are `wide` cells wide.
fn words(timeline: &Timeline, index: usize, first: bool, wide: usize) -> String {
    let Some(segment) = timeline.get(index) else {
        return String::new();
    };
    let side = segment.side_shown().map(escaped);
    let optional = if segment.step.optional {
        " (optional)"
    } else {
        ""
    };
    let name = || format!("{}{optional}", escaped(timeline.name(index)));
    let round = || {
        let (round, rounds) = segment.round;
        (rounds > 1).then(|| format!("round {round}/{rounds}"))
    };
    let set = || {
        let (set, sets) = segment.set;
        (sets > 1).then(|| format!("set {set}/{sets}"))
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
            let set = set().filter(|_| segment.is_rest_between_sets());
            let round = round().filter(|_| segment.introduces.is_some());
            columns([to, set, round])
        }
        kind if kind.is_work() => {
            let (rep, reps) = segment.rep;
            let parts = columns([
                first.then(|| format!("{number}{}", name())),
                side.map(|side| padded(&side, wide)),
                (reps > 1 || segment.most_reps().is_some())
                    .then(|| format!("rep {rep}/{}", span::range(reps, segment.most_reps()))),
                set(),
                round(),
                segment.step.load.as_deref().map(escaped),
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

/// The extent of a piece beside its length; of a range also where it begins, when that is above its low end.
fn extent(work: &Work) -> Option<String> {
    let extent = extent_as_written(work)?;
    let last = work.begins_at().filter(|_| work.is_above());
    Some(match last {
        Some(last) => format!("{extent}, last {last}"),
        None => extent,
    })
}

fn extent_as_written(work: &Work) -> Option<String> {
    match work {
        Work::Count(counted) => {
            let (times, most) = counted.written();
            let times = span::range(times, most);
            Some(match counted.pace {
                Some(pace) => {
                    let tempo = counted.tempo.map(|tempo| format!(" ({tempo})"));
                    let tempo = tempo.unwrap_or_default();
                    format!("{times} × {}{tempo}", written(pace))
                }
                None => format!("{times} ×"),
            })
        }
        Work::Hold(timed) | Work::Time(timed) => {
            let breaths = timed.written_breaths();
            let breaths = breaths.map(|(least, most)| {
                let plural = if (least, most) == (1, None) { "" } else { "s" };
                format!("{} breath{plural}", span::range(least, most))
            });
            let range = timed.range.filter(|_| timed.breath.is_none());
            let range = range.map(|range| span::short_range(range.least, Some(range.most)));
            let max = timed.length.is_none().then(|| AS_LONG.to_owned());
            let rings = || "then it rings until you press a key".to_owned();
            let parts = columns([breaths, range, max, work.rings().then(rings)]);
            (!parts.is_empty()).then_some(parts)
        }
    }
}
