//! What is looked for: words, and filters such as `≤ 5 min` and `position:back`.

use std::cmp::Reverse;
use std::time::Duration;

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::haystack::{Found, Haystack, Hit, Part, folded};

/// The words and filters that all have to fit.
#[derive(Debug, Default)]
pub(super) struct Query(Vec<Term>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    /// A word, folded, in any text.
    Word(String),
    /// A text in those of one kind, folded, with spaces between its words.
    Within(Part, String),
    /// How long it may take.
    Lasts(Bound, Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Below,
    AtMost,
    AtLeast,
    Above,
}

/// The signs before a length. The longer ones come first.
const BOUNDS: [(&str, Bound); 6] = [
    ("<=", Bound::AtMost),
    (">=", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("<", Bound::Below),
    (">", Bound::Above),
];

/// The units behind a length, in seconds. Without one it is in minutes.
const UNITS: [(&str, u64); 10] = [
    ("minutes", 60),
    ("minute", 60),
    ("mins", 60),
    ("min", 60),
    ("m", 60),
    ("seconds", 1),
    ("sec", 1),
    ("s", 1),
    ("hours", 3600),
    ("h", 3600),
];

/// The points that a letter must have on average, where a word is not there as it was typed.
const LEAST_POINTS: u32 = 15;

/// The points for words that are there as a whole.
const WHOLE: u32 = 16;

/// The points of a word for each other one that fits in the same text.
const TOGETHER: u32 = 16;

impl Query {
    /// What is looked for with this text.
    pub(super) fn of(text: &str) -> Self {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, after) = bounded(rest).unwrap_or_else(|| word(rest));
            terms.extend(term);
            rest = after.trim_start();
        }
        Self(terms)
    }

    /// Those of the `haystacks` in which all of it is found, by their indices.
    pub(super) fn search<'h>(
        &self,
        haystacks: impl Iterator<Item = &'h Haystack>,
    ) -> Vec<(usize, Found)> {
        // Only words need one, which takes a while to make.
        let has_words = self.0.iter().any(|term| matches!(term, Term::Word(_)));
        let mut matcher = has_words.then(|| Matcher::new(Config::DEFAULT));
        let found = |(index, haystack)| Some((index, self.found(haystack, matcher.as_mut())?));
        haystacks.enumerate().filter_map(found).collect()
    }

    /// Where all of it is found in `haystack`; `None` where one term is not.
    fn found(&self, haystack: &Haystack, matcher: Option<&mut Matcher>) -> Option<Found> {
        let mut found = Found::default();
        for term in &self.0 {
            match term {
                Term::Word(_) => {}
                Term::Within(part, text) => found.hits.push(within(*part, text, haystack)?),
                Term::Lasts(bound, length) => {
                    haystack.length.filter(|it| bound.allows(*it, *length))?;
                }
            }
        }
        if let Some(matcher) = matcher {
            let words: Vec<&str> = self.words().collect();
            for fit in best(&words, haystack, matcher)? {
                found.rank.score += fit.score;
                found.hits.push(Hit::of(fit.part, fit.written, &fit.marks));
            }
            found.rank.left = left_of_name(&words.join(" "), haystack);
        }
        Some(found)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|term| match term {
            Term::Word(word) => Some(word.as_str()),
            Term::Within(..) | Term::Lasts(..) => None,
        })
    }
}

/// The letters that a title has behind `words` at its beginning, as few as possible. An id is only meant as a whole.
fn left_of_name(words: &str, haystack: &Haystack) -> Option<Reverse<usize>> {
    let words = spaced(words);
    let names = haystack.texts().filter_map(|(part, _, folded)| {
        let left = spaced(folded).strip_prefix(&words)?.chars().count();
        (part == Part::Title || part == Part::Id && left == 0).then_some(Reverse(left))
    });
    names.max()
}

impl Bound {
    fn allows(self, length: Duration, limit: Duration) -> bool {
        match self {
            Self::Below => length < limit,
            Self::AtMost => length <= limit,
            Self::AtLeast => length >= limit,
            Self::Above => length > limit,
        }
    }
}

/// A length with a sign before it at the beginning of `text`, and what comes behind it. The term is missing as long as
/// the number is.
fn bounded(text: &str) -> Option<(Option<Term>, &str)> {
    let mut signs = BOUNDS.iter();
    let (bound, rest) = signs.find_map(|(sign, bound)| Some((*bound, text.strip_prefix(sign)?)))?;
    let rest = rest.trim_start();
    let end = rest
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let Ok(number) = number.parse::<u32>() else {
        return Some((None, rest));
    };
    let unit = |text: &'_ str| {
        let units = UNITS.iter();
        let mut fitting =
            units.filter_map(|(unit, seconds)| Some((*seconds, text.strip_prefix(unit)?.len())));
        fitting.find(|(_, left)| {
            let behind = text.get(text.len() - left..).unwrap_or_default();
            behind.is_empty() || behind.starts_with(char::is_whitespace)
        })
    };
    let spaced = rest.trim_start();
    let (seconds, left) = unit(spaced).unwrap_or((60, rest.len()));
    let after = text.get(text.len() - left..).unwrap_or_default();
    let length = Duration::from_secs(u64::from(number) * seconds);
    Some((Some(Term::Lasts(bound, length)), after))
}

