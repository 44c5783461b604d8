//! The sweep: every instruction of every bundled routine reaches the eye, at all common sizes.
//!
//! Every segment of every routine with each of its sentences, and every lead-in, while it runs, paused and hurt and with
//! the longer texts that a key shows, with the notices of the program. What is looked at is the picture that is drawn,
//! cell by cell.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::head::{BandLayout, BandWord};
use super::super::layout::MiddleLayout;
use super::super::prose::Paragraph;
use super::super::{SessionLayout, WindowParts, head, window};
use crate::app::element::{Look, Window};
use crate::app::input::{Input, Key};
use crate::app::session::view::{NoticeView, SessionView};
use crate::app::session::{After, Preferences};
use crate::app::{App, Frame, View};
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Start;
use crate::core::routine::First;
use crate::core::session::Plan;
use crate::core::settings::{Motion, ThemeChoice};
use crate::core::timeline::Unrolled;
use crate::diagnostic::Source;
use crate::disk::{bundled, stretches};
use crate::format::languages;
use crate::format::routine::parse_among;
use crate::tui::area::Area;
use crate::tui::theme::{Backdrop, Colours, Options, Theme};
use crate::tui::widget::letters::Lettering;

/// A window in which every figure is shown.
const WIDE: Window = Window {
    columns: 200,
    rows: 60,
};
/// The most common windows, and the smallest of each kind.
const COMMON: [(u16, u16); 6] = [(60, 18), (72, 20), (80, 24), (100, 30), (200, 60), (40, 12)];
/// The columns and the rows of all other windows, which the views take in turn.
const COLUMNS: [u16; 13] = [40, 46, 52, 60, 66, 71, 72, 80, 91, 100, 120, 160, 212];
const ROWS: [u16; 12] = [12, 13, 15, 18, 19, 20, 22, 24, 27, 30, 43, 60];
/// A lead-in is drawn in every so many of them, and another view.
const TURN: (usize, usize) = (5, 53);
/// Messages of the program that come while a session runs.
const NOTICES: [&str; 2] = [
    "Starting over. Unfinished session: Return to running: walk test, step 12, left, a rehearsal.",
    "No audio player found: using the terminal bell. See `supple doctor`.",
];
/// The rows that a notice has in a small window: one at a time.
const TURNS: usize = 4;

/// The view of a session of `plan` one second after this key.
fn seen(plan: &Plan, key: Option<Key>) -> SessionView {
    session_of(frame(plan, key).view)
}

fn session_of(view: View) -> SessionView {
    match view {
        View::Session(view) => *view,
        other => panic!("no session: {other:?}"),
    }
}

/// A session of `plan` one second after this key, with what lies over it.
fn frame(plan: &Plan, key: Option<Key>) -> Frame {
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: crate::core::condition::Conditions::NONE,
        lead_in: plan.start.lead_in,
        figures: true,
        motion: Motion::Off,
        after: After::Nothing,
        wall: None,
    };
    let second = |nth: u64| Moment::ZERO + Duration::from_secs(nth);
    let mut app = App::playing(plan.clone(), preferences, Moment::ZERO);
    app.look_through(WIDE);
    for nth in [1, 2] {
        app.update(None, second(nth));
    }
    app.update(key.map(Input::Key).as_ref(), second(2));
    app.frame(second(2))
}

/// A routine as it is played.
fn plan_of((id, text): (&str, String)) -> Plan {
    let name = format!("{id}.toml");
    let source = Source { name, text };
    let parsed = parse_among(&source, &stretches::built_in());
    let routines = NonEmpty {
        first: Arc::new(parsed.value.unwrap()),
        rest: Vec::new(),
    };
    Plan::of(&routines, Duration::from_secs(15), Unrolled::default(), 100)
}

/// The views of the lead-in and of every segment, while it runs, paused, hurt and with its longer texts, each with the
/// place where it is seen.
fn seen_in(id: &str, plan: &Plan) -> Vec<(String, SessionView)> {
    let keys = [None, Some(' '), Some('h'), Some('i')].map(|key| key.map(Key::Char));
    let lead_in = keys.map(|key| (format!("{id}, lead-in, {key:?}"), seen(plan, key)));
    let segments = (0..plan.timeline.len()).flat_map(|from| {
        let start = Start {
            lead_in: Duration::ZERO,
            from,
        };
        let plan = Plan {
            start,
            ..plan.clone()
        };
        keys.map(|key| (format!("{id}, {from}, {key:?}"), seen(&plan, key)))
    });
    lead_in.into_iter().chain(segments).collect()
}

