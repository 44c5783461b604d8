//! From joints to what is drawn: limbs as capsules, in the order in which they cover each other.

use super::body::{ArmJoints, Body, LegJoints, size};
use super::geometry::{Bounds, Capsule, Point, mix};
use super::{
    Figure, Ground, Joint, Layer, Limb, OtherSide, Path, Prop, PropKind, Seen, Side, Turn, View,
};

/// A figure at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What lies below, at height 0.
    pub ground: Ground,
    /// What is drawn, the last on top.
    pub parts: Vec<Part>,
}

/// What is drawn in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Its pieces.
    pub capsules: Vec<Capsule>,
    /// The pieces from which what lies behind keeps a distance: all but where the part grows out of the body.
    pub halo: Vec<Capsule>,
}

/// What a part is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What works.
    Working,
    /// A limb that works, behind the one before it.
    Behind,
    /// A leg that does not, or an arm that is behind everything.
    Resting,
    /// Trunk and head.
    Body,
    /// An arm.
    Arm,
    /// Something that stands there.
    Furniture,
    /// The edge of a mat that is seen from above.
    Ground,
    /// What is inside that edge.
    Mat,
    /// Something that is used.
    Aid,
}

/// How far a prop that is lowered starts above its place.
const LOWERED_FROM: f64 = 1.4;

impl Figure {
    /// The figure for one side, `t` of the way from rest to stretch, 0 to 1.
    pub fn scene(&self, turn: Turn, t: f64) -> Scene {
        let turned = self.turned(turn);
        let body = Body::of(&turned, t);
        let props = |kind: PropKind| {
            let body = &body;
            turned
                .props
                .iter()
                .filter(move |prop| prop.kind == kind)
                .filter_map(move |prop| prop.part(body, t))
        };
        let mut parts: Vec<Part> = Vec::new();
        if self.ground == Ground::Under {
            parts.extend(mat_from_above());
        }
        parts.extend(props(PropKind::Furniture));
        parts.extend(turned.layers().iter().flat_map(|layer| {
            let role = turned.role(*layer);
            let (capsules, root) = match layer {
                Layer::Body => (trunk(self.view, &body), None),
                Layer::Limb(Limb::Leg(side)) => (leg(body.legs.get(*side)), Some(0.5)),
                Layer::Limb(Limb::Arm(side)) => (arm(body.arms.get(*side)), Some(0.35)),
            };
            let halo = root.map_or_else(Vec::new, |root| clear_of_root(&capsules, root));
            let part = Part {
                role,
                capsules,
                halo,
            };
            // A trunk that works keeps a head of its own colour.
            let head = (*layer == Layer::Body).then(|| Part {
                role: Role::Body,
                capsules: head(self.view, &body),
                halo: Vec::new(),
            });
            std::iter::once(part).chain(head)
        }));
        parts.extend(props(PropKind::Aid));
        if turn == Turn::Other && self.other_side == OtherSide::Mirror {
            let bounds = self.bounds();
            let both_ends = bounds.least + bounds.most;
            // The mirror stands along the body: upright, or along the mat of somebody who lies.
            let mirrored = |point: Point| match self.ground {
                Ground::Under => Point::new(point.x, both_ends.y - point.y),
                Ground::Mat | Ground::Floor | Ground::Bed => {
                    Point::new(both_ends.x - point.x, point.y)
                }
            };
            for part in &mut parts {
                for capsule in part.capsules.iter_mut().chain(&mut part.halo) {
                    *capsule = capsule.map(mirrored);
                }
            }
        }
        Scene {
            ground: self.ground,
            parts,
        }
    }

    fn role(&self, layer: Layer) -> Role {
        let works = self.works.contains(&layer);
        let near = match layer {
            Layer::Limb(limb @ (Limb::Leg(Side::Far) | Limb::Arm(Side::Far))) => {
                Layer::Limb(limb.other())
            }
            other => other,
        };
        let is_behind = near != layer && self.view == View::Side;
        match layer {
            _ if works && is_behind && self.works.contains(&near) => Role::Behind,
            _ if works => Role::Working,
            Layer::Body => Role::Body,
            Layer::Limb(Limb::Leg(_)) => Role::Resting,
            Layer::Limb(Limb::Arm(_)) if is_behind => Role::Resting,
            Layer::Limb(Limb::Arm(_)) => Role::Arm,
        }
    }

    /// The box in which the whole movement takes place, on both sides, so that the picture stands still around it.
    pub fn bounds(&self) -> Bounds {
        *self.room.0.get_or_init(|| self.measured())
    }

    fn measured(&self) -> Bounds {
        const STEPS: u8 = 8;
        let turns: &[Turn] = match self.other_side {
            OtherSide::Swap => &[Turn::First, Turn::Other],
            // Mirrored about the middle of the box it fills the same box.
            OtherSide::Mirror | OtherSide::Same => &[Turn::First],
        };
        let mut bounds: Option<Bounds> = None;
        for turn in turns {
            for step in 0..=STEPS {
                let scene = self.scene(*turn, f64::from(step) / f64::from(STEPS));
                for capsule in scene.parts.iter().flat_map(|part| &part.capsules) {
                    let here = capsule.bounds();
                    bounds = Some(bounds.map_or(here, |bounds| bounds.with(here)));
                }
            }
        }
        bounds.unwrap_or(Bounds::around(Point::default(), 1.0))
    }
}

