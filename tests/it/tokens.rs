//! The words of records: what they cover, in which units, and their columns.

use baozhi::record::{IssueInfo, Mention, MentionKind, PersonRole, Token};
use baozhi::{Article, Config, Document, Extractor, Offsets, Record, Span, export};

/// An invented article with a wide character, blanks, letters and figures.
const TEXT: &str =
    "𠮷祥小学开工\n本报讯　3月1日，市委书记周明远主持召开会议，GDP增长3.5%。\n  会议要求，加快建设！";

/// The record of an invented article, with its words or without.
fn record(tokens: bool, model: bool) -> Record {
    let builder = Extractor::builder().config(Config::default().with_tokens(tokens));
    let builder = if model { builder } else { builder.without_model() };
    let mut issue = IssueInfo::default();
    issue.date = Some("2022-03-02".to_owned());
    issue.home = Some("许昌市".to_owned());
    let document = Document::new("a", issue, Article::plain(None, TEXT));
    builder.build().expect("nothing is loaded").extract_document(&document)
}

/// Words stand in order, do not overlap, and between them are blanks alone.
fn covers(record: &Record) {
    let mut at = 0;
    for token in &record.tokens {
        assert!(record.text[at..token.start].trim().is_empty(), "before {at}");
        assert!(!record.text.as_str()[token.span()].trim().is_empty(), "{token:?}");
        assert!((1..=4).contains(&token.pos.len()), "{token:?}");
        at = token.end;
    }
    assert!(record.text[at..].trim().is_empty());
}

#[test]
fn words_cover_the_text_with_a_model_and_without() {
    for model in [true, false] {
        let record = record(true, model);
        covers(&record);
        let words: Vec<(&str, &str)> =
            record.tokens.iter().map(|t| (&record.text.as_str()[t.span()], &*t.pos)).collect();
        for word in [("会议", "n"), ("，", "x"), ("GDP", "eng"), ("召开", "v")] {
            assert!(words.contains(&word), "{word:?} in {words:?}");
        }
    }
}

/// Words are shown beside what is found and change nothing of it.
#[test]
fn without_the_wish_a_record_has_none_and_is_otherwise_the_same() {
    for model in [true, false] {
        let mut with = record(true, model);
        let without = record(false, model);
        let json = serde_json::to_string(&without).unwrap();
        assert!(without.tokens.is_empty() && !json.contains("tokens"));
        let back: Record = serde_json::from_str(&json).unwrap();
        assert_eq!(back, without);
        with.tokens.clear();
        assert_eq!(with, without);
    }
}

/// A text in traditional characters is read in simplified ones; its words are
/// those that are printed.
#[test]
fn words_of_a_traditional_text_are_as_printed() {
    let extractor = Extractor::builder().config(Config::default().with_tokens(true)).build().unwrap();
    let article = Article::plain(None, "市長主持召開會議。");
    let record = extractor.extract_document(&Document::new("a", IssueInfo::default(), article));
    covers(&record);
    assert!(record.tokens.iter().any(|t| &record.text.as_str()[t.span()] == "會議" && t.pos == "n"));
}

#[test]
fn offsets_of_words_are_in_the_records_unit() {
    let bytes = record(true, false);
    let words = |record: &Record, slice: &dyn Fn(&Token) -> String| -> Vec<String> {
        record.tokens.iter().map(slice).collect()
    };
    let want = words(&bytes, &|t| bytes.text.as_str()[t.span()].to_owned());
    let chars = bytes.clone().with_offsets(Offsets::Char);
    let all: Vec<char> = chars.text.chars().collect();
    assert_eq!(words(&chars, &|t| all[t.start..t.end].iter().collect()), want);
    let utf16 = chars.clone().with_offsets(Offsets::Utf16);
    let units: Vec<u16> = utf16.text.encode_utf16().collect();
    assert_eq!(words(&utf16, &|t| String::from_utf16(&units[t.start..t.end]).unwrap()), want);
    assert_eq!(utf16.with_offsets(Offsets::Byte), bytes);
}

