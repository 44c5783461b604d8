//! Reads one line of a routine as people write it: `Hamstring stretch 2x30s each side`, `Calf raise 3x12`, `rest 30s`.

use std::ops::Range;

use super::line::{NotedLength, NotedLine, NotedRange, NotedSide};
use super::token::{NoteToken, tokens};

const SECONDS: &[&str] = &["s", "sec", "secs", "second", "seconds", "\"", "”", "″"];
const MINUTES: &[&str] = &["m", "min", "mins", "minute", "minutes", "'", "’", "′"];
const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours"];
/// So many `m` are metres rather than minutes.
const LEAST_METRES: u32 = 100;
const TIMES: &[&str] = &["x", "×", "*"];
const REPS: &[&str] = &["rep", "reps", "repetition", "repetitions", "times"];
const SETS: &[&str] = &["set", "sets", "round", "rounds"];
const DASHES: &[&str] = &["-", "–", "—", "to"];
const BREATHS: &[&str] = &["breath", "breaths"];
const LOADS: &[&str] = &["kg", "lb", "lbs", "pounds", "kilo", "kilos"];
const RESTS: &[&str] = &["rest", "pause", "break", "relax", "off"];
/// Words behind a number at the beginning of a line that make it no count of what follows.
const NO_COUNTS: [&str; 31] = [
    "k",
    "km",
    "m",
    "metre",
    "metres",
    "meter",
    "meters",
    "mile",
    "miles",
    "yards",
    "yd",
    "ft",
    "feet",
    "cm",
    "lap",
    "laps",
    "cal",
    "calories",
    "way",
    "ways",
    "point",
    "leg",
    "legged",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "exercises",
    "stretches",
    "steps",
];
/// Words that say nothing beside a number.
const FILLERS: &[&str] = &[
    "hold", "for", "of", "then", "about", "approx", "ca", "@", "a", "at", "with", "and", "+", "~",
    "do", "repeat", "holds", "slow", "slowly",
];
pub(in crate::format) const LIMBS: &[&str] = &[
    "side",
    "sides",
    "leg",
    "legs",
    "arm",
    "arms",
    "foot",
    "feet",
    "knee",
    "direction",
    "way",
    "hand",
    "hip",
];

/// Reads a line without its bullet.
pub(in crate::format) fn read(line: &str) -> NotedLine {
    read_all(line).0
}

/// The amounts of a text that says nothing else, and none of them twice.
pub(super) fn read_amounts(text: &str) -> Option<NotedLine> {
    let (found, says_twice) = read_all(text);
    let is_all = found.name.is_empty() && found.how.is_empty() && found.has_amount();
    let says_two = found.is_max && found.length.is_some();
    (is_all && !says_twice && !says_two).then_some(found)
}

/// What a line says, and whether it says something twice.
fn read_all(line: &str) -> (NotedLine, bool) {
    let tokens = tokens(line);
    let mut reader = LineReader {
        tokens: &tokens,
        taken: vec![false; tokens.len()],
        found: NotedLine::default(),
        says_twice: false,
    };
    reader.found.is_moved = tokens.iter().any(|token| token.is(&["tabata"]));
    reader.max();
    reader.sides();
    let mut at = 0;
    while at < tokens.len() {
        at = reader.amount(at);
    }
    reader.last_number();
    reader.first_number();
    reader.one_side();
    reader.fillers();
    let says_twice = reader.says_twice;
    (reader.texts(line), says_twice)
}

struct LineReader<'t> {
    tokens: &'t [NoteToken],
    /// Which of them are understood.
    taken: Vec<bool>,
    found: NotedLine,
    /// Whether an amount was found where there was one already.
    says_twice: bool,
}

/// Writes a value where one may stand already; true where it does.
fn is_twice<T>(slot: &mut Option<T>, value: T) -> bool {
    slot.replace(value).is_some()
}

