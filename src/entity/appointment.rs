//! Who held which post when: a table that users give, or that a corpus
//! yields.
//!
//! ```text
//! person <tab> title <tab> institution <tab> from <tab> to <tab> seen
//! 卢庆远 <tab> 主席 <tab> 政协许昌市委员会 <tab> 2020-01-05
//! ```
//!
//! `to` is the last day in the post, where a text says it; `seen` the last day on which an article shows the post held,
//! where no text says when it ended. A table of one's own may leave out the column `seen`.
//!
//! The columns may also be parted by commas, as in a `.csv` file; the line of
//! names tells. Days are ISO 8601; an empty one is open. A headline's 卢庆远主持会议 has no
//! post in the text: at the issue's date the table has one.

use crate::export::safe::plain;
use crate::mention::Found;
use crate::record::{MentionKind, PersonRole, Post, Record};
use crate::{Error, Result};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [&str; 6] = ["person", "title", "institution", "from", "to", "seen"];
/// Columns that every table has.
const NEEDED: usize = 5;

/// A table of posts with their holders and days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appointments {
    /// The table's file name, for rules.
    file: String,
    rows: BTreeMap<String, Vec<Row>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    title: String,
    institution: String,
    from: Option<Date>,
    to: Option<Date>,
    /// The last day on which the post is known to be held.
    until: Option<Date>,
    line: u64,
}

impl Appointments {
    /// Reads the table at `path`.
    ///
    /// # Errors
    /// A file that cannot be read, a line without its columns, or a day
    /// that is no ISO date; the message names file and line.
    pub fn read(path: impl AsRef<Path>) -> Result<Appointments> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        Appointments::parse(&path.to_string_lossy(), &text)
    }

    /// Reads a table's text; `name` stands for it in rules and errors.
    ///
    /// # Errors
    /// As [`Appointments::read`].
    pub fn parse(name: &str, text: &str) -> Result<Appointments> {
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let mut columns = 0;
        for (line, fields) in lines(text) {
            let is_head = columns == 0;
            let fits = match is_head {
                true => {
                    fields.len() >= NEEDED
                        && COLUMNS.starts_with(&fields.iter().map(|f| &**f).collect::<Vec<_>>())
                }
                false => fields.len() == columns,
            };
            if !fits {
                let names = COLUMNS[..NEEDED.max(columns)].join(", ");
                let message =
                    format!("expected the columns {names}, parted by tabs or commas, found {fields:?}");
                return Err(Error::line(name, line, message));
            }
            if is_head {
                columns = fields.len();
                continue;
            }
            let seen = day(name, line, fields.get(NEEDED).map_or("", |f| f))?;
            let row = Row {
                title: fields[1].clone(),
                institution: fields[2].clone(),
                from: day(name, line, &fields[3])?,
                // Nobody is given a post beyond the day that a corpus shows it on: its end is unknown.
                until: day(name, line, &fields[4])?.map_or(seen, Some),
                to: day(name, line, &fields[4])?,
                line,
            };
            rows.entry(fields[0].clone()).or_default().push(row);
        }
        let file = Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Appointments { file, rows })
    }

    /// Gives persons whose posts the article does not name those that they
    /// held on `date`.
    ///
    /// A name that the table gives several posts of different institutions'
    /// divisions still gets all of them: officials hold several at a time.
    pub fn settle(&self, found: &mut Found, date: Date) {
        let mut seen: Vec<&str> = found.posts.iter().map(|p| p.person.as_str()).collect();
        let mut posts = Vec::new();
        for mention in &found.mentions {
            let MentionKind::Person { role: PersonRole::Official | PersonRole::Other } = mention.kind else {
                continue;
            };
            let Some((person, rows)) = self.rows.get_key_value(&mention.text) else { continue };
            if seen.contains(&person.as_str()) {
                continue;
            }
            seen.push(person);
            for row in
                rows.iter().filter(|r| r.from.is_none_or(|d| d <= date) && r.until.is_none_or(|d| date <= d))
            {
                posts.push(Post {
                    person: person.clone(),
                    title: row.title.clone(),
                    institution: Some(row.institution.clone()).filter(|i| !i.is_empty()),
                    former: false,
                    person_mention: mention.id,
                    title_mention: None,
                    from: row.from.map(|d| d.to_string()),
                    to: row.to.map(|d| d.to_string()),
                    rule: format!("{}:{}", self.file, row.line).into(),
                });
            }
        }
        for mention in &mut found.mentions {
            let held = posts.iter().any(|p: &Post| p.person == mention.text);
            if let (true, MentionKind::Person { role }) = (held, &mut mention.kind) {
                *role = PersonRole::Official;
            }
        }
        found.posts.extend(posts);
    }
}

