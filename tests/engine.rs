//! The engine as its contract says: whatever is done to a session and however time is chopped.

use crate::support;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use supple::core::cue::Cue;
use supple::core::day::Day;
use supple::core::mark::Mark;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::{Command, Event, Finish, LengthChange, Phase, Start, What};
use supple::core::record::{StretchRecord, remark};
use supple::core::routine::{
    Between, Block, Counted, CueTime, End, Ends, Exercise, Order, Repetition, Rest, Routine, Set,
    Sets, Sides, Step, Tempo, Timed, TimedCue, Work,
};
use supple::core::template::Template;
use supple::core::timeline::{Kind, Segment, Timeline, Unrolled};
use support::at;
use support::build::{self, counted, exercise, once, seconds, step, timed};
use support::driven::Driven;

const fn written(between: u64) -> Between {
    Between {
        length: seconds(between),
        is_written: true,
    }
}

fn hold(name: &str, length: u64) -> Exercise {
    exercise(name, Work::Hold(timed(length)))
}

fn count(name: &str, times: u32, pace: Option<u64>) -> Exercise {
    exercise(name, counted(times, pace))
}

fn routine(steps: Vec<Step>) -> Routine {
    build::routine("Test", NonEmpty::from_vec(steps).unwrap())
}

fn play(steps: Vec<Step>) -> Driven {
    let timeline = Arc::new(Timeline::of(&routine(steps)));
    Driven::start(timeline, Start::default(), Moment::ZERO).0
}

fn sided(name: &str, length: u64) -> Exercise {
    Exercise {
        repetition: Repetition {
            ready_again: None,
            sides: Some(Sides::Each),
            times: 2,
            ..once()
        },
        ..hold(name, length)
    }
}

/// Two sets of holds that have a range, then one in breaths and movements that are counted.
fn in_sets() -> Exercise {
    let ranged = |length: u64, most: u64| {
        Work::Hold(Timed {
            range: Some(Ends {
                least: seconds(length),
                most: seconds(most),
            }),
            ..timed(length)
        })
    };
    let breaths = Work::Hold(Timed {
        breath: Some(seconds(4)),
        ..timed(12)
    });
    let set = |work, times| Set {
        work,
        times,
        range: None,
    };
    Exercise {
        work: ranged(10, 18),
        sets: Sets {
            rest: seconds(7),
            later: vec![
                set(ranged(6, 9), 1),
                set(breaths, 2),
                set(counted(2, Some(3)), 1),
            ],
        },
        ..sided("sets", 10)
    }
}

/// Movements in phases, of which there may be more.
fn in_phases() -> Work {
    let tempo = Tempo([2, 1, 0, 1].map(seconds));
    Work::Count(Counted {
        times: 2,
        range: Some(Ends { least: 2, most: 4 }),
        pace: Some(tempo.length()),
        tempo: Some(tempo),
        cues: Vec::new(),
    })
}

/// Two of three steps, others each day, in a block with a name, as an included routine is one.
fn chosen() -> Step {
    let steps = [hold("one", 4), count("two", 2, Some(3)), sided("three", 5)];
    Step::Block(Box::new(Block {
        name: Some("Included".to_owned()),
        cue: None,
        pick: Some(2),
        repetition: Repetition {
            order: Order::Shuffled,
            ready: seconds(5),
            sides: None,
            ..once()
        },
        steps: NonEmpty::from_vec(steps.map(step).into()).unwrap(),
    }))
}

/// Everything there is in a routine, as it is played on a day.
fn all_of_it() -> Timeline {
    let unrolled = Unrolled {
        day: Some(Day(20_400)),
        ..Unrolled::default()
    };
    Timeline::of_all([&routine(everything())], unrolled)
}

