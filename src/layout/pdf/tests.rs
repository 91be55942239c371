//! Pages made for one habit of real files each.

use hayro_interpret::hayro_cmap::{CMap, CMapName, load_embedded};

use super::sample::{Builder, Operators};
use super::*;

const LINE: &str = "市委召开会议部署春季生产，副市长陈立参加。";

fn read_file(bytes: Vec<u8>) -> Result<Layout> {
    read(bytes, "sample.pdf")
}

/// One page in a font encoded in UCS-2.
fn ucs2_page(page_entries: &str, draw: impl FnOnce(&mut Operators)) -> Layout {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-H", "GB1");
    let mut operators = Operators::default();
    draw(&mut operators);
    read_file(file.finish(font, page_entries, &[operators.0])).expect("a page with text")
}

fn texts(layout: &Layout) -> Vec<&str> {
    layout.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect()
}

/// The numbers of characters in the collection Adobe-GB1, as hexadecimal codes.
fn gb1_codes(text: &str) -> String {
    let map = CMap::parse(load_embedded(CMapName::UniGbUcs2H).unwrap(), load_embedded).unwrap();
    text.chars().map(|c| format!("{:04x}", map.lookup_cid_code(c as u32, 2).unwrap())).collect()
}

#[test]
fn lines_have_places_and_sizes() {
    let layout = ucs2_page("", |page| {
        page.line(24.0, 60.0, 700.0, "春耕会议召开");
        page.line(9.0, 60.0, 680.0, LINE);
    });
    let page = &layout.pages[0];
    assert_eq!(texts(&layout), ["春耕会议召开", LINE]);
    assert_eq!((page.width, page.height, page.unit), (595.0, 842.0, Unit::Point));
    let title = &page.lines[0];
    assert_eq!((title.size, title.vertical), (24.0, false));
    let place = title.place;
    assert!(
        (place.x - 60.0).abs() < 0.1 && (place.w - 144.0).abs() < 0.1 && (place.h - 24.0).abs() < 0.1,
        "{place:?}"
    );
    assert!((place.y - (842.0 - 700.0 - 0.88 * 24.0)).abs() < 0.1, "{place:?}");
}

#[test]
fn the_order_of_the_stream_does_not_matter() {
    let forwards = ucs2_page("", |page| {
        page.line(20.0, 60.0, 700.0, "春耕会议");
        page.line(10.0, 60.0, 680.0, LINE);
    });
    let each_alone_from_behind = ucs2_page("", |page| {
        for (size, y, text) in [(10.0, 680.0, LINE), (20.0, 700.0, "春耕会议")] {
            let placed: Vec<(usize, char)> = text.chars().enumerate().collect();
            for (i, c) in placed.into_iter().rev() {
                page.line(size, 60.0 + i as f32 * size, y, &c.to_string());
            }
        }
    });
    assert_eq!(texts(&forwards), texts(&each_alone_from_behind));
}

#[test]
fn columns_are_parted_and_blanks_of_headlines_are_not() {
    let layout = ucs2_page("", |page| {
        page.line(20.0, 60.0, 760.0, "市委召开会议");
        page.line(20.0, 200.0, 760.0, "部署春季生产");
        for (x, text) in [
            (60.0, "县里的春耕现场会在河东乡举行各乡镇负责人参加了会议"),
            (192.0, "机械化水平比去年提高全市投入农机三千台春灌面积过半"),
        ] {
            page.column(10.0, x, 730.0, 12, 14.0, text);
        }
    });
    assert_eq!(
        texts(&layout),
        [
            "市委召开会议　部署春季生产",
            "县里的春耕现场会在河东乡",
            "机械化水平比去年提高全市",
            "举行各乡镇负责人参加了会",
            "投入农机三千台春灌面积过",
            "议",
            "半",
        ]
    );
}

#[test]
fn letter_spaced_headlines_are_one_line() {
    let layout = ucs2_page("", |page| {
        for (i, c) in "春耕正当时".chars().enumerate() {
            page.line(20.0, 60.0 + 45.0 * i as f32, 760.0, &c.to_string());
        }
        page.column(10.0, 60.0, 730.0, 11, 14.0, "县里的春耕现场会在河东乡举行各乡镇负责人参加了会议");
        page.column(10.0, 185.0, 730.0, 11, 14.0, "县里的春耕现场会在河东乡举行各乡镇负责人参加了会议");
    });
    assert_eq!(texts(&layout)[0], "春耕正当时");
}

