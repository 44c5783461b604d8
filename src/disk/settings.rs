//! The configuration as readers of other files need it: the language of the person, and the side that is affected.

use std::sync::OnceLock;

use super::places::Places;
use super::read;
use crate::core::settings::Settings;
use crate::format;

/// The configuration of this user, as it was when it was first asked for; `None` where there is none without an error.
pub(super) fn own() -> Option<&'static Settings> {
    static OWN: OnceLock<Option<Settings>> = OnceLock::new();
    let read = || {
        let path = Places::find().ok()?.settings();
        let (source, unread) = read::is_there(&path).then(|| read::file(&path))?;
        read::parsed(&source, unread, format::config::parse).value
    };
    OWN.get_or_init(read).as_ref()
}
