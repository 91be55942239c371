//! Text on standard output and standard error. Whoever reads it may go away
//! (`| head`), the device may be full: neither is a panic.

use baozhi::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Writes a text to standard output.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(stdout_error)
}

/// The system's refusal to take more output.
pub fn stdout_error(e: std::io::Error) -> Error {
    Error::io(Path::new("standard output"), e)
}

/// Writes one line to standard error; nobody need be there to read it.
pub fn say_line(line: std::fmt::Arguments) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// As `eprintln!`, and never panics.
macro_rules! say {
    ($($line:tt)*) => { $crate::console::say_line(format_args!($($line)*)) };
}
pub(crate) use say;
