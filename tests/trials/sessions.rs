//! Sessions that are killed, one after the other and beside each other.

use std::collections::BTreeSet;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::Value;

use crate::chance::Chance;
use crate::home::Home;
use crate::pty::{Picture, ROUTINE, SUPPLE, Session, ended, is_within};
use crate::seen::{clock, lists, runs as is_running};
use crate::{PLAY, QUICK, Trials, prints, runs, stops};

/// The records of real sessions in the log of this home; two rehearsals before have logged what was left over.
fn logged(home: &Home) -> Vec<Value> {
    for _ in 0..2 {
        prints(home, "", &QUICK, &[]);
    }
    let output = prints(home, "", &["log", "--format", "json"], &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap());
    records
        .filter(|record: &Value| record["speed"] == 1.0)
        .collect()
}

fn held_ms(record: &Value) -> u64 {
    let stretches = record["stretches"].as_array().unwrap();
    stretches
        .iter()
        .filter_map(|stretch| stretch["held_ms"].as_u64())
        .sum()
}

/// The clock of a session in seconds.
fn seconds(picture: &Picture) -> Option<u32> {
    let clock = clock(picture)?;
    let (minutes, seconds) = clock.split_once(':')?;
    Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?)
}

/// Holds something of a session that begins, for at least a second. The hold begins by itself after five: a key that
/// is to begin it may come late, and end it.
fn holds(session: &mut Session) {
    session.sees("the first hold", |picture| seconds(picture) >= Some(7));
    goes_on(session);
}

/// Holds something of a session that is resumed, for at least a second.
fn holds_again(session: &mut Session) {
    session.sees("a session", is_running);
    session.types("\x1b[C");
    // One of them may still belong to what was before the hold.
    for _ in 0..3 {
        let begin = session.until("the clock", |picture| clock(picture));
        session.sees("a second has passed", |picture| {
            clock(picture).is_some_and(|now| now > begin)
        });
    }
    goes_on(session);
}

/// Goes on to the next segment, so that it is saved.
fn goes_on(session: &mut Session) {
    let before = session.until("the clock", |picture| seconds(picture));
    session.types("\x1b[C");
    session.sees("the next segment", |picture| {
        seconds(picture) > Some(before + 2)
    });
}

/// Checks that so many real sessions are in the log, each with at least a second.
fn are_logged(home: &Home, count: usize) {
    let held: Vec<u64> = logged(home).iter().map(held_ms).collect();
    assert!(
        held.len() == count && held.iter().all(|held| *held >= 1000),
        "{held:?} ms in the log, not {count} sessions"
    );
}

/// Killed, resumed, killed: what was held is in the log once.
pub(crate) fn kills(trials: &mut Trials) {
    for chain in 0..8 {
        trials.tries(&format!("chain {chain}"), || {
            let (home, mut chance) = (Home::empty(), Chance(chain + 1));
            let legs = 3;
            for leg in 0..legs {
                let resume = ["play", "--resume", "--sound=off"];
                let mut session = runs(&home, "", if leg == 0 { &PLAY } else { &resume }, &[]);
                if leg == 0 {
                    holds(&mut session);
                } else {
                    holds_again(&mut session);
                }
                is_within(Duration::from_millis(chance.below(400)), || false);
                session.signals(Signal::KILL);
                session.ends();
            }
            let records = logged(&home);
            let ids: BTreeSet<_> = records
                .iter()
                .map(|record| record["id"].to_string())
                .collect();
            assert_eq!(ids.len(), records.len(), "each session once");
            let held: u64 = records.iter().map(held_ms).sum();
            assert!(
                held >= legs * 1000,
                "{held} ms of {legs} sessions in {} records",
                records.len()
            );
        });
    }
    for moment in 0..20 {
        let moment = Duration::from_millis(moment * 15);
        trials.tries(&format!("killed after {moment:?}"), || {
            let home = Home::empty();
            let mut session = runs(&home, "", &PLAY, &[]);
            is_within(moment, || false);
            session.signals_if_there(Signal::KILL);
            session.ends();
            prints(&home, "", &QUICK, &[]);
        });
    }
}

/// Several programs in one home lose nothing of each other.
pub(crate) fn one_home(trials: &mut Trials) {
    trials.tries("five play and all are killed", || {
        let home = Home::empty();
        let mut five = [(); 5].map(|()| runs(&home, "", &PLAY, &[]));
        for session in &mut five {
            holds(session);
        }
        for session in &mut five {
            session.signals(Signal::KILL);
            session.ends();
        }
        are_logged(&home, 5);
    });
    trials.tries("one is killed, one plays on", || {
        let home = Home::empty();
        let [mut one, mut other] = [(); 2].map(|()| runs(&home, "", &PLAY, &[]));
        holds(&mut one);
        one.signals(Signal::KILL);
        one.ends();
        holds(&mut other);
        other.signals(Signal::KILL);
        other.ends();
        are_logged(&home, 2);
    });
    trials.tries("a library offers one, another plays", || {
        let home = Home::empty();
        let mut one = runs(&home, "", &PLAY, &[]);
        holds(&mut one);
        one.signals(Signal::KILL);
        one.ends();
        let library = runs(&home, "", &[], &[]);
        library.sees("the library", |picture| {
            lists(picture) && picture.shows("unfinished")
        });
        let mut other = runs(&home, "", &PLAY, &[]);
        holds(&mut other);
        other.signals(Signal::KILL);
        other.ends();
        stops(library);
        are_logged(&home, 2);
    });
    for many in [2, 8, 20] {
        trials.tries(&format!("{many} at once"), || {
            let home = Home::empty();
            let mut command = std::process::Command::new(SUPPLE);
            command.args(QUICK).env_clear().env("HOME", home.path());
            command.stdout(std::process::Stdio::null());
            let children: Vec<_> = (0..many).map(|_| command.spawn().unwrap()).collect();
            for child in children {
                assert_eq!(ended(child).status.code(), Some(0), "{ROUTINE}");
            }
            let output = prints(&home, "", &["log", "--format", "json"], &[]);
            assert_eq!(
                String::from_utf8(output.stdout).unwrap().lines().count(),
                many
            );
        });
    }
}
