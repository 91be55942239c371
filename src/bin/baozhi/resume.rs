//! What a run was asked to do, beside its unfinished output: an interrupted run
//! is only gone on with by one that was asked the same.

use crate::args::ExtractArgs;
use baozhi::corpus::Input;
use baozhi::{Error, Result};
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The file beside the output that says what was asked.
pub fn side_file(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".baozhi-run");
    PathBuf::from(name)
}

/// What is asked, a line for each thing that changes records.
pub fn asked(args: &ExtractArgs, inputs: &[Input]) -> Result<String> {
    let input = &args.input;
    let mut text = format!("baozhi {}\n", crate::version::identity());
    let mut line = |name: &str, value: String| {
        // Writing to memory does not fail.
        let _ = writeln!(text, "{name}: {value}");
    };
    let files =
        |paths: &[PathBuf]| paths.iter().map(|p| hash_of(p)).collect::<Result<Vec<_>>>().map(|h| h.join(" "));
    let mut hasher = DefaultHasher::new();
    inputs.iter().for_each(|i| (&i.path, i.size()).hash(&mut hasher));
    line("files to read", format!("{} ({:016x})", inputs.len(), hasher.finish()));
    line("--date", input.date.map_or_else(String::new, |d| d.to_string()));
    line("--home", input.home.clone().unwrap_or_default());
    line("--paper", input.paper.clone().unwrap_or_default());
    line("--columns", input.columns.join(" "));
    line("--encoding", input.encoding.map_or("", |e| e.name()).to_owned());
    line("--numbers", input.numbers.to_string());
    line("--irrealis", input.irrealis.to_string());
    line("--tokens", input.tokens.to_string());
    line("--no-model", input.no_model.to_string());
    line("--dict", files(&input.dict)?);
    line("--appointments", files(input.appointments.as_slice())?);
    line("--model", files(input.model.as_slice())?);
    line("--offsets", format!("{:?}", baozhi::Offsets::from(args.offsets)));
    Ok(text)
}

/// A file's content in sixteen digits.
fn hash_of(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|e| Error::io(path, e))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(format!("{}={:016x}", path.display(), hasher.finish()))
}

/// # Errors
/// Names what was asked otherwise of the run that left its output unfinished.
pub fn check(output: &Path, asked: &str) -> Result<()> {
    let side = side_file(output);
    let before = fs::read_to_string(&side).map_err(|e| Error::io(&side, e))?;
    let differs = before.lines().zip(asked.lines()).find(|(a, b)| a != b);
    match differs {
        None => Ok(()),
        Some((was, is)) => Err(Error::input(
            output,
            format!(
                "it was begun by a run that was asked something else ({was:?}, now {is:?}): \
                 give the same options, or leave --resume out to begin anew"
            ),
        )),
    }
}
