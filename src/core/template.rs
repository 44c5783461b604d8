//! Texts with `{words}` in them, such as `"{side} knee down, other foot in front."`

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::vocabulary::vocabulary;
use super::{span, text};

vocabulary! {
    /// A word in braces.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Placeholder {
        /// The name of the step.
        Name = "name",
        /// The name of the side; nothing where there is none.
        Side = "side",
        /// The number of this repetition, from 1.
        Rep = "rep",
        /// How many repetitions there are on this side.
        Reps = "reps",
        /// The number of this set, from 1.
        Set = "set",
        /// How many sets the step has.
        Sets = "sets",
        /// The number of this round of the block, from 1.
        Round = "round",
        /// How many rounds the block has.
        Rounds = "rounds",
        /// How long the hold is, as it is said: `15 seconds`; in another language than English the number alone.
        Hold = "hold",
        /// How long there is still to go, in the same way.
        Remaining = "remaining",
        /// The name of the stretch that comes next.
        Next = "next",
        /// The title of the routine.
        Title = "title",
    }
}

impl Placeholder {
    /// Its value, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Name => "the name of the step",
            Self::Side => "the name of the side; nothing where there is none",
            Self::Rep => "the number of this repetition",
            Self::Reps => "how many repetitions there are on this side",
            Self::Set => "the number of this set of the step",
            Self::Sets => "how many sets the step has",
            Self::Round => "the number of this round of the block",
            Self::Rounds => "how many rounds the block has",
            Self::Hold => "how long the hold is: `15 seconds`; outside English, the number alone",
            Self::Remaining => "how long there is still to go, in the same way",
            Self::Next => "the name of the stretch that comes next",
            Self::Title => "the title of the routine",
        }
    }
}

/// The values of placeholders at one point of a routine.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceholderValues<'a> {
    /// The name of the step.
    pub name: &'a str,
    /// The name of the side, if there is one.
    pub side: Option<&'a str>,
    /// The repetition and how many there are, from 1.
    pub rep: (u32, u32),
    /// The set and how many there are, from 1.
    pub set: (u32, u32),
    /// The round and how many there are, from 1.
    pub round: (u32, u32),
    /// The length of the hold.
    pub hold: Option<Duration>,
    /// The remaining time of it.
    pub remaining: Option<Duration>,
    /// The name of the stretch that comes next.
    pub next: Option<&'a str>,
    /// The title of the routine.
    pub title: &'a str,
    /// How lengths are said.
    pub lengths: LengthStyle,
}

/// The way in which the length of a hold is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthStyle {
    /// In English: `1 minute 30 seconds`.
    #[default]
    InEnglish,
    /// As a number of seconds, to which a routine in another language adds its own word: `90`.
    InSeconds,
}

/// A fault in the text of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `{word}` with a word that does not exist; the place is the word without its braces.
    UnknownWord {
        /// The word, in bytes of the text.
        place: Range<usize>,
    },
    /// A brace that is never closed.
    Unclosed {
        /// From the brace to the end, in bytes of the text.
        place: Range<usize>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TemplatePart {
    Plain(String),
    Placeholder(Placeholder),
}

/// A text with words to be filled in. A copy is as good as free: many steps may take the text of one stretch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Template {
    pieces: Arc<[TemplatePart]>,
}

impl Template {
    /// Reads a text. `{{` and `}}` stand for one brace.
    ///
    /// # Errors
    /// Every fault in it, in order.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let mut pieces = Vec::new();
        let mut faults = Vec::new();
        let mut plain = String::new();
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let doubled = characters
                .peek()
                .is_some_and(|(_, next)| *next == character);
            match character {
                '{' | '}' if doubled => {
                    plain.push(character);
                    characters.next();
                }
                '{' => {
                    let inside = at + 1;
                    let after = text.get(inside..).unwrap_or_default();
                    let Some(length) = after.find('}') else {
                        faults.push(Fault::Unclosed {
                            place: at..text.len(),
                        });
                        break;
                    };
                    let place = inside..inside + length;
                    while characters.next_if(|(at, _)| *at <= place.end).is_some() {}
                    match Placeholder::spelt(after.get(..length).unwrap_or_default()) {
                        Some(word) => {
                            pieces.push(TemplatePart::Plain(std::mem::take(&mut plain)));
                            pieces.push(TemplatePart::Placeholder(word));
                        }
                        None => faults.push(Fault::UnknownWord { place }),
                    }
                }
                other => plain.push(other),
            }
        }
        pieces.push(TemplatePart::Plain(plain));
        pieces.retain(|piece| !matches!(piece, TemplatePart::Plain(plain) if plain.is_empty()));
        if faults.is_empty() {
            Ok(Self {
                pieces: pieces.into(),
            })
        } else {
            Err(faults)
        }
    }

    /// Whether `placeholder` is in it.
    pub(crate) fn has(&self, placeholder: Placeholder) -> bool {
        self.pieces
            .contains(&TemplatePart::Placeholder(placeholder))
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        let words = self.pieces.iter();
        words
            .filter(|piece| matches!(piece, TemplatePart::Placeholder(_)))
            .count()
    }

    /// The text with its words filled in, on one line. A side that begins a sentence is capitalised.
    pub fn fill(&self, words: &PlaceholderValues) -> String {
        let mut out = String::new();
        for piece in self.pieces.iter() {
            match piece {
                TemplatePart::Plain(plain) => out.push_str(plain),
                TemplatePart::Placeholder(word) => words.write(*word, &mut out),
            }
        }
        text::on_one_line(&out)
    }
}