/// A mat for somebody whose hips are at 0 and whose head is on the left: what is inside, then the edge.
fn mat_from_above() -> [Part; 2] {
    const LEFT: f64 = -4.75;
    const RIGHT: f64 = 4.75;
    const HIGH: f64 = 4.3;
    const EDGE: f64 = 0.05;
    const STRIP: f64 = 0.3;
    const STRIPS: u8 = 9;
    let part = |role, capsules| Part {
        role,
        capsules,
        halo: Vec::new(),
    };
    let strips = (0..STRIPS).map(|strip| {
        let up = mix(
            STRIP,
            HIGH - STRIP,
            f64::from(strip) / f64::from(STRIPS - 1),
        );
        let (from, to) = (Point::new(LEFT + STRIP, up), Point::new(RIGHT - STRIP, up));
        Capsule::new(from, STRIP, to, STRIP)
    });
    let (left, right) = (LEFT + EDGE, RIGHT - EDGE);
    let (low, high) = (EDGE, HIGH - EDGE);
    let corners = [(left, low), (left, high), (right, high), (right, low)];
    let corners = corners.map(|(along, up)| Point::new(along, up));
    let next = corners.iter().cycle().skip(1);
    let edges = corners.iter().zip(next);
    let edges = edges.map(|(from, to)| Capsule::new(*from, EDGE, *to, EDGE));
    [
        part(Role::Mat, strips.collect()),
        part(Role::Ground, edges.collect()),
    ]
}

impl Prop {
    fn part(&self, body: &Body, t: f64) -> Option<Part> {
        let lifted = match self.seen {
            Seen::Always => 0.0,
            Seen::Lowered if t > 0.05 => LOWERED_FROM * (1.0 - t),
            Seen::Stretch if t > 0.95 => 0.0,
            Seen::Lowered | Seen::Stretch => return None,
        };
        let points: Vec<Point> = match &self.path {
            Path::Line(points) => points
                .iter()
                .map(|point| *point + Point::new(0.0, lifted))
                .collect(),
            Path::Joints(joints) => joints.iter().map(|joint| joint.at(body)).collect(),
        };
        let radius = self.thick / 2.0;
        let to = points.iter().skip(1).chain(points.last());
        let capsules: Vec<Capsule> = points
            .iter()
            .zip(to)
            .map(|(from, to)| Capsule::new(*from, radius, *to, radius))
            .collect();
        Some(Part {
            role: match self.kind {
                PropKind::Furniture => Role::Furniture,
                PropKind::Aid => Role::Aid,
            },
            halo: match self.kind {
                PropKind::Furniture => Vec::new(),
                PropKind::Aid => capsules.clone(),
            },
            capsules,
        })
    }
}

impl Joint {
    fn at(self, body: &Body) -> Point {
        match self {
            Self::Hand(side) => body.arms.get(side).hand,
            Self::Sole(side) => {
                let leg = body.legs.get(side);
                leg.ankle.between(leg.toes, 0.5)
            }
        }
    }
}

/// The pieces of a limb without the first `part` of its first bone.
fn clear_of_root(limb: &[Capsule], part: f64) -> Vec<Capsule> {
    let mut halo = limb.to_vec();
    if let Some(first) = halo.first_mut() {
        first.from = first.from.between(first.to, part);
        first.from_radius += (first.to_radius - first.from_radius) * part;
    }
    halo
}

fn leg(leg: &LegJoints) -> Vec<Capsule> {
    vec![
        Capsule::new(leg.hip, 0.36, leg.knee, size::KNEE_RADIUS),
        Capsule::new(leg.knee, size::KNEE_RADIUS, leg.ankle, 0.16),
        Capsule::new(leg.ankle, size::HEEL_RADIUS, leg.toes, size::TOES_RADIUS),
    ]
}

fn arm(arm: &ArmJoints) -> Vec<Capsule> {
    vec![
        Capsule::new(arm.shoulder, 0.22, arm.elbow, size::ARM_RADIUS),
        Capsule::new(arm.elbow, size::ARM_RADIUS, arm.hand, 0.13),
        Capsule::disc(arm.hand, 0.19),
    ]
}

fn trunk(view: View, body: &Body) -> Vec<Capsule> {
    let mut capsules = Vec::new();
    match view {
        View::Side => {
            let ribs = body.waist.between(body.shoulders, 0.6);
            capsules.extend([
                Capsule::new(body.hips, size::HIPS_RADIUS, body.waist, size::WAIST_RADIUS),
                Capsule::new(body.waist, size::WAIST_RADIUS, ribs, 0.55),
                Capsule::new(ribs, 0.55, body.shoulders, size::SHOULDERS_RADIUS),
            ]);
        }
        View::Front | View::Back => {
            let (near, far) = (body.arms.get(Side::Near), body.arms.get(Side::Far));
            let (left, right) = (body.legs.get(Side::Near), body.legs.get(Side::Far));
            let ribs = body.waist.between(body.shoulders, 0.6);
            let inward = |from: Point| from.between(body.shoulders, 0.25);
            capsules.extend([
                Capsule::new(left.hip, 0.4, right.hip, 0.4),
                Capsule::new(body.hips, 0.58, body.waist, 0.5),
                Capsule::new(body.waist, 0.5, ribs, 0.58),
                Capsule::new(inward(near.shoulder), 0.32, inward(far.shoulder), 0.32),
            ]);
        }
    }
    capsules
}

fn head(view: View, body: &Body) -> Vec<Capsule> {
    let neck = |part| body.shoulders.between(body.head, part);
    let mut capsules = vec![
        Capsule::new(neck(0.3), 0.2, neck(0.6), 0.2),
        Capsule::disc(body.head, size::HEAD_RADIUS),
    ];
    if view == View::Side {
        let nose = Point::towards(body.face);
        capsules.push(Capsule::new(
            body.head + nose * 0.34,
            0.24,
            body.head + nose * 0.47,
            0.19,
        ));
    }
    capsules
}
