//! Routines as the program reads them from files.

#![allow(dead_code, reason = "each test uses its part of it")]

use std::sync::Arc;

use supple::catalogue::{Catalogue, Entry, Origin};
use supple::core::routine::Routine;
use supple::core::timeline::Timeline;
use supple::diagnostic::{Source, render};
use supple::disk::bundled;
use supple::disk::stretches::built_in;
use supple::format::routine::parse_among;
use supple::format::tune::advised;

/// The routine that a file with this text holds; advice is allowed, errors are not.
pub(crate) fn routine(text: &str) -> Routine {
    let source = source("test", text);
    let parsed = parse_among(&source, &built_in());
    let problems = render(&source, &parsed.problems, false);
    parsed.value.unwrap_or_else(|| panic!("{problems}"))
}

/// The same, unrolled.
pub(crate) fn timeline(text: &str) -> Arc<Timeline> {
    Arc::new(Timeline::of(&routine(text)))
}

/// The entry of a catalogue for a file with this text, which may have errors.
pub(crate) fn entry(id: &str, origin: Origin, text: &str) -> Entry {
    let source = source(id, text);
    let parsed = parse_among(&source, &built_in());
    Entry {
        advised: advised(&source.text, &parsed.problems, &built_in()),
        routine: parsed.value.map(Arc::new),
        problems: parsed.problems,
        ..Entry::new(id.to_owned(), origin, source)
    }
}

/// The bundled routines, after those of the user.
pub(crate) fn catalogue(own: Vec<Entry>) -> Catalogue {
    let bundled = bundled::ALL.iter();
    let bundled = bundled.map(|(id, text)| entry(id, Origin::Bundled, text));
    Catalogue::new(own, bundled.collect())
}

fn source(id: &str, text: &str) -> Source {
    Source {
        name: format!("{id}.toml"),
        text: text.to_owned(),
    }
}
