//! A figure as pixels, with smooth edges, in few colours: it is to be sent to a terminal.

use tiny_skia::{
    BlendMode, Color, FillRule, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Rect,
    Transform,
};

use super::{Easel, FillWith, Paints, Rgb, fine, ground_strip, strokes};
use crate::core::pose::geometry::Capsule;
use crate::core::pose::shapes::{Role, Scene};

/// A picture of at most 256 colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green, blue and how much hides what is behind.
    pub colours: Vec<[u8; 4]>,
    /// The index of each pixel's colour, row by row from the top.
    pub pixels: Vec<u8>,
}

/// How much is done for a picture, and sent for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smoothness {
    /// All that can be done: it is looked at for long.
    Fine,
    /// Smooth edges of few colours: it is one of many, or each colour costs much.
    Quick,
    /// No smooth edges: it is one of many, and each colour costs much.
    Flat,
}

impl Smoothness {
    /// The bits by which the parts of two colours are told apart.
    const fn bits(self) -> u8 {
        match self {
            Self::Fine => 4,
            Self::Quick | Self::Flat => 3,
        }
    }
}

/// Paints a figure on so many pixels, with a row of cells as its ground; on nothing where no colour is given.
pub fn paint(
    scene: &Scene,
    paints: &Paints,
    on: Option<Rgb>,
    (width, height): (u32, u32),
    row: u32,
    smoothness: Smoothness,
) -> Option<Raster> {
    let mut canvas = Pixmap::new(width, height)?;
    if let Some([red, green, blue]) = on {
        canvas.fill(Color::from_rgba8(red, green, blue, 255));
    }
    let size = (f64::from(width), f64::from(height));
    let easel = Easel::holding(scene, size, f64::from(row));
    if let Some((above, high)) = ground_strip(scene.ground) {
        let top = easel.base + f64::from(row) * above;
        let high = (f64::from(row) * high).max(1.0);
        let strip = Rect::from_xywh(0.0, top as f32, width as f32, high as f32)?;
        let paint = filled(paints.of(Role::Ground), 255, BlendMode::SourceOver);
        canvas.fill_rect(strip, &paint, Transform::identity(), None);
    }
    for part in fine(scene) {
        for stroke in strokes(part, scene.ground, paints) {
            let mut paint = match (stroke.fill, on) {
                (FillWith::Ground, Some(ground)) => filled(ground, 255, BlendMode::SourceOver),
                (FillWith::Ground, None) => filled([0; 3], 255, BlendMode::DestinationOut),
                (FillWith::Colour(colour), _) => filled(colour, 255, BlendMode::SourceOver),
                (FillWith::Glow(colour), _) => filled(colour, 128, BlendMode::SourceAtop),
                (FillWith::Mark(colour), _) => filled(colour, 255, BlendMode::SourceAtop),
            };
            paint.anti_alias = smoothness != Smoothness::Flat;
            let outlines = outlined(stroke.capsules, stroke.grown, &easel);
            if let Some(path) = outlines {
                canvas.fill_path(
                    &path,
                    &paint,
                    FillRule::Winding,
                    Transform::identity(),
                    None,
                );
            }
        }
    }
    let known = paints.0.into_iter().chain(on);
    Some(in_few_colours(&canvas, known, smoothness))
}

fn filled([red, green, blue]: Rgb, alpha: u8, blend_mode: BlendMode) -> Paint<'static> {
    let mut paint = Paint {
        blend_mode,
        ..Paint::default()
    };
    paint.set_color_rgba8(red, green, blue, alpha);
    paint
}

/// The outlines of capsules, each of as many corners as its size needs to look round.
fn outlined(capsules: &[Capsule], grown: f64, easel: &Easel) -> Option<Path> {
    let mut path = PathBuilder::new();
    for capsule in capsules {
        let mut is_begun = false;
        for arc in capsule.outline(grown) {
            let sweep = arc.end - arc.begin;
            let across = arc.radius * easel.scale;
            let corners = (across.max(1.0).sqrt() * sweep / 60.0).ceil().max(4.0) as u32;
            for corner in 0..=corners {
                let part = f64::from(corner) / f64::from(corners);
                let (x, y) = easel.placed(arc.at(arc.begin + sweep * part));
                if is_begun {
                    path.line_to(x as f32, y as f32);
                } else {
                    path.move_to(x as f32, y as f32);
                    is_begun = true;
                }
            }
        }
        path.close();
    }
    path.finish()
}

/// The picture in at most 256 colours: the `known` ones as they are, those of edges nearly so.
fn in_few_colours(
    canvas: &Pixmap,
    known: impl Iterator<Item = Rgb>,
    smoothness: Smoothness,
) -> Raster {
    const FULL: usize = 256;
    // The first colour is no colour.
    let mut colours = vec![[0; 4]];
    let bits = smoothness.bits();
    // The colour for each that has these upper bits in each of its parts.
    let mut near: Vec<Option<u8>> = vec![None; 1 << 16];
    let rough = |colour: [u8; 4]| {
        let parts = colour.into_iter().fold(0, |parts, part| {
            parts << bits | usize::from(part >> (8 - bits))
        });
        if colour[3] < 8 { 0 } else { parts }
    };
    let opaque = known.map(|[red, green, blue]| [red, green, blue, 255]);
    for (nth, colour) in std::iter::once([0; 4]).chain(opaque).enumerate() {
        if let Some(near) = near.get_mut(rough(colour)).filter(|near| near.is_none()) {
            if nth > 0 {
                colours.push(colour);
            }
            *near = u8::try_from(colours.len() - 1).ok();
        }
    }
    // Most pixels are like their neighbour.
    let mut last = (PremultipliedColorU8::TRANSPARENT, 0);
    let pixels = canvas.pixels().iter().map(|painted| {
        if *painted == last.0 {
            return last.1;
        }
        let pixel = painted.demultiply();
        let colour = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
        let Some(near) = near.get_mut(rough(colour)) else {
            return 0;
        };
        let index = *near.get_or_insert_with(|| {
            if colours.len() < FULL {
                colours.push(colour);
                return u8::try_from(colours.len() - 1).unwrap_or_default();
            }
            nearest(&colours, colour)
        });
        last = (*painted, index);
        index
    });
    let pixels = pixels.collect();
    Raster {
        width: canvas.width(),
        height: canvas.height(),
        colours,
        pixels,
    }
}

/// The index of the nearest of these colours.
fn nearest(colours: &[[u8; 4]], wanted: [u8; 4]) -> u8 {
    let far = |colour: &[u8; 4]| -> u32 {
        let parts = colour.iter().zip(wanted);
        parts
            .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
            .sum()
    };
    let all = (0..=u8::MAX).zip(colours);
    let nearest = all.min_by_key(|(_, colour)| far(colour));
    nearest.map_or(0, |(index, _)| index)
}
