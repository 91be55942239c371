//! What is given to read is read, or said to be unread: no article is lost in
//! silence and none is made of what is no text.

use crate::support::command::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::path::Path;

fn zstd(text: &str) -> Vec<u8> {
    compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
}

/// What is extracted of a file: the exit code, the texts and what is said.
fn extracted(dir: &Path, name: &str, bytes: &[u8]) -> (i32, Vec<String>, String) {
    let out = run(&["extract", &write(dir, name, bytes)]);
    let texts = records(&out).iter().map(|r| r["text"].as_str().unwrap().trim().to_owned()).collect();
    (code(&out), texts, stderr(&out))
}

#[test]
fn archives_of_several_parts_are_read_whole() {
    let dir = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|id| lines([id.to_owned()]));
    let skippable = [&0x184D_2A50u32.to_le_bytes()[..], &3u32.to_le_bytes(), b"abc"].concat();
    for (name, bytes) in [
        ("two.jsonl.zst", [zstd(&a), zstd(&b)].concat()),
        ("skipped.jsonl.zst", [skippable.clone(), zstd(&a), skippable, zstd(&b)].concat()),
        ("empty.jsonl.zst", [zstd(""), zstd(&a), zstd(&b)].concat()),
        ("two.jsonl.gz", [gzip(a.as_bytes()), gzip(b.as_bytes())].concat()),
    ] {
        let (code, texts, said) = extracted(dir.path(), name, &bytes);
        assert_eq!((code, texts.len()), (0, 2), "{name}: {said}");
    }
}

#[test]
fn damaged_archives_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let text = lines((0..40).map(|n| n.to_string()));
    let flip = |mut bytes: Vec<u8>, behind: usize| {
        let at = bytes.len() - behind;
        bytes[at] ^= 1;
        bytes
    };
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 9].to_vec();
    let (zst, gz) = (zstd(&text), gzip(text.as_bytes()));
    for (name, bytes, said) in [
        ("behind.jsonl.zst", [&zst[..], b"garbage"].concat(), "behind frame 1"),
        ("sum.jsonl.zst", flip(zst.clone(), 1), "checksum"),
        ("cut.jsonl.zst", cut(zst.clone()), "cut short"),
        ("behind.jsonl.gz", [&gz[..], b"garbage"].concat(), "damaged gzip data"),
        ("sum.jsonl.gz", flip(gz.clone(), 6), "checksum"),
        ("cut.jsonl.gz", cut(gz), "cut short"),
    ] {
        let (code, _, stderr) = extracted(dir.path(), name, &bytes);
        assert_eq!(code, 1, "{name}: {stderr}");
        assert!(stderr.contains(name) && stderr.contains(said), "{name}: {stderr}");
    }
}

