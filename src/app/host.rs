//! The loop, and [`Host`], through which it reaches everything outside.

use std::io;

use super::effect::{Effect, Outcome, Update};
use super::element::{PointedPart, Window};
use super::input::{Input, Mouse};
use super::{App, Frame};
use crate::core::day::WallClock;
use crate::core::moment::Moment;

/// Everything the loop needs from outside. The real one is a terminal; the one of the tests is a script whose time
/// jumps to the next key or deadline.
pub trait Host {
    /// The present moment.
    fn now(&self) -> Moment;

    /// The clock on the wall; `None` where it goes on as it did when the program started.
    fn wall_clock(&self) -> Option<WallClock> {
        None
    }

    /// How large the window is; nothing where there is none.
    fn window(&self) -> Window;

    /// Shows a picture.
    ///
    /// # Errors
    /// When it cannot be shown, which ends the loop.
    fn draw(&mut self, frame: &Frame) -> io::Result<()>;

    /// How many lines of this picture can be scrolled away before its end is seen; `None` where it does not say.
    fn scroll_end(&self, _frame: &Frame) -> Option<usize> {
        None
    }

    /// What is drawn on a cell of this picture; `None` where it does not say, and where something lies over the picture.
    fn part_at(&self, _frame: &Frame, _cell: Mouse) -> Option<PointedPart> {
        None
    }

    /// Prepares the picture that is shown next if nothing happens until then.
    fn foresee(&mut self, _frame: &Frame) {}

    /// Sleeps until something happens outside or `deadline` is reached; without a deadline, until something happens.
    /// It returns `None` only when `now() >= deadline`.
    ///
    /// # Errors
    /// When nothing can happen any more, which ends the loop.
    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>>;

    /// Does what the program asks for.
    ///
    /// # Errors
    /// When it cannot be done and the program cannot go on without it.
    fn perform(&mut self, effect: Effect) -> io::Result<()>;
}

/// Runs the program to its end: draw, wait, update, perform. No frame is drawn that equals the one before. The first is
/// drawn before anything is performed, so that neither sound nor another program delays it.
///
/// # Errors
/// Those of the host.
pub fn run(host: &mut impl Host, app: &mut App) -> io::Result<Outcome> {
    let mut shown: Option<Frame> = None;
    let mut update = app.begin();
    show(host, app, &mut shown)?;
    loop {
        let Update { effects, end } = update;
        for effect in effects {
            // Another program had the terminal and left its own picture behind.
            let lends = matches!(effect, Effect::Terminal(_));
            host.perform(effect)?;
            if lends {
                shown = None;
            }
        }
        if let Some(outcome) = end {
            return Ok(outcome);
        }
        let now = show(host, app, &mut shown)?;
        let deadline = app.next_deadline(now);
        let next = deadline.map(|deadline| app.frame(deadline));
        if let Some(next) = next.filter(|next| shown.as_ref() != Some(next)) {
            host.foresee(&next);
        }
        let input = host.wait(deadline)?;
        if let Some(wall) = host.wall_clock() {
            app.set_wall_clock(wall);
        }
        if let (Some(Input::Mouse(mouse)), Some(frame)) = (&input, &shown) {
            app.points_at(host.part_at(frame, *mouse));
        }
        if matches!(
            input,
            Some(Input::Resized | Input::Continued | Input::Answer(_))
        ) {
            shown = None;
        }
        update = app.update(input.as_ref(), host.now());
    }
}

/// Draws the present picture, unless it is `shown` already; returns the moment.
fn show(host: &mut impl Host, app: &mut App, shown: &mut Option<Frame>) -> io::Result<Moment> {
    let now = host.now();
    app.look_through(host.window());
    let mut frame = app.frame(now);
    // A key that would scroll on does not count: the next one back is seen at once.
    let end = host.scroll_end(&frame);
    if end.is_some_and(|end| app.end_scroll(end)) {
        frame = app.frame(now);
    }
    if shown.as_ref() != Some(&frame) {
        host.draw(&frame)?;
        *shown = Some(frame);
    }
    Ok(now)
}
