//! The keys of a language file: one for each word.

use std::sync::LazyLock;

use super::{Shape, Table, TableKey};
use crate::core::language::Word;

/// All of a language file.
pub(crate) static LANGUAGE: LazyLock<Table> = LazyLock::new(|| {
    let key = |word: Word| TableKey::optional(word.name(), Shape::Phrase(word), word.about());
    Table { what: "the words of a language", keys: Word::ALL.map(key).to_vec().leak(), foreign: &[] }
});