fn conll(record: &Record) -> String {
    let mut out = Vec::new();
    export::conll(record, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A record of `text` with words by their lengths in characters and with names.
fn drafted(text: &str, words: &[(usize, &str)], names: &[&str]) -> Record {
    let mut record = Record::new("a", text);
    let mut at = 0;
    for &(chars, pos) in words {
        at += text[at..].len() - text[at..].trim_start().len();
        let end = at + text[at..].chars().take(chars).map(char::len_utf8).sum::<usize>();
        record.tokens.push(Token::new(Span::new(at, end), pos));
        at = end;
    }
    for name in names {
        let start = text.find(name).unwrap();
        let kind = MentionKind::Person { role: PersonRole::Other };
        record.mentions.push(Mention::new(kind, text, Span::new(start, start + name.len()), "by-hand"));
    }
    record
}

#[test]
fn conll_has_a_line_for_each_word() {
    let words = [(2, "n"), (1, "v"), (1, "x"), (1, "nr"), (2, "nz"), (1, ""), (1, "x"), (2, "n")];
    let record = drafted("会议开。\n王小红，　\u{0} 题词", &words, &["王小红"]);
    let want =
        "会议\tn\tO\n开\tv\tO\n。\tx\tO\n\n王\tnr\tB-person\n小红\tnz\tI-person\n，\t_\tO\n题词\tn\tO\n\n";
    assert_eq!(conll(&record), want);
    assert_eq!(conll(&record.with_offsets(Offsets::Utf16)), want);
}

/// The segmenter knows no names: a word may hold the end of one and the
/// beginning of the next.
#[test]
fn a_word_of_two_names_has_the_label_of_the_longer_part() {
    let record = drafted("王小红李明说", &[(2, "n"), (3, "n"), (1, "v")], &["王小红", "李明"]);
    assert_eq!(conll(&record), "王小\tn\tB-person\n红李明\tn\tB-person\n说\tv\tO\n\n");
    let record = drafted("王小红李明说", &[(1, "n"), (3, "n"), (1, "n"), (1, "v")], &["王小红", "李明"]);
    assert_eq!(conll(&record), "王\tn\tB-person\n小红李\tn\tI-person\n明\tn\tB-person\n说\tv\tO\n\n");
}

#[cfg(feature = "cli")]
mod cli {
    use crate::support::command::*;
    use serde_json::Value;

    #[test]
    fn extract_gives_the_words_in_any_unit() {
        for (unit, more) in [("char", &[][..]), ("byte", &[]), ("char", &["--no-model"])] {
            let args = [&["extract", "-", "-q", "--tokens", "--offsets", unit][..], more].concat();
            let record = records(&run_on(&args, LINE.as_bytes())).remove(0);
            let text = record["text"].as_str().unwrap();
            let tokens = record["tokens"].as_array().expect("words");
            let word = |token: &Value| {
                let [start, end] = ["start", "end"].map(|at| token[at].as_u64().unwrap() as usize);
                match unit {
                    "byte" => text[start..end].to_owned(),
                    _ => text.chars().skip(start).take(end - start).collect(),
                }
            };
            let words: Vec<String> = tokens.iter().map(word).collect();
            let han = |text: &str| {
                text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect::<String>()
            };
            assert_eq!(han(&words.concat()), han(text), "{args:?}");
            let at = words.iter().position(|w| w == "会议").expect("a word");
            assert_eq!(tokens[at]["pos"], "n");
        }
        let plain = records(&run_on(&["extract", "-", "-q"], LINE.as_bytes()));
        assert!(plain[0].get("tokens").is_none());
    }

    #[test]
    fn words_go_into_tables_and_columns() {
        let dir = tempfile::tempdir().unwrap();
        let out = run_on(&["extract", "-", "-q", "--tokens"], LINE.as_bytes());
        let count = records(&out)[0]["tokens"].as_array().unwrap().len();
        let with = write(dir.path(), "with.jsonl", &out.stdout);
        let bio = dir.path().join("out.bio");
        run(&["export", &with, "-q", "--format", "conll", "-o", bio.to_str().unwrap()]);
        let bio = std::fs::read_to_string(bio).unwrap();
        assert!(
            bio.contains("会议\tn\tO\n") && bio.lines().all(|l| l.is_empty() || l.matches('\t').count() == 2)
        );
        let folder = dir.path().join("tables");
        let export = |records: &str| {
            stderr(&run(&["export", records, "--format", "tables", "-o", folder.to_str().unwrap()]))
        };
        assert!(!export(&with).contains("earlier run"));
        let table = std::fs::read_to_string(folder.join("tokens.csv")).unwrap();
        assert!(
            table.starts_with("record,date,paper,token,start,end,word,pos\na,2022-03-02,,0,0,"),
            "{table}"
        );
        assert_eq!(table.lines().count(), count + 1);
        // Without words there is no table of them; that one is there already is said.
        let without = records_file(dir.path(), LINE);
        assert!(export(&without).contains("tokens.csv") && folder.join("tokens.csv").exists());
    }

    #[test]
    fn analyze_names_the_table_of_words_where_it_wrote_one() {
        let dir = tempfile::tempdir().unwrap();
        let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
        let out = dir.path().join("out");
        let analyze = |more: &[&str]| {
            let out = run(&[&["analyze", &input, "-q", "-o", out.to_str().unwrap()], more].concat());
            String::from_utf8(out.stdout).unwrap()
        };
        assert!(!analyze(&[]).contains("tokens.csv") && !out.join("tokens.csv").exists());
        assert!(analyze(&["--tokens"]).contains("tokens.csv") && out.join("tokens.csv").exists());
    }
}
