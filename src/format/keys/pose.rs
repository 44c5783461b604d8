//! The keys of a pose: of a stretch file, or of a file of its own.

use super::{Choice, Foreign, TableKey, TextLines, Shape, Table, Variants};
use crate::core::pose::felt::{LegSpot, Spot, TrunkSpot};
use crate::core::pose::{
    Anchor, Ground, HeldBone, BodyPoint, Layer, OtherSide, PropKind, Repeats, Seen, LimbSide, Viewpoint,
};

/// The top level of a file in `figures/`: a pose without words, as figures were written before stretches had files.
pub(crate) static FIGURE: Table = Table {
    what: "a figure",
    keys: &[
        ABOUT, VIEW, GROUND, FIXED, OTHER_SIDE, REPEATS, WORKS, FELT,
        TableKey::optional("order", Shape::Words(LAYERS), "What lies over what, the last on top. Default: by depth."),
        REST, STRETCH, PROP_LIST,
    ],
    foreign: &[
        Foreign { word: "name", instead: None, advice: "a figure is called as its file" },
        Foreign { word: "title", instead: Some("about"), advice: "a figure is called as its file; what it shows is `about`" },
        Foreign { word: "description", instead: Some("about"), advice: "what it shows is `about`" },
    ],
};

/// The pose of a stretch.
pub(crate) static STRETCH_POSE: Table = Table {
    what: "the pose of a stretch",
    keys: &[VIEW, GROUND, FIXED, OTHER_SIDE, REPEATS, WORKS, FELT, LAYER_ORDER, REST, STRETCH, PROP_LIST],
    foreign: &[
        Foreign { word: "order", instead: Some("layers"), advice: "what lies over what is `layers`" },
    ],
};

/// The pose of a stretch in the file of a routine.
pub(crate) static POSE_HERE: Table = Table {
    what: "a pose of a stretch",
    keys: &[
        TableKey::optional(ABOUT.name, ABOUT.shape, "What it shows, where that is something else than the stretch says."),
        VIEW, GROUND, FIXED, OTHER_SIDE, REPEATS, WORKS, FELT, LAYER_ORDER, REST, STRETCH, PROP_LIST,
    ],
    foreign: &[
        Foreign { word: "order", instead: Some("layers"), advice: "what lies over what is `layers`" },
    ],
};

