//! Routines made by hand, of the values that a file without any settings gives them.

use std::time::Duration;

use supple::core::condition::Conditions;
use supple::core::nonempty::NonEmpty;
use supple::core::routine::{
    Between, Counted, End, Exercise, Order, Repetition, Routine, Sets, Sides, Step, Timed, Work,
};
use supple::core::stretch::Aim;
use supple::diagnostic::Source;
use supple::format::routine::parse;

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) fn timed(length: u64) -> Timed {
    Timed {
        length: Some(seconds(length)),
        range: None,
        breath: None,
        limit: None,
        end: End::Chime,
        cues: Vec::new(),
    }
}

/// So many movements of so many seconds each, or as slow as one likes.
pub(crate) fn counted(times: u32, pace: Option<u64>) -> Work {
    Work::Count(Counted {
        times,
        range: None,
        pace: pace.map(seconds),
        tempo: None,
        cues: Vec::new(),
    })
}

/// An exercise that is done [`once`].
pub(crate) fn exercise(name: &str, work: Work) -> Exercise {
    Exercise {
        name: name.to_owned(),
        cue: None,
        how: None,
        figure: None,
        stretch: None,
        aim: Aim::Stretch,
        areas: Vec::new(),
        optional: false,
        easier: None,
        harder: None,
        alternative: None,
        load: None,
        avoid: Conditions::NONE,
        work,
        position: None,
        repetition: once(),
        sets: Sets::default(),
    }
}

/// On no side, once, 10 s to get ready and 5 s to change.
pub(crate) fn once() -> Repetition {
    Repetition {
        sides: Some(Sides::None),
        order: Order::Alternate,
        times: 1,
        range: None,
        ready: seconds(10),
        ready_again: None,
        switch: seconds(5),
        between: Between {
            length: seconds(3),
            is_written: false,
        },
    }
}

pub(crate) fn step(exercise: Exercise) -> Step {
    Step::Exercise(Box::new(exercise))
}

pub(crate) fn routine(title: &str, steps: NonEmpty<Step>) -> Routine {
    let source = Source {
        name: "test".to_owned(),
        text: "title = \"T\"\n[[step]]\nwait = true\n".to_owned(),
    };
    Routine {
        id: "built".to_owned(),
        title: title.to_owned(),
        steps,
        ..parse(&source).value.unwrap()
    }
}
