//! The lines of notes, and which of them belong together: rounds of several steps, and steps that are done by turns.

use super::known::KnownNames;
use super::marker::{MarkedLine, without_marker};
use super::rounds::{self, RoundsLine};
use super::usual::{self, LineRole};
use super::{Noted, NotedRounds, is_heading, is_rest};
use crate::format::keys::MOST_TIMES;
use crate::format::prescribed::line::{NotedLength, NotedLine};
use crate::format::prescribed::line_reader;

/// Words that end the title of a routine, also behind a length: `7 minute workout`.
const TITLES: [&str; 14] = [
    "routine",
    "routines",
    "workout",
    "stretches",
    "session",
    "program",
    "programme",
    "flow",
    "sequence",
    "plan",
    "challenge",
    "circuit",
    "exercises",
    "class",
];

/// Words beside an amount that say nothing of what is done.
const NO_NAMES: [&str; 6] = ["work", "emom", "amrap", "tabata", "total", "time"];

/// The lines of notes, and the title among them: a heading before the first step.
pub(super) fn read(text: &str, known: &KnownNames) -> (Option<String>, Vec<Noted>) {
    let mut reader = NotesReader {
        known,
        title: None,
        found: Vec::new(),
        section: 0,
        open: None,
        is_behind_gap: false,
    };
    let text = text.replace("**", "").replace("__", "");
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    without_bare_numbers(&mut lines);
    let roles = usual::roles(&lines, known);
    for (nth, (line, role)) in lines.iter().zip(roles).enumerate() {
        if line.is_empty() {
            reader.gap();
            continue;
        }
        let rounds = rounds::read(without_marker(line).text).or_else(|| rounds::read(line));
        let next = lines.get(nth + 1).is_some_and(|next| !next.is_empty());
        match (role, rounds) {
            (LineRole::Opens(rounds), _) | (LineRole::Own, Some(rounds)) => {
                reader.rounds(line, rounds, next);
            }
            (LineRole::Says, _) => {}
            (LineRole::Titles(title), _) => reader.title(title),
            (role, _) => reader.line(line, &role),
        }
        reader.is_behind_gap = false;
    }
    reader.close();
    (reader.title, reader.found)
}

/// Takes the numbers off lines that count themselves, `1 Plank 30s`, `2 Bridge 30s`; other numbers at the beginning of a line
/// say how often.
fn without_bare_numbers(lines: &mut [&str]) {
    fn counted<'l>(line: &&'l str) -> Option<(usize, &'l str)> {
        let (number, rest) = line.split_once(' ')?;
        let behind = rest.trim_start();
        let is_name = behind.starts_with(char::is_alphabetic)
            && !behind.starts_with("x ")
            && rounds::read(line).is_none();
        Some((number.parse().ok().filter(|_| is_name)?, behind))
    }
    let numbers = lines.iter().filter_map(counted).map(|(number, _)| number);
    let numbers: Vec<usize> = numbers.collect();
    let are_in_order = numbers.iter().copied().eq(1..=numbers.len());
    if are_in_order && numbers.len() > 1 {
        for line in lines {
            if let Some((_, rest)) = counted(&*line) {
                *line = rest;
            }
        }
    }
}

/// What makes one of the lines that follow.
enum Group {
    /// Rounds, and the line that says so.
    Rounds(String, RoundsLine),
    /// Steps that are done by turns, by the letter of their markers.
    Turns(char),
}

struct OpenGroup {
    group: Group,
    inside: Vec<Noted>,
    /// Whether an empty line stands before each of its lines.
    is_spaced: bool,
    /// Whether its lines are items of a list.
    are_items: bool,
}

impl OpenGroup {
    fn new(group: Group) -> Self {
        Self {
            group,
            inside: Vec::new(),
            is_spaced: false,
            are_items: false,
        }
    }

    const fn is_rounds(&self) -> bool {
        matches!(self.group, Group::Rounds(..))
    }
}

struct NotesReader<'k> {
    known: &'k KnownNames<'k>,
    title: Option<String>,
    found: Vec<Noted>,
    /// Where in `found` the present part of the notes begins.
    section: usize,
    open: Option<OpenGroup>,
    is_behind_gap: bool,
}

