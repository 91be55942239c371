//! Bytes to text: every encoding that Chinese, Japanese and Korean text comes
//! in, found by itself or named.
//!
//! Order of the guesses: a byte order mark; valid UTF-8; the zero bytes of
//! UTF-32 and UTF-16; the marks of HZ; then the encoding in which the text has
//! most characters that its language uses most, with chardetng's vote where
//! none has any. GBK and GB2312 are read as GB18030, which contains them.

use super::count::count;
use crate::error::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::str::FromStr;
use std::sync::LazyLock;

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

/// How much of a file is looked at where looking at all of it would be slow.
const SAMPLE: usize = 64 * 1024;

/// The encoding of bytes that are no UTF-8 without a fault.
fn guess(bytes: &[u8]) -> Encoding {
    // What stands before the first other byte is ASCII in all of them.
    let from = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    // The fault lies beyond the sample, or a character is cut at its end.
    if encoding_rs::Encoding::utf8_valid_up_to(sample) + 3 >= sample.len() {
        return Encoding::Utf8;
    }
    let utf8 = faults(sample, Encoding::Utf8);
    let other = guess_legacy(sample);
    match faults(sample, other) {
        0 => other,
        faults if utf8 * 2 <= faults => Encoding::Utf8,
        faults if faults * 2 <= utf8 => other,
        _ => vote(sample),
    }
}

/// The number of U+FFFD that decoding `sample` gives, a cut character at its
/// end left aside.
fn faults(sample: &[u8], encoding: Encoding) -> usize {
    let text = encoding.codec().decode_without_bom_handling(sample).0;
    text.trim_end_matches('\u{FFFD}').matches('\u{FFFD}').count()
}

/// Which of the encodings of East Asia reads `sample` as text: the one with
/// most characters that its language uses most, less its faults.
fn guess_legacy(sample: &[u8]) -> Encoding {
    const ALL: [Encoding; 5] =
        [Encoding::Gb18030, Encoding::Big5, Encoding::EucJp, Encoding::ShiftJis, Encoding::EucKr];
    let sample = &sample[..sample.len().min(8 << 10)];
    let scored = ALL.map(|encoding| (score(sample, encoding), encoding));
    // The first of equals: GB18030.
    let best = scored.iter().rev().max_by_key(|(score, _)| *score);
    match best {
        Some((score, encoding)) if *score > 0 => *encoding,
        _ => {
            let won = detect(sample);
            ALL.into_iter().find(|e| e.codec() == won).unwrap_or(Encoding::Gb18030)
        }
    }
}

/// Characters that a fifth of any Chinese text is made of, simplified and
/// traditional.
const SIMPLIFIED: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";
const TRADITIONAL: &str = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連斷深難近礦千週委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存候毛親快效斯院查江型眼王按格養易置派層片始卻專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴";

/// Syllables that half of any Korean text is made of; with all of them, any
/// text would look Korean.
const KOREAN: &str = "이다는을의에가고를은하지로한어도사기나라대그리서시자인해과부만정수일있없것들보아니게";

static COMMON: LazyLock<[FxHashSet<char>; 2]> =
    LazyLock::new(|| [SIMPLIFIED, TRADITIONAL].map(|list| list.chars().collect()));

fn score(sample: &[u8], encoding: Encoding) -> i64 {
    let text = encoding.codec().decode_without_bom_handling(sample).0;
    let common = |c: char| match encoding {
        Encoding::Gb18030 => COMMON[0].contains(&c),
        Encoding::Big5 => COMMON[1].contains(&c),
        Encoding::EucJp | Encoding::ShiftJis => ('\u{3041}'..='\u{30FA}').contains(&c),
        Encoding::EucKr => KOREAN.contains(c),
        _ => false,
    };
    let (mut known, mut all, mut faults) = (0i64, 0i64, 0i64);
    for c in text.trim_end_matches('\u{FFFD}').chars().filter(|c| !c.is_ascii()) {
        all += 1;
        known += i64::from(common(c));
        // Half-width kana and what nobody uses are how other text looks.
        faults += i64::from(
            c == '\u{FFFD}'
                || ('\u{FF61}'..='\u{FF9F}').contains(&c)
                || ('\u{E000}'..='\u{F8FF}').contains(&c),
        );
    }
    // In thousandths of what is no ASCII: encodings differ in how many
    // characters they see.
    if all == 0 { 0 } else { (known - 3 * faults) * 1000 / all }
}

fn detect(sample: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(Some(b"cn"), Utf8Detection::Allow)
}

fn vote(sample: &[u8]) -> Encoding {
    if detect(sample) == encoding_rs::UTF_8 { Encoding::Utf8 } else { Encoding::Gb18030 }
}

/// UTF-32 and UTF-16 without a mark. ASCII (digits, line breaks) shows as zero
/// bytes, and Chinese text has its high bytes in 4E..9F; text without ASCII is
/// told by these alone, and by being no GB18030.
fn guess_wide(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !3];
    let even = bytes.len().is_multiple_of(2) || bytes.len() >= SAMPLE;
    if sample.len() < 4 || !even {
        return None;
    }
    for (encoding, number) in [
        (Encoding::Utf32Le, u32::from_le_bytes as fn([u8; 4]) -> u32),
        (Encoding::Utf32Be, u32::from_be_bytes),
    ] {
        let fits =
            |unit: &[u8]| unit.try_into().is_ok_and(|u| matches!(number(u), 9 | 10 | 13 | 0x20..=0x3_FFFF));
        if sample.len() >= 8 && sample.chunks_exact(4).all(fits) {
            return Some(encoding);
        }
    }
    let (mut high, mut zero) = ([0usize; 2], [0usize; 2]);
    for pair in sample.chunks_exact(2) {
        for side in 0..2 {
            zero[side] += usize::from(pair[side] == 0);
            high[side] += usize::from(matches!(pair[side], 0 | 0x20 | 0x30 | 0x4E..=0x9F | 0xFF));
        }
    }
    let units = sample.len() / 2;
    // A low byte is zero in one character of 256: 开 is U+5F00.
    let is = |hi: usize| zero[1 - hi] * 20 <= units && high[hi] * 100 >= units * 95;
    let (found, hi) = match (is(1), is(0)) {
        (true, false) => (Encoding::Utf16Le, 1),
        (false, true) => (Encoding::Utf16Be, 0),
        _ => return None,
    };
    let ascii = zero[hi] > zero[1 - hi];
    let foreign = || faults(sample, Encoding::Gb18030) > 0 && std::str::from_utf8(sample).is_err();
    (ascii || units >= 16 && foreign()).then_some(found)
}

/// HZ is ASCII with pairs of letters between `~{` and `~}`.
fn guess_hz(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let open = memchr::memmem::find(sample, b"~{")?;
    let close = memchr::memmem::find(&sample[open..], b"~}")?;
    let inner = &sample[open + 2..open + close];
    let pairs =
        inner.len() >= 2 && inner.len().is_multiple_of(2) && inner.iter().all(|b| (0x21..=0x7E).contains(b));
    (pairs && sample.is_ascii()).then_some(Encoding::Hz)
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
