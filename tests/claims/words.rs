//! Words that claim something of the body, and what the joints then do: where a stretch says "heel down", the heel is
//! down in its pose.

use std::collections::BTreeSet;
use std::sync::Arc;

use supple::core::pose::body::{ArmJoints, Body, LegJoints, size};
use supple::core::pose::geometry::{Capsule, Point};
use supple::core::pose::shapes::Role;
use supple::core::pose::{
    Arm, Figure, Ground, HeldBone, Leg, LimbSide, Pose, Target, Turn, Viewpoint,
};
use supple::disk::stretches::{BUNDLED, built_in};

use super::{SIDES, bend, gap, knee_bend, said};

/// A figure with its joints at rest and in its stretch.
struct Posed {
    id: &'static str,
    said: String,
    figure: Arc<Figure>,
    rest: Body,
    stretch: Body,
}

/// Words in the cue, the description or the instructions of a stretch, and what its pose does where they stand there.
type Claim = (&'static [&'static str], fn(&Posed) -> bool);

const CLAIMS: &[Claim] = &[
    (&["knees bent"], |it| {
        SIDES.iter().all(|side| it.is_bent(*side))
    }),
    (
        &[
            "behind the thigh",
            "behind its thigh",
            "behind one thigh",
            "behind the {side} thigh",
        ],
        |it| {
            it.both_hands(|arm| {
            matches!(arm, Arm::Holding { target: Target::On { bone: HeldBone::Thigh(_), aside, .. }, .. } if *aside < 0.0)
        })
        },
    ),
    (
        &["hand on the rail", "hand on the desk", "hold on. swing"],
        |it| {
            it.both_times(|it, body| {
                it.touches_furniture(&[body.arms.near.hand, body.arms.far.hand], 0.25)
            })
        },
    ),
    (&["back against the wall", "back against a wall,"], |it| {
        it.both_times(|it, body| {
            it.touches_furniture(&[body.shoulders], size::SHOULDERS_RADIUS + 0.2)
        })
    }),
    (&["touch the wall with that knee"], |it| {
        it.touches_furniture(&[it.stretch.legs.near.knee], size::KNEE_RADIUS + 0.06)
    }),
    (&["heel down", "heel stays down", "both heels down"], |it| {
        heel(&it.stretch.legs.near) < 0.1
    }),
    (&["heel up", "heels rise"], |it| {
        heel(&it.stretch.legs.near) > 0.3
    }),
    (&["heel sinks", "let the heel sink."], |it| {
        heel(&it.stretch.legs.near) < heel(&it.rest.legs.near) - 0.15
    }),
    (&["heel in front", "on its heel"], |it| {
        let leg = it.stretch.legs.near;
        heel(&leg) < 0.06 && leg.toes.y > leg.ankle.y + 0.3
    }),
    (&["feet flat"], |it| {
        SIDES.iter().all(|side| is_flat(it.rest.legs.get(*side)))
    }),
    (&["foot flat"], |it| {
        SIDES.iter().any(|side| is_flat(it.stretch.legs.get(*side)))
    }),
    (&["toes up"], |it| {
        it.stretch.legs.near.toes.y > it.stretch.legs.near.ankle.y + 0.1
    }),
    (&["off the floor."], |it| {
        SIDES
            .iter()
            .any(|side| sole(it.stretch.legs.get(*side)) > 0.15)
    }),
    (
        &[
            ", upright",
            "trunk upright",
            "stand tall",
            "standing tall",
            "sit tall",
            "kneel tall",
        ],
        |it| {
            let leans = ["lean ", "leans", "leaning"]
                .iter()
                .any(|word| it.said.contains(word));
            is_upright(&it.rest) && (leans || is_upright(&it.stretch))
        },
    ),
    (
        &[
            ", lean forward.",
            "lean forward over",
            "leans forward",
            "leaning forward",
            "leaning in",
        ],
        |it| {
            let (rest, stretch) = (
                it.rest.shoulders - it.rest.hips,
                it.stretch.shoulders - it.stretch.hips,
            );
            if it.figure.view == Viewpoint::Side {
                stretch.direction() < rest.direction() - 8.0
            } else {
                // Towards the viewer it is seen shortened; from above it is seen longer.
                (stretch.length() - rest.length()).abs() > 0.3
            }
        },
    ),
    (&["in one line", "is one line"], |it| {
        let legs = &it.stretch.legs;
        let knees = legs.near.knee.between(legs.far.knee, 0.5);
        bend(it.stretch.shoulders, it.stretch.hips, knees) < 12.0
    }),
    (&["on the other knee"], |it| {
        let (above, below) = (it.stretch.legs.near, it.stretch.legs.far);
        gap(
            &Capsule::new(below.hip, 0.3, below.knee, size::KNEE_RADIUS),
            above.ankle,
        ) < 0.25
    }),
    (&["crossed over its knee"], |it| {
        let (above, below) = (it.stretch.legs.near, it.stretch.legs.far);
        let foot = above.ankle.between(above.toes, 0.5);
        is_flat(&above) && (foot.x - below.knee.x).abs() < 0.6
    }),
    (
        &["on hands and knees:", "from hands and knees back"],
        |it| {
            SIDES.iter().all(|side| {
                it.rest.legs.get(*side).knee.y < 0.35 && it.rest.arms.get(*side).hand.y < 0.35
            })
        },
    ),
    (&["{side} knee down"], |it| {
        it.both_times(|_, body| body.legs.near.knee.y < 0.35)
    }),
    (&["to the buttock", "at the buttock"], |it| {
        let leg = it.stretch.legs.near;
        let held = (it.stretch.arms.near.hand - leg.ankle.between(leg.toes, 0.5)).length();
        (leg.ankle - it.stretch.hips).length() < 1.3 && held < 0.4
    }),
    (&["soles together"], |it| {
        it.both_times(|_, body| (body.legs.near.toes - body.legs.far.toes).length() < 0.9)
    }),
    (
        &[
            "hips stay down",
            "hips stay on the floor",
            "leave the hips down",
        ],
        |it| it.stretch.hips.y < it.rest.hips.y + 0.1,
    ),
    (&["the hips lift", "lift the hips"], |it| {
        it.stretch.hips.y > it.rest.hips.y + 0.25
    }),
    (&["to the chest", "to your chest"], |it| {
        SIDES
            .iter()
            .any(|side| (it.stretch.legs.get(*side).knee - it.stretch.shoulders).length() < 2.3)
    }),
    (&["clasped"], |it| {
        it.both_times(|_, body| (body.arms.near.hand - body.arms.far.hand).length() < 0.5)
    }),
    (
        &[
            "hands on the belly",
            "hands on your belly",
            "hands on your lower belly",
        ],
        |it| {
            it.both_hands(|arm| {
                matches!(
                    arm,
                    Arm::Holding {
                        target: Target::On {
                            bone: HeldBone::Trunk,
                            ..
                        },
                        ..
                    }
                )
            })
        },
    ),
    (&["small of the back:", "small of the back."], |it| {
        let at = it.stretch.hips.between(it.stretch.waist, 0.5);
        SIDES
            .iter()
            .all(|side| (it.stretch.arms.get(*side).hand - at).length() < 1.0)
    }),
    (
        &["elbows under the shoulders", "elbow under the shoulder,"],
        |it| {
            let ArmJoints {
                shoulder, elbow, ..
            } = it.stretch.arms.near;
            (elbow.x - shoulder.x).abs() < 0.35
        },
    ),
    (&["hands behind you"], |it| {
        it.both_times(|_, body| body.arms.near.hand.x < body.hips.x - 0.2)
    }),
    (&["hand of its side behind you"], |it| {
        it.stretch.arms.near.hand.x < it.stretch.hips.x - 0.6
    }),
    (&["leg is level"], |it| {
        let leg = it.stretch.legs.near;
        (leg.ankle - leg.hip).direction().abs() < 8.0
    }),
    (&["near level", "towards level"], |it| {
        let leg = it.stretch.legs.near;
        (leg.knee - leg.hip).direction().abs() < 30.0
    }),
    (&["to hip height"], |it| {
        (it.stretch.legs.near.knee.y - it.stretch.hips.y).abs() < 0.5
    }),
    (&["long step"], |it| {
        (it.stretch.legs.near.ankle - it.stretch.legs.far.ankle).length() > 1.9
    }),
    (&["both feet stay where they are"], |it| {
        let moved = |side| it.stretch.legs.get(side).toes - it.rest.legs.get(side).toes;
        moved(LimbSide::Near).length() < 0.1
    }),
    (&["bent square"], |it| {
        SIDES
            .iter()
            .all(|side| (knee_bend(&it.rest, *side) - 90.0).abs() < 12.0)
    }),
    (&["one shin in front", "shin across"], |it| {
        // Seen from above, somebody who looks to the right has it across the way ahead.
        let leg = it.rest.legs.near;
        (leg.ankle.y - leg.knee.y).abs() > 1.5 && leg.knee.x > it.rest.hips.x + 1.2
    }),
    (&["elbows bent"], |it| {
        SIDES.iter().all(|side| {
            let arm = it.stretch.arms.get(*side);
            bend(arm.shoulder, arm.elbow, arm.hand) > 60.0
        })
    }),
    (&["arms long in front", "opposite arm forward"], |it| {
        SIDES
            .iter()
            .any(|side| it.stretch.arms.get(*side).hand.x > it.stretch.shoulders.x + 1.5)
    }),
    (&["forehead down"], |it| {
        it.stretch.head.y < size::HEAD_RADIUS + 0.35
    }),
    (&["on the front:", "on the front,"], |it| {
        it.both_times(|_, body| body.face.y < -0.2 && body.hips.y < 1.6)
    }),
    (&["on the back,"], |it| {
        let from_above = it.figure.ground == Ground::Under;
        from_above
            || it.both_times(|_, body| {
                body.face.y > 0.8 && (body.head - body.hips).direction().abs() > 150.0
            })
    }),
    (&["knees roll"], |it| {
        let moved = |side| it.stretch.legs.get(side).knee.y - it.rest.legs.get(side).knee.y;
        moved(LimbSide::Near) < -0.5 && moved(LimbSide::Far) < -0.5
    }),
    (&["foot crossed behind"], |it| {
        // Seen from behind, the near leg stands on the right, and what is behind is in front of the other leg.
        let apart = |body: &Body| body.legs.near.ankle.x - body.legs.far.ankle.x;
        let is_behind = it.figure.view == Viewpoint::Back;
        is_behind && apart(&it.rest) > 0.5 && apart(&it.stretch) < -0.3
    }),
    (&["sole on a ball"], |it| {
        it.carries(|leg| (leg.ankle, leg.toes), size::TOES_RADIUS)
    }),
    (&["calf on a roller"], |it| {
        it.carries(|leg| (leg.knee, leg.ankle), size::HEEL_RADIUS)
    }),
    (&["thigh on a roller"], |it| {
        it.carries(|leg| (leg.hip, leg.knee), 0.36)
    }),
    (&["leg lifts"], |it| {
        it.stretch.legs.near.ankle.y > it.rest.legs.near.ankle.y + 0.5
    }),
    (&["that knee bends"], |it| {
        knee_bend(&it.stretch, LimbSide::Near) > knee_bend(&it.rest, LimbSide::Near) + 15.0
    }),
];

