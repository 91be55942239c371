//! The words of bylines: `dicts/bylines.tsv`.
//!
//! | kind | what | example |
//! |---|---|---|
//! | `role` | calls for names | 记者, 通讯员, 文 |
//! | `epithet` | goes with a role before it | 本报, 见习 |
//! | `call` | calls for names, of those who made the page | 责编, 校对 |
//! | `marked` | is a role where a mark stands behind it | 采写 in 采写：王丽 |
//! | `medium` | ends the name of a paper, a site or a programme whose reporter follows | 日报, 客户端 |
//! | `end` | closes a byline; with the role `photographer` it signs a picture | 文/图, 摄 |

use super::table::{TableKind, embedded_rows};
use crate::record::PersonRole;
use std::sync::LazyLock;

static WORDS: LazyLock<BylineWords> = LazyLock::new(BylineWords::read);

/// The words, longest first where several are asked for.
struct BylineWords {
    roles: Vec<(&'static str, PersonRole)>,
    /// Roles that need a mark behind them.
    marked: Vec<(&'static str, PersonRole)>,
    epithets: Vec<&'static str>,
    /// Words of two characters or more that a name follows.
    calls: Vec<&'static str>,
    ends: Vec<(&'static str, bool)>,
    /// What ends the names of media: 日报, 客户端.
    media: Vec<&'static str>,
    /// Roles and ends that end a run of names: those of one character, but
    /// for a photographer's, are also characters of names.
    run_ends: Vec<&'static str>,
    /// The characters that roles and epithets begin with, sorted.
    role_firsts: Vec<char>,
    /// The first characters of roles and ends, sorted: every byline has one.
    firsts: Vec<char>,
    /// The first characters of `run_ends`, sorted.
    run_firsts: Vec<char>,
}

/// The role that a cell names.
fn person_role(name: &str) -> PersonRole {
    match name {
        "reporter" => PersonRole::Reporter,
        "correspondent" => PersonRole::Correspondent,
        "photographer" => PersonRole::Photographer,
        "author" => PersonRole::Author,
        _ => PersonRole::Other,
    }
}

impl BylineWords {
    fn read() -> BylineWords {
        let of = |kind: &'static str| {
            let rows = embedded_rows(TableKind::Bylines).filter(|r| r.cell("kind") == kind);
            let mut found: Vec<_> = rows.map(|r| (r.key(), r.cell("role"))).collect();
            found.sort_by_key(|w| std::cmp::Reverse(w.0.len()));
            found
        };
        let with_role = |kind| of(kind).into_iter().map(|w| (w.0, person_role(w.1))).collect::<Vec<_>>();
        let (roles, marked) = (with_role("role"), with_role("marked"));
        let ends: Vec<_> = of("end").into_iter().map(|w| (w.0, w.1 == "photographer")).collect();
        let epithets: Vec<_> = of("epithet").into_iter().map(|w| w.0).collect();
        let several = |w: &str| w.chars().nth(1).is_some();
        let mut calls: Vec<_> = roles.iter().map(|r| r.0).filter(|w| several(w)).collect();
        calls.extend(of("call").into_iter().map(|w| w.0));
        let mut run_ends: Vec<_> = roles.iter().map(|r| r.0).filter(|w| several(w)).collect();
        run_ends.extend(ends.iter().filter(|e| several(e.0) || e.0 == "摄").map(|e| e.0));
        BylineWords {
            role_firsts: firsts(roles.iter().chain(&marked).map(|r| r.0).chain(epithets.iter().copied())),
            firsts: firsts(roles.iter().chain(&marked).map(|r| r.0).chain(ends.iter().map(|e| e.0))),
            run_firsts: firsts(run_ends.iter().copied()),
            roles,
            marked,
            epithets,
            calls,
            ends,
            media: of("medium").into_iter().map(|w| w.0).collect(),
            run_ends,
        }
    }
}

fn firsts<'a>(words: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut all: Vec<char> = words.filter_map(|w| w.chars().next()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// True when a role or an end may stand in `s`.
pub(crate) fn may_have_role(s: &str) -> bool {
    s.contains(|c| WORDS.firsts.binary_search(&c).is_ok())
}

/// The word that ends a byline at the head of `s`, and whether it signs a
/// picture.
pub(crate) fn end_word(s: &str) -> Option<(&'static str, bool)> {
    WORDS.ends.iter().find(|e| s.starts_with(e.0)).copied()
}

/// The role that `s` begins with, epithets and the medium before it included,
/// and its length.
pub(crate) fn role_len(s: &str) -> Option<(usize, PersonRole)> {
    own_role_len(s).or_else(|| {
        let (medium, role) = after_medium(s)?;
        Some((medium + role.0, role.1))
    })
}

/// The role that `s` begins with, epithets included, and its length.
fn own_role_len(s: &str) -> Option<(usize, PersonRole)> {
    let words = &*WORDS;
    words.role_firsts.binary_search(&s.chars().next()?).ok()?;
    let mut rest = s;
    loop {
        // Roles first: 实习 begins 实习生 too.
        let role = words.roles.iter().find(|(word, _)| is_role(rest, word));
        if let Some((word, role)) = role.or_else(|| marked_role(rest)) {
            return Some((s.len() - rest.len() + word.len(), *role));
        }
        rest = words.epithets.iter().find_map(|e| rest.strip_prefix(e))?;
    }
}

/// True where the role `word` begins `s`. One-character roles need a mark
/// after them: 文/王丽.
fn is_role(s: &str, word: &str) -> bool {
    s.strip_prefix(word).is_some_and(|after| word.chars().nth(1).is_some() || after.starts_with(MARKS))
}

/// What stands between a role and the names that it calls for.
const MARKS: [char; 5] = ['/', '／', '：', ':', '|'];

/// The role that needs a mark behind it and begins `s` with one: 采写：王丽.
fn marked_role(s: &str) -> Option<&'static (&'static str, PersonRole)> {
    WORDS.marked.iter().find(|(word, _)| s.strip_prefix(word).is_some_and(|after| after.starts_with(MARKS)))
}

/// True where such a role stands at the head of `s` with names behind it.
pub(crate) fn calls_with_mark(s: &str) -> bool {
    marked_role(s).is_some_and(|(word, _)| s[word.len()..].trim_start_matches(MARKS).trim() != "")
}

/// True where the role that `s` begins with is one of a medium: 澜阳日报记者.
pub(crate) fn is_of_medium(s: &str) -> bool {
    own_role_len(s).is_none() && after_medium(s).is_some()
}

/// The role of one character that `s` begins with, whatever follows it.
pub(crate) fn role_of_names(s: &str) -> Option<(usize, PersonRole)> {
    let one = |word: &str| word.chars().nth(1).is_none() && s.starts_with(word);
    WORDS.roles.iter().find(|(word, _)| one(word)).map(|(word, role)| (word.len(), *role))
}

/// How far from its beginning a medium's reporter is looked for, in bytes.
const LONGEST_MEDIUM: usize = 48;

/// The name of a medium that `s` begins with, 澜阳日报 or 新澜阳·澜阳日报客户端, where
/// a role stands behind it: its length and the role's.
fn after_medium(s: &str) -> Option<(usize, (usize, PersonRole))> {
    const CALLS: [&str; 2] = ["记者", "通讯员"];
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '·' | '•' | '+' | '“' | '”' | '《' | '》');
    let near = crate::page::head(s, LONGEST_MEDIUM);
    let near = &near[..near.find(|c| !is_part(c)).unwrap_or(near.len())];
    let at = CALLS.iter().filter_map(|word| near.find(word)).min().filter(|at| *at > 0)?;
    let words = &*WORDS;
    // An epithet before the role is not the end of the medium: 澜阳日报全媒体记者.
    let mut end = at;
    while let Some(e) = words.epithets.iter().find(|e| near[..end].ends_with(**e)) {
        end -= e.len();
    }
    let medium = near[..end].trim_end_matches(['”', '》']);
    let named = |medium: &str| words.media.iter().any(|w| medium.len() > w.len() && medium.ends_with(w));
    if named(medium) {
        return Some((end, own_role_len(&s[end..])?));
    }
    // What is an epithet may also end the name: 澜阳融媒记者.
    named(&near[..at]).then(|| own_role_len(&s[at..]).map(|role| (at, role)))?
}

