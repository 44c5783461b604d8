//! The routines that can be played, the user's own and the bundled ones, with their problems. This is plain data that
//! the disk makes and that the commands and the library screen read.

pub mod draft;
pub mod name;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::core::day::{Day, Stamp};
use crate::core::due::Due;
use crate::core::history::History;
use crate::core::language::Words;
use crate::core::log::{IncludedText, LogEntry, PastSession, RoutineText, StretchText};
use crate::core::often::Often;
use crate::core::pose::Figure;
use crate::core::routine::Routine;
use crate::core::stretch::Stretch;
use crate::core::timeline::{Timeline, Unrolled};
use crate::core::tune::StepPath;
use crate::diagnostic::{Diagnostic, Source};
use crate::suggest;

/// The id of the routine for those who have never played one.
pub const DEFAULT_ROUTINE: &str = "knee-to-chest";

/// How many suggestions a typo gets at most.
const MOST_SUGGESTIONS: usize = 3;

/// One routine there is, playable or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What one types to play it: the name of its file without `.toml`, behind the folder where several have that name.
    pub id: String,
    /// Its origin.
    pub origin: Origin,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// The routine; `None` when its file has errors.
    pub routine: Option<Arc<Routine>>,
    /// Everything that is wrong with its file.
    pub problems: Vec<Diagnostic>,
    /// The advice that matters most in each step, in one line; none while its file has errors.
    pub advised: BTreeMap<StepPath, String>,
    /// The bundled routine that it is shown instead of.
    pub shadowed: Option<Box<Self>>,
    /// Its title at a glance, as long as its file has not been read: until then neither its text nor the
    /// routine nor any problem is known.
    pub glimpse: Option<String>,
    /// The stretches that it uses.
    pub used: Vec<StretchText>,
    /// The routines that it includes, and those that they include.
    pub included: Vec<IncludedText>,
}

/// The origin of a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    Bundled,
    /// A file of the user's.
    User(PathBuf),
    /// Standard input.
    Stdin,
}

impl Entry {
    /// An entry without a routine or a problem.
    pub fn new(id: String, origin: Origin, source: Source) -> Self {
        Self {
            id,
            origin,
            source,
            routine: None,
            problems: Vec::new(),
            advised: BTreeMap::new(),
            shadowed: None,
            glimpse: None,
            used: Vec::new(),
            included: Vec::new(),
        }
    }

    /// The routine as it is written, for the log. Its hash covers the stretches that it uses.
    pub fn written(&self) -> RoutineText {
        let text = RoutineText::new(
            &self.id,
            self.title().unwrap_or_default(),
            &self.source.text,
        );
        // When it is resumed, its file is called by its id.
        let included = self.included.iter().cloned().map(|mut included| {
            if included.by == self.source.name {
                included.by.clone_from(&self.id);
            }
            included
        });
        text.using(&self.used).including(included.collect())
    }

    /// Its file and those of the routines that it includes.
    pub fn sources(&self) -> Vec<Source> {
        let included = self.included.iter().map(|included| Source {
            name: included.name.clone(),
            text: included.text.as_ref().to_owned(),
        });
        std::iter::once(self.source.clone())
            .chain(included)
            .collect()
    }

    /// Its title, if its file could be read that far.
    pub fn title(&self) -> Option<&str> {
        let title = self.routine.as_deref().map(|routine| &routine.title);
        title.or(self.glimpse.as_ref()).map(String::as_str)
    }

    /// How often it is to be done, and when it is due, as seen on the day `today`: `None` where its file does not say how
    /// often, and for a bundled routine that was never done.
    pub fn due(&self, history: &History, today: Day) -> Option<(Often, Due)> {
        let often = self.routine.as_ref()?.often?;
        let is_wanted = self.origin != Origin::Bundled || history.last_done(&self.id).is_some();
        is_wanted.then(|| (often, Due::of(often, &history.days_of(&self.id), today)))
    }

    /// A session of its `routine` that the program did not see, as that was to be played on that day: added at a time by
    /// the process of this number.
    pub fn past_session(
        &self,
        routine: &Routine,
        past: PastSession,
        (now, process): (Stamp, u32),
        unrolled: Unrolled,
    ) -> LogEntry {
        let unrolled = Unrolled {
            day: Some(past.start.unwrap_or(now).day()),
            ..unrolled
        };
        let timeline = Arc::new(Timeline::of_all([routine], unrolled));
        past.of(self.written(), timeline, (now, process))
    }

    /// Whether the path of its file ends in `word`, as `physio/knee/week1` or `week1`.
    fn is_at(&self, word: &str) -> bool {
        let Origin::User(path) = &self.origin else {
            return false;
        };
        ends_in(path, word)
    }

    /// Whether it is shown instead of a bundled routine.
    pub const fn shadows(&self) -> bool {
        self.shadowed.is_some()
    }

