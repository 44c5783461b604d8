//! The preview of the library: the cursor among its steps, the figure that moves beside them, and playing from a step.

use crate::script;
use crate::support;
use std::path::PathBuf;

use script::{Script, preferences};
use supple::app::effect::Edit;
use supple::app::element::Window;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::app::session::{After, Preferences};
use supple::app::{App, Frame, View, run};
use supple::catalogue::{Entry, Origin};
use supple::core::condition::Condition;
use supple::core::day::WallClock;
use supple::core::moment::Moment;
use supple::core::settings::Motion;
use support::picture::{USUAL, drawn, printed};
use support::read::{catalogue, entry};

/// The common sizes of windows, from one in which the preview stands beside the list to the smallest.
const SIZES: [(u16, u16); 4] = [(100, 30), (80, 24), (60, 20), (40, 12)];

const fn window((columns, rows): (u16, u16)) -> Window {
    Window { columns, rows }
}

/// A library with the cursor on the bundled routine `id`.
fn on(id: &str) -> Library {
    Library::new(&catalogue(Vec::new()), Some(id), None)
}

fn own(text: &str) -> Library {
    let path = PathBuf::from("mine.toml");
    let mine: Entry = entry("mine", Origin::User(path), text);
    Library::new(&catalogue(vec![mine]), Some("mine"), None)
}

/// Presses these keys, one a minute, in a library and a window of this size.
fn pressed(library: Library, size: (u16, u16), keys: &[Key]) -> Script {
    with(library, size, keys, preferences(After::Summary))
}

fn with(library: Library, size: (u16, u16), keys: &[Key], preferences: Preferences) -> Script {
    let mut script = Script::new();
    script.window = window(size);
    let mut script = (1..).zip(keys).fold(script, |script, (minute, key)| {
        script.key(minute * 60_000, *key)
    });
    let mut app = App::choosing(library, preferences, Moment::ZERO);
    let _ = run(&mut script, &mut app);
    script
}

fn library(frame: &Frame) -> &LibraryView {
    match &frame.view {
        View::Library(view) => view,
        other => panic!("no library: {other:?}"),
    }
}

/// The library as it was drawn last.
fn last(script: &Script) -> &LibraryView {
    library(&script.frames.last().unwrap().1)
}

/// The name of the step under the cursor.
fn step(view: &LibraryView) -> &str {
    &view.preview.steps[view.step].name
}

fn picture(view: &LibraryView, size: (u16, u16)) -> String {
    let frame = Frame {
        view: View::Library(Box::new(view.clone())),
        overlay: None,
    };
    printed(&drawn(&frame, USUAL, size))
}

#[test]
fn enter_on_a_step_plays_from_that_step() {
    let keys = [Key::Right, Key::Down, Key::Enter];
    let script = pressed(on("knee-to-chest"), (100, 30), &keys);
    let before = library(script.frame(179_999));
    assert_eq!(step(before), "Double-knee pull");
    assert_eq!(script.opened, ["Knee-to-chest back stretch"]);
    assert_eq!(script.seen(180_000).name, "Double-knee pull");
    assert_eq!(script.seen(180_000).step.as_deref(), Some("step 2/2"));
}

/// In the list Enter plays all of it, wherever the cursor was among the steps.
#[test]
fn enter_in_the_list_plays_from_the_beginning() {
    for back in [Key::Left, Key::Tab, Key::Escape, Key::Char('q')] {
        let keys = [Key::Tab, Key::Down, back, Key::Enter];
        let script = pressed(on("knee-to-chest"), (100, 30), &keys);
        assert!(!library(script.frame(180_000)).is_in_steps, "{back:?}");
        assert_eq!(script.seen(240_000).name, "Single-knee pull", "{back:?}");
    }
}

