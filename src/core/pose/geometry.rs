//! Plane geometry of a figure: points, limbs as capsules, and the joint between two bones.

use std::ops::{Add, Mul, Sub};

/// A point, or the way from one point to another. One unit is about a fifth of a person's height; x grows to the
/// right, y grows upwards from the floor at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The way of length 1 in a direction in degrees: 0 is to the right, 90 is up.
    pub fn towards(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self::new(cos, sin)
    }

    /// How long this way is.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The square of its length, which is had for less.
    pub const fn squared(self) -> f64 {
        self.x * self.x + self.y * self.y
    }

    /// The direction of this way in degrees.
    pub fn direction(self) -> f64 {
        self.y.atan2(self.x).to_degrees()
    }

    /// This way turned by a quarter to the left.
    #[must_use]
    pub const fn left(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The point on the straight way to `other` that is `t` of it away.
    #[must_use]
    pub fn between(self, other: Self, t: f64) -> Self {
        self + (other - self) * t
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// A thick line with round ends, each with a radius of its own: a piece of a limb.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capsule {
    /// The middle of one end.
    pub from: Point,
    /// The middle of the other end.
    pub to: Point,
    pub(crate) from_radius: f64,
    pub(crate) to_radius: f64,
}

impl Capsule {
    /// A capsule from one end and its radius to the other.
    pub const fn new(from: Point, from_radius: f64, to: Point, to_radius: f64) -> Self {
        Self {
            from,
            to,
            from_radius,
            to_radius,
        }
    }

    pub(crate) const fn disc(at: Point, radius: f64) -> Self {
        Self::new(at, radius, at, radius)
    }

    /// Whether `point` is inside of it when it is `grown` by so much on all sides.
    pub fn holds(&self, point: Point, grown: f64) -> bool {
        let way = self.to - self.from;
        let to_point = point - self.from;
        let squared = way.squared();
        let t = if squared > 0.0 {
            ((to_point.x * way.x + to_point.y * way.y) / squared).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let radius = self.from_radius + (self.to_radius - self.from_radius) * t + grown;
        // Without a root: this is asked for every dot of a picture.
        radius >= 0.0 && (to_point - way * t).squared() <= radius * radius
    }

    /// The arcs of its outline when it is `grown` by so much, counterclockwise, with straight lines from each to the
    /// next: one around a disc, or one around each end.
    pub(crate) fn outline(&self, grown: f64) -> Vec<Arc> {
        let way = self.to - self.from;
        let (from, to) = (self.from_radius + grown, self.to_radius + grown);
        let apart = way.length();
        if apart <= (from - to).abs() + 1e-9 {
            let (centre, radius) = if from > to {
                (self.from, from)
            } else {
                (self.to, to)
            };
            return vec![Arc::new(centre, radius, 0.0, 360.0)];
        }
        let ahead = way.direction();
        // Where the straight lines touch both ends.
        let aside = ((from - to) / apart).acos().to_degrees();
        vec![
            Arc::new(self.from, from, ahead + aside, ahead - aside + 360.0),
            Arc::new(self.to, to, ahead - aside, ahead + aside),
        ]
    }

    /// The box around it.
    pub fn bounds(&self) -> Bounds {
        let one = Bounds::around(self.from, self.from_radius);
        one.with(Bounds::around(self.to, self.to_radius))
    }
}

/// A part of a circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arc {
    pub(crate) centre: Point,
    pub(crate) radius: f64,
    /// The direction from the centre in which it begins, in degrees.
    pub(crate) begin: f64,
    /// The direction in which it ends, counterclockwise from there.
    pub(crate) end: f64,
}

impl Arc {
    const fn new(centre: Point, radius: f64, begin: f64, end: f64) -> Self {
        Self {
            centre,
            radius,
            begin,
            end,
        }
    }

    /// The point in this direction from its centre.
    pub(crate) fn at(&self, direction: f64) -> Point {
        self.centre + Point::towards(direction) * self.radius
    }
}

/// A box with upright sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner at the bottom left.
    pub least: Point,
    /// The corner at the top right.
    pub most: Point,
}

impl Bounds {
    /// The box around a disc.
    pub const fn around(at: Point, radius: f64) -> Self {
        Self {
            least: Point::new(at.x - radius, at.y - radius),
            most: Point::new(at.x + radius, at.y + radius),
        }
    }

    /// The box around both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            least: Point::new(
                self.least.x.min(other.least.x),
                self.least.y.min(other.least.y),
            ),
            most: Point::new(self.most.x.max(other.most.x), self.most.y.max(other.most.y)),
        }
    }
}

/// The joint between two bones that lead from `root` to `goal`, and their end.
///
/// `bend` says to which side the joint goes: 1 is to the left of the way to the goal, -1 to the right; between them
/// it points at the viewer or away, so that it lies nearer to the straight line. A goal that is too far is approached
/// as far as the bones reach.
pub fn reach(root: Point, goal: Point, bones: (f64, f64), bend: f64) -> (Point, Point) {
    let (first, second) = bones;
    let way = goal - root;
    let distance = way.length();
    let ahead = if distance > 1e-9 {
        way * (1.0 / distance)
    } else {
        Point::new(0.0, -1.0)
    };
    // A goal nearer than the bones can fold is reached by bones that are seen shortened.
    let folded = distance.clamp((first - second).abs() + 1e-6, first + second);
    let along =
        ((first * first - second * second + folded * folded) / (2.0 * folded)).clamp(-first, first);
    let aside = (first * first - along * along).max(0.0).sqrt();
    let end = root + ahead * distance.min(first + second);
    (
        root + ahead * along + ahead.left() * (aside * bend.clamp(-1.0, 1.0)),
        end,
    )
}

