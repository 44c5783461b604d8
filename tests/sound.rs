//! What is heard, sample by sample, and what becomes of programs that misbehave.

#![allow(
    clippy::disallowed_methods,
    reason = "other programs can only be waited for"
)]

use crate::program;
use crate::support;
use crate::wait;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use ebur128::{EbuR128, Mode};
use supple::core::cue::{Cue, CuePart, Sentence, Tone, Why};
use supple::core::moment::Moment;
use supple::core::player::Start;
use supple::core::settings::{SoundMode, SoundSettings};
use supple::core::timeline::{Keys, Timeline, Unrolled};
use supple::format::config;
use supple::sound::{self, Bell, Cancel, RATE, Rendering, SENTENCE_LIMIT, Sound, SoundNews};
use support::read;
use wait::{LIMIT, ended, until};

fn timeline(text: &str) -> Arc<Timeline> {
    Arc::new(Timeline::of_all(
        [&read::routine(text)],
        Unrolled {
            keys: Keys::Never,
            ..Unrolled::default()
        },
    ))
}

fn settings(mode: SoundMode) -> SoundSettings {
    SoundSettings {
        mode,
        ..config::defaults().unwrap().sound
    }
}

fn rendered(text: &str, start: Start, settings: &SoundSettings) -> Rendering {
    rendered_within(SENTENCE_LIMIT, text, start, settings)
}

/// A rendering whose voice may take `limit` for each sentence.
fn rendered_within(
    limit: Duration,
    text: &str,
    start: Start,
    settings: &SoundSettings,
) -> Rendering {
    let cancel = Cancel::default();
    let timeline = timeline(text);
    Rendering::prepare(&timeline, start, settings, limit, &cancel, |_, _| {}).unwrap()
}

fn samples_of(rendered: &mut Rendering) -> Vec<i16> {
    let mut file = Vec::new();
    rendered.write(&mut file).unwrap();
    let samples = sound::read(&file).unwrap();
    assert_eq!(samples.len(), rendered.samples());
    samples
}

/// Where sound begins after silence, in milliseconds.
fn onsets(samples: &[i16]) -> Vec<f64> {
    let silence = RATE as usize / 50;
    let mut quiet = silence;
    let mut onsets = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        if sample.unsigned_abs() < 100 {
            quiet += 1;
        } else {
            if quiet >= silence {
                onsets.push(at as f64 * 1000.0 / f64::from(RATE));
            }
            quiet = 0;
        }
    }
    onsets
}

/// How strong a frequency is in the 30 ms after `at` milliseconds.
fn strength(samples: &[i16], at: f64, hertz: f64) -> f64 {
    let rate = f64::from(RATE);
    let from = ((at + 5.0) * rate / 1000.0) as usize;
    let window = &samples[from..from + (rate * 0.03) as usize];
    let (mut sine, mut cosine) = (0.0, 0.0);
    for (nth, sample) in window.iter().enumerate() {
        let angle = std::f64::consts::TAU * hertz * nth as f64 / rate;
        sine += f64::from(*sample) * angle.sin();
        cosine += f64::from(*sample) * angle.cos();
    }
    sine.hypot(cosine)
}

