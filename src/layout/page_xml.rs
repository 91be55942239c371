//! PAGE XML: `Page`, `TextRegion`, `TextLine` with `Coords` and `TextEquiv`.
//!
//! ```xml
//! <TextLine id="l1"><Coords points="10,20 90,20 90,44 10,44"/>
//!   <TextEquiv conf="0.9"><Unicode>禾川日报</Unicode></TextEquiv></TextLine>
//! ```

use super::gather::LineGatherer;
use super::xml::{Element, Part, Xml, number};
use super::{Layout, LayoutPage, Rect};
use crate::error::Result;

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut xml = Xml::new(text, path);
    let mut reader = PageXml::default();
    loop {
        match xml.next()? {
            Part::Start { element, empty } => reader.start(&element, empty),
            Part::End { name } => reader.end(&name),
            Part::Text(text) => reader.text(&text),
            Part::Over => break,
        }
    }
    if reader.layout.pages.is_empty() {
        return Err(xml.error("PAGE XML without a Page element"));
    }
    reader.layout.pages.iter_mut().for_each(LayoutPage::settle_size);
    Ok(reader.layout)
}

/// What has a place and a text of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Region,
    Picture,
    Rule,
    Line,
    Word,
    Glyph,
}

/// An element that is open, and what was said of it so far.
struct Open {
    level: Level,
    place: Option<Rect>,
    text: Option<String>,
    confidence: Option<f32>,
}

#[derive(Default)]
struct PageXml {
    layout: Layout,
    open: Vec<Open>,
    /// The words of the open line.
    words: Vec<(String, Option<Rect>, Option<f32>)>,
    blocks: u32,
    in_unicode: bool,
    /// The rank of the open `TextEquiv`: only the first reading counts.
    first_reading: bool,
    unicode: String,
}

impl PageXml {
    fn level(name: &str) -> Option<Level> {
        Some(match name {
            "TextRegion" => Level::Region,
            "ImageRegion" | "GraphicRegion" => Level::Picture,
            "SeparatorRegion" => Level::Rule,
            "TextLine" => Level::Line,
            "Word" => Level::Word,
            "Glyph" => Level::Glyph,
            _ => return None,
        })
    }

    fn start(&mut self, element: &Element, empty: bool) {
        if let Some(level) = Self::level(element.name()) {
            if level == Level::Region {
                self.blocks += 1;
            }
            if !empty {
                // PAGE 2010 and before give points as the element's children.
                self.open.push(Open { level, place: None, text: None, confidence: None });
            }
            return;
        }
        match element.name() {
            "Page" => {
                let page_number = self.layout.pages.len() as u32 + 1;
                let side = |name| element.number(name).unwrap_or(0.0).max(0.0);
                let mut page = LayoutPage::sized(page_number, side("imageWidth"), side("imageHeight"));
                page.recognised = true;
                self.layout.pages.push(page);
                self.blocks = 0;
            }
            "Coords" => {
                let place = element.attribute("points").and_then(|p| polygon(&p));
                if let Some(open) = self.open.last_mut() {
                    open.place = open.place.or(place);
                }
            }
            // Points as elements of their own.
            "Point" => {
                if let (Some(open), Some(x), Some(y)) =
                    (self.open.last_mut(), element.number("x"), element.number("y"))
                {
                    let point = Rect { x, y, w: 0.0, h: 0.0 };
                    open.place = Some(open.place.map_or(point, |p| p.union(&point)));
                }
            }
            "TextEquiv" => {
                let first = element.attribute("index").is_none_or(|i| i == "0");
                self.first_reading = self.open.last().is_some_and(|o| first || o.text.is_none());
                let confidence = element.number("conf");
                if let Some(open) = self.open.last_mut().filter(|_| first) {
                    open.confidence = confidence;
                }
            }
            "Unicode" => {
                self.in_unicode = !empty;
                self.unicode.clear();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_unicode {
            self.unicode.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "Unicode" {
            self.in_unicode = false;
            let text = std::mem::take(&mut self.unicode);
            if let Some(open) = self.open.last_mut().filter(|_| self.first_reading) {
                open.text = Some(text);
            }
            return;
        }
        let Some(level) = Self::level(name) else { return };
        if self.open.last().is_some_and(|o| o.level == level)
            && let Some(open) = self.open.pop()
        {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        match open.level {
            Level::Word => self.words.push((open.text.unwrap_or_default(), open.place, open.confidence)),
            Level::Line => self.line(open),
            Level::Picture | Level::Rule => {
                if let (Some(page), Some(place)) = (self.layout.pages.last_mut(), open.place) {
                    let list = if open.level == Level::Rule { &mut page.rules } else { &mut page.pictures };
                    list.push(place);
                }
            }
            Level::Region | Level::Glyph => {}
        }
    }

    /// The line's own text wins over that of its words, whose places are
    /// kept only where both agree.
    fn line(&mut self, open: Open) {
        let words = std::mem::take(&mut self.words);
        let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let joined: String = words.iter().map(|w| bare(&w.0)).collect();
        let mut line = LineGatherer::new(open.place);
        match open.text.filter(|t| !t.trim().is_empty() && bare(t) != joined) {
            Some(text) => line.word(&text, None, open.confidence),
            None => words.iter().for_each(|w| line.word(&w.0, w.1, w.2)),
        }
        let line = line.finish(self.blocks.checked_sub(1), None);
        if let (Some(page), Some(line)) = (self.layout.pages.last_mut(), line) {
            page.lines.push(line);
        }
    }
}

/// The rectangle around `10,20 90,20 90,44 10,44`.
fn polygon(points: &str) -> Option<Rect> {
    let point = |p: &str| {
        let (x, y) = p.split_once(',')?;
        Some(Rect { x: number(x)?, y: number(y)?, w: 0.0, h: 0.0 })
    };
    points.split_whitespace().filter_map(point).reduce(|a, b| a.union(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_text_or_that_of_their_words() {
        let text = r#"<PcGts><Page imageWidth="800" imageHeight="1200">
            <SeparatorRegion><Coords points="0,5 800,6"/></SeparatorRegion>
            <TextRegion><Coords points="1,1 99,99"/>
            <TextLine><Coords points="10,20 90,22 90,44 10,42"/>
              <TextEquiv index="0" conf="0.9"><Unicode>禾川日报</Unicode></TextEquiv>
              <TextEquiv index="1"><Unicode>未川日报</Unicode></TextEquiv></TextLine>
            <TextLine><Coords points="10,50 90,70"/>
              <Word><Coords points="10,50 40,70"/><TextEquiv><Unicode>山乡</Unicode></TextEquiv></Word>
              <Word><Coords points="50,50 90,70"/><TextEquiv><Unicode>通车</Unicode></TextEquiv></Word>
            </TextLine></TextRegion></Page></PcGts>"#;
        let layout = read(text, "p.xml").unwrap();
        let page = &layout.pages[0];
        let texts: Vec<&str> = page.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["禾川日报", "山乡 通车"]);
        assert_eq!(page.lines[0].place, Rect { x: 10.0, y: 20.0, w: 80.0, h: 24.0 });
        assert_eq!(
            (page.lines[0].confidence, page.lines[1].words.len(), page.rules.len()),
            (Some(0.9), 2, 1)
        );
        assert!(read("<PcGts/>", "p.xml").is_err());
    }
}
