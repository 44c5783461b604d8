//! A routine made of notes: lines as people write them, or the workout of another timer. What is not understood stays as
//! a comment, at its place.

mod line;
mod timer;
mod token;

use std::fmt::Write as _;
use std::time::Duration;

use super::routine::References;
use super::schema;
use super::wording::as_toml;
use crate::core::routine::{Exercise, Sides, Work};
use crate::core::span::written;
use crate::core::text::on_one_line;
use line::{NotedLength, NotedLine, NotedRange, NotedSide};

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
            write(note, 0, &known, &mut steps);
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
    let number = [" rounds", " times", " circuits", "x", " x"]
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
    let line = line::read(text);
    if !line.is_possible() {
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

/// The stretches of the catalogue by the names that people give them.
struct KnownNames<'r> {
    references: &'r References,
    names: Vec<(String, &'r str)>,
}

impl<'r> KnownNames<'r> {
    fn of(references: &'r References) -> Self {
        let names = references.names().filter_map(|id| {
            let name = &references.stretch(id)?.step.as_ref()?.name;
            Some([(plain(name), id), (plain(id), id)])
        });
        Self {
            references,
            names: names.flatten().collect(),
        }
    }

    fn id(&self, name: &str) -> Option<&'r str> {
        let plain = plain(name);
        let known = self
            .names
            .iter()
            .find(|(known, _)| *known == plain && !plain.is_empty());
        known.map(|(_, id)| *id)
    }

    /// What a step that only uses the stretch called `id` is.
    fn exercise(&self, id: &str) -> Option<&'r Exercise> {
        self.references.stretch(id)?.step.as_ref()
    }
}

