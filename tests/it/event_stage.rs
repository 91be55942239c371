//! What the event stage promises as a whole: realis, roles carried over,
//! merging, quotations, posts, users' tables, and that no text breaks it.

use crate::support::markup::{self, Marked};
use baozhi::Span;
use baozhi::event::Frames;
use baozhi::internals::{Config, Found};
use baozhi::record::{Event, MentionKind, QuoteKind, Realis};
use proptest::prelude::*;
use std::sync::LazyLock;

static FRAMES: LazyLock<Frames> = LazyLock::new(Frames::embedded);

fn find(source: &str) -> (Marked, Found) {
    let marked = markup::read(source);
    let found = marked.find(&FRAMES, &Config { irrealis: true });
    (marked, found)
}

fn only<'f>(found: &'f Found, kind: &str) -> &'f Event {
    let of_kind: Vec<&Event> = found.events.iter().filter(|e| e.kind == kind).collect();
    assert_eq!(of_kind.len(), 1, "one {kind} in {:?}", found.events);
    of_kind[0]
}

fn fillers<'f>(event: &'f Event, role: &str) -> Vec<&'f str> {
    event.roles.iter().filter(|r| r.role == role).map(|r| &*r.text).collect()
}

#[test]
fn realis_by_table() {
    let table = std::fs::read_to_string("tests/data/events_realis.tsv").expect("the test table");
    for row in table.lines().skip(1) {
        let (want, sentence) = row.split_once('\t').expect("two columns");
        let want: Realis = serde_json::from_str(&format!("\"{want}\"")).expect("a realis");
        let (_, found) = find(sentence);
        assert_eq!(only(&found, "MEET.HOLD").realis, want, "{sentence}");
    }
}

#[test]
fn a_day_after_the_issue_is_to_come() {
    let mut marked = markup::read("{3月5日|T}，座谈会在{北屿|L}召开");
    if let MentionKind::Time { from, to, .. } = &mut marked.mentions[0].kind {
        (*from, *to) = ("2021-03-05".to_owned(), "2021-03-05".to_owned());
    }
    let found = marked.find(&FRAMES, &Config::default());
    assert_eq!(only(&found, "MEET.HOLD").realis, Realis::Future);
}

#[test]
fn a_statistic_has_its_speaker_as_source() {
    let (_, found) = find("{陈麦香|P}介绍，今年梨园产量增长{3.2%|R}");
    assert_eq!(fillers(only(&found, "ECON.STAT"), "source"), ["陈麦香"]);
}

#[test]
fn who_goes_along_does_not_act() {
    let (_, found) = find("{王宁|P}到{南川区|L}调研。{李航|P}、{周岩|P}陪同调研。");
    let visit = only(&found, "CONTACT.INSPECT");
    assert_eq!(fillers(visit, "agent"), ["王宁"]);
    assert_eq!(fillers(visit, "accompanier"), ["李航", "周岩"]);
}

#[test]
fn exhortations_are_left_out_by_default() {
    let marked = markup::read("要认真组织召开座谈会");
    assert!(marked.find(&FRAMES, &Config::default()).events.is_empty());
}

#[test]
fn what_was_said_is_not_what_happened() {
    let (_, found) = find("{王宁|P}说：“{川北集团|O}捐赠口罩{10万只|F}，我们收到了。”");
    assert!(found.events.iter().all(|e| e.kind != "AID.DONATE"));
}

#[test]
fn a_subject_is_carried_over_clauses_and_pronouns() {
    let (_, found) = find("{市工信局|O}精心准备，制定复工台账，并成立{4个|F}服务组");
    assert_eq!(fillers(only(&found, "POL.ISSUE"), "issuer"), ["市工信局"]);
    assert_eq!(fillers(only(&found, "ORG.FOUND"), "agent"), ["市工信局"]);
    let (_, found) = find("{陈麦香|P}走出大棚。她说，今年雨水好");
    assert_eq!(fillers(only(&found, "SPEAK.STATE"), "speaker"), ["陈麦香"]);
}

#[test]
fn attendees_are_listed_over_commas() {
    let (_, found) = find("副主席{刘甲|P}、{魏乙|P}，秘书长{苏丙|P}参加会议");
    assert_eq!(fillers(only(&found, "MEET.HOLD"), "attendee"), ["刘甲", "魏乙", "苏丙"]);
}

