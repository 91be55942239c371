//! Bylines, datelines and credits in text that is taken as it is:
//! `tests/data/issue/plain.tsv`. ⏎ stands for a line break; R, C, P and A
//! for reporter, correspondent, photographer and author.

use baozhi::Article;
use baozhi::record::PersonRole;

fn or_dash(s: String) -> String {
    if s.is_empty() { "-".to_owned() } else { s }
}

#[test]
fn names_are_read_where_they_stand() {
    for case in include_str!("../data/issue/plain.tsv").lines().skip(1) {
        let [text, bylines, dateline, names] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{case}")
        };
        let mut a = Article::plain(Some("山乡通了公交车"), &text.replace('⏎', "\n"));
        a.resolve_dateline(jiff::civil::date(2021, 3, 3));
        let letter = |r| match r {
            PersonRole::Reporter => 'R',
            PersonRole::Correspondent => 'C',
            PersonRole::Photographer => 'P',
            _ => 'A',
        };
        let got: Vec<String> =
            a.info.bylines.iter().map(|b| format!("{}{}", letter(b.role), b.name)).collect();
        assert_eq!(or_dash(got.join(" ")), bylines, "{case}");
        let got =
            a.info.dateline.as_ref().map_or(Vec::new(), |d| {
                [&d.agency, &d.place, &d.date].into_iter().flatten().cloned().collect()
            });
        assert_eq!(or_dash(got.join(" ")), dateline, "{case}");
        let got: Vec<&str> = a.names.iter().map(|n| &a.text[n.span.start..n.span.end]).collect();
        assert_eq!(or_dash(got.join(" ")), names, "{case}");
    }
}
