//! The steps of a routine: their own keys, those of their stretches and of `[defaults]`, and the sides of the block
//! around them.

use std::ops::Range;
use std::time::Duration;

use super::super::amounts::has_sets;
use super::super::fields::{Fields, WrittenKey};
use super::super::keys::routine::{BLOCK_BETWEEN, ORDER, STEP, SWITCH};
use super::super::keys::{self, Fitting, TableKey};
use super::super::problems::Problems;
use super::super::wording::one_of;
use super::includes::Included;
use super::kind::StepKind;
use super::limits::PlacedStep;
use super::references::References;
use super::stretches::{Layers, Stretches};
use super::weeks::Time;
use super::{Reported, cues, figures, value_of};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{Between, Block, Order, Repetition, Rest, Sides, Step};
use crate::diagnostic::Code::{E03, E04, E07, E08, E09, E13};
use crate::diagnostic::{Diagnostic, Fix};

/// How deep blocks may stand in one another.
pub(super) const DEEPEST: usize = 4;

/// Reads the steps of one file.
pub(super) struct Steps<'a, 'p> {
    pub(super) defaults: Option<&'a Fields>,
    /// How long a breath takes by the top of the file.
    pub(super) breath: Option<&'a WrittenKey>,
    /// Whether `[defaults]`, or some of it, could not be read.
    pub(super) defaults_are_unread: bool,
    pub(super) stretches: Stretches<'a>,
    pub(super) references: &'p References,
    /// The same without the stretches of the file itself: those that an included routine sees.
    pub(super) outside: &'p References,
    /// Whether the file writes its warnings, so that none are made from its stretches.
    pub(super) has_warnings: bool,
    pub(super) problems: &'p mut Problems,
    /// How many timed cues the steps so far have: many steps can take the many cues of one stretch.
    pub(super) cues: usize,
    /// The name of the file.
    pub(super) file: &'p str,
    /// For when it is read.
    pub(super) time: Time,
    /// What the included routines so far add.
    pub(super) included: Included,
    /// What the stretches of the steps so far need.
    pub(super) needs: Vec<String>,
    /// The sources of these stretches.
    pub(super) sources: Vec<String>,
}

/// The blocks around a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Enclosing {
    /// How many blocks.
    pub(super) depth: usize,
    /// The sides of the one that has some, and where they are written.
    pub(super) sides: Option<(Result<Sides, Reported>, Range<usize>)>,
}

