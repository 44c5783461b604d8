//! Files that are none, disks without room, and what the environment says of both.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::fs::{CWD, FileType, FlockOperation, Mode, flock, mknodat};
use rustix::process::Signal;

use crate::home::Home;
use crate::pty::{Outcome, Picture, ROUTINE, SUPPLE, is_over, is_within, until};
use crate::seen::{LIBRARY, runs as is_running};
use crate::{PLAY, QUICK, Trials, is_empty, prints, runs, stops};

type Make = fn(&Path);

/// Everything that can be in the place of a file.
const KINDS: [(&str, Make); 10] = [
    ("a pipe", |path| make(path, FileType::Fifo)),
    ("a socket", |path| make(path, FileType::Socket)),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    ("an empty file", |path| fs::write(path, "").unwrap()),
    ("a link to nowhere", |path| {
        symlink("nowhere", path).unwrap();
    }),
    ("a link to itself", |path| symlink(path, path).unwrap()),
    ("a link to zeros", |path| {
        symlink("/dev/zero", path).unwrap();
    }),
    ("a link to a full disk", |path| {
        symlink("/dev/full", path).unwrap();
    }),
    ("a link to the terminal", |path| {
        symlink("/dev/tty", path).unwrap();
    }),
    ("a gigabyte", |path| {
        File::create(path).unwrap().set_len(1 << 30).unwrap();
    }),
];

fn make(path: &Path, kind: FileType) {
    mknodat(CWD, path, kind, Mode::from_raw_mode(0o600), 0).unwrap();
}

/// All that lies below a folder, as paths from there.
fn below(folder: &Path, from: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths = Vec::new();
    for path in entries {
        paths.push(path.strip_prefix(from).unwrap().to_owned());
        if path.is_dir() {
            paths.extend(below(&path, from));
        }
    }
    paths
}

/// Every path in a home that the program looks at: all that it leaves there, and what a person can put there.
fn places() -> Vec<PathBuf> {
    let home = Home::empty();
    prints(&home, "", &QUICK, &[]);
    let mut killed = runs(&home, "", &PLAY, &[]);
    killed.sees("a session", is_running);
    killed.types("\x1b[C");
    is_within(Duration::from_secs(2), || false);
    killed.signals(Signal::KILL);
    killed.ends();
    for path in [
        ".config/supple/config.toml",
        ".config/supple/routines/knee.toml",
        ".config/supple/figures/bridge.toml",
        ".local/share/supple/log/other.jsonl",
    ] {
        home.put(path, "");
    }
    below(home.path(), home.path())
}

/// Anything at all in the place of every file and every folder.
pub(crate) fn special(trials: &mut Trials) {
    const COMMANDS: [&[&str]; 8] = [
        &["list"],
        &["check"],
        &["show", "knee-to-chest"],
        &["log"],
        &["figures", "--plain"],
        &["doctor", "--print-config"],
        &["play", "--resume", "--plain", "--sound=off"],
        &QUICK,
    ];
    for place in places() {
        for (kind, make) in KINDS {
            trials.tries(&format!("{kind} as {}", place.display()), || {
                let home = Home::empty();
                let path = home.path().join(&place);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                make(&path);
                for arguments in COMMANDS {
                    prints(&home, "", arguments, &[]);
                }
                let mut session = runs(&home, "", &[], &[]);
                LIBRARY.goes(&mut session);
                session.types("\x03");
                assert_eq!(session.ends(), 130);
                session.is_given_back();
            });
        }
    }
    for (kind, make) in KINDS {
        trials.tries(&format!("{kind} as an argument"), || {
            let home = Home::empty();
            make(&home.path().join("x.toml"));
            for arguments in [
                &["show", "./x.toml"][..],
                &["check", "./x.toml"],
                &["check", "--fix", "./x.toml"],
                &["play", "--plain", "./x.toml"],
                &["render", "./x.toml", "-o", "x.wav"],
                &["new", "mine", "--from", "./x.toml", "--stdout"],
            ] {
                prints(&home, "", arguments, &[]);
            }
        });
    }
}

