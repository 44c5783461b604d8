//! What befalls the real program in a real terminal: whatever it is, the exit code is right, the terminal is given
//! back, nothing it started lives on, and nothing is half-written.
//!
//! What happens on a screen with a figure happens to each way of showing it ([`Figures`]); that none is left is checked
//! wherever the terminal is given back. Where the way cannot matter, each case has one of them.

#![cfg(target_os = "linux")]

use crate::pty;
use crate::seen;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use pty::{
    Figures, Outcome, Picture, ROUTINE, SUPPLE, Session, children, is_over, is_within, state,
    until, used, with_each,
};
use rustix::process::{Pid, Signal, kill_process};
use seen::{LIBRARY, LINES, PAUSE, SESSION, WAYS, Way, paused, runs};

/// The signals that end the program, and its exit codes.
const ENDS: [(Signal, u32); 4] = [
    (Signal::HUP, 129),
    (Signal::INT, 130),
    (Signal::QUIT, 131),
    (Signal::TERM, 143),
];

/// On the screens that `ways` lead to, every signal and Ctrl-C are the end.
fn end(ways: &[Way]) {
    with_each(Figures::with(ways), |(figures, way)| {
        let mut sessions = ENDS.map(|_| figures.run(SUPPLE, way.arguments, &[]));
        for (session, (signal, code)) in sessions.iter_mut().zip(ENDS) {
            way.goes(session);
            session.signals(signal);
            let what = format!("{signal:?} on {} in {figures:?}", way.name);
            assert_eq!(session.ends(), code, "{what}");
            session.is_given_back();
        }
        let mut session = way.gone_in(figures);
        session.types("\x03");
        let what = format!("Ctrl-C on {} in {figures:?}", way.name);
        assert_eq!(session.ends(), 130, "{what}");
        session.is_given_back();
    });
}

#[test]
fn every_screen_of_a_session_ends_at_every_signal() {
    end(&WAYS[..5]);
}

#[test]
fn every_other_screen_ends_at_every_signal() {
    end(&WAYS[5..]);
}

/// The program as a job of a shell, which goes on with it after enter.
fn in_a_shell(figures: Figures, way: &Way) -> (Session, Pid) {
    let script = "set -m; \"$0\" \"$@\"; echo \"code $?\"; read x; fg; echo \"then $?\"";
    let arguments = [&["-c", script, SUPPLE], way.arguments].concat();
    let mut session = figures.run("/bin/sh", &arguments, &[]);
    way.goes(&mut session);
    let job = children(session.pid())[0];
    (session, job)
}

/// Stops the job of a shell, and waits until the shell has the terminal as it was.
fn stops(session: &mut Session, job: Pid) {
    kill_process(job, Signal::TSTP).unwrap();
    session.sees("the shell", |picture| picture.shows("code 1"));
    assert_eq!(state(job), 'T');
    session.is_given_back();
}

/// The screens that `ways` lead to are there again after a stop.
fn stop_and_go_on(ways: &[Way]) {
    with_each(Figures::with(ways), |(figures, way)| {
        let (mut session, job) = in_a_shell(figures, way);
        stops(&mut session, job);
        session.types("\r");
        // What ran is paused.
        session.sees(way.name, |picture| {
            (way.is)(picture) || picture.is_taken() && picture.shows("Space resume")
        });
        session.types("\x03");
        session.sees("the shell", |picture| picture.shows("then 130"));
        session.ends();
        session.is_given_back();
    });
}

#[test]
fn every_screen_of_a_session_can_be_suspended() {
    stop_and_go_on(&WAYS[..5]);
}

#[test]
fn every_other_screen_can_be_suspended() {
    stop_and_go_on(&WAYS[5..]);
}

#[test]
fn one_that_is_continued_behind_the_shell_waits_until_it_is_in_front() {
    with_each(Figures::ALL, |figures| {
        let (mut session, job) = in_a_shell(figures, &SESSION);
        stops(&mut session, job);
        let before = session.now(Picture::bytes);
        let used = switches(job);
        kill_process(job, Signal::CONT).unwrap();
        // It is stopped again as soon as it reaches for the terminal, which is the shell's.
        until("it has gone on", || {
            switches(job) > used && state(job) == 'T'
        });
        session.is_given_back();
        assert_eq!(
            session.now(Picture::bytes),
            before,
            "it leaves the shell alone"
        );
        session.types("\r");
        session.sees("the session, paused", paused);
        session.types("\x03");
        session.sees("the shell", |picture| picture.shows("then 130"));
        session.ends();
        session.is_given_back();
    });
}

