//! Layout: pages of lines with their places, as OCR and PDF give them.
//!
//! Every reader of a layout format (ALTO, hOCR, PAGE XML, poppler's boxes, the
//! output of OCR programs, PDF itself) gives a [`Layout`]; what comes after
//! knows no format. Coordinates run right and down from the page's upper left
//! corner, in the page's own [`Unit`].
//!
//! ```
//! let hocr = b"<div class='ocr_page' title='bbox 0 0 800 1200'>\
//!     <span class='ocr_line' title='bbox 40 50 240 80'>\
//!     <span class='ocrx_word' title='bbox 40 50 240 80'>\xe7\xa6\xbe\xe5\xb7\x9d</span></span></div>";
//! let layout = baozhi::layout::read(hocr, "page.hocr")?;
//! assert_eq!(layout.pages[0].lines[0].text, "禾川");
//! assert_eq!(layout.pages[0].lines[0].place.x, 40.0);
//! # Ok::<(), baozhi::Error>(())
//! ```

mod alto;
mod article;
mod bands;
mod captions;
mod chars;
mod cut;
mod detect;
mod folio;
mod gather;
mod hocr;
mod measure;
mod ocr_json;
mod open_marks;
mod page_xml;
mod paragraphs;
#[cfg(feature = "pdf")]
pub mod pdf;
mod piece;
mod poppler;
mod region;
mod tesseract_tsv;
mod turn;
mod xml;

use crate::error::{Error, Result};
use crate::span::Span;

pub(crate) use article::ArticleCut;
pub(crate) use cut::cut;
pub use detect::detect;
pub(crate) use gather::PRINTED_BLANK;
pub(crate) use piece::{Atom, Piece, Pieces};
pub(crate) use turn::{on_its_side, turned_back};

/// The layout formats that are told by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// ALTO, versions 2 to 4: what libraries keep of digitised newspapers.
    Alto,
    /// hOCR: HTML with boxes in `title` attributes, as Tesseract and others write it.
    Hocr,
    /// PAGE XML (`PcGts`), as Transkribus, eScriptorium and OCR-D write it.
    PageXml,
    /// What `pdftotext -bbox-layout` (or `-bbox`) writes.
    PopplerBoxes,
    /// Tesseract's table of boxes, `tesseract … tsv`.
    TesseractTsv,
    /// The JSON of PaddleOCR, RapidOCR and their kin: boxes with texts.
    OcrJson,
}

impl Format {
    /// The format's name for messages, `ALTO`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Alto => "ALTO",
            Format::Hocr => "hOCR",
            Format::PageXml => "PAGE XML",
            Format::PopplerBoxes => "pdftotext -bbox-layout",
            Format::TesseractTsv => "Tesseract TSV",
            Format::OcrJson => "OCR JSON",
        }
    }
}

/// Reads a file of a layout format, found by its content ([`detect`]).
///
/// # Errors
///
/// When the content is of no format known here, or damaged; the error names
/// `path` and, where it can, the line.
pub fn read(bytes: &[u8], path: &str) -> Result<Layout> {
    match detect(bytes) {
        Some(format) => read_as(format, bytes, path),
        None => Err(Error::input(
            path,
            "no layout format: expected ALTO, hOCR, PAGE XML, pdftotext -bbox-layout, Tesseract TSV or OCR JSON",
        )),
    }
}

/// Reads a file of a layout format that is known.
///
/// # Errors
///
/// When the content is damaged, or of another format; the error names `path`
/// and, where it can, the line.
pub fn read_as(format: Format, bytes: &[u8], path: &str) -> Result<Layout> {
    let decoded = crate::page::decode(bytes, None);
    let text = &*decoded.text;
    let mut layout = match format {
        Format::Alto => alto::read(text, path)?,
        Format::Hocr => hocr::read(text, path)?,
        Format::PageXml => page_xml::read(text, path)?,
        Format::PopplerBoxes => poppler::read(text, path)?,
        Format::TesseractTsv => tesseract_tsv::read(text, path)?,
        Format::OcrJson => ocr_json::read(text, path)?,
    };
    layout.warnings.extend(decoded.warnings);
    Ok(layout)
}

/// A document as pages of lines with their places.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Layout {
    /// The pages in the order of the file.
    pub pages: Vec<LayoutPage>,
    /// What the reader should know about the input.
    pub warnings: Vec<String>,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LayoutPage {
    /// The page's number in the file, from 1.
    pub number: u32,
    /// Width of the page in `unit`.
    pub width: f32,
    /// Height of the page in `unit`.
    pub height: f32,
    /// The unit of all lengths of the page.
    pub unit: Unit,
    /// The lines in the order of the file, which need not be that of reading.
    pub lines: Vec<LayoutLine>,
    /// Rules and frames printed on the page, where the format tells them.
    pub rules: Vec<Rect>,
    /// Pictures on the page, where the format tells them.
    pub pictures: Vec<Rect>,
    /// True where the text was recognised from a picture, so that characters
    /// may be wrong, and lines missing.
    pub recognised: bool,
}

/// One line of text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LayoutLine {
    /// The text as the file has it.
    pub text: String,
    /// Where the line stands.
    pub place: Rect,
    /// The words of the line with their own places, in the order of the text;
    /// none where the format has no places of words.
    pub words: Vec<LayoutWord>,
    /// The height of its characters in the page's unit: the font's size where
    /// the format tells it, else the height of the line's box.
    pub size: f32,
    /// How sure the recognition is, from 0 to 1, where the format tells it.
    pub confidence: Option<f32>,
    /// The block of the file the line belongs to; blocks are numbered from 0
    /// over the page.
    pub block: Option<u32>,
    /// True where the characters run from top to bottom.
    pub vertical: bool,
}

/// One word of a line, or whatever the format has below the line: of Chinese
/// text often one character, or all up to the next blank.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LayoutWord {
    /// The word's bytes in the line's text.
    pub span: Span,
    /// Where the word stands.
    pub place: Rect,
    /// How sure the recognition is, from 0 to 1, where the format tells it.
    pub confidence: Option<f32>,
}

/// A rectangle: its upper left corner, its width and its height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    /// The rectangle from its left, upper, right and lower edge.
    pub fn from_edges(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect { x: left, y: top, w: (right - left).max(0.0), h: (bottom - top).max(0.0) }
    }

    /// Its right edge.
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    /// Its lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect::from_edges(
            self.x.min(other.x),
            self.y.min(other.y),
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        )
    }
}

/// What a length of a page is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Points of 1/72 inch.
    Point,
    /// Pixels of the page's picture.
    #[default]
    Pixel,
}
