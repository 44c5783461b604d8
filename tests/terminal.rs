//! The real program in a real terminal: whatever ends or interrupts it, the terminal comes back and the clock is
//! right.

#![cfg(target_os = "linux")]

use crate::pty;
use crate::seen;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use pty::{
    Figures, LIMIT, Outcome, Picture, ROUTINE, SUPPLE, Session, children, ended, in_time, is_over,
    is_within, state, until, used,
};
use rustix::process::{Pid, Signal, kill_process};
use seen::{asks, clock, lists, paused, runs, sums_up};

/// A session from its first segment on.
fn session() -> Session {
    let session = Session::play(&["--start", "0"]);
    session.sees("a session", runs);
    session
}

/// A shell with job control that plays, and goes on with the job after enter.
const SHELL: [&str; 5] = [
    "/bin/sh",
    "-c",
    "set -m; \"$0\" play \"$1\" --start 0; echo \"code $?\"; read x; fg; echo \"then $?\"",
    SUPPLE,
    ROUTINE,
];

/// A session that a shell with job control has started.
fn in_a_shell() -> (Session, Pid) {
    let session = Session::run(SHELL[0], &SHELL[1..], &[]);
    session.sees("a session", runs);
    let job = children(session.pid());
    (session, job[0])
}

#[test]
fn a_session_is_played_to_its_end() {
    let arguments = ["--start", "1", "--speed", "60", "--sound", "bell"];
    let mut session = Session::play(&arguments);
    session.sees("what was done", sums_up);
    // It goes by itself after two minutes, which are two seconds at this speed.
    assert_eq!(session.ends(), 0);
    session.is_given_back();
    assert!(session.now(|picture| picture.had("\x07")), "the bell rang");
    assert_eq!(last_lines(&session), TOLD);
}

