//! Mistakes that people make in routine files: one message a cause, at its place, with the way out; and what holds of
//! every repair that is shown.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fs;
use std::path::Path;

use supple::diagnostic::{Diagnostic, Fix, Source, line_and_column, render};
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

fn read(text: &str, references: &References) -> (Source, Vec<Diagnostic>) {
    let source = Source {
        name: "mistake.toml".to_owned(),
        text: text.to_owned(),
    };
    let problems = parse_among(&source, references).problems;
    (source, problems)
}

/// All that is read of a message.
fn words(problem: &Diagnostic) -> String {
    let repair = problem.fix.as_ref().map_or("", |fix| &fix.text);
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
            (problem.code.to_string(), line, words(problem))
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

fn applied(text: &str, fix: &Fix) -> String {
    let mut places: Vec<_> = std::iter::once(&fix.place).chain(&fix.again).collect();
    places.sort_by_key(|place| place.start);
    let mut out = text.to_owned();
    for place in places.into_iter().rev() {
        out.replace_range(place.clone(), &fix.text);
    }
    out
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

/// A repair that is shown removes its problem and brings no new one; what could not be seen before is not new.
#[test]
fn every_repair_that_is_shown_works_and_brings_nothing_new() {
    let references = built_in();
    let mut wrong = Vec::new();
    for text in files() {
        let (_, problems) = read(&text, &references);
        let key = |problem: &Diagnostic| (problem.code, problem.message.clone());
        for problem in &problems {
            let Some(fix) = &problem.fix else { continue };
            let repaired = applied(&text, fix);
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
            let before = problems.iter().filter(is_error).count();
            let now = left.iter().filter(is_error).count();
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
    Mistake { text: "title = \"Legs\"\n\n[step]\nname = \"Calf\"\nhold = 20s\n\n[step]\nname = \"Thigh\"\nhold = \"20s\"\n\n[step]\nname = \"Hip\"\nhold = \"20 sec\"\n\n[step]\nname = \"Back\"\nhold = \"20s\"\n", told: &[("E06", 3, "[[step]]"), ("E01", 5, "times in quotes"), ("E06", 7, "[[step]]"), ("E06", 11, "[[step]]"), ("E05", 13, "20s"), ("E06", 15, "[[step]]")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Thigh\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n\n[[step]]\nname = \"Back\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[Step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[Step]]\nname = \"Hip\"\nhold = \"20s\"\n", told: &[("E06", 3, "step")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n\n[[step]]\nname = \"Hip\"\nhold = \"20s\"\n" },
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
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20S\"\n", told: &[("E05", 5, "hold = \"20s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20 secs\"\n", told: &[("E05", 5, "hold = \"20s\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1 minute\"\n", told: &[("E05", 5, "hold = \"1m\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"1m\"\n" },
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
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nside = \"both\"\n", told: &[("E03", 6, "`sides`"), ("E07", 6, "`\"each\"`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nbreak = 5\n", told: &[("E03", 6, "`between`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ngetReady = \"5s\"\nswitch-time = 4\n", told: &[("E03", 6, "`ready`"), ("E03", 7, "`switch`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\ncues = [{ at = \"–5s\", say = \"Soon\" }, { at = \"50%\", say = \"Half\" }, { at = \"middle\", say = \"Half\" }]\n", told: &[("E05", 6, "\"-5s\""), ("E05", 6, "\"half\""), ("E05", 6, "\"half\"")], fixed: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"30s\"\ncues = [{ at = \"-5s\", say = \"Soon\" }, { at = \"50%\", say = \"Half\" }, { at = \"middle\", say = \"Half\" }]\n" },
    Mistake { text: "title = \"Legs\"\nvoice = \"off\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n", told: &[("E02", 2, "`[voice]`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\ncue = \"{Side} foot back.\"\nsides = \"each\"\n", told: &[("E11", 6, "`side`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nposition = \"supine\"\nhold = \"20s\"\n", told: &[], fixed: "" },
    Mistake { text: "title: Legs\nsteps:\n  - name: Calf\n    hold: 20s\n", told: &[("E01", 1, "a YAML file")], fixed: "" },
    Mistake { text: "{\n  \"title\": \"Legs\",\n  \"steps\": [{ \"name\": \"Calf\" }]\n}\n", told: &[("E01", 1, "a JSON file")], fixed: "" },
    Mistake { text: "# Legs\n\n- Calf: 20 s\n- Thigh, each side\n", told: &[("E01", 1, "a Markdown file")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n<<<<<<< mine\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nsides = \"each\"\n=======\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\n>>>>>>> theirs\n", told: &[("E01", 2, "merge conflict")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhow = \"4 times forwards, 4 times backwards\"\nhold = \"20s\"\n", told: &[], fixed: "" },
    Mistake { text: "title = \"Legs\"\nvars = { n = 7 }\n\n[[step]]\nname = \"Calf\"\ncount = \"{n}\"\nload = \"5 kg\"\n", told: &[("E03", 2, "weeks = [7, 9, 11]")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"${length}\"\nreps = \"{{n}}\"\n", told: &[("E02", 5, "there are no variables"), ("E02", 6, "reps = 2")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[week]]\nweeks = \"2\"\n[[week.step]]\nname = \"Squat\"\ncount = 10\n[[week]]\nweeks = \"3\"\n[[week.step]]\nname = \"Squat\"\ncount = 12\n", told: &[("E06", 3, "count = { weeks = [10, 12, 15] }")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[day]]\n[[day.step]]\nname = \"Squat\"\ncount = 10\n", told: &[("E06", 3, "a file of its own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[set]]\nrepetitions = 2\n[[set.exercise]]\nname = \"Calf left\"\nduration = 30\n[[set.exercise]]\nname = \"Calf right\"\nduration = 30\n", told: &[("E06", 3, "`[[step.step]]`"), ("E03", 4, "`repeat`"), ("E03", 7, "`hold`")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Diver\"\nevery = \"2 days\"\ncount = 6\n\n[[step]]\nname = \"Glider\"\nevery = \"3 days\"\ncount = 4\n", told: &[("E03", 5, "a routine of their own")], fixed: "" },
    Mistake { text: "title = \"Legs\"\n\n[[step]]\nname = \"Calf\"\nhold = \"20s\"\nload = \"5 kg\"\nweight = \"6 kg\"\n", told: &[("E03", 7, "keep one of the two")], fixed: "" },
];
