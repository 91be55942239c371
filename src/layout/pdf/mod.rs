//! PDF files: the characters of their text layer, put together to lines by
//! their places.
//!
//! What files of newspapers, gazettes and offices ask for is done here: lines
//! painted twice, fonts that name no characters, radicals for ideographs,
//! letter-spaced headlines, pages turned on their side, vertical type, and the
//! text that programs put under the picture of a scanned page, which is marked
//! as recognised. Places are in points on the page as it is shown; a page most
//! of whose characters lie on their side is turned so that they stand.
//!
//! A page without text, and one whose text is not what it shows, has nothing
//! to read: it is refused with its number, see [`Refusal`].

mod copies;
mod fonts;
mod founder;
mod frame;
mod gate;
mod glyphs;
mod gutters;
mod lines;
mod program;
mod rows;
#[cfg(test)]
mod sample;
mod shapes;
mod stacks;
#[cfg(test)]
mod tests;
mod words;

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use hayro_interpret::{InterpreterCache, InterpreterSettings};

use self::gate::TextLayer;
use self::glyphs::Endless;
use crate::layout::{Layout, LayoutPage, Unit};
use crate::{Error, Result};

/// Fonts and object tables are kept for this many pages; then the file is
/// opened anew, so that memory does not grow with it.
const BATCH: usize = 48;

/// Reads all pages of a PDF file.
///
/// `path` is named in errors and warnings. Pages that cannot be read are left
/// out with a warning; a page that shows nothing has no lines.
///
/// # Errors
///
/// If the bytes are no PDF file, if it asks for a password, and if none of its
/// pages has text that can be read: the error says why, and to run OCR where
/// that would help.
pub fn read(bytes: impl Into<Vec<u8>>, path: impl AsRef<Path>) -> Result<Layout> {
    let mut pages = Vec::new();
    let warnings = read_pages(bytes, path, |page| pages.push(page))?;
    Ok(Layout { pages, warnings })
}

/// Gives each page of a PDF file to `each` as it is read, in order, and returns
/// what the reader should know: which pages could not be read.
///
/// `path` is named in errors and warnings. Only some pages are held at a time.
///
/// # Errors
///
/// As [`read`]: then nothing of the file could be read.
pub fn read_pages(
    bytes: impl Into<Vec<u8>>,
    path: impl AsRef<Path>,
    mut each: impl FnMut(LayoutPage),
) -> Result<Vec<String>> {
    let path = path.as_ref();
    let mut refused = Vec::new();
    let mut empty = true;
    for page in PdfPages::open(bytes, path)? {
        match page {
            Ok(page) => {
                empty &= page.lines.is_empty();
                each(page);
            }
            Err(refusal) => refused.push(refusal),
        }
    }
    match refusals(&refused) {
        Some(message) if empty => Err(Error::input(path, message)),
        // Of a damaged file the pages may be left and what they show be lost.
        None if empty => Err(Error::input(path, "a PDF file without text: blank, or damaged")),
        message => Ok(message.into_iter().collect()),
    }
}

/// A page that has nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The page's number in the file, from 1.
    pub page: u32,
    /// Why it cannot be read.
    pub reason: Reason,
}

/// Why a page cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is a picture without a text layer.
    NoText,
    /// Its text layer does not say what it shows.
    Unreadable,
    /// It is damaged.
    Damaged,
    /// It draws more than any page shows, as forms that draw each other do.
    Endless,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NoText => "no text layer, only a picture: run OCR and read its ALTO, hOCR or text",
            Reason::Unreadable => {
                "the text layer is not what the page shows (a font without a table of its characters): \
                 run OCR on the page's picture"
            }
            Reason::Damaged => "damaged, nothing of it could be read",
            Reason::Endless => {
                "given up: it draws more than any page shows; print it anew (gs -sDEVICE=pdfwrite, mutool clean), \
                 or run OCR on its picture"
            }
        })
    }
}

