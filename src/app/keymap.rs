//! Key tables, one for each screen. Dispatch, the hint bar, the help, README and the manual page are all made from
//! them.

use super::element::{HelpLine, Hint};
use super::input::Key;

/// One line of a key table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Binding<C: 'static> {
    keys: &'static [Key],
    command: C,
    /// The keys as they are shown.
    label: &'static str,
    /// A word or two, for the hint bar and for the help of a small window.
    hint: &'static str,
    /// A sentence, for the help.
    help: &'static str,
}

/// The line of a key table for these keys; its texts follow.
pub(super) const fn bind<C>(command: C, keys: &'static [Key]) -> Binding<C> {
    Binding {
        keys,
        command,
        label: "",
        hint: "",
        help: "",
    }
}

/// The key for the help.
pub(super) const fn help_key<C: Copy>(command: C) -> Binding<C> {
    bind(command, &[Key::Char('?')])
        .hint("?", "help")
        .help("show this help")
}

/// The keys that scroll a page up.
pub(super) const fn scroll_up<C: Copy>(command: C) -> Binding<C> {
    bind(command, &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("scroll up")
}

/// The keys that scroll a page down.
pub(super) const fn scroll_down<C: Copy>(command: C) -> Binding<C> {
    bind(command, &[Key::Down, Key::Char('j')])
        .hint("↓", "down")
        .help("scroll down")
}

/// The keys that go ten lines up.
pub(super) const fn page_up<C: Copy>(command: C) -> Binding<C> {
    bind(command, &[Key::PageUp])
        .hint("PageUp", "ten up")
        .help("ten lines up")
}

/// The keys that go ten lines down.
pub(super) const fn page_down<C: Copy>(command: C) -> Binding<C> {
    bind(command, &[Key::PageDown])
        .hint("PageDown", "ten down")
        .help("ten lines down")
}

impl<C: Copy> Binding<C> {
    /// How the hint bar shows it: the keys, and what they do.
    pub(super) const fn hint(self, label: &'static str, hint: &'static str) -> Self {
        Self {
            label,
            hint,
            ..self
        }
    }

    pub(super) const fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }
}

/// A command that means the same on every screen, whatever lies over it or is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProgramCommand {
    Redraw,
    Suspend,
    Interrupt,
}

/// The keys of a screen: its own, and the two that every screen has, with the words for them there.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyTable<C: 'static> {
    own: &'static [Binding<C>],
    program: [Binding<ProgramCommand>; 2],
}

/// The keys that every screen has.
const PROGRAM: [Binding<ProgramCommand>; 2] = [
    bind(ProgramCommand::Suspend, &[Key::Ctrl('z')])
        .hint("Ctrl-Z", "suspend")
        .help("suspend the program"),
    bind(ProgramCommand::Interrupt, &[Key::Ctrl('c')])
        .hint("Ctrl-C", "quit now")
        .help("quit now"),
];

/// The command that `key` stands for on every screen.
pub(super) fn program_command(key: Key) -> Option<ProgramCommand> {
    // As in every terminal program, and therefore in no help.
    let redraws = key == Key::Ctrl('l');
    command(&PROGRAM, key).or(redraws.then_some(ProgramCommand::Redraw))
}

fn command<C: Copy>(bindings: &[Binding<C>], key: Key) -> Option<C> {
    let key = key.as_command();
    let bound = bindings.iter().find(|binding| binding.keys.contains(&key));
    bound.map(|binding| binding.command)
}

impl<C: Copy + PartialEq> KeyTable<C> {
    /// A table of these keys, and of those that every screen has.
    pub(super) const fn new(own: &'static [Binding<C>]) -> Self {
        let program = PROGRAM;
        Self { own, program }
    }

    /// The same with other words for what every screen has: the help for suspending, and hint and help for leaving.
    pub(super) const fn with(self, suspend: &'static str, leave: [&'static str; 2]) -> Self {
        let [suspends, leaves] = PROGRAM;
        let [hint, help] = leave;
        let program = [
            suspends.help(suspend),
            leaves.hint(leaves.label, hint).help(help),
        ];
        Self { program, ..self }
    }

    /// The command of this screen that `key` stands for.
    pub(super) fn command(&self, key: Key) -> Option<C> {
        command(self.own, key)
    }

    /// The hint bar: these commands, in this order.
    pub(super) fn hints(&self, commands: &[C]) -> Vec<Hint> {
        let hint = |command: &C| self.hint(*command, None);
        commands.iter().filter_map(hint).collect()
    }

    /// The hint of a command, which does `does` now, or what the table says.
    pub(super) fn hint(&self, command: C, does: Option<&'static str>) -> Option<Hint> {
        let bound = self.own.iter().find(|binding| binding.command == command)?;
        Some(Hint {
            key: bound.label.into(),
            does: does.unwrap_or(bound.hint).into(),
        })
    }

    pub(super) fn help(&self) -> Vec<HelpLine> {
        fn line<C>(binding: &Binding<C>) -> HelpLine {
            let keys: Vec<String> = binding.keys.iter().map(|key| name(*key)).collect();
            HelpLine {
                keys: keys.join(" "),
                key: binding.label,
                help: binding.help,
                hint: binding.hint,
            }
        }
        let own = self.own.iter().map(line);
        own.chain(self.program.iter().map(line)).collect()
    }
}

/// The name of a key, as people write it.
fn name(key: Key) -> String {
    let name = match key {
        Key::Char(' ') => "Space",
        Key::Char(character) => return character.to_string(),
        Key::NonLatin { latin, .. } => return latin.to_string(),
        Key::Ctrl(character) => return format!("Ctrl-{}", character.to_ascii_uppercase()),
        Key::Left => "←",
        Key::Right => "→",
        Key::Up => "↑",
        Key::Down => "↓",
        Key::PageUp => "PageUp",
        Key::PageDown => "PageDown",
        Key::Home => "Home",
        Key::End => "End",
        Key::Enter => "Enter",
        Key::Escape => "Esc",
        Key::Backspace => "Backspace",
        Key::Tab => "Tab",
        // One key, and not three: its words are kept together.
        Key::Other => "any\u{a0}other\u{a0}key",
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn no_key_stands_for_two_things() {
        for (place, help) in crate::app::all_keys() {
            let mut seen = HashSet::new();
            for key in help.iter().flat_map(|line| line.keys.split(' ')) {
                assert!(seen.insert(key), "{place}: {key}");
            }
        }
    }
}
