//! The words of a page that are no text of its articles: `dicts/page_words.tsv`.

use super::word_list::word_classes;

word_classes! {
    /// What a word of a page says.
    PageWord of PageWords by "says":
    /// Stands in advertisements and notices in the margin.
    Advert "advert",
    /// Begins a line that belongs to the paper, not to an article.
    Furniture "furniture",
    /// Begins the line of a page's editors.
    Editors "editors",
    /// Ends the field of such a line that names follow: 责任|编辑.
    EditorsTask "editors_task",
    /// Begins the line of those who drew, laid out or lent a picture.
    Credit "credit",
    /// Ends it.
    CreditEnd "credit_end",
    /// Ends the title of an official notice.
    Notice "notice",
    /// Ends a title whose text stands without a byline: an obituary, a list.
    Opener "opener",
    /// Heads a part of a list of appointments, before a colon.
    ListHead "list_head",
    /// Ends the name of a column of opinion.
    Opinion "opinion",
    /// Stands in mastheads and folio lines.
    Masthead "masthead",
    /// Stands in the print above and below the text of a laid-out page: 星期, 统一刊号.
    Folio "folio",
    /// The section that a page's folio names.
    Section "section",
    /// Names a box of headlines whose texts stand on other pages: 今日导读.
    Guide "guide",
    /// Names a box of briefs: 简讯.
    Briefs "briefs",
    /// Begins the name of a newspaper of the whole country, which is of no place: 人民日报海外版.
    Central "central",
    /// Ends a newspaper's name.
    Paper "paper",
    /// Ends a word in 报 that is no newspaper's name.
    NotPaper "not_paper",
    /// Ends the name of a newspaper that begins with the place it is of: 日报.
    PlacePaper "place_paper",
    /// Ends what stands before 日报 and is no place.
    NoPlace "no_place",
    /// Is the committee of the division whose newspaper it is: 市委.
    Organiser "organiser",
    /// Ends a headline's line that says who was there.
    Attends "attends",
    /// Ends the first half of a headline, before a dash: 某领导强调——.
    Tells "tells",
    /// Ends the note of who decided on a list: 某会议|通过.
    Adopts "adopts",
    /// Begins the first paragraph of a report, which says when: 昨日.
    LeadDay "lead_day",
    /// Begins the note that an article goes on elsewhere: 下转.
    JumpOn "jump_on",
    /// Begins the note that an article began elsewhere: 上接.
    JumpFrom "jump_from",
    /// Stands in the note that a text is printed elsewhere: 详见.
    JumpSee "jump_see",
    /// Begins what stands in brackets of its own: 下转, 作者.
    Note "note",
    /// Begins a report with a dateline: 新华社.
    Wire "wire",
    /// Is an agency whose name does not tell it by its ending, or is told at once: 新华社, 本网.
    Agency "agency",
    /// Begins a line that opens a report or names who wrote it: 本报, 责任编辑.
    Report "report",
    /// Begins a line that is a byline: 本报记者.
    BylineStart "byline_start",
    /// Begins what stands in brackets behind a dateline: 记者 王丽.
    Reporter "reporter",
    /// Is a word of bylines, behind which blanks part names: 通讯员.
    BylineCall "byline_call",
    /// Ends what stands before the name of who wrote, photographed or edited: 本报见习|记者.
    BylineEnd "byline_end",
    /// Begins the caption of a picture: 图为.
    CaptionStart "caption_start",
    /// Ends it: 供图.
    CaptionEnd "caption_end",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::{TableKind, embedded_rows};

    #[test]
    fn every_row_is_of_a_known_kind() {
        let rows = embedded_rows(TableKind::PageWords).count();
        let known: usize = LISTS.iter().map(|l| l.words().len()).sum();
        assert_eq!(rows, known);
        assert!(LISTS.iter().all(|l| !l.words().is_empty() && l.words().len() <= 64));
    }

    #[test]
    fn words_are_found_where_they_are_asked_for() {
        assert_eq!(PageWord::Editors.begins("责任编辑：王丽"), Some("责任编辑"));
        assert_eq!(PageWord::Editors.begins("王丽 责任编辑"), None);
        assert_eq!(PageWord::Notice.ends("关于道路施工的公告"), Some("公告"));
        assert!(PageWord::Section.is("要闻") && !PageWord::Section.is("要闻版"));
        assert_eq!(PageWord::Advert.count("扫码下载，扫码报名"), 3);
        assert_eq!(PageWord::Advert.count("山乡通了公交车"), 0);
    }
}
