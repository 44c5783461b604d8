//! The screens, one file each, and what they share.

mod hints;
pub(super) mod library;
pub(super) mod log;
mod overlay;
pub(super) mod session;
pub(super) mod summary;
