//! The keys by their codes: the last byte of a sequence, a number, a character of the kitty keyboard protocol.

use crate::app::input::Key;

/// Bits of a key's modifiers: Shift, Ctrl, and all but the locks.
const SHIFT: u16 = 1;
const CONTROL: u16 = 4;
pub(super) const HELD: u16 = 0b11_1111;

/// The key, if nothing is held down with it.
pub(super) fn alone(key: Option<Key>, held: u16) -> Option<Key> {
    key.map(|key| if held == 0 { key } else { Key::Other })
}

/// The key at the end of `ESC O` or `ESC [`, as every terminal writes it. `R` is the place of the cursor too, and
/// therefore no key.
pub(super) const fn cursor_key(last: char) -> Option<Key> {
    Some(match last {
        'A' => Key::Up,
        'B' => Key::Down,
        'C' => Key::Right,
        'D' => Key::Left,
        'F' => Key::End,
        'H' => Key::Home,
        'E' | 'P' | 'Q' | 'S' | 'Z' => Key::Other,
        _ => return None,
    })
}

/// The key in `ESC [ number ~`.
pub(super) const fn numbered_key(number: u16) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        2 | 3 | 11..=34 => Key::Other,
        _ => return None,
    })
}

/// The key with these codes: its own, the shifted one, and that of its place on a Latin keyboard. The numbers of keys
/// without a character are those of the kitty keyboard protocol.
pub(super) fn key_of(codes: &[u16], held: u16) -> Option<Key> {
    let code_at = |index: usize| codes.get(index).copied().filter(|code| *code > 0);
    let code = code_at(0)?;
    let named = match code {
        9 => Key::Tab,
        13 | 57414 => Key::Enter,
        27 => Key::Escape,
        127 => Key::Backspace,
        57417 => Key::Left,
        57418 => Key::Right,
        57419 => Key::Up,
        57420 => Key::Down,
        57421 => Key::PageUp,
        57422 => Key::PageDown,
        57423 => Key::Home,
        57424 => Key::End,
        // Volume and mute are meant for the machine.
        57438..=57440 => return None,
        // Print, Pause, Menu, the other function keys, those of media.
        57361..=57398 | 57425..=57437 => Key::Other,
        _ => {
            // The pad of numbers has codes of its own.
            let pad = usize::from(code.wrapping_sub(57399));
            let of_pad = "0123456789./*-+\n=,".chars().nth(pad);
            let typed = |code: u16| char::from_u32(code.into()).filter(|it| !it.is_control());
            // Locks and modifiers alone are in the private area too.
            let own = of_pad.or_else(|| typed(code).filter(|_| !(0xe000..=0xf8ff).contains(&code)));
            return Some(match (own?, held) {
                (own, CONTROL) => {
                    let place = code_at(2).and_then(typed);
                    Key::Ctrl(place.or_else(|| latin(own)).unwrap_or(own))
                }
                (own, SHIFT) => Key::Char(code_at(1).and_then(typed).unwrap_or(own)),
                (own, 0) => Key::Char(own),
                _ => Key::Other,
            });
        }
    };
    alone(Some(named), held)
}

/// The letters on the places of C and Z in other scripts: the usual layouts of Cyrillic, Greek, Hebrew and Arabic. A
/// terminal that does not send the place of a key sends these with Ctrl.
const OTHER_SCRIPTS: [(char, &str); 2] = [('c', "сψבؤ"), ('z', "яζזئ")];

/// The Latin letter on the key of a letter of another script, where that is one that a program answers with Ctrl.
fn latin(letter: char) -> Option<char> {
    let of = |(_, letters): &&(char, &str)| letters.contains(letter);
    OTHER_SCRIPTS.iter().find(of).map(|(latin, _)| *latin)
}
