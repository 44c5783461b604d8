//! The programs that can turn a sentence into a sound file. The text goes to standard input, never to a shell or into
//! an argument, where it could pass for an option.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::tones::length_of;
use super::{loudness, wav};
use crate::core::cue::{Estimated, Lengths, Sentence};
use crate::core::settings::SoundSettings;
use crate::core::text::judged;
use crate::process::{CommandLine, HelperFile, Launch, StandardInput};

/// How long a program may take for one sentence of a session.
pub(super) const LIMIT: Duration = Duration::from_secs(5);
/// An engine that fails so often in a row speaks no more. Once may be the fault of a sentence.
pub(super) const FAILURES: u32 = 3;
/// How many characters of a sentence are said: some minutes, so that all warnings of a session fit and what follows them.
const LONGEST: usize = 2000;
/// The words a minute at the usual pace.
const PACE: u32 = 150;

/// A program that speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// The user's own command: text on standard input, the file to write as the last argument, the language in the
    /// variable `SUPPLE_LANG`.
    Own(CommandLine),
    EspeakNg,
    /// `say`, which comes with macOS.
    Say,
}

/// All engines to try, the user's own first.
pub(super) fn candidates(own: &[String]) -> Vec<Engine> {
    let own = CommandLine::of(own).map(Engine::Own);
    let usual = if cfg!(target_vendor = "apple") {
        vec![Engine::EspeakNg, Engine::Say]
    } else {
        vec![Engine::EspeakNg]
    };
    own.into_iter().chain(usual).collect()
}

impl Engine {
    /// The name of the program.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Own(command) => command.name(),
            Self::EspeakNg => "espeak-ng".to_owned(),
            Self::Say => "say".to_owned(),
        }
    }

    /// The program that writes `sentence` to `file`, at the pace and with the words of the `settings`.
    pub(super) fn launch(
        &self,
        sentence: &Sentence,
        settings: &SoundSettings,
        file: &Path,
    ) -> Launch {
        let lang = language(&sentence.lang);
        let pace = (PACE * u32::from(settings.rate) / 100).to_string();
        let line = match self {
            Self::Own(line) => line.clone(),
            Self::EspeakNg => {
                CommandLine::new(self.name(), ["--stdin", "-v", &lang, "-s", &pace, "-w"])
            }
            Self::Say => {
                let format = "--data-format=LEI16@22050";
                CommandLine::new(self.name(), ["-f", "-", "-r", &pace, format, "-o"])
            }
        };
        Launch {
            line: line.with(file),
            variable: Some(("SUPPLE_LANG", lang)),
            input: StandardInput::Text(harmless(&settings.say.applied(&sentence.text))),
        }
    }
}

/// The text as a speech program gets it: without control characters, and not endless.
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

/// The sentence that an engine is tried with.
pub(super) fn trial() -> Sentence {
    Sentence {
        text: "Get ready.".to_owned(),
        lang: "en".to_owned(),
    }
}

/// The samples that an engine wrote to `file`, as loud as the tones at this `level`; `None` when it failed or made no
/// sound.
pub(super) fn spoken(file: &HelperFile, worked: bool, level: f32) -> Option<Vec<i16>> {
    let mut samples = wav::read(&file.read()?)?;
    loudness::balance(&mut samples, level);
    (worked && !samples.is_empty()).then_some(samples)
}

/// The lengths of sentences that were made; the others are estimated.
#[derive(Debug)]
pub(super) struct Measured {
    lengths: BTreeMap<Sentence, Duration>,
    estimated: Estimated,
}

impl Measured {
    /// The lengths of sentences of so many samples.
    pub(super) fn of<'s>(
        counts: impl Iterator<Item = (&'s Sentence, usize)>,
        estimated: Estimated,
    ) -> Self {
        let lengths = counts.map(|(sentence, count)| (sentence.clone(), length_of(count)));
        Self {
            lengths: lengths.collect(),
            estimated,
        }
    }
}

impl Lengths for Measured {
    fn of(&self, sentence: &Sentence) -> Duration {
        let measured = self.lengths.get(sentence).copied();
        measured.unwrap_or_else(|| self.estimated.of(sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_silence_and_nothing_is_endless() {
        assert_eq!(harmless("a\u{7}b\nc\u{9b}d\u{202e}"), "a b c d ");
        assert_eq!(harmless(&"ab".repeat(LONGEST)).chars().count(), LONGEST);
    }

    #[test]
    fn a_language_is_never_an_option() {
        assert_eq!(language("--help"), "help");
        assert_eq!(language("de-AT"), "de-at");
        assert_eq!(language("; rm"), "rm");
        assert_eq!(language(""), "en");
    }
}
