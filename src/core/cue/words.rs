//! The sentences: names, sides and cues of the routine, and the few words that the program adds.

use std::sync::Arc;
use std::time::Duration;

use super::part::Sentence;
use crate::core::language::{Word, Words};
use crate::core::text;
use crate::core::timeline::{Keys, Kind, Segment, Timeline, Turning};
use crate::core::voice::Voice;

/// The sentences about one segment.
#[derive(Clone, Copy)]
pub(in crate::core) struct SegmentWords<'a> {
    timeline: &'a Timeline,
    index: usize,
    pub(super) voice: &'a Voice,
}

impl<'a> SegmentWords<'a> {
    pub(in crate::core) fn of(timeline: &'a Timeline, index: usize) -> Self {
        let segment = timeline.get(index).unwrap_or(timeline.first());
        Self {
            timeline,
            index,
            voice: &segment.step.routine.voice,
        }
    }

    fn segment(self) -> Option<&'a Segment> {
        self.timeline.get(self.index)
    }

    /// `text` in the language of the routine, or nothing where there is no word in it.
    pub(in crate::core) fn sentence(self, text: &str) -> Option<Sentence> {
        let text = self.voice.say.applied(&text::on_one_line(text));
        text.contains(char::is_alphanumeric).then(|| Sentence {
            text,
            lang: self.voice.lang.clone(),
        })
    }

    /// A word of the program; nothing where it is not in the language of the routine.
    pub(in crate::core) fn own(self, word: Word) -> &'a str {
        self.spoken().map_or("", |words| words.get(word))
    }

    /// The words of the program, if they are in the language of the routine.
    fn spoken(self) -> Option<&'a Words> {
        self.voice.has_words().then_some(&*self.voice.words)
    }

    /// A word of the program as a sentence.
    pub(in crate::core) fn own_sentence(self, word: Word) -> Option<Sentence> {
        self.sentence(self.own(word))
    }

    /// The name of the step that is coming, or the segment's own.
    pub(super) fn name(self) -> String {
        let mut coming = self.timeline.iter().skip(self.index);
        let named = coming.find(|segment| segment.step.name.is_some());
        let named = named.filter(|_| self.voice.names);
        let Some((segment, name)) = named.and_then(|it| Some((it, it.step.name.as_deref()?)))
        else {
            return String::new();
        };
        match self.own(Word::Optional) {
            optional if segment.step.optional && !optional.is_empty() => {
                stopped(&format!("{name}, {optional}"))
            }
            _ => stopped(name),
        }
    }

    /// "left": the side as the routine calls it.
    fn side_within(self) -> &'a str {
        let side = self.segment().filter(|_| self.voice.sides);
        side.and_then(Segment::side_shown).unwrap_or_default()
    }

    /// "Left."
    pub(super) fn side(self) -> String {
        stopped(&text::capitalised(self.side_within()))
    }

    /// "Single-knee pull. Right."
    pub(in crate::core) fn name_and_side(self) -> String {
        joined(&[&self.name(), &self.side()])
    }

    /// Whether its name and side are those of `other`, which may have no side.
    pub(super) fn tells_of(self, other: Self) -> bool {
        let side = other.side();
        self.name() == other.name() && (side.is_empty() || self.side() == side)
    }

    /// The cue of the step, or of the first one of a block that has none.
    pub(super) fn cue(self) -> String {
        let said = source_of_cue(self.timeline, self.index);
        said.and_then(|index| Some((index, self.timeline.get(index)?.step.cue.as_ref()?)))
            .map(|(index, cue)| stopped(&cue.fill(&self.timeline.words(index, None))))
            .unwrap_or_default()
    }

    /// Name, side and cue, from the longest form to the side alone; `heard`: without the cue.
    pub(super) fn introduction(self, heard: bool) -> Vec<Form> {
        let (named, side) = (self.name_and_side(), self.side());
        let cue = if heard { String::new() } else { self.cue() };
        introductions(&named, &side, &cue)
    }

    /// The sentence where sides change, from the longest form to the side alone.
    pub(super) fn switch(self) -> Vec<Form> {
        let switch = self.own(Word::SaySwitch);
        let side = self.side();
        let mut texts = Vec::new();
        for turn in self.turn() {
            let side = text::capitalised(self.side_within());
            let turn = if side.is_empty() {
                text::capitalised(&turn)
            } else {
                format!("{side}, {turn}")
            };
            texts.extend([joined(&[switch, &turn]), turn]);
        }
        texts.extend([joined(&[switch, &side]), side]);
        texts.into_iter().map(Form::side).collect()
    }

    /// "Rep two of three.", "Round two of three.", "Rest. Set two of three. Right.", and the shorter form of each. The
    /// side is said where it is not that of the work before.
    pub(super) fn between(self, news: News) -> Vec<Form> {
        let turns = self.turn().into_iter();
        let turns = turns.map(|turn| text::capitalised(&turn));
        if !self.segment().is_some_and(Segment::is_rest_between_sets) {
            return turns.map(Form::of).collect();
        }
        let side = match news {
            News::Nothing => String::new(),
            News::Side | News::NameAndSide => self.side(),
        };
        let form = |parts: [&str; 3]| {
            if side.is_empty() {
                Form::of(joined(&parts))
            } else {
                Form::side(joined(&parts))
            }
        };
        let rest = self.own(Word::SayRest);
        let turns: Vec<String> = turns.collect();
        let first = turns.first().map(|turn| form([rest, turn, &side]));
        let shorter = turns.iter().map(|turn| form(["", turn, &side]));
        let side_alone = (!side.is_empty()).then(|| form(["", "", &side]));
        first.into_iter().chain(shorter).chain(side_alone).collect()
    }

    /// The repetition, the set or the round that comes, from the second one on: "rep two of three.", "two of three."
    fn turn(self) -> Vec<String> {
        let Some(segment) = self.segment() else {
            return Vec::new();
        };
        let (turn, (nth, of)) = segment.turn();
        let word = match turn {
            Turning::Round => Word::SayRound,
            Turning::Set => Word::SaySet,
            Turning::Rep => Word::SayRep,
        };
        let Some(words) = self.spoken().filter(|_| nth > 1) else {
            return Vec::new();
        };
        let [nth, of] = [nth, of].map(|number| words.number(number.into()));
        let forms = [word, Word::SayTurn];
        forms
            .map(|form| words.fill(form, &[("n", &nth), ("total", &of)]))
            .into()
    }

    /// "Next: Single-knee pull. Right.", or "Next: right." where the name is known.
    pub(super) fn next(self, news: News) -> Option<Sentence> {
        let side = stopped(self.side_within());
        let coming = match news {
            News::Nothing => return None,
            News::Side => side,
            News::NameAndSide => self.name_and_side(),
        };
        let next = joined(&[self.own(Word::SayNext), &coming]);
        self.sentence(&next).filter(|_| !coming.is_empty())
    }

    /// The sentence of a wait: its name, its cue, and how it goes on. Where a session begins with it, the warnings come
    /// before, if there is time for them.
    pub(super) fn wait(self, is_first: bool) -> Vec<Form> {
        let (name, cue) = (self.name_and_side(), self.cue());
        let goes_on = self.own(self.goes_on());
        let asked = |form: Form| Form {
            text: joined(&[&form.text, goes_on]),
            ..form
        };
        let forms = introductions(&name, "", &cue).into_iter();
        let forms: Vec<Form> = forms.map(asked).collect();
        // They are looked for in the whole timeline.
        let warnings = if is_first {
            self.warnings()
        } else {
            String::new()
        };
        let warned = forms.iter().filter(|_| !warnings.is_empty());
        let warned: Vec<Form> = warned.map(|form| form.behind(&warnings)).collect();
        warned.into_iter().chain(forms).collect()
    }

    /// How a wait goes on: with a key; where none can come, what to do if the answer is no, or for want of time.
    pub(super) fn goes_on(self) -> Word {
        let asks = |text: String| text.contains(['?', '？']);
        match self.timeline.unrolled.keys {
            Keys::Come => Word::AnyKeyContinues,
            Keys::Never if asks(self.name()) || asks(self.cue()) => Word::SayIfNo,
            Keys::Never => Word::SayMoreTime,
        }
    }

    /// The sentence where a key is awaited, after a `text`.
    pub(super) fn any_key(self, text: &[&str]) -> Option<Sentence> {
        self.sentence(&joined(&[&joined(text), self.own(Word::AnyKeyContinues)]))
    }

    /// The sentence of what lasts as long as one can, after a `text`.
    pub(super) fn max(self, text: &[&str]) -> Option<Sentence> {
        let max = text::capitalised(self.own(Word::AsLongAsYouCan));
        self.sentence(&joined(&[
            &joined(text),
            &stopped(&max),
            self.own(Word::AnyKeyWhenDone),
        ]))
    }

    /// How long something lasts so far that has no length.
    pub(super) fn so_far(self, length: Duration) -> Option<Sentence> {
        let words = self.spoken()?;
        let seconds = length.as_secs();
        let time = if seconds > 0 && seconds.is_multiple_of(60) {
            words.quantity(seconds / 60, MINUTES)
        } else {
            words.quantity(seconds, SECONDS)
        };
        self.sentence(&stopped(&text::capitalised(&time)))
    }

    /// The sentence of an alarm.
    pub(in crate::core) fn alarm(self) -> Option<Sentence> {
        let time = self.own(Word::SayTimeIsUp);
        match self.timeline.unrolled.keys {
            Keys::Come => self.sentence(&joined(&[time, self.own(Word::AnyKeyStops)])),
            Keys::Never => self.sentence(time),
        }
    }

    /// The warnings of all routines of a session, each once; where nobody can stop it with a key, the rule of when to
    /// stop behind them.
    pub(super) fn warnings(self) -> String {
        let mut warnings: Vec<String> = Vec::new();
        let segments = self.timeline.iter();
        let mut routines: Vec<_> = segments.map(|segment| &segment.step.routine).collect();
        routines.dedup_by(|one, other| Arc::ptr_eq(one, other));
        for warning in routines.into_iter().flat_map(|routine| &routine.warn) {
            let warning = stopped(warning);
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        if self.timeline.unrolled.keys != Keys::Come {
            warnings.push(self.own(Word::StopWhen).to_owned());
        }
        joined(&warnings.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// "Two.", "Last one.": the movement of a count that begins.
    pub(super) fn repetition(self, nth: u32, is_last: bool) -> String {
        match self.spoken() {
            None => nth.to_string(),
            Some(words) if is_last => words.get(Word::SayLastOne).to_owned(),
            Some(words) => {
                let number = text::capitalised(&words.number(nth.into()));
                // In some languages a full stop behind digits makes another number of them.
                if number.ends_with(|last: char| last.is_ascii_digit()) {
                    number
                } else {
                    stopped(&number)
                }
            }
        }
    }

    /// "Five minutes to go."
    pub(super) fn to_go(self, minutes: u64) -> Option<Sentence> {
        let words = self.spoken()?;
        let time = words.quantity(minutes, MINUTES);
        self.sentence(&text::capitalised(
            &words.fill(Word::SayToGo, &[("time", &time)]),
        ))
    }

    /// "Done. Two minutes."
    pub(super) fn done(self, clock: Duration) -> Option<Sentence> {
        let words = self.spoken()?;
        let time = text::capitalised(&roughly(words, clock));
        self.sentence(&words.fill(Word::SayDone, &[("time", &time)]))
    }
}

const MINUTES: [Word; 3] = [Word::OneMinute, Word::FewMinutes, Word::Minutes];
const SECONDS: [Word; 3] = [Word::OneSecond, Word::FewSeconds, Word::Seconds];

/// The part of the work that comes which a listener does not know yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum News {
    /// It goes on with the same step and side.
    Nothing,
    /// The side.
    Side,
    /// The name, and the side if there is one.
    NameAndSide,
}

/// `named` (a name and a side) with a cue, from the longest form to the side alone.
pub(super) fn introductions(named: &str, side: &str, cue: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for cue in [cue, first_sentence(cue)] {
        if !cue.is_empty() {
            forms.push(Form {
                cue: true,
                ..Form::named(joined(&[named, cue]))
            });
        }
    }
    forms.push(Form::named(named.to_owned()));
    if !side.is_empty() {
        forms.push(Form::side(side.to_owned()));
    }
    forms
}

/// The segment whose cue is said in the segment at `index`.
pub fn source_of_cue(timeline: &Timeline, index: usize) -> Option<usize> {
    let has_cue = |index: &usize| {
        let segment = timeline.get(*index);
        segment.is_some_and(|segment| segment.step.cue.is_some())
    };
    // The first step of a block may have time of its own to get ready.
    let next = timeline.get(index + 1);
    let introduces = timeline.get(index)?.kind == Kind::Ready
        && next.is_some_and(|next| next.kind != Kind::Ready);
    [Some(index), introduces.then_some(index + 1)]
        .into_iter()
        .flatten()
        .find(has_cue)
}

/// One of the forms in which a sentence can be said.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) text: String,
    /// The news in it.
    pub(super) tells: News,
    /// Whether (part of) the cue of the step is in it.
    pub(super) cue: bool,
}

