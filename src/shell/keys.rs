//! The keyboard: the terminal that keys come from, and the parser of what it sends.

use std::time::Duration;

use rustix::event::PollFlags;
use rustix::fd::BorrowedFd;
use rustix::io::Errno;

use super::clock;
use super::parser::{InputParser, UNFINISHED};
use super::terminal::{self, TerminalPart};
use crate::app::input::{Input, Signal};

/// How much is read at once.
const CHUNK: usize = 1024;

/// The terminal that keys come from. It never blocks: what has come is taken.
pub(super) struct Keyboard {
    parser: InputParser,
    /// When the last byte came, or a silence was over.
    since: Duration,
    /// The source of keys, and the terminal that is drawn on if that may be another one. With the end of either the
    /// program ends.
    terminals: Vec<BorrowedFd<'static>>,
}

impl Keyboard {
    /// The keyboard of a program that has taken `part` of the terminal.
    pub(super) fn of(part: TerminalPart) -> Self {
        let is_screen = matches!(part, TerminalPart::Screen { .. });
        let output = is_screen.then(rustix::stdio::stdout);
        Self {
            parser: InputParser::default(),
            since: clock::raw(),
            terminals: terminal::input().into_iter().chain(output).collect(),
        }
    }

    /// The events to wait for: keys, where they `are_wanted`, and the end of each terminal.
    pub(super) fn waits_for(
        &self,
        are_wanted: bool,
    ) -> impl Iterator<Item = (BorrowedFd<'static>, PollFlags)> {
        let keys = if are_wanted {
            PollFlags::IN
        } else {
            PollFlags::empty()
        };
        let ends = std::iter::repeat(PollFlags::empty());
        self.terminals
            .iter()
            .copied()
            .zip(std::iter::once(keys).chain(ends))
    }

    /// How long to wait at most, where keys are wanted.
    pub(super) fn patience(&self) -> Option<Duration> {
        let patience = self.parser.patience()?;
        Some(patience.saturating_sub(clock::raw().saturating_sub(self.since)))
    }

    /// The inputs that there are, by what happened to each terminal, and whether keys were waited for.
    pub(super) fn inputs(&mut self, happened: &[PollFlags], were_wanted: bool) -> Vec<Input> {
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let mut is_gone = happened.iter().any(|flags| flags.intersects(gone));
        let has_come = |flags: &PollFlags| flags.contains(PollFlags::IN);
        let mut inputs = Vec::new();
        if happened.first().is_some_and(has_come) {
            let mut bytes = [0; CHUNK];
            match terminal::read(&mut bytes) {
                Ok(count @ 1..) => {
                    if clock::raw().saturating_sub(self.since) >= UNFINISHED {
                        self.parser.may_have_paused();
                    }
                    self.since = clock::raw();
                    inputs = self.parser.parse(bytes.get(..count).unwrap_or_default());
                }
                Err(Errno::AGAIN | Errno::INTR) => {}
                // A terminal that cannot be read is none.
                Ok(_) | Err(_) => is_gone = true,
            }
        } else if were_wanted && self.patience() == Some(Duration::ZERO) {
            self.since = clock::raw();
            inputs = self.parser.give_up();
        }
        if is_gone {
            // It is said once.
            self.terminals.clear();
            inputs.push(Input::Signal(Signal::HangUp));
        }
        inputs
    }
}
