//! Whatever a file holds, reading it neither panics nor points outside of it, and nothing harmful is shown.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use proptest::prelude::*;
use supple::core::text::is_hazardous;
use supple::core::timeline::{MOST_SEGMENTS, Timeline};
use supple::diagnostic::{Source, render};
use supple::format::routine::parse;

const ROUTINE: &str = r#"
title = "Back"
tags = ["back", "evening"]
[defaults]
ready = "8s"
[voice]
ticks = 3
half = "auto"
[stretch.child]
name = "Child"
hold = "30s"
[[step]]
use = "child"
reps = 2
cues = [{ at = "5s", say = "{side} knee" }, { every = "16s", say = "In" }]
[[step]]
repeat = 2
sides = "each"
  [[step.step]]
  name = "Push"
  hold = 00:00:06
  [[step.step]]
  rest = "20s"
"#;

/// Pieces that mean something to the format, and some that do it harm.
const PIECES: &[&str] = &[
    "[[step]]\n",
    "[step]\n",
    "[[step.step]]\n",
    "[stretch.a]\n",
    "[stretch]\n",
    "[defaults]\n",
    "[voice]\n",
    "use = \"a\"\n",
    "use = \"child\"\n",
    "hold = 15s\n",
    "hold = \"1:75\"\n",
    "hold = 99999999999999999999\n",
    "hold = -0x5\n",
    "count = 99\n",
    "repeat = 99\n",
    "reps = 99\n",
    "sides = [\"a\", \"b\"]\n",
    "sides = []\n",
    "cues = [{}]\n",
    "cues = [\n",
    "]",
    "\"",
    "\"\"\"",
    "'''",
    "'",
    "=",
    "\\u001b",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
    "\r\n",
    "\r",
    "\0",
    "膝",
    "é = 1\n",
    "{",
    "}",
    "# \u{7f}",
    "a.b.c = 1\n",
    "name = \"{\"\n",
    "format = 2\n",
    "step = 3\n",
    "wait = true\n",
    "hold = \"1\\u006d30\"\n",
    "limit = \"1s\"\n",
    "cue = \"{{}\"\n",
    "\t",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let source = Source {
        name: "any.toml".to_owned(),
        text: text.to_owned(),
    };
    let parsed = parse(&source);
    for problem in &parsed.problems {
        let places = [
            Some(&problem.place),
            problem.also.as_ref().map(|(place, _)| place),
            problem.fix.as_ref().map(|fix| &fix.place),
        ];
        for place in places.into_iter().flatten() {
            prop_assert!(text.get(place.clone()).is_some(), "{problem:?} is outside");
        }
        prop_assert!(!problem.message.is_empty());
    }
    let starts: Vec<usize> = parsed
        .problems
        .iter()
        .map(|problem| problem.place.start)
        .collect();
    prop_assert!(starts.is_sorted(), "not by place: {:?}", parsed.problems);
    prop_assert_eq!(
        parsed.value.is_none(),
        !parsed.problems.is_empty(),
        "a routine is there unless there is an error"
    );
    prop_assert!(
        parsed.value.is_none() || toml::de::DeTable::parse(text).is_ok(),
        "not TOML, but read"
    );
    if let Some(routine) = &parsed.value {
        prop_assert!(Timeline::of(routine).len() as u64 <= MOST_SEGMENTS);
    }
    let shown = render(&source, &parsed.problems, false);
    prop_assert!(!shown.chars().any(is_hazardous), "{shown:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn arbitrary_text_is_survived(text in "(?s).{0,200}") {
        check(&text)?;
    }

    #[test]
    fn arbitrary_pieces_of_routines_are_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn mutated_routines_are_survived(cuts in prop::collection::vec((0..ROUTINE.len(), 0..12_usize, prop::sample::select(PIECES)), 0..5)) {
        let mut text = ROUTINE.to_owned();
        for (at, length, piece) in cuts {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let end = (at..=(at + length).min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(at);
            text.replace_range(at..end, piece);
        }
        check(&text)?;
    }
}
