//! The rules of when to stop, as they are shown before the first session.
//!
//! Sources: the NHS pages on back pain ("Call 999 or go to A&E", "See a GP"), the patient cards on cauda equina syndrome,
//! and NHS Lothian on a foot that drops.

/// A heading, and what stands below it, one line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The heading.
    pub heading: &'static str,
    /// The lines: signs, or rules.
    pub lines: &'static [&'static str],
}

/// The safety page, which comes before the first session: the most urgent first, on the pages of a small screen.
pub const PAGES: [&[Advice]; 3] = [&[EMERGENCY], &[TODAY, THIS_WEEK], &[STRETCHING]];

const EMERGENCY: Advice = Advice {
    heading: "EMERGENCY NOW: get help at once for",
    lines: &[
        "numb or tingling genitals, buttocks or inner thighs",
        "new trouble starting, holding or feeling pee or poo",
        "new numbness during sex",
        "pain, tingling, numbness or weakness in both legs",
        "pain after a fall or a crash",
        "back pain together with chest pain",
    ],
};

const TODAY: Advice = Advice {
    heading: "SEE A DOCTOR TODAY",
    lines: &[
        "one leg or foot newly weak or numb",
        "one calf is swollen, hot or tender: do not stretch it",
    ],
};

const THIS_WEEK: Advice = Advice {
    heading: "SEE A DOCTOR THIS WEEK",
    lines: &[
        "fever, weight loss without a reason",
        "pain at night, or a past cancer",
        "no better after a few weeks",
    ],
};

const STRETCHING: Advice = Advice {
    heading: "WHILE YOU STRETCH",
    lines: &[
        "Feel a gentle pull, never pain. Breathe; do not bounce.",
        "Stop if pain worsens, spreads down a leg, or you feel numb or weak.",
        "Worse the next day? Skip that stretch.",
        "This is not medical advice.",
    ],
};

impl Advice {
    /// The heading, and each line behind a bullet.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let lines = self.lines.iter().map(|line| format!("• {line}"));
        std::iter::once(self.heading.to_owned()).chain(lines)
    }
}
