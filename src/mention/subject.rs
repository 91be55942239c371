//! Of whom a post is said that a verb gives, where the name does not stand beside the verb: 历任甲局科员、副局长.
//!
//! A Chinese sentence leaves its subject out while the same person stays the topic. So the subject is carried on, but no
//! further than the paragraph, and only into clauses that bring no subject of their own:
//!
//! ```text
//! BARE     := DATE* (GOES_ON …)? | … WHEN      1995年9月 | 他又 | 从部队转业后
//! SENTENCE := (BARE ，)* BARE VERB CHAIN       1976年转业到地方工作，历任甲局科员、副局长
//! ```
//!
//! GOES_ON and WHEN are the words of those classes in `dicts/rule_words.tsv`.

use super::person::PersonMention;
use super::scan::{Scan, is_break};
use crate::lexicon::RuleWord;
use crate::span::Span;
use crate::text::han::is_han;

/// The person of whom a chain is said that ends at byte `end` and follows the verb `verb`, which starts at byte `at`.
pub(super) fn of_verb(
    scan: &Scan<'_>,
    verb: &str,
    at: usize,
    end: usize,
    persons: &[PersonMention],
) -> Option<Span> {
    // 作为 opens a clause whose subject comes behind it: 作为某村书记，王一……
    let behind = || named_behind(scan, end, persons);
    if matches!(verb, "作为" | "身为")
        && let Some(person) = behind()
    {
        return Some(person);
    }
    let line = line_start(scan, at);
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(line, |s| s.start.max(line));
    let named = |from: usize| {
        let until = persons.partition_point(|p| p.span.end <= at);
        let first = persons[..until].partition_point(|p| p.span.start < from);
        persons[first..until].iter().filter(|p| !is_author(p))
    };
    if let Some(person) = named(sentence).next_back().map(|p| p.span) {
        let clause = clause_start(&scan.text[..at]).max(sentence);
        let own = if person.end > clause {
            hands_over(&scan.text[person.end..at])
        } else {
            !is_bare(&scan.text[clause..at])
        };
        return (!own).then_some(person);
    }
    let said = &scan.text[sentence..at];
    if !goes_on(said) {
        return None;
    }
    // A verb that opens its sentence may have the subject behind it too: 转任某局局长，王一……
    if !said.contains(ends_clause)
        && let Some(person) = behind()
    {
        return Some(person);
    }
    let first = named(line).next()?;
    let last = named(line).next_back()?;
    let name = |p: &PersonMention| &scan.text[p.span];
    if named(line).all(|p| name(first).contains(name(p)) || name(p).contains(name(first))) {
        return Some(last.span);
    }
    // A life told by years is of whom its paragraph begins with, whoever else is met on the way.
    (is_head(scan, first.span) && starts_with_year(said)).then_some(first.span)
}

/// The person of a curriculum vitae, a line of which begins with years and ends with the post:
///
/// ```text
/// LINE := YEAR (. MONTH)? (— (YEAR (. MONTH)?)?)? … CHAIN      1995.11—1999.03某院副主任
/// ```
///
/// The person is the one named at the start of a line before, else the one whom the article names most. A line of prose
/// (2008年7月任某院院长) is one of a life only right below the person's name or another such line.
pub(super) fn of_life(scan: &Scan<'_>, at: usize, persons: &[PersonMention]) -> Option<Span> {
    let line = line_start(scan, at);
    let written = Years::of(&scan.text[line..])?;
    let named = &persons[..persons.partition_point(|p| p.span.end <= at)];
    if named.last().is_some_and(|p| p.span.start >= line) {
        return None;
    }
    let heads = named.iter().rev().filter(|p| !is_author(p));
    match written {
        Years::Table => {
            let most = || {
                let times = |p: &&PersonMention| {
                    persons.iter().filter(|o| scan.text[o.span] == scan.text[p.span]).count()
                };
                persons.iter().filter(|p| !is_author(p)).rev().max_by_key(times)
            };
            heads.clone().find(|p| is_head(scan, p.span)).or_else(most).map(|p| p.span)
        }
        Years::Prose => {
            let said = &scan.text[line..at];
            let said = RuleWord::GivesPost.ends(said).map_or(said, |verb| &said[..said.len() - verb.len()]);
            let head = heads.clone().next().filter(|p| is_head(scan, p.span))?.span;
            let between = scan.text[head.end..line].lines().skip(1);
            let one_life = between.filter(|l| !l.trim().is_empty()).all(|l| Years::of(l).is_some());
            (one_life && goes_on(said)).then_some(head)
        }
    }
}

/// How a line of a life begins.
enum Years {
    /// 1995.11—, 2014.02, 1995—1999
    Table,
    /// 2008年7月任
    Prose,
}