#[test]
fn keys_move_among_the_steps_and_not_in_the_list() {
    let keys = [
        (Key::Right, 0),
        (Key::Down, 1),
        (Key::Char('j'), 2),
        (Key::Up, 1),
        (Key::Char('k'), 0),
        (Key::Up, 0),
        (Key::PageDown, 8),
        (Key::PageUp, 0),
        (Key::Char('G'), 9),
        (Key::Char('g'), 0),
        (Key::End, 9),
        (Key::Down, 9),
        (Key::Home, 0),
    ];
    let pressed_keys: Vec<Key> = keys.iter().map(|(key, _)| *key).collect();
    let steps = "[[step]]\nname = \"Hold\"\nhold = \"20s\"\n".repeat(10);
    let library_of_ten = own(&format!("title = \"Ten\"\n{steps}"));
    let script = pressed(library_of_ten, (100, 30), &pressed_keys);
    for (minute, (key, at)) in (1..).zip(keys) {
        let view = library(script.frame(minute * 60_000));
        assert_eq!((view.is_in_steps, view.step), (true, at), "{key:?}");
        assert_eq!(view.rows[view.cursor].title, "Ten", "{key:?}");
    }
}

/// With the same step again after a session, and with the first one of another routine.
#[test]
fn the_cursor_stays_on_its_step_as_long_as_the_routine_does() {
    let keys = [
        Key::Right,
        Key::Down,
        Key::Enter,
        Key::Char('q'),
        Key::Enter,
        Key::Char('x'),
    ];
    let script = pressed(on("knee-to-chest"), (100, 30), &keys);
    let view = last(&script);
    assert_eq!((step(view), view.is_in_steps), ("Double-knee pull", true));
    let keys = [Key::Right, Key::Down, Key::Left, Key::Down, Key::Up];
    let script = pressed(on("knee-to-chest"), (100, 30), &keys);
    assert_eq!(step(last(&script)), "Single-knee pull");
}

#[test]
fn a_file_with_errors_has_no_steps_to_go_into() {
    let script = pressed(
        own("title = \"x\"\nnothing = 1\n"),
        (100, 30),
        &[Key::Right],
    );
    assert!(!last(&script).is_in_steps);
}

#[test]
fn the_editor_opens_from_the_steps_too() {
    let script = pressed(on("desk-break"), (100, 30), &[Key::Right, Key::Char('e')]);
    assert_eq!(script.edited, [Edit::Bundled("desk-break".to_owned())]);
}

/// A block begins with what is played first of it, and a step in it with that step.
#[test]
fn a_block_and_a_step_in_it_are_played_from_there() {
    let text = "title = \"Rounds\"\n[[step]]\nname = \"One\"\nhold = \"20s\"\n[[step]]\nrepeat = 2\n[[step.step]]\n\
                name = \"Two\"\nhold = \"20s\"\n[[step.step]]\nrest = \"30s\"\n[[step.step]]\nname = \"Three\"\nhold = \"20s\"\n";
    let lines = ["One", "2 rounds of 3", "Two", "Rest", "Three"];
    let begins = ["One", "Two", "Two", "Three", "Three"];
    for (at, name) in begins.iter().enumerate() {
        let mut keys = vec![Key::Right];
        keys.extend(vec![Key::Down; at]);
        keys.push(Key::Enter);
        let enter = keys.len() as u64 * 60_000;
        let script = pressed(own(text), (100, 30), &keys);
        assert_eq!(step(library(script.frame(enter - 1))), lines[at]);
        assert_eq!(script.seen(enter).name, *name, "{}", lines[at]);
    }
}

/// The day puts the steps of a block into another order, and leaves some out: each line stands for its own step.
#[test]
fn what_the_day_shuffles_is_played_from_the_step_that_was_meant() {
    let step = |nth: usize| format!("[[step.step]]\nname = \"Number {nth}\"\nhold = \"20s\"\n");
    let steps = (1..=6).map(step).collect::<Vec<_>>().concat();
    let text =
        format!("title = \"Day\"\n[[step]]\nrepeat = 1\norder = \"shuffled\"\npick = 4\n{steps}");
    let wall = WallClock {
        at: Moment::ZERO,
        stamp: supple::format::stamp::read("2026-03-02T09:00:00+00:00").unwrap(),
        speed: 1.0,
    };
    let preferences = || Preferences {
        wall: Some(wall),
        ..preferences(After::Summary)
    };
    let mut absent = 0;
    for nth in 1..=6 {
        let mut keys = vec![Key::Right];
        keys.extend(vec![Key::Down; nth]);
        keys.push(Key::Enter);
        let enter = keys.len() as u64 * 60_000;
        let script = with(own(&text), (100, 30), &keys, preferences());
        let name = format!("Number {nth}");
        if script.opened.is_empty() {
            let said = library(script.frame(enter)).message.clone();
            let expected = format!("{name} is not among the steps of today");
            assert_eq!(said, Some(expected));
            absent += 1;
        } else {
            assert_eq!(script.seen(enter).name, name);
        }
    }
    assert_eq!(absent, 2);
}

