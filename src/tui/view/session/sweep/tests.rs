//! The sweep: every instruction of every bundled routine reaches the eye, at all common sizes.
//!
//! Every segment of every routine with each of its sentences, while it runs, paused and hurt, and every lead-in.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use super::super::head::{BandLayout, BandWord};
use super::super::layout::MiddleLayout;
use super::super::prose::Paragraph;
use super::super::{large, parts, small};
use crate::app::element::{Look, Window};
use crate::app::input::{Input, Key};
use crate::app::session::view::SessionView;
use crate::app::session::{After, Preferences};
use crate::app::{App, View};
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
/// The windows that every view is laid out in: the smallest of each kind, and the most common.
const COMMON: [(u16, u16); 6] = [(60, 18), (72, 20), (80, 24), (100, 30), (200, 50), (40, 12)];
/// The columns and the rows of all other windows, which the views take in turn.
const COLUMNS: [u16; 11] = [60, 66, 71, 72, 80, 91, 100, 120, 145, 175, 212];
const ROWS: [u16; 10] = [18, 19, 20, 24, 27, 30, 36, 43, 50, 56];
/// A view is laid out in every so many of them.
const TURN: usize = 17;

/// A session of `plan` one second after this key.
fn seen(plan: &Plan, key: Option<Key>) -> SessionView {
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
    match app.frame(second(2)).view {
        View::Session(view) => *view,
        other => panic!("no session: {other:?}"),
    }
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

/// The views of the lead-in and of every segment, while it runs, paused and hurt, each with the place where it is seen.
fn seen_in(id: &str, plan: &Plan) -> Vec<(String, SessionView)> {
    let keys = [None, Some(Key::Char(' ')), Some(Key::Char('h'))];
    let lead_in = (format!("{id}, lead-in"), seen(plan, None));
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
    [lead_in].into_iter().chain(segments).collect()
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

/// All views that differ in what the layout of the middle is chosen by, each with the place where it is seen.
fn views<'a>(routines: impl IntoIterator<Item = (&'a str, String)>) -> Vec<(String, SessionView)> {
    let mut views = BTreeMap::new();
    for (id, text) in routines {
        let seen = seen_in(id, &plan_of((id, text))).into_iter();
        let seen = seen.flat_map(|(place, view)| {
            let views = with_each_sentence(&view).into_iter();
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

/// Whether one of these paragraphs is `text` from its first to its last letter, within its place.
fn shows<'a>(paragraphs: impl IntoIterator<Item = &'a (Paragraph, Rect)>, text: &str) -> bool {
    paragraphs
        .into_iter()
        .any(|(paragraph, place)| match paragraph {
            Paragraph::Large(letters, _) => {
                let size = letters.size();
                size.width <= place.width && size.height <= place.height && letters.spells(text)
            }
            Paragraph::Lines(lines) | Paragraph::Framed(lines, _) => {
                let lines = lines.iter().map(|line| {
                    let texts = line.iter().map(|(_, text, _)| text.as_str());
                    texts.collect::<String>()
                });
                let lines: Vec<String> = lines.collect();
                let fits = lines
                    .iter()
                    .all(|line| crate::tui::widget::text::width(line) <= place.width);
                fits && lines.len() <= place.height.into() && lines.join(" ").contains(text)
            }
        })
}

/// The parts that are cut or not there at all.
fn missing<'a>(view: &'a SessionView, layout: &MiddleLayout) -> Vec<&'a str> {
    let words = view.notes.iter().chain(&view.cue).map(String::as_str);
    let mut missing: Vec<&str> = words.filter(|words| !shows(&layout.prose, words)).collect();
    if !shows([&layout.name], &view.name) {
        missing.push(&view.name);
    }
    missing
}

/// The band of a view in a window.
fn band(view: &SessionView, theme: &Theme, area: Rect) -> BandLayout {
    let window = Window {
        columns: area.width,
        rows: area.height,
    };
    let band = if window.has_figure() {
        parts(area)[0].after_rows(1)
    } else {
        small::layout(view, theme, area).0[0]
    };
    BandLayout::of(view, theme, band)
}

/// The words of the band that have too little room, or that have no letters.
fn cut_in_band<'a>(view: &'a SessionView, theme: &Theme, area: Rect) -> Vec<&'a str> {
    let BandLayout { phase, side, .. } = band(view, theme, area);
    let is_cut = |(word, place): &(BandWord, Rect)| word.width() > place.width;
    let has_letters = |word: &str| Lettering::can_spell(word);
    let mut cut = Vec::new();
    if is_cut(&phase) || !has_letters(&view.phase) {
        cut.push(view.phase.as_str());
    }
    if let (Some(side), Some(word)) = (&side, &view.side)
        && (is_cut(side) || !has_letters(word))
    {
        cut.push(word);
    }
    cut
}

fn theme() -> Theme {
    Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    })
}

/// Everything that is cut in `views`, in the common windows and in every so many of all others.
fn cut(views: &[(String, SessionView)]) -> Vec<String> {
    let theme = theme();
    let sizes = COLUMNS
        .iter()
        .flat_map(|columns| ROWS.map(|rows| (*columns, rows)));
    let sizes: Vec<(u16, u16)> = sizes.collect();
    let mut cut = Vec::new();
    for (nth, (place, view)) in views.iter().enumerate() {
        let in_turn = sizes.iter().skip(nth % TURN).step_by(TURN);
        for (width, height) in COMMON.iter().chain(in_turn) {
            let window = Window {
                columns: *width,
                rows: *height,
            };
            let area = Rect::new(0, 0, *width, *height);
            let layout = if window.has_figure() {
                large::layout(view, &theme, parts(area)[1])
            } else {
                small::layout(view, &theme, area).1
            };
            let words = missing(view, &layout).into_iter();
            for words in words.chain(cut_in_band(view, &theme, area)) {
                cut.push(format!("{width}×{height}, {place}: {words}"));
            }
        }
    }
    cut
}

#[test]
fn no_instruction_and_no_name_is_cut() {
    let views = views(bundled::ALL.map(|(id, text)| (id, text.to_owned())));
    let cut = cut(&views);
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
            (
                id,
                text.replace("lang = \"en\"", &format!("lang = \"{lang}\"")),
            )
        });
        let cut = cut(&views(written));
        assert!(
            cut.is_empty(),
            "{lang}: {} are cut:\n{}",
            cut.len(),
            cut.join("\n")
        );
    }
}

#[test]
fn the_number_of_the_repetition_has_one_size_through_a_session() {
    let theme = theme();
    for (id, text) in bundled::ALL {
        let seen = seen_in(id, &plan_of((id, text.to_owned())));
        for (width, height) in COMMON {
            let mut sizes = BTreeMap::new();
            for (place, view) in &seen {
                let band = band(view, &theme, Rect::new(0, 0, width, height));
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
