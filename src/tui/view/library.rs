//! The library: the list at the left, the preview of the selected routine at the right.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Widget};

use super::list::List;
use super::{hints, list};
use crate::app::element::Look;
use crate::app::library::view::{LibraryRow, LibraryView, Preview, StepLine};
use crate::core::text::quantity;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::text::{self, TextLine};
use crate::tui::widget::{field, ribbon};

/// The most columns of the list beside the preview.
const MOST_LIST: u16 = 48;
/// Columns that a preview has at least, however long titles are.
const LEAST_PREVIEW: u16 = 36;
/// Rows that the list has at least, however much there is to say.
const LEAST_LIST: u16 = 3;
/// Columns between the list and the preview.
const GAP: u16 = 2;
/// Columns of what a fact is called.
const LABEL: u16 = 8;
/// Columns of the number of a step.
const NUMBER: u16 = 4;

pub(super) fn draw(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let lines = u16::from(area.height >= 8);
    // Words that are being typed are seen in any window.
    let typed = view.find.is_some() || view.naming.is_some();
    let head = lines.max(u16::from(typed && area.height > 1));
    let columns = area.width.saturating_sub(2);
    let messages = view.notices.iter().chain(&view.message);
    let mut messages: Vec<String> = messages
        .flat_map(|message| text::wrapped(message, columns, u16::MAX))
        .collect();
    // Whatever there is to say, the routine under the cursor is seen.
    if !view.rows.is_empty() {
        messages.truncate(area.height.saturating_sub(2 + LEAST_LIST).into());
    }
    let unfinished_rows = view.unfinished.as_deref().map_or(0, |unfinished| {
        unfinished_lines(unfinished, columns).0.len() as u16
    });
    let [head, body, unfinished, below, foot] = area.split_rows([
        Cells(head),
        Rest,
        Cells(unfinished_rows * lines),
        Cells((messages.len() as u16) * lines),
        Cells(lines),
    ]);
    draw_head(view, theme, head, buf);
    let usual = area.height.saturating_sub(head.height + foot.height);
    if let Some(list) = list_width(&view.rows, body.width) {
        let [list, _, preview] = body.split_columns([Cells(list), Cells(GAP), Rest]);
        draw_list(view, usual, theme, list, buf);
        draw_preview(
            &view.preview,
            view.scroll,
            theme,
            beside_border(preview),
            buf,
        );
    } else {
        draw_list(view, usual, theme, body, buf);
    }
    if let Some(unfinished_text) = &view.unfinished {
        draw_unfinished(unfinished_text, theme, indented(unfinished), buf);
    }
    // An empty list in a window without a line for it says why itself.
    let below = if lines == 0 && view.rows.is_empty() {
        beside_border(body)
    } else {
        below
    };
    text::write_lines(&messages, theme.strong(), indented(below), buf);
    hints::draw(&view.hints, theme, indented(foot), buf);
}

/// Columns of the list beside the preview, as many as its titles need but for very long ones; none where both have no
/// room.
fn list_width(rows: &[LibraryRow], columns: u16) -> Option<u16> {
    let needed = rows
        .iter()
        .map(|row| text::width(&row.title) + text::width(&end(row)));
    // The mark, a gap, a margin and a border at both sides.
    let needed = needed.max().unwrap_or(0) + 7;
    let most = columns.checked_sub(GAP + LEAST_PREVIEW)?;
    let share = (columns * 2 / 5).min(MOST_LIST);
    let list = needed.min(MOST_LIST).max(share);
    (list <= most).then_some(list)
}

/// One column of margin at both sides.
fn indented(area: Rect) -> Rect {
    area.padded(u16::from(area.width > 4))
}

/// The place beside a border: a row down, so that the first lines stand level.
fn beside_border(area: Rect) -> Rect {
    let down = u16::from(area.height > 4);
    area.after_rows(down)
        .first_rows(area.height.saturating_sub(2 * down))
        .before_columns(1)
}

fn draw_head(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let margin = u16::from(area.width > 4);
    let (band, rest) = list::draw_band(margin, theme, area, buf);
    if let Some(name) = &view.naming {
        let used = text::write("Name of the new routine: ", band, rest, buf);
        field::draw(name, true, band, rest.after_columns(used), buf);
    } else if let Some(words) = &view.find {
        let used = text::write("/ ", band, rest, buf);
        field::draw(words, view.typing, band, rest.after_columns(used), buf);
    } else if view.header.is_empty() {
        let count = quantity(view.rows.len(), "routine");
        text::write_right(&count, band, rest, buf);
    } else {
        let whole = view.header.as_str();
        let fits = |text: &&str| text::width(text) <= rest.width;
        let parts = [Some(whole), whole.split(" · ").next()];
        let shown = parts.into_iter().flatten().find(fits);
        text::write_right(shown.unwrap_or(whole), band, rest, buf);
    }
}

