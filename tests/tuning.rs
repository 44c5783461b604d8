//! Tune: a routine is changed in the steps of the library, seen as it would be, and written when the person says so.

mod hurt;
mod learned;

use crate::script;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::support::picture::{USUAL, drawn, printed};
use script::{Ended, Script, own_routines};
use supple::app::View;
use supple::app::element::{Overlay, Window};
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::app::memory::Memory;
use supple::catalogue::draft::{Draft, DraftAnswer, DraftRequest};
use supple::catalogue::name::NewName;
use supple::catalogue::{Entry, Origin};
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::moment::Moment;
use supple::diagnostic::Source;
use supple::disk::{bundled, tune};
use tempfile::TempDir;

const MINE: &str = "title = \"Mine\"   # my own\r\n\r\n[defaults]\r\nswitch = 6\r\n\r\n# First\r\n[[step]]\r\nuse  = \"hip-flexor\"\r\nhold = \"20s\"    # each\r\n\r\n[[step]]\r\nname = \"Curl\"\r\ncount = 8\r\nreps = 1\r\n\r\n[[step]]\r\nuse  = \"childs-pose\"";

/// A folder with that routine, and the path of it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.toml"), MINE).unwrap();
    folder
}

/// The keys of a text; `⏎`, `→`, `←`, `⇥` and `⎋` are keys of their own.
fn keys(text: &str) -> impl Iterator<Item = Key> {
    text.chars().map(|key| match key {
        '⏎' => Key::Enter,
        '→' => Key::Right,
        '←' => Key::Left,
        '⇥' => Key::Tab,
        '⎋' => Key::Escape,
        '↻' => Key::Ctrl('r'),
        key => Key::Char(key),
    })
}

/// Types the keys, one every second, in the library of a folder with the cursor on the routine `id`.
fn typed(folder: &Path, id: &str, text: &str) -> (Script, Ended) {
    let mut script = Script::new();
    script.routines = Some(folder.to_owned());
    script.shelf = true;
    let script = (1..)
        .zip(keys(text))
        .fold(script, |script, (at, key)| script.key(at * 1_000, key));
    let last = text.chars().count() as u64;
    let library = Library::new(&own_routines(folder), Some(id), None);
    script.key((last + 1) * 1_000, Key::Other).choose(library)
}

/// The clock, the ribbon and the advice of a hold that was made longer than it should be, in the windows people have.
#[test]
fn the_steps_of_a_changed_routine_have_a_picture() {
    for (columns, rows) in [(100, 30), (80, 24), (60, 20)] {
        let folder = folder();
        let mut script = Script::new();
        script.window = Window { columns, rows };
        script.routines = Some(folder.path().to_owned());
        let script = (1..)
            .zip(keys("→+++"))
            .fold(script, |script, (at, key)| script.key(at * 1_000, key));
        let library = Library::new(&own_routines(folder.path()), Some("mine"), None);
        let (script, _) = script.key(60_000, Key::Other).choose(library);
        let frame = &script.frames.last().unwrap().1;
        let name = format!("changed_{columns}x{rows}");
        // The file has another path in every run.
        let picture = printed(&drawn(frame, USUAL, (columns, rows)));
        let before = picture.lines().take_while(|line| !line.contains("-->"));
        insta::assert_snapshot!(name, before.collect::<Vec<_>>().join("\n"));
    }
}

/// The file afterwards.
fn file_after(text: &str) -> String {
    let folder = folder();
    typed(folder.path(), "mine", text);
    fs::read_to_string(folder.path().join("mine.toml")).unwrap()
}

fn library(script: &Script, at: u64) -> &LibraryView {
    match &script.frame(at * 1_000).view {
        View::Library(library) => library,
        other => panic!("no library at {at}: {other:?}"),
    }
}

fn question(script: &Script, at: u64) -> Option<&str> {
    match script.over(at * 1_000) {
        Some(Overlay::Question { asks, .. }) => Some(asks.as_str()),
        _ => None,
    }
}

