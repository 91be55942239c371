//! Tables of records as one SQLite database (feature `sqlite`), with indices
//! and a full-text search over articles and names.
//!
//! The tables and columns are those of [`tables`](super::tables); a cell without
//! a value is null. Beside them stand `names`, one row an entity of the whole
//! corpus, and two indices of words, `articles_search` and `names_search`:
//!
//! ```sql
//! SELECT a.record, a.title FROM articles_search s JOIN articles a ON a.rowid = s.rowid
//! WHERE articles_search MATCH '"春 耕"';
//! ```
//!
//! Chinese has no blanks between words, and which characters are a word is not
//! for an index to say: every Han character is a word of its own there, and a
//! phrase of them, in quotes with blanks between, is found wherever it stands.

use super::begun::Waiting;
use super::columns::ColumnType;
use super::store::RecordWriter;
use super::tables::{Table, article_cells};
use crate::corpus::OutputFile;
use crate::error::{Error, Result};
use crate::record::Record;
use crate::text::han::is_han;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ToSql, params, params_from_iter};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What is asked for by most questions.
const INDICES: [(&str, &str); 16] = [
    ("articles", "record"),
    ("articles", "date"),
    ("mentions", "record"),
    ("mentions", "key"),
    ("entities", "record"),
    ("entities", "key"),
    ("posts", "record"),
    ("posts", "key"),
    ("posts", "institution"),
    ("events", "record, event"),
    ("events", "type"),
    ("event_roles", "record, event"),
    ("event_roles", "key"),
    ("figures", "record"),
    ("tokens", "record"),
    ("tokens", "word"),
];

const NAMES: &str = "
    CREATE TABLE names AS
        SELECT key, type, max(name) AS name, count(*) AS articles, sum(mentions) AS mentions,
               min(date) AS first, max(date) AS last
        FROM entities GROUP BY key, type ORDER BY key, type;
    CREATE INDEX names_key ON names (key);";

/// A database as it is written.
pub struct Database {
    /// Gives the file its name when it is whole; SQLite itself writes to it.
    file: OutputFile,
    path: PathBuf,
    db: Connection,
    waiting: Waiting,
    /// One statement a table that is begun.
    inserts: Vec<(Table, String)>,
}

impl Database {
    /// Begins a database that appears as `path` when it is whole.
    ///
    /// # Errors
    /// When the file cannot be made, or is a pipe or a device.
    pub fn create(path: &Path) -> Result<Database> {
        let file = OutputFile::create(path)?;
        if !file.is_apart() {
            return Err(Error::input(path, "a database is written to a file, and this is none"));
        }
        let begun = Connection::open(file.part()).and_then(|db| {
            // Until it is whole nobody sees the file, so there is nothing to roll back to.
            db.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;",
            )?;
            db.execute_batch(
                "CREATE VIRTUAL TABLE articles_search USING fts5(title, text, content=''); BEGIN;",
            )?;
            Ok(db)
        });
        let db = begun.map_err(|e| refused(path, e))?;
        let mut database =
            Database { file, path: path.to_owned(), db, waiting: Waiting::new(), inserts: Vec::new() };
        Waiting::never().try_for_each(|table| database.begin(table)).map_err(|e| refused(path, e))?;
        Ok(database)
    }

    fn begin(&mut self, table: Table) -> rusqlite::Result<()> {
        self.db.execute_batch(&definition(table))?;
        self.inserts.push((table, insertion(table)));
        Ok(())
    }

    fn insert(&mut self, record: &Record) -> rusqlite::Result<()> {
        self.waiting.due(record).into_iter().try_for_each(|table| self.begin(table))?;
        for (table, insert) in &self.inserts {
            let kinds: Vec<ColumnType> = table.typed_columns().map(|(_, kind)| kind).collect();
            let mut statement = self.db.prepare_cached(insert)?;
            let mut inserted = Ok(());
            // The sink of rows knows errors of input and output alone.
            let _ = table.rows(record, &mut |cells| {
                let article = article_cells(record);
                let row = article.into_iter().chain(cells.iter().map(|c| &**c));
                let row = row.zip(&kinds).map(|(cell, &kind)| Cell { cell, kind });
                inserted = statement.execute(params_from_iter(row)).map(|_| ());
                if inserted.is_ok() { Ok(()) } else { Err(std::io::ErrorKind::Other.into()) }
            });
            inserted?;
            if *table == Table::Articles {
                self.index(self.db.last_insert_rowid(), record)?;
            }
        }
        Ok(())
    }

    fn index(&self, row: i64, record: &Record) -> rusqlite::Result<()> {
        let sql = "INSERT INTO articles_search (rowid, title, text) VALUES (?1, ?2, ?3)";
        let title = apart(record.article.title.as_deref().unwrap_or_default());
        self.db.prepare_cached(sql)?.execute(params![row, title, apart(&record.text)])?;
        Ok(())
    }

    /// What is made of all rows: names, indices and the last of the search.
    fn complete(&self) -> rusqlite::Result<()> {
        let begun = |name: &str| self.inserts.iter().any(|(table, _)| table.name() == name);
        for (n, (table, columns)) in INDICES.iter().enumerate().filter(|(_, (table, _))| begun(table)) {
            let columns: Vec<String> = columns.split(", ").map(quoted).collect();
            self.db
                .execute_batch(&format!("CREATE INDEX {table}_{n} ON {table} ({});", columns.join(", ")))?;
        }
        self.db.execute_batch(NAMES)?;
        self.db.execute_batch("CREATE VIRTUAL TABLE names_search USING fts5(name, content='');")?;
        let mut names = self.db.prepare("SELECT rowid, name FROM names")?;
        let mut rows = names.query([])?;
        while let Some(row) = rows.next()? {
            let (id, name): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            let sql = "INSERT INTO names_search (rowid, name) VALUES (?1, ?2)";
            self.db.prepare_cached(sql)?.execute(params![id, apart(&name.unwrap_or_default())])?;
        }
        self.db.execute_batch("COMMIT; ANALYZE;")
    }
}