impl<'a> Steps<'a, '_> {
    /// Reports the problems of stretches, used or not.
    pub(super) fn check_stretches(&mut self) {
        self.stretches.check_cycles(self.problems);
        for (_, fields) in self.stretches.iter() {
            let layers = self.stretches.layers(fields);
            let own = StepKind::reported(fields, self.has_sets(fields, &layers), self.problems);
            if let Some(kind) = own.or_else(|| layers.kind()) {
                self.check_keys(fields, kind);
            }
            self.check_own(fields);
        }
    }

    /// The steps of a routine or a block, as far as they can be read.
    pub(super) fn list(&mut self, fields: &'a Fields, around: &Enclosing) -> Vec<PlacedStep> {
        let Some(field) = fields.get("step") else {
            return Vec::new();
        };
        let tables = fields.tables("step");
        if tables.is_empty() && field.value.is_some() {
            self.problems.push(
                E13.at(&field.key, "a list of no steps")
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

    fn step(&mut self, fields: &'a Fields, around: &Enclosing) -> Result<Step, Reported> {
        let layers = self.stretches.layers(fields);
        let own = StepKind::reported(fields, self.has_sets(fields, &layers), self.problems);
        self.check_own(fields);
        let has_steps = fields.get("step").is_some();
        let inherited = || layers.kind().filter(|_| !has_steps);
        let kind = match own.or_else(inherited) {
            None if !has_steps => self.default_kind(fields)?,
            kind => kind,
        };
        let Some(kind) = kind else {
            self.without_kind(fields, &layers, around);
            return Err(Reported);
        };
        self.check_keys(fields, kind);
        if kind.is_exercise() {
            let exercise = self.exercise(fields, kind, &layers, around)?;
            return Ok(Step::Exercise(Box::new(exercise)));
        }
        if kind == StepKind::Include {
            return self.include(fields);
        }
        if kind == StepKind::Block {
            return Ok(Step::Block(Box::new(self.block(fields, around)?)));
        }
        // A rest has a length; a wait is `true`, which says nothing more.
        let written = layers.get(kind.key());
        let length = if kind == StepKind::Rest {
            Some(value_of(written)?.ok_or(Reported)?)
        } else {
            value_of::<bool>(written)?;
            None
        };
        let rest = Step::Rest(Rest {
            length,
            name: name(layers.get("name"))?,
            cue: value_of(layers.get("cue"))?,
        });
        let takes_sides = kind.table().key("sides").is_some();
        let sides = layers.get("sides").filter(|_| takes_sides);
        match value_of(sides)? {
            Some(sides) => self.on_sides(rest, sides, &layers),
            None => Ok(rest),
        }
    }

    /// A wait on each of the `sides`: a block that is played once.
    fn on_sides(&self, wait: Step, sides: Sides, layers: &Layers<'a>) -> Result<Step, Reported> {
        Ok(Step::Block(Box::new(Block {
            name: None,
            cue: None,
            pick: None,
            repetition: Repetition {
                sides: Some(sides),
                order: Order::Alternate,
                times: 1,
                range: None,
                ready: Duration::ZERO,
                ready_again: None,
                switch: self.or_default(layers, &SWITCH)?,
                between: between(None, &BLOCK_BETWEEN)?,
            },
            steps: NonEmpty::of(wait),
        })))
    }

    /// Whether a step has sets. Those of `[defaults]` are for steps with work in them: a rest stays one.
    fn has_sets(&self, fields: &Fields, layers: &Layers) -> bool {
        let works = !StepKind::exercises(fields).is_empty();
        layers.any(has_sets) || works && self.defaults.is_some_and(has_sets)
    }

    /// The key of a step, or else of `[defaults]`.
    pub(super) fn inherited(&self, layers: &Layers<'a>, key: &str) -> Option<&'a WrittenKey> {
        layers.or_else(self.defaults, key)
    }

    /// The value of a key in the step, in `[defaults]`, or its default.
    pub(super) fn or_default<T: Clone + 'static>(
        &self,
        layers: &Layers<'a>,
        key: &TableKey,
    ) -> Result<T, Reported> {
        let written = value_of(self.inherited(layers, key.name))?;
        written.or_else(|| key.default()).ok_or(Reported)
    }

    /// Reports problems that a table has by itself.
    fn check_own(&mut self, fields: &Fields) {
        self.stretches.check_use(fields, self.problems);
        figures::check(fields, self.references, self.problems);
        cues::check(fields, self.problems);
    }

    /// Reports keys that a step of this kind does not take.
    fn check_keys(&mut self, fields: &Fields, kind: StepKind) {
        let table = kind.table();
        for (name, field) in fields.iter() {
            let is_kind = StepKind::ALL.iter().any(|kind| kind.key() == name);
            // What no step has belongs to a stretch of the catalogue.
            if is_kind || table.key(name).is_some() || STEP.key(name).is_none() {
                continue;
            }
            let what = table.what;
            let problem = match name {
                // It is a block, only misspelt.
                "step" if fields.was_meant("repeat") => continue,
                "step" => inner_steps_without_repeat(fields, field, Some(kind)),
                "use" => E08
                    .at(&field.key, "a block that uses a stretch")
                    .label("a stretch is never a block")
                    .help(
                        "put `use` into a step of the block: `[[step.step]]`, then `use = \"…\"`",
                    ),
                _ => {
                    let help = match (name, kind) {
                        ("reps", StepKind::Block) => {
                            "how often the block is played is `repeat`".to_owned()
                        }
                        ("optional", StepKind::Block) => {
                            "write `optional = true` in each step of the block that may be skipped".to_owned()
                        }
                        ("optional", StepKind::Include) => {
                            "write `optional = true` in the steps of the included routine; here its id alone stands".to_owned()
                        }
                        _ => format!("{what} may have {}", one_of(keys::names(&[table]))),
                    };
                    E03.at(&field.key, format!("`{name}` cannot stand in {what}"))
                        .label(format!("{what} has no `{name}`"))
                        .help(help)
                }
            };
            self.problems.push(problem);
        }
    }

    /// The kind that `[defaults]` gives to a step. Reports it where there are several.
    fn default_kind(&mut self, fields: &Fields) -> Result<Option<StepKind>, Reported> {
        let kinds = self.defaults.map(StepKind::exercises).unwrap_or_default();
        let [(kind, _), others @ ..] = kinds.as_slice() else {
            return Ok(None);
        };
        let Some((other, field)) = others.first() else {
            return Ok(Some(*kind));
        };
        let (one, other) = (kind.key(), other.key());
        // Every step without a kind has this problem: it is reported where it comes from.
        let message = format!("`[defaults]` has two kinds: `{one}` and `{other}`");
        self.problems.push(
            E04.at(&field.key, message)
                .label("a second kind for steps without one")
                .also(&fields.place, format!("is this a `{one}` or a `{other}`?"))
                .help(format!(
                    "keep one of the two, and write `{one}` or `{other}` in the steps that differ"
                )),
        );
        Err(Reported)
    }

    /// Whether there may be a default kind that could not be read: then it is unknown which step lacks one.
    fn default_is_unread(&self) -> bool {
        let is_misspelt = |defaults: &Fields| {
            let mut exercises = StepKind::ALL.iter().filter(|kind| kind.is_exercise());
            exercises
                .any(|kind| defaults.get(kind.key()).is_none() && defaults.was_meant(kind.key()))
        };
        self.defaults_are_unread || self.defaults.is_some_and(is_misspelt)
    }

    fn without_kind(&mut self, fields: &'a Fields, layers: &Layers, around: &Enclosing) {
        if let Some(field) = fields.get("step") {
            // Perhaps `repeat` is there, only misspelt.
            if !fields.was_meant("repeat") {
                self.problems
                    .push_missing(inner_steps_without_repeat(fields, field, None));
            }
            let inside = Enclosing {
                depth: around.depth + 1,
                ..around.clone()
            };
            if inside.depth <= DEEPEST {
                self.list(fields, &inside);
            }
            return;
        }
        // Beside `sets` a rest is the time between them, and no kind.
        let has_sets = self.has_sets(fields, layers);
        let mut kinds = StepKind::ALL.iter();
        let meant = layers.was_meant("use")
            || kinds.any(|kind| {
                let is_kind = !has_sets || *kind != StepKind::Rest;
                is_kind && layers.was_meant(kind.key())
            });
        // How often, where that says how much is done as well.
        let is_unread = ["reps", "sets"].iter().any(|key| fields.is_unread(key));
        if meant || is_unread || !layers.complete || self.default_is_unread() {
            return;
        }
        let problem = E04
            .at(&fields.place, "a step without a kind")
            .label("what is done here, and how long?");
        // On most leaflets repetitions are movements.
        let counted = |problem: Diagnostic, reps: &WrittenKey, is_certain| {
            problem
                .help("movements are counted with `count`: write that in place of `reps`, or say how long each repetition is held, such as `hold = \"15s\"`")
                .fix(Fix::likely(&reps.key, "count").certain_if(is_certain))
        };
        let by_default = self.defaults.and_then(|defaults| defaults.get("reps"));
        self.problems
            .push_missing(match (fields.get("reps"), by_default) {
                (Some(reps), _) => counted(problem, reps, has_sets),
                // Every step without a kind has this problem: it is reported where it comes from.
                (None, Some(reps)) => counted(
                    E04.at(
                        &reps.key,
                        "`[defaults]` says how often, and nothing says what is done",
                    )
                    .label("repetitions of what?")
                    .also(&fields.place, "a step without a kind"),
                    reps,
                    false,
                ),
                (None, None) => {
                    let kinds = one_of(StepKind::ALL.iter().map(|kind| kind.key()));
                    problem.help(format!("write one of {kinds}, such as `hold = \"15s\"`"))
                }
            });
    }

    fn block(&mut self, fields: &'a Fields, around: &Enclosing) -> Result<Block, Reported> {
        let depth = around.depth + 1;
        if depth > DEEPEST {
            self.problems.push(
                E09.at(&fields.place, format!("blocks {depth} deep"))
                    .label(format!("{DEEPEST} at most"))
                    .help("let an outer block go: its steps can stand one after the other"),
            );
            return Err(Reported);
        }
        let inside = self.inside(fields, around);
        let steps = self.list(fields, &inside);
        if !fields.was_meant("step") {
            let header = ".step".repeat(depth);
            self.problems.push_missing(
                E13.at(&fields.place, "a block without steps")
                    .label("what is repeated?")
                    .help(format!("its steps stand below it and begin with `[[step{header}]]`; to repeat one stretch, write `reps` instead of `repeat`")),
            );
        }
        // A block that could be read only in part is no measure of anything.
        let whole = steps.len() == fields.tables("step").len();
        let steps = steps.into_iter().map(|(_, step)| step).collect();
        // A block takes nothing from stretches.
        let own = Layers::of(fields);
        let (name, cue) = (name(fields.get("name"))?, value_of(fields.get("cue"))?);
        // What is to be said of a block needs time before its first step.
        let has_words = name.is_some() || cue.is_some();
        let (block_ready, ready_again) = ready(fields.get("ready"), Duration::ZERO, has_words)?;
        Ok(Block {
            name,
            cue,
            pick: self.pick(fields)?,
            repetition: Repetition {
                sides: value_of(fields.get("sides"))?,
                order: self.order(&own, true)?,
                times: value_of(fields.get("repeat"))?.ok_or(Reported)?,
                range: None,
                ready: block_ready,
                ready_again,
                switch: self.or_default(&own, &SWITCH)?,
                between: between(fields.get("between"), &BLOCK_BETWEEN)?,
            },
            steps: NonEmpty::from_vec(steps)
                .filter(|_| whole)
                .ok_or(Reported)?,
        })
    }

    /// How many of its steps a block plays. Reports more than there are.
    fn pick(&mut self, fields: &Fields) -> Result<Option<u32>, Reported> {
        let pick = value_of::<u32>(fields.get("pick"))?;
        let steps = fields.tables("step").len();
        if pick.is_some_and(|pick| pick as usize > steps) && !fields.is_unread("step") {
            let message = format!("`pick` takes more steps than there are: {steps}");
            self.problems.push(
                E09.at(fields.place_of("pick"), message)
                    .label(format!("{steps} at most"))
                    .help("write a smaller number, or add steps to the block"),
            );
            return Err(Reported);
        }
        Ok(pick)
    }

    /// How sides and repetitions are woven. Reports another order each day of what has no steps inside.
    pub(super) fn order(&mut self, layers: &Layers<'a>, is_block: bool) -> Result<Order, Reported> {
        let order = self.or_default(layers, &ORDER)?;
        let written = self.inherited(layers, "order");
        let Some(field) = written.filter(|_| order == Order::Shuffled && !is_block) else {
            return Ok(order);
        };
        self.problems.push(
            E07.at(&field.place, "a step cannot be shuffled")
                .label("this is for the steps of a block")
                .help("write it in a block, beside `repeat`: its steps come in another order each day"),
        );
        Err(Reported)
    }

    /// The surroundings of the steps of a block. Reports sides that two blocks hand down.
    fn inside(&mut self, fields: &Fields, around: &Enclosing) -> Enclosing {
        let mut inside = around.clone();
        inside.depth += 1;
        let Some(field) = fields.get("sides") else {
            return inside;
        };
        if let Some((_, outer)) = &around.sides {
            self.problems.push(
                E07.at(&field.key, "`sides` of a block inside a block with `sides`")
                    .label("and sides again here")
                    .also(outer, "this block has sides already")
                    .help("keep one of the two; a step inside may still write its own"),
            );
        }
        let sides = field.get().cloned().ok_or(Reported);
        inside.sides = Some((sides, field.key.clone()));
        inside
    }
}

fn inner_steps_without_repeat(
    fields: &Fields,
    field: &WrittenKey,
    kind: Option<StepKind>,
) -> Diagnostic {
    if let Some(problem) = rounds_by_another_name(fields) {
        return problem;
    }
    let first = fields
        .tables("step")
        .first()
        .map_or_else(|| field.key.clone(), |step| step.place.clone());
    E04.at(&first, "steps inside a step that is not repeated")
        .label("this belongs to the step above it")
        .also(&fields.place, "which has no `repeat`")
        .help(if let Some(kind) = kind {
            format!("begin this one with `[[step]]`: what has a `{}` has no steps inside", kind.key())
        } else {
            let is_once = ["pick", "order", "name"].iter().any(|key| fields.was_meant(key));
            let times = if is_once { 1 } else { 2 };
            format!("write `repeat = {times}` in the step above to make it a block, or begin this one with `[[step]]`")
        })
}

/// The problem of the rounds of a block that are called `sets` or `reps`, and of the rest between them.
fn rounds_by_another_name(fields: &Fields) -> Option<Diagnostic> {
    let mut names = ["sets", "reps"].into_iter();
    let (name, field) = names.find_map(|name| Some((name, fields.get(name)?)))?;
    let problem = E03
        .at(&field.key, format!("`{name}` cannot stand in a block"))
        .label("here it is `repeat`");
    let fix = Fix::likely(&field.key, "repeat");
    let rest = fields
        .get("rest")
        .filter(|_| fields.get("between").is_none());
    Some(match rest {
        Some(rest) => problem
            .help("how often the steps of a block are played is `repeat`, and the time between two rounds `between`")
            .fix(fix.and(&rest.key, "between")),
        None => problem
            .help("how often the steps of a block are played is `repeat`")
            .fix(fix),
    })
}

/// The time to get into position, as `field` writes it, and the same for later rounds where it is as long as it has to be;
/// where nothing is written, `fits` says that.
pub(super) fn ready(
    field: Option<&WrittenKey>,
    unwritten: Duration,
    fits: bool,
) -> Result<(Duration, Option<Duration>), Reported> {
    match field {
        None => Ok((unwritten, fits.then_some(unwritten))),
        Some(field) if field.get::<Fitting>().is_some() => Ok((unwritten, Some(unwritten))),
        written => Ok((value_of(written)?.ok_or(Reported)?, None)),
    }
}

/// The time between two turns, as `field` writes it or as it is the default of `key`.
pub(super) fn between(field: Option<&WrittenKey>, key: &TableKey) -> Result<Between, Reported> {
    let written = value_of(field)?;
    let length = written.or_else(|| key.default());
    Ok(Between {
        length: length.ok_or(Reported)?,
        is_written: written.is_some(),
    })
}

/// A name that is optional; an empty one is none.
fn name(field: Option<&WrittenKey>) -> Result<Option<String>, Reported> {
    let name = value_of(field)?;
    Ok(name.filter(|name: &String| !name.trim().is_empty()))
}
