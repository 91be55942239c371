//! A page that is cut into articles, each of which is made when it is asked for:
//! a page of very many lines may be as many articles, and what an article takes
//! is many times its text.

use super::found::Found;
use super::printed::{show_masthead, take_printed};
use super::segment::{PageFacts, find};
use super::{Article, Issue, Masthead, SIDE_BY_SIDE, article, masthead};
use crate::lexicon::matching::matching;
use crate::page::{Repaired, repair};

/// A page with the lines of its articles.
pub(crate) struct Draft {
    /// What the masthead says.
    pub masthead: Masthead,
    /// What the reader should know about the input.
    pub warnings: Vec<String>,
    /// The day that the page itself prints, which its articles are read by.
    today: Option<jiff::civil::Date>,
    repaired: Repaired,
    /// The page's text, where `repaired` has its matching form.
    printed: Option<String>,
    found: Vec<Found>,
}

impl Draft {
    /// Cuts a decoded page, or a whole issue, into its articles.
    pub fn of(text: &str) -> Draft {
        let mut repaired = repair(text);
        let shown = take_printed(&mut repaired.text);
        let (mut masthead, mut warnings, from) = masthead::masthead(&repaired.text, &repaired.lines);
        if masthead.date.is_none()
            && let Some(signed) = masthead::signed(&repaired.text, &repaired.lines)
        {
            masthead = signed;
        }
        if repaired.side_by_side {
            warnings.push(SIDE_BY_SIDE.to_owned());
        }
        let printed = repaired.column.is_some() || repaired.side_by_side;
        if printed {
            masthead::complete(&mut masthead, &repaired.text, &repaired.lines);
        }
        let facts = PageFacts {
            column: repaired.column,
            printed,
            side_by_side: repaired.side_by_side,
            paper: masthead.paper.as_deref(),
        };
        let found = find(&repaired.text, &repaired.lines, from, facts);
        if let Some(shown) = &shown {
            show_masthead(&mut masthead, &repaired.text, shown);
        }
        let mut draft = Draft { today: masthead.date, masthead, warnings, repaired, printed: shown, found };
        draft.settle_home();
        draft
    }

    /// How many articles the page has.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// See [`Masthead::settle_home`].
    pub fn settle_home(&mut self) {
        let mut masthead = std::mem::take(&mut self.masthead);
        // The home is in the dictionaries' characters.
        let text = |n: usize| match self.article(n).text {
            text if self.printed.is_some() => matching(&text).into_owned(),
            text => text,
        };
        masthead.settle_home((0..self.len()).map(text));
        self.masthead = masthead;
    }

    /// The articles, in reading order, each made when it is taken.
    pub fn into_articles(self) -> impl Iterator<Item = Article> {
        (0..self.len()).map(move |n| self.article(n))
    }

    /// All of it at once.
    pub fn into_issue(mut self) -> Issue {
        let (masthead, warnings) = (std::mem::take(&mut self.masthead), std::mem::take(&mut self.warnings));
        Issue { masthead, articles: self.into_articles().collect(), warnings }
    }

