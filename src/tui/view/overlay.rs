//! What lies over a screen: a question, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Clear, Widget};

use crate::app::element::{HelpLine, Overlay};
use crate::tui::split::{self, Part::Cells, Part::Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Draws an overlay into the middle of `area`.
pub(super) fn draw(overlay: &Overlay, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match overlay {
        Overlay::Question { asks, answers } => question(asks, answers, theme, area, buf),
        Overlay::Help(lines) => help(lines, theme, area, buf),
    }
}

/// An empty panel of at most so many cells inside of it; where it would nearly fill the window, it does, without a border.
fn panel(width: u16, height: u16, theme: &Theme, area: Rect, buf: &mut Buffer) -> Rect {
    if area.width < width + 6 || area.height < height + 2 {
        Clear.render(area, buf);
        let margin = u16::from(area.width > 12);
        let above = area.height.saturating_sub(height) / 2;
        return super::session::inner(area, margin, above);
    }
    let size = Size::new(width + 6, (height + 4).min(area.height));
    let outer = Rect {
        x: area.x + (area.width - size.width).div_ceil(2),
        y: area.y + (area.height - size.height).div_ceil(2),
        width: size.width,
        height: size.height,
    };
    Clear.render(outer, buf);
    let block = Block::bordered()
        .border_set(border::ROUNDED)
        .border_style(theme.text());
    let inside = block.inner(outer);
    block.render(outer, buf);
    let pad = (inside.height - height) / 2;
    super::session::inner(inside, 2, pad)
}

/// The question in letters where they have room; below it what else is said, and the answers.
fn question(asks: &str, answers: &str, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let columns = match area.width {
        0..12 => area.width,
        12..40 => area.width - 2,
        more => (more - 8).min(90),
    };
    let (first, more) = match asks.split_once("? ") {
        Some((question, more)) => (format!("{question}?"), more),
        None => (asks.to_owned(), ""),
    };
    let room = Size::new(columns, (area.height / 3).min(12));
    let large = Lettering::fit(&first, room, 2, theme.ink()).filter(|_| area.height >= 16);
    let said = if large.is_some() { more } else { asks };
    let said = text::wrapped(said, columns, area.height);
    let answers = text::wrapped(answers, columns, area.height);
    let large_size = large.as_ref().map(Lettering::size).unwrap_or_default();
    let width = said.iter().chain(&answers).map(|line| text::width(line));
    let width = width.fold(large_size.width, u16::max);

    let text_height = (said.len() + answers.len()) as u16;
    let all = large_size.height + text_height;
    let gap = u16::from(area.height > all + 1);
    let above = if large.is_some() { gap } else { 0 };
    let inside = panel(width, all + gap + above, theme, area, buf);
    let [letters, _, top, _, bottom] = split::rows(
        inside,
        [
            Cells(large_size.height),
            Cells(above),
            Cells(said.len() as u16),
            Cells(gap),
            Cells(answers.len() as u16),
        ],
    );
    if let Some(large) = &large {
        Letters::new(large)
            .style(theme.strong())
            .render(letters, buf);
    }
    lines(&said, theme.strong(), top, buf);
    lines(&answers, theme.text(), bottom, buf);
}

fn lines(lines: &[String], style: Style, area: Rect, buf: &mut Buffer) {
    for (line, row) in lines.iter().zip(area.rows()) {
        text::write(line, style, row, buf);
    }
}

/// Below all keys.
const END: &str = "any key goes back";

/// Keys at the left, what they do at the right; in a small window the short of both, in columns or one after the other.
fn help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let column = keys
        .iter()
        .map(|line| text::width(&line.keys))
        .max()
        .unwrap_or(0);
    let columns = area.width.saturating_sub(8 + column + 2).min(84);
    let wrapped: Vec<Vec<String>> = keys
        .iter()
        .map(|line| text::wrapped(line.help, columns, 3))
        .collect();
    let height = wrapped.iter().map(|lines| lines.len() as u16).sum::<u16>() + 2;
    if columns < 40 || height > area.height {
        return short_help(keys, theme, area, buf);
    }
    let inside = panel(column + 2 + columns, height, theme, area, buf);
    let mut rows = inside.rows();
    for (line, sentences) in keys.iter().zip(&wrapped) {
        for (nth, sentence) in sentences.iter().enumerate() {
            let Some(row) = rows.next() else { return };
            if nth == 0 {
                text::write(&line.keys, theme.strong(), row, buf);
            }
            let right = Rect {
                x: row.x + column + 2,
                width: row.width.saturating_sub(column + 2),
                ..row
            };
            text::write(sentence, theme.text(), right, buf);
        }
    }
    if let Some(row) = rows.nth(1) {
        text::write(END, theme.faint(), row, buf);
    }
}

/// The first key and a word or two, in two columns where they fit.
fn short_help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let widest = |of: fn(&HelpLine) -> u16| keys.iter().map(of).max().unwrap_or(0);
    let column = widest(|line| text::width(line.key)) + 1;
    let entry = column + widest(|line| text::width(line.hint)) + 2;
    let per_row = (area.width / entry.max(1)).min(2);
    if per_row == 0 || (keys.len() as u16).div_ceil(per_row) + 1 > area.height {
        return flowing_help(keys, theme, area, buf);
    }
    let rows = (keys.len() as u16).div_ceil(per_row);
    let gap = u16::from(rows + 1 < area.height);
    let inside = panel(entry * per_row, rows + gap + 1, theme, area, buf);
    for (nth, line) in keys.iter().enumerate() {
        let (across, down) = (nth as u16 / rows, nth as u16 % rows);
        let place = Rect {
            x: inside.x + across * entry,
            y: inside.y + down,
            width: entry,
            height: 1,
        }
        .intersection(inside);
        if place.is_empty() {
            continue;
        }
        text::write(line.key, theme.strong(), place, buf);
        let right = Rect {
            x: place.x + column.min(place.width),
            width: place.width.saturating_sub(column),
            ..place
        };
        text::write(line.hint, theme.text(), right, buf);
    }
    if let Some(row) = inside.rows().nth(usize::from(rows + gap)) {
        text::write(END, theme.faint(), row, buf);
    }
}

/// The same one after the other, as text flows; how to go back is always seen.
fn flowing_help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let inside = panel(area.width, area.height, theme, area, buf);
    let [mut rest, end] = split::rows(inside, [Rest, Cells(1)]);
    text::write(END, theme.faint(), end, buf);
    for line in keys {
        let key = text::width(line.key);
        let width = key + 1 + text::width(line.hint);
        if rest.x > inside.x && width > rest.width {
            rest = Rect {
                x: inside.x,
                y: rest.y + 1,
                width: inside.width,
                height: rest.height.saturating_sub(1),
            };
        }
        if rest.height == 0 {
            return;
        }
        let row = Rect { height: 1, ..rest };
        text::write(line.key, theme.strong(), row, buf);
        let after = (key + 1).min(row.width);
        let right = Rect {
            x: row.x + after,
            width: row.width - after,
            ..row
        };
        text::write(line.hint, theme.text(), right, buf);
        let used = (width + 2).min(rest.width);
        rest.x += used;
        rest.width -= used;
    }
}
