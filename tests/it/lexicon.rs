//! Users' dictionaries: every format, overriding, removing, and what a wrong
//! line is told.

use baozhi::lexicon::table::SCHEMAS;
use baozhi::lexicon::{Lexicon, LexiconBuilder};
use baozhi::record::{IssueInfo, Mention, MentionKind};
use baozhi::{Article, Document, Extractor};

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

/// The names that are found in `text` with users' dictionaries and without the
/// sequence model.
fn read(files: &[(&str, &str)], text: &str) -> Vec<Mention> {
    let builder = Extractor::builder().without_model();
    let builder = files.iter().try_fold(builder, |b, (name, text)| b.dictionary_text(name, text));
    let extractor = builder.expect("good dictionaries").build().expect("an extractor");
    let document = Document::new("t", IssueInfo::default(), Article::plain(None, text));
    extractor.extract_document(&document).mentions
}

#[test]
fn a_row_of_a_known_id_takes_its_place() {
    let lexicon =
        with(&[("my.tsv", "id\tname\tlevel\tparent\taliases\n411000\t许都市\tprefecture\t410000\t\n")]);
    assert!(lexicon.place("许昌市").is_none());
    assert_eq!(lexicon.place("许都市").unwrap().adcode(), Some("411000"));
}

#[test]
fn what_is_shown_as_open_is_read_and_what_is_closed_says_why() {
    for schema in SCHEMAS {
        let header = schema.columns.join("\t") + "\n";
        let read =
            Extractor::builder().dictionary_text("my.tsv", &header).map(drop).map_err(|e| e.to_string());
        let told =
            schema.closed.map(|why| format!("my.tsv:1: {} cannot be extended: its rows {why}", schema.file));
        assert_eq!(read.err(), told, "{}", schema.file);
    }
}

#[test]
fn a_minus_removes() {
    let lexicon = with(&[("my.tsv", "id\tname\tlevel\tparent\taliases\n-411000\n")]);
    assert!(lexicon.place("许昌").is_none());
    assert!(lexicon.place("禹州市").is_some());
}

#[test]
fn institutions_keep_their_dictionary_as_rule() {
    let rows = "id\tnames\tfull\tclass\tkind\tlevels\tbare\nq1\t青岚所\t青岚研究所\tinstitute\town\t\t\n";
    let found = read(&[("my.tsv", rows)], "记者走访了青岚所。");
    let MentionKind::Institution { name, .. } = &found[0].kind else { panic!("{found:?}") };
    assert_eq!((name.as_str(), found[0].rule.as_ref()), ("青岚研究所", "lexicon/my.tsv:q1"));
}

#[test]
fn patterns_of_an_entity_ruler_are_read() {
    let lines = "{\"label\":\"ORG\",\"pattern\":\"青岚工场\"}\n{\"label\":\"PERSON\",\"pattern\":\"岚小青\"}\n{\"label\":\"GPE\",\"pattern\":\"青岚湾\"}\n";
    let found = read(&[("rules.jsonl", lines)], "岚小青在青岚湾的青岚工场工作。");
    let texts: Vec<&str> = found.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["岚小青", "青岚湾", "青岚工场"]);
}

