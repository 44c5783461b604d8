//! The files of the user and of the program. No other layer opens them.

pub mod atomic;
pub mod bundled;
mod draft;
pub mod files;
pub mod ids;
pub mod includes;
pub mod keeper;
pub mod languages;
pub mod log;
pub mod own;
pub mod photos;
pub mod places;
pub mod read;
pub mod reminder;
pub mod routines;
mod settings;
pub mod status;
pub mod stretches;
pub mod tune;
pub mod watch;
pub mod write;
