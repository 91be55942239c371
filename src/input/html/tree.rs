//! A page of HTML as the blocks of text in it, each with the elements it
//! stands in: as much of a tree as finding an article needs.
//!
//! html5gum cuts the page into tags and text as browsers do; scripts, styles
//! and controls are left out here. Blocks end where a browser begins a line.

use crate::text::han::is_han;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// An element that has a name of its own or begins a block.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub tag: Tag,
    pub parent: u32,
    /// Its `id`, or the name of an element that HTML does not know, in small
    /// letters.
    pub id: String,
    /// Its classes in small letters.
    pub class: String,
    /// True where it or one around it is not shown.
    pub hidden: bool,
    /// Its blocks, by number: from, to.
    pub blocks: (u32, u32),
}

/// A run of text that stands on lines of its own.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub text: String,
    pub element: u32,
    /// Bytes of the text that are links.
    pub linked: usize,
}

/// What kind of element, as far as it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tag {
    H1,
    H2,
    H3,
    Paragraph,
    Cell,
    Item,
    #[default]
    Other,
}

/// A page's elements and blocks in their order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub elements: Vec<Element>,
    pub blocks: Vec<Block>,
    /// Names and contents of `meta` elements.
    pub meta: Vec<(String, String)>,
    /// What `<title>` says.
    pub title: String,
    /// Comments that name an article's properties.
    pub properties: Vec<String>,
}

/// No page nests deeper; what does is kept flat.
const DEPTH: usize = 400;

impl Tree {
    pub fn of(html: &str) -> Tree {
        let mut builder = Builder::default();
        builder.tree.elements.push(Element::default());
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.event(event);
                None
            });
        emitter.naively_switch_states(true);
        if let Some(token) = Tokenizer::new_with_emitter(html, emitter).next() {
            // The emitter hands everything on and gives no token back.
            let (Ok(never) | Err(never)) = token;
            match never {}
        }
        builder.finish()
    }

    /// The text of an element, its blocks joined by blanks.
    pub fn text(&self, element: &Element) -> String {
        let (from, to) = element.blocks;
        let texts: Vec<&str> =
            self.blocks[from as usize..to as usize].iter().map(|b| b.text.as_str()).collect();
        texts.join(" ")
    }

    /// The element a block stands in, and those around it, inmost first.
    pub fn around(&self, block: &Block) -> impl Iterator<Item = &Element> {
        let mut at = Some(block.element);
        std::iter::from_fn(move || {
            let here = &self.elements[at? as usize];
            at = (at != Some(0)).then_some(here.parent);
            Some(here)
        })
    }
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// Open tags: their name, their element, whether they leave text out, and
    /// whether they are links.
    open: Vec<Open>,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    id: String,
    class: String,
    hidden: bool,
    meta: (String, String),
    text: String,
    linked: usize,
    links: usize,
    skipping: usize,
    in_title: bool,
}

struct Open {
    name: Vec<u8>,
    element: u32,
    skips: bool,
    link: bool,
}

