//! The keys that matter now, in one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::Hint;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Columns between two keys.
const GAP: u16 = 3;

/// As many keys as there is room for, whole ones.
pub(super) fn draw(hints: &[Hint], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let width = |hint: &Hint| text::width(hint.key) + 1 + text::width(hint.does);
    let all: u16 = hints.iter().map(|hint| width(hint) + GAP).sum();
    let gap = if all <= area.width + GAP {
        GAP
    } else {
        GAP - 1
    };
    let mut rest = area;
    for hint in hints {
        let needed = width(hint);
        if needed > rest.width {
            break;
        }
        let key = text::write(hint.key, theme.key(), rest, buf);
        let after = Rect {
            x: rest.x + key + 1,
            width: rest.width - key - 1,
            ..rest
        };
        text::write(hint.does, theme.faint(), after, buf);
        let used = (needed + gap).min(rest.width);
        rest.x += used;
        rest.width -= used;
    }
}
