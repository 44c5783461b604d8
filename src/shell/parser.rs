//! Turns the bytes of a terminal into keys and what was done with the mouse, whatever else the terminal says.
//!
//! vte's state machine finds where a sequence ends, so one without a meaning here is dropped whole: an answer to a
//! question of another program, a report that nobody asked for. A sequence that stays unfinished is given up after
//! [`UNFINISHED`], because a key may stand behind it. The byte of Ctrl-C is always Ctrl-C.
//!
//! The answers to our own questions, for the colour of the ground, for pictures and for pixels, are inputs of their own
//! ([`Input::Answer`]). So is what was pasted ([`Input::Paste`]); a paste without its end is dropped.

mod keys;
#[cfg(test)]
mod tests;

use std::mem::take;
use std::time::Duration;

use vte::{Params, Perform};

use crate::app::input::{Input, Key, Mouse, MouseAction, TerminalAnswer};
use keys::{HELD, alone, character_key, cursor_key, key_of, numbered_key};

/// How long the terminal may be silent in the middle of a sequence. A key that is the beginning of a sequence, as Esc
/// is, counts after that.
pub const UNFINISHED: Duration = Duration::from_millis(50);
/// How long the terminal may be silent in the middle of a string, once that has begun: what is left of an answer must
/// not be taken for keys.
const UNFINISHED_STRING: Duration = Duration::from_secs(1);

/// How many late bytes are kept. More than a hand types in that time belong to what they follow.
const LATE: usize = 64;

/// The number of sixel pictures among what a terminal can do.
const SIXEL: u16 = 4;

/// The beginning of the answer of a terminal that has the protocol of kitty, to the question in `fullscreen.rs`.
const KITTY: &[u8] = b"_Gi=731;OK";
/// The bits of a mouse report for keys that are held down with the button: Shift, Alt, Ctrl.
const MODIFIERS: u16 = 4 | 8 | 16;
/// The numbers of the wheel in a mouse report.
const WHEEL_UP: u16 = 64;
const WHEEL_DOWN: u16 = 65;

/// How many bytes of a paste are kept: more than any field takes.
const PASTE: usize = 4096;

const ESCAPE: u8 = 0x1b;
const INTERRUPT: u8 = 0x03;
/// The beginnings of sequences that stand for `ESC` and a character. In UTF-8 none of them begins a character.
const SHORT: [u8; 7] = [0x8f, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f];
/// The end of a string that began with one of them.
const SHORT_END: u8 = 0x9c;

/// The parser of what a terminal sends.
#[derive(Default)]
pub struct InputParser {
    sequences: vte::Parser,
    state: ParserState,
    /// The sequence began with a byte of [`SHORT`], so its terminal does not write UTF-8.
    is_short: bool,
    /// Bytes of the unfinished sequence that may be keys, because the terminal may have paused before them.
    late: Option<Vec<u8>>,
}

/// The state after the bytes so far.
#[derive(Default)]
struct ParserState {
    inputs: Vec<Input>,
    unfinished: Unfinished,
    string: StringState,
    /// The mark that began the string, and as much of its text as is looked at.
    beginning: Vec<u8>,
    /// The next character belongs to a key that began with `ESC O`.
    in_function_key: bool,
    /// The next character was typed with Alt, or belongs to a function key of the Linux console.
    is_other: bool,
    /// Bytes that are missing of a mouse report in the older form, and those before them: the button and the column.
    mouse: (u8, [u8; 2]),
    /// The text of a paste so far, until it ends.
    paste: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Unfinished {
    #[default]
    Nothing,
    /// `ESC` alone: the key, or the beginning of something.
    Escape,
    Sequence,
}

/// A string is an answer, or a report that has a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StringState {
    #[default]
    Outside,
    /// Behind the mark that begins one.
    Opened,
    /// Behind its first character, or behind the `ESC` that may end it.
    Within,
}

