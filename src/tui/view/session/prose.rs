//! The text beside the large parts: the answer to a key, the cue, notes, how the step is done, what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::layout::Completeness;
use crate::app::element::Look;
use crate::app::session::view::SessionView;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text::{self, TextLine};

/// Columns at either side of a framed text, and rows above and below it.
const PAD: (u16, u16) = (3, 1);

/// A text that has been given its lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paragraph {
    Large(Lettering, Style),
    Lines(Vec<TextLine>),
    /// A text that the letters cannot spell, on a ground of its own.
    Framed(Vec<TextLine>, Style),
}

impl Paragraph {
    /// It, at the top of `area`.
    pub(super) fn at_top(self, area: Rect) -> (Self, Rect) {
        let place = area.first_rows(self.height());
        (self, place)
    }

    /// Puts `text`, which it says, in letters where they fit, and returns whether they do.
    fn enlarge(&mut self, text: Option<&str>, room: Size, lines: u16, theme: &Theme) -> bool {
        let text = text.filter(|_| self.height() > 0);
        let large = text.and_then(|text| Lettering::fit(text, room, lines, theme.ink()));
        let fits = large.is_some();
        if let Some(large) = large {
            *self = Self::Large(large, theme.strong());
        }
        fits
    }

    /// The most rows of a number below it: those of its capitals, where it is in letters.
    pub(super) fn letter_rows(&self) -> u16 {
        match self {
            Self::Large(letters, _) => letters.letter_height().ceil() as u16,
            _ => u16::MAX,
        }
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
        let mut lines = text::lines(text, style, columns, u16::MAX);
        if lines.len() > rows.into() {
            return None;
        }
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

/// The words that tell what to do or when to stop, as far as they are shown at once.
#[derive(Clone, Copy)]
pub(super) struct StepWords<'a> {
    pub(super) notes: &'a [String],
    pub(super) cue: Option<&'a str>,
}

impl<'a> StepWords<'a> {
    /// All of a view.
    pub(super) fn of(view: &'a SessionView) -> Self {
        let (notes, cue) = (&view.notes[..], view.cue.as_deref());
        Self { notes, cue }
    }
}

/// The texts of a column, one below the other.
///
/// The words that tell what to do or when to stop come first: notes, the cue, then what a key does, which the keys below
/// say as well. What they leave is for larger letters, what comes next, and how the step is done.
pub(super) struct Prose {
    paragraphs: Vec<Paragraph>,
    /// Rows between two of them.
    gap: u16,
}

/// The things a column has besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extras {
    Nothing,
    /// The next stretch or rest.
    Next,
    /// Also large letters, and how the step is done.
    All,
}

impl Prose {
    /// The texts that fit into `room`, with these words.
    pub(super) fn of(
        view: &SessionView,
        words: StepWords<'_>,
        theme: &Theme,
        room: Size,
        extras: Extras,
    ) -> Self {
        let Instructions {
            has_asks,
            gap,
            used,
            shown,
        } = Instructions::of(view, words, room);
        let wrapped = |text: &str, style: Style| text::lines(text, style, room.width, u16::MAX);
        let notes = words.notes.iter();
        let notes = notes.flat_map(|note| wrapped(note, theme.text()));
        let strong = |text: Option<&str>| {
            text.map(|text| wrapped(text, theme.strong()))
                .unwrap_or_default()
        };
        let asks = view.asks.as_deref().filter(|_| has_asks);
        let mut groups = [notes.collect(), strong(words.cue), strong(asks)];
        let mut free = room.height;
        for lines in &mut groups {
            shorten(lines, free, room.width);
            free -= lines.len() as u16;
        }
        free = room.height.saturating_sub(used);

        let next = next_of(view, theme, room.width).filter(|_| extras != Extras::Nothing);
        let next = next.filter(|next| next.height() > 0 && rows_with_air(next) < free);
        free -= next.as_ref().map_or(0, |next| rows_with_air(next) + 1);
        let [notes, mut cue, mut asks] = groups.map(Paragraph::Lines);
        let mut how = None;
        if extras == Extras::All && shown > Completeness::Part {
            let mut enlarge = |paragraph: &mut Paragraph, text: Option<&str>, share: u16, lines| {
                let own = paragraph.height();
                let room = Size::new(room.width, ((own + free) / share).saturating_sub(1));
                if paragraph.enlarge(text, room, lines, theme) {
                    free = (free + own).saturating_sub(rows_with_air(paragraph));
                }
            };
            enlarge(&mut asks, view.asks.as_deref(), 2, 1);
            enlarge(&mut cue, words.cue, 1, 3);
            how = view.how.as_deref().and_then(|how| {
                let how = Paragraph::wrapped(how, theme.faint(), room.width, u16::MAX);
                let fits = how.height() < free && how.height() <= 6;
                fits.then_some(how)
            });
        }
        let paragraphs = if view.look == Look::Hurt {
            vec![Some(notes), Some(cue), Some(asks), how, next]
        } else {
            vec![Some(asks), Some(notes), Some(cue), how, next]
        };
        let paragraphs = paragraphs.into_iter().flatten();
        let paragraphs = paragraphs.filter(|one| one.height() > 0);
        Self {
            paragraphs: paragraphs.collect(),
            gap,
        }
    }

