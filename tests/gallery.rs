//! The gallery of stretches, with real keys through the real loop in virtual time.

use crate::script;
use crate::support;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::{Buffer, Cell};
use script::{Ended, Script};
use supple::app::View;
use supple::app::effect::{Edit, Outcome, StretchEffect};
use supple::app::element::Overlay;
use supple::app::gallery::page::PageView;
use supple::app::gallery::shown::ShelfLine;
use supple::app::gallery::{Gallery, GalleryView};
use supple::app::input::{Input, Key, Signal};
use supple::app::library::Library;
use supple::app::session::{After, Preferences};
use supple::catalogue::name::NewName;
use supple::catalogue::{Catalogue, Entry, Origin};
use supple::core::condition::Condition;
use supple::core::pose::Turn;
use supple::diagnostic::Source;
use supple::disk::bundled;
use supple::disk::stretches::{BUNDLED, built_in, shelf};
use supple::format::languages::Languages;
use supple::format::routine::{StretchFile, parse_among};
use support::picture::{USUAL, drawn, printed};
use support::read::entry;

fn routines() -> Catalogue {
    let routine = |id: &str| {
        let mut bundled = supple::disk::bundled::ALL.iter();
        let (id, text) = bundled.find(|(known, _)| *known == id).unwrap();
        entry(id, Origin::Bundled, text)
    };
    let both = ["knee-to-chest", "tight-lower-back"].map(routine);
    Catalogue::new(Vec::new(), both.into())
}

fn look(script: Script, first: &str) -> (Script, Ended) {
    script.look(Gallery::new(shelf(&built_in()), &routines(), Some(first)))
}

/// The same for a person with these conditions.
fn look_with(script: Script, first: &str, has: &[Condition]) -> (Script, Ended) {
    let preferences = Preferences {
        has: has.iter().copied().collect(),
        ..script::preferences(After::Summary)
    };
    let gallery = Gallery::new(shelf(&built_in()), &routines(), Some(first));
    script.look_with(gallery, preferences)
}

fn typed(mut script: Script, from: u64, text: &str) -> Script {
    for (nth, letter) in (0..).zip(text.chars()) {
        script = script.key(from + nth, Key::Char(letter));
    }
    script
}

fn page(script: &Script, milliseconds: u64) -> &PageView {
    seen(script, milliseconds).page.as_ref().unwrap()
}

/// The headings and, indented, the names that are found, each above its reason.
fn found(view: &GalleryView) -> Vec<String> {
    let line = |line: &ShelfLine| match line {
        ShelfLine::Heading(heading) => heading.clone(),
        ShelfLine::Stretch(stretch) => format!("  {}", stretch.name),
        ShelfLine::Why(why) => format!("    {why}"),
    };
    view.lines.iter().map(line).collect()
}

/// The text behind a label of the page.
fn text<'a>(page: &'a PageView, label: &str) -> Option<&'a str> {
    let line = page.lines.iter().find(|line| line.label == label);
    line.map(|line| line.text.as_str())
}

fn seen(script: &Script, milliseconds: u64) -> &GalleryView {
    match &script.frame(milliseconds).view {
        View::Gallery(view) => view,
        other => panic!("no gallery at {milliseconds}: {other:?}"),
    }
}

fn figure(script: &Script, milliseconds: u64) -> (&str, Turn, u16) {
    let view = seen(script, milliseconds).figure.as_ref().unwrap();
    (&view.figure.name, view.turn, view.thousandths)
}

const NAME: &str = "single-knee-pull";

#[test]
fn a_figure_moves_into_its_stretch_and_then_keeps_still() {
    let (script, ended) = look(Script::new().key(60_000, Key::Char('q')), NAME);
    assert_eq!(ended.outcome, Some(Outcome::Left));
    assert_eq!(figure(&script, 0), (NAME, Turn::First, 0));
    assert_eq!(figure(&script, 4_000), (NAME, Turn::First, 1000));
    assert_eq!(script.wakings(1, 4_001).len(), 30);
    assert_eq!(script.wakings(4_001, 60_000), [0; 0], "it keeps still");
}