    /// The same in the place of `other`, which has the same id.
    #[must_use]
    pub fn in_place_of(self, other: &Self) -> Self {
        let is_first_copy = other.origin == Origin::Bundled && self.origin != Origin::Bundled;
        let shadowed = if is_first_copy {
            Some(Box::new(other.clone()))
        } else {
            other.shadowed.clone()
        };
        Self { shadowed, ..self }
    }

    /// How many of its problems keep it from being played.
    pub fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.is_error())
            .count()
    }
}

/// All routines there are: the user's own, then the bundled ones that none of the user's stands in for, each by title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    entries: Vec<Entry>,
    reading: u64,
}

/// A text in natural order: `week 2` comes before `week 10`.
#[derive(PartialEq, Eq)]
struct Natural(String);

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        alphanumeric_sort::compare_str(&self.0, &other.0)
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Why a word names no routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It fits none; these are near.
    Unknown {
        /// Ids that it may be a misspelling of, or that have the word in them, nearest first.
        near: Vec<String>,
    },
    /// It fits several.
    Ambiguous {
        /// Their ids.
        ids: Vec<String>,
    },
}

impl Catalogue {
    /// The catalogue of `own` and `bundled` routines. An own one with the id of a bundled one stands in for it, even
    /// when it is broken: it is what the user means by that name.
    pub fn new(own: Vec<Entry>, bundled: Vec<Entry>) -> Self {
        let by_title = |entry: &Entry| Natural(entry.title().unwrap_or(&entry.id).to_lowercase());
        let mut entries = own;
        for entry in &mut entries {
            let shadowed = bundled.iter().find(|bundled| bundled.id == entry.id);
            entry.shadowed = shadowed.cloned().map(Box::new);
        }
        entries.sort_by_cached_key(by_title);
        let mut others: Vec<Entry> = bundled
            .into_iter()
            .filter(|bundled| entries.iter().all(|own| own.id != bundled.id))
            .collect();
        others.sort_by_cached_key(by_title);
        entries.extend(others);
        Self {
            entries,
            reading: 0,
        }
    }

    /// This catalogue, as it was read by the reading with this number. A later reading has a higher one.
    #[must_use]
    pub fn of_reading(self, reading: u64) -> Self {
        Self { reading, ..self }
    }

    /// The number of the reading it is from, 0 for the first one.
    pub fn reading(&self) -> u64 {
        self.reading
    }

    /// Puts `entry`, which was read again, in the place of the one with its id.
    pub fn renew(&mut self, entry: Entry) {
        let mut entries = self.entries.iter_mut();
        if let Some(known) = entries.find(|known| known.id == entry.id) {
            *known = entry;
        }
    }

    /// All of them, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The routine among them that `word` means: see [`find`].
    ///
    /// # Errors
    /// When it means none, or several.
    pub fn find(&self, word: &str) -> Result<&Entry, Miss> {
        find(&self.entries.iter(), word)
    }
}

/// The routine that `word` means: by its id, else by its title, else by the end of its path, else by what only its id
/// begins with. Case counts only where two ids differ in nothing else.
///
/// # Errors
/// When it means none, or several: those are listed, never guessed.
pub fn find<'a>(
    entries: &(impl Iterator<Item = &'a Entry> + Clone),
    word: &str,
) -> Result<&'a Entry, Miss> {
    let lower = word.to_lowercase();
    let rules: [&dyn Fn(&Entry) -> bool; 5] = [
        &|entry| entry.id == word,
        &|entry| {
            entry
                .title()
                .is_some_and(|title| title.to_lowercase() == lower)
        },
        &|entry| entry.id.to_lowercase() == lower,
        &|entry| entry.is_at(word),
        &|entry| !lower.is_empty() && entry.id.to_lowercase().starts_with(&lower),
    ];
    for rule in rules {
        let mut fitting = entries.clone().filter(|entry| rule(entry));
        match (fitting.next(), fitting.next()) {
            (None, _) => {}
            (Some(only), None) => return Ok(only),
            (Some(one), Some(two)) => {
                let ids = [one, two]
                    .into_iter()
                    .chain(fitting)
                    .map(|entry| entry.id.clone());
                return Err(Miss::Ambiguous { ids: ids.collect() });
            }
        }
    }
    Err(Miss::Unknown {
        near: near(entries, word),
    })
}

/// The ids that `word` may be a misspelling of, or that have it in them or in their title.
fn near<'a>(all: &(impl Iterator<Item = &'a Entry> + Clone), word: &str) -> Vec<String> {
    let entries = || all.clone();
    let ids = suggest::near(word, entries().map(|entry| entry.id.as_str()));
    // `kneee` is near the first part of `knee-to-chest`.
    let parts = suggest::near(word, entries().flat_map(|entry| entry.id.split('-')));
    let titles = suggest::near(word, entries().filter_map(Entry::title));
    let has = |text: &str| suggest::having(word, [text]).next().is_some();
    let rules: [&dyn Fn(&Entry) -> bool; 3] = [
        &|entry| entry.id.split('-').any(|part| parts.contains(&part)),
        &|entry| entry.title().is_some_and(|title| titles.contains(&title)),
        &|entry| has(&entry.id) || entry.title().is_some_and(has),
    ];
    let fitting = rules
        .iter()
        .flat_map(|rule| entries().filter(|entry| rule(entry)));
    let mut near: Vec<String> = Vec::new();
    for id in ids
        .into_iter()
        .chain(fitting.map(|entry| entry.id.as_str()))
    {
        if near.len() < MOST_SUGGESTIONS && near.iter().all(|known| known != id) {
            near.push(id.to_owned());
        }
    }
    near
}

