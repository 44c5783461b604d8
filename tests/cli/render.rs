//! `supple render`: a routine as a sound file.

use crate::home::{Home, fails, routine};

#[test]
fn a_routine_becomes_a_sound_file() {
    let home = Home::new();
    let said = home.says(&["render", "knee", "-o", "knee.wav", "--sound", "tones"]);
    assert_eq!(said.out, "knee.wav: 2:24, tones only\n");
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    let file = std::fs::read(home.path().join("knee.wav")).unwrap();
    let samples = supple::sound::read(&file).unwrap();
    let length = supple::sound::length_of(samples.len());
    assert_eq!(
        length.as_millis() / 10,
        14_444,
        "to the end of the last tone"
    );
    assert!(!home.path().join("knee.wav.part").exists());
}

#[test]
fn a_rendered_session_begins_with_the_side_that_is_configured() {
    let home = Home::new();
    home.put("ok.wav", supple::sound::written(&[1000; 4000]));
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
        said.contains("Single-knee pull. Left. Left knee in"),
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
    home.put("knee.wav.part", "precious");
    let refused = render("own.toml", "own.toml");
    let expected = fails(
        1,
        "error: `own.toml` is there already and is no WAV file\n  help: take another name, or move that file away\n",
    );
    assert_eq!(refused, expected);
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
        ["empty.wav", "knee.wav", "knee.wav.part", "own.toml"]
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
        14_444
    );
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: 2:24, tones only\n"
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
