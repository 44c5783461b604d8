//! Sessions in every state that the screen has to tell apart, reached with keys in virtual time.

use std::sync::Arc;

use supple::app::App;
use supple::app::input::{Input, Key};
use supple::app::session::{After, Preferences};
use supple::app::{Frame, View};
use supple::core::day::{Stamp, WallClock};
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::Start;
use supple::core::routine::{
    End, Exercise, First, OwnSide, Repetition, Rest, Side, Sides, Step, Timed, Work,
};
use supple::core::session::Plan;
use supple::core::settings::Motion;
use supple::core::template::Template;
use supple::core::timeline::{Kind, Segment, Timeline};

use super::at;
use super::build::{counted, exercise, once, routine, seconds, step, timed};

fn cued(name: &str, cue: &str, work: Work) -> Exercise {
    Exercise {
        cue: Template::parse(cue).ok(),
        ..exercise(name, work)
    }
}

fn single_knee() -> Exercise {
    Exercise {
        how: Template::parse(
            "Lie on your back, knees bent, feet flat. Draw the knee towards the chest until the lower back pulls \
             mildly; the other foot stays on the floor. Holding behind the thigh spares the knee.",
        )
        .ok(),
        repetition: Repetition {
        sides: Some(Sides::Each),
        times: 2,
        ..once()
        },
        ..cued(
            "Single-knee pull",
            "{side} knee in, hands behind the thigh.",
            Work::Hold(timed(15)),
        )
    }
}

fn steps() -> NonEmpty<Step> {
    NonEmpty {
        first: step(single_knee()),
        rest: vec![
            step(Exercise {
                repetition: Repetition { times: 2, ..once() },
                ..cued(
                    "Double-knee pull",
                    "Both knees in, hands behind the thighs.",
                    Work::Hold(timed(15)),
                )
            }),
            Step::Rest(Rest {
                length: Some(seconds(30)),
                name: None,
                cue: None,
            }),
            step(cued(
                "Bird dog",
                "Opposite arm and leg long, the back still.",
                counted(10, Some(3)),
            )),
            step(cued(
                "Heel raise",
                "Up in one second, down in three.",
                counted(10, None),
            )),
            Step::Rest(Rest {
                length: None,
                name: Some("Fetch the cold pack".to_owned()),
                cue: Template::parse("Wrap it in a thin towel.").ok(),
            }),
            step(cued(
                "Cold pack",
                "Lie so that the back is at rest.",
                Work::Time(Timed {
                    end: End::Alarm,
                    ..timed(150)
                }),
            )),
        ],
    }
}

/// Long names, other scripts, sides with words of their own, hours.
fn hard_steps() -> NonEmpty<Step> {
    let own = |word: &str, mirrored| {
        Side::Own(OwnSide {
            word: word.into(),
            mirrored,
        })
    };
    NonEmpty {
        first: step(Exercise {
            repetition: Repetition {
                sides: Some(Sides::Listed(NonEmpty {
                    first: own("Vorderer Fuß", false),
                    rest: vec![own("Hinterer Fuß", true)],
                })),
                ..once()
            },
            ..cued(
                "Tiefer Ausfallschritt mit Rotation nach oben",
                "Das hintere Knie bleibt am Boden, der Blick folgt der Hand nach oben, und der Atem fließt ruhig weiter.",
                Work::Hold(timed(120)),
            )
        }),
        rest: vec![
            step(cued(
                "膝を胸に引き寄せる",
                "息を吐きながら、ゆっくりと。",
                Work::Hold(timed(20)),
            )),
            step(cued(
                "A walk in the park",
                "At ease.",
                Work::Time(timed(7200)),
            )),
        ],
    }
}

/// A routine of these steps.
fn timeline(title: &str, steps: NonEmpty<Step>) -> Arc<Timeline> {
    Arc::new(Timeline::of(&routine(title, steps)))
}

