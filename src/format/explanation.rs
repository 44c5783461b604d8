//! What an editor says about what stands at a place of a file: a key, one of its values, a stretch, a word in braces or
//! another routine.

use std::fmt::Write as _;
use std::ops::Range;

use super::keys::{Presence, Shape, TableKey};
use super::kind::FileKind;
use super::outline::{TextOutline, WrittenTable};
use super::reference::expected;
use super::routine::References;
use crate::core::stretch::Stretch;
use crate::core::template::Placeholder;
use crate::core::text::quantity;

/// The key of a step that is another routine.
pub(super) const INCLUDE: &str = "include";

/// What is known of the thing at `byte`, in Markdown, and where it stands.
pub fn hover(
    text: &str,
    byte: usize,
    kind: FileKind,
    references: &References,
) -> Option<(Range<usize>, String)> {
    let outline = TextOutline::of(text);
    let table = outline.around(byte);
    if table.header.contains(&byte) && table.stretch_id().is_some() {
        return Some((table.header.clone(), about_own(text, &outline, table)));
    }
    let key = table.key_at(byte)?;
    let tables = table.may_be(&kind.top());
    let known = tables.iter().find_map(|table| table.key(&key.name))?;
    if key.place.contains(&byte) {
        return Some((key.place.clone(), about_key(known)));
    }
    let (_, value) = key
        .written(text)
        .filter(|(_, value)| value.contains(&byte))?;
    if matches!(known.shape, Shape::Template) {
        return placeholder(text, &value, byte);
    }
    let place = part(text, &value, byte)?;
    let word = text.get(place.clone())?.trim_matches(['"', '\'']);
    let about = match known.shape {
        Shape::Stretch => {
            let mut tables = outline.tables.iter();
            let own = tables.find(|table| table.stretch_id() == Some(word));
            match own {
                Some(own) => about_own(text, &outline, own),
                None => about_stretch(references.stretch(word)?),
            }
        }
        _ if known.name == INCLUDE => about_routine(references.included_as(word)?),
        shape => {
            let choice = shape.choice(word)?;
            format!("`{}`: {}", choice.word, choice.about)
        }
    };
    Some((place, about))
}

/// The part of a value around `byte`: all of it, or one of a list.
fn part(text: &str, value: &Range<usize>, byte: usize) -> Option<Range<usize>> {
    let before = text.get(value.start..byte)?;
    let behind = text.get(byte..value.end)?;
    let is_list = text.get(value.clone())?.starts_with('[');
    let start = before.rfind(['[', ',']).filter(|_| is_list);
    let end = behind.find([',', ']']).filter(|_| is_list);
    let start = start.map_or(value.start, |start| value.start + start + 1);
    let end = end.map_or(value.end, |end| byte + end);
    let all = text.get(start..end)?;
    let start = start + all.len() - all.trim_start().len();
    Some(start..start + all.trim().len())
}

/// The word in braces around `byte`.
fn placeholder(text: &str, value: &Range<usize>, byte: usize) -> Option<(Range<usize>, String)> {
    let start = value.start + text.get(value.start..=byte)?.rfind('{')?;
    let end = byte + text.get(byte..value.end)?.find('}')?;
    let word = text.get(start + 1..end)?;
    let mut all = Placeholder::ALL.into_iter();
    let placeholder = all.find(|placeholder| placeholder.word() == word)?;
    Some((
        start..end + 1,
        format!("`{{{word}}}`: {}", placeholder.about()),
    ))
}

/// A stretch of the file itself, in Markdown.
fn about_own(text: &str, outline: &TextOutline, table: &WrittenTable) -> String {
    let id = table.stretch_id().unwrap_or_default();
    let written = |name: &str| table.key(name).and_then(|key| key.text(text));
    let mut about = format!("**{}**\n", written("name").unwrap_or(id));
    if let Some(said) = written("about") {
        let _ = write!(about, "\n{said}\n");
    }
    for key in table
        .keys
        .iter()
        .filter(|key| !["name", "about"].contains(&key.name.as_str()))
    {
        if let Some((value, _)) = key.written(text).filter(|(value, _)| !value.contains('\n')) {
            let _ = write!(about, "\n- `{} = {value}`", key.name);
        }
    }
    let uses = outline.tables.iter().filter(|table| {
        let used = table.key("use").and_then(|key| key.text(text));
        table.is_step() && used == Some(id)
    });
    let _ = write!(
        about,
        "\n\nA stretch of this file, used by {}.",
        quantity(uses.count(), "step")
    );
    about
}

