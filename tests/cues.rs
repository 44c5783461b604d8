//! Cues as transcripts: the moment on the routine's clock, the tone, the words. A `!` before a cue says that it is urgent:
//! it cuts off what still sounds.

use crate::support;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{
    Cue, Estimated, Lengths, Sentence, Tone, lead_in_needed, scripts, source_of_cue, unsaid_side,
};
use supple::core::moment::Moment;
use supple::core::player::{Command, Start};
use supple::core::session::{dry_run, sentences};
use supple::core::timeline::{Timeline, Unrolled};
use support::at;
use support::driven::Driven;
use support::read::{self, timeline};

/// The steps of a routine as the body of a file.
fn heard(steps: &str) -> String {
    heard_after(0, &format!("title = \"Test\"\n{steps}"))
}

fn heard_after(lead_in: u64, text: &str) -> String {
    let lead_in = Duration::from_secs(lead_in);
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let cues = dry_run(&timeline(text), Start { lead_in, from: 0 }, &lengths);
    transcript(&cues.collect::<Vec<_>>(), lead_in)
}

/// What is heard of a session in which commands are given at milliseconds, up to a moment.
fn live(steps: &str, commands: &[(u64, Command)], until: u64) -> String {
    let timeline = timeline(&format!("title = \"Test\"\n{steps}"));
    let (mut session, _) = Driven::start(timeline, Start::default(), Moment::ZERO);
    for (moment, command) in commands {
        session.handle(*command, at(*moment));
    }
    session.advance(at(until));
    transcript(&session.cues, Duration::ZERO)
}

/// One line for each tone or sentence. A `!` marks the first line of an urgent cue.
fn transcript(cues: &[Cue], lead_in: Duration) -> String {
    let mut out = String::new();
    for cue in cues {
        let due = cue.due.since(Moment::ZERO);
        let mut mark = if cue.urgent { '!' } else { ' ' };
        if cue.parts.is_empty() {
            let _ = writeln!(out, "{}{mark}silence", clock(due, lead_in));
        }
        for line in &cue.parts {
            let tone = line.tone.map_or("", Tone::word);
            let say = line.say.as_ref();
            let say = say.map(|say| format!("\u{201c}{}\u{201d}", say.text));
            let at = clock(due + line.at, lead_in);
            let text = format!("{at}{mark}{tone:<11} {}", say.unwrap_or_default());
            let _ = writeln!(out, "{}", text.trim_end());
            mark = ' ';
        }
    }
    out
}

/// A time on the routine's clock, which begins at the end of the lead-in: `-0:15.00`, `1:05.25`.
fn clock(at: Duration, lead_in: Duration) -> String {
    let sign = if at < lead_in { "-" } else { "" };
    let hundredths = at.abs_diff(lead_in).as_millis() / 10;
    let (minutes, seconds) = (hundredths / 6000, hundredths / 100 % 60);
    format!(
        "{:>9}",
        format!("{sign}{minutes}:{seconds:02}.{:02}", hundredths % 100)
    )
}

#[track_caller]
fn assert_transcript(heard: &str, expected: &str) {
    let trim = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(trim(heard), trim(expected), "\n{heard}");
}

#[test]
fn knee_to_chest_from_the_lead_in_to_the_end() {
    let text = std::fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    assert_transcript(&heard_after(15, &text),
        "
     -0:14.30 ready       “Not with osteoporosis, sciatica, hip replacement or pregnancy. Single-knee pull. Right. On your back, draw the right knee in.”
     -0:03.00 tick
     -0:02.00 tick
     -0:01.00 tick
      0:00.00 start
      0:03.00             “Gentle stretch, and breathe out.”
      0:12.00 tick
      0:13.00 tick
      0:14.00 tick
      0:15.00 end
      0:15.25 switch      “Switch sides. Left.”
      0:20.00 second-side
      0:23.00             “Gentle stretch, and breathe out.”
      0:32.00 tick
      0:33.00 tick
      0:34.00 tick
      0:35.00 end
      0:35.25 switch      “Switch sides. Right, rep two of two.”
      0:40.00 start
      0:43.00             “Gentle stretch.”
      0:52.00 tick
      0:53.00 tick
      0:54.00 tick
      0:55.00 end
      0:55.25 switch      “Switch sides. Left, rep two of two.”
      1:00.00 second-side
      1:03.00             “Gentle stretch.”
      1:12.00 tick
      1:13.00 tick
      1:14.00 tick
      1:15.00 end
      1:15.25 ready       “Double-knee pull. One knee in, then the other, hands behind the thighs.”
      1:22.00 tick
      1:23.00 tick
      1:24.00 tick
      1:25.00 start
      1:28.00             “Let your head and shoulders sink, and breathe out.”
      1:37.00 tick
      1:38.00 tick
      1:39.00 tick
      1:40.00 end
      1:40.25 between     “Rep two of two.”
      1:43.00 start
      1:46.00             “Let your head and shoulders sink.”
      1:55.00 tick
      1:56.00 tick
      1:57.00 tick
      1:58.00 end
      1:58.25 done        “Done. Two minutes.”"
    );
}

/// The first line of a transcript.
fn first(transcript: &str) -> &str {
    transcript.lines().next().unwrap()
}

/// A loudspeaker that sleeps swallows 0.7 s.
#[test]
fn the_first_sound_of_a_session_waits_for_a_loudspeaker_to_wake_up() {
    let step = "[[step]]\nname = \"Lunge\"\nhold = \"5s\"\n";
    let text = format!("title = \"Test\"\nwarn = [\"Stop if it hurts.\"]\n{step}ready = 0\n");
    let ready = |ready| format!("{step}ready = {ready}\n");
    for (led, heard_first) in [
        (
            heard_after(15, &text),
            "  -0:14.30 ready       “Stop if it hurts. Lunge.”",
        ),
        (heard_after(5, &text), "  -0:04.30 ready"),
        // Too short to wait: its ticks wake a loudspeaker.
        (heard_after(4, &text), "  -0:04.00 ready"),
        (heard(&ready("\"8s\"")), "   0:00.70 ready       “Lunge.”"),
        // Too short to wait and to say the name.
        (heard(&ready("\"3s\"")), "   0:00.00 ready       “Lunge.”"),
        // Work starts when it starts.
        (heard(&ready("0")), "   0:00.00 start       “Lunge.”"),
    ] {
        assert_eq!(first(&led).trim(), heard_first.trim());
    }
    // What comes later does not wait.
    let second = heard(&format!("{step}ready = \"8s\"\n[[step]]\nrest = \"20s\"\n"));
    assert!(second.contains("0:13.25 rest"), "{second}");
}

