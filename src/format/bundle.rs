//! One file of a routine and all that it uses: its own text, behind it a `[stretch.<id>]` for each stretch outside it, and
//! below `[included]` the same of each routine that it includes.

use std::fmt::Write as _;

use toml::de::DeTable;

use super::keys::pose::STRETCH_POSE;
use super::reader::Node;
use super::routine::{References, StretchFile, UsedStretch, includes, parse_without_advice};
use super::wording::{as_toml, bare};
use crate::core::routine::Routine;
use crate::diagnostic::Source;

/// What stands above the stretches.
const STRETCHES: &str = "# The stretches that it uses, as they were when it was bundled.\n";
/// What stands above the included routines.
const INCLUDED: &str = "# The routines that it includes, as they were when it was bundled.\n";

/// A routine with all that it uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Its text: that of the routine, where it uses nothing outside.
    pub text: String,
    /// How many stretches are in it that were outside, those of included routines too.
    pub stretches: usize,
    /// How many routines are in it that were outside.
    pub routines: usize,
}

/// The routine in `source`, which is this one when it may refer to `references`, with all that it uses from them but
/// photos.
///
/// `None` where its text leaves no room for more tables: it has `stretch` in braces, or `[included]` and includes others.
pub fn of(source: &Source, routine: &Routine, references: &References) -> Option<Bundle> {
    let references = &references.clone().without_photos();
    let without_photos = parse_without_advice(source, references).0.value;
    let routine = without_photos.as_ref().unwrap_or(routine);
    // What included routines use stands in their own texts.
    let used = parse_without_advice(source, &references.clone().including_none()).1;
    let mut stretches = used.len();
    let mut routines = 0;
    let mut text = source.text.clone();
    let begin = |text: &mut String, heading| {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
        text.push_str(heading);
    };
    if !used.is_empty() {
        begin(&mut text, STRETCHES);
        for stretch in &used {
            add(&mut text, stretch);
        }
    }
    for (nth, word) in includes(&source.text).into_iter().enumerate() {
        let file = &references.included(&source.name, &word)?.source;
        let included = parse_without_advice(file, references).0.value?;
        let inside = of(file, &included, references)?;
        stretches += inside.stretches;
        routines += inside.routines + 1;
        if nth == 0 {
            begin(&mut text, INCLUDED);
            text.push_str("\n[included]\n");
        }
        write_key(&mut text, &word, &as_lines(&inside.text));
    }
    let bundled = Source {
        name: source.name.clone(),
        text,
    };
    let alone = references.emptied();
    let (again, outside) = parse_without_advice(&bundled, &alone);
    let is_same = again.value.as_ref() == Some(routine) && outside.is_empty();
    is_same.then_some(Bundle {
        text: bundled.text,
        stretches,
        routines,
    })
}

/// Adds the tables of a stretch.
fn add(out: &mut String, stretch: &UsedStretch) {
    let header = format!("stretch.{}", bare(&stretch.id));
    let words = stretch.words.as_deref().map(TopKeys::of);
    let pose = stretch.pose.as_deref().map(TopKeys::of);
    let is_of_pose = |key: &str| key == "pose" || STRETCH_POSE.key(key).is_some();
    // The photo lies beside another file.
    let is_left = |key: &str| is_of_pose(key) || key == "picture";
    let about = words
        .as_ref()
        .or(pose.as_ref())
        .and_then(|keys| keys.raw("about"));
    if !stretch.is_here {
        let _ = write!(out, "\n[{header}]\n");
        if let Some(other) = &stretch.pose_of {
            write_key(out, "figure", &as_toml(other));
        }
        match &words {
            Some(words) => words.write(out, &header, |key| (!is_left(key)).then_some(key)),
            None => write_key(out, "about", about.unwrap_or("\"\"")),
        }
    }
    let (Some(pose), None) = (&pose, &stretch.pose_of) else {
        return;
    };
    let header = format!("{header}.pose");
    let _ = write!(out, "\n[{header}]\n");
    let is_new = |shown: &&str| stretch.is_here || about != Some(shown);
    let shown = pose.raw("about").filter(is_new);
    if let Some(shown) = shown {
        write_key(out, "about", shown);
    }
    let is_figure = stretch.pose.as_ref().is_some_and(|file| file.is_figure);
    pose.write(out, &header, |key| match key {
        // It was called so in files of a pose alone.
        "order" if is_figure => Some("layers"),
        key => is_of_pose(key).then_some(key),
    });
}

/// The keys at the top of a file.
struct TopKeys<'s> {
    text: &'s str,
    table: DeTable<'s>,
}

impl<'s> TopKeys<'s> {
    fn of(file: &'s StretchFile) -> Self {
        let text = &file.source.text;
        let (table, _) = DeTable::parse_recoverable(text);
        Self {
            text,
            table: table.into_inner(),
        }
    }

    /// The value of `key` as it is written.
    fn raw(&self, key: &str) -> Option<&'s str> {
        self.text.get(self.table.get(key)?.span())
    }

    /// Writes those that are `called` something below this header.
    fn write(&self, out: &mut String, header: &str, called: impl Fn(&str) -> Option<&str>) {
        let keys = in_order(&self.table);
        let keys = keys.filter_map(|(key, node)| Some((called(key)?, node)));
        write_all(out, self.text, header, keys);
    }
}

/// The keys of a table, as they follow each other in the file.
fn in_order<'t>(table: &'t DeTable) -> impl Iterator<Item = (&'t str, &'t Node<'t>)> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    keys.into_iter()
        .map(|(key, node)| (key.get_ref().as_ref(), node))
}

/// Writes these keys of a file with this text below `header`: first the values, then the tables.
fn write_all<'t>(
    out: &mut String,
    text: &str,
    header: &str,
    keys: impl Iterator<Item = (&'t str, &'t Node<'t>)>,
) {
    let raw = |node: &Node| text.get(node.span()).unwrap_or_default();
    let has_header = |node: &Node| node.get_ref().is_table() && !raw(node).starts_with('{');
    let (values, tables): (Vec<_>, Vec<_>) = keys.partition(|(_, node)| {
        let list = node.get_ref().as_array();
        let is_list = list.is_some_and(|list| list.iter().next().is_some_and(has_header));
        !is_list && !has_header(node)
    });
    for (key, node) in values {
        write_key(out, key, raw(node));
    }
    for (key, node) in tables {
        let header = format!("{header}.{}", bare(key));
        let list = node.get_ref().as_array();
        for node in list.into_iter().flatten().chain([node]) {
            let Some(table) = node.get_ref().as_table() else {
                continue;
            };
            let _ = match list {
                Some(_) => write!(out, "\n[[{header}]]\n"),
                None => write!(out, "\n[{header}]\n"),
            };
            write_all(out, text, &header, in_order(table));
        }
    }
}

/// `text` as a TOML string on several lines, or on one where it has signs that cannot stand there.
fn as_lines(text: &str) -> String {
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if text.contains("'''") || text.contains(is_odd) || text.ends_with('\'') {
        return as_toml(text);
    }
    format!("'''\n{text}'''")
}

fn write_key(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{} = {value}", bare(key));
}
