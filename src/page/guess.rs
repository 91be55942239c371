//! Which encoding bytes are in that do not say it.

use super::decode::{Encoding, decode, is_binary};
use super::utf7::is_utf7;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How much of a file is looked at where looking at all of it would be slow.
pub(super) const SAMPLE: usize = 64 * 1024;

/// The encoding of bytes that are no UTF-8 without a fault.
pub(super) fn guess(bytes: &[u8]) -> Encoding {
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

/// The encodings of East Asia that hold ASCII and keep its line breaks.
pub(super) const LEGACY: [Encoding; 5] =
    [Encoding::Gb18030, Encoding::Big5, Encoding::EucJp, Encoding::ShiftJis, Encoding::EucKr];

/// Which of the encodings of East Asia reads `sample` as text: the one with
/// most characters that its language uses most, less its faults.
fn guess_legacy(sample: &[u8]) -> Encoding {
    let sample = &sample[..sample.len().min(8 << 10)];
    let scored = LEGACY.map(|encoding| (score(sample, encoding), encoding));
    // The first of equals: GB18030.
    let best = scored.iter().rev().max_by_key(|(score, _)| *score);
    match best {
        Some((score, encoding)) if *score > 0 => *encoding,
        _ => {
            let won = detect(sample);
            LEGACY.into_iter().find(|e| e.codec() == won).unwrap_or(Encoding::Gb18030)
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
pub(super) fn guess_wide(bytes: &[u8]) -> Option<Encoding> {
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
pub(super) fn guess_hz(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let open = memchr::memmem::find(sample, b"~{")?;
    let close = memchr::memmem::find(&sample[open..], b"~}")?;
    let inner = &sample[open + 2..open + close];
    let pairs =
        inner.len() >= 2 && inner.len().is_multiple_of(2) && inner.iter().all(|b| (0x21..=0x7E).contains(b));
    (pairs && sample.is_ascii()).then_some(Encoding::Hz)
}

/// The name of the encoding of `sample`, where it is none that is read: one of
/// the ISO 2022 family, by its escapes, or one whose bytes are no text in any
/// encoding of East Asia.
pub(crate) fn foreign(sample: &[u8]) -> Option<&'static str> {
    const ESCAPES: [(&[u8], &str); 5] = [
        (b"\x1b$B", "ISO-2022-JP"),
        (b"\x1b$@", "ISO-2022-JP"),
        (b"\x1b$)C", "ISO-2022-KR"),
        (b"\x1b$)A", "ISO-2022-CN"),
        (b"\x1b$)G", "ISO-2022-CN"),
    ];
    if sample.is_ascii() {
        return ESCAPES
            .iter()
            .find(|(e, _)| memchr::memmem::find(sample, e).is_some())
            .map(|(_, name)| *name)
            .or_else(|| is_utf7(sample).then_some("UTF-7"));
    }
    let decoded = decode(sample, None);
    if decoded.bom || !LEGACY.contains(&decoded.encoding) || is_binary(&decoded.text) && sample.contains(&0) {
        return None;
    }
    let head = &sample[..sample.len().min(8 << 10)];
    let likeliest = detect(head);
    let known = LEGACY.iter().any(|e| e.codec() == likeliest) || likeliest == encoding_rs::GBK;
    (score(head, decoded.encoding) <= 0 && !known && likeliest != encoding_rs::UTF_8)
        .then(|| likeliest.name())
}

/// A line's text, of a file that is in `of_file` as a whole: files are put
/// together of parts in several encodings.
pub(crate) fn decode_line(line: &[u8], of_file: Encoding) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(line) {
        return Cow::Borrowed(text);
    }
    // Few characters tell nothing that the file does not tell better.
    const TELLING: usize = 24;
    let own = guess_legacy(line);
    let much = line.iter().filter(|b| !b.is_ascii()).count() >= TELLING;
    let other = much && own != of_file && score(line, own) > score(line, of_file) + 200;
    decode(line, Some(if other { own } else { of_file })).text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "许昌日报 2021年3月3日\n今日8版，共刊登稿件12篇。\n";

    #[test]
    fn encodings_that_are_not_read_are_named() {
        assert_eq!(foreign(b"\x1b$B$-$N$&\x1b(B"), Some("ISO-2022-JP"));
        let western = encoding_rs::WINDOWS_1252.encode("Hier, réunion à Besançon: l'été sera très sec.").0;
        assert_eq!(foreign(&western), Some("windows-1252"));
        let russian = encoding_rs::KOI8_U.encode("Вчера состоялось заседание совета.").0;
        assert!(foreign(&russian).is_some_and(|name| name.starts_with("KOI8")), "{:?}", foreign(&russian));
        for text in [TEXT, "许昌", "林晓 1522\n", "昨日全市春灌開始"] {
            assert_eq!(foreign(text.as_bytes()), None);
            assert_eq!(foreign(&encoding_rs::GB18030.encode(text).0), None, "{text}");
        }
        assert_eq!(foreign(b"plain ascii"), None);
    }

    #[test]
    fn a_line_may_be_in_another_encoding_than_its_file() {
        let simplified = "昨日全市春灌开始，三座水库同时放水，各乡镇组织人员清理渠道。";
        let traditional = "昨日全市春灌開始，三座水庫同時放水，各鄉鎮組織人員清理渠道。";
        assert_eq!(decode_line(simplified.as_bytes(), Encoding::Gb18030), simplified);
        for (codec, text) in [(encoding_rs::GB18030, simplified), (encoding_rs::BIG5, traditional)] {
            for of_file in [Encoding::Gb18030, Encoding::Big5] {
                assert_eq!(decode_line(&codec.encode(text).0, of_file), text);
            }
        }
        assert_eq!(decode_line(&encoding_rs::GB18030.encode("林晓").0, Encoding::Gb18030), "林晓");
    }
}
