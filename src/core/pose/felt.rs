//! The places of a body where a stretch is felt, and the patch on the picture for each.

use super::body::{Body, LegJoints, size};
use super::geometry::{Capsule, Point};
use super::{Layer, LimbSide, Viewpoint};

/// A place of the body where a stretch is felt, as the figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A place of the trunk.
    Trunk(TrunkSpot),
    /// A place of a leg, with its hip and its side of the waist.
    Leg(LimbSide, LegSpot),
    /// A shoulder.
    Shoulder(LimbSide),
}

/// A place of the trunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrunkSpot {
    /// Across the front of the shoulders.
    Chest,
    /// Between the shoulder blades.
    UpperBack,
    /// From the ribs to the pelvis, behind.
    LowerBack,
    /// The front of the waist.
    Belly,
}

/// A place of a leg, or of the trunk on its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegSpot {
    /// The side of the waist.
    Waist,
    /// The front of the hip.
    Hip,
    /// The outside of the hip.
    OuterHip,
    /// A buttock.
    Buttock,
    /// The inside of the thigh.
    Groin,
    /// The front of the thigh.
    Thigh,
    /// The back of the thigh.
    Hamstring,
    /// The knee.
    Knee,
    /// The front of the shank.
    Shin,
    /// The upper half of the back of the shank.
    Calf,
    /// The lower end of the back of the shank.
    Achilles,
    /// The front of the ankle.
    Ankle,
    /// The sole.
    Sole,
}

impl Spot {
    /// The same place on the other side.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Trunk(_) => self,
            Self::Leg(side, spot) => Self::Leg(side.other(), spot),
            Self::Shoulder(side) => Self::Shoulder(side.other()),
        }
    }

    /// Whether its patch lies on this part of the person: on trunk and thigh where both meet.
    pub(super) fn is_on(self, layer: Layer) -> bool {
        use LegSpot::{Buttock, Groin, Hip, OuterHip, Waist};
        match self {
            Self::Trunk(_) | Self::Leg(_, Waist) => layer == Layer::Body,
            Self::Leg(side, Hip | OuterHip | Buttock | Groin) => {
                layer == Layer::Body || layer == Layer::Leg(side)
            }
            Self::Leg(side, _) => layer == Layer::Leg(side),
            Self::Shoulder(side) => layer == Layer::Arm(side),
        }
    }

    /// Its patch on `body`, seen from `view`, as wide as `grown` of its full width, 0 to 1.
    pub(super) fn patch(self, body: &Body, view: Viewpoint, grown: f64) -> Capsule {
        let Capsule {
            from,
            to,
            from_radius,
            to_radius,
        } = match self {
            Self::Trunk(spot) => trunk(spot, body, view),
            Self::Leg(side, spot) => leg(spot, side, body, view),
            Self::Shoulder(side) => Capsule::disc(body.arms.get(side).shoulder, 0.2),
        };
        Capsule::new(from, from_radius * grown, to, to_radius * grown)
    }
}

/// The way of this length that is a quarter to the left of `way`.
fn left_of(way: Point) -> Point {
    way.left() * (1.0 / way.length().max(1e-9))
}

/// 1 where the front of a leg is to the left of its bones, -1 to the right, 0 where it points at the viewer or away.
///
/// Toes point to the front, and a knee bends to the back.
fn front(leg: &LegJoints, view: Viewpoint) -> f64 {
    if view != Viewpoint::Side {
        return 0.0;
    }
    let cross = |one: Point, other: Point| one.x * other.y - one.y * other.x;
    let (thigh, shank) = (leg.knee - leg.hip, leg.ankle - leg.knee);
    let bent = cross(shank, leg.toes - leg.ankle) / size::FOOT - cross(thigh, shank) / size::THIGH;
    if bent < 0.0 { -1.0 } else { 1.0 }
}

