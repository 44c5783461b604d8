//! The JSON Schema of a routine file, made from the table of keys. Language servers complete and check with it while a
//! person types. What depends on a stretch, such as the kind that a step inherits from it, is left to `supple check`.

use serde_json::{Map, Value, json};

use super::amounts::{self, MAX};
use super::keys::routine::{DEFAULTS, FORMAT, ROUTINE, STEP};
use super::keys::{
    Choice, MOST_TIMES, MOST_WEEKS, Presence, Shape, Synonym, Table, TableKey, TextLines, Variants,
    Zero,
};
use super::pattern::{either_word, in_any_case};
use super::routine::References;
use super::{often, sides};
use crate::core::cue::Tone;
use crate::core::span;
use crate::core::template::Placeholder;
use crate::core::timeline::LONGEST_PLAN;

/// The name of the file that the `#:schema` line of a routine names.
pub const FILE: &str = "routine.schema.json";

/// The line with which a routine names its schema, for TOML language servers.
pub const LINE: &str = "#:schema routine.schema.json\n";

/// What divides the two ends of a range.
const UP_TO: &str = r"(\s*[-–—]\s*|\s+[Tt][Oo]\s+)";
/// A number from 1 to 99.
const TIMES: &str = r"0*[1-9]\d?";

/// A length as it is written in quotes.
fn in_quotes() -> String {
    let part = |units: &[&'static str]| {
        let units = either_word(units.iter().copied());
        format!(r"\d+\s*({units})")
    };
    let [hours, minutes, seconds] =
        [&span::HOURS[..], &span::MINUTES[..], &span::SECONDS[..]].map(part);
    let minutes = format!(r"{minutes}(\s*{seconds})?");
    format!(r"(\d+:[0-5]?\d|({hours}(\s*({minutes}|{seconds}))?|{minutes}|{seconds})\.?)")
}