#[test]
fn the_cited_are_not_present() {
    let (_, found) = find("座谈会召开，学习{赵远|P}重要讲话精神。副市长{李航|P}出席会议");
    let meeting = only(&found, "MEET.HOLD");
    assert_eq!(fillers(meeting, "attendee"), ["李航"]);
    assert_eq!(fillers(only(&found, "SPEAK.INSTRUCT"), "speaker"), ["赵远"]);
}

#[test]
fn headline_and_body_tell_one_happening() {
    let (_, found) =
        find("市政协常委会会议召开##{3月2日|T}上午，{市政协|O}常委会会议召开。会议由{李航|P}主持。");
    let meeting = only(&found, "MEET.HOLD");
    assert!(meeting.triggers.len() >= 2);
    assert_eq!(fillers(meeting, "chair"), ["李航"]);
}

#[test]
fn time_and_place_say_what_they_rest_on() {
    let (_, found) = find("{3月2日|T}，座谈会在{北屿|L}召开。{市工信局|O}制定复工台账。");
    let (meeting, document) = (only(&found, "MEET.HOLD"), only(&found, "POL.ISSUE"));
    assert_eq!(meeting.time.as_ref().map(|t| t.from.as_str()), Some("2021-03-02"));
    let place = |e: &Event| e.place.as_ref().map(|p| (p.name.clone(), p.inferred));
    assert_eq!(place(meeting), Some(("北屿".to_owned(), false)));
    assert_eq!(place(document), Some(("北屿".to_owned(), true)));
}

#[test]
fn quotations_have_speaker_cue_and_content() {
    let (marked, found) = find("“水来了，”{陈麦香|P}说，“快开闸，别误了浇地。”");
    let said: Vec<(&str, QuoteKind)> =
        found.quotes.iter().map(|q| (&marked.text[q.content[0]..q.content[1]], q.kind)).collect();
    assert_eq!(said.last(), Some(&("快开闸，别误了浇地。", QuoteKind::Direct)));
    assert!(found.quotes.iter().all(|q| q.speaker == Some(0)));
    let (marked, found) = find("{王宁|P}指出，要抓紧抢修。要备足物料。\n完");
    let q = &found.quotes[0];
    assert_eq!(&marked.text[q.content[0]..q.content[1]], "要抓紧抢修。要备足物料。");
    assert_eq!(q.cue.map(|c| &marked.text[c[0]..c[1]]), Some("指出"));
}

#[test]
fn appointments_become_posts() {
    let (_, found) = find("{3月2日|T}，任命{韩松|P}为{市水利局|O}局长");
    assert_eq!((found.posts[0].person.as_str(), found.posts[0].former), ("韩松", false));
    assert_eq!(found.posts[0].from.as_deref(), Some("2021-03-02"));
    let (_, found) = find("免去{韩松|P}的{市水利局|O}局长职务");
    assert_eq!((found.posts[0].title.as_str(), found.posts[0].former), ("局长", true));
}

/// The header of a table of frames, below a comment as users write them.
const HEADER: &str = "# ours\nrule\ttype\ttriggers\tneed\tnot\troles\n";

/// The embedded frames with users' tables over them.
fn with(tables: &[&str]) -> Frames {
    let add = |frames: Frames, table: &&str| frames.with_tsv("mine.tsv", table).expect("a well-formed table");
    tables.iter().fold(Frames::embedded(), add)
}

#[test]
fn a_user_adds_a_type_and_a_word_class() {
    let row = format!("{HEADER}mine/strike\tACT.STRIKE\t罢工\town:@miner\t\tagent=own:@miner\n");
    for tables in [[&*row, "class\twords\nminer\t矿工\n"], ["class\twords\nminer\t矿工\n", &*row]] {
        let found = markup::read("矿工罢工").find(&with(&tables), &Config::default());
        assert_eq!(found.events[0].kind, "ACT.STRIKE");
        assert_eq!(fillers(&found.events[0], "agent"), ["矿工"]);
    }
}

