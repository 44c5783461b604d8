//! The languages of sessions, and the meaning of a language file. `docs/languages.md` explains it to authors.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::LARGEST_FILE;
use super::keys::language::LANGUAGE;
use super::mend;
use super::mended::Mended;
use super::plain;
use super::reader::Reader;
use super::sides::SideLanguages;
use super::wording::quoted;
use crate::core::language::{Word, Words};
use crate::core::routine::Side;
use crate::diagnostic::Code::W13;
use crate::diagnostic::{Diagnostic, Parsed, Source};

/// The language whose words stand in for those that another one lacks.
pub const ENGLISH: &str = "en";

macro_rules! built_in {
    ($($lang:literal),+) => {
        /// The languages of the program, each with its words.
        static BUILT_IN: [(&str, LazyLock<Arc<Words>>); [$($lang),+].len()] = [$((
            $lang,
            LazyLock::new(|| read_built_in($lang, include_str!(concat!("../../languages/", $lang, ".toml")))),
        )),+];
    };
}

built_in!["en", "de", "es", "fr", "it", "nl", "pl", "pt"];

/// The tags of the languages of the program.
pub fn tags() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(lang, _)| *lang)
}

/// The words in a file of the program; a test makes sure that nothing is wrong with it.
fn read_built_in(lang: &str, text: &str) -> Arc<Words> {
    Arc::new(plain_words(lang, text).unwrap_or_else(|| words_in(lang, text)))
}

/// The words in a file that has all of them, each on a plain line; `None` for any other. Every session needs those in
/// English, and the reader would take most of the time until its first frame for them.
fn plain_words(lang: &str, text: &str) -> Option<Words> {
    let mut texts = Word::ALL.map(|_| String::new());
    for (name, text) in plain::keys_and_texts(text)? {
        let at = Word::ALL.iter().position(|word| word.name() == name)?;
        text.clone_into(texts.get_mut(at)?);
    }
    let is_whole = texts.iter().all(|text| !text.is_empty());
    is_whole.then(|| Words {
        lang: lang.to_owned(),
        texts: texts.into(),
        missing: Vec::new(),
    })
}

fn words_in(lang: &str, text: &str) -> Words {
    let source = Source::bundled(lang, text);
    // English has all words, so that it needs no others.
    let others = if lang == ENGLISH {
        Arc::default()
    } else {
        english()
    };
    read(lang, &source, &others).value.unwrap_or_default()
}

fn built_in(lang: &str) -> Option<Arc<Words>> {
    let known = BUILT_IN.iter().find(|(known, _)| *known == lang);
    known.map(|(_, words)| Arc::clone(words))
}

/// The words of a session in English.
pub fn english() -> Arc<Words> {
    built_in(ENGLISH).unwrap_or_default()
}

/// Reads the words of the language `lang`, and their problems. Words that are not there are the program's own in that
/// language, or else in English.
pub fn parse(lang: &str, source: &Source) -> Parsed<Words> {
    read(lang, source, &Languages::default().words(lang))
}

/// Reads the words of a language. Words that are not there are the `others`, and are missing where these are in another
/// language.
fn read(lang: &str, source: &Source, others: &Words) -> Parsed<Words> {
    if source.text.len() > LARGEST_FILE {
        let what = "the words of a language";
        return Parsed::of(None, vec![Diagnostic::too_large(LARGEST_FILE, what)]);
    }
    let read = |mended: &Mended| read_text(lang, mended, others);
    mend::read(&source.text, &LANGUAGE, read, Parsed::has_errors)
}

fn read_text(lang: &str, mended: &Mended, others: &Words) -> Parsed<Words> {
    let mut reader = Reader::new(mended, &LANGUAGE);
    let fields = reader.read();
    let text = |word: Word| {
        fields
            .text(word.name())
            .unwrap_or(others.get(word))
            .to_owned()
    };
    let is_foreign = Words::language(&others.lang) != Words::language(&plain(lang));
    let missing = Word::ALL.into_iter();
    let missing = missing.filter(|word| is_foreign && !fields.was_meant(word.name()));
    let words = Words {
        lang: lang.to_owned(),
        texts: Word::ALL.map(text).to_vec(),
        missing: missing.collect(),
    };
    let names: Vec<String> = words
        .missing
        .iter()
        .map(|word| quoted(word.name()))
        .collect();
    let mut parsed = Parsed::of(Some(words), reader.finish());
    if parsed.value.is_some() && !names.is_empty() {
        let message = match names.len() {
            1 => "a word of a session is missing".to_owned(),
            words => format!("{words} words of a session are missing"),
        };
        let names = names.join(", ");
        let help = format!("add {names}; docs/languages.md says what each means");
        parsed
            .problems
            .insert(0, W13.at(&(0..0), message).help(help));
    }
    parsed
}

