//! ALTO, versions 2 to 4: `Page`, `TextBlock`, `TextLine`, `String`.
//!
//! ```xml
//! <TextLine HPOS="54" VPOS="61" WIDTH="343" HEIGHT="36">
//!   <String HPOS="54" VPOS="63" WIDTH="20" HEIGHT="14" WC="0.93" CONTENT="禾川"/><SP/>
//! </TextLine>
//! ```
//!
//! `MeasurementUnit` is `pixel`, `mm10` (tenths of a millimetre) or
//! `inch1200`; the latter two become points.

use super::gather::LineGatherer;
use super::xml::{Element, Part, Xml};
use super::{Layout, LayoutPage, Rect, Unit};
use crate::error::Result;

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut xml = Xml::new(text, path);
    // A file without any SP says nothing of blanks by leaving them out.
    let spaced = text.contains("<SP") || text.contains(":SP");
    let mut reader = Alto { spaced, ..Alto::default() };
    loop {
        match xml.next()? {
            Part::Start { element, empty } => reader.start(&element, empty),
            Part::End { name } => reader.end(&name),
            Part::Text(text) => reader.text(&text),
            Part::Over => break,
        }
    }
    if reader.layout.pages.is_empty() {
        return Err(xml.error("ALTO without a Page element"));
    }
    reader.layout.pages.iter_mut().for_each(LayoutPage::settle_size);
    Ok(reader.layout)
}

#[derive(Default)]
struct Alto {
    layout: Layout,
    line: Option<LineGatherer>,
    /// True when the file has blanks as elements of their own.
    spaced: bool,
    /// True behind one.
    behind_blank: bool,
    /// Blocks of the page so far.
    blocks: u32,
    /// True inside `MeasurementUnit`.
    in_unit: bool,
    /// What a length is multiplied by, and in what it is then counted.
    scale: Scale,
}

#[derive(Clone, Copy)]
struct Scale(f32, Unit);

impl Default for Scale {
    fn default() -> Scale {
        Scale(1.0, Unit::Pixel)
    }
}

impl Alto {
    fn start(&mut self, element: &Element, empty: bool) {
        match element.name() {
            "MeasurementUnit" => self.in_unit = !empty,
            "Page" => {
                let number = self.layout.pages.len() as u32 + 1;
                let side = |name| element.number(name).unwrap_or(0.0) * self.scale.0;
                let mut page = LayoutPage::sized(number, side("WIDTH"), side("HEIGHT"));
                page.unit = self.scale.1;
                page.recognised = true;
                self.layout.pages.push(page);
                self.blocks = 0;
            }
            "TextBlock" => self.blocks += 1,
            "TextLine" => {
                self.line = Some(LineGatherer::new(self.place(element)));
                self.behind_blank = false;
            }
            "String" => self.string(element),
            "SP" => self.behind_blank = true,
            "Illustration" | "GraphicalElement" => self.picture(element),
            _ => {}
        }
    }

    fn string(&mut self, element: &Element) {
        let (mut content, mut confidence) = (None, None);
        let (mut left, mut top, mut width, mut height) = (None, None, None, None);
        for (name, value) in element.attributes() {
            let number = || super::xml::number(&value);
            match name {
                "CONTENT" => content = Some(value),
                "HPOS" => left = number(),
                "VPOS" => top = number(),
                "WIDTH" => width = number(),
                "HEIGHT" => height = number(),
                "WC" => confidence = number(),
                _ => {}
            }
        }
        let place = self.rect(left, top, width, height);
        let blank = std::mem::take(&mut self.behind_blank);
        if let (Some(line), Some(content)) = (&mut self.line, content) {
            if self.spaced {
                line.blank(blank);
            }
            line.word(&content, place, confidence);
        }
    }

    /// Illustrations are pictures; graphical elements are rules and frames.
    fn picture(&mut self, element: &Element) {
        let Some(place) = self.place(element) else { return };
        let Some(page) = self.layout.pages.last_mut() else { return };
        match element.name() {
            "Illustration" => page.pictures.push(place),
            _ => page.rules.push(place),
        }
    }

