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
