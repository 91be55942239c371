//! The report, opened and clicked through in headless Chromium.

use crate::graph_fixture::{Dice, article};
use baozhi::Record;
use baozhi::export::report::{self, ReportBuilder, ReportOptions};
use baozhi::record::{EntityKind, Length, Region};
use std::path::{Path, PathBuf};
use std::process::Command;

const SURNAMES: [&str; 12] = ["李", "王", "苏", "陶", "江", "白", "闵", "钟", "柳", "冉", "翟", "顾"];
const GIVEN: [&str; 10] = ["明远", "素秋", "建涛", "若兰", "一平", "怀山", "庆", "守义", "晓岚", "彦"];
const PLACES: [&str; 8] = ["澜阳市", "望澜区", "桐湾区", "洄川市", "沄溪县", "叠堰县", "白砥县", "青禾市"];
/// A province, prefectures, counties, a town without a point.
const CODES: [&str; 8] = ["410000", "411000", "411002", "411023", "510100", "650100", "460200", "411003104"];
const OFFICES: [&str; 9] = [
    "澜阳市人民政府",
    "中共澜阳市委员会",
    "澜阳市教育局",
    "澜阳市财政局",
    "政协澜阳市委员会",
    "沄溪县人民政府",
    "澜阳市公安局",
    "澜阳大学",
    "澜阳市文学艺术界联合会",
];
const TITLES: [&str; 5] = ["市长", "书记", "局长", "主席", "副主任"];
const MEASURES: [&str; 4] = ["工业增加值", "固定资产投资", "社会消费品零售总额", "粮食播种面积"];
const KINDS: [&str; 6] =
    ["MEET.HOLD", "CONTACT.INSPECT", "CONTACT.RECEIVE", "ECON.SIGN", "HONOR.AWARD", "AID.DONATE"];

fn person(i: usize) -> String {
    format!("{}{}", SURNAMES[i % SURNAMES.len()], GIVEN[(i / 3 + i) % GIVEN.len()])
}