/// Everything there is in a routine, with every kind of end, cue and limit.
fn everything() -> Vec<Step> {
    let say = |text: &str| Template::parse(text).unwrap();
    let cue = |at, every| TimedCue {
        at,
        every,
        side: None,
        say: say("breathe"),
    };
    let cues = vec![
        cue(CueTime::FromStart(seconds(0)), Some(seconds(4))),
        cue(CueTime::FromEnd(seconds(5)), None),
        cue(CueTime::Half, None),
    ];
    let limited = Timed {
        limit: Some(seconds(30)),
        end: End::Alarm,
        cues: cues.clone(),
        ..timed(20)
    };
    let short_limit = Timed {
        limit: Some(seconds(24)),
        end: End::Silent,
        ..timed(20)
    };
    let block = |sides, steps| {
        Step::Block(Box::new(Block {
            pick: None,
            name: None,
            cue: None,
            steps: NonEmpty::from_vec(steps).unwrap(),
            repetition: Repetition {
                ready_again: None,
                range: None,
                times: 2,
                sides,
                order: Order::OneSide,
                ready: seconds(6),
                switch: seconds(4),
                between: written(2),
            },
        }))
    };
    let inside = Exercise {
        repetition: Repetition {
            ready_again: None,
            sides: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..hold("inside", 8)
    };
    vec![
        step(sided("knee", 20)),
        Step::Rest(Rest {
            length: None,
            name: None,
            cue: None,
        }),
        step(exercise("cold", Work::Time(limited))),
        step(exercise("heat", Work::Hold(short_limit))),
        block(
            Some(Sides::Each),
            vec![
                step(inside),
                step(Exercise {
                    repetition: Repetition { times: 2, ..once() },
                    ..hold("both", 6)
                }),
            ],
        ),
        Step::Rest(Rest {
            length: Some(seconds(7)),
            name: None,
            cue: None,
        }),
        step(count("tilt", 3, Some(4))),
        step(count("free", 5, None)),
        step(in_sets()),
        step(exercise("drop", in_phases())),
        chosen(),
        step(Exercise {
            work: Work::Hold(Timed {
                length: None,
                ..timed(0)
            }),
            ..sided("max", 0)
        }),
        step(Exercise {
            repetition: Repetition {
                ready_again: None,
                ready: Duration::ZERO,
                ..once()
            },
            ..hold("last", 3)
        }),
    ]
}

#[derive(Clone, Debug)]
struct Script(Vec<(u64, Command)>);

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => Just(Command::Pause),
        4 => Just(Command::Resume),
        2 => Just(Command::Next),
        1 => Just(Command::Back),
        1 => Just(Command::Again),
        2 => Just(Command::Longer),
        2 => Just(Command::Shorter),
        1 => Just(Command::Hurt),
    ]
}

/// Commands with the milliseconds before each: often whole seconds, so that commands and deadlines fall together.
fn script() -> impl Strategy<Value = Script> {
    let gap = prop_oneof![3 => (0..14_u64).prop_map(|seconds| seconds * 1000), 2 => 0..14_000_u64];
    prop::collection::vec((gap, command()), 0..40).prop_map(Script)
}

fn start(lead_in: u64) -> (Driven, Vec<Event>) {
    let timeline = Arc::new(all_of_it());
    Driven::start(
        timeline,
        Start {
            lead_in: seconds(lead_in),
            from: 0,
        },
        Moment::ZERO,
    )
}

/// Plays a script, looking in between at the times `chops` gives, and then on to the end.
fn run(script: &Script, lead_in: u64, chops: &[u64]) -> Vec<Event> {
    played(script, lead_in, chops).0
}

/// The same, with everything that was heard.
fn played(script: &Script, lead_in: u64, chops: &[u64]) -> (Vec<Event>, Vec<Cue>) {
    let (mut player, mut events) = start(lead_in);
    let mut now = 0;
    let mut chops = chops.iter().cycle();
    let look = |player: &Driven, now: u64| {
        assert_eq!(
            player.total(),
            player.clock(at(now)) + player.remaining(at(now)),
            "what lies behind and what remains add up to the whole"
        );
    };
    look(&player, now);
    for (gap, command) in &script.0 {
        let target = now + gap;
        while now < target {
            now = chops
                .next()
                .map_or(target, |chop| (now + 1 + chop).min(target));
            events.extend(player.advance(at(now)));
            look(&player, now);
        }
        events.extend(player.handle(*command, at(now)));
        look(&player, now);
    }
    events.extend(to_the_end(&mut player, now));
    (events, player.cues)
}

