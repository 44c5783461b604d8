//! The files of sessions: the snapshot while a session is played, the log when it is over, and the recovery of the
//! snapshots that earlier programs left behind.
//!
//! Each program that plays has a *place* of its own in the folder of the state, from its first snapshot on: a file for
//! the snapshot and a file that it locks. The system releases the lock when the process ends, however it ends. So a
//! place that is locked is being played, and what lies in any other place was left behind. To offer a snapshot is not
//! to hold its place. A snapshot is overwritten only by the program that resumes or replaces it, and only when the log
//! has its record.
//!
//! The snapshot is written at each segment, in two steps, because a disk may be slow and the next segment does not
//! wait. *Noting* writes the snapshot to a file beside the saved one and does not flush it: it survives the end of the
//! program. *Settling* flushes that file and gives it the name of the saved one: it survives a loss of power. A reader
//! takes the note if it is whole, and otherwise the snapshot that was settled before.

mod drafts;
mod left;
mod place;
mod safety;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::status::{StatusFile, is_there};
use super::{atomic, log, read};
use crate::core::day::Stamp;
use crate::core::log::LogEntry;
use crate::core::session::Snapshot;
use crate::core::status::SessionStatus;
use crate::core::text::escaped;
use crate::error::{Error, in_words, in_words_unwritten};
use crate::format;
use place::{ProgramPlace, remove};

/// The most places there can be.
const MOST: u32 = 1000;

/// What the files in a place are called: a session that is not over, and a routine whose changes are not written.
const UNFINISHED: &str = "unfinished";
const DRAFT: &str = "draft";
const ENDING: &str = ".json";

/// The files in which sessions are remembered.
#[derive(Debug)]
pub struct Keeper {
    /// The file of the log.
    log: PathBuf,
    /// The folder of the state.
    state: PathBuf,
    /// The place that this program holds, from its first snapshot on.
    place: Option<ProgramPlace>,
    /// The place of the snapshot that the program offers to resume, and the id of that session.
    offered: Option<(u32, String)>,
    /// The place in which the program saves a routine whose changes are not written yet.
    draft: Option<ProgramPlace>,
    /// The id of the session that it offered, when another program has resumed or discarded that.
    taken: Option<String>,
    /// What this program plays, and the file that says so.
    told: Option<SessionStatus>,
    status: Option<StatusFile>,
}

impl Keeper {
    /// Remembers sessions in the file of `host` in the folder `log`, and unfinished ones under `state`. Nothing is
    /// written yet.
    pub fn new(log: &Path, host: &str, state: &Path) -> Self {
        Self {
            log: log::file_of(log, host),
            state: state.to_owned(),
            place: None,
            offered: None,
            draft: None,
            taken: None,
            told: None,
            status: None,
        }
    }

    /// Says to `supple status` what is being played now, or that nothing is: from the first snapshot on, because nothing is
    /// written before. No session depends on it, so that it cannot be said is passed over.
    pub fn tell(&mut self, status: Option<SessionStatus>) {
        self.told = status;
        self.write_status();
    }

    fn write_status(&mut self) {
        let own = self.status.take();
        let Some(told) = self.told.as_ref().filter(|_| self.place.is_some()) else {
            return;
        };
        let own = own.or_else(|| StatusFile::create(&self.state, std::process::id()).ok());
        self.status = own.and_then(|mut file| file.write(told).ok().map(|()| file));
    }

