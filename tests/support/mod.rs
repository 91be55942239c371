//! What the event tests share.
#![allow(dead_code)]

pub mod markup;
pub mod page;
