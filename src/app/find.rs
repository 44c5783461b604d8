//! Find: the words that are typed to narrow a list, and what they are looked for in. Words are matched fuzzily, the best
//! match comes first, and each says where it was found. Case and accents do not count, so that `fuss` and `Süden` are
//! found however they are typed.

mod haystack;
mod query;

use super::element::FieldView;
use super::field::Field;
use super::input::Key;

pub(super) use haystack::{Found, Haystack};
pub use haystack::{Hit, Part};
use query::Query;

/// The most characters that are looked for.
const LONGEST: usize = 100;

/// The words that are looked for.
#[derive(Debug, Default)]
pub(super) struct Find {
    words: Field,
    /// Whether keys go into the words.
    is_typing: bool,
}

/// The outcome of a key that is pressed while words are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindKey {
    /// Other words are looked for.
    Changed,
    /// The words are given up.
    GivenUp,
    /// The key means what it always does.
    Passed,
}

impl Find {
    /// From now on keys go into the words.
    pub(super) const fn begin(&mut self) {
        self.is_typing = true;
    }

    /// Whether keys go into the words.
    pub(super) const fn is_typing(&self) -> bool {
        self.is_typing
    }

    /// The field with the words.
    pub(super) const fn words(&self) -> &Field {
        &self.words
    }

    /// Whether the list is narrowed, or about to be.
    pub(super) fn is_open(&self) -> bool {
        self.is_typing || !self.words.text().is_empty()
    }

    /// The field, where it is open.
    pub(super) fn view(&self) -> Option<FieldView> {
        self.is_open().then(|| self.words.view())
    }

    /// Handles a key while words are typed. Enter ends that, and arrows go past it.
    pub(super) fn key(&mut self, key: Key) -> FindKey {
        if self.words.key(key, LONGEST) {
            return FindKey::Changed;
        }
        if key == Key::Escape {
            return FindKey::GivenUp;
        }
        self.is_typing &= key != Key::Enter;
        FindKey::Passed
    }

    /// Inserts a text that was pasted; false where no words are typed.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        if self.is_typing {
            self.words.paste(text, LONGEST);
        }
        self.is_typing
    }

    /// Puts the next of these `filters` among the words, in place of the one that is there. Behind the last one there is
    /// none again.
    pub(super) fn cycle(&mut self, filters: &[String]) {
        let words = self.words.text().split_whitespace();
        let (old, mut words): (Vec<&str>, Vec<&str>) =
            words.partition(|word| filters.iter().any(|filter| filter == word));
        let next = old.last().map_or(0, |old| {
            let at = filters.iter().position(|filter| filter == old);
            at.map_or(0, |at| at + 1)
        });
        words.extend(filters.get(next).map(String::as_str));
        let text = words.join(" ");
        self.words = Field::default();
        self.words.paste(&text, LONGEST);
    }

    /// Those of the `haystacks` that have all the words in them, by their indices: the best first, and equal ones in their
    /// order. What is called exactly so comes before what is called so at the beginning. Without words all of them.
    pub(super) fn search<'h>(
        &self,
        haystacks: impl Iterator<Item = &'h Haystack>,
    ) -> Vec<(usize, Found)> {
        let query = Query::of(self.words.text());
        let mut found = query.search(haystacks);
        found.sort_by_key(|(_, found)| std::cmp::Reverse(found.rank));
        found
    }
}
