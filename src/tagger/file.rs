//! The model's file: a short plain header, then one deflate stream.
//!
//! ```text
//! "baozhi-tagger" version:u8  length:u64  crc32:u32   of what follows, inflated
//! step:f32  trans:16×16×i16  bits:u8  entries:u32
//! places: entries × gap:u16 (from one used place of the table to the next)
//! keys: entries × u32   masks: entries × u16   classes: entries × u16
//! rows:u32  rows × lane columns: i8, one label after the other
//! ```
//!
//! All numbers are little-endian. Columns of one kind lie together because
//! they compress better so. Loading fills the table from the columns: the
//! places are stored, so nothing is hashed again.

use super::label::{LANES, USED};
use super::model::{Entry, Model, Row};
use crate::error::{Error, Result};
use flate2::{Compression, Crc, bufread::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};
use std::path::Path;

const MAGIC: &[u8] = b"baozhi-tagger";
const VERSION: u8 = 1;
/// Larger than any model may be: stops a damaged length from taking memory.
const LIMIT: u64 = 1 << 28;

/// Reads the file at `path`.
pub(crate) fn load(path: &Path) -> Result<Model> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    read(&bytes).map_err(|message| Error::input(path, message))
}

/// Writes `model` to `path`.
pub(crate) fn save(model: &Model, path: &Path) -> Result<()> {
    let raw = encode(model);
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    out.extend((raw.len() as u64).to_le_bytes());
    let mut crc = Crc::new();
    crc.update(&raw);
    out.extend(crc.sum().to_le_bytes());
    let mut encoder = DeflateEncoder::new(out, Compression::best());
    encoder
        .write_all(&raw)
        .and_then(|()| encoder.finish())
        .map_err(|e| Error::io(path, e))
        .and_then(|out| std::fs::write(path, out).map_err(|e| Error::io(path, e)))
}

/// Reads a model from the bytes of a file; the error says what is wrong.
pub(crate) fn read(bytes: &[u8]) -> std::result::Result<Model, String> {
    let rest = bytes.strip_prefix(MAGIC).ok_or("not a tagger model")?;
    let mut head = Reader { bytes: rest };
    let version = head.u8()?;
    if version != VERSION {
        return Err(format!("a tagger model of version {version}, expected {VERSION}"));
    }
    let len = u64::from_le_bytes(head.array()?);
    let sum = u32::from_le_bytes(head.array()?);
    if len > LIMIT {
        return Err(format!("a damaged tagger model: {len} bytes announced"));
    }
    let mut raw = Vec::with_capacity(len as usize);
    let inflated = DeflateDecoder::new(head.bytes).take(len + 1).read_to_end(&mut raw);
    inflated.map_err(|e| format!("a damaged tagger model: {e}"))?;
    let mut crc = Crc::new();
    crc.update(&raw);
    if raw.len() as u64 != len || crc.sum() != sum {
        return Err("a damaged tagger model: its checksum does not fit".to_owned());
    }
    decode(&raw)
}

fn encode(model: &Model) -> Vec<u8> {
    let mut out = model.step.to_le_bytes().to_vec();
    out.extend(model.trans.iter().flatten().flat_map(|w| w.to_le_bytes()));
    out.push(model.table.len().trailing_zeros() as u8);
    let used: Vec<(usize, &Entry)> = model.table.iter().enumerate().filter(|(_, e)| !e.is_free()).collect();
    out.extend((used.len() as u32).to_le_bytes());
    let mut last = 0;
    for (at, _) in &used {
        out.extend(((at - last) as u16).to_le_bytes());
        last = *at;
    }
    out.extend(used.iter().flat_map(|(_, e)| e.key.to_le_bytes()));
    out.extend(used.iter().flat_map(|(_, e)| e.mask.to_le_bytes()));
    out.extend(used.iter().flat_map(|(_, e)| e.class.to_le_bytes()));
    out.extend((model.rows.len() as u32).to_le_bytes());
    for lane in USED {
        out.extend(model.rows.iter().map(|row| row[lane] as u8));
    }
    out
}

fn decode(raw: &[u8]) -> std::result::Result<Model, String> {
    let mut r = Reader { bytes: raw };
    let step = f32::from_le_bytes(r.array()?);
    let mut trans = [[0; LANES]; LANES];
    for w in trans.iter_mut().flatten() {
        *w = i16::from_le_bytes(r.array()?);
    }
    let bits = r.u8()?;
    let used = u32::from_le_bytes(r.array()?) as usize;
    if bits > 24 || used >= 1 << bits {
        return Err(format!("a damaged tagger model: {used} entries in 2^{bits} places"));
    }
    let mut table = vec![Entry::default(); 1 << bits];
    let rows = fill(&mut table, used, &mut r)?;
    let stored = u32::from_le_bytes(r.array()?) as usize;
    if stored != rows {
        return Err(format!("a damaged tagger model: {stored} rows, expected {rows}"));
    }
    let mut rows: Vec<Row> = vec![[0; LANES]; rows];
    for lane in USED {
        let column = r.take(rows.len())?;
        for (row, &w) in rows.iter_mut().zip(column) {
            row[lane] = w as i8;
        }
    }
    Ok(Model { table, rows, trans, step })
}

/// Reads the entries; the number of rows they need.
fn fill(table: &mut [Entry], used: usize, r: &mut Reader<'_>) -> std::result::Result<usize, String> {
    let gaps = r.take(2 * used)?;
    let keys = r.take(4 * used)?;
    let masks = r.take(2 * used)?;
    let classes = r.take(2 * used)?;
    let (mut at, mut first) = (0usize, 0u32);
    for i in 0..used {
        let two = |b: &[u8]| u16::from_le_bytes([b[2 * i], b[2 * i + 1]]);
        at += usize::from(two(gaps));
        let key = u32::from_le_bytes([keys[4 * i], keys[4 * i + 1], keys[4 * i + 2], keys[4 * i + 3]]);
        let (mask, class) = (two(masks), two(classes));
        let entry = table.get_mut(at).ok_or("a damaged tagger model: an entry beyond the table")?;
        *entry = Entry { key, first, mask, class };
        first += mask.count_ones();
    }
    Ok(first as usize)
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> std::result::Result<&'a [u8], String> {
        let (head, rest) =
            self.bytes.split_at_checked(len).ok_or("a damaged tagger model: it ends too soon")?;
        self.bytes = rest;
        Ok(head)
    }

    fn u8(&mut self) -> std::result::Result<u8, String> {
        Ok(self.take(1)?[0])
    }

    fn array<const N: usize>(&mut self) -> std::result::Result<[u8; N], String> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(N)?);
        Ok(out)
    }
}
