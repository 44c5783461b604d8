//! The log on the disk: one file for each machine, one session on each line. Lines are added at the end and never
//! changed: a correction of a session is a line of its own.
//!
//! Each machine writes a file of its own, so that any folder sync merges them without a conflict. All of them are read
//! together. A line is written whole, in one write to a file opened for appending, so two programs lose nothing. It is
//! on the disk when [`append`] returns.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::{atomic, read};
use crate::core::correction::Corrections;
use crate::core::day::{Day, Stamp};
use crate::core::history::History;
use crate::core::log::LogEntry;
use crate::core::text::hash;
use crate::format::correction;
use crate::format::log::{self, LONGEST_LINE};

/// From how many bytes on a log takes a while to read: ten years of a session a day.
const LARGE: u64 = 4 * 1024 * 1024;
/// How long a file is waited for that another program has locked.
const PATIENCE: Duration = Duration::from_millis(500);
/// How many unreadable lines are reported one by one.
const MOST_WARNINGS: usize = 5;

/// The file of the machine `host` in `folder`.
pub fn file_of(folder: &Path, host: &str) -> PathBuf {
    folder.join(format!("{host}.jsonl"))
}

/// The name of a machine as a part of a file name: lower-case letters, digits, `-` and `_`, up to the first dot,
/// because what follows changes with the network.
pub fn sanitised(host: &str) -> String {
    let first = host.split('.').find(|part| !part.is_empty());
    let name: String = first
        .unwrap_or_default()
        .chars()
        .take(64)
        .map(|character| match character.to_ascii_lowercase() {
            plain @ ('a'..='z' | '0'..='9' | '-' | '_') => plain,
            _ => '-',
        })
        .collect();
    if name.trim_matches('-').is_empty() {
        "this-machine".to_owned()
    } else {
        name
    }
}

/// The name of this machine, [`sanitised`].
pub fn host() -> String {
    let name = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    sanitised(&name)
}

