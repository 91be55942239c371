//! [`Extractor`], its builder and [`Config`]: the only file that knows the
//! order of the stages.

/// What an article's stages read it against: the issue it stood in.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The issue date: the "today" of the article.
    pub date: Option<jiff::civil::Date>,
    /// Full name of the paper's home locality, 许昌市.
    pub home: Option<String>,
}