/// The word at the beginning of `text`, and what comes behind it. The term is missing as long as a filter has no text.
fn word(text: &str) -> (Option<Term>, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let filter = word.split_once(':').and_then(|(name, text)| {
        let name = folded(name);
        let part = Part::ALL.into_iter().find(|part| part.word() == name)?;
        Some((part, spaced(&folded(text))))
    });
    let term = match filter {
        Some((_, text)) if text.is_empty() => None,
        Some((part, text)) => Some(Term::Within(part, text)),
        None => Some(Term::Word(folded(word))).filter(|term| *term != Term::Word(String::new())),
    };
    (term, after)
}

/// A text with spaces where it has hyphens.
fn spaced(text: &str) -> String {
    text.replace('-', " ")
}

/// The first text of this kind that has `text` in it.
fn within(part: Part, text: &str, haystack: &Haystack) -> Option<Hit> {
    let mut texts = haystack.texts().filter(|(other, ..)| *other == part);
    texts.find_map(|(_, written, folded)| {
        let folded = spaced(folded);
        let start = folded.get(..folded.find(text)?)?.chars().count() as u32;
        let marks: Vec<u32> = (start..start + text.chars().count() as u32).collect();
        Some(Hit::of(part, written, &marks))
    })
}

/// Where a word fits in a text.
struct WordFit<'t> {
    score: u32,
    part: Part,
    written: &'t str,
    /// The letters of the folded text, by their indices.
    marks: Vec<u32>,
}

/// Where each of the words fits best; `None` where one does not fit. Words that fit in one text are found there rather than
/// in several: `side bridge` is a step, and no position and a step.
fn best<'t>(
    words: &[&str],
    haystack: &'t Haystack,
    matcher: &mut Matcher,
) -> Option<Vec<WordFit<'t>>> {
    let mut best: Vec<Option<WordFit>> = words.iter().map(|_| None).collect();
    for text in haystack.texts() {
        let fits: Vec<_> = words.iter().map(|word| fit(word, text, matcher)).collect();
        let others = fits.iter().flatten().count().saturating_sub(1) as u32;
        for (best, fit) in best.iter_mut().zip(fits) {
            let together = fit.map(|fit| WordFit {
                score: fit.score + TOGETHER * others,
                ..fit
            });
            let least = best.as_ref().map_or(0, |best| best.score);
            *best = together.filter(|fit| fit.score > least).or(best.take());
        }
    }
    best.into_iter().collect()
}

/// Where a word fits in a text: what that is, as it is written, and folded.
fn fit<'t>(
    word: &str,
    (part, written, folded): (Part, &'t str, &str),
    matcher: &mut Matcher,
) -> Option<WordFit<'t>> {
    let (mut needle, mut letters, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    let needle = Utf32Str::new(word, &mut needle);
    let text = Utf32Str::new(folded, &mut letters);
    let fits = u32::from(matcher.fuzzy_indices(text, needle, &mut marks)?);
    let whole = if is_whole(text, &marks) { WHOLE } else { 0 };
    is_meant(text, &marks, fits).then(|| WordFit {
        score: fits + part.points() * needle.len() as u32 + whole,
        part,
        written,
        marks,
    })
}

/// Whether the letters of `text` at these indices are whole words.
fn is_whole(text: Utf32Str, marks: &[u32]) -> bool {
    let Some((first, last)) = marks.first().zip(marks.last()) else {
        return false;
    };
    let in_a_row = (last - first) as usize + 1 == marks.len();
    let behind = *last as usize + 1;
    let is_end = behind >= text.len() || !text.get(behind as u32).is_alphanumeric();
    let before = first.checked_sub(1);
    in_a_row && is_end && before.is_none_or(|before| !text.get(before).is_alphanumeric())
}

