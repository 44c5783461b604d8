//! Repairs, as actions of the editor.

use std::ops::Range as Place;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Position, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::position::{byte, range};
use super::{Document, problems};
use crate::core::text::on_one_line;
use crate::diagnostic::{Change, Diagnostic, Fix, Source};
use crate::format::fix;

/// The repairs of the problems in a part of a document, and all that are certain in the whole of it: those of the kinds
/// in `only`, where there are some. `read` returns the problems of another text of the same file.
pub(super) fn of(
    document: &Document,
    uri: &Uri,
    asked: Range,
    only: Option<&[CodeActionKind]>,
    read: impl Fn(&str) -> Vec<Diagnostic>,
) -> Vec<CodeActionOrCommand> {
    let is_asked = |kind: &CodeActionKind| {
        only.is_none_or(|only| only.iter().any(|wanted| is_of_kind(kind, wanted)))
    };
    let source = Source {
        name: document.path.to_string_lossy().into_owned(),
        text: document.text.clone(),
    };
    let check = |source: &Source| {
        if source.text == document.text {
            return document.reading.problems.clone();
        }
        read(&source.text)
    };
    let mut actions = Vec::new();
    if is_asked(&CodeActionKind::QUICKFIX) {
        actions.extend(quick_fixes(document, uri, asked, &source, check));
    }
    if is_asked(&CodeActionKind::SOURCE_FIX_ALL) {
        actions.extend(fix_all(document, uri, only.is_some(), &source, check));
    }
    actions.into_iter().map(Into::into).collect()
}

/// Whether a kind of action is `wanted`, or a kind of that.
fn is_of_kind(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let wanted = wanted.as_str();
    let rest = kind.as_str().strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || wanted.is_empty() || rest.starts_with('.'))
}

/// The repairs on the lines that are `asked` for.
fn quick_fixes(
    document: &Document,
    uri: &Uri,
    asked: Range,
    source: &Source,
    check: impl Fn(&Source) -> Vec<Diagnostic>,
) -> Vec<CodeAction> {
    let text = document.text.as_str();
    // The cursor need not stand on the mistake itself, only on its line.
    let line = |line, character| byte(text, Position { line, character });
    let asked = line(asked.start.line, 0)..line(asked.end.line, u32::MAX);
    let mut found = document.reading.problems.clone();
    for problem in &mut found {
        let is_here = meets(&problem.place, &asked);
        problem.fix.take_if(|_| !is_here);
    }
    let found = fix::tried(source, found, check);
    let told = found.iter().zip(problems(document, uri));
    let actions = told.filter_map(|(problem, told)| {
        let fix = problem.fix.as_ref()?;
        Some(CodeAction {
            title: title(text, fix),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![told]),
            is_preferred: Some(fix.certain),
            edit: Some(edit(uri, edits(text, fix.edits.iter()))),
            ..CodeAction::default()
        })
    });
    actions.collect()
}

/// Every certain repair at once. Where there are many, an editor that asks at every move of the cursor would wait for
/// them: then they must be `wanted`.
fn fix_all(
    document: &Document,
    uri: &Uri,
    wanted: bool,
    source: &Source,
    check: impl Fn(&Source) -> Vec<Diagnostic>,
) -> Option<CodeAction> {
    let text = document.text.as_str();
    let is_certain = |problem: &&Diagnostic| problem.fix.as_ref().is_some_and(|fix| fix.certain);
    let certain = document.reading.problems.iter().filter(is_certain).count();
    if certain == 0 || (certain > MOST_UNASKED && !wanted) {
        return None;
    }
    let repaired = fix::certain_by(source, check).text;
    (repaired != text).then(|| CodeAction {
        title: "Repair everything that is certain".to_owned(),
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(edit(
            uri,
            edits(text, &fix::changes_between(text, &repaired)),
        )),
        ..CodeAction::default()
    })
}

/// The edits of one document.
pub(super) fn edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new([(uri.clone(), edits)].into())
}

fn edits<'c>(text: &str, changes: impl IntoIterator<Item = &'c Change>) -> Vec<TextEdit> {
    let edits = changes
        .into_iter()
        .map(|edit| TextEdit::new(range(text, &edit.place), edit.text.clone()));
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
    let change = fix.shown(text);
    let old = text.get(change.place).unwrap_or_default().trim();
    match (old, change.text.trim()) {
        (old, "") => format!("Take out {}", shown(old)),
        ("", new) => format!("Insert {}", shown(new)),
        (old, new) => format!("Replace {} with {}", shown(old), shown(new)),
    }
}

/// Whether two parts of a text have something in common, or touch each other.
const fn meets(one: &Place<usize>, other: &Place<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}