#[test]
fn every_tone_of_a_rendered_session_is_within_a_millisecond_of_the_timeline() {
    let text = fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    let lead_in: u32 = 30;
    let start = Start {
        // Enough for the warning, the rule of when to stop and the first stretch.
        lead_in: Duration::from_secs(lead_in.into()),
        from: 0,
    };
    let mut rendered = rendered(&text, start, &settings(SoundMode::Tones));
    let samples = samples_of(&mut rendered);
    let heard = onsets(&samples);
    // By hand from the plan: hold starts, in milliseconds behind the lead-in, which takes the place of the first
    // `ready`; the second side sounds twice.
    let holds = [0, 20_000, 20_220, 40_000, 60_000, 60_220, 85_000, 103_000];
    for hold in holds {
        let expected = f64::from(lead_in * 1000 + hold);
        let nearest = heard.iter().map(|at| (at - expected).abs());
        assert!(nearest.fold(f64::MAX, f64::min) < 1.0, "{hold} ms");
        let start = strength(&samples, expected, 880.0);
        for other in [1318.5, 523.3, 440.0, 349.2] {
            let other = (other, strength(&samples, expected, other));
            assert!(
                start > 3.0 * other.1,
                "{hold} ms: {start} of 880 Hz, {other:?}"
            );
        }
    }
    for tick in [-3, -2, -1, 12, 13, 14, 117] {
        let expected = f64::from((lead_in.cast_signed() + tick) * 1000);
        let nearest = heard.iter().map(|at| (at - expected).abs());
        assert!(nearest.fold(f64::MAX, f64::min) < 1.0, "tick at {tick} s");
    }
    // Every cue of the script, and nothing else. An end and what follows it are one stretch of sound.
    let lines = rendered.cues().flat_map(|cue| {
        let due = cue.due.since(Moment::ZERO);
        let lines = cue.parts.into_iter();
        lines.map(move |line| (due + line.at, line.tone))
    });
    for (at, tone) in lines {
        let expected = at.as_secs_f64() * 1000.0;
        let nearest = heard
            .iter()
            .map(|at| (at - expected).abs())
            .fold(f64::MAX, f64::min);
        let follows = matches!(
            tone,
            Some(Tone::Switch | Tone::Ready | Tone::Between | Tone::Done)
        );
        let follows = follows && expected > 1000.0;
        assert!(nearest < 1.0 || follows, "{tone:?} at {expected} ms");
    }
    let total = sound::length_of(samples.len()).as_secs_f64();
    assert!(
        (total - (f64::from(lead_in) + 118.0 + 0.25 + 1.2)).abs() < 0.01,
        "{total}"
    );
}

/// The greatest loudness of 0.4 s, in LUFS.
fn loudest(samples: &[i16]) -> f64 {
    let mut meter = EbuR128::new(1, RATE, Mode::M).unwrap();
    let steps = samples.chunks(RATE as usize / 20).map(|step| {
        meter.add_frames_i16(step).unwrap();
        meter.loudness_momentary().unwrap()
    });
    steps.fold(f64::MIN, f64::max)
}

/// Half a second of syllables in a quiet or a loud voice.
fn syllables(peak: f64) -> Vec<i16> {
    let sample = |nth: u32| {
        let at = f64::from(nth) / f64::from(RATE) * std::f64::consts::TAU;
        let voice: f64 = (1..=12)
            .map(|nth| (at * 140.0 * f64::from(nth) + f64::from(nth * nth)).cos())
            .sum();
        (voice / 12.0 * (at * 2.0).sin().abs() * peak * 32_767.0) as i16
    };
    (0..RATE / 2).map(sample).collect()
}

#[test]
fn words_are_as_loud_as_tones_whatever_the_voice_and_nothing_clips() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"9s\"\nready = \"5s\"\n";
    let of = |peak: f64, speech: u8, tones: u8| {
        let file = folder.path().join("voice.wav");
        fs::write(&file, sound::encoded(&syllables(peak))).unwrap();
        let settings = SoundSettings {
            voice: script(&format!("cp {} \"$1\"", file.display())),
            speech_volume: speech,
            tone_volume: tones,
            ..settings(SoundMode::Voice)
        };
        samples_of(&mut rendered(text, Start::default(), &settings))
    };
    for peak in [0.05, 1.0] {
        let (speech, tones) = (loudest(&of(peak, 100, 0)), loudest(&of(peak, 0, 100)));
        assert!(
            (speech - tones).abs() < 3.0,
            "{speech:.1} and {tones:.1} LUFS"
        );
        assert!((-20.0..-13.0).contains(&speech), "{speech:.1} LUFS");
        let both = of(peak, 100, 100);
        let most = both.iter().map(|sample| sample.unsigned_abs()).max();
        assert!(most < Some(i16::MAX.unsigned_abs()), "it clips");
    }
}

