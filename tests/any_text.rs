//! Whatever a file holds, reading it neither panics nor points outside of it, and nothing harmful is shown.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use supple::core::text::{escaped, escaped_json, first_hazard, harmless, is_hazardous};
use supple::core::timeline::{MOST_SEGMENTS, Timeline};
use supple::diagnostic::{Code, Diagnostic, Severity, Source, render};
use supple::format::fix;
use supple::format::routine::parse;
use supple::tui::widget::text::write;

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
    "[[steps]]\n",
    "[[steps.step]]\n",
    "hodl = 15s\n",
    "name = Child\n",
    "wait = yes\n",
    "rest = \"5s\"\n",
    "allow = [\"W01\"]\n",
    "tags = \"ice\"\n",
    "time = \"25m\"\n",
    "position = \"back\"\n",
    "title = \"3 times 20 s\"\n",
    "cue = \"One knee, the other side, 5 times.\"\n",
    "cues = [{ at = 0, every = 1, say = \"Breathe in and out\" }]\n",
    "cue = \"{{}\"\n",
    "\t",
];

/// Characters that drive, disguise, join, mark or do nothing at all.
const CHARACTERS: &[char] = &[
    'a',
    ' ',
    '\n',
    '\r',
    '\t',
    '"',
    '\\',
    '\u{0}',
    '\u{7}',
    '\u{1b}',
    '[',
    ']',
    'm',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{301}',
    '\u{34f}',
    '\u{61c}',
    'ا',
    '\u{64b}',
    'क',
    '\u{94d}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{2028}',
    '\u{202e}',
    '\u{2066}',
    '\u{2069}',
    '❤',
    '膝',
    '\u{e000}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{fff9}',
    '👩',
    '\u{e0041}',
    '\u{e0100}',
    '\u{10ffff}',
];

/// Lines of a routine that can mostly be played, so that advice is asked for.
const PLAYABLE: &[&str] = &[
    "[[step]]\nname = \"Calf right\"\nhold = \"45s\"\n",
    "[[step]]\nname = \"Calf left\"\nhold = \"5s\"\nready = 0\n",
    "[[step]]\nrest = \"20s\"\n",
    "[[step]]\nwait = true\n",
    "[[step]]\nname = \"Pack\"\ntime = \"25m\"\n",
    "[[step]]\nname = \"Roll\"\ncount = 8\n",
    "[[step]]\nrepeat = 3\n",
    "  [[step.step]]\n  name = \"{膝\"\n  hold = \"10m\"\n",
    "  [[step.step]]\n  name = \"Inside\"\n  hold = \"20s\"\n",
    "  [[step.step]]\n  rest = \"5s\"\n",
    "sides = \"each\"\n",
    "sides = [\"left\", \"left\", \"Front foot\"]\n",
    "order = \"one-side\"\n",
    "reps = 9\n",
    "switch = 0\n",
    "between = \"20s\"\n",
    "ready = \"3s\"\n",
    "pace = 2\n",
    "position = \"standing\"\n",
    "position = \"back\"\n",
    "cue = \"One knee, {side} knee, each leg: 5 times 20 s, 膝 the other\\u0020side.\"\n",
    "how = \"\"\"\nThe 3 × 20\\\n  seconds\"\"\"\n",
    "cues = [{ every = 2, say = \"Breathe in and out\" }, { at = \"half\", say = \"Half\" }]\n",
    "limit = \"30m\"\n",
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
            problem.fix.as_ref().map(|fix| &fix.first().place),
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
        parsed
            .problems
            .iter()
            .any(|problem| problem.code.severity() == Severity::Error),
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
    prop_assert!(first_hazard(&shown).is_none(), "{shown:?}");
    check_repairs(&source, parsed.value.is_some())
}

/// Certain repairs never make a sound file unsound, come to an end, and touch nothing but what they name.
fn check_repairs(source: &Source, is_sound: bool) -> Result<(), TestCaseError> {
    let repaired = fix::certain(source);
    let again = Source {
        name: source.name.clone(),
        text: repaired.text.clone(),
    };
    let parsed = parse(&again);
    prop_assert!(!is_sound || parsed.value.is_some(), "broken: {repaired:?}");
    let more = fix::certain(&again);
    prop_assert_eq!(&more.text, &again.text, "more to repair: {:?}", more);
    check_that_it_is_better(source, &again)?;
    prop_assert_eq!(
        repaired.changes.is_empty(),
        repaired.text == source.text,
        "{:?}",
        repaired
    );
    let lines = |text: &str| text.matches('\n').count();
    // A value that stands below its key comes up to it, with its sign or without.
    let is_divided = |line: &&str| line.trim_end().ends_with('=') || line.trim().starts_with('=');
    let values_below = |text: &str| text.lines().filter(is_divided).count();
    let joined = values_below(&source.text).saturating_sub(values_below(&repaired.text));
    prop_assert!(
        lines(&repaired.text) + joined >= lines(&source.text),
        "a line went"
    );
    Ok(())
}

