//! The one error type, opaque, with the place of the fault in its message.

use std::fmt;
use std::path::{Path, PathBuf};

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong while loading, decoding or writing.
///
/// Extraction itself cannot fail: dirty text gives warnings in the record.
/// The message names the file and line where they are known, and what was
/// expected there. What kind of fault it is the `is_…` methods say, and
/// [`std::error::Error::source`] gives the error under it, where there is one.
///
/// ```
/// use baozhi::Error;
/// use std::error::Error as _;
///
/// let missing = std::fs::read("no-such-file").map_err(|e| Error::io("no-such-file", e)).unwrap_err();
/// assert!(missing.is_io() && missing.source().is_some());
/// let wrong = Error::line("mine.tsv", 3, "expected 4 columns, found 2");
/// assert!(wrong.is_syntax());
/// assert_eq!(wrong.to_string(), "mine.tsv:3: expected 4 columns, found 2");
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    /// The operating system refused to read or write, at `path` if it is known.
    Io { path: Option<PathBuf>, source: std::io::Error },
    /// A line of a file is not what it should be.
    Line { path: PathBuf, line: u64, message: String, source: Option<Source> },
    /// A whole input is not what it should be.
    Input { path: PathBuf, message: String, source: Option<Source> },
    /// An argument or setting is wrong.
    Usage { message: String },
}

impl Error {
    /// The system's refusal to read or write `path`.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Error {
        Error::new(Kind::Io { path: Some(path.as_ref().to_owned()), source })
    }

    /// A fault in line `line` (counted from 1) of `path`; `message` says what
    /// was found and what was expected.
    pub fn line(path: impl AsRef<Path>, line: u64, message: impl Into<String>) -> Error {
        Error::new(Kind::Line { path: path.as_ref().to_owned(), line, message: message.into(), source: None })
    }

    /// A fault of the input `path` as a whole.
    pub fn input(path: impl AsRef<Path>, message: impl Into<String>) -> Error {
        Error::new(Kind::Input { path: path.as_ref().to_owned(), message: message.into(), source: None })
    }

    /// A wrong argument or setting.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::new(Kind::Usage { message: message.into() })
    }

    fn new(kind: Kind) -> Error {
        Error { kind: Box::new(kind) }
    }

    /// This error with the error that it comes from.
    pub fn with_source(mut self, error: impl Into<Source>) -> Error {
        if let Kind::Line { source, .. } | Kind::Input { source, .. } = &mut *self.kind {
            *source = Some(error.into());
        }
        self
    }

    /// This error as one of the file `path`, if it names none yet: writers
    /// that take any [`std::io::Write`] do not know where it leads.
    pub fn at(mut self, at: impl AsRef<Path>) -> Error {
        if let Kind::Io { path: path @ None, .. } = &mut *self.kind {
            *path = Some(at.as_ref().to_owned());
        }
        self
    }

    /// True when the operating system refused to read or write.
    pub fn is_io(&self) -> bool {
        matches!(*self.kind, Kind::Io { .. })
    }

    /// True when a file or text is not in the form that it should have.
    pub fn is_syntax(&self) -> bool {
        matches!(*self.kind, Kind::Line { .. } | Kind::Input { .. })
    }

    /// True when an argument or setting is wrong.
    pub fn is_usage(&self) -> bool {
        matches!(*self.kind, Kind::Usage { .. })
    }

    /// True for a line that holds something else than was expected, behind
    /// which the file goes on.
    pub fn is_damaged_line(&self) -> bool {
        matches!(&*self.kind, Kind::Line { source: Some(_), .. })
    }

    /// The file at fault, if one is.
    pub fn path(&self) -> Option<&Path> {
        match &*self.kind {
            Kind::Io { path, .. } => path.as_deref(),
            Kind::Line { path, .. } | Kind::Input { path, .. } => Some(path),
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

/// The system's refusal where no file is known; [`Error::at`] adds it.
impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Error {
        Error::new(Kind::Io { path: None, source })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Io { path: Some(path), source } => write!(f, "{}: {source}", path.display()),
            Kind::Io { path: None, source } => write!(f, "{source}"),
            Kind::Line { path, line, message, .. } => write!(f, "{}:{line}: {message}", path.display()),
            Kind::Input { path, message, .. } => write!(f, "{}: {message}", path.display()),
            Kind::Usage { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            Kind::Io { source, .. } => Some(source),
            Kind::Line { source, .. } | Kind::Input { source, .. } => {
                source.as_ref().map(|e| &**e as &(dyn std::error::Error + 'static))
            }
            Kind::Usage { .. } => None,
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

    #[test]
    fn a_writers_error_gets_its_file_once() {
        let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        let error = Error::from(full());
        assert_eq!((error.is_io(), error.path()), (true, None));
        assert_eq!(error.at("out.csv").at("other.csv").path(), Some(Path::new("out.csv")));
        assert_eq!(Error::io("a.csv", full()).at("b.csv").path(), Some(Path::new("a.csv")));
    }

    #[test]
    fn what_was_wrong_with_a_line_stays_to_be_asked() {
        use std::error::Error as _;
        let why = "x".parse::<u8>().unwrap_err();
        let error = Error::line("a.tsv", 1, format!("expected a number: {why}")).with_source(why);
        assert!(error.is_syntax() && error.source().is_some_and(|s| s.is::<std::num::ParseIntError>()));
    }
}
