//! The sentences of errors that depend on what is in them.

use std::path::Path;

use crate::core::span;
use crate::core::text::{escaped, listed, quantity};
use crate::core::timeline::{LONGEST_PLAN, MOST_RECORDED, MOST_SAYINGS, MOST_SEGMENTS, Size};

/// `did you mean the routine …?`; none where there is nothing to offer.
pub(super) fn did_you_mean(what: &str, words: &[String], before: &str) -> Option<String> {
    any_of(words, before).map(|words| format!("did you mean {what}{words}?"))
}

pub(super) fn shown(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// `` `a`, `b` or `c` ``, each behind `before`.
pub(super) fn any_of(words: &[impl AsRef<str>], before: &str) -> Option<String> {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{before}{}`", escaped(word.as_ref())))
        .collect();
    (!quoted.is_empty()).then(|| listed(&quoted, "or"))
}

pub(super) fn unknown(word: &str, commands: &[String]) -> String {
    let command = if commands.is_empty() {
        ""
    } else {
        "command or "
    };
    format!("there is no {command}routine `{}`", escaped(word))
}

/// A word as an argument of a command.
pub(super) fn argument(word: &str) -> String {
    let shown = escaped(word);
    if shown.contains(' ') {
        format!("\"{shown}\"")
    } else {
        shown
    }
}

pub(super) fn no_such_session(
    word: &str,
    is_deleted: bool,
    is_other: bool,
    ids: &[String],
) -> String {
    let shown = escaped(word);
    if is_other {
        let not = if is_deleted { "not " } else { "" };
        return format!("the session `{shown}` is {not}deleted");
    }
    let deleted = if is_deleted { "deleted " } else { "" };
    match word {
        _ if !ids.is_empty() => format!("`{shown}` matches several {deleted}sessions"),
        "last" if is_deleted => "there is no deleted session in the log".to_owned(),
        "last" => "there is no session in the log, rehearsals aside".to_owned(),
        _ => format!("there is no {deleted}session `{shown}` in the log"),
    }
}

pub(super) fn no_encoder(path: &Path, failed: &[String]) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    if failed.is_empty() {
        format!(
            "no program that writes .{} files was found",
            escaped(&ending)
        )
    } else {
        escaped(&failed.join("; "))
    }
}

pub(super) fn no_such_step(number: u32, steps: u32) -> String {
    if steps == 0 {
        format!("there is no step {number}: none of the steps has a number")
    } else {
        format!("there is no step {number}: `--from` takes 1 to {steps}")
    }
}

pub(super) fn too_large(size: &Size) -> String {
    let (segments, sayings) = (size.segments, size.sayings);
    if segments > MOST_SEGMENTS {
        format!("together these have {segments} segments; the most is {MOST_SEGMENTS}")
    } else if sayings > MOST_SAYINGS {
        format!("together these say timed cues {sayings} times; the most is {MOST_SAYINGS}")
    } else if size.recorded > MOST_RECORDED {
        let (recorded, most) = (size.recorded.div_ceil(1024), MOST_RECORDED / 1024);
        format!("together these take {recorded} KiB in the log; the most is {most}")
    } else {
        let (length, longest) = (span::written(size.length), span::written(LONGEST_PLAN));
        format!("together these last {length}; the most is {longest}")
    }
}

pub(super) fn broken_stretch(path: &Path, problems: usize, instead: bool) -> String {
    let instead = if instead {
        " and the bundled one shown"
    } else {
        ""
    };
    let (path, problems) = (shown(path), quantity(problems, "problem"));
    format!("the stretch `{path}` is skipped{instead}: it has {problems}")
}
