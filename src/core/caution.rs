//! Steps that a person leaves out under certain conditions: the warnings of a routine that come from its stretches, and
//! what is left out of a session for a person who has such a condition.

use super::condition::{Condition, Conditions};
use super::language::{Word, Words};
use super::routine::{Exercise, Routine, Step};
use super::text::listed;

/// The warnings that come from the stretches of a routine, in these words: one for all conditions that rule out the same
/// steps.
pub fn warnings<'a>(steps: impl IntoIterator<Item = &'a Step>, words: &Words) -> Vec<String> {
    let all = Condition::ALL.into_iter().collect();
    sentences(steps, all, Word::LeaveOut, words)
}

/// What is left out of these routines for a person who `has` some conditions, in the language of the first: one sentence
/// for all conditions that rule out the same steps.
pub fn left_out<'a>(
    routines: impl IntoIterator<Item = &'a Routine>,
    has: Conditions,
) -> Vec<String> {
    let routines: Vec<&Routine> = routines.into_iter().collect();
    let Some(first) = routines.first() else {
        return Vec::new();
    };
    let steps = routines.iter().flat_map(|routine| routine.steps.iter());
    sentences(steps, has, Word::SkippedBecause, &first.voice.words)
}

/// A `sentence` for all conditions among `those` that rule out the same steps.
fn sentences<'a>(
    steps: impl IntoIterator<Item = &'a Step>,
    those: Conditions,
    sentence: Word,
    words: &Words,
) -> Vec<String> {
    let filled = |(conditions, names): (Vec<Condition>, Vec<&str>)| {
        let conditions = any_of(&conditions, words);
        let values = [
            ("conditions", conditions.as_str()),
            ("steps", &names.join(", ")),
        ];
        words.fill(sentence, &values)
    };
    groups(steps, those).into_iter().map(filled).collect()
}

/// Whether nothing of these routines remains for a person who `has` these conditions.
pub fn leaves_nothing<'a>(
    routines: impl IntoIterator<Item = &'a Routine>,
    has: Conditions,
) -> bool {
    let mut routines = routines.into_iter();
    routines.all(|routine| routine.steps_with(has).next().is_none())
}

impl Step {
    /// Whether it is left out for a person who `has` these conditions: a block is when all that is done in it is.
    pub(crate) fn is_left_out(&self, has: Conditions) -> bool {
        let mut exercises = self.each().filter_map(Self::exercise).peekable();
        let is_left_out = |exercise: &Exercise| !exercise.avoid.and(has).is_empty();
        !has.is_empty() && exercises.peek().is_some() && exercises.all(is_left_out)
    }
}

impl Routine {
    /// The steps for a person who `has` these conditions. Where all that is done is left out, so are rests and waits.
    pub(super) fn steps_with(&self, has: Conditions) -> impl Iterator<Item = &Step> {
        let mut exercises = self.each_step().filter(|step| step.exercise().is_some());
        let is_all = !has.is_empty() && exercises.all(|step| step.is_left_out(has));
        let steps = self.steps.iter().filter(move |_| !is_all);
        steps.filter(move |step| !step.is_left_out(has))
    }
}

/// Conditions among `those` that rule out the same steps, with the names of these steps.
fn groups<'a>(
    steps: impl IntoIterator<Item = &'a Step>,
    those: Conditions,
) -> Vec<(Vec<Condition>, Vec<&'a str>)> {
    let exercises: Vec<&Exercise> = steps
        .into_iter()
        .flat_map(Step::each)
        .filter_map(Step::exercise)
        .collect();
    let mut groups: Vec<(Vec<Condition>, Vec<&str>)> = Vec::new();
    for condition in those.iter() {
        let mut names: Vec<&str> = Vec::new();
        for exercise in exercises
            .iter()
            .filter(|exercise| exercise.avoid.has(condition))
        {
            if !names.contains(&exercise.name.as_str()) {
                names.push(&exercise.name);
            }
        }
        match groups.iter_mut().find(|(_, same)| *same == names) {
            _ if names.is_empty() => {}
            Some((conditions, _)) => conditions.push(condition),
            None => groups.push((vec![condition], names)),
        }
    }
    groups
}

/// The names of conditions as a list with a last `or`.
fn any_of(conditions: &[Condition], words: &Words) -> String {
    let name = |condition: &Condition| words.get(condition.word_of_session()).to_owned();
    let names: Vec<String> = conditions.iter().map(name).collect();
    listed(&names, words.get(Word::Or))
}
