//! The meaning of a routine file: its fields, with defaults and inherited values filled in.

use std::ops::RangeInclusive;

use toml::de::DeTable;

use super::LARGEST_FILE;
use super::fields::{Fields, Value, WrittenKey};
use super::keys::routine::{FORMAT, ROUTINE, VOICE};
use super::languages::{self, Languages};
use super::mend;
use super::mended::Mended;
use super::plain;
use super::problems::{Problems, is_empty};
use super::reader::Reader;
use super::sides::SideWords;
use crate::core::caution;
use crate::core::cue::{self, Estimated};
use crate::core::language::Word;
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{Exercise, Routine};
use crate::core::text::first_hazard;
use crate::core::voice::{Half, Voice};
use crate::diagnostic::Code::{E08, E12};
use crate::diagnostic::{Diagnostic, Fix, Parsed, Source};

mod advice;
mod cues;
mod exercise;
mod figures;
mod here;
mod includes;
mod kind;
mod limits;
mod photos;
mod references;
mod steps;
mod stretch_file;
mod stretches;
mod used;
mod weeks;

pub use includes::{IncludedFile, includes};
pub use photos::{LARGEST_PHOTO, LooksAtPhoto, MOST_PIXELS, PhotoFault};
pub use references::{References, StretchFile};
pub use stretch_file::is_stretch;
pub(super) use stretches::of_the_movement;
pub use used::UsedStretch;

use includes::Included;
use steps::{Enclosing, Steps};
use stretches::{Lent, Stretches};
use weeks::{IncludedWeeks, Time};

/// An error that has been reported already: its readers do without the value and report nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reported;

/// Reads a routine that refers to nothing outside, and everything that is wrong with it but for names of figures, which
/// are all taken.
pub fn parse(source: &Source) -> Parsed<Routine> {
    parse_among(source, &References::default())
}

/// Reads a routine that may refer to these stretches, and everything that is wrong with it.
pub fn parse_among(source: &Source, references: &References) -> Parsed<Routine> {
    parse_with_used(source, references).0
}

/// The same, and the stretches outside its file that it uses, by name.
pub fn parse_with_used(
    source: &Source,
    references: &References,
) -> (Parsed<Routine>, Vec<UsedStretch>) {
    read_among(source, references, true)
}

/// The same without advice, which takes as long as everything else: for a text of which it is known that it needs none.
pub fn parse_without_advice(
    source: &Source,
    references: &References,
) -> (Parsed<Routine>, Vec<UsedStretch>) {
    read_among(source, references, false)
}

fn read_among(
    source: &Source,
    references: &References,
    is_judged: bool,
) -> (Parsed<Routine>, Vec<UsedStretch>) {
    let nothing = |problems| (Parsed::of(None, problems), Vec::new());
    if source.text.len() > LARGEST_FILE {
        return nothing(vec![Diagnostic::too_large(LARGEST_FILE, "a routine")]);
    }
    let read = |mended: &Mended| read_text(source, mended, references, is_judged);
    mend::read(&source.text, &ROUTINE, read, |(parsed, _)| {
        parsed.has_errors()
    })
}

fn read_text(
    source: &Source,
    mended: &Mended,
    references: &References,
    is_judged: bool,
) -> (Parsed<Routine>, Vec<UsedStretch>) {
    let nothing = |problems| (Parsed::of(None, problems), Vec::new());
    let mut reader = Reader::new(mended, &ROUTINE);
    reader.sides = side_words(&reader, references);
    let fields = if is_newer(&mut reader) {
        None
    } else {
        Some(reader.read())
    };
    let Some(written) = fields else {
        return nothing(reader.refuse());
    };
    let here = includes::here(source, &written);
    let with_here = (!here.is_empty()).then(|| references.clone().including(here));
    let references = with_here.as_ref().unwrap_or(references);
    let mut reading = Reading {
        source,
        references,
        written: &written,
        is_judged,
        problems: &mut reader.problems,
        advice: Vec::new(),
    };
    let began = written.copied("began");
    let ReadAt {
        routine,
        lent,
        used,
        weeks,
    } = reading.at(Time::first(began));
    let routine = routine.and_then(|routine| weeks::with_later(routine, &weeks, &mut reading));
    let mut advice = weeks::joined(reading.advice);
    let mut parsed = Parsed::of(routine, reader.finish());
    // Only what can be played can be judged: beside errors, advice would be about something else than was meant.
    if parsed.value.is_some() && is_judged {
        weeks::check(&written, &weeks, &mut advice);
        photos::check(&written, &source.name, references, &mut advice);
        parsed.problems.extend(advice::allow(&written, advice));
        parsed.problems.sort_by_key(Diagnostic::order);
    }
    // Lent keys stand in another file, so no repair can be made here.
    for problem in &mut parsed.problems {
        let is_lent = |fix: &mut Fix| problem.code != E08 && lent.has(&fix.first().place);
        problem.fix.take_if(is_lent);
    }
    (parsed, used)
}