/// How often a process has fallen asleep by itself or been stopped.
fn switches(pid: Pid) -> u64 {
    let path = format!("/proc/{}/status", pid.as_raw_nonzero());
    let status = std::fs::read_to_string(path).unwrap();
    let count = status
        .lines()
        .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    count.unwrap().trim().parse().unwrap()
}

/// Lines that a shell with job control has behind a keyboard, alone or before another program.
fn plain_lines_are_suspended(behind: &str) {
    let play = "\"$0\" play \"$1\" --start 0 --plain";
    let script = format!("set -m; {play}{behind}; echo stopped; read x; fg > /dev/null; echo over");
    let mut session = Session::run("/bin/sh", &["-c", &script, SUPPLE, ROUTINE], &[]);
    session.sees("the first segment", |picture| {
        picture.obeys() && picture.shows("ready Single-knee pull")
    });
    session.types("\x1a");
    session.sees("the shell", |picture| picture.shows("stopped"));
    session.is_given_back();
    session.types("\r");
    session.sees("a pause", |picture| {
        picture.shows("paused: Press any key to continue")
    });
    session.types(" ");
    session.sees("it goes on", |picture| picture.shows("resumed"));
    session.types("qy");
    session.sees("the shell", |picture| picture.shows("over"));
    session.ends();
    session.is_given_back();
}

#[test]
fn lines_are_suspended_as_the_screen_is() {
    plain_lines_are_suspended("");
    plain_lines_are_suspended(" | cat");
}

#[test]
fn a_window_can_be_closed_while_it_is_suspended() {
    with_each(Figures::ALL, |figures| {
        let (mut session, job) = in_a_shell(figures, &SESSION);
        stops(&mut session, job);
        session.closes_the_window();
        until("the end of the job", || is_over(job));
        session.ends();
    });
}

#[test]
fn what_was_begun_in_the_background_waits_until_it_is_in_front() {
    let script = "set -m; \"$0\" \"$@\" & read x; fg; echo \"then $?\"";
    let arguments = [&["-c", script, SUPPLE], SESSION.arguments].concat();
    with_each(Figures::ALL, |figures| {
        let mut session = figures.run("/bin/sh", &arguments, &[]);
        let mut job = Vec::new();
        until("a job that is stopped", || {
            job = children(session.pid());
            job.first().is_some_and(|job| state(*job) == 'T')
        });
        assert!(!session.now(Picture::is_taken));
        session.types("\r");
        session.sees("a session", runs);
        session.types("\x03");
        session.sees("the shell", |picture| picture.shows("then 130"));
        session.ends();
        session.is_given_back();
    });
}

#[test]
fn a_window_can_be_closed_over_every_screen() {
    with_each(Figures::with(&WAYS), |(figures, way)| {
        let mut session = way.gone_in(figures);
        session.closes_the_window();
        assert_eq!(session.ends(), 129, "{} in {figures:?}", way.name);
    });
}

#[test]
fn a_keyboard_that_is_gone_is_the_end() {
    with_each(Figures::ALL, |figures| {
        // Another terminal's end, so that what is drawn still has somewhere to go.
        // What runs there reads nothing: no key is for it.
        let mut keyboard = Session::run("sleep", &["1000"], &[]);
        let keys = keyboard.terminal();
        let script = format!("exec \"$0\" \"$@\" < {}", keys.display());
        let arguments = [&["-c", &script, SUPPLE], SESSION.arguments].concat();
        let mut session = figures.run("/bin/sh", &arguments, &[]);
        session.sees("a session", runs);
        keyboard.types("\x1b[C");
        session.sees("the hold", |picture| picture.shows("0:05 of 1:45"));
        keyboard.closes_the_window();
        assert_eq!(session.ends(), 129);
        session.is_given_back();
        keyboard.ends();
    });
}

/// Looks away from a session until its terminal takes nothing any more.
fn fills_up(session: &mut Session) {
    session.looks_away();
    // A whole picture each, until there is no room for more.
    let (pid, mut columns) = (session.pid(), 100);
    until("it cannot draw any more", || {
        columns ^= 1;
        session.resizes(columns, 30);
        let before = written(pid);
        !is_within(Duration::from_millis(300), || written(pid) > before) && session.is_full()
    });
}

