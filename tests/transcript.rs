//! The usual routine, second by second: what the engine says happens when.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use supple::core::moment::Moment;
use supple::core::player::{Player, Start};
use supple::core::timeline::Timeline;
use supple::diagnostic::Source;
use supple::format::routine::parse;

#[test]
fn knee_to_chest() {
    let text = include_str!("../routines/knee-to-chest.toml").to_owned();
    let routine = parse(&Source {
        name: "knee-to-chest.toml".to_owned(),
        text,
    })
    .value
    .unwrap();
    let timeline = Arc::new(Timeline::of(&routine));
    let start = Start {
        lead_in: Duration::from_secs(15),
        from: 0,
    };
    let (mut player, mut events) = Player::start(Arc::clone(&timeline), start, Moment::ZERO);
    events.extend(support::play_on(&mut player));
    insta::assert_snapshot!(support::transcript(&timeline, &events));
}
