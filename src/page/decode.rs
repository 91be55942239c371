//! Bytes to text: every encoding that Chinese, Japanese and Korean text comes
//! in, found by itself or named.
//!
//! Order of the guesses: a byte order mark; valid UTF-8; the zero bytes of
//! UTF-32 and UTF-16; the marks of HZ; then the encoding in which the text has
//! most characters that its language uses most, with chardetng's vote where
//! none has any. GBK and GB2312 are read as GB18030, which contains them.

use super::count::count;
use super::guess::{SAMPLE, guess, guess_hz, guess_wide};
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::str::FromStr;

/// The encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32, low byte first.
    Utf32Le,
    /// UTF-32, high byte first.
    Utf32Be,
    /// GB18030, with GBK and GB2312 inside it.
    Gb18030,
    /// Big5 with the characters of Hong Kong (HKSCS).
    Big5,
    /// EUC-JP.
    EucJp,
    /// Shift_JIS.
    ShiftJis,
    /// EUC-KR.
    EucKr,
    /// HZ: GB2312 in seven bits, between `~{` and `~}`.
    Hz,
}

impl Encoding {
    /// The encoding's name, `GB18030`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Utf32Le => "UTF-32LE",
            Encoding::Utf32Be => "UTF-32BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Big5 => "Big5",
            Encoding::EucJp => "EUC-JP",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::EucKr => "EUC-KR",
            Encoding::Hz => "HZ",
        }
    }

    /// What decodes it, after [`Encoding::unfold`].
    pub(crate) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 | Encoding::Utf32Le | Encoding::Utf32Be => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Gb18030 | Encoding::Hz => encoding_rs::GB18030,
            Encoding::Big5 => encoding_rs::BIG5,
            Encoding::EucJp => encoding_rs::EUC_JP,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
            Encoding::EucKr => encoding_rs::EUC_KR,
        }
    }

    /// The bytes that its codec reads: UTF-32 as UTF-8, HZ as GB18030, others
    /// as they are.
    pub(crate) fn unfold(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Encoding::Utf32Le => wide(bytes, u32::from_le_bytes),
            Encoding::Utf32Be => wide(bytes, u32::from_be_bytes),
            Encoding::Hz => seven_bits(bytes),
            _ => Cow::Borrowed(bytes),
        }
    }

    /// True where a text can be decoded line by line.
    pub(crate) fn keeps_lines(self) -> bool {
        super::guess::LEGACY.contains(&self)
    }

    /// True where a text can be decoded piece by piece.
    pub(crate) fn streams(self) -> bool {
        !matches!(self, Encoding::Utf32Le | Encoding::Utf32Be | Encoding::Hz)
    }
}

fn wide(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Cow<'_, [u8]> {
    let units = bytes.chunks(4).map(|unit| {
        let unit: Option<[u8; 4]> = unit.try_into().ok();
        unit.and_then(|u| char::from_u32(number(u))).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Cow::Owned(units.collect::<String>().into_bytes())
}

fn seven_bits(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut chinese) = (0, false);
    while at < bytes.len() {
        match (&bytes[at..], chinese) {
            ([b'~', b'{', ..], false) => (chinese, at) = (true, at + 2),
            ([b'~', b'}', ..], true) => (chinese, at) = (false, at + 2),
            ([b'~', b'~', ..], false) => {
                out.push(b'~');
                at += 2;
            }
            // A line ends the Chinese in any case.
            ([b'\n', ..], _) => {
                out.push(b'\n');
                (chinese, at) = (false, at + 1);
            }
            ([high, low, ..], true) => {
                out.extend([high | 0x80, low | 0x80]);
                at += 2;
            }
            ([byte, ..], _) => {
                out.push(*byte);
                at += 1;
            }
            ([], _) => break,
        }
    }
    Cow::Owned(out)
}

impl FromStr for Encoding {
    type Err = Error;

    /// Any label the web knows for one of these encodings: `gbk`, `utf-16`.
    fn from_str(label: &str) -> Result<Encoding> {
        let plain: String =
            label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match plain.as_str() {
            "utf32" | "utf32le" => return Ok(Encoding::Utf32Le),
            "utf32be" => return Ok(Encoding::Utf32Be),
            "hz" | "hzgb2312" => return Ok(Encoding::Hz),
            _ => {}
        }
        let codec = encoding_rs::Encoding::for_label(label.as_bytes());
        match codec.map(|c| c.name()) {
            Some("UTF-8") => Ok(Encoding::Utf8),
            Some("UTF-16LE") => Ok(Encoding::Utf16Le),
            Some("UTF-16BE") => Ok(Encoding::Utf16Be),
            Some("gb18030" | "GBK") => Ok(Encoding::Gb18030),
            Some("Big5") => Ok(Encoding::Big5),
            Some("EUC-JP") => Ok(Encoding::EucJp),
            Some("Shift_JIS") => Ok(Encoding::ShiftJis),
            Some("EUC-KR") => Ok(Encoding::EucKr),
            _ => Err(Error::usage(format!(
                "unknown encoding {label:?}: expected utf-8, utf-16le, utf-16be, utf-32, gb18030, gbk, big5, \
                 euc-jp, shift_jis, euc-kr or hz"
            ))),
        }
    }
}

/// Decoded text and what became of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
    let known = marked.map(|m| m.0).or(named).or_else(|| guess_wide(bytes)).or_else(|| guess_hz(bytes));
    // Most files are UTF-8 without a fault: they are read once.
    if known.is_none_or(|e| e == Encoding::Utf8)
        && let Some(text) = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(rest)
    {
        let warnings = warnings(&text, Encoding::Utf8, 0);
        return Decoded { text, encoding: Encoding::Utf8, bom: marked.is_some(), replaced: 0, warnings };
    }
    let encoding = known.unwrap_or_else(|| guess(bytes));
    let unfolded = encoding.unfold(rest);
    let (text, faulty) = match &unfolded {
        Cow::Borrowed(_) => encoding.codec().decode_without_bom_handling(rest),
        Cow::Owned(bytes) => {
            let (text, faulty) = encoding.codec().decode_without_bom_handling(bytes);
            (Cow::Owned(text.into_owned()), faulty)
        }
    };
    let replaced = if faulty { replacements(&text, &unfolded, encoding) } else { 0 };
    let warnings = warnings(&text, encoding, replaced);
    Decoded { text, encoding, bom: marked.is_some(), replaced, warnings }
}