    /// How much of the words fits into `room`.
    pub(super) fn shown_in(view: &SessionView, words: StepWords<'_>, room: Size) -> Completeness {
        Instructions::of(view, words, room).shown
    }

    /// Rows of all paragraphs and between them.
    pub(super) fn height(&self) -> u16 {
        let rows: u16 = self
            .paragraphs
            .iter()
            .map(|one| rows_with_air(one) + self.gap)
            .sum();
        rows.saturating_sub(self.gap)
    }

    /// The paragraphs with their places, from the top of `area`.
    pub(super) fn placed(self, area: Rect) -> Vec<(Paragraph, Rect)> {
        let mut rest = area;
        let placed = self.paragraphs.into_iter().map(|paragraph| {
            let place = rest.first_rows(paragraph.height());
            rest = rest.after_rows(rows_with_air(&paragraph) + self.gap);
            (paragraph, place)
        });
        placed.collect()
    }
}

/// The room of the words that tell what to do or when to stop: notes, the cue, what a key does.
struct Instructions {
    /// Whether there is room for what a key does.
    has_asks: bool,
    /// Rows between two of them.
    gap: u16,
    /// Rows that they need.
    used: u16,
    shown: Completeness,
}

impl Instructions {
    fn of(view: &SessionView, words: StepWords<'_>, room: Size) -> Self {
        let rows = |text: &str| text::rows(text, room.width);
        let notes = words.notes.iter().map(|note| rows(note)).sum();
        let asks = view.asks.as_deref().map_or(0, rows);
        let mut groups = [notes, words.cue.map_or(0, rows), asks];
        // The air goes before the meaning of a key, which the keys below say as well.
        let has_asks = rows_with(groups, 0) <= room.height;
        if !has_asks {
            groups[2] = 0;
        }
        let gap = u16::from(rows_with(groups, 1) <= room.height);
        let used = rows_with(groups, gap);
        let shown = match has_asks {
            _ if used > room.height => Completeness::Part,
            true => Completeness::All,
            false => Completeness::Words,
        };
        Self {
            has_asks,
            gap,
            used,
            shown,
        }
    }
}

/// Rows of all groups of lines, with so many between two of them.
fn rows_with(groups: [u16; 3], gap: u16) -> u16 {
    let groups = groups.into_iter().filter(|rows| *rows > 0);
    let rows: u16 = groups.map(|rows| rows + gap).sum();
    rows.saturating_sub(gap)
}

/// Leaves at most `rows` of the lines; the last one says if some are missing.
fn shorten(lines: &mut Vec<TextLine>, rows: u16, columns: u16) {
    if lines.len() > rows.into() {
        lines.truncate(rows.into());
        for (_, text, _) in lines.last_mut().into_iter().flatten() {
            *text = text::cut(&format!("{text} …"), columns);
        }
    }
}

/// The next stretch or rest, after a word that says so.
fn next_of(view: &SessionView, theme: &Theme, columns: u16) -> Option<Paragraph> {
    let (label, next) = view.next.as_ref()?;
    let (faint, strong) = (theme.faint(), theme.strong());
    let lines = text::wrapped(&format!("{label} {next}"), columns, u16::MAX);
    let styled = |(nth, line): (usize, String)| match line.strip_prefix(label.as_str()) {
        Some(rest) if nth == 0 => vec![
            (0, label.clone(), faint),
            (text::width(label), rest.to_owned(), strong),
        ],
        _ => vec![(0, line, strong)],
    };
    // Half a name is worse than none.
    (lines.len() <= 3)
        .then(|| Paragraph::Lines(lines.into_iter().enumerate().map(styled).collect()))
}

/// Rows of a paragraph and of the air below it, which large letters need.
fn rows_with_air(paragraph: &Paragraph) -> u16 {
    match paragraph {
        Paragraph::Large(letters, _) if letters.size().height > 5 => letters.size().height + 1,
        _ => paragraph.height(),
    }
}
