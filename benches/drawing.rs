//! How long it takes to draw a frame of every screen. The goal is less than a millisecond with a figure: then ten frames
//! a second while it moves cost less than a hundredth of a processor.
//!
//! Then what is sent for a second of a hold, and how long it takes to find out: by `shell::Display`, and by ratatui's
//! own diff and backend for crossterm. The display stays as long as it saves 15 % of either.
//!
//! `cargo bench --bench drawing`

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark is there to read a clock"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui_crossterm::CrosstermBackend;
use supple::app::App;
use supple::app::element::Window;
use supple::app::gallery::Gallery;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::memory::Memory;
use supple::app::session::{After, Preferences};
use supple::app::{Frame, View};
use supple::catalogue::{Catalogue, DEFAULT_ROUTINE, Entry, Origin};
use supple::core::day::{Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::log::{LogEntry, RoutineText};
use supple::core::moment::Moment;
use supple::core::record::{Ending, StretchRecord};
use supple::core::routine::{First, Side};
use supple::core::settings::{Motion, ThemeChoice};
use supple::core::timeline::Kind;
use supple::diagnostic::Source;
use supple::disk::{bundled, stretches};
use supple::format::routine;
use supple::shell::Display;
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

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
    println!("a second of a hold: bytes, and microseconds to find them (median)");
    for (columns, rows) in [(40, 12), (80, 24), (100, 30), (200, 60)] {
        let window = Window { columns, rows };
        for (figures, content) in [(false, "digits"), (true, "figure")] {
            let pictures = pictures(figures, window);
            let (own, own_time) = sent(&pictures, Own::default());
            let (theirs, their_time) = sent(&pictures, Ratatui::default());
            println!(
                "{columns:>3}×{rows}  {content}  display {own:>5} {own_time:>4}  ratatui {theirs:>5} {their_time:>4}  \
                 saved {:>3.0} % of bytes",
                100.0 - 100.0 * own as f64 / theirs.max(1) as f64,
            );
        }
    }
}

/// The pictures of a hold, one a second.
fn pictures(figures: bool, window: Window) -> Vec<Buffer> {
    let mut walk = Walk::begin(choosing(figures), window);
    walk.press(Key::Enter);
    walk.wait(LEAD_IN + 1_000);
    let area = Rect::new(0, 0, window.columns, window.rows);
    let picture = |_| {
        walk.wait(1_000);
        let mut buf = Buffer::empty(area);
        draw(&walk.view(), &theme(), area, &mut buf);
        buf
    };
    (0..25).map(picture).collect()
}

/// What finds out what is to be sent.
trait Sends {
    /// Shows a picture; how many bytes that took.
    fn show(&mut self, picture: &Buffer) -> usize;
}

