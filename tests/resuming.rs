//! A resumed session keeps its contract: the rest is played in full, each hold comes after time to lie down, and the log
//! counts nothing twice.

use crate::support;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use supple::core::log::LogEntry;
use supple::core::moment::Moment;
use supple::core::player::{Command, Event, Position, Start, What};
use supple::core::record::Ending;
use supple::core::session::Snapshot;
use supple::core::timeline::Timeline;
use support::driven::Driven;
use support::read;
use support::{at, transcript};

const KNEES: &str = r#"
title = "Knees"
[[step]]
hold = "20s"
name = "Pull"
sides = "each"
ready = "10s"
switch = "5s"
[[step]]
hold = "15s"
name = "Rock"
ready = "8s"
[[step]]
rest = "10s"
[[step]]
hold = "15s"
name = "Twist"
sides = "each"
ready = "2s"
switch = "0s"
"#;

fn knees() -> Arc<Timeline> {
    read::timeline(KNEES)
}

/// A session that was played up to `milliseconds`, and what happened in it.
fn played_to(timeline: &Arc<Timeline>, milliseconds: u64) -> (Driven, Vec<Event>) {
    let start = Start::default();
    let (mut player, mut events) = Driven::start(Arc::clone(timeline), start, at(0));
    events.extend(player.advance(at(milliseconds)));
    (player, events)
}

/// The length of the lead-in that comes first.
fn lead_in(events: &[Event]) -> Duration {
    match events[0].what {
        What::LeadIn { length, .. } => length,
        ref what => panic!("no lead-in: {what:?}"),
    }
}

#[test]
fn a_hold_is_held_from_its_beginning_after_the_steps_own_ready() {
    let timeline = knees();
    // In the left hold, 12 s of it done.
    let (player, _) = played_to(&timeline, 47_000);
    let (mut player, mut events) = Driven::resume(Arc::clone(&timeline), &player.snapshot(), at(0));
    events.extend(player.advance(at(31_000)));
    assert_eq!(
        transcript(&timeline, &events),
        concat!(
            "   0.000  0:35 lead-in of 10s\n",
            "   7.000  0:42   lead-in 3\n",
            "   8.000  0:43   lead-in 2\n",
            "   9.000  0:44   lead-in 1\n",
            "  10.000  0:45 started hold Pull left\n",
            "  20.000  0:55   Halfway\n",
            "  27.000  1:02   Remaining(3)\n",
            "  28.000  1:03   Remaining(2)\n",
            "  29.000  1:04   Remaining(1)\n",
            "  30.000  1:05   End\n",
            "  30.000  1:05 ended Whole after 20s\n",
            "  30.000  1:05 started ready Rock\n",
        )
    );
}

#[test]
fn a_change_of_sides_gives_way_to_the_steps_own_ready() {
    let timeline = knees();
    let (player, _) = played_to(&timeline, 32_000);
    assert_eq!(player.segment().unwrap().kind.word(), "switch");
    let (mut player, events) = Driven::resume(timeline, &player.snapshot(), at(0));
    assert_eq!(lead_in(&events), Duration::from_secs(10));
    let events = player.advance(at(10_000));
    assert_eq!(player.segment().unwrap().kind.word(), "hold", "{events:?}");
}

#[test]
fn a_ready_is_the_lead_in_and_before_a_rest_that_is_short() {
    let timeline = knees();
    for (left, kind, length) in [(60_000, "ready", 8), (80_000, "rest", 3)] {
        let (player, _) = played_to(&timeline, left);
        assert_eq!(player.segment().unwrap().kind.word(), kind);
        let (player, events) = Driven::resume(Arc::clone(&timeline), &player.snapshot(), at(0));
        assert_eq!(lead_in(&events), Duration::from_secs(length));
        assert_eq!(player.segment().unwrap().kind.word(), kind);
    }
}

