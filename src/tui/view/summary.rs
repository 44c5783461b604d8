//! The summary after a session: a reward. From top to bottom it is a band, a body that scrolls where there is too
//! little room, the question, and the keys. Nothing is cut from 40×12 on.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};

use super::hints;
use crate::app::log::view::{Heat, Week};
use crate::app::summary::view::{ChangedView, Past, Question, SummaryLine, SummaryView};
use crate::tui::area::{Area, READABLE};
use crate::tui::theme::Theme;
use crate::tui::widget::columns;
use crate::tui::widget::field;
use crate::tui::widget::letters::Lettering;
use crate::tui::widget::text::{self, TextLine};

/// Rows of the smallest band with large letters: four of them and the air around.
const BAND: u16 = 6;
/// Rows of the question in the smallest large letters, and an empty one.
const LARGE_QUESTION: u16 = 5;
/// How many weeks at least have their words beside them.
const LEAST_WEEKS: usize = 3;
/// Columns between two texts in a row.
const GAP: u16 = 3;
/// Columns of a week of dots, and of the gap behind it.
const WEEK: u16 = 8;

/// Draws the summary into `area`.
pub(super) fn draw(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 4 {
        // The one line that has room.
        text::write(&view.total, theme.strong(), area, buf);
        return;
    }
    let places = SummaryLayout::of(view, theme, area);
    let SummaryLayout {
        margin,
        column,
        rows,
        ref lines,
    } = places;
    draw_band(view, margin, theme, area.first_rows(rows.band), buf);
    if let Some((row, more)) = text::write_scrolled(lines, view.scroll, places.body(), buf) {
        let key = text::write("↓", theme.strong(), row, buf);
        let more = format!("{more} more lines");
        text::write(&more, theme.faint(), row.after_columns(key + 1), buf);
    }
    if let Some(question) = &view.question {
        let place = places.inside().after_rows(rows.body + rows.gap);
        draw_question(question, theme, place.first_rows(rows.question), buf);
    }
    hints::draw(&view.hints, theme, column.last_rows(1), buf);
}

/// How many lines can be scrolled away before the end of the body is seen.
pub(super) fn scroll_end(view: &SummaryView, theme: &Theme, area: Rect) -> usize {
    let places = SummaryLayout::of(view, theme, area);
    text::scroll_end(&places.lines, places.body())
}

/// Where the parts of a summary are, and the lines of its body, also those that are scrolled away.
struct SummaryLayout {
    margin: u16,
    column: Rect,
    rows: Rows,
    lines: Vec<TextLine>,
}

impl SummaryLayout {
    fn of(view: &SummaryView, theme: &Theme, area: Rect) -> Self {
        let margin = if area.width > 50 { 2 } else { 1 };
        let column = area.centred(READABLE, margin);
        let mut sections = sections(view, theme, column.width);
        let question = view.question.as_ref();
        let asked = question.map_or(0, |question| asked(question, column.width).len() as u16 + 1);
        let rows = Rows::of(&sections, asked, area.height);
        if rows.is_short {
            // Things to do come before those that are only to be seen.
            let [title, praise, done, changed, past, next] = sections;
            sections = [praise, next, changed, title, done, past];
        }
        Self {
            margin,
            column,
            rows,
            lines: joined(sections, rows.gap),
        }
    }

    /// All below the band.
    fn inside(&self) -> Rect {
        self.column.after_rows(self.rows.band + self.rows.above)
    }

    fn body(&self) -> Rect {
        self.inside().first_rows(self.rows.body)
    }
}

/// How the rows of the window are shared.
#[derive(Clone, Copy, Debug)]
struct Rows {
    band: u16,
    /// Empty rows below the band.
    above: u16,
    body: u16,
    /// Whether the body has too few rows.
    is_short: bool,
    /// Empty rows between two sections of the body, and before the question.
    gap: u16,
    question: u16,
}

impl Rows {
    /// The rows of a window of `height` with these sections and a question of `question` rows.
    ///
    /// Text that has to be read comes first, then large letters for the band and for the question, then air.
    fn of(sections: &[Vec<TextLine>], mut question: u16, height: u16) -> Self {
        let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        let lines = rows(sections.iter().map(Vec::len).sum());
        let parts = sections.iter().filter(|section| !section.is_empty());
        let between = rows(parts.count()).saturating_sub(1);
        let gaps = between + u16::from(question > 0);
        // One row of the band, one of the keys.
        let room = height.saturating_sub(2 + question);
        let mut spare = room.saturating_sub(lines);
        let take = |rows: u16, spare: &mut u16| {
            let taken = if *spare >= rows { rows } else { 0 };
            *spare -= taken;
            taken
        };
        let mut band = 1 + take(BAND - 1, &mut spare);
        let mut gap = u16::from(take(gaps, &mut spare) > 0);
        // A row of air below the band and one above the keys.
        let air = take(2, &mut spare);
        let is_large = question > 0 && take(LARGE_QUESTION, &mut spare) > 0;
        if band == BAND {
            band += take(spare.min((height * 2 / 5).saturating_sub(BAND)), &mut spare);
        }
        if is_large {
            let more = spare.min((height / 6).saturating_sub(LARGE_QUESTION));
            question += LARGE_QUESTION + take(more, &mut spare);
        }
        if gap > 0 {
            // All gaps, and those above and below, grow alike.
            let more = spare / (gaps + 2);
            gap += more;
            spare -= more * gaps;
        }
        Self {
            band,
            above: u16::midpoint(air, spare),
            body: (lines + gap * between).min(room),
            is_short: lines > room,
            gap,
            question,
        }
    }
}

