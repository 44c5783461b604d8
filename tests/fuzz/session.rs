//! The whole program through its loop: any plan, any keys at any time, windows of any size, sleep. It never panics, asks
//! for no moment that is past, draws no picture twice, and what it remembers can be read again.

use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use supple::app::Frame;
use supple::app::effect::{Effect, SaveEffect, SoundEffect, StretchEffect};
use supple::app::element::{PointedPart, Window};
use supple::app::gallery::Gallery;
use supple::app::input::{Input, Key, Mouse, MouseAction, Signal};
use supple::app::library::Library;
use supple::app::memory::Memory;
use supple::app::session::{After, Preferences};
use supple::app::{App, Host, run};
use supple::catalogue::{Catalogue, Entry, Origin};
use supple::core::day::{Stamp, WallClock};
use supple::core::history::{History, Scope};
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::Event;
use supple::core::routine::{First, Routine};
use supple::core::session::{Plan, Snapshot};
use supple::core::settings::{Motion, ThemeChoice};
use supple::core::timeline::Unrolled;
use supple::diagnostic::Source;
use supple::disk::{bundled, stretches, tune};
use supple::format::routine::References;
use supple::format::routine::parse_among;
use supple::format::snapshot::{read, write};
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use supple::tui::{draw, part_at};

use super::bytes::Bytes;
use super::plan::plan;

/// How often the loop may wake up before the terminal is taken away.
const MOST: usize = 300;
const KEYS: &[Key] = &[
    Key::Char(' '),
    Key::Enter,
    Key::Escape,
    Key::Left,
    Key::Right,
    Key::Up,
    Key::Down,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Tab,
    Key::Backspace,
    Key::Other,
    Key::Ctrl('l'),
    Key::Ctrl('z'),
    Key::Char('膝'),
    Key::Char('\u{202e}'),
];
const COLUMNS: &[u16] = &[100, 80, 72, 40, 20, 1, 0, 200];
const ROWS: &[u16] = &[30, 24, 20, 12, 6, 1, 0, 60];

pub(super) fn holds(data: &[u8]) {
    let mut bytes = Bytes(data);
    let Some((routine, text)) = plan(&mut bytes) else {
        return;
    };
    let preferences = Preferences {
        rate: 100,
        first: bytes.one_of(&[First::Right, First::Left]),
        has: supple::core::condition::Conditions::NONE,
        lead_in: Duration::from_secs(u64::from(bytes.byte() % 20)),
        figures: true,
        motion: Motion::Loop,
        after: bytes.one_of(&[After::Summary, After::Nothing]),
        wall: Some(WallClock {
            at: Moment::ZERO,
            stamp: Stamp {
                unix_ms: (bytes.number().cast_signed() * 2) * 1000,
                offset: 0,
            },
            speed: 1.0,
        }),
    };
    let begins = bytes.byte() % 8;
    let mut app = begun(begins, routine, &text, preferences);
    if bytes.flag() {
        app = app.remembering(memory());
    }
    let mut outside = Outside::of(bytes);
    let ended = run(&mut outside, &mut app);
    assert!(ended.is_ok(), "{ended:?}");
}

/// The library, all figures, or a session.
pub(super) fn begun(
    begins: u8,
    routine: Arc<Routine>,
    text: &str,
    preferences: Preferences,
) -> App {
    let lead_in = preferences.lead_in;
    let written = RoutineText::new("any", &routine.title, text);
    match begins {
        0 => App::choosing(
            Library::new(&CATALOGUE, None, None),
            preferences,
            Moment::ZERO,
        ),
        1 => {
            let gallery = Gallery::new(stretches::shelf(&REFERENCES), &CATALOGUE, None);
            App::looking(gallery, preferences, Moment::ZERO)
        }
        _ => {
            let setup = Plan::of(&NonEmpty::of(routine), lead_in, Unrolled::default(), 100);
            App::playing(setup.with_texts([written]), preferences, Moment::ZERO)
        }
    }
}