/// A stretch that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchEntry {
    /// The stretch.
    pub stretch: Arc<Stretch>,
    /// Its pose, its own or that of another.
    pub figure: Option<Arc<Figure>>,
    /// Whether it is the user's.
    pub is_own: bool,
    /// A routine of this stretch alone, and the same as it is written; `None` where it has a pose alone.
    pub alone: Option<(Arc<Routine>, RoutineText)>,
    /// The words with which its page names conditions: pages are in English, whatever sessions speak.
    pub words: Arc<Words>,
}

/// Whether the last parts of a `path` are those of `word`, which may lack the ending.
pub(crate) fn ends_in(path: &Path, word: &str) -> bool {
    let is_end = path.ends_with(word) || path.with_extension("").ends_with(word);
    is_end && !word.is_empty()
}

/// Whether `word` is a path rather than a name: it has a `/` in it or ends in `.toml`.
pub fn is_path(word: &str) -> bool {
    let ending = Path::new(word).extension();
    word.contains('/')
        || word.contains(std::path::MAIN_SEPARATOR)
        || ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, title: Option<&str>, origin: Origin) -> Entry {
        let routine = title.map(|title| {
            let source = Source {
                name: id.to_owned(),
                text: format!("title = \"{title}\"\n[[step]]\nwait = true\n"),
            };
            Arc::new(crate::format::routine::parse(&source).value.unwrap())
        });
        Entry {
            routine,
            ..Entry::new(id.to_owned(), origin, Source::default())
        }
    }

    fn catalogue() -> Catalogue {
        let own = |id, title| entry(id, title, Origin::User(PathBuf::from("x.toml")));
        let bundled = |id, title| entry(id, Some(title), Origin::Bundled);
        Catalogue::new(
            vec![own("zebra", Some("Morning")), own("hips", None)],
            vec![
                bundled("hips", "Hips and glutes"),
                bundled("knee-to-chest", "Knee-to-chest back stretch"),
                bundled("desk", "Desk break"),
                bundled("desk-two", "desk"),
            ],
        )
    }

    fn found(word: &str) -> Result<String, Miss> {
        catalogue().find(word).map(|entry| entry.id.clone())
    }

    #[test]
    fn own_ones_come_first_each_by_title_and_stand_in_for_bundled_ones() {
        let catalogue = catalogue();
        let ids: Vec<&str> = catalogue
            .entries()
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        assert_eq!(ids, ["hips", "zebra", "desk-two", "desk", "knee-to-chest"]);
        assert!(matches!(
            catalogue.find("hips").unwrap().origin,
            Origin::User(_)
        ));
    }

    #[test]
    fn two_comes_before_ten() {
        let titles = [
            "Week 10", "week 2", "Week 1b", "Week 1", "Weekend", "Übung 2",
        ];
        let own = titles.iter().enumerate().map(|(nth, title)| {
            entry(
                &nth.to_string(),
                Some(title),
                Origin::User(PathBuf::from("x.toml")),
            )
        });
        let catalogue = Catalogue::new(own.collect(), Vec::new());
        let sorted: Vec<&str> = catalogue
            .entries()
            .iter()
            .filter_map(Entry::title)
            .collect();
        let expected = [
            "Week 1", "Week 1b", "week 2", "Week 10", "Weekend", "Übung 2",
        ];
        assert_eq!(sorted, expected);
    }

    #[test]
    fn an_id_goes_before_a_title_and_a_title_before_a_beginning() {
        assert_eq!(found("desk").as_deref(), Ok("desk"));
        assert_eq!(found("DESK").as_deref(), Ok("desk-two"), "as a title");
        assert_eq!(found("mORNING").as_deref(), Ok("zebra"));
        assert_eq!(found("knee").as_deref(), Ok("knee-to-chest"));
    }

    #[test]
    fn two_candidates_are_listed() {
        let ids = vec!["desk-two".to_owned(), "desk".to_owned()];
        assert_eq!(found("des"), Err(Miss::Ambiguous { ids }));
    }

    #[test]
    fn a_typo_and_a_part_of_a_name_lead_to_it() {
        for word in ["knee-to-cheast", "chest", "Knee to chest back strech"] {
            let near = vec!["knee-to-chest".to_owned()];
            assert_eq!(found(word), Err(Miss::Unknown { near }), "{word}");
        }
        assert_eq!(found(""), Err(Miss::Unknown { near: Vec::new() }));
    }

    #[test]
    fn a_path_has_a_slash_or_an_ending() {
        assert!(is_path("./knee") && is_path("knee.toml") && !is_path("knee-to-chest"));
    }
}
