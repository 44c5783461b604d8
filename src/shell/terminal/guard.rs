//! Takes the terminal and gives it back, whatever happens in between.
//!
//! # Protocol
//!
//! There is one terminal, so the process has one list of what it has taken. A [`Guard`] takes the terminal; dropping
//! the guard gives it back. [`give_back`] does so too. It may be called from anywhere, any number of times: a panic
//! hook calls it before it prints. Around a suspension or another program, use [`Guard::give_back`] and
//! [`Guard::take_again`].
//!
//! The terminal is never asked anything. Modes are set and reset even if it may not know them, because it then ignores
//! them. Waiting for an answer would hold up the start, and the answer could be taken for keys.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use nix::unistd::getpgrp;
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp,
    tcsetattr,
};

use super::wire;

/// Alternate screen, no cursor, presses of mouse buttons (not its every motion), pastes as such, and keyboard flags
/// 1 and 2: unambiguous keys, releases and repeats told from presses. The flags come last and go first, because each
/// of the two screens has its own.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[>3u";
/// The same backwards, and an end to what a torn frame may have begun: its colours, its hold on the screen.
const GIVE_BACK: &[u8] =
    b"\x1b[?2026l\x1b[<1u\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// What is taken of the terminal at the moment.
static TAKEN: Mutex<Taken> = Mutex::new(Taken::Nothing);

enum Taken {
    Nothing,
    Screen,
    /// The keyboard, which was set like this before.
    Keyboard(Termios),
}

/// What a [`Guard`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TerminalPart {
    /// All of it: raw keys, mouse, a screen of our own.
    Screen,
    /// Keys one by one and unseen. What is written looks as ever, and Ctrl-C and Ctrl-Z are signals for the whole
    /// job, so that a pipe behind us ends and stops along with us.
    Keyboard,
}

/// Holds the terminal until it is dropped.
#[derive(Debug)]
pub(crate) struct Guard {
    part: TerminalPart,
}

impl Guard {
    /// Takes a part of the terminal.
    ///
    /// # Errors
    /// When there is no terminal; nothing is taken then.
    pub(crate) fn take(part: TerminalPart) -> io::Result<Self> {
        take(part)?;
        Ok(Self { part })
    }

    /// Takes it again after it was given back, or after another program may have changed it.
    ///
    /// # Errors
    /// As for [`Guard::take`].
    pub(crate) fn take_again(&self) -> io::Result<()> {
        // Raw mode remembers its last setting, and keyboard flags pile up: both begin anew. In the background the
        // system stops us here until we are in front again, as it should.
        disable_raw_mode()?;
        give_back();
        take(self.part)
    }

    /// Gives it back for a while.
    #[allow(
        clippy::unused_self,
        reason = "only who holds the terminal has it to give"
    )]
    pub(crate) fn give_back(&self) {
        give_back();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn taken() -> MutexGuard<'static, Taken> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take(part: TerminalPart) -> io::Result<()> {
    let mut taken = taken();
    match part {
        TerminalPart::Screen => {
            enable_raw_mode()?;
            *taken = Taken::Screen;
            drop(taken);
            // Half taken is to be given back like all of it.
            wire::send(TAKE).inspect_err(|_| give_back())
        }
        TerminalPart::Keyboard => {
            let before = tcgetattr(rustix::stdio::stdin())?;
            tcsetattr(
                rustix::stdio::stdin(),
                OptionalActions::Now,
                &key_by_key(&before),
            )?;
            *taken = Taken::Keyboard(before);
            Ok(())
        }
    }
}

/// Whether the whole screen is ours to draw on.
pub(crate) fn is_screen_taken() -> bool {
    matches!(*taken(), Taken::Screen)
}

/// Gives back whatever is taken of the terminal. It cannot fail: a terminal that does not take this is gone.
pub(crate) fn give_back() {
    let mut taken = taken();
    match std::mem::replace(&mut *taken, Taken::Nothing) {
        Taken::Screen => {
            let _ = wire::send_last(GIVE_BACK);
            if is_in_front() {
                let _ = disable_raw_mode();
            }
        }
        Taken::Keyboard(before) if is_in_front() => {
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
        }
        // In the background the modes are the shell's, which set them as it likes; and the system would stop us for
        // touching them, just when we want to end.
        Taken::Nothing | Taken::Keyboard(_) => {}
    }
}

/// Whether we are the job that the terminal belongs to at the moment.
pub(crate) fn is_in_front() -> bool {
    use rustix::stdio::{stdin, stdout};
    let front = tcgetpgrp(stdout()).or_else(|_| tcgetpgrp(stdin()));
    // A terminal that is not the one of our session has no foreground, and stops nobody.
    front.map_or(true, |front| {
        front.as_raw_nonzero().get() == getpgrp().as_raw()
    })
}

fn key_by_key(before: &Termios) -> Termios {
    let mut modes = before.clone();
    modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
    modes.input_modes -= InputModes::ICRNL | InputModes::IXON;
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    modes
}
