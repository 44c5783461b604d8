//! Values that are not what belongs behind their key, and how they are written instead.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::keys::{Choice, Key, Shape, Variants};
use super::strays;
use super::wording::{as_toml, one_of, quoted};
use crate::core::suggest;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// What is said about a value of the wrong type; as a table it would begin with `header`.
pub(super) fn wrong_type(
    key: &Key,
    key_place: Range<usize>,
    node: &Spanned<DeValue>,
    raw: &str,
    header: &str,
) -> Diagnostic {
    let name = key.name;
    let place = node.span();
    let has_header = key_place.start >= place.start;
    match (key.shape, node.get_ref()) {
        (Shape::Tables(_), DeValue::Table(_)) if has_header && name == "step" => {
            return strays::single_brackets(name, key_place)
                .fix(Fix::likely(&place, format!("[{raw}]")));
        }
        (Shape::Named(_), DeValue::Array(_)) if has_header => {
            return strays::lost_order(name, key_place);
        }
        (Shape::True, DeValue::Boolean(false)) => {
            return Code::E02
                .at(&place, format!("`{name}` is always `true`"))
                .label("this says nothing")
                .help(format!("write `{name} = true`, or take the key out"));
        }
        _ => {}
    }
    let problem = Code::E02.at(
        &place,
        format!(
            "`{name}` is {}, but must be {}",
            a(node.get_ref()),
            key.shape.expected()
        ),
    );
    let text = node.get_ref().as_str().unwrap_or_default().trim();
    let fix = match (key.shape, node.get_ref()) {
        (
            Shape::Text(_) | Shape::Template,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
        ) => Some(Fix::certain(&place, as_toml(raw))),
        (Shape::Texts(_) | Shape::Addresses | Shape::Words(_), DeValue::String(_))
        | (Shape::Tables(_), DeValue::Table(_)) => Some(Fix::certain(&place, format!("[{raw}]"))),
        (Shape::Number(least, most), DeValue::String(_)) => text
            .parse::<u32>()
            .ok()
            .filter(|number| (least..=most).contains(number))
            .map(|number| Fix::certain(&place, number.to_string())),
        (Shape::Flag | Shape::True, DeValue::String(_)) => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" => Some(Fix::certain(&place, "true")),
            "false" | "no" | "off" if matches!(key.shape, Shape::Flag) => {
                Some(Fix::certain(&place, "false"))
            }
            _ => None,
        },
        _ => None,
    };
    let help = match (&fix, key.shape) {
        (Some(fix), _) if has_header => format!("write {}", quoted(&fix.text)),
        (Some(fix), _) => format!("write `{name} = {}`", quoted(&fix.text).trim_matches('`')),
        (None, Shape::Word(choices)) => format!("write {}", words_of(choices)),
        (None, Shape::Table(_)) => format!("it begins with a line of its own: `[{header}]`"),
        (None, Shape::Named(_)) => {
            format!("each begins with a line of its own: `[{header}.some-id]`")
        }
        (None, Shape::Tables(variants)) => begins(variants, header),
        (None, shape) => format!(
            "write for example `{name} = {}`",
            shape.example().unwrap_or("…")
        ),
    };
    problem
        .label(format!("this is {}", a(node.get_ref())))
        .help(help)
        .fix(fix)
}

/// How one of a list of tables is written.
pub(super) fn begins(variants: &Variants, header: &str) -> String {
    format!(
        "each of them is {}, and begins with a line of its own: `[[{header}]]`",
        variants.what
    )
}

/// What is said about a word that is not one of those that may stand behind `key`.
pub(super) fn unknown_word(
    key: &Key,
    choices: &'static [Choice],
    word: &str,
    place: Range<usize>,
) -> Diagnostic {
    let words = || choices.iter().map(|choice| choice.word);
    let or_flag = if matches!(key.shape, Shape::WordOrFlag(_)) {
        ", `true` or `false`"
    } else {
        ""
    };
    let help = if choices.len() > 8 {
        format!(
            "`{}` takes {} to {}",
            key.name,
            choices.first().map_or("", |choice| choice.word),
            choices.last().map_or("", |choice| choice.word)
        )
    } else {
        format!("`{}` is {}{or_flag}", key.name, words_of(choices))
    };
    let problem = Code::E07
        .at(&place, format!("`{}` cannot be {}", key.name, quoted(word)))
        .help(help);
    // Of many that differ in a digit none is meant more than the others, unless it is the nearest by far.
    let meant = if choices.len() > 8 {
        suggest::clearest(word, words())
    } else {
        suggest::closest(word, words())
    };
    match meant {
        Some(meant) => problem
            .label(format!("did you mean `{meant}`?"))
            .fix(Fix::likely(&place, as_toml(meant))),
        None => problem.label("not one of those that may stand here"),
    }
}

/// The words as they are written, with their quotes.
fn words_of(choices: &[Choice]) -> String {
    let quoted: Vec<String> = choices.iter().map(|choice| as_toml(choice.word)).collect();
    one_of(quoted.iter().map(String::as_str))
}

/// What a value is, with its article.
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
