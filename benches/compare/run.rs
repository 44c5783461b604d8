//! One program's turn.

use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

use crate::contestant::{self, Contestant, Role};
use crate::lateness::Lateness;
use crate::screen::{Seen, bursts};
use crate::terminal::{Terminal, now};
use crate::usage::{Memory, Usage};

/// When keys are typed: every program has drawn by then, and supple no longer ignores them as it does in the first second.
const KEYS: Duration = Duration::from_millis(1200);
/// What is before that is the start, and not what a countdown costs.
const STEADY: Duration = Duration::from_secs(2);
/// How often a program is started only to see how long that takes, and for how long it is waited.
const STARTS: usize = 10;
const PATIENCE: Duration = Duration::from_secs(2);
/// A first frame is over when nothing has come for so long.
const SILENCE: Duration = Duration::from_millis(30);

/// What was measured of a program. Times are in milliseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// Processor time in a second.
    pub(crate) cpu: f64,
    /// In a second.
    pub(crate) wakeups: f64,
    /// In a second.
    pub(crate) bytes: f64,
    /// In MiB.
    pub(crate) peak: f64,
    /// In MiB.
    pub(crate) own: f64,
    pub(crate) threads: f64,
    pub(crate) first_frame: f64,
    /// Rows of the picture that change.
    pub(crate) rows: f64,
    /// Against its own earliest change.
    pub(crate) late: Option<Lateness>,
}

/// Lets a program have its turn.
pub(crate) fn turn(contestant: &Contestant, length: Duration) -> Result<Measured, Box<dyn Error>> {
    let home = contestant::home()?;
    let terminal = Terminal::start(contestant, home.path())?;
    let pid = terminal.pid();
    let until = |after: Duration| sleep((terminal.started + after).saturating_sub(now()));
    until(KEYS);
    terminal.types(contestant.keys)?;
    until(STEADY);
    let (from, before) = (now(), Usage::of(pid));
    until(length);
    let (to, after) = (now(), Usage::of(pid));
    let memory = Memory::of(pid);
    let arrived = terminal.arrived();
    drop(terminal);

    let seconds = to.saturating_sub(from).as_secs_f64();
    let within = |at: Duration| at >= from && at <= to;
    let bytes: usize = arrived
        .iter()
        .filter(|arrived| within(arrived.at))
        .map(|arrived| arrived.bytes.len())
        .sum();
    if (bytes == 0) != (contestant.role == Role::Paused) {
        return Err(format!(
            "{} wrote {bytes} bytes: it does not do what is measured",
            contestant.name
        )
        .into());
    }
    let seen = Seen::of(&arrived).within(from, to);
    let changes = seen.seconds();
    let mebibytes = |kibibytes: u64| kibibytes as f64 / 1024.0;
    Ok(Measured {
        cpu: after.cpu.saturating_sub(before.cpu) as f64 / 1e6 / seconds,
        wakeups: after.wakeups.saturating_sub(before.wakeups) as f64 / seconds,
        bytes: bytes as f64 / seconds,
        peak: mebibytes(memory.peak),
        own: mebibytes(memory.own),
        threads: after.threads as f64,
        first_frame: median(
            (0..STARTS)
                .filter_map(|_| start(contestant).transpose())
                .collect::<Result<_, _>>()?,
        ),
        rows: f64::from(seen.rows()),
        late: Lateness::fitted(&changes),
    })
}

/// How long it takes from before a program is started until its first frame stands, in milliseconds.
fn start(contestant: &Contestant) -> Result<Option<f64>, Box<dyn Error>> {
    let home = contestant::home()?;
    let terminal = Terminal::start(contestant, home.path())?;
    let limit = terminal.started + PATIENCE;
    while now() < limit {
        sleep(SILENCE);
        let arrived = terminal.arrived();
        let silent = arrived.last().is_some_and(|last| now() > last.at + SILENCE);
        let first = Seen::of(&arrived).first;
        if let Some(first) = first
            .filter(|first| silent || bursts(&arrived).last().is_some_and(|last| last.0 > *first))
        {
            let took = first.saturating_sub(terminal.started);
            return Ok(Some(took.as_secs_f64() * 1000.0));
        }
    }
    Ok(None)
}

impl Measured {
    /// The median of several turns, number by number.
    pub(crate) fn median(turns: &[Self]) -> Self {
        let of = |number: fn(&Self) -> f64| median(turns.iter().map(number).collect());
        let lateness: Vec<Lateness> = turns.iter().filter_map(|turn| turn.late).collect();
        let late = || {
            let of = |number: fn(&Lateness) -> f64| median(lateness.iter().map(number).collect());
            Lateness {
                median: of(|late| late.median),
                worst: of(|late| late.worst),
                drift: of(|late| late.drift),
            }
        };
        Self {
            cpu: of(|turn| turn.cpu),
            wakeups: of(|turn| turn.wakeups),
            bytes: of(|turn| turn.bytes),
            peak: of(|turn| turn.peak),
            own: of(|turn| turn.own),
            threads: of(|turn| turn.threads),
            first_frame: of(|turn| turn.first_frame),
            rows: of(|turn| turn.rows),
            late: (!lateness.is_empty()).then(late),
        }
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
