//! A person in a pose, as data: the picture of a stretch.
//!
//! A [`Figure`] is a resting pose and a stretch pose of the same person. Directions are in degrees as the picture
//! shows them, 0 to the right and 90 up, and every bone has the direction in which it leads away from the trunk. A
//! figure is written for the first side, on which the working limb is the *near* one, the one towards the viewer; the
//! other side follows from it ([`Turn`]). [`body`] makes joints of a pose, [`shapes`] limbs to be drawn.

pub mod body;
mod dress;
pub mod felt;
pub mod geometry;
pub mod movement;
mod photo;
pub mod shapes;

use std::sync::OnceLock;

use felt::Spot;
use geometry::{Bounds, Point};
pub use photo::Photo;

/// A pose that is moved into and held.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The name that steps use.
    pub name: String,
    /// Its description in one sentence.
    pub about: String,
    /// The direction from which it is seen.
    pub view: Viewpoint,
    /// The ground below.
    pub ground: Ground,
    /// The point that rests on something and from which all others follow.
    pub fixed: Anchor,
    /// Its change for the other side.
    pub other_side: OtherSide,
    /// The order of counted movements.
    pub repeats: Repeats,
    /// The parts that work and are drawn bright.
    pub works: Vec<Layer>,
    /// The places where it is felt.
    pub felt: Vec<Spot>,
    /// The order of drawing, the last on top; `None` where depth decides. It belongs to what the legs do: they
    /// change their places in it with the side, the arms do not.
    pub order: Option<[Layer; 5]>,
    /// Other things in the picture.
    pub props: Vec<Prop>,
    /// The pose before.
    pub rest: Pose,
    /// The pose that is held.
    pub stretch: Pose,
    /// The photo that is shown in its place where there are pixels.
    pub photo: Option<Photo>,
    /// The box of the whole movement, computed when it is first asked for.
    pub room: Room,
}

/// The memo of [`Figure::bounds`]. It follows from the rest of the figure and is ignored in comparisons.
#[derive(Clone, Debug, Default)]
pub struct Room(pub(super) OnceLock<Bounds>);

impl PartialEq for Room {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The direction from which a figure is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewpoint {
    /// From the side: both hips are one point, and so are both shoulders.
    Side,
    /// From the front, or from the feet of a lying person: the near limbs are on the left.
    Front,
    /// From behind: the near limbs are on the right.
    Back,
}

/// The ground below a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A mat.
    Mat,
    /// The bare floor.
    Floor,
    /// A bed.
    Bed,
    /// A mat that is seen from above: it lies around the figure, its head end on the left, and up in the picture is
    /// across it.
    Under,
}

/// The point of a figure that rests on something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The pelvis.
    Hips,
    /// The upper end of the trunk.
    Shoulders,
    /// A knee, of a leg that is written by its angles.
    Knee(LimbSide),
    /// A heel, of a leg that is written by its angles.
    Heel(LimbSide),
}

/// One of two limbs, as the figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimbSide {
    /// The one towards the viewer.
    Near,
    /// The other one.
    Far,
}

impl LimbSide {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Near => Self::Far,
            Self::Far => Self::Near,
        }
    }
}

/// A part of the person that is drawn in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Trunk and head.
    Body,
    /// A leg.
    Leg(LimbSide),
    /// An arm.
    Arm(LimbSide),
}

impl Layer {
    /// The same part of the other side.
    const fn other(self) -> Self {
        match self {
            Self::Body => Self::Body,
            Self::Leg(side) => Self::Leg(side.other()),
            Self::Arm(side) => Self::Arm(side.other()),
        }
    }
}

/// For which side a figure is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Turn {
    /// As it is written.
    #[default]
    First,
    /// For the side after it.
    Other,
}

impl Turn {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Other,
            Self::Other => Self::First,
        }
    }
}

/// The change of a figure for the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherSide {
    /// Near and far limbs change their parts.
    Swap,
    /// The picture is seen in a mirror.
    Mirror,
    /// Nothing: both sides do the same.
    Same,
}