#[test]
fn sides_change_as_in_a_session() {
    let script = Script::new()
        .key(10_000, Key::Right)
        .key(20_000, Key::Char(' '))
        .key(30_000, Key::Left)
        .key(60_000, Key::Ctrl('c'));
    let (script, ended) = look(script, NAME);
    assert_eq!(page(&script, 9_000).side, Some("right"));
    assert_eq!(figure(&script, 10_000), (NAME, Turn::First, 1000));
    assert_eq!(figure(&script, 11_500), (NAME, Turn::Other, 0));
    assert_eq!(figure(&script, 16_000), (NAME, Turn::Other, 1000));
    assert_eq!(page(&script, 16_000).side, Some("left"));
    assert_eq!(figure(&script, 21_500), (NAME, Turn::Other, 0));
    assert_eq!(figure(&script, 26_000), (NAME, Turn::Other, 1000));
    assert_eq!(figure(&script, 40_000), (NAME, Turn::First, 1000));
    for pair in script.frames.windows(2) {
        assert!(pair[1].0.since(pair[0].0) >= Duration::from_millis(100));
    }
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

#[test]
fn a_figure_rests_for_a_second_before_the_same_stretch_again() {
    for (key, rests) in [(Key::Char(' '), 1_000), (Key::Right, 0)] {
        let script = Script::new().key(10_000, key).key(60_000, Key::Char('q'));
        let (script, _) = look(script, NAME);
        let moves = script.wakings(10_001, 60_000);
        let (out, into): (Vec<u128>, Vec<u128>) =
            moves.iter().partition(|moment| **moment <= 11_500);
        assert_eq!((out.len(), out.last()), (15, Some(&11_500)), "{key:?}");
        assert_eq!(
            (into.len(), into.first()),
            (30, Some(&(11_600 + rests))),
            "{key:?}"
        );
        assert_eq!(into.last(), Some(&(14_500 + rests)), "{key:?}");
    }
}

#[test]
fn arrows_lead_from_one_to_the_next_and_stop_at_the_ends() {
    let script = Script::new()
        .key(1_000, Key::Home)
        .key(2_000, Key::Up)
        .key(3_000, Key::Down)
        .key(5_000, Key::End)
        .key(6_000, Key::Down)
        .key(7_000, Key::Char('?'))
        .key(8_000, Key::Char('q'))
        .key(9_000, Key::Char('q'));
    let (script, ended) = look(script, NAME);
    assert_eq!(figure(&script, 2_500).0, "chest-opener");
    // Both sides of it are one.
    assert_eq!(page(&script, 2_500).side, None);
    assert_eq!(figure(&script, 3_500).0, "open-book", "past a heading");
    let last = BUNDLED.len();
    let place = format!("by area · {last}/{last}");
    assert_eq!(seen(&script, 6_500).place, place);
    assert!(matches!(script.over(7_000), Some(Overlay::Help(_))));
    assert_eq!(script.over(8_000), None, "any key closes the help");
    assert_eq!(ended.outcome, Some(Outcome::Left));
}

#[test]
fn they_are_grouped_by_area_from_head_to_foot_or_by_position_from_standing_to_lying() {
    let script = Script::new()
        .key(5_000, Key::Char('g'))
        .key(10_000, Key::Tab)
        .key(11_000, Key::Char('g'))
        .key(12_000, Key::End)
        .key(13_000, Key::Tab);
    let (script, _) = look(script, NAME);
    let headings = |milliseconds: u64| -> Vec<String> {
        let lines = found(seen(&script, milliseconds)).into_iter();
        lines.filter(|line| !line.starts_with(' ')).collect()
    };
    let areas = headings(0);
    assert_eq!(areas[..3], ["Chest", "Upper back", "Lower back"]);
    assert_eq!(areas.last().unwrap(), "Whole body");
    let positions = [
        "Standing",
        "Sitting",
        "Kneeling",
        "Lying on one side",
        "Lying on the back",
        "Lying on the front",
    ];
    assert_eq!(headings(5_000), positions);
    // The stretch under the cursor stays there, and its figure keeps still.
    assert_eq!(page(&script, 5_000).id, NAME);
    assert_eq!(script.wakings(5_001, 10_000), [0; 0]);
    assert_eq!(page(&script, 10_000).id, "cold-pack", "the next group");
    assert_eq!(page(&script, 13_000).id, "chest-opener", "around");
    // Each stretch is there once, below a heading.
    for milliseconds in [0, 5_000] {
        let view = seen(&script, milliseconds);
        let stretches = view.lines.iter().filter_map(ShelfLine::stretch);
        let names: BTreeSet<&str> = stretches.map(|line| line.name.as_str()).collect();
        assert_eq!(names.len(), BUNDLED.len());
        assert!(matches!(view.lines[0], ShelfLine::Heading(_)));
    }
}

#[test]
fn words_find_them_by_name_area_position_and_aim_with_accents_or_without() {
    let find = |words: &str| {
        let script = typed(Script::new(), 1_000, &format!("/{words}"));
        let (script, _) = look(script, NAME);
        found(seen(&script, 2_000))
    };
    assert_eq!(
        find("CÁLF straight"),
        ["Calf", "  Upper calf", "    id: calf-straight"]
    );
    assert_eq!(find("calf kneeling"), ["Shin", "  Toes pulled back"][..0]);
    assert!(find("groin strength").contains(&"  Copenhagen adduction".to_owned()));
    assert_eq!(find("xyz"), [""; 0]);
}

#[test]
fn escape_clears_the_search_and_then_goes_back() {
    let script = typed(Script::new(), 1_000, "/upper calf")
        .key(2_000, Key::Down)
        .key(3_000, Key::Escape)
        .key(4_000, Key::Char('/'))
        .key(4_001, Key::Char('%'))
        .key(5_000, Key::Enter)
        .key(6_000, Key::Escape)
        .key(7_000, Key::Escape);
    let (script, ended) = look(script, NAME);
    let view = seen(&script, 2_000);
    assert_eq!((view.typing, view.place.as_str()), (true, "by area · 1/1"));
    assert_eq!(page(&script, 2_000).id, "calf-straight");
    assert_eq!(page(&script, 3_000).id, "calf-straight", "it stays");
    assert_eq!(seen(&script, 3_000).find, None);
    let nothing = seen(&script, 5_000);
    assert_eq!((nothing.typing, &nothing.page), (false, &None));
    assert_eq!(
        nothing.message.as_deref(),
        Some("No match for `%` · Esc clears")
    );
    assert_eq!(page(&script, 6_000).id, "calf-straight");
    assert_eq!(ended.outcome, Some(Outcome::Left));
}

#[test]
fn the_page_has_all_that_is_known_and_the_words_for_the_side() {
    let script = Script::new()
        .key(1_000, Key::Char('s'))
        .key(10_000, Key::Right);
    let (script, _) = look(script, NAME);
    let shown = page(&script, 0);
    assert_eq!(shown.name, "Single-knee pull");
    assert_eq!(
        shown.facts,
        "lower back · buttock · back · 2 × 15 s on each side"
    );
    assert_eq!(
        shown.lines[0].text,
        "Right knee in, hands behind the thigh."
    );
    assert!(shown.lines[0].is_strong);
    assert_eq!(text(shown, "id"), Some(NAME));
    for label in ["", "felt", "easier", "harder", "needs", "aim", "picture"] {
        assert!(text(shown, label).is_some(), "{label}");
    }
    assert_eq!(
        text(shown, "not with"),
        Some(
            "osteoporosis, pain that runs down a leg, a recent hip replacement or a pregnancy of 16 weeks or more"
        )
    );
    assert_eq!(
        text(shown, "used in"),
        Some("Knee-to-chest back stretch · Tight lower back")
    );
    assert_eq!(text(shown, "sources"), Some("mayoclinic.org · nhs.uk"));
    let source = text(page(&script, 1_000), "source").unwrap();
    assert!(
        source.starts_with("https://www.mayoclinic.org/"),
        "{source}"
    );
    let other = page(&script, 16_000);
    assert_eq!(other.lines[0].text, "Left knee in, hands behind the thigh.");
}

#[test]
fn another_way_to_do_it_is_on_the_page() {
    let source = Source {
        name: "wall-press.toml".to_owned(),
        text: "about = \"At a wall.\"\nname = \"Wall press\"\ncount = 8\nharder = \"Lower.\"\n\
               alternative = \"On a table.\"\n"
            .to_owned(),
    };
    let file = StretchFile::own("wall-press".to_owned(), source, None);
    let shelf = shelf(&built_in().with([file]));
    let gallery = Gallery::new(shelf, &routines(), Some("wall-press"));
    let (script, _) = Script::new().look(gallery);
    let shown = page(&script, 0);
    assert_eq!(
        [text(shown, "harder"), text(shown, "or")],
        [Some("Lower."), Some("On a table.")]
    );
}

/// Whatever sessions speak, a page is in English, and the words of a stretch are in its own language.
#[test]
fn a_page_is_in_one_language() {
    let mine = "about = \"Stehend\"\nname = \"Ausfall\"\nhold = \"20s\"\nsides = \"each\"\n\
                cue = \"{side} vor.\"\navoid = [\"osteoporosis\"]\n";
    let source = Source {
        name: "ausfall.toml".to_owned(),
        text: mine.to_owned(),
    };
    let mine = StretchFile::own("ausfall".to_owned(), source, None);
    let german = Languages::new([], Some("de"), None);
    let references = built_in().with([mine]).speaking(&german);
    let page = |id: &str| {
        let gallery = Gallery::new(shelf(&references), &routines(), Some(id));
        let (script, _) = Script::new().look(gallery);
        page(&script, 0).clone()
    };
    let bundled = page(NAME);
    assert_eq!(
        bundled.lines[0].text,
        "Right knee in, hands behind the thigh."
    );
    let avoid = text(&bundled, "not with").unwrap();
    assert!(avoid.starts_with("osteoporosis, pain"), "{avoid}");
    let own = page("ausfall");
    assert_eq!(own.lines[0].text, "Rechts vor.");
    assert_eq!(text(&own, "not with"), Some("osteoporosis"));
}

#[test]
fn a_stretch_that_a_condition_rules_out_says_so_and_is_not_played() {
    let has = [Condition::Osteoporosis];
    let script = Script::new()
        .key(5_000, Key::Enter)
        .key(6_000, Key::Char('a'));
    let (script, _) = look_with(script, NAME, &has);
    let first = &page(&script, 0).lines[0];
    assert_eq!(
        first.text,
        "! Skipped for you, because of osteoporosis: Nothing rounds the back to its end or under load."
    );
    assert!(first.is_strong);
    let view = seen(&script, 0);
    let marked = view.lines.iter().filter_map(ShelfLine::stretch);
    let marked: Vec<&str> = marked
        .filter(|line| line.is_left_out)
        .map(|line| line.name.as_str())
        .collect();
    assert!(marked.contains(&"Single-knee pull"), "{marked:?}");
    assert!(!marked.contains(&"Upper calf"), "{marked:?}");
    assert_eq!(
        seen(&script, 5_000).message.as_deref(),
        Some("Nothing remains to be done. Skipped because of osteoporosis: Single-knee pull.")
    );
    assert_eq!(script.opened, [""; 0]);
}

#[test]
fn enter_plays_a_stretch_with_its_sides_and_reps_and_comes_back() {
    let script = Script::new()
        .key(5_000, Key::Enter)
        .key(150_000, Key::Enter)
        .key(151_000, Key::Char('q'));
    let (script, ended) = look_with(script, "figure-four", &[]);
    assert_eq!(script.opened, ["Figure four"]);
    let mut summaries = script.views().filter_map(|(_, view)| match view {
        View::Summary(summary) => Some(summary.heading),
        _ => None,
    });
    assert_eq!(summaries.next_back(), Some("DONE"));
    assert_eq!(
        page(&script, 150_000).id,
        "figure-four",
        "back in the gallery"
    );
    assert_eq!(ended.outcome, Some(Outcome::Left));
    let played = ended.app.played().unwrap();
    let names: BTreeSet<&str> = played.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["Figure four"]));
    assert_eq!(played.lines.len(), 2, "both sides");
}