    /// The file of the log.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// The folder in which sessions are saved on the way.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Recovers the snapshots that earlier programs left behind: logs each session once, and returns the latest that
    /// can still be resumed (its end is less than `limit` before `now`) of those that `is_offered`. The others stay for
    /// the next start. What is played in another program is not touched, and neither is what cannot be read or logged:
    /// an [`Error::Unsaved`] or an [`Error::Lost`] says so of each.
    pub fn recover(
        &mut self,
        now: Stamp,
        limit: Duration,
        is_offered: impl Fn(&LogEntry) -> bool,
    ) -> (Option<Snapshot>, Vec<Error>) {
        let mut failures = Vec::new();
        let mut latest: Option<(Snapshot, u32)> = None;
        // If nothing was left behind, nothing is written either.
        let is_empty = self
            .unfinished_places()
            .is_ok_and(|places| places.is_empty());
        let _alone = (!is_empty).then(|| self.lock_all_places());
        let left = self.unfinished_places().unwrap_or_else(|error| {
            let state = escaped(&self.state.to_string_lossy());
            let why = in_words(&error);
            failures.push(Error::Unsaved(format!("cannot read `{state}`: {why}")));
            BTreeSet::new()
        });
        for number in left {
            let place = match self.lock_place(number) {
                Ok(Some(place)) => place,
                Ok(None) => continue,
                Err(error) => {
                    let lock = self.path(number, "session", ".lock");
                    failures.push(unrecovered(&lock, &in_words_unwritten(&error)));
                    continue;
                }
            };
            let snapshot = match place.read() {
                Ok(Some(snapshot)) => snapshot,
                Ok(None) => {
                    let _ = place.clear();
                    continue;
                }
                Err((path, why)) => {
                    failures.push(unrecovered(path, &why));
                    continue;
                }
            };
            if let Some(snapshot) = self.logged(place, snapshot, (now, limit), &mut failures)
                && is_offered(&snapshot.entry)
                && latest
                    .as_ref()
                    .is_none_or(|(other, _)| other.entry.end < snapshot.entry.end)
            {
                latest = Some((snapshot, number));
            }
        }
        let offered = latest.as_ref();
        self.offered = offered.map(|(snapshot, number)| (*number, snapshot.entry.id.clone()));
        (latest.map(|(snapshot, _)| snapshot), failures)
    }

    /// Logs a snapshot that was left in `place`, and returns it if it can be resumed.
    fn logged(
        &self,
        mut place: ProgramPlace,
        mut snapshot: Snapshot,
        (now, limit): (Stamp, Duration),
        failures: &mut Vec<Error>,
    ) -> Option<Snapshot> {
        let remains = snapshot.position.is_some() && !snapshot.remains(now, limit).is_zero();
        if !snapshot.logged {
            // A reason that keeps one out of the log keeps the others out too: it is waited for once.
            let reason = failures.iter().find_map(|failure| match failure {
                Error::Lost { reason, .. } => Some(reason.clone()),
                _ => None,
            });
            let line = format::log::write(&snapshot.entry);
            let logged = match reason {
                _ if snapshot.entry.is_empty() => Ok(()),
                Some(reason) => Err(self.lost(&line, reason)),
                None => self.append_line(&line),
            };
            match logged {
                Ok(()) => snapshot.logged = true,
                Err(lost) => failures.push(lost),
            }
            // A failure to mark it costs nothing: readers count a session with the same id once.
            let _ = if snapshot.logged && remains {
                place.save(&snapshot)
            } else {
                Ok(())
            };
        }
        if snapshot.logged && !remains {
            let _ = place.clear();
        }
        remains.then_some(snapshot)
    }

    /// Notes a session as it stands, without waiting for the disk: it survives the end of this program. False for the
    /// first snapshot of a session that resumes one which another program has resumed or discarded meanwhile.
    ///
    /// # Errors
    /// When it cannot be written; the snapshot that was settled before is then still there.
    pub fn note(&mut self, snapshot: &Snapshot) -> io::Result<bool> {
        self.own_place()?.note(snapshot)?;
        if self.status.is_none() {
            self.write_status();
        }
        let taken = self.taken.take();
        Ok(taken.is_none() || taken != snapshot.resumes)
    }

    /// Waits until the note, if there is one, is on the disk and survives a loss of power.
    ///
    /// # Errors
    /// When it cannot be done; the snapshot that was settled before is then still there.
    pub fn settle(&mut self) -> io::Result<()> {
        self.place.as_mut().map_or(Ok(()), ProgramPlace::settle)
    }

