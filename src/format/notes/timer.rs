//! JSON, above all that of Just Another Workout Timer, as notes of the same kind.

use serde::Deserialize;

use super::{Noted, NotedRounds, is_rest};
use crate::format::prescribed::line::{NotedLength, NotedLine};
use crate::format::prescribed::line_reader;

/// A file with one workout, or a backup of several; or a list of workouts, of sets, of exercises or of lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum TimerFile {
    Backup { workouts: Vec<TimerWorkout> },
    One(TimerWorkout),
    Workouts(Vec<TimerWorkout>),
    Sets(Vec<TimerSet>),
    Exercises(Vec<TimerExercise>),
    Lines(Vec<String>),
}

/// What JSON is among notes.
pub(super) enum TimerNotes {
    Workout(Option<String>, Vec<Noted>),
    /// Lines as people write them.
    Lines(String),
    /// The JSON of something else.
    Other,
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

/// The notes in `json`: of several workouts those of the one whose title is `wanted`, or else of the first. `None` where it
/// is no JSON.
pub(super) fn read(json: &str, wanted: Option<&str>) -> Option<TimerNotes> {
    let json = json.trim();
    let Ok(file) = serde_json::from_str(json) else {
        let is_json =
            json.starts_with('{') || serde_json::from_str::<serde_json::Value>(json).is_ok();
        return is_json.then_some(TimerNotes::Other);
    };
    Some(match file {
        TimerFile::Backup { workouts } | TimerFile::Workouts(workouts) => {
            workout_of(&workouts, wanted)
        }
        TimerFile::One(workout) => workout_of(&[workout], wanted),
        TimerFile::Sets(sets) => TimerNotes::Workout(None, sets.iter().flat_map(of_set).collect()),
        TimerFile::Exercises(exercises) => {
            TimerNotes::Workout(None, exercises.iter().map(of_exercise).collect())
        }
        TimerFile::Lines(lines) => TimerNotes::Lines(lines.join("\n")),
    })
}

fn workout_of(workouts: &[TimerWorkout], wanted: Option<&str>) -> TimerNotes {
    let is_wanted = |workout: &TimerWorkout| {
        wanted.is_some_and(|wanted| wanted.to_lowercase() == workout.title.to_lowercase())
    };
    let chosen = workouts.iter().position(is_wanted).unwrap_or_default();
    let others = workouts
        .iter()
        .enumerate()
        .filter(|(nth, _)| *nth != chosen);
    let others: Vec<&str> = others.map(|(_, workout)| workout.title.as_str()).collect();
    let Some(workout) = workouts.get(chosen) else {
        return TimerNotes::Other;
    };
    let mut notes: Vec<Noted> = workout.sets.iter().flat_map(of_set).collect();
    if !others.is_empty() {
        notes.push(Noted::Comment(format!(
            "also in the file: {}",
            others.join(", ")
        )));
    }
    TimerNotes::Workout(Some(workout.title.clone()), notes)
}

fn of_set(set: &TimerSet) -> Vec<Noted> {
    let steps: Vec<Noted> = set.exercises.iter().map(of_exercise).collect();
    if set.repetitions > 1 {
        vec![Noted::Rounds(NotedRounds {
            times: set.repetitions,
            inside: steps,
            ..NotedRounds::default()
        })]
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
