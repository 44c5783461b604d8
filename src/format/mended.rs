//! A file as it was meant: its text with the repairs of what [`super::mend`] understands, and the way back from a place
//! in that text to the place in the file.

use std::borrow::Cow;
use std::ops::Range;

use super::edits::shortest;
use crate::diagnostic::{Change, Diagnostic};

/// A file as it was meant, and what was mended in it.
#[derive(Debug)]
pub(super) struct Mended<'s> {
    /// The file as it is written.
    pub(super) source: &'s str,
    /// The same without what was pasted with it, which is as long.
    plain: Cow<'s, str>,
    /// Where the two differ.
    pasted: Vec<Range<usize>>,
    /// The file as it was meant.
    pub(super) text: Cow<'s, str>,
    /// By place, and apart from each other.
    edits: Vec<Change>,
    /// What was mended.
    pub(super) problems: Vec<Diagnostic>,
    /// The one problem of a file of which nothing can be read: it is no TOML at all, or has a list of weeks or days, each
    /// with steps of its own.
    pub(super) foreign: Option<Box<Diagnostic>>,
}

impl<'s> Mended<'s> {
    /// The file as it stands.
    pub(super) const fn nothing(source: &'s str) -> Self {
        Self {
            source,
            plain: Cow::Borrowed(source),
            pasted: Vec::new(),
            text: Cow::Borrowed(source),
            edits: Vec::new(),
            problems: Vec::new(),
            foreign: None,
        }
    }

    /// The same file as it is without what was pasted with it, which is reported.
    pub(super) fn without(mut self, pasted: (String, Vec<Range<usize>>, Vec<Diagnostic>)) -> Self {
        let (plain, places, problems) = pasted;
        self.plain = Cow::Owned(plain);
        self.pasted = places;
        self.problems.extend(problems);
        self
    }

    /// Writes the repairs of `problems` into the text.
    pub(super) fn take(&mut self, mut problems: Vec<Diagnostic>) {
        problems.sort_by_key(Diagnostic::order);
        for problem in problems {
            let Some(fix) = &problem.fix else { continue };
            let edits = fix.edits.iter().map(|edit| shortest(&self.plain, edit));
            let edits: Vec<Change> = edits.collect();
            let touches = |edit: &Change| {
                let mut others = self.edits.iter();
                others.any(|other| {
                    edit.place.start <= other.place.end && other.place.start <= edit.place.end
                })
            };
            if !edits.iter().any(touches) {
                self.edits.extend(edits);
                self.problems.push(problem);
            }
        }
        self.edits.sort_by_key(|edit| edit.place.start);
        self.text = self.plain.clone();
        for edit in self.edits.iter().rev() {
            if self.plain.get(edit.place.clone()).is_some() {
                self.text
                    .to_mut()
                    .replace_range(edit.place.clone(), &edit.text);
            }
        }
    }

    /// The place in the file of a place in the text; the second value is false where a part of it was mended.
    pub(super) fn original(&self, place: &Range<usize>) -> (Range<usize>, bool) {
        if let Some(place) = self.before_it_moved(place) {
            return (place, false);
        }
        let (mut shift, mut untouched) = (0_isize, true);
        let (mut start, mut end) = (None, None);
        for edit in &self.edits {
            // The edit in the text.
            let from = edit.place.start.saturating_add_signed(shift);
            let to = from + edit.text.len();
            let after = shift + edit.text.len().cast_signed() - edit.place.len().cast_signed();
            if place.start < from && start.is_none() {
                start = Some(place.start.saturating_add_signed(-shift));
            } else if place.start < to && start.is_none() {
                start = Some(edit.place.start);
            }
            if place.end <= from && end.is_none() {
                end = Some(place.end.saturating_add_signed(-shift));
            } else if place.end <= to && end.is_none() {
                end = Some(edit.place.end);
            }
            untouched &= place.end <= from || to <= place.start;
            shift = after;
        }
        let moved = |byte: usize| byte.saturating_add_signed(-shift);
        let start = start.unwrap_or_else(|| moved(place.start));
        let end = end.unwrap_or_else(|| moved(place.end)).max(start);
        let mut pasted = self.pasted.iter();
        untouched &= !pasted.any(|pasted| pasted.start < end && start < pasted.end);
        (start..end, untouched)
    }

    /// The place in the file of a part of a line that was moved: it was put in whole where it is, and taken out elsewhere.
    fn before_it_moved(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let mut shift = 0_isize;
        for edit in &self.edits {
            let from = edit.place.start.saturating_add_signed(shift);
            let is_inside = from <= place.start && place.end <= from + edit.text.len();
            if is_inside && edit.place.is_empty() && place.start < place.end {
                return self.taken_from(&edit.text, &(place.start - from..place.end - from));
            }
            shift += edit.text.len().cast_signed() - edit.place.len().cast_signed();
        }
        None
    }

    /// The place in the file of the part `place` of lines that are taken out of it.
    fn taken_from(&self, lines: &str, place: &Range<usize>) -> Option<Range<usize>> {
        let mut gone = self.edits.iter().filter(|edit| edit.text.is_empty());
        gone.find_map(|edit| {
            let line = self.plain.get(edit.place.clone())?.trim_end();
            let at = lines.find(line).filter(|_| !line.is_empty())?;
            let is_inside = at <= place.start && place.end <= at + line.len();
            let start = edit.place.start;
            is_inside.then(|| start + place.start - at..start + place.end - at)
        })
    }

    /// `problem`, which is about the text, as it is about the file.
    pub(super) fn in_file(&self, problem: &mut Diagnostic) {
        if self.edits.is_empty() {
            return;
        }
        problem.place = self.original(&problem.place).0;
        if let Some((place, _)) = &mut problem.also {
            *place = self.original(place).0;
        }
        problem.fix.take_if(|fix| {
            let mut is_spoilt = false;
            for edit in fix.edits.iter_mut() {
                let (original, untouched) = self.original(&edit.place);
                edit.place = original;
                is_spoilt |= !untouched;
            }
            for place in &mut fix.unread {
                *place = self.original(place).0;
            }
            is_spoilt
        });
    }
}
