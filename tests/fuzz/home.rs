//! Several programs in one home, in any order: started, killed, played, stopped, resumed, with a log that can and
//! cannot be written, that is corrected on several machines and merged in any order. Every hold that a program reported
//! is in the log once, as it was corrected last, and no session that is played is offered.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use supple::core::correction::{Correction, HeldCorrection};
use supple::core::day::Stamp;
use supple::core::history::{History, Scope};
use supple::core::log::LogEntry;
use supple::core::session::Snapshot;
use supple::core::timeline::Kind;
use supple::disk::keeper::Keeper;
use supple::disk::log::{Log, append, file_of};
use supple::error::Error;
use supple::format;
use tempfile::TempDir;

use super::bytes::Bytes;

/// For how long a session can be resumed.
const LIMIT: Duration = Duration::from_secs(6 * 3600);

/// A home, the programs in it, and what they told.
struct Home {
    folder: TempDir,
    windows: [Option<Program>; 5],
    /// What was reported as done of each session, or was corrected to, by its id.
    told: HashMap<String, Told>,
    /// The sessions that were deleted, by their ids.
    deleted: HashSet<String>,
    now: Stamp,
    /// How many sessions were begun.
    begun: usize,
}

/// The seconds that were held in a session, and the movements that were counted.
type Told = (u64, u64);

/// What was done in the session of `entry`.
fn told(entry: &LogEntry) -> Told {
    let counts = entry.lines.iter().map(|line| u64::from(line.count));
    (entry.total().as_secs(), counts.sum())
}

/// A program that runs.
struct Program {
    keeper: Keeper,
    /// The session that it plays.
    plays: Option<Snapshot>,
    /// The session that it offers.
    offers: Option<Snapshot>,
}

pub(super) fn holds(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut home = Home {
        folder: tempfile::tempdir().unwrap(),
        windows: Default::default(),
        told: HashMap::new(),
        deleted: HashSet::new(),
        now: format::stamp::read("2026-03-01T10:00:00Z").unwrap(),
        begun: 0,
    };
    for _ in 0..60 {
        if bytes.is_empty() {
            break;
        }
        home.step(&mut bytes);
    }
    home.windows = Default::default();
    home.mend();
    home.start(0);
    home.is_logged();
    home.merge(&mut bytes);
    home.is_logged();
}

impl Home {
    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn step(&mut self, bytes: &mut Bytes) {
        let window = usize::from(bytes.byte()) % self.windows.len();
        let choice = bytes.byte() % 16;
        self.now = self.now.after(Duration::from_secs(1));
        match choice {
            0 => return fs::write(self.log(), "a file where a folder should be").unwrap_or(()),
            1 => return self.mend(),
            2 => return self.copy(),
            3 => {
                self.now = self.now.after(LIMIT / 2);
                return;
            }
            13 | 14 => return self.correct(choice == 13, bytes),
            15 => return self.merge(bytes),
            _ => {}
        }
        let Some(program) = &mut self.windows[window] else {
            return self.start(window);
        };
        self.begun += 1;
        let id = format!("{}-{}", self.begun, std::process::id());
        match (choice, &mut program.plays) {
            // Killed.
            (4, _) => self.windows[window] = None,
            (5, None) => program.plays = Some(session(&id, self.now)),
            (6, None) => {
                let offered = program.offers.take();
                program.plays = offered.map(|left| Snapshot {
                    so_far: left.so_far,
                    ..session(&id, self.now)
                });
            }
            (7, None) => {
                program.offers = None;
                program.keeper.discard().unwrap();
            }
            // Over, or stopped.
            (8 | 9, Some(session)) => {
                if choice == 8 {
                    session.position = None;
                }
                if session.entry.is_empty() {
                    return;
                }
                let is_broken = self.folder.path().join("log").is_file();
                let line = supple::format::log::write(&session.entry);
                let (logged, saved) = program.keeper.log_session(session, &line);
                saved.unwrap();
                assert_eq!(logged.is_err(), is_broken);
                program.offers = program.plays.take().filter(|left| left.position.is_some());
            }
            (_, Some(session)) => {
                session.entry.lines[0].done += Duration::from_secs(1 + u64::from(bytes.byte()));
                session.entry.lines[1].count += u32::from(bytes.byte() % 4);
                session.entry.end = self.now;
                session.so_far.clone_from(&session.entry.lines);
                program.keeper.note(session).unwrap();
                if choice == 10 {
                    program.keeper.settle().unwrap();
                }
                program.offers = None;
                let id = session.entry.id.clone();
                self.told.insert(id, told(&session.entry));
            }
            (_, None) => {}
        }
    }

    /// A program starts, and logs what it finds.
    fn start(&mut self, window: usize) {
        let state = self.folder.path().join("state");
        let mut keeper = Keeper::new(&self.log(), "host", &state);
        let (offers, failures) = keeper.recover(self.now, LIMIT, |_| true);
        let is_lost = |failure| matches!(failure, &Error::Lost { .. });
        assert!(failures.iter().all(is_lost), "{failures:?}");
        if let Some(offered) = &offers {
            let plays = |program: &Program| {
                let session = program.plays.as_ref();
                session.is_some_and(|session| session.entry.id == offered.entry.id)
            };
            assert!(!self.windows.iter().flatten().any(plays), "it is played");
        }
        self.windows[window] = Some(Program {
            keeper,
            plays: None,
            offers,
        });
    }

