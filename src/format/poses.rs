//! The meaning of a pose. `stretches/README.md` explains its keys to authors.

use super::fields::Fields;
use super::keys::Table;
use super::keys::pose::{ARM, LAYERS, LEG, PROP};
use super::problems::Problems;
use super::wording::{all_of, one_of};
use crate::core::pose::geometry::Point;
use crate::core::pose::{
    Anchor, Arm, Bone, Figure, Layer, Leg, LegBones, LimbSide, Pair, Path, PlantedLeg, Pose, Prop,
    Room, Sole, Target, Viewpoint,
};
use crate::diagnostic::Code::{E04, E13};

/// The figure called `name` in `fields`, which take the keys of `table`. Where something in it could not be read, which has
/// been reported, it is of no use.
pub(super) fn figure(
    name: &str,
    about: Option<&str>,
    table: &Table,
    fields: &Fields,
    problems: &mut Problems,
) -> Option<Figure> {
    problems.require(table, fields);
    let fixed = fields.copied("fixed").unwrap_or(Anchor::Hips);
    let nothing = Fields::default();
    let rest_text = fields.table("rest");
    let stretch_text = fields.table("stretch").unwrap_or(&nothing);
    let rest = PoseText {
        own: rest_text.unwrap_or(&nothing),
        before: None,
    };
    let stretch = PoseText {
        own: stretch_text,
        before: rest_text,
    };
    if rest_text.is_some() {
        rest.require(problems);
    }
    if let Anchor::Knee(side) | Anchor::Heel(side) = fixed {
        for pose in [rest, stretch] {
            pose.refuse_planted(side, problems);
        }
    }
    let props: Vec<Prop> = fields
        .tables("prop")
        .iter()
        .filter_map(|text| prop(text, problems))
        .collect();
    let order = order(fields, problems);
    let view = fields.or_default(table, "view")?;
    let rest = rest.pose(view, problems);
    let stretch = stretch.pose(view, problems);
    Some(Figure {
        name: name.to_owned(),
        about: about?.to_owned(),
        view,
        ground: fields.or_default(table, "ground")?,
        fixed,
        other_side: fields.or_default(table, "other-side")?,
        repeats: fields.or_default(table, "repeats")?,
        works: fields.words("works"),
        felt: fields.words("felt"),
        order,
        props,
        rest: rest?,
        stretch: stretch?,
        photo: None,
        room: Room::default(),
    })
}

fn order(fields: &Fields, problems: &mut Problems) -> Option<[Layer; 5]> {
    let key = ["layers", "order"]
        .into_iter()
        .find(|key| fields.get(key).is_some())?;
    let field = fields.get(key)?;
    field.value.as_ref()?;
    let order: Vec<Layer> = fields.words(key);
    let words = || LAYERS.iter().map(|layer| layer.word);
    let missing = LAYERS.iter().find(|layer| {
        let layer = layer.meaning();
        layer.is_some_and(|layer| !order.contains(layer))
    });
    let problem = |message: String| {
        E13.at(&field.place, message)
            .help(format!("write all of {} once", all_of(words())))
    };
    if let Some(missing) = missing {
        problems.push(problem(format!("`{key}` without `{}`", missing.word)));
        return None;
    }
    let complete = <[Layer; 5]>::try_from(order).ok();
    if complete.is_none() {
        problems.push(problem(format!("`{key}` names something twice")));
    }
    complete
}

/// A pose as it is written, and the one it goes on from.
#[derive(Clone, Copy)]
struct PoseText<'a> {
    own: &'a Fields,
    before: Option<&'a Fields>,
}

