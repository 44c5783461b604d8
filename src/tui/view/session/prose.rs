//! The text beside the large parts: the answer to a key, the cue, notes, how the step is done, what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use crate::app::element::Look;
use crate::app::session::view::SessionView;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{LetterInk, Lettering};
use crate::tui::widget::text::{self, TextLine};

/// Columns at either side of a framed text, and rows above and below it.
const PAD: (u16, u16) = (3, 1);

/// A text that has been given its lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paragraph {
    /// Large letters.
    Large(Lettering, Style),
    /// Lines of text.
    Lines(Vec<TextLine>),
    /// A text that the letters cannot spell, on a ground of its own.
    Framed(Vec<TextLine>, Style),
}

impl Paragraph {
    /// Large letters that fit into `room` on at most `large_lines`, or else at most `lines` of text.
    pub(super) fn fit(
        text: &str,
        style: Style,
        (room, large_lines): (Size, u16),
        lines: u16,
        ink: LetterInk,
    ) -> Self {
        Lettering::fit(text, room, large_lines, ink).map_or_else(
            || Self::wrapped(text, style, room.width, lines),
            |letters| Self::Large(letters, style),
        )
    }

    /// A name in large letters on at most three lines, or what is seen best of one in another script; `None` where
    /// neither fits into `room`.
    pub(super) fn name(name: &str, room: Size, (theme, look): (&Theme, Look)) -> Option<Self> {
        if Lettering::can_spell(name) {
            let letters = Lettering::fit(name, room, 3, theme.ink())?;
            return Some(Self::Large(letters, theme.strong()));
        }
        Self::framed(name, room, (theme, look))
    }

    /// A text with air around it on the ground of a band; `None` where that does not fit into `room`.
    pub(super) fn framed(text: &str, room: Size, (theme, look): (&Theme, Look)) -> Option<Self> {
        let style = theme.bold(theme.band(look));
        let columns = room
            .width
            .checked_sub(2 * PAD.0)
            .filter(|columns| *columns > 0)?;
        let rows = room
            .height
            .checked_sub(2 * PAD.1)
            .filter(|rows| *rows > 0)?;
        let mut lines = text::lines(text, style, columns, rows);
        for part in lines.iter_mut().flatten() {
            part.0 += PAD.0;
        }
        let air = || std::iter::repeat_n(Vec::new(), PAD.1.into());
        Some(Self::Framed(
            air().chain(lines).chain(air()).collect(),
            style,
        ))
    }

    /// Text on at most this many lines.
    pub(super) fn wrapped(text: &str, style: Style, columns: u16, lines: u16) -> Self {
        Self::Lines(text::lines(text, style, columns, lines))
    }

    /// Rows from its first to its last one.
    pub(super) fn height(&self) -> u16 {
        match self {
            Self::Large(letters, _) => letters.size().height,
            Self::Lines(lines) | Self::Framed(lines, _) => lines.len() as u16,
        }
    }

    /// Draws letters half way down `area`, text at its top.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) {
        match self {
            Self::Large(letters, style) => letters.draw(*style, area, buf),
            Self::Lines(lines) => text::write_columns(lines, area, buf),
            Self::Framed(lines, style) => {
                let ends = lines
                    .iter()
                    .flatten()
                    .map(|(column, part, _)| column + text::width(part));
                let width = ends.max().unwrap_or(0) + PAD.0;
                let frame = area.first_columns(width).first_rows(self.height());
                buf.set_style(frame.intersection(buf.area), *style);
                text::write_columns(lines, area, buf);
            }
        }
    }
}

/// Paragraphs one below the other, the most important of those that fit.
pub(super) struct Prose<'a> {
    theme: &'a Theme,
    columns: u16,
    paragraphs: Vec<Paragraph>,
    /// Said last in any case, so its rows are set aside first.
    next: Option<Paragraph>,
    /// Rows that are free.
    remaining: u16,
}

impl<'a> Prose<'a> {
    /// The paragraphs that fit into `room` and `rows` of it.
    pub(super) fn of(view: &SessionView, theme: &'a Theme, room: Size, rows: u16) -> Self {
        let rows = rows.min(room.height);
        let is_hurt = view.look == Look::Hurt;
        let mut prose = Self::new(theme, room.width, rows);
        if !is_hurt || rows > 6 {
            prose.reserve_next(view);
        }
        // The meaning of a key comes first, except before advice.
        if is_hurt {
            prose.add_cue(view);
            prose.add_asks(view);
        } else {
            prose.add_asks(view);
            prose.add(prose.notes(view, prose.free()));
            prose.add_cue(view);
        }
        if let Some(how) = &view.how {
            // Half a thought is worse than none.
            let how = Paragraph::wrapped(how, theme.faint(), room.width, u16::MAX);
            if how.height() <= prose.free().min(6) {
                prose.add(how);
            }
        }
        prose
    }

