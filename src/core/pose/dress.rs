//! What tells a person from a stick: the head with its hair and face, the shirt and the shorts.

use super::Viewpoint;
use super::body::{ArmJoints, Body, LegJoints, size};
use super::geometry::{Capsule, Point};
use super::shapes::{FigurePart, Role};

/// The dots in a unit from which on hair and face are told apart.
const FACE_DOTS: f64 = 4.0;
/// The dots in a unit from which on clothes are told from the limb that wears them.
const CLOTHES_DOTS: f64 = 20.0;

/// The head, from the neck to the eyes.
pub(super) fn head(view: Viewpoint, body: &Body) -> Vec<FigurePart> {
    let neck = |part| body.shoulders.between(body.head, part);
    let nose = body.face;
    let mut skin = vec![
        Capsule::new(neck(0.3), 0.2, neck(0.6), 0.2),
        Capsule::disc(body.head, size::HEAD_RADIUS),
    ];
    let mut face = Vec::new();
    let seen = nose.length();
    let looks_away = view == Viewpoint::Back;
    // From behind, the less of the nose is seen, the less is seen of the face.
    let shown = if looks_away { seen.min(1.0) } else { 1.0 };
    let down = (body.shoulders - body.head) * (0.12 / size::NECK);
    if shown > 0.1 {
        face.push(Capsule::disc(body.head + nose * 0.2 + down, 0.43 * shown));
    }
    if seen > 0.1 {
        let nose = Capsule::new(body.head + nose * 0.34, 0.24, body.head + nose * 0.47, 0.19);
        skin.push(nose);
        face.push(nose);
    }
    vec![
        FigurePart::detail(Role::Skin, 0.0, skin),
        FigurePart::detail(
            Role::Hair,
            FACE_DOTS,
            vec![Capsule::disc(body.head, size::HEAD_RADIUS)],
        ),
        FigurePart::detail(Role::Skin, FACE_DOTS, face),
        FigurePart::detail(Role::Eye, FACE_DOTS, eyes(looks_away, body)),
    ]
}

/// The eyes that are seen: both of a face that is turned to the viewer, one in profile, none from behind.
fn eyes(looks_away: bool, body: &Body) -> Vec<Capsule> {
    const APART: f64 = 26.0;
    const RADIUS: f64 = 0.075;
    let nose = body.face;
    let towards = (1.0 - nose.squared()).max(0.0).sqrt() * if looks_away { -1.0 } else { 1.0 };
    let up = body.head - body.shoulders;
    let up = up * (1.0 / up.length().max(1e-9));
    // To the left of the face: in the picture, and towards the viewer.
    let aside = up.left() * -towards;
    let aside_towards = nose.x * up.y - nose.y * up.x;
    let (sin, cos) = APART.to_radians().sin_cos();
    let eye = |side: f64| {
        let is_seen = towards * cos + aside_towards * side * sin > 0.05;
        let at = nose * cos + aside * (side * sin);
        let at = body.head + at * (size::HEAD_RADIUS * 0.8) + up * 0.04;
        is_seen.then_some(Capsule::disc(at, RADIUS))
    };
    [-1.0, 1.0].into_iter().filter_map(eye).collect()
}

/// The upper part of the shorts.
pub(super) fn shorts(view: Viewpoint, body: &Body) -> FigurePart {
    let (hips, hem) = (body.hips, body.hips.between(body.waist, 0.35));
    let capsules = match view {
        Viewpoint::Side => vec![Capsule::new(hips, size::HIPS_RADIUS, hem, 0.46)],
        Viewpoint::Front | Viewpoint::Back => vec![
            Capsule::new(body.legs.near.hip, 0.4, body.legs.far.hip, 0.4),
            Capsule::new(hips, 0.58, hem, 0.52),
        ],
    };
    FigurePart::detail(Role::Shorts, CLOTHES_DOTS, capsules)
}

/// A leg of the shorts.
pub(super) fn trouser_leg(leg: &LegJoints) -> FigurePart {
    worn(Role::Shorts, leg.hip, (0.37, 0.335), leg.knee, 0.45)
}

/// A sleeve of the shirt.
pub(super) fn sleeve(arm: &ArmJoints) -> FigurePart {
    worn(Role::Body, arm.shoulder, (0.24, 0.215), arm.elbow, 0.4)
}

/// Cloth along `part` of a bone.
fn worn(role: Role, from: Point, radii: (f64, f64), to: Point, part: f64) -> FigurePart {
    let cloth = Capsule::new(from, radii.0, from.between(to, part), radii.1);
    FigurePart::detail(role, CLOTHES_DOTS, vec![cloth])
}