    /// Logs a session that is over, as this line. One that can be resumed stays saved, and its place is released. Also
    /// returns whether that could be done.
    ///
    /// # Errors
    /// [`Error::Lost`] when it cannot be written whole. It is then saved as it stands, where that can be done, so that
    /// the next start tries again. A line that was added by hand meanwhile counts once, because its id is the same.
    pub fn log_session(
        &mut self,
        session: &Snapshot,
        line: &str,
    ) -> (Result<(), Error>, io::Result<()>) {
        let logged = if session.entry.is_empty() {
            Ok(())
        } else {
            self.append_line(line)
        };
        // A failure to mark it costs nothing: readers count a session with the same id once.
        if logged.is_ok() && session.position.is_none() {
            let _ = self.discard();
            return (logged, Ok(()));
        }
        let snapshot = Snapshot {
            logged: logged.is_ok(),
            ..session.clone()
        };
        let saved = self.own_place().and_then(|place| place.save(&snapshot));
        let place = self.place.take();
        self.offered = place.map(|place| (place.number, snapshot.entry.id));
        // What is over and lost is reported as such.
        let needed = snapshot.position.is_some();
        (logged, if needed { saved } else { Ok(()) })
    }

    /// Discards the session that is being played, or else the one that is offered. The record of one that could not be
    /// logged stays.
    ///
    /// # Errors
    /// When some of it cannot be removed.
    pub fn discard(&mut self) -> io::Result<()> {
        if self.place.is_none() {
            let _alone = self.lock_all_places();
            self.place = self.reclaimed()?;
        }
        self.place.as_mut().map_or(Ok(()), |place| {
            place.unsettled = None;
            place.clear()
        })
    }

    /// Adds a line to the log of this machine, which is on the disk on return.
    ///
    /// # Errors
    /// [`Error::Lost`] when it cannot be written whole.
    pub fn append_line(&self, line: &str) -> Result<(), Error> {
        log::append(&self.log, line).map_err(|error| self.lost(line, in_words_unwritten(&error)))
    }

    fn lost(&self, line: &str, reason: String) -> Error {
        Error::Lost {
            line: line.to_owned(),
            file: self.log.clone(),
            reason,
        }
    }

    /// The place of this program, which is taken when it is first needed: that of the snapshot it offered, which what it
    /// plays now resumes or replaces, or else one that is free.
    fn own_place(&mut self) -> io::Result<&mut ProgramPlace> {
        let place = if let Some(place) = self.place.take() {
            place
        } else {
            atomic::make_folder(&self.state)?;
            let _alone = self.lock_all_places();
            self.reclaimed()?.map_or_else(|| self.free(), Ok)?
        };
        Ok(self.place.insert(place))
    }

    /// The place of the snapshot that was offered, unless another program took it. A snapshot that is not in the log
    /// stays there without its position: it is logged later, and resumed no more.
    fn reclaimed(&mut self) -> io::Result<Option<ProgramPlace>> {
        let Some((number, id)) = self.offered.take() else {
            return Ok(None);
        };
        let found = self.lock_place(number)?.and_then(|place| {
            let snapshot = place.read().ok().flatten();
            Some((place, snapshot.filter(|snapshot| snapshot.entry.id == id)?))
        });
        let Some((mut place, snapshot)) = found else {
            self.taken = Some(id);
            return Ok(None);
        };
        if snapshot.logged {
            return Ok(Some(place));
        }
        let position = None;
        place.save(&Snapshot {
            position,
            ..snapshot
        })?;
        Ok(None)
    }

