//! A routine that reads is a plan within its limits, measured right, and everything that is heard of it is harmless.

use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{Estimated, Lengths};
use supple::core::moment::Moment;
use supple::core::player::Start;
use supple::core::routine::Routine;
use supple::core::text::is_hazardous;
use supple::core::timeline::{LONGEST_PLAN, MOST_SEGMENTS, Size, Timeline};
use supple::diagnostic::Source;
use supple::format::routine::{parse, title_of};

use super::problems::{are_repaired, are_well_formed, source};

/// From how many pieces on a plan is not listened to: it would take too long.
const MOST_HEARD: usize = 400;

pub(super) const WORDS: &[&str] = &[
    "[[step]]\n",
    "[step]\n",
    "[[step.step]]\n",
    "[[step.step.step]]\n",
    "[[steps]]\n",
    "[stretch.a]\n",
    "[stretch.\"a b\"]\n",
    "[defaults]\n",
    "[voice]\n",
    "title = \"x\"\n",
    "name = \"膝\"\n",
    "name = \"{\"\n",
    "use = \"a\"\n",
    "hold = \"15s\"\n",
    "hold = 15s\n",
    "hold = 00:15:00\n",
    "hold = \"1:75\"\n",
    "hold = 1.5\n",
    "hold = -0x5\n",
    "hold = \"24h\"\n",
    "time = \"25m\"\n",
    "count = 99\n",
    "pace = \"4s\"\n",
    "pace = \"3-1-3\"\n",
    "pace = 3–0-3-1\n",
    "hold = \"max\"\n",
    "hold = [\"20s\", \"max\"]\n",
    "time = max\n",
    "rest = \"20s\"\n",
    "wait = true\n",
    "wait = yes\n",
    "repeat = 99\n",
    "repeat = 1\n",
    "reps = 9\n",
    "reps = [3, 2, 1]\n",
    "reps = \"2-4\"\n",
    "sets = 3\n",
    "sets = 99\n",
    "breath = \"6s\"\n",
    "hold = \"5 breaths\"\n",
    "hold = \"20s-30s\"\n",
    "hold = 20–30s\n",
    "hold = [\"30s\", 20, \"3 – 5 breaths\"]\n",
    "count = \"6–8\"\n",
    "count = [12, \"8-10\"]\n",
    "sides = \"each\"\n",
    "sides = \"both\"\n",
    "sides = [\"left\", \"right\", \"left\"]\n",
    "sides = [\"Front foot\", \"Back foot\"]\n",
    "order = \"one-side\"\n",
    "order = \"shuffled\"\n",
    "pick = 2\n",
    "sides = [\"affected\", \"other\"]\n",
    "affected = \"left\"\n",
    "often = \"3 a week\"\n",
    "optional = true\n",
    "easier = \"Bend {side} knee\"\n",
    "aim = \"strength\"\n",
    "load = \"5 kg\"\n",
    "began = 2026-11-20\n",
    "hold = { weeks = [\"10s\", \"20s\", \"30s\"] }\n",
    "count = { weeks = [7, 9, 11, 13] }\n",
    "repeat = { weeks = [1, 99] }\n",
    "load = { weeks = [\"5 kg\", \"green band\"] }\n",
    "{ weeks = [",
    "] }",
    "ready = 0\n",
    "switch = \"5s\"\n",
    "between = \"20s\"\n",
    "position = \"side\"\n",
    "limit = \"30m\"\n",
    "end = \"alarm\"\n",
    "figure = \"bridge\"\n",
    "half = \"auto\"\n",
    "ticks = 5\n",
    "lang = \"de\"\n",
    "right = \"rechts\"\n",
    "names = false\n",
    "format = 2\n",
    "tags = [\"ice\"]\n",
    "allow = [\"W01\"]\n",
    "cue = \"{side} knee, {{ {remaining} }\"\n",
    "how = \"\"\"\nlong\\\n  er\"\"\"\n",
    "cues = [{ at = \"half\", say = \"x\" }, { at = \"-5s\", say = \"y\" }]\n",
    "cues = [{ every = 1, say = \"In\" }]\n",
    "cues = [{ at = 0, every = \"16s\", side = \"left\", say = \"In\" }]\n",
    "hodl = 1\n",
    "duration = 5\n",
    "\\u001b",
    "\\U0010FFFF",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
    "\r\n",
    "\r",
    "\0",
    "\t",
    "\"",
    "\"\"\"",
    "'''",
    "'",
    "=",
    "{",
    "}",
    "[",
    "]",
    ",",
    ".",
    "#",
    "999999999999999999999",
    "-1",
    "0x",
    "1e9",
    "true",
    "é",
];

