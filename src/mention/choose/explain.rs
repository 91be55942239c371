//! What was weighed for each proposal, in words.

use super::feature::{Context, Key};
use super::lattice::choose;
use super::model::{Weights, describe};
use super::proposal::{Proposal, Source};
use crate::mention::scan::Scan;
use crate::span::Span;

/// One proposal with its score.
pub(in crate::mention) struct Explained {
    pub span: Span,
    pub kind: &'static str,
    /// Sources, score, the features that weigh most, and what became of it.
    pub text: String,
}

/// How many features are told.
const TOLD: usize = 6;

/// Every proposal with what speaks for and against it.
pub(in crate::mention) fn explain(scan: &Scan<'_>, list: &[Proposal], weights: &Weights) -> Vec<Explained> {
    let chosen = choose(scan, list, weights);
    let context = Context::new(scan, list);
    let mut out = Vec::with_capacity(list.len());
    for (i, p) in list.iter().enumerate() {
        let mut rows: Vec<(f32, Key)> = Vec::new();
        context.features(i, &mut |key| rows.push((weights.of(key), key)));
        rows.retain(|r| r.0 != 0.0);
        rows.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
        let told: Vec<String> = rows
            .iter()
            .take(TOLD)
            .map(|r| format!("{:+.2} {}", r.0, describe(r.1).split_once(' ').map_or("", |d| d.1)))
            .collect();
        let mut sources: Vec<&str> = Source::ALL.iter().filter(|s| p.has(s.0)).map(|s| s.1).collect();
        let margin = p.margin.map(|m| format!("tagger {m:+.1}"));
        sources.extend(margin.as_deref());
        let fate = if chosen.outer.contains(&i) {
            "chosen".to_owned()
        } else if chosen.nested.contains(&i) {
            "chosen within an institution".to_owned()
        } else {
            let over = chosen.outer.iter().find(|&&o| list[o].span.overlaps(p.span));
            match over {
                Some(&o) => format!(
                    "beaten by {} {:?} ({:.2})",
                    list[o].kind.as_str(),
                    &scan.text[list[o].span],
                    chosen.scores[o]
                ),
                None => "scores less than nothing".to_owned(),
            }
        };
        let worth = match chosen.scores[i] {
            f32::NEG_INFINITY => "too far below the best path to be weighed".to_owned(),
            score => format!("score {score:.2}: {}", told.join(", ")),
        };
        let text = format!("{}; {worth}; {fate}", sources.join(", "));
        out.push(Explained { span: p.span, kind: p.kind.as_str(), text });
    }
    out
}
