//! What there is to read beside the large things: what a key does, the cue, notes, how it is done, what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::app::element::Look;
use crate::app::session::view::SessionView;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;

/// Columns below which a sentence may take more lines.
const NARROW: u16 = 40;

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
            // Large letters want more room around them.
            Self::Large(lettering, _) if lettering.size().height > 5 => lettering.size().height + 1,
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
        let told = notes(&view.notes, theme, room.width, u16::MAX);
        let ask = |words: &mut Self| {
            // What is to be read once comes before what the keys below say as well.
            if told.height() > 0 && told.height() + 2 > words.free() {
                return;
            }
            // A cue is not given up for it.
            let cue = if view.cue.is_some() { 3 } else { 0 };
            let most = words.free().saturating_sub(cue + told.height()).min(9);
            words.say(view.asks, most, 1, theme, room.width);
        };
        let cue = |words: &mut Self| {
            words.say(view.cue.as_deref(), words.free() / 2, 3, theme, room.width);
        };
        // What a key does comes first, except before advice.
        if view.look == Look::Hurt {
            cue(&mut words);
            ask(&mut words);
        } else {
            ask(&mut words);
            words.push(notes(&view.notes, theme, room.width, words.free()));
            cue(&mut words);
        }
        if let Some(how) = &view.how {
            // Half a thought is worse than none.
            let how = plain(how, theme.faint(), room.width, u16::MAX);
            if how.height() <= words.free().min(6) {
                words.push(how);
            }
        }
        words.paragraphs.extend(next);
        words
    }

    /// What fits beside a figure, which shows how it is done: as text, and not longer than it must be.
    pub(super) fn beside_figure(view: &SessionView, theme: &Theme, room: Size, rows: u16) -> Self {
        let next = view.next.as_ref();
        let next = next.map(|next| said_next(next, theme, room.width));
        let mut words = Self {
            paragraphs: Vec::new(),
            left: rows.saturating_sub(next.as_ref().map_or(0, Paragraph::height)),
        };
        let lines = if room.width < NARROW { 6 } else { 3 };
        let strong = |text: &str, words: &Self| {
            plain(text, theme.strong(), room.width, words.free().min(lines))
        };
        if let Some(asks) = view.asks {
            words.push(strong(asks, &words));
        }
        words.push(notes(&view.notes, theme, room.width, words.free()));
        if let Some(cue) = &view.cue {
            words.push(strong(cue, &words));
        }
        words.paragraphs.extend(next);
        words
    }

    /// Adds a sentence that matters: in letters of at most `rows` on so many lines, or else as text.
    fn say(&mut self, text: Option<&str>, rows: u16, lines: u16, theme: &Theme, columns: u16) {
        let Some(text) = text else { return };
        let style = theme.strong();
        let large = Lettering::fit(text, Size::new(columns, rows), lines, theme.ink());
        self.push(large.map_or_else(
            || plain(text, style, columns, self.free().min(4)),
            |large| Paragraph::Large(large, style),
        ));
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
                    for (line, row) in lines.iter().zip(rest.rows()) {
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

/// Text on at most so many lines.
fn plain(text: &str, style: Style, columns: u16, lines_max: u16) -> Paragraph {
    let lines = text::wrapped(text, columns, lines_max).into_iter();
    Paragraph::Lines(lines.map(|line| vec![(line, style)]).collect())
}

/// All notes, one below the other.
fn notes(notes: &[String], theme: &Theme, columns: u16, lines_max: u16) -> Paragraph {
    let lines = notes
        .iter()
        .flat_map(|note| text::wrapped(note, columns, 6))
        .map(|line| vec![(line, theme.text())]);
    Paragraph::Lines(lines.take(lines_max.into()).collect())
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
