//! Steps in which something is done: what they take from their stretch and from `[defaults]`, and which side they get
//! from the block around them.

use std::time::Duration;

use super::super::fields::{Field, Fields, Value};
use super::cues::{self, Piece};
use super::kind::Kind;
use super::steps::{Around, SWITCH, Steps, cue, order_of};
use super::stretches::Layers;
use super::{Reported, some_text, take};
use crate::core::routine::{Counted, End, Exercise, Position, Sides, Timed, TimedCue, Work};
use crate::core::span;
use crate::core::timeline::MOST_SAYINGS;
use crate::diagnostic::Code;

/// How long one gets into position where nothing is written.
const READY: Duration = Duration::from_secs(10);

impl<'a> Steps<'a, '_> {
    /// The cues behind `field`, unless there are more in the file than are ever said in a plan.
    fn cues(&mut self, field: Option<&Field>, piece: &Piece) -> Result<Vec<TimedCue>, Reported> {
        let most = usize::try_from(MOST_SAYINGS).unwrap_or(usize::MAX);
        let number = match field.and_then(|field| field.value.as_ref()) {
            Some(Value::Tables(tables)) => tables.len(),
            _ => 0,
        };
        self.cues = self.cues.saturating_add(number);
        match field {
            Some(field) if self.cues > most => {
                self.problems.push(
                    Code::E09
                        .at(&field.place, format!("more than {most} timed cues"))
                        .label("they are too many with these")
                        .help("those of a stretch count in every step that uses it: say fewer"),
                );
                Err(Reported)
            }
            _ => cues::read(field, piece, self.problems),
        }
    }

    /// A hold, a timer or counted movement.
    pub(super) fn exercise(
        &mut self,
        fields: &Fields,
        kind: Kind,
        layers: &Layers<'a>,
        around: &Around,
    ) -> Result<Exercise, Reported> {
        let inherited = |key: &str| self.or_default(layers.get(key), key);
        let length = |key: &str| take(inherited(key), Value::as_length);
        let word = |key: &str| take(inherited(key), Value::as_word);
        let (ready, switch, between) = (length("ready"), length("switch"), length("between"));
        let reps = take(inherited("reps"), Value::as_number);
        let (order, position) = (word("order"), word("position"));
        let how = cue(layers.get("how"));
        let figure = take(layers.get("figure"), |figure| {
            figure.as_text().map(str::to_owned)
        });
        let own_sides = take(layers.get("sides"), |sides| sides.as_sides().cloned());
        let default_sides = take(inherited("sides"), |sides| sides.as_sides().cloned());
        // A side of the block around goes to every step that does not write one itself; defaults come after it.
        let sides = match (own_sides, &around.sides) {
            (Ok(None), Some(_)) => Ok(None),
            (Ok(None), None) => default_sides.map(|sides| Some(sides.unwrap_or(Sides::None))),
            (own, _) => own,
        };
        let played_on = match (&sides, &around.sides) {
            (Ok(None), Some((sides, _))) => sides.clone(),
            (Ok(sides), _) => Ok(sides.clone().unwrap_or(Sides::None)),
            (Err(Reported), _) => Err(Reported),
        };
        let name = self.name(fields, kind, layers);
        let done = self.work(kind, layers, &played_on);
        let cue = cue(layers.get("cue"));
        Ok(Exercise {
            name: name?,
            cue: cue?,
            how: how?,
            figure: figure?,
            work: done?,
            sides: sides?,
            order: order_of(order?),
            reps: reps?.unwrap_or(1),
            ready: ready?.unwrap_or(READY),
            switch: switch?.unwrap_or(SWITCH),
            between: between?,
            position: position?.and_then(position_of),
        })
    }

    fn name(&mut self, fields: &Fields, kind: Kind, layers: &Layers) -> Result<String, Reported> {
        if let Some(named) = layers.writing("name") {
            return some_text(named, "name", self.problems);
        }
        if layers.complete && !layers.was_meant("name") {
            self.problems.push_missing(
                Code::E13
                    .at(
                        &fields.place,
                        format!("{} without a `name`", kind.table().what),
                    )
                    .label("what is it called?")
                    .help("add `name = \"…\"` below this line: it is shown large and spoken"),
            );
        }
        Err(Reported)
    }

    fn work(
        &mut self,
        kind: Kind,
        layers: &Layers<'a>,
        sides: &Result<Sides, Reported>,
    ) -> Result<Work, Reported> {
        let inherited = |key: &str| self.or_default(layers.get(key), key);
        let main = inherited(kind.key());
        let place =
            |field: Option<&Field>| field.map(|field| field.place.clone()).unwrap_or_default();
        let count = take(main, Value::as_number);
        let each = take(inherited("pace"), Value::as_length);
        let end = take(inherited("end"), Value::as_word);
        // How long one piece lasts, and where that is written.
        let length = match kind {
            Kind::Count => match (count, each) {
                (Ok(Some(count)), Ok(Some(each))) => {
                    Ok(Some((each.saturating_mul(count), place(main))))
                }
                (_, Ok(None)) => Ok(None),
                _ => Err(Reported),
            },
            _ => match take(main, Value::as_length) {
                Ok(Some(length)) => Ok(Some((length, place(main)))),
                _ => Err(Reported),
            },
        };
        let limit = layers.get("limit").filter(|_| kind != Kind::Count);
        if let (Ok(Some((length, written))), Some(field), Ok(Some(cap))) =
            (&length, limit, take(limit, Value::as_length))
            && cap < *length
        {
            let (length, cap) = (span::short(*length), span::short(cap));
            self.problems.push(
                Code::E09.at(&field.place, format!(
                        "the `limit` of {cap} is shorter than the `{}` of {length}",
                        kind.key()
                    ))
                .label("this would end it early")
                .also(&written, format!("{length} long"))
                .help(
                    "the limit counts pauses as well: make it as long as the longest it may take",
                ),
            );
        }
        let limit = take(limit, Value::as_length);
        let cues = match (&length, sides) {
            (Ok(length), Ok(sides)) => {
                let piece = Piece {
                    kind,
                    length: length.clone(),
                    sides,
                };
                self.cues(layers.get("cues"), &piece)
            }
            _ => Err(Reported),
        };
        let length = length?.map(|(length, _)| length);
        if kind == Kind::Count {
            let times = count?.ok_or(Reported)?;
            let counted = Counted {
                times,
                pace: each?,
                cues: cues?,
            };
            return Ok(Work::Count(counted));
        }
        let timed = Timed {
            length: length.ok_or(Reported)?,
            limit: limit?,
            end: end_of(end?),
            cues: cues?,
        };
        Ok(if kind == Kind::Time {
            Work::Time(timed)
        } else {
            Work::Hold(timed)
        })
    }
}

fn end_of(word: Option<&str>) -> End {
    match word {
        Some("alarm") => End::Alarm,
        Some("silent") => End::Silent,
        _ => End::Chime,
    }
}

fn position_of(word: &str) -> Option<Position> {
    Some(match word {
        "standing" => Position::Standing,
        "sitting" => Position::Sitting,
        "kneeling" => Position::Kneeling,
        "side" => Position::Side,
        "back" => Position::Back,
        "front" => Position::Front,
        _ => return None,
    })
}
