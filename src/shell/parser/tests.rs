//! Tests of the parser: what terminals send, whole, cut and broken.

use proptest::prelude::*;

use super::*;

fn parsed(bytes: impl AsRef<[u8]>) -> Vec<Input> {
    InputParser::default().parse(bytes.as_ref())
}

fn keys(keys: &[Key]) -> Vec<Input> {
    keys.iter().copied().map(Input::Key).collect()
}

fn mouse(action: MouseAction, (column, row): (u16, u16)) -> Input {
    Input::Mouse(Mouse {
        action,
        column,
        row,
    })
}

#[test]
fn the_colour_of_the_ground_is_an_answer_and_never_a_key() {
    let white = vec![Input::Answer(TerminalAnswer::Ground([255; 3]))];
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
    assert_eq!(dark, [Input::Answer(TerminalAnswer::Ground([0, 43, 54]))]);
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

/// The inputs from bytes after which the terminal is silent, and from those it sends after that.
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

/// Reports that terminals send without being asked, or late: colours, versions, modes, places, features, schemes, focus.
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
    "\x1b[99~\x1b[<0;3;4m\x1b[<66;3;4M\x1b[<35;3;4M",
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
        inputs.retain(|input| !matches!(input, Input::Answer(_)));
        assert_eq!(inputs, [], "{said:?}");
        assert_eq!(parsed([&said, &b"q"[..]].concat()).last(), q.last());
    }
    assert_eq!(parsed(b"\x9d11;rgb:q\x9c\x9cq"), q);
    assert_eq!(parsed(b"\x9b?2026;2$yq"), q);
    assert_eq!(parsed(b"\x9bA\x8fA"), keys(&[Key::Up, Key::Up]));
    // In UTF-8 each of them is part of a character.
    let text = "\u{41b}\u{dd}\u{439}\u{5d0}\u{75db}\u{1f61b}q";
    let typed: Vec<Key> = text
        .chars()
        .map(|typed| character_key(typed, None))
        .collect();
    assert_eq!(parsed(text), keys(&typed));
    let title = "\x1b]0;\u{41c}\u{75db}\x07q";
    assert_eq!(parsed(title), q);
    assert_eq!(parsed(b"\x1b[200~\x9d\x9b\x1b[201~q"), q);
}

#[test]
fn a_terminal_says_whether_it_shows_sixel() {
    for (said, sixel) in [
        ("\x1b[?62;4;22c", true),
        ("\x1b[?4;22c", false),
        ("\x1b[?64;1;2;4c", true),
        ("\x1b[?1c", false),
    ] {
        let answer = Input::Answer(TerminalAnswer::Abilities { sixel });
        assert_eq!(parsed(said), [answer], "{said:?}");
    }
    // Neither pasted nor asked of another.
    assert_eq!(parsed("\x1b[200~\x1b[?62;4c\x1b[201~"), []);
    assert_eq!(parsed("\x1b[>62;4c"), []);
}

#[test]
fn a_terminal_says_how_it_shows_pictures_and_how_large_its_cells_are() {
    for (said, answer) in [
        ("\x1b_Gi=731;OK\x1b\\", TerminalAnswer::Kitty),
        ("\x1b[6;16;8t", TerminalAnswer::Cell(8, 16)),
        ("\x1b[4;480;800t", TerminalAnswer::Cells(800, 480)),
    ] {
        let key = Input::Key(Key::Char('q'));
        for cut in 0..said.len() {
            let (before, after) = said.split_at(cut);
            let mut parser = InputParser::default();
            let mut inputs = parser.parse(before.as_bytes());
            inputs.extend(parser.parse(format!("{after}q").as_bytes()));
            assert_eq!(inputs, [Input::Answer(answer), key.clone()], "{cut}");
        }
        assert_eq!(parsed(format!("\x1b[200~{said}\x1b[201~")), [], "{said:?}");
    }
    // A refusal, an answer to another, and reports of other things.
    for said in [
        "\x1b_Gi=731;ENOTSUPPORTED:no\x1b\\",
        "\x1b_Gi=7;OK\x1b\\",
        "\x1b]Gi=731;OK\x1b\\",
        "\x1b_Gi=731;O\x1b\\",
        "\x1b[6;16t",
        "\x1b[9;16;8t",
    ] {
        assert_eq!(parsed(said), [], "{said:?}");
    }
}