/// Adds `line` (without a line break) to the file at `path`, which is made where it is missing. On return it is on
/// the disk.
///
/// # Errors
/// When it cannot be written whole. Nothing of it is then left in the file, as far as that can be helped; a part of
/// it that stays is passed over by every reader.
pub fn append(path: &Path, line: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        atomic::make_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    let mut file = atomic::private(&mut options).open(path)?;
    let locked = lock_until_closed(&file)?;
    let before = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(line.len() + 2);
    // A line that a crash has torn stays torn; the new one does not grow onto it.
    if before > 0 && last_byte(&mut file)? != b'\n' {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    if let Err(error) = write_once(&mut file, &bytes) {
        // Only who holds the lock knows that what follows is its own.
        if locked {
            let _ = file.set_len(before);
        }
        return Err(error);
    }
    // A slow disk keeps no other program waiting. A line that is added again after a failure counts once.
    let _ = flock(&file, FlockOperation::Unlock);
    file.sync_data()?;
    if before == 0 {
        atomic::flush_folder_of(path);
    }
    Ok(())
}

/// One write and no second: what another program appends in between would otherwise tear the line.
fn write_once(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    let written = loop {
        match file.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if written == bytes.len() {
        Ok(())
    } else {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
}

fn last_byte(file: &mut File) -> io::Result<u8> {
    let mut byte = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut byte)?;
    let [byte] = byte;
    Ok(byte)
}

/// Locks a file until it is closed. False where the file system cannot do that: a line of the log still goes out in one
/// write.
///
/// # Errors
/// When another program has locked it for longer than [`PATIENCE`].
pub(super) fn lock_until_closed(file: &File) -> io::Result<bool> {
    for _ in 0..PATIENCE.as_millis() {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            // No event reports that a lock is released.
            Err(Errno::WOULDBLOCK) => std::thread::park_timeout(Duration::from_millis(1)),
            locked => return Ok(locked.is_ok()),
        }
    }
    let why = "another program has locked it";
    Err(io::Error::new(io::ErrorKind::WouldBlock, why))
}

/// All sessions of all machines, each once and as it was corrected last: a session is its id, in whichever file and
/// order it stands, and so are its corrections.
#[derive(Debug)]
pub struct Log {
    /// The files, each as long as it was when the log was opened. They are read one after the other.
    files: Vec<(PathBuf, u64)>,
    /// Hashes of the ids that were read: a million take 20 MiB.
    seen: HashSet<u64>,
    corrections: Corrections,
    /// Whether the deleted sessions are read, and no others.
    is_of_deleted: bool,
    /// Messages about lines that could not be read.
    warnings: Vec<String>,
    unreadable: usize,
}

/// The place of a line: its file, and its offset and its length there, in bytes.
type Place = (usize, u64, usize);

impl Log {
    /// The log in `folder`, as it is now: lines that are added later are not in it. A missing folder is an empty log.
    ///
    /// # Errors
    /// When the folder cannot be read. A file that cannot be read is a warning.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<_>>()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
        paths.sort();
        let length = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        let files = paths.into_iter().map(|path| {
            let length = length(&path);
            (path, length)
        });
        Ok(Self {
            files: files.collect(),
            seen: HashSet::new(),
            corrections: Corrections::default(),
            is_of_deleted: false,
            warnings: Vec::new(),
            unreadable: 0,
        })
    }

    /// The deleted sessions, and no others.
    #[must_use]
    pub fn of_deleted(self) -> Self {
        Self {
            is_of_deleted: true,
            ..self
        }
    }

    /// Whether it takes a while to read.
    pub fn is_large(&self) -> bool {
        self.files.iter().map(|(_, length)| length).sum::<u64>() > LARGE
    }

    /// Adds every session to `history`. Of those before its scope only what it wants of them is read. Returns what could
    /// not be read.
    pub fn read_into(mut self, history: &mut History) -> Vec<String> {
        self.scan(history.scope.first(), |session, _| history.take(session));
        self.warnings()
    }

    /// Gives every session to `take`, by the time it was begun, with its line: as it stands in the file, or as it would
    /// stand there where it was corrected. Returns what could not be read.
    pub fn each(mut self, mut take: impl FnMut(&LogEntry, &str)) -> Vec<String> {
        let mut places: Vec<(Stamp, Place)> = Vec::new();
        self.scan(Day(i32::MAX), |session, place| {
            places.push((session.start, place));
        });
        places.sort_unstable();
        let mut opened: Option<(usize, File)> = None;
        for (_, (number, begin, length)) in places {
            let Some((path, _)) = self.files.get(number) else {
                continue;
            };
            if opened.as_ref().is_none_or(|(open, _)| *open != number) {
                opened = read::open(path).ok().map(|file| (number, file));
            }
            let mut line = vec![0; length];
            let read = opened
                .as_ref()
                .and_then(|(_, file)| file.read_exact_at(&mut line, begin).ok());
            let line = read
                .and_then(|()| str::from_utf8(&line).ok())
                .map(str::trim);
            let session = line.and_then(|line| log::read(line).ok());
            if let (Some(mut session), Some(line)) = (session, line) {
                if self.corrections.apply(&mut session) {
                    take(&session, &log::write(&session));
                } else {
                    take(&session, line);
                }
            } else {
                let why = format!("{} was changed while it was read", shown(path));
                self.pass_over(why);
            }
        }
        self.warnings()
    }

    /// Gives every session to `take` that was begun on the day `first` or later, one file after the other. Returns what
    /// could not be read.
    pub fn since(mut self, first: Day, mut take: impl FnMut(&LogEntry)) -> Vec<String> {
        self.scan(first, |session, _| {
            if session.start.day() >= first {
                take(&session);
            }
        });
        self.warnings()
    }

    /// Gives every line to `take` as it stands in its file: sessions, also those that are deleted or stand there twice,
    /// and corrections. Returns what could not be read.
    pub fn lines(mut self, mut take: impl FnMut(&str)) -> Vec<String> {
        let troubles = self.scan_lines(|_, line, _| line.map(&mut take));
        self.warnings.extend(troubles);
        self.warnings()
    }

    /// Gives every session to `take`, one file after the other, with its place. Of those before the day `first`
    /// stretches are not read.
    fn scan(&mut self, first: Day, mut take: impl FnMut(LogEntry, Place)) {
        self.merge_corrections();
        let troubles = self.scan_lines(|log, line, place| {
            let line = line?;
            if correction::is_one(line) {
                return Ok(());
            }
            let mut session = log::read_since(line, first).map_err(|unreadable| unreadable.why)?;
            let is_wanted = log.corrections.is_deleted(&session.id) == log.is_of_deleted;
            if is_wanted && log.seen.insert(hash(&session.id)) {
                log.corrections.apply(&mut session);
                take(session, place);
            }
            Ok(())
        });
        self.warnings.extend(troubles);
    }

    /// Reads the corrections in all files: those of a session may stand before it or behind it, and in another file.
    fn merge_corrections(&mut self) {
        let mut is_full = false;
        // What else cannot be read is reported when the sessions are read.
        self.scan_lines(|log, line, _| match line {
            Ok(line) if correction::is_one(line) => {
                let correction = correction::read(line).map_err(|unreadable| unreadable.why)?;
                is_full |= !log.corrections.add(correction);
                Ok(())
            }
            _ => Ok(()),
        });
        if is_full {
            let trouble = "some corrections of the earliest sessions are passed over: together they are too large";
            self.warnings.push(trouble.to_owned());
        }
    }

    /// Gives every line that is not empty to `take`, or why it is no text, one file after the other. Warns of those of
    /// which `take` says why they cannot be read, and returns which files cannot be read.
    fn scan_lines(
        &mut self,
        mut take: impl FnMut(&mut Self, Result<&str, String>, Place) -> Result<(), String>,
    ) -> Vec<String> {
        let files = std::mem::take(&mut self.files);
        let mut troubles = Vec::new();
        for (number, (path, length)) in files.iter().enumerate() {
            let read = self.scan_file(path, *length, |log, line, begin, length| {
                take(log, line, (number, begin, length))
            });
            if let Err(refusal) = read {
                let why = refusal.in_words();
                troubles.push(format!("cannot read {}: {why}", shown(path)));
            }
        }
        self.files = files;
        troubles
    }

    fn scan_file(
        &mut self,
        path: &Path,
        length: u64,
        mut take: impl FnMut(&mut Self, Result<&str, String>, u64, usize) -> Result<(), String>,
    ) -> Result<(), read::Refusal> {
        let file = read::open(path)?.take(length);
        let mut reader = BufReader::with_capacity(256 * 1024, file);
        let mut line = Vec::new();
        let mut begin = 0;
        for number in 1_u64.. {
            line.clear();
            let mut read = (&mut reader)
                .take(LONGEST_LINE + 1)
                .read_until(b'\n', &mut line)? as u64;
            let is_whole = read <= LONGEST_LINE;
            if !is_whole {
                read += reader.skip_until(b'\n')? as u64;
            }
            if read == 0 {
                break;
            }
            let text = match str::from_utf8(&line) {
                _ if !is_whole => Err(format!("it is longer than {} MiB", LONGEST_LINE >> 20)),
                Ok(text) => Ok(text.trim()),
                Err(_) => Err("it is not UTF-8 text".to_owned()),
            };
            if text != Ok("")
                && let Err(why) = take(self, text, begin, line.len())
            {
                let path = shown(path);
                self.pass_over(format!("line {number} of {path} is passed over: {why}"));
            }
            begin += read;
        }
        Ok(())
    }

    /// Warns of a line, unless there were several already.
    fn pass_over(&mut self, warning: String) {
        self.unreadable += 1;
        if self.unreadable <= MOST_WARNINGS {
            self.warnings.push(warning);
        }
    }

    fn warnings(mut self) -> Vec<String> {
        if self.unreadable > MOST_WARNINGS {
            let more = self.unreadable - MOST_WARNINGS;
            let more = format!("{more} more lines of the log are passed over");
            self.warnings.push(more);
        }
        self.warnings
    }
}

