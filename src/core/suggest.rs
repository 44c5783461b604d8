//! Did you mean …? The known word that is nearest to one that is not known.

/// The word of `known` that `word` is probably a misspelling of.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, known).into_iter().next()
}

/// The same, if no other word of `known` is as near.
pub fn clearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match measured(word, known).as_slice() {
        [(_, only)] => Some(only),
        [(nearest, clear), (next, _), ..] if nearest < next => Some(clear),
        _ => None,
    }
}

/// All words of `known` that `word` may be a misspelling of, nearest first.
pub fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let near = measured(word, known).into_iter();
    near.map(|(_, known)| known).collect()
}

/// The same with the number of slips.
fn measured<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let word = plain(word);
    // A third of the letters may be wrong, and one always: `hodl` is `hold`, but `pose` is not `pace` and `rep`.
    let most = (word.len() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|known| (distance(&word, &plain(known)), known))
        .filter(|(distance, known)| *distance <= most && *distance < known.chars().count())
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near
}

/// The letters that count: `One_Side` is `one-side`.
fn plain(word: &str) -> Vec<char> {
    word.chars()
        .take(40)
        .flat_map(char::to_lowercase)
        .map(|letter| {
            if matches!(letter, '_' | ' ') {
                '-'
            } else {
                letter
            }
        })
        .collect()
}

/// How many letters must be changed, added, left out or swapped with their neighbour (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (row, letter) in from.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        let mut left = row + 1;
        let mut beside = None;
        for (column, other) in to.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&above, column) + usize::from(letter != other))
                .min(at(&above, column + 1) + 1)
                .min(left + 1);
            if last == Some(other) && beside == Some(letter) && column > 0 {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            current.push(cost);
            left = cost;
            beside = Some(other);
        }
        before = std::mem::replace(&mut above, current);
        last = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_understood() {
        let known = [
            "hold", "reps", "rest", "repeat", "switch", "sides", "one-side", "pace",
        ];
        for (word, meant) in [
            ("hodl", Some("hold")),
            ("Hold", Some("hold")),
            ("swich", Some("switch")),
            ("switsch", Some("switch")),
            ("side", Some("sides")),
            ("one_side", Some("one-side")),
            ("pose", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(word, known), meant, "{word}");
        }
    }

    #[test]
    fn one_of_many_that_are_alike_is_only_meant_if_it_is_nearest_by_itself() {
        let known = ["W01", "W02", "W10"];
        assert_eq!(clearest("w01", known), Some("W01"));
        assert_eq!(clearest("W1", known), None);
        assert_eq!(clearest("x", known), None);
    }

    #[test]
    fn the_nearest_wins() {
        assert_eq!(
            closest("repaet", ["reps", "rest", "repeat"]),
            Some("repeat")
        );
    }

    #[test]
    fn swapped_neighbours_are_one_slip() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("hodl"), &letters("hold")), 1);
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
    }
}
