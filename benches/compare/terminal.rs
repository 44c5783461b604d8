//! A terminal of 100×30 with a program in it. Whatever arrives is kept with the moment at which it arrived; it is looked
//! at afterwards.

use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::time::{ClockId, clock_gettime};

use crate::contestant::Contestant;

/// Columns and rows.
pub(crate) const SIZE: (u16, u16) = (100, 30);

/// Questions that programs ask a terminal, and what it answers: who is not answered waits.
const ANSWERS: [(&[u8], &[u8]); 5] = [
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[?u", b"\x1b[?0u"),
    (b"\x1b]10;?", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
];

/// Time since some fixed point, on the clock that timers of programs run on.
pub(crate) fn now() -> Duration {
    let time = clock_gettime(ClockId::Monotonic);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// Bytes, and when they had arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) at: Duration,
    pub(crate) bytes: Vec<u8>,
}

/// What arrives is appended by the thread that reads.
type Output = Arc<Mutex<Vec<Arrived>>>;
type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A program in its terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    output: Output,
    keyboard: Keyboard,
    /// Just before the program was started.
    pub(crate) started: Duration,
    _ends: (Box<dyn MasterPty + Send>, Box<dyn SlavePty + Send>),
}

impl Terminal {
    /// Starts a program whose home is in `folder`.
    pub(crate) fn start(contestant: &Contestant, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let (cols, rows) = SIZE;
        let pair = native_pty_system().openpty(PtySize {
            rows,
            cols,
            ..PtySize::default()
        })?;
        let mut command = CommandBuilder::new(&contestant.program);
        command.args(&contestant.arguments);
        for name in [
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "NO_COLOR",
            "LC_ALL",
        ] {
            command.env_remove(name);
        }
        command.env("HOME", folder);
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        let reader = pair.master.try_clone_reader()?;
        let keyboard: Keyboard = Arc::new(Mutex::new(pair.master.take_writer()?));
        let output = Output::default();
        let (kept, answers) = (Arc::clone(&output), Arc::clone(&keyboard));
        std::thread::spawn(move || read(reader, &kept, &answers));
        let started = now();
        let child = pair.slave.spawn_command(command)?;
        Ok(Self {
            child,
            output,
            keyboard,
            started,
            _ends: (pair.master, pair.slave),
        })
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap_or(0)
    }

    /// Types.
    pub(crate) fn types(&self, keys: &str) -> std::io::Result<()> {
        locked(&self.keyboard).write_all(keys.as_bytes())
    }

    /// All that has arrived so far.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        locked(&self.output).clone()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(
    mut reader: Box<dyn Read + Send>,
    output: &Mutex<Vec<Arrived>>,
    keyboard: &Mutex<Box<dyn Write + Send>>,
) {
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let at = now();
        let bytes = bytes.get(..count).unwrap_or_default().to_vec();
        for (question, answer) in ANSWERS {
            if bytes.windows(question.len()).any(|part| part == question) {
                let _ = locked(keyboard).write_all(answer);
            }
        }
        locked(output).push(Arrived { at, bytes });
    }
}
