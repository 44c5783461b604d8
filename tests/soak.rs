//! A day on the mat: a session of twenty-four hours through the real loop, in virtual time. It wakes up late by chance,
//! it is paused by chance, and nothing drifts and nothing grows.
//!
//! There is one test in this file, because it asks how much memory its process has.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and this one tells what it measured"
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/day.rs"]
mod day;
#[path = "support/upkeep.rs"]
mod upkeep;

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use chance::Chance;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use supple::app::effect::{Effect, Outcome};
use supple::app::element::{Look, Window};
use supple::app::input::{Input, Key};
use supple::app::session::{After, Preferences};
use supple::app::{App, Host, run};
use supple::app::{Frame, View};
use supple::core::day::{Stamp, WallClock};
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::{Event, What};
use supple::core::routine::First;
use supple::core::session::Plan;
use supple::core::settings::{Motion, ThemeChoice};
use supple::core::timeline::{Kind, LONGEST_PLAN, Timeline, Unrolled};
use supple::diagnostic::Source;
use supple::format::routine;
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

/// Draws every frame, as the program does, rather than one in [`SELDOM`]: without optimisation that takes minutes.
const EVERY_FRAME: &str = "SUPPLE_SOAK";
const SELDOM: usize = 200;
const WINDOW: Window = Window {
    columns: 100,
    rows: 30,
};
const HOUR: Duration = Duration::from_secs(3600);
/// By how much the memory of the process may grow from the end of the first hour to the end of the last: less than one
/// byte for each thing that happens and each frame.
const GROWTH: usize = 128;
const LEAD_IN: Duration = Duration::from_secs(15);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What is to happen in a session and when, worked out from the timeline by adding up: nothing of the player is in it
/// but its words.
#[derive(Debug)]
struct Expected {
    timeline: Arc<Timeline>,
    ahead: VecDeque<(Duration, What)>,
    /// How much later than planned all is by now: for pauses and the lead-ins after them, and for waits.
    shift: Duration,
    paused: Option<Moment>,
    waits: Option<Moment>,
    here: usize,
    /// The furthest that anything happened from its moment.
    furthest: Duration,
    happened: usize,
}

impl Expected {
    fn of(timeline: &Arc<Timeline>) -> Self {
        let mut ahead = VecDeque::new();
        // The lead-in takes the place of the first `ready`, which is shorter.
        let ready = timeline.first();
        assert!(ready.kind == Kind::Ready && ready.length < Some(LEAD_IN));
        let mut start = LEAD_IN;
        for (index, segment) in timeline.iter().enumerate().skip(1) {
            ahead.push_back((
                start,
                What::Started {
                    index,
                    length: segment.length,
                    paused: false,
                },
            ));
            for (at, mark) in segment.marks(segment.length) {
                let remaining = segment.length.unwrap_or_default().saturating_sub(at);
                ahead.push_back((
                    start + at,
                    What::Reached {
                        index,
                        mark,
                        remaining,
                    },
                ));
            }
            start += segment.length.unwrap_or_default();
        }
        ahead.push_back((start, What::Finished));
        Self {
            timeline: Arc::clone(timeline),
            ahead,
            shift: Duration::ZERO,
            paused: None,
            waits: None,
            here: 0,
            furthest: Duration::ZERO,
            happened: 0,
        }
    }

    /// What the rules say of a pause in the present segment: what runs by itself goes on at once, what is done goes on
    /// after three seconds, and after a long pause when one is in position again.
    fn lead_in_after(&self, pause: Duration) -> Duration {
        let segment = self.timeline.get(self.here).unwrap();
        if !segment.kind.is_work() {
            Duration::ZERO
        } else if pause > seconds(10) {
            segment.step.ready
        } else {
            seconds(3)
        }
    }

    fn note(&mut self, event: &Event) {
        self.happened += 1;
        match &event.what {
            What::Paused => self.paused = Some(event.at),
            What::Resumed => {
                let pause = event.at.since(self.paused.take().unwrap());
                self.shift += pause + self.lead_in_after(pause);
            }
            What::LeadIn { .. } | What::LeadInRemaining(_) | What::Reminded { .. } => {}
            What::Began { .. } | What::Ended { .. } => {
                if let Some(since) = self.waits.take() {
                    self.shift += event.at.since(since);
                }
            }
            what => self.expects(what, event.at),
        }
    }

    /// The next thing of the plan happened.
    fn expects(&mut self, what: &What, at: Moment) {
        let (planned, expected) = self.ahead.pop_front().unwrap();
        assert_eq!(*what, expected, "at {at:?}");
        let planned = Moment::after(planned + self.shift);
        let off = at.since(planned).max(planned.since(at));
        self.furthest = self.furthest.max(off);
        if let What::Started { index, .. } = what {
            self.here = *index;
            let is_open = self.timeline.get(*index).unwrap().length.is_none();
            self.waits = is_open.then_some(at);
        }
    }
}

/// The outside of the program for a day: late wakings, a hand that pauses now and then, a screen.
struct Day {
    now: Moment,
    chance: Chance,
    plan: Expected,
    /// When a key is pressed next.
    presses: Moment,
    terminal: Terminal<TestBackend>,
    theme: Theme,
    every_frame: bool,
    shown: Option<Frame>,
    /// How many pictures there were, and how many of them were drawn.
    pictures: (usize, usize),
    woke: usize,
    /// The latest waking.
    latest: Duration,
    pauses: usize,
    /// What the memory was at the end of each hour, in KiB.
    memory: Vec<usize>,
}

