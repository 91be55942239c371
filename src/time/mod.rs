//! Times: dates, stretches of time and durations, as written and resolved.

mod digits;
pub mod lunar;
