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

/// The key with these codes: its own, the shifted one, and that of its place on a Latin keyboard; and the character that
/// it types, where the terminal says so. The numbers of keys without a character are those of the kitty keyboard
/// protocol.
pub(super) fn key_of(codes: &[u16], text: Option<u16>, held: u16) -> Option<Key> {
    let code_at = |index: usize| codes.get(index).copied().filter(|code| *code > 0);
    let character = |code: u16| char::from_u32(code.into()).filter(|it| !it.is_control());
    let text = text.and_then(character);
    let Some(code) = code_at(0) else {
        // Of an input method.
        return text.map(|typed| character_key(typed, None));
    };
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
            // Locks and modifiers alone are in the private area too.
            let is_character = |code: &u16| !(0xe000..=0xf8ff).contains(code);
            let own = of_pad.or_else(|| Some(code).filter(is_character).and_then(character))?;
            let place = code_at(2).and_then(character);
            let shifted = code_at(1).and_then(character).filter(|_| held == SHIFT);
            return Some(match held {
                CONTROL => Key::Ctrl(place.or_else(|| latin(own)).unwrap_or(own)),
                0 | SHIFT => character_key(text.or(shifted).unwrap_or(own), place),
                // Option on a Mac is Alt and types characters too.
                _ => match text.filter(|typed| *typed != own) {
                    Some(typed) => character_key(typed, None),
                    None => Key::Other,
                },
            });
        }
    };
    alone(Some(named), held)
}

/// The key that types this character, and has this `place` on a Latin keyboard where the terminal says so.
pub(super) fn character_key(typed: char, place: Option<char>) -> Key {
    let place = place.filter(char::is_ascii_alphabetic);
    // What a Latin layout types is meant, wherever its keys are. Only on a Greek one this sign is where `q` is.
    let latin = match (typed, place) {
        (';', Some('q')) => place,
        _ if typed.is_ascii() => None,
        _ => place.or_else(|| latin(typed)),
    };
    latin.map_or(Key::Char(typed), |latin| Key::NonLatin { typed, latin })
}

/// The Latin letters, and what their keys type in the usual layouts of other scripts: Russian, Ukrainian where it
/// differs, Greek, Hebrew, Arabic. They are for terminals that do not say where a key is.
const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm";
const OTHER_SCRIPTS: [&str; 5] = [
    "йцукенгшщзфывапролдячсмить",
    "...........і..............",
    ".ςερτυθιοπασδφγηξκλζχψωβνμ",
    "..קראטוןםפשדגכעיחלךזסבהנמצ",
    "ضصثقفغعهخحشسيبلاتنمئءؤر.ىة",
];

/// The Latin letter on the key of a letter of another script.
fn latin(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return None;
    }
    let on_key = |layout: &&str| {
        LATIN
            .chars()
            .zip(layout.chars())
            .find(|(_, other)| *other == letter)
    };
    let latin = OTHER_SCRIPTS.iter().find_map(on_key);
    latin.map(|(latin, _)| latin)
}
