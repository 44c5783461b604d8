//! What was changed in a session is written into the routine, in the summary after it.

use supple::app::element::ListedStep;
use supple::app::summary::view::SummaryView;
use supple::core::player::What;

use super::*;

/// The text of a routine with three holds of ten seconds.
const HOLDS: &str = "title = \"Holds\"   # mine\r\n[defaults]\r\nready = 0\r\nswitch = 3\r\n[[step]]\r\nname = \"A\"\r\nhold = \"10 s\"  # short\r\n\r\n[[step]]\r\nname = \"B\"\r\nhold = 10\r\n[[step]]\r\nname = \"C\"\r\nhold = \"10s-20s\"\r\n";

fn summary(script: &Script, at: u64) -> &SummaryView {
    match &script.frame(at * 1_000).view {
        View::Summary(summary) => summary,
        other => panic!("no summary at {at}: {other:?}"),
    }
}

/// Each change in the summary, with its mark and its state.
fn changes(script: &Script, at: u64) -> Vec<String> {
    let lines = summary(script, at).changed.lines.iter();
    lines
        .map(|(is_marked, name, change, state)| {
            let mark = if *is_marked { "› " } else { "" };
            format!("{mark}{name} {change} {state}")
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// Plays the routine `id` from the library, with `during` keys at their seconds, and then these keys in the summary, one a
/// second from the second 100 on. `theirs` is what another program writes meanwhile.
fn played(
    folder: &Path,
    id: &str,
    during: &[(u64, char)],
    theirs: Option<&str>,
    after: &str,
) -> Script {
    let mut script = Script::new();
    script.routines = Some(folder.to_owned());
    let catalogue = own_routines(folder);
    let mut script = script.key(1_000, Key::Enter);
    for (at, key) in during {
        let key = keys(&key.to_string()).next().unwrap();
        script = script.key(at * 1_000, key);
    }
    for (at, key) in (100..).zip(keys(after)) {
        script = script.key(at * 1_000, key);
    }
    if let Some(theirs) = theirs {
        fs::write(folder.join(format!("{id}.toml")), theirs).unwrap();
    }
    let library = Library::new(&catalogue, Some(id), None);
    script.choose_remembering(library, memory()).0
}

fn holds() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("holds.toml"), HOLDS).unwrap();
    folder
}

/// The lead-in lasts until 16 s, so A is held from there, B when it is over, C after that.
const LONGER: &[(u64, char)] = &[(17, '+'), (18, '+'), (37, '+'), (53, '+')];

#[test]
fn a_key_writes_what_was_changed_into_the_file() {
    let folder = holds();
    let script = played(folder.path(), "holds", LONGER, None, "⇥w");
    let seen = [
        "› A 10 → 20 s",
        "B 10 → 15 s",
        "C 10 → 15 s the next session begins there",
    ];
    assert_eq!(changes(&script, 99), seen);
    let keys = summary(&script, 99).changed.keys;
    assert_eq!(keys, "w saves › in the routine, W saves all, Tab goes on");
    let marked = ["A 10 → 20 s", "› B 10 → 15 s", seen[2]];
    assert_eq!(changes(&script, 100), marked);
    assert_eq!(
        changes(&script, 101),
        ["A 10 → 20 s", "B 10 → 15 s saved", seen[2]]
    );
    assert_eq!(
        summary(&script, 101).changed.said.as_deref(),
        Some("Saved.")
    );
    assert_eq!(
        summary(&script, 101).changed.keys,
        "w saves it in the routine"
    );
    let file = || fs::read_to_string(folder.path().join("holds.toml")).unwrap();
    assert_eq!(file(), HOLDS.replace("hold = 10\r", "hold = 15\r"));
    fs::write(folder.path().join("holds.toml"), HOLDS).unwrap();
    let script = played(folder.path(), "holds", LONGER, None, "Ww");
    let both = HOLDS
        .replace("hold = 10\r", "hold = 15\r")
        .replace("10 s", "20 s");
    assert_eq!(file(), both);
    let said = summary(&script, 101).changed.said.as_deref();
    assert_eq!(said, Some("Nothing is left to save."));
}

/// What was not held to its end was not reached, and without a log nobody knows where a range begins.
#[test]
fn the_next_session_begins_where_it_is_said_to_begin() {
    let folder = holds();
    for (during, said) in [
        (
            &[(53, '+')][..],
            "C 10 → 15 s the next session begins there",
        ),
        (
            &[(53, '+'), (54, '→')],
            "C 10 → 15 s the next session begins at 10 s",
        ),
        (
            &[(53, '+'), (54, '+'), (55, '+')],
            "C 10 → 20 s the next session begins there",
        ),
    ] {
        // A and B last as long as above.
        let during = [&LONGER[..3], during].concat();
        let script = played(folder.path(), "holds", &during, None, "");
        assert_eq!(changes(&script, 99)[2], said);
    }
    let mut script = Script::new();
    script.routines = Some(folder.path().to_owned());
    for (at, key) in [(1, Key::Enter)]
        .into_iter()
        .chain(LONGER.iter().map(|(at, key)| (*at, Key::Char(*key))))
    {
        script = script.key(at * 1_000, key);
    }
    let script = script.key(99_000, Key::Other);
    let library = Library::new(&own_routines(folder.path()), Some("holds"), None);
    let script = script.choose(library).0;
    assert_eq!(changes(&script, 99)[2], "C 10 → 15 s");
}

/// A value that several steps have from one place is asked about once, as in Tune.
#[test]
fn what_comes_from_elsewhere_is_written_where_the_person_says() {
    // The lead-in lasts until 16 s, A until 31 s, and B is held from 37 s on.
    const BOTH: &[(u64, char)] = &[(17, '+'), (38, '+')];
    const OTHERWISE: &[(u64, char)] = &[(17, '+'), (38, '+'), (39, '+')];
    let step = |name: &str| format!("[[step]]\nname = \"{name}\"\n");
    for (before, value, from) in [
        (
            "[defaults]\nready = 0\nhold = \"10s\"\n",
            "",
            "`[defaults]`",
        ),
        (
            "[defaults]\nready = 0\n[stretch.mine]\nname = \"Mine\"\nhold = \"10s\"\n",
            "use = \"mine\"\n",
            "`[stretch.mine]`",
        ),
    ] {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("t.toml");
        let made = |before: &str, a: &str, b: &str| {
            format!(
                "title = \"T\"\n{before}{}{value}{a}{}{value}{b}",
                step("A"),
                step("B")
            )
        };
        let (longer, more) = ("hold = \"15s\"\n", "hold = \"20s\"\n");
        let all = before.replace("10s", "15s");
        for (during, after, saved, file) in [
            (
                &BOTH[..1],
                "w⏎",
                "A 10 → 15 s saved",
                made(before, longer, ""),
            ),
            (&BOTH[..1], "wa", "A 10 → 15 s saved", made(&all, "", "")),
            (&BOTH[..1], "wq", "A 10 → 15 s", made(before, "", "")),
            (
                BOTH,
                "W⏎",
                "A 10 → 15 s saved",
                made(before, longer, longer),
            ),
            (BOTH, "Wa", "A 10 → 15 s saved", made(&all, "", "")),
            (OTHERWISE, "Wa", "A 10 → 15 s saved", made(&all, "", more)),
            (OTHERWISE, "waw", "A 10 → 15 s saved", made(&all, "", more)),
            (BOTH, "Wqa", "A 10 → 15 s", made(&all, "", "")),
        ] {
            fs::write(&path, made(before, "", "")).unwrap();
            let script = played(folder.path(), "t", during, None, after);
            let last = 99 + after.chars().count() as u64;
            let asks = question(&script, 100).unwrap();
            assert!(
                asks.starts_with(&format!("This value is that of {from}.")),
                "{asks}"
            );
            assert_eq!(question(&script, last), None, "{after}");
            assert_eq!(changes(&script, last)[0], saved, "{after}");
            assert_eq!(fs::read_to_string(&path).unwrap(), file, "{after}");
        }
    }
}

#[test]
fn what_another_program_changed_meanwhile_is_merged_or_asked_about() {
    let folder = holds();
    let path = folder.path().join("holds.toml");
    let file = || fs::read_to_string(&path).unwrap();
    let theirs = HOLDS.replace("\"A\"", "\"A\"\r\nreps = 2");
    let clash = HOLDS.replace("10 s", "12 s");
    played(folder.path(), "holds", &[(30, '+')], Some(&theirs), "w");
    assert_eq!(file(), theirs.replace("hold = 10\r", "hold = 15\r"));
    fs::write(&path, HOLDS).unwrap();
    let script = played(folder.path(), "holds", &LONGER[..1], Some(&clash), "wn");
    assert_eq!(
        question(&script, 100),
        Some("Another program has changed the same step in the file.")
    );
    assert_eq!(file(), clash);
    assert_eq!(
        changes(&script, 101),
        ["A 10 → 15 s"],
        "it can be tried again"
    );
    fs::write(&path, HOLDS).unwrap();
    played(folder.path(), "holds", &LONGER[..1], Some(&clash), "wo");
    assert_eq!(file(), HOLDS.replace("10 s", "15 s"));
    // A file that is broken by now is left as it is, and nothing is lost.
    fs::write(&path, HOLDS).unwrap();
    let script = played(
        folder.path(),
        "holds",
        &LONGER[..1],
        Some("title = \0"),
        "w",
    );
    let said = summary(&script, 100)
        .changed
        .said
        .clone()
        .unwrap_or_default();
    assert!(
        question(&script, 100).is_some() || said.starts_with("Not saved: "),
        "{said}"
    );
    assert_eq!(file(), "title = \0");
}

#[test]
fn a_bundled_routine_becomes_a_copy_in_the_summary_too() {
    let folder = TempDir::new().unwrap();
    let script = played(folder.path(), "knee-to-chest", &[(30, '+')], None, "");
    let last = script.frames.last().unwrap().0;
    let at = last.since(Moment::ZERO).as_secs();
    let mut later = Script::new();
    later.routines = Some(folder.path().to_owned());
    let script = later
        .key(1_000, Key::Enter)
        .key(30_000, Key::Char('+'))
        .key(170_000, Key::Char('w'));
    assert!(at < 300, "{at}");
    let library = Library::new(&own_routines(folder.path()), Some("knee-to-chest"), None);
    let script = script.choose(library).0;
    let said = summary(&script, 170).changed.said.clone().unwrap();
    assert!(
        said.ends_with("which is your copy; delete it to restore the bundled one."),
        "{said}"
    );
    let copy = fs::read_to_string(folder.path().join("knee-to-chest.toml")).unwrap();
    let text = bundled::text("knee-to-chest").unwrap();
    let new: Vec<&str> = copy
        .lines()
        .filter(|line| !text.lines().any(|old| old == *line))
        .collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].contains("20s"), "{new:?}");
}

