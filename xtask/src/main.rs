//! One-word commands for who works on baozhi: `cargo xtask COMMAND`.

mod dicts;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo xtask COMMAND

  test          every test that needs nothing but this repository
  beside        the tests that need annotated texts in ../shared, and the scores
  lint          formatting, clippy without warnings, no labelled text, licences
  accept        takes what the records of the example pages are now as right
  dicts         remakes the generated dictionaries and says which differ
  bench [NAME]  the benches, or one
  fuzz-minute   each fuzz target for a minute (cargo-fuzz, nightly)
  docs          the documentation, broken links are errors; the record's schema
  dist [ARGS]   the program in an archive with manual pages, completions, licences
  mutants       what survives cargo-mutants on the files changed since main
  ci            all that a change must pass";

/// Runs a command in the repository; its failure ends this program's work.
pub fn run(program: &str, args: &[&str]) -> Result<(), String> {
    eprintln!("$ {program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .current_dir(root())
        .status()
        .map_err(|e| format!("{program} cannot be run: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed", args.join(" "))) }
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

fn cargo(line: &str) -> Result<(), String> {
    run("cargo", &line.split_whitespace().collect::<Vec<_>>())
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
    let done = match args.first().map(String::as_str) {
        Some("test") => cargo("test --all-features"),
        Some("beside") => cargo("test --all-features --test it beside -- --ignored --nocapture"),
        Some("lint") => lint(),
        Some("accept") => accept(),
        Some("dicts") => dicts::remake(),
        Some("bench") => bench(&rest),
        Some("fuzz-minute") => fuzz(),
        Some("docs") => docs(),
        Some("dist") => run("scripts/dist.py", &rest),
        Some("mutants") => mutants(),
        Some("ci") => run(".ci/run", &[]),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn lint() -> Result<(), String> {
    cargo("fmt --check")?;
    cargo("clippy --all-targets --all-features -- -D warnings")?;
    run(".ci/labelled_text.py", &[])?;
    run(".ci/licences.py", &[])
}

/// Snapshots are files: with this variable the tests write them anew.
fn accept() -> Result<(), String> {
    let args = ["test", "--all-features", "--test", "it", "snapshots"];
    eprintln!("$ INSTA_UPDATE=always cargo {}", args.join(" "));
    let status = Command::new("cargo").args(args).env("INSTA_UPDATE", "always").current_dir(root()).status();
    match status {
        Ok(status) if status.success() => run("git", &["diff", "--stat", "--", "tests/it/snapshots"]),
        Ok(_) => Err("the tests of snapshots failed".to_owned()),
        Err(e) => Err(format!("cargo cannot be run: {e}")),
    }
}

fn bench(names: &[&str]) -> Result<(), String> {
    match names {
        [] => cargo("bench --all-features"),
        names => names.iter().try_for_each(|name| cargo(&format!("bench --all-features --bench {name}"))),
    }
}

fn fuzz() -> Result<(), String> {
    let targets = std::fs::read_dir(root().join("fuzz/fuzz_targets")).map_err(|e| e.to_string())?;
    let mut names: Vec<String> = targets
        .flatten()
        .filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names.iter().try_for_each(|name| {
        // What it finds goes into the first folder; it starts from the others.
        let corpus = root().join("fuzz/corpus").join(name);
        std::fs::create_dir_all(&corpus).map_err(|e| e.to_string())?;
        let own = format!("fuzz/seeds/{name}");
        let seeds = match name.as_str() {
            _ if root().join(&own).is_dir() => &own,
            "html" | "tables" => "examples/formats",
            _ => "",
        };
        cargo(&format!("+nightly fuzz run {name} {} {seeds} -- -max_total_time=60", corpus.display()))
    })
}

fn docs() -> Result<(), String> {
    let schema = Command::new("cargo")
        .args(["run", "--quiet", "--all-features", "--", "schema"])
        .current_dir(root())
        .output()
        .map_err(|e| format!("cargo cannot be run: {e}"))?;
    if !schema.status.success() {
        return Err(String::from_utf8_lossy(&schema.stderr).into_owned());
    }
    std::fs::write(root().join("docs/record.schema.json"), schema.stdout).map_err(|e| e.to_string())?;
    run("env", &["RUSTDOCFLAGS=-D warnings", "cargo", "doc", "--no-deps", "--all-features"])
}

fn mutants() -> Result<(), String> {
    let diff = Command::new("git")
        .args(["diff", "main"])
        .current_dir(root())
        .output()
        .map_err(|e| format!("git cannot be run: {e}"))?;
    let file = std::env::temp_dir().join("baozhi-mutants.diff");
    std::fs::write(&file, diff.stdout).map_err(|e| e.to_string())?;
    cargo(&format!("mutants --all-features --in-diff {}", file.display()))
}