#[test]
fn what_was_made_longer_or_left_out_stays_so() {
    let timeline = knees();
    let (mut player, _) = played_to(&timeline, 11_000);
    player.handle(Command::Longer, at(11_000));
    player.handle(Command::Hurt, at(12_000));
    player.handle(Command::Next, at(13_000));
    player.handle(Command::Next, at(14_000));
    player.handle(Command::Longer, at(15_000));
    let position = player.position().unwrap();
    let (mut again, _) = Driven::resume(Arc::clone(&timeline), &player.snapshot(), at(0));
    assert_eq!(again.segment().unwrap().step.name.as_deref(), Some("Rock"));
    assert_eq!(
        again.segment_remaining(at(0)),
        Some(Duration::from_secs(20))
    );
    assert!(again.is_skipped(1) && again.is_skipped(3));
    assert_eq!(
        again.position(),
        Some(position),
        "nothing changes by being taken up"
    );
    assert!(
        again
            .play_on()
            .iter()
            .any(|event| event.what == What::Finished)
    );
}

#[test]
fn after_the_last_stretch_nothing_is_left() {
    let timeline = knees();
    let (mut player, _) = played_to(&timeline, 0);
    player.play_on();
    assert_eq!(player.position(), None);
    // The last one hurt: what would follow is left out.
    let end = timeline.total().as_millis() as u64;
    let (mut player, _) = played_to(&timeline, end - 1000);
    player.handle(Command::Hurt, at(end - 1000));
    assert_eq!(player.position(), None);
}

#[test]
fn a_position_of_another_routine_does_no_harm() {
    let position = Position {
        index: 900,
        lengths: vec![(900, Duration::from_secs(1)), (0, Duration::ZERO)],
        counts: vec![(900, 3), (0, 0), (1, 7)],
        skipped: (0..50).collect(),
    };
    let (player, _) = played_to(&knees(), 0);
    let snapshot = Snapshot {
        position: Some(position),
        ..player.snapshot()
    };
    let (mut player, _) = Driven::resume(knees(), &snapshot, at(0));
    assert_eq!(player.play_on().last().unwrap().what, What::Finished);
}

/// What the log gets of a session that was stopped at `left`, resumed and played to its end: the entries of the first
/// sitting and the second.
fn in_two_sittings(timeline: &Arc<Timeline>, left: u64) -> (LogEntry, Option<LogEntry>) {
    let (mut session, _) = played_to(timeline, left);
    session.handle(Command::Stop, at(left));
    let first = session.snapshot();
    if first.position.is_none() {
        return (first.entry, None);
    }
    let (mut session, _) = Driven::resume(Arc::clone(timeline), &first, at(0));
    session.play_on();
    let record = session.record();
    assert_eq!(record.ending, Some(Ending::Done));
    for line in &record.lines {
        assert!(line.done >= line.planned, "{left}: {line:?}");
    }
    let second = session.snapshot();
    assert_eq!(second.entry.continues.as_deref(), first.entry.continued());
    // A try is not logged: what was done in it is in the entry of the session that resumes it.
    let logged = Some(&first.entry).filter(|entry| !entry.is_empty());
    assert_eq!(
        logged.map_or(Duration::ZERO, LogEntry::total) + second.entry.total(),
        record.lines.iter().map(|line| line.done).sum()
    );
    (first.entry, Some(second.entry))
}

proptest! {
    #[test]
    fn whenever_it_is_left_all_of_it_is_done_and_counted_once(left in 0_u64..130_000) {
        let timeline = knees();
        let (first, second) = in_two_sittings(&timeline, left);
        let planned = timeline.held();
        let total = first.total() + second.as_ref().map_or(Duration::ZERO, LogEntry::total);
        prop_assert!(total >= planned);
        // At most the hold that was left is done twice.
        prop_assert!(total < planned + Duration::from_secs(20));
    }
}

#[test]
fn what_hurt_before_the_hold_or_after_it_is_in_the_record() {
    let timeline = knees();
    for (moment, name, side) in [
        (5_000, "Pull", "right"),
        (32_000, "Pull", "right"),
        (80_000, "Rock", ""),
    ] {
        let (mut player, _) = played_to(&timeline, moment);
        player.handle(Command::Hurt, at(moment));
        let record = player.record();
        let hurt: Vec<_> = record.lines.iter().filter(|line| line.hurt).collect();
        assert_eq!(hurt.len(), 1, "{moment}");
        assert_eq!(hurt[0].name, name, "{moment}");
        assert_eq!(
            hurt[0].side_shown.as_deref().unwrap_or_default(),
            side,
            "{moment}"
        );
    }
}

