//! Paints figures finely, as pixels or as SVG. Both fill the same outlines in the same colours, so they look alike.

pub mod photo;
pub mod pixels;
pub mod svg;

use crate::core::pose::Ground;
use crate::core::pose::geometry::{Capsule, Point};
use crate::core::pose::shapes::{FigurePart, Role, Scene};
use crate::tui::widget::figure::ROLES;

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The colour of each role, in the order of [`ROLES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paints(pub [Rgb; ROLES.len()]);

impl Paints {
    fn of(&self, role: Role) -> Rgb {
        let mut paints = ROLES.into_iter().zip(self.0);
        let paint = paints.find_map(|(other, paint)| (other == role).then_some(paint));
        paint.unwrap_or_default()
    }
}

/// The width of the gap around a limb, in units of the pose.
const GAP: f64 = 0.07;
/// How much wider than a patch the glow around it is.
const GLOW: f64 = 0.09;
/// How many dots there are in a unit: more than any part needs.
const DOTS: f64 = 1000.0;

/// One thing that is painted: some outlines, and what becomes of what is below them.
struct Stroke<'a> {
    capsules: &'a [Capsule],
    /// By how much they are larger than in the scene.
    grown: f64,
    fill: FillWith,
}

/// What outlines are filled with.
enum FillWith {
    /// The ground, which is seen through everything below.
    Ground,
    /// A colour.
    Colour(Rgb),
    /// A colour half over the person, and nowhere else.
    Glow(Rgb),
    /// A colour over the person, and nowhere else.
    Mark(Rgb),
}

/// What is painted for a part, in order.
fn strokes<'a>(part: &'a FigurePart, ground: Ground, paints: &Paints) -> Vec<Stroke<'a>> {
    let colour = paints.of(part.role);
    let stroke = |capsules, grown, fill| Stroke {
        capsules,
        grown,
        fill,
    };
    let around = match ground {
        Ground::Under => FillWith::Colour(paints.of(Role::Mat)),
        Ground::Mat | Ground::Floor | Ground::Bed => FillWith::Ground,
    };
    let fill = match part.role {
        Role::Patch => vec![
            stroke(&*part.capsules, GLOW, FillWith::Glow(colour)),
            stroke(&*part.capsules, 0.0, FillWith::Mark(colour)),
        ],
        _ => vec![stroke(&*part.capsules, 0.0, FillWith::Colour(colour))],
    };
    let gap = (!part.halo.is_empty()).then(|| stroke(&*part.halo, GAP, around));
    gap.into_iter().chain(fill).collect()
}

/// The parts of a scene that are seen where dots are fine.
fn fine(scene: &Scene) -> impl Iterator<Item = &FigurePart> {
    scene.parts.iter().filter(|part| part.least_dots <= DOTS)
}

/// From the units of the pose to a picture whose rows go down.
#[derive(Clone, Copy, Debug)]
struct Easel {
    /// The length of a unit.
    scale: f64,
    /// The left edge of the picture, in units of the pose.
    left: f64,
    /// The row on which the figure is.
    base: f64,
}

impl Easel {
    /// The easel on which all of `scene` is as large as can be, above a ground that is so high.
    fn holding(scene: &Scene, (width, height): (f64, f64), ground: f64) -> Self {
        let (least, most) = (scene.bounds.least, scene.bounds.most);
        let base = height - ground;
        let scale = (width / (most.x - least.x).max(0.1)).min(base / most.y.max(0.1));
        let middle = f64::midpoint(least.x, most.x);
        Self {
            scale,
            left: middle - width / 2.0 / scale,
            base,
        }
    }

    fn placed(&self, point: Point) -> (f64, f64) {
        (
            (point.x - self.left) * self.scale,
            self.base - point.y * self.scale,
        )
    }
}

/// The row on which the figure is: its upper edge and its height, as parts of a row of cells.
const fn ground_strip(ground: Ground) -> Option<(f64, f64)> {
    match ground {
        Ground::Mat => Some((0.0, 0.4)),
        Ground::Floor => Some((0.0, 0.12)),
        Ground::Bed => Some((0.0, 1.0)),
        Ground::Under => None,
    }
}
