//! What things look like: styles and characters by the role they have, never by the place where they are drawn.
//!
//! Whatever has a colour has both, a letter and its ground, so that the terminal's own colours do not matter; the rest
//! is the terminal's default, bold or dim. Without colours, words and patterns say the same.

mod colour;
mod palette;

use ratatui::style::{Modifier, Style};

use crate::app::element::Look;
use crate::core::timeline::Kind;
use crate::tui::widget::bar::Pattern;
use crate::tui::widget::figure::{Dots, FigureStyle, Fill};
use crate::tui::widget::letters::Ink;

pub use self::colour::Colours;

use self::colour::Paint;
use self::palette::{Palette, Tone};

/// What decides how a theme looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which colours the terminal has.
    pub colours: Colours,
    /// Whether it shows more than ASCII.
    pub utf8: bool,
    /// Whether contrast comes before taste.
    pub contrast: bool,
}

/// Styles and characters by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    options: Options,
    octants: bool,
    palette: &'static Palette,
}

impl Theme {
    /// The theme for a terminal.
    pub const fn of(options: Options) -> Self {
        let palette = if options.contrast {
            &palette::CONTRAST
        } else {
            &palette::USUAL
        };
        Self {
            options,
            octants: false,
            palette,
        }
    }

    /// The same, with figures drawn in octants where more than ASCII can be shown.
    #[must_use]
    pub const fn with_octants(self, octants: bool) -> Self {
        Self { octants, ..self }
    }

    /// Whether more than ASCII can be shown.
    pub const fn utf8(&self) -> bool {
        self.options.utf8
    }

    /// What large letters are painted with.
    pub const fn ink(&self) -> Ink {
        if self.options.utf8 {
            Ink::Blocks
        } else {
            Ink::Ascii
        }
    }

    /// The band that says what is going on.
    pub fn band(&self, look: Look) -> Style {
        self.filled(self.palette.look(look), Modifier::REVERSED)
    }

    /// A part of the band that stands out of it: the side.
    pub fn inset(&self, look: Look) -> Style {
        let tone = self.palette.look(look);
        let colours = self.options.colours;
        if colours == Colours::None {
            return Style::reset();
        }
        let (letter, ground) = (colours.shown(tone.mark), colours.shown(self.palette.ink));
        if colours.shown(tone.ground) == ground {
            return Style::reset().fg(ground).bg(letter);
        }
        Style::reset().fg(letter).bg(ground)
    }

    /// The field that the number stands on. Without colours it is the screen itself: digits are light on dark there.
    pub fn field(&self, look: Look) -> Style {
        self.filled(self.palette.look(look), Modifier::empty())
    }

    /// The number on its field: faint while the clock stands.
    pub fn number(&self, look: Look) -> Style {
        match (look, self.options.colours) {
            (Look::Paused, Colours::None) if !self.options.contrast => {
                Style::new().add_modifier(Modifier::DIM)
            }
            (Look::Paused, Colours::TrueColor | Colours::Indexed) => {
                Style::new().fg(self.options.colours.shown(self.palette.standing))
            }
            _ => Style::new(),
        }
    }

    /// Plain text.
    pub fn text(&self) -> Style {
        Style::reset()
    }

    /// Text that matters: names, cues.
    pub fn strong(&self) -> Style {
        Style::reset().add_modifier(Modifier::BOLD)
    }

    /// Text for those who look for it.
    pub fn faint(&self) -> Style {
        if self.options.contrast {
            Style::reset()
        } else {
            Style::reset().add_modifier(Modifier::DIM)
        }
    }

    /// A key.
    pub fn key(&self) -> Style {
        self.strong()
    }

    /// What a bar for this look is painted with.
    pub fn bar(&self, look: Look) -> Style {
        self.on_track(self.palette.look(look))
    }

    /// A piece of the ribbon that is still to come.
    pub fn piece(&self, kind: Kind) -> Style {
        self.on_track(self.palette.look(look_of(kind)))
    }