/// What stands on the screen after the end.
fn last_lines(session: &Session) -> String {
    session.sees("the last line", |picture| picture.shows(" in all"));
    let text = session.now(Picture::text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[test]
fn a_command_is_told_of_changes_on_the_screen_too() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/supple");
    fs::create_dir_all(&config).unwrap();
    let hooks = "[hooks]\non_change = [\"sh\", \"-c\", \"cat > $HOME/changes\"]\n";
    fs::write(config.join("config.toml"), hooks).unwrap();
    let environment = [("HOME", home.path().to_str().unwrap())];
    let arguments = ["play", ROUTINE, "--start", "0"];
    let mut session = Session::run(SUPPLE, &arguments, &environment);
    session.sees("a session", runs);
    session.types(" ");
    let changes = home.path().join("changes");
    let told = |phase: &str| {
        let told = fs::read_to_string(&changes).unwrap_or_default();
        told.contains(&format!("\"phase\":\"{phase}\""))
    };
    until("the pause is told", || told("paused"));
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    until("the end is told", || told("stopped"));
}

/// What was done in the whole session.
const TOLD: &str = "  Single-knee pull  right  30 s
                    left   30 s
  Double-knee pull         20 s

1:45 in all, 1:20 held: right 30 s, left 30 s, both 20 s";

#[test]
fn a_key_leaves_what_was_done() {
    let mut session = Session::play(&["--start", "0", "--speed", "200"]);
    session.sees("what was done", sums_up);
    session.types("\r");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
    assert_eq!(last_lines(&session), TOLD);
}

#[test]
fn what_was_done_before_a_stop_is_summed_up() {
    let mut session = session();
    session.types("\x1b[C");
    session.sees("five seconds of the hold", |picture| {
        clock(picture).is_some_and(|clock| clock.as_str() >= "0:10")
    });
    session.types("qy");
    session.sees("what was done", sums_up);
    session.types("q");
    assert_eq!(session.ends(), 3);
    session.is_given_back();
    assert!(last_lines(&session).contains("Single-knee pull  right "));
}

#[test]
fn one_chooses_plays_stops_and_comes_back() {
    let home = tempfile::TempDir::new().unwrap();
    let path = home.path().to_str().unwrap();
    let environment = [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ]
    .map(|name| (name, path));
    let log = home.path().join("supple/log");
    pty::played_before(&log);
    let mut session = Session::run(SUPPLE, &[], &environment);
    session.sees("the library", lists);
    session.types("/chest knee");
    session.sees("what is found", |picture| picture.shows("/ chest knee"));
    session.types("\r");
    session.sees("a lead-in", |picture| {
        picture.obeys() && picture.shows("start now") && picture.shows("of 2:13")
    });
    // A sound server's own client may have left something beside it.
    let state = std::fs::read_dir(home.path().join("supple")).unwrap();
    assert!(
        state.count() == 1 && std::fs::read_dir(log).unwrap().count() == 1,
        "nothing is written before there is anything to keep"
    );
    session.types("\x1b[C");
    session.sees("five seconds of the hold", |picture| {
        picture.shows("0:20 of 2:13")
    });
    session.types(" ");
    session.sees("a pause", |picture| picture.shows("Space resume"));
    session.types("qy");
    session.sees("what was done", sums_up);
    session.types("\r");
    session.sees("the library again", lists);
    session.types("\x1b[27u\x1b[F\r");
    session.sees("another one", |picture| {
        picture.obeys() && picture.shows("of 5:22")
    });
    session.types("qy");
    session.sees("the library, since nothing was held", lists);
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.is_given_back();
}

/// Waits until the same key is pressed anew: sooner it would be held down.
fn is_another_press() {
    is_within(Duration::from_millis(300), || false);
}

#[test]
fn keys_and_clicks_reach_the_session() {
    let mut session = session();
    session.types(" ");
    session.sees("a pause", paused);
    is_another_press();
    session.types(" ");
    session.sees("it goes on", runs);
    // A press and a release of the left button.
    session.types("\x1b[<0;5;5M\x1b[<0;5;5m");
    session.sees("a pause", paused);
    // A turn of the wheel, a movement and a paste are nothing.
    session.types("\x1b[<64;5;5M\x1b[<35;6;6M\x1b[200~ q \x1b[201~");
    // Neither is what a terminal with better keys tells besides: a release, a repeat, a shift.
    session.types("\x1b[32;1:3u\x1b[32;1:2u\x1b[57441;2u");
    // The end of three segments, or of two where the first was over before the pause.
    let is_other_side = |picture: &Picture| clock(picture).as_deref() == Some("0:25");
    for _ in 0..3 {
        let before = session.now(clock);
        session.types("\x1b[C");
        session.sees("the next segment", |picture| {
            paused(picture) && clock(picture) != before
        });
        if session.now(is_other_side) {
            break;
        }
        is_another_press();
    }
    session.sees("the other side", is_other_side);
    session.types("q");
    session.sees("a question", asks);
    session.types("n");
    session.sees("a pause", paused);
    // The same as `q`, from a terminal with better keys. If anything was held, a summary waits for the last key.
    session.types("\x1b[27u\r\r");
    assert_eq!(session.ends(), 3);
    session.is_given_back();
}

#[test]
fn any_size_of_a_window_will_do() {
    let mut session = session();
    for (columns, rows) in [(40, 12), (10, 3), (1, 1), (200, 60), (100, 30)] {
        let before = session.now(Picture::bytes);
        session.resizes(columns, rows);
        session.sees("it is drawn anew", |picture| picture.bytes() > before);
    }
    session.sees("the session as before", runs);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn signals_end_it() {
    let signals = [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ];
    let sessions = signals.map(|(signal, code)| (session(), signal, code));
    for (mut session, signal, code) in sessions {
        session.signals(signal);
        assert_eq!(session.ends(), code, "{signal:?}");
        session.is_given_back();
    }
}

#[test]
fn a_window_can_be_closed_under_it() {
    let mut running = session();
    running.closes_the_window();
    assert_eq!(running.ends(), 129);
    let mut standing = session();
    standing.types("q");
    standing.sees("a question", asks);
    standing.closes_the_window();
    assert_eq!(standing.ends(), 129);
}

#[test]
fn half_a_key_does_not_stop_the_clock() {
    // The beginning of a key, a click, a paste; of a letter; of a letter of four bytes.
    let halves = [
        "\x1b[",
        "\x1bO",
        "\x1b[1;",
        "\x1b[<0;",
        "\x1b[M",
        "\x1b[200~q",
    ]
    .map(str::as_bytes);
    let halves = halves.into_iter().chain([&b"\xc3"[..], b"\xf0\x9f"]);
    let outlives = |half: &[u8]| {
        let mut session = session();
        session.sends(half);
        for _ in 0..2 {
            let before = session.now(Picture::text);
            session.sees("another second", |picture| picture.text() != before);
        }
        // Another size is noticed all the same.
        let before = session.now(Picture::bytes);
        session.resizes(90, 30);
        session.sees("it is drawn anew", |picture| picture.bytes() > before + 50);
        session.signals(Signal::TERM);
        assert_eq!(session.ends(), 143);
        session.is_given_back();
    };
    std::thread::scope(|scope| {
        for half in halves {
            scope.spawn(move || outlives(half));
        }
    });
}

/// Stops a job of a shell, and lets the shell go on with it; it is paused then.
fn stops_and_goes_on(stop: impl FnOnce(&mut Session, Pid)) {
    let (session, job) = in_a_shell();
    goes_on_after(session, job, stop);
}

fn goes_on_after(mut session: Session, job: Pid, stop: impl FnOnce(&mut Session, Pid)) {
    stop(&mut session, job);
    session.sees("the shell", |picture| picture.shows("code 1"));
    assert_eq!(state(job), 'T');
    session.is_given_back();
    session.types("\r");
    session.sees("the session, paused", paused);
    session.types("\x03");
    session.sees("the shell", |picture| picture.shows("then 130"));
    session.ends();
    session.is_given_back();
}

#[test]
fn ctrl_z_suspends_it() {
    stops_and_goes_on(|session, _| session.types("\x1a"));
}

#[test]
fn it_can_be_suspended_from_outside() {
    stops_and_goes_on(|_, job| kill_process(job, Signal::TSTP).unwrap());
}

/// Stops a job of a shell, which then kills it in the background.
fn stops_and_is_killed(stop: Signal) {
    let script =
        "set -m; \"$0\" play \"$1\" --start 0; kill -TERM %1; kill -CONT %1; echo killed; read x";
    let session = Session::run("/bin/sh", &["-c", script, SUPPLE, ROUTINE], &[]);
    session.sees("a session", runs);
    let job = children(session.pid())[0];
    kill_process(job, stop).unwrap();
    session.sees("the shell", |picture| picture.had("killed"));
    until("the end of the job", || is_over(job));
}

#[test]
fn it_can_be_killed_while_it_is_stopped() {
    stops_and_is_killed(Signal::TSTP);
    stops_and_is_killed(Signal::STOP);
}

/// Ctrl-Z is a pause here, and no more.
fn only_pauses(mut session: Session, supple: Pid) {
    session.types("\x1a");
    session.sees("a pause", paused);
    let before = used(supple);
    assert!(!is_within(Duration::from_millis(300), || state(supple) == 'T'));
    assert!(used(supple) - before <= 5, "it does not spin");
    session.types(" ");
    session.sees("it goes on", runs);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn it_does_not_suspend_where_nobody_could_wake_it() {
    let session = session();
    let supple = session.pid();
    only_pauses(session, supple);
}

/// What it takes to run `command` in a container whose processes are led from outside; nothing where the system does
/// not let us make one.
fn contained<'a>(command: &[&'a str]) -> Option<Vec<&'a str>> {
    let container = ["--user", "--map-root-user", "--pid", "--fork"];
    if !Command::new("unshare").args(container).arg("true").works() {
        eprintln!("not tried: this system makes no containers");
        return None;
    }
    Some([&container[..], command].concat())
}

