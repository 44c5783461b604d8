//! The keys of a figure file.

use super::{Choice, Foreign, Key, Lines, Shape, Table, Variants};

/// The top level of a figure.
pub static FIGURE: Table = Table {
    what: "a figure",
    keys: &[
        Key::optional("about", Shape::Text(Lines::One), "What it shows, in one sentence.").required(),
        Key::optional("view", Shape::Word(VIEWS), "From where it is seen.").or("\"side\""),
        Key::optional("ground", Shape::Word(GROUNDS), "What lies below.").or("\"mat\""),
        Key::optional("fixed", Shape::Word(FIXED), "What rests on the ground; everything else hangs on it.").required(),
        Key::optional("other-side", Shape::Word(OTHER_SIDES), "What becomes of it on the other side.").or("\"swap\""),
        Key::optional("repeats", Shape::Word(REPEATS), "How counted movements follow each other.").or("\"back\""),
        Key::optional("works", Shape::Words(LAYERS), "What works and is drawn bright.").or("[]"),
        Key::optional("order", Shape::Words(LAYERS), "What lies over what, the last on top; by depth where it is left out."),
        Key::optional("rest", Shape::Table(&POSE), "The pose before.").required(),
        Key::optional("stretch", Shape::Table(&POSE), "The pose that is held; what is not written in it is as in `rest`.").required(),
        Key::optional("prop", Shape::Tables(&PROPS), "What else is seen.").or("[]"),
    ],
    foreign: &[
        Foreign { word: "name", instead: None, advice: "a figure is called as its file" },
        Foreign { word: "title", instead: Some("about"), advice: "a figure is called as its file; what it shows is `about`" },
        Foreign { word: "description", instead: Some("about"), advice: "what it shows is `about`" },
    ],
};

/// `[rest]` and `[stretch]`.
pub static POSE: Table = Table {
    what: "a pose",
    keys: &[
        Key::optional("at", Shape::Place, "Where the fixed point rests.").or("[0, 0]"),
        Key::optional("trunk", Shape::Bone, "From the hips to the waist."),
        Key::optional("chest", Shape::Bone, "From the waist to the shoulders; as `trunk` where it is left out."),
        Key::optional("head", Shape::Bone, "From the shoulders to the head; as `chest` where it is left out."),
        Key::optional("face", Shape::Decimal(-360, 360), "Where the nose points; a quarter to the right of `head` where it is left out."),
        Key::optional("legs", Shape::Table(&LEG), "Both legs."),
        Key::optional("near-leg", Shape::Table(&LEG), "The leg towards the viewer."),
        Key::optional("far-leg", Shape::Table(&LEG), "The other leg."),
        Key::optional("arms", Shape::Table(&ARM), "Both arms."),
        Key::optional("near-arm", Shape::Table(&ARM), "The arm towards the viewer."),
        Key::optional("far-arm", Shape::Table(&ARM), "The other arm."),
    ],
    foreign: &[
        Foreign { word: "hips", instead: Some("at"), advice: "where the figure is, `at` says of the point that is `fixed`" },
        Foreign { word: "neck", instead: Some("head"), advice: "from the shoulders to the head is `head`" },
    ],
};

/// A leg.
pub static LEG: Table = Table {
    what: "a leg",
    keys: &[
        Key::optional("thigh", Shape::Bone, "From the hip to the knee."),
        Key::optional("shank", Shape::Bone, "From the knee to the ankle."),
        Key::optional("foot", Shape::Bone, "From the heel to the toes; a quarter to the left of `shank`, or 0 where the foot is planted."),
        Key::optional("heel", Shape::Place, "Where the heel stands, instead of `thigh` and `shank`."),
        Key::optional("toes", Shape::Place, "Where the toes stand, instead of `thigh` and `shank`."),
        Key::optional("knee", Shape::Decimal(-1, 1), "To which side the knee of a planted leg bends.").or("1"),
    ],
    foreign: &[
        Foreign { word: "shin", instead: Some("shank"), advice: "from the knee to the ankle is `shank`" },
        Foreign { word: "ankle", instead: Some("heel"), advice: "where the foot stands is `heel`" },
    ],
};

