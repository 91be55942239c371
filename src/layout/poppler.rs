//! What `pdftotext -bbox-layout` writes: pages of flows of blocks of lines of
//! words, and what `-bbox` writes: pages of words alone.
//!
//! ```xml
//! <page width="863" height="1230"><flow><block …><line xMin="…" yMin="…" xMax="…" yMax="…">
//!   <word xMin="155.06" yMin="27.90" xMax="191.06" yMax="51.30">禾川</word>
//! </line></block></flow></page>
//! ```

use super::gather::LineGatherer;
use super::xml::{Element, Part, Xml};
use super::{Layout, LayoutPage, Rect, Unit};
use crate::error::Result;

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut xml = Xml::new(text, path);
    let mut reader = Boxes::default();
    loop {
        match xml.next()? {
            Part::Start { element, empty: false } => reader.start(&element),
            Part::Start { .. } => {}
            Part::End { name } => reader.end(&name),
            Part::Text(text) => reader.text(&text),
            Part::Over => break,
        }
    }
    if reader.layout.pages.is_empty() {
        return Err(xml.error("pdftotext's boxes without a page element"));
    }
    reader.layout.pages.iter_mut().for_each(LayoutPage::settle_size);
    Ok(reader.layout)
}

#[derive(Default)]
struct Boxes {
    layout: Layout,
    line: Option<LineGatherer>,
    word: Option<(String, Option<Rect>)>,
    blocks: u32,
}

impl Boxes {
    fn start(&mut self, element: &Element) {
        match element.name() {
            "page" => {
                let number = self.layout.pages.len() as u32 + 1;
                let side = |name| element.number(name).unwrap_or(0.0).max(0.0);
                let mut page = LayoutPage::sized(number, side("width"), side("height"));
                page.unit = Unit::Point;
                self.layout.pages.push(page);
                self.blocks = 0;
            }
            "block" => self.blocks += 1,
            "line" => self.line = Some(LineGatherer::new(place(element))),
            "word" => self.word = Some((String::new(), place(element))),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(word) = &mut self.word {
            word.0.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "word" => {
                let Some((text, place)) = self.word.take() else { return };
                match &mut self.line {
                    Some(line) => line.word(&text, place, None),
                    // `-bbox` alone: each word is a line of its own.
                    None => {
                        let mut line = LineGatherer::new(place);
                        line.word(&text, place, None);
                        self.push(line);
                    }
                }
            }
            "line" => {
                if let Some(line) = self.line.take() {
                    self.push(line);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, line: LineGatherer) {
        let line = line.finish(self.blocks.checked_sub(1), None);
        if let (Some(page), Some(line)) = (self.layout.pages.last_mut(), line) {
            page.lines.push(line);
        }
    }
}

fn place(element: &Element) -> Option<Rect> {
    let n = |name| element.number(name);
    Some(Rect::from_edges(n("xMin")?, n("yMin")?, n("xMax")?, n("yMax")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_lines_or_alone() {
        let text = r#"<html><body><doc><page width="800" height="900"><flow><block xMin="1" yMin="2" xMax="61" yMax="12">
            <line xMin="1" yMin="2" xMax="61" yMax="12"><word xMin="1" yMin="2" xMax="21" yMax="12">禾川</word>
            <word xMin="31" yMin="2" xMax="61" yMax="12">A&amp;B</word></line></block></flow></page></doc>"#;
        let layout = read(text, "p.html").unwrap();
        let line = &layout.pages[0].lines[0];
        assert_eq!((line.text.as_str(), line.words.len(), line.block), ("禾川 A&B", 2, Some(0)));
        let bare = text.replace("<line", "<x").replace("</line", "</x");
        assert_eq!(read(&bare, "p.html").unwrap().pages[0].lines.len(), 2);
        assert!(read("<doc></doc>", "p.html").is_err());
    }
}