impl Builder {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attribute.clear();
                self.id.clear();
                self.class.clear();
                self.hidden = false;
                self.meta = Default::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
            }
            CallbackEvent::AttributeValue { value } => self.attribute_value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn attribute_value(&mut self, value: &[u8]) {
        let lossy = || String::from_utf8_lossy(value);
        match &self.attribute[..] {
            b"id" => self.id = lossy().to_lowercase(),
            b"class" => self.class = lossy().to_lowercase(),
            b"style" => {
                let style: String = lossy().chars().filter(|c| !c.is_whitespace()).collect();
                self.hidden = style.to_ascii_lowercase().contains("display:none");
            }
            b"name" | b"property" | b"itemprop" if self.tag == b"meta" => {
                self.meta.0 = lossy().to_lowercase()
            }
            b"content" if self.tag == b"meta" => self.meta.1 = lossy().into_owned(),
            _ => {}
        }
    }

    fn start(&mut self, self_closing: bool) {
        let name = std::mem::take(&mut self.tag);
        match &name[..] {
            b"br" | b"hr" => self.flush(),
            b"meta" if !self.meta.0.is_empty() => {
                let meta = std::mem::take(&mut self.meta);
                self.tree.meta.push(meta);
            }
            b"title" => self.in_title = self.tree.title.is_empty() && self.skipping == 0,
            _ => {}
        }
        if is_void(&name) || self_closing && is_unknown(&name) || self.open.len() >= DEPTH {
            return;
        }
        let block = is_block(&name);
        if block {
            self.flush();
            if name != b"p" || self.open.last().is_some_and(|o| o.name == b"p") {
                self.close_paragraph();
            }
        }
        let unknown = is_unknown(&name);
        let parent = self.here();
        let mut element = parent;
        if block || unknown || !self.id.is_empty() || !self.class.is_empty() {
            if unknown {
                self.flush();
                self.id = String::from_utf8_lossy(&name).to_lowercase();
            }
            element = self.push_element(&name, parent);
        }
        let skips = is_left_out(&name) && self.open.iter().all(|o| o.name != b"title");
        let link = name == b"a";
        self.skipping += usize::from(skips);
        self.links += usize::from(link);
        self.open.push(Open { name, element, skips, link });
    }

    fn push_element(&mut self, name: &[u8], parent: u32) -> u32 {
        let number = self.tree.elements.len() as u32;
        let at = self.tree.blocks.len() as u32;
        let tag = match name {
            b"h1" => Tag::H1,
            b"h2" => Tag::H2,
            b"h3" => Tag::H3,
            b"p" => Tag::Paragraph,
            b"td" | b"th" => Tag::Cell,
            b"li" => Tag::Item,
            _ => Tag::Other,
        };
        self.tree.elements.push(Element {
            tag,
            parent,
            id: std::mem::take(&mut self.id),
            class: std::mem::take(&mut self.class),
            hidden: self.hidden || self.tree.elements[parent as usize].hidden,
            blocks: (at, at),
        });
        number
    }

    fn here(&self) -> u32 {
        self.open.last().map_or(0, |o| o.element)
    }

    /// A paragraph ends where another block begins.
    fn close_paragraph(&mut self) {
        if self.open.last().is_some_and(|o| o.name == b"p") {
            self.pop();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"title" {
            self.in_title = false;
        }
        if name == b"br" || name == b"p" || is_block(name) || is_unknown(name) {
            self.flush();
        }
        let Some(at) = self.open.iter().rposition(|o| o.name == name) else { return };
        // An end tag does not reach out of the cell it stands in.
        let wall = self.open[at..].iter().any(|o| matches!(&o.name[..], b"td" | b"th" | b"table"));
        if wall && !matches!(name, b"td" | b"th" | b"tr" | b"table" | b"tbody" | b"div" | b"body" | b"html") {
            return;
        }
        self.flush_if(self.open[at..].iter().any(|o| is_block(&o.name)));
        while self.open.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.skipping -= usize::from(open.skips);
            self.links -= usize::from(open.link);
            if open.element != self.here() {
                self.flush();
                let end = self.tree.blocks.len() as u32;
                self.tree.elements[open.element as usize].blocks.1 = end;
            }
        }
    }

    fn string(&mut self, value: &str) {
        if self.in_title {
            self.tree.title.push_str(value.trim());
        }
        if self.skipping > 0 {
            return;
        }
        let before = self.text.len();
        for piece in value.split_inclusive(['\n', '\r', '\t', ' ', '\u{a0}']) {
            let word = piece.trim_end_matches(['\n', '\r', '\t', ' ', '\u{a0}']);
            if !word.is_empty() {
                if self.text.ends_with('\n') {
                    self.text.pop();
                    // A line break between ideographs is none of the text.
                    let joined = self.text.chars().next_back().is_some_and(is_chinese)
                        && word.chars().next().is_some_and(is_chinese);
                    if !joined {
                        self.text.push(' ');
                    }
                }
                self.text.push_str(word);
            }
            if word.len() < piece.len() && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                let broken = piece.ends_with(['\n', '\r']);
                self.text.push(if broken { '\n' } else { ' ' });
            }
        }
        if self.links > 0 {
            self.linked += self.text.len().saturating_sub(before);
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let text = self.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
        if !text.is_empty() {
            let text = text.replace('\n', " ");
            let linked = self.linked.min(text.len());
            self.tree.blocks.push(Block { text, element: self.here(), linked });
        }
        self.text.clear();
        self.linked = 0;
    }

    fn flush_if(&mut self, ends: bool) {
        if ends {
            self.flush();
        }
    }

    /// `<!--enpcontent-->` … `<!--/enpcontent-->` stand for an element;
    /// properties are kept.
    fn comment(&mut self, value: &str) {
        match value.trim() {
            "enpcontent" => {
                self.flush();
                self.id = "enpcontent".to_owned();
                self.class.clear();
                self.hidden = false;
                let element = self.push_element(b"", self.here());
                self.open.push(Open { name: b"!enpcontent".to_vec(), element, skips: false, link: false });
            }
            "/enpcontent" => {
                if let Some(at) = self.open.iter().rposition(|o| o.name == b"!enpcontent") {
                    self.flush();
                    while self.open.len() > at {
                        self.pop();
                    }
                }
            }
            v if v.starts_with("mpproperty")
                || v.starts_with("enpproperty")
                || v.contains("<founder-title>") =>
            {
                self.tree.properties.push(value.to_owned());
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Tree {
        self.flush();
        while !self.open.is_empty() {
            self.pop();
        }
        let end = self.tree.blocks.len() as u32;
        self.tree.elements[0].blocks = (0, end);
        self.tree
    }
}

/// True for a character or a mark of Chinese print, between two of which a line
/// of the page's source may break without a blank being meant.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' | '《' | '》')
}

/// Elements that hold nothing.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements of no text: programs, controls, pictures.
fn is_left_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"select"
            | b"button"
            | b"textarea"
            | b"svg"
            | b"iframe"
            | b"object"
            | b"map"
            | b"title"
            | b"nav"
            | b"footer"
    )
}