impl Years {
    fn of(line: &str) -> Option<Years> {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &line[digits..];
        if digits != 4 || !matches!(&line[..2], "19" | "20") {
            return None;
        }
        if rest.starts_with('年') {
            return Some(Years::Prose);
        }
        let month = |r: &str| r.starts_with(|c: char| c.is_ascii_digit());
        let table = rest.starts_with(['—', '－', '-', '–', '～', '~'])
            || rest.strip_prefix(['.', '．', '/']).is_some_and(month);
        table.then_some(Years::Table)
    }
}

/// True for a name that a line begins with, as the heading of a life: 王一，1950年生; 王一（1950—1999）; 王一简历.
fn is_head(scan: &Scan<'_>, name: Span) -> bool {
    let before = &scan.text[line_start(scan, name.start)..name.start];
    let behind = scan.text[name.end..].trim_start_matches("同志");
    before.chars().all(|c| !is_han(c)) && behind.starts_with(['，', ',', '（', '(', '：', ':', '简', '\n'])
}

/// The person named in the clause behind a chain that 作为 opened the sentence with: 作为书记，王一; 作为书记，今年50岁的王一.
fn named_behind(scan: &Scan<'_>, end: usize, persons: &[PersonMention]) -> Option<Span> {
    let rest = scan.text[end..].strip_prefix(['，', ','])?;
    let from = scan.text.len() - rest.len();
    let until = rest.find(is_break).map_or(scan.text.len(), |n| from + n);
    let next = persons.partition_point(|p| p.span.start < from);
    persons[next..].iter().take_while(|p| p.span.end <= until).find(|p| !is_author(p)).map(|p| p.span)
}

/// True where `said`, a sentence up to its verb, brings no subject of its own. 他 in a clause is the subject of those
/// behind it, whatever stands before it.
fn goes_on(said: &str) -> bool {
    for clause in said.rsplit(ends_clause) {
        if !is_bare(clause) {
            return false;
        }
        if undated(clause).starts_with(['他', '她']) {
            return true;
        }
    }
    true
}

/// True for a clause, up to its verb, without a subject of its own.
fn is_bare(clause: &str) -> bool {
    let rest = undated(clause);
    // 到 ends a date, and begins a clause of where somebody went.
    let begun = || RuleWord::GoesOn.begins(rest).or_else(|| RuleWord::GoesOn.begins(clause.trim_start()));
    rest.is_empty() || !hands_over(rest) && (begun().is_some() || RuleWord::When.ends(rest).is_some())
}

/// True where somebody else is brought in who is to hold the post: 由市长|任组长, 让学生们|担任.
fn hands_over(rest: &str) -> bool {
    let by = rest.char_indices().rev().find(|(_, c)| matches!(c, '由' | '让' | '使'));
    by.is_some_and(|(n, c)| {
        let agent = &rest[n + c.len_utf8()..];
        // 由东北调中央任职 says where from; 由他 is no other.
        !agent.is_empty() && !agent.contains(['调', '转']) && !agent.starts_with(['他', '她'])
    })
}

/// `clause` without the date that it begins with: 1995年9月起.
fn undated(clause: &str) -> &str {
    clause.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(
                c,
                '年' | '月' | '日' | '至' | '到' | '起' | '底' | '初' | '末' | '—' | '－' | '-' | '～'
            )
    })
}

fn starts_with_year(said: &str) -> bool {
    let digits = said.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
}

/// Where the clause that `before` ends in starts.
fn clause_start(before: &str) -> usize {
    before.rfind(ends_clause).map_or(0, |n| before.ceil_char_boundary(n + 1))
}

/// 、 and brackets do not end a clause.
fn ends_clause(c: char) -> bool {
    is_break(c)
        && !c.is_whitespace()
        && !matches!(
            c,
            '、' | '､' | '（' | '）' | '(' | ')' | '—' | '－' | '-' | '～' | '~' | '.' | '《' | '》'
        )
        || c == '\n'
}

/// Where the line of byte `at` starts.
pub(super) fn line_start(scan: &Scan<'_>, at: usize) -> usize {
    let at = scan.line_break(at);
    if scan.text[at..].starts_with('\n') { at + 1 } else { at }
}

pub(super) fn is_author(person: &PersonMention) -> bool {
    use crate::record::PersonRole::{Author, Correspondent, Photographer, Reporter};
    matches!(person.role, Author | Correspondent | Photographer | Reporter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_with_a_subject_of_its_own_carries_none_on() {
        let bare = ["", "1995年9月", "先后", "他又", "1976年从部队转业", "大学毕业后", "解放战争时期"];
        let own = ["乡里", "2018年乡镇选派干部", "由市长", "孩子们轮流", "把村民分组让大家"];
        assert!(bare.iter().all(|c| is_bare(c)), "{:?}", bare.map(is_bare));
        assert!(!own.iter().any(|c| is_bare(c)), "{:?}", own.map(is_bare));
        assert!(goes_on("干部不够，他便自己"));
        assert!(!goes_on("1990年，工厂扩建，"));
    }
}