fn shown(path: &Path) -> String {
    format!("`{}`", crate::core::text::escaped(&path.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: u32, start: &str) -> String {
        format!(r#"{{"id":"{id}","start":"{start}","end":"{start}"}}"#)
    }

    fn read(folder: &Path) -> (Vec<String>, Vec<String>) {
        let mut ids = Vec::new();
        let log = Log::open(folder).unwrap();
        let warnings = log.each(|kept, _| ids.push(kept.id.clone()));
        (ids, warnings)
    }

    #[test]
    fn the_files_of_all_machines_are_read_by_time_and_each_session_once() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (file_of(folder.path(), "one"), file_of(folder.path(), "two"));
        append(&one, &line(1, "2026-03-01T10:00:00Z")).unwrap();
        append(&one, &line(3, "2026-03-03T10:00:00Z")).unwrap();
        append(&two, &line(2, "2026-03-02T23:00:00-12:00")).unwrap();
        append(&two, &line(2, "2026-03-02T23:00:00-12:00")).unwrap();
        append(&two, &line(4, "2026-03-04T10:00:00+01:00")).unwrap();
        let conflict = folder.path().join("one.sync-conflict.jsonl");
        fs::copy(&one, conflict).unwrap();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        // In time the one with the offset comes last but one.
        assert_eq!(
            read(folder.path()),
            (["1", "3", "2", "4"].map(str::to_owned).to_vec(), vec![])
        );
    }

    #[test]
    fn a_session_is_its_id_in_whichever_file_and_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = file_of(folder.path(), "host");
        let ahead = line(0, "2031-03-01T10:00:00Z");
        let days = (1..=50).map(|day| line(day, &format!("2026-03-01T10:00:{:02}Z", day - 1)));
        let days: Vec<String> = days.collect();
        fs::write(&path, days.join("\n") + "\n").unwrap();
        let copy = file_of(folder.path(), "host.sync-conflict");
        let backwards: Vec<&str> = days.iter().rev().map(String::as_str).collect();
        fs::write(copy, format!("{ahead}\n{}\n", backwards.join("\n"))).unwrap();
        let (ids, warnings) = read(folder.path());
        let expected = (1..=50).chain([0]).map(|id| id.to_string());
        assert_eq!((ids, warnings), (expected.collect(), vec![]));
        let mut history = History::new(crate::core::history::Scope::of(Day(20_513)));
        Log::open(folder.path()).unwrap().read_into(&mut history);
        assert_eq!((history.last.len(), history.misdated), (50, 1));
    }

    #[test]
    fn a_torn_line_is_passed_over_and_the_next_one_stands_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = file_of(folder.path(), "host");
        append(&path, &line(1, "2026-03-01T10:00:00Z")).unwrap();
        let torn = r#"{"id":"2","start":"2026-0"#;
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{before}{torn}")).unwrap();
        let (ids, warnings) = read(folder.path());
        assert_eq!(ids, ["1"]);
        assert_eq!(warnings.len(), 1);
        assert!(
            warnings[0].contains("line 2 of") && warnings[0].ends_with("it ends in the middle"),
            "{warnings:?}"
        );
        append(&path, &line(3, "2026-03-03T10:00:00Z")).unwrap();
        assert_eq!(read(folder.path()).0, ["1", "3"]);
        let after = fs::read_to_string(&path).unwrap();
        assert!(
            after.starts_with(&format!("{before}{torn}\n")),
            "nothing is rewritten"
        );
    }

    #[test]
    fn a_log_full_of_rubbish_is_reported_in_a_few_lines() {
        let folder = tempfile::tempdir().unwrap();
        let mut rubbish = "rubbish\n\n".repeat(100).into_bytes();
        rubbish.extend([0xff, b'\n', 0]);
        fs::write(file_of(folder.path(), "host"), rubbish).unwrap();
        let (ids, warnings) = read(folder.path());
        assert!(ids.is_empty());
        assert_eq!(warnings.len(), MOST_WARNINGS + 1);
        assert_eq!(
            warnings[MOST_WARNINGS],
            "97 more lines of the log are passed over"
        );
    }

    #[test]
    fn no_folder_is_no_log() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(&folder.path().join("none")), (vec![], vec![]));
    }

    #[test]
    fn a_machine_may_be_called_anything() {
        assert_eq!(sanitised("Laptop.fritz.box"), "laptop");
        assert_eq!(sanitised("/etc/passwd"), "-etc-passwd");
        assert_eq!(sanitised("Jörg's Mac"), "j-rg-s-mac");
        for nameless in ["", "...", "../..", "膝"] {
            assert_eq!(sanitised(nameless), "this-machine");
        }
    }
}
