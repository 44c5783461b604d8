//! Tests of the layouts at all sizes: every part is whole and in its place, and none covers another.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::head::{BandLayout, BandWord};
use super::layout::MiddleLayout;
use super::prose::{Paragraph, StepWords};
use super::{SessionLayout, large};
use crate::app::element::{FigureView, Look, Overlay, RibbonView};
use crate::app::session::view::{Count, NoticeView, SessionView};
use crate::app::{Frame, View};
use crate::core::pose::Turn;
use crate::core::settings::ThemeChoice;
use crate::diagnostic::Source;
use crate::format::routine::{References, StretchFile};
use crate::tui::area::Area;
use crate::tui::theme::{Backdrop, Colours, Options, Theme};
use crate::tui::widget::text;

const NAMES: [&str; 5] = [
    "Leg",
    "Single-knee pull",
    "Наклон таза 🧘‍♀️",
    "膝を胸に引き寄せるストレッチ",
    "Tiefer Ausfallschritt mit Rotation nach oben",
];

fn themes() -> [Theme; 2] {
    [true, false].map(|utf8| {
        Theme::of(Options {
            colours: Colours::TrueColor,
            utf8,
            choice: ThemeChoice::Auto,
            backdrop: Backdrop::Dark,
        })
    })
}

fn figure(text: &str) -> FigureView {
    let source = Source {
        name: "figure.toml".to_owned(),
        text: text.to_owned(),
    };
    let file = StretchFile::own("figure".to_owned(), source, None);
    FigureView {
        figure: References::new([file]).figure("figure").unwrap(),
        turn: Turn::First,
        thousandths: 1000,
        shows_way: false,
        is_moving: false,
    }
}

fn figures() -> [Option<FigureView>; 3] {
    [
        None,
        Some(figure(include_str!(
            "../../../../stretches/single-knee-pull.toml"
        ))),
        Some(figure(include_str!(
            "../../../../stretches/calf-straight.toml"
        ))),
    ]
}

/// What comes next, behind its label.
fn then(next: &str) -> (String, String) {
    ("then:".to_owned(), next.to_owned())
}

/// The number of a repetition, behind its word.
fn turn(number: &str) -> (String, String) {
    ("REP".to_owned(), number.to_owned())
}

fn view(name: &str) -> SessionView {
    SessionView {
        title: "Knee-to-chest back stretch".to_owned(),
        look: Look::Hold,
        phase: "HOLD".to_owned(),
        phase_first: false,
        side: Some("RIGHT".to_owned()),
        widest_phase: "SWITCH RIGHT".to_owned(),
        name: name.to_owned(),
        name_first: false,
        count: Some(Count {
            text: "12".to_owned(),
            shape: "88".to_owned(),
        }),
        widest: "88".to_owned(),
        progress: None,
        asks: None,
        figure: None,
        cue: Some("Right knee in, hands behind the thigh.".to_owned()),
        sentences: Vec::new(),
        how: None,
        next: Some(then("switch sides")),
        step: Some("step 1/6".to_owned()),
        turn: Some(turn("1/2")),
        round: None,
        clock: (Duration::from_secs(41), Duration::from_secs(128)),
        elapsed: "0:41 of 2:08".to_owned(),
        ends: None,
        ribbon: RibbonView {
            segments: Arc::from(Vec::new()),
            here: None,
        },
        opening: Vec::new(),
        notes: Vec::new(),
        aside: None,
        notice: None,
        turn_of_notes: 0,
        most_turns: 3,
        hints: Vec::new(),
    }
}

/// Views of every kind that a layout is chosen by.
fn views() -> Vec<SessionView> {
    let mut views = Vec::new();
    for name in NAMES {
        for figure in figures() {
            let hold = SessionView {
                figure,
                ..view(name)
            };
            let ready = SessionView {
                name_first: true,
                ..hold.clone()
            };
            let wait = SessionView {
                count: None,
                asks: Some("Press any key to continue".to_owned()),
                notes: vec!["You need a mat and a strap.".to_owned()],
                ..ready.clone()
            };
            views.extend([hold, ready, wait]);
        }
    }
    views
}

