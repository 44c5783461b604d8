//! Editing from the library, and files that change while the program runs: real keys through the real loop.

use crate::script;
use crate::support;
use std::path::PathBuf;
use std::sync::Arc;

use script::Script;
use supple::app::View;
use supple::app::effect::Edit;
use supple::app::element::Window;
use supple::app::input::{Input, Key};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::catalogue::draft::DraftRequest;
use supple::catalogue::name::NewName;
use supple::catalogue::{Catalogue, Entry, Origin};
use support::read::entry;

fn routine(title: &str) -> String {
    format!("title = \"{title}\"\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\n")
}

fn own(id: &str, text: &str) -> Entry {
    entry(
        id,
        Origin::User(PathBuf::from(format!("/own/{id}.toml"))),
        text,
    )
}

fn catalogue(own: Vec<Entry>) -> Catalogue {
    let bundled = |id, title| entry(id, Origin::Bundled, &routine(title));
    Catalogue::new(
        own,
        vec![bundled("knee-to-chest", "Knee"), bundled("desk", "Desk")],
    )
}

fn library(own: Vec<Entry>, last: &str) -> Library {
    Library::new(&catalogue(own), Some(last), None)
}

fn now_there_are(own: Vec<Entry>) -> Input {
    Input::Catalogue(Arc::new(catalogue(own)), None)
}

fn typed(mut script: Script, from: u64, word: &str) -> Script {
    for (nth, letter) in (0..).zip(word.chars()) {
        script = script.key(from + nth, Key::Char(letter));
    }
    script
}

/// The library as it was drawn last.
fn seen(script: &Script) -> &LibraryView {
    let View::Library(view) = &script.frames.last().unwrap().1.view else {
        panic!("the library is to be seen");
    };
    view
}

fn titles(view: &LibraryView) -> Vec<&str> {
    view.rows.iter().map(|row| row.title.as_str()).collect()
}

#[test]
fn e_opens_the_file_or_a_copy_of_what_is_bundled() {
    let script = Script::new()
        .key(1, Key::Char('e'))
        .key(2, Key::Home)
        .key(3, Key::Char('e'));
    let (script, _) = script.choose(library(vec![own("mine", &routine("Mine"))], "desk"));
    assert_eq!(
        script.edited,
        [
            Edit::Bundled("desk".to_owned()),
            Edit::File(PathBuf::from("/own/mine.toml"))
        ]
    );
}

#[test]
fn n_asks_for_a_name_until_it_is_one() {
    let script = typed(Script::new().key(1, Key::Char('n')), 2, "my/back");
    let script = script.key(50, Key::Enter);
    let (script, _) = script.choose(library(vec![], "desk"));
    assert_eq!(script.drafts, []);
    let view = seen(&script);
    assert_eq!(
        view.typed
            .as_ref()
            .map(|typed| typed.field.text())
            .as_deref(),
        Some("my/back")
    );
    assert_eq!(
        view.message.as_deref(),
        Some("a name contains only letters, digits, `-` and `_`: write `my-back`")
    );

    let script = typed(Script::new().key(1, Key::Char('n')), 2, "mine");
    let script = script
        .key(50, Key::Enter)
        .key(51, Key::Backspace)
        .key(52, Key::Char('i'))
        .key(53, Key::Enter);
    let (script, _) = script.choose(library(vec![own("mine", &routine("Mine"))], "desk"));
    assert_eq!(
        script.drafts,
        [DraftRequest::Begin(NewName::of("mini").unwrap())]
    );

    let script = typed(Script::new().key(1, Key::Char('n')), 2, "x").key(50, Key::Escape);
    let (script, _) = script.choose(library(vec![], "desk"));
    assert_eq!((script.drafts.len(), &seen(&script).typed), (0, &None));
}

#[test]
fn a_reading_that_began_earlier_and_ends_later_changes_nothing() {
    let as_read = |reading, title| {
        let read = catalogue(vec![own("mine", &routine(title))]).of_reading(reading);
        Input::Catalogue(Arc::new(read), None)
    };
    let script = Script::new()
        .then(1, as_read(2, "New"))
        .then(2, as_read(1, "Old"));
    let (script, _) = script.choose(library(vec![own("mine", &routine("Old"))], "desk"));
    assert_eq!(titles(seen(&script))[0], "New");
    let script = Script::new()
        .then(1, as_read(2, "New"))
        .then(2, as_read(3, "Newest"));
    let (script, _) = script.choose(library(vec![own("mine", &routine("Old"))], "desk"));
    assert_eq!(titles(seen(&script))[0], "Newest");
}

#[test]
fn what_was_only_glanced_at_is_there_in_a_moment() {
    let glimpse = |id: &str, title: &str| Entry {
        routine: None,
        problems: Vec::new(),
        glimpse: Some(title.to_owned()),
        ..own(id, "")
    };
    let glimpses = vec![glimpse("b", "Below"), glimpse("a", "Above")];
    let read = vec![own("b", &routine("Below")), own("a", "title = 1")];
    let script = Script::new()
        .key(1, Key::Home)
        .key(2, Key::Enter)
        .then(10, now_there_are(read))
        .key(20, Key::Enter);
    let library = library(glimpses, "b");
    assert!(!library.is_read());
    let (script, _) = script.choose(library);
    let at = |milliseconds: u64| match &script.frame(milliseconds).view {
        View::Library(view) => view,
        other => panic!("no library: {other:?}"),
    };
    assert_eq!(titles(at(0))[..2], ["Above", "Below"]);
    assert_eq!(at(0).cursor, 1, "on what was played last");
    let waiting = at(2);
    let message = waiting.message.as_deref();
    assert_eq!(message, Some("Loading…"));
    assert_eq!((waiting.cursor, waiting.rows[0].problems), (0, 0));
    let there = at(10);
    assert_eq!(titles(there)[..2], ["a.toml", "Below"]);
    let problems = there.message.as_deref();
    assert_eq!(
        (there.cursor, problems),
        (0, Some("a.toml has 2 problems · e opens it"))
    );
    assert!(there.rows[0].problems > 0 && !there.preview.problems.is_empty());
    assert!(!there.rows[1].length.is_empty());
    assert!(script.opened.is_empty(), "it is broken");
}

