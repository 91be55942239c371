//! Names as the whole extractor finds them, with the sequence model: what a row of characters stands for, which body a
//! longer name is of, who holds a post.

use baozhi::record::{IssueInfo, MentionKind, Record};
use baozhi::{Article, Document, Extractor};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn read(home: &str, text: &str) -> Record {
    let mut issue = IssueInfo::default();
    if !home.is_empty() {
        issue = issue.with_home(home);
    }
    EXTRACTOR.extract_document(&Document::new("a", issue, Article::plain(None, text)))
}

/// Every place as `surface=full name`, every institution alike.
fn named(record: &Record, places: bool) -> Vec<String> {
    let name = |kind: &MentionKind| match kind {
        MentionKind::Place { name, .. } if places => Some(name.clone()),
        MentionKind::Institution { name, .. } if !places => Some(name.clone()),
        _ => None,
    };
    let mentions = record.mentions.iter();
    mentions.filter_map(|m| Some(format!("{}={}", m.text, name(&m.kind)?))).collect()
}

#[test]
fn a_character_beside_others_is_a_place_of_its_own() {
    for (home, text, want) in [
        ("", "便利港澳青年来往。", &["港=香港特别行政区", "澳=澳门特别行政区"][..]),
        ("", "双方重申中德友好。", &["中=中国", "德=德国"]),
        ("广东省中山市", "双方重申中德友好。", &["中=中国", "德=德国"]),
        ("", "赣闽粤三省签订协议。", &["赣=江西省", "闽=福建省", "粤=广东省"]),
        ("", "京津冀协同发展取得进展。", &["京津冀=京津冀"]),
    ] {
        let found = named(&read(home, text), true);
        assert!(want.iter().all(|name| found.iter().any(|f| f == name)), "{text} {home}: {found:?}");
        assert!(!found.iter().any(|f| f.starts_with("港澳=") || f.starts_with("中德=")), "{text}: {found:?}");
    }
}

#[test]
fn what_is_counted_behind_its_word_is_no_name() {
    for (home, text) in [
        ("许昌市", "许昌市新建学校3所，改建医院2家。"),
        ("", "杭州市新建公园12个。"),
        ("", "全省新建高速公路300公里。"),
    ] {
        let record = read(home, text);
        let all = [named(&record, true), named(&record, false)].concat();
        assert!(!all.iter().any(|name| name.contains("新建")), "{text}: {all:?}");
    }
}

#[test]
fn bodies_that_begin_with_the_party_centre_keep_their_names() {
    for (text, want) in [
        ("中央指导组抵达武汉市。", "中央指导组=中央指导组"),
        ("据中央社报道，双方举行会谈。", "中央社=中央通讯社"),
        ("党中央、国务院高度重视。", "党中央=中国共产党中央委员会"),
    ] {
        let found = named(&read("", text), false);
        assert!(found.iter().any(|f| f == want), "{text}: {found:?}");
    }
}

#[test]
fn posts_go_to_those_who_get_them() {
    for (text, want) in [
        (
            "田惠民当选许昌市市长，卢文渊、杜立群当选副市长。",
            &["田惠民 市长 许昌市人民政府", "杜立群 副市长 许昌市人民政府", "卢文渊 副市长 许昌市人民政府"][..],
        ),
        ("会议任命：田惠民为许昌市审计局局长；旷野为许昌市公安局副局长。", &["田惠民 局长 许昌市审计局"]),
        ("县委书记杜立群会见腾远集团总经理方立。", &["杜立群 书记 ", "方立 总经理 腾远集团"]),
        ("提名田惠民为副市长候选人。", &[]),
    ] {
        let record = read("许昌市", text);
        let posts = record.posts.iter();
        let row = |p: &baozhi::record::Post| {
            format!("{} {} {}", p.person, p.title, p.institution.as_deref().unwrap_or(""))
        };
        let found: Vec<String> = posts.map(row).filter(|row| !row.starts_with("旷野")).collect();
        assert_eq!(found, want, "{text}");
    }
}
