//! Finding in the library and among the stretches: which words find what, what comes first and why, and the filters.

use crate::script;
use crate::support;
use std::path::PathBuf;

use script::Script;
use supple::app::View;
use supple::app::element::FieldView;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::catalogue::{Catalogue, Entry, Origin};
use support::picture::{USUAL, drawn, printed};
use support::read::{catalogue, entry};

fn own(id: &str, text: &str) -> Entry {
    entry(id, Origin::User(PathBuf::from(format!("{id}.toml"))), text)
}

fn typed(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

/// Presses these keys in a library of all bundled routines, a second apart.
fn pressed(keys: &[Key]) -> Script {
    pressed_in(&catalogue(Vec::new()), keys)
}

fn pressed_in(catalogue: &Catalogue, keys: &[Key]) -> Script {
    let library = Library::new(catalogue, Some("knee-to-chest"), None);
    let script = (1..)
        .zip(keys)
        .fold(Script::new(), |script, (second, key)| {
            script.key(second * 1_000, *key)
        });
    script.choose(library).0
}

fn last(script: &Script) -> &LibraryView {
    let (_, frame) = script.frames.last().unwrap();
    let View::Library(view) = &frame.view else {
        panic!("no library");
    };
    view
}

fn at(script: &Script, second: u64) -> &LibraryView {
    match &script.frame(second * 1_000).view {
        View::Library(view) => view,
        other => panic!("no library: {other:?}"),
    }
}

fn titles(view: &LibraryView) -> Vec<&str> {
    view.rows.iter().map(|row| row.title.as_str()).collect()
}

/// The title under the cursor.
fn best(view: &LibraryView) -> &str {
    &view.rows[view.cursor].title
}

/// What is found with these words in the library of all bundled routines.
fn found(all: &Catalogue, words: &str) -> (String, Option<String>, usize) {
    let script = pressed_in(all, &typed(&format!("/{words}")));
    let view = last(&script);
    assert_eq!(view.cursor, 0, "{words}");
    let first = view
        .rows
        .first()
        .unwrap_or_else(|| panic!("{words}: nothing"));
    let why = first.why.as_ref().map(ToString::to_string);
    (first.title.clone(), why, view.rows.len())
}

/// With the beginnings of words, with parts of them, by title, id, tag, area, position and step: the best comes first and
/// says why.
#[test]
fn the_best_comes_first_and_says_why() {
    let all = catalogue(Vec::new());
    let cases = [
        ("ktc", "Knee-to-chest back stretch", ""),
        ("knee", "Knee-to-chest back stretch", ""),
        ("warm", "Warm-up before a run", ""),
        ("wbar", "Warm-up before a run", ""),
        ("desk", "Desk break", ""),
        ("bed", "Before bed", ""),
        ("run walk", "Run-walk", ""),
        ("back ext", "Back extension", ""),
        ("hips", "Hips and glutes", ""),
        ("daily-five", "Daily five minutes", "id: daily-five"),
        ("nordic", "Nordic hamstring", ""),
        ("side bridge", "Core, front and back", "step: Side bridge"),
        ("towel curl", "Foot core", "step: Towel curl"),
    ];
    for (words, title, why) in cases {
        let (first, because, _) = found(&all, words);
        assert_eq!(first, title, "{words}: {because:?}");
        assert_eq!(because.unwrap_or_default(), why, "{words}");
    }
}

/// In a narrow and in a wide window, each routine says where the words were found: beside its title, or below it.
#[test]
fn each_says_why_where_its_title_does_not() {
    let all = catalogue(Vec::new());
    for words in ["hip fl", "back", "tag:run"] {
        let script = pressed_in(&all, &typed(&format!("/{words}")));
        let view = last(&script);
        assert!(
            view.rows
                .iter()
                .all(|row| row.why.is_some() || !row.marks.is_empty())
        );
        for (width, height) in [(100, 40), (80, 40), (60, 40)] {
            let (_, frame) = script.frames.last().unwrap();
            let screen = printed(&drawn(frame, USUAL, (width, height)));
            for row in view.rows.iter() {
                let mut lines = screen.lines().skip_while(|line| !line.contains(&row.title));
                let its: String = lines.by_ref().take(2).collect();
                let why = row
                    .why
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(its.contains(&why), "{words}, {width}: {why}\n{screen}");
            }
        }
    }
}

/// The words are in few routines: letters that are strewn over a text find nothing.
#[test]
fn few_are_found() {
    let all = catalogue(Vec::new());
    for (words, most) in [
        ("ktc", 3),
        ("hipflex", 8),
        ("nordic", 4),
        ("desk", 3),
        ("towel", 4),
    ] {
        let (_, _, count) = found(&all, words);
        assert!(count <= most, "{words}: {count}");
    }
}

/// The letters that were found are marked, in the title and in what says why.
#[test]
fn what_was_found_is_marked() {
    let script = pressed(&typed("/ktc"));
    let row = &last(&script).rows[0];
    let letters: String = row
        .marks
        .iter()
        .filter_map(|at| row.title.chars().nth(*at))
        .collect();
    assert_eq!(letters, "Ktc");
    let script = pressed(&typed("/hip flexor"));
    let why = last(&script).rows.iter().find_map(|row| row.why.clone());
    let why = why.unwrap();
    assert!(!why.marks.is_empty() && why.marks.iter().all(|at| *at < why.text.chars().count()));
}

/// At each key the cursor is on the best one, wherever it was before; Enter starts that, and no other.
#[test]
fn the_cursor_is_on_the_best_at_every_key() {
    let mut keys = typed("/b");
    keys.extend([Key::Down, Key::Down]);
    keys.extend(typed("e"));
    keys.extend(typed("d"));
    keys.push(Key::Enter);
    let script = pressed(&keys);
    assert_eq!(at(&script, 4).cursor, 2);
    assert_eq!(at(&script, 5).cursor, 0);
    let before = best(at(&script, 6)).to_owned();
    assert_eq!(before, "Before bed");
    assert_eq!(script.opened, [before]);
}

/// The routines are read anew while one types: the cursor stays where it is, and Enter starts what is seen under it.
#[test]
fn what_is_read_meanwhile_does_not_move_the_cursor() {
    let all = catalogue(Vec::new());
    let library = Library::new(&all, Some("knee-to-chest"), None);
    let better = own(
        "bed",
        "title = \"Bed\"\n[[step]]\nname = \"Hold\"\nhold = \"20s\"\n",
    );
    let more = catalogue(vec![better]);
    let script = (1..)
        .zip(typed("/bed"))
        .fold(Script::new(), |script, (second, key)| {
            script.key(second * 1_000, key)
        })
        .then(5_000, Input::Catalogue(more.into(), None))
        .key(6_000, Key::Enter);
    let (script, _) = script.choose(library);
    assert_eq!(titles(at(&script, 5))[..2], ["Bed", "Before bed"]);
    assert_eq!(best(at(&script, 5)), "Before bed");
    assert_eq!(script.opened, ["Before bed"]);
}

/// A step that was found is the one that the preview shows, so that it can be begun with.
#[test]
fn a_step_that_was_found_is_shown_in_the_preview() {
    let mut keys = typed("/side bridge");
    keys.extend([Key::Tab, Key::Enter]);
    let script = pressed(&keys);
    let view = at(&script, 12);
    assert_eq!(view.preview.steps[view.step].name, "Side bridge");
    assert_eq!(script.opened, ["Core, front and back"]);
    assert_eq!(script.seen(14_000).name, "Side bridge");
}

#[test]
fn words_filter_by_length_area_tag_and_position() {
    let all = catalogue(Vec::new());
    let view = |words: &str| {
        let script = pressed_in(&all, &typed(&format!("/{words}")));
        last(&script).clone()
    };
    let minutes = |row: &str| {
        row.split(':')
            .next()
            .and_then(|text| text.parse::<u32>().ok())
    };
    for words in ["≤ 5 min", "<=5", "≤5min"] {
        let view = view(words);
        assert!(!view.rows.is_empty() && view.rows.len() < 24, "{words}");
        let is_short = |length: &str| minutes(length).unwrap() < 5 || length == "5:00";
        assert!(view.rows.iter().all(|row| is_short(&row.length)), "{words}");
    }
    assert!(
        view("> 10 min")
            .rows
            .iter()
            .all(|row| minutes(&row.length) >= Some(10))
    );
    let has_tag = view("tag:back");
    assert!(!has_tag.rows.is_empty());
    for row in has_tag.rows.iter() {
        assert!(row.why.as_ref().unwrap().to_string().starts_with("tag: "));
    }
    let on_the_back = titles(&view("position:back")).join(" ");
    assert!(on_the_back.contains("Knee-to-chest"), "{on_the_back}");
    assert!(!on_the_back.contains("Foot core"), "{on_the_back}");
    let calves = titles(&view("area:calf")).join(" ");
    assert!(
        calves.contains("Hamstrings and calves") && !calves.contains("Breathing"),
        "{calves}"
    );
    let both = view("≤5 area:calf");
    assert!(both.rows.len() < view("area:calf").rows.len());
    let plain = titles(&view("back")).len();
    assert!(plain > titles(&view("tag:back")).len());
}

/// A key puts the next filter into the words, and after the last one takes it out again. Other words stay.
#[test]
fn keys_filter_too() {
    let script = pressed(&typed("<<<<<"));
    let words = |second| at(&script, second).find.as_ref().map(FieldView::text);
    let expected = ["≤5min", "≤10min", "≤20min", "≤30min"];
    for (second, expected) in (1..).zip(expected) {
        assert_eq!(words(second).as_deref(), Some(expected));
        assert!(!at(&script, second).typing);
    }
    assert_eq!(words(5), None);
    assert_eq!(at(&script, 5).rows.len(), 24);
    assert_eq!(best(at(&script, 5)), "Knee-to-chest back stretch");
    for (key, word) in [('a', "area:"), ('p', "position:"), ('#', "tag:")] {
        let script = pressed(&[
            Key::Char('<'),
            Key::Char(key),
            Key::Char(key),
            Key::Char('<'),
        ]);
        let text = |second| at(&script, second).find.as_ref().unwrap().text();
        assert!(
            text(2).starts_with("≤5min ") && text(2).contains(word),
            "{}",
            text(2)
        );
        assert_ne!(text(2), text(3));
        let behind = text(4);
        assert!(
            behind.starts_with(word) && behind.ends_with(" ≤10min"),
            "{behind}"
        );
    }
}

/// Every value that a key puts there finds something, so that the words lead to what they name.
#[test]
fn every_filter_of_a_key_finds_something() {
    for key in ['a', 'p', '#'] {
        let script = pressed(&[Key::Char(key); 60]);
        let views = (1..=60).map(|second| at(&script, second));
        let (mut filtered, mut ended) = (0, false);
        for view in views {
            assert!(!view.rows.is_empty(), "{:?}", view.find);
            filtered += usize::from(view.find.is_some());
            ended |= view.find.is_none();
        }
        assert!(filtered > 3 && ended, "{key}: {filtered}");
    }
}

/// Among the stretches it is the same: the groups stay, and the cursor goes to the best.
#[test]
fn stretches_are_found_the_same_way() {
    use supple::app::gallery::Gallery;
    use supple::disk::stretches;
    let gallery = || {
        Gallery::new(
            stretches::shelf(&stretches::built_in()),
            &catalogue(Vec::new()),
            None,
        )
    };
    let look = |words: &str| {
        let keys = typed(&format!("/{words}"));
        let script = (1..)
            .zip(keys)
            .fold(Script::new(), |script, (second, key)| {
                script.key(second * 1_000, key)
            });
        let (script, _) = script.look(gallery());
        let (_, frame) = script.frames.last().unwrap();
        let View::Gallery(view) = &frame.view else {
            panic!("no gallery");
        };
        let line = view.lines.get(view.cursor).and_then(|line| line.stretch());
        let line = line.unwrap();
        (line.name.clone(), line.marks.len(), view.place.clone())
    };
    assert_eq!(look("skp").0, "Single-knee pull");
    assert_eq!(look("hip flexor").0, "Hip flexor");
    assert_eq!(look("hip-flexor-standing").0, "Standing hip flexor");
    let (name, marks, _) = look("hamst");
    assert!(
        name.to_lowercase().contains("hamst") && marks == 5,
        "{name}"
    );
    let (_, _, place) = look("position:kneeling");
    assert!(place.starts_with("position: kneeling · "), "{place}");
}