/// The view with each of its sentences in turn.
fn with_each_sentence(view: &SessionView) -> Vec<SessionView> {
    let said = view.sentences.iter().cloned().map(Some);
    let own = [view.cue.clone()];
    let cues: Vec<_> = if view.look == Look::Hurt {
        own.into()
    } else {
        said.chain(own).collect()
    };
    let with = |cue| SessionView {
        cue,
        ..view.clone()
    };
    cues.into_iter().map(with).collect()
}

/// The views of each bundled routine.
static BUNDLED: LazyLock<Vec<Vec<(String, SessionView)>>> = LazyLock::new(|| {
    let seen = bundled::ALL.map(|(id, text)| seen_in(id, &plan_of((id, text.to_owned()))));
    seen.into()
});

/// All of the views that differ in what the layout of the middle is chosen by, with each of their sentences; each with
/// the place where it is seen.
fn different<'a>(
    seen: impl IntoIterator<Item = &'a Vec<(String, SessionView)>>,
) -> Vec<(String, SessionView)> {
    let mut views = BTreeMap::new();
    for seen in seen {
        let seen = seen.iter().flat_map(|(place, view)| {
            let views = with_each_sentence(view).into_iter();
            views.map(move |view| (place.clone(), view))
        });
        for (place, view) in seen {
            let SessionView {
                look,
                name,
                name_first,
                count,
                widest,
                asks,
                figure,
                cue,
                sentences,
                how,
                next,
                notes,
                ..
            } = &view;
            let count = count.as_ref().map(|count| &count.shape);
            let figure = figure.as_ref().map(|figure| &figure.figure.name);
            let is_hurt = *look == Look::Hurt;
            let key = format!(
                "{name} {cue:?} {sentences:?} {how:?} {next:?} {notes:?} {asks:?} {figure:?} {count:?} {widest} \
                 {name_first} {is_hurt}"
            );
            views.entry(key).or_insert((place, view));
        }
    }
    views.into_values().collect()
}

/// The picture of a view in a turn of its words.
fn picture(
    layout: &SessionLayout,
    turn: usize,
    view: &SessionView,
    theme: &Theme,
    area: Rect,
) -> Buffer {
    let mut buf = Buffer::empty(area);
    layout.draw(turn, view, theme, &mut buf);
    buf
}

/// The text in `place`, its rows joined.
fn read(buf: &Buffer, place: Rect) -> String {
    let place = place.intersection(buf.area);
    let rows = place.rows().map(|row| {
        let cells = row.positions().map(|at| buf[at].symbol());
        cells.collect::<String>()
    });
    let rows: Vec<String> = rows.collect();
    let words = rows.join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the cells of `place` are those that `draw` draws there.
fn is_drawn(buf: &Buffer, place: Rect, draw: impl Fn(&mut Buffer)) -> bool {
    let place = place.intersection(buf.area);
    let mut alone = Buffer::empty(place);
    draw(&mut alone);
    let drawn = place.positions().filter(|at| alone[*at].symbol() != " ");
    let drawn: Vec<_> = drawn.collect();
    !drawn.is_empty()
        && drawn
            .iter()
            .all(|at| buf[*at].symbol() == alone[*at].symbol())
}

/// Whether `text` is drawn in the place of one of these paragraphs, from its first to its last letter.
fn shows<'a>(
    buf: &Buffer,
    paragraphs: impl IntoIterator<Item = &'a (Paragraph, Rect)>,
    text: &str,
) -> bool {
    paragraphs
        .into_iter()
        .any(|(paragraph, place)| match paragraph {
            Paragraph::Large(letters, style) => {
                let size = letters.size();
                let has_room = size.width <= place.width && size.height <= place.height;
                has_room
                    && letters.spells(text)
                    && is_drawn(buf, *place, |alone| letters.draw(*style, *place, alone))
            }
            Paragraph::Lines(_) | Paragraph::Framed(..) => read(buf, *place).contains(text),
        })
}

