//! The key reference in the documentation, made from the table of keys.

use std::fmt::Write as _;

use super::keys::routine::{ROUTINE, STEP, TIMED_CUE};
use super::keys::{Choice, Key, Presence, Shape, Table};

/// All keys of a routine file, as a page of Markdown.
pub fn routine() -> String {
    let mut out = String::from(
        "# The keys of a routine file\n\n\
         Written from the table that reads the files; `supple schema` prints the same for editors. A bare number is a \
         number of seconds; other times stand in quotes: `\"15s\"`, `\"1m30s\"`, `\"1:30\"`, `\"1h\"`.\n",
    );
    section(&mut out, "At the top", &ROUTINE);
    for key in ROUTINE.keys {
        if let Shape::Table(table) = key.shape {
            section(&mut out, &format!("`[{}]`", key.name), table);
        }
    }
    out.push_str(
        "\n## Steps\n\nA step begins with `[[step]]`; which kind it is, the key says that you write. A `[stretch.some-id]` \
         takes the keys of a step that is no block, and `use = \"some-id\"` takes them from there.\n",
    );
    for table in STEP.tables {
        let kind = table.keys.first().map_or("", |key| key.name);
        section(&mut out, &format!("`{kind}`"), table);
    }
    section(&mut out, "One of the `cues`", &TIMED_CUE);
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
        "\n{level} {title}\n\n| key | what stands behind it | left out | what it means |\n|---|---|---|---|"
    );
    for Key {
        name,
        shape,
        presence,
        about,
    } in table.keys
    {
        let presence = match presence {
            Presence::Required => "must be there".to_owned(),
            Presence::Optional => "–".to_owned(),
            Presence::Default(text) => format!("`{text}`"),
        };
        let _ = writeln!(
            out,
            "| `{name}` | {} | {presence} | {about} |",
            expected(*shape)
        );
    }
}

/// What may stand behind a key, with every word that may.
fn expected(shape: Shape) -> String {
    let words = |choices: &[Choice]| {
        let words: Vec<String> = choices
            .iter()
            .map(|choice| format!("`\"{}\"`", choice.word))
            .collect();
        words.join(" ")
    };
    match shape {
        Shape::Number(least, most) => format!("{least} to {most}"),
        Shape::Word(choices) => words(choices),
        Shape::WordOrFlag(choices) => format!("{} `true` `false`", words(choices)),
        Shape::Words(choices) => format!("a list of {}", words(choices)),
        Shape::Sides(choices) => format!("{} or a list of sides", words(choices)),
        other => other.expected().to_owned(),
    }
}
