//! The bundled routines as they happen and as they are heard.

use crate::support;
use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{Cue, Estimated, Lengths, Tone};
use supple::core::language::Word;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::Start;
use supple::core::routine::Work;
use supple::core::session::{Plan, dry_run, with_time_to_listen};
use supple::core::template::Template;
use supple::core::timeline::{Keys, Kind, Timeline, Unrolled};
use supple::disk::bundled;
use supple::format::languages::english;
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

/// What is said in a session in which keys come at once, with its moments.
fn said(timeline: &Arc<Timeline>) -> Vec<(Duration, String)> {
    said_from(timeline, Start::default(), 100)
}

fn said_from(timeline: &Arc<Timeline>, start: Start, rate: u16) -> Vec<(Duration, String)> {
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated { rate });
    let lines = |cue: Cue| {
        let due = cue.due.since(Moment::ZERO);
        let said = cue.parts.into_iter();
        said.filter_map(move |line| Some((due + line.at, line.say?.text)))
    };
    dry_run(timeline, start, &lengths).flat_map(lines).collect()
}

#[test]
fn no_hold_of_a_bundled_routine_starts_without_a_word_before_it() {
    for (id, text) in bundled::ALL {
        let timeline = read::timeline(text);
        let said = said(&timeline);
        let (mut start, mut before) = (Duration::ZERO, Duration::ZERO);
        for segment in timeline.iter() {
            if segment.kind.is_work() {
                let word = said.iter().any(|(at, _)| (before..=start).contains(at));
                assert!(word, "{id} at {start:?}");
            }
            if segment.kind != Kind::Wait {
                before = start;
            }
            start += segment.length.unwrap_or_default();
        }
    }
}

#[test]
fn no_timed_cue_of_a_bundled_routine_is_said_four_times_in_a_minute_and_a_half() {
    for (id, text) in bundled::ALL {
        let said = said(&read::timeline(text));
        for (at, sentence) in &said {
            let soon = *at..*at + Duration::from_secs(90);
            let often = said
                .iter()
                .filter(|(at, other)| other == sentence && soon.contains(at));
            let often = often.count();
            let whole = text.contains(&format!("say = \"{sentence}\""));
            assert!(often < 4 || !whole, "{id}: {sentence} {often} times");
        }
    }
}

/// A routine as a file plays it, for a voice that takes as long as is estimated or longer: no key can come.
fn unattended(text: &str, lead_in: u64, rate: u16) -> (Arc<Timeline>, Start) {
    let routines = NonEmpty::of(Arc::new(read::routine(text)));
    let unrolled = Unrolled {
        keys: Keys::Never,
        ..Unrolled::default()
    };
    let plan = Plan::of(&routines, Duration::from_secs(lead_in), unrolled, 100);
    let timeline = Timeline::clone(&plan.timeline);
    let (timeline, start) = with_time_to_listen(timeline, plan.start, &Estimated { rate });
    (Arc::new(timeline), start)
}

#[test]
fn the_file_of_a_bundled_routine_has_every_warning_and_every_cue() {
    for (id, text) in bundled::ALL {
        for (lead_in, rate) in [(15, 100), (1, 85), (3, 130)] {
            let (timeline, start) = unattended(text, lead_in, rate);
            let said = said_from(&timeline, start, rate);
            let all = said.iter().map(|(_, text)| text.as_str());
            let all = all.collect::<Vec<_>>().join("\n");
            for segment in timeline.iter() {
                let step = &segment.step;
                for warning in &step.routine.warn {
                    let said = said.first().unwrap();
                    assert!(
                        said.1.contains(warning.as_str()) && said.0 < start.lead_in,
                        "{id}: {warning}"
                    );
                }
                // Any one of its sides will do.
                let fills = |cue: &Template| {
                    let its = timeline
                        .iter()
                        .enumerate()
                        .filter(|(_, it)| it.step.id == step.id);
                    its.map(|(index, _)| cue.fill(&timeline.words(index, None)))
                        .collect::<Vec<String>>()
                };
                let cues = step.work.as_ref().map_or(&[][..], Work::cues);
                for cue in step.cue.iter().chain(cues.iter().map(|cue| &cue.say)) {
                    let fills = fills(cue);
                    // A voice slower than the estimate may leave out what the checker measured, but nothing of a wait.
                    let may_lack = rate < 100 && segment.kind != Kind::Wait;
                    let heard = may_lack || fills.iter().any(|fill| all.contains(fill.as_str()));
                    assert!(heard, "{id} at {rate} %: {fills:?} in {all}");
                }
            }
            assert!(all.contains(english().get(Word::StopWhen)), "{id}: {all}");
            assert!(!all.to_lowercase().contains("any key"), "{id}: {all}");
        }
    }
}

#[test]
fn a_wait_in_a_file_lasts_as_long_as_its_text_and_ten_seconds_more() {
    let (timeline, _) = unattended(
        "title = \"T\"\n[[step]]\nwait = true\nname = \"Any pain?\"\ncue = \"If so, see a doctor.\"\n\
         [[step]]\nwait = true\nname = \"Take the strap\"\n[[step]]\nname = \"A\"\nhold = \"15s\"",
        0,
        100,
    );
    let waits = timeline.iter().filter(|segment| segment.kind == Kind::Wait);
    let waits: Vec<u64> = waits.map(|wait| wait.length.unwrap().as_secs()).collect();
    let said = said_from(&timeline, Start::default(), 100);
    assert_eq!(
        [said[0].1.as_str(), said[1].1.as_str()],
        [
            concat!(
                "Stop if pain worsens, spreads down a leg, or you feel numb or weak. ",
                "Any pain? If so, see a doctor. If the answer is no, or you are in doubt, stop the playback."
            ),
            "Take the strap. If you need more time, pause the playback."
        ]
    );
    let takes = |text: &str| supple::core::speech::time(text).as_secs() + 1;
    assert_eq!(waits, [takes(&said[0].1) + 11, takes(&said[1].1) + 11]);
}

#[test]
fn an_alarm_in_a_file_rings_for_a_minute() {
    let (timeline, start) = unattended(
        "title = \"T\"\n[[step]]\nname = \"Cold pack\"\ntime = \"2m\"\nready = 0\nend = \"alarm\"\n\
         [[step]]\nname = \"A\"\nhold = \"15s\"",
        15,
        100,
    );
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let cues = dry_run(&timeline, start, &lengths);
    let lines = cues.flat_map(|cue| {
        cue.parts
            .into_iter()
            .map(move |line| (cue.due + line.at, line))
    });
    let rings = lines.filter(|(_, line)| line.tone == Some(Tone::Alarm));
    let rings: Vec<u64> = rings
        .map(|(at, _)| at.since(Moment::ZERO).as_secs())
        .collect();
    let up = start.lead_in.as_secs() + 120;
    assert_eq!(rings, (0..30).map(|nth| up + 2 * nth).collect::<Vec<_>>());
    let said = said_from(&timeline, start, 100);
    let after: Vec<&str> = said
        .iter()
        .filter(|(at, _)| at.as_secs() >= up)
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(after[..2], ["Time is up.", "A."]);
}

#[test]
fn return_to_run_and_cold_pack_as_a_file() {
    for id in ["return-to-run", "cold-pack"] {
        let (timeline, start) = unattended(bundled::text(id).unwrap(), 15, 100);
        let said = said_from(&timeline, start, 100);
        let lines = said.iter().map(|(at, text)| {
            let at = at.as_secs();
            format!("{:>3}:{:02} {text}", at / 60, at % 60)
        });
        insta::assert_snapshot!(id, lines.collect::<Vec<_>>().join("\n"));
    }
}
