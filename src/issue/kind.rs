//! What kind of text an article is.

use crate::lexicon::PageWord;
use crate::record::ArticleKind;

/// What the kind is told from.
pub(super) struct Signs<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    pub column: &'a str,
    pub body: &'a str,
    /// True when it signs 本报评论员.
    pub house: bool,
    /// True when a byline or a lead says it is a report.
    pub reported: bool,
    /// True when a signature and a date close it.
    pub signed: bool,
    /// Number of inner headings.
    pub headings: usize,
}

/// True for the title of a notice: 关于…的通知.
pub(super) fn is_notice(title: &str) -> bool {
    let title: String = title.chars().filter(|c| !c.is_whitespace() && !matches!(c, '！' | '!')).collect();
    PageWord::Notice.ends(&title).is_some()
}

/// True for a title whose text needs no byline to be an article of its own.
pub(super) fn opens_article(title: &str) -> bool {
    is_notice(title) || PageWord::Opener.ends(title.trim_end()).is_some()
}

/// The kind of an article with a body.
pub(super) fn kind(signs: &Signs) -> ArticleKind {
    if signs.title.ends_with("纪要") || signs.subtitle.ends_with("纪要") {
        return ArticleKind::Minutes;
    }
    if is_notice(signs.title) && !signs.reported || signs.signed {
        return ArticleKind::Notice;
    }
    let column = signs.column;
    if signs.house || PageWord::Opinion.ends(column).is_some() {
        return ArticleKind::Commentary;
    }
    let chars = signs.body.len() / 3;
    if signs.headings >= 2 && chars > 600 {
        return ArticleKind::Feature;
    }
    if signs.title.contains("简讯") || column.contains("简讯") || !signs.reported && chars < 150 {
        return ArticleKind::Brief;
    }
    ArticleKind::News
}
