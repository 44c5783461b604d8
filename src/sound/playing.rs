//! Plays files, with the program that was chosen for it, and the silence that wakes a loudspeaker before them.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::tones::{length_of, samples_in};
use super::workshop::{Task, Workshop};
use super::{player, wake};
use crate::core::cue::{Cue, STALE};
use crate::process::{CommandLine, now};

pub(super) struct Playing {
    /// The user's own player, as words; empty for none.
    own: Vec<String>,
    /// Players that have not been tried.
    players: VecDeque<CommandLine>,
    player: Option<CommandLine>,
    /// Shared with the loop: whether there is only the bell.
    bell: Arc<AtomicBool>,
    /// Cues that came before there was a player.
    early: Vec<(Cue, Instant)>,
    /// When something is heard next, until silence is played for it.
    next: Option<Instant>,
    /// Since when, or from when on, nothing is heard.
    quiet: Option<Instant>,
}

impl Playing {
    pub(super) fn new(own: &[String], bell: Arc<AtomicBool>) -> Self {
        Self {
            own: own.to_vec(),
            players: player::candidates(own).into(),
            player: None,
            bell,
            early: Vec::new(),
            next: None,
            quiet: None,
        }
    }

    /// Whether there is a player.
    pub(super) const fn is_ready(&self) -> bool {
        self.player.is_some()
    }

    /// Tries the next player; with none left there is only the bell.
    pub(super) fn try_next(&mut self, shop: &mut Workshop) {
        self.player = None;
        while let Some(command) = self.players.pop_front() {
            let Ok(file) = shop.write(&player::probe()) else {
                break;
            };
            let task = |file| Task::Probe {
                command: command.clone(),
                _file: file,
            };
            if shop.play(&command, file, task, player::PROBE_LIMIT) {
                return;
            }
            self.does_not_play(&command, shop);
        }
        self.bell.store(true, Ordering::Relaxed);
        self.early.clear();
        shop.say("No audio player found: using the terminal bell. See `supple doctor`.".to_owned());
    }

    /// Tries all players again, unless one is being tried: one that failed may work by now.
    pub(super) fn try_again(&mut self, shop: &mut Workshop) {
        let is_tried = |task: &Task| matches!(task, Task::Probe { .. });
        if !shop.programs.any(is_tried) {
            self.players = player::candidates(&self.own).into();
            self.try_next(shop);
        }
    }

    /// Only the user's own player is worth a message.
    fn does_not_play(&self, command: &CommandLine, shop: &mut Workshop) {
        if CommandLine::of(&self.own).as_ref() == Some(command) {
            shop.say(format!(
                "`{}` does not play. See `supple doctor`.",
                command.name()
            ));
        }
    }

    /// A player was tried. What came before is returned when it plays.
    pub(super) fn tried(
        &mut self,
        command: CommandLine,
        plays: bool,
        shop: &mut Workshop,
    ) -> Vec<(Cue, Instant)> {
        if plays {
            self.player = Some(command);
            self.bell.store(false, Ordering::Relaxed);
            return std::mem::take(&mut self.early);
        }
        self.does_not_play(&command, shop);
        self.try_next(shop);
        Vec::new()
    }

    /// Keeps the cues that were due before there is a player, as long as they could still be heard.
    pub(super) fn add_early(&mut self, cue: Cue, due: Instant) {
        let is_fresh = |old: &Instant| due.saturating_duration_since(*old) <= STALE;
        self.early.retain(|(_, old)| is_fresh(old));
        self.early.push((cue, due));
    }

    /// Ends everything that sounds.
    pub(super) fn stop_all(&mut self, shop: &mut Workshop) {
        self.early.clear();
        shop.programs.kill(|task| matches!(task, Task::Play { .. }));
        self.quiet = self.quiet.map(|quiet| quiet.min(now()));
    }

    /// Plays `samples`. A sentence cuts off the one before.
    pub(super) fn play(&mut self, samples: &[i16], speaks: bool, shop: &mut Workshop) {
        let Some(command) = self.player.clone().filter(|_| !samples.is_empty()) else {
            return;
        };
        // Also those that were killed and are not gone yet.
        if shop.programs.count() >= player::MOST_AT_ONCE {
            return;
        }
        if speaks {
            shop.programs
                .kill(|task| matches!(task, Task::Play { speaks: true, .. }));
        }
        let Ok(file) = shop.write(samples) else {
            return shop.say("no room for sound files".to_owned());
        };
        // A device may take one program at a time.
        shop.programs.kill(|task| matches!(task, Task::Wake { .. }));
        let until = now() + length_of(samples.len());
        self.quiet = Some(self.quiet.map_or(until, |quiet| quiet.max(until)));
        let limit = length_of(samples.len()) + player::PLAY_LIMIT;
        let task = |file| Task::Play {
            speaks,
            _file: file,
        };
        if !shop.play(&command, file, task, limit) {
            self.fail_over(shop);
        }
    }

    /// The player that was good is no more.
    pub(super) fn fail_over(&mut self, shop: &mut Workshop) {
        if let Some(player) = &self.player {
            shop.say(format!(
                "`{}` stopped playing. See `supple doctor`.",
                player.name()
            ));
            self.try_next(shop);
        }
    }

    /// The moment of the next tone; `None` when it is unknown, or when no silence is wanted before it.
    pub(super) const fn foretell(&mut self, next: Option<Instant>) {
        self.next = next;
    }

    /// When silence has to be played before the next tone.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.ahead(now()).map(|silence| silence.start)
    }

    /// The silence to play before the next tone.
    fn ahead(&self, now: Instant) -> Option<Range<Instant>> {
        self.player.as_ref()?;
        wake::silence(self.quiet, self.next?, now)
    }

    /// Plays silence if it is time for it, so that the next tone finds its loudspeaker awake.
    pub(super) fn wake(&mut self, shop: &mut Workshop) {
        let now = now();
        let (Some(command), Some(silence)) = (self.player.clone(), self.ahead(now)) else {
            return;
        };
        if silence.start > now {
            return;
        }
        self.next = None;
        let length = silence.end.saturating_duration_since(now);
        let Ok(file) = shop.write(&vec![0; samples_in(length)]) else {
            return;
        };
        // If the player fails, the tone that follows fails too and reports it.
        let task = |file| Task::Wake { _file: file };
        shop.play(&command, file, task, length + player::PLAY_LIMIT);
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "an instant to count from")]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A player that has played until 100 s after `zero`; the next tone is due at `next`.
    fn playing(zero: Instant, next: Option<u64>) -> Playing {
        let at = |seconds| zero + Duration::from_secs(seconds);
        Playing {
            player: CommandLine::of(["play"]),
            next: next.map(at),
            quiet: Some(at(100)),
            ..Playing::new(&[], Arc::default())
        }
    }

    #[test]
    fn silence_comes_only_after_a_quiet_and_only_ahead_of_a_tone() {
        let zero = Instant::now();
        let lies = |next| {
            let ahead = playing(zero, next).ahead(zero)?;
            let after = |at: Instant| at.saturating_duration_since(zero).as_millis();
            Some(after(ahead.start)..after(ahead.end))
        };
        assert_eq!(lies(Some(110)), Some(109_300..109_900));
        assert_eq!(lies(Some(109)), None, "nothing is asleep");
        assert_eq!(lies(None), None, "nothing comes any more");
        let mut silent = playing(zero, Some(110));
        silent.player = None;
        assert_eq!(silent.ahead(zero), None, "nobody plays it");
    }
}
