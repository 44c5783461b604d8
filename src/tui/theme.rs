//! Styles and characters by their role, never by the place where they are drawn.
//!
//! A style with a colour sets both letter and ground, so that the terminal's own colours do not matter. All other
//! styles are the terminal's default, bold or dim. Without colours, words and patterns say the same.
//!
//! A new theme is a variant and a row in `core/settings.rs`, and its colours in `theme/palette.rs`.

mod colour;
mod palette;

use ratatui::style::{Modifier, Style};

use crate::app::element::Look;
use crate::core::settings::ThemeChoice;
use crate::core::timeline::Kind;
use crate::tui::widget::figure::{Dots, FigureStyle, Fill, ROLES};
use crate::tui::widget::letters::LetterInk;

pub use self::colour::Colours;

use self::colour::Paint;
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
}

/// Styles and characters by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: Colours,
    utf8: bool,
    octants: bool,
    choice: ThemeChoice,
}

#[allow(
    clippy::unused_self,
    reason = "callers ask the theme for every style, also for those that no theme changes yet"
)]
impl Theme {
    /// The chosen theme as the terminal can show it.
    pub const fn of(options: Options) -> Self {
        Self {
            colours: if Palette::of(options.choice).is_coloured {
                options.colours
            } else {
                Colours::None
            },
            utf8: options.utf8,
            octants: false,
            choice: options.choice,
        }
    }

