//! Marks: what turns A into Ä and C into Ç.

use std::sync::LazyLock;

use super::glyph::pictures;

/// Rows that a mark takes above or below its letter, the gap between the two included.
pub(super) const ROWS: usize = 3;

/// On which side of its letter a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Above cap height.
    Above,
    /// Below the baseline.
    Below,
}

/// A mark, drawn in pixels.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The combining character, as Unicode writes it behind its letter.
    name: char,
    /// On which side it stands.
    pub(super) place: Place,
    /// Widths and rows for letters of an odd and of an even width, so that it always stands in the middle.
    pictures: Vec<(u32, [u32; ROWS])>,
}

impl Mark {
    /// Width and rows of this mark over or under a letter `width` pixels wide.
    pub(super) fn picture(&self, width: u32) -> (u32, [u32; ROWS]) {
        let index = usize::from(width.is_multiple_of(2));
        self.pictures.get(index).copied().unwrap_or_default()
    }

    /// Rows from the topmost to the last one with ink.
    pub(super) fn depth(&self) -> u32 {
        let (_, rows) = self.picture(0);
        (1..)
            .zip(rows)
            .filter(|(_, pixels)| *pixels != 0)
            .map(|(depth, _)| depth)
            .last()
            .unwrap_or(0)
    }

    /// How many of its rows have ink.
    pub(super) fn inked(&self) -> u32 {
        let (_, rows) = self.picture(0);
        rows.iter().filter(|pixels| **pixels != 0).count() as u32
    }
}

/// The mark written as a combining character, `None` when the font does not have it.
pub(super) fn mark(name: char) -> Option<&'static Mark> {
    MARKS.iter().find(|mark| mark.name == name)
}

/// A marked letter as a plain one and a combining character, `None` for all others.
pub(super) fn taken_apart(character: char) -> Option<(char, char)> {
    DRAWN.iter().find_map(|(name, _, _, marked, plain)| {
        let (_, plain) = marked
            .chars()
            .zip(plain.chars())
            .find(|(marked, _)| *marked == character)?;
        Some((plain, *name))
    })
}

/// All marks.
pub(super) static MARKS: LazyLock<Vec<Mark>> = LazyLock::new(|| {
    DRAWN
        .iter()
        .map(|(name, place, art, _, _)| Mark {
            name: *name,
            place: *place,
            pictures: pictures(art),
        })
        .collect()
});

/// A combining character, its side, its pictures for an odd and an even width, the letters with it, and without.
type Drawn = (
    char,
    Place,
    [&'static str; ROWS],
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const DRAWN: &[Drawn] = &[
    ('\u{300}', Place::Above, [
        "##. ##..",
        ".## .##.",
        "... ....",
    ], "ÀÈÌÒÙẀỲǸ", "AEIOUWYN"),
    ('\u{301}', Place::Above, [
        ".## ..##",
        "##. .##.",
        "... ....",
    ], "ÁÉÍÓÚÝĆǴĹŃŔŚẂŹ", "AEIOUYCGLNRSWZ"),
    ('\u{302}', Place::Above, [
        ".###. .####.",
        "##.## ##..##",
        "..... ......",
    ], "ÂÊÎÔÛŴŶĈĜĤĴŜẐ", "AEIOUWYCGHJSZ"),
    ('\u{303}', Place::Above, [
        "##..# ###..#",
        "#..## #..###",
        "..... ......",
    ], "ÃẼĨÑÕŨ", "AEINOU"),
    ('\u{304}', Place::Above, [
        "##### ######",
        "..... ......",
        "..... ......",
    ], "ĀĒĪŌŪ", "AEIOU"),
    ('\u{306}', Place::Above, [
        "#...# #....#",
        ".###. .####.",
        "..... ......",
    ], "ĂĔĞĬŎŬ", "AEGIOU"),
    ('\u{307}', Place::Above, [
        "### ##",
        "### ##",
        "... ..",
    ], "ĖİĊĠŻ", "EICGZ"),
    ('\u{308}', Place::Above, [
        "##.## ##..##",
        "##.## ##..##",
        "..... ......",
    ], "ÄËÏÖÜŸẄ", "AEIOUYW"),
    ('\u{30a}', Place::Above, [
        ".###. .##.",
        "##.## #..#",
        ".###. .##.",
    ], "ÅŮ", "AU"),
    ('\u{30b}', Place::Above, [
        "..##.## .##.##",
        ".##.##. ##.##.",
        "....... ......",
    ], "ŐŰ", "OU"),
    ('\u{30c}', Place::Above, [
        "##.## ##..##",
        ".###. .####.",
        "..... ......",
    ], "ČĎĚĽŇŘŠŤŽ", "CDELNRSTZ"),
    ('\u{327}', Place::Below, [
        ".## .##.",
        "##. ##..",
        "... ....",
    ], "ÇĢĶĻŅŖŞŢ", "CGKLNRST"),
    ('\u{326}', Place::Below, [
        "... ....",
        ".## .##.",
        "##. ##..",
    ], "ȘȚ", "ST"),
    ('\u{328}', Place::Below, [
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
    fn no_two_marks_on_one_side_are_equal() {
        for (index, mark) in MARKS.iter().enumerate() {
            for other in MARKS
                .iter()
                .skip(index + 1)
                .filter(|other| other.place == mark.place)
            {
                for (picture, other_picture) in mark.pictures.iter().zip(&other.pictures) {
                    assert_ne!(
                        picture,
                        other_picture,
                        "{:x} and {:x}",
                        u32::from(mark.name),
                        u32::from(other.name)
                    );
                }
            }
        }
    }

    #[test]
    fn every_marked_letter_has_a_plain_one_that_is_drawn() {
        for (name, _, _, marked, plain) in DRAWN {
            assert_eq!(marked.chars().count(), plain.chars().count(), "{marked}");
            for character in marked.chars() {
                let (plain, mark) = taken_apart(character).unwrap();
                assert_eq!(mark, *name, "{character} is drawn twice");
                assert!(glyph(plain).is_some(), "{plain}");
                assert!(glyph(character).is_none(), "{character} is drawn twice");
            }
        }
    }
}