impl PlaceholderValues<'_> {
    fn write(&self, word: Placeholder, out: &mut String) {
        let said = |length: Duration| match self.lengths {
            LengthStyle::InEnglish => span::spoken(length),
            LengthStyle::InSeconds => span::rounded_up(length).as_secs().to_string(),
        };
        let length = |length: Option<Duration>| length.map(said).unwrap_or_default();
        let number = match word {
            Placeholder::Rep => self.rep.0,
            Placeholder::Reps => self.rep.1,
            Placeholder::Set => self.set.0,
            Placeholder::Sets => self.set.1,
            Placeholder::Round => self.round.0,
            Placeholder::Rounds => self.round.1,
            Placeholder::Name => return out.push_str(self.name),
            Placeholder::Next => return out.push_str(self.next.unwrap_or_default()),
            Placeholder::Title => return out.push_str(self.title),
            Placeholder::Hold => return out.push_str(&length(self.hold)),
            Placeholder::Remaining => return out.push_str(&length(self.remaining)),
            Placeholder::Side => {
                let side = self.side.unwrap_or_default();
                let begins =
                    out.trim_end().is_empty() || out.trim_end().ends_with(['.', '!', '?', '…']);
                return if begins {
                    out.push_str(&text::capitalised(side));
                } else {
                    out.push_str(side);
                };
            }
        };
        let _ = write!(out, "{number}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(text: &str) -> String {
        let words = PlaceholderValues {
            name: "Lunge",
            side: Some("right"),
            rep: (1, 2),
            round: (2, 3),
            hold: Some(Duration::from_secs(90)),
            ..PlaceholderValues::default()
        };
        Template::parse(text).unwrap().fill(&words)
    }

    #[test]
    fn a_side_is_capitalised_where_a_sentence_begins() {
        assert_eq!(
            fill("{side} knee down. {side} hand up, {side} foot flat."),
            "Right knee down. Right hand up, right foot flat."
        );
    }

    #[test]
    fn numbers_lengths_and_braces() {
        assert_eq!(
            fill("{name} {rep} of {reps}, round {round} of {rounds}: {hold} {{x}}"),
            "Lunge 1 of 2, round 2 of 3: 1 minute 30 seconds {x}"
        );
    }

    #[test]
    fn in_another_language_a_length_is_a_number_of_seconds() {
        let words = PlaceholderValues {
            hold: Some(Duration::from_secs(90)),
            remaining: Some(Duration::from_millis(44_200)),
            lengths: LengthStyle::InSeconds,
            ..PlaceholderValues::default()
        };
        let text = Template::parse("Halte {hold} Sekunden, noch {remaining}.").unwrap();
        assert_eq!(text.fill(&words), "Halte 90 Sekunden, noch 45.");
    }

    #[test]
    fn a_word_without_a_value_leaves_no_hole() {
        assert_eq!(
            Template::parse("The {side} knee")
                .unwrap()
                .fill(&PlaceholderValues::default()),
            "The knee"
        );
    }

    #[test]
    fn every_fault_has_its_place() {
        let faults = Template::parse("{Side} knee {foot} é {").unwrap_err();
        assert_eq!(
            faults,
            [
                Fault::UnknownWord { place: 1..5 },
                Fault::UnknownWord { place: 13..17 },
                Fault::Unclosed { place: 22..23 },
            ]
        );
    }
}
