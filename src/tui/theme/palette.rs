//! The colours of each theme. Their contrasts are tested in [`super`].

use ratatui::style::Color;

use super::colour::{Paint, Shade};
use crate::app::element::Look;
use crate::core::pose::shapes::Role;
use crate::core::settings::ThemeChoice;

/// The colours of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LookPaints {
    /// The ground of bands.
    pub(super) ground: Paint,
    /// Letters on that ground.
    pub(super) letter: Paint,
    /// The same hue for bars and marks.
    pub(super) mark: Shade,
}

/// All colours of a theme.
#[derive(Debug)]
pub(super) struct Palette {
    /// False where no colour is shown.
    pub(super) is_coloured: bool,
    /// Text.
    pub(super) text: Shade,
    /// Text that matters least.
    pub(super) faint: Shade,
    /// Nearly black: the ground of the side inside a band.
    pub(super) ink: Paint,
    /// Segments of the ribbon that are over, the track of a bar, furniture.
    pub(super) past: Shade,
    /// The number of a paused session.
    pub(super) standing: Paint,
    /// The parts of a figure. A mat has the terminal's own colour where it is not filled.
    pub(super) figure: fn(Role) -> Shade,
    /// The colours of a look.
    pub(super) look: fn(Look) -> LookPaints,
}

impl PartialEq for Palette {
    /// Compares what tells one palette from the others.
    fn eq(&self, other: &Self) -> bool {
        self.is_coloured == other.is_coloured && self.ink == other.ink
    }
}

impl Eq for Palette {}

impl Palette {
    /// The colours of a theme.
    pub(super) const fn of(choice: ThemeChoice) -> &'static Self {
        match choice {
            ThemeChoice::Auto | ThemeChoice::Dark | ThemeChoice::Light => &USUAL,
            ThemeChoice::Contrast => &CONTRAST,
            ThemeChoice::Mono => &MONO,
        }
    }
}

const fn paint(rgb: u32, ansi: Color) -> Paint {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Paint {
        rgb: Some([red, green, blue]),
        ansi,
    }
}

/// A shade from its paints on a dark, a light and an unknown ground.
const fn shade(dark: Paint, light: Paint, any: Paint) -> Shade {
    Shade { dark, light, any }
}

/// The colours of a look from its band, the letters on it and its marks.
const fn paints(ground: Paint, letter: Paint, mark: Shade) -> LookPaints {
    LookPaints {
        ground,
        letter,
        mark,
    }
}

/// A look whose band is light and as colourful as its marks on a dark ground.
const fn light(ground: Paint, ink: Paint, light: Paint, any: Paint) -> LookPaints {
    paints(ground, ink, shade(ground, light, any))
}

const OWN: Paint = Paint::OWN;
const INK: Paint = paint(0x0010_141c, Color::Black);
const WHITE: Paint = paint(0x00ff_ffff, Color::White);
const BLACK: Paint = paint(0x0000_0000, Color::Black);

/// Warm while something is held, cool while it is prepared, deep while one rests.
const USUAL: Palette = Palette {
    is_coloured: true,
    text: shade(
        paint(0x00e6_e9f0, Color::Reset),
        paint(0x001b_1f27, Color::Reset),
        OWN,
    ),
    faint: shade(
        paint(0x00a9_b2c1, Color::Reset),
        paint(0x0050_5968, Color::Reset),
        OWN,
    ),
    ink: INK,
    past: shade(
        paint(0x0074_7e90, Color::Gray),
        paint(0x007c_8595, Color::DarkGray),
        paint(0x007a_8494, Color::DarkGray),
    ),
    standing: paint(0x0099_a3b5, Color::Gray),
    figure: |role| match role {
        Role::Working => shade(
            paint(0x00ff_b040, Color::Yellow),
            paint(0x00e0_5a00, Color::Red),
            paint(0x00e0_7000, Color::LightRed),
        ),
        Role::Behind => shade(
            paint(0x00c7_7f1f, Color::Magenta),
            paint(0x00a8_6a20, Color::Magenta),
            paint(0x00b0_7030, Color::Magenta),
        ),
        Role::Resting => shade(
            paint(0x0087_93ad, Color::Cyan),
            paint(0x0078_84a0, Color::DarkGray),
            paint(0x0077_849e, Color::DarkGray),
        ),
        Role::Body => shade(
            paint(0x0096_beff, Color::LightBlue),
            paint(0x002f_6fc4, Color::Blue),
            paint(0x004a_86d8, Color::LightBlue),
        ),
        Role::Arm => shade(
            paint(0x00ff_e4b5, Color::White),
            paint(0x007a_4a1e, Color::Reset),
            OWN,
        ),
        Role::Aid => shade(
            paint(0x00ff_6b9d, Color::LightMagenta),
            paint(0x00c0_2670, Color::Magenta),
            paint(0x00d6_409f, Color::Magenta),
        ),
        Role::Mat => shade(
            paint(0x0024_4136, Color::Reset),
            paint(0x00cf_e6da, Color::Reset),
            OWN,
        ),
        Role::Ground => shade(
            paint(0x004d_876c, Color::Green),
            paint(0x003f_8566, Color::DarkGray),
            paint(0x0043_8a6a, Color::DarkGray),
        ),
        Role::Furniture => USUAL.past,
    },
    look: |look| match look {
        Look::Ready => light(
            paint(0x0074_c0fc, Color::LightCyan),
            INK,
            paint(0x0025_78d0, Color::Blue),
            paint(0x0030_8ad8, Color::LightBlue),
        ),
        Look::Hold => light(
            paint(0x00ff_c44d, Color::Yellow),
            INK,
            paint(0x00b8_6c00, Color::Red),
            paint(0x00c0_7400, Color::Reset),
        ),
        Look::Switch => light(
            paint(0x00ad_6af5, Color::LightMagenta),
            INK,
            paint(0x0087_3ee0, Color::Magenta),
            paint(0x009d_5cf0, Color::Magenta),
        ),
        Look::Rest => paints(
            paint(0x0014_6b5c, Color::Blue),
            WHITE,
            shade(
                paint(0x0045_c4a5, Color::LightGreen),
                paint(0x001a_7a66, Color::DarkGray),
                paint(0x002a_8f78, Color::DarkGray),
            ),
        ),
        Look::Wait => light(paint(0x00e9_edf5, Color::White), INK, INK, OWN),
        Look::Paused => paints(
            paint(0x002f_3644, Color::Black),
            paint(0x00f1_f3f8, Color::White),
            shade(
                paint(0x00c3_cad6, Color::Gray),
                paint(0x004a_5263, Color::DarkGray),
                OWN,
            ),
        ),
        Look::Alarm => light(
            paint(0x00ff_6b5e, Color::LightRed),
            INK,
            paint(0x00d0_2a1c, Color::LightRed),
            paint(0x00e0_4a3c, Color::LightRed),
        ),
        Look::Hurt => paints(
            paint(0x009c_1c2e, Color::Red),
            WHITE,
            shade(
                paint(0x00ff_8d8d, Color::White),
                paint(0x009c_1c2e, Color::Red),
                paint(0x00e0_5252, Color::LightRed),
            ),
        ),
    },
};

