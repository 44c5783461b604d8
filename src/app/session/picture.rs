//! Makes the view of a session from its state, and says when the view changes next.

use std::sync::Arc;
use std::time::Duration;

use super::SessionScreen;
use super::figure;
use super::keys;
use super::look::{State, posture};
use super::view::{Count, SessionView};
use crate::app::element::{Hint, RibbonView, Window};
use crate::core::cue;
use crate::core::day::is_rehearsal;
use crate::core::language::{Word, Words};
use crate::core::moment::Moment;
use crate::core::player::{Phase, Player};
use crate::core::routine::{Counted, MovementPhase, Work};
use crate::core::span;
use crate::core::template::Template;
use crate::core::timeline::{Kind, Segment, Timeline, Turning};

/// The shape of a number of movements.
const MOVEMENTS: &str = "88 ×";

/// When the picture changes next by itself: with the shown second.
pub(super) fn next_change(player: &Player, now: Moment) -> Option<Moment> {
    let flip = |remaining: Duration| {
        let shown = span::rounded_up(remaining).saturating_sub(Duration::from_secs(1));
        now + remaining.saturating_sub(shown)
    };
    let next_second =
        |ran: Duration| now + Duration::from_secs(ran.as_secs() + 1).saturating_sub(ran);
    match player.phase() {
        Phase::Starting | Phase::LeadingIn => player.lead_in_remaining(now).map(flip),
        Phase::Running => player
            .segment_remaining(now)
            .map(flip)
            .or_else(|| counts_up(player, now).map(next_second)),
        Phase::Ringing => player.ringing(now).map(next_second),
        Phase::Paused | Phase::Hurt | Phase::Over => None,
    }
}

/// How long the present segment has run where it lasts as long as one can.
fn counts_up(player: &Player, now: Moment) -> Option<Duration> {
    let segment = player.segment().filter(|segment| segment.is_max());
    segment.map(|_| player.reading(now))
}

/// The view at `now`.
pub(super) fn view(session: &SessionScreen, window: Window, now: Moment) -> SessionView {
    let player = session.player();
    let timeline = player.timeline();
    let state = State::of(player);
    let index = player.index().unwrap_or(timeline.len() - 1);
    let segment = timeline.get(index).unwrap_or(timeline.first());
    let words = timeline.language(index);
    let movement = movement(player, segment, now).filter(|_| matches!(state, State::Running(_)));
    let phase = movement.map_or_else(|| state.phase(posture(timeline, index)), |(word, _)| word);
    let notes_where = |is_seen: bool| session.notes.iter().filter(|_| is_seen).cloned().collect();
    SessionView {
        title: title(session),
        look: state.look(),
        phase: session
            .flash(now)
            .map_or_else(|| words.large(phase), str::to_owned),
        phase_first: state.phase_first(),
        side: segment.side_shown().map(str::to_uppercase),
        widest_phase: widest_phase(segment),
        name: shown_name(player, index, state),
        name_first: state.names_first(segment.step.name.is_some()),
        count: count(player, segment, now),
        widest: widest(player, index, now),
        progress: progress(player, index, now),
        asks: state.asks(words),
        figure: figure::view(session, window, now),
        cue: sentence(session, index, state, now),
        sentences: cue::sentences(timeline, index),
        how: how(timeline, index, state).filter(|_| !session.shows_more()),
        // Before the start the name on the screen is what comes next.
        next: (state != State::Starting).then(|| {
            let label = words.get(Word::Then).to_owned();
            (label, coming_up(player, index, words))
        }),
        step: step_number(segment, timeline.steps, words),
        // The word for a movement is in the band.
        turn: movement.map_or_else(
            || turn(player, segment, words, now).filter(|_| state.has_turn()),
            |(_, remaining)| Some((String::new(), remaining.as_secs().to_string())),
        ),
        round: round(segment, words, session.last_time(index)),
        clock: (player.clock(now), player.total()),
        elapsed: elapsed(player, words, now),
        ends: ends_at(session, now).map(|time| words.fill(Word::Ends, &[("time", &time)])),
        ribbon: RibbonView {
            segments: Arc::clone(player.planned()),
            here: Some(index),
        },
        notes: all_notes(notes_where(player.is_opening()), session, index, state),
        opening: notes_where(player.is_in_first_step()),
        turn_of_notes: session.turn_of_notes(now),
        most_turns: session.most_turns,
        aside: session.aside(),
        notice: session.notice(window, now),
        hints: hints(session, state, words, index),
    }
}

