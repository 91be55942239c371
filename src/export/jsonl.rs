//! Records as JSON, one object a line.

use crate::error::{Error, Result};
use crate::record::Record;
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Writes one record as a line.
pub fn write(record: &Record, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, record)?;
    out.write_all(b"\n")
}

/// Reads records line by line; empty lines are passed over. `path` is what
/// errors name.
pub fn read<'p>(input: impl BufRead + 'p, path: &'p Path) -> impl Iterator<Item = Result<Record>> + 'p {
    let parse = move |(n, line): (usize, io::Result<String>)| {
        let line = match line {
            Err(e) => return Some(Err(Error::io(path, e))),
            Ok(line) if line.trim().is_empty() => return None,
            Ok(line) => line,
        };
        let record = serde_json::from_str(&line);
        Some(record.map_err(|e| Error::line(path, n as u64 + 1, format!("not a record: {e}"))))
    };
    input.lines().enumerate().filter_map(parse)
}