fn to_the_end(player: &mut Driven, from: u64) -> Vec<Event> {
    let mut events = Vec::new();
    let mut now = from;
    for _ in 0..400 {
        if player.phase() == Phase::Over {
            return events;
        }
        now += 30_000;
        events.extend(player.advance(at(now)));
        let command = match player.phase() {
            Phase::Paused => Command::Resume,
            Phase::Hurt | Phase::Ringing => Command::Next,
            _ if player.segment_remaining(at(now)).is_none() => Command::Next,
            _ => continue,
        };
        events.extend(player.handle(command, at(now)));
    }
    panic!("a session that does not end, in {:?}", player.phase());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn however_time_is_chopped_the_same_happens_and_is_heard_at_the_same_moments(
        script in script(),
        lead_in in 0..20_u64,
        chops in prop::collection::vec(0..2500_u64, 1..8),
    ) {
        prop_assert_eq!(played(&script, lead_in, &[]), played(&script, lead_in, &chops));
    }

    #[test]
    fn moments_never_go_back_and_every_session_ends_once(script in script(), lead_in in 0..20_u64) {
        let events = run(&script, lead_in, &[]);
        prop_assert!(events.windows(2).all(|two| two[0].at <= two[1].at));
        let last = events.last().map(|event| &event.what);
        prop_assert!(matches!(last, Some(What::Finished)));
        prop_assert_eq!(events.iter().filter(|event| event.what == What::Finished).count(), 1);
    }

    #[test]
    fn what_starts_ends_before_the_next_starts(script in script()) {
        let mut open = None;
        for event in run(&script, 15, &[]) {
            match event.what {
                What::Started { index, .. } => {
                    prop_assert_eq!(open, None, "two segments at once");
                    open = Some(index);
                }
                What::Ended { index, .. } => {
                    prop_assert_eq!(open.take(), Some(index));
                }
                _ => {}
            }
        }
        prop_assert_eq!(open, None);
    }

    #[test]
    fn the_last_seconds_stand_before_every_end(script in script()) {
        let events = run(&script, 0, &[]);
        for (place, event) in events.iter().enumerate() {
            let What::Reached { mark: Mark::End, .. } = event.what else { continue };
            for before in events[..place].iter().rev() {
                match before.what {
                    What::Reached { mark: Mark::Remaining(count), .. } => {
                        prop_assert_eq!(event.at.since(before.at), seconds(count.into()));
                    }
                    What::Reached { .. } => {}
                    _ => break,
                }
            }
        }
    }

    #[test]
    fn once_a_start_means_once(script in script()) {
        let mut told = Vec::new();
        for event in run(&script, 0, &[]) {
            match event.what {
                What::Started { .. } => told.clear(),
                What::Reached { mark, .. } if !matches!(mark, Mark::Remaining(_)) => {
                    prop_assert!(!told.contains(&mark), "{:?} twice", mark);
                    told.push(mark);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_pause_in_a_hold_adds_itself_and_its_lead_in(begin in 10_001..29_900_u64, pause in 0..9_999_u64) {
        let mut player = play(vec![step(hold("hold", 20))]);
        player.handle(Command::Pause, at(begin));
        player.handle(Command::Resume, at(begin + pause));
        let events = player.play_on();
        let end = events.last().map(|event| event.at);
        prop_assert_eq!(end, Some(at(30_000 + pause + 3000)));
    }

    #[test]
    fn a_range_holds_whatever_is_done(script in script()) {
        let timeline = all_of_it();
        for event in run(&script, 0, &[]) {
            let What::Resized { resized, .. } = event.what else { continue };
            for change in resized {
                let work = timeline.get(change.index).and_then(Segment::work);
                if let Some((least, most)) = work.and_then(Work::range) {
                    prop_assert!((least..=most).contains(&change.after));
                }
            }
        }
    }

    #[test]
    fn a_limit_holds_whatever_is_done(script in script()) {
        let timeline = all_of_it();
        let limits = |index: usize| {
            let segment = timeline.get(index).filter(|segment| segment.kind.is_work())?;
            segment.step.work.as_ref()?.timed()?.limit
        };
        let mut started = Moment::ZERO;
        for event in run(&script, 0, &[]) {
            match event.what {
                What::Started { .. } => started = event.at,
                What::Ended { index, .. } => {
                    if let Some(limit) = limits(index) {
                        prop_assert!(event.at.since(started) <= limit);
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn segments_follow_each_other_without_a_gap() {
    let mut player = play(vec![
        step(sided("knee", 15)),
        step(Exercise {
            repetition: Repetition { times: 2, ..once() },
            ..hold("both", 15)
        }),
    ]);
    let total = player.total();
    let events = player.play_on();
    assert_eq!(total, seconds(128));
    assert_eq!(
        events.last(),
        Some(&Event {
            at: at(128_000),
            clock: seconds(128),
            what: What::Finished
        })
    );
}

#[test]
fn longer_makes_both_sides_longer() {
    let mut player = play(vec![step(sided("knee", 15)), step(hold("other", 15))]);
    player.handle(Command::Longer, at(12_000));
    let lengths: Vec<_> = (0..player.timeline().len())
        .map(|index| player.length(index).unwrap().as_secs())
        .collect();
    assert_eq!(lengths, [10, 20, 5, 20, 5, 20, 5, 20, 10, 15]);
}

#[test]
fn a_waiting_time_is_made_longer_alone() {
    let mut player = play(vec![step(sided("knee", 15))]);
    player.handle(Command::Longer, at(2000));
    assert_eq!(
        (player.length(0), player.length(1)),
        (Some(seconds(15)), Some(seconds(15)))
    );
}

#[test]
fn shorter_never_leaves_fewer_than_three_seconds() {
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..hold("hold", 15)
    })]);
    let left = |player: &Driven, now| player.segment_remaining(at(now));
    player.handle(Command::Shorter, at(5500));
    assert_eq!(left(&player, 5500), Some(Duration::from_millis(4500)));
    player.handle(Command::Shorter, at(5500));
    assert_eq!(
        left(&player, 5500),
        Some(Duration::from_millis(3500)),
        "only the whole second is taken"
    );
    assert!(player.handle(Command::Shorter, at(5500)).is_empty());
}

#[test]
fn a_counted_step_grows_by_whole_movements() {
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..count("tilt", 3, Some(4))
    })]);
    player.handle(Command::Longer, at(1000));
    assert_eq!(player.length(0), Some(seconds(16)));
    player.handle(Command::Shorter, at(1000));
    player.handle(Command::Shorter, at(1000));
    assert_eq!(player.length(0), Some(seconds(8)));
}

#[test]
fn back_means_the_hold_before_only_when_just_begun_or_waiting() {
    let index = |now: u64, commands: &[Command]| {
        let mut player = play(vec![step(sided("knee", 15))]);
        for command in commands {
            player.handle(*command, at(now));
        }
        (player.index().unwrap(), player.phase())
    };
    // 0 ready, 1 right, 2 switch, 3 left, 4 switch, 5 right …
    assert_eq!(
        index(34_000, &[Command::Back]),
        (3, Phase::LeadingIn),
        "four seconds into the left hold: again"
    );
    assert_eq!(
        index(33_000, &[Command::Back]),
        (3, Phase::LeadingIn),
        "three seconds are enough"
    );
    assert_eq!(
        index(32_999, &[Command::Back]),
        (0, Phase::Running),
        "before that: the hold before, by its ready"
    );
    assert_eq!(
        index(27_000, &[Command::Back]),
        (0, Phase::Running),
        "in the switch: the hold before"
    );
    assert_eq!(
        index(52_000, &[Command::Back]),
        (2, Phase::Running),
        "by its switch"
    );
    assert_eq!(
        index(34_000, &[Command::Back, Command::Back]),
        (0, Phase::Running),
        "twice: the hold before"
    );
}

#[test]
fn again_begins_the_step_and_in_its_ready_the_step_before() {
    let index = |now: u64| {
        let mut player = play(vec![step(sided("knee", 15)), step(hold("other", 15))]);
        player.handle(Command::Again, at(now));
        player.index().unwrap()
    };
    assert_eq!(index(55_000), 0, "in the third hold");
    assert_eq!(
        index(87_000),
        0,
        "in the ready of the next step: the step just done"
    );
    assert_eq!(index(100_000), 8, "in the hold of the next step: its ready");
}

#[test]
fn what_hurts_is_left_out_on_both_sides_and_in_every_round() {
    let inside = vec![
        step(Exercise {
            repetition: Repetition {
                ready_again: None,
                sides: Some(Sides::Each),
                ..once()
            },
            ..hold("bad", 10)
        }),
        step(hold("good", 10)),
    ];
    let block = Block {
        pick: None,
        name: None,
        cue: None,
        steps: NonEmpty::from_vec(inside).unwrap(),
        repetition: Repetition {
            ready_again: None,
            range: None,
            times: 2,
            sides: None,
            order: Order::Alternate,
            ready: Duration::ZERO,
            switch: seconds(5),
            between: written(7),
        },
    };
    let mut player = play(vec![Step::Block(Box::new(block))]);
    player.advance(at(12_000));
    let mut events = player.handle(Command::Hurt, at(12_000));
    assert_eq!(player.phase(), Phase::Hurt);
    assert_eq!(player.next_deadline(), None, "nothing goes on by itself");
    events.extend(player.handle(Command::Next, at(40_000)));
    events.extend(player.play_on());
    let names: Vec<_> = events
        .iter()
        .filter_map(|event| match event.what {
            What::Started { index, .. } => player.timeline().get(index),
            _ => None,
        })
        .map(|segment| {
            (
                segment.kind,
                segment.step.name.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    let expected = [
        (Kind::Ready, "good"),
        (Kind::Hold, "good"),
        (Kind::Between, ""),
        (Kind::Ready, "good"),
        (Kind::Hold, "good"),
    ];
    assert_eq!(names, expected);
}

#[test]
fn trying_again_takes_up_what_hurt() {
    let mut player = play(vec![step(sided("knee", 15))]);
    player.handle(Command::Hurt, at(12_000));
    player.handle(Command::Again, at(20_000));
    assert_eq!((player.index(), player.phase()), (Some(0), Phase::Running));
    let held = player
        .play_on()
        .iter()
        .filter(|event| {
            matches!(
                event.what,
                What::Ended {
                    how: Finish::Whole,
                    ..
                }
            )
        })
        .count();
    assert_eq!(held, 8, "all of it is played");
}

#[test]
fn a_round_of_which_nothing_is_left_is_not_announced() {
    let block = Block {
        pick: None,
        name: None,
        cue: None,
        steps: NonEmpty::of(step(hold("bad", 10))),
        repetition: Repetition {
            ready_again: None,
            range: None,
            times: 3,
            sides: None,
            order: Order::Alternate,
            ready: Duration::ZERO,
            switch: seconds(5),
            between: written(7),
        },
    };
    let mut player = play(vec![Step::Block(Box::new(block)), step(hold("after", 10))]);
    player.handle(Command::Hurt, at(12_000));
    player.handle(Command::Next, at(13_000));
    assert_eq!(
        player
            .segment()
            .map(|segment| (segment.kind, segment.step.number)),
        Some((Kind::Ready, Some(2)))
    );
}

#[test]
fn an_alarm_rings_until_a_key_and_belongs_to_no_total() {
    let alarm = Timed {
        end: End::Alarm,
        ..timed(20)
    };
    let mut player = play(vec![step(exercise("cold", Work::Time(alarm)))]);
    let events = player.advance(at(150_000));
    let rang: Vec<_> = events
        .iter()
        .filter(|event| matches!(event.what, What::Rang { .. }))
        .map(|event| event.at.since(Moment::ZERO).as_secs())
        .collect();
    let expected: Vec<u64> = (0..=30).map(|ring| 30 + 2 * ring).chain([150]).collect();
    assert_eq!(
        rang, expected,
        "every two seconds for a minute, then once a minute"
    );
    assert_eq!(player.clock(at(150_000)), seconds(30));
    let events = player.handle(Command::Next, at(151_000));
    assert_eq!(
        events.last().map(|event| &event.what),
        Some(&What::Finished)
    );
}

#[test]
fn a_paused_cold_pack_still_comes_off_in_time() {
    let limited = Timed {
        limit: Some(seconds(25)),
        end: End::Alarm,
        ..timed(20)
    };
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..exercise("cold", Work::Time(limited))
    })]);
    player.handle(Command::Pause, at(5000));
    assert_eq!(player.next_deadline(), Some(at(25_000)));
    let events = player.advance(at(25_000));
    assert_eq!(player.phase(), Phase::Ringing);
    let ended = events
        .iter()
        .find(|event| matches!(event.what, What::Ended { .. }))
        .map(|event| &event.what);
    assert_eq!(
        ended,
        Some(&What::Ended {
            index: 0,
            ran: seconds(5),
            how: Finish::Limit,
            count: 0
        })
    );
}

#[test]
fn going_on_leaves_what_the_limit_leaves() {
    let limited = Timed {
        limit: Some(seconds(25)),
        ..timed(20)
    };
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..exercise("cold", Work::Time(limited))
    })]);
    player.handle(Command::Pause, at(5000));
    player.handle(Command::Resume, at(13_000));
    assert_eq!(
        player.segment_remaining(at(16_000)),
        Some(seconds(9)),
        "of fifteen seconds nine are left before the limit"
    );
}

