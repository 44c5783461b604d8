//! The usual routine, second by second: what the engine says happens when.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use supple::core::moment::Moment;
use supple::core::player::Start;
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
    let (mut player, mut events) =
        support::driven::Driven::start(Arc::clone(&timeline), start, Moment::ZERO);
    events.extend(player.play_on());
    insta::assert_snapshot!(support::transcript(&timeline, &events));
}
