//! Pages of text that OCR or a PDF gives with the line breaks of their columns.

use baozhi::Issue;

const FIRST: &str = "昨日，县里开往山村的三条公交线路同时开通，沿线二十个村的村民从此出门就能坐上公交车，\
    往返县城只要一个小时。村民们说，从前进城要走三里山路，如今车就停在村口，老人孩子都方便了。";
const SECOND: &str = "连日来，各乡的干部和农技员走到田头，帮村民查看墒情、修好水渠，二十个村的春灌已经过半。\
    农技员说，今年雨水偏少，早灌一天，苗就早壮一天，夏收才有把握，大家都不愿等。";

/// A text as a column of `width` characters has it.
fn column(text: &str, width: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(width).map(|line| line.iter().collect::<String>() + "\n").collect()
}

fn titles(page: &str) -> Vec<String> {
    Issue::parse(page).articles.into_iter().filter_map(|a| a.info.title).collect()
}

/// A byline stands between the columns of its text: where a text has one already
/// the heading before it was a title.
#[test]
fn a_second_byline_makes_a_title_of_the_heading_before_it() {
    let (begin, end) = SECOND.split_at(SECOND.find("农技员说").unwrap());
    let page = |byline: &str| {
        format!(
            "山乡通了三条公交线路\n\n本报记者 王丽 通讯员 李明\n\n{}\n春灌过半\n\n{}\n{byline}{}",
            column(FIRST, 10),
            column(begin, 10),
            column(end, 10)
        )
    };
    assert_eq!(titles(&page("本报记者 陈立 文/图\n\n")), ["山乡通了三条公交线路", "春灌过半"]);
    assert_eq!(titles(&page("")), ["山乡通了三条公交线路"]);
}

/// A headline of two lines is one, as is one whose last word OCR sets apart.
#[test]
fn a_headline_of_two_lines_is_one() {
    for (printed, title) in [
        ("县里开往山村的三条公交线路昨日\n同时开通", "县里开往山村的三条公交线路昨日同时开通"),
        ("县里开往山村的三条公交线路昨日\n\n开通", "县里开往山村的三条公交线路昨日开通"),
    ] {
        let page = format!("{printed}\n\n本报讯 {}\n{}", column(FIRST, 10), column(SECOND, 10));
        assert_eq!(titles(&page), [title]);
    }
}

/// Columns that OCR reads across follow each other.
#[test]
fn rows_of_cells_are_read_by_their_columns() {
    let columns: Vec<Vec<char>> = [FIRST, SECOND].iter().map(|t| t.chars().collect()).collect();
    let rows = columns[0].chunks(12).zip(columns[1].chunks(12));
    let text = |row: &[char]| row.iter().collect::<String>();
    let page: String = rows.map(|(a, b)| format!("{} | {}\n", text(a), text(b))).collect();
    let issue = Issue::parse(&format!("山乡通了三条公交线路\n\n{page}"));
    let whole: String = issue.articles.iter().map(|a| a.text.replace('\n', "")).collect();
    assert!(whole.contains("如今车就停在村口"), "{whole}");
    assert!(whole.contains("早灌一天，苗就早壮一天"), "{whole}");
}
