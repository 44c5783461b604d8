//! Changes of a routine in its text: what is asked for changes, in the file and in what it means, and nothing else does.

mod people;

use crate::chance;
use std::sync::Arc;
use std::time::Duration;

use chance::Chance;
use people::PEOPLE;
use supple::core::day::Day;
use supple::core::nonempty::NonEmpty;
use supple::core::routine::{Order, Routine, Sides, Step, Work};
use supple::core::tune::{RoutineEdit, StepEdit, StepPath, StepValue, TuneReach};
use supple::diagnostic::Source;
use supple::disk::stretches::built_in_words;
use supple::disk::{bundled, routines};
use supple::format::routine::References;
use supple::format::tune::{Tuned, edited};

/// Routines in spellings that the bundled ones do not have.
const OTHERS: [(&str, &str); 4] = [
    (
        "in-braces",
        "title = 'A'\nstep = [\n  { use = \"bridge\" }, # first\n  {name='B',hold=15,reps=2},\n  { repeat = 2, step = [{ use = \"childs-pose\", hold = \"30 s\" }, { rest = \"10s\" }] },\n]\n",
    ),
    (
        "apart",
        "title = \"A\"\n[[step]]\nrepeat = 2\n[[step.step]]\nname = \"B\"\nhold = \"1:30\" # long\n[[ step . step ]]\nrest = '20s'\n# of the rest\n\n[defaults]\nhold = \"20s-30s\"\nreps = 2\n# The last one\n[[step]]\nuse = \"calf-straight\"\n[[step]]\nuse = \"mine\"\n[stretch.mine]\nname = \"Mine\"\nhold = [\"20s\", 25]\nsides = \"each\"",
    ),
    (
        "weeks",
        "title = \"A\"\nbegan = 2026-11-02\n[[step]]\nname = \"B\"\ncount = { weeks = [8, \"9-10\", 11] }\nsets = 2\n[[step]]\nname = \"C\"\nbreaths = 5\n[[step]]\nname = \"D\"\nhold = \"5-6 breaths\"\n[[step]]\nwait = true\n",
    ),
    (
        "one",
        "title = \"A\"\n\n[[step]]\nuse = \"hip-flexor\"\npicture = \"knee.png\"\ncues = [\n  { at = 10, say = \"Breathe.\" },\n]\n\n# The end",
    ),
];

/// Each bundled routine, those above, those of people, and the examples of prescriptions.
fn all() -> Vec<(String, String)> {
    let named = bundled::ALL.iter().chain(&OTHERS).chain(&PEOPLE);
    let named = named.map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
    let guide = include_str!("../docs/prescriptions.md");
    let examples = guide.split("```toml\n").skip(1);
    let examples = examples.map(|rest| rest.split("```").next().unwrap().to_owned());
    let examples = (1..).zip(examples.filter(|text| !text.contains("include =")));
    named
        .chain(examples.map(|(nth, text)| (format!("prescription-{nth}"), text)))
        .collect()
}

fn read(id: &str, text: &str, references: &References) -> Option<Routine> {
    let source = Source::bundled(id, text);
    routines::read(&source, references).value
}