#[test]
fn a_ready_of_eight_seconds_says_all_of_it_and_a_short_one_name_and_side() {
    let step = |ready: &str| {
        heard(&format!(
            "[[step]]\nname = \"Lunge\"\nhold = 5\nsides = [\"left\"]\nready = \"{ready}\"\n\
             cue = \"{{side}} knee down. Tuck the tail under and glide forward.\""
        ))
    };
    assert_transcript(
        &step("12s"),
        "
      0:00.70 ready       “Lunge. Left. Left knee down. Tuck the tail under and glide forward.”
      0:09.00 tick
      0:10.00 tick
      0:11.00 tick
      0:12.00 start
      0:17.00 end
      0:17.25 done        “Done. Seventeen seconds.”",
    );
    assert_transcript(
        &step("8s"),
        "
      0:00.70 ready       “Lunge. Left. Left knee down.”
      0:05.00 tick
      0:06.00 tick
      0:07.00 tick
      0:08.00 start
      0:13.00 end
      0:13.25 done        “Done. Thirteen seconds.”",
    );
    assert_transcript(
        &step("5s"),
        "
      0:00.70 ready       “Lunge. Left.”
      0:04.00 tick
      0:05.00 start       “Left knee down.”
      0:10.00 end
      0:10.25 done        “Done. Ten seconds.”",
    );
    assert_transcript(
        &step("2s"),
        "
      0:02.00 start       “Lunge. Left. Left knee down.”
      0:07.00 end
      0:07.25 done        “Done. Seven seconds.”",
    );
    assert_transcript(
        &step("0s"),
        "
      0:00.00 start       “Lunge. Left. Left knee down.”
      0:05.00 end
      0:05.25 done        “Done. Five seconds.”",
    );
}

#[test]
fn what_has_no_ready_is_announced_at_the_end_of_what_was_before() {
    let two = |first: &str, ready: &str| {
        heard(&format!(
            "[[step]]\nname = \"Push\"\nhold = \"{first}\"\nready = 0\n\
             [[step]]\nname = \"Ease in\"\nhold = \"12s\"\nready = \"{ready}\"\nsides = [\"left\"]"
        ))
    };
    assert_transcript(
        &two("12s", "0s"),
        "
      0:00.00 start       “Push.”
      0:05.86             “Next: Ease in. Left.”
      0:09.00 tick
      0:10.00 tick
      0:11.00 tick
      0:12.00 start
      0:21.00 tick
      0:22.00 tick
      0:23.00 tick
      0:24.00 end
      0:24.25 done        “Done. 24 seconds.”",
    );
    assert_transcript(
        &two("5s", "0s"),
        "
      0:00.00 start       “Push.”
      0:01.86             “Next: Ease in. Left.”
      0:05.00 start
      0:14.00 tick
      0:15.00 tick
      0:16.00 tick
      0:17.00 end
      0:17.25 done        “Done. Seventeen seconds.”",
    );
    assert_transcript(
        &two("12s", "2s"),
        "
      0:00.00 start       “Push.”
      0:05.86             “Next: Ease in. Left.”
      0:09.00 tick
      0:10.00 tick
      0:11.00 tick
      0:12.00 end
      0:14.00 start
      0:23.00 tick
      0:24.00 tick
      0:25.00 tick
      0:26.00 end
      0:26.25 done        “Done. 26 seconds.”",
    );
}

