//! Times against annotated news, a page and the date cases of other projects.

use baozhi::time::{self, Context, Resolved};
use serde_json::Value;
use std::collections::BTreeSet;

/// Times and durations of a text: start and end in chars, and the value.
fn found(text: &str, date: Option<&str>) -> Vec<(usize, usize, bool, String)> {
    let context = Context { date: date.and_then(time::issue_date), ..Context::default() };
    let chars = |byte: usize| text[..byte].chars().count();
    time::resolve(text, &time::scan(text), &context)
        .iter()
        .map(|r| {
            let value = match r {
                Resolved::Time(t) => format!("{}/{}", t.from.date, t.to.date),
                _ => r.value(),
            };
            (chars(r.span().start), chars(r.span().end), matches!(r, Resolved::Time(_)), value)
        })
        .collect()
}

/// Hits, extras and misses, from which F1 comes.
#[derive(Default)]
struct Tally(f64, f64, f64);

impl Tally {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, optional: &BTreeSet<T>, got: &BTreeSet<T>) {
        self.0 += gold.intersection(got).count() as f64;
        self.1 += got.iter().filter(|x| !gold.contains(x) && !optional.contains(x)).count() as f64;
        self.2 += gold.difference(got).count() as f64;
    }

    fn f1(&self) -> f64 {
        2.0 * self.0 / (2.0 * self.0 + self.1 + self.2)
    }
}

#[test]
#[ignore = "needs ../shared"]
fn times_and_durations_of_annotated_news() {
    let articles = super::lines("gold/dev.jsonl");
    let (mut spans, mut values, mut durations) = (Tally::default(), Tally::default(), Tally::default());
    for article in &articles {
        let of =
            |layer: &str, optional: bool, value: &dyn Fn(&Value) -> String| -> BTreeSet<(u64, u64, String)> {
                let rows = article[layer].as_array().expect("a layer").iter();
                rows.filter(|m| m.get("optional").is_some() == optional)
                    .map(|m| (m["start"].as_u64().unwrap(), m["end"].as_u64().unwrap(), value(m)))
                    .collect()
            };
        let got = found(article["text"].as_str().unwrap(), article["date"].as_str());
        let pick = |time: bool, value: bool| -> BTreeSet<(u64, u64, String)> {
            got.iter()
                .filter(|g| g.2 == time)
                .map(|g| (g.0 as u64, g.1 as u64, if value { g.3.clone() } else { String::new() }))
                .collect()
        };
        let days = |m: &Value| {
            let day = |k: &str| m[k].as_str().unwrap()[..10].to_owned();
            format!("{}/{}", day("from"), day("to"))
        };
        let none = |_: &Value| String::new();
        spans.add(&of("times", false, &none), &of("times", true, &none), &pick(true, false));
        // An optional time whose value differs is neither hit nor miss.
        let loose: BTreeSet<_> = of("times", true, &none).into_iter().map(|(a, b, _)| (a, b)).collect();
        let sure = pick(true, true).into_iter().filter(|(a, b, _)| !loose.contains(&(*a, *b))).collect();
        values.add(&of("times", false, &days), &BTreeSet::new(), &sure);
        let length = |m: &Value| m["value"].as_str().unwrap().to_owned();
        durations.add(&of("durations", false, &length), &of("durations", true, &length), &pick(false, true));
    }
    println!("times {:.4}, with values {:.4}, durations {:.4}", spans.f1(), values.f1(), durations.f1());
    assert!(spans.f1() >= 0.93 && values.f1() >= 0.90 && durations.f1() >= 0.90);
}

#[test]
#[ignore = "needs ../shared"]
fn date_cases_of_other_projects() {
    let cases = super::lines("conformance/dev.jsonl");
    let wrong: BTreeSet<&str> = include_str!("../../data/conformance_wrong.tsv")
        .lines()
        .skip(1)
        .filter_map(|l| l.split('\t').next())
        .collect();
    let (mut all, mut near, mut exact) = (0.0, 0.0, 0.0);
    for case in &cases {
        let expect = case["expect"].as_array().unwrap();
        if expect.iter().any(|e| e.get("any").is_none()) || wrong.contains(case["id"].as_str().unwrap()) {
            continue;
        }
        let got = found(case["text"].as_str().unwrap(), case["date"].as_str());
        let hit = |e: &Value, exactly: bool| {
            let (start, end) = (e["start"].as_u64().unwrap() as usize, e["end"].as_u64().unwrap() as usize);
            let values: Vec<String> = (e["any"].as_array().unwrap().iter())
                .map(|v| format!("{}/{}", v[0].as_str().unwrap(), v[1].as_str().unwrap()))
                .collect();
            got.iter().any(|g| {
                let place = if exactly { (g.0, g.1) == (start, end) } else { g.0 < end && start < g.1 };
                g.2 && place && values.contains(&g.3)
            })
        };
        all += 1.0;
        near += f64::from(u8::from(expect.iter().all(|e| hit(e, false))));
        exact += f64::from(u8::from(expect.iter().all(|e| hit(e, true))));
    }
    println!("{all} date cases: value {:.3}, span exact too {:.3}", near / all, exact / all);
    assert!(near / all >= 0.95 && exact / all >= 0.92);
}

/// Kinds of a page's annotations that are no times.
const FIGURES: [&str; 6] = ["percent", "count", "money", "ordinal", "composite", "code"];

/// True when a value found, `from/to` or a length, is the one annotated.
fn agrees(got: &str, want: &Value) -> bool {
    let value = want["value"].as_str().unwrap_or_default();
    let (from, to) = got.split_once('/').unwrap_or((got, got));
    if want["kind"] == "festival_period" && want["mod"] == "after" {
        return from > value;
    }
    match value.split_once('/') {
        _ if value.ends_with("_REF") => true,
        Some(("..", last)) => to == last,
        // “十四五”开局之年 is a year of the plan.
        Some((first, last)) if want["kind"] == "plan_period" => first <= from && to <= last,
        Some((first, last)) => (from, to) == (first, last),
        // A year, a month, or a day, its time of day left out.
        None => {
            from.starts_with(&value[..value.len().min(10)]) && to.starts_with(&value[..value.len().min(10)])
        }
    }
}

#[test]
#[ignore = "needs ../shared"]
fn a_whole_page_gives_all_its_times_and_no_negative() {
    let gold = super::lines("gold/xuchang-2021-03-03.figures.jsonl");
    let page = super::text("corpora/pages/real/xuchang-2021-03-03.txt");
    let got = found(&page, Some("2021-03-03"));
    let over = |want: &Value, g: &(usize, usize, bool, String)| {
        let at = |key| want[key].as_u64().unwrap() as usize;
        g.0 < at("end") && at("start") < g.1
    };
    let status = |row: &Value, is: &str| row["status"] == is;
    let mut wrong = Vec::new();
    for want in gold.iter().filter(|w| status(w, "required")) {
        let time = !FIGURES.contains(&want["kind"].as_str().unwrap());
        if time && !got.iter().any(|g| over(want, g) && agrees(&g.3, want)) {
            wrong.push(format!("no {want}"));
        }
    }
    for g in &got {
        let named = gold.iter().any(|w| !status(w, "negative") && over(w, g));
        if !named && gold.iter().any(|w| status(w, "negative") && over(w, g)) {
            wrong.push(format!("negative {g:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
