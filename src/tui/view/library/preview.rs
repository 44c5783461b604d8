//! The preview of a routine: its title and length, all of it to scale, the figure of a step, its steps and facts.

use std::ops::Range;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::GAP;
use crate::app::element::Look;
use crate::app::library::view::{LibraryView, Preview, StepLine};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::view::list;
use crate::tui::view::session::draw_figure;
use crate::tui::widget::ribbon;
use crate::tui::widget::text::{self, TextLine};

/// Columns of what a fact is called.
const LABEL: u16 = 8;
/// Columns of the number of a step.
const NUMBER: u16 = 4;
/// Columns of a line of a name at least.
const LEAST_NAME: u16 = 14;
/// Rows of a figure: the least, and the most.
const FIGURE: (u16, u16) = (7, 12);
/// Rows that the text below a figure has at least.
const LEAST_TEXT: u16 = 6;
/// Lines below the step under the cursor that are seen.
const BELOW: usize = 2;

/// Draws the preview into `area`, whose first columns are those of the mark of the step under the cursor.
pub(super) fn draw(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let preview = &*view.preview;
    let PreviewLayout {
        title,
        titles,
        ribbon,
        mut text,
        figure,
        rest,
        marked,
        scroll,
    } = PreviewLayout::of(view, theme, area);
    let area = area.after_columns(GAP);
    text::write_right(&preview.length, theme.strong(), area.first_rows(1), buf);
    text::write_lines(&titles, theme.strong(), title, buf);
    if let (Some(row), Some(ribbon_view)) = (ribbon, &preview.ribbon) {
        let clock = (Duration::ZERO, Duration::from_secs(1));
        ribbon::draw(ribbon_view, clock, Look::Hold, theme, row, buf);
    }
    if let (Some(place), Some(figure)) = (figure, &view.figure) {
        draw_figure(figure, theme, place, buf);
    }
    if let Some(cursor) = text.cursor(view) {
        draw_cursor(&cursor, scroll, theme, marked, buf);
        let style = theme.bold(theme.band(Look::Hold));
        let parts = text.lines.get_mut(cursor).unwrap_or_default();
        for (_, _, its) in parts.iter_mut().flatten() {
            *its = style;
        }
    }
    if let Some((row, _)) = text::write_scrolled(&text.lines, scroll, rest, buf) {
        list::draw_more(theme, row, buf);
    }
}

/// How many lines can be scrolled away before the end of the preview is seen.
pub(super) fn scroll_end(view: &LibraryView, theme: &Theme, area: Rect) -> usize {
    let places = PreviewLayout::of(view, theme, area);
    text::scroll_end(&places.text.lines, places.rest)
}

/// The step that is drawn on a cell, by its index in the preview.
pub(super) fn step_at(
    view: &LibraryView,
    theme: &Theme,
    area: Rect,
    cell: Position,
) -> Option<usize> {
    let places = PreviewLayout::of(view, theme, area);
    let row = cell.y.checked_sub(places.marked.y)?;
    let lines = &places.text.lines;
    let first = places.scroll.min(text::scroll_end(lines, places.rest));
    let line = first + usize::from(row);
    // The last row may say that more follow.
    let is_more = row + 1 == places.rest.height && line + 1 < lines.len();
    let mut steps = places.text.steps.into_iter();
    let is_on_it = places.marked.contains(cell) && !is_more;
    let found = steps.find(|(_, its)| is_on_it && its.contains(&line));
    found.map(|(index, _)| index)
}

/// The parts of a preview, and where they are.
struct PreviewLayout {
    title: Rect,
    titles: Vec<String>,
    ribbon: Option<Rect>,
    text: PreviewText,
    figure: Option<Rect>,
    /// The place of the text.
    rest: Rect,
    /// The same with the columns before it, for the mark of the step under the cursor.
    marked: Rect,
    /// How many lines of the text are scrolled away.
    scroll: usize,
}

