//! A routine made of notes: lines as people write them, or the workout of another timer. What is not understood stays as
//! a comment, at its place.

mod known;
mod lines;
mod marker;
mod rounds;
mod timer;
mod usual;
mod writer;

use super::prescribed::line::{NotedLine, NotedSide};
use super::routine::References;
use super::schema;
use super::wording::as_toml;
use known::KnownNames;
use timer::TimerNotes;

/// A routine made of notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedRoutine {
    /// The title that the notes have; `None` where they have none.
    pub title: Option<String>,
    /// The steps, as they stand in the file; empty where nothing was understood.
    steps: String,
}

/// What stands in notes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Noted {
    Step(Box<NotedLine>),
    /// A rest of so many seconds.
    Rest(u32),
    /// Rounds of several steps.
    Rounds(NotedRounds),
    /// What is not understood.
    Comment(String),
}

/// So many rounds of what stands inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct NotedRounds {
    /// Empty where it has none.
    name: String,
    times: u32,
    /// The rest between two rounds, in seconds.
    between: Option<u32>,
    inside: Vec<Noted>,
}

impl Noted {
    /// Whether something is to be done.
    fn has_step(&self) -> bool {
        match self {
            Self::Step(_) | Self::Rest(_) => true,
            Self::Rounds(rounds) => rounds.inside.iter().any(Self::has_step),
            Self::Comment(_) => false,
        }
    }
}

impl NotedRoutine {
    /// Reads notes. Of several workouts in a file it is the one called `wanted`, or the first.
    pub fn read(text: &str, wanted: Option<&str>, references: &References) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let known = KnownNames::of(references);
        let (title, mut found) = match timer::read(text, wanted) {
            Some(TimerNotes::Workout(title, found)) => (title, found),
            Some(TimerNotes::Lines(lines)) => lines::read(&lines, &known),
            Some(TimerNotes::Other) => (None, Vec::new()),
            None => lines::read(text, &known),
        };
        fold(&mut found);
        let mut steps = String::new();
        for note in &found {
            writer::write(note, 0, &known, &mut steps);
        }
        Self { title, steps }
    }

    /// Whether nothing in the notes was understood.
    pub fn is_empty(&self) -> bool {
        !self.steps.contains("[[step]]")
    }

    /// The routine as a file, with this title.
    pub fn file(&self, title: &str) -> String {
        let title = as_toml(title);
        format!(
            "{}\n\ntitle = {title}\n{}",
            schema::LINE.trim_end(),
            self.steps
        )
    }
}

/// Whether a line is the heading of those below it.
fn is_heading(line: &str) -> bool {
    line.starts_with('#') || line.ends_with(':')
}

/// Whether a name is that of a rest.
fn is_rest(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    matches!(
        name.as_str(),
        "rest" | "pause" | "break" | "recover" | "recovery" | "relax"
    )
}

/// Makes one step of two that differ in their side alone, with the rest between them as the time to change sides.
fn fold(noted: &mut Vec<Noted>) {
    for note in noted.iter_mut() {
        if let Noted::Rounds(rounds) = note {
            fold(&mut rounds.inside);
        }
    }
    let mut at = 0;
    while at + 1 < noted.len() {
        let rest = match noted.get(at + 1) {
            Some(Noted::Rest(seconds)) => Some(*seconds),
            _ => None,
        };
        let second = at + 1 + usize::from(rest.is_some());
        let pair = match (noted.get(at), noted.get(second)) {
            (Some(Noted::Step(one)), Some(Noted::Step(other))) => paired(one, other),
            _ => None,
        };
        if let Some(mut line) = pair {
            line.switch = rest;
            noted.drain(at + 1..=second);
            if let Some(note) = noted.get_mut(at) {
                *note = Noted::Step(Box::new(line));
            }
        }
        at += 1;
    }
}

/// Both of two steps that differ in their side alone, in their order.
fn paired(one: &NotedLine, other: &NotedLine) -> Option<NotedLine> {
    let side = match (one.side?, other.side?) {
        (NotedSide::Left, NotedSide::Right) => NotedSide::LeftFirst,
        (NotedSide::Right, NotedSide::Left) => NotedSide::Each,
        _ => return None,
    };
    let alike = NotedLine {
        side: one.side,
        how: one.how.clone(),
        name: one.name.clone(),
        ..other.clone()
    };
    let same_name = one.name.to_lowercase() == other.name.to_lowercase();
    (same_name && alike == *one).then(|| NotedLine {
        side: Some(side),
        ..one.clone()
    })
}