/// A stretch may have the name of a routine: their sessions are told apart.
#[test]
fn a_stretch_alone_is_a_routine_that_can_be_read_again() {
    for entry in shelf(&built_in()) {
        let id = &entry.stretch.id;
        let (routine, written) = entry.alone.unwrap();
        assert_eq!(written.id, format!("stretch:{id}"));
        let source = Source {
            name: written.id.clone(),
            text: written.text.to_string(),
        };
        let again = parse_among(&source, &built_in());
        assert_eq!(again.value.as_ref(), Some(&*routine), "{id}");
        let step = routine.steps.first.exercise().unwrap();
        assert_eq!(step.stretch.as_deref(), Some(id.as_str()));
        assert_eq!(routine.title, step.name);
    }
}

fn own(id: &str, text: &str) -> Entry {
    entry(
        id,
        Origin::User(PathBuf::from(format!("/own/{id}.toml"))),
        text,
    )
}

/// Routines of the user, a sound and a broken one, before a bundled one.
fn some_own() -> Catalogue {
    let evening = own(
        "evening",
        "title = \"Evening\"\n[[step]]\nuse = \"bridge\"\n",
    );
    let broken = own("night", "title = \"Night\"\n[[step]]\nhold = 3\n");
    let (id, text) = bundled::ALL[0];
    Catalogue::new(
        vec![evening, broken],
        vec![entry(id, Origin::Bundled, text)],
    )
}

