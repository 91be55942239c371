//! A page that is cut into articles, each of which is made when it is asked for:
//! a page of very many lines may be as many articles, and what an article takes
//! is many times its text.

use super::found::Found;
use super::segment::{PageFacts, find};
use super::{Article, Issue, Masthead, SIDE_BY_SIDE, article, masthead};
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
    found: Vec<Found>,
}

impl Draft {
    /// Cuts a decoded page, or a whole issue, into its articles.
    pub fn of(text: &str) -> Draft {
        let repaired = repair(text);
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
        let mut draft = Draft { today: masthead.date, masthead, warnings, repaired, found };
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
        masthead.settle_home((0..self.len()).map(|n| self.article(n).text));
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
        article::build(&self.repaired, &self.found[n].piece(), self.today)
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
