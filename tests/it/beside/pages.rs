//! Whole pages against hand-checked and generated gold: mastheads, headlines
//! and bylines, with the thresholds that must hold.

use baozhi::page::{decode, repair};
use baozhi::record::ArticleKind;
use baozhi::{Article, Issue};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn issue(path: PathBuf) -> Issue {
    Issue::parse(&decode(&std::fs::read(path).unwrap(), None).text)
}

/// Without white space, marks half-width: how pages are compared.
fn flat(s: &str) -> String {
    s.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '，' => ',',
            '：' => ':',
            '；' => ';',
            '（' => '(',
            '）' => ')',
            '？' => '?',
            '！' => '!',
            c => c,
        })
        .collect()
}

fn is_counted(a: &&Article) -> bool {
    !matches!(a.info.kind, ArticleKind::Caption | ArticleKind::Advertisement | ArticleKind::Furniture)
}

#[derive(Default)]
struct Tally {
    right: u32,
    found: u32,
    wanted: u32,
}

impl Tally {
    fn one(&mut self, ok: bool) {
        self.right += u32::from(ok);
        self.found += 1;
        self.wanted += 1;
    }

    fn f1(&self) -> f64 {
        f64::from(2 * self.right) / f64::from(self.found + self.wanted)
    }
}

#[derive(Default)]
struct Score {
    masthead: Tally,
    titles: Tally,
    kickers: Tally,
    subtitles: Tally,
    bylines: Tally,
    bodies: Tally,
}

impl Score {
    fn page(&mut self, issue: &Issue, gold: &Value) {
        let m = &issue.masthead;
        self.masthead.one(m.paper.as_deref() == gold["masthead"]["paper"].as_str());
        self.masthead.one(m.date.map(|d| d.to_string()).as_deref() == gold["masthead"]["date"].as_str());
        self.masthead.one(m.number.map(u64::from) == gold["masthead"]["number"].as_u64());
        let title = |a: &&Article| flat(a.info.title.as_deref().unwrap_or_default());
        let articles: Vec<&Article> = issue.articles.iter().filter(is_counted).collect();
        self.titles.found += articles.iter().map(title).collect::<BTreeSet<_>>().len() as u32;
        for want in gold["articles"].as_array().unwrap() {
            self.titles.wanted += 1;
            let name = flat(want["title"].as_str().unwrap());
            let got = articles.iter().find(|a| title(a) == name);
            self.titles.right += u32::from(got.is_some());
            self.bodies.wanted += u32::from(got.is_none() && want.get("teaser").is_none());
            if let Some(got) = got {
                self.article(got, want);
            }
        }
    }

    fn article(&mut self, got: &Article, want: &Value) {
        let same = |a: &Option<String>, b: &Value| {
            flat(a.as_deref().unwrap_or_default()) == flat(b.as_str().unwrap())
        };
        self.kickers.one(same(&got.info.kicker, &want["kicker"]));
        self.subtitles.one(same(&got.info.subtitle, &want["subtitle"]));
        if want.get("teaser").is_some() {
            return;
        }
        let names: BTreeSet<&str> = got.info.bylines.iter().map(|b| b.name.as_str()).collect();
        let gold: BTreeSet<&str> =
            want["names"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        self.bylines.one(names == gold);
        // The gold body begins behind the byline: its text must be there,
        // and little else.
        let body = flat(&got.text[got.body.start..got.body.end]);
        let gold = flat(want["body"].as_str().unwrap());
        let more = body.chars().count().saturating_sub(gold.chars().count());
        self.bodies.one(body.contains(&gold) && more <= 40);
    }
}

#[test]
#[ignore = "needs ../shared"]
fn generated_pages_are_cut_into_their_articles() {
    let pages = super::path("corpora/pages/synthetic");
    let mut score = Score::default();
    for gold in super::lines("corpora/pages/synthetic.gold.jsonl") {
        score.page(&issue(pages.join(gold["file"].as_str().unwrap())), &gold);
    }
    let got =
        [&score.masthead, &score.titles, &score.kickers, &score.subtitles, &score.bylines, &score.bodies];
    println!("{:?}", got.map(Tally::f1));
    for (tally, least) in got.into_iter().zip([1.0, 0.96, 0.95, 0.95, 0.97, 0.95]) {
        assert!(tally.f1() >= least, "{} < {least}", tally.f1());
    }
}

#[test]
#[ignore = "needs ../shared"]
fn a_real_front_page_is_cut_as_its_readers_would() {
    let page = super::path("corpora/pages/real/xuchang-2021-03-03.txt");
    let gold = super::json("gold/xuchang-2021-03-03.json");
    let issue = issue(page.clone());
    let found: Vec<&Article> = issue.articles.iter().collect();
    let wanted: Vec<&Value> = gold["articles"].as_array().unwrap().iter().skip(1).collect();
    assert_eq!(found.len(), wanted.len());
    for (got, want) in found.iter().zip(&wanted) {
        if got.info.kind != ArticleKind::Advertisement {
            assert_eq!(got.info.title.as_deref(), want["title"]["text"].as_str());
        }
        if let Some(subtitle) = want["subtitle"]["text"].as_str() {
            assert_eq!(got.info.subtitle.as_deref(), Some(subtitle));
        }
        let names = |role: &str| want["byline"][role].as_array().cloned().unwrap_or_default();
        let all = [names("reporters"), names("correspondents"), names("photographers")].concat();
        let bylines: Vec<&str> = got.info.bylines.iter().map(|b| b.name.as_str()).collect();
        assert_eq!(bylines, all.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    }
    breaks_are_joined(&std::fs::read_to_string(page).unwrap(), &gold);
}

/// The column breaks that the annotators found, all safe to join.
fn breaks_are_joined(page: &str, gold: &Value) {
    let repaired = repair(page);
    let breaks: Vec<&Value> =
        gold["repairs"].as_array().unwrap().iter().filter(|r| r["kind"] == "column_break").collect();
    assert_eq!(breaks.len(), 7);
    for b in breaks {
        assert!(repaired.text.contains(b["suggest"].as_str().unwrap()), "{b}");
    }
    assert_eq!(repaired.joins.len(), 7);
}

#[test]
#[ignore = "needs ../shared"]
fn damaged_gb18030_is_read_as_such() {
    for file in ["news_sohusite_xml.smarty.dat", "news_tensite_xml.smarty.dat"] {
        let bytes = std::fs::read(super::path(&format!("corpora/encodings/{file}"))).unwrap();
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding.name(), "GB18030");
        assert!(decoded.text.contains("<contenttitle>") && decoded.replaced * 100 < bytes.len());
        println!("{file}: {} replaced", decoded.replaced);
    }
}
