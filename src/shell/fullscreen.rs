//! The host that draws on the whole terminal.

use std::io;
use std::ops::RangeInclusive;
use std::time::Duration;

use ratatui::layout::{Rect, Size};
use rustix::termios::tcgetwinsize;

use super::clock::{self, Clock};
use super::editor::Editor;
use super::fault;
use super::files::{self, Opened, RoutineFiles};
use super::machine::Machine;
use super::play::{Asked, Begin, PictureWay, Play, PlayResult, to_the_end};
use super::terminal::{self, BELL, Display, Painter, Protocol, TerminalPart};
use crate::app::Frame;
use crate::app::effect::{Edit, Effect, StretchEffect, TerminalEffect};
use crate::app::element::{PointedPart, Window};
use crate::app::input::{Input, Key, Mouse, MouseAction, TerminalAnswer};
use crate::app::session::After;
use crate::app::title::WindowTitle;
use crate::app::{Host, View};
use crate::catalogue::draft::DraftRequest;
use crate::core::day::WallClock;
use crate::core::moment::Moment;
use crate::core::text::{escaped, on_one_line};
use crate::disk::own;
use crate::environment;
use crate::error::Error;
use crate::tui;
use crate::tui::theme::{Backdrop, Theme};
use crate::tui::widget::text::spelt_in_ascii;

/// Runs the program on the terminal. When it returns, and when it panics, the terminal is as it was before.
///
/// # Errors
/// When there is no terminal, or it cannot be used any more, or a thread panicked ([`Error::Panicked`], whose
/// text is the panic's own). A terminal that vanishes is no error but [`crate::app::input::Signal::HangUp`].
pub(crate) fn on_terminal(
    begin: Begin,
    play: Play<'_>,
    theme: &Theme,
) -> Result<PlayResult, Error> {
    let clock = Clock::start(play.speed);
    let waiting = play.waiting;
    let files = RoutineFiles::of(&begin, &play.follows);
    let has_title = play.title;
    let pictures = play.pictures;
    let mut app = play.app(begin, After::Summary, &clock);
    let mut host = TerminalHost {
        machine: Machine::take(
            Some(TerminalPart::Screen {
                mouse: play.mouse,
                title: play.title,
            }),
            clock,
            play,
        )?,
        screen: Display::default(),
        theme: *theme,
        title: has_title.then(String::new),
        pictures,
        ground: None,
        cell: None,
        asked: None,
        files,
        ready: None,
    };
    host.ask();
    host.files.watch(&host.machine.inbox.post());
    let outcome = to_the_end(&mut host, &mut app);
    host.await_answer();
    Ok(PlayResult::of(outcome, &app, host.machine.finish(waiting)))
}

struct TerminalHost {
    machine: Machine,
    screen: Display,
    theme: Theme,
    /// What the title of the window says, but for the time; none where it is left to the terminal.
    title: Option<String>,
    /// How figures are sent as pictures.
    pictures: PictureWay,
    /// The ground of the terminal, where it has answered.
    ground: Option<[u8; 3]>,
    /// Pixels of a cell, where the terminal has answered.
    cell: Option<(u16, u16)>,
    /// When the terminal was asked, and whether what it can do was the last question, until it has answered that.
    asked: Option<(Duration, bool)>,
    /// The routines, and the thread that watches their files.
    files: RoutineFiles,
    /// The frame that is ready to be shown.
    ready: Option<Frame>,
}

/// The question for the colour of the terminal's ground.
const ASK_GROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// The questions how many pixels a cell has, and how many all have together, which more terminals answer.
const ASK_PIXELS: &[u8] = b"\x1b[16t\x1b[14t";
/// The question whether the terminal has the protocol of kitty, with a picture of one pixel that is not shown.
const ASK_KITTY: &[u8] = b"\x1b_Gi=731,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
/// The question what the terminal can do. All answer it, so it is the last one.
const ASK_ABILITIES: &[u8] = b"\x1b[c";
/// As many colours as a picture in sixels has: a VT340 has 16, and xterm as many as it is told, which it confirms.
const SIXEL_COLOURS: &[u8] = b"\x1b[?1;3;256S";
/// How long after the question an answer may still come, and how long the end of the program waits for it then: it
/// would be typed into the shell.
const ANSWER: (Duration, Duration) = (Duration::from_millis(500), Duration::from_millis(100));

