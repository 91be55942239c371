//! Where the nodes of a drawing stand.
//!
//! Nodes push each other off, links pull, and all are drawn to the middle;
//! from a spiral they move by ever smaller steps. Nothing is left to chance
//! and only arithmetic that every machine does alike is used, so the same
//! graph gives the same drawing everywhere.
//!
//! Source: Fruchterman and Reingold 1991, "Graph drawing by force-directed
//! placement", with forces that take the size of nodes into account.

/// Two nodes and how hard they pull at each other.
pub(super) struct Link {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) pull: f64,
}

const ROUNDS: usize = 400;
/// Distance at which two linked nodes rest.
const REST: f64 = 70.0;
/// Free space between the rims of nodes; a label stands in it.
const MARGIN: f64 = 16.0;

/// The place of each node around (0, 0); `sizes` are radii.
pub(super) fn layout(sizes: &[f64], links: &[Link]) -> Vec<(f64, f64)> {
    let mut at = spiral(sizes.len());
    let mut degree = vec![1.0f64; sizes.len()];
    for l in links {
        degree[l.a] += 1.0;
        degree[l.b] += 1.0;
    }
    for round in 0..ROUNDS {
        let step = REST * 0.8 * (1.0 - round as f64 / ROUNDS as f64) + 0.5;
        let mut force = push(&at, sizes);
        for l in links {
            let (dx, dy, d) = between(at[l.a], at[l.b]);
            let f = l.pull * d / REST / (1.0 + (degree[l.a].min(degree[l.b]) / 4.0));
            force[l.a] = (force[l.a].0 - dx * f, force[l.a].1 - dy * f);
            force[l.b] = (force[l.b].0 + dx * f, force[l.b].1 + dy * f);
        }
        for (p, f) in at.iter_mut().zip(&force) {
            // The pull to the middle is weaker from side to side: pages are wide.
            let (fx, fy) = (f.0 - p.0 * 0.0018, f.1 - p.1 * 0.0034);
            let length = (fx * fx + fy * fy).sqrt();
            let scale = if length > 1.0 { step / length * (length / (1.0 + length)) * 1.2 } else { step };
            *p = (p.0 + fx * scale.min(step), p.1 + fy * scale.min(step));
        }
    }
    for _ in 0..60 {
        part(&mut at, sizes);
    }
    at
}

/// Points on a spiral of equal density, without sines.
fn spiral(n: usize) -> Vec<(f64, f64)> {
    // One turn by the golden angle, 137.5°.
    let (cos, sin) = (-0.737_368_878_078_319_9, 0.675_490_294_261_523_6);
    let (mut x, mut y) = (1.0, 0.0);
    (0..n)
        .map(|i| {
            (x, y) = (x * cos - y * sin, x * sin + y * cos);
            let r = REST * 0.6 * ((i + 1) as f64).sqrt();
            (x * r, y * r)
        })
        .collect()
}

fn push(at: &[(f64, f64)], sizes: &[f64]) -> Vec<(f64, f64)> {
    let mut force = vec![(0.0, 0.0); at.len()];
    for i in 0..at.len() {
        for j in i + 1..at.len() {
            let (dx, dy, d) = between(at[i], at[j]);
            let gap = (d - sizes[i] - sizes[j]).max(4.0);
            let f = REST * 0.9 / gap / (1.0 + d / 600.0);
            force[i] = (force[i].0 + dx * f, force[i].1 + dy * f);
            force[j] = (force[j].0 - dx * f, force[j].1 - dy * f);
        }
    }
    force
}

/// Moves nodes that touch apart, each by half.
fn part(at: &mut [(f64, f64)], sizes: &[f64]) {
    for i in 0..at.len() {
        for j in i + 1..at.len() {
            let (dx, dy, d) = between(at[i], at[j]);
            let over = sizes[i] + sizes[j] + MARGIN - d;
            if over > 0.0 {
                at[i] = (at[i].0 + dx * over / 2.0, at[i].1 + dy * over / 2.0);
                at[j] = (at[j].0 - dx * over / 2.0, at[j].1 - dy * over / 2.0);
            }
        }
    }
}

/// The direction from `b` to `a`, of length 1, and their distance.
fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    let d = (dx * dx + dy * dy).sqrt();
    if d < 1e-9 { (1.0, 0.0, 1e-9) } else { (dx / d, dy / d, d) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_do_not_touch_and_links_are_short() {
        let sizes = vec![10.0; 60];
        // Two cliques of 30.
        let mut links = Vec::new();
        for i in 0..30 {
            for j in i + 1..30 {
                links.push(Link { a: i, b: j, pull: 1.0 });
                links.push(Link { a: i + 30, b: j + 30, pull: 1.0 });
            }
        }
        let at = layout(&sizes, &links);
        let mut near = 0.0;
        let mut far = 0.0;
        for i in 0..60 {
            for j in i + 1..60 {
                let d = between(at[i], at[j]).2;
                assert!(d > 19.0, "{i} and {j} are {d} apart");
                *if (i < 30) == (j < 30) { &mut near } else { &mut far } += d;
            }
        }
        assert!(near / 870.0 < far / 900.0, "groups are not apart");
    }

    #[test]
    fn any_number_of_nodes_is_laid_out() {
        for n in 0..4 {
            let at = layout(&vec![5.0; n], &[]);
            assert!(at.iter().all(|p| p.0.is_finite() && p.1.is_finite()));
        }
    }
}
