//! What the commands that read articles share: set-up, the run, its end.

use crate::Outcome;
use crate::args::InputArgs;
use crate::console::note;
use crate::progress::{Display, tell, warn};
use baozhi::corpus::{self, Options, Report, Survey};
use baozhi::entity::Appointments;
use baozhi::input::Columns;
use baozhi::{Config, Error, Extractor, Record, Result};

/// Starts as many threads as asked for, or as the machine has cores, and never
/// more than that: more only wait.
///
/// # Errors
/// When the system lets no thread start.
pub fn start_threads(asked: Option<usize>) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let set = std::env::var("RAYON_NUM_THREADS").ok().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
    let wanted = asked.or(set).unwrap_or(cores);
    if wanted > cores {
        note!("baozhi: {wanted} threads were asked for; {cores} run, as the machine has cores");
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(wanted.min(cores));
    pool.build_global().map_err(|e| std::io::Error::other(format!("cannot start threads: {e}")).into())
}

/// The corpus options and the extractor that the arguments ask for.
pub fn prepare(args: &InputArgs) -> Result<(Options, Extractor)> {
    let config =
        Config::default().with_numbers(args.numbers).with_irrealis(args.irrealis).with_tokens(args.tokens);
    let mut builder = Extractor::builder().config(config);
    for dict in &args.dict {
        builder = builder.dictionary(dict)?;
    }
    warn(builder.warnings(), builder.more_warnings());
    if let Some(table) = &args.appointments {
        builder = builder.appointments(Appointments::read(table)?);
    }
    if let Some(model) = &args.model {
        builder = builder.model(model)?;
    }
    if args.no_model {
        builder = builder.without_model();
    }
    let columns = args.columns.iter().try_fold(Columns::default(), |columns, spec| columns.with(spec))?;
    let options = Options {
        date: args.date,
        home: args.home.clone(),
        paper: args.paper.clone(),
        encoding: args.encoding,
        columns,
        ..Options::default()
    };
    let extractor = builder.build()?;
    check_home(args.home.as_deref(), &extractor)?;
    Ok((options, extractor))
}

/// # Errors
/// When the home that is named is no place that is known; names the nearest.
pub fn check_home(home: Option<&str>, extractor: &Extractor) -> Result<()> {
    let Some(home) = home else { return Ok(()) };
    if extractor.lexicon().place(home).is_some() {
        return Ok(());
    }
    let near = extractor.lexicon().places_like(home, 3);
    let near = if near.is_empty() { String::new() } else { format!("; near it are {}", near.join(", ")) };
    Err(Error::usage(format!(
        "--home {home}: no place of this name is known{near}. A place of your own comes in with --dict"
    )))
}

/// Runs over the corpus, showing progress;
/// paths that could not be opened are among the report's failures.
pub fn over_corpus<T: Send>(
    args: &InputArgs,
    extractor: &Extractor,
    options: &Options,
    map: impl Fn(Record) -> T + Sync + Send,
    mut consume: impl FnMut(T) -> Result<()> + Send,
) -> Result<Report> {
    let Survey { inputs, failures, links, passed, .. } = corpus::survey(&args.inputs);
    let display = Display::new(&inputs);
    let outcome = corpus::run(&inputs, extractor, options, map, |value, progress| {
        display.show(progress);
        consume(value)
    });
    display.clear();
    let mut report = outcome?;
    report.failures.splice(0..0, failures);
    passed.into_iter().for_each(|(what, n)| report.tally.note_left(what, n));
    if let Some(first) = links.first() {
        report.tally.note_left("links", links.len() as u64);
        let path = first.display();
        report.warnings.push(format!("{path}: a link in a folder is not followed; name it to have it read"));
    }
    Ok(report)
}

/// Says what went wrong, and how the run came out.
pub fn conclude(report: &Report) -> Outcome {
    tell(report);
    if report.failures.is_empty() { Outcome::Done } else { Outcome::Partly }
}