/// Samples as a small loudspeaker plays them: a Butterworth high-pass of the second order at 800 Hz.
fn from_a_phone(samples: &[i16]) -> Vec<f64> {
    let angle = (std::f64::consts::PI * 800.0 / f64::from(RATE)).tan();
    let scale = 1.0 / (1.0 + std::f64::consts::SQRT_2 * angle + angle * angle);
    let back = [
        2.0 * (angle * angle - 1.0) * scale,
        (1.0 - std::f64::consts::SQRT_2 * angle + angle * angle) * scale,
    ];
    let (mut before, mut after) = ([0.0; 2], [0.0; 2]);
    let heard = samples.iter().map(|sample| {
        let now = f64::from(*sample);
        let bent = before[1] - 2.0 * before[0] + now;
        let out = bent * scale - back[0] * after[0] - back[1] * after[1];
        (before, after) = ([now, before[0]], [out, after[0]]);
        out
    });
    heard.collect()
}

#[test]
fn no_tone_of_a_rendered_session_is_lost_on_a_small_loudspeaker() {
    let text = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"9s\"\nready = \"5s\"\nsides = \"each\"\nreps = 2\n\
                between = \"8s\"\n[[step]]\nrest = \"20s\"\n[[step]]\nname = \"B\"\ncount = 3\nready = \"5s\"\n";
    let mut rendered = rendered(text, Start::default(), &settings(SoundMode::Tones));
    let samples = samples_of(&mut rendered);
    let heard = from_a_phone(&samples);
    let power = |samples: &[f64]| {
        10.0 * samples
            .iter()
            .map(|sample| sample * sample)
            .sum::<f64>()
            .log10()
    };
    let whole: Vec<f64> = samples.iter().copied().map(f64::from).collect();
    let mut tones = Vec::new();
    for cue in rendered.cues() {
        for part in cue.parts {
            let from = (cue.due.since(Moment::ZERO) + part.at).as_secs_f64() * f64::from(RATE);
            let sounding = from as usize..samples.len().min(from as usize + RATE as usize / 5);
            let lost = power(&whole[sounding.clone()]) - power(&heard[sounding]);
            assert!(lost < 5.0, "{:?} loses {lost:.1} dB", part.tone);
            tones.push(format!("{:?}", part.tone));
        }
    }
    tones.sort();
    tones.dedup();
    assert!(tones.len() >= 8, "{tones:?}");
}

#[test]
fn a_wait_takes_its_text_and_ten_seconds_and_an_open_count_four_a_repetition() {
    let text =
        "title = \"T\"\n[[step]]\nwait = true\n[[step]]\nname = \"A\"\ncount = 3\nready = 0\n";
    let start = Start::default();
    let rendered = rendered(text, start, &settings(SoundMode::Tones));
    let done = rendered.cues().last().unwrap().due.since(Moment::ZERO);
    // The session begins with the wait, which therefore says when to stop as well: 11.4 s behind its tone, in whole
    // seconds.
    assert_eq!(done, Duration::from_secs(12 + 10 + 12));
}

/// A player or voice made of a shell script; its file is `$1`.
fn script(text: &str) -> Vec<String> {
    ["sh", "-c", text, "sh"].map(str::to_owned).into()
}

struct Heard {
    sound: Sound,
    news: Receiver<SoundNews>,
}

fn open(settings: SoundSettings) -> Heard {
    let (sender, news) = mpsc::channel();
    let sound = Sound::open(settings, move |news| {
        let _ = sender.send(news);
    });
    Heard { sound, news }
}

