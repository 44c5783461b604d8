//! `supple man`: the manual page and those of each command, made from the tables of arguments and of keys.

use std::io::{self, Write as _};
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::arguments::Arguments;
use super::codes::CODES;
use super::{output, version};
use crate::app::all_keys;
use crate::core::rules::PAGES;
use crate::core::template::Placeholder;
use crate::disk::write;
use crate::error::Error;

/// The environment variables that are read.
const VARIABLES: &[(&str, &str)] = &[
    (
        "SUPPLE_CONFIG",
        "the configuration to use instead of ~/.config/supple/config.toml; --config goes before it",
    ),
    (
        "HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
        "where the folders below lie; by default ~/.config, ~/.local/share and ~/.local/state",
    ),
    (
        "XDG_RUNTIME_DIR, TMPDIR",
        "where sounds lie while they are played",
    ),
    ("VISUAL, EDITOR", "the editor for routines"),
    (
        "PATH",
        "where players, voices, encoders and editors are looked for",
    ),
    ("NO_COLOR", "if set and not empty, no colours are used"),
    (
        "CLICOLOR_FORCE",
        "if set, and not to 0, messages have colours also where no terminal reads them",
    ),
    (
        "COMPLETE",
        "set by the script of a shell that asks for completions",
    ),
    (
        "ACCESSIBLE",
        "where it is set, and not to 0, sessions are played as lines, as with --plain",
    ),
    (
        "COLORTERM, TERM, STY, TMUX",
        "the colours of the terminal, and how it shows pictures; with TERM=dumb a session is printed as lines",
    ),
    (
        "COLUMNS, LINES",
        "the size of a terminal that does not report one",
    ),
    (
        "XTERM_VERSION, MLTERM",
        "whether the font leaves gaps between blocks, if blocks is auto",
    ),
    (
        "TERM_PROGRAM",
        "whether the terminal is iTerm2, and so how it shows pictures, if pictures is auto",
    ),
    (
        "COLORFGBG",
        "whether the terminal's background is dark or light, if the theme is auto",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "the first that is set decides; without UTF-8 in it the screen is drawn in ASCII",
    ),
    (
        "LC_ALL, LC_MESSAGES, LANG",
        "the language of routines that name none",
    ),
    ("TZ, TZDIR", "the time zone of the log"),
    (
        "SSH_CONNECTION, SSH_TTY",
        "whether the loudspeakers are another machine's: then the bell is rung",
    ),
    ("XDG_CURRENT_DESKTOP", "how the screen is kept awake"),
    (
        "SUPPLE_LANG",
        "set for a voice of your own: the language of what it is to say",
    ),
];

const FILES: &[(&str, &str)] = &[
    (
        "~/.config/supple/config.toml",
        "the configuration; supple doctor --print-config prints one to begin with",
    ),
    (
        "~/.config/supple/routines/*.toml",
        "your routines, also in folders below, each named by its file; one with the name of a bundled routine replaces it, and two of one name are told apart by their folders, as physio/week1",
    ),
    ("~/.config/supple/stretches/*.toml", "your stretches"),
    ("~/.config/supple/languages/*.toml", "your languages"),
    (
        "~/.local/share/supple/log/*.jsonl",
        "the log, one file a machine",
    ),
    (
        "~/.local/state/supple/unfinished*.json",
        "sessions that can be resumed",
    ),
    (
        "~/.local/state/supple/draft*.json",
        "changes of routines that are not saved",
    ),
    (
        "~/.local/state/supple/playing-*.json",
        "what is being played, for supple status",
    ),
];

/// Prints the manual page, or writes those of all commands into a folder.
pub(super) fn run(folder: Option<&Path>) -> Result<u8, Error> {
    let Some(folder) = folder else {
        let page = page(|page| write(&whole_command(), page))?;
        output::result(&String::from_utf8_lossy(&page))?;
        return Ok(0);
    };
    for (name, page) in pages()? {
        save(folder, &name, &page)?;
    }
    Ok(0)
}

/// The manual pages, the program's own first, each with the name of its file.
pub(super) fn pages() -> Result<Vec<(String, Vec<u8>)>, Error> {
    let command = whole_command();
    let mut pages = vec![("supple.1".to_owned(), page(|page| write(&command, page))?)];
    for command in command.get_subcommands() {
        let name = format!("supple-{}.1", command.get_name());
        pages.push((name, page(|page| write_command(command, page))?));
    }
    Ok(pages)
}

fn page(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    write(&mut page).map_err(Error::Output)?;
    Ok(tidied(&String::from_utf8_lossy(&page)).into_bytes())
}

/// The page without breaks that stand beside another one: they mean nothing, and linters say so.
fn tidied(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is_break = |line: Option<&&str>| matches!(line, Some(&(".sp" | "")));
    let mut kept = String::new();
    let mut before = None;
    for (nth, line) in lines.iter().enumerate() {
        let is_doubled = match *line {
            ".br" => is_break(before.as_ref()) || is_break(lines.get(nth + 1)),
            ".PP" => before.is_some_and(|before: &str| before.starts_with(".S")),
            _ => false,
        };
        if !is_doubled {
            kept.push_str(line);
            kept.push('\n');
            before = Some(*line);
        }
    }
    kept
}

