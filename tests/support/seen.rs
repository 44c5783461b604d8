//! What a person sees of the program: which screen it is on, and how to come there.

#![allow(dead_code, reason = "each test uses its part of it")]

use crate::pty::{Figures, Picture, ROUTINE, SUPPLE, Session};

/// A session that is paused: of all it shows only the hints name the key, since what is read from afar is no text.
pub(crate) fn paused(picture: &Picture) -> bool {
    is_played(picture) && picture.shows("Space resume") && !asks(picture)
}

/// The question before the end. It may be in large letters, but its answers are text.
pub(crate) fn asks(picture: &Picture) -> bool {
    picture.is_taken() && picture.shows("q, y or Enter: stop")
}

/// A session that runs, and obeys keys.
pub(crate) fn runs(picture: &Picture) -> bool {
    picture.obeys() && is_played(picture) && picture.shows("Space pause") && !asks(picture)
}

/// What was done, before the program ends.
pub(crate) fn sums_up(picture: &Picture) -> bool {
    picture.is_taken() && picture.shows("Enter keep")
}

/// The library, as it is for somebody who has just installed the program.
pub(crate) fn lists(picture: &Picture) -> bool {
    picture.is_taken() && picture.shows("Routines") && picture.shows("Enter start")
}

fn is_played(picture: &Picture) -> bool {
    picture.is_taken() && clock(picture).is_some()
}

/// The clock of the session, which goes on together with the large digits.
pub(crate) fn clock(picture: &Picture) -> Option<String> {
    let (clock, length) = picture.clock()?;
    (length == "1:45").then_some(clock)
}

/// Something that is seen, and the keys that lead on from there.
type Step = (fn(&Picture) -> bool, &'static str);

/// A way to a screen.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// What the screen is called.
    pub(crate) name: &'static str,
    /// What is typed in the shell.
    pub(crate) arguments: &'static [&'static str],
    steps: &'static [Step],
    /// The screen itself.
    pub(crate) is: fn(&Picture) -> bool,
}

impl Way {
    /// Goes all the way in a terminal in which the program has been started.
    pub(crate) fn goes(&self, session: &mut Session) {
        for (seen, keys) in self.steps {
            session.sees(self.name, seen);
            session.types(keys);
        }
        session.sees(self.name, self.is);
    }

    /// The same from the start.
    pub(crate) fn gone(&self) -> Session {
        self.gone_with(&[])
    }

    /// The same with figures shown in this way.
    pub(crate) fn gone_in(&self, figures: Figures) -> Session {
        let mut session = figures.run(SUPPLE, self.arguments, &[]);
        self.goes(&mut session);
        session
    }

    /// The same in an environment with these variables.
    pub(crate) fn gone_with(&self, environment: &[(&str, &str)]) -> Session {
        let mut session = Session::run(SUPPLE, self.arguments, environment);
        self.goes(&mut session);
        session
    }
}

const PLAY: &[&str] = &["play", ROUTINE, "--start", "0"];

/// A session that runs.
pub(crate) const SESSION: Way = Way {
    name: "a session",
    arguments: PLAY,
    steps: &[],
    is: runs,
};

/// A session that is paused.
pub(crate) const PAUSE: Way = Way {
    name: "a pause",
    arguments: PLAY,
    steps: &[(runs, " ")],
    is: paused,
};

/// The library.
pub(crate) const LIBRARY: Way = Way {
    name: "the library",
    arguments: &[],
    steps: &[],
    is: lists,
};

/// The library with some of its routines.
pub(crate) const LOOKED_FOR: Way = Way {
    name: "what is looked for",
    arguments: &[],
    steps: &[(lists, "/knee")],
    is: |picture| picture.is_taken() && picture.shows("/ knee"),
};

/// A session that is printed line by line.
pub(crate) const LINES: Way = Way {
    name: "lines",
    arguments: &["play", ROUTINE, "--start", "0", "--plain"],
    steps: &[],
    is: |picture| picture.shows("ready Single-knee pull"),
};

/// A session that is over.
pub(crate) const SUMMARY: Way = Way {
    name: "a summary",
    arguments: PLAY,
    steps: &[(has_held, "qy")],
    is: sums_up,
};

/// Ways to every screen, and to what can lie over it.
pub(crate) const WAYS: [Way; 10] = [
    Way {
        name: "a lead-in",
        arguments: &["play", ROUTINE, "--start", "60"],
        steps: &[],
        is: |picture| picture.is_taken() && picture.shows("start now"),
    },
    SESSION,
    PAUSE,
    Way {
        name: "a question",
        arguments: PLAY,
        steps: &[(runs, "q")],
        is: asks,
    },
    SUMMARY,
    LIBRARY,
    LOOKED_FOR,
    Way {
        name: "the keys",
        arguments: &[],
        steps: &[(lists, "?")],
        is: |picture| picture.is_taken() && picture.shows("key to close"),
    },
    Way {
        name: "the log",
        arguments: &[],
        steps: &[(lists, "l")],
        is: |picture| picture.is_taken() && picture.shows("q back"),
    },
    Way {
        name: "the figures",
        arguments: &["figures"],
        steps: &[],
        is: |picture| picture.is_taken() && picture.shows("by area"),
    },
];

/// A session in which something was held: less than five seconds make no session.
fn has_held(picture: &Picture) -> bool {
    clock(picture).is_some_and(|clock| clock.as_str() >= "0:11")
}
