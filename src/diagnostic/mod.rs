//! A problem in a file of the user: a message, a place and a way to fix it. This is plain data: the format finds
//! problems, the command line and the library screen show them.

use std::fmt;
use std::ops::Range;

use Code::{E15, W01};

use crate::core::nonempty::NonEmpty;
use crate::core::vocabulary::vocabulary;

mod render;

pub use render::render;

/// The text of a file, with the name it is shown under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its path as the user gave it, or `<stdin>`.
    pub name: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// The name that files of the program have instead of a folder.
    const BUNDLED: &str = "<bundled>";

    /// A file of the program, by its path among them without an ending.
    pub fn bundled(path: &str, text: &str) -> Self {
        Self {
            name: [Self::BUNDLED, "/", path, ".toml"].concat(),
            text: text.to_owned(),
        }
    }

    /// Whether a file of this name is one of the program.
    pub fn is_bundled(name: &str) -> bool {
        name.starts_with(Self::BUNDLED)
    }
}

/// The result of reading a file: its value, unless it has errors, and every problem by place.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// The value; `None` when a problem is an error.
    pub value: Option<T>,
    /// Errors and advice, sorted by place.
    pub problems: Vec<Diagnostic>,
}

impl<T> Parsed<T> {
    /// Whether one of the problems is an error.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// The `value` of a file with these problems, unless one of them is an error.
    pub(crate) fn of(value: Option<T>, problems: Vec<Diagnostic>) -> Self {
        let value = value.filter(|_| !problems.iter().any(Diagnostic::is_error));
        Self { value, problems }
    }
}

/// One problem in a file. It always has a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that it goes against.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// The wrong part, in bytes of the source.
    pub place: Range<usize>,
    /// The text at the underlined part; may be empty.
    pub label: String,
    /// A second place where two places clash, and the text there.
    pub also: Option<(Range<usize>, String)>,
    /// The way out.
    pub help: Option<String>,
    /// A repair, where one can be shown.
    pub fix: Option<Fix>,
    /// The source of the rule, if it rests on something that can be looked up.
    pub source: Option<&'static str>,
}

impl Diagnostic {
    /// A file that cannot be read as a text at all. Its place is the beginning of the file.
    pub fn of_file(message: impl Into<String>, help: impl Into<String>) -> Self {
        E15.at(&(0..0), message).help(help)
    }

    /// A file of more than `most` bytes, which is meant as `what`.
    pub(crate) fn too_large(most: usize, what: &str) -> Self {
        Self::of_file(
            format!("the file is larger than {} KiB", most / 1024),
            format!("{what} is a short text: is this one?"),
        )
    }

    /// Whether the file cannot be used because of it.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// It in one line, without its place.
    pub fn in_one_line(&self) -> String {
        let head = format!(
            "{}[{}]: {}",
            self.code.severity().word(),
            self.code,
            self.message
        );
        match self.label.as_str() {
            "" => head,
            label => format!("{head} ({label})"),
        }
    }

    /// The sort key of the problems of a file.
    pub(crate) const fn order(&self) -> (usize, usize, Code) {
        (self.place.start, self.place.end, self.code)
    }

    /// The same with something said at the underlined part.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with a second place, where two places clash.
    #[must_use]
    pub fn also<'p>(
        mut self,
        place: impl Into<Option<&'p Range<usize>>>,
        label: impl Into<String>,
    ) -> Self {
        self.also = place.into().map(|place| (place.clone(), label.into()));
        self
    }

    /// The same with the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with where the rule comes from.
    #[must_use]
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }

    /// The same with a repair.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// The same with its repair certain if `certain`.
    #[must_use]
    pub fn certain_if(mut self, certain: bool) -> Self {
        self.fix = self.fix.map(|fix| fix.certain_if(certain));
        self
    }
}

impl Fix {
    /// A repair that is right beyond doubt.
    pub fn certain(place: &Range<usize>, text: impl Into<String>) -> Self {
        Self {
            certain: true,
            ..Self::likely(place, text)
        }
    }

    /// The same, right beyond doubt if `certain`.
    #[must_use]
    pub const fn certain_if(mut self, certain: bool) -> Self {
        self.certain = certain;
        self
    }

    /// The same where other parts of the file than the replaced one could not be judged before.
    #[must_use]
    pub fn unread(mut self, unread: Vec<Range<usize>>) -> Self {
        self.unread = unread;
        self
    }

    /// The same with further places at which the same is written instead.
    #[must_use]
    pub fn again(self, places: &[Range<usize>]) -> Self {
        let text = self.first().text.clone();
        places.iter().fold(self, |fix, place| fix.and(place, &text))
    }

    /// The same with another part of the file that is replaced.
    #[must_use]
    pub fn and(mut self, place: &Range<usize>, text: impl Into<String>) -> Self {
        let (place, text) = (place.clone(), text.into());
        self.edits.rest.push(Change { place, text });
        self
    }