impl LineReader<'_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        let is_free = self.taken.get(at).is_some_and(|taken| !taken);
        is_free && self.tokens.get(at).is_some_and(|token| token.is(words))
    }

    fn number(&self, at: usize) -> Option<u32> {
        let is_free = self.taken.get(at).is_some_and(|taken| !taken);
        self.tokens.get(at).filter(|_| is_free)?.number()
    }

    fn fraction(&self, at: usize) -> Option<f64> {
        let is_free = self.taken.get(at).is_some_and(|taken| !taken);
        self.tokens.get(at).filter(|_| is_free)?.fraction()
    }

    fn take(&mut self, places: Range<usize>) {
        for taken in self.taken.get_mut(places).into_iter().flatten() {
            *taken = true;
        }
    }

    /// `as long as you can`, `to failure`, `max`.
    fn max(&mut self) {
        let phrases: [&[&str]; 7] = [
            &["as", "long", "as", "you", "can"],
            &["as", "long", "as", "possible"],
            &["to", "failure"],
            &["until", "failure"],
            &["max", "hold"],
            &["hold", "max"],
            &["max"],
        ];
        for phrase in phrases {
            let ends = self.tokens.len().saturating_sub(phrase.len());
            let matches = |at: &usize| {
                let mut words = phrase.iter().enumerate();
                words.all(|(nth, word)| self.is(at + nth, &[word]))
            };
            if let Some(at) = (0..=ends).find(matches) {
                self.take(at..at + phrase.len());
                self.found.is_max = true;
                return;
            }
        }
    }

    /// `each side`, `per leg`, `both sides`, `/side`, `(each)`.
    fn sides(&mut self) {
        for at in 0..self.tokens.len() {
            let begins = self.is(at, &["each", "per", "every", "both", "either", "/", "ea"]);
            let limb = self.is(at + 1, LIMBS);
            let alone = self.is(at, &["each", "ea"]) && !limb && self.tokens.len() <= at + 2;
            if begins && limb || alone {
                let from = at - usize::from(at > 0 && self.is(at - 1, &["on", "for", "to"]));
                self.take(from..at + 1 + usize::from(limb));
                self.found.side = Some(NotedSide::Each);
            }
        }
    }

    /// A range that begins at `at`, and the place behind it.
    fn range(&self, at: usize) -> Option<(NotedRange<u32>, usize)> {
        let low = self.number(at)?;
        let high = self
            .number(at + 2)
            .filter(|high| *high > low && self.is(at + 1, DASHES));
        Some(match high {
            Some(high) => ((low, Some(high)), at + 3),
            None => ((low, None), at + 1),
        })
    }

    /// `1:30`, perhaps with `min` behind it.
    fn clock(&self, at: usize) -> Option<(NotedRange<NotedLength>, usize)> {
        let (minutes, seconds) = (self.number(at)?, self.number(at + 2)?);
        let has_two_digits = self.tokens.get(at + 2)?.text.len() == 2;
        if !has_two_digits || !self.is(at + 1, &[":"]) {
            return None;
        }
        let length = minutes.checked_mul(60)?.checked_add(seconds)?;
        let end = at + 3 + usize::from(self.is(at + 3, MINUTES));
        Some(((NotedLength::Seconds(length), None), end))
    }

    /// `1.5 min`.
    fn fraction_of_a_unit(&self, at: usize) -> Option<(NotedRange<NotedLength>, usize)> {
        let fraction = self.fraction(at)?;
        let units = [(SECONDS, 1.0), (MINUTES, 60.0), (HOURS, 3600.0)];
        let (_, factor) = units.into_iter().find(|(unit, _)| self.is(at + 1, unit))?;
        let length = NotedLength::Seconds((fraction * factor).round() as u32);
        Some(((length, None), at + 2))
    }

    /// A length that begins at `at`: `30s`, `20-30 sec`, `1 min 30 s`, `1:30`, `5 breaths`.
    fn length(&self, at: usize) -> Option<(NotedRange<NotedLength>, usize)> {
        use NotedLength::{Breaths, Seconds};
        if let Some(length) = self.clock(at).or_else(|| self.fraction_of_a_unit(at)) {
            return Some(length);
        }
        let (mut range, mut end) = self.range(at)?;
        // `20s-30s`
        if range.1.is_none()
            && (self.is(end, SECONDS) || self.is(end, MINUTES))
            && self.is(end + 1, DASHES)
            && let Some(high) = self.number(end + 2).filter(|high| *high > range.0)
        {
            range.1 = Some(high);
            end += 3;
        }
        let each = |unit: fn(u32) -> NotedLength, factor: u32| {
            let length = |number: u32| number.checked_mul(factor).map(unit);
            Some((length(range.0)?, range.1.and_then(length)))
        };
        if self.is(end, BREATHS) {
            return Some((each(Breaths, 1)?, end + 1));
        }
        if self.is(end, SECONDS) {
            // `''` is a sign for seconds too.
            return Some((each(Seconds, 1)?, end + 1));
        }
        if self.is(end, HOURS) {
            return Some((each(Seconds, 3600)?, end + 1));
        }
        let are_metres = self.is(end, &["m"]) && range.0 >= LEAST_METRES;
        if are_metres || !self.is(end, MINUTES) {
            return None;
        }
        if self.is(end, &["'"]) && self.is(end + 1, &["'"]) {
            return Some((each(Seconds, 1)?, end + 2));
        }
        // `1 min 30 s`, `1 min 30`
        let is_last = end + 2 == self.tokens.len();
        let more = self
            .number(end + 1)
            .filter(|more| self.is(end + 2, SECONDS) || (is_last && (10..60).contains(more)));
        if let (Some(more), None) = (more, range.1) {
            let length = range.0.checked_mul(60)?.checked_add(more)?;
            return Some(((Seconds(length), None), self.tokens.len().min(end + 3)));
        }
        Some((each(Seconds, 60)?, end + 1))
    }

    /// What begins at `at`, if it is an amount, and where to go on.
    fn amount(&mut self, at: usize) -> usize {
        let end = self
            .rest(at)
            .or_else(|| self.several(at))
            .or_else(|| self.one(at))
            .or_else(|| self.word(at));
        match end {
            Some(end) => {
                self.take(at..end);
                end
            }
            None => at + 1,
        }
    }

    /// `rest 60s` beside something else, or `60 s rest`.
    fn rest(&mut self, at: usize) -> Option<usize> {
        let begins = self.is(at, RESTS) || self.is_in_tabata(at);
        let from =
            at + usize::from(begins) + usize::from(begins && self.is(at + 1, &[":", "for", "of"]));
        let ((length, _), end) = self.length(from)?;
        let NotedLength::Seconds(seconds) = length else {
            return None;
        };
        // `30s rest 15s` is no rest of 30 s.
        let ends = !begins && self.is(end, RESTS) && self.length(end + 1).is_none();
        if !begins && !ends {
            return None;
        }
        self.says_twice |= is_twice(&mut self.found.rest, seconds);
        let end = end + usize::from(ends);
        let between =
            self.is(end, &["between"]) && (self.is(end + 1, SETS) || self.is(end + 1, REPS));
        Some(end + 2 * usize::from(between))
    }

    /// Whether a rest begins at the stroke of `Tabata 20s/10s`.
    fn is_in_tabata(&self, at: usize) -> bool {
        self.found.is_moved && self.is(at, &["/"]) && self.found.length.is_some()
    }

    /// `2x30s`, `3 x 12`, `3 sets of 10-12`, `30 s x 3`, `x10`.
    fn several(&mut self, at: usize) -> Option<usize> {
        if self.is(at, TIMES)
            && let Some((times, end)) = self.range(at + 1)
        {
            // Behind a length or alone.
            let is_unit = self.length(at + 1).is_some();
            return (!is_unit).then(|| {
                let is_set = self.is(end, SETS);
                if is_set {
                    self.says_twice |= is_twice(&mut self.found.sets, times.0);
                } else {
                    self.times(times);
                }
                end + usize::from(is_set || self.is(end, REPS))
            });
        }
        let (times, end) = self.range(at)?;
        let is_set = self.is(end, SETS);
        if !is_set && !self.is(end, TIMES) {
            return None;
        }
        let mut next = end + 1;
        while self.is(next, &["of", "x", "×", "*", ",", ":", "hold", "a", "for"]) {
            next += 1;
        }
        if let Some((length, behind)) = self.length(next) {
            self.says_twice |= is_twice(&mut self.found.length, length);
            if is_set {
                self.says_twice |= is_twice(&mut self.found.sets, times.0);
            } else {
                self.says_twice |= is_twice(&mut self.found.reps, times);
            }
            return Some(behind + usize::from(self.is(behind, &["hold", "holds"])));
        }
        let Some((count, behind)) = self.range(next) else {
            if is_set {
                self.says_twice |= is_twice(&mut self.found.sets, times.0);
            } else {
                self.times(times);
            }
            return Some(end + 1);
        };
        self.found.sets = Some(times.0).filter(|sets| *sets > 1);
        self.says_twice |= is_twice(&mut self.found.count, count);
        Some(behind + usize::from(self.is(behind, REPS)))
    }

    /// So many times of a length, so many movements, or so many sets of them.
    fn times(&mut self, times: NotedRange<u32>) {
        if self.found.length.is_some() {
            self.says_twice |= is_twice(&mut self.found.reps, times);
        } else if self.found.count.is_some() {
            self.found.sets = Some(times.0).filter(|sets| *sets > 1);
        } else {
            self.says_twice |= is_twice(&mut self.found.count, times);
        }
    }

    /// `30 seconds`, `12 reps`, `5 kg`.
    fn one(&mut self, at: usize) -> Option<usize> {
        if let Some((length, end)) = self.length(at) {
            self.says_twice |= is_twice(&mut self.found.length, length);
            return Some(end + usize::from(self.is(end, &["hold", "holds"])));
        }
        let whole = self.range(at);
        if let Some((number, end)) = whole
            && self.is(end, REPS)
        {
            self.times(number);
            return Some(end + 1);
        }
        let fraction = self.fraction(at).map(|_| at + 1);
        let end = whole.map(|(_, end)| end).or(fraction)?;
        let (unit, number) = (self.tokens.get(end)?, self.tokens.get(at)?);
        if !self.is(end, LOADS) {
            return None;
        }
        self.found.load = Some(format!("{} {}", number.text, unit.text));
        Some(end + 1)
    }

    /// `twice`, `half a minute`.
    fn word(&mut self, at: usize) -> Option<usize> {
        for (word, times) in [("once", 1), ("twice", 2), ("thrice", 3)] {
            if self.is(at, &[word]) {
                self.times((times, None));
                return Some(at + 1);
            }
        }
        let has_a = self.is(at + 1, &["a"]);
        let minute = at + 1 + usize::from(has_a);
        let is_half = self.is(at, &["half"]) && self.is(minute, &["minute", "min"]);
        let is_one = self.is(at, &["one", "a"]) && self.is(at + 1, &["minute", "min"]);
        let (seconds, end) = match (is_half, is_one) {
            (true, _) => (30, minute + 1),
            (_, true) => (60, at + 2),
            _ => return None,
        };
        self.says_twice |= is_twice(
            &mut self.found.length,
            (NotedLength::Seconds(seconds), None),
        );
        Some(end)
    }

    /// A number at the end is how often: `Squats 20`.
    fn last_number(&mut self) {
        let last = (0..self.tokens.len())
            .rev()
            .find(|at| self.taken.get(*at) == Some(&false));
        let Some(last) = last.filter(|_| !self.found.has_amount()) else {
            return;
        };
        let is_label = |at: usize| {
            self.is(
                at,
                &["week", "day", "phase", "stage", "level", "part", "no", "#"],
            )
        };
        if last.checked_sub(1).is_some_and(is_label) {
            return;
        }
        for from in [last.saturating_sub(2), last] {
            if from.checked_sub(1).is_some_and(is_label) {
                return;
            }
            if let Some((count, end)) = self.range(from)
                && end == last + 1
                && from > 0
            {
                self.says_twice |= is_twice(&mut self.found.count, count);
                self.take(from..end);
                return;
            }
        }
    }

    /// A number before a name is how often too: `10 squats`.
    fn first_number(&mut self) {
        let Some((count, end)) = self.range(0).filter(|_| !self.found.has_amount()) else {
            return;
        };
        let is_word = |token: &NoteToken| token.text.starts_with(char::is_alphabetic);
        let is_of_name = self.taken.get(end) == Some(&false)
            && self.tokens.get(end).is_some_and(is_word)
            && !self.is(end, &NO_COUNTS);
        if is_of_name {
            self.found.count = Some(count);
            self.take(0..end);
        }
    }

    /// `left`, `(L)`, `right side` at the beginning or the end of what is not understood.
    fn one_side(&mut self) {
        let free: Vec<usize> = (0..self.tokens.len())
            .filter(|at| self.taken.get(*at) == Some(&false))
            .filter(|at| {
                self.tokens
                    .get(*at)
                    .is_some_and(|token| token.text.chars().all(char::is_alphabetic))
            })
            .collect();
        let side_of = |token: &NoteToken| match token.text.as_str() {
            "left" | "l" | "lt" => Some(NotedSide::Left),
            "right" | "r" | "rt" => Some(NotedSide::Right),
            _ => None,
        };
        let on = |side: NotedSide| {
            let mut tokens = free
                .iter()
                .filter_map(|at| Some((*at, self.tokens.get(*at)?)));
            tokens.find(|(_, token)| side_of(token) == Some(side))
        };
        if let (Some((left, _)), Some((right, _))) = (on(NotedSide::Left), on(NotedSide::Right)) {
            // `45 s L, 45 s R`
            self.take(left..left + 1);
            self.take(right..right + 1);
            let both = if left < right {
                NotedSide::LeftFirst
            } else {
                NotedSide::Each
            };
            self.found.side = self.found.side.or(Some(both));
            return;
        }
        let ends = [free.last(), free.first(), free.iter().rev().nth(1)];
        for (nth, at) in ends.into_iter().enumerate() {
            let Some((at, token)) = at.and_then(|at| Some((*at, self.tokens.get(*at)?))) else {
                continue;
            };
            let has_limb = self.is(at + 1, LIMBS);
            // One before the last word only where that is a limb: `right leg`.
            let Some(side) = side_of(token).filter(|_| nth < 2 || has_limb) else {
                continue;
            };
            if free.len() < 2 || self.found.side.is_some() {
                return;
            }
            let is_limb_of_name = nth == 1 && has_limb && free.len() < 4;
            self.take(at..at + 1 + usize::from(has_limb && !is_limb_of_name && nth != 1));
            self.found.side = Some(side);
            return;
        }
    }

    /// Words and signs beside what is understood that say nothing by themselves.
    fn fillers(&mut self) {
        for at in (0..self.tokens.len()).rev() {
            let is_before = self.taken.get(at + 1).is_some_and(|taken| *taken);
            if is_before && self.is(at, FILLERS) {
                self.take(at..at + 1);
            }
        }
        for at in 1..self.tokens.len() {
            let is_behind = self.taken.get(at - 1).is_some_and(|taken| *taken);
            if is_behind && self.is(at, &["hold", "holds", "x", "on"]) {
                self.take(at..at + 1);
            }
        }
    }

    /// The line with the texts between what is understood: the first is the name, the others say how.
    fn texts(mut self, line: &str) -> NotedLine {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for (token, taken) in self.tokens.iter().zip(&self.taken) {
            match runs.last_mut().filter(|_| is_open && !taken) {
                Some(run) => run.end = token.place.end,
                None if !taken => runs.push(token.place.clone()),
                None => {}
            }
            is_open = !taken;
        }
        let text = |run: Range<usize>| {
            let text = line.get(run).unwrap_or_default();
            let text =
                text.trim_matches(|it: char| it.is_whitespace() || "-–—:,.;/|+".contains(it));
            let is_opened = text.matches('(').count() > text.matches(')').count();
            let is_closed = text.matches('(').count() < text.matches(')').count();
            let text = if is_opened {
                text.trim_end_matches('(').trim_start_matches('(')
            } else {
                text
            };
            let text = if is_closed {
                text.trim_start_matches(')').trim_end_matches(')')
            } else {
                text
            };
            // Braces stand for words that are filled in.
            text.trim().replace(['{', '}'], "")
        };
        let mut texts = runs.into_iter().map(text);
        let mut texts = texts
            .by_ref()
            .filter(|text| text.chars().any(char::is_alphanumeric));
        self.found.name = texts.next().unwrap_or_default();
        self.found.how = texts.collect::<Vec<_>>().join(" ");
        self.found
    }
}
