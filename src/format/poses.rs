//! The text of a file in `figures/` → a [`Figure`]. `figures/README.md` explains the keys to those who write them.

use serde::Deserialize;

use crate::core::pose::geometry::Point;
use crate::core::pose::{
    Arm, Bone, Figure, Fixed, Ground, Hold, Joint, Layer, Leg, Limb, OtherSide, Pair, Path, Pose,
    Prop, PropKind, Repeats, Seen, Side, Sole, Target, View,
};

/// Why a figure cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub enum PoseError {
    /// It is no TOML, or has a key or word that is not known; in the words of the parser, with the place.
    Shape(String),
    /// The resting pose lacks a key.
    Missing(&'static str),
    /// A limb is written in no way or in several.
    Limb(&'static str),
    /// The fixed leg has no angles of its own.
    FixedLeg,
    /// The drawing order does not name each layer once.
    Order,
}

impl std::fmt::Display for PoseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape(message) => f.write_str(message.trim_end()),
            Self::Missing(key) => write!(f, "`rest` needs `{key}`"),
            Self::Limb(limb) => write!(f, "`{limb}` is to be written in exactly one way"),
            Self::FixedLeg => f.write_str("the fixed leg is to be written with `thigh` and `shank`"),
            Self::Order => f.write_str(
                "`order` is to name `far-arm`, `far-leg`, `body`, `near-leg` and `near-arm` once each",
            ),
        }
    }
}

impl std::error::Error for PoseError {}

/// Reads the figure called `name`.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn parse(name: &str, text: &str) -> Result<Figure, PoseError> {
    let file: File = toml::from_str(text).map_err(|error| PoseError::Shape(error.to_string()))?;
    let stretch = file.stretch.after(&file.rest).pose()?;
    let rest = file.rest.pose()?;
    let fixed = file.fixed.into();
    if let Fixed::Knee(side) | Fixed::Heel(side) = fixed {
        let planted = |pose: &Pose| pose.legs.get(side).planted_at().is_some();
        if planted(&rest) || planted(&stretch) {
            return Err(PoseError::FixedLeg);
        }
    }
    let order = file.order.map(|order| order_of(&order)).transpose()?;
    Ok(Figure {
        name: name.to_owned(),
        about: file.about,
        view: file.view.into(),
        ground: file.ground.into(),
        fixed,
        other_side: file.other_side.into(),
        repeats: file.repeats.into(),
        works: file.works.into_iter().map(Layer::from).collect(),
        order,
        props: file
            .props
            .into_iter()
            .map(PropText::prop)
            .collect::<Result<_, _>>()?,
        rest,
        stretch,
    })
}

fn order_of(words: &[LayerWord]) -> Result<[Layer; 5], PoseError> {
    let layers: Vec<Layer> = words.iter().map(|word| (*word).into()).collect();
    let twice = |at: usize, layer| layers.iter().skip(at + 1).any(|other| other == layer);
    if layers
        .iter()
        .enumerate()
        .any(|(at, layer)| twice(at, layer))
    {
        return Err(PoseError::Order);
    }
    <[Layer; 5]>::try_from(layers).map_err(|_| PoseError::Order)
}

/// A file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    about: String,
    #[serde(default)]
    view: ViewWord,
    #[serde(default)]
    ground: GroundWord,
    fixed: FixedWord,
    #[serde(default)]
    other_side: OtherSideWord,
    #[serde(default)]
    repeats: RepeatsWord,
    #[serde(default)]
    works: Vec<LayerWord>,
    order: Option<Vec<LayerWord>>,
    #[serde(default, rename = "prop")]
    props: Vec<PropText>,
    rest: PoseText,
    stretch: PoseText,
}

/// A pose as it is written. In `stretch`, what is left out is as in `rest`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PoseText {
    at: Option<[f64; 2]>,
    trunk: Option<BoneText>,
    chest: Option<BoneText>,
    head: Option<BoneText>,
    face: Option<f64>,
    legs: Option<LegText>,
    near_leg: Option<LegText>,
    far_leg: Option<LegText>,
    arms: Option<ArmText>,
    near_arm: Option<ArmText>,
    far_arm: Option<ArmText>,
}

