//! Records as JSON, one object a line.

use crate::error::{Error, Result};
use crate::record::{Record, SCHEMA};
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Writes one record as a line.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn write(record: &Record, mut out: impl Write) -> Result<()> {
    serde_json::to_writer(&mut out, record).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Reads records line by line; empty lines are passed over. `path` is what
/// errors name. A line that is no record is an error, and the next one is read;
/// what cannot be read at all ends the file.
///
/// # Errors
/// Each item is one where its line cannot be read or is no record
/// ([`Error::is_damaged_line`]), or where it is one of another schema.
pub fn read<'p>(input: impl BufRead + 'p, path: &'p Path) -> impl Iterator<Item = Result<Record>> + 'p {
    let mut lines = Lines { input, line: Vec::new(), number: 0, ended: false };
    std::iter::from_fn(move || {
        loop {
            match lines.next_line() {
                Err(e) => return Some(Err(Error::io(path, e))),
                Ok(None) => return None,
                Ok(Some(line)) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(parse(line).map_err(|fault| fault.at(path, lines.number))),
            }
        }
    })
}

/// The lines of a file, in one buffer.
struct Lines<R> {
    input: R,
    line: Vec<u8>,
    /// The number of `line`, from 1.
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    fn next_line(&mut self) -> io::Result<Option<&[u8]>> {
        if self.ended {
            return Ok(None);
        }
        self.line.clear();
        self.number += 1;
        let read = self.input.read_until(b'\n', &mut self.line);
        // After a fault of the device or of the compression there is no next line.
        self.ended = !matches!(read, Ok(1..));
        read.map(|n| (n > 0).then_some(&*self.line))
    }
}

enum Fault {
    NoRecord(serde_json::Error),
    OtherSchema(u32),
}

impl Fault {
    fn at(self, path: &Path, line: u64) -> Error {
        match self {
            Fault::NoRecord(e) => Error::line(path, line, format!("not a record: {e}")).with_source(e),
            Fault::OtherSchema(other) => {
                let what = format!("a record of schema {other}; this program reads schema {SCHEMA}");
                Error::line(path, line, what)
            }
        }
    }
}

fn parse(line: &[u8]) -> std::result::Result<Record, Fault> {
    let record: Record = serde_json::from_slice(line).map_err(Fault::NoRecord)?;
    match record.schema {
        SCHEMA => Ok(record),
        other => Err(Fault::OtherSchema(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_line_is_told_and_the_next_is_read() {
        let mut text = Vec::new();
        write(&Record::new("a", "会议召开。"), &mut text).unwrap();
        text.extend(b"\n{\"schema\":1,\n\xff\xfe\n");
        write(&Record::new("b", "会议闭幕。"), &mut text).unwrap();
        let found: Vec<String> = read(&*text, Path::new("r.jsonl"))
            .map(|record| match record {
                Ok(record) => record.id,
                Err(e) => format!("{} {:?}", e.is_damaged_line(), e.line_number()),
            })
            .collect();
        assert_eq!(found, ["a", "true Some(3)", "true Some(4)", "b"]);
    }
}
