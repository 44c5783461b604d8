//! The rules for the name of a new routine.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::core::text::capitalised;

/// The commands of the program: nothing that a new routine may be called, because `supple WORD` would not play it.
pub const COMMANDS: [&str; 20] = [
    "play",
    "list",
    "show",
    "check",
    "new",
    "edit",
    "log",
    "due",
    "remind",
    "render",
    "bundle",
    "stretches",
    "figures",
    "doctor",
    "schema",
    "lsp",
    "status",
    "completions",
    "man",
    "help",
];

/// The longest name of a routine, in characters.
const LONGEST: usize = 60;

/// Why a word is no name for a new routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadName {
    /// It is a command.
    Command,
    /// It would not be a good name of a file.
    File {
        /// A valid name instead, if one is known.
        instead: Option<String>,
    },
}

impl BadName {
    /// The way out.
    pub fn help(&self) -> String {
        match self {
            Self::Command => "choose another name, because `supple NAME` plays it".to_owned(),
            Self::File {
                instead: Some(instead),
            } => format!("write `{instead}`"),
            Self::File { instead: None } => "use a word such as `my-back`".to_owned(),
        }
    }
}

impl fmt::Display for BadName {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Self::Command => "it is a command",
            Self::File { .. } => "a name contains only letters, digits, `-` and `_`",
        })
    }
}

/// What a new routine is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// The name of its file without `.toml`, with which `supple ID` plays it.
    pub id: String,
    /// Its title.
    pub title: String,
}

impl NewName {
    /// The name of a routine that somebody calls `text`, which is an id (with `.toml` or without) or a title of several
    /// words: `my-back` has the title "My back", and "My évening Stretch" the id `my-evening-stretch`.
    ///
    /// # Errors
    /// When the id would be a command, or no name for a file that can be typed everywhere.
    pub fn of(text: &str) -> Result<Self, BadName> {
        let text = text.trim();
        let word = text.strip_suffix(".toml").unwrap_or(text);
        let (id, title) = if is_id(word) {
            let title = capitalised(&word.replace(['-', '_'], " "));
            (word.to_owned(), title)
        } else {
            let id = words_joined(word);
            let is_path = word.starts_with(['.', '-', '~']) || word.contains(['/', '\\']);
            if is_path || word.chars().any(char::is_control) || !is_id(&id) {
                let instead = Some(id).filter(|id| is_id(id));
                return Err(BadName::File { instead });
            }
            (id, capitalised(word))
        };
        if COMMANDS.contains(&id.to_lowercase().as_str()) {
            return Err(BadName::Command);
        }
        Ok(Self { id, title })
    }
}

fn is_of_id(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

fn is_id(word: &str) -> bool {
    word.chars().all(is_of_id)
        && word.starts_with(char::is_alphanumeric)
        && word.chars().count() <= LONGEST
}

/// The words of a text in small letters with `-` between them. An accent on a letter that can be typed everywhere goes.
fn words_joined(text: &str) -> String {
    let mut plain = String::new();
    let mut is_behind_ascii = false;
    for letter in text
        .nfd()
        .filter(|letter| *letter != '\'' && *letter != '’')
    {
        if !is_combining_mark(letter) {
            is_behind_ascii = letter.is_ascii();
            plain.push(letter);
        } else if !is_behind_ascii {
            plain.push(letter);
        }
    }
    let plain: String = plain.nfc().collect();
    let words = plain
        .split(|letter: char| !is_of_id(letter))
        .map(|word| word.trim_matches(['-', '_']).to_lowercase());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_routine_has_a_title_and_an_id_that_can_be_typed() {
        for (text, id, title) in [
            ("my-back.toml", "my-back", "My back"),
            ("Rücken_2", "Rücken_2", "Rücken 2"),
            (
                "My évening Stretch",
                "my-evening-stretch",
                "My évening Stretch",
            ),
            ("My Back Thing", "my-back-thing", "My Back Thing"),
            (
                " child's pose, twice! ",
                "childs-pose-twice",
                "Child's pose, twice!",
            ),
            ("Йога утром", "йога-утром", "Йога утром"),
        ] {
            let (id, title) = (id.to_owned(), title.to_owned());
            assert_eq!(NewName::of(text), Ok(NewName { id, title }), "{text}");
        }
        assert_eq!(NewName::of("Check"), Err(BadName::Command));
        assert_eq!(NewName::of("check!"), Err(BadName::Command));
        for (word, instead) in [
            ("../evil", Some("evil")),
            ("-x", Some("x")),
            (".hidden", Some("hidden")),
            ("a\u{1b}[2J", Some("a-2j")),
            ("", None),
            (".toml", None),
            ("!?", None),
        ] {
            let instead = instead.map(str::to_owned);
            assert_eq!(NewName::of(word), Err(BadName::File { instead }), "{word}");
        }
    }
}