/// Elements that HTML does not know: a publisher's own.
fn is_unknown(name: &[u8]) -> bool {
    name.contains(&b'-')
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"td"
            | b"th"
            | b"tr"
            | b"table"
            | b"tbody"
            | b"li"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"article"
            | b"section"
            | b"header"
            | b"footer"
            | b"main"
            | b"aside"
            | b"nav"
            | b"figure"
            | b"figcaption"
            | b"blockquote"
            | b"pre"
            | b"center"
            | b"form"
            | b"body"
            | b"html"
            | b"head"
            | b"address"
            | b"fieldset"
    )
}

/// The text of a piece of HTML: its tags gone, its entities read.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let tree = Tree::of(html);
    tree.text(&tree.elements[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(html: &str) -> Vec<String> {
        Tree::of(html).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn blocks_end_where_lines_begin() {
        assert_eq!(blocks("<p>　　一<b>二</b>三<p>四<br>五</p>六"), ["一二三", "四", "五", "六"]);
        assert_eq!(blocks("<td>甲<td>乙</table>丙"), ["甲", "乙", "丙"]);
        assert_eq!(blocks("春\n灌 a\n b&nbsp;&amp;&#x6625;"), ["春灌 a b &春"]);
    }

    #[test]
    fn programs_and_controls_are_left_out() {
        let html = "<title>题</title><script>var a='<p>甲</p>';</script><style>p{}</style><select><option>乙</select><p>丙</p><!-- 丁 -->";
        assert_eq!(blocks(html), ["丙"]);
        assert_eq!(Tree::of(html).title, "题");
    }

    #[test]
    fn elements_know_their_blocks() {
        let tree = Tree::of(
            "<div id=A><p>一</p></div><founder-content>二</founder-content><div style='display: none'>三</div>",
        );
        let text = |id: &str| tree.elements.iter().find(|e| e.id == id).map(|e| tree.text(e));
        assert_eq!(text("a").as_deref(), Some("一"));
        assert_eq!(text("founder-content").as_deref(), Some("二"));
        assert!(tree.around(&tree.blocks[2]).any(|e| e.hidden));
    }

    #[test]
    fn any_nesting_ends() {
        let deep = "<div><font>".repeat(20_000) + "春灌" + &"</div>".repeat(9);
        assert_eq!(blocks(&deep), ["春灌"]);
        assert!(blocks("<p <p <<< &# </ >").len() <= 2);
        assert!(blocks("").is_empty());
    }
}