impl Heard {
    /// Waits for the next note.
    fn note(&self) -> String {
        let deadline = Instant::now() + LIMIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.news.recv_timeout(left) {
                Ok(SoundNews::Note(note)) => return note,
                Ok(SoundNews::Measured(_)) => {}
                Err(error) => panic!("waited in vain for a note: {error}"),
            }
        }
    }

    /// Ends the sound and returns the notes that nobody has read yet.
    fn ends(self) -> Vec<String> {
        drop(self.sound);
        let deadline = Instant::now() + LIMIT;
        let news = std::iter::from_fn(|| {
            let left = deadline.saturating_duration_since(Instant::now());
            self.news.recv_timeout(left).ok()
        });
        let notes = news.filter_map(|news| match news {
            SoundNews::Note(note) => Some(note),
            SoundNews::Measured(_) => None,
        });
        notes.collect()
    }
}

fn cue(tone: Tone, say: Option<&str>) -> Cue {
    let say = say.map(|text| Sentence {
        text: text.to_owned(),
        lang: "en".to_owned(),
    });
    Cue {
        due: Moment::ZERO,
        urgent: false,
        parts: vec![CuePart {
            at: Duration::ZERO,
            tone: Some(tone),
            say,
            why: Why::Answer,
        }],
    }
}

/// The states of all our children: their letters in `/proc`.
fn children(needle: &str) -> Vec<char> {
    let own = std::process::id().to_string();
    let mut states = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        let command = fs::read_to_string(entry.path().join("cmdline")).unwrap_or_default();
        let (_, rest) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = rest.split(' ').collect();
        if fields[1] == own && (fields[0] == "Z" || command.contains(needle)) {
            states.push(fields[0].chars().next().unwrap());
        }
    }
    states
}

/// A program's settings with no player of the machine's own: its search path is empty but for the shell.
fn with_player(player: Vec<String>) -> SoundSettings {
    SoundSettings {
        player,
        ..settings(SoundMode::Tones)
    }
}

#[test]
fn a_player_that_hangs_is_reported_once_and_leaves_nothing_behind() {
    let heard = open(with_player(script("sleep 1000 # hangs")));
    for _ in 0..100 {
        let _ = heard.sound.play(cue(Tone::Tick, None), Duration::ZERO);
    }
    assert!(
        heard.news.try_recv().is_err(),
        "all is sent before anybody knows that the player hangs"
    );
    let told = "`sh` does not play. See `supple doctor`.";
    assert_eq!(heard.note(), told);
    until("killed and reaped", || children("# hangs").is_empty());
    assert!(!heard.ends().iter().any(|note| note == told));
}

#[test]
fn a_player_that_fails_or_is_missing_is_reported_once() {
    for player in [
        script("exit 1 # fails"),
        vec!["no-such-player-anywhere".to_owned()],
    ] {
        let name = player[0].clone();
        let heard = open(with_player(player));
        let told = format!("`{name}` does not play. See `supple doctor`.");
        assert_eq!(heard.note(), told);
        until("reaped", || children("# fails").is_empty());
        assert!(!heard.ends().contains(&told));
    }
}

/// The settings of a session whose player is good and whose voice is this one.
fn with_voice(voice: Vec<String>) -> SoundSettings {
    SoundSettings {
        voice,
        mode: SoundMode::Voice,
        ..with_player(script("exit 0"))
    }
}

#[test]
fn a_voice_that_hangs_fails_or_is_missing_is_reported_once() {
    let voices = [
        script("sleep 1000 # mute"),
        script("exit 1 # mute"),
        script("mkfifo \"$1\" # mute"),
        script("ln -s /dev/zero \"$1\" # mute"),
        vec!["no-such-voice-anywhere".to_owned()],
    ];
    let opened = voices.map(|voice| (voice[0].clone(), open(with_voice(voice))));
    for (name, heard) in opened {
        let told = format!("`{name}` does not speak. See `supple doctor`.");
        assert_eq!(heard.note(), told);
        assert!(!heard.ends().contains(&told));
    }
    until("reaped", || children("# mute").is_empty());
}

