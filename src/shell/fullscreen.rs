//! The host that draws on the whole terminal.

use std::io::{self, IsTerminal};

use ratatui::layout::Size;
use rustix::termios::tcgetwinsize;

use super::clock::Clock;
use super::editor::Editor;
use super::error::SessionError;
use super::files::{self, Files, Opened};
use super::inbox::Inbox;
use super::keys::Keyboard;
use super::memory::Writer;
use super::panics::Panics;
use super::play::{Begin, Play, PlayResult, to_the_end};
use super::signals::Signals;
use super::terminal::{self, Display, Guard, TerminalPart};
use super::{fault, hangup, sound};
use crate::app::Host;
use crate::app::effect::{Edit, Effect, TerminalEffect};
use crate::app::element::Window;
use crate::app::input::Input;
use crate::app::session::After;
use crate::app::view::Frame;
use crate::core::day::WallClock;
use crate::core::moment::Moment;
use crate::process::{is_orphaned, stop_job};
use crate::sound::Sound;
use crate::tui;
use crate::tui::theme::Theme;

/// Runs the program on the terminal. When it returns, and when it panics, the terminal is as it was before.
///
/// # Errors
/// When there is no terminal, or it cannot be used any more, or a thread panicked ([`SessionError::Panicked`], whose
/// text is the panic's own). A terminal that vanishes is no error but [`crate::app::input::Signal::HangUp`].
pub(crate) fn on_terminal<'a>(
    begin: Begin,
    play: Play<'a>,
    theme: &'a Theme,
) -> Result<PlayResult, SessionError> {
    let clock = Clock::start(play.speed);
    let waiting = play.waiting;
    let files = Files::of(&begin, &play.follows);
    let mut app = play.app(begin, After::Summary, &clock);
    let (outcome, writer) = {
        let mut host = TerminalHost::take(clock, play, theme, files)?;
        let outcome = to_the_end(&mut host, &mut app);
        (outcome, host.writer.take())
    };
    let written = writer.map(|writer| writer.finish(waiting));
    PlayResult::of(outcome, &app, written.unwrap_or_default())
}

/// The host. Its fields are dropped in this order: first the keyboard is no longer read, then the terminal is given back,
/// and only then are panics and signals no longer caught.
struct TerminalHost<'a> {
    /// None while another program has the terminal.
    keys: Option<Keyboard>,
    guard: Guard,
    screen: Display,
    sound: Sound,
    _panics: Panics,
    _signals: Signals,
    inbox: Inbox,
    clock: Clock,
    theme: &'a Theme,
    /// The routines, and the thread that watches their files.
    files: Files,
    writer: Option<Writer>,
    /// The frame that is ready to be shown.
    ready: Option<Frame>,
}

impl<'a> TerminalHost<'a> {
    fn take(
        clock: Clock,
        play: Play<'a>,
        theme: &'a Theme,
        mut files: Files,
    ) -> Result<Self, SessionError> {
        let Play {
            sound, remembers, ..
        } = play;
        let inbox = Inbox::new();
        // Before the terminal is touched, so that no signal finds it taken and nobody listening.
        let signals = Signals::listen(inbox.sender())?;
        let panics = Panics::catch(inbox.sender());
        let guard = Guard::take(TerminalPart::Screen).map_err(SessionError::Terminal)?;
        hangup::watch(rustix::stdio::stdout(), inbox.sender())?;
        // Keys may come from another one, which would be read at full speed when it is gone.
        if io::stdin().is_terminal() {
            hangup::watch(rustix::stdio::stdin(), inbox.sender())?;
        }
        files.watch(inbox.sender());
        let writer = remembers.map(|it| Writer::start(it, inbox.sender()));
        Ok(Self {
            keys: Some(Keyboard::read(inbox.sender())?),
            files,
            guard,
            screen: Display::default(),
            sound: sound::open(sound, inbox.sender()),
            _panics: panics,
            _signals: signals,
            inbox,
            clock,
            theme,
            writer,
            ready: None,
        })
    }