/// The order of counted movements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Into the stretch and back.
    Back,
    /// Into the stretch and back, then the same to the other side.
    OtherSide,
}

/// Another thing in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Prop {
    /// Its purpose.
    pub kind: PropKind,
    /// Its place.
    pub path: Path,
    /// Its thickness.
    pub thick: f64,
    /// The part of the movement in which it is seen.
    pub seen: Seen,
}

/// The purpose of a prop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropKind {
    /// It stands there: a wall, a chair, a pillow. Drawn behind the person.
    Furniture,
    /// It is used: a strap, a pack. Drawn in front.
    Aid,
    /// A part of the body beside the person, larger: what moves is too small in the whole picture.
    CloseUp,
}

/// The place of a prop.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// Along these points at rest, and along as many others in the stretch.
    Line {
        /// At rest.
        rest: Vec<Point>,
        /// In the stretch.
        stretch: Vec<Point>,
    },
    /// From one point of the body to the next.
    Joints(Vec<BodyPoint>),
}

/// The part of the movement in which a prop is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Always.
    Always,
    /// It comes down from above on the way into the stretch.
    Lowered,
    /// Only in the stretch.
    Stretch,
}

/// A point of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyPoint {
    /// A hand.
    Hand(LimbSide),
    /// The middle of a sole.
    Sole(LimbSide),
}

/// A person in one position.
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// The place of the fixed point: along the floor, and its height.
    pub at: Point,
    /// From the hips to the waist.
    pub trunk: Bone,
    /// From the waist to the shoulders.
    pub chest: Bone,
    /// From the shoulders to the middle of the head.
    pub head: Bone,
    /// The direction of the nose, and how much of it is seen beside the head: nothing where it points at the viewer.
    pub face: Bone,
    /// The legs, near and far.
    pub legs: Pair<Leg>,
    /// The arms, near and far.
    pub arms: Pair<Arm>,
}

/// One of each side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair<T> {
    /// The one towards the viewer.
    pub near: T,
    /// The other one.
    pub far: T,
}

impl<T> Pair<T> {
    /// The one on that side.
    pub const fn get(&self, side: LimbSide) -> &T {
        match side {
            LimbSide::Near => &self.near,
            LimbSide::Far => &self.far,
        }
    }

    pub(crate) fn map<U>(&self, mut make: impl FnMut(LimbSide, &T) -> U) -> Pair<U> {
        Pair {
            near: make(LimbSide::Near, &self.near),
            far: make(LimbSide::Far, &self.far),
        }
    }

    fn swapped(self) -> Self {
        Self {
            near: self.far,
            far: self.near,
        }
    }
}

/// A bone as it is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bone {
    /// The direction in which it leads away from the trunk, in degrees.
    pub direction: f64,
    /// The part of its length that is seen, 0 to 1: less than 1 when it points at the viewer or away.
    pub seen: f64,
}

/// The place of a leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leg {
    /// Its bones have these directions.
    Free(LegBones),
    /// The foot stands somewhere, and hip and knee follow.
    Planted(PlantedLeg),
}

/// The bones of a leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegBones {
    /// From the hip to the knee.
    pub thigh: Bone,
    /// From the knee to the ankle.
    pub shank: Bone,
    /// From the heel to the toes.
    pub foot: Bone,
}

/// A leg whose foot stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlantedLeg {
    /// The part that touches the ground.
    pub part: Sole,
    /// The point that it touches.
    pub at: Point,
    /// The side to which the knee bends: see [`geometry::reach`].
    pub knee: f64,
    /// From the heel to the toes.
    pub foot: Bone,
}

/// The part of a foot that touches the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sole {
    /// The heel.
    Heel,
    /// The toes.
    Toes,
}

