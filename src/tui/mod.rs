//! Draws views as the cells of a screen. Nothing here keeps state or touches the terminal.

mod area;
pub mod theme;
mod view;
pub mod widget;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Frame;
use crate::app::element::{FigureView, PointedPart};
use crate::app::input::Mouse;
use crate::app::log::view::{LogDays, Report};
use crate::core::day::Day;
use crate::core::pose::{Figure, Turn};
use crate::core::settings::ThemeChoice;
use theme::{Backdrop, Colours, Options, Theme};
use widget::paint::svg;

/// A figure that is to be painted in pixels, on cells that are blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The figure.
    pub figure: FigureView,
    /// Its cells.
    pub area: Rect,
}

/// Draws all that is to be seen, and leaves the figure to whoever paints the returned picture. Where anything lies over
/// it, the figure is drawn in cells, because no text may be under a picture.
pub(crate) fn draw_with_picture(
    frame: &Frame,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Picture> {
    let in_cells = theme.with_pixels(false);
    let figure = frame.figure().filter(|_| theme.pixels());
    let Some(figure) = figure.filter(|_| frame.overlay.is_none()) else {
        draw(frame, &in_cells, area, buf);
        return None;
    };
    draw(frame, theme, area, buf);
    let picture = widget::figure::reserved(buf).map(|area| Picture {
        figure: figure.clone(),
        area,
    });
    if picture.is_none() {
        draw(frame, &in_cells, area, buf);
    }
    picture
}

/// Draws all that is to be seen into `area`, which it fills; nothing outside is touched. Equal frames make equal pictures.
pub fn draw(frame: &Frame, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    // A photo is nothing in cells.
    let is_drawn = |figure: &FigureView| figure.figure.is_drawn() || theme.pixels();
    if frame.figure().is_none_or(is_drawn) {
        view::draw(frame, theme, area, buf);
    } else {
        view::draw(&frame.clone().without_figure(), theme, area, buf);
    }
    if !theme.utf8() {
        widget::text::spell_in_ascii(theme.keeps_letters(), area, buf);
    }
}

/// How many lines of a screen can be scrolled away before its end is seen, where some are.
pub fn scroll_end(frame: &Frame, theme: &Theme, area: Rect) -> Option<usize> {
    view::scroll_end(frame, theme, area)
}

/// What is drawn on a cell of a screen that fills `area`; `None` where something lies over it, and where there is nothing to
/// point at.
pub fn part_at(frame: &Frame, theme: &Theme, area: Rect, cell: Mouse) -> Option<PointedPart> {
    let cell = Position::new(cell.column, cell.row);
    view::part_at(frame, theme, area, cell).filter(|_| frame.overlay.is_none())
}

/// A figure at rest and in its stretch beside each other, as an SVG file in the usual colours on a dark ground.
pub fn as_svg(figure: &Figure) -> String {
    let theme = Theme::of(Options {
        colours: Colours::TrueColor,
        utf8: true,
        choice: ThemeChoice::Dark,
        backdrop: Backdrop::Dark,
    });
    let scenes = [
        figure.scene_with_way(Turn::First, 0.0),
        figure.scene(Turn::First, 1.0),
    ];
    svg::svg(&scenes, &theme.paints(), theme.ink_colour(), &figure.about)
}

/// A figure at rest and in its stretch beside each other, each so large, in plain text without trailing spaces.
pub fn beside_each_other(figure: &Figure, width: u16, height: u16, theme: &Theme) -> Vec<String> {
    const GAP: u16 = 2;
    let area = Rect::new(0, 0, 2 * width + GAP, height);
    let mut buf = Buffer::empty(area);
    for (nth, t) in [(0, 0.0), (1, 1.0)] {
        let place = Rect::new(nth * (width + GAP), 0, width, height);
        let scene = figure.scene(Turn::First, t);
        widget::figure::draw(&scene, &theme.figure(), place, &mut buf);
    }
    let lines = widget::text::printed(&buf);
    lines.skip_while(String::is_empty).collect()
}

/// The log as lines of plain text, without line breaks. Names have every character that they are written with.
pub fn printed_log(report: &Report, days: LogDays, theme: &Theme) -> Vec<String> {
    view::log::printed(report, days, theme)
}

/// The lines of `supple log --deleted`.
pub fn printed_deleted(report: &Report, today: Day, theme: &Theme) -> Vec<String> {
    view::log::printed_deleted(report, today, theme)
}
