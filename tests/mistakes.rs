//! Mistakes that people make in routine files: one message a cause, at its place, with the way out; and what holds of
//! every repair that is shown.

use std::fs;
use std::path::Path;

use supple::diagnostic::{Diagnostic, Source, line_and_column, render};
use supple::disk::bundled;
use supple::disk::stretches::built_in;
use supple::format::fix;
use supple::format::routine::{References, parse_among};

/// A file, and for each of its messages the code, the line, words of it and, where one is shown, the repair.
struct Mistake {
    text: &'static str,
    told: &'static [(&'static str, usize, &'static str)],
    /// What `--fix` makes of it; empty where nothing is certain.
    fixed: &'static str,
}

/// The problems of a file, with the repairs that are shown.
fn read(text: &str, references: &References) -> (Source, Vec<Diagnostic>) {
    let source = Source {
        name: "mistake.toml".to_owned(),
        text: text.to_owned(),
    };
    let check = |source: &Source| parse_among(source, references).problems;
    let problems = fix::tried(&source, check(&source), check);
    (source, problems)
}

/// All that is read of a message.
fn words(text: &str, problem: &Diagnostic) -> String {
    let repair = problem.fix.as_ref().map(|fix| fix.shown(text).text);
    let repair = repair.unwrap_or_default();
    let help = problem.help.as_deref().unwrap_or_default();
    format!(
        "{} | {} | {help} | {repair}",
        problem.message, problem.label
    )
}

