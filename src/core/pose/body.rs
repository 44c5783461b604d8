//! The joints of a body in a pose: legs and trunk follow from their angles, planted feet and hands from their places.

use super::geometry::{Point, mix, reach, turn};
use super::{
    Anchor, Arm, Bone, Figure, HeldBone, Leg, LegBones, LimbSide, Pair, PlantedLeg, Pose, Sole,
    Target, Viewpoint,
};

/// Lengths and radii of the body, in units of which a person has about eight and a half.
pub mod size {
    /// Hip to knee.
    pub const THIGH: f64 = 2.1;
    /// Knee to ankle.
    pub const SHANK: f64 = 2.0;
    /// Ankle to toes.
    pub const FOOT: f64 = 0.72;
    /// Hips to waist.
    pub const TRUNK: f64 = 1.2;
    /// Waist to shoulders.
    pub const CHEST: f64 = 1.4;
    /// Shoulders to the middle of the head.
    pub const NECK: f64 = 1.08;
    /// Shoulder to elbow.
    pub const UPPER_ARM: f64 = 1.45;
    /// Elbow to the middle of the hand.
    pub const FOREARM: f64 = 1.5;

    /// The pelvis.
    pub const HIPS_RADIUS: f64 = 0.5;
    pub(crate) const WAIST_RADIUS: f64 = 0.44;
    /// The upper end of the trunk.
    pub const SHOULDERS_RADIUS: f64 = 0.4;
    /// The head.
    pub const HEAD_RADIUS: f64 = 0.54;
    /// A knee.
    pub const KNEE_RADIUS: f64 = 0.25;
    /// An elbow.
    pub const ARM_RADIUS: f64 = 0.17;
    /// A heel.
    pub const HEEL_RADIUS: f64 = 0.19;
    /// Toes.
    pub const TOES_RADIUS: f64 = 0.13;

    /// The way along the floor by which far limbs of a side view are moved, so that they are seen behind the near ones.
    pub const DEPTH: f64 = 0.36;
    /// From the middle to a hip in a front view.
    pub const HALF_HIPS: f64 = 0.36;
    /// From the middle to a shoulder in a front view.
    pub const HALF_SHOULDERS: f64 = 0.66;
}

/// The joints of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The middle of the pelvis.
    pub hips: Point,
    /// The waist.
    pub waist: Point,
    /// The upper end of the trunk.
    pub shoulders: Point,
    /// The middle of the head.
    pub head: Point,
    /// The way from the middle of the head towards the nose: shorter than 1 where it points at the viewer or away.
    pub face: Point,
    /// The legs.
    pub legs: Pair<LegJoints>,
    /// The arms.
    pub arms: Pair<ArmJoints>,
}

/// The joints of a leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegJoints {
    /// The hip.
    pub hip: Point,
    /// The knee.
    pub knee: Point,
    /// The ankle.
    pub ankle: Point,
    /// The toes.
    pub toes: Point,
}

/// The joints of an arm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArmJoints {
    /// The shoulder.
    pub shoulder: Point,
    /// The elbow.
    pub elbow: Point,
    /// The hand.
    pub hand: Point,
}

