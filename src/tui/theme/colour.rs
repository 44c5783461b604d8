//! Colours of a palette, and the colours that the terminal shows for them.

use ratatui::style::Color;

/// The colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colours {
    /// All of them.
    TrueColor,
    /// The 256 of xterm.
    Indexed,
    /// Sixteen, which the user may have changed.
    Ansi,
    /// None are wanted or there are none.
    None,
}

/// The terminal's own ground, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Backdrop {
    /// Nearly black, or as dark as that of Dracula.
    Dark,
    /// Nearly white.
    Light,
    /// Nothing, or that it is between the two: text has the terminal's own colour there.
    #[default]
    Unknown,
}

impl Backdrop {
    /// The backdrop of a terminal whose ground has this red, green and blue.
    ///
    /// The limits are the grounds on which the faintest text of a theme still has a contrast of 4.5:1.
    pub fn of(rgb: [u8; 3]) -> Self {
        match luminance(rgb) {
            ..0.045 => Self::Dark,
            0.7.. => Self::Light,
            _ => Self::Unknown,
        }
    }
}

/// A colour, and what stands in for it where there are only sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    /// Red, green and blue; `None` for the terminal's own colour of letters.
    pub(super) rgb: Option<[u8; 3]>,
    /// One of the sixteen, or the terminal's own.
    pub(super) ansi: Color,
}

impl Paint {
    /// The terminal's own colour of letters, which its user can read on any ground.
    pub(super) const OWN: Self = Self {
        rgb: None,
        ansi: Color::Reset,
    };
}

/// A colour of letters and marks on the terminal's own ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shade {
    pub(super) dark: Paint,
    pub(super) light: Paint,
    /// On a ground that is not known: a colour that can be seen on both.
    pub(super) any: Paint,
}

impl Shade {
    /// The terminal's own colour of letters, on any ground.
    pub(super) const OWN: Self = Self {
        dark: Paint::OWN,
        light: Paint::OWN,
        any: Paint::OWN,
    };

    pub(super) const fn on(self, backdrop: Backdrop) -> Paint {
        match backdrop {
            Backdrop::Dark => self.dark,
            Backdrop::Light => self.light,
            Backdrop::Unknown => self.any,
        }
    }
}

impl Colours {
    /// A paint as this terminal shows it.
    pub(super) fn shown(self, paint: Paint) -> Color {
        match (self, paint.rgb) {
            (Self::TrueColor, Some([red, green, blue])) => Color::Rgb(red, green, blue),
            (Self::Indexed, Some(rgb)) => Color::Indexed(nearest(rgb)),
            (Self::Ansi, _) => paint.ansi,
            (Self::None, _) | (_, None) => Color::Reset,
        }
    }
}

/// The levels of a primary in xterm's cube of 6 × 6 × 6 colours, which starts at index 16.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of xterm's colours that no user has changed: the cube and the greys after it.
fn nearest(rgb: [u8; 3]) -> u8 {
    let cube = |index: u8| [index / 36, index / 6 % 6, index % 6].map(level);
    let grey = |index: u8| [8 + 10 * index; 3];
    let all = (0..216)
        .map(|index| (16 + index, cube(index)))
        .chain((0..24).map(|index| (232 + index, grey(index))));
    let far = |other: [u8; 3]| -> u32 {
        let parts = rgb.iter().zip(other);
        parts
            .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
            .sum()
    };
    all.min_by_key(|(_, other)| far(*other))
        .map_or(16, |(index, _)| index)
}

fn level(index: u8) -> u8 {
    LEVELS.get(usize::from(index)).copied().unwrap_or_default()
}

/// The red, green and blue that a terminal shows; for the sixteen, xterm's own.
#[cfg(test)]
pub(super) fn seen(colour: Color) -> [u8; 3] {
    match colour {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
        Color::Indexed(index) => {
            let index = index - 16;
            [index / 36, index / 6 % 6, index % 6].map(level)
        }
        Color::Black => [0, 0, 0],
        Color::Red => [205, 0, 0],
        Color::Green => [0, 205, 0],
        Color::Yellow => [205, 205, 0],
        Color::Blue => [0, 0, 238],
        Color::Magenta => [205, 0, 205],
        Color::Cyan => [0, 205, 205],
        Color::Gray => [229, 229, 229],
        Color::DarkGray => [127, 127, 127],
        Color::LightRed => [255, 0, 0],
        Color::LightGreen => [0, 255, 0],
        Color::LightYellow => [255, 255, 0],
        Color::LightBlue => [92, 92, 255],
        Color::LightMagenta => [255, 0, 255],
        Color::LightCyan => [0, 255, 255],
        Color::White => [255, 255, 255],
        Color::Reset => unreachable!("the default colour is not known"),
    }
}

/// Relative luminance, 0 to 1. Source: WCAG 2.2, "relative luminance".
fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio".
#[cfg(test)]
pub(super) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The lightness of a colour to the eye, 0 to 100. Source: CIE 1976 L*.
#[cfg(test)]
pub(super) fn lightness(rgb: [u8; 3]) -> f64 {
    let luminance = luminance(rgb);
    if luminance > 0.008_856 {
        116.0 * luminance.cbrt() - 16.0
    } else {
        903.3 * luminance
    }
}
