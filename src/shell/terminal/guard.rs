//! Takes the terminal and gives it back, whatever happens in between.
//!
//! # Protocol
//!
//! There is one terminal, so the process has one list of what it has taken. A [`Guard`] takes the terminal; dropping
//! the guard gives it back. [`give_back`] does so too. It may be called from anywhere, any number of times: a panic
//! hook calls it before it prints. Around a suspension or another program, use [`Guard::give_back`] and
//! [`Guard::take_again`].
//!
//! The terminal is not asked which modes it knows: they are set and reset even if it may not know them, because it then
//! ignores them. Waiting for an answer would hold up the start.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use nix::unistd::getpgrp;
use rustix::io::retry_on_intr;
use rustix::stdio::stdout;
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr,
    tcgetpgrp, tcsetattr,
};

use super::{pictures, wire};

/// Pastes as such, and all five keyboard flags: unambiguous keys, releases and repeats told from presses, the Latin letter
/// on a key, letters as keys too, and the text that they type. So Ctrl-C and `q` are what they are on every layout. The
/// flags come last and go first, because each of the two screens has its own.
const TAKE_KEYS: &str = "\x1b[?2004h\x1b[>31u";
const GIVE_BACK_KEYS: &str = "\x1b[<1u\x1b[?2004l";
/// Presses of mouse buttons, not its every motion.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const GIVE_BACK_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
/// The title of the window is put on the terminal's stack, and taken from it.
const KEEP_TITLE: &str = "\x1b[22;2t";
const RESTORE_TITLE: &str = "\x1b[23;2t";
/// Below the last row of every terminal, which keeps the cursor in its last one then.
const LAST_ROW: u16 = 998;

/// Modes that another program may have left on: reports of the mouse and of the focus, marked pastes, other keys,
/// another screen, no cursor, colours.
const UNDO: &[u8] =
    b"\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?1006l\x1b[?2004l\x1b[?1l\x1b>\x1b[=0u\
    \x1b[?1047l\x1b[?25h\x1b[0m";

/// The part of the terminal that is taken, and how its line was set before.
static TAKEN: Mutex<Option<(TerminalPart, Termios)>> = Mutex::new(None);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TerminalPart {
    /// All of it: raw keys, a screen of our own, and the mouse and the title of the window unless those are left to the
    /// terminal.
    Screen { mouse: bool, title: bool },
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
    /// Takes a part of the terminal, as far as one `may_wait` for it.
    ///
    /// # Errors
    /// When there is no terminal; nothing is taken then.
    pub(crate) fn take(part: TerminalPart, may_wait: impl FnMut() -> bool) -> io::Result<Self> {
        take(part, may_wait)?;
        Ok(Self { part })
    }

    /// Takes it again after it was given back, or after another program may have changed it.
    ///
    /// # Errors
    /// As for [`Guard::take`].
    pub(crate) fn take_again(&self, may_wait: impl FnMut() -> bool) -> io::Result<()> {
        // In the background the system stops us here until we are in front again, as it should.
        if let Some((_, before)) = &*taken() {
            set(before)?;
        }
        // Keyboard flags pile up: they begin anew.
        give_back();
        take(self.part, may_wait)
    }

    pub(crate) const fn part(&self) -> TerminalPart {
        self.part
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

fn taken() -> MutexGuard<'static, Option<(TerminalPart, Termios)>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take(part: TerminalPart, may_wait: impl FnMut() -> bool) -> io::Result<()> {
    let before = tcgetattr(wire::input()?)?;
    let mut modes = before.clone();
    match part {
        TerminalPart::Screen { .. } => modes.make_raw(),
        TerminalPart::Keyboard => key_by_key(&mut modes),
    }
    set(&modes)?;
    *taken() = Some((part, before));
    if let TerminalPart::Screen { mouse, title } = part {
        // Half taken is to be given back like all of it.
        take_screen(mouse, title)
            .and_then(|bytes| wire::send(&bytes, may_wait))
            .inspect_err(|_| give_back())?;
    }
    Ok(())
}

/// A screen of our own without a cursor, the keys and what else is taken.
fn take_screen(mouse: bool, title: bool) -> io::Result<Vec<u8>> {
    let mouse = if mouse { TAKE_MOUSE } else { "" };
    let title = if title { KEEP_TITLE } else { "" };
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, Hide, Print(TAKE_KEYS))?;
    queue!(bytes, Print(mouse), Print(title))?;
    Ok(bytes)
}

/// All backwards, and an end to what a torn frame may have begun: its colours, its hold on the screen. A terminal without
/// a second screen keeps the picture: there the last row is cleared for what comes next.
fn give_back_screen(title: bool) -> io::Result<Vec<u8>> {
    let title = if title { RESTORE_TITLE } else { "" };
    let mut bytes = pictures::end().to_vec();
    queue!(bytes, Print(title), EndSynchronizedUpdate)?;
    queue!(bytes, Print(GIVE_BACK_KEYS), Print(GIVE_BACK_MOUSE))?;
    queue!(bytes, ResetColor, MoveTo(0, LAST_ROW))?;
    queue!(bytes, Clear(ClearType::CurrentLine))?;
    queue!(bytes, Show, LeaveAlternateScreen)?;
    Ok(bytes)
}

fn set(modes: &Termios) -> rustix::io::Result<()> {
    let input = wire::input()?;
    retry_on_intr(|| tcsetattr(input, OptionalActions::Now, modes))
}

/// Whether the whole screen is ours to draw on.
pub(crate) fn is_screen_taken() -> bool {
    matches!(*taken(), Some((TerminalPart::Screen { .. }, _)))
}

/// Gives back whatever is taken of the terminal. It cannot fail: a terminal that does not take this is gone.
pub(crate) fn give_back() {
    let Some((part, before)) = taken().take() else {
        return;
    };
    if let TerminalPart::Screen { title, .. } = part {
        let _ = give_back_screen(title).map(|bytes| wire::send_last(&bytes));
    }
    // In the background the modes are the shell's, which set them as it likes; and the system would stop us for
    // touching them, just when we want to end.
    if is_in_front() {
        let _ = set(&before);
    }
}

/// How the line of the terminal was set before another program had it; nothing where there is no terminal.
#[derive(Debug)]
pub(crate) struct LineModes(Option<Termios>);

impl LineModes {
    pub(crate) fn now() -> Self {
        let input = wire::input();
        Self(input.and_then(tcgetattr).ok())
    }

    /// Restores them after another program, and undoes what it may have left of its own.
    pub(crate) fn restore(self) {
        if let Self(Some(modes)) = self
            && is_in_front()
        {
            let _ = set(&modes);
            if isatty(stdout()) {
                let _ = wire::send_for_a_second(UNDO);
            }
        }
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

fn key_by_key(modes: &mut Termios) {
    modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
    modes.input_modes -= InputModes::ICRNL | InputModes::IXON;
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
}
