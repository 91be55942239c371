//! Institutions that the article tells: named in full before, of the division
//! of what stands before (区委常委、总工会主席).

use super::*;

/// Finds again, without its place, what was named in full.
pub(super) fn repeated(scan: &Scan<'_>, out: &mut Vec<InstMention>) {
    let full: Vec<InstMention> = out
        .iter()
        .filter(|i| matches!(i.form, Form::Pattern(_) | Form::Tagged) && i.span.end - i.core >= 15)
        .copied()
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for inst in full {
        let word = &scan.text[inst.core..inst.span.end];
        if seen.contains(&word) || seen.len() > 40 {
            continue;
        }
        seen.push(word);
        for at in memchr::memmem::find_iter(scan.text.as_bytes(), word) {
            let span = Span::new(at, at + word.len());
            if quoted(scan, span.start, span.end) {
                continue;
            }
            push(out, InstMention { span, core: at, stem: span.end, repeated: true, ..inst });
        }
    }
}

/// Settles whose the bare ones are (公安局): of the division that the same
/// office was named with before, or that the sentence names right before.
pub(in crate::mention) fn bare(scan: &Scan<'_>, places: &[PlaceMention], out: &mut [InstMention]) {
    for i in 0..out.len() {
        let (left, right) = out.split_at_mut(i);
        let inst = &mut right[0];
        let Form::Row(row) = inst.form else { continue };
        if inst.named && !inst.agreed
            || inst.of.is_some()
            || scan.lexicon.institutions.rows[row as usize].kind != InstitutionKind::Of
        {
            continue;
        }
        let same = left.iter().rev().find(|l| l.form == inst.form && l.named).and_then(|l| l.of);
        inst.of = listed(scan, places, left, inst.span.start).or(same);
        let known = same.is_some()
            && inst.span.len() >= 6
            && matches!(scan.lexicon.institutions.rows[row as usize].class.as_str(), "cppcc" | "congress");
        let loose = scan.strict() && !scan.tagged_institution(inst.span);
        inst.named = inst.agreed || inst.of.is_some() && !loose && (known || clear(scan, inst.span));
    }
}

/// True when no longer word holds the bare name.
pub(super) fn clear(scan: &Scan<'_>, span: Span) -> bool {
    let left = scan.char_before(span.start).is_none_or(|c| is_break(c) || !is_han(c))
        || scan.ending(span.start).iter().any(|h| !matches!(h.entry, Entry::Local | Entry::Suffix(_)));
    left && !scan.char_at(span.end).is_some_and(|c| matches!(c, '化' | '们' | '制' | '里'))
}

/// The division of what stands before a 、 or a post and 、: 区委常委、总工会主席.
pub(super) fn listed(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    left: &[InstMention],
    at: usize,
) -> Option<Division> {
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(0, |s| s.start);
    let mark = scan.char_before(at)?;
    let open = scan.ending(at).iter().any(|h| matches!(h.entry, Entry::Part | Entry::Former));
    if !matches!(mark, '、' | '､' | '，' | ',' | '和' | '兼') && !open {
        return None;
    }
    let inst = left.iter().rev().find(|l| l.named && l.span.start >= sentence && l.of.is_some());
    let place = places[..places.partition_point(|p| p.span.end <= at)]
        .iter()
        .rposition(|p| p.span.start >= sentence && p.level <= Level::Village && p.level >= Level::Province);
    match (inst, place) {
        (Some(i), Some(p)) if places[p].span.start >= i.span.end => Some(Division::Mention(p as u32)),
        (Some(i), _) => i.of,
        (None, Some(p)) => Some(Division::Mention(p as u32)),
        (None, None) => None,
    }
}