/// Stretches whose words are measured by name in the other tests alone.
const MEASURED_BY_NAME: &[&str] = &["walk-easy"];

impl Posed {
    fn all() -> Vec<Self> {
        let references = built_in();
        let posed = |(id, text): &(&'static str, &'static str)| {
            let figure = references.figure(id).unwrap();
            Self {
                id,
                said: said(text),
                rest: Body::of(&figure, 0.0),
                stretch: Body::of(&figure, 1.0),
                figure,
            }
        };
        BUNDLED.iter().map(posed).collect()
    }

    fn both_times(&self, is: fn(&Self, &Body) -> bool) -> bool {
        is(self, &self.rest) && is(self, &self.stretch)
    }

    fn both_hands(&self, is: fn(&Arm) -> bool) -> bool {
        let Pose { arms, .. } = &self.figure.stretch;
        SIDES.iter().all(|side| is(arms.get(*side)))
    }

    /// Whether a knee is bent, or points at the viewer.
    fn is_bent(&self, side: LimbSide) -> bool {
        let is_short = match self.figure.stretch.legs.get(side) {
            Leg::Free(bones) => bones.thigh.seen < 0.9,
            Leg::Planted(leg) => leg.knee.abs() < 0.9,
        };
        is_short || knee_bend(&self.stretch, side) > 30.0
    }

