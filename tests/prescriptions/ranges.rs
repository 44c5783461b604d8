//! Ranges: what was reached last is where the next session begins, from the log alone.

use std::collections::VecDeque;

use supple::core::log::LogEntry;
use supple::core::ranges::{beginning, last_reached};

use super::*;

/// Sessions of one routine, each beginning where the log says.
struct Sessions {
    steps: String,
    /// The log, the latest session first.
    log: VecDeque<LogEntry>,
}

impl Sessions {
    fn of(steps: &str) -> Self {
        Self {
            steps: steps.to_owned(),
            log: VecDeque::new(),
        }
    }

    /// The routine as the next session has it.
    fn next(&self) -> Arc<Routine> {
        let routine = Arc::new(routine(&self.steps));
        beginning(&routine, &last_reached(&routine, self.log.iter()))
    }

    /// The lengths of all work in the next session, in seconds.
    fn begins(&self) -> Vec<u64> {
        let timeline = Timeline::of(&self.next());
        let work = timeline.iter().filter(|segment| segment.kind.is_work());
        work.map(|segment| segment.length.unwrap_or_default().as_secs())
            .collect()
    }

    /// Plays the next session with these commands, each at its second, and logs it.
    fn play(&mut self, commands: &[(u64, Command)]) -> Session {
        let timeline = Arc::new(Timeline::of(&self.next()));
        let texts = [RoutineText::new("test", "Test", &self.steps)];
        let plan = Plan::new(timeline, Start::default()).with_texts(texts);
        let session = play_through(plan, commands);
        let entry = session.snapshot(&wall(), 1).unwrap().entry;
        // What is not in the line of the log is forgotten.
        self.log.push_front(log::read(&log::write(&entry)).unwrap());
        session
    }

    fn after(steps: &str, commands: &[(u64, Command)]) -> Vec<u64> {
        let mut sessions = Self::of(steps);
        sessions.play(commands);
        sessions.begins()
    }
}

const SIDED: &str =
    "[[step]]\nname = \"A\"\nsides = \"each\"\nready = 0\nswitch = \"5s\"\nhold = \"20s-30s\"";

#[test]
fn the_next_session_begins_where_the_last_one_ended() {
    let mut sessions = Sessions::of(SIDED);
    assert_eq!(sessions.begins(), [20, 20]);
    let first = sessions.play(&[(1, Command::Longer)]);
    assert_eq!(first.record().lines[0].planned, seconds(20));
    assert_eq!(sessions.begins(), [25, 25]);
    let second = sessions.play(&[]);
    assert_eq!(
        remark(&second.record().lines.iter().collect::<Vec<_>>()),
        ""
    );
    assert_eq!(sessions.begins(), [25, 25], "it stays there");
    sessions.play(&[(1, Command::Shorter)]);
    assert_eq!(sessions.begins(), [20, 20], "and goes back");
}

#[test]
fn both_sides_begin_with_the_lesser() {
    // The left alone was held longer.
    assert_eq!(Sessions::after(SIDED, &[(26, Command::Longer)]), [20, 20]);
    // What was ended early was not reached, and keeps what was reached before.
    let mut sessions = Sessions::of(SIDED);
    sessions.play(&[(1, Command::Longer)]);
    sessions.play(&[(5, Command::Next), (20, Command::Next)]);
    assert_eq!(sessions.begins(), [25, 25]);
    sessions.play(&[(30, Command::Stop)]);
    assert_eq!(
        sessions.begins(),
        [25, 25],
        "nor does the end of a session take it"
    );
}

#[test]
fn after_it_hurt_a_range_begins_at_its_low_end() {
    let mut sessions = Sessions::of(SIDED);
    sessions.play(&[(1, Command::Longer)]);
    sessions.play(&[(10, Command::Hurt), (12, Command::Next)]);
    assert_eq!(sessions.begins(), [20, 20]);
    sessions.play(&[(1, Command::Longer)]);
    assert_eq!(sessions.begins(), [25, 25]);
}

#[test]
fn each_set_has_its_own() {
    let steps = "[[step]]\nname = \"A\"\nready = 0\nrest = 5\nhold = [\"20-30s\", \"10-15s\", 8]";
    assert_eq!(Sessions::after(steps, &[(1, Command::Longer)]), [25, 10, 8]);
    assert_eq!(
        Sessions::after(steps, &[(26, Command::Longer)]),
        [20, 15, 8]
    );
}

