//! The full name and the class of an institution.

use super::*;

/// The full name of an institution.
pub(in crate::mention) fn full_name(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    inst: &InstMention,
) -> String {
    let rows = &scan.lexicon.institutions.rows;
    let place = || inst.of.map(|d| d.name(scan, places)).unwrap_or_default();
    match inst.form {
        // 公安局 of no known division.
        Form::Row(row) if inst.of.is_none() && rows[row as usize].full.contains("{}") => {
            printed(scan, places, inst)
        }
        // 市法院 of a prefecture is its intermediate court: the basic ones are of counties.
        Form::Row(row) if rows[row as usize].full == "{}人民法院" && of_prefecture(scan, places, inst) => {
            place() + "中级人民法院" + &scan.text[inst.stem..inst.span.end]
        }
        Form::Row(row) => {
            let full = rows[row as usize].full.replace("{}", &place()) + &scan.text[inst.stem..inst.span.end];
            let lead = RuleWord::Firm.begins(&scan.text[inst.span]).filter(|_| inst.of.is_some());
            lead.map_or(full.clone(), |w| format!("{w}{full}"))
        }
        Form::Before(row) => rows[row as usize].full.replace("{}", &place()),
        Form::Cppcc => format!("政协{}委员会", place()),
        Form::Committee(row, school) => rows[row as usize].full.replace("{}", &rows[school as usize].full),
        Form::Pattern(_) | Form::Tagged => {
            committee(scan, places, insts, inst).unwrap_or_else(|| printed(scan, places, inst))
        }
        Form::Again(start) => insts
            .iter()
            .find(|i| i.span.start == start as usize && !matches!(i.form, Form::Again(_)))
            .map_or_else(|| printed(scan, places, inst), |first| full_name(scan, places, insts, first)),
        Form::Within(_) => {
            let outer = outer_name(scan, places, insts, inst).unwrap_or_default();
            let committee = &scan.text[inst.core..inst.span.end];
            party_committee(&outer, committee).unwrap_or_else(|| outer + committee)
        }
    }
}

/// 中共某大学委员会 of 某大学党委: the committee of a body whose name stands right before.
fn committee(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    inst: &InstMention,
) -> Option<String> {
    let (body, committee) = body_of_committee(scan, inst)?;
    let body = full_name(scan, places, insts, &body);
    party_committee(&body, committee)
}

/// The full name of a committee of the party within a body, by its short name.
fn party_committee(body: &str, committee: &str) -> Option<String> {
    match committee {
        "党委" => Some(format!("中共{body}委员会")),
        "纪委" => Some(format!("中共{body}纪律检查委员会")),
        _ => None,
    }
}

/// The body whose committee an institution is by its name, and the committee's word: 某大学 and 党委 of 某大学党委.
pub(in crate::mention) fn body_of_committee<'a>(
    scan: &Scan<'a>,
    inst: &InstMention,
) -> Option<(InstMention, &'a str)> {
    if !matches!(inst.form, Form::Tagged | Form::Pattern(_)) {
        return None;
    }
    let text: &'a str = &scan.text[inst.span];
    let committee = ["党委", "纪委", "团委", "党组"].into_iter().find(|w| text.ends_with(w))?;
    let body = &text[..text.len() - committee.len()];
    let ended = RuleWord::Body.ends(body).is_some_and(|b| body.len() > b.len());
    ended.then(|| {
        (InstMention { span: Span::new(inst.span.start, inst.span.start + body.len()), ..*inst }, committee)
    })
}

/// The full name of the body that a committee is within.
pub(in crate::mention) fn outer_name(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    inst: &InstMention,
) -> Option<String> {
    let Form::Within(start) = inst.form else { return None };
    let outer =
        insts.iter().find(|i| i.span.start == start as usize && !matches!(i.form, Form::Within(_)))?;
    Some(full_name(scan, places, insts, outer))
}

fn of_prefecture(scan: &Scan<'_>, places: &[PlaceMention], inst: &InstMention) -> bool {
    let row = match inst.of {
        Some(Division::Mention(i)) => places[i as usize].row,
        Some(Division::Row(row)) => Some(row),
        _ => None,
    };
    row.is_some_and(|r| scan.lexicon.places.rows[r as usize].level == Level::Prefecture)
}

/// The name of an institution that no row holds: as printed from its nearest
/// division on, whose full name is taken where it is printed in full
/// (北京教育考试院 is no 北京市教育考试院).
pub(super) fn printed(scan: &Scan<'_>, places: &[PlaceMention], inst: &InstMention) -> String {
    let core = &scan.text[inst.core..inst.span.end];
    match inst.of {
        Some(Division::Mention(i)) => {
            let place = &places[i as usize];
            let text = &scan.text[place.span];
            let inside = inst.span.start <= place.span.start && place.span.end == inst.core;
            let full = locality::name_of(scan, place) == text;
            match (inside, full) {
                (true, true) if place.level != Level::Village => {
                    locality::full_name(scan, places, i as usize) + core
                }
                (true, _) => scan.text[place.span.start..inst.span.end].to_owned(),
                (false, true) => locality::full_name(scan, places, i as usize) + core,
                (false, false) => text.to_owned() + core,
            }
        }
        Some(division) => division.name(scan, places) + core,
        None => scan.text[inst.span].to_owned(),
    }
}

/// The class of an institution: party, government, company …
pub(in crate::mention) fn class(scan: &Scan<'_>, inst: &InstMention) -> Option<String> {
    let rows = &scan.lexicon.institutions.rows;
    let by_ending = || {
        let text = &scan.text[inst.span];
        let hits = scan.ending(inst.span.end);
        let best = hits
            .iter()
            .filter(|h| h.start as usize > inst.span.start || text.len() == (h.end - h.start) as usize);
        best.filter_map(|h| match h.entry {
            Entry::Suffix(n) => Some((h.end - h.start, n)),
            _ => None,
        })
        .max()
        .map(|(_, n)| scan.lexicon.suffixes[n as usize].class.clone())
    };
    match inst.form {
        Form::Row(row) | Form::Before(row) => Some(rows[row as usize].class.clone()),
        Form::Cppcc => Some("cppcc".to_owned()),
        Form::Committee(..) | Form::Within(_) => Some("party".to_owned()),
        Form::Pattern(n) => Some(scan.lexicon.suffixes[n as usize].class.clone()),
        Form::Tagged | Form::Again(_) => by_ending(),
    }
    .filter(|c| !c.is_empty())
}
