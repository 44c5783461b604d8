//! A session at normal speed, heard through a real sound server whose output is recorded instead of played.
//!
//! It needs the programs of `PulseAudio` (`pulseaudio`, `paplay`, `parec`, `pacat`) and is skipped with a word where they are missing.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and this one takes as long as what it hears"
)]

use crate::wait;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use wait::{LIMIT, Outcome, ended, in_time, is_within};

const RATE: f64 = 22_050.0;

/// A lead-in of 13 s, in which the rule of when to stop could be said, then: ready 3, right 4, switch 3, left 4, ready 3, hold
/// 11 s.
const ROUTINE: &str = "title = \"Short\"\n\
    [[step]]\nname = \"A\"\nhold = \"4s\"\nready = \"3s\"\nswitch = \"3s\"\nsides = \"each\"\n\
    [[step]]\nname = \"B\"\nhold = \"11s\"\nready = \"3s\"\n";

/// A sound server of our own, ended with the test.
struct Server {
    programs: Vec<Child>,
    folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        for program in &mut self.programs {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

impl Server {
    fn start() -> Option<Self> {
        for needed in ["pulseaudio", "paplay", "parec", "pacat"] {
            if !Command::new(needed).arg("--version").works() {
                let _ = writeln!(std::io::stderr(), "skipped: there is no `{needed}`");
                return None;
            }
        }
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("run")).unwrap();
        fs::set_permissions(folder.path().join("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let mut server = Self {
            programs: Vec::new(),
            folder,
        };
        server.run().then_some(server)
    }

    /// Runs the sound server. Whether it takes sounds.
    fn run(&mut self) -> bool {
        let pulseaudio = self
            .command("pulseaudio")
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
            ])
            .args(["-L", "module-null-sink sink_name=heard"])
            .args(["-L", "module-native-protocol-unix"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.programs.push(pulseaudio);
        let socket = self.folder.path().join("run/pulse/native");
        let is_there = is_within(Duration::from_secs(10), || socket.exists());
        if !is_there {
            let _ = writeln!(std::io::stderr(), "skipped: pulseaudio does not start here");
        }
        is_there
    }

    /// Ends the sound server and what recorded it, as a crash does.
    fn crash(&mut self) {
        for mut program in self.programs.drain(..) {
            program.kill().unwrap();
            program.wait().unwrap();
        }
        fs::remove_file(self.folder.path().join("run/pulse/native")).unwrap();
    }

    /// A program that knows this server and no other.
    fn command(&self, name: impl AsRef<Path>) -> Command {
        let mut command = Command::new(name.as_ref());
        command
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_STATE_HOME", self.folder.path().join("state"))
            .env_remove("PULSE_SERVER")
            .env_remove("SSH_CONNECTION")
            .env_remove("SSH_TTY");
        command
    }

    /// Records what comes out until it is to stop: the samples, and when the first of them was heard.
    fn record(&mut self) -> mpsc::Receiver<(Instant, Vec<u8>)> {
        let arguments = [
            "-d",
            "heard.monitor",
            "--raw",
            "--format=s16le",
            "--rate=22050",
        ];
        let mut recorder = self
            .command("parec")
            .args(arguments)
            .args(["--channels=1", "--latency-msec=5"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = recorder.stdout.take().unwrap();
        self.programs.push(recorder);
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(read @ 1..) = out.read(&mut chunk) {
                let heard = chunk.get(..read).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), heard)).is_err() {
                    return;
                }
            }
        });
        receiver
    }
}

/// Where sound begins after silence, in seconds.
fn onsets(samples: &[i16]) -> Vec<f64> {
    let mut quiet = 1000;
    let mut onsets = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        if sample.unsigned_abs() < 150 {
            quiet += 1;
        } else {
            if quiet > 400 {
                onsets.push(at as f64 / RATE);
            }
            quiet = 0;
        }
    }
    onsets
}

/// When holds begin in the routine, by hand, in seconds after the start of the lead-in; the second side sounds twice.
const HOLDS: [f64; 3] = [16.0, 23.0, 30.0];
/// When all other tones begin that have silence before them.
const OTHERS: [f64; 13] = [
    0.7, 10.0, 11.0, 12.0, 13.0, 15.0, 20.0, 27.0, 29.0, 38.0, 39.0, 40.0, 41.0,
];

