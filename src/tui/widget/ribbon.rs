//! A ribbon that shows the whole routine to scale, from its first second to its last.

use std::ops::Range;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bar;
use crate::app::element::{Look, RibbonView};
use crate::core::player::PlannedSegment;
use crate::core::timeline::Kind;
use crate::tui::area::Area;
use crate::tui::theme::Theme;

/// Draws a [`RibbonView`]: a run of cells for each segment, or for each step where segments have no cell each, or else a
/// plain bar of the time that is over. `look` is that of the present segment.
pub(crate) fn draw(
    view: &RibbonView,
    clock: (Duration, Duration),
    look: Look,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let area = area.intersection(buf.area);
    let Some(runs) = laid_out(view, area.width) else {
        return bar::draw(clock, look, theme, area, buf);
    };
    buf.set_style(area, theme.past());
    for run in &runs {
        let style = match run.state {
            RunState::Present => theme.bar(look),
            RunState::ToCome => theme.segment(run.kind),
            RunState::Past | RunState::Skipped => theme.past(),
        };
        let cells = area
            .after_columns(run.cells.start)
            .first_columns(run.cells.len() as u16);
        for (above_ground, row) in cells.rows().rev().enumerate() {
            let (unicode, ascii) = run.symbol(above_ground, area.height);
            let symbol = if theme.utf8() { unicode } else { ascii };
            for position in row.positions() {
                if let Some(cell) = buf.cell_mut(position) {
                    cell.set_symbol(symbol).set_style(style);
                }
            }
        }
    }
}

/// A segment or a step, and the cells that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    kind: Kind,
    /// `None` when a key ends it.
    length: Option<Duration>,
    state: RunState,
    /// True for the first run of a step.
    begins: bool,
    cells: Range<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunState {
    Past,
    Present,
    ToCome,
    Skipped,
}

impl Run {
    /// The character of the run in this row above the ground, and the one in ASCII.
    fn symbol(&self, above_ground: usize, rows: u16) -> (&'static str, &'static str) {
        match self.state {
            RunState::Present => ("█", "#"),
            _ if above_ground > 0 => (" ", " "),
            RunState::Skipped => (" ", " "),
            RunState::Past => ("▁", "_"),
            RunState::ToCome if self.length.is_none() => ("┆", "|"),
            RunState::ToCome if self.kind.is_work() && rows == 1 => ("▂", "="),
            RunState::ToCome if self.kind.is_work() => ("▄", "="),
            RunState::ToCome => ("▄", "-"),
        }
    }
}

/// The finest runs that have a cell each; `None` when even steps have none.
fn laid_out(ribbon: &RibbonView, width: u16) -> Option<Vec<Run>> {
    let all_cells = usize::from(width);
    let plan = &*ribbon.segments;
    let mut runs = if plan.len() <= all_cells {
        runs(plan.chunks(1), ribbon.here)
    } else {
        runs(plan.chunk_by(|a, b| a.pass == b.pass), ribbon.here)
    };
    if runs.is_empty() || runs.len() > all_cells {
        return None;
    }
    let begin = runs.iter().skip(1).filter(|run| run.begins).count();
    // A gap before each step, as long as no run loses its only cell.
    let gaps = if runs.len() * 3 / 2 + begin <= all_cells {
        begin
    } else {
        0
    };
    let lengths: Vec<_> = runs.iter().map(|run| run.length).collect();
    let mut at = 0;
    for (nth, (run, cells)) in runs
        .iter_mut()
        .zip(spread(&lengths, width - gaps as u16))
        .enumerate()
    {
        at += u16::from(gaps > 0 && nth > 0 && run.begins);
        run.cells = at..at + cells;
        at = run.cells.end;
    }
    Some(runs)
}

/// A run for each chunk of segments, still without cells.
fn runs<'a>(chunks: impl Iterator<Item = &'a [PlannedSegment]>, here: Option<usize>) -> Vec<Run> {
    let mut end = 0;
    let mut last_pass = None;
    let runs = chunks.map(|chunk| {
        let range = end..end + chunk.len();
        end = range.end;
        let first = chunk.first();
        let pass = first.map(|piece| piece.pass);
        let work = chunk.iter().find(|piece| piece.kind.is_work());
        let lengths = chunk.iter().filter_map(|piece| piece.length);
        Run {
            kind: work.or(first).map_or(Kind::Rest, |piece| piece.kind),
            length: lengths.reduce(|sum, length| sum + length),
            state: if Some(range.end) <= here {
                RunState::Past
            } else if here.is_some_and(|here| range.contains(&here)) {
                RunState::Present
            } else if chunk.iter().all(|piece| piece.skipped) {
                RunState::Skipped
            } else {
                RunState::ToCome
            },
            begins: std::mem::replace(&mut last_pass, pass) != pass,
            cells: 0..0,
        }
    });
    runs.collect()
}

/// The share of `cells` of each length: at least one, and beyond that to scale. There are at least as many cells as
/// lengths; a length that is not known has one.
fn spread(lengths: &[Option<Duration>], cells: u16) -> Vec<u16> {
    let spare = f64::from(cells) - lengths.len() as f64;
    let seconds = |length: &Option<Duration>| length.map_or(0.0, |length| length.as_secs_f64());
    let total: f64 = lengths.iter().map(seconds).sum();
    let known = lengths.iter().flatten().count() as f64;
    let beyond = |length| {
        let scaled = seconds(length) / total.max(1.0) * (spare + known);
        (scaled - 1.0).max(0.0)
    };
    let all: f64 = lengths.iter().map(beyond).sum();
    let mut sum = 0.0;
    let mut given = 0.0;
    lengths
        .iter()
        .map(|length| {
            sum += beyond(length);
            let end = if all > 0.0 {
                (sum / all * spare).round()
            } else {
                0.0
            };
            let more = end - given;
            given = end;
            1 + more as u16
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(lengths: &[u64]) -> Vec<Option<Duration>> {
        lengths
            .iter()
            .map(|length| (*length > 0).then(|| Duration::from_secs(*length)))
            .collect()
    }

    #[test]
    fn lengths_are_to_scale_and_none_is_lost() {
        assert_eq!(spread(&seconds(&[10, 20, 30]), 12), [2, 4, 6]);
        assert_eq!(spread(&seconds(&[1, 100, 0, 1]), 20), [1, 17, 1, 1]);
        assert_eq!(spread(&seconds(&[5, 5, 5]), 3), [1, 1, 1]);
        assert_eq!(spread(&seconds(&[0, 0]), 9), [1, 1]);
    }

    #[test]
    fn many_segments_become_steps_and_many_steps_a_bar() {
        let piece = |pass| PlannedSegment {
            kind: Kind::Hold,
            length: Some(Duration::from_secs(20)),
            count: 0,
            pass,
            skipped: false,
        };
        let ribbon = |each: u32, passes: u32| RibbonView {
            segments: (0..passes)
                .flat_map(|pass| (0..each).map(move |_| piece(pass)))
                .collect(),
            here: Some(0),
        };
        let counts = |ribbon: &RibbonView| laid_out(ribbon, 40).map(|runs| runs.len());
        assert_eq!(counts(&ribbon(4, 10)), Some(40));
        assert_eq!(counts(&ribbon(5, 10)), Some(10));
        assert_eq!(counts(&ribbon(1, 41)), None);
        assert_eq!(counts(&ribbon(0, 0)), None);
        let runs = laid_out(&ribbon(2, 10), 40).expect("they fit");
        assert_eq!(runs.last().map(|run| run.cells.end), Some(40));
    }
}
