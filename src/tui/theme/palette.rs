//! The colours of each theme. Their contrasts are tested in [`super`].

use ratatui::style::Color;

use super::colour::Paint;
use crate::app::element::Look;
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

/// The colours of a figure, on [`Palette::ink`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FigurePaints {
    /// The limb that works.
    pub(super) working: Paint,
    /// A second one that works, behind it.
    pub(super) behind: Paint,
    /// A leg that does not.
    pub(super) resting: Paint,
    /// Trunk and head.
    pub(super) body: Paint,
    /// Arms.
    pub(super) arm: Paint,
    /// A strap, a pack.
    pub(super) aid: Paint,
    /// A mat that is seen from above, inside its edge.
    pub(super) mat: Paint,
    /// A mat, a floor.
    pub(super) ground: Paint,
}

/// All colours of a theme.
#[derive(Debug, PartialEq, Eq)]
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
    /// The person in the pose.
    pub(super) figure: FigurePaints,
    ready: LookPaints,
    hold: LookPaints,
    switch: LookPaints,
    rest: LookPaints,
    wait: LookPaints,
    paused: LookPaints,
    alarm: LookPaints,
    hurt: LookPaints,
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

    /// The colours of a look.
    pub(super) const fn look(&self, look: Look) -> LookPaints {
        match look {
            Look::Ready => self.ready,
            Look::Hold => self.hold,
            Look::Switch => self.switch,
            Look::Rest => self.rest,
            Look::Wait => self.wait,
            Look::Paused => self.paused,
            Look::Alarm => self.alarm,
            Look::Hurt => self.hurt,
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
    figure: FigurePaints {
        working: paint(0x00ff_b040, Color::LightYellow),
        behind: paint(0x00c7_7f1f, Color::Yellow),
        resting: paint(0x0077_849e, Color::DarkGray),
        body: paint(0x0096_beff, Color::LightBlue),
        arm: paint(0x00ff_e4b5, Color::White),
        aid: paint(0x00ff_6b9d, Color::LightMagenta),
        mat: paint(0x0024_4136, Color::Black),
        ground: paint(0x0045_7a62, Color::Green),
    },
    ready: light(paint(0x0074_c0fc, Color::Cyan), INK),
    hold: light(paint(0x00ff_c44d, Color::LightYellow), INK),
    switch: light(paint(0x00ad_6af5, Color::LightMagenta), INK),
    rest: LookPaints {
        ground: paint(0x0014_6b5c, Color::Blue),
        letter: WHITE,
        mark: paint(0x0045_c4a5, Color::LightGreen),
    },
    wait: light(paint(0x00e9_edf5, Color::White), INK),
    paused: LookPaints {
        ground: paint(0x002f_3644, Color::Black),
        letter: paint(0x00f1_f3f8, Color::White),
        mark: paint(0x00c3_cad6, Color::Gray),
    },
    alarm: light(paint(0x00ff_6b5e, Color::LightRed), INK),
    hurt: LookPaints {
        ground: paint(0x009c_1c2e, Color::Red),
        letter: WHITE,
        mark: paint(0x00ff_8d8d, Color::White),
    },
};

/// Black and white and the few colours that are far from both.
const CONTRAST: Palette = Palette {
    is_coloured: true,
    dims: false,
    ink: BLACK,
    past: paint(0x0094_9494, Color::Gray),
    standing: WHITE,
    figure: FigurePaints {
        working: paint(0x00ff_ff00, Color::LightYellow),
        behind: paint(0x00d7_af00, Color::Yellow),
        resting: paint(0x008a_8a8a, Color::Gray),
        body: WHITE,
        arm: paint(0x0087_d7ff, Color::LightCyan),
        aid: paint(0x00ff_5fff, Color::LightMagenta),
        mat: BLACK,
        ground: paint(0x0000_af5f, Color::Green),
    },
    ready: light(paint(0x0000_d7ff, Color::LightGreen), BLACK),
    hold: light(paint(0x00ff_ff00, Color::LightYellow), BLACK),
    switch: light(paint(0x00ff_5fff, Color::Cyan), BLACK),
    rest: LookPaints {
        ground: paint(0x0000_5f5f, Color::Blue),
        letter: WHITE,
        mark: paint(0x0087_ffd7, Color::LightGreen),
    },
    wait: light(WHITE, BLACK),
    paused: LookPaints {
        ground: BLACK,
        letter: WHITE,
        mark: WHITE,
    },
    alarm: light(paint(0x00ff_af00, Color::White), BLACK),
    hurt: LookPaints {
        ground: paint(0x0087_0000, Color::Gray),
        letter: paint(0x00ff_ffff, Color::Black),
        mark: paint(0x00ff_afaf, Color::White),
    },
};

/// No colours: words and patterns tell looks apart.
const MONO: Palette = Palette {
    is_coloured: false,
    ..USUAL
};
