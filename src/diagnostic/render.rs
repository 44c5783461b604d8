//! Problems as a person reads them: path, line and column, the line itself with the wrong part underlined, and the
//! way out.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

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
    let page = Page::of(source);
    let mut out = String::new();
    for problem in problems {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&page.report(problem)));
        out.push('\n');
    }
    out
}

/// A source made harmless: what could drive a terminal is replaced, one character by one, so that columns stay true.
struct Page {
    name: String,
    text: String,
    /// For each replaced character the end of it in the source and what is to be added to a place behind it.
    shifts: Vec<(usize, isize)>,
}

impl Page {
    fn of(source: &Source) -> Self {
        let mut page = Self {
            name: text::escaped(&source.name),
            text: String::with_capacity(source.text.len()),
            shifts: Vec::new(),
        };
        let mut characters = source.text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let shown = match character {
                '\u{feff}' if at == 0 => None,
                '\r' if characters.peek().is_some_and(|(_, next)| *next == '\n') => None,
                control @ '\0'..='\u{1f}' if !matches!(control, '\n' | '\t') => {
                    char::from_u32(0x2400 + u32::from(control))
                }
                '\u{7f}' => Some('␡'),
                other if text::is_hazardous(other) => Some('\u{fffd}'),
                other => Some(other),
            };
            page.text.extend(shown);
            if shown != Some(character) {
                let after = at + character.len_utf8();
                page.shifts
                    .push((after, page.text.len().cast_signed() - after.cast_signed()));
            }
        }
        page
    }

    /// Where a place of the source stands on the page.
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
        let byte = byte.saturating_add_signed(shift).min(self.text.len());
        (0..=byte)
            .rev()
            .find(|byte| self.text.is_char_boundary(*byte))
            .unwrap_or_default()
    }

    fn report<'a>(&'a self, problem: &'a Diagnostic) -> Vec<Group<'a>> {
        let level = match problem.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Advice => Level::WARNING.with_name("advice"),
        };
        let label = (!problem.label.is_empty()).then_some(problem.label.as_str());
        let mut snippet = self.snippet().annotation(
            AnnotationKind::Primary
                .span(self.place(&problem.place))
                .label(label),
        );
        if let Some((place, label)) = &problem.also {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(self.place(place))
                    .label(label.as_str()),
            );
        }
        let title = level
            .primary_title(problem.message.as_str())
            .id(problem.code.to_string());
        let mut report = vec![title.element(snippet)];
        let help = problem.help.as_deref();
        if let Some(fix) = &problem.fix {
            let patch = Patch::new(self.place(&fix.place), fix.text.as_str());
            let title = Level::HELP.secondary_title(help.unwrap_or("write instead"));
            report.push(title.element(self.snippet().patch(patch)));
        } else if let (Some(help), Some(first)) = (help, report.pop()) {
            report.push(first.element(Level::HELP.message(help)));
        }
        report
    }

    fn snippet<'a, T: Clone>(&'a self) -> Snippet<'a, T> {
        Snippet::source(self.text.as_str()).path(self.name.as_str())
    }
}
