//! The one error type, opaque, with the place of the fault in its message.

use std::fmt;
use std::path::{Path, PathBuf};

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong while loading, decoding or writing.
///
/// Extraction itself cannot fail: dirty text gives warnings in the record.
/// The message names the file and line where they are known, and what was
/// expected there.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    /// The operating system refused `what` on `path`.
    Io { path: PathBuf, source: std::io::Error },
    /// A line of a file is not what it should be.
    Line { path: PathBuf, line: u64, message: String },
    /// A whole input is not what it should be.
    Input { path: PathBuf, message: String },
    /// An argument or setting is wrong.
    Usage { message: String },
}

impl Error {
    /// The system's refusal to read or write `path`.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Error {
        Error::of(Kind::Io { path: path.as_ref().to_owned(), source })
    }

    /// A fault in line `line` (counted from 1) of `path`; `message` says what
    /// was found and what was expected.
    pub fn line(path: impl AsRef<Path>, line: u64, message: impl Into<String>) -> Error {
        Error::of(Kind::Line { path: path.as_ref().to_owned(), line, message: message.into() })
    }

    /// A fault of the input `path` as a whole.
    pub fn input(path: impl AsRef<Path>, message: impl Into<String>) -> Error {
        Error::of(Kind::Input { path: path.as_ref().to_owned(), message: message.into() })
    }

    /// A wrong argument or setting.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::of(Kind::Usage { message: message.into() })
    }

    fn of(kind: Kind) -> Error {
        Error { kind: Box::new(kind) }
    }

    /// The file at fault, if one is.
    pub fn path(&self) -> Option<&Path> {
        match &*self.kind {
            Kind::Io { path, .. } | Kind::Line { path, .. } | Kind::Input { path, .. } => Some(path),
            Kind::Usage { .. } => None,
        }
    }

    /// The line at fault, counted from 1, if one is.
    pub fn line_number(&self) -> Option<u64> {
        match &*self.kind {
            Kind::Line { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// The system's own error, if this is one.
    pub fn as_io(&self) -> Option<&std::io::Error> {
        match &*self.kind {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Kind::Line { path, line, message } => write!(f, "{}:{line}: {message}", path.display()),
            Kind::Input { path, message } => write!(f, "{}: {message}", path.display()),
            Kind::Usage { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_file_and_line() {
        let e = Error::line("dicts/places.tsv", 7, "expected 5 columns, found 3");
        assert_eq!(e.to_string(), "dicts/places.tsv:7: expected 5 columns, found 3");
        assert_eq!(e.line_number(), Some(7));
        assert_eq!(e.path(), Some(Path::new("dicts/places.tsv")));
    }
}
