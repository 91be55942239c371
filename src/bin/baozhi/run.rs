//! What the commands that read articles share: set-up, the run, its end.

use crate::Outcome;
use crate::args::InputArgs;
use crate::progress::{Display, tell, warn};
use baozhi::corpus::{self, Options, Report};
use baozhi::entity::Appointments;
use baozhi::{Config, Error, Extractor, Record, Result};

/// The corpus options and the extractor that the arguments ask for.
pub fn prepare(args: &InputArgs) -> Result<(Options, Extractor)> {
    let config = Config::default().with_numbers(args.numbers).with_irrealis(args.irrealis);
    let mut builder = Extractor::builder().config(config);
    for dict in &args.dict {
        builder = builder.dictionary(dict)?;
    }
    if !args.quiet {
        warn(builder.warnings(), builder.more_warnings());
    }
    if let Some(table) = &args.appointments {
        builder = builder.appointments(Appointments::read(table)?);
    }
    if let Some(model) = &args.model {
        builder = builder.model(model)?;
    }
    if args.no_model {
        builder = builder.without_model();
    }
    let options =
        Options { date: args.date, home: args.home.clone(), encoding: args.encoding, ..Options::default() };
    Ok((options, builder.build()?))
}

/// Runs over the corpus in a pool of the size asked for, showing progress;
/// paths that could not be opened are among the report's failures.
pub fn over_corpus<T: Send>(
    args: &InputArgs,
    extractor: &Extractor,
    options: &Options,
    map: impl Fn(Record) -> T + Sync + Send,
    mut consume: impl FnMut(T) -> Result<()> + Send,
) -> Result<Report> {
    let (inputs, failures) = corpus::expand(&args.inputs);
    let display = Display::new(&inputs, args.quiet);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from));
    let pool = pool.build().map_err(|e| Error::usage(format!("cannot start threads: {e}")))?;
    let outcome = pool.install(|| {
        corpus::run(&inputs, extractor, options, map, |value, progress| {
            display.show(progress);
            consume(value)
        })
    });
    display.clear();
    let mut report = outcome?;
    report.failures.splice(0..0, failures);
    Ok(report)
}

/// Says what went wrong, and how the run came out.
pub fn conclude(report: &Report, quiet: bool) -> Outcome {
    tell(report, quiet);
    if report.failures.is_empty() { Outcome::Done } else { Outcome::Partly }
}