fn add_among_own(script: Script) -> (Script, Ended) {
    script.look(Gallery::new(shelf(&built_in()), &some_own(), Some(NAME)))
}

#[test]
fn a_adds_to_a_routine_of_ones_own_to_a_copy_or_to_a_new_one() {
    let add = |to: Edit| StretchEffect::Add {
        stretch: NAME.to_owned(),
        to,
    };
    let script = Script::new()
        .key(1_000, Key::Char('a'))
        .key(2_000, Key::Down)
        .key(3_000, Key::Enter)
        .then(
            3_001,
            Input::Added {
                id: Some("evening".to_owned()),
                said: "Added to evening.toml as step 2.".to_owned(),
            },
        )
        .key(4_000, Key::Char('a'))
        .key(4_001, Key::End)
        .key(4_002, Key::Enter);
    let script = typed(
        script.key(5_000, Key::Char('a')).key(5_001, Key::Enter),
        5_002,
        "my/x",
    );
    let script = script
        .key(6_000, Key::Enter)
        .key(6_001, Key::Backspace)
        .key(6_002, Key::Backspace)
        .key(6_003, Key::Enter);
    let (script, _) = add_among_own(script);
    let choice = seen(&script, 2_000).adding.as_ref().unwrap();
    assert_eq!(choice.name, "Single-knee pull");
    let rows: Vec<(&str, &str)> = choice
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.remark.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("A new routine", ""),
            ("Evening", "yours"),
            ("night.toml", "1 problem"),
            ("Knee-to-chest back stretch", "bundled: makes your copy"),
        ]
    );
    assert_eq!(
        seen(&script, 3_500).message.as_deref(),
        Some("Added to evening.toml as step 2. `supple` plays it.")
    );
    assert_eq!(seen(&script, 3_500).adding, None);
    let refused = seen(&script, 6_000);
    assert_eq!(
        refused.message.as_deref(),
        Some("a name contains only letters, digits, `-` and `_`: write `my-x`")
    );
    assert_eq!(
        script.stretches,
        [
            add(Edit::File(PathBuf::from("/own/evening.toml"))),
            add(Edit::Bundled("knee-to-chest".to_owned())),
            add(Edit::New(NewName::of("my").unwrap())),
        ]
    );
}