/// A name as it is compared: in lower case, in the singular, without `stretch` at its end.
fn plain(name: &str) -> String {
    let name = name
        .to_lowercase()
        .replace(['\'', '’'], "")
        .replace(['-', '_'], " ");
    let words: Vec<&str> = name.split_whitespace().collect();
    let words = match words.as_slice() {
        [most @ .., "stretch" | "stretches" | "exercise"] if !most.is_empty() => most,
        all => all,
    };
    let words = words.iter().map(|word| {
        let is_plural = word.len() > 3 && !word.ends_with("ss");
        word.strip_suffix('s').filter(|_| is_plural).unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Writes a note, `deep` inside rounds.
fn write(note: &Noted, deep: usize, known: &KnownNames, out: &mut String) {
    let indent = "  ".repeat(deep);
    let mut step = |keys: &[(&'static str, String)]| {
        let _ = writeln!(out, "\n{indent}[[step{}]]", ".step".repeat(deep));
        let wide = keys
            .iter()
            .map(|(key, _)| key.len())
            .max()
            .unwrap_or_default();
        for (key, value) in keys {
            let _ = writeln!(out, "{indent}{key:wide$} = {value}");
        }
    };
    match note {
        Noted::Step(line) => step(&keys(line, known)),
        Noted::Rest(seconds) => step(&[("rest", in_seconds(*seconds))]),
        Noted::Comment(text) => {
            let text = on_one_line(text);
            let text: String = text
                .chars()
                .filter(|it| !crate::core::text::is_hazardous(*it))
                .collect();
            let _ = writeln!(out, "\n{indent}# {text}");
        }
        Noted::Rounds(times, inside) => {
            step(&[("repeat", times.to_string())]);
            for note in inside {
                write(note, deep + 1, known, out);
            }
        }
    }
}

fn in_seconds(seconds: u32) -> String {
    as_toml(&written(Duration::from_secs(seconds.into())))
}

/// The keys of a step. One that uses a stretch has those that differ from it.
fn keys(line: &NotedLine, known: &KnownNames) -> Vec<(&'static str, String)> {
    let used = known
        .id(&line.name)
        .and_then(|id| Some((id, known.exercise(id)?)));
    let mut keys = vec![match &used {
        Some((id, _)) => ("use", as_toml(id)),
        None => ("name", as_toml(&line.name)),
    }];
    let kind = used.as_ref().map(|(_, exercise)| &exercise.work);
    let is_timer = matches!(kind, Some(Work::Time(_))) || kind.is_none() && is_timer(&line.name);
    if kind.is_none() && !is_timer && is_strength(&line.name) {
        keys.push(("aim", as_toml("strength")));
    }
    if let Some(length) = length(line) {
        keys.push((if is_timer { "time" } else { "hold" }, length));
    } else if let Some(count) = line.count {
        keys.push(("count", range(count)));
    }
    // Movements that are held: ten of five seconds.
    let reps = line
        .reps
        .or(line.count.filter(|_| line.length.is_some() || line.is_max));
    let lent = used
        .as_ref()
        .map_or(1, |(_, exercise)| exercise.repetition.times);
    let has_sets = used
        .as_ref()
        .is_some_and(|(_, exercise)| exercise.set_count() > 1);
    match reps.filter(|reps| *reps != (1, None)) {
        Some(reps) => keys.push(("reps", range(reps))),
        None if lent > 1 && line.has_amount() => keys.push(("reps", "1".to_owned())),
        None => {}
    }
    match line.sets.filter(|sets| *sets > 1) {
        Some(sets) => keys.push(("sets", sets.to_string())),
        None if has_sets && line.has_amount() => keys.push(("sets", "1".to_owned())),
        None => {}
    }
    if let Some(rest) = line.rest {
        let key = if line.sets.is_some() {
            "rest"
        } else {
            "between"
        };
        keys.push((key, in_seconds(rest)));
    }
    keys.extend(sides(line, used.map(|(_, exercise)| exercise)).map(|sides| ("sides", sides)));
    if let Some(load) = &line.load {
        keys.push(("load", as_toml(load)));
    }
    if !line.how.is_empty() {
        keys.push(("how", as_toml(&line.how)));
    }
    keys
}

/// The sides of a step, unless they are those of the stretch that it uses.
fn sides(line: &NotedLine, used: Option<&Exercise>) -> Option<String> {
    let sides = match line.side? {
        NotedSide::Left => "left",
        NotedSide::Right => "right",
        NotedSide::Each => "each",
    };
    let lent = used.and_then(|exercise| exercise.repetition.sides.as_ref());
    (sides != "each" || lent != Some(&Sides::Each)).then(|| as_toml(sides))
}

fn length(line: &NotedLine) -> Option<String> {
    if line.is_max {
        return Some(as_toml("max"));
    }
    let (least, most) = line.length?;
    let text = |length: NotedLength| match length {
        NotedLength::Seconds(seconds) => written(Duration::from_secs(seconds.into())),
        NotedLength::Breaths(1) => "1 breath".to_owned(),
        NotedLength::Breaths(breaths) => format!("{breaths} breaths"),
    };
    Some(as_toml(&match most {
        Some(most) => format!("{}-{}", text(least), text(most)),
        None => text(least),
    }))
}

fn range((least, most): NotedRange<u32>) -> String {
    most.map_or_else(
        || least.to_string(),
        |most| as_toml(&format!("{least}-{most}")),
    )
}

/// Whether it is moved for a time rather than held.
fn is_timer(name: &str) -> bool {
    const MOVED: [&str; 21] = [
        "walk",
        "run",
        "jog",
        "jump",
        "skip",
        "cycl",
        "bike",
        "row",
        "march",
        "jack",
        "climber",
        "burpee",
        "swing",
        "circle",
        "roll",
        "ice",
        "heat",
        "warm",
        "cool",
        "breath",
        "high knee",
    ];
    let name = name.to_lowercase();
    MOVED.iter().any(|word| name.contains(word))
}

/// Whether it is work rather than a stretch.
fn is_strength(name: &str) -> bool {
    const WORK: [&str; 18] = [
        "plank",
        "bridge",
        "squat",
        "wall sit",
        "raise",
        "push",
        "press",
        "curl",
        "crunch",
        "lunge",
        "dip",
        "deadlift",
        "row",
        "bird dog",
        "bird-dog",
        "dead bug",
        "clam",
        "isometric",
    ];
    let name = name.to_lowercase();
    WORK.iter().any(|word| name.contains(word))
}
