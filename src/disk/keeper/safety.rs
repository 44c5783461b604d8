//! Whether the safety page was read: it comes once, also where no session counted since.

use std::io;

use super::Keeper;
use crate::disk::{atomic, read};

/// The file that is there once it was read.
const FILE: &str = "safety-page-read";

impl Keeper {
    /// Whether the safety page was read on this machine.
    pub fn is_safety_read(&self) -> bool {
        read::is_there(&self.state.join(FILE))
    }

    /// Notes that the safety page was read.
    ///
    /// # Errors
    /// When that cannot be written.
    pub fn note_safety(&self) -> io::Result<()> {
        atomic::make_folder(&self.state)?;
        atomic::write(&self.state.join(FILE), b"")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::day::Stamp;

    #[test]
    fn that_it_was_read_is_known_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let start = || Keeper::new(&folder.path().join("log"), "host", &state);
        assert!(!start().is_safety_read());
        for _ in 0..2 {
            start().note_safety().unwrap();
            assert!(start().is_safety_read());
        }
        let (left, failures) = start().recover(Stamp::default(), Duration::MAX, |_| true);
        assert!(left.is_none() && failures.is_empty(), "{failures:?}");
    }
}
