//! The whole routine to scale: a skyline in which work stands higher than waiting, and what runs now highest.

use std::ops::Range;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::bar::Bar;
use crate::app::element::{Look, RibbonView};
use crate::core::player::PlannedSegment;
use crate::core::timeline::Kind;
use crate::tui::theme::Theme;

/// Draws a [`RibbonView`]: a piece a segment while each has a cell, else one a step, else a plain bar.
#[derive(Clone, Copy, Debug)]
pub struct Ribbon<'a> {
    /// What there is to draw.
    pub ribbon: &'a RibbonView,
    /// What lies behind and the whole, for the plain bar.
    pub clock: (Duration, Duration),
    /// What is going on now.
    pub look: Look,
    /// Its colours and characters.
    pub theme: &'a Theme,
}

/// A run of cells of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    kind: Kind,
    /// How long; none when a key ends it.
    length: Option<Duration>,
    place: Place,
    /// Whether a step begins with it.
    begins: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Past,
    Now,
    ToCome,
    LeftOut,
}

impl Widget for Ribbon<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let Some((blocks, ranges)) = laid_out(self.ribbon, area.width) else {
            let bar = Bar {
                done: self.clock.0,
                of: self.clock.1,
                pattern: self.theme.pattern(self.look),
                style: self.theme.bar(self.look),
            };
            return bar.render(area, buf);
        };
        buf.set_style(area, self.theme.past());
        for (block, range) in blocks.iter().zip(ranges) {
            let style = match block.place {
                Place::Now => self.theme.bar(self.look),
                Place::ToCome => self.theme.segment(block.kind),
                Place::Past | Place::LeftOut => self.theme.past(),
            };
            for (row, y) in (area.y..area.bottom()).rev().enumerate() {
                let symbol = self.symbol(block, row, area.height);
                let columns = Rect {
                    x: area.x + range.start,
                    y,
                    width: range.end - range.start,
                    height: 1,
                };
                paint(columns, symbol, style, buf);
            }
        }
    }
}

fn paint(area: Rect, symbol: &str, style: Style, buf: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

impl Ribbon<'_> {
    /// What a block is made of, `row` rows above the ground.
    fn symbol(&self, block: &Block, row: usize, rows: u16) -> &'static str {
        let tall = rows > 1;
        match (block.place, self.theme.utf8()) {
            (Place::Now, true) => "█",
            (Place::Now, false) => "#",
            _ if row > 0 => " ",
            (Place::LeftOut, _) => " ",
            (Place::Past, true) => "▁",
            (Place::Past, false) => "_",
            (Place::ToCome, true) if block.length.is_none() => "┆",
            (Place::ToCome, false) if block.length.is_none() => "|",
            (Place::ToCome, true) if block.kind.is_work() == tall => "▄",
            (Place::ToCome, true) if tall => "▄",
            (Place::ToCome, true) => "▂",
            (Place::ToCome, false) if block.kind.is_work() => "=",
            (Place::ToCome, false) => "-",
        }
    }
}

/// The finest blocks that have a cell each, and which cells they have; `None` when even steps have none.
fn laid_out(ribbon: &RibbonView, width: u16) -> Option<(Vec<Block>, Vec<Range<u16>>)> {
    let cells = usize::from(width);
    let plan = &*ribbon.segments;
    let blocks = if plan.len() <= cells {
        segments(plan, ribbon.here)
    } else {
        steps(plan, ribbon.here)
    };
    if blocks.is_empty() || blocks.len() > cells {
        return None;
    }
    let begin = blocks.iter().skip(1).filter(|block| block.begins).count();
    // A step more is worth a gap before it as long as no block loses its only cell.
    let gaps = if blocks.len() * 3 / 2 + begin <= cells {
        begin
    } else {
        0
    };
    let lengths: Vec<_> = blocks.iter().map(|block| block.length).collect();
    let mut at = 0;
    let ranges = spread(&lengths, width - gaps as u16)
        .into_iter()
        .zip(&blocks)
        .enumerate()
        .map(|(nth, (cells, block))| {
            at += u16::from(gaps > 0 && nth > 0 && block.begins);
            let range = at..at + cells;
            at = range.end;
            range
        })
        .collect();
    Some((blocks, ranges))
}

fn segments(plan: &[PlannedSegment], here: Option<usize>) -> Vec<Block> {
    let mut pass = None;
    let block = |(index, piece): (usize, &PlannedSegment)| Block {
        kind: piece.kind,
        length: piece.length,
        place: match Some(index).cmp(&here) {
            std::cmp::Ordering::Less => Place::Past,
            std::cmp::Ordering::Equal => Place::Now,
            std::cmp::Ordering::Greater if piece.skipped => Place::LeftOut,
            std::cmp::Ordering::Greater => Place::ToCome,
        },
        begins: pass.replace(piece.pass) != Some(piece.pass),
    };
    plan.iter().enumerate().map(block).collect()
}

fn steps(plan: &[PlannedSegment], here: Option<usize>) -> Vec<Block> {
    let mut first = 0;
    let block = |step: &[PlannedSegment]| {
        let range = first..first + step.len();
        first = range.end;
        let work = step.iter().find(|piece| piece.kind.is_work());
        Block {
            kind: work.or(step.first()).map_or(Kind::Rest, |piece| piece.kind),
            length: step
                .iter()
                .filter_map(|piece| piece.length)
                .reduce(|sum, length| sum + length),
            place: if Some(range.end) <= here {
                Place::Past
            } else if here.is_some_and(|here| range.contains(&here)) {
                Place::Now
            } else if step.iter().all(|piece| piece.skipped) {
                Place::LeftOut
            } else {
                Place::ToCome
            },
            begins: true,
        }
    };
    plan.chunk_by(|a, b| a.pass == b.pass).map(block).collect()
}

/// How many of `cells` each length has: at least one, and beyond that to scale. There are at least as many cells as
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
            pass,
            skipped: false,
        };
        let ribbon = |each: u32, passes: u32| RibbonView {
            segments: (0..passes)
                .flat_map(|pass| (0..each).map(move |_| piece(pass)))
                .collect(),
            here: Some(0),
        };
        let blocks = |ribbon: &RibbonView| laid_out(ribbon, 40).map(|(blocks, _)| blocks.len());
        assert_eq!(blocks(&ribbon(4, 10)), Some(40));
        assert_eq!(blocks(&ribbon(5, 10)), Some(10));
        assert_eq!(blocks(&ribbon(1, 41)), None);
        assert_eq!(blocks(&ribbon(0, 0)), None);
        let (_, ranges) = laid_out(&ribbon(2, 10), 40).expect("they fit");
        assert_eq!(ranges.last().map(|range| range.end), Some(40));
    }
}
