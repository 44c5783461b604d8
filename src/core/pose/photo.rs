//! A photo in place of the drawn figure: a file of the user, shown where there are pixels.

use std::path::PathBuf;

use super::geometry::{Bounds, Point};
use super::{
    Anchor, Arm, Bone, Figure, Ground, Leg, LegBones, OtherSide, Pair, Pose, Repeats, Room,
    Viewpoint,
};

/// A photo that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its name as it is written.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Its width and its height in pixels, at least 1.
    pub size: (u32, u32),
}

impl Photo {
    /// The box that it fills, as high as a person who lies down with one leg up.
    pub fn bounds(&self) -> Bounds {
        const HIGH: f64 = 5.0;
        let (wide, high) = self.size;
        let across = HIGH * f64::from(wide) / f64::from(high.max(1));
        Bounds {
            least: Point::default(),
            most: Point::new(across, HIGH),
        }
    }
}

impl Figure {
    /// A figure of a photo alone, which is not drawn in any other way.
    pub fn of_photo(photo: Photo) -> Self {
        let bone = Bone {
            direction: 0.0,
            seen: 0.0,
        };
        let leg = Leg::Free(LegBones {
            thigh: bone,
            shank: bone,
            foot: bone,
        });
        let arm = Arm::Free {
            upper: bone,
            fore: bone,
        };
        let pose = Pose {
            at: Point::default(),
            trunk: bone,
            chest: bone,
            head: bone,
            face: bone,
            legs: Pair {
                near: leg,
                far: leg,
            },
            arms: Pair {
                near: arm,
                far: arm,
            },
        };
        Self {
            name: String::new(),
            about: String::new(),
            view: Viewpoint::Side,
            ground: Ground::Floor,
            fixed: Anchor::Hips,
            other_side: OtherSide::Same,
            repeats: Repeats::Back,
            works: Vec::new(),
            felt: Vec::new(),
            order: None,
            props: Vec::new(),
            rest: pose.clone(),
            stretch: pose,
            room: Room(photo.bounds().into()),
            photo: Some(photo),
        }
    }

    /// Whether there is more of it than a photo.
    pub const fn is_drawn(&self) -> bool {
        !self.name.is_empty()
    }
}
