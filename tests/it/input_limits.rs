//! Inputs that are too large, too dense or not where they seem to be: each is
//! named in an error, and the rest of the corpus goes on.

use baozhi::corpus::{self, Input, Limits, Options, Report};
use baozhi::{Extractor, Record};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().without_model().build().expect("no files are read"));

const GOOD: &str = "{\"id\":\"good\",\"text\":\"昨日，市委召开会议。\"}\n";

fn run(inputs: &[Input], limits: Limits) -> (Vec<Record>, Report) {
    let options = Options { limits, ..Options::default() };
    let mut records = Vec::new();
    let report = corpus::run(
        inputs,
        &EXTRACTOR,
        &options,
        |r| r,
        |r, _| {
            records.push(r);
            Ok(())
        },
    );
    (records, report.expect("memory takes everything"))
}

fn put(dir: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, bytes).expect("a file can be written");
    path
}

/// The one failure of reading `bytes` under `name` beside a good file.
fn refused(name: &str, bytes: &[u8], limits: Limits) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    let bad = put(dir.path(), name, bytes);
    let good = put(dir.path(), "z-good.jsonl", GOOD.as_bytes());
    let (records, report) = run(&[Input::new(bad), Input::new(good)], limits);
    assert!(records.iter().any(|r| r.id == "good"), "{name}");
    assert_eq!(report.failures.len(), 1, "{name}: {:?}", report.failures);
    let message = report.failures[0].to_string();
    assert!(message.contains(name), "{message}");
    message
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).and_then(|()| out.finish()).expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn what_is_longer_than_its_limit_is_named() {
    let limits = Limits { page: 1 << 16, line: 1 << 16 };
    let long = "市委召开会议。".repeat(10_000);
    let page = refused("page.txt", long.as_bytes(), limits);
    assert!(page.contains("larger than the limit of 65536 bytes for one page file"), "{page}");
    let line = format!("{GOOD}{{\"id\":\"b\",\"text\":\"{long}\"}}\n");
    let line = refused("lines.jsonl", line.as_bytes(), limits);
    assert!(line.contains("lines.jsonl:2: longer than the limit of 65536 bytes for one line"), "{line}");
    // No newline at all, and behind compression.
    let packed = refused("packed.jsonl.gz", &gzip(&[b'['; 1 << 20]), limits);
    assert!(packed.contains("longer than the limit"), "{packed}");
}

#[test]
fn bombs_are_refused_in_either_compression() {
    let blank = vec![b' '; 64 << 20];
    for (name, bytes) in [
        ("bomb.txt.gz", gzip(&blank)),
        ("bomb.txt.zst", zstd(&blank)),
        ("bomb.jsonl.gz", gzip(&blank)),
        ("bomb.jsonl.zst", zstd(&blank)),
        // The ending does not matter: the first bytes tell.
        ("bomb.txt", gzip(&blank)),
    ] {
        let message = refused(name, &bytes, Limits::default());
        assert!(message.contains("expands more than 200 times"), "{message}");
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_spreadsheet_that_is_a_bomb_is_refused_before_it_is_opened() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in
        [("[Content_Types].xml", &b"<Types/>"[..]), ("xl/worksheets/sheet1.xml", &[b' '; 64 << 20])]
    {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(part).expect("memory takes it");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    let message = refused("bomb.xlsx", &bytes, Limits::default());
    assert!(message.contains("expands more than 200 times"), "{message}");
}

/// Two cells in opposite corners: as a table they would take half a terabyte.
#[cfg(all(feature = "xlsx", feature = "workbook"))]
#[test]
fn a_sheet_with_cells_far_apart_is_refused_before_memory_is_taken() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, column, text) in [(0, 0, "正文"), (1, 0, "昨日，市委召开会议。"), (1_048_575, 16_383, "远")]
    {
        sheet.write(row, column, text).expect("a cell is written");
    }
    let bytes = book.save_to_buffer().expect("a workbook is written");
    let message = refused("far.xlsx", &bytes, Limits::default());
    assert!(message.contains("more than 20000000 cells"), "{message}");
}

#[test]
fn what_compresses_well_and_is_small_is_no_bomb() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = "市委召开会议。".repeat(20_000);
    let line = format!("{{\"id\":\"a\",\"text\":\"{text}\"}}\n");
    for (name, bytes) in [("a.jsonl.gz", gzip(line.as_bytes())), ("a.jsonl.zst", zstd(line.as_bytes()))] {
        let (records, report) = run(&[Input::new(put(dir.path(), name, &bytes))], Limits::default());
        assert!(report.failures.is_empty(), "{:?}", report.failures);
        assert_eq!(records[0].text, text);
    }
}

#[test]
fn a_corpus_of_faults_is_counted_not_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = put(dir.path(), "bad.jsonl", format!("{}{GOOD}", "{\"id\":1}\n".repeat(50_000)).as_bytes());
    let (records, report) = run(&[Input::new(path)], Limits::default());
    assert_eq!(records.len(), 1);
    assert_eq!((report.failures.len(), report.more_failures), (1000, 49_000));
    assert!(report.failures[999].to_string().contains("bad.jsonl:1000:"));
    let path = put(dir.path(), "same.jsonl", GOOD.repeat(1500).as_bytes());
    let (records, report) = run(&[Input::new(path)], Limits::default());
    assert_eq!(records.len(), 1500);
    assert_eq!((report.warnings.len(), report.more_warnings), (1000, 499));
}

#[test]
fn pages_of_one_issue_together_keep_to_the_limit_of_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = format!("市委召开会议\n\n本报讯 {}\n", "昨日，市委召开会议。".repeat(100));
    for n in 1..=9 {
        put(dir.path(), &format!("x-2021-03-03-p{n}.txt"), page.as_bytes());
    }
    let (inputs, _) = corpus::expand(&[dir.path()]);
    let limits = Limits { page: 2 * page.len() as u64, line: 1 << 16 };
    let (records, report) = run(&inputs, limits);
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    let pages: Vec<_> = records.iter().filter_map(|r| r.issue.page.clone()).collect();
    assert_eq!(pages, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}

/// A folder of text is only what lies in it: no link out of it, none that goes
/// in circles, no device.
#[test]
#[cfg(unix)]
fn links_in_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().expect("a folder");
    let outside = dir.path().join("outside");
    let corpus = dir.path().join("corpus");
    for d in [&outside, &corpus] {
        std::fs::create_dir(d).expect("a folder can be made");
    }
    let secret = put(&outside, "secret.txt", "市委召开会议。".as_bytes());
    put(&corpus, "a.txt", "昨日，市委召开会议。".as_bytes());
    symlink(&secret, corpus.join("file.txt")).expect("a link can be made");
    symlink(&outside, corpus.join("folder")).expect("a link can be made");
    symlink(&corpus, corpus.join("circle")).expect("a link can be made");
    symlink("/dev/zero", corpus.join("zero.txt")).expect("a link can be made");
    symlink("../outside/none.txt", corpus.join("broken.txt")).expect("a link can be made");
    let (inputs, failures) = corpus::expand(&[&corpus]);
    assert!(failures.is_empty(), "{failures:?}");
    let paths: Vec<_> = inputs.iter().map(|i| i.path.clone()).collect();
    assert_eq!(paths, [corpus.join("a.txt")]);
    // Named by the user, a link is what it leads to.
    let (inputs, failures) = corpus::expand(&[corpus.join("file.txt"), corpus.join("folder")]);
    assert_eq!((inputs.len(), failures.len()), (2, 0));
}
