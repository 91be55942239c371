//! Answers as tables: text on a terminal, CSV or JSON where asked for.

use crate::args::SheetArgs;
use crate::console::stdout_error;
use baozhi::Result;
use baozhi::corpus::OutputFile;
use baozhi::export::Sheet;
use std::io::{BufWriter, Write};
use std::path::Path;

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Csv,
    Json,
}

impl SheetArgs {
    /// The form that is asked for, or that the ending of the output's name
    /// tells.
    pub fn form(&self) -> Form {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            _ if self.json => Form::Json,
            _ if self.csv => Form::Csv,
            Some("csv") => Form::Csv,
            Some("json" | "jsonl") => Form::Json,
            _ => Form::Text,
        }
    }

    /// How many rows are shown: all that are asked for; without that, all in a
    /// file for other programs and `few` in a text for people.
    pub fn most(&self, few: usize) -> usize {
        match (self.top, self.form()) {
            (Some(top), _) => top,
            (None, Form::Text) => few,
            _ => usize::MAX,
        }
    }
}

/// Writes a table where the arguments say; `text` is what people read in its
/// place.
///
/// # Errors
/// When the output cannot be written to.
pub fn give(sheet: &Sheet, text: impl FnOnce() -> String, to: &SheetArgs) -> Result<()> {
    let fill = |out: &mut dyn Write| match to.form() {
        Form::Csv => sheet.csv(out),
        Form::Json => sheet.jsonl(out),
        Form::Text => Ok(out.write_all(text().as_bytes())?),
    };
    match &to.output {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            fill(&mut out).map_err(|e| e.at(path))?;
            out.finish()
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            fill(&mut out).map_err(|e| e.at("standard output"))?;
            out.flush().map_err(stdout_error)
        }
    }
}
