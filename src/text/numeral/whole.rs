//! Whole numbers as mastheads and dates print them: 2021, ２０２１, 二〇二一, 廿五.

use super::digit::{arabic_digit, plain_chinese_digit};

/// The value of one digit, half-width, full-width or Chinese; the full-width
/// letter Ｏ stands for 〇 where a printer had none.
pub(crate) fn digit(c: char) -> Option<u32> {
    arabic_digit(c).or_else(|| plain_chinese_digit(c)).or((c == 'Ｏ').then_some(0))
}

/// The value of a whole number: digits in a row, or 十 and its kin with
/// digits around them (二十一, 廿五, 卅).
pub(crate) fn number(s: &str) -> Option<u32> {
    let s = s.trim();
    if s.is_empty() || s.chars().count() > 9 {
        return None;
    }
    if s.chars().any(|c| matches!(c, '十' | '廿' | '卅' | '百')) {
        return tens(s);
    }
    s.chars()
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .try_fold(0u32, |n, c| Some(n.checked_mul(10)? + digit(c)?))
}

/// 十 to 九百九十九.
fn tens(s: &str) -> Option<u32> {
    let (mut total, mut last) = (0, None);
    for c in s.chars() {
        let (unit, fixed) = match c {
            '百' => (100, None),
            '十' => (10, None),
            '廿' => (10, Some(2)),
            '卅' => (10, Some(3)),
            _ => {
                last = Some(digit(c)?);
                continue;
            }
        };
        total += fixed.or(last.take()).unwrap_or(1) * unit;
    }
    Some(total + last.unwrap_or(0))
}

/// The number that ends right before byte `end` of `text`, white space
/// aside, and where it starts. At most nine digits are read.
pub(crate) fn number_before(text: &str, end: usize) -> Option<(usize, u32)> {
    let head = text[..end].trim_end();
    let is_part = |c: &char| digit(*c).is_some() || matches!(c, '十' | '廿' | '卅' | '百');
    let len: usize = head.chars().rev().take(9).take_while(is_part).map(char::len_utf8).sum();
    let start = head.len() - len;
    Some((start, number(&head[start..])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_spelling() {
        for (s, n) in [
            ("2021", 2021),
            ("２０２１", 2021),
            ("二〇二一", 2021),
            ("二○二一", 2021),
            ("十", 10),
            ("十五", 15),
            ("二十一", 21),
            ("廿五", 25),
            ("卅", 30),
            ("一百二十", 120),
            ("8", 8),
        ] {
            assert_eq!(number(s), Some(n), "{s}");
        }
        for s in ["", "正", "第", "十甲", "9999999999"] {
            assert_eq!(number(s), None, "{s}");
        }
    }

    #[test]
    fn a_number_is_found_before_its_unit() {
        assert_eq!(number_before("共12版", 5), Some((3, 12)));
        assert_eq!(number_before("今日 四 版", 11), Some((7, 4)));
        assert_eq!(number_before("该版", 3), None);
    }
}