impl<'a> PoseText<'a> {
    /// The table that says something under `name`, its own before the other.
    fn saying(self, name: &str) -> Option<&'a Fields> {
        [Some(self.own), self.before]
            .into_iter()
            .flatten()
            .find(|fields| fields.get(name).is_some())
    }

    /// The table of a limb: a pose's own comes before the one for both limbs, and those before the other pose's.
    fn limb(self, limb: &str, both: &str) -> Option<&'a Fields> {
        [Some(self.own), self.before]
            .into_iter()
            .flatten()
            .find_map(|fields| fields.table(limb).or(fields.table(both)))
    }

    /// Reports missing keys of a pose that continues no other.
    fn require(self, problems: &mut Problems) {
        let place = &self.own.place;
        let mut missing = |what: &str, help: &str| {
            problems.push_missing(E13.at(place, format!("a pose without {what}")).help(help));
        };
        if !self.own.was_meant("trunk") {
            missing(
                "`trunk`",
                "add `trunk = 90`: the direction from the hips up",
            );
        }
        for (near, far, both, example) in [
            ("near-leg", "far-leg", "legs", "{ heel = [2, 0] }"),
            ("near-arm", "far-arm", "arms", "{ upper = -90, fore = -90 }"),
        ] {
            for limb in [near, far] {
                if !self.own.was_meant(limb) && !self.own.was_meant(both) {
                    let help = format!("add `{limb} = {example}`, or `{both}` for near and far");
                    missing(&format!("`{limb}`"), &help);
                }
            }
        }
    }

    /// Reports a fixed leg that hangs on its foot: it must be known where the hips are before it.
    fn refuse_planted(self, side: LimbSide, problems: &mut Problems) {
        let name = match side {
            LimbSide::Near => "near-leg",
            LimbSide::Far => "far-leg",
        };
        let Some((table, key)) = self.limb(name, "legs").and_then(|leg| {
            let key = ["heel", "toes"]
                .into_iter()
                .find(|key| leg.get(key).is_some())?;
            Some((leg, key))
        }) else {
            return;
        };
        let place = table
            .get(key)
            .map_or(table.place.clone(), |field| field.key.clone());
        problems.push(
            E04.at(&place, format!("`{key}` in a leg that is fixed"))
                .label("the figure rests on this leg already")
                .help("write it with `thigh` and `shank`, or take another point for `fixed`"),
        );
    }

    fn copied<T: Copy + 'static>(self, name: &str) -> Option<T> {
        self.saying(name)?.copied(name)
    }

    fn pose(self, view: Viewpoint, problems: &mut Problems) -> Option<Pose> {
        let trunk: Option<Bone> = self.copied("trunk");
        // A trunk that is written anew moves the bones attached to it, unless they are written too.
        let chest = if self.own.get("trunk").is_some() {
            self.own.copied("chest")
        } else {
            self.copied("chest")
        };
        let chest = chest.or(trunk);
        let head = self.copied("head").or(chest);
        let face = self.copied("face").or(head.map(|head| Bone {
            direction: head.direction - 90.0,
            seen: usual_nose(view),
        }));
        let mut leg = |name| leg(self.limb(name, "legs")?, problems);
        let legs = (leg("near-leg"), leg("far-leg"));
        let mut arm = |name| arm(self.limb(name, "arms")?, problems);
        let arms = (arm("near-arm"), arm("far-arm"));
        Some(Pose {
            at: self.copied("at").unwrap_or_default(),
            trunk: trunk?,
            chest: chest?,
            head: head?,
            face: face?,
            legs: Pair {
                near: legs.0?,
                far: legs.1?,
            },
            arms: Pair {
                near: arms.0?,
                far: arms.1?,
            },
        })
    }
}

fn leg(fields: &Fields, problems: &mut Problems) -> Option<Leg> {
    const WAYS: [&[&str]; 3] = [&["thigh", "shank"], &["heel"], &["toes"]];
    let way = only_way(fields, "a leg", &WAYS, problems)?;
    let planted = |part, name| {
        Some(Leg::Planted(PlantedLeg {
            part,
            at: *fields.read(name)?,
            knee: fields.or_default(&LEG, "knee")?,
            foot: fields.copied("foot").unwrap_or(Bone::whole(0.0)),
        }))
    };
    match way {
        0 => {
            let shank = fields.copied("shank")?;
            Some(Leg::Free(LegBones {
                thigh: fields.copied("thigh")?,
                shank,
                foot: fields
                    .copied("foot")
                    .unwrap_or(Bone::whole(shank.direction + 90.0)),
            }))
        }
        1 => planted(Sole::Heel, "heel"),
        _ => planted(Sole::Toes, "toes"),
    }
}

