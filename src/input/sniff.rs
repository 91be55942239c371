//! What a file is: by its content first, by its name second.

use super::columns::Columns;
use super::table::Dialect;
use crate::layout::{self, Format};
use crate::page::{Decoded, Encoding, decode};
use std::path::Path;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Plain text: a page, an issue, an article, a block of labelled fields.
    Text,
    /// Lines of JSON objects.
    JsonLines,
    /// JSON: an array of objects, or one.
    Json,
    /// A table with a line of column names.
    Table,
    /// A spreadsheet.
    Xlsx,
    /// `<doc>` elements.
    DocXml,
    /// A page of an e-paper or of the web.
    Html,
    /// Lines with their places, as OCR gives them.
    Layout(Format),
    /// A PDF document.
    Pdf,
    /// What is not read, and why.
    Refused(Refused),
}

/// What is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Refused {
    /// What it is, `a Word document`.
    pub what: &'static str,
    /// What to do with it.
    pub instead: &'static str,
}

impl Kind {
    /// The name of the kind in the line that closes a run.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "txt",
            Kind::JsonLines => "jsonl",
            Kind::Json => "json",
            Kind::Table => "csv",
            Kind::Xlsx => "xlsx",
            Kind::DocXml => "doc xml",
            Kind::Html => "html",
            Kind::Layout(Format::Alto) => "alto",
            Kind::Layout(Format::Hocr) => "hocr",
            Kind::Layout(Format::PageXml) => "page xml",
            Kind::Layout(Format::PopplerBoxes) => "bbox",
            Kind::Layout(Format::TesseractTsv) => "tesseract tsv",
            Kind::Layout(Format::OcrJson) => "ocr json",
            Kind::Pdf => "pdf",
            Kind::Refused(_) => "not read",
        }
    }
}

const OCR: &str =
    "recognise its text first and give ALTO or hOCR, for example: tesseract FILE out -l chi_sim alto";
const OFFICE: &str = "convert it to text first, for example: soffice --convert-to txt:Text FILE";
const UNPACK: &str = "unpack it and give the files in it";

/// First bytes that tell a format which is not read.
const MAGIC: [(&[u8], &str, &str); 26] = [
    (b"\xff\xd8\xff", "a picture (JPEG)", OCR),
    (b"\x89PNG\r\n", "a picture (PNG)", OCR),
    (b"GIF8", "a picture (GIF)", OCR),
    (b"II*\0", "a picture (TIFF)", OCR),
    (b"MM\0*", "a picture (TIFF)", OCR),
    (b"\0\0\0\x0cjP  ", "a picture (JPEG 2000)", OCR),
    (b"BM", "a picture (BMP)", OCR),
    (
        b"AT&TFORM",
        "a scan (DjVu)",
        "take its text out first: djvutxt FILE, or convert it to PDF: ddjvu -format=pdf FILE",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls, .wps)", OFFICE),
    (b"{\\rtf", "a rich text document (RTF)", OFFICE),
    (b"%!PS", "PostScript", "convert it to PDF first: ps2pdf FILE"),
    (b"CAJ", "a CAJ document", "convert it to PDF first with CAJViewer or caj2pdf"),
    (b"HN\0", "a CAJ document", "convert it to PDF first with CAJViewer or caj2pdf"),
    (b"HN\xc8", "a CAJ document", "convert it to PDF first with CAJViewer or caj2pdf"),
    (b"KDH ", "a KDH document", "convert it to PDF first with CAJViewer or caj2pdf"),
    (b"TEB", "a TEB document", "convert it to PDF first with CAJViewer"),
    (b"Rar!", "an archive (RAR)", UNPACK),
    (b"7z\xbc\xaf", "an archive (7z)", UNPACK),
    (b"BZh", "packed with bzip2", "unpack it: bunzip2 FILE"),
    (b"\xfd7zXZ", "packed with xz", "unpack it: unxz FILE"),
    (b"\x04\x22\x4d\x18", "packed with lz4", "unpack it: lz4 -d FILE"),
    (
        b"SQLite format 3",
        "an SQLite database",
        "export its table first: sqlite3 -header -csv FILE 'SELECT * FROM …'",
    ),
    (b"PAR1", "a Parquet table", "convert it to CSV or JSONL first"),
    (b"\x7fELF", "a program", "it holds no articles"),
    (b"\x93NUMPY", "an array of numbers", "it holds no articles"),
    (b"ID3", "sound", "it holds no articles"),
];

/// How much of a file is looked at.
pub(crate) const SAMPLE: usize = 64 << 10;

