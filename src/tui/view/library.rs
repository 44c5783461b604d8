//! The library: the list at the left, the preview of the selected routine at the right.

mod preview;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::{
    Block, Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget,
};

use super::list::List;
use super::{hints, list};
use crate::app::element::PointedPart;
use crate::app::find::Hit;
use crate::app::library::view::{LibraryRow, LibraryView, TypedView};
use crate::core::text::quantity;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::field;
use crate::tui::widget::text;

/// The most columns of the list beside the preview.
const MOST_LIST: u16 = 48;
/// Columns that a preview has at least, however long titles are.
const LEAST_PREVIEW: u16 = 36;
/// Rows of a list with headings, at least.
const LEAST_FOR_HEADINGS: u16 = 8;
/// Rows that the list has at least, however much there is to say.
const LEAST_LIST: u16 = 3;
/// Columns between the list and the preview, where the mark of the step under the cursor stands.
const GAP: u16 = 2;

pub(super) fn draw(view: &LibraryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let LibraryLayout {
        messages,
        head,
        list,
        usual,
        preview,
        unfinished,
        below,
        foot,
    } = LibraryLayout::of(view, area);
    draw_head(view, theme, head, buf);
    if let Some(list) = list {
        draw_list(view, usual, theme, list, buf);
    }
    if let Some(preview) = preview {
        preview::draw(view, theme, preview, buf);
    }
    if let Some(unfinished_text) = &view.unfinished {
        draw_unfinished(unfinished_text, theme, indented(unfinished), buf);
    }
    text::write_lines(&messages, theme.strong(), indented(below), buf);
    hints::draw(&view.hints, theme, indented(foot), buf);
}

/// How many lines of the preview can be scrolled away before its end is seen; `None` where it is not seen, or scrolls with
/// the step under the cursor.
pub(super) fn scroll_end(view: &LibraryView, theme: &Theme, area: Rect) -> Option<usize> {
    let places = LibraryLayout::of(view, area);
    let preview = places.preview.filter(|_| !view.is_in_steps)?;
    Some(preview::scroll_end(view, theme, preview))
}

/// What is drawn on a cell: a routine of the list, or a step of the preview.
pub(super) fn part_at(
    view: &LibraryView,
    theme: &Theme,
    area: Rect,
    cell: Position,
) -> Option<PointedPart> {
    let places = LibraryLayout::of(view, area);
    if let Some(list) = places.list.filter(|list| list.contains(cell)) {
        let list = ListLayout::of(view, places.usual, list);
        let routine = match list.list().part_at(cell) {
            Some(PointedPart::Row(line)) => list.routine_at(line),
            _ => None,
        };
        return Some(routine.map_or(PointedPart::List, PointedPart::Row));
    }
    preview::step_at(view, theme, places.preview?, cell).map(PointedPart::Step)
}

/// The parts of the library, and where they are.
struct LibraryLayout {
    messages: Vec<String>,
    head: Rect,
    list: Option<Rect>,
    /// Rows of the list when there is nothing to say below it.
    usual: u16,
    preview: Option<Rect>,
    unfinished: Rect,
    below: Rect,
    foot: Rect,
}

impl LibraryLayout {
    fn of(view: &LibraryView, area: Rect) -> Self {
        let lines = u16::from(area.height >= 8);
        // Words that are being typed are seen in any window.
        let typed = view.find.is_some() || view.typed.is_some();
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
        let (list, preview) = if let Some(list) = list_width(&view.rows, body.width) {
            let [list, preview] = body.split_columns([Cells(list), Rest]);
            (Some(list), Some(beside_border(preview)))
        } else if view.is_in_steps {
            (None, Some(body.before_columns(1)))
        } else {
            (Some(body), None)
        };
        // An empty list in a window without a line for it says why itself.
        let below = if lines == 0 && view.rows.is_empty() {
            beside_border(body)
        } else {
            below
        };
        Self {
            messages,
            usual: area.height.saturating_sub(head.height + foot.height),
            head,
            list,
            preview,
            unfinished,
            below,
            foot,
        }
    }
}

