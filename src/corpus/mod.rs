//! Files and folders in, records out in input order.
//!
//! ```text
//! paths ─ input ─ read ──▶ batches ──▶ document ─ extract (rayon) ──▶ in order ─▶ consumer
//!         (one reader thread)          (as many workers as the pool has)   (one consumer thread)
//! ```
//!
//! Reading, extraction and writing overlap; at most a few batches per worker
//! are in memory at a time, and of articles of many megabytes one. The order and bytes of the output do not depend
//! on the number of threads. A bad file or line is reported and the rest of
//! the corpus goes on.
//!
//! The work runs in the rayon pool the caller is in (the global one unless
//! `ThreadPool::install` says otherwise).

mod few;
mod input;
mod output;
mod parse;
mod pipeline;
mod read;
mod source;
mod tally;
mod whole;
mod zstd;

pub use input::{Input, Survey, expand, survey};
pub use output::{OutputFile, resume_point};
pub use read::Limits;
pub use source::open;
pub use tally::Tally;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::extract::{self, Extractor};
use crate::input::Columns;
use crate::lexicon::PageWord;
use crate::page::Encoding;
use crate::record::Record;
use few::Few;
use jiff::civil::Date;
use parse::Parsed;
use read::Batch;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the caller knows about a corpus that its files do not say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The date of pages without a masthead and of JSONL lines without `date`.
    pub date: Option<Date>,
    /// Full name of the home locality; overrides what a paper's name suggests,
    /// not what a JSONL line says.
    pub home: Option<String>,
    /// The paper of pages without a masthead and of JSONL lines without
    /// `paper`; its name tells the home too.
    pub paper: Option<String>,
    /// The encoding of all page files; found for each file when `None`.
    pub encoding: Option<Encoding>,
    /// Names of columns, keys and labels beside those that are known.
    pub columns: Columns,
    /// Leave out this many articles from the start: those an interrupted run
    /// has already written.
    pub skip: u64,
    /// Bounds on single inputs.
    pub limits: Limits,
}

/// What a run has seen.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// Articles given to the consumer.
    pub articles: u64,
    /// Articles left out because of [`Options::skip`].
    pub skipped: u64,
    /// Bytes of article text extracted.
    pub bytes: u64,
    /// Files, lines and pages that could not be read, in input order: the
    /// first thousand of them.
    pub failures: Vec<Error>,
    /// How many more could not be read.
    pub more_failures: u64,
    /// Things to know that stopped nothing: duplicate ids, undecodable bytes;
    /// the first thousand of them.
    pub warnings: Vec<String>,
    /// How many more warnings there were.
    pub more_warnings: u64,
    /// Which files were read and which were left.
    pub tally: Tally,
    /// Articles of no known date.
    pub undated: u64,
    /// Articles of no known home, those of papers of the whole country apart.
    pub homeless: u64,
}

/// How far a run has come, for a progress display.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Bytes of input read so far, compressed where the files are.
    pub read: u64,
    /// Articles given to the consumer so far.
    pub articles: u64,
}

/// Extracts `inputs` in parallel and gives what `map` makes of each record to
/// `consume`, in input order, on a thread of its own.
///
/// `map` runs on the workers: serialise there. Bad input never ends a run, and is
/// listed in [`Report::failures`].
///
/// # Errors
/// That of `consume` (a full disk), which ends the run.
pub fn run<T, M, C>(
    inputs: &[Input],
    extractor: &Extractor,
    options: &Options,
    map: M,
    mut consume: C,
) -> Result<Report>
where
    T: Send,
    M: Fn(Record) -> T + Sync,
    C: FnMut(T, Progress) -> Result<()> + Send,
{
    let mut report = Report::default();
    let (mut failures, mut warnings) = (Few::default(), Few::default());
    let (mut ids, mut homes) = (Hashed::default(), Hashed::default());
    let work = |batch: Batch, give: &mut dyn FnMut(Done<T>) -> bool| {
        work(batch, extractor, options, &map, give);
    };
    pipeline::ordered(
        |send| read::batches(inputs, options, send),
        Batch::bytes,
        work,
        |done: Done<T>| {
            failures.append(done.failures);
            warnings.append(done.warnings);
            report.tally.append(done.tally);
            for item in done.items {
                if !ids.is_new(&item.id) {
                    let Item { id, path, .. } = &item;
                    warnings
                        .note(|| format!("{path}: the id {id:?} was used before; both articles are kept"));
                }
                if let Some(home) = item.strange_home.filter(|home| homes.is_new(home)) {
                    let path = &item.path;
                    warnings.note(|| format!("{path}: the home {home:?} is no place that is known"));
                }
                let Some(value) = item.value else {
                    report.skipped += 1;
                    continue;
                };
                report.articles += 1;
                report.bytes += item.bytes;
                report.undated += u64::from(!item.dated);
                report.homeless += u64::from(!item.at_home);
                consume(value, Progress { read: done.read, articles: report.articles })?;
            }
            Ok(())
        },
    )?;
    (report.failures, report.more_failures) = (failures.kept, failures.more);
    (report.warnings, report.more_warnings) = (warnings.kept, warnings.more);
    Ok(report)
}