fn arm(fields: &Fields, problems: &mut Problems) -> Option<Arm> {
    const WAYS: [&[&str]; 3] = [&["upper", "fore"], &["hand"], &["on"]];
    let way = only_way(fields, "an arm", &WAYS, problems)?;
    if way == 0 {
        return Some(Arm::Free {
            upper: fields.copied("upper")?,
            fore: fields.copied("fore")?,
        });
    }
    let target = if way == 1 {
        Target::At(fields.copied("hand")?)
    } else {
        Target::On {
            bone: fields.copied("on")?,
            along: fields.or_default(&ARM, "along")?,
            aside: fields.or_default(&ARM, "aside")?,
        }
    };
    Some(Arm::Holding {
        target,
        elbow: fields.or_default(&ARM, "elbow")?,
    })
}

/// How much of a nose is seen where nothing is said of it: somebody who is seen from the front looks at the viewer.
const fn usual_nose(view: Viewpoint) -> f64 {
    match view {
        Viewpoint::Side => 1.0,
        Viewpoint::Front | Viewpoint::Back => 0.0,
    }
}

fn prop(fields: &Fields, problems: &mut Problems) -> Option<Prop> {
    const WAYS: [&[&str]; 2] = [&["line"], &["joints"]];
    let way = only_way(fields, "a prop", &WAYS, problems)?;
    let path = if way == 0 {
        line(fields, problems)?
    } else {
        if let Some(moved) = fields.get("moved") {
            problems.push(
                E04.at(&moved.key, "`joints` and `moved` in a prop".to_owned())
                    .help("`moved` belongs to `line`: joints move with the body"),
            );
        }
        Path::Joints(fields.words("joints"))
    };
    Some(Prop {
        kind: fields.or_default(&PROP, "kind")?,
        path,
        thick: fields.or_default(&PROP, "thick")?,
        seen: fields.or_default(&PROP, "seen")?,
    })
}

/// The line of a prop at rest and in the stretch, where it has as many places.
fn line(fields: &Fields, problems: &mut Problems) -> Option<Path> {
    let rest = fields.read::<Vec<Point>>("line")?;
    let Some(moved) = fields.get("moved") else {
        return Some(Path::Line {
            rest: rest.clone(),
            stretch: rest.clone(),
        });
    };
    let stretch = fields.read::<Vec<Point>>("moved")?;
    if stretch.len() == rest.len() {
        return Some(Path::Line {
            rest: rest.clone(),
            stretch: stretch.clone(),
        });
    }
    let message = format!(
        "`moved` with {} places and `line` with {}",
        stretch.len(),
        rest.len()
    );
    problems.push(
        E13.at(&moved.place, message)
            .help("each place of `line` goes to the one of `moved` in its order: write as many"),
    );
    None
}

/// The one of several ways of writing something that was taken; reports none, half of one and several.
fn only_way(
    fields: &Fields,
    what: &str,
    ways: &[&[&str]],
    problems: &mut Problems,
) -> Option<usize> {
    let begun = |way: &&[&str]| way.iter().any(|key| fields.was_meant(key));
    let mut taken = ways.iter().enumerate().filter(|(_, way)| begun(way));
    let first = taken.next();
    if let (Some((_, way)), Some((_, other))) = (first, taken.next()) {
        let written = |way: &[&str]| {
            way.iter()
                .find_map(|key| Some((fields.get(key)?, (*key).to_owned())))
        };
        let (one, two) = (written(way)?, written(other)?);
        let message = format!("`{}` and `{}` in {what}", one.1, two.1);
        problems.push(
            E04.at(&two.0.key, message)
                .label("this says where it is")
                .also(&one.0.key, "and so does this")
                .help("take one of them out"),
        );
        return None;
    }
    let Some((index, way)) = first else {
        let names = ways.iter().map(|way| way.join("` and `"));
        let help = format!("write {}", one_of(names));
        let message = format!("{what} that is nowhere");
        problems.push(E04.at(&fields.place, message).help(help));
        return None;
    };
    if let Some(missing) = way.iter().find(|key| !fields.was_meant(key)) {
        let message = format!("{what} without `{missing}`");
        let help = format!("`{}` belong together", way.join("` and `"));
        problems.push_missing(E13.at(&fields.place, message).help(help));
        return None;
    }
    Some(index)
}