#[test]
fn a_terminal_that_takes_nothing_holds_up_no_end() {
    with_each(Figures::with(ENDS), |(figures, (signal, code))| {
        let mut session = SESSION.gone_in(figures);
        fills_up(&mut session);
        session.signals(signal);
        until("the end of the process", || is_over(session.pid()));
        session.looks_again();
        assert_eq!(session.ends(), code, "{signal:?} in {figures:?}");
        session.is_given_back();
    });
    with_each(Figures::ALL, |figures| {
        let mut session = SESSION.gone_in(figures);
        fills_up(&mut session);
        session.types("\x03");
        until("the end of the process", || is_over(session.pid()));
        session.looks_again();
        assert_eq!(session.ends(), 130, "Ctrl-C in {figures:?}");
        session.is_given_back();
    });
}

#[test]
fn a_terminal_that_takes_nothing_for_a_while_pauses_the_session() {
    with_each(Figures::ALL, |figures| {
        let mut session = SESSION.gone_in(figures);
        let pid = session.pid();
        until("a terminal that takes nothing for five seconds", || {
            fills_up(&mut session);
            let before = (written(pid), used(pid));
            // What was full may get room once more: the system hands on what it has been given when it has time for it.
            let is_stuck = !is_within(Duration::from_secs(5), || {
                is_over(pid) || written(pid) > before.0
            });
            assert!(!is_over(pid), "it waits for its terminal");
            assert!(!is_stuck || used(pid) - before.1 <= 10, "it does not spin");
            is_stuck
        });
        session.looks_again();
        session.resizes(100, 30);
        session.sees("a pause", paused);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
    });
}

/// How many bytes a process has written.
fn written(pid: Pid) -> u64 {
    let path = format!("/proc/{}/io", pid.as_raw_nonzero());
    let counts = std::fs::read_to_string(path).unwrap_or_default();
    let written = counts.lines().find_map(|line| line.strip_prefix("wchar: "));
    written.map_or(0, |written| written.parse().unwrap())
}

/// What every cell shows, and in which colours.
fn cells(picture: &Picture) -> Vec<(String, vt100::Color, vt100::Color)> {
    let screen = picture.screen();
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let cells = cells.filter_map(|(row, column)| screen.cell(row, column));
    let shown = cells.map(|cell| match cell.contents() {
        "" | " " => (String::new(), vt100::Color::Default, cell.bgcolor()),
        letter => (letter.to_owned(), cell.fgcolor(), cell.bgcolor()),
    });
    shown.collect()
}

/// The peak of a process's memory in KiB.
fn peak(pid: Pid) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero()));
    let status = status.unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap()
}

#[test]
fn a_window_larger_than_any_display_costs_no_more_than_one() {
    let sizes = [(5000, 5000), (65_535, 65_535), (65_535, 1), (600, 200)];
    with_each(Figures::with(sizes), |(figures, (columns, rows))| {
        let mut session = SESSION.gone_in(figures);
        session.claims(columns, rows);
        let before = session.now(Picture::bytes);
        session.sees("a picture of it", |picture| picture.bytes() > before + 500);
        assert!(
            peak(session.pid()) < 64 * 1024,
            "{} KiB for {columns}×{rows} in {figures:?}",
            peak(session.pid())
        );
        session.claims(100, 30);
        // A machine that is busy may take so long to paint it that the session is paused.
        session.sees("a session", |picture| runs(picture) || paused(picture));
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{columns}×{rows} in {figures:?}");
        session.is_given_back();
    });
}

/// Every other signal that ends a process and can be caught: ABRT, USR1, USR2, ALRM, STKFLT, XCPU, VTALRM, PROF, IO, PWR, and
/// two of those for programs to use as they like.
const OTHERS: [u32; 12] = [6, 10, 12, 14, 16, 24, 26, 27, 29, 30, 40, 64];

#[test]
fn every_signal_that_can_be_caught_gives_the_terminal_back() {
    let ways = Figures::with([SESSION, LIBRARY]);
    let ways = ways.into_iter().chain([(Figures::Cells, LINES)]);
    with_each(ways, |(figures, way)| {
        for number in OTHERS {
            let mut session = way.gone_in(figures);
            let pid = session.pid().as_raw_nonzero().to_string();
            let mut kill = std::process::Command::new("kill");
            assert!(kill.args([&format!("-{number}"), &pid]).works());
            assert_eq!(session.ends(), 128 + number, "in {} {figures:?}", way.name);
            session.is_given_back();
        }
    });
}