/// The unfinished session in lines, and the keys for it: behind the only line, or below several.
fn unfinished_lines(unfinished: &str, columns: u16) -> (Vec<String>, &str) {
    let (session, keys) = unfinished.split_once(" · ").unwrap_or((unfinished, ""));
    let beside = columns.saturating_sub(text::width(keys) + 3);
    let lines = if text::width(session) <= beside {
        vec![session.to_owned()]
    } else {
        let mut lines = text::wrapped(session, columns, 3);
        lines.push(String::new());
        lines
    };
    (lines, keys)
}

/// Draws the unfinished session and the keys for it.
fn draw_unfinished(unfinished: &str, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (lines, keys) = unfinished_lines(unfinished, area.width);
    text::write_lines(&lines, theme.strong(), area, buf);
    let last = lines.last().filter(|last| !last.is_empty());
    let beside = last.map_or(0, |last| text::width(last) + 3);
    let row = area.last_rows(1).after_columns(beside);
    text::write(keys, theme.faint(), row, buf);
}

/// Draws the routines into `area`, which has `usual` rows when there is nothing to say below it.
fn draw_list(view: &LibraryView, usual: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
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
    let list = List {
        rows: &view.rows,
        cursor: view.cursor,
        area: inside,
        usual: usual.saturating_sub(area.height - inside.height),
    };
    list.draw(theme, buf, draw_row);
}

fn draw_row(row: &LibraryRow, selected: bool, style: Style, area: Rect, buf: &mut Buffer) {
    let mark = match (row.problems, selected) {
        (1.., _) => "✗",
        (0, true) => "▸",
        (0, false) => "",
    };
    let mut end = end(row);
    // When it was last done, where the title leaves room for it.
    if let Some(last) = row.last.as_ref().filter(|last| !last.is_empty())
        && text::width(&row.title) + text::width(last) + text::width(&end) + 6 <= area.width
    {
        end = format!("{last}  {end}");
    }
    let inside = indented(area);
    text::write(mark, style, inside, buf);
    let before = text::write_right(&end, style, inside, buf);
    let title = inside.first_columns(before.saturating_sub(1));
    text::write(&row.title, style, title.after_columns(2), buf);
}

/// What stands at the end of a row.
fn end(row: &LibraryRow) -> String {
    match row.problems {
        0 => row.length.clone(),
        problems => quantity(problems, "problem"),
    }
}

fn draw_preview(preview: &Preview, scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let before = text::write_right(&preview.length, theme.strong(), area.first_rows(1), buf);
    let title = area.first_columns(before.saturating_sub(1));
    let lines = text::wrapped(&preview.title, title.width, 3);
    text::write_lines(&lines, theme.strong(), title, buf);
    let area = area.after_rows((lines.len() as u16).saturating_sub(1));
    let mut rest = area.after_rows(1);
    if let Some(ribbon_view) = &preview.ribbon
        && area.height > 12
        && preview.problems.is_empty()
    {
        let clock = (Duration::ZERO, Duration::from_secs(1));
        let row = area.after_rows(2).first_rows(1);
        ribbon::draw(ribbon_view, clock, Look::Hold, theme, row, buf);
        rest = area.after_rows(4);
    }
    let text = PreviewText {
        preview,
        theme,
        width: rest.width,
    };
    let mut lines = text.lines(Fold::Open);
    if lines.len() > usize::from(rest.height) {
        lines = text.lines(Fold::Folded);
    }
    if let Some((row, _)) = text::write_scrolled(&lines, scroll, rest, buf) {
        list::draw_more(theme, row, buf);
    }
}

/// Blocks with the steps inside them, or without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Folded,
}

/// The text of a preview, in lines of a width.
#[derive(Clone, Copy)]
struct PreviewText<'a> {
    preview: &'a Preview,
    theme: &'a Theme,
    width: u16,
}