pub(super) fn holds(data: &[u8]) {
    let source = source(data);
    let parsed = parse(&source);
    are_well_formed(&source, parsed.value.is_some(), &parsed.problems);
    are_repaired(&source, |source| parse(source).problems);
    let glimpsed = title_of(&source.text);
    let Some(routine) = parsed.value else { return };
    assert!(
        toml::de::DeTable::parse(&source.text).is_ok(),
        "it is no TOML, but was read"
    );
    assert!(!routine.title.contains(is_hazardous));
    if let Some(glimpsed) = glimpsed {
        assert_eq!(glimpsed, routine.title, "a glimpse is the same title");
    }
    let later = routine.later.iter().map(|(_, later)| &**later);
    for week in std::iter::once(&routine).chain(later) {
        is_a_plan(week);
    }
    has_unix_lines(&source, &Timeline::of(&routine));
}

/// It is within the limits, and measured right.
fn is_a_plan(routine: &Routine) {
    let timeline = Arc::new(Timeline::of(routine));
    let measured = Size::of(routine.steps.iter());
    assert_eq!(measured.segments, timeline.len() as u64, "pieces");
    assert_eq!(measured.length, timeline.total(), "length");
    assert!(measured.segments <= MOST_SEGMENTS && measured.length <= LONGEST_PLAN);
    for segment in timeline.iter() {
        assert_ne!(segment.length, Some(Duration::ZERO), "{segment:?}");
        let marks = segment.marks(segment.length);
        assert!(marks.is_sorted());
        let inside = |(at, _): &(Duration, _)| Some(*at) <= segment.length;
        assert!(marks.iter().all(inside), "{marks:?}");
    }
    is_heard(&timeline);
}

/// All that is heard, in order, and none of it harmful.
fn is_heard(timeline: &Arc<Timeline>) {
    if timeline.len() > MOST_HEARD {
        return;
    }
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let lead_in = Duration::from_secs(15);
    let cues = supple::core::session::dry_run(timeline, Start { lead_in, from: 0 }, &lengths);
    let cues: Vec<_> = cues.collect();
    assert!(cues.is_sorted_by_key(|cue| cue.due), "cues in order");
    let ends = Moment::after(lead_in + timeline.total());
    for cue in &cues {
        assert!(
            cue.due <= ends || timeline.open_segments() > 0 || cue.rings(),
            "{cue:?} after the end at {ends:?}"
        );
        for say in cue.parts.iter().filter_map(|line| line.say.as_ref()) {
            assert!(!say.text.contains(is_hazardous), "{say:?}");
        }
    }
}

/// The line breaks of another system make the same plan.
fn has_unix_lines(source: &Source, timeline: &Timeline) {
    if source.text.contains('\r') {
        return;
    }
    let other = Source {
        name: source.name.clone(),
        text: source.text.replace('\n', "\r\n"),
    };
    let other = parse(&other).value.unwrap();
    let lengths = |timeline: &Timeline| -> Vec<_> {
        let segments = timeline.iter();
        segments
            .map(|segment| (segment.kind, segment.length))
            .collect()
    };
    assert_eq!(lengths(&Timeline::of(&other)), lengths(timeline));
}
