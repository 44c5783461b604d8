//! The parts of a figure to draw: limbs as capsules, in the order in which they cover each other.

use super::body::{ArmJoints, Body, LegJoints, eased, size};
use super::geometry::{Bounds, Capsule, Point, mix};
use super::{
    BodyPoint, Figure, Ground, Layer, LimbSide, OtherSide, Pair, Path, Prop, PropKind, Seen, Turn,
    Viewpoint,
};

/// A part of a figure that is drawn in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct FigurePart {
    /// Its role.
    pub role: Role,
    /// Its pieces.
    pub capsules: Vec<Capsule>,
    /// The pieces around which the parts behind stay clear: all but where the part grows out of the body.
    pub halo: Vec<Capsule>,
}

impl FigurePart {
    /// A part without a halo.
    const fn plain(role: Role, capsules: Vec<Capsule>) -> Self {
        Self {
            role,
            capsules,
            halo: Vec::new(),
        }
    }
}

/// The role of a part, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A limb that works.
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
    /// The inside of that edge.
    Mat,
    /// Something that is used.
    Aid,
}

/// The height above its place from which a prop is lowered.
const LOWERED_FROM: f64 = 1.4;

impl Figure {
    /// The parts of the figure for one side, `t` of the way from rest to stretch, 0 to 1; the last on top.
    pub fn parts(&self, turn: Turn, t: f64) -> Vec<FigurePart> {
        let turned = self.turned(turn);
        let body = Body::of(&turned, t);
        let props = |kind: PropKind| {
            let props = turned.props.iter().filter(move |prop| prop.kind == kind);
            props.filter_map(|prop| prop.part(&body, t))
        };
        let mut parts: Vec<FigurePart> = Vec::new();
        if self.ground == Ground::Under {
            parts.extend(mat_from_above());
        }
        parts.extend(props(PropKind::Furniture));
        parts.extend(props(PropKind::CloseUp));
        for layer in turned.layers() {
            let role = turned.role(layer);
            let (limb, root) = match layer {
                Layer::Body => {
                    parts.push(FigurePart::plain(role, trunk(self.view, &body)));
                    // A trunk that works keeps a head of its own colour.
                    parts.push(FigurePart::plain(Role::Body, head(&body)));
                    continue;
                }
                Layer::Leg(side) => (leg(body.legs.get(side)), 0.5),
                Layer::Arm(side) => (arm(body.arms.get(side)), 0.35),
            };
            parts.push(FigurePart {
                role,
                halo: clear_of_root(&limb, root),
                capsules: limb,
            });
        }
        parts.extend(props(PropKind::Aid));
        if turn == Turn::Other && self.other_side == OtherSide::Mirror {
            self.mirror(&mut parts);
        }
        parts
    }

    /// Mirrors parts along the body: about an upright line, or along a mat seen from above.
    fn mirror(&self, parts: &mut [FigurePart]) {
        let bounds = self.bounds();
        let both_ends = bounds.least + bounds.most;
        let mirrored = |point: Point| match self.ground {
            Ground::Under => Point::new(point.x, both_ends.y - point.y),
            Ground::Mat | Ground::Floor | Ground::Bed => Point::new(both_ends.x - point.x, point.y),
        };
        for part in parts {
            for capsule in part.capsules.iter_mut().chain(&mut part.halo) {
                capsule.from = mirrored(capsule.from);
                capsule.to = mirrored(capsule.to);
            }
        }
    }

    fn role(&self, layer: Layer) -> Role {
        let works = self.works.contains(&layer);
        let is_behind = self.view == Viewpoint::Side
            && matches!(layer, Layer::Leg(LimbSide::Far) | Layer::Arm(LimbSide::Far));
        match layer {
            _ if works && is_behind && self.works.contains(&layer.other()) => Role::Behind,
            _ if works => Role::Working,
            Layer::Body => Role::Body,
            Layer::Leg(_) => Role::Resting,
            Layer::Arm(_) if is_behind => Role::Resting,
            Layer::Arm(_) => Role::Arm,
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
        let steps = (0..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        let moments = steps.flat_map(|t| turns.iter().map(move |turn| self.parts(*turn, t)));
        let capsules = moments.flatten().flat_map(|part| part.capsules);
        let boxes = capsules.map(|capsule| capsule.bounds());
        boxes
            .reduce(Bounds::with)
            .unwrap_or(Bounds::around(Point::default(), 1.0))
    }
}

/// A mat below hips at 0 and a head on the left: its inside, then its edge.
fn mat_from_above() -> [FigurePart; 2] {
    const LEFT: f64 = -4.75;
    const RIGHT: f64 = 4.75;
    const HIGH: f64 = 4.3;
    const EDGE: f64 = 0.05;
    const STRIP: f64 = 0.3;
    const STRIPS: u8 = 9;
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
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let edges = edges.map(|(from, to)| Capsule::new(*from, EDGE, *to, EDGE));
    [
        FigurePart::plain(Role::Mat, strips.collect()),
        FigurePart::plain(Role::Ground, edges.collect()),
    ]
}

impl Prop {
    fn part(&self, body: &Body, t: f64) -> Option<FigurePart> {
        let lifted = match self.seen {
            Seen::Always => 0.0,
            Seen::Lowered if t > 0.05 => LOWERED_FROM * (1.0 - t),
            Seen::Stretch if t > 0.95 => 0.0,
            Seen::Lowered | Seen::Stretch => return None,
        };
        let points: Vec<Point> = match &self.path {
            Path::Line { rest, stretch } => rest
                .iter()
                .zip(stretch)
                .map(|(rest, stretch)| rest.between(*stretch, eased(t)))
                .map(|point| point + Point::new(0.0, lifted))
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
        let (role, halo) = match self.kind {
            PropKind::Furniture => (Role::Furniture, Vec::new()),
            PropKind::Aid => (Role::Aid, capsules.clone()),
            PropKind::CloseUp => (Role::Working, Vec::new()),
        };
        Some(FigurePart {
            role,
            capsules,
            halo,
        })
    }
}

impl BodyPoint {
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

fn trunk(view: Viewpoint, body: &Body) -> Vec<Capsule> {
    let ribs = body.waist.between(body.shoulders, 0.6);
    match view {
        Viewpoint::Side => vec![
            Capsule::new(body.hips, size::HIPS_RADIUS, body.waist, size::WAIST_RADIUS),
            Capsule::new(body.waist, size::WAIST_RADIUS, ribs, 0.55),
            Capsule::new(ribs, 0.55, body.shoulders, size::SHOULDERS_RADIUS),
        ],
        Viewpoint::Front | Viewpoint::Back => {
            let Pair { near, far } = &body.arms;
            let inward = |from: Point| from.between(body.shoulders, 0.25);
            vec![
                Capsule::new(body.legs.near.hip, 0.4, body.legs.far.hip, 0.4),
                Capsule::new(body.hips, 0.58, body.waist, 0.5),
                Capsule::new(body.waist, 0.5, ribs, 0.58),
                Capsule::new(inward(near.shoulder), 0.32, inward(far.shoulder), 0.32),
            ]
        }
    }
}

fn head(body: &Body) -> Vec<Capsule> {
    let neck = |part| body.shoulders.between(body.head, part);
    let mut capsules = vec![
        Capsule::new(neck(0.3), 0.2, neck(0.6), 0.2),
        Capsule::disc(body.head, size::HEAD_RADIUS),
    ];
    if body.face.length() > 0.1 {
        let nose = body.face;
        capsules.push(Capsule::new(
            body.head + nose * 0.34,
            0.24,
            body.head + nose * 0.47,
            0.19,
        ));
    }
    capsules
}
