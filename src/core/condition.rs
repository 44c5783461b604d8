//! Conditions under which stretches are left out. This is the one table of them, with where each comes from.

use super::language::Word;
use super::vocabulary::vocabulary;

vocabulary! {
    /// A condition of a person that rules some stretches out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Condition {
        /// Brittle bones.
        Osteoporosis = "osteoporosis",
        /// A pregnancy of 16 weeks or more.
        Pregnancy = "pregnancy",
        /// A new hip joint.
        HipReplacement = "hip-replacement",
        /// Acute pain of a disc.
        LegPain = "leg-pain",
        /// A muscle that was strained a few days ago.
        MuscleStrain = "muscle-strain",
        /// Any injury of the last three days.
        FreshInjury = "fresh-injury",
        /// Little blood in arms or legs.
        PoorCirculation = "poor-circulation",
        /// Skin that feels little.
        NumbSkin = "numb-skin",
        /// Open skin.
        BrokenSkin = "broken-skin",
        /// A disease of the heart.
        HeartCondition = "heart-condition",
        /// An infection or a fever.
        Infection = "infection",
        /// Cancer.
        Cancer = "cancer",
        /// A disease of the skin.
        SkinDisease = "skin-disease",
        /// Fingers or toes that turn white in the cold.
        Raynaud = "raynaud",
        /// Weals from cold.
        ColdUrticaria = "cold-urticaria",
    }
}

impl Condition {
    /// The word for it in a session: its name in the middle of a sentence.
    pub const fn word_of_session(self) -> Word {
        match self {
            Self::Osteoporosis => Word::Osteoporosis,
            Self::Pregnancy => Word::Pregnancy,
            Self::HipReplacement => Word::HipReplacement,
            Self::LegPain => Word::LegPain,
            Self::MuscleStrain => Word::MuscleStrain,
            Self::FreshInjury => Word::FreshInjury,
            Self::PoorCirculation => Word::PoorCirculation,
            Self::NumbSkin => Word::NumbSkin,
            Self::BrokenSkin => Word::BrokenSkin,
            Self::HeartCondition => Word::HeartCondition,
            Self::Infection => Word::Infection,
            Self::Cancer => Word::Cancer,
            Self::SkinDisease => Word::SkinDisease,
            Self::Raynaud => Word::Raynaud,
            Self::ColdUrticaria => Word::ColdUrticaria,
        }
    }

    /// What it rules out, in one sentence.
    pub const fn about(self) -> &'static str {
        self.row().0
    }

    /// The address of the page that says so.
    pub const fn source(self) -> &'static str {
        self.row().1
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Osteoporosis => (
                "Nothing rounds the back to its end or under load.",
                MAYO_STRETCHING,
            ),
            Self::Pregnancy => (
                "Nobody lies flat on the back for long.",
                "https://www.nhs.uk/pregnancy/keeping-well/exercise/",
            ),
            Self::HipReplacement => (
                "For at least 6 weeks, and as long as the surgeon says, the hip neither bends beyond 90 degrees, nor \
                 crosses, nor turns in.",
                "https://www.lhsc.on.ca/joint-replacement-surgery/hip-precautions",
            ),
            Self::LegPain => (
                "Nothing bends the back forward that sends the pain further down.",
                "https://doi.org/10.1097/01.brs.0000146464.23007.2a",
            ),
            Self::MuscleStrain => (
                "The strained muscle is not stretched for the first days.",
                NHS_SPRAINS,
            ),
            Self::FreshInjury => ("Heat comes later.", NHS_SPRAINS),
            Self::NumbSkin => (
                "Neither heat nor cold: a burn would not be felt.",
                SAFE_HEAT,
            ),
            Self::PoorCirculation | Self::BrokenSkin => ("Neither heat nor cold.", SAFE_HEAT),
            Self::HeartCondition => ("No heat over a large part of the body.", SAFE_HEAT),
            Self::Infection => ("No heat.", SAFE_HEAT),
            Self::Cancer => ("No heat without asking.", SAFE_HEAT),
            Self::SkinDisease => ("No heat on it.", SAFE_HEAT),
            Self::Raynaud => ("No cold.", "https://www.longeatonosteopaths.co.uk/ice/"),
            Self::ColdUrticaria => ("No cold.", COLD),
        }
    }
}

const MAYO_STRETCHING: &str =
    "https://www.mayoclinic.org/healthy-lifestyle/fitness/multimedia/stretching/sls-20076840";
const NHS_SPRAINS: &str = "https://www.nhs.uk/conditions/sprains-and-strains/";
const SAFE_HEAT: &str =
    "https://mpft.nhs.uk/services/msk/self-help/general-advice/safe-use-heat-treatment";
const COLD: &str =
    "https://mpft.nhs.uk/services/msk/self-help/general-advice/safe-use-cold-treatment";

/// A set of conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conditions(u32);

impl Conditions {
    /// No condition.
    pub const NONE: Self = Self(0);

    /// Whether `condition` is among them.
    pub const fn has(self, condition: Condition) -> bool {
        self.0 & (1 << condition as u32) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// All of them, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Condition> {
        let all = Condition::ALL.into_iter();
        all.filter(move |condition| self.has(*condition))
    }
}

impl FromIterator<Condition> for Conditions {
    fn from_iter<T: IntoIterator<Item = Condition>>(conditions: T) -> Self {
        let bits = conditions
            .into_iter()
            .map(|condition| 1 << condition as u32);
        Self(bits.fold(0, |all, bit: u32| all | bit))
    }
}
