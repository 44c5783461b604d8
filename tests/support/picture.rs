//! A picture as text: its symbols, and below them its styles in runs.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use supple::app::Frame;
use supple::core::settings::ThemeChoice;
use supple::tui::draw;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

/// A terminal with all colours on a dark ground.
pub(crate) const USUAL: Options = Options {
    colours: Colours::TrueColor,
    utf8: true,
    choice: ThemeChoice::Auto,
    backdrop: Backdrop::Dark,
};

/// A frame in a window of so many columns and rows.
pub(crate) fn drawn(frame: &Frame, options: Options, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(frame, &Theme::of(options), area, &mut buf);
    buf
}

/// All rows; then for each row, or rows that are alike, which style how many cells have; then what the styles are.
pub(crate) fn printed(buf: &Buffer) -> String {
    let mut out = String::new();
    let mut styles: Vec<Style> = Vec::new();
    let mut rows: Vec<(u16, u16, String)> = Vec::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut symbols = String::new();
        let mut runs: Vec<(usize, u16)> = Vec::new();
        let mut hidden = 0;
        for x in buf.area.left()..buf.area.right() {
            let cell = &buf[(x, y)];
            if hidden == 0 {
                symbols.push_str(cell.symbol());
                hidden = unicode_width::UnicodeWidthStr::width(cell.symbol());
            }
            hidden = hidden.saturating_sub(1);
            let style = cell.style();
            let known = styles.iter().position(|known| *known == style);
            let known = known.unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            match runs.last_mut() {
                Some((same, cells)) if *same == known => *cells += 1,
                _ => runs.push((known, 1)),
            }
        }
        let _ = writeln!(out, "|{symbols}|");
        let runs: Vec<String> = runs
            .into_iter()
            .map(|(style, cells)| format!("{}{cells}", letter(style)))
            .collect();
        let runs = runs.join(" ");
        match rows.last_mut() {
            Some((_, last, same)) if *same == runs => *last = y,
            _ => rows.push((y, y, runs)),
        }
    }
    for (first, last, runs) in rows {
        let _ = writeln!(out, "{first:>2}-{last:<2} {runs}");
    }
    for (nth, style) in styles.iter().enumerate() {
        let _ = writeln!(
            out,
            "{} = {} on {}{}",
            letter(nth),
            colour(style.fg),
            colour(style.bg),
            if style.add_modifier.is_empty() {
                String::new()
            } else {
                format!(" {:?}", style.add_modifier).to_lowercase()
            }
        );
    }
    out
}

fn letter(nth: usize) -> char {
    (b'a'..=b'z').nth(nth).map_or('?', char::from)
}

fn colour(colour: Option<Color>) -> String {
    match colour {
        None | Some(Color::Reset) => "default".to_owned(),
        Some(colour) => colour.to_string(),
    }
}