impl InputParser {
    /// The inputs that are complete with `bytes`, in order. However the bytes are cut, they are the same.
    pub fn parse(&mut self, bytes: &[u8]) -> Vec<Input> {
        for byte in bytes {
            self.feed(*byte);
            if self.patience().is_none() {
                self.late = None;
            }
            if let Some(late) = &mut self.late {
                late.push(*byte);
            }
        }
        // They are part of a long string or a paste.
        if let Some(late) = &mut self.late
            && late.len() > LATE
        {
            self.late = None;
        }
        take(&mut self.state.inputs)
    }

    /// Notes that the next bytes come late: after a pause of the terminal or of this program, which nobody can tell
    /// apart. They belong to the unfinished sequence if they finish it, and otherwise they are keys.
    pub fn may_have_paused(&mut self) {
        if self.patience().is_some() {
            self.late.get_or_insert_default();
        }
    }

    /// For how long the terminal may be silent before [`InputParser::give_up`] is called; `None` if for ever.
    pub fn patience(&self) -> Option<Duration> {
        let state = &self.state;
        let is_finished = state.unfinished == Unfinished::Nothing && state.mouse.0 == 0;
        match state.string {
            StringState::Within if state.paste.is_none() => Some(UNFINISHED_STRING),
            _ => (!is_finished || state.paste.is_some()).then_some(UNFINISHED),
        }
    }

    /// Gives up what is unfinished, after a silence of [`InputParser::patience`]. Returns the keys that it was after
    /// all.
    pub fn give_up(&mut self) -> Vec<Input> {
        let state = take(&mut self.state);
        self.sequences = vte::Parser::new();
        let mut inputs = Vec::new();
        if state.unfinished == Unfinished::Escape && state.paste.is_none() {
            inputs.push(Input::Key(Key::Escape));
        }
        if let Some(late) = self.late.take() {
            inputs = self.parse(&late);
            inputs.extend(self.give_up());
        }
        inputs
    }

    fn feed(&mut self, byte: u8) {
        let state = &mut self.state;
        if byte == INTERRUPT {
            self.sequences = vte::Parser::new();
            let inputs = take(&mut state.inputs);
            *state = ParserState {
                inputs,
                ..ParserState::default()
            };
            return state.press(Key::Ctrl('c'));
        }
        if state.mouse.0 > 0 && byte >= b' ' {
            return state.mouse_byte(byte);
        }
        let can_begin = state.unfinished == Unfinished::Nothing && state.paste.is_none();
        let can_end = self.is_short && state.string != StringState::Outside && byte == SHORT_END;
        self.is_short &= !can_begin;
        if can_end || can_begin && SHORT.contains(&byte) {
            self.feed(ESCAPE);
            self.is_short = true;
            return self.feed(byte - 0x40);
        }
        state.mouse = (0, [0; 2]);
        let in_string = state.string != StringState::Outside;
        if in_string {
            state.string = StringState::Within;
            state.begins_with(byte);
        }
        let is_control = byte < b' ' && byte != ESCAPE;
        match (state.unfinished, byte) {
            (Unfinished::Escape, ESCAPE) => return state.press(Key::Escape),
            (Unfinished::Escape, b'P' | b'X' | b']' | b'^' | b'_') => {
                state.string = StringState::Opened;
                state.beginning.clear();
                state.begins_with(byte);
            }
            (Unfinished::Escape, 0..b' ' | 0x7f..) => {
                self.sequences = vte::Parser::new();
                state.is_other = true;
            }
            // No sequence has one in the middle, except that it may end a string.
            (Unfinished::Sequence, _) if is_control && !in_string => {
                self.sequences = vte::Parser::new();
                state.finish();
            }
            _ => {}
        }
        state.unfinished = match state.unfinished {
            Unfinished::Nothing if byte == ESCAPE => Unfinished::Escape,
            _ => Unfinished::Sequence,
        };
        self.sequences.advance(state, &[byte]);
    }
}

impl ParserState {
    /// A sequence or a character is over. Whether it is a key without a meaning here, and whether it
    /// is the end of `ESC O`.
    fn finish(&mut self) -> (bool, bool) {
        self.unfinished = Unfinished::Nothing;
        self.string = StringState::Outside;
        (take(&mut self.is_other), take(&mut self.in_function_key))
    }