    /// Whether what is used lies below a bone of the working leg, and touches it.
    fn carries(&self, bone: fn(&LegJoints) -> (Point, Point), radius: f64) -> bool {
        [(&self.rest, 0.0), (&self.stretch, 1.0)]
            .into_iter()
            .all(|(body, moment)| {
                let (from, to) = bone(&body.legs.near);
                let parts = self.figure.parts(Turn::First, moment);
                let used = parts.iter().filter(|part| part.role == Role::Aid);
                let mut pieces = used.flat_map(|part| &part.capsules);
                pieces.any(|piece| {
                    let mut along = (0..=10).map(|tenth| from.between(to, f64::from(tenth) / 10.0));
                    along.any(|point| point.y > piece.from.y && gap(piece, point) < radius + 0.1)
                })
            })
    }

    /// Whether one of these points is so near to a piece of furniture.
    fn touches_furniture(&self, points: &[Point], within: f64) -> bool {
        let parts = self.figure.parts(Turn::First, 1.0);
        let furniture = parts.iter().filter(|part| part.role == Role::Furniture);
        let mut pieces = furniture.flat_map(|part| &part.capsules);
        pieces.any(|piece| points.iter().any(|point| gap(piece, *point) < within))
    }
}

/// How high the heel is above the floor.
fn heel(leg: &LegJoints) -> f64 {
    leg.ankle.y - size::HEEL_RADIUS
}