#[test]
fn copies_are_dropped() {
    let layout = ucs2_page("", |page| {
        for shift in [0.0, 0.3, 0.6] {
            page.line(12.0, 60.0 + shift, 700.0 - shift, LINE);
        }
        page.0.push_str("2 Tr ");
        page.line(12.0, 60.0, 650.0, LINE);
    });
    assert_eq!(texts(&layout), [LINE, LINE]);
}

#[test]
fn turned_and_cropped_pages_are_read_upright() {
    for rotate in [0, 90, 180, 270] {
        let layout = ucs2_page(&format!("/Rotate {rotate} /CropBox [50 600 400 800]"), |page| {
            page.line(12.0, 60.0, 700.0, LINE);
            page.line(12.0, 60.0, 100.0, "在页面之外");
        });
        assert_eq!(texts(&layout), [LINE], "{rotate}");
        let page = &layout.pages[0];
        assert_eq!((page.width, page.height), (350.0, 200.0), "{rotate}");
        let place = page.lines[0].place;
        assert!((place.x - 10.0).abs() < 0.1 && (place.y - 89.4).abs() < 0.1, "{rotate} {place:?}");
    }
}

#[test]
fn vertical_type_runs_downwards() {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-V", "GB1");
    let mut page = Operators::default();
    page.line(12.0, 500.0, 800.0, "今日社论（上）");
    page.line(12.0, 480.0, 800.0, "春耕在即");
    let layout = read_file(file.finish(font, "", &[page.0])).unwrap();
    assert_eq!(texts(&layout), ["春耕在即", "今日社论（上）"]);
    let line = &layout.pages[0].lines[1];
    assert!(line.vertical && line.place.h > 5.0 * line.place.w);
}

#[test]
fn horizontal_type_set_one_below_the_other_is_vertical() {
    let layout = ucs2_page("", |page| {
        for (i, c) in "春耕正当时".chars().enumerate() {
            page.line(20.0, 60.0, 760.0 - 22.0 * i as f32, &c.to_string());
        }
        page.column(10.0, 100.0, 760.0, 12, 14.0, "县里的春耕现场会在河东乡举行各乡镇负责人参加了会议");
    });
    let headline = layout.pages[0].lines.iter().find(|line| line.size == 20.0).unwrap();
    assert_eq!((headline.text.as_str(), headline.vertical), ("春耕正当时", true));
    assert_eq!(texts(&layout).len(), 4);
}

#[test]
fn rules_and_frames_are_told() {
    let layout = ucs2_page("", |page| {
        page.line(12.0, 60.0, 700.0, LINE);
        page.rule(60.0, 690.0, 300.0, 0.5);
        page.0.push_str("50 600 200 60 re S 70 500 m 70 590 l S\n");
        // A letter drawn as an outline and a white ground are none.
        page.0.push_str("10 10 m 20 10 l 20 20 l 12 14 l h f 1 g 0 0 300 300 re f\n");
    });
    let rules: Vec<[i32; 4]> =
        layout.pages[0].rules.iter().map(|r| [r.x, r.y, r.w, r.h].map(|v| v.round() as i32)).collect();
    assert_eq!(rules, [[60, 152, 300, 1], [50, 182, 200, 60], [70, 252, 0, 90]]);
}

#[test]
fn text_under_a_scan_is_marked() {
    let layout = ucs2_page("", |page| {
        page.0.push_str("3 Tr ");
        page.line(12.0, 60.0, 700.0, LINE);
    });
    assert_eq!(texts(&layout), [LINE]);
    assert!(layout.pages[0].recognised);
}

#[test]
fn fonts_without_a_table_are_read_by_their_collection() {
    // Not embedded: the dictionary names the collection.
    let mut file = Builder::default();
    let font = file.font("Identity-H", "GB1");
    let mut page = Operators::default();
    page.codes(12.0, 60.0, 700.0, &gb1_codes(LINE));
    assert_eq!(texts(&read_file(file.finish(font, "", &[page.0])).unwrap()), [LINE]);

    // Embedded: the dictionary says Identity, the font program names it.
    for dictionary in ["GB1", "Identity"] {
        let mut file = Builder::default();
        let program = file.stream("/Subtype /CIDFontType0C", &cid_keyed_cff("GB1"));
        let font = file.composite_font("Identity-H", dictionary, "", &format!("/FontFile3 {program} 0 R"));
        let mut page = Operators::default();
        page.codes(12.0, 60.0, 700.0, &gb1_codes(LINE));
        assert_eq!(texts(&read_file(file.finish(font, "", &[page.0])).unwrap()), [LINE], "{dictionary}");
    }
}