#[test]
fn a_row_takes_the_place_of_an_earlier_one_and_a_dash_removes_it() {
    let own = "mine/strike\tACT.STRIKE\t罢工\t\t\t\n";
    let kinds = |tables: &[&str]| -> Vec<String> {
        let found = markup::read("矿工罢工").find(&with(tables), &Config::default());
        found.events.iter().map(|e| e.kind.to_string()).collect()
    };
    let (first, none) = (format!("{HEADER}{own}"), format!("{HEADER}-mine/strike\n"));
    let other = format!("{HEADER}{}", own.replace("罢工", "停工"));
    assert_eq!(kinds(&[&first]), ["ACT.STRIKE"]);
    assert!(kinds(&[&first, &none]).is_empty());
    assert!(kinds(&[&first, &other]).is_empty());
    assert!(kinds(&[&format!("{first}-mine/strike\n")]).is_empty());
    assert_eq!(kinds(&[&first, &none, &first]), ["ACT.STRIKE"]);

    let needs = first.replace("罢工\t\t", "罢工\town:@miner\t");
    let words = "class\twords\nminer\t矿工\n";
    assert_eq!(kinds(&[words, &needs]), ["ACT.STRIKE"]);
    assert!(kinds(&[words, &needs, "class\twords\nminer\t农夫\n"]).is_empty());
    assert!(kinds(&[words, &needs, "class\twords\n-miner\n"]).is_empty());
}

#[test]
fn rows_of_a_user_come_first_in_their_order() {
    let rows = format!("{HEADER}mine/b\tX.Y\t罢工\t\t\t\nmine/a\tX.Y\t罢工\t\t\t\n");
    let frames = with(&[&rows, &format!("{HEADER}mine/c\tX.Y\t罢工\t\t\t\n")]);
    assert_eq!(frames.rules().take(3).collect::<Vec<_>>(), ["mine/c", "mine/b", "mine/a"]);
    let embedded = Frames::embedded();
    assert!(frames.rules().skip(3).eq(embedded.rules()));
}

#[test]
fn a_wrong_table_is_refused_with_its_line() {
    let fault = |table: &str| Frames::embedded().with_tsv("mine.tsv", table).expect_err(table).to_string();
    let row = |cells: &str| fault(&format!("{HEADER}mine/x\t{cells}\n"));
    assert!(
        row("X.Y\t罢工\tnowhere:agent\t\t").starts_with("mine.tsv:3: column need: expected a place (subj, ")
    );
    assert_eq!(row("X.Y\t罢工\tagent\t\t"), "mine.tsv:3: column need: expected place:class, found \"agent\"");
    assert!(row("X.Y\t罢工\t\tafter=的\t").starts_with("mine.tsv:3: column not: expected next= or prev="));
    assert!(row("X.Y\t罢工\t\t\tagent").starts_with("mine.tsv:3: column roles: expected role=source:filter"));
    assert!(row("X.Y\t\t\t\t").starts_with("mine.tsv:3: expected something in column triggers"));
    assert!(row("X.Y\t罢工").starts_with("mine.tsv:3: expected 6 columns"));
    assert!(fault("title\tkind\tof\n").contains("expected a table of event rules"));
    assert!(fault("class\twords\nminer\n").starts_with("mine.tsv:2: expected 2 columns (class, words)"));
}

/// Words that mean something to the frames, and some that do not.
const PIECES: &[&str] = &[
    "召开",
    "会议",
    "强调",
    "，",
    "。",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "要",
    "将",
    "未",
    "了",
    "受到",
    "处分",
    "说",
    "：",
    "\n",
    "在",
    "对",
    "任命",
    "为",
    "局长",
    "年",
    "字",
    "a",
    " ",
    "、",
    "和",
    "😀",
    "{王宁|P}",
    "{市工信局|O}",
    "{南川|L}",
    "{3个|F}",
    "{3月2日|T}",
];

proptest! {
    #[test]
    fn nothing_breaks_it_and_offsets_hold(picks in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let source: String = picks.iter().map(|&n| PIECES[n]).collect();
        let (marked, found) = find(&source);
        for t in found.events.iter().flat_map(|e| &e.triggers) {
            prop_assert_eq!(&marked.text[t.start..t.end], &t.text);
        }
        for q in &found.quotes {
            prop_assert!(Span::new(q.content[0], q.content[1]).get(&marked.text).is_some());
        }
    }
}

#[test]
fn a_document_that_is_made_and_named_is_no_exhortation() {
    let realis = |text: &str| only(&find(text).1, "POL.ISSUE").realis;
    let head = "推进标准协作，深化人员交流，提升服务能力，";
    assert_eq!(realis(&format!("{head}制定{{《接待规范》|D}}，实现规范运作")), Realis::Actual);
    assert_eq!(realis(&format!("{head}制定{{接待规范|D}}，实现规范运作")), Realis::Irrealis);
}

