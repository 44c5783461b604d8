//! Messages about values of the wrong type, with the right way to write them.

use std::ops::Range;

use toml::de::{DeArray, DeValue};

use super::amounts;
use super::keys::{Choice, ORDER, REPS, SETS, Shape, TableKey, TextLines, Variants};
use super::often;
use super::reader::{Node, is_composed};
use super::wording::{as_toml, did_you_mean, one_of, quoted};
use crate::core::span;
use crate::core::text::listed;
use crate::diagnostic::Code::{E01, E02, E07};
use crate::diagnostic::{Diagnostic, Fix};
use crate::suggest;

/// A list of more choices than this is named by its ends.
const FEW: usize = 8;

/// The problem of a value of the wrong type; as a table it would begin with `header`.
pub(super) fn wrong_type(
    key: &TableKey,
    key_place: &Range<usize>,
    node: &Node,
    raw: &str,
    header: &str,
) -> Diagnostic {
    let (name, place) = (key.name, &node.span());
    let has_header = key_place.start >= place.start;
    if matches!(key.shape, Shape::True)
        && let Some(problem) = not_true(name, key_place, node, raw)
    {
        return problem;
    }
    let (found, expected) = (a(node.get_ref()), key.shape.expected());
    let text = node.get_ref().as_str().unwrap_or_default();
    let label = match low_end(key.shape, text) {
        Some(_) => "one number belongs here, not a range".to_owned(),
        None => format!("this is {found}"),
    };
    let list = node
        .get_ref()
        .as_array()
        .filter(|list| list.len() > 1 && name == "how");
    let instead = list
        .and_then(joined)
        .or_else(|| instead(key.shape, node.get_ref(), raw));
    let help = match &instead {
        Some(text) if has_header => format!("write {}", quoted(text)),
        Some(least) if name == SETS.name && low_end(key.shape, text).is_some() => format!(
            "write `sets = {least}`; how often in each set may be a range: `{} = {}`",
            REPS.name,
            as_toml(text)
        ),
        Some(text) => format!("write `{name} = {}`", quoted(text).trim_matches('`')),
        None => way_out(key, node, raw, header),
    };
    E02.at(
        place,
        format!("`{name}` is {found}, but must be {expected}"),
    )
    .label(label)
    .help(help)
    .fix(instead.map(|instead| {
        let is_certain = match key.shape {
            Shape::Number(..) | Shape::Numbers(..) | Shape::Breaths(..) => is_number(node),
            Shape::Sides(_) => false,
            _ if node.get_ref().is_array() => false,
            Shape::True => is_yes(node),
            // `salt and pepper` may be one thing.
            Shape::Texts(TextLines::One) | Shape::Words(_) => !is_joined(text),
            _ => true,
        };
        Fix::certain(place, instead).certain_if(is_certain)
    }))
}

fn is_flag(key: &TableKey) -> bool {
    matches!(key.shape, Shape::Flag)
}

/// Whether a value says that something is not wanted.
fn is_no(node: &Node) -> bool {
    match node.get_ref() {
        DeValue::Boolean(is_wanted) => !is_wanted,
        DeValue::String(word) => yes_or_no(word, false) == Some("false") || *word == "none",
        _ => false,
    }
}

/// Whether a value is short enough to be shown in a help.
pub(super) fn is_shown(raw: &str) -> bool {
    raw.len() <= 60 && !raw.contains('\n')
}

/// What to write where nothing can be made of the value at `node`.
fn way_out(key: &TableKey, node: &Node, raw: &str, header: &str) -> String {
    let name = key.name;
    match key.shape {
        Shape::Word(_) | Shape::Synonyms(..) => {
            format!("write {}", words_of(&key.choices().collect::<Vec<_>>()))
        }
        Shape::Table(table) if is_no(node) && table.keys.iter().any(is_flag) => {
            let flags = table.keys.iter().filter(|key| is_flag(key));
            let lines: Vec<String> = flags.map(|key| format!("`{} = false`", key.name)).collect();
            let lines = listed(&lines, "and");
            format!("it begins with a line of its own: `[{header}]`; below it {lines} turn off what it is about")
        }
        Shape::Table(table) => {
            let example = table
                .keys
                .iter()
                .find_map(|key| Some(format!("`{} = {}`", key.name, key.shape.example()?)));
            let below = example.map_or_else(String::new, |line| {
                format!(", and its keys, such as {line}, stand below that")
            });
            format!("it begins with a line of its own: `[{header}]`{below}")
        }
        Shape::Named(_) => {
            format!("each begins with a line of its own: `[{header}.some-id]`")
        }
        Shape::Tables(variants) if node.get_ref().is_str() && name == "cues" => {
            let one = begins(variants, header);
            format!("one sentence at the beginning is `cue`; in `cues` {one}")
        }
        Shape::Tables(variants) => begins(variants, header),
        Shape::Text(_) | Shape::Template if key.is_weekly && matches!(node.get_ref(), DeValue::Array(_)) =>
        {
            let values = if is_shown(raw) { raw } else { "[\"…\"]" };
            format!("it is the same in all sets; from week to week write `{name} = {{ weeks = {values} }}`")
        }
        Shape::Text(_) if name == "include" && matches!(node.get_ref(), DeValue::Array(_)) => {
            "each routine is a step of its own: write a `[[step]]` with `include` for each of them"
                .to_owned()
        }
        Shape::Template if is_composed(node) => {
            "it is one text; a number that changes from week to week has a table in its place, such as `count = { weeks = [8, 10, 12] }`"
                .to_owned()
        }
        Shape::Numbers(..) if node.get_ref().as_str().is_some_and(amounts::means_max) => {
            "as many as you can is `time = \"max\"`, which counts the time; with a number and without a `pace` a key ends it"
                .to_owned()
        }
        shape => {
            let example = shape.example().unwrap_or("…");
            format!("write for example `{name} = {example}`")
        }
    }
}

