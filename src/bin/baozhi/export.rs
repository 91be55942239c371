//! `baozhi export`: records in the forms of other tools.

use crate::Outcome;
use crate::args::{ExportArgs, ExportFormat, RecordArgs};
use crate::records::for_each_record;
use baozhi::corpus::OutputFile;
use baozhi::export::{self, plover, tables::TableSet};
use baozhi::{Error, Record, Result};
use std::path::Path;

pub fn run(args: ExportArgs) -> Result<Outcome> {
    let (records, path) = (&args.input, args.output.as_path());
    match args.format {
        ExportFormat::Tables => tables(records, path)?,
        ExportFormat::Brat => brat(records, path)?,
        ExportFormat::Conll => each(records, path, |r, out| export::conll(r, out))?,
        ExportFormat::WebAnnotation => each(records, path, |r, out| export::web_annotation(r, out))?,
        ExportFormat::Plover => events(records, path)?,
        ExportFormat::LabelStudio => {
            let mut all = Vec::new();
            for_each_record(records, |r| all.push(r))?;
            let mut out = OutputFile::create(path)?;
            export::label_studio(&all, &mut out).map_err(|e| e.at(path))?;
            out.finish()?;
        }
    }
    Ok(Outcome::Done)
}

fn tables(records: &RecordArgs, dir: &Path) -> Result<()> {
    std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
    let mut tables = TableSet::create(dir)?;
    try_each(records, |r| tables.add(r))?;
    tables.finish()
}

fn brat(records: &RecordArgs, dir: &Path) -> Result<()> {
    std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
    try_each(records, |r| {
        let name: String =
            r.id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
        for (ending, text) in [("txt", true), ("ann", false)] {
            let path = dir.join(format!("{name}.{ending}"));
            let mut out = OutputFile::create(&path)?;
            let written =
                if text { export::brat::text(r, &mut out) } else { export::brat::annotations(r, &mut out) };
            written.map_err(|e| e.at(&path))?;
            out.finish()?;
        }
        Ok(())
    })
}

fn events(records: &RecordArgs, path: &Path) -> Result<()> {
    let mut out = OutputFile::create(path)?;
    let config = plover::PloverOptions::default();
    try_each(records, |r| plover::write(&mut out, r, &config).map(|_| ()).map_err(|e| e.at(path)))?;
    out.finish()
}

fn each(
    records: &RecordArgs,
    path: &Path,
    mut write: impl FnMut(&Record, &mut OutputFile) -> Result<()>,
) -> Result<()> {
    let mut out = OutputFile::create(path)?;
    try_each(records, |r| write(r, &mut out).map_err(|e| e.at(path)))?;
    out.finish()
}

fn try_each(records: &RecordArgs, mut f: impl FnMut(&Record) -> Result<()>) -> Result<()> {
    let mut outcome = Ok(());
    for_each_record(records, |r| {
        if outcome.is_ok() {
            outcome = f(&r);
        }
    })?;
    outcome
}
