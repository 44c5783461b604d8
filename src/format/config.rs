//! The meaning of `config.toml`, and a file with every default.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fields::{Fields, Placed};
use super::keys::config::{CONFIG, HOOKS, LOG, MODES, PERSON, SCREEN, SESSION, SOUND, VOICE};
use super::keys::{Choice, Presence, Shape, Table, TableKey};
use super::mend;
use super::mended::Mended;
use super::reader::Reader;
use crate::core::cue::Tone;
use crate::core::settings::{
    Hooks, LogSettings, Person, ScreenSettings, SessionSettings, Settings, SoundMode, SoundSettings,
};
use crate::core::text::on_one_line;
use crate::core::timeline::LONGEST_PLAN;
use crate::diagnostic::Code::E09;
use crate::diagnostic::{Parsed, Source};

/// Reads the configuration, and everything that is wrong with it. With an error in it there is no value: nobody is to
/// guess which half of a file holds.
pub fn parse(source: &Source) -> Parsed<Settings> {
    mend::read(&source.text, &CONFIG, read, Parsed::has_errors)
}

fn read(mended: &Mended) -> Parsed<Settings> {
    let mut reader = Reader::new(mended, &CONFIG);
    let fields = reader.read();
    if let Some(start) = fields.table("session").and_then(|table| table.get("start"))
        && start.get() > Some(&LONGEST_PLAN)
    {
        let problem = E09.at(&start.place, "`start` is longer than a day");
        let help = "write for example `start = \"15s\"`";
        reader.problems.push(problem.help(help));
    }
    Parsed::of(settings(&fields), reader.finish())
}

/// The settings of a file, with the defaults of the table of keys; `None` where a key of it has none.
fn settings(fields: &Fields) -> Option<Settings> {
    let nothing = Fields::default();
    let section = |name, table| Section {
        fields: fields.table(name).unwrap_or(&nothing),
        table,
    };
    let session = section("session", &SESSION);
    let sound = section("sound", &SOUND);
    let screen = section("screen", &SCREEN);
    let hooks = section("hooks", &HOOKS);
    let person = section("person", &PERSON);
    Some(Settings {
        session: SessionSettings {
            start: session.read("start")?,
            first: session.read("first")?,
            resume: session.read("resume")?,
        },
        sound: sound_settings(&sound, &section("voice", &VOICE))?,
        screen: ScreenSettings {
            plain: screen.read("plain")?,
            mouse: screen.read("mouse")?,
            theme: screen.read("theme")?,
            figures: screen.read("figures")?,
            motion: screen.read("motion")?,
            octants: screen.read("octants")?,
            pictures: screen.read("pictures")?,
            awake: screen.read("awake")?,
            title: screen.read("title")?,
            blocks: screen.read("blocks")?,
            ascii: screen.read("ascii")?,
        },
        log: LogSettings {
            ask: section("log", &LOG).read("ask")?,
        },
        person: Person {
            has: person.fields.words("has").into_iter().collect(),
            affected: person.read("affected")?,
        },
        hooks: Hooks {
            on_finish: hooks.fields.texts("on_finish"),
            on_change: hooks.fields.texts("on_change"),
            in_rehearsals: hooks.read("in_rehearsals")?,
        },
    })
}

fn sound_settings(sound: &Section, voice: &Section) -> Option<SoundSettings> {
    let files: ToneFiles = sound.read("files")?;
    let files = files.into_iter().map(|(tone, file)| (tone, file.value));
    Some(SoundSettings {
        mode: sound.read("mode")?,
        player: sound.fields.texts("player"),
        voice: sound.fields.texts("voice"),
        volume: sound.read::<u32>("volume")? as u8,
        speech_volume: sound.read::<u32>("speech_volume")? as u8,
        tone_volume: sound.read::<u32>("tone_volume")? as u8,
        rate: sound.read::<u32>("rate")? as u16,
        lang: voice.read("lang")?,
        say: voice.read("say")?,
        files: files.collect(),
        own: BTreeMap::new(),
        bell: sound.read("bell")?,
        wake: sound.read("wake")?,
    })
}

/// The files of the user's own tones, with their places.
type ToneFiles = BTreeMap<Tone, Placed<String>>;

/// The files in `[sound.files]` of a configuration, with their places, as far as it can be read.
pub(crate) fn tone_files(source: &Source) -> Vec<Placed<String>> {
    let mended = Mended::nothing(&source.text);
    let fields = Reader::new(&mended, &CONFIG).read();
    let sound = fields.table("sound");
    let files = sound.and_then(|sound| sound.read::<ToneFiles>("files"));
    files
        .into_iter()
        .flat_map(BTreeMap::values)
        .cloned()
        .collect()
}

/// A table of the configuration.
struct Section<'a> {
    fields: &'a Fields,
    table: &'static Table,
}