    fn article(&self, n: usize) -> Article {
        article::build(&self.repaired, self.printed.as_deref(), &self.found[n].piece(), self.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a jump below them says, headlines stay.
    #[test]
    fn headlines_above_a_jump_are_kept() {
        let jumps =
            [("（下转第二版）", Some("第二版")), ("（上接第一版）", None), ("（名单详见二版）", None)];
        for (jump, on) in jumps {
            let issue = Issue::parse(&format!("春灌开始\n\n{jump}\n"));
            let title = |article: &&Article| article.info.title.as_deref() == Some("春灌开始");
            let article = issue.articles.iter().find(title).expect(jump);
            assert_eq!(article.info.continued_on.as_deref(), on, "{jump}");
        }
    }

    /// Titles and names of the articles of a page.
    fn signed(page: &str) -> Vec<(String, String)> {
        let articles = Issue::parse(page).articles;
        let told = articles.into_iter().map(|a| {
            let names: Vec<String> = a.info.bylines.into_iter().map(|b| b.name).collect();
            (a.info.title.unwrap_or_default(), names.join(" "))
        });
        told.collect()
    }

    #[test]
    fn a_byline_of_any_form_stands_below_its_headline() {
        for (line, names) in [
            ("文/图 本报记者 方敏", "方敏"),
            ("本报记者 方敏 摄影报道", "方敏"),
            ("首席记者 方敏 文/摄", "方敏"),
            ("新华社记者 方敏 陈立", "方敏 陈立"),
            ("澜阳日报记者 方敏 实习生 陈立", "方敏 陈立"),
            ("记者 方 小 敏 报道", "方小敏"),
            ("方敏/文 陈立/图", "方敏 陈立"),
        ] {
            let page = format!(
                "澜阳日报\n2022年3月2日 星期三\n\n澜阳市春灌开始\n{line}\n\n　　昨日，澜阳市春灌开始，三座水库同时放水，水已到了田头。\n"
            );
            assert_eq!(signed(&page), [("澜阳市春灌开始".to_owned(), names.to_owned())], "{line}");
        }
    }

    #[test]
    fn a_credit_of_pictures_belongs_to_the_article_above() {
        for credit in
            ["图片由澜阳市融媒体中心提供", "本版图片除署名外均为资料图片", "以上图片均由方敏摄", "CFP供图"]
        {
            let page = format!(
                "澜阳日报\n2022年3月2日 星期三\n\n湖上秋色\n\n　　近日，澜阳湖水鸟成群，游人不断。\n　　{credit}\n\n山区茶园秋管\n\n　　本报讯（记者 陈立）昨日，茶园秋管开始。\n"
            );
            let titles: Vec<String> = signed(&page).into_iter().map(|a| a.0).collect();
            assert_eq!(titles, ["湖上秋色", "山区茶园秋管"], "{credit}");
            let first = Issue::parse(&page).articles.swap_remove(0);
            assert!(first.text.ends_with(credit), "{credit}");
        }
    }

    #[test]
    fn a_report_without_a_lead_is_told_by_its_day_and_its_headline() {
        let page = |head: &str, text: &str| {
            let first = "春灌开始\n\n　　本报讯（记者 方敏）昨日，澜阳市春灌开始。\n\n　　三座水库同时放水。";
            let issue = Issue::parse(&format!(
                "澜阳日报\n2022年3月2日 星期三\n\n{first}\n\n　　{head}\n\n　　{text}\n"
            ));
            issue.articles.into_iter().filter_map(|a| a.info.title).collect::<Vec<_>>()
        };
        for (head, text) in [
            ("市领导检查冬季供暖", "昨日，副市长陈立带领市住建局负责人检查冬季供暖工作。"),
            ("澜阳一企业获科技进步奖", "3月1日，全省科技奖励大会召开，澜阳一家企业获科技进步奖。"),
            ("山区茶园进入采摘期", "日前，澜阳市山区茶园进入采摘期，茶农每日上山采茶。"),
        ] {
            assert_eq!(page(head, text), ["春灌开始", head]);
        }
        for (head, text) in [
            ("细心保障 周到服务", "昨日，记者来到水库，看见闸门已经打开。"),
            ("水到田头", "水到田头，农民最高兴。"),
        ] {
            assert_eq!(page(head, text), ["春灌开始"], "{head} is a heading");
        }
    }

    #[test]
    fn a_draft_gives_the_articles_of_its_issue() {
        let page = "澜阳日报\n2022年3月2日\n\n春灌开始\n\n本报讯 昨日，澜阳市春灌开始。\n\n水到田头\n";
        let (draft, issue) = (Draft::of(page), Issue::parse(page));
        assert_eq!(draft.masthead, issue.masthead);
        assert_eq!(draft.masthead.home.as_deref(), Some("澜阳市"));
        assert_eq!(draft.len(), issue.articles.len());
        assert_eq!(draft.into_articles().collect::<Vec<_>>(), issue.articles);
    }
}