impl PreviewText<'_> {
    fn lines(self, fold: Fold) -> Vec<TextLine> {
        let Self { preview, theme, .. } = self;
        let mut lines = Vec::new();
        if let Some(about) = &preview.about {
            lines.extend(self.wrapped(about, theme.text()));
        }
        if preview.shadows {
            lines.extend(self.wrapped(
                "This is your copy; delete it to restore the bundled one.",
                theme.faint(),
            ));
        }
        // Problems that keep it from being played come first; advice comes behind the steps.
        let problems = self.problems();
        if preview.steps.is_empty() {
            lines.extend(problems.iter().cloned());
        } else {
            lines.push(TextLine::new());
            lines.extend(self.steps(fold));
        }
        for warning in &preview.warn {
            lines.push(TextLine::new());
            lines.extend(self.wrapped(&format!("! {warning}"), theme.strong()));
        }
        lines.extend(self.facts());
        if !preview.steps.is_empty() {
            lines.extend(problems);
        }
        lines
    }

    fn wrapped(self, content: &str, style: Style) -> Vec<TextLine> {
        text::lines(content, style, self.width, u16::MAX)
    }

    /// How often it is done, needs, tags, author and sources, behind an empty line.
    fn facts(self) -> Vec<TextLine> {
        let Self { preview, theme, .. } = self;
        let lists = [("needs", &preview.needs), ("tags", &preview.tags)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let lists = lists.map(|(label, list)| (label, list.join(" · ")));
        let often = preview.often.iter().map(|often| ("often", often.clone()));
        let week = preview.week.iter().map(|week| ("week", week.clone()));
        let author = preview
            .author
            .iter()
            .map(|author| ("author", author.clone()));
        let sources = preview.sources.iter();
        let sources = sources.map(|source| ("source", source.clone()));
        let mut lines = Vec::new();
        for (label, fact) in often.chain(week).chain(lists).chain(author).chain(sources) {
            if lines.is_empty() {
                lines.push(TextLine::new());
            }
            let first = lines.len();
            for part in text::wrapped(&fact, self.width.saturating_sub(LABEL), 3) {
                lines.push(vec![(LABEL, part, theme.text())]);
            }
            if let Some(line) = lines.get_mut(first) {
                line.push((0, label.to_owned(), theme.faint()));
            }
        }
        lines
    }

    /// The problems of the file, behind an empty line.
    fn problems(self) -> Vec<TextLine> {
        const SENTENCES: [&str; 6] = [
            "error[",
            "advice[",
            "= help:",
            "help:",
            "= note:",
            "= source:",
        ];
        let mut lines = Vec::new();
        if !self.preview.problems.is_empty() {
            lines.push(TextLine::new());
        }
        let style = self.theme.text();
        for line in self.preview.problems.lines() {
            let start = line.trim_start();
            // Lines of the file stay in their columns, sentences about them are read to their end.
            if SENTENCES.iter().any(|sentence| start.starts_with(sentence)) {
                lines.extend(self.wrapped(line, style));
            } else {
                lines.push(vec![(0, line.to_owned(), style)]);
            }
        }
        lines
    }

    /// The steps in columns: number, name, sides, how long and how often.
    fn steps(self, fold: Fold) -> Vec<TextLine> {
        let Self { theme, width, .. } = self;
        let steps = self.preview.steps.iter();
        let shown = steps.filter(|step| fold == Fold::Open || step.depth == 0);
        let shown: Vec<&StepLine> = shown.collect();
        let widest = |of: fn(&StepLine) -> u16| shown.iter().map(|step| of(step)).max();
        let amount = widest(|step| text::width(&step.amount)).unwrap_or(0);
        let sides = widest(|step| text::width(&step.sides)).unwrap_or(0);
        let name = widest(|step| indent(step) + text::width(&step.name)).unwrap_or(0);
        let right = (NUMBER + name + 2 + sides + 2 + amount).min(width);
        let right = right.saturating_sub(amount);
        let middle = right.saturating_sub(sides + 2);
        let line = |step: &&StepLine| -> Vec<TextLine> {
            let start = NUMBER + indent(step);
            let number = step.number.map(|number| format!("{number:>2}"));
            let has_columns = step.number.is_some() || !step.amount.is_empty();
            let room = if has_columns {
                middle.saturating_sub(start + 1)
            } else {
                width.saturating_sub(start)
            };
            let amount_at = right + amount.saturating_sub(text::width(&step.amount));
            let style = if step.is_left_out {
                theme.faint()
            } else {
                theme.text()
            };
            let mut first = vec![
                (0, number.unwrap_or_default(), theme.faint()),
                (amount_at, step.amount.clone(), style),
            ];
            if text::width(&step.name) <= room {
                first.push((start, step.name.clone(), style));
                first.push((middle, step.sides.clone(), theme.faint()));
                return vec![first];
            }
            // The name goes on below, and the sides stand there.
            let room = if has_columns { right } else { width };
            let room = room.saturating_sub(start + 1);
            let names = text::wrapped(&step.name, room, u16::MAX);
            let sides = Some(step.sides.clone()).filter(|sides| !sides.is_empty());
            let below = sides.map(|sides| (start, sides, theme.faint()));
            let mut lines: Vec<TextLine> = names
                .into_iter()
                .map(|name| vec![(start, name, style)])
                .chain(below.map(|below| vec![below]))
                .collect();
            if let Some(line) = lines.first_mut() {
                line.extend(first);
            }
            lines
        };
        shown.iter().flat_map(line).collect()
    }
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
    use crate::tui::theme::{Backdrop, Colours, Options};

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
            backdrop: Backdrop::Dark,
        });
        let shown = PreviewText {
            preview: &preview,
            theme: &theme,
            width: 40,
        };
        let lines = shown.lines(Fold::Open).into_iter().flatten();
        let lines: Vec<String> = lines.map(|(_, text, _)| text).collect();
        let all = lines.join(" ");
        assert!(all.contains("is a folder"), "{all}");
        assert!(all.ends_with("one after the other"), "{all}");
        assert!(
            lines.iter().all(|line| text::width(line) <= 40),
            "{lines:?}"
        );
    }
}