    fn place(&self, element: &Element) -> Option<Rect> {
        let n = |name| element.number(name);
        self.rect(n("HPOS"), n("VPOS"), n("WIDTH"), n("HEIGHT"))
    }

    fn rect(&self, x: Option<f32>, y: Option<f32>, w: Option<f32>, h: Option<f32>) -> Option<Rect> {
        let s = self.scale.0;
        Some(Rect { x: x? * s, y: y? * s, w: w?.max(0.0) * s, h: h?.max(0.0) * s })
    }

    fn end(&mut self, name: &str) {
        match name {
            "MeasurementUnit" => self.in_unit = false,
            "TextLine" => {
                let block = self.blocks.checked_sub(1);
                let line = self.line.take().and_then(|l| l.finish(block, None));
                if let (Some(page), Some(line)) = (self.layout.pages.last_mut(), line) {
                    page.lines.push(line);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_unit {
            self.scale = match text.trim() {
                "mm10" => Scale(72.0 / 254.0, Unit::Point),
                "inch1200" => Scale(72.0 / 1200.0, Unit::Point),
                _ => Scale::default(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"<?xml version="1.0"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
 <Description><MeasurementUnit>mm10</MeasurementUnit></Description>
 <Layout><Page WIDTH="2540" HEIGHT="5080"><PrintSpace>
  <Illustration HPOS="0" VPOS="254" WIDTH="254" HEIGHT="254"/>
  <TextBlock><TextLine HPOS="254" VPOS="0" WIDTH="508" HEIGHT="127">
   <String CONTENT="禾川&amp;" HPOS="254" VPOS="0" WIDTH="254" HEIGHT="127" WC="0.5"/><SP/>
   <String CONTENT="日报" HPOS="508" VPOS="0" WIDTH="254" HEIGHT="127" WC="1"/>
  </TextLine><TextLine HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9"/></TextBlock>
 </PrintSpace></Page></Layout></alto>"#;

    #[test]
    fn lines_have_their_words_places_and_confidence() {
        let layout = read(SAMPLE, "a.xml").unwrap();
        let page = &layout.pages[0];
        assert_eq!((page.width.round(), page.height.round(), page.unit), (720.0, 1440.0, Unit::Point));
        assert_eq!((page.lines.len(), page.pictures.len()), (1, 1));
        let line = &page.lines[0];
        assert_eq!((line.text.as_str(), line.block, line.confidence), ("禾川& 日报", Some(0), Some(0.75)));
        assert_eq!(line.place.x.round(), 72.0);
        assert_eq!(&line.text.as_str()[line.words[1].span], "日报");
        assert_eq!(line.words[1].place.x.round(), 144.0);
    }

    /// A String a character, and SP where a blank is printed.
    #[test]
    fn blanks_of_their_own_are_printed_ones() {
        let string = |(n, c): (usize, char)| match c {
            ' ' => "<SP/>".to_owned(),
            c => {
                format!("<String CONTENT=\"{c}\" HPOS=\"{}\" VPOS=\"0\" WIDTH=\"20\" HEIGHT=\"20\"/>", n * 20)
            }
        };
        let strings: String = "6月20日 林晓讲话".chars().enumerate().map(string).collect();
        let text = format!(
            "<alto><Layout><Page WIDTH=\"900\" HEIGHT=\"900\"><TextBlock>\
             <TextLine HPOS=\"0\" VPOS=\"0\" WIDTH=\"200\" HEIGHT=\"20\">{strings}</TextLine>\
             </TextBlock></Page></Layout></alto>"
        );
        let layout = read(&text, "a.xml").unwrap();
        assert_eq!(layout.pages[0].lines[0].text, "6月20日\u{3000}林晓讲话");
        let issue = crate::Issue::from_layout(&layout);
        assert_eq!(issue.articles[0].text, "6月20日 林晓讲话");
    }

    #[test]
    fn a_file_without_pages_or_cut_off_is_an_error() {
        assert!(read("<alto></alto>", "a.xml").is_err());
        for cut in 0..SAMPLE.len() {
            if SAMPLE.is_char_boundary(cut) {
                let _ = read(&SAMPLE[..cut], "a.xml");
            }
        }
    }
}
