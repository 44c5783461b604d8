//! A screen as an SVG that looks the same everywhere: blocks and lines are shapes, so no font has to have them, and
//! each word is given its place and its length.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// A cell, in pixels.
const CELL: (u32, u32) = (10, 20);
/// What is left free around the screen.
const MARGIN: u32 = 20;
/// What a terminal's own colours are taken to be.
const GROUND: &str = "#10141c";
const INK: &str = "#d7dce5";
const FONTS: &str = "ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', Consolas, monospace";

/// The picture of a screen; `described` is read where it cannot be seen.
pub(crate) fn svg(screen: &Screen, described: &str) -> String {
    framed(screen, described, &drawn(screen))
}

/// Screens of one size, each seen for a second, over and over; where nothing may move, the one at `still`.
pub(crate) fn film(screens: &[Screen], still: usize, described: &str) -> String {
    let seconds = screens.len();
    let mut content = format!(
        "<style>.f{{visibility:hidden;animation:f {seconds}s step-end infinite}}.s{{visibility:visible}}\
         @keyframes f{{0%{{visibility:visible}}{:.4}%{{visibility:hidden}}}}\
         @media(prefers-reduced-motion:reduce){{.f{{animation:none}}}}</style>\n",
        100.0 / seconds as f64
    );
    for (nth, screen) in screens.iter().enumerate() {
        // Each is as far on its way as if all had always been shown.
        let ahead = seconds - nth;
        let class = if nth == still { "f s" } else { "f" };
        let drawn = drawn(screen);
        let _ = write!(
            content,
            "<g class=\"{class}\" style=\"animation-delay:-{ahead}s\">\n{drawn}</g>\n"
        );
    }
    let first = screens
        .first()
        .unwrap_or_else(|| panic!("a film of nothing"));
    framed(first, described, &content)
}

/// What is drawn on a screen.
fn drawn(screen: &Screen) -> String {
    let (rows, columns) = cells(screen);
    let mut shapes = Shapes::default();
    let mut words = String::new();
    for row in 0..rows {
        draw_row(screen, row, columns, &mut shapes, &mut words);
    }
    format!(
        "<g shape-rendering=\"crispEdges\">\n{}</g>\n\
         <g font-family=\"{FONTS}\" font-size=\"16.6\" xml:space=\"preserve\">\n{words}</g>\n",
        shapes.paths(),
    )
}

/// `content` on the ground of a screen.
fn framed(screen: &Screen, described: &str, content: &str) -> String {
    let (rows, columns) = cells(screen);
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{GROUND}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\">\n{content}</g>\n</svg>\n",
        escaped(described),
    )
}

/// The rows and columns of a screen.
fn cells(screen: &Screen) -> (u32, u32) {
    let (rows, columns) = screen.size();
    (rows.get().into(), columns.get().into())
}

/// Rectangles in pixels by colour: grounds first, then what is drawn on them.
#[derive(Default)]
struct Shapes {
    grounds: BTreeMap<String, Vec<Rect>>,
    inks: BTreeMap<String, Vec<Rect>>,
}