#[test]
fn tables_of_characters_are_read_with_all_line_ends() {
    for end in ["\r", "\n", "\r\n"] {
        let mut table =
            format!("/CMapType 2 def{end}1 begincodespacerange <0000> <ffff> endcodespacerange{end}");
        let codes: String = (1..=LINE.chars().count()).map(|code| format!("{code:04x}")).collect();
        table.push_str(&format!("{} beginbfrange{end}", LINE.chars().count()));
        for (i, c) in LINE.chars().enumerate() {
            table.push_str(&format!("<{0:04x}> <{0:04x}> <{1:04x}>{end}", i + 1, c as u32));
        }
        table.push_str(&format!("endbfrange{end}"));
        let mut file = Builder::default();
        let map = file.stream("", table.as_bytes());
        let font = file.composite_font("Identity-H", "Founder", &format!("/ToUnicode {map} 0 R"), "");
        let mut page = Operators::default();
        page.codes(12.0, 60.0, 700.0, &codes);
        assert_eq!(texts(&read_file(file.finish(font, "", &[page.0])).unwrap()), [LINE], "{end:?}");
    }
}

#[test]
fn radicals_are_ideographs_and_spaces_between_all_are_closed() {
    let layout = ucs2_page("", |page| {
        page.line(12.0, 60.0, 700.0, "⼗⼀⽉⼆⽇，⼤⾬。");
        let spaced: String = "县里的春耕现场会".chars().flat_map(|c| [c, ' ']).collect();
        page.line(12.0, 60.0, 650.0, &spaced);
    });
    assert_eq!(texts(&layout), ["十一月二日，大雨。", "县里的春耕现场会"]);
}

#[test]
fn pages_with_nothing_to_read_are_refused_by_number() {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-H", "GB1");
    let numbering: String = (0x21..0x7f).map(|code| format!("{code:04x}")).collect();
    let mut lie = Operators::default();
    lie.codes(6.0, 60.0, 700.0, &numbering[..140]);
    lie.codes(6.0, 60.0, 680.0, &numbering[140..280]);
    lie.codes(6.0, 60.0, 660.0, &numbering[280..]);
    let mut good = Operators::default();
    good.line(12.0, 60.0, 700.0, LINE);
    let pages = [lie.0.clone(), good.0, lie.0.clone()];
    let layout = read_file(file.finish(font, "", &pages)).unwrap();
    assert_eq!(texts(&layout), [LINE]);
    assert_eq!(layout.warnings.len(), 1);
    assert!(
        layout.warnings[0].starts_with("pages 1, 3: the text layer is not what the page shows"),
        "{layout:?}"
    );

    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-H", "GB1");
    let error = read_file(file.finish(font, "", &[lie.0])).unwrap_err().to_string();
    assert!(error.starts_with("sample.pdf: page 1:") && error.contains("OCR"), "{error}");
}

#[test]
fn damaged_files_are_errors() {
    for bytes in [&b""[..], b"%PDF-1.5", b"<html>"] {
        assert!(read_file(bytes.to_vec()).is_err());
    }
}

#[test]
fn a_file_of_blank_pages_is_an_error_and_no_empty_result() {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-H", "GB1");
    let error = read_file(file.finish(font, "", &[String::new(), String::new()])).unwrap_err().to_string();
    assert!(error.contains("without text"), "{error}");
}

#[test]
fn page_numbers_are_written_as_ranges() {
    assert_eq!(ranges(&[1, 2, 3, 5, 8, 9]), "1–3, 5, 8–9");
}

