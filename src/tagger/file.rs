//! The model's file: a short plain header, then one deflate stream.
//!
//! ```text
//! "baozhi-tagger" version:u8  length:u64  crc32:u32   of what follows, inflated
//! dictionary:u32  step:f32  trans:13×13×i16
//! chars:u32   chars × u16, in order of their blocks   5 × chars rows
//! pairs: table, keys × u16 classes   2 × keys rows
//! patterns: table, keys × u8 masks, u16 classes, u8 groups   rows:u32, rows
//!
//! table: bits:u8  keys:u32  2^bits × u8 counts  keys × u16 tags
//! rows: lane columns of i8, one label after the other
//! ```
//!
//! Rows of patterns lie in order of the patterns' groups, within a group in
//! order of the patterns. All numbers are little-endian. Columns of one kind
//! lie together, and the bytes of a number each in a column, because they
//! compress better so. Loading hashes nothing again.

use super::feature::slots;
use super::label::{LANES, USED};
use super::model::{CHARS, Entry, Filter, Model, NO_ROW, Row, Table, Words};
use super::ways::Ways;
use crate::error::{Error, Result};
use crate::token::Dictionary;
use flate2::{Compression, Crc, bufread::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};
use std::path::Path;

const MAGIC: &[u8] = b"baozhi-tagger";
const VERSION: u8 = 3;
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
        .and_then(|out| crate::corpus::OutputFile::write(path, &out))
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
    let mut out = Dictionary::checksum().to_le_bytes().to_vec();
    out.extend(model.step.to_le_bytes());
    for from in USED {
        out.extend(USED.iter().flat_map(|&to| model.trans[from][to].to_le_bytes()));
    }
    let mut codes = vec![0; model.char_rows.len()];
    for (code, &number) in model.chars.iter().enumerate().filter(|(_, number)| **number != 0) {
        codes[number as usize] = code as u32;
    }
    out.extend((codes.len() as u32 - 1).to_le_bytes());
    columns(&mut out, codes[1..].iter().copied(), 2);
    rows(&mut out, model.char_rows[1..].as_flattened());
    table(&mut out, &model.pairs, model.pair_rows.len() - 1);
    columns(&mut out, model.pair_classes[1..].iter().map(|&c| c.into()), 2);
    rows(&mut out, model.pair_rows[1..].as_flattened());
    let entries = &model.entries[1..];
    table(&mut out, &model.patterns, entries.len());
    columns(&mut out, entries.iter().map(|e| e.mask.into()), 1);
    columns(&mut out, entries.iter().map(|e| e.class.into()), 2);
    columns(&mut out, groups(entries).into_iter(), 1);
    out.extend((model.rows.len() as u32).to_le_bytes());
    rows(&mut out, &model.rows);
    out
}

/// For each entry its group: in order of their rows, a group ends where the
/// next entry has a lower number.
fn groups(entries: &[Entry]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..entries.len()).filter(|&i| entries[i].mask != 0).collect();
    order.sort_unstable_by_key(|&i| entries[i].first);
    let mut groups = vec![0; entries.len()];
    let (mut group, mut last) = (0, 0);
    for i in order {
        group += u32::from(i < last);
        last = i;
        groups[i] = group;
    }
    groups
}

fn table(out: &mut Vec<u8>, table: &Table, keys: usize) {
    out.push(table.bits());
    out.extend((keys as u32).to_le_bytes());
    out.extend(table.counts());
    columns(out, table.tags().map(u32::from), 2);
}

fn rows(out: &mut Vec<u8>, rows: &[Row]) {
    for lane in USED {
        out.extend(rows.iter().map(|row| row[lane] as u8));
    }
}

/// Writes the lower `width` bytes of `values`, a column each.
fn columns(out: &mut Vec<u8>, values: impl Iterator<Item = u32> + Clone, width: usize) {
    for byte in 0..width {
        out.extend(values.clone().map(|v| v.to_le_bytes()[byte]));
    }
}