    /// The paragraphs beside a figure, which shows how it is done: as text, and what comes next where it has room.
    pub(super) fn beside_figure(
        view: &SessionView,
        theme: &'a Theme,
        room: Size,
        rows: u16,
    ) -> Self {
        let mut prose = Self::new(theme, room.width, rows + 1);
        let strong = |text: &str, prose: &Self| {
            Paragraph::wrapped(text, theme.strong(), room.width, prose.free())
        };
        if let Some(asks) = view.asks {
            prose.add(strong(asks, &prose));
        }
        prose.add(prose.notes(view, prose.free()));
        if let Some(cue) = &view.cue {
            prose.add(strong(cue, &prose));
        }
        let lines = prose.free().min(2);
        if let Some(next) = prose.next_in(view, lines) {
            prose.add(next);
        }
        prose
    }

    const fn new(theme: &'a Theme, columns: u16, rows: u16) -> Self {
        Self {
            theme,
            columns,
            paragraphs: Vec::new(),
            next: None,
            remaining: rows,
        }
    }

    /// Sets rows aside for what comes next.
    fn reserve_next(&mut self, view: &SessionView) {
        let Some(next) = self.next_in(view, 2) else {
            return;
        };
        self.remaining = self.remaining.saturating_sub(next.height());
        self.next = Some(next);
    }

    /// What comes next, on at most this many lines, after a word that says so.
    fn next_in(&self, view: &SessionView, lines: u16) -> Option<Paragraph> {
        const LABEL: &str = "next ";
        let next = view.next.as_ref()?;
        let (faint, strong) = (self.theme.faint(), self.theme.strong());
        let lines = text::wrapped(&format!("{LABEL}{next}"), self.columns, lines).into_iter();
        let styled = |line: String| match line.strip_prefix(LABEL) {
            Some(rest) => vec![
                (0, LABEL.to_owned(), faint),
                (text::width(LABEL), rest.to_owned(), strong),
            ],
            None => vec![(0, line, strong)],
        };
        Some(Paragraph::Lines(lines.map(styled).collect()))
    }

    /// Adds what a key does.
    fn add_asks(&mut self, view: &SessionView) {
        let notes = self.notes(view, u16::MAX).height();
        // Notes are read once and come first; the keys below say what a key does as well.
        if notes > 0 && notes + 2 > self.free() {
            return;
        }
        // A cue is not given up for it.
        let cue = if view.cue.is_some() { 3 } else { 0 };
        let rows = self.free().saturating_sub(cue + notes).min(9);
        self.add_sentence(view.asks, rows, 1);
    }

    fn add_cue(&mut self, view: &SessionView) {
        self.add_sentence(view.cue.as_deref(), self.free() / 2, 3);
    }

    /// Adds a sentence in letters of at most `rows` on so many lines, or else as text.
    fn add_sentence(&mut self, text: Option<&str>, rows: u16, lines: u16) {
        let Some(text) = text else { return };
        let room = Size::new(self.columns, rows);
        let (style, ink) = (self.theme.strong(), self.theme.ink());
        self.add(Paragraph::fit(
            text,
            style,
            (room, lines),
            self.free().min(4),
            ink,
        ));
    }

    /// All notes, one below the other, on at most this many lines.
    fn notes(&self, view: &SessionView, lines: u16) -> Paragraph {
        let wrapped = |note: &String| text::wrapped(note, self.columns, 6);
        let all = view.notes.iter().flat_map(wrapped).take(lines.into());
        Paragraph::Lines(all.map(|line| vec![(0, line, self.theme.text())]).collect())
    }

    /// Rows that one more paragraph may have.
    const fn free(&self) -> u16 {
        self.remaining.saturating_sub(1)
    }

    /// Adds a paragraph that fits.
    fn add(&mut self, paragraph: Paragraph) {
        let rows = rows_with_air(&paragraph);
        if rows > 0 && rows <= self.free() {
            self.remaining -= rows + 1;
            self.paragraphs.push(paragraph);
        }
    }

    fn all(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs.iter().chain(&self.next)
    }

    /// Rows of all paragraphs, with one between two of them.
    pub(super) fn height(&self) -> u16 {
        let rows: u16 = self.all().map(|one| rows_with_air(one) + 1).sum();
        rows.saturating_sub(1)
    }

    /// The paragraphs with their places, from the top of `area`.
    pub(super) fn placed(&self, area: Rect) -> Vec<(Paragraph, Rect)> {
        let mut rest = area;
        let placed = self.all().map(|paragraph| {
            let place = rest.first_rows(paragraph.height());
            rest = rest.after_rows(rows_with_air(paragraph) + 1);
            (paragraph.clone(), place)
        });
        placed.collect()
    }
}

/// Rows of a paragraph and of the air below it, which large letters need.
fn rows_with_air(paragraph: &Paragraph) -> u16 {
    match paragraph {
        Paragraph::Large(letters, _) if letters.size().height > 5 => letters.size().height + 1,
        _ => paragraph.height(),
    }
}
