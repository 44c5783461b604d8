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
    /// The radius at `from`.
    pub from_radius: f64,
    /// The radius at `to`.
    pub to_radius: f64,
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

    /// A disc.
    pub const fn disc(at: Point, radius: f64) -> Self {
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

    /// The box around it.
    pub fn bounds(&self) -> Bounds {
        let one = Bounds::around(self.from, self.from_radius);
        one.with(Bounds::around(self.to, self.to_radius))
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

/// Where the joint between two bones lies that lead from `root` to `goal`, and where they end.
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
