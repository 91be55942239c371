//! Does the work grow with the length of the text, whatever the text is?
//!
//! ```sh
//! cargo bench --bench linear
//! ```
//!
//! Every stage is promised to be linear. This reads each hostile shape at one
//! length and at a multiple of it, and exits with an error where a byte of the
//! long text costs much more than one of the short. It is no test of the suite,
//! because what it measures is time: the processor time of this thread, which
//! other programs disturb less than the clock on the wall.

mod shapes;

use baozhi::lexicon::Lexicon;
use baozhi::{Article, Document, Extractor, Issue, record::IssueInfo};
use cpu_time::ThreadTime;
use std::time::Duration;

/// How many times a byte of the long text may cost one of the short. A
/// quadratic rule gives the whole multiple.
const WORSE: f64 = 2.5;

/// Units of page layout, each of which ends, opens or continues something.
const PAGES: [&str; 13] = [
    "（",
    "“",
    "王\n\n",
    "标题\n\n",
    "王 ",
    "记者",
    "摄",
    "年",
    "标题\n",
    "本报讯\n\n",
    "第1页\n\n",
    "，\n",
    "《",
];

fn document(text: &str) -> Document {
    let issue = IssueInfo::default().with_date("2021-03-03").with_home("许昌市");
    Document::new("h", issue, Article::plain(None, text))
}

/// Words that repeat none, as a user's dictionary of names holds them.
fn words(n: u32) -> String {
    let han = |n: u32| char::from_u32(0x4e00 + n % 5000).expect("a Chinese character");
    (0..n).map(|n| format!("{}{}{} 3 nr\n", han(n), han(n / 5000), han(n * 7))).collect()
}

/// Reads `n` rows, the same again, and their removal.
fn dictionaries(n: u32) -> impl FnMut() {
    let list = words(n);
    let rows: String = list.lines().map(|l| format!("{}\t岚\tsite\t\t\n", &l[..9])).collect();
    let removals: String = list.lines().map(|l| format!("-{}\n", &l[..9])).collect();
    let head = "id\tname\tlevel\tparent\taliases\n";
    let tables = [&rows, &rows, &removals].map(|text| format!("{head}{text}"));
    move || {
        let mut builder = Lexicon::builder();
        for text in [&list, &list, &removals, &list] {
            builder.add_text("user.txt", text).expect("a good list");
        }
        for table in &tables {
            builder.add_text("user.tsv", table).expect("good rows");
        }
        builder.build();
    }
}

fn time(work: &mut dyn FnMut()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// What a byte of the long text, `times` the short, costs in those of the
/// short: the least of several runs of each, of more where the machine is busy.
fn ratio(times: f64, short: &mut dyn FnMut(), long: &mut dyn FnMut()) -> f64 {
    let (mut least, mut least_long) = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::MAX;
    for run in 0..12 {
        least = least.min(time(short));
        least_long = least_long.min(time(long));
        ratio = least_long.as_secs_f64() / times / least.max(Duration::from_millis(1)).as_secs_f64();
        if run >= 2 && ratio < WORSE {
            break;
        }
    }
    ratio
}

fn main() {
    // `cargo test --benches` runs this too, and asks for no measuring.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let mut slow = Vec::new();
    let mut say = |name: &str, ratio: f64| {
        println!("{name:<26} × {ratio:.2}");
        if ratio >= WORSE {
            slow.push(name.to_owned());
        }
    };
    let extractor = Extractor::new();
    for (name, shape) in &shapes::SHAPES {
        let [short, long] = [50_000, 200_000].map(|bytes| document(&shape.text(bytes)));
        let run = |d: &Document| drop(extractor.extract_document(d));
        let again = |d: &Document| drop(extractor.extract_document(d));
        say(name, ratio(4.0, &mut || run(&short), &mut || again(&long)));
    }
    for unit in PAGES {
        let [short, long] = [20_000, 160_000].map(|n| unit.repeat(n));
        let [run, again] = [|p: &str| drop(Issue::parse(p)); 2];
        say(&format!("page of {unit:?}"), ratio(8.0, &mut || run(&short), &mut || again(&long)));
    }
    say("rows of a dictionary", ratio(8.0, &mut dictionaries(10_000), &mut dictionaries(80_000)));
    if !slow.is_empty() {
        eprintln!("dearer a byte when there is more: {slow:?}");
        std::process::exit(1);
    }
}
