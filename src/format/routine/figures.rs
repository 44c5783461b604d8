//! `figure`: the name of a figure file. This layer opens no file, so the caller passes the names.

use super::super::fields::Fields;
use super::super::problems::Problems;
use super::super::wording::{did_you_mean, quoted};
use crate::diagnostic::Code::E07;
use crate::suggest;

/// The names that `figure` can have.
#[derive(Clone, Copy, Debug)]
pub enum FigureNames<'a> {
    /// Any, where the reader of the file does not know the figures.
    Any,
    /// One of these.
    These(&'a [String]),
}

impl FigureNames<'_> {
    /// Reports an unknown `figure` in `fields`.
    pub(super) fn check(self, fields: &Fields, problems: &mut Problems) {
        let Self::These(names) = self else { return };
        let (Some(field), Some(name)) = (fields.get("figure"), fields.text("figure")) else {
            return;
        };
        if names.iter().any(|known| known == name) {
            return;
        }
        let message = format!("there is no figure {}", quoted(name));
        let problem = E07.at(&field.place, message);
        let meant = suggest::closest(name, names.iter().map(String::as_str));
        let or_none = match meant {
            Some(_) => "",
            None => "; a step without `figure` has none",
        };
        let help = format!("`supple figures` shows all there are{or_none}");
        problems.push(did_you_mean(problem, meant, "not known").help(help));
    }
}
