//! Tidy tables: one row an observation, a header line, UTF-8.
//!
//! | table | one row is |
//! |---|---|
//! | `articles.csv` | one article |
//! | `mentions.csv` | one mention |
//! | `entities.csv` | one entity in one article |
//! | `posts.csv` | one person, title and institution in one article |
//! | `events.csv` | one event |
//! | `event_roles.csv` | one filler of one role of an event |
//! | `figures.csv` | one figure |
//! | `times.csv` | one time or duration |
//! | `quotes.csv` | one quotation |
//! | `tokens.csv` | one word; only where records have words |
//!
//! Every row begins with the article: `record`, `date`, `paper`. Offsets are in
//! the record's unit. A cell that a spreadsheet would run as a formula is led
//! by an apostrophe.

use super::begun::Waiting;
use super::{rows, safe};
use crate::corpus::OutputFile;
use crate::error::Result;
use crate::record::{Mention, MentionKind, Post, Record};
use serde::Serialize;
use std::borrow::{Borrow, Cow};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Table {
    /// Every article.
    Articles,
    /// Every mention.
    Mentions,
    /// Every entity of every article.
    Entities,
    /// Who holds which post.
    Posts,
    /// What happened.
    Events,
    /// Who and what took part in the events.
    EventRoles,
    /// Figures.
    Figures,
    /// Times and durations.
    Times,
    /// What was said.
    Quotes,
    /// Words with their parts of speech.
    Tokens,
}

pub(super) const ARTICLE: [&str; 3] = ["record", "date", "paper"];

impl Table {
    /// Every table.
    pub const ALL: [Table; 10] = [
        Table::Articles,
        Table::Mentions,
        Table::Entities,
        Table::Posts,
        Table::Events,
        Table::EventRoles,
        Table::Figures,
        Table::Times,
        Table::Quotes,
        Table::Tokens,
    ];

    /// The file's name, `mentions.csv`.
    pub fn file_name(self) -> &'static str {
        match self {
            Table::Articles => "articles.csv",
            Table::Mentions => "mentions.csv",
            Table::Entities => "entities.csv",
            Table::Posts => "posts.csv",
            Table::Events => "events.csv",
            Table::EventRoles => "event_roles.csv",
            Table::Figures => "figures.csv",
            Table::Times => "times.csv",
            Table::Quotes => "quotes.csv",
            Table::Tokens => "tokens.csv",
        }
    }

    /// True of a table that is only written where a record has rows for it:
    /// what it shows is asked for when the records are made.
    pub fn may_be_absent(self) -> bool {
        matches!(self, Table::Tokens)
    }

    /// The columns after `record`, `date` and `paper`.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Articles => &rows::ARTICLE_COLUMNS,
            Table::Mentions => &[
                "mention", "type", "start", "end", "text", "sentence", "entity", "key", "name", "role",
                "value", "level", "class", "of", "rule",
            ],
            Table::Entities => &rows::ENTITY_COLUMNS,
            Table::Posts => &[
                "person",
                "key",
                "title",
                "institution",
                "former",
                "from",
                "to",
                "person_mention",
                "title_mention",
                "rule",
            ],
            Table::Events => &rows::EVENT_COLUMNS,
            Table::EventRoles => &rows::ROLE_COLUMNS,
            Table::Figures => &rows::FIGURE_COLUMNS,
            Table::Times => &rows::TIME_COLUMNS,
            Table::Quotes => &rows::QUOTE_COLUMNS,
            Table::Tokens => &rows::TOKEN_COLUMNS,
        }
    }

    /// Writes the whole table of `records`.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn write<I>(self, records: I, out: impl Write) -> Result<()>
    where
        I: IntoIterator,
        I::Item: Borrow<Record>,
    {
        let mut table = TableWriter::new(self, out)?;
        for r in records {
            table.add(r.borrow())?;
        }
        table.finish()
    }
}

/// One table as it is written, record by record.
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    table: Table,
    csv: csv::Writer<W>,
}