/// A new home: a title, three stretches, one moved, saved, played, one held longer, and that written.
#[test]
fn a_first_routine_is_made_played_and_learns() {
    let folder = TempDir::new().unwrap();
    let made = "nMy Back Thing⏎a/hip flexor⏎a/childs⏎a/bridge⏎Kw←⏎";
    let begun = made.chars().count() as u64 * 1_000;
    let play = |more: &[(u64, Key)]| {
        let path = folder.path().join("my-back-thing.toml");
        let _ = fs::remove_file(&path);
        let mut script = Script::new();
        script.routines = Some(folder.path().to_owned());
        script.shelf = true;
        let script = (1..)
            .zip(keys(made))
            .fold(script, |script, (at, key)| script.key(at * 1_000, key));
        let more = more.iter();
        let script = more.fold(script, |script, (at, key)| script.key(*at, *key));
        let script = script.key(begun + 900_000, Key::Other);
        let library = Library::new(&own_routines(folder.path()), None, None);
        (script.choose(library).0, fs::read_to_string(path).unwrap())
    };
    let (script, saved) = play(&[]);
    let first = |is: fn(&What) -> bool| u64::try_from(script.when(is)[0]).unwrap();
    let hold = first(|what| matches!(what, What::Started { index: 1, .. }));
    let over = first(|what| matches!(what, What::Finished));
    let (script, file) = play(&[
        (hold + 1_000, Key::Char('+')),
        (over + 60_000, Key::Char('w')),
        (over + 61_000, Key::Enter),
    ]);
    assert_eq!(script.opened, ["My Back Thing"]);
    let after = "#:schema routine.schema.json\n\n\
        # Every step uses a stretch by its name; `supple stretches` shows all. What a step writes itself wins,\n\
        # such as `hold = \"20s\"` or `reps = 2`.\n\n\
        title = \"My Back Thing\"\n\n\
        [[step]]\nuse = \"hip-flexor\"\nhold = \"35s\"\n\n\
        [[step]]\nuse = \"bridge\"\n\n\
        [[step]]\nuse = \"childs-pose\"\n";
    assert_eq!(file, after);
    assert_eq!(saved, after.replace("hold = \"35s\"\n", ""));
    let said = summary(&script, (over + 61_000) / 1_000 + 1)
        .changed
        .said
        .clone();
    assert_eq!(said.as_deref(), Some("Saved."));
}

