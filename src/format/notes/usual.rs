//! Lines that say for others how long or how often: `Hold each 30 seconds`, `Tabata: 20 s on / 10 s off x 8`.

use std::ops::Range;

use super::known::KnownNames;
use super::lines::{ends_a_title, says_how_often};
use super::marker::without_marker;
use super::rounds::{self, RoundsLine};
use super::{is_heading, is_rest};
use crate::format::prescribed::line::NotedLine;
use crate::format::prescribed::line_reader::{self, LIMBS};
use crate::format::prescribed::token::tokens;

/// What a line has to do with the amounts of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineRole {
    /// Nothing: it speaks of itself.
    Own,
    /// It says those of others, and nothing else.
    Says,
    /// It says those of others beside the title of all.
    Titles(String),
    /// It says those of others, which are done in rounds.
    Opens(RoundsLine),
    /// It says those of others, and there are none.
    Alone,
    /// It has those of another line where it does not say them itself.
    Has(NotedLine),
}

/// A line that says the amounts of others.
struct UsualLine {
    amounts: NotedLine,
    /// The words beside them, where they may be a title.
    title: String,
    /// Whether it speaks of work and rest by turns.
    is_interval: bool,
    /// Whether it says that others are meant; where it does not, that depends on the lines around it.
    is_plain: bool,
}

/// Words beside the amounts that mean others, unless a side follows.
const OTHERS: [&str; 9] = [
    "each",
    "every",
    "all",
    "everything",
    "following",
    "below",
    "these",
    "stretches",
    "exercises",
];

/// Words beside the amounts that name nothing.
const NO_NAMES: [&str; 45] = [
    "hold",
    "holds",
    "holding",
    "keep",
    "stay",
    "do",
    "perform",
    "repeat",
    "complete",
    "stretch",
    "pose",
    "poses",
    "position",
    "positions",
    "posture",
    "exercise",
    "movement",
    "move",
    "moves",
    "the",
    "of",
    "for",
    "at",
    "least",
    "about",
    "a",
    "an",
    "and",
    "then",
    "in",
    "on",
    "per",
    "one",
    "with",
    "it",
    "minimum",
    "unless",
    "otherwise",
    "noted",
    "stated",
    "between",
    "above",
    "times",
    "switch",
    "sides",
];

/// Words of work and rest by turns.
const INTERVALS: [&str; 9] = [
    "tabata",
    "interval",
    "intervals",
    "circuit",
    "work",
    "on",
    "off",
    "hiit",
    "training",
];

/// The most words of a name on a line that is no item of a list.
const MOST_WORDS: usize = 5;

/// What each of `lines` has to do with the amounts of others.
pub(super) fn roles(lines: &[&str], known: &KnownNames) -> Vec<LineRole> {
    let said: Vec<Option<UsualLine>> = (0..lines.len()).map(|at| usual_at(lines, at)).collect();
    let first_heading =
        (1..lines.len()).find(|at| lines.get(*at).is_some_and(|line| is_heading(line)));
    let mut roles = vec![LineRole::Own; lines.len()];
    for (at, usual) in said.iter().enumerate() {
        let Some(usual) = usual else { continue };
        let is_said = |place: &usize| said.get(*place).is_some_and(Option::is_some);
        let next = (at + 1..lines.len()).find(is_said).unwrap_or(lines.len());
        let is_below_heading = first_heading.is_some_and(|heading| heading < at);
        let below = at + 1..end_of(lines, at + 1..next, usual, is_below_heading);
        let mut takers = takers(lines, below, usual, known);
        if takers.is_empty() && !usual.is_interval {
            // `Hold each for 30 seconds` may stand at the end too.
            let start = (0..at).rev().find(is_said).map_or(0, |before| before + 1);
            takers = self::takers(lines, start..at, usual, known);
            takers.retain(|taker| line_at(lines, *taker).1);
        }
        if let Some(role) = roles.get_mut(at) {
            *role = usual.role(takers.is_empty());
        }
        for taker in takers {
            if let Some(role) = roles.get_mut(taker) {
                *role = LineRole::Has(usual.for_one());
            }
        }
    }
    roles
}

/// The text of a line without its marker, and whether it is an item of a list.
fn line_at<'l>(lines: &[&'l str], at: usize) -> (&'l str, bool) {
    let marked = without_marker(lines.get(at).copied().unwrap_or_default());
    (marked.text, marked.is_item)
}

/// Where the lines `below` end that one speaks of: at a heading where it stands below one, and where it speaks of rounds at an
/// empty line.
fn end_of(lines: &[&str], below: Range<usize>, usual: &UsualLine, is_below_heading: bool) -> usize {
    let ends_at_heading = usual.is_interval || is_below_heading;
    let mut has_begun = false;
    for place in below.clone() {
        let line = lines.get(place).copied().unwrap_or_default();
        let ends = line.is_empty() && usual.is_interval && has_begun;
        if ends || ends_at_heading && is_heading(line) {
            return place;
        }
        has_begun |= !line.is_empty();
    }
    below.end
}

/// The lines among these that have the usual amounts. Where some are items of a list, the others are so only if they have a
/// known name or say a part of it.
fn takers(
    lines: &[&str],
    among: Range<usize>,
    usual: &UsualLine,
    known: &KnownNames,
) -> Vec<usize> {
    let is_meant = |at: &usize| {
        let (text, is_item) = line_at(lines, *at);
        let line = lines.get(*at).copied().unwrap_or_default();
        !is_heading(line) && usual.is_taken_by(text, is_item)
    };
    let mut takers: Vec<usize> = among.filter(is_meant).collect();
    let is_item = |at: &usize| line_at(lines, *at).1;
    if takers.iter().any(is_item) {
        takers.retain(|at| {
            let line = line_reader::read(line_at(lines, *at).0);
            is_item(at) || line.has_amount() || known.id(&line.name).is_some()
        });
    }
    takers
}

