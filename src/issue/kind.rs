//! What kind of text an article is.

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

/// Titles of official notices end so.
const NOTICES: [&str; 14] = [
    "的通知",
    "通告",
    "公告",
    "的公示",
    "公示",
    "启事",
    "的决定",
    "的命令",
    "公示名单",
    "的通报",
    "的意见",
    "声明",
    "讣告",
    "倡议书",
];

/// True for the title of a notice: 关于…的通知.
pub(super) fn is_notice(title: &str) -> bool {
    let title = title.trim_end_matches(['！', '!']);
    NOTICES.iter().any(|w| title.ends_with(w))
}

/// Columns of opinion.
const OPINION: [&str; 22] = [
    "评论",
    "时评",
    "快评",
    "短评",
    "锐评",
    "今日谈",
    "论坛",
    "杂谈",
    "社论",
    "述评",
    "观察",
    "纵论",
    "漫谈",
    "来论",
    "随笔",
    "新语",
    "谈",
    "钟声",
    "和音",
    "点兵",
    "之声",
    "话",
];

/// The kind of an article with a body.
pub(super) fn kind(signs: &Signs) -> ArticleKind {
    if signs.title.ends_with("纪要") || signs.subtitle.ends_with("纪要") {
        return ArticleKind::Minutes;
    }
    if is_notice(signs.title) && !signs.reported || signs.signed {
        return ArticleKind::Notice;
    }
    let column = signs.column;
    if signs.house || !column.is_empty() && OPINION.iter().any(|w| column.ends_with(w)) {
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