/// The encoding that [`decode`] reads text in that begins with `sample`.
pub(crate) fn encoding_of(sample: &[u8], named: Option<Encoding>) -> Encoding {
    decode(sample, named).encoding
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, 0, 0, ..] => Some((Encoding::Utf32Le, 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((Encoding::Utf32Be, 4)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
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
        Encoding::Utf32Le | Encoding::Utf32Be => &[0xEF, 0xBF, 0xBD],
        _ => &[],
    };
    let own = if spelt.is_empty() { 0 } else { memchr::memmem::find_iter(bytes, spelt).count() };
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
pub(super) fn is_binary(text: &str) -> bool {
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
    fn encodings_of_the_neighbours_are_found() {
        let traditional = "昨日全市春灌開始，三座水庫同時放水，各鄉鎮組織人員清理渠道。\n";
        let japanese = "きのう、市内の三つの貯水池から水が流された。";
        let korean = "어제 시내의 세 저수지에서 물을 내보냈다.";
        let simplified = "昨日全市春灌开始，三座水库同时放水，各乡镇组织人员清理渠道。";
        for (codec, text, want) in [
            (encoding_rs::BIG5, traditional, Encoding::Big5),
            (encoding_rs::EUC_JP, japanese, Encoding::EucJp),
            (encoding_rs::SHIFT_JIS, japanese, Encoding::ShiftJis),
            (encoding_rs::EUC_KR, korean, Encoding::EucKr),
            (encoding_rs::GB18030, simplified, Encoding::Gb18030),
            (encoding_rs::GB18030, traditional, Encoding::Gb18030),
        ] {
            let bytes = codec.encode(text).0;
            let d = decode(&bytes, None);
            assert_eq!((d.encoding, &*d.text), (want, text));
            let late = [&[b'a'; 70_000][..], b"\n", &bytes].concat();
            assert_eq!(decode(&late, None).encoding, want);
        }
    }

    #[test]
    fn wide_text_needs_no_mark_and_no_ascii() {
        let text = "昨日全市春灌开始，三座水库同时放水，各乡镇组织人员清理渠道。";
        for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(decode(&utf16(text, order), None).text, text);
        }
        for order in [u32::to_le_bytes as fn(u32) -> [u8; 4], u32::to_be_bytes] {
            for text in [text, TEXT, "\u{FEFF}昨日"] {
                let bytes: Vec<u8> = text.chars().flat_map(|c| order(c as u32)).collect();
                assert_eq!(decode(&bytes, None).text, text.trim_start_matches('\u{FEFF}'));
            }
        }
        assert_eq!(decode("~{4:9`~} ok\n~~a".as_bytes(), None).encoding, Encoding::Hz);
        assert_eq!(decode("a ~{ b".as_bytes(), None).encoding, Encoding::Utf8);
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
        assert_eq!("big5-hkscs".parse::<Encoding>().unwrap(), Encoding::Big5);
        assert!("latin1".parse::<Encoding>().is_err());
    }
}
