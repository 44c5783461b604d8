//! The typeface: one bold weight, drawn by hand for a reader who lies three metres away.
//!
//! Capitals are seven rows high, stems two pixels thick and bars one: equally thick where a pixel is twice as high as
//! wide. Characters that look alike from afar are drawn apart: O is wider than 0, S opens wide where 8 closes, 5 has a
//! square shoulder, G a bar and 6 none, 1 a flag and a foot, N a diagonal from corner to corner, M and W a middle that
//! hangs and one that stands. Digits are equally wide, so that a countdown stands still.

use std::sync::LazyLock;

use super::glyph::{Glyph, ROWS, SPACE, pictures};

/// The glyph of one upper-case character, `None` when the font does not have it.
pub(super) fn glyph(character: char) -> Option<&'static Glyph> {
    let found = FONT.iter().find(|(name, _)| *name == character);
    found.map(|(_, glyph)| glyph)
}

/// All glyphs, each with its character.
static FONT: LazyLock<Vec<(char, Glyph)>> = LazyLock::new(|| {
    let drawn = STRIPS
        .iter()
        .flat_map(|(names, art)| names.chars().zip(pictures(art)));
    let glyph = |(name, (width, rows)): (char, _)| {
        let built = BUILDS.iter().find(|(names, ..)| names.contains(name));
        let (bars, folds) = built.map_or((SPACE.bars, SPACE.folds), |(_, bars, folds)| {
            (*bars, *folds)
        });
        let glyph = Glyph {
            width,
            rows,
            bars,
            folds,
        };
        (name, glyph)
    };
    drawn.map(glyph).collect()
});

/// The bars and folds of characters that are built otherwise than most.
const BUILDS: [(&str, [usize; 3], [usize; 2]); 10] = [
    ("A", [0, 4, 6], [2, 5]),
    ("4", [0, 4, 6], [1, 5]),
    ("5", [0, 2, 6], [4, 5]),
    ("ÞФ", [1, 3, 5], [2, 4]),
    ("Ґ", [1, 3, 6], [2, 5]),
    ("ДЦЩЏ", [0, 3, 5], [1, 4]),
    ("3NXZØŁИЖΞΣ", [0, 3, 6], [1, 5]),
    ("M°", [0, 3, 6], [4, 5]),
    ("WQ", [0, 3, 6], [2, 1]),
    ("R·Я", [0, 3, 6], [2, 5]),
];

/// Characters in reading order, and their pictures side by side.
type Strip = (&'static str, [&'static str; ROWS]);

