//! Steps: what each says itself, what it takes from its stretch and from `[defaults]`, and what the block around it
//! hands down.

use std::ops::Range;
use std::time::Duration;

use super::super::fields::{Field, Fields, Value};
use super::super::keys;
use super::super::problems::Problems;
use super::super::wording::one_of;
use super::cues;
use super::figures::FigureNames;
use super::kind::Kind;
use super::limits::PlacedStep;
use super::stretches::{Layers, Stretches};
use super::{Reported, take};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{Block, Order, Rest, Sides, Step, Wait};
use crate::core::template::Template;
use crate::diagnostic::{Code, Diagnostic};

/// How deep blocks may stand in one another.
const DEEPEST: usize = 4;
/// How long one changes sides where nothing is written.
pub(super) const SWITCH: Duration = Duration::from_secs(5);

/// Reads the steps of one file.
pub(super) struct Steps<'a, 'p> {
    pub(super) defaults: Option<&'a Fields>,
    /// Whether `[defaults]`, or some of it, could not be read.
    pub(super) defaults_are_unread: bool,
    pub(super) stretches: Stretches<'a>,
    pub(super) figures: FigureNames<'p>,
    pub(super) problems: &'p mut Problems,
    /// How many timed cues the steps so far have: many steps can take the many cues of one stretch.
    pub(super) cues: usize,
}

/// What stands around a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// How many blocks.
    pub(super) depth: usize,
    /// The sides of the one that has some, and where they are written.
    pub(super) sides: Option<(Result<Sides, Reported>, Range<usize>)>,
}