#[test]
fn a_voice_that_fails_in_a_row_is_dropped_and_reported_once() {
    let folder = tempfile::tempdir().unwrap();
    let ok = folder.path().join("ok.wav");
    fs::write(&ok, sound::encoded(&[1000; 4000])).unwrap();
    let asked = folder.path().join("asked");
    let voice = format!(
        "echo >> {}; test \"$(cat)\" = \"Get ready.\" && cp {} \"$1\" # once",
        asked.display(),
        ok.display()
    );
    let heard = open(with_voice(script(&voice)));
    let text = fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    heard.sound.prepare(timeline(&text), Start::default());
    assert_eq!(heard.note(), "`sh` stopped speaking. See `supple doctor`.");
    assert_eq!(
        fs::read(asked).unwrap().len(),
        4,
        "one sentence that works, three that fail"
    );
    until("reaped", || children("# once").is_empty());
}

#[test]
fn a_voice_that_hangs_holds_up_a_rendered_session_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("ok.wav"), sound::encoded(&[1000; 4000])).unwrap();
    let voice = format!(
        "cd {} && if test \"$(cat)\" = \"Get ready.\"; then cp ok.wav \"$1\"; else echo >> asked; sleep 1000; fi",
        folder.path().display()
    );
    let text = fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    let settings = SoundSettings {
        voice: script(&voice),
        ..settings(SoundMode::Voice)
    };
    let limit = Duration::from_secs(5);
    let rendered = rendered_within(limit, &text, Start::default(), &settings);
    assert_eq!(
        fs::read(at("asked")).unwrap().len(),
        1,
        "one sentence is waited for"
    );
    assert_eq!(rendered.slow.as_deref(), Some("sh"));
    assert_eq!(rendered.silent, None, "it speaks, though too slowly");
    // What this machine has instead, if anything.
    assert_ne!(rendered.voice.as_deref(), Some("sh"));
    let speaks = rendered.cues().any(|cue| cue.speaks());
    assert_eq!(speaks, rendered.voice.is_some());
}

#[test]
fn a_player_that_hangs_later_is_killed_with_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first");
    let player = format!(
        "if [ -e {0} ]; then sleep 1000; fi; touch {0} # later",
        first.display()
    );
    let heard = open(with_player(script(&player)));
    until("it is probed", || {
        first.exists() && children("# later").is_empty()
    });
    let _ = heard.sound.play(cue(Tone::Start, None), Duration::ZERO);
    until("it plays", || !children("# later").is_empty());
    // One that is killed for hanging is reported; one that ends with the session is not.
    assert_eq!(heard.ends(), [""; 0]);
    until("killed and reaped", || children("# later").is_empty());
}

#[test]
fn a_newer_sentence_cuts_an_older_one_and_silence_is_at_once() {
    let player = "test \"$(wc -c < \"$1\")\" -lt 2000 || sleep 1000 # speaking";
    let heard = open(with_player(script(player)));
    let _ = heard.sound.play(cue(Tone::Done, None), Duration::ZERO);
    until("it sounds", || children("# speaking") == ['S']);
    let _ = heard.sound.play(Cue::silence(Moment::ZERO), Duration::ZERO);
    until("it is silent", || children("# speaking").is_empty());
    // Nobody waited until it counted as hanging, which would be told.
    assert_eq!(heard.ends(), [""; 0]);
}

/// The sizes of the files that are played, by a player that writes them down.
fn sizes(wake: bool) -> (tempfile::TempDir, Heard, impl Fn() -> Vec<u64>) {
    let folder = tempfile::tempdir().unwrap();
    let played = folder.path().join("played");
    let heard = open(SoundSettings {
        wake,
        ..with_player(script(&format!("wc -c < \"$1\" >> {}", played.display())))
    });
    until("probed", || {
        fs::read_to_string(&played).is_ok_and(|text| text.ends_with('\n'))
    });
    let lines = move || {
        let text = fs::read_to_string(&played).unwrap();
        text.lines()
            .map(|line| line.trim().parse().unwrap())
            .collect()
    };
    (folder, heard, lines)
}

