//! The largest letters that have room.
//!
//! Height comes first, since that is what is read by; then width. Each number of lines has one wrapping, whatever the room:
//! so more room never makes letters smaller.

use super::scale::{Form, Marks, Scale, full_width};
use super::spell::{Chunk, words};
use super::stack::tops;
use super::wrap::{Line, wrapped};

/// Chunks on lines, at the largest scale at which they take at most `width` × `height` dots on at most `lines_max` lines.
///
/// `forms` are the forms that may be used. `None` when there is no text or no room.
pub(super) fn fit(
    chunks: &[Chunk],
    width: u32,
    height: u32,
    lines_max: usize,
    forms: &[Form],
) -> Option<(Vec<Line>, Scale)> {
    let words = words(chunks);
    let mut best: Option<(Vec<Line>, Scale)> = None;
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

/// The largest scale for each form and each way to set marks, the ones to be preferred first.
fn scales(lines: &[Line], width: u32, height: u32, forms: &[Form]) -> Vec<Scale> {
    let ways = forms
        .iter()
        .flat_map(|form| Marks::ALL.map(|marks| (*form, marks)));
    ways.filter_map(|(form, marks)| largest(lines, width, height, form, marks))
        .collect()
}

/// What letters are compared by.
fn size(scale: &Scale) -> (u32, u32) {
    (scale.height(), scale.column)
}

/// The largest scale at which these lines take at most `width` × `height` dots.
fn largest(lines: &[Line], width: u32, height: u32, form: Form, marks: Marks) -> Option<Scale> {
    let widest = lines
        .iter()
        .map(Line::width)
        .max()
        .filter(|widest| *widest > 0)?;
    let column_max = width / widest;
    let smallest = Scale {
        column: 1,
        bar: 1,
        row: 1,
        gap: 1,
        form,
        marks,
    };
    let count = lines.len() as u32;
    let (_, rows) = tops(lines, &smallest);
    let (bar, row) = match form {
        Form::Seven => tallest(count, rows, height, column_max)?,
        Form::Five if rows <= height && column_max > 0 => (1, 1),
        Form::Five => return None,
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
    let bar_max = |row: u32| (row + (row / 2).max(1)).min(column_max);
    let mut best = None;
    let mut best_height = 0;
    for row in (1..=(height / rows).min(column_max)).rev() {
        let bar = bar_max(row).min((height - (rows - bars) * row) / bars);
        if 3 * bar + 4 * row > best_height {
            best = Some((bar, row));
            best_height = 3 * bar + 4 * row;
        }
        if 3 * bar_max(row) + 4 * row < best_height {
            break; // From here on, no row is high enough whatever its bars.
        }
    }
    best
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
                for (bar, marks) in (row..=row + row.max(2) / 2)
                    .flat_map(|bar| Marks::ALL.map(|marks| (bar, marks)))
                {
                    let scale = |column| Scale {
                        column,
                        bar,
                        row,
                        gap: column,
                        form: Form::Seven,
                        marks,
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
                let found = fit(&chunks, width, height, lines_max, &[Form::Seven])
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
            fit(&chunks, 80, height, 1, &[Form::Seven, Form::Five]).map(|(_, scale)| scale.form)
        };
        assert_eq!(form(4), None);
        assert_eq!(form(5), Some(Form::Five));
        assert_eq!(form(7), Some(Form::Seven));
    }

    #[test]
    fn marks_stand_as_drawn_where_that_costs_no_size() {
        let chunks = spell("RÜCKEN").unwrap();
        let marks =
            |height| fit(&chunks, 60, height, 1, &[Form::Seven]).map(|(_, scale)| scale.marks);
        assert_eq!(
            [7, 8, 9, 10].map(marks),
            [None, Some(Marks::Low), Some(Marks::Snug), Some(Marks::Tall)]
        );
    }
}