#[test]
fn what_a_limit_leaves_is_whole_seconds() {
    let limited = Timed {
        limit: Some(seconds(25)),
        ..timed(20)
    };
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..exercise("cold", Work::Time(limited))
    })]);
    player.handle(Command::Pause, at(300));
    player.handle(Command::Resume, at(9000));
    assert_eq!(player.length(0), Some(seconds(13)), "of 13.3");
    player.handle(Command::Back, at(16_000));
    let whole = player.clock(at(16_000)) + player.remaining(at(16_000));
    assert_eq!(player.total(), whole, "the parts and the whole");
}

#[test]
fn a_long_pause_gives_time_to_lie_down_again() {
    let lead_in = |pause: u64| {
        let mut player = play(vec![step(hold("hold", 20))]);
        player.handle(Command::Pause, at(12_000));
        player.handle(Command::Resume, at(12_000 + pause));
        player.lead_in_remaining(at(12_000 + pause))
    };
    assert_eq!(lead_in(10_000), Some(seconds(3)));
    assert_eq!(lead_in(10_001), Some(seconds(10)));
}

#[test]
fn a_pause_can_lie_in_the_past() {
    let mut player = play(vec![step(hold("hold", 20))]);
    player.advance(at(14_000));
    player.handle(Command::Pause, at(14_000));
    assert_eq!(player.advance(at(999_000)), []);
    assert_eq!(player.segment_remaining(at(999_000)), Some(seconds(16)));
}