/// The line at `at`, where it says the amounts of others.
fn usual_at(lines: &[&str], at: usize) -> Option<UsualLine> {
    let (text, is_item) = line_at(lines, at);
    let usual = usual(text)?;
    let next = (at + 1..lines.len()).find(|next| !line_at(lines, *next).0.is_empty());
    let before = (0..at)
        .rev()
        .find(|before| !line_at(lines, *before).0.is_empty());
    let is_item_at = |place: Option<usize>| place.is_some_and(|place| line_at(lines, place).1);
    let stands_above = !is_item && is_item_at(next) && !is_item_at(before);
    (!usual.is_plain || stands_above || text.ends_with(':')).then_some(usual)
}

fn usual(text: &str) -> Option<UsualLine> {
    let mut amounts = line_reader::read(text);
    let says = amounts.has_amount() || amounts.sets.is_some();
    if !says || says_how_often(text) || rounds::read(text).is_some() {
        return None;
    }
    let tokens = tokens(text);
    let is_limb = |at: usize| tokens.get(at).is_some_and(|token| token.is(LIMBS));
    let is_of_all = |(at, _): &(usize, _)| !is_limb(at + 1);
    let mut others = tokens.iter().enumerate().filter(is_of_all);
    let means_others = others.any(|(_, token)| token.is(&OTHERS));
    // `30 seconds each` is each of them, not each side.
    amounts.side = amounts.side.filter(|_| (0..tokens.len()).any(is_limb));
    let has_rest = amounts.length.is_some() && amounts.rest.is_some();
    let is_interval = has_rest && tokens.iter().any(|token| token.is(&INTERVALS));
    let title = std::mem::take(&mut amounts.name);
    let how = std::mem::take(&mut amounts.how);
    let names_nothing = |word: &str| {
        let word = word.trim_matches(|it: char| !it.is_alphanumeric());
        let lower = word.to_lowercase();
        let word = lower.as_str();
        let is_known = NO_NAMES.contains(&word) || OTHERS.contains(&word);
        word.is_empty() || is_known || is_interval && INTERVALS.contains(&word)
    };
    let is_nameless = title.split_whitespace().all(names_nothing);
    let is_title = means_others && ends_a_title(&title);
    let says_no_more = how.split_whitespace().all(names_nothing);
    let begins = tokens.first().is_some_and(|first| first.is(&["hold"]));
    ((is_nameless || is_title) && says_no_more && (means_others || is_interval || begins)).then(
        || UsualLine {
            amounts,
            title: if is_nameless && !is_interval {
                String::new()
            } else {
                title
            },
            is_interval,
            is_plain: !means_others && !is_interval,
        },
    )
}

impl UsualLine {
    /// How many rounds there are of all.
    fn rounds(&self) -> Option<u32> {
        let reps = self.amounts.reps.map(|reps| reps.0);
        let rounds = self.amounts.sets.or(reps);
        rounds.filter(|rounds| self.is_interval && *rounds > 1)
    }

    /// The amounts of one of the others.
    fn for_one(&self) -> NotedLine {
        let mut amounts = self.amounts.clone();
        if self.is_interval {
            (amounts.reps, amounts.sets, amounts.is_moved) = (None, None, true);
        }
        amounts
    }

    fn role(&self, is_alone: bool) -> LineRole {
        if is_alone {
            return match self.title.as_str() {
                title if self.is_interval || title.is_empty() => LineRole::Alone,
                _ => LineRole::Own,
            };
        }
        if let Some(times) = self.rounds() {
            return LineRole::Opens(RoundsLine {
                name: self.title.clone(),
                times,
                between: None,
                is_above: false,
            });
        }
        match self.title.as_str() {
            "" => LineRole::Says,
            title => LineRole::Titles(title.to_owned()),
        }
    }

    /// Whether a line without its marker does not say all of it itself.
    fn is_taken_by(&self, text: &str, is_item: bool) -> bool {
        let line = line_reader::read(text);
        let is_name = !is_rest(&line.name) && line.name.starts_with(char::is_alphabetic);
        if !is_name || says_how_often(text) || rounds::read(text).is_some() {
            return false;
        }
        if line.has_amount() {
            return self.amounts.sets.is_some() && !self.is_interval && !line.is_several();
        }
        let says_else = line.sets.is_some() || line.rest.is_some();
        let is_whole = line.name.split_whitespace().count() <= MOST_WORDS
            && !text.ends_with(['.', '!', '?', ';']);
        let has_amount = self.amounts.has_amount();
        let has_digit = text.contains(|it: char| it.is_ascii_digit());
        has_amount && !says_else && !has_digit && (is_item || is_whole)
    }
}

impl NotedLine {
    /// The same with what it does not say itself as in `usual`.
    pub(super) fn with_usual(self, usual: &Self) -> Self {
        if self.has_amount() {
            let sets = usual.sets.filter(|_| !self.is_several());
            return Self {
                rest: self.rest.or(usual.rest.filter(|_| sets.is_some())),
                sets: self.sets.or(sets),
                ..self
            };
        }
        // What stands behind the name says how.
        let mut parts = [": ", " - ", " – ", " — "].iter();
        let parts = parts.find_map(|sign| self.name.split_once(sign));
        let (name, how) = parts.unwrap_or((&self.name, &self.how));
        Self {
            name: name.trim().to_owned(),
            how: how.trim().to_owned(),
            side: self.side.or(usual.side),
            load: self.load.or_else(|| usual.load.clone()),
            ..usual.clone()
        }
    }
}
