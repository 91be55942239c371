//! Bytes to text: UTF-8, UTF-16 and GB18030, found by itself or named.
//!
//! Order of the guesses: a byte order mark; valid UTF-8; the zero bytes and
//! line breaks of UTF-16; then whichever of UTF-8 and GB18030 leaves fewer
//! bytes undecoded, with chardetng's vote where both leave some. GBK and
//! GB2312 are read as GB18030, which contains them.

use super::count::count;
use crate::error::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use std::borrow::Cow;
use std::str::FromStr;

/// The encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, with GBK and GB2312 inside it.
    Gb18030,
}

impl Encoding {
    /// The encoding's name, `GB18030`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Gb18030 => encoding_rs::GB18030,
        }
    }
}

impl FromStr for Encoding {
    type Err = Error;

    /// Any label the web knows for one of these encodings: `gbk`, `utf-16`.
    fn from_str(label: &str) -> Result<Encoding> {
        let codec = encoding_rs::Encoding::for_label(label.as_bytes());
        match codec.map(|c| c.name()) {
            Some("UTF-8") => Ok(Encoding::Utf8),
            Some("UTF-16LE") => Ok(Encoding::Utf16Le),
            Some("UTF-16BE") => Ok(Encoding::Utf16Be),
            Some("gb18030" | "GBK") => Ok(Encoding::Gb18030),
            _ => Err(Error::usage(format!(
                "unknown encoding {label:?}: expected utf-8, utf-16le, utf-16be, gb18030 or gbk"
            ))),
        }
    }
}

/// Decoded text and what became of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark; borrowed where it was UTF-8.
    pub text: Cow<'a, str>,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// True when the input began with a byte order mark.
    pub bom: bool,
    /// How many U+FFFD stand for bytes that could not be decoded.
    pub replaced: usize,
    /// What the reader should know: undecodable bytes, a binary file.
    pub warnings: Vec<String>,
}

/// Decodes `bytes`, in the encoding `named` if one is named. A byte order
/// mark wins over both the name and the guess.
///
/// ```
/// use baozhi::page::{Encoding, decode};
/// let gbk = [0xD0, 0xED, 0xB2, 0xFD, 0xC8, 0xD5, 0xB1, 0xA8];
/// let d = decode(&gbk, None);
/// assert_eq!((&*d.text, d.encoding), ("许昌日报", Encoding::Gb18030));
/// ```
pub fn decode(bytes: &[u8], named: Option<Encoding>) -> Decoded<'_> {
    let marked = byte_order_mark(bytes);
    let rest = &bytes[marked.map_or(0, |m| m.1)..];
    let known = marked.map(|m| m.0).or(named).or_else(|| guess_utf16(bytes));
    // Most files are UTF-8 without a fault: they are read once.
    if known.is_none_or(|e| e == Encoding::Utf8)
        && let Some(text) = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(rest)
    {
        let warnings = warnings(&text, Encoding::Utf8, 0);
        return Decoded { text, encoding: Encoding::Utf8, bom: marked.is_some(), replaced: 0, warnings };
    }
    let encoding = known.unwrap_or_else(|| guess(bytes));
    let (text, faulty) = encoding.codec().decode_without_bom_handling(rest);
    let replaced = if faulty { replacements(&text, rest, encoding) } else { 0 };
    let warnings = warnings(&text, encoding, replaced);
    Decoded { text, encoding, bom: marked.is_some(), replaced, warnings }
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// How much of a file is looked at where looking at all of it would be slow.
const SAMPLE: usize = 64 * 1024;

/// UTF-8 or GB18030, for bytes that are no UTF-8 without a fault.
fn guess(bytes: &[u8]) -> Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // The fault lies beyond the sample, or a character is cut at its end.
    if encoding_rs::Encoding::utf8_valid_up_to(sample) + 3 >= sample.len() {
        return Encoding::Utf8;
    }
    let gb = faults(sample, Encoding::Gb18030);
    if gb == 0 {
        return Encoding::Gb18030;
    }
    match faults(sample, Encoding::Utf8) {
        utf8 if utf8 * 2 <= gb => Encoding::Utf8,
        utf8 if gb * 2 <= utf8 => Encoding::Gb18030,
        _ => vote(sample),
    }
}

/// The number of U+FFFD that decoding `sample` gives, a cut character at its
/// end left aside.
fn faults(sample: &[u8], encoding: Encoding) -> usize {
    let text = encoding.codec().decode_without_bom_handling(sample).0;
    text.trim_end_matches('\u{FFFD}').matches('\u{FFFD}').count()
}

fn vote(sample: &[u8]) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let won = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    if won == encoding_rs::UTF_8 { Encoding::Utf8 } else { Encoding::Gb18030 }
}

/// UTF-16 without a mark: ASCII (digits, line breaks) shows as zero bytes on
/// one side only, and Chinese text has its high bytes in 4E..9F there.
fn guess_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if !sample.contains(&0) {
        return None;
    }
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) && bytes.len() < SAMPLE {
        return None;
    }
    let (mut high, mut zero) = ([0usize; 2], [0usize; 2]);
    for pair in sample.chunks_exact(2) {
        for side in 0..2 {
            zero[side] += usize::from(pair[side] == 0);
            high[side] += usize::from(matches!(pair[side], 0 | 0x20 | 0x30 | 0x4E..=0x9F | 0xFF));
        }
    }
    let units = sample.len() / 2;
    let is = |hi: usize| zero[1 - hi] == 0 && zero[hi] > 0 && high[hi] * 100 >= units * 95;
    match (is(1), is(0)) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// U+FFFD in `text` less those that the input itself spells out.