/// The parts of the middle that cannot be read in the picture, but for notes and the cue.
fn missing<'a>(
    view: &'a SessionView,
    layout: &MiddleLayout,
    buf: &Buffer,
    theme: &Theme,
) -> Vec<&'a str> {
    // Between these, or where the notes and the person leave it no room, the keys below say it.
    let is_large = buf.area.width >= 100 && buf.area.height >= 30 && view.notes.is_empty();
    let has_room = is_large || buf.area.height < 13;
    let is_paused = view.look == Look::Paused;
    let asks = view.asks.as_ref().filter(|_| is_paused && has_room);
    let asks = asks.map(String::as_str).into_iter();
    let mut missing: Vec<&str> = asks
        .filter(|words| !shows(buf, &layout.prose, words))
        .collect();
    if !shows(buf, [&layout.name], &view.name) {
        missing.push(&view.name);
    }
    if let Some(count) = &view.count {
        let is_seen = layout.number.as_ref().is_some_and(|(number, field)| {
            let is_text = number.rows() == 0.0 && read(buf, *field).contains(&count.text);
            is_text
                || is_drawn(buf, *field, |alone| {
                    number.draw(view.look, theme, *field, alone);
                })
        });
        if !is_seen {
            missing.push(&count.text);
        }
    }
    missing
}

/// The band of a view in a window.
fn band(view: &SessionView, theme: &Theme, places: WindowParts) -> BandLayout {
    let band = match places {
        WindowParts::Roomy([head, ..]) => head::letters(head),
        WindowParts::Compact([band, ..]) => band,
    };
    BandLayout::of(view, theme, band)
}

/// The words of the band that cannot be read in the picture, or that have no letters.
fn cut_in_band<'a>(
    view: &'a SessionView,
    layout: &SessionLayout,
    theme: &Theme,
    buf: &Buffer,
) -> Vec<&'a str> {
    let BandLayout {
        phase, side, pad, ..
    } = band(view, theme, layout.places);
    let is_seen = |(word, place): &(BandWord, Rect), pad: u16, text: &str| match &word.large {
        Some(letters) => is_drawn(buf, *place, |alone| {
            letters.draw(theme.text(), place.padded(pad), alone);
        }),
        None => word.width() <= place.width && read(buf, *place).contains(text),
    };
    let mut cut = Vec::new();
    if !is_seen(&phase, 0, &view.phase) || !Lettering::can_spell(&view.phase) {
        cut.push(view.phase.as_str());
    }
    if let Some(word) = &view.side {
        let side = side.as_ref();
        if !side.is_some_and(|side| is_seen(side, pad, word)) || !Lettering::can_spell(word) {
            cut.push(word);
        }
    }
    cut
}

/// The times and the keys that cannot be read in the picture of a window that has a place for them.
fn missing_around<'a>(view: &'a SessionView, buf: &Buffer) -> Vec<&'a str> {
    let area = buf.area;
    let mut around: Vec<&str> = Vec::new();
    if window(area).is_roomy() {
        let status = read(buf, area.first_rows(1));
        let times = [view.step.as_ref(), Some(&view.elapsed), view.ends.as_ref()];
        let times = times.into_iter().flatten();
        around.extend(
            times
                .map(String::as_str)
                .filter(|time| !status.contains(*time)),
        );
        let title = view.title.split(' ').next().unwrap();
        around.extend(Some(title).filter(|title| !status.starts_with(title)));
    }
    if area.height >= 13
        && let Some(hint) = view.hints.first()
    {
        let keys = read(buf, area.last_rows(1));
        let is_seen = keys.contains(&format!("{} {}", hint.key, hint.does));
        around.extend(Some(&*hint.does).filter(|_| !is_seen));
    }
    around
}

/// Everything of a view that is not seen in a window. Notes, and beside them the cue, may take turns, and all else is seen
/// in each of those, the digits in one size.
fn unseen(view: &SessionView, layout: &SessionLayout, theme: &Theme, area: Rect) -> Vec<String> {
    let mut unread: Vec<&String> = view.notes.iter().chain(&view.cue).collect();
    let mut unseen = Vec::new();
    let mut first: Option<Buffer> = None;
    for (turn, middle) in layout.turns.iter().enumerate() {
        let buf = picture(layout, turn, view, theme, area);
        unread.retain(|words| !shows(&buf, &middle.prose, words));
        let words = missing(view, middle, &buf, theme).into_iter();
        unseen.extend(words.map(str::to_owned));
        if buf.content.iter().any(|cell| cell.symbol() == "…") {
            unseen.push(read(&buf, area));
        }
        let Some(first) = &first else {
            let words = cut_in_band(view, layout, theme, &buf).into_iter();
            let words = words.chain(missing_around(view, &buf));
            unseen.extend(words.map(str::to_owned));
            first = Some(buf);
            continue;
        };
        let is_around = |at: &Position| !layout.places.middle().contains(*at);
        let mut around = area.positions().filter(is_around);
        if around.any(|at| first[at] != buf[at]) {
            unseen.push("what is around the words".to_owned());
        }
    }
    let numbers = layout.turns.iter().map(|turn| turn.number.as_ref());
    let mut digits: Vec<_> = numbers
        .map(|number| number.map(|(number, _)| number.rows()))
        .collect();
    digits.dedup();
    if digits.len() > 1 {
        unseen.push(format!("digits of one size: {digits:?}"));
    }
    unseen.extend(unread.into_iter().cloned());
    unseen
}