/// Plays the routine and listens: how late each tone was, in seconds, the holds first.
fn listened(server: &mut Server) -> Vec<f64> {
    let file = server.folder.path().join("short.toml");
    fs::write(&file, ROUTINE).unwrap();
    let recording = server.record();
    let first = recording.recv_timeout(LIMIT).unwrap();
    let mut session = server
        .command(env!("CARGO_BIN_EXE_supple"))
        .args(["play", "--plain", "--start", "3", "--sound", "tones"])
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(session.stdout.take().unwrap()).lines();
    let told: Vec<(Instant, String)> = in_time("the end of the session", || {
        lines.map(|line| (Instant::now(), line.unwrap())).collect()
    });
    assert!(ended(session).status.success());
    let mut chunks: Vec<(Instant, Vec<u8>)> =
        std::iter::once(first).chain(recording.try_iter()).collect();
    // What was played last is in the 0.3 s of sound that come now.
    let mut more = (RATE * 2.0 * 0.3) as usize;
    while more > 0 {
        let chunk = recording.recv_timeout(LIMIT).unwrap();
        more = more.saturating_sub(chunk.1.len());
        chunks.push(chunk);
    }
    // The moment of the first sample: each chunk came after its last sample was played, some at once and some, as
    // the machine was busy, later. So the earliest twentieth tells.
    let mut bytes = Vec::new();
    let mut began: Vec<Instant> = Vec::new();
    for (came, chunk) in &chunks {
        bytes.extend_from_slice(chunk);
        let length = Duration::from_secs_f64(bytes.len() as f64 / 2.0 / RATE);
        began.extend(came.checked_sub(length));
    }
    began.sort_unstable();
    let began = began[began.len() / 20];
    let samples: Vec<i16> = bytes
        .chunks_exact(2)
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let heard = onsets(&samples);
    let start = told
        .iter()
        .find(|(_, line)| line.contains("get ready"))
        .unwrap()
        .0;
    let start = start.duration_since(began).as_secs_f64();
    let late = |expected: f64| {
        let late = heard.iter().map(|at| at - start - expected);
        late.min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap()
    };
    HOLDS.into_iter().chain(OTHERS).map(late).collect()
}

/// A machine that is busy starts a player late now and then, and nothing is wrong with the program; what the program
/// does late, or not at all, it does alike in every session. So each tone has to be in time in one of three.
#[test]
fn every_hold_begins_within_fifty_milliseconds_of_its_tone() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let limits = HOLDS.map(|_| 0.05).into_iter().chain(OTHERS.map(|_| 0.2));
    let limits: Vec<f64> = limits.collect();
    let mut in_time = vec![false; limits.len()];
    let mut sessions = Vec::new();
    while in_time.contains(&false) {
        assert!(
            sessions.len() < 3,
            "a tone is late or missing: {sessions:.3?}"
        );
        let late = listened(&mut server);
        for (tone, (late, limit)) in late.iter().zip(&limits).enumerate() {
            in_time[tone] |= late.abs() < *limit;
        }
        let _ = writeln!(
            std::io::stderr(),
            "holds are {:.3?} s late",
            &late[..HOLDS.len()]
        );
        sessions.push(late);
    }
}

/// Waits until something is heard, or nothing for the length of a rest.
fn is_heard(recording: &mpsc::Receiver<(Instant, Vec<u8>)>) -> bool {
    is_within(LIMIT, || {
        let heard = recording.try_iter().flat_map(|(_, chunk)| chunk);

        heard
            .collect::<Vec<u8>>()
            .chunks_exact(2)
            .any(|pair| i16::from_le_bytes([pair[0], pair[1]]).unsigned_abs() > 1000)
    })
}

/// A sound server that is gone for a while: until it is back the bell rings.
#[test]
fn a_session_is_heard_again_when_the_server_was_restarted() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let file = server.folder.path().join("long.toml");
    let step = "[[step]]\nname = \"A\"\nhold = \"2s\"\nreps = 99\nbetween = \"2s\"\n";
    fs::write(&file, format!("title = \"Long\"\n{step}")).unwrap();
    // No other player stands in, which might know another way to a loudspeaker.
    let only = server.folder.path().join("only");
    fs::create_dir(&only).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let mut found = std::env::split_paths(&path).map(|folder| folder.join("paplay"));
    let paplay = found.find(|program| program.exists()).unwrap();
    std::os::unix::fs::symlink(paplay, only.join("paplay")).unwrap();
    let recording = server.record();
    let mut session = server
        .command(env!("CARGO_BIN_EXE_supple"))
        .env("PATH", only)
        .args(["play", "--plain", "--start", "0", "--sound", "tones"])
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(session.stdout.take().unwrap()).lines();
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        let holds = lines
            .map_while(Result::ok)
            .filter(|line| line.contains("hold A"));
        holds.for_each(|hold| drop(sender.send(hold)));
    });
    assert!(is_heard(&recording), "at first");
    server.crash();
    // Holds begin, with nothing to play their tones.
    told.try_iter().for_each(drop);
    for _ in 0..2 {
        told.recv_timeout(LIMIT).unwrap();
    }
    assert!(server.run());
    let recording = server.record();
    assert!(is_heard(&recording), "when the server is back");
    session.kill().unwrap();
    session.wait().unwrap();
}