/// A length or `false` where only `true` can stand.
fn not_true(name: &str, key_place: &Range<usize>, node: &Node, raw: &str) -> Option<Diagnostic> {
    let place = &node.span();
    match node.get_ref() {
        DeValue::String(_) | DeValue::Integer(_)
            if key_place.start < place.start && is_length(node) =>
        {
            let (whole, rest) = (key_place.start..place.end, format!("rest = {raw}"));
            let message = format!("`{name}` has no length: it lasts until a key is pressed");
            let help = format!("write `{rest}` for a pause of this length, or `{name} = true`");
            let problem = E02.at(place, message).label("this is a length of time");
            Some(problem.help(help).fix(Fix::likely(&whole, rest)))
        }
        DeValue::Boolean(false) => Some(
            E02.at(place, format!("`{name}` is always `true`"))
                .label("this says nothing")
                .help(format!("write `{name} = true`, or take the key out")),
        ),
        _ => None,
    }
}

/// The tables in which other programs write the values of variables.
pub(super) const VARIABLES: [&str; 3] = ["vars", "variables", "params"];

/// The problem of a variable, such as `{n}`, in place of a number or a length.
pub(super) fn variable(key: &TableKey, node: &Node) -> Option<Diagnostic> {
    let text = node.get_ref().as_str()?.trim();
    let name = text.trim_start_matches('$');
    let name = name.strip_prefix('{')?.strip_suffix('}')?;
    let name = name.trim_matches(['{', '}', ' ']);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    if name.is_empty() || !name.chars().all(is_name) || !key.shape.is_number() {
        return None;
    }
    let (key, example) = (key.name, key.shape.example().unwrap_or("…"));
    let message = format!("{} in `{key}` stands for nothing", quoted(text));
    Some(
        E02.at(&node.span(), message)
            .label("there are no variables")
            .help(format!(
                "write the value itself, such as `{key} = {example}`; words in braces stand in texts alone"
            )),
    )
}

/// Whether a text says nothing but yes.
fn is_yes(node: &Node) -> bool {
    let text = node.get_ref().as_str().unwrap_or_default();
    matches!(text.trim().to_lowercase().as_str(), "true" | "yes" | "on")
}

/// Whether a text is nothing but a number.
fn is_number(node: &Node) -> bool {
    let text = node.get_ref().as_str().unwrap_or_default();
    text.trim().parse::<u32>().is_ok()
}

fn is_length(node: &Node) -> bool {
    let text = node.get_ref().as_str();
    text.is_none_or(|text| span::parse(text).is_ok())
}

/// The number in words such as `twice`, `3x` or `3 times`; `None` where there are several.
pub(super) fn number_in(text: &str) -> Option<u32> {
    let word = text.trim().to_lowercase();
    let is_digit = |letter: char| letter.is_ascii_digit();
    let first = word.split_whitespace().next()?;
    if let Some(number) = often::number(first).filter(|_| !word.contains(is_digit)) {
        return Some(number);
    }
    let mut numbers = word
        .split(|letter: char| !is_digit(letter))
        .filter(|digits| !digits.is_empty());
    let number = numbers.next()?.parse().ok();
    number.filter(|_| numbers.next().is_none() && !word.contains(['.', ',', '-']))
}

/// A number that is none, as the value of the key called `name`.
pub(super) fn unquoted_number(
    (name, example): (&str, &str),
    raw: &str,
    place: &Range<usize>,
) -> Diagnostic {
    let is_all = raw.bytes().all(|byte| byte.is_ascii_digit());
    let label = if raw.starts_with('0') && is_all {
        "a number does not begin with 0"
    } else {
        "this is not a whole number"
    };
    let number = number_in(raw);
    let help = match number {
        Some(number) => format!("write `{name} = {number}`"),
        None => format!("write a whole number, such as `{name} = {example}`"),
    };
    E01.at(place, "a number that cannot be read")
        .label(label)
        .help(help)
        .fix(number.map(|number| Fix::likely(place, number.to_string())))
}

