//! The engine with its settings: `Extractor`.

use crate::arguments::{Day, Model, Names, OnFault, Paths, choice};
use crate::errors;
use crate::record::Record;
use crate::records::Records;
use crate::rows::Rows;
use crate::stream::{Giver, Item, Stream};
use crate::tables::Tables;
use baozhi::corpus::{self, Options, Survey};
use baozhi::entity::Appointments;
use baozhi::input::Columns;
use baozhi::record::IssueInfo;
use baozhi::{Article, Config, Document, Error, Issue, Offsets};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Turns articles into records. Built once, never changes, and may be used by
/// several threads at a time.
#[pyclass(frozen, module = "baozhi")]
pub struct Extractor {
    engine: Arc<baozhi::Extractor>,
    home: Option<String>,
    threads: usize,
    warnings: Vec<String>,
}

/// What an extractor is built with.
struct Settings {
    config: Config,
    dicts: Vec<PathBuf>,
    words: Vec<PathBuf>,
    appointments: Option<PathBuf>,
    model: Model,
    home: Option<String>,
}

impl Settings {
    /// The engine, and what was odd in the dictionaries.
    fn build(self) -> baozhi::Result<(baozhi::Extractor, Vec<String>)> {
        let mut builder = baozhi::Extractor::builder().config(self.config);
        for dict in &self.dicts {
            builder = builder.dictionary(dict)?;
        }
        let warnings = builder.warnings().to_vec();
        for words in &self.words {
            builder = builder.words(words);
        }
        if let Some(table) = &self.appointments {
            builder = builder.appointments(Appointments::read(table)?);
        }
        builder = match self.model {
            Model::Embedded(true) => builder,
            Model::Embedded(false) => builder.without_model(),
            Model::File(path) => builder.model(path)?,
        };
        let engine = builder.build()?;
        check_home(self.home.as_deref(), &engine)?;
        Ok((engine, warnings))
    }
}

/// # Errors
/// When the home is no place that is known; names the nearest.
fn check_home(home: Option<&str>, engine: &baozhi::Extractor) -> baozhi::Result<()> {
    let Some(home) = home.filter(|home| engine.lexicon().place(home).is_none()) else { return Ok(()) };
    let near = engine.lexicon().places_like(home, 3);
    let near = if near.is_empty() { String::new() } else { format!("; near it are {}", near.join(", ")) };
    Err(Error::usage(format!(
        "home {home:?}: no place of this name is known{near}. A place of your own comes in with dicts"
    )))
}

/// Runs `work` in a pool of its own, with as many threads as asked for, or as
/// the machine has cores for 0. A pool that outlived its run would be dead in a
/// process that was forked off, and whoever used it there would wait for ever.
fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> baozhi::Result<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.min(cores)).build();
    let pool = pool.map_err(|e| Error::usage(format!("cannot start threads: {e}")))?;
    Ok(pool.install(work))
}

/// What one run reads, beside the files.
struct Asked {
    inputs: Survey,
    options: Options,
}

impl Extractor {
    fn start(&self, asked: Asked) -> Stream {
        let (engine, threads) = (self.engine.clone(), self.threads);
        Stream::start(move |giver| {
            let report = in_pool(threads, || run(&engine, asked, &giver)).and_then(|outcome| outcome);
            giver.give(match report {
                Ok(report) => Item::End(Box::new(report)),
                Err(error) => Item::Fault(error),
            });
        })
    }

    /// What a run is asked for.
    ///
    /// # Errors
    /// When an option is wrong, or there is nothing at all to read.
    fn asked(&self, inputs: Paths, known: Known) -> baozhi::Result<Asked> {
        let columns = known.columns.map_or_else(Vec::new, |names| names.0);
        let columns = columns.iter().try_fold(Columns::default(), |all, spec| all.with(spec))?;
        let encoding = known.encoding.map(|label| label.parse()).transpose()?;
        check_home(known.home.as_deref(), &self.engine)?;
        let options = Options {
            date: known.date.map(|day| day.0),
            home: known.home.or_else(|| self.home.clone()),
            encoding,
            columns,
            ..Options::default()
        };
        let mut inputs = corpus::survey(&inputs.0);
        if inputs.inputs.is_empty() && !inputs.failures.is_empty() {
            return Err(inputs.failures.swap_remove(0));
        }
        Ok(Asked { inputs, options })
    }

