//! The colours of the screens.

/// Which colours there are.
// A stand-in, to be replaced by the real theme when it is merged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    _roles: (),
}
