//! The text of a routine with one more step that uses a stretch, and of a routine of one stretch alone.

use super::edits::line_end_of;
use super::wording::as_toml;

/// `text` with a last step that uses the stretch called `id`. Everything else stays to the byte.
pub fn with_step(text: &str, id: &str) -> String {
    let end = line_end_of(text);
    let is_closed = text.is_empty() || text.ends_with('\n');
    let close = if is_closed { "" } else { end };
    let id = as_toml(id);
    format!("{text}{close}{end}[[step]]{end}use = {id}{end}")
}

/// A routine called `title` of the stretch called `id` alone, in the language `lang` if it is given, or else in the
/// usual one.
pub fn of_stretch(title: &str, id: &str, lang: Option<&str>) -> String {
    let title = as_toml(title);
    let voice = lang.map(|lang| format!("[voice]\nlang = {}\n", as_toml(lang)));
    let voice = voice.unwrap_or_default();
    with_step(&format!("title = {title}\n{voice}"), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_behind_everything_else_with_the_ends_of_lines_of_the_file() {
        let step = |end: &str| format!("{end}[[step]]{end}use = \"my-\\\"lunge\"{end}");
        for (text, between, end) in [
            ("title = \"A\"\n", "", "\n"),
            ("title = \"A\" # no end", "\n", "\n"),
            (
                "\u{feff}title = \"A\"\r\n[[step]]\r\nwait = true",
                "\r\n",
                "\r\n",
            ),
            ("title = \"A\"\n\r\n", "", "\n"),
        ] {
            let after = with_step(text, "my-\"lunge");
            assert_eq!(after, format!("{text}{between}{}", step(end)));
        }
    }
}