/// The text with other white space, comments and ends of lines, which mean nothing.
fn laid_out(text: &str, chance: &mut Chance) -> String {
    let style = chance.below(4);
    let mut lines: Vec<String> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        let quotes = line.matches("\"\"\"").count();
        let was_inside = is_inside;
        is_inside ^= quotes % 2 == 1;
        let (mut line, is_plain) = (line.to_owned(), quotes == 0 && !was_inside);
        if is_plain && line.trim_start().starts_with('[') && line.trim_end().ends_with(']') {
            match chance.below(6) {
                0 => lines.push("# About the next one".to_owned()),
                1 => lines.extend([String::new(), "# A part".to_owned(), String::new()]),
                2 => lines.push(String::new()),
                3 => line.push_str("  # é"),
                _ => {}
            }
        } else if is_plain
            && let Some((key, value)) = line.split_once('=')
            && !value.contains(['[', '{', '#'])
            && !key.contains(['{', '"', '#'])
        {
            if chance.below(8) == 0 {
                lines.push("  # by the way".to_owned());
            }
            let value = value.trim();
            line = match style {
                0 => format!("{}={value}", key.trim_end()),
                1 => format!("\t{}\t=   {value}\t# {key}", key.trim()),
                _ => line,
            };
        }
        lines.push(line);
    }
    // Where two editors were at it, lines end in both ways.
    let style = chance.below(5);
    let mut end = || {
        let is_unix = match style {
            0 => chance.below(2) == 0,
            style => style < 3,
        };
        if is_unix { "\n" } else { "\r\n" }
    };
    let mut out = String::new();
    for line in lines {
        out.push_str(&line);
        out.push_str(end());
    }
    if chance.below(3) == 0 {
        out.truncate(out.trim_end_matches(['\r', '\n']).len());
    }
    if chance.below(4) == 0 {
        out.insert(0, '\u{feff}');
    }
    out
}

/// The places of all steps that the file has itself.
fn paths(routine: &Routine, text: &str) -> Vec<StepPath> {
    fn add(steps: &NonEmpty<Step>, around: &StepPath, paths: &mut Vec<StepPath>) {
        for (index, step) in steps.iter().enumerate() {
            let path = around.inside(index);
            paths.push(path.clone());
            if let Some(block) = step.block() {
                add(&block.steps, &path, paths);
            }
        }
    }
    let mut paths = Vec::new();
    add(&routine.steps, &StepPath::default(), &mut paths);
    if text.contains("include") {
        paths.retain(|path| path.0.len() == 1);
    }
    paths
}

/// Does `change` with the list of steps in which `path` is, and with its index there.
fn among(steps: &mut NonEmpty<Step>, path: &[usize], change: &dyn Fn(&mut Vec<Step>, usize)) {
    if let [index] = path {
        let mut list: Vec<Step> = steps.iter().cloned().collect();
        change(&mut list, *index);
        *steps = NonEmpty::from_vec(list).unwrap();
        return;
    }
    let around = steps.iter_mut().nth(path[0]).unwrap();
    let Step::Block(block) = around else {
        panic!("no block at {path:?}");
    };
    among(&mut block.steps, &path[1..], change);
}

/// The routine after a change as it is meant, in every week.
fn meant(routine: &Routine, path: &StepPath, change: &dyn Fn(&mut Vec<Step>, usize)) -> Routine {
    let mut changed = routine.clone();
    among(&mut changed.steps, &path.0, change);
    for (_, later) in &mut changed.later {
        among(&mut Arc::make_mut(later).steps, &path.0, change);
    }
    changed
}

fn resized(step: &mut Step, longer: bool) {
    let by = |length: &mut Duration, unit: Duration| {
        *length = if longer {
            *length + unit
        } else {
            length.saturating_sub(unit)
        };
    };
    let ones = |number: &mut u32| {
        *number = if longer {
            *number + 1
        } else {
            number.saturating_sub(1)
        }
    };
    let seconds = Duration::from_secs(5);
    let work = |work: &mut Work| match work {
        Work::Hold(timed) | Work::Time(timed) => {
            let unit = timed.breath.unwrap_or(seconds);
            timed.length.iter_mut().for_each(|length| by(length, unit));
            if let Some(range) = &mut timed.range {
                by(&mut range.least, unit);
                by(&mut range.most, unit);
            }
        }
        Work::Count(counted) => {
            ones(&mut counted.times);
            if let Some(range) = &mut counted.range {
                ones(&mut range.least);
                ones(&mut range.most);
            }
        }
    };
    match step {
        Step::Exercise(exercise) => {
            work(&mut exercise.work);
            exercise
                .sets
                .later
                .iter_mut()
                .for_each(|set| work(&mut set.work));
        }
        Step::Rest(rest) => rest
            .length
            .iter_mut()
            .for_each(|length| by(length, seconds)),
        Step::Block(_) => {}
    }
}

