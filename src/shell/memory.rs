//! What is remembered while the program runs: written by a thread of its own, because a disk may take its time and
//! the next tone may not.

use std::process;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::clock::{Clock, Speed};
use super::hook::{self, Hook};
use crate::app::effect::{self, Effect};
use crate::app::memory::{Left, Memory};
use crate::core::history::History;
use crate::core::kept::Kept;
use crate::core::moment::Moment;
use crate::core::unfinished::{Snapshot, Unfinished};
use crate::disk::keeper::{Keeper, Lost};
use crate::format;

/// How long one waits at the end for what is still to be written. The terminal was given back by then.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is remembered, and where.
#[derive(Debug)]
pub struct Remembers {
    /// Where it is written down.
    pub keeper: Keeper,
    /// Whether one is asked how it felt.
    pub ask: bool,
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
    done: Receiver<Written>,
    speed: Speed,
}

/// What is to be written.
#[derive(Debug)]
enum Order {
    Remember(Box<Unfinished>),
    Keep(Box<Kept>, Option<Box<Unfinished>>),
    Forget,
}

impl Pen {
    /// A pen that writes where `remembers` says.
    pub(super) fn of(remembers: Option<Remembers>, speed: Speed) -> Self {
        let writer = remembers.map(|Remembers { keeper, hook, .. }| {
            let (orders, taken) = mpsc::channel();
            let (tell, done) = mpsc::channel();
            thread::spawn(move || {
                let _ = tell.send(write_all(keeper, hook.as_ref(), &taken));
            });
            Writer {
                orders,
                done,
                speed,
            }
        });
        Self { writer }
    }

    /// Hands on what `effect` asks to be written, dated by `clock`. Returns at once.
    pub(super) fn write(&self, effect: &Effect, clock: &Clock) {
        let Some(writer) = &self.writer else { return };
        let order = match effect {
            Effect::Remember(snapshot) => {
                Order::Remember(Box::new(unfinished(snapshot, writer.speed, clock)))
            }
            Effect::Keep(kept) => {
                let effect::Kept {
                    snapshot,
                    unfinished: goes_on,
                } = kept.as_ref();
                let left = unfinished(snapshot, writer.speed, clock);
                Order::Keep(Box::new(left.kept.clone()), goes_on.then(|| Box::new(left)))
            }
            Effect::Forget => Order::Forget,
            _ => return,
        };
        // It ends only with us.
        let _ = writer.orders.send(order);
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
        keys: snapshot.keys,
        place: snapshot.place.clone(),
    }
}

/// Writes until nobody orders any more. Of several states of one session that wait, only the last is written.
fn write_all(mut keeper: Keeper, hook: Option<&Hook>, orders: &Receiver<Order>) -> Written {
    let mut written = Written::default();
    let mut waiting = None;
    while let Some(order) = waiting.take().or_else(|| orders.recv().ok()) {
        match order {
            Order::Remember(unfinished) => {
                waiting = orders.try_recv().ok();
                if waiting.is_some() {
                    continue;
                }
                if let Err(error) = keeper.remember(&unfinished) {
                    written.trouble(format!("the session cannot be saved on the way: {error}"));
                }
            }
            Order::Keep(kept, left) => match keeper.keep(&kept, left.map(|left| *left)) {
                Ok(()) => {
                    if let Some(hook) = hook
                        && let Err(trouble) = hook::run(hook, &format::log::write(&kept))
                    {
                        written.trouble(trouble);
                    }
                }
                Err(lost) => written.lost.push(*lost),
            },
            Order::Forget => {
                if let Err(error) = keeper.forget() {
                    written.trouble(format!("the unfinished session cannot be removed: {error}"));
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
