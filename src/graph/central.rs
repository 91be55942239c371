//! The centralities that rustworkx-core takes (feature `measures`); without it
//! each is an error that says so.

use super::Measure;
use crate::error::Result;
use petgraph::graph::UnGraph;

#[cfg(not(feature = "measures"))]
pub(super) fn central(_: &UnGraph<(), f64>, measure: Measure) -> Result<Vec<f64>> {
    let name = measure.as_str();
    Err(crate::Error::usage(format!("{name} needs a build with the feature `measures`")))
}

#[cfg(feature = "measures")]
pub(super) fn central(bare: &UnGraph<(), f64>, measure: Measure) -> Result<Vec<f64>> {
    use rustworkx_core::centrality;
    if bare.node_count() == 0 {
        return Ok(Vec::new());
    }
    let all = |values: Vec<Option<f64>>| values.into_iter().map(|v| v.unwrap_or(0.0)).collect();
    Ok(match measure {
        Measure::Closeness => all(centrality::closeness_centrality(bare, true, 50)),
        Measure::Core => {
            let cores = rustworkx_core::connectivity::core_number(bare.clone());
            bare.node_indices().map(|i| cores.get(&i).map_or(0.0, |&k| k as f64)).collect()
        }
        _ => eigenvector(bare),
    })
}

#[cfg(feature = "measures")]
fn eigenvector(bare: &UnGraph<(), f64>) -> Vec<f64> {
    use rustworkx_core::centrality::eigenvector_centrality;
    // Scaling by the largest weight leaves the vector as it is and the rounds
    // few: the method iterates on A + 1.
    let largest = bare.edge_weights().fold(0.0, |m: f64, &w| m.max(w));
    if largest == 0.0 {
        return vec![0.0; bare.node_count()];
    }
    let weight = |e: <&UnGraph<(), f64> as petgraph::visit::IntoEdgeReferences>::EdgeRef| {
        Ok::<f64, std::convert::Infallible>(e.weight() / largest)
    };
    let values = eigenvector_centrality(bare, weight, Some(1000), Some(1e-10));
    // No vector after that many rounds: two components share the largest
    // eigenvalue to ten digits, and no node is more central than another.
    values.ok().flatten().unwrap_or_else(|| vec![0.0; bare.node_count()])
}