#[test]
fn movements_breaths_and_repetitions_are_kept_too() {
    let counted = "[[step]]\nname = \"A\"\nready = 0\ncount = \"6-8\"\npace = \"3s\"";
    assert_eq!(Sessions::after(counted, &[(1, Command::Longer)]), [21]);
    let breaths = "[[step]]\nname = \"A\"\nready = 0\nhold = \"3-5 breaths\"";
    assert_eq!(Sessions::after(breaths, &[(1, Command::Longer)]), [20]);
    let reps = "[[step]]\nname = \"A\"\nready = 0\nhold = 10\nbetween = 5\nreps = \"2-4\"\n[[step]]\nrest = \"20s\"";
    // Once more, from the rest after the last one: `←`.
    let back = [(27, Command::Back)];
    assert_eq!(Sessions::after(reps, &back), [10, 10, 10]);
    assert_eq!(Sessions::after(reps, &[(2, Command::Next)]), [10, 10]);
}

/// Nobody knows how many were made of what a key ends: a hand tells it.
#[test]
fn movements_that_a_key_ends_are_kept_as_a_hand_told_them() {
    let steps =
        "[[step]]\nname = \"A\"\nready = 0\nswitch = \"5s\"\nsides = \"each\"\ncount = \"6-8\"";
    let begins = |sessions: &Sessions| {
        let timeline = Timeline::of(&sessions.next());
        let counted = timeline.iter().filter_map(Segment::unpaced);
        counted.map(|counted| counted.times).collect::<Vec<_>>()
    };
    // The right side until 10 s, the left one from 15 s to 30 s.
    let told = |commands: &[(u64, Command)]| {
        let mut all = commands.to_vec();
        all.extend([(10, Command::Next), (30, Command::Next)]);
        all.sort_by_key(|(at, _)| *at);
        all
    };
    let mut sessions = Sessions::of(steps);
    assert_eq!(begins(&sessions), [6, 6]);
    sessions.play(&told(&[]));
    assert_eq!(begins(&sessions), [6, 6]);
    let longer = sessions.play(&told(&[(1, Command::Longer)]));
    let (counts, said) = movements(longer.record());
    assert_eq!(counts, [(6, 7), (6, 7)]);
    assert_eq!(said, "2 movements more");
    assert_eq!(begins(&sessions), [7, 7]);
    // No further than the high end, and no lower than the low one.
    sessions.play(&told(&[(1, Command::Longer), (2, Command::Longer)]));
    assert_eq!(begins(&sessions), [8, 8]);
    let shorter = [1, 2, 3, 4].map(|at| (at, Command::Shorter));
    let shorter = sessions.play(&told(&shorter));
    assert_eq!(
        movements(shorter.record()),
        (vec![(6, 6), (6, 6)], String::new())
    );
    assert_eq!(begins(&sessions), [6, 6]);
    // The lesser of both sides, as with holds.
    sessions.play(&told(&[(16, Command::Longer)]));
    assert_eq!(begins(&sessions), [6, 6]);
    // A session that is resumed has what was told before.
    let plan = || Plan::new(Arc::new(Timeline::of(&sessions.next())), Start::default());
    let texts = [RoutineText::new("test", "Test", steps)];
    let stopped = play_through(
        plan().with_texts(texts),
        &[
            (1, Command::Longer),
            (10, Command::Next),
            (12, Command::Stop),
        ],
    );
    let saved = snapshot::write(&stopped.snapshot(&wall(), 1).unwrap());
    let saved = snapshot::read(&saved).unwrap();
    let (mut resumed, _) = Session::resume(plan(), &saved, Arc::new(Estimated::default()), at(0));
    while let Some(deadline) = resumed
        .next_deadline()
        .filter(|_| resumed.player().count(resumed.player().index().unwrap()) == 0)
    {
        resumed.advance(deadline);
    }
    let index = resumed.player().index().unwrap();
    assert_eq!(resumed.player().count(index), 7);
}

