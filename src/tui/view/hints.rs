//! The keys that matter now, in one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::element::Hint;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Columns between two keys.
const GAP: u16 = 3;

/// Draws as many whole keys as fit; where not even the first fits, that without what it does.
pub(super) fn draw(hints: &[Hint], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (shown, gap) = fitting(hints, area.width);
    if let Some(first) = hints.first().filter(|_| shown.is_empty()) {
        text::write(&first.key, theme.strong(), area, buf);
    }
    let mut rest = area;
    for hint in shown {
        let key = text::write(&hint.key, theme.strong(), rest, buf);
        text::write(&hint.does, theme.faint(), rest.after_columns(key + 1), buf);
        rest = rest.after_columns(width(hint) + gap);
    }
}

/// The keys that fit into `room` columns, and the columns between two of them.
///
/// Keys in the middle go first: the first two matter most, the last two open the help and leave the screen.
fn fitting(hints: &[Hint], room: u16) -> (Vec<&Hint>, u16) {
    let mut shown: Vec<&Hint> = hints.iter().collect();
    let needed = |shown: &[&Hint], gap: u16| {
        let keys: u16 = shown.iter().map(|hint| width(hint) + gap).sum();
        keys.saturating_sub(gap)
    };
    if needed(&shown, GAP) <= room {
        return (shown, GAP);
    }
    while needed(&shown, GAP - 1) > room {
        shown.remove(match shown.len() {
            more @ 5.. => more - 3,
            few => (few - 1).min(2),
        });
    }
    (shown, GAP - 1)
}

fn width(hint: &Hint) -> u16 {
    text::width(&hint.key) + 1 + text::width(&hint.does)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_to_leave_is_the_last_to_go() {
        let hint = |key: &'static str| Hint {
            key: key.into(),
            does: "does".into(),
        };
        let hints = ["a", "b", "c", "d", "e", "f"].map(hint);
        let keys = |room| {
            let (shown, _) = fitting(&hints, room);
            shown.iter().map(|hint| &*hint.key).collect::<String>()
        };
        let all = 6 * 6 + 5 * GAP;
        assert_eq!(keys(all), "abcdef");
        assert_eq!(keys(all - 6), "abcef");
        assert_eq!(keys(30), "abef");
        assert_eq!(keys(22), "abf");
        assert_eq!(keys(14), "ab");
        assert_eq!(keys(5), "");
    }
}
