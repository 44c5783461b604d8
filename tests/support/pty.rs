//! The real program in a real terminal, and what a person would see there.
//!
//! Nothing here sleeps for a while and hopes: it waits until something is so, and says what it waited for when it
//! never is.

#![allow(dead_code, reason = "each test uses its part of it")]
#![allow(
    clippy::disallowed_methods,
    reason = "a terminal is looked at while real time runs"
)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

#[allow(unused_imports, reason = "each test uses its part of it")]
pub(crate) use crate::wait::{LIMIT, Outcome, ended, in_time, is_within, until, with_each};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{QueueSelector, tcflush};

/// The variable by which all processes of one session are known.
const MARK: &str = "SUPPLE_TEST_SESSION";

/// What takes the terminal's keyboard flags, and what gives them back.
const FLAGS_PUSHED: &str = "\x1b[>31u";
const FLAGS_POPPED: &str = "\x1b[<1u";
/// Questions that nobody asks: cursor, keyboard flags, attributes in another form, version, modes.
const QUERIES: [&str; 8] = [
    "\x1b[6n", "\x1b[?6n", "\x1b[5n", "\x1b[?u", "\x1b[0c", "\x1b[>c", "\x1b[>0c", "$p",
];

/// The program under test.
pub(crate) const SUPPLE: &str = env!("CARGO_BIN_EXE_supple");
/// What it plays.
pub(crate) const ROUTINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/short.toml");

/// What has arrived at a terminal.
pub(crate) struct Picture {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Since when a session is on it.
    played: Option<Instant>,
    /// Nobody reads any more.
    closed: bool,
    /// Nobody reads at the moment.
    held: bool,
    /// The program has ended, and all is read that was written.
    ended: bool,
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

    /// The clock of the session that it shows, and the length of that.
    pub(crate) fn clock(&self) -> Option<(String, String)> {
        let text = self.text();
        let status: Vec<&str> = text.lines().next()?.split_whitespace().collect();
        let mut places = status.windows(3);
        let clock = places.find(|words| words[1] == "of" && words[0].contains(':'))?;
        Some((clock[0].to_owned(), clock[2].to_owned()))
    }

    /// Whether a program has taken the whole screen.
    pub(crate) fn is_taken(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// Whether a session is on the screen for so long that it obeys keys: it ignores those of its first second.
    #[allow(
        clippy::disallowed_methods,
        reason = "the real program ignores keys for a second"
    )]
    pub(crate) fn obeys(&self) -> bool {
        self.played.is_some_and(|since| since.elapsed() > OBEYS)
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

/// Variables by which the terminal of whoever runs the tests would be taken for this one.
const UNWANTED: [&str; 14] = [
    "NO_COLOR",
    "COLORTERM",
    "LC_ALL",
    "LC_CTYPE",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "TERM_PROGRAM",
    "XTERM_VERSION",
    "MLTERM",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
    "SSH_TTY",
    "COLORFGBG",
];
/// After this time on the screen a session obeys keys.
const OBEYS: Duration = Duration::from_millis(1200);

/// A program in a terminal.
pub(crate) struct Session {
    picture: Arc<(Mutex<Picture>, Condvar)>,
    child: Box<dyn Child + Send + Sync>,
    window: Option<Window>,
    /// Pixels of a cell.
    cell: (u16, u16),
    /// Keeps the terminal alive when the program has ended, so that it can be looked at.
    slave: Option<Box<dyn SlavePty + Send>>,
    modes: String,
    /// What marks all of its processes.
    mark: String,
    /// Where the program keeps what it remembers.
    home: PathBuf,
    _folder: tempfile::TempDir,
}

/// How figures are shown in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figures {
    /// With characters: nothing is known of its pixels.
    Cells,
    /// As pictures, by the protocol of kitty.
    Kitty,
    /// As pictures, in sixels.
    Sixel,
    /// As inline images of iTerm2.
    Iterm,
}

/// Pixels of a cell where figures are pictures.
pub(crate) const CELL: (u16, u16) = (8, 16);

impl Figures {
    /// Each way but that of iTerm2, whose pictures are in cells like sixels.
    pub(crate) const ALL: [Self; 3] = [Self::Cells, Self::Kitty, Self::Sixel];

    /// Each of these with figures in each way.
    pub(crate) fn with<T: Clone>(all: impl IntoIterator<Item = T>) -> Vec<(Self, T)> {
        let all = all.into_iter();
        all.flat_map(|one| Self::ALL.map(|figures| (figures, one.clone())))
            .collect()
    }