impl PreviewLayout {
    /// The layout of a preview in `area`, whose first columns are those of the mark.
    fn of(view: &LibraryView, theme: &Theme, area: Rect) -> Self {
        let preview = &*view.preview;
        let (x, width) = (area.x, area.width);
        let area = area.after_columns(GAP);
        let before = area.width.saturating_sub(text::width(&preview.length));
        let title = area.first_columns(before.saturating_sub(1));
        let titles = text::wrapped(&preview.title, title.width, 3);
        let area = area.after_rows((titles.len() as u16).saturating_sub(1));
        // Advice takes nothing from it; a plan that is no longer the file's does.
        let has_ribbon = preview.ribbon.is_some() && area.height > 12 && !preview.is_outdated;
        let ribbon = has_ribbon.then(|| area.after_rows(2).first_rows(1));
        let mut rest = area.after_rows(if has_ribbon { 4 } else { 1 });
        let writer = PreviewWriter {
            view,
            theme,
            width: rest.width,
        };
        let figure_room = view.figure.as_ref().map_or(0, |_| FIGURE.0 + 1);
        let mut text = writer.text(Fold::Open);
        if text.lines.len() > rest.height.saturating_sub(figure_room).into() && !view.is_in_steps {
            text = writer.text(Fold::Folded);
        }
        let mut figure = None;
        if view.figure.is_some() {
            let rows = figure_rows(text.lines.len(), rest.height);
            let [place, _, below] =
                rest.split_rows([Cells(rows), Cells(u16::from(rows > 0)), Rest]);
            figure = Some(place);
            rest = below;
        }
        let cursor = text.cursor(view);
        let scroll = cursor.map(|cursor| text.first_with(&cursor, rest.height.into()));
        Self {
            title,
            titles,
            ribbon,
            scroll: scroll.unwrap_or(view.scroll),
            text,
            figure,
            marked: Rect { x, width, ..rest },
            rest,
        }
    }
}

/// Marks the lines of the step under the cursor.
fn draw_cursor(cursor: &Range<usize>, scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let rows = cursor.clone().filter_map(|line| line.checked_sub(scroll));
    for row in rows.filter_map(|row| u16::try_from(row).ok()) {
        let place = area.after_rows(row).first_rows(1);
        let style = list::draw_cursor(theme, place, buf);
        if row as usize + scroll == cursor.start {
            text::write("▸", style, place, buf);
        }
    }
}

/// Rows of a figure above so many lines: all that they leave, within limits. None where both have no room.
fn figure_rows(lines: usize, height: u16) -> u16 {
    let (least, most) = FIGURE;
    if height < least + 1 + LEAST_TEXT {
        return 0;
    }
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    height
        .saturating_sub(lines)
        .saturating_sub(1)
        .clamp(least, most)
}

/// The text of a preview in lines.
struct PreviewText {
    lines: Vec<TextLine>,
    /// Those of each step that is written, by its index.
    steps: Vec<(usize, Range<usize>)>,
}

impl PreviewText {
    /// The lines of the step under the cursor, where that is among the steps.
    fn cursor(&self, view: &LibraryView) -> Option<Range<usize>> {
        let mut steps = self.steps.iter().filter(|_| view.is_in_steps);
        let found = steps.find(|(index, _)| *index == view.step);
        found.map(|(_, lines)| lines.clone())
    }

    /// The first line of so many rows in which those of the `cursor` are seen, and some below them.
    fn first_with(&self, cursor: &Range<usize>, rows: usize) -> usize {
        // The last row may say that more follow.
        let needed = (cursor.end + BELOW + 1).saturating_sub(rows);
        let last = self.lines.len().saturating_sub(rows);
        let first = needed.min(last).min(cursor.start);
        let is_blank = |at: &usize| self.lines.get(*at).is_none_or(Vec::is_empty);
        // No sentence begins in its middle: what is left of one goes.
        let is_torn = first
            .checked_sub(1)
            .is_some_and(|before| !is_blank(&before));
        let blank = (first..cursor.start.min(last)).find(is_blank);
        blank.filter(|_| is_torn).map_or(first, |blank| blank + 1)
    }
}

/// Blocks with the steps inside them, or without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Folded,
}

/// What is written of a preview, in lines of a width.
#[derive(Clone, Copy)]
struct PreviewWriter<'a> {
    view: &'a LibraryView,
    theme: &'a Theme,
    width: u16,
}

