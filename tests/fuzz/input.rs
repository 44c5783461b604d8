//! Any bytes of a terminal, cut anywhere, over every screen: they never hang or panic, and never swallow a Ctrl-C: the
//! byte at once, the sequence after a silence.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use supple::app::effect::{Effect, Outcome};
use supple::app::element::Window;
use supple::app::input::{Input, Key, Signal};
use supple::app::session::{After, Preferences};
use supple::app::{Frame, Host, run};
use supple::core::moment::Moment;
use supple::core::routine::First;
use supple::core::settings::Motion;
use supple::disk::bundled;
use supple::disk::stretches::built_in;
use supple::format::routine::parse_among;
use supple::shell::InputParser;

use super::bytes::Bytes;
use super::session::{Outside, begun, memory};

/// What terminals send.
pub(super) const WORDS: &[&str] = &[
    "\x1b",
    "\x1b[",
    "\x1bO",
    "\x1b]",
    "\x1bP",
    "\x1b_",
    "\x1b\\",
    "\x07",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[A",
    "\x1b[C",
    "\x1b[<0;3;4M",
    "\x1b[M !!",
    "\x1b[99;5u",
    "\x1b[1;1:3A",
    "\x1b[?1u",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[?12;40;1R",
    "\x1b[?62;22c",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "q",
    "?",
    "\r",
    "/",
];
/// The screens to begin with, and the keys that lead to others: a question, a pause, a summary, help, the log, what is
/// looked for.
const SCREENS: &[(u8, &str)] = &[
    (2, ""),
    (2, "q"),
    (2, " "),
    (2, "?"),
    (2, "\x1b[C\x1b[Cqq"),
    (0, ""),
    (0, "?"),
    (0, "l"),
    (0, "/knee"),
    (1, ""),
    (1, "\r"),
];

pub(super) fn holds(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (begins, keys) = bytes.one_of(SCREENS);
    let ctrl_c: &[u8] = if bytes.flag() { b"\x03" } else { b"\x1b[99;5u" };
    let (id, text) = bundled::ALL[0];
    let source = supple::diagnostic::Source {
        name: id.to_owned(),
        text: text.to_owned(),
    };
    let routine = Arc::new(parse_among(&source, &built_in()).value.unwrap());
    let preferences = Preferences {
        rate: 100,
        first: First::Right,
        has: supple::core::condition::Conditions::NONE,
        lead_in: Duration::from_secs(3),
        figures: true,
        motion: Motion::Loop,
        after: After::Summary,
        wall: None,
    };
    let mut app = begun(begins, routine, text, preferences).remembering(memory());
    let mut parser = InputParser::default();
    let mut terminal = Terminal {
        inputs: parser.parse(keys.as_bytes()).into(),
        outside: Outside::of(Bytes(&[])),
        bytes,
        parser,
        ctrl_c,
        is_stopped: false,
        passed: Duration::ZERO,
    };
    let ended = run(&mut terminal, &mut app).unwrap();
    if terminal.is_stopped && terminal.inputs.is_empty() {
        assert_eq!(ended, Outcome::Signal(Signal::Interrupt));
    }
}

/// A terminal that sends these bytes, falls silent, and sends Ctrl-C.
struct Terminal<'a> {
    bytes: Bytes<'a>,
    parser: InputParser,
    inputs: VecDeque<Input>,
    ctrl_c: &'static [u8],
    is_stopped: bool,
    /// Time that has passed.
    passed: Duration,
    outside: Outside<'a>,
}

impl Terminal<'_> {
    /// Nothing comes for a moment.
    fn is_silent(&mut self) {
        if self.parser.patience().is_some() {
            self.inputs.extend(self.parser.give_up());
        }
    }

    fn sends(&mut self) {
        if self.bytes.is_empty() {
            assert!(!self.is_stopped, "Ctrl-C is the end");
            self.is_silent();
            self.inputs.extend(self.parser.parse(self.ctrl_c));
            assert_eq!(self.inputs.back(), Some(&Input::Key(Key::Ctrl('c'))));
            self.is_stopped = true;
            return;
        }
        let count = usize::from(self.bytes.byte() % 16).min(self.bytes.0.len());
        let (sent, rest) = self.bytes.0.split_at(count);
        self.bytes = Bytes(rest);
        self.inputs.extend(self.parser.parse(sent));
        if count == 0 {
            self.is_silent();
        } else if count % 2 == 0 {
            self.parser.may_have_paused();
        }
    }
}

impl Host for Terminal<'_> {
    fn now(&self) -> Moment {
        Moment::after(self.passed)
    }

    fn window(&self) -> Window {
        self.outside.window()
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        self.outside.draw(frame)
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        // Now and then a second passes first.
        let now = self.now();
        if let Some(deadline) = deadline
            && !self.bytes.is_empty()
            && self.bytes.byte() < 32
        {
            self.passed += deadline.since(now);
            return Ok(None);
        }
        let answer = self.outside.answer();
        while answer.is_none() && self.inputs.is_empty() {
            self.sends();
        }
        let input = answer.or_else(|| self.inputs.pop_front());
        if let Some(input) = &input {
            self.outside.notices(input);
        }
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        if let Effect::Happened(_) = effect {
            return Ok(());
        }
        self.outside.perform(effect)
    }
}
