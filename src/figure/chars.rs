//! The characters numerals are written with, and the filter that finds where
//! one may start.

/// The value of an ASCII or full-width digit.
pub(super) fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Chinese digit, plain, formal or traditional; 零 is 0.
pub(super) fn chinese(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '叄' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The exponent of 十, 百, 千: 1 to 3.
pub(super) fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// The exponent of 万, 亿, 兆: 4, 8, 12.
pub(super) fn scale(c: char) -> Option<u32> {
    Some(match c {
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// The value of the tens written in one character: 廿 卅 卌.
pub(super) fn tens(c: char) -> Option<u32> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// True for the zero that joins parts (一百零三) or is a digit (二〇二一).
pub(super) fn zero(c: char) -> bool {
    matches!(c, '零' | '〇' | '○')
}

/// 余, 多, 几 after a numeral: somewhat more than it.
pub(super) fn surplus(c: char) -> bool {
    matches!(c, '余' | '餘' | '多' | '几' | '幾' | '来')
}

/// True for a character that only a numeral is written with.
pub(super) fn numeric(c: char) -> bool {
    arabic(c).is_some()
        || chinese(c).is_some()
        || power(c).is_some()
        || scale(c).is_some()
        || tens(c).is_some()
}

/// True for a Han character.
pub(super) fn han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '〇'
}

/// Spaces that may stand inside a numeral or before its unit.
pub(super) fn space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}')
}

/// The character that ends at byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that starts at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Every character a figure can start with, after its sign or currency mark.
const STARTS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百千万亿零〇两兩壹贰貳叁叄參肆伍陆陸柒捌\
玖拾佰仟萬億廿卅卌几幾数數半第首翻对米";

/// [`STARTS`] as a bit set over the basic plane.
static START_BITS: [u64; 1024] = {
    let (bytes, mut bits, mut i) = (STARTS.as_bytes(), [0u64; 1024], 0);
    while i < bytes.len() {
        let (code, len) = match bytes[i] {
            b @ 0..0x80 => (b as usize, 1),
            b => (three(b, bytes[i + 1], bytes[i + 2]), 3),
        };
        bits[code / 64] |= 1 << (code % 64);
        i += len;
    }
    bits
};

const fn three(a: u8, b: u8, c: u8) -> usize {
    (a as usize & 15) << 12 | (b as usize & 63) << 6 | (c as usize & 63)
}

/// True for a character that a figure can start with.
pub(super) fn starts(c: char) -> bool {
    START_BITS.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
}

/// The first place from `at` on, before `end`, where a figure can start.
///
/// This is the loop that sees every byte of a text; all else runs at its hits.
pub(super) fn next_start(text: &str, mut at: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..end];
    while let Some(&b) = bytes.get(at) {
        let len = match b {
            0..0x80 => {
                if b.is_ascii_digit() {
                    return Some(at);
                }
                1
            }
            0xE0..0xF0 => {
                let [.., b1, b2] = bytes[at..].first_chunk::<3>().copied()?;
                let code = three(b, b1, b2);
                if START_BITS[code / 64] >> (code % 64) & 1 == 1 {
                    return Some(at);
                }
                3
            }
            0xF0.. => 4,
            _ => 2,
        };
        at += len;
    }
    None
}
