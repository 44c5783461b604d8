//! What makes a line an item of a list: `-`, `2)`, `A1.`.

/// A line without what makes it an item.
pub(super) struct MarkedLine<'l> {
    pub(super) text: &'l str,
    pub(super) is_item: bool,
    /// The letter of a marker such as `A1.`, which items have in common that are done by turns.
    pub(super) letter: Option<char>,
}

/// Signs that begin an item, also without a space behind them.
const BULLETS: [&str; 14] = [
    "- [ ]", "- [x]", "- [X]", "[ ]", "[x]", "[X]", "-", "–", "—", "*", "•", "·", "+", ">",
];

impl<'l> MarkedLine<'l> {
    fn item(text: &'l str, letter: Option<char>) -> Self {
        Self {
            text: text.trim_start(),
            is_item: true,
            letter,
        }
    }

    const fn plain(text: &'l str) -> Self {
        Self {
            text,
            is_item: false,
            letter: None,
        }
    }
}

pub(super) fn without_marker(line: &str) -> MarkedLine<'_> {
    if line.starts_with('#') {
        return MarkedLine::plain(line.trim_start_matches('#').trim());
    }
    if let Some(rest) = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)) {
        let inner = without_marker(rest.trim_start());
        return MarkedLine::item(inner.text, inner.letter);
    }
    // Any other sign, such as a tick or an arrow.
    if let Some((sign, rest)) = line.split_once(' ')
        && sign.chars().all(|it| !it.is_alphanumeric() && it != '(')
    {
        return MarkedLine::item(rest, None);
    }
    numbered(line).map_or(MarkedLine::plain(line), |(rest, letter)| {
        MarkedLine::item(rest, letter)
    })
}

/// What stands behind `1.`, `2)`, `(3)`, `a)`, `B.`, `A1.`, `2a)`, `A1 ` or `Exercise 1:`, and the letter of a marker with a
/// number; `10 squats` and `1.5 km` have no marker.
fn numbered(line: &str) -> Option<(&str, Option<char>)> {
    let lower = line.to_ascii_lowercase();
    let word = ["exercise ", "step ", "move "]
        .into_iter()
        .find(|word| lower.starts_with(word));
    let inner = line.strip_prefix('(').unwrap_or(line);
    let inner = inner.get(word.map_or(0, str::len)..)?;
    let end = inner.find(|it: char| !it.is_ascii_alphanumeric())?;
    let (label, behind) = inner.split_at_checked(end)?;
    let letters = label.chars().filter(char::is_ascii_alphabetic).count();
    let digits = label.len() - letters;
    let both_ends = [label.chars().next()?, label.chars().next_back()?];
    let letter = both_ends.into_iter().find(char::is_ascii_alphabetic);
    let is_pair = letters == 1 && digits > 0 && letter.is_some();
    if letters > 1 || digits > 2 {
        return None;
    }
    let has_space = behind.len() > 1 && behind.get(1..)?.starts_with(char::is_whitespace);
    let starts_number = behind
        .get(1..)
        .is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
    let is_open = is_pair && label.starts_with(|it: char| ('A'..='F').contains(&it));
    let rest = match behind.chars().next()? {
        ')' => behind.get(1..),
        '.' if letters == 0 || has_space || is_pair => behind.get(1..),
        ':' if has_space && (word.is_some() || is_pair || letters == 0) => behind.get(1..),
        ' ' if is_open => Some(behind),
        _ => None,
    };
    let rest = rest.filter(|_| !starts_number)?;
    let letter = letter.filter(|_| is_pair);
    Some((rest, letter.map(|it| it.to_ascii_uppercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_come_off_and_numbers_of_the_line_stay() {
        for (line, text, letter) in [
            ("1. Bridge", "Bridge", None),
            ("2) Bridge", "Bridge", None),
            ("(3) Bridge", "Bridge", None),
            ("a) Bridge", "Bridge", None),
            ("A. Bridge", "Bridge", None),
            ("A1. Bridge", "Bridge", Some('A')),
            ("B2) Bridge", "Bridge", Some('B')),
            ("1a. Bridge", "Bridge", Some('A')),
            ("C1: Bridge", "Bridge", Some('C')),
            ("A1 Bridge", "Bridge", Some('A')),
            ("- A2. Bridge", "Bridge", Some('A')),
            ("Exercise 4: Bridge", "Bridge", None),
            ("✅ Bridge", "Bridge", None),
        ] {
            let marked = without_marker(line);
            assert_eq!((marked.text, marked.letter), (text, letter), "{line}");
            assert!(marked.is_item, "{line}");
        }
        for line in [
            "10 squats",
            "1.5 km",
            "1:30 plank",
            "90/90",
            "T4 twist",
            "Bridge",
            "(easy) Bridge",
        ] {
            let marked = without_marker(line);
            assert_eq!((marked.text, marked.is_item), (line, false));
        }
    }
}