#[test]
fn what_is_started_before_it_is_read_begins_when_it_is() {
    let glimpse = |id: &str| Entry {
        routine: None,
        glimpse: Some("A".to_owned()),
        ..own(id, "")
    };
    let read = || now_there_are(vec![own("a", &routine("A"))]);
    let plays = |script: Script| {
        let (script, _) = script.choose(library(vec![glimpse("a")], "a"));
        matches!(script.frame(10).view, View::Session(_))
    };
    assert!(plays(Script::new().key(1, Key::Enter).then(10, read())));
    let moved = Script::new().key(1, Key::Enter).key(2, Key::Down);
    assert!(!plays(moved.then(10, read())), "another key was pressed");
}

#[test]
fn what_was_looked_for_in_vain_becomes_the_name() {
    let script = typed(Script::new().key(1, Key::Char('/')), 2, "shins");
    let script = script
        .key(50, Key::Enter)
        .key(51, Key::Char('n'))
        .key(52, Key::Enter)
        .then(60, now_there_are(vec![own("shins", &routine("Shins"))]))
        .then(
            61,
            Input::Edited {
                id: "shins".to_owned(),
                said: None,
            },
        );
    let (script, _) = script.choose(library(vec![], "desk"));
    assert_eq!(
        script.drafts,
        [DraftRequest::Begin(NewName::of("shins").unwrap())]
    );
    let view = seen(&script);
    assert_eq!(view.rows[view.cursor].title, "Shins");
}

#[test]
fn the_list_follows_the_files_and_the_cursor_its_routine() {
    let script = Script::new()
        .then(
            1000,
            now_there_are(vec![own("a", &routine("A")), own("b", &routine("B"))]),
        )
        .then(
            2000,
            now_there_are(vec![own("a", "title = \"A\"\n[[step]]\nhodl = 15s\n")]),
        )
        .then(3000, now_there_are(vec![own("a", &routine("Z"))]));
    let (script, _) = script.choose(library(vec![], "desk"));
    let views: Vec<(Vec<&str>, &str)> = script
        .views()
        .map(|(_, view)| {
            let View::Library(view) = view else {
                panic!("the library is to be seen");
            };
            (titles(view), view.preview.title.as_str())
        })
        .collect();
    assert_eq!(
        views,
        [
            (vec!["Desk", "Knee"], "Desk"),
            (vec!["A", "B", "Desk", "Knee"], "Desk"),
            (vec!["a.toml", "Desk", "Knee"], "Desk"),
            (vec!["Z", "Desk", "Knee"], "Desk"),
        ]
    );
}

#[test]
fn a_broken_file_shows_what_is_wrong_where_it_was() {
    let broken = "title = \"A\"\n[[step]]\nhodl = 15s\nname = \"a\"\n";
    let script = Script::new()
        .then(1000, now_there_are(vec![own("a", broken)]))
        .key(2000, Key::PageDown)
        .then(
            2500,
            now_there_are(vec![own("a", &format!("{broken}# more\n"))]),
        )
        .key(3000, Key::Enter);
    let (script, _) = script.choose(library(vec![own("a", &routine("A"))], "a"));
    let view = seen(&script);
    assert_eq!(view.rows[view.cursor].problems, 1);
    assert!(view.preview.problems.contains("did you mean `hold`?"));
    assert_eq!(view.scroll, LibraryView::PAGE, "it stays where one reads");
    assert_eq!(
        view.message.as_deref(),
        Some("a.toml has 1 problem · e opens it")
    );
}

#[test]
fn a_routine_that_is_gone_leaves_the_cursor_where_it_was() {
    let all = || ["a", "b", "c"].map(|id| own(id, &routine(id)));
    let [a, _, c] = all();
    let script = Script::new().then(1000, now_there_are(vec![a, c]));
    let (script, _) = script.choose(library(all().to_vec(), "b"));
    assert_eq!(seen(&script).rows[seen(&script).cursor].title, "c");
}

#[test]
fn files_that_did_not_change_draw_nothing() {
    let script = Script::new().then(1000, now_there_are(vec![]));
    let (script, _) = script.choose(library(vec![], "desk"));
    assert_eq!(script.frames.len(), 1);
}

#[test]
fn a_session_goes_on_with_what_it_began_with() {
    let mut script = Script::new()
        .key(0, Key::Enter)
        .then(20_000, now_there_are(vec![own("a", &routine("B"))]))
        .then(21_000, now_there_are(vec![own("a", "broken")]))
        .then(22_000, now_there_are(vec![own("a", &routine("A"))]));
    script.window = Window {
        columns: 80,
        rows: 24,
    };
    let (script, _) = script.choose(library(vec![own("a", &routine("A"))], "a"));
    let notice = |at| {
        let notice = script.seen(at).notice.as_ref();
        notice.map(|notice| notice.text.as_str())
    };
    assert_eq!(notice(19_000), None);
    assert_eq!(
        notice(20_000),
        Some("The file was saved. The next start uses it.")
    );
    assert_eq!(
        notice(21_000),
        Some("The file was saved with problems: see `supple check`.")
    );
    assert_eq!(notice(22_000), None, "it is as it was");
    assert_eq!(script.seen(30_000).title, "A");
}
