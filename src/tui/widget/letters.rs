//! Large letters and digits that can be read from the mat, three metres away.
//!
//! A text is first given a size, `Lettering::fit`, which a layout can ask for, and then drawn. The letters are
//! pixels of a font of our own, painted as quarters of cells; pixels larger than a quarter have slopes instead of
//! stairs.
//!
//! - `font`: the pictures of the characters, and `accent`: those of the accents on them
//! - `spell`: the pictures that a text is made of
//! - `wrap`: the lines it is broken into, and `line`: the room they take
//! - `scale` and `fit`: how large it can be
//! - `grid`: the dots of a letter at its size
//! - `ink`: the characters that show dots

mod accent;
mod fit;
mod font;
mod glyph;
mod grid;
mod ink;
mod lettering;
mod line;
mod scale;
mod spell;
mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use self::ink::LetterInk;
pub(crate) use self::lettering::Lettering;