#[test]
fn next_ends_what_waits_and_keeps_a_pause() {
    let mut player = play(vec![step(hold("hold", 20))]);
    player.handle(Command::Next, at(2000));
    assert_eq!((player.index(), player.phase()), (Some(1), Phase::Running));
    player.handle(Command::Pause, at(3000));
    player.handle(Command::Back, at(4000));
    assert_eq!((player.index(), player.phase()), (Some(0), Phase::Paused));
    player.handle(Command::Next, at(5000));
    assert_eq!((player.index(), player.phase()), (Some(1), Phase::Paused));
}

#[test]
fn a_lead_in_ticks_only_the_seconds_it_has() {
    let left = |lead_in| {
        let first = readied(hold("A", 20), Duration::ZERO);
        let (mut player, mut events) = begin(vec![step(first)], lead_in);
        events.extend(player.advance(at(20_000)));
        let told = events.iter().filter_map(|event| match event.what {
            What::LeadInRemaining(seconds) => Some(seconds),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(left(15), [3, 2, 1]);
    assert_eq!(left(2), [2, 1]);
    assert!(left(0).is_empty());
}

/// The exercise with so much time to get ready.
fn readied(exercise: Exercise, ready: Duration) -> Exercise {
    Exercise {
        repetition: Repetition {
            ready_again: None,
            ready,
            ..exercise.repetition.clone()
        },
        ..exercise
    }
}

/// A session of `steps` after a lead-in of so many seconds.
fn begin(steps: Vec<Step>, lead_in: u64) -> (Driven, Vec<Event>) {
    let timeline = Arc::new(Timeline::of(&routine(steps)));
    let lead_in = seconds(lead_in);
    Driven::start(timeline, Start { lead_in, from: 0 }, Moment::ZERO)
}

/// When each segment started, in seconds.
fn starts(events: &[Event]) -> Vec<(u64, usize)> {
    let start = |event: &Event| match event.what {
        What::Started { index, .. } => Some((event.at.since(Moment::ZERO).as_secs(), index)),
        _ => None,
    };
    events.iter().filter_map(start).collect()
}

#[test]
fn one_countdown_comes_before_the_first_stretch_and_is_the_longer_one() {
    for (lead_in, ready, countdown) in [(15, 10, 15), (10, 15, 15), (15, 0, 15), (0, 10, 10)] {
        let first = readied(hold("A", 20), seconds(ready));
        let (mut player, mut events) = begin(vec![step(first)], lead_in);
        let told = (
            player.total(),
            player.remaining(Moment::ZERO),
            player.clock(Moment::ZERO),
        );
        let all = seconds(countdown + 20);
        assert_eq!(told, (all, all, Duration::ZERO), "{lead_in} s, {ready} s");
        events.extend(player.play_on());
        let work = usize::from(ready > 0);
        assert_eq!(starts(&events).last(), Some(&(countdown, work)));
        assert_eq!(starts(&events).len(), if lead_in == 0 { 2 } else { 1 });
        let end = events.last().unwrap();
        assert_eq!(
            (end.at, end.clock, &end.what),
            (at(all.as_secs() * 1000), all, &What::Finished)
        );
        assert_eq!(player.record().took(), all);
    }
}

#[test]
fn no_lead_in_stands_before_a_wait() {
    let wait = Step::Rest(Rest {
        length: None,
        name: None,
        cue: None,
    });
    let (mut player, mut events) = begin(vec![wait, step(hold("A", 20))], 15);
    assert_eq!(starts(&events), [(0, 0)]);
    assert!(player.awaits_key() && player.is_opening());
    assert_eq!(player.total(), seconds(30));
    events = player.handle(Command::Next, at(40_000));
    assert!(!player.is_opening());
    events.extend(player.play_on());
    assert_eq!(starts(&events), [(40, 1), (50, 2)]);
}

/// The second time there is its own `ready`: the person lies already.
#[test]
fn back_in_the_first_stretch_is_its_own_ready_again() {
    let (mut player, _) = begin(vec![step(hold("A", 20))], 15);
    player.handle(Command::Back, at(16_000));
    assert_eq!((player.phase(), player.index()), (Phase::Running, Some(0)));
    assert_eq!(player.segment_remaining(at(16_000)), Some(seconds(10)));
    let (all, clock) = (player.remaining(at(16_000)), player.clock(at(16_000)));
    assert_eq!((all, clock), (seconds(30), Duration::ZERO));
    assert_eq!(player.play_on().last().unwrap().at, at(46_000));
}

proptest! {
    /// Whatever is done to the lead-in, what is shown is the time that it takes.
    #[test]
    fn the_time_shown_in_a_lead_in_is_the_time_it_takes(
        ready in prop_oneof![Just(0_u64), 5..20_u64],
        lead_in in 3..20_u64,
        script in proptest::collection::vec((0..4_000_u64, 0..5_usize), 0..6),
    ) {
        let first = readied(hold("A", 20), seconds(ready));
        let (mut player, _) = begin(vec![step(first), step(hold("B", 7))], lead_in);
        let mut now = 0;
        for (later, command) in script {
            now += later;
            let commands = [
                Command::Longer, Command::Shorter, Command::Pause, Command::Resume, Command::Next,
            ];
            player.handle(commands[command], at(now));
        }
        if player.phase() == Phase::Paused {
            player.handle(Command::Resume, at(now));
        }
        prop_assume!(player.phase() != Phase::Over);
        let is_before = player.is_before_start();
        let (shown, exact) = (player.remaining(at(now)), player.time_to_end(at(now)));
        prop_assert!(exact <= shown && shown < exact + seconds(1) || !is_before);
        prop_assert_eq!(shown + player.clock(at(now)), player.total());
        let end = player.play_on().last().unwrap().clone();
        prop_assert_eq!(end.at.since(at(now)), exact);
        prop_assert_eq!(end.clock, player.total());
    }
}

#[test]
fn a_wait_reminds_every_half_minute_and_counts_as_nothing() {
    let mut player = play(vec![
        Step::Rest(Rest {
            length: None,
            name: None,
            cue: None,
        }),
        step(hold("hold", 20)),
    ]);
    let events = player.advance(at(70_000));
    let reminded: Vec<_> = events.iter().map(|event| (event.at, event.clock)).collect();
    assert_eq!(
        reminded,
        [(at(30_000), Duration::ZERO), (at(60_000), Duration::ZERO)]
    );
    player.handle(Command::Next, at(71_000));
    assert_eq!(
        player.segment().map(|segment| segment.kind),
        Some(Kind::Ready)
    );
}

/// One round after the other of `steps`, with something between them.
fn rounds(rounds: u32, steps: Vec<Step>) -> Step {
    Step::Block(Box::new(Block {
        pick: None,
        name: None,
        cue: None,
        steps: NonEmpty::from_vec(steps).unwrap(),
        repetition: Repetition {
            ready_again: None,
            range: None,
            times: rounds,
            sides: None,
            order: Order::Alternate,
            ready: Duration::ZERO,
            switch: seconds(5),
            between: written(7),
        },
    }))
}

#[test]
fn what_is_left_out_is_not_gone_back_to() {
    let steps = || vec![step(sided("bad", 15)), step(hold("good", 15))];
    for command in [Command::Back, Command::Again] {
        let mut player = play(steps());
        player.handle(Command::Hurt, at(12_000));
        player.handle(Command::Next, at(13_000));
        player.handle(command, at(14_000));
        let place = player.segment().map(|s| (s.kind, s.step.number));
        assert_eq!(place, Some((Kind::Ready, Some(2))), "{command:?}");
    }
}

#[test]
fn what_is_left_out_belongs_to_no_total() {
    let mut player = play(vec![
        rounds(3, vec![step(hold("bad", 10)), step(hold("good", 10))]),
        step(hold("after", 10)),
    ]);
    let whole = player.total();
    assert_eq!(whole, seconds(3 * 40 + 2 * 7 + 20));
    // In the ready of the first round: both of its pieces go, and those of two rounds more, but not the ready itself.
    player.handle(Command::Hurt, at(5000));
    let total = whole.saturating_sub(seconds(10 + 2 * 20));
    let mut last = Duration::ZERO;
    let mut now = 6000;
    while player.phase() != Phase::Over {
        assert_eq!(player.total(), total, "at {:?}", player.index());
        let clock = player.clock(at(now));
        assert!(clock >= last, "{clock:?} after {last:?}");
        last = clock;
        player.handle(Command::Next, at(now));
        now += 1000;
    }
}

#[test]
fn what_hurts_in_a_rest_is_what_was_just_done() {
    let rest = Step::Rest(Rest {
        length: Some(seconds(20)),
        name: None,
        cue: None,
    });
    let mut player = play(vec![step(hold("done", 15)), rest, step(hold("next", 15))]);
    let mut events = player.handle(Command::Hurt, at(30_000));
    let hurts = player.hurts().unwrap();
    assert_eq!(player.timeline().name_of_step(hurts), Some("done"));
    events.extend(player.handle(Command::Next, at(90_000)));
    let record = player.record();
    assert!(record.lines[0].hurt && !record.lines[1].hurt);
    assert_eq!(record.paused, seconds(60), "what hurts pauses");
}

#[test]
fn an_alarm_ends_the_pause_that_it_rings_in() {
    let pack = Timed {
        limit: Some(seconds(30)),
        end: End::Alarm,
        ..timed(20)
    };
    let steps = vec![
        step(exercise("pack", Work::Time(pack))),
        step(hold("other", 15)),
    ];
    let mut player = play(steps);
    // The limit is reached at 0:40, in a pause that began at 0:12.
    let mut events = player.handle(Command::Pause, at(12_000));
    events.extend(player.handle(Command::Next, at(50_000)));
    events.extend(player.play_on());
    let record = player.record();
    assert_eq!(record.paused, seconds(28));
}

#[test]
fn a_round_is_named_after_what_is_still_done_in_it() {
    let mut player = play(vec![rounds(
        2,
        vec![step(hold("bad", 10)), step(hold("good", 10))],
    )]);
    player.handle(Command::Hurt, at(12_000));
    for _ in 0..3 {
        player.handle(Command::Next, at(13_000));
    }
    let index = player.index().unwrap();
    assert_eq!(player.segment().map(|s| s.kind), Some(Kind::Between));
    assert_eq!(player.name(index), "good");
}

#[test]
fn a_lead_in_that_ends_just_before_the_limit_leaves_an_end() {
    let limited = Timed {
        limit: Some(seconds(22)),
        ..timed(20)
    };
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..exercise("cold", Work::Time(limited))
    })]);
    player.handle(Command::Pause, at(5_700));
    // The lead-in of three seconds ends 0.1 s before the limit: less than a whole second of the hold remains.
    player.handle(Command::Resume, at(18_900));
    let events = player.play_on();
    let end = events.last().map(|event| (event.at, &event.what));
    assert_eq!(end, Some((at(22_000), &What::Finished)));
}

