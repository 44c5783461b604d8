//! The pictures of what is remembered: the log, the question after a session, what was left, at the sizes people have
//! and at all sizes something rather than a panic.

use crate::support::picture;
use std::sync::Arc;

use picture::{USUAL, printed};
use ratatui::buffer::Buffer;
use supple::app::element::{FieldView, Hint, Look};
use supple::app::log::view::{
    ChartRow, ChartUnit, Heat, LogDays, LogView, Report, SessionLine, TotalLine, Week,
};
use supple::app::summary::view::{ChangedView, Question, SummaryLine, SummaryView};
use supple::app::{Frame, View};
use supple::core::settings::ThemeChoice;
use supple::tui::printed_log;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

fn drawn(view: &View, options: Options, width: u16, height: u16) -> Buffer {
    let frame = Frame {
        view: view.clone(),
        overlay: None,
    };
    picture::drawn(&frame, options, (width, height))
}

fn session(when: &str, title: &str, done: &str, remark: &str) -> SessionLine {
    SessionLine {
        when: when.to_owned(),
        title: title.to_owned(),
        done: done.to_owned(),
        remark: remark.to_owned(),
    }
}

fn total(name: &str, done: &str, remark: &str) -> TotalLine {
    TotalLine {
        name: name.to_owned(),
        done: done.to_owned(),
        remark: remark.to_owned(),
        chart: Vec::new(),
        weeks_in_words: Vec::new(),
    }
}

fn row(label: &str, values: [Option<u64>; 4], most: u64, last: &str) -> ChartRow {
    ChartRow {
        label: label.to_owned(),
        values: values.to_vec(),
        most: Some(most),
        unit: if most > 10 {
            ChartUnit::Seconds
        } else {
            ChartUnit::Soreness
        },
        last: last.to_owned(),
    }
}

/// The weeks of a stretch.
fn weeks() -> Vec<ChartRow> {
    let (right, left) = (
        [Some(600), None, Some(1200), Some(2400)],
        [Some(600), None, Some(840), Some(2400)],
    );
    vec![
        row("Right", right, 2400, "1:20:30"),
        row("Left", left, 2400, "1:04:00"),
        row(
            "Soreness",
            [Some(6), None, Some(4), Some(2)],
            10,
            "last 2/10",
        ),
    ]
}

/// Half a year in which one did ever more.
fn report() -> Report {
    let months = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb"];
    let week = |number: usize| Week {
        month: (number % 4 == 1).then(|| months[(number / 4) % 6]),
        days: std::array::from_fn(|day| {
            let level = (number * 7 + day * 3) % (2 + number / 2);
            (number < 25 || day < 5).then(|| Heat::ALL[level.min(4)])
        }),
    };
    Report {
        is_empty: false,
        adherence: "active 4 of the last 7 days".to_owned(),
        sum: "83 sessions, 9:41:20 in the last 6 months".to_owned(),
        weeks: (0..26).map(week).collect(),
        weeks_in_words: vec![
            "Week of 16 Feb: 1 day, 12:00".to_owned(),
            "Week of 23 Feb: 4 days, 41:20".to_owned(),
        ],
        totals: vec![
            TotalLine {
                chart: weeks(),
                ..total(
                    "Single-knee pull",
                    "Right 1:20:30 · Left 1:04:00",
                    "left had 16:30 less",
                )
            },
            total("Double-knee pull", "1:01:00", ""),
            total(
                "Ein sehr langer Name für eine Dehnung der Hüfte",
                "Left 12:00 · Right 12:00",
                "hurt once",
            ),
        ],
        last: vec![
            session(
                "today 18:20",
                "Knee-to-chest back stretch",
                "1:30",
                "felt 2",
            ),
            session(
                "yesterday 07:05",
                "Full post-run stretch",
                "6:40",
                "stopped · felt 4 · hurt: Figure four, left",
            ),
            session(
                "Thu 26 Feb 18:02",
                "Daily five minutes",
                "3:20",
                "“膝 was fine”",
            ),
        ],
        earlier: None,
        feelings: vec![6, 6, 5, 7, 4, 4, 3, 10, 3, 2, 2, 0, 2],
    }
}