fn valued(step: &mut Step, value: StepValue) {
    match (value, step) {
        (StepValue::Reps, Step::Block(block)) => block.repetition.times = 4,
        (StepValue::Reps, Step::Exercise(exercise)) => {
            (exercise.repetition.times, exercise.repetition.range) = (4, None);
            for set in &mut exercise.sets.later {
                (set.times, set.range) = (4, None);
            }
        }
        (StepValue::Order, step) => repetition(step).order = Order::OneSide,
        (StepValue::Sides, step) => repetition(step).sides = Some(Sides::Each),
        (StepValue::Ready, step) => {
            let repetition = repetition(step);
            repetition.ready = Duration::from_secs(17);
            repetition.ready_again = None;
        }
        (StepValue::Sets, _) | (_, Step::Rest(_)) => {}
    }
}

/// The routine without the lengths of `ready` that are as long as they have to be: those follow from the steps around.
fn without_fitting(routine: &Routine) -> Routine {
    fn fit(steps: &mut NonEmpty<Step>) {
        for step in steps.iter_mut() {
            if let Step::Block(block) = step {
                fit(&mut block.steps);
            }
            if !matches!(step, Step::Rest(_)) && repetition(step).ready_again.is_some() {
                repetition(step).ready = Duration::ZERO;
                repetition(step).ready_again = Some(Duration::ZERO);
            }
        }
    }
    let mut routine = routine.clone();
    fit(&mut routine.steps);
    for (_, later) in &mut routine.later {
        fit(&mut Arc::make_mut(later).steps);
    }
    routine
}

fn repetition(step: &mut Step) -> &mut supple::core::routine::Repetition {
    match step {
        Step::Exercise(exercise) => &mut exercise.repetition,
        Step::Block(block) => &mut block.repetition,
        Step::Rest(_) => panic!("a rest has no repetitions"),
    }
}

/// How many bytes two texts have in common at the start, and how many of the others at the end.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let start = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let most = one.len().min(other.len()) - start;
    let ends = one.bytes().rev().zip(other.bytes().rev());
    (
        start,
        ends.take(most)
            .take_while(|(one, other)| one == other)
            .count(),
    )
}

/// The part of `one` that `other` does not have.
fn only_in<'t>(one: &'t [u8], other: &str) -> &'t [u8] {
    let (start, end) = shared(std::str::from_utf8(one).unwrap(), other);
    &one[start..one.len() - end]
}

/// Whether `longer` is `shorter` with one piece put in.
fn is_with_one_piece(longer: &str, shorter: &str) -> bool {
    let (start, end) = shared(longer, shorter);
    start + end == shorter.len()
}

fn lines_of(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// One text of one routine while it is changed.
struct Trial<'a> {
    id: &'a str,
    text: &'a str,
    routine: &'a Routine,
    references: &'a References,
    done: usize,
}