/// Each routine has its remark beside it, or none has and that of the selected one stands below.
#[test]
fn no_routine_to_add_to_has_a_remark_that_another_lacks() {
    let script = Script::new()
        .key(1_000, Key::Char('a'))
        .key(2_000, Key::End);
    let (script, _) = add_among_own(script);
    let remarks = ["yours", "1 problem", "bundled: makes your copy"];
    for (width, height) in [(100, 30), (80, 24), (60, 20), (50, 14), (40, 12)] {
        let picture = symbols(&drawn(script.frame(2_500), USUAL, (width, height))).join("\n");
        let seen = remarks.map(|remark| picture.contains(remark));
        let is_each = seen == [true; 3];
        let is_selected_alone = seen == [false, false, true];
        assert!(is_each || is_selected_alone, "{picture}");
        assert!(picture.contains("Knee-to-chest back stretch"), "{picture}");
    }
}

#[test]
fn nothing_is_added_to_a_broken_routine_or_after_escape() {
    let script = Script::new()
        .key(1_000, Key::Char('a'))
        .key(1_001, Key::Down)
        .key(1_002, Key::Down)
        .key(1_003, Key::Enter)
        .key(2_000, Key::Escape)
        .key(3_000, Key::Char('a'))
        .key(3_001, Key::Enter)
        .key(3_002, Key::Char('q'))
        .key(3_003, Key::Escape)
        .key(3_004, Key::Char('q'));
    let (script, ended) = add_among_own(script);
    let view = seen(&script, 1_500);
    assert_eq!(
        view.message.as_deref(),
        Some("night.toml has 1 problem: mend it first, then add to it")
    );
    assert!(view.adding.is_some());
    assert!(seen(&script, 2_500).adding.is_none());
    let typed = seen(&script, 3_002).adding.as_ref().unwrap();
    assert_eq!(typed.naming.as_ref().unwrap().text(), "q");
    assert!(seen(&script, 9_000).adding.is_none());
    assert_eq!(script.stretches, []);
    assert_eq!(ended.outcome, None, "it is still open");
}

