//! The parts of a figure to draw: limbs as capsules, in the order in which they cover each other.
//!
//! A [`Scene`] is drawn as cells, as pixels and as SVG. Each of them leaves out what is too small for its dots.

use super::body::{ArmJoints, Body, LegJoints, eased, size};
use super::dress::{head, shorts, sleeve, trouser_leg};
use super::geometry::{Bounds, Capsule, Point, mix};
use super::{
    BodyPoint, Figure, Ground, Layer, LimbSide, OtherSide, Pair, Path, Prop, PropKind, Seen, Turn,
    Viewpoint,
};

/// A picture of a figure, for whatever paints it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The parts, the last on top.
    pub parts: Vec<FigurePart>,
    /// The ground below.
    pub ground: Ground,
    /// The box in which the whole movement takes place.
    pub bounds: Bounds,
}

/// A part of a figure that is drawn in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct FigurePart {
    /// Its role.
    pub role: Role,
    /// Its pieces.
    pub capsules: Vec<Capsule>,
    /// The pieces around which the parts behind stay clear: all but where the part grows out of the body.
    pub halo: Vec<Capsule>,
    /// The dots in a unit of the pose from which on it is shown.
    pub least_dots: f64,
}

impl FigurePart {
    /// A part without a halo.
    const fn plain(role: Role, capsules: Vec<Capsule>) -> Self {
        Self::detail(role, 0.0, capsules)
    }

