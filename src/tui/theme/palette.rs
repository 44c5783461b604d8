//! The colours of each theme. Their contrasts are tested in [`super`].

use ratatui::style::Color;

use super::colour::Paint;
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
    /// The same hue for marks on [`Palette::ink`].
    pub(super) mark: Paint,
}

/// All colours of a theme.
#[derive(Debug)]
pub(super) struct Palette {
    /// False where no colour is shown.
    pub(super) is_coloured: bool,
    /// True where faint text is dim.
    pub(super) dims: bool,
    /// Nearly black: the ground of bars and of the side.
    pub(super) ink: Paint,
    /// Segments of the ribbon that are over.
    pub(super) past: Paint,
    /// The number of a paused session.
    pub(super) standing: Paint,
    /// The parts of a figure, on [`Palette::ink`].
    pub(super) figure: fn(Role) -> Paint,
    /// The colours of a look.
    pub(super) look: fn(Look) -> LookPaints,
}

impl Palette {
    /// The colours of a theme.
    pub(super) const fn of(choice: ThemeChoice) -> &'static Self {
        match choice {
            ThemeChoice::Auto => &USUAL,
            ThemeChoice::Contrast => &CONTRAST,
            ThemeChoice::Mono => &MONO,
        }
    }
}

const fn paint(rgb: u32, ansi: Color) -> Paint {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Paint {
        rgb: [red, green, blue],
        ansi,
    }
}

/// Dark letters on a light ground, which is also the colour of marks.
const fn light(ground: Paint, ink: Paint) -> LookPaints {
    LookPaints {
        ground,
        letter: ink,
        mark: ground,
    }
}

const INK: Paint = paint(0x0010_141c, Color::Black);
const WHITE: Paint = paint(0x00ff_ffff, Color::White);
const BLACK: Paint = paint(0x0000_0000, Color::Black);

/// Warm while something is held, cool while it is prepared, deep while one rests.
const USUAL: Palette = Palette {
    is_coloured: true,
    dims: true,
    ink: INK,
    past: paint(0x005b_6475, Color::DarkGray),
    standing: paint(0x0099_a3b5, Color::Gray),
    figure: |role| match role {
        Role::Working => paint(0x00ff_b040, Color::LightYellow),
        Role::Behind => paint(0x00c7_7f1f, Color::Yellow),
        Role::Resting => paint(0x0077_849e, Color::DarkGray),
        Role::Body => paint(0x0096_beff, Color::LightBlue),
        Role::Arm => paint(0x00ff_e4b5, Color::White),
        Role::Furniture => USUAL.past,
        Role::Aid => paint(0x00ff_6b9d, Color::LightMagenta),
        Role::Ground => paint(0x0045_7a62, Color::Green),
        Role::Mat => paint(0x0024_4136, Color::Black),
    },
    look: |look| match look {
        Look::Ready => light(paint(0x0074_c0fc, Color::Cyan), INK),
        Look::Hold => light(paint(0x00ff_c44d, Color::LightYellow), INK),
        Look::Switch => light(paint(0x00ad_6af5, Color::LightMagenta), INK),
        Look::Rest => LookPaints {
            ground: paint(0x0014_6b5c, Color::Blue),
            letter: WHITE,
            mark: paint(0x0045_c4a5, Color::LightGreen),
        },
        Look::Wait => light(paint(0x00e9_edf5, Color::White), INK),
        Look::Paused => LookPaints {
            ground: paint(0x002f_3644, Color::Black),
            letter: paint(0x00f1_f3f8, Color::White),
            mark: paint(0x00c3_cad6, Color::Gray),
        },
        Look::Alarm => light(paint(0x00ff_6b5e, Color::LightRed), INK),
        Look::Hurt => LookPaints {
            ground: paint(0x009c_1c2e, Color::Red),
            letter: WHITE,
            mark: paint(0x00ff_8d8d, Color::White),
        },
    },
};

/// Black and white and the few colours that are far from both.
const CONTRAST: Palette = Palette {
    is_coloured: true,
    dims: false,
    ink: BLACK,
    past: paint(0x0094_9494, Color::Gray),
    standing: WHITE,
    figure: |role| match role {
        Role::Working => paint(0x00ff_ff00, Color::LightYellow),
        Role::Behind => paint(0x00d7_af00, Color::Yellow),
        Role::Resting => paint(0x008a_8a8a, Color::Gray),
        Role::Body => WHITE,
        Role::Arm => paint(0x0087_d7ff, Color::LightCyan),
        Role::Furniture => CONTRAST.past,
        Role::Aid => paint(0x00ff_5fff, Color::LightMagenta),
        Role::Ground => paint(0x0000_af5f, Color::Green),
        Role::Mat => BLACK,
    },
    look: |look| match look {
        Look::Ready => light(paint(0x0000_d7ff, Color::LightGreen), BLACK),
        Look::Hold => light(paint(0x00ff_ff00, Color::LightYellow), BLACK),
        Look::Switch => light(paint(0x00ff_5fff, Color::Cyan), BLACK),
        Look::Rest => LookPaints {
            ground: paint(0x0000_5f5f, Color::Blue),
            letter: WHITE,
            mark: paint(0x0087_ffd7, Color::LightGreen),
        },
        Look::Wait => light(WHITE, BLACK),
        Look::Paused => LookPaints {
            ground: BLACK,
            letter: WHITE,
            mark: WHITE,
        },
        Look::Alarm => light(paint(0x00ff_af00, Color::White), BLACK),
        Look::Hurt => LookPaints {
            ground: paint(0x0087_0000, Color::Gray),
            letter: paint(0x00ff_ffff, Color::Black),
            mark: paint(0x00ff_afaf, Color::White),
        },
    },
};

/// No colours: words and patterns tell looks apart.
const MONO: Palette = Palette {
    is_coloured: false,
    ..USUAL
};
