//! How long it takes to draw a frame of a session, with and without a figure. The goal is less than a millisecond with
//! one: then ten frames a second while it moves cost less than a hundredth of a processor.
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
use supple::app::session::{After, Preferences, Setup};
use supple::app::view::{View, Window};
use supple::catalogue::Figures;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::settings::First;
use supple::core::timeline::Keys;
use supple::diagnostic::Source;
use supple::disk::{bundled, figures};
use supple::format::routine;
use supple::tui::draw;
use supple::tui::theme::{Colours, Options, Theme};

const FRAMES: usize = 500;
/// The moments of the usual routine that are drawn: moving into the stretch, and holding it.
const MOMENTS: [(&str, u64); 2] = [("ready", 8_500), ("hold", 15_000)];

fn main() {
    println!("the median and the slowest of {FRAMES} frames, in microseconds");
    for (columns, rows) in [(100, 30), (200, 60)] {
        for (moment, milliseconds) in MOMENTS {
            for (what, figures) in [
                ("without a figure", Figures::default()),
                ("with a figure", figures::built_in()),
            ] {
                let window = Window { columns, rows };
                let Some(view) = view(figures, window, milliseconds) else {
                    continue;
                };
                let mut times: Vec<Duration> = (0..FRAMES).map(|_| frame(&view, window)).collect();
                times.sort_unstable();
                let at = |place: usize| times.get(place).map_or(0, Duration::as_micros);
                let (median, most) = (at(FRAMES / 2), at(FRAMES - 1));
                println!("{columns:>3}×{rows}  {moment:<5}  {what:<16}  {median:>5}  {most:>5}");
            }
        }
    }
}

/// What is to be seen so long after the start of the usual routine.
fn view(figures: Figures, window: Window, milliseconds: u64) -> Option<View> {
    let (_, text) = bundled::ALL.first()?;
    let source = Source {
        name: bundled::USUAL.to_owned(),
        text: (*text).to_owned(),
    };
    let routine = Arc::new(routine::parse(&source).value?);
    let setup = Setup::of(&NonEmpty::of(routine), Duration::ZERO, Keys::Come);
    let preferences = Preferences {
        first: First::Right,
        lead_in: Duration::ZERO,
        after: After::Nothing,
        figures,
        time_of_day: None,
    };
    let mut app = App::playing(setup, preferences, Moment::ZERO);
    app.look_through(window);
    let mut now = Moment::ZERO;
    // As the loop does: an overslept session would pause.
    for passed in (0..=milliseconds).step_by(100) {
        now = Moment::after(Duration::from_millis(passed));
        app.update(None, now);
    }
    Some(app.view(now))
}

fn frame(view: &View, window: Window) -> Duration {
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        contrast: false,
    });
    let area = Rect::new(0, 0, window.columns, window.rows);
    let mut buf = Buffer::empty(area);
    let before = Instant::now();
    draw(view, &theme, area, &mut buf);
    before.elapsed()
}
