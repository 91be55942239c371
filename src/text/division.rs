//! The words that end the names of administrative divisions.

/// How high a division stands, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// 省, 自治区.
    Province,
    /// 州, 盟, 地区.
    Prefecture,
    /// 市: of a province, a prefecture or a county.
    City,
    /// 县, 区, 旗.
    County,
    /// 镇, 乡, 街道.
    Township,
    /// 村, 社区.
    Village,
}

/// The words that names of divisions end with, each with its rank, the longest
/// first where one ends another.
pub(crate) const ENDINGS: [(&str, Rank); 19] = [
    ("自治区", Rank::Province),
    ("自治州", Rank::Prefecture),
    ("自治县", Rank::County),
    ("自治旗", Rank::County),
    ("地区", Rank::Prefecture),
    ("街道", Rank::Township),
    ("苏木", Rank::Township),
    ("社区", Rank::Village),
    ("嘎查", Rank::Village),
    ("省", Rank::Province),
    ("州", Rank::Prefecture),
    ("盟", Rank::Prefecture),
    ("市", Rank::City),
    ("县", Rank::County),
    ("区", Rank::County),
    ("旗", Rank::County),
    ("镇", Rank::Township),
    ("乡", Rank::Township),
    ("村", Rank::Village),
];

/// The division's word that `name` ends with, and its rank.
pub(crate) fn ending(name: &str) -> Option<(&'static str, Rank)> {
    ENDINGS.iter().find(|(word, _)| name.ends_with(word)).copied()
}

/// The rank of the division that one character stands for: 市 of 市委, 县 of
/// 全县. 街 and 社 stand for none.
#[inline]
pub(crate) fn rank_of(unit: char) -> Option<Rank> {
    Some(match unit {
        '省' => Rank::Province,
        '州' | '盟' => Rank::Prefecture,
        '市' => Rank::City,
        '县' | '区' | '旗' => Rank::County,
        '镇' | '乡' => Rank::Township,
        '村' => Rank::Village,
        _ => return None,
    })
}

/// True for a character that stands for a division, 省 to 村.
#[inline]
pub(crate) fn is_unit(c: char) -> bool {
    rank_of(c).is_some()
}

/// True for a character that stands for a division of the county and above,
/// which have party committees and governments of their own: 市委, 县政府.
#[inline]
pub(crate) fn is_unit_above_township(c: char) -> bool {
    rank_of(c).is_some_and(|rank| rank <= Rank::County)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_tells_the_rank() {
        for (name, word, rank) in [
            ("江苏省", "省", Rank::Province),
            ("广西壮族自治区", "自治区", Rank::Province),
            ("延边朝鲜族自治州", "自治州", Rank::Prefecture),
            ("阿里地区", "地区", Rank::Prefecture),
            ("泉山区", "区", Rank::County),
            ("青岚社区", "社区", Rank::Village),
        ] {
            assert_eq!(ending(name), Some((word, rank)), "{name}");
        }
        assert_eq!(ending("许昌"), None);
    }

    #[test]
    fn no_ending_hides_behind_a_shorter_one() {
        for (n, (word, _)) in ENDINGS.iter().enumerate() {
            assert!(ENDINGS[..n].iter().all(|(before, _)| !word.ends_with(before)), "{word}");
        }
        assert!(
            is_unit('村') && !is_unit_above_township('镇') && is_unit_above_township('盟') && !is_unit('街')
        );
    }
}