#[test]
fn in_a_container_it_does_not_wait_for_a_shell_outside() {
    let Some(command) = contained(&[SUPPLE, "play", ROUTINE, "--start", "0"]) else {
        return;
    };
    let session = Session::run("unshare", &command, &[]);
    session.sees("a session", runs);
    let supple = children(session.pid())[0];
    only_pauses(session, supple);
}

#[test]
fn in_a_container_it_can_be_suspended_by_a_shell_inside() {
    let Some(command) = contained(&SHELL) else {
        return;
    };
    let session = Session::run("unshare", &command, &[]);
    session.sees("a session", runs);
    let job = children(children(session.pid())[0])[0];
    goes_on_after(session, job, |session, _| session.types("\x1a"));
}

#[test]
fn a_session_that_was_stopped_by_a_signal_is_paused() {
    let mut session = session();
    // So that no second ends between the look and the stop, which comes right after it began.
    let before = session.now(Picture::text);
    session.sees("another second", |picture| {
        picture.text() != before && clock(picture).is_some()
    });
    let shown = session.now(clock);
    session.signals(Signal::STOP);
    let stopped = Duration::from_secs(4);
    assert!(!is_within(stopped, || state(session.pid()) != 'T'
        && state(session.pid()) == 'Z'));
    session.signals(Signal::CONT);
    // A picture may be looked at before all of it has come.
    session.sees("a pause and its clock", |picture| {
        paused(picture) && clock(picture).is_some()
    });
    assert_eq!(session.now(clock), shown, "from the moment it slept");
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

/// A panic in `place` ends the session; its message stands below what was on the screen before.
#[cfg(debug_assertions)]
fn panics(figures: Figures, place: &str) -> Session {
    let arguments = ["play", ROUTINE, "--start", "0"];
    let mut session = figures.run(SUPPLE, &arguments, &[("SUPPLE_FAULT", place)]);
    assert_eq!(session.ends(), 101);
    let message = format!("fault injected: {place}");
    session.sees("the message", |picture| {
        !picture.is_taken() && picture.shows(&message)
    });
    session.is_given_back();
    session
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_leaves_the_terminal_as_it_was() {
    for figures in Figures::ALL {
        panics(figures, "draw");
        let session = panics(figures, "worker");
        assert!(session.now(|picture| picture.shows("thread 'writer' panicked at")));
    }
}

fn plainly(arguments: &[&str]) -> Command {
    let mut command = Command::new(SUPPLE);
    command.args(["play", ROUTINE, "--plain"]).args(arguments);
    // No home, no log: nobody's own is touched by a test.
    command.env("HOME", "nowhere");
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// What is said to those without a home when they have done something.
const HOMELESS: &str = "note: this session is not saved: `HOME` is not an absolute path\n";

#[test]
fn plainly_it_is_one_line_an_event() {
    let output = plainly(&["--start", "15", "--speed", "60"]).outcome();
    assert_eq!(String::from_utf8_lossy(&output.stderr), HOMELESS);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    let expected = [
        " 0:00  Short, 1:55",
        " 0:00  Rehearsal at 60× speed: it does not count as a session.",
        " 0:00  Stop if pain worsens, spreads down a leg, or you feel numb or weak.",
        " 0:00  ready Single-knee pull, right, rep 1/2, 15 s",
        " 0:15  hold Single-knee pull, right, rep 1/2, 15 s",
        " 0:30  switch Single-knee pull, left, rep 1/2, 5 s",
        " 0:35  hold Single-knee pull, left, rep 1/2, 15 s",
        " 0:50  switch Single-knee pull, right, rep 2/2, 5 s",
        " 0:55  hold Single-knee pull, right, rep 2/2, 15 s",
        " 1:10  switch Single-knee pull, left, rep 2/2, 5 s",
        " 1:15  hold Single-knee pull, left, rep 2/2, 15 s",
        " 1:30  ready Double-knee pull, 5 s",
        " 1:35  hold Double-knee pull, 20 s",
        " 1:45  Halfway",
        " 1:55  done",
        "",
        "  Single-knee pull  right  30 s",
        "                    left   30 s",
        "  Double-knee pull         20 s",
        "",
        "1:55 in all, 1:20 held: right 30 s, left 30 s, both 20 s",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let mut child = plainly(&["--start", "0", "--speed", "10"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let first = in_time("the first line", move || {
        let mut first = String::new();
        reader.read_line(&mut first).map(|_| first)
    });
    assert_eq!(first.unwrap(), " 0:00  Short, 1:45\n");
    let output = ended(child);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn plainly_it_obeys_signals_and_survives_a_stop() {
    let child = plainly(&["--start", "0"]).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    let pid = Pid::from_child(&child);
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        stdout
            .lines()
            .try_for_each(|line| sender.send(line.unwrap()))
    });
    let tells = |words: &str| {
        while !lines.recv_timeout(LIMIT).expect(words).contains(words) {}
    };
    tells("ready");
    kill_process(pid, Signal::STOP).unwrap();
    assert!(!is_within(Duration::from_secs(4), || state(pid) == 'Z'));
    kill_process(pid, Signal::CONT).unwrap();
    // Nobody has a key, so it pauses only for as long as it slept.
    tells("paused");
    tells("resumed");
    kill_process(pid, Signal::TERM).unwrap();
    tells("stopped");
    assert_eq!(ended(child).status.code(), Some(143));
}

#[test]
fn plainly_it_obeys_keys_too() {
    let mut session = Session::play(&["--plain", "--start", "0"]);
    session.sees("the first segment", |picture| {
        picture.obeys() && picture.shows("ready Single-knee pull")
    });
    session.types(" ");
    session.sees("a pause", |picture| {
        picture.shows("paused: Press any key to continue")
    });
    session.types("\x1b[C");
    session.sees("the hold", |picture| picture.shows("hold Single-knee pull"));
    session.types("q");
    session.sees("a question", |picture| picture.shows("Stop here?"));
    is_another_press();
    session.types("q");
    session.sees("the end", |picture| picture.shows("stopped"));
    assert_eq!(session.ends(), 3);
    session.is_given_back();
    let mut session = Session::play(&["--plain", "--start", "0"]);
    session.sees("the first segment", |picture| {
        picture.shows("ready Single-knee pull")
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn no_processor_time_is_used_while_it_stands() {
    let mut session = session();
    session.types(" ");
    session.sees("a pause", paused);
    until("it sleeps", || state(session.pid()) == 'S');
    // The pause itself is still being spoken.
    until("no processor time is used", || {
        let before = used(session.pid());
        !is_within(Duration::from_millis(500), || used(session.pid()) > before)
    });
}

/// Whether a session with this configuration has colours, and figures.
fn configured(config: &str) -> (bool, bool) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("supple")).unwrap();
    std::fs::write(folder.path().join("supple/config.toml"), config).unwrap();
    let session = Session::run(
        SUPPLE,
        &["play", "knee-to-chest", "--start", "0"],
        &[("XDG_CONFIG_HOME", folder.path().to_str().unwrap())],
    );
    session.sees("a session", |picture| picture.shows("Space pause"));
    session.now(|picture| {
        // The ground a figure lies on.
        let ground = "▀".repeat(20);
        let coloured = picture.had("\x1b[38;") || picture.had(";38;") || picture.had("48;5;");
        (coloured, picture.shows(&ground))
    })
}

#[test]
fn the_screen_has_the_colours_and_figures_that_are_configured() {
    assert_eq!(configured(""), (true, true));
    assert_eq!(configured("[screen]\ntheme = \"mono\"\n"), (false, true));
    assert_eq!(configured("[screen]\nfigures = false\n"), (true, false));
}

/// What the program says behind the session that Ctrl-C ends.
#[test]
fn ctrl_c_leaves_a_line_on_what_is_saved_and_how_to_resume_it() {
    let mut session = session();
    session.sees("five seconds of the hold", |picture| {
        clock(picture).is_some_and(|clock| clock.as_str() >= "0:10")
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    let told = session.now(Picture::text);
    let told: Vec<&str> = told.split_whitespace().collect();
    let line = "your progress is saved (Short, step 1, right): `supple play --resume` continues";
    assert!(told.join(" ").contains(line), "{told:?}");
}

/// Before anything was done, too.
#[test]
fn ctrl_c_before_the_first_stretch_leaves_a_line() {
    let mut session = Session::play(&["--start", "60"]);
    session.sees("the lead-in", |picture| picture.shows("start now"));
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    let told = session.now(Picture::text);
    let told: Vec<&str> = told.split_whitespace().collect();
    let line = "nothing to save: the session had only just begun";
    assert!(told.join(" ").contains(line), "{told:?}");
}

/// A home with this configuration.
fn home_with(config: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/supple");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), config).unwrap();
    home
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let mouse = "\x1b[?1000h";
    for (config, takes) in [("", true), ("[screen]\nmouse = false\n", false)] {
        let home = home_with(config);
        let environment = [("HOME", home.path().to_str().unwrap())];
        let mut session = Session::run(SUPPLE, &[], &environment);
        session.sees("the library", lists);
        assert_eq!(session.now(|picture| picture.had(mouse)), takes, "{config}");
        session.types("q");
        assert_eq!(session.ends(), 0);
        session.is_given_back();
    }
}

#[test]
fn where_lines_are_wanted_it_lists_and_asks_what_to_play() {
    let plain = home_with("[screen]\nplain = true\n");
    let usual = home_with("");
    let ways: [(&[&str], &tempfile::TempDir, &str); 3] = [
        (&["--plain"], &usual, ""),
        (&[], &usual, "1"),
        (&[], &plain, ""),
    ];
    for (arguments, home, accessible) in ways {
        let home = home.path().to_str().unwrap();
        let environment = [("HOME", home), ("ACCESSIBLE", accessible)];
        let mut session = Session::run(SUPPLE, arguments, &environment);
        let asks = |picture: &Picture| picture.shows("q quits") && !picture.is_taken();
        session.sees("the question", asks);
        assert!(session.now(|picture| picture.shows("1. Ankles and shins, ")));
        session.types("no such one\r");
        session.sees("what is wrong", |picture| picture.shows("no such one"));
        session.types("1\r");
        session.sees("the lines of a session", |picture| {
            picture.shows("Ankles and shins, ") && picture.shows("  ready ")
        });
        assert!(!session.now(pty::Picture::is_taken));
        session.types("\x03");
        session.ends();
    }
}