/// Anything in the place of a result.
pub(crate) fn results(trials: &mut Trials) {
    for (kind, make) in KINDS {
        // Nobody reads the pipe, so that writing it waits, as `cat` does.
        if kind == "a pipe" {
            continue;
        }
        trials.tries(&format!("{kind} as the sound of a routine"), || {
            let home = Home::empty();
            make(&home.path().join("x.wav"));
            prints(
                &home,
                "",
                &["render", ROUTINE, "--sound=tones", "-o", "x.wav"],
                &[],
            );
        });
    }
    trials.tries("six hours of sound", || {
        let home = Home::empty();
        home.put(
            "long.toml",
            "title = \"Long\"\n[[step]]\nname = \"a\"\ntime = \"6h\"\n",
        );
        let render = ["render", "./long.toml", "--sound=tones", "-o", "/dev/null"];
        prints(&home, "", &render, &[]);
    });
    trials.tries("names that can be guessed", || {
        let home = Home::empty();
        let own = home.put("own", "somebody's own");
        home.put(
            "x.toml",
            "title = \"x\"\n[[step]]\nname = \"a\"\nhold = \"fifteen seconds\"\n",
        );
        // The numbers of the processes to come.
        let last = Command::new("true").spawn().unwrap().id();
        for pid in last..last + 200 {
            let name = format!(".x.toml.{pid}.tmp");
            symlink(&own, home.path().join(name)).unwrap();
        }
        prints(&home, "", &["check", "--fix", "./x.toml"], &[]);
        assert_eq!(fs::read_to_string(own).unwrap(), "somebody's own");
    });
}

/// Whether the system lets us be another user, who can run the program.
fn can_be_nobody() -> bool {
    let nobody = [
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "test",
        "-x",
        SUPPLE,
    ];
    Command::new("setpriv").args(nobody).works()
}

/// Little of everything a process may have.
pub(crate) fn limits(trials: &mut Trials) {
    let files = [0, 1, 2, 8].map(|blocks| format!("ulimit -f {blocks}"));
    // Less than four, and the system cannot load the program.
    let handles = (4..40).map(|count| format!("ulimit -n {count}"));
    let stacks = [128, 256, 1024].map(|size| format!("ulimit -s {size}"));
    let nobody = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" \"$@\"";
    let programs = [1, 2, 3, 4, 5, 6, 8, 12]
        .map(|count| format!("chown 65534 \"$(tty)\"; ulimit -u {count}; {nobody}"));
    let mut all: Vec<_> = files.into_iter().chain(handles).chain(stacks).collect();
    if can_be_nobody() {
        all.extend(programs);
    } else {
        Trials::leaves_out("`ulimit -u`, because there is no other user who can run the program");
    }
    for limit in all {
        let short = limit
            .split(';')
            .find(|part| part.contains("ulimit"))
            .unwrap()
            .trim();
        let screen: &[&str] = &PLAY;
        for (what, arguments) in [
            ("a session", screen),
            ("lines", &QUICK),
            ("the library", &[]),
        ] {
            trials.tries(&format!("{short} and {what}"), || {
                let home = Home::empty();
                fs::set_permissions(home.path(), Permissions::from_mode(0o777)).unwrap();
                let session = runs(&home, &limit, arguments, &[]);
                let mut session = session;
                let pid = session.pid();
                until("it has begun or ended", || {
                    is_over(pid) || session.now(Picture::is_taken)
                });
                is_within(Duration::from_millis(100), || is_over(pid));
                if !is_over(pid) {
                    session.types("\x1b[C");
                    is_within(Duration::from_millis(200), || is_over(pid));
                    session.types("\x1b[C");
                    is_within(Duration::from_millis(200), || is_over(pid));
                }
                let text = session.now(Picture::text);
                stops(session);
                assert!(!text.contains("panicked"), "{text}");
            });
        }
    }
}

