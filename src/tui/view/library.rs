//! The library: the list at the left, what the routine under the cursor is made of at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Widget};

use super::hints;
use super::overlay;
use crate::app::library::view::{LibraryView, Preview, Row, StepLine};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// From this width on the preview stands beside the list; below it the list stands alone.
const BESIDE: u16 = 64;
/// Columns between the list and the preview.
const GAP: u16 = 2;

/// Draws the library into `area`.
pub(in crate::tui) fn draw(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let lines = u16::from(area.height >= 8);
    let [head, body, message, foot] = Layout::vertical([
        Constraint::Length(lines),
        Constraint::Fill(1),
        Constraint::Length(u16::from(view.message.is_some()) * lines),
        Constraint::Length(lines),
    ])
    .areas(area);
    draw_head(view, theme, indented(head), buf);
    if body.width >= BESIDE {
        let list = (body.width * 2 / 5).clamp(28, 48);
        let [list, _, preview] = Layout::horizontal([
            Constraint::Length(list),
            Constraint::Length(GAP),
            Constraint::Fill(1),
        ])
        .areas(body);
        draw_list(view, theme, list, buf);
        draw_preview(&view.preview, view.scroll, theme, inset(preview), buf);
    } else {
        draw_list(view, theme, body, buf);
    }
    if let Some(said) = &view.message {
        text::write(said, theme.strong(), indented(message), buf);
    }
    hints::draw(&view.hints, theme, indented(foot), buf);
    if let Some(over) = &view.overlay {
        overlay::draw(over, theme, area, buf);
    }
}

/// One column of margin at both sides.
fn indented(area: Rect) -> Rect {
    let margin = u16::from(area.width > 4);
    Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(2 * margin),
        ..area
    }
}

/// Beside a border: a row down, so that the first lines stand level.
fn inset(area: Rect) -> Rect {
    let down = u16::from(area.height > 4);
    Rect {
        y: area.y + down,
        height: area.height.saturating_sub(2 * down),
        width: area.width.saturating_sub(1),
        ..area
    }
}

fn draw_head(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let used = text::write("supple", theme.strong(), area, buf);
    let rest = Rect {
        x: area.x + used,
        width: area.width.saturating_sub(used),
        ..area
    };
    if let Some(name) = &view.naming {
        text::write(
            &format!("   new routine, called: {name}▏"),
            theme.text(),
            rest,
            buf,
        );
    } else if let Some(words) = &view.find {
        let cursor = if view.typing { "▏" } else { "" };
        text::write(&format!("   / {words}{cursor}"), theme.text(), rest, buf);
    }
}

fn draw_list(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let block = Block::bordered()
        .border_set(border::ROUNDED)
        .border_style(theme.faint())
        .title(" Routines ");
    let inside = if area.height > 4 && area.width > 12 {
        let inside = block.inner(area);
        block.render(area, buf);
        indented(inside)
    } else {
        area
    };
    let height = usize::from(inside.height);
    // The cursor stays in the middle where the list is longer than the window.
    let most = view.rows.len().saturating_sub(height);
    let first = view.cursor.saturating_sub(height / 2).min(most);
    for ((index, row), place) in view.rows.iter().enumerate().skip(first).zip(inside.rows()) {
        draw_row(row, index == view.cursor, theme, place, buf);
    }
}

fn draw_row(row: &Row, selected: bool, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let broken = row.problems > 0;
    let style = if selected {
        theme.strong()
    } else {
        theme.text()
    };
    let mark = match (selected, broken) {
        (true, _) => "▸ ",
        (false, true) => "✗ ",
        (false, false) => "  ",
    };
    let end = match row.problems {
        0 => row.length.clone(),
        1 => "1 problem".to_owned(),
        several => format!("{several} problems"),
    };
    let needed = text::width(&end) + 1;
    text::write(mark, style, area, buf);
    let middle = Rect {
        x: area.x + 2.min(area.width),
        width: area.width.saturating_sub(2 + needed),
        ..area
    };
    text::write(&row.title, style, middle, buf);
    let width = needed.saturating_sub(1).min(area.width);
    let right = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    text::write(&end, if broken { theme.text() } else { style }, right, buf);
}

/// A line of the preview: pieces that stand at columns of their own.
struct Line(Vec<(u16, String, Style)>);

fn draw_preview(preview: &Preview, scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut lines = lines(preview, Fold::Open, theme, area.width);
    if lines.len() > usize::from(area.height) {
        lines = self::lines(preview, Fold::Folded, theme, area.width);
    }
    let height = usize::from(area.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    let more = lines.len() > first + height;
    for (Line(pieces), row) in lines.iter().skip(first).zip(area.rows()) {
        for (column, piece, style) in pieces {
            let column = (*column).min(row.width);
            let place = Rect {
                x: row.x + column,
                width: row.width - column,
                ..row
            };
            text::write(piece, *style, place, buf);
        }
    }
    if more && let Some(last) = area.rows().next_back() {
        let place = Rect {
            x: last.right().saturating_sub(13).max(last.x),
            width: last.width.min(13),
            ..last
        };
        text::write(" PageDown: ↓ ", theme.key(), place, buf);
    }
}

/// Whether the steps inside blocks are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Folded,
}