#[derive(Clone, Copy)]
struct Rect {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Shapes {
    fn paths(&self) -> String {
        let mut out = String::new();
        for (colour, rects) in self.grounds.iter().chain(&self.inks) {
            let _ = write!(out, "<path fill=\"{colour}\" d=\"");
            for rect in rects {
                let Rect {
                    x,
                    y,
                    width,
                    height,
                } = rect;
                let _ = write!(out, "M{x} {y}h{width}v{height}h-{width}z");
            }
            out.push_str("\"/>\n");
        }
        out
    }
}

/// Adds a rectangle, as a part of the one to its left where they make one.
fn add(rects: &mut Vec<Rect>, rect: Rect) {
    let same = |a: f64, b: f64| (a - b).abs() < 0.01;
    let left = rects.iter_mut().rev().take(8).find(|left| {
        same(left.y, rect.y) && same(left.height, rect.height) && same(left.x + left.width, rect.x)
    });
    match left {
        Some(left) => left.width += rect.width,
        None => rects.push(rect),
    }
}

/// Cells of one look in a row, written as text.
struct Word {
    column: u32,
    cells: u32,
    text: String,
    look: String,
}

fn draw_row(screen: &Screen, row: u32, columns: u32, shapes: &mut Shapes, words: &mut String) {
    let mut word: Option<Word> = None;
    for column in 0..columns {
        let Some(cell) = screen.cell(row as u16, column as u16) else {
            continue;
        };
        if cell.is_wide_continuation() {
            continue;
        }
        let cells = 1 + u32::from(cell.is_wide());
        let (ink, ground) = colours(cell);
        let (x, y) = (f64::from(column * CELL.0), f64::from(row * CELL.1));
        let part = |[left, top, right, bottom]: [f64; 4]| Rect {
            x: x + left * f64::from(CELL.0),
            y: y + top * f64::from(CELL.1),
            width: (right - left) * f64::from(CELL.0),
            height: (bottom - top) * f64::from(CELL.1),
        };
        if let Some(ground) = ground {
            let whole = [0.0, 0.0, f64::from(cells), 1.0];
            add(shapes.grounds.entry(ground).or_default(), part(whole));
        }
        let text = cell.contents();
        let blocks = text.chars().next().map(blocks).unwrap_or_default();
        for block in &blocks {
            add(shapes.inks.entry(ink.clone()).or_default(), part(*block));
        }
        if !blocks.is_empty() || text.trim().is_empty() {
            words.extend(word.take().map(|word| written(&word, row)));
            continue;
        }
        let look = look(cell, &ink);
        match &mut word {
            Some(word) if word.look == look => {
                word.text.push_str(text);
                word.cells += cells;
            }
            _ => {
                let text = text.to_owned();
                let begun = Word {
                    column,
                    cells,
                    text,
                    look,
                };
                words.extend(word.replace(begun).map(|word| written(&word, row)));
            }
        }
    }
    words.extend(word.map(|word| written(&word, row)));
}

fn written(word: &Word, row: u32) -> String {
    let Word {
        column,
        cells,
        text,
        look,
    } = word;
    let (x, y) = (column * CELL.0, row * CELL.1 + 15);
    let length = cells * CELL.0;
    let text = escaped(text);
    format!(
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{look}>{text}</text>\n"
    )
}

fn look(cell: &Cell, ink: &str) -> String {
    let mut look = format!(" fill=\"{ink}\"");
    let ways = [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
        (cell.dim(), " opacity=\"0.7\""),
    ];
    look.extend(ways.iter().filter(|(is, _)| *is).map(|(_, way)| *way));
    look
}

/// The colours of a cell: of what is in it, and of its ground where that is not the terminal's own.
fn colours(cell: &Cell) -> (String, Option<String>) {
    let (ink, ground) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
    if cell.inverse() {
        let ground = ground.unwrap_or_else(|| GROUND.to_owned());
        return (ground, Some(ink.unwrap_or_else(|| INK.to_owned())));
    }
    (ink.unwrap_or_else(|| INK.to_owned()), ground)
}

/// A colour of the screen; none for the terminal's own. Pictures are made in true colour.
fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Idx(index) => panic!("colour {index} looks different in every terminal"),
    }
}

/// What a block or a line is made of: left, top, right and bottom in parts of a cell. Nothing for a letter.
fn blocks(symbol: char) -> Vec<[f64; 4]> {
    let eighths = |from: char| f64::from(symbol as u32 - from as u32 + 1) / 8.0;
    match symbol {
        '▀' => vec![[0.0, 0.0, 1.0, 0.5]],
        '▁'..='█' => vec![[0.0, 1.0 - eighths('▁'), 1.0, 1.0]],
        '▉'..='▏' => vec![[0.0, 0.0, 1.0 - eighths('▉'), 1.0]],
        '▐' => vec![[0.5, 0.0, 1.0, 1.0]],
        '▔' => vec![[0.0, 0.0, 1.0, 0.125]],
        '▕' => vec![[0.875, 0.0, 1.0, 1.0]],
        '▖'..='▟' => quadrants(symbol),
        '─' => vec![[0.0, 0.475, 1.0, 0.525]],
        '│' => vec![[0.45, 0.0, 0.55, 1.0]],
        '╭' => vec![[0.45, 0.475, 0.55, 1.0], [0.45, 0.475, 1.0, 0.525]],
        '╮' => vec![[0.45, 0.475, 0.55, 1.0], [0.0, 0.475, 0.55, 0.525]],
        '╰' => vec![[0.45, 0.0, 0.55, 0.525], [0.45, 0.475, 1.0, 0.525]],
        '╯' => vec![[0.45, 0.0, 0.55, 0.525], [0.0, 0.475, 0.55, 0.525]],
        '┆' => [0.05, 0.4, 0.75]
            .map(|top| [0.45, top, 0.55, top + 0.2])
            .to_vec(),
        '\u{2500}'..='\u{25ff}' if symbol != '▸' => panic!("{symbol} has no shape yet"),
        _ => Vec::new(),
    }
}

/// The quarters of a cell that are filled.
fn quadrants(symbol: char) -> Vec<[f64; 4]> {
    const ALL: &str = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";
    let filled = ALL.chars().position(|known| known == symbol).unwrap_or(0);
    let quarter = |nth: usize| {
        let (left, top) = ((nth % 2) as f64 / 2.0, (nth / 2) as f64 / 2.0);
        [left, top, left + 0.5, top + 0.5]
    };
    (0..4)
        .filter(|nth| filled >> nth & 1 == 1)
        .map(quarter)
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
