//! Repair, case by case: `tests/data/page/joins.tsv`. ⏎ stands for a line
//! break, the rule `-` for a case that nothing may change.

use baozhi::page::repair;

#[test]
fn joins_are_made_where_they_are_safe() {
    let cases = include_str!("../data/page/joins.tsv");
    for case in cases.lines().skip(1) {
        let [rule, input, want] = case.split('\t').collect::<Vec<_>>()[..] else { panic!("{case}") };
        let page = input.replace('⏎', "\n");
        let got = repair(&page);
        assert_eq!(got.text.replace('\n', "⏎"), want, "{case}");
        if rule.starts_with("join/") && input.replace("⏎⏎", "⏎") != want {
            assert!(got.joins.iter().any(|j| j.1 == rule), "{rule}: {:?}", got.joins);
        }
    }
}

#[test]
fn hard_wrapped_paragraphs_are_joined_and_headlines_are_not() {
    let page = "山乡通了公交车\n村民出行方便了\n\n\
        昨日一早，县里开往各个山村的三条公交线路同时开通，沿\n\
        线二十个村的村民从此出门就能坐上公交车。在山口村村口\n\
        ，村民们早早等在站牌下面，脸上满是笑意。\n\n\
        往后每天有十二班车。\n";
    let got = repair(page);
    let lines: Vec<&str> = got.text.lines().collect();
    assert_eq!(lines[..2], ["山乡通了公交车", "村民出行方便了"]);
    assert!(lines[2].contains("沿线二十个村") && lines[2].contains("村口，村民们"), "{lines:?}");
    assert_eq!(lines.len(), 4);
}

#[test]
fn paragraphs_close_upon_each_other_stay_apart() {
    let page = "春天来了，山里的雪慢慢化开，溪水一天比一天大，鱼也多。\n\
        村里人忙着修渠、运肥、育秧，谁也不愿误了农时，天不亮便\n\
        下地去了。\n\
        渠修好了，水引到了田头，人人高兴，老支书说今年又是一个\n\
        好年成。\n";
    let got = repair(page);
    let lines: Vec<&str> = got.text.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[1].ends_with("天不亮便下地去了。"));
}
