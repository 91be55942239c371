//! Cases of persons, posts, places, institutions, meetings and documents in
//! `tests/data/*.tsv`, read without the sequence model: what the lexicon and
//! the grammar find by themselves.

use baozhi::record::{IssueInfo, MentionKind};
use baozhi::{Article, Document, Extractor, Record};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().without_model().build().expect("nothing to load"));

/// The rules that name spans of the sequence model by the rest of the article are read with it.
static TAGGED: LazyLock<Extractor> = LazyLock::new(|| Extractor::builder().build().expect("nothing to load"));

const WITH_MODEL: [&str; 2] = ["institution/committee", "institution/again"];

fn read(text: &str, home: Option<&str>) -> Record {
    read_with(&EXTRACTOR, text, home)
}

fn read_with(extractor: &Extractor, text: &str, home: Option<&str>) -> Record {
    let mut issue = IssueInfo::default();
    issue.home = home.map(str::to_owned);
    extractor.extract_document(&Document::new("t", issue, Article::plain(None, text)))
}

/// The rows of a table of cases, without comments and header.
fn rows(table: &'static str) -> Vec<Vec<&'static str>> {
    let lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.skip(1).map(|l| l.split('\t').collect()).collect()
}

fn home(field: &str) -> Option<&str> {
    (!field.is_empty()).then_some(field)
}

fn parts(field: &str) -> Vec<&str> {
    field.split('|').filter(|p| !p.is_empty() && *p != "none").collect()
}

/// Runs `check` on every row and reports all that fail. A row that begins with
/// `!` is known to be read wrong today: it fails here once it is read right,
/// so that the mark goes.
fn all(table: &'static str, check: impl Fn(&[&str]) -> Result<(), String>) {
    let outcome = |row: &Vec<&'static str>| {
        let mut cells = row.clone();
        let Some(first) = cells[0].strip_prefix('!') else { return check(&cells).err() };
        cells[0] = first;
        check(&cells).is_ok().then(|| format!("{}: read right, the ! can go", row.join(" ")))
    };
    let failed: Vec<String> = rows(table).iter().filter_map(outcome).collect();
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn persons_beside_posts_and_cues() {
    all(include_str!("../data/persons.tsv"), |row| {
        let found = read(row[1], None);
        let persons: Vec<(&str, &str)> = found
            .mentions
            .iter()
            .filter(|m| matches!(m.kind, MentionKind::Person { .. }))
            .map(|m| (m.text.as_str(), m.rule.as_ref()))
            .collect();
        let names: Vec<&str> = persons.iter().map(|p| p.0).collect();
        let rule = row[0].is_empty() || persons.iter().any(|p| p.1 == row[0]);
        let barred = parts(row.get(3).copied().unwrap_or("")).iter().any(|n| names.contains(n));
        if names == parts(row[2]) && rule && !barred {
            Ok(())
        } else {
            Err(format!("{}: {persons:?}", row[1]))
        }
    });
}

#[test]
fn posts_with_their_institutions() {
    all(include_str!("../data/posts.tsv"), |row| {
        let found = read(&row[1].replace("\\n", "\n"), home(row[0]));
        let posts: Vec<String> = found
            .posts
            .iter()
            .map(|p| format!("{},{},{}", p.person, p.title, p.institution.as_deref().unwrap_or("")))
            .collect();
        if posts == parts(row[2]) { Ok(()) } else { Err(format!("{}: {posts:?}", row[1])) }
    });
}

#[test]
fn places_told_apart() {
    all(include_str!("../data/places.tsv"), |row| {
        let found = read(row[1], home(row[0]));
        let places: Vec<String> = found
            .mentions
            .iter()
            .filter_map(|m| match &m.kind {
                MentionKind::Place { name, adcode, .. } => {
                    Some(format!("{}={name}={}", m.text, adcode.as_deref().unwrap_or("")))
                }
                _ => None,
            })
            .collect();
        if places == parts(row[2]) { Ok(()) } else { Err(format!("{}: {places:?}", row[1])) }
    });
}

#[test]
fn institutions_in_full() {
    all(include_str!("../data/institutions.tsv"), |row| {
        let found = read(row[1], home(row[0]));
        let institutions: Vec<String> = found
            .mentions
            .iter()
            .filter_map(|m| match &m.kind {
                MentionKind::Institution { name, .. } => Some(format!("{}={name}", m.text)),
                _ => None,
            })
            .collect();
        if institutions == parts(row[2]) { Ok(()) } else { Err(format!("{}: {institutions:?}", row[1])) }
    });
}

#[test]
fn meetings_and_documents() {
    all(include_str!("../data/meetings.tsv"), |row| {
        let found = read(row[0], Some("许昌市"));
        let named: Vec<String> = found
            .mentions
            .iter()
            .filter_map(|m| match &m.kind {
                MentionKind::Meeting { name } => Some(format!("meeting:{name}")),
                MentionKind::Document { name } => Some(format!("document:{name}")),
                _ => None,
            })
            .collect();
        if named == parts(row.get(1).copied().unwrap_or("")) {
            Ok(())
        } else {
            Err(format!("{}: {named:?}", row[0]))
        }
    });
}

#[test]
fn spans_slice_back_and_ids_are_in_order() {
    let text = "市政协副主席方玉霞、魏宁到禹州市韩城街道调研。记者从市工信局获悉，许昌市召开大会。";
    let found = read(text, Some("许昌市"));
    assert!(found.mentions.len() > 6);
    for (i, m) in found.mentions.iter().enumerate() {
        assert_eq!(m.id as usize, i);
        assert_eq!(&text[m.start..m.end], m.text);
    }
    for e in &found.entities {
        assert!(e.mentions.iter().all(|&m| found.mentions[m as usize].entity == Some(e.id)));
    }
    for p in &found.posts {
        assert_eq!(found.mentions[p.person_mention as usize].text, p.person);
        assert_eq!(found.mentions[p.title_mention.unwrap() as usize].text, p.title);
    }
}

#[test]
fn times_and_figures_keep_the_references_of_posts() {
    let found = read("2021年3月2日，市政协主席方玉霞为3个小区颁奖。", Some("许昌市"));
    assert!(matches!(found.mentions[0].kind, MentionKind::Time { .. }), "{found:?}");
    assert_eq!(found.mentions[found.posts[0].person_mention as usize].text, "方玉霞");
    let title = &found.mentions[found.posts[0].title_mention.unwrap() as usize];
    let MentionKind::Title { holders } = &title.kind else { panic!("{title:?}") };
    assert_eq!(found.mentions[holders[0] as usize].text, "方玉霞");
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "\n",
        "市",
        "“”（（",
        "的、、，，书记",
        "》《《》",
        "市市市市市委委委",
        "·王·",
        "等等3人",
        "在",
        "会议",
    ] {
        read(text, Some("许昌市"));
        read(text, None);
        read(&text.repeat(300), Some("不存在市"));
    }
}

