//! Problems as text: path, line and column, the line with the wrong part underlined, and a way to fix it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::{Diagnostic, Severity, Source};
use crate::core::text;

/// `problems` one below the other, in the order they come in, an empty line between two. Nothing of the file reaches
/// the result that could drive a terminal.
///
/// Columns count characters, as [`super::line_and_column`] does, not bytes and not cells; lines count from 1. The
/// underline stands right under wide characters and tabs.
pub fn render(source: &Source, problems: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let page = HarmlessText::of(source);
    let mut out = String::new();
    for problem in problems {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&page.report(problem, &source.text)));
        out.push('\n');
    }
    out
}

/// A source made harmless: what could drive a terminal is replaced, one character by one, so that columns stay true.
struct HarmlessText {
    name: String,
    text: String,
    /// For each replaced character the end of it in the source and what is to be added to a place behind it.
    shifts: Vec<(usize, isize)>,
    /// The offset of each line of the text, in bytes.
    lines: Vec<usize>,
}

/// The lines of a page that a problem is about: looking at the whole page for each of many problems would take as long
/// as all of them together are long.
struct Excerpt<'p> {
    page: &'p HarmlessText,
    /// The first of them, from 0.
    line: usize,
    /// All of them, in bytes of the text.
    bytes: Range<usize>,
}

impl HarmlessText {
    fn of(source: &Source) -> Self {
        let mut page = Self {
            name: text::escaped(&source.name),
            text: String::with_capacity(source.text.len()),
            shifts: Vec::new(),
            lines: vec![0],
        };
        let mut characters = text::judged(&source.text).peekable();
        while let Some((at, character, hazard)) = characters.next() {
            let shown = match character {
                '\u{feff}' if at == 0 => None,
                '\r' if characters.peek().is_some_and(|(_, next, _)| *next == '\n') => None,
                other => Some(harmless(other, hazard)),
            };
            page.text.extend(shown);
            if shown != Some(character) {
                let after = at + character.len_utf8();
                page.shifts
                    .push((after, page.text.len().cast_signed() - after.cast_signed()));
            }
            if character == '\n' {
                page.lines.push(page.text.len());
            }
        }
        page
    }

    /// A place of the source on the page.
    fn place(&self, place: &Range<usize>) -> Range<usize> {
        let start = self.point(place.start);
        start..self.point(place.end).max(start)
    }

    fn point(&self, byte: usize) -> usize {
        let before = self.shifts.partition_point(|(after, _)| *after <= byte);
        let shift = before
            .checked_sub(1)
            .and_then(|last| self.shifts.get(last))
            .map_or(0, |(_, shift)| *shift);
        super::floor(&self.text, byte.saturating_add_signed(shift))
    }

    /// The line that `byte` of the text stands in, from 0.
    fn line(&self, byte: usize) -> usize {
        self.lines
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    /// All lines that a problem is about.
    fn window(&self, problem: &Diagnostic) -> Excerpt<'_> {
        let also = problem.also.iter().map(|(place, _)| place);
        let fix = problem.fix.iter().map(|fix| &fix.first().place);
        let places = || also.clone().chain(fix.clone()).chain([&problem.place]);
        let first = places().map(|place| self.point(place.start)).min();
        let last = places().map(|place| self.point(place.end)).max();
        let line = self.line(first.unwrap_or_default());
        let start = self.lines.get(line).copied().unwrap_or_default();
        let behind = self.line(last.unwrap_or_default()) + 1;
        let end = self.lines.get(behind).copied();
        Excerpt {
            page: self,
            line,
            bytes: start..end.unwrap_or(self.text.len()),
        }
    }

    fn report(&self, problem: &Diagnostic, source: &str) -> Vec<Group<'_>> {
        let window = self.window(problem);
        let level = match problem.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Advice => Level::WARNING.with_name("advice"),
        };
        let label = (!problem.label.is_empty()).then(|| all_harmless(&problem.label));
        let title = level
            .primary_title(all_harmless(&problem.message))
            .id(problem.code.to_string());
        let help = problem.help.as_deref().map(all_harmless);
        if window.is_wide() {
            let label = label.map(|label| Level::NOTE.message(label));
            let help = help.map(|help| Level::HELP.message(help));
            let cause = title.element(self.origin(&problem.place));
            let said = label.into_iter().chain(help);
            return vec![said.fold(cause, Group::element)];
        }
        let primary = AnnotationKind::Primary
            .span(window.place(&problem.place))
            .label(label);
        let mut snippet = window.snippet().annotation(primary);
        if let Some((place, label)) = &problem.also {
            let also = AnnotationKind::Context
                .span(window.place(place))
                .label(all_harmless(label));
            snippet = snippet.annotation(also);
        }
        let mut cause = title.element(snippet);
        if let Some(source) = problem.source {
            cause = cause.element(Level::NOTE.message(format!("source: {source}")));
        }
        match (&problem.fix, help) {
            (Some(fix), help) => {
                let change = fix.shown(source);
                let patch = Patch::new(window.place(&change.place), all_harmless(&change.text));
                let title =
                    Level::HELP.secondary_title(help.unwrap_or_else(|| "write instead".to_owned()));
                vec![cause, title.element(window.snippet().patch(patch))]
            }
            (None, Some(help)) => vec![cause.element(Level::HELP.message(help))],
            (None, None) => vec![cause],
        }
    }

    /// A place in words, for a message that shows nothing of it.
    fn origin(&self, place: &Range<usize>) -> Origin<'_> {
        let byte = self.point(place.start);
        let line = self.line(byte);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        Origin::path(self.name.as_str())
            .line(line + 1)
            .char_column(before.chars().count() + 1)
    }
}

