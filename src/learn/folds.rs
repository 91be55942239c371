//! Parts of the articles to train and to test on in turn.

/// Which of `k` parts each article belongs to, by its id: parts of equal
/// size, mixed in an order that depends on the ids and `seed` alone.
///
/// Articles, never sentences, are parted: what stands in one article helps
/// too well with the rest of it.
pub(crate) fn folds(ids: &[&str], k: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by_key(|n| (hash(ids[*n], seed), *n));
    let mut fold = vec![0; ids.len()];
    for (place, n) in order.into_iter().enumerate() {
        fold[n] = place % k.max(1);
    }
    fold
}

/// FNV-1a over the bytes, stirred by the finisher of SplitMix64.
fn hash(id: &str, seed: u64) -> u64 {
    let start = 0xCBF2_9CE4_8422_2325 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let h = id.bytes().fold(start, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
    let h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h ^ (h >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_of_equal_size_and_hold_for_any_order() {
        let ids: Vec<String> = (0..23).map(|n| format!("a{n}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let fold = folds(&ids, 5, 1);
        for k in 0..5 {
            let size = fold.iter().filter(|f| **f == k).count();
            assert!((4..=5).contains(&size));
        }
        let backwards: Vec<&str> = ids.iter().rev().copied().collect();
        let again: Vec<usize> = folds(&backwards, 5, 1).into_iter().rev().collect();
        assert_eq!(fold, again);
        assert_ne!(fold, folds(&ids, 5, 2));
    }

    #[test]
    fn no_articles_have_no_parts() {
        assert!(folds(&[], 5, 1).is_empty());
    }
}
