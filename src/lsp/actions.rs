//! Repairs, as actions of the editor.

use std::ops::Range as Place;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Position, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::position::{byte, range};
use super::{Document, problems};
use crate::core::text::on_one_line;
use crate::diagnostic::{Diagnostic, Fix, Source};
use crate::format::fix;

/// The repairs of the problems in a part of a document, and all that are certain in the whole of it. `read` returns the
/// problems of another text of the same file.
pub(super) fn of(
    document: &Document,
    uri: &Uri,
    asked: Range,
    only: Option<&[CodeActionKind]>,
    read: impl Fn(&str) -> Vec<Diagnostic>,
) -> Vec<CodeActionOrCommand> {
    let is_asked = |kind: &CodeActionKind| {
        only.is_none_or(|only| {
            let mut only = only.iter().map(CodeActionKind::as_str);
            only.any(|asked| {
                let rest = kind.as_str().strip_prefix(asked);
                rest.is_some_and(|rest| {
                    rest.is_empty() || asked.is_empty() || rest.starts_with('.')
                })
            })
        })
    };
    let text = document.text.as_str();
    // The cursor need not stand on the mistake itself, only on its line.
    let line = |line, character| byte(text, Position { line, character });
    let asked = line(asked.start.line, 0)..line(asked.end.line, u32::MAX);
    let source = Source {
        name: document.path.to_string_lossy().into_owned(),
        text: text.to_owned(),
    };
    let check = |source: &Source| read(&source.text);
    let mut found = document.reading.problems.clone();
    let has_quick_fixes = is_asked(&CodeActionKind::QUICKFIX);
    for problem in &mut found {
        let is_here = has_quick_fixes && meets(&problem.place, &asked);
        problem.fix.take_if(|_| !is_here);
    }
    let found = fix::tried(&source, found, check);
    let told = problems(document, uri);
    let mut actions = Vec::new();
    for (problem, told) in found.iter().zip(told) {
        let Some(fix) = &problem.fix else {
            continue;
        };
        actions.push(CodeAction {
            title: title(text, fix),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![told]),
            is_preferred: Some(fix.certain),
            edit: Some(edit(uri, edits(text, fix))),
            ..CodeAction::default()
        });
    }
    let is_certain = |problem: &Diagnostic| problem.fix.as_ref().is_some_and(|fix| fix.certain);
    let certain = document
        .reading
        .problems
        .iter()
        .filter(|problem| is_certain(problem));
    // Where there are many, an editor that asks at every move of the cursor would wait for them.
    let is_quick = only.is_some() || certain.clone().count() <= MOST_UNASKED;
    if is_asked(&CodeActionKind::SOURCE_FIX_ALL) && is_quick && certain.count() > 0 {
        let repaired = fix::certain_by(&source, check);
        if repaired.text != text {
            let whole = TextEdit::new(range(text, &(0..text.len())), repaired.text);
            actions.push(CodeAction {
                title: "Repair everything that is certain".to_owned(),
                kind: Some(CodeActionKind::SOURCE_FIX_ALL),
                edit: Some(edit(uri, vec![whole])),
                ..CodeAction::default()
            });
        }
    }
    actions.into_iter().map(Into::into).collect()
}

/// The edits of one document.
pub(super) fn edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new([(uri.clone(), edits)].into())
}

fn edits(text: &str, fix: &Fix) -> Vec<TextEdit> {
    let edits = fix.edits.iter();
    let edits = edits.map(|edit| TextEdit::new(range(text, &edit.place), edit.text.clone()));
    edits.collect()
}

/// Up to so many certain problems their common repair is offered unasked.
const MOST_UNASKED: usize = 20;

/// The longest text that is shown in a title, in characters.
const LONGEST: usize = 60;

fn title(text: &str, fix: &Fix) -> String {
    let shown = |text: &str| {
        let line = on_one_line(text);
        let short: String = line.chars().take(LONGEST).collect();
        if short.len() < line.len() {
            format!("`{short}…`")
        } else {
            format!("`{short}`")
        }
    };
    let first = fix.first();
    let old = text.get(first.place.clone()).unwrap_or_default().trim();
    match (old, first.text.trim()) {
        (old, "") => format!("Take out {}", shown(old)),
        ("", new) => format!("Insert {}", shown(new)),
        (old, new) => format!("Replace {} with {}", shown(old), shown(new)),
    }
}

/// Whether two parts of a text have something in common, or touch each other.
const fn meets(one: &Place<usize>, other: &Place<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}