/// How many bytes a picture takes after the one before, and how many microseconds to find them.
fn sent(pictures: &[Buffer], mut by: impl Sends) -> (usize, u128) {
    let mut bytes = 0;
    let mut times = Vec::new();
    for _ in 0..20 {
        bytes = 0;
        for (nth, picture) in pictures.iter().enumerate() {
            let before = Instant::now();
            let sent = by.show(picture);
            if nth > 0 {
                times.push(before.elapsed());
                bytes += sent;
            }
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).map_or(0, Duration::as_micros);
    (bytes / (pictures.len() - 1), median)
}

#[derive(Default)]
struct Own(Display);

impl Sends for Own {
    fn show(&mut self, picture: &Buffer) -> usize {
        let size = Size::new(picture.area.width, picture.area.height);
        self.0.prepare(size, |_, buf| buf.clone_from(picture));
        let bytes = self.0.frame().len();
        // Nothing is written: the terminal is not taken.
        let _ = self.0.show(|| true);
        bytes
    }
}

#[derive(Default)]
struct Ratatui(Buffer);

impl Sends for Ratatui {
    fn show(&mut self, picture: &Buffer) -> usize {
        if self.0.area != picture.area {
            self.0 = Buffer::empty(picture.area);
        }
        let mut bytes = Vec::new();
        let mut backend = CrosstermBackend::new(&mut bytes);
        let _ = backend.draw(self.0.diff_iter(picture));
        self.0.clone_from(picture);
        bytes.len()
    }
}

/// Every screen, as one comes to it with keys.
fn screens(window: Window) -> Vec<Frame> {
    let mut screens = Vec::new();
    let mut walk = Walk::begin(choosing(true), window);
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
    let mut walk = Walk::begin(choosing(false), window);
    walk.press(Key::Enter);
    walk.wait(LEAD_IN + 15_000);
    screens.push(walk.view());
    let shelf = stretches::shelf(&stretches::built_in());
    let gallery = Gallery::new(shelf, &catalogue(), None);
    let gallery = App::looking(gallery, preferences(true), Moment::ZERO);
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
        View::LogPage(_) => "page of the log".to_owned(),
        View::LogForm(_) => "form of the log".to_owned(),
        View::Gallery(_) => "gallery".to_owned(),
        View::Safety(_) => "safety".to_owned(),
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
fn choosing(figures: bool) -> App {
    let library = Library::new(&catalogue(), Some(DEFAULT_ROUTINE), None);
    App::choosing(library, preferences(figures), Moment::ZERO).remembering(memory())
}

fn preferences(figures: bool) -> Preferences {
    Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: Duration::from_millis(LEAD_IN),
        after: After::Summary,
        figures,
        motion: Motion::Loop,
        wall: None,
    }
}

fn catalogue() -> Catalogue {
    let references = stretches::built_in();
    let entry = |(id, text): &(&str, &str)| {
        let source = Source {
            name: (*id).to_owned(),
            text: (*text).to_owned(),
        };
        let parsed = routine::parse_among(&source, &references);
        Entry {
            routine: parsed.value.map(Arc::new),
            problems: parsed.problems,
            ..Entry::new((*id).to_owned(), Origin::Bundled, source)
        }
    };
    Catalogue::new(Vec::new(), bundled::ALL.iter().map(entry).collect())
}

fn memory() -> Memory {
    let mut history = History::new(Scope::of(TODAY.day()));
    for ago in (0..180).rev() {
        history.add(&session(ago));
    }
    Memory {
        is_warned: true,
        wall: WallClock {
            at: Moment::ZERO,
            stamp: TODAY,
            speed: 1.0,
        },
        process: 1,
        ask: true,
        is_unreadable: false,
        history: Arc::new(history),
        unfinished: None,
        since: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

/// A session so many days ago.
fn session(ago: i64) -> LogEntry {
    let start = Stamp {
        unix_ms: TODAY.unix_ms - ago * 86_400_000,
        ..TODAY
    };
    let line = |nth: u32| StretchRecord {
        planned: Duration::from_secs(30),
        done: Duration::from_secs(30),
        pieces: 2,
        ..StretchRecord::new(
            format!("Stretch number {}", nth / 2),
            Kind::Hold,
            Some(if nth.is_multiple_of(2) {
                Side::Right
            } else {
                Side::Left
            }),
        )
    };
    LogEntry {
        id: format!("{}-1", start.unix_ms),
        start,
        end: start.after(Duration::from_secs(640)),
        speed: 1.0,
        title: "A routine".to_owned(),
        routines: [RoutineText {
            hash: 1,
            ..RoutineText::new(DEFAULT_ROUTINE, "A routine", "")
        }]
        .into(),
        lines: (0..14).map(line).collect(),
        paused: Duration::ZERO,
        ending: Ending::Done,
        feeling: Some((ago % 11) as u8),
        note: None,
        continues: None,
        corrected: None,
    }
}

fn theme() -> Theme {
    Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    })
}

fn time(frame: &Frame, window: Window) -> Duration {
    let theme = theme();
    let area = Rect::new(0, 0, window.columns, window.rows);
    let mut buf = Buffer::empty(area);
    let before = Instant::now();
    draw(frame, &theme, area, &mut buf);
    before.elapsed()
}
