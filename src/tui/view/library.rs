//! The library: the list at the left, what the routine under the cursor is made of at the right.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;
use ratatui::widgets::{Block, Widget};

use super::hints;
use crate::app::element::Look;
use crate::app::library::view::{LibraryRow, LibraryView, Preview, StepLine};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::ribbon::Ribbon;
use crate::tui::widget::text;

/// From this width on the preview stands beside the list; below it the list stands alone.
const BESIDE: u16 = 64;
/// Columns between the list and the preview.
const GAP: u16 = 2;

/// Draws the library into `area`.
pub(super) fn draw(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let lines = u16::from(area.height >= 8);
    // What one types is seen in any window.
    let typed = view.find.is_some() || view.naming.is_some();
    let head = lines.max(u16::from(typed && area.height > 1));
    let columns = area.width.saturating_sub(2);
    let lines_each = if area.height > 16 { 2 } else { 1 };
    let said = view.notices.iter().chain(&view.message);
    let said: Vec<String> = said
        .flat_map(|said| text::wrapped(said, columns, lines_each))
        .collect();
    let [head, body, unfinished, message, foot] = split::rows(
        area,
        [
            Cells(head),
            Rest,
            Cells(u16::from(view.unfinished.is_some()) * lines),
            Cells((said.len() as u16) * lines),
            Cells(lines),
        ],
    );
    draw_head(view, theme, head, buf);
    if body.width >= BESIDE {
        let list = (body.width * 2 / 5).clamp(28, 48);
        let [list, _, preview] = split::columns(body, [Cells(list), Cells(GAP), Rest]);
        draw_list(view, theme, list, buf);
        draw_preview(&view.preview, view.scroll, theme, inset(preview), buf);
    } else {
        draw_list(view, theme, body, buf);
    }
    if let Some(left) = &view.unfinished {
        draw_unfinished(left, theme, indented(unfinished), buf);
    }
    // An empty list in a window without a line for it says why itself.
    let message = if lines == 0 && view.rows.is_empty() {
        inset(body)
    } else {
        message
    };
    for (line, row) in said.iter().zip(message.rows()) {
        text::write(line, theme.strong(), indented(row), buf);
    }
    hints::draw(&view.hints, theme, indented(foot), buf);
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
    let band = theme.band(Look::Ready);
    buf.set_style(area.intersection(buf.area), band);
    let row = indented(area);
    let used = text::write("supple", band.add_modifier(Modifier::BOLD), row, buf);
    let rest = right_of(row, used + 3);
    if let Some(name) = &view.naming {
        text::write(&format!("new routine, called: {name}▏"), band, rest, buf);
    } else if let Some(words) = &view.find {
        let cursor = if view.typing { "▏" } else { "" };
        text::write(&format!("/ {words}{cursor}"), band, rest, buf);
    } else {
        // How well one keeps at it, once there is something to tell.
        let count = match view.rows.len() {
            1 => "1 routine".to_owned(),
            count => format!("{count} routines"),
        };
        let told = if view.header.is_empty() {
            &count
        } else {
            &view.header
        };
        at_right(told, band, rest, buf);
    }
}

/// What is left of a row behind its first `columns`.
fn right_of(row: Rect, columns: u16) -> Rect {
    let columns = columns.min(row.width);
    Rect {
        x: row.x + columns,
        width: row.width - columns,
        ..row
    }
}

/// Writes a text at the right edge of `area`; returns how many columns are left of it.
fn at_right(content: &str, style: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let width = text::width(content).min(area.width);
    let left = area.width - width;
    text::write(content, style, right_of(area, left), buf);
    left
}

/// The session that was left, cut so that the keys for it are always seen.
fn draw_unfinished(left: &str, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (said, keys) = left.split_once(" · ").unwrap_or((left, ""));
    let keys = format!(" · {keys}");
    let room = area.width.saturating_sub(text::width(&keys));
    let used = text::write(&text::cut(said, room), theme.strong(), area, buf);
    let rest = Rect {
        x: area.x + used,
        width: area.width.saturating_sub(used),
        ..area
    };
    text::write(&keys, theme.faint(), rest, buf);
}

