//! `baozhi.toml`: what would else be said with every command.
//!
//! ```toml
//! home = "许昌市"
//! paper = "许昌日报"
//! dictionaries = ["officials.tsv"]   # from the file's own folder
//!
//! [columns]
//! text = "详情"
//! ```
//!
//! It is looked for in the working directory and in the folders above it; the
//! nearest counts. What the arguments say goes before what it says.

use crate::args::{Command, InputArgs};
use crate::console::{is_verbose, note};
use baozhi::input::Columns;
use baozhi::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const NAME: &str = "baozhi.toml";

/// What the file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    home: Option<String>,
    paper: Option<String>,
    #[serde(default)]
    dictionaries: Vec<PathBuf>,
    #[serde(default)]
    columns: BTreeMap<String, Name>,
}

/// The name of a column, or its number.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a column's name or number")]
enum Name {
    Name(String),
    Number(u32),
}

/// Completes what the arguments leave open by the nearest `baozhi.toml`.
///
/// # Errors
/// Names the file and the line of what it should not hold.
pub fn complete(command: &mut Command) -> Result<()> {
    if !matches!(command, Command::Extract(_) | Command::Analyze(_) | Command::Explain(_)) {
        return Ok(());
    }
    let Some(path) = std::env::current_dir().ok().as_deref().and_then(nearest) else { return Ok(()) };
    let settings = read(&path)?;
    let taken = match command {
        Command::Extract(args) => settings.into_input(&mut args.input),
        Command::Analyze(args) => settings.into_input(&mut args.input),
        Command::Explain(args) => {
            let mut taken = Taken::default();
            taken.one("home", &mut args.home, settings.home);
            taken.list("dictionaries", &mut args.dict, settings.dictionaries);
            taken
        }
        _ => Taken::default(),
    };
    if is_verbose() {
        note!("baozhi: settings of {}: {}", path.display(), taken.told());
    }
    Ok(())
}

/// The file in `dir` or in the nearest folder above it.
fn nearest(dir: &Path) -> Option<PathBuf> {
    dir.ancestors().map(|dir| dir.join(NAME)).find(|path| path.is_file())
}

fn read(path: &Path) -> Result<Settings> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let mut settings: Settings = toml::from_str(&text).map_err(|e| {
        let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        Error::line(path, line, e.message().trim_end()).with_source(e)
    })?;
    // Said with the file, and not as if an argument were wrong.
    Columns::default().with(&settings.column_names()).map_err(|e| Error::input(path, e.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    settings.dictionaries.iter_mut().for_each(|file| *file = folder.join(&file));
    Ok(settings)
}

impl Settings {
    /// The columns as `--columns` has them.
    fn column_names(&self) -> String {
        let spec = |(field, name): (&String, &Name)| match name {
            Name::Name(name) => format!("{field}={name}"),
            Name::Number(n) => format!("{field}={n}"),
        };
        self.columns.iter().map(spec).collect::<Vec<_>>().join(",")
    }

    /// Completes the arguments of a command that reads articles.
    fn into_input(self, args: &mut InputArgs) -> Taken {
        let columns: Vec<String> =
            Some(self.column_names()).filter(|spec| !spec.is_empty()).into_iter().collect();
        let mut taken = Taken::default();
        taken.one("home", &mut args.home, self.home);
        taken.one("paper", &mut args.paper, self.paper);
        taken.list("dictionaries", &mut args.dict, self.dictionaries);
        taken.list("columns", &mut args.columns, columns);
        taken
    }
}

/// What was taken from the file, and what the arguments said otherwise.
#[derive(Default)]
struct Taken {
    told: Vec<String>,
}

impl Taken {
    /// A value: the argument's goes before the file's.
    fn one(&mut self, name: &str, argument: &mut Option<String>, value: Option<String>) {
        match (&argument, value) {
            (_, None) => {}
            (Some(given), Some(value)) => {
                self.told.push(format!("{name} = {value:?} (the arguments say {given:?})"));
            }
            (None, Some(value)) => {
                self.told.push(format!("{name} = {value:?}"));
                *argument = Some(value);
            }
        }
    }

    /// A list: the file's goes first, and of two that say the same the later
    /// counts.
    fn list<T: std::fmt::Debug>(&mut self, name: &str, argument: &mut Vec<T>, values: Vec<T>) {
        if !values.is_empty() {
            self.told.push(format!("{name} = {values:?}"));
            argument.splice(0..0, values);
        }
    }

    fn told(&self) -> String {
        if self.told.is_empty() {
            "nothing that this command asks for".to_owned()
        } else {
            self.told.join(", ")
        }
    }
}