#[test]
fn holds_tick_from_ten_seconds_and_have_a_middle_from_twenty() {
    let hold = |length: &str| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = \"{length}\"\nready = \"3s\""
        ))
    };
    assert_transcript(
        &hold("9s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:12.00 end
      0:12.25 done        “Done. Twelve seconds.”",
    );
    assert_transcript(
        &hold("10s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:10.00 tick
      0:11.00 tick
      0:12.00 tick
      0:13.00 end
      0:13.25 done        “Done. Thirteen seconds.”",
    );
    assert_transcript(
        &hold("20s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:13.00             “Halfway.”
      0:20.00 tick
      0:21.00 tick
      0:22.00 tick
      0:23.00 end
      0:23.25 done        “Done. 23 seconds.”",
    );
}

#[test]
fn the_middle_yields_to_the_cues_of_the_routine() {
    let hold = heard(
        "[[step]]\nname = \"A\"\nhold = \"20s\"\nready = \"3s\"\n\
         cues = [{ at = \"9s\", say = \"Breathe out slowly\" }, { at = 9, say = \"and sink.\" }]",
    );
    assert_transcript(
        &hold,
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:12.00             “Breathe out slowly. and sink.”
      0:20.00 tick
      0:21.00 tick
      0:22.00 tick
      0:23.00 end
      0:23.25 done        “Done. 23 seconds.”",
    );
}

#[test]
fn counts_are_numbered_from_a_pace_of_three_seconds() {
    let count = |pace: &str| {
        heard(&format!(
            "[[step]]\nname = \"Tilt\"\ncount = 3\n{pace}\nready = \"3s\""
        ))
    };
    assert_transcript(
        &count("pace = \"3s\""),
        "
      0:00.00 ready       “Tilt.”
      0:02.00 tick
      0:03.00 start       “One.”
      0:06.00 repetition  “Two.”
      0:09.00 repetition  “Last one.”
      0:12.00 done        “Done. Twelve seconds.”",
    );
    assert_transcript(
        &count("pace = \"2s\""),
        "
      0:00.00 ready       “Tilt.”
      0:02.00 tick
      0:03.00 start
      0:05.00 repetition
      0:07.00 repetition  “Last one.”
      0:09.00 done        “Done. Nine seconds.”",
    );
    assert_transcript(
        &count(""),
        "
      0:00.00 ready       “Tilt.”
      0:02.00 tick
      0:03.00 waiting     “Press any key to continue.”
      0:03.00!done        “Done. Three seconds.”",
    );
}

#[test]
fn switches_and_repetitions() {
    let sided = |switch: &str| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = \"5s\"\nready = \"3s\"\nsides = \"each\"\nswitch = \"{switch}\""
        ))
    };
    assert_transcript(
        &sided("5s"),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:08.00 end
      0:08.25 switch      “Switch sides. Left.”
      0:13.00 second-side
      0:18.00 end
      0:18.25 done        “Done. Eighteen seconds.”",
    );
    assert_transcript(
        &sided("8s"),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:08.00 end
      0:08.25 switch      “Switch sides. Left.”
      0:13.00 tick
      0:14.00 tick
      0:15.00 tick
      0:16.00 second-side
      0:21.00 end
      0:21.25 done        “Done. 21 seconds.”",
    );
    let long = heard(
        "[[step]]\nname = \"A\"\nhold = \"5s\"\nready = \"3s\"\nsides = [\"Front foot\", \"Back foot\"]",
    );
    assert_transcript(
        &long,
        "
      0:00.00 ready       “Front foot.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:08.00 end
      0:08.25 switch      “Switch sides. Back foot.”
      0:13.00 second-side
      0:18.00 end
      0:18.25 done        “Done. Eighteen seconds.”",
    );
    let between = |between: &str| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = \"5s\"\nready = \"3s\"\nreps = 2\nbetween = \"{between}\""
        ))
    };
    assert_transcript(
        &between("3s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 between     “Rep two of two.”
      0:11.00 start
      0:16.00 end
      0:16.25 done        “Done. Sixteen seconds.”",
    );
    assert_transcript(
        &between("4s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 between     “Rep two of two.”
      0:12.00 start
      0:17.00 end
      0:17.25 done        “Done. Seventeen seconds.”",
    );
}

#[test]
fn rounds_are_announced_and_the_first_stretch_of_a_round() {
    let block = heard(
        "[[step]]\nrepeat = 2\nbetween = \"8s\"\n[[step.step]]\nname = \"A\"\nhold = \"5s\"\ncue = \"Sink in.\"\n\
         [[step.step]]\nname = \"B\"\nhold = \"5s\"\nready = 0",
    );
    assert_transcript(
        &block,
        "
      0:00.70 ready       “A. Sink in.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:15.00 start       “B.”
      0:20.00 end
      0:20.25 between     “Round two of two.”
      0:28.00 ready       “A.”
      0:32.00 tick
      0:33.00 start
      0:38.00 start       “B.”
      0:43.00 end
      0:43.25 done        “Done. 43 seconds.”",
    );
}

#[test]
fn a_long_rest_says_what_comes_unless_its_ready_will() {
    let rest = |rest: &str, ready: &str| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = \"5s\"\nready = \"3s\"\n[[step]]\nrest = \"{rest}\"\n\
             [[step]]\nname = \"B\"\nhold = \"5s\"\nready = \"{ready}\""
        ))
    };
    assert_transcript(
        &rest("15s", "5s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 rest        “Rest.”
      0:15.00             “Next: B.”
      0:23.00 ready       “B.”
      0:27.00 tick
      0:28.00 start
      0:33.00 end
      0:33.25 done        “Done. 33 seconds.”",
    );
    assert_transcript(
        &rest("15s", "8s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 rest        “Rest.”
      0:23.00 ready       “B.”
      0:28.00 tick
      0:29.00 tick
      0:30.00 tick
      0:31.00 start
      0:36.00 end
      0:36.25 done        “Done. 36 seconds.”",
    );
    assert_transcript(
        &rest("10s", "0s"),
        "
      0:00.00 ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 rest        “Rest.”
      0:13.08             “Next: B.”
      0:15.00 tick
      0:16.00 tick
      0:17.00 tick
      0:18.00 start
      0:23.00 end
      0:23.25 done        “Done. 23 seconds.”",
    );
}

#[test]
fn a_long_timer_counts_its_minutes_down_and_rings() {
    let time = heard(
        "[[step]]\nname = \"Cold pack\"\ntime = \"16m\"\nready = 0\nend = \"alarm\"\n\
         cues = [{ at = \"11m\", say = \"Skin numb: take it off.\" }]",
    );
    assert_transcript(
        &time,
        "
      0:00.00 start       “Cold pack.”
      1:00.00             “Fifteen minutes to go.”
      6:00.00             “Ten minutes to go.”
     11:00.00             “Skin numb: take it off.”
     15:00.00             “One minute to go.”
     15:57.00 tick
     15:58.00 tick
     15:59.00 tick
     16:00.00 alarm       “Time is up. Press any key to stop.”
     16:00.00 done        “Done. Sixteen minutes.”",
    );
}

#[test]
fn an_open_count_says_its_cue_once() {
    let count = |reps: &str| {
        heard(&format!(
            "[[step]]\nname = \"Tilt\"\ncount = 2\nready = 0\n{reps}\ncue = \"Flatten the back.\""
        ))
    };
    assert_transcript(
        &count("reps = 2\nbetween = \"2s\""),
        "
      0:00.00 waiting     “Tilt. Flatten the back. Press any key to continue.”
      0:02.00 waiting     “Press any key to continue.”
      0:02.00!done        “Done. Two seconds.”",
    );
}

#[test]
fn what_the_ready_of_a_block_does_not_name_is_named_before_it_starts() {
    let block = |names: &str| {
        heard(&format!(
            "[[step]]\nrepeat = 1\n{names}\nready = \"8s\"\n\
             [[step.step]]\nname = \"Plank\"\nhold = \"5s\"\nready = 0"
        ))
    };
    assert_transcript(
        &block("name = \"Core\""),
        "
      0:00.70 ready       “Core.”
      0:03.08             “Next: Plank.”
      0:05.00 tick
      0:06.00 tick
      0:07.00 tick
      0:08.00 start
      0:13.00 end
      0:13.25 done        “Done. Thirteen seconds.”",
    );
    assert_transcript(
        &block(""),
        "
      0:00.70 ready       “Plank.”
      0:05.00 tick
      0:06.00 tick
      0:07.00 tick
      0:08.00 start
      0:13.00 end
      0:13.25 done        “Done. Thirteen seconds.”",
    );
}

#[test]
fn whatever_a_session_says_could_be_prepared() {
    let text = std::fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    let timeline = timeline(&text);
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let lead_in = Duration::from_secs(15);
    let start = Start { lead_in, from: 0 };
    let prepared = sentences(&timeline, start, &lengths);
    let (mut session, _) = Driven::start(timeline, start, Moment::ZERO);
    for (moment, command) in [
        (30_000, Command::Pause),
        (50_000, Command::Resume),
        (70_000, Command::Hurt),
        (80_000, Command::Again),
        (90_000, Command::Pause),
        (91_000, Command::Next),
        (95_000, Command::Resume),
    ] {
        session.handle(command, at(moment));
    }
    session.play_on();
    let lines = session.cues.iter().flat_map(|cue| &cue.parts);
    let said: Vec<&Sentence> = lines.filter_map(|line| line.say.as_ref()).collect();
    assert!(said.len() > 12);
    for sentence in said {
        assert!(prepared.contains(sentence), "{sentence:?}");
    }
    let first = &prepared[0].text;
    assert!(
        first.starts_with("Not with osteoporosis"),
        "needed first: {first}"
    );
    let different: std::collections::BTreeSet<_> = prepared.iter().collect();
    assert_eq!(different.len(), prepared.len(), "each is prepared once");
}

#[test]
fn of_several_routines_the_last_one_says_the_end() {
    let routine = |lang: &str| {
        read::routine(&format!(
            "title = \"T\"\n[voice]\nlang = \"{lang}\"\n[[step]]\nname = \"Plank\"\nhold = \"5s\"\nready = 0"
        ))
    };
    let end = |first: &str, last: &str| {
        let (first, last) = (routine(first), routine(last));
        let timeline = Arc::new(Timeline::of_all([&first, &last], Unrolled::default()));
        let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
        let cues = dry_run(&timeline, Start::default(), &lengths);
        let last = cues.last().unwrap();
        let last = last.parts.last().unwrap();
        assert_eq!(last.tone, Some(Tone::Done));
        last.say.clone().map(|say| (say.text, say.lang))
    };
    let done = ("Done. Ten seconds.".to_owned(), "en".to_owned());
    assert_eq!(end("de", "en"), Some(done));
    let done = ("Fertig. Zehn Sekunden.".to_owned(), "de".to_owned());
    assert_eq!(end("en", "de"), Some(done));
    assert_eq!(end("en", "sv"), None);
}

#[test]
fn a_wait_says_what_comes_and_that_a_key_goes_on() {
    let wait = heard(
        "[[step]]\nwait = true\ncue = \"Get the strap.\"\n[[step]]\nname = \"A\"\nhold = \"5s\"\nready = \"3s\"",
    );
    assert_transcript(
        &wait,
        "
      0:00.70 waiting     “A. Get the strap. Press any key to continue.”
      0:00.00!ready       “A.”
      0:02.00 tick
      0:03.00 start
      0:08.00 end
      0:08.25 done        “Done. Eight seconds.”",
    );
}

#[test]
fn the_voice_of_a_routine_decides_what_is_said() {
    let voice = |voice: &str| {
        heard(&format!(
            "[voice]\n{voice}\n[[step]]\nname = \"Ausfallschritt\"\nhold = \"20s\"\nready = \"9s\"\nsides = \"each\"\ncue = \"{{side}} tief.\""
        ))
    };
    assert_transcript(
        &voice("lang = \"sv\"\nright = \"höger\"\nleft = \"vänster\""),
        "
      0:00.70 ready       “Ausfallschritt. Höger. Höger tief.”
      0:06.00 tick
      0:07.00 tick
      0:08.00 tick
      0:09.00 start
      0:26.00 tick
      0:27.00 tick
      0:28.00 tick
      0:29.00 end
      0:29.25 switch      “Vänster.”
      0:34.00 second-side
      0:51.00 tick
      0:52.00 tick
      0:53.00 tick
      0:54.00 end
      0:54.25 done",
    );
    assert_transcript(
        &voice("names = false\nhalf = false\nticks = 1"),
        "
      0:00.70 ready       “Right. Right tief.”
      0:08.00 tick
      0:09.00 start
      0:28.00 tick
      0:29.00 end
      0:29.25 switch      “Switch sides. Left.”
      0:34.00 second-side
      0:53.00 tick
      0:54.00 end
      0:54.25 done        “Done. One minute.”",
    );
    assert_transcript(
        &voice("sides = false\nticks = 0"),
        "
      0:00.70 ready       “Ausfallschritt. Right tief.”
      0:09.00 start
      0:19.00             “Halfway.”
      0:29.00 end
      0:29.25 switch      “Switch sides.”
      0:34.00 second-side
      0:44.00             “Halfway.”
      0:54.00 end
      0:54.25 done        “Done. One minute.”",
    );
}

#[test]
fn a_pause_a_longer_hold_and_hurt() {
    let steps = "[[step]]\nname = \"A\"\nhold = \"20s\"\nready = \"3s\"\nsides = \"each\"\n\
                 [[step]]\nname = \"B\"\nhold = \"20s\"";
    assert_transcript(
        &live(
            steps,
            &[(5000, Command::Pause), (6000, Command::Resume)],
            30_000,
        ),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:05.00!pause       “Paused.”
      0:06.00!resume      “Get ready.”
      0:07.00 tick
      0:08.00 tick
      0:09.00!start
      0:17.00             “Halfway.”
      0:24.00 tick
      0:25.00 tick
      0:26.00 tick
      0:27.00 end
      0:27.25 switch      “Switch sides. Left.”",
    );
    assert_transcript(
        &live(steps, &[(21_500, Command::Longer)], 30_000),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:13.00             “Halfway.”
      0:20.00 tick
      0:21.00 tick
      0:22.00 tick
      0:21.50!silence
      0:25.00 tick
      0:26.00 tick
      0:27.00 tick
      0:28.00 end
      0:28.25 switch      “Switch sides. Left.”",
    );
    assert_transcript(
        &live(
            steps,
            &[(5000, Command::Hurt), (9000, Command::Next)],
            12_000,
        ),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:05.00!hurt        “Stopped. Let go slowly.”
      0:09.00 ready       “B.”",
    );
    assert_transcript(
        &live(
            steps,
            &[
                (5000, Command::Pause),
                (6000, Command::Next),
                (7000, Command::Resume),
            ],
            12_000,
        ),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:05.00!pause       “Paused.”
      0:06.00!            “A. Left.”
      0:07.00!resume
      0:07.30 switch      “Switch sides. Left.”
      0:12.00 second-side",
    );
    assert_transcript(
        &live(steps, &[(12_000, Command::Back)], 18_000),
        "
      0:00.00 ready       “Right.”
      0:02.00 tick
      0:03.00 start       “A.”
      0:12.00!ready
      0:13.00 tick
      0:14.00 tick
      0:15.00!start       “A.”",
    );
}

#[test]
fn a_wait_reminds_every_half_minute_and_the_end_after_a_pause_is_announced() {
    let steps = "[[step]]\nwait = true\n[[step]]\nname = \"A\"\nhold = \"5s\"\nready = 0";
    assert_transcript(
        &live(
            steps,
            &[
                (61_000, Command::Next),
                (63_000, Command::Pause),
                (64_000, Command::Resume),
            ],
            80_000,
        ),
        "
      0:00.70 waiting     “A. Press any key to continue.”
      0:30.00 waiting
      1:00.00 waiting
      1:01.00!start       “A.”
      1:03.00!pause       “Paused.”
      1:04.00!resume      “Get ready.”
      1:05.00 tick
      1:06.00 tick
      1:07.00!start
      1:10.00 end
      1:10.25 done        “Done. Five seconds.”",
    );
}

/// Sentences that all take the same time.
#[derive(Debug)]
struct Fixed(Duration);

impl Lengths for Fixed {
    fn of(&self, _: &Sentence) -> Duration {
        self.0
    }
}

/// What is said behind each tone of a routine when every sentence takes as long; without a tone what is said alone.
fn said_in(length: Duration, steps: &str) -> Vec<(Option<Tone>, String)> {
    let lengths: Arc<dyn Lengths> = Arc::new(Fixed(length));
    let timeline = timeline(&format!("title = \"Test\"\n{steps}"));
    let cues = dry_run(&timeline, Start::default(), &lengths);
    let lines = cues.flat_map(|cue| cue.parts);
    lines
        .filter_map(|line| Some((line.tone, line.say?.text)))
        .collect()
}

#[test]
fn a_sentence_is_said_as_long_as_it_is_over_before_the_last_seconds() {
    let hold = |rest: &str| format!("[[step]]\nname = \"A\"\nhold = \"30s\"\n{rest}");
    let ms = Duration::from_millis;
    for (steps, tone, sentence, room) in [
        (hold("ready = \"12s\""), Some(Tone::Ready), "A.", 8_800),
        (
            hold("ready = 0\nsides = \"each\"\nswitch = \"9s\""),
            Some(Tone::Switch),
            "Switch sides. Left.",
            // It begins when the tone of the end is over.
            5_550,
        ),
        (
            hold("ready = 0\nreps = 2\nbetween = \"9s\""),
            Some(Tone::Between),
            "Rep two of two.",
            5_550,
        ),
        (hold("ready = 0"), None, "Halfway.", 11_800),
    ] {
        let behind = tone.map_or(Duration::ZERO, |tone| tone.length() + ms(100));
        let room = ms(room).saturating_sub(behind);
        let wanted = (tone, sentence.to_owned());
        let fits = said_in(room, &steps);
        assert!(fits.contains(&wanted), "{fits:?}");
        let too_long = said_in(room + ms(1), &steps);
        assert!(!too_long.contains(&wanted), "{too_long:?}");
    }
}

/// What the lead-in after a long pause says when each sentence takes as long.
fn said_after_a_pause(length: Duration) -> Vec<String> {
    let timeline =
        timeline("title = \"Test\"\n[[step]]\nname = \"A\"\nhold = \"30s\"\nready = \"10s\"");
    let lengths = Arc::new(Fixed(length));
    let (mut session, _) = Driven::start_with(timeline, Start::default(), lengths, Moment::ZERO);
    session.handle(Command::Pause, at(15_000));
    session.cues.clear();
    // The ten seconds to get ready again.
    session.handle(Command::Resume, at(26_000));
    session.advance(at(35_000));
    let lines = session.cues.into_iter().flat_map(|cue| cue.parts);
    lines.filter_map(|line| Some(line.say?.text)).collect()
}

#[test]
fn the_lead_in_after_a_long_pause_names_the_stretch_where_there_is_room() {
    let ms = Duration::from_millis;
    // It begins 100 ms after the tone and is over 3.2 s before the end.
    let room = ms(10_000 - 3200 - 100).saturating_sub(Tone::Resume.length());
    assert_eq!(said_after_a_pause(room), ["Get ready. A."]);
    assert_eq!(said_after_a_pause(room + ms(1)), ["Get ready."]);
}

#[test]
fn only_a_ready_says_the_cue_of_the_segment_behind_it() {
    let timeline = timeline(
        "title = \"Test\"\n[[step]]\nname = \"A\"\nhold = \"20s\"\nready = \"5s\"\nreps = 2\nbetween = \"5s\"\n\
         [[step]]\nrest = \"9s\"\n\
         [[step]]\nname = \"B\"\nhold = \"20s\"\nready = 0\ncue = \"Breathe.\"",
    );
    let sources: Vec<_> = (0..timeline.len())
        .map(|index| {
            (
                timeline.get(index).unwrap().kind.word(),
                source_of_cue(&timeline, index),
            )
        })
        .collect();
    assert_eq!(
        sources,
        [
            ("ready", None),
            ("hold", None),
            ("between", None),
            ("hold", None),
            ("rest", None),
            ("hold", Some(5)),
        ]
    );
}

/// There is no lead-in before a wait: it says the warnings itself, and only where a session begins with it.
#[test]
fn a_wait_that_begins_a_session_says_the_warnings() {
    let text = "title = \"Test\"\nwarn = [\"Go slowly.\"]\n[[step]]\nwait = true\nname = \"Any pain?\"\n\
                [[step]]\nhold = 5\nname = \"A\"\nready = 0\n[[step]]\nwait = true\nname = \"Better?\"\n";
    let cues = dry_run(
        &timeline(text),
        Start {
            lead_in: Duration::from_secs(15),
            from: 0,
        },
        &(Arc::new(Estimated::default()) as Arc<dyn Lengths>),
    );
    let parts = cues.flat_map(|cue| cue.parts);
    let said: Vec<String> = parts.filter_map(|part| Some(part.say?.text)).collect();
    assert_eq!(said[0], "Go slowly. Any pain? Press any key to continue.");
    assert!(
        said.contains(&"Better? Press any key to continue.".to_owned()),
        "{said:?}"
    );
}

#[test]
fn the_lead_in_that_is_needed_is_the_shortest_that_says_the_warnings() {
    let text = std::fs::read_to_string("routines/knee-to-chest.toml").unwrap();
    let plan = timeline(&text);
    let needed = |wished: u64| {
        let wished = Duration::from_secs(wished);
        lead_in_needed(&plan, 0, wished, &Estimated::default())
    };
    let warns = |lead_in: u64| {
        heard_after(lead_in, &text)
            .contains("sciatica, hip replacement or pregnancy. Single-knee pull. Right. On your back, draw the right knee in.")
    };
    let shortest = (1..60).find(|lead_in| warns(*lead_in)).unwrap();
    assert_eq!(needed(1), Duration::from_secs(shortest));
    assert_eq!(needed(shortest + 5), Duration::from_secs(shortest + 5));
    assert_eq!(needed(0), Duration::ZERO, "no lead-in stays none");
}

/// What sounds in a session in which no key is pressed, with its moments.
struct Sounding {
    starts: Vec<(Duration, usize)>,
    /// When it begins, when it is over, its tone and its words.
    lines: Vec<(Duration, Duration, Option<Tone>, String)>,
}

impl Sounding {
    fn of(timeline: &Arc<Timeline>, rate: u16) -> Self {
        let lengths: Arc<dyn Lengths> = Arc::new(Estimated { rate });
        let cues = dry_run(timeline, Start::default(), &lengths);
        let lines = cues.flat_map(|cue| {
            let due = cue.due.since(Moment::ZERO);
            let lengths = Arc::clone(&lengths);
            cue.parts.into_iter().map(move |line| {
                let ends = due + line.ends(lengths.as_ref());
                let said = line.say.map(|say| say.text);
                (due + line.at, ends, line.tone, said.unwrap_or_default())
            })
        });
        let starts = timeline
            .iter()
            .enumerate()
            .scan(Duration::ZERO, |next, (index, it)| {
                let start = *next;
                *next += it.length.unwrap_or_default();
                Some((start, index))
            });
        Self {
            starts: starts.collect(),
            lines: lines.collect(),
        }
    }

    /// What is said from one moment on until before another one.
    fn said(&self, from: Duration, until: Duration) -> String {
        let said = self
            .lines
            .iter()
            .filter(|line| line.0 >= from && line.0 < until);
        said.map(|line| line.3.to_lowercase())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// No sentence reaches into another one or into the ticks, and none is cut off by a start.
    #[track_caller]
    fn is_in_order(&self, steps: &str) {
        let spoken = self.lines.iter().filter(|line| !line.3.is_empty());
        for (from, until, _, text) in spoken {
            let inside = self.lines.iter().find(|(at, _, tone, said)| {
                *at > *from
                    && *at < *until
                    && (!said.is_empty() || !matches!(tone, None | Some(Tone::Repetition)))
            });
            assert_eq!(
                inside, None,
                "inside {text:?} from {from:?} to {until:?} of {steps}"
            );
        }
    }
}

/// Steps of all kinds: how long they are got ready for, held and changed, how often, in which order and in which words.
fn many_kinds() -> Vec<String> {
    let mut all = Vec::new();
    for name in [
        "Lunge",
        "Half kneeling stretch of the front of the hip with a reach",
    ] {
        for sides in ["\"each\"", "[\"Front foot\", \"Back foot\"]", "\"none\""] {
            for hold in [3, 5, 8, 10, 30] {
                for (ready, switch, between) in [
                    (0, 0, 0),
                    (0, 1, 1),
                    (1, 2, 2),
                    (2, 3, 3),
                    (3, 5, 3),
                    (4, 3, 4),
                    (5, 4, 9),
                    (10, 8, 12),
                ] {
                    for order in ["alternate", "one-side"] {
                        let sides = if order == "one-side" && sides == "\"none\"" {
                            continue;
                        } else {
                            sides
                        };
                        all.push(format!(
                            "[[step]]\nname = \"Plank\"\nhold = {hold}\nready = {ready}\n\
                             cue = \"Elbows below the shoulders.\"\n\
                             [[step]]\nname = \"{name}\"\nhold = {hold}\nready = {ready}\nswitch = {switch}\n\
                             between = {between}\nreps = 2\nsides = {sides}\norder = \"{order}\"\n\
                             cue = \"Tuck the tail under.\"\n"
                        ));
                    }
                }
            }
        }
    }
    all
}

#[test]
fn name_and_side_are_heard_of_every_step_and_nothing_is_cut() {
    for steps in many_kinds() {
        let timeline = timeline(&format!("title = \"Test\"\n{steps}"));
        for rate in [70, 120] {
            let lengths = Estimated { rate };
            let scripts = scripts(&timeline, &lengths);
            let sounding = Sounding::of(&timeline, rate);
            sounding.is_in_order(&steps);
            let mut before: Option<(u32, Option<&str>)> = None;
            let mut from = Duration::ZERO;
            for (start, index) in &sounding.starts {
                let segment = timeline.get(*index).unwrap();
                if !segment.kind.is_work() {
                    continue;
                }
                let (pass, side) = (segment.pass, segment.side_shown());
                let heard = sounding.said(from, *start + Duration::from_millis(1));
                let is_new = before.is_none_or(|(known, _)| known != pass);
                // What is longer than the whole hold cannot be said in it.
                let length = segment.length.unwrap();
                let ticks = if length < Duration::from_secs(10) {
                    0
                } else {
                    3000
                };
                let fits = |text: &str| {
                    let (text, lang) = (text.to_owned(), "en".to_owned());
                    let behind = Tone::SecondSide.length() + Duration::from_millis(300 + ticks);
                    lengths.of(&Sentence { text, lang }) + behind <= length
                };
                let name = timeline.name(*index);
                let said = name.to_lowercase();
                assert!(
                    !is_new
                        || !fits(&format!("{name}. {}.", side.unwrap_or_default()))
                        || heard.contains(&said),
                    "{name} in {heard:?} of {steps}"
                );
                let other = before.is_none_or(|(_, known)| known != side);
                if let Some(side) = side.filter(|_| is_new || other) {
                    let said = side.to_lowercase();
                    assert!(
                        !fits(&format!("{side}.")) || heard.contains(&said),
                        "{side} in {heard:?} of {steps}"
                    );
                    // In a change of sides it is heard before the next one begins, or the checker says that it is not.
                    let early = sounding.said(from, *start);
                    let advised = unsaid_side(&timeline, *index, &lengths, &scripts).is_some();
                    assert_eq!(
                        !is_new && !early.contains(&said),
                        advised,
                        "{early:?} of {steps}"
                    );
                }
                before = Some((pass, side));
                from = *start;
            }
        }
    }
}

#[test]
fn a_side_that_does_not_fit_into_its_change_is_said_at_the_end_of_the_hold_before() {
    let sided = |hold: u64, switch: u64| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = {hold}\nready = \"10s\"\nsides = \"each\"\nswitch = {switch}"
        ))
    };
    assert_transcript(
        &sided(15, 1),
        "
      0:00.70 ready       “A. Right.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:20.08             “Next: left.”
      0:22.00 tick
      0:23.00 tick
      0:24.00 tick
      0:25.00 end
      0:25.25 switch
      0:26.00 second-side
      0:38.00 tick
      0:39.00 tick
      0:40.00 tick
      0:41.00 end
      0:41.25 done        “Done. 41 seconds.”",
    );
    assert_transcript(
        &sided(15, 2),
        "
      0:00.70 ready       “A. Right.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:22.00 tick
      0:23.00 tick
      0:24.00 tick
      0:25.00 end
      0:25.25 switch      “Left.”
      0:27.00 second-side
      0:39.00 tick
      0:40.00 tick
      0:41.00 tick
      0:42.00 end
      0:42.25 done        “Done. 42 seconds.”",
    );
    assert_transcript(
        &sided(5, 0),
        "
      0:00.70 ready       “A. Right.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:13.08             “Next: left.”
      0:15.00 second-side
      0:20.00 end
      0:20.25 done        “Done. Twenty seconds.”",
    );
}

