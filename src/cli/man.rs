//! `supple man`: the manual page, made from the tables of arguments and of keys.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;
use super::codes::CODES;
use super::output;
use crate::app::all_keys;
use crate::app::element::HelpLine;
use crate::error::Error;

/// What of the environment is heeded.
const VARIABLES: &[(&str, &str)] = &[
    (
        "XDG_CONFIG_HOME",
        "the folder that supple/routines is in; ~/.config where it is not set",
    ),
    (
        "NO_COLOR",
        "where it is set and not empty, nothing is coloured",
    ),
    (
        "COLORTERM, TERM",
        "which colours the terminal has; with TERM=dumb a session is played as lines",
    ),
    (
        "COLORFGBG",
        "whether the terminal's ground is dark or light, where the theme is auto",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "the first that is set decides; where it names no UTF-8, the screen is drawn in ASCII",
    ),
];

pub(super) fn run() -> Result<u8, Error> {
    output::result(&page())?;
    Ok(0)
}

fn page() -> String {
    let mut command = Arguments::command();
    command.build();
    let mut page = Page::new(command.get_version().unwrap_or_default());
    let about = command.get_about().map(ToString::to_string);
    page.section("NAME");
    page.text(&format!("supple - {}", about.unwrap_or_default()));
    page.section("SYNOPSIS");
    page.text("supple [ROUTINE]... [OPTIONS]");
    page.paragraph("supple COMMAND [ARGUMENT]...");
    page.section("DESCRIPTION");
    let after = command.get_after_help().map(ToString::to_string);
    let after = after.unwrap_or_default();
    for line in after.lines() {
        page.paragraph(line);
    }
    page.section("OPTIONS");
    page.arguments(&command);
    page.section("COMMANDS");
    for command in command
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        page.command(command);
    }
    page.section("KEYS");
    for (place, keys) in all_keys() {
        page.keys(place, &keys);
    }
    page.section("EXIT STATUS");
    page.list(CODES);
    page.section("ENVIRONMENT");
    page.list(VARIABLES);
    page.section("FILES");
    page.entry(
        "~/.config/supple/routines/*.toml",
        "your routines, each played by the name of its file; one with the name of a bundled routine takes its place",
    );
    page.out
}

/// A page in the language of man(7).
struct Page {
    out: String,
}

impl Page {
    fn new(version: &str) -> Self {
        // Nothing is adjusted or divided: keys and options stay as they are typed.
        let out = format!(".TH SUPPLE 1 \"\" \"supple {version}\" \"\"\n.nh\n.ad l\n");
        Self { out }
    }

    fn section(&mut self, name: &str) {
        let _ = writeln!(self.out, ".SH {name}");
    }

    fn subsection(&mut self, name: &str) {
        let _ = writeln!(self.out, ".SS \"{}\"", escaped(name));
    }

    fn text(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", escaped(text));
    }

    fn paragraph(&mut self, text: &str) {
        self.out.push_str(".PP\n");
        self.text(text);
    }

    /// A word and what it means, one below the other.
    fn entry(&mut self, word: &str, meaning: &str) {
        let _ = write!(
            self.out,
            ".TP\n\\fB{}\\fR\n{}\n",
            escaped(word),
            escaped(meaning)
        );
    }

    fn list(&mut self, entries: &[(&str, &str)]) {
        for (word, meaning) in entries {
            self.entry(word, meaning);
        }
    }

    fn keys(&mut self, title: &str, help: &[HelpLine]) {
        self.subsection(title);
        for line in help {
            self.entry(&line.keys, line.help);
        }
    }

    fn command(&mut self, command: &Command) {
        let operands = command
            .get_positionals()
            .map(|operand| format!(" {operand}"));
        let operands: String = operands.collect();
        self.subsection(&format!("supple {}{operands}", command.get_name()));
        if let Some(about) = command.get_about() {
            self.text(&about.to_string());
        }
        self.arguments(command);
    }

    /// The arguments of a command, without those that each of them has.
    fn arguments(&mut self, command: &Command) {
        let operands = command.get_positionals();
        let options = command
            .get_opts()
            .chain(command.get_arguments().filter(|argument| is_flag(argument)));
        for argument in operands.chain(options) {
            self.argument(argument);
        }
    }

    fn argument(&mut self, argument: &Arg) {
        let mut meaning = argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        if argument.get_action().takes_values() {
            let values = argument.get_possible_values();
            let values: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
            if !values.is_empty() {
                let _ = write!(meaning, ". One of: {}", values.join(", "));
            }
            for default in argument.get_default_values() {
                let _ = write!(meaning, ". Usually {}", default.display());
            }
        }
        self.entry(&argument.to_string(), &meaning);
    }
}

fn is_flag(argument: &Arg) -> bool {
    !argument.is_positional()
        && !argument.get_action().takes_values()
        && !argument.is_hide_set()
        && !["help", "version"].contains(&argument.get_id().as_str())
}

/// Text in which nothing is taken for a command, and a hyphen is what one types.
fn escaped(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('"', "\\(dq")
        .replace('←', "\\(<-")
        .replace('→', "\\(->")
        .replace('↑', "\\(ua")
        .replace('↓', "\\(da");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_commands_and_keys_are_in_the_page() {
        let page = page();
        for command in super::super::arguments::commands() {
            assert!(page.contains(&format!("\"supple {command}")), "{command}");
        }
        for HelpLine { help, .. } in all_keys().into_iter().flat_map(|(_, keys)| keys) {
            assert!(page.contains(&escaped(help)), "{help}");
        }
    }

    #[test]
    fn nothing_in_the_text_is_a_command_of_the_page() {
        assert_eq!(escaped(".TH a-b \\ \"c\""), "\\&.TH a\\-b \\e \\(dqc\\(dq");
    }
}