    /// Prepares a picture, unless it is ready: a key that does nothing does not change what comes.
    fn prepare(&mut self, frame: &Frame) {
        let size = size();
        if self.ready.as_ref() == Some(frame) && self.screen.size() == size {
            return;
        }
        let theme = self.theme;
        self.screen.prepare(size, |area, buf| {
            fault::inject("draw");
            tui::draw(frame, theme, area, buf);
        });
        self.ready = Some(frame.clone());
    }

    /// The screen may show something else than was drawn last.
    fn forget(&mut self) {
        self.screen.forget();
        self.ready = None;
    }

    fn suspend(&mut self) -> Result<(), SessionError> {
        if is_orphaned() {
            return Ok(());
        }
        self.guard.give_back();
        stop_job().map_err(SessionError::Suspend)?;
        if self.inbox.until_continued() {
            return Ok(());
        }
        self.take_again()
    }

    /// Lends the terminal to the user's editor. The library says when there is none, or when it failed.
    fn edit(&mut self, edit: &Edit) -> Result<(), SessionError> {
        let Opened { id, path, mut said } = match files::open(edit) {
            Ok(opened) => opened,
            Err(error) => {
                self.inbox.post(Input::Edited {
                    id: files::id(edit),
                    said: Some(error.in_one_line()),
                });
                return Ok(());
            }
        };
        match Editor::find() {
            Ok(editor) => {
                if let Some(keys) = self.keys.take() {
                    keys.stop();
                }
                self.guard.give_back();
                let edited = editor.edit(&path);
                self.inbox.forget_visit();
                self.take_again()?;
                self.keys = Some(Keyboard::read(self.inbox.sender())?);
                if let Err(error) = edited {
                    said = Some(error.to_string());
                }
            }
            Err(error) => said = Some(error.in_one_line()),
        }
        // At once, even where the system does not tell of changes.
        self.inbox.post(self.files.read());
        self.inbox.post(Input::Edited { id, said });
        Ok(())
    }

    fn take_again(&mut self) -> Result<(), SessionError> {
        self.forget();
        // Input that came meanwhile was for the other program.
        terminal::wait_again();
        self.guard.take_again().map_err(SessionError::Terminal)
    }
}

impl Host for TerminalHost<'_> {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wall_clock(&self) -> Option<WallClock> {
        Some(self.clock.on_the_wall())
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
        let shown = self.screen.show();
        shown.map_err(|error| SessionError::Draw(error).into())
    }

    fn foresee(&mut self, frame: &Frame) {
        self.prepare(frame);
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        let input = self.inbox.wait(&mut self.clock, deadline)?;
        match input {
            // What the terminal shows may have been moved about: all of it is drawn anew.
            Some(Input::Resized) => self.forget(),
            // After a SIGSTOP another program may have used the terminal.
            Some(Input::Continued) if !self.inbox.is_ending() => self.take_again()?,
            _ => {}
        }
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            // The screen shows what happened.
            Effect::Happened(_) => {}
            Effect::Sound(effect) => {
                let now = self.clock.now();
                let terminal = self.screen.wire();
                sound::perform(&self.sound, effect, now, Some(terminal))
                    .map_err(SessionError::Draw)?;
            }
            Effect::Save(effect) => {
                if let Some(writer) = &mut self.writer {
                    writer.write(effect);
                }
            }
            Effect::Terminal(TerminalEffect::Suspend) => self.suspend()?,
            Effect::Terminal(TerminalEffect::Edit(edit)) => self.edit(&edit)?,
        }
        Ok(())
    }
}

/// The size of the terminal; nothing where there is none any more.
fn size() -> Size {
    tcgetwinsize(rustix::stdio::stdout())
        .map_or(Size::ZERO, |size| Size::new(size.ws_col, size.ws_row))
}
