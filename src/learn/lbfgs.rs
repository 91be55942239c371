//! Minimising a smooth function of many variables by L-BFGS with the
//! two-loop recursion and backtracking (Nocedal and Wright, Numerical
//! Optimization, 2nd edition, algorithms 7.4 and 3.1).

use std::collections::VecDeque;

/// Steps remembered to model the curvature.
const MEMORY: usize = 7;
/// The Armijo condition's share of the expected descent.
const ARMIJO: f64 = 1e-4;
/// A search along a line gives up after this many halvings.
const HALVINGS: usize = 30;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Minimises `value`, which fills in the gradient, from `x` on. Stops after
/// `rounds` or when a round gains less than `tolerance` of the value.
pub(super) fn minimise(
    x: &mut [f64],
    rounds: usize,
    tolerance: f64,
    mut value: impl FnMut(&[f64], &mut [f64]) -> f64,
) {
    let n = x.len();
    let mut gradient = vec![0.0; n];
    let mut now = value(x, &mut gradient);
    let mut past: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::with_capacity(MEMORY);
    let (mut next, mut next_gradient) = (vec![0.0; n], vec![0.0; n]);
    for _ in 0..rounds {
        let mut direction = descent(&gradient, &past);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            past.clear();
            direction = gradient.iter().map(|g| -g).collect();
            slope = dot(&direction, &gradient);
        }
        if slope == 0.0 {
            return;
        }
        // Without curvature the first step is as long as the gradient is not.
        let mut step = if past.is_empty() { 1.0 / (-slope).sqrt().max(1.0) } else { 1.0 };
        let mut after = now;
        let mut found = false;
        for _ in 0..HALVINGS {
            for ((new, old), d) in next.iter_mut().zip(&*x).zip(&direction) {
                *new = old + step * d;
            }
            after = value(&next, &mut next_gradient);
            if after <= now + ARMIJO * step * slope {
                found = true;
                break;
            }
            step *= 0.5;
        }
        if !found {
            return;
        }
        let moved: Vec<f64> = next.iter().zip(&*x).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&moved, &turned);
        if curvature > 1e-12 {
            if past.len() == MEMORY {
                past.pop_front();
            }
            past.push_back((moved, turned, 1.0 / curvature));
        }
        x.copy_from_slice(&next);
        std::mem::swap(&mut gradient, &mut next_gradient);
        let gained = now - after;
        now = after;
        if gained <= tolerance * now.abs().max(1.0) {
            return;
        }
    }
}

/// The direction of descent: minus the gradient, bent by the steps past.
fn descent(gradient: &[f64], past: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut q = gradient.to_vec();
    let mut alphas = Vec::with_capacity(past.len());
    for (moved, turned, rho) in past.iter().rev() {
        let alpha = rho * dot(moved, &q);
        q.iter_mut().zip(turned).for_each(|(q, y)| *q -= alpha * y);
        alphas.push(alpha);
    }
    if let Some((_, turned, rho)) = past.back() {
        let scale = 1.0 / (rho * dot(turned, turned));
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((moved, turned, rho), alpha) in past.iter().zip(alphas.iter().rev()) {
        let beta = rho * dot(turned, &q);
        q.iter_mut().zip(moved).for_each(|(q, s)| *q += (alpha - beta) * s);
    }
    q.iter_mut().for_each(|q| *q = -*q);
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_valley_is_walked_to_its_end() {
        // Rosenbrock's function, least at (1, 1).
        let mut x = [-1.2, 1.0];
        minimise(&mut x, 500, 0.0, |x, g| {
            let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
            g[0] = -2.0 * a - 400.0 * x[0] * b;
            g[1] = 200.0 * b;
            a * a + 100.0 * b * b
        });
        assert!((x[0] - 1.0).abs() < 1e-4 && (x[1] - 1.0).abs() < 1e-4, "{x:?}");
    }
}