/// True when `s` begins with a word that ends a run of names.
pub(crate) fn ends_run(s: &str) -> bool {
    let first = s.chars().next().is_some_and(|c| WORDS.run_firsts.binary_search(&c).is_ok());
    first && WORDS.run_ends.iter().any(|w| s.starts_with(w))
}

/// True when `s` ends with a word that a name follows: 记者, 责编, 文/.
pub(crate) fn calls_for_name(s: &str) -> bool {
    s.ends_with(['/', '／']) && role_len(s).is_some() || WORDS.calls.iter().any(|w| s.ends_with(w))
}

/// Where the next role begins in a run of names, if one does.
pub(crate) fn next_role(run: &str) -> Option<usize> {
    let at = run.char_indices().skip(1).find(|(at, _)| ends_run(&run[*at..]))?.0;
    // An epithet before the role is not the end of a name.
    let mut head = &run[..at];
    while let Some(h) = WORDS.epithets.iter().find_map(|e| head.strip_suffix(e)) {
        head = h;
    }
    (!head.is_empty()).then_some(head.len())
}

/// The end of the last role in `run`: where the names after it begin.
pub(crate) fn after_last_role(run: &str) -> usize {
    let mut found = run.char_indices().filter_map(|(at, _)| {
        let word =
            WORDS.roles.iter().find(|(w, _)| w.chars().nth(1).is_some() && run[at..].starts_with(w))?;
        Some(at + word.0.len())
    });
    found.next_back().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_kind() {
        for row in embedded_rows(TableKind::Bylines) {
            assert!(
                matches!(row.cell("kind"), "role" | "epithet" | "call" | "end" | "medium" | "marked"),
                "{}",
                row.key()
            );
            let roles = ["", "reporter", "correspondent", "photographer", "author", "other"];
            assert!(roles.contains(&row.cell("role")), "{}", row.key());
        }
        let words = &*WORDS;
        let calls = words.calls.len() - words.roles.iter().filter(|r| r.0.chars().count() > 1).count();
        let rows = embedded_rows(TableKind::Bylines).count();
        assert_eq!(
            rows,
            words.roles.len()
                + words.epithets.len()
                + calls
                + words.ends.len()
                + words.media.len()
                + words.marked.len()
        );
    }

    #[test]
    fn roles_are_read_with_their_epithets() {
        assert_eq!(role_len("本报全媒体记者 王丽"), Some(("本报全媒体记者".len(), PersonRole::Reporter)));
        assert_eq!(role_len("文/王丽"), Some((3, PersonRole::Author)));
        assert_eq!(role_len("实习生王丽"), Some(("实习生".len(), PersonRole::Reporter)));
        for medium in
            ["澜阳日报记者", "新澜阳·澜阳日报记者", "云阳客户端记者", "澜阳日报全媒体记者", "澜阳融媒记者"]
        {
            assert_eq!(
                role_len(&format!("{medium} 王丽")),
                Some((medium.len(), PersonRole::Reporter)),
                "{medium}"
            );
        }
        assert_eq!(role_len("王丽记者"), None);
        assert_eq!(role_len("文明城市"), None);
        assert_eq!(next_role("王丽本报通讯员赵玉"), Some("王丽".len()));
        assert_eq!(end_word("摄（某社）"), Some(("摄", true)));
        assert!(calls_for_name("本版责编") && calls_for_name("文/") && !calls_for_name("春天"));
        assert_eq!(&"记者王丽通讯员赵玉"[after_last_role("记者王丽通讯员赵玉")..], "赵玉");
    }
}
