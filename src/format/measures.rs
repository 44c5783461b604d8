//! Measured values: numbers with a fraction, directions and places of figures, days and lengths of time.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use toml::de::DeValue;

use super::dates;
use super::duration;
use super::fields::Value;
use super::keys::{Shape, TableKey};
use super::mismatch;
use super::reader::Node;
use crate::core::pose::Bone;
use crate::core::pose::geometry::Point;
use crate::diagnostic::Code::{E02, E09};
use crate::diagnostic::Diagnostic;

/// The largest turn, in degrees.
const TURN: i32 = 360;
/// How far from the middle a place may be: a person is about 8.5 high.
const FARTHEST: i32 = 20;

/// The value of `key`, whose shape is a measure; `None` where the shape or the value is of another type.
pub(super) fn read(source: &str, key: &TableKey, node: &Node) -> Option<Result<Value, Diagnostic>> {
    Some(match (key.shape, node.get_ref()) {
        (Shape::Decimal(least, most), DeValue::Integer(_) | DeValue::Float(_)) => {
            number(key, node, least, most).map(Value::of)
        }
        (Shape::Bone, DeValue::Integer(_) | DeValue::Float(_)) => {
            number(key, node, -TURN, TURN).map(|direction| Value::of(Bone::whole(direction)))
        }
        (Shape::Bone, DeValue::Array(_)) => bone(key, node).map(Value::of),
        (Shape::Place, DeValue::Array(_)) => place(key, node).map(Value::of),
        (Shape::Places, DeValue::Array(list)) => {
            let places: Result<Vec<_>, _> = list.iter().map(|node| place(key, node)).collect();
            places.map(Value::of)
        }
        (Shape::Day, _) => return dates::read(key, node),
        _ => return duration::read(source, key, node),
    })
}

fn bone(key: &TableKey, node: &Node) -> Result<Bone, Diagnostic> {
    let (direction, seen) = two(key, node)?;
    let direction = number(key, direction, -TURN, TURN)?;
    let seen = number(key, seen, 0, 1)?;
    Ok(Bone { direction, seen })
}

fn place(key: &TableKey, node: &Node) -> Result<Point, Diagnostic> {
    let (along, up) = two(key, node)?;
    let along = number(key, along, -FARTHEST, FARTHEST)?;
    let up = number(key, up, -FARTHEST, FARTHEST)?;
    Ok(Point::new(along, up))
}

fn two<'n, 'd>(
    key: &TableKey,
    node: &'n Node<'d>,
) -> Result<(&'n Node<'d>, &'n Node<'d>), Diagnostic> {
    let list = node.get_ref().as_array();
    let mut numbers = list.into_iter().flatten();
    if let (Some(first), Some(second), None) = (numbers.next(), numbers.next(), numbers.next()) {
        return Ok((first, second));
    }
    let (name, expected) = (key.name, key.shape.expected());
    let example = key.shape.example().unwrap_or("…");
    let message = format!("`{name}` is {expected}");
    Err(E02
        .at(&node.span(), message)
        .label("this is not two numbers")
        .help(format!("write for example `{name} = {example}`")))
}

fn number(key: &TableKey, node: &Node, least: i32, most: i32) -> Result<f64, Diagnostic> {
    let number = match node.get_ref() {
        DeValue::Integer(integer) => duration::seconds(integer) as f64,
        DeValue::Float(float) => float.as_str().replace('_', "").parse().unwrap_or(f64::NAN),
        other => {
            let message = format!("{} in `{}`", mismatch::a(other), key.name);
            return Err(E02
                .at(&node.span(), message)
                .label("a number belongs here")
                .help("write a number, such as `90` or `0.5`"));
        }
    };
    if (f64::from(least)..=f64::from(most)).contains(&number) {
        return Ok(number);
    }
    let message = format!(
        "a number in `{}` that is not between {least} and {most}",
        key.name
    );
    Err(E09
        .at(&node.span(), message)
        .label(format!("{least} to {most} belongs here"))
        .help(match (least, most) {
            (0, 1) => "write the part that is seen: 1 for all of it, 0.5 for half",
            (_, TURN) => "write a direction in degrees: 0 is to the right, 90 is up",
            (-1, 1) => "1 is to the left, -1 to the right, 0 straight at the viewer",
            _ => "a person is about 8.5 high: measure in that",
        }))
}