#[test]
fn a_step_that_is_skipped_for_the_person_is_not_played() {
    let preferences = Preferences {
        has: [Condition::Osteoporosis].into_iter().collect(),
        ..preferences(After::Summary)
    };
    let keys = [Key::Right, Key::Enter];
    let script = with(on("tight-lower-back"), (100, 30), &keys, preferences);
    let view = last(&script);
    let skipped = view.preview.steps.iter().position(|step| step.is_left_out);
    let down = skipped.unwrap();
    let mut keys = vec![Key::Right];
    keys.extend(vec![Key::Down; down]);
    keys.push(Key::Enter);
    let preferences = Preferences {
        has: [Condition::Osteoporosis].into_iter().collect(),
        ..script::preferences(After::Summary)
    };
    let script = with(on("tight-lower-back"), (100, 30), &keys, preferences);
    let view = last(&script);
    let expected = format!("{} is not among the steps of today", step(view));
    assert_eq!(view.message, Some(expected));
    assert_eq!(script.opened, [""; 0]);
}

/// It is that of the step under the cursor, and moves at most ten times a second, for three seconds.
#[test]
fn the_figure_moves_into_the_step_under_the_cursor_and_keeps_still() {
    let keys = [Key::Right, Key::Down];
    let script = pressed(on("knee-to-chest"), (100, 30), &keys);
    let figure = |at: u64| library(script.frame(at)).figure.as_ref().unwrap();
    assert_eq!(figure(0).figure.name, "single-knee-pull");
    assert_eq!(figure(0).thousandths, 1000, "nothing moves before a key");
    assert_eq!(script.wakings(1, 60_000), [0; 0]);
    assert_eq!(figure(60_000).thousandths, 0);
    assert_eq!(figure(120_000).figure.name, "double-knee-pull");
    assert_eq!(figure(121_500).thousandths, 500);
    assert_eq!(figure(123_000).thousandths, 1000);
    let moments: Vec<u128> = (120_100..=123_000).step_by(100).collect();
    assert_eq!(script.wakings(120_001, 600_000), moments);
}

/// A rest shows what comes next. A stretch without a figure shows none, and never that of another one.
#[test]
fn a_stretch_without_a_figure_shows_no_other_one() {
    let text = "title = \"Own\"\n[[step]]\nname = \"My twist\"\nhold = \"20s\"\n[[step]]\nrest = \"10s\"\n[[step]]\n\
                use = \"bridge\"\n[[step]]\nrest = \"10s\"\n[[step]]\nname = \"My bend\"\nhold = \"20s\"\n[[step]]\nuse = \"pigeon\"\n";
    let keys = [&[Key::Right][..], &[Key::Down; 5]].concat();
    let script = pressed(own(text), (100, 30), &keys);
    let named = |(view, _): (&LibraryView, u64)| {
        let figure = view.figure.as_ref();
        figure.map_or(String::new(), |shown| shown.figure.name.clone())
    };
    let shown = (1..=6).map(|nth| (library(script.frame(nth * 60_000)), nth));
    let shown: Vec<String> = shown.map(named).collect();
    assert_eq!(shown, ["", "bridge", "bridge", "", "", "pigeon"]);
}

/// The figure of another routine moves as well, and that of a routine that is only looked at for the first side of it.
#[test]
fn the_figure_is_that_of_the_routine_under_the_cursor() {
    let script = pressed(on("knee-to-chest"), (100, 30), &[Key::Down]);
    let view = library(script.frame(60_000));
    let named = |script: &Script, at| {
        let view = library(script.frame(at));
        view.figure.as_ref().map(|shown| shown.figure.name.clone())
    };
    assert_ne!(named(&script, 0), named(&script, 60_000));
    assert_eq!(view.step, 0);
    assert!(!script.wakings(60_001, 120_000).is_empty());
    let left = "title = \"Left\"\n[[step]]\nrepeat = 2\nsides = [\"left\"]\n[[step.step]]\nuse = \"figure-four\"\nsides = [\"left\"]\n";
    for (text, mirrored) in [
        (left.to_owned(), true),
        (left.replace("left", "right"), false),
    ] {
        let script = pressed(own(&text), (100, 30), &[]);
        let figure = last(&script).figure.clone().unwrap();
        let turn = figure.turn == supple::core::pose::Turn::Other;
        assert_eq!(turn, mirrored, "{text}");
    }
}

