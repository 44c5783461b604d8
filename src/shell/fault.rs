//! Panics on demand, for the tests that the terminal is restored. A release build has none of this.

/// Panics where `SUPPLE_FAULT` names this `place`.
#[cfg(debug_assertions)]
pub(super) fn inject(place: &str) {
    let wanted = crate::environment::variable("SUPPLE_FAULT").is_some_and(|wanted| wanted == place);
    assert!(!wanted, "fault injected: {place}");
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub(super) const fn inject(_place: &str) {}
