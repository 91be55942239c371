//! Words around a numeral that say how its value bounds the true one:
//! 超过99%, 近3万人, 50万元（含）以上, 至少新建3个.

use super::window::Window;
use super::words::WordClass;
use crate::record::Bound;
use crate::text::char_before;
use crate::text::han::is_han;
use crate::text::numeral::digit::is_numeral_char;

/// The classes of words before a numeral.
const BEFORE: [(WordClass, Bound); 5] = [
    (WordClass::Above, Bound::Above),
    (WordClass::AtLeast, Bound::AtLeast),
    (WordClass::Below, Bound::Below),
    (WordClass::AtMost, Bound::AtMost),
    (WordClass::About, Bound::About),
];

/// The classes of words behind a unit.
const BEHIND: [(WordClass, Bound); 3] = [
    (WordClass::OrMore, Bound::AtLeast),
    (WordClass::OrLess, Bound::AtMost),
    (WordClass::OrSo, Bound::About),
];

/// The bound word that ends at byte `start`, not before `floor`: its meaning
/// and where it starts.
pub(super) fn left(window: Window<'_>, floor: usize, start: usize) -> Option<(Bound, usize)> {
    let ahead = &window[floor..start];
    let rest = ahead.strip_suffix('了').unwrap_or(ahead);
    let longest = |(class, bound): &(WordClass, Bound)| Some((window.words(*class).longest(rest)?, *bound));
    let (len, bound) = BEFORE.iter().filter_map(longest).max_by_key(|(len, _)| *len)?;
    // 了 goes with 超过 and 突破 only: 超过了60%.
    if rest.len() < ahead.len() && bound != Bound::Above {
        return None;
    }
    Some((bound, floor + rest.len() - len))
}

/// How many characters a verb and its object may take up between 至少 and the
/// figure it bounds.
const VERB: usize = 8;

/// The bound of 至少新建3个: a verb stands between the word and the numeral at
/// `start`. Nothing where a mark, another figure (`floor`) or a 的 does.
pub(super) fn over_verb(window: Window<'_>, floor: usize, start: usize) -> Option<Bound> {
    let words = window.words(WordClass::OverVerb);
    let mut at = start;
    for c in window[floor..start].chars().rev().take(VERB) {
        if !is_han(c) || is_numeral_char(c) {
            return None;
        }
        at -= c.len_utf8();
        let ahead = &window[floor..at];
        // 获奖最多的, 最多时: a degree, no bound.
        let degree = window[at..].starts_with(['的', '时']);
        if let Some(len) = words.longest(ahead).filter(|_| !degree) {
            let word = &ahead[ahead.len() - len..];
            let of = |(class, bound): &(WordClass, Bound)| {
                (window.words(*class).longest(word) == Some(len)).then_some(*bound)
            };
            return BEFORE.iter().find_map(of);
        }
    }
    None
}

/// 上百, 上千万: 上 before a bare 百, 千, 万, 亿.
pub(super) fn upward(text: &str, floor: usize, start: usize) -> Option<usize> {
    let rest = text[floor..start].strip_suffix('上')?;
    let other = char_before(rest, rest.len())
        .is_some_and(|c| "以网线身早晚马路街海成之会村乡省市县天地面床车船手头桌墙".contains(c));
    (!other).then_some(floor + rest.len())
}

/// The bound word that starts at byte `end`: its meaning and where it ends.
pub(super) fn right(window: Window<'_>, end: usize) -> Option<(Bound, usize)> {
    let rest = &window[end..];
    // 50万元（含）以上: that the value itself counts is in the word already.
    let included = ["（含）", "(含)"].iter().find_map(|w| rest.strip_prefix(w));
    let rest = included.unwrap_or(rest);
    let from = window.len() - rest.len();
    let longest = |(class, bound): &(WordClass, Bound)| {
        let len = window.words(*class).longest(rest)?;
        let numeral = rest[len..].chars().next().is_some_and(is_numeral_char);
        let vague = included.is_some() && *bound == Bound::About;
        (!numeral && !vague).then_some((len, *bound))
    };
    let (len, bound) = BEHIND.iter().filter_map(longest).max_by_key(|(len, _)| *len)?;
    Some((bound, from + len))
}

/// The bound of a figure from the words at its sides and in its numeral: the
/// words before it come first, 超过8000多名 is more than 8000.
pub(super) fn joined(left: Option<Bound>, right: Option<Bound>, about: bool) -> Bound {
    let within = if about { Bound::About } else { Bound::Exact };
    left.or(right).unwrap_or(within)
}

#[cfg(test)]
mod tests {
    use super::super::FigureTables;
    use super::*;

    fn window(text: &str) -> Window<'_> {
        Window { text, tables: FigureTables::embedded() }
    }

    #[test]
    fn a_bound_word_is_not_part_of_another_word() {
        fn of(text: &str) -> Option<(Bound, &str)> {
            left(window(text), 0, text.len()).map(|(b, at)| (b, &text[at..]))
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
        let of = |text: &str| right(window(text), 0).map(|(b, at)| (b, text[..at].to_string()));
        assert_eq!(of("及以上的"), Some((Bound::AtLeast, "及以上".into())));
        assert_eq!(of("（含）以下"), Some((Bound::AtMost, "（含）以下".into())));
        assert_eq!(of("以上海为例"), None);
        assert_eq!(of("左右。"), Some((Bound::About, "左右".into())));
    }

    #[test]
    fn a_verb_may_part_the_bound_from_its_figure() {
        let of = |text: &str| over_verb(window(text), 0, text.len());
        assert_eq!(of("每镇至少培育"), Some(Bound::AtLeast));
        assert_eq!(of("礼堂最多可坐"), Some(Bound::AtMost));
        assert_eq!(of("人数最多的"), None);
        assert_eq!(of("至少三地，新建"), None);
    }
}