#[test]
fn nothing_moves_where_the_user_wants_no_motion_or_no_figure() {
    let keys = [Key::Down, Key::Right, Key::Down];
    let off = Preferences {
        motion: Motion::Off,
        ..preferences(After::Summary)
    };
    let script = with(on("desk-break"), (100, 30), &keys, off);
    assert_eq!(script.wakings(0, 600_000), [60_000, 120_000, 180_000]);
    assert!(
        last(&script)
            .figure
            .as_ref()
            .is_some_and(|it| it.thousandths == 1000)
    );
    let without = Preferences {
        figures: false,
        ..preferences(After::Summary)
    };
    let script = with(on("desk-break"), (100, 30), &keys, without);
    assert_eq!(script.wakings(0, 600_000), [60_000, 120_000, 180_000]);
    assert_eq!(last(&script).figure, None);
}

/// Where the list has all of a window, no figure is seen, so nothing is sent either.
#[test]
fn in_a_narrow_window_the_figure_comes_with_the_steps() {
    let script = pressed(on("desk-break"), (60, 20), &[Key::Down, Key::Right]);
    assert_eq!(script.wakings(0, 120_000), [60_000]);
    assert!(last(&script).figure.is_some());
    let script = pressed(on("desk-break"), (40, 12), &[Key::Down, Key::Right]);
    assert_eq!(script.wakings(0, 600_000), [60_000, 120_000]);
    assert_eq!(last(&script).figure, None);
}

/// Every step of routines with long names, long amounts, blocks and many steps, in every common window: its row is seen
/// with its mark.
#[test]
fn the_step_under_the_cursor_is_seen_in_every_window() {
    let all = catalogue(Vec::new());
    for id in [
        "core-front-and-back",
        "morning",
        "run-walk",
        "return-to-run",
    ] {
        let routine = all.find(id).unwrap().routine.as_ref();
        let count = routine.unwrap().each_step().count();
        let mut keys = vec![Key::Right];
        keys.extend(vec![Key::Down; count - 1]);
        for size in SIZES {
            let library_on = Library::new(&all, Some(id), None);
            let script = pressed(library_on, size, &keys);
            for minute in 1..=count as u64 {
                let view = library(script.frame(minute * 60_000));
                let shown = picture(view, size);
                let first = step(view).split(' ').next().unwrap();
                let has_mark =
                    |line: &str| line.rfind('▸').is_some_and(|at| line[at..].contains(first));
                assert!(
                    shown.lines().any(has_mark),
                    "{size:?}: {}\n{shown}",
                    step(view)
                );
            }
        }
    }
}

/// In every common window advice stands at the step that it is about, also where the value is that of another table.
#[test]
fn the_advice_on_the_step_under_the_cursor_is_seen_without_scrolling() {
    let step = |name: &str, rest: &str| format!("[[step]]\nname = \"{name}\"\n{rest}\n");
    let filler = (1..12).map(|nth| step(&format!("Filler {nth}"), "hold = \"20s\""));
    let text = [
        "title = \"Mine\"\n[defaults]\nhold = \"50s\"\n[stretch.slow]\nname = \"Slow\"\nhold = \"55s\"\n".to_owned(),
        step("Own", "hold = \"40s\""),
        step("Usual", "reps = 1"),
        "[[step]]\nuse = \"slow\"\n".to_owned(),
        step("Right", "hold = \"20s\""),
        filler.collect(),
        step("Round", "repeat = 2\n[[step.step]]\nname = \"Inner\"\nhold = \"45s\""),
    ];
    let expected = [
        ("Own", "40 s"),
        ("Usual", "50 s"),
        ("Slow", "55 s"),
        ("Right", ""),
        ("Inner", "45 s"),
    ];
    let keys: Vec<Key> = std::iter::once(Key::Right).chain([Key::Down; 16]).collect();
    for size in SIZES {
        let script = pressed(own(&text.concat()), size, &keys);
        for (name, hold) in expected {
            let views = (1..=17).map(|minute| library(script.frame(minute * 60_000)));
            let view = views.into_iter().find(|view| self::step(view) == name);
            let shown = picture(view.unwrap(), size);
            let (_, below) = shown.split_once(&format!("{name} ")).unwrap();
            let lines = below.lines();
            // What stands beside the list.
            let words = lines.flat_map(|line| {
                let line = line.rsplit(['│', '█']).next().unwrap_or(line);
                line.split(['|', ' ']).filter(|word| !word.is_empty())
            });
            let advice = format!("advice[W01]: a hold of {hold} (over 30 s)");
            let is_there = words.collect::<Vec<_>>().join(" ").contains(&advice);
            assert_eq!(is_there, !hold.is_empty(), "{size:?}: {name}\n{shown}");
        }
    }
}

