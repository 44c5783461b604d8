//! A routine made of notes: lines as people write them, or the workout of another timer. What is not understood stays as
//! a comment, at its place.

mod known;
mod timer;
mod writer;

use super::keys::MOST_TIMES;
use super::prescribed::line::{NotedLength, NotedLine, NotedSide};
use super::prescribed::line_reader;
use super::routine::References;
use super::schema;
use super::wording::as_toml;
use known::KnownNames;

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
    /// So many rounds of what stands inside.
    Rounds(u32, Vec<Noted>),
    /// What is not understood.
    Comment(String),
}

impl NotedRoutine {
    /// Reads notes. Of several workouts in a file it is the one called `wanted`, or the first.
    pub fn read(text: &str, wanted: Option<&str>, references: &References) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let known = KnownNames::of(references);
        let (title, mut found) = match timer::read(text, wanted) {
            Some((title, found)) => (Some(title), found),
            None => read_lines(text, &known),
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

/// The lines of notes, and the title among them: a heading before the first step.
fn read_lines(text: &str, known: &KnownNames) -> (Option<String>, Vec<Noted>) {
    let mut title = None;
    let mut found: Vec<Noted> = Vec::new();
    // The rounds that the next lines belong to, up to an empty one.
    let mut rounds: Option<(u32, Vec<Noted>)> = None;
    for raw in text.lines() {
        let line = raw.trim();
        if line.is_empty() {
            close(&mut rounds, &mut found);
            continue;
        }
        if let Some(times) = heading_of_rounds(line) {
            close(&mut rounds, &mut found);
            rounds = Some((times, Vec::new()));
            continue;
        }
        let (item, is_item) = without_bullet(line);
        let note = read_line(item, is_item, known);
        let is_title = title.is_none() && found.is_empty() && rounds.is_none() && !is_item;
        if let (Noted::Comment(heading), true) = (&note, is_title) {
            title = Some(heading.trim_end_matches(':').to_owned());
            continue;
        }
        match &mut rounds {
            Some((_, inside)) => inside.push(note),
            None => found.push(note),
        }
    }
    close(&mut rounds, &mut found);
    (title, found)
}

fn close(rounds: &mut Option<(u32, Vec<Noted>)>, noted: &mut Vec<Noted>) {
    if let Some((times, inside)) = rounds.take().filter(|(_, inside)| !inside.is_empty()) {
        noted.push(Noted::Rounds(times, inside));
    }
}

/// The number in `3 rounds:`, `3 rounds of:` or `Repeat 3 times:`.
fn heading_of_rounds(line: &str) -> Option<u32> {
    let line = line.to_lowercase();
    let line = line.strip_suffix(':')?.trim();
    let line = line.strip_suffix(" of").unwrap_or(line);
    let line = line.strip_prefix("repeat ").unwrap_or(line);
    let number = [" rounds", " times", " circuits", "x"]
        .iter()
        .find_map(|word| line.strip_suffix(word))?;
    number.trim().parse().ok().filter(|times| *times > 1)
}

/// A line without what makes it an item of a list, and whether it is one.
fn without_bullet(line: &str) -> (&str, bool) {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() {
        return (heading.trim(), false);
    }
    let bullets: &[&str] = &[
        "- [ ]", "- [x]", "[ ]", "[x]", "-", "–", "—", "*", "•", "·", "▪", "◦", "‣", "+", ">",
    ];
    if let Some(rest) = bullets.iter().find_map(|bullet| line.strip_prefix(bullet)) {
        return (rest.trim(), true);
    }
    // `1.`, `2)`, `(3)`, `a)`, but neither `10 squats` nor `1.5 km`.
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let letters =
        usize::from(digits == 0 && inner.starts_with(|it: char| it.is_ascii_alphabetic()));
    let mark = inner.get(digits + letters..).unwrap_or_default();
    let rest = mark
        .strip_prefix(')')
        .or_else(|| mark.strip_prefix('.').filter(|_| digits > 0));
    match rest
        .filter(|rest| digits + letters > 0 && !rest.starts_with(|it: char| it.is_ascii_digit()))
    {
        Some(rest) => (rest.trim(), true),
        None => (line, false),
    }
}

fn read_line(text: &str, is_item: bool, known: &KnownNames) -> Noted {
    let line = line_reader::read(text);
    if !line.is_possible(MOST_TIMES) {
        return Noted::Comment(text.to_owned());
    }
    if let (None | Some((NotedLength::Seconds(_), _)), true) =
        (line.length, is_rest(&line.name) || line.name.is_empty())
        && let Some(seconds) = line.rest.or(match line.length {
            Some((NotedLength::Seconds(seconds), _)) if is_rest(&line.name) => Some(seconds),
            _ => None,
        })
        && line.count.is_none()
    {
        return Noted::Rest(seconds.max(1));
    }
    let is_known = known.id(&line.name).is_some() && line.how.is_empty();
    let is_step = !line.name.is_empty()
        && (line.has_amount() || is_known && (is_item || line.side.is_none()));
    if is_step {
        Noted::Step(Box::new(line))
    } else {
        Noted::Comment(text.to_owned())
    }
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
        if let Noted::Rounds(_, inside) = note {
            fold(inside);
        }
    }
    let mut at = 0;
    while at + 1 < noted.len() {
        let has_rest = matches!(noted.get(at + 1), Some(Noted::Rest(_)));
        let second = at + 1 + usize::from(has_rest);
        let folded = match (noted.get(at), noted.get(second)) {
            (Some(Noted::Step(one)), Some(Noted::Step(other))) => folded(one, other),
            _ => None,
        };
        if let Some(line) = folded {
            noted.drain(at + 1..=second);
            if let Some(note) = noted.get_mut(at) {
                *note = Noted::Step(Box::new(line));
            }
        }
        at += 1;
    }
}

fn folded(one: &NotedLine, other: &NotedLine) -> Option<NotedLine> {
    let both = NotedLine {
        side: other.side,
        how: other.how.clone(),
        ..one.clone()
    };
    let is_pair = matches!(
        (one.side, other.side),
        (Some(NotedSide::Left), Some(NotedSide::Right))
            | (Some(NotedSide::Right), Some(NotedSide::Left))
    );
    let same_name = one.name.to_lowercase() == other.name.to_lowercase();
    (is_pair
        && same_name
        && NotedLine {
            name: other.name.clone(),
            ..both
        } == *other)
        .then(|| NotedLine {
            side: Some(NotedSide::Each),
            ..one.clone()
        })
}
