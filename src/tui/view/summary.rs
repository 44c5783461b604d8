//! The summary after a session.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use super::hints;
use crate::app::element::Look;
use crate::app::summary::view::{Question, SummaryLine, SummaryView};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Draws the summary into `area`.
pub(super) fn draw(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 4 {
        // The one line that is left.
        text::write(&view.total, theme.strong(), area, buf);
        return;
    }
    let roomy = area.height > 14;
    let gap = u16::from(roomy);
    let asked = if view.question.is_some() { 2 + gap } else { 0 };
    let [band, _, title, _, body, total, question, _, foot] = split::rows(
        area,
        [
            Cells(if roomy { area.height / 4 } else { 1 }),
            Cells(gap),
            Cells(1),
            Cells(gap),
            Rest,
            Cells(1),
            Cells(asked),
            Cells(gap),
            Cells(1),
        ],
    );
    let inside = |row: Rect| super::session::inner(row, if area.width > 50 { 2 } else { 1 }, 0);
    draw_band(view, theme, band, buf);
    text::write(&view.title, theme.strong(), inside(title), buf);
    draw_lines(&view.lines, view.scroll, theme, inside(body), buf);
    draw_total(view, theme, inside(total), buf);
    if let Some(asked) = &view.question {
        draw_question(asked, theme, inside(question), buf);
    }
    hints::draw(&view.hints, theme, inside(foot), buf);
}

/// How it ended, in letters as large as there is room for, and at the right how long was held.
fn draw_band(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(if view.whole { Look::Rest } else { Look::Paused });
    buf.set_style(area.intersection(buf.area), style);
    let inside = super::session::inner(area, if area.width > 50 { 2 } else { 1 }, 0);
    let fit = |content: &str, width: u16| {
        Lettering::fit(content, Size::new(width, inside.height), 1, theme.ink())
    };
    let heading = fit(view.heading, inside.width * 3 / 5);
    let Some(heading) = heading.filter(|_| inside.height > 3) else {
        text::write(
            view.heading,
            style.add_modifier(Modifier::BOLD),
            inside,
            buf,
        );
        return;
    };
    Letters::new(&heading).style(style).render(inside, buf);
    let held = heading.size().height;
    let room = inside.width.saturating_sub(heading.size().width + 4);
    let held = Lettering::fit(&view.held, Size::new(room, held), 1, theme.ink());
    if let Some(held) = held {
        Letters::new(&held)
            .style(style)
            .alignment(HorizontalAlignment::Right)
            .render(inside, buf);
    }
}

/// What it amounted to, and how well one keeps at it where there is room.
fn draw_total(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let used = text::write(&view.total, theme.strong(), area, buf);
    let width = text::width(&view.adherence);
    if used + 3 + width <= area.width {
        let rest = Rect {
            x: area.x + used + 3,
            width: area.width - used - 3,
            ..area
        };
        text::write(&view.adherence, theme.text(), rest, buf);
    }
}

/// The question, and below it what is typed; a long answer shows its end.
fn draw_question(question: &Question, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let rows: Vec<Rect> = area.rows().collect();
    let [.., ask, answer] = rows.as_slice() else {
        return;
    };
    let asks = if text::width(question.asks) <= ask.width {
        question.asks
    } else {
        question.briefly
    };
    let asks = text::cut(question.problem.as_deref().unwrap_or(asks), ask.width);
    text::write(&asks, theme.strong(), *ask, buf);
    let room = answer.width.saturating_sub(4);
    let mut typed = question.typed.as_str();
    while text::width(typed) > room {
        let mut characters = typed.chars();
        characters.next();
        typed = characters.as_str();
    }
    let cursor = if question.typing { "▏" } else { "" };
    text::write(&format!("› {typed}{cursor}"), theme.text(), *answer, buf);
}

fn draw_lines(lines: &[SummaryLine], scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let sides: Vec<String> = lines.iter().map(sides).collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|line| text::width(line)).max().unwrap_or(0)
    };
    let done = widest(&mut sides.iter());
    // A name that is cut is still known; a number is not.
    let room = area.width.saturating_sub(done + 2).max(area.width / 4);
    let name = widest(&mut lines.iter().map(|line| &line.name)).min(room);
    let height = usize::from(area.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    // Where there is more, the last row says so.
    let more = lines.len().saturating_sub(first + height);
    if more > 0
        && let Some(last) = area.rows().next_back()
    {
        let told = format!("{} more", more + 1);
        let key = text::write("↓", theme.strong(), last, buf);
        let rest = Rect {
            x: last.x + key + 1,
            width: last.width.saturating_sub(key + 1),
            ..last
        };
        text::write(&told, theme.faint(), rest, buf);
    }
    let rows = area
        .rows()
        .take(height.saturating_sub(usize::from(more > 0)));
    for ((line, sides), row) in lines.iter().zip(&sides).skip(first).zip(rows) {
        let at = |column: u16| {
            let column = column.min(row.width);
            Rect {
                x: row.x + column,
                width: row.width - column,
                ..row
            }
        };
        text::write(&text::cut(&line.name, name), theme.text(), row, buf);
        text::write(sides, theme.text(), at(name + 2), buf);
        text::write(&line.remark, theme.faint(), at(name + done + 4), buf);
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