/// Black and white and the few colours that are far from both.
const CONTRAST: Palette = Palette {
    is_coloured: true,
    text: shade(WHITE, BLACK, OWN),
    faint: shade(WHITE, BLACK, OWN),
    ink: BLACK,
    past: shade(
        paint(0x0094_9494, Color::Gray),
        paint(0x0062_6262, Color::DarkGray),
        paint(0x0080_8080, Color::DarkGray),
    ),
    standing: WHITE,
    figure: |role| match role {
        Role::Working => shade(
            paint(0x00ff_ff00, Color::LightYellow),
            paint(0x00af_0000, Color::Red),
            paint(0x00e0_5252, Color::LightRed),
        ),
        Role::Behind => shade(
            paint(0x00d7_af00, Color::Yellow),
            paint(0x0087_005f, Color::Magenta),
            paint(0x00d6_409f, Color::Magenta),
        ),
        Role::Resting => shade(
            paint(0x008a_8a8a, Color::Gray),
            paint(0x006c_6c6c, Color::DarkGray),
            paint(0x0080_8080, Color::DarkGray),
        ),
        Role::Body => shade(WHITE, BLACK, OWN),
        Role::Arm => shade(
            paint(0x0087_d7ff, Color::LightCyan),
            paint(0x0000_5faf, Color::Blue),
            paint(0x003b_82d6, Color::LightBlue),
        ),
        Role::Aid => shade(
            paint(0x00ff_5fff, Color::LightMagenta),
            paint(0x00af_00af, Color::Magenta),
            paint(0x00d0_20b0, Color::Magenta),
        ),
        Role::Mat => shade(OWN, OWN, OWN),
        Role::Ground => shade(
            paint(0x0000_af5f, Color::Green),
            paint(0x0000_5f37, Color::DarkGray),
            paint(0x0020_8a5a, Color::DarkGray),
        ),
        Role::Furniture => CONTRAST.past,
    },
    look: |look| match look {
        Look::Ready => light(
            paint(0x0000_d7ff, Color::LightGreen),
            BLACK,
            paint(0x0000_5f87, Color::Blue),
            OWN,
        ),
        Look::Hold => light(paint(0x00ff_ff00, Color::LightYellow), BLACK, BLACK, OWN),
        Look::Switch => light(
            paint(0x00ff_5fff, Color::Cyan),
            BLACK,
            paint(0x0087_0087, Color::Magenta),
            OWN,
        ),
        Look::Rest => paints(
            paint(0x0000_5f5f, Color::Blue),
            WHITE,
            shade(
                paint(0x0087_ffd7, Color::LightGreen),
                paint(0x0000_5f5f, Color::DarkGray),
                OWN,
            ),
        ),
        Look::Wait => light(WHITE, BLACK, BLACK, OWN),
        Look::Paused => paints(BLACK, WHITE, shade(WHITE, BLACK, OWN)),
        Look::Alarm => light(
            paint(0x00ff_af00, Color::White),
            BLACK,
            paint(0x00af_0000, Color::Red),
            OWN,
        ),
        Look::Hurt => paints(
            paint(0x0087_0000, Color::Gray),
            paint(0x00ff_ffff, Color::Black),
            shade(
                paint(0x00ff_afaf, Color::White),
                paint(0x0087_0000, Color::Red),
                OWN,
            ),
        ),
    },
};

/// No colours: words and patterns tell looks apart.
const MONO: Palette = Palette {
    is_coloured: false,
    ..USUAL
};