/// From the list to the file: the keys for a longer hold, other reps, and a step deleted, moved and copied.
#[test]
fn five_changes_take_six_keys_at_most_and_leave_the_rest_to_the_byte() {
    let child = "\r\n\r\n[[step]]\r\nuse  = \"childs-pose\"";
    let curl = "[[step]]\r\nname = \"Curl\"\r\ncount = 8\r\nreps = 1";
    let first = "# First\r\n[[step]]\r\nuse  = \"hip-flexor\"\r\nhold = \"20s\"    # each";
    for (keys, after) in [
        ("→+w", MINE.replace("20s", "25s")),
        ("→-w", MINE.replace("20s", "15s")),
        ("→j+w", MINE.replace("count = 8", "count = 9")),
        ("→jr3⏎w", MINE.replace("reps = 1", "reps = 3")),
        ("→jdw", MINE.replace(&format!("{curl}\r\n\r\n"), "")),
        ("→Gdw", MINE.replace(child, "")),
        (
            "→Jw",
            MINE.replace(
                &format!("{first}\r\n\r\n{curl}"),
                &format!("{curl}\r\n\r\n{first}"),
            ),
        ),
        ("→jyw", MINE.replace(curl, &format!("{curl}\r\n\r\n{curl}"))),
    ] {
        assert!(keys.chars().count() <= 6);
        assert_eq!(file_after(keys), after, "{keys}");
    }
}

#[test]
fn what_is_seen_follows_every_key() {
    let folder = folder();
    let (script, _) = typed(folder.path(), "mine", "→+++u↻↻w");
    let amounts: Vec<&str> = (1..=8)
        .map(|at| library(&script, at).preview.steps[0].amount.as_str())
        .collect();
    assert_eq!(
        amounts,
        [
            "20 s", "25 s", "30 s", "35 s", "30 s", "35 s", "35 s", "35 s"
        ]
    );
    let lengths: Vec<&str> = (1..=4)
        .map(|at| library(&script, at).preview.length.as_str())
        .collect();
    assert!(
        lengths.is_sorted() && lengths[0] != lengths[3],
        "{lengths:?}"
    );
    let ribbons = (1..=2).map(|at| library(&script, at).preview.ribbon.clone());
    assert!(
        !ribbons
            .collect::<Vec<_>>()
            .windows(2)
            .all(|both| both[0] == both[1])
    );
    assert_eq!(library(&script, 4).rows[0].last.as_deref(), Some("unsaved"));
    assert_eq!(
        library(&script, 7).message.as_deref(),
        Some("Nothing to redo.")
    );
    assert_eq!(library(&script, 8).rows[0].last, None);
    assert_eq!(library(&script, 8).message.as_deref(), Some("Saved."));
    assert!(library(&script, 8).is_in_steps);
    // 35 s is more than a hold has to be.
    let advice = (1..=4).map(|at| library(&script, at).preview.problems.contains("W01"));
    assert_eq!(advice.collect::<Vec<_>>(), [false, false, false, true]);
}

#[test]
fn undo_gives_every_byte_back() {
    let (script, _) = typed(folder().path(), "mine", "→+jr2⏎sJydaG⏎uuuuuuuw");
    let last = library(&script, 21);
    assert_eq!(last.message.as_deref(), Some("Nothing was changed."));
    let changed = script
        .drafts
        .iter()
        .filter(|request| matches!(request, DraftRequest::Change { .. }));
    assert_eq!(changed.count(), 7);
}

#[test]
fn a_value_from_elsewhere_is_asked_about_once() {
    let (script, _) = typed(folder().path(), "mine", "→G+a+⎋w");
    let asks = question(&script, 3).unwrap();
    assert!(asks.contains("that of the stretch `childs-pose`"), "{asks}");
    assert_eq!((question(&script, 4), question(&script, 5)), (None, None));
    assert_eq!(file_after("→G+⏎w"), format!("{MINE}\r\nhold = \"35s\""));
    assert_eq!(file_after("→G+qw"), MINE, "neither");
}

#[test]
fn changes_are_discarded_after_a_question() {
    let folder = folder();
    let (script, _) = typed(folder.path(), "mine", "→+⎋x+⎋y");
    assert_eq!(question(&script, 3), Some("Discard 1 change to Mine?"));
    assert_eq!(
        library(&script, 4).preview.steps[0].amount,
        "25 s",
        "any other key keeps them"
    );
    assert_eq!(question(&script, 6), Some("Discard 2 changes to Mine?"));
    let after = library(&script, 7);
    assert_eq!(
        (after.preview.steps[0].amount.as_str(), after.is_in_steps),
        ("20 s", false)
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.toml")).unwrap(),
        MINE
    );
}

#[test]
fn a_bundled_routine_becomes_a_copy_when_something_was_changed() {
    let folder = TempDir::new().unwrap();
    let own = folder.path().join("knee-to-chest.toml");
    let (script, _) = typed(folder.path(), "knee-to-chest", "→w←→+w");
    assert_eq!(
        library(&script, 2).message.as_deref(),
        Some("Nothing was changed.")
    );
    let said = library(&script, 6).message.clone().unwrap();
    assert!(
        said.ends_with("which is your copy; delete it to restore the bundled one."),
        "{said}"
    );
    let (_, text) = bundled::ALL
        .iter()
        .find(|(id, _)| *id == "knee-to-chest")
        .unwrap();
    let copy = fs::read_to_string(own).unwrap();
    let new: Vec<&str> = copy
        .lines()
        .filter(|line| !text.lines().any(|old| old == *line))
        .collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(library(&script, 6).preview.shadows);
}

