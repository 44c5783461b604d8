//! `supple render` into other formats than WAV, with stand-ins for encoders and with the real ones that there are.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::home::{Home, Said, fails, said};
use crate::wait::{Outcome, ended, until};

const ENCODERS: [(&str, &[&str]); 4] = [
    ("mp3", &["lame", "ffmpeg"]),
    ("opus", &["opusenc", "ffmpeg"]),
    ("ogg", &["opusenc", "ffmpeg"]),
    ("flac", &["flac", "ffmpeg"]),
];

/// What a stand-in prints first, so that the result passes for a file of that format.
fn beginning(ending: &str) -> &'static str {
    match ending {
        "mp3" => "ID3",
        "flac" => "fLaC",
        _ => "OggS",
    }
}

/// Installs a shell script as a program in a folder of programs.
fn program(home: &Home, name: &str, script: &str) -> PathBuf {
    home.program(
        &format!("bin/{name}"),
        &format!("PATH=/usr/bin:/bin\n{script}\n"),
    )
}

/// A program that passes sound on behind the beginning of `ending`, and what sets it apart from others.
fn encodes(ending: &str, mark: &str) -> String {
    format!("printf %s '{}{mark}'; exec cat", beginning(ending))
}

/// A program that fails, but for the little silence with which it is tried.
fn fails_at_length(script: &str) -> String {
    format!("printf ID3; [ $(head -c 9000 | wc -c) -lt 9000 ] && exit 0\n{script}")
}

fn render(home: &Home, to: &str) -> Said {
    let mut command = home.supple(&["render", "knee", "-o", to, "--sound", "tones"]);
    said(command.env("PATH", home.path().join("bin")))
}

/// What is in the home folder beside the programs.
fn files(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "bin").collect();
    names.sort();
    names
}

fn wav() -> Vec<u8> {
    let home = Home::new();
    assert_eq!(render(&home, "knee.wav").code, 0);
    fs::read(home.path().join("knee.wav")).unwrap()
}

#[test]
fn the_ending_chooses_the_encoder_and_the_first_that_works_is_taken() {
    let wav = wav();
    for (ending, encoders) in ENCODERS {
        for (nth, encoder) in encoders.iter().enumerate() {
            let home = Home::new();
            let breaks = ["exit 1", "echo nothing of that kind"][nth];
            program(&home, encoders[0], breaks);
            program(&home, encoder, &encodes(ending, encoder));
            let name = format!("knee.{ending}");
            let said = render(&home, &name);
            let told = format!(
                "{name}: 2:20, tones only\nits warnings and the rule of when to stop are not spoken\n"
            );
            assert_eq!((said.out, said.err.as_str(), said.code), (told, "", 0));
            let file = fs::read(home.path().join(&name)).unwrap();
            let before = format!("{}{encoder}", beginning(ending));
            assert!(
                file.strip_prefix(before.as_bytes()) == Some(&wav),
                "{ending}: all of the sound went through {encoder}"
            );
            assert_eq!(files(&home), [name]);
        }
    }
}

#[test]
fn without_an_encoder_it_says_what_to_install_and_writes_nothing() {
    for (ending, encoders) in ENCODERS {
        let home = Home::new();
        let [first, second] = encoders else { panic!() };
        let expected = format!(
            "error: no program that writes .{ending} files was found\n  help: install `{first}` or `{second}`; or write \
             `knee.wav`, for which nothing is needed\n"
        );
        assert_eq!(
            render(&home, &format!("knee.{ending}")),
            fails(1, &expected)
        );
        assert_eq!(files(&home), [""; 0]);
    }
    let home = Home::new();
    let expected = "error: `knee.mp4` does not have the extension of a sound file\n  help: the ending chooses the format: end it in \
                    `.wav`, `.mp3`, `.opus`, `.ogg` or `.flac`\n";
    assert_eq!(render(&home, "knee.mp4"), fails(2, expected));
    assert_eq!(files(&home), [""; 0]);
    program(&home, "lame", "echo no licence >&2; exit 1");
    program(&home, "ffmpeg", "cat");
    let expected = "error: `lame` failed: no licence; `ffmpeg` writes no mp3 file\n";
    let said = render(&home, "knee.mp3");
    assert!(said.err.starts_with(expected), "{}", said.err);
    assert_eq!((said.code, files(&home)), (1, vec![]));
}

