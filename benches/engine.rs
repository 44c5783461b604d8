//! How long the engine takes: a million events of the largest routine there can be, what each wake-up of such a session
//! costs, and opening it.
//!
//! `cargo bench --bench engine`. No numbers are asserted: they are those of the machine. Meant are less than a
//! microsecond an event, less than 50 ms to open, and a wake-up that no length of a routine can be felt in.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and tells what it says"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use supple::app::App;
use supple::app::element::Window;
use supple::app::session::{After, Preferences};
use supple::core::cue::Estimated;
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::Start;
use supple::core::routine::{First, Routine};
use supple::core::session::{Plan, Session};
use supple::core::settings::Motion;
use supple::core::timeline::{MOST_SEGMENTS, Timeline, Unrolled};
use supple::diagnostic::{Source, render};
use supple::disk::stretches::built_in;
use supple::format::routine;

/// How many events are to happen.
const EVENTS: usize = 1_000_000;
/// How many wake-ups of a session are measured.
const SECONDS: usize = 2000;
const RUNS: usize = 7;

/// As many steps of 17 s as a day and the most pieces allow, each with figure and cue: two pieces each.
fn largest() -> Source {
    let mut text = String::from("title = \"The largest\"\n");
    for nth in 0..50 {
        let _ = write!(
            text,
            "[[step]]\nrepeat = 99\n[[step.step]]\nname = \"Stretch {nth}\"\nfigure = \"bridge\"\nready = \"2s\"\n\
             hold = \"15s\"\ncues = [{{ every = \"3s\", say = \"In, and out.\" }}]\n"
        );
    }
    Source {
        name: "bench.toml".to_owned(),
        text,
    }
}

fn main() {
    let source = largest();
    let parsed = routine::parse_among(&source, &built_in());
    let told = render(&source, &parsed.problems, false);
    let Some(routine) = parsed.value.map(Arc::new) else {
        println!("{told}");
        return;
    };
    let timeline = Arc::new(Timeline::of(&routine));
    println!(
        "a routine of {} pieces of {MOST_SEGMENTS}, {} h: the median of {RUNS} runs",
        timeline.len(),
        timeline.total().as_secs_f64() / 3600.0
    );
    let opens = median(|| black_box(routine::parse(black_box(&source))));
    let unrolls = median(|| black_box(Timeline::of(black_box(&routine))));
    let checked: Duration = opens + unrolls;
    println!(
        "from file to timeline: {opens:?} to read and advise, {unrolls:?} to unroll, {checked:?} in all"
    );
    let mut events = 0;
    let plays = median(|| events = play(&timeline));
    println!(
        "{events} events in {plays:?}: {} ns each",
        plays.as_nanos() / events.max(1) as u128
    );
    for (what, routine) in [("this one", Some(routine)), ("the usual one", usual())] {
        let Some(routine) = routine else { continue };
        let (middle, most) = wakings(&routine);
        println!("a second of a session of {what}: {middle:?} in the median, {most:?} at worst");
    }
}

/// Plays it again and again, from deadline to deadline as the loop does, and says how much happened.
fn play(timeline: &Arc<Timeline>) -> usize {
    let mut events = 0;
    while events < EVENTS {
        let start = Start::default();
        let lengths = Arc::new(Estimated::default());
        let (mut session, first) = Session::start(
            Plan::new(Arc::clone(timeline), start),
            lengths,
            Moment::ZERO,
        );
        events += first.events.len();
        while let Some(next) = session.next_deadline().filter(|_| events < EVENTS) {
            events += black_box(session.advance(next)).events.len();
        }
    }
    events
}

/// What a wake-up takes from the deadline to the view that is to be drawn, in a window with a figure.
fn wakings(routine: &Arc<Routine>) -> (Duration, Duration) {
    let setup = Plan::of(
        &NonEmpty::of(Arc::clone(routine)),
        Duration::ZERO,
        Unrolled::default(),
        100,
    );
    let text = RoutineText::new("bench", &routine.title, "");
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: Duration::ZERO,
        after: After::Nothing,
        figures: true,
        motion: Motion::Loop,
        wall: None,
    };
    let mut app = App::playing(setup.with_texts([text]), preferences, Moment::ZERO);
    app.look_through(Window {
        columns: 100,
        rows: 30,
    });
    let mut now = Moment::ZERO;
    let mut times = Vec::new();
    while let Some(next) = app.next_deadline(now).filter(|_| times.len() < SECONDS) {
        now = next;
        let before = Instant::now();
        black_box(app.update(None, now));
        black_box(app.frame(now));
        times.push(before.elapsed());
    }
    times.sort_unstable();
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    (at(times.len() / 2), at(times.len().saturating_sub(1)))
}

/// The routine that somebody plays who has not chosen one.
fn usual() -> Option<Arc<Routine>> {
    let text = supple::disk::bundled::ALL
        .first()
        .map_or("", |(_, text)| text);
    let source = Source {
        name: "usual.toml".to_owned(),
        text: text.to_owned(),
    };
    routine::parse_among(&source, &built_in())
        .value
        .map(Arc::new)
}

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let mut times: Vec<Duration> = std::iter::repeat_with(once).take(RUNS).collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}