fn theme() -> Theme {
    Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    })
}

/// What a notice takes away in a window, and its own words that are not seen in any of its turns.
fn lost_to_notice(
    view: &SessionView,
    without: &SessionLayout,
    text: &str,
    theme: &Theme,
    area: Rect,
) -> Vec<String> {
    let mut lost = Vec::new();
    let is_small = !window(area).is_roomy();
    if is_small && (!view.notes.is_empty() || view.look == Look::Hurt) {
        // It comes behind the notes, and does not stand in the way of what to do when it hurts.
        return lost;
    }
    let person = |layout: &SessionLayout| layout.turns.iter().all(|turn| turn.figure.is_some());
    let mut words: Vec<&str> = text.split(' ').collect();
    for turn in 0..TURNS {
        let notice = NoticeView {
            text: text.to_owned(),
            turn,
        };
        let with = SessionView {
            notice: Some(notice),
            ..view.clone()
        };
        let layout = SessionLayout::of(&with, theme, area);
        if turn == 0 {
            lost.extend(unseen(&with, &layout, theme, area));
            if without.turns[0].figure.is_some() && !person(&layout) {
                lost.push("the person".to_owned());
            }
        }
        let buf = picture(&layout, 0, &with, theme, area);
        let seen = read(&buf, area);
        words.retain(|word| !seen.split(' ').any(|seen| seen == *word));
        if words.is_empty() {
            break;
        }
    }
    lost.extend(words.into_iter().map(str::to_owned));
    lost
}

/// All windows but the common ones.
fn others() -> Vec<(u16, u16)> {
    let columns = COLUMNS.iter();
    columns
        .flat_map(|columns| ROWS.map(|rows| (*columns, rows)))
        .collect()
}

/// Everything that is cut in `views`: each is drawn in every second of the common windows, and in some of the `others`.
/// If `is_long`, each is drawn in all of them.
fn cut(views: &[(String, SessionView)], others: &[(u16, u16)], is_long: bool) -> Vec<String> {
    let theme = theme();
    let cut_in = |nth: usize| {
        let mut cut = Vec::new();
        for (nth, (place, view)) in views.iter().enumerate().skip(nth).step_by(2) {
            let (step, every) = match place.contains("lead-in") {
                _ if is_long => (1, 1),
                true => (TURN.0, 2),
                false => (TURN.1, 2),
            };
            let in_turn = others.iter().skip(nth % step).step_by(step);
            let common = COMMON.iter().skip(nth / 2 % every).step_by(every);
            for (turn, (width, height)) in common.chain(in_turn).enumerate() {
                let area = Rect::new(0, 0, *width, *height);
                let layout = SessionLayout::of(view, &theme, area);
                let mut lost = unseen(view, &layout, &theme, area);
                if (nth + turn) % 7 == 0 {
                    let notice = NOTICES[nth % NOTICES.len()];
                    lost.extend(lost_to_notice(view, &layout, notice, &theme, area));
                }
                let lost = lost.into_iter();
                cut.extend(lost.map(|words| format!("{width}×{height}, {place}: {words}")));
            }
        }
        cut
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| cut_in(1));
        let mut cut = cut_in(0);
        cut.extend(other.join().unwrap());
        cut
    })
}

#[test]
fn no_instruction_and_no_name_is_cut() {
    let views = different(BUNDLED.iter());
    let cut = cut(&views, &others(), false);
    assert!(cut.is_empty(), "{} are cut:\n{}", cut.len(), cut.join("\n"));
}

#[test]
#[ignore = "takes a quarter of an hour: each view in each window"]
fn no_instruction_and_no_name_is_cut_in_any_window() {
    let views = different(BUNDLED.iter());
    let cut = cut(&views, &others(), true);
    assert!(cut.is_empty(), "{} are cut:\n{}", cut.len(), cut.join("\n"));
}