#[test]
fn an_encoder_that_fails_is_reported_in_its_own_words_and_leaves_nothing() {
    let endless = format!("while echo {}; do :; done", "y".repeat(4096));
    let cases = [
        ("echo out of bits >&2; exit 3", "failed: out of bits"),
        ("kill -9 $$", "failed (signal: 9 (SIGKILL))"),
        (
            "printf '\\033[31mred\\n\\033[0m' >&2; exit 1",
            "failed: \u{fffd}[31mred \u{fffd}[0m",
        ),
        (&endless, "prints much more than it reads"),
        (&format!("{endless} >&2"), "prints much more than it reads"),
    ];
    for (script, words) in cases {
        for old in [false, true] {
            let home = Home::new();
            if old {
                home.put("knee.mp3", "ID3 old");
            }
            program(&home, "lame", &fails_at_length(script));
            let said = render(&home, "knee.mp3");
            let told = said.err.replace("\\u{1b}", "\u{fffd}");
            assert_eq!(
                told,
                format!("error: cannot write `knee.mp3`: `lame` {words}\n")
            );
            assert_eq!((said.out.as_str(), said.code), ("", 1));
            assert_eq!(files(&home), vec!["knee.mp3"; usize::from(old)]);
            assert!(!old || fs::read(home.path().join("knee.mp3")).unwrap() == b"ID3 old");
        }
    }
}

#[test]
fn only_a_sound_file_of_the_same_kind_is_replaced() {
    let home = Home::new();
    program(&home, "lame", &encodes("mp3", ""));
    for (old, replaced) in [
        ("precious", false),
        ("fLaC", false),
        ("ID3 old", true),
        ("", true),
    ] {
        home.put("knee.mp3", old);
        let said = render(&home, "knee.mp3");
        assert_eq!(said.code, i32::from(!replaced), "{old}: {}", said.err);
        let is_old = fs::read(home.path().join("knee.mp3")).unwrap() == old.as_bytes();
        assert_eq!(is_old, !replaced, "{old}");
        let told = said
            .err
            .contains("`knee.mp3` already exists and is not a .mp3 file");
        assert_eq!(told, !replaced, "{}", said.err);
    }
}

