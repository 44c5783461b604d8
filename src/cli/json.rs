//! JSON on standard output.

use serde::Serialize;

use crate::core::text::escaped_json;
use crate::error::Error;

/// `value` as indented JSON with a line break behind it. What could drive a terminal is escaped, as JSON allows for
/// every character of a string.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Error::Output(error.into()))?;
    Ok(format!("{}\n", escaped_json(&json)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_drive_a_terminal_is_escaped_and_stays_the_same_text() {
        let text = "\u{1b}\u{9b}\u{7f}\u{202e}\u{e0041} é\n";
        let json = pretty(&text).unwrap();
        assert_eq!(
            json,
            "\"\\u001b\\u009b\\u007f\\u202e\\udb40\\udc41 é\\n\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
