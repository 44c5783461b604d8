//! The JSON of Just Another Workout Timer, as notes of the same kind.

use serde::Deserialize;

use super::{Noted, is_rest};
use crate::format::prescribed::line::{NotedLength, NotedLine};
use crate::format::prescribed::line_reader;

/// A file with one workout, or a backup of several.
#[derive(Deserialize)]
#[serde(untagged)]
enum TimerFile {
    Backup { workouts: Vec<TimerWorkout> },
    One(TimerWorkout),
}

#[derive(Deserialize)]
struct TimerWorkout {
    title: String,
    sets: Vec<TimerSet>,
}

#[derive(Deserialize)]
struct TimerSet {
    #[serde(default = "once")]
    repetitions: u32,
    exercises: Vec<TimerExercise>,
}

#[derive(Deserialize)]
struct TimerExercise {
    name: String,
    /// In seconds.
    duration: u32,
}

const fn once() -> u32 {
    1
}

/// The title and the notes of the workout in `json`, or of that among several whose title is `wanted`, or else of the
/// first; `None` where it is another file.
pub(super) fn read(json: &str, wanted: Option<&str>) -> Option<(String, Vec<Noted>)> {
    let workouts = match serde_json::from_str(json).ok()? {
        TimerFile::Backup { workouts } => workouts,
        TimerFile::One(workout) => vec![workout],
    };
    let is_wanted = |workout: &TimerWorkout| {
        wanted.is_some_and(|wanted| wanted.to_lowercase() == workout.title.to_lowercase())
    };
    let chosen = workouts.iter().position(is_wanted).unwrap_or_default();
    let others = workouts
        .iter()
        .enumerate()
        .filter(|(nth, _)| *nth != chosen);
    let others: Vec<&str> = others.map(|(_, workout)| workout.title.as_str()).collect();
    let workout = workouts.get(chosen)?;
    let mut notes: Vec<Noted> = workout.sets.iter().flat_map(of_set).collect();
    if !others.is_empty() {
        notes.push(Noted::Comment(format!(
            "also in the file: {}",
            others.join(", ")
        )));
    }
    Some((workout.title.clone(), notes))
}

fn of_set(set: &TimerSet) -> Vec<Noted> {
    let steps: Vec<Noted> = set.exercises.iter().map(of_exercise).collect();
    if set.repetitions > 1 {
        vec![Noted::Rounds(set.repetitions, steps)]
    } else {
        steps
    }
}

fn of_exercise(exercise: &TimerExercise) -> Noted {
    if is_rest(&exercise.name) {
        return Noted::Rest(exercise.duration.max(1));
    }
    let line = line_reader::read(&exercise.name);
    Noted::Step(Box::new(NotedLine {
        length: Some((NotedLength::Seconds(exercise.duration.max(1)), None)),
        name: if line.has_amount() {
            exercise.name.trim().to_owned()
        } else {
            line.name
        },
        how: String::new(),
        side: line.side,
        ..NotedLine::default()
    }))
}