    /// The log can be written again.
    fn mend(&self) {
        if self.log().is_file() {
            fs::remove_file(self.log()).unwrap();
        }
    }

    /// A sync leaves a copy of the log.
    fn copy(&self) {
        let _ = fs::copy(file_of(&self.log(), "host"), file_of(&self.log(), "a-copy"));
    }

    /// One of the machines corrects a session of the log: what was held, or whether it is deleted.
    fn correct(&mut self, is_held: bool, bytes: &mut Bytes) {
        if self.log().is_file() {
            return;
        }
        let mut sessions = self.sessions(false);
        sessions.extend(self.sessions(true));
        sessions.sort_by(|one, other| one.id.cmp(&other.id));
        let nth = usize::from(bytes.byte()) % sessions.len().max(1);
        let Some(session) = sessions.get_mut(nth) else {
            return;
        };
        // The clock of another machine may be slow.
        let now = self.now.before(Duration::from_secs(bytes.byte().into()));
        let mut correction = Correction::of(session, now);
        if is_held {
            let amount = bytes.byte();
            let line = &mut session.lines[usize::from(bytes.flag())];
            let mut of_line = HeldCorrection::of(line);
            if line.kind == Kind::Count {
                of_line.held.count = amount.into();
            } else {
                of_line.held.done = Duration::from_secs(amount.into());
            }
            of_line.held.apply(line);
            correction.hold([of_line]);
            self.told.insert(session.id.clone(), told(session));
        } else if self.deleted.remove(&session.id) {
            correction.deleted = Some(false);
        } else {
            correction.deleted = Some(true);
            self.deleted.insert(session.id.clone());
        }
        let machine = ["host", "phone"][usize::from(bytes.flag())];
        append(
            &file_of(&self.log(), machine),
            &format::correction::write(&correction),
        )
        .unwrap();
    }

    /// The lines of all files are merged into files in any order, some of them twice.
    fn merge(&self, bytes: &mut Bytes) {
        let Ok(files) = fs::read_dir(self.log()) else {
            return;
        };
        let mut merged: [Vec<String>; 2] = Default::default();
        for file in files.map(|file| file.unwrap().path()) {
            for line in fs::read_to_string(&file).unwrap().lines() {
                for _ in 0..=u8::from(bytes.byte() % 8 == 7) {
                    let file = &mut merged[usize::from(bytes.flag())];
                    file.insert(
                        usize::from(bytes.byte()) % (file.len() + 1),
                        line.to_owned(),
                    );
                }
            }
            fs::remove_file(file).unwrap();
        }
        for (machine, lines) in ["host", "phone"].into_iter().zip(merged) {
            let lines = lines.join("\n") + "\n";
            fs::write(file_of(&self.log(), machine), lines).unwrap();
        }
    }

    /// The sessions of the log: those that are deleted, or the others.
    fn sessions(&self, is_deleted: bool) -> Vec<LogEntry> {
        let log = Log::open(&self.log()).unwrap();
        let log = if is_deleted { log.of_deleted() } else { log };
        let mut sessions = Vec::new();
        let warnings = log.each(|entry, _| sessions.push(entry.clone()));
        assert_eq!(warnings, Vec::<String>::new());
        sessions
    }

    /// Every session that was reported is in the log, once, with all that was reported of it or what that was corrected
    /// to; and the sums have it once.
    fn is_logged(&self) {
        let mut logged: HashMap<String, Told> = HashMap::new();
        for entry in self.sessions(false) {
            let before = logged.insert(entry.id.clone(), told(&entry));
            assert_eq!(before, None, "{} is counted twice", entry.id);
        }
        let mut expected = self.told.clone();
        expected.retain(|id, _| !self.deleted.contains(id));
        assert_eq!(logged, expected);
        let deleted = self.sessions(true).into_iter().map(|entry| entry.id);
        assert_eq!(deleted.collect::<HashSet<_>>(), self.deleted);
        let mut history = History::new(Scope::of(self.now.day()));
        Log::open(&self.log()).unwrap().read_into(&mut history);
        let totals = history.totals();
        let sides = totals.iter().flat_map(|total| &total.sides);
        let counted: u64 = sides.map(|side| side.count).sum();
        let sums = expected
            .values()
            .fold((0, 0), |sum, told| (sum.0 + told.0, sum.1 + told.1));
        assert_eq!((history.in_all().done.as_secs(), counted), sums);
    }
}

/// A session in which nothing was done yet.
fn session(id: &str, now: Stamp) -> Snapshot {
    let now = format::stamp::write(now);
    let text = format!(
        r#"{{"record":{{"v":1,"id":"{id}","start":"{now}","end":"{now}",
            "stretches":[{{"name":"A","kind":"hold","held_ms":0}},{{"name":"B","kind":"count","held_ms":0}}]}},"logged":false,
            "position":{{"segment":0,"lengths_ms":[],"left_out":[]}},"took_ms":0,"so_far":[],
            "routines":[],"wait_ms":null,"place":""}}"#
    );
    format::snapshot::read(&text).unwrap()
}
