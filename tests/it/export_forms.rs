//! All tables in the forms of other programs. What these programs read of them is
//! tested from Python, in `bindings/python/tests/test_table_forms.py`.
#![cfg_attr(
    not(any(feature = "parquet", feature = "sqlite", feature = "workbook")),
    // What writes tables is asked for by the tests of a form alone.
    allow(dead_code, unused_imports)
)]

use crate::graph_fixture::article;
use baozhi::export::{TableForm, tables::Table};
use baozhi::record::Token;
use baozhi::{Record, Span};
use std::path::Path;

fn records() -> Vec<Record> {
    let mut records = vec![
        article("=1", "2021-03-03", &["春耕开始", "{P 李明}在{L 许昌|许昌市}{F 增长3.5%|产值}。"])
            .post("李明", "局长", "", true)
            .event("CONTACT.INSPECT", "在", &[("agent", "李明")])
            .done(),
        article("b", "", &["题", "{P 王芳}、{L 许昌|许昌市}。"]).done(),
    ];
    // The first record has no words: their table begins with the second.
    records[1].tokens = vec![Token::new(Span::new(4, 10), "nr")];
    records
}

/// The same as if no words had been asked for.
fn records_without_words() -> Vec<Record> {
    let mut records = records();
    records.iter_mut().for_each(|record| record.tokens.clear());
    records
}

fn write(form: TableForm, path: &Path) -> baozhi::Result<()> {
    write_records(form, path, &records())
}

fn write_records(form: TableForm, path: &Path, records: &[Record]) -> baozhi::Result<()> {
    let mut tables = form.create(path)?;
    records.iter().try_for_each(|record| tables.add(record))?;
    tables.finish()
}

#[test]
fn a_form_has_one_name_and_knows_its_files() {
    for form in TableForm::ALL {
        assert_eq!(TableForm::named(form.as_str()), Some(form));
    }
    assert_eq!(TableForm::named("ods"), None);
    assert_eq!(TableForm::of_path(Path::new("a/B.SQLITE3")), Some(TableForm::Sqlite));
    assert_eq!(TableForm::of_path(Path::new("a/b.xlsx")), Some(TableForm::Xlsx));
    assert_eq!(TableForm::of_path(Path::new("a/b")), None);
    assert!(TableForm::Parquet.is_folder() && !TableForm::Xlsx.is_folder());
}

/// A build without the feature says which it lacks; one with it says what is
/// wrong with the place.
#[test]
fn what_cannot_be_made_is_said() {
    let dir = tempfile::tempdir().unwrap();
    for form in TableForm::ALL {
        let error = form.create(&dir.path().join("none").join("out")).err().map(|e| e.to_string());
        let error = error.expect("there is no such folder");
        let lacks = error.contains(&format!("this build writes no {}", form.as_str()));
        assert!(lacks || error.contains("none"), "{error}");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
#[cfg(feature = "parquet")]
fn parquet_has_a_file_and_a_view_for_each_table() {
    let dir = tempfile::tempdir().unwrap();
    write(TableForm::Parquet, dir.path()).unwrap();
    let views = std::fs::read_to_string(dir.path().join("duckdb.sql")).unwrap();
    for table in Table::ALL {
        let file = std::fs::read(dir.path().join(format!("{}.parquet", table.name()))).unwrap();
        let mut whole = Vec::new();
        baozhi::export::parquet::table(table, records(), &mut whole).unwrap();
        assert_eq!(file, whole, "{}", table.name());
        assert!(
            views.contains(&format!("VIEW {0} AS SELECT * FROM read_parquet('{0}.parquet');", table.name()))
        );
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), Table::ALL.len() + 1);
    let without = tempfile::tempdir().unwrap();
    write_records(TableForm::Parquet, without.path(), &records_without_words()).unwrap();
    assert_eq!(std::fs::read_dir(without.path()).unwrap().count(), Table::ALL.len());
    let views = std::fs::read_to_string(without.path().join("duckdb.sql")).unwrap();
    assert!(!views.contains("tokens") && views.contains("VIEW quotes"));
}

#[test]
#[cfg(feature = "sqlite")]
fn sqlite_finds_articles_by_their_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("corpus.sqlite");
    write(TableForm::Sqlite, &path).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let count = |table: &str| {
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap()
    };
    for table in Table::ALL {
        let mut rows = 0;
        records().iter().for_each(|record| table.each_row(record, |_| rows += 1));
        assert_eq!(count(table.name()), rows, "{}", table.name());
    }
    let find = |words: &str| {
        let sql = "SELECT record FROM articles WHERE rowid IN
            (SELECT rowid FROM articles_search WHERE articles_search MATCH ?1)";
        db.query_row(sql, [words], |row| row.get::<_, String>(0)).ok()
    };
    assert_eq!(find("\"春 耕\"").as_deref(), Some("=1"));
    assert_eq!(find("\"耕 春\""), None);
    let former = "SELECT former, typeof(institution) FROM posts";
    let post = db.query_row(former, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
    assert_eq!(post.unwrap(), (1, "null".to_owned()));
    let word = db.query_row("SELECT token, word, pos FROM tokens", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    });
    assert_eq!(word.unwrap(), (0, "王芳".to_owned(), "nr".to_owned()));
}

#[test]
#[cfg(feature = "sqlite")]
fn sqlite_has_no_table_of_words_where_there_are_none() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("corpus.sqlite");
    write_records(TableForm::Sqlite, &path, &records_without_words()).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let sql = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'tokens%'";
    assert_eq!(db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
#[cfg(all(feature = "workbook", feature = "xlsx"))]
fn a_workbook_has_a_sheet_for_each_table() {
    use calamine::{Data, Reader};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("corpus.xlsx");
    write(TableForm::Xlsx, &path).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), Table::ALL.map(Table::name));
    let sheet = book.worksheet_range("mentions").unwrap();
    assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1".into())));
    assert_eq!(sheet.get((1, 3)), Some(&Data::Float(0.0)));
    let (rows, columns) = sheet.get_size();
    let mentions: usize = records().iter().map(|record| record.mentions.len()).sum();
    assert_eq!((rows, columns), (mentions + 1, Table::Mentions.typed_columns().count()));
    let words = book.worksheet_range("tokens").unwrap();
    assert_eq!(words.get((1, 6)), Some(&Data::String("王芳".into())));
    write_records(TableForm::Xlsx, &path, &records_without_words()).unwrap();
    let book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert!(!book.sheet_names().contains(&"tokens".to_owned()));
}
