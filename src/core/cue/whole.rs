//! Everything that is heard of a session in which nobody presses a key: the dry run, the audio file, and which sentences
//! have to be made beforehand.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::line::{Cue, Lengths, Sentence};
use super::prompter::Prompter;
use super::script;
use super::words::Words;
use crate::core::moment::Moment;
use crate::core::player::{Command, Phase, Player, Start};
use crate::core::timeline::Timeline;

/// All that is heard when `timeline` is played from [`Moment::ZERO`] on. What waits for a key gets it at once, so that
/// the times are those of the routine's clock, [`Start::lead_in`] later.
pub fn whole(timeline: &Arc<Timeline>, start: Start, lengths: &Arc<dyn Lengths>) -> Vec<Cue> {
    let mut now = Moment::ZERO;
    let mut prompter = Prompter::new(Arc::clone(timeline), start.from, Arc::clone(lengths));
    let (mut player, mut events) = Player::start(Arc::clone(timeline), start, now);
    let mut cues = Vec::new();
    loop {
        for event in &events {
            prompter.note(event, &player);
        }
        prompter.advance(now);
        cues.extend(prompter.take());
        let open = player.phase() == Phase::Ringing
            || player.index().is_some_and(|index| {
                player.phase() == Phase::Running && player.length(index).is_none()
            });
        if open {
            events = player.handle(Command::Next, now);
            continue;
        }
        let next = [player.next_deadline(), prompter.next_deadline()];
        let Some(next) = next.into_iter().flatten().min() else {
            return cues;
        };
        now = next;
        events = player.advance(now);
    }
}

/// Every sentence that a session is likely to say, in the order in which it needs them: all forms of each, because
/// only their lengths tell which one fits.
pub fn sentences(
    timeline: &Arc<Timeline>,
    start: Start,
    lengths: &Arc<dyn Lengths>,
) -> Vec<Sentence> {
    let listener = Arc::new(Listener {
        inner: Arc::clone(lengths),
        asked: Mutex::default(),
    });
    let recorder: Arc<dyn Lengths> = Arc::clone(&listener) as Arc<dyn Lengths>;
    for cue in whole(timeline, start, &recorder) {
        for line in cue.lines {
            listener.note(line.say.as_ref());
        }
    }
    let words = Words::of(timeline, start.from);
    for text in [
        "Paused.",
        "Get ready.",
        "Stopped. Let go slowly.",
        "Time. Any key.",
    ] {
        listener.note(words.sentence(words.own(text)).as_ref());
    }
    // What is said when one goes on after a pause, or looks around while paused.
    for (index, segment) in timeline.iter().enumerate() {
        if segment.kind.is_work() {
            let _ = script::go_on(timeline, index, Duration::MAX, listener.as_ref());
            let words = Words::of(timeline, index);
            listener.note(words.sentence(&words.name_and_side()).as_ref());
        }
    }
    let mut asked = listener
        .asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut asked.1)
}

/// Remembers which sentences it was asked about.
#[derive(Debug)]
struct Listener {
    inner: Arc<dyn Lengths>,
    asked: Mutex<(BTreeSet<Sentence>, Vec<Sentence>)>,
}

impl Listener {
    fn note(&self, sentence: Option<&Sentence>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sentence) = sentence
            && asked.0.insert(sentence.clone())
        {
            asked.1.push(sentence.clone());
        }
    }
}

impl Lengths for Listener {
    fn of(&self, sentence: &Sentence) -> Duration {
        self.note(Some(sentence));
        self.inner.of(sentence)
    }
}
