//! The mouse: a click puts the cursor on what is drawn there, a second one opens it, the wheel moves the cursor or scrolls.
//! What is clicked at is found in the picture, so that the layout and the answer to a click cannot differ.

use crate::script;
use crate::support;
use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use script::{Script, own_routines, preferences};
use supple::app::effect::Effect;
use supple::app::element::{Overlay, PointedPart, Window};
use supple::app::gallery::GalleryView;
use supple::app::input::{Input, Key, Mouse, MouseAction};
use supple::app::library::Library;
use supple::app::library::view::LibraryView;
use supple::app::memory::Memory;
use supple::app::session::After;
use supple::app::{App, Frame, Host, View, run};
use supple::catalogue::Catalogue;
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::log::{LogEntry, RoutineText};
use supple::core::moment::Moment;
use supple::core::player::What;
use supple::core::record::{Ending, StretchRecord};
use supple::core::settings::ThemeChoice;
use supple::core::timeline::Kind;
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use support::read::catalogue;
use tempfile::TempDir;

const TODAY: Day = Day(20_513);

/// The bundled routines, read once.
static BUNDLED: LazyLock<Catalogue> = LazyLock::new(|| catalogue(Vec::new()));

/// What a person does, one after the other.
#[derive(Clone, Copy, Debug)]
enum Act {
    Key(Key),
    /// A click on the first place where this is seen.
    Click(&'static str),
    /// Two clicks there, one soon after the other.
    Double(&'static str),
    /// The wheel, turned once there.
    Up(&'static str),
    Down(&'static str),
    /// Nothing for a moment.
    Wait,
}

use Act::{Click, Double, Down, Up, Wait};

/// A key by its character; `⏎` and `→` are keys of their own.
fn key(key: char) -> Act {
    Act::Key(match key {
        '⏎' => Key::Enter,
        '→' => Key::Right,
        key => Key::Char(key),
    })
}

const LARGE: Window = Window {
    columns: 100,
    rows: 30,
};
const LOW: Window = Window {
    columns: 100,
    rows: 16,
};
const NARROW: Window = Window {
    columns: 60,
    rows: 20,
};

/// The cell at which `words` begin in the picture.
fn cell_of(frame: &Frame, window: Window, words: &str) -> (u16, u16) {
    let theme = Theme::of(Options {
        colours: Colours::None,
        utf8: true,
        choice: ThemeChoice::Mono,
        backdrop: Backdrop::Unknown,
    });
    let area = Rect::new(0, 0, window.columns, window.rows);
    let mut buf = Buffer::empty(area);
    draw(frame, &theme, area, &mut buf);
    let mut seen = String::new();
    for y in 0..window.rows {
        let row: Vec<&str> = (0..window.columns).map(|x| buf[(x, y)].symbol()).collect();
        let whole = row.concat();
        if let Some(at) = whole.find(words) {
            let column = whole[..at].chars().count();
            return (u16::try_from(column).unwrap(), y);
        }
        seen += &(whole + "\n");
    }
    panic!("{words} is not seen:\n{seen}")
}

/// The host of the tests with a hand that clicks at what is seen, until it has done all.
struct Hand<'a> {
    script: Script,
    acts: VecDeque<&'a Act>,
    /// The cell of a click that is done once more.
    again: Option<(u16, u16)>,
}

impl Hand<'_> {
    fn mouse(&self, action: MouseAction, words: &str) -> (MouseAction, (u16, u16)) {
        (
            action,
            cell_of(last(&self.script), self.script.window, words),
        )
    }

    /// The next input: acts are 300 ms apart, and two clicks that belong together half of that.
    fn next_input(&mut self) -> Option<Input> {
        let (action, cell) = if let Some(cell) = self.again.take() {
            (MouseAction::Click, cell)
        } else {
            match self.acts.pop_front()? {
                Act::Key(key) => return Some(Input::Key(*key)),
                Wait => return Some(Input::Resized),
                Click(words) => self.mouse(MouseAction::Click, words),
                Double(words) => {
                    let click = self.mouse(MouseAction::Click, words);
                    self.again = Some(click.1);
                    click
                }
                Up(words) => self.mouse(MouseAction::WheelUp, words),
                Down(words) => self.mouse(MouseAction::WheelDown, words),
            }
        };
        let (column, row) = cell;
        Some(Input::Mouse(Mouse {
            action,
            column,
            row,
        }))
    }
}

impl Host for Hand<'_> {
    fn now(&self) -> Moment {
        self.script.now()
    }

    fn window(&self) -> Window {
        self.script.window()
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        self.script.draw(frame)
    }

    fn scroll_end(&self, frame: &Frame) -> Option<usize> {
        self.script.scroll_end(frame)
    }

    fn part_at(&self, frame: &Frame, cell: Mouse) -> Option<PointedPart> {
        self.script.part_at(frame, cell)
    }

    fn foresee(&mut self, frame: &Frame) {
        self.script.foresee(frame);
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        match self.script.wait(deadline)? {
            // Where the hand does something stands a key that means nothing.
            Some(Input::Key(Key::Other)) => match self.next_input() {
                Some(input) => Ok(Some(input)),
                None => Err(io::ErrorKind::UnexpectedEof.into()),
            },
            other => Ok(other),
        }
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        self.script.perform(effect)
    }
}

/// Does all that in the library of a folder, with the cursor on the routine `id`.
fn done_in(folder: Option<&Path>, id: &str, window: Window, acts: &[Act]) -> Script {
    let mut script = Script::new();
    script.window = window;
    script.shelf = true;
    script.routines = folder.map(Path::to_owned);
    let mut at = 3_000;
    for act in acts {
        script = script.key(at, Key::Other);
        if let Double(_) = act {
            script = script.key(at + 150, Key::Other);
        }
        at += 300;
    }
    let script = script.key(at, Key::Other);
    let mut hand = Hand {
        script,
        acts: acts.iter().collect(),
        again: None,
    };
    let catalogue = folder.map_or_else(|| BUNDLED.clone(), own_routines);
    let library = Library::new(&catalogue, Some(id), None);
    let app = App::choosing(library, preferences(After::Summary), Moment::ZERO);
    let _ = run(&mut hand, &mut app.remembering(memory()));
    hand.script
}

/// What is seen right after the last act.
fn done(window: Window, acts: &[Act]) -> Script {
    done_in(None, "daily-five", window, acts)
}

/// The picture after the last act.
fn last(script: &Script) -> &Frame {
    &script.frames.last().unwrap().1
}

fn library(script: &Script) -> &LibraryView {
    match &last(script).view {
        View::Library(library) => library,
        other => panic!("{other:?}"),
    }
}

fn gallery(script: &Script) -> &GalleryView {
    match &last(script).view {
        View::Gallery(gallery) => gallery,
        other => panic!("{other:?}"),
    }
}

/// The title under the cursor of the list.
fn title(script: &Script) -> &str {
    let library = library(script);
    &library.rows[library.cursor].title
}

/// The step under the cursor, where that is among the steps.
fn step(script: &Script) -> Option<&str> {
    let library = library(script);
    let step = &library.preview.steps[library.step];
    library.is_in_steps.then_some(step.name.as_str())
}

#[test]
fn a_click_puts_the_cursor_on_a_routine_and_a_second_one_plays_it() {
    let once = done(LARGE, &[Click("Before bed")]);
    assert_eq!(title(&once), "Before bed");
    // Where the list is longer than the window the click moves it on: the second one means the same routine.
    let low = done(LOW, &[Click("Heel drops")]);
    assert_eq!(title(&low), "Heel drops");
    let twice = done(LOW, &[Double("Heel drops")]);
    assert_eq!(twice.opened, ["Heel drops"]);
    // Two clicks far apart play nothing, and neither do those on two routines, or with something else between them.
    for acts in [
        &[Click("Open hips"), Wait, Wait, Click("Open hips")][..],
        &[Click("Before bed"), Down("Routines"), Click("Before bed")],
        &[Click("Before bed"), Act::Key(Key::Up), Click("Before bed")],
        &[Click("Before bed"), Click("Desk break")],
        &[Double("Routines")],
    ] {
        assert_eq!(done(LARGE, acts).opened, [""; 0], "{acts:?}");
    }
}

#[test]
fn a_click_on_a_step_goes_there_and_a_second_one_plays_from_it() {
    let clicked = done(LARGE, &[Click("Figure four")]);
    assert_eq!(step(&clicked), Some("Figure four"));
    let twice = done(LARGE, &[Double("Figure four")]);
    assert_eq!(twice.opened.len(), 1);
    // From the steps back into the list.
    let back = done(LARGE, &[Click("Figure four"), Click("Before bed")]);
    assert_eq!((title(&back), step(&back)), ("Before bed", None));
    // Where the preview has all of the window.
    let narrow = done(NARROW, &[key('→'), Click("Front of thigh")]);
    assert_eq!(step(&narrow), Some("Front of thigh"));
}

#[test]
fn the_wheel_moves_the_cursor_where_there_is_one_and_scrolls_a_text() {
    let down = done(
        LARGE,
        &[Click("Before bed"), Down("▸ Before bed"), Down("Routines")],
    );
    let up = done(
        LARGE,
        &[Click("Before bed"), Down("▸ Before bed"), Up("Routines")],
    );
    assert_eq!(title(&up), "Before bed");
    assert_ne!(title(&down), "Before bed");
    assert_eq!(library(&down).scroll, 0);
    let steps = done(
        LARGE,
        &[
            key('→'),
            Down("Figure four"),
            Down("Figure four"),
            Up("Figure four"),
        ],
    );
    assert_eq!(library(&steps).step, 1);
    // The list lies still while the cursor is among the steps.
    let beside = done(LARGE, &[key('→'), Down("Before bed")]);
    assert_eq!(
        (library(&beside).step, title(&beside)),
        (0, title(&done(LARGE, &[])))
    );
    let text = done(LOW, &[Down("Calves, thighs")]);
    assert_eq!((library(&text).scroll, step(&text)), (3, None));
}

#[test]
fn while_something_is_typed_or_asked_the_mouse_changes_nothing_below_it() {
    let before = done(LARGE, &[key('n')]);
    for act in [
        Click("Before bed"),
        Click("Figure four"),
        Down("Before bed"),
    ] {
        let after = done(LARGE, &[key('n'), act]);
        assert_eq!(library(&after), library(&before), "{act:?}");
    }
    // The words of find stay, and the cursor goes.
    let found = done(LARGE, &[key('/'), key('b'), Click("Before bed")]);
    assert_eq!(title(&found), "Before bed");
    assert!(library(&found).find.is_some());
    // A click closes the help, and the wheel leaves it.
    let help = [key('?'), Down("Press any key"), Click("Press any key")];
    assert!(last(&done(LARGE, &help[..2])).overlay.is_some());
    let closed = done(LARGE, &help);
    assert!(last(&closed).overlay.is_none());
    assert_eq!(title(&closed), title(&done(LARGE, &[])));
}

const MINE: &str =
    "title = \"Mine\"\n\n[[step]]\nuse = \"hip-flexor\"\n\n[[step]]\nname = \"Curl\"\ncount = 8\n";

/// In the steps, in the list of the catalogue that `a` opens, and in the question before changes are lost.
#[test]
fn a_routine_is_changed_with_the_mouse() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.toml"), MINE).unwrap();
    let done = |acts: &[Act]| done_in(Some(folder.path()), "mine", LARGE, acts);
    let open: Vec<Act> = [Click("Curl")]
        .into_iter()
        .chain("+a/bridge".chars().map(key))
        .collect();
    let with = |more: &[Act]| done(&[&open[..], more].concat());
    let under = |script: &Script| {
        let gallery = gallery(script);
        gallery.lines[gallery.cursor]
            .stretch()
            .unwrap()
            .name
            .clone()
    };
    let clicked = with(&[Click("Side bridge")]);
    assert_eq!(
        (under(&with(&[])), under(&clicked)),
        ("Bridge".to_owned(), "Side bridge".to_owned())
    );
    let moved = with(&[Click("Side bridge"), Down("▸ Side bridge")]);
    assert_ne!(under(&moved), "Side bridge");
    let beside = with(&[Click("Side bridge"), Down("Enter adds")]);
    assert_eq!(under(&beside), "Side bridge");
    let added = with(&[Double("Side bridge")]);
    let steps = library(&added).preview.steps.iter();
    let names: Vec<&str> = steps.map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["Hip flexor", "Curl", "Side bridge"]);
    // Another routine comes only when the changes are saved or discarded.
    let asks = done(&[Click("Curl"), key('+'), Click("Knee-to-chest back")]);
    assert!(matches!(
        last(&asks).overlay,
        Some(Overlay::Question { .. })
    ));
    assert_eq!(title(&asks), "Mine");
}

