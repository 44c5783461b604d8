//! A routine out of bytes: its text, as somebody could have written it.

use std::fmt::Write as _;
use std::sync::Arc;

use supple::core::routine::Routine;
use supple::diagnostic::Source;
use supple::format::routine::parse;

use super::bytes::Bytes;

const SIDES: &[&str] = &[
    "\"none\"",
    "\"each\"",
    "\"left\"",
    "[\"left\", \"right\", \"left\"]",
    "[\"Front foot\", \"Back foot\"]",
];
const ORDERS: &[&str] = &["alternate", "one-side"];
/// What a block may be called, say and choose. Its name takes time where it writes none.
const BLOCKS: &[&str] = &[
    "ready = 0\n",
    "ready = 3\n",
    "ready = 12\n",
    "name = \"Core\"\n",
    "name = \"Core\"\ncue = \"Slowly.\"\n",
    "order = \"shuffled\"\npick = 1\n",
];
/// A routine that others include.
const INCLUDED: &str = "[included]\nwarm-up = \"\"\"\ntitle = 'Warm-up'\n[[step]]\nname = 'March'\ncount = 2\npace = 3\n\
                        [[step]]\nname = 'Stand'\nhold = 'max'\n\"\"\"\n";
const ENDS: &[&str] = &["chime", "alarm", "silent"];
const CUES: &[&str] = &[
    "[]",
    "[{ every = 4, say = \"In\" }]",
    "[{ at = \"half\", say = \"Half\" }, { at = 0, every = \"3s\", side = \"left\", say = \"{rep} of {reps}\" }]",
    "[{ at = \"-1s\", say = \"{remaining}\" }]",
];
const GAPS: &[u64] = &[0, 1, 3, 5, 10, 12];
const FIGURES: &[&str] = &["bridge", "bird-dog", "single-knee-pull"];

/// A routine and its text; `None` where the reader refuses it.
pub(super) fn plan(bytes: &mut Bytes) -> Option<(Arc<Routine>, String)> {
    let mut text = String::from("title = \"Any\"\n");
    let _ = writeln!(
        text,
        "[voice]\nticks = {}\nhalf = {}",
        bytes.one_of(&[3, 0, 5]),
        bytes.one_of(&["\"auto\"", "true", "false"])
    );
    let mut steps = 1 + bytes.byte() % 4;
    while steps > 0 {
        step(bytes, 0, &mut text);
        steps -= 1;
    }
    if text.contains("include = ") {
        text.push_str(INCLUDED);
    }
    let source = Source {
        name: "any.toml".to_owned(),
        text,
    };
    let routine = parse(&source).value?;
    Some((Arc::new(routine), source.text))
}

fn step(bytes: &mut Bytes, deep: usize, text: &mut String) {
    let _ = writeln!(text, "[[step{}]]", ".step".repeat(deep));
    let gap = |bytes: &mut Bytes| bytes.one_of(GAPS);
    match bytes.byte() % 8 {
        0..3 => exercise("hold", bytes, text),
        3 => exercise("time", bytes, text),
        4 => {
            let pace = bytes.one_of(&["", "1", "3", "\"1-0-1\"", "\"2-1-1-1\""]);
            let times = 1 + bytes.number() % 5;
            let _ = writeln!(
                text,
                "name = \"Count\"\ncount = {}",
                amount(bytes, times, "")
            );
            if !pace.is_empty() {
                let _ = writeln!(text, "pace = {pace}");
            }
            around(bytes, text);
        }
        5 => match bytes.byte() {
            0..32 => text.push_str("include = \"warm-up\"\n"),
            length => {
                let _ = writeln!(text, "rest = {}", 1 + length % 20);
            }
        },
        6 => text.push_str("wait = true\n"),
        _ if deep < 3 => {
            let _ = writeln!(
                text,
                "repeat = {}\nswitch = {}\nbetween = {}",
                1 + bytes.byte() % 3,
                gap(bytes),
                gap(bytes)
            );
            let block = bytes.one_of(BLOCKS);
            text.push_str(block);
            if deep == 0 && !block.contains("order") && bytes.flag() {
                let (sides, order) = (bytes.one_of(SIDES), bytes.one_of(ORDERS));
                let _ = writeln!(text, "sides = {sides}\norder = \"{order}\"");
            }
            for _ in 0..=bytes.byte() % 2 {
                step(bytes, deep + 1, text);
            }
        }
        _ => exercise("hold", bytes, text),
    }
}

fn exercise(kind: &str, bytes: &mut Bytes, text: &mut String) {
    let length = 1 + bytes.number() % 45;
    let unit = bytes.one_of(&["s", " breaths"]);
    let name = bytes.byte();
    let amount = amount(bytes, length, unit);
    let _ = writeln!(
        text,
        "name = \"{kind} {name}\"\n{kind} = {}\nend = \"{}\"\ncues = {}",
        if length > 40 { "\"max\"" } else { &amount },
        bytes.one_of(ENDS),
        bytes.one_of(CUES),
    );
    if bytes.flag() {
        let _ = writeln!(text, "limit = {}", length + bytes.number() % 20);
    }
    if bytes.flag() {
        let _ = writeln!(text, "figure = \"{}\"", bytes.one_of(FIGURES));
    }
    around(bytes, text);
}

/// A value, a range, or a list for two sets; the text of a value has a `unit`.
fn amount(bytes: &mut Bytes, value: u64, unit: &str) -> String {
    let next = value + 1 + bytes.number() % 5;
    match bytes.byte() % 4 {
        0 if !unit.is_empty() => format!("\"{value}{unit}\""),
        1 => format!("\"{value}-{next}{unit}\""),
        2 => format!("[{value}, \"{value}–{next}{unit}\"]"),
        _ => value.to_string(),
    }
}

fn around(bytes: &mut Bytes, text: &mut String) {
    let _ = writeln!(
        text,
        "ready = {}\nswitch = {}\nreps = {}",
        bytes.one_of(GAPS),
        bytes.one_of(GAPS),
        1 + bytes.byte() % 3
    );
    if bytes.flag() {
        let _ = writeln!(text, "sets = {}", bytes.one_of(&[1, 2, 3]));
    }
    if bytes.flag() {
        let (sides, order) = (bytes.one_of(SIDES), bytes.one_of(ORDERS));
        let _ = writeln!(text, "sides = {sides}\norder = \"{order}\"");
    }
    if bytes.flag() {
        let _ = writeln!(text, "between = {}", bytes.one_of(GAPS));
    }
}
