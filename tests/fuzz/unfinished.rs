//! A file of a session that was left is read or it is none; what is read is written the same, and can be gone on with
//! to its end whatever it says.

use std::sync::Arc;
use std::time::Duration;

use supple::app::App;
use supple::app::element::Window;
use supple::app::input::{Input, Key};
use supple::app::session::{After, Preferences};
use supple::core::cue::Estimated;
use supple::core::day::{Stamp, WallClock};
use supple::core::moment::Moment;
use supple::core::player::{Command, Phase};
use supple::core::routine::First;
use supple::core::session::{Plan, Session, Snapshot};
use supple::core::settings::Motion;
use supple::core::text::is_hazardous;
use supple::core::timeline::MOST_SEGMENTS;
use supple::format::routine::References;
use supple::format::snapshot::{read, routines, write};

pub(super) const WORDS: &[&str] = &[
    "\"logged\":true",
    "\"position\":null",
    "\"position\":{\"segment\":2,\"lengths_ms\":[[3,25000]],\"left_out\":[0]}",
    "\"segment\":18446744073709551615",
    "\"lengths_ms\":[[1,18446744073709551615],[3,1]]",
    "\"left_out\":[0,1,2]",
    "\"took_ms\":18446744073709551615",
    "\"so_far\":[]",
    "\"wait_ms\":18446744073709551615",
    "\"wait_ms\":0",
    "\"left_first\":true",
    "\"place\":\"\\u001b[2J\"",
    "\"held_ms\":18446744073709551615",
    "[[step]]\\nwait = true\\n",
    "repeat = 99",
    "reps = 9999",
    ",{\"id\":\"a\",\"title\":\"A\",\"text\":\"title = \\\"A\\\"\\n[[step]]\\nname = \\\"A\\\"\\nhold = 5\\nreps = 9999\\n\"}",
    "count = 9\\npace = 1",
    "cues = [{every = 1, say = \\\"x\\\"}]",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\n",
];

pub(super) fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(snapshot) = read(&text) else {
        return;
    };
    let written = write(&snapshot);
    assert!(!written.contains(is_hazardous), "{written:?}");
    let again = read(&written);
    assert_eq!(again.as_ref(), Some(&snapshot), "{written}");
    let Some(plan) = plan(&snapshot) else {
        return;
    };
    is_resumed(&snapshot, &plan);
    is_shown((snapshot, plan));
}

/// The plan of its routines, where it can be resumed: no larger than what can be played, however much there is.
fn plan(snapshot: &Snapshot) -> Option<Plan> {
    snapshot.position.as_ref()?;
    let texts = Arc::clone(&snapshot.entry.routines);
    let routines = routines(&texts, &References::default(), snapshot.unrolled.day)?;
    let plan = Plan::of(&routines, Duration::from_secs(15), snapshot.unrolled, 100);
    assert!(plan.timeline.len() as u64 <= MOST_SEGMENTS);
    Some(plan.with_texts(texts))
}

fn is_resumed(snapshot: &Snapshot, plan: &Plan) {
    let most = 1000 + 500 * plan.timeline.len();
    let lengths = Arc::new(Estimated::default());
    let (mut session, _) = Session::resume(plan.clone(), snapshot, lengths, Moment::ZERO);
    let mut now = Moment::ZERO;
    for _ in 0..most {
        let player = session.player();
        if player.phase() == Phase::Over {
            return;
        }
        let remaining = player.segment_remaining(now);
        match session.next_deadline().filter(|_| remaining.is_some()) {
            Some(next) => {
                assert!(next > now, "a deadline in the past");
                now = next;
                session.advance(now);
            }
            None => drop(session.handle(Command::Next, now)),
        }
        let player = session.player();
        assert_eq!(player.total(), player.clock(now) + player.remaining(now));
    }
    // So many lines of a session are no session any more, but a bomb.
    panic!("it does not end");
}

fn is_shown(unfinished: (Snapshot, Plan)) {
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: Duration::from_secs(15),
        figures: true,
        motion: Motion::Loop,
        after: After::Summary,
        wall: Some(WallClock {
            at: Moment::ZERO,
            stamp: Stamp {
                unix_ms: 86_399 * 1000,
                offset: 0,
            },
            speed: 1.0,
        }),
    };
    let mut app = App::resuming(unfinished, preferences, Moment::ZERO);
    app.look_through(Window {
        columns: 100,
        rows: 30,
    });
    let mut now = Moment::ZERO;
    for _ in 0..40 {
        let _ = app.frame(now);
        let Some(next) = app.next_deadline(now) else {
            break;
        };
        now = next;
        let _ = app.update(None, now);
    }
    // All that was done is reported and saved.
    let _ = app.update(Some(&Input::Key(Key::Ctrl('c'))), now);
}