    /// A key was pressed, or is part of a paste. Ctrl-C ends that.
    fn press(&mut self, key: Key) {
        let Some(paste) = self.paste.as_mut().filter(|_| key != Key::Ctrl('c')) else {
            self.paste = None;
            return self.inputs.push(Input::Key(key));
        };
        let character = match key {
            Key::Char(typed) | Key::NonLatin { typed, .. } => typed,
            Key::Enter | Key::Tab | Key::Ctrl('j') => ' ',
            _ => return,
        };
        if paste.len() < PASTE {
            paste.push(character);
        }
    }

    /// The next byte of a string, from its mark on.
    fn begins_with(&mut self, byte: u8) {
        if self.beginning.len() < KITTY.len() {
            self.beginning.push(byte);
        }
    }

    /// The terminal has answered, unless it is part of a paste.
    fn answer(&mut self, answer: Option<TerminalAnswer>) {
        let answer = answer.filter(|_| self.paste.is_none());
        self.inputs.extend(answer.map(Input::Answer));
    }

    fn paste_ends(&mut self) {
        let paste = self.paste.take().filter(|paste| !paste.is_empty());
        self.inputs.extend(paste.map(Input::Paste));
    }

    /// The next byte of a mouse report in the older form.
    fn mouse_byte(&mut self, byte: u8) {
        let (missing, [button, column]) = self.mouse;
        self.mouse = match missing {
            3 => (2, [byte, 0]),
            2 => (1, [button, byte]),
            _ => (0, [0; 2]),
        };
        let button = button.saturating_sub(b' ');
        if missing == 1 && button & 3 != 3 {
            let cell = [column, byte].map(|byte| byte.saturating_sub(b' ').into());
            self.mouse_report(button.into(), cell);
        }
    }

    /// A report that a button of the mouse went down or its wheel was turned, on a cell that is counted from 1; unless it
    /// says that the mouse was moved.
    fn mouse_report(&mut self, button: u16, cell: [u16; 2]) {
        let action = match button & !MODIFIERS {
            0..=2 => MouseAction::Click,
            WHEEL_UP => MouseAction::WheelUp,
            WHEEL_DOWN => MouseAction::WheelDown,
            _ => return,
        };
        if self.paste.is_none() {
            let [column, row] = cell.map(|counted| counted.saturating_sub(1));
            self.inputs.push(Input::Mouse(Mouse {
                action,
                column,
                row,
            }));
        }
    }

    /// A key in a sequence, with the parameter that has its modifiers and whether it was pressed or released.
    fn press_with(&mut self, modifiers: Option<&[u16]>, key: impl FnOnce(u16) -> Option<Key>) {
        let modifier = modifiers.and_then(<[u16]>::first).copied().unwrap_or(0);
        let kind = modifiers.and_then(|both| both.get(1)).copied().unwrap_or(0);
        let held = modifier.saturating_sub(1) & HELD;
        if kind <= 1
            && let Some(key) = key(held)
        {
            self.press(key);
        }
    }
}

impl Perform for ParserState {
    fn print(&mut self, character: char) {
        match (self.finish(), character) {
            // Bytes that are no character.
            (_, char::REPLACEMENT_CHARACTER) => {}
            ((true, _), _) => self.press(Key::Other),
            ((_, true), 'A'..='z') => self.press(cursor_key(character).unwrap_or(Key::Other)),
            (_, '\x7f') => self.press(Key::Backspace),
            _ => self.press(character_key(character, None)),
        }
    }

    fn execute(&mut self, byte: u8) {
        let (is_other, _) = self.finish();
        let key = match byte {
            b'\r' => Key::Enter,
            b'\t' => Key::Tab,
            0 => Key::Ctrl(' '),
            1..=26 => Key::Ctrl((byte - 1 + b'a').into()),
            28..=31 => Key::Ctrl((byte - 28 + b'4').into()),
            _ => return,
        };
        self.press(if is_other { Key::Other } else { key });
    }