/// The cells of each line that is no comment, with its number. A table is
/// parted by tabs where its first line has one, else by commas.
fn lines(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> {
    let text = text.trim_start_matches('\u{feff}');
    let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let tabs = text.lines().find(is_row).is_some_and(|head| head.contains('\t'));
    let cells = move |line: &str| match tabs {
        true => line.split('\t').map(|cell| cell.trim().to_owned()).collect(),
        false => comma_cells(line),
    };
    (1u64..).zip(text.lines()).filter(move |(_, line)| is_row(line)).map(move |(n, line)| (n, cells(line)))
}

/// The cells of a line of a `.csv` file. A name has no line break.
fn comma_cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).trim(csv::Trim::All).from_reader(line.as_bytes());
    let record = reader.into_records().next().and_then(|record| record.ok());
    record.map_or_else(Vec::new, |record| record.iter().map(str::to_owned).collect())
}

fn day(name: &str, line: u64, field: &str) -> Result<Option<Date>> {
    if field.is_empty() {
        return Ok(None);
    }
    let wrong = |_| Error::line(name, line, format!("expected a day such as 2021-03-03, found {field:?}"));
    field.parse().map(Some).map_err(wrong)
}

/// Collects the posts that records name, with the days each was held as far as texts show; writes a table that
/// [`Appointments::parse`] reads.
#[derive(Clone, Debug, Default)]
pub struct AppointmentsBuilder {
    seen: BTreeMap<(String, String, String), Days>,
}

/// What is known of when a post was held.
#[derive(Clone, Debug)]
struct Days {
    /// The first day that a text gives, or the first issue that shows the post.
    from: String,
    /// The last day that a text gives.
    to: String,
    /// The last day on which it is shown to be held.
    seen: String,
}

impl AppointmentsBuilder {
    /// Adds the current posts that one record names, from the day the text
    /// says or else the issue's; a record without an issue date adds nothing.
    pub fn add(&mut self, record: &Record) {
        let Some(date) = &record.issue.date else { return };
        for post in record.posts.iter().filter(|p| !p.former && p.title_mention.is_some()) {
            let key = (post.institution.clone().unwrap_or_default(), post.title.clone(), post.person.clone());
            let from = post.from.as_ref().unwrap_or(date);
            let seen = post.to.as_deref().unwrap_or_else(|| shown_on(post.from.as_deref(), date));
            let new = || Days { from: from.clone(), to: String::new(), seen: seen.to_owned() };
            let days = self.seen.entry(key).or_insert_with(new);
            if *from < days.from {
                days.from.clone_from(from);
            }
            if let Some(to) = post.to.as_ref().filter(|to| **to > days.to) {
                days.to.clone_from(to);
            }
            if *seen > *days.seen {
                seen.clone_into(&mut days.seen);
            }
        }
    }

    /// The table, by institution, title and person.
    pub fn table(&self) -> String {
        let mut out = COLUMNS.join("\t") + "\n";
        for cells in self.rows() {
            out += &cells.join("\t");
            out.push('\n');
        }
        out
    }

    /// The same table with commas between its columns.
    pub fn csv_table(&self) -> String {
        let mut out = COLUMNS.join(",") + "\n";
        for cells in self.rows() {
            let quoted = cells.map(|cell| match cell.contains([',', '"', '#']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")).into(),
                false => cell,
            });
            out += &quoted.join(",");
            out.push('\n');
        }
        out
    }

    /// The cells of each row. A tab or a line break in a name would make a
    /// column or a row, and is left out.
    fn rows(&self) -> impl Iterator<Item = [Cow<'_, str>; 6]> {
        self.seen.iter().map(|((institution, title, person), days)| {
            // Who is seen in the post after its end took it up again: the end told of is not the last.
            let ended = !days.to.is_empty() && days.seen <= days.to;
            let (to, seen) = if ended { (days.to.as_str(), "") } else { ("", days.seen.as_str()) };
            [person, title, institution, &days.from, to, seen].map(|cell| plain(cell))
        })
    }
}

/// The last day on which an article of `date` shows a post held that was taken up on `from`. News of an appointment
/// show it on their own day; a life that tells of a post taken up in a year before does not say until when it was held.
fn shown_on<'d>(from: Option<&'d str>, date: &'d str) -> &'d str {
    let year = |day: &str| day.get(..4).and_then(|year| year.parse::<i32>().ok());
    match from {
        Some(from) if year(from).zip(year(date)).is_some_and(|(from, date)| from < date) => from,
        _ => date,
    }
}