/// A file while it is read: once, or once for each week in which something in it is different.
struct Reading<'a> {
    source: &'a Source,
    references: &'a References,
    written: &'a Fields,
    is_judged: bool,
    problems: &'a mut Problems,
    /// The advice on each week so far.
    advice: Vec<Vec<Diagnostic>>,
}

/// What was read for one time.
struct ReadAt {
    routine: Option<Routine>,
    /// The stretches of the catalogue that the file uses.
    lent: Lent,
    /// All stretches outside the file that it uses, also by way of included routines.
    used: Vec<UsedStretch>,
    /// The weeks of the included routines.
    weeks: Vec<IncludedWeeks>,
}

impl Reading<'_> {
    /// Reads the file as it is at one `time`.
    fn at(&mut self, time: Time) -> ReadAt {
        let mut fields = self.written.in_week(time.week());
        let here = here::take(&mut fields, self.problems);
        let outside = self.references;
        let with_here = (!here.is_empty()).then(|| outside.clone().with(here));
        let references = with_here.as_ref().unwrap_or(outside);
        if with_here.is_some() && references.are_all {
            here::check(references, self.problems);
        }
        let lent = Lent::to(&fields, references);
        let stretches = Stretches::of(&fields, &lent, references);
        let file = File {
            name: &self.source.name,
            fields: &fields,
            outside,
            time,
        };
        let read = routine(file, stretches.clone(), references, self.problems);
        let (mut routine, included) = read.unzip();
        let included: Included = included.unwrap_or_default();
        if let Some(routine) = &mut routine {
            routine.week = weeks::number(self.written, time).or(included.week);
            if self.is_judged && self.problems.is_empty() {
                let text = &self.source.text;
                let advice = advice::of(text, &fields, routine, stretches);
                self.advice.push(advice);
            }
        }
        let mut used = used::of(&fields, &lent, references);
        used.extend(included.used);
        ReadAt {
            routine,
            lent,
            used,
            weeks: included.weeks,
        }
    }
}

/// The id of the routine in the file called `name`: that without its folder and its `.toml`.
fn id_of(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file)
}

/// A step that stands for itself: a stretch of the catalogue, read like the only step of a routine.
#[derive(Debug)]
pub(super) struct OneStep {
    /// The routine around it.
    fields: Fields,
    routine: Option<Routine>,
}

impl OneStep {
    /// Reads the step with the keys of `words`, and reports everything that is wrong with it. Advice that it allows is
    /// taken from them too.
    pub(super) fn of(id: &str, mut words: Fields, problems: &mut Problems) -> Self {
        let mut fields = words.split_off(&["allow"]);
        fields.meant.clear();
        let mut write = |key, value| {
            let nowhere = 0..0;
            let (key_place, place) = (nowhere.clone(), nowhere);
            let field = WrittenKey {
                key: key_place,
                place,
                value: Some(value),
            };
            fields.known.insert(key, field);
        };
        write("title", Value::of(id.to_owned()));
        write("step", Value::of(vec![words]));
        let (lent, references) = (Lent::default(), References::default());
        let stretches = Stretches::of(&fields, &lent, &references);
        let file = File {
            name: "",
            fields: &fields,
            outside: &references,
            time: Time::first(None),
        };
        let (routine, _) = routine(file, stretches, &references, problems).unzip();
        Self { fields, routine }
    }

    /// Its keys.
    pub(super) fn fields(&self) -> Option<&Fields> {
        self.fields.tables("step").first()
    }

    /// What it is; `None` where it could not be read.
    pub(super) fn exercise(&self) -> Option<&Exercise> {
        self.routine.as_ref()?.steps.first.exercise()
    }

