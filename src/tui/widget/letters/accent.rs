//! The accents that turn A into Ä and C into Ç.

use std::sync::LazyLock;

use super::glyph::pictures;

/// Rows that an accent takes above or below its letter, the gap between the two included.
pub(super) const ROWS: usize = 3;

/// The side of its letter on which an accent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccentSide {
    /// Above cap height.
    Above,
    /// Below the baseline.
    Below,
}

/// An accent, drawn in pixels.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Accent {
    /// The combining character, as Unicode writes it behind its letter.
    name: char,
    pub(super) side: AccentSide,
    /// Widths and rows for letters of an odd and of an even width, so that it always stands in the middle.
    pictures: Vec<(u32, [u32; ROWS])>,
}

impl Accent {
    /// The accent written as a combining character, `None` when the font does not have it.
    pub(super) fn named(name: char) -> Option<&'static Self> {
        ACCENTS.iter().find(|accent| accent.name == name)
    }

    /// Width and rows of this accent over or under a letter `width` pixels wide.
    pub(super) fn picture(&self, width: u32) -> (u32, [u32; ROWS]) {
        let index = usize::from(width.is_multiple_of(2));
        self.pictures.get(index).copied().unwrap_or_default()
    }

    /// Rows from the topmost to the last one with ink.
    pub(super) fn depth(&self) -> u32 {
        let (_, rows) = self.picture(0);
        let last = rows.iter().rposition(|pixels| *pixels != 0);
        last.map_or(0, |last| last as u32 + 1)
    }

    /// Rows with ink.
    pub(super) fn inked(&self) -> u32 {
        let (_, rows) = self.picture(0);
        rows.iter().filter(|pixels| **pixels != 0).count() as u32
    }
}

static ACCENTS: LazyLock<Vec<Accent>> = LazyLock::new(|| {
    let all = DRAWN.iter().map(|(name, side, art)| Accent {
        name: *name,
        side: *side,
        pictures: pictures(art),
    });
    all.collect()
});

/// Combining characters, their sides, and their pictures for an odd and an even width.
#[rustfmt::skip]
const DRAWN: &[(char, AccentSide, [&str; ROWS])] = &[
    ('\u{300}', AccentSide::Above, [
        "##. ##..",
        ".## .##.",
        "... ....",
    ]),
    ('\u{301}', AccentSide::Above, [
        ".## ..##",
        "##. .##.",
        "... ....",
    ]),
    ('\u{302}', AccentSide::Above, [
        ".###. .####.",
        "##.## ##..##",
        "..... ......",
    ]),
    ('\u{303}', AccentSide::Above, [
        "##..# ###..#",
        "#..## #..###",
        "..... ......",
    ]),
    ('\u{304}', AccentSide::Above, [
        "##### ######",
        "..... ......",
        "..... ......",
    ]),
    ('\u{306}', AccentSide::Above, [
        "#...# #....#",
        ".###. .####.",
        "..... ......",
    ]),
    ('\u{307}', AccentSide::Above, [
        "### ##",
        "### ##",
        "... ..",
    ]),
    ('\u{308}', AccentSide::Above, [
        "##.## ##..##",
        "##.## ##..##",
        "..... ......",
    ]),
    ('\u{30a}', AccentSide::Above, [
        ".###. .##.",
        "##.## #..#",
        ".###. .##.",
    ]),
    ('\u{30b}', AccentSide::Above, [
        "..##.## .##.##",
        ".##.##. ##.##.",
        "....... ......",
    ]),
    ('\u{30c}', AccentSide::Above, [
        "##.## ##..##",
        ".###. .####.",
        "..... ......",
    ]),
    ('\u{327}', AccentSide::Below, [
        ".## .##.",
        "##. ##..",
        "... ....",
    ]),
    ('\u{326}', AccentSide::Below, [
        "... ....",
        ".## .##.",
        "##. ##..",
    ]),
    ('\u{328}', AccentSide::Below, [
        "..##. .##.",
        "..### .###",
        "..... ....",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_is_one_rectangle_for_odd_widths_and_one_for_even_widths() {
        for (name, _, art) in DRAWN {
            let widths = |row: &str| row.split(' ').map(str::len).collect::<Vec<_>>();
            assert!(
                art.iter().all(|row| widths(row) == widths(art[0])),
                "{:x}",
                u32::from(*name)
            );
            let parities: Vec<_> = widths(art[0]).iter().map(|width| width % 2).collect();
            assert_eq!(parities, [1, 0], "{:x}", u32::from(*name));
            assert!(
                art.iter()
                    .flat_map(|row| row.bytes())
                    .all(|pixel| b"#. ".contains(&pixel))
            );
        }
    }

    #[test]
    fn no_two_accents_on_one_side_are_equal() {
        for (index, accent) in ACCENTS.iter().enumerate() {
            for other in ACCENTS
                .iter()
                .skip(index + 1)
                .filter(|other| other.side == accent.side)
            {
                for (picture, other_picture) in accent.pictures.iter().zip(&other.pictures) {
                    assert_ne!(
                        picture,
                        other_picture,
                        "{:x} and {:x}",
                        u32::from(accent.name),
                        u32::from(other.name)
                    );
                }
            }
        }
    }
}