    /// Runs a program in a window of 100×30.
    pub(crate) fn run(
        self,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Session {
        let cell = match self {
            Self::Cells => (0, 0),
            Self::Kitty | Self::Sixel | Self::Iterm => CELL,
        };
        Session::run_sized(size(100, 30, cell), self, program, arguments, environment)
    }

    /// Sets `pictures` in the configuration below `home`, behind whatever a test has put there.
    fn configure(self, home: &Path) {
        let pictures = match self {
            Self::Cells => return,
            Self::Kitty => "kitty",
            Self::Sixel => "sixel",
            Self::Iterm => "iterm",
        };
        let folder = home.join(".config/supple");
        let file = folder.join("config.toml");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let others = text.split("[screen]").next().unwrap_or_default();
        std::fs::create_dir_all(folder).unwrap();
        let text = format!("{others}[screen]\npictures = \"{pictures}\"\n");
        std::fs::write(file, text).unwrap();
    }
}

/// A character that no program writes, and no terminal shows.
const LAST: u8 = 0;

/// Our end of the terminal.
struct Window {
    master: Box<dyn MasterPty + Send>,
    /// Elsewhere while something is being poured in.
    keyboard: Option<Box<dyn Write + Send>>,
    reader: JoinHandle<()>,
}

impl Session {
    /// Runs `supple play` with these arguments in a window of 100×30.
    pub(crate) fn play(arguments: &[&str]) -> Self {
        Self::run(SUPPLE, &[&["play", ROUTINE], arguments].concat(), &[])
    }

    /// Runs a program in a window of 100×30.
    pub(crate) fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::run_in((100, 30), program, arguments, environment)
    }

    /// Runs a program in a window of so many columns and rows.
    pub(crate) fn run_in(
        (columns, rows): (u16, u16),
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = size(columns, rows, (0, 0));
        Self::run_sized(size, Figures::Cells, program, arguments, environment)
    }

    /// Runs a program in a window of 100×30 whose cells have so many pixels.
    pub(crate) fn run_in_pixels(
        cell: (u16, u16),
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = size(100, 30, cell);
        Self::run_sized(size, Figures::Cells, program, arguments, environment)
    }

