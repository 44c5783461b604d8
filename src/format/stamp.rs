//! Dated moments as they are written in the log: `2026-03-01T18:20:05.123+01:00`.

use jiff::Timestamp;
use jiff::fmt::temporal::{DateTimeParser, PiecesOffset};
use jiff::tz::Offset;

use crate::core::day::Stamp;

static PARSER: DateTimeParser = DateTimeParser::new();

/// Local time with its offset, as RFC 3339 has it: in whole minutes.
pub fn write(stamp: Stamp) -> String {
    let instant = Timestamp::from_millisecond(stamp.unix_ms).unwrap_or_default();
    let offset = Offset::from_seconds(whole_minutes(stamp.offset)).unwrap_or(Offset::UTC);
    instant.display_with_offset(offset).to_string()
}

const fn whole_minutes(seconds: i32) -> i32 {
    seconds - seconds % 60
}

/// The reverse of [`write()`]; `None` for what is no date with a time and an offset. A `Z` counts as no offset from UTC.
/// Seconds of an offset count, but only its minutes are kept.
pub fn read(text: &str) -> Option<Stamp> {
    let pieces = PARSER.parse_pieces(text).ok()?;
    let offset = match pieces.offset()? {
        PiecesOffset::Numeric(offset) => offset.offset(),
        _ => Offset::UTC,
    };
    let local = pieces.date().to_datetime(pieces.time()?);
    let instant = offset.to_timestamp(local).ok()?;
    Some(Stamp {
        unix_ms: instant.as_millisecond(),
        offset: whole_minutes(offset.seconds()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_survives_being_written() {
        for (unix_ms, offset) in [
            (1_772_385_605_123, 3600),
            (0, -34_200),
            (1_772_385_605_000, 0),
            (-5, 0),
        ] {
            let stamp = Stamp { unix_ms, offset };
            assert_eq!(read(&write(stamp)), Some(stamp), "{}", write(stamp));
        }
        let stamp = Stamp {
            unix_ms: 1_772_385_605_123,
            offset: 3600,
        };
        assert_eq!(write(stamp), "2026-03-01T18:20:05.123+01:00");
    }

    #[test]
    fn an_offset_with_seconds_changes_no_moment() {
        let stamp = read("2026-03-01T18:20:05+01:00:30").unwrap();
        assert_eq!((stamp.unix_ms, stamp.offset), (1_772_385_575_000, 3600));
        assert_eq!(read(&write(stamp)), Some(stamp));
        let of_zone = Stamp {
            unix_ms: 1_772_385_575_000,
            offset: -2670,
        };
        let again = read(&write(of_zone)).unwrap();
        assert_eq!((again.unix_ms, again.offset), (of_zone.unix_ms, -2640));
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for text in [
            "",
            "2026-03-01",
            "2026-03-01T18:20:05",
            "yesterday",
            "18:20",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(
            read("2026-03-01T17:20:05Z").map(|stamp| stamp.offset),
            Some(0)
        );
    }

    #[test]
    fn the_offset_distinguishes_an_hour_that_comes_twice() {
        let before = read("2026-10-25T02:30:00+02:00").unwrap();
        let after = read("2026-10-25T02:30:00+01:00").unwrap();
        assert_eq!(after.since(before).as_secs(), 3600);
        assert_eq!(after.day(), before.day());
    }
}