/// What the file `path` is that begins with `head`.
pub(crate) fn sniff(head: &[u8], path: &Path, columns: &Columns) -> Kind {
    let ending = ending(path);
    if let Some(kind) = binary(head, &ending) {
        return kind;
    }
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    let head = &head[..head.len().min(SAMPLE)];
    if let Some(format) = layout::detect(head) {
        return Kind::Layout(format);
    }
    let decoded = decode(head, None);
    let text = decoded.text.trim_start();
    if matches!(ending.as_str(), "jsonl" | "ndjson" | "jl") {
        return Kind::JsonLines;
    }
    match text.as_bytes().first() {
        Some(b'{') => json(text),
        Some(b'[') if text[1..].trim_start().starts_with(['{', ']', '[']) => Kind::Json,
        Some(b'<') => markup(text).unwrap_or(Kind::Text),
        _ if ending == "json" && text.starts_with(['[', '"']) => Kind::Json,
        _ => {
            let named = matches!(ending.as_str(), "csv" | "tsv" | "tab");
            match Dialect::of(text, columns, named) {
                Some(_) => Kind::Table,
                None if is_binary(&decoded.warnings) && !is_chinese(&decoded) => Kind::Refused(Refused {
                    what: "a binary file of no form that is known",
                    instead: "give text, JSONL, CSV, HTML, ALTO, hOCR or PDF",
                }),
                None => Kind::Text,
            }
        }
    }
}

/// Chinese in UTF-8 without a fault is text, whatever control characters stand
/// in it: chance does not write UTF-8.
fn is_chinese(decoded: &Decoded) -> bool {
    let text = || decoded.text.chars().take(4000);
    let han = text().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let control = text().filter(|c| c.is_control()).count();
    decoded.encoding == Encoding::Utf8 && decoded.replaced == 0 && han > 2 * control
}

fn is_binary(warnings: &[String]) -> bool {
    warnings.iter().any(|w| w.contains("binary"))
}

/// The ending of a file's name in small letters, those of compression left out.
pub(crate) fn ending(path: &Path) -> String {
    stem_and_ending(path).1
}

/// A file's name without its endings, and the ending that says what it holds.
pub(crate) fn stem_and_ending(path: &Path) -> (String, String) {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = name.as_str();
    for packed in [".gz", ".zst"] {
        let cut = name.len().saturating_sub(packed.len());
        if name.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(packed)) {
            name = &name[..cut];
        }
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    // page.alto.xml is page; the name of a date with points has none.
    let stem = match stem.rsplit_once('.') {
        Some((s, inner)) if inner.len() >= 3 && inner.bytes().all(|b| b.is_ascii_alphabetic()) => s,
        _ => stem,
    };
    (stem.to_owned(), ending.to_lowercase())
}

fn binary(head: &[u8], ending: &str) -> Option<Kind> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(zipped(head));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") && ending == "xls" {
        return Some(Kind::Xlsx);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some(Kind::Refused(Refused { what: "a picture (WebP)", instead: OCR }));
    }
    if head.get(60..68) == Some(b"BOOKMOBI") {
        return Some(Kind::Refused(Refused {
            what: "an e-book (MOBI)",
            instead: "convert it first: ebook-convert FILE out.txt",
        }));
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(Kind::Refused(Refused { what: "an archive (tar)", instead: UNPACK }));
    }
    // BM begins words too: a picture's size follows it in four bytes, then zeros.
    let bitmap = |magic: &[u8]| magic != b"BM" || head.get(6..10) == Some(&[0; 4]);
    let (_, what, instead) = MAGIC.iter().find(|(magic, ..)| head.starts_with(magic) && bitmap(magic))?;
    Some(Kind::Refused(Refused { what, instead }))
}

/// A zip file is what the names in it say.
fn zipped(head: &[u8]) -> Kind {
    let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let refused = |what, instead| Kind::Refused(Refused { what, instead });
    if has(b"xl/") || has(b"application/vnd.oasis.opendocument.spreadsheet") {
        Kind::Xlsx
    } else if has(b"word/") {
        refused("a Word document (.docx)", OFFICE)
    } else if has(b"ppt/") {
        refused("a presentation (.pptx)", OFFICE)
    } else if has(b"application/epub+zip") {
        refused("an e-book (EPUB)", "convert it to text first, for example: ebook-convert FILE out.txt")
    } else if has(b"application/vnd.oasis.opendocument") {
        refused("an OpenDocument file", OFFICE)
    } else if has(b"OFD.xml") {
        refused("an OFD document", "convert it to PDF first")
    } else {
        refused("an archive (zip)", UNPACK)
    }
}

