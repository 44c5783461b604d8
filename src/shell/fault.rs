//! Panics on demand, for the test that the terminal comes back. Nothing of it is in a release build.

/// Panics where `SUPPLE_FAULT` names this `place`.
#[cfg(debug_assertions)]
pub(super) fn inject(place: &str) {
    let wanted = crate::environment::variable("SUPPLE_FAULT").is_some_and(|wanted| wanted == place);
    assert!(!wanted, "fault injected: {place}");
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub(super) const fn inject(_place: &str) {}
