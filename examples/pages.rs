//! Writes what packages have beside the program: manual pages and completions, below the folder that is named.
//!
//! `cargo run --example pages -- target/pages`. The program itself is not run: it may be for another machine.
#![allow(
    clippy::disallowed_methods,
    reason = "it is no part of the program, which writes files in one place alone"
)]

use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1);
    let folder = PathBuf::from(folder.ok_or("name a folder to write into")?);
    for (name, text) in supple::cli::packaged()? {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}