#[test]
fn what_is_signed_named_or_held_tells_the_type() {
    let kinds = |text: &str| find(text).1.events.iter().map(|e| e.kind.to_string()).collect::<Vec<_>>();
    for (text, kind) in [
        ("{省长周岩|P}签署法令", "ECON.SIGN"),
        ("{南川区|L}{3户|F}居民被评为低保户", "HONOR.AWARD"),
        ("{李航|P}被评为副教授", "HONOR.AWARD"),
        ("{南川区|L}居民举行抗议活动", "ACT.CAMPAIGN"),
    ] {
        assert!(!kinds(text).iter().any(|k| k == kind), "{text}: {:?}", kinds(text));
    }
    assert_eq!(kinds("{南川区|L}被评为全省绿化先进"), ["HONOR.AWARD"]);
    // The word tells only where it is what was given.
    assert_eq!(kinds("{李航|P}被评为全省优秀教授"), ["HONOR.AWARD"]);
    assert_eq!(kinds("{南川区|L}签署法律服务{合作协议|D}"), ["ECON.SIGN"]);
}

#[test]
fn a_demand_ends_where_the_report_goes_on() {
    let indirect = |source: &str| -> Vec<String> {
        let (marked, found) = find(source);
        found.quotes.iter().map(|q| marked.text[q.content[0]..q.content[1]].to_owned()).collect()
    };
    let demand = "{王宁|P}强调，要守住河堤。";
    assert_eq!(indirect(&format!("{demand}会前，{{李航|P}}看望了汛员。")), ["要守住河堤。"]);
    assert_eq!(indirect(&format!("{demand}要备足沙袋。")), ["要守住河堤。要备足沙袋。"]);
    assert_eq!(indirect(&format!("{demand}各村要有人值守。")), ["要守住河堤。各村要有人值守。"]);
}

#[test]
fn a_statement_goes_on_until_the_paper_does() {
    let said = |source: &str| -> Vec<String> {
        let (marked, found) = find(source);
        found.quotes.iter().map(|q| marked.text[q.content[0]..q.content[1]].to_owned()).collect()
    };
    let cue = "{王宁|P}表示，";
    for (goes_on, behind) in [
        ("水位已退。通往各村的路也通了。", ""),
        ("水位已退。我们愿同下游各村守望相助。", "\n{3日|T}，堤上仍有人值守。"),
        ("水位已退。二是仓里的粮食够吃。三是学校可以开学。", "{3日|T}，学校开学。"),
        ("水位已退。希望大家放心。", "{李航|P}看望了汛员。"),
        ("水位已退。", "{南川区水利局|O}修好了水闸。"),
        ("水位已退。", "\n通往各村的路也通了。"),
        ("水位已退。", "（编辑：某某）"),
    ] {
        assert_eq!(said(&format!("{cue}{goes_on}{behind}")), [goes_on], "{behind}");
    }
    // Two speakers: each says what stands behind his verb.
    let two = said("{王宁|P}表示，水位已退。{李航|P}表示，路也通了。");
    assert_eq!(two, ["水位已退。", "路也通了。"]);
}

#[test]
fn who_speaks_in_a_paragraph_goes_on_to_speak() {
    let speakers = |source: &str| -> Vec<Option<String>> {
        let (marked, found) = find(source);
        let name = |id: u32| marked.mentions[id as usize].text.clone();
        found.quotes.iter().map(|q| q.speaker.map(name)).collect()
    };
    let wang = Some("王宁".to_owned());
    let first = "{王宁|P}说，水位已退。";
    assert_eq!(speakers(&format!("{first}“各村的路都通了，请大家放心。”")), [wang.clone(), wang.clone()]);
    assert_eq!(speakers(&format!("{first}\n“各村的路都通了，请大家放心。”")), [wang.clone(), None]);
    let behind = "{李航|P}走上河堤。“各村的路都通了，请大家放心。”";
    assert_eq!(speakers(&format!("{first}{behind}")), [wang, None]);
}

#[test]
fn what_was_told_of_is_not_what_was_told() {
    for source in ["{王宁|P}介绍了今年春灌的准备情况。", "{王宁|P}通报了河道清淤的进展情况。"]
    {
        assert_eq!(find(source).1.quotes, [], "{source}");
    }
}

