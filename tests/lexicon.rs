//! Users' dictionaries: every format, overriding, removing, and what a wrong
//! line is told.

use baozhi::Span;
use baozhi::lexicon::{Lexicon, LexiconBuilder};
use baozhi::mention::{self, Input};
use baozhi::record::{Mention, MentionKind};

fn with(files: &[(&str, &str)]) -> Lexicon {
    let mut builder = Lexicon::builder();
    for (name, text) in files {
        builder.add_text(name, text).expect("a good dictionary");
    }
    builder.build()
}

fn fault(text: &str) -> String {
    let mut builder = Lexicon::builder();
    builder
        .add_text("my.tsv", text)
        .map(|_: &mut LexiconBuilder| ())
        .expect_err("a bad dictionary")
        .to_string()
}

fn read(lexicon: &Lexicon, text: &str) -> Vec<Mention> {
    let sentences = baozhi::token::sentences(text);
    let body = Span::new(0, text.len());
    let names = &[];
    let input = Input {
        text,
        body,
        sentences: &sentences,
        names,
        tags: &[],
        taken: &[],
        lexicon,
        date: None,
        home: None,
    };
    mention::find(&input).mentions
}

#[test]
fn a_row_of_a_known_id_takes_its_place() {
    let lexicon =
        with(&[("my.tsv", "id\tname\tlevel\tparent\taliases\n411000\t许都市\tprefecture\t410000\t\n")]);
    assert!(lexicon.place("许昌市").is_none());
    assert_eq!(lexicon.place("许都市").unwrap().adcode(), Some("411000"));
}

#[test]
fn a_minus_removes() {
    let lexicon = with(&[("my.tsv", "id\tname\tlevel\tparent\taliases\n-411000\n")]);
    assert!(lexicon.place("许昌").is_none());
    assert!(lexicon.place("禹州市").is_some());
}

#[test]
fn institutions_keep_their_dictionary_as_rule() {
    let lexicon = with(&[(
        "my.tsv",
        "id\tnames\tfull\tclass\tkind\tlevels\tbare\nq1\t青岚所\t青岚研究所\tinstitute\town\t\t\n",
    )]);
    let found = read(&lexicon, "记者走访了青岚所。");
    let MentionKind::Institution { name, .. } = &found[0].kind else { panic!("{found:?}") };
    assert_eq!((name.as_str(), found[0].rule.as_ref()), ("青岚研究所", "lexicon/my.tsv:q1"));
}

#[test]
fn patterns_of_an_entity_ruler_are_read() {
    let lines = "{\"label\":\"ORG\",\"pattern\":\"青岚工场\"}\n{\"label\":\"PERSON\",\"pattern\":\"岚小青\"}\n{\"label\":\"GPE\",\"pattern\":\"青岚湾\"}\n";
    let found = read(&with(&[("rules.jsonl", lines)]), "岚小青在青岚湾的青岚工场工作。");
    let texts: Vec<&str> = found.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["岚小青", "青岚湾", "青岚工场"]);
}

#[test]
fn jieba_and_plain_words_are_read() {
    let lexicon =
        with(&[("user.txt", "岚小青 5 nr\n青岚湾 3 ns\n飞快地 3 d\n"), ("words.txt", "青岚公司\n")]);
    let found = read(&lexicon, "岚小青飞快地从青岚湾去青岚公司。");
    let texts: Vec<&str> = found.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["岚小青", "青岚湾", "青岚公司"]);
}

#[test]
fn a_wrong_line_is_told_its_place_and_what_was_expected() {
    let place = "id\tname\tlevel\tparent\taliases\n";
    for (text, want) in [
        (
            format!("{place}1\t甲\n"),
            "my.tsv:2: expected 5 columns (id, name, level, parent, aliases), found 2; no level",
        ),
        (format!("{place}1\t甲\ttown\t\t\n"), "my.tsv:2: expected a level (country, "),
        ("title\tkind\tof\n局长\that\t\n".to_owned(), "my.tsv:2: expected a kind (head, part, "),
        (
            "surname\tkind\n王\tbig\n".to_owned(),
            "my.tsv:2: expected a kind (single, compound, word), found \"big\"",
        ),
        ("a\tb\n".to_owned(), "my.tsv:1: expected the columns of a dictionary (id, name, level"),
        (
            "{\"label\":\"ORG\",\"pattern\":[{\"TEXT\":\"x\"}]}\n".to_owned(),
            "my.tsv:1: expected a string as pattern",
        ),
        ("{\"label\":\"DATE\",\"pattern\":\"x\"}\n".to_owned(), "my.tsv:1: expected a label (PERSON, "),
        ("{\"label\":\n".to_owned(), "my.tsv:1: expected {\"label\":"),
        ("一 二 三 四\n".to_owned(), "my.tsv:1: expected a word, or word frequency tag, found 4 fields"),
    ] {
        let message = fault(&text);
        assert!(message.starts_with(want), "{message}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let mut builder = Lexicon::builder();
    let error = builder.add_file("no/such/words.tsv").map(|_| ()).expect_err("no such file");
    assert!(error.to_string().starts_with("no/such/words.tsv"), "{error}");
}

#[test]
fn the_lexicon_is_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Lexicon>();
}
