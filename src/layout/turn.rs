//! Pages of vertical type: lines that run down and follow each other from right
//! to left. Turned on its side such a page is one of lines that run to the
//! right, and is cut as that; its places are turned back afterwards.

use super::{LayoutLine, LayoutPage, Rect};

/// The page on its side, if most of its characters stand in lines that run
/// down; none for any other.
pub(crate) fn on_its_side(page: &LayoutPage) -> Option<LayoutPage> {
    let chars = |l: &LayoutLine| l.text.chars().filter(|c| !c.is_whitespace()).count();
    let all: usize = page.lines.iter().map(chars).sum();
    let down: usize = page.lines.iter().filter(|l| l.vertical).map(chars).sum();
    if down * 2 <= all {
        return None;
    }
    let mut turned = page.clone();
    (turned.width, turned.height) = (page.height, page.width);
    let enter = |place: &mut Rect| *place = enter(*place, page.width);
    for line in &mut turned.lines {
        enter(&mut line.place);
        line.words.iter_mut().for_each(|word| enter(&mut word.place));
        line.vertical = !line.vertical;
        if !line.vertical {
            // Formats that tell no size of the font have the box's height for it,
            // which is the line's length.
            line.size = line.size.min(line.place.h);
        }
    }
    turned.rules.iter_mut().chain(&mut turned.pictures).for_each(enter);
    Some(turned)
}

/// A place of the page as it stands on the page on its side; `width` is that
/// of the page.
fn enter(place: Rect, width: f32) -> Rect {
    Rect { x: place.y, y: width - place.right(), w: place.h, h: place.w }
}

/// A place of the page on its side as it stands on the page, which is `width`
/// wide.
pub(crate) fn turned_back(place: Rect, width: f32) -> Rect {
    Rect { x: width - place.bottom(), y: place.x, w: place.h, h: place.w }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f32, vertical: bool) -> LayoutLine {
        let place = Rect { x, y: 20.0, w: 10.0, h: 90.0 };
        LayoutLine { text: text.to_owned(), place, size: 90.0, vertical, ..LayoutLine::default() }
    }

    #[test]
    fn a_page_of_vertical_lines_is_turned_and_comes_back() {
        let lines = vec![line("春灌开始水到田头", 180.0, true), line("村民们说", 160.0, true)];
        let page = LayoutPage { width: 200.0, height: 300.0, lines, ..LayoutPage::default() };
        let turned = on_its_side(&page).unwrap();
        assert_eq!((turned.width, turned.height), (300.0, 200.0));
        let first = &turned.lines[0];
        assert_eq!(first.place, Rect { x: 20.0, y: 10.0, w: 90.0, h: 10.0 });
        assert_eq!((first.size, first.vertical), (10.0, false));
        assert!(first.place.y < turned.lines[1].place.y, "the rightmost line is the first");
        assert_eq!(turned_back(first.place, 200.0), page.lines[0].place);
    }

    #[test]
    fn a_vertical_headline_turns_no_page() {
        let lines = vec![line("春灌开始", 180.0, true), line("村民们说，水到了田头。", 20.0, false)];
        assert_eq!(on_its_side(&LayoutPage { width: 200.0, lines, ..LayoutPage::default() }), None);
    }
}
