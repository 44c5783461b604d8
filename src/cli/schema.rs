//! `supple schema`: the JSON Schema of a routine file, for editors.

use super::output;
use crate::error::Error;
use crate::format::schema;

pub(super) fn run() -> Result<u8, Error> {
    output::result(&schema::routine())?;
    Ok(0)
}
