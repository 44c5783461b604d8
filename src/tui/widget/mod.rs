//! Pieces that screens are put together from: each draws its arguments and knows nothing of routines or sessions.
pub mod letters;
