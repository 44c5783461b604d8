//! W05, W06: sentences that take longer than there is time for. [`cue`] decides what is said and when; this module
//! only compares times.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use super::changes::{Advised, ask_for};
use super::limits::{SPEECH_SOURCE, SWITCH};
use super::outline::{Known, Outline, about};
use crate::core::cue::{self, CuePart, Estimated, Introduction, Why};
use crate::core::mark::Mark;
use crate::core::routine::{Side, TimedCue, Work};
use crate::core::span::{rounded_up, short, written};
use crate::core::template::Placeholder;
use crate::core::timeline::{Segment, Timeline};
use crate::diagnostic::Code::{W05, W06, W07};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Fix;
use crate::format::wording::as_toml;

/// Sentences at the pace of a voice that is not changed.
const LENGTHS: Estimated = Estimated { rate: 100 };

/// Adds W05 and W06 to `found`. `advised` has the times to get ready that other advice has asked for, by step.
pub(super) fn check(outline: &Outline, advised: &Advised, found: &mut Vec<Diagnostic>) {
    let mut introduced = BTreeSet::new();
    let mut sides = BTreeSet::new();
    let mut played = BTreeSet::new();
    let scripts = cue::scripts(&outline.timeline, &LENGTHS);
    for (index, (segment, lines)) in outline.timeline.iter().zip(&scripts).enumerate() {
        let id = segment.step.id;
        let Some(known) = outline.steps.get(id) else {
            continue;
        };
        // The cue is said the first time that a stretch comes; after that only name and side, which are shorter.
        if introduced.insert(id) {
            if !segment.kind.is_work() {
                // A name that comes at the end of what was before need not come here.
                let announced = index.checked_sub(1).and_then(|before| scripts.get(before));
                let announced = announced
                    .is_some_and(|lines| lines.iter().any(|line| line.why == Why::Next(index + 1)));
                let cut = |length: Duration| {
                    cue::cut_introduction(&outline.timeline, (index, length), false, &LENGTHS)
                        .filter(|cut| cut.cue || !announced)
                };
                let length = segment.length.unwrap_or_default();
                let (ready, stands_at) = advised.get(&id).copied().unwrap_or_default();
                // What other advice asks for must be enough for this one too.
                if let Some(cut) = cut(length.max(ready)).filter(|_| advised.contains_key(&id))
                    && let Some(other) = found.get_mut(stands_at)
                {
                    ask_for(other, cut.needed);
                }
                let cut = cut(length).filter(|cut| cut.needed > ready);
                found.extend(cut.and_then(|cut| introduction(outline, known, segment, cut)));
                // A block without a cue says that of its first step.
                let source = cue::source_of_cue(&outline.timeline, index);
                let source = source.and_then(|source| outline.timeline.get(source));
                introduced.extend(source.map(|source| source.step.id));
            } else if segment.length.is_some() && !is_cue_said(&outline.timeline, index, &scripts) {
                found.extend(unsaid(known));
            }
        }
        if segment.kind.is_work()
            && let Some(needed) = cue::unsaid_side(&outline.timeline, index, &LENGTHS, &scripts)
            && sides.insert(id)
        {
            let problem = unsaid_side(known, needed.max(SWITCH));
            // Two pieces of advice on one line ask for the same.
            let mut others = found.iter_mut();
            if let Some(other) =
                others.find(|other| other.code == W07 && other.place == problem.place)
            {
                other.help.clone_from(&problem.help);
            }
            found.push(problem);
        }
        // Timed cues may be said on one side only, or name it.
        let cues = segment.step.work.as_ref().map_or(&[][..], Work::cues);
        let is_sided = |cue: &TimedCue| cue.side.is_some() || cue.say.has(Placeholder::Side);
        let side = segment.side.as_ref().filter(|_| cues.iter().any(is_sided));
        let side = side.map(Side::word);
        if segment.kind.is_work() && !known.timed_cues().is_empty() && played.insert((id, side)) {
            timed(known, segment, lines, found);
        }
    }
}

/// Whether the cue of the work at `index` is said there, or before where the same stretch came.
fn is_cue_said(timeline: &Timeline, index: usize, scripts: &[Vec<CuePart>]) -> bool {
    let stretch = |segment: &Segment| (segment.step.name.clone(), segment.step.cue.clone());
    let this = timeline.get(index).map(stretch);
    let says = |lines: &[CuePart]| {
        let mut lines = lines.iter();
        lines.any(|line| line.why == Why::Start { cue: true })
    };
    let mut so_far = timeline.iter().zip(scripts).take(index + 1);
    so_far.any(|(segment, lines)| says(lines) && Some(stretch(segment)) == this)
}

/// W05: name, side and cue in the time before a stretch.
fn introduction(
    outline: &Outline,
    known: &Known,
    segment: &Segment,
    cut: Introduction,
) -> Option<Diagnostic> {
    let Introduction { takes, room, .. } = cut;
    let needed = written(cut.needed);
    let what = match (outline.routine.voice.names, cut.side, cut.cue) {
        (_, true, true) => "name, side and cue take",
        (true, false, true) => "name and cue take",
        (false, false, true) => "the cue takes",
        (_, true, false) => "name and side take",
        (_, false, false) => "the name takes",
    };
    // A room is reported as too small rather than too large.
    let room = Duration::from_millis(room.as_millis() as u64 / 100 * 100);
    let takes = tenths(takes);
    let cue = known.field("cue");
    let place = cue.map_or_else(|| known.place("name"), |cue| &cue.place);
    let message = format!(
        "{what} {} to say, but `ready` leaves {}",
        about(takes),
        about(room)
    );
    let problem = W05
        .at(place, message)
        .label(format!("too long by {}", about(takes.saturating_sub(room))))
        .help(format!(
            "write `ready = \"{needed}\"`, or a shorter cue and the rest as `how`"
        ))
        .source(SPEECH_SOURCE)
        .fix(
            known
                .field("ready")
                .map(|ready| Fix::likely(&ready.place, as_toml(&needed))),
        );
    let Some(field) = outline.inherited(known, "ready") else {
        return Some(problem);
    };
    let ready = segment.length?;
    let tones = about(tenths(ready.saturating_sub(room)));
    let less = format!(
        "{}, less {tones} for the tones and the last seconds",
        short(ready)
    );
    Some(problem.also(&field.place, less))
}

