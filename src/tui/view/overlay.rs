//! The overlays of a screen: a question, and the help.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect, Size};
use ratatui::symbols::border;
use ratatui::widgets::{Block, Clear, Widget};

use super::list::List;
use crate::app::element::{HelpLine, ListedStep, Overlay};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text;

/// Draws an overlay over the first of these parts of the window that has room for it. All of that part is cleared: letters
/// that are covered in part would be remnants. Without such parts it lies over the middle of the window.
pub(super) fn draw(
    overlay: &Overlay,
    rooms: &[Rect],
    theme: &Theme,
    window: Rect,
    buf: &mut Buffer,
) {
    match overlay {
        Overlay::Question { asks, answers } => {
            let in_room = |room: &Rect| QuestionLayout::of(asks, answers, theme, *room);
            let mut found = rooms.iter().map(|room| (in_room(room), *room));
            let found = found.find(|(question, room)| question.fits(*room));
            let (question, room) = found.unwrap_or_else(|| (in_room(&window), window));
            question.draw(theme, room, buf);
        }
        Overlay::Help(lines) => draw_help(lines, theme, &PanelRoom::all(rooms, window), buf),
        Overlay::Steps { steps, cursor } => {
            draw_steps(steps, *cursor, theme, &PanelRoom::all(rooms, window), buf);
        }
    }
}

/// A part of the window for a panel.
#[derive(Clone, Copy)]
struct PanelRoom {
    area: Rect,
    /// Whether nothing else is seen in it.
    is_cleared: bool,
}

impl PanelRoom {
    const fn cleared(area: Rect) -> Self {
        let is_cleared = true;
        Self { area, is_cleared }
    }

    /// These parts, or else the window with what is in it.
    fn all(rooms: &[Rect], window: Rect) -> Vec<Self> {
        if rooms.is_empty() {
            let is_cleared = false;
            return vec![Self {
                area: window,
                is_cleared,
            }];
        }
        rooms.iter().copied().map(Self::cleared).collect()
    }
}

/// Columns of the number of a step.
const NUMBER: u16 = 4;

/// Draws the steps of a session, what was changed by hand in strong letters. In a window that is too narrow the names are
/// cut; in one that is too low the steps around the cursor are seen.
fn draw_steps(
    steps: &[ListedStep],
    cursor: usize,
    theme: &Theme,
    rooms: &[PanelRoom],
    buf: &mut Buffer,
) {
    const CLOSES: &str = "Press any key to close";
    const SCROLLS: &str = "↑ ↓ · any other key closes";
    let widest = |of: fn(&ListedStep) -> &str| {
        let widths = steps.iter().map(|step| text::width(of(step)));
        widths.max().unwrap_or(0)
    };
    let length = widest(|step| &step.length);
    let name = widest(|step| &step.name);
    let width = (NUMBER + name + 2 + length).max(text::width(SCROLLS));
    let count = u16::try_from(steps.len()).unwrap_or(u16::MAX);
    let fits = |room: &&PanelRoom| count.saturating_add(4) <= room.area.height;
    let found = rooms.iter().find(fits);
    let is_whole = found.is_some();
    let Some(room) = found.or(rooms.last()) else {
        return;
    };
    let rows = if is_whole {
        count + 2
    } else {
        room.area.height
    };
    let inside = draw_panel(width, rows, theme, *room, buf);
    let gap = u16::from(is_whole);
    let [body, _, end] = inside.split_rows([Rest, Cells(gap), Cells(1)]);
    let list = List {
        rows: steps,
        cursor,
        area: body,
        usual: body.height,
        is_active: false,
    };
    list.draw(theme, buf, |step, is_here, _, row, buf| {
        let style = if step.is_changed || is_here {
            theme.strong()
        } else {
            theme.text()
        };
        let number = format!("{}{:>2}", if is_here { "▸" } else { " " }, step.number);
        text::write(&number, theme.faint(), row, buf);
        let before = text::write_right(&step.length, style, row, buf);
        let place = row
            .first_columns(before.saturating_sub(1))
            .after_columns(NUMBER);
        text::write(&step.name, style, place, buf);
    });
    let closes = if is_whole { CLOSES } else { SCROLLS };
    text::write(closes, theme.faint(), end, buf);
}

