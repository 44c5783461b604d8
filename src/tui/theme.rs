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

#[cfg(test)]
mod tests {
    use super::colour::{contrast, lightness, seen};
    use super::vision::Vision;
    use super::*;
    use crate::core::pose::shapes::Role;
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

    const BACKDROPS: [Backdrop; 3] = [Backdrop::Dark, Backdrop::Light, Backdrop::Unknown];
    /// Black, nearly black, Solarized dark, Dracula, Solarized light, white.
    const GROUNDS: [[u8; 3]; 6] = [
        [0; 3],
        [16; 3],
        [0, 43, 54],
        [40, 42, 54],
        [253, 246, 227],
        [255; 3],
    ];

    fn theme(colours: Colours, choice: ThemeChoice, backdrop: Backdrop) -> Theme {
        Theme::of(Options {
            colours,
            utf8: true,
            choice,
            backdrop,
        })
    }

    /// Every theme with colours on every backdrop, and the contrast that it promises for text.
    fn themes() -> impl Iterator<Item = (Theme, f64)> {
        let all = ThemeChoice::ALL.into_iter().flat_map(|(choice, _, _)| {
            let least = if choice == ThemeChoice::Contrast {
                7.0
            } else {
                4.5
            };
            let on =
                move |colours| BACKDROPS.map(|backdrop| (theme(colours, choice, backdrop), least));
            COLOURED.into_iter().flat_map(on)
        });
        all.filter(|(theme, _)| theme.colours != Colours::None)
    }