/// A CID-keyed CFF font program of one empty glyph, which names its collection.
fn cid_keyed_cff(ordering: &str) -> Vec<u8> {
    let index = |items: &[&[u8]]| {
        let mut bytes = (items.len() as u16).to_be_bytes().to_vec();
        if items.is_empty() {
            return bytes;
        }
        bytes.push(2);
        let mut offset = 1u16;
        bytes.extend(offset.to_be_bytes());
        for item in items {
            offset += item.len() as u16;
            bytes.extend(offset.to_be_bytes());
        }
        items.iter().for_each(|item| bytes.extend_from_slice(item));
        bytes
    };
    // Numbers below are written in their three-byte form, so that all
    // dictionaries have one length whatever the offsets are.
    let number = |n: usize| [28, (n >> 8) as u8, n as u8];
    let dict = |charset: usize, select: usize, glyphs: usize, fonts: usize| {
        let mut dict = Vec::new();
        // The first two strings of the font's own (391, 392), supplement 4.
        [391, 392, 4].into_iter().for_each(|n| dict.extend(number(n)));
        dict.extend([12, 30]);
        for (offset, operator) in
            [(charset, &[15][..]), (select, &[12, 37]), (glyphs, &[17]), (fonts, &[12, 36])]
        {
            dict.extend(number(offset));
            dict.extend_from_slice(operator);
        }
        dict
    };
    let head = |charset, select, glyphs, fonts| {
        let mut head = vec![1, 0, 4, 2];
        head.extend(index(&[b"Song"]));
        head.extend(index(&[&dict(charset, select, glyphs, fonts)]));
        head.extend(index(&[b"Adobe", ordering.as_bytes()]));
        head.extend(index(&[]));
        head
    };
    let charset = head(0, 0, 0, 0).len();
    // One glyph, so the charset holds its format only; all glyphs are of font 0.
    let (select, glyphs) = (charset + 1, charset + 3);
    let glyph_index = index(&[&[14]]);
    let fonts = glyphs + glyph_index.len();
    let private = fonts + index(&[&[0; 7]]).len();
    let mut font_dict = Vec::new();
    font_dict.extend(number(0));
    font_dict.extend(number(private));
    font_dict.push(18);

    let mut cff = head(charset, select, glyphs, fonts);
    cff.push(0);
    cff.extend([0, 0]);
    cff.extend(glyph_index);
    cff.extend(index(&[&font_dict]));
    cff
}

/// Forms that draw each other twice, thirty deep, would go on for hours: their
/// page is given up by its number, and the one after it is read.
#[test]
fn a_page_that_draws_without_end_is_given_up_alone() {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-H", "GB1");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    let mut inner = file.stream(form, b"0 0 m 9 9 l S");
    for _ in 0..30 {
        let resources = format!("{form} /Resources << /XObject << /F {inner} 0 R >> >>");
        inner = file.stream(&resources, b"/F Do /F Do");
    }
    let mut second = Operators::default();
    second.line(10.0, 60.0, 700.0, LINE);
    let both = format!("/Resources << /Font << /F1 {font} 0 R >> /XObject << /F {inner} 0 R >> >>");
    let layout =
        read_file(file.finish(font, &both, &["/F Do".to_owned(), second.0])).expect("its second page");
    assert_eq!(texts(&layout), [LINE]);
    assert_eq!(layout.pages[0].number, 2);
    assert!(layout.warnings[0].starts_with("page 1: given up"), "{:?}", layout.warnings);
}

/// Vertical type is read from the rightmost line to the left, and its places are
/// those on the page.
#[test]
fn a_page_of_vertical_type_is_read_from_right_to_left() {
    let mut file = Builder::default();
    let font = file.font("UniGB-UCS2-V", "GB1");
    let mut operators = Operators::default();
    let (first, second) = ("市委召开会议部署春季生产，副市长陈", "立参加。村民们说水到了田头。");
    operators.line(12.0, 540.0, 780.0, first);
    operators.line(12.0, 522.0, 780.0, second);
    let layout = read_file(file.finish(font, "", &[operators.0])).expect("a page with text");
    let issue = crate::Issue::from_layout(&layout);
    let text: String = issue.articles.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(text.replace('\n', ""), format!("{first}{second}"));
    let article = &issue.articles[0];
    let boxes = article.regions_of(crate::Span::new(0, 3));
    let place = boxes[0];
    let [x, w, h] = [place.x, place.w, place.h].map(f64::from);
    assert!((530.0..545.0).contains(&x) && w < 16.0 && h < 16.0, "{boxes:?}");
}
