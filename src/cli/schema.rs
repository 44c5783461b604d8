//! `supple schema`: the JSON Schema of a routine file, for editors.

use super::finder::Finder;
use super::output;
use crate::error::Error;
use crate::format::schema;

pub(super) fn run(finder: &Finder) -> Result<u8, Error> {
    output::result(&schema::routine(finder.references()))?;
    Ok(0)
}