impl<'a> PreviewWriter<'a> {
    fn preview(self) -> &'a Preview {
        &self.view.preview
    }

    fn text(self, fold: Fold) -> PreviewText {
        let (preview, theme) = (self.preview(), self.theme);
        let mut lines = Vec::new();
        let mut steps = Vec::new();
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
        let is_broken = preview.steps.is_empty() || preview.is_outdated;
        if is_broken {
            lines.extend(problems.iter().cloned());
        }
        if preview.is_outdated {
            lines.push(TextLine::new());
            lines.extend(self.wrapped("As it was before:", theme.faint()));
        }
        if !preview.steps.is_empty() {
            lines.push(TextLine::new());
            for (index, step) in self.steps(fold) {
                steps.push((index, lines.len()..lines.len() + step.len()));
                lines.extend(step);
            }
        }
        let advice = if is_broken { Vec::new() } else { problems };
        // While steps are changed it follows every key, so it is seen at once.
        let (near, behind) = if self.view.is_in_steps {
            (advice, Vec::new())
        } else {
            (Vec::new(), advice)
        };
        lines.extend(near);
        for warning in &preview.warn {
            lines.push(TextLine::new());
            lines.extend(self.wrapped(&format!("! {warning}"), theme.strong()));
        }
        lines.extend(self.facts());
        lines.extend(behind);
        PreviewText { lines, steps }
    }

    fn wrapped(self, content: &str, style: Style) -> Vec<TextLine> {
        text::lines(content, style, self.width, u16::MAX)
    }

    /// How often it is done, needs, tags, author and sources, behind an empty line.
    fn facts(self) -> Vec<TextLine> {
        let (preview, theme) = (self.preview(), self.theme);
        let lists = [("needs", &preview.needs), ("tags", &preview.tags)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let lists = lists.map(|(label, list)| (label, list.join(" · ")));
        let often = preview.often.iter().map(|often| ("often", often.clone()));
        let week = preview.week.iter().map(|week| ("week", week.clone()));
        let author = preview
            .author
            .iter()
            .map(|author| ("author", author.clone()));
        let sources = self.view.sources.lines(&preview.sources);
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
        if !self.preview().problems.is_empty() {
            lines.push(TextLine::new());
        }
        let style = self.theme.text();
        for line in self.preview().problems.lines() {
            let start = line.trim_start();
            // Lines of the file stay in their columns, sentences about them are read to their end.
            if SENTENCES.iter().any(|sentence| start.starts_with(sentence)) {
                lines.extend(self.wrapped(line, style));
            } else if start.starts_with("-->") || start.starts_with(":::") {
                // Which line and column it is stands at the end.
                lines.push(vec![(0, text::cut_middle(line, self.width), style)]);
            } else if let Some((marks, label)) = underlined(line)
                && text::width(line) > self.width
            {
                lines.push(vec![(0, marks.to_owned(), style)]);
                lines.extend(self.wrapped(label, style));
            } else {
                lines.push(vec![(0, line.to_owned(), style)]);
            }
        }
        lines
    }

    /// The steps in columns: number, name, sides, how long and how often. Each with its index.
    fn steps(self, fold: Fold) -> Vec<(usize, Vec<TextLine>)> {
        let steps = self.preview().steps.iter().enumerate();
        let shown = steps.filter(|(_, step)| fold == Fold::Open || step.depth == 0);
        let shown: Vec<(usize, &StepLine)> = shown.collect();
        let columns = StepColumns::of(&shown, self.width);
        let lines = |(index, step): (usize, &StepLine)| {
            let style = match step.is_left_out {
                true => self.theme.faint(),
                // The one that the figure does.
                false if index == self.view.step && self.view.figure.is_some() => {
                    self.theme.strong()
                }
                false => self.theme.text(),
            };
            let mut lines = columns.lines(step, style, self.theme);
            // What follows the keys of the person is seen without scrolling.
            if self.view.is_in_steps
                && index == self.view.step
                && let Some(advice) = &step.advice
            {
                let start = NUMBER + indent(step);
                let room = self.width.saturating_sub(start);
                let advice = text::wrapped(advice, room, u16::MAX).into_iter();
                lines.extend(advice.map(|line| vec![(start, line, style)]));
            }
            (index, lines)
        };
        shown.into_iter().map(lines).collect()
    }
}

/// The columns of the steps of a preview.
struct StepColumns {
    /// Where the sides begin.
    sides: u16,
    /// Where the longest amount begins, and its columns; the others end where it does.
    amount: (u16, u16),
    /// All columns.
    width: u16,
}

impl StepColumns {
    fn of(steps: &[(usize, &StepLine)], width: u16) -> Self {
        let widest = |of: fn(&StepLine) -> u16| {
            let columns = steps.iter().map(|(_, step)| of(step));
            columns.max().unwrap_or(0)
        };
        let amount = widest(|step| text::width(&step.amount));
        let sides = widest(|step| text::width(&step.sides));
        let name = widest(|step| indent(step) + text::width(&step.name));
        let right = (NUMBER + name + 2 + sides + 2 + amount).min(width);
        let right = right.saturating_sub(amount);
        Self {
            sides: right.saturating_sub(sides + 2),
            amount: (right, amount),
            width,
        }
    }