impl Trial<'_> {
    /// The text after an edit of the step alone, and what that means; `None` where it is refused.
    fn edit(&mut self, edit: &RoutineEdit) -> Option<(String, Routine, Option<StepPath>)> {
        let run = |reach| edited(self.text, Some(self.routine), self.references, edit, reach);
        let tuned = match run(None) {
            Tuned::Asks(_) => run(Some(TuneReach::Step)),
            tuned => tuned,
        };
        match tuned {
            Tuned::Text(text, at) => {
                // What it would mean is refused by the reader, who says why.
                let routine = read(self.id, &text, self.references)?;
                self.done += 1;
                Some((text, routine, at))
            }
            Tuned::Refused(_) => None,
            Tuned::Asks(origin) => panic!("{}: it asks again about {origin:?}", self.id),
        }
    }

    fn means(&self, edit: &RoutineEdit, text: &str, now: &Routine, meant: &Routine) {
        let now = &without_fitting(now);
        let meant = &without_fitting(meant);
        let steps = |routine: &Routine| routine.steps.clone();
        let context = || format!("{} {edit:?}\n{}\n---\n{text}", self.id, self.text);
        assert_eq!(steps(now), steps(meant), "{}", context());
        // Without the step that changes from week to week there are fewer weeks to tell apart.
        if now.later.len() == self.routine.later.len() {
            for ((day, now), (same, meant)) in now.later.iter().zip(&meant.later) {
                assert_eq!((day, &now.steps), (same, &meant.steps), "{}", context());
            }
        }
        assert_eq!(now.title, meant.title, "{}", context());
        assert_eq!(now.voice, meant.voice, "{}", context());
    }

    fn resize(&mut self, path: &StepPath) {
        for (edit, longer) in [(StepEdit::Longer, true), (StepEdit::Shorter, false)] {
            let edit = RoutineEdit::Step(path.clone(), edit);
            let Some((text, now, at)) = self.edit(&edit) else {
                continue;
            };
            let meant = meant(self.routine, path, &|steps, index| {
                resized(&mut steps[index], longer);
            });
            self.means(&edit, &text, &now, &meant);
            self.is_one_value(&edit, &text);
            assert_eq!(at.as_ref(), Some(path));
        }
    }

    fn set(&mut self, path: &StepPath) {
        let mut step = self.routine.steps.get(path.0[0]);
        for index in &path.0[1..] {
            step = step.and_then(|step| step.block()?.steps.get(*index));
        }
        if matches!(step, Some(Step::Rest(_))) {
            return;
        }
        for (value, typed) in [
            (StepValue::Reps, "4"),
            (StepValue::Order, "one-side"),
            (StepValue::Sides, "each"),
            (StepValue::Ready, "17s"),
        ] {
            // The sides of a block are those of the steps in it.
            if value == StepValue::Sides && matches!(step, Some(Step::Block(_))) {
                continue;
            }
            let edit = RoutineEdit::Step(path.clone(), StepEdit::Set(value, typed.to_owned()));
            let Some((text, now, _)) = self.edit(&edit) else {
                continue;
            };
            let meant = meant(self.routine, path, &|steps, index| {
                valued(&mut steps[index], value);
            });
            self.means(&edit, &text, &now, &meant);
            self.is_one_value(&edit, &text);
        }
        let day = Day(20_784);
        let edit = RoutineEdit::Step(path.clone(), StepEdit::LeaveOut(day));
        if let Some((text, now, _)) = self.edit(&edit) {
            let meant = meant(self.routine, path, &|steps, index| {
                if let Step::Exercise(exercise) = &mut steps[index] {
                    exercise.optional = true;
                }
            });
            self.means(&edit, &text, &now, &meant);
        }
    }

    /// One value is another one, or one key is new: no line but one differs.
    fn is_one_value(&self, edit: &RoutineEdit, text: &str) {
        let gone = only_in(self.text.as_bytes(), text);
        let come = only_in(text.as_bytes(), self.text);
        let lines = |part: &[u8]| part.split(|byte| *byte == b'\n').count() - 1;
        assert!(
            !gone.contains(&b'#') && !gone.contains(&b'=') && lines(gone) == 0,
            "{edit:?} {gone:?}"
        );
        assert!(lines(come) <= 1, "{edit:?} {come:?}");
    }

    fn shift(&mut self, path: &StepPath) {
        let edit = RoutineEdit::Step(path.clone(), StepEdit::Down);
        let Some((text, now, at)) = self.edit(&edit) else {
            return;
        };
        let meant = meant(self.routine, path, &|steps, index| {
            steps.swap(index, index + 1);
        });
        self.means(&edit, &text, &now, &meant);
        let at = at.unwrap();
        assert_eq!(at, path.beside(path.index() + 1));
        if !self.text.contains("step = [") {
            assert_eq!(lines_of(&text), lines_of(self.text), "{}", self.id);
        }
        // A comment below a step that comes to stand above another header is about that from then on.
        if self.text.contains("# of the rest") {
            return;
        }
        let back = RoutineEdit::Step(at, StepEdit::Up);
        let back = edited(&text, Some(&now), self.references, &back, None);
        assert_eq!(
            back,
            Tuned::Text(self.text.to_owned(), Some(path.clone())),
            "{}",
            self.id
        );
    }

    fn copy_delete_and_add(&mut self, path: &StepPath) {
        let edit = RoutineEdit::Step(path.clone(), StepEdit::Copy);
        if let Some((text, now, at)) = self.edit(&edit) {
            let meant = meant(self.routine, path, &|steps, index| {
                steps.insert(index + 1, steps[index].clone());
            });
            self.means(&edit, &text, &now, &meant);
            assert!(is_with_one_piece(&text, self.text), "{}\n{text}", self.id);
            assert_eq!(at, Some(path.beside(path.index() + 1)));
        }
        let edit = RoutineEdit::Add {
            stretch: "bridge".to_owned(),
            behind: Some(path.clone()),
        };
        if let Some((text, now, at)) = self.edit(&edit) {
            assert!(is_with_one_piece(&text, self.text), "{}\n{text}", self.id);
            let at = at.unwrap();
            let without = meant(&now, &at, &|steps, index| drop(steps.remove(index)));
            self.means(&edit, &text, &without, self.routine);
        }
        let edit = RoutineEdit::Step(path.clone(), StepEdit::Delete);
        if let Some((text, now, _)) = self.edit(&edit) {
            let meant = meant(self.routine, path, &|steps, index| {
                drop(steps.remove(index));
            });
            self.means(&edit, &text, &now, &meant);
            assert!(is_with_one_piece(self.text, &text), "{}\n{text}", self.id);
        }
    }
}

