//! The voice of a routine: how much is said, and in which words.

use std::sync::Arc;
use std::time::Duration;

use super::language::Words;
use super::routine::Side;
use super::speech::Sayings;

/// How much is said, and in which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Whether names are said.
    pub names: bool,
    /// Whether sides are said.
    pub sides: bool,
    /// Whether what comes next is said.
    pub next: bool,
    /// Whether the middle of a hold is said.
    pub half: Half,
    /// How many of the last seconds are ticked, 0 to 5.
    pub ticks: u8,
    /// The language of the routine, as a BCP 47 tag.
    pub lang: String,
    /// The words of a session in that language, or in English where there are none.
    pub words: Arc<Words>,
    /// The name of the right side.
    pub right: String,
    /// The name of the left side.
    pub left: String,
    /// Words that are spoken in another way than they are shown.
    pub say: Sayings,
}

/// Whether the middle of a hold is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// In holds of [`Half::LONG`] and more.
    #[default]
    Auto,
    /// In every hold.
    Always,
    /// In none.
    Never,
}

impl Half {
    /// From this length on a hold has a "halfway" unless the routine says otherwise.
    pub const LONG: Duration = Duration::from_secs(20);
    /// The shortest hold that can have one.
    const SHORTEST: Duration = Duration::from_secs(2);

    /// Whether a hold of this `length` has a "halfway".
    pub fn is_in(self, length: Duration) -> bool {
        match self {
            Self::Auto => length >= Self::LONG,
            Self::Always => length >= Self::SHORTEST,
            Self::Never => false,
        }
    }
}

impl Voice {
    /// Whether the routine is written in English.
    pub fn is_english(&self) -> bool {
        Words::language(&self.lang).eq_ignore_ascii_case("en")
    }

    /// Whether the words of a session are in the language of the routine, so that one voice can say both.
    pub fn has_words(&self) -> bool {
        let [own, words] = [&self.lang, &self.words.lang].map(|tag| Words::language(tag));
        own.eq_ignore_ascii_case(words)
    }

    /// The name of `side` on the screen and in the ear.
    pub fn word<'a>(&'a self, side: &'a Side) -> &'a str {
        match side {
            Side::Right => &self.right,
            Side::Left => &self.left,
            Side::Own(own) => &own.word,
        }
    }
}