/// Columns of the list beside the preview, as many as its titles need but for very long ones, and as the preview leaves;
/// none where both have no room.
fn list_width(rows: &[LibraryRow], columns: u16) -> Option<u16> {
    let needed = rows
        .iter()
        .map(|row| text::width(&row.title) + text::width(&end(row)));
    // The mark, a gap, a margin and a border at both sides.
    let needed = needed.max().unwrap_or(0) + 7;
    if columns < LibraryView::BESIDE {
        return None;
    }
    let most = columns.saturating_sub(GAP + LEAST_PREVIEW);
    let share = (columns * 2 / 5).min(MOST_LIST);
    Some(needed.min(MOST_LIST).max(share).min(most))
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
    if let Some(TypedView {
        label,
        field: typed,
    }) = &view.typed
    {
        let used = text::write(label, band, rest, buf);
        field::draw(typed, true, band, rest.after_columns(used), buf);
    } else if let Some(words) = &view.find {
        let before = draw_found(view, band, rest, buf);
        let rest = rest.first_columns(before);
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

/// Draws at the right how many routines were found, and where the one under the cursor was, if the words that are looked
/// for leave room. Returns the columns before that.
fn draw_found(view: &LibraryView, band: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let words = view.find.as_ref().map(|words| text::width(&words.text()));
    // With the sign before the words, the cursor behind them and a gap.
    let room = area.width.saturating_sub(words.unwrap_or_default() + 5);
    let found = format!("{} found", view.rows.len());
    let why = view.rows.get(view.cursor).and_then(|row| row.why.as_ref());
    let whole = why.map(|why| (format!("{why} · {found}"), why.marks_shown()));
    let short = why.map(|why| (why.to_string(), why.marks_shown()));
    let all = [whole, short, Some((found, Vec::new()))];
    let fitting = all
        .into_iter()
        .flatten()
        .find(|(text, _)| text::width(text) <= room);
    let Some((shown, marks)) = fitting else {
        return area.width;
    };
    let place = area.last_columns(text::width(&shown));
    text::write_marked(&shown, &marks, band, place, buf);
    area.width - place.width - 2
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
    let places = ListLayout::of(view, usual, area);
    let inside = places.inside;
    if inside != area {
        border(theme).render(area, buf);
    }
    let list = places.list();
    list.draw(theme, buf, |line, selected, style, area, buf| match line {
        ListLine::Heading(heading) => {
            text::write(heading, theme.faint(), indented(area), buf);
        }
        ListLine::Routine(_, row) => draw_row(row, selected, style, area, buf),
        ListLine::Why(_, why) => list::draw_why(why, theme, indented(area), buf),
    });
    let hidden = places.lines.len().saturating_sub(inside.height.into());
    if hidden > 0 && inside.width < area.width {
        let mut state = ScrollbarState::new(hidden + 1)
            .position(list.first())
            .viewport_content_length(inside.height.into());
        let border = Rect {
            x: inside.right(),
            width: 1,
            ..inside
        };
        let scrollbar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(Some("│"))
            .thumb_symbol("█")
            .style(theme.faint());
        scrollbar.render(border.intersection(buf.area), buf, &mut state);
    }
}

/// The border around the list.
fn border(theme: &Theme) -> Block<'static> {
    Block::bordered()
        .border_set(border::ROUNDED)
        .border_style(theme.faint())
        .title(" Routines ")
}

/// A line of the list.
enum ListLine<'a> {
    /// The heading of the routines below it.
    Heading(&'static str),
    /// A routine, and its index among all rows.
    Routine(usize, &'a LibraryRow),
    /// Where the routine above it was found, and the index of that.
    Why(usize, &'a Hit),
}

/// The lines of the list, and where they are.
struct ListLayout<'a> {
    lines: Vec<ListLine<'a>>,
    /// The line under the cursor.
    cursor: usize,
    /// Where the lines are: inside the border, or where there is none all of the list.
    inside: Rect,
    /// Rows for them when there is nothing to say below the list.
    usual: u16,
    is_active: bool,
}

impl<'a> ListLayout<'a> {
    /// The layout of a list in `area`, which has `usual` rows when there is nothing to say below it. The routines of the
    /// user's and the bundled ones have headings, where both are there, in their order, and have room. Where a routine was
    /// found stands below it, if not beside.
    fn of(view: &'a LibraryView, usual: u16, area: Rect) -> Self {
        let inside = if area.height > 4 && area.width > 12 {
            area.inner(Margin::new(1, 1))
        } else {
            area
        };
        let is_ranked = view
            .find
            .as_ref()
            .is_some_and(|words| !words.text().is_empty());
        let own = view.rows.iter().filter(|row| row.own).count();
        let has_both = own > 0 && own < view.rows.len();
        let has_headings = !is_ranked && has_both && inside.height >= LEAST_FOR_HEADINGS;
        let mut lines: Vec<ListLine> = Vec::new();
        let mut cursor = 0;
        for (at, row) in view.rows.iter().enumerate() {
            let headings = [(0, "Yours"), (own, "Bundled")].into_iter();
            let heading = headings.filter(|(first, _)| has_headings && *first == at);
            lines.extend(heading.map(|(_, heading)| ListLine::Heading(heading)));
            if at == view.cursor {
                cursor = lines.len();
            }
            lines.push(ListLine::Routine(at, row));
            let room = room_beside(row, inside).width;
            let below = row.why.as_ref();
            let below = below.filter(|why| text::width(&why.to_string()) > room);
            lines.extend(below.map(|why| ListLine::Why(at, why)));
        }
        Self {
            lines,
            cursor,
            inside,
            usual: usual.saturating_sub(area.height - inside.height),
            is_active: !view.is_in_steps,
        }
    }

    fn list(&self) -> List<'_, ListLine<'a>> {
        List {
            rows: &self.lines,
            cursor: self.cursor,
            area: self.inside,
            usual: self.usual,
            is_active: self.is_active,
        }
    }

    /// The routine on a line, by its index.
    fn routine_at(&self, line: usize) -> Option<usize> {
        match self.lines.get(line)? {
            ListLine::Routine(index, _) | ListLine::Why(index, _) => Some(*index),
            ListLine::Heading(_) => None,
        }
    }
}

fn draw_row(row: &LibraryRow, selected: bool, style: Style, area: Rect, buf: &mut Buffer) {
    let inside = indented(area);
    if selected {
        text::write("▸", style, inside, buf);
    }
    text::write_right(&end(row), style, inside, buf);
    text::write_marked(&row.title, &row.marks, style, title_place(row, area), buf);
    let rest = room_beside(row, area);
    // Where it was found, or when it was last done, where the title leaves room for it.
    let last = row.last.as_ref().filter(|last| !last.is_empty());
    let why = row
        .why
        .as_ref()
        .map(|why| (why.to_string(), why.marks_shown()));
    match (&why, last) {
        (Some((why, marks)), _) if text::width(why) <= rest.width => {
            let room = rest.last_columns(text::width(why));
            text::write_marked(why, marks, style, room, buf);
        }
        (None, Some(last)) if text::width(last) <= rest.width => {
            text::write_right(last, style, rest, buf);
        }
        _ => {}
    }
}

/// The place of the title in a row.
fn title_place(row: &LibraryRow, area: Rect) -> Rect {
    let behind = text::width(&end(row)) + 1;
    indented(area).before_columns(behind).after_columns(2)
}

/// The room that the title leaves beside it in a row.
fn room_beside(row: &LibraryRow, area: Rect) -> Rect {
    let title = title_place(row, area);
    let taken = text::width(&row.title).saturating_add(1);
    title.after_columns(taken).before_columns(1)
}

/// What stands at the end of a row.
fn end(row: &LibraryRow) -> String {
    match row.problems {
        0 => row.length.clone(),
        problems => format!("✗ {}", quantity(problems, "problem")),
    }
}
