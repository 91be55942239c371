//! hOCR: HTML whose elements say by their class what they are and by their
//! title where.
//!
//! ```html
//! <span class='ocr_line' title="bbox 54 61 397 97; x_size 30">
//!   <span class='ocrx_word' title='bbox 54 63 74 77; x_wconf 93'>禾川</span></span>
//! ```

use super::gather::LineGatherer;
use super::xml::{Element, Part, Xml};
use super::{Layout, LayoutPage, Rect};
use crate::error::Result;

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut xml = Xml::new(text, path);
    let mut reader = Hocr::default();
    loop {
        match xml.next()? {
            Part::Start { element, empty } => reader.start(&element, empty),
            Part::End { name } => reader.end(&name),
            Part::Text(text) => reader.text(&text),
            Part::Over => break,
        }
    }
    reader.finish_line();
    if reader.layout.pages.is_empty() {
        return Err(xml.error("hOCR without an ocr_page element"));
    }
    reader.layout.pages.iter_mut().for_each(LayoutPage::settle_size);
    Ok(reader.layout)
}

/// What an element is by its class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Page,
    Block,
    Line,
    Word,
    Picture,
    Rule,
    Other,
}

impl Class {
    fn named(names: &str) -> Class {
        let one = |name: &str| match name {
            "ocr_page" => Class::Page,
            "ocr_carea" | "ocrx_block" => Class::Block,
            "ocr_line" | "ocrx_line" | "ocr_textfloat" | "ocr_caption" | "ocr_header" | "ocr_footer" => {
                Class::Line
            }
            "ocrx_word" => Class::Word,
            "ocr_photo" | "ocr_image" | "ocr_float" => Class::Picture,
            "ocr_separator" => Class::Rule,
            _ => Class::Other,
        };
        names.split_whitespace().map(one).find(|c| *c != Class::Other).unwrap_or(Class::Other)
    }
}

#[derive(Default)]
struct Hocr {
    layout: Layout,
    /// The open elements: class, and the name that ends it.
    open: Vec<(Class, String)>,
    line: Option<(LineGatherer, Option<f32>)>,
    word: Option<(String, Option<Rect>, Option<f32>)>,
    /// True when white space stands behind the last word.
    behind_blank: bool,
    blocks: u32,
}

/// Elements of HTML that have no content and so no end.
const VOID: [&str; 8] = ["meta", "link", "br", "img", "hr", "input", "base", "wbr"];

impl Hocr {
    fn start(&mut self, element: &Element, empty: bool) {
        let (mut class, mut title) = (Class::Other, None);
        for (name, value) in element.attributes() {
            match name {
                "class" => class = Class::named(&value),
                "title" => title = Some(value),
                _ => {}
            }
        }
        let title = Title::read(title.as_deref().unwrap_or_default());
        self.begin(class, &title);
        if !empty && !VOID.contains(&element.name()) {
            self.open.push((class, element.name().to_owned()));
        }
    }

    fn begin(&mut self, class: Class, title: &Title) {
        match class {
            Class::Page => {
                let number = self.layout.pages.len() as u32 + 1;
                let place = title.place.unwrap_or_default();
                let mut page = LayoutPage::sized(number, place.right(), place.bottom());
                page.recognised = true;
                self.layout.pages.push(page);
                self.blocks = 0;
            }
            Class::Block => self.blocks += 1,
            Class::Line => {
                self.finish_line();
                self.line = Some((LineGatherer::new(title.place), title.font));
            }
            Class::Word => self.word = Some((String::new(), title.place, title.confidence)),
            Class::Picture | Class::Rule => {
                if let (Some(page), Some(place)) = (self.layout.pages.last_mut(), title.place) {
                    let list = if class == Class::Rule { &mut page.rules } else { &mut page.pictures };
                    list.push(place);
                }
            }
            Class::Other => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (&mut self.word, &mut self.line) {
            (Some(word), _) => word.0.push_str(text),
            // A line without words has its text itself.
            (None, Some((line, _))) => {
                self.behind_blank |= text.contains(char::is_whitespace);
                line.word(text, None, None);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        // What HTML leaves open ends with the element around it.
        let Some(at) = self.open.iter().rposition(|o| o.1 == name) else { return };
        for (class, _) in self.open.split_off(at).into_iter().rev() {
            match class {
                Class::Word => self.finish_word(),
                Class::Line => self.finish_line(),
                _ => {}
            }
        }
    }

    fn finish_word(&mut self) {
        if let (Some((text, place, confidence)), Some((line, _))) = (self.word.take(), &mut self.line) {
            line.blank(std::mem::take(&mut self.behind_blank));
            line.word(&text, place, confidence);
            self.behind_blank = text.ends_with(char::is_whitespace);
        }
    }

    fn finish_line(&mut self) {
        self.finish_word();
        let Some((line, font)) = self.line.take() else { return };
        let line = line.finish(self.blocks.checked_sub(1), font);
        if let (Some(page), Some(line)) = (self.layout.pages.last_mut(), line) {
            page.lines.push(line);
        }
    }
}

/// The properties of a title: `bbox 54 61 397 97; x_wconf 93`.
#[derive(Default)]
struct Title {
    place: Option<Rect>,
    /// From 0 to 1.
    confidence: Option<f32>,
    /// `x_fsize`, the font's size where it is told; `x_size` is the height of
    /// the line as seen, which says no more than its box.
    font: Option<f32>,
}

impl Title {
    fn read(text: &str) -> Title {
        let mut title = Title::default();
        for property in text.split(';') {
            let mut words = property.split_whitespace();
            let name = words.next().unwrap_or_default();
            let mut next = || words.next().and_then(super::xml::number);
            match name {
                "bbox" => {
                    if let (Some(l), Some(t), Some(r), Some(b)) = (next(), next(), next(), next()) {
                        title.place = Some(Rect::from_edges(l, t, r, b));
                    }
                }
                "x_wconf" => title.confidence = next().map(|c| c / 100.0),
                "x_fsize" => title.font = next(),
                _ => {}
            }
        }
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "<html><head><meta charset=utf-8></head><body>\
        <div class='ocr_page' title='image \"a.png\"; bbox 0 0 800 1200'>\
        <div class='ocr_carea' title='bbox 1 1 99 99'><p class='ocr_par'>\
        <span class='ocr_line' title='bbox 10 20 90 44; baseline 0 0'>\
        <span class='ocrx_word' title='bbox 10 20 50 44; x_wconf 90'>禾&nbsp;</span>\
        <span class='ocrx_word' title='bbox 50 20 90 44; x_wconf 60'><strong>川</strong></span></span>\
        <span class='ocr_line' title='bbox 10 60 90 84'>整行文字</span></p></div>\
        <div class='ocr_photo' title='bbox 1 2 3 4'></div></div></body></html>";

    #[test]
    fn lines_are_read_with_and_without_words() {
        let layout = read(SAMPLE, "p.hocr").unwrap();
        let page = &layout.pages[0];
        assert_eq!((page.width, page.height, page.pictures.len(), page.recognised), (800.0, 1200.0, 1, true));
        let texts: Vec<&str> = page.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["禾 川", "整行文字"]);
        assert_eq!(page.lines[0].confidence, Some(0.75));
        assert_eq!(page.lines[0].words[1].place, Rect { x: 50.0, y: 20.0, w: 40.0, h: 24.0 });
    }

    #[test]
    fn cut_files_do_not_panic() {
        for cut in (0..SAMPLE.len()).filter(|c| SAMPLE.is_char_boundary(*c)) {
            let _ = read(&SAMPLE[..cut], "p.hocr");
        }
    }
}
