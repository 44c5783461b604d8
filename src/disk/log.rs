//! The log on the disk: one file for each machine, one session on each line. Lines are added at the end and never
//! changed.
//!
//! Each machine writes a file of its own, so that any folder sync merges them without a conflict. All of them are read
//! together. A line is written whole, in one write to a file opened for appending, so two programs lose nothing. It is
//! on the disk when [`append`] returns.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{atomic, read};
use crate::core::day::Day;
use crate::core::history::History;
use crate::core::log::LogEntry;
use crate::error::in_words;
use crate::format::log;

/// The longest line that is read. A session of ten thousand stretches is shorter.
const LONGEST_LINE: u64 = 2 * 1024 * 1024;
/// Among how many sessions before it one is looked for that is the same: two sync conflicts, a crash between two
/// writes.
const LOOK_BACK: usize = 32;
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
    let locked = lock(&file);
    let before = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(line.len() + 2);
    // A line that a crash has torn stays torn; the new one does not grow onto it.
    if before > 0 && last_byte(&mut file)? != b'\n' {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(line.as_bytes());
    bytes.push(b'\n');
    let written = write_once(&mut file, &bytes).and_then(|()| file.sync_data());
    if let Err(error) = written {
        // Only who holds the lock knows that what follows is its own.
        if locked {
            let _ = file.set_len(before);
        }
        return Err(error);
    }
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

/// Keeps other programs from appending until the file is closed, where the file system can do that. Without it a line
/// still goes out in one write.
fn lock(file: &File) -> bool {
    rustix::fs::flock(file, rustix::fs::FlockOperation::LockExclusive).is_ok()
}

/// All sessions of all machines, by the time they were begun, one at a time.
#[derive(Debug)]
pub struct Log {
    files: Vec<Lines>,
    /// The start and id of the sessions just read.
    seen: VecDeque<(i64, String)>,
    /// What could not be read, for the user.
    warnings: Vec<String>,
    unreadable: usize,
    /// Before this day stretches are not read.
    first: Day,
}

/// A file that is read line by line.
#[derive(Debug)]
struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    number: u64,
    line: Vec<u8>,
    /// The session on the present line; `None` at the end of the file.
    next: Option<LogEntry>,
}

impl Log {
    /// The log in `folder`. A folder that is not there is an empty log.
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
        let mut log = Self {
            files: Vec::new(),
            seen: VecDeque::new(),
            warnings: Vec::new(),
            unreadable: 0,
            first: Day(i32::MIN),
        };
        for path in paths {
            match read::open(&path) {
                Ok(file) => log.files.push(Lines {
                    path,
                    reader: BufReader::with_capacity(256 * 1024, file),
                    number: 0,
                    line: Vec::new(),
                    next: None,
                }),
                Err(refusal) => {
                    let why = refusal.in_words();
                    log.warn(format!("cannot read {}: {why}", shown(&path)));
                }
            }
        }
        Ok(log)
    }

    /// Adds every session to `history`. Of those before its scope only what it wants of them is read.
    pub fn read_into(mut self, history: &mut History) -> Vec<String> {
        self.first = history.scope.first();
        self.each(|session, _| history.note(session))
    }

    /// Gives every session to `take`, with its line as it stands in the file. Returns what could not be read.
    pub fn each(mut self, mut take: impl FnMut(&LogEntry, &str)) -> Vec<String> {
        for at in 0..self.files.len() {
            self.read_on(at);
        }
        while let Some(at) = self.earliest() {
            if let Some(file) = self.files.get(at)
                && let Some(session) = &file.next
            {
                let key = (session.start.unix_ms, session.id.clone());
                if !self.seen.contains(&key) {
                    let line = std::str::from_utf8(&file.line).unwrap_or_default();
                    take(session, line.trim_end());
                    if self.seen.len() == LOOK_BACK {
                        self.seen.pop_front();
                    }
                    self.seen.push_back(key);
                }
            }
            self.read_on(at);
        }
        if self.unreadable > MOST_WARNINGS {
            let more = self.unreadable - MOST_WARNINGS;
            self.warn(format!("{more} more lines of the log are passed over"));
        }
        self.warnings
    }

    fn earliest(&self) -> Option<usize> {
        let starts = self.files.iter().enumerate();
        starts
            .filter_map(|(at, file)| {
                let session = file.next.as_ref()?;
                Some((session.start, at))
            })
            .min()
            .map(|(_, at)| at)
    }

    /// Reads on to the next session in the file at `at`.
    fn read_on(&mut self, at: usize) {
        loop {
            let Some(file) = self.files.get_mut(at) else {
                return;
            };
            match file.read_line() {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    let path = shown(&file.path);
                    return self.warn(format!("cannot read {path}: {}", in_words(&error)));
                }
            }
            let why = match std::str::from_utf8(&file.line).map(str::trim) {
                Ok("") => continue,
                Ok(line) => match log::read_since(line, self.first) {
                    Ok(session) => {
                        file.next = Some(session);
                        return;
                    }
                    Err(unreadable) => unreadable.why,
                },
                Err(_) => "it is no UTF-8 text".to_owned(),
            };
            let warning = format!(
                "line {} of {} is passed over: {why}",
                file.number,
                shown(&file.path)
            );
            self.unreadable += 1;
            if self.unreadable <= MOST_WARNINGS {
                self.warn(warning);
            }
        }
    }

    fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }
}

impl Lines {
    /// Reads the next line; false at the end.
    fn read_line(&mut self) -> io::Result<bool> {
        self.next = None;
        self.line.clear();
        self.number += 1;
        let read = (&mut self.reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut self.line)?;
        if read as u64 == LONGEST_LINE {
            self.reader.skip_until(b'\n')?;
        }
        Ok(read > 0)
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
    fn a_log_full_of_rubbish_is_told_of_in_a_few_lines() {
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
