//! The commands that the pages of `docs/` show are run, and print what stands there.
//!
//! A block of ```` ```console ```` holds commands, which begin with `$ `, and what they
//! print. The blocks under one headline of the second level run one after another in
//! a folder of their own, in which `examples` is the repository's; a failing command
//! or another output is a fault of the page or of the program.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of a page and what the page says that it prints.
struct Shown {
    line: usize,
    command: String,
    output: String,
}

/// The commands under one headline.
struct Recipe {
    title: String,
    commands: Vec<Shown>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page of `docs/`.
fn pages() -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(root().join("docs")).sort_by_file_name();
    let files = all.into_iter().flatten().map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|e| e == "md")).collect()
}

/// The headlines of a page with their commands.
fn recipes(text: &str) -> Vec<Recipe> {
    let mut found = vec![Recipe { title: String::new(), commands: Vec::new() }];
    let mut inside = false;
    for (n, line) in text.lines().enumerate() {
        let commands = &mut found.last_mut().expect("there is one from the start").commands;
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if inside => match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => {
                    commands.push(Shown { line: n + 1, command: command.into(), output: String::new() });
                }
                (None, Some(last)) => last.output += &format!("{line}\n"),
                (None, None) => panic!("line {}: output without a command", n + 1),
            },
            _ => {
                if let Some(title) = line.strip_prefix("## ") {
                    found.push(Recipe { title: title.into(), commands: Vec::new() });
                }
            }
        }
    }
    found
}

/// Runs the commands of one recipe; what is not as shown.
fn faults(recipe: &Recipe) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    symlink(root().join("examples"), folder.path().join("examples")).expect("a link to the examples");
    let binary = Path::new(env!("CARGO_BIN_EXE_baozhi"));
    let before = std::env::var_os("PATH").unwrap_or_default();
    let places = binary.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&before));
    let path = std::env::join_paths(places).expect("folders without a colon");
    let mut faults = Vec::new();
    for shown in &recipe.commands {
        let mut shell = Command::new("sh");
        shell.args(["-c", &shown.command]).current_dir(folder.path());
        let out = shell.env("PATH", &path).env("LC_ALL", "C").output().expect("a shell runs");
        let printed: String = String::from_utf8_lossy(&out.stdout)
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        let said = String::from_utf8_lossy(&out.stderr);
        if !out.status.success() || !said.is_empty() || printed.trim_end() != shown.output.trim_end() {
            faults.push(format!(
                "line {}: {}\n--- shown\n{}--- printed\n{printed}{said}",
                shown.line, shown.command, shown.output
            ));
        }
    }
    faults
}

#[test]
fn the_pages_show_what_the_commands_print() {
    let (mut count, mut wrong) = (0, Vec::new());
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page is text");
        for recipe in recipes(&text) {
            count += recipe.commands.len();
            let faults = faults(&recipe).into_iter();
            wrong.extend(faults.map(|fault| format!("{}, {}, {fault}", page.display(), recipe.title)));
        }
    }
    assert!(count > 40, "{count} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each of the twelve is numbered, runs something, and shows what that prints.
#[test]
fn the_cookbook_has_twelve_recipes() {
    let text = std::fs::read_to_string(root().join("docs/cookbook.md")).expect("docs/cookbook.md");
    let recipes = recipes(&text);
    let numbered: Vec<_> =
        recipes.iter().filter(|r| r.title.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(numbered.len(), 12);
    for (recipe, number) in numbered.into_iter().zip(1..) {
        assert!(recipe.title.starts_with(&format!("{number}. ")), "{}", recipe.title);
        assert!(
            recipe.commands.iter().any(|shown| !shown.output.is_empty()),
            "{} shows nothing",
            recipe.title
        );
    }
}
