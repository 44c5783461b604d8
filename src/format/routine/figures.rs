//! The pose that a step shows, and `figure`: the name of a stretch whose pose that is.

use std::sync::Arc;

use super::super::fields::Fields;
use super::super::problems::Problems;
use super::super::wording::{did_you_mean, quoted};
use super::photos;
use super::references::References;
use super::stretches::{Layers, Lender, where_to_find};
use super::{Reported, value_of};
use crate::core::pose::Figure;
use crate::diagnostic::Code::E07;
use crate::suggest;

/// Reports a `figure` in `fields` that is unknown or not drawn. A file that has errors is known: its problems are reported
/// for that file alone.
pub(super) fn check(fields: &Fields, references: &References, problems: &mut Problems) {
    let (Some(field), Some(name)) = (fields.get("figure"), fields.text("figure")) else {
        return;
    };
    if !references.are_all || references.is_drawn(name) {
        return;
    }
    if references.has(name) {
        let message = format!("the stretch {} has no pose", quoted(name));
        let problem = E07.at(&field.place, message).label("so nothing is shown");
        problems.push(problem.help("name one that is drawn: `supple stretches` shows all"));
        return;
    }
    let message = format!("there is no figure {}", quoted(name));
    let problem = E07.at(&field.place, message);
    let called = references.called(name);
    let meant = called.or_else(|| suggest::meant(name, references.names()));
    let help = if meant.is_some() {
        where_to_find("", Vec::new())
    } else {
        let found = where_to_find(name, references.names().collect());
        format!("{found}; a step without `figure` has none")
    };
    let is_certain = called.is_some() || meant.is_some_and(|meant| suggest::is_same(name, meant));
    let problem = did_you_mean(problem, meant, "not known").help(help);
    problems.push(problem.certain_if(is_certain));
}

/// The pose that a step in the file called `file` shows: of the stretch that it names, or else of the one that it uses;
/// and the photo in its place, if it has one.
pub(super) fn shown(
    layers: &Layers,
    references: &References,
    file: &str,
) -> Result<Option<Arc<Figure>>, Reported> {
    let named: Option<String> = value_of(layers.get("figure"))?;
    let id = layers
        .posed()
        .or(named.as_deref())
        .or_else(|| layers.lent());
    let figure = id.and_then(|id| references.figure(id));
    Ok(match photos::of(layers, references, file) {
        Some((name, by)) => references.with_photo(figure, by, name),
        None => figure,
    })
}