/// Another routine with this text, in Markdown.
fn about_routine(text: &str) -> String {
    let outline = TextOutline::of(text);
    let written = |name: &str| {
        let key = outline.tables.first()?.key(name)?;
        key.text(text)
    };
    let steps = outline
        .tables
        .iter()
        .filter(|table| table.is_step())
        .count();
    let title = written("title").unwrap_or_default();
    let about = written("about").unwrap_or_default();
    let steps = quantity(steps, "step");
    format!("**{title}**\n\n{about}\n\nA routine of {steps}, which is played here.")
}

/// A key in Markdown: its meaning, its values, its default.
pub(super) fn about_key(key: &TableKey) -> String {
    let mut about = format!(
        "{}\n\n`{}` takes {}",
        key.explained(),
        key.name,
        expected(key)
    );
    if let Some(example) = key.shape.example() {
        let _ = write!(about, ", as in `{} = {example}`", key.name);
    }
    match key.presence {
        Presence::Required => about.push_str("; it must be there"),
        Presence::Optional => {}
        Presence::Default(default) => {
            let _ = write!(about, "; without it, `{default}`");
        }
    }
    about.push('.');
    for choice in key.choices() {
        let _ = write!(about, "\n- `\"{}\"`: {}", choice.word, choice.about);
    }
    about
}

/// A stretch in Markdown.
pub(super) fn about_stretch(stretch: &Stretch) -> String {
    let name = stretch.step.as_ref().map(|step| step.name.as_str());
    let mut about = format!("**{}**\n\n{}", name.unwrap_or(&stretch.id), stretch.about);
    if let Some(feels) = &stretch.feels {
        let _ = write!(about, "\n\nFelt in: {feels}");
    }
    let areas: Vec<&str> = stretch.areas.iter().map(|area| area.word()).collect();
    if !areas.is_empty() {
        let _ = write!(about, "\n\nFor: {}", areas.join(", "));
    }
    let avoid: Vec<&str> = stretch
        .avoid
        .iter()
        .map(|condition| condition.word())
        .collect();
    if !avoid.is_empty() {
        let _ = write!(about, "\n\nLeft out with: {}", avoid.join(", "));
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::routine::StretchFile;

    fn references() -> References {
        let text = "about = \"Long calf.\"\nareas = [\"calf\"]\nname = \"Calf\"\nhold = \"30s\"\nsides = \"each\"\n";
        References::new([StretchFile::bundled("calf-straight", text)])
    }

    #[test]
    fn what_stands_there_is_explained() {
        let said = |marked: &str| {
            let byte = marked.find('|').unwrap();
            let text = marked.replace('|', "");
            let (place, about) = hover(&text, byte, FileKind::Routine, &references())?;
            Some((text[place].to_owned(), about))
        };
        let (place, about) = said("[[step]]\nho|ld = 5\n").unwrap();
        assert_eq!(place, "hold");
        assert!(about.contains("How long the stretch is held"), "{about}");
        let (place, about) = said("[[step]]\nuse = \"ca|lf-straight\" # x\n").unwrap();
        assert_eq!(place, "\"calf-straight\"");
        assert!(about.contains("Long calf."), "{about}");
        let (_, about) = said("[[step]]\nend = \"al|arm\"\n").unwrap();
        assert!(about.contains("It rings until"), "{about}");
        assert_eq!(said("[[step]]\nnonsense| = 5\n"), None);
        assert_eq!(said("[[st|ep]]\n"), None);
        let (place, about) = said("[[step]]\ncue = \"Pull {si|de}.\"\n").unwrap();
        assert_eq!(place, "{side}");
        assert!(about.contains("side"), "{about}");
        let (place, about) = said("[[step]]\nsides = [\"left\", \"ri|ght\"]\n").unwrap();
        assert_eq!(place, "\"right\"");
        assert!(about.contains("right side"), "{about}");
        let (place, about) = said("[[step]]\nposition = \"su|pine\"\n").unwrap();
        assert_eq!(place, "\"supine\"");
        assert!(about.contains("Lying on the back"), "{about}");
        let own = "[stretch.ow|n]\nname = \"Mine\"\nhold = 5\n[[step]]\nuse = \"own\"\n";
        let (place, about) = said(own).unwrap();
        assert_eq!(place, "[stretch.own]");
        assert!(
            about.contains("**Mine**") && about.contains("used by 1 step"),
            "{about}"
        );
        let (place, about) = said(&own.replace('|', "").replace("\"own\"", "\"o|wn\"")).unwrap();
        assert_eq!(place, "\"own\"");
        assert!(about.contains("**Mine**"), "{about}");
    }

    #[test]
    fn every_place_of_a_routine_can_be_asked() {
        let text = "title = \"é\"\n[[step]]\nname = \"ä{\"\ncue = \"{ö}\"\ncues = [{ at = 1, say = \"ö{\" }]\nuse=\"";
        for byte in (0..=text.len() + 1).filter(|byte| text.is_char_boundary(*byte)) {
            let _ = hover(text, byte, FileKind::Routine, &references());
        }
    }
}
