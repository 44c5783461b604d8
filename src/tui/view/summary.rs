//! The summary after a session.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};

use super::hints;
use crate::app::element::Look;
use crate::app::summary::view::{Question, SummaryLine, SummaryView};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text::{self, TextLine};

/// Draws the summary into `area`.
pub(super) fn draw(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 4 {
        // The one line that has room.
        text::write(&view.total, theme.strong(), area, buf);
        return;
    }
    let roomy = area.height > 14;
    let gap = u16::from(roomy);
    let asked = if view.question.is_some() { 2 + gap } else { 0 };
    let rows = area.split_rows([
        Cells(if roomy { area.height / 4 } else { 1 }),
        Cells(gap),
        Cells(1),
        Cells(gap),
        Rest,
        Cells(1),
        Cells(asked),
        Cells(gap),
        Cells(1),
    ]);
    let margin = if area.width > 50 { 2 } else { 1 };
    let [_, _, title, _, body, total, question, _, foot] = rows.map(|row| row.padded(margin));
    let [band, ..] = rows;
    draw_band(view, margin, theme, band, buf);
    text::write(&view.title, theme.strong(), title, buf);
    draw_lines(&view.lines, view.scroll, theme, body, buf);
    draw_total(view, theme, total, buf);
    if let Some(asked) = &view.question {
        draw_question(asked, theme, question.last_rows(2), buf);
    }
    hints::draw(&view.hints, theme, foot, buf);
}

/// Draws how it ended, in letters as large as there is room for, and at the right how long was held.
fn draw_band(view: &SummaryView, margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(if view.whole { Look::Rest } else { Look::Paused });
    buf.set_style(area.intersection(buf.area), style);
    let inside = area.padded(margin);
    let fit = |content: &str, width, height| {
        Lettering::fit(content, Size::new(width, height), 1, theme.ink())
    };
    let heading = fit(view.heading, inside.width * 3 / 5, inside.height);
    let Some(heading) = heading.filter(|_| inside.height > 3) else {
        let style = theme.bold(style);
        text::write(view.heading, style, inside, buf);
        return;
    };
    heading.draw(style, inside, buf);
    let Size { width, height } = heading.size();
    if let Some(held) = fit(&view.held, inside.width.saturating_sub(width + 4), height) {
        held.draw_aligned(HorizontalAlignment::Right, style, inside, buf);
    }
}

/// Draws the sums, and how well one keeps at it where there is room.
fn draw_total(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let used = text::write(&view.total, theme.strong(), area, buf);
    let rest = area.after_columns(used + 3);
    if text::width(&view.adherence) <= rest.width {
        text::write(&view.adherence, theme.text(), rest, buf);
    }
}

/// Draws the question, and below it the answer as it is typed; a long answer shows its end.
fn draw_question(question: &Question, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let asks = if text::width(question.asks) <= area.width {
        question.asks
    } else {
        question.briefly
    };
    let asks = question.problem.as_deref().unwrap_or(asks);
    text::write(asks, theme.strong(), area, buf);
    let room = area.width.saturating_sub(4);
    let mut typed = question.typed.as_str();
    while text::width(typed) > room {
        let mut characters = typed.chars();
        characters.next();
        typed = characters.as_str();
    }
    let cursor = if question.typing { "▏" } else { "" };
    let answer = format!("› {typed}{cursor}");
    text::write(&answer, theme.text(), area.after_rows(1), buf);
}

/// Draws what was done, one stretch a line. A name that is cut is still known; a number is not.
fn draw_lines(lines: &[SummaryLine], scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let all_sides: Vec<String> = lines.iter().map(sides).collect();
    let done = all_sides.iter().map(|sides| text::width(sides)).max();
    let done = done.unwrap_or(0);
    let room = area.width.saturating_sub(done + 2).max(area.width / 4);
    let name = lines.iter().map(|line| text::width(&line.name)).max();
    let name = name.unwrap_or(0).min(room);
    let columns = |(line, sides): (&SummaryLine, String)| -> TextLine {
        vec![
            (0, text::cut(&line.name, name), theme.text()),
            (name + 2, sides, theme.text()),
            (name + done + 4, line.remark.clone(), theme.faint()),
        ]
    };
    let lines: Vec<TextLine> = lines.iter().zip(all_sides).map(columns).collect();
    if let Some((row, more)) = text::write_scrolled(&lines, scroll, area, buf) {
        let key = text::write("↓", theme.strong(), row, buf);
        let more = format!("{more} more");
        text::write(&more, theme.faint(), row.after_columns(key + 1), buf);
    }
}

/// `Right 30 s   Left 30 s`.
fn sides(line: &SummaryLine) -> String {
    let side = |(side, done): &(String, String)| {
        if side.is_empty() {
            done.clone()
        } else {
            format!("{side} {done}")
        }
    };
    line.sides.iter().map(side).collect::<Vec<_>>().join("   ")
}