#[test]
fn what_is_later_than_a_second_is_not_played() {
    let (_folder, heard, sizes) = sizes(false);
    let late = Duration::from_millis(1001);
    let _ = heard.sound.play(cue(Tone::Done, None), late);
    let _ = heard.sound.play(cue(Tone::Tick, None), Duration::ZERO);
    let size = |tone| 44 + 2 * sound::samples(tone, 1.0).len() as u64;
    until("the one in time", || sizes().contains(&size(Tone::Tick)));
    heard.sound.finish();
    assert!(!sizes().contains(&size(Tone::Done)), "{:?}", sizes());
}

#[test]
fn silence_is_played_ahead_of_a_tone_after_a_quiet() {
    let (_folder, heard, sizes) = sizes(true);
    until("silence", || {
        // Asked anew at each look, so that a busy machine is in time once.
        heard.sound.foretell(Some(Duration::from_millis(650)));
        sizes().len() > 1
    });
    // To a tenth of a second before the tone.
    let longest = u64::from(RATE) * 2 * 55 / 100 + 44;
    let silences = &sizes()[1..];
    assert!(silences.iter().all(|size| (45..=longest).contains(size)));
    let _ = heard.sound.play(cue(Tone::Done, None), Duration::ZERO);
    let tone = 44 + 2 * sound::samples(Tone::Done, 1.0).len() as u64;
    until("the tone", || sizes().contains(&tone));
}

#[test]
fn a_flood_of_tones_starts_a_handful_of_players() {
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let player = format!(
        "test \"$(wc -c < \"$1\")\" -lt 1500 && exit; echo >> {}; sleep 1000 # flood",
        started.display()
    );
    let heard = open(with_player(script(&player)));
    for _ in 0..300 {
        let _ = heard.sound.play(cue(Tone::Done, None), Duration::ZERO);
    }
    let count = || fs::read(&started).map_or(0, |lines| lines.len());
    until("some play", || count() > 0);
    // It is handled after all of them.
    let _ = heard.sound.play(Cue::silence(Moment::ZERO), Duration::ZERO);
    until("it is silent", || children("# flood").is_empty());
    assert!(count() <= 8, "{} at once", count());
    assert_eq!(heard.ends(), [""; 0]);
}

/// A player that keeps what it is to play in a folder, and what it has kept.
fn recorder(folder: &Path) -> (Vec<String>, impl Fn() -> Vec<Vec<i16>>) {
    let kept = folder.join("kept");
    fs::create_dir(&kept).unwrap();
    let script = script(&format!(
        "cd {} && cp \"$1\" kept.$$ && mv kept.$$ kept/$$",
        folder.display()
    ));
    let played = move || {
        let files = fs::read_dir(&kept).unwrap();
        let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        files.map(|file| sound::read(&file).unwrap()).collect()
    };
    (script, played)
}

/// Whether these samples end with the 4000 equal ones that a voice of these tests makes.
fn is_speech(samples: &[i16]) -> bool {
    let last = samples.len().checked_sub(4000);
    let last = last.and_then(|from| samples.get(from..));
    last.is_some_and(|last| last[0] != 0 && last.iter().all(|sample| *sample == last[0]))
}