/// The longest texts beside the words of each language are those of routines in English.
#[test]
fn no_word_of_any_language_is_cut() {
    let routines = ["knee-to-chest", "return-to-run", "cold-pack"];
    for lang in languages::tags().filter(|lang| *lang != "en") {
        let written = routines.map(|id| {
            let text = bundled::text(id).unwrap();
            assert!(text.contains("lang = \"en\""), "{id}");
            let text = text.replace("lang = \"en\"", &format!("lang = \"{lang}\""));
            seen_in(id, &plan_of((id, text)))
        });
        let cut = cut(&different(&written), &[], false);
        assert!(
            cut.is_empty(),
            "{lang}: {} are cut:\n{}",
            cut.len(),
            cut.join("\n")
        );
    }
}

/// Where notes and cue leave no room beside the person at once, they take turns, which are over before the lead-in is.
#[test]
fn a_person_and_every_warning_are_seen_before_the_start() {
    let theme = theme();
    let mut lost = Vec::new();
    for (id, text) in bundled::ALL {
        let view = seen(&plan_of((id, text.to_owned())), None);
        for (width, height) in [(80, 24), (60, 20)] {
            let area = Rect::new(0, 0, width, height);
            let mut unread: Vec<&String> = view.notes.iter().chain(&view.cue).collect();
            let mut places = Vec::new();
            let layout = SessionLayout::of(&view, &theme, area);
            for (turn, middle) in layout.turns.iter().enumerate().take(view.most_turns) {
                let buf = picture(&layout, turn, &view, &theme, area);
                unread.retain(|words| !shows(&buf, &middle.prose, words));
                places.push(middle.figure.map(|(_, place)| place));
            }
            places.dedup();
            if places.len() != 1 || places[0].is_none() {
                lost.push(format!("{width}×{height}, {id}, the person: {places:?}"));
            }
            let unread = unread.into_iter();
            lost.extend(unread.map(|words| format!("{width}×{height}, {id}: {words}")));
        }
    }
    assert!(lost.is_empty(), "lost:\n{}", lost.join("\n"));
}

#[test]
fn the_number_of_the_repetition_has_one_size_through_a_session() {
    let theme = theme();
    for seen in BUNDLED.iter() {
        for (width, height) in COMMON {
            let mut sizes = BTreeMap::new();
            for (place, view) in seen {
                let layout = SessionLayout::of(view, &theme, Rect::new(0, 0, width, height));
                let band = band(view, &theme, layout.places);
                let size = band.turn.map(|(number, _)| {
                    let large = number.large.map(|large| large.letter_height());
                    format!("{large:?}")
                });
                sizes.entry(size).or_insert_with(|| place.clone());
            }
            sizes.remove(&None);
            assert!(sizes.len() <= 1, "{width}×{height}: {sizes:?}");
        }
    }
}

#[test]
fn the_help_covers_the_band_whole_or_not_at_all() {
    let theme = theme();
    let text = bundled::text("knee-to-chest").unwrap().to_owned();
    let help = frame(&plan_of(("knee-to-chest", text)), Some(Key::Char('?')));
    assert!(help.overlay.is_some());
    let view = session_of(help.view.clone());
    let band = theme.band(view.look).bg;
    assert!(band.is_some());
    for (width, height) in COMMON.into_iter().chain(others()) {
        let area = Rect::new(0, 0, width, height);
        let layout = SessionLayout::of(&view, &theme, area);
        let before = picture(&layout, 0, &view, &theme, area);
        let mut with = Buffer::empty(area);
        crate::tui::draw(&help, &theme, area, &mut with);
        let above = area.first_rows(layout.places.middle().y);
        let had_band = above.positions().any(|at| Some(before[at].bg) == band);
        assert!(had_band, "{width}×{height}");
        let is_as_before = above.positions().all(|at| before[at] == with[at]);
        let is_band = |at: Position| Some(with[at].bg) == band;
        let is_gone = !above.positions().any(is_band);
        assert!(is_as_before || is_gone, "{width}×{height}");
    }
}

/// Where the digits are larger than they must be, a standing person beside them is not small.
#[test]
fn a_person_who_walks_is_seen_from_afar_in_the_usual_window() {
    let theme = theme();
    let text = bundled::text("return-to-run").unwrap().to_owned();
    let seen = seen_in("return-to-run", &plan_of(("return-to-run", text)));
    let mut heights = Vec::new();
    for (_, view) in &seen {
        let layout = SessionLayout::of(view, &theme, Rect::new(0, 0, 80, 24));
        let figure = layout.turns[0].figure;
        heights.extend(figure.map(|(_, place)| place.height));
    }
    assert!(heights.len() > 6, "{heights:?}");
    assert!(heights.iter().all(|rows| *rows >= 10), "{heights:?}");
}
