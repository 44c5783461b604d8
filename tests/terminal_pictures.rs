//! Figures as pictures in a real terminal: where they are sent, how seldom, and that none is left.

#![cfg(target_os = "linux")]

use crate::pty;
use crate::seen;
use std::io::Cursor;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pty::{CELL, Figures, Picture, SUPPLE, Session, is_within};
use rustix::process::Signal;
use seen::{LIBRARY, asks, lists};

const PLAY: [&str; 6] = ["play", "knee-to-chest", "--start", "0", "--speed", "3"];
const KITTY: (&str, &str) = ("TERM", "xterm-kitty");
/// The beginning of a picture of kitty, of one in sixels, and of one of iTerm2.
const SENT: &str = "\x1b_Ga=T,";
const SIXEL: &str = "\x1bP0;1;0q";
const ITERM: &str = "\x1b]1337;File=inline=1;";
/// The end of a picture.
const REMOVED: &str = "\x1b_Ga=d,d=I,";
const ALL_REMOVED: &str = "\x1b_Ga=d,d=A,";
/// The way back from the screen of the program.
const BACK: &str = "\x1b[?1049l";

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Session {
    Session::run_in_pixels(CELL, SUPPLE, arguments, environment)
}

/// A session with a figure on its screen.
fn played(environment: &[(&str, &str)]) -> Session {
    let session = run(&PLAY, environment);
    session.sees("a session", |picture| {
        picture.obeys() && picture.shows("Space pause")
    });
    session
}

fn raw(session: &Session) -> String {
    session.now(|picture| String::from_utf8_lossy(picture.raw()).into_owned())
}

/// How many pictures have come.
fn sent(picture: &Picture) -> usize {
    let raw = String::from_utf8_lossy(picture.raw());
    let begun = [SENT, SIXEL, ITERM].map(|begin| raw.matches(begin).count());
    begun.iter().sum()
}

/// All pictures are taken away before the screen is given back, and none is sent after that.
fn is_cleared(session: &mut Session) {
    session.is_given_back();
    let raw = raw(session);
    let (_, after) = raw.rsplit_once(SENT).unwrap();
    let (shown, back) = after.split_once(BACK).unwrap();
    assert!(shown.contains(ALL_REMOVED), "{shown:?}");
    assert!(!back.contains("\x1b_G"), "{back:?}");
}

#[test]
fn in_kitty_a_figure_is_a_picture_and_a_still_hold_sends_none() {
    let mut session = played(&[KITTY]);
    // Into the stretch, and then it keeps still.
    session.sees("the stretch", |picture| picture.shows("0:14 of"));
    let before = session.now(sent);
    assert!(before > 0);
    session.sees("a later second", |picture| picture.shows("0:19 of"));
    assert_eq!(session.now(sent), before);
    let raw = raw(&session);
    assert!(
        raw.contains("f=100,q=2,C=1"),
        "no answers, and the cursor stays"
    );
    // One is taken away for each that takes its place.
    assert_eq!(raw.matches(REMOVED).count(), before - 1);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    is_cleared(&mut session);
}

#[test]
fn pictures_in_cells_are_sent_as_seldom_and_go_as_well() {
    for (figures, begin) in [(Figures::Sixel, SIXEL), (Figures::Iterm, ITERM)] {
        let mut session = figures.run(SUPPLE, &PLAY, &[]);
        session.sees("the stretch", |picture| picture.shows("0:14 of"));
        let before = session.now(sent);
        assert!(before > 0, "{figures:?}");
        session.sees("a later second", |picture| picture.shows("0:19 of"));
        assert_eq!(session.now(sent), before, "{figures:?}");
        session.types("q");
        session.sees("a question", asks);
        let before = session.now(sent);
        session.types("n");
        session.sees("a picture again", |picture| sent(picture) > before);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
        let raw = raw(&session);
        let (_, after) = raw.rsplit_once(begin).unwrap();
        let (shown, back) = after.split_once(BACK).unwrap();
        // All cells are emptied on the screen of the program.
        assert!(shown.contains("\x1b[2J"), "{figures:?}: {shown:?}");
        assert!(!back.contains(begin), "{figures:?}: {back:?}");
    }
}