impl Body {
    /// The body of `figure` when `t` of the way from rest to stretch is done, 0 to 1, eased at both ends.
    pub fn of(figure: &Figure, t: f64) -> Self {
        let t = eased(t);
        let (rest, stretch) = (&figure.rest, &figure.stretch);
        let bone = |of: fn(&Pose) -> Bone| of(rest).mix(of(stretch), t);
        let trunk = bone(|pose| pose.trunk);
        let chest = bone(|pose| pose.chest);
        let at = rest.at.between(stretch.at, t);
        let up_to_shoulders = trunk.way(size::TRUNK) + chest.way(size::CHEST);

        // The fixed point while the hips are at zero.
        let fixed_leg = |side: LimbSide| {
            let zero = Point::default();
            let bones = |pose: &Pose| pose.legs.get(side).bones(zero, zero);
            let root = hip(figure.view, trunk, side) - depth(figure.view, side);
            bones(rest).mix(bones(stretch), t).joints(root)
        };
        let (fixed, clearance) = match figure.fixed {
            Anchor::Hips => (Point::default(), size::HIPS_RADIUS),
            Anchor::Shoulders => (up_to_shoulders, size::SHOULDERS_RADIUS),
            Anchor::Knee(side) => (fixed_leg(side).knee, size::KNEE_RADIUS),
            Anchor::Heel(side) => (fixed_leg(side).ankle, size::HEEL_RADIUS),
        };
        // The depth of a far limb is ignored, so that the hips are in one place on both sides.
        let hips = at + Point::new(0.0, clearance) - fixed;

        let waist = hips + trunk.way(size::TRUNK);
        let shoulders = hips + up_to_shoulders;
        let head = shoulders + bone(|pose| pose.head).way(size::NECK);
        let legs = rest.legs.map(|side, leg| {
            let root = hips + hip(figure.view, trunk, side);
            let aside = depth(figure.view, side);
            let other = stretch.legs.get(side);
            let bones = match (leg, other) {
                (Leg::Planted(leg), Leg::Planted(other)) => leg.mix(*other, t).bones(root, aside),
                _ => leg.bones(root, aside).mix(other.bones(root, aside), t),
            };
            bones.joints(root)
        });
        let mut body = Self {
            hips,
            waist,
            shoulders,
            head,
            // A head that turns round shows less of the nose on the way, instead of tossing it up.
            face: rest.face.way(1.0).between(stretch.face.way(1.0), t),
            arms: Pair::default(),
            legs,
        };
        body.arms = rest.arms.map(|side, arm| {
            let shoulder = shoulders + shoulder(figure.view, chest, side);
            let aside = depth(figure.view, side) * 0.5;
            let joints = arm.joints(stretch.arms.get(side), &body, shoulder, aside, t);
            joints.above_ground()
        });
        body
    }

    /// The ends of a bone that a hand can be on.
    fn bone(&self, bone: HeldBone) -> (Point, Point) {
        match bone {
            HeldBone::Thigh(side) => (self.legs.get(side).hip, self.legs.get(side).knee),
            HeldBone::Shank(side) => (self.legs.get(side).knee, self.legs.get(side).ankle),
            HeldBone::Foot(side) => (self.legs.get(side).ankle, self.legs.get(side).toes),
            HeldBone::Trunk => (self.hips, self.shoulders),
            HeldBone::Head => (self.shoulders, self.head),
        }
    }

    fn target(&self, target: Target, aside: Point) -> Point {
        match target {
            Target::At(point) => point + aside,
            Target::On { bone, along, aside } => {
                let (from, to) = self.bone(bone);
                let way = to - from;
                let left = way.left() * (1.0 / way.length().max(1e-9));
                from + way * along + left * aside
            }
        }
    }
}