/// A line longer than this, in bytes, is not shown.
const LONG: usize = 1000;

impl<'p> Excerpt<'p> {
    /// A place of the source in the window.
    fn place(&self, place: &Range<usize>) -> Range<usize> {
        let Range { start, end } = self.page.place(place);
        let inside = |byte: usize| byte.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        inside(start)..inside(end)
    }

    /// Whether there is a line in it that nobody would want to be shown.
    fn is_wide(&self) -> bool {
        self.text().lines().any(|line| line.len() > LONG)
    }

    fn text(&self) -> &'p str {
        self.page.text.get(self.bytes.clone()).unwrap_or_default()
    }

    fn snippet<T: Clone>(&self) -> Snippet<'p, T> {
        Snippet::source(self.text())
            .line_start(self.line + 1)
            .path(self.page.name.as_str())
    }
}

/// `character`, or what is shown instead where it could drive a terminal.
fn harmless(character: char, hazard: bool) -> char {
    match character {
        '\n' | '\t' => character,
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '␡',
        _ if hazard => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

fn all_harmless(text: &str) -> String {
    text::judged(text)
        .map(|(_, character, hazard)| harmless(character, hazard))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Fix};

    fn shown(text: &str, place: Range<usize>) -> String {
        let source = Source {
            name: "a\u{1b}b.toml".to_owned(),
            text: text.to_owned(),
        };
        let problem = Code::E01
            .at(&place, "wrong")
            .label("here")
            .fix(Fix::likely(&place, "\u{9b}"));
        render(&source, &[problem], false)
    }

    #[test]
    fn the_underline_stands_under_what_is_wrong() {
        // Wide characters take two cells, a tab four, a byte order mark and a control character none and one.
        for (text, column, cells) in [
            ("x = 1", 5, 4),
            ("膝 = 1", 5, 5),
            ("\tx = 1", 6, 8),
            ("\u{feff}x = 1", 5, 4),
            ("\u{1b} = 1", 5, 4),
            ("\u{202e} = 1", 5, 4),
            ("a\r\nx = 1\r\n", 5, 4),
        ] {
            let at = text.find('1').unwrap();
            let shown = shown(text, at..at + 1);
            let lines: Vec<&str> = shown.lines().collect();
            assert!(
                lines[1].ends_with(&format!(":{column}")),
                "{text:?}: {shown}"
            );
            let underline = lines.iter().find(|line| line.contains('^')).unwrap();
            assert_eq!(
                underline.find('^'),
                Some("1 | ".len() + cells),
                "{text:?}: {shown}"
            );
        }
    }

    #[test]
    fn a_line_that_nobody_would_want_to_see_is_not_shown() {
        let shown = shown(&format!("a\n膝{}1", "=".repeat(LONG)), LONG + 5..LONG + 6);
        assert_eq!(
            shown,
            format!(
                "error[E01]: wrong\n--> a\\u{{1b}}b.toml:2:{}\n = note: here\n",
                LONG + 2
            )
        );
    }

    #[test]
    fn nothing_that_could_drive_a_terminal_is_shown() {
        let shown = shown("x\u{1b}[2J\u{9b}\r\u{7f} = 1", 0..1);
        assert!(text::first_hazard(&shown).is_none(), "{shown:?}");
        assert!(shown.contains("a\\u{1b}b.toml:1:1"), "{shown}");
        assert!(shown.contains("x␛[2J\u{fffd}␍␡ = 1"), "{shown}");
    }

    #[test]
    fn colour_is_a_matter_of_escapes_alone() {
        let source = Source {
            name: "a.toml".to_owned(),
            text: "x = 1".to_owned(),
        };
        let problem = [Code::E01.at(&(0..1), "wrong")];
        let coloured = render(&source, &problem, true);
        assert!(coloured.contains("\u{1b}["));
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        assert_eq!(plain + rest, render(&source, &problem, false));
    }
}