/// Every change of every step of every routine: one part of the changes in the text as it is, and each other one in a
/// layout by chance, in turn from step to step.
#[test]
fn a_change_reaches_what_it_is_about_and_nothing_else() {
    let references = built_in_words();
    let mut seeds = [18, 7, 2026].map(Chance);
    let (mut tried, mut done) = (0, 0);
    for (id, text) in all() {
        let layouts = seeds.iter_mut().map(|chance| laid_out(&text, chance));
        let texts = std::iter::once(text.clone()).chain(layouts);
        for (turn, text) in texts.enumerate() {
            let routine = read(&id, &text, &references).unwrap_or_else(|| panic!("{id}\n{text}"));
            let mut trial = Trial {
                id: &id,
                text: &text,
                routine: &routine,
                references: &references,
                done: 0,
            };
            for (nth, path) in paths(&routine, &text).iter().enumerate() {
                tried += match (turn + nth) % 4 {
                    0 => {
                        trial.resize(path);
                        2
                    }
                    1 => {
                        trial.set(path);
                        5
                    }
                    2 => {
                        trial.shift(path);
                        1
                    }
                    _ => {
                        trial.copy_delete_and_add(path);
                        3
                    }
                };
            }
            done += trial.done;
        }
    }
    // The others are no change of that step: a rest without sides, the last one that goes down.
    assert!(done * 3 > tried * 2, "{done} of {tried}");
}

fn change(text: &str, edit: &RoutineEdit, reach: Option<TuneReach>) -> String {
    let references = built_in_words();
    let routine = read("a", text, &references);
    match edited(text, routine.as_ref(), &references, edit, reach) {
        Tuned::Text(text, _) => text,
        other => format!("{other:?}"),
    }
}

fn of_first(edit: StepEdit) -> RoutineEdit {
    RoutineEdit::Step(StepPath(vec![0]), edit)
}