impl PoseText {
    /// This pose with what it leaves out taken from the one before it.
    fn after(self, before: &Self) -> Self {
        let before = before.clone();
        Self {
            at: self.at.or(before.at),
            trunk: self.trunk.or(before.trunk),
            // A trunk that moves takes along what hangs on it, unless that is written too.
            chest: self.chest.or(if self.trunk.is_some() {
                None
            } else {
                before.chest
            }),
            head: self.head.or(before.head),
            face: self.face.or(before.face),
            near_leg: self
                .near_leg
                .or(self.legs)
                .or(before.near_leg)
                .or(before.legs),
            far_leg: self
                .far_leg
                .or(self.legs)
                .or(before.far_leg)
                .or(before.legs),
            legs: None,
            near_arm: self
                .near_arm
                .or(self.arms)
                .or(before.near_arm)
                .or(before.arms),
            far_arm: self
                .far_arm
                .or(self.arms)
                .or(before.far_arm)
                .or(before.arms),
            arms: None,
        }
    }

    fn pose(self) -> Result<Pose, PoseError> {
        let trunk: Bone = self.trunk.ok_or(PoseError::Missing("trunk"))?.into();
        let chest = self.chest.map_or(trunk, Bone::from);
        let head: Bone = self.head.map_or(chest, Bone::from);
        let leg =
            |leg: Option<LegText>, key| leg.or(self.legs).ok_or(PoseError::Missing(key))?.leg(key);
        let arm =
            |arm: Option<ArmText>, key| arm.or(self.arms).ok_or(PoseError::Missing(key))?.arm(key);
        Ok(Pose {
            at: point(self.at.unwrap_or_default()),
            trunk,
            chest,
            head,
            face: self.face.unwrap_or(head.direction - 90.0),
            legs: Pair {
                near: leg(self.near_leg, "near-leg")?,
                far: leg(self.far_leg, "far-leg")?,
            },
            arms: Pair {
                near: arm(self.near_arm, "near-arm")?,
                far: arm(self.far_arm, "far-arm")?,
            },
        })
    }
}

/// A bone as it is written: a direction, or a direction and the part of the length that is seen.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum BoneText {
    Whole(f64),
    Seen([f64; 2]),
}

