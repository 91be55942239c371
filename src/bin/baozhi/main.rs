//! The `baozhi` command line.

fn main() {}
