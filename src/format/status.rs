//! The status of a session as it is written for other programs of this kind: one JSON object.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::core::day::Stamp;
use crate::core::span::milliseconds;
use crate::core::status::SessionStatus;

/// The longest status that is read, in bytes.
pub const LONGEST: u64 = 16 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct RawStatus {
    title: String,
    state: String,
    running: bool,
    remaining_ms: u64,
    at_ms: i64,
    speed: f64,
}

/// The status as one line.
pub fn write(status: &SessionStatus) -> String {
    let raw = RawStatus {
        title: status.title.clone(),
        state: status.state.clone(),
        running: status.is_running,
        remaining_ms: milliseconds(status.remaining).unsigned_abs(),
        at_ms: status.at.unix_ms,
        speed: status.speed,
    };
    // Texts and numbers can always be written.
    serde_json::to_string(&raw).unwrap_or_default()
}

/// The status in a text; `None` where it is none.
pub fn read(text: &str) -> Option<SessionStatus> {
    let raw: RawStatus = serde_json::from_str(text).ok()?;
    let is_sound = raw.speed.is_finite() && (0.0..=1000.0).contains(&raw.speed);
    is_sound.then(|| SessionStatus {
        title: raw.title,
        state: raw.state,
        is_running: raw.running,
        remaining: Duration::from_millis(raw.remaining_ms),
        at: Stamp {
            unix_ms: raw.at_ms,
            offset: 0,
        },
        speed: raw.speed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_as_it_was_written() {
        let status = SessionStatus {
            title: "Morning \"1\"".to_owned(),
            state: "HOLD RIGHT · Bridge".to_owned(),
            is_running: true,
            remaining: Duration::from_millis(95_500),
            at: Stamp {
                unix_ms: 1_795_766_145_385,
                offset: 0,
            },
            speed: 1.5,
        };
        let text = write(&status);
        assert_eq!(read(&text), Some(status.clone()));
        assert_eq!(read(&format!("{text}    ")), Some(status), "padded");
        let fast = text.replace("1.5", "1e300");
        for wrong in ["", "{}", "[1]", &text[1..], &text[..30], &fast] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
