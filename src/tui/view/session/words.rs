//! What there is to read beside the large things: what a key does, the cue, notes, how it is done, what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::app::view::{Look, SessionView};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Paragraphs that have been given their lines, from top to bottom.
#[derive(Debug)]
pub(super) struct Words {
    paragraphs: Vec<Paragraph>,
    /// Rows that are still free.
    left: u16,
}

#[derive(Debug)]
enum Paragraph {
    /// One line in large letters.
    Large(Lettering, Style),
    /// Lines of spans.
    Lines(Vec<Vec<(String, Style)>>),
}

impl Paragraph {
    fn height(&self) -> u16 {
        match self {
            Self::Large(lettering, _) => lettering.size().height,
            Self::Lines(lines) => lines.len() as u16,
        }
    }
}

impl Words {
    /// What fits into `room` and `rows` of it, the most important first.
    pub(super) fn of(view: &SessionView, theme: &Theme, room: Size, rows: u16) -> Self {
        let rows = rows.min(room.height);
        let next = view
            .next
            .as_ref()
            .filter(|_| view.look != Look::Hurt || rows > 6);
        let next = next.map(|next| said_next(next, theme, room.width));
        let mut words = Self {
            paragraphs: Vec::new(),
            // What comes next is always said; it stands last, and its row is set aside first.
            left: rows.saturating_sub(next.as_ref().map_or(0, Paragraph::height)),
        };
        let plain = |text: &str, style: Style, lines_max: u16| {
            let lines = text::wrapped(text, room.width, lines_max).into_iter();
            Paragraph::Lines(lines.map(|line| vec![(line, style)]).collect())
        };
        if let Some(asks) = view.asks {
            let free = words.free();
            // A cue is not given up for it.
            let cue = if view.cue.is_some() { 3 } else { 0 };
            let most = free.saturating_sub(cue).min(9);
            let size = Size::new(room.width, most);
            let large = Lettering::fit(asks, size, 1, theme.ink())
                .map(|large| Paragraph::Large(large, theme.strong()));
            words.push(large.unwrap_or_else(|| plain(asks, theme.strong(), free.min(2))));
        }
        if let Some(cue) = &view.cue {
            words.push(plain(cue, theme.strong(), words.free().min(4)));
        }
        for note in &view.notes {
            words.push(plain(note, theme.text(), words.free().min(3)));
        }
        if let Some(how) = &view.how {
            // Half a thought is worse than none.
            let how = plain(how, theme.faint(), u16::MAX);
            if how.height() <= words.free().min(6) {
                words.push(how);
            }
        }
        words.paragraphs.extend(next);
        words
    }

    /// Rows that one more paragraph may have.
    fn free(&self) -> u16 {
        self.left.saturating_sub(1)
    }

    fn push(&mut self, paragraph: Paragraph) {
        let height = paragraph.height();
        if height > 0 && height <= self.free() {
            self.left -= height + 1;
            self.paragraphs.push(paragraph);
        }
    }

    /// Rows it takes, with one between two paragraphs.
    pub(super) fn height(&self) -> u16 {
        let rows: u16 = self.paragraphs.iter().map(Paragraph::height).sum();
        rows + (self.paragraphs.len() as u16).saturating_sub(1)
    }

    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) {
        let mut rest = area;
        for paragraph in &self.paragraphs {
            match paragraph {
                Paragraph::Large(lettering, style) => {
                    let height = lettering.size().height.min(rest.height);
                    Letters::new(lettering)
                        .style(*style)
                        .render(Rect { height, ..rest }, buf);
                }
                Paragraph::Lines(lines) => {
                    for (line, row) in lines.iter().zip(rows(rest)) {
                        spans(line, row, buf);
                    }
                }
            }
            let used = (paragraph.height() + 1).min(rest.height);
            rest.y += used;
            rest.height -= used;
        }
    }
}

/// What comes next, on at most two lines, after a word that says so.
fn said_next(next: &str, theme: &Theme, columns: u16) -> Paragraph {
    const LABEL: &str = "next ";
    let lines = text::wrapped(&format!("{LABEL}{next}"), columns, 2).into_iter();
    let styled = |line: String| match line.strip_prefix(LABEL) {
        Some(rest) => vec![
            (LABEL.to_owned(), theme.faint()),
            (rest.to_owned(), theme.strong()),
        ],
        None => vec![(line, theme.strong())],
    };
    Paragraph::Lines(lines.map(styled).collect())
}

/// Writes spans one after the other.
pub(super) fn spans(spans: &[(String, Style)], row: Rect, buf: &mut Buffer) {
    let mut rest = row;
    for (span, style) in spans {
        let used = text::write(span, *style, rest, buf);
        rest.x += used;
        rest.width -= used;
    }
}

/// The rows of an area, from the top.
pub(super) fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    area.rows()
}