/// Another program changes files while a routine is tuned with these keys.
fn meanwhile(folder: &Path, id: &str, theirs: impl FnOnce(), keys: &str) -> Script {
    let catalogue = own_routines(folder);
    theirs();
    let mut script = Script::new();
    script.routines = Some(folder.to_owned());
    let keys: Vec<Key> = self::keys(keys).collect();
    let script = (1..)
        .zip(keys)
        .fold(script, |script, (at, key)| script.key(at * 1_000, key));
    script.choose(Library::new(&catalogue, Some(id), None)).0
}

/// Another program changes the file while it is tuned.
fn changed_meanwhile(theirs: &str, keys: &str) -> (Script, String) {
    let folder = folder();
    let path = folder.path().join("mine.toml");
    let write = || fs::write(&path, theirs).unwrap();
    let script = meanwhile(folder.path(), "mine", write, keys);
    (script, fs::read_to_string(&path).unwrap())
}

#[test]
fn a_change_of_another_program_is_merged_or_asked_about() {
    let theirs = MINE.replace("count = 8", "count = 12");
    let (script, both) = changed_meanwhile(&theirs, "→+w");
    assert_eq!(both, theirs.replace("20s", "25s"));
    assert_eq!(
        library(&script, 3).message.as_deref(),
        Some("Saved, with what another program changed meanwhile.")
    );
    let theirs = MINE.replace("20s", "40s");
    let (script, kept) = changed_meanwhile(&theirs, "→+w");
    assert_eq!(kept, theirs);
    assert_eq!(
        question(&script, 3),
        Some("Another program has changed the same step in the file.")
    );
    assert_eq!(
        changed_meanwhile(&theirs, "→+wo").1,
        MINE.replace("20s", "25s")
    );
    let (script, kept) = changed_meanwhile(&theirs, "→+wy");
    assert_eq!((kept, library(&script, 4).is_in_steps), (theirs, false));
}

/// A key that was refused, or undone, changes nothing: what the file says meanwhile is seen and played.
#[test]
fn a_routine_that_was_not_changed_follows_its_file() {
    for text in ["→K", "→+u"] {
        let folder = folder();
        let path = folder.path().join("mine.toml");
        let before = own_routines(folder.path());
        fs::write(&path, MINE.replace("20s", "40s")).unwrap();
        let now = own_routines(folder.path()).of_reading(1);
        fs::write(&path, MINE).unwrap();
        let mut script = Script::new();
        script.routines = Some(folder.path().to_owned());
        let script = (1..)
            .zip(keys(text))
            .fold(script, |script, (at, key)| script.key(at * 1_000, key))
            .then(10_000, Input::Catalogue(now.into(), None))
            .key(11_000, Key::Escape)
            .key(12_000, Key::Enter)
            .key(13_000, Key::Char('q'))
            .key(14_000, Key::Enter);
        let (script, _) = script.choose(Library::new(&before, Some("mine"), None));
        let seen = library(&script, 10);
        assert_eq!(
            (seen.preview.steps[0].amount.as_str(), seen.is_in_steps),
            ("40 s", true),
            "{text}"
        );
        let played = &script.pictures.last().unwrap().1;
        assert!(
            played.elapsed.contains("2:43"),
            "{text}: {}",
            played.elapsed
        );
    }
}

/// A file that is gone is written again.
#[test]
fn a_file_that_is_gone_is_written_again() {
    let folder = folder();
    let path = folder.path().join("mine.toml");
    let remove = || fs::remove_file(&path).unwrap();
    let script = meanwhile(folder.path(), "mine", remove, "→+w");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        MINE.replace("20s", "25s")
    );
    let said = library(&script, 3).message.clone().unwrap();
    assert!(said.starts_with("Saved as "), "{said}");
    assert!(library(&script, 3).is_in_steps);
}