pub(super) const ABOUT: TableKey = TableKey::optional("about", Shape::Text(TextLines::One), "What it shows, in one sentence.").required();
pub(super) const VIEW: TableKey = TableKey::optional("view", Shape::Word(VIEWS), "From where it is seen.").or(r#""side""#);
pub(super) const GROUND: TableKey = TableKey::optional("ground", Shape::Word(GROUNDS), "What lies below.").or(r#""mat""#);
pub(super) const FIXED: TableKey = TableKey::optional("fixed", Shape::Word(FIXED_POINTS), "What rests on the ground; everything else hangs on it.").required();
pub(super) const OTHER_SIDE: TableKey = TableKey::optional("other-side", Shape::Word(OTHER_SIDES), "What becomes of it on the other side.").or(r#""swap""#);
pub(super) const REPEATS: TableKey = TableKey::optional("repeats", Shape::Word(REPEAT_WAYS), "How counted movements follow each other.").or(r#""back""#);
pub(super) const WORKS: TableKey = TableKey::optional("works", Shape::Words(LAYERS), "What works and is drawn bright.").or("[]");
pub(super) const FELT: TableKey = TableKey::optional("felt", Shape::Words(SPOTS), "Where it is felt: a warm patch in the picture.").or("[]");
pub(super) const LAYER_ORDER: TableKey = TableKey::optional("layers", Shape::Words(LAYERS), "What lies over what, the last on top. Default: by depth.");
pub(super) const REST: TableKey = TableKey::optional("rest", Shape::Table(&POSE), "The pose before.").required();
pub(super) const STRETCH: TableKey = TableKey::optional("stretch", Shape::Table(&POSE), "The pose that is held; what is not written in it is as in `rest`.").required();
pub(super) const PROP_LIST: TableKey = TableKey::optional("prop", Shape::Tables(&PROPS), "What else is seen.").or("[]");

/// `[rest]` and `[stretch]`.
pub(crate) static POSE: Table = Table {
    what: "a pose",
    keys: &[
        TableKey::optional("at", Shape::Place, "Where the fixed point rests.").or("[0, 0]"),
        TableKey::optional("trunk", Shape::Bone, "From the hips to the waist."),
        TableKey::optional("chest", Shape::Bone, "From the waist to the shoulders; as `trunk` by default."),
        TableKey::optional("head", Shape::Bone, "From the shoulders to the head; as `chest` by default."),
        TableKey::optional("face", Shape::Bone, "Where the nose points, and how much of it is seen; by default a quarter to the right of `head`, and from the front or from behind nothing."),
        TableKey::optional("legs", Shape::Table(&LEG), "Both legs."),
        TableKey::optional("near-leg", Shape::Table(&LEG), "The leg towards the viewer."),
        TableKey::optional("far-leg", Shape::Table(&LEG), "The other leg."),
        TableKey::optional("arms", Shape::Table(&ARM), "Both arms."),
        TableKey::optional("near-arm", Shape::Table(&ARM), "The arm towards the viewer."),
        TableKey::optional("far-arm", Shape::Table(&ARM), "The other arm."),
    ],
    foreign: &[
        Foreign { word: "hips", instead: Some("at"), advice: "where the figure is, `at` says of the point that is `fixed`" },
        Foreign { word: "neck", instead: Some("head"), advice: "from the shoulders to the head is `head`" },
    ],
};

pub(crate) static LEG: Table = Table {
    what: "a leg",
    keys: &[
        TableKey::optional("thigh", Shape::Bone, "From the hip to the knee."),
        TableKey::optional("shank", Shape::Bone, "From the knee to the ankle."),
        TableKey::optional("foot", Shape::Bone, "From the heel to the toes; a quarter to the left of `shank`, or 0 where the foot is planted."),
        TableKey::optional("heel", Shape::Place, "Where the heel stands, instead of `thigh` and `shank`."),
        TableKey::optional("toes", Shape::Place, "Where the toes stand, instead of `thigh` and `shank`."),
        TableKey::optional("knee", Shape::Decimal(-1, 1), "To which side the knee of a planted leg bends.").or("1"),
    ],
    foreign: &[
        Foreign { word: "shin", instead: Some("shank"), advice: "from the knee to the ankle is `shank`" },
        Foreign { word: "ankle", instead: Some("heel"), advice: "where the foot stands is `heel`" },
    ],
};

pub(crate) static ARM: Table = Table {
    what: "an arm",
    keys: &[
        TableKey::optional("upper", Shape::Bone, "From the shoulder to the elbow."),
        TableKey::optional("fore", Shape::Bone, "From the elbow to the hand."),
        TableKey::optional("hand", Shape::Place, "Where the hand is, instead of `upper` and `fore`."),
        TableKey::optional("on", Shape::Word(BONES), "On which bone of the same body the hand is, instead of `upper` and `fore`."),
        TableKey::optional("along", Shape::Decimal(-1, 2), "How far along that bone, 0 towards the trunk, 1 at its end.").or("0.5"),
        TableKey::optional("aside", Shape::Decimal(-3, 3), "How far in front of that bone; behind it when negative.").or("0"),
        TableKey::optional("elbow", Shape::Decimal(-1, 1), "To which side the elbow bends where the hand is given.").or("-1"),
    ],
    foreign: &[],
};

pub(crate) static PROPS: Variants = Variants {
    what: "a prop",
    tables: &[&PROP],
};

pub(crate) static PROP: Table = Table {
    what: "a prop",
    keys: &[
        TableKey::optional("kind", Shape::Word(PROP_KINDS), "What it is for.").or(r#""furniture""#),
        TableKey::optional("line", Shape::Places, "The places along which it is drawn."),
        TableKey::optional("moved", Shape::Places, "Where these places are in the stretch; as in `line` by default."),
        TableKey::optional("joints", Shape::Words(JOINTS), "The points of the body along which it is drawn, instead of `line`."),
        TableKey::optional("thick", Shape::Decimal(0, 4), "How thick it is.").or("0.2"),
        TableKey::optional("seen", Shape::Word(SEEN), "When it is seen.").or(r#""always""#),
    ],
    foreign: &[],
};

const VIEWS: &[Choice] = &[
    Choice { word: "side", value: &Viewpoint::Side, about: "From the side." },
    Choice { word: "front", value: &Viewpoint::Front, about: "From the front: the near limbs are on the left." },
    Choice { word: "back", value: &Viewpoint::Back, about: "From behind: the near limbs are on the right." },
];
const GROUNDS: &[Choice] = &[
    Choice { word: "mat", value: &Ground::Mat, about: "A mat." },
    Choice { word: "floor", value: &Ground::Floor, about: "The bare floor." },
    Choice { word: "bed", value: &Ground::Bed, about: "A bed." },
    Choice { word: "under", value: &Ground::Under, about: "A mat that is seen from above, around the figure." },
];
const FIXED_POINTS: &[Choice] = &[
    Choice { word: "hips", value: &Anchor::Hips, about: "The pelvis." },
    Choice { word: "shoulders", value: &Anchor::Shoulders, about: "The upper end of the trunk." },
    Choice { word: "near-knee", value: &Anchor::Knee(LimbSide::Near), about: "The knee towards the viewer." },
    Choice { word: "far-knee", value: &Anchor::Knee(LimbSide::Far), about: "The other knee." },
    Choice { word: "near-heel", value: &Anchor::Heel(LimbSide::Near), about: "The heel towards the viewer." },
    Choice { word: "far-heel", value: &Anchor::Heel(LimbSide::Far), about: "The other heel." },
];
const OTHER_SIDES: &[Choice] = &[
    Choice { word: "swap", value: &OtherSide::Swap, about: "Near and far limbs change their parts." },
    Choice { word: "mirror", value: &OtherSide::Mirror, about: "The picture is seen in a mirror." },
    Choice { word: "same", value: &OtherSide::Same, about: "Nothing: both sides do the same." },
];
const REPEAT_WAYS: &[Choice] = &[
    Choice { word: "back", value: &Repeats::Back, about: "Into the stretch and back." },
    Choice { word: "other-side", value: &Repeats::OtherSide, about: "Into the stretch and back, then the same to the other side." },
];
pub(in crate::format) const LAYERS: &[Choice] = &[
    Choice { word: "far-arm", value: &Layer::Arm(LimbSide::Far), about: "The arm away from the viewer." },
    Choice { word: "far-leg", value: &Layer::Leg(LimbSide::Far), about: "The leg away from the viewer." },
    Choice { word: "body", value: &Layer::Body, about: "Trunk and head." },
    Choice { word: "near-leg", value: &Layer::Leg(LimbSide::Near), about: "The leg towards the viewer." },
    Choice { word: "near-arm", value: &Layer::Arm(LimbSide::Near), about: "The arm towards the viewer." },
];
const SPOTS: &[Choice] = &[
    Choice { word: "chest", value: &Spot::Trunk(TrunkSpot::Chest), about: "Across the front of the shoulders." },
    Choice { word: "upper-back", value: &Spot::Trunk(TrunkSpot::UpperBack), about: "Between the shoulder blades." },
    Choice { word: "lower-back", value: &Spot::Trunk(TrunkSpot::LowerBack), about: "From the ribs to the pelvis, behind." },
    Choice { word: "belly", value: &Spot::Trunk(TrunkSpot::Belly), about: "The front of the waist." },
    Choice { word: "near-shoulder", value: &Spot::Shoulder(LimbSide::Near), about: "The shoulder towards the viewer." },
    Choice { word: "near-waist", value: &Spot::Leg(LimbSide::Near, LegSpot::Waist), about: "The side of the waist, towards the viewer." },
    Choice { word: "near-hip", value: &Spot::Leg(LimbSide::Near, LegSpot::Hip), about: "The front of the hip, towards the viewer." },
    Choice { word: "near-outer-hip", value: &Spot::Leg(LimbSide::Near, LegSpot::OuterHip), about: "The outside of the hip, towards the viewer." },
    Choice { word: "near-buttock", value: &Spot::Leg(LimbSide::Near, LegSpot::Buttock), about: "The buttock, towards the viewer." },
    Choice { word: "near-groin", value: &Spot::Leg(LimbSide::Near, LegSpot::Groin), about: "The inside of the thigh, towards the viewer." },
    Choice { word: "near-thigh", value: &Spot::Leg(LimbSide::Near, LegSpot::Thigh), about: "The front of the thigh, towards the viewer." },
    Choice { word: "near-hamstring", value: &Spot::Leg(LimbSide::Near, LegSpot::Hamstring), about: "The back of the thigh, towards the viewer." },
    Choice { word: "near-knee", value: &Spot::Leg(LimbSide::Near, LegSpot::Knee), about: "The knee, towards the viewer." },
    Choice { word: "near-shin", value: &Spot::Leg(LimbSide::Near, LegSpot::Shin), about: "The front of the shank, towards the viewer." },
    Choice { word: "near-calf", value: &Spot::Leg(LimbSide::Near, LegSpot::Calf), about: "The back of the shank, towards the viewer." },
    Choice { word: "near-achilles", value: &Spot::Leg(LimbSide::Near, LegSpot::Achilles), about: "The back of the shank, above the heel, towards the viewer." },
    Choice { word: "near-ankle", value: &Spot::Leg(LimbSide::Near, LegSpot::Ankle), about: "The front of the ankle, towards the viewer." },
    Choice { word: "near-sole", value: &Spot::Leg(LimbSide::Near, LegSpot::Sole), about: "The sole, towards the viewer." },
    Choice { word: "far-shoulder", value: &Spot::Shoulder(LimbSide::Far), about: "The shoulder away from the viewer." },
    Choice { word: "far-waist", value: &Spot::Leg(LimbSide::Far, LegSpot::Waist), about: "The side of the waist, away from the viewer." },
    Choice { word: "far-hip", value: &Spot::Leg(LimbSide::Far, LegSpot::Hip), about: "The front of the hip, away from the viewer." },
    Choice { word: "far-outer-hip", value: &Spot::Leg(LimbSide::Far, LegSpot::OuterHip), about: "The outside of the hip, away from the viewer." },
    Choice { word: "far-buttock", value: &Spot::Leg(LimbSide::Far, LegSpot::Buttock), about: "The buttock, away from the viewer." },
    Choice { word: "far-groin", value: &Spot::Leg(LimbSide::Far, LegSpot::Groin), about: "The inside of the thigh, away from the viewer." },
    Choice { word: "far-thigh", value: &Spot::Leg(LimbSide::Far, LegSpot::Thigh), about: "The front of the thigh, away from the viewer." },
    Choice { word: "far-hamstring", value: &Spot::Leg(LimbSide::Far, LegSpot::Hamstring), about: "The back of the thigh, away from the viewer." },
    Choice { word: "far-knee", value: &Spot::Leg(LimbSide::Far, LegSpot::Knee), about: "The knee, away from the viewer." },
    Choice { word: "far-shin", value: &Spot::Leg(LimbSide::Far, LegSpot::Shin), about: "The front of the shank, away from the viewer." },
    Choice { word: "far-calf", value: &Spot::Leg(LimbSide::Far, LegSpot::Calf), about: "The back of the shank, away from the viewer." },
    Choice { word: "far-achilles", value: &Spot::Leg(LimbSide::Far, LegSpot::Achilles), about: "The back of the shank, above the heel, away from the viewer." },
    Choice { word: "far-ankle", value: &Spot::Leg(LimbSide::Far, LegSpot::Ankle), about: "The front of the ankle, away from the viewer." },
    Choice { word: "far-sole", value: &Spot::Leg(LimbSide::Far, LegSpot::Sole), about: "The sole, away from the viewer." },
];
const BONES: &[Choice] = &[
    Choice { word: "near-thigh", value: &HeldBone::Thigh(LimbSide::Near), about: "From hip to knee, towards the viewer." },
    Choice { word: "far-thigh", value: &HeldBone::Thigh(LimbSide::Far), about: "From hip to knee, away from the viewer." },
    Choice { word: "near-shank", value: &HeldBone::Shank(LimbSide::Near), about: "From knee to ankle, towards the viewer." },
    Choice { word: "far-shank", value: &HeldBone::Shank(LimbSide::Far), about: "From knee to ankle, away from the viewer." },
    Choice { word: "near-foot", value: &HeldBone::Foot(LimbSide::Near), about: "From heel to toes, towards the viewer." },
    Choice { word: "far-foot", value: &HeldBone::Foot(LimbSide::Far), about: "From heel to toes, away from the viewer." },
    Choice { word: "trunk", value: &HeldBone::Trunk, about: "From the hips to the shoulders." },
    Choice { word: "head", value: &HeldBone::Head, about: "From the shoulders to the head." },
];
const PROP_KINDS: &[Choice] = &[
    Choice { word: "furniture", value: &PropKind::Furniture, about: "It stands there, behind the person." },
    Choice { word: "aid", value: &PropKind::Aid, about: "It is used, in front of the person." },
    Choice { word: "close-up", value: &PropKind::CloseUp, about: "A part of the body drawn larger, beside the person." },
];
const JOINTS: &[Choice] = &[
    Choice { word: "near-hand", value: &BodyPoint::Hand(LimbSide::Near), about: "The hand towards the viewer." },
    Choice { word: "far-hand", value: &BodyPoint::Hand(LimbSide::Far), about: "The other hand." },
    Choice { word: "near-sole", value: &BodyPoint::Sole(LimbSide::Near), about: "The middle of the sole towards the viewer." },
    Choice { word: "far-sole", value: &BodyPoint::Sole(LimbSide::Far), about: "The middle of the other sole." },
];
const SEEN: &[Choice] = &[
    Choice { word: "always", value: &Seen::Always, about: "Always." },
    Choice { word: "lowered", value: &Seen::Lowered, about: "It comes down from above on the way into the stretch." },
    Choice { word: "stretch", value: &Seen::Stretch, about: "Only in the stretch." },
];
