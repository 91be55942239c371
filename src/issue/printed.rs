//! Pages in traditional characters, or with compatibility forms, are cut and read
//! in their matching form, which has the same length; what is reported is the
//! printed text.

use super::{Article, Masthead};
use crate::lexicon::matching::matching;
use memchr::memmem;
use std::borrow::Cow;

/// Puts the matching form in the place of a text, and gives the printed text; none
/// where the two are the same.
pub(super) fn take_printed(text: &mut String) -> Option<String> {
    match matching(text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(reading) => Some(std::mem::replace(text, reading)),
    }
}

/// Gives an article that was read in its matching form its `printed` text.
pub(super) fn show_article(a: &mut Article, printed: String) {
    let reading = std::mem::replace(&mut a.text, printed);
    let shown = Shown { reading: &reading, printed: &a.text };
    let info = &mut a.info;
    let heads = [&mut info.kicker, &mut info.title, &mut info.subtitle, &mut info.column];
    heads.into_iter().chain([&mut info.continued_on, &mut info.continued_from]).for_each(|t| shown.option(t));
    info.bylines.iter_mut().for_each(|byline| shown.quote(&mut byline.name));
    if let Some(dateline) = &mut info.dateline {
        shown.option(&mut dateline.agency);
        shown.option(&mut dateline.place);
    }
}

/// The same for what the masthead says of the paper. Its home stays as it is: the
/// lexicon is asked for it.
pub(super) fn show_masthead(m: &mut Masthead, reading: &str, printed: &str) {
    let shown = Shown { reading, printed };
    let names = [&mut m.paper, &mut m.organiser, &mut m.publisher, &mut m.president, &mut m.editor];
    names.into_iter().chain([&mut m.lunar]).for_each(|name| shown.option(name));
}

/// A text in both forms.
struct Shown<'a> {
    reading: &'a str,
    printed: &'a str,
}

impl Shown<'_> {
    /// The printed form of what was taken from the text; what does not stand there
    /// as it is (王 堃 without its blank) stays.
    fn quote(&self, taken: &mut String) {
        let at = memmem::find(self.reading.as_bytes(), taken.as_bytes());
        if let Some(shown) = at.and_then(|at| self.printed.get(at..at + taken.len())) {
            *taken = shown.to_owned();
        }
    }

    fn option(&self, taken: &mut Option<String>) {
        if let Some(taken) = taken {
            self.quote(taken);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::issue::{Article, Issue};
    use jiff::civil::date;

    #[test]
    fn a_page_in_traditional_characters_is_cut_like_any_other() {
        let page = "澜陽日報\n中華民國三十六年三月五日 星期三 第一版\n\n市參議會昨日開會\n【本報訊】市參議會昨日開會，審查預算。\n\n糧價又漲\n【本報記者林曉】昨日米價又漲，每石漲二萬元。\n";
        let issue = Issue::parse(page);
        assert_eq!(issue.masthead.paper.as_deref(), Some("澜陽日報"));
        assert_eq!(issue.masthead.date, Some(date(1947, 3, 5)));
        let titles: Vec<_> = issue.articles.iter().filter_map(|a| a.info.title.as_deref()).collect();
        assert_eq!(titles, ["市參議會昨日開會", "糧價又漲"]);
        assert!(issue.articles[0].text.ends_with("審查預算。"));
        assert_eq!(issue.articles[1].info.bylines[0].name, "林曉");
    }

    #[test]
    fn so_is_an_article_of_its_own() {
        let article =
            Article::plain(Some("糧價又漲"), "本報訊（記者 陳曉東）昨日，米價又漲，糧商會議決定限價。");
        assert_eq!(article.info.bylines[0].name, "陳曉東");
        assert_eq!(article.head.datelines.len(), 1);
        assert!(article.text.starts_with("糧價又漲\n本報訊"));
    }
}
