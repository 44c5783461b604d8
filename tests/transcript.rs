//! The usual routine, second by second: what the engine says happens when.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use supple::core::moment::Moment;
use supple::core::player::Start;
use support::read;

#[test]
fn knee_to_chest() {
    let timeline = read::timeline(include_str!("../routines/knee-to-chest.toml"));
    let start = Start {
        lead_in: Duration::from_secs(15),
        from: 0,
    };
    let (mut player, mut events) =
        support::driven::Driven::start(Arc::clone(&timeline), start, Moment::ZERO);
    events.extend(player.play_on());
    insta::assert_snapshot!(support::transcript(&timeline, &events));
}