#[test]
fn a_limit_that_is_far_away_leaves_the_length_alone() {
    let limited = Timed {
        limit: Some(seconds(60)),
        ..timed(20)
    };
    let mut player = play(vec![step(Exercise {
        repetition: Repetition {
            ready_again: None,
            ready: Duration::ZERO,
            ..once()
        },
        ..exercise("cold", Work::Time(limited))
    })]);
    player.handle(Command::Pause, at(5_000));
    player.handle(Command::Resume, at(6_000));
    let events = player.play_on();
    assert!(!events.iter().any(|event| matches!(
        event.what,
        What::Resized {
            change: LengthChange::AtLimit,
            ..
        }
    )));
    // One second of pause and three of lead-in.
    let end = events.last().map(|event| (event.at, &event.what));
    assert_eq!(end, Some((at(24_000), &What::Finished)));
}

#[test]
fn a_change_of_length_says_which_segments_it_reaches() {
    let mut player = play(vec![step(sided("knee", 15)), step(hold("other", 15))]);
    let events = player.handle(Command::Longer, at(12_000));
    let What::Resized { change, resized } = &events[events.len() - 1].what else {
        panic!("{events:?}");
    };
    assert_eq!(*change, LengthChange::Longer(seconds(5)));
    let resized: Vec<_> = resized
        .iter()
        .map(|change| (change.index, change.before, change.after))
        .collect();
    let longer = |index| (index, seconds(15), seconds(20));
    assert_eq!(resized, [1, 3, 5, 7].map(longer));
}

