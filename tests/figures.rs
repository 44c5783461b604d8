//! The figures: every one moves smoothly, stands on the ground and looks as it was approved.
//!
//! The pictures are in `tests/snapshots/`: one file a figure, first the symbols, then the role of each cell. Look at
//! them after a change with `cargo insta review`, or read them: they are text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use supple::core::pose::body::{Body, size};
use supple::core::pose::geometry::{Bounds, Capsule, Point};
use supple::core::pose::shapes::{FigurePart, Role};
use supple::core::pose::{Figure, Ground, Layer, Leg, LimbSide, OtherSide, Pair, Sole, Turn};
use supple::core::routine::{Exercise, Step};
use supple::diagnostic::{Source, render};
use supple::disk::stretches::{BUNDLED, built_in, bundled};
use supple::format::routine;
use supple::format::routine::{References, StretchFile};
use supple::tui::widget::figure::{Dots, FigureStyle, Fill, draw};

const TURNS: [Turn; 2] = [Turn::First, Turn::Other];

/// One colour a role, and the letter that stands for it in a snapshot.
const COLOURS: [(Color, char); 15] = [
    (Color::Red, 'p'),
    (Color::Yellow, 'w'),
    (Color::LightYellow, 'b'),
    (Color::Cyan, 'u'),
    (Color::White, 'a'),
    (Color::LightRed, 's'),
    (Color::Blue, 'o'),
    (Color::LightBlue, 't'),
    (Color::Magenta, 'h'),
    (Color::DarkGray, 'r'),
    (Color::LightGreen, '>'),
    (Color::Gray, 'f'),
    (Color::Green, '_'),
    (Color::LightMagenta, 'e'),
    (Color::Black, 'm'),
];

fn style(dots: Dots) -> FigureStyle {
    FigureStyle {
        roles: COLOURS.map(|(colour, _)| Style::new().fg(colour)),
        resting_fill: Fill::Solid,
        dots,
    }
}

/// A figure that is expected to be without problems.
fn read(name: &str, text: &str) -> Figure {
    let source = Source {
        name: format!("{name}.toml"),
        text: text.to_owned(),
    };
    let references = References::new([StretchFile::own(name.to_owned(), source, None)]);
    let file = references.files().next().unwrap();
    match references.figure(name) {
        Some(figure) if file.problems().is_empty() => (*figure).clone(),
        _ => panic!("{}", render(&file.source, file.problems(), false)),
    }
}

fn bundled_figure(name: &str) -> Figure {
    match bundled(name) {
        Some(text) => read(name, text),
        None => panic!("no figure {name}"),
    }
}

/// Every bundled figure that is drawn in a file of its own.
fn figures() -> Vec<Figure> {
    let own = BUNDLED.iter().filter(|(_, text)| text.contains("\n[rest]"));
    own.map(|(name, text)| read(name, text)).collect()
}

/// All joints of a body, in a fixed order.
fn joints(body: &Body) -> Vec<Point> {
    let mut joints = vec![body.hips, body.waist, body.shoulders, body.head];
    for side in [LimbSide::Near, LimbSide::Far] {
        let (leg, arm) = (body.legs.get(side), body.arms.get(side));
        joints.extend([leg.hip, leg.knee, leg.ankle, leg.toes]);
        joints.extend([arm.shoulder, arm.elbow, arm.hand]);
    }
    joints
}

fn picture(figure: &Figure, turn: Turn, t: f64, dots: Dots, area: Rect) -> Buffer {
    let mut buffer = Buffer::empty(area);
    draw(&figure.scene(turn, t), &style(dots), area, &mut buffer);
    buffer
}

/// The symbols of a picture, then the role of each cell.
fn in_characters(buffer: &Buffer) -> String {
    let mut symbols = String::new();
    let mut roles = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut symbol_row, mut role_row) = (String::new(), String::new());
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let letter = |colour| COLOURS.iter().find(|(known, _)| *known == colour);
            symbol_row.push_str(cell.symbol());
            // A cell that two roles share has the role behind as a capital.
            let shown = letter(cell.bg).map(|(_, letter)| letter.to_ascii_uppercase());
            role_row.push(
                shown
                    .or(letter(cell.fg).map(|(_, letter)| *letter))
                    .unwrap_or(' '),
            );
        }
        let _ = writeln!(symbols, "{}", symbol_row.trim_end());
        let _ = writeln!(roles, "{}", role_row.trim_end());
    }
    format!("{symbols}{roles}")
}

