//! The pictures in `docs/` are what the real program draws in a real terminal, today.
//!
//! `BLESS=1 cargo test --test pictures` draws them anew. Look at them before you commit them.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/svg.rs"]
mod svg;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use pty::{SUPPLE, Session};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use supple::core::pose::Turn;
use supple::core::settings::ThemeChoice;
use supple::disk::stretches::{BUNDLED, built_in};
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use supple::tui::widget::figure::draw;
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
        "docs/{name}.svg is not current: BLESS=1 cargo test --test pictures draws it anew"
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

/// Pairs of figures in a row of the sheet, the cells of a figure, and the space around it.
const SHEET: (u16, (u16, u16), u16) = (3, (40, 12), 2);

/// Every bundled stretch, at rest and in the stretch, as a session draws it.
#[test]
fn the_sheet_of_stretches_is_current() {
    let (pairs, (wide, high), space) = SHEET;
    let stretches = u16::try_from(BUNDLED.len()).unwrap();
    let (columns, rows) = (
        pairs * 2 * (wide + space),
        stretches.div_ceil(pairs) * (high + space),
    );
    let theme = Theme::of(Options {
        choice: ThemeChoice::Dark,
        colours: Colours::TrueColor,
        backdrop: Backdrop::Dark,
        utf8: true,
    });
    let mut sheet = Buffer::empty(Rect::new(0, 0, columns, rows));
    let references = built_in();
    for (nth, (id, _)) in (0..).zip(BUNDLED) {
        let figure = references.figure(id).unwrap();
        let (left, top) = (
            nth % pairs * 2 * (wide + space),
            nth / pairs * (high + space),
        );
        sheet.set_string(left, top, id, Style::new());
        for (moment, at) in [(0.0, 0), (1.0, wide + space)] {
            let area = Rect::new(left + at, top + 1, wide, high);
            draw(
                &figure,
                Turn::First,
                moment,
                &theme.figure(),
                area,
                &mut sheet,
            );
        }
    }
    let mut parser = pty::parser(columns, rows);
    parser.process(printed(&sheet).as_bytes());
    let described = "All bundled stretches, each at rest and in the stretch";
    is_current("stretches", &svg(parser.screen(), described));
}

/// The icon of the program: the person of one stretch, in a square.
#[test]
fn the_icon_is_current() {
    let theme = Theme::of(Options {
        choice: ThemeChoice::Dark,
        colours: Colours::TrueColor,
        backdrop: Backdrop::Dark,
        utf8: true,
    });
    let area = Rect::new(0, 0, 24, 12);
    let mut icon = Buffer::empty(area);
    let figure = built_in().figure("hip-flexor").unwrap();
    draw(&figure, Turn::First, 1.0, &theme.figure(), area, &mut icon);
    let mut parser = pty::parser(area.width, area.height);
    parser.process(printed(&icon).as_bytes());
    is_current("icon", &svg(parser.screen(), "supple"));
}

/// The cells of a buffer as a terminal gets them, row by row.
fn printed(buffer: &Buffer) -> String {
    let colour = |ground: u8, colour: Color| match colour {
        Color::Rgb(red, green, blue) => format!("\x1b[{ground}8;2;{red};{green};{blue}m"),
        _ => String::new(),
    };
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let _ = write!(out, "\x1b[{};1H", y + 1);
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let _ = write!(
                out,
                "\x1b[m{}{}{}",
                colour(3, cell.fg),
                colour(4, cell.bg),
                cell.symbol()
            );
        }
    }
    out
}
