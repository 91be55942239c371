//! The points of all counties, which show the shape of the country without a
//! line of a border.

use crate::lexicon::counties;

/// Longitude and latitude of every county of today in hundredths of a degree,
/// by latitude, each as the step from the one before: small numbers pack well.
pub(super) fn counties_by_steps() -> Vec<i32> {
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
    let mut points: Vec<(i32, i32)> =
        counties().map(|at| (hundredths(at.latitude), hundredths(at.longitude))).collect();
    points.sort_unstable();
    points.dedup();
    let mut before = (0, 0);
    let step = |&(y, x): &(i32, i32)| {
        let step = [x - before.1, y - before.0];
        before = (y, x);
        step
    };
    points.iter().flat_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_lead_to_points_in_the_country() {
        let steps = counties_by_steps();
        assert!(steps.len() > 5_000 && steps.len().is_multiple_of(2), "{}", steps.len());
        let (mut x, mut y) = (0, 0);
        for step in steps.chunks(2) {
            (x, y) = (x + step[0], y + step[1]);
            assert!((7_300..13_600).contains(&x) && (300..5_400).contains(&y), "{x} {y}");
        }
    }
}
