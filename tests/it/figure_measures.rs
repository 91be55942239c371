//! What figures measure, which way they change and against what:
//! `tests/data/figure_measures.tsv`.

use baozhi::figure::scan;
use baozhi::record::{Change, MentionKind};

static CASES: &str = include_str!("../data/figure_measures.tsv");

#[test]
fn a_figure_has_the_measure_the_change_and_the_base_of_its_clause() {
    let mut wrong = Vec::new();
    for (line, row) in (1..).zip(CASES.lines()).filter(|(_, row)| !row.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [marked, measure, change, base] = cells[..] else { panic!("line {line}: four columns") };
        let start = marked.find('【').expect("a mark");
        let text = marked.replace(['【', '】'], "");
        let figures = scan(&text);
        let found = figures.iter().find(|f| f.span.start == start).map(|f| f.to_record(&text));
        let Some(MentionKind::Figure { measure: got, change: got_change, base: got_base, .. }) = found else {
            wrong.push(format!("line {line}: no figure in {marked}"));
            continue;
        };
        let want_change = match change {
            "up" => Some(Change::Up),
            "down" => Some(Change::Down),
            _ => got_change,
        };
        let measured = got.as_deref().is_some_and(|m| m.contains(measure));
        let based = base.is_empty() || got_base.as_deref() == Some(base);
        if !measured || got_change != want_change || !based {
            wrong.push(format!("line {line}: {marked} gave {got:?} {got_change:?} {got_base:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
