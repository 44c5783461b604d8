//! `supple bundle`: a routine and all that it uses as one file, for sharing.

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
use crate::format::routine::IncludedFile;

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
    let included = entry.included.iter().map(IncludedFile::of_text);
    let references = finder.references_for(&options.routine);
    let references = references.into_owned().including(included);
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
    let counted = |count, one, many| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let inside = [
        counted(bundle.stretches, "stretch", "stretches"),
        counted(bundle.routines, "routine", "routines"),
    ];
    let inside: Vec<String> = inside.into_iter().flatten().collect();
    let inside = if inside.is_empty() {
        "it uses nothing outside its file".to_owned()
    } else {
        format!("with {} inside", inside.join(" and "))
    };
    let name = escaped(&path.to_string_lossy());
    output::result(&format!("{name}: {inside}\n"))?;
    Ok(0)
}