#[test]
fn the_first_sentence_begins_when_a_loudspeaker_is_awake_however_fast_the_voice_is() {
    let folder = tempfile::tempdir().unwrap();
    let ok = folder.path().join("ok.wav");
    fs::write(&ok, sound::encoded(&[1000; 4000])).unwrap();
    let (program, played) = recorder(folder.path());
    let voice = format!("cat > /dev/null; cp {} \"$1\"", ok.display());
    let heard = open(SoundSettings {
        player: program,
        voice: script(&voice),
        ..settings(SoundMode::Voice)
    });
    until("it is ready", || !played().is_empty());
    // Far more time than the voice needs.
    let later = Duration::from_secs(30);
    let mut first = cue(Tone::Ready, Some("Stop if it hurts."));
    first.parts[0].at = later;
    let _ = heard.sound.play(first, Duration::ZERO);
    until("the sentence", || played().iter().any(|it| is_speech(it)));
    let spoken = played().into_iter().find(|it| is_speech(it)).unwrap();
    let silence = spoken.iter().take_while(|sample| **sample == 0).count();
    assert_eq!(silence, spoken.len() - 4000);
    let due = later + Tone::Ready.length() + Duration::from_millis(100);
    let early = due.saturating_sub(sound::length_of(silence));
    assert!(early < Duration::from_secs(20), "{early:?}");
    assert!(sound::length_of(silence) <= due);
    // The tone has the same silence before it.
    let tones = played();
    let tone = tones
        .iter()
        .find(|it| it.len() > sound::samples_in(later) && !is_speech(it));
    let quiet = tone
        .unwrap()
        .iter()
        .take_while(|sample| **sample == 0)
        .count();
    assert!(quiet >= sound::samples_in(later));
}

#[test]
fn a_hostile_text_is_only_ever_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("ok.wav"), sound::encoded(&[1000; 4000])).unwrap();
    let voice = format!(
        "cd {0} && cat >> said && echo >> said && cp ok.wav \"$1\"",
        folder.path().display()
    );
    let (program, played) = recorder(folder.path());
    let heard = open(SoundSettings {
        player: program,
        voice: script(&voice),
        volume: 100,
        ..settings(SoundMode::Voice)
    });
    let text = "\"; touch pwned; $(touch pwned) \u{7}";
    until("the voice is tried", || {
        at("said").exists() && !played().is_empty()
    });
    let _ = heard
        .sound
        .play(cue(Tone::Ready, Some(text)), Duration::ZERO);
    let said = || fs::read_to_string(at("said")).unwrap_or_default();
    until("it is said", || {
        said().contains("pwned") && said().ends_with('\n')
    });
    assert!(
        said().ends_with("\"; touch pwned; $(touch pwned)  \n"),
        "{:?}",
        said()
    );
    until("it is heard", || played().iter().any(|it| is_speech(it)));
    assert!(!at("pwned").exists() && !Path::new("pwned").exists());
}

#[test]
fn the_bell_rings_where_nothing_plays() {
    let sound = Sound::open(settings(SoundMode::Bell), |_| {});
    assert_eq!(
        sound.play(cue(Tone::Start, None), Duration::ZERO),
        Bell::Rings
    );
    assert_eq!(
        sound.play(cue(Tone::Tick, None), Duration::ZERO),
        Bell::Silent
    );
    let late = Duration::from_millis(1001);
    assert_eq!(sound.play(cue(Tone::Start, None), late), Bell::Silent);
    let off = Sound::open(settings(SoundMode::Off), |_| {});
    assert_eq!(
        off.play(cue(Tone::Start, None), Duration::ZERO),
        Bell::Silent
    );
}

#[test]
fn the_bell_rings_beside_tones_where_that_is_wanted() {
    let beside = |bell: bool, mode: SoundMode| {
        let settings = SoundSettings {
            bell,
            ..settings(mode)
        };
        let sound = Sound::open(settings, |_| {});
        [Tone::Switch, Tone::Cue, Tone::Tick]
            .map(|tone| sound.play(cue(tone, None), Duration::ZERO))
    };
    let rings = [Bell::Rings, Bell::Rings, Bell::Silent];
    assert_eq!(beside(true, SoundMode::Tones), rings);
    assert_eq!(beside(true, SoundMode::Off), [Bell::Silent; 3]);
    assert_eq!(beside(false, SoundMode::Bell), rings);
}

#[test]
fn over_a_network_the_bell_is_the_default() {
    let settings = config::defaults().unwrap().sound;
    assert_eq!(sound::mode(None, &settings, true), SoundMode::Bell);
    assert_eq!(sound::mode(None, &settings, false), SoundMode::Voice);
    let asked = Some(SoundMode::Tones);
    assert_eq!(sound::mode(asked, &settings, true), SoundMode::Tones);
}

