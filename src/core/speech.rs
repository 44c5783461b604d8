//! How long a text takes to say. Lead-ins, the checker's advice and the voice all use this formula.
//!
//! It is fitted to 59 measured sentences of a speech program at its normal rate. A plain 150 words a minute would have
//! been too short for 40 of them.

use std::collections::BTreeMap;
use std::time::Duration;

/// The time of one word.
pub const WORD: Duration = Duration::from_millis(360);
/// The silence behind a full stop, and behind `!`, `?` and `…`.
pub const FULL_STOP: Duration = Duration::from_millis(500);
/// The silence behind a comma, and behind `;` and `:`.
pub const COMMA: Duration = Duration::from_millis(300);
/// The time to begin.
pub const ONSET: Duration = Duration::from_millis(200);

/// Words that are spoken in another way than they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sayings {
    /// The spoken form of each, by its lowercase spelling.
    spoken: BTreeMap<String, String>,
    /// The most runs of letters and digits that one of them has.
    runs: usize,
}

impl FromIterator<(String, String)> for Sayings {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(words: T) -> Self {
        let words = words.into_iter();
        let spoken = words.map(|(shown, spoken)| (shown.to_lowercase(), spoken));
        let spoken: BTreeMap<_, _> = spoken.collect();
        let runs = spoken.keys().map(|shown| edges(shown).len() / 2);
        let runs = runs.max().unwrap_or_default().min(Self::MOST_RUNS);
        Self { spoken, runs }
    }
}

impl Sayings {
    /// The most runs of letters and digits in which one is looked for.
    const MOST_RUNS: usize = 8;

    /// `text` as it is spoken: of words that overlap the first counts, and of those the longest. Upper and lower case
    /// are the same, and a word is only found whole.
    pub fn applied(&self, text: &str) -> String {
        let mut spoken = String::new();
        let mut done = 0;
        let edges = if self.runs == 0 {
            Vec::new()
        } else {
            edges(text)
        };
        for (nth, start) in edges.iter().enumerate().step_by(2) {
            let ends = edges.iter().skip(nth + 1).step_by(2).take(self.runs);
            let ends = ends.copied().collect::<Vec<_>>().into_iter().rev();
            let found = ends.filter(|_| *start >= done).find_map(|end| {
                let shown = text.get(*start..end)?.to_lowercase();
                Some((end, self.spoken.get(&shown)?))
            });
            if let Some((end, other)) = found {
                spoken.push_str(text.get(done..*start).unwrap_or_default());
                spoken.push_str(other);
                done = end;
            }
        }
        spoken.push_str(text.get(done..).unwrap_or_default());
        spoken
    }
}

/// The places where runs of letters and digits begin and end in `text`, in turn.
fn edges(text: &str) -> Vec<usize> {
    let mut inside = false;
    let mut edges = Vec::new();
    for (at, character) in text.char_indices() {
        if character.is_alphanumeric() != inside {
            inside = !inside;
            edges.push(at);
        }
    }
    if inside {
        edges.push(text.len());
    }
    edges
}

/// How long `text` takes to say; nothing when there is no word in it.
pub fn time(text: &str) -> Duration {
    let mut sum = Duration::ZERO;
    for word in text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
    {
        let ending = word.trim_end_matches(['"', '\'', ')', '”', '’']);
        let silence = match ending.chars().next_back() {
            Some('.' | '!' | '?' | '…') => FULL_STOP,
            Some(',' | ';' | ':') => COMMA,
            _ => Duration::ZERO,
        };
        sum += WORD + silence;
    }
    if sum.is_zero() { sum } else { sum + ONSET }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stops_and_commas_add_up() {
        assert_eq!(
            time("Skin numb, or white: take it off."),
            Duration::from_millis(7 * 360 + 2 * 300 + 500 + 200)
        );
        assert_eq!(time("Breathe"), Duration::from_millis(560));
    }

    #[test]
    fn words_of_ones_own_are_said_instead_of_those_shown() {
        let words = [
            ("SI joint", "S I joint"),
            ("si", "see"),
            ("90/90", "ninety ninety"),
        ];
        let words = words.map(|(shown, spoken)| (shown.to_owned(), spoken.to_owned()));
        let sayings: Sayings = words.into_iter().collect();
        let said = sayings.applied("Si joint, SI. Sit in 90/90, not 190/90.");
        assert_eq!(said, "S I joint, see. Sit in ninety ninety, not 190/90.");
        assert_eq!(Sayings::default().applied("SI joint"), "SI joint");
    }

    #[test]
    fn silence_takes_no_time() {
        assert_eq!(time(" – \n"), Duration::ZERO);
    }
}
