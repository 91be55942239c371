//! Which files a corpus is made of.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// One source of articles: a file of pages, of JSON lines, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as records name it; `-` for standard input.
    pub path: PathBuf,
    /// The issue this file is a page of, and which: files of one folder whose
    /// names differ only in the page belong together.
    pub(super) page: Option<Page>,
}

/// What a file name says of the page the file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The path up to the page number.
    pub issue: String,
    /// The page as written, without leading zeros.
    pub number: String,
}

impl Input {
    /// The input at `path`, which is a file, or `-` for standard input.
    pub fn new(path: impl Into<PathBuf>) -> Input {
        let path = path.into();
        let page = Page::of(&path);
        Input { path, page }
    }

    /// True for standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Size on disk in bytes; 0 where it cannot be known.
    pub fn size(&self) -> u64 {
        if self.is_stdin() { 0 } else { std::fs::metadata(&self.path).map_or(0, |m| m.len()) }
    }
}

/// The inputs that `paths` stand for: files as they are, `-` as standard
/// input, and folders as the text and JSONL files below them, sorted by path.
///
/// In a folder, files ending in `.txt`, `.text`, `.jsonl` or `.ndjson`, each
/// also with `.gz` or `.zst` behind it, are taken; hidden ones and others are
/// passed over. Symbolic links below a folder are not followed.
///
/// Gives what could be found, and an error for each path that could not be
/// read or holds nothing.
pub fn expand<P: AsRef<Path>>(paths: &[P]) -> (Vec<Input>, Vec<Error>) {
    let mut inputs = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        match expand_one(path.as_ref(), &mut inputs) {
            Ok(()) => {}
            Err(e) => failures.push(e),
        }
    }
    (inputs, failures)
}

fn expand_one(path: &Path, inputs: &mut Vec<Input>) -> Result<()> {
    if path.as_os_str() == "-" {
        inputs.push(Input::new(path));
        return Ok(());
    }
    let meta = std::fs::metadata(path).map_err(|e| Error::io(path, e))?;
    if !meta.is_dir() {
        inputs.push(Input::new(path));
        return Ok(());
    }
    let before = inputs.len();
    let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
    let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible);
    let mut failure = None;
    for entry in walk {
        match entry {
            Ok(e) if e.file_type().is_file() && is_corpus_file(e.path()) => inputs.push(Input::new(e.path())),
            Ok(_) => {}
            Err(e) => failure = failure.or(Some(walk_error(path, e))),
        }
    }
    match failure {
        Some(e) => Err(e),
        None if inputs.len() == before => {
            Err(Error::input(path, "no .txt or .jsonl file (also .gz, .zst) in this folder"))
        }
        None => Ok(()),
    }
}

fn walk_error(root: &Path, e: walkdir::Error) -> Error {
    let path = e.path().unwrap_or(root).to_owned();
    match e.into_io_error() {
        Some(io) => Error::io(path, io),
        None => Error::input(path, "a link that leads back to a folder above it"),
    }
}

fn is_corpus_file(path: &Path) -> bool {
    matches!(extension(path), "txt" | "text" | "jsonl" | "ndjson")
}

/// The ending that says what a file holds, compression endings left out.
fn extension(path: &Path) -> &str {
    stem_and_extension(path).1
}

