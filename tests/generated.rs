//! Files that are made from the table of keys are what it says today. `BLESS=1 cargo test --test suite generated::` renews them.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use std::path::Path;

use supple::disk::stretches::built_in;
use supple::format::{reference, schema};

fn is_current(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "{} is not current: BLESS=1 renews it",
        path.display()
    );
}

#[test]
fn the_schema_of_routines() {
    is_current(
        "routines/routine.schema.json",
        &schema::routine(&built_in()),
    );
}

#[test]
fn the_key_reference() {
    is_current("docs/keys.md", &reference::routine());
}

#[test]
fn the_words_of_a_session() {
    is_current("docs/languages.md", &reference::language());
}