#[test]
fn each_mistake_has_one_message_a_cause_at_its_place_with_the_way_out() {
    let references = built_in();
    let mut wrong = Vec::new();
    for Mistake { text, told, fixed } in MISTAKES {
        let (source, problems) = read(text, &references);
        let lines = problems.iter().map(|problem| {
            let (line, _) = line_and_column(text, problem.place.start);
            (problem.code.to_string(), line, words(text, problem))
        });
        let lines: Vec<_> = lines.collect();
        let is_told = lines.len() == told.len()
            && lines
                .iter()
                .zip(*told)
                .all(|((code, line, words), (known, at, part))| {
                    code == known && line == at && words.contains(part)
                });
        if !is_told {
            wrong.push(format!("{text}\n{}\n", render(&source, &problems, false)));
        }
        let repaired = fix::certain(&source).text;
        let expected = if fixed.is_empty() { text } else { fixed };
        if repaired != *expected {
            wrong.push(format!(
                "{text}\nis repaired as\n{repaired}\nand not as\n{expected}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

/// Values in other words than those of the format, each in place of the one beside it.
const SAME: &[(&str, &str)] = &[
    ("hold = \"20 secs\"", "hold = \"20s\""),
    ("hold = \"20 Sec.\"", "hold = \"20s\""),
    ("hold = \"1 minute\"", "hold = \"1m\""),
    ("hold = \"1 minute 30 seconds\"", "hold = \"1m30s\""),
    ("hold = \"30S\"", "hold = \"30s\""),
    ("hold = \"30 Sek.\"", "hold = \"30s\""),
    ("hold = \"30 Sekunden\"", "hold = \"30s\""),
    ("time = \"3-5 min\"", "time = \"3m-5m\""),
    ("hold = \"20 to 30s\"", "hold = \"20s-30s\""),
    ("hold = \"15 - 30 s\"", "hold = \"15s-30s\""),
    ("hold = \"5 to 8 breaths\"", "hold = \"5-8 breaths\""),
    ("hold = [\"30 sec\", \"1 min\"]", "hold = [\"30s\", \"1m\"]"),
    (
        "hold = { weeks = [\"30 sec\", \"1 min\"] }",
        "hold = { weeks = [\"30s\", \"1m\"] }",
    ),
    ("count = \"8 to 12\"", "count = \"8-12\""),
    ("count = 8\npace = \"4 sec\"", "count = 8\npace = \"4s\""),
    ("hold = 20\nsides = \"Each\"", "hold = 20\nsides = \"each\""),
    (
        "hold = 20\nsides = \"each leg\"",
        "hold = 20\nsides = \"each\"",
    ),
    (
        "hold = 20\nsides = \"Right leg\"",
        "hold = 20\nsides = \"right\"",
    ),
    (
        "hold = 20\nsides = [\"left leg\", \"right leg\"]",
        "hold = 20\nsides = [\"left\", \"right\"]",
    ),
    (
        "hold = 20\nposition = \"left side\"",
        "hold = 20\nposition = \"side\"",
    ),
    (
        "hold = 20\nregression = \"On a chair.\"",
        "hold = 20\neasier = \"On a chair.\"",
    ),
    (
        "hold = 20\nprogression = \"With weight.\"",
        "hold = 20\nharder = \"With weight.\"",
    ),
];

/// What can be meant in one way alone is read without a message.
#[test]
fn what_is_beyond_doubt_is_read() {
    let references = built_in();
    for (other, value) in SAME {
        let read = |keys: &str| {
            let source = Source {
                name: "same.toml".to_owned(),
                text: format!("title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n{keys}\n"),
            };
            let parsed = parse_among(&source, &references);
            assert!(!parsed.problems.iter().any(Diagnostic::is_error), "{keys}");
            parsed.value.unwrap().steps
        };
        assert_eq!(read(other), read(value), "{other}");
    }
}

/// The files of the table and those of `tests/diagnostics`.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let files = files.map(|path| fs::read_to_string(path).unwrap());
    let files = files.chain(MISTAKES.iter().map(|mistake| mistake.text.to_owned()));
    let mut files: Vec<String> = files.filter(|text| text.len() < 4000).collect();
    files.sort();
    files
}

/// Slips of the hand in one line of a routine, each with the text that takes its place.
const SLIPS: &[fn(&str) -> String] = &[
    |line| line.replacen('"', "", 1),
    |line| without_last(line, '"'),
    |line| line.replacen('=', "==", 1),
    |line| line.replacen('=', ":", 1),
    |line| line.replacen('=', "", 1),
    |line| format!("{line},"),
    |line| format!("{line};"),
    |line| line.replacen('[', "", 1),
    |line| without_last(line, ']'),
    |line| line.replace(", ", " "),
    |_| String::new(),
    |line| line.replace('"', "'"),
    |line| format!("{line} // note"),
    |line| format!("{line} note"),
    |line| format!("({line})"),
    |line| format!("\u{a0}{line}"),
    |line| line.replace("s\"", "\""),
    |line| line.replace('"', ""),
    |line| format!("- {line}"),
    |line| line.replacen('"', "\\\"", 1),
    |line| format!("{line} = 3"),
    |line| line.replace("[[", "[").replace("]]", "]"),
    |line| line.replace('"', "\"\""),
    |line| line.split('=').next().unwrap().to_owned(),
    |line| line.replacen('e', "", 1),
    |line| format!("{line}\n{line}"),
    |line| line.replace("[[", "[ [").replace("]]", "] ]"),
    str::to_uppercase,
    |line| format!("[[step]] {line}"),
    |line| format!("    {line}"),
    |line| format!("{line}{line}"),
    |line| line.replace('"', "\u{201c}"),
    |line| line.replace(" = ", " "),
    |line| line.replace('"', "\"\"\""),
    |line| format!("# {line}"),
    |line| format!("{line}\n[step]"),
    |line| format!("[{line}]"),
    |line| format!("{{ {line} }}"),
    |line| line.replace('_', "-").replacen(' ', "", 1),
    |line| line.replacen(' ', "\n", 1),
];

fn without_last(line: &str, sign: char) -> String {
    let (before, behind) = line.rsplit_once(sign).unwrap_or((line, ""));
    format!("{before}{behind}")
}

/// The bundled routines, each with every slip in one of its lines.
fn slipped() -> Vec<String> {
    let routines = bundled::ALL.iter().enumerate().step_by(2);
    let slipped = routines.flat_map(|(nth, bundled)| {
        let slips = SLIPS.iter().enumerate();
        slips.map(move |(slip, change)| with_a_slip(bundled.1, nth * 7 + slip * 5, *change))
    });
    slipped.collect()
}

/// A routine with a slip in one of its lines, counted from the first again behind the last.
fn with_a_slip(text: &str, nth: usize, slip: fn(&str) -> String) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let whole: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].trim().is_empty())
        .collect();
    let at = whole[nth % whole.len()];
    let changed = slip(lines[at]);
    lines[at] = &changed;
    lines.join("\n") + "\n"
}

#[test]
fn every_repair_that_is_shown_works_and_brings_nothing_new() {
    works_and_brings_nothing_new(files().into_iter().chain(slipped()));
}

/// The same with every slip in every line of every bundled routine.
#[test]
#[ignore = "takes minutes"]
fn every_repair_of_every_slip_works_and_brings_nothing_new() {
    works_and_brings_nothing_new(bundled::ALL.iter().flat_map(|(_, text)| {
        let slips = SLIPS.iter();
        slips.flat_map(|slip| (0..text.lines().count()).map(|nth| with_a_slip(text, nth, *slip)))
    }));
}

/// A repair that is shown removes its problem and brings no new one; nor does a line that a help says to write.
fn works_and_brings_nothing_new(texts: impl Iterator<Item = String>) {
    let references = built_in();
    let mut wrong = Vec::new();
    for text in texts {
        let (_, problems) = read(&text, &references);
        let key = |problem: &Diagnostic| (problem.code, problem.message.clone());
        for problem in &problems {
            let Some(fix) = &problem.fix else {
                wrong.extend(brought_by_help(&text, problem, &problems, &references));
                continue;
            };
            let repaired = fix.applied(&text).unwrap();
            let (after, left) = read(&repaired, &references);
            let count = |problems: &[Diagnostic]| {
                problems
                    .iter()
                    .filter(|other| key(other) == key(problem))
                    .count()
            };
            // Advice is given on a file without errors alone.
            let is_error = |problem: &&Diagnostic| {
                problem.is_error() || !problems.iter().any(Diagnostic::is_error)
            };
            // What is said of a part that could not be judged before, and was not written by the repair.
            let was_unread = |left: &&Diagnostic| {
                let behind = repaired.len() - left.place.start;
                let mut unread = fix.unread.iter().filter(|unread| {
                    let mut edits = fix.edits.iter();
                    edits.all(|edit| edit.place != **unread)
                });
                unread.any(|unread| {
                    (text.len() - unread.end..=text.len() - unread.start).contains(&behind)
                })
            };
            let before = problems.iter().filter(is_error).count();
            let seen = left.iter().filter(|left| !was_unread(left));
            let now = seen.filter(is_error).count();
            if count(&left) >= count(&problems) || now >= before {
                wrong.push(format!(
                    "{text}\n---- {fix:?}\n{}\n",
                    render(&after, &left, false)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

/// What is new when the lines that the help of `problem`, one of `problems` of `text`, says to write are put where they
/// belong.
fn brought_by_help(
    text: &str,
    problem: &Diagnostic,
    problems: &[Diagnostic],
    references: &References,
) -> Vec<String> {
    let lines = lines_to_write(problem.help.as_deref().unwrap_or_default());
    let brought = lines.into_iter().filter_map(|line| {
        let (after, mut left) = read(&with_the_line(text, problem, line), references);
        left.retain(|left| {
            let is_known = |old: &Diagnostic| {
                old.code == left.code
                    && (old.message == left.message || old.place.start == left.place.start)
            };
            (left.is_error() || !problem.is_error()) && !problems.iter().any(is_known)
        });
        let new = render(&after, &left, false);
        (!left.is_empty()).then(|| format!("{text}\n---- {problem:?}\n---- {line}\n{new}\n"))
    });
    brought.collect()
}

/// Each `key = value` that a help says to write or to add.
fn lines_to_write(help: &str) -> Vec<&str> {
    let parts: Vec<&str> = help.split('`').collect();
    let quoted = parts.windows(2).step_by(2);
    let told = quoted.filter(|pair| {
        let mut words = ["write ", "write for example ", "add "].iter();
        words.any(|words| pair[0].ends_with(words))
    });
    let lines = told.map(|pair| pair[1]);
    let is_line = |line: &&str| line.contains(" = ") && *line != "key = value";
    lines.filter(is_line).collect()
}

/// The text with `line` in place of the line of its key in the table of the problem; where that has none, in place of
/// the line of the problem if that is no right one, or else below it.
fn with_the_line(text: &str, problem: &Diagnostic, line: &str) -> String {
    let help = problem.help.as_deref().unwrap_or_default();
    let above = problem
        .also
        .as_ref()
        .filter(|_| help.contains("in the step above"));
    let place = above.map_or(&problem.place, |(place, _)| place);
    let at = line_and_column(text, place.start).0;
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let is_header = |line: &String| line.trim_start().starts_with('[');
    let above = lines[..at].iter().rposition(is_header);
    let below = lines[at..].iter().position(is_header);
    let table = above.map_or(0, |above| above + 1)..below.map_or(lines.len(), |below| at + below);
    let key = |line: &str| line.split('=').next().unwrap().trim().to_owned();
    let same = table.clone().find(|at| key(&lines[*at]) == key(line));
    let is_at_top = help.contains("at the top") || help.contains("as the first line");
    let code = problem.code.to_string();
    let is_no_line = ["E01", "E03"].contains(&code.as_str()) && above != Some(at - 1);
    let in_braces = text.get(problem.place.clone()).unwrap().strip_suffix('}');
    if is_at_top {
        lines.insert(0, line.to_owned());
    } else if let Some(same) = same {
        line.clone_into(&mut lines[same]);
    } else if let Some(table) = in_braces {
        return text.replacen(table, &format!("{table}, {line}"), 1);
    } else if is_no_line {
        line.clone_into(&mut lines[at - 1]);
    } else {
        lines.insert(at, line.to_owned());
    }
    lines.join("\n")
}

/// A line that moves to the top takes its own end with it, whichever that is.
#[test]
fn a_key_that_moves_leaves_no_empty_line() {
    let references = built_in();
    let step = "[[step]]\nname = \"A\"\nabout = \"x\"\nhold = 20\n";
    for end in ["\n", "\r\n"] {
        let text = format!("title = \"T\"\n{step}").replace('\n', end);
        let (_, problems) = read(&text, &references);
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        let repaired = problem.fix.as_ref().unwrap().applied(&text).unwrap();
        let below = format!("[[step]]{end}name = \"A\"{end}hold = 20{end}");
        assert!(repaired.ends_with(&below), "{repaired:?}");
    }
}

#[test]
fn fixed_twice_is_fixed_once() {
    for text in files() {
        let source = |text: &str| Source {
            name: "mistake.toml".to_owned(),
            text: text.to_owned(),
        };
        let once = fix::certain(&source(&text)).text;
        assert_eq!(fix::certain(&source(&once)).text, once);
    }
}

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    Mistake { text: "title = \"Legs\"\ntags = [\"calf\" \"thigh\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "a comma is missing")], fixed: "title = \"Legs\"\ntags = [\"calf\", \"thigh\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\",\n\n[[step]]\nname = \"Calf\",\nhold = \"20s\";\n", told: &[("E01", 1, "take it out"), ("E01", 4, "take it out"), ("E01", 5, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold == \"20s\"\n", told: &[("E01", 5, "`==` instead of `=`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold := \"20s\"\n", told: &[("E01", 5, "`:=` instead of `=`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold \"20s\"\n", told: &[("E01", 5, "`=` is missing")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 2,5\n", told: &[("E01", 5, "`\"2m30s\"` for 2.5 minutes")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\" on each side\n", told: &[("E01", 5, "a remark after `#`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\" // slowly\n", told: &[("E01", 5, "a comment begins with `#`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\" # slowly\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"; sides = \"each\"\n", told: &[("E01", 5, "one `key = value` a line")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold time = \"20s\"\n", told: &[("E01", 5, "write `hold`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\u{a0}\u{a0}hold = \"20s\"\n", told: &[("E01", 5, "an ordinary space")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n  hold = \"20s\"\n" },
    Mistake { text: "// mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "a comment begins with `#`")], fixed: "# mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "; mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "a comment begins with `#`")], fixed: "# mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "-- mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "a comment begins with `#`")], fixed: "# mine\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = 'Legs'\n\n[[step]]\nname = 'Cat's stretch'\nhold = '20s'\n", told: &[("E01", 4, "with an apostrophe")], fixed: "title = 'Legs'\n\n[[step]]\nname = \"Cat's stretch\"\nhold = '20s'\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"Say \"ahh\" now.\"\n", told: &[("E01", 6, "a quote inside a text")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"Say \\\"ahh\\\" now.\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"Sit down,\nthen lean.\"\n", told: &[("E01", 6, "three quotes")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"\"\"\nSit down,\nthen lean.\"\"\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"Look at D:\\stretch\\calf.\"\n", told: &[("E01", 6, "in single quotes")], fixed: "" },
    Mistake { text: "title = \"Legs\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "closing quote is missing")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[step]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[ [step] ]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[step.1]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step].1]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[STEP]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[step]\nname = \"Calf\"\nhold = 20s\n\n[step]\nname = \"Thigh\"\nhold = \"20s\"\n\n[step]\nname = \"Hip\"\nhold = \"20 sec\"\n\n[step]\nname = \"Back\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E01", 5, "times in quotes"), ("E06", 7, "[[step]]"), ("E06", 11, "[[step]]"), ("E06", 15, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Thigh\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20 sec\"\n\n[[step]]\nname = \"Back\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[Step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[Step]]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E06", 3, "every step begins with `[[step]]`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]] name = \"Calf\", hold = \"20s\"\n", told: &[("E01", 3, "on a line of its own")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[defaults\nready = 5\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "[defaults]")], fixed: "title = \"Legs\"\n\n[defaults]\nready = 5\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n\nname = \"Hip\"\nhold = \"20s\"\nsides = \"each\"\n\n[[step]]\nname = \"Back\"\nhold = \"20s\"\nsides = \"each\"\n", told: &[("E01", 8, "a `[[step]]` is missing above line 8")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\nsides = \"each\"\n\n[[step]]\nname = \"Back\"\nhold = \"20s\"\nsides = \"each\"\n" },
    Mistake { text: "title = \"Legs\"\n\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "a `[[step]]` is missing above line 3")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\nstep.name = \"Calf\"\nstep.hold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = 2\nhold = \"25s\"\n", told: &[("E01", 7, "keep one of the two")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[defaults]\nhold = \"20s\"\ntime = \"20s\"\n\n[[step]]\nname = \"A\"\n\n[[step]]\nname = \"B\"\n", told: &[("E04", 5, "two kinds")], fixed: "" },
    Mistake { text: "title = \"Legs\"\ntags = \"calf, thigh\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "[\"calf\", \"thigh\"]")], fixed: "title = \"Legs\"\ntags = [\"calf\", \"thigh\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nwarn = \"Stop, if it hurts.\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "[\"Stop, if it hurts.\"]")], fixed: "title = \"Legs\"\nwarn = [\"Stop, if it hurts.\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nwait = \"20s\"\n", told: &[("E02", 5, "rest = \"20s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1'30\"\n", told: &[("E05", 5, "hold = \"1m30s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1m30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1.30\"\n", told: &[("E05", 5, "1m30s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1m30\"\n", told: &[("E05", 5, "1m30s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"-20s\"\n", told: &[("E05", 5, "\"20s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 00:00:20\n", told: &[("E02", 5, "\"20s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = \"none\"\n", told: &[("E05", 6, "ready = 0")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = 3x\n", told: &[("E01", 6, "3")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = \"twice\"\n", told: &[("E02", 6, "reps = 2")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"left & right\"\n", told: &[("E07", 6, "[\"left\", \"right\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"right first\"\n", told: &[("E07", 6, "[\"right\", \"left\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nside = \"both\"\n", told: &[("E03", 6, "write `\"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nbreak = 5\n", told: &[("E03", 6, "`between`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ngetReady = \"5s\"\nswitch-time = 4\n", told: &[("E03", 6, "`ready`"), ("E03", 7, "`switch`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\ncues = [{ at = \"–5s\", say = \"Soon\" }, { at = \"50%\", say = \"Half\" }, { at = \"middle\", say = \"Half\" }]\n", told: &[("E05", 6, "\"-5s\""), ("E05", 6, "\"half\""), ("E05", 6, "\"half\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\ncues = [{ at = \"-5s\", say = \"Soon\" }, { at = \"50%\", say = \"Half\" }, { at = \"middle\", say = \"Half\" }]\n" },
    Mistake { text: "title = \"Legs\"\nvoice = \"off\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "`[voice]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"{Side} foot back.\"\nsides = \"each\"\n", told: &[("E11", 6, "`side`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"{side} foot back.\"\nsides = \"each\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nposition = \"supine\"\nhold = \"20s\"\n", told: &[], fixed: "" },
    Mistake { text: "title: Legs\nsteps:\n  - name: Calf\n    hold: 20s\n", told: &[("E01", 1, "a YAML file")], fixed: "" },
    Mistake { text: "{\n  \"title\": \"Legs\",\n  \"steps\": [{ \"name\": \"Calf\" }]\n}\n", told: &[("E01", 1, "a JSON file")], fixed: "" },
    Mistake { text: "# Legs\n\n- Calf: 20 s\n- Thigh, each side\n", told: &[("E01", 1, "a Markdown file")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n<<<<<<< mine\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n=======\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n>>>>>>> theirs\n", told: &[("E01", 2, "merge conflict")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhow = \"4 times forwards, 4 times backwards\"\nhold = \"20s\"\n", told: &[], fixed: "" },
    Mistake { text: "Title = \"Legs\"\n\n[[Step]]\nName = \"Calf\"\nHold = \"20s\"\nSides = \"Each\"\n", told: &[("E03", 1, "small letters")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n" },
    Mistake { text: "[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\ntitle = \"Legs\"\nabout = \"For the legs.\"\n", told: &[("E03", 5, "title = \"Legs\"")], fixed: "" },
    Mistake { text: "t\0i\0t\0l\0e\0 \0=\0 \0\"\0L\0e\0g\0s\0\"\0\n\0", told: &[("E01", 1, "save the file as UTF-8 in your editor")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nwarn = [\n  \"Stop if it hurts.\"\n  \"Breathe.\"\n]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 4, "commas stand between the parts of a list")], fixed: "title = \"Legs\"\nwarn = [\n  \"Stop if it hurts.\",\n  \"Breathe.\"\n]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = [\"left\" \"right\"]\n", told: &[("E01", 6, "commas stand between the parts of a list")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = [\"left\", \"right\"]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"x\" } { at = \"10s\", say = \"y\" }]\n", told: &[("E01", 6, "commas stand between the parts of a list")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"x\" }, { at = \"10s\", say = \"y\" }]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\" say = \"x\" }]\n", told: &[("E01", 6, "commas stand between the parts of a list")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"x\" }]\n" },
    Mistake { text: "title = \"Legs\"\ntags = [\"back\"; \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = [back, legs]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = [\"back\", \"legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "close it with `]`")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = [\"back\",, \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = (\"back\", \"legs\")\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = {\"back\", \"legs\"}\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = \"back\", \"legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = \"back\" \"legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = = \"15s\"\n", told: &[("E01", 5, "= \"15s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold => \"15s\"\n", told: &[("E01", 5, "= \"15s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold is \"15s\"\n", told: &[("E01", 5, "= \"15s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold : 15s\n", told: &[("E01", 5, "= \"15s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold 15s\n", told: &[("E01", 5, "hold = \"15s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold ＝ \"15s\"\n", told: &[("E01", 5, "the narrow one")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\"hold\" \"15s\"\n", told: &[("E01", 5, "hold = \"15s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = \"back; legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = back, legs\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = back\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "[\"back\"]")], fixed: "title = \"Legs\"\ntags = [\"back\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = [\"left, right\"]\n", told: &[("E07", 6, "[\"left\", \"right\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n# the next one\nname = \"Hip\"\nhold = \"15s\"\n", told: &[("E01", 8, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n# the next one\n[[step]]\nname = \"Hip\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nname = \"Hip\"\nhold = \"15s\"\n", told: &[("E01", 6, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step]]\nname = \"Hip\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\nname = \"Hip\"\nhold = \"15s\"\n\nname = \"Back\"\nhold = \"25s\"\n", told: &[("E01", 7, "[[step]]"), ("E01", 10, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"15s\"\n\n[[step]]\nname = \"Back\"\nhold = \"25s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nuse = \"calf-straight\"\nuse = \"calf-bent\"\n", told: &[("E01", 5, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nuse = \"calf-straight\"\n[[step]]\nuse = \"calf-bent\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"A\"\nhold = \"15s\"\n\nname = \"B\"\nhold = \"20s\"\n", told: &[("E01", 9, "[[step.step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"A\"\nhold = \"15s\"\n\n[[step.step]]\nname = \"B\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nname = \"Calf\"\nhold = \"20s\"\n\nname = \"Hip\"\nhold = \"15s\"\n", told: &[("E01", 2, "[[step]]"), ("E01", 5, "[[step]]")], fixed: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"15s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\nrest = \"30s\"\n", told: &[("E01", 7, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nrest = \"30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrest = \"10s\"\n\nrest = \"20s\"\n", told: &[("E01", 6, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nrest = \"10s\"\n\n[[step]]\nrest = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[step]\nrepeat = 2\n[step.step]\nname = \"A\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E06", 5, "[[step.step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"A\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[stretch]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[step1]\nname = \"Hip\"\nhold = \"20s\"\n\n[step2]\nname = \"B\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E06", 7, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n\n[[step]]\nname = \"B\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[Calf]\nhold = \"20s\"\n\n[Hip]\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E06", 6, "[[step]]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n(step)\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step.1]]\nname = \"Hip\"\nhold = \"20s\"\n[[step.2]]\nname = \"Back\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]"), ("E01", 6, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n[[step]]\nname = \"Back\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\nstep\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[\"step\"]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n<step>\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E01", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[step].name = \"Calf\"\n[step].hold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"Lean to the wall, \\\"\n", told: &[("E01", 6, "\"Lean to the wall, \"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"alternating\"\n", told: &[("E07", 6, "\"each\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = true\n", told: &[("E02", 6, "\"each\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"C:\\temp\\calf\"\n", told: &[("E01", 6, "'C:\\temp\\calf'")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[default]\nhold = \"20s\"\n\n[[step]]\nname = \"A\"\n[[step]]\nname = \"B\"\n", told: &[("E03", 3, "defaults")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nhold = \"20s\"\n[[step]]\nname = \"A\"\n[[step]]\nname = \"B\"\n", told: &[("E03", 2, "[defaults]")], fixed: "title = \"Legs\"\n[defaults]\nhold = \"20s\"\n[[step]]\nname = \"A\"\n[[step]]\nname = \"B\"\n" },
    Mistake { text: "title = \"Legs\"\nready = 5\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "[defaults]")], fixed: "title = \"Legs\"\n[defaults]\nready = 5\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\" /* slow */\n", told: &[("E01", 5, "write `#` instead")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\" # slow \n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = 'It's Bob's'\n", told: &[("E01", 6, "\"It's Bob's\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"It's Bob's\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"\"Relax\"\"\n", told: &[("E01", 6, "\"Relax\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Upper\ncalf\"\nhold = \"20s\"\n", told: &[("E01", 4, "\"Upper calf\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nwait = \"key\"\n", told: &[("E02", 4, "write `wait = true`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = \"3x10\"\n", told: &[("E02", 6, "write `reps = 10`, and `sets = 3` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"3x10s\"\n", told: &[("E05", 5, "write `hold = \"10s\"`, and `reps = 3` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = false\n", told: &[("E05", 6, "write `ready = 0` for none")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nbetween = \"-\"\n", told: &[("E05", 6, "write `between = 0` for none")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = none\n", told: &[("E05", 6, "write `ready = 0` for none")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"no\"\n", told: &[("E07", 6, "\"none\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"\"\n", told: &[("E07", 6, "write `sides = \"each\"` for both, one after the other, or tak")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"half a minute\"\n", told: &[("E05", 5, "\"30s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"~30s\"\n", told: &[("E05", 5, "\"30s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"thirty seconds\"\n", told: &[("E05", 5, "\"30s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 20s\"\n", told: &[("E01", 5, "\"20s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = '20s\"\n", told: &[("E01", 5, "\"20s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"２０s\"\n", told: &[("E05", 5, "\"20s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = –5, say = \"x\" }]\n", told: &[("E01", 6, "\"-5s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s before end\", say = \"x\" }]\n", told: &[("E05", 6, "\"-5s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = 50%, say = \"x\" }]\n", told: &[("E01", 6, "\"half\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[cues]]\nat = \"5s\"\nsay = \"x\"\n", told: &[("E06", 6, "step.cues")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step.cue]]\nat = \"5s\"\nsay = \"x\"\n", told: &[("E03", 6, "cues")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step.cues]]\nat = \"5s\"\nsay = \"x\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[Step]]\nName = \"A\"\nHold = \"20s\"\n[[Step]]\nName = \"B\"\nHold = \"20s\"\n", told: &[("E03", 3, "small letters")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n[[step]]\nname = \"B\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nrest between = 5\n", told: &[("E01", 6, "write `between`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nstretch = \"calf-straight\"\n", told: &[("E03", 4, "use")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nexercise = \"Calf\"\nhold = 20\n", told: &[("E03", 4, "name")], fixed: "" },
    Mistake { text: "Legs\n====\n\n* Calf\n* Thigh\n", told: &[("E01", 1, "write a step for each line: `[[step]]`, then `name = \"…\"` an")], fixed: "" },
    Mistake { text: "[{\"name\": \"Calf\", \"hold\": 20}]", told: &[("E01", 1, "write it as TOML: `title = \"…\"`, then for each step `[[step]")], fixed: "" },
    Mistake { text: "Calf, 20s, each\nThigh, 30s, each\n", told: &[("E01", 1, "write a step for each line: `[[step]]`, then `name = \"…\"` an")], fixed: "" },
    Mistake { text: "Calf 20s\nThigh 30s\nHip 40s\n", told: &[("E01", 1, "write a step for each line: `[[step]]`, then `name = \"…\"` an")], fixed: "" },
    Mistake { text: "%PDF-1.4\n", told: &[("E01", 1, "export it as plain text first, and write a step for each str")], fixed: "" },
    Mistake { text: "{\\rtf1 hello}", told: &[("E01", 1, "export it as plain text first, and write a step for each str")], fixed: "" },
    Mistake { text: "from supple import *\nprint(\"x\")\n", told: &[("E01", 1, "write a step for each line: `[[step]]`, then `name = \"…\"` an")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n>>>>>>> theirs\n", told: &[("E01", 6, "keep one of the two versions, and take this line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\nhow = \"Breathe 3 times.\"\n", told: &[], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\nhow = \"Do this 3 times a day.\"\n", told: &[], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\n{ name = \"A\", hold = \"20s\" }\n", told: &[("E01", 4, "name = \"A\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n" },
    Mistake { text: "[title = \"Legs\"]\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "title = \"Legs\"")], fixed: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf'\nhold = \"20s\"\n", told: &[("E01", 4, "\"Calf\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = Calf\"\nhold = \"20s\"\n", told: &[("E01", 4, "\"Calf\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nvars = { n = 7 }\n\n[[step]]\nname = \"Calf\"\ncount = \"{n}\"\nload = \"5 kg\"\n", told: &[("E03", 2, "weeks = [7, 9, 11]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"${length}\"\nreps = \"{{n}}\"\n", told: &[("E02", 5, "there are no variables"), ("E02", 6, "reps = 2")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[week]]\nweeks = \"2\"\n[[week.step]]\nname = \"Squat\"\ncount = 10\n[[week]]\nweeks = \"3\"\n[[week.step]]\nname = \"Squat\"\ncount = 12\n", told: &[("E06", 3, "count = { weeks = [10, 12, 15] }")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[day]]\n[[day.step]]\nname = \"Squat\"\ncount = 10\n", told: &[("E06", 3, "a file of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[set]]\nrepetitions = 2\n[[set.exercise]]\nname = \"Calf left\"\nduration = 30\n[[set.exercise]]\nname = \"Calf right\"\nduration = 30\n", told: &[("E06", 5, "`[[step.step]]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Diver\"\nevery = \"2 days\"\ncount = 6\n\n[[step]]\nname = \"Glider\"\nevery = \"3 days\"\ncount = 4\n", told: &[("E03", 5, "a routine of their own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nload = \"5 kg\"\nweight = \"6 kg\"\n", told: &[("E03", 7, "keep one of the two")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[voice.say]\nHold = \"hohld\"\nRest = \"rehst\"\n\n[[step]]\nname = \"Calf\"\nhold = 20s\n", told: &[("E01", 9, "in quotes")], fixed: "title = \"Legs\"\n\n[voice.say]\nHold = \"hohld\"\nRest = \"rehst\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[voice.say]\nHold = \"hohld\"\nRest : \"rehst\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 5, "instead of `=`")], fixed: "title = \"Legs\"\n\n[voice.say]\nHold = \"hohld\"\nRest = \"rehst\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nsources = \"https://example.org/a\" see chapter 3\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "a list of addresses"), ("E01", 2, "a remark after `#`")], fixed: "title = \"Legs\"\nsources = [\"https://example.org/a\"] see chapter 3\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\" both legs\n", told: &[("E01", 6, "a remark after `#`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nbreaths = 4\n", told: &[("E03", 6, "`breaths` says the same as `hold`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nbreaths = 4\nhold = \"20s\"\n", told: &[("E03", 6, "`hold` says the same as `breaths`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nintensity = \"70 %\"\nweight = \"6 kg\"\n", told: &[("E03", 7, "`weight` says the same as `intensity`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrest = \"3x10s\"\n", told: &[("E05", 4, "write a length such as `rest = \"15s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = \"3x10s\"\n", told: &[("E05", 6, "write a length such as `ready = \"15s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = is it you\nhold = \"20s\"\n", told: &[("E01", 4, "\"is it you\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"is it you\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname: is it you\nhold = \"20s\"\n", told: &[("E01", 4, "`:` instead of `=`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = [\"30s\", \"10s\"]\ncues = [{ at = \"25s\", say = \"x\" }]\n", told: &[("E10", 6, "which lasts 10 s in its shortest set")], fixed: "" },
    Mistake { text: "title = \"Legs\"\r\n\r\n[[step]]\r\nname = \"Calf\"\r\nabout = \"x\"\r\nhold = \"20s\"\r\n", told: &[("E03", 5, "`about` belongs to the file as a whole, not to a step")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n\n[[step.step]]\nname = \"Calf\"\nabout = \"x\"\nhold = \"20s\"\n", told: &[("E03", 8, "about = \"x\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nwarn = [\n  Not with a fresh strain.,\n  \"Not when numb.\",\n]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "without its quotes in a list")], fixed: "title = \"Legs\"\nwarn = [\n  \"Not with a fresh strain.\",\n  \"Not when numb.\",\n]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nwarn = [\n  'No child's pose, no roll.',\n  \"\"Not when numb.\"\",\n]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "\"No child's pose, no roll.\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Squat\"\nsets = 3\nreps = 10\nrest = \"30s\"\n", told: &[("E04", 3, "`count`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Squat\"\nsets = 3\ncount = 10\nrest = \"30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Squat\"\nsets = 3\nreps = [10, 8, 6]\nrest = \"30s\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E04", 3, "`count`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Squat\"\nsets = 3\ncount = [10, 8, 6]\nrest = \"30s\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\naffected = \"left\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"unaffected\"\n", told: &[("E07", 7, "[\"other\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\naffected = \"left\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = [\"affected\", \"healthy\"]\n", told: &[("E07", 7, "other")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nbegan = 21.03.2026\n\n[[step]]\nname = \"Calf\"\nhold = { weeks = [\"10s\", \"20s\"] }\n", told: &[("E01", 2, "began = 2026-03-21")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n* cue = \"heel down\"\n", told: &[("E01", 6, "`*` before a line")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s\"\n; sides = \"each\"\n", told: &[("E01", 6, "write `#` instead")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 15\"\n", told: &[("E01", 5, "write `\"15s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"left\" or \"right\"\n", told: &[("E01", 6, "[\"left\", \"right\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nbegan = \"11/20/2026\"\n\n[[step]]\nname = \"Calf\"\nhold = { weeks = [\"10s\", \"20s\"] }\n", told: &[("E07", 2, "began = 2026-11-20")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nbegan = \"3/4/2026\"\n\n[[step]]\nname = \"Calf\"\nhold = { weeks = [\"10s\", \"20s\"] }\n", told: &[("E07", 2, "write year, month and day")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = 2,5\n", told: &[("E01", 6, "write a whole number, such as `reps = 2`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = 2,5\n", told: &[("E01", 6, "lengths are whole seconds")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step.name]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nallow = [\"W01\", \"W99\"]\n", told: &[("E03", 6, "to the top"), ("E07", 6, "`W09`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\naim = \"Strength\"\nhold = \"5 Breaths\"\n", told: &[], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 5-10 Breaths\n", told: &[("E01", 5, "\"5-10 Breaths\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"5-10 Breaths\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 1'30\"\n", told: &[("E01", 5, "write `\"1m30s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = Calf #1\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"Calf #1\"`")], fixed: "" },
    Mistake { text: "title = http://x#b\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "put all of it in quotes: `\"http://x#b\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = Calf, left\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"Calf, left\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = Child's pose\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"Child's pose\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = The \"cat\" pose\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"The \\\"cat\\\" pose\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = a = b\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"a = b\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = null\n", told: &[("E01", 6, "take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = None\n", told: &[("E01", 6, "put it in quotes: `\"none\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"none\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = ~\n", told: &[("E01", 6, "take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = `Calf`\nhold = \"20s\"\n", told: &[("E01", 4, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = ```Calf```\nhold = \"20s\"\n", told: &[("E01", 4, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "---\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "take it out, or write `#` before it")], fixed: "# ---\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n---\n\n[[step]]\nname = \"B\"\nhold = \"10s\"\n", told: &[("E01", 6, "take it out, or write `#` before it")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n# ---\n\n[[step]]\nname = \"B\"\nhold = \"10s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n==========\n\n[[step]]\nname = \"B\"\nhold = \"10s\"\n", told: &[("E01", 6, "take it out, or write `#` before it")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n# ==========\n\n[[step]]\nname = \"B\"\nhold = \"10s\"\n" },
    Mistake { text: "title = \"Legs\"\n\u{a0}\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n \n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n\u{a0}[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n\n [[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold\u{a0}=\u{a0}\"20s\"\n", told: &[("E01", 5, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n\u{200b}[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\u{200b}hold = \"20s\"\n", told: &[("E01", 5, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n\u{feff}[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\r\r[[step]]\rname = \"Calf\"\rhold = \"20s\"\r", told: &[("E01", 1, "save the file with the line ends of Unix (LF) or Windows")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\u{3000}hold = \"20s\"\n", told: &[("E01", 5, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n hold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\u{2028}\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\u{c}\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write an ordinary space, or none")], fixed: "title = \"Legs\"\n \n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "", told: &[("E13", 1, "add `title = \"…\"` as the first line, and add a step: it ")], fixed: "" },
    Mistake { text: "# my routine\n", told: &[("E13", 1, "add `title = \"…\"` as the first line, and add a step: it ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nallow = [\"W01\"]\n", told: &[("E03", 6, "move it to the top of the file, above the first line in ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"15s per side\"\n", told: &[("E05", 5, "write `hold = \"15s\"`, and `sides = \"each\"` on a line of ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s each side\"\n", told: &[("E05", 5, "write `hold = \"30s\"`, and `sides = \"each\"` on a line of ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"2×30\"\n", told: &[("E05", 5, "write `hold = \"30s\"`, and `reps = 2` on a line of its ow")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30 secs x 3\"\n", told: &[("E05", 5, "write `hold = \"30s\"`, and `reps = 3` on a line of its ow")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"8 to 12\"\n", told: &[("E05", 5, "write `hold = \"8s-12s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30 s / side\"\n", told: &[("E05", 5, "write `hold = \"30s\"`, and `sides = \"each\"` on a line of ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"½ min\"\n", told: &[("E05", 5, "write `hold = \"30s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1 minute and 30 seconds\"\n", told: &[("E05", 5, "write `hold = \"1m30s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1m30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1:30 min\"\n", told: &[("E05", 5, "write `hold = \"1m30s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1m30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30+ s\"\n", told: &[("E05", 5, "write `hold = \"30s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \">30s\"\n", told: &[("E05", 5, "write `hold = \"30s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"5 deep breaths\"\n", told: &[], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"10 reps\"\n", told: &[("E05", 5, "movements are counted with `count = 10` in place of `hol")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"2x20s per side\"\n", told: &[("E05", 5, "write `hold = \"20s\"`, and `reps = 2` and `sides = \"each\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"five breaths\"\n", told: &[("E05", 5, "write a whole number of them, such as `hold = \"5 breaths")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"O:30\"\n", told: &[("E05", 5, "write `hold = \"30s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"between 20 and 30s\"\n", told: &[("E05", 5, "write `hold = \"20s-30s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s-30s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"3x30s, 10s rest\"\n", told: &[("E05", 5, "write `hold = \"30s\"`, and `reps = 3` and `between = \"10s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 15s per side\n", told: &[("E01", 5, "write `hold = \"15s\"`, and `sides = \"each\"` on a line of ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 30s to 60s\n", told: &[("E01", 5, "put it in quotes: `\"30s to 60s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s to 60s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 2x30\n", told: &[("E01", 5, "write `hold = \"30s\"`, and `reps = 2` on a line of its ow")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 8-12\n", told: &[("E01", 5, "write `hold = \"8s-12s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 30..60\n", told: &[("E01", 5, "write `hold = \"30s-1m\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = [\"15s\"; \"20s\"]\n", told: &[("E01", 5, "write `,` instead")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = [\"15s\", \"20s\"]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = 15s, 20s\n", told: &[("E01", 5, "write `hold = [\"15s\", \"20s\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 8 to 12\n", told: &[("E01", 5, "put it in quotes: `\"8 to 12\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = \"8 to 12\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = \"10 each side\"\n", told: &[("E02", 5, "write `count = 10`, and `sides = \"each\"` on a line of it")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 3 x 10\n", told: &[("E01", 5, "write `count = 10`, and `sets = 3` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10.0\n", told: &[("E02", 5, "write `count = 10`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3:1:3\"\n", told: &[("E05", 6, "write `pace = \"3-1-3\"`: out, hold and back, in seconds")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3-1-3\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3 1 3\"\n", told: &[("E05", 6, "write `pace = \"3-1-3\"`: out, hold and back, in seconds")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3-1-3\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = [3, 1, 3]\n", told: &[("E02", 6, "write `pace = \"3-1-3\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3s down, 1s hold, 3s up\"\n", told: &[("E05", 6, "write `pace = \"3-1-3\"`: out, hold and back, in seconds")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"31X1\"\n", told: &[("E05", 6, "write `pace = \"3-1-1-1\"`: out, hold and back, in seconds")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = auto\n", told: &[("E01", 6, "write `ready = \"auto\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = \"auto\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = \"Auto\"\n", told: &[("E05", 6, "write `ready = \"auto\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = \"auto\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = yes\n", told: &[("E01", 6, "write `ready = \"auto\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = [\"5s\"]\n", told: &[("E02", 6, "write `ready = \"5s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = \"2 per side\"\n", told: &[("E02", 6, "write `reps = 2`, and `sides = \"each\"` on a line of its ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = [\"wall\", \"mat]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `needs = [\"wall\", \"mat\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = [\"wall, \"mat\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `needs = [\"wall\", \"mat\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = [\"wall\", mat\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `needs = [\"wall\", \"mat\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = [\"wall\" \"mat\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "close it with `]`")], fixed: "title = \"Legs\"\nneeds = [\"wall\", \"mat\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\"hold\": \"20s\",\n", told: &[("E01", 5, "write `key = value`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname: Calf\nhold: 20s\nsides: each\n", told: &[("E01", 4, "write `key = value`"), ("E01", 5, "write `key = value`"), ("E01", 6, "write `key = value`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\n- name = \"Calf\"\n- hold = \"20s\"\n", told: &[("E01", 4, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\ntags:\n  - back\n  - legs\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `tags = [\"back\", \"legs\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nsteps:\n  - name: Calf\n    hold: 20s\n  - name: Hip\n    hold: 20s\n", told: &[("E01", 2, "write it as TOML: `title = \"…\"`, then for each step `[[s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\n{\n  \"name\": \"Calf\",\n  \"hold\": \"20s\"\n}\n", told: &[("E01", 4, "take it out: the keys of a step stand below `[[step]]`, "), ("E01", 5, "write `key = value`"), ("E01", 6, "write `key = value`")], fixed: "title = \"Legs\"\n\n[[step]]\n\n  name = \"Calf\"\n  hold = \"20s\"\n\n" },
    Mistake { text: "title = \"Legs\"\nstep = [\n  { name: \"Calf\", hold: \"20s\" },\n]\n", told: &[("E01", 3, "write `key = value`, with commas between")], fixed: "title = \"Legs\"\nstep = [\n  { name = \"Calf\", hold = \"20s\" },\n]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n}\n", told: &[("E01", 6, "take it out: the keys of a step stand below `[[step]]`, ")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n" },
    Mistake { text: "{\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n}\n", told: &[("E01", 1, "take it out: the keys of a step stand below `[[step]]`, ")], fixed: "\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step.calf]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step \"Calf\"]]\nhold = \"20s\"\n", told: &[("E06", 3, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step = \"Calf\"]]\nhold = \"20s\"\n", told: &[("E01", 3, "write `[[step]]`, and `name = \"Calf\"` on a line below it")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[Calf]]\nhold = \"20s\"\n", told: &[("E06", 3, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "write `[[step]]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n\n[[step.step.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 6, "write `[[step.step]]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ndur = 20\n", told: &[("E03", 5, "how long a stretch is held is `hold`, as in `hold = \"15s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ndauer = \"20s\"\n", told: &[("E03", 5, "how long a stretch is held is `hold`, as in `hold = \"15s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"bilateral\"\n", told: &[("E07", 6, "`sides` is `\"none\"`, `\"each\"`, `\"left\"`, `\"right\"`, `\"af")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nperside = true\n", told: &[("E03", 6, "one side after the other is `sides = \"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = [\"x\"]\n", told: &[("E02", 6, "write `cue = \"x\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nid = \"a\"\n", told: &[("E03", 6, "a step has no id")], fixed: "" },
    Mistake { text: "title = ”Legs”\n\n[[step]]\nname = ”Calf”\nhold = ”20s”\n", told: &[("E01", 1, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = [“back”, “legs”]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = “Calf\"\nhold = \"20s\"\n", told: &[("E01", 4, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = “Say ‘ahh’ now.”\n", told: &[("E01", 6, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"Say ‘ahh’ now.\"\n" },
    Mistake { text: "title = „Legs“\n\n[[step]]\nname = „Calf“\nhold = „20s“\n", told: &[("E01", 1, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = «Legs»\n\n[[step]]\nname = « Calf »\nhold = «20s»\n", told: &[("E01", 1, "write straight quotes: `\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\n• name = \"Calf\"\n• hold = \"20s\"\n", told: &[("E01", 4, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "> title = \"Legs\"\n>\n> [[step]]\n> name = \"Calf\"\n> hold = \"20s\"\n", told: &[("E01", 1, "take it out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "```toml\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n```\n", told: &[("E01", 1, "take it out")], fixed: "\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n" },
    Mistake { text: "1: title = \"Legs\"\n2:\n3: [[step]]\n4: name = \"Calf\"\n5: hold = \"20s\"\n", told: &[("E01", 1, "take the numbers of the lines out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "+title = \"Legs\"\n+\n+[[step]]\n+name = \"Calf\"\n+hold = \"20s\"\n", told: &[("E01", 1, "take it out")], fixed: "" },
    Mistake { text: "Hi Anna,\n\nhere is the routine:\n\ntitle = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "take it out, or write `#` before it")], fixed: "" },
    Mistake { text: "title = \\\"Legs\\\"\n\n[[step]]\nname = \\\"Calf\\\"\nhold = \\\"20s\\\"\n", told: &[("E01", 1, "take the backslashes out")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "[package]\nname = \"x\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nserde = \"1\"\ntime = \"0.3\"\n", told: &[("E01", 1, "a routine has a `title`, and a `[[step]]` for each stret")], fixed: "" },
    Mistake { text: "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n\n[project]\nname = \"x\"\nversion = \"0.1.0\"\ndescription = \"y\"\n\n[tool.ruff]\nline-length = 100\n", told: &[("E01", 1, "a routine has a `title`, and a `[[step]]` for each stret")], fixed: "" },
    Mistake { text: "max_width = 100\nedition = \"2021\"\n", told: &[("E01", 1, "a routine has a `title`, and a `[[step]]` for each stret")], fixed: "" },
    Mistake { text: "[user]\n\tname = Anna\n\temail = a@b.c\n", told: &[("E01", 1, "a routine has a `title`, and a `[[step]]` for each stret")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"s\nhold = \"20s\"\n", told: &[("E01", 4, "put the quote at its end: `\"Calfs\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\"\nhold = \"20s\"\n", told: &[("E01", 4, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = f\"Calf\"\nhold = \"20s\"\n", told: &[("E01", 4, "put all of it in quotes: `\"Calf\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\"hold = \"20s\"\n", told: &[("E01", 5, "write `hold = \"20s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\n\"hold = 20s\"\n", told: &[("E01", 5, "write `hold = \"20s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"a\" + \"b\"\n", told: &[("E01", 6, "write `\"ab\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold =\n\"20s\"\n", told: &[("E01", 6, "write key and value on one line")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold | \"20s\"\n", told: &[("E01", 5, "write `key = value`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at: \"5s\", say: \"a\" }]\n", told: &[("E01", 6, "write `key = value`, with commas between")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"a\" }]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = { \"5s\" = \"breathe\" }\n", told: &[("E02", 6, "each of them is a timed cue, and begins with a line of i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nuse = [\"calf-straight\"]\n", told: &[("E02", 4, "write `use = \"calf-straight\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nuse = \"Upper calf\"\n", told: &[("E08", 4, "`supple stretches` shows all there are")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nminutes = 1\n", told: &[("E03", 5, "how long a stretch is held is `hold`, as in `hold = \"1m3")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = 3010\n", told: &[("E05", 6, "write `pace = \"3-0-1-0\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3010\"\n", told: &[("E05", 6, "write `pace = \"3-0-1-0\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = 313\n", told: &[("E05", 6, "write `pace = \"3-1-3\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3/1/3\"\n", told: &[("E05", 6, "write `pace = \"3-1-3\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3-1-3\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"3-1-X-0\"\n", told: &[("E05", 6, "write `pace = \"3-1-1-0\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\ntempo = 3010\n", told: &[("E05", 6, "3-0-1-0")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"slow\"\n", told: &[("E05", 6, "`\"3-1-3\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = true\n", told: &[("E02", 6, "write for example `pace = \"3-1-3\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 10\npace = \"90s\"\n", told: &[("W11", 6, "`pace = \"3-1-3\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nreps = 15\nsets = 3\n", told: &[("E04", 3, "count")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 15\nsets = 3\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nreps = [8, 6, 4]\n", told: &[("E04", 3, "count")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = [8, 6, 4]\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nreps = 15\n", told: &[("E04", 3, "count")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nsets = \"4x8\"\n", told: &[("E02", 5, "write `sets = 4`, and `count = 8` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 8\nsets = \"4x8\"\n", told: &[("E02", 6, "write `sets = 4`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nreps = \"3x10\"\n", told: &[("E02", 5, "write `count = 10`, and `sets = 3` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = \"3x10\"\n", told: &[("E02", 6, "write `reps = 10`, and `sets = 3` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nreps = \"8-12 per side\"\n", told: &[("E02", 5, "write `count = \"8-12\"`, and `sides = \"each\"` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = \"10/side\"\n", told: &[("E02", 5, "write `count = 10`, and `sides = \"each\"` on a line of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = \"6-4-2\"\n", told: &[("E02", 6, "write `reps = [6, 4, 2]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = \"10-12 reps\"\n", told: &[("E02", 5, "write `count = \"10-12\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = \"10-12\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsets = 2\nrest = \"2-3 min\"\n", told: &[("E05", 7, "write `rest = \"2m\"`: only")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\nreps = 2\norder = \"random\"\n", told: &[("E07", 8, "shuffled")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nroutine = \"before-bed\"\n", told: &[("E03", 4, "another routine stands here with `include`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nrounds = 8\nwork = \"20s\"\nrest = \"10s\"\n", told: &[("E03", 5, "sets"), ("E03", 6, "time")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nrounds = 3\nrest = \"30s\"\n", told: &[("E03", 6, "sets")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nrepeat = 3\nrest = \"30s\"\n", told: &[("E04", 6, "sets")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nsets = 3\n[[step.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 4, "repeat")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nsets = 3\nrest = \"1m\"\n[[step.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 4, "the time between two rounds `between`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nreps = 3\nrest = \"1m\"\n[[step.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 4, "the time between two rounds `between`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 8\nsets = \"2-3\"\n", told: &[("E02", 6, "write `sets = 2`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nposition = \"plank\"\n", told: &[("E07", 6, "did you mean `front`?")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nprogression = [\"5 a week\", \"8 a week\"]\n", told: &[("E02", 6, "count = { weeks = [8, 10, 12] }")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nvariations = \"Knee bent.\"\n", told: &[("E03", 6, "alternative")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nlevel = \"beginner\"\n", told: &[("E03", 6, "`easier` or `harder`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nschedule = \"3 a week\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "often")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nlevel = 2\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "tags")], fixed: "" },
    Mistake { text: "title = \"Legs\"\noften = \"3-4 times a week\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "3 a week")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nfrequency = \"2 or 3 times a day\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "2 a day")], fixed: "" },
    Mistake { text: "title = \"Legs\"\noften = \"weekdays\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "5 a week")], fixed: "" },
    Mistake { text: "title = \"Legs\"\noften = \"every 2 hours\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "8 a day")], fixed: "" },
    Mistake { text: "title = \"Legs\"\noften = \"Mon, Wed, Fri\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "3 a week")], fixed: "" },
    Mistake { text: "title = \"Legs\"\noften = \"before bed\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E07", 2, "daily")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\ninclude = [\"warm-up\", \"daily-five\"]\n", told: &[("E02", 4, "a `[[step]]` with `include` for each")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[defaults]\nsets = 3\nreps = 12\n\n[[step]]\nname = \"Row\"\n\n[[step]]\nname = \"Press\"\n", told: &[("E04", 5, "counted with `count`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[section]]\nname = \"Legs\"\n[[section.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E04", 5, "repeat = 1")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nvariations = [\"Knee bent\", \"On a step\"]\n", told: &[("E03", 6, "alternative")], fixed: "" },
    Mistake { text: "title = \"Legs\"\naffected = \"left\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"involved side\"\n", told: &[("E07", 7, "did you mean `affected`?")], fixed: "" },
    // Habits of other formats and programs.
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\neach_side = true\n", told: &[("E03", 6, "write `sides = \"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nswitch-sides = true\n", told: &[("E03", 6, "one side after the other is `sides = \"each\"`; the time t")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nrpe = 7\n", told: &[("E03", 6, "how hard it is stands in `load`: write `load = \"RPE 7\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nside = \"both\"\n", told: &[("E03", 6, "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\"steps\": [\n  { \"name\": \"Calf\", \"hold\": \"20s\" },\n  { \"name\": \"Hip\", \"hold\": \"20s\" }\n]\n", told: &[("E01", 2, "write `key = value`, with commas between")], fixed: "title = \"Legs\"\nstep = [\n  { \"name\" = \"Calf\", \"hold\" = \"20s\" },\n  { \"name\" = \"Hip\", \"hold\" = \"20s\" }\n]\n" },
    Mistake { text: "title ＝ \"Legs\"\n\n[[step]]\nname ＝ \"Calf\"\nhold ＝ \"20s\"\n", told: &[("E01", 1, "write it with the keyboard set to Latin letters")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "[routine]\ntitle = \"Legs\"\n\n[[routine.step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 1, "take it out: `title` and the like stand at the top of th")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "[routine]\ntitle = \"Legs\"\nabout = \"For legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 1, "take it out: `title` and the like stand at the top of th")], fixed: "title = \"Legs\"\nabout = \"For legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step.name]]\nhold = \"20s\"\n", told: &[("E06", 3, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "[title]\nname = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 1, "write `title = \"Legs\"`")], fixed: "" },
    Mistake { text: "[title]\n\"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 1, "write `title = \"Legs\"`")], fixed: "" },
    Mistake { text: "title\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "write for example `title = \"…\"`, or take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"{{side}} foot back.\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"${side} foot back.\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"<side> foot back.\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"%side% foot back.\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"Foot back.<br>Relax.\"\n", told: &[("W17", 7, "write plain text: the screen breaks its lines itself")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"**Relax** the foot.\"\n", told: &[("W17", 6, "write plain text: leave the signs out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"Heel &amp; toe.\"\n", told: &[("W17", 6, "write plain text: the screen breaks its lines itself")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = 'Sit down.\\nLean.'\n", told: &[("W17", 6, "write a space: the screen breaks the lines itself")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"$side foot back.\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"{step.side} foot back.\"\n", told: &[("E11", 7, "the words are `{name}`, `{side}`, `{rep}`, `{reps}`, `{s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"_Relax_ the foot, `gently`.\"\n", told: &[("W17", 7, "write plain text: leave the signs out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"See [page](https://example.org).\"\n", told: &[("W17", 6, "write plain text: leave the signs out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"Foot <b>back</b>.\"\n", told: &[("W17", 6, "write plain text: the screen breaks its lines itself")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"# Relax\"\n", told: &[("W17", 6, "write plain text: leave the signs out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"{hold}s then {time} left, {seconds}\"\n", told: &[("E11", 6, "the words are `{name}`, `{side}`, `{rep}`, `{reps}`, `{s"), ("E11", 6, "the words are `{name}`, `{side}`, `{rep}`, `{reps}`, `{s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\ncue = \"{{ side }} foot and %(side)s foot and {{{side}}}\"\n", told: &[("W17", 7, "words that are filled in stand in single braces: write `")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nleft_side_first = true\n", told: &[("E03", 6, "write `sides = \"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nper-side = true\n", told: &[("E03", 6, "write `sides = \"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nboth_sides = true\n", told: &[("E03", 6, "both at once is `sides = \"none\"`, one after the other `s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold-secs = \"20\"\n", told: &[("E03", 5, "write `hold = \"20s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nduration = \"20 seconds\"\n", told: &[("E03", 5, "how long a stretch is held is `hold`, on each side and i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\npause = \"10 seconds\"\n", told: &[("E03", 6, "time between repetitions is `between`; a pause after the")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nside = \"l/r\"\n", told: &[("E03", 6, "the sides are `sides`: `\"each\"`, `\"left\"`, `\"right\"` or ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ndescription = [\"Sit.\", \"Lean.\"]\n", told: &[("E03", 6, "longer text that is only shown is `how`; one sentence th")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nversion = \"1.0\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "the version of the file's format is `format`; nothing el")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[exercise]]\nname = \"Calf\"\nduration = \"20 seconds\"\nreps = 2\nrest = 5\n", told: &[("E06", 2, "every step begins with `[[step]]`, whatever its kind"), ("E03", 4, "how long a stretch is held is `hold`, on each side and i"), ("E03", 6, "a pause between repetitions is `between`, one between se")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"PT20S\"\n", told: &[("E05", 5, "write `hold = \"20s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = PT1M30S\n", told: &[("E01", 5, "write `hold = \"1m30s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20000ms\"\n", told: &[("E05", 5, "write `hold = \"20s\"`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = { seconds = 20 }\n", told: &[("E02", 5, "write `hold = \"20s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [\"Breathe\", \"Relax\"]\n", told: &[("E02", 6, "each of them is a timed cue, and begins with a line of i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ \"5s\" = \"Breathe\" }]\n", told: &[("E03", 6, "when it is said is `at`, and what is said is `say`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ after = \"5s\", say = \"Breathe\" }]\n", told: &[("E03", 6, "when it is said is `at`, from the start of the hold")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"Breathe\" },\n{ at = \"10s\", say = \"Relax\" }\n", told: &[("E01", 6, "close it with `]`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues = [{ at = \"5s\", say = \"Breathe\" },\n{ at = \"10s\", say = \"Relax\" }]\n" },
    Mistake { text: "title = \"Legs\"\n\nstep \"Calf\" {\n  hold = \"20s\"\n}\n", told: &[("E01", 3, "write `[[step]]`, and each `key = value` on a line below")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\nstep {\n  name = \"Calf\"\n  hold = \"20s\"\n}\nstep {\n  name = \"Hip\"\n  hold = \"20s\"\n}\n", told: &[("E01", 3, "write `[[step]]`, and each `key = value` on a line below"), ("E01", 7, "write `[[step]]`, and each `key = value` on a line below")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nsteps = [\"Calf 20s\", \"Hip 20s\"]\n", told: &[("E03", 2, "each of them is a step, and begins with a line of its ow")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\n\"Calf\"\nhold = \"20s\"\n", told: &[("E01", 3, "write `name = \"Calf\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nCalf\nhold = \"20s\"\n", told: &[("E01", 3, "write `name = \"Calf\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\n20s\n", told: &[("E01", 4, "write `hold = \"20s\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nCalf = \"20s\"\nHip = \"30s\"\n", told: &[("E03", 3, "begin each step with `[[step]]`, and write `name = \"Calf")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[steps.calf]\nhold = \"20s\"\n[steps.hip]\nhold = \"20s\"\n", told: &[("E06", 2, "every step begins with `[[step]]`, whatever its kind"), ("E06", 4, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nend\n", told: &[("E01", 8, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[end]\n", told: &[("E01", 5, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[/step]\n", told: &[("E01", 5, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\" }\n", told: &[("E01", 4, "take it out: a line ends with its value")], fixed: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\" \n" },
    Mistake { text: "title = \"Legs\"\n[[step]] # first\nname = \"Calf\"\nhold = \"20s\"\n[[step]] second\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E01", 5, "put a remark after `#`; the name of a step is `name`, on")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n1. Calf 20s\n2. Hip 30s\n", told: &[("E01", 2, "write a step for each line: `[[step]]`, then `name = \"…\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[step.exercise]]\nname = \"A\"\nhold = \"20s\"\n", told: &[("E06", 5, "every step begins with `[[step]]`, whatever its kind")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n\n[[rest]]\nduration = \"10s\"\n", told: &[("E06", 7, "every step begins with `[[step]]`, a pause as well: `[[s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n\n[rest]\n10s\n", told: &[("E06", 7, "every step begins with `[[step]]`, a pause as well: `[[s")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrest\n", told: &[("E01", 4, "write for example `rest = \"15s\"`, or take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nwait\n", told: &[("E01", 4, "write `wait = true`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[defaults]]\nready = 5\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n", told: &[("E02", 3, "a table has one bracket on each side; only a step has tw")], fixed: "title = \"Legs\"\n\n[defaults]\nready = 5\n\n[[step]]\nname = \"A\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[stretch]]\nid = \"a\"\nname = \"A\"\nhold = \"20s\"\n\n[[step]]\nuse = \"a\"\n", told: &[("E06", 3, "write `[stretch.a]`, without `id`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[stretch.my calf]\nname = \"A\"\nhold = \"20s\"\n\n[[step]]\nuse = \"my calf\"\n", told: &[("E01", 3, "write `[stretch.\"my calf\"]`")], fixed: "title = \"Legs\"\n\n[stretch.\"my calf\"]\nname = \"A\"\nhold = \"20s\"\n\n[[step]]\nuse = \"my calf\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\ninclude = \"before-bed.toml\"\n", told: &[("E08", 4, "write the id of a routine, as `supple list` shows it, or")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nend = \"beep\"\n", told: &[("E07", 6, "`end` is `\"chime\"`, `\"alarm\"` or `\"silent\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nend = \"none\"\n", told: &[("E07", 6, "`end` is `\"chime\"`, `\"alarm\"` or `\"silent\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\"\n", told: &[("E01", 6, "take it out")], fixed: "" },
    Mistake { text: "title = \"Legs\" \"Hips\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "write one `key = value` per line; a second value needs a")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step: Calf]]\nhold = \"20s\"\n", told: &[("E01", 2, "write `[[step]]`, and `name = \"Calf\"` on a line below it")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncues.at = \"5s\"\ncues.say = \"Relax\"\n", told: &[("E02", 5, "each of them is a timed cue, and begins with a line of i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\" | \"30s\"\n", told: &[("E01", 4, "write one `key = value` per line; a second value needs a")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"left leg, right leg\"\n", told: &[("E07", 5, "write `sides = [\"left\", \"right\"]`; at once it is `sides ")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\" \"each\"\n", told: &[("E01", 4, "write one `key = value` per line; a second value needs a")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = 20s, each side\n", told: &[("E01", 4, "write `hold = \"20s\"`, and `sides = \"each\"` on a line of ")], fixed: "" },
    Mistake { text: "import = \"before-bed\"\ntitle = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 1, "another routine stands in a step of its own: `[[step]]`,")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"Sit down\\\n  and lean.\"\n", told: &[("E01", 5, "put a text of several lines in three quotes")], fixed: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = \"\"\"\nSit down\n  and lean.\"\"\"\n" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = |\n  Sit down\n  and lean.\n", told: &[("E01", 5, "write it in quotes behind its key; several lines stand i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nhow = <<EOF\nSit down.\nEOF\n", told: &[("E01", 5, "write it in quotes behind its key; several lines stand i")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nwarning = \"Stop if it hurts.\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "| warn = [\"Stop if it hurts.\"]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\ntag = \"back, legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "| tags = [\"back\", \"legs\"]")], fixed: "title = \"Legs\"\ntags = [\"back\", \"legs\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\nsource = \"https://example.org\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E03", 2, "| sources = [\"https://example.org\"]")], fixed: "title = \"Legs\"\nsources = [\"https://example.org\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = both\n", told: &[("E01", 6, "write `\"each\"` for right, then left")], fixed: "" },
    Mistake { text: "# Legs\n- calf: 20 s\n- hip: 30 s\n", told: &[("E01", 1, "this is a Markdown file, not TOML")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = { week = [8, 10] }\npace = \"4s\"\n", told: &[("E03", 5, "write `count = { weeks = [8, 10] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = { weeks = 8, 10, 12 }\npace = \"4s\"\n", told: &[("E01", 5, "write `count = { weeks = [8, 10, 12] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = { weeks = [8; 10; 12] }\npace = \"4s\"\n", told: &[("E01", 5, "write `count = { weeks = [8, 10, 12] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = { 8, 10, 12 }\npace = \"4s\"\n", told: &[("E01", 5, "write `count = [8, 10, 12]`; for one a week write `count = { weeks = [8, 10, 12] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = { week1 = \"20s\", week2 = \"30s\" }\n", told: &[("E03", 5, "write `hold = { weeks = [\"20s\", \"30s\"] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = { weeks = \"20s, 30s\" }\n", told: &[("E02", 5, "write `hold = { weeks = [\"20s\", \"30s\"] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = { weeks = \"Lean, then relax.\" }\n", told: &[("E02", 6, "write `cue = { weeks = [\"Lean, then relax.\"] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = [\"Lean.\", \"Relax.\"]\n", told: &[("E02", 6, "write `cue = { weeks = [\"Lean.\", \"Relax.\"] }`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nposition = plank\n", told: &[("E01", 6, "| \"front\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nend = beep\n", told: &[("E01", 6, "| \"chime\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nside = both legs\n", told: &[("E03", 6, "write `\"each\"` for right, then left")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\noptional: yes\n", told: &[("E01", 6, "|  = true")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold\n= \"20s\"\n", told: &[("E01", 6, "key and value on one line")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "# Legs\n\n## Warm up\n1. Walk: 5 min\n2. Calf: 20 s\n", told: &[("E01", 1, "this is a Markdown file, not TOML")], fixed: "" },
    Mistake { text: "# Legs\ntitle: Legs\nsteps:\n  - name: Calf\n    hold: 20\n", told: &[("E01", 1, "this is a YAML file, not TOML")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step.step]]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E04", 7, "begin this one with `[[step]]`: what has a `hold` has no steps inside")], fixed: "" },
    Mistake { text: "title = \"Dizzy\"\n\n[[step]]\nname = \"Sit up\"\nhold = \"30s\"\nposition = \"sitting\"\n\n[[step]]\nname = \"Lie down\"\nhold = \"30s\"\nready = 2\nposition = \"side\"\ncue = \"Down on the side, your head turned up.\"\n", told: &[("W07", 11, "write `ready = \"9s\"` | \"9s\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 8\nsides = \"each\"\nswitch = \"1s\"\n", told: &[("W05", 7, "write `switch = \"3s\"` or more"), ("W07", 7, "write `switch = \"3s\"` or more")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\ncount = 8\nsides = [\"the leg that is the longer one of the two\", \"the leg that is the shorter one of the two\"]\nswitch = \"2s\"\n", told: &[("W05", 7, "write `switch = \"6s\"` or more"), ("W07", 7, "write `switch = \"6s\"` or more")], fixed: "" },
    Mistake { text: "title = \"Legs\"\r\n\r\n[[step]]\r\nname = \"Calf\r\nhold = \"20s\"\r\n", told: &[("E01", 4, "the closing quote is missing")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = \"mat and strap\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "write `needs = [\"mat\", \"strap\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nneeds = \"mat, strap & wall\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "write `needs = [\"mat\", \"strap\", \"wall\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\ntags = back and legs\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `tags = [\"back\", \"legs\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\nwarn = \"Stop if it hurts and rest.\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "write `warn = [\"Stop if it hurts and rest.\"]`")], fixed: "title = \"Legs\"\nwarn = [\"Stop if it hurts and rest.\"]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\ntags = #calf\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "`#` begins a comment | a text stands in quotes: write `tags = [\"calf\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\ntags = [#calf, #legs]\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 2, "write `tags = [\"calf\", \"legs\"]`")], fixed: "" },
    Mistake { text: "title = #1 for the legs\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E01", 1, "write `title = \"#1 for the legs\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = 2\nsets = \"3x\"\n", told: &[("E02", 7, "write `sets = 3`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nreps = 2\nsets = 3x\n", told: &[("E01", 7, "write `sets = 3`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nlimit = \"unlimited\"\n", told: &[("E05", 6, "take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nlimit = unlimited\n", told: &[("E05", 6, "take the line out")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[step.cues]\nat = \"5s\"\nsay = \"Relax\"\n[step.cues]\nat = \"10s\"\nsay = \"More\"\n", told: &[("E02", 6, "write `[[step.cues]]`"), ("E02", 9, "write `[[step.cues]]`")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step.cues]]\nat = \"5s\"\nsay = \"Relax\"\n[[step.cues]]\nat = \"10s\"\nsay = \"More\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[step.cues]\n\"5s\" = \"Relax\"\n", told: &[("E02", 6, "write `[[step.cues]]`"), ("E03", 7, "at = \"5s\"\nsay = \"Relax\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n[[step.cues]]\n\"5s\" = \"Relax\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\nreps = 2\norder = \"left first\"\n", told: &[("E07", 8, "`order` is `\"alternate\"` or `\"one-side\"`; which side comes first is said by `sides = [\"left\", \"right\"]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\nreps = 2\norder = \"one side first\"\n", told: &[("E07", 8, "| \"one-side\"")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[Step.Step]]\nname = \"Hip\"\nhold = \"20s\"\n[[step.Step]]\nname = \"Knee\"\nhold = \"20s\"\n", told: &[("E06", 5, "every step begins with `[[step]]`")], fixed: "title = \"Legs\"\n\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"Hip\"\nhold = \"20s\"\n[[step.step]]\nname = \"Knee\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold: 1:75\n", told: &[("E01", 5, "|  = \"2m15s\"")], fixed: "" },
];