/// An arm.
pub static ARM: Table = Table {
    what: "an arm",
    keys: &[
        Key::optional("upper", Shape::Bone, "From the shoulder to the elbow."),
        Key::optional("fore", Shape::Bone, "From the elbow to the hand."),
        Key::optional("hand", Shape::Place, "Where the hand is, instead of `upper` and `fore`."),
        Key::optional("on", Shape::Word(BONES), "On which bone of the same body the hand is, instead of `upper` and `fore`."),
        Key::optional("along", Shape::Decimal(-1, 2), "How far along that bone, 0 towards the trunk, 1 at its end.").or("0.5"),
        Key::optional("aside", Shape::Decimal(-3, 3), "How far in front of that bone; behind it when negative.").or("0"),
        Key::optional("elbow", Shape::Decimal(-1, 1), "To which side the elbow bends where the hand is given.").or("-1"),
    ],
    foreign: &[],
};

/// `[[prop]]`.
pub static PROPS: Variants = Variants {
    what: "a prop",
    tables: &[&PROP],
};

static PROP: Table = Table {
    what: "a prop",
    keys: &[
        Key::optional("kind", Shape::Word(PROP_KINDS), "What it is for.").or("\"furniture\""),
        Key::optional("line", Shape::Places, "The places along which it is drawn."),
        Key::optional("joints", Shape::Words(JOINTS), "The points of the body along which it is drawn, instead of `line`."),
        Key::optional("thick", Shape::Decimal(0, 4), "How thick it is.").or("0.2"),
        Key::optional("seen", Shape::Word(SEEN), "When it is seen.").or("\"always\""),
    ],
    foreign: &[],
};

const VIEWS: &[Choice] = &[
    Choice { word: "side", about: "From the side." },
    Choice { word: "front", about: "From the front: the near limbs are on the left." },
    Choice { word: "back", about: "From behind: the near limbs are on the right." },
];
const GROUNDS: &[Choice] = &[
    Choice { word: "mat", about: "A mat." },
    Choice { word: "floor", about: "The bare floor." },
    Choice { word: "bed", about: "A bed." },
];
const FIXED: &[Choice] = &[
    Choice { word: "hips", about: "The pelvis." },
    Choice { word: "shoulders", about: "The upper end of the trunk." },
    Choice { word: "near-knee", about: "The knee towards the viewer." },
    Choice { word: "far-knee", about: "The other knee." },
    Choice { word: "near-heel", about: "The heel towards the viewer." },
    Choice { word: "far-heel", about: "The other heel." },
];
const OTHER_SIDES: &[Choice] = &[
    Choice { word: "swap", about: "Near and far limbs change their parts." },
    Choice { word: "mirror", about: "The picture is seen in a mirror." },
    Choice { word: "same", about: "Nothing: both sides do the same." },
];
const REPEATS: &[Choice] = &[
    Choice { word: "back", about: "Into the stretch and back." },
    Choice { word: "other-side", about: "Into the stretch and back, then the same to the other side." },
];
const LAYERS: &[Choice] = &[
    Choice { word: "far-arm", about: "The arm away from the viewer." },
    Choice { word: "far-leg", about: "The leg away from the viewer." },
    Choice { word: "body", about: "Trunk and head." },
    Choice { word: "near-leg", about: "The leg towards the viewer." },
    Choice { word: "near-arm", about: "The arm towards the viewer." },
];
const BONES: &[Choice] = &[
    Choice { word: "near-thigh", about: "From hip to knee, towards the viewer." },
    Choice { word: "far-thigh", about: "From hip to knee, away from the viewer." },
    Choice { word: "near-shank", about: "From knee to ankle, towards the viewer." },
    Choice { word: "far-shank", about: "From knee to ankle, away from the viewer." },
    Choice { word: "near-foot", about: "From heel to toes, towards the viewer." },
    Choice { word: "far-foot", about: "From heel to toes, away from the viewer." },
    Choice { word: "trunk", about: "From the hips to the shoulders." },
    Choice { word: "head", about: "From the shoulders to the head." },
];
const PROP_KINDS: &[Choice] = &[
    Choice { word: "furniture", about: "It stands there, behind the person." },
    Choice { word: "aid", about: "It is used, in front of the person." },
];
const JOINTS: &[Choice] = &[
    Choice { word: "near-hand", about: "The hand towards the viewer." },
    Choice { word: "far-hand", about: "The other hand." },
    Choice { word: "near-sole", about: "The middle of the sole towards the viewer." },
    Choice { word: "far-sole", about: "The middle of the other sole." },
];
const SEEN: &[Choice] = &[
    Choice { word: "always", about: "Always." },
    Choice { word: "lowered", about: "It comes down from above on the way into the stretch." },
    Choice { word: "stretch", about: "Only in the stretch." },
];