/// The lines of the record of two steps when the rest of the second is skipped after 5 s.
fn second_skipped(optional: bool) -> Vec<(String, u64, u64, u32, u32)> {
    let second = Exercise {
        optional,
        ..hold("B", 20)
    };
    let mut player = play(vec![step(hold("A", 20)), step(second)]);
    // Both are gone through with a key: 10 s to get ready, 20 s of hold, 10 s to get ready.
    player.advance(at(41_000));
    player.handle(Command::Next, at(45_000));
    player.play_on();
    let record = player.record();
    let line = |line: &StretchRecord| {
        let seconds = |length: Duration| length.as_secs();
        let (planned, done) = (seconds(line.planned), seconds(line.done));
        (line.name.clone(), planned, done, line.pieces, line.skipped)
    };
    record.all_lines().map(line).collect()
}

#[test]
fn to_skip_what_is_optional_is_no_skip() {
    let a = ("A".to_owned(), 20, 20, 1, 0);
    let b = |planned, done, pieces, skipped| ("B".to_owned(), planned, done, pieces, skipped);
    let skipped = second_skipped(false);
    assert_eq!(skipped, [a.clone(), b(20, 5, 1, 1)]);
    let skipped = second_skipped(true);
    assert_eq!(skipped, [a, b(5, 5, 0, 0)]);
}

