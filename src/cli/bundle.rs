//! `supple bundle`: a routine and all stretches that it uses as one file, for sharing.

use std::io::Write as _;
use std::path::Path;

use super::arguments::BundleOptions;
use super::finder::{self, Finder};
use super::output;
use crate::core::nonempty::NonEmpty;
use crate::core::text::escaped;
use crate::disk::write;
use crate::error::Error;
use crate::format;

pub(super) fn run(finder: &Finder, options: &BundleOptions) -> Result<u8, Error> {
    let path = &options.output;
    let to_file = path != Path::new("-") && !write::is_standard_output(path);
    let unwritable = |error| Error::Unwritable {
        path: path.clone(),
        error,
    };
    if to_file && !write::is_free(path, |_| false).map_err(unwritable)? {
        return Err(Error::Taken { path: path.clone() });
    }
    let entry = finder.find(&options.routine)?;
    let routine = finder::playable(&NonEmpty::of(entry.clone()))?.first;
    let source = &entry.source;
    let name = source.name.clone();
    if !entry.included.is_empty() {
        return Err(Error::BundledInclude { name });
    }
    let references = finder.references_for(&options.routine);
    let bundle = format::bundle::of(source, &routine, &references);
    let bundle = bundle.ok_or_else(|| {
        // It may be that a figure is shown of which the file has errors.
        finder.warn_of_broken_stretches();
        Error::Unbundled { name }
    })?;
    if !to_file {
        output::result(&bundle.text)?;
        return Ok(0);
    }
    write::whole(path, |file| file.write_all(bundle.text.as_bytes())).map_err(unwritable)?;
    let inside = match bundle.stretches {
        0 => "it uses nothing outside its file".to_owned(),
        1 => "with 1 stretch inside".to_owned(),
        stretches => format!("with {stretches} stretches inside"),
    };
    let name = escaped(&path.to_string_lossy());
    output::result(&format!("{name}: {inside}\n"))?;
    Ok(0)
}