/// The keys that do something now. A question says its own.
fn hints(session: &SessionScreen, state: State, words: &Words, index: usize) -> Vec<Hint> {
    if session.is_covered() {
        return Vec::new();
    }
    let has_more = !more(session.player().timeline(), index).is_empty();
    keys::hint_bar(state, words, has_more)
}

/// The number of the step among so many, and whether it is optional.
fn step_number(segment: &Segment, steps: u32, words: &Words) -> Option<String> {
    let number = segment.step.number?;
    let step = numbered(words, Word::Step, (number, steps));
    Some(if segment.step.optional {
        format!("{step} · {}", words.get(Word::Optional))
    } else {
        step
    })
}

/// The number of the set and of the round, where there are several, and what was reached the `last` time.
fn round(segment: &Segment, words: &Words, last: Option<Duration>) -> Option<String> {
    let turns = [(Word::Set, segment.set), (Word::Round, segment.round)].into_iter();
    let turns = turns.filter_map(|(word, numbers)| Some(numbered(words, word, several(numbers)?)));
    let last = last.map(|last| words.fill(Word::LastTime, &[("time", &span::short(last))]));
    let turns: Vec<String> = turns.chain(last).collect();
    (!turns.is_empty()).then(|| turns.join("   "))
}

/// How the step is done, unless it hurts.
fn how(timeline: &Timeline, index: usize, state: State) -> Option<String> {
    let how = timeline.get(index)?.step.how.as_ref()?;
    (state != State::Hurt).then(|| how.fill(&timeline.words(index, None)))
}

/// How the step is done, and how to do less and more of it and in another way, a sentence each; empty where it says
/// nothing of these.
fn more(timeline: &Timeline, index: usize) -> Vec<String> {
    let Some(segment) = timeline.get(index) else {
        return Vec::new();
    };
    let (step, values) = (&segment.step, timeline.words(index, None));
    let fill = |text: &Option<Template>| Some(text.as_ref()?.fill(&values));
    let words = timeline.language(index);
    let way = |word, text: &Option<Template>| Some(words.fill(word, &[("text", &fill(text)?)]));
    let texts = [
        fill(&step.how),
        way(Word::Easier, &step.easier),
        way(Word::Harder, &step.harder),
        way(Word::Alternative, &step.alternative),
    ];
    texts
        .iter()
        .flatten()
        .flat_map(|text| by_sentence(text))
        .collect()
}

/// The sentences of a text: each can have a turn of its own.
pub(super) fn by_sentence(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut is_over = true;
    for word in text.split_whitespace() {
        match sentences.last_mut().filter(|_| !is_over) {
            Some(sentence) => {
                sentence.push(' ');
                sentence.push_str(word);
            }
            None => sentences.push(word.to_owned()),
        }
        is_over = word.ends_with(['.', '!', '?']);
    }
    sentences
}

/// `step 1/6`.
fn numbered(words: &Words, word: Word, (nth, of): (u32, u32)) -> String {
    format!("{} {nth}/{of}", words.get(word))
}

/// The number and how many there are, where that is more than one.
fn several((nth, of): (u32, u32)) -> Option<(u32, u32)> {
    (of > 1).then_some((nth, of))
}

