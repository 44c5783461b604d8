//! How long a text takes to say. Lead-ins, the checker's advice and the voice all use this formula.
//!
//! It is fitted to 59 measured sentences of a speech program at its normal rate. A plain 150 words a minute would have
//! been too short for 40 of them.

use std::time::Duration;

/// The time of one word.
pub const WORD: Duration = Duration::from_millis(360);
/// The silence behind a full stop, and behind `!`, `?` and `…`.
pub const FULL_STOP: Duration = Duration::from_millis(500);
/// The silence behind a comma, and behind `;` and `:`.
pub const COMMA: Duration = Duration::from_millis(300);
/// The time to begin.
pub const ONSET: Duration = Duration::from_millis(200);

/// How long `text` takes to say; nothing when there is no word in it.
pub fn time(text: &str) -> Duration {
    let mut sum = Duration::ZERO;
    for word in text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
    {
        let ending = word.trim_end_matches(['"', '\'', ')', '”', '’']);
        let silence = match ending.chars().next_back() {
            Some('.' | '!' | '?' | '…') => FULL_STOP,
            Some(',' | ';' | ':') => COMMA,
            _ => Duration::ZERO,
        };
        sum += WORD + silence;
    }
    if sum.is_zero() { sum } else { sum + ONSET }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stops_and_commas_add_up() {
        assert_eq!(
            time("Skin numb, or white: take it off."),
            Duration::from_millis(7 * 360 + 2 * 300 + 500 + 200)
        );
        assert_eq!(time("Breathe"), Duration::from_millis(560));
    }

    #[test]
    fn silence_takes_no_time() {
        assert_eq!(time(" – \n"), Duration::ZERO);
    }
}