/// Whether somebody who types a word may mean the letters of `text` at these indices, which fit so well: they are there in
/// a row, or parts of words from the beginning of each.
fn is_meant(text: Utf32Str, marks: &[u32], fits: u32) -> bool {
    let pairs = || marks.iter().zip(marks.iter().skip(1));
    if pairs().all(|(one, next)| one + 1 == *next) {
        return true;
    }
    let is_letter = |at: u32| text.get(at).is_alphanumeric();
    let is_start = |at: u32| at.checked_sub(1).is_none_or(|before| !is_letter(before));
    let is_led_to = |(one, next): (&u32, &u32)| is_start(*next) || (*one..*next).all(is_letter);
    fits >= LEAST_POINTS * marks.len() as u32
        && marks.first().is_some_and(|first| is_start(*first))
        && pairs().all(is_led_to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn haystack() -> Haystack {
        Haystack::lasting(Some(Duration::from_secs(300)))
            .with(Part::Title, ["Rücken am Morgen"])
            .with(Part::Id, ["knee-to-chest"])
            .with(Part::Area, ["lower back"])
            .with(Part::Step, ["Étirement du mollet", "Standing hip flexor"])
    }

    /// Where a text is found, with the letters that are found in capitals.
    fn hits(text: &str) -> Option<Vec<String>> {
        let all = [haystack()];
        let found = Query::of(text).search(all.iter());
        let (_, found) = found.into_iter().next()?;
        let shown = |hit: &Hit| {
            let letters = hit.text.chars().enumerate();
            let letters = letters.flat_map(|(at, letter)| {
                let marked = hit.marks.contains(&at).then(|| letter.to_uppercase());
                let plain = (!hit.marks.contains(&at)).then(|| letter.to_lowercase());
                let marked: Vec<char> = marked.into_iter().flatten().collect();
                let plain: Vec<char> = plain.into_iter().flatten().collect();
                marked.into_iter().chain(plain)
            });
            format!("{}: {}", hit.part.word(), letters.collect::<String>())
        };
        Some(found.hits.iter().map(shown).collect())
    }

    #[test]
    fn neither_case_nor_accents_count() {
        for words in ["rucken", "RÜCKEN", "ru\u{308}cken"] {
            assert_eq!(hits(words).unwrap(), ["title: RÜCKEN am morgen"], "{words}");
        }
        assert_eq!(hits("etirement").unwrap(), ["step: ÉTIREMENT du mollet"]);
        assert_eq!(hits("").unwrap(), [""; 0]);
        assert_eq!(hits("rucken abend"), None);
    }

    #[test]
    fn the_beginnings_of_words_find_them() {
        assert_eq!(hits("ktc").unwrap(), ["id: Knee-To-Chest"]);
        assert_eq!(hits("hipfl").unwrap(), ["step: standing HIP FLexor"]);
        assert_eq!(hits("sthip").unwrap(), ["step: STanding HIP flexor"]);
        assert_eq!(hits("flexr").unwrap(), ["step: standing hip FLEXoR"]);
    }

    /// What is called as it was typed comes first, then what is called so at the beginning, the shorter one first.
    #[test]
    fn a_name_comes_before_one_that_begins_with_it() {
        let shelf = [
            ("Standing hip flexor", "hip-flexor-standing"),
            ("Hip flexor over the bed edge", "bed-edge-hip-flexor"),
            ("Hip flexors", "more"),
            ("Tight at the front", "hip-flexor"),
            ("Hip flexor", "lunge"),
        ];
        let shelf = shelf.map(|(title, id)| {
            let haystack = Haystack::lasting(None).with(Part::Title, [title]);
            haystack.with(Part::Id, [id]).with(Part::Area, ["hip"])
        });
        for words in ["hip flexor", "HIP  Fléxor"] {
            let mut found = Query::of(words).search(shelf.iter());
            found.sort_by_key(|(_, found)| Reverse(found.rank));
            let order: Vec<usize> = found.iter().map(|(index, _)| *index).collect();
            assert_eq!(order[2..], [2, 1, 0], "{words}");
            assert!(
                order[..2].contains(&3) && order[..2].contains(&4),
                "{words}"
            );
        }
    }

    /// Words that stand in one text are found there, also where each fits another one better.
    #[test]
    fn words_are_found_together() {
        let other = haystack().with(Part::Title, ["Full"]);
        let together = [other.with(Part::Area, ["hip"])];
        let found = Query::of("hip fl").search(together.iter());
        let why = found[0].1.why().map(ToString::to_string);
        assert_eq!(why.as_deref(), Some("step: Standing hip flexor"));
    }

    /// Letters that are somewhere in a text are no match.
    #[test]
    fn scattered_letters_find_nothing() {
        for words in ["ngo", "xr", "neot", "idgl"] {
            assert_eq!(hits(words), None, "{words}");
        }
    }

    #[test]
    fn a_length_is_a_filter() {
        for words in [
            "≤ 5 min",
            "<=5",
            "<6",
            "≤5min",
            "≥ 5 minutes",
            ">299s",
            "≤ 300 s",
            "< 1 h",
            "<",
            "≤ ",
        ] {
            assert_eq!(hits(words).unwrap(), [""; 0], "{words}");
        }
        for words in [
            "< 5",
            ">5 min",
            "≤ 4 min",
            "≥301s",
            ">= 1 h",
            "< 5 min rucken",
        ] {
            assert_eq!(hits(words), None, "{words}");
        }
        assert_eq!(hits("≤ 5 min rucken").unwrap(), ["title: RÜCKEN am morgen"]);
        assert_eq!(hits("<6 morgen").unwrap(), ["title: rücken am MORGEN"]);
    }

    #[test]
    fn a_filter_looks_in_its_own_texts() {
        assert_eq!(hits("area:back").unwrap(), ["area: lower BACK"]);
        assert_eq!(hits("area:lower-back").unwrap(), ["area: LOWER BACK"]);
        assert_eq!(hits("Step:FLEXOR").unwrap(), ["step: standing hip FLEXOR"]);
        assert_eq!(hits("tag:back"), None);
        assert_eq!(hits("area:").unwrap(), [""; 0], "not yet");
    }
}
