//! supple
fn main() {}
