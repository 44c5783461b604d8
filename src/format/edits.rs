//! Replacements in the text of a file: everything between them stays as it is, to the byte.

use std::ops::Range;

use crate::diagnostic::Change;

/// The replacements, by place. They do not touch each other.
#[derive(Debug)]
pub(super) struct Edits<'a>(Vec<&'a Change>);

impl<'a> Edits<'a> {
    /// These changes, in any order.
    pub(super) fn of(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut edits: Vec<_> = changes.into_iter().collect();
        edits.sort_by_key(|change| change.place.start);
        Self(edits)
    }

    /// The text afterwards; `None` where a place is none of this text.
    pub(super) fn applied(&self, text: &str) -> Option<String> {
        let mut out = text.to_owned();
        for Change { place, text } in self.0.iter().rev() {
            let place = Range::clone(place);
            out.get(place.clone())?;
            out.replace_range(place, text);
        }
        Some(out)
    }

    /// Whether the part `place` of the text afterwards was written by one of them.
    pub(super) fn wrote(&self, place: &Range<usize>) -> bool {
        self.0.iter().any(|change| {
            let start = self.moved(change.place.start);
            place.start < start + change.text.len() && start < place.end
        })
    }

    /// The place of a byte of the text afterwards.
    pub(super) fn moved(&self, byte: usize) -> usize {
        let before = self.0.iter().take_while(|change| change.place.end <= byte);
        let (gone, come) = before.fold((0, 0), |(gone, come), Change { place, text }| {
            (gone + place.len(), come + text.len())
        });
        (byte + come).saturating_sub(gone)
    }
}

/// The same change of `source` without what stays as it is.
pub(super) fn shortest(source: &str, Change { place, text }: &Change) -> Change {
    let old = source.get(place.clone()).unwrap_or_default();
    let same = old
        .chars()
        .zip(text.chars())
        .take_while(|(old, new)| old == new);
    let before: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (old, new) = (
        old.get(before..).unwrap_or_default(),
        text.get(before..).unwrap_or_default(),
    );
    let same = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(old, new)| old == new);
    let behind: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    Change {
        place: place.start + before..place.end - behind,
        text: new.get(..new.len() - behind).unwrap_or_default().to_owned(),
    }
}

/// The end of lines of a file.
pub(super) fn line_end_of(text: &str) -> &'static str {
    let has_crlf = text
        .find('\n')
        .is_some_and(|at| text.get(..at).is_some_and(|line| line.ends_with('\r')));
    if has_crlf { "\r\n" } else { "\n" }
}