/// The schema (JSON Schema, draft 7), with a line break at its end. It lists the stretches that there are and takes
/// other names too: a file has its own.
pub fn routine(references: &References) -> String {
    let mut schema = Schema {
        defined: Vec::new(),
        stretches: references.names().map(str::to_owned).collect(),
    };
    let mut root = schema.table(&[&ROUTINE], &required(&ROUTINE));
    let rules = [kinds(), rests()].map(|(name, by_default, rule)| {
        schema.defined.push((name.to_owned(), rule));
        schema.defined.push((format!("{name}s"), inside(name)));
        unless_by_default(&by_default, name)
    });
    root.insert("allOf".to_owned(), json!(rules));
    let defined = schema.defined.into_iter().collect::<Map<String, Value>>();
    for (name, value) in [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        // A name rather than an address: nothing has to be fetched.
        ("$id", json!(format!("urn:supple:routine:{FORMAT}"))),
        (
            "$comment",
            json!("Written by `supple schema`. Do not edit it."),
        ),
        ("title", json!(format!("supple routine, format {FORMAT}"))),
        ("definitions", Value::Object(defined)),
    ] {
        root.insert(name.to_owned(), value);
    }
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

struct Schema {
    /// The tables that others refer to, by name, in the order in which they are met.
    defined: Vec<(String, Value)>,
    /// The names of all stretches.
    stretches: Vec<String>,
}

impl Schema {
    /// A table that is one of `tables`: their keys together.
    fn table(&mut self, tables: &[&'static Table], required: &[&str]) -> Map<String, Value> {
        let mut properties = Map::new();
        for name in super::keys::names(tables) {
            // The same key may mean something else in another variant: each meaning once.
            let mut keys: Vec<&TableKey> = Vec::new();
            for key in tables.iter().filter_map(|table| table.key(name)) {
                if !keys.iter().any(|known| known.about == key.about) {
                    keys.push(key);
                }
            }
            let mut having = tables.iter().filter_map(|table| table.key(name));
            let is_needed = having.all(|key| key.presence == Presence::Required);
            properties.insert(name.to_owned(), self.key(&keys, is_needed));
            for other in keys.iter().flat_map(|key| key.others) {
                let named = keys.first().map(|key| key.under(other.word));
                let value = self.key(&named.iter().collect::<Vec<_>>(), is_needed);
                properties.insert(other.word.to_owned(), value);
            }
        }
        let mut table = Map::new();
        table.insert("type".to_owned(), json!("object"));
        table.insert("additionalProperties".to_owned(), json!(false));
        table.insert("properties".to_owned(), json!(properties));
        if !required.is_empty() {
            table.insert("required".to_owned(), json!(required));
        }
        let exclusive = exclusive(tables).into_iter();
        let pairs = exclusive.map(|pair| json!({ "required": pair }));
        let others = exceptions(tables).chain(strangers(tables));
        let wrong: Vec<Value> = pairs.chain(others).collect();
        if !wrong.is_empty() {
            table.insert("not".to_owned(), json!({ "anyOf": wrong }));
        }
        table
    }

    fn key(&mut self, keys: &[&TableKey], is_needed: bool) -> Value {
        let Some(first) = keys.first() else {
            return Value::Bool(true);
        };
        let mut abouts: Vec<&str> = keys.iter().map(|key| key.about).collect();
        let braces = matches!(first.shape, Shape::Template).then(words_in_braces);
        abouts.extend(braces.as_deref());
        let mut value = match first.shape {
            // Each word that one of the meanings takes.
            Shape::Word(all) => words(all.iter().filter(|choice| {
                let mut taken = keys.iter().flat_map(|key| key.choices());
                taken.any(|taken| taken.word == choice.word)
            })),
            shape => self.shape(shape),
        };
        if first.is_weekly {
            value = either(&value, &weeks(&value));
        }
        let Value::Object(fields) = &mut value else {
            return value;
        };
        fields.insert("description".to_owned(), json!(abouts.join("\n\n")));
        let (limit, least) = match first.shape {
            Shape::Tables(_) => ("minItems", json!(1)),
            Shape::Text(TextLines::One) => ("pattern", json!(r"^[^\n\t]*[^\n\t ][^\n\t]*$")),
            _ => ("minLength", json!(1)),
        };
        let is_limited = matches!(
            first.shape,
            Shape::Tables(_) | Shape::Text(_) | Shape::Template
        );
        if is_needed && is_limited {
            fields.insert(limit.to_owned(), least);
        }
        // A default as TOML is the same as JSON.
        if let (Presence::Default(default), [_]) = (first.presence, keys)
            && let Ok(default) = serde_json::from_str(default)
        {
            fields.insert("default".to_owned(), default);
        }
        // Beside a reference nothing else counts.
        if let Some(reference) = fields.remove("$ref") {
            fields.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        }
        value
    }

    fn shape(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Text(TextLines::One) | Shape::Side => json!({
                "type": "string", "pattern": r"^[^\n\t]*$", "maxLength": TextLines::One.most_characters()
            }),
            Shape::Stretch => {
                let name = self.shape(Shape::Text(TextLines::One));
                either(&json!({ "type": "string", "enum": self.stretches }), &name)
            }
            Shape::Template => template(),
            Shape::Text(TextLines::Many) | Shape::Phrase(_) => {
                json!({ "type": "string", "maxLength": TextLines::Many.most_characters() })
            }
            Shape::Texts(lines) => {
                let text = self.shape(Shape::Text(lines));
                list(&text)
            }
            Shape::Command => list(&json!({ "type": "string" })),
            Shape::Addresses => list(&pattern("^https?://[^ ]+$")),
            Shape::Length(zero) => length(zero),
            Shape::Day => pattern(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"),
            Shape::Often => pattern(&often::pattern()),
            Shape::Lengths => self.lengths(),
            Shape::Numbers(least, most) | Shape::Breaths(least, most) => numbers(least, most),
            Shape::Pace => pace(),
            Shape::CueTime => cue_time(),
            Shape::Number(least, most) => number(least, most),
            Shape::Decimal(least, most) => {
                json!({ "type": "number", "minimum": least, "maximum": most })
            }
            Shape::Bone => either(&coordinate(), &list(&coordinate())),
            Shape::Place => list(&coordinate()),
            Shape::Places => list(&list(&coordinate())),
            Shape::Format => json!({ "type": "integer", "minimum": 1, "maximum": FORMAT }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::True => json!({ "type": "boolean", "enum": [true] }),
            Shape::Word(choices) => words(choices.iter()),
            Shape::Synonyms(choices, synonyms) => with_synonyms(choices, synonyms),
            Shape::WordOrFlag(choices) => {
                either(&json!({ "type": "boolean" }), &words(choices.iter()))
            }
            Shape::Words(choices) => list(&words(choices.iter())),
            Shape::Sides(choices) => self.sides(choices),
            Shape::Table(table) => {
                let required = required(table);
                self.reference(table.what, |schema| schema.table(&[table], &required))
            }
            Shape::Files => self.files(),
            Shape::Sayings => named(&self.shape(Shape::Text(TextLines::One))),
            Shape::Routines => named(&json!({ "type": "string" })),
            Shape::Named(variants) => named(&self.variants(variants)),
            Shape::Tables(variants) => list(&self.variants(variants)),
        }
    }

    /// A file of sound for each tone.
    fn files(&mut self) -> Value {
        let file = self.shape(Shape::Text(TextLines::One));
        let files = Tone::ALL.map(|tone| (tone.word().to_owned(), file.clone()));
        let files: Map<String, Value> = files.into_iter().collect();
        json!({ "type": "object", "properties": files, "additionalProperties": false })
    }

    /// One of a few words, or a list of sides. A file may have words of its own for right and left.
    fn sides(&mut self, choices: &[Choice]) -> Value {
        let (none, limbs) = (either_word(sides::no_sides()), either_word(sides::LIMBS));
        let other = json!({
            "type": "string", "pattern": r"[^\n\t ]",
            "not": { "pattern": format!(r"^\s*({none})(\s+({limbs}))?\s*$") }
        });
        let list = json!({
            "type": "array", "minItems": 1, "maxItems": sides::MOST, "items": self.shape(Shape::Side),
            "not": { "contains": { "enum": sides::NOT_LISTED } }
        });
        either(&either(&words(choices.iter()), &other), &list)
    }

    /// A length of time, breaths, a range of them or `max`, or a list with one for each set.
    fn lengths(&mut self) -> Value {
        let time = self.shape(Shape::Length(Zero::Refused));
        let length = in_quotes();
        let slowly = either_word(amounts::BREATHED);
        let breath = in_any_case("breath");
        let breaths = format!(r"{TIMES}\s*(({slowly})\s+)?{breath}[Ss]?");
        let max = in_any_case(MAX);
        let one = format!(r"^\s*({length}|{breaths}|{max})\s*$");
        let low = format!(r"({length}|{breaths}|\d*[1-9]\d*)");
        let range = format!(r"^\s*{low}{UP_TO}({length}|{breaths})\s*$");
        let text = either(&pattern(&one), &pattern(&range));
        let one = either(&time, &text);
        either(&one, &for_each_set(&one))
    }

    /// A table that is one of several. Which keys must be there depends on which it is, and a kind may be inherited:
    /// only where there is one variant are some of them required.
    fn variants(&mut self, variants: &'static Variants) -> Value {
        let required = match variants.tables {
            [only] => required(only),
            _ => Vec::new(),
        };
        self.reference(variants.what, |schema| {
            schema.table(variants.tables, &required)
        })
    }

    /// A reference to the table that is called `what`, which is made when it is met first.
    fn reference(
        &mut self,
        what: &str,
        make: impl FnOnce(&mut Self) -> Map<String, Value>,
    ) -> Value {
        let name: String = what
            .trim_start_matches("a ")
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ')
            .map(|letter| if letter == ' ' { '-' } else { letter })
            .collect();
        if !self.defined.iter().any(|(known, _)| *known == name) {
            let at = self.defined.len();
            // A block has steps inside: its place is taken before it is made.
            self.defined.push((name.clone(), Value::Null));
            let table = make(self);
            if let Some((_, place)) = self.defined.get_mut(at) {
                *place = Value::Object(table);
            }
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// The pairs of keys of which a table has one at most: those that say what kind of step it is, and two names of one key.
fn exclusive(tables: &[&'static Table]) -> Vec<[&'static str; 2]> {
    let is_defaults = tables
        .iter()
        .any(|table| std::ptr::eq(*table, &raw const DEFAULTS));
    let has_both = |one: &str, other: &str| {
        let mut tables = tables.iter();
        !is_defaults && tables.any(|table| table.key(one).is_some() && table.key(other).is_some())
    };
    let kinds = STEP.tables.iter().filter_map(|table| table.keys.first());
    let kinds = kinds.map(|key| key.name).filter(|name| {
        let mut tables = tables.iter();
        // In `[defaults]` a rest is the time between sets.
        let is_kind = !is_defaults || *name != "rest";
        is_kind && tables.any(|table| table.key(name).is_some())
    });
    let kinds: Vec<&str> = kinds.collect();
    // All names of the key called `name`.
    let spelt = |name: &'static str| {
        let key = tables.iter().find_map(|table| table.key(name));
        let others = key.iter().flat_map(|key| key.others);
        let others: Vec<&str> = others.map(|other| other.word).collect();
        std::iter::once(name).chain(others)
    };
    let mut pairs = Vec::new();
    for (at, one) in kinds.iter().enumerate() {
        let others = kinds.iter().skip(at + 1);
        for other in others.filter(|other| !has_both(one, other)) {
            pairs.extend(spelt(one).flat_map(|one| spelt(other).map(move |other| [one, other])));
        }
    }
    for name in super::keys::names(tables) {
        for (at, one) in spelt(name).enumerate() {
            pairs.extend(spelt(name).skip(at + 1).map(|other| [one, other]));
        }
    }
    pairs
}

/// The keys that one of several kinds of step does not take, though another does.
fn strangers(tables: &[&'static Table]) -> Vec<Value> {
    let kinds = tables.iter().filter(|table| {
        let mut kinds = STEP.tables.iter();
        tables.len() > 1 && kinds.any(|kind| std::ptr::eq(*kind, **table))
    });
    let all = super::keys::names(STEP.tables);
    let is_kind = |name: &str| {
        let mut kinds = STEP.tables.iter().filter_map(|table| table.keys.first());
        kinds.any(|kind| kind.name == name)
    };
    // Beside sets a rest is no kind.
    let kinds = kinds.filter_map(|table| Some((table, table.keys.first()?.name)));
    let kinds = kinds.filter(|(_, kind)| *kind != "rest");
    let strangers = kinds.map(|(table, kind)| {
        let others = all
            .iter()
            .filter(|name| !is_kind(name) && table.key(name).is_none());
        let others = others.map(|name| json!({ "required": [name] }));
        json!({ "required": [kind], "anyOf": others.collect::<Vec<_>>() })
    });
    strangers.collect()
}

/// The names of the keys with which work begins.
fn works() -> impl Iterator<Item = &'static str> {
    let keys = DEFAULTS.keys.iter();
    let keys = keys.filter(|key| {
        let mut tables = STEP.tables.iter();
        tables.any(|table| {
            let first = table.keys.first();
            first.is_some_and(|first| first.name == key.name && !key.is_between_sets)
        })
    });
    keys.flat_map(|key| std::iter::once(key.name).chain(key.others.iter().map(|it| it.word)))
}

/// Tables with one of these keys each.
fn having<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Value> {
    let names = names.into_iter();
    names.map(|name| json!({ "required": [name] })).collect()
}

/// The rule that a step has a kind, unless `[defaults]` has one.
fn kinds() -> (&'static str, Value, Value) {
    let firsts = STEP.tables.iter().filter_map(|table| table.keys.first());
    let others = firsts.clone().flat_map(|key| key.others).map(|it| it.word);
    let all = firsts.map(|key| key.name).chain(others).chain(["use"]);
    let by_default = json!({ "anyOf": having(works()) });
    (
        "step-of-a-kind",
        by_default,
        json!({ "anyOf": having(all) }),
    )
}

/// The rule that a rest beside work is one between sets, unless `[defaults]` has several.
fn rests() -> (&'static str, Value, Value) {
    let listed = works().chain(["reps"]).flat_map(|name| {
        // From week to week it may be a list too.
        ["array", "object"]
            .map(|kind| json!({ "required": [name], "properties": { name: { "type": kind } } }))
    });
    let sets: Vec<Value> = having(["sets"]).into_iter().chain(listed).collect();
    let or_inherited: Vec<Value> = sets.iter().cloned().chain(having(["use"])).collect();
    let alone = json!({
        "required": ["rest"], "anyOf": having(works()), "not": { "anyOf": or_inherited }
    });
    let rule = json!({ "not": alone });
    ("step-with-a-rest", json!({ "anyOf": sets }), rule)
}

/// The rule called `name` for all steps, where `[defaults]` is not `by_default`.
fn unless_by_default(by_default: &Value, name: &str) -> Value {
    let defaults = json!({ "required": ["defaults"], "properties": { "defaults": by_default } });
    json!({ "if": { "not": defaults }, "then": { "properties": {
        "step": { "$ref": format!("#/definitions/{name}s") }
    } } })
}

/// Steps for which the rule called `name` holds.
fn inside(name: &str) -> Value {
    list(&json!({
        "allOf": [{ "$ref": format!("#/definitions/{name}") }],
        "properties": { "step": { "$ref": format!("#/definitions/{name}s") } }
    }))
}

/// The words of a key that one of several kinds of step does not take: `shuffled` is for blocks.
fn exceptions(tables: &[&'static Table]) -> impl Iterator<Item = Value> {
    let tables = tables.iter().filter(|_| tables.len() > 1);
    tables.flat_map(|table| {
        let kind = table.keys.first();
        table.keys.iter().filter_map(move |key| {
            let (word, kind) = (key.except?, kind?.name);
            Some(json!({
                "required": [kind, key.name],
                "properties": { key.name: { "enum": [word] } }
            }))
        })
    })
}

/// A length of time, as a number of seconds or in quotes.
fn length(zero: Zero) -> Value {
    let least = u8::from(zero == Zero::Refused);
    let most = LONGEST_PLAN.as_secs();
    let seconds = json!({ "type": "integer", "minimum": least, "maximum": most });
    let auto = if zero == Zero::OrAuto { "auto|" } else { "" };
    let mut text = pattern(&format!(r"^\s*({auto}{})\s*$", in_quotes()));
    if let Value::Object(text) = &mut text
        && zero == Zero::Refused
    {
        text.insert("not".to_owned(), json!({ "pattern": "^[^1-9]*$" }));
    }
    either(&seconds, &text)
}

/// A table whose keys are names.
fn named(one: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": one })
}

/// A text in which known words stand in braces.
fn template() -> Value {
    let words = Placeholder::ALL.map(Placeholder::word).join("|");
    let text = format!(r"^([^{{]|\{{\{{|\{{({words})\}})*$");
    json!({ "type": "string", "maxLength": TextLines::Many.most_characters(), "pattern": text })
}

fn number(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

/// A number or a range of them, or a list with one for each set.
fn numbers(least: u32, most: u32) -> Value {
    let range = pattern(&format!(r"^\s*{TIMES}{UP_TO}{TIMES}\s*$"));
    let one = either(&number(least, most), &range);
    either(&one, &for_each_set(&one))
}

fn coordinate() -> Value {
    json!({ "type": "number" })
}

/// A time inside a hold.
fn cue_time() -> Value {
    let text = pattern(&format!(r"^\s*(half|-?{})\s*$", in_quotes()));
    either(&json!({ "type": "integer" }), &text)
}

/// One of a few words. Other words for them are read, and not proposed.
fn with_synonyms(choices: &[Choice], synonyms: &[Synonym]) -> Value {
    let others = synonyms.iter().map(|synonym| synonym.word);
    let all = choices.iter().map(|choice| choice.word).chain(others);
    either(&words(choices.iter()), &pattern(&in_other_words(all)))
}

/// How long a movement takes, or its phases, of which the first takes time.
fn pace() -> Value {
    let phases = r"^\s*0*[1-9]\d*\s*s?(\s*[-–—]\s*\d+\s*s?){2,3}\s*$";
    let mut length = length(Zero::Refused);
    // More digits are phases without their dashes.
    if let Some(most) = length.pointer_mut("/anyOf/0/maximum") {
        *most = json!(99);
    }
    either(&length, &pattern(phases))
}

/// The form of one of some words as [`Shape::Synonyms`] reads it, with what may stand around it.
fn in_other_words<'w>(all: impl Iterator<Item = &'w str>) -> String {
    let all = either_word(all).replace(' ', SPACE);
    let before = either_word(Synonym::BEFORE);
    let behind = either_word(Synonym::BEHIND);
    let stops: String = Synonym::STOPS.iter().collect();
    let around = r"[\s_-]*";
    format!(
        "^{around}(({before}){SPACE})*({all}){around}(([{stops}]|[\\s_-]({behind})[\\s_-]).*|[\\s_-]({behind}))?$"
    )
}

/// What may stand between two words.
const SPACE: &str = r"[\s_-]+";

/// The words in braces that a text may have.
fn words_in_braces() -> String {
    let words = Placeholder::ALL.map(|it| format!("`{{{}}}`: {}", it.word(), it.about()));
    format!("Words in braces: {}.", words.join("; "))
}

/// A text of this form.
fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// One value a week.
fn weeks(value: &Value) -> Value {
    json!({
        "type": "object", "additionalProperties": false, "required": ["weeks"],
        "properties": { "weeks": { "type": "array", "minItems": 1, "maxItems": MOST_WEEKS, "items": value } }
    })
}

/// A list with a value for each set.
fn for_each_set(items: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "maxItems": MOST_TIMES, "items": items })
}

fn either(one: &Value, other: &Value) -> Value {
    json!({ "anyOf": [one, other] })
}

fn required(table: &Table) -> Vec<&'static str> {
    table.required().map(|key| key.name).collect()
}

/// One of a few words, with what each means where a language server can show it.
fn words<'c>(choices: impl Iterator<Item = &'c Choice> + Clone) -> Value {
    let words: Vec<&str> = choices.clone().map(|choice| choice.word).collect();
    let abouts: Vec<&str> = choices.map(|choice| choice.about).collect();
    json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": abouts } } })
}
