//! Regular expressions for words whose letters may be capitals, as the schema has them.

/// The form of a word.
pub(super) fn in_any_case(word: &str) -> String {
    let letters = word.chars();
    let letters = letters.map(|it| {
        if it.is_lowercase() && it.to_uppercase().len() == 1 {
            format!("[{}{it}]", it.to_uppercase())
        } else {
            it.to_string()
        }
    });
    letters.collect()
}

/// The form of one of some words.
pub(super) fn either_word<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words = words.into_iter().map(in_any_case);
    words.collect::<Vec<_>>().join("|")
}