impl RecordWriter for Database {
    fn add(&mut self, record: &Record) -> Result<()> {
        self.insert(record).map_err(|e| refused(&self.path, e))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.complete().map_err(|e| refused(&self.path, e))?;
        let Database { file, path, db, .. } = *self;
        db.close().map_err(|(_, e)| refused(&path, e))?;
        file.finish()
    }
}

/// What SQLite refused, as an error of the file: a full disk is one of the
/// system.
fn refused(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => Error::io(path, std::io::ErrorKind::StorageFull.into()),
        _ => Error::io(path, std::io::Error::other(error)),
    }
}

/// Names such as `from` and `to` are words of SQL.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn definition(table: Table) -> String {
    let column = |(name, kind)| match kind {
        ColumnType::Text => format!("{} TEXT", quoted(name)),
        ColumnType::Integer | ColumnType::Boolean => format!("{} INTEGER", quoted(name)),
        ColumnType::Number => format!("{} REAL", quoted(name)),
    };
    let columns: Vec<String> = table.typed_columns().map(column).collect();
    format!("CREATE TABLE {} ({});", table.name(), columns.join(", "))
}

fn insertion(table: Table) -> String {
    let places = vec!["?"; table.typed_columns().count()].join(", ");
    format!("INSERT INTO {} VALUES ({places})", table.name())
}

/// A cell as SQLite takes it: null where it is empty or does not fit its
/// column, 0 and 1 for false and true.
struct Cell<'a> {
    cell: &'a str,
    kind: ColumnType,
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number = match self.kind {
            ColumnType::Text if self.cell.is_empty() => None,
            ColumnType::Text => return self.cell.to_sql(),
            ColumnType::Integer => self.cell.parse().ok().map(Value::Integer),
            ColumnType::Number => self.cell.parse().ok().map(Value::Real),
            ColumnType::Boolean => self.cell.parse::<bool>().ok().map(|b| Value::Integer(i64::from(b))),
        };
        Ok(ToSqlOutput::Owned(number.unwrap_or(Value::Null)))
    }
}

/// The text with blanks around every Han character: 2022年春耕 → 2022 年 春 耕.
fn apart(text: &str) -> Cow<'_, str> {
    if !text.contains(is_han) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 4 / 3);
    for c in text.chars() {
        if is_han(c) {
            out.push(' ');
            out.push(c);
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_han_character_is_a_word() {
        let words = apart("2022年春耕，GDP增长");
        assert_eq!(
            words.split_whitespace().collect::<Vec<_>>(),
            ["2022", "年", "春", "耕", "，GDP", "增", "长"]
        );
        assert_eq!(apart("plain"), "plain");
    }

    #[test]
    fn words_of_sql_are_names_of_columns() {
        assert!(definition(Table::Posts).contains("\"from\" TEXT, \"to\" TEXT"));
        assert!(definition(Table::Posts).contains("\"former\" INTEGER"));
    }
}
