//! `supple completions`: a script with which a shell asks supple what a word may become; and the answers.
//!
//! The shell sets [`ASKS`] and passes the line so far; nushell asks for lists. So completions know the routines and
//! stretches of the moment.

use std::env;
use std::ffi::{OsStr, OsString};

use clap::builder::PossibleValue;
use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::{CompleteEnv, Shells};
use clap_complete_nushell::Nushell;

use super::arguments::Arguments;
use super::output;
use crate::catalogue;
use crate::disk::{routines as files, stretches as shelf};
use crate::environment;
use crate::error::Error;

/// The variable that names the shell that asks.
const ASKS: &str = "COMPLETE";

/// A shell for which there are completions.
#[allow(clippy::enum_variant_names, reason = "that is its name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

impl Shell {
    /// The word for it on the command line.
    fn name(self) -> String {
        let value = self.to_possible_value();
        let name = value.as_ref().map(PossibleValue::get_name);
        name.unwrap_or_default().to_owned()
    }
}

pub(super) fn run(shell: Shell) -> Result<u8, Error> {
    output::result(&String::from_utf8_lossy(&script(shell)?))?;
    Ok(0)
}

/// Places of a generated script, and what stands there instead.
type Changes = &'static [(&'static str, &'static str)];

/// A file of `fpath` is read when its command is completed for the first time, and has to answer then too.
const ZSH: Changes = &[(
    "\ncompdef _clap_dynamic_completer_supple supple\n",
    r#"
if [[ $funcstack[1] == _supple ]]; then
    _clap_dynamic_completer_supple "$@"
else
    compdef _clap_dynamic_completer_supple supple
fi
"#,
)];

/// Bash takes `--sound=v` for three words, of which the answer replaces the last.
const BASH: Changes = &[
    (
        r#"        words[COMP_CWORD]="$2"
    fi
"#,
        r#"        words[COMP_CWORD]="$2"
    fi
    local option= typed="${COMP_WORDS[COMP_CWORD]}"
    local at=$((COMP_CWORD - 2))
    if [[ $typed == "=" ]]; then
        at=$((COMP_CWORD - 1)) typed=
    fi
    if [[ $at -gt 0 && ${COMP_WORDS[at + 1]} == "=" ]]; then
        option="${words[at]}="
        words=("${words[@]:0:at}" "$option$typed")
        _CLAP_COMPLETE_INDEX=$at
    fi
"#,
    ),
    (
        r"
    if [[ $? != 0 ]]; then
",
        r#"
    local code=$?
    COMPREPLY=("${COMPREPLY[@]#"$option"}")
    if [[ $code != 0 ]]; then
"#,
    ),
];

/// Its script has commands, options and their values. For routines and stretches it asks for the list of all.
const NUSHELL: Changes = &[
    (
        "module completions {\n",
        r#"module completions {

  def "nu-complete supple routines" [] {
    ^supple list --format json | from json | get routines | each {|it| { value: $it.id, description: $it.title } }
  }

  def "nu-complete supple stretches" [] {
    ^supple stretches --format json | from json | each {|it| { value: $it.id, description: $it.name } }
  }
"#,
    ),
    (
        "routines: string ",
        r#"routines: string@"nu-complete supple routines" "#,
    ),
    (
        "routine: string ",
        r#"routine: string@"nu-complete supple routines" "#,
    ),
    (
        "name?: string ",
        r#"name?: string@"nu-complete supple stretches" "#,
    ),
];

/// The script for a shell.
fn script(shell: Shell) -> Result<Vec<u8>, Error> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    if shell == Shell::Nushell {
        let mut command = Arguments::command();
        clap_complete::generate(Nushell, &mut command, "supple", &mut script);
    }
    if let Some(shell) = shells.completer(&shell.name()) {
        let written = shell.write_registration(ASKS, "supple", "supple", "supple", &mut script);
        written.map_err(Error::Output)?;
    }
    let changes = match shell {
        Shell::Bash => BASH,
        Shell::Nushell => NUSHELL,
        Shell::Zsh => ZSH,
        Shell::Elvish | Shell::Fish | Shell::PowerShell => &[],
    };
    let script = String::from_utf8_lossy(&script).into_owned();
    let replaced = |script: String, (from, to): &(&str, &str)| script.replace(from, to);
    Ok(changes.iter().fold(script, replaced).into_bytes())
}

/// The scripts for all shells, each with the usual name of its file.
pub(super) fn scripts() -> Result<Vec<(String, Vec<u8>)>, Error> {
    let shells = Shell::value_variants().iter();
    let named = shells.map(|shell| {
        let name = match shell {
            Shell::Zsh => "_supple".to_owned(),
            Shell::PowerShell => "_supple.ps1".to_owned(),
            Shell::Elvish => "supple.elv".to_owned(),
            Shell::Nushell => "supple.nu".to_owned(),
            Shell::Bash | Shell::Fish => format!("supple.{}", shell.name()),
        };
        Ok((name, script(*shell)?))
    });
    named.collect()
}

/// Answers a shell that asks what the last of `arguments` may become; `None` where none asks.
pub(super) fn answer(arguments: &[OsString]) -> Option<u8> {
    environment::variable(ASKS)?;
    let here = env::current_dir().ok();
    let answered =
        CompleteEnv::with_factory(Arguments::command).try_complete(arguments, here.as_deref());
    match answered {
        Ok(true) => Some(0),
        Ok(false) => None,
        // Whatever is wrong, nothing is completed; a message would stand in the middle of the line.
        Err(_) => Some(2),
    }
}

/// The routines that `typed` may become: their ids, also by a part of the title; or a file.
pub(super) fn routines(typed: &OsStr) -> Vec<CompletionCandidate> {
    let words = typed.to_string_lossy().to_lowercase();
    let is_path = catalogue::is_path(&words) || words.starts_with('.');
    let paths = is_path.then(|| PathCompleter::file().complete(typed));
    // Their titles alone are read.
    let (all, _) = files::glanced();
    let entries = all.entries().iter();
    let candidate = entries.filter_map(|entry| {
        let title = entry.title().unwrap_or_default();
        let is_meant = is_meant(&words, &entry.id, if is_path { "" } else { title });
        let title = (!title.is_empty()).then(|| title.to_owned().into());
        is_meant.then(|| CompletionCandidate::new(&entry.id).help(title))
    });
    // The id of one in a folder looks like a path.
    candidate.chain(paths.into_iter().flatten()).collect()
}

/// The stretches that `typed` may become: their ids, also by a part of the name.
pub(super) fn stretches(typed: &OsStr) -> Vec<CompletionCandidate> {
    let words = typed.to_string_lossy().to_lowercase();
    let all = shelf::without_poses();
    let name = |id| Some(all.stretch(id)?.step.as_ref()?.name.as_str());
    let named = all.names().map(|id| (id, name(id)));
    let meant = named.filter(|(id, name)| is_meant(&words, id, name.unwrap_or_default()));
    let candidate = |(id, name): (&str, Option<&str>)| {
        let help = name.map(|name| name.to_owned().into());
        CompletionCandidate::new(id).help(help)
    };
    meant.map(candidate).collect()
}

/// Whether what was typed so far may become this id, or is a part of this title.
fn is_meant(words: &str, id: &str, title: &str) -> bool {
    id.starts_with(words) || !words.is_empty() && title.to_lowercase().contains(words)
}
