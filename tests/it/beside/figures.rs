//! Figures against annotated texts and the cases of other projects.

use baozhi::figure::{Figure, scan};
use baozhi::record::{FigureKind, MentionKind};
use baozhi::{OffsetMap, Offsets};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;

/// A figure as the annotations give one, counted in characters.
#[derive(Debug)]
struct Row {
    start: usize,
    end: usize,
    kind: FigureKind,
    value: String,
    unit: String,
    bound: String,
    measure: String,
}

fn rows(text: &str) -> Vec<Row> {
    let offset = OffsetMap::new(text, Offsets::Char);
    scan(text).iter().map(|f| row(f, text, &offset)).collect()
}

fn row(figure: &Figure, text: &str, offset: &OffsetMap) -> Row {
    let MentionKind::Figure { kind, value, unit, bound, measure, .. } = figure.to_record(text) else {
        unreachable!("a figure's record is a figure")
    };
    Row {
        start: offset.of(figure.span.start),
        end: offset.of(figure.span.end),
        kind,
        value,
        unit: unit.unwrap_or_default().into_owned(),
        bound: serde_json::to_value(bound).unwrap().as_str().unwrap().to_owned(),
        measure: measure.unwrap_or_default(),
    }
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn place(value: &Value) -> (usize, usize) {
    let at = |key| value[key].as_u64().unwrap() as usize;
    (at("start"), at("end"))
}

/// Equal decimals, ranges or fractions.
fn same(a: &str, b: &str) -> bool {
    let number = |s: &str| s.parse::<Decimal>().or_else(|_| Decimal::from_scientific(s)).ok();
    match (a.split_once(".."), b.split_once("..")) {
        (Some((a1, a2)), Some((b1, b2))) => same(a1, b1) && same(a2, b2),
        _ => a == b || number(a).is_some_and(|a| number(b) == Some(a)),
    }
}

fn f1(hit: usize, found: usize, wanted: usize) -> f64 {
    2.0 * hit as f64 / (found + wanted).max(1) as f64
}

#[test]
#[ignore = "needs ../shared"]
fn annotated_articles_reach_their_scores() {
    let [mut spans, mut full, mut found, mut wanted, mut measured, mut named] = [0usize; 6];
    for article in super::lines("gold/dev.jsonl") {
        let got: Vec<Row> =
            rows(text_of(&article, "text")).into_iter().filter(|r| r.kind != FigureKind::Number).collect();
        for want in article["figures"].as_array().unwrap() {
            let optional = want["optional"].as_bool().unwrap_or(false);
            let hit = got.iter().find(|r| (r.start, r.end) == place(want));
            wanted += usize::from(!optional);
            found -= usize::from(optional && hit.is_some());
            let Some(r) = hit.filter(|_| !optional) else { continue };
            spans += 1;
            full += usize::from(agrees(r, want));
            let measure = plain(text_of(want, "measure"));
            if !measure.is_empty() {
                named += 1;
                let own = plain(&r.measure);
                measured +=
                    usize::from(!own.is_empty() && (own.contains(&measure) || measure.contains(&own)));
            }
        }
        found += got.len();
    }
    let scores = [f1(spans, found, wanted), f1(full, found, wanted), measured as f64 / named.max(1) as f64];
    println!("figures: span F1 {:.4}, full F1 {:.4}, measure {:.4}", scores[0], scores[1], scores[2]);
    assert!(scores[0] >= 0.95 && scores[1] >= 0.92 && scores[2] >= 0.75, "{scores:?}");
}

fn agrees(r: &Row, want: &Value) -> bool {
    let bound = want["bound"].as_str().unwrap_or("=");
    let kind = serde_json::to_value(r.kind).unwrap();
    kind == want["kind"]
        && same(&r.value, text_of(want, "value"))
        && r.unit == text_of(want, "unit")
        && r.bound == bound
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Kinds of a page's annotations that are figures; the others are times,
/// codes and words.
const FIGURES: [&str; 5] = ["percent", "count", "money", "ordinal", "composite"];

#[test]
#[ignore = "needs ../shared"]
fn a_whole_page_gives_all_its_figures_and_no_negative() {
    let gold = super::lines("gold/xuchang-2021-03-03.figures.jsonl");
    let got = rows(&super::text("corpora/pages/real/xuchang-2021-03-03.txt"));
    let mut wrong = Vec::new();
    for want in &gold {
        let kind = text_of(want, "kind");
        let required = text_of(want, "status") == "required" && FIGURES.contains(&kind);
        let inner =
            want["core_start"].as_u64().zip(want["core_end"].as_u64()).map(|(a, b)| (a as usize, b as usize));
        let hit = |r: &&Row| (r.start, r.end) == place(want) || Some((r.start, r.end)) == inner;
        if required && !got.iter().find(hit).is_some_and(|r| same(&r.value, text_of(want, "value"))) {
            wrong.push(format!("no {} {}", text_of(want, "text"), text_of(want, "value")));
        }
    }
    let named: Vec<_> = gold.iter().filter(|g| text_of(g, "status") != "negative").map(place).collect();
    for want in gold.iter().filter(|g| text_of(g, "status") == "negative") {
        let (start, end) = place(want);
        let wanted = |r: &Row| named.iter().any(|&(s, e)| r.start < e && s < r.end);
        wrong.extend(
            got.iter().filter(|r| r.start < end && start < r.end && !wanted(r)).map(|r| format!("{r:?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs ../shared"]
fn cases_of_other_projects_give_their_values() {
    let listed: BTreeSet<&str> = include_str!("../../data/conformance_wrong.tsv")
        .lines()
        .skip(1)
        .filter_map(|l| l.split('\t').next())
        .collect();
    let [mut right, mut exact, mut all, mut kept, mut kept_right] = [0usize; 5];
    let mut missed = Vec::new();
    let cases = super::lines("conformance/dev.jsonl");
    for case in cases.iter().filter(|c| !text_of(c, "kind").starts_with("date")) {
        let text = text_of(case, "text");
        let got = rows(text);
        let expect = case["expect"].as_array().unwrap();
        let near = expect.iter().all(|e| got.iter().any(|r| overlaps(r, e) && valued(r, e)));
        let close = expect.iter().all(|e| got.iter().any(|r| (r.start, r.end) == place(e) && valued(r, e)));
        (all, right, exact) = (all + 1, right + usize::from(near), exact + usize::from(close));
        if !listed.contains(text_of(case, "id")) {
            (kept, kept_right) = (kept + 1, kept_right + usize::from(near));
            if !near {
                missed.push(text);
            }
        }
    }
    println!("figure cases: value right {right}/{all}, span exact too {exact}/{all}");
    println!("without those held to be wrong: {kept_right}/{kept}; missed {missed:?}");
    assert!(kept_right as f64 >= 0.95 * kept as f64);
}

fn overlaps(r: &Row, expect: &Value) -> bool {
    let (start, end) = place(expect);
    r.start < end && start < r.end
}

fn valued(r: &Row, expect: &Value) -> bool {
    let agrees = |key| expect[key].as_str().is_none_or(|u: &str| u.is_empty() || r.unit == u);
    same(&r.value, text_of(expect, "value")) && agrees("currency") && agrees("unit")
}