/// Reads the articles of `inputs` in order, on the caller's thread, and gives
/// each to `take` until it says false. What cannot be read is passed over;
/// gives what could not be, the first thousand of it.
pub fn read(
    inputs: &[Input],
    extractor: &Extractor,
    options: &Options,
    mut take: impl FnMut(Document) -> bool,
) -> Vec<Error> {
    let mut failures = Few::default();
    read::batches(inputs, options, &mut |batch| {
        let parsed = parse::parse(batch, options, |m| extractor.home_of(m));
        failures.append(parsed.failures);
        let mut documents = parsed.documents;
        documents.all(&mut take)
    });
    failures.kept
}

/// Some of a batch after extraction.
struct Done<T> {
    read: u64,
    items: Vec<Item<T>>,
    failures: Few<Error>,
    warnings: Few<String>,
    tally: Tally,
}

/// One article after extraction; no value where an earlier run wrote it.
struct Item<T> {
    id: String,
    path: String,
    bytes: u64,
    dated: bool,
    at_home: bool,
    /// A home that no place is known of.
    strange_home: Option<String>,
    value: Option<T>,
}

/// Extracts a batch and gives what came of it, a group of articles at a time: a
/// page may be a million of them.
fn work<T>(
    batch: Batch,
    extractor: &Extractor,
    options: &Options,
    map: &(impl Fn(Record) -> T + Sync),
    give: &mut dyn FnMut(Done<T>) -> bool,
) {
    let (read, skip) = (batch.read, batch.skip as usize);
    let Parsed { mut documents, failures, warnings, tally } =
        parse::parse(batch, options, |m| extractor.home_of(m));
    let mut done = Done { read, items: Vec::new(), failures, warnings, tally };
    for group in extract::gather(documents.by_ref().take(skip)) {
        done.items.extend(group.iter().map(|doc| Item::of(doc, extractor, None)));
        if !give(std::mem::replace(&mut done, Done::at(read))) {
            return;
        }
    }
    for group in extract::gather(documents) {
        for (doc, record) in group.iter().zip(records(&group, extractor)) {
            match record.and_then(|record| unharmed(|| map(record))) {
                Some(value) => done.items.push(Item::of(doc, extractor, Some(value))),
                None => {
                    let Document { id, path, .. } = doc;
                    let message = format!("article {id:?} could not be extracted: internal fault");
                    done.failures.extend([Error::input(path, message)]);
                }
            }
        }
        if !give(std::mem::replace(&mut done, Done::at(read))) {
            return;
        }
    }
    give(done);
}

/// The records of a group. Extraction does not panic; should it, the articles
/// are taken one by one, and one is lost and named, not the corpus.
fn records(group: &[Document], extractor: &Extractor) -> Vec<Option<Record>> {
    match unharmed(|| extractor.extract_documents(group)) {
        Some(records) => records.into_iter().map(Some).collect(),
        None => group.iter().map(|doc| unharmed(|| extractor.extract_document(doc))).collect(),
    }
}

/// What `f` gives, unless it panics.
fn unharmed<T>(f: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(f)).ok()
}

impl<T> Done<T> {
    /// Nothing yet, of a batch up to the end of which so many bytes were read.
    fn at(read: u64) -> Done<T> {
        let (failures, warnings, tally) = (Few::default(), Few::default(), Tally::default());
        Done { read, items: Vec::new(), failures, warnings, tally }
    }
}

impl<T> Item<T> {
    fn of(doc: &Document, extractor: &Extractor, value: Option<T>) -> Item<T> {
        let bytes = doc.article.text.len() as u64;
        let (dated, at_home) = (doc.issue.date.is_some(), doc.issue.home.is_some() || is_central(doc));
        let is_strange = |home: &&String| extractor.lexicon().place(home).is_none();
        let strange_home = doc.issue.home.as_ref().filter(is_strange).cloned();
        let (id, path) = (doc.id.clone(), doc.path.clone());
        Item { id, path, bytes, dated, at_home, strange_home, value }
    }
}

/// True for an article of a paper of the whole country, which has no home to give.
fn is_central(doc: &Document) -> bool {
    doc.issue.paper.as_deref().is_some_and(|paper| PageWord::Central.begins(paper).is_some())
}

/// The ids or homes seen so far, by hash: 64 bits keep a corpus of millions in a
/// few megabytes, and a chance collision costs no more than a wrong warning.
#[derive(Default)]
struct Hashed {
    seen: HashSet<u64>,
}

impl Hashed {
    fn is_new(&mut self, text: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }
}
