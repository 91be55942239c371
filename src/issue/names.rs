//! Runs of names: 王小雅, 刘芳静高玉, 买买提·吐尔逊.
//!
//! A run holds no separators. Names in it are told apart by their surnames:
//! each has one or two characters after a surname of one, or the like after
//! a compound one. Where several cuts are possible the one with most names
//! of three characters wins.

use crate::lexicon::{Surnames, is_surname};
use crate::page::head;
use crate::span::Span;

/// The longest run that is cut; what is longer is no run of names.
const LONGEST: usize = 24;

/// Words that stand where names do: 图片新闻, 作者单位.
const WORDS: [&str; 8] = ["新闻", "单位", "来源", "资料", "提供", "专稿", "简介", "报道"];

/// How sure a name must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Every name begins with a surname: nothing else says it is one.
    Surname,
    /// The place says that a name stands here.
    Place,
}

/// Cuts `run`, which stands at `base`, into names; `None` when it is none.
pub(super) fn split(run: &str, base: usize, need: Need) -> Option<Vec<Span>> {
    if need == Need::Surname && !may_begin(run) {
        return None;
    }
    let mut all = [(0, ' '); LONGEST];
    let mut n = 0;
    for at in run.char_indices() {
        if n == LONGEST || !is_name_char(at.1) {
            return None;
        }
        all[n] = at;
        n += 1;
    }
    let chars = &all[..n];
    if n < 2 {
        return None;
    }
    let whole = Span::new(base, base + run.len());
    if chars.iter().any(|c| c.1 == '·' || c.1 == '•') {
        let ends = is_dot(chars[0].1) || is_dot(chars[chars.len() - 1].1);
        return (!ends).then(|| vec![whole]);
    }
    match cut(chars) {
        Some(lens) => Some(spans(chars, &lens, whole)),
        None if need == Need::Place && chars.len() <= 4 && !WORDS.contains(&run) => Some(vec![whole]),
        None => None,
    }
}

/// True when `run` begins with a surname, or has a dot and needs none.
pub(super) fn may_begin(run: &str) -> bool {
    let mut chars = run.chars();
    let (Some(a), Some(b)) = (chars.next(), chars.next()) else { return false };
    is_surname(a) || Surnames::embedded().is_compound(a, b) || head(run, LONGEST * 3).contains(is_dot)
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•')
}

/// True for characters that names are written with.
pub(super) fn is_name_char(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '〇' | '·' | '•')
}

/// The lengths of the names, by the cheapest cut that reaches each position;
/// of equals the one with the longer name last.
fn cut(chars: &[(usize, char)]) -> Option<Vec<usize>> {
    let n = chars.len();
    // What the way to a position costs, and where its last name began.
    let mut ways: [Option<(u32, usize)>; LONGEST + 1] = [None; LONGEST + 1];
    ways[0] = Some((0, 0));
    for from in 0..n {
        let Some((so_far, _)) = ways[from] else { continue };
        for to in (from + 2..=from + 4).take_while(|to| *to <= n) {
            let Some(cost) = cost(&chars[from..to]) else { continue };
            let way = (so_far + cost, from);
            if ways[to].is_none_or(|w| way < w) {
                ways[to] = Some(way);
            }
        }
    }
    let (mut lens, mut to) = (Vec::new(), n);
    while to > 0 {
        let from = ways[to]?.1;
        lens.push(to - from);
        to = from;
    }
    lens.reverse();
    Some(lens)
}

/// What a name of these characters costs; `None` when it is none.
fn cost(name: &[(usize, char)]) -> Option<u32> {
    if Surnames::embedded().is_compound(name[0].1, name[1].1) {
        return [None, Some(11), Some(10)][name.len() - 2];
    }
    // Names of common surnames are likelier; the rows are by frequency.
    let rare = (Surnames::embedded().rank(name[0].1)? / 30).min(4);
    [Some(12), Some(10), None][name.len() - 2].map(|c: u32| c + rare)
}

fn spans(chars: &[(usize, char)], lens: &[usize], whole: Span) -> Vec<Span> {
    let byte = |i: usize| chars.get(i).map_or(whole.end, |c| whole.start + c.0);
    let mut at = 0;
    lens.iter()
        .map(|len| {
            at += len;
            Span::new(byte(at - len), byte(at))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(run: &str, need: Need) -> Vec<&str> {
        split(run, 0, need).unwrap_or_default().iter().map(|s| &run[s.start..s.end]).collect()
    }

    #[test]
    fn runs_are_cut_by_surnames() {
        for (run, want) in [
            ("王小雅", vec!["王小雅"]),
            ("高玉", vec!["高玉"]),
            ("刘芳静高玉", vec!["刘芳静", "高玉"]),
            ("高玉刘芳静", vec!["高玉", "刘芳静"]),
            ("窦明洋余根山", vec!["窦明洋", "余根山"]),
            ("欧阳小方李明", vec!["欧阳小方", "李明"]),
            ("李明王伟", vec!["李明", "王伟"]),
            ("买买提·吐尔逊", vec!["买买提·吐尔逊"]),
        ] {
            assert_eq!(cut_up(run, Need::Surname), want, "{run}");
        }
    }

    #[test]
    fn what_has_no_surname_needs_its_place() {
        assert!(cut_up("的确如此", Need::Surname).is_empty());
        assert_eq!(cut_up("次仁多吉", Need::Place), ["次仁多吉"]);
        assert!(cut_up("据了解这里", Need::Place).is_empty());
        assert!(cut_up("新闻", Need::Place).is_empty());
        assert!(cut_up("王A", Need::Place).is_empty());
        assert!(cut_up("·王", Need::Place).is_empty());
    }
}