/// A render whose encoder has written its process number to a file and hangs.
fn hung(home: &Home) -> (Child, Pid) {
    program(
        home,
        "lame",
        &fails_at_length("echo $$ > hung; mv hung hangs; exec sleep 1000"),
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command
        .args(["render", "knee", "-o", "knee.mp3", "--sound", "tones"])
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", home.path().join("bin"))
        .current_dir(home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let hangs = home.path().join("hangs");
    until("it hangs", || hangs.exists());
    let pid = fs::read_to_string(hangs).unwrap().trim_end().parse();
    (child, Pid::from_raw(pid.unwrap()).unwrap())
}

#[test]
fn a_signal_ends_the_encoder_and_leaves_nothing() {
    for signal in [
        Signal::INT,
        Signal::TERM,
        Signal::HUP,
        Signal::QUIT,
        Signal::ABORT,
    ] {
        let home = Home::new();
        let (child, encoder) = hung(&home);
        kill_process(Pid::from_child(&child), signal).unwrap();
        let output = ended(child);
        assert_eq!(
            output.status.code(),
            Some(128 + signal.as_raw()),
            "{signal:?}"
        );
        assert_eq!(
            (output.stdout, output.stderr),
            (vec![], vec![]),
            "{signal:?}"
        );
        assert!(
            test_kill_process(encoder).is_err(),
            "{signal:?}: still there"
        );
        assert_eq!(files(&home), ["hangs"], "{signal:?}");
    }
}

#[test]
fn an_encoder_that_hangs_is_given_up() {
    let home = Home::new();
    let (child, encoder) = hung(&home);
    let output = ended(child);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "error: cannot write `knee.mp3`: `lame` hangs\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(test_kill_process(encoder).is_err(), "still there");
    assert_eq!(files(&home), ["hangs"]);
}

/// What rendering a hold of so many minutes into an MP3 file takes at most, in KiB, as its encoder sees it at the end.
#[cfg(target_os = "linux")]
fn peak(minutes: u32) -> u64 {
    let home = Home::new();
    let script = "printf ID3; cat > /dev/null; grep VmHWM /proc/$PPID/status > peak";
    program(&home, "lame", script);
    let step = format!("[[step]]\nname = \"A\"\nhold = \"{minutes}m\"\nready = 0\n");
    home.put("long.toml", format!("title = \"Long\"\n{step}"));
    let mut command = home.supple(&["render", "long.toml", "-o", "a.mp3", "--sound", "tones"]);
    let said = said(command.env("PATH", home.path().join("bin")));
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let peak = fs::read_to_string(home.path().join("peak")).unwrap();
    let size = peak.split_whitespace().nth(1).unwrap();
    size.parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_longer_session_takes_no_more_memory_to_encode() {
    let (short, long) = (peak(1), peak(60));
    assert!(long < short + 2048, "{short} KiB, and {long} KiB for more");
}

/// The result of a real encoder; nothing where it is missing, which is said.
fn encoded(home: &Home, encoder: &str, name: &str) -> Option<Vec<u8>> {
    use std::io::Write;
    let found = Command::new("/bin/sh")
        .args(["-c", &format!("command -v {encoder}")])
        .outcome();
    if !found.status.success() {
        let _ = writeln!(std::io::stderr(), "skipped: there is no `{encoder}`");
        return None;
    }
    let path = String::from_utf8(found.stdout).unwrap();
    program(home, encoder, &format!("exec {} \"$@\"", path.trim_end()));
    let said = render(home, name);
    assert_eq!((said.err.as_str(), said.code), ("", 0), "{encoder}");
    Some(fs::read(home.path().join(name)).unwrap())
}

#[test]
fn what_a_real_encoder_writes_is_the_session_and_small() {
    let wav = wav();
    for (ending, encoders) in ENCODERS {
        for encoder in encoders {
            let home = Home::new();
            let name = format!("knee.{ending}");
            let Some(file) = encoded(&home, encoder, &name) else {
                continue;
            };
            assert!(file.len() < wav.len() / 5, "{encoder}: {}", file.len());
            if ending == "flac" && *encoder == "flac" {
                let decoded = Command::new("flac")
                    .args(["--silent", "--decode", "--stdout"])
                    .arg(home.path().join(&name))
                    .outcome();
                let samples = supple::sound::read(&decoded.stdout).unwrap();
                assert!(samples == supple::sound::read(&wav).unwrap());
            }
        }
    }
}

#[test]
fn the_doctor_lists_the_encoders() {
    let home = Home::new();
    let doctor = |home: &Home| {
        let mut command = home.supple(&["doctor"]);
        let said = said(command.env("PATH", home.path().join("bin")));
        let rows = said.out.lines().skip_while(|line| *line != "Sound files");
        let rows = rows.skip(1).take_while(|line| !line.is_empty());
        rows.map(|row| row.trim().to_owned()).collect::<Vec<_>>()
    };
    let rows = doctor(&home);
    assert_eq!(rows[0], ".wav      always");
    assert_eq!(rows[1], ".mp3      lame: not working · ffmpeg: not working");
    assert!(
        rows[5].contains("install lame, opus-tools or flac"),
        "{rows:?}"
    );
    program(&home, "lame", &encodes("mp3", ""));
    program(&home, "flac", "exit 1");
    program(&home, "ffmpeg", &encodes("opus", ""));
    assert_eq!(
        doctor(&home),
        [
            ".wav      always",
            ".mp3      lame: works · ffmpeg: not working",
            ".opus     opusenc: not working · ffmpeg: works",
            ".ogg      opusenc: not working · ffmpeg: works",
            ".flac     flac: not working · ffmpeg: not working",
            "more      ffmpeg writes all of them; or install lame, opus-tools or flac",
        ]
    );
}
