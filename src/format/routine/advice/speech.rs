//! W05, W06: what is said takes longer than there is time for.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::limits::{SPEECH_SOURCE, TONES};
use super::outline::{Known, Outline, about, cues};
use crate::core::mark::Mark;
use crate::core::routine::Work;
use crate::core::span::{rounded_up, short, written};
use crate::core::speech;
use crate::core::template::Words;
use crate::core::timeline::{Kind, Segment};
use crate::diagnostic::{Code, Diagnostic};

/// Steps that were told to have so much `ready` anyway are not told again.
pub(super) fn check(
    outline: &Outline,
    told: &BTreeMap<usize, Duration>,
    found: &mut Vec<Diagnostic>,
) {
    let mut introduced = BTreeSet::new();
    let mut played = BTreeSet::new();
    for (index, segment) in outline.timeline.iter().enumerate() {
        let id = segment.step.id;
        let Some(known) = outline.steps.get(id) else {
            continue;
        };
        // The cue is said the first time that a stretch comes; after that only name and side, which are shorter.
        let first = introduced.insert(id);
        if first && segment.kind == Kind::Ready {
            let told = told.get(&id).copied().unwrap_or_default();
            found.extend(introduction(outline, known, index, told));
        } else if first && segment.kind.is_work() && segment.length.is_some() {
            found.extend(unsaid(known));
        }
        // Timed cues may be said on one side only.
        if segment.kind.is_work()
            && played.insert((id, segment.side.as_ref().map(|side| side.word().to_owned())))
        {
            found.extend(timed(outline, known, index, segment));
        }
    }
}

/// W05: name, side and cue in the time before a stretch.
fn introduction(
    outline: &Outline,
    known: &Known,
    index: usize,
    told: Duration,
) -> Option<Diagnostic> {
    let segment = outline.timeline.get(index)?;
    let ready = segment.length?;
    let voice = &outline.routine.voice;
    let words = outline.timeline.words(index, None);
    let name = segment.step.name.as_deref().filter(|_| voice.names);
    let side = segment.side_shown().filter(|_| voice.sides);
    let cue = segment.step.cue.as_ref().map(|cue| cue.fill(&words));
    let said = [name, side, cue.as_deref()];
    let text: Vec<String> = said.into_iter().flatten().map(stopped).collect();
    let takes = time(&text.join(" "));
    let room = ready.saturating_sub(TONES);
    if takes <= room || takes + TONES <= told {
        return None;
    }
    let needed = written(rounded_up(takes + TONES));
    let what = match (name.is_some(), side.is_some(), cue.is_some()) {
        (_, true, true) => "name, side and cue take",
        (_, false, true) => "name and cue take",
        (_, true, false) => "name and side take",
        (_, false, false) => "the name takes",
    };
    let place = if cue.is_some() {
        known.place("cue")
    } else {
        known.place("name")
    };
    let problem = Code::W05
        .at(
            &place,
            format!(
                "{what} {} to say, but `ready` leaves {}",
                about(takes),
                about(room)
            ),
        )
        .label(format!("too long by {}", about(takes.saturating_sub(room))))
        .help(format!(
            "write `ready = \"{needed}\"`, or a shorter cue and the rest as `how`"
        ))
        .source(SPEECH_SOURCE);
    Some(match outline.inherited(known, "ready") {
        Some(field) => problem.also(
            &field.place,
            format!(
                "{}, less {} for the tones and the last seconds",
                short(ready),
                short(TONES)
            ),
        ),
        None => problem,
    })
}

/// W05: a cue where nothing comes before the stretch in which it could be said.
fn unsaid(known: &Known) -> Option<Diagnostic> {
    let field = known.field("cue")?;
    let problem = Code::W05
        .at(
            &field.place,
            "there is no time in which this cue could be said",
        )
        .label("it is only shown")
        .help("give the step a `ready`, or say it with `cues = [{ at = 0, say = \"…\" }]`");
    Some(match known.field("ready") {
        Some(ready) => problem.also(&ready.place, "no time to get ready"),
        None => problem,
    })
}

