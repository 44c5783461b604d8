//! A stretch of the catalogue: what a file in `stretches/` says. Words and pose are written once there and used by name.

use std::sync::Arc;

use super::condition::Condition;
use super::pose::Figure;
use super::routine::Exercise;
use super::template::Template;
use super::vocabulary::vocabulary;

/// A stretch, or any other move, that routines use by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The name of its file without `.toml`: what routines write in `use`.
    pub id: String,
    /// Its description in one sentence.
    pub about: String,
    /// Its purpose.
    pub aim: Aim,
    /// The parts of the body that it is for.
    pub areas: Vec<BodyArea>,
    /// The things that must lie ready.
    pub needs: Vec<String>,
    /// Where it is felt.
    pub feels: Option<String>,
    /// A way to do less.
    pub easier: Option<Template>,
    /// A way to do more.
    pub harder: Option<Template>,
    /// Another way to do it.
    pub alternative: Option<Template>,
    /// The conditions under which it is left out.
    pub avoid: Vec<Condition>,
    /// Addresses of where it comes from.
    pub sources: Vec<String>,
    /// The step that it makes as it is; `None` where the file has a pose alone.
    pub step: Option<Exercise>,
    /// Its pose.
    pub pose: Option<StretchPose>,
}

impl Stretch {
    /// A stretch of which nothing but its id and its description is known.
    pub fn named(id: &str, about: &str) -> Self {
        Self {
            id: id.to_owned(),
            about: about.to_owned(),
            aim: Aim::Stretch,
            areas: Vec::new(),
            needs: Vec::new(),
            feels: None,
            easier: None,
            harder: None,
            alternative: None,
            avoid: Vec::new(),
            sources: Vec::new(),
            step: None,
            pose: None,
        }
    }
}

/// The pose of a stretch.
#[derive(Clone, Debug, PartialEq)]
pub enum StretchPose {
    /// A pose of its own.
    Own(Arc<Figure>),
    /// That of another stretch, by its id.
    Of(String),
}

vocabulary! {
    /// The purpose of a stretch.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Aim {
        /// Range.
        Stretch = "stretch",
        /// Strength.
        Strength = "strength",
        /// Movement.
        Mobility = "mobility",
        /// Balance.
        Balance = "balance",
        /// Breath.
        Breath = "breath",
        /// Relief.
        Relief = "relief",
    }
}

impl Aim {
    /// Its meaning, in a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Stretch => "A muscle gets longer: it is held.",
            Self::Strength => "A muscle gets stronger.",
            Self::Mobility => "A joint moves through its range.",
            Self::Balance => "Standing gets steadier.",
            Self::Breath => "Breathing gets slower.",
            Self::Relief => "Something hurts less: heat, cold, a position of rest.",
        }
    }
}

vocabulary! {
    /// A part of the body, from head to foot.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum BodyArea {
        /// The neck.
        Neck = "neck",
        /// The shoulders.
        Shoulder = "shoulder",
        /// The arms.
        Arm = "arm",
        /// The wrists.
        Wrist = "wrist",
        /// The chest.
        Chest = "chest",
        /// Between the shoulder blades.
        UpperBack = "upper back",
        /// From the ribs to the pelvis, behind.
        LowerBack = "lower back",
        /// The trunk, front and sides.
        Core = "core",
        /// The front of the hip.
        Hip = "hip",
        /// The outside of the hip and thigh.
        OuterHip = "outer hip",
        /// The buttocks.
        Buttock = "buttock",
        /// The inner thighs.
        Groin = "groin",
        /// The front of the thigh.
        Thigh = "thigh",
        /// The back of the thigh.
        Hamstring = "hamstring",
        /// The knees.
        Knee = "knee",
        /// The shins.
        Shin = "shin",
        /// The calves.
        Calf = "calf",
        /// The ankles.
        Ankle = "ankle",
        /// The feet.
        Foot = "foot",
        /// All of it.
        WholeBody = "whole body",
    }
}