/// The same movement, slow at both ends.
pub(super) fn eased(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// From the middle of the pelvis to a hip.
fn hip(view: Viewpoint, trunk: Bone, side: LimbSide) -> Point {
    match view {
        Viewpoint::Side => depth(view, side),
        _ => left(view, trunk, side) * size::HALF_HIPS,
    }
}

/// From the upper end of the trunk to a shoulder, which is a little below it.
fn shoulder(view: Viewpoint, chest: Bone, side: LimbSide) -> Point {
    let aside = match view {
        Viewpoint::Side => depth(view, side) * 0.5,
        _ => left(view, chest, side) * size::HALF_SHOULDERS,
    };
    aside - Point::towards(chest.direction) * (0.2 * chest.seen)
}

/// The way of length 1 from a bone of the trunk to the limbs of a side, seen from the front or from behind.
fn left(view: Viewpoint, bone: Bone, side: LimbSide) -> Point {
    let is_right = (view == Viewpoint::Back) == (side == LimbSide::Near);
    Point::towards(bone.direction).left() * if is_right { -1.0 } else { 1.0 }
}

/// The way by which a far limb is moved, so that it is seen.
const fn depth(view: Viewpoint, side: LimbSide) -> Point {
    match (view, side) {
        (Viewpoint::Side, LimbSide::Far) => Point::new(size::DEPTH, 0.0),
        _ => Point::new(0.0, 0.0),
    }
}

impl Bone {
    /// A bone that is seen in its full length.
    pub const fn whole(direction: f64) -> Self {
        Self {
            direction,
            seen: 1.0,
        }
    }

    /// The way along a bone of this length.
    fn way(self, length: f64) -> Point {
        Point::towards(self.direction) * (length * self.seen)
    }

    /// The bone of this length that leads along `way`.
    fn along(way: Point, length: f64) -> Self {
        Self {
            direction: way.direction(),
            seen: way.length() / length,
        }
    }

    fn mix(self, other: Self, t: f64) -> Self {
        Self {
            direction: turn(self.direction, other.direction, t),
            seen: mix(self.seen, other.seen, t),
        }
    }
}

impl LegBones {
    fn mix(self, other: Self, t: f64) -> Self {
        Self {
            thigh: self.thigh.mix(other.thigh, t),
            shank: self.shank.mix(other.shank, t),
            foot: self.foot.mix(other.foot, t),
        }
    }

    fn joints(self, hip: Point) -> LegJoints {
        let knee = hip + self.thigh.way(size::THIGH);
        let ankle = knee + self.shank.way(size::SHANK);
        let toes = ankle + self.foot.way(size::FOOT);
        LegJoints {
            hip,
            knee,
            ankle,
            toes,
        }
    }
}

impl Leg {
    /// Its bones when the hip is at `hip` and a planted foot is moved by `aside`.
    fn bones(&self, hip: Point, aside: Point) -> LegBones {
        match self {
            Self::Free(bones) => *bones,
            Self::Planted(leg) => leg.bones(hip, aside),
        }
    }
}

impl PlantedLeg {
    fn bones(self, hip: Point, aside: Point) -> LegBones {
        let goal = ankle_over(self.part, self.at + aside, self.foot);
        let (knee, ankle) = reach(hip, goal, (size::THIGH, size::SHANK), self.knee);
        LegBones {
            thigh: Bone::along(knee - hip, size::THIGH),
            shank: Bone::along(ankle - knee, size::SHANK),
            foot: self.foot,
        }
    }

    /// The leg on the way to another planted one: its foot moves straight, or not at all.
    fn mix(self, other: Self, t: f64) -> Self {
        // Between heel and toes it is the ankle that moves straight.
        let (part, at) = if self.part == other.part {
            (self.part, self.at.between(other.at, t))
        } else {
            let ankle = |leg: Self| ankle_over(leg.part, leg.at, leg.foot);
            let ankle = ankle(self).between(ankle(other), t);
            (Sole::Heel, ankle - Point::new(0.0, size::HEEL_RADIUS))
        };
        Self {
            part,
            at,
            knee: mix(self.knee, other.knee, t),
            foot: self.foot.mix(other.foot, t),
        }
    }
}

/// The ankle over a part of the foot that touches the ground at `at`.
fn ankle_over(part: Sole, at: Point, foot: Bone) -> Point {
    match part {
        Sole::Heel => at + Point::new(0.0, size::HEEL_RADIUS),
        Sole::Toes => at + Point::new(0.0, size::TOES_RADIUS) - foot.way(size::FOOT),
    }
}

impl Arm {
    fn joints(
        &self,
        stretch: &Self,
        body: &Body,
        shoulder: Point,
        aside: Point,
        t: f64,
    ) -> ArmJoints {
        let reached = |hand: Point, elbow: f64| {
            reach(shoulder, hand, (size::UPPER_ARM, size::FOREARM), elbow)
        };
        let bones = |arm: &Self| match *arm {
            Self::Free { upper, fore } => (upper, fore),
            Self::Holding { target, elbow } => {
                let (elbow, hand) = reached(body.target(target, aside), elbow);
                (
                    Bone::along(elbow - shoulder, size::UPPER_ARM),
                    Bone::along(hand - elbow, size::FOREARM),
                )
            }
        };
        let (elbow, hand) = if let (
            Self::Holding { target, elbow },
            Self::Holding {
                target: to,
                elbow: to_elbow,
            },
        ) = (self, stretch)
        {
            let from = body.target(*target, aside);
            let hand = from.between(body.target(*to, aside), t);
            reached(hand, mix(*elbow, *to_elbow, t))
        } else {
            let (from, to) = (bones(self), bones(stretch));
            let elbow = shoulder + from.0.mix(to.0, t).way(size::UPPER_ARM);
            (elbow, elbow + from.1.mix(to.1, t).way(size::FOREARM))
        };
        ArmJoints {
            shoulder,
            elbow,
            hand,
        }
    }
}

impl ArmJoints {
    /// The same arm on the ground where it would be below it.
    fn above_ground(self) -> Self {
        let on = |point: Point| Point::new(point.x, point.y.max(size::ARM_RADIUS));
        Self {
            elbow: on(self.elbow),
            hand: on(self.hand),
            ..self
        }
    }
}
