//! The clock of a session, beside the steps of its file.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use lsp_types::{DocumentSymbol, InlayHint, InlayHintLabel, Range as LspRange, SymbolKind};

use super::DocumentReading;
use super::position::{byte, position, range};
use crate::core::cue::Estimated;
use crate::core::moment::Moment;
use crate::core::routine::Step;
use crate::core::session::{Plan, Session};
use crate::core::span::{at_least, clock, written};
use crate::core::timeline::Segment;
use crate::format::outline::{TextOutline, WrittenTable};

/// A segment with its start and its length.
type TimedSegment<'p> = (Duration, Option<Duration>, &'p Segment);

/// A step as it stands in the file.
struct WrittenStep<'p> {
    /// Its header.
    header: Range<usize>,
    place: Range<usize>,
    /// In how many blocks it stands.
    depth: usize,
    name: Option<String>,
    /// The segments that it makes, those of the steps inside it too; none where the file has errors.
    segments: Vec<TimedSegment<'p>>,
}

impl WrittenStep<'_> {
    fn start(&self) -> Option<Duration> {
        self.segments.first().map(|(start, ..)| *start)
    }

    /// How long it takes in all.
    fn length(&self) -> Duration {
        let lengths = self.segments.iter().filter_map(|(_, length, _)| *length);
        lengths.sum()
    }
}

/// The session of a plan, with the estimated lengths of its sentences.
fn session(plan: &Plan) -> Session {
    let lengths = Arc::new(Estimated::default());
    Session::start(plan.clone(), lengths, Moment::ZERO).0
}

/// Every step of the file, with the segments that it makes, and how long all of them take.
fn steps<'p>(
    text: &str,
    outline: &TextOutline,
    reading: &'p DocumentReading,
) -> (Vec<WrittenStep<'p>>, Option<Duration>) {
    let tables: Vec<_> = outline.tables.iter().filter(|it| it.is_step()).collect();
    let steps = tables.iter().map(|table| WrittenStep {
        header: table.header.clone(),
        place: table.place.clone(),
        depth: table.path.len() - 1,
        name: name(text, table),
        segments: Vec::new(),
    });
    let mut steps: Vec<WrittenStep> = steps.collect();
    let (Some(plan), Some(routine)) = (&reading.plan, &reading.routine) else {
        return (steps, None);
    };
    let mut ids = Vec::new();
    let mut unseen = tables.iter().copied().peekable();
    number(&mut routine.steps.iter(), &mut unseen, 1, &mut 0, &mut ids);
    let session = session(plan);
    let player = session.player();
    let lengths = player.planned().iter().map(|segment| segment.length);
    let timed = player.starts().zip(lengths).zip(plan.timeline.iter());
    let timed: Vec<TimedSegment> = timed
        .map(|((start, length), it)| (start, length, it))
        .collect();
    for (step, ids) in steps.iter_mut().zip(ids) {
        let own = timed.iter().filter(|(.., it)| ids.contains(&it.step.id));
        step.segments = own.copied().collect();
    }
    (steps, Some(player.total()))
}

/// Adds the numbers of these `steps` and of those inside each, as [`crate::core::timeline::Planned::id`] counts them,
/// in the order of their tables. An included routine has one table and many steps.
fn number<'t>(
    steps: &mut dyn Iterator<Item = &Step>,
    tables: &mut Peekable<impl Iterator<Item = &'t WrittenTable>>,
    depth: usize,
    next: &mut usize,
    ids: &mut Vec<Range<usize>>,
) {
    for step in steps {
        let Some(table) = tables.next_if(|table| table.path.len() == depth) else {
            return;
        };
        let end = *next + step.each().count();
        ids.push(*next..end);
        *next += 1;
        if let Step::Block(block) = step
            && !table.has("include")
        {
            number(&mut block.steps.iter(), tables, depth + 1, next, ids);
        }
        *next = end;
    }
}

/// What a step is called in its file: its name, the stretch it uses, or its kind.
fn name(text: &str, table: &WrittenTable) -> Option<String> {
    let value = |name: &str| {
        let key = table.keys.iter().find(|key| key.name == name)?;
        let value = text.get(key.value.clone()?)?.trim();
        Some(value.trim_matches(['"', '\'']).to_owned())
    };
    let named = ["name", "use", "include"]
        .iter()
        .find_map(|name| value(name));
    let kinds = ["repeat", "rest", "wait"].iter();
    let kind = || {
        kinds
            .copied()
            .find(|kind| table.has(kind))
            .map(str::to_owned)
    };
    named.or_else(kind).filter(|name| !name.is_empty())
}