    /// A part that needs so many dots in a unit to be seen.
    pub(super) const fn detail(role: Role, least_dots: f64, capsules: Vec<Capsule>) -> Self {
        Self {
            role,
            capsules,
            halo: Vec::new(),
            least_dots,
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
    /// The trunk, and the shirt on it.
    Body,
    /// Neck and face.
    Skin,
    /// The hair.
    Hair,
    /// An eye.
    Eye,
    /// The shorts.
    Shorts,
    /// An arm.
    Arm,
    /// The place where it is felt.
    Patch,
    /// The way into the stretch.
    Arrow,
    /// Something that stands there.
    Furniture,
    /// The edge of a mat that is seen from above.
    Ground,
    /// The inside of that edge.
    Mat,
    /// Something that is used.
    Aid,
}

impl Role {
    /// Whether a part with this role is behind every person.
    pub const fn is_behind(self) -> bool {
        matches!(self, Self::Furniture | Self::Ground | Self::Mat)
    }
}

/// No arrow is drawn along a way that is shorter.
const SHORTEST_WAY: f64 = 0.7;

/// The part of the way behind which an arrow would be specks around a limb.
const NEARLY_THERE: f64 = 0.7;

/// The height above its place from which a prop is lowered.
const LOWERED_FROM: f64 = 1.4;

impl Figure {
    /// The figure for one side, `t` of the way from rest to stretch, 0 to 1.
    pub fn scene(&self, turn: Turn, t: f64) -> Scene {
        Scene {
            parts: self.parts(turn, t),
            ground: self.ground,
            bounds: self.bounds(),
        }
    }

    /// The same with an arrow along the way into the stretch, as long as what moves does not cover it.
    pub fn scene_with_way(&self, turn: Turn, t: f64) -> Scene {
        let mut scene = self.scene(turn, t);
        if t > NEARLY_THERE {
            return scene;
        }
        let mut way: Vec<FigurePart> = self.turned(turn).way().into_iter().collect();
        if turn == Turn::Other && self.other_side == OtherSide::Mirror {
            self.mirror(&mut way);
        }
        // Behind the person, in front of what stands there.
        let is_person = |part: &FigurePart| !part.role.is_behind();
        let person = scene.parts.iter().position(is_person).unwrap_or_default();
        scene.parts.splice(person..person, way);
        scene
    }

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
            parts.extend(turned.layer(layer, &body));
            parts.extend(turned.patches(layer, &body, t));
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

    /// A layer of the person, with what is worn on it.
    fn layer(&self, layer: Layer, body: &Body) -> Vec<FigurePart> {
        let role = self.role(layer);
        let (limb, root, worn) = match layer {
            Layer::Body => {
                let mut parts = vec![
                    FigurePart::plain(role, trunk(self.view, body)),
                    shorts(self.view, body),
                ];
                parts.extend(head(self.view, body));
                return parts;
            }
            Layer::Leg(side) => {
                let joints = body.legs.get(side);
                (leg(joints), 0.5, trouser_leg(joints))
            }
            Layer::Arm(side) => {
                let joints = body.arms.get(side);
                (arm(joints), 0.35, sleeve(joints))
            }
        };
        let halo = clear_of_root(&limb, root);
        let limb = FigurePart {
            halo,
            ..FigurePart::plain(role, limb)
        };
        vec![limb, worn]
    }

    /// The patches on a layer. They grow in the second half of the way: at rest nothing pulls.
    fn patches(&self, layer: Layer, body: &Body, t: f64) -> Option<FigurePart> {
        let grown = 2.0 * t.clamp(0.0, 1.0) - 1.0;
        let spots = self.felt.iter().filter(|spot| spot.is_on(layer));
        let patches: Vec<Capsule> = spots
            .map(|spot| spot.patch(body, self.view, grown))
            .collect();
        let is_felt = grown > 0.1 && !patches.is_empty();
        is_felt.then(|| FigurePart::plain(Role::Patch, patches))
    }

    /// An arrow along the way of what moves furthest of what works: a hand, a foot, a knee, the head or the hips. Where
    /// nothing that works does, the head or the hips show the way.
    fn way(&self) -> Option<FigurePart> {
        const STEPS: u8 = 12;
        let bodies: Vec<Body> = (0..=STEPS)
            .map(|step| Body::of(self, f64::from(step) / f64::from(STEPS)))
            .collect();
        let joints = |layer: Layer, body: &Body| match layer {
            Layer::Body => vec![body.head, body.hips],
            Layer::Leg(side) => vec![body.legs.get(side).ankle, body.legs.get(side).knee],
            Layer::Arm(side) => vec![body.arms.get(side).hand],
        };
        let way_of = |layer: Layer, joint: usize| -> Option<Vec<Point>> {
            let at = |body| joints(layer, body).get(joint).copied();
            bodies.iter().map(at).collect()
        };
        let far = |points: &[Point]| match points {
            [first, .., last] => (*last - *first).length(),
            _ => 0.0,
        };
        let furthest = |layers: &[Layer]| {
            let layers = layers.iter();
            let ways = layers.flat_map(|layer| [0, 1].map(|joint| way_of(*layer, joint)));
            let ways = ways.flatten().filter(|way| far(way) > SHORTEST_WAY);
            ways.max_by(|one, other| far(one).total_cmp(&far(other)))
        };
        let way = furthest(&self.works).or_else(|| furthest(&[Layer::Body]))?;
        arrow(&way)
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
        let parts = moments.flatten().filter(|part| part.role != Role::Patch);
        let capsules = parts.flat_map(|part| part.capsules);
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
            halo,
            ..FigurePart::plain(role, capsules)
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

/// An arrow along these points.
fn arrow(points: &[Point]) -> Option<FigurePart> {
    const RADIUS: f64 = 0.06;
    const HEAD: f64 = 0.42;
    let [.., before, end] = *points else {
        return None;
    };
    let back = (before - end).direction();
    let barbs = [-32.0, 32.0].map(|aside| end + Point::towards(back + aside) * HEAD);
    let line = points.iter().zip(points.iter().skip(1));
    let barbs = barbs.iter().map(|barb| (&end, barb));
    let capsules = line
        .chain(barbs)
        .map(|(from, to)| Capsule::new(*from, RADIUS, *to, RADIUS));
    Some(FigurePart::plain(Role::Arrow, capsules.collect()))
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