impl Form {
    /// A form that tells nothing of what comes.
    pub(super) const fn of(text: String) -> Self {
        Self {
            text,
            tells: News::Nothing,
            cue: false,
        }
    }

    /// A form that tells the side alone.
    fn side(text: String) -> Self {
        Self {
            tells: News::Side,
            ..Self::of(text)
        }
    }

    /// A form that tells name and side.
    fn named(text: String) -> Self {
        Self {
            tells: News::NameAndSide,
            ..Self::of(text)
        }
    }

    /// The same form behind another text.
    pub(super) fn behind(&self, text: &str) -> Self {
        Self {
            text: joined(&[text, &self.text]),
            ..*self
        }
    }
}

/// Sentences one after the other.
pub(super) fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// `text` with a full stop, unless it ends with a stop of its own.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？'])
    {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The beginning of a sentence up to its first comma or stop, for a listener who knows the rest; nothing where that is
/// all of it.
pub(super) fn short(text: &str) -> String {
    let beginning = up_to(text, &['.', '!', '?', '…', ',', ';', ':']);
    if beginning == text {
        return String::new();
    }
    stopped(beginning.trim_end_matches([',', ';', ':']))
}

fn first_sentence(text: &str) -> &str {
    up_to(text, &['.', '!', '?', '…'])
}

/// `text` up to the first of these `stops` that a space follows.
fn up_to<'a>(text: &'a str, stops: &[char]) -> &'a str {
    let end = text
        .char_indices()
        .map(|(at, character)| (at + character.len_utf8(), character))
        .find(|(end, character)| {
            let behind = text.get(*end..).unwrap_or_default();
            stops.contains(character) && behind.chars().next().is_none_or(char::is_whitespace)
        });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// "four minutes", to the nearest minute; below one, in seconds.
