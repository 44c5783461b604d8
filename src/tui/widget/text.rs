//! Text in cells: cut to a width, broken into lines, or spelt in ASCII.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use crate::core::text::harmless;
use crate::tui::area::Area;

/// A line of texts, each at a column of its own.
pub(crate) type TextLine = Vec<(u16, String, Style)>;

/// Columns that a text takes.
pub fn width(text: &str) -> u16 {
    // Most texts are plain, and many are measured for each picture.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let columns = if is_plain { text.len() } else { text.width() };
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// A text in at most `columns` columns; a longer one ends with `…`.
pub fn cut(text: &str, columns: u16) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else {
        return String::new();
    };
    let mut out = beginning(text, room).trim_end().to_owned();
    out.push('…');
    out
}

/// A text in at most `columns` columns; of a longer one `…` stands for its middle, so that two thirds are its end.
pub(crate) fn cut_middle(text: &str, columns: u16) -> String {
    let Some(room) = columns.checked_sub(1).filter(|_| width(text) > columns) else {
        return cut(text, columns);
    };
    let start = beginning(text, room / 3);
    let mut end = text;
    while width(end) > room - width(start) {
        let mut letters = end.chars();
        letters.next();
        end = letters.as_str();
    }
    format!("{start}…{end}")
}

/// The beginning of a text that fits into `columns`, in whole characters as people count them.
fn beginning(text: &str, columns: u16) -> &str {
    let mut taken = 0;
    let mut end = 0;
    for grapheme in Span::raw(text).styled_graphemes(Style::new()) {
        taken += width(grapheme.symbol);
        if taken > columns {
            break;
        }
        end += grapheme.symbol.len();
    }
    text.get(..end).unwrap_or_default()
}

/// A text in lines of at most `columns` columns, broken at spaces, and inside words that are longer than a line; at most
/// `lines_max` lines, the last of which is cut.
pub fn wrapped(text: &str, columns: u16, lines_max: u16) -> Vec<String> {
    let lines_max = usize::from(lines_max);
    let mut lines = all_lines(text, columns);
    if lines.len() > lines_max {
        let rest = lines.split_off(lines_max.saturating_sub(1)).join(" ");
        lines.push(cut(&rest, columns));
        lines.truncate(lines_max);
    }
    lines
}

/// The same lines in one style.
pub(crate) fn lines(text: &str, style: Style, columns: u16, lines_max: u16) -> Vec<TextLine> {
    let lines = wrapped(text, columns, lines_max).into_iter();
    lines.map(|line| vec![(0, line, style)]).collect()
}

fn all_lines(text: &str, columns: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    each_line(text, columns, |words| lines.push(words.join(" ")));
    lines
}

/// How many lines [`wrapped`] makes of a text where it may make as many as it takes.
pub(crate) fn rows(text: &str, columns: u16) -> u16 {
    let mut rows = 0;
    each_line(text, columns, |_| rows += 1);
    rows
}