fn save(folder: &Path, name: &str, page: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    write::whole(&path, |file| file.write_all(page))
        .map_err(|error| Error::Unwritable { path, error })
}

/// All commands with what they share built in.
fn whole_command() -> Command {
    let command = Arguments::command().disable_help_subcommand(true);
    let mut command = command.mut_subcommands(|command| command.disable_help_flag(true));
    command.build();
    command
}

/// A page of a command: its head and what it is for.
fn write_head(man: &Man, page: &mut Vec<u8>) -> io::Result<()> {
    man.render_title(page)?;
    // Nothing is adjusted or divided: keys and options stay as they are typed.
    page.extend(b".nh\n.ad l\n");
    man.render_name_section(page)?;
    man.render_synopsis_section(page)
}

fn man(command: &Command, title: &str) -> Man {
    let source = format!("supple {}", version::NUMBER);
    Man::new(command.clone())
        .title(title)
        .date(version::DATE)
        .source(source)
        .manual("User Commands")
}

/// Writes the examples at the end of a command's help.
fn write_examples(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let help = command.get_after_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    let Some((_, examples)) = help.split_once(EXAMPLES) else {
        return Ok(());
    };
    let mut text = Roff::new();
    text.control("SH", ["EXAMPLES"]).control("nf", []);
    for example in examples.lines() {
        text.text([roman(example.trim())]);
    }
    text.control("fi", []).to_writer(page)
}

/// The heading of the examples in a help.
const EXAMPLES: &str = "Examples:\n";

/// Writes the page of one command.
fn write_command(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("supple-{}", command.get_name());
    let command = command.clone().name(&name).display_name(&name);
    let man = man(&command, &name.to_uppercase());
    write_head(&man, page)?;
    let mut text = Roff::new();
    text.control("SH", ["DESCRIPTION"]);
    let about = command.get_long_about().or(command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    for line in about.lines().filter(|line| !line.is_empty()) {
        text.control("PP", []).text([roman(line)]);
    }
    text.to_writer(page)?;
    man.render_options_section(page)?;
    if command.has_subcommands() {
        let words = ["supple", name.trim_start_matches("supple-")].map(str::to_owned);
        write_commands(&command, &words, page)?;
    }
    write_examples(&command, page)?;
    let mut text = Roff::new();
    text.control("SH", ["SEE ALSO"])
        .text([bold("supple"), roman("(1)")]);
    text.to_writer(page)
}

/// Writes the page of the program in the language of man(7).
fn write(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let man = man(command, "SUPPLE");
    write_head(&man, page)?;
    let mut text = Roff::new();
    text.control("SH", ["DESCRIPTION"]);
    let description = command.get_after_help().map(ToString::to_string);
    let description = description.unwrap_or_default();
    let description = description.split(EXAMPLES).next().unwrap_or_default();
    for line in description.trim().lines() {
        text.control("PP", []).text([roman(line)]);
    }
    text.to_writer(page)?;
    man.render_options_section(page)?;
    write_commands(command, &["supple".to_owned()], page)?;
    write_examples(command, page)?;
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

/// Writes each command with its options; `words` are those before its name.
fn write_commands(command: &Command, words: &[String], page: &mut Vec<u8>) -> io::Result<()> {
    let mut text = Roff::new();
    text.control("SH", ["COMMANDS"]).to_writer(page)?;
    write_subcommands(command, words, page)
}

fn write_subcommands(command: &Command, words: &[String], page: &mut Vec<u8>) -> io::Result<()> {
    for command in command
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        let words = [words, &[command.get_name().to_owned()]].concat();
        let positionals = command.get_positionals().map(ToString::to_string);
        let name: Vec<String> = words.iter().cloned().chain(positionals).collect();
        let about = command.get_about().map(ToString::to_string);
        let mut text = Roff::new();
        text.control("SS", [name.join(" ").as_str()]);
        text.text([roman(about.unwrap_or_default())]);
        text.to_writer(page)?;
        let mut options = Vec::new();
        Man::new(command.clone()).render_options_section(&mut options)?;
        let options = String::from_utf8_lossy(&options).replace(".SH OPTIONS\n", "");
        page.extend(options.into_bytes());
        write_subcommands(command, &words, page)?;
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
    fn every_command_has_a_page_with_its_options_and_examples() {
        for command in whole_command().get_subcommands() {
            let mut page = Vec::new();
            write_command(command, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            let name = command.get_name();
            let below = command.get_subcommands().flat_map(Command::get_opts);
            let options = command.get_opts().chain(below);
            let options = options.filter(|option| !option.is_hide_set());
            for option in options.filter_map(|option| option.get_long()) {
                let option = Roff::from(bold(format!("--{option}"))).render();
                let option = option.lines().last().unwrap_or_default();
                assert!(page.contains(option), "{name}: {option}\n{page}");
            }
            assert!(page.contains(".SH EXAMPLES"), "{name}");
        }
    }

    #[test]
    fn all_commands_and_keys_are_in_the_page() {
        let mut page = Vec::new();
        write(&whole_command(), &mut page).unwrap();
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
