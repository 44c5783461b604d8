//! Styles and characters by their role, never by the place where they are drawn.
//!
//! A band sets letter and ground. Everything else is drawn on the terminal's own ground, in a shade for what is known
//! of it. Text is never dim: nobody knows how dim a terminal makes it. Without colours, words and patterns say the
//! same.
//!
//! A new theme is a variant and a row in `core/settings.rs`, and its colours in `theme/palette.rs`.

mod colour;
mod palette;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vision;

use ratatui::style::{Color, Modifier, Style};

use crate::app::element::Look;
use crate::core::settings::ThemeChoice;
use crate::core::timeline::Kind;
use crate::tui::widget::figure::{Dots, FigureStyle, Fill, ROLES};
use crate::tui::widget::letters::LetterInk;
use crate::tui::widget::paint::Paints;

pub use self::colour::{Backdrop, Colours};

use self::colour::{Paint, Shade};
use self::palette::Palette;

/// The abilities of the terminal and the choice of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The colours of the terminal.
    pub colours: Colours,
    /// True for a terminal that shows more than ASCII.
    pub utf8: bool,
    /// The theme that is chosen.
    pub choice: ThemeChoice,
    /// The ground of the terminal, which a dark or a light theme overrules.
    pub backdrop: Backdrop,
}

/// Styles and characters by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that this terminal can or cannot do"
)]
pub struct Theme {
    colours: Colours,
    backdrop: Backdrop,
    /// Whether the backdrop is that of the terminal, whatever it is.
    follows: bool,
    utf8: bool,
    /// Whether letters stay where the rest is ASCII.
    keeps_letters: bool,
    octants: bool,
    pixels: bool,
    ground: bool,
    palette: &'static Palette,
}

impl Theme {
    /// The chosen theme as the terminal can show it.
    pub const fn of(options: Options) -> Self {
        let palette = Palette::of(options.choice);
        Self {
            colours: if palette.is_coloured {
                options.colours
            } else {
                Colours::None
            },
            backdrop: match options.choice {
                ThemeChoice::Dark => Backdrop::Dark,
                ThemeChoice::Light => Backdrop::Light,
                _ => options.backdrop,
            },
            follows: !matches!(options.choice, ThemeChoice::Dark | ThemeChoice::Light),
            utf8: options.utf8,
            keeps_letters: false,
            octants: false,
            pixels: false,
            ground: false,
            palette,
        }
    }

    /// Whether the ground of the terminal changes anything: neither without colours, nor where the theme is for one.
    pub(crate) fn depends_on_ground(&self) -> bool {
        self.follows && self.colours != Colours::None
    }

    /// The same theme on another ground of the terminal, where it depends on that.
    #[must_use]
    pub(crate) fn on(self, backdrop: Backdrop) -> Self {
        if self.depends_on_ground() {
            Self { backdrop, ..self }
        } else {
            self
        }
    }

    /// The same theme with figures in octants, where the terminal shows more than ASCII.
    #[must_use]
    pub const fn with_octants(self, octants: bool) -> Self {
        Self { octants, ..self }
    }

    /// The same theme with figures left to pixels, where there are colours.
    #[must_use]
    pub(crate) fn with_pixels(self, pixels: bool) -> Self {
        let pixels = pixels && self.colours != Colours::None;
        Self { pixels, ..self }
    }

    /// Whether figures are left to pixels.
    pub(crate) const fn pixels(&self) -> bool {
        self.pixels
    }

    /// The same theme with the full cells of large letters as reversed spaces.
    #[must_use]
    pub const fn with_ground(self, ground: bool) -> Self {
        Self { ground, ..self }
    }

    /// The same theme in ASCII; in a terminal that shows more, letters of texts stay.
    #[must_use]
    pub const fn in_ascii(self, ascii: bool) -> Self {
        if !ascii {
            return self;
        }
        Self {
            utf8: false,
            keeps_letters: self.utf8 || self.keeps_letters,
            ..self
        }
    }

    /// True where more is drawn than ASCII.
    pub const fn utf8(&self) -> bool {
        self.utf8
    }

    /// True for a terminal that shows more than ASCII, whatever is drawn.
    pub(crate) const fn shows_letters(&self) -> bool {
        self.utf8 || self.keeps_letters
    }

    /// Whether letters of texts stay where the rest is ASCII.
    pub(crate) const fn keeps_letters(&self) -> bool {
        self.keeps_letters
    }

    /// The characters of large letters.
    pub(crate) const fn ink(&self) -> LetterInk {
        match (self.utf8, self.ground) {
            (true, false) => LetterInk::Blocks,
            (true, true) => LetterInk::Ground,
            (false, _) => LetterInk::Cells,
        }
    }

    /// The band with the phase and the side.
    pub(crate) fn band(&self, look: Look) -> Style {
        match self.colours {
            Colours::None => Style::reset().add_modifier(Modifier::REVERSED),
            _ => self.field(look),
        }
    }