    /// The grounds on which a theme is seen: those of its backdrop, or all of them where nothing is known.
    fn grounds(theme: &Theme) -> impl Iterator<Item = [u8; 3]> {
        let backdrop = theme.backdrop;
        let is_seen_on =
            move |ground: &[u8; 3]| [Backdrop::of(*ground), Backdrop::Unknown].contains(&backdrop);
        GROUNDS.into_iter().filter(is_seen_on)
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
                backdrop: Backdrop::Dark,
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
    fn text_can_be_read_on_the_ground_of_the_terminal() {
        for (theme, least) in themes() {
            for style in [theme.text(), theme.strong(), theme.faint()] {
                assert_eq!(style.bg, Some(Color::Reset), "{theme:?}");
                assert!(!style.add_modifier.contains(Modifier::DIM), "{theme:?}");
                let letter = style.fg.expect("text sets its letters");
                if letter == Color::Reset {
                    // The colour in which its user reads everything else.
                    let has_own =
                        theme.backdrop == Backdrop::Unknown || theme.colours == Colours::Ansi;
                    assert!(has_own, "{theme:?}");
                    continue;
                }
                for ground in grounds(&theme) {
                    let found = contrast(seen(letter), ground);
                    assert!(
                        found >= least,
                        "{style:?} on {ground:?} of {theme:?}: {found:.2}"
                    );
                }
            }
        }
    }

    /// WCAG 2.2 wants a contrast of 3:1 for everything but text.
    #[test]
    fn bars_ribbons_and_figures_can_be_seen_on_the_ground_of_the_terminal() {
        for (theme, _) in themes() {
            // A patch and an eye are on the person, and a mat lies behind everything.
            let [_patch, parts @ .., _eye, _mat] = theme.figure().roles;
            let drawn = [theme.past()].into_iter().chain(parts);
            for style in LOOKS.map(|look| theme.bar(look)).into_iter().chain(drawn) {
                assert_eq!(style.bg, Some(Color::Reset), "{theme:?}");
                let mark = style.fg.expect("marks have a colour");
                for ground in grounds(&theme).filter(|_| mark != Color::Reset) {
                    let found = contrast(seen(mark), ground);
                    assert!(
                        found >= 3.0,
                        "{mark:?} on {ground:?} of {theme:?}: {found:.2}"
                    );
                }
            }
        }
    }

    /// Whatever the ground is, what is made of it must not make text unreadable.
    #[test]
    fn a_ground_between_light_and_dark_is_not_known() {
        for grey in 0..=255 {
            let theme = theme(
                Colours::TrueColor,
                ThemeChoice::Auto,
                Backdrop::of([grey; 3]),
            );
            for style in [theme.text(), theme.faint()] {
                match style.fg {
                    Some(Color::Reset) => assert_eq!(theme.backdrop, Backdrop::Unknown),
                    letter => {
                        let letter = seen(letter.expect("text sets its letters"));
                        assert!(contrast(letter, [grey; 3]) >= 4.5, "{grey}");
                    }
                }
            }
        }
        assert_eq!(Backdrop::of([128; 3]), Backdrop::Unknown);
    }

    /// Many terminals show bold black as grey.
    #[test]
    fn nothing_is_bold_on_one_of_16_colours() {
        for (theme, _) in themes().filter(|(theme, _)| theme.colours == Colours::Ansi) {
            for look in LOOKS {
                for style in [theme.band(look), theme.inset(look), theme.field(look)] {
                    assert_eq!(theme.bold(style), style, "{look:?} of {theme:?}");
                }
            }
            assert!(theme.strong().add_modifier.contains(Modifier::BOLD));
        }
    }

    /// The least difference of two colours to an eye with each kind of vision.
    fn differ_to_every_eye(one: Style, other: Style, what: &str) {
        let colour = |style: Style| match (style.fg, style.bg) {
            (_, Some(ground)) if ground != Color::Reset => ground,
            (mark, _) => mark.expect("a mark has a colour"),
        };
        let (one, other) = (colour(one), colour(other));
        // The terminal's own colour is not known.
        if one == Color::Reset || other == Color::Reset {
            return;
        }
        for vision in Vision::ALL {
            let found = vision.difference(seen(one), seen(other));
            assert!(found >= 10.0, "{what} to {vision:?}: {found:.1}");
        }
    }

    /// Themes whose colours are known: not those of 16 colours, which the user may have changed.
    fn known_themes() -> impl Iterator<Item = Theme> {
        let all = themes().map(|(theme, _)| theme);
        all.filter(|theme| theme.colours != Colours::Ansi)
    }

    #[test]
    fn looks_that_follow_each_other_differ_to_every_eye() {
        let phases = [
            Look::Ready,
            Look::Hold,
            Look::Switch,
            Look::Rest,
            Look::Wait,
        ];
        for theme in known_themes() {
            for (place, one) in LOOKS.into_iter().enumerate() {
                for other in LOOKS.into_iter().skip(place + 1) {
                    let what = format!("the bands of {one:?} and {other:?} of {theme:?}");
                    differ_to_every_eye(theme.band(one), theme.band(other), &what);
                    if phases.contains(&one) && phases.contains(&other) {
                        let what = format!("the ribbon of {one:?} and {other:?} of {theme:?}");
                        differ_to_every_eye(theme.bar(one), theme.bar(other), &what);
                    }
                }
            }
        }
    }

    #[test]
    fn a_patch_differs_from_the_limb_it_is_on_to_every_eye() {
        for theme in known_themes() {
            let style = |role| theme.shaded((theme.palette.figure)(role));
            for part in [Role::Working, Role::Resting, Role::Body, Role::Shorts] {
                let what = format!("a patch and {part:?} of {theme:?}");
                differ_to_every_eye(style(Role::Patch), style(part), &what);
            }
        }
    }

    #[test]
    fn a_strap_differs_from_the_person_to_every_eye() {
        for theme in known_themes() {
            let style = |role| theme.shaded((theme.palette.figure)(role));
            for part in [Role::Working, Role::Resting, Role::Body] {
                let what = format!("a strap and {part:?} of {theme:?}");
                differ_to_every_eye(style(Role::Aid), style(part), &what);
            }
        }
    }

    #[test]
    fn where_contrast_comes_before_taste_patterns_tell_looks_apart_too() {
        let contrast = theme(Colours::TrueColor, ThemeChoice::Contrast, Backdrop::Dark);
        let mono = theme(Colours::TrueColor, ThemeChoice::Mono, Backdrop::Dark);
        for look in LOOKS {
            assert_eq!(contrast.pattern(look), mono.pattern(look), "{look:?}");
        }
        assert_eq!(contrast.figure().resting_fill, Fill::Hatched);
        let auto = theme(Colours::TrueColor, ThemeChoice::Auto, Backdrop::Dark);
        assert!(LOOKS.into_iter().all(|look| auto.pattern(look).0 == "█"));
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
        let theme = theme(Colours::None, ThemeChoice::Auto, Backdrop::Light);
        for look in LOOKS {
            for style in [
                theme.band(look),
                theme.inset(look),
                theme.field(look),
                theme.number(look),
                theme.bar(look),
                theme.text(),
                theme.faint(),
                theme.figure().roles[0],
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
