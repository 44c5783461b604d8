//! A configuration is read or refused, and what holds by it can be told.

use supple::format::config::{effective, parse};

use super::problems::{are_repaired, are_well_formed, source};

pub(super) const WORDS: &[&str] = &[
    "[session]\n",
    "[sound]\n",
    "[screen]\n",
    "[log]\n",
    "[hooks]\n",
    "start = \"15s\"\n",
    "start = \"25h\"\n",
    "first = \"left\"\n",
    "resume = \"12h\"\n",
    "mode = \"tones\"\n",
    "player = [\"aplay\"]\n",
    "voice = []\n",
    "volume = 101\n",
    "volume = 70\n",
    "rate = 170\n",
    "rate = -1\n",
    "wake = true\n",
    "theme = \"contrast\"\n",
    "ask = false\n",
    "on_finish = [\"sh\", \"-c\", \"x\"]\n",
    "on_finish = \"x\"\n",
    "sesion = 1\n",
    "\u{1b}",
    "\\u001b",
    "\u{202e}",
    "\0",
    "\r\n",
    "\"",
    "'''",
    "=",
    "[",
    "]",
    "{",
    "}",
    "#",
    "true",
    "99999999999999999999",
];

pub(super) fn holds(data: &[u8]) {
    let source = source(data);
    let parsed = parse(&source);
    are_well_formed(&source, parsed.value.is_some(), &parsed.problems);
    are_repaired(&source, |source| parse(source).problems);
    let all = effective(Some(&source));
    let usual = effective(None);
    assert_eq!(all.len(), usual.len(), "every setting has a value");
}