/// The layout with the first of the words that take turns.
fn large_layout<'a>(view: &'a SessionView, theme: &'a Theme, area: Rect) -> MiddleLayout<'a> {
    large::layouts(view, theme, area).swap_remove(0)
}

/// The place of the middle, and its layout in the present turn.
fn middle<'a>(view: &'a SessionView, theme: &'a Theme, area: Rect) -> (Rect, MiddleLayout<'a>) {
    let SessionLayout { places, mut turns } = SessionLayout::of(view, theme, area);
    let turn = view.turn_of_notes % turns.len();
    (places.middle(), turns.swap_remove(turn))
}

/// Fails unless every part is whole in its place, and the places lie in `area` and apart from each other.
fn check(layout: &MiddleLayout, area: Rect, what: &str) {
    let whole = |(paragraph, place): &(Paragraph, Rect)| {
        assert_eq!(place.intersection(area), *place, "{what}: {paragraph:?}");
        if let Paragraph::Large(letters, _) = paragraph {
            let size = letters.size();
            assert!(
                size.width <= place.width && size.height <= place.height,
                "{what}: {size} in {place}"
            );
        }
        if let Paragraph::Framed(lines, _) = paragraph {
            assert!(
                lines.len() <= usize::from(place.height),
                "{what}: {lines:?}"
            );
        }
        *place
    };
    let mut places = vec![whole(&layout.name)];
    places.extend(layout.prose.iter().map(whole));
    if let Some((number, field)) = &layout.number {
        assert_eq!(field.intersection(area), *field, "{what}: the field");
        assert!(number.width() <= field.width, "{what}: cut digits");
        assert!(
            number.rows() <= f32::from(field.height) && field.height > 0,
            "{what}: cut digits"
        );
        places.push(*field);
    }
    if let Some((_, place)) = layout.figure {
        assert_eq!(place.intersection(area), place, "{what}: the figure");
        places.push(place);
    }
    for (nth, place) in places.iter().enumerate() {
        for other in &places[nth + 1..] {
            assert!(
                place.intersection(*other).is_empty(),
                "{what}: {place} and {other}"
            );
        }
    }
}

#[test]
fn every_part_of_a_large_window_is_whole() {
    for theme in &themes() {
        for view in views() {
            for width in [72, 80, 100, 121, 160, 220] {
                for height in [9, 12, 14, 18, 23, 30, 48] {
                    let area = Rect::new(3, 5, width, height);
                    let layout = large_layout(&view, theme, area);
                    let what = format!("{} in {width}×{height}", view.name);
                    check(&layout, area, &what);
                    assert_eq!(layout.number.is_some(), view.count.is_some(), "{what}");
                }
            }
        }
    }
}

#[test]
fn every_part_of_a_small_window_is_whole() {
    for theme in &themes() {
        for view in views() {
            for width in (32..=72).step_by(5) {
                for height in [5, 6, 8, 11, 14] {
                    let area = Rect::new(3, 5, width, height);
                    let words = StepWords::of(&view);
                    let layout = large::without_figure(&view, (&[words], words), theme, area);
                    let what = format!("{} in {width}×{height}", view.name);
                    check(&layout, area, &what);
                    assert_eq!(layout.number.is_some(), view.count.is_some(), "{what}");
                }
            }
        }
    }
}

/// From three metres, a picture that is too small is none, and digits give up no size for it.
#[test]
fn a_figure_has_room_or_is_not_there() {
    let [theme, _] = themes();
    for view in views().into_iter().filter(|view| view.figure.is_some()) {
        let bare = SessionView {
            figure: None,
            ..view.clone()
        };
        for (width, height) in [(72, 12), (80, 14), (100, 18), (120, 30), (200, 46)] {
            let area = Rect::new(0, 0, width, height);
            let layout = large_layout(&view, &theme, area);
            if let Some((_, place)) = layout.figure {
                assert!(place.height >= 6 && place.width >= 12, "{place}");
            }
            assert!(layout.figure.is_some() || height < 20, "{width}×{height}");
            if !view.name_first {
                let alone = large_layout(&bare, &theme, area);
                assert_eq!(layout.number, alone.number, "{width}×{height}");
            }
        }
    }
}