impl NotesReader<'_> {
    /// An empty line ends rounds, unless all of their lines are spaced like that.
    fn gap(&mut self) {
        self.is_behind_gap = true;
        match &mut self.open {
            Some(open) if open.inside.is_empty() => open.is_spaced = true,
            Some(open) if open.is_rounds() && !open.is_spaced => self.close(),
            _ => {}
        }
    }

    /// A line that says how often others are done; whether a line follows it at once.
    fn rounds(&mut self, line: &str, rounds: RoundsLine, has_next: bool) {
        let is_above = rounds.is_above && !(self.is_behind_gap && has_next);
        self.close();
        let above = self.found.split_off(self.section.min(self.found.len()));
        if is_above && above.iter().any(Noted::has_step) {
            self.found.push(Noted::Rounds(rounds.around(above)));
            self.section = self.found.len();
            return;
        }
        self.found.extend(above);
        self.section = self.found.len();
        self.open = Some(OpenGroup::new(Group::Rounds(line.to_owned(), rounds)));
    }

    /// Words beside the amounts of other lines.
    fn title(&mut self, title: String) {
        if self.title.is_none() && self.found.is_empty() && self.open.is_none() {
            self.title = Some(title);
        } else {
            self.close();
            self.found.push(Noted::Comment(title));
            self.section = self.found.len();
        }
    }

    /// Any other line.
    fn line(&mut self, line: &str, role: &LineRole) {
        let marked = without_marker(line);
        if let (Some(rest), Some(open)) = (rounds::rest_between(marked.text), &mut self.open)
            && let Group::Rounds(_, rounds) = &mut open.group
        {
            rounds.between = Some(rest);
            return;
        }
        let is_first =
            self.title.is_none() && self.found.is_empty() && self.open.is_none() && !marked.is_item;
        let note = self.note(&marked, role);
        let is_heading = is_heading(line);
        match &note {
            Noted::Comment(heading) if is_first && is_title_alone(heading) => {
                self.title = Some(heading.trim_end_matches(':').to_owned());
                return;
            }
            Noted::Step(step) if is_first && (line.starts_with("# ") || is_title(step)) => {
                self.title = Some(marked.text.trim_end_matches(':').to_owned());
                return;
            }
            Noted::Comment(_) if is_heading => {
                self.close();
                self.section = self.found.len() + 1;
            }
            _ => self.choose_group(&marked),
        }
        let notes = match &self.open {
            Some(open) if !open.is_rounds() => vec![note],
            _ => with_its_rest(note),
        };
        match &mut self.open {
            Some(open) => open.inside.extend(notes),
            None => self.found.extend(notes),
        }
    }

    /// Ends or begins a group where a line with this marker does so.
    fn choose_group(&mut self, marked: &MarkedLine) {
        let goes_on = self.open.as_ref().map(|open| match open.group {
            Group::Turns(letter) => marked.letter == Some(letter),
            Group::Rounds(..) => {
                let is_other = open.are_items && !marked.is_item && self.is_behind_gap;
                let is_dense = !self.is_behind_gap;
                open.inside.is_empty() || is_dense || !is_other
            }
        });
        if goes_on == Some(false) {
            self.close();
        }
        if let (None, Some(letter)) = (&self.open, marked.letter) {
            self.open = Some(OpenGroup::new(Group::Turns(letter)));
        }
        let is_behind_gap = self.is_behind_gap;
        if let Some(open) = &mut self.open {
            let is_first = open.inside.is_empty();
            open.are_items = marked.is_item && (is_first || open.are_items);
            open.is_spaced &= is_behind_gap;
        }
    }

    fn close(&mut self) {
        let Some(OpenGroup { group, inside, .. }) = self.open.take() else {
            return;
        };
        let has_step = inside.iter().any(Noted::has_step);
        match group {
            Group::Rounds(_, rounds) if has_step => {
                self.found.push(Noted::Rounds(rounds.around(inside)));
            }
            Group::Rounds(line, _) => {
                self.found.push(Noted::Comment(line));
                self.found.extend(inside);
            }
            Group::Turns(_) => match by_turns(&inside) {
                Some(rounds) => self.found.push(Noted::Rounds(rounds)),
                None => self
                    .found
                    .extend(inside.into_iter().flat_map(with_its_rest)),
            },
        }
    }

    /// What a line says, with what it has from others.
    fn note(&self, marked: &MarkedLine, role: &LineRole) -> Noted {
        let text = marked.text;
        let comment = || Noted::Comment(text.to_owned());
        let line = line_reader::read(text);
        let line = match role {
            LineRole::Has(usual) => line.with_usual(usual),
            LineRole::Alone => return comment(),
            _ => line,
        };
        let is_frequency = line.length.is_none() && line.sets.is_none() && says_how_often(text);
        let is_possible = line.is_possible(MOST_TIMES) && !is_frequency;
        if !is_possible || rounds::rest_between(text).is_some() {
            return comment();
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
        let is_known = self.known.id(&line.name).is_some() && line.how.is_empty();
        let name = line.name.to_lowercase();
        let is_step = !name.is_empty()
            && !NO_NAMES.contains(&name.as_str())
            && !is_by_the_clock(&name)
            && !name.starts_with('(')
            && (line.has_amount() || is_known && (marked.is_item || line.side.is_none()));
        if is_step {
            Noted::Step(Box::new(line))
        } else {
            comment()
        }
    }
}