#[test]
fn a_long_text_is_read_in_stretches() {
    let sentence = "市政协副主席方玉霞到禹州市韩城街道调研。\n";
    let text = sentence.repeat(8000);
    let found = read(&text, Some("许昌市"));
    let one = read(sentence, Some("许昌市"));
    assert_eq!(found.mentions.len(), 8000 * one.mentions.len());
    for (i, m) in found.mentions.iter().enumerate() {
        assert_eq!(m.id as usize, i);
        assert_eq!(text[m.start..m.end], m.text);
        assert_eq!(m.sentence as usize, m.start / sentence.len());
    }
    assert_eq!(found.entities.iter().filter(|e| e.kind.as_str() == "person").count(), 1);
}

/// What `rule` finds in `text`: mentions as they are written, posts as
/// `person,title`.
fn found_by(rule: &str, text: &str, home: Option<&str>) -> Vec<String> {
    let extractor = if WITH_MODEL.contains(&rule) { &TAGGED } else { &EXTRACTOR };
    let found = read_with(extractor, text, home);
    let mentions = found.mentions.iter().filter(|m| m.rule.as_ref() == rule).map(|m| m.text.clone());
    let posts =
        found.posts.iter().filter(|p| p.rule.as_ref() == rule).map(|p| format!("{},{}", p.person, p.title));
    mentions.chain(posts).collect()
}

/// Rules that name a body again: the bodies of their sentences stand in no table, so that the model must find them.
const NAMED_BY_MODEL: [&str; 2] = ["institution/committee", "institution/again"];

#[test]
fn every_rule_finds_and_leaves() {
    all(include_str!("../data/mention_rules.tsv"), |row| {
        let (rule, home) = (row[0], home(row[1]));
        if cfg!(not(feature = "model")) && NAMED_BY_MODEL.contains(&rule) {
            return Ok(());
        }
        let hit = found_by(rule, row[2], home);
        let missed = parts(row[3]).iter().any(|want| !hit.iter().any(|h| h == want));
        let false_hit = found_by(rule, row[4], home);
        if missed || !false_hit.is_empty() {
            return Err(format!("{rule}: {hit:?} in {}, {false_hit:?} in {}", row[2], row[4]));
        }
        Ok(())
    });
}

/// The rules are those that the sources name: a new one fails here until it
/// has its two sentences. The users' own names have theirs in `lexicon.rs`.
#[test]
fn every_rule_has_its_sentences() {
    let kinds = ["person/", "place/", "institution/", "title/", "meeting/", "document/", "post/"];
    let known: Vec<&str> = rows(include_str!("../data/mention_rules.tsv"))
        .iter()
        .map(|r| r[0].trim_start_matches('!'))
        .collect();
    let mut dirs = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mention")];
    let mut asked = 0;
    while let Some(dir) = dirs.pop() {
        for path in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                dirs.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let rules = source.split('"').filter(|s| kinds.iter().any(|k| s.starts_with(k)));
            for rule in rules.filter(|r| *r != "person/user") {
                assert!(known.contains(&rule), "{rule} of {} has no row", path.display());
                asked += 1;
            }
        }
    }
    assert!(asked >= known.len(), "{asked} rules in the sources");
}