impl From<BoneText> for Bone {
    fn from(text: BoneText) -> Self {
        match text {
            BoneText::Whole(direction) => Self::whole(direction),
            BoneText::Seen([direction, seen]) => Self { direction, seen },
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LegText {
    thigh: Option<BoneText>,
    shank: Option<BoneText>,
    foot: Option<BoneText>,
    heel: Option<[f64; 2]>,
    toes: Option<[f64; 2]>,
    knee: Option<f64>,
}

impl LegText {
    fn leg(self, key: &'static str) -> Result<Leg, PoseError> {
        let planted = |part, at| Leg::Planted {
            part,
            at: point(at),
            knee: self.knee.unwrap_or(1.0),
            foot: self.foot.map_or(Bone::whole(0.0), Bone::from),
        };
        match (self.thigh, self.shank, self.heel, self.toes) {
            (Some(thigh), Some(shank), None, None) if self.knee.is_none() => {
                let shank: Bone = shank.into();
                Ok(Leg::Free {
                    thigh: thigh.into(),
                    shank,
                    foot: self
                        .foot
                        .map_or(Bone::whole(shank.direction + 90.0), Bone::from),
                })
            }
            (None, None, Some(at), None) => Ok(planted(Sole::Heel, at)),
            (None, None, None, Some(at)) => Ok(planted(Sole::Toes, at)),
            _ => Err(PoseError::Limb(key)),
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ArmText {
    upper: Option<BoneText>,
    fore: Option<BoneText>,
    hand: Option<[f64; 2]>,
    on: Option<HoldWord>,
    along: Option<f64>,
    aside: Option<f64>,
    elbow: Option<f64>,
}

impl ArmText {
    fn arm(self, key: &'static str) -> Result<Arm, PoseError> {
        let elbow = self.elbow.unwrap_or(-1.0);
        let placed = self.along.is_some() || self.aside.is_some();
        match (self.upper, self.fore, self.hand, self.on) {
            (Some(upper), Some(fore), None, None) if !placed && self.elbow.is_none() => {
                Ok(Arm::Free {
                    upper: upper.into(),
                    fore: fore.into(),
                })
            }
            (None, None, Some(at), None) if !placed => Ok(Arm::Holding {
                target: Target::At(point(at)),
                elbow,
            }),
            (None, None, None, Some(bone)) => Ok(Arm::Holding {
                target: Target::On {
                    bone: bone.into(),
                    along: self.along.unwrap_or(0.5),
                    aside: self.aside.unwrap_or_default(),
                },
                elbow,
            }),
            _ => Err(PoseError::Limb(key)),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PropText {
    #[serde(default)]
    kind: PropWord,
    line: Option<Vec<[f64; 2]>>,
    joints: Option<Vec<JointWord>>,
    #[serde(default = "thin")]
    thick: f64,
    #[serde(default)]
    seen: SeenWord,
}

const fn thin() -> f64 {
    0.2
}

impl PropText {
    fn prop(self) -> Result<Prop, PoseError> {
        let path = match (self.line, self.joints) {
            (Some(line), None) => Path::Line(line.into_iter().map(point).collect()),
            (None, Some(joints)) => Path::Joints(joints.into_iter().map(Joint::from).collect()),
            _ => return Err(PoseError::Limb("prop")),
        };
        Ok(Prop {
            kind: self.kind.into(),
            path,
            thick: self.thick,
            seen: self.seen.into(),
        })
    }
}

const fn point([x, y]: [f64; 2]) -> Point {
    Point::new(x, y)
}

/// Words of the file and what they mean.
macro_rules! words {
    ($($name:ident => $meaning:ty { $($(#[$attribute:meta])* $word:ident => $value:expr),+ $(,)? })+) => {$(
        #[derive(Clone, Copy, Debug, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum $name { $($(#[$attribute])* $word),+ }

        impl From<$name> for $meaning {
            fn from(word: $name) -> Self {
                match word { $($name::$word => $value),+ }
            }
        }
    )+};
}

words! {
    ViewWord => View { Side => Self::Side, Front => Self::Front, Back => Self::Back }
    GroundWord => Ground { Mat => Self::Mat, Floor => Self::Floor, Bed => Self::Bed }
    FixedWord => Fixed {
        Hips => Self::Hips,
        Shoulders => Self::Shoulders,
        NearKnee => Self::Knee(Side::Near),
        FarKnee => Self::Knee(Side::Far),
        NearHeel => Self::Heel(Side::Near),
        FarHeel => Self::Heel(Side::Far),
    }
    OtherSideWord => OtherSide { Swap => Self::Swap, Mirror => Self::Mirror, Same => Self::Same }
    RepeatsWord => Repeats { Back => Self::Back, OtherSide => Self::OtherSide }
    LayerWord => Layer {
        Body => Self::Body,
        NearLeg => Self::Limb(Limb::Leg(Side::Near)),
        FarLeg => Self::Limb(Limb::Leg(Side::Far)),
        NearArm => Self::Limb(Limb::Arm(Side::Near)),
        FarArm => Self::Limb(Limb::Arm(Side::Far)),
    }
    HoldWord => Hold {
        NearThigh => Self::Thigh(Side::Near),
        FarThigh => Self::Thigh(Side::Far),
        NearShank => Self::Shank(Side::Near),
        FarShank => Self::Shank(Side::Far),
        NearFoot => Self::Foot(Side::Near),
        FarFoot => Self::Foot(Side::Far),
        Trunk => Self::Trunk,
        Head => Self::Head,
    }
    JointWord => Joint {
        NearHand => Self::Hand(Side::Near),
        FarHand => Self::Hand(Side::Far),
        NearSole => Self::Sole(Side::Near),
        FarSole => Self::Sole(Side::Far),
    }
    PropWord => PropKind { Furniture => Self::Furniture, Aid => Self::Aid }
    SeenWord => Seen { Always => Self::Always, Lowered => Self::Lowered, Stretch => Self::Stretch }
}

macro_rules! by_default {
    ($($name:ident::$word:ident)+) => {$(
        #[allow(clippy::derivable_impls, reason = "the words come from a macro")]
        impl Default for $name {
            fn default() -> Self {
                Self::$word
            }
        }
    )+};
}

by_default! { ViewWord::Side GroundWord::Mat OtherSideWord::Swap RepeatsWord::Back PropWord::Furniture SeenWord::Always }
