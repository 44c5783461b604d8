//! `supple man`: the manual page, made from the tables of arguments and of keys.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::arguments::Arguments;
use super::codes::CODES;
use super::output;
use crate::app::all_keys;
use crate::core::rules::PAGES;
use crate::core::template::Placeholder;
use crate::error::Error;

/// The environment variables that are read.
const VARIABLES: &[(&str, &str)] = &[
    (
        "XDG_CONFIG_HOME",
        "the folder that contains supple/routines; by default ~/.config",
    ),
    ("NO_COLOR", "if set and not empty, no colours are used"),
    (
        "ACCESSIBLE",
        "where it is set, and not to 0, sessions are played as lines, as with --plain",
    ),
    (
        "COLORTERM, TERM",
        "the colours of the terminal; with TERM=dumb a session is printed as lines",
    ),
    (
        "COLORFGBG",
        "whether the terminal's background is dark or light, if the theme is auto",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "the first that is set decides; without UTF-8 in it the screen is drawn in ASCII",
    ),
];

const FILES: &[(&str, &str)] = &[(
    "~/.config/supple/routines/*.toml",
    "your routines, each named by its file; one with the name of a bundled routine replaces it",
)];

pub(super) fn run() -> Result<u8, Error> {
    let mut page = Vec::new();
    write(&mut page).map_err(Error::Output)?;
    output::result(&String::from_utf8_lossy(&page))?;
    Ok(0)
}

/// Writes the page in the language of man(7).
fn write(page: &mut Vec<u8>) -> io::Result<()> {
    let command = Arguments::command().disable_help_subcommand(true);
    let mut command = command.mut_subcommands(|command| command.disable_help_flag(true));
    command.build();
    let man = Man::new(command.clone()).title("SUPPLE");
    man.render_title(page)?;
    // Nothing is adjusted or divided: keys and options stay as they are typed.
    page.extend(b".nh\n.ad l\n");
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    let mut text = Roff::new();
    text.control("SH", ["DESCRIPTION"]);
    let description = command.get_after_help().map(ToString::to_string);
    for line in description.unwrap_or_default().lines() {
        text.control("PP", []).text([roman(line)]);
    }
    text.to_writer(page)?;
    man.render_options_section(page)?;
    write_commands(&command, page)?;
    let mut text = Roff::new();
    text.control("SH", ["KEYS"]);
    for (place, keys) in all_keys() {
        text.control("SS", [place]);
        for line in keys {
            entry(&mut text, &line.keys, line.help);
        }
    }
    text.control("SH", ["WORDS IN BRACES"]);
    let about = "They are filled in where a text of a routine is shown or spoken.";
    text.control("PP", []).text([roman(about)]);
    for word in Placeholder::ALL {
        entry(&mut text, &format!("{{{}}}", word.word()), word.about());
    }
    text.control("SH", ["SAFETY"]);
    for advice in PAGES.into_iter().flatten() {
        text.control("SS", [advice.heading]);
        for line in advice.lines {
            text.control("PP", []).text([roman(*line)]);
        }
    }
    for (title, list) in [
        ("EXIT STATUS", CODES),
        ("ENVIRONMENT", VARIABLES),
        ("FILES", FILES),
    ] {
        text.control("SH", [title]);
        for (word, meaning) in list {
            entry(&mut text, word, meaning);
        }
    }
    text.to_writer(page)
}

/// Writes each command with its options.
fn write_commands(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let mut text = Roff::new();
    text.control("SH", ["COMMANDS"]).to_writer(page)?;
    for command in command.get_subcommands() {
        let mut words = vec!["supple".to_owned(), command.get_name().to_owned()];
        words.extend(command.get_positionals().map(ToString::to_string));
        let name = words.join(" ");
        let about = command.get_about().map(ToString::to_string);
        let mut text = Roff::new();
        text.control("SS", [name.as_str()]);
        text.text([roman(about.unwrap_or_default())]);
        text.to_writer(page)?;
        let mut options = Vec::new();
        Man::new(command.clone()).render_options_section(&mut options)?;
        let options = String::from_utf8_lossy(&options).replace(".SH OPTIONS\n", "");
        page.extend(options.into_bytes());
    }
    Ok(())
}

/// Adds a word and its meaning, one below the other.
fn entry(text: &mut Roff, word: &str, meaning: &str) {
    text.control("TP", [])
        .text([bold(word)])
        .text([roman(meaning)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_commands_and_keys_are_in_the_page() {
        let mut page = Vec::new();
        write(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        for command in super::super::arguments::commands() {
            assert!(page.contains(&format!("\"supple {command}")), "{command}");
        }
        for line in all_keys().into_iter().flat_map(|(_, keys)| keys) {
            let help = Roff::from(roman(line.help)).render();
            let help = help.lines().last().unwrap_or_default();
            assert!(page.contains(help), "{help}");
        }
        for line in PAGES.into_iter().flatten().flat_map(|advice| advice.lines) {
            assert!(page.contains(line), "{line}");
        }
    }
}
