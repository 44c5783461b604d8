//! What stood on the screen, from what arrived.

use std::num::NonZeroU16;
use std::time::Duration;

use crate::terminal::{Arrived, SIZE};

/// Bytes closer together than this are one burst.
const BURST: Duration = Duration::from_millis(4);
/// Changes closer together than this are one change of the shown second.
const SAME_SECOND: Duration = Duration::from_millis(250);

/// A change of the picture.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// When the last byte of it had arrived.
    pub(crate) at: Duration,
    /// The rows in which something is another than before, as bits.
    rows: u64,
}

/// What is seen of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// When something stood on the screen first.
    pub(crate) first: Option<Duration>,
    /// The changes since, those within one second taken as one.
    pub(crate) changes: Vec<Change>,
}

impl Seen {
    /// What is seen of what arrived.
    pub(crate) fn of(arrived: &[Arrived]) -> Self {
        let (columns, rows) = SIZE;
        let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        let mut parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let mut seen = Self::default();
        let mut before = picture(&parser);
        for (at, bytes) in bursts(arrived) {
            parser.process(&bytes);
            let after = picture(&parser);
            if seen.first.is_none() {
                let something = after.iter().any(|row| !row.trim().is_empty());
                seen.first = something.then_some(at);
            } else {
                seen.note(at, differing(&before, &after));
            }
            before = after;
        }
        seen
    }

    fn note(&mut self, at: Duration, rows: u64) {
        match self.changes.last_mut() {
            _ if rows == 0 => {}
            Some(last) if at.saturating_sub(last.at) < SAME_SECOND => {
                last.at = at;
                last.rows |= rows;
            }
            _ => self.changes.push(Change { at, rows }),
        }
    }

    /// In how many rows next to each other the picture changes while it counts down: the largest such block.
    pub(crate) fn rows(&self) -> u32 {
        let all = self.changes.iter().fold(0, |all, change| all | change.rows);
        let (mut most, mut here) = (0, 0);
        for row in 0..SIZE.1 {
            here = if all >> row & 1 == 1 { here + 1 } else { 0 };
            most = most.max(here);
        }
        most
    }
}

/// The rows of the screen, with what is drawn by colour of the ground alone.
fn picture(parser: &vt100::Parser) -> Vec<String> {
    let screen = parser.screen();
    let (columns, rows) = SIZE;
    let cell = |row: u16, column: u16| match screen.cell(row, column) {
        Some(cell) if cell.has_contents() && cell.contents() != " " => cell.contents().to_owned(),
        Some(cell) if cell.bgcolor() != vt100::Color::Default || cell.inverse() => "#".to_owned(),
        _ => " ".to_owned(),
    };
    (0..rows)
        .map(|row| (0..columns).map(|column| cell(row, column)).collect())
        .collect()
}

fn differing(before: &[String], after: &[String]) -> u64 {
    let rows = before.iter().zip(after).enumerate();
    rows.filter(|(_, (before, after))| before != after)
        .fold(0, |bits, (row, _)| bits | 1 << row)
}

/// What arrived together, with the moment at which the last of it did.
pub(crate) fn bursts(arrived: &[Arrived]) -> Vec<(Duration, Vec<u8>)> {
    let mut bursts: Vec<(Duration, Vec<u8>)> = Vec::new();
    for Arrived { at, bytes } in arrived {
        match bursts.last_mut() {
            Some((last, burst)) if at.saturating_sub(*last) < BURST => {
                *last = *at;
                burst.extend_from_slice(bytes);
            }
            _ => bursts.push((*at, bytes.clone())),
        }
    }
    bursts
}
