//! The characters that numerals are written with, each with its value.

/// The value of an ASCII or full-width digit.
#[inline]
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Chinese digit, plain, formal or traditional; 零 is 0.
#[inline]
pub(crate) fn chinese_digit(c: char) -> Option<u32> {
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
#[inline]
pub(crate) fn place_exponent(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// The exponent of 万, 亿, 兆: 4, 8, 12.
#[inline]
pub(crate) fn scale_exponent(c: char) -> Option<u32> {
    Some(match c {
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// The value of the tens written in one character: 廿 卅 卌.
#[inline]
pub(crate) fn tens_value(c: char) -> Option<u32> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// True for the zero that joins parts (一百零三) or is a digit (二〇二一).
#[inline]
pub(crate) fn is_zero(c: char) -> bool {
    matches!(c, '零' | '〇' | '○')
}

/// 余, 多, 几 after a numeral: somewhat more than it.
#[inline]
pub(crate) fn is_surplus(c: char) -> bool {
    matches!(c, '余' | '餘' | '多' | '几' | '幾' | '来')
}

/// True for a character that only a numeral is written with.
#[inline]
pub(crate) fn is_numeral_char(c: char) -> bool {
    arabic_digit(c).is_some()
        || chinese_digit(c).is_some()
        || place_exponent(c).is_some()
        || scale_exponent(c).is_some()
        || tens_value(c).is_some()
}

/// The value of a Chinese digit that years and days are written with, 〇 to 九:
/// 二〇二一年. 两 and the formal digits are none.
#[inline]
pub(crate) fn plain_chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// True for a digit of those that sums are written with: 伍, 陆.
pub(crate) fn is_formal(c: char) -> bool {
    chinese_digit(c).is_some() && plain_chinese_digit(c).is_none() && !matches!(c, '两' | '兩')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_its_digits() {
        let values = |s: &str, f: fn(char) -> Option<u32>| s.chars().map(f).collect::<Vec<_>>();
        assert_eq!(values("0９５", arabic_digit), [Some(0), Some(9), Some(5)]);
        assert_eq!(values("〇两叁陸", chinese_digit), [Some(0), Some(2), Some(3), Some(6)]);
        assert_eq!(values("〇九两叁1", plain_chinese_digit), [Some(0), Some(9), None, None, None]);
        assert_eq!(values("十佰仟", place_exponent), [Some(1), Some(2), Some(3)]);
        assert_eq!(values("萬亿兆", scale_exponent), [Some(4), Some(8), Some(12)]);
        assert!("1１一壹十万廿".chars().all(is_numeral_char) && !"几多第半".chars().any(is_numeral_char));
    }
}