#[test]
fn every_bundled_stretch_is_drawn() {
    let names: Vec<&str> = BUNDLED.iter().map(|(name, _)| *name).collect();
    let references = built_in();
    for name in &names {
        assert!(references.figure(name).is_some(), "no pose for {name}");
    }
    assert!(names.is_sorted(), "the list of stretches is in order");
    assert!(names.len() >= 60, "only {} stretches", names.len());
}

#[test]
fn no_joint_jumps() {
    const STEPS: u32 = 60;
    for figure in figures() {
        for turn in TURNS {
            let turned = figure.turned(turn);
            for step in 0..STEPS {
                let at = |step: u32| joints(&Body::of(&turned, f64::from(step) / f64::from(STEPS)));
                for (index, (here, next)) in at(step).iter().zip(at(step + 1)).enumerate() {
                    let moved = (next - *here).length();
                    assert!(
                        moved < 0.25,
                        "{} {turn:?}: joint {index} jumps by {moved:.2} at step {step}",
                        figure.name
                    );
                }
            }
        }
    }
}

#[test]
fn a_foot_that_is_planted_stays() {
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for turn in TURNS {
            let turned = figure.turned(turn);
            for side in [LimbSide::Near, LimbSide::Far] {
                let planted = |legs: &Pair<Leg>| match legs.get(side) {
                    Leg::Planted(leg) => Some((leg.part, leg.at)),
                    Leg::Free(_) => None,
                };
                let name = &figure.name;
                let (Some((Sole::Heel, from)), Some((Sole::Heel, to))) =
                    (planted(&turned.rest.legs), planted(&turned.stretch.legs))
                else {
                    continue;
                };
                for step in 0..=20 {
                    let body = Body::of(&turned, f64::from(step) / 20.0);
                    let ankle = body.legs.get(side).ankle;
                    let place = if step == 20 { to } else { from };
                    let over = ankle.y - size::HEEL_RADIUS - place.y;
                    let still = from == to;
                    let start = Body::of(&turned, 0.0).legs.get(side).ankle;
                    // A foot that goes to another place may lift on the way.
                    let rests = still || step == 0 || step == 20;
                    if rests && over.abs() > 0.05 {
                        complaints.insert(format!(
                            "{name} {turn:?} {side:?}: the heel leaves its place"
                        ));
                    }
                    if still && (ankle - start).length() > 0.05 {
                        complaints.insert(format!("{name} {turn:?} {side:?}: the heel slides"));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// Whether somebody lies or stands on a level piece of furniture: a bed, a step.
fn is_carried(parts: &[FigurePart]) -> bool {
    let furniture = parts.iter().filter(|part| part.role == Role::Furniture);
    let is_level =
        |piece: &&Capsule| piece.from != piece.to && (piece.from.y - piece.to.y).abs() < 0.001;
    let level = furniture.flat_map(|part| &part.capsules).filter(is_level);
    level.into_iter().any(|level| {
        let touches = |part: &FigurePart| {
            // As thick as a trunk, or a foot, with a little to spare.
            let thick = match part.role {
                Role::Furniture | Role::Aid | Role::Ground | Role::Mat => return false,
                Role::Body | Role::Shorts => 0.62,
                _ => 0.3,
            };
            let mut ends = part
                .capsules
                .iter()
                .flat_map(|piece| [piece.from, piece.to]);
            ends.any(|end| level.holds(end, thick))
        };
        parts.iter().any(touches)
    })
}

#[test]
fn nothing_sinks_into_the_ground_or_floats_above_it() {
    let mut sunk = BTreeMap::new();
    let mut complaints = BTreeSet::new();
    for figure in figures() {
        for turn in TURNS {
            for step in 0..=20 {
                let name = &figure.name;
                let parts = figure.parts(turn, f64::from(step) / 20.0);
                let body = parts.iter().filter(|part| {
                    !matches!(part.role, Role::Furniture | Role::Aid | Role::Ground)
                });
                let lowest = |part: &FigurePart| {
                    part.capsules
                        .iter()
                        .map(|capsule| capsule.bounds().least.y)
                        .fold(f64::INFINITY, f64::min)
                };
                let mut all = f64::INFINITY;
                for part in body {
                    let here = lowest(part);
                    all = all.min(here);
                    let worst = sunk.entry(format!("{name} {turn:?}: {:?}", part.role));
                    let worst = worst.or_insert(here);
                    *worst = worst.min(here);
                }
                // Seen from above, up in the picture is along the mat.
                if all > 0.12 && figure.ground != Ground::Under && !is_carried(&parts) {
                    complaints.insert(format!("{name} {turn:?}: floats at {step}"));
                }
            }
        }
    }
    sunk.retain(|_, lowest| *lowest < -0.14);
    assert!(sunk.is_empty(), "below the ground: {sunk:#.2?}");
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_other_side_of_the_other_side_is_the_first() {
    for figure in figures() {
        assert_eq!(figure.swapped().swapped(), figure, "{}", figure.name);
    }
}

#[test]
fn the_movement_stays_inside_its_box() {
    for figure in figures() {
        let bounds = figure.bounds();
        for turn in TURNS {
            for step in 0..=50 {
                let parts = figure.parts(turn, f64::from(step) / 50.0);
                for capsule in parts.iter().flat_map(|part| &part.capsules) {
                    let here = capsule.bounds();
                    // The box is made of a few moments only: between them a limb may bulge a little.
                    let slack = 0.15;
                    assert!(
                        here.least.x > bounds.least.x - slack
                            && here.most.x < bounds.most.x + slack
                            && here.most.y < bounds.most.y + slack,
                        "{} {turn:?} leaves its box at {step}",
                        figure.name
                    );
                }
            }
        }
    }
}

#[test]
fn a_figure_is_drawn_inside_its_area_only() {
    let room = Rect::new(0, 0, 60, 20);
    let area = Rect::new(7, 3, 40, 9);
    for figure in figures() {
        for dots in [Dots::Quadrants, Dots::Octants, Dots::Ascii] {
            let mut buffer = Buffer::empty(room);
            draw(
                &figure.scene(Turn::First, 1.0),
                &style(dots),
                area,
                &mut buffer,
            );
            for position in room.positions().filter(|at| !area.contains(*at)) {
                assert_eq!(buffer[position].symbol(), " ", "{}", figure.name);
            }
            let drawn = area.positions().filter(|at| buffer[*at].symbol() != " ");
            assert!(
                drawn.count() > 50,
                "{}: hardly anything is drawn",
                figure.name
            );
        }
    }
}

#[test]
fn no_area_is_too_small() {
    for figure in figures() {
        for (width, height) in [(0, 0), (1, 1), (2, 2), (3, 1), (1, 9), (5, 3)] {
            let area = Rect::new(0, 0, width, height);
            picture(&figure, Turn::First, 0.5, Dots::Quadrants, area);
        }
        // An area that is larger than the buffer is cut to it.
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 4));
        let area = Rect::new(4, 2, 40, 9);
        draw(
            &figure.scene(Turn::First, 1.0),
            &style(Dots::Octants),
            area,
            &mut buffer,
        );
    }
}

/// The symbols of a bundled figure in its stretch where there are no colours.
fn without_colours(name: &str) -> String {
    let figure = bundled_figure(name);
    let plain = FigureStyle {
        roles: [Style::new(); 15],
        resting_fill: Fill::Hatched,
        dots: Dots::Quadrants,
    };
    let area = Rect::new(0, 0, 56, 14);
    let mut buffer = Buffer::empty(area);
    draw(&figure.scene(Turn::First, 1.0), &plain, area, &mut buffer);
    let rows = buffer.content.chunks(usize::from(area.width));
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    rows.map(|row| row.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn without_colours_the_resting_leg_is_hatched() {
    insta::assert_snapshot!("without_colours", without_colours("single-knee-pull"));
}

#[test]
fn without_colours_only_the_edge_of_a_mat_is_seen_from_above() {
    insta::assert_snapshot!("mat_without_colours", without_colours("knee-roll"));
}

#[test]
fn where_two_limbs_share_a_cell_each_keeps_its_colour_on_a_coloured_ground() {
    let area = Rect::new(0, 0, 56, 14);
    let mut shared = 0;
    for figure in figures() {
        let alone = picture(&figure, Turn::First, 1.0, Dots::Quadrants, area);
        let mut on_ground = Buffer::empty(area);
        let style = FigureStyle {
            roles: COLOURS.map(|(colour, _)| Style::new().fg(colour).bg(Color::Red)),
            ..style(Dots::Quadrants)
        };
        draw(
            &figure.scene(Turn::First, 1.0),
            &style,
            area,
            &mut on_ground,
        );
        for at in area.positions() {
            let (cell, expected) = (&on_ground[at], &alone[at]);
            assert_eq!(cell.symbol(), expected.symbol(), "{}", figure.name);
            if expected.bg != Color::Reset {
                assert_eq!(cell.bg, expected.bg, "{} at {at}", figure.name);
                shared += 1;
            }
        }
    }
    assert!(shared > 0, "no cell of two colours was seen");
}

#[test]
fn who_is_seen_from_above_is_on_the_mat_and_who_lies_has_the_head_on_the_left() {
    let mut seen = 0;
    for figure in figures() {
        if figure.ground != Ground::Under {
            continue;
        }
        seen += 1;
        for turn in TURNS {
            for step in 0..=20 {
                let parts = figure.parts(turn, f64::from(step) / 20.0);
                let bounds = |capsules: &mut dyn Iterator<Item = &Capsule>| {
                    let boxes = capsules.map(Capsule::bounds);
                    boxes.reduce(Bounds::with).unwrap()
                };
                let of = |is: fn(Role) -> bool| {
                    let parts = parts.iter().filter(|part| is(part.role));
                    bounds(&mut parts.flat_map(|part| &part.capsules))
                };
                let mat = of(|role| role == Role::Ground);
                let person = of(|role| !matches!(role, Role::Ground | Role::Mat));
                let name = &figure.name;
                assert!(
                    mat.with(person) == mat,
                    "{name} {turn:?}: beside the mat at {step}"
                );
                // Somebody who sits is seen with the trunk from its end.
                if figure.rest.trunk.seen < 0.5 {
                    continue;
                }
                let head = of(|role| role == Role::Hair);
                let legs = of(|role| matches!(role, Role::Working | Role::Resting));
                assert!(
                    head.least.x < legs.least.x && head.most.x < legs.most.x,
                    "{name} {turn:?}: the head is not on the left at {step}"
                );
            }
        }
    }
    assert!(seen > 0, "no figure is seen from above");
}

#[test]
fn the_ankle_of_a_figure_four_lies_on_the_other_leg() {
    for name in ["figure-four", "seated-figure-four"] {
        let figure = bundled_figure(name);
        for turn in TURNS {
            let turned = figure.turned(turn);
            let body = Body::of(&turned, 1.0);
            let crossed = turned.works.contains(&Layer::Leg(LimbSide::Near));
            let side = if crossed {
                LimbSide::Near
            } else {
                LimbSide::Far
            };
            let (above, below) = (body.legs.get(side), body.legs.get(side.other()));
            let thigh = Capsule::new(below.hip, 0.3, below.knee, 0.3);
            assert!(
                thigh.holds(above.ankle, 0.1),
                "{name} {turn:?}: the ankle is beside the thigh"
            );
            let open = (above.knee - above.hip).length();
            assert!(open > 1.0, "{name} {turn:?}: the knee is not seen to open");
        }
    }
}

/// At the sizes that a session has for a figure, its working limb is seen, and the ground from edge to edge.
#[test]
fn every_figure_is_seen_at_every_size() {
    for figure in figures() {
        for (width, height) in [(40, 9), (56, 14), (100, 32)] {
            for turn in TURNS {
                for dots in [Dots::Quadrants, Dots::Octants] {
                    let area = Rect::new(0, 0, width, height);
                    let picture = picture(&figure, turn, 1.0, dots, area);
                    let what = format!("{} {turn:?} at {width}×{height}", figure.name);
                    // The second colour is that of what works.
                    let works = style(dots).roles[1].fg;
                    let mut cells = picture.content.iter();
                    let seen = cells.any(|cell| [cell.fg, cell.bg].map(Some).contains(&works));
                    // In the smallest picture a leg behind the other one may not be seen.
                    let is_small = width < 56;
                    assert!(
                        seen || is_small || figure.works.is_empty(),
                        "{what}: nothing works"
                    );
                    let inked = picture.content.iter().filter(|cell| cell.symbol() != " ");
                    assert!(inked.count() >= 20 + usize::from(width), "{what}: nobody");
                    let last = (0..width).map(|x| &picture[(x, height - 1)]);
                    let grounded = last.filter(|cell| cell.symbol() != " ").count();
                    assert!(
                        figure.ground == Ground::Under || grounded == usize::from(width),
                        "{what}: the ground"
                    );
                }
            }
        }
    }
}

/// What a hand holds is thin, and in one piece from the hand to the foot, however large the dots are.
#[test]
fn a_strap_is_whole_at_every_size() {
    for name in ["hamstring-strap", "towel-calf"] {
        let figure = bundled_figure(name);
        for width in (24..=64).step_by(4) {
            for step in 0..=4 {
                let t = f64::from(step) / 4.0;
                let area = Rect::new(0, 0, width, width * 3 / 10);
                let picture = picture(&figure, Turn::First, t, Dots::Quadrants, area);
                // The fourth colour is that of what is used.
                let held = style(Dots::Quadrants).roles[3].fg;
                let is_held = |cell: &Cell| [cell.fg, cell.bg].map(Some).contains(&held);
                let places = area.positions().filter(|place| is_held(&picture[*place]));
                let mut rest: Vec<_> = places.map(|place| (place.x, place.y)).collect();
                let mut piece = vec![rest.pop().unwrap()];
                while let Some(at) = piece.pop() {
                    let is_near =
                        |to: &(u16, u16)| at.0.abs_diff(to.0) < 2 && at.1.abs_diff(to.1) < 2;
                    piece.extend(rest.extract_if(.., |to| is_near(to)));
                }
                assert_eq!(rest, [], "{name} {t} at {area}");
            }
        }
    }
}

#[test]
fn every_figure_looks_as_approved() {
    for figure in figures() {
        let turns = if figure.other_side == OtherSide::Same {
            &TURNS[..1]
        } else {
            &TURNS[..]
        };
        let mut out = String::new();
        for turn in turns {
            for (pose, t) in [("rest", 0.0), ("stretch", 1.0)] {
                let side = match turn {
                    Turn::First => "right",
                    Turn::Other => "left",
                };
                let area = Rect::new(0, 0, 56, 14);
                let picture = picture(&figure, *turn, t, Dots::Quadrants, area);
                let _ = writeln!(out, "{side}, {pose}\n{}", in_characters(&picture));
            }
        }
        insta::with_settings!({ description => figure.about.clone(), omit_expression => true }, {
            insta::assert_snapshot!(figure.name.clone(), out);
        });
    }
}

/// One file with a mistake of each kind: every one is reported at its place, with a way out.
#[test]
fn mistakes_are_reported_at_their_places() {
    let text = r#"
abuot = "On the back"
view = "above"
fixed = "near-heel"
works = ["near-leg", "tail"]
order = ["body", "near-leg", "far-leg", "near-arm"]

[rest]
trunk = "up"
chest = 500
head = [90, 2]
near-leg = { heel = [0, 0] }
far-leg = { thigh = -90 }
near-arm = { hand = [1, 2], on = "far-tigh" }
far-arm = { elbow = 1 }

[stretch]
at = [1, 2, 3]
near-leg = { thigh = -90, shin = -90 }

[[prop]]
thick = 9
line = [[0, 0], ["x", 1]]

[[props]]
line = [[0, 0]]
"#;
    let source = Source {
        name: "lunge.toml".to_owned(),
        text: text.to_owned(),
    };
    let figure = StretchFile::own("lunge".to_owned(), source, None).as_figure();
    assert!(
        figure.stretch().is_none(),
        "a figure with errors is of no use"
    );
    insta::assert_snapshot!("mistakes", render(&figure.source, figure.problems(), false));
}

/// The messages about a file with this prop.
fn messages(prop: &str) -> String {
    let text = format!(
        "about = \"Standing\"\nfixed = \"near-heel\"\n[rest]\ntrunk = 90\n\
         legs = {{ thigh = -90, shank = -90 }}\narms = {{ upper = -90, fore = -90 }}\n[stretch]\n\
         [[prop]]\n{prop}\n"
    );
    let source = Source {
        name: "stand.toml".to_owned(),
        text,
    };
    let file = StretchFile::own("stand".to_owned(), source, None).as_figure();
    render(&file.source, file.problems(), false)
}

#[test]
fn a_line_moves_to_as_many_places() {
    assert_eq!(
        messages("line = [[0, 0], [1, 0]]\nmoved = [[0, 1], [1, 1]]"),
        ""
    );
    let fewer = messages("line = [[0, 0], [1, 0]]\nmoved = [[0, 1]]");
    assert!(
        fewer.contains("error[E13]: `moved` with 1 places and `line` with 2"),
        "{fewer}"
    );
    let joints = messages("joints = [\"near-hand\", \"near-sole\"]\nmoved = [[0, 1]]");
    assert!(
        joints.contains("error[E04]: `joints` and `moved` in a prop"),
        "{joints}"
    );
}

/// A prop that moves is where it is written at both ends, and on the straight way between.
#[test]
fn a_line_that_moves_goes_there_with_the_body() {
    let towel = bundled_figure("towel-curl");
    let end = |t: f64| {
        let parts = towel.parts(Turn::First, t);
        let aid = parts.iter().find(|part| part.role == Role::Aid).unwrap();
        aid.capsules.last().unwrap().to.x
    };
    assert!((end(0.0) - 5.6).abs() < 1e-9 && (end(1.0) - 4.1).abs() < 1e-9);
    assert!((end(0.5) - 4.85).abs() < 1e-9, "{}", end(0.5));
}

/// Somebody who is seen from the front has no nose beside the head, unless the file says that the head turns.
#[test]
fn a_nose_is_seen_from_the_side_and_where_it_is_written() {
    let nose = |name: &str, t: f64| Body::of(&bundled_figure(name), t).face;
    assert!((nose("bridge", 0.0).length() - 1.0).abs() < 1e-9);
    assert!(nose("butterfly", 1.0).length() < 1e-9);
    let (ahead, round) = (nose("seated-rotation", 0.0), nose("seated-rotation", 1.0));
    assert!(ahead.x > 0.9 && round.x < -0.4, "{ahead:?} {round:?}");
}

/// Every figure that an exercise of `step` and what is in it names; an exercise without one is named as such.
fn named(step: &Step) -> Vec<String> {
    let exercises = step.each().filter_map(Step::exercise);
    let figure = |exercise: &Exercise| {
        let without = || format!("none for {}", exercise.name);
        let figure = exercise.figure.as_ref().map(|figure| figure.name.clone());
        figure.unwrap_or_else(without)
    };
    exercises.map(figure).collect()
}

#[test]
fn every_exercise_of_a_bundled_routine_has_its_figure() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Source {
            name: name.clone(),
            text,
        };
        let routine = routine::parse_among(&source, &built_in()).value;
        let routine = routine.unwrap_or_else(|| panic!("{name} has errors"));
        for figure in routine.steps.iter().flat_map(named) {
            assert!(bundled(&figure).is_some(), "{name}: no figure {figure}");
        }
    }
}

#[test]
fn the_example_of_the_readme_is_the_bundled_figure() {
    let readme = include_str!("../stretches/README.md");
    let example = readme.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let bundled = bundled("single-knee-pull").unwrap();
    assert_eq!(
        read("single-knee-pull", example),
        read("single-knee-pull", bundled)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A file that somebody is in the middle of changing is read and drawn, or refused, but nothing breaks.
    #[test]
    fn a_changed_file_breaks_nothing(
        which in 0..BUNDLED.len(),
        at in 0.0..1.0_f64,
        cut in 0..6_usize,
        put in "[-0-9.a-z\\[\\]{}=,\"\n ]{0,4}",
        t in 0.0..1.0_f64,
    ) {
        let (name, text) = BUNDLED[which];
        let from = (at * text.len() as f64) as usize;
        let before: String = text.chars().take(from).collect();
        let after: String = text.chars().skip(from + cut).collect();
        let source = Source {
            name: name.to_owned(),
            text: format!("{before}{put}{after}"),
        };
        let references = References::new([StretchFile::own(name.to_owned(), source, None)]);
        let file = references.files().next().unwrap();
        render(&file.source, file.problems(), false);
        prop_assert!(file.stretch().is_some() || !file.problems().is_empty());
        if let Some(figure) = references.figure(name) {
            for turn in TURNS {
                picture(&figure, turn, t, Dots::Quadrants, Rect::new(0, 0, 30, 8));
            }
        }
    }
}
