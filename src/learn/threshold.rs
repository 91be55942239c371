//! The score from which yes is said.

/// The threshold with the best F1 over scored candidates, and that F1:
/// what scores at least the threshold is taken. `missed` is how many right
/// ones were never candidates.
///
/// Chosen on articles the scores were not fitted to; it lies midway between
/// the scores it parts.
pub(crate) fn threshold(scored: &[(f32, bool)], missed: usize) -> (f32, f64) {
    let mut order: Vec<(f32, bool)> = scored.to_vec();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let right = order.iter().filter(|s| s.1).count() + missed;
    let (mut taken_right, mut best) = (0usize, (f32::INFINITY, 0.0));
    for (n, (score, is_right)) in order.iter().enumerate() {
        taken_right += usize::from(*is_right);
        let below = order.get(n + 1).map(|s| s.0);
        if below == Some(*score) {
            continue;
        }
        let f1 = 2.0 * taken_right as f64 / (n + 1 + right) as f64;
        if f1 > best.1 {
            best = (below.map_or(*score, |b| (score + b) / 2.0), f1);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_cut_lies_between_right_and_wrong() {
        let scored = [(0.9, true), (0.8, true), (0.3, false), (0.1, false)];
        let (cut, f1) = threshold(&scored, 0);
        assert!(cut > 0.3 && cut < 0.8);
        assert_eq!(f1, 1.0);
    }

    #[test]
    fn one_wrong_is_taken_for_two_right_behind_it() {
        let scored = [(0.9, true), (0.7, false), (0.6, true), (0.5, true), (0.2, false), (0.1, false)];
        let (cut, f1) = threshold(&scored, 1);
        assert!(cut > 0.2 && cut < 0.5);
        assert_eq!(f1, 2.0 * 3.0 / (4.0 + 4.0));
    }

    #[test]
    fn equal_scores_are_taken_together() {
        let (cut, _) = threshold(&[(0.5, true), (0.5, false), (0.5, true)], 0);
        assert!(cut <= 0.5);
        assert_eq!(threshold(&[], 3), (f32::INFINITY, 0.0));
    }
}
