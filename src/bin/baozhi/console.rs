//! Text on standard output and standard error. Whoever reads it may go away
//! (`| head`), the device may be full: neither is a panic.

use crate::args::Color;
use baozhi::{Error, Result};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

/// How much is said beside results and errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Talk {
    /// Nothing.
    Quiet,
    /// The first warnings, and what was read.
    Usual,
    /// Every warning.
    Verbose,
}

static TALK: AtomicU8 = AtomicU8::new(Talk::Usual as u8);

/// Sets how much is said from now on.
pub fn talk(how: Talk) {
    TALK.store(how as u8, Ordering::Relaxed);
}

/// True where nothing is to be said beside results and errors.
pub fn is_quiet() -> bool {
    TALK.load(Ordering::Relaxed) == Talk::Quiet as u8
}

/// True where everything is to be said.
pub fn is_verbose() -> bool {
    TALK.load(Ordering::Relaxed) == Talk::Verbose as u8
}

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

/// Says what `--quiet` leaves unsaid.
macro_rules! note {
    ($($line:tt)*) => {
        if !$crate::console::is_quiet() {
            $crate::console::say_line(format_args!($($line)*));
        }
    };
}
pub(crate) use note;

/// 1 article, 2 articles, 1,234 articles.
pub fn counted(n: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// 1234567 → 1,234,567.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A name without the control characters that a terminal would obey.
pub fn tame(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}

/// What stands before and behind a word that is marked.
#[derive(Clone, Copy)]
pub struct Marks {
    pub before: &'static str,
    pub behind: &'static str,
}

impl Marks {
    /// Colour where it is wanted and can be seen, else brackets.
    pub fn of(color: Color) -> Marks {
        let is_unwanted = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_coloured = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stdout().is_terminal() && !is_unwanted(),
        };
        match is_coloured {
            true => Marks { before: "\u{1b}[1;31m", behind: "\u{1b}[0m" },
            false => Marks { before: "【", behind: "】" },
        }
    }
}