#[test]
fn a_name_that_does_not_fit_into_its_ready_is_said_at_the_end_of_what_was_before() {
    let two = |ready: u64| {
        heard(&format!(
            "[[step]]\nname = \"Plank\"\nhold = 15\nready = \"10s\"\n\
             [[step]]\nname = \"Half kneeling hip flexor stretch\"\nhold = 15\nready = {ready}\nsides = \"right\""
        ))
    };
    assert_transcript(
        &two(3),
        "
      0:00.70 ready       “Plank.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:17.78             “Next: Half kneeling hip flexor stretch. Right.”
      0:22.00 tick
      0:23.00 tick
      0:24.00 tick
      0:25.00 end
      0:25.25 ready       “Right.”
      0:27.00 tick
      0:28.00 start
      0:40.00 tick
      0:41.00 tick
      0:42.00 tick
      0:43.00 end
      0:43.25 done        “Done. 43 seconds.”",
    );
    assert_transcript(
        &two(6),
        "
      0:00.70 ready       “Plank.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:22.00 tick
      0:23.00 tick
      0:24.00 tick
      0:25.00 end
      0:25.25 ready       “Half kneeling hip flexor stretch. Right.”
      0:30.00 tick
      0:31.00 start
      0:43.00 tick
      0:44.00 tick
      0:45.00 tick
      0:46.00 end
      0:46.25 done        “Done. One minute.”",
    );
}