/// What the program remembers: two sessions, the later one today.
fn memory() -> Memory {
    let stamp = Stamp::default().at(TODAY, Duration::from_secs(18 * 3600));
    let mut history = History::new(Scope::of(TODAY));
    for (title, ago) in [("Sooner", 3), ("Later", 1)] {
        let start = stamp.at(TODAY - ago, Duration::from_secs(12 * 3600));
        let mut line = StretchRecord::new("Pull".to_owned(), Kind::Hold, None);
        line.done = Duration::from_secs(60);
        history.add(&LogEntry {
            id: title.to_owned(),
            start,
            end: start,
            speed: 1.0,
            title: title.to_owned(),
            routines: [RoutineText::new("a", title, "")].into(),
            lines: vec![line],
            paused: Duration::ZERO,
            ending: Ending::Done,
            feeling: None,
            note: None,
            continues: None,
            corrected: None,
        });
    }
    Memory {
        wall: WallClock {
            at: Moment::ZERO,
            speed: 1.0,
            stamp,
        },
        process: 1,
        ask: true,
        is_warned: true,
        history: Arc::new(history),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(3600),
    }
}

#[test]
fn sessions_and_stretches_of_the_log_open_with_two_clicks() {
    for (words, opened) in [("Sooner", "Sooner"), ("Pull", "Pull")] {
        let once = done(LARGE, &[key('l'), Click(words)]);
        let View::Log(log) = &last(&once).view else {
            panic!("no log")
        };
        assert_eq!(log.cursor, if words == "Pull" { 2 } else { 1 });
        let twice = done(LARGE, &[key('l'), Double(words)]);
        let View::LogPage(page) = &last(&twice).view else {
            panic!("no page")
        };
        assert_eq!(page.title, opened);
    }
}

/// Any place is as good as another: a click there is the key that every other key is too.
#[test]
fn in_a_session_a_click_anywhere_pauses_and_the_wheel_does_nothing() {
    let mut script = Script::new();
    script.window = LARGE;
    script = script.key(2_000, Key::Enter);
    let cells = [(0, 0), (50, 15), (99, 29), (400, 400)];
    for (at, cell) in (20_000..).step_by(10_000).zip(cells) {
        script = script
            .mouse(at, MouseAction::WheelDown, cell)
            .mouse(at + 100, MouseAction::Click, cell)
            .mouse(at + 200, MouseAction::WheelUp, cell)
            .mouse(at + 300, MouseAction::Click, cell);
    }
    let library = Library::new(&catalogue(Vec::new()), Some("daily-five"), None);
    let (script, _) = script.choose(library);
    let paused: Vec<u128> = (20_100..).step_by(10_000).take(4).collect();
    assert_eq!(script.when(|what| *what == What::Paused), paused);
    let resumed: Vec<u128> = paused.iter().map(|at| at + 200).collect();
    assert_eq!(script.when(|what| *what == What::Resumed), resumed);
}