#[test]
fn what_lies_over_the_screen_lies_over_no_picture() {
    let mut session = played(&[KITTY]);
    session.sees("a picture", |picture| sent(picture) > 0);
    session.types("q");
    session.sees("a question", asks);
    session.sees("no picture", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        raw.rfind(REMOVED) > raw.rfind(SENT)
    });
    session.types("n");
    session.sees("a picture again", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        raw.rfind(REMOVED) < raw.rfind(SENT)
    });
    session.resizes(90, 28);
    session.sees("all drawn anew", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        let anew = raw.rsplit_once(ALL_REMOVED);
        anew.is_some_and(|(_, after)| after.contains(SENT))
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn no_picture_is_left_by_any_end() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut session = played(&[KITTY]);
        session.sees("a picture", |picture| sent(picture) > 0);
        session.signals(signal);
        assert_eq!(
            session.ends(),
            128 + u32::try_from(signal.as_raw()).unwrap()
        );
        is_cleared(&mut session);
    }
}

#[test]
#[cfg(debug_assertions)]
fn no_picture_is_left_by_a_panic() {
    let mut session = run(&PLAY, &[KITTY, ("SUPPLE_FAULT", "worker")]);
    assert_eq!(session.ends(), 101);
    session.is_given_back();
    let raw = raw(&session);
    if let Some((_, after)) = raw.rsplit_once(SENT) {
        assert!(after.contains(ALL_REMOVED), "{after:?}");
    }
}

#[test]
fn a_terminal_gets_the_pictures_that_its_answers_name() {
    let cells = (0, 0);
    for (cell, answers, begin) in [
        (CELL, "\x1b[?62;4;22c", Some(SIXEL)),
        (CELL, "\x1b[?62;22c", None),
        (CELL, "\x1b_Gi=731;OK\x1b\\\x1b[?62;4;22c", Some(SENT)),
        (CELL, "\x1b_Gi=731;EINVAL\x1b\\\x1b[?62;22c", None),
        // The system does not know how many pixels a cell has.
        (cells, "\x1b[6;16;8t\x1b[?62;4c", Some(SIXEL)),
        (cells, "\x1b[4;480;800t\x1b[?62;4c", Some(SIXEL)),
        (cells, "\x1b[6;0;0t\x1b[?62;4c", None),
        (cells, "\x1b[?62;4c", None),
    ] {
        let mut session = Session::run_in_pixels(cell, SUPPLE, LIBRARY.arguments, &[]);
        session.sees("the library", lists);
        for question in ["\x1b_Gi=731,s=1,v=1,a=q,", "\x1b[c"] {
            assert!(session.now(|picture| picture.had(question)), "asked");
        }
        let asks_pixels = session.now(|picture| picture.had("\x1b[16t\x1b[14t"));
        assert_eq!(asks_pixels, cell == cells);
        assert_eq!(session.now(sent), 0);
        session.types(answers);
        if let Some(begin) = begin {
            session.sees("a picture", |picture| picture.had(begin));
        }
        // An answer is no key: the library is as it was.
        session.sees("the library", lists);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        assert_eq!(session.now(sent) > 0, begin.is_some(), "{answers:?}");
        session.is_given_back();
    }
}