#[test]
fn another_file_and_another_routine_are_no_last_time() {
    let mut sessions = Sessions::of(SIDED);
    sessions.play(&[(1, Command::Longer), (2, Command::Longer)]);
    assert_eq!(sessions.begins(), [30, 30]);
    sessions.steps = SIDED.replace("20s-30s", "15s-25s");
    assert_eq!(sessions.begins(), [25, 25], "it stays in the range");
    sessions.steps = SIDED.replace("20s-30s", "40s-50s");
    assert_eq!(sessions.begins(), [40, 40]);
    let mut entry = sessions.log[0].clone();
    entry.routines = [RoutineText::new("other", "Other", "")].into();
    entry.lines[0].sets.clear();
    sessions.steps = SIDED.to_owned();
    sessions.log.push_front(entry);
    assert_eq!(sessions.begins(), [30, 30]);
    let mut rehearsal = sessions.log[1].clone();
    rehearsal.speed = 60.0;
    rehearsal.lines[0].hurt = true;
    sessions.log.push_front(rehearsal);
    assert_eq!(sessions.begins(), [30, 30]);
}

/// A log that a program or a hand has made cannot make a plan too large.
#[test]
fn what_would_be_too_large_begins_at_the_low_end() {
    let steps = "[[step]]\nrepeat = 99\n[[step.step]]\nname = \"A\"\nhold = 10\nready = 0\nbetween = 0\nreps = \"1-99\"\n\
                 [[step.step]]\nname = \"B\"\nhold = 10\nready = 0\nbetween = 0\nreps = \"1-99\"";
    let mut sessions = Sessions::of(steps);
    sessions.play(&[]);
    for line in &mut sessions.log[0].lines {
        line.sets[0].reps = u32::MAX;
    }
    assert_eq!(sessions.begins().len(), 2 * 99);
}

#[test]
fn a_session_is_resumed_with_the_ranges_it_began_with() {
    let reps = "[[step]]\nname = \"A\"\nready = 0\nhold = \"10-30s\"\nbetween = 5\nreps = \"2-4\"\n[[step]]\nrest = \"20s\"";
    let mut sessions = Sessions::of(reps);
    sessions.play(&[(1, Command::Longer), (37, Command::Back)]);
    assert_eq!(sessions.begins(), [15, 15, 15]);
    let reached = last_reached(&routine(reps), sessions.log.iter());
    let text = format!("title = \"Test\"\n{reps}");
    let text = RoutineText::new("test", "Test", &text).beginning(reached);
    let timeline = Arc::new(Timeline::of(&sessions.next()));
    let plan = Plan::new(Arc::clone(&timeline), Start::default()).with_texts([text]);
    let stopped = play_through(plan, &[(50, Command::Stop)]);
    let saved = snapshot::write(&stopped.snapshot(&wall(), 1).unwrap());
    let saved = snapshot::read(&saved).unwrap();
    let routines = snapshot::routines(&saved.entry.routines, catalogue(), None).unwrap();
    let resumed = Timeline::of(&routines.first);
    assert!(
        resumed
            .iter()
            .map(outlined)
            .eq(timeline.iter().map(outlined))
    );
    assert_eq!(resumed.len(), 6);
}

#[test]
fn an_amount_says_where_its_ranges_begin() {
    let mut sessions = Sessions::of(SIDED);
    let amount = |sessions: &Sessions| {
        let step = sessions.next().steps.first.exercise().cloned().unwrap();
        supple::app::amount::of(&step)
    };
    assert_eq!(amount(&sessions), "20–30 s");
    sessions.play(&[(1, Command::Longer)]);
    assert_eq!(amount(&sessions), "20–30 s, last 25");
    let sets = "[[step]]\nname = \"A\"\nready = 0\nrest = 5\nload = \"5 kg\"\ncount = [\"12-15\", \"8-10\"]\npace = \"2s\"";
    let mut sessions = Sessions::of(sets);
    sessions.play(&[(1, Command::Longer)]);
    assert_eq!(amount(&sessions), "sets of 12–15, 8–10, 5 kg, last 13, 8");
    let minutes = "[[step]]\nname = \"A\"\nready = 0\nhold = \"45s-1m30s\"\nreps = \"1-2\"";
    let mut sessions = Sessions::of(minutes);
    sessions.play(&[(1, Command::Longer)]);
    assert_eq!(amount(&sessions), "1–2 × 45 s – 1:30, last 1 × 50 s");
}