/// Read once: they are the same for every input.
pub(super) static REFERENCES: LazyLock<References> = LazyLock::new(stretches::built_in);
pub(super) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);

/// Some of the bundled routines.
fn catalogue() -> Catalogue {
    let entry = |(id, text): &(&str, &str)| {
        let source = Source {
            name: (*id).to_owned(),
            text: (*text).to_owned(),
        };
        let parsed = parse_among(&source, &REFERENCES);
        Entry {
            routine: parsed.value.map(Arc::new),
            problems: parsed.problems,
            ..Entry::new((*id).to_owned(), Origin::Bundled, source)
        }
    };
    Catalogue::new(Vec::new(), bundled::ALL.iter().take(3).map(entry).collect())
}

pub(super) fn memory() -> Memory {
    let zero = Stamp {
        unix_ms: 1_772_385_605_123,
        offset: 3600,
    };
    Memory {
        wall: WallClock {
            at: Moment::ZERO,
            stamp: zero,
            speed: 1.0,
        },
        process: 1,
        ask: true,
        is_warned: false,
        history: Arc::new(History::new(Scope::of(zero.day()))),
        is_unreadable: false,
        unfinished: None,
        since: None,
        resume: Duration::from_secs(6 * 3600),
    }
}

/// What bytes make of the outside.
pub(super) struct Outside<'a> {
    bytes: Bytes<'a>,
    now: Moment,
    window: Window,
    theme: Theme,
    shown: Option<Frame>,
    redraw: bool,
    woke: usize,
    last: Option<Event>,
    /// The answer to what was asked for about stretches.
    answer: Option<Input>,
}

impl<'a> Outside<'a> {
    pub(super) fn of(mut bytes: Bytes<'a>) -> Self {
        let (utf8, is_strong) = (bytes.flag(), bytes.flag());
        Self {
            bytes,
            now: Moment::ZERO,
            window: Window {
                columns: 100,
                rows: 30,
            },
            theme: Theme::of(Options {
                colours: Colours::TrueColor,
                utf8,
                choice: if is_strong {
                    ThemeChoice::Contrast
                } else {
                    ThemeChoice::Auto
                },
                backdrop: Backdrop::Dark,
            }),
            shown: None,
            redraw: false,
            woke: 0,
            last: None,
            answer: None,
        }
    }

    fn input(&mut self) -> Input {
        self.woke += 1;
        if self.bytes.is_empty() || self.woke > MOST {
            return Input::Signal(Signal::HangUp);
        }
        let input = match self.bytes.byte() {
            choice @ 0..97 => Input::Key(KEYS[usize::from(choice) % KEYS.len()]),
            letter @ 97..123 => Input::Key(Key::Char(char::from(letter))),
            123..140 => Input::Key(Key::Char(
                self.bytes.one_of(b"+-?qhrmltcxef0123456789").into(),
            )),
            140..150 => Input::Mouse(Mouse {
                action: self.bytes.one_of(&[
                    MouseAction::Click,
                    MouseAction::WheelUp,
                    MouseAction::WheelDown,
                ]),
                column: self.bytes.byte().into(),
                row: self.bytes.byte().into(),
            }),
            150..190 => {
                self.window = Window {
                    columns: self.bytes.one_of(COLUMNS),
                    rows: self.bytes.one_of(ROWS),
                };
                Input::Resized
            }
            190..195 => Input::Suspend,
            195..205 => Input::Continued,
            205..210 => Input::Note(self.bytes.text(20)),
            210..215 => Input::NoSnapshot(self.bytes.text(20)),
            _ => Input::Key(Key::Char(' ')),
        };
        self.notices(&input);
        input
    }

    /// The answer to what was asked for, if it has not been given yet.
    pub(super) fn answer(&mut self) -> Option<Input> {
        self.answer.take()
    }

