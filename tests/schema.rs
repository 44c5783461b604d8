//! The schema takes what the reader takes, and of what the reader refuses it refuses what a schema can express.

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};
use supple::core::template::Placeholder;
use supple::diagnostic::{Diagnostic, Source};
use supple::disk::bundled;
use supple::disk::stretches::built_in;
use supple::format::routine::parse_among;
use supple::format::schema;
use toml::de::{DeArray, DeTable, DeValue};

/// Whether `value` is as `schema`, a part of `root`, says. Each word of the language that the schema uses is here;
/// another one fails.
fn takes(root: &Value, schema: &Value, value: &Value) -> bool {
    let Value::Object(rules) = schema else {
        return schema == &Value::Bool(true);
    };
    rules.iter().all(|(word, rule)| {
        let each = || rule.as_array().unwrap().iter();
        let number = || rule.as_f64().unwrap();
        match word.as_str() {
            "$ref" => {
                let path = rule.as_str().unwrap().trim_start_matches('#');
                takes(root, root.pointer(path).unwrap(), value)
            }
            "allOf" => each().all(|one| takes(root, one, value)),
            "anyOf" => each().any(|one| takes(root, one, value)),
            "not" => !takes(root, rule, value),
            "then" => !takes(root, &rules["if"], value) || takes(root, rule, value),
            "enum" => each().any(|one| one == value),
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64(),
                "number" => value.is_number(),
                other => panic!("a type `{other}`"),
            },
            "pattern" => value.as_str().is_none_or(|text| {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                pattern.is_match(text)
            }),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 >= number()),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 <= number()),
            "minimum" => value.as_f64().is_none_or(|value| value >= number()),
            "maximum" => value.as_f64().is_none_or(|value| value <= number()),
            "minItems" => value
                .as_array()
                .is_none_or(|list| list.len() as f64 >= number()),
            "maxItems" => value
                .as_array()
                .is_none_or(|list| list.len() as f64 <= number()),
            "contains" => {
                let items = value.as_array().into_iter().flatten();
                items.into_iter().any(|item| takes(root, rule, item))
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                items.into_iter().all(|item| takes(root, rule, item))
            }
            "required" => value
                .as_object()
                .is_none_or(|table| each().all(|key| table.contains_key(key.as_str().unwrap()))),
            "properties" => value.as_object().is_none_or(|table| {
                let mut known = table
                    .iter()
                    .filter_map(|(key, value)| Some((rule.get(key)?, value)));
                known.all(|(rule, value)| takes(root, rule, value))
            }),
            "additionalProperties" => value.as_object().is_none_or(|table| {
                let is_other = |key: &str| schema["properties"].get(key).is_none();
                let mut others = table.iter().filter(|(key, _)| is_other(key));
                others.all(|(_, value)| takes(root, rule, value))
            }),
            "if" | "$id" | "$schema" | "$comment" | "title" | "description" | "default"
            | "definitions" | "x-taplo" => true,
            other => panic!("the schema says `{other}`"),
        }
    })
}

fn as_json(value: &DeValue) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            json!(number.unwrap_or(i64::MAX))
        }
        DeValue::Float(float) => json!(float.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(boolean) => json!(boolean),
        DeValue::Datetime(day) => json!(day.to_string()),
        DeValue::Array(list) => list_as_json(list),
        DeValue::Table(table) => table_as_json(table),
    }
}

fn list_as_json(list: &DeArray) -> Value {
    list.iter().map(|value| as_json(value.get_ref())).collect()
}

fn table_as_json(table: &DeTable) -> Value {
    let pairs = table.iter();
    let pairs = pairs.map(|(key, value)| (key.get_ref().to_string(), as_json(value.get_ref())));
    Value::Object(pairs.collect())
}

/// Whether the schema takes a routine; `None` where it is no TOML.
fn is_taken(root: &Value, text: &str) -> Option<bool> {
    let document = DeTable::parse(text).ok()?;
    Some(takes(root, root, &table_as_json(document.get_ref())))
}

fn problems(text: &str) -> Vec<Diagnostic> {
    let source = Source {
        name: "a.toml".to_owned(),
        text: text.to_owned(),
    };
    parse_among(&source, &built_in()).problems
}

fn root() -> Value {
    serde_json::from_str(&schema::routine(&built_in())).unwrap()
}