/// What is seen `end` seconds after segment `from` began, when keys were pressed at their seconds.
fn seen(
    timeline: &Arc<Timeline>,
    lead_in: u64,
    from: usize,
    keys: &[(u64, Key)],
    end: u64,
) -> Frame {
    let start = Start {
        lead_in: seconds(lead_in),
        from,
    };
    let notes = [
        "You need a mat.",
        "Not with osteoporosis, sciatica, hip replacement or pregnancy.",
    ];
    let plan = Plan {
        notes: notes.map(str::to_owned).to_vec(),
        ..Plan::new(Arc::clone(timeline), start)
    };
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: seconds(lead_in),
        figures: true,
        motion: Motion::Loop,
        after: After::Nothing,
        wall: Some(WallClock {
            at: Moment::ZERO,
            stamp: Stamp {
                unix_ms: (18 * 3600 + 40 * 60) * 1000,
                offset: 0,
            },
            speed: 1.0,
        }),
    };
    let mut app = App::playing(plan, preferences, at(0));
    let mut looked = at(0);
    let inputs = keys
        .iter()
        .map(|(second, key)| (*second, Some(Input::Key(*key))))
        .chain([(end, None)]);
    for (second, input) in inputs {
        let until = at(second * 1000);
        while let Some(deadline) = app.next_deadline(looked).filter(|next| *next <= until) {
            app.update(None, deadline);
            looked = deadline;
        }
        app.update(input.as_ref(), until);
        looked = until;
    }
    app.frame(looked)
}

/// The first segment of this kind in the step called `name`.
fn place(timeline: &Timeline, name: &str, kind: Kind) -> usize {
    let is_it = |segment: &Segment| {
        let named = name.is_empty() || segment.step.name.as_deref() == Some(name);
        segment.kind == kind && named
    };
    let place = timeline.iter().position(is_it);
    place.unwrap_or_else(|| panic!("no {kind:?} of {name}"))
}

/// Every state, by a name for its picture.
pub(crate) fn states() -> Vec<(&'static str, Frame)> {
    let routine = timeline("Knee-to-chest back stretch", steps());
    let state = |name: &str, kind: Kind, keys: &[(u64, Key)], end: u64| {
        seen(&routine, 0, place(&routine, name, kind), keys, end)
    };
    let single = "Single-knee pull";
    let held = |keys: &[(u64, Key)], end: u64| state(single, Kind::Hold, keys, end);
    let space = Key::Char(' ');
    vec![
        ("starting", seen(&routine, 15, 0, &[], 3)),
        ("ready", state(single, Kind::Ready, &[], 4)),
        ("hold", held(&[], 3)),
        ("switch", state(single, Kind::Switch, &[], 1)),
        ("again", state("Double-knee pull", Kind::Between, &[], 1)),
        ("rest", state("", Kind::Rest, &[], 5)),
        ("count", state("Bird dog", Kind::Count, &[], 4)),
        ("open-count", state("Heel raise", Kind::Count, &[], 4)),
        ("wait", state("", Kind::Wait, &[], 4)),
        ("timer", state("Cold pack", Kind::Time, &[], 30)),
        ("alarm", state("Cold pack", Kind::Time, &[], 157)),
        ("paused", held(&[(3, space)], 5)),
        ("leading-in", held(&[(3, space), (5, space)], 6)),
        ("hurt", held(&[(3, Key::Char('h'))], 5)),
        ("question", held(&[(3, Key::Char('q'))], 5)),
        ("help", held(&[(3, Key::Char('?'))], 5)),
    ]
}

/// The number and its shape so many seconds before the end of a timer of 150 s.
pub(crate) fn remaining(seconds: u64) -> Option<(String, String)> {
    let routine = timeline("Knee-to-chest back stretch", steps());
    let timer = place(&routine, "Cold pack", Kind::Time);
    match seen(&routine, 0, timer, &[], 150 - seconds).view {
        View::Session(view) => view.count.map(|count| (count.text, count.shape)),
        _ => None,
    }
}

/// What is hardest to fit.
pub(crate) fn extremes() -> Vec<(&'static str, Frame)> {
    let title = "Alles, was schwer auf einen kleinen Bildschirm passt, in einer einzigen Einheit";
    let routine = timeline(title, hard_steps());
    let state =
        |name: &str, kind: Kind, end: u64| seen(&routine, 0, place(&routine, name, kind), &[], end);
    let long = "Tiefer Ausfallschritt mit Rotation nach oben";
    let wide = "膝を胸に引き寄せる";
    vec![
        ("long-ready", state(long, Kind::Ready, 2)),
        ("long-hold", state(long, Kind::Hold, 2)),
        ("wide-ready", state(wide, Kind::Ready, 2)),
        ("wide-hold", state(wide, Kind::Hold, 2)),
        ("hours", state("A walk in the park", Kind::Time, 1077)),
    ]
}
