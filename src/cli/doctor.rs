//! `supple doctor`: what was found on this machine, which settings apply and where they come from, and what to
//! install.

use std::fmt::Write as _;
use std::path::Path;

use super::environment;
use super::output::{self, Messages};
use super::remember;
use super::version;
use crate::core::settings::{ScreenSettings, Settings, SoundMode, SoundSettings};
use crate::core::text::escaped;
use crate::disk::places::{self, Places};
use crate::disk::read;
use crate::error::Error;
use crate::format;
use crate::process::Interrupt;
use crate::shell::Editor;
use crate::sound::{self, Examined, Tried};

pub(super) fn run(messages: Messages) -> Result<u8, Error> {
    let Settings {
        sound: settings,
        screen,
        ..
    } = remember::settings(messages)?;
    let interrupt = Interrupt::listen();
    let examined = sound::examine(&settings, interrupt.cancel());
    if let Some(code) = interrupt.code() {
        return Ok(code);
    }
    let mut out = String::new();
    program(&mut out);
    sounds(&mut out, &examined, &settings);
    sound_files(&mut out, &examined);
    terminal(&mut out, &screen, &examined);
    folders(&mut out);
    editor(&mut out);
    effective(&mut out, &settings);
    install(&mut out, &examined);
    output::result(&out)?;
    Ok(0)
}

/// What a bug report begins with.
fn program(out: &mut String) {
    let _ = writeln!(out, "Program");
    row(out, "version", version::NUMBER);
    row(out, "commit", version::commit());
    row(out, "built for", &version::target());
    row(out, "system", &version::system());
    row(out, "built in", &version::built_in());
    out.push('\n');
}

fn row(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "  {name:<10}{}", escaped(value));
}

fn tried(list: &[Tried]) -> String {
    let names: Vec<String> = list
        .iter()
        .map(|tried| {
            format!(
                "{}: {}",
                tried.command,
                if tried.works { "works" } else { "not working" }
            )
        })
        .collect();
    names.join(" · ")
}

fn sounds(out: &mut String, examined: &Examined, settings: &SoundSettings) {
    let _ = writeln!(out, "Sound");
    let player = examined
        .player()
        .map_or("none: using the terminal bell", |tried| &tried.command);
    row(out, "player", player);
    row(out, "tried", &tried(&examined.players));
    let voice = examined
        .voice()
        .map_or("none: tones only", |tried| &tried.command);
    row(out, "voice", voice);
    row(out, "tried", &tried(&examined.voices));
    let what = match (examined.heard, examined.voice()) {
        (true, Some(_)) => "a tone and \"This is how it sounds.\"",
        (true, None) => "a tone",
        (false, _) => "nothing",
    };
    row(out, "played", what);
    if sound::mode(None, settings, sound::is_remote()) == SoundMode::Bell {
        row(
            out,
            "over SSH",
            "the bell, unless `--sound voice` or `--sound tones` is given",
        );
    }
    out.push('\n');
}

/// Which formats `supple render` can write.
fn sound_files(out: &mut String, examined: &Examined) {
    let _ = writeln!(out, "Sound files");
    row(out, ".wav", "always");
    for (ending, encoders) in &examined.encoders {
        row(out, &format!(".{ending}"), &tried(encoders));
    }
    let works = |(_, encoders): &(_, Vec<Tried>)| encoders.iter().any(|encoder| encoder.works);
    if !examined.encoders.iter().all(works) {
        let install = "ffmpeg writes all of them; or install lame, opus-tools or flac";
        row(out, "more", install);
    }
    out.push('\n');
}

fn terminal(out: &mut String, screen: &ScreenSettings, examined: &Examined) {
    let _ = writeln!(out, "Terminal");
    let term = crate::environment::text("TERM").unwrap_or_else(|| "not set".to_owned());
    row(out, "TERM", &term);
    row(out, "colours", environment::colours_in_words());
    row(out, "figures", environment::pictures(screen).1);
    let keeper = examined.keepers.iter().find(|tried| tried.works);
    let awake = match keeper {
        _ if !screen.awake => "no: `screen.awake` is off".to_owned(),
        _ if sound::is_remote() => "no: the screen is another machine's".to_owned(),
        Some(keeper) => format!("by {}, while a session runs", keeper.command),
        None => "no: nothing here keeps the screen awake".to_owned(),
    };
    row(out, "awake", &awake);
    if !examined.keepers.is_empty() {
        row(out, "tried", &tried(&examined.keepers));
    }
    out.push('\n');
}

fn folders(out: &mut String) {
    let _ = writeln!(out, "Folders");
    match Places::find() {
        Ok(places) => {
            let mut place = |name: &str, path: &Path| {
                let missing = if read::is_there(path) {
                    ""
                } else {
                    " (does not exist yet)"
                };
                let shown = places::tilde(path);
                row(out, name, &format!("{}{missing}", shown.display()));
            };
            place("settings", &places.settings());
            place("routines", &places.routines());
            place("figures", &places.figures());
            place("log", &places.log());
            place("state", &places.state());
        }
        Err(_) => row(out, "all", "none: `HOME` is not an absolute path"),
    }
    out.push('\n');
}

fn editor(out: &mut String) {
    let _ = writeln!(out, "Editor");
    let found = match Editor::find() {
        Ok(Editor { line, variable }) => {
            let from = match variable {
                Some(variable) => format!("from {variable}"),
                None => "found in PATH".to_owned(),
            };
            let missing = if line.is_installed() {
                ""
            } else {
                ", not found"
            };
            format!("{line} ({from}){missing}")
        }
        Err(_) => "none: set `EDITOR`".to_owned(),
    };
    row(out, "command", &found);
    out.push('\n');
}

/// Every setting that holds, and where it comes from.
fn effective(out: &mut String, settings: &SoundSettings) {
    let _ = writeln!(out, "Settings");
    let mode = sound::mode(None, settings, sound::is_remote());
    let rows = remember::effective().into_iter().map(|row| {
        let is_mode = (row.table, row.key) == ("sound", "mode");
        let (value, from) = match (row.written, mode == settings.mode || !is_mode) {
            // Nothing else is chosen for being far away.
            (_, false) => ("\"bell\"".to_owned(), "over SSH"),
            (true, true) => (row.value, "config.toml"),
            (false, true) => (row.value, "default"),
        };
        let name = format!("{}.{}", row.table, row.key);
        [name, format!("{} ({from})", escaped(&value))]
    });
    out.push_str(&output::table(&rows.collect::<Vec<_>>(), None));
}

/// Prints a configuration to begin with.
pub(super) fn configuration() -> Result<u8, Error> {
    output::result(&format::config::commented())?;
    Ok(0)
}

fn install(out: &mut String, examined: &Examined) {
    let needs_player = examined.player().is_none();
    let needs_voice = examined.voice().is_none();
    if !(needs_player || needs_voice) {
        return;
    }
    let _ = writeln!(out, "\nTo install");
    if cfg!(target_vendor = "apple") {
        row(
            out,
            "",
            "nothing: macOS comes with `afplay` and `say`; find out why they fail",
        );
        return;
    }
    if needs_voice {
        row(out, "voice", "Debian, Ubuntu: sudo apt install espeak-ng");
        row(out, "", "Fedora: sudo dnf install espeak-ng");
        row(out, "", "Arch: sudo pacman -S espeak-ng");
    }
    if needs_player {
        row(
            out,
            "player",
            "PipeWire (pw-play), PulseAudio (paplay) or ALSA (aplay) with a running sound server",
        );
    }
}