impl TerminalHost {
    /// Asks the terminal which ground it has, how it shows pictures and how large its cells are, where that changes what
    /// is drawn and is not known. Nothing waits for the answers.
    fn ask(&mut self) {
        let PictureWay { protocol, asks } = self.pictures;
        let asks_abilities = asks != Asked::Nothing;
        let has_pictures = asks_abilities || protocol.is_some();
        let asks_colours = asks_abilities || protocol == Some(Protocol::Sixel);
        let asks_pixels = has_pictures && cell_in_pixels().is_none();
        let is_for_pictures = asks_colours || asks_pixels;
        let questions = [
            (asks_colours, SIXEL_COLOURS),
            (has_pictures || self.theme.depends_on_ground(), ASK_GROUND),
            (asks_pixels, ASK_PIXELS),
            (asks == Asked::Everything, ASK_KITTY),
            (is_for_pictures, ASK_ABILITIES),
        ];
        let questions = questions.into_iter().filter(|(asks, _)| *asks);
        let questions: Vec<u8> = questions
            .flat_map(|(_, question)| question)
            .copied()
            .collect();
        if !questions.is_empty() && terminal::send(&questions, || false).is_ok() {
            self.asked = Some((clock::raw(), is_for_pictures));
        }
    }

    /// Takes in an answer of the terminal.
    fn answered(&mut self, answer: TerminalAnswer) {
        self.asked = self
            .asked
            .filter(|(_, abilities)| !is_last(answer, *abilities));
        match answer {
            TerminalAnswer::Ground(rgb) => {
                self.ground = Some(rgb);
                self.theme = self.theme.on(Backdrop::of(rgb));
            }
            TerminalAnswer::Kitty if self.pictures.asks == Asked::Everything => {
                self.pictures.protocol = Some(Protocol::Kitty);
            }
            TerminalAnswer::Abilities { sixel } if self.pictures.asks != Asked::Nothing => {
                self.pictures.asks = Asked::Nothing;
                let sixel = sixel.then_some(Protocol::Sixel);
                self.pictures.protocol = self.pictures.protocol.or(sixel);
            }
            TerminalAnswer::Cell(wide, high) => self.cell = pixels((wide, 1), (high, 1)),
            TerminalAnswer::Cells(wide, high) => {
                let Size { width, height } = size();
                self.cell = self.cell.or(pixels((wide, width), (high, height)));
            }
            TerminalAnswer::Kitty | TerminalAnswer::Abilities { .. } => {}
        }
        self.ready = None;
    }

    /// How figures are painted in pixels; `None` where they are drawn in cells.
    fn painter(&self) -> Option<Painter> {
        Some(Painter {
            protocol: self.pictures.protocol?,
            cell: cell_in_pixels().or(self.cell)?,
            theme: self.theme,
            ground: self.ground,
        })
    }

    /// Takes an answer that is on its way.
    fn await_answer(&mut self) {
        let Some((asked, abilities)) = self.asked.take() else {
            return;
        };
        if clock::raw().saturating_sub(asked) < ANSWER.0 {
            let is_last = |answer| is_last(answer, abilities);
            self.machine.inbox.await_answer(is_last, ANSWER.1);
        }
    }

    /// Prepares a picture, unless it is ready: a key that does nothing does not change what comes.
    fn prepare(&mut self, frame: &Frame) {
        let size = size();
        if self.ready.as_ref() == Some(frame) && self.screen.size() == size {
            return;
        }
        let painter = self.painter();
        let theme = self.theme.with_pixels(painter.is_some());
        self.screen
            .prepare_with_picture(size, painter, |area, buf| {
                fault::inject("draw");
                tui::draw_with_picture(frame, &theme, area, buf)
            });
        self.ready = Some(frame.clone());
    }