#[test]
fn the_library_opens_it_and_q_leads_back_to_what_was_added() {
    let catalogue = some_own();
    let library = Library::new(&catalogue, None, None);
    let added = Input::Added {
        id: Some("evening".to_owned()),
        said: "Added.".to_owned(),
    };
    let script = Script::new()
        .key(1_000, Key::Char('b'))
        .then(1_001, Input::Stretches(shelf(&built_in())))
        .then(2_000, Input::Catalogue(Arc::new(some_own()), None))
        .then(2_001, added)
        .key(3_000, Key::Char('q'))
        // Too late: nobody looks at them.
        .key(4_000, Key::Char('l'))
        .then(4_001, Input::Stretches(Vec::new()))
        .key(5_000, Key::Char('q'));
    let (script, ended) = script.choose(library);
    assert_eq!(script.stretches, [StretchEffect::Read]);
    assert_eq!(page(&script, 1_500).id, "chest-opener");
    assert_eq!(
        seen(&script, 2_500).message.as_deref(),
        Some("Added. q shows it.")
    );
    let View::Library(view) = &script.frame(3_500).view else {
        panic!("no library");
    };
    assert_eq!(view.rows[view.cursor].title, "Evening");
    let _ = ended;
}

/// The symbols of a picture, a line a row.
fn symbols(buf: &Buffer) -> Vec<String> {
    let rows = buf.content().chunks(buf.area.width.into());
    rows.map(|row| row.iter().map(Cell::symbol).collect())
        .collect()
}