#[test]
fn a_file_that_may_not_grow_ends_no_session() {
    let limited = "ulimit -f 1; exec \"$0\" \"$@\"";
    let ways = Figures::with([SESSION]);
    let ways = ways.into_iter().chain([(Figures::Cells, LINES)]);
    with_each(ways, |(figures, way)| {
        let arguments = [&["-c", limited, SUPPLE], way.arguments].concat();
        let mut session = figures.run("/bin/sh", &arguments, &[]);
        way.goes(&mut session);
        session.signals(Signal::XFSZ);
        session.types("\x1b[C");
        session.sees("the hold", |picture| {
            picture.shows("1:45") || picture.shows("hold Single")
        });
        session.types("\x03");
        let code = session.ends();
        // A machine that is busy plays so much of it that it is to be logged.
        let is_lost = session.now(|picture| picture.shows("this session is not in the log"));
        let what = format!("{} in {figures:?}", way.name);
        assert_eq!(code, if is_lost { 1 } else { 130 }, "{what}");
        session.is_given_back();
    });
}

/// Looks away from lines until their terminal takes nothing any more.
fn lines_fill_up(session: &mut Session) {
    session.looks_away();
    until("the terminal is full", || {
        // The keys are printed each time, and hidden again by another key: the same one would be held down.
        session.types("?x");
        is_within(Duration::from_millis(50), || session.is_full())
    });
}

#[test]
fn lines_that_nobody_reads_hold_up_no_end() {
    for (signal, code) in ENDS {
        let mut session = LINES.gone();
        lines_fill_up(&mut session);
        session.signals(signal);
        until("the end of the process", || is_over(session.pid()));
        session.looks_again();
        assert_eq!(session.ends(), code, "{signal:?}");
        session.is_given_back();
    }
}

#[test]
fn while_the_end_waits_for_a_hook_signals_are_obeyed() {
    for (signal, code) in ENDS {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config/supple");
        std::fs::create_dir_all(&folder).unwrap();
        let config = "[hooks]\nin_rehearsals = true\non_finish = [\"sh\", \"-c\", \"touch $HOME/begun; sleep 600\"]\n";
        std::fs::write(folder.join("config.toml"), config).unwrap();
        let arguments = ["play", ROUTINE, "--start", "0", "--speed", "100", "--plain"];
        let home_path = home.path().to_str().unwrap();
        let mut session = Session::run(SUPPLE, &arguments, &[("HOME", home_path)]);
        until("the hook runs", || home.path().join("begun").exists());
        session.sees("it is waited for", |picture| {
            picture.shows("waiting for `on_finish`")
        });
        session.signals(signal);
        let at_once = Duration::from_secs(4);
        assert!(is_within(at_once, || is_over(session.pid())), "{signal:?}");
        assert_eq!(session.ends(), code, "{signal:?}");
        session.is_given_back();
    }
}

/// Plays in `home` until some of a hold is over and nobody reads the terminal any more: on the screen, or as lines where
/// it has no figures.
fn held_and_unread(home: &Path, figures: Option<Figures>) -> Session {
    let lines = if figures.is_none() {
        &["--plain"][..]
    } else {
        &[]
    };
    let arguments = ["play", ROUTINE, "--start", "0", "--speed", "5"];
    let arguments = [&arguments, lines].concat();
    let home = [("HOME", home.to_str().unwrap())];
    let shown = figures.unwrap_or(Figures::Cells);
    let mut session = shown.run(SUPPLE, &arguments, &home);
    session.sees("a session", |picture| {
        runs(picture) || picture.shows("ready Single")
    });
    // Less than five seconds of a hold make no session.
    session.sees("some of the hold", |picture| {
        picture.shows("Halfway") || seen::clock(picture).is_some_and(|clock| &*clock >= "0:11")
    });
    if figures.is_none() {
        lines_fill_up(&mut session);
    } else {
        fills_up(&mut session);
    }
    session
}

/// As lines, and on the screen with each way of figures.
const SURFACES: [Option<Figures>; 4] = [
    None,
    Some(Figures::Cells),
    Some(Figures::Kitty),
    Some(Figures::Sixel),
];