/// How high the lowest part of a foot is.
fn sole(leg: &LegJoints) -> f64 {
    heel(leg).min(leg.toes.y - size::TOES_RADIUS)
}

fn is_flat(leg: &LegJoints) -> bool {
    heel(leg) < 0.1 && leg.toes.y - size::TOES_RADIUS < 0.15
}

/// Whether the trunk is upright, or seen from its end.
fn is_upright(body: &Body) -> bool {
    let trunk = body.shoulders - body.hips;
    trunk.length() < 1.0 || (trunk.direction() - 90.0).abs() < 12.0
}

#[test]
fn joints_do_what_the_words_claim() {
    let mut complaints = BTreeSet::new();
    let mut claimed = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for posed in Posed::all() {
        let mut says_any = false;
        for (phrases, holds) in CLAIMS {
            for phrase in phrases
                .iter()
                .filter(|phrase| posed.said.contains(**phrase))
            {
                says_any = true;
                claimed.insert(*phrase);
                if !holds(&posed) {
                    complaints.insert(format!("{}: {phrase}", posed.id));
                }
            }
        }
        if !says_any {
            silent.insert(posed.id);
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
    let all: BTreeSet<&str> = CLAIMS
        .iter()
        .flat_map(|(phrases, _)| phrases.iter().copied())
        .collect();
    let unsaid: Vec<&&str> = all.difference(&claimed).collect();
    assert!(unsaid.is_empty(), "no stretch says {unsaid:?}");
    let known: BTreeSet<&str> = MEASURED_BY_NAME.iter().copied().collect();
    assert_eq!(silent, known, "stretches of which no word is measured");
}
