//! Lines of TOML that need no parser: a key of plain letters and a text without escapes, as `title = "Morning"`.
//!
//! The files of the program are read each time it starts, and most of their lines are such. A line that is odd in any
//! way is left to the parser.

use crate::core::text::first_hazard;

/// The key and the text of a line, where they can be taken as they stand.
pub(super) fn key_and_text(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    let key = key.trim_matches([' ', '\t']);
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let text = value.trim_matches([' ', '\t']);
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = !key.is_empty()
        && key.bytes().all(is_bare)
        && !text.contains(['"', '\\', '\t', '\n', '\r'])
        && first_hazard(text).is_none();
    is_plain.then_some((key, text))
}

/// All keys and texts of a file that has only such lines, empty ones and comments; `None` for any other.
pub(super) fn keys_and_texts(file: &str) -> Option<Vec<(&str, &str)>> {
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    file.lines().filter(is_said).map(key_and_text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    #[test]
    fn a_plain_line_is_what_the_parser_reads() {
        for line in [
            "title = \"Morning\"",
            "  a-b_1\t=\"\"  ",
            "word = \"l’été = 1 # no comment\"",
        ] {
            let (key, text) = key_and_text(line).expect("a plain line");
            let parsed = DeTable::parse(line).expect("TOML");
            let value = parsed.get_ref().get(key).expect("the key");
            assert_eq!(value.get_ref().as_str(), Some(text), "{line}");
        }
    }

    #[test]
    fn an_odd_line_is_left_to_the_parser() {
        for line in [
            "title = \"a \\\" b\"",
            "title = \"\"\"a\"\"\"",
            "title = 'a'",
            "title = \"a\" # b",
            "title = \"a\", b = \"c\"",
            "a.b = \"c\"",
            "\"title\" = \"a\"",
            "= \"a\"",
            "title = \"a\u{202e}b\"",
            "title = \"a\u{1}b\"",
            "title = \"",
            "title",
        ] {
            assert_eq!(key_and_text(line), None, "{line}");
        }
    }
}
