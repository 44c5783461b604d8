//! The overlays of a screen: a question, and the help.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect, Size};
use ratatui::symbols::border;
use ratatui::widgets::{Block, Clear, Widget};

use crate::app::element::{HelpLine, Overlay};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text;

/// Draws an overlay into the middle of `area`.
pub(super) fn draw(overlay: &Overlay, theme: &Theme, area: Rect, buf: &mut Buffer) {
    match overlay {
        Overlay::Question { asks, answers } => draw_question(asks, answers, theme, area, buf),
        Overlay::Help(lines) => draw_help(lines, theme, area, buf),
    }
}

/// The fewest columns of the screen that are seen beside a panel.
const LEAST_BESIDE: u16 = 20;

/// Draws an empty panel with room for this many cells and returns that room. A panel that would nearly fill the window
/// does, without a border.
fn draw_panel(width: u16, height: u16, theme: &Theme, area: Rect, buf: &mut Buffer) -> Rect {
    if area.width < width + 6 || area.height < height + 2 {
        Clear.render(area, buf);
        let margin = u16::from(area.width > 12);
        return area.inner(Margin::new(margin, area.height.saturating_sub(height) / 2));
    }
    let size = Size::new(width + 6, (height + 4).min(area.height));
    let outer = area
        .after_columns((area.width - size.width).div_ceil(2))
        .after_rows((area.height - size.height).div_ceil(2))
        .resize(size);
    // What would be seen of the screen beside it is no more than the ends of its lines.
    let beside = area.width - outer.width;
    let cleared = if beside < LEAST_BESIDE {
        area.after_rows(outer.y - area.y).first_rows(outer.height)
    } else {
        outer
    };
    Clear.render(cleared, buf);
    let block = Block::bordered()
        .border_set(border::ROUNDED)
        .border_style(theme.text());
    let inside = block.inner(outer);
    block.render(outer, buf);
    inside.inner(Margin::new(2, (inside.height - height) / 2))
}

/// Draws the question in letters where they have room; below it the rest of the text, and the answers.
fn draw_question(asks: &str, answers: &str, theme: &Theme, area: Rect, buf: &mut Buffer) {
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
    let more = if large.is_some() { more } else { asks };
    let more = text::wrapped(more, columns, area.height);
    let answers = text::wrapped(answers, columns, area.height);
    let large_size = large.as_ref().map(Lettering::size).unwrap_or_default();
    let width = more.iter().chain(&answers).map(|line| text::width(line));
    let width = width.fold(large_size.width, u16::max);

    let (more_rows, answer_rows) = (more.len() as u16, answers.len() as u16);
    let all = large_size.height + more_rows + answer_rows;
    let gap = u16::from(area.height > all + 1);
    let above = if large.is_some() { gap } else { 0 };
    let inside = draw_panel(width, all + gap + above, theme, area, buf);
    let [letters, _, top, _, bottom] = inside.split_rows([
        Cells(large_size.height),
        Cells(above),
        Cells(more_rows),
        Cells(gap),
        Cells(answer_rows),
    ]);
    if let Some(large) = &large {
        large.draw(theme.strong(), letters, buf);
    }
    text::write_lines(&more, theme.strong(), top, buf);
    text::write_lines(&answers, theme.text(), bottom, buf);
}

/// Below all keys, in full and where there is little room.
const END: &str = "Press any key to close · s safety";
const SHORT_END: &str = "a key to close";

/// Draws keys at the left, what they do at the right; in a small window the short forms of both.
fn draw_help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let column = widest(keys, |line| text::width(&line.keys)) + 2;
    let columns = area.width.saturating_sub(8 + column).min(84);
    let sentences = keys.iter().map(|line| text::wrapped(line.help, columns, 3));
    let sentences: Vec<Vec<String>> = sentences.collect();
    let height = sentences.iter().flatten().count() as u16 + 2;
    if columns < 40 || height > area.height {
        return draw_short_help(keys, theme, area, buf);
    }
    let mut rest = draw_panel(column + columns, height, theme, area, buf);
    for (line, sentences) in keys.iter().zip(&sentences) {
        text::write(&line.keys, theme.strong(), rest, buf);
        text::write_lines(sentences, theme.text(), rest.after_columns(column), buf);
        rest = rest.after_rows(sentences.len() as u16);
    }
    draw_end(theme, rest.after_rows(1), buf);
}

/// Draws the first key and a word or two, in two columns where they fit.
fn draw_short_help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let column = widest(keys, |line| text::width(line.key)) + 1;
    let entry = column + widest(keys, |line| text::width(line.hint)) + 2;
    let per_row = (area.width / entry.max(1)).min(2);
    let rows = (keys.len() as u16).div_ceil(per_row.max(1));
    if per_row == 0 || rows + 1 > area.height {
        return draw_flowing_help(keys, theme, area, buf);
    }
    let gap = u16::from(rows + 1 < area.height);
    let inside = draw_panel(entry * per_row, rows + gap + 1, theme, area, buf);
    let mut columns = inside;
    for keys in keys.chunks(rows.max(1).into()) {
        let places = columns.first_columns(entry).rows();
        for (line, place) in keys.iter().zip(places) {
            text::write(line.key, theme.strong(), place, buf);
            text::write(line.hint, theme.text(), place.after_columns(column), buf);
        }
        columns = columns.after_columns(entry);
    }
    draw_end(theme, inside.after_rows(rows + gap), buf);
}

/// Draws how to close the help.
fn draw_end(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let fits = text::width(END) <= area.width;
    text::write(if fits { END } else { SHORT_END }, theme.faint(), area, buf);
}

fn widest(keys: &[HelpLine], width: impl Fn(&HelpLine) -> u16) -> u16 {
    keys.iter().map(width).max().unwrap_or(0)
}

/// Draws the same one after the other, as text flows; how to go back is always seen.
fn draw_flowing_help(keys: &[HelpLine], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let inside = draw_panel(area.width, area.height, theme, area, buf);
    let [mut rows, end] = inside.split_rows([Rest, Cells(1)]);
    draw_end(theme, end, buf);
    let mut rest = rows;
    for line in keys {
        let key = text::width(line.key);
        let width = key + 1 + text::width(line.hint);
        if rest.width < rows.width && width > rest.width {
            rows = rows.after_rows(1);
            rest = rows;
        }
        text::write(line.key, theme.strong(), rest, buf);
        text::write(line.hint, theme.text(), rest.after_columns(key + 1), buf);
        rest = rest.after_columns(width + 2);
    }
}