/// W05: a cue without any time before its stretch.
fn unsaid(known: &Known) -> Option<Diagnostic> {
    let field = known.field("cue")?;
    let problem = W05
        .at(
            &field.place,
            "there is no time in which this cue could be said",
        )
        .label("it is only shown")
        .help("give the step a `ready`, or say it with `cues = [{ at = 0, say = \"…\" }]`");
    let ready = known.field("ready").map(|ready| &ready.place);
    Some(problem.also(ready, "no time to get ready"))
}

/// W05: a change of sides of which nothing is heard before the next side starts.
fn unsaid_side(known: &Known, needed: Duration) -> Diagnostic {
    let field = known.field("switch").or_else(|| known.field("sides"));
    let place = field.map_or_else(|| known.place("name"), |field| &field.place);
    W05.at(place, "the next side is not said before it starts")
        .label("no room for it here, nor at the end of the side before")
        .help(format!("write `switch = \"{}\"` or more", written(needed)))
        .source(SPEECH_SOURCE)
}

/// The timed cues of one second, which are one sentence.
struct CueSecond {
    /// The first and the last of them, by their places in the step.
    cues: (usize, usize),
    begins: Duration,
    ends: Duration,
}

/// W06: timed cues that run into each other or into the end.
fn timed(known: &Known, segment: &Segment, lines: &[CuePart], found: &mut Vec<Diagnostic>) {
    let Some(length) = segment.length else { return };
    let is_tick = |line: &&CuePart| matches!(line.why, Why::Tick(_));
    let quiet = lines.iter().find(is_tick).map_or(length, |tick| tick.at);
    let place = |cue: usize| Some(&known.timed_cues().get(cue)?.get("say")?.place);
    let mut seen = BTreeSet::new();
    let mut before: Option<CueSecond> = None;
    for sentence in sentences(segment, lines) {
        let CueSecond {
            cues: (first, last),
            begins,
            ends,
        } = sentence;
        let runs_into = before.as_ref().filter(|before| before.ends > begins);
        if let (Some(before), Some(place_of_first)) = (runs_into, place(first))
            && seen.insert((Some(before.cues.1), first))
        {
            let earlier = Some(before.cues.1).filter(|earlier| *earlier != first);
            let earlier = earlier.and_then(place);
            found.push(overtaken(place_of_first, begins, before.ends, earlier));
        } else if ends > quiet
            && let Some(place) = place(last)
            && seen.insert((None, last))
        {
            found.push(unfinished(place, (begins, ends), (quiet, length)));
        }
        before = Some(sentence);
    }
}

/// The sentences of the timed cues, as `lines` have them.
fn sentences(segment: &Segment, lines: &[CuePart]) -> Vec<CueSecond> {
    let mut sentences: Vec<CueSecond> = Vec::new();
    for (at, mark) in segment.marks(segment.length) {
        let Mark::Cue { cue, .. } = mark else {
            continue;
        };
        match sentences.last_mut() {
            Some(last) if last.begins == at => last.cues.1 = cue,
            _ => {
                let said = |line: &&CuePart| line.at == at && line.say.is_some();
                sentences.extend(lines.iter().find(said).map(|line| CueSecond {
                    cues: (cue, cue),
                    begins: at,
                    ends: tenths(line.ends(&LENGTHS)),
                }));
            }
        }
    }
    sentences
}

fn overtaken(
    place: &Range<usize>,
    begins: Duration,
    free: Duration,
    earlier: Option<&Range<usize>>,
) -> Diagnostic {
    let by = about(free.saturating_sub(begins));
    W06.at(
        place,
        format!("this cue comes {by} before the one before it is over"),
    )
    .label(format!("due at {}", short(begins)))
    .help("leave more time between the two, or say less")
    .source(SPEECH_SOURCE)
    .also(earlier, format!("said until {}", about(free)))
}

/// A cue that is not over when the ticks begin at `quiet`, or at the end of the `length`.
fn unfinished(
    place: &Range<usize>,
    (begins, ends): (Duration, Duration),
    (quiet, length): (Duration, Duration),
) -> Diagnostic {
    let ticks = length.saturating_sub(quiet);
    let latest = ends.saturating_sub(begins) + ticks;
    let message = if ticks.is_zero() {
        "this cue is not over when the end comes".to_owned()
    } else {
        format!(
            "this cue runs into the last {}, which are ticked",
            short(ticks)
        )
    };
    let help = if latest < length {
        let latest = written(rounded_up(latest));
        format!("say it `at = \"-{latest}\"` at the latest, or say less")
    } else {
        "say less: it takes longer than there is".to_owned()
    };
    W06.at(place, message)
        .label(format!("due at {}, over at {}", short(begins), about(ends)))
        .help(help)
        .source(SPEECH_SOURCE)
}

/// `length` to the tenth of a second, as in messages.
fn tenths(length: Duration) -> Duration {
    let tenths = (length.as_secs_f64() * 10.0).round();
    Duration::from_millis(tenths as u64 * 100)
}