impl Section<'_> {
    fn read<T: Clone + 'static>(&self, name: &str) -> Option<T> {
        self.fields.or_default(self.table, name)
    }
}

/// The settings of an empty file; `None` where a key has no default.
pub fn defaults() -> Option<Settings> {
    settings(&Fields::default())
}

/// Each word of `mode`, its meaning in a sentence, and for the program.
pub fn sound_modes() -> impl Iterator<Item = (&'static str, &'static str, SoundMode)> {
    let mode = |choice: &'static Choice| Some((choice.word, choice.about, *choice.meaning()?));
    MODES.iter().filter_map(mode)
}

/// A key of the configuration, and the value that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// The table it stands in.
    pub table: &'static str,
    /// The key.
    pub key: &'static str,
    /// The value that holds, as it is written in a file, on one line.
    pub value: String,
    /// Whether the file says so; otherwise it is built in.
    pub written: bool,
}

/// Every key, with its value in `source` or else its default. A file with an error in it has no values.
pub fn effective(source: Option<&Source>) -> Vec<Effective> {
    let source = source.filter(|source| parse(source).value.is_some());
    let text = source.map_or("", |source| source.text.as_str());
    let mended = Mended::nothing(text);
    let fields = Reader::new(&mended, &CONFIG).read();
    let mut out = Vec::new();
    for (table, keys) in tables() {
        let here = fields.table(table.name);
        for key in keys {
            let field = here.and_then(|here| here.get(key.name));
            let own = field.and_then(|field| text.get(field.place.clone()));
            out.push(Effective {
                table: table.name,
                key: key.name,
                value: match own {
                    // A list may stand on several lines.
                    Some(list) if list.contains('\n') => on_one_line(list),
                    Some(value) => value.to_owned(),
                    None => default(key),
                },
                written: own.is_some(),
            });
        }
    }
    out
}

/// The tables of the configuration with their keys.
fn tables() -> impl Iterator<Item = (&'static TableKey, &'static [TableKey])> {
    CONFIG.keys.iter().filter_map(|table| match table.shape {
        Shape::Table(keys) => Some((table, keys.keys)),
        _ => None,
    })
}

/// The default of a key, as it is written.
fn default(key: &TableKey) -> String {
    match key.presence {
        Presence::Default(default) => default.to_owned(),
        Presence::Required | Presence::Optional => "…".to_owned(),
    }
}

/// The configuration with every key explained and commented out, so that all of it says what holds without it.
pub fn commented() -> String {
    let mut out = String::from(
        "# supple: every setting with its default.\n\
         # Remove the `#` before a key to change it. `supple check` reads this file too.\n",
    );
    for (table, keys) in tables() {
        let _ = write!(out, "\n# {}\n[{}]\n", table.about, table.name);
        for key in keys {
            explain(key, &mut out);
        }
    }
    out
}