/// What was TOML still is, with as many values in it; and where something was repaired, an error is gone.
fn check_that_it_is_better(before: &Source, after: &Source) -> Result<(), TestCaseError> {
    if let Ok(document) = toml::de::DeTable::parse(&before.text) {
        let repaired = toml::de::DeTable::parse(&after.text);
        prop_assert!(repaired.is_ok(), "no TOML any more: {}", after.text);
        let repaired = repaired.unwrap();
        prop_assert_eq!(
            values(document.get_ref()),
            values(repaired.get_ref()),
            "a value came or went: {}",
            after.text
        );
    }
    let errors = |source: &Source| -> Vec<Diagnostic> {
        let mut problems = parse(source).problems;
        problems.retain(|problem| problem.code.severity() == Severity::Error);
        problems
    };
    let (was, is) = (errors(before), errors(after));
    let syntax = |problems: &[Diagnostic]| {
        let codes = problems.iter().map(|problem| problem.code);
        codes.filter(|code| *code == Code::E01).count()
    };
    prop_assert!(syntax(&is) <= syntax(&was), "{was:?} became {is:?}");
    if before.text != after.text && !was.is_empty() {
        let is_gone = |old: &Diagnostic| {
            let same = |problem: &&Diagnostic| {
                (problem.code, &problem.message) == (old.code, &old.message)
            };
            is.iter().filter(same).count() < was.iter().filter(same).count()
        };
        prop_assert!(was.iter().any(is_gone), "{was:?} became {is:?}");
    }
    Ok(())
}

/// How many values there are that are no tables, at any depth.
fn values(table: &toml::de::DeTable) -> usize {
    fn of(value: &toml::de::DeValue) -> usize {
        match value {
            toml::de::DeValue::Table(table) => values(table),
            toml::de::DeValue::Array(list) => list.iter().map(|value| of(value.get_ref())).sum(),
            _ => 1,
        }
    }
    table.values().map(|value| of(value.get_ref())).sum()
}

/// Keys that are right, misspelt, nearly another key, and another program's, so that several mean the same one.
#[rustfmt::skip]
const DOUBTFUL: &[&str] = &[
    "hold = 15\n", "hodl = 16\n", "hol = 17\n", "ready = 5\n", "reddy = 6\n", "redy = 7\n", "prepare = 8\n",
    "reps = 2\n", "rep = 3\n", "sets = 4\n", "how = \"h\"\n", "name = \"n\"\n", "naem = \"m\"\n", "tim = 9\n",
    "rest = 5\n", "pause = 5\n", "cues = [{ at = 1, sya = \"s\" }]\n", "cuess = [{ at = 1, say = \"s\" }]\n",
    "use = \"a\"\n", "step = [{ rest = 5 }]\n", "hold = 15s\n", "title = \"t\"\n", "titel = \"u\"\n", "titl = \"v\"\n",
    "[[step]]\n", "[[steps]]\n", "[[step.step]]\n", "[[step.cuess]]\n", "[defaults]\n", "[defauts]\n", "[Defaults]\n",
    "[strech.a]\n", "[stretch.a]\n", "[stretch.b]\n", "[strech.b]\n", "[voice]\n", "[voise]\n", "tick = 3\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_door_lets_a_hazard_through(text in prop::collection::vec(prop::sample::select(CHARACTERS), 0..40)) {
        let text: String = text.into_iter().collect();
        prop_assert_eq!(first_hazard(&harmless(&text)), None);
        prop_assert_eq!(harmless(&text).chars().count(), text.chars().count());
        let escaped = escaped(&text);
        prop_assert_eq!(first_hazard(&escaped), None);
        prop_assert!(!escaped.contains(char::is_control), "{}", escaped);
        let json = serde_json::to_string(&text).unwrap();
        let safe = escaped_json(&json);
        prop_assert_eq!(first_hazard(&safe), None);
        prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text.clone());
        let mut buf = Buffer::empty(Rect::new(0, 0, 30, 1));
        write(&text, Style::new(), buf.area, &mut buf);
        let drawn: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        prop_assert!(!drawn.contains(char::is_control) && !drawn.contains(is_hazardous), "{:?}", drawn);
        let source = Source { name: text.clone(), text: text.clone() };
        let shown = render(&source, &parse(&source).problems, false);
        prop_assert_eq!(first_hazard(&shown), None);
    }

    #[test]
    fn arbitrary_text_is_survived(text in "(?s).{0,200}") {
        check(&text)?;
    }

    #[test]
    fn arbitrary_pieces_of_routines_are_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn what_is_doubtful_is_not_repaired(
        top in prop::sample::select(vec!["", "title = \"x\"\n"]),
        pieces in prop::collection::vec(prop::sample::select(DOUBTFUL), 0..12),
    ) {
        check(&format!("{top}{}", pieces.concat()))?;
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

    #[test]
    fn advice_on_whatever_can_be_played_has_its_places(
        pieces in prop::collection::vec(prop::sample::select(PLAYABLE), 1..12),
        allow in prop::sample::select(vec!["", "allow = [\"W01\", \"W12\"]\n", "tags = [\"ice\"]\n", "[defaults]\nhold = 40\npace = 3\n"]),
    ) {
        check(&format!("title = \"Any 7 minutes\"\n{allow}{}", pieces.concat()))?;
    }
}
