//! The log as a table for spreadsheets: CSV according to RFC 4180, one row for each stretch and side of a session.
//!
//! Values of the whole session are repeated in each of its rows. Times of day are local, lengths are seconds with
//! three decimals, yes and no are 1 and 0.

use std::time::Duration;

use csv::{Terminator, WriterBuilder};

use super::stamp;
use crate::core::log::LogEntry;
use crate::core::record::StretchRecord;
use crate::core::routine::Side;
use crate::core::text::escaped;

/// The cell of a column for one stretch and side of a session.
type Cell = fn(&LogEntry, &StretchRecord) -> String;

/// The names of the columns and their cells; README explains them.
pub const COLUMNS: [(&str, Cell); 25] = [
    ("date", |entry, _| entry.start.day().to_string()),
    ("time", |entry, _| time(entry)),
    ("title", |entry, _| text(&entry.title)),
    ("routines", |entry, _| text(&routines(entry))),
    ("stretch", |_, line| text(&line.name)),
    ("kind", |_, line| line.kind.word().to_owned()),
    ("side", |_, line| {
        text(line.side.as_ref().map_or("", Side::word))
    }),
    ("planned_s", |_, line| seconds(line.planned)),
    ("held_s", |_, line| seconds(line.done)),
    ("pieces", |_, line| line.pieces.to_string()),
    ("skipped", |_, line| line.skipped.to_string()),
    ("lengthened_s", |_, line| changed(line.changed_ms)),
    ("hurt", |_, line| u8::from(line.hurt).to_string()),
    ("ended", |entry, _| entry.ending.word().to_owned()),
    ("speed", |entry, _| entry.speed.to_string()),
    ("paused_s", |entry, _| seconds(entry.paused)),
    ("feeling", |entry, _| {
        entry
            .feeling
            .map_or_else(String::new, |felt| felt.to_string())
    }),
    ("note", |entry, _| {
        text(entry.note.as_deref().unwrap_or_default())
    }),
    ("session", |entry, _| text(&entry.id)),
    ("continues", |entry, _| {
        text(entry.continues.as_deref().unwrap_or_default())
    }),
    // Behind the others, because a script may know those by their place.
    ("planned_count", |_, line| line.planned_count.to_string()),
    ("count", |_, line| line.count.to_string()),
    ("load", |_, line| {
        text(line.load.as_deref().unwrap_or_default())
    }),
    ("reached_s", |_, line| seconds(line.reached)),
    ("pace", |_, line| {
        text(line.pace.as_deref().unwrap_or_default())
    }),
];

/// The first row: the names of the [`COLUMNS`].
pub fn head() -> String {
    to_csv([COLUMNS.map(|(name, _)| name.to_owned())])
}

/// The rows of a session, one a stretch and side, each with a line break behind it.
pub fn rows(entry: &LogEntry) -> String {
    let row = |line| COLUMNS.map(|(_, cell)| cell(entry, line));
    to_csv(entry.lines.iter().map(row))
}

/// The local time of day at which a session began.
fn time(entry: &LogEntry) -> String {
    let began = stamp::write(entry.start);
    let time = began.split_once('T').map_or("", |(_, time)| time);
    time.chars().take("18:20:05".len()).collect()
}

/// The ids of the routines of a session.
fn routines(entry: &LogEntry) -> String {
    let ids: Vec<&str> = entry.routines.iter().map(|played| &*played.id).collect();
    ids.join("+")
}

/// Seconds and thousandths.
fn seconds(length: Duration) -> String {
    format!("{}.{:03}", length.as_secs(), length.subsec_millis())
}

/// The same of what may be negative.
fn changed(milliseconds: i64) -> String {
    let sign = if milliseconds < 0 { "-" } else { "" };
    let length = Duration::from_millis(milliseconds.unsigned_abs());
    format!("{sign}{}", seconds(length))
}

/// A text as a cell: on one line, harmless, and with an apostrophe before it where a spreadsheet would take it for a
/// formula and run it.
///
/// Source for the characters: OWASP, "CSV Injection".
fn text(words: &str) -> String {
    let words = escaped(words);
    let first = words.trim_start().chars().next();
    let is_formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    );
    // A tab, a line break or a carriage return is escaped by now and begins with a backslash.
    if is_formula {
        format!("'{words}")
    } else {
        words
    }
}

fn to_csv<const WIDE: usize>(rows: impl IntoIterator<Item = [String; WIDE]>) -> String {
    let mut writer = WriterBuilder::new()
        .has_headers(false)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // A `Vec` takes everything, and all rows are as wide.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::log;

    const LINE: &str = concat!(
        r#"{"id":"1-2","start":"2026-03-01T18:20:05.123+01:00","end":"2026-03-01T18:31:00+01:00","title":"=cmd()","#,
        r#""routines":[{"id":"knees"},{"id":"hips"}],"ended":"stopped","paused_ms":1500,"feeling":0,"#,
        r#""note":"tight, \"left\"\nhip\u001b","stretches":[{"name":"Pull","kind":"hold","side":"right","planned_ms":30000,"#,
        r#""held_ms":30500,"pieces":2,"skipped":1,"lengthened_ms":500,"hurt":true},{"name":"\t+1","kind":"count","#,
        r#""planned_count":8,"count":6,"load":"-5 kg","pace":"3-1-3"}]}"#
    );

    fn cells(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records().map(Result::unwrap);
        records
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_stretch_and_side_is_a_row() {
        let entry = log::read(LINE).unwrap();
        let table = format!("{}{}", head(), rows(&entry));
        assert!(table.ends_with("\r\n") && !table.replace("\r\n", "").contains(['\r', '\n']));
        let cells = cells(&table);
        assert_eq!(cells.len(), 3);
        assert_eq!(
            cells[1],
            [
                "2026-03-01",
                "18:20:05",
                "'=cmd()",
                "knees+hips",
                "Pull",
                "hold",
                "right",
                "30.000",
                "30.500",
                "2",
                "1",
                "0.500",
                "1",
                "stopped",
                "1",
                "1.500",
                "0",
                "tight, \"left\"\\nhip\\u{1b}",
                "1-2",
                "",
                "0",
                "0",
                "",
                "0.000",
                "",
            ]
        );
        assert_eq!((&*cells[2][4], &*cells[2][6]), ("\\t+1", ""));
        assert_eq!(cells[2][20..], ["8", "6", "'-5 kg", "0.000", "3-1-3"]);
    }

    #[test]
    fn nothing_runs_in_a_spreadsheet() {
        for begin in ["=", "+", "-", "@", " =", "＝", "\u{a0}=", "\t=", "\r="] {
            let cell = text(&format!("{begin}1+1"));
            assert!(cell.starts_with(['\'', '\\']), "{cell}");
        }
        assert_eq!(text("Half-kneeling"), "Half-kneeling");
    }
}