/// By how much each line of the record was changed, after `commands` at milliseconds.
fn changed(timeline: &Arc<Timeline>, commands: &[(u64, Command)]) -> Vec<i64> {
    let (mut player, _) = played_to(timeline, 0);
    for (moment, command) in commands {
        player.handle(*command, at(*moment));
    }
    player.play_on();
    let record = player.record();
    assert_eq!(record.started, Some(Moment::ZERO));
    let lines = record.lines.iter();
    lines
        .map(|line| {
            let grown = line.done.as_millis() as i64 - line.planned.as_millis() as i64;
            assert_eq!(line.changed_ms, grown, "nothing else changed: {line:?}");
            line.changed_ms
        })
        .collect()
}

#[test]
fn what_was_made_longer_or_shorter_is_in_the_record_of_every_side() {
    use Command::{Longer, Shorter};
    let timeline = knees();
    let longer = [(11_000, Longer), (11_000, Longer), (11_000, Shorter)];
    let expected = [5000, 5000, 0, 0, 0];
    assert_eq!(changed(&timeline, &longer), expected);
    let back = [(11_000, Shorter), (11_000, Longer)];
    assert_eq!(changed(&timeline, &back), [0; 5]);
    // On the second side it is that side alone.
    let second = [(36_000, Shorter), (40_000, Shorter)];
    assert_eq!(changed(&timeline, &second), [0, -10_000, 0, 0, 0]);
    // In a time to get ready it is no stretch at all, and in the time to lie down again after a pause neither.
    let ready = [
        (2_000, Longer),
        (20_000, Command::Pause),
        (21_000, Command::Resume),
        (22_000, Longer),
    ];
    assert_eq!(changed(&timeline, &ready), [0; 5]);
}

#[test]
fn what_was_made_longer_counts_once_for_each_piece() {
    let text = "title = \"Knees\"\n[[step]]\nhold = \"15s\"\nname = \"Pull\"\nsides = \"each\"\nreps = 2\nready = 0\n";
    let timeline = read::timeline(text);
    let first = [(1_000, Command::Longer)];
    assert_eq!(changed(&timeline, &first), [10_000, 10_000]);
}

#[test]
fn what_is_taken_up_again_is_planned_once() {
    let timeline = knees();
    for left in (0..130_000).step_by(1_000) {
        let (first, second) = in_two_sittings(&timeline, left);
        let second = second.into_iter().flat_map(|second| second.lines);
        // Where nothing was done there is no record.
        let first = Some(first).filter(|first| !first.is_empty());
        let lines = first
            .into_iter()
            .flat_map(|first| first.lines)
            .chain(second);
        let lines: Vec<_> = lines.collect();
        let planned: Duration = lines.iter().map(|line| line.planned).sum();
        let pieces: u32 = lines.iter().map(|line| line.pieces).sum();
        assert_eq!((planned, pieces), (timeline.held(), 5), "{left}");
    }
}

#[test]
fn each_sitting_logs_the_changes_made_in_it() {
    let timeline = knees();
    let (mut session, _) = played_to(&timeline, 11_000);
    session.handle(Command::Longer, at(11_000));
    session.handle(Command::Stop, at(41_000));
    let first = session.snapshot();
    let (mut session, _) = Driven::resume(timeline, &first, at(0));
    // The second side is led in for 10 s, and then 2 s of it are held.
    session.advance(at(12_000));
    session.handle(Command::Shorter, at(12_000));
    session.handle(Command::Longer, at(12_000));
    session.handle(Command::Longer, at(12_000));
    session.play_on();
    let changes = |entry: &LogEntry| -> Vec<(String, i64)> {
        let lines = entry.lines.iter();
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        lines
            .map(|line| (side(&line.side_shown), line.changed_ms))
            .filter(|(_, changed)| *changed != 0)
            .collect()
    };
    let one = |side: &str, changed| (side.to_owned(), changed);
    // The first change reaches the side that is still to come.
    assert_eq!(
        changes(&first.entry),
        [one("right", 5_000), one("left", 5_000)]
    );
    assert_eq!(changes(&session.snapshot().entry), [one("left", 5_000)]);
    let whole: Vec<i64> = session
        .record()
        .lines
        .iter()
        .map(|it| it.changed_ms)
        .collect();
    assert_eq!(whole, [5_000, 10_000, 0, 0, 0], "the sum of both");
}

