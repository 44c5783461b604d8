//! What is remembered while the program runs: written by a thread of its own, because a disk may take its time and
//! the next tone may not.
//!
//! A session is noted before it is shown or told that it went on: whoever kills the program then has lost nothing that
//! it ever said was done. To note it takes a fraction of a millisecond. A disk that does not answer holds the program
//! up for [`STALL`] once, and not again before it has caught up.

use std::process;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::clock::{Clock, Speed};
use super::hook::{self, Hook};
use crate::app::effect::Effect;
use crate::app::memory::{Left, Memory};
use crate::core::history::History;
use crate::core::kept::Kept;
use crate::core::moment::Moment;
use crate::core::text::escaped;
use crate::core::unfinished::{Snapshot, Unfinished};
use crate::disk::keeper::{Keeper, Lost};
use crate::error::{in_words, in_words_unwritten};
use crate::format;

/// How long the program waits until a session is noted. It is far below what passes for a closed lid.
const STALL: Duration = Duration::from_millis(500);

/// How long one waits at the end for what is still to be written. The terminal was given back by then.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is remembered, and where.
#[derive(Debug)]
pub struct Remembers {
    /// Where it is written down.
    pub keeper: Keeper,
    /// Whether one is asked how it felt.
    pub ask: bool,
    /// How long after it was left a session can be gone on with.
    pub resume: Duration,
    /// What was done before.
    pub history: Arc<History>,
    /// The session that was left unfinished, for the library.
    pub left: Option<Left>,
    /// What is run when a session was kept.
    pub hook: Option<Hook>,
}

/// What became of what was to be written down.
#[derive(Debug, Default)]
pub struct Written {
    /// Records that are not in the log.
    pub lost: Vec<Lost>,
    /// What else went wrong, one sentence each.
    pub troubles: Vec<String>,
}

impl Remembers {
    /// What the program is told of it.
    pub(super) fn memory(&self, speed: Speed, clock: &Clock) -> Memory {
        Memory {
            zero: clock.stamp(Moment::ZERO),
            process: process::id(),
            speed: speed.times(),
            ask: self.ask,
            resume: self.resume,
            history: Arc::clone(&self.history),
            left: self.left.clone(),
        }
    }
}

/// The hand of the host that writes. Without anything to remember it does nothing.
#[derive(Debug, Default)]
pub(super) struct Pen {
    writer: Option<Writer>,
}

#[derive(Debug)]
struct Writer {
    orders: Sender<Order>,
    /// A word for each session that was noted.
    noted: Receiver<()>,
    /// How many words are still to come.
    unanswered: usize,
    done: Receiver<Written>,
    speed: Speed,
}

/// What is to be written.
#[derive(Debug)]
enum Order {
    Remember(Box<Unfinished>),
    Keep(Box<Unfinished>),
    Forget,
}

impl Pen {
    /// A pen that writes where `remembers` says.
    pub(super) fn of(remembers: Option<Remembers>, speed: Speed) -> Self {
        let writer = remembers.map(|Remembers { keeper, hook, .. }| {
            let (orders, taken) = mpsc::channel();
            let (note, noted) = mpsc::channel();
            let (tell, done) = mpsc::channel();
            thread::spawn(move || {
                let _ = tell.send(write_all(keeper, hook.as_ref(), &taken, &note));
            });
            Writer {
                orders,
                noted,
                unanswered: 0,
                done,
                speed,
            }
        });
        Self { writer }
    }

    /// Hands on what `effect` asks to be written, dated by `clock`. A session that goes on is noted on return, unless
    /// the disk is behind.
    pub(super) fn write(&mut self, effect: &Effect, clock: &Clock) {
        let Some(writer) = &mut self.writer else {
            return;
        };
        let speed = writer.speed;
        match effect {
            Effect::Remember(snapshot) => {
                writer.order(Order::Remember(Box::new(unfinished(
                    snapshot, speed, clock,
                ))));
                writer.unanswered += 1;
                writer.catch_up();
            }
            Effect::Keep(kept) => {
                writer.order(Order::Keep(Box::new(unfinished(kept, speed, clock))));
            }
            Effect::Forget => writer.order(Order::Forget),
            _ => {}
        }
    }