#[test]
fn what_a_figure_is_compared_with_dates_nothing() {
    for source in ["梨园产量比{去年|T}增长{3.2%|R}", "梨园产量较“{十五五|T}”初增长{3.2%|R}"]
    {
        let (_, found) = find(source);
        let time = only(&found, "ECON.STAT").time.clone().expect("the day of the issue");
        assert_eq!((&*time.from, &*time.to), ("2021-03-03", "2021-03-03"), "{source}");
    }
}

#[test]
fn nobody_speaks_for_a_year() {
    let mut marked = markup::read("{2020年|T}，梨园村修了渠。{王宁|P}说，水够用了。");
    if let MentionKind::Time { from, to, .. } = &mut marked.mentions[0].kind {
        (*from, *to) = ("2020-01-01".to_owned(), "2020-12-31".to_owned());
    }
    let found = marked.find(&FRAMES, &Config::default());
    let time = only(&found, "SPEAK.STATE").time.clone().expect("the day of the issue");
    assert_eq!(&*time.from, "2021-03-03");
}

#[test]
fn a_year_or_a_season_of_another_clause_dates_no_speech() {
    let extractor = baozhi::Extractor::builder().without_model().build().expect("nothing to load");
    let from = |text: &str| {
        let mut issue = baozhi::record::IssueInfo::default();
        issue.date = Some("2021-05-06".into());
        let document = baozhi::Document::new("t", issue, baozhi::Article::plain(None, text));
        let record = extractor.extract_document(&document);
        let spoken = record.events.into_iter().find(|e| e.kind.starts_with("SPEAK"));
        spoken.and_then(|e| e.time).map(|t| t.from).unwrap_or_else(|| panic!("{text}: no dated speech"))
    };
    for text in [
        "得知合作社去年收入突破百万元，县长王宁要求总结经验。",
        "在茶园，了解到今年春天新种茶树三百亩，市长李航强调，要做好管护。",
        "看到2020年建成的水库已蓄水，县长王宁说，这是民心工程。",
    ] {
        assert_eq!(from(text), "2021-05-06", "{text}");
    }
    assert_eq!(from("去年，市长李航曾表示，要建好这座桥。"), "2020-01-01");
    assert_eq!(from("5月5日，县长王宁在会上指出，要守住耕地。"), "2021-05-05");
}

#[test]
fn triggers_are_made_of_words() {
    let extractor = baozhi::Extractor::builder().without_model().build().expect("nothing to load");
    for text in ["市政府召开会议，研究春灌工作。", "昨日，全县召开大会表彰先进。"]
    {
        let issue = baozhi::record::IssueInfo::default();
        let document = baozhi::Document::new("t", issue, baozhi::Article::plain(None, text));
        let record = extractor.extract_document(&document);
        let triggers: Vec<&str> = record.events.iter().flat_map(|e| &e.triggers).map(|t| &*t.text).collect();
        assert!(triggers.iter().any(|t| t.starts_with("召开")), "{text}: {triggers:?}");
        assert!(!triggers.iter().any(|t| t.starts_with("开")), "{text}: {triggers:?}");
    }
}

#[test]
fn a_post_ends_before_what_was_made_of_it() {
    for tail in ["的职务便利收受财物", "等职务上的便利收受财物", "等职", "职务"] {
        let (_, found) = find(&format!("{{王宁|P}}担任某局局长{tail}。"));
        let titles: Vec<&str> = found.posts.iter().map(|p| &*p.title).collect();
        assert_eq!(titles, ["某局局长"], "{tail}");
    }
}

/// The persons of each event of a type, in order.
#[cfg(feature = "model")]
fn persons_of(text: &str, kind: &str, role: &str) -> Vec<Vec<String>> {
    let document =
        baozhi::Document::new("t", baozhi::record::IssueInfo::default(), baozhi::Article::plain(None, text));
    let record = baozhi::Extractor::new().extract_document(&document);
    let events = record.events.iter().filter(|e| e.kind == kind);
    let persons = |e: &Event| e.roles.iter().filter(|r| r.role == role).map(|r| r.text.clone()).collect();
    events.map(persons).collect()
}