fn roughly(words: &Words, length: Duration) -> String {
    match length.as_secs() {
        seconds @ ..45 => words.quantity(seconds, SECONDS),
        seconds => words.quantity((seconds + 30) / 60, MINUTES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::languages::english;

    #[test]
    fn numbers_are_said_in_words_as_far_as_a_language_lists_them() {
        let words = english();
        let said = [1, 12, 20, 45, 0].map(|number| words.number(number));
        assert_eq!(said, ["one", "twelve", "twenty", "45", "0"]);
    }

    #[test]
    fn lengths_are_said_roughly() {
        let words = english();
        let said: Vec<String> = [30, 60, 128, 640]
            .map(|seconds| roughly(&words, Duration::from_secs(seconds)))
            .into();
        assert_eq!(
            said,
            ["30 seconds", "one minute", "two minutes", "eleven minutes"]
        );
    }

    #[test]
    fn the_first_sentence_ends_at_a_stop_and_not_at_a_point_in_a_number() {
        assert_eq!(first_sentence("Hold 1.5 m up. Breathe."), "Hold 1.5 m up.");
        assert_eq!(first_sentence("Breathe"), "Breathe");
    }

    #[test]
    fn the_short_form_ends_at_the_first_comma() {
        assert_eq!(short("A mild pull, then breathe out."), "A mild pull.");
        assert_eq!(short("Sink in. Breathe 1,5 times."), "Sink in.");
        assert_eq!(short("Keep breathing."), "");
    }
}