/// The hook of a session that nobody reads is waited for until a signal comes.
fn hook_is_waited_for(figures: Option<Figures>, signal: Signal, code: u32) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/supple");
    std::fs::create_dir_all(&folder).unwrap();
    let config = "[hooks]\nin_rehearsals = true\non_finish = [\"sh\", \"-c\", \"touch $HOME/begun; sleep 55\"]\n";
    std::fs::write(folder.join("config.toml"), config).unwrap();
    let mut session = held_and_unread(home.path(), figures);
    session.signals(Signal::TERM);
    until("the hook runs", || home.path().join("begun").exists());
    // Meanwhile it is said; the hook itself has eight seconds.
    let pid = session.pid();
    assert!(!is_within(Duration::from_secs(2), || is_over(pid)));
    session.signals(signal);
    let at_once = Duration::from_secs(4);
    assert!(is_within(at_once, || is_over(pid)), "{signal:?}");
    session.looks_again();
    assert_eq!(session.ends(), code, "{signal:?}");
    session.is_given_back();
}

#[test]
fn that_a_hook_is_waited_for_is_said_without_waiting_for_a_reader() {
    // Each signal is sent to lines and to a screen.
    let screens = SURFACES.into_iter().skip(1).cycle().zip(ENDS);
    let ways = ENDS.map(|end| (None, end)).into_iter().chain(screens);
    with_each(ways, |(figures, (signal, code))| {
        hook_is_waited_for(figures, signal, code);
    });
}

/// A session that nobody reads, and that has a failure to tell of because `file` is no folder, ends at a signal.
fn failure_is_reported(figures: Option<Figures>, file: &str, code: u32) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "").unwrap();
    let mut session = held_and_unread(home.path(), figures);
    session.signals(Signal::TERM);
    let soon = Duration::from_secs(8);
    assert!(is_within(soon, || is_over(session.pid())), "{file}");
    session.looks_again();
    assert_eq!(session.ends(), code, "{file}");
    session.is_given_back();
}

#[test]
fn unsaved_records_are_printed_without_waiting_for_a_reader() {
    let files = [(".local/share/supple/log", 1), (".local/state/supple", 143)];
    let ways = SURFACES.map(|figures| files.map(|file| (figures, file)));
    with_each(ways.concat(), |(figures, (file, code))| {
        failure_is_reported(figures, file, code);
    });
}

#[test]
fn unsaved_records_are_whole_in_files_and_pipes_after_a_signal() {
    let slowly = "\"$0\" \"$@\" 2> \"$HOME/errors\" | (read x; sleep 3; cat > \"$HOME/lines\")";
    let files = "\"$0\" \"$@\" 2> \"$HOME/errors\" > \"$HOME/lines\"";
    for script in [slowly, files] {
        let home = tempfile::tempdir().unwrap();
        let log = home.path().join(".local/share/supple/log");
        std::fs::create_dir_all(log.parent().unwrap()).unwrap();
        std::fs::write(&log, "").unwrap();
        let arguments = ["-c", script, SUPPLE, "play", ROUTINE, "--start", "0"];
        let arguments = [&arguments[..], &["--speed", "20", "--plain"]].concat();
        let home_path = home.path().to_str().unwrap();
        let mut session = Session::run("/bin/sh", &arguments, &[("HOME", home_path)]);
        let mut job = Vec::new();
        until("it plays", || {
            job = children(session.pid());
            !job.is_empty()
        });
        assert!(!is_within(Duration::from_secs(2), || is_over(job[0])));
        kill_process(job[0], Signal::TERM).unwrap();
        session.ends();
        let read = |name| std::fs::read_to_string(home.path().join(name)).unwrap();
        let (lines, errors) = (read("lines"), read("errors"));
        assert!(lines.contains(" in all, "), "the summary: {lines}");
        let record = lines.lines().last().unwrap();
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        assert_eq!(record["ended"], "stopped", "{lines}");
        assert!(
            errors.contains("warning: ") && errors.ends_with('\n'),
            "{errors}"
        );
    }
}

#[test]
fn a_session_at_a_wait_is_resumed_where_no_key_can_come() {
    let folder = tempfile::tempdir().unwrap();
    let routine = folder.path().join("waits.toml");
    let text = "title = \"Waits\"\n[[step]]\nhold = \"6s\"\nname = \"A\"\nready = \"0s\"\n[[step]]\nwait = true\n\
                [[step]]\nhold = \"1s\"\nname = \"B\"\nready = \"0s\"\n";
    std::fs::write(&routine, text).unwrap();
    let home = folder.path().to_str().unwrap();
    let arguments = ["play", routine.to_str().unwrap(), "--start", "0", "--plain"];
    let mut session = Session::run(SUPPLE, &arguments, &[("HOME", home)]);
    session.sees("the wait", |picture| picture.shows("any key"));
    session.signals(Signal::TERM);
    assert_eq!(session.ends(), 143);
    let mut resumed = std::process::Command::new(SUPPLE);
    resumed
        .args(["play", "--resume", "--plain"])
        .env("HOME", home);
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        resumed.env_remove(name);
    }
    let output = resumed.outcome();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("  done\n"), "{said}");
}