#[test]
#[cfg(feature = "model")]
fn each_who_is_appointed_has_an_event() {
    for (text, kind, names) in [
        (
            "会议任命：林方舟为南川市审计局局长；贺青禾为南川市公安局副局长。",
            "PERS.APPOINT",
            &["林方舟", "贺青禾"][..],
        ),
        ("会议决定任命程远山同志为云溪县教育局局长。", "PERS.APPOINT", &["程远山"]),
        (
            "云溪县人大常委会决定：\n任命林方舟为云溪县人民政府代理县长；\n任命贺青禾为云溪县人民政府副县长。",
            "PERS.APPOINT",
            &["林方舟", "贺青禾"],
        ),
        (
            "决定任命林方舟为市发展和改革委员会主任；任命贺青禾为市卫生健康委员会主任；任命程远山为市交通运输局局长。",
            "PERS.APPOINT",
            &["林方舟", "贺青禾", "程远山"],
        ),
        ("林方舟任云溪县水利局局长；贺青禾任云溪县教育局副局长。", "PERS.APPOINT", &["林方舟", "贺青禾"]),
        (
            "会议决定免去林方舟的云溪县财政局局长职务，免去贺青禾的云溪县审计局副局长职务。",
            "PERS.REMOVE",
            &["林方舟", "贺青禾"],
        ),
    ] {
        let each: Vec<Vec<String>> = names.iter().map(|n| vec![(*n).to_owned()]).collect();
        assert_eq!(persons_of(text, kind, "person"), each, "{text}");
    }
}

#[test]
#[cfg(feature = "model")]
fn a_post_that_is_left_is_named_whole() {
    for (text, posts) in [
        ("会议决定免去林方舟的云溪县财政局局长职务。", &["局长"][..]),
        ("会议决定免去林方舟的云溪县财政局副局长职务，任命贺青禾为局长。", &["副局长"]),
        ("会议决定免去林方舟的云溪县财政局局长、党组书记职务。", &["局长", "党组书记"]),
    ] {
        assert_eq!(persons_of(text, "PERS.REMOVE", "post"), [posts], "{text}");
    }
}

#[test]
#[cfg(feature = "model")]
fn two_who_are_appointed_have_each_their_own_post() {
    let text =
        "云溪县人大常委会决定：\n任命林方舟为云溪县人民政府代理县长；\n任命贺青禾为云溪县人民政府副县长。";
    let document =
        baozhi::Document::new("t", baozhi::record::IssueInfo::default(), baozhi::Article::plain(None, text));
    let record = baozhi::Extractor::new().extract_document(&document);
    let posts: Vec<(&str, &str)> = record.posts.iter().map(|p| (&*p.person, &*p.title)).collect();
    assert_eq!(posts, [("林方舟", "代理县长"), ("贺青禾", "副县长")]);
}

#[test]
#[cfg(feature = "model")]
fn a_title_before_the_next_person_is_that_persons() {
    let posts = persons_of("会议任命程远山为云溪县县长，副县长贺青禾主持会议。", "PERS.APPOINT", "post");
    assert_eq!(posts, [["县长"]]);
}

#[test]
#[cfg(feature = "model")]
fn whoever_stands_in_a_list_with_a_host_is_one_too() {
    let hosts = persons_of(
        "3月2日，市委书记林方舟、市长贺青禾会见云峰集团董事长程远山一行。",
        "CONTACT.RECEIVE",
        "host",
    );
    let [hosts] = &hosts[..] else { panic!("one meeting: {hosts:?}") };
    assert!(hosts.iter().any(|h| h == "林方舟") && hosts.iter().any(|h| h == "贺青禾"), "{hosts:?}");
}

#[test]
fn who_stands_by_a_quotation_says_it_though_no_verb_is_known() {
    for text in
        ["{王宁|P}扯着嗓子：“水来了，快开闸。”众人跑了过去。", "“水来了，快开闸。”村支书{王宁|P}笑道。"]
    {
        let (marked, found) = find(text);
        let [quote] = &found.quotes[..] else { panic!("one quotation: {:?}", found.quotes) };
        let speaker = quote.speaker.map(|id| marked.mentions[id as usize].text.clone());
        assert_eq!(speaker.as_deref(), Some("王宁"), "{text}");
    }
    for text in [
        "“水来了，快开闸。”{王宁|P}跑向水渠。",
        "“水来了，快开闸。”{王宁|P}走上街道。",
        "“水来了，快开闸。”{王宁|P}前往慰问。",
        "在给{王宁|P}的留言里：“水来了，快开闸。”",
    ] {
        let (_, found) = find(text);
        assert!(found.quotes.iter().all(|q| q.speaker.is_none()), "{text}");
    }
}
