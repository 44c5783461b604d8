//! A draft as it is saved: one JSON object. Only this program reads it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::catalogue::draft::Draft;
use crate::catalogue::{Entry, Origin};
use crate::core::text::escaped_json;
use crate::diagnostic::Source;
use crate::format::LARGEST_FILE;

/// The longest draft that is read, in bytes: two texts of a routine, of which each byte can take six.
pub(super) const LONGEST: u64 = 12 * LARGEST_FILE as u64 + 64 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct RawDraft {
    id: String,
    /// Its title while it has no step.
    title: Option<String>,
    /// Its file; none for a bundled routine.
    path: Option<PathBuf>,
    name: String,
    before: Option<String>,
    text: String,
}

/// The draft as one line.
pub(super) fn write(draft: &Draft) -> String {
    let Draft { entry, before } = draft;
    let raw = RawDraft {
        id: entry.id.clone(),
        title: entry.glimpse.clone(),
        path: match &entry.origin {
            Origin::User(path) => Some(path.clone()),
            Origin::Bundled | Origin::Stdin => None,
        },
        name: entry.source.name.clone(),
        before: before.clone(),
        text: entry.source.text.clone(),
    };
    // Only a path that is no text cannot be written.
    let json = serde_json::to_string(&raw).unwrap_or_default();
    let mut json = escaped_json(&json).into_owned();
    json.push('\n');
    json
}

/// The reverse of [`write()`], without the routine that the text means; `None` for anything else.
pub(super) fn read(json: &str) -> Option<Draft> {
    let raw: RawDraft = serde_json::from_str(json).ok()?;
    let source = Source {
        name: raw.name,
        text: raw.text,
    };
    let origin = raw.path.map_or(Origin::Bundled, Origin::User);
    Some(Draft {
        entry: Entry {
            glimpse: raw.title,
            ..Entry::new(raw.id, origin, source)
        },
        before: raw.before,
    })
}