fn decode(raw: &[u8]) -> std::result::Result<Model, String> {
    let mut r = Reader { bytes: raw };
    if r.u32()? != Dictionary::checksum() {
        return Err("a tagger model learnt with another dictionary of words".to_owned());
    }
    let step = f32::from_le_bytes(r.array()?);
    let mut trans = [[0; LANES]; LANES];
    for from in USED {
        for to in USED {
            trans[from][to] = i16::from_le_bytes(r.array()?);
        }
    }
    let (chars, char_rows) = r.chars()?;
    let (pairs, keys) = r.table()?;
    let pair_classes = std::iter::once(0).chain(numbers(&r.columns::<2>(keys)?).map(|c| c as u16)).collect();
    let pair_rows = r.blocks(keys)?;
    let (patterns, keys) = r.table()?;
    let (entries, total) = r.entries(keys)?;
    let stored = r.u32()? as usize;
    if stored != total {
        return Err(format!("a damaged tagger model: {stored} rows, expected {total}"));
    }
    let rows = r.rows(stored)?;
    let words = Words::default();
    let model = Model {
        chars,
        char_rows,
        pairs,
        pair_rows,
        pair_classes,
        patterns,
        entries,
        listed: Filter::default(),
        ways: Ways::default(),
        marks: Vec::new(),
        rows,
        words,
        trans,
        step,
    };
    Ok(model.sum_up())
}

/// The numbers whose bytes lie in `columns`.
fn numbers<'a, const N: usize>(columns: &[&'a [u8]; N]) -> impl Iterator<Item = u32> + use<'a, N> {
    let columns = *columns;
    (0..columns[0].len()).map(move |i| columns.iter().rev().fold(0, |n, c| n << 8 | u32::from(c[i])))
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

    fn chars(&mut self) -> std::result::Result<(Vec<u16>, Vec<[Row; slots::CHAR]>), String> {
        let count = self.u32()? as usize;
        if count >= CHARS {
            return Err(format!("a damaged tagger model: {count} characters"));
        }
        let mut chars = vec![0; CHARS];
        for (i, code) in numbers(&self.columns::<2>(count)?).enumerate() {
            chars[code as usize] = i as u16 + 1;
        }
        Ok((chars, self.blocks(count)?))
    }

    /// A table with the number of its keys.
    fn table(&mut self) -> std::result::Result<(Table, usize), String> {
        let bits = self.u8()?;
        let keys = self.u32()? as usize;
        if bits > 24 {
            return Err(format!("a damaged tagger model: 2^{bits} buckets"));
        }
        let counts = self.take(1 << bits)?;
        let held: usize = counts.iter().map(|&c| usize::from(c)).sum();
        let tags = self.columns::<2>(keys)?;
        match Table::new(bits, counts, numbers(&tags).map(|t| t as u16)) {
            Some(table) if held == keys => Ok((table, keys)),
            _ => Err(format!("a damaged tagger model: {keys} keys do not fit their buckets")),
        }
    }

    /// The entries, an empty one first, and how many rows they have.
    fn entries(&mut self, keys: usize) -> std::result::Result<(Vec<Entry>, usize), String> {
        let masks = self.take(keys)?;
        let classes = self.columns::<2>(keys)?;
        let groups = self.take(keys)?;
        let mut entries = vec![Entry::default()];
        for (&mask, class) in masks.iter().zip(numbers(&classes)) {
            entries.push(Entry { first: 0, mask, class: class as u16 });
        }
        let mut order: Vec<usize> = (0..keys).filter(|&i| masks[i] != 0).collect();
        order.sort_by_key(|&i| groups[i]);
        let mut total = 0;
        for i in order {
            entries[i + 1].first = total;
            total += masks[i].count_ones();
        }
        Ok((entries, total as usize))
    }

    fn rows(&mut self, count: usize) -> std::result::Result<Vec<Row>, String> {
        let mut rows = vec![NO_ROW; count];
        self.fill(&mut rows)?;
        Ok(rows)
    }

    /// `count` blocks of rows after one of zeros.
    fn blocks<const N: usize>(&mut self, count: usize) -> std::result::Result<Vec<[Row; N]>, String> {
        let mut blocks = vec![[NO_ROW; N]; count + 1];
        self.fill(blocks[1..].as_flattened_mut())?;
        Ok(blocks)
    }

    fn fill(&mut self, rows: &mut [Row]) -> std::result::Result<(), String> {
        let columns = self.columns::<{ USED.len() }>(rows.len())?;
        // Lane by lane: the bytes of one lane lie side by side, so that no place is looked up for each.
        for (lane, column) in USED.into_iter().zip(columns) {
            rows.iter_mut().zip(column).for_each(|(row, byte)| row[lane] = *byte as i8);
        }
        Ok(())
    }

    fn u32(&mut self) -> std::result::Result<u32, String> {
        Ok(u32::from_le_bytes(self.array()?))
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
