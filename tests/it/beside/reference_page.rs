//! The reference page: its persons with their titles, all of them and no other.

use baozhi::page::decode;
use baozhi::record::{MentionKind, Record};
use baozhi::{Extractor, Issue, Span};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

struct Read {
    issue: Issue,
    records: Vec<Record>,
    gold: Value,
}

fn read() -> Read {
    let page = std::fs::read(super::path("corpora/pages/real/xuchang-2021-03-03.txt")).expect("the page");
    let issue = Issue::parse(&decode(&page, None).text);
    let records = Extractor::new().extract(&issue);
    assert_eq!(records.len(), issue.articles.len());
    Read { issue, records, gold: super::json("gold/xuchang-2021-03-03.json") }
}

/// The marked persons or titles of the articles; `masthead` takes those of the masthead instead.
fn marked<'a>(gold: &'a Value, layer: &str, masthead: bool) -> Vec<&'a Value> {
    let all = gold["mentions"][layer].as_array().expect("a layer");
    all.iter().filter(|m| (m["article"] == "A00") == masthead).collect()
}

fn offset(v: &Value, key: &str) -> usize {
    v[key].as_u64().expect("an offset") as usize
}

#[test]
#[ignore = "needs ../shared"]
fn every_person_is_found_and_no_other() {
    let Read { issue, records, gold } = read();
    let wanted: BTreeSet<(usize, usize, String)> = marked(&gold, "person", false)
        .iter()
        .map(|m| (offset(m, "bstart"), offset(m, "bend"), m["text"].as_str().unwrap_or_default().into()))
        .collect();
    let mut found = BTreeSet::new();
    for (article, record) in issue.articles.iter().zip(&records) {
        for m in record.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Person { .. })) {
            let source = article.source_of(Span::new(m.start, m.end));
            found.insert((source.start, source.end, m.text.clone()));
        }
    }
    assert_eq!(found, wanted);
    assert_eq!(found.len(), 33);
    // Two more sign the page itself.
    let signed =
        [&issue.masthead.president, &issue.masthead.editor].map(|p| p.as_deref().unwrap_or_default());
    let named: Vec<_> = marked(&gold, "person", true).iter().filter_map(|m| m["text"].as_str()).collect();
    assert_eq!(signed.as_slice(), named);
}

#[test]
#[ignore = "needs ../shared"]
fn every_post_is_its_holders() {
    let Read { records, gold, .. } = read();
    let persons = gold["entities"]["persons"].as_array().expect("persons");
    let names: HashMap<&str, &str> =
        persons.iter().filter_map(|p| Some((p["id"].as_str()?, p["name"].as_str()?))).collect();
    let posts: BTreeSet<(&str, &str)> =
        records.iter().flat_map(|r| &r.posts).map(|p| (p.person.as_str(), p.title.as_str())).collect();
    let mut asked = 0;
    for title in marked(&gold, "title", false).iter().filter(|t| t["org"].is_string()) {
        let head = title["head"].as_str().expect("a head");
        for holder in title["persons"].as_array().expect("persons").iter().filter_map(Value::as_str) {
            let held = posts.iter().any(|(who, post)| *who == names[holder] && post.ends_with(head));
            assert!(held, "{} is {}", names[holder], title["text"]);
            asked += 1;
        }
    }
    assert!(asked >= 13, "{asked} posts were asked for");
}
