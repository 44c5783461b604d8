//! A session in which no key is pressed: all its cues, and the sentences that a voice prepares beforehand.

use std::collections::BTreeSet;
use std::iter;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Plan, Session};
use crate::core::cue::{Cue, Lengths, SegmentWords, Sentence, after_pause};
use crate::core::language::Word;
use crate::core::moment::Moment;
use crate::core::player::{Command, Start};
use crate::core::timeline::Timeline;

/// All cues of `timeline` in order, played from [`Moment::ZERO`] on without keys. A segment that waits for a key gets
/// one at once, so that the times are those of the routine's clock, [`Start::lead_in`] later.
pub fn dry_run(
    timeline: &Arc<Timeline>,
    start: Start,
    lengths: &Arc<dyn Lengths>,
) -> impl Iterator<Item = Cue> + use<> {
    let mut now = Moment::ZERO;
    let plan = Plan::new(Arc::clone(timeline), start);
    let (mut session, first) = Session::start(plan, Arc::clone(lengths), now);
    let mut first = Some(first.cues);
    let cues = iter::from_fn(move || {
        if let Some(first) = first.take() {
            return Some(first);
        }
        let reaction = if session.player().awaits_key() {
            session.handle(Command::Next, now)
        } else {
            now = session.next_deadline()?;
            session.advance(now)
        };
        Some(reaction.cues)
    });
    cues.flatten()
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
    for cue in dry_run(timeline, start, &recorder) {
        for line in cue.parts {
            listener.remember(line.say.as_ref());
        }
    }
    let words = SegmentWords::of(timeline, start.from);
    for word in [Word::SayPaused, Word::SayGetReady, Word::SayLetGo] {
        listener.remember(words.own_sentence(word).as_ref());
    }
    listener.remember(words.alarm().as_ref());
    // Sentences after a pause, and on the way through a paused session.
    for (index, segment) in timeline.iter().enumerate() {
        if segment.kind.is_work() {
            let _ = after_pause(timeline, index, Duration::MAX, listener.as_ref());
            let words = SegmentWords::of(timeline, index);
            listener.remember(words.sentence(&words.name_and_side()).as_ref());
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
    fn remember(&self, sentence: Option<&Sentence>) {
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
        self.remember(Some(sentence));
        self.inner.of(sentence)
    }
}