/// The number of the repetition, or before a set or a round the number of that, behind the word for it. A hold that is
/// measured in breaths counts these.
fn turn(
    player: &Player,
    segment: &Segment,
    words: &Words,
    now: Moment,
) -> Option<(String, String)> {
    let turn = breath(player, segment, now).or_else(|| {
        let (turn, numbers) = segment.turn();
        let is_range = turn == Turning::Rep && segment.most_reps().is_some();
        let rep = several(numbers).or_else(|| is_range.then_some(numbers));
        let rep = rep.map(|numbers| (word_of(turn), numbers));
        // Of a step whose sets are all done once, the set is what comes several times.
        rep.or_else(|| several(segment.set).map(|numbers| (Word::Set, numbers)))
    });
    let (word, (nth, of)) = turn?;
    let of = match word {
        Word::Rep => span::range(of, segment.most_reps()),
        _ => of.to_string(),
    };
    Some((words.large(word), format!("{nth}/{of}")))
}

/// The word before the number of a turn.
const fn word_of(turn: Turning) -> Word {
    match turn {
        Turning::Rep => Word::Rep,
        Turning::Set => Word::Set,
        Turning::Round => Word::Round,
    }
}

/// The phase of the movement that runs, and its remaining time in whole seconds.
fn movement(player: &Player, segment: &Segment, now: Moment) -> Option<(Word, Duration)> {
    let tempo = segment.work()?.counted()?.tempo?;
    let remaining = span::rounded_up(player.segment_remaining(now)?);
    let length = tempo.length().as_secs().max(1);
    // What is left of the movement: all of it at its beginning, never nothing.
    let left = Duration::from_secs((remaining.as_secs() + length - 1) % length + 1);
    let mut phases = tempo.phases().map(|(phase, begins, takes)| {
        let ends = tempo.length().saturating_sub(begins + takes);
        (phase, left.saturating_sub(ends))
    });
    let (phase, remaining) = phases.find(|(_, remaining)| !remaining.is_zero())?;
    Some((word_of_phase(phase), remaining))
}

/// The word for a phase of a movement.
const fn word_of_phase(phase: MovementPhase) -> Word {
    match phase {
        MovementPhase::Out => Word::Out,
        MovementPhase::Hold => Word::Hold,
        MovementPhase::Back => Word::Back,
        MovementPhase::Rest => Word::Rest,
    }
}

/// The breath that runs, and how many there are.
fn breath(player: &Player, segment: &Segment, now: Moment) -> Option<(Word, (u32, u32))> {
    let breath = segment.work()?.timed()?.breath?;
    let breaths = |length: Duration| length.as_secs().div_ceil(breath.as_secs().max(1)) as u32;
    let length = player.length(player.index()?)?;
    let remaining = span::rounded_up(player.segment_remaining(now)?);
    let (of, later) = (breaths(length), breaths(remaining));
    Some((Word::Breath, ((of + 1).saturating_sub(later).min(of), of)))
}

/// The title of the session; before it, whether it is a rehearsal.
fn title(session: &SessionScreen) -> String {
    let title = session.title();
    match session
        .preferences
        .wall
        .filter(|wall| is_rehearsal(wall.speed))
    {
        Some(wall) => format!("Rehearsal {}×: {title}", wall.speed),
        None => title.to_owned(),
    }
}

fn shown_name(player: &Player, index: usize, state: State) -> String {
    match state {
        // The advice for now has to be read from afar.
        State::Hurt => player
            .timeline()
            .language(index)
            .get(Word::LetGo)
            .to_owned(),
        // The next stretch is announced; a rest that has a name keeps it.
        _ => player.name_and_load(index),
    }
}