    /// Advice on it, in the file with this `text`.
    pub(super) fn advice(&self, text: &str) -> Vec<Diagnostic> {
        let (lent, references) = (Lent::default(), References::default());
        let stretches = Stretches::of(&self.fields, &lent, &references);
        let advice = |routine| advice::of(text, &self.fields, routine, stretches);
        let advice = self.routine.as_ref().map(advice).unwrap_or_default();
        advice::allow(&self.fields, advice)
    }
}

/// The title of the routine that begins with `text`, without reading the rest: a line of its own above the first
/// table. It is shown until the file is read; a title that is odd in any way is none.
pub fn title_of(text: &str) -> Option<String> {
    let above = text.lines().map(str::trim_start);
    let mut above = above.take_while(|line| !line.starts_with('['));
    let is_title = |line: &&str| {
        line.strip_prefix("title")
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = above.find(is_title)?;
    if let Some((_, title)) =
        plain::key_and_text(line).filter(|(_, title)| !title.trim().is_empty())
    {
        return Some(title.to_owned());
    }
    let line = DeTable::parse(line).ok()?;
    let title = line.get_ref().get("title")?.get_ref().as_str()?;
    let is_odd = title.trim().is_empty() || first_hazard(title).is_some();
    (!is_odd).then(|| title.to_owned())
}

/// The words for sides in the file: those that it writes itself, and those of the `references`.
fn side_words(reader: &Reader, references: &References) -> SideWords {
    let affected = reader.peek(None, "affected");
    let own = ["right", "left"].map(|side| reader.peek(Some("voice"), side));
    let mut words = SideWords::of(references.languages.clone(), own);
    let key = ROUTINE.key("affected");
    let known = |word: &str| key?.shape.choice(word)?.meaning().cloned();
    words.is_told = affected.is_some();
    let affected = affected.and_then(|word| known(&word).or_else(|| words.meaning(&word)));
    words.affected = affected.or_else(|| references.affected.clone());
    words
}

/// Whether the file is written for a later program: then nothing in it can be judged.
fn is_newer(reader: &mut Reader) -> bool {
    let Some(format) = reader.version("format") else {
        return false;
    };
    let known: RangeInclusive<i64> = 1..=i64::from(FORMAT);
    if known.contains(&format.value) {
        return false;
    }
    let newer = format.value > *known.end();
    let message = if newer {
        format!("format {} is newer than this program", format.value)
    } else {
        format!("there is no format {}", format.value)
    };
    let problem = E12.at(&format.place, message);
    reader.problems.push(if newer {
        problem
            .label(format!("this program reads format {FORMAT}"))
            .help("the file is written for a newer supple: update the program")
    } else {
        problem
            .label("formats are counted from 1")
            .help(format!("write `format = {FORMAT}`, or take the line out"))
            .fix(Fix::likely(&format.place, FORMAT.to_string()))
    });
    newer
}

/// A file of a routine, as far as it was read.
#[derive(Clone, Copy)]
struct File<'a> {
    name: &'a str,
    fields: &'a Fields,
    /// What it may refer to outside.
    outside: &'a References,
    /// For when it is read.
    time: Time,
}

