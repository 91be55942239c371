//! Who said what in whole articles: the words of speech that frames or weights find, where what was said ends, and whom
//! a pronoun or 会议 means.

use baozhi::record::{IssueInfo, Record};
use baozhi::{Article, Document, Extractor};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn read(text: &str) -> Record {
    let issue = IssueInfo::default().with_date("2023-03-03").with_home("岚港市");
    EXTRACTOR.extract_document(&Document::new("a", issue, Article::plain(None, text)))
}

/// The quotations of `text` with their speakers.
fn quotes(text: &str) -> Vec<(Option<String>, String)> {
    let record = read(text);
    let speaker = |id: u32| record.mentions.iter().find(|m| m.id == id).map(|m| m.text.clone());
    let said = |content: [usize; 2]| record.text[content[0]..content[1]].to_owned();
    record.quotes.iter().map(|q| (q.speaker.and_then(speaker), said(q.content))).collect()
}

fn of(speaker: &str, said: &str) -> (Option<String>, String) {
    (Some(speaker.to_owned()), said.to_owned())
}

#[cfg(feature = "model")]
mod learnt {
    use super::*;

    #[test]
    fn a_demand_is_quoted_up_to_where_the_report_goes_on() {
        for (text, want) in [
            ("蒋东平要求，各地要加强值守。会议还研究了其他事项。", ("蒋东平", "各地要加强值守。")),
            (
                "副市长蒋东平要求，各单位要压实责任。会前，与会人员参观了展览。",
                ("蒋东平", "各单位要压实责任。"),
            ),
            ("省水利厅厅长田守正要求，切实抓好汛前检查。", ("田守正", "切实抓好汛前检查。")),
        ] {
            assert_eq!(quotes(text), [of(want.0, want.1)], "{text}");
        }
    }

    #[test]
    fn what_goes_on_behind_a_word_of_speech_in_its_clause_is_no_quotation() {
        for text in ["讲解员介绍蒋东平的经历时，大家都很感动。", "他谈到这座大桥的历史，语气平静。"]
        {
            assert_eq!(quotes(text), [], "{text}");
        }
    }
}

#[test]
fn words_of_speech_within_what_was_said_are_part_of_it() {
    for text in [
        "蒋东平表示，不管对手如何表态，关键是做好自己的事。",
        "蒋东平强调，要深入学习县委全会精神和县委书记讲话精神，抓好春耕生产。",
    ] {
        let found = quotes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0.as_deref(), Some("蒋东平"));
    }
    let text = "岚港市政府宣布立即向灾区追加救灾款3000万元；岚港市水利局发表声明称，水位已经回落。";
    let said: Vec<String> = quotes(text).into_iter().map(|q| q.1).collect();
    assert_eq!(said, ["立即向灾区追加救灾款3000万元", "水位已经回落。"]);
}

#[test]
#[cfg_attr(not(feature = "model"), ignore = "the model finds the names")]
fn what_is_told_stands_behind_the_colon_and_marks_within_it_are_the_speakers() {
    let text = "蒋东平告诉前来办事的村民：材料齐了，可以回家了。";
    assert_eq!(quotes(text), [of("蒋东平", "材料齐了，可以回家了。")]);
    let text = "蒋东平说，合作还会加深，“双方走得很快，值得注意。”";
    let whole = of("蒋东平", "合作还会加深，“双方走得很快，值得注意。”");
    assert_eq!(quotes(text), [whole, of("蒋东平", "双方走得很快，值得注意。")]);
}

#[test]
#[cfg_attr(not(feature = "model"), ignore = "the model finds the names")]
fn speech_in_marks_is_of_whom_its_sentence_names() {
    for (text, want) in [
        ("“屋子宽敞，住着舒服。”在新建的青石村里，搬来不久的蒋东平高兴地说。", "蒋东平"),
        ("“任务很重。”审议报告时，岚港市水利局局长蒋东平说，“我们要早动手。”", "蒋东平"),
        ("蒋东平说，“水位降了。”田守正点了点头。", "蒋东平"),
    ] {
        assert_eq!(quotes(text)[0].0.as_deref(), Some(want), "{text} {:?}", quotes(text));
    }
    let text = "“路修好了。”\n蒋东平去年搬到镇上。";
    assert_eq!(quotes(text)[0].0, None, "another paragraph");
}

#[test]
fn a_name_in_marks_before_its_noun_is_no_speech() {
    assert_eq!(quotes("党支部开展“学身边榜样，做合格先锋”主题活动。"), []);
    assert_eq!(quotes("学习会的主题是“学身边榜样，做合格先锋”。蒋东平表示，要早动手。").len(), 1);
    assert_eq!(quotes("“学身边榜样，做合格的先锋”，墙上写着。").len(), 1);
}

#[test]
fn blanks_between_sentences_of_one_line_part_paragraphs() {
    let told = "蒋东平介绍，今年收成好。价钱也不错。 秋分已到，田里一片忙碌。农机来回穿梭。";
    let said: Vec<String> = quotes(told).into_iter().map(|q| q.1).collect();
    assert_eq!(said, ["今年收成好。价钱也不错。"]);
}

#[test]
fn the_meeting_named_last_says_what_the_meeting_says() {
    let text = "岚港市安全生产工作会议3月2日召开。会议指出，形势依然严峻。";
    assert_eq!(quotes(text), [of("岚港市安全生产工作会议", "形势依然严峻。")]);
}

#[test]
#[cfg_attr(not(feature = "model"), ignore = "the model finds the names")]
fn a_pronoun_means_the_one_person_named_before_it() {
    let named = "蒋东平是这家茶店的老主顾。";
    assert_eq!(quotes(&format!("{named}他表示，今年的茶叶很好。")), [of("蒋东平", "今年的茶叶很好。")]);
    for others in ["他们表示，今年的茶叶很好。", "他国专家表示，今年的茶叶很好。"]
    {
        let told = quotes(&format!("{named}{others}"));
        assert!(told.iter().all(|(speaker, _)| speaker.as_deref() != Some("蒋东平")), "{others} {told:?}");
    }
}
