//! Find: the words that are typed to narrow a list, and the texts in which they are looked for. Case and accents do not
//! count, so that `fuss` and `Süden` are found however they are typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::element::FieldView;
use super::field::Field;
use super::input::Key;

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

    /// The test whether a text has all the words in it.
    pub(super) fn test(&self) -> impl Fn(&Haystack) -> bool + use<> {
        let words = folded(self.words.text());
        move |haystack| {
            let mut words = words.split_whitespace();
            words.all(|word| haystack.0.contains(word))
        }
    }
}

/// The texts in which words are looked for, folded.
#[derive(Debug, Default)]
pub(super) struct Haystack(String);

impl Haystack {
    /// All of these texts.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        Self(folded(&texts.join("\n")))
    }
}

/// A text in lower case and without accents.
fn folded(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_accents_count() {
        let haystack = Haystack::of(["Rücken am Morgen", "Étirement du mollet"]);
        let finds = |words: &str| {
            let mut find = Find::default();
            find.begin();
            find.paste(words);
            find.test()(&haystack)
        };
        for words in ["rucken", "RÜCKEN", "ru\u{308}cken", "etirement mollet", ""] {
            assert!(finds(words), "{words}");
        }
        assert!(!finds("rucken abend"));
    }
}