#[test]
fn few_files_are_an_error_and_no_panic() {
    let limits = (3..24).flat_map(|most| [(most, SESSION), (most, LIBRARY)]);
    let ways = Figures::ALL.into_iter().cycle().zip(limits);
    with_each(ways, |(figures, (most, way))| {
        let limited = format!("ulimit -n {most}; \"$0\" \"$@\"; echo \"code $?\"");
        let arguments = [&["-c", &limited, SUPPLE], way.arguments].concat();
        let mut session = figures.run("/bin/sh", &arguments, &[]);
        session.sees("a screen or an error", |picture| {
            (way.is)(picture) || picture.shows("code ")
        });
        session.types("\x03");
        session.sees("the end", |picture| {
            !picture.is_taken() && picture.shows("code ")
        });
        assert!(!session.now(|picture| picture.shows("code 101")), "{most}");
        session.ends();
        session.is_given_back();
    });
}

#[test]
fn without_more_threads_it_plays_all_the_same() {
    // The limit does not hold for the superuser.
    let limited = "exec prlimit --nproc=1 setpriv --reuid=65533 --clear-groups \"$0\" \"$@\"";
    let home = tempfile::tempdir().unwrap();
    let all = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    std::fs::set_permissions(home.path(), all).unwrap();
    let is_possible = std::process::Command::new("/bin/sh")
        .args(["-c", limited, SUPPLE, "--version"])
        .works();
    if !is_possible {
        #[allow(clippy::print_stderr, reason = "what is skipped is said")]
        {
            eprintln!("skipped: this machine does not allow to be another user");
        }
        return;
    }
    for (figures, way) in Figures::with([SESSION, LIBRARY]) {
        let arguments = [&["-c", limited, SUPPLE], way.arguments].concat();
        let home = home.path().to_str().unwrap();
        let mut session = figures.run("/bin/sh", &arguments, &[("HOME", home)]);
        way.goes(&mut session);
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{}", way.name);
        session.is_given_back();
    }
}

#[test]
fn a_time_zone_may_be_anything() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    symlink("/dev/zero", folder.path().join("zero")).unwrap();
    let zones = folder.path().to_str().unwrap();
    let named = format!(":{}", pipe.display());
    let upwards = format!("../../..{zones}/pipe");
    let named_zones = [
        named.as_str(),
        &upwards,
        "/dev/zero",
        "/etc",
        "/dev/tty",
        ":/usr/share/zoneinfo/Asia/Tokyo",
        "nowhere",
        "\u{202e}",
        "EST5EDT",
        "",
        "pipe",
        ":pipe",
        "zero",
        ":zero",
    ];
    let ways = Figures::ALL.into_iter().cycle().zip(named_zones);
    with_each(ways, |(figures, zone)| {
        let variables = [("TZ", zone), ("TZDIR", zones)];
        let mut session = figures.run(SUPPLE, SESSION.arguments, &variables);
        session.sees(zone, runs);
        assert!(
            peak(session.pid()) < 64 * 1024,
            "{zone}: {} KiB",
            peak(session.pid())
        );
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{zone}");
        session.is_given_back();
    });
}

#[test]
fn a_storm_of_sizes_leaves_the_picture_as_it_was() {
    with_each(Figures::with([PAUSE, LIBRARY]), |(figures, way)| {
        let mut session = way.gone_in(figures);
        // A message that comes and goes meanwhile, such as that of a slow disk, makes another storm of it.
        until("a storm leaves the picture as it was", || {
            let mut before = session.now(cells);
            until("the picture stands", || {
                let last = std::mem::replace(&mut before, session.now(cells));
                !is_within(Duration::from_secs(2), || session.now(cells) != last)
            });
            for nth in 0..50 {
                for (columns, rows) in [(1, 1), (200 - nth, 60), (nth + 1, 30), (100, nth + 1)] {
                    session.resizes(columns, rows);
                    is_within(Duration::from_millis(10), || false);
                }
            }
            session.resizes(100, 30);
            is_within(Duration::from_secs(10), || session.now(cells) == before)
        });
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
    });
}

