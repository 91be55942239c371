//! Records and graphs in the formats other tools read.

pub mod plover;
