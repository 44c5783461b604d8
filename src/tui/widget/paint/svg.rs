//! A figure as SVG.

use std::fmt::Write as _;

use super::{Easel, FillWith, Paints, Rgb, fine, ground_strip, strokes};
use crate::core::pose::geometry::Capsule;
use crate::core::pose::shapes::{Role, Scene};
use crate::core::text::escaped;

/// The size of a scene, and the space around it.
const SIZE: (f64, f64) = (440.0, 220.0);
const MARGIN: f64 = 20.0;
/// The height of the ground.
const GROUND: f64 = 20.0;

/// Scenes beside each other on `ground`, as a file; `described` is read where they cannot be seen.
pub fn svg(scenes: &[Scene], paints: &Paints, ground: Rgb, described: &str) -> String {
    let count = scenes.len() as f64;
    let width = count * (SIZE.0 + MARGIN) + MARGIN;
    let height = SIZE.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{}\"/>\n",
        in_xml(described),
        hex(ground),
    );
    for (nth, scene) in scenes.iter().enumerate() {
        let left = MARGIN + nth as f64 * (SIZE.0 + MARGIN);
        let _ = writeln!(out, "<g transform=\"translate({left} {MARGIN})\">");
        painted(scene, paints, ground, &mut out);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn painted(scene: &Scene, paints: &Paints, ground: Rgb, out: &mut String) {
    let easel = Easel::holding(scene, SIZE, GROUND);
    if let Some((above, high)) = ground_strip(scene.ground) {
        let (top, high) = (SIZE.1 - GROUND * (1.0 - above), GROUND * high);
        let colour = hex(paints.of(Role::Ground));
        let _ = writeln!(
            out,
            "<rect y=\"{top}\" width=\"{}\" height=\"{high}\" fill=\"{colour}\"/>",
            SIZE.0
        );
    }
    for part in fine(scene) {
        for stroke in strokes(part, scene.ground, paints) {
            let (colour, opacity) = match stroke.fill {
                FillWith::Ground => (ground, ""),
                FillWith::Colour(colour) | FillWith::Mark(colour) => (colour, ""),
                FillWith::Glow(colour) => (colour, " opacity=\"0.5\""),
            };
            let mut outlines = String::new();
            for capsule in stroke.capsules {
                outlined(capsule, stroke.grown, &easel, &mut outlines);
            }
            let colour = hex(colour);
            let _ = writeln!(out, "<path fill=\"{colour}\"{opacity} d=\"{outlines}\"/>");
        }
    }
}

/// Adds the outline of a capsule to the data of a path.
fn outlined(capsule: &Capsule, grown: f64, easel: &Easel, out: &mut String) {
    let arcs = capsule.outline(grown);
    for (nth, arc) in arcs.iter().enumerate() {
        let radius = arc.radius * easel.scale;
        let sweep = arc.end - arc.begin;
        // No arc of a path goes all round.
        let middle = arc.begin + sweep / 2.0;
        let mut steps = vec![arc.begin, arc.end];
        if sweep > 180.0 {
            steps.insert(1, middle);
        }
        for (step, direction) in steps.into_iter().enumerate() {
            let (x, y) = easel.placed(arc.at(direction));
            let _ = match (step, nth) {
                (0, 0) => write!(out, "M{x:.1} {y:.1}"),
                (0, _) => write!(out, "L{x:.1} {y:.1}"),
                _ => write!(out, "A{radius:.1} {radius:.1} 0 0 0 {x:.1} {y:.1}"),
            };
        }
    }
    out.push('Z');
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn in_xml(text: &str) -> String {
    let text = escaped(text).replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}