/// A part of a bone that leads `way` from a point, so far to the left of it.
fn along(
    from: Point,
    way: Point,
    (begin, end): (f64, f64),
    (aside, radius): (f64, f64),
) -> Capsule {
    let aside = left_of(way) * aside;
    Capsule::new(
        from + way * begin + aside,
        radius,
        from + way * end + aside,
        radius,
    )
}

fn trunk(spot: TrunkSpot, body: &Body, view: Viewpoint) -> Capsule {
    // The front of the trunk is where that of the legs is: their bones lead the other way.
    let ahead = -front(&body.legs.near, view);
    let (lower, upper) = (body.waist - body.hips, body.shoulders - body.waist);
    let on = |from: Point, way: Point, (begin, end): (f64, f64), aside: f64, radius: f64| {
        along(from, way, (begin, end), (ahead * aside, radius))
    };
    match spot {
        TrunkSpot::Chest => on(body.waist, upper, (0.7, 0.85), 0.24, 0.24),
        TrunkSpot::UpperBack => on(body.waist, upper, (0.5, 0.85), -0.24, 0.2),
        TrunkSpot::LowerBack => on(body.hips, lower, (0.45, 1.0), -0.22, 0.2),
        TrunkSpot::Belly => on(body.hips, lower, (0.5, 1.0), 0.2, 0.2),
    }
}

fn leg(spot: LegSpot, side: LimbSide, body: &Body, view: Viewpoint) -> Capsule {
    let leg = body.legs.get(side);
    let ahead = front(leg, view);
    // From the front and from behind the other hip tells where the outside is.
    let apart = leg.hip - body.legs.get(side.other()).hip;
    let outward = match view {
        Viewpoint::Side => Point::default(),
        Viewpoint::Front | Viewpoint::Back => apart * (1.0 / apart.length().max(1e-9)),
    };
    let bone = |(from, to): (Point, Point), (begin, end): (f64, f64), aside: f64, radius: f64| {
        along(from, to - from, (begin, end), (ahead * aside, radius))
    };
    let thigh = (leg.hip, leg.knee);
    let shank = (leg.knee, leg.ankle);
    // Between the front of the thigh and that of the trunk.
    let trunk_ahead = left_of(body.waist - body.hips) * -ahead;
    let crease = trunk_ahead + left_of(leg.knee - leg.hip) * ahead;
    let crease = crease * (1.0 / crease.length().max(1e-9));
    match spot {
        LegSpot::Waist => {
            let at = body.hips.between(body.waist, 0.9) + outward * 0.3;
            Capsule::new(
                at,
                0.18,
                body.hips.between(body.waist, 0.4) + outward * 0.36,
                0.18,
            )
        }
        LegSpot::Hip => Capsule::disc(leg.hip + crease * 0.2, 0.19),
        LegSpot::OuterHip => Capsule::disc(leg.hip + outward * 0.12, 0.2),
        LegSpot::Buttock => Capsule::disc(leg.hip - crease * 0.22, 0.22),
        LegSpot::Groin => {
            let inside = bone(thigh, (0.2, 0.55), 0.0, 0.13);
            let aside = outward * -0.1;
            Capsule::new(inside.from + aside, 0.13, inside.to + aside, 0.13)
        }
        LegSpot::Thigh => bone(thigh, (0.3, 0.75), 0.12, 0.14),
        LegSpot::Hamstring => bone(thigh, (0.3, 0.75), -0.12, 0.14),
        LegSpot::Knee => bone(thigh, (0.86, 0.94), 0.06, 0.15),
        LegSpot::Shin => bone(shank, (0.25, 0.7), 0.07, 0.09),
        LegSpot::Calf => bone(shank, (0.12, 0.45), -0.07, 0.13),
        LegSpot::Achilles => bone(shank, (0.55, 0.85), -0.04, 0.1),
        LegSpot::Ankle => Capsule::disc(leg.ankle.between(leg.knee, 0.08), 0.13),
        LegSpot::Sole => bone((leg.ankle, leg.toes), (0.05, 0.8), -0.05, 0.09),
    }
}
