//! A page about one session or one stretch of the log: a band, and parts that scroll. Nothing is cut.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::log::view::{ChartRow, LogPage, PagePart};
use crate::tui::area::{Area, Cells, READABLE, Rest};
use crate::tui::theme::Theme;
use crate::tui::view::{hints, list, summary};
use crate::tui::widget::columns;
use crate::tui::widget::text::{self, TextLine};

/// Draws a page into `area`.
pub(in crate::tui::view) fn draw(page: &LogPage, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let places = PageLayout::of(page, area);
    let (band, row) = list::draw_band(places.margin, theme, places.head, buf);
    if places.has_room {
        let before = text::write_right(&page.place, band, row, buf);
        text::write(
            &page.title,
            theme.bold(band),
            row.first_columns(before),
            buf,
        );
    } else {
        text::write_right(&page.place, band, row, buf);
    }
    let lines = places.lines(page, theme);
    if let Some((row, more)) = text::write_scrolled(&lines, page.scroll, places.body, buf) {
        let key = text::write("↓", theme.strong(), row, buf);
        let more = format!("{more} more lines");
        text::write(&more, theme.faint(), row.after_columns(key + 1), buf);
    }
    hints::draw(&page.hints, theme, places.foot.padded(places.margin), buf);
}

/// How many lines can be scrolled away before the end of the page is seen.
pub(in crate::tui::view) fn scroll_end(page: &LogPage, theme: &Theme, area: Rect) -> usize {
    let places = PageLayout::of(page, area);
    text::scroll_end(&places.lines(page, theme), places.body)
}

/// The parts of a page, and where they are.
struct PageLayout {
    margin: u16,
    head: Rect,
    body: Rect,
    foot: Rect,
    gap: u16,
    /// Whether the band has room for the title.
    has_room: bool,
}

impl PageLayout {
    fn of(page: &LogPage, area: Rect) -> Self {
        let margin = u16::from(area.width > 4);
        let head = u16::from(area.height > 3);
        let gap = u16::from(area.height > 16);
        let foot = u16::from(area.height > 1);
        let [head, _, body, _, foot] =
            area.split_rows([Cells(head), Cells(gap), Rest, Cells(gap), Cells(foot)]);
        let row = list::band_room(margin, head);
        Self {
            margin,
            head,
            body: body.centred(READABLE, margin),
            foot,
            gap,
            has_room: text::width(&page.title) + text::width(&page.place) + 2 <= row.width,
        }
    }

    /// All lines of the page, also those that are scrolled away.
    fn lines(&self, page: &LogPage, theme: &Theme) -> Vec<TextLine> {
        let width = self.body.width;
        let mut lines = Vec::new();
        if !self.has_room {
            lines.extend(text::lines(&page.title, theme.strong(), width, u16::MAX));
        }
        for part in &page.parts {
            let part = part_lines(part, theme, width);
            if !lines.is_empty() && !part.is_empty() && self.gap > 0 {
                lines.push(TextLine::new());
            }
            lines.extend(part);
        }
        lines
    }
}

fn part_lines(part: &PagePart, theme: &Theme, columns: u16) -> Vec<TextLine> {
    let wrapped = |words: &String| text::lines(words, theme.text(), columns, u16::MAX);
    match part {
        PagePart::Text(words) => wrapped(words),
        PagePart::Lines(lines) => lines.iter().flat_map(wrapped).collect(),
        PagePart::Done(lines) => summary::done(lines, theme, columns),
        PagePart::Chart(rows) => chart(rows, theme, columns),
    }
}

/// A row a chart, with its name before it and its sum behind it: the last weeks that have room. Without blocks there is
/// no chart. All weeks are there in words.
fn chart(rows: &[ChartRow], theme: &Theme, width: u16) -> Vec<TextLine> {
    let label = rows
        .iter()
        .map(|row| text::width(&row.label))
        .max()
        .unwrap_or(0)
        + 2;
    let last = rows
        .iter()
        .map(|row| text::width(&row.last))
        .max()
        .unwrap_or(0)
        + 2;
    let weeks = rows.iter().map(|row| row.values.len()).max().unwrap_or(0);
    let room = if theme.utf8() {
        width.saturating_sub(label + last)
    } else {
        0
    };
    let shown = weeks.min(room.into());
    let line = |row: &ChartRow| {
        let earlier = row.values.len().saturating_sub(shown);
        let values = row.values.get(earlier..).unwrap_or_default();
        let picture = columns::chart(values.iter().copied(), row.most);
        let behind = label + shown as u16 + if shown > 0 { 2 } else { 0 };
        vec![
            (0, row.label.clone(), theme.text()),
            (label, picture, theme.strong()),
            (behind, row.last.clone(), theme.faint()),
        ]
    };
    rows.iter().map(line).collect()
}