    /// The first place in which nothing lies.
    fn free(&self) -> io::Result<ProgramPlace> {
        for number in 1..=MOST {
            let place = match self.lock_place(number) {
                Ok(Some(place)) => place,
                Ok(None) => continue,
                // The lock is another user's, or no file.
                Err(_) if read::is_there(&self.path(number, "session", ".lock")) => continue,
                Err(error) => return Err(error),
            };
            // It is made here so that it is ours also where the file system knows no locks.
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            match atomic::private(&mut options).open(&place.noted) {
                Ok(_) if !read::is_there(&place.settled) && !self.has_draft(number) => {
                    return Ok(place);
                }
                Ok(_) => remove(&place.noted)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("there are too many unfinished sessions"))
    }

    /// Keeps other programs from looking at the places while the result lives, so that a place that is locked is being
    /// played. None where that cannot be done in half a second.
    fn lock_all_places(&self) -> Option<File> {
        let lock = lock_file(&self.state.join("places.lock")).ok()?;
        log::lock_until_closed(&lock).ok().map(|_| lock)
    }

    /// Locks a place; `None` while another program has it.
    fn lock_place(&self, number: u32) -> io::Result<Option<ProgramPlace>> {
        let lock = lock_file(&self.path(number, "session", ".lock"))?;
        let locked = flock(&lock, FlockOperation::NonBlockingLockExclusive);
        let place = ProgramPlace {
            number,
            settled: self.path(number, UNFINISHED, ENDING),
            noted: self.path(number, UNFINISHED, ".json.new"),
            unsettled: None,
            _lock: lock,
        };
        match locked {
            Ok(()) => Ok(Some(place)),
            Err(Errno::WOULDBLOCK) => Ok(None),
            // If the file system knows no locks, the process of a session shows whether it is played.
            Err(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK) => {
                let snapshot = place.read().ok().flatten();
                let is_played = snapshot.is_some_and(|snapshot| is_played(&snapshot.entry.id));
                Ok((!is_played).then_some(place))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A file of a place. Those of the first have no number.
    fn path(&self, number: u32, name: &str, ending: &str) -> PathBuf {
        self.state.join(match number {
            1 => format!("{name}{ending}"),
            _ => format!("{name}-{number}{ending}"),
        })
    }

    /// The places in which a session lies.
    fn unfinished_places(&self) -> io::Result<BTreeSet<u32>> {
        self.places_of(UNFINISHED)
    }

    /// The places with a file that is called so.
    fn places_of(&self, called: &str) -> io::Result<BTreeSet<u32>> {
        let number = |name: &str| {
            let name = name.strip_suffix(".new").unwrap_or(name);
            match name.strip_prefix(called)?.strip_suffix(ENDING)? {
                "" => Some(1),
                number => number.strip_prefix('-')?.parse().ok(),
            }
        };
        let entries = match fs::read_dir(&self.state) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            entries => entries?,
        };
        let numbers = entries.filter_map(|entry| number(entry.ok()?.file_name().to_str()?));
        Ok(numbers
            .filter(|number| (1..=MOST).contains(number))
            .collect())
    }
}

/// Opens a file that is only there to be locked.
fn lock_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    atomic::private(&mut options).open(path)
}

fn unrecovered(path: &Path, why: &str) -> Error {
    let file = escaped(&path.to_string_lossy());
    Error::Unsaved(format!(
        "the unfinished session in `{file}` cannot be read: {why}; move the file away to be rid of this note"
    ))
}

/// Whether the process that has the number at the end of this id is another one that runs.
fn is_played(id: &str) -> bool {
    let number = id.rsplit('-').next().and_then(|number| number.parse().ok());
    number.is_some_and(|number| number != std::process::id() && is_there(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::draft::Draft;
    use crate::catalogue::{Entry, Origin};
    use std::io::Read;

    /// A session that took place until `second`.
    fn until(second: u8) -> Snapshot {
        let text = format!(
            r#"{{"record":{{"v":1,"id":"a","start":"2026-03-01T10:00:00Z","end":"2026-03-01T10:00:{second:02}Z"}},
                "logged":false,"position":null,"took_ms":0,"so_far":[],"routines":[],"wait_ms":null,"place":""}}"#
        );
        format::snapshot::read(&text).unwrap()
    }

    fn keeper() -> (tempfile::TempDir, Keeper) {
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::new(&folder.path().join("log"), "host", folder.path());
        (folder, keeper)
    }

    /// The snapshot in the place that it holds.
    fn read(keeper: &Keeper) -> Option<Snapshot> {
        keeper.place.as_ref().unwrap().read().unwrap()
    }

    #[test]
    fn a_draft_that_was_left_behind_is_there_at_the_next_start() {
        let (folder, mut keeper) = keeper();
        let another = || Keeper::new(&folder.path().join("log"), "host", folder.path());
        let draft = |text: &str| {
            let path = PathBuf::from("/own/a.toml");
            let source = crate::diagnostic::Source {
                name: "/own/a.toml".to_owned(),
                text: text.to_owned(),
            };
            Draft {
                entry: Entry::new("a".to_owned(), Origin::User(path), source),
                before: Some("before".to_owned()),
            }
        };
        keeper.note(&until(1)).unwrap();
        keeper.keep_draft(Some(&draft("one"))).unwrap();
        keeper.keep_draft(Some(&draft("two \u{1b}"))).unwrap();
        assert_eq!(another().recover_draft(), None, "it is being changed");
        assert_eq!(read(&keeper), Some(until(1)));
        drop(keeper);
        let mut next = another();
        assert_eq!(next.recover_draft(), Some(draft("two \u{1b}")));
        let mut third = another();
        third.keep_draft(Some(&draft("three"))).unwrap();
        next.keep_draft(Some(&draft("four"))).unwrap();
        drop((next, third));
        let (mut one, mut two) = (another(), another());
        let found = [one.recover_draft(), two.recover_draft()];
        assert_eq!(found, [Some(draft("four")), Some(draft("three"))]);
        one.keep_draft(None).unwrap();
        two.keep_draft(None).unwrap();
        assert_eq!(another().recover_draft(), None);
    }

    #[test]
    fn what_is_noted_is_read_before_it_is_settled_and_after() {
        let (_folder, mut keeper) = keeper();
        keeper.own_place().unwrap().save(&until(1)).unwrap();
        keeper.note(&until(2)).unwrap();
        assert_eq!(read(&keeper), Some(until(2)));
        keeper.settle().unwrap();
        keeper.settle().unwrap();
        assert_eq!(read(&keeper), Some(until(2)));
        keeper.note(&until(3)).unwrap();
        keeper.discard().unwrap();
        assert_eq!(read(&keeper), None);
        keeper.settle().unwrap();
        assert_eq!(read(&keeper), None, "what was forgotten does not come back");
    }

    #[test]
    fn what_cannot_be_settled_stays_whole_until_the_next_is() {
        let (folder, mut keeper) = keeper();
        // Nothing can take the place of a folder in which something lies.
        fs::create_dir_all(folder.path().join("unfinished.json/full")).unwrap();
        keeper.place = Some(keeper.lock_place(1).unwrap().unwrap());
        keeper.note(&until(1)).unwrap();
        assert!(keeper.settle().is_err());
        let mut first = File::open(folder.path().join("unfinished.json.new")).unwrap();
        keeper.note(&until(2)).unwrap();
        let mut left = String::new();
        first.read_to_string(&mut left).unwrap();
        assert_eq!(left, format::snapshot::write(&until(1)));
        assert_eq!(read(&keeper), Some(until(2)));
    }

    /// A file that was not flushed may be on the disk in any part, or only with its length.
    #[test]
    fn a_loss_of_power_loses_nothing_that_was_settled() {
        let (folder, mut keeper) = keeper();
        let noted = format::snapshot::write(&until(2)).into_bytes();
        keeper.own_place().unwrap().save(&until(1)).unwrap();
        let torn = (0..noted.len()).map(|length| noted[..length].to_vec());
        let hollow = (0..noted.len()).map(|length| {
            let mut bytes = noted.clone();
            bytes[length..].fill(0);
            bytes
        });
        for bytes in torn.chain(hollow) {
            fs::write(folder.path().join("unfinished.json.new"), &bytes).unwrap();
            let found = read(&keeper);
            // Only the line break at the end may be missing.
            let is_whole = bytes.starts_with(noted.trim_ascii_end()) && !bytes.ends_with(b"\0");
            let expected = if is_whole { until(2) } else { until(1) };
            assert_eq!(found, Some(expected), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn an_empty_note_is_ignored_and_other_damage_is_reported() {
        let (folder, mut keeper) = keeper();
        keeper.note(&until(1)).unwrap();
        assert_eq!(read(&keeper), Some(until(1)));
        let place = keeper.place.as_ref().unwrap();
        for (bytes, expected) in [
            (&b""[..], Ok(None)),
            (&[0; 4096], Ok(None)),
            (b"{\"record\":", Err("it is damaged".to_owned())),
            (b"\xff", Err("it is damaged".to_owned())),
        ] {
            fs::write(folder.path().join("unfinished.json.new"), bytes).unwrap();
            let found = place.read().map_err(|(path, why)| {
                assert_eq!(path, place.noted);
                why
            });
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_process_that_runs_plays_its_session() {
        assert!(is_played("1772385605123-1"));
        let own = std::process::id();
        for id in [&format!("1772385605123-{own}"), "x", "", "1-4294967295"] {
            assert!(!is_played(id), "{id}");
        }
    }
}
