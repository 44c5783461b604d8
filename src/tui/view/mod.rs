//! The screens, one file each.

mod overlay;
pub(super) mod session;