    /// The same with the repair of the same mistake in another place.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.edits.rest.push(other.edits.first);
        self.edits.rest.extend(other.edits.rest);
        self.unread.extend(other.unread);
        self.certain &= other.certain;
        self
    }

    /// `text`, which has the problem, with the repair; `None` where it is another text.
    pub fn applied(&self, text: &str) -> Option<String> {
        let mut edits: Vec<&Change> = self.edits.iter().collect();
        edits.sort_by_key(|edit| edit.place.start);
        let mut out = text.to_owned();
        for edit in edits.into_iter().rev() {
            out.get(edit.place.clone())?;
            out.replace_range(edit.place.clone(), &edit.text);
        }
        Some(out)
    }

    /// The change that comes first. The others make the same mistake good.
    pub const fn first(&self) -> &Change {
        &self.edits.first
    }

    /// The change of `text` that is shown: the first, and those beside it on its line, as one.
    pub fn shown(&self, text: &str) -> Change {
        let Range { start, end } = self.first().place;
        let above = text.get(..start).and_then(|above| above.rfind('\n'));
        let below = text.get(end..).and_then(|below| below.find('\n'));
        let line = above.map_or(0, |at| at + 1)..below.map_or(text.len(), |at| end + at);
        let is_beside =
            |edit: &&Change| line.start <= edit.place.start && edit.place.end <= line.end;
        let mut edits: Vec<&Change> = self.edits.iter().filter(is_beside).collect();
        edits.sort_by_key(|edit| edit.place.start);
        let from = edits.first().map_or(start, |edit| edit.place.start);
        let mut shown = Change {
            place: from..from,
            text: String::new(),
        };
        for edit in edits {
            let between = text.get(shown.place.end..edit.place.start);
            shown.text.push_str(between.unwrap_or_default());
            shown.text.push_str(&edit.text);
            shown.place.end = edit.place.end;
        }
        shown
    }

    /// A repair that is probably meant.
    pub fn likely(place: &Range<usize>, text: impl Into<String>) -> Self {
        let (place, text) = (place.clone(), text.into());
        Self {
            unread: vec![place.clone()],
            edits: NonEmpty::of(Change { place, text }),
            certain: false,
        }
    }
}

/// A text that replaces a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part that is replaced, in bytes of the source.
    pub place: Range<usize>,
    /// The text that is written there.
    pub text: String,
}

/// A repair of one mistake, which may have been made in several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The changes, which do not touch each other.
    pub edits: NonEmpty<Change>,
    /// The parts of the file that could not be judged before: what is wrong in them comes to light with the repair.
    pub unread: Vec<Range<usize>>,
    /// Whether it is right beyond doubt, so that it may be applied without being asked for one by one.
    pub certain: bool,
}

vocabulary! {
    /// How much a problem matters.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Severity {
        /// The file cannot be used.
        Error = "error",
        /// The file can be used, but something in it is probably not meant.
        Advice = "advice",
    }
}

vocabulary! {
    /// The rule that a problem goes against.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Code {
        /// Not TOML.
        E01 = "E01",
        /// A time of day or a date where a length of time belongs, or another wrong type.
        E02 = "E02",
        /// A key that does not exist here.
        E03 = "E03",
        /// No kind or several kinds in one step.
        E04 = "E04",
        /// Not a length of time.
        E05 = "E05",
        /// Lists that lose the order of steps.
        E06 = "E06",
        /// A word that is not one of those that may stand here.
        E07 = "E07",
        /// `use` of a stretch that cannot be used.
        E08 = "E08",
        /// A number or a plan over the limits.
        E09 = "E09",
        /// A timed cue outside its piece, or without a time.
        E10 = "E10",
        /// An unknown word in braces.
        E11 = "E11",
        /// A newer format.
        E12 = "E12",
        /// Something that must be there is not.
        E13 = "E13",
        /// Characters that could drive a terminal.
        E14 = "E14",
        /// Not a readable text file.
        E15 = "E15",
        /// A list with values for another number of sets.
        E16 = "E16",
        /// A hold that is shorter or longer than stretches are held.
        W01 = "W01",
        /// More holding of one stretch than does anything.
        W02 = "W02",
        /// A text speaks of sides where there are none, or of one limb where `{side}` belongs.
        W03 = "W03",
        /// Two neighbouring steps that differ in their side alone.
        W04 = "W04",
        /// A sentence that takes longer than there is time for.
        W05 = "W05",
        /// Timed cues closer together than they can be spoken.
        W06 = "W06",
        /// Too little time to change position or side.
        W07 = "W07",
        /// A rest at the end, or two in a row.
        W08 = "W08",
        /// Ice for too long, or without a `limit`.
        W09 = "W09",
        /// A text that contradicts the timing.
        W10 = "W10",
        /// A hold of many minutes, where seconds may be meant, or a movement of more than one.
        W11 = "W11",
        /// Something without effect: a key, a stretch, a block, an `allow`.
        W12 = "W12",
        /// A language without all words of a session.
        W13 = "W13",
        /// What came with TOML 1.1.
        W14 = "W14",
        /// Values for weeks without a day on which the first one began.
        W15 = "W15",
        /// A photo that cannot be shown.
        W16 = "W16",
        /// Words in signs of another program, HTML or Markdown in a text.
        W17 = "W17",
    }
}

impl Code {
    /// A problem that goes against this rule, with its place and one sentence.
    pub fn at(self, place: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self,
            message: message.into(),
            place: place.clone(),
            label: String::new(),
            also: None,
            help: None,
            fix: None,
            source: None,
        }
    }

    /// How much it matters.
    pub fn severity(self) -> Severity {
        if self < W01 {
            Severity::Error
        } else {
            Severity::Advice
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// The last place up to `byte` of `text` that is between two characters.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut bytes = (0..=byte.min(text.len())).rev();
    let floor = bytes.find(|byte| text.is_char_boundary(*byte));
    floor.unwrap_or_default()
}

/// The place of a byte of a text for a person: line and column from 1, the column in characters.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..floor(text, byte)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    (line, column)
}