impl<'a> Steps<'a, '_> {
    /// Reports what is wrong with stretches, whether a step uses them or not.
    pub(super) fn check_stretches(&mut self) {
        self.stretches.check_cycles(self.problems);
        for (_, fields) in self.stretches.iter() {
            let own = Kind::written(fields, self.problems);
            let layers = self.stretches.layers(fields);
            if let Some(kind) = own.or_else(|| layers.kind()) {
                self.check_keys(fields, kind);
            }
            self.check_own(fields);
        }
    }

    /// The steps of a routine or a block, as far as they can be read.
    pub(super) fn list(&mut self, fields: &'a Fields, around: &Around) -> Vec<PlacedStep> {
        let Some(field) = fields.get("step") else {
            return Vec::new();
        };
        let tables = fields.tables("step");
        if tables.is_empty() && field.value.is_some() {
            self.problems.push(
                Code::E13
                    .at(&field.key, "a list of no steps")
                    .label("a step belongs here")
                    .help(format!(
                        "begin each step with a line of its own: `[[step{}]]`",
                        ".step".repeat(around.depth)
                    )),
            );
        }
        tables
            .iter()
            .filter_map(|fields| {
                let step = self.step(fields, around).ok()?;
                Some((fields.place.clone(), step))
            })
            .collect()
    }

    fn step(&mut self, fields: &'a Fields, around: &Around) -> Result<Step, Reported> {
        let layers = self.stretches.layers(fields);
        let own = Kind::written(fields, self.problems);
        let defaults = self.defaults;
        let default = || {
            defaults
                .and_then(|defaults| defaults.get("hold"))
                .map(|_| Kind::Hold)
        };
        let has_steps = fields.get("step").is_some();
        let inherited = || layers.kind().or_else(default).filter(|_| !has_steps);
        self.check_own(fields);
        let Some(kind) = own.or_else(inherited) else {
            self.without_kind(fields, &layers, around);
            return Err(Reported);
        };
        self.check_keys(fields, kind);
        match kind {
            Kind::Block => self
                .block(fields, around)
                .map(|block| Step::Block(Box::new(block))),
            Kind::Rest => {
                let length = take(layers.get("rest"), Value::as_length);
                let (name, cue) = name_and_cue(&layers)?;
                let length = length?.ok_or(Reported)?;
                Ok(Step::Rest(Rest { length, name, cue }))
            }
            Kind::Wait => {
                let wait = take(layers.get("wait"), Value::as_flag);
                let (name, cue) = name_and_cue(&layers)?;
                wait?;
                Ok(Step::Wait(Wait { name, cue }))
            }
            Kind::Hold | Kind::Time | Kind::Count => {
                let exercise = self.exercise(fields, kind, &layers, around)?;
                Ok(Step::Exercise(Box::new(exercise)))
            }
        }
    }

    /// What stands nearer, or else in `[defaults]`.
    pub(super) fn or_default(&self, nearer: Option<&'a Field>, key: &str) -> Option<&'a Field> {
        nearer.or_else(|| self.defaults?.get(key))
    }

    /// What can be said about the keys of one table alone.
    fn check_own(&mut self, fields: &Fields) {
        self.stretches.check_use(fields, self.problems);
        self.figures.check(fields, self.problems);
        cues::check(fields, self.problems);
    }

    /// Reports keys that a step of this kind does not take.
    fn check_keys(&mut self, fields: &Fields, kind: Kind) {
        let table = kind.table();
        for (name, field) in fields.iter() {
            let is_kind = Kind::ALL.iter().any(|kind| kind.key() == name);
            if is_kind || table.key(name).is_some() {
                continue;
            }
            self.problems.push(match (name, kind) {
                ("step", _) => inner_steps_without_repeat(fields, field),
                ("use", _) => Code::E08
                    .at(&field.key, "a block that uses a stretch")
                    .label("a stretch is never a block")
                    .help(
                        "put `use` into a step of the block: `[[step.step]]`, then `use = \"…\"`",
                    ),
                _ => {
                    let problem = Code::E03
                        .at(
                            &field.key,
                            format!("`{name}` cannot stand in {}", table.what),
                        )
                        .label(format!("{} has no `{name}`", table.what));
                    match (name, kind) {
                        ("reps", Kind::Block) => {
                            problem.help("how often the block is played is `repeat`")
                        }
                        _ => problem.help(format!(
                            "{} may have {}",
                            table.what,
                            one_of(keys::names(&[table]))
                        )),
                    }
                }
            });
        }
    }

    /// Whether there may be a default `hold` that could not be read: nobody knows then which step lacks a kind.
    fn default_is_unread(&self) -> bool {
        let hold_is_misspelt =
            |defaults: &Fields| defaults.get("hold").is_none() && defaults.was_meant("hold");
        self.defaults_are_unread || self.defaults.is_some_and(hold_is_misspelt)
    }

    fn without_kind(&mut self, fields: &'a Fields, layers: &Layers, around: &Around) {
        if let Some(field) = fields.get("step") {
            // Perhaps `repeat` is there, only misspelt.
            if !fields.was_meant("repeat") {
                self.problems
                    .push_missing(inner_steps_without_repeat(fields, field));
            }
            let inside = Around {
                depth: around.depth + 1,
                ..around.clone()
            };
            if inside.depth <= DEEPEST {
                self.list(fields, &inside);
            }
            return;
        }
        let meant = Kind::ALL.iter().any(|kind| layers.was_meant(kind.key()));
        if meant || !layers.complete || self.default_is_unread() {
            return;
        }
        let kinds = one_of(Kind::ALL.iter().map(|kind| kind.key()));
        self.problems.push_missing(
            Code::E04
                .at(&fields.place, "a step without a kind")
                .label("what is done here, and how long?")
                .help(format!("write one of {kinds}, such as `hold = \"15s\"`")),
        );
    }

    fn block(&mut self, fields: &'a Fields, around: &Around) -> Result<Block, Reported> {
        let depth = around.depth + 1;
        if depth > DEEPEST {
            self.problems.push(
                Code::E09
                    .at(&fields.place, format!("blocks {depth} deep"))
                    .label(format!("{DEEPEST} at most"))
                    .help("let an outer block go: its steps can stand one after the other"),
            );
            return Err(Reported);
        }
        let default = |key: &str| self.or_default(fields.get(key), key);
        let order = take(default("order"), Value::as_word);
        let switch = take(default("switch"), Value::as_length);
        let length = |key: &str| take(fields.get(key), Value::as_length);
        let (ready, between) = (length("ready"), length("between"));
        let rounds = take(fields.get("repeat"), Value::as_number);
        let sides = take(fields.get("sides"), |sides| sides.as_sides().cloned());
        let cue = cue(fields.get("cue"));
        let name = take(fields.get("name"), |name| name.as_text().map(str::to_owned));
        let mut inside = Around {
            depth,
            ..around.clone()
        };
        if let Some(field) = fields.get("sides") {
            if let Some((_, outer)) = &around.sides {
                self.problems.push(
                    Code::E07
                        .at(&field.key, "`sides` of a block inside a block with `sides`")
                        .label("and sides again here")
                        .also(&outer, "this block has sides already")
                        .help("keep one of the two; a step inside may still write its own"),
                );
            }
            let sides = sides.clone().map(|sides| sides.unwrap_or(Sides::None));
            inside.sides = Some((sides, field.key.clone()));
        }
        let steps = self.list(fields, &inside);
        if !fields.was_meant("step") {
            self.problems.push_missing(
                Code::E13.at(&fields.place, "a block without steps")
                    .label("what is repeated?")
                    .help(format!(
                        "its steps stand below it and begin with `[[step{}]]`; to repeat one stretch, write `reps` instead of `repeat`",
                        ".step".repeat(depth)
                    )),
            );
        }
        // A block that could be read only in part is no measure of anything.
        let whole = steps.len() == fields.tables("step").len();
        let steps = NonEmpty::from_vec(steps.into_iter().map(|(_, step)| step).collect());
        Ok(Block {
            name: name?.filter(|name| !name.trim().is_empty()),
            cue: cue?,
            rounds: rounds?.ok_or(Reported)?,
            sides: sides?,
            order: order_of(order?),
            ready: ready?.unwrap_or_default(),
            switch: switch?.unwrap_or(SWITCH),
            between: between?,
            steps: steps.filter(|_| whole).ok_or(Reported)?,
        })
    }
}

fn inner_steps_without_repeat(fields: &Fields, field: &Field) -> Diagnostic {
    let first = fields
        .tables("step")
        .first()
        .map_or_else(|| field.key.clone(), |step| step.place.clone());
    Code::E04.at(&first, "steps inside a step that is not repeated")
        .label("this belongs to the step above it")
        .also(&fields.place, "which has no `repeat`")
        .help("write `repeat = 2` in the step above to make it a block, or begin this one with `[[step]]`")
}

/// What a rest or a wait may be called, and its sentence.
fn name_and_cue(layers: &Layers) -> Result<(Option<String>, Option<Template>), Reported> {
    let name = take(layers.get("name"), |name| name.as_text().map(str::to_owned));
    let cue = cue(layers.get("cue"))?;
    Ok((name?.filter(|name| !name.trim().is_empty()), cue))
}

/// A sentence with words to be filled in.
pub(super) fn cue(field: Option<&Field>) -> Result<Option<Template>, Reported> {
    take(field, |cue| cue.as_template().cloned())
}

/// How sides and repetitions or rounds are woven.
pub(super) fn order_of(word: Option<&str>) -> Order {
    match word {
        Some("one-side") => Order::OneSide,
        _ => Order::Alternate,
    }
}
