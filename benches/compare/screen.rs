//! What stood on the screen, from what arrived.

use std::num::NonZeroU16;
use std::time::Duration;

use crate::terminal::{Arrived, SIZE};

/// Bytes closer together than this are one burst.
const BURST: Duration = Duration::from_millis(4);
/// Changes closer together than this are one change of the shown second.
const SAME_SECOND: Duration = Duration::from_millis(250);
const SECOND: Duration = Duration::from_secs(1);
/// Fewer changes than these tell nothing.
const FEWEST: usize = 5;

/// A change of the picture.
#[derive(Clone, Debug)]
struct Change {
    /// When the last byte of it had arrived.
    at: Duration,
    /// The rows in which something is another than before, as bits.
    rows: u64,
}

/// What is seen of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// When something stood on the screen first.
    pub(crate) first: Option<Duration>,
    /// The changes since.
    changes: Vec<Change>,
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
                let rows = differing(&before, &after);
                seen.changes.push(Change { at, rows });
            }
            before = after;
        }
        seen
    }

    /// The same, of what happened from one moment to another.
    pub(crate) fn within(mut self, from: Duration, to: Duration) -> Self {
        self.changes
            .retain(|change| change.at >= from && change.at <= to);
        self
    }

    /// The rows of the digits, as bits: the most rows next to each other in which the picture changes. A bar or a clock
    /// beside them may change at other times.
    fn digits(&self) -> u64 {
        let all = self.changes.iter().fold(0, |all, change| all | change.rows);
        let (mut most, mut here) = (0_u64, 0_u64);
        for row in 0..SIZE.1 {
            here = if all >> row & 1 == 1 {
                here | 1 << row
            } else {
                0
            };
            if here.count_ones() > most.count_ones() {
                most = here;
            }
        }
        most
    }

    /// How many rows high the digits are.
    pub(crate) fn rows(&self) -> u32 {
        self.digits().count_ones()
    }

    /// When the shown second has changed. Nothing where it does not do so once a second.
    pub(crate) fn seconds(&self) -> Vec<Duration> {
        let digits = self.digits();
        let mut seconds: Vec<Duration> = Vec::new();
        for change in self
            .changes
            .iter()
            .filter(|change| change.rows & digits != 0)
        {
            match seconds.last_mut() {
                Some(last) if change.at.saturating_sub(*last) < SAME_SECOND => *last = change.at,
                _ => seconds.push(change.at),
            }
        }
        let whole = seconds.windows(2).all(|pair| match pair {
            [one, next] => next.saturating_sub(*one) > SECOND / 2,
            _ => true,
        });
        if whole && seconds.len() >= FEWEST {
            seconds
        } else {
            Vec::new()
        }
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
