//! W13: a language without all words of a session.

use super::super::super::wording::quoted;
use super::outline::Outline;
use crate::diagnostic::Code::W13;
use crate::diagnostic::Diagnostic;

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let voice = &outline.routine.voice;
    let field = outline
        .fields
        .table("voice")
        .and_then(|voice| voice.get("lang"));
    let missing = voice.words.missing.len();
    let Some(field) = field.filter(|_| missing > 0 || !voice.has_words()) else {
        return;
    };
    let lang = quoted(&voice.lang);
    let problem = W13.at(
        &field.place,
        format!("words of a session are missing in {lang}"),
    );
    let file = quoted(&format!("languages/{}.toml", voice.lang));
    found.push(if voice.has_words() {
        let help = format!("`supple check` lists them: they belong into {file}");
        problem.label(format!("{missing} are English")).help(help)
    } else {
        let help = format!("write {file} beside `config.toml`: docs/languages.md says how");
        problem
            .label("rests, repetitions and the end are shown in English and not spoken")
            .help(help)
    });
}