#[test]
fn a_value_from_elsewhere_is_changed_here_or_there() {
    let text = "title = \"A\"\n\n[defaults]\nhold = \"20s\"\n\n[[step]]\nuse   = \"hip-flexor\"\nready = 10\n\n[[step]]\nuse = \"hip-flexor\"\n";
    let longer = of_first(StepEdit::Longer);
    assert_eq!(change(text, &longer, None), "Asks(Defaults)");
    assert_eq!(
        change(text, &longer, Some(TuneReach::All)),
        text.replace("20s", "25s")
    );
    assert_eq!(
        change(text, &longer, Some(TuneReach::Step)),
        text.replacen("ready", "hold  = \"25s\"\nready", 1)
    );
    let lent = text.replace("[defaults]\nhold = \"20s\"\n\n", "");
    assert_eq!(
        change(&lent, &longer, None),
        "Asks(Catalogue(\"hip-flexor\"))"
    );
    let all = change(&lent, &longer, Some(TuneReach::All));
    assert_eq!(all.matches("hold").count(), 2, "{all}");
    // The work of the second one is its own, and of another kind.
    let counted = format!("{lent}count = 8\n");
    assert_eq!(
        change(&counted, &longer, Some(TuneReach::All)),
        all.replacen("hold = \"35s\"\n", "", 1) + "count = 8\n"
    );
    let own = "title = \"A\"\n[stretch.b]\nname = \"B\"\nhold = 20\n[[step]]\nuse = \"b\"\n";
    assert_eq!(change(own, &longer, None), "Asks(Stretch(\"b\"))");
    assert_eq!(
        change(own, &longer, Some(TuneReach::All)),
        own.replace("20", "25")
    );
    let reps = of_first(StepEdit::Set(StepValue::Reps, "3".to_owned()));
    assert_eq!(
        change(own, &reps, None),
        format!("{own}reps = 3\n"),
        "nobody says how often"
    );
}

#[test]
fn what_cannot_be_changed_says_why() {
    let text = "title = \"A\"\n[[step]]\nname = \"B\"\nhold = 5\n";
    let refused = |why: &str| format!("Refused(\"{why}\")");
    assert_eq!(
        change(text, &of_first(StepEdit::Shorter), None),
        refused("`hold` cannot be shorter")
    );
    assert_eq!(
        change(text, &of_first(StepEdit::Up), None),
        refused("there is no step to change places with")
    );
    let included = "title = \"A\"\n[[step]]\ninclude = \"knee-to-chest\"\n";
    let inner = RoutineEdit::Step(StepPath(vec![0, 0]), StepEdit::Longer);
    assert_eq!(
        change(included, &inner, None),
        refused("this step is of another routine, which is included: change it there")
    );
    let apart = "title = \"A\"\n[[step]]\nrepeat = 2\n[defaults]\nhold = 10\n[[step.step]]\nname = \"B\"\n[[step]]\nname = \"C\"\nhold = 5\n";
    assert_eq!(
        change(apart, &of_first(StepEdit::Delete), None),
        refused("the lines of this step are not together in the file: e opens it")
    );
}

#[test]
fn a_step_that_is_left_out_for_now_says_since_when() {
    let text = "title = \"A\"\r\n[[step]]\r\nuse      = \"bridge\" # mine\r\n";
    assert_eq!(
        change(text, &of_first(StepEdit::LeaveOut(Day(20_784))), None),
        format!("{text}optional = true    # since 2026-11-27: it hurt\r\n")
    );
    // What a person wrote there goes on to say what it is.
    let leave_out = of_first(StepEdit::LeaveOut(Day(20_784)));
    for (before, after) in [
        ("false", "true    # since 2026-11-27: it hurt"),
        (
            "false # ask Ann",
            "true # ask Ann    # since 2026-11-27: it hurt",
        ),
    ] {
        let written =
            |value| format!("title = \"A\"\n[[step]]\noptional = {value}\nuse = \"bridge\"\n");
        let changed = change(&written(before), &leave_out, None);
        assert_eq!(changed, written(after));
    }
    let inline = "title = \"A\"\nstep = [{ use = \"bridge\", optional = false }]\n";
    let changed = change(inline, &leave_out, None);
    assert_eq!(changed, inline.replace("false", "true"));
}