fn explain(key: &TableKey, out: &mut String) {
    let _ = writeln!(out, "# {}", key.about);
    for choice in key.shape.choices() {
        let _ = writeln!(out, "#   \"{}\"  {}", choice.word, choice.about);
    }
    let _ = writeln!(out, "#{} = {}", key.name, default(key));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::condition::Condition;
    use crate::core::routine::{First, Side};
    use crate::core::settings::{BlockChoice, Motion, PictureChoice, ThemeChoice};
    use crate::diagnostic::render;
    use std::time::Duration;

    fn read(text: &str) -> Parsed<Settings> {
        parse(&Source {
            name: "config.toml".to_owned(),
            text: text.to_owned(),
        })
    }

    fn problems(text: &str) -> String {
        let source = Source {
            name: "config.toml".to_owned(),
            text: text.to_owned(),
        };
        render(&source, &parse(&source).problems, false)
    }

    #[test]
    fn an_empty_file_and_the_commented_one_are_the_defaults() {
        assert_eq!(read("").value, defaults());
        let commented = commented();
        assert_eq!(read(&commented).value, defaults(), "{commented}");
        // Without the `#` before each key it still says what holds.
        let plain: String = commented
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(key) if key.starts_with(|first: char| first.is_ascii_lowercase()) => key,
                _ => line,
            })
            .flat_map(|line| [line, "\n"])
            .collect();
        assert!(
            plain.contains("\nstart = \"15s\"\n") && plain.contains("\nask = true\n"),
            "{plain}"
        );
        assert_eq!(read(&plain).value, defaults(), "{}", problems(&plain));
    }

    #[test]
    fn what_holds_is_written_or_built_in() {
        let effective = |text: &str| {
            let source = Source {
                name: "config.toml".to_owned(),
                text: text.to_owned(),
            };
            let rows = effective(Some(&source));
            let shown = rows.iter().filter(|row| row.written);
            let shown = shown.map(|row| format!("{}.{} {}", row.table, row.key, row.value));
            (rows.len(), shown.collect::<Vec<_>>())
        };
        let all: usize = tables().map(|(_, keys)| keys.len()).sum();
        let text = "[session]\nstart = \"20s\"\n[sound]\nvolume = 80\nplayer = [\n  \"play\",\n  \"-q\"\n]\n";
        let written = [
            "session.start \"20s\"",
            "sound.player [ \"play\", \"-q\" ]",
            "sound.volume 80",
        ];
        assert_eq!(effective(text), (all, written.map(str::to_owned).to_vec()));
        assert_eq!(
            effective("[session]\nstrat = 1\nstart = 3\n"),
            (all, Vec::new())
        );
    }

    #[test]
    fn every_key_does_something() {
        let settings = read(
            "[session]\nstart = 0\nfirst = \"left\"\nresume = \"1h\"\n\
             [sound]\nmode = \"tones\"\nplayer = [\"play\", \"{file}\"]\nvoice = [\"say\"]\nvolume = 0\nspeech_volume = 70\ntone_volume = 60\nrate = 150\nfiles = { done = \"gong.wav\" }\nbell = true\nwake = false\n\
             [voice]\nlang = \"de\"\nsay = { \"SI joint\" = \"S I joint\" }\n\
             [screen]\nplain = true\nmouse = false\ntheme = \"mono\"\nfigures = false\nmotion = \"once\"\noctants = true\npictures = \"sixel\"\nawake = false\ntitle = false\nblocks = \"ground\"\nascii = true\n[log]\nask = false\n[hooks]\non_finish = [\"notify\", \"a b\"]\non_change = [\"lights\"]\nin_rehearsals = true\n\
             [person]\nhas = [\"raynaud\", \"osteoporosis\"]\naffected = \"left\"\n",
        )
        .value
        .unwrap();
        let expected = Settings {
            session: SessionSettings {
                start: Duration::ZERO,
                first: First::Left,
                resume: Duration::from_secs(3600),
            },
            sound: SoundSettings {
                mode: SoundMode::Tones,
                player: ["play", "{file}"].map(str::to_owned).to_vec(),
                voice: vec!["say".to_owned()],
                volume: 0,
                speech_volume: 70,
                tone_volume: 60,
                rate: 150,
                lang: "de".to_owned(),
                say: [("SI joint".to_owned(), "S I joint".to_owned())]
                    .into_iter()
                    .collect(),
                files: [(Tone::Done, "gong.wav".to_owned())].into(),
                own: BTreeMap::new(),
                bell: true,
                wake: false,
            },
            screen: ScreenSettings {
                plain: true,
                mouse: false,
                theme: ThemeChoice::Mono,
                figures: false,
                motion: Motion::Once,
                octants: true,
                pictures: PictureChoice::Sixel,
                awake: false,
                title: false,
                blocks: BlockChoice::Ground,
                ascii: true,
            },
            log: LogSettings { ask: false },
            hooks: Hooks {
                on_finish: ["notify", "a b"].map(str::to_owned).to_vec(),
                on_change: ["lights".to_owned()].to_vec(),
                in_rehearsals: true,
            },
            person: Person {
                has: [Condition::Osteoporosis, Condition::Raynaud]
                    .into_iter()
                    .collect(),
                affected: Some(Side::Left),
            },
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let told = problems(
            "start = 3\n[session]\nstrat = 3\n[sound]\nvolume = 101\nmode = \"loud\"\n[log]\nask = \"no\"\n[hooks]\n\
             on_finish = \"notify\"\n",
        );
        let lines: Vec<&str> = told
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect();
        assert_eq!(
            lines,
            [
                "error[E03]: unknown key `start` in the configuration",
                "error[E03]: unknown key `strat` in `[session]`",
                "error[E09]: `volume` goes from 0 to 100",
                "error[E07]: `mode` cannot be `loud`",
                "error[E02]: `ask` is a text, but must be `true` or `false`",
                "error[E02]: `on_finish` is a text, but must be a list of texts",
            ],
            "{told}"
        );
        assert!(read("[log]\nask = 1\n").value.is_none());
    }

    #[test]
    fn an_unknown_table_is_reported_with_those_there_are_and_one_that_stands_already() {
        let told = problems(
            "[session]\n[sound]\n[screen]\n[log]\n[hooks]\n[foo]\n[sesion]\nfirst = \"left\"\n",
        );
        assert!(
            told.contains(
                "may have `session`, `sound`, `voice`, `screen`, `log`, `person` or `hooks`\n"
            ),
            "{told}"
        );
        assert!(
            told.contains("did you mean `session`?") && told.contains("which stands here already"),
            "{told}"
        );
    }
}
