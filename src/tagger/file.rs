//! The model's file: a short plain header, then one deflate stream.
//!
//! ```text
//! "baozhi-tagger" version:u8  length:u64  crc32:u32   of what follows, inflated
//! step:f32  trans:16×16×i16  bits:u8  entries:u32
//! places: entries × u24, each the distance from the one before, around 2^bits
//! tags: entries × u16   keys: entries × u8   masks, classes: entries × u16
//! rows:u32  rows × lane columns: i8, one label after the other
//! ```
//!
//! All numbers are little-endian. Columns of one kind lie together, and the
//! bytes of a number each in a column, because they compress better so.
//! Loading fills the table from the columns: nothing is hashed again.

use super::label::{LANES, USED};
use super::model::{Entry, Model, NUMBER, NUMBER_BITS, Row};
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
    let entries = &model.entries[1..];
    out.extend((entries.len() as u32).to_le_bytes());
    let mut places = vec![(0, 0); entries.len()];
    for (at, &found) in model.table.iter().enumerate().filter(|(_, found)| **found != 0) {
        places[(found & NUMBER) as usize - 1] = (at as u32, found >> NUMBER_BITS);
    }
    let around = model.table.len() as u32 - 1;
    let before = std::iter::once(0).chain(places.iter().map(|p| p.0));
    let gaps: Vec<u32> = places.iter().zip(before).map(|(p, last)| p.0.wrapping_sub(last) & around).collect();
    columns(&mut out, &gaps, 3);
    columns(&mut out, &places.iter().map(|p| p.1).collect::<Vec<_>>(), 2);
    columns(&mut out, &entries.iter().map(|e| u32::from(e.key)).collect::<Vec<_>>(), 1);
    columns(&mut out, &entries.iter().map(|e| u32::from(e.mask)).collect::<Vec<_>>(), 2);
    columns(&mut out, &entries.iter().map(|e| u32::from(e.class)).collect::<Vec<_>>(), 2);
    out.extend((model.rows.len() as u32).to_le_bytes());
    for lane in USED {
        out.extend(model.rows.iter().map(|row| row[lane] as u8));
    }
    out
}

/// Writes the lower `width` bytes of `values`, a column each.
fn columns(out: &mut Vec<u8>, values: &[u32], width: usize) {
    for byte in 0..width {
        out.extend(values.iter().map(|v| v.to_le_bytes()[byte]));
    }
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
    if bits > 24 || used >= 1 << bits || used > NUMBER as usize {
        return Err(format!("a damaged tagger model: {used} entries in 2^{bits} places"));
    }
    let mut table = vec![0; 1 << bits];
    let mut entries = vec![Entry::default(); used + 1];
    let rows = fill(&mut table, &mut entries, &mut r)?;
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
    Ok(Model { table, entries, rows, trans, step })
}

/// Reads the entries; the number of rows they need.
fn fill(table: &mut [u32], entries: &mut [Entry], r: &mut Reader<'_>) -> std::result::Result<usize, String> {
    let used = entries.len() - 1;
    let gaps = r.columns::<3>(used)?;
    let tags = r.columns::<2>(used)?;
    let keys = r.columns::<1>(used)?;
    let masks = r.columns::<2>(used)?;
    let classes = r.columns::<2>(used)?;
    let (mut at, mut first) = (0u32, 0u32);
    for i in 0..used {
        at = at.wrapping_add(number(&gaps, i)) & (table.len() as u32 - 1);
        let mask = number(&masks, i) as u16;
        entries[i + 1] = Entry { first, mask, class: number(&classes, i) as u16, key: keys[0][i] };
        table[at as usize] = number(&tags, i) << NUMBER_BITS | (i as u32 + 1);
        first += mask.count_ones();
    }
    Ok(first as usize)
}

fn number<const N: usize>(columns: &[&[u8]; N], i: usize) -> u32 {
    columns.iter().rev().fold(0, |n, column| n << 8 | u32::from(column[i]))
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

    /// Numbers of `N` bytes each, the bytes in a column each.
    fn columns<const N: usize>(&mut self, len: usize) -> std::result::Result<[&'a [u8]; N], String> {
        let mut out = [[].as_slice(); N];
        for column in &mut out {
            *column = self.take(len)?;
        }
        Ok(out)
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
