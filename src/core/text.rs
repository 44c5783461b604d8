//! Which characters of somebody else's text may reach a terminal, a speech program or a log.

/// Whether `character` could drive a terminal or disguise what is shown: a control character other than a line
/// break or a tab, a bidirectional override, an invisible format character.
///
/// The joiners U+200C and U+200D stay allowed: several scripts and many emoji need them.
/// Source for the list: Unicode Technical Report 36, section 2.10, and Unicode Standard Annex 9.
pub const fn is_hazardous(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_ascii_control() || matches!(other, '\u{80}'..='\u{9f}'),
    }
}

/// `text` on one line, with everything hazardous made visible as `\u{…}`: for names of files and values that are
/// quoted in a message.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if is_hazardous(other) => out.extend(other.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}

/// `text` on one line: runs of white space, line breaks among them, become one space, and the ends are trimmed.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `word` with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_drive_a_terminal_is_made_visible() {
        assert_eq!(
            escaped("a\u{1b}[2Jb\u{202e}c\nd"),
            "a\\u{1b}[2Jb\\u{202e}c\\nd"
        );
        assert_eq!(escaped("Kniebeuge – 膝"), "Kniebeuge – 膝");
    }

    #[test]
    fn joiners_are_left_alone() {
        assert!(!is_hazardous('\u{200d}'));
        assert!(is_hazardous('\u{9b}'));
    }
}