#[test]
fn a_window_without_cells_can_grow() {
    let mut session = Session::run_in((0, 0), SUPPLE, SESSION.arguments, &[]);
    session.sees("the screen is taken", Picture::is_taken);
    session.resizes(100, 30);
    session.sees("a session", runs);
    session.resizes(0, 0);
    session.resizes(100, 30);
    session.sees("a session", runs);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

/// Bytes of every kind, the same each time.
fn garbage(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// A hundred thousand bytes of every kind but `without`.
fn garbage_without(without: &[u8]) -> Vec<u8> {
    let mut bytes = garbage(120_000);
    bytes.retain(|byte| !without.contains(byte));
    bytes.truncate(100_000);
    assert_eq!(bytes.len(), 100_000);
    bytes
}

#[test]
fn garbage_is_keys_and_no_more() {
    with_each(Figures::with([SESSION, LIBRARY]), |(figures, way)| {
        // With every key in it a Ctrl-C comes soon. Neither two nor one behind `q`: after the end it would be a signal,
        // with which the system drops what was written last.
        let mut whole = garbage(100_000);
        whole.retain(|byte| *byte != b'q');
        let end = whole.iter().position(|byte| *byte == 0x03).unwrap();
        whole.truncate(end + 1);
        for bytes in [whole, garbage_without(b"\x03\x1a\x1c")] {
            // Some key opens the editor.
            let mut session = figures.run(SUPPLE, way.arguments, &[("VISUAL", "true")]);
            way.goes(&mut session);
            session.pours(bytes);
            session.signals_if_there(Signal::TERM);
            let code = session.ends();
            let is_known = [0, 3, 130, 143].contains(&code);
            assert!(
                is_known,
                "{code} of {}:\n{}",
                way.name,
                session.now(Picture::text)
            );
            session.is_given_back();
        }
    });
}

#[test]
fn what_is_typed_may_be_of_any_length() {
    with_each(Figures::ALL, |figures| {
        let mut session = LIBRARY.gone_in(figures);
        session.types("/");
        session.pours(vec![b'a'; 30_000]);
        session.signals(Signal::TERM);
        assert_eq!(session.ends(), 143);
        session.is_given_back();
    });
}

/// So many bytes the system passes on at once. A paste that it passes on in parts has come to its end, as the program sees
/// it, where the next part takes longer than 50 ms.
const AT_ONCE: usize = 3000;

#[test]
fn a_paste_is_no_key() {
    with_each(Figures::with([SESSION, LIBRARY]), |(figures, way)| {
        let mut session = way.gone_in(figures);
        // Ctrl-C stops in a paste, too.
        let paste = &garbage_without(b"\x1b\x03")[..AT_ONCE];
        session.pours([b"\x1b[200~", paste, b"\x1b[201~"].concat());
        // The next key is one again, and the only one that came.
        session.types("?");
        session.sees("the keys", |picture| picture.shows("key to close"));
        // The same key at once would be a repeat.
        session.types("x");
        session.sees(way.name, |picture| (way.is)(picture) || paused(picture));
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
    });
}

#[test]
fn every_byte_may_be_typed() {
    with_each(Figures::ALL, |figures| {
        let mut session = SESSION.gone_in(figures);
        for byte in 0..=u8::MAX {
            session.sends(&[byte]);
            let ended = is_within(Duration::from_millis(20), || is_over(session.pid()));
            if ended || byte == 0x03 {
                assert_eq!(session.ends(), 130, "{byte:#04x}");
                assert_eq!(byte, 0x03);
                session.is_given_back();
                session = SESSION.gone_in(figures);
            }
        }
        session.signals(Signal::TERM);
        assert_eq!(session.ends(), 143);
        session.is_given_back();
    });
}

#[test]
fn a_mouse_may_be_nowhere() {
    // Places are counted from 1; the older form of a report adds 32.
    let reports = [&b"\x1b[<0;0;0M"[..], b"\x1b[M   ", b"\x1b[0;0R"];
    with_each(Figures::with(reports), |(figures, report)| {
        let mut session = SESSION.gone_in(figures);
        session.sends(report);
        session.types("?");
        session.sees("the keys", |picture| picture.shows("key to close"));
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{report:?}");
        session.is_given_back();
    });
}

#[test]
fn a_key_behind_half_a_character_is_a_key() {
    with_each(Figures::ALL, |figures| {
        let mut session = SESSION.gone_in(figures);
        session.sends(b"\xf0\x9f");
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
    });
}

#[test]
fn two_play_at_once() {
    with_each(Figures::ALL, |figures| {
        let home = tempfile::tempdir().unwrap();
        let home = [("HOME", home.path().to_str().unwrap())];
        let arguments = ["play", ROUTINE, "--start", "0", "--speed", "100"];
        let mut both = [(); 2].map(|()| figures.run(SUPPLE, &arguments, &home));
        for session in &mut both {
            assert_eq!(session.ends(), 0);
            session.is_given_back();
        }
        assert_eq!(logged(&both[0]).lines().count(), 2);
    });
}

/// The log of a session, without the old one that was there before.
fn logged(session: &Session) -> String {
    let folder = session.home().join(".local/share/supple/log");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let texts = files
        .filter(|file| !file.ends_with("old.jsonl"))
        .map(|file| std::fs::read_to_string(file).unwrap());
    texts.collect()
}

#[test]
fn a_killed_session_can_be_resumed() {
    with_each(Figures::ALL, killed_and_resumed);
}

fn killed_and_resumed(figures: Figures) {
    let mut killed = SESSION.gone_in(figures);
    killed.types("\x1b[C");
    let unfinished = killed.home().join(".local/state/supple/unfinished.json");
    let saved = || std::fs::read(&unfinished).unwrap_or_default();
    until("it is saved on the way", || !saved().is_empty());
    // Less than five seconds of it would be a try.
    killed.sees("some of the hold", |picture| picture.shows("0:12 of 1:45"));
    // That is saved where the next segment begins.
    let before = saved();
    killed.types("\x1b[C");
    until("it is saved again", || saved() != before);
    killed.signals(Signal::KILL);
    killed.ends();
    let home = killed.home().to_str().unwrap();
    let told = "another window has resumed";
    // The first that takes it has it, and the other one says so.
    let mut windows = [(); 2].map(|()| figures.run(SUPPLE, &[], &[("HOME", home)]));
    for window in &windows {
        window.sees("it is offered", |picture| {
            picture.shows("Unfinished: Short")
        });
    }
    for window in &mut windows {
        window.types("c");
        // With the lead-in it takes five seconds more.
        window.sees("it goes on", |picture| {
            picture.is_taken() && picture.shows("of 1:50")
        });
    }
    let is_told = |window: &Session| window.now(|picture| picture.shows(told));
    until("one of them is told", || windows.iter().any(is_told));
    for window in &mut windows {
        window.types("\x03");
        assert_eq!(window.ends(), 130);
        window.is_given_back();
    }
    assert_eq!(windows.iter().filter(|window| is_told(window)).count(), 1);
}

#[test]
fn no_helper_outlives_it_and_none_is_left_unreaped() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/supple");
    std::fs::create_dir_all(&folder).unwrap();
    // A player that takes its time, and something that is run at the end.
    let config = "[sound]\nmode = \"tones\"\nplayer = [\"sh\", \"-c\", \"sleep 0.3\"]\n\
                  [hooks]\nin_rehearsals = true\non_finish = [\"sh\", \"-c\", \"cat > $HOME/hook.json\"]\n";
    std::fs::write(folder.join("config.toml"), config).unwrap();
    for (figures, (signal, code)) in Figures::ALL.into_iter().cycle().zip(ENDS) {
        let home = home.path().to_str().unwrap();
        let mut session = figures.run(SUPPLE, SESSION.arguments, &[("HOME", home)]);
        session.sees("a session", runs);
        // Each ends something, and each is heard.
        for _ in 0..3 {
            session.types("\x1b[C");
            until("something plays", || session.processes().len() > 1);
            until("all that is over is reaped", || {
                pty::zombies(session.pid()).is_empty()
            });
        }
        session.signals(signal);
        assert_eq!(session.ends(), code, "{signal:?}");
        session.is_given_back();
    }
}

/// A panic in `place` ends the program; its message stands below what was there before.
#[cfg(debug_assertions)]
fn panics(arguments: &[&str], place: &str) {
    let arguments = [SESSION.arguments, arguments].concat();
    let mut session = Session::run(SUPPLE, &arguments, &[("SUPPLE_FAULT", place)]);
    assert_eq!(session.ends(), 101);
    let message = format!("fault injected: {place}");
    session.sees("the message", |picture| {
        !picture.is_taken() && picture.shows(&message)
    });
    session.is_given_back();
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_back_a_keyboard_too() {
    panics(&["--plain"], "worker");
}
