//! The rules of when to stop. They are shown; one is read aloud where no key can be pressed.
//!
//! Source of the first: the NHS pages on back pain, "Get immediate medical help".

/// The way on after something hurt.
pub const AFTER_HURT: &str =
    "If it grows, runs down a leg, or something is numb or weak: that is all for today (q).";

/// The rule for a session that nobody can stop with a key.
pub const STOP_WHEN: &str =
    "Stop when pain grows, spreads down a leg, or something feels numb or weak.";

/// The stop rules, most urgent first, a sentence or two each.
pub const STOP: [&str; 4] = [
    "Numb between the legs, trouble with bladder or bowels, weakness in both legs: emergency care now.",
    "A stretch is a mild pull, never pain. Breathe, do not bounce.",
    STOP_WHEN,
    "This is no medical advice.",
];
