//! Arguments in; complete standard output, standard error and exit code out. One module a command; each test has a home
//! of its own.

mod bundle;
mod check;
mod completions;
mod doctor;
mod due;
mod encoding;
mod files;
mod home;
mod list;
mod lookup;
#[cfg(unix)]
mod own;
mod play;
mod remind;
mod render;
mod show;
mod status;
mod stretches;
mod usage;