/// A made-up article of the size of a real one.
fn made_up(i: usize, dice: &mut Dice) -> Record {
    let beat = dice.roll(5) * 9; // who is written about together
    let who = |dice: &mut Dice| person(beat + dice.roll(12));
    let (a, b, c) = (who(dice), who(dice), who(dice));
    let (place, office) = (PLACES[(beat / 9 + dice.roll(3)) % 8], OFFICES[(beat / 9 * 2 + dice.roll(4)) % 9]);
    let (measure, rate) = (MEASURES[dice.roll(4)], format!("增长{}.{}%", 1 + dice.roll(9), dice.roll(10)));
    let mut lines = vec![
        format!("{{P {a}}}到{{L {place}}}调研重点工作"),
        format!(
            "本报讯（记者{{R 记者{}}}）{{P {a}}}在{{L {place}}}主持召开座谈会，{{P {b}}}、{{P {c}}}出席。",
            i % 7
        ),
        format!(
            "会议听取了{{I {office}}}的汇报。{{P {a}}}指出，上半年{{F {rate}|{measure}}}，成绩来之不易。"
        ),
    ];
    for _ in 0..dice.roll(4) {
        lines.push(format!(
            "{{P {}}}说，{{I {}}}要抓好落实，把工作做实做细。",
            who(dice),
            OFFICES[dice.roll(9)]
        ));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let date = format!("2023-{:02}-{:02}", 1 + (i / 28) % 12, 1 + i % 28);
    let kind = KINDS[dice.roll(6)];
    article(&format!("made-up-{i}"), &date, &lines)
        .post(&a, TITLES[beat / 9], office, i.is_multiple_of(9))
        .event(kind, "召开", &[("chair", &a), ("attendee", &b), ("attendee", &c)])
        .at(place, i.is_multiple_of(2))
        .with(|r| {
            // The invented places have codes of real ones, so that they can be put on a map.
            for e in r.entities.iter_mut().filter(|e| e.kind == EntityKind::Place) {
                if let Some(n) = PLACES.iter().position(|name| *name == e.name) {
                    e.key = format!("place:{}", CODES[n]);
                }
            }
            if i.is_multiple_of(3) {
                let at = [40.0, 60.0 + 10.0 * (i % 7) as f64];
                r.source.regions = vec![Region::new(1, at, [220.5, 130.0])];
                r.source.page_size = Some([Length::from(1000.0), Length::from(1400.0)]);
            }
        })
        .done()
}

fn corpus(n: usize) -> Vec<Record> {
    let mut dice = Dice(3);
    (0..n).map(|i| made_up(i, &mut dice)).collect()
}

/// Text that would act if any of it were taken for HTML or script.
fn hostile() -> Vec<Record> {
    let bad = [
        "<script>document.title='x'</script>",
        "</script><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "{{ 7*7 }}{% raw %}",
        "\u{0}\u{1b}\u{202e}逆\u{2028}行𠮷",
        "&lt;b&gt;&amp;",
    ];
    let make = |(i, name): (usize, &&str)| {
        let name = name.replace(['{', '}'], "%").replace('|', "/");
        let lines = [
            format!("题{name}"),
            format!("{{P {name}}}会见{{P 李明远}}{{F 3%|{name}}}。"),
            format!("在{{I {name}}}。"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        article(&format!("{name}#{i}"), "2023-02-03", &lines)
            .post(&name, "<i>主席</i>", &name, false)
            .event("CONTACT.RECEIVE", "会见", &[("host", &name), ("visitor", "李明远")])
            .with(|r| {
                r.issue.paper = Some(name.clone());
                r.events[0].kind = name.clone().into();
                r.events[0].roles.push(baozhi::record::Role::new(name.clone(), name.clone()));
                r.mentions.iter_mut().for_each(|m| m.rule = name.clone().into());
                r.warnings = vec![name.clone()];
            })
            .done()
    };
    bad.iter().enumerate().map(make).collect()
}

fn html(records: &[Record], options: &ReportOptions) -> String {
    let mut out = Vec::new();
    report::write(records, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn chromium() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path)
        .flat_map(|dir| ["chromium", "chromium-browser", "google-chrome"].map(|name| dir.join(name)));
    places.find(|p| p.is_file()).expect("this test needs Chromium in the path")
}

/// Opens the page at `#selftest` and gives what it wrote, and the console.
fn click_through(page: &str) -> (String, String) {
    let chromium = chromium();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.html");
    std::fs::write(&file, page).unwrap();
    let run = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        // A test visits more addresses in a second than a reader, which a browser would hold up.
        .arg("--disable-ipc-flooding-protection")
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
        .args(["--enable-logging=stderr", "--virtual-time-budget=600000", "--dump-dom"])
        .arg(format!("file://{}#selftest", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&run.stdout).into_owned();
    let console = String::from_utf8_lossy(&run.stderr);
    let console: Vec<&str> = console.lines().filter(|l| l.contains("CONSOLE")).collect();
    let result = dom.split("<output id=\"selftest\"").nth(1).and_then(|r| r.split("</output>").next());
    let result = result.unwrap_or_else(|| panic!("the self-test did not end; console: {console:?}"));
    (result.to_owned(), console.join("\n"))
}

fn passes(page: &str, least: u32) {
    let (result, console) = click_through(page);
    let (checks, said) = result.split_once('>').unwrap();
    assert_eq!(said, "ok", "{console}");
    let checks: u32 = checks.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    assert!(checks >= least, "only {checks} checks");
    assert_eq!(console, "");
}

#[test]
#[ignore = "needs Chromium"]
fn a_report_is_clicked_through_without_an_error() {
    passes(&html(&corpus(120), &ReportOptions::default()), 200);
}

/// The texts of the page and the scripts that use them.
fn page_sources() -> (String, Vec<(String, String)>) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/report/page");
    let mut words = String::new();
    let mut scripts = Vec::new();
    for file in std::fs::read_dir(dir).unwrap().map(|f| f.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        match name.as_str() {
            "words.js" | "codes.js" => words.push_str(&text),
            _ => scripts.push((name, text)),
        }
    }
    (words, scripts)
}

#[test]
fn every_text_of_the_page_is_in_both_languages() {
    let (words, scripts) = page_sources();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let places = |text: &str| (0..4).filter(|n| text.contains(&format!("{{{n}}}"))).collect::<Vec<usize>>();
    let mut keys = std::collections::BTreeSet::new();
    for row in words.lines().filter(|l| l.starts_with("  '")) {
        let cells: Vec<&str> = row.trim().trim_end_matches("],").split("': ['").collect();
        let [key, texts] = cells[..] else { panic!("no row of the table: {row}") };
        let [english, chinese] = texts.trim_end_matches('\'').split("', '").collect::<Vec<_>>()[..] else {
            panic!("not two texts: {row}")
        };
        assert!(keys.insert(key.trim_start_matches('\'').to_owned()), "{key} is there twice");
        assert!(!english.is_empty() && !chinese.is_empty(), "{row}");
        if key.trim_start_matches('\'') != "language" && !key.contains("language.hint") {
            assert!(!english.contains(is_han), "Chinese in English: {row}");
            let has_words = english.replace("{0}", "").contains(char::is_alphabetic);
            assert!(chinese.contains(is_han) || !has_words, "no Chinese: {row}");
        }
        assert_eq!(places(english.split('|').next().unwrap()), places(chinese), "{row}");
    }
    assert!(keys.len() > 300, "only {} texts", keys.len());
    let asked = |text: &str, before: &str| -> Vec<String> {
        let rest = text.split(before).skip(1);
        rest.filter_map(|r| r.split('\'').next()).map(str::to_owned).collect()
    };
    for (name, text) in &scripts {
        let whole =
            asked(text, " t('").into_iter().chain(asked(text, "(t('")).chain(asked(text, "data-word=\""));
        let whole = whole.map(|k| k.split('"').next().unwrap_or_default().to_owned());
        for key in whole {
            assert!(keys.contains(&key), "{name} asks for {key}, which is not in the table");
        }
    }
}

fn hostile_page() -> String {
    let mut records = hostile();
    records.extend(corpus(5));
    html(&records, &ReportOptions::default().with_title("<script>alert(1)</script>"))
}

#[test]
fn a_hostile_title_is_escaped() {
    assert!(!hostile_page().contains("<script>alert(1)"), "the title is not escaped");
}

#[test]
#[ignore = "needs Chromium"]
fn hostile_text_stays_text() {
    passes(&hostile_page(), 40);
}

#[test]
#[ignore = "needs Chromium"]
fn empty_and_tiny_corpora_make_a_page() {
    passes(&html(&[], &ReportOptions::default()), 16);
    passes(&html(&[article("only", "", &["题"]).done()], &ReportOptions::default()), 16);
}

#[test]
fn the_page_fetches_nothing_and_is_the_same_each_time() {
    let page = html(&corpus(30), &ReportOptions::default());
    assert_eq!(page, html(&corpus(30), &ReportOptions::default()));
    let head = page.split("<script type=\"text/plain\"").next().unwrap();
    assert!(!head.contains("http://") && !head.contains("https://") && !head.contains("@import"));
    assert!(head.contains("default-src 'none'"));
}

#[test]
fn beyond_the_limit_a_sample_is_shown_and_said() {
    let page = html(&corpus(300), &ReportOptions::default().with_max_articles(50));
    let small = html(&corpus(50), &ReportOptions::default());
    assert!(page.len() < small.len() * 2, "{} and {}", page.len(), small.len());
}

#[test]
fn records_that_come_twice_make_the_same_report() {
    let records = corpus(90);
    for most in [30, 90, 200] {
        let options = ReportOptions::default().with_max_articles(most);
        let mut twice = ReportBuilder::new(options.clone()).in_two_rounds();
        records.iter().for_each(|r| twice.add(r).unwrap());
        let asks = twice.asks_again();
        assert_eq!(asks, most < 90);
        if asks {
            records.iter().for_each(|r| twice.add(r).unwrap());
        }
        assert_eq!((twice.asks_again(), twice.articles()), (false, 90));
        let mut page = Vec::new();
        twice.write(&mut page).unwrap();
        assert!(page == html(&records, &options).into_bytes(), "of {most}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn a_sample_is_clicked_through() {
    passes(&html(&corpus(300), &ReportOptions::default().with_max_articles(50)), 60);
}

/// Writes a page to look at, of `BAOZHI_RECORDS` (JSONL) or of made-up articles:
/// `BAOZHI_REPORT=/tmp/report.html cargo test --features report --test it report::page_to_look_at -- --ignored`.
#[test]
#[ignore = "writes a file for the eye"]
fn page_to_look_at() {
    let Some(path) = std::env::var_os("BAOZHI_REPORT") else { return };
    let records = match std::env::var_os("BAOZHI_RECORDS") {
        None => corpus(250),
        Some(from) => {
            let file = std::io::BufReader::new(std::fs::File::open(&from).unwrap());
            baozhi::export::jsonl::read(file, Path::new(&from)).map(Result::unwrap).collect()
        }
    };
    std::fs::write(Path::new(&path), html(&records, &ReportOptions::default())).unwrap();
}