fn draw_list(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let block = Block::bordered()
        .border_set(border::ROUNDED)
        .border_style(theme.faint())
        .title(" Routines ");
    let inside = if area.height > 4 && area.width > 12 {
        let inside = block.inner(area);
        block.render(area, buf);
        inside
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

fn draw_row(row: &LibraryRow, selected: bool, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = if selected {
        theme.band(Look::Hold).add_modifier(Modifier::BOLD)
    } else {
        theme.text()
    };
    if selected {
        buf.set_style(area.intersection(buf.area), style);
    }
    let mark = match (row.problems, selected) {
        (1.., _) => "✗",
        (0, true) => "▸",
        (0, false) => "",
    };
    let end = match row.problems {
        0 => row.length.clone(),
        1 => "1 problem".to_owned(),
        several => format!("{several} problems"),
    };
    let last = row.last.as_deref().unwrap_or_default();
    // When it was last done, where the title leaves room for it.
    let dated = !last.is_empty()
        && text::width(&row.title) + text::width(last) + text::width(&end) + 6 <= area.width;
    let end = if dated { format!("{last}  {end}") } else { end };
    let row_area = indented(area);
    text::write(mark, style, row_area, buf);
    let left = at_right(&end, style, row_area, buf);
    let middle = Rect {
        width: left.saturating_sub(1),
        ..row_area
    };
    text::write(&row.title, style, right_of(middle, 2), buf);
}

/// A line of the preview: pieces that stand at columns of their own.
struct Line(Vec<(u16, String, Style)>);

fn draw_preview(preview: &Preview, scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = match &preview.ribbon {
        Some(ribbon) if area.height > 12 && preview.problems.is_empty() => {
            let [head, _, scale, _, rest] =
                split::rows(area, [Cells(1), Cells(1), Cells(1), Cells(1), Rest]);
            draw_title(preview, theme, head, buf);
            let widget = Ribbon {
                ribbon,
                clock: (Duration::ZERO, Duration::from_secs(1)),
                look: Look::Hold,
                theme,
            };
            widget.render(scale, buf);
            rest
        }
        _ => {
            let [head, rest] = split::rows(area, [Cells(1), Rest]);
            draw_title(preview, theme, head, buf);
            rest
        }
    };
    let mut lines = lines(preview, Fold::Open, theme, area.width);
    if lines.len() > usize::from(area.height) {
        lines = self::lines(preview, Fold::Folded, theme, area.width);
    }
    let height = usize::from(area.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    // Where there is more, the last row says so.
    let more = lines.len() > first + height;
    let rows = area.rows().take(height.saturating_sub(usize::from(more)));
    for (Line(pieces), row) in lines.iter().skip(first).zip(rows) {
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
        text::write(" PageDown: ↓ ", theme.strong(), place, buf);
    }
}

fn draw_title(preview: &Preview, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let left = at_right(&preview.length, theme.strong(), area, buf);
    let title = Rect {
        width: left.saturating_sub(1),
        ..area
    };
    text::write(&preview.title, theme.strong(), title, buf);
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
        lines.extend(problems(preview, theme, width));
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
        lines.extend(problems(preview, theme, width));
    }
    lines
}

/// What is wrong with the file, behind an empty line.
fn problems(preview: &Preview, theme: &Theme, width: u16) -> Vec<Line> {
    let plain = |line: String| Line(vec![(0, line, theme.text())]);
    let mut lines = Vec::new();
    if !preview.problems.is_empty() {
        lines.push(Line(Vec::new()));
    }
    for line in preview.problems.lines() {
        // What the file says stays in its columns; what is said about it is read to its end.
        let said = [
            "error[",
            "advice[",
            "= help:",
            "help:",
            "= note:",
            "= source:",
        ];
        if said
            .iter()
            .any(|start| line.trim_start().starts_with(start))
        {
            lines.extend(text::wrapped(line, width, u16::MAX).into_iter().map(plain));
        } else {
            lines.push(plain(line.to_owned()));
        }
    }
    lines
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::settings::ThemeChoice;
    use crate::tui::theme::{Colours, Options};

    #[test]
    fn what_is_wrong_with_a_file_is_read_to_its_end() {
        let preview = Preview {
            problems: "error[E15]: `/home/someone/routines/mine.toml` is a folder\n --> /home/someone/mine\n  |\n1 |\n  \
                       = help: give the files in it, one after the other\n"
                .to_owned(),
            ..Preview::default()
        };
        let theme = Theme::of(Options {
            colours: Colours::None,
            utf8: true,
            choice: ThemeChoice::Auto,
        });
        let told: Vec<String> = lines(&preview, Fold::Open, &theme, 40)
            .into_iter()
            .flat_map(|Line(pieces)| pieces.into_iter().map(|piece| piece.1))
            .collect();
        let all = told.join(" ");
        assert!(all.contains("is a folder"), "{all}");
        assert!(all.ends_with("one after the other"), "{all}");
        assert!(told.iter().all(|line| text::width(line) <= 40), "{told:?}");
    }
}
