//! What pages of each kind come to: texts with the line breaks of columns,
//! lists, notices, credits, columns side by side, traditional characters.

use baozhi::record::{ArticleKind, PersonRole};
use baozhi::{Article, Extractor, Issue};

/// The articles of a page that are no furniture.
fn articles(page: &str) -> Vec<Article> {
    let counted = |a: &Article| a.info.kind != ArticleKind::Furniture;
    Issue::parse(page).articles.into_iter().filter(counted).collect()
}

fn titles(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|a| a.info.title.as_deref().unwrap_or("-")).collect()
}

fn body(article: &Article) -> &str {
    &article.text[article.body.start..article.body.end]
}

/// A report cut at fifteen characters, as a column prints it.
const REPORT: &str = "\
本报讯（记者 何英）昨天，三
条通往山乡的公交线路同时开通，沿
线二十个村的群众从此出门就能坐车，
孩子上学方便了许多。
县交通局局长高山在开通仪式上
说，今年还将新修公路六十公里，让
更多村庄的群众在家门口就能坐上班
车，把山里的土特产运到城里去，也
把城里的游客请到山里来，年底前让
更多村庄通上班车，年底前覆盖全部
行政村。
";

#[test]
fn a_wide_line_does_not_keep_the_lines_of_a_column_apart() {
    let head = "云岭日报\n2023年4月5日 星期三\n";
    let wide = "社址：云岭县人民路1号 邮编：000000 电话：0000-000000 印刷：云岭日报印务中心 零售价：1元\n";
    let number = "国内统一连续出版物号 CN 99-0002 总第1234期 今日4版\n";
    let title = "山乡三条公交线路同时开通\n";
    let long = "我县今年计划新修公路六十公里让全部行政村在年底以前通上班车\n";
    for page in [
        format!("{head}{title}{REPORT}"),
        format!("{head}{number}{title}{REPORT}"),
        format!("{head}{title}{REPORT}{wide}"),
        format!("{head}{long}{REPORT}"),
    ] {
        let found = articles(&page);
        assert_eq!(found.len(), 1, "{page}");
        assert_eq!(body(&found[0]).lines().count(), 2, "{}", body(&found[0]));
        assert_eq!(found[0].info.bylines[0].name, "何英");
        let title = page.lines().find(|l| l.starts_with("山乡") || l.starts_with("我县"));
        assert_eq!(found[0].info.title.as_deref(), title);
    }
}

#[test]
fn a_headline_between_its_columns_takes_both() {
    let page = "\
春天来了，山里的雪慢慢化开，溪
水一天比一天大，村里人忙着修渠运
肥，谁也不愿误了农时。老支书天不
亮就下地，带着大家清理渠道，把水

山乡春耕正当时一线见闻手记

本报记者 何英

引到田头。今年全村计划种植水稻六
百亩，比去年增加五十亩，种子和肥
料都已经备好。

“水来了，心里就踏实了。”种粮大
户林海说，今年还要试种两个新品种，
请农技站的同志来村里指导，地膜和
育秧盘也已经运到村口，只等天气转
暖就可以下田，大家心里都有了底，
盼着秋天能有一个好收成，把日子过
得更红火。村里的合作社也忙了起来，
统一采购农资，统一安排农机，谁家
有困难就先帮谁家，一户也不落下。
";
    let found = articles(page);
    assert_eq!(titles(&found), ["山乡春耕正当时一线见闻手记"]);
    assert!(body(&found[0]).contains("把水引到田头"), "{}", body(&found[0]));
    assert!(body(&found[0]).starts_with("春天来了"));
    assert_eq!(found[0].source_of(found[0].body).start, 0);
}

#[test]
fn lists_of_appointments_are_articles_of_their_own() {
    let page = "\
云岭日报
2023年4月5日 星期三

山乡三条公交线路开通

本报讯（记者 何英）昨天，三条通往山乡的公交线路同时开通，沿线群众出门就能坐车。

县人大常委会任免名单

（2023年4月4日云岭县第六届人民代表大会常务委员会第二十三次会议通过）

任命：

高山为云岭县交通运输局局长；

林海为云岭县水利局局长。

免去：

何川的云岭县水利局局长职务。
";
    let found = articles(page);
    assert_eq!(titles(&found), ["山乡三条公交线路开通", "县人大常委会任免名单"]);
    assert!(body(&found[1]).starts_with("（2023年4月4日"));
    assert_eq!(body(&found[1]).lines().count(), 6);
    assert_eq!(found[1].info.kind, ArticleKind::Notice);
    // The list alone below the masthead keeps its title too.
    let (head, list) = (&page[..page.find("山乡").unwrap()], &page[page.find("县人大").unwrap()..]);
    assert_eq!(titles(&articles(&format!("{head}{list}"))), ["县人大常委会任免名单"]);
}