/// The bundled routines, and the files of `tests/diagnostics`.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let files = fs::read_dir(folder).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let files = files.map(|path| fs::read_to_string(path).unwrap());
    let bundled = bundled::ALL.iter().map(|bundled| bundled.1.to_owned());
    bundled.chain(files).collect()
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    let root = root();
    let mut taken = 0;
    for text in texts() {
        if !problems(&text).iter().any(Diagnostic::is_error) {
            assert_eq!(is_taken(&root, &text), Some(true), "{text}");
            taken += 1;
        }
    }
    assert!(taken > bundled::ALL.len(), "{taken}");
}

#[test]
fn every_example_of_the_prescriptions_is_taken() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/prescriptions.md");
    let guide = fs::read_to_string(path).unwrap();
    let root = root();
    let examples = guide.split("```toml\n").skip(1);
    let examples: Vec<&str> = examples
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(examples.len(), guide.matches("\n## ").count());
    for example in examples {
        assert_eq!(is_taken(&root, example), Some(true), "{example}");
    }
}

/// Files in which one thing is wrong that a schema can express.
const WRONG: [(&str, &str); 30] = [
    (
        "E03",
        "title = \"T\"\n[[step]]\nname = \"A\"\ncount = 8\nlimit = \"1m\"\n",
    ),
    ("E03", "title = \"T\"\n[[step]]\nwait = true\nreps = 2\n"),
    ("E05", "title = \"T\"\n[[step]]\nrest = \"0s\"\n"),
    ("E04", "title = \"T\"\n[[step]]\nname = \"A\"\n"),
    (
        "E04",
        "title = \"T\"\n[defaults]\nreps = 2\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"A\"\n",
    ),
    (
        "E03",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nreps = 3\nrest = 20\n",
    ),
    (
        "E03",
        "title = \"T\"\n[defaults]\nbetween = 5\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"A\"\ncount = 8\nrest = 20\n",
    ),
    (
        "E09",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"0 breaths\"\n",
    ),
    (
        "E09",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"5-100 breaths\"\n",
    ),
    (
        "E09",
        "title = \"T\"\n[[step]]\nname = \"A\"\ncount = \"6-100\"\n",
    ),
    (
        "E09",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nreps = \"0-3\"\n",
    ),
    (
        "E05",
        "title = \"T\"\n[[step]]\nname = \"A\"\ncount = 8\npace = \"0-1-3\"\n",
    ),
    (
        "E14",
        "title = \"T\"\ntags = [\"a\\nb\"]\n[[step]]\nrest = 20\n",
    ),
    (
        "E07",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nsides = \"each\"\norder = \"shuffled\"\n",
    ),
    (
        "E07",
        "title = \"T\"\n[defaults]\norder = \"shuffled\"\n[[step]]\nname = \"A\"\nhold = 20\n",
    ),
    (
        "E05",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"20s-max\"\n",
    ),
    (
        "E04",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\ntime = 20\n",
    ),
    ("E04", "title = \"T\"\n[[step]]\nrest = 20\nwait = true\n"),
    (
        "E04",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nrepeat = 2\n",
    ),
    (
        "E04",
        "title = \"T\"\n[defaults]\nhold = 20\ncount = 8\n[[step]]\nname = \"A\"\n",
    ),
    (
        "E04",
        "title = \"T\"\n[[step]]\nname = \"A\"\nbreaths = 5\ncount = 8\n",
    ),
    (
        "E03",
        "title = \"T\"\n[[step]]\nname = \"A\"\nbreaths = 5\nhold = 20\n",
    ),
    (
        "E03",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nload = \"5 kg\"\nweight = \"5 kg\"\n",
    ),
    (
        "E03",
        "title = \"T\"\n[defaults]\nweight = \"5 kg\"\nintensity = \"70 %\"\n[[step]]\nname = \"A\"\nhold = 20\n",
    ),
    ("E13", "title = \"T\"\nstep = []\n"),
    ("E13", "title = \"T\"\n[[step]]\nrepeat = 2\nstep = []\n"),
    ("E13", "title = \" \"\n[[step]]\nrest = 20\n"),
    (
        "E13",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\ncues = [{ at = 5, say = \"\" }]\n",
    ),
    (
        "E11",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\ncue = \"{sied} knee\"\n",
    ),
    (
        "E11",
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nhow = \"open {side\"\n",
    ),
];

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let root = root();
    for (code, text) in WRONG {
        let found = problems(text);
        let is_told = found.iter().any(|problem| problem.code.to_string() == code);
        assert!(is_told, "{text}\n{found:?}");
        assert_eq!(is_taken(&root, text), Some(false), "{text}");
    }
    // So it does in the files that have these mistakes, and unknown keys, among others.
    let is_expressible = |problem: &Diagnostic| {
        let message = problem.message.as_str();
        let is_kind = message.starts_with("a step is either");
        message.starts_with("unknown key") || message.starts_with("unknown word `{") || is_kind
    };
    for text in texts() {
        if problems(&text).iter().any(is_expressible) {
            assert_ne!(is_taken(&root, &text), Some(true), "{text}");
        }
    }
}

/// Words that people write behind a key that takes a few: each is read or refused by both.
const WORDS: [&str; 74] = [
    "",
    " ",
    "right",
    "Right",
    "LEFT",
    "r",
    "L",
    "left side",
    "Right leg",
    "left-side",
    "rightt",
    "none",
    "each",
    "both",
    "both sides",
    "each leg",
    "affected",
    "injured",
    "good",
    "other",
    "alternate",
    "one-side",
    "one side",
    "shuffled",
    "random",
    "chime",
    "alarm",
    "silent",
    "Silent",
    "bell",
    "auto",
    "true",
    "standing",
    "Standing",
    "on the back",
    "lying on your back",
    "back",
    "supine",
    "Supine lying",
    "crook_lying",
    "hands and knees",
    "on all fours",
    "all-fours",
    "upside down",
    "on",
    "prone",
    "stretch",
    "Stretching",
    "strength",
    "STRENGTHENING",
    "cardio",
    "daily",
    "Every day",
    "twice a day",
    "3x/day",
    "3 x per week",
    "every other day",
    "2 times every 10 days",
    "0 a day",
    "100 a week",
    "day",
    "once",
    "weekly",
    "a few times a week",
    "3 a month",
    "every",
    "every 2 weeks",
    "on weekdays",
    "5 × a week",
    "max",
    "2026-11-20",
    "3-1-3",
    "6-8",
    "5 breaths",
];

/// The places of keys that take a few words, with `{}` for one.
const WORDED: [&str; 9] = [
    "often = \"{}\"\n[[step]]\nrest = 5\n",
    "affected = \"{}\"\n[[step]]\nrest = 5\n",
    "[voice]\nhalf = \"{}\"\n[[step]]\nrest = 5\n",
    "[defaults]\nposition = \"{}\"\n[[step]]\nname = \"A\"\nhold = 20\n",
    "[[step]]\nname = \"A\"\nhold = 20\naim = \"{}\"\n",
    "[[step]]\nname = \"A\"\nhold = 20\nend = \"{}\"\n",
    "[[step]]\nname = \"A\"\nhold = 20\nsides = \"each\"\norder = \"{}\"\n",
    "[[step]]\nrepeat = 2\norder = \"{}\"\n[[step.step]]\nname = \"A\"\nhold = 20\n",
    "[[step]]\nname = \"A\"\nhold = 20\nready = \"{}\"\n",
];

#[test]
fn the_words_that_the_reader_takes_are_those_that_the_schema_takes() {
    let root = root();
    for place in WORDED {
        for word in WORDS {
            let text = format!("title = \"T\"\n{}", place.replace("{}", word));
            let is_read = !problems(&text).iter().any(Diagnostic::is_error);
            assert_eq!(is_taken(&root, &text), Some(is_read), "{text}");
        }
    }
    // A file may call its sides as it likes, so that a schema cannot know all of the words.
    for word in WORDS {
        let text = format!(
            "title = \"T\"\naffected = \"left\"\n[[step]]\nname = \"A\"\nhold = 20\nsides = \"{word}\"\n"
        );
        if !problems(&text).iter().any(Diagnostic::is_error) {
            assert_eq!(is_taken(&root, &text), Some(true), "{text}");
        }
    }
    let both = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 20\nsides = ";
    for sides in [
        "\"both\"",
        "\"Both legs\"",
        "\"per leg\"",
        "\"\"",
        "[]",
        "[\"each\"]",
    ] {
        let text = format!("{both}{sides}\n");
        assert!(problems(&text).iter().any(Diagnostic::is_error), "{text}");
        assert_eq!(is_taken(&root, &text), Some(false), "{text}");
    }
}

/// Every word in braces is named where an editor shows what a key means.
#[test]
fn every_word_in_braces_is_in_the_schema() {
    let root = root();
    let about = root["definitions"]["step"]["properties"]["cue"]["description"].as_str();
    for word in Placeholder::ALL {
        let braces = format!("`{{{}}}`", word.word());
        assert!(about.unwrap().contains(&braces), "{braces} in {about:?}");
    }
}