#[test]
fn the_side_is_always_in_the_band_and_in_letters_first() {
    for theme in &themes() {
        for phase in ["HOLD", "SWITCH", "PRESS A KEY"] {
            let view = SessionView {
                phase: phase.to_owned(),
                ..view("Leg")
            };
            for width in (12..=130).step_by(2) {
                for height in [1, 4, 5, 6, 8, 11] {
                    let area = Rect::new(1, 2, width, height);
                    let band = BandLayout::of(&view, theme, area);
                    let what = format!("{phase} in {width}×{height}");
                    let (side, ground) = band.side.as_ref().expect("a side");
                    assert!(side.width() + 2 * band.pad <= ground.width, "{what}");
                    assert_eq!(ground.intersection(area), *ground, "{what}");
                    let (phase, place) = &band.phase;
                    assert!(place.intersection(*ground).is_empty(), "{what}");
                    assert!(side.large.is_some() || phase.large.is_none(), "{what}");
                    let rep = band.turn.as_ref();
                    if let Some((rep, place)) = rep {
                        assert!(place.x >= ground.right() + 3, "{what}");
                        assert!(rep.width() <= place.width, "{what}");
                    }
                    assert!(rep.is_some() || width < 64, "{what}: the repetition");
                }
            }
        }
    }
}

/// The views of a step from its beginning to its end, and of a pause in each part.
fn phases(step: &SessionView) -> Vec<SessionView> {
    let [short, long] = step.sentences.as_slice() else {
        panic!("two sentences: {:?}", step.sentences);
    };
    let counts = [("15", "88"), ("2:30", "8:88"), ("10 ×", "88 ×")];
    let ready = SessionView {
        name_first: true,
        look: Look::Ready,
        cue: Some(long.clone()),
        ..step.clone()
    };
    let mut phases = vec![
        SessionView {
            cue: Some(short.clone()),
            next: Some(then("Hip flexor, half kneeling, right")),
            ..ready.clone()
        },
        ready,
    ];
    for (text, shape) in counts {
        let hold = SessionView {
            count: Some(Count {
                text: text.to_owned(),
                shape: shape.to_owned(),
            }),
            cue: Some(short.clone()),
            ..step.clone()
        };
        phases.push(SessionView {
            look: Look::Paused,
            asks: Some("Press any key to continue".to_owned()),
            ..hold.clone()
        });
        phases.push(hold);
    }
    phases
}

#[test]
fn the_person_keeps_size_and_place_through_all_of_a_step() {
    let [theme, _] = themes();
    let long = "Walk the hands out until the back is long, then let the forehead sink towards the \
                mat and breathe into the lower ribs.";
    let mut with_figure = 0;
    for name in NAMES {
        for figure in figures().into_iter().flatten() {
            let step = SessionView {
                figure: Some(figure),
                sentences: vec!["Breathe out.".to_owned(), long.to_owned()],
                widest: "8:88".to_owned(),
                ..view(name)
            };
            for width in [72, 80, 100, 121, 160, 200, 220] {
                for height in [9, 12, 14, 16, 18, 23, 30, 39, 48] {
                    let area = Rect::new(3, 5, width, height);
                    let what = format!("{name} in {width}×{height}");
                    let phases = phases(&step);
                    let places = phases.iter().map(|view| {
                        let layout = large_layout(view, &theme, area);
                        check(&layout, area, &what);
                        layout.figure.map(|(_, place)| place)
                    });
                    let places: Vec<_> = places.collect();
                    assert!(
                        places.iter().all(|place| *place == places[0]),
                        "{what}: {places:?}"
                    );
                    with_figure += usize::from(places[0].is_some());
                }
            }
        }
    }
    assert!(with_figure > 400, "{with_figure}");
}