/// The same value in the right type, where there is no doubt about it.
pub(super) fn instead(shape: Shape, value: &DeValue, raw: &str) -> Option<String> {
    let text = value.as_str().unwrap_or_default().trim();
    match (shape, value) {
        (
            Shape::Text(_) | Shape::Stretch | Shape::Side | Shape::Template,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
        ) => Some(as_toml(raw)),
        (Shape::Texts(TextLines::One) | Shape::Words(_), DeValue::String(_))
            if text.contains([',', ';']) || is_joined(text) =>
        {
            Some(parts(text))
        }
        (Shape::Texts(_) | Shape::Addresses | Shape::Words(_), DeValue::String(_)) => {
            Some(format!("[{raw}]"))
        }
        // One that is written as `cues.at = "5s"` stands in no brackets.
        (Shape::Tables(variants), DeValue::Table(table)) if raw.starts_with(['[', '{']) => {
            let mut keys = table.keys();
            let is_one = keys.all(|key| variants.key(key.get_ref()).is_some());
            is_one.then(|| format!("[{raw}]"))
        }
        (Shape::Format, DeValue::String(_)) => number_in(text).map(|number| number.to_string()),
        (Shape::Number(..) | Shape::Numbers(..) | Shape::Format, DeValue::Float(float)) => {
            let (whole, fraction) = float.as_str().split_once('.')?;
            let is_whole = fraction.bytes().all(|digit| digit == b'0');
            is_whole.then(|| whole.to_owned())
        }
        (Shape::Pace, DeValue::Array(list)) => phases(list),
        (Shape::Text(TextLines::Many), DeValue::Array(list)) if list.len() > 1 => joined(list),
        (
            Shape::Text(_)
            | Shape::Template
            | Shape::Stretch
            | Shape::Length(_)
            | Shape::Word(_)
            | Shape::Synonyms(..)
            | Shape::Side
            | Shape::Often,
            DeValue::Array(_),
        ) => alone(value, raw),
        (
            Shape::Number(least, most) | Shape::Numbers(least, most) | Shape::Breaths(least, most),
            DeValue::String(_),
        ) => {
            let number = number_in(text).or_else(|| low_end(shape, text));
            let number = number.filter(|number| (least..=most).contains(number));
            number.map(|number| number.to_string())
        }
        (Shape::Flag | Shape::True, DeValue::String(_)) => {
            yes_or_no(text, matches!(shape, Shape::True)).map(str::to_owned)
        }
        (Shape::Sides(_), DeValue::Boolean(_) | DeValue::Integer(_)) => match raw {
            "false" | "0" | "1" => Some(as_toml("none")),
            "true" | "2" => Some(as_toml("each")),
            _ => None,
        },
        _ => None,
    }
}

/// What joins the parts of a list in a text, beside commas.
const AND: [&str; 3] = [" and ", " & ", " + "];

fn is_joined(text: &str) -> bool {
    AND.iter().any(|and| text.contains(and))
}

/// The list of what stands between commas in a text, and between what joins its parts.
fn parts(text: &str) -> String {
    let text = AND
        .iter()
        .fold(text.to_owned(), |text, and| text.replace(and, ", "));
    let words = text.split([',', ';']).map(str::trim);
    let words = words.filter(|word| !word.is_empty()).map(as_toml);
    format!("[{}]", words.collect::<Vec<_>>().join(", "))
}

/// The text of phases that are written as a list.
fn phases(list: &DeArray) -> Option<String> {
    let phases = list
        .iter()
        .map(|phase| Some(phase.get_ref().as_integer()?.as_str()));
    let phases: Vec<&str> = phases.collect::<Option<_>>()?;
    let is_whole = (3..=4).contains(&phases.len());
    is_whole.then(|| as_toml(&phases.join("-")))
}

/// The value that a word stands for; of a key that is `only_true` nothing says no.
fn yes_or_no(word: &str, only_true: bool) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => (!only_true).then_some("false"),
        "" => None,
        _ => only_true.then_some("true"),
    }
}

/// The low end of a range of numbers, where one number is to stand.
fn low_end(shape: Shape, text: &str) -> Option<u32> {
    let (low, high) = amounts::ends(text).filter(|_| matches!(shape, Shape::Number(..)))?;
    text.get(high)?.trim().parse::<u32>().ok()?;
    text.get(low)?.trim().parse().ok()
}

/// The texts of a list as one text.
fn joined(list: &DeArray) -> Option<String> {
    let texts = list.iter().map(|text| text.get_ref().as_str());
    let texts: Vec<&str> = texts.collect::<Option<_>>()?;
    Some(as_toml(&texts.join(" ")))
}