    /// Titles the window, where it says something else than before.
    fn give_title(&mut self, frame: &Frame) {
        let WindowTitle { state, remaining } = WindowTitle::of(&frame.view);
        if let Some(before) = self.title.as_mut().filter(|before| **before != state) {
            let mut title = escaped(&on_one_line(&format!("{state}{remaining}")));
            if !self.theme.shows_letters() {
                title = spelt_in_ascii(&title);
            }
            // A terminal that does not take it keeps the one before.
            let _ = terminal::send(format!("\x1b]2;{title}\x1b\\").as_bytes(), || false);
            *before = state;
        }
    }

    /// The screen may show something else than was drawn last.
    fn forget(&mut self) {
        self.screen.forget();
        self.title = self.title.take().map(|_| String::new());
        self.ready = None;
    }

    /// Lends the terminal to the user's editor. The library says when there is none, or when it failed.
    fn edit(&mut self, edit: &Edit) -> Result<(), Error> {
        let id = files::id(edit);
        // Before anything is written: without an editor there is nothing to write it for.
        let ready = Editor::find().and_then(|editor| Ok((editor, files::open(edit)?)));
        let said = match ready {
            Ok((editor, Opened { path, said })) => {
                let edited = self.machine.lend(|| editor.edit(&path))?;
                self.forget();
                let unchanged = match edit {
                    Edit::Bundled(id) if own::discard_copy(&path, id) => {
                        Some("Nothing was changed: the bundled routine stays.".to_owned())
                    }
                    _ => said,
                };
                edited.map_or_else(|error| Some(error.to_string()), |()| unchanged)
            }
            Err(error) => Some(error.in_one_line()),
        };
        // At once, even where the system does not tell of changes.
        self.machine.inbox.leave(self.files.read());
        self.machine.inbox.leave(Input::Edited { id, said });
        Ok(())
    }

    fn take_again(&mut self) -> Result<(), Error> {
        self.forget();
        self.machine.take_again()
    }
}

impl Host for TerminalHost {
    fn now(&self) -> Moment {
        self.machine.clock.now()
    }

    fn wall_clock(&self) -> Option<WallClock> {
        Some(self.machine.clock.on_the_wall())
    }

    fn window(&self) -> Window {
        let Size { width, height } = size();
        Window {
            columns: width,
            rows: height,
        }
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        self.prepare(frame);
        self.ready = None;
        self.give_title(frame);
        let inbox = &mut self.machine.inbox;
        let shown = self.screen.show(|| inbox.may_wait());
        self.files
            .show_library(matches!(frame.view, View::Library(_)));
        self.files.read_the_rest();
        self.machine.tell(&frame.view);
        shown.map_err(|error| Error::Draw(error).into())
    }

    fn scroll_end(&self, frame: &Frame) -> Option<usize> {
        let Size { width, height } = size();
        tui::scroll_end(frame, &self.theme, Rect::new(0, 0, width, height))
    }

    fn part_at(&self, frame: &Frame, cell: Mouse) -> Option<PointedPart> {
        let Size { width, height } = size();
        tui::part_at(frame, &self.theme, Rect::new(0, 0, width, height), cell)
    }