/// The number on the screen, and its widest shape.
fn count(player: &Player, segment: &Segment, now: Moment) -> Option<Count> {
    if let Some(lead_in) = player.lead_in_remaining(now) {
        return Some(seconds(span::rounded_up(lead_in)));
    }
    if let Some(rung) = player.ringing(now) {
        return Some(seconds(Duration::from_secs(rung.as_secs())));
    }
    if let Some(counted) = segment.work().and_then(Work::counted) {
        return Some(match (counted.pace, player.segment_remaining(now)) {
            (Some(pace), Some(remaining)) => {
                let movements = remaining.as_nanos().div_ceil(pace.as_nanos().max(1));
                Count {
                    text: format!("{movements} ×"),
                    shape: MOVEMENTS.to_owned(),
                }
            }
            _ => open_count(
                counted,
                player.index().map_or(0, |index| player.count(index)),
            ),
        });
    }
    if let Some(ran) = counts_up(player, now) {
        return Some(seconds(Duration::from_secs(ran.as_secs())));
    }
    player
        .segment_remaining(now)
        .map(span::rounded_up)
        .map(seconds)
}

/// The longest that something lasts as a rule that lasts as long as one can: until then the digits keep their size.
const MAX_AS_A_RULE: Duration = Duration::from_secs(599);

/// The movements that a key ends: how many they are to be now, and how many they may be.
fn open_count(counted: &Counted, present: u32) -> Count {
    let (_, most) = counted.written();
    let more = most.filter(|most| *most > present);
    let text = format!("{} ×", span::range(present, more));
    let shape = most.map_or(MOVEMENTS, |_| "88–88 ×").to_owned();
    Count { text, shape }
}

/// The widest shape of all counts in the step that the segment at `index` belongs to.
fn widest(player: &Player, index: usize, now: Moment) -> String {
    let timeline = player.timeline();
    let shape = |at: usize| {
        let length = player.length(at);
        let segment = timeline.get(at)?;
        if segment.is_max() {
            let ran = counts_up(player, now).unwrap_or_default();
            return Some(seconds(ran.max(MAX_AS_A_RULE)).shape);
        }
        match segment.work().and_then(Work::counted) {
            Some(counted) if length.is_none() => Some(open_count(counted, player.count(at)).shape),
            Some(_) => Some(MOVEMENTS.to_owned()),
            None => length.map(|length| seconds(length).shape),
        }
    };
    let shapes = timeline.of_step(index).filter_map(shape);
    let widest = shapes.max_by_key(|shape| shape.chars().count());
    widest.unwrap_or_else(|| seconds(Duration::ZERO).shape)
}

/// Less than 100 seconds as a plain number, which is read fastest; more as a clock.
fn seconds(length: Duration) -> Count {
    let text = if length.as_secs() < 100 {
        length.as_secs().to_string()
    } else {
        span::clock(length)
    };
    let digits: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '8' } else { c })
        .collect();
    let shape = if digits == "8" {
        "88".to_owned()
    } else {
        digits
    };
    Count { text, shape }
}

fn progress(player: &Player, index: usize, now: Moment) -> Option<(Duration, Duration)> {
    let of = player.length(index)?;
    let remaining = span::rounded_up(player.segment_remaining(now)?);
    Some((of.saturating_sub(remaining), of))
}

/// One sentence on what to do now: what a state asks for comes before what the routine says.
fn sentence(session: &SessionScreen, index: usize, state: State, now: Moment) -> Option<String> {
    let player = session.player();
    let timeline = player.timeline();
    match state {
        State::Hurt => {
            let name = player.hurts().and_then(|step| timeline.name_of_step(step));
            Some(
                timeline
                    .language(index)
                    .after_hurt(name.unwrap_or_default()),
            )
        }
        _ => cue::timed_sentence(player, player.reading(now))
            .or_else(|| cue::sentence(timeline, index, |at| player.is_skipped(at))),
    }
}

/// These notes, and behind them how the step is done and its other ways where the person asked for them.
fn all_notes(
    mut notes: Vec<String>,
    session: &SessionScreen,
    index: usize,
    state: State,
) -> Vec<String> {
    if session.shows_more() && state != State::Hurt {
        notes.extend(more(session.player().timeline(), index));
    }
    notes
}