    fn run_sized(
        size: PtySize,
        figures: Figures,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let (columns, rows) = (size.cols, size.rows);
        let cell = [(size.pixel_width, columns), (size.pixel_height, rows)]
            .map(|(pixels, cells)| pixels.checked_div(cells).unwrap_or_default());
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        // Nothing from the environment of the tests.
        for name in UNWANTED {
            command.env_remove(name);
        }
        command.env_remove("RUST_BACKTRACE");
        // Nobody's own log is touched by a test.
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().to_str().unwrap().to_owned();
        command.env(MARK, &mark);
        command.env("HOME", folder.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let own = environment.iter().find(|(name, _)| *name == "HOME");
        let home = own.map_or_else(|| folder.path().to_owned(), |(_, own)| PathBuf::from(own));
        if home.is_absolute() {
            played_before(&home.join(".local/share/supple/log"));
            figures.configure(&home);
        }
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let picture = Picture {
            parser: parser(columns, rows),
            raw: Vec::new(),
            played: None,
            closed: false,
            held: false,
            ended: false,
        };
        let picture = Arc::new((Mutex::new(picture), Condvar::new()));
        let reader = {
            let (picture, reader) = (Arc::clone(&picture), pair.master.try_clone_reader());
            std::thread::spawn(move || read(reader.unwrap(), &picture))
        };
        let keyboard = pair.master.take_writer().unwrap();
        let window = Window {
            master: pair.master,
            keyboard: Some(keyboard),
            reader,
        };
        Self {
            picture,
            child,
            window: Some(window),
            cell: cell.into(),
            slave: Some(pair.slave),
            modes,
            mark,
            home,
            _folder: folder,
        }
    }

    /// Where the program keeps what it remembers.
    pub(crate) fn home(&self) -> &Path {
        &self.home
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
        let keyboard = self.window().keyboard.as_mut().unwrap();
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    /// Sends any number of bytes, as far as anybody takes them.
    pub(crate) fn pours(&mut self, bytes: Vec<u8>) {
        let mut keyboard = self.window().keyboard.take().unwrap();
        let poured = std::thread::spawn(move || {
            keyboard.write_all(&bytes).unwrap();
            keyboard
        });
        let (pid, terminal) = (self.pid(), self.opened());
        until("all is poured in", || {
            if is_over(pid) {
                tcflush(&terminal, QueueSelector::IFlush).unwrap();
            }
            poured.is_finished()
        });
        self.window().keyboard = Some(poured.join().unwrap());
    }

    /// The terminal, as the program has it.
    fn opened(&mut self) -> OwnedFd {
        open(
            self.terminal(),
            OFlags::RDWR | OFlags::NOCTTY,
            Mode::empty(),
        )
        .unwrap()
    }

    /// Whether the terminal has no room for anything more.
    pub(crate) fn is_full(&mut self) -> bool {
        let terminal = self.opened();
        let mut asked = [PollFd::new(&terminal, PollFlags::OUT)];
        poll(&mut asked, Some(&Timespec::default())).unwrap() == 0
    }

    /// How many of the bytes that were sent the program has not read.
    pub(crate) fn unread(&mut self) -> u64 {
        rustix::io::ioctl_fionread(self.opened()).unwrap()
    }

    /// Gives the window another size.
    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) {
        let mut picture = locked(&self.picture.0);
        picture
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        drop(picture);
        self.claims(columns, rows);
    }

    /// Says that the window has another size, which nobody draws.
    pub(crate) fn claims(&mut self, columns: u16, rows: u16) {
        let size = size(columns, rows, self.cell);
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
        // The reader of the terminal continues, also when this fails.
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

    /// The name of the terminal.
    pub(crate) fn terminal(&mut self) -> PathBuf {
        self.window().master.tty_name().unwrap()
    }

    /// From now on nobody reads what the program writes.
    pub(crate) fn looks_away(&self) {
        locked(&self.picture.0).held = true;
    }

    /// Reads on.
    pub(crate) fn looks_again(&self) {
        locked(&self.picture.0).held = false;
        self.picture.1.notify_all();
    }

    /// The same, where the process may have ended.
    pub(crate) fn signals_if_there(&self, signal: Signal) {
        let _ = kill_process(self.pid(), signal);
    }

    /// Closes the window under the program.
    pub(crate) fn closes_the_window(&mut self) {
        locked(&self.picture.0).closed = true;
        // The reader wakes up with whatever is written next.
        rustix::io::write(self.opened(), b" ").unwrap();
        let Window {
            master,
            keyboard,
            reader,
        } = self.window.take().unwrap();
        until("the reader of the window ends", || reader.is_finished());
        drop((self.slave.take(), keyboard, master));
    }

    /// Waits for the end of the process and returns its exit code. Nothing it started lives on, and nothing it wrote
    /// is half-written.
    pub(crate) fn ends(&mut self) -> u32 {
        let mut status = None;
        until("the end of the process", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        until("the end of all it started", || {
            marked(&self.mark).is_empty()
        });
        is_whole(&self.home);
        self.sees_the_last();
        status.unwrap().exit_code()
    }

    /// Waits until all is read that was written: a character that no program writes comes behind it.
    fn sees_the_last(&mut self) {
        if self.window.is_none() || self.now(|picture| picture.held) {
            return;
        }
        let terminal = self.opened();
        rustix::io::ioctl_fionbio(&terminal, true).unwrap();
        // A key that comes late has an echo behind it, or throws away what is not read yet: it is written until it comes.
        until("the last of what it wrote", || {
            // A terminal that takes nothing has nothing to be read either, and a reader may end with the window.
            rustix::io::write(&terminal, &[LAST]).is_err()
                || self.now(|picture| picture.ended)
                || self.is_read_to_its_end()
        });
    }

    /// Whether the reader of the window has ended.
    fn is_read_to_its_end(&self) -> bool {
        self.window
            .as_ref()
            .is_none_or(|window| window.reader.is_finished())
    }

    /// All processes of this session.
    pub(crate) fn processes(&self) -> Vec<Pid> {
        marked(&self.mark)
    }

    /// Checks that the terminal is as it was before, and that it was asked nothing but its ground and its pictures, for which
    /// nobody waits.
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
            has_no_pictures(&raw);
        });
    }
}

/// The beginning of a picture of kitty, and of one in sixels.
pub(crate) const PICTURES: [&str; 2] = ["\x1b_Ga=T,", "\x1bP0;1;0q"];
/// What takes all pictures away, of either kind.
const ALL_REMOVED: &str = "\x1b\\\x1b_Ga=d,d=A,q=2\x1b\\\x1b[m\x1b[2J";