/// Two windows tune a bundled routine: the second one finds the copy that the first one has made.
#[test]
fn a_copy_that_another_program_has_made_is_merged_or_asked_about() {
    let bundled = bundled::text("knee-to-chest").unwrap();
    let (first, second) = bundled.split_at(bundled.rfind("[[step]]").unwrap());
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("knee-to-chest.toml");
    for (theirs, keys, after, said) in [
        (
            format!("{first}{}", second.replace("15s", "40s")),
            "→+w",
            format!(
                "{}{}",
                first.replace("hold  = \"15s\"", "hold  = \"20s\""),
                second.replace("15s", "40s")
            ),
            Some("Saved, with what another program changed meanwhile."),
        ),
        (
            bundled.replace("15s", "40s"),
            "→+w",
            bundled.replace("15s", "40s"),
            None,
        ),
    ] {
        let _ = fs::remove_file(&path);
        let copy = || fs::write(&path, theirs).unwrap();
        let script = meanwhile(folder.path(), "knee-to-chest", copy, keys);
        assert_eq!(fs::read_to_string(&path).unwrap(), after);
        assert_eq!(library(&script, 3).message.as_deref(), said);
        assert_eq!(question(&script, 3).is_some(), said.is_none());
    }
}

/// What was not saved when the program ended, of the file `id` in `folder`: its text was `before`, and is `text` now.
fn left_behind(folder: &Path, id: &str, before: &str, text: &str) -> Draft {
    let path = folder.join(format!("{id}.toml"));
    let source = Source {
        name: path.to_string_lossy().into_owned(),
        text: text.to_owned(),
    };
    tune::restored(Draft {
        entry: Entry::new(id.to_owned(), Origin::User(path), source),
        before: Some(before.to_owned()),
    })
}

/// A memory of nothing, on a day.
fn memory() -> Memory {
    let stamp = Stamp {
        unix_ms: 20_513 * 86_400_000,
        offset: 0,
    };
    Memory {
        wall: WallClock {
            at: Moment::ZERO,
            speed: 1.0,
            stamp,
        },
        process: 1,
        is_warned: true,
        ask: false,
        history: Arc::new(History::new(Scope::of(Day(20_513)))),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(3_600),
    }
}

/// Presses these keys, one a second, in a library that goes on with a draft.
fn restored(folder: &Path, last: &str, draft: Draft, text: &str) -> Script {
    let mut script = Script::new();
    script.routines = Some(folder.to_owned());
    let script = (1..)
        .zip(keys(text))
        .fold(script, |script, (at, key)| script.key(at * 1_000, key));
    let library = Library::new(&own_routines(folder), Some(last), None);
    script
        .choose_remembering(library.restoring(Some(draft)), memory())
        .0
}