    /// An input comes: after some the picture is drawn again, even if it is the same.
    pub(super) fn notices(&mut self, input: &Input) {
        self.redraw |= matches!(input, Input::Resized | Input::Continued | Input::Answer(_));
    }

    /// What is remembered survives the file.
    fn is_remembered(snapshot: &Snapshot) {
        let text = write(snapshot);
        let again = read(&text).unwrap();
        assert_eq!(write(&again), text);
        assert!(snapshot.entry.start <= snapshot.entry.end);
        let index = snapshot.position.as_ref().map(|position| position.index);
        assert_eq!(again.position.map(|position| position.index), index);
    }
}

impl Host for Outside<'_> {
    fn now(&self) -> Moment {
        self.now
    }

    fn window(&self) -> Window {
        self.window
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let same = self.shown.as_ref() == Some(frame);
        assert!(!same || self.redraw, "the same picture twice: {frame:?}");
        self.redraw = false;
        self.shown = Some(frame.clone());
        let Window { columns, rows } = self.window;
        let area = Rect::new(0, 0, columns, rows);
        draw(frame, &self.theme, area, &mut Buffer::empty(area));
        Ok(())
    }

    fn part_at(&self, frame: &Frame, cell: Mouse) -> Option<PointedPart> {
        let Window { columns, rows } = self.window;
        part_at(frame, &self.theme, Rect::new(0, 0, columns, rows), cell)
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        assert!(
            deadline.is_none_or(|deadline| deadline > self.now),
            "a deadline in the past"
        );
        if let Some(answer) = self.answer() {
            return Ok(Some(answer));
        }
        let first = self.bytes.byte();
        if let Some(deadline) = deadline.filter(|_| first < 96 && self.woke < MOST) {
            // Mostly in time, now and then late, seldom by a closed lid.
            let late = match first {
                0 => 100_000,
                1..8 => 1900,
                _ => 0,
            };
            self.woke += usize::from(!self.bytes.is_empty());
            self.now = deadline + Duration::from_millis(late);
            if self.bytes.is_empty() {
                return Ok(Some(Input::Signal(Signal::HangUp)));
            }
            return Ok(None);
        }
        let later = self.now + Duration::from_millis(self.bytes.number() % 30_000);
        self.now = deadline.map_or(later, |deadline| later.min(deadline));
        Ok(Some(self.input()))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Happened(event) => {
                let before = self.last.as_ref().map(|last| last.at);
                assert!(Some(event.at) >= before, "{:?}, then {event:?}", self.last);
                assert!(event.at <= self.now, "what has not come yet: {event:?}");
                self.last = Some(event);
            }
            Effect::Save(SaveEffect::Snapshot(snapshot) | SaveEffect::Log(snapshot)) => {
                Self::is_remembered(&snapshot);
            }
            // The log was read again, and has nothing in it.
            Effect::Save(SaveEffect::Change(_)) => {
                self.answer = Some(Input::History(Some(Arc::default())));
            }
            Effect::Terminal(_) => self.redraw = true,
            Effect::Stretches(StretchEffect::Read) => {
                self.answer = Some(Input::Stretches(stretches::shelf(&REFERENCES)));
            }
            Effect::Stretches(StretchEffect::Add { .. }) => {
                let said = self.bytes.text(20);
                self.answer = Some(Input::Added { id: None, said });
            }
            Effect::Draft(request) => {
                // Nothing is written there.
                let answer = tune::answer(&request, Path::new("/nonexistent"));
                self.answer = Some(Input::Draft(Box::new(answer)));
            }
            Effect::Sound(SoundEffect::Prepare { .. }) => self.last = None,
            Effect::Save(SaveEffect::Discard | SaveEffect::Draft(_) | SaveEffect::SafetyRead)
            | Effect::Sound(
                SoundEffect::Play(_) | SoundEffect::Foretell(_) | SoundEffect::KeepAwake(_),
            ) => {}
        }
        Ok(())
    }
}