/// The clock of the session at each step in a part of the file, and all of it at the title.
pub(super) fn hints(text: &str, reading: &DocumentReading, asked: LspRange) -> Vec<InlayHint> {
    let outline = TextOutline::of(text);
    let (steps, total) = steps(text, &outline, reading);
    let asked = byte(text, asked.start)..byte(text, asked.end);
    let title = outline
        .around(0)
        .keys
        .iter()
        .find(|key| key.name == "title");
    let title = title.and_then(|key| key.value.as_ref());
    let total = title
        .zip(total)
        .map(|(value, total)| (value.end, format!("{} in all", clock_of(reading, total))));
    let steps = steps.into_iter();
    let starts =
        steps.filter_map(|step| Some((step.header.end, format!("at {}", clock(step.start()?)))));
    let all = total.into_iter().chain(starts);
    let shown = all.filter(|(at, _)| asked.start <= *at && *at <= asked.end);
    shown
        .map(|(at, label)| InlayHint {
            position: position(text, at),
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}

/// How long all of it takes: `2:08`, or `2:08+` where something in it lasts as long as one can.
fn clock_of(reading: &DocumentReading, total: Duration) -> String {
    let has_max = reading
        .plan
        .as_ref()
        .is_some_and(|plan| plan.timeline.has_max());
    at_least(total, has_max)
}

/// The most segments that are listed for a step.
const MOST_LISTED: usize = 12;

/// What the step with its header at `at` unrolls to, in Markdown.
pub(super) fn hover(
    text: &str,
    reading: &DocumentReading,
    at: usize,
) -> Option<(Range<usize>, String)> {
    let outline = TextOutline::of(text);
    let mut steps = steps(text, &outline, reading).0.into_iter();
    let step = steps.find(|step| step.header.contains(&at))?;
    let start = step.start()?;
    let mut about = format!(
        "From {} on, {} in all\n",
        clock(start),
        written(step.length())
    );
    for (start, length, segment) in step.segments.iter().take(MOST_LISTED) {
        let _ = write!(about, "\n- {} {}", clock(*start), segment.kind.word());
        match length {
            Some(length) => {
                let _ = write!(about, " {}", written(*length));
            }
            None if segment.is_max() => about.push_str(" as long as you can"),
            None => about.push_str(" until a key"),
        }
        if let Some(side) = segment.side_shown() {
            let _ = write!(about, ", {side}");
        }
        if segment.rep.1 > 1 {
            let _ = write!(about, ", {} of {}", segment.rep.0, segment.rep.1);
        }
    }
    if step.segments.len() > MOST_LISTED {
        let _ = write!(about, "\n- and {} more", step.segments.len() - MOST_LISTED);
    }
    Some((step.header, about))
}

/// The stretches and steps of the file, with how long each step takes.
pub(super) fn symbols(text: &str, reading: &DocumentReading) -> Vec<DocumentSymbol> {
    let outline = TextOutline::of(text);
    let stretches = outline
        .tables
        .iter()
        .filter_map(|table| Some((table, table.stretch_id()?)));
    let stretches = stretches.map(|(table, id)| {
        let name = id.to_owned();
        symbol(
            text,
            name,
            None,
            SymbolKind::CLASS,
            (&table.place, &table.header),
        )
    });
    let mut all: Vec<DocumentSymbol> = stretches.collect();
    for step in steps(text, &outline, reading).0 {
        let length = Some(step.length()).filter(|length| !length.is_zero());
        let name = step.name.clone().unwrap_or_else(|| "step".to_owned());
        let places = (&step.place, &step.header);
        let added = symbol(text, name, length.map(clock), SymbolKind::EVENT, places);
        put(&mut all, step.depth, added);
    }
    all
}

/// Adds a symbol so deep inside the last one.
fn put(symbols: &mut Vec<DocumentSymbol>, depth: usize, added: DocumentSymbol) {
    let Some(last) = symbols.last_mut().filter(|_| depth > 0) else {
        symbols.push(added);
        return;
    };
    // All of a block, so that an editor folds it whole.
    last.range.end = last.range.end.max(added.range.end);
    match &mut last.children {
        Some(children) => put(children, depth - 1, added),
        None => last.children = Some(vec![added]),
    }
}

fn symbol(
    text: &str,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (place, header): (&Range<usize>, &Range<usize>),
) -> DocumentSymbol {
    // The protocol's library has kept a field that nobody may use any more.
    #[expect(deprecated, reason = "every field must be given")]
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: range(text, place),
        selection_range: range(text, header),
        children: Some(Vec::new()),
    }
}
