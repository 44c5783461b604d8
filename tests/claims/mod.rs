//! What the words of a bundled stretch claim, its joints do, at rest, in the stretch and on the way: a straight knee is
//! straight, a hand that holds touches, and bones keep their length unless the file writes that they are seen shortened.

mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use supple::core::pose::body::{Body, size};
use supple::core::pose::geometry::{Capsule, Point};
use supple::core::pose::shapes::Role;
use supple::core::pose::{
    Arm, Bone, Figure, HeldBone, Leg, LimbSide, Pair, Pose, Sole, Target, Turn, Viewpoint,
};
use supple::disk::stretches::{BUNDLED, built_in};

const SIDES: [LimbSide; 2] = [LimbSide::Near, LimbSide::Far];
/// The radius of a hand.
const HAND: f64 = 0.19;
/// Centimetres in a unit, of which a person has eight and a half.
const CENTIMETRES: f64 = 20.6;
/// Pictures of a movement that are looked at.
const STEPS: u32 = 40;

/// A leg that the words call straight.
#[derive(Clone, Copy)]
enum Straight {
    /// The near one, in the stretch.
    Near,
    /// The far one, in the stretch.
    Far,
    /// Both, all the way.
    Both,
}

/// Every stretch whose words call a leg straight, with the leg as its file is written.
const STRAIGHT: [(&str, Straight); 22] = [
    ("adductor-lunge", Straight::Near),
    ("calf-raise", Straight::Both),
    ("calf-straight", Straight::Near),
    ("curl-up", Straight::Far),
    ("floor-rotation", Straight::Far),
    ("hamstring-hands", Straight::Near),
    ("hamstring-standing", Straight::Near),
    ("hamstring-strap", Straight::Near),
    ("heel-digs", Straight::Near),
    ("heel-drop", Straight::Near),
    ("leg-swing-forward", Straight::Near),
    ("pigeon", Straight::Far),
    ("prone-hip-extension", Straight::Near),
    ("seated-hamstring", Straight::Near),
    ("seated-thigh-contraction", Straight::Near),
    ("side-leg-raise", Straight::Near),
    ("single-leg-bridge", Straight::Far),
    ("sitting-leg-stretch", Straight::Near),
    ("standing-back-bend", Straight::Both),
    ("step-calf", Straight::Near),
    ("straight-leg-raise", Straight::Near),
    ("towel-calf", Straight::Near),
];

/// Stretches whose words say "straight" of something else than of a leg in its place.
const NOT_OF_A_LEG: [&str; 8] = [
    "bird-dog",
    "butterfly",
    "calf-bent",
    "chest-opener",
    "knee-to-wall",
    "lunge",
    "nordic",
    "seated-figure-four",
];

/// The bundled figures that are drawn in a file of their own.
fn figures() -> Vec<Arc<Figure>> {
    let references = built_in();
    let figures = BUNDLED.iter().map(|(id, _)| references.figure(id));
    let own = figures.map(Option::unwrap);
    own.zip(BUNDLED)
        .filter_map(|(figure, (id, _))| (figure.name == id).then_some(figure))
        .collect()
}

fn figure(id: &str) -> Arc<Figure> {
    built_in().figure(id).unwrap()
}

/// The words of a file, above its pose.
fn words(text: &str) -> &str {
    text.split("\n[rest]").next().unwrap()
}