#[test]
fn jieba_and_plain_words_are_read() {
    let files = [("user.txt", "岚小青 5 nr\n青岚湾 3 ns\n飞快地 3 d\n"), ("words.txt", "青岚公司\n")];
    let found = read(&files, "岚小青飞快地从青岚湾去青岚公司。");
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

/// The warnings of dictionaries, and the lexicon they make.
fn warned(files: &[(&str, &str)]) -> (Vec<String>, Lexicon) {
    let mut builder = Lexicon::builder();
    for (name, text) in files {
        builder.add_text(name, text).expect("a good dictionary");
    }
    (builder.warnings().to_vec(), builder.build())
}

#[test]
fn the_last_of_two_rows_counts_and_both_lines_are_told() {
    let head = "id\tname\tlevel\tparent\taliases\n";
    let first = format!("{head}z1\t青岚新区\tcounty\t411000\t\n# c\nz1\t青岚示范区\tcounty\t411000\t\n");
    let second = format!("{head}z1\t青岚高新区\tcounty\t411000\t\n");
    let (warnings, lexicon) = warned(&[("a.tsv", &first), ("dir/b.tsv", &second)]);
    assert_eq!(
        warnings,
        [
            "a.tsv:4: \"z1\" was given before, at a.tsv:2; this row counts",
            "dir/b.tsv:2: \"z1\" was given before, at a.tsv:4; this row counts",
        ]
    );
    assert!(lexicon.place("青岚新区").is_none() && lexicon.place("青岚示范区").is_none());
    assert!(lexicon.place("青岚高新区").is_some());
}

#[test]
fn every_kind_of_table_warns_of_a_second_row() {
    for (text, line) in [
        ("title\tkind\tof\n岚长\thead\t\n岚长\tlabel\t\n", 3),
        ("word\tkind\n岚岚\tstop\n岚岚\tafter\n", 3),
        ("surname\tkind\n岚\tsingle\n岚\tword\n", 3),
        ("suffix\tclass\tflag\n岚社\tcompany\t\n岚社\tschool\t\n", 3),
        (
            "id\tnames\tfull\tclass\tkind\tlevels\tbare\nq\t岚所\t岚所\tx\town\t\t\nq\t岚院\t岚院\tx\town\t\t\n",
            3,
        ),
        ("青岚湾\n\n青岚湾\n", 3),
        ("{\"label\":\"GPE\",\"pattern\":\"青岚湾\"}\n{\"label\":\"ORG\",\"pattern\":\"青岚湾\"}\n", 2),
    ] {
        let (warnings, _) = warned(&[("my.tsv", text)]);
        assert_eq!(warnings.len(), 1, "{text}");
        assert!(warnings[0].starts_with(&format!("my.tsv:{line}: ")), "{warnings:?}");
    }
}

#[test]
fn rows_over_the_embedded_ones_and_removed_ones_are_no_conflict() {
    let head = "id\tname\tlevel\tparent\taliases\n";
    let over = format!("{head}411000\t许都市\tprefecture\t410000\t\n-411001\n");
    let again = format!("{head}-z1\nz1\t青岚新区\tcounty\t411000\t\n-z1\nz1\t青岚新区\tcounty\t411000\t\n");
    let (warnings, _) = warned(&[("over.tsv", &over), ("again.tsv", &again)]);
    assert!(warnings.is_empty(), "{warnings:?}");
    // A place's id and an institution's are not the same key.
    let place = format!("{head}z1\t青岚新区\tcounty\t411000\t\n");
    let inst = "id\tnames\tfull\tclass\tkind\tlevels\tbare\nz1\t岚所\t岚所\tx\town\t\t\n";
    assert!(warned(&[("p.tsv", &place), ("i.tsv", inst)]).0.is_empty());
}

#[test]
fn the_last_type_of_a_word_counts() {
    let kinds = |text: &str| {
        let (warnings, _) = warned(&[("user.txt", text)]);
        let found = read(&[("user.txt", text)], "记者走访青岚湾。");
        let kinds: Vec<&str> = found.iter().filter(|m| m.text == "青岚湾").map(|m| m.kind.as_str()).collect();
        (warnings.len(), kinds.join(" "))
    };
    assert_eq!(kinds("青岚湾 3 ns\n青岚湾 3 nt\n"), (1, "institution".to_owned()));
    assert_eq!(kinds("青岚湾 3 nt\n青岚湾 3 ns\n"), (1, "place".to_owned()));
    assert_eq!(kinds("青岚湾 3 ns\n青岚湾 3 ns\n"), (1, "place".to_owned()));
    assert_eq!(kinds("青岚湾 3 ns\n青岚湾 3 d\n"), (1, String::new()));
    assert_eq!(kinds("青岚湾 3 ns\n-青岚湾\n"), (0, String::new()));
}

#[test]
fn patterns_of_one_id_are_names_of_one_institution() {
    let lines = "{\"label\":\"ORG\",\"pattern\":\"青岚研究所\",\"id\":\"q\"}\n{\"label\":\"ORG\",\"pattern\":\"青岚所\",\"id\":\"q\"}\n";
    let (warnings, _) = warned(&[("rules.jsonl", lines)]);
    assert!(warnings.is_empty(), "{warnings:?}");
    let found = read(&[("rules.jsonl", lines)], "记者走访了青岚所，又去了青岚研究所。");
    let names: Vec<&str> = found
        .iter()
        .filter_map(|m| match &m.kind {
            MentionKind::Institution { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["青岚研究所", "青岚研究所"]);
}

#[test]
fn warnings_are_kept_up_to_a_bound() {
    let text = "青岚湾 3 ns\n".repeat(3000);
    let mut builder = Lexicon::builder();
    builder.add_text("user.txt", &text).expect("a good list");
    assert_eq!((builder.warnings().len(), builder.more_warnings()), (1000, 1999));
}

#[test]
fn a_place_is_found_behind_the_one_it_lies_in() {
    let lexicon = Lexicon::new();
    let code = |name: &str| lexicon.place(name).and_then(|p| p.adcode().map(str::to_owned));
    assert_eq!(code("江苏省盐城市").as_deref(), Some("320900"));
    assert_eq!(code("北京市朝阳区").as_deref(), Some("110105"));
    assert_eq!(code("辽宁省朝阳市").as_deref(), Some("211300"));
    // A county of another province, and no place at all.
    assert_eq!(code("云南省盐城市"), None);
    assert_eq!(code("江苏省火星市"), None);
}