/// The number that is `t` of the way from `a` to `b`.
pub(super) fn mix(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

/// The direction in degrees that is `t` of the shorter turn from `a` to `b`.
pub(super) fn turn(a: f64, b: f64, t: f64) -> f64 {
    let difference = (b - a + 180.0).rem_euclid(360.0) - 180.0;
    a + difference * t
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_at(here: Point, there: Point) -> bool {
        (here - there).length() < 1e-9
    }

    fn is_near(here: f64, there: f64) -> bool {
        (here - there).abs() < 1e-9
    }

    #[test]
    fn bones_keep_their_lengths_and_bend_to_the_side_that_is_asked_for() {
        let root = Point::new(1.0, 2.0);
        for degrees in [0.0, 37.0, 90.0, 200.0, 305.0] {
            let way = Point::towards(degrees) * 2.5;
            for bend in [1.0, -1.0] {
                let (joint, end) = reach(root, root + way, (2.0, 1.5), bend);
                assert!(is_at(end, root + way), "the goal is reached");
                assert!(is_near((joint - root).length(), 2.0), "{degrees}");
                assert!(is_near((end - joint).length(), 1.5), "{degrees}");
                let to_joint = joint - root;
                let left = way.left().x * to_joint.x + way.left().y * to_joint.y;
                assert!(left * bend > 0.1, "{degrees} bends to the other side");
            }
            // Towards the viewer the joint lies on the straight line.
            let (joint, _) = reach(root, root + way, (2.0, 1.5), 0.0);
            let along = (joint - root).direction().rem_euclid(360.0);
            assert!(is_near(along, degrees), "{along}");
        }
    }

    #[test]
    fn a_goal_out_of_reach_is_approached_and_one_too_near_is_reached() {
        let root = Point::new(1.0, 1.0);
        let far = reach(root, Point::new(9.0, 1.0), (2.0, 1.5), 1.0);
        assert!(is_at(far.0, Point::new(3.0, 1.0)), "{far:?}");
        assert!(is_at(far.1, Point::new(4.5, 1.0)), "{far:?}");
        let near = reach(root, Point::new(1.2, 1.0), (2.0, 1.5), 1.0);
        assert!(is_at(near.1, Point::new(1.2, 1.0)), "{near:?}");
        assert!(((near.0 - root).length() - 2.0).abs() < 0.01, "{near:?}");
        // Without a way there the limb hangs down.
        let (joint, end) = reach(root, root, (2.0, 2.0), 0.0);
        assert!(is_at(end, root) && is_near(joint.x, root.x) && joint.y <= root.y);
    }

    #[test]
    fn a_capsule_holds_what_is_within_its_radius_at_that_place() {
        let capsule = Capsule::new(Point::new(0.0, 0.0), 1.0, Point::new(4.0, 0.0), 0.5);
        for (x, y, holds) in [
            (-1.0, 0.0, true),
            (-1.1, 0.0, false),
            (4.5, 0.0, true),
            (4.6, 0.0, false),
            (2.0, 0.74, true),
            (2.0, -0.74, true),
            (2.0, 0.76, false),
        ] {
            assert_eq!(capsule.holds(Point::new(x, y), 0.0), holds, "{x} {y}");
        }
        let beside = Point::new(2.0, 1.0);
        assert!(capsule.holds(beside, 0.25) && !capsule.holds(beside, 0.24));
        assert!(
            !capsule.holds(Point::new(0.0, 0.0), -1.5),
            "shrunk to nothing"
        );
        let disc = Capsule::disc(Point::new(3.0, 3.0), 1.0);
        assert!(disc.holds(Point::new(3.0, 4.0), 0.0) && !disc.holds(Point::new(3.0, 4.1), 0.0));
    }

    #[test]
    fn a_box_holds_both_ends_of_a_capsule() {
        let capsule = Capsule::new(Point::new(1.0, 5.0), 0.5, Point::new(4.0, 2.0), 1.0);
        let bounds = capsule.bounds();
        assert_eq!(bounds.least, Point::new(0.5, 1.0));
        assert_eq!(bounds.most, Point::new(5.0, 5.5));
    }

    #[test]
    fn a_turn_takes_the_shorter_way() {
        for (from, to, half) in [
            (10.0, 50.0, 30.0),
            (350.0, 10.0, 360.0),
            (10.0, 350.0, 0.0),
            (170.0, -170.0, 180.0),
            (-170.0, 170.0, -180.0),
        ] {
            assert!(is_near(turn(from, to, 0.0), from));
            assert!(is_near(turn(from, to, 0.5), half), "{from} {to}");
        }
        assert!(is_near(mix(2.0, 4.0, 0.25), 2.5));
    }

    #[test]
    fn a_direction_is_counted_from_the_right_upwards() {
        assert!(is_at(Point::towards(90.0), Point::new(0.0, 1.0)));
        assert!(is_at(Point::towards(180.0), Point::new(-1.0, 0.0)));
        assert!(is_near(Point::new(0.0, 2.0).direction(), 90.0));
        assert!(is_near(Point::new(3.0, 4.0).length(), 5.0));
        assert!(is_near(Point::new(3.0, 4.0).squared(), 25.0));
        assert_eq!(Point::new(1.0, 2.0).left(), Point::new(-2.0, 1.0));
        let quarter = Point::new(1.0, 1.0).between(Point::new(5.0, 3.0), 0.25);
        assert_eq!(quarter, Point::new(2.0, 1.5));
    }
}
