//! Words around a numeral that say how its value bounds the true one:
//! 超过99%, 近3万人, 50万元（含）以上.

use crate::record::Bound;
use crate::text::numeral::digit::is_numeral_char;

/// Words before a numeral; the longest wins. The last column holds characters
/// that turn a word into another one when they stand before it: 节约, 附近.
const LEFT: &[(&str, Bound, &str)] = &[
    ("不超过", Bound::AtMost, ""),
    ("未超过", Bound::AtMost, ""),
    ("不高于", Bound::AtMost, ""),
    ("不大于", Bound::AtMost, ""),
    ("不多于", Bound::AtMost, ""),
    ("不得超过", Bound::AtMost, ""),
    ("不得高于", Bound::AtMost, ""),
    ("至多", Bound::AtMost, ""),
    ("最多", Bound::AtMost, ""),
    ("不低于", Bound::AtLeast, ""),
    ("不少于", Bound::AtLeast, ""),
    ("不小于", Bound::AtLeast, ""),
    ("不下于", Bound::AtLeast, ""),
    ("不得低于", Bound::AtLeast, ""),
    ("不得少于", Bound::AtLeast, ""),
    ("至少", Bound::AtLeast, ""),
    ("最少", Bound::AtLeast, ""),
    ("起码", Bound::AtLeast, ""),
    ("超过", Bound::Above, ""),
    ("超出", Bound::Above, ""),
    ("突破", Bound::Above, ""),
    ("高于", Bound::Above, "不"),
    ("大于", Bound::Above, "不"),
    ("多于", Bound::Above, "不"),
    ("高达", Bound::Exact, ""),
    ("逾", Bound::Above, "年"),
    ("超", Bound::Above, "中英意德西法赶反不"),
    ("不足", Bound::Below, ""),
    ("不到", Bound::Below, "想找看"),
    ("不满", Bound::Below, ""),
    ("未满", Bound::Below, ""),
    ("低于", Bound::Below, "不"),
    ("少于", Bound::Below, "不"),
    ("小于", Bound::Below, "不"),
    ("将近", Bound::About, ""),
    ("接近", Bound::About, ""),
    ("几近", Bound::About, ""),
    ("近", Bound::About, "最附靠临邻远亲就走贴逼凑相挨晋"),
    ("大约", Bound::About, ""),
    ("大概", Bound::About, ""),
    ("约", Bound::About, "节预签违制契合公条履相解毁特婚租失守邀简"),
];

/// The bound word that ends at byte `start`, not before `floor`: its meaning
/// and where it starts.
pub(super) fn left(text: &str, floor: usize, start: usize) -> Option<(Bound, usize)> {
    let mut rest = &text[floor..start];
    if let Some(cut) = rest.strip_suffix('了') {
        rest = cut;
    }
    let last = rest.chars().next_back()?;
    if !"过于多少码出破达逾超足到满近约概".contains(last) {
        return None;
    }
    let fits = |(word, _, not): &&(&str, Bound, &str)| {
        rest.strip_suffix(word).is_some_and(|r| !r.chars().next_back().is_some_and(|c| not.contains(c)))
    };
    let (word, bound, _) = LEFT.iter().filter(fits).max_by_key(|row| row.0.len())?;
    let took = rest.len() < start - floor;
    // 了 goes with 超过 and 突破 only: 超过了60%.
    if *bound == Bound::Exact || took && *bound != Bound::Above {
        return None;
    }
    Some((*bound, floor + rest.len() - word.len()))
}

/// 上百, 上千万: 上 before a bare 百, 千, 万, 亿.
pub(super) fn upward(text: &str, floor: usize, start: usize) -> Option<usize> {
    let rest = text[floor..start].strip_suffix('上')?;
    let other = rest
        .chars()
        .next_back()
        .is_some_and(|c| "以网线身早晚马路街海成之会村乡省市县天地面床车船手头桌墙".contains(c));
    (!other).then_some(floor + rest.len())
}

/// Words behind a unit, the longest first; the last column holds what must not
/// follow: 以上海为例.
const RIGHT: &[(&str, Bound, &str)] = &[
    ("（含）以上", Bound::AtLeast, ""),
    ("(含)以上", Bound::AtLeast, ""),
    ("（含）以下", Bound::AtMost, ""),
    ("(含)以下", Bound::AtMost, ""),
    ("及其以上", Bound::AtLeast, ""),
    ("及以上", Bound::AtLeast, ""),
    ("及以下", Bound::AtMost, ""),
    ("或以上", Bound::AtLeast, ""),
    ("或以下", Bound::AtMost, ""),
    ("以上", Bound::AtLeast, "海"),
    ("以下", Bound::AtMost, "简几"),
    ("以内", Bound::AtMost, "蒙"),
    ("之内", Bound::AtMost, ""),
    ("左右", Bound::About, "岸手两"),
    ("上下", Bound::About, "游班功联"),
    ("有余", Bound::About, ""),
    ("开外", Bound::About, ""),
    ("多", Bound::About, "样元次名个家项年少种边党方功数云处"),
    ("余", Bound::About, "额款粮热震姚杭干"),
];

/// The bound word that starts at byte `end`: its meaning and where it ends.
pub(super) fn right(text: &str, end: usize) -> Option<(Bound, usize)> {
    let rest = &text[end..];
    let head = rest.chars().next()?;
    if !"（(及或以之左上有开多余".contains(head) {
        return None;
    }
    let fits = |(word, _, not): &&(&str, Bound, &str)| {
        rest.strip_prefix(word)
            .is_some_and(|r| !r.chars().next().is_some_and(|c| not.contains(c) || is_numeral_char(c)))
    };
    let (word, bound, _) = RIGHT.iter().find(fits)?;
    Some((*bound, end + word.len()))
}

/// The bound of a figure from the words at its sides and in its numeral: the
/// words before it come first, 超过8000多名 is more than 8000.
pub(super) fn joined(left: Option<Bound>, right: Option<Bound>, about: bool) -> Bound {
    let within = if about { Bound::About } else { Bound::Exact };
    left.or(right).unwrap_or(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_word_is_not_part_of_another_word() {
        fn of(text: &str) -> Option<(Bound, &str)> {
            left(text, 0, text.len()).map(|(b, at)| (b, &text[at..]))
        }
        assert_eq!(of("复工率超过"), Some((Bound::Above, "超过")));
        assert_eq!(of("复工率不超过"), Some((Bound::AtMost, "不超过")));
        assert_eq!(of("突破了"), Some((Bound::Above, "突破了")));
        assert_eq!(of("大会签约"), None);
        assert_eq!(of("村子附近"), None);
        assert_eq!(of("达到"), None);
    }

    #[test]
    fn a_bound_word_behind_is_taken_whole() {
        let of = |text: &str| right(text, 0).map(|(b, at)| (b, text[..at].to_string()));
        assert_eq!(of("及以上的"), Some((Bound::AtLeast, "及以上".into())));
        assert_eq!(of("以上海为例"), None);
        assert_eq!(of("左右。"), Some((Bound::About, "左右".into())));
    }
}
