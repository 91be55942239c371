//! What layout format a file is, by its first bytes.

use super::Format;
use memchr::memmem::find;

/// How many bytes from the beginning are looked at.
const HEAD: usize = 16 * 1024;

/// The layout format that `bytes` begin as, if it is one. Only the content
/// counts; PDF is not among them.
pub fn detect(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = &bytes[..bytes.len().min(HEAD)];
    match head.first()? {
        b'<' => markup(head),
        b'[' | b'{' => super::ocr_json::is_ocr_json(bytes).then_some(Format::OcrJson),
        b'l' if head.starts_with(super::tesseract_tsv::HEADER) => Some(Format::TesseractTsv),
        0xFF | 0xFE => wide(bytes),
        _ if super::ocr_json::is_labels(head) => Some(Format::OcrJson),
        _ => None,
    }
}

fn markup(head: &[u8]) -> Option<Format> {
    let has = |what: &str| find(head, what.as_bytes()).is_some();
    // The root element, with or without a prefix: <alto …>, <alto:alto …>.
    if has("<alto") || has(":alto ") {
        return Some(Format::Alto);
    }
    if has("<PcGts") || has(":PcGts ") {
        return Some(Format::PageXml);
    }
    if has("ocr_page") || has("ocrx_") || has("ocr_line") {
        return Some(Format::Hocr);
    }
    let boxes = has("<page width=") && has("xMin=") || has("<doc>") && has("<page width=");
    boxes.then_some(Format::PopplerBoxes)
}

/// UTF-16 with its mark: the ASCII of the first part is enough.
fn wide(bytes: &[u8]) -> Option<Format> {
    if !matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return None;
    }
    let narrow: Vec<u8> = bytes[2..].iter().copied().take(2 * HEAD).filter(u8::is_ascii_graphic).collect();
    narrow.starts_with(b"<").then(|| markup(&narrow)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_content() {
        let cases: [(&str, Option<Format>); 13] = [
            ("<?xml version=\"1.0\"?>\n<alto xmlns=\"x\">", Some(Format::Alto)),
            ("<ns:alto xmlns:ns=\"x\">", Some(Format::Alto)),
            ("<html><body><div class='ocr_page'>", Some(Format::Hocr)),
            ("<PcGts xmlns=\"x\"><Page>", Some(Format::PageXml)),
            ("<html><body>\n<doc>\n <page width=\"8\" height=\"9\">", Some(Format::PopplerBoxes)),
            ("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft", Some(Format::TesseractTsv)),
            ("[[[[1,2],[3,2],[3,4],[1,4]],[\"字\",0.9]]]", Some(Format::OcrJson)),
            ("a.jpg\t[{\"transcription\": \"字\", \"points\": [[1,2]]}]", Some(Format::OcrJson)),
            ("<html><body><p>正文</p></body></html>", None),
            ("<doc><title>题</title></doc>", None),
            ("[{\"title\":\"题\",\"text\":\"文\"}]", None),
            ("{\"id\":1,\"text\":\"文\"}", None),
            ("", None),
        ];
        for (text, want) in cases {
            assert_eq!(detect(text.as_bytes()), want, "{text}");
        }
        let marked = ["\u{FEFF}", cases[0].0].concat();
        assert_eq!(detect(marked.as_bytes()), Some(Format::Alto));
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide), Some(Format::Alto));
    }
}
