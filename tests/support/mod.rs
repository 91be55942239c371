//! What the event tests share.

pub mod markup;