/// The fewest columns of the screen that are seen beside a panel.
const LEAST_BESIDE: u16 = 20;

/// Draws an empty panel with room for this many cells into the middle of a part of the window and returns that room. A
/// panel that would nearly fill the part does, without a border.
fn draw_panel(width: u16, height: u16, theme: &Theme, room: PanelRoom, buf: &mut Buffer) -> Rect {
    let PanelRoom { area, is_cleared } = room;
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
    let cleared = if is_cleared {
        area
    } else if area.width - outer.width < LEAST_BESIDE {
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

/// The columns of a part of the window that is wide enough for a question.
const LEAST_COLUMNS: u16 = 22;

/// A question in letters where they have room; below it the rest of the text, and the answers.
struct QuestionLayout {
    large: Option<Lettering>,
    more: Vec<String>,
    answers: Vec<String>,
    size: Size,
    /// Rows between the letters, the text and the answers.
    gap: u16,
}

impl QuestionLayout {
    fn of(asks: &str, answers: &str, theme: &Theme, room: Rect) -> Self {
        let columns = match room.width {
            0..12 => room.width,
            12..44 => room.width - 2,
            more => (more - 8).min(90),
        };
        let (first, more) = match asks.split_once("? ") {
            Some((question, more)) => (format!("{question}?"), more),
            None => (asks.to_owned(), ""),
        };
        let wrapped = |text: &str| text::wrapped(text, columns, u16::MAX);
        let answers = wrapped(answers);
        let below = (wrapped(more).len() + answers.len()) as u16;
        // With air around and between them.
        let rows = room.height.saturating_sub(below + 4);
        let letters = Size::new(columns, rows.min(room.height / 2).min(12));
        let large = Lettering::fit(&first, letters, 2, theme.ink());
        let more = wrapped(if large.is_some() { more } else { asks });
        let letters = large.as_ref().map(Lettering::size).unwrap_or_default();
        let width = more.iter().chain(&answers).map(|line| text::width(line));
        let width = width.fold(letters.width, u16::max);
        let height = letters.height + (more.len() + answers.len()) as u16;
        let gaps = 1 + u16::from(large.is_some());
        let gap = u16::from(room.height >= height + gaps);
        Self {
            large,
            more,
            answers,
            size: Size::new(width, height + gap * gaps),
            gap,
        }
    }

    /// Whether all of it is seen in `room`, with an edge around it.
    fn fits(&self, room: Rect) -> bool {
        let Size { width, height } = self.size;
        room.width >= LEAST_COLUMNS.max(width + 2) && room.height >= height
    }

    fn draw(&self, theme: &Theme, room: Rect, buf: &mut Buffer) {
        let Size { width, height } = self.size;
        let mut rest = draw_panel(width, height, theme, PanelRoom::cleared(room), buf);
        if let Some(large) = &self.large {
            let rows = large.size().height;
            large.draw(theme.strong(), rest.first_rows(rows), buf);
            rest = rest.after_rows(rows + self.gap);
        }
        text::write_lines(&self.more, theme.strong(), rest, buf);
        let answers = rest.after_rows(self.more.len() as u16 + self.gap);
        text::write_lines(&self.answers, theme.text(), answers, buf);
    }
}

/// Below all keys: in full, and where there is less room.
const ENDS: [&str; 3] = [
    "Press any key to close · s safety",
    "s safety · any key to close",
    "any key to close",
];

/// Draws keys at the left, what they do at the right. In a smaller window it is a word or two of that, and in a small one
/// also only the first of the keys.
fn draw_help(keys: &[HelpLine], theme: &Theme, rooms: &[PanelRoom], buf: &mut Buffer) {
    let all = |line: &HelpLine| line.keys.clone();
    let first = |line: &HelpLine| line.key.to_owned();
    let is_drawn = {
        let mut in_any = |draw: &dyn Fn(PanelRoom, &mut Buffer) -> bool| {
            rooms.iter().any(|room| draw(*room, buf))
        };
        in_any(&|room, buf| draw_full_help(keys, theme, room, buf))
            || in_any(&|room, buf| draw_short_help(keys, all, theme, room, buf))
            || in_any(&|room, buf| draw_short_help(keys, first, theme, room, buf))
    };
    if let Some(room) = rooms.last().filter(|_| !is_drawn) {
        draw_flowing_help(keys, theme, *room, buf);
    }
}

/// Draws all keys and what each does. Returns whether that had room.
fn draw_full_help(keys: &[HelpLine], theme: &Theme, room: PanelRoom, buf: &mut Buffer) -> bool {
    let area = room.area;
    let column = widest(keys, |line| text::width(&line.keys)) + 2;
    let columns = area.width.saturating_sub(8 + column).min(84);
    let sentences = keys.iter().map(|line| text::wrapped(line.help, columns, 3));
    let sentences: Vec<Vec<String>> = sentences.collect();
    let height = sentences.iter().flatten().count() as u16 + 2;
    if columns < 40 || height > area.height {
        return false;
    }
    let mut rest = draw_panel(column + columns, height, theme, room, buf);
    for (line, sentences) in keys.iter().zip(&sentences) {
        text::write(&line.keys, theme.strong(), rest, buf);
        text::write_lines(sentences, theme.text(), rest.after_columns(column), buf);
        rest = rest.after_rows(sentences.len() as u16);
    }
    draw_end(theme, rest.after_rows(1), buf);
    true
}

/// Draws the keys that are `shown` of each line and a word or two, in two columns where they fit. Returns whether all had
/// room.
fn draw_short_help(
    keys: &[HelpLine],
    shown: impl Fn(&HelpLine) -> String,
    theme: &Theme,
    room: PanelRoom,
    buf: &mut Buffer,
) -> bool {
    let area = room.area;
    let column = widest(keys, |line| text::width(&shown(line))) + 1;
    let entry = column + widest(keys, |line| text::width(line.hint)) + 2;
    let per_row = (area.width / entry.max(1)).min(2);
    let rows = (keys.len() as u16).div_ceil(per_row.max(1));
    if per_row == 0 || rows + 1 > area.height {
        return false;
    }
    let gap = u16::from(rows + 1 < area.height);
    let inside = draw_panel(entry * per_row, rows + gap + 1, theme, room, buf);
    let mut columns = inside;
    for keys in keys.chunks(rows.max(1).into()) {
        let places = columns.first_columns(entry).rows();
        for (line, place) in keys.iter().zip(places) {
            text::write(&shown(line), theme.strong(), place, buf);
            text::write(line.hint, theme.text(), place.after_columns(column), buf);
        }
        columns = columns.after_columns(entry);
    }
    draw_end(theme, inside.after_rows(rows + gap), buf);
    true
}

/// Draws how to close the help.
fn draw_end(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let [.., shortest] = ENDS;
    let end = ENDS.into_iter().find(|end| text::width(end) <= area.width);
    text::write(end.unwrap_or(shortest), theme.faint(), area, buf);
}

fn widest(keys: &[HelpLine], width: impl Fn(&HelpLine) -> u16) -> u16 {
    keys.iter().map(width).max().unwrap_or(0)
}

/// Draws the same one after the other, as text flows; how to go back is always seen.
fn draw_flowing_help(keys: &[HelpLine], theme: &Theme, room: PanelRoom, buf: &mut Buffer) {
    let Size { width, height } = room.area.as_size();
    let inside = draw_panel(width, height, theme, room, buf);
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