/// What a file says of what is done, in small letters and in one line: its description, its cue, its instructions.
fn said(text: &str) -> String {
    let text = words(text);
    let value = |key: &str| {
        let from = text.find(&format!("\n{key} "))?;
        let value = text[from + 1..].split_once('=')?.1.trim_start();
        let said = match value.strip_prefix("\"\"\"") {
            Some(lines) => lines.split("\"\"\"").next()?.replace("\\\n", ""),
            None => value.lines().next()?.to_owned(),
        };
        Some(said.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let said = ["about", "cue", "how"].into_iter().filter_map(value);
    said.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// By how much a joint is bent, in degrees.
fn bend(from: Point, joint: Point, to: Point) -> f64 {
    let (before, after) = ((joint - from).direction(), (to - joint).direction());
    let turn = (after - before).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

fn knee_bend(body: &Body, side: LimbSide) -> f64 {
    let leg = body.legs.get(side);
    bend(leg.hip, leg.knee, leg.ankle)
}

/// Moments from rest, 0, to stretch, 1.
fn moments() -> impl Iterator<Item = f64> {
    (0..=STEPS).map(|step| f64::from(step) / f64::from(STEPS))
}

/// How far `point` is from the nearest surface of `capsule`; negative inside of it.
fn gap(capsule: &Capsule, point: Point) -> f64 {
    let (mut inside, mut outside) = (-2.0, 20.0);
    while outside - inside > 0.001 {
        let middle = f64::midpoint(inside, outside);
        if capsule.holds(point, middle) {
            outside = middle;
        } else {
            inside = middle;
        }
    }
    outside
}

#[test]
fn a_leg_that_is_called_straight_is_straight() {
    let mut bent = Vec::new();
    for (id, leg) in STRAIGHT {
        let figure = figure(id);
        let (legs, moments): (&[LimbSide], Vec<f64>) = match leg {
            Straight::Near => (&[LimbSide::Near], vec![1.0]),
            Straight::Far => (&[LimbSide::Far], vec![1.0]),
            Straight::Both => (&SIDES, moments().collect()),
        };
        for (side, moment) in legs
            .iter()
            .flat_map(|side| moments.iter().map(move |at| (side, at)))
        {
            let degrees = knee_bend(&Body::of(&figure, *moment), *side);
            if degrees >= 5.0 {
                bent.push(format!("{id}: {degrees:.0}° at {moment}"));
            }
        }
    }
    assert!(bent.is_empty(), "{bent:#?}");
}

#[test]
fn every_text_that_says_straight_is_looked_at() {
    let known: BTreeSet<&str> = STRAIGHT
        .iter()
        .map(|(id, _)| *id)
        .chain(NOT_OF_A_LEG)
        .collect();
    for (id, text) in BUNDLED {
        let said = said(text);
        let mut words = said.split(|it: char| !it.is_alphabetic());
        let said = words.any(|word| word == "straight");
        assert!(
            !said || known.contains(id),
            "{id} calls something straight: which leg, or what else?"
        );
    }
}

/// The place at which a hand is to be.
fn wanted(target: Target, view: Viewpoint, side: LimbSide, body: &Body) -> Point {
    match target {
        Target::At(point) if view == Viewpoint::Side && side == LimbSide::Far => {
            point + Point::new(size::DEPTH / 2.0, 0.0)
        }
        Target::At(point) => point,
        Target::On { bone, along, aside } => {
            let (from, to, _) = held(bone, body);
            let way = to - from;
            from + way * along + way.left() * (aside / way.length())
        }
    }
}

/// The ends of a bone that can be held, and its radii there.
fn held(bone: HeldBone, body: &Body) -> (Point, Point, (f64, f64)) {
    match bone {
        HeldBone::Thigh(side) => {
            let leg = body.legs.get(side);
            (leg.hip, leg.knee, (0.36, size::KNEE_RADIUS))
        }
        HeldBone::Shank(side) => {
            let leg = body.legs.get(side);
            (leg.knee, leg.ankle, (size::KNEE_RADIUS, 0.16))
        }
        HeldBone::Foot(side) => {
            let leg = body.legs.get(side);
            (leg.ankle, leg.toes, (size::HEEL_RADIUS, size::TOES_RADIUS))
        }
        HeldBone::Trunk => (body.hips, body.shoulders, (0.58, 0.58)),
        HeldBone::Head => (body.shoulders, body.head, (0.2, size::HEAD_RADIUS)),
    }
}

/// The two poses of a figure, and when they are taken.
fn ends(figure: &Figure) -> [(&Pose, f64); 2] {
    [(&figure.rest, 0.0), (&figure.stretch, 1.0)]
}

#[test]
fn a_hand_reaches_what_it_is_to_hold_and_touches_it() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for (pose, moment) in ends(&figure) {
            let body = Body::of(&figure, moment);
            for side in SIDES {
                let Arm::Holding { target, .. } = pose.arms.get(side) else {
                    continue;
                };
                let hand = body.arms.get(side).hand;
                let missed = (wanted(*target, figure.view, side, &body) - hand).length();
                if missed > 0.06 {
                    complaints.insert(format!(
                        "{} {side:?} at {moment}: misses by {missed:.2}",
                        figure.name
                    ));
                }
                if let Target::On { bone, .. } = target {
                    let (from, to, (first, second)) = held(*bone, &body);
                    let apart = gap(&Capsule::new(from, first, to, second), hand) - HAND;
                    if apart > 0.03 {
                        complaints.insert(format!(
                            "{} {side:?} at {moment}: {apart:.2} beside",
                            figure.name
                        ));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// While both poses hold the same bone, the hand stays on it.
#[test]
fn a_hand_that_goes_on_holding_stays_on_what_it_holds() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for side in SIDES {
            let bone = |pose: &Pose| match pose.arms.get(side) {
                Arm::Holding {
                    target: Target::On { bone, .. },
                    ..
                } => Some(*bone),
                _ => None,
            };
            let Some(bone) = bone(&figure.rest).filter(|held| bone(&figure.stretch) == Some(*held))
            else {
                continue;
            };
            for moment in moments() {
                let body = Body::of(&figure, moment);
                let (from, to, (first, second)) = held(bone, &body);
                let apart = gap(
                    &Capsule::new(from, first, to, second),
                    body.arms.get(side).hand,
                ) - HAND;
                if apart > 0.06 {
                    complaints.insert(format!(
                        "{} {side:?}: lets go by {apart:.2} at {moment}",
                        figure.name
                    ));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// A hand that is at a place is there for something: a wall, a rail, the floor, a strap, the body, or the other hand
/// where the words say that they are clasped. Both hands are often written at one place, so elsewhere that says nothing.
#[test]
fn a_hand_at_a_place_touches_something() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        let (_, text) = BUNDLED.iter().find(|(id, _)| *id == figure.name).unwrap();
        let is_clasped = words(text).contains("clasped");
        for (pose, moment) in ends(&figure) {
            let body = Body::of(&figure, moment);
            let parts = figure.parts(Turn::First, moment);
            for side in SIDES {
                let is_at = |arm: &Arm| {
                    matches!(
                        arm,
                        Arm::Holding {
                            target: Target::At(_),
                            ..
                        }
                    )
                };
                if !is_at(pose.arms.get(side)) {
                    continue;
                }
                let hand = body.arms.get(side).hand;
                let touched = |role: Role| !matches!(role, Role::Arm | Role::Mat | Role::Ground);
                let solid = parts
                    .iter()
                    .filter(|part| touched(part.role) && !is_an_arm(&part.capsules, &body));
                let nearest = solid
                    .flat_map(|part| &part.capsules)
                    .map(|capsule| gap(capsule, hand) - HAND);
                let other_hand = (body.arms.get(side.other()).hand - hand).length() - 2.0 * HAND;
                let apart = nearest
                    .chain([hand.y - HAND])
                    .chain(is_clasped.then_some(other_hand))
                    .fold(f64::INFINITY, f64::min);
                if apart > 0.08 {
                    complaints.insert(format!(
                        "{} {side:?} at {moment}: {apart:.2} in the air",
                        figure.name
                    ));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// Whether a part is drawn from a shoulder of the body.
fn is_an_arm(capsules: &[Capsule], body: &Body) -> bool {
    let Pair { near, far } = &body.arms;
    let is_at = |point: Point| {
        capsules
            .first()
            .is_some_and(|first| (first.from - point).length() < 1e-9)
    };
    is_at(near.shoulder) || is_at(far.shoulder)
}

/// "Hand on the wall" is on the wall, not before it and not in it.
#[test]
fn hands_on_a_wall_touch_the_wall() {
    let mut walls = 0;
    for (id, text) in BUNDLED {
        let says = ["and on the wall", "ands on the wall"]
            .iter()
            .any(|hands| words(text).contains(hands));
        let figure = figure(id);
        if !says || figure.name != id {
            continue;
        }
        for (_, moment) in ends(&figure) {
            let body = Body::of(&figure, moment);
            let parts = figure.parts(Turn::First, moment);
            let wall: Vec<&Capsule> = parts
                .iter()
                .filter(|part| part.role == Role::Furniture)
                .flat_map(|part| &part.capsules)
                .collect();
            let apart = |side: LimbSide| {
                let hand = body.arms.get(side).hand;
                wall.iter()
                    .map(|capsule| gap(capsule, hand))
                    .fold(f64::INFINITY, f64::min)
            };
            let nearest = apart(LimbSide::Near).min(apart(LimbSide::Far));
            assert!(
                (-HAND..HAND + 0.03).contains(&nearest),
                "{id} at {moment}: {nearest:.2} from the wall"
            );
        }
        walls += 1;
    }
    assert!(walls >= 5, "only {walls} have a hand on a wall");
}

/// The seen parts of thigh and shank, upper arm and forearm of a side.
fn seen(body: &Body, side: LimbSide) -> [f64; 4] {
    let (leg, arm) = (body.legs.get(side), body.arms.get(side));
    [
        (leg.knee - leg.hip).length() / size::THIGH,
        (leg.ankle - leg.knee).length() / size::SHANK,
        (arm.elbow - arm.shoulder).length() / size::UPPER_ARM,
        (arm.hand - arm.elbow).length() / size::FOREARM,
    ]
}

/// Whether a pose writes that the leg and the arm of a side are seen shortened.
fn may_be_shortened(pose: &Pose, side: LimbSide) -> [bool; 4] {
    let short = |bone: Bone| bone.seen < 1.0;
    let (thigh, shank) = match pose.legs.get(side) {
        Leg::Free(bones) => (short(bones.thigh), short(bones.shank)),
        Leg::Planted(leg) => (leg.knee.abs() < 1.0, leg.knee.abs() < 1.0),
    };
    let (upper, fore) = match *pose.arms.get(side) {
        Arm::Free { upper, fore } => (short(upper), short(fore)),
        Arm::Holding { elbow, .. } => (elbow.abs() < 1.0, elbow.abs() < 1.0),
    };
    [thigh, shank, upper, fore]
}

const BONES: [&str; 4] = ["thigh", "shank", "upper arm", "forearm"];

#[test]
fn bones_keep_their_length_unless_shortening_is_written() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for side in SIDES {
            let at = |moment: f64| seen(&Body::of(&figure, moment), side);
            let written = ends(&figure).map(|(pose, _)| may_be_shortened(pose, side));
            let (rest, stretch) = (at(0.0), at(1.0));
            for bone in 0..BONES.len() {
                let what = format!("{} {side:?} {}", figure.name, BONES.get(bone).unwrap());
                let of = |all: &[f64; 4]| *all.get(bone).unwrap();
                for (length, written) in [rest, stretch].iter().zip(written) {
                    // A forearm that lies on the floor is pressed to it by a little.
                    if of(length) < 0.93 && !written.get(bone).unwrap() {
                        complaints
                            .insert(format!("{what}: {:.2} of its length is seen", of(length)));
                    }
                }
                let least = of(&rest).min(of(&stretch));
                for moment in moments() {
                    let now = of(&at(moment));
                    // On the way it is never shorter than at both ends: a limb that shrinks and knots reads as nothing.
                    if now < least - 0.08 || now > 1.02 {
                        complaints.insert(format!(
                            "{what}: {now:.2} on the way, {least:.2} at its ends"
                        ));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn a_planted_foot_reaches_its_place() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for (pose, moment) in ends(&figure) {
            let body = Body::of(&figure, moment);
            for side in SIDES {
                let Leg::Planted(leg) = pose.legs.get(side) else {
                    continue;
                };
                let joints = body.legs.get(side);
                let depth = if figure.view == Viewpoint::Side && side == LimbSide::Far {
                    size::DEPTH
                } else {
                    0.0
                };
                let (part, radius) = match leg.part {
                    Sole::Heel => (joints.ankle, size::HEEL_RADIUS),
                    Sole::Toes => (joints.toes, size::TOES_RADIUS),
                };
                let place = leg.at + Point::new(depth, radius);
                let missed = (part - place).length();
                if missed > 0.06 {
                    complaints.insert(format!(
                        "{} {side:?} at {moment}: misses by {missed:.2}",
                        figure.name
                    ));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn a_curl_up_lifts_the_head_just_off_the_floor() {
    let figure = figure("curl-up");
    let head = |moment| Body::of(&figure, moment).head.y;
    let lifted = (head(1.0) - head(0.0)) * CENTIMETRES;
    assert!((3.0..=10.0).contains(&lifted), "{lifted:.0} cm");
}

#[test]
fn the_arm_of_a_bird_dog_is_level() {
    let figure = figure("bird-dog");
    let body = Body::of(&figure, 1.0);
    let arm = body.arms.far;
    let degrees = (arm.hand - arm.shoulder).direction();
    assert!(degrees.abs() < 8.0, "{degrees:.0}°");
    let leg = body.legs.near;
    let degrees = (leg.ankle - leg.hip).direction().abs();
    assert!(degrees > 172.0, "{degrees:.0}°");
}

/// Walking keeps a foot on the floor; running does not have to.
#[test]
fn who_walks_keeps_both_feet_near_the_floor_and_the_trunk_upright() {
    for id in ["walk-easy", "walk-quick"] {
        let figure = figure(id);
        for moment in moments() {
            let body = Body::of(&figure, moment);
            let lowest = |side: LimbSide| {
                let leg = body.legs.get(side);
                let (heel, toes) = (
                    leg.ankle.y - size::HEEL_RADIUS,
                    leg.toes.y - size::TOES_RADIUS,
                );
                heel.min(toes)
            };
            for side in SIDES {
                assert!(
                    lowest(side) < 0.4,
                    "{id} at {moment}: {side:?} foot in the air"
                );
            }
            assert!(
                lowest(LimbSide::Far) < 0.05,
                "{id} at {moment}: nothing on the floor"
            );
            let trunk = (body.shoulders - body.hips).direction();
            assert!(
                (trunk - 90.0).abs() < 5.0,
                "{id}: the trunk leans at {trunk:.0}°"
            );
        }
        let body = Body::of(&figure, 1.0);
        assert!(
            knee_bend(&body, LimbSide::Far) < 10.0,
            "{id}: the front knee is bent"
        );
    }
}