#[test]
#[cfg(unix)]
fn everything_in_a_folder_is_read_or_counted() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let page = "市委召开会议\n\n本报讯 昨日，市委召开会议。\n";
    write(dir.path(), "A.TXT", page.as_bytes());
    write(dir.path(), "b.txt.GZ", &gzip(page.as_bytes()));
    write(dir.path(), "c.JSONL", lines(["c".to_owned()]).as_bytes());
    write(dir.path(), "notes.md", b"# Notes");
    write(dir.path(), ".hidden.txt", page.as_bytes());
    std::fs::write(dir.path().join(OsStr::from_bytes(b"\xff.txt")), page).unwrap();
    std::os::unix::fs::symlink("A.TXT", dir.path().join("link.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
    let out = run(&["extract", dir.path().to_str().unwrap()]);
    assert_eq!((code(&out), records(&out).len()), (0, 4), "{}", stderr(&out));
    let said = stderr(&out);
    assert!(said.contains("link.txt: a link in a folder is not followed"), "{said}");
    assert!(said.contains("read 4 files: txt 3, jsonl 1; left 4: "), "{said}");
    for left in ["links 1", ".md 1", "hidden 1", "pipes and devices 1"] {
        assert!(said.contains(left), "{left}: {said}");
    }
}

#[test]
fn numbers_as_ids_keep_their_text() {
    let ids = ["1.10", "1e20", "123456789012345678901234567890"];
    let input: String = ids.map(|id| format!("{{\"id\":{id},\"text\":\"昨日，市委召开会议。\"}}\n")).concat();
    let got = records(&run_on(&["extract", "-"], input.as_bytes()));
    assert_eq!(got.iter().map(|r| r["id"].as_str().unwrap()).collect::<Vec<_>>(), ids);
}

#[test]
fn half_of_a_surrogate_pair_is_an_error_of_its_line() {
    let input = format!("{{\"id\":\"b\",\"text\":\"市委\\ud800。\"}}\n{LINE}\n");
    let out = run_on(&["extract", "-"], input.as_bytes());
    assert_eq!((code(&out), records(&out).len()), (1, 1));
    assert!(
        stderr(&out).contains("-:1:") && stderr(&out).contains("\"text\" is no text"),
        "{}",
        stderr(&out)
    );
}

const SIMPLIFIED: &str = "昨日全市春灌开始，三座水库同时放水，各乡镇组织人员清理渠道。";
const TRADITIONAL: &str = "昨日全市春灌開始，三座水庫同時放水，各鄉鎮組織人員清理渠道。";

/// The same article in every form of text.
fn forms(text: &str) -> [(&'static str, String); 4] {
    [
        ("a.jsonl", format!("{{\"id\":\"a\",\"date\":\"2022-03-02\",\"text\":\"{text}\"}}\n")),
        ("a.json", format!("[{{\"id\":\"a\",\"date\":\"2022-03-02\",\"text\":\"{text}\"}}]\n")),
        ("a.csv", format!("id,date,text\na,2022-03-02,{text}\n")),
        ("a.txt", format!("{text}\n")),
    ]
}

#[test]
fn text_in_other_encodings_is_read_in_every_form() {
    let dir = tempfile::tempdir().unwrap();
    let wide =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let wider = |text: &str, order: fn(u32) -> [u8; 4]| {
        text.chars().flat_map(|c| order(c as u32)).collect::<Vec<u8>>()
    };
    for (name, text) in forms(SIMPLIFIED) {
        for (encoding, bytes) in [
            ("UTF-16LE", wide(&text, u16::to_le_bytes)),
            ("UTF-16BE", wide(&text, u16::to_be_bytes)),
            ("UTF-32LE", wider(&text, u32::to_le_bytes)),
            ("UTF-32BE", wider(&text, u32::to_be_bytes)),
            ("GB18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ] {
            let (code, texts, said) = extracted(dir.path(), name, &bytes);
            assert_eq!((code, texts), (0, vec![SIMPLIFIED.to_owned()]), "{encoding} {name}: {said}");
        }
    }
    for (name, text) in forms(TRADITIONAL) {
        let (_, texts, said) = extracted(dir.path(), name, &encoding_rs::BIG5.encode(&text).0);
        assert_eq!(texts, [TRADITIONAL], "{name}: {said}");
    }
}

#[test]
fn text_that_no_encoding_explains_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let western = "Hier, réunion à Besançon: l'été sera très sec.";
    for (name, text) in forms(western) {
        let bytes = encoding_rs::WINDOWS_1252.encode(&text).0;
        let (code, texts, said) = extracted(dir.path(), name, &bytes);
        assert_eq!((code, texts.len()), (1, 0), "{name}: {said}");
        assert!(said.contains(&format!("{name}: windows-1252 is not read")), "{said}");
    }
    // 市委召开会议部署春季生产。
    let utf7 = b"+XgJZ1FPsXwBPGouukOh/cmYlW2N1H06nMAI-\n";
    let (code, texts, said) = extracted(dir.path(), "seven.txt", utf7);
    assert_eq!((code, texts.len()), (1, 0), "{said}");
    assert!(said.contains("seven.txt: UTF-7 is not read"), "{said}");
    let (code, texts, said) = extracted(dir.path(), "jp.txt", b"\x1b$B$-$N$&\x1b(B\n");
    assert_eq!((code, texts.len()), (1, 0), "{said}");
    assert!(said.contains("ISO-2022-JP"), "{said}");
}

#[test]
fn lines_of_one_file_may_be_in_several_encodings() {
    let dir = tempfile::tempdir().unwrap();
    let [utf8, big5] = [SIMPLIFIED, TRADITIONAL].map(|text| forms(text)[0].1.clone());
    let gbk = encoding_rs::GB18030.encode(&utf8).0;
    let bytes = [utf8.as_bytes(), &gbk, &encoding_rs::BIG5.encode(&big5).0, utf8.as_bytes()].concat();
    let (_, texts, said) = extracted(dir.path(), "mixed.jsonl", &bytes);
    assert_eq!(texts, [SIMPLIFIED, SIMPLIFIED, TRADITIONAL, SIMPLIFIED], "{said}");
    // What no character is becomes U+FFFD, and is said.
    let damaged = [&gbk[..], &gbk[..gbk.len() - 6], b"\xff\xff\"}\n", &gbk].concat();
    let (_, texts, said) = extracted(dir.path(), "damaged.jsonl", &damaged);
    assert_eq!(texts.len(), 3, "{said}");
    assert!(said.contains("damaged.jsonl:2: bytes that could not be decoded became U+FFFD"), "{said}");
}

#[test]
fn what_is_not_known_is_said_once_with_its_option() {
    let page = "市委召开会议\n\n本报讯 昨日，市委召开会议。\n".as_bytes();
    let said = stderr(&run_on(&["extract", "-"], page));
    assert!(said.contains("1 of 1 article has no date") && said.contains("give --date"), "{said}");
    assert!(said.contains("1 of 1 article has no home") && said.contains("give --home"), "{said}");
    let said = stderr(&run_on(&["extract", "-", "--date", "2021-03-03", "--home", "许昌市"], page));
    assert!(!said.contains("give --"), "{said}");
}

#[test]
fn dates_that_are_none_are_warned_of_and_all_warnings_counted() {
    let input = "{\"date\":\"2021-02-30\",\"text\":\"昨日，市委召开会议。\"}\n".repeat(30);
    let said = stderr(&run_on(&["extract", "-", "--home", "许昌市"], input.as_bytes()));
    assert!(said.contains("-:1: the date \"2021-02-30\" could not be read"), "{said}");
    assert!(said.contains("… and 10 more warnings (--verbose shows them)"), "{said}");
    assert_eq!(said.matches("could not be read").count(), 20);
    let said = stderr(&run_on(&["extract", "-", "--verbose"], input.as_bytes()));
    assert_eq!(said.matches("could not be read").count(), 30);
}

#[test]
fn a_home_of_articles_that_is_no_place_is_warned_of_once() {
    let input = "{\"home\":\"火星市\",\"text\":\"昨日，市委召开会议。\"}\n".repeat(3);
    let said = stderr(&run_on(&["extract", "-", "--date", "2021-03-03"], input.as_bytes()));
    assert_eq!(said.matches("-: the home \"火星市\" is no place that is known").count(), 1, "{said}");
}

#[test]
fn a_home_that_is_no_place_is_refused_with_the_nearest() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    for args in
        [&["extract", &input, "--home", "许唱市"][..], &["explain", "市委召开会议。", "--home", "许唱市"]]
    {
        let out = run(args);
        assert_eq!((code(&out), out.stdout.len()), (2, 0));
        assert!(
            stderr(&out).contains("--home 许唱市") && stderr(&out).contains("许昌市"),
            "{}",
            stderr(&out)
        );
    }
}

/// What is no Chinese encoding is read as what it is or refused by name; nothing is ever read as other characters.
#[test]
fn neighbours_of_the_chinese_encodings_are_read_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let japanese = "昨日、市議会は水道の改修を決めた。三つの貯水池から水が流れ、農家は喜んでいる。";
    let korean = "어제 시의회는 상수도를 고치기로 했다. 저수지 세 곳에서 물이 흐르고 농민들은 기뻐했다.";
    // 三座水庫嘅水 with a character of Hong Kong's that Big5 itself lacks.
    let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
    let hongkong = [
        &big5("昨日全市春灌開始，三座水庫"),
        b"\x9d\xef".as_slice(),
        &big5("水同時放出，各鄉鎮組織人員清理渠道。\n"),
    ]
    .concat();
    let cases = [
        ("euc.txt", encoding_rs::EUC_JP.encode(japanese).0.into_owned(), japanese.to_owned()),
        ("sjis.txt", encoding_rs::SHIFT_JIS.encode(japanese).0.into_owned(), japanese.to_owned()),
        ("euckr.txt", encoding_rs::EUC_KR.encode(korean).0.into_owned(), korean.to_owned()),
        ("hk.txt", hongkong.clone(), encoding_rs::BIG5.decode(&hongkong).0.trim().to_owned()),
        // 昨日全市春灌开始。
        ("hz.txt", b"~{WrHUH+JP4:9`?*J<!#~}\n".to_vec(), "昨日全市春灌开始。".to_owned()),
    ];
    for (name, bytes, text) in cases {
        let (code, texts, said) = extracted(dir.path(), name, &bytes);
        match &texts[..] {
            [] => assert!(
                code == 1 && said.contains(&format!("{name}: ")) && said.contains("is not read"),
                "{said}"
            ),
            [one] => assert_eq!(one.trim(), text, "{name}"),
            _ => panic!("{name}: {texts:?}"),
        }
    }
}

#[test]
fn an_encoding_is_found_behind_a_long_stretch_of_ascii() {
    let dir = tempfile::tempdir().unwrap();
    let ascii =
        "{\"id\":\"n\",\"date\":\"2022-03-02\",\"text\":\"plain words of no language in particular.\"}\n";
    let lines = ascii.repeat((64 << 10) / ascii.len() + 1);
    let gbk = encoding_rs::GB18030.encode(&forms(SIMPLIFIED)[0].1).0.into_owned();
    let (_, texts, said) = extracted(dir.path(), "late.jsonl", &[lines.as_bytes(), &gbk].concat());
    assert_eq!(texts.last().map(String::as_str), Some(SIMPLIFIED), "{said}");
    let plain = "plain words of no language in particular.\n".repeat(1600);
    let text = encoding_rs::GB18030.encode(SIMPLIFIED).0.into_owned();
    let (_, texts, said) = extracted(dir.path(), "late.txt", &[plain.as_bytes(), &text].concat());
    assert!(texts.iter().any(|t| t.contains(SIMPLIFIED)), "{said}");
}
