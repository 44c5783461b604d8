//! A small chart in one row of text: a column for each value, on one scale.

use crate::core::log::WORST;
use crate::tui::theme::Theme;

/// The columns, from the lowest.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The place of a value that is not there.
const NOTHING: char = '·';

/// The values as columns, the highest of which stands for `most`.
pub(crate) fn chart(
    values: impl IntoIterator<Item = Option<u64>>,
    most: impl Into<Option<u64>>,
) -> String {
    let most = most.into();
    let column = |value: Option<u64>| {
        let (Some(value), Some(most)) = (value, most) else {
            return NOTHING;
        };
        let top = BLOCKS.len() as u64 - 1;
        let height = (value.min(most) * top + most / 2).checked_div(most);
        let height = usize::try_from(height.unwrap_or(0)).unwrap_or_default();
        BLOCKS.get(height).copied().unwrap_or('█')
    };
    values.into_iter().map(column).collect()
}

/// How it felt each time, the higher the worse; in numbers where there are no blocks.
pub(crate) fn soreness(feelings: &[u8], theme: &Theme) -> String {
    if theme.utf8() {
        let values = feelings.iter().map(|feeling| Some(u64::from(*feeling)));
        chart(values, u64::from(WORST))
    } else {
        in_numbers(feelings)
    }
}

/// The same in numbers, for screen readers.
pub(crate) fn in_numbers(feelings: &[u8]) -> String {
    let numbers: Vec<String> = feelings.iter().map(u8::to_string).collect();
    numbers.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_value_has_the_highest_column_and_what_is_missing_none() {
        let values = [Some(0), None, Some(5), Some(10), Some(20)];
        assert_eq!(chart(values, 10), "▁·▅██");
        assert_eq!(chart([Some(0)], 0), "▁", "nothing at all");
        assert_eq!(chart([Some(1)], None), "·");
    }
}
