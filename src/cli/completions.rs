//! `supple completions`: a script with which a shell completes commands and options.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::arguments::Arguments;
use super::output;
use crate::error::Error;

pub(super) fn run(shell: Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "supple", &mut script);
    output::result(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
