//! Reads keys and clicks on a thread of its own.
//!
//! A read of the terminal returns only with a whole key. After half of one, an `ESC [` or the first byte of an umlaut,
//! it would block the loop, so the loop does not read.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle, Thread};
use std::time::Duration;

use crossterm::event::{
    Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind,
};
use futures_core::Stream;

use super::fault;
use super::inbox::Incoming;
use super::terminal;
use crate::app::input::{Input, Key, Signal};
use crate::error::Error;

/// How long a thread is waited for that may be in the middle of half a key.
const HALF_A_KEY: Duration = Duration::from_secs(1);

/// Reads the keyboard until it is dropped.
#[derive(Debug)]
pub(super) struct Keyboard {
    over: Arc<AtomicBool>,
    thread: JoinHandle<()>,
    done: Receiver<()>,
}

impl Keyboard {
    /// Begins to read.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub(super) fn read(inbox: Sender<Incoming>) -> Result<Self, Error> {
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let (reading, done) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || pass_on(&inbox, &told, reading))
            .map_err(Error::Listen)?;
        Ok(Self { over, thread, done })
    }
}

impl Keyboard {
    /// Stops reading, so that the next reader gets every key. A thread in the middle of half a key is waited for only
    /// briefly.
    pub(super) fn stop(self) {
        self.over.store(true, Ordering::SeqCst);
        self.thread.thread().unpark();
        // Nothing is ever sent: it is dropped with the last waker, which the stream's own thread holds as long as it
        // reads.
        let _ = self.done.recv_timeout(HALF_A_KEY);
    }
}

impl Drop for Keyboard {
    /// Lets the thread end, but does not wait for it: it may be in the middle of half a key.
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        self.thread.thread().unpark();
    }
}

/// Wakes the thread that polls the stream: the whole of an async runtime that one stream needs.
struct Unpark {
    thread: Thread,
    /// Dropped when no thread waits for keys any more.
    _reading: Sender<()>,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.thread.unpark();
    }
}

fn pass_on(inbox: &Sender<Incoming>, over: &AtomicBool, reading: Sender<()>) {
    let waker = Waker::from(Arc::new(Unpark {
        thread: thread::current(),
        _reading: reading,
    }));
    let mut context = Context::from_waker(&waker);
    let mut stream = EventStream::new();
    while !over.load(Ordering::SeqCst) {
        let input = match Pin::new(&mut stream).poll_next(&mut context) {
            Poll::Pending => {
                thread::park();
                continue;
            }
            Poll::Ready(Some(Ok(event))) => {
                fault::inject("worker");
                translated(&event)
            }
            // A terminal that cannot be read is none.
            Poll::Ready(Some(Err(_)) | None) => Some(Input::Signal(Signal::HangUp)),
        };
        let is_last = matches!(input, Some(Input::Signal(_)));
        if is_last || input == Some(Input::Key(Key::Ctrl('c'))) {
            // The loop may be waiting for a terminal that takes nothing.
            terminal::stop_waiting();
        }
        if let Some(input) = input
            && (inbox.send(Incoming::Input(input)).is_err() || is_last)
        {
            return;
        }
    }
}

/// What an event of the terminal means to the program, if anything.
fn translated(event: &Event) -> Option<Input> {
    match event {
        Event::Key(event) if event.kind == KeyEventKind::Press => key(event).map(Input::Key),
        Event::Mouse(event) => {
            matches!(event.kind, MouseEventKind::Down(_)).then_some(Input::Click)
        }
        // Of a new size SIGWINCH tells too, and half a key cannot hold that up.
        Event::Resize(..)
        | Event::Key(_)
        | Event::Paste(_)
        | Event::FocusGained
        | Event::FocusLost => None,
    }
}

fn key(event: &KeyEvent) -> Option<Key> {
    let modifiers = event.modifiers;
    let key = match event.code {
        KeyCode::Modifier(_)
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::Null => return None,
        KeyCode::Char(character) if modifiers == KeyModifiers::CONTROL => {
            return Some(Key::Ctrl(character));
        }
        // Shift is part of the character.
        KeyCode::Char(character) if (modifiers - KeyModifiers::SHIFT).is_empty() => {
            return Some(Key::Char(character));
        }
        _ if !modifiers.is_empty() => Key::Other,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Tab => Key::Tab,
        _ => Key::Other,
    };
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{ModifierKeyCode, MouseButton, MouseEvent};

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        translated(&Event::Key(KeyEvent::new(code, modifiers)))
    }

    fn mouse(kind: MouseEventKind) -> Option<Input> {
        let (column, row) = (0, 0);
        let modifiers = KeyModifiers::NONE;
        translated(&Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers,
        }))
    }

    #[test]
    fn keys_match_with_their_modifiers() {
        let cases = [
            (KeyCode::Char('q'), KeyModifiers::NONE, Key::Char('q')),
            (KeyCode::Char('q'), KeyModifiers::CONTROL, Key::Ctrl('q')),
            (KeyCode::Char('Q'), KeyModifiers::SHIFT, Key::Char('Q')),
            (KeyCode::Char('q'), KeyModifiers::ALT, Key::Other),
            (
                KeyCode::Char('c'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT,
                Key::Other,
            ),
            (KeyCode::Left, KeyModifiers::NONE, Key::Left),
            (KeyCode::Left, KeyModifiers::SHIFT, Key::Other),
            (KeyCode::Esc, KeyModifiers::NONE, Key::Escape),
            (KeyCode::F(5), KeyModifiers::NONE, Key::Other),
        ];
        for (code, modifiers, key) in cases {
            assert_eq!(
                pressed(code, modifiers),
                Some(Input::Key(key)),
                "{code:?} {modifiers:?}"
            );
        }
    }

    #[test]
    fn what_nobody_pressed_is_no_input() {
        for kind in [KeyEventKind::Release, KeyEventKind::Repeat] {
            let event = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind);
            assert_eq!(translated(&Event::Key(event)), None);
        }
        let shift = KeyCode::Modifier(ModifierKeyCode::LeftShift);
        assert_eq!(pressed(shift, KeyModifiers::SHIFT), None);
        assert_eq!(translated(&Event::Paste("q".to_owned())), None);
        let left = MouseButton::Left;
        let none = [
            MouseEventKind::Up(left),
            MouseEventKind::Drag(left),
            MouseEventKind::Moved,
            MouseEventKind::ScrollDown,
        ];
        assert!(none.into_iter().all(|kind| mouse(kind).is_none()));
        assert_eq!(
            mouse(MouseEventKind::Down(MouseButton::Right)),
            Some(Input::Click)
        );
    }
}