/// A home on a disk that has no room left.
pub(crate) fn full_disk(trials: &mut Trials) {
    let own = [
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "mount -t tmpfs none /mnt",
    ];
    if !Command::new("unshare").args(own).works() {
        Trials::leaves_out("a disk of its own, because this system mounts nothing for us");
        return;
    }
    for room in [0, 1, 2, 3, 4] {
        let full = format!(
            "exec unshare --user --map-root-user --mount /bin/sh -c '
             mount -t tmpfs -o size=64k none \"$HOME\"; cat /dev/zero > \"$HOME/full\" 2> /dev/null
             truncate -s -{} \"$HOME/full\"; exec \"$0\" \"$@\"' \"$0\" \"$@\"",
            room * 4096
        );
        for (what, arguments) in [
            ("a session", &PLAY[..]),
            ("lines", &QUICK),
            ("the library", &[]),
        ] {
            trials.tries(&format!("{room} pages of room and {what}"), || {
                let home = Home::empty();
                let mut session = runs(&home, &full, arguments, &[]);
                let pid = session.pid();
                until("it has begun or ended", || {
                    is_over(pid) || session.now(Picture::is_taken)
                });
                if what == "a session" {
                    session.sees(what, is_running);
                    session.types("\x1b[C");
                    is_within(Duration::from_millis(1200), || false);
                    session.types("\x03");
                    let code = session.ends();
                    session.is_given_back();
                    assert!([1, 130].contains(&code), "exit code {code}");
                    let is_said = session.now(|picture| picture.shows("no space left on device"));
                    assert!(
                        room > 0 || is_said,
                        "nothing is said: {}",
                        session.now(Picture::text)
                    );
                } else {
                    stops(session);
                }
            });
        }
    }
}

/// Another program holds the lock of a file.
pub(crate) fn locked(trials: &mut Trials) {
    let home = Home::empty();
    prints(&home, "", &QUICK, &[]);
    let files: Vec<PathBuf> = below(home.path(), home.path());
    for place in files
        .into_iter()
        .filter(|place| home.path().join(place).is_file())
    {
        trials.tries(&format!("{}", place.display()), || {
            let home = Home::empty();
            prints(&home, "", &QUICK, &[]);
            let file = File::options()
                .append(true)
                .open(home.path().join(&place))
                .unwrap();
            flock(&file, FlockOperation::LockExclusive).unwrap();
            prints(&home, "", &QUICK, &[]);
            prints(&home, "", &["log"], &[]);
            let mut session = runs(&home, "", &[], &[]);
            let begin = std::time::Instant::now();
            LIBRARY.goes(&mut session);
            assert!(
                begin.elapsed() < Duration::from_secs(3),
                "it shows nothing for so long"
            );
            stops(session);
            let mut session = runs(&home, "", &PLAY, &[]);
            session.sees("a session", is_running);
            session.types("\x1b[C");
            is_within(Duration::from_millis(1200), || false);
            stops(session);
        });
    }
}

/// What the environment may say.
pub(crate) fn environment(trials: &mut Trials) {
    let room = Home::empty();
    let pipe = room.path().join("pipe");
    make(&pipe, FileType::Fifo);
    let file = room.put("file", "x");
    let [pipe, file] = [&pipe, &file].map(|path| path.to_str().unwrap());
    let names = [
        "TZ",
        "HOME",
        "TERM",
        "LANG",
        "LC_ALL",
        "COLUMNS",
        "LINES",
        "PATH",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR",
        "NO_COLOR",
        "COLORTERM",
        "VISUAL",
        "HOSTNAME",
    ];
    let long = "x".repeat(100_000);
    let values = [
        "",
        ".",
        "..",
        "/",
        "relative",
        "/nowhere/at/all",
        "/dev/zero",
        ":/dev/zero",
        "/dev/full",
        "/dev/tty",
        "/proc/self/mem",
        pipe,
        file,
        "\u{1b}[2J",
        "-1",
        "99999999999999999999",
        "Etc/Nothing",
        &long,
    ];
    for name in names {
        for value in values {
            let shown: String = value.chars().take(30).collect();
            trials.tries(&format!("{name}={}", shown.escape_debug()), || {
                let home = Home::empty();
                // Set by the shell, since the starter of a program reads some of these too.
                let before = format!("export {name}=\"$SUPPLE_TRIAL_VALUE\"");
                let set = [("SUPPLE_TRIAL_VALUE", value)];
                for arguments in [&["list"][..], &["log"], &["show", "knee-to-chest"], &QUICK] {
                    prints(&home, &before, arguments, &set);
                }
                let temporary = home.path().join("tmp");
                fs::create_dir(&temporary).unwrap();
                let mut session = runs(&home, &before, &PLAY, &set);
                let pid = session.pid();
                until("it has begun or ended", || {
                    is_over(pid) || session.now(|picture| picture.bytes() > 0)
                });
                is_within(Duration::from_millis(100), || is_over(pid));
                session.types("\x03");
                let code = session.ends();
                assert!([1, 2, 130].contains(&code), "exit code {code}");
                session.is_given_back();
                is_empty(&temporary);
            });
        }
    }
}