/// A person is on the screen before anything is pressed, where a preview has room.
#[test]
fn the_library_shows_a_person() {
    for size in [(100, 30), (80, 24)] {
        let script = pressed(on("knee-to-chest"), size, &[]);
        let shown = picture(last(&script), size);
        assert!(shown.contains('▜') && shown.contains('▙'), "{shown}");
    }
}

/// The sources are one line of sites, and their addresses after a key.
#[test]
fn sources_fold_into_one_line() {
    let keys = [Key::Char('i'), Key::Right, Key::Char('i')];
    let script = pressed(on("knee-to-chest"), (100, 40), &keys);
    let shown = |minute: u64| picture(library(script.frame(minute * 60_000)), (100, 40));
    let folded = shown(0);
    assert!(
        folded.contains("sources nhs.uk · mayoclinic.org · doi.org"),
        "{folded}"
    );
    assert!(!folded.contains("https://"), "{folded}");
    assert!(shown(1).contains("source  https://"), "{}", shown(1));
    assert!(shown(3).contains("sources nhs.uk"), "{}", shown(3));
}

#[test]
fn the_keys_for_the_steps_are_in_the_help() {
    let script = pressed(on("desk-break"), (100, 30), &[Key::Right, Key::Char('?')]);
    let overlay = script.frames.last().unwrap().1.overlay.clone();
    let supple::app::element::Overlay::Help(lines) = overlay.unwrap() else {
        panic!("no help");
    };
    assert!(
        lines
            .iter()
            .any(|line| line.help == "play the routine from this step on")
    );
}

/// While a file has errors, its steps as they were before stand below these; it is not played.
#[test]
fn a_file_with_errors_keeps_the_plan_from_before() {
    let file = |text: &str| {
        let path = PathBuf::from("mine.toml");
        catalogue(vec![entry("mine", Origin::User(path), text)])
    };
    let good = "title = \"Mine\"\n[[step]]\nname = \"My own stretch\"\nhold = \"20s\"\n";
    let read = |text: &str| Input::Catalogue(file(text).into(), None);
    let bad = good.replace("20s", "20 ticks");
    let worse = format!("{bad}reps = \"many\"\n");
    let mut script = Script::new()
        .then(1_000, read(&bad))
        .then(2_000, read(&worse))
        .key(3_000, Key::Right)
        .key(3_500, Key::Char('+'))
        .key(4_000, Key::Enter)
        .then(5_000, read(good));
    script.window = window((100, 30));
    let library_of_mine = Library::new(&file(good), Some("mine"), None);
    let (script, _) = script.choose(library_of_mine);
    for at in [1_000, 2_000] {
        let view = library(script.frame(at));
        assert!(view.preview.problems.contains("20 ticks"), "{at}");
        assert_eq!(view.preview.steps[0].name, "My own stretch", "{at}");
        let shown = picture(view, (100, 30));
        let place = |words: &str| {
            shown
                .find(words)
                .unwrap_or_else(|| panic!("{words}: {shown}"))
        };
        assert!(place("error[") < place("As it was before:"));
        assert!(place("As it was before:") < place("My own stretch"));
    }
    for key in [3_500, 4_000] {
        let said = library(script.frame(key)).message.clone();
        assert_eq!(
            said.as_deref(),
            Some("mine.toml has 2 problems · e opens it"),
            "{key}"
        );
    }
    assert_eq!(script.opened, [""; 0]);
    let mended = library(script.frame(5_000));
    assert!(!mended.preview.is_outdated && mended.preview.problems.is_empty());
}

