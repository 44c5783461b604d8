//! Tries the players, voices and encoders of this machine, and reports which of them work.

use std::time::Duration;

use super::encoder::FORMATS;
use super::mix::Mix;
use super::render::{Made, Narrator};
use super::tones::{Tones, length_of};
use super::{awake, player, voice, wav};
use crate::core::cue::{CuePart, Sentence, Tone, Why};
use crate::core::settings::SoundSettings;
use crate::process::{Cancel, CommandLine, Completion, Folder, run};

/// The players, voices and encoders that were tried, in the order in which a session tries them.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// Players, as they are called.
    pub players: Vec<Tried>,
    /// Programs that speak.
    pub voices: Vec<Tried>,
    /// Programs that write sound files, for each ending that needs one.
    pub encoders: Vec<(&'static str, Vec<Tried>)>,
    /// Programs that keep the screen awake.
    pub keepers: Vec<Tried>,
    /// Whether one tone, and one sentence if there is a voice, was played to its end.
    pub heard: bool,
}

/// A program that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The command.
    pub command: String,
    /// Whether it works.
    pub works: bool,
}

impl Examined {
    /// The player that a session would take.
    pub fn player(&self) -> Option<&Tried> {
        self.players.iter().find(|tried| tried.works)
    }

    /// The voice that a session would take.
    pub fn voice(&self) -> Option<&Tried> {
        self.voices.iter().find(|tried| tried.works)
    }
}

/// Tries every player, voice and encoder until `cancel` is cancelled, and plays a tone and a sentence.
pub fn examine(settings: &SoundSettings, cancel: &Cancel) -> Examined {
    let mut examined = Examined::default();
    let Ok(mut folder) = Folder::new() else {
        return examined;
    };
    let mut plays = |command: &CommandLine, samples: &[i16], limit: Duration| {
        let Ok(file) = folder.write(&wav::encoded(samples)) else {
            return false;
        };
        let launch = command.clone().with(file.path()).into();
        run(launch, limit, cancel).is_ok_and(Completion::is_success)
    };
    let mut chosen = None;
    for command in player::candidates(&settings.player) {
        let works = plays(&command, &player::probe(), player::PROBE_LIMIT);
        examined.players.push(Tried {
            command: command.to_string(),
            works,
        });
        if works && chosen.is_none() {
            chosen = Some(command);
        }
    }
    let sentence = Sentence {
        text: "This is how it sounds.".to_owned(),
        lang: "en".to_owned(),
    };
    let spoken = voices(&sentence, settings, cancel, &mut examined.voices);
    examined.encoders = encoders(cancel);
    let keepers = awake::candidates().into_iter().map(|command| Tried {
        command: command.name(),
        works: run(command.into(), player::PROBE_LIMIT, cancel).is_ok_and(Completion::is_success),
    });
    examined.keepers = keepers.collect();
    if let Some(command) = chosen {
        let (mut mix, tones, at) = (Mix::default(), Tones::of(settings), Duration::ZERO);
        let part = CuePart {
            at,
            tone: Some(Tone::Start),
            say: Some(sentence),
            why: Why::Answer,
        };
        mix.part(at, &part, &tones, spoken.as_deref());
        let samples = mix.into_samples();
        let limit = length_of(samples.len()) + player::PLAY_LIMIT;
        examined.heard = plays(&command, &samples, limit);
    }
    examined
}

/// Tries every voice on `sentence`; what the first that works makes of it.
fn voices(
    sentence: &Sentence,
    settings: &SoundSettings,
    cancel: &Cancel,
    tried: &mut Vec<Tried>,
) -> Option<Vec<i16>> {
    let mut spoken = None;
    for engine in voice::candidates(&settings.voice) {
        let command = engine.name();
        let narrator = Narrator::new(engine, settings, voice::LIMIT, cancel);
        let said = match narrator.map(|mut narrator| narrator.made(sentence)) {
            Ok(Made::Samples(samples)) => Some(samples),
            _ => None,
        };
        tried.push(Tried {
            command,
            works: said.is_some(),
        });
        spoken = spoken.or(said);
    }
    spoken
}

/// Tries every encoder of every format that needs one.
fn encoders(cancel: &Cancel) -> Vec<(&'static str, Vec<Tried>)> {
    let tried = FORMATS.iter().map(|format| {
        let tried = format.candidates().map(|encoder| Tried {
            command: encoder.name(),
            works: format.trial(&encoder, cancel).is_ok(),
        });
        (format.ending, tried.collect())
    });
    tried
        .filter(|(_, tried): &(_, Vec<_>)| !tried.is_empty())
        .collect()
}