/// The cursor is on it, whatever was played last, as the message says.
#[test]
fn what_was_not_saved_is_there_again_and_saved_with_two_keys() {
    let folder = folder();
    let text = MINE.replace("20s", "25s");
    let draft = left_behind(folder.path(), "mine", MINE, &text);
    let script = restored(folder.path(), "knee-to-chest", draft, "→w");
    let before = library(&script, 0);
    assert_eq!(before.rows[before.cursor].title, "Mine");
    assert_eq!(
        before.notices,
        ["Mine has changes that are not saved: → goes to its steps, w saves."]
    );
    assert_eq!(library(&script, 2).message.as_deref(), Some("Saved."));
    let path = folder.path().join("mine.toml");
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

/// A copy of a bundled routine stays one while it is changed.
#[test]
fn the_bundled_routine_is_within_reach_while_the_copy_of_it_is_changed() {
    let folder = TempDir::new().unwrap();
    let copy = bundled::text("knee-to-chest").unwrap();
    let copy = copy.replacen("Knee-to-chest back stretch", "My copy", 1);
    fs::write(folder.path().join("knee-to-chest.toml"), &copy).unwrap();
    let text = copy.replace("15s", "20s");
    let draft = left_behind(folder.path(), "knee-to-chest", &copy, &text);
    let script = restored(folder.path(), "knee-to-chest", draft, "B");
    assert!(library(&script, 0).preview.shadows);
    assert_eq!(script.opened, ["Knee-to-chest back stretch"]);
    let (script, _) = typed(folder.path(), "knee-to-chest", "→+");
    assert!(library(&script, 2).preview.shadows);
}

/// When it is due stands there again once nothing is unsaved.
#[test]
fn unsaved_stands_in_the_place_of_when_it_is_due() {
    for text in ["→+w", "→+⎋y", "→+u"] {
        let folder = folder();
        let path = folder.path().join("mine.toml");
        fs::write(
            path,
            MINE.replace("[defaults]", "often = \"daily\"\r\n[defaults]"),
        )
        .unwrap();
        let script = (1..)
            .zip(keys(text))
            .fold(Script::new(), |script, (at, key)| {
                script.key(at * 1_000, key)
            });
        let mut script = script;
        script.routines = Some(folder.path().to_owned());
        let catalogue = own_routines(folder.path());
        let library_of_mine = Library::new(&catalogue, Some("mine"), None);
        let (script, _) = script.choose_remembering(library_of_mine, memory());
        let last = |at| library(&script, at).rows[0].last.clone();
        assert_eq!(last(1).as_deref(), Some("due today"), "{text}");
        assert_eq!(last(2).as_deref(), Some("unsaved"), "{text}");
        let end = text.chars().count() as u64;
        assert_eq!(last(end).as_deref(), Some("due today"), "{text}");
    }
}

/// A title has no step, so nothing else could have it.
#[test]
fn a_title_is_typed_for_the_routine() {
    let (script, _) = typed(folder().path(), "mine", "→nA⇥");
    let hints = |at| -> Vec<String> {
        let hints = library(&script, at).hints.iter();
        hints
            .map(|hint| format!("{} {}", hint.key, hint.does))
            .collect()
    };
    assert_eq!(hints(2), ["Enter rename", "Esc cancel"]);
    assert_eq!(library(&script, 4).rows[0].title, "A");
    let (script, _) = typed(folder().path(), "mine", "→r");
    let hints = &library(&script, 2).hints;
    assert_eq!(hints[1].does, "all like it");
}

/// A new routine may have the name of a bundled one.
#[test]
fn a_new_routine_in_place_of_a_bundled_one_is_made_too() {
    let folder = folder();
    let (script, _) = typed(folder.path(), "mine", "nknee-to-chest⏎a/bridge⏎w");
    let title = |at: u64| {
        let view = library(&script, at);
        view.rows[view.cursor].title.clone()
    };
    assert_eq!(title(15), "Knee to chest");
    let made = fs::read_to_string(folder.path().join("knee-to-chest.toml")).unwrap();
    assert!(made.contains("use = \"bridge\""), "{made}");
    let (script, _) = typed(folder.path(), "mine", "nknee-to-chest⏎⎋y");
    assert_eq!(
        library(&script, 0).rows.len(),
        library(&script, 17).rows.len()
    );
}

/// The steps of a new routine are open without one. Those of a file with errors are not.
#[test]
fn only_a_new_routine_is_open_without_a_step() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("bad.toml"), "title = 1").unwrap();
    let name = NewName::of("new one").unwrap();
    let DraftAnswer::Begun(entry) = tune::answer(&DraftRequest::Begin(name), folder.path()) else {
        panic!("not begun");
    };
    let draft = Draft {
        entry: *entry,
        before: None,
    };
    let script = restored(folder.path(), "bad", draft.clone(), "→");
    assert!(library(&script, 1).is_in_steps);
    let script = restored(folder.path(), "bad", draft, "j→");
    let view = library(&script, 2);
    assert_eq!(view.rows[view.cursor].title, "bad.toml");
    assert!(!view.is_in_steps);
}

#[test]
fn what_cannot_be_done_says_why() {
    let folder = folder();
    let (script, _) = typed(folder.path(), "mine", "→KrX⏎r0⏎u");
    let said = |at| library(&script, at).message.clone().unwrap_or_default();
    assert_eq!(said(2), "There is no step to change places with");
    assert_eq!(library(&script, 4).typed.as_ref().unwrap().label, "Reps: ");
    assert!(said(5).contains("`reps`"), "{}", said(5));
    assert_eq!(said(8), "`reps` goes from 1 to 99");
    assert_eq!(said(9), "Nothing to undo.");
}

/// A first routine without a word of TOML.
#[test]
fn a_new_routine_is_made_of_stretches() {
    let folder = TempDir::new().unwrap();
    let (script, _) = typed(
        folder.path(),
        "knee-to-chest",
        "nMy évening Stretch⏎wa/hip flexor⏎a/childs⏎a/bridge⏎K+⏎w⏎qy",
    );
    let text = fs::read_to_string(folder.path().join("my-evening-stretch.toml")).unwrap();
    let made = "#:schema routine.schema.json\n\n\
        # Every step uses a stretch by its name; `supple stretches` shows all. What a step writes itself wins,\n\
        # such as `hold = \"20s\"` or `reps = 2`.\n\n\
        title = \"My évening Stretch\"\n\n\
        [[step]]\nuse = \"hip-flexor\"\n\n\
        [[step]]\nuse = \"bridge\"\nhold = \"15s\"\n\n\
        [[step]]\nuse = \"childs-pose\"\n";
    assert_eq!(text, made);
    assert_eq!(
        script.pictures.first().unwrap().1.title,
        "My évening Stretch"
    );
}