    fn foresee(&mut self, frame: &Frame) {
        self.prepare(frame);
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        let input = self.machine.wait(deadline)?;
        match input {
            Some(ref opener) if may_open(opener) => {
                // What is played is what stands in the file.
                if let Some(read) = self.files.read_if_changed() {
                    self.machine.inbox.put_back(opener.clone());
                    return Ok(Some(read));
                }
            }
            // The terminal may have moved its contents about: all of it is drawn anew. Its letters may have another size.
            Some(Input::Resized) => {
                self.forget();
                if self.cell.take().is_some() {
                    self.ask();
                }
            }
            Some(Input::Answer(answer)) => self.answered(answer),
            // After a SIGSTOP another program may have used the terminal.
            Some(Input::Continued) if !self.machine.inbox.is_let_go_to_end() => {
                self.take_again()?;
            }
            _ => {}
        }
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            // The screen shows what happened.
            Effect::Happened(event) => self.machine.happened(&event),
            Effect::Sound(effect) => {
                if self.machine.perform(effect) {
                    // A bell that the terminal does not take is not heard.
                    terminal::send(BELL, || false).map_err(Error::Draw)?;
                }
            }
            Effect::Save(effect) => self.machine.save(effect),
            Effect::Stretches(StretchEffect::Read) => {
                self.machine.inbox.leave(files::shelf());
            }
            Effect::Stretches(StretchEffect::Add { stretch, to }) => {
                let added = files::add(&stretch, &to);
                // At once, even where the system does not tell of changes.
                self.machine.inbox.leave(self.files.read());
                self.machine.inbox.leave(added);
            }
            Effect::Draft(request) => {
                let is_written = matches!(request, DraftRequest::Write { .. });
                // Before any key that was pressed meanwhile.
                self.machine.inbox.put_back(files::answer(&request));
                if is_written {
                    self.machine.inbox.put_back(self.files.read());
                }
            }
            Effect::Terminal(TerminalEffect::Suspend) => {
                self.await_answer();
                if self.machine.suspend()? {
                    self.take_again()?;
                }
            }
            Effect::Terminal(TerminalEffect::Redraw) => self.forget(),
            Effect::Terminal(TerminalEffect::Edit(edit)) => self.edit(&edit)?,
        }
        Ok(())
    }
}

/// Whether an answer is the last one: that about the ground, or that about all `abilities` behind it.
const fn is_last(answer: TerminalAnswer, abilities: bool) -> bool {
    match answer {
        TerminalAnswer::Abilities { .. } => abilities,
        TerminalAnswer::Ground(_) => !abilities,
        _ => false,
    }
}

/// Whether an input may start the routine under the cursor.
const fn may_open(input: &Input) -> bool {
    match input {
        Input::Key(key) => matches!(key, Key::Enter),
        Input::Mouse(mouse) => matches!(mouse.action, MouseAction::Click),
        _ => false,
    }
}

/// Pixels of a cell, where the system knows them.
fn cell_in_pixels() -> Option<(u16, u16)> {
    let size = tcgetwinsize(rustix::stdio::stdout()).ok()?;
    pixels((size.ws_xpixel, size.ws_col), (size.ws_ypixel, size.ws_row))
}

/// Pixels of a cell, where so many cells beside and below each other have so many.
fn pixels(wide: (u16, u16), high: (u16, u16)) -> Option<(u16, u16)> {
    /// A cell with fewer is no cell, and one with more none of a display.
    const CELL: RangeInclusive<u16> = 3..=200;
    let of_cell = |(pixels, cells): (u16, u16)| {
        let pixels = pixels.checked_div(cells)?;
        CELL.contains(&pixels).then_some(pixels)
    };
    of_cell(wide).zip(of_cell(high))
}

/// The largest picture: a window over two large displays, with the smallest letters that can be read. Of a larger
/// window the rest stays empty.
const LARGEST: Size = Size {
    width: 640,
    height: 240,
};

/// The size of a terminal that does not say which it has, nor the variables for it: that of the oldest ones.
const USUAL: Size = Size {
    width: 80,
    height: 24,
};

/// The size of the picture; nothing where there is no terminal any more.
fn size() -> Size {
    let from = |variable: &str| {
        environment::text(variable)?
            .parse()
            .ok()
            .filter(|count| *count > 0)
    };
    let known = |count: u16, variable: &str, usual| match count {
        0 => from(variable).unwrap_or(usual),
        count => count,
    };
    tcgetwinsize(rustix::stdio::stdout()).map_or(Size::ZERO, |size| {
        let width = known(size.ws_col, "COLUMNS", USUAL.width);
        let height = known(size.ws_row, "LINES", USUAL.height);
        Size::new(width.min(LARGEST.width), height.min(LARGEST.height))
    })
}
