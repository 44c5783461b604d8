//! Numbers with a fraction, directions and places: what figures are made of.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::duration;
use super::fields::Value;
use super::keys::{Key, Shape};
use super::mismatch;
use crate::diagnostic::{Code, Diagnostic};

type Node<'d> = Spanned<DeValue<'d>>;

/// The largest turn, in degrees.
const TURN: i32 = 360;
/// How far from the middle a place may be: a person is about 8.5 high.
const FARTHEST: i32 = 20;

/// The value behind `key`, whose shape is a measure; `None` when it is of another type altogether.
pub(super) fn read(key: &Key, node: &Node) -> Option<Result<Value, Diagnostic>> {
    match (key.shape, node.get_ref()) {
        (Shape::Decimal(least, most), DeValue::Integer(_) | DeValue::Float(_)) => {
            Some(number(key, node, least, most).map(Value::Decimal))
        }
        (Shape::Bone, DeValue::Integer(_) | DeValue::Float(_)) => {
            Some(number(key, node, -TURN, TURN).map(|direction| Value::Pair([direction, 1.0])))
        }
        (Shape::Bone, DeValue::Array(_)) => Some(bone(key, node)),
        (Shape::Place, DeValue::Array(_)) => Some(place(key, node).map(Value::Pair)),
        (Shape::Places, DeValue::Array(list)) => {
            let places: Result<Vec<_>, _> = list.iter().map(|node| place(key, node)).collect();
            Some(places.map(Value::Pairs))
        }
        _ => None,
    }
}

fn bone(key: &Key, node: &Node) -> Result<Value, Diagnostic> {
    let (direction, seen) = two(key, node)?;
    let direction = number(key, direction, -TURN, TURN)?;
    let seen = number(key, seen, 0, 1)?;
    Ok(Value::Pair([direction, seen]))
}

fn place(key: &Key, node: &Node) -> Result<[f64; 2], Diagnostic> {
    let (along, up) = two(key, node)?;
    let along = number(key, along, -FARTHEST, FARTHEST)?;
    let up = number(key, up, -FARTHEST, FARTHEST)?;
    Ok([along, up])
}

fn two<'n, 'd>(key: &Key, node: &'n Node<'d>) -> Result<(&'n Node<'d>, &'n Node<'d>), Diagnostic> {
    let list = node.get_ref().as_array();
    let mut numbers = list.into_iter().flatten();
    if let (Some(first), Some(second), None) = (numbers.next(), numbers.next(), numbers.next()) {
        return Ok((first, second));
    }
    let message = format!("`{}` is {}", key.name, key.shape.expected());
    Err(Code::E02
        .at(&node.span(), message)
        .label("this is not two numbers")
        .help(match key.shape.example() {
            Some(example) => format!("write for example `{} = {example}`", key.name),
            None => "write two numbers in brackets".to_owned(),
        }))
}

fn number(key: &Key, node: &Node, least: i32, most: i32) -> Result<f64, Diagnostic> {
    let number = match node.get_ref() {
        DeValue::Integer(integer) => duration::seconds(integer) as f64,
        DeValue::Float(float) => float.as_str().replace('_', "").parse().unwrap_or(f64::NAN),
        other => {
            let message = format!("{} in `{}`", mismatch::a(other), key.name);
            return Err(Code::E02
                .at(&node.span(), message)
                .label("a number belongs here")
                .help("write a number, such as `90` or `0.5`"));
        }
    };
    let bounds = f64::from(least)..=f64::from(most);
    if bounds.contains(&number) {
        return Ok(number);
    }
    Err(outside(key, node.span(), least, most))
}

fn outside(key: &Key, place: Range<usize>, least: i32, most: i32) -> Diagnostic {
    let message = format!(
        "a number in `{}` that is not between {least} and {most}",
        key.name
    );
    Code::E09
        .at(&place, message)
        .label(format!("{least} to {most} belongs here"))
        .help(match (least, most) {
            (0, 1) => "write the part that is seen: 1 for all of it, 0.5 for half",
            (_, TURN) => "write a direction in degrees: 0 is to the right, 90 is up",
            (-1, 1) => "1 is to the left, -1 to the right, 0 straight at the viewer",
            _ => "a person is about 8.5 high: measure in that",
        })
}
