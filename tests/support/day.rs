//! A routine as long as one likes, of everything that goes on by itself: sides, repetitions, figures, counts, cues.

#![allow(dead_code, reason = "each test uses its part of it")]

/// How many rounds of a quarter of an hour a day has.
pub(crate) const ROUNDS: u32 = 96;
/// How long a round is, in seconds.
pub(crate) const ROUND: u64 = 15 * 60;

/// Whether each round ends with a wait for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waits {
    EachRound,
    Never,
}

/// So many rounds as a file, 1 to 99.
pub(crate) fn routine(rounds: u32, waits: Waits) -> String {
    let wait = match waits {
        Waits::EachRound => "  [[step.step]]\n  wait = true\n",
        Waits::Never => "",
    };
    format!(
        r#"title = "A day on the mat"
[[step]]
repeat = {rounds}
  [[step.step]]
  name = "Single-knee pull"
  ready = "10s"
  figure = "single-knee-pull"
  hold = "30s"
  sides = "each"
  reps = 2
  cue = "{{side}} knee in, hands behind the thigh."
  cues = [{{ at = 2, every = "8s", say = "In, and out." }}, {{ at = "half", side = "left", say = "Let the shoulder sink." }}]

  [[step.step]]
  name = "Double-knee pull"
  ready = "10s"
  figure = "double-knee-pull"
  hold = "20s"
  reps = 2

  [[step.step]]
  name = "Bird dog"
  ready = "10s"
  figure = "bird-dog"
  count = 10
  pace = "3s"

  [[step.step]]
  rest = "30s"

  [[step.step]]
  name = "Walk"
  ready = "12s"
  time = "10m20s"
  cues = [{{ every = "1m", say = "{{remaining}} to go." }}]
{wait}"#,
    )
}