/// The one part of a list, as it is written in it.
fn alone(list: &DeValue, raw: &str) -> Option<String> {
    let mut parts = list.as_array()?.iter();
    let one = parts.next().filter(|_| parts.len() == 0)?;
    let inner = raw.trim_start_matches('[').trim_end_matches(']');
    let inner = inner.trim().trim_end_matches(',').trim_end();
    (one.get_ref().is_str() && !inner.contains('\n')).then(|| inner.to_owned())
}

/// How one of a list of tables is written.
pub(super) fn begins(variants: &Variants, header: &str) -> String {
    format!(
        "each of them is {}, and begins with a line of its own: `[[{header}]]`",
        variants.what
    )
}

/// The problem of a word that is not one of the choices of `key`.
pub(super) fn unknown_word(key: &TableKey, word: &str, place: &Range<usize>) -> Diagnostic {
    let name = key.name;
    let choices: Vec<&Choice> = key.choices().collect();
    let words = || choices.iter().map(|choice| choice.word);
    let or_flag = match key.shape {
        Shape::WordOrFlag(_) => ", `true` or `false`",
        _ => "",
    };
    let (help, meant) = if let [first, .., last] = choices.as_slice()
        && choices.len() > FEW
    {
        let help = format!("`{name}` takes {} to {}", first.word, last.word);
        // None of many that differ in a digit is meant more than the others, unless it is the nearest by far.
        (help, suggest::clearest(word, words()))
    } else {
        let help = format!("`{name}` is {}{or_flag}", words_of(&choices));
        (help, suggest::closest(word, words()))
    };
    let same = same_as(word, key.shape.choices());
    let problem = E07.at(place, format!("`{name}` cannot be {}", quoted(word)));
    if let Some(sides) = sides_in_order(word).filter(|_| name == ORDER.name) {
        return problem.label("this is an order of sides").help(format!(
            "{help}; which side comes first is said by `sides = {sides}`"
        ));
    }
    if let Some(elsewhere) = same.filter(|same| key.except == Some(*same)) {
        return problem
            .label("this is for the steps of a block")
            .help(format!(
                "{help}; beside the `repeat` of a block it is `{name} = {}`",
                as_toml(elsewhere)
            ));
    }
    did_you_mean(
        problem,
        same.or(meant),
        "not one of those that may stand here",
    )
    .help(help)
}

/// What people write for one of a few words, or close to it.
const OTHER_WORDS: [(&[&str], &str); 10] = [
    (
        &[
            "one side first",
            "one side at a time",
            "one side after the other",
            "one by one",
            "side by side",
            "same side",
            "per side",
            "side",
            "sides",
        ],
        "one-side",
    ),
    (
        &["random", "randomly", "randomized", "randomised", "any"],
        "shuffled",
    ),
    (
        &[
            "squat",
            "squatting",
            "lunge",
            "lunging",
            "walking",
            "running",
            "bent over",
            "wall",
        ],
        "standing",
    ),
    (
        &["cross legged", "long sit", "butterfly", "desk"],
        "sitting",
    ),
    (
        &[
            "table",
            "table top",
            "tabletop",
            "lunge on one knee",
            "puppy",
        ],
        "kneeling",
    ),
    (&["side plank", "side bridge", "left", "right"], "side"),
    (
        &[
            "plank",
            "high plank",
            "push up",
            "pushup",
            "press up",
            "forearms",
            "sphinx",
        ],
        "front",
    ),
    (&["none", "off", "no", "quiet", "mute", "muted"], "silent"),
    (&["beep", "bell", "sound", "tone", "gong", "ding"], "chime"),
    (&["ring"], "alarm"),
];

/// The one of `choices` that `word` calls in another way.
fn same_as(word: &str, choices: &[Choice]) -> Option<&'static str> {
    let word = word.trim().to_lowercase().replace(['-', '_'], " ");
    let known = OTHER_WORDS
        .iter()
        .filter(|(words, _)| words.contains(&word.as_str()));
    let mut known = known.map(|(_, means)| *means);
    known.find(|means| choices.iter().any(|choice| choice.word == *means))
}

/// The list of the sides that a text such as `left first` names, in that order.
fn sides_in_order(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    match (text.find("left"), text.find("right")) {
        (None, None) => None,
        (Some(left), right) if right.is_none_or(|right| left < right) => {
            Some("[\"left\", \"right\"]")
        }
        _ => Some("[\"right\", \"left\"]"),
    }
}

/// The words as they are written, with their quotes.
fn words_of(choices: &[&Choice]) -> String {
    one_of(choices.iter().map(|choice| as_toml(choice.word)))
}

/// The type of a value, with its article.
pub(super) const fn a(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(_) => "a date or time of day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