/// Checks that no picture came to the screen of the shell, where it would be scrolled back to, and that none was left on
/// the program's own.
fn has_no_pictures(raw: &str) {
    let last = |screen: &str| {
        PICTURES
            .iter()
            .filter_map(|begin| screen.rfind(begin))
            .max()
    };
    for (nth, part) in raw.split("\x1b[?1049h").enumerate() {
        let (own, shells) = match nth {
            0 => ("", part),
            _ => part.split_once("\x1b[?1049l").unwrap(),
        };
        assert_eq!(last(shells), None, "a picture on the screen of the shell");
        if let Some(at) = last(own) {
            let after = &own[at..];
            assert!(after.contains(ALL_REMOVED), "a picture is left: {after:?}");
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Puts an old session into a log unless there is one: the page before the very first session waits for a key.
pub(crate) fn played_before(log: &Path) {
    if !log.exists() {
        std::fs::create_dir_all(log).unwrap();
        std::fs::write(log.join("old.jsonl"), OLD).unwrap();
    }
}

const OLD: &str = concat!(
    r#"{"v":1,"id":"978343200000-1","start":"2001-01-01T10:00:00.000+00:00","end":"2001-01-01T10:01:00.000+00:00","#,
    r#""title":"Old","routines":[{"id":"old","title":"Old","hash":"739d053ccc37fc6c"}],"ended":"done","speed":1.0,"#,
    r#""paused_ms":0,"stretches":[{"name":"Pull","kind":"hold","planned_ms":30000,"held_ms":30000}],"feeling":null}"#,
    "\n"
);

/// The picture, also after a thread failed while it looked: one failure is reported once.
fn locked(picture: &Mutex<Picture>) -> MutexGuard<'_, Picture> {
    picture.lock().unwrap_or_else(PoisonError::into_inner)
}

#[allow(clippy::disallowed_methods, reason = "when a session is seen first")]
fn read(mut reader: Box<dyn Read + Send>, picture: &(Mutex<Picture>, Condvar)) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let is_last = |byte: &u8| *byte == LAST;
        let ends = bytes[..count].iter().any(is_last);
        let mut bytes = bytes[..count].to_vec();
        bytes.retain(|byte| !is_last(byte));
        let shown = picture.1.wait_while(locked(&picture.0), |shown| shown.held);
        let mut shown = shown.unwrap_or_else(PoisonError::into_inner);
        shown.ended |= ends;
        shown.raw.extend_from_slice(&bytes);
        shown.parser.process(&bytes);
        let is_played = if shown.is_taken() {
            shown.clock().is_some()
        } else {
            shown.shows("  ready ")
        };
        shown.played = is_played.then(|| shown.played.unwrap_or_else(Instant::now));
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

/// A window whose cells have so many pixels.
fn size(cols: u16, rows: u16, (wide, high): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: cols.saturating_mul(wide),
        pixel_height: rows.saturating_mul(high),
    }
}

/// A window without any cells is parsed as if it had one.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

/// The modes of the terminal's line, in any form that can be compared.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// The state of a process in one letter: `T` is stopped, `S` asleep, `R` running.
pub(crate) fn state(pid: Pid) -> char {
    field(pid, 0).chars().next().unwrap()
}

/// Whether a process has ended, also if its parent has not noticed yet.
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

/// The processes in whose environment stands this mark.
fn marked(mark: &str) -> Vec<Pid> {
    let mark = format!("{MARK}={mark}").into_bytes();
    let is_marked = |folder: &Path| {
        let environment = std::fs::read(folder.join("environ")).unwrap_or_default();
        environment
            .split(|byte| *byte == 0)
            .any(|entry| entry == mark)
    };
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let processes = processes
        .map(|entry| entry.path())
        .filter(|path| is_marked(path));
    let pids = processes.filter_map(|path| path.file_name()?.to_str()?.parse().ok());
    pids.filter_map(Pid::from_raw).collect()
}

/// The children of a process that are over and that it has not taken leave of.
pub(crate) fn zombies(pid: Pid) -> Vec<String> {
    let parent = pid.as_raw_nonzero().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let stats =
        processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    let is_left = |stat: &String| {
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        let mut fields = fields.split_whitespace();
        fields.next() == Some("Z") && fields.next() == Some(&parent)
    };
    stats.filter(is_left).collect()
}

/// Checks that nothing below `folder` is half-written: no file on the way to its name, no record that ends in the
/// middle. What a test put there as another machine's log is not the program's.
pub(crate) fn is_whole(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let own = format!("{}.jsonl", supple::disk::log::host());
    for path in entries.map(|entry| entry.unwrap().path()) {
        let ending = path.extension().and_then(|ending| ending.to_str());
        assert!(
            !matches!(ending, Some("tmp" | "part")),
            "{}",
            path.display()
        );
        if path.is_dir() {
            is_whole(&path);
        } else if ending == Some("json") || path.file_name() == Some(own.as_ref()) {
            let text = match std::fs::read_to_string(&path) {
                // Another program that plays at the same time has taken it away.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                text => text.unwrap(),
            };
            let records =
                serde_json::Deserializer::from_str(&text).into_iter::<serde_json::Value>();
            assert!(
                records.into_iter().all(|record| record.is_ok()),
                "{}: {text}",
                path.display()
            );
            assert!(ending == Some("json") || text.is_empty() || text.ends_with('\n'));
        }
    }
}

/// A field of `/proc/PID/stat`, counted from the state.
fn field(pid: Pid, index: usize) -> String {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap();
    let fields = stat.rsplit_once(')').unwrap().1;
    fields.split_whitespace().nth(index).unwrap().to_owned()
}
