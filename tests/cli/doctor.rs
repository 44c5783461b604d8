//! `supple doctor`.

use super::home::{Home, said};

#[test]
fn the_doctor_finds_a_session_possible_with_or_without_sound() {
    let said = Home::new().says(&["doctor"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    for part in [
        "Sound\n",
        "Terminal\n",
        "Folders\n",
        "Editor\n",
        "Settings\n",
    ] {
        assert!(said.out.contains(part), "{}", said.out);
    }
    for folder in [
        "log       ~/.local/share/supple/log",
        "state     ~/.local/state/supple",
    ] {
        assert!(said.out.contains(folder), "{}", said.out);
    }
    // The mixer shows a name, and music is lowered while supple speaks.
    if cfg!(target_os = "linux") {
        for words in [
            "pw-play --media-role=Notification",
            "\"application.name\":\"supple\"",
            "paplay --client-name=supple",
            "--property=media.role=event",
        ] {
            assert!(said.out.contains(words), "{}", said.out);
        }
    }
    if said.out.contains("none: tones only") {
        assert!(said.out.contains("sudo apt install espeak-ng"));
    }
}

#[test]
fn the_doctor_says_what_holds_and_prints_a_configuration() {
    let home = Home::new();
    let said = home.says(&["doctor", "--print-config"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
    assert!(said.out.contains("\n[screen]\n"), "{}", said.out);
    let config = home.put(".config/supple/config.toml", &said.out);
    let config = config.to_str().unwrap();
    // As it is printed, it can be checked and changes nothing.
    assert_eq!(home.says(&["check", config]).code, 0);
    assert_eq!(home.says(&["check"]).code, 0);
    let said = home.says(&["doctor"]);
    assert!(
        said.out
            .contains("  screen.theme         \"auto\" (default)\n"),
        "{}",
        said.out
    );
    home.put(".config/supple/config.toml", "[screen]\ntheme = \"mono\"\n");
    let said = home.says(&["doctor"]);
    assert!(
        said.out
            .contains("  screen.theme         \"mono\" (config.toml)\n"),
        "{}",
        said.out
    );
    home.put(".config/supple/config.toml", "[screen]\ntheem = \"mono\"\n");
    assert_eq!(home.says(&["check", config]).code, 1);
    assert_eq!(home.says(&["check"]).code, 1);
}

#[test]
fn the_doctor_says_what_keeps_the_screen_awake() {
    let home = Home::new();
    let awake = |bin: &str| {
        let mut doctor = home.supple(&["doctor"]);
        doctor.env("PATH", home.path().join(bin));
        doctor.env_remove("SSH_CONNECTION").env_remove("SSH_TTY");
        let said = said(doctor.env("XDG_CURRENT_DESKTOP", "ubuntu:GNOME"));
        let row = said.out.lines().find(|line| line.starts_with("  awake "));
        row.unwrap_or_else(|| panic!("{}", said.out))
            .trim()
            .to_owned()
    };
    assert_eq!(
        awake("none"),
        "awake     no: nothing here keeps the screen awake"
    );
    home.program("bin/gnome-session-inhibit", "exit 1");
    home.program("bin/systemd-inhibit", "exit 0");
    assert_eq!(
        awake("bin"),
        "awake     by systemd-inhibit, while a session runs"
    );
    home.put(".config/supple/config.toml", "[screen]\nawake = false\n");
    assert_eq!(awake("bin"), "awake     no: `screen.awake` is off");
}

/// What the doctor says of the editor, with `path` as `PATH` and `variables` besides.
fn editor(home: &Home, variables: &[(&str, &str)]) -> String {
    let mut doctor = home.supple(&["doctor"]);
    doctor.env("PATH", home.path().join("bin"));
    let said = said(doctor.envs(variables.iter().copied()));
    let row = said.out.lines().skip_while(|line| *line != "Editor").nth(1);
    let row = row.unwrap_or_else(|| panic!("{}", said.out));
    row.trim_start_matches("  command").trim_start().to_owned()
}

fn install(home: &Home, path: &str) -> String {
    home.program(path, "").to_str().unwrap().to_owned()
}

#[test]
fn the_doctor_names_the_editor_that_edit_opens() {
    let home = Home::new();
    assert_eq!(editor(&home, &[]), "none: set `EDITOR`");
    for usual in ["vi", "nano", "editor", "sensible-editor"] {
        install(&home, &format!("bin/{usual}"));
        assert_eq!(editor(&home, &[]), format!("{usual} (found in PATH)"));
    }
    let own = install(&home, "My Editors/own");
    let quoted = format!("'{own}' --wait");
    for value in [&own, &quoted] {
        let command = value.replace('\'', "");
        let named = editor(&home, &[("EDITOR", value)]);
        assert_eq!(named, format!("{command} (from EDITOR)"));
    }
    let both = [("VISUAL", "nano -w"), ("EDITOR", &own)];
    assert_eq!(editor(&home, &both), "nano -w (from VISUAL)");
    assert_eq!(
        editor(&home, &[("VISUAL", "  "), ("EDITOR", "gone -w")]),
        "gone -w (from EDITOR), not found"
    );
}