    /// The articles of one issue, with what is known of it.
    fn issue(&self, mut issue: Issue, known: Known) -> Vec<Document> {
        let masthead = &mut issue.masthead;
        masthead.date = masthead.date.or(known.date.map(|day| day.0));
        if let Some(date) = masthead.date {
            issue.articles.iter_mut().for_each(|a| a.resolve_dateline(date));
        }
        let given = known.home.or_else(|| self.home.clone());
        let home = given.or_else(|| self.engine.home_of(&issue.masthead));
        Document::of_issue(issue, "text", home)
    }
}

/// What the caller knows that files and texts do not say.
#[derive(Default)]
struct Known {
    date: Option<Day>,
    home: Option<String>,
    columns: Option<Names>,
    encoding: Option<String>,
}

/// Runs over the files; gives each record to `giver` as long as it is taken.
fn run(engine: &baozhi::Extractor, asked: Asked, giver: &Giver) -> baozhi::Result<corpus::Report> {
    let Survey { inputs, failures, links, .. } = asked.inputs;
    let unit = |record: baozhi::Record| record.with_offsets(Offsets::Char);
    let mut report = corpus::run(&inputs, engine, &asked.options, unit, |record, _| {
        // Nobody is there to see the error: it ends the run.
        let taken = giver.give(Item::Record(Box::new(record)));
        if taken { Ok(()) } else { Err(Error::usage("the run was closed")) }
    })?;
    report.failures.splice(0..0, failures);
    report.tally.note_left("links", links.len() as u64);
    Ok(report)
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, home = None, dicts = None, words = None, appointments = None, model = None,
        numbers = false, irrealis = false, tokens = false, threads = None))]
    #[expect(clippy::too_many_arguments, reason = "arguments by name are how Python has settings")]
    fn new(
        py: Python<'_>,
        home: Option<String>,
        dicts: Option<Paths>,
        words: Option<Paths>,
        appointments: Option<PathBuf>,
        model: Option<Model>,
        numbers: bool,
        irrealis: bool,
        tokens: bool,
        threads: Option<u16>,
    ) -> PyResult<Extractor> {
        let settings = Settings {
            config: Config::default().with_numbers(numbers).with_irrealis(irrealis).with_tokens(tokens),
            dicts: dicts.map_or_else(Vec::new, |paths| paths.0),
            words: words.map_or_else(Vec::new, |paths| paths.0),
            appointments,
            model: model.unwrap_or(Model::Embedded(true)),
            home: home.clone(),
        };
        let threads = usize::from(threads.unwrap_or(0));
        let built = py.detach(|| in_pool(threads, || settings.build()).and_then(|built| built));
        let (engine, warnings) = built.map_err(|e| errors::raise(py, &e))?;
        Ok(Extractor { engine: Arc::new(engine), home, threads, warnings })
    }

    /// The records of files, folders of them, or any mix, in their order.
    ///
    /// They are made in the background, a little ahead of who takes them; the
    /// iterator gives one after another and holds few in memory.
    #[pyo3(signature = (inputs, *, date = None, home = None, columns = None, encoding = None, errors = "warn"))]
    #[expect(clippy::too_many_arguments, reason = "arguments by name are how Python has settings")]
    fn extract(
        &self,
        py: Python<'_>,
        inputs: Paths,
        date: Option<Day>,
        home: Option<String>,
        columns: Option<Names>,
        encoding: Option<String>,
        errors: &str,
    ) -> PyResult<Records> {
        let on_fault = OnFault::named(py, errors)?;
        let known = Known { date, home, columns, encoding };
        let asked = py.detach(|| self.asked(inputs, known)).map_err(|e| errors::raise(py, &e))?;
        Ok(Records::new(self.start(asked), on_fault))
    }

    /// The tables of files, folders of them, or any mix.
    #[pyo3(signature = (inputs, *, date = None, home = None, columns = None, encoding = None, errors = "warn"))]
    #[expect(clippy::too_many_arguments, reason = "arguments by name are how Python has settings")]
    fn tables(
        &self,
        py: Python<'_>,
        inputs: Paths,
        date: Option<Day>,
        home: Option<String>,
        columns: Option<Names>,
        encoding: Option<String>,
        errors: &str,
    ) -> PyResult<Tables> {
        Tables::of_run(py, &self.extract(py, inputs, date, home, columns, encoding, errors)?)
    }

    /// The record of one article. The text stays as it is, led by the title and
    /// a line break where a title is given.
    #[pyo3(signature = (text, *, date = None, title = None, paper = None, home = None, id = "text#1"))]
    #[expect(clippy::too_many_arguments, reason = "arguments by name are how Python has settings")]
    fn extract_text(
        &self,
        py: Python<'_>,
        text: &str,
        date: Option<Day>,
        title: Option<&str>,
        paper: Option<&str>,
        home: Option<String>,
        id: &str,
    ) -> PyResult<Record> {
        check_home(home.as_deref(), &self.engine).map_err(|e| errors::raise(py, &e))?;
        let home = home.or_else(|| self.home.clone());
        Ok(py.detach(|| {
            let mut issue = IssueInfo::default();
            issue.date = date.map(|day| day.0.to_string());
            issue.home = home.or_else(|| self.engine.home_of_paper(paper?));
            issue.paper = paper.map(str::to_owned);
            let mut article = Article::plain(title, text);
            if let Some(day) = date {
                article.resolve_dateline(day.0);
            }
            Record::new(self.engine.extract_document(&Document::new(id, issue, article)))
        }))
    }

    /// The records of the text of a whole page or issue, which is cut into its
    /// articles; its masthead goes before the date and home that are given here.
    #[pyo3(signature = (text, *, date = None, home = None))]
    fn extract_issue(
        &self,
        py: Python<'_>,
        text: &str,
        date: Option<Day>,
        home: Option<String>,
    ) -> PyResult<Vec<Record>> {
        check_home(home.as_deref(), &self.engine).map_err(|e| errors::raise(py, &e))?;
        Ok(py.detach(|| {
            let documents = self.issue(Issue::parse(text), Known { date, home, ..Known::default() });
            self.engine.extract_documents(&documents).into_iter().map(Record::new).collect()
        }))
    }

    /// The records of the rows of a table in memory, in their order, made on
    /// all cores. `rows` has a column for each field that is known: `text`, `title`,
    /// `date`, `id`, `paper`, `page`, `home`, `author` and so on.
    ///
    /// A row without text raises `InputError`; with `errors="keep"` the
    /// exception stands in the place of its record.
    #[pyo3(signature = (rows, *, errors = "raise"))]
    fn extract_rows<'py>(
        &self,
        py: Python<'py>,
        rows: Rows,
        errors: &str,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let keep = choice(py, "errors", errors, &[("raise", false), ("keep", true)])?;
        let documents = py.detach(|| rows.documents(&self.engine, self.home.as_deref()));
        if let Some((at, Err(error))) = documents.iter().enumerate().find(|(_, d)| !keep && d.is_err()) {
            return Err(errors::usage(py, format!("row {}: {error}", at + 1)));
        }
        let (mut good, mut places) = (Vec::new(), Vec::with_capacity(documents.len()));
        for document in documents {
            places.push(document.map(|document| good.push(document)));
        }
        let records = py.detach(|| in_pool(self.threads, || self.engine.extract_batch(&good)));
        let mut records = records.map_err(|e| errors::raise(py, &e))?.into_iter();
        let made = places.into_iter().map(|place| match (place, &mut records) {
            (Err(error), _) => errors::instance(py, &error),
            (Ok(()), records) => match records.next() {
                Some(record) => Ok(Bound::new(py, Record::new(record))?.into_any()),
                None => Err(errors::usage(py, "an article gave no record")),
            },
        });
        made.collect()
    }

    /// What was odd in the dictionaries, with file and line.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.warnings.clone()
    }

    /// The home that is told to all articles, if one is.
    #[getter]
    fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }
}