    const fn palette(&self) -> &'static Palette {
        Palette::of(self.choice)
    }

    /// The same theme with figures in octants, where the terminal shows more than ASCII.
    #[must_use]
    pub const fn with_octants(self, octants: bool) -> Self {
        Self { octants, ..self }
    }

    /// True for a terminal that shows more than ASCII.
    pub const fn utf8(&self) -> bool {
        self.utf8
    }

    /// The characters of large letters.
    pub(crate) const fn ink(&self) -> LetterInk {
        if self.utf8 {
            LetterInk::Blocks
        } else {
            LetterInk::Ascii
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
        let paints = (self.palette().look)(look);
        let style = self.painted(paints.mark, self.palette().ink);
        if style.bg == Some(self.colours.shown(paints.ground)) {
            return self.painted(self.palette().ink, paints.mark);
        }
        style
    }

    /// The field that the number stands on. Without colours it is the screen itself: digits are light on dark there.
    pub(crate) fn field(&self, look: Look) -> Style {
        let paints = (self.palette().look)(look);
        self.painted(paints.letter, paints.ground)
    }

    /// The number on its field: faint while the session is paused.
    pub(crate) fn number(&self, look: Look) -> Style {
        match (look, self.colours) {
            (Look::Paused, Colours::None) if self.palette().dims => {
                Style::new().add_modifier(Modifier::DIM)
            }
            (Look::Paused, Colours::TrueColor | Colours::Indexed) => {
                Style::new().fg(self.colours.shown(self.palette().standing))
            }
            _ => Style::new(),
        }
    }

    /// Plain text.
    pub(crate) fn text(&self) -> Style {
        Style::reset()
    }

    /// Names, cues, keys.
    pub(crate) fn strong(&self) -> Style {
        Style::reset().add_modifier(Modifier::BOLD)
    }

    /// Text that matters least.
    pub(crate) fn faint(&self) -> Style {
        if self.palette().dims {
            Style::reset().add_modifier(Modifier::DIM)
        } else {
            Style::reset()
        }
    }

    /// The bar for a look.
    pub(crate) fn bar(&self, look: Look) -> Style {
        self.painted((self.palette().look)(look).mark, self.palette().ink)
    }

    /// A segment of the ribbon that is still to come.
    pub(crate) fn segment(&self, kind: Kind) -> Style {
        self.bar(Look::of(kind))
    }

    /// A segment of the ribbon that is over.
    pub(crate) fn past(&self) -> Style {
        match self.colours {
            Colours::None => self.faint(),
            _ => self.painted(self.palette().past, self.palette().ink),
        }
    }

    /// The ground behind figures: dark everywhere, so that their colours do not depend on the terminal's.
    pub(crate) fn figure_ground(&self) -> Style {
        Style::reset().bg(self.colours.shown(self.palette().ink))
    }

    /// The colours and dots of figures.
    pub fn figure(&self) -> FigureStyle {
        let style = |role| self.painted((self.palette().figure)(role), self.palette().ink);
        FigureStyle {
            roles: ROLES.map(style),
            resting_fill: if self.colours == Colours::None {
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

    /// The characters of a bar, for its done part and for the rest. They tell looks apart where there are no colours.
    pub(crate) const fn pattern(&self, look: Look) -> (&'static str, &'static str) {
        let (block, ascii) = match look {
            Look::Hold => ("█", "#"),
            Look::Alarm => ("█", "!"),
            Look::Ready => ("▒", "="),
            Look::Switch => ("▞", "/"),
            Look::Rest | Look::Wait => ("░", "-"),
            Look::Paused | Look::Hurt => ("▄", ":"),
        };
        match (self.utf8, self.colours) {
            (false, _) => (ascii, "."),
            (true, Colours::None) => (block, "─"),
            (true, _) => ("█", " "),
        }
    }

    /// Letters on a ground, or the terminal's own where there are no colours.
    fn painted(&self, letter: Paint, ground: Paint) -> Style {
        Style::reset()
            .fg(self.colours.shown(letter))
            .bg(self.colours.shown(ground))
    }
}

#[cfg(test)]
mod tests {
    use super::colour::{contrast, lightness, seen};
    use super::*;
    use ratatui::style::Color;

    const LOOKS: [Look; 8] = [
        Look::Ready,
        Look::Hold,
        Look::Switch,
        Look::Rest,
        Look::Wait,
        Look::Paused,
        Look::Alarm,
        Look::Hurt,
    ];
    const COLOURED: [Colours; 3] = [Colours::TrueColor, Colours::Indexed, Colours::Ansi];

    /// Every theme with colours, and the contrast that it promises.
    fn themes() -> impl Iterator<Item = (Theme, f64)> {
        let all = ThemeChoice::ALL.into_iter().flat_map(|(choice, _, _)| {
            let least = if choice == ThemeChoice::Contrast {
                7.0
            } else {
                4.5
            };
            COLOURED.map(|colours| {
                let options = Options {
                    colours,
                    utf8: true,
                    choice,
                };
                (Theme::of(options), least)
            })
        });
        all.filter(|(theme, _)| theme.colours != Colours::None)
    }

    fn both(style: Style) -> (Color, Color) {
        (
            style.fg.expect("a band sets its letters"),
            style.bg.expect("a band sets its ground"),
        )
    }

    #[test]
    fn figures_are_made_of_what_the_terminal_and_the_user_allow() {
        let dots = |utf8, octants| {
            let options = Options {
                colours: Colours::TrueColor,
                utf8,
                choice: ThemeChoice::Auto,
            };
            Theme::of(options).with_octants(octants).figure().dots
        };
        assert_eq!(dots(true, false), Dots::Quadrants);
        assert_eq!(dots(true, true), Dots::Octants);
        assert_eq!(dots(false, true), Dots::Ascii);
    }

    #[test]
    fn bands_and_what_stands_on_them_can_be_read() {
        for (theme, least) in themes() {
            for look in LOOKS {
                let inset = both(theme.inset(look)).1;
                assert_ne!(inset, both(theme.band(look)).1, "{look:?} of {theme:?}");
                for style in [theme.band(look), theme.inset(look), theme.field(look)] {
                    let (letter, ground) = both(style);
                    let found = contrast(seen(letter), seen(ground));
                    assert!(
                        found >= least,
                        "{look:?} {style:?} of {theme:?}: {found:.2}"
                    );
                }
                let (letter, ground) = both(theme.field(look).patch(theme.number(look)));
                let found = contrast(seen(letter), seen(ground));
                assert!(found >= least, "number {look:?} of {theme:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn pieces_of_a_ribbon_can_be_seen_on_their_ground() {
        for (theme, _) in themes() {
            for kind in [
                Kind::Ready,
                Kind::Hold,
                Kind::Switch,
                Kind::Rest,
                Kind::Wait,
            ] {
                let (letter, ground) = both(theme.segment(kind));
                assert!(contrast(seen(letter), seen(ground)) >= 4.5, "{kind:?}");
            }
        }
    }

    #[test]
    fn looks_that_follow_each_other_differ_in_lightness() {
        let told_apart = [
            Look::Ready,
            Look::Hold,
            Look::Switch,
            Look::Rest,
            Look::Paused,
        ];
        for (theme, _) in themes() {
            let light = told_apart.map(|look| lightness(seen(both(theme.band(look)).1)));
            for (place, one) in light.iter().enumerate() {
                for other in &light[place + 1..] {
                    assert!((one - other).abs() >= 7.0, "{light:?} of {theme:?}");
                }
            }
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        let theme = Theme::of(Options {
            colours: Colours::None,
            utf8: true,
            choice: ThemeChoice::Auto,
        });
        for look in LOOKS {
            for style in [
                theme.band(look),
                theme.inset(look),
                theme.field(look),
                theme.number(look),
                theme.bar(look),
            ] {
                let colours = [style.fg, style.bg];
                assert!(
                    colours
                        .iter()
                        .all(|colour| matches!(colour, None | Some(Color::Reset))),
                    "{look:?}"
                );
            }
        }
        let patterns = [
            Look::Ready,
            Look::Hold,
            Look::Switch,
            Look::Rest,
            Look::Paused,
        ]
        .map(|look| theme.pattern(look).0);
        let different: std::collections::HashSet<_> = patterns.iter().collect();
        assert_eq!(different.len(), patterns.len());
    }
}
