//! `baozhi train`: a sequence model from annotated text.

use crate::Outcome;
use crate::args::TrainArgs;
use crate::console::say;
use baozhi::tagger::train::{Knowledge, Options, read_examples, train};
use baozhi::{Error, Result};

pub fn run(args: TrainArgs) -> Result<Outcome> {
    let mut examples = Vec::new();
    for path in &args.corpora {
        examples.extend(read_examples(path)?);
    }
    if examples.is_empty() {
        return Err(Error::usage("the corpora hold no annotated text"));
    }
    say!("{} texts", examples.len());
    let options = Options { epochs: args.epochs, seed: args.seed, ..Options::default() };
    let tagger = train(&examples, &Knowledge::default(), &options, &mut |p| {
        say!("epoch {} of {}: loss {:.4}, {} rows", p.epoch, p.epochs, p.loss, p.rows);
    });
    tagger.save(&args.output)?;
    Ok(Outcome::Done)
}
