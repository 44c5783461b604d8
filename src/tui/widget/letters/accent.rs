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

/// A letter with an accent as a plain one and a combining character, `None` for all others.
pub(super) fn taken_apart(character: char) -> Option<(char, char)> {
    DRAWN.iter().find_map(|(name, _, _, accented, plain)| {
        let mut pairs = accented.chars().zip(plain.chars());
        let (_, plain) = pairs.find(|(accented, _)| *accented == character)?;
        Some((plain, *name))
    })
}

static ACCENTS: LazyLock<Vec<Accent>> = LazyLock::new(|| {
    let all = DRAWN.iter().map(|(name, side, art, _, _)| Accent {
        name: *name,
        side: *side,
        pictures: pictures(art),
    });
    all.collect()
});

/// A combining character, its side, its pictures for an odd and an even width, the letters with it, and without.
type Drawn = (
    char,
    AccentSide,
    [&'static str; ROWS],
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const DRAWN: &[Drawn] = &[
    ('\u{300}', AccentSide::Above, [
        "##. ##..",
        ".## .##.",
        "... ....",
    ], "ÀÈÌÒÙẀỲǸ", "AEIOUWYN"),
    ('\u{301}', AccentSide::Above, [
        ".## ..##",
        "##. .##.",
        "... ....",
    ], "ÁÉÍÓÚÝĆǴĹŃŔŚẂŹЃЌ", "AEIOUYCGLNRSWZГK"),
    ('\u{302}', AccentSide::Above, [
        ".###. .####.",
        "##.## ##..##",
        "..... ......",
    ], "ÂÊÎÔÛŴŶĈĜĤĴŜẐ", "AEIOUWYCGHJSZ"),
    ('\u{303}', AccentSide::Above, [
        "##..# ###..#",
        "#..## #..###",
        "..... ......",
    ], "ÃẼĨÑÕŨ", "AEINOU"),
    ('\u{304}', AccentSide::Above, [
        "##### ######",
        "..... ......",
        "..... ......",
    ], "ĀĒĪŌŪ", "AEIOU"),
    ('\u{306}', AccentSide::Above, [
        "#...# #....#",
        ".###. .####.",
        "..... ......",
    ], "ĂĔĞĬŎŬЙЎ", "AEGIOUИУ"),
    ('\u{307}', AccentSide::Above, [
        "### ##",
        "### ##",
        "... ..",
    ], "ĖİĊĠŻ", "EICGZ"),
    ('\u{308}', AccentSide::Above, [
        "##.## ##..##",
        "##.## ##..##",
        "..... ......",
    ], "ÄËÏÖÜŸẄЁЇΪΫ", "AEIOUYWEIIY"),
    ('\u{30a}', AccentSide::Above, [
        ".###. .##.",
        "##.## #..#",
        ".###. .##.",
    ], "ÅŮ", "AU"),
    ('\u{30b}', AccentSide::Above, [
        "..##.## .##.##",
        ".##.##. ##.##.",
        "....... ......",
    ], "ŐŰ", "OU"),
    ('\u{30c}', AccentSide::Above, [
        "##.## ##..##",
        ".###. .####.",
        "..... ......",
    ], "ČĎĚĽŇŘŠŤŽ", "CDELNRSTZ"),
    ('\u{327}', AccentSide::Below, [
        ".## .##.",
        "##. ##..",
        "... ....",
    ], "ÇĢĶĻŅŖŞŢ", "CGKLNRST"),
    ('\u{326}', AccentSide::Below, [
        "... ....",
        ".## .##.",
        "##. ##..",
    ], "ȘȚ", "ST"),
    ('\u{328}', AccentSide::Below, [
        "..##. .##.",
        "..### .###",
        "..... ....",
    ], "ĄĘĮǪŲ", "AEIOU"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::letters::font::glyph;

    #[test]
    fn art_is_one_rectangle_for_odd_widths_and_one_for_even_widths() {
        for (name, _, art, _, _) in DRAWN {
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

    #[test]
    fn every_accented_letter_has_a_plain_one_that_is_drawn() {
        for (name, _, _, accented, plain) in DRAWN {
            assert_eq!(
                accented.chars().count(),
                plain.chars().count(),
                "{accented}"
            );
            for character in accented.chars() {
                let (plain, accent) = taken_apart(character).unwrap();
                assert_eq!(accent, *name, "{character} is drawn twice");
                assert!(glyph(plain).is_some(), "{plain}");
                assert!(glyph(character).is_none(), "{character} is drawn twice");
            }
        }
    }
}