    fn osc_dispatch(&mut self, parts: &[&[u8]], by_bell: bool) {
        if let [b"11", colour] = parts {
            self.answer(rgb(colour).map(TerminalAnswer::Ground));
        }
        if by_bell {
            self.finish();
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        let in_string = self.string != StringState::Outside;
        self.finish();
        match byte {
            b'\\' if in_string && self.beginning == KITTY => {
                self.answer(Some(TerminalAnswer::Kitty));
            }
            _ if in_string || !intermediates.is_empty() => {}
            b'O' => {
                self.in_function_key = true;
                self.unfinished = Unfinished::Sequence;
            }
            _ => self.press(Key::Other),
        }
    }

    fn csi_dispatch(&mut self, params: &Params, marks: &[u8], is_cut: bool, action: char) {
        self.finish();
        if is_cut {
            return;
        }
        let params: Vec<&[u16]> = params.iter().collect();
        let modifiers = params.get(1).copied();
        let number = params
            .first()
            .and_then(|all| all.first())
            .copied()
            .unwrap_or(0);
        match (marks, action) {
            (b"<", 'M') => {
                let coordinate = |at: usize| params.get(at).and_then(|all| all.first());
                let cell = [1, 2].map(|at| coordinate(at).copied().unwrap_or(0));
                self.mouse_report(number, cell);
            }
            // What the terminal can do; nobody types it into a paste.
            (b"?", 'c') => {
                let sixel = params.iter().skip(1).any(|ability| *ability == [SIXEL]);
                self.answer(Some(TerminalAnswer::Abilities { sixel }));
            }
            (b"", 't') => self.answer(pixels(&params)),
            (b"", 'M') if params.len() == 1 => self.mouse = (3, [0; 2]),
            (b"", '[') => {
                self.is_other = true;
                self.unfinished = Unfinished::Sequence;
            }
            (b"", '~') if number == 200 => self.paste = Some(self.paste.take().unwrap_or_default()),
            (b"", '~') if number == 201 => self.paste_ends(),
            // A key as xterm may write it.
            (b"", '~') if number == 27 => {
                let code = params.get(2).copied().unwrap_or_default();
                self.press_with(modifiers, |held| key_of(code, None, held));
            }
            (b"", '~') => self.press_with(modifiers, |held| alone(numbered_key(number), held)),
            (b"", 'u') => {
                let code = params.first().copied().unwrap_or_default();
                let text = params.get(2).copied().unwrap_or_default();
                let (first, more) = text.split_first().unzip();
                self.press_with(modifiers, |held| key_of(code, first.copied(), held));
                // An input method may send several characters at once.
                for character in more.unwrap_or_default() {
                    self.press_with(modifiers, |held| key_of(&[], Some(*character), held));
                }
            }
            (b"", _) => self.press_with(modifiers, |held| alone(cursor_key(action), held)),
            _ => {}
        }
    }
}

/// The size of all cells or of one in a report about the window.
fn pixels(report: &[&[u16]]) -> Option<TerminalAnswer> {
    match *report {
        [[4], [high], [wide]] => Some(TerminalAnswer::Cells(*wide, *high)),
        [[6], [high], [wide]] => Some(TerminalAnswer::Cell(*wide, *high)),
        _ => None,
    }
}

/// Red, green and blue of a colour as X11 writes it: `rgb:ffff/ffff/ffff`, with one to four digits each.
fn rgb(colour: &[u8]) -> Option<[u8; 3]> {
    let colour = std::str::from_utf8(colour).ok()?;
    let parts = colour
        .strip_prefix("rgb:")
        .or_else(|| colour.strip_prefix("rgba:"))?;
    let part = |digits: &str| {
        let most = (1..=4)
            .contains(&digits.len())
            .then(|| 16_u32.pow(digits.len() as u32) - 1)?;
        let value = digits
            .bytes()
            .all(|digit| digit.is_ascii_hexdigit())
            .then_some(digits)?;
        let value = u32::from_str_radix(value, 16).ok()?;
        u8::try_from(value * 255 / most).ok()
    };
    let parts: Option<Vec<u8>> = parts.split('/').take(3).map(part).collect();
    parts?.try_into().ok()
}