    /// A piece of the ribbon that lies behind.
    pub fn past(&self) -> Style {
        match self.options.colours {
            Colours::None => self.faint(),
            colours => Style::reset()
                .fg(colours.shown(self.palette.past))
                .bg(colours.shown(self.palette.ink)),
        }
    }

    /// The ground that figures stand on: dark everywhere, so that their colours do not depend on the terminal's.
    pub fn scene(&self) -> Style {
        match self.options.colours {
            Colours::None => Style::reset(),
            colours => Style::reset().bg(colours.shown(self.palette.ink)),
        }
    }

    /// What figures look like.
    pub fn figure(&self) -> FigureStyle {
        let ink = self.scene();
        let of = |paint: Paint| match self.options.colours {
            Colours::None => Style::reset(),
            colours => ink.fg(colours.shown(paint)),
        };
        let colourless = self.options.colours == Colours::None;
        let figure = &self.palette.figure;
        FigureStyle {
            working: of(figure.working),
            behind: of(figure.behind),
            resting: of(figure.resting),
            body: of(figure.body),
            arm: of(figure.arm),
            furniture: of(self.palette.past),
            aid: of(figure.aid),
            mat: of(figure.mat),
            ground: of(figure.ground),
            resting_fill: if colourless {
                Fill::Hatched
            } else {
                Fill::Solid
            },
            dots: match (self.options.utf8, self.octants) {
                (false, _) => Dots::Ascii,
                (true, false) => Dots::Quadrants,
                (true, true) => Dots::Octants,
            },
        }
    }

    /// What a look is told by where there are no colours.
    pub const fn pattern(&self, look: Look) -> Pattern {
        match (self.options.utf8, self.options.colours) {
            (true, Colours::None) => Pattern {
                done: match look {
                    Look::Hold | Look::Alarm => "█",
                    Look::Ready => "▒",
                    Look::Switch => "▞",
                    Look::Rest | Look::Wait => "░",
                    Look::Paused | Look::Hurt => "▄",
                },
                open: "─",
            },
            (true, _) => Pattern {
                done: "█",
                open: " ",
            },
            (false, _) => Pattern {
                done: match look {
                    Look::Hold => "#",
                    Look::Alarm => "!",
                    Look::Ready => "=",
                    Look::Switch => "/",
                    Look::Rest | Look::Wait => "-",
                    Look::Paused | Look::Hurt => ":",
                },
                open: ".",
            },
        }
    }

    fn filled(&self, tone: Tone, instead: Modifier) -> Style {
        match self.options.colours {
            Colours::None => Style::reset().add_modifier(instead),
            colours => Style::reset()
                .fg(colours.shown(tone.letter))
                .bg(colours.shown(tone.ground)),
        }
    }

    fn on_track(&self, tone: Tone) -> Style {
        match self.options.colours {
            Colours::None => Style::reset(),
            colours => Style::reset()
                .fg(colours.shown(tone.mark))
                .bg(colours.shown(self.palette.ink)),
        }
    }
}

/// What a segment looks like while it runs.
const fn look_of(kind: Kind) -> Look {
    match kind {
        Kind::Ready => Look::Ready,
        Kind::Hold | Kind::Time | Kind::Count => Look::Hold,
        Kind::Switch => Look::Switch,
        Kind::Between | Kind::Rest => Look::Rest,
        Kind::Wait => Look::Wait,
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

    fn themes() -> impl Iterator<Item = (Theme, f64)> {
        COLOURED.into_iter().flat_map(|colours| {
            [(false, 4.5), (true, 7.0)].map(|(contrast, least)| {
                let options = Options {
                    colours,
                    utf8: true,
                    contrast,
                };
                (Theme::of(options), least)
            })
        })
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
                contrast: false,
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
                assert!(found >= 3.0, "number {look:?} of {theme:?}: {found:.2}");
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
                let (letter, ground) = both(theme.piece(kind));
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
            contrast: false,
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
        .map(|look| theme.pattern(look).done);
        let different: std::collections::HashSet<_> = patterns.iter().collect();
        assert_eq!(different.len(), patterns.len());
    }
}
