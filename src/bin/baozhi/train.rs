//! `baozhi train`: a sequence model from annotated text, the weights of the choice among names from labelled articles.

use crate::Outcome;
use crate::args::{TrainArgs, TrainChoiceArgs, TrainEventsArgs, TrainWhat};
use crate::console::{self, counted, note, say};
use baozhi::corpus::{OutputFile, open};
use baozhi::event::train as events_train;
use baozhi::mention::choose::{ChoiceTrainer, Counts, Report, read_labelled};
use baozhi::tagger::train::{Knowledge, Options, read_examples, train};
use baozhi::{Error, Extractor, Offsets, Result};
use std::io::BufRead;
use std::path::Path;

pub fn run(args: TrainArgs) -> Result<Outcome> {
    match args.what {
        Some(TrainWhat::Choice(args)) => choice(args),
        Some(TrainWhat::Events(args)) => events(args),
        None => tagger(args),
    }
}

fn tagger(args: TrainArgs) -> Result<Outcome> {
    let mut examples = Vec::new();
    for path in &args.corpora {
        are_labelled(path)?;
        examples.extend(read_examples(path)?);
    }
    if examples.is_empty() {
        return Err(Error::usage("the corpora hold no annotated text"));
    }
    note!("{}", counted(examples.len(), "text"));
    let options = Options { epochs: args.epochs, seed: args.seed, ..Options::default() };
    let tagger = train(&examples, &Knowledge::default(), &options, &mut |p| {
        // The rows that are kept are looked at once more.
        let which = if p.epoch > args.epochs {
            "a last look".to_owned()
        } else {
            format!("epoch {} of {}", p.epoch, args.epochs)
        };
        note!("{which}: loss {:.4}, {}", p.loss, counted(p.rows, "row"));
    });
    let output = args.output.ok_or_else(|| Error::usage("--output names the model to write"))?;
    tagger.save(output)?;
    Ok(Outcome::Done)
}

/// A text without `entities` is one in which nobody looked for names, and would be learnt as one that has none.
fn are_labelled(path: &Path) -> Result<()> {
    for (line, text) in (1u64..).zip(open(path)?.lines()) {
        let text = text.map_err(|e| Error::io(path, e))?;
        // What is no JSON is refused where it is read.
        let Ok(given) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let why = if given.get("schema").is_some() {
            "this is a record; a text to learn from has `entities` with `start`, `end` and `type`, given by people"
        } else if given.get("entities").is_none() {
            "the text has no `entities`; where it names nobody, say so: \"entities\":[]"
        } else {
            continue;
        };
        return Err(Error::line(path, line, why));
    }
    Ok(())
}

fn choice(args: TrainChoiceArgs) -> Result<Outcome> {
    let mut builder = Extractor::builder();
    if args.without_model {
        builder = builder.without_model();
    }
    if let Some(model) = &args.model {
        builder = builder.model(model)?;
    }
    let mut extractor = builder.build()?;
    let mut trainer = ChoiceTrainer::default();
    let mut documents = Vec::new();
    for path in &args.articles {
        for (document, gold) in read_labelled(path)? {
            trainer.add(extractor.lesson(&document, gold));
            documents.push(document);
        }
    }
    let other = args.further_model.as_ref().map(|model| Extractor::builder().model(model)?.build());
    let other = other.transpose()?;
    for path in &args.further {
        for (document, gold) in read_labelled(path)? {
            trainer.add_further(other.as_ref().unwrap_or(&extractor).lesson(&document, gold));
        }
    }
    let report = trainer.train(&mut |part, counts| note!("part {}: {}", part + 1, scores(counts)));
    say!("unseen: {}", scores(&report.unseen));
    say!("proposed: {}", proposed(&report));
    if let Some(path) = &args.records {
        let mut lines = String::new();
        for (part, weights) in report.parts.iter().enumerate() {
            extractor = extractor.with_weights(weights.clone());
            for document in documents.iter().skip(part).step_by(ChoiceTrainer::FOLDS) {
                let record = extractor.extract_document(document).with_offsets(Offsets::Char);
                lines += &serde_json::to_string(&record).map_err(|e| Error::usage(e.to_string()))?;
                lines.push('\n');
            }
        }
        OutputFile::write(path, lines)?;
    }
    let comments = format!(
        "# Weights of the choice among proposed names; what the features are: src/mention/choose/feature.rs.\n\
         # Learnt by `baozhi train choice` from {} labelled articles; {} weights. F1 on articles not learnt from\n\
         # (five-fold): {}.\n",
        report.articles,
        report.weights.len(),
        scores(&report.unseen)
    );
    let text = comments + &report.weights.table();
    OutputFile::write(&args.output, text)?;
    Ok(Outcome::Done)
}

const KINDS: [&str; 3] = ["persons", "places", "institutions"];

fn scores(counts: &Counts) -> String {
    let one = |kind: usize| {
        let [precision, recall, f1] = counts.scores(kind);
        format!("{} {f1:.4} (P {precision:.4}, R {recall:.4})", KINDS[kind])
    };
    [0, 1, 2].map(one).join(", ")
}

fn proposed(report: &Report) -> String {
    let one = |kind: usize| {
        let [there, all] = report.proposed[kind];
        format!("{} {there} of {all}", KINDS[kind])
    };
    [0, 1, 2].map(one).join(", ")
}

/// The weights of the event stage.
fn events(args: TrainEventsArgs) -> Result<Outcome> {
    let mut settings = events_train::Settings { seed: args.seed, ..events_train::Settings::default() };
    args.strength.iter().try_for_each(|s| set_strength(&mut settings.strengths, s))?;
    let extractor = match &args.model {
        Some(model) => Extractor::builder().model(model)?.build()?,
        None => Extractor::new(),
    };
    let other = args.further_model.as_ref().map(|model| Extractor::builder().model(model)?.build());
    let other = other.transpose()?;
    let articles = events_train::Articles {
        scored: args.gold,
        developed: args.developed,
        further: args.further,
        labels: args.labels,
    };
    let mut progress = |line: &str| note!("{line}");
    let trained = events_train::train(
        &extractor,
        other.as_ref().unwrap_or(&extractor),
        &articles,
        &settings,
        &mut progress,
    )?;
    console::print(&trained.report)?;
    if let Some(path) = &args.records {
        let mut lines = String::new();
        for found in &trained.found {
            let record = serde_json::json!({ "id": found.id, "mentions": [], "events": found.events });
            lines.push_str(&record.to_string());
            lines.push('\n');
        }
        OutputFile::write(path, lines)?;
    }
    if !args.dry_run {
        std::fs::create_dir_all(&args.output).map_err(|e| Error::io(&args.output, e))?;
        for (file, table) in &trained.files {
            OutputFile::write(args.output.join(file), table)?;
        }
    }
    Ok(Outcome::Done)
}

/// Reads `keep=0.2` into the strengths.
fn set_strength(strengths: &mut events_train::Strengths, given: &str) -> Result<()> {
    let (decision, number) = given.split_once('=').unwrap_or((given, ""));
    let field = match decision {
        "keep" => &mut strengths.keep,
        "kind" => &mut strengths.kind,
        "same" => &mut strengths.same,
        "realis" => &mut strengths.realis,
        "role" => &mut strengths.role,
        "rank" => &mut strengths.rank,
        "joint" => &mut strengths.joint,
        _ => return Err(Error::usage(format!("{given}: expected a decision, = and a number"))),
    };
    *field = number.parse().map_err(|_| Error::usage(format!("{given}: expected a number behind =")))?;
    Ok(())
}