/// The languages there are, and the usual one.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    /// The user's own, each by its tag in lower case.
    own: BTreeMap<String, Arc<Words>>,
    usual: Option<String>,
}

impl Languages {
    /// The languages of the program and the user's `own`. The usual one is that of the `configuration`, or that of the
    /// `environment` (`de_DE.UTF-8`) if there are words for it, or English.
    pub fn new(
        own: impl IntoIterator<Item = Words>,
        configuration: Option<&str>,
        environment: Option<&str>,
    ) -> Self {
        let own = own.into_iter();
        let own = own.map(|words| (plain(&words.lang), Arc::new(words)));
        let mut languages = Self {
            own: own.collect(),
            usual: None,
        };
        let environment = environment.and_then(|locale| {
            let tag = locale.split(['.', '@']).next()?.replace('_', "-");
            languages.known(&tag).map(|_| tag)
        });
        let configuration = configuration.filter(|tag| !tag.trim().is_empty());
        languages.usual = configuration.map(str::to_owned).or(environment);
        languages
    }

    /// The language of a routine that names none.
    pub fn usual(&self) -> &str {
        self.usual.as_deref().unwrap_or(ENGLISH)
    }

    /// The words for a language, or else those for English.
    pub fn words(&self, lang: &str) -> Arc<Words> {
        self.known(lang).unwrap_or_else(english)
    }

    fn known(&self, lang: &str) -> Option<Arc<Words>> {
        let tag = plain(lang);
        let find = |tag: &str| self.own.get(tag).cloned().or_else(|| built_in(tag));
        find(&tag).or_else(|| find(Words::language(&tag)))
    }
}

impl SideLanguages for Languages {
    fn side(&self, word: &str) -> Option<Side> {
        let built_in = BUILT_IN.iter().map(|(_, words)| &**words);
        let all = self.own.values().chain(built_in);
        let sides = all.flat_map(|words| {
            let side = |word, side| (words.get(word).to_lowercase(), side);
            [side(Word::Right, Side::Right), side(Word::Left, Side::Left)]
        });
        let sides: Vec<(String, Side)> = sides.collect();
        let whole = sides.iter().find(|(known, _)| known == word);
        // `izq` is short for one side only, in whichever language.
        let is_short = |known: &str| word.chars().count() > 1 && known.starts_with(word);
        let mut short = sides.iter().filter(|(known, _)| is_short(known));
        let first = short.next();
        let only = first.filter(|(_, side)| short.all(|(_, other)| other == side));
        whole.or(only).map(|(_, side)| side.clone())
    }
}