/// The phase and the side that are wide and seen most: a change of sides, to the side with the longer name.
fn widest_phase(segment: &Segment) -> String {
    let voice = &segment.step.routine.voice;
    let sides = [&voice.right, &voice.left].into_iter();
    let side = sides.max_by_key(|side| side.chars().count());
    let side = side.map_or(String::new(), |side| side.to_uppercase());
    format!("{} {side}", voice.words.large(Word::Switch))
}

/// The time that has run, and that of all.
fn elapsed(player: &Player, words: &Words, now: Moment) -> String {
    let done = span::clock(player.clock(now));
    let total = span::at_least(player.total(), player.timeline().has_max());
    words.fill(Word::Of, &[("done", &done), ("total", &total)])
}

/// The next segment, in words.
fn coming_up(player: &Player, index: usize, words: &Words) -> String {
    let timeline = player.timeline();
    let coming = (index + 1..timeline.len()).find(|later| !player.is_skipped(*later));
    let Some((coming, segment)) = coming.and_then(|at| Some((at, timeline.get(at)?))) else {
        return words.get(Word::Done).to_owned();
    };
    let here = timeline.get(index);
    let length = player.length(coming).map(span::short);
    let side = segment.side_shown();
    let name = player.name(coming);
    let own_name = segment.step.name.as_deref();
    let same_step = here.is_some_and(|here| here.pass == segment.pass);
    let all = |parts: [Option<&str>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match (segment.kind, &length) {
        (Kind::Switch, _) => {
            let side = side.unwrap_or(words.get(Word::OtherSide)).to_uppercase();
            words.fill(Word::SwitchTo, &[("side", &side)])
        }
        (Kind::Between, Some(length)) => {
            let (turn, numbers) = segment.turn();
            let turn = numbered(words, word_of(turn), numbers);
            words.fill(Word::After, &[("turn", &turn), ("time", length)])
        }
        (Kind::Rest, Some(length)) => {
            let rest = format!("{} {length}", words.get(Word::Rest));
            all([own_name, Some(&rest), None])
        }
        (Kind::Wait, _) => match (own_name, words.get(Word::PressAKey)) {
            (Some(name), key) => format!("{name} ({key})"),
            (None, key) => key.to_owned(),
        },
        (Kind::Count, _) if same_step => {
            let counted = segment.work().and_then(Work::counted);
            let times = counted.map(|counted| {
                let present = segment.unpaced().map(|_| player.count(coming));
                open_count(counted, present.unwrap_or(counted.times)).text
            });
            format!("{} {}", words.large(Word::Count), times.unwrap_or_default())
        }
        (kind, Some(length)) if same_step => format!("{} {length}", words.large(kind.phase())),
        (Kind::Ready, _) => all([Some(name), side, None]),
        (_, Some(length)) => all([Some(name), side, Some(length)]),
        (kind, None) if same_step && segment.is_max() => {
            let max = words.get(Word::AsLongAsYouCan);
            format!("{} {max}", words.large(kind.phase()))
        }
        (_, None) if segment.is_max() => {
            all([Some(name), side, Some(words.get(Word::AsLongAsYouCan))])
        }
        (_, None) => name.to_owned(),
    }
}

/// The time of day at which the session ends if nothing is done.
fn ends_at(session: &SessionScreen, now: Moment) -> Option<String> {
    let player = session.player();
    let ahead = player.timeline().iter().skip(player.index()?);
    if matches!(player.phase(), Phase::Paused | Phase::Hurt | Phase::Over)
        || ahead.clone().any(Segment::is_max)
    {
        return None;
    }
    // A rehearsal keeps no pace with the day.
    let wall = session.preferences.wall;
    let wall = wall.filter(|wall| !is_rehearsal(wall.speed))?;
    let ends = wall.stamp(now + player.time_to_end(now));
    let minutes = ends.time_of_day().as_secs() / 60;
    Some(format!("{}:{:02}", minutes / 60, minutes % 60))
}