fn log() -> View {
    View::Log(Box::new(LogView {
        report: Arc::new(report()),
        cursor: 1,
        message: None,
        hints: vec![Hint {
            key: "q".into(),
            does: "back".into(),
        }],
    }))
}

fn summary(question: Option<Question>) -> View {
    let line = |name: &str, remark: &str| SummaryLine {
        name: name.to_owned(),
        sides: vec![
            ("Right".to_owned(), "30 s".to_owned()),
            ("Left".to_owned(), "30 s".to_owned()),
        ],
        remark: remark.to_owned(),
    };
    View::Summary(Box::new(SummaryView {
        title: "Knee-to-chest back stretch".to_owned(),
        heading: "DONE",
        look: Look::Rest,
        took: "2:08".to_owned(),
        praise: "Well done! Both sides got the same.".to_owned(),
        note: None,
        lines: vec![
            line("Single-knee pull", ""),
            line("Double-knee pull", "5 s longer"),
        ],
        total: "held 1:30 of 2:08".to_owned(),
        changed: ChangedView::default(),
        past: None,
        next: "Next: get up slowly and walk a few steps.".to_owned(),
        question,
        scroll: 0,
        hints: vec![Hint {
            key: "enter".into(),
            does: "keep".into(),
        }],
    }))
}

fn asked(typed: &str, problem: Option<&str>) -> View {
    summary(Some(Question {
        short: "How sore? 0 to 10",
        asks: "How tight or sore are you? 0 (not at all) to 10 (worst). You can add a note.",
        briefly: "How sore? 0 (not at all) to 10 (worst)",
        typed: FieldView {
            before: typed.to_owned(),
            behind: String::new(),
        },
        typing: !typed.is_empty(),
        problem: problem.map(str::to_owned),
    }))
}

#[test]
fn half_a_year() {
    insta::assert_snapshot!(printed(&drawn(&log(), USUAL, 100, 30)));
}

#[test]
fn without_colours_and_without_utf8() {
    let options = Options {
        colours: Colours::None,
        utf8: false,
        choice: ThemeChoice::Auto,
        backdrop: Backdrop::Dark,
    };
    insta::assert_snapshot!(printed(&drawn(&log(), options, 80, 24)));
}

/// As `supple log` prints it: no line is cut, and without UTF-8 names keep their letters.
#[test]
fn in_plain_text() {
    let printed = |utf8| {
        let theme = Theme::of(Options { utf8, ..USUAL });
        printed_log(&report(), LogDays::Calendar, &theme).join("\n")
    };
    insta::assert_snapshot!(printed(true));
    insta::assert_snapshot!(printed(false));
}

/// As it is printed for a screen reader or into a pipe: a line has a sense of its own.
#[test]
fn in_lines_there_is_no_grid() {
    let printed = printed_log(&report(), LogDays::Lines, &Theme::of(USUAL)).join("\n");
    insta::assert_snapshot!(printed);
}

#[test]
fn the_question() {
    insta::assert_snapshot!(printed(&drawn(&asked("3 left hip", None), USUAL, 100, 30)));
}

#[test]
fn the_meaning_of_the_shades_is_whole_from_60_columns_on() {
    for columns in 60..100 {
        let picture = printed(&drawn(&log(), USUAL, columns, 20));
        assert!(picture.contains("█ more"), "{columns}\n{picture}");
    }
}

#[test]
fn every_size_has_a_picture() {
    let views = [
        log(),
        View::Log(Box::new(LogView {
            report: Arc::new(Report {
                is_empty: true,
                ..Report::default()
            }),
            cursor: 9,
            message: None,
            hints: Vec::new(),
        })),
        asked(&"long ".repeat(60), Some("10 is the highest")),
        summary(None),
    ];
    for view in &views {
        for width in (0..=24).step_by(2).chain([7, 50, 51, 80, 200]) {
            for height in (0..=24).step_by(3).chain([13, 60]) {
                drawn(view, USUAL, width, height);
            }
        }
    }
}