#[test]
fn a_cue_without_time_before_its_hold_is_said_at_its_start() {
    let salutation = heard(
        "[[step]]\nname = \"Sun salutation\"\nrepeat = 1\nsides = \"each\"\nready = \"10s\"\nswitch = \"8s\"\n\
         [[step.step]]\nname = \"Mountain\"\nhold = \"5s\"\nready = 0\nsides = \"none\"\ncue = \"Breathe in, arms up.\"\n\
         [[step.step]]\nname = \"Fold\"\nhold = \"5s\"\nready = 0\nsides = \"none\"\ncue = \"Breathe out.\"\n\
         [[step.step]]\nname = \"Lunge\"\nhold = \"5s\"\nready = 0\ncue = \"{side} foot back.\"",
    );
    assert_transcript(
        &salutation,
        "
      0:00.00 ready       “Sun salutation. Right. Breathe in, arms up.”
      0:05.08             “Next: Mountain.”
      0:07.00 tick
      0:08.00 tick
      0:09.00 tick
      0:10.00 start
      0:15.00 start       “Fold. Breathe out.”
      0:20.00 start       “Lunge. Right. Right foot back.”
      0:25.00 end
      0:25.25 switch      “Left.”
      0:28.08             “Next: Mountain.”
      0:30.00 tick
      0:31.00 tick
      0:32.00 tick
      0:33.00 start
      0:38.00 start       “Fold.”
      0:43.00 second-side “Lunge. Left.”
      0:48.00 end
      0:48.25 done        “Done. One minute.”",
    );
    let nameless = heard(
        "[[step]]\nrepeat = 1\nsides = \"each\"\nready = \"10s\"\n\
         [[step.step]]\nname = \"Mountain\"\nhold = \"5s\"\nready = 0\nsides = \"none\"",
    );
    assert!(!nameless.contains("Next: Mountain"), "{nameless}");
    let box_breathing = heard(
        "[[step]]\nname = \"Box breathing\"\nrepeat = 2\nready = \"8s\"\n\
         [[step.step]]\nname = \"In\"\ntime = \"4s\"\nready = 0\ncue = \"Through the nose.\"\n\
         [[step.step]]\nname = \"Hold\"\ntime = \"4s\"\nready = 0\n\
         [[step.step]]\nname = \"Out\"\ntime = \"8s\"\nready = 0\ncues = [{ at = 0, say = \"Slowly.\" }]\n\
         [[step.step]]\nname = \"Hold\"\ntime = \"4s\"\nready = 0",
    );
    assert_transcript(
        &box_breathing,
        "
      0:00.70 ready       “Box breathing.”
      0:03.08             “Next: In.”
      0:05.00 tick
      0:06.00 tick
      0:07.00 tick
      0:08.00 start       “Through the nose.”
      0:12.00 start       “Hold.”
      0:16.00 start       “Out. Slowly.”
      0:24.00 start       “Hold.”
      0:28.00 start       “In.”
      0:32.00 start       “Hold.”
      0:36.00 start       “Out. Slowly.”
      0:44.00 start       “Hold.”
      0:48.00 end
      0:48.25 done        “Done. One minute.”",
    );
}

