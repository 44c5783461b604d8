//! A figure as SVG.

use std::fmt::Write as _;

use super::{Easel, FillWith, Paints, Rgb, fine, ground_strip, strokes};
use crate::core::pose::geometry::{Arc, Capsule};
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

/// Adds the outline of a capsule to the data of a path, from each point to the next.
fn outlined(capsule: &Capsule, grown: f64, easel: &Easel, out: &mut String) {
    let point = |arc: &Arc, direction| {
        let (x, y) = easel.placed(arc.at(direction));
        (tenths(x), tenths(y))
    };
    let mut pen = None;
    for arc in capsule.outline(grown) {
        let begin = point(&arc, arc.begin);
        match pen.replace(begin) {
            None => add(out, "M", begin),
            Some(before) => add(out, "l", step(before, begin)),
        }
        let radius = tenths(arc.radius * easel.scale);
        let sweep = arc.end - arc.begin;
        // No arc of a path goes all round.
        let middle = (sweep >= 360.0).then_some(arc.begin + sweep / 2.0);
        for direction in middle.into_iter().chain([arc.end]) {
            let end = point(&arc, direction);
            let before = pen.replace(end).unwrap_or(end);
            let is_large = u8::from(sweep > 180.0 && middle.is_none());
            add(out, "a", (radius, radius));
            add(out, &format!(" 0 {is_large}0"), step(before, end));
        }
    }
    out.push('z');
}

/// As exact as a picture has to be.
fn tenths(length: f64) -> i32 {
    (length * 10.0).round() as i32
}

const fn step(from: (i32, i32), to: (i32, i32)) -> (i32, i32) {
    (to.0 - from.0, to.1 - from.1)
}

/// Adds a command with two numbers of tenths, as shortly as they can be written.
fn add(out: &mut String, command: &str, (x, y): (i32, i32)) {
    out.push_str(command);
    for (number, between) in [(x, ""), (y, " ")] {
        out.push_str(if number < 0 { "-" } else { between });
        let (whole, part) = (number.abs() / 10, number.abs() % 10);
        if whole > 0 || part == 0 {
            let _ = write!(out, "{whole}");
        }
        if part > 0 {
            let _ = write!(out, ".{part}");
        }
    }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn in_xml(text: &str) -> String {
    let text = escaped(text).replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::pose::geometry::Point;

    #[test]
    fn an_outline_leads_from_each_point_to_the_next() {
        let easel = Easel {
            scale: 10.0,
            left: 0.0,
            base: 100.0,
        };
        let data = |capsule: Capsule| {
            let mut data = String::new();
            outlined(&capsule, 0.0, &easel, &mut data);
            data
        };
        let (left, right) = (Point::new(2.0, 5.0), Point::new(6.0, 5.0));
        let even = Capsule::new(left, 1.0, right, 1.0);
        assert_eq!(data(even), "M20 40a10 10 0 000 20l40 0a10 10 0 000-20z");
        let disc = Capsule::new(left, 0.25, left, 0.25);
        assert_eq!(data(disc), "M22.5 50a2.5 2.5 0 00-5 0a2.5 2.5 0 005 0z");
        // More than half of the larger end is seen.
        let tapered = Capsule::new(left, 2.0, right, 1.0);
        assert!(data(tapered).contains("a20 20 0 10"), "{}", data(tapered));
    }
}
