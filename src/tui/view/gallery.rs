//! The gallery: the stretches in groups at the left; at the right the page of the selected one, its figure above its
//! words. A narrow window has the page alone, or the list while words are typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::list::List;
use super::session::draw_figure;
use super::{hints, list};
use crate::app::element::PointedPart;
use crate::app::gallery::page::PageView;
use crate::app::gallery::shown::{ShelfLine, StretchLine};
use crate::app::gallery::{AddingView, GalleryView, TargetRow};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::field;
use crate::tui::widget::text::{self, TextLine};

/// From this width on the list stands beside the page.
const BESIDE: u16 = 64;
/// Columns of the list: the most, and the least.
const LIST: (u16, u16) = (34, 20);
/// Columns between the list and the page.
const GAP: u16 = 2;
/// Rows of a figure and of the words below it, at least; the last of these says that more follow.
const LEAST_FIGURE: u16 = 4;
const LEAST_WORDS: u16 = GalleryView::PAGE as u16 + 1;
/// Rows that a figure is given before the words get more than the least.
const FIGURE: u16 = 10;
/// Columns of what a line of the page is called.
const LABEL: u16 = 9;

pub(super) fn draw(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let GalleryLayout {
        margin,
        head,
        body,
        message,
        below,
        foot,
    } = GalleryLayout::of(view, area);
    draw_head(view, margin, theme, head, buf);
    if let Some(adding) = &view.adding {
        draw_choice(adding, below.height, theme, body, buf);
    } else {
        let (shelf, page) = shelf_and_page(view, body);
        if let Some(shelf) = shelf {
            draw_list(view, below.height, theme, shelf, buf);
        }
        if let (Some(place), Some(shown)) = (page, &view.page) {
            draw_page(shown, view, shelf.is_some(), theme, place, buf);
        }
    }
    text::write_lines(&message, theme.strong(), below.padded(margin), buf);
    hints::draw(&view.hints, theme, foot.padded(margin), buf);
}

/// How many lines of the page can be scrolled away before its end is seen; `None` where it is not seen.
pub(super) fn scroll_end(view: &GalleryView, theme: &Theme, area: Rect) -> Option<usize> {
    let page = view.page.as_ref().filter(|_| view.adding.is_none())?;
    let (shelf, place) = shelf_and_page(view, GalleryLayout::of(view, area).body);
    let end = |scroll| {
        let places = StretchPageLayout::of(page, view, shelf.is_some(), scroll, theme, place?);
        Some(text::scroll_end(&places.lines, places.body))
    };
    // Where the figure goes when something is scrolled away, what had no room below it may have all of it then.
    let unscrolled = end(0)?;
    end(1).map(|end| end.max(unscrolled.min(1)))
}

/// What is drawn on a cell: a line of the list, or a routine that the stretch can be added to.
pub(super) fn part_at(view: &GalleryView, area: Rect, cell: Position) -> Option<PointedPart> {
    let GalleryLayout { body, below, .. } = GalleryLayout::of(view, area);
    if let Some(adding) = &view.adding {
        let places = ChoiceLayout::of(adding, body);
        return places.list(adding, below.height).part_at(cell);
    }
    let (shelf, _) = shelf_and_page(view, body);
    let on = shelf_list(view, below.height, shelf?).part_at(cell)?;
    let PointedPart::Row(row) = on else {
        return Some(on);
    };
    Some(match view.lines.get(row)? {
        ShelfLine::Heading(_) => PointedPart::List,
        ShelfLine::Stretch(_) => on,
        ShelfLine::Why(_) => PointedPart::Row(row - 1),
    })
}

/// The parts of the gallery, and where they are.
struct GalleryLayout {
    margin: u16,
    head: Rect,
    body: Rect,
    message: Vec<String>,
    below: Rect,
    foot: Rect,
}

impl GalleryLayout {
    fn of(view: &GalleryView, area: Rect) -> Self {
        let line = u16::from(area.height >= 6);
        let gap = u16::from(area.height > 16);
        // Words that are being typed are seen in any window.
        let is_typed = view.typing || view.adding.as_ref().is_some_and(|it| it.naming.is_some());
        let head = line.max(u16::from(is_typed && area.height > 1));
        let margin = u16::from(area.width > 4);
        let message = view.message.as_deref().unwrap_or_default();
        let message = text::wrapped(message, area.width.saturating_sub(2 * margin), u16::MAX);
        let [head, _, body, _, below, foot] = area.split_rows([
            Cells(head),
            Cells(gap),
            Rest,
            Cells(gap),
            Cells(message.len() as u16),
            Cells(line),
        ]);
        Self {
            margin,
            head,
            body: body.padded(margin),
            message,
            below,
            foot,
        }
    }
}

