//! supple: a stand-in that plays one built-in session, to be replaced by the real command line.
//!
//! `supple play [ROUTINE] [--plain] [--speed X] [--start SECONDS] [--sound bell]`; the routine is ignored.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use supple::core::nonempty::NonEmpty;
use supple::core::player::Start;
use supple::core::routine::{End, Exercise, Order, Routine, Sides, Step, Timed, Voice, Work};
use supple::core::timeline::Timeline;
use supple::shell::{Play, Sound, Speed, on_terminal, plainly};
use supple::tui::theme::Theme;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let number = |name: &str| value(name).and_then(|value| value.parse().ok());
    let plain = arguments.iter().any(|argument| argument == "--plain");
    let lead_in = Duration::from_secs(number("--start").unwrap_or(15.0) as u64);
    let play = Play {
        timeline: Arc::new(Timeline::of(&routine())),
        start: Start { lead_in, from: 0 },
        notes: Vec::new(),
        speed: number("--speed")
            .and_then(Speed::new)
            .unwrap_or(Speed::REAL),
        sound: if value("--sound").is_some_and(|sound| sound == "bell") {
            Sound::Bell
        } else {
            Sound::Off
        },
        witness: &mut |_| {},
    };
    let played = if plain || !std::io::stdout().is_terminal() {
        plainly(play)
    } else {
        on_terminal(play, &Theme::default())
    };
    match played {
        Ok(played) => ExitCode::from(played.outcome.code()),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(error.code())
        }
    }
}

/// A hold of 15 s on each side, twice, and one of 20 s.
fn routine() -> Routine {
    let hold = |name: &str, length, sides, reps| {
        let work = Work::Hold(Timed {
            length: Duration::from_secs(length),
            limit: None,
            end: End::Chime,
            cues: Vec::new(),
        });
        Step::Exercise(Box::new(Exercise {
            name: name.to_owned(),
            cue: None,
            how: None,
            figure: None,
            work,
            sides: Some(sides),
            order: Order::Alternate,
            reps,
            ready: Duration::from_secs(5),
            switch: Duration::from_secs(5),
            between: None,
            position: None,
        }))
    };
    let mut steps = NonEmpty::of(hold("Single-knee pull", 15, Sides::Each, 2));
    steps
        .rest
        .push(hold("Double-knee pull", 20, Sides::None, 1));
    Routine {
        title: "Short".to_owned(),
        about: None,
        tags: Vec::new(),
        needs: Vec::new(),
        warn: Vec::new(),
        sources: Vec::new(),
        author: None,
        license: None,
        allow: Vec::new(),
        voice: Voice::default(),
        steps,
    }
}