/// Calls `with` the words of each line, or the pieces of words that are longer than one.
fn each_line<'t>(text: &'t str, columns: u16, mut with: impl FnMut(&[&'t str])) {
    let (mut line, mut taken) = (Vec::new(), 0_u16);
    for mut word in text.split_whitespace().filter(|_| columns > 0) {
        let mut own = width(word);
        if !line.is_empty() && taken.saturating_add(1).saturating_add(own) > columns {
            with(&line);
            line.clear();
            taken = 0;
        }
        while own > columns {
            let start = beginning(word, columns);
            if start.is_empty() {
                break; // A character wider than the line.
            }
            with(&[start]);
            word = word.get(start.len()..).unwrap_or_default();
            own = width(word);
        }
        taken = taken.saturating_add(u16::from(!line.is_empty()));
        line.push(if own > columns { "…" } else { word });
        taken = taken.saturating_add(own);
    }
    if !line.is_empty() {
        with(&line);
    }
}

/// Writes one row at the left edge of `area`, cut to its width. Returns the columns it took.
pub fn write(text: &str, style: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    // The one place where a text gets into a picture.
    let shown = cut(&harmless(text), area.width);
    let (end, _) = buf.set_stringn(area.x, area.y, &shown, area.width.into(), style);
    end - area.x
}

/// The same with the letters at these indices, as they are there, underlined.
pub(crate) fn write_marked(
    text: &str,
    marks: &[usize],
    style: Style,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let taken = write(text, style, area, buf);
    for mark in marks {
        let before: String = text.chars().take(*mark).collect();
        let letter: String = text.chars().skip(*mark).take(1).collect();
        let column = width(&before);
        if column < taken {
            let cells = area.after_columns(column).first_columns(width(&letter));
            buf.set_style(
                cells.first_rows(1).intersection(buf.area),
                Modifier::UNDERLINED,
            );
        }
    }
    taken
}

/// Writes one row at the right edge of `area`, cut to its width. Returns the columns before it.
pub(crate) fn write_right(text: &str, style: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let place = area.last_columns(width(text));
    write(text, style, place, buf);
    area.width - place.width
}

/// Writes a line in each row, from the top of `area`.
pub(crate) fn write_lines(lines: &[String], style: Style, area: Rect, buf: &mut Buffer) {
    for (line, row) in lines.iter().zip(area.rows()) {
        write(line, style, row, buf);
    }
}

/// Writes lines of texts, each text from its column to the right edge of `area`.
pub(crate) fn write_columns<'a>(
    lines: impl IntoIterator<Item = &'a TextLine>,
    area: Rect,
    buf: &mut Buffer,
) {
    for (line, row) in lines.into_iter().zip(area.rows()) {
        for (column, text, style) in line {
            write(text, *style, row.after_columns(*column), buf);
        }
    }
}

/// A line of texts as one text, with spaces up to the column of each and none at the end.
pub(crate) fn joined(line: &TextLine) -> String {
    let mut joined = String::new();
    for (column, text, _) in line {
        let gap = column.saturating_sub(width(&joined));
        joined.push_str(&" ".repeat(gap.into()));
        joined.push_str(text);
    }
    joined.truncate(joined.trim_end().len());
    joined
}

/// A picture of characters one column wide as lines of text, without spaces at their ends.
pub(crate) fn printed(buf: &Buffer) -> impl Iterator<Item = String> {
    buf.area.rows().map(|row| {
        let cells = row.positions().filter_map(|at| buf.cell(at));
        let line: String = cells.map(Cell::symbol).collect();
        line.trim_end().to_owned()
    })
}

/// How many of so many lines can be scrolled away before the last one is seen in `area`.
pub(crate) fn scroll_end(lines: &[TextLine], area: Rect) -> usize {
    lines.len().saturating_sub(area.height.into())
}

/// Writes the lines from `scroll` on, never past the end. Where more follow, the last row stays free: returns it and
/// how many lines are below it or in its place.
pub(crate) fn write_scrolled(
    lines: &[TextLine],
    scroll: usize,
    area: Rect,
    buf: &mut Buffer,
) -> Option<(Rect, usize)> {
    let height = usize::from(area.height);
    let first = scroll.min(scroll_end(lines, area));
    let shown = lines.get(first..).unwrap_or_default();
    if shown.len() <= height {
        write_columns(shown, area, buf);
        return None;
    }
    let last = area.rows().next_back()?;
    write_columns(shown, area.first_rows(area.height - 1), buf);
    Some((last, shown.len() - (height - 1)))
}