/// The sections under each other, with so many empty lines between two.
fn joined(sections: impl IntoIterator<Item = Vec<TextLine>>, gap: u16) -> Vec<TextLine> {
    let mut lines = Vec::new();
    for section in sections {
        if !lines.is_empty() && !section.is_empty() {
            lines.extend((0..gap).map(|_| TextLine::new()));
        }
        lines.extend(section);
    }
    lines
}

/// Draws how it ended and how long it took, side by side in letters as large as there is room for.
fn draw_band(view: &SummaryView, margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme.band(view.look);
    buf.set_style(area.intersection(buf.area), style);
    let inside = area.padded(margin.max(area.width / 24));
    let (heading, took) = (view.heading, view.took.as_str());
    // One row above the letters, one below.
    let room = Size::new(inside.width, area.height.saturating_sub(2));
    let fitted = Lettering::fit(&format!("{heading} {took}"), room, 1, theme.ink());
    let parts = fitted.as_ref().and_then(|fitted| {
        let parts = (fitted.rewritten(heading)?, fitted.rewritten(took)?);
        (area.height >= BAND).then_some((fitted.size().width, parts))
    });
    let Some((width, (heading_letters, took_letters))) = parts else {
        // One row: with what was held, where that has room too.
        let row = inside.middle_row();
        let used = text::write(heading, theme.bold(style), row, buf);
        let rest = row.after_columns(used + 1);
        let has_room = text::width(&view.total) <= rest.width;
        let time = if has_room { view.total.as_str() } else { took };
        text::write_right(time, theme.bold(style), rest, buf);
        return;
    };
    // The two stay together in the middle, and a little apart.
    let width = (width + 2 * GAP).min(inside.width);
    let place = inside.padded((inside.width - width) / 2);
    heading_letters.draw_aligned(HorizontalAlignment::Left, style, place, buf);
    took_letters.draw_aligned(HorizontalAlignment::Right, style, place, buf);
}

/// The body: the end of the session and its praise, the time on each side, the weeks, the next step.
fn sections(view: &SummaryView, theme: &Theme, columns: u16) -> [Vec<TextLine>; 6] {
    let wrapped = |content: &str, style| text::lines(content, style, columns, u16::MAX);
    let title = wrapped(&view.title, theme.faint());
    let mut praise = wrapped(&view.praise, theme.strong());
    praise.extend(
        view.note
            .iter()
            .flat_map(|note| wrapped(note, theme.text())),
    );
    let mut done = done(&view.lines, theme, columns);
    done.extend(wrapped(&view.total, theme.strong()));
    let past = view.past.as_ref();
    let past = past.map_or_else(Vec::new, |past| self::past(past, theme, columns));
    let next = wrapped(&view.next, theme.text());
    let changed = changed(&view.changed, theme, columns);
    [title, praise, done, changed, past, next]
}

/// The lengths that were changed by hand, and the keys that write them.
fn changed(view: &ChangedView, theme: &Theme, columns: u16) -> Vec<TextLine> {
    let wrapped = |content: &str, style| text::lines(content, style, columns, u16::MAX);
    if view.lines.is_empty() {
        return Vec::new();
    }
    let mut lines = match view.keys {
        "" => wrapped("Changed by hand", theme.strong()),
        keys => wrapped(&format!("Changed by hand: {keys}"), theme.strong()),
    };
    for (is_marked, name, change, state) in &view.lines {
        let mark = if *is_marked { "›" } else { "" };
        let state = match state.as_str() {
            "" => String::new(),
            state => format!(" · {state}"),
        };
        let words = format!("{name}  {change}{state}");
        let words = text::wrapped(&words, columns.saturating_sub(2), u16::MAX);
        for (nth, words) in words.into_iter().enumerate() {
            let mark = if nth == 0 { mark } else { "" };
            lines.push(vec![
                (0, mark.to_owned(), theme.strong()),
                (2, words, theme.text()),
            ]);
        }
    }
    lines.extend(
        view.said
            .iter()
            .flat_map(|said| wrapped(said, theme.strong())),
    );
    lines
}

