//! What is seen: state in, cells out.

pub mod widget;
