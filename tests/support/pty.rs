//! The real program in a real terminal, and what a person would see there.
//!
//! Nothing here sleeps for a while and hopes: it waits until something is so, and says what it waited for when it
//! never is.

#![allow(dead_code, reason = "each test uses its part of it")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long one waits for what must come. Generous: it is spent only by a test that fails.
const LIMIT: Duration = Duration::from_secs(30);
/// How often is looked at what cannot be waited for.
const LOOK: Duration = Duration::from_millis(10);

/// What takes the terminal's keyboard flags, and what gives them back.
const FLAGS_PUSHED: &str = "\x1b[>3u";
const FLAGS_POPPED: &str = "\x1b[<1u";
/// Questions that nobody asks: cursor, keyboard flags, attributes, version, modes, colours.
const QUERIES: [&str; 9] = [
    "\x1b[6n", "\x1b[?6n", "\x1b[5n", "\x1b[?u", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[>0c", "$p",
];

/// The program under test.
pub(crate) const SUPPLE: &str = env!("CARGO_BIN_EXE_supple");
/// What it plays.
pub(crate) const ROUTINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/short.toml");

/// What has arrived at a terminal.
pub(crate) struct Picture {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Nobody reads any more.
    closed: bool,
}

impl Picture {
    /// All that is on the screen.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// What is on the screen, with its colours.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// All bytes that have come.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Whether this is on the screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Whether a program has taken the whole screen.
    pub(crate) fn is_taken(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// How many bytes have come.
    pub(crate) fn bytes(&self) -> usize {
        self.raw.len()
    }

    /// Whether these bytes have come.
    pub(crate) fn had(&self, bytes: &str) -> bool {
        String::from_utf8_lossy(&self.raw).contains(bytes)
    }
}

/// A program in a terminal.
pub(crate) struct Session {
    picture: Arc<(Mutex<Picture>, Condvar)>,
    child: Box<dyn Child + Send + Sync>,
    window: Option<Window>,
    /// Keeps the terminal alive when the program has ended, so that it can be looked at.
    slave: Option<Box<dyn SlavePty + Send>>,
    modes: String,
    /// Where the program keeps what it remembers.
    _home: tempfile::TempDir,
}

/// Our end of the terminal.
struct Window {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
}

impl Session {
    /// Runs `supple play` with these arguments in a window of 100×30.
    pub(crate) fn play(arguments: &[&str]) -> Self {
        Self::run(SUPPLE, &[&["play", ROUTINE], arguments].concat(), &[])
    }

    /// Runs a program in a window of 100×30.
    pub(crate) fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        // Nothing of whoever runs the tests.
        for name in ["NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE"] {
            command.env_remove(name);
        }
        command.env_remove("RUST_BACKTRACE");
        // Nobody's own log is touched by a test.
        let home = tempfile::tempdir().unwrap();
        command.env("HOME", home.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = parser(100, 30);
        let (raw, closed) = (Vec::new(), false);
        let picture = Picture {
            parser,
            raw,
            closed,
        };
        let picture = Arc::new((Mutex::new(picture), Condvar::new()));
        let reader = {
            let (picture, reader) = (Arc::clone(&picture), pair.master.try_clone_reader());
            std::thread::spawn(move || read(reader.unwrap(), &picture))
        };
        let keyboard = pair.master.take_writer().unwrap();
        let window = Window {
            master: pair.master,
            keyboard,
            reader,
        };
        Self {
            picture,
            child,
            window: Some(window),
            slave: Some(pair.slave),
            modes,
            _home: home,
        }
    }

    fn window(&mut self) -> &mut Window {
        self.window.as_mut().unwrap()
    }

    /// Types.
    pub(crate) fn types(&mut self, keys: &str) {
        self.sends(keys.as_bytes());
    }

    /// Sends bytes as if they were typed.
    pub(crate) fn sends(&mut self, bytes: &[u8]) {
        let keyboard = &mut self.window().keyboard;
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    /// Gives the window another size.
    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) {
        let mut picture = locked(&self.picture.0);
        picture
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        drop(picture);
        let size = size(columns, rows);
        self.window().master.resize(size).unwrap();
    }

    /// Waits until something is so, and returns what was asked for.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        mut asked: impl FnMut(&mut Picture) -> Option<T>,
    ) -> T {
        let (picture, changed) = &*self.picture;
        let mut answer = None;
        let looks = |picture: &mut Picture| {
            answer = asked(picture);
            answer.is_none()
        };
        let waited = changed.wait_timeout_while(locked(picture), LIMIT, looks);
        let (picture, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let text = picture.text();
        // Whoever reads the terminal goes on, also when this fails.
        drop(picture);
        answer.unwrap_or_else(|| panic!("waited in vain for: {what}\n{text}"))
    }

    /// Waits until something can be seen.
    pub(crate) fn sees(&self, what: &str, so: impl Fn(&Picture) -> bool) {
        self.until(what, |picture| so(picture).then_some(()));
    }

    /// Asks something of the screen as it is.
    pub(crate) fn now<T>(&self, asked: impl FnOnce(&Picture) -> T) -> T {
        asked(&locked(&self.picture.0))
    }

    /// The process in the terminal.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Sends a signal to the process in the terminal.
    pub(crate) fn signals(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Closes the window under the program.
    pub(crate) fn closes_the_window(&mut self) {
        locked(&self.picture.0).closed = true;
        // The reader wakes up with whatever is drawn next.
        self.resizes(99, 30);
        let Window {
            master,
            keyboard,
            reader,
        } = self.window.take().unwrap();
        until("the reader of the window ends", || reader.is_finished());
        drop((self.slave.take(), keyboard, master));
    }

    /// Waits for the end of the process and returns its exit code.
    pub(crate) fn ends(&mut self) -> u32 {
        let mut status = None;
        until("the end of the process", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap().exit_code()
    }

    /// Checks that the terminal is as it was before, and that it was never asked anything.
    pub(crate) fn is_given_back(&mut self) {
        self.sees("the screen is given back", |picture| !picture.is_taken());
        let now = modes(&*self.window().master);
        assert_eq!(now, self.modes, "the modes of the terminal");
        self.now(|picture| {
            let screen = picture.parser.screen();
            assert!(!screen.hide_cursor(), "the cursor is shown");
            assert!(!screen.bracketed_paste(), "pastes are no longer marked");
            let mouse = screen.mouse_protocol_mode();
            assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse");
            let raw = String::from_utf8_lossy(&picture.raw);
            let (pushed, popped) = (raw.matches(FLAGS_PUSHED), raw.matches(FLAGS_POPPED));
            assert_eq!(pushed.count(), popped.count(), "the keyboard's flags");
            for query in QUERIES {
                assert!(!raw.contains(query), "the terminal was asked {query:?}");
            }
        });
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// What is shown, whoever failed while looking at it: one failure is told once.
fn locked(picture: &Mutex<Picture>) -> MutexGuard<'_, Picture> {
    picture.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(mut reader: Box<dyn Read + Send>, picture: &(Mutex<Picture>, Condvar)) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let mut shown = locked(&picture.0);
        shown.raw.extend_from_slice(&bytes[..count]);
        shown.parser.process(&bytes[..count]);
        picture.1.notify_all();
        if shown.closed {
            return;
        }
    }
}

/// A terminal of this size that shows nothing yet.
pub(crate) fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(cells(rows), cells(columns), 0)
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The modes of the terminal's line, in any form that can be compared.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Waits until something is so that gives no notice.
pub(crate) fn until(what: &str, so: impl FnMut() -> bool) {
    assert!(is_within(LIMIT, so), "waited in vain for: {what}");
}

/// Whether something becomes so within `limit`.
pub(crate) fn is_within(limit: Duration, mut so: impl FnMut() -> bool) -> bool {
    let looks = limit.as_millis() / LOOK.as_millis();
    (0..looks).any(|_| so() || pause())
}

#[allow(
    clippy::disallowed_methods,
    reason = "a process can only be looked at now and again"
)]
fn pause() -> bool {
    std::thread::sleep(LOOK);
    false
}

/// The state of a process in one letter: `T` is stopped, `S` asleep, `R` running.
pub(crate) fn state(pid: Pid) -> char {
    field(pid, 0).chars().next().unwrap()
}

/// Whether a process has ended, be it noticed by whoever started it or not.
pub(crate) fn is_over(pid: Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    stat.map_or(true, |stat| stat.contains(") Z "))
}

/// How much processor time a process has used, in ticks.
pub(crate) fn used(pid: Pid) -> u64 {
    field(pid, 11).parse::<u64>().unwrap() + field(pid, 12).parse::<u64>().unwrap()
}

/// The processes that a process has started.
pub(crate) fn children(pid: Pid) -> Vec<Pid> {
    let pid = pid.as_raw_nonzero();
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    let children = children.unwrap_or_default();
    let pids = children.split_whitespace().map(|pid| pid.parse().unwrap());
    pids.filter_map(Pid::from_raw).collect()
}

/// A field of `/proc/PID/stat`, counted from the state.
fn field(pid: Pid, index: usize) -> String {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap();
    let fields = stat.rsplit_once(')').unwrap().1;
    fields.split_whitespace().nth(index).unwrap().to_owned()
}