/// The columns that each picture takes, the pixels across that it has, and those pixels.
fn shown_pictures(session: &Session) -> Vec<(u32, u32, Vec<u8>)> {
    let raw = raw(session);
    let pictures = raw.split(SENT).skip(1).map(|picture| {
        let (head, _) = picture.split_once(';').unwrap();
        let columns = head.split(',').find_map(|part| part.strip_prefix("c="));
        let pieces = picture.split("\x1b\\").enumerate();
        let pieces = pieces.map_while(|(nth, piece)| {
            let is_piece = nth == 0 || piece.starts_with("\x1b_Gm=");
            piece.split_once(';').filter(|_| is_piece)
        });
        let text: String = pieces.map(|(_, text)| text).collect();
        let png = STANDARD.decode(text).unwrap();
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let columns = columns.unwrap().parse().unwrap();
        (columns, reader.info().width, pixels)
    });
    pictures.collect()
}

#[test]
fn what_stands_still_on_its_way_is_as_fine_as_any() {
    let mut session = run(&["play", "knee-to-chest", "--start", "0"], &[KITTY]);
    // While one gets ready it moves for three seconds.
    session.sees("a session", Picture::obeys);
    session.types(" ");
    session.sees("a pause", |picture| picture.shows("Space resume"));
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    let pictures = shown_pictures(&session);
    let is_fine =
        |(columns, across, _): &(u32, u32, Vec<u8>)| *across == columns * u32::from(CELL.0);
    assert!(pictures.last().is_some_and(is_fine));
    assert!(!pictures.iter().all(is_fine), "on its way it is coarse");
}

/// A photo of one colour.
fn photo(colour: [u8; 3]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 60, 40);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&colour.repeat(60 * 40)).unwrap();
    writer.finish().unwrap();
    file
}

#[test]
fn a_photo_is_shown_where_there_are_pixels_and_keeps_still() {
    const COLOUR: [u8; 3] = [12, 200, 34];
    // With a figure, and without one.
    for figure in ["figure = \"single-knee-pull\"\n", ""] {
        for figures in Figures::ALL {
            let home = tempfile::tempdir().unwrap();
            let routine = home.path().join("own.toml");
            let text = format!(
                "title = \"Own\"\n[[step]]\nname = \"Knee\"\nhold = \"60s\"\nready = \"2s\"\n\
                 picture = \"knee.png\"\n{figure}"
            );
            std::fs::write(&routine, text).unwrap();
            std::fs::write(home.path().join("knee.png"), photo(COLOUR)).unwrap();
            let arguments = ["play", routine.to_str().unwrap(), "--start", "0"];
            let environment = [("HOME", home.path().to_str().unwrap())];
            let mut session = figures.run(SUPPLE, &arguments, &environment);
            session.sees("the hold", |picture| picture.shows("0:04 of"));
            session.types("\x03");
            assert_eq!(session.ends(), 130);
            session.is_given_back();
            // While one gets ready and in the hold, where its place differs.
            let counts = if figures == Figures::Cells {
                0..=0
            } else {
                1..=2
            };
            assert!(
                counts.contains(&session.now(sent)),
                "{figures:?} {figure:?}"
            );
            if figures == Figures::Kitty {
                let (_, across, pixels) = shown_pictures(&session).remove(0);
                let middle = pixels.len() / 8 * 4 + across as usize / 2 * 4;
                assert_eq!(pixels[middle..middle + 3], COLOUR);
            }
        }
    }
}

#[test]
fn where_nothing_is_known_nothing_is_sent() {
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("over SSH", &[KITTY, ("SSH_CONNECTION", "1 2 3 4")]),
        ("in tmux", &[KITTY, ("TMUX", "/tmp/tmux,1,0")]),
        ("without colours", &[KITTY, ("NO_COLOR", "1")]),
        ("in the console", &[("TERM", "linux")]),
    ];
    for (what, environment) in cases {
        let mut session = run(LIBRARY.arguments, environment);
        session.sees("the library", lists);
        is_within(Duration::from_millis(200), || false);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
        let raw = raw(&session);
        assert!(!raw.contains("\x1b_G") && !raw.contains("\x1bP"), "{what}");
    }
    // A terminal whose pixels are not known, and that does not answer.
    let mut session = LIBRARY.gone_with(&[KITTY]);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    assert!(!raw(&session).contains("\x1b_G"));
}
