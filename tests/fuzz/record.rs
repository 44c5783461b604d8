//! The way from a routine to the log and back: whatever can be played leaves a record and a snapshot that are within
//! their limits, are read back, and are what was measured beforehand.

use std::sync::Arc;
use std::time::Duration;

use supple::core::day::Day;
use supple::core::log::{LogEntry, RoutineText, WORST};
use supple::core::player::Position;
use supple::core::ranges::SetReached;
use supple::core::record::{Ending, Record, StretchRecord};
use supple::core::routine::Work;
use supple::core::session::Snapshot;
use supple::core::timeline::{Keys, Kind, MOST_RECORDED, Segment, Size, Timeline, Unrolled};
use supple::format;
use supple::format::log::LONGEST_LINE;
use supple::format::routine::{References, parse};
use supple::format::snapshot::LONGEST;

use super::problems::source;

/// The longest that is ever done of one stretch: a month.
const MONTH: Duration = Duration::from_secs(31 * 24 * 3600);

pub(super) fn holds(data: &[u8]) {
    let source = source(data);
    let Some(routine) = parse(&source).value else {
        return;
    };
    let size = Size::of(routine.steps.iter());
    assert!(size.is_playable() && size.recorded <= MOST_RECORDED);
    let timeline = Arc::new(Timeline::of(&routine));
    let routine = RoutineText::new("\u{202e}".repeat(85).as_str(), &routine.title, &source.text);
    let entry = entry(&timeline, routine);
    let line = format::log::write(&entry);
    assert!(line.len() as u64 <= LONGEST_LINE, "{}", line.len());
    let none = LogEntry {
        lines: Vec::new(),
        ..entry.clone()
    };
    let recorded = line.len() - format::log::write(&none).len();
    assert!(recorded as u64 <= size.recorded, "{recorded} {size:?}");
    let read = format::log::read(&line).unwrap();
    assert_eq!(format::log::write(&read), line);
    is_saved(&timeline, entry);
}

/// A session of which as much is remembered as can be.
fn entry(timeline: &Arc<Timeline>, routine: RoutineText) -> LogEntry {
    let longest = |line: StretchRecord| StretchRecord {
        done: MONTH,
        count: line.planned_count.saturating_mul(u32::MAX),
        skipped: line.pieces,
        changed_ms: -(MONTH.as_millis() as i64),
        hurt: true,
        sets: vec![
            SetReached {
                length: MONTH * u32::from(line.kind != Kind::Count),
                count: u32::MAX * u32::from(line.kind == Kind::Count),
                reps: u32::MAX,
            };
            sets_with_ranges(timeline, &line)
        ],
        ..line
    };
    let stamp = format::stamp::read("2026-03-01T18:20:05.123+01:00").unwrap();
    LogEntry {
        id: "1772385605123-4194304".to_owned(),
        start: stamp,
        end: stamp.after(MONTH),
        speed: 999.999_999,
        title: timeline.title.clone(),
        routines: [routine].into(),
        lines: Record::new(Arc::clone(timeline))
            .lines
            .into_iter()
            .map(longest)
            .collect(),
        paused: MONTH,
        ending: Ending::Stopped,
        feeling: Some(WORST),
        note: Some("\u{1f9ce}".repeat(1000)),
        continues: Some("1772385605123-4194304".to_owned()),
        corrected: None,
    }
}

/// How many sets have something to be reached of this stretch.
fn sets_with_ranges(timeline: &Timeline, line: &StretchRecord) -> usize {
    let has_range = |segment: &&Segment| {
        segment.step.name.as_ref() == Some(&line.name)
            && segment.kind == line.kind
            && segment.step.load == line.load
            && (segment.most_reps().is_some() || segment.work().is_some_and(Work::has_range))
    };
    let sets = timeline.iter().filter(has_range).map(|it| it.set.0);
    sets.max().unwrap_or_default() as usize
}

fn is_saved(timeline: &Timeline, entry: LogEntry) {
    let all = 0..timeline.len();
    let snapshot = Snapshot {
        logged: false,
        position: Some(Position {
            index: timeline.len() - 1,
            lengths: all.clone().map(|index| (index, MONTH)).collect(),
            counts: all.clone().map(|index| (index, u32::MAX)).collect(),
            skipped: all.collect(),
        }),
        so_far: entry.lines.clone(),
        took: MONTH,
        unrolled: Unrolled {
            keys: Keys::Never,
            day: Some(Day(20_783)),
            ..Unrolled::default()
        },
        place: "step 10000, left".to_owned(),
        resumes: None,
        entry,
    };
    let written = format::snapshot::write(&snapshot);
    assert!(written.len() as u64 <= LONGEST, "{}", written.len());
    let read = format::snapshot::read(&written).unwrap();
    assert_eq!(format::snapshot::write(&read), written);
    assert_eq!(read.unrolled, snapshot.unrolled);
    let day = read.unrolled.day;
    let routines = &read.entry.routines;
    assert!(format::snapshot::routines(routines, &References::default(), day).is_some());
}