/// One sentence on the pages that could not be read; none where all could.
pub fn refusals(refused: &[Refusal]) -> Option<String> {
    let mut parts = Vec::new();
    for reason in [Reason::NoText, Reason::Unreadable, Reason::Damaged, Reason::Endless] {
        let pages: Vec<u32> = refused.iter().filter(|r| r.reason == reason).map(|r| r.page).collect();
        match pages.as_slice() {
            [] => {}
            [page] => parts.push(format!("page {page}: {reason}")),
            pages => parts.push(format!("pages {}: {reason}", ranges(pages))),
        }
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// `1–3, 5` for 1, 2, 3, 5.
fn ranges(pages: &[u32]) -> String {
    let mut text = String::new();
    let mut rest = pages;
    while let Some(&first) = rest.first() {
        let run = rest.iter().zip(first..).take_while(|(page, expected)| **page == *expected).count();
        let last = rest[run - 1];
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&if run == 1 { first.to_string() } else { format!("{first}–{last}") });
        rest = &rest[run..];
    }
    text
}

/// The pages of a PDF file, one after the other, for files too large to be
/// held as a [`Layout`].
pub struct PdfPages {
    data: PdfData,
    path: PathBuf,
    pages: usize,
    next: usize,
    ready: VecDeque<std::result::Result<LayoutPage, Refusal>>,
}

impl PdfPages {
    /// Opens a file; `path` is named in errors.
    ///
    /// # Errors
    ///
    /// If the bytes are no PDF file, or one that cannot be opened without a
    /// password.
    pub fn open(bytes: impl Into<Vec<u8>>, path: impl AsRef<Path>) -> Result<PdfPages> {
        let path = path.as_ref();
        let data = PdfData::from(Arc::new(bytes.into()));
        let pages = open(&data, path)?.pages().len();
        if pages == 0 {
            return Err(Error::input(path, "a PDF file without pages"));
        }
        Ok(PdfPages { data, path: path.to_owned(), pages, next: 0, ready: VecDeque::new() })
    }

    /// How many pages the file has.
    pub fn count(&self) -> usize {
        self.pages
    }

    fn read_batch(&mut self) {
        let batch = self.next..(self.next + BATCH).min(self.pages);
        self.next = batch.end;
        let Ok(pdf) = open(&self.data, &self.path) else {
            self.ready.extend(batch.map(|i| Err(damaged(i))));
            return;
        };
        let settings = InterpreterSettings::default();
        let mut cache = InterpreterCache::new();
        for i in batch {
            // What a damaged page makes the interpreter do ends with the page.
            let page = catch_unwind(AssertUnwindSafe(|| read_page(&pdf, i, &cache, &settings)));
            if page.is_err() {
                cache = InterpreterCache::new();
            }
            self.ready.push_back(page.unwrap_or_else(|thrown| {
                let reason = if thrown.is::<Endless>() { Reason::Endless } else { Reason::Damaged };
                Err(Refusal { page: i as u32 + 1, reason })
            }));
        }
    }
}

impl Iterator for PdfPages {
    type Item = std::result::Result<LayoutPage, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() && self.next < self.pages {
            self.read_batch();
        }
        self.ready.pop_front()
    }
}

fn damaged(index: usize) -> Refusal {
    Refusal { page: index as u32 + 1, reason: Reason::Damaged }
}

fn open(data: &PdfData, path: &Path) -> Result<Pdf> {
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(data.clone())));
    let message = match opened {
        Ok(Ok(pdf)) => return Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            "a PDF file that opens with a password only: remove it (qpdf --decrypt --password=… IN OUT)"
        }
        Ok(Err(LoadPdfError::Decryption(_))) => "a PDF file encrypted in a way that is not supported",
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => "expected a PDF file, found none or a damaged one",
    };
    Err(Error::input(path, message))
}

fn read_page<'a>(
    pdf: &'a Pdf,
    index: usize,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> std::result::Result<LayoutPage, Refusal> {
    let Some(page) = pdf.pages().get(index) else { return Err(damaged(index)) };
    let number = index as u32 + 1;
    let mut content = glyphs::page_content(page, cache, settings);
    frame::turn_upright(&mut content);
    copies::drop_copies(&mut content.glyphs);
    match gate::text_layer(&content) {
        TextLayer::Good | TextLayer::Blank => {}
        TextLayer::Missing => return Err(Refusal { page: number, reason: Reason::NoText }),
        TextLayer::Unreadable => return Err(Refusal { page: number, reason: Reason::Unreadable }),
    }
    founder::read_letters(&mut content.glyphs);
    let hidden = content.glyphs.iter().filter(|g| g.invisible).count();
    Ok(LayoutPage {
        number,
        width: content.width,
        height: content.height,
        unit: Unit::Point,
        lines: lines::page_lines(&content),
        recognised: hidden * 2 > content.glyphs.len(),
        rules: content.rules,
        pictures: content.pictures,
        ..LayoutPage::default()
    })
}