/// W06: timed cues that run into each other or into the end.
fn timed(outline: &Outline, known: &Known, index: usize, segment: &Segment) -> Vec<Diagnostic> {
    let (Some(work), Some(length)) = (&segment.step.work, segment.length) else {
        return Vec::new();
    };
    let tables = known.timed_cues();
    let place = |cue: usize| {
        tables
            .get(cue)
            .and_then(|cue| cue.get("say"))
            .map(|say| say.place.clone())
    };
    let quiet = length.saturating_sub(last_seconds(outline, work, length));
    let words = outline.timeline.words(index, None);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    // When what was said before is over, and which cue it was.
    let mut before: Option<(Duration, Duration, usize)> = None;
    for (at, mark) in segment.marks(Some(length)) {
        let Mark::Cue { cue, .. } = mark else {
            continue;
        };
        let words = Words {
            remaining: Some(length.saturating_sub(at)),
            ..words
        };
        let Some(text) = cues(work).get(cue).map(|cue| cue.say.fill(&words)) else {
            continue;
        };
        let takes = time(&text);
        let (free, earlier) = before.map_or((Duration::ZERO, None), |(free, began, earlier)| {
            (free, Some((began, earlier)))
        });
        // Cues of the same second are one sentence.
        let together = earlier.is_some_and(|(began, _)| began == at);
        let begins = if together { free } else { at };
        let over = begins + takes;
        if let (Some((_, earlier)), Some(place)) = (earlier, place(cue))
            && free > at
            && !together
            && seen.insert((Some(earlier), cue))
        {
            let problem = Code::W06
                .at(
                    &place,
                    format!(
                        "this cue comes {} before the one before it is over",
                        about(free.saturating_sub(at))
                    ),
                )
                .label(format!("due at {}", short(at)))
                .help("leave more time between the two, or say less")
                .source(SPEECH_SOURCE);
            found.push(match self::other(earlier, cue, tables) {
                Some(other) => problem.also(&other, format!("said until {}", about(free))),
                None => problem,
            });
        } else if over > quiet
            && let Some(place) = place(cue)
            && seen.insert((None, cue))
        {
            let ticks = length.saturating_sub(quiet);
            let (message, latest) = if ticks.is_zero() {
                ("this cue is not over when the end comes".to_owned(), takes)
            } else {
                (
                    format!(
                        "this cue runs into the last {}, which are ticked",
                        short(ticks)
                    ),
                    takes + ticks,
                )
            };
            let help = if latest < length {
                format!(
                    "say it `at = \"-{}\"` at the latest, or say less",
                    written(rounded_up(latest))
                )
            } else {
                "say less: it takes longer than there is".to_owned()
            };
            found.push(
                Code::W06
                    .at(&place, message)
                    .label(format!("due at {}, over at {}", short(at), about(over)))
                    .help(help)
                    .source(SPEECH_SOURCE),
            );
        }
        before = Some((over, at, cue));
    }
    found
}

/// Where the cue `earlier` is written, unless it is the same as `cue`.
fn other(
    earlier: usize,
    cue: usize,
    tables: &[super::super::super::fields::Fields],
) -> Option<std::ops::Range<usize>> {
    let say = tables.get(earlier).filter(|_| earlier != cue)?.get("say")?;
    Some(say.place.clone())
}

/// How long before its end a piece is ticked. Short ones and counts are not.
fn last_seconds(outline: &Outline, work: &Work, length: Duration) -> Duration {
    let ticks = Duration::from_secs(outline.routine.voice.ticks.into());
    match work {
        Work::Count(_) => Duration::ZERO,
        Work::Hold(_) | Work::Time(_) => ticks.min(length / 3),
    }
}

/// `text` with a full stop, as it is said.
fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…', ':', ',']) || text.is_empty() {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// How long `text` takes to say, to the tenth of a second in which it is told: what is less is not too long.
fn time(text: &str) -> Duration {
    let tenths = (speech::time(text).as_secs_f64() * 10.0).round();
    Duration::from_millis(tenths as u64 * 100)
}