impl RoundsLine {
    /// Rounds of `inside`.
    fn around(self, inside: Vec<Noted>) -> NotedRounds {
        NotedRounds {
            name: self.name,
            times: self.times,
            between: self.between,
            inside,
        }
    }
}

/// Whether a line that is no step may be the title: it says nothing of the lines around it, and is no heading of a part.
fn is_title_alone(line: &str) -> bool {
    let found = line_reader::read(line);
    let says_more = found.rest.is_some() || found.sets.is_some() || found.has_amount();
    let is_part = line.strip_suffix(':').is_some_and(rounds::is_part);
    !says_more && !is_part && !says_how_often(line)
}

/// Whether a name says that work begins at every minute, or is done as often as one can: no routine has that.
fn is_by_the_clock(name: &str) -> bool {
    const PHRASES: [&str; 4] = [
        "every minute",
        "on the minute",
        "as many rounds",
        "as many reps",
    ];
    let mut words = name.split(|it: char| !it.is_alphanumeric());
    words.any(|word| matches!(word, "emom" | "amrap")) || PHRASES.iter().any(|it| name.contains(it))
}

/// Whether a line says on how many days all of it is done: `3x per week`.
pub(super) fn says_how_often(line: &str) -> bool {
    let line = line.to_lowercase().replace('/', " per ");
    let words: Vec<&str> = line
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_unit = |word: &str| matches!(word, "day" | "days" | "week" | "weeks" | "month");
    let in_two = words
        .windows(2)
        .any(|pair| matches!(pair, ["a" | "per" | "each" | "every", unit] if is_unit(unit)));
    in_two || words.iter().any(|word| matches!(*word, "daily" | "weekly"))
}

/// Whether a line with a length is the title of a routine: `7 minute workout`.
fn is_title(line: &NotedLine) -> bool {
    line.length.is_some() && ends_a_title(&line.name)
}

/// Whether a name ends as titles do.
pub(super) fn ends_a_title(name: &str) -> bool {
    let name = name.to_lowercase();
    let last = name.split_whitespace().next_back();
    last.is_some_and(|last| TITLES.contains(&last))
}

/// A step, and the rest behind it where it has nothing to rest between.
fn with_its_rest(note: Noted) -> Vec<Noted> {
    let Noted::Step(mut line) = note else {
        return vec![note];
    };
    let rest = line.rest.filter(|_| !line.is_several());
    if rest.is_some() {
        line.rest = None;
    }
    let step = Noted::Step(line);
    std::iter::once(step)
        .chain(rest.map(|rest| Noted::Rest(rest.max(1))))
        .collect()
}

/// Rounds of several steps that have the same number of sets, which are done by turns.
fn by_turns(steps: &[Noted]) -> Option<NotedRounds> {
    let sets = |note: &Noted| match note {
        Noted::Step(line) => line.sets.or(line.reps.map(|reps| reps.0)),
        _ => None,
    };
    let times = sets(steps.first()?).filter(|sets| *sets > 1)?;
    let is_same = steps.len() > 1 && steps.iter().all(|step| sets(step) == Some(times));
    if !is_same {
        return None;
    }
    let mut between = None;
    let mut inside = Vec::new();
    for (nth, step) in steps.iter().enumerate() {
        let Noted::Step(line) = step else { continue };
        let mut line = line.clone();
        (line.sets, line.reps) = (None, None);
        let rest = line.rest.take();
        inside.push(Noted::Step(line));
        if nth + 1 == steps.len() {
            between = rest;
        } else {
            inside.extend(rest.map(|rest| Noted::Rest(rest.max(1))));
        }
    }
    Some(NotedRounds {
        name: String::new(),
        times,
        between,
        inside,
    })
}