/// The steps that are listed, each with its length, and the one under the cursor.
fn listed(script: &Script, at: u64) -> Option<(Vec<String>, usize)> {
    let Some(Overlay::Steps { steps, cursor }) = script.over(at * 1_000) else {
        return None;
    };
    let line = |step: &ListedStep| {
        let mark = if step.is_changed { "*" } else { "" };
        format!("{} {} {}{mark}", step.number, step.name, step.length)
    };
    Some((steps.iter().map(line).collect(), *cursor))
}

#[test]
fn a_key_lists_the_steps_with_what_was_changed() {
    let folder = holds();
    let during = [(17, '+'), (18, '+'), (20, 'l'), (21, 'j'), (22, 'x')];
    let script = played(folder.path(), "holds", &during, None, "ljx");
    let steps = ["1 A 10 → 20 s*", "2 B 10 s", "3 C 10 s"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(listed(&script, 20), Some((steps.clone(), 0)));
    assert_eq!(listed(&script, 21), Some((steps.clone(), 1)));
    assert_eq!(listed(&script, 22), None);
    assert_eq!(script.when(|what| *what == What::Paused), [20_000]);
    assert_eq!(script.when(|what| *what == What::Resumed), [22_000]);
    assert_eq!(listed(&script, 100), Some((steps.clone(), 0)));
    assert_eq!(listed(&script, 101), Some((steps, 1)));
    assert_eq!(listed(&script, 102), None);
    assert_eq!(changes(&script, 102), ["A 10 → 20 s"]);
}

/// A stretch that is played from the gallery has no file, and a value for each week is no single one.
#[test]
fn what_cannot_be_saved_says_why() {
    let folder = TempDir::new().unwrap();
    let opens = "b/childs⏎";
    let begun = opens.chars().count() as u64 * 1_000;
    let play = |more: &[(u64, Key)]| {
        let mut script = Script::new();
        script.shelf = true;
        let script = (1..)
            .zip(keys(opens))
            .fold(script, |script, (at, key)| script.key(at * 1_000, key));
        let more = more.iter();
        let script = more.fold(script, |script, (at, key)| script.key(*at, *key));
        let script = script.key(begun + 900_000, Key::Other);
        script
            .choose(Library::new(&own_routines(folder.path()), None, None))
            .0
    };
    let script = play(&[]);
    let first = |is: fn(&What) -> bool| u64::try_from(script.when(is)[0]).unwrap();
    let hold = first(|what| matches!(what, What::Started { index: 1, .. }));
    let over = first(|what| matches!(what, What::Finished));
    let script = play(&[
        (hold + 1_000, Key::Char('+')),
        (over + 60_000, Key::Char('w')),
    ]);
    let at = (over + 60_000) / 1_000 + 1;
    assert!(
        changes(&script, at)[0].ends_with(" s not in a routine"),
        "{:?}",
        changes(&script, at)
    );
    assert_eq!(
        summary(&script, at).changed.said.as_deref(),
        Some(
            "Not saved: this stretch was not played in a routine. `a` among the stretches adds it to one."
        )
    );
    let weekly = HOLDS.replace("\"10 s\"", "{ weeks = [10, 15] }");
    let weekly = format!("began = 2026-02-20\r\n{weekly}");
    fs::write(folder.path().join("holds.toml"), &weekly).unwrap();
    let script = played(folder.path(), "holds", &LONGER[..1], None, "w");
    assert_eq!(
        summary(&script, 100).changed.said.as_deref(),
        Some("Not saved: `hold` has a value for each week: e in the library opens the file")
    );
}