/// Replaces all that is not ASCII by what is, cell by cell, so that nothing moves. Where it `keeps_letters`, those stay
/// that are as wide in every terminal, and whatever has nothing like it in ASCII.
pub fn spell_in_ascii(keeps_letters: bool, area: Rect, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        let Some(cell) = buf.cell_mut(position) else {
            continue;
        };
        let symbol = cell.symbol();
        let is_letter = || symbol.starts_with(char::is_alphabetic);
        let is_sure = || is_letter() && symbol.width_cjk() == symbol.width();
        if symbol.is_ascii() || keeps_letters && is_sure() {
            continue;
        }
        let unknown = if width(symbol) > 1 { "??" } else { "?" };
        if let Some(spelt) = ascii(symbol).or((!keeps_letters).then(|| unknown.to_owned())) {
            cell.set_symbol(&spelt);
        }
    }
}

/// A text in ASCII.
pub(crate) fn spelt_in_ascii(text: &str) -> String {
    let spelt = |character: char| {
        if character.is_ascii() {
            return character.to_string();
        }
        ascii(character.encode_utf8(&mut [0; 4])).unwrap_or_else(|| "?".to_owned())
    };
    text.chars().map(spelt).collect()
}

/// A character of as many columns that a terminal without UTF-8 can show; none where nothing is like it.
fn ascii(symbol: &str) -> Option<String> {
    if width(symbol) > 1 {
        return None;
    }
    let spelt = match symbol.chars().next().unwrap_or(' ') {
        '→' | '›' | '»' | '▸' => ">",
        '←' | '‹' | '«' => "<",
        '↑' => "^",
        '↓' => "v",
        '·' | '–' | '—' | '−' | '‐' | '‑' | '─' | '╌' => "-",
        '│' | '┆' | '▏' => "|",
        '╭' | '╮' | '╰' | '╯' => "+",
        '×' | '✗' => "x",
        '…' => "~",
        '’' | '‘' | '′' => "'",
        '“' | '”' | '„' | '″' | '▔' => "\"",
        '\u{a0}' | '\u{202f}' => " ",
        '█' | '▄' => "#",
        '▁' => "_",
        '•' => "*",
        'Ø' => "O",
        'ø' | '°' | '●' => "o",
        'ß' => "s",
        other => {
            // A letter without its accents.
            let plain = std::iter::once(other).nfd().next();
            return plain.filter(char::is_ascii_alphabetic).map(String::from);
        }
    };
    Some(spelt.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_columns_and_says_so() {
        let cases = [
            ("Hamstring", 9, "Hamstring"),
            ("Hamstring", 8, "Hamstri…"),
            ("Outer hip", 7, "Outer…"),
            ("膝を胸に", 8, "膝を胸に"),
            ("膝を胸に", 7, "膝を胸…"),
            ("膝を胸に", 6, "膝を…"),
            ("膝", 1, "…"),
            ("x", 0, ""),
        ];
        for (text, columns, shown) in cases {
            assert_eq!(cut(text, columns), shown, "{text} in {columns}");
        }
    }

    #[test]
    fn the_middle_goes_where_the_end_matters() {
        let path = "/home/someone/routines/mine.toml:12:8";
        assert_eq!(cut_middle(path, 40), path);
        assert_eq!(cut_middle(path, 25), "/home/so…s/mine.toml:12:8");
        for columns in 0..40 {
            assert!(width(&cut_middle(path, columns)) <= columns, "{columns}");
            assert!(width(&cut_middle("膝を胸に引き寄せる", columns)) <= columns);
        }
    }

    #[test]
    fn breaks_at_spaces_and_cuts_the_last_line() {
        assert_eq!(wrapped("one two three", 7, 9), ["one two", "three"]);
        assert_eq!(wrapped("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrapped("one two three", 7, 1), ["one tw…"]);
        assert_eq!(
            wrapped("incomprehensible", 6, 9),
            ["incomp", "rehens", "ible"]
        );
        assert_eq!(wrapped("a incomprehensible", 6, 2), ["a", "incom…"]);
        assert_eq!(wrapped("膝 を", 1, 9), ["…", "…"]);
        assert!(wrapped("one", 0, 9).is_empty() && wrapped("one", 9, 0).is_empty());
    }
}