/// The routine in `file`, and what included ones add to it.
fn routine(
    File {
        name,
        fields,
        outside,
        time,
    }: File,
    stretches: Stretches,
    references: &References,
    problems: &mut Problems,
) -> Option<(Routine, Included)> {
    problems.require(&ROUTINE, fields);
    let title = some_text(fields, "title", problems);
    let voice = checked_voice(fields.table("voice"), &references.languages, problems);
    let mut steps = Steps {
        defaults: fields.table("defaults"),
        breath: fields.get("breath"),
        defaults_are_unread: fields.is_unread("defaults"),
        stretches,
        references,
        outside,
        has_warnings: fields.get("warn").is_some(),
        problems,
        file: name,
        time,
        included: Included::default(),
        cues: 0,
        needs: Vec::new(),
        sources: Vec::new(),
    };
    steps.check_stretches();
    let listed = steps.list(fields, &Enclosing::default());
    let (needs, sources, mut included) = (steps.needs, steps.sources, steps.included);
    let mut first = std::mem::take(&mut included.warnings);
    let is_small = limits::check(listed.iter().map(|(place, step)| (place, step)), problems);
    let words = voice.as_ref().map(|voice| &voice.words).ok();
    let english = languages::english();
    let words = words.unwrap_or(&english);
    let warnings = caution::warnings(listed.iter().map(|(_, step)| step), words);
    let (places, steps): (Vec<_>, Vec<_>) = listed.into_iter().unzip();
    // What the file does not write comes from the stretches that it uses.
    let or_made = |key, made: Vec<String>| match fields.get(key) {
        Some(_) => fields.texts(key),
        None => made,
    };
    let owned = |name: &str| fields.text(name).map(str::to_owned);
    let own = or_made("warn", warnings);
    let own = own.into_iter().filter(|warning| !first.contains(warning));
    let own: Vec<String> = own.collect();
    first.extend(own);
    let mut routine = Routine {
        id: id_of(name).to_owned(),
        title: title.ok()?,
        about: owned("about"),
        tags: fields.texts("tags"),
        needs: or_made("needs", needs),
        warn: first,
        sources: or_made("sources", sources),
        author: owned("author"),
        often: fields.copied("often"),
        voice: voice.ok()?,
        steps: NonEmpty::from_vec(steps)?,
        began: time.began(),
        week: None,
        later: Vec::new(),
    };
    // A plan that is too large is not unrolled.
    if is_small {
        cue::fit(&mut routine, &Estimated::default());
        limits::check(places.iter().zip(routine.steps.iter()), problems);
    }
    Some((routine, included))
}

fn checked_voice(
    fields: Option<&Fields>,
    languages: &Languages,
    problems: &mut Problems,
) -> Result<Voice, Reported> {
    let nothing = Fields::default();
    let fields = fields.unwrap_or(&nothing);
    let texts = ["lang", "right", "left"].into_iter();
    let written = texts.filter(|key| fields.get(key).is_some());
    let checked: Vec<_> = written
        .map(|key| some_text(fields, key, problems))
        .collect();
    let checked: Result<Vec<String>, Reported> = checked.into_iter().collect();
    checked.and_then(|_| voice(fields, languages).ok_or(Reported))
}

fn voice(fields: &Fields, languages: &Languages) -> Option<Voice> {
    let flag = |key| fields.or_default(&VOICE, key);
    let lang = fields.text("lang").unwrap_or(languages.usual());
    let words = languages.words(lang);
    let side = |key, word| fields.text(key).unwrap_or(words.get(word)).to_owned();
    Some(Voice {
        names: flag("names")?,
        sides: flag("sides")?,
        next: flag("next")?,
        half: match fields.read("half") {
            Some(true) => Half::Always,
            Some(false) => Half::Never,
            None => fields.or_default(&VOICE, "half")?,
        },
        ticks: fields.or_default::<u32>(&VOICE, "ticks")? as u8,
        lang: lang.to_owned(),
        right: side("right", Word::Right),
        left: side("left", Word::Left),
        words,
        say: fields.or_default(&VOICE, "say")?,
    })
}

/// The text of `key`, reported where it is empty.
fn some_text(fields: &Fields, key: &str, problems: &mut Problems) -> Result<String, Reported> {
    let text: String = value_of(fields.get(key))?.ok_or(Reported)?;
    if text.trim().is_empty() {
        problems.push(is_empty(key, fields.place_of(key)));
        return Err(Reported);
    }
    Ok(text)
}

/// The value of a key, `None` where the key is not written.
fn value_of<T: Clone + 'static>(field: Option<&WrittenKey>) -> Result<Option<T>, Reported> {
    let Some(field) = field else { return Ok(None) };
    field.get().cloned().map(Some).ok_or(Reported)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_above_the_first_table() {
        let title = |text| title_of(text);
        let some = |title: &str| Some(title.to_owned());
        assert_eq!(title("# A\r\n  title='A \"b\"' # c\r\n"), some("A \"b\""));
        assert_eq!(title("format = 1\ntitle = \"\\u00e9\""), some("é"));
        for text in [
            "",
            "titles = \"A\"",
            "title = \"A",
            "title = 1",
            "title = \" \"",
            "title = \"\"\"",
            "title = \"\\u001b[2J\"",
            "[[step]]\ntitle = \"A\"",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
