//! The colours of each theme, one row a role or look: a table is read down its columns. Their contrasts are tested in
//! [`super`].

use ratatui::style::Color::{
    self, Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightCyan, LightGreen, LightMagenta,
    LightRed, LightYellow, Magenta, Red, Reset, White, Yellow,
};

use super::colour::{Paint, Shade};
use crate::app::element::Look;
use crate::core::pose::shapes::Role;
use crate::core::settings::ThemeChoice;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LookPaints {
    /// The ground of bands.
    pub(super) ground: Paint,
    /// Letters on that ground.
    pub(super) letter: Paint,
    /// The same hue for bars and marks.
    pub(super) mark: Shade,
}

#[derive(Debug)]
pub(super) struct Palette {
    /// False where no colour is shown.
    pub(super) is_coloured: bool,
    /// Whether patterns tell looks apart too.
    pub(super) is_patterned: bool,
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

/// A shade from its colours on a dark, a light and an unknown ground, and what stands in for them among the sixteen.
const fn shade([dark, light, any]: [u32; 3], [on_dark, on_light, on_any]: [Color; 3]) -> Shade {
    Shade {
        any: paint(any, on_any),
        ..known([dark, light], [on_dark, on_light])
    }
}

/// The same without a colour for an unknown ground, on which letters have the terminal's own.
const fn known([dark, light]: [u32; 2], [on_dark, on_light]: [Color; 2]) -> Shade {
    Shade {
        dark: paint(dark, on_dark),
        light: paint(light, on_light),
        any: Paint::OWN,
    }
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
const fn light(mark: Shade, ink: Paint) -> LookPaints {
    paints(mark.dark, ink, mark)
}

const INK: Paint = paint(0x10_14_1c, Black);
const WHITE: Paint = paint(0xff_ff_ff, White);
const BLACK: Paint = paint(0x00_00_00, Black);
const BLACK_OR_WHITE: Shade = known([0xff_ff_ff, 0x00_00_00], [White, Black]);

/// Warm while something is held, cool while it is prepared, deep while one rests.
#[rustfmt::skip]
const USUAL: Palette = Palette {
    is_coloured: true,
    is_patterned: false,
    text: known([0xe6_e9_f0, 0x1b_1f_27], [Reset, Reset]),
    faint: known([0xa9_b2_c1, 0x50_59_68], [Reset, Reset]),
    ink: INK,
    past: shade([0x74_7e_90, 0x7c_85_95, 0x7a_84_94], [Gray, DarkGray, DarkGray]),
    standing: paint(0x99_a3_b5, Gray),
    figure: |role| match role {
        Role::Working   => shade([0xff_b0_40, 0xe0_5a_00, 0xe0_70_00], [Yellow, Red, LightRed]),
        Role::Behind    => shade([0xc7_7f_1f, 0xa8_6a_20, 0xb0_70_30], [Magenta, Magenta, Magenta]),
        Role::Resting   => shade([0x87_93_ad, 0x78_84_a0, 0x77_84_9e], [Cyan, DarkGray, DarkGray]),
        Role::Body      => shade([0x96_be_ff, 0x2f_6f_c4, 0x4a_86_d8], [LightBlue, Blue, LightBlue]),
        Role::Skin      => (USUAL.figure)(Role::Arm),
        Role::Hair      => shade([0xa0_74_50, 0x3a_22_10, 0x96_78_58], [Gray, DarkGray, DarkGray]),
        Role::Shorts    => shade([0x5b_7f_c4, 0x1f_4a_8a, 0x4f_80_c0], [LightBlue, Blue, LightBlue]),
        Role::Eye       => known([0x10_14_1c, 0xff_ff_ff], [Black, White]),
        Role::Patch     => shade([0xff_4b_3c, 0xc3_0f_2d, 0xb4_00_00], [LightRed, LightRed, Red]),
        Role::Arrow     => known([0xe6_e9_f0, 0x1b_1f_27], [White, Reset]),
        Role::Arm       => known([0xff_e4_b5, 0x7a_4a_1e], [White, Reset]),
        Role::Aid       => shade([0xfd_6d_8d, 0xbf_1f_7a, 0xc3_4c_85], [LightMagenta, Magenta, Magenta]),
        Role::Mat       => known([0x24_41_36, 0xcf_e6_da], [Reset, Reset]),
        Role::Ground    => shade([0x4d_87_6c, 0x3f_85_66, 0x43_8a_6a], [Green, DarkGray, DarkGray]),
        Role::Furniture => USUAL.past,
    },
    look: |look| match look {
        Look::Ready  => light(shade([0x74_c0_fc, 0x25_78_d0, 0x74_8e_b1], [LightCyan, Blue, LightBlue]), INK),
        Look::Hold   => light(shade([0xff_c4_4d, 0xb8_6c_00, 0xc0_74_00], [Yellow, Red, Reset]), INK),
        Look::Switch => light(shade([0xad_6a_f5, 0x65_20_ef, 0x9d_5c_f0], [LightMagenta, Magenta, Magenta]), INK),
        Look::Rest   => paints(paint(0x14_6b_5c, Blue), WHITE,
                               shade([0x11_af_8d, 0x1a_7a_66, 0x32_8e_77], [LightGreen, DarkGray, DarkGray])),
        Look::Wait   => light(known([0xe9_ed_f5, 0x10_14_1c], [White, Black]), INK),
        Look::Paused => paints(paint(0x2f_36_44, Black), paint(0xf1_f3_f8, White),
                               known([0xc3_ca_d6, 0x4a_52_63], [Gray, DarkGray])),
        Look::Alarm  => light(shade([0xff_6b_5e, 0xd0_2a_1c, 0xe0_4a_3c], [LightRed, LightRed, LightRed]), INK),
        Look::Hurt   => paints(paint(0x9c_1c_2e, Red), WHITE,
                               shade([0xff_8d_8d, 0x9c_1c_2e, 0xe0_52_52], [White, Red, LightRed])),
    },
};

/// Black and white and the few colours that are far from both.
#[rustfmt::skip]
const CONTRAST: Palette = Palette {
    is_coloured: true,
    is_patterned: true,
    text: BLACK_OR_WHITE,
    faint: BLACK_OR_WHITE,
    ink: BLACK,
    past: shade([0x94_94_94, 0x62_62_62, 0x80_80_80], [Gray, DarkGray, DarkGray]),
    standing: WHITE,
    figure: |role| match role {
        Role::Working   => shade([0xff_ff_00, 0xaf_00_00, 0xe0_52_52], [LightYellow, Red, LightRed]),
        Role::Behind    => shade([0xd7_af_00, 0x87_00_5f, 0xd6_40_9f], [Yellow, Magenta, Magenta]),
        Role::Resting   => shade([0x8a_8a_8a, 0x6c_6c_6c, 0x80_80_80], [Gray, DarkGray, DarkGray]),
        Role::Body | Role::Skin | Role::Arrow => BLACK_OR_WHITE,
        Role::Eye       => known([0x00_00_00, 0xff_ff_ff], [Black, White]),
        Role::Patch     => shade([0xff_5f_5f, 0xff_2a_2a, 0xb4_00_00], [LightRed, LightRed, Red]),
        Role::Arm       => shade([0x87_d7_ff, 0x00_5f_af, 0x3b_82_d6], [LightCyan, Blue, LightBlue]),
        Role::Aid       => shade([0xeb_69_f4, 0xc6_62_c3, 0xd3_1d_c4], [LightMagenta, Magenta, Magenta]),
        Role::Mat       => Shade::OWN,
        Role::Ground    => shade([0x00_af_5f, 0x00_5f_37, 0x20_8a_5a], [Green, DarkGray, DarkGray]),
        Role::Furniture | Role::Hair | Role::Shorts => CONTRAST.past,
    },
    look: |look| match look {
        Look::Ready  => light(known([0x00_d7_ff, 0x04_6b_c5], [LightGreen, Blue]), BLACK),
        Look::Hold   => light(known([0xff_ff_00, 0x00_00_00], [LightYellow, Black]), BLACK),
        Look::Switch => light(known([0xff_5f_af, 0x87_00_87], [Cyan, Magenta]), BLACK),
        Look::Rest   => paints(paint(0x00_5f_5f, Blue), WHITE, known([0xb0_fc_c3, 0x00_5f_5f], [LightGreen, DarkGray])),
        Look::Wait   => light(known([0xff_ff_ff, 0x2d_2d_2d], [White, Black]), BLACK),
        Look::Paused => paints(BLACK, WHITE, BLACK_OR_WHITE),
        Look::Alarm  => light(known([0xff_af_00, 0xaf_00_00], [White, Red]), BLACK),
        Look::Hurt   => paints(paint(0x87_00_00, Gray), paint(0xff_ff_ff, Black),
                               known([0xff_af_af, 0x87_00_00], [White, Red])),
    },
};

/// No colours: words and patterns tell looks apart.
const MONO: Palette = Palette {
    is_coloured: false,
    is_patterned: true,
    ..USUAL
};
