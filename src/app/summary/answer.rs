//! The question after a session: a number for how it feels, and a note. One line takes both, so one Enter answers both
//! and one Enter skips both.

use super::view::Question;
use crate::app::field::Field;
use crate::app::input::Key;
use crate::core::log::WORST;

/// The question in large letters.
const SHORT: &str = "How sore? 0 to 10";
/// The question.
const ASKS: &str = "How tight or sore are you? 0 (not at all) to 10 (worst). You can add a note.";
/// The same where there is little room: 38 columns.
const BRIEFLY: &str = "How sore? 0 (not at all) to 10 (worst)";
/// The most characters of an answer.
const LONGEST: usize = 500;

/// The answer as it is being typed.
#[derive(Debug, Default)]
pub(super) struct Answer {
    words: Field,
    pub(super) typing: bool,
    problem: Option<String>,
}

impl Answer {
    /// Takes a key; false when it means what it means without a question. A digit begins an answer by itself.
    pub(super) fn typed(&mut self, key: Key) -> bool {
        let begins = matches!(key, Key::Char('0'..='9'));
        if !self.typing && !begins {
            return false;
        }
        self.problem = None;
        if self.words.key(key, LONGEST) {
            self.typing = true;
            return true;
        }
        match key {
            Key::Escape => *self = Self::default(),
            Key::Enter => {
                self.problem = self.too_bad();
                return self.problem.is_some();
            }
            Key::Ctrl(_) | Key::Up | Key::Down => return false,
            _ => {}
        }
        true
    }

    /// Takes a text that was pasted, while the answer is typed.
    pub(super) fn paste(&mut self, text: &str) {
        if self.typing {
            self.problem = None;
            self.words.paste(text, LONGEST);
        }
    }

    /// The feeling and the note. A number that means nothing is part of the note, so nothing typed is lost.
    pub(super) fn understood(&self) -> (Option<u8>, Option<String>) {
        let (number, rest) = self.parts();
        let feeling = number.parse().ok().filter(|number| *number <= WORST);
        let note = if feeling.is_some() {
            rest
        } else {
            self.words.text().trim()
        };
        (feeling, (!note.is_empty()).then(|| note.to_owned()))
    }

    /// The number at the beginning, and the note behind it: `3 felt good`, `3felt good` and `3/10: felt good` have the
    /// same. The number of `3rd time` and of `1.5 km` is part of the note.
    fn parts(&self) -> (&str, &str) {
        let words = self.words.text().trim();
        let end = words.find(|character: char| !character.is_ascii_digit());
        let (number, rest) = words.split_at(end.unwrap_or(words.len()));
        let first = rest.split(char::is_whitespace).next().unwrap_or_default();
        let is_ordinal = ["st", "nd", "rd", "th"].contains(&first);
        let is_fraction =
            rest.starts_with(['.', ',']) && first.contains(|it: char| it.is_ascii_digit());
        if is_ordinal || is_fraction {
            return ("", words);
        }
        let rest = rest.strip_prefix("/10").unwrap_or(rest);
        (number, rest.trim_start_matches([',', '.', ':', ';']).trim())
    }

    /// A number alone that is higher than the highest.
    fn too_bad(&self) -> Option<String> {
        let (number, rest) = self.parts();
        let fits = number.parse().is_ok_and(|number: u8| number <= WORST);
        (!number.is_empty() && !fits && rest.is_empty()).then(|| format!("{WORST} is the highest"))
    }

    pub(super) fn question(&self) -> Question {
        Question {
            short: SHORT,
            asks: ASKS,
            briefly: BRIEFLY,
            typed: self.words.view(),
            typing: self.typing,
            problem: self.problem.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Answer {
        let mut answer = Answer::default();
        for character in text.chars() {
            answer.typed(Key::Char(character));
        }
        answer
    }

    /// The same after `n`, where the answer need not begin with a digit.
    fn typed(text: &str) -> Answer {
        let mut answer = Answer {
            typing: true,
            ..Answer::default()
        };
        answer.paste(text);
        answer
    }

    #[test]
    fn a_number_is_a_feeling_and_the_rest_a_note() {
        let note = |text: &str| Some(text.to_owned());
        assert_eq!(answer("3").understood(), (Some(3), None));
        assert_eq!(answer("10").understood(), (Some(10), None));
        assert_eq!(
            answer("0, left hip").understood(),
            (Some(0), note("left hip"))
        );
        for said in [
            "3 felt good",
            "3felt good",
            "3, felt good",
            "3/10 felt good",
        ] {
            assert_eq!(
                answer(said).understood(),
                (Some(3), note("felt good")),
                "{said}"
            );
        }
        for said in ["3rd time", "1.5 km", "30 km", "felt 3"] {
            assert_eq!(typed(said).understood(), (None, note(said)));
        }
        assert_eq!(answer("11").understood(), (None, note("11")));
        assert_eq!(answer("").understood(), (None, None));
    }

    #[test]
    fn an_answer_has_at_most_five_hundred_characters() {
        let answer = answer(&format!("0{}", "ä".repeat(500)));
        assert_eq!(answer.words.text().chars().count(), 500);
    }

    #[test]
    fn other_keys_mean_what_they_mean_until_something_is_typed() {
        let mut nothing = answer("");
        assert!(!nothing.typed(Key::Char('x')) && !nothing.typed(Key::Enter));
        let mut begun = answer("3");
        assert!(begun.typed(Key::Char('x')) && begun.typed(Key::Char('q')));
        assert!(!begun.typed(Key::Enter), "enter keeps it");
        assert!(begun.typed(Key::Escape) && !begun.typed(Key::Char('x')));
    }

    #[test]
    fn a_key_of_a_field_that_has_been_emptied_is_no_command() {
        let mut emptied = answer("3");
        for key in [Key::Backspace, Key::Backspace, Key::Char('x')] {
            assert!(emptied.typed(key), "{key:?}");
        }
        assert_eq!(emptied.understood(), (None, Some("x".to_owned())));
    }

    #[test]
    fn a_number_that_is_too_large_is_asked_for_again() {
        let mut answer = answer("30");
        assert!(answer.typed(Key::Enter));
        let problem = answer.question().problem;
        assert_eq!(problem.as_deref(), Some("10 is the highest"));
        answer.typed(Key::Backspace);
        assert_eq!(answer.question().problem, None);
        assert!(!answer.typed(Key::Enter));
    }
}
