//! The key references of the documentation, made from the tables of keys.

use std::fmt::Write as _;

use super::keys::routine::{ROUTINE, STEP, TIMED_CUE};
use super::keys::stretch::{STRETCH_FACTS, STRETCH_FILE};
use super::keys::{Presence, Shape, Table, TableKey};
use super::languages::{english, tags};
use crate::core::language::Word;
use crate::core::template::Placeholder;

/// All keys of a routine file, as a page of Markdown.
pub fn routine() -> String {
    let mut out = String::from(
        "# The keys of a routine file\n\n\
         Written from the table that reads the files; `supple schema` prints the same for editors. A bare number is a \
         number of seconds; other times are in quotes: `\"15s\"`, `\"1m30s\"`, `\"1:30\"`, `\"1h\"`, \
         `\"2 minutes\"`.\n\n\
         A file is TOML 1.0. What came with TOML 1.1, such as a table in braces on several lines, is read too; advice W14 \
         says where, because most editors refuse it.\n",
    );
    section(&mut out, "At the top", &ROUTINE);
    for key in ROUTINE.keys {
        if let Shape::Table(table) = key.shape {
            section(&mut out, &format!("`[{}]`", key.name), table);
        }
    }
    out.push_str(
        "\n## Steps\n\nA step begins with `[[step]]`. Its first key says what kind of step it is. A `[stretch.some-id]` takes the \
         same keys as a step that is not a block, and `use = \"some-id\"` copies them into a step. Without a stretch of \
         that id in the file, `use` takes one of the catalogue: `supple stretches` shows all.\n",
    );
    section(
        &mut out,
        "`[stretch.some-id]`, beside the keys of a step",
        &STRETCH_FACTS,
    );
    for table in STEP.tables {
        let kind = table.keys.first().map_or("", |key| key.name);
        section(&mut out, &format!("`{kind}`"), table);
    }
    section(&mut out, "One of the `cues`", &TIMED_CUE);
    let mut weekly: Vec<&str> = Vec::new();
    for key in STEP.tables.iter().flat_map(|table| table.keys) {
        if key.is_weekly && !weekly.contains(&key.name) {
            weekly.push(key.name);
        }
    }
    let weekly: Vec<String> = weekly.iter().map(|key| format!("`{key}`")).collect();
    let _ = write!(
        out,
        "\n## Weeks\n\nA table in place of a value has one value a week, as in `count = {{ weeks = [7, 9, 11, 13] }}`. The week \
         is counted from `began`; the last value stays. Without `began` it is week 1, and advice W15 says so. An included \
         routine without a `began` of its own has that of the routine around it. Keys that may have weeks: {}.\n",
        weekly.join(", ")
    );
    out.push_str(
        "\n## Words in braces\n\n`cue`, `how`, `easier`, `harder`, `alternative` and `say` may have these words in braces. `{{` \
         and `}}` are braces themselves.\n\n| word | value |\n|---|---|\n",
    );
    for word in Placeholder::ALL {
        let _ = writeln!(out, "| `{{{}}}` | {} |", word.word(), word.about());
    }
    out.push_str(
        "\n## A stretch of the catalogue\n\nA file in `stretches/` is one stretch, which routines take by its name: \
         `use = \"calf-straight\"`. It is one of `hold`, `time` and `count`; a key on the step wins over the same key here, \
         and so does one in `[defaults]`, but for `sides` and `position`. [stretches/README.md](../stretches/README.md) \
         says how a pose is drawn.\n",
    );
    section(&mut out, "At its top", &STRETCH_FILE);
    out
}

/// All words of a language file, as a page of Markdown.
pub fn language() -> String {
    let tags: Vec<String> = tags().map(|tag| format!("`{tag}`")).collect();
    let mut out = format!(
        "# The words of a session in your language\n\n\
         A session speaks the language of its routine: `lang` in its `[voice]`, or `lang` in the `[voice]` of \
         `config.toml`, or that of the system (`LC_ALL`, `LC_MESSAGES`, `LANG`) if supple has words for it, or English. \
         Everything else is in English: the commands, the library, the log, the safety page, the help, and the screen at \
         the end of a session.\n\n\
         supple has {}. To add or change one, write a file named after the language, such as `sv.toml` or `de-AT.toml`, in \
         a folder `languages` beside your `config.toml`. It takes the keys below, each with a text; \
         [languages/en.toml](../languages/en.toml) is one to begin with. A missing word is that of supple in the \
         same language, or else the English one. `supple check` reads the file too. A running program keeps the words that \
         it started with.\n\n\
         - Values in braces, such as `{{n}}`, must be in the text, wherever your language wants them.\n\
         - The first words are shown in capital letters: short ones can be read from a distance.\n\
         - Write sentences with their full stop. A voice may take a number with a full stop for another one (German \
         *3.* is *third*): leave the stop out there, or list the `numbers` as words.\n\
         - Where your language has no separate form for small numbers, give `few_minutes` and `minutes` the same text.\n\n\
         | key | in English | meaning |\n|---|---|---|\n",
        tags.join(", ")
    );
    let english = english();
    for word in Word::ALL {
        let (name, text, about) = (word.name(), english.get(word), word.about());
        let _ = writeln!(out, "| `{name}` | {text} | {about} |");
    }
    out
}

fn section(out: &mut String, title: &str, table: &Table) {
    let level = if std::ptr::eq(table, &raw const ROUTINE) || title.starts_with("`[") {
        "##"
    } else {
        "###"
    };
    let _ = writeln!(
        out,
        "\n{level} {title}\n\n| key | value | default | meaning |\n|---|---|---|---|"
    );
    for key in table.keys {
        let (name, about) = (key.name, key.explained());
        let presence = match key.presence {
            Presence::Required => "required".to_owned(),
            Presence::Optional => "–".to_owned(),
            Presence::Default(default) => format!("`{default}`"),
        };
        let expected = expected(key);
        let _ = writeln!(out, "| `{name}` | {expected} | {presence} | {about} |");
    }
}

/// The values that a key takes, with every word among them.
pub(super) fn expected(key: &TableKey) -> String {
    let words: Vec<String> = key
        .choices()
        .map(|choice| format!("`\"{}\"`", choice.word))
        .collect();
    let words = words.join(" ");
    match key.shape {
        Shape::Number(least, most) => format!("{least} to {most}"),
        Shape::Numbers(least, most) | Shape::Breaths(least, most) => {
            format!("{least} to {most} or a range; or a list of them, one for each set")
        }
        Shape::Pace => "a length of time, or phases such as `\"3-1-3\"`".to_owned(),
        Shape::Lengths => {
            "a length of time, breaths, a range or `\"max\"`; or a list of them, one for each set"
                .to_owned()
        }
        Shape::Word(_) | Shape::Synonyms(..) => words,
        Shape::WordOrFlag(_) => format!("{words} `true` `false`"),
        Shape::Words(_) => format!("a list of {words}"),
        Shape::Sides(_) => format!("{words} or a list of sides"),
        other => other.expected().to_owned(),
    }
}