#[rustfmt::skip]
const STRIPS: &[Strip] = &[
    ("ABCDEFGH", [
        "..##.. #####. .##### #####. ##### ##### .##### ##..##",
        ".####. ##..## ##.... ##..## ##... ##... ##.... ##..##",
        "##..## ##..## ##.... ##..## ##... ##... ##.... ##..##",
        "##..## #####. ##.... ##..## ####. ####. ##.### ######",
        "###### ##..## ##.... ##..## ##... ##... ##..## ##..##",
        "##..## ##..## ##.... ##..## ##... ##... ##..## ##..##",
        "##..## #####. .##### #####. ##### ##... .##### ##..##",
    ]),
    ("IJKLMNOP", [
        "## ....## ##..## ##... ##....## ##...## .#####. #####.",
        "## ....## ##.##. ##... ###..### ###..## ##...## ##..##",
        "## ....## ####.. ##... ######## ####.## ##...## ##..##",
        "## ....## ###... ##... ##.##.## ##.#### ##...## #####.",
        "## ....## ####.. ##... ##....## ##..### ##...## ##....",
        "## ##..## ##.##. ##... ##....## ##...## ##...## ##....",
        "## .####. ##..## ##### ##....## ##...## .#####. ##....",
    ]),
    ("QRSTUVWX", [
        ".#####. #####. .##### ###### ##..## ##...## ##....## ##..##",
        "##...## ##..## ##.... ..##.. ##..## ##...## ##....## ##..##",
        "##...## ##..## ##.... ..##.. ##..## ##...## ##....## .####.",
        "##...## #####. .####. ..##.. ##..## .##.##. ##.##.## ..##..",
        "##.#.## ##.##. ....## ..##.. ##..## .##.##. ##.##.## .####.",
        "##..##. ##..## ....## ..##.. ##..## ..###.. ######## ##..##",
        ".###.## ##..## #####. ..##.. .####. ...#... .##..##. ##..##",
    ]),
    ("YZÆŒØÐÞŁ", [
        "##..## ###### ..####### .######## .######. .#####. ##.... .##...",
        "##..## ....## .##.##... ##..##... ##...### .##..## #####. .##...",
        "##..## ...##. ##..##... ##..##... ##..#### .##..## ##..## .####.",
        ".####. ..##.. ########. ##..####. ##.##.## ####.## ##..## ###...",
        "..##.. .##... ##..##... ##..##... ####..## .##..## ##..## .##...",
        "..##.. ##.... ##..##... ##..##... ###...## .##..## #####. .##...",
        "..##.. ###### ##..##### .######## .######. .#####. ##.... .#####",
    ]),
    ("0123456789", [
        ".####. ..##.. .####. .####. ...### ###### .####. ###### .####. .####.",
        "##..## .###.. ##..## ##..## ..#### ##.... ##.... ....## ##..## ##..##",
        "##..## ####.. ....## ....## .##.## #####. ##.... ....## ##..## ##..##",
        "##..## ..##.. ...##. ..###. ##..## ....## #####. ...##. .####. .#####",
        "##..## ..##.. ..##.. ....## ###### ....## ##..## ...##. ##..## ....##",
        "##..## ..##.. .##... ##..## ....## ##..## ##..## ..##.. ##..## ....##",
        ".####. ###### ###### .####. ....## .####. .####. ..##.. .####. .####.",
    ]),
    ("-–'’\".,:;!?/+×&", [
        ".... ...... ## ## ##.## .. .. .. .. ## .####. ....## ...... ...... .###...",
        ".... ...... ## ## ##.## .. .. ## ## ## ##..## ...##. ..##.. ##..## ##.##..",
        ".... ...... ## #. ##.## .. .. ## ## ## ....## ...##. ..##.. .####. ##.##..",
        "#### ###### .. .. ..... .. .. .. .. ## ...##. ..##.. ###### ..##.. .###.##",
        ".... ...... .. .. ..... .. ## ## ## ## ..##.. .##... ..##.. .####. ##.###.",
        ".... ...... .. .. ..... ## ## ## ## .. ...... .##... ..##.. ##..## ##..##.",
        ".... ...... .. .. ..... ## #. .. #. ## ..##.. ##.... ...... ...... .###.##",
    ]),
    ("()%…→←°·", [
        ".## ##. ##...## ........ ...##... ...##... .##. ..",
        "##. .## ##..### ........ ....##.. ..##.... #..# ..",
        "##. .## ...###. ........ .....##. .##..... .##. ..",
        "##. .## ..###.. ........ ######## ######## .... ##",
        "##. .## .###... ........ .....##. .##..... .... ##",
        "##. .## ###..## ##.##.## ....##.. ..##.... .... ..",
        ".## ##. ##...## ##.##.## ...##... ...##... .... ..",
    ]),
    ("БГҐДЖИЛП", [
        "###### ##### ....## .######. ##.##.## ##...## .###### ######",
        "##.... ##... ###### .##..##. ##.##.## ##..### .##..## ##..##",
        "##.... ##... ##.... .##..##. .######. ##.#### .##..## ##..##",
        "#####. ##... ##.... .##..##. ..####.. ####.## .##..## ##..##",
        "##..## ##... ##.... .##..##. .######. ###..## .##..## ##..##",
        "##..## ##... ##.... ######## ##.##.## ##...## .##..## ##..##",
        "#####. ##... ##.... ##....## ##.##.## ##...## ##...## ##..##",
    ]),
    ("УФЦЧШЩ", [
        "##..## ...##... ##..##. ##..## ##.##.## ##.##.##.",
        "##..## .######. ##..##. ##..## ##.##.## ##.##.##.",
        "##..## ##.##.## ##..##. ##..## ##.##.## ##.##.##.",
        ".##### ##.##.## ##..##. .##### ##.##.## ##.##.##.",
        "....## ##.##.## ##..##. ....## ##.##.## ##.##.##.",
        "....## .######. ####### ....## ##.##.## #########",
        ".####. ...##... .....## ....## ######## .......##",
    ]),
    ("ЪЫЬЭЄЮЯ", [
        "####.... ##.....## ##.... #####. .##### ##..####. .#####",
        "..##.... ##.....## ##.... ....## ##.... ##.##..## ##..##",
        "..##.... ##.....## ##.... ....## ##.... ##.##..## ##..##",
        "..#####. #####..## #####. .##### #####. #####..## .#####",
        "..##..## ##..##.## ##..## ....## ##.... ##.##..## .##.##",
        "..##..## ##..##.## ##..## ....## ##.... ##.##..## ##..##",
        "..#####. #####..## #####. #####. .##### ##..####. ##..##",
    ]),
    ("ЂЋЉЊЏ", [
        "######.. ######.. .#####.... ##..##.... ##..##",
        "..##.... ..##.... .##.##.... ##..##.... ##..##",
        "..##.... ..##.... .##.##.... ##..##.... ##..##",
        "..#####. ..#####. .##.#####. #########. ##..##",
        "..##..## ..##..## .##.##..## ##..##..## ##..##",
        "..##..## ..##..## .##.##..## ##..##..## ######",
        "..##.##. ..##..## ##..#####. ##..#####. ..##..",
    ]),
    ("ΔΘΛΞΣΨΩ", [
        "...##... .######. ...##... ###### ###### ##.##.## .#####.",
        "..####.. ##....## ..####.. ...... ##.... ##.##.## ##...##",
        "..####.. ##....## ..####.. ...... .##... ##.##.## ##...##",
        ".##..##. ##.##.## .##..##. .####. ..##.. .######. ##...##",
        ".##..##. ##....## .##..##. ...... .##... ...##... .##.##.",
        "##....## ##....## ##....## ...... ##.... ...##... .##.##.",
        "######## .######. ##....## ###### ###### ...##... ###.###",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_is_rectangles_of_pixels() {
        for (names, art) in STRIPS {
            let widths = |row: &str| row.split(' ').map(str::len).collect::<Vec<_>>();
            let first = widths(art[0]);
            assert_eq!(first.len(), names.chars().count(), "pictures of {names}");
            for row in art {
                assert_eq!(widths(row), first, "row {row} of {names}");
                assert!(
                    row.bytes().all(|pixel| b"#. ".contains(&pixel)),
                    "row {row} of {names}"
                );
            }
        }
    }

    #[test]
    fn every_glyph_has_ink_from_edge_to_edge() {
        for (name, glyph) in FONT.iter() {
            let ink = glyph.rows.iter().fold(0, |ink, row| ink | row);
            assert_eq!(
                u32::BITS - ink.leading_zeros(),
                glyph.width,
                "right edge of {name}"
            );
            assert_eq!(ink & 1, 1, "left edge of {name}");
        }
    }

    #[test]
    fn letters_and_digits_are_as_high_as_all_rows() {
        // Ξ is three bars.
        let solid = |(name, _): &&(char, Glyph)| name.is_alphanumeric() && *name != 'Ξ';
        for (name, glyph) in FONT.iter().filter(solid) {
            assert!(glyph.rows.iter().all(|row| *row != 0), "{name}");
        }
    }

    #[test]
    fn no_two_glyphs_are_equal() {
        for (index, (name, glyph)) in FONT.iter().enumerate() {
            for (other_name, other) in FONT.iter().skip(index + 1) {
                assert_ne!(name, other_name);
                assert_ne!(
                    (glyph.width, glyph.rows),
                    (other.width, other.rows),
                    "{name} and {other_name}"
                );
            }
        }
    }

    #[test]
    fn no_two_letters_are_equal_in_five_rows() {
        let kept = |glyph: &Glyph| {
            let rows = glyph
                .rows
                .iter()
                .enumerate()
                .filter(|(row, _)| !glyph.folds.contains(row));
            rows.map(|(_, pixels)| *pixels).collect::<Vec<_>>()
        };
        let letters: Vec<_> = FONT
            .iter()
            .filter(|(name, _)| name.is_alphanumeric())
            .collect();
        for (index, (name, glyph)) in letters.iter().enumerate() {
            for (other_name, other) in letters.iter().skip(index + 1) {
                assert_ne!(kept(glyph), kept(other), "{name} and {other_name}");
            }
        }
    }

    #[test]
    fn digits_are_equally_wide() {
        let widths: Vec<_> = ('0'..='9')
            .map(|digit| glyph(digit).unwrap().width)
            .collect();
        assert_eq!(widths, [6; 10]);
    }

    #[test]
    fn bars_and_folds_are_five_different_rows() {
        for (name, glyph) in FONT.iter() {
            let mut rows: Vec<_> = glyph.bars.iter().chain(&glyph.folds).copied().collect();
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), 5, "{name}");
            assert!(rows.iter().all(|row| *row < ROWS), "{name}");
        }
    }

    #[test]
    fn the_font_has_what_the_screens_say() {
        let wanted = ('A'..='Z')
            .chain('0'..='9')
            .chain("-–’'\".,:;!?/+×&()%…→←".chars());
        let missing: String = wanted
            .filter(|character| glyph(*character).is_none())
            .collect();
        assert_eq!(missing, "");
    }
}
