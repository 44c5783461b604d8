//! Finds the largest letters that fit.
//!
//! Height comes first, because it decides how far away a text can be read; then width. Each number of lines has one
//! wrapping for any room, so more room never makes letters smaller.

use super::line::{LetterLine, tops};
use super::scale::{AccentForm, LetterForm, Scale, full_width};
use super::spell::{Chunk, words};
use super::wrap::wrapped;

/// Chunks on lines, at the largest scale at which they take at most `width` × `height` dots on at most `lines_max` lines.
///
/// `forms` are the forms that may be used. `None` when there is no text or no room.
pub(super) fn fit(
    chunks: &[Chunk],
    width: u32,
    height: u32,
    lines_max: usize,
    forms: &[LetterForm],
) -> Option<(Vec<LetterLine>, Scale)> {
    let words = words(chunks);
    let mut best: Option<(Vec<LetterLine>, Scale)> = None;
    for count in 1..=lines_max.min(chunks.len()) {
        // Words first: one that is cut at its hyphen must be the larger for it.
        for pieces in [words.as_slice(), chunks] {
            let lines = wrapped(pieces, count);
            for scale in scales(&lines, width, height, forms) {
                if best
                    .as_ref()
                    .is_none_or(|(_, best)| size(&scale) > size(best))
                {
                    best = Some((lines.clone(), scale));
                }
            }
        }
    }
    best
}

/// The largest scale for each form of letters and accents, the ones to be preferred first.
fn scales(
    lines: &[LetterLine],
    width: u32,
    height: u32,
    forms: &[LetterForm],
) -> impl Iterator<Item = Scale> {
    let ways = forms
        .iter()
        .flat_map(|form| AccentForm::ALL.map(|accents| (*form, accents)));
    ways.filter_map(move |(form, accents)| largest(lines, width, height, form, accents))
}

/// The height and the width by which scales are compared.
fn size(scale: &Scale) -> (u32, u32) {
    (scale.height(), scale.column)
}

/// The largest scale at which these lines take at most `width` × `height` dots.
fn largest(
    lines: &[LetterLine],
    width: u32,
    height: u32,
    form: LetterForm,
    accents: AccentForm,
) -> Option<Scale> {
    let widest = lines
        .iter()
        .map(LetterLine::width)
        .max()
        .filter(|widest| *widest > 0)?;
    let column_max = width / widest;
    let smallest = Scale {
        column: 1,
        bar: 1,
        row: 1,
        gap: 1,
        form,
        accents,
    };
    let count = lines.len() as u32;
    let (_, rows) = tops(lines, &smallest);
    let (bar, row) = match form {
        LetterForm::Seven => tallest(count, rows, height, column_max)?,
        LetterForm::Five if rows <= height && column_max > 0 => (1, 1),
        LetterForm::Five => return None,
    };
    let scale = Scale {
        bar,
        row,
        ..smallest
    };
    let full = full_width(scale.height());
    let column = column_max.min(full);
    let gaps = lines.iter().filter(|line| line.gaps() > 0);
    let gap = gaps
        .map(|line| (width - line.letters_width() * column) / line.gaps())
        .fold(full, u32::min);
    Some(Scale {
        column,
        gap: gap.max(column),
        ..scale
    })
}

/// Heights of rows with bars and without at which `count` lines, `rows` pixels high in all, take at most `height` dots.
///
/// Bars are never more than half again as high as other rows, or they close the letter; nor higher than stems can be wide.
fn tallest(count: u32, rows: u32, height: u32, column_max: u32) -> Option<(u32, u32)> {
    let bars = 3 * count;
    let rows_max = (height / rows).min(column_max);
    let pairs = (1..=rows_max).map(|row| {
        let bar_max = (row + (row / 2).max(1)).min(column_max);
        (bar_max.min((height - (rows - bars) * row) / bars), row)
    });
    pairs.max_by_key(|(bar, row)| (3 * bar + 4 * row, *row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::letters::spell::spell;

    /// The size of the largest letters among all scales there are, tried one by one.
    fn tried(chunks: &[Chunk], width: u32, height: u32, lines_max: usize) -> Option<(u32, u32)> {
        let mut sizes = Vec::new();
        for lines in (1..=lines_max).map(|count| wrapped(chunks, count)) {
            for row in 1..=height / 7 {
                for (bar, accents) in (row..=row + row.max(2) / 2)
                    .flat_map(|bar| AccentForm::ALL.map(|accents| (bar, accents)))
                {
                    let scale = |column| Scale {
                        column,
                        bar,
                        row,
                        gap: column,
                        form: LetterForm::Seven,
                        accents,
                    };
                    let (_, taken) = tops(&lines, &scale(1));
                    let full = full_width(scale(1).height());
                    let fits =
                        |column: &u32| lines.iter().all(|line| line.width() * column <= width);
                    let columns = (bar..=full).filter(fits).filter(|_| taken <= height);
                    sizes.extend(columns.map(|column| size(&scale(column))));
                }
            }
        }
        sizes.into_iter().max()
    }

    #[test]
    fn no_scale_that_fits_is_larger() {
        for text in ["8", "READY RIGHT", "WHEN YOU ARE READY", "RÜCKEN ÇA"] {
            let chunks = spell(text).unwrap();
            for (width, height, lines_max) in (0..=220).step_by(31).flat_map(|width| {
                (0..=48).flat_map(move |height| [1, 2, 3].map(|lines| (width, height, lines)))
            }) {
                let found = fit(&chunks, width, height, lines_max, &[LetterForm::Seven])
                    .map(|(_, scale)| size(&scale));
                let tried = tried(&chunks, width, height, lines_max);
                assert_eq!(
                    found, tried,
                    "{text} on {lines_max} lines in {width} × {height} dots"
                );
            }
        }
    }

    #[test]
    fn five_rows_are_a_last_resort() {
        let chunks = spell("REST").unwrap();
        let form = |height| {
            fit(
                &chunks,
                80,
                height,
                1,
                &[LetterForm::Seven, LetterForm::Five],
            )
            .map(|(_, scale)| scale.form)
        };
        assert_eq!(form(4), None);
        assert_eq!(form(5), Some(LetterForm::Five));
        assert_eq!(form(7), Some(LetterForm::Seven));
    }

    #[test]
    fn marks_stand_as_drawn_where_that_costs_no_size() {
        let chunks = spell("RÜCKEN").unwrap();
        let accents = |height| {
            fit(&chunks, 60, height, 1, &[LetterForm::Seven]).map(|(_, scale)| scale.accents)
        };
        assert_eq!(
            [7, 8, 9, 10].map(accents),
            [
                None,
                Some(AccentForm::Low),
                Some(AccentForm::Snug),
                Some(AccentForm::Tall)
            ]
        );
    }
}