#[test]
fn words_of_the_routines_own_are_spoken_and_not_shown() {
    let text = "title = \"Test\"\n[voice]\nsay = { \"SI joint\" = \"S I joint\", \"90/90\" = \"ninety ninety\" }\n\
                [[step]]\nname = \"90/90\"\nhold = \"9s\"\ncue = \"Loosen the SI joint.\"";
    let said = heard_after(0, text);
    assert!(
        said.contains("“ninety ninety. Loosen the S I joint.”"),
        "{said}"
    );
    let timeline = timeline(text);
    assert_eq!(timeline.name(0), "90/90");
    let shown = supple::core::cue::sentence(&timeline, 1, |_| false);
    assert_eq!(shown.as_deref(), Some("Loosen the SI joint."));
}

#[test]
fn timed_cues_and_the_middle_have_a_tone_where_nothing_is_said() {
    let steps = "[[step]]\nname = \"A\"\nhold = \"20s\"\nready = 0\ncues = [{ at = 4, say = \"Breathe.\" }]\n\
                 [[step]]\nname = \"B\"\nhold = \"9s\"\nready = \"3s\"";
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let timeline = timeline(&format!("title = \"Test\"\n{steps}"));
    let cues = dry_run(&timeline, Start::default(), &lengths);
    let (mut silent, mut rings) = (Vec::new(), Vec::new());
    for mut cue in cues {
        rings.push((cue.due.since(Moment::ZERO).as_secs(), cue.rings()));
        cue.without_speech();
        silent.push(cue);
    }
    assert_transcript(
        &transcript(&silent, Duration::ZERO),
        "
      0:00.00 start
      0:04.00 cue
      0:10.00 cue
      0:17.00 tick
      0:18.00 tick
      0:19.00 tick
      0:20.00 end
      0:20.25 ready
      0:22.00 tick
      0:23.00 start
      0:32.00 end
      0:32.25 done",
    );
    for second in [4, 10] {
        assert!(rings.contains(&(second, true)), "{rings:?}");
    }
}

