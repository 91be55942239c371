//! Where the text of an article stands in a page.

use super::tree::{Block, Element, Tag, Tree};

/// The blocks of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// The first block.
    pub first: usize,
    /// One past the last.
    pub last: usize,
}

/// Elements that e-papers keep the text in, the surest first.
const MARKED: [&str; 4] = ["founder-content", "enpcontent", "ozoom", "articlecontent"];

/// Fewer characters than these, not links, are no article.
const LEAST: usize = 20;

impl Body {
    pub fn find(tree: &Tree) -> Option<Body> {
        for hidden in [false, true] {
            for id in MARKED {
                let marked = tree.elements.iter().filter(|e| e.id == id && e.hidden == hidden);
                if let Some(body) = marked.filter_map(|e| Body::of(tree, e)).max_by_key(|b| b.weight(tree)) {
                    return Some(body);
                }
            }
        }
        Body::by_weight(tree)
    }

    fn of(tree: &Tree, element: &Element) -> Option<Body> {
        let body = Body { first: element.blocks.0 as usize, last: element.blocks.1 as usize };
        (body.weight(tree) > 0).then_some(body)
    }

    /// Characters of it that are no links.
    fn weight(self, tree: &Tree) -> usize {
        tree.blocks[self.first..self.last].iter().map(|b| (b.text.len() - b.linked) / 3).sum()
    }

    /// The element whose own paragraphs weigh most, as Readability weighs
    /// them: by length and commas, half of it to the element around it, less
    /// where the element is made of links, more or less by its name.
    fn by_weight(tree: &Tree) -> Option<Body> {
        let mut scores = vec![0f32; tree.elements.len()];
        for block in tree.blocks.iter().filter(|b| is_paragraph(b)) {
            let chars = block.text.len() as f32 / 3.0;
            let commas = block.text.matches(['，', '。', '、', '；', ',']).count() as f32;
            let score = 1.0 + commas + (chars / 30.0).min(6.0);
            let own = &tree.elements[block.element as usize];
            let in_line = matches!(own.tag, Tag::Paragraph | Tag::Item | Tag::H2 | Tag::H3);
            let holder = if in_line || own.blocks.1 - own.blocks.0 <= 1 { own.parent } else { block.element };
            scores[holder as usize] += score;
            scores[tree.elements[holder as usize].parent as usize] += score / 2.0;
        }
        let judged = |(n, score): (usize, &f32)| {
            let element = &tree.elements[n];
            let body = Body { first: element.blocks.0 as usize, last: element.blocks.1 as usize };
            let all: usize = tree.blocks[body.first..body.last].iter().map(|b| b.text.len()).sum();
            let linked: usize = tree.blocks[body.first..body.last].iter().map(|b| b.linked).sum();
            let free = 1.0 - linked as f32 / all.max(1) as f32;
            let shown = if element.hidden { 0.1 } else { 1.0 };
            (body, score * free * shown * name_weight(element))
        };
        let scored = scores.iter().enumerate().filter(|(_, s)| **s > 0.0).map(judged);
        let best = scored.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(body, _)| body)?;
        // A list of headlines has text too, but no sentences.
        let sentences = tree.blocks[best.first..best.last]
            .iter()
            .any(|b| is_paragraph(b) && b.text.contains(['。', '！', '？', '；', '，']));
        (sentences && best.weight(tree) >= LEAST).then_some(best)
    }

    /// The paragraphs of the text, one a line. `is_none` says of a line that it
    /// is none of it: asked of the lines before the first paragraph, and of
    /// those at the end.
    pub fn text(self, tree: &Tree, is_none: &mut dyn FnMut(&str) -> bool, title: Option<&str>) -> String {
        let shown = |b: &&Block| b.linked * 2 < b.text.len() || b.text.contains('。');
        let blocks: Vec<&Block> = tree.blocks[self.first..self.last].iter().filter(shown).collect();
        let mut lines: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        let head = lines.iter().position(|l| l.contains('。')).unwrap_or(lines.len()).min(8);
        let mut kept: Vec<bool> = lines.iter().enumerate().map(|(n, l)| n >= head || !is_none(l)).collect();
        for n in (head..lines.len()).rev().take(8) {
            if !is_none(lines[n]) {
                break;
            }
            kept[n] = false;
        }
        for n in 0..head {
            kept[n] &= title.is_none_or(|t| t != lines[n]);
        }
        let mut keep = kept.iter();
        lines.retain(|_| *keep.next().unwrap_or(&true));
        lines.join("\n")
    }
}

fn is_paragraph(block: &Block) -> bool {
    block.text.len() >= 30 && block.linked * 3 < block.text.len()
}

/// Names of elements that hold text, or never do.
fn name_weight(element: &Element) -> f32 {
    let has = |words: &[&str]| words.iter().any(|w| element.id.contains(w) || element.class.contains(w));
    if has(&[
        "comment",
        "foot",
        "sidebar",
        "menu",
        "related",
        "recommend",
        "copyright",
        "hot",
        "rank",
        "bottom",
        "nav",
    ]) {
        0.3
    } else if has(&["article", "content", "text", "zoom", "txt", "detail", "editor", "body"]) {
        1.3
    } else {
        1.0
    }
}