/// Above the user's routines and above the bundled ones stands what they are; words that rank them mix both. How far the
/// list is scrolled is seen beside it.
#[test]
fn the_list_has_sections_and_a_scrollbar() {
    let mine = "title = \"Mine\"\n[[step]]\nname = \"Stretch\"\nhold = \"20s\"\n";
    let script = pressed(
        own(mine),
        (100, 30),
        &[Key::Char('G'), Key::Char('g'), Key::Char('/')],
    );
    let shown = |minute: u64, size| picture(library(script.frame(minute * 60_000)), size);
    let rows = |shown: &str| -> Vec<String> {
        let inside = |line: &str| line.chars().skip(2).take(12).collect::<String>();
        shown.lines().skip(2).take(5).map(inside).collect()
    };
    let first = rows(&shown(0, (100, 30)));
    assert!(
        first[0].contains("Yours") && first[1].contains("▸ Mine"),
        "{first:?}"
    );
    assert!(
        first[2].contains("Bundled") && first[3].contains("Ankles"),
        "{first:?}"
    );
    let bar = |shown: &str| -> String {
        let column = |line: &str| line.chars().nth(40).unwrap_or(' ');
        shown.lines().skip(2).take(20).map(column).collect()
    };
    let (top, end) = (bar(&shown(0, (80, 24))), bar(&shown(1, (80, 24))));
    assert!(
        top.starts_with('█') && top.trim_end().ends_with('│'),
        "{top}"
    );
    assert!(end.starts_with('│') && end.contains('█'), "{end}");
    let whole = bar(&shown(0, (100, 60)));
    assert!(!whole.contains('█'), "{whole}");
    assert_eq!(library(script.frame(60_000)).cursor, 24);
    assert_eq!(library(script.frame(120_000)).cursor, 0);
}

/// A copy of a bundled routine that has errors leaves that within reach.
#[test]
fn a_broken_copy_offers_the_bundled_routine() {
    let path = PathBuf::from("desk-break.toml");
    let copy = entry(
        "desk-break",
        Origin::User(path),
        "title = \"Mine\"\nnothing = 1\n",
    );
    let all = catalogue(vec![copy]);
    let library_of_copy = Library::new(&all, Some("desk-break"), None);
    let script = pressed(library_of_copy, (100, 30), &[Key::Enter, Key::Char('B')]);
    let said = library(script.frame(60_000)).message.clone().unwrap();
    assert!(
        said.ends_with(" · e opens it · B plays the bundled one"),
        "{said}"
    );
    assert_eq!(script.opened, ["Desk break"]);
    let keys = |at: u64| -> Vec<String> {
        let hints = library(script.frame(at)).hints.iter();
        hints.map(|hint| hint.key.to_string()).collect()
    };
    let shown = keys(1_000);
    assert_eq!(shown[..2], ["B", "s"], "Enter begins nothing");
    let script = pressed(on("desk-break"), (100, 30), &[Key::Char('B')]);
    assert_eq!(script.opened, [""; 0], "there is no copy");
    let mut hints = library(script.frame(1_000)).hints.iter();
    assert!(hints.all(|hint| hint.key != "B"));
}

/// The key is no key of the steps, which are there as they were before: nothing there names it.
#[test]
fn among_the_steps_of_a_broken_copy_no_key_is_named_that_does_nothing() {
    let copy = |text: &str| {
        let path = PathBuf::from("desk-break.toml");
        entry("desk-break", Origin::User(path), text)
    };
    let good = "title = \"Mine\"\n[[step]]\nname = \"A\"\nhold = \"20s\"\n";
    let all = |text: &str| catalogue(vec![copy(text)]);
    let library_of_copy = Library::new(&all(good), Some("desk-break"), None);
    let broken = all(&good.replace("hold", "hodl"));
    let script = Script::new()
        .then(1_000, Input::Catalogue(broken.into(), None))
        .key(2_000, Key::Right)
        .key(3_000, Key::Enter)
        .key(4_000, Key::Char('+'))
        .key(5_000, Key::Char('B'));
    let (script, _) = script.choose(library_of_copy);
    for at in [3_000, 4_000] {
        let said = library(script.frame(at)).message.clone().unwrap();
        assert!(said.ends_with(" · e opens it"), "{said}");
    }
    assert_eq!(script.opened, [""; 0]);
}
