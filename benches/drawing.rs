//! How long it takes to draw a frame of every screen. The goal is less than a millisecond with a figure: then ten frames
//! a second while it moves cost less than a hundredth of a processor.
//!
//! `cargo bench --bench drawing`

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark is there to read a clock"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use supple::app::App;
use supple::app::element::Window;
use supple::app::gallery::Gallery;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::memory::Memory;
use supple::app::session::{After, Preferences};
use supple::app::view::{Frame, View};
use supple::catalogue::{Catalogue, DEFAULT_ROUTINE, Entry, Figures, Origin};
use supple::core::day::Stamp;
use supple::core::history::{History, Scope};
use supple::core::kept::{Done, Kept, Played};
use supple::core::moment::Moment;
use supple::core::record::{Ending, Line};
use supple::core::routine::Side;
use supple::core::settings::{First, ThemeChoice};
use supple::core::timeline::Kind;
use supple::diagnostic::Source;
use supple::disk::{bundled, figures};
use supple::format::routine;
use supple::tui::draw;
use supple::tui::theme::{Colours, Options, Theme};

const FRAMES: usize = 500;
const LEAD_IN: u64 = 15_000;
const TODAY: Stamp = Stamp {
    unix_ms: 1_772_385_605_123,
    offset: 3600,
};

fn main() {
    println!("the median and the slowest of {FRAMES} frames, in microseconds");
    for (columns, rows) in [(100, 30), (200, 60)] {
        let window = Window { columns, rows };
        for view in screens(window) {
            let screen = name(&view);
            let mut times: Vec<Duration> = (0..FRAMES).map(|_| time(&view, window)).collect();
            times.sort_unstable();
            let at = |place: usize| times.get(place).map_or(0, Duration::as_micros);
            let (median, most) = (at(FRAMES / 2), at(FRAMES - 1));
            println!("{columns:>3}×{rows}  {screen:<32}  {median:>5}  {most:>5}");
        }
    }
}

/// Every screen, as one comes to it with keys.
fn screens(window: Window) -> Vec<Frame> {
    let mut screens = Vec::new();
    let mut walk = Walk::begin(choosing(figures::built_in()), window);
    screens.push(walk.view());
    walk.press(Key::Char('l'));
    screens.push(walk.view());
    walk.press(Key::Char('q'));
    walk.press(Key::Enter);
    walk.wait(5_000);
    screens.push(walk.view());
    // On the way into the stretch, in it, and with the help and a pause over it.
    walk.wait(LEAD_IN - 5_000 + 8_500);
    screens.push(walk.view());
    walk.wait(6_500);
    screens.push(walk.view());
    walk.press(Key::Char('?'));
    screens.push(walk.view());
    walk.press(Key::Char('?'));
    walk.press(Key::Char(' '));
    screens.push(walk.view());
    walk.press(Key::Char(' '));
    // The rest of the hold after its lead-in, and into the change of sides.
    walk.wait(15_500);
    screens.push(walk.view());
    walk.press(Key::Char('q'));
    walk.press(Key::Char('q'));
    screens.push(walk.view());
    let mut walk = Walk::begin(choosing(Figures::default()), window);
    walk.press(Key::Enter);
    walk.wait(LEAD_IN + 15_000);
    screens.push(walk.view());
    let gallery = Gallery::new(&figures::built_in(), &[], &catalogue(), None);
    let gallery = App::looking(gallery, preferences(figures::built_in()), Moment::ZERO);
    let mut walk = Walk::begin(gallery, window);
    walk.wait(1_500);
    screens.push(walk.view());
    screens
}

/// What a screen is, as it says itself.
fn name(frame: &Frame) -> String {
    match &frame.view {
        View::Session(view) => {
            let over = frame.overlay.as_ref().map_or("", |_| "help over ");
            let figure = view.figure.as_ref().map_or("", |_| ", with a figure");
            format!("{over}{}{figure}", view.phase.to_lowercase())
        }
        View::Library(_) => "library".to_owned(),
        View::Summary(_) => "summary".to_owned(),
        View::Log(_) => "log".to_owned(),
        View::Gallery(_) => "gallery".to_owned(),
        View::Nothing => "nothing".to_owned(),
    }
}