#[test]
fn less_than_a_second_is_no_difference_from_the_plan() {
    let remark_on = |planned| {
        let line = StretchRecord {
            planned: Duration::from_millis(planned),
            done: Duration::from_millis(2046),
            ..StretchRecord::new("A".to_owned(), Kind::Hold, None)
        };
        remark(&[&line])
    };
    assert_eq!(remark_on(2046), "");
    assert_eq!(remark_on(3046), "1 s skipped");
}

#[test]
fn an_optional_step_that_is_skipped_whole_leaves_no_line() {
    let second = Exercise {
        optional: true,
        ..hold("B", 20)
    };
    let mut player = play(vec![step(hold("A", 20)), step(second), step(hold("C", 20))]);
    player.advance(at(30_000));
    // To the hold, past it, then back and through all of it.
    player.handle(Command::Next, at(30_000));
    player.handle(Command::Next, at(30_000));
    let names = |player: &Driven| -> Vec<String> {
        let lines = player.record().all_lines();
        lines.map(|line| line.name.clone()).collect()
    };
    assert_eq!(names(&player), ["A", "C"]);
    player.handle(Command::Back, at(31_000));
    player.play_on();
    assert_eq!(names(&player), ["A", "B", "C"]);
    let record = player.record();
    let b = &record.lines[1];
    assert_eq!((b.planned, b.done, b.pieces), (seconds(20), seconds(20), 1));
}
