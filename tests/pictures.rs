//! The pictures in `docs/` are what the real program draws in a real terminal, today.
//!
//! `BLESS=1 cargo test --test suite pictures::` draws them anew. Look at them before you commit them.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::pty;
use crate::svg;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;

use pty::{SUPPLE, Session};
use supple::core::pose::Turn;
use supple::core::settings::ThemeChoice;
use supple::disk::stretches::{BUNDLED, built_in};
use supple::tui::as_svg;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use supple::tui::widget::paint::Paints;
use supple::tui::widget::paint::svg::svg as svg_of_figures;
use svg::svg;
use tempfile::TempDir;
use vt100::Screen;

/// The window that fits README.
const WINDOW: (u16, u16) = (100, 30);
/// The end of a frame in which all was drawn anew.
const SHOWN: &str = "\x1b[?2026l";

/// The program as somebody sees it who has just installed it.
fn run(arguments: &[&str]) -> (Session, TempDir) {
    let home = TempDir::new().unwrap();
    let path = home.path().to_str().unwrap();
    let folder = home.path().join(".config");
    // Its sound works, whatever there is on the machine.
    std::fs::create_dir_all(folder.join("supple")).unwrap();
    let config = "[sound]\nmode = \"tones\"\nplayer = [\"true\"]\n";
    std::fs::write(folder.join("supple/config.toml"), config).unwrap();
    let environment = [
        ("COLORTERM", "truecolor"),
        ("COLORFGBG", "15;0"),
        ("HOME", path),
        ("XDG_CONFIG_HOME", folder.to_str().unwrap()),
        ("XDG_STATE_HOME", path),
        ("XDG_DATA_HOME", path),
        ("XDG_CACHE_HOME", path),
    ];
    (Session::run(SUPPLE, arguments, &environment), home)
}

/// Compares the picture with the one that is kept, or keeps it.
fn is_current(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.svg"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, drawn).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    // The days of this week that are over are dots at the end of a session: how many there are depends on the day.
    let is_of_dots = |line: &&str| {
        let text = line.strip_suffix("</text>");
        let text = text.and_then(|line| line.rsplit_once('>'));
        text.is_some_and(|(_, text)| !text.is_empty() && text.chars().all(|sign| sign == '·'))
    };
    let whatever_the_day = |text: &str| -> Vec<String> {
        let mut lines: Vec<&str> = text.lines().collect();
        let this_week = lines.iter().rposition(is_of_dots);
        if let Some(line) = this_week.filter(|_| name == "summary") {
            lines.remove(line);
        }
        lines.into_iter().map(str::to_owned).collect()
    };
    assert!(
        whatever_the_day(&kept) == whatever_the_day(drawn),
        "docs/{name}.svg is not current: BLESS=1 cargo test --test suite pictures:: draws it anew"
    );
}

/// The screens as they were last when there was something to be told of them, by that. A frame changes its first row
/// before all others, so what a clock in it says is said of all of a frame until the next one begins.
fn last(raw: &[u8], told: impl Fn(&Screen) -> Option<String>) -> BTreeMap<String, Screen> {
    let mut parser = pty::parser(WINDOW.0, WINDOW.1);
    let mut until = BTreeMap::new();
    for (nth, byte) in raw.iter().enumerate() {
        // Whatever a frame changes begins with an escape.
        if *byte == b'\x1b'
            && let Some(told) = told(parser.screen())
        {
            until.insert(told, nth);
        }
        parser.process(&[*byte]);
    }
    let screen = |(told, until): (String, usize)| {
        let mut parser = pty::parser(WINDOW.0, WINDOW.1);
        parser.process(&raw[..until]);
        (told, parser.screen().clone())
    };
    until.into_iter().map(screen).collect()
}

/// How much of the session is over, as the first row says.
fn time(screen: &Screen) -> Option<String> {
    let first = screen.rows(0, WINDOW.0).next()?;
    let (before, _) = first.split_once(" of 2:08")?;
    let time = before.rsplit(' ').next()?;
    // A band of two colours is half of a frame.
    let ground = |column| screen.cell(0, column).map(vt100::Cell::bgcolor);
    let is_whole = screen.alternate_screen() && ground(0) == ground(WINDOW.0 - 1);
    is_whole.then(|| time.to_owned())
}

/// Whether every routine in the list has its length: the routines are read behind the first frame.
fn has_all_lengths(screen: &Screen) -> bool {
    let rows = screen.rows(3, 27).zip(screen.rows(31, 7)).skip(2);
    let mut listed = rows
        .take_while(|(title, _)| !title.trim().is_empty())
        .peekable();
    listed.peek().is_some() && listed.all(|(_, length)| length.contains(':'))
}

#[test]
fn the_library_is_current() {
    let (mut session, _home) = run(&[]);
    session.sees("the library", |picture| {
        picture.had(SHOWN) && has_all_lengths(picture.screen())
    });
    let screen = session.now(|picture| picture.screen().clone());
    session.types("q");
    assert_eq!(session.ends(), 0);
    let described =
        "The library: routines at the left, what the chosen one is made of at the right";
    is_current("library", &svg(&screen, described));
}

