//! The sentences: names, sides and cues of the routine, and the few words that the program adds.

use std::time::Duration;

use super::line::Sentence;
use crate::core::routine::Voice;
use crate::core::text;
use crate::core::timeline::{Kind, Segment, Timeline};

/// The sentence of a pause.
pub(in crate::core) const PAUSED: &str = "Paused.";
/// The sentence before a clock goes on.
pub const GET_READY: &str = "Get ready.";
/// The sentence of a stretch that hurt.
pub(in crate::core) const LET_GO: &str = "Stopped. Let go slowly.";
/// The sentence of an alarm.
pub(in crate::core) const TIME: &str = "Time. Any key.";
/// The sentence where a key is awaited.
pub(super) const ANY_KEY: &str = "Any key goes on.";

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
        let text = text::on_one_line(text);
        text.contains(char::is_alphanumeric).then(|| Sentence {
            text,
            lang: self.voice.lang.clone(),
        })
    }

    /// The program's own words, which are English: nothing in a routine of another language.
    pub(in crate::core) fn own(self, text: &str) -> &str {
        if self.voice.is_english() { text } else { "" }
    }

    /// "Left."
    pub(super) fn side(self) -> String {
        let side = self.segment().filter(|_| self.voice.sides);
        side.and_then(Segment::side_shown)
            .map(|side| stopped(&text::capitalised(side)))
            .unwrap_or_default()
    }

    /// "Single-knee pull. Right."
    pub(in crate::core) fn name_and_side(self) -> String {
        let mut coming = self.timeline.iter().skip(self.index);
        let name = coming
            .find_map(|segment| segment.step.name.as_deref())
            .filter(|_| self.voice.names)
            .map(stopped);
        joined(&[&name.unwrap_or_default(), &self.side()])
    }

    /// The cue of the step, or of the first one of a block that has none.
    pub(super) fn cue(self) -> String {
        let said = source_of_cue(self.timeline, self.index);
        said.and_then(|index| Some((index, self.timeline.get(index)?.step.cue.as_ref()?)))
            .map(|(index, cue)| stopped(&cue.fill(&self.timeline.words(index, None))))
            .unwrap_or_default()
    }

    /// Name, side and cue, from the longest form to the shortest; `heard`: without the cue.
    pub(super) fn introduction(self, heard: bool) -> Forms {
        let name = self.name_and_side();
        let cue = self.cue();
        if heard || cue.is_empty() {
            return Forms::of([(name, false)]);
        }
        let first = joined(&[&name, first_sentence(&cue)]);
        Forms::of([(joined(&[&name, &cue]), true), (first, true), (name, false)])
    }
}

/// The segment whose cue is said in the segment at `index`.
pub fn source_of_cue(timeline: &Timeline, index: usize) -> Option<usize> {
    let has_cue = |index: &usize| {
        let segment = timeline.get(*index);
        segment.is_some_and(|segment| segment.step.cue.is_some())
    };
    let introduces = timeline.get(index)?.kind == Kind::Ready;
    [Some(index), introduces.then_some(index + 1)]
        .into_iter()
        .flatten()
        .find(has_cue)
}

/// A sentence in several forms, the longest first, each with whether the cue of the step is in it.
pub(super) struct Forms(pub(super) Vec<(String, bool)>);

impl Forms {
    pub(in crate::core) fn of(forms: impl IntoIterator<Item = (String, bool)>) -> Self {
        Self(forms.into_iter().collect())
    }

    /// The same forms behind another text.
    pub(super) fn behind(&self, text: &str) -> Self {
        let forms = self.0.iter();
        Self::of(forms.map(|(form, cue)| (joined(&[text, form]), *cue)))
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

fn first_sentence(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(at, character)| {
            let behind = text.get(at + character.len_utf8()..).unwrap_or_default();
            matches!(character, '.' | '!' | '?' | '…')
                && behind.chars().next().is_none_or(char::is_whitespace)
        })
        .map(|(at, character)| at + character.len_utf8());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A number as it is said: words up to a hundred, digits beyond.
pub(super) fn number(number: u64) -> String {
    const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
                         fifteen sixteen seventeen eighteen nineteen";
    const TENS: &str = "- - twenty thirty forty fifty sixty seventy eighty ninety";
    let word = |words: &'static str, at: u64| words.split(' ').nth(at as usize);
    if let Some(word) = word(SMALL, number) {
        return word.to_owned();
    }
    match (word(TENS, number / 10), number % 10) {
        (Some(tens), 0) => tens.to_owned(),
        (Some(tens), ones) => format!("{tens}-{}", word(SMALL, ones).unwrap_or_default()),
        (None, _) => number.to_string(),
    }
}

/// "Two of three."
pub(super) fn of_many((nth, of): (u32, u32)) -> String {
    let text = format!("{} of {}.", number(nth.into()), number(of.into()));
    text::capitalised(&text)
}

/// "Four minutes.", to the nearest minute; below one, in seconds.
pub(super) fn roughly(length: Duration) -> String {
    let (count, unit) = match length.as_secs() {
        seconds @ ..45 => (seconds, "second"),
        seconds => ((seconds + 30) / 60, "minute"),
    };
    let plural = if count == 1 { "" } else { "s" };
    text::capitalised(&format!("{} {unit}{plural}.", number(count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_in_words() {
        let said: Vec<String> = [1, 12, 20, 45, 99, 100].map(number).into();
        assert_eq!(
            said,
            [
                "one",
                "twelve",
                "twenty",
                "forty-five",
                "ninety-nine",
                "100"
            ]
        );
    }

    #[test]
    fn lengths_are_said_roughly() {
        let said: Vec<String> = [30, 60, 128, 640]
            .map(|seconds| roughly(Duration::from_secs(seconds)))
            .into();
        assert_eq!(
            said,
            [
                "Thirty seconds.",
                "One minute.",
                "Two minutes.",
                "Eleven minutes."
            ]
        );
    }

    #[test]
    fn the_first_sentence_ends_at_a_stop_and_not_at_a_point_in_a_number() {
        assert_eq!(first_sentence("Hold 1.5 m up. Breathe."), "Hold 1.5 m up.");
        assert_eq!(first_sentence("Breathe"), "Breathe");
    }
}
