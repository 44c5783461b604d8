//! The rules for the name of a new routine.

use std::fmt;

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

/// The id of a new routine that somebody calls `word`; with `.toml` or without.
///
/// # Errors
/// When it is a command, or no name for a file that can be typed everywhere.
pub fn new_id(word: &str) -> Result<String, BadName> {
    let id = word.strip_suffix(".toml").unwrap_or(word);
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let is_good = |id: &str| {
        id.chars().all(is_letter)
            && id.starts_with(char::is_alphanumeric)
            && id.chars().count() <= LONGEST
    };
    if !is_good(id) {
        let words: Vec<String> = id
            .split(|letter: char| !is_letter(letter))
            .map(|word| word.trim_matches(['-', '_']).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        let instead = Some(words.join("-")).filter(|instead| is_good(instead));
        return Err(BadName::File { instead });
    }
    if COMMANDS.contains(&id.to_lowercase().as_str()) {
        return Err(BadName::Command);
    }
    Ok(id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_routine_has_a_name_that_can_be_typed() {
        assert_eq!(new_id("my-back.toml").as_deref(), Ok("my-back"));
        assert_eq!(new_id("Rücken_2").as_deref(), Ok("Rücken_2"));
        assert_eq!(new_id("Check"), Err(BadName::Command));
        for (word, instead) in [
            ("My back!", Some("my-back")),
            ("../evil", Some("evil")),
            ("-x", Some("x")),
            (".hidden", Some("hidden")),
            ("a\u{1b}[2J", Some("a-2j")),
            ("", None),
            (".toml", None),
        ] {
            let instead = instead.map(str::to_owned);
            assert_eq!(new_id(word), Err(BadName::File { instead }), "{word}");
        }
    }
}