#[test]
fn pictures() {
    let script = typed(Script::new().key(11_000, Key::Char('g')), 12_000, "/calf")
        .key(13_000, Key::Enter)
        .key(13_001, Key::Ctrl('c'));
    let (script, _) = look_with(script, NAME, &[Condition::Osteoporosis]);
    insta::assert_snapshot!(
        "gallery",
        printed(&drawn(script.frame(10_000), USUAL, (100, 30)))
    );
    insta::assert_snapshot!(
        "gallery-60",
        printed(&drawn(script.frame(10_000), USUAL, (60, 20)))
    );
    insta::assert_snapshot!(
        "gallery-40",
        printed(&drawn(script.frame(10_000), USUAL, (40, 12)))
    );
    insta::assert_snapshot!(
        "gallery-find",
        printed(&drawn(script.frame(12_500), USUAL, (60, 20)))
    );
    let (script, _) = add_among_own(Script::new().key(10_000, Key::Char('a')));
    insta::assert_snapshot!(
        "gallery-add",
        printed(&drawn(script.frame(10_000), USUAL, (80, 24)))
    );
}

#[test]
fn the_name_is_seen_in_any_window_and_nothing_breaks() {
    let (script, _) = look(Script::new(), NAME);
    let frame = script.frame(4_000);
    for width in (24..=220).step_by(20).chain([63, 64, 65]) {
        for height in [4, 5, 6, 7, 12, 13, 16, 17, 24, 60] {
            let picture = symbols(&drawn(frame, USUAL, (width, height))).join("\n");
            assert!(picture.contains("Single-knee pull"), "{width}×{height}");
        }
    }
    for width in 0..30 {
        for height in 0..12 {
            drawn(frame, USUAL, (width, height));
        }
    }
}

#[test]
fn the_first_key_back_from_the_end_of_a_page_is_seen() {
    for (width, height) in [(100, 30), (80, 24), (64, 16), (60, 20), (40, 12)] {
        for id in ["single-knee-pull", "moist-heat", "pigeon", "short-foot"] {
            let mut script = Script::new();
            (script.window.columns, script.window.rows) = (width, height);
            for nth in 0..40 {
                script = script.key(10_000 + nth, Key::PageDown);
            }
            let (script, _) = look(script.key(11_000, Key::PageUp), id);
            let at = |at: u64| {
                (
                    seen(&script, at).scroll,
                    drawn(script.frame(at), USUAL, (width, height)),
                )
            };
            let ((start, top), (end, picture), (back, before)) =
                (at(9_000), at(10_999), at(11_000));
            let name = format!("{id} at {width}×{height}: {end}");
            assert_eq!(back, end.saturating_sub(GalleryView::PAGE), "{name}");
            assert_eq!(picture != before, end > 0, "{name}");
            assert_eq!((start, picture != top), (0, end > 0), "{name}");
        }
    }
}

/// Every word of every page can be scrolled to, at every size down to 40×12.
#[test]
fn no_word_of_a_page_is_cut() {
    for (width, height) in [(100, 30), (80, 24), (64, 16), (60, 20), (40, 12)] {
        for id in ["single-knee-pull", "moist-heat", "pigeon", "short-foot"] {
            let mut script = Script::new();
            for nth in 0..40 {
                script = script.key(10_000 + nth, Key::PageDown);
            }
            let (script, _) = look_with(script, id, &Condition::ALL);
            let shown = page(&script, 9_000);
            let mut seen_words = BTreeSet::new();
            for (_, frame) in script.frames.iter().rev().take(42) {
                let rows = symbols(&drawn(frame, USUAL, (width, height)));
                let words = rows.iter().flat_map(|row| row.split_whitespace());
                seen_words.extend(words.map(str::to_owned));
            }
            let texts = shown.lines.iter().map(|line| line.text.as_str());
            for text in texts.chain([shown.facts.as_str(), &shown.name]) {
                for word in text.split_whitespace() {
                    assert!(
                        seen_words.contains(word),
                        "{id} at {width}×{height}: {word} of {text}"
                    );
                }
            }
        }
    }
}