#[test]
fn a_name_in_another_script_is_seen_and_an_emoji_does_not_make_one_small() {
    let [theme, _] = themes();
    for (width, height) in [(72, 14), (100, 16), (160, 27), (200, 39)] {
        for view in views() {
            let layout = large_layout(&view, &theme, Rect::new(0, 0, width, height));
            let is_framed = matches!(layout.name.0, Paragraph::Framed(..));
            let is_large = matches!(layout.name.0, Paragraph::Large(..));
            let what = format!("{} in {width}×{height}", view.name);
            match view.name.as_str() {
                "膝を胸に引き寄せるストレッチ" if view.name_first => {
                    assert!(is_framed, "{what}");
                }
                "Наклон таза 🧘‍♀️" if view.name_first && width > 72 => {
                    assert!(is_large, "{what}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_band_has_letters_of_one_size_through_a_session() {
    let [theme, _] = themes();
    for (width, height) in [(72, 5), (80, 5), (100, 7), (120, 9), (160, 9), (200, 12)] {
        let area = Rect::new(0, 0, width, height);
        let words = [
            ("READY", Some("RIGHT"), Some("1/2")),
            ("HOLD", Some("LEFT"), Some("1/2")),
            ("SWITCH", Some("RIGHT"), None),
            ("HOLD", None, Some("2/3")),
            ("TIMER", None, None),
            ("REST", None, None),
            ("PAUSED", Some("LEFT"), Some("1/2")),
        ];
        let sizes = words.map(|(phase, side, rep)| {
            let view = SessionView {
                phase: phase.to_owned(),
                side: side.map(str::to_owned),
                turn: rep.map(turn),
                ..view("Leg")
            };
            let band = BandLayout::of(&view, &theme, area);
            let height = |word: BandWord| word.large.map(|large| large.letter_height());
            let rep = band.turn.map(|(rep, _)| format!("{:?}", height(rep)));
            (format!("{:?}", height(band.phase.0)), rep)
        });
        let reps = sizes.clone().into_iter().filter_map(|(_, rep)| rep);
        let reps: Vec<String> = reps.collect();
        assert!(
            reps.iter().all(|size| *size == reps[0]),
            "{width}: {reps:?}"
        );
        let sizes = sizes.map(|(phase, _)| phase);
        assert!(
            sizes.iter().all(|size| *size == sizes[0]),
            "{width}: {sizes:?}"
        );
    }
}

#[test]
fn before_the_start_the_word_for_how_to_lie_or_stand_is_in_letters_first() {
    let [theme, _] = themes();
    for phase in ["LIE DOWN", "STAND", "KNEEL", "SIT"] {
        let view = SessionView {
            phase: phase.to_owned(),
            phase_first: true,
            turn: None,
            ..view("Leg")
        };
        for width in 40..=100 {
            let band = BandLayout::of(&view, &theme, Rect::new(0, 0, width, 5));
            assert!(band.phase.0.large.is_some(), "{phase} in {width} columns");
            let (side, place) = band.side.as_ref().expect("a side");
            assert!(side.width() + 2 * band.pad <= place.width, "{width}");
        }
    }
}

/// The text in all cells of a part of a picture.
fn symbols(buf: &Buffer, area: Rect) -> String {
    area.positions().map(|at| buf[at].symbol()).collect()
}

#[test]
fn a_question_is_whole_and_covers_nothing_in_part() {
    let asks = "Stop here? Your progress is saved.";
    let answers = "q, y or Enter: stop · any other key: stay paused";
    let overlay = Overlay::Question {
        asks: asks.to_owned(),
        answers: answers.to_owned(),
    };
    let [theme, _] = themes();
    let sizes = [(40, 12), (46, 13), (60, 18), (60, 20), (72, 20), (80, 24)];
    for (width, height) in sizes.into_iter().chain([(100, 30), (130, 40), (200, 60)]) {
        for figure in figures() {
            let view = SessionView {
                look: Look::Paused,
                phase: "PAUSED".to_owned(),
                phase_first: true,
                figure,
                ..view("Single-knee pull")
            };
            let what = format!("{width}×{height}, figure: {}", view.figure.is_some());
            let area = Rect::new(0, 0, width, height);
            let draw = |overlay: Option<Overlay>| {
                let mut buf = Buffer::empty(area);
                let frame = Frame {
                    view: View::Session(Box::new(view.clone())),
                    overlay,
                };
                crate::tui::draw(&frame, &theme, area, &mut buf);
                buf
            };
            let (before, with) = (draw(None), draw(Some(overlay.clone())));
            let (middle, layout) = middle(&view, &theme, area);
            for place in [area.first_rows(middle.y), area.after_rows(middle.bottom())] {
                assert_eq!(symbols(&before, place), symbols(&with, place), "{what}");
            }
            let words = symbols(&with, middle);
            let words: Vec<&str> = words.split_whitespace().collect();
            for word in "Your progress is saved. any other key: stay paused".split(' ') {
                assert!(words.contains(&word), "{what}: {word}");
            }
            // The number stays whole, or goes.
            let (_, field) = layout.number.unwrap();
            let cells = field.positions().filter(|at| before[*at] != with[*at]);
            let changed = cells.count();
            let is_cleared = !symbols(&with, field).contains(['█', '▀', '▄']);
            assert!(changed == 0 || is_cleared, "{what}: {changed} cells");
            // No name, figure or text is left beside it.
            let beside = middle.after_columns(field.width);
            let name = symbols(&with, beside.first_rows(1));
            assert!(!name.contains("Single"), "{what}");
        }
    }
}

#[test]
fn a_person_is_seen_beside_the_seconds_from_60_columns_on() {
    let [theme, _] = themes();
    for figure in figures().into_iter().flatten() {
        for (width, height, longest) in [
            (60, 18, "Let both knees sink."),
            (
                60,
                20,
                "Let both knees sink until you feel a gentle stretch.",
            ),
            (66, 19, "Let both knees sink, and breathe out."),
            (
                70,
                24,
                "Let both knees sink until you feel a gentle stretch.",
            ),
        ] {
            let step = SessionView {
                figure: Some(figure.clone()),
                sentences: vec!["Breathe out.".to_owned(), longest.to_owned()],
                widest: "88".to_owned(),
                ..view("Single-knee pull")
            };
            let area = Rect::new(0, 0, width, height);
            let of = |view: &SessionView| {
                let (middle, layout) = middle(view, &theme, area);
                check(&layout, middle, "a small window");
                let digits = layout.number.as_ref().map(|(number, _)| number.rows());
                (layout.figure.map(|(_, place)| place), digits)
            };
            let notice = NoticeView {
                text: "No audio player found: using the terminal bell.".to_owned(),
                turn: 0,
            };
            let told = SessionView {
                notice: Some(notice),
                ..step.clone()
            };
            let (place, digits) = of(&step);
            assert!(place.is_some(), "{width}×{height}");
            assert!(digits.is_some_and(|rows| rows >= 6.0), "{width}×{height}");
            for view in phases(&step).iter().chain([&told]) {
                assert_eq!(of(view).0, place, "{width}×{height}: {}", view.phase);
            }
        }
        let step = SessionView {
            figure: Some(figure),
            ..view("Single-knee pull")
        };
        let narrow = Rect::new(0, 0, 55, 20);
        assert_eq!(middle(&step, &theme, narrow).1.figure, None);
    }
}

/// The notes come by turns before the seconds become a word among them.
#[test]
fn the_seconds_are_in_digits_beside_notes_in_the_smallest_window() {
    let [theme, _] = themes();
    let notes = [
        "You need: mat",
        "Not with osteoporosis, sciatica, hip replacement or pregnancy.",
    ];
    let area = Rect::new(0, 0, 40, 12);
    for look in [Look::Ready, Look::Paused] {
        let mut seen = Vec::new();
        for turn in 0..3 {
            let view = SessionView {
                look,
                notes: notes.map(str::to_owned).into(),
                turn_of_notes: turn,
                asks: Some("Press any key to continue".to_owned()),
                ..view("Single-knee pull")
            };
            let (middle, layout) = middle(&view, &theme, area);
            check(&layout, middle, "beside notes");
            let (number, _) = layout.number.as_ref().unwrap();
            assert!(number.rows() >= 3.5, "{look:?}");
            let prose = layout.prose.iter().map(|(paragraph, _)| match paragraph {
                Paragraph::Lines(lines) => {
                    lines.iter().map(text::joined).collect::<Vec<_>>().join(" ")
                }
                _ => String::new(),
            });
            seen.extend(prose);
        }
        for note in notes {
            assert!(seen.iter().any(|shown| shown == note), "{look:?}: {note}");
        }
    }
}