#[test]
fn what_the_terminal_says_is_no_key() {
    for said in SAID {
        let then = parsed(format!("{said}q"));
        let is_answer =
            said.starts_with("\x1b]11;") || said.ends_with('c') && said.starts_with("\x1b[?");
        let (answers, then) = then.split_at(usize::from(is_answer));
        let is_known = |input: &Input| {
            matches!(
                input,
                Input::Answer(
                    TerminalAnswer::Ground([30, 30, 46])
                        | TerminalAnswer::Abilities { sixel: false }
                )
            )
        };
        assert!(answers.iter().all(is_known), "{said:?}");
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
    let cases: [(&str, &[Key]); 21] = [
        (
            "\x1b[27u\x1b[13u\x1b[9u\x1b[127u",
            &[Key::Escape, Key::Enter, Key::Tab, Key::Backspace],
        ),
        ("\x1b[99;5u\x1b[99;5:1u", &[Key::Ctrl('c'), Key::Ctrl('c')]),
        ("\x1b[99;5:3u\x1b[99;5:2u", &[]),
        ("\x1b[99;69u\x1b[99;133u", &[Key::Ctrl('c'), Key::Ctrl('c')]),
        (
            "\x1b[1089;5u\x1b[968;5u\x1b[1489;5u\x1b[1572;5u",
            &[Key::Ctrl('c'); 4],
        ),
        (
            "\x1b[1103;5u\x1b[950;5u\x1b[1494;5u\x1b[1574;5u",
            &[Key::Ctrl('z'); 4],
        ),
        (
            "\x1b[1090;5u\x1b[1329;5u",
            &[Key::Ctrl('n'), Key::Ctrl('Ա')],
        ),
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
fn a_paste_is_one_input_and_nothing_in_it_is_a_key() {
    let paste = |text: &str| Input::Paste(text.to_owned());
    let q = Input::Key(Key::Char('q'));
    let bytes = "\x1b[200~q\r\x1b[A\x1b]0;x\x07\x1b[<0;1;1M膝\t1\x1b[201~q";
    assert_eq!(parsed(bytes), [paste("q 膝 1"), q.clone()]);
    assert_eq!(parsed("\x1b[200~\x1b[201~q"), [q]);
    let long = format!("\x1b[200~{}\x1b[201~", "x".repeat(2 * PASTE));
    assert_eq!(parsed(&long), [paste(&"x".repeat(PASTE))]);
}

#[test]
fn volume_and_mute_are_meant_for_the_machine() {
    for code in 57438..=57440 {
        assert_eq!(parsed(format!("\x1b[{code}u\x1b[{code};1:1u")), []);
    }
}

#[test]
fn a_button_that_goes_down_is_a_click_on_its_cell() {
    for (report, cell) in [
        (&b"\x1b[<0;3;4M"[..], (2, 3)),
        (b"\x1b[<2;0;0M", (0, 0)),
        (b"\x1b[<20;640;240M", (639, 239)),
        (b"\x1b[<0M", (0, 0)),
        (b"\x1b[M   ", (0, 0)),
        (b"\x1b[M !#", (0, 2)),
        (b"\x1b[M\x22\xff\xff", (222, 222)),
    ] {
        assert_eq!(
            parsed(report),
            [mouse(MouseAction::Click, cell)],
            "{report:?}"
        );
    }
    for report in [
        &b"\x1b[<0;3;4m"[..],
        b"\x1b[<35;3;4M",
        b"\x1b[<66;3;4M",
        b"\x1b[<128;3;4M",
        b"\x1b[M#!!",
        b"\x1b[M@!!",
    ] {
        assert_eq!(parsed(report), [], "{report:?}");
    }
}

#[test]
fn a_turn_of_the_wheel_has_a_direction_and_a_cell() {
    let up = mouse(MouseAction::WheelUp, (2, 3));
    let down = mouse(MouseAction::WheelDown, (2, 3));
    for (report, expected) in [
        (&b"\x1b[<64;3;4M"[..], up.clone()),
        (b"\x1b[<65;3;4M", down.clone()),
        (b"\x1b[<81;3;4M", down.clone()),
        (b"\x1b[M`#$", up),
        (b"\x1b[Ma#$", down),
    ] {
        assert_eq!(parsed(report), [expected], "{report:?}");
    }
    let pasted = Input::Paste("ab".to_owned());
    assert_eq!(parsed(b"\x1b[200~a\x1b[<64;3;4Mb\x1b[201~"), [pasted]);
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
    // A sequence that is finished late, or is very long, stays what it began as.
    assert_eq!(after_a_delay(b"\x1b]11;rgb:", b"q\x1b\\"), []);
    let pasted = [Input::Paste("qq".to_owned())];
    assert_eq!(after_a_delay(b"\x1b[200~q", b"q\x1b[201~"), pasted);
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
