//! Stretches of a file: where they are written, where they are used, and another name for them.

use std::ops::Range;

use lsp_types::{Range as LspRange, TextEdit};

use super::Document;
use super::position::range;
use crate::core::text::first_hazard;
use crate::format::outline::TextOutline;
use crate::format::wording::{as_toml, bare};

/// The name of a stretch somewhere in a text.
struct Named {
    id: String,
    place: Range<usize>,
    /// Whether it stands in a header.
    is_header: bool,
}

/// Every name of a stretch, in order.
fn all(text: &str) -> Vec<Named> {
    let outline = TextOutline::of(text);
    let mut all: Vec<Named> = Vec::new();
    for table in &outline.tables {
        if let [stretch, id, ..] = table.path.as_slice()
            && stretch.value == "stretch"
        {
            all.push(Named {
                id: id.value.clone(),
                place: id.place.clone(),
                is_header: true,
            });
        }
        let uses = table.keys.iter();
        for key in uses.filter(|key| ["use", "figure"].contains(&key.name.as_str())) {
            let Some(value) = &key.value else { continue };
            let written = text.get(value.clone()).unwrap_or_default();
            let start = value.start + written.len() - written.trim_start().len();
            let written = written.trim();
            all.push(Named {
                id: written.trim_matches(['"', '\'']).to_owned(),
                place: start..start + written.len(),
                is_header: false,
            });
        }
    }
    // A table in braces has the way to it once more.
    all.sort_by_key(|named| named.place.start);
    all.dedup_by_key(|named| named.place.start);
    all
}

/// The stretch whose name stands at `at`.
pub(super) fn named_at(text: &str, at: usize) -> Option<String> {
    let found = found_at(text, at)?;
    Some(found.id)
}

fn found_at(text: &str, at: usize) -> Option<Named> {
    let mut all = all(text).into_iter();
    all.find(|named| named.place.start <= at && at <= named.place.end)
}

/// The name in the header of the stretch `id`, if it is one of the file.
pub(super) fn header_of(text: &str, id: &str) -> Option<Range<usize>> {
    let mut all = all(text).into_iter();
    let header = all.find(|named| named.is_header && named.id == id)?;
    Some(header.place)
}

/// The part of the text at `at` that can be renamed: the name of a stretch of this file.
pub(super) fn prepare(document: &Document, at: usize) -> Option<LspRange> {
    let found = found_at(&document.text, at)?;
    header_of(&document.text, &found.id)?;
    Some(range(&document.text, &found.place))
}

/// The edits that give the stretch at `at` another name, wherever the file has it; `None` where that cannot be.
pub(super) fn edits(document: &Document, at: usize, name: &str) -> Option<Vec<TextEdit>> {
    let text = &document.text;
    let id = named_at(text, at)?;
    header_of(text, &id)?;
    let is_taken = name != id && header_of(text, name).is_some();
    if name.is_empty() || name.contains('\n') || first_hazard(name).is_some() || is_taken {
        return None;
    }
    let named = all(text).into_iter().filter(|named| named.id == id);
    let edits = named.map(|named| {
        let written = if named.is_header {
            bare(name)
        } else {
            as_toml(name)
        };
        TextEdit::new(range(text, &named.place), written)
    });
    Some(edits.collect())
}
