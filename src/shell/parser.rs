//! Turns the bytes of a terminal into keys and clicks, whatever else the terminal says.
//!
//! vte's state machine finds where a sequence ends, so one without a meaning here is dropped whole: an answer to a
//! question of another program, a report that nobody asked for. A sequence that stays unfinished is given up after
//! [`UNFINISHED`], because a key may stand behind it. The byte of Ctrl-C is always Ctrl-C.
//!
//! The answer to our own question, for the colour of the ground, is an input of its own ([`Input::Ground`]).

mod keys;

use std::mem::take;
use std::time::Duration;

use vte::{Params, Perform};

use crate::app::input::{Input, Key};
use keys::{HELD, alone, cursor_key, key_of, numbered_key};

/// How long the terminal may be silent in the middle of a sequence. A key that is the beginning of a sequence, as Esc
/// is, counts after that.
pub const UNFINISHED: Duration = Duration::from_millis(50);
/// How long the terminal may be silent in the middle of a string, once that has begun: what is left of an answer must
/// not be taken for keys.
const UNFINISHED_STRING: Duration = Duration::from_secs(1);

/// How many late bytes are kept. More than a hand types in that time belong to what they follow.
const LATE: usize = 64;

const ESCAPE: u8 = 0x1b;
const INTERRUPT: u8 = 0x03;
/// The beginnings of sequences that stand for `ESC` and a character. In UTF-8 none of them begins a character.
const SHORT: [u8; 7] = [0x8f, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f];
/// What ends a string that began with one of them.
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
    /// The next character belongs to a key that began with `ESC O`.
    in_function_key: bool,
    /// The next character was typed with Alt, or belongs to a function key of the Linux console.
    is_other: bool,
    /// Bytes that are missing of a mouse report in the older form, and the first of them.
    mouse: (u8, u8),
    in_paste: bool,
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
            StringState::Within if !state.in_paste => Some(UNFINISHED_STRING),
            _ => (!is_finished || state.in_paste).then_some(UNFINISHED),
        }
    }

    /// Gives up what is unfinished, after a silence of [`InputParser::patience`]. Returns the keys that it was after
    /// all.
    pub fn give_up(&mut self) -> Vec<Input> {
        let state = take(&mut self.state);
        self.sequences = vte::Parser::new();
        let mut inputs = Vec::new();
        if state.unfinished == Unfinished::Escape && !state.in_paste {
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
        let can_begin = state.unfinished == Unfinished::Nothing && !state.in_paste;
        let can_end = self.is_short && state.string != StringState::Outside && byte == SHORT_END;
        self.is_short &= !can_begin;
        if can_end || can_begin && SHORT.contains(&byte) {
            self.feed(ESCAPE);
            self.is_short = true;
            return self.feed(byte - 0x40);
        }
        state.mouse = (0, 0);
        let in_string = state.string != StringState::Outside;
        if in_string {
            state.string = StringState::Within;
        }
        let is_control = byte < b' ' && byte != ESCAPE;
        match (state.unfinished, byte) {
            (Unfinished::Escape, ESCAPE) => return state.press(Key::Escape),
            (Unfinished::Escape, b'P' | b'X' | b']' | b'^' | b'_') => {
                state.string = StringState::Opened;
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
        self.in_paste &= key != Key::Ctrl('c');
        if !self.in_paste {
            self.inputs.push(Input::Key(key));
        }
    }

    /// The next byte of a mouse report in the older form.
    fn mouse_byte(&mut self, byte: u8) {
        let (missing, button) = self.mouse;
        self.mouse = match missing {
            3 => (2, byte),
            _ => (missing - 1, button),
        };
        let button = button.saturating_sub(b' ');
        if missing == 1 && button & 3 != 3 {
            self.click(button.into());
        }
    }

    /// A report that a button of the mouse went down, unless it says that the mouse was moved or its wheel turned.
    fn click(&mut self, button: u16) {
        if button & 0xe0 == 0 && !self.in_paste {
            self.inputs.push(Input::Click);
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
            _ => self.press(Key::Char(character)),
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
        if let [b"11", colour] = parts
            && !self.in_paste
        {
            self.inputs.extend(rgb(colour).map(Input::Ground));
        }
        if by_bell {
            self.finish();
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        let in_string = self.string != StringState::Outside;
        self.finish();
        match byte {
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
            (b"<", 'M') => self.click(number),
            (b"", 'M') if params.len() == 1 => self.mouse = (3, 0),
            (b"", '[') => {
                self.is_other = true;
                self.unfinished = Unfinished::Sequence;
            }
            (b"", '~') if number == 200 => self.in_paste = true,
            (b"", '~') if number == 201 => self.in_paste = false,
            // A key as xterm may write it.
            (b"", '~') if number == 27 => {
                let code = params.get(2).copied().unwrap_or_default();
                self.press_with(modifiers, |held| key_of(code, held));
            }
            (b"", '~') => self.press_with(modifiers, |held| alone(numbered_key(number), held)),
            (b"", 'u') => {
                let code = params.first().copied().unwrap_or_default();
                self.press_with(modifiers, |held| key_of(code, held));
            }
            (b"", _) => self.press_with(modifiers, |held| alone(cursor_key(action), held)),
            _ => {}
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(bytes: impl AsRef<[u8]>) -> Vec<Input> {
        InputParser::default().parse(bytes.as_ref())
    }

    fn keys(keys: &[Key]) -> Vec<Input> {
        keys.iter().copied().map(Input::Key).collect()
    }

    #[test]
    fn the_colour_of_the_ground_is_an_answer_and_never_a_key() {
        let white = vec![Input::Ground([255; 3])];
        for colour in [
            "rgb:ffff/ffff/ffff",
            "rgb:ff/ff/ff",
            "rgb:f/f/f",
            "rgba:ffff/ffff/ffff/ffff",
        ] {
            for end in ["\x07", "\x1b\\"] {
                let answer = format!("\x1b]11;{colour}{end}");
                assert_eq!(parsed(&answer), white, "{colour}");
                for cut in 4..answer.len() {
                    let (before, after) = answer.split_at(cut);
                    // A connection may be slow.
                    let mut parser = InputParser::default();
                    let mut inputs = parser.parse(before.as_bytes());
                    assert_eq!(parser.patience(), Some(UNFINISHED_STRING));
                    parser.may_have_paused();
                    inputs.extend(parser.parse(after.as_bytes()));
                    assert_eq!(inputs, white, "{cut}");
                }
            }
        }
        let dark = parsed("\x1b]11;rgb:0000/2b2b/3636\x07");
        assert_eq!(dark, [Input::Ground([0, 43, 54])]);
        for wrong in [
            "rgb:",
            "rgb:ff/ff",
            "rgb:fffff/0/0",
            "rgb:+f/0/0",
            "?",
            "white",
            "rgb:é/0/0",
        ] {
            assert_eq!(parsed(format!("\x1b]11;{wrong}\x07")), [], "{wrong}");
        }
        assert_eq!(parsed("\x1b]10;rgb:ff/ff/ff\x07"), []);
        assert_eq!(parsed("\x1b[200~\x1b]11;rgb:ff/ff/ff\x07\x1b[201~"), []);
    }

    /// What comes of bytes behind which the terminal is silent, and of what it sends after that.
    fn after_a_silence(bytes: &[u8], then: &[u8]) -> Vec<Input> {
        let mut parser = InputParser::default();
        let mut inputs = parser.parse(bytes);
        if parser.patience().is_some() {
            inputs.extend(parser.give_up());
        }
        inputs.extend(parser.parse(then));
        inputs
    }

    /// The same where this program was busy in the silence, and all is silent after it.
    fn after_a_delay(bytes: &[u8], then: &[u8]) -> Vec<Input> {
        let mut parser = InputParser::default();
        let mut inputs = parser.parse(bytes);
        parser.may_have_paused();
        inputs.extend(parser.parse(then));
        if parser.patience().is_some() {
            inputs.extend(parser.give_up());
        }
        inputs
    }

    /// What terminals say without being asked, or late: colours, versions, modes, places, features, schemes, focus.
    const SAID: [&str; 25] = [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]52;c;cXVpdA==\x07",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[?2026;2$y",
        "\x1b[4;2$y",
        "\x1b[?997;1n",
        "\x1b[0n",
        "\x1b[?12;40;1R",
        "\x1b[12;40R",
        "\x1b[1;1R",
        "\x1b[?62;22;52c",
        "\x1b[>1;4000;29c",
        "\x1b[=0;0;0c",
        "\x1b[?1u",
        "\x1b[8;30;100t",
        "\x1b[?1;0;256S",
        "\x1b[I\x1b[O",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^q\x1b\\\x1bXq\x1b\\",
        "\x1b[48;30;100;600;1000t",
        "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34x",
        "\x1b[99~\x1b[<0;3;4m\x1b[<64;3;4M\x1b[<35;3;4M",
    ];

    #[test]
    fn what_the_terminal_says_in_eight_bits_is_no_key() {
        let q = keys(&[Key::Char('q')]);
        for said in SAID {
            let said =
                SHORT
                    .iter()
                    .chain([&SHORT_END])
                    .fold(said.as_bytes().to_vec(), |said, short| {
                        let long = [ESCAPE, short - 0x40];
                        let mut parts = Vec::new();
                        for byte in said {
                            parts.push(byte);
                            if parts.ends_with(&long) {
                                parts.truncate(parts.len() - 2);
                                parts.push(*short);
                            }
                        }
                        parts
                    });
            let mut inputs = parsed(&said);
            inputs.retain(|input| !matches!(input, Input::Ground(_)));
            assert_eq!(inputs, [], "{said:?}");
            assert_eq!(parsed([&said, &b"q"[..]].concat()).last(), q.last());
        }
        assert_eq!(parsed(b"\x9d11;rgb:q\x9c\x9cq"), q);
        assert_eq!(parsed(b"\x9b?2026;2$yq"), q);
        assert_eq!(parsed(b"\x9bA\x8fA"), keys(&[Key::Up, Key::Up]));
        // In UTF-8 each of them is part of a character.
        let text = "\u{41b}\u{dd}\u{439}\u{5d0}\u{75db}\u{1f61b}q";
        let typed: Vec<Key> = text.chars().map(Key::Char).collect();
        assert_eq!(parsed(text), keys(&typed));
        let title = "\x1b]0;\u{41c}\u{75db}\x07q";
        assert_eq!(parsed(title), q);
        assert_eq!(parsed(b"\x1b[200~\x9d\x9b\x1b[201~q"), q);
    }

    #[test]
    fn what_the_terminal_says_is_no_key() {
        for said in SAID {
            let then = parsed(format!("{said}q"));
            let is_answer = said.starts_with("\x1b]11;");
            let (answers, then) = then.split_at(usize::from(is_answer));
            let is_ground = |input: &Input| matches!(input, Input::Ground([30, 30, 46]));
            assert!(answers.iter().all(is_ground), "{said:?}");
            assert_eq!(then, keys(&[Key::Char('q')]), "{said:?}");
        }
    }

    #[test]
    fn keys_are_read_in_every_way_in_which_terminals_write_them() {
        let cases: [(&str, &[Key]); 12] = [
            (
                "q?é膝",
                &[
                    Key::Char('q'),
                    Key::Char('?'),
                    Key::Char('é'),
                    Key::Char('膝'),
                ],
            ),
            (
                "\r\t\x7f\x03\x1a",
                &[
                    Key::Enter,
                    Key::Tab,
                    Key::Backspace,
                    Key::Ctrl('c'),
                    Key::Ctrl('z'),
                ],
            ),
            (
                "\0\x1c\n\x08",
                &[
                    Key::Ctrl(' '),
                    Key::Ctrl('4'),
                    Key::Ctrl('j'),
                    Key::Ctrl('h'),
                ],
            ),
            (
                "\x1b[A\x1b[B\x1b[C\x1b[D",
                &[Key::Up, Key::Down, Key::Right, Key::Left],
            ),
            (
                "\x1bOA\x1bOB\x1bOC\x1bOD",
                &[Key::Up, Key::Down, Key::Right, Key::Left],
            ),
            (
                "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
                &[
                    Key::Home,
                    Key::End,
                    Key::Home,
                    Key::End,
                    Key::Home,
                    Key::End,
                ],
            ),
            (
                "\x1b[5~\x1b[6~\x1b[3~",
                &[Key::PageUp, Key::PageDown, Key::Other],
            ),
            ("\x1bOP\x1b[15~\x1b[[A\x1b[P", &[Key::Other; 4]),
            ("\x1b[1;2A\x1b[1;5C\x1b[5;3~", &[Key::Other; 3]),
            ("\x1b[1;1A\x1b[1;1:1A\x1b[1;129A", &[Key::Up; 3]),
            ("\x1b[1;1:2A\x1b[1;1:3A\x1b[5;1:3~", &[]),
            ("\x1bq\x1bé\x1b\x7f\x1b\r\x1b\\", &[Key::Other; 5]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(parsed(bytes), keys(expected), "{bytes:?}");
        }
    }

    #[test]
    fn keys_are_read_as_the_keyboard_protocol_writes_them() {
        let cases: [(&str, &[Key]); 20] = [
            (
                "\x1b[27u\x1b[13u\x1b[9u\x1b[127u",
                &[Key::Escape, Key::Enter, Key::Tab, Key::Backspace],
            ),
            ("\x1b[99;5u\x1b[99;5:1u", &[Key::Ctrl('c'), Key::Ctrl('c')]),
            ("\x1b[99;5:3u\x1b[99;5:2u", &[]),
            ("\x1b[99;69u\x1b[99;133u", &[Key::Ctrl('c'), Key::Ctrl('c')]),
            ("\x1b[1089;5u", &[Key::Ctrl('с')]),
            ("\x1b[1089::99;5u", &[Key::Ctrl('c')]),
            ("\x1b[97:65;2u\x1b[97;2u", &[Key::Char('A'), Key::Char('a')]),
            ("\x1b[97;3u\x1b[97;6u\x1b[13;2u", &[Key::Other; 3]),
            ("\x1b[57441;2u\x1b[57358u\x1b[57360u", &[]),
            (
                "\x1b[57399u\x1b[57408u\x1b[57413u",
                &[Key::Char('0'), Key::Char('9'), Key::Char('+')],
            ),
            (
                "\x1b[57414u\x1b[57417u\x1b[57424u",
                &[Key::Enter, Key::Left, Key::End],
            ),
            ("\x1b[57376u\x1b[57428u\x1b[57363u", &[Key::Other; 3]),
            ("\x1b[27;5;99~\x1b[27;1;13~", &[Key::Ctrl('c'), Key::Enter]),
            (
                "\x1b[200~q\r\x1b[A\x1b]0;x\x07\x1b[<0;1;1M\x1b[201~q",
                &[Key::Char('q')],
            ),
            ("\x1bO?", &[Key::Char('?')]),
            (
                "\x1b[200~q\x03?\x1b[200~q\x1b[99;5u?",
                &[
                    Key::Ctrl('c'),
                    Key::Char('?'),
                    Key::Ctrl('c'),
                    Key::Char('?'),
                ],
            ),
            ("\x1b[201~q", &[Key::Char('q')]),
            ("\x1b]11;rgb:\x1b[99;5u", &[Key::Ctrl('c')]),
            (
                "\x1b]11;rgb:\x03\x1b[12\x03\x1b[M \x03\x1bPq\x03",
                &[Key::Ctrl('c'); 4],
            ),
            (
                "\x1b[12\r\x1bO\rq",
                &[Key::Enter, Key::Enter, Key::Char('q')],
            ),
        ];
        for (bytes, expected) in cases {
            assert_eq!(parsed(bytes), keys(expected), "{bytes:?}");
        }
    }

    #[test]
    fn a_button_that_goes_down_is_a_click() {
        for report in [
            &b"\x1b[<0;3;4M"[..],
            b"\x1b[<2;0;0M",
            b"\x1b[<20;3;4M",
            b"\x1b[M   ",
            b"\x1b[M\x22\xff\xff",
        ] {
            assert_eq!(parsed(report), [Input::Click], "{report:?}");
        }
        for report in [
            &b"\x1b[<0;3;4m"[..],
            b"\x1b[<65;3;4M",
            b"\x1b[M#!!",
            b"\x1b[M`!!",
            b"\x1b[M@!!",
        ] {
            assert_eq!(parsed(report), [], "{report:?}");
        }
    }

    /// Beginnings of sequences, and a paste without its end.
    const HALVES: [&[u8]; 13] = [
        b"\x1b[",
        b"\x1b[<0;1",
        b"\x1b[?20",
        b"\x1b[M",
        b"\x1b[M !",
        b"\x1b]11;rgb:",
        b"\x1bP>|",
        b"\x1b_G",
        b"\x1bO",
        b"\x1b[[",
        b"\x1b]0;x\x1b",
        b"\xf0\x9f",
        b"\x1b[200~all of q",
    ];

    #[test]
    fn what_stays_unfinished_is_given_up() {
        let q = keys(&[Key::Char('q')]);
        for half in HALVES {
            assert_eq!(after_a_silence(half, b"q"), q, "{}", half.escape_ascii());
        }
        let escaped = keys(&[Key::Escape, Key::Char('q')]);
        assert_eq!(after_a_silence(b"\x1b", b"q"), escaped);
        let twice = keys(&[Key::Escape, Key::Escape]);
        assert_eq!(after_a_silence(b"\x1b\x1b", b""), twice);
        assert_eq!(parsed("\x1b["), []);
    }

    #[test]
    fn a_key_behind_what_stays_unfinished_is_a_key_when_the_program_was_slow() {
        let help = keys(&[Key::Char('?')]);
        let needs_one_byte: [&[u8]; 3] = [b"\x1b[[", b"\x1b[M !", b"\x1b]0;x\x1b"];
        for half in HALVES {
            if needs_one_byte.contains(&half) {
                continue;
            }
            assert_eq!(after_a_delay(half, b"?"), help, "{}", half.escape_ascii());
        }
        let more = keys(&[Key::Char('?'), Key::Char('q'), Key::Escape]);
        assert_eq!(after_a_delay(b"\x1b[200~", b"?q\x1b"), more);
        // What is finished late, or goes on for long, is what it began as.
        assert_eq!(after_a_delay(b"\x1b]11;rgb:", b"q\x1b\\"), []);
        assert_eq!(after_a_delay(b"\x1b[200~q", b"q\x1b[201~"), []);
        assert_eq!(after_a_delay(b"\x1b[200~q", &[b'q'; LATE + 1]), []);
        assert_eq!(after_a_delay(b"\x1b[", b"A"), keys(&[Key::Up]));
    }

    #[test]
    fn what_has_no_end_takes_no_memory() {
        let mut parser = InputParser::default();
        let inputs = parser.parse(b"\x1b]11;");
        let more = (0..1000).flat_map(|_| parser.parse(&[b'q'; 1000]));
        assert_eq!(inputs.into_iter().chain(more).count(), 0);
        assert_eq!(parser.parse(b"\x07q"), keys(&[Key::Char('q')]));
    }

    proptest! {
        #[test]
        fn however_bytes_are_cut_they_are_the_same_inputs(
            words in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(&SAID[..]).prop_map(|said| said.as_bytes().to_vec()),
                    prop::sample::select(&["\x1b[200~", "\x1b[201~", "\x1b[99;5u", "\x1b[<0;3;4M", "\x1b[M !!", "\x1b", "q", "膝"][..])
                        .prop_map(|word| word.as_bytes().to_vec()),
                    prop::collection::vec(any::<u8>(), 0..6),
                ],
                0..12,
            ),
            cuts in prop::collection::vec(1..9_usize, 1..40),
        ) {
            let bytes = words.concat();
            let mut parser = InputParser::default();
            let mut inputs = Vec::new();
            let mut remaining = &bytes[..];
            for cut in cuts.iter().cycle() {
                parser.may_have_paused();
                let (piece, rest) = remaining.split_at((*cut).min(remaining.len()));
                inputs.extend(parser.parse(piece));
                remaining = rest;
                if remaining.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(inputs, parsed(&bytes));
        }

        #[test]
        fn behind_any_bytes_ctrl_c_is_ctrl_c(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let sequence = after_a_silence(&bytes, b"\x1b[99;5u");
            let byte = parsed([&bytes[..], b"\x03"].concat());
            for inputs in [sequence, byte] {
                prop_assert_eq!(inputs.last(), Some(&Input::Key(Key::Ctrl('c'))));
            }
        }
    }
}
