//! Roads and railways by what they are called with.
//!
//! ```text
//! ROAD   := (国道|省道|县道|乡道) CODE? DIGITS 线?      国道106线, 省道S222线
//!         | CODE? DIGITS (国道|省道|县道|乡道)          222省道, G106国道
//!         | INITIAL{2,3} (高速公路|高速|铁路|高铁)        许广高速, 京港澳高速公路
//! CODE   := G | S | X | Y
//! INITIAL:= the character that stands for a province, or with which a name down to a county begins
//! ```

use super::*;

/// The classes of numbered roads.
const CLASSES: [&str; 4] = ["国道", "省道", "县道", "乡道"];
/// What a line named by its ends is, the longer first.
const LINES: [&str; 4] = ["高速公路", "高速", "铁路", "高铁"];

/// Adds the roads of a text; the places they hold go to `shorter`, and a reading with one more initial too.
pub(super) fn roads(scan: &Scan<'_>, out: &mut Vec<PlaceMention>, shorter: &mut Vec<PlaceMention>) {
    let mut found: Vec<Span> = Vec::new();
    for class in CLASSES {
        let classes = scan.text.match_indices(class).map(|(at, _)| Span::new(at, at + class.len()));
        found.extend(classes.filter_map(|class| numbered(scan.text, class)));
    }
    for line in ["高速", "铁路", "高铁"] {
        for (at, _) in scan.text.match_indices(line) {
            let Some(end) = LINES.iter().find(|l| scan.text[at..].starts_with(**l)).map(|l| at + l.len())
            else {
                continue;
            };
            let Some((two, three)) = initials_before(scan, at) else { continue };
            found.push(Span::new(two, end));
            shorter.extend(three.map(|start| road(Span::new(start, end))));
        }
    }
    found.sort_unstable();
    merge(out, shorter, &found);
}

fn road(span: Span) -> PlaceMention {
    PlaceMention::new(span, Level::Site, Source::Zone)
}

/// Puts `roads`, which come by start, among the places in place of those they hold; what crosses a place or an
/// earlier road gives way to it. One pass, so that a text of nothing but roads stays linear.
fn merge(out: &mut Vec<PlaceMention>, shorter: &mut Vec<PlaceMention>, roads: &[Span]) {
    if roads.is_empty() {
        return;
    }
    let mut places = std::mem::take(out).into_iter().peekable();
    for &span in roads {
        while let Some(place) = places.next_if(|p| p.span.end <= span.start) {
            out.push(place);
        }
        let first = places.peek().is_none_or(|p| p.span.start >= span.start);
        let mut held = Vec::new();
        while first && let Some(place) = places.next_if(|p| span.contains(p.span)) {
            held.push(place);
        }
        let crossed = places.peek().is_some_and(|p| p.span.start < span.end);
        if crossed || out.last().is_some_and(|p| p.span.end > span.start) {
            shorter.push(road(span));
            out.extend(held);
        } else {
            out.push(road(span));
            shorter.extend(held);
        }
    }
    out.extend(places);
}

/// A numbered road around the word for its class.
fn numbered(text: &str, class: Span) -> Option<Span> {
    let behind = &text[class.end..];
    let number = behind.strip_prefix(is_code).unwrap_or(behind);
    let rest = number.trim_start_matches(is_digit);
    let digits = number[..number.len() - rest.len()].chars().count();
    if (1..=MOST_DIGITS).contains(&digits) {
        let rest = rest.strip_prefix('线').unwrap_or(rest);
        return Some(Span::new(class.start, text.len() - rest.len()));
    }
    let before = &text[..class.start];
    let left = before.trim_end_matches(is_digit);
    if left.len() == before.len() || before[left.len()..].chars().count() > MOST_DIGITS {
        return None;
    }
    let left = left.strip_suffix(is_code).unwrap_or(left);
    Some(Span::new(left.len(), class.end))
}

/// No road has a longer number.
const MOST_DIGITS: usize = 4;

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_code(c: char) -> bool {
    matches!(c, 'G' | 'S' | 'X' | 'Y' | 'Ｇ' | 'Ｓ' | 'Ｘ' | 'Ｙ')
}

/// Where two initials that end at byte `at` start, and a third before them; none where they are a word of their own.
fn initials_before(scan: &Scan<'_>, at: usize) -> Option<(usize, Option<usize>)> {
    let mut chars = scan.text[..at].char_indices().rev();
    let mut initial = || chars.next().filter(|(_, c)| scan.lexicon.is_initial(*c)).map(|(n, _)| n);
    let (_, two) = (initial()?, initial()?);
    let stands = |start: usize| {
        let words = scan.input.words;
        let from = words.partition_point(|w| w.span.start < start);
        let mut within = words[from..].iter().take_while(|w| w.span.start < at);
        // 保持经济|中高速, 公路|和|铁路: initials begin with a word, and none is a function word.
        scan.begins_word(start)
            && !within.any(|w| matches!(w.pos.as_str(), "p" | "c" | "d" | "u" | "uj" | "ul"))
    };
    let three = initial().filter(|&start| stands(start));
    let two = Some(two).filter(|&start| stands(start) && !scan.is_word(Span::new(start, at)));
    match (two, three) {
        (Some(two), three) => Some((two, three)),
        (None, three) => three.map(|start| (start, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_roads_are_whole() {
        for (text, road) in [
            ("沿国道106线行驶", "国道106线"),
            ("在省道S222线某处", "省道S222线"),
            ("途经222省道时", "222省道"),
            ("２０８国道旁", "２０８国道"),
            ("G106国道", "G106国道"),
        ] {
            let at = CLASSES.iter().find_map(|c| text.find(c)).unwrap();
            let span = numbered(text, Span::new(at, at + "国道".len())).unwrap();
            assert_eq!(&text[span], road);
        }
        assert!(numbered("共和国道路", Span::new(6, 12)).is_none());
        assert!(numbered("13800000000国道", Span::new(11, 17)).is_none());
        assert!(numbered("国道13800000000", Span::new(0, 6)).is_none());
    }

    #[test]
    fn a_road_takes_in_the_places_it_holds_and_gives_way_to_what_crosses_it() {
        let place = |start, end| PlaceMention::new(Span::new(start, end), Level::County, Source::Lexicon);
        let spans =
            |list: &[PlaceMention]| list.iter().map(|p| (p.span.start, p.span.end)).collect::<Vec<_>>();
        let (mut out, mut shorter) = (vec![place(0, 6), place(12, 18), place(27, 36), place(60, 66)], vec![]);
        let roads = [(12, 24), (30, 39), (42, 51), (48, 54)].map(|(a, b)| Span::new(a, b));
        merge(&mut out, &mut shorter, &roads);
        assert_eq!(spans(&out), [(0, 6), (12, 24), (27, 36), (42, 51), (60, 66)]);
        assert_eq!(spans(&shorter), [(12, 18), (30, 39), (48, 54)]);
    }
}
