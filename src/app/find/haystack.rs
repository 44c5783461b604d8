//! What words are looked for in: the texts of a routine or a stretch, each with what it is, and where a word was found.

use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a text is of a routine or a stretch. What matters more comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is called by its name")]
pub enum Part {
    Title,
    Id,
    Tag,
    Area,
    Position,
    Aim,
    Step,
    Need,
    Feeling,
}

impl Part {
    /// All of them.
    pub(super) const ALL: [Self; 9] = [
        Self::Title,
        Self::Id,
        Self::Tag,
        Self::Area,
        Self::Position,
        Self::Aim,
        Self::Step,
        Self::Need,
        Self::Feeling,
    ];

    /// The word for it, before a text that was found and before one that is looked for there alone.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Id => "id",
            Self::Tag => "tag",
            Self::Area => "area",
            Self::Position => "position",
            Self::Aim => "aim",
            Self::Step => "step",
            Self::Need => "needs",
            Self::Feeling => "felt",
        }
    }

    /// How many points each letter has that is found in it, beside those for how well it fits.
    pub(super) const fn points(self) -> u32 {
        match self {
            Self::Title => 12,
            Self::Id => 8,
            Self::Tag | Self::Area | Self::Position | Self::Aim => 6,
            Self::Step => 4,
            Self::Need | Self::Feeling => 0,
        }
    }

    /// The filter for a `text` of this part, in one word: `area:lower-back`.
    pub(in crate::app) fn filter(self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        format!("{}:{}", self.word(), words.join("-"))
    }
}

/// The texts in which words are looked for, and the length of what they are about.
#[derive(Debug, Default)]
pub(in crate::app) struct Haystack {
    /// All texts, one behind the other, as they are written and folded.
    written: String,
    folded: String,
    /// What each text is, and where it ends in both.
    texts: Vec<(Part, usize, usize)>,
    pub(super) length: Option<Duration>,
}

impl Haystack {
    /// One of something that takes so long, still without texts.
    pub(in crate::app) fn lasting(length: Option<Duration>) -> Self {
        Self {
            length,
            ..Self::default()
        }
    }

    /// The same with these texts of one kind.
    #[must_use]
    pub(in crate::app) fn with<'a>(
        mut self,
        part: Part,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        for text in texts {
            self.written.push_str(text);
            self.folded.extend(text.chars().flat_map(folded_letter));
            self.texts
                .push((part, self.written.len(), self.folded.len()));
        }
        self
    }

    /// All texts: what each is, as it is written, and folded.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Part, &str, &str)> {
        (0..self.texts.len()).filter_map(|at| self.text(at))
    }

    fn text(&self, at: usize) -> Option<(Part, &str, &str)> {
        let (part, written_end, folded_end) = *self.texts.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.texts.get(before));
        let (written, folded) = before.map_or((0, 0), |(_, written, folded)| (*written, *folded));
        let written = self.written.get(written..written_end)?;
        Some((part, written, self.folded.get(folded..folded_end)?))
    }
}

/// How well something fits: more is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FindRank {
    /// Where its title begins with all the words, the number of letters behind them. The fewer there are, the better.
    pub(super) left: Option<Reverse<usize>>,
    /// The points of each word.
    pub(super) score: u32,
}

/// What was found of the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Found {
    /// How well it fits.
    pub(super) rank: FindRank,
    /// Where each word fits best.
    pub(in crate::app) hits: Vec<Hit>,
}

impl Found {
    /// The letters of a text of this kind that were found, by their indices.
    pub(in crate::app) fn marks(&self, part: Part) -> Vec<usize> {
        let hits = self.hits.iter().filter(|hit| hit.part == part);
        let mut marks: Vec<usize> = hits.flat_map(|hit| hit.marks.iter().copied()).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// Where the first of the words was found that is not in the title.
    pub(in crate::app) fn why(&self) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.part != Part::Title)
    }
}

/// A text in which a word was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub part: Part,
    /// The text.
    pub text: String,
    /// The letters of it that were found, by their indices.
    pub marks: Vec<usize>,
}

impl fmt::Display for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part.word(), self.text)
    }
}

impl Hit {
    /// The letters that were found in how it is shown, by their indices.
    pub fn marks_shown(&self) -> Vec<usize> {
        let before = self.part.word().chars().count() + 2;
        self.marks.iter().map(|mark| before + mark).collect()
    }

    /// A hit at these letters of the folded `written` text.
    pub(super) fn of(part: Part, written: &str, folded: &[u32]) -> Self {
        let letters = written.chars().enumerate();
        let origins = letters.flat_map(|(at, letter)| folded_letter(letter).map(move |_| at));
        let is_marked = |(at, _): &(usize, usize)| {
            u32::try_from(*at).is_ok_and(|at| folded.binary_search(&at).is_ok())
        };
        let mut marks: Vec<usize> = origins
            .enumerate()
            .filter(is_marked)
            .map(|(_, at)| at)
            .collect();
        marks.dedup();
        Self {
            part,
            text: written.to_owned(),
            marks,
        }
    }
}

/// A text in lower case and without accents.
pub(super) fn folded(text: &str) -> String {
    text.chars().flat_map(folded_letter).collect()
}

/// A letter in lower case and without accents; nothing where it is an accent.
fn folded_letter(letter: char) -> impl Iterator<Item = char> {
    // Most are plain, and many are folded.
    let plain = letter.is_ascii().then(|| letter.to_ascii_lowercase());
    let other = plain.is_none().then(|| std::iter::once(letter).nfd());
    let other = other.into_iter().flatten();
    let other = other.filter(|part| !is_combining_mark(*part));
    plain.into_iter().chain(other.flat_map(char::to_lowercase))
}
