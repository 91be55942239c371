//! Which files a corpus is made of.

use crate::error::{Error, Result};
use crate::input::stem_and_ending;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One source of articles: a file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as records name it; `-` for standard input.
    pub path: PathBuf,
    /// What ids of its articles begin with: its path below the folder given,
    /// or its name.
    pub(super) name: String,
    /// The issue this file is a page of, and which: files of one folder whose
    /// names differ only in the page belong together.
    pub(super) page: Option<Page>,
    /// True where the file was found in a folder, and not named.
    pub(super) found: bool,
    /// True where a file of the same name with another ending lies beside it:
    /// the picture of a page whose text is there too.
    pub(super) beside: bool,
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
        let name =
            path.file_name().map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy()).into_owned();
        let page = Page::of(&path);
        Input { path, name, page, found: false, beside: false }
    }

    /// The file at `path`, found below the folder `root`.
    fn below(root: &Path, path: &Path) -> Input {
        let below = path.strip_prefix(root).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        Input { name: parts.join("/"), found: true, ..Input::new(path) }
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

/// What paths stand for.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Survey {
    /// The files to read, in order.
    pub inputs: Vec<Input>,
    /// Paths that could not be read or hold nothing.
    pub failures: Vec<Error>,
    /// Links in folders, which are not followed.
    pub links: Vec<PathBuf>,
    /// How many entries of folders were passed over beside links, by what they
    /// are: hidden files and folders, pipes and devices.
    pub passed: BTreeMap<&'static str, u64>,
}

/// The inputs that `paths` stand for: files as they are, `-` as standard
/// input, and folders as the files below them, sorted by path. What each is,
/// its content tells when it is read.
///
/// Hidden files, pipes and devices are passed over. Symbolic links below a folder are not
/// followed, so that a folder is only what lies in it; one that is named is.
///
/// Gives what could be found, and an error for each path that could not be
/// read or holds nothing.
pub fn expand<P: AsRef<Path>>(paths: &[P]) -> (Vec<Input>, Vec<Error>) {
    let Survey { inputs, failures, .. } = survey(paths);
    (inputs, failures)
}

/// As [`expand`], with what was passed over.
pub fn survey<P: AsRef<Path>>(paths: &[P]) -> Survey {
    let mut survey = Survey::default();
    for path in paths {
        if let Err(e) = survey_one(path.as_ref(), &mut survey) {
            survey.failures.push(e);
        }
    }
    name_apart(&mut survey.inputs);
    mark_beside(&mut survey.inputs);
    survey
}

/// Two inputs of one name are named by their whole paths.
fn name_apart(inputs: &mut [Input]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    inputs.iter().for_each(|i| *seen.entry(i.name.clone()).or_default() += 1);
    for input in inputs.iter_mut().filter(|i| seen[&i.name] > 1) {
        input.name = input.path.to_string_lossy().into_owned();
    }
}

/// Marks pictures beside which a file of the same name lies.
fn mark_beside(inputs: &mut [Input]) {
    const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "tif", "tiff", "jp2", "bmp"];
    let key = |i: &Input| (i.path.parent().map(Path::to_owned), stem_and_ending(&i.path).0);
    let is_picture = |i: &Input| PICTURES.contains(&stem_and_ending(&i.path).1.as_str());
    let texts: FxHashSet<_> = inputs.iter().filter(|i| i.found && !is_picture(i)).map(key).collect();
    for input in inputs.iter_mut().filter(|i| i.found) {
        input.beside = is_picture(input) && texts.contains(&key(input));
    }
}

fn survey_one(path: &Path, survey: &mut Survey) -> Result<()> {
    if path.as_os_str() == "-" {
        survey.inputs.push(Input::new(path));
        return Ok(());
    }
    let meta = std::fs::metadata(path).map_err(|e| Error::io(path, e))?;
    if !meta.is_dir() {
        survey.inputs.push(Input::new(path));
        return Ok(());
    }
    let before = survey.inputs.len();
    let mut walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    let mut failure = None;
    while let Some(entry) = walk.next() {
        match entry {
            Ok(e) if e.depth() > 0 && is_hidden(&e) => {
                *survey.passed.entry("hidden").or_default() += 1;
                if e.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(e) if e.file_type().is_file() => survey.inputs.push(Input::below(path, e.path())),
            Ok(e) if e.path_is_symlink() && e.depth() > 0 => survey.links.push(e.into_path()),
            Ok(e) if e.file_type().is_dir() || e.path_is_symlink() => {}
            Ok(_) => *survey.passed.entry("pipes and devices").or_default() += 1,
            Err(e) => failure = failure.or(Some(walk_error(path, e))),
        }
    }
    match failure {
        Some(e) => Err(e),
        None if survey.inputs.len() == before => Err(Error::input(path, "no file in this folder")),
        None => Ok(()),
    }
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn walk_error(root: &Path, e: walkdir::Error) -> Error {
    let path = e.path().unwrap_or(root).to_owned();
    match e.into_io_error() {
        Some(io) => Error::io(path, io),
        None => Error::input(path, "a link that leads back to a folder above it"),
    }
}

impl Page {
    /// `xcrb-2021-03-03-p2.txt`, `xcrb_20210303_02版.txt`, `…第2版.txt`,
    /// `…-A02.txt`, `…page2.txt`.
    fn of(path: &Path) -> Option<Page> {
        let (stem, ext) = stem_and_ending(path);
        if matches!(ext.as_str(), "jsonl" | "ndjson") {
            return None;
        }
        let rest = stem.strip_suffix('版').unwrap_or(&stem);
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_folder_gives_its_files_in_order() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.TXT", "a.jsonl.GZ", ".hidden.txt", "b.jpg", "sub/c.txt"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let (inputs, failures) = expand(&[dir.path()]);
        let names: Vec<_> =
            inputs.iter().map(|i| i.path.strip_prefix(dir.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.jsonl.GZ", "b.TXT", "b.jpg", "sub/c.txt"]);
        assert!(inputs[2].beside && !inputs[1].beside);
        assert!(failures.is_empty());
    }

    #[test]
    fn files_of_one_name_are_named_apart() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a/x.txt", "b/x.txt", "b/y.txt"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let names = |paths: &[PathBuf]| expand(paths).0.into_iter().map(|i| i.name).collect::<Vec<_>>();
        assert_eq!(names(&[dir.path().to_owned()]), ["a/x.txt", "b/x.txt", "b/y.txt"]);
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        let whole = |p: &Path| p.join("x.txt").to_string_lossy().into_owned();
        assert_eq!(names(&[a.clone(), b.clone()]), [whole(&a), whole(&b), "y.txt".to_owned()]);
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
