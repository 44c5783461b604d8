//! Suggestions for a misspelt word: the known word that is nearest to it.

/// The longest word that is compared, in characters: a file may have longer ones.
const LONGEST: usize = 40;

/// The word of `known` that `word` is probably a misspelling of.
pub(crate) fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, known).into_iter().next()
}

/// The same, if no other word of `known` is as near.
pub(crate) fn clearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    match measured(word, known).as_slice() {
        [(_, only)] => Some(only),
        [(nearest, clear), (next, _), ..] if nearest < next => Some(clear),
        _ => None,
    }
}

/// All words of `known` that `word` may be a misspelling of, nearest first.
pub(crate) fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let near = measured(word, known).into_iter();
    near.map(|(_, known)| known).collect()
}

/// The word of `known` that `word` is probably a misspelling of, unless others have `word` in them: then it is a part of
/// a name rather than a misspelt one.
pub(crate) fn meant<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let closest = closest(word, known.clone())?;
    let having: Vec<&str> = having(word, known).collect();
    (having.is_empty() || having.contains(&closest)).then_some(closest)
}

/// The words of `known` that have `word` in them, in any case. One of fewer than three letters is in many by chance.
pub(crate) fn having<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    let word = plain(word);
    let is_long = word.chars().count() >= 3;
    let known = known.into_iter();
    known.filter(move |known| is_long && plain(known).contains(&word))
}

/// The words that `word` may be a misspelling of, with the number of slips: letters that are changed, added, missing or
/// swapped with their neighbour.
fn measured<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let word = plain(word);
    // A third of the letters may be wrong, and one always: `hodl` is `hold`, but `pose` is not `pace` and `rep`.
    let most = (word.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|known| (strsim::osa_distance(&word, &plain(known)), known))
        .filter(|(slips, known)| *slips <= most && *slips < known.chars().count())
        .collect();
    near.sort_by_key(|(slips, _)| *slips);
    near
}

/// Whether two words are one in other letters: `One Side` is `one-side`.
pub(crate) fn is_same(word: &str, other: &str) -> bool {
    plain(word) == plain(other)
}

/// The letters that count: `One_Side` is `one-side`.
fn plain(word: &str) -> String {
    let letters = word.chars().take(LONGEST).flat_map(char::to_lowercase);
    letters
        .map(|letter| match letter {
            '_' | ' ' => '-',
            letter => letter,
        })
        .collect()
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
    fn a_part_of_a_name_stands_for_all_that_have_it() {
        let known = ["calf-bent", "clamshell", "Step-calf"];
        let having = |word| having(word, known).collect::<Vec<_>>();
        assert_eq!(having("Calf"), ["calf-bent", "Step-calf"]);
        assert_eq!(having("ca"), [""; 0]);
        let pulls = ["ankle-pull", "single-knee-pull", "bridge", "side-bridge"];
        assert_eq!(closest("knee-pull", pulls), Some("ankle-pull"));
        assert_eq!(meant("knee-pull", pulls), None);
        assert_eq!(meant("bridg", pulls), Some("bridge"));
    }

    #[test]
    fn swapped_neighbours_are_one_slip() {
        let slips = |word, known| measured(word, [known]).first().map(|(slips, _)| *slips);
        assert_eq!(slips("hodl", "hold"), Some(1));
        assert_eq!(slips("repaetd", "repeated"), Some(2));
        assert_eq!(slips("", "abc"), None);
    }
}