impl<W: Write> TableWriter<W> {
    /// Begins a table with its header.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn new(table: Table, out: W) -> Result<TableWriter<W>> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(ARTICLE.iter().chain(table.columns())).map_err(io::Error::from)?;
        Ok(TableWriter { table, csv })
    }

    /// Adds the rows of one record.
    ///
    /// # Errors
    /// When the output refuses to be written to.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        let csv = &mut self.csv;
        let written = self.table.rows(record, &mut |cells| {
            for cell in article_cells(record).iter().copied().chain(cells.iter().map(|c| &**c)) {
                csv.write_field(&*safe::cell(cell))?;
            }
            csv.write_record(None::<&[u8]>)?;
            Ok(())
        });
        Ok(written?)
    }

    /// Writes out what is held back.
    ///
    /// # Errors
    /// When the output refuses to be written to.
    pub fn finish(mut self) -> Result<()> {
        Ok(self.csv.flush()?)
    }

    /// The output, with all that was held back.
    fn into_output(self) -> Result<W> {
        self.csv.into_inner().map_err(|e| io::Error::new(e.error().kind(), e.error().to_string()).into())
    }
}

/// Takes the cells of one row, those of the article left out.
pub(super) type Sink<'s> = &'s mut dyn FnMut(&[Cow<str>]) -> io::Result<()>;

/// The cells that every row begins with.
pub(super) fn article_cells(record: &Record) -> [&str; 3] {
    [
        &record.id,
        record.issue.date.as_deref().unwrap_or_default(),
        record.issue.paper.as_deref().unwrap_or_default(),
    ]
}

impl Table {
    /// Gives the rows of one record to `sink`, in the order of
    /// [`Table::columns`].
    pub(super) fn rows(self, record: &Record, sink: Sink) -> io::Result<()> {
        match self {
            Table::Articles => sink(&rows::article(record)),
            Table::Mentions => record.mentions.iter().try_for_each(|m| sink(&mention(record, m))),
            Table::Entities => record.entities.iter().try_for_each(|e| sink(&rows::entity(e))),
            Table::Posts => record.posts.iter().try_for_each(|p| sink(&post(record, p))),
            Table::Events => record.events.iter().try_for_each(|e| sink(&rows::event(e))),
            Table::EventRoles => record.events.iter().try_for_each(|e| rows::roles(record, e, sink)),
            Table::Figures => record.mentions.iter().filter_map(rows::figure).try_for_each(|f| sink(&f)),
            Table::Times => record.mentions.iter().filter_map(rows::time).try_for_each(|t| sink(&t)),
            Table::Quotes => rows::quotes(record, sink),
            Table::Tokens => rows::tokens(record, sink),
        }
    }
}

fn post<'a>(record: &'a Record, p: &'a Post) -> [Cow<'a, str>; 10] {
    [
        (&*p.person).into(),
        key(record, Some(p.person_mention)),
        (&*p.title).into(),
        opt(&p.institution),
        flag(p.former),
        opt(&p.from),
        opt(&p.to),
        num(p.person_mention),
        p.title_mention.map(num).unwrap_or_default(),
        (&*p.rule).into(),
    ]
}

/// All tables in one folder; of those that may be absent
/// ([`Table::may_be_absent`]), what the records have rows for.
#[derive(Debug)]
pub struct TableSet {
    dir: PathBuf,
    waiting: Waiting,
    tables: Vec<(PathBuf, TableWriter<OutputFile>)>,
}