fn draw_head(view: &GalleryView, margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (band, rest) = list::draw_band(margin, theme, area, buf);
    let naming = view.adding.as_ref().and_then(|it| it.naming.as_ref());
    if let Some(name) = naming {
        let used = text::write("Name of the new routine: ", band, rest, buf);
        field::draw(name, true, band, rest.after_columns(used), buf);
        return;
    }
    let before = text::write_right(&view.place, band, rest, buf);
    if let Some(words) = &view.find {
        let rest = rest.first_columns(before.saturating_sub(1));
        let used = text::write("/ ", band, rest, buf);
        field::draw(words, view.typing, band, rest.after_columns(used), buf);
    }
}

/// The places of the list and the page, or of the one that has room.
fn shelf_and_page(view: &GalleryView, area: Rect) -> (Option<Rect>, Option<Rect>) {
    if area.width >= BESIDE {
        let names = view.lines.iter().map(|line| text::width(name(line)));
        let needed = names.max().unwrap_or(0) + 6;
        let needed = needed.clamp(LIST.1, LIST.0);
        let [shelf, _, page] = area.split_columns([Cells(needed), Cells(GAP), Rest]);
        (Some(shelf), Some(page))
    } else if view.typing {
        (Some(area), None)
    } else {
        (None, Some(area))
    }
}

fn name(line: &ShelfLine) -> &str {
    match line {
        ShelfLine::Heading(heading) => heading,
        ShelfLine::Stretch(stretch) => &stretch.name,
        ShelfLine::Why(_) => "",
    }
}

/// The list of the stretches in `area`.
fn shelf_list(view: &GalleryView, message_rows: u16, area: Rect) -> List<'_, ShelfLine> {
    List {
        rows: &view.lines,
        cursor: view.cursor,
        area,
        usual: area.height + message_rows,
        is_active: true,
    }
}

fn draw_list(view: &GalleryView, message_rows: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let list = shelf_list(view, message_rows, area);
    list.draw(theme, buf, |line, selected, style, place, buf| match line {
        ShelfLine::Heading(heading) => {
            text::write(heading, theme.faint(), place, buf);
        }
        ShelfLine::Stretch(stretch) => {
            let style = if stretch.is_left_out && !selected {
                theme.faint()
            } else {
                style
            };
            draw_row(stretch, selected, style, place, buf);
        }
        ShelfLine::Why(why) => list::draw_why(why, theme, place, buf),
    });
}

fn draw_row(line: &StretchLine, selected: bool, style: Style, area: Rect, buf: &mut Buffer) {
    text::write(if selected { "▸" } else { "" }, style, area, buf);
    // What is left out for the person, and what is theirs.
    let mark = match (line.is_left_out, line.is_own) {
        (true, _) => "!",
        (false, true) => "yours",
        (false, false) => "",
    };
    let place = area.after_columns(2).before_columns(1);
    let before = text::write_right(mark, style, place, buf);
    let room = before.saturating_sub(u16::from(!mark.is_empty()));
    text::write_marked(
        &line.name,
        &line.marks,
        style,
        place.first_columns(room),
        buf,
    );
}

/// Draws the name, the facts, the figure, and the words, of which those that have no room are scrolled to.
fn draw_page(
    page: &PageView,
    view: &GalleryView,
    has_list: bool,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let own = page.is_own.then(|| "yours".to_owned());
    let side = page.side.map(|side| format!("{side} side"));
    let remarks: Vec<String> = side.into_iter().chain(own).collect();
    let remarks = remarks.join("  ");
    let StretchPageLayout {
        names,
        facts,
        lines,
        head,
        figure,
        body,
    } = StretchPageLayout::of(page, view, has_list, view.scroll, theme, area);
    text::write_lines(&names, theme.strong(), head, buf);
    let used = names.last().map_or(0, |last| text::width(last)) + 2;
    let row = head.first_rows(names.len() as u16).last_rows(1);
    text::write(&remarks, theme.faint(), row.after_columns(used), buf);
    text::write_columns(&facts, head.after_rows(names.len() as u16), buf);
    if let (Some(place), Some(figure)) = (figure, &view.figure) {
        draw_figure(figure, theme, place, buf);
    }
    if let Some((row, _)) = text::write_scrolled(&lines, view.scroll, body, buf) {
        list::draw_more(theme, row, buf);
    }
}

/// The parts of a page, and where they are.
struct StretchPageLayout {
    names: Vec<String>,
    facts: Vec<TextLine>,
    /// All words, also those that are scrolled away.
    lines: Vec<TextLine>,
    head: Rect,
    figure: Option<Rect>,
    body: Rect,
}