#[test]
fn weather_and_notices_end_the_report_before_them() {
    let page = "\
山乡三条公交线路开通

本报讯（记者 何英）昨天，三条通往山乡的公交线路同时开通，沿线群众出门就能坐车。

今日天气

晴转多云，南风2到3级，最高气温20℃，最低气温8℃。

通 告

因管道检修，自4月6日8时起，人民路一带暂停供水，请用户提前储水。

云岭县自来水公司

2023年4月5日
";
    let found = articles(page);
    assert_eq!(titles(&found), ["山乡三条公交线路开通", "今日天气", "通 告"]);
    assert!(found[1..].iter().all(|a| a.info.kind == ArticleKind::Notice));
    assert!(body(&found[2]).ends_with("2023年4月5日"));
}

#[test]
fn credits_below_a_text_belong_to_it() {
    let text = "　　近日，云岭县山口村的油菜花开了，满山金黄，游人不断，村里的农家乐天天客满。\n";
    for (credit, photographer) in [
        ("　　高  川摄（某某视觉）", Some("高川")),
        ("　　何　英摄（某某中国）", Some("何英")),
        ("　　本报记者　林　海摄", Some("林海")),
        ("　　新华社记者　高　川摄", Some("高川")),
        ("　　何　英　林小海摄影报道", Some("何英")),
        ("　　何　英　摄", Some("何英")),
        ("　　（何　英　摄）", Some("何英")),
        ("　　图为山口村春色。　何　英　摄", Some("何英")),
        ("　　新华社发", None),
        ("　　影像中国", None),
        ("　　——编　者", None),
        ("　　本版制图：高小川", None),
        ("　　融媒创作：高　川　林海", None),
        ("　　版式设计：高小川", None),
        ("　　本版责编：高川　林　海", None),
        ("　　谢谢！", None),
    ] {
        let found = articles(&format!("{text}{credit}\n"));
        assert_eq!(found.len(), 1, "{credit}");
        if let Some(name) = photographer {
            let a = &found[0];
            let role = |r| matches!(r, PersonRole::Photographer);
            assert!(
                a.names.iter().any(|n| &a.text[n.span.start..n.span.end] == name && role(n.role)),
                "{credit}"
            );
        }
    }
}

#[test]
fn a_first_line_with_tabs_is_kicker_title_and_subtitle() {
    let lead = "\n　　本报讯（记者 何英）4月4日，县委书记林海主持召开县委常委会会议。\n";
    let a = &articles(&format!("县委常委会召开会议强调\t抓好春耕生产稳住粮食面积\t林海主持\n{lead}"))[0];
    assert_eq!(a.info.kicker.as_deref(), Some("县委常委会召开会议强调"));
    assert_eq!(a.info.title.as_deref(), Some("抓好春耕生产稳住粮食面积"));
    assert_eq!(a.info.subtitle.as_deref(), Some("林海主持"));
    assert_eq!(a.head.title.map(|s| &a.text[s.start..s.end]), a.info.title.as_deref());
    assert_eq!(a.head.datelines.len(), 1);
    assert_eq!(a.head.bylines.iter().map(|s| &a.text[s.start..s.end]).collect::<Vec<_>>(), ["（记者 何英）"]);
}

#[test]
fn columns_side_by_side_with_one_blank_between_are_warned_of() {
    let row = "县里今年为二十个村接通了 水龙头拧开就能做饭孩子们\n";
    let page = format!("云岭日报\n2023年4月5日 星期三\n\n山乡通水记\n\n{}", row.repeat(10));
    let issue = Issue::parse(&page);
    assert!(issue.warnings.iter().any(|w| w.contains("-bbox-layout")), "{:?}", issue.warnings);
    assert_eq!(issue.articles.iter().filter(|a| a.info.title.is_some()).count(), 1);
}

#[test]
fn compatibility_forms_are_read_and_lead_back() {
    let page = "⼭乡通车\n\n本报讯〈记者 何英) 4⽉5⽇，三条线路开通。\n";
    let a = &articles(page)[0];
    assert_eq!(a.info.title.as_deref(), Some("山乡通车"));
    assert_eq!(a.info.bylines[0].name, "何英");
    let at = a.text.find("4月5日").unwrap();
    let back = a.source_of(baozhi::Span::new(at, at + "4月5日".len()));
    assert_eq!(back.get(page), Some("4⽉5⽇"));
}

#[test]
fn traditional_texts_are_looked_up_and_shown_as_printed() {
    let extractor = Extractor::new();
    let article = Article::plain(None, "湖北省政府主席何國英昨由漢口飛抵武昌，省黨部委員林海雲等到場歡迎。");
    let document = baozhi::Document::new("t", Default::default(), article);
    let record = extractor.extract_document(&document);
    assert_eq!(record.text, document.article.text);
    let texts: Vec<&str> = record.mentions.iter().map(|m| m.text.as_str()).collect();
    assert!(texts.contains(&"何國英") && texts.contains(&"湖北省政府"), "{texts:?}");
    assert!(record.mentions.iter().all(|m| m.text == record.text[m.start..m.end]));
    let posts: Vec<_> = record.posts.iter().map(|p| (p.person.as_str(), p.title.as_str())).collect();
    assert!(posts.contains(&("何國英", "主席")), "{posts:?}");
}
