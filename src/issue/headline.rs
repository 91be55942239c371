//! Headlines: which of the lines above an article is kicker, title, subtitle,
//! and which are headlines of other articles.

/// A line above an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadLine<'a> {
    pub text: &'a str,
    /// Blank lines before it.
    pub gap: u32,
}

/// What the lines above an article are, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// The first lines that belong to no article here.
    pub loose: usize,
    pub kicker: Option<usize>,
    pub title: usize,
    pub subtitle: Option<usize>,
}

/// Decides what the lines above an article are.
pub(super) fn arrange(lines: &[HeadLine]) -> Heads {
    let n = lines.len();
    if n <= 1 {
        return Heads::default();
    }
    let dashed = |i: usize| lines[i].text.starts_with('—');
    let sub = (1..n).rev().find(|&i| dashed(i));
    let last = sub.unwrap_or(n);
    let k = |i: usize| is_kicker(lines[i].text);
    if let Some(s) = sub {
        let title = s - 1;
        let kicker = (title > 0 && k(title - 1)).then(|| title - 1);
        return Heads { loose: kicker.unwrap_or(title), kicker, title, subtitle: Some(s) };
    }
    let t = last - 1;
    let glued = lines[t].gap == 0;
    if !(glued || n == 2 || k(t - 1)) {
        return Heads { loose: t, kicker: None, title: t, subtitle: None };
    }
    Heads { loose: t - 1, kicker: Some(t - 1), title: t, subtitle: None }
}

fn is_kicker(s: &str) -> bool {
    ["——", "：", "强调", "部署", "指出", "要求"].iter().any(|w| s.ends_with(w))
}

/// The column's tag in brackets at the end of a title: 创新故事 in
/// `把论文写在大地上（创新故事）`.
pub(super) fn column(title: &str) -> Option<&str> {
    let title = title.trim_end();
    if let Some(rest) = title.strip_prefix('【')
        && let Some((tag, _)) = rest.split_once('】')
    {
        return Some(tag);
    }
    let inner = title.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let tag = inner[open..].trim_start_matches(['（', '(']);
    (open > 0 && (2..=20).contains(&tag.chars().count())).then_some(tag)
}
