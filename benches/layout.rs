//! Layout formats, PDF and HTML to articles on one core: bytes of XML, pages of
//! PDF, bytes of HTML a second.
//!
//! The pages are invented and made here: twelve articles in four columns, about
//! as many characters as a page of a newspaper has.

use baozhi::Extractor;
use baozhi::Issue;
use baozhi::corpus::{Input, Options, read};
use baozhi::layout;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write as _;
use std::hint::black_box;

const TITLE: &str = "山乡通了三条公交线路";
const TEXT: &str = "昨日，县里开往山村的三条公交线路同时开通，沿线二十个村的村民从此出门就能坐上公交车，往返县城只要一个小时。";
const PAGES: usize = 8;

/// One line of the page: its text, its left and upper edge and its size.
struct Placed {
    text: String,
    x: usize,
    y: usize,
    size: usize,
}

/// The lines of one page of 1600 to 2400: four columns of three articles.
fn lines() -> Vec<Placed> {
    let mut out = Vec::new();
    for column in 0..4 {
        for article in 0..3 {
            let (x, y) = (60 + column * 380, 80 + article * 760);
            out.push(Placed { text: TITLE.to_owned(), x, y, size: 32 });
            let body: Vec<char> = TEXT.repeat(8).chars().collect();
            for (n, line) in body.chunks(16).enumerate() {
                out.push(Placed { text: line.iter().collect(), x, y: y + 50 + n * 24, size: 20 });
            }
        }
    }
    out
}

fn alto() -> String {
    let mut s = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Layout>",
    );
    for page in 1..=PAGES {
        let _ = write!(
            s,
            "<Page ID=\"p{page}\" PHYSICAL_IMG_NR=\"{page}\" WIDTH=\"1600\" HEIGHT=\"2400\"><PrintSpace><TextBlock>"
        );
        for Placed { text, x, y, size } in lines() {
            let place = |n: usize, w: usize| {
                format!("HPOS=\"{}\" VPOS=\"{y}\" WIDTH=\"{}\" HEIGHT=\"{size}\"", x + n * size, w * size)
            };
            let _ = write!(s, "<TextLine {}>", place(0, text.chars().count()));
            for (n, c) in text.chars().enumerate() {
                let _ = write!(s, "<String {} WC=\"0.96\" CONTENT=\"{c}\"/>", place(n, 1));
            }
            s.push_str("</TextLine>\n");
        }
        s.push_str("</TextBlock></PrintSpace></Page>\n");
    }
    s + "</Layout></alto>"
}

fn hocr() -> String {
    let mut s = String::from(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta name=\"ocr-system\" content=\"tesseract 5\"/></head><body>",
    );
    for page in 0..PAGES {
        let _ = write!(s, "<div class=\"ocr_page\" title=\"bbox 0 0 1600 2400; ppageno {page}\">");
        for Placed { text, x, y, size } in lines() {
            let place =
                |n: usize, w: usize| format!("bbox {} {y} {} {}", x + n * size, x + (n + w) * size, y + size);
            let _ = write!(
                s,
                "<span class=\"ocr_line\" title=\"{}; x_size {size}\">",
                place(0, text.chars().count())
            );
            for (n, c) in text.chars().enumerate() {
                let _ =
                    write!(s, "<span class=\"ocrx_word\" title=\"{}; x_wconf 96\">{c}</span>", place(n, 1));
            }
            s.push_str("</span>\n");
        }
        s.push_str("</div>");
    }
    s + "</body></html>"
}

/// A PDF file in a font that is named and not embedded.
fn pdf() -> Vec<u8> {
    let mut content = String::new();
    for Placed { text, x, y, size } in lines() {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        let _ = writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {x} {} Tm <{codes}> Tj ET", 2400 - y - size);
    }
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut kids = String::new();
    for _ in 0..PAGES {
        objects.push(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1600 2400] /Contents 5 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>"
                .to_owned(),
        );
        let _ = write!(kids, "{} 0 R ", objects.len());
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {PAGES} >>");
    let (mut file, mut table) = (String::from("%PDF-1.5\n"), String::new());
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A page as sites of papers print articles: menus, scripts and a text.
fn html() -> String {
    let menu = "<li><a href=\"node_2.htm\">第02版：要闻</a></li>\n".repeat(40);
    let text = format!("<p>{}</p>\n", TEXT.repeat(3)).repeat(30);
    format!(
        "<html><head><title>{TITLE}</title><script>var a = [1, 2, 3];</script></head><body><ul>{menu}</ul>\
         <h1>{TITLE}</h1><div id=\"ozoom\"><founder-content>{text}</founder-content></div></body></html>"
    )
}

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    for (name, xml) in [("alto", alto()), ("hocr", hocr())] {
        let articles = || {
            let layout = layout::read(black_box(xml.as_bytes()), name).expect("an invented page");
            Issue::from_layout(&layout).articles.len()
        };
        assert!(articles() >= PAGES * 12, "{name}: {} articles", articles());
        group.throughput(Throughput::Bytes(xml.len() as u64));
        group.bench_function(BenchmarkId::new("articles", name), |b| b.iter(articles));
    }
    let file = pdf();
    let articles = || {
        let layout = layout::pdf::read(black_box(file.as_slice()), "bench.pdf").expect("an invented file");
        Issue::from_layout(&layout).articles.len()
    };
    assert!(articles() >= PAGES * 12, "pdf: {} articles", articles());
    group.throughput(Throughput::Elements(PAGES as u64));
    group.bench_function(BenchmarkId::new("pages", "pdf"), |b| b.iter(articles));

    let folder = std::env::temp_dir().join(format!("baozhi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let page = html();
    let inputs: Vec<Input> = (0..20)
        .map(|n| {
            let path = folder.join(format!("content_{n}.htm"));
            std::fs::write(&path, &page).expect("the folder can be written");
            Input::new(path)
        })
        .collect();
    let extractor = Extractor::builder().without_model().build().expect("no files are read");
    let articles = || {
        let mut count = 0;
        let failures = read(&inputs, &extractor, &Options::default(), |_| {
            count += 1;
            true
        });
        assert!(failures.is_empty(), "{failures:?}");
        count
    };
    assert_eq!(articles(), inputs.len());
    group.throughput(Throughput::Bytes((page.len() * inputs.len()) as u64));
    group.bench_function(BenchmarkId::new("articles", "html"), |b| b.iter(articles));
    group.finish();
    let _ = std::fs::remove_dir_all(folder);
}

criterion_group!(benches, bench);
criterion_main!(benches);
