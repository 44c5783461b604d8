//! The summary of a session in a few lines: what was held on each side, what was skipped, the total.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::held::held;
use super::output::padded;
use crate::core::record::{Record, StretchRecord, remark};
use crate::core::span::{clock, short};
use crate::core::text::escaped;

/// The summary of `record`, or `None` when nothing was done.
pub(super) fn summary(record: &Record) -> Option<String> {
    if record.is_empty() {
        return None;
    }
    let rows: Vec<Row> = record.lines.iter().map(Row::of).collect();
    let widest = |column: fn(&Row) -> &str| {
        rows.iter()
            .map(|row| column(row).width())
            .max()
            .unwrap_or_default()
    };
    let (names, sides, times) = (
        widest(|row| &row.name),
        widest(|row| &row.side),
        widest(|row| &row.time),
    );
    let mut out = String::new();
    let mut last = "";
    for row in &rows {
        // The name of a stretch stands before its first side only.
        let name = if row.name == last { "" } else { &row.name };
        let mut line = format!("  {}", padded(name, names));
        if sides > 0 {
            let _ = write!(line, "  {}", padded(&row.side, sides));
        }
        let _ = write!(
            line,
            "  {}{}  {}",
            " ".repeat(times - row.time.width()),
            row.time,
            row.remark
        );
        out.push_str(line.trim_end());
        out.push('\n');
        last = &row.name;
    }
    let took = clock(record.took());
    let _ = match held(record, |line| line.done) {
        Some(held) => writeln!(out, "\n{took} in all, {held}"),
        None => writeln!(out, "\n{took} in all"),
    };
    Some(out)
}

/// A line of the record in words.
struct Row {
    name: String,
    side: String,
    time: String,
    remark: String,
}

impl Row {
    fn of(line: &StretchRecord) -> Self {
        Self {
            name: escaped(&line.name),
            side: line.side_shown.as_deref().map(escaped).unwrap_or_default(),
            time: if line.done.is_zero() {
                "-".to_owned()
            } else {
                short(line.done)
            },
            remark: remark(&[line]),
        }
    }
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
    use crate::format;

    /// The record of knee-to-chest, given `commands` at seconds and played on to its end.
    fn played(commands: &[(u64, Command)]) -> Record {
        let (_, text) = bundled::ALL[0];
        let source = Source {
            name: "knee-to-chest.toml".to_owned(),
            text: text.to_owned(),
        };
        let routine = format::routine::parse(&source).value.unwrap();
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
  Single-knee pull  right  5 s  stopped: it hurt
                    left     -  skipped
  Double-knee pull           -  skipped

0:15 in all, 0:05 held: right 5 s
";
        assert_eq!(summary(&played(&commands)).as_deref(), Some(expected));
    }

    #[test]
    fn nothing_held_is_no_summary() {
        assert_eq!(summary(&played(&[(5, Command::Stop)])), None);
    }
}