fn lines(preview: &Preview, fold: Fold, theme: &Theme, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let plain = |content: String, style: Style| Line(vec![(0, content, style)]);
    let right = width.saturating_sub(text::width(&preview.length));
    let title = text::cut(&preview.title, right.saturating_sub(1));
    lines.push(Line(vec![
        (0, title, theme.strong()),
        (right, preview.length.clone(), theme.strong()),
    ]));
    let paragraph = |content: &str, style: Style, lines: &mut Vec<Line>| {
        lines.extend(
            text::wrapped(content, width, u16::MAX)
                .into_iter()
                .map(|line| plain(line, style)),
        );
    };
    if let Some(about) = &preview.about {
        paragraph(about, theme.text(), &mut lines);
    }
    if preview.shadows {
        paragraph(
            "yours, instead of the bundled one",
            theme.faint(),
            &mut lines,
        );
    }
    // What keeps it from being played comes first; advice comes behind what is played.
    if preview.steps.is_empty() {
        lines.extend(problems(preview, theme));
    }
    if !preview.steps.is_empty() {
        lines.push(plain(String::new(), theme.text()));
        lines.extend(steps(&preview.steps, fold, theme, width));
    }
    for warning in &preview.warn {
        lines.push(plain(String::new(), theme.text()));
        paragraph(&format!("! {warning}"), theme.strong(), &mut lines);
    }
    let facts = [("needs", &preview.needs), ("tags", &preview.tags)];
    let facts = facts.into_iter().filter(|(_, list)| !list.is_empty());
    let mut facts: Vec<(&str, String)> = facts
        .map(|(label, list)| (label, list.join(" · ")))
        .collect();
    facts.extend(preview.author.iter().map(|author| ("by", author.clone())));
    facts.extend(
        preview
            .sources
            .iter()
            .map(|source| ("source", source.clone())),
    );
    if !facts.is_empty() {
        lines.push(plain(String::new(), theme.text()));
    }
    for (label, fact) in facts {
        for (nth, part) in text::wrapped(&fact, width.saturating_sub(8), 3)
            .into_iter()
            .enumerate()
        {
            let label = if nth == 0 { label } else { "" };
            lines.push(Line(vec![
                (0, label.to_owned(), theme.faint()),
                (8, part, theme.text()),
            ]));
        }
    }
    if !preview.steps.is_empty() {
        lines.extend(problems(preview, theme));
    }
    lines
}

/// What is wrong with the file, behind an empty line.
fn problems(preview: &Preview, theme: &Theme) -> Vec<Line> {
    let text = preview.problems.lines();
    let lines = text.map(|line| Line(vec![(0, line.to_owned(), theme.text())]));
    let empty = (!preview.problems.is_empty()).then(|| Line(Vec::new()));
    empty.into_iter().chain(lines).collect()
}

/// The steps in columns: number, name, sides, how long and how often.
fn steps(steps: &[StepLine], fold: Fold, theme: &Theme, width: u16) -> Vec<Line> {
    let shown: Vec<&StepLine> = steps
        .iter()
        .filter(|step| fold == Fold::Open || step.depth == 0)
        .collect();
    let widest =
        |of: &dyn Fn(&StepLine) -> u16| shown.iter().map(|step| of(step)).max().unwrap_or(0);
    let amount = widest(&|step| text::width(&step.amount));
    let sides = widest(&|step| text::width(&step.sides));
    let name = widest(&|step| indent(step) + text::width(&step.name));
    let right = (4 + name + 2 + sides + 2 + amount)
        .min(width)
        .saturating_sub(amount);
    let middle = right.saturating_sub(sides + 2);
    let lines = shown.into_iter().map(|step| {
        let start = 4 + indent(step);
        let number = step
            .number
            .map(|number| format!("{number:>2}"))
            .unwrap_or_default();
        let has_columns = step.number.is_some() || !step.amount.is_empty();
        let room = if has_columns {
            middle.saturating_sub(start + 1)
        } else {
            width.saturating_sub(start)
        };
        let amount_at = right + amount.saturating_sub(text::width(&step.amount));
        Line(vec![
            (0, number, theme.faint()),
            (start, text::cut(&step.name, room), theme.text()),
            (middle, step.sides.clone(), theme.faint()),
            (amount_at, step.amount.clone(), theme.text()),
        ])
    });
    lines.collect()
}

fn indent(step: &StepLine) -> u16 {
    u16::try_from(step.depth)
        .unwrap_or(u16::MAX)
        .saturating_mul(2)
}