    /// The side, on a ground of its own inside the band.
    pub(crate) fn inset(&self, look: Look) -> Style {
        let paints = (self.palette.look)(look);
        let mark = paints.mark.dark;
        let style = self.painted(mark, self.palette.ink);
        if style.bg == Some(self.colours.shown(paints.ground)) {
            return self.painted(self.palette.ink, mark);
        }
        style
    }

    /// The field that the number stands on. Without colours it is the screen itself: digits are light on dark there.
    pub(crate) fn field(&self, look: Look) -> Style {
        let paints = (self.palette.look)(look);
        self.painted(paints.letter, paints.ground)
    }

    /// A bold style; not where 16 colours are on a ground of their own, because bold black is grey in many terminals.
    pub(crate) fn bold(&self, style: Style) -> Style {
        let on_ground = style.bg.is_some_and(|ground| ground != Color::Reset);
        if on_ground && self.colours == Colours::Ansi {
            style
        } else {
            style.add_modifier(Modifier::BOLD)
        }
    }

    /// A selected text on a band of this `style`.
    pub(crate) fn selected(&self, style: Style) -> Style {
        match self.colours {
            Colours::None => style.remove_modifier(Modifier::REVERSED),
            _ => style.add_modifier(Modifier::REVERSED),
        }
    }

    /// The number on its field: fainter while the session is paused.
    pub(crate) fn number(&self, look: Look) -> Style {
        match (look, self.colours) {
            (Look::Paused, Colours::TrueColor | Colours::Indexed) => {
                Style::new().fg(self.colours.shown(self.palette.standing))
            }
            _ => Style::new(),
        }
    }

    /// Plain text.
    pub(crate) fn text(&self) -> Style {
        self.shaded(self.palette.text)
    }

    /// Names, cues, keys.
    pub(crate) fn strong(&self) -> Style {
        self.bold(self.text())
    }

    /// Text that matters least.
    pub(crate) fn faint(&self) -> Style {
        self.shaded(self.palette.faint)
    }

    pub(crate) fn bar(&self, look: Look) -> Style {
        self.shaded((self.palette.look)(look).mark)
    }

    /// A segment of the ribbon that is still to come.
    pub(crate) fn segment(&self, kind: Kind) -> Style {
        self.bar(Look::of(kind))
    }

    /// A segment of the ribbon that is over, and the track of a bar.
    pub(crate) fn past(&self) -> Style {
        let style = self.shaded(self.palette.past);
        match self.colours {
            Colours::None => style.add_modifier(Modifier::DIM),
            _ => style,
        }
    }

    /// The colours and dots of figures.
    pub fn figure(&self) -> FigureStyle {
        let style = |role| self.shaded((self.palette.figure)(role));
        FigureStyle {
            roles: ROLES.map(style),
            resting_fill: if self.palette.is_patterned || self.colours == Colours::None {
                Fill::Hatched
            } else {
                Fill::Solid
            },
            dots: match (self.utf8, self.octants) {
                (false, _) => Dots::Ascii,
                (true, false) => Dots::Quadrants,
                (true, true) => Dots::Octants,
            },
        }
    }

    /// The darkest colour: the ground of pictures that have one of their own.
    pub(crate) fn ink_colour(&self) -> [u8; 3] {
        self.palette.ink.rgb.unwrap_or_default()
    }

    /// The colours of figures in pixels, all of them known: the terminal's own colour of letters is taken to be grey.
    pub fn paints(&self) -> Paints {
        const GREY: [u8; 3] = [0x80, 0x88, 0x98];
        let colour = |role| (self.palette.figure)(role).on(self.backdrop).rgb;
        Paints(ROLES.map(|role| colour(role).unwrap_or(GREY)))
    }

    /// The characters of a bar, for its done part and for the rest. They tell looks apart where there are no colours, and
    /// where there is contrast before taste.
    pub(crate) const fn pattern(&self, look: Look) -> (&'static str, &'static str) {
        let (block, ascii) = match look {
            Look::Hold => ("█", "#"),
            Look::Alarm => ("█", "!"),
            Look::Ready => ("▒", "="),
            Look::Switch => ("▞", "/"),
            Look::Rest | Look::Wait => ("░", "-"),
            Look::Paused | Look::Hurt => ("▄", ":"),
        };
        let is_patterned = self.palette.is_patterned || matches!(self.colours, Colours::None);
        match (self.utf8, is_patterned) {
            (false, _) => (ascii, "."),
            (true, true) => (block, "─"),
            (true, false) => ("█", "─"),
        }
    }

    /// Letters or marks on the terminal's own ground.
    fn shaded(&self, shade: Shade) -> Style {
        Style::reset().fg(self.colours.shown(shade.on(self.backdrop)))
    }

    /// Letters on a ground, or the terminal's own where there are no colours.
    fn painted(&self, letter: Paint, ground: Paint) -> Style {
        Style::reset()
            .fg(self.colours.shown(letter))
            .bg(self.colours.shown(ground))
    }
}