#[test]
fn a_cue_of_a_repetition_has_its_short_form_from_the_second_time_on_a_side() {
    let reps = |hold: u64, cue: &str| {
        heard(&format!(
            "[[step]]\nname = \"A\"\nhold = {hold}\nready = \"3s\"\nsides = \"each\"\nswitch = 5\nreps = 2\n\
             cues = [{{ at = 2, {cue} }}]\n[voice]\nticks = 0\nhalf = false"
        ))
    };
    assert_transcript(
        &reps(10, "say = \"A mild pull, then breathe out.\""),
        "
      0:00.00 ready       “A. Right.”
      0:03.00 start
      0:05.00             “A mild pull, then breathe out.”
      0:13.00 end
      0:13.25 switch      “Switch sides. Left.”
      0:18.00 second-side
      0:20.00             “A mild pull, then breathe out.”
      0:28.00 end
      0:28.25 switch      “Switch sides. Right, rep two of two.”
      0:33.00 start
      0:35.00             “A mild pull.”
      0:43.00 end
      0:43.25 switch      “Switch sides. Left, rep two of two.”
      0:48.00 second-side
      0:50.00             “A mild pull.”
      0:58.00 end
      0:58.25 done        “Done. One minute.”",
    );
    // After a minute and a half it is as good as new.
    let far = reps(45, "say = \"A mild pull, then breathe out.\"");
    assert_eq!(far.matches("then breathe out").count(), 4, "{far}");
    // What the routine repeats itself, and what changes, is said each time.
    let every = reps(10, "say = \"Breathe, slowly.\", every = 4");
    assert_eq!(every.matches("Breathe, slowly.").count(), 8, "{every}");
    let remaining = reps(10, "say = \"{remaining} to go.\"");
    assert_eq!(
        remaining.matches("8 seconds to go.").count(),
        4,
        "{remaining}"
    );
}

