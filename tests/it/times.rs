//! The public face of `time`, checked by tables: `data/times.tsv` holds one
//! value and one spelling a line (rule, issue date, value, text with the
//! expression in 【】), and texts in which the rule finds nothing (value `-`).

use baozhi::time::{self, Context, Resolved};
use std::collections::{BTreeMap, BTreeSet};

struct Case {
    line: usize,
    rule: &'static str,
    context: Context,
    value: &'static str,
    text: String,
    /// The expression, where one is expected.
    span: Option<(usize, usize)>,
}

fn cases() -> impl Iterator<Item = Case> {
    include_str!("../data/times.tsv").lines().enumerate().skip(1).map(|(i, line)| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [rule, issue, value, marked] = cells[..] else { panic!("line {}: four columns", i + 1) };
        let date = issue.parse().unwrap_or_else(|_| panic!("line {}: {issue:?} is no date", i + 1));
        let text = marked.replace(['【', '】'], "");
        let span = marked.find('【').zip(marked.find('】')).map(|(a, b)| (a, b - '【'.len_utf8()));
        Case {
            line: i + 1,
            rule,
            context: Context { date: Some(date), ..Context::default() },
            value,
            text,
            span,
        }
    })
}

/// What is wrong with a case, if anything.
fn fault(case: &Case) -> Option<String> {
    let exprs = time::scan(&case.text);
    let found: Vec<String> =
        exprs.iter().map(|e| format!("{} {}", &case.text.as_str()[e.span], e.rule)).collect();
    let Some((start, end)) = case.span else {
        let wrong = exprs.iter().any(|e| e.rule == case.rule);
        return wrong.then(|| format!("line {}: {} found {found:?}", case.line, case.text));
    };
    let at = |s: baozhi::Span| (s.start, s.end) == (start, end);
    let scanned = exprs.iter().any(|e| at(e.span) && e.rule == case.rule)
        || time::resolve(&case.text, &exprs, &case.context)
            .iter()
            .any(|r| at(r.span()) && r.rule() == case.rule);
    let value = time::resolve(&case.text, &exprs, &case.context)
        .iter()
        .find(|r| at(r.span()) && r.rule() == case.rule)
        .map(Resolved::value);
    let want = (case.value != "none").then_some(case.value);
    (!scanned || value.as_deref() != want).then(|| {
        format!("line {}: {} {:?} found {found:?}, value {value:?}", case.line, case.text, case.value)
    })
}

#[test]
fn every_spelling_has_its_value() {
    let faults: Vec<String> = cases().filter_map(|c| fault(&c)).collect();
    assert!(cases().count() >= 250);
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases().count(), faults.join("\n"));
}

#[test]
fn every_rule_has_a_positive_and_a_negative_case() {
    let mut hit: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    for case in cases() {
        let entry = hit.entry(case.rule).or_default();
        if case.span.is_some() { entry.0 = true } else { entry.1 = true }
    }
    let rules: BTreeSet<&str> = time::RULES.iter().copied().collect();
    assert_eq!(hit.keys().copied().collect::<BTreeSet<_>>(), rules);
    for (rule, (positive, negative)) in hit {
        assert!(positive && negative, "{rule}: positive {positive}, negative {negative}");
    }
}

#[test]
fn without_an_issue_date_only_the_text_gives_values() {
    let text = "去年7月,2020年5月1日,当天,近日,3年";
    let values: Vec<String> =
        time::resolve(text, &time::scan(text), &Context::default()).iter().map(Resolved::value).collect();
    assert_eq!(values, ["2020-05-01", "2020-05-01", "P3Y"]);
}

#[test]
fn an_issue_date_may_be_a_month_or_a_year() {
    let day = |t| time::issue_date(t).map(|d| d.to_string());
    assert_eq!(day("2021-03-03").as_deref(), Some("2021-03-03"));
    assert_eq!(day("2021-02").as_deref(), Some("2021-02-28"));
    assert_eq!(day("2021").as_deref(), Some("2021-07-01"));
    assert_eq!(day("March"), None);
}

#[test]
fn a_stretch_of_no_length_is_no_time() {
    let context = Context { date: Some(jiff::civil::date(2021, 3, 3)), ..Context::default() };
    for text in ["上〇日", "过去0年", "未来0天", "前零周", "2012年以前0年", "后0个月"] {
        for resolved in time::resolve(text, &time::scan(text), &context) {
            if let Resolved::Time(t) = resolved {
                assert!(t.from <= t.to, "{text}: {t:?}");
            }
        }
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that times are made of, so that chance puts them together.
    fn piece() -> impl Strategy<Value = String> {
        let words = [
            "年",
            "月",
            "日",
            "时",
            "分",
            "秒",
            "个",
            "半",
            "两",
            "多",
            "几",
            "至",
            "—",
            "-",
            "/",
            ".",
            ":",
            "今",
            "去",
            "上",
            "下",
            "前",
            "后",
            "近",
            "过去",
            "第",
            "周",
            "季度",
            "世纪",
            "年代",
            "农历",
            "正月",
            "腊月",
            "闰",
            "初",
            "底",
            "末",
            "春节",
            "期间",
            "十四五",
            "“",
            "”",
            "（",
            "）",
            " ",
            "\n",
            "以来",
            "来",
            "同期",
            "万",
            "亿",
            "百",
            "千",
            "一",
            "二",
            "十",
            "廿",
            "〇",
            "０",
            "１",
            "公元前",
            "康熙",
            "辛丑",
            "元",
            "晚",
            "上午",
            "将",
        ];
        prop_oneof![
            4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
            2 => (0u64..100_000).prop_map(|n| n.to_string()),
            1 => any::<u64>().prop_map(|n| n.to_string()),
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn nothing_panics_and_spans_are_in_order(pieces in prop::collection::vec(piece(), 0..24), date in 0i32..80_000) {
            let text = pieces.concat();
            let date = jiff::civil::date(1900, 1, 1) + jiff::Span::new().days(date);
            let context = Context { date: Some(date), ..Context::default() };
            let exprs = time::scan(&text);
            prop_assert!(exprs.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            prop_assert!(exprs.iter().all(|e| e.span.get(&text).is_some_and(|s| !s.is_empty())));
            for resolved in time::resolve(&text, &exprs, &context) {
                prop_assert!(resolved.span().get(&text).is_some());
                if let Resolved::Time(t) = resolved {
                    prop_assert!(t.from <= t.to, "{:?}", t);
                }
            }
        }
    }
}
