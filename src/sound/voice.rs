//! Which programs can turn a sentence into a sound file. The text is only ever read from standard input: no argument
//! that could be an option, no shell.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::child::{Program, Reads};
use crate::core::cue::Sentence;
use crate::core::text::judged;

/// How long a program may take for one sentence.
pub(super) const LIMIT: Duration = Duration::from_secs(5);
/// An engine that fails so often in a row speaks no more. Once may be the fault of a sentence.
pub(super) const FAILURES: u32 = 3;
/// How many characters of a sentence are said.
const LONGEST: usize = 400;
/// The words a minute at the usual pace.
const PACE: u32 = 150;

/// A program that speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// The user's own command: text on standard input, the file to write as the last argument, the language in the
    /// variable `SUPPLE_LANG`.
    Own(Vec<String>),
    /// `espeak-ng`.
    EspeakNg,
    /// `say`, which comes with macOS.
    Say,
}

/// All engines to try, the user's own first.
pub(super) fn candidates(own: &[String]) -> Vec<Engine> {
    let own = (!own.is_empty()).then(|| Engine::Own(own.to_vec()));
    let usual = if cfg!(target_vendor = "apple") {
        vec![Engine::EspeakNg, Engine::Say]
    } else {
        vec![Engine::EspeakNg]
    };
    own.into_iter().chain(usual).collect()
}

impl Engine {
    /// The name of the program.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Own(command) => command.first().map_or("", String::as_str),
            Self::EspeakNg => "espeak-ng",
            Self::Say => "say",
        }
    }

    /// Begins to write `sentence` to `file`, at `rate` percent of the usual pace.
    pub(super) fn start(
        &self,
        sentence: &Sentence,
        rate: u16,
        file: &Path,
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<Program> {
        let text = harmless(&sentence.text);
        let lang = language(&sentence.lang);
        let pace = (PACE * u32::from(rate) / 100).to_string();
        let command: Vec<String> = match self {
            Self::Own(command) => command.clone(),
            Self::EspeakNg => ["espeak-ng", "--stdin", "-v", &lang, "-s", &pace, "-w"]
                .map(str::to_owned)
                .into(),
            Self::Say => [
                "say",
                "-f",
                "-",
                "-r",
                &pace,
                "--data-format=LEI16@22050",
                "-o",
            ]
            .map(str::to_owned)
            .into(),
        };
        let file: &OsStr = file.as_os_str();
        let environment = [("SUPPLE_LANG", lang.as_str())];
        Program::start(&command, &[file], Reads::Text(&text), &environment, exited)
    }
}

/// What of a text reaches a speech program: no control characters, nothing endless.
fn harmless(text: &str) -> String {
    let characters = judged(text).take(LONGEST);
    characters
        .map(|(_, character, hazard)| {
            if hazard || character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}

/// A language tag with nothing in it but letters, digits and hyphens; English where nothing is left.
fn language(tag: &str) -> String {
    let plain: String = tag
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || *character == '-')
        .take(35)
        .collect();
    let plain = plain.trim_start_matches('-').to_ascii_lowercase();
    if plain.is_empty() {
        "en".to_owned()
    } else {
        plain
    }
}

/// What the engine is tried with.
pub(super) fn trial() -> Sentence {
    Sentence {
        text: "Get ready.".to_owned(),
        lang: "en".to_owned(),
    }
}

/// Speech as loud as the tones.
pub(super) fn at_volume(mut samples: Vec<i16>, volume: u8) -> Vec<i16> {
    for sample in &mut samples {
        *sample = (i32::from(*sample) * i32::from(volume.min(100)) / 100) as i16;
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_silence_and_nothing_is_endless() {
        assert_eq!(harmless("a\u{7}b\nc\u{9b}d\u{202e}"), "a b c d ");
        assert_eq!(harmless(&"ab".repeat(1000)).chars().count(), LONGEST);
    }

    #[test]
    fn a_language_is_never_an_option() {
        assert_eq!(language("--help"), "help");
        assert_eq!(language("de-AT"), "de-at");
        assert_eq!(language("; rm"), "rm");
        assert_eq!(language(""), "en");
    }
}
