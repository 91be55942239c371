//! What holds for every page: spans slice, and lead back to the source.

use baozhi::page::{decode, repair};
use baozhi::{Article, Issue, Span};
use proptest::prelude::*;
use std::path::Path;

/// Every character of `made` is the character of `source` that the map names,
/// or what that one stands for; line breaks may stand for other white space.
/// Positions rise where `in_order`.
fn leads_back(made: &str, source: &str, in_order: bool, of: impl Fn(Span) -> Span) {
    let mut last = 0;
    for (at, c) in made.char_indices() {
        let back = of(Span::new(at, at + c.len_utf8()));
        assert!(back.start >= last || !in_order, "the map goes back at {at}");
        last = back.end;
        let from = back.get(source).expect("a span of the source");
        let same = from == c.to_string() || c == '\n' && (from.trim().is_empty() || !in_order);
        assert!(same || stands_for_another(from), "{c:?} from {from:?}");
    }
    assert!(of(Span::new(0, made.len())).get(source).is_some());
}

/// True for a character that is read as another: a radical, a compatibility
/// form, a mark of vertical lines, a full-width letter, 〈 for （.
fn stands_for_another(from: &str) -> bool {
    let mut chars = from.chars();
    let odd = |c| matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE48}' | '\u{FF10}'..='\u{FF5A}' | '〈');
    chars.next().is_some_and(odd) && chars.next().is_none()
}

fn holds(page: &str) {
    let repaired = repair(page);
    // Columns side by side are put one after the other, and a headline that
    // stands between the columns of its text comes first.
    let in_order = !page.contains("  ") && repaired.column.is_none();
    leads_back(&repaired.text, page, in_order, |s| repaired.map.source_of(s));
    let kept = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
    assert!(kept(&repaired.text) <= kept(page));
    assert!(repaired.text.lines().all(|line| line == line.trim()));
    for a in Issue::parse(page).articles {
        leads_back(&a.text, page, in_order, |s| a.source_of(s));
        article_holds(&a);
        assert!(a.source.get(page).is_some());
    }
}

fn article_holds(a: &Article) {
    assert!(a.body.get(&a.text).is_some());
    let mut end = 0;
    for n in &a.names {
        let name = n.span.get(&a.text).expect("a span of the text");
        assert!(n.span.start >= end && !name.is_empty() && !name.contains('\n'), "{name:?}");
        end = n.span.end;
    }
    for b in &a.info.bylines {
        let tight = |n: &str| n.split_whitespace().collect::<String>();
        assert!(a.names.iter().any(|n| tight(&a.text[n.span.start..n.span.end]) == b.name), "{}", b.name);
    }
}

/// Looks at every page of a folder and says how many there were.
pub fn spans_lead_back(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let pages = files.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    pages.map(|path| holds(&decode(&std::fs::read(&path).unwrap(), None).text)).count()
}

#[test]
fn spans_of_the_example_pages_lead_back_to_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/corpus");
    assert!(spans_lead_back(&folder) > 0, "no page in {}", folder.display());
}

#[test]
fn a_byline_is_a_name_of_the_text() {
    article_holds(&Article::plain(None, "\n李明摄"));
}

/// Words that pages are made of, so that random text meets every rule.
const WORDS: [&str; 36] = [
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    " ",
    "　　",
    "本报讯",
    "（记者",
    "）",
    "王 堃",
    "张　璁",
    "李明",
    "通讯员",
    "山乡通了公交车",
    "昨日，会议召开。",
    "等11",
    "个团体",
    "“十四五”",
    "，",
    "。",
    "——",
    "摄",
    "第 30 页",
    "(下转第二版)",
    "[title] ",
    "本报记者",
    "《某报》（2021年3月3日 第 02 版）",
    "江城日报",
    "2021年3月3日",
    "第9382期",
    "新华社北京1月2日电",
    "责任编辑：",
    "图为",
    "：",
    "扫一扫",
    "一",
];

proptest! {
    #[test]
    fn spans_of_random_pages_lead_back(parts in prop::collection::vec(0..WORDS.len(), 0..60)) {
        let page: String = parts.iter().map(|&i| WORDS[i]).collect();
        holds(&page);
    }

    #[test]
    fn spans_of_random_text_lead_back(page in "\\PC{0,80}(\\n{1,3}\\PC{0,60}){0,6}") {
        holds(&page);
    }

    #[test]
    fn plain_articles_keep_their_text(title in prop::option::of("\\PC{0,20}"), parts in prop::collection::vec(0..WORDS.len(), 0..40)) {
        let text: String = parts.iter().map(|&i| WORDS[i]).collect();
        let a = Article::plain(title.as_deref(), &text);
        let want = title.map_or(text.clone(), |t| format!("{t}\n{text}"));
        prop_assert_eq!(&a.text, &want);
        prop_assert_eq!(&a.text[a.body.start..a.body.end], text.as_str());
        article_holds(&a);
    }

    #[test]
    fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let d = decode(&bytes, None);
        prop_assert!(d.replaced <= d.text.chars().count());
        holds(&d.text);
    }
}
