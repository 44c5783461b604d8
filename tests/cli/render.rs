//! `supple render`: a routine as a sound file.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::home::{Home, fails, routine, said};
use crate::wait::{ended, until};

/// A configuration whose voice is this shell script; its file is `$1`.
fn voice(home: &Home, script: &str) {
    home.put("voice", format!("PATH=/usr/bin:/bin; {script}"));
    let config = "[sound]\nvoice = [\"/bin/sh\", \"voice\"]\n";
    home.put(".config/supple/config.toml", config);
}

#[test]
fn a_routine_becomes_a_sound_file() {
    let home = Home::new();
    let said = home.says(&["render", "knee", "-o", "knee.wav", "--sound", "tones"]);
    assert_eq!(
        said.out,
        "knee.wav: 2:20, tones only\nits warnings and the rule of when to stop are not spoken\n"
    );
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let file = std::fs::read(home.path().join("knee.wav")).unwrap();
    let samples = supple::sound::read(&file).unwrap();
    let length = supple::sound::length_of(samples.len());
    assert_eq!(
        length.as_millis() / 10,
        14_044,
        "to the end of the last tone"
    );
    assert!(!home.path().join("knee.wav.part").exists());
}

#[test]
fn words_of_ones_own_reach_the_voice() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    voice(
        &home,
        "/bin/cat >> said; echo >> said; /bin/cp ok.wav \"$1\"",
    );
    let config = home.path().join(".config/supple/config.toml");
    let own = "[voice]\nsay = { pull = \"tug\" }\n";
    fs::write(&config, fs::read_to_string(&config).unwrap() + own).unwrap();
    let said = home.says(&["render", "knee", "-o", "knee.wav"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let said = fs::read_to_string(home.path().join("said")).unwrap();
    assert!(said.contains("Single-knee tug. Right."), "{said}");
    assert!(!said.to_lowercase().contains("pull"), "{said}");
}

#[test]
fn all_of_many_warnings_is_said_and_the_question_behind_them() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    voice(
        &home,
        "/bin/cat >> said; echo >> said; /bin/cp ok.wav \"$1\"",
    );
    let warnings = (1..=8).map(|nth| {
        format!("\"Warning {nth}: with a fever, a fresh wound or a numb leg, leave it out.\"")
    });
    let warnings = warnings.collect::<Vec<_>>().join(", ");
    let asks = "[[step]]\nwait = true\nname = \"Any pain?\"\n";
    let hold = "[[step]]\nname = \"Pull\"\nhold = \"15s\"\n";
    home.put(
        "asks.toml",
        format!("title = \"Asks\"\nwarn = [{warnings}]\n{asks}{hold}"),
    );
    let said = home.says(&["render", "asks.toml", "-o", "asks.wav"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let said = fs::read_to_string(home.path().join("said")).unwrap();
    let whole = said
        .lines()
        .find(|line| line.contains("Warning 1") && line.contains("Any pain?"));
    assert!(
        whole.is_some_and(|line| line.ends_with("stop the playback.")),
        "{said}"
    );
}

#[test]
fn a_wav_of_ones_own_stands_for_a_tone() {
    let home = Home::new();
    home.put(
        ".config/supple/gong.wav",
        supple::sound::encoded(&vec![4321; 30_000]),
    );
    let files = "files = { switch = \"gong.wav\", done = \"none.wav\" }\n";
    let config = format!("[sound]\nvolume = 100\n{files}");
    home.put(".config/supple/config.toml", config);
    let said = home.says(&["render", "knee", "-o", "knee.wav", "--sound", "tones"]);
    assert_eq!(
        (said.err.as_str(), said.code),
        (
            "note: cannot read the sound `none.wav`: there is no such file; using the default tone\n",
            0
        )
    );
    let file = fs::read(home.path().join("knee.wav")).unwrap();
    let samples = supple::sound::read(&file).unwrap();
    // The first change of sides comes 0.25 s after the first hold, which ends 15 s after a lead-in of 21 s.
    let at = supple::sound::samples_in(std::time::Duration::from_millis(36_250));
    assert!(
        samples[at + 10..at + 6000]
            .iter()
            .all(|sample| *sample == 4321)
    );
    // It fades behind the length of the tone.
    assert!((1..2500).contains(&samples[at + 20_000]));
    home.put(
        ".config/supple/config.toml",
        "[sound]\nfiles = { swich = \"a.wav\", end = 3 }\n",
    );
    let said = home.says(&["check"]);
    assert!(
        said.out.contains("there is no tone `swich`") && said.out.contains("E02"),
        "{}",
        said.out
    );
}

/// Ten seconds of stereo at 44.1 kHz, of which each sample is `level`.
fn recorded(level: i16) -> Vec<u8> {
    let mut file = supple::sound::encoded(&vec![level; 2 * 441_000]);
    file[22] = 2;
    file[24..28].copy_from_slice(&44_100_u32.to_le_bytes());
    file
}

#[test]
fn the_beginning_of_a_long_sound_of_ones_own_is_played() {
    let home = Home::new();
    home.put(".config/supple/gong.wav", recorded(4321));
    let config = "[sound]\nvolume = 100\nfiles = { switch = \"gong.wav\" }\n";
    home.put(".config/supple/config.toml", config);
    let said = home.says(&["render", "knee", "-o", "knee.wav", "--sound", "tones"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let file = fs::read(home.path().join("knee.wav")).unwrap();
    let samples = supple::sound::read(&file).unwrap();
    // As in the test above.
    let at = supple::sound::samples_in(std::time::Duration::from_millis(36_250));
    assert!(
        samples[at + 10..at + 6000]
            .iter()
            .all(|sample| *sample == 4321)
    );
    // It has faded after two seconds.
    assert_ne!(samples[at + 43_000], 0);
    assert!(
        samples[at + 44_200..at + 50_000]
            .iter()
            .all(|sample| *sample == 0)
    );
}

#[test]
fn a_sound_of_ones_own_that_cannot_be_played_is_named_by_the_check() {
    let home = Home::new();
    home.put(".config/supple/text.wav", "no sound");
    let files = "files = { done = \"none.wav\", switch = \"text.wav\" }\n";
    let config = format!("[sound]\n{files}");
    let config = home.put(".config/supple/config.toml", config);
    let config = config.to_str().unwrap();
    for (arguments, code) in [
        (&["check"][..], 0),
        (&["check", config], 0),
        (&["check", "--strict", config], 1),
    ] {
        let said = home.says(arguments);
        assert_eq!(said.code, code, "{}", said.out);
        for part in [
            "advice[W12]: cannot read the sound `none.wav`: there is no such file\n",
            "config.toml:2:18\n",
            "advice[W12]: `text.wav` is not a WAV file with samples of 16, 24 or 32 bits\n",
            "config.toml:2:39\n",
        ] {
            assert!(said.out.contains(part), "{part}: {}", said.out);
        }
    }
    let said = home.says(&["doctor"]);
    let note =
        "note: cannot read the sound `none.wav`: there is no such file; using the default tone\n";
    assert!(said.err.contains(note), "{}", said.err);
    // With it, nothing is wrong.
    home.put(".config/supple/text.wav", recorded(1));
    home.put(".config/supple/none.wav", recorded(1));
    let said = home.says(&["check", "--strict", config]);
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn what_tones_cannot_ask_is_refused() {
    let home = Home::new();
    let said = home.says(&[
        "render",
        "return-to-run",
        "-o",
        "run.wav",
        "--sound",
        "tones",
    ]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(
        said.err
            .contains("nobody would say \u{201c}No running until quick walking is normal, today and again tomorrow.")
            && said.err.contains(" Where is the pain?")
            && said.err.contains("supple doctor"),
        "{}",
        said.err
    );
    assert!(!home.path().join("run.wav").exists());
}

#[test]
fn warnings_that_no_voice_says_are_refused() {
    let home = Home::new();
    let step = "[[step]]\nhold = \"15s\"\n";
    let own = "title = \"Own\"\nwarn = [\"Not with a fever.\"]\n";
    home.put("own.toml", format!("{own}{step}name = \"Pull\"\n"));
    let stretch = format!("title = \"Stretch\"\n{step}use = \"double-knee-pull\"\n");
    home.put("stretch.toml", stretch);
    home.put("none.toml", routine("None"));
    let render = |name: &str| {
        let mut command = home.supple(&["render", name, "-o", "own.wav"]);
        said(command.env("PATH", home.path()))
    };
    for (name, warning) in [
        ("own.toml", "Not with a fever."),
        ("stretch.toml", "osteoporosis"),
        ("knee", "osteoporosis"),
    ] {
        let said = render(name);
        assert_eq!((said.out.as_str(), said.code), ("", 1), "{name}");
        assert!(
            said.err.contains("nobody would say")
                && said.err.contains(warning)
                && said.err.contains("install a voice"),
            "{name}: {}",
            said.err
        );
        assert!(!home.path().join("own.wav").exists(), "{name}");
    }
    let said = render("none.toml");
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    assert!(
        said.out.ends_with(
            "tones only: no voice found, see `supple doctor`\nthe rule of when to stop is not spoken\n"
        ),
        "{}",
        said.out
    );
}

#[test]
fn a_voice_on_a_busy_machine_has_its_time() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    home.put("own.toml", routine("Own"));
    // The first sentence takes longer than a session would wait for it.
    voice(
        &home,
        "[ -e slept ] || { echo > slept; sleep 6; }; cp ok.wav \"$1\"",
    );
    let said = home.says(&["render", "own.toml", "-o", "own.wav"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    assert!(
        said.out.ends_with("tones and speech by /bin/sh\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_voice_that_leaves_out_a_question_is_refused() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    voice(
        &home,
        "case $(/bin/cat) in *Any*) ;; *) /bin/cp ok.wav \"$1\" ;; esac",
    );
    let asks = "[[step]]\nwait = true\nname = \"Any pain?\"\n";
    home.put("asks.toml", format!("{}{asks}", routine("Asks")));
    let said = home.says(&["render", "asks.toml", "-o", "asks.wav"]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(said.err.contains("Any pain?"), "{}", said.err);
}

#[test]
fn a_rendered_session_begins_with_the_side_that_is_configured() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    let voice = "[\"/bin/sh\", \"-c\", \"/bin/cat >> said; echo >> said; /bin/cp ok.wav \\\"$1\\\"\", \"sh\"]";
    let config = format!("[session]\nfirst = \"left\"\n[sound]\nvoice = {voice}\n");
    home.put(".config/supple/config.toml", config);
    let said = home.says(&["render", "knee", "-o", "knee.wav"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    assert!(
        said.out.ends_with(", tones and speech by /bin/sh\n"),
        "{}",
        said.out
    );
    let said = std::fs::read_to_string(home.path().join("said")).unwrap();
    assert!(
        said.contains("Single-knee pull. Left. On your back, draw the left knee in"),
        "{said}"
    );
    assert!(
        !said.contains("Single-knee pull. Right. Right knee in"),
        "{said}"
    );
}

#[test]
fn nothing_but_a_sound_file_is_replaced() {
    let home = Home::new();
    let render = |from: &str, to: &str| home.says(&["render", from, "-o", to, "--sound", "tones"]);
    let read = |name: &str| std::fs::read(home.path().join(name)).unwrap();
    home.put("own.toml", routine("Own"));
    home.put("precious", "precious");
    home.put("knee.wav.part", "precious");
    let refused = render("own.toml", "precious");
    let expected = fails(
        1,
        "error: `precious` already exists and is not a .wav file\n  help: choose another name, or move that file away\n",
    );
    assert_eq!(refused, expected);
    assert_eq!(render("own.toml", "own.toml").code, 2);
    assert_eq!(read("own.toml"), routine("Own").as_bytes());
    assert_eq!(render("own.toml", "knee.wav").code, 0);
    let own = read("knee.wav");
    assert_eq!(render("knee", "knee.wav").code, 0);
    assert!(read("knee.wav").len() > own.len(), "a WAV file is replaced");
    assert_eq!(read("knee.wav.part"), b"precious");
    home.put("empty.wav", "");
    assert_eq!(render("own.toml", "empty.wav").code, 0);
    assert_eq!(read("empty.wav"), own);
    let mut names: Vec<_> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "empty.wav",
            "knee.wav",
            "knee.wav.part",
            "own.toml",
            "precious"
        ]
    );
}

#[test]
fn a_dash_is_standard_output() {
    let home = Home::new();
    let output = home
        .supple(&["render", "knee", "-o", "-", "--sound", "tones"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let samples = supple::sound::read(&output.stdout).unwrap();
    assert_eq!(
        supple::sound::length_of(samples.len()).as_millis() / 10,
        14_044
    );
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: 2:20, tones only\nnote: its warnings and the rule of when to stop are not spoken\n"
    );
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let said = Home::new().says(&["render", "knee", "-o", "no/knee.wav", "--sound", "tones"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.err,
        "error: cannot write `no/knee.wav`: there is no such folder\n"
    );
}

#[test]
fn a_file_that_may_not_grow_is_named_and_nothing_is_left_of_it() {
    let limited = "ulimit -f 1; exec \"$0\" \"$@\"";
    for old in [false, true] {
        let home = Home::new();
        if old {
            home.put("knee.wav", b"RIFF\x04\0\0\0WAVE");
        }
        let supple = env!("CARGO_BIN_EXE_supple");
        let render = ["render", "knee", "-o", "knee.wav", "--sound", "tones"];
        let mut command = Command::new("/bin/sh");
        command.args(["-c", limited, supple]).args(render);
        command.env("HOME", home.path()).current_dir(home.path());
        let said = said(&mut command.into());
        assert_eq!(said.err, "error: cannot write `knee.wav`: file too large\n");
        assert_eq!(said.code, 1);
        let left = fs::read_dir(home.path()).unwrap();
        assert_eq!(left.count(), usize::from(old));
    }
}

/// What a voice may make that is no file of sound, each with a way to hang its reader or to fill its memory.
const TRAPS: [&str; 5] = [
    "mkfifo \"$1\"",
    "ln -s /dev/zero \"$1\"",
    "ln -s \"$PWD/ok.wav\" \"$1\"",
    "mkdir \"$1\"",
    "cp ok.wav \"$1\"; truncate -s 64G \"$1\"",
];

#[test]
fn what_a_voice_makes_must_be_a_file_of_sound() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&[1000; 4000]));
    home.put("own.toml", routine("Own"));
    for trap in TRAPS {
        voice(&home, trap);
        let rendered = home.says(&["render", "own.toml", "-o", "own.wav"]);
        let silent = "note: `/bin/sh` does not speak: `supple doctor` tries every voice\n";
        assert_eq!(
            (rendered.err.as_str(), rendered.code),
            (silent, 0),
            "{trap}"
        );
        let doctor = home.says(&["doctor"]);
        assert!(
            doctor.out.contains("/bin/sh: not working"),
            "{trap}: {doctor:?}"
        );
    }
}

/// A command with a voice or a player that hangs, once that runs. Its files are in `run`, which must be empty after it.
fn hung(home: &Home, arguments: &[&str], setting: &str) -> Child {
    fs::create_dir_all(home.path().join("run")).unwrap();
    let script = "echo $$ > hung; PATH=/usr/bin:/bin; exec sleep 1000";
    home.put("hangs", script);
    let config = format!("[sound]\n{setting} = [\"/bin/sh\", \"hangs\"]\n");
    home.put(".config/supple/config.toml", config);
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    let child = command
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path().join("run"))
        .current_dir(home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    until("it hangs", || pid_of(home).is_some());
    child
}

/// The process that hangs.
fn pid_of(home: &Home) -> Option<Pid> {
    let text = fs::read_to_string(home.path().join("hung")).ok()?;
    Pid::from_raw(text.trim_end().parse().ok()?)
}

#[test]
fn a_signal_ends_what_was_started_and_leaves_no_file() {
    for signal in [
        Signal::INT,
        Signal::TERM,
        Signal::HUP,
        Signal::QUIT,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::XCPU,
        Signal::ABORT,
    ] {
        for (arguments, setting) in [
            (&["render", "knee", "-o", "knee.wav"][..], "voice"),
            (&["doctor"], "voice"),
            (&["doctor"], "player"),
        ] {
            let home = Home::new();
            let child = hung(&home, arguments, setting);
            let hung = pid_of(&home).unwrap();
            kill_process(Pid::from_child(&child), signal).unwrap();
            let output = ended(child);
            let case = format!("{arguments:?} {setting} {signal:?}");
            assert_eq!(output.status.code(), Some(128 + signal.as_raw()), "{case}");
            assert_eq!((output.stdout, output.stderr), (vec![], vec![]), "{case}");
            assert!(test_kill_process(hung).is_err(), "{case}: still there");
            let run = fs::read_dir(home.path().join("run")).unwrap();
            assert_eq!(run.count(), 0, "{case}");
            assert!(!home.path().join("knee.wav").exists(), "{case}");
        }
    }
}

/// Where a sound goes that nobody takes, a signal ends it too.
#[test]
fn a_signal_ends_a_render_that_nobody_reads() {
    let home = Home::new();
    let arguments = ["render", "knee", "-o", "-", "--sound", "tones"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command.args(arguments).env_clear().env("HOME", home.path());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 44]).unwrap();
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert_eq!(ended(child).status.code(), Some(143));
}

/// The greatest resident size of a render of this many steps, in KiB, read just before its end. The voice takes 1 s for
/// each sentence, and each step has a name of its own.
fn peak(home: &Home, count: usize) -> u64 {
    let steps = (0..count).map(|nth| {
        let name = format!("name = \"Step {nth}\"");
        ["[[step]]", &name, "hold = \"60s\"", "ready = \"10s\"\n"].join("\n")
    });
    let text = "title = \"Long\"\n".to_owned() + &steps.collect::<String>();
    home.put("long.toml", text);
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command
        .args(["render", "long.toml", "-o", "-"])
        .current_dir(home.path());
    command
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join(".config"));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut header = [0; 44];
    out.read_exact(&mut header).unwrap();
    let length = u64::from(u32::from_le_bytes(header[40..].try_into().unwrap()));
    assert!(length > count as u64 * 70 * 44_100, "all of it");
    // What is missing is more than a pipe takes: it waits for us.
    let mut most = (&mut out).take(length - (1 << 20));
    std::io::copy(&mut most, &mut std::io::sink()).unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let size = line
        .unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    let rest = std::io::copy(&mut out, &mut std::io::sink()).unwrap();
    assert_eq!(rest, 1 << 20);
    assert!(ended(child).status.success());
    size
}

#[test]
fn a_longer_session_takes_no_more_memory() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::encoded(&vec![1000; 22_050]));
    voice(&home, "cp ok.wav \"$1\"");
    let (short, long) = (peak(&home, 10), peak(&home, 40));
    assert!(long < short + 4096, "{short} KiB, and {long} KiB for more");
    assert!(long < 64 * 1024, "{long} KiB");
}

#[test]
fn standard_output_by_its_path_is_standard_output() {
    let home = Home::new();
    let expected = home.supple(&["render", "knee", "-o", "-", "--sound", "tones"]);
    let expected = { expected }.output().unwrap();
    for (to, redirected) in [
        ("/dev/stdout", false),
        ("/dev/stdout", true),
        ("out.wav", true),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
        command.args(["render", "knee", "-o", to, "--sound", "tones"]);
        command.env("HOME", home.path()).current_dir(home.path());
        let out = home.path().join("out.wav");
        command.stdout(if redirected {
            fs::File::create(&out).unwrap().into()
        } else {
            Stdio::piped()
        });
        let output = ended(command.stderr(Stdio::piped()).spawn().unwrap());
        let sound = if redirected {
            fs::read(&out).unwrap()
        } else {
            output.stdout
        };
        assert!(sound == expected.stdout, "{to} {redirected}");
        assert_eq!(output.stderr, expected.stderr, "{to} {redirected}");
    }
}