/// Somebody who uses the program.
struct Walk {
    app: App,
    now: Moment,
}

impl Walk {
    fn begin(mut app: App, window: Window) -> Self {
        app.look_through(window);
        let now = Moment::ZERO;
        Self { app, now }
    }

    /// As the loop does it: an overslept session would pause.
    fn wait(&mut self, milliseconds: u64) {
        for _ in (0..milliseconds).step_by(100) {
            self.now = self.now + Duration::from_millis(100);
            self.app.update(None, self.now);
        }
    }

    fn press(&mut self, key: Key) {
        self.wait(100);
        self.app.update(Some(&Input::Key(key)), self.now);
    }

    fn view(&self) -> Frame {
        self.app.frame(self.now)
    }
}

/// The library, with half a year of sessions behind it.
fn choosing(figures: Figures) -> App {
    let library = Library::new(&catalogue(), Some(DEFAULT_ROUTINE), None);
    App::choosing(library, preferences(figures), Moment::ZERO).remembering(memory())
}

fn preferences(figures: Figures) -> Preferences {
    Preferences {
        rate: 100,
        first: First::Right,
        lead_in: Duration::from_millis(LEAD_IN),
        after: After::Summary,
        figures,
        time_of_day: None,
    }
}

fn catalogue() -> Catalogue {
    let entry = |(id, text): &(&str, &str)| {
        let source = Source {
            name: (*id).to_owned(),
            text: (*text).to_owned(),
        };
        let parsed = routine::parse(&source);
        Entry {
            id: (*id).to_owned(),
            origin: Origin::Bundled,
            source,
            routine: parsed.value.map(Arc::new),
            problems: parsed.problems,
            shadows: false,
            glimpse: None,
        }
    };
    Catalogue::new(Vec::new(), bundled::ALL.iter().map(entry).collect())
}

fn memory() -> Memory {
    let mut history = History::new(Scope::of(TODAY.day()));
    for ago in (0..180).rev() {
        history.note(&session(ago));
    }
    Memory {
        zero: TODAY,
        process: 1,
        speed: 1.0,
        ask: true,
        history: Arc::new(history),
        left: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

/// A session so many days ago.
fn session(ago: i64) -> Kept {
    let start = Stamp {
        unix_ms: TODAY.unix_ms - ago * 86_400_000,
        ..TODAY
    };
    let line = |nth: u32| Line {
        name: format!("Stretch number {}", nth / 2),
        kind: Kind::Hold,
        side: Some(if nth.is_multiple_of(2) {
            Side::Right
        } else {
            Side::Left
        }),
        side_shown: None,
        planned: Duration::from_secs(30),
        done: Duration::from_secs(30),
        pieces: 2,
        skipped: 0,
        changed_ms: 0,
        hurt: false,
    };
    Kept {
        id: format!("{}-1", start.unix_ms),
        start,
        end: start.after(Duration::from_secs(640)),
        speed: 1.0,
        done: Done {
            title: "A routine".to_owned(),
            routines: vec![Played {
                id: DEFAULT_ROUTINE.to_owned(),
                title: "A routine".to_owned(),
                hash: 1,
            }],
            lines: (0..14).map(line).collect(),
            paused: Duration::ZERO,
            ending: Ending::Done,
            feeling: Some((ago % 11) as u8),
            note: None,
            continues: None,
        },
    }
}

fn time(frame: &Frame, window: Window) -> Duration {
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
    });
    let area = Rect::new(0, 0, window.columns, window.rows);
    let mut buf = Buffer::empty(area);
    let before = Instant::now();
    draw(frame, &theme, area, &mut buf);
    before.elapsed()
}