#[test]
fn what_hurt_in_one_sitting_is_logged_in_that_one() {
    let timeline = knees();
    let hurt = |session: &Driven| -> Vec<String> {
        let lines = session.snapshot().entry.lines;
        let hurt = lines.into_iter().filter(|line| line.hurt);
        hurt.map(|line| line.name).collect()
    };
    let (mut session, _) = played_to(&timeline, 12_000);
    session.handle(Command::Hurt, at(12_000));
    session.handle(Command::Again, at(13_000));
    session.handle(Command::Stop, at(20_000));
    assert_eq!(hurt(&session), ["Pull"]);
    let (mut session, _) = Driven::resume(timeline, &session.snapshot(), at(0));
    let rocks = |session: &Driven| session.segment().unwrap().step.name.as_deref() == Some("Rock");
    while !(rocks(&session) && session.segment().unwrap().kind.is_work()) {
        session.advance(session.next_deadline().unwrap());
    }
    let later = session.next_deadline().unwrap();
    session.handle(Command::Hurt, later);
    session.handle(Command::Next, later);
    session.play_on();
    assert_eq!(hurt(&session), ["Rock"]);
    let all = session.record().lines.iter().filter(|line| line.hurt);
    assert_eq!(all.count(), 2, "both are in the record");
}

#[test]
fn a_snapshot_describes_its_place_in_words() {
    for (moment, place) in [
        (5_000, "step 1, right"),
        (47_000, "step 1, left"),
        (60_000, "step 2"),
    ] {
        let (session, _) = played_to(&knees(), moment);
        assert_eq!(session.snapshot().place, place, "{moment}");
    }
}

#[test]
fn a_rest_between_two_steps_leads_into_no_hold() {
    let block = |ready: u64| {
        read::timeline(&format!(
            "title = \"Rounds\"\n[[step]]\nrepeat = 2\nbetween = \"20s\"\n[[step.step]]\nhold = \"15s\"\n\
             name = \"Pull\"\nready = {ready}\n[[step.step]]\nhold = \"15s\"\nname = \"Rock\"\nready = {ready}\n"
        ))
    };
    for ready in [0, 8] {
        let timeline = block(ready);
        let rest = timeline.iter().position(|it| it.kind.word() == "between");
        let rest = rest.unwrap();
        let begins: Duration = timeline.iter().take(rest).filter_map(|it| it.length).sum();
        let (player, _) = played_to(&timeline, begins.as_millis() as u64 + 5_000);
        assert_eq!(player.index(), Some(rest));
        let (player, events) = Driven::resume(timeline, &player.snapshot(), at(0));
        let length = Duration::from_secs(3);
        assert_eq!(lead_in(&events), length, "{ready}");
        assert_eq!(player.index(), Some(rest), "all of the rest: {ready}");
    }
}

#[test]
fn a_session_ends_as_long_after_its_start_as_it_took() {
    let timeline = knees();
    let (mut session, _) = played_to(&timeline, 5_000);
    session.handle(Command::Pause, at(20_000));
    session.handle(Command::Resume, at(50_000));
    session.handle(Command::Stop, at(70_500));
    let entry = session.snapshot().entry;
    assert_eq!(entry.start.unix_ms, 0);
    assert_eq!(entry.end.unix_ms, 70_500);
    let took = session.record().took() + entry.paused;
    assert_eq!(entry.end.since(entry.start), took);
}

#[test]
fn what_is_rehearsed_belongs_to_no_session_that_is_done_for_real() {
    let timeline = knees();
    let (mut session, _) = played_to(&timeline, 47_000);
    session.handle(Command::Stop, at(47_000));
    let snapshot = session.snapshot().detached();
    assert_eq!(snapshot.entry.continued(), None);
    let (again, _) = Driven::resume(Arc::clone(&timeline), &snapshot, at(0));
    let fresh = again.snapshot();
    assert_eq!(fresh.position, snapshot.position, "the same place");
    assert_eq!(fresh.entry.continues, None);
    assert!(again.record().is_empty());
}
