//! The stretches of the catalogue, as people call them.

use crate::core::routine::Exercise;
use crate::format::routine::References;

/// The stretches of the catalogue by the names that people give them.
pub(super) struct KnownNames<'r> {
    references: &'r References,
    names: Vec<(String, &'r str)>,
}

impl<'r> KnownNames<'r> {
    pub(super) fn of(references: &'r References) -> Self {
        let names = references.names().filter_map(|id| {
            let name = &references.stretch(id)?.step.as_ref()?.name;
            Some([(plain(name), id), (plain(id), id)])
        });
        Self {
            references,
            names: names.flatten().collect(),
        }
    }

    pub(super) fn id(&self, name: &str) -> Option<&'r str> {
        let plain = plain(name);
        let known = self
            .names
            .iter()
            .find(|(known, _)| *known == plain && !plain.is_empty());
        known.map(|(_, id)| *id)
    }

    /// What a step that only uses the stretch called `id` is.
    pub(super) fn exercise(&self, id: &str) -> Option<&'r Exercise> {
        self.references.stretch(id)?.step.as_ref()
    }
}

/// A name as it is compared: in lower case, in the singular, without `stretch` at its end.
fn plain(name: &str) -> String {
    let name = name
        .to_lowercase()
        .replace(['\'', '’'], "")
        .replace(['-', '_'], " ");
    let words: Vec<&str> = name.split_whitespace().collect();
    let words = match words.as_slice() {
        [most @ .., "stretch" | "stretches" | "exercise"] if !most.is_empty() => most,
        all => all,
    };
    let words = words.iter().map(|word| {
        let is_plural = word.len() > 3 && !word.ends_with("ss");
        word.strip_suffix('s').filter(|_| is_plural).unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}
