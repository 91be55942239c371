//! `baozhi export`: records in the forms of other tools.

use crate::Outcome;
use crate::args::{ExportArgs, ExportFormat, RecordArgs};
use crate::console::{counted, say};
use crate::records::for_each_record;
use crate::staging::{Staging, tell_stale};
use baozhi::corpus::OutputFile;
use baozhi::export::{self, TableForm, geojson::Places, plover, tables::Table};
use baozhi::{Error, Record, Result};
use std::collections::HashSet;
use std::path::Path;

pub fn run(args: ExportArgs) -> Result<Outcome> {
    let (records, path) = (&args.input, args.output.as_path());
    match args.format {
        ExportFormat::Tables => tables(records, TableForm::Csv, path),
        ExportFormat::Parquet => tables(records, TableForm::Parquet, path),
        ExportFormat::Sqlite => tables(records, TableForm::Sqlite, path),
        ExportFormat::Xlsx => tables(records, TableForm::Xlsx, path),
        ExportFormat::Brat => brat(records, path),
        ExportFormat::Conll => each(records, path, |r, out| export::conll(r, out)),
        ExportFormat::WebAnnotation => each(records, path, |r, out| export::web_annotation(r, out)),
        ExportFormat::Plover => events(records, path),
        ExportFormat::Geojson => geojson(records, path),
        ExportFormat::LabelStudio => label_studio(records, path),
    }
}

fn label_studio(records: &RecordArgs, path: &Path) -> Result<Outcome> {
    let mut all = Vec::new();
    let outcome = for_each_record(records, |r| {
        all.push(r);
        Ok(())
    })?;
    let mut out = OutputFile::create(path)?;
    export::label_studio(&all, &mut out).map_err(|e| e.at(path))?;
    out.finish()?;
    Ok(outcome)
}

fn geojson(records: &RecordArgs, path: &Path) -> Result<Outcome> {
    let mut places = Places::default();
    let outcome = for_each_record(records, |r| {
        places.add(&r);
        Ok(())
    })?;
    let mut out = OutputFile::create(path)?;
    places.write(&mut out).map_err(|e| e.at(path))?;
    out.finish()?;
    let (with, without) = places.count();
    if without > 0 {
        say!(
            "baozhi: {} on the map; left out: {without} without coordinates (towns, countries, places abroad)",
            counted(with, "place")
        );
    }
    Ok(outcome)
}

fn tables(records: &RecordArgs, form: TableForm, path: &Path) -> Result<Outcome> {
    if !form.is_folder() {
        return fill(records, form, path);
    }
    let staging = Staging::begin(path)?;
    let outcome = fill(records, form, staging.path())?;
    let names = Table::ALL.map(|table| format!("{}.{}", table.name(), form.as_str()));
    let stale = staging.stale(names.iter().map(String::as_str));
    staging.commit()?;
    tell_stale(path, &stale);
    Ok(outcome)
}

fn fill(records: &RecordArgs, form: TableForm, path: &Path) -> Result<Outcome> {
    let mut tables = form.create(path)?;
    let outcome = for_each_record(records, |r| tables.add(&r))?;
    tables.finish()?;
    Ok(outcome)
}

fn brat(records: &RecordArgs, dir: &Path) -> Result<Outcome> {
    let staging = Staging::begin(dir)?;
    let mut names = FileNames::default();
    let outcome = for_each_record(records, |r| {
        let name = names.of(&r.id);
        for (ending, text) in [("txt", true), ("ann", false)] {
            let path = staging.path().join(format!("{name}.{ending}"));
            let mut out = OutputFile::create(&path)?;
            let written =
                if text { export::brat::text(&r, &mut out) } else { export::brat::annotations(&r, &mut out) };
            written.map_err(|e| e.at(&path))?;
            out.finish()?;
        }
        Ok(())
    })?;
    let there = annotated(dir)?;
    let stale = staging.stale(there.iter().map(String::as_str));
    staging.commit()?;
    tell_stale(dir, &stale);
    Ok(outcome)
}

/// The texts and annotations that lie in a folder, by name.
fn annotated(dir: &Path) -> Result<Vec<String>> {
    let files = std::fs::read_dir(dir).map_err(|e| Error::io(dir, e))?;
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|n| n.ends_with(".txt") || n.ends_with(".ann")).collect();
    names.sort_unstable();
    Ok(names)
}

/// Names of files, one for each record.
#[derive(Default)]
struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    /// A name like the record's id that no record before has: `a/1` and `a_1`
    /// are two records, and so are two of one id.
    fn of(&mut self, id: &str) -> String {
        // Systems know no names of more than 255 bytes; the ending goes behind.
        const LONGEST: usize = 200;
        let mut name = String::new();
        for c in id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }) {
            if name.len() + c.len_utf8() > LONGEST {
                break;
            }
            name.push(c);
        }
        if name.is_empty() || name.starts_with('.') {
            name.insert(0, '_');
        }
        let mut free = name.clone();
        // Some systems tell no small letters from large ones.
        for n in 2.. {
            if self.taken.insert(free.to_lowercase()) {
                break;
            }
            free = format!("{name}-{n}");
        }
        free
    }
}

fn events(records: &RecordArgs, path: &Path) -> Result<Outcome> {
    let mut out = OutputFile::create(path)?;
    let config = plover::PloverOptions::default();
    let write = |r: Record| plover::write(&mut out, &r, &config).map(|_| ()).map_err(|e| e.at(path));
    let outcome = for_each_record(records, write)?;
    out.finish()?;
    Ok(outcome)
}

fn each(
    records: &RecordArgs,
    path: &Path,
    mut write: impl FnMut(&Record, &mut OutputFile) -> Result<()>,
) -> Result<Outcome> {
    let mut out = OutputFile::create(path)?;
    let outcome = for_each_record(records, |r| write(&r, &mut out).map_err(|e| e.at(path)))?;
    out.finish()?;
    Ok(outcome)
}