fn replacements(text: &str, bytes: &[u8], encoding: Encoding) -> usize {
    let spelt: &[u8] = match encoding {
        Encoding::Utf8 => &[0xEF, 0xBF, 0xBD],
        Encoding::Utf16Le => &[0xFD, 0xFF],
        Encoding::Utf16Be => &[0xFF, 0xFD],
        Encoding::Gb18030 => &[0x84, 0x31, 0xA4, 0x37],
    };
    let own = memchr::memmem::find_iter(bytes, spelt).count();
    memchr::memmem::find_iter(text.as_bytes(), "\u{FFFD}").count().saturating_sub(own).max(1)
}

fn warnings(text: &str, encoding: Encoding, replaced: usize) -> Vec<String> {
    let mut out = Vec::new();
    if is_binary(text) {
        out.push("looks like a binary file, not text".to_owned());
    }
    if replaced > 0 {
        let name = encoding.name();
        out.push(format!("{replaced} undecodable sequences in {name}, replaced by U+FFFD"));
    }
    out
}

/// Text holds no zero bytes and hardly any other control characters.
fn is_binary(text: &str) -> bool {
    let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
    // Below 0x20, but for what terminals and printers know: 7 to 13, 0x1A, 0x1B.
    let is_control = |b: u8| (b < 7) | (b.wrapping_sub(14) < 12) | (b.wrapping_sub(0x1C) < 4);
    let control = count(sample, is_control) as usize;
    let replaced = memchr::memmem::find_iter(sample, "\u{FFFD}").count();
    control * 100 > sample.len() || replaced * 10 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "许昌日报 2021年3月3日\n今日8版，共刊登稿件12篇。\n";

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_is_found_by_itself() {
        let gb = encoding_rs::GB18030.encode(TEXT).0;
        let cases: [(Vec<u8>, Encoding); 4] = [
            (TEXT.into(), Encoding::Utf8),
            (gb.to_vec(), Encoding::Gb18030),
            (utf16(TEXT, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(TEXT, u16::to_be_bytes), Encoding::Utf16Be),
        ];
        for (bytes, want) in cases {
            let d = decode(&bytes, None);
            assert_eq!((&*d.text, d.encoding, d.replaced, d.bom), (TEXT, want, 0, false));
            assert_eq!(decode(&bytes, Some(want)), d);
        }
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_and_wins() {
        for (encoding, order) in [
            (Encoding::Utf16Le, u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (Encoding::Utf16Be, u16::to_be_bytes),
        ] {
            let bytes = utf16(&format!("\u{FEFF}{TEXT}"), order);
            let d = decode(&bytes, Some(Encoding::Utf8));
            assert_eq!((&*d.text, d.encoding, d.bom), (TEXT, encoding, true));
        }
        let d = format!("\u{FEFF}{TEXT}");
        assert_eq!(decode(d.as_bytes(), None).text, TEXT);
    }

    #[test]
    fn undecodable_bytes_are_counted() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend([0xFF, b'a', 0xFE, b'\n']);
        let d = decode(&bytes, None);
        assert_eq!((d.encoding, d.replaced), (Encoding::Utf8, 2));
        assert_eq!(d.warnings, ["2 undecodable sequences in UTF-8, replaced by U+FFFD"]);
    }

    #[test]
    fn a_replacement_character_of_the_input_is_not_counted() {
        let bytes = [TEXT.as_bytes(), "\u{FFFD}".as_bytes(), &[0xFF]].concat();
        assert_eq!(decode(&bytes, None).replaced, 1);
        let spelt = [TEXT, "\u{FFFD}"].concat();
        assert_eq!(decode(spelt.as_bytes(), None).replaced, 0);
    }

    #[test]
    fn cut_utf8_stays_utf8() {
        let bytes = &TEXT.as_bytes()[..TEXT.len() - 2];
        let d = decode(bytes, None);
        assert_eq!((d.encoding, d.replaced), (Encoding::Utf8, 1));
    }

    #[test]
    fn a_binary_file_is_called_one() {
        let bytes: Vec<u8> = (0..4000u32).map(|i| ((i * i) >> 3) as u8).collect();
        assert!(decode(&bytes, None).warnings[0].contains("binary"));
        assert!(decode(TEXT.as_bytes(), None).warnings.is_empty());
        assert!(decode(&[], None).warnings.is_empty());
    }

    #[test]
    fn labels_name_encodings() {
        assert_eq!("GBK".parse::<Encoding>().unwrap(), Encoding::Gb18030);
        assert_eq!("utf8".parse::<Encoding>().unwrap(), Encoding::Utf8);
        assert!("klingon".parse::<Encoding>().unwrap_err().to_string().contains("klingon"));
        assert!("big5".parse::<Encoding>().is_err());
    }
}