impl StretchPageLayout {
    /// In a window without a list the figure goes when words are scrolled away.
    fn of(
        page: &PageView,
        view: &GalleryView,
        has_list: bool,
        scroll: usize,
        theme: &Theme,
        area: Rect,
    ) -> Self {
        let names = text::wrapped(&page.name, area.width, 2);
        let (facts, lines) = words(page, area, theme);
        let heading = u16::try_from(names.len() + facts.len()).unwrap_or(u16::MAX);
        let [head, body] = area.split_rows([Cells(heading), Rest]);
        let has_figure = view.figure.is_some() && (has_list || scroll == 0);
        let rows = figure_rows(lines.len(), body.height) * u16::from(has_figure);
        let gap = u16::from(area.height > 12);
        let place = body.first_rows(rows).after_rows(gap);
        Self {
            names,
            facts,
            lines,
            head,
            figure: (rows > 0).then(|| place.first_rows(rows.saturating_sub(2 * gap))),
            body: body.after_rows(rows),
        }
    }
}

/// Rows of a figure above so many lines in a page of this height: all that they leave, within limits.
fn figure_rows(lines: usize, height: u16) -> u16 {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    if height < LEAST_FIGURE + LEAST_WORDS {
        return 0;
    }
    let least = FIGURE.min(height - LEAST_WORDS);
    height.saturating_sub(lines).max(least)
}

/// The facts below the name and the words of the page, in lines. Where there is little room the facts stand behind the
/// first of the words, because those say what is done.
fn words(page: &PageView, area: Rect, theme: &Theme) -> (Vec<TextLine>, Vec<TextLine>) {
    let facts = text::lines(&page.facts, theme.faint(), area.width, u16::MAX);
    let is_roomy = area.height > 12;
    let mut lines = Vec::new();
    let mut is_labelled = page
        .lines
        .first()
        .is_none_or(|first| !first.label.is_empty());
    for (nth, line) in page.lines.iter().enumerate() {
        if nth == 1 && !is_roomy {
            lines.extend(facts.iter().cloned());
        }
        let style = if line.is_strong {
            theme.strong()
        } else {
            theme.text()
        };
        let has_label = !line.label.is_empty();
        if has_label && is_roomy && !std::mem::replace(&mut is_labelled, true) {
            lines.push(Vec::new());
        }
        let indent = if has_label { LABEL } else { 0 };
        let room = area.width.saturating_sub(indent);
        let first = lines.len();
        for part in text::wrapped(&line.text, room, u16::MAX) {
            lines.push(vec![(indent, part, style)]);
        }
        if let Some(first) = lines.get_mut(first) {
            first.push((0, line.label.to_owned(), theme.faint()));
        }
    }
    if is_roomy {
        (facts, lines)
    } else {
        (Vec::new(), lines)
    }
}

/// Draws the routines, each with its remark; where one has no room for that, below them that of the selected one.
fn draw_choice(
    adding: &AddingView,
    message_rows: u16,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let places = ChoiceLayout::of(adding, area);
    let list = places.list(adding, message_rows);
    let ChoiceLayout {
        asks,
        has_remarks,
        head,
        below,
        ..
    } = places;
    text::write_lines(&asks, theme.strong(), head, buf);
    list.draw(theme, buf, |row, selected, style, area, buf| {
        text::write(if selected { "▸" } else { "" }, style, area, buf);
        let place = target_place(area);
        let remark = if has_remarks { &*row.remark } else { "" };
        let before = text::write_right(remark, style, place, buf);
        let title = place.first_columns(before.saturating_sub(u16::from(!remark.is_empty())));
        text::write(&row.title, style, title, buf);
    });
    if let Some(row) = adding.rows.get(adding.cursor) {
        text::write(&row.remark, theme.faint(), target_place(below), buf);
    }
}

/// The parts of the choice of a routine, and where they are.
struct ChoiceLayout {
    asks: Vec<String>,
    /// Whether each routine has its remark beside it.
    has_remarks: bool,
    head: Rect,
    rows: Rect,
    below: Rect,
}

impl ChoiceLayout {
    fn of(adding: &AddingView, area: Rect) -> Self {
        let asks = format!("Add {} as the last step of:", adding.name);
        let asks = text::wrapped(&asks, area.width, u16::MAX);
        let columns = target_place(area).width;
        let fits =
            |row: &TargetRow| text::width(&row.title) + text::width(&row.remark) + 2 <= columns;
        let has_remarks = adding.rows.iter().all(fits);
        let [head, rows, below] = area.split_rows([
            Cells(asks.len() as u16),
            Rest,
            Cells(u16::from(!has_remarks)),
        ]);
        Self {
            asks,
            has_remarks,
            head,
            rows,
            below,
        }
    }

    fn list<'a>(&self, adding: &'a AddingView, message_rows: u16) -> List<'a, TargetRow> {
        List {
            rows: &adding.rows,
            cursor: adding.cursor,
            area: self.rows,
            usual: self.rows.height + message_rows,
            is_active: true,
        }
    }
}

/// The place of a routine behind the mark of the cursor.
fn target_place(area: Rect) -> Rect {
    area.after_columns(2).before_columns(1)
}