    /// The lines of a step: one, or several where its name has no room beside its sides or its amount.
    fn lines(&self, step: &StepLine, style: Style, theme: &Theme) -> Vec<TextLine> {
        let start = NUMBER + indent(step);
        let number = step.number.map(|number| format!("{number:>2}"));
        let number = (0, number.unwrap_or_default(), theme.faint());
        let (right, widest) = self.amount;
        let amount = right + widest.saturating_sub(text::width(&step.amount));
        let amount = (amount, step.amount.clone(), style);
        let has_columns = step.number.is_some() || !step.amount.is_empty();
        let room = if has_columns {
            self.sides
        } else {
            self.width + 1
        };
        if text::width(&step.name) <= room.saturating_sub(start + 1) {
            let sides = (self.sides, step.sides.clone(), theme.faint());
            return vec![vec![
                number,
                amount,
                (start, step.name.clone(), style),
                sides,
            ]];
        }
        // The name goes on below, and the sides stand there; so does the amount where it leaves no room for a name.
        let beside = right.saturating_sub(start + 1);
        let is_beside = beside >= LEAST_NAME.min(text::width(&step.name));
        let room = if has_columns && is_beside {
            beside
        } else {
            self.width.saturating_sub(start)
        };
        let names = text::wrapped(&step.name, room, u16::MAX);
        let mut lines: Vec<TextLine> = names
            .into_iter()
            .map(|name| vec![(start, name, style)])
            .collect();
        let mut below = vec![step.sides.as_str()];
        if let Some(first) = lines.first_mut() {
            first.push(number);
            if is_beside {
                first.push(amount);
            } else {
                below.push(&step.amount);
            }
        }
        below.retain(|part| !part.is_empty());
        let room = self.width.saturating_sub(start);
        let below = text::wrapped(&below.join(" · "), room, u16::MAX).into_iter();
        lines.extend(below.map(|line| vec![(start, line, theme.faint())]));
        lines
    }
}

/// A line of marks below a line of the file, and what is said behind them.
fn underlined(line: &str) -> Option<(&str, &str)> {
    let (marks, label) = line.split_at_checked(line.rfind('^')? + 1)?;
    let are_marks = marks.chars().all(|sign| " |^_-".contains(sign));
    are_marks.then_some((marks, label.trim_start()))
}

fn indent(step: &StepLine) -> u16 {
    u16::try_from(step.depth)
        .unwrap_or(u16::MAX)
        .saturating_mul(2)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::settings::ThemeChoice;
    use crate::tui::theme::{Backdrop, Colours, Options};

    #[test]
    fn what_is_wrong_with_a_file_is_read_to_its_end() {
        let preview = Preview {
            problems: "error[E15]: `/home/someone/routines/mine.toml` is a folder\n --> /home/someone/.config/supple/routines/mine.toml:12:8\n  |\n1 | hold = 20s\n  \
                       |        ^^^ TOML reads only numbers without quotes\n  = help: give the files in it, one after the other\n"
                .to_owned(),
            ..Preview::default()
        };
        let theme = Theme::of(Options {
            colours: Colours::None,
            utf8: true,
            choice: ThemeChoice::Auto,
            backdrop: Backdrop::Dark,
        });
        let view = LibraryView {
            preview: Arc::new(preview),
            ..LibraryView::default()
        };
        let writer = PreviewWriter {
            view: &view,
            theme: &theme,
            width: 40,
        };
        let place = writer.text(Fold::Open).lines.into_iter().flatten();
        let places: Vec<String> = place.map(|(_, text, _)| text).collect();
        let place = places.iter().find(|line| line.contains("-->")).unwrap();
        assert!(
            place.starts_with(" --> /home/") && place.contains('…'),
            "{place}"
        );
        assert!(place.ends_with("routines/mine.toml:12:8"), "{place}");
        let lines = writer.text(Fold::Open).lines.into_iter().flatten();
        let lines: Vec<String> = lines.map(|(_, text, _)| text).collect();
        let all = lines.join(" ");
        assert!(all.contains("is a folder"), "{all}");
        let label = "^^^ TOML reads only numbers without quotes";
        assert!(all.contains(label), "{all}");
        assert!(all.ends_with("one after the other"), "{all}");
        assert!(
            lines.iter().all(|line| text::width(line) <= 40),
            "{lines:?}"
        );
    }
}