/// Lines of objects, or one object over many lines.
fn json(text: &str) -> Kind {
    let first = text.lines().next().unwrap_or_default();
    let object = |s: &str| serde_json::from_str::<serde::de::IgnoredAny>(s).is_ok();
    let next = text[1..].trim_start();
    if !next.starts_with(['"', '}']) {
        return Kind::Text;
    }
    // The first line may be longer than what is looked at.
    let cut = first.len() == text.len() && !object(first);
    let rest = text[first.len()..].trim_start();
    match object(first) {
        true if rest.is_empty() || rest.starts_with('{') => Kind::JsonLines,
        true => Kind::JsonLines,
        false if cut && first.len() > 1 => Kind::JsonLines,
        false if first.len() > 2 && rest.starts_with('{') => Kind::JsonLines,
        false => Kind::Json,
    }
}

fn markup(text: &str) -> Option<Kind> {
    let lower = text.to_ascii_lowercase();
    let second = lower.as_bytes().get(1)?;
    if !(second.is_ascii_alphabetic() || matches!(second, b'!' | b'?')) {
        return None;
    }
    let has = |tag: &str| lower.contains(tag);
    let hypertext = [
        "<html",
        "<!doctype html",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<p ",
        "<table",
        "<founder-",
        "<meta",
        "<br",
        "<span",
    ];
    if (has("<doc>") || has("<doc ")) && !has("<html") {
        return Some(Kind::DocXml);
    }
    if hypertext.iter().any(|tag| has(tag)) {
        return Some(Kind::Html);
    }
    let xml = lower.starts_with("<?xml") || lower.starts_with("<!doctype");
    xml.then_some(Kind::Refused(Refused {
        what: "XML of no form that is known",
        instead: "ALTO, PAGE, hOCR and <doc> elements are read; convert it to one of these or to JSONL",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(head: &[u8], name: &str) -> Kind {
        sniff(head, Path::new(name), &Columns::default())
    }

    #[test]
    fn content_goes_before_the_name() {
        for (head, name, want) in [
            ("春灌开始\n\n本报讯", "a.txt", Kind::Text),
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "a.txt", Kind::JsonLines),
            ("{\"text\":\"a\"}", "a.json", Kind::JsonLines),
            ("{\n  \"text\": \"a\"\n}", "a.json", Kind::Json),
            ("[{\"text\":\"a\"}]", "a.txt", Kind::Json),
            ("[本报讯]昨日", "a.txt", Kind::Text),
            ("{1}", "a.txt", Kind::Text),
            ("标题,日期,正文\n春灌,2023,昨日\n", "a.txt", Kind::Table),
            ("甲,乙\n春灌,昨日\n", "a.csv", Kind::Table),
            ("<?xml version='1.0'?>\n<doc><title>a</title></doc>", "a.xml", Kind::DocXml),
            ("<!DOCTYPE html><html><body>", "a.txt", Kind::Html),
            ("\u{feff}<html>", "a.xml", Kind::Html),
            ("<<春灌>>开始", "a.txt", Kind::Text),
            ("broken", "a.jsonl", Kind::JsonLines),
            ("", "a.txt", Kind::Text),
        ] {
            assert_eq!(kind(head.as_bytes(), name), want, "{name}: {head}");
        }
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (head, want) in [
            (&b"\xff\xd8\xff\xe0"[..], "JPEG"),
            (b"PK\x03\x04....word/document.xml", "Word"),
            (b"PK\x03\x04....mimetypeapplication/epub+zip", "EPUB"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
            (b"CAJ\0\0", "CAJ"),
            (b"<?xml version=\"1.0\"?><rss></rss>", "XML"),
            (b"\x01\x02\x03\x04\x05\x06\0\0\0\0\0\x01\x02", "binary"),
        ] {
            let Kind::Refused(refused) = kind(head, "a.txt") else { panic!("{want}") };
            assert!(refused.what.contains(want), "{}", refused.what);
        }
    }

    #[test]
    fn endings_are_told_without_those_of_compression() {
        for (name, stem, end) in [
            ("A.TXT", "A", "txt"),
            ("a.jsonl.GZ", "a", "jsonl"),
            ("a.alto.xml", "a", "xml"),
            ("2021.03.03.txt", "2021.03.03", "txt"),
            ("a", "a", ""),
        ] {
            assert_eq!(stem_and_ending(Path::new(name)), (stem.to_owned(), end.to_owned()));
        }
    }
}