    /// Waits until all is written, for a while at most, and says what is not.
    pub(super) fn finish(self) -> Written {
        let Some(Writer { orders, done, .. }) = self.writer else {
            return Written::default();
        };
        drop(orders);
        done.recv_timeout(PATIENCE).unwrap_or_else(|_| Written {
            lost: Vec::new(),
            troubles: vec![format!(
                "what was done is not yet written after {} s: the disk or `on_finish` takes too long",
                PATIENCE.as_secs()
            )],
        })
    }
}

impl Writer {
    fn order(&self, order: Order) {
        // It ends only with us.
        let _ = self.orders.send(order);
    }

    /// Waits until all is noted, unless it already waited in vain for what came before the last.
    fn catch_up(&mut self) {
        while self.unanswered > 0 {
            let patience = if self.unanswered > 1 {
                Duration::ZERO
            } else {
                STALL
            };
            if self.noted.recv_timeout(patience).is_err() {
                return;
            }
            self.unanswered -= 1;
        }
    }
}

fn unfinished(snapshot: &Snapshot, speed: Speed, clock: &Clock) -> Unfinished {
    Unfinished {
        kept: Kept {
            id: snapshot.id.clone(),
            start: clock.stamp(snapshot.span.start),
            end: clock.stamp(snapshot.span.end),
            speed: speed.times(),
            done: snapshot.done.clone(),
        },
        logged: false,
        position: snapshot.position.clone(),
        so_far: snapshot.so_far.clone(),
        texts: snapshot.texts.to_vec(),
        unrolled: snapshot.unrolled,
        place: snapshot.place.clone(),
    }
}

/// Writes until nobody orders any more, and says each time a session was noted. Of several states of one session that
/// wait, only the last is settled.
fn write_all(
    mut keeper: Keeper,
    hook: Option<&Hook>,
    orders: &Receiver<Order>,
    note: &Sender<()>,
) -> Written {
    let mut written = Written::default();
    let mut waiting = None;
    while let Some(order) = waiting.take().or_else(|| orders.recv().ok()) {
        match order {
            Order::Remember(unfinished) => {
                let noted = keeper.note(&unfinished);
                // Nobody hears it where the program ends meanwhile.
                let _ = note.send(());
                waiting = orders.try_recv().ok();
                if waiting.is_some() {
                    continue;
                }
                if let Err(error) = noted.and_then(|()| keeper.settle()) {
                    written.trouble(format!(
                        "the session cannot be saved on the way in `{}`: {}",
                        escaped(&keeper.state().to_string_lossy()),
                        in_words_unwritten(&error)
                    ));
                }
            }
            Order::Keep(session) => match keeper.keep(&session) {
                Ok(()) => {
                    if let Some(hook) = hook
                        && let Err(trouble) = hook::run(hook, &format::log::write(&session.kept))
                    {
                        written.trouble(trouble);
                    }
                }
                Err(lost) => written.lost.push(*lost),
            },
            Order::Forget => {
                if let Err(error) = keeper.forget() {
                    written.trouble(format!(
                        "the unfinished session cannot be removed: {}",
                        in_words(&error)
                    ));
                }
            }
        }
    }
    written
}

impl Written {
    /// Each trouble once: a full disk is full at every segment.
    fn trouble(&mut self, trouble: String) {
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> (Writer, Sender<()>) {
        let (note, noted) = mpsc::channel();
        let writer = Writer {
            orders: mpsc::channel().0,
            noted,
            unanswered: 0,
            done: mpsc::channel().1,
            speed: Speed::REAL,
        };
        (writer, note)
    }

    #[test]
    fn one_waits_for_a_word_a_session() {
        let (mut writer, note) = writer();
        for _ in 0..3 {
            note.send(()).unwrap();
            writer.unanswered += 1;
            writer.catch_up();
            assert_eq!(writer.unanswered, 0);
        }
    }

    #[test]
    fn whoever_waited_in_vain_waits_no_more_until_the_disk_has_caught_up() {
        let (mut writer, note) = writer();
        // One is not answered yet. With each further one it would take half a second otherwise.
        writer.unanswered = 1;
        for later in 2..100 {
            writer.unanswered += 1;
            writer.catch_up();
            assert_eq!(writer.unanswered, later);
        }
        for _ in 0..99 {
            note.send(()).unwrap();
        }
        writer.catch_up();
        assert_eq!(writer.unanswered, 0);
    }
}