/// A tag in lower case, with hyphens.
fn plain(tag: &str) -> String {
    tag.trim().replace('_', "-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::rules::PAGES;
    use crate::diagnostic::render;
    use std::collections::BTreeSet;

    fn source(text: &str) -> Source {
        Source {
            name: "languages/xx.toml".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn plain_words_are_those_that_the_reader_finds() {
        for lang in tags() {
            let path = format!("{}/languages/{lang}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            assert_eq!(
                plain_words(lang, &text),
                Some(words_in(lang, &text)),
                "{lang}"
            );
            let without = text.replacen("\nright ", "\n# right ", 1);
            assert_eq!(plain_words(lang, &without), None, "a word is missing");
        }
    }

    #[test]
    fn every_language_has_every_word_with_every_value() {
        for (lang, words) in &BUILT_IN {
            assert_eq!(words.missing, [], "{lang}");
            assert_eq!(words.lang, *lang);
            for word in Word::ALL {
                let text = words.get(word);
                assert!(!text.trim().is_empty(), "{lang}: {}", word.name());
                for value in word.values() {
                    let value = format!("{{{value}}}");
                    assert!(
                        text.contains(&value),
                        "{lang}: {} without {value}",
                        word.name()
                    );
                }
            }
        }
    }

    #[test]
    fn when_to_stop_is_said_as_the_safety_page_shows_it() {
        let lines = PAGES.into_iter().flatten().flat_map(|advice| advice.lines);
        let rules: Vec<&str> = lines.copied().collect();
        let english = english();
        let said = english.get(Word::StopWhen);
        assert!(rules.contains(&said), "{said}");
    }

    /// What a translation must not lose: the keys that the sentences name, and the digits behind which a voice would
    /// hear a stop as another number.
    #[test]
    fn every_language_keeps_the_keys_and_what_a_voice_needs() {
        for (lang, words) in &BUILT_IN {
            for (word, key) in [
                (Word::SoundOff, "m "),
                (Word::AfterHurt, "(q)"),
                (Word::StopHereKeys, "q, y "),
                (Word::StopHereKeys, "Ent"),
            ] {
                let text = words.get(word);
                let is_there = text.contains(key) || key == "Ent" && text.contains("In");
                assert!(is_there, "{lang}: {text}");
            }
            let spoken = Word::ALL
                .into_iter()
                .filter(|word| word.name().starts_with("say_"));
            for word in spoken {
                let text = words.get(word);
                let ends_with_number = text.ends_with("{n}") || text.ends_with("{total}");
                let ends = text.ends_with(['.', ':']) || ends_with_number;
                assert!(ends, "{lang}: {text}");
                let digits = words.number(99);
                let has_words = words.number(2) != "2";
                assert!(
                    has_words || !text.ends_with("{total}."),
                    "{lang}: {text}, {digits}"
                );
            }
        }
    }

    #[test]
    fn a_language_is_found_by_its_tag_and_by_the_first_part_of_it() {
        let languages = Languages::default();
        for (tag, lang) in [("de", "de"), ("de-AT", "de"), ("PT_br", "pt"), ("sv", "en")] {
            assert_eq!(languages.words(tag).lang, lang, "{tag}");
        }
        let own = parse("de-at", &source("rest = \"Rast\"")).value.unwrap();
        let languages = Languages::new([own], None, None);
        assert_eq!(languages.words("de-AT").get(Word::Rest), "Rast");
        assert_eq!(languages.words("de-AT").get(Word::Hold), "halten");
        assert_eq!(languages.words("de").get(Word::Rest), "Pause");
        assert_eq!(languages.words("de-AT").missing, []);
    }

    #[test]
    fn the_usual_language_is_that_of_the_configuration_or_of_the_system() {
        let usual = |configuration, environment| {
            let languages = Languages::new([], configuration, environment);
            languages.usual().to_owned()
        };
        assert_eq!(usual(None, None), "en");
        assert_eq!(usual(None, Some("de_DE.UTF-8")), "de-DE");
        assert_eq!(usual(Some("fr"), Some("de_DE.UTF-8")), "fr");
        assert_eq!(usual(Some("sv"), None), "sv");
        assert_eq!(usual(Some(""), Some("nl_NL@euro")), "nl-NL");
        for without_words in ["C", "POSIX", "C.UTF-8", "sv_SE.UTF-8", ""] {
            assert_eq!(usual(None, Some(without_words)), "en", "{without_words}");
        }
    }

    #[test]
    fn each_mistake_is_told_at_its_place() {
        let text = "rset = \"Rast\"\nof = \"{done} av {totl}\"\nends = \"slutar\"\nhold = 3\nsay_rest = \"\"\n\
                    [later]\nthen = \"sedan:\"\n";
        let source = source(text);
        let parsed = parse("sv", &source);
        assert!(parsed.value.is_none());
        let told = render(&source, &parsed.problems, false);
        let errors: BTreeSet<&str> = told
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect();
        let expected = [
            "error[E03]: unknown key `rset` in the words of a language",
            "error[E03]: unknown key `later` in the words of a language",
            "error[E11]: `{totl}` in `of`",
            "error[E11]: `ends` without `{time}`",
            "error[E02]: `hold` is a number, but must be a text in quotes",
            "error[E13]: `say_rest` is empty",
        ];
        assert_eq!(errors, expected.into(), "{told}");
        assert!(told.contains("xx.toml:2:17"), "{told}");
    }

    #[test]
    fn missing_words_are_english_and_told() {
        let source = source("rest = \"vila\"\n");
        let parsed = parse("sv", &source);
        let words = parsed.value.unwrap();
        assert_eq!(
            (words.get(Word::Rest), words.get(Word::Hold)),
            ("vila", "hold")
        );
        let told = render(&source, &parsed.problems, false);
        let number = Word::ALL.len() - 1;
        assert!(
            told.starts_with(&format!("advice[W13]: {number} words")),
            "{told}"
        );
        assert!(told.contains("`get_ready`, `lie_down`"), "{told}");
    }
}
