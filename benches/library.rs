//! Ten thousand routine files in the user's folder: how long until the library is there, and how long a key takes while
//! one types what to find.
//!
//! `cargo bench` prints the medians. What is promised: 200 ms, and no key that is felt. The files are only glanced at by
//! then; how long it takes to read them behind the list is printed as well.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "it measures time, and fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use supple::app::App;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::session::{After, Preferences};
use supple::core::moment::Moment;
use supple::core::routine::First;
use supple::core::settings::{Motion, ThemeChoice};
use supple::disk::{bundled, routines, stretches};
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

const FILES: usize = 10_000;
const RUNS: usize = 9;
/// Says that this process is one of the runs.
const RUN: &str = "SUPPLE_BENCH_RUN";

fn main() {
    if std::env::var_os(RUN).is_some() {
        measure();
        return;
    }
    let config = tempfile::tempdir().unwrap();
    write(&config.path().join("supple/routines"));
    let runs: Vec<Vec<Duration>> = (0..RUNS).map(|_| run(config.path())).collect();
    let labels = [
        "files glanced at",
        "library made",
        "first picture drawn",
        "the library is there",
        "files read, later",
        "what was read taken in",
        "a key in find, with its picture",
    ];
    println!("{FILES} routine files, medians of {RUNS} runs:");
    for (nth, label) in labels.iter().enumerate() {
        let middle = median(runs.iter().map(|run| run[nth]).collect());
        println!("{:>9.3} ms  {label}", middle.as_secs_f64() * 1000.0);
    }
}

/// The bundled routines again and again, each with a title of its own.
fn write(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (nth, (id, text)) in (0..FILES).zip(bundled::ALL.iter().cycle()) {
        let titled = text.replacen("title = \"", &format!("title = \"Number {nth}: "), 1);
        fs::write(folder.join(format!("{id}-{nth}.toml")), titled).unwrap();
    }
}

/// A process of its own, since where files are is told by the environment.
fn run(config: &Path) -> Vec<Duration> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env("XDG_CONFIG_HOME", config).env(RUN, "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    told.split_whitespace()
        .map(|nanoseconds| Duration::from_nanos(nanoseconds.parse().unwrap()))
        .collect()
}

fn measure() {
    let began = Instant::now();
    let (catalogue, trouble) = routines::glanced();
    let glanced = began.elapsed();
    let began_to_make = Instant::now();
    assert!(trouble.is_none() && catalogue.entries().len() >= FILES);
    let library = Library::new(&catalogue, None, None);
    let made = began_to_make.elapsed();
    let began_to_draw = Instant::now();
    let preferences = Preferences {
        rate: 100,
        lead_in: Duration::from_secs(15),
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        figures: true,
        motion: Motion::Loop,
        after: After::Summary,
        wall: None,
    };
    let mut app = App::choosing(library, preferences, Moment::ZERO);
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    });
    let area = Rect::new(0, 0, 100, 30);
    let mut buf = Buffer::empty(area);
    draw(&app.frame(Moment::ZERO), &theme, area, &mut buf);
    let first = began_to_draw.elapsed();
    let all = began.elapsed();
    let began = Instant::now();
    let (catalogue, _) = routines::all(&stretches::built_in());
    let read = began.elapsed();
    let whole = Input::Catalogue(Arc::new(catalogue), None);
    let began = Instant::now();
    app.update(Some(&whole), Moment::ZERO);
    draw(&app.frame(Moment::ZERO), &theme, area, &mut buf);
    let taken_in = began.elapsed();
    let keys = "/knee 77".chars().map(Key::Char).chain([Key::Backspace; 7]);
    let mut took = Vec::new();
    for key in keys {
        let began = Instant::now();
        app.update(Some(&Input::Key(key)), Moment::ZERO);
        draw(&app.frame(Moment::ZERO), &theme, area, &mut buf);
        took.push(began.elapsed());
    }
    for time in [glanced, made, first, all, read, taken_in, median(took)] {
        println!("{}", time.as_nanos());
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