/// The stretches that were done, one a line; if a line is too narrow, the times stand below the name.
pub(super) fn done(lines: &[SummaryLine], theme: &Theme, columns: u16) -> Vec<TextLine> {
    let all_sides: Vec<String> = lines.iter().map(|line| sides(line, "   ")).collect();
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(text::width).max().unwrap_or(0);
    let name = widest(&mut lines.iter().map(|line| line.name.as_str()));
    let done = widest(&mut all_sides.iter().map(String::as_str));
    let remark = widest(&mut lines.iter().map(|line| line.remark.as_str()));
    let remark_at = name + GAP + done + GAP;
    let in_columns = if remark == 0 {
        remark_at - GAP
    } else {
        remark_at + remark
    } <= columns;
    let line = |(line, sides): (&SummaryLine, String)| -> Vec<TextLine> {
        if in_columns {
            return vec![vec![
                (0, line.name.clone(), theme.text()),
                (name + GAP, sides, theme.text()),
                (remark_at, line.remark.clone(), theme.faint()),
            ]];
        }
        let mut own = text::lines(&line.name, theme.text(), columns, u16::MAX);
        let below = [self::sides(line, " · "), line.remark.clone()];
        let below: Vec<String> = below.into_iter().filter(|text| !text.is_empty()).collect();
        let below = text::wrapped(&below.join(" · "), columns.saturating_sub(2), u16::MAX);
        own.extend(
            below
                .into_iter()
                .map(|below| vec![(2, below, theme.faint())]),
        );
        own
    };
    lines.iter().zip(all_sides).flat_map(line).collect()
}

/// `Right 30 s   Left 30 s`, with `gap` between two sides.
fn sides(line: &SummaryLine, gap: &str) -> String {
    let side = |(side, done): &(String, String)| {
        if side.is_empty() {
            done.clone()
        } else {
            format!("{side} {done}")
        }
    };
    line.sides.iter().map(side).collect::<Vec<_>>().join(gap)
}

/// The last weeks as dots and the soreness as a chart, with their words beside them; below where there is no room.
fn past(past: &Past, theme: &Theme, columns: u16) -> Vec<TextLine> {
    let last = past.soreness.last();
    let soreness = last.map(|last| format!("soreness so far, last {last}/10"));
    let words = soreness.as_deref().map_or(0, text::width);
    let words = words.max(text::width(&past.adherence));
    let weeks_in = |columns: u16| usize::from((columns + 1) / WEEK).min(past.weeks.len());
    let beside = weeks_in(columns.saturating_sub(words + GAP));
    let is_beside = beside >= LEAST_WEEKS.min(past.weeks.len());
    let count = if is_beside { beside } else { weeks_in(columns) };
    let width = (count as u16 * WEEK).saturating_sub(1);
    let mut lines = Vec::new();
    let mut add = |mut picture: TextLine, words: &str| {
        if is_beside {
            picture.push((width + GAP, words.to_owned(), theme.text()));
            lines.push(picture);
        } else {
            lines.push(picture);
            lines.extend(text::lines(words, theme.text(), columns, u16::MAX));
        }
    };
    let earlier = past.weeks.len() - count;
    let weeks = past.weeks.get(earlier..).unwrap_or_default();
    add(dots(weeks, theme), &past.adherence);
    if let Some(words) = soreness {
        // Numbers take more columns than blocks.
        let each = text::width(&columns::soreness(&[0, 0], theme)) - 1;
        let room = usize::from(width / each);
        let earlier = past.soreness.len().saturating_sub(room);
        let shown = columns::soreness(past.soreness.get(earlier..).unwrap_or_default(), theme);
        add(vec![(0, shown, theme.strong())], &words);
    }
    lines
}

/// A dot for each day, larger where something was done.
fn dots(weeks: &[Week], theme: &Theme) -> TextLine {
    let mut line = TextLine::new();
    for (week, start) in weeks.iter().zip((0..).step_by(WEEK.into())) {
        for (heat, column) in week.days.iter().zip(start..) {
            let (dot, style) = match heat {
                None => continue,
                Some(Heat::None) => ("·", theme.faint()),
                Some(_) => ("●", theme.strong()),
            };
            line.push((column, dot.to_owned(), style));
        }
    }
    line
}

/// The lines of the question, or of the mistake in its answer.
fn asked(question: &Question, columns: u16) -> Vec<String> {
    let asks = question.problem.as_deref().unwrap_or({
        if text::width(question.asks) <= columns {
            question.asks
        } else {
            question.briefly
        }
    });
    text::wrapped(asks, columns, 2)
}

/// Draws the question, also in large letters where there is room, and below it the answer as it is typed; a long answer
/// shows its end.
fn draw_question(question: &Question, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let asked = asked(question, area.width);
    let rows = asked.len() as u16 + 1;
    let letters = area.first_rows(area.height.saturating_sub(rows + 1));
    let room = Size::new(letters.width, letters.height);
    let large = Lettering::fit(question.short, room, 1, theme.ink());
    if let Some(large) = large {
        large.draw(theme.text(), letters.last_rows(large.size().height), buf);
    }
    let place = area.last_rows(rows);
    text::write_lines(&asked, theme.strong(), place, buf);
    let row = place.last_rows(1).before_columns(1);
    let used = text::write("› ", theme.text(), row, buf);
    let (typed, place) = (&question.typed, row.after_columns(used));
    field::draw(typed, question.typing, theme.text(), place, buf);
}
