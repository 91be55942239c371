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
/// errors name.
///
/// # Errors
/// Each item is one where its line cannot be read or is no record.
pub fn read<'p>(input: impl BufRead + 'p, path: &'p Path) -> impl Iterator<Item = Result<Record>> + 'p {
    let parse = move |(n, line): (usize, io::Result<String>)| {
        let line = match line {
            Err(e) => return Some(Err(Error::io(path, e))),
            Ok(line) if line.trim().is_empty() => return None,
            Ok(line) => line,
        };
        let fault = |e| Error::line(path, n as u64 + 1, format!("not a record: {e}")).with_source(e);
        let record = serde_json::from_str::<Record>(&line).map_err(fault);
        Some(record.and_then(|r| match r.schema {
            SCHEMA => Ok(r),
            other => {
                let what = format!("a record of schema {other}; this program reads schema {SCHEMA}");
                Err(Error::line(path, n as u64 + 1, what))
            }
        }))
    };
    input.lines().enumerate().filter_map(parse)
}
