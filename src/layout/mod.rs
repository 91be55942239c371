//! Layout: pages of lines with their places, as OCR and PDF give them.
//!
//! Every reader of a layout format (ALTO, hOCR, PAGE XML, poppler's boxes, the
//! output of OCR programs, PDF itself) gives a [`Layout`]; what comes after
//! knows no format. Coordinates run right and down from the page's upper left
//! corner, in the page's own [`Unit`].

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

/// A rectangle: its upper left corner, its width and its height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
