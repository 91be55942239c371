//! Headlines: which of the lines above an article is kicker (引题), title,
//! subtitle (副题), and which are headlines of other articles.
//!
//! ```text
//! 春耕备耕一线观察                headline of a text on another page
//!
//! 市委书记在全市教育工作会议上强调  kicker
//! 把学校办到群众家门口              title
//! ——全市教育工作会议侧记           subtitle
//! ```
//!
//! All ways to read the lines are weighed, see `headline_model`; the
//! heaviest wins, the first of equals.

use super::headline_model::{Body, Feature, Features, Role, embedded_weight, layout};

/// A line above an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadLine<'a> {
    pub text: &'a str,
    /// Blank lines before it.
    pub gap: u32,
}

/// What the lines above an article are, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// The first lines that belong to no article here.
    pub loose: usize,
    pub kicker: Option<usize>,
    pub title: usize,
    /// The subtitle's lines, one after the other, up to the last line.
    pub subtitle: Option<usize>,
}

/// No more lines than these are weighed; those before them are loose.
const MOST: usize = 7;
/// The weight of each further line of a subtitle: few have one.
const EXTRA: i32 = -50;
/// The weight of loose lines in a small block of lines that a wide gap sets
/// off: what stands together there belongs together.
const SET_OFF: i32 = -40;

/// Decides what the lines above an article are that begins with `body`.
pub(super) fn arrange(lines: &[HeadLine], body: &str) -> Heads {
    if lines.len() <= 1 {
        return Heads::default();
    }
    let first = lines.len().saturating_sub(MOST);
    let lines = &lines[first..];
    let body = (!body.is_empty()).then(|| Body::of(body));
    let features: Vec<Features> = lines.iter().map(|l| Features::of(l.text, body.as_ref())).collect();
    let ways = ways(lines).map(|h| (weight(&h, lines, &features), h));
    let best = ways.reduce(|a, b| if b.0 > a.0 { b } else { a }).map_or_else(Heads::default, |w| w.1);
    Heads {
        loose: best.loose + first,
        kicker: best.kicker.map(|k| k + first),
        title: best.title + first,
        subtitle: best.subtitle.map(|s| s + first),
    }
}

/// All ways to read the lines. A subtitle has more than one line only where
/// no blank line parts them.
pub(super) fn ways(lines: &[HeadLine]) -> impl Iterator<Item = Heads> {
    let n = lines.len();
    (0..n).flat_map(move |loose| {
        let with = (loose + 1 < n).then(|| (Some(loose), loose + 1));
        [Some((None, loose)), with].into_iter().flatten().filter_map(move |(kicker, title)| {
            let subtitle = (title + 1 < n).then_some(title + 1);
            let whole = (title + 2..n).all(|i| lines[i].gap == 0) && n - title <= 4;
            whole.then_some(Heads { loose, kicker, title, subtitle })
        })
    })
}

fn weight(h: &Heads, lines: &[HeadLine], features: &[Features]) -> i32 {
    let mut sum = set_by_hand(h, lines);
    describe(h, lines, features, |role, feature| sum += embedded_weight(role, feature));
    sum
}

/// What of an arrangement no headline by itself tells.
fn set_by_hand(h: &Heads, lines: &[HeadLine]) -> i32 {
    let set_off = h.loose > 0 && lines[0].gap >= 2 && lines.len() <= 3;
    let further = h.subtitle.map_or(0, |s| lines.len() - s - 1);
    (if set_off { SET_OFF } else { 0 }) + EXTRA * further as i32
}

/// The features of a way to read the lines, each with the role it speaks for.
#[inline(always)]
pub(super) fn describe(
    h: &Heads,
    lines: &[HeadLine],
    features: &[Features],
    mut see: impl FnMut(Role, Feature),
) {
    let start = h.kicker.unwrap_or(h.title);
    layout(h.kicker.is_some(), h.subtitle.is_some(), h.loose, lines[start].gap, |f| see(Role::Layout, f));
    features[..h.loose].iter().for_each(|loose| loose.alone(|f| see(Role::Loose, f)));
    if h.loose > 0 {
        // Whether a gap parts loose lines is weighed by the layout.
        features[h.loose - 1].with(&features[h.loose], 0, |f| see(Role::LooseNext, f));
    }
    let title = &features[h.title];
    title.alone(|f| see(Role::Title, f));
    if let Some(k) = h.kicker {
        features[k].alone(|f| see(Role::Kicker, f));
        features[k].with(title, lines[h.title].gap, |f| see(Role::KickerTitle, f));
    }
    if let Some(s) = h.subtitle {
        title.with(&features[s], lines[s].gap, |f| see(Role::TitleSubtitle, f));
        features[s..].iter().for_each(|line| line.alone(|f| see(Role::Subtitle, f)));
    }
}

/// The column's tag in a title: 创新故事 in `把论文写在大地上（创新故事）` and in
/// `【创新故事】把论文写在大地上`.
pub(super) fn column(title: &str) -> Option<&str> {
    if let Some((tag, _)) = title.strip_prefix('【').and_then(|t| t.split_once('】')) {
        return Some(tag);
    }
    let bare = without_tag(title);
    (bare.len() < title.len()).then(|| title[bare.len()..].trim_matches(['（', '）', '(', ')']))
}

/// A title without the tag in brackets at its end.
pub(super) fn without_tag(title: &str) -> &str {
    let open = title.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    match open {
        Some(at) if at > 0 && (4..=22).contains(&title[at..].chars().count()) => &title[..at],
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_off_titles() {
        assert_eq!(column("把论文写在大地上（创新故事）"), Some("创新故事"));
        assert_eq!(column("【创新故事】把论文写在大地上"), Some("创新故事"));
        assert_eq!(column("把论文写在大地上"), None);
        assert_eq!(column("（创新故事）"), None);
    }
}