#[test]
fn a_session_is_current() {
    let (mut session, _home) = run(&["knee-to-chest", "--start", "0", "--speed", "60"]);
    assert_eq!(session.ends(), 0);
    session.sees("the end", |picture| picture.shows(" in all"));
    let raw = session.now(|picture| picture.raw().to_vec());
    let pictures = [
        (
            "ready",
            "0:02",
            "Get ready: the name of what comes is the largest thing",
        ),
        (
            "hold",
            "0:13",
            "Hold, right, twelve seconds left, readable from the floor",
        ),
        // The figure keeps still here, in the stretch on the other side.
        ("switch", "0:29", "Switch to the left side"),
        ("hold-left", "0:33", "Hold, left, twelve seconds left"),
    ];
    let screens = last(&raw, time);
    let at = |time: &str| screens[time].clone();
    for (name, time, described) in pictures {
        is_current(name, &svg(&at(time), described));
    }
    // Seconds in which the figure keeps still: whichever of them is drawn last, it looks like this.
    let film = [
        "0:02", "0:06", "0:10", "0:11", "0:12", "0:22", "0:23", "0:24", "0:29", "0:30", "0:31",
        "0:32",
    ];
    let described = "A session: get ready, hold right, switch, hold left; the seconds count down";
    is_current("session", &svg::film(&film.map(at), 4, described));
    let any = |screen: &Screen| screen.alternate_screen().then(String::new);
    let summary = &last(&raw, any)[""];
    let described = "The summary: what was held on each side, and the total";
    is_current("summary", &svg(summary, described));
}

/// The colours of figures in pictures, and their ground.
fn colours() -> (Paints, [u8; 3]) {
    let theme = Theme::of(Options {
        choice: ThemeChoice::Dark,
        colours: Colours::TrueColor,
        backdrop: Backdrop::Dark,
        utf8: true,
    });
    (theme.paints(), [0x10, 0x14, 0x1c])
}

/// Figures in a row of the sheet, and the size of a pair of poses with its name.
const SHEET: (usize, (usize, usize)) = (4, (480, 165));

/// Every bundled stretch, at rest and in the stretch.
#[test]
fn the_sheet_of_stretches_is_current() {
    let (in_row, (wide, high)) = SHEET;
    let (width, height) = (in_row * wide, BUNDLED.len().div_ceil(in_row) * high);
    let mut sheet = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>All bundled stretches, each at rest and in the stretch</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#10141c\"/>\n"
    );
    let references = built_in();
    for (nth, (id, _)) in BUNDLED.iter().enumerate() {
        let pair = as_svg(&references.figure(id).unwrap());
        let (x, y) = (nth % in_row * wide, nth / in_row * high);
        let placed = format!("<svg x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"135\" ");
        sheet.push_str(&pair.replacen("<svg ", &placed, 1));
        let (middle, below) = (x + wide / 2, y + 152);
        let _ = writeln!(
            sheet,
            "<text x=\"{middle}\" y=\"{below}\" text-anchor=\"middle\" font-family=\"sans-serif\" \
             font-size=\"15\" fill=\"#d7dce5\">{id}</text>"
        );
    }
    sheet.push_str("</svg>\n");
    is_current("stretches", &sheet);
}

/// A stretch as README shows it, and the icon of the program: the person of another.
#[test]
fn single_figures_are_current() {
    let references = built_in();
    let pose = references.figure("single-knee-pull").unwrap();
    is_current("pose", &as_svg(&pose));
    let (paints, ground) = colours();
    let person = references.figure("hip-flexor").unwrap();
    let scene = person.scene(Turn::First, 1.0);
    is_current("icon", &svg_of_figures(&[scene], &paints, ground, "supple"));
}

/// Every figure as a picture of its own under a random number, and which is which: try to name them.
///
/// `BLIND=folder cargo test --test suite blind -- --ignored` writes them.
#[test]
#[ignore = "it only writes pictures to look at"]
fn a_blind_sheet() {
    let folder = std::env::var_os("BLIND").unwrap();
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    let chance = RandomState::new();
    let mut shuffled: Vec<&str> = BUNDLED.iter().map(|(id, _)| *id).collect();
    shuffled.sort_by_key(|id| chance.hash_one(id));
    let (references, (paints, ground)) = (built_in(), colours());
    let mut key = String::new();
    for (number, id) in (1..).zip(shuffled) {
        let figure = references.figure(id).unwrap();
        let scenes = [0.0, 1.0].map(|t| figure.scene(Turn::First, t));
        let picture = svg_of_figures(&scenes, &paints, ground, "");
        std::fs::write(folder.join(format!("{number:02}.svg")), picture).unwrap();
        let _ = writeln!(key, "{number:02} {id}");
    }
    std::fs::write(folder.join("key.txt"), key).unwrap();
}