/// The place of an arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arm {
    /// Its bones have these directions.
    Free {
        /// From the shoulder to the elbow.
        upper: Bone,
        /// From the elbow to the hand.
        fore: Bone,
    },
    /// The hand is somewhere, and the elbow follows.
    Holding {
        /// The place of the hand.
        target: Target,
        /// The side to which the elbow bends: see [`geometry::reach`].
        elbow: f64,
    },
}

/// The place of a hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// At a point of the picture.
    At(Point),
    /// On a bone of the same body.
    On {
        /// The bone.
        bone: HeldBone,
        /// How far along it, 0 at the end towards the trunk, 1 at the other.
        along: f64,
        /// How far beside it: to the left of its direction, which is the front of the leg of somebody who faces
        /// right; behind it when negative.
        aside: f64,
    },
}

/// A bone that a hand can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBone {
    /// A thigh.
    Thigh(LimbSide),
    /// A shank.
    Shank(LimbSide),
    /// A foot.
    Foot(LimbSide),
    /// From the hips to the shoulders.
    Trunk,
    /// From the shoulders to the head.
    Head,
}

impl Figure {
    /// The figure as it is for a side.
    #[must_use]
    pub fn turned(&self, turn: Turn) -> Self {
        match (turn, self.other_side) {
            (Turn::Other, OtherSide::Swap) => self.swapped(),
            (Turn::First, _) | (Turn::Other, OtherSide::Mirror | OtherSide::Same) => self.clone(),
        }
    }

    /// The figure whose near limbs do what the far ones did. Twice swapped it is as it was.
    #[must_use]
    pub fn swapped(&self) -> Self {
        // Legs that lie over each other do so on both sides; arms are in front or behind.
        let legs = |layer: Layer| match layer {
            Layer::Leg(_) => layer.other(),
            Layer::Body | Layer::Arm(_) => layer,
        };
        Self {
            fixed: match self.fixed {
                Anchor::Knee(side) => Anchor::Knee(side.other()),
                Anchor::Heel(side) => Anchor::Heel(side.other()),
                whole @ (Anchor::Hips | Anchor::Shoulders) => whole,
            },
            works: self.works.iter().map(|layer| layer.other()).collect(),
            felt: self.felt.iter().map(|spot| spot.other()).collect(),
            order: self.order.map(|order| order.map(legs)),
            props: self.props.iter().map(Prop::swapped).collect(),
            rest: self.rest.swapped(),
            stretch: self.stretch.swapped(),
            ..self.clone()
        }
    }

    /// The order of drawing: as the figure says, or else by depth.
    pub const fn layers(&self) -> [Layer; 5] {
        use Layer::{Arm, Body, Leg};
        use LimbSide::{Far, Near};
        match (self.order, self.view) {
            (Some(order), _) => order,
            (None, Viewpoint::Side) => [Arm(Far), Leg(Far), Body, Leg(Near), Arm(Near)],
            (None, Viewpoint::Front | Viewpoint::Back) => {
                [Body, Leg(Far), Leg(Near), Arm(Far), Arm(Near)]
            }
        }
    }
}

impl Prop {
    fn swapped(&self) -> Self {
        let mut swapped = self.clone();
        if let Path::Joints(points) = &mut swapped.path {
            for point in points {
                match point {
                    BodyPoint::Hand(side) | BodyPoint::Sole(side) => *side = side.other(),
                }
            }
        }
        swapped
    }
}

impl Pose {
    fn swapped(&self) -> Self {
        Self {
            legs: self.legs.clone().swapped(),
            arms: self.arms.map(|_, arm| arm.swapped()).swapped(),
            ..self.clone()
        }
    }
}

impl Arm {
    fn swapped(mut self) -> Self {
        if let Self::Holding {
            target: Target::On { bone, .. },
            ..
        } = &mut self
        {
            match bone {
                HeldBone::Thigh(side) | HeldBone::Shank(side) | HeldBone::Foot(side) => {
                    *side = side.other();
                }
                HeldBone::Trunk | HeldBone::Head => {}
            }
        }
        self
    }
}