#[test]
fn what_is_optional_is_announced_as_such() {
    let text = "[[step]]\nname = \"A\"\nhold = \"15s\"\n[[step]]\nname = \"IT band\"\nhold = \"15s\"\noptional = true\n\
                sides = \"each\"\n";
    let told = heard(text);
    assert!(told.contains("“IT band, optional. Right."), "{told}");
    assert_eq!(told.matches("optional").count(), 1, "{told}");
}

/// What a block is called and says comes before its first round, and what its first step says before that.
#[test]
fn a_block_says_its_name_and_its_cue_before_its_first_round() {
    let block = |keys: &str| {
        heard(&format!(
            "[[step]]\nname = \"Walk\"\ntime = \"9s\"\nready = 0\n[[step]]\nrepeat = 2\n{keys}\
             [[step.step]]\nname = \"Plank\"\ncue = \"Belly in.\"\nhold = \"5s\"\n"
        ))
    };
    let both = block("name = \"Core\"\ncue = \"Slow and steady.\"\n");
    let said = |text: &str| text.matches('\u{201c}').count();
    let count = |what: &str| both.matches(what).count();
    assert!(
        both.contains("\u{201c}Core. Slow and steady.\u{201d}"),
        "{both}"
    );
    assert_eq!(count("Slow and steady."), 1, "{both}");
    assert_eq!(count("Plank. Belly in."), 1, "{both}");
    // The walk, the block, its step in each round, the end.
    assert_eq!(said(&both), 5, "{both}");
    // Where its step has no time of its own, what comes is said once.
    let without = "[[step]]\nname = \"Walk\"\ntime = \"9s\"\nready = 0\n[[step]]\nrepeat = 2\nname = \"Core\"\n\
                   [[step.step]]\nname = \"Plank\"\nhold = \"9s\"\nready = 0\n";
    let without = heard(without);
    let first_round = without
        .lines()
        .position(|line| line.contains("Core."))
        .unwrap();
    let named = without
        .lines()
        .take(first_round + 3)
        .filter(|line| line.contains("Plank"));
    assert_eq!(named.count(), 1, "{without}");
    // A block without words takes no time.
    assert!(!block("").contains("Core"));
    // The first step of a session is named, also where it has no time of its own and its breath is left alone.
    let first = heard(
        "[[step]]\nrepeat = 2\nname = \"Salutation\"\n[[step.step]]\nname = \"Mountain\"\nhold = \"5s\"\nready = 0\n\
         [[step.step]]\nname = \"Fold\"\nhold = \"5s\"\nready = 0\n",
    );
    assert!(first.contains("Next: Mountain."), "{first}");
}