#[test]
fn a_player_that_comes_back_is_heard_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // The only player there is. It fails while the sound server is gone.
    let player = format!(
        "#!/bin/sh\nif [ -e {0}/server ]; then echo >> {0}/played; else echo >> {0}/failed; exit 1; fi\n",
        folder.path().display()
    );
    program::put(&at("aplay"), &player);
    let steps =
        "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"5s\"\nreps = 90\nbetween = \"5s\"\n";
    fs::write(at("long.toml"), steps).unwrap();
    fs::write(at("server"), "").unwrap();
    let mut session = Command::new(env!("CARGO_BIN_EXE_supple"));
    session.args([
        "play", "--plain", "--speed", "10", "--sound", "tones", "--start", "0",
    ]);
    session.arg(at("long.toml")).env_clear();
    session
        .env("PATH", folder.path())
        .env("HOME", folder.path());
    let session = session.stdin(Stdio::null()).stdout(Stdio::null());
    let mut session = session.stderr(Stdio::null()).spawn().unwrap();
    let count = |name: &str| fs::read(at(name)).map_or(0, |lines| lines.len());
    until("it is probed and plays", || count("played") > 2);
    fs::remove_file(at("server")).unwrap();
    until("it fails, and again when it is tried", || {
        count("failed") > 2
    });
    let before = count("played");
    fs::write(at("server"), "").unwrap();
    until("it is heard again", || count("played") > before + 2);
    session.kill().unwrap();
    ended(session);
}

#[test]
fn what_finds_a_player_that_is_back_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // The only player there is. It fails the first time.
    let player = format!(
        "#!/bin/sh\ncd {} && [ -e tried ] || {{ echo >> tried; exit 1; }}\nPATH=/usr/bin:/bin wc -c < \"$2\" >> played\n",
        folder.path().display()
    );
    program::put(&at("aplay"), &player);
    // When it begins, the player has just failed. Then nothing is heard but its middle and its last seconds.
    let steps = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"100s\"\nready = 0\n";
    fs::write(at("long.toml"), steps).unwrap();
    let mut session = Command::new(env!("CARGO_BIN_EXE_supple"));
    session.args(["play", "--plain", "--speed", "10", "--sound", "tones"]);
    session
        .args(["--start", "0"])
        .arg(at("long.toml"))
        .env_clear();
    session
        .env("PATH", folder.path())
        .env("HOME", folder.path());
    let session = session.stdin(Stdio::null()).stdout(Stdio::null());
    let mut session = session.stderr(Stdio::null()).spawn().unwrap();
    let sizes = || fs::read_to_string(at("played")).unwrap_or_default();
    until("it is tried and plays", || sizes().lines().count() > 1);
    session.kill().unwrap();
    ended(session);
    let heard = sizes().lines().nth(1).unwrap().trim().parse::<usize>();
    let middle = sound::samples(Tone::Cue, 1.0).len();
    assert_eq!(heard.unwrap(), 44 + 2 * middle);
}

#[test]
fn the_screen_stays_awake_no_longer_than_the_program() {
    // A stand-in for the desktop's helper, found first: it holds on while its standard input is open.
    let folder = tempfile::tempdir().unwrap();
    let helper = folder.path().join("systemd-inhibit");
    let alive = folder.path().join("alive");
    let text = format!("#!/bin/sh\necho $$ > {0}; cat; rm {0}\n", alive.display());
    program::put(&helper, &text);
    let routine = folder.path().join("long.toml");
    let steps = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"60s\"\n";
    fs::write(&routine, steps).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut session = Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(["play", "--plain"])
        .arg(&routine)
        .env("PATH", path)
        .env("HOME", folder.path())
        .env_remove("XDG_CURRENT_DESKTOP")
        .env_remove("SSH_CONNECTION")
        .env_remove("SSH_TTY")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    until("it holds on", || alive.exists());
    session.kill().unwrap();
    ended(session);
    until("it lets go", || !alive.exists());
}