impl Day {
    fn of(timeline: &Arc<Timeline>) -> Self {
        let backend = TestBackend::new(WINDOW.columns, WINDOW.rows);
        Self {
            now: Moment::ZERO,
            chance: Chance(24),
            plan: Expected::of(timeline),
            presses: Moment::after(seconds(100)),
            terminal: Terminal::new(backend).unwrap(),
            theme: Theme::of(Options {
                colours: Colours::TrueColor,
                utf8: true,
                choice: ThemeChoice::Auto,
                backdrop: Backdrop::Dark,
            }),
            every_frame: std::env::var_os(EVERY_FRAME).is_some(),
            shown: None,
            pictures: (0, 0),
            woke: 0,
            latest: Duration::ZERO,
            pauses: 0,
            memory: Vec::with_capacity(64),
        }
    }

    /// How late the machine is: mostly by less than a millisecond, now and then by almost as much as is no gap yet.
    fn lateness(&mut self) -> Duration {
        let most = match self.chance.below(100) {
            0 => 1_990_000,
            1..5 => 60_000,
            _ => 900,
        };
        Duration::from_micros(self.chance.below(most))
    }

    /// When the hand presses again: soon after a pause was begun, else in some minutes.
    fn presses_again(&mut self) {
        let view = self.shown.as_ref().map(|frame| &frame.view);
        // Where the session runs, this press pauses it.
        let pauses = matches!(view, Some(View::Session(view)) if view.look != Look::Paused);
        let later = if pauses {
            self.pauses += 1;
            200 + self.chance.below(40_000)
        } else {
            60_000 + self.chance.below(400_000)
        };
        self.presses = self.now + Duration::from_millis(later);
    }
}

impl Host for Day {
    fn now(&self) -> Moment {
        self.now
    }

    fn window(&self) -> Window {
        WINDOW
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        assert!(self.shown.as_ref() != Some(frame), "the same picture twice");
        self.shown = Some(frame.clone());
        self.pictures.0 += 1;
        if self.every_frame || self.pictures.0.is_multiple_of(SELDOM) {
            self.pictures.1 += 1;
            let theme = &self.theme;
            let drawn = self
                .terminal
                .draw(|drawn| draw(frame, theme, drawn.area(), drawn.buffer_mut()));
            drawn.unwrap();
        }
        Ok(())
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        let asked = deadline.unwrap_or(self.presses);
        assert!(asked > self.now, "a deadline in the past");
        self.woke += 1;
        let late = self.lateness();
        self.latest = self.latest.max(late);
        let presses = self.presses <= asked;
        self.now = self.now.max(asked.min(self.presses) + late);
        let hours = self.now.since(Moment::ZERO).as_secs() / HOUR.as_secs();
        if hours as usize > self.memory.len() {
            self.memory.extend(upkeep::memory("self"));
        }
        if presses {
            self.presses_again();
        }
        Ok(presses.then_some(Input::Key(Key::Char(' '))))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        if let Effect::Happened(event) = effect {
            self.plan.note(&event);
        }
        Ok(())
    }
}

fn setup(text: &str) -> Plan {
    let source = Source {
        name: "day.toml".to_owned(),
        text: text.to_owned(),
    };
    let routine = Arc::new(routine::parse(&source).value.unwrap());
    let written = RoutineText::new("day", &routine.title, text);
    Plan::of(&NonEmpty::of(routine), LEAD_IN, Unrolled::default(), 100).with_texts([written])
}

#[test]
fn a_day_neither_drifts_nor_grows() {
    let setup = setup(&day::routine(day::ROUNDS, day::Waits::EachRound));
    let timeline = Arc::clone(&setup.timeline);
    assert_eq!(
        timeline.total(),
        LONGEST_PLAN,
        "the longest plan there can be"
    );
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: LEAD_IN,
        figures: true,
        motion: Motion::Loop,
        after: After::Nothing,
        wall: Some(WallClock {
            at: Moment::ZERO,
            stamp: Stamp {
                unix_ms: 6 * 3600 * 1000,
                offset: 0,
            },
            speed: 1.0,
        }),
    };
    let mut app = App::playing(setup, preferences, Moment::ZERO);
    let mut day = Day::of(&timeline);
    let outcome = run(&mut day, &mut app).unwrap();
    assert_eq!(outcome, Outcome::Finished);
    let Day { plan, memory, .. } = &day;
    assert!(plan.ahead.is_empty(), "all of the plan happened");
    assert_eq!(plan.furthest, Duration::ZERO, "nothing drifts");
    let (first, last) = (memory[0], memory[memory.len() - 1]);
    eprintln!(
        "{:?} of session: {} wakings (up to {:?} late), {} pauses, {} events up to {:?} from the plan; {} pictures, {} drawn; \
         memory {} KiB after an hour, {} KiB after {} hours",
        day.now.since(Moment::ZERO),
        day.woke,
        day.latest,
        day.pauses,
        plan.happened,
        plan.furthest,
        day.pictures.0,
        day.pictures.1,
        first,
        last,
        memory.len(),
    );
    assert!(
        day.latest > seconds(1) && day.pauses > 100,
        "a day with trouble"
    );
    assert!(last <= first + GROWTH, "memory at each hour: {memory:?}");
}
