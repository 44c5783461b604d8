//! A figure that reads can be drawn: on both sides, at every stage and size, and never outside its place.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use supple::core::pose::Turn;
use supple::core::settings::ThemeChoice;
use supple::diagnostic::Source;
use supple::format::routine::{References, StretchFile};
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use supple::tui::widget::figure::draw;

use super::problems::{are_repaired, are_well_formed, source};

pub(super) const WORDS: &[&str] = &[
    "[rest]\n",
    "[stretch]\n",
    "[[prop]]\n",
    "[rest.near]\n",
    "about = \"x\"\n",
    "view = \"front\"\n",
    "view = \"back\"\n",
    "ground = \"under\"\n",
    "fixed = \"near-knee\"\n",
    "fixed = \"shoulders\"\n",
    "other-side = \"mirror\"\n",
    "repeats = \"on\"\n",
    "works = [\"near-leg\"]\n",
    "layers = []\n",
    "order = \"one-side\"\n",
    "name = \"x\"\n",
    "hold = \"15s\"\n",
    "sides = \"each\"\n",
    "cue = \"{side}\"\n",
    "cues = [{ at = 3, say = \"x\" }]\n",
    "avoid = [\"osteoporosis\"]\n",
    "areas = [\"calf\"]\n",
    "pose = \"other\"\n",
    "hips = [0, 0]\n",
    "hips = [1e300, -1e300]\n",
    "trunk = 90\n",
    "trunk = -1e308\n",
    "head = 0.0001\n",
    "legs = [90, 90]\n",
    "near-leg = [180, 270, 0]\n",
    "arms = []\n",
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1e-300",
    "99999999999",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=",
    "\"",
    "\n",
    "-",
    ".",
];

pub(super) fn holds(data: &[u8]) {
    let source = source(data);
    let file = |source: &Source| StretchFile::own("any".to_owned(), source.clone(), None);
    let read = file(&source);
    are_well_formed(&source, read.stretch().is_some(), read.problems());
    are_repaired(&source, |source| file(source).problems().to_vec());
    let references = References::new([read]);
    let Some(figure) = references.figure("any") else {
        return;
    };
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    });
    let whole = Rect::new(0, 0, 40, 16);
    for (width, height) in [(0, 0), (1, 1), (3, 9), (17, 5), (34, 14)] {
        let place = Rect::new(3, 1, width, height);
        for turn in [Turn::First, Turn::Other] {
            for t in [0.0, 0.37, 1.0] {
                let mut buf = Buffer::empty(whole);
                draw(&figure.scene(turn, t), &theme.figure(), place, &mut buf);
                let outside = whole.positions().filter(|at| !place.contains(*at));
                for at in outside {
                    assert_eq!(buf[at], Cell::default(), "drawn outside, at {at:?}");
                }
            }
        }
    }
}
