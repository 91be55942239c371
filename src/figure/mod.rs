//! Figures: what a newspaper counts, measures and pays, as exact values.

mod chars;
mod fixed;
mod literal;
pub mod numeral;
mod reader;
mod value;

pub use value::Value;