fn stem_and_extension(path: &Path) -> (&str, &str) {
    let mut name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    for ending in [".gz", ".zst"] {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    name.rsplit_once('.').unwrap_or((name, ""))
}

impl Page {
    /// `xcrb-2021-03-03-p2.txt`, `xcrb_20210303_02版.txt`, `…第2版.txt`,
    /// `…-A02.txt`, `…page2.txt`.
    fn of(path: &Path) -> Option<Page> {
        let (stem, ext) = stem_and_extension(path);
        if matches!(ext, "jsonl" | "ndjson") {
            return None;
        }
        let rest = stem.strip_suffix('版').unwrap_or(stem);
        let head = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &rest[head.len()..];
        if digits.is_empty() || digits.len() > 3 {
            return None;
        }
        let (head, section) = page_marker(head, rest.len() < stem.len())?;
        let number = digits.trim_start_matches('0');
        if number.is_empty() || head.is_empty() {
            return None;
        }
        let folder = path.parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
        Some(Page { issue: format!("{folder}/{head}"), number: format!("{section}{number}") })
    }
}

/// What stands before a page's number, cut off: the rest of the name and the
/// section letter (A02).
fn page_marker(head: &str, before_ban: bool) -> Option<(&str, &str)> {
    let separated = |s: &str| s.ends_with(['-', '_', '.', ' ']).then_some(s.len());
    let trim = |s: &'_ str| s.trim_end_matches(['-', '_', '.', ' ']).len();
    for marker in ["page", "Page", "版", "第", "p", "P"] {
        if let Some(rest) = head.strip_suffix(marker)
            && (separated(rest).is_some() || before_ban)
        {
            return Some((&rest[..trim(rest)], ""));
        }
    }
    if let Some(letter) = head.chars().next_back().filter(char::is_ascii_uppercase) {
        let rest = &head[..head.len() - letter.len_utf8()];
        if separated(rest).is_some() {
            return Some((&rest[..trim(rest)], &head[rest.len()..]));
        }
    }
    (before_ban && separated(head).is_some()).then(|| (&head[..trim(head)], ""))
}

/// The date in a file's name: `2021-03-03`, `2021_03_03`, `20210303`,
/// `2021年3月3日`.
pub(super) fn date_in_name(path: &Path) -> Option<jiff::civil::Date> {
    crate::text::date::in_file_name(stem_and_extension(path).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_from_names() {
        for name in ["lzrb-2021-03-03.txt", "2021_3_3.txt", "报20210303.txt.gz", "a/2021年3月3日-p2.txt"]
        {
            let date = date_in_name(Path::new(name));
            assert_eq!(date, Some(jiff::civil::date(2021, 3, 3)), "{name}");
        }
        for name in ["ban01.txt", "20211303.txt", "1234-5678-9.txt", "2021-03.txt", ""] {
            assert_eq!(date_in_name(Path::new(name)), None, "{name}");
        }
    }

    #[test]
    fn pages_of_one_issue_share_a_name() {
        let page = |name: &str| Page::of(Path::new(name)).map(|p| (p.issue, p.number));
        let want = |issue: &str, n: &str| Some((issue.to_string(), n.to_string()));
        assert_eq!(page("d/x-2021-03-03-p2.txt"), want("d/x-2021-03-03", "2"));
        assert_eq!(page("d/x-20210303_02版.txt"), want("d/x-20210303", "2"));
        assert_eq!(page("d/x-20210303第4版.txt.gz"), want("d/x-20210303", "4"));
        assert_eq!(page("d/x_A03.txt"), want("d/x", "A3"));
        assert_eq!(page("d/x_page12.txt"), want("d/x", "12"));
        for name in ["x-2021-03-03.txt", "ban01.txt", "x-p1.jsonl", "p1.txt", "x-p0.txt"] {
            assert_eq!(page(name), None, "{name}");
        }
    }

    #[test]
    fn a_folder_gives_its_texts_in_order() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.jsonl.gz", ".hidden.txt", "README.md", "sub/c.txt"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let (inputs, failures) = expand(&[dir.path()]);
        let names: Vec<_> =
            inputs.iter().map(|i| i.path.strip_prefix(dir.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.jsonl.gz", "b.txt", "sub/c.txt"]);
        assert!(failures.is_empty());
    }

    #[test]
    fn what_cannot_be_found_is_an_error_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let (inputs, failures) = expand(&[dir.path().join("none.txt"), dir.path().to_owned()]);
        assert!(inputs.is_empty());
        assert_eq!(failures.len(), 2);
        assert!(failures[0].to_string().contains("none.txt"));
    }
}