impl TableSet {
    /// Begins the tables in `dir`, which must exist. They appear under their
    /// names when [`TableSet::finish`] has written them whole.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn create(dir: &Path) -> Result<TableSet> {
        let mut set = TableSet { dir: dir.to_owned(), waiting: Waiting::new(), tables: Vec::new() };
        Waiting::never().try_for_each(|table| set.begin(table))?;
        Ok(set)
    }

    fn begin(&mut self, table: Table) -> Result<()> {
        let path = self.dir.join(table.file_name());
        let writer = TableWriter::new(table, OutputFile::create(&path)?).map_err(|e| e.at(&path))?;
        self.tables.push((path, writer));
        Ok(())
    }

    /// Adds the rows of one record to every table.
    ///
    /// # Errors
    /// When a file cannot be written to.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        self.waiting.due(record).into_iter().try_for_each(|table| self.begin(table))?;
        self.tables.iter_mut().try_for_each(|(path, t)| t.add(record).map_err(|e| e.at(&*path)))
    }

    /// Writes out what is held back and gives the tables their names.
    ///
    /// # Errors
    /// When a file cannot be written to or renamed.
    pub fn finish(self) -> Result<()> {
        for (path, table) in self.tables {
            table.into_output().map_err(|e| e.at(&path))?.finish()?;
        }
        Ok(())
    }
}

fn mention<'a>(record: &'a Record, m: &'a Mention) -> [Cow<'a, str>; 15] {
    let entity = m.entity.and_then(|e| record.entities.get(e as usize));
    let detail = Detail::of(&m.kind);
    [
        num(m.id),
        m.kind.as_str().into(),
        m.start.to_string().into(),
        m.end.to_string().into(),
        (&*m.text).into(),
        num(m.sentence),
        m.entity.map(num).unwrap_or_default(),
        entity.map(|e| (&*e.key).into()).unwrap_or_default(),
        detail.name.or(entity.map(|e| (&*e.name).into())).unwrap_or_default(),
        detail.role,
        detail.value,
        detail.level,
        detail.class,
        detail.of,
        (&*m.rule).into(),
    ]
}

/// The columns that only some types of mention fill.
#[derive(Default)]
struct Detail<'a> {
    name: Option<Cow<'a, str>>,
    role: Cow<'a, str>,
    value: Cow<'a, str>,
    level: Cow<'a, str>,
    class: Cow<'a, str>,
    of: Cow<'a, str>,
}

impl<'a> Detail<'a> {
    fn of(kind: &'a MentionKind) -> Detail<'a> {
        let none = Detail::default();
        let named = |s: &'a String| Some(Cow::Borrowed(s.as_str()));
        match kind {
            MentionKind::Person { role } => Detail { role: word(role), ..none },
            MentionKind::Title { .. } => none,
            MentionKind::Place { name, level, path, .. } => Detail {
                name: named(name),
                level: level.as_deref().unwrap_or_default().into(),
                of: opt(path),
                ..none
            },
            MentionKind::Institution { name, of, class } => Detail {
                name: named(name),
                class: class.as_deref().unwrap_or_default().into(),
                of: opt(of),
                ..none
            },
            MentionKind::Meeting { name } => Detail { name: named(name), ..none },
            MentionKind::Document { name } => Detail { name: named(name), ..none },
            MentionKind::Figure { value, .. } => Detail { value: value.into(), ..none },
            MentionKind::Time { from, to, .. } => {
                let value = if from == to { from.into() } else { format!("{from}/{to}").into() };
                Detail { value, ..none }
            }
            MentionKind::Duration { value } => Detail { value: value.into(), ..none },
        }
    }
}

pub(super) fn key(record: &Record, mention: Option<u32>) -> Cow<'_, str> {
    let entity = mention.and_then(|m| record.mentions.get(m as usize)?.entity);
    entity.and_then(|e| record.entities.get(e as usize)).map(|e| (&*e.key).into()).unwrap_or_default()
}

/// The name that a unit variant has in records.
pub(super) fn word(value: &impl Serialize) -> Cow<'static, str> {
    super::json_word(value).into()
}

pub(super) fn num<'a>(n: u32) -> Cow<'a, str> {
    n.to_string().into()
}

pub(super) fn flag<'a>(b: bool) -> Cow<'a, str> {
    if b { "true".into() } else { "false".into() }
}

pub(super) fn opt(text: &Option<String>) -> Cow<'_, str> {
    text.as_deref().unwrap_or_default().into()
}
