//! The summary of a session in a few lines: the time held on each side, the time skipped, the total.

use std::fmt::Write as _;

use super::held::held_by_side;
use super::output::table;
use crate::app::done::remarks;
use crate::core::record::Record;
use crate::core::span::clock;
use crate::core::text::escaped;

/// The summary of `record`, or `None` when nothing was done.
pub(super) fn summary(record: &Record) -> Option<String> {
    if record.is_empty() {
        return None;
    }
    let mut last = None;
    let rows = record.all_lines().map(|line| {
        // The name of a stretch stands before its first side only.
        let name = line.name_and_load();
        let is_new = last.replace(name.clone()).as_ref() != Some(&name);
        [
            if is_new {
                escaped(&name)
            } else {
                String::new()
            },
            line.side_shown.as_deref().map(escaped).unwrap_or_default(),
            line.amount(),
            remarks(&[line], &record.last),
        ]
    });
    let mut out = table(&rows.collect::<Vec<_>>(), Some(2));
    let took = clock(record.took());
    let _ = match held_by_side(record, |line| line.done) {
        Some(held) => writeln!(out, "\n{took} in all, {held}"),
        None => writeln!(out, "\n{took} in all"),
    };
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::core::cue::Estimated;
    use crate::core::moment::Moment;
    use crate::core::player::{Command, Start};
    use crate::core::session::{Plan, Session};
    use crate::core::timeline::Timeline;
    use crate::diagnostic::Source;
    use crate::disk::bundled;
    use crate::disk::stretches::built_in;
    use crate::format;

    /// The record of knee-to-chest, given `commands` at seconds and played on to its end.
    fn played(commands: &[(u64, Command)]) -> Record {
        let (_, text) = bundled::ALL[0];
        let source = Source {
            name: "knee-to-chest.toml".to_owned(),
            text: text.to_owned(),
        };
        let routine = format::routine::parse_among(&source, &built_in())
            .value
            .unwrap();
        let timeline = Arc::new(Timeline::of(&routine));
        let plan = Plan::new(timeline, Start::default());
        let lengths = Arc::new(Estimated::default());
        let (mut session, _) = Session::start(plan, lengths, Moment::ZERO);
        for (seconds, command) in commands {
            session.handle(*command, Moment::after(Duration::from_secs(*seconds)));
        }
        while let Some(deadline) = session.next_deadline() {
            session.advance(deadline);
        }
        session.record().clone()
    }

    #[test]
    fn a_whole_session_in_a_few_lines() {
        let expected = "  \
  Single-knee pull  right  30 s
                    left   30 s
  Double-knee pull         30 s

2:08 in all, 1:30 held: right 30 s, left 30 s, both 30 s
";
        assert_eq!(summary(&played(&[])).as_deref(), Some(expected));
    }

    #[test]
    fn what_was_other_than_planned_is_said() {
        let commands = [
            (15, Command::Longer),
            (20, Command::Next),
            (97, Command::Next),
            (120, Command::Stop),
        ];
        let expected = "  \
  Single-knee pull  right  30 s
                    left   40 s  10 s longer
  Double-knee pull         20 s  10 s skipped

2:00 in all, 1:30 held: right 30 s, left 40 s, both 20 s
";
        assert_eq!(summary(&played(&commands)).as_deref(), Some(expected));
    }

    #[test]
    fn what_hurt_is_said_first() {
        let commands = [(15, Command::Hurt), (16, Command::Stop)];
        let expected = "  \
  Single-knee pull  right  5 s  stopped: it hurt, 25 s skipped
                    left   0 s  skipped
  Double-knee pull         0 s  skipped

0:15 in all, 0:05 held: right 5 s
";
        assert_eq!(summary(&played(&commands)).as_deref(), Some(expected));
    }

    #[test]
    fn nothing_held_is_no_summary() {
        assert_eq!(summary(&played(&[(5, Command::Stop)])), None);
    }
}
