//! Dictionaries: `dicts/*.tsv` and users' own, compiled to one matcher.
//!
//! A [`Lexicon`] is built once and shared: [`Lexicon::new`] from the embedded
//! dictionaries alone, [`LexiconBuilder`] with users' files over them. A
//! user's file has the columns of an embedded one (its header line tells
//! which); a row of a known id takes that row's place, and `-id` removes it.
//! Plain word lists, jieba's user dictionaries and JSON lines of string
//! patterns are read too (see [`LexiconBuilder::add_text`]).
//!
//! ```
//! use baozhi::lexicon::Lexicon;
//! let mut builder = Lexicon::builder();
//! builder.add_text("zones.tsv", "id\tname\tlevel\tparent\taliases\nzone:1\t青岚新区\tcounty\t411000\t\n")?;
//! let lexicon = builder.build();
//! assert_eq!(lexicon.place("青岚新区").unwrap().name, "青岚新区");
//! # Ok::<(), baozhi::Error>(())
//! ```

mod institution;
mod matcher;
mod names;
mod place;
mod title;
mod tsv;
mod user;

pub use institution::{Institution, InstitutionKind, Suffix};
pub use place::{Level, Place};
pub use title::Title;

pub(crate) use matcher::{Entry, Hit};
pub(crate) use names::{NameTable, Surname};
pub(crate) use place::Places;

use crate::{Error, Result};
use institution::Institutions;
use matcher::{Matcher, Patterns};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use title::Titles;

/// The embedded dictionaries, in the order they are read.
static EMBEDDED: [(&str, &str); 8] = [
    ("places.tsv", include_str!("../../dicts/places.tsv")),
    ("regions.tsv", include_str!("../../dicts/regions.tsv")),
    ("institutions.tsv", include_str!("../../dicts/institutions.tsv")),
    ("suffixes.tsv", include_str!("../../dicts/suffixes.tsv")),
    ("titles.tsv", include_str!("../../dicts/titles.tsv")),
    ("cues.tsv", include_str!("../../dicts/cues.tsv")),
    ("surnames.tsv", include_str!("../../dicts/surnames.tsv")),
    ("names.tsv", include_str!("../../dicts/names.tsv")),
];

/// The endings of places below the county.
const LOCAL: [&str; 9] = ["镇", "乡", "街道", "村", "社区", "苏木", "嘎查", "农场", "林场"];

/// The endings of zones, valleys and buildings that a place's name goes on to.
const ZONES: [&str; 38] = [
    "旅游度假区",
    "度假区",
    "经济技术开发区",
    "技术开发区",
    "开发区",
    "高新区",
    "经济特区",
    "示范区",
    "工业园区",
    "工业园",
    "保税区",
    "自贸试验区",
    "自贸区",
    "自贸港",
    "产业园",
    "科技园",
    "风景区",
    "风景名胜区",
    "国家公园",
    "自然保护区",
    "保护区",
    "流域",
    "地区",
    "大桥",
    "特大桥",
    "机场",
    "国际机场",
    "火车站",
    "高铁站",
    "大厦",
    "交易大楼",
    "水库",
    "口岸",
    "高速公路",
    "铁路",
    "广场",
    "新城",
    "半岛",
];

/// Places that one character stands for, after a verb of place.
pub(crate) const INITIALS: [(char, &str); 32] = [
    ('京', "北京市"),
    ('沪', "上海市"),
    ('津', "天津市"),
    ('渝', "重庆市"),
    ('冀', "河北省"),
    ('豫', "河南省"),
    ('鄂', "湖北省"),
    ('湘', "湖南省"),
    ('粤', "广东省"),
    ('桂', "广西壮族自治区"),
    ('琼', "海南省"),
    ('滇', "云南省"),
    ('黔', "贵州省"),
    ('陕', "陕西省"),
    ('陇', "甘肃省"),
    ('皖', "安徽省"),
    ('闽', "福建省"),
    ('赣', "江西省"),
    ('鲁', "山东省"),
    ('苏', "江苏省"),
    ('浙', "浙江省"),
    ('晋', "山西省"),
    ('辽', "辽宁省"),
    ('吉', "吉林省"),
    ('藏', "西藏自治区"),
    ('疆', "新疆维吾尔自治区"),
    ('汉', "武汉市"),
    ('穗', "广州市"),
    ('蓉', "成都市"),
    ('杭', "杭州市"),
    ('港', "香港特别行政区"),
    ('澳', "澳门特别行政区"),
];

/// Verbs after which one character is a place: 来京.
pub(crate) const VERBS: [char; 13] =
    ['来', '在', '莅', '赴', '返', '驻', '离', '抵', '援', '入', '留', '进', '回'];

/// All dictionaries, with one matcher over their patterns.
pub struct Lexicon {
    pub(crate) places: Places,
    pub(crate) institutions: Institutions,
    pub(crate) suffixes: Vec<Suffix>,
    pub(crate) titles: Titles,
    pub(crate) names: NameTable,
    matcher: Matcher,
    files: Files,
}

impl Lexicon {
    /// The embedded dictionaries.
    pub fn new() -> Lexicon {
        Lexicon::builder().build()
    }

    /// A builder that starts from the embedded dictionaries.
    pub fn builder() -> LexiconBuilder {
        let mut builder = LexiconBuilder::default();
        for (name, text) in EMBEDDED {
            builder.add_text(name, text).expect("the embedded dictionaries are read by every test");
        }
        builder
    }

    /// The place of a full name or an unambiguous alias: what a masthead's
    /// home (许昌) is in full. Of several the highest division is meant
    /// (吉林 is the province), and a town before a district.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.place_row(name).map(|r| &self.places.rows[r as usize])
    }

    pub(crate) fn place_row(&self, name: &str) -> Option<u32> {
        let rows = self.places.names.rows_of(name)?;
        let full = |r: u32| self.places.rows[r as usize].name != name;
        rows.iter().map(|&(r, _)| r).min_by_key(|&r| (full(r), self.places.rows[r as usize].level, r))
    }

    /// The path of a place from the province down, 河南省/许昌市.
    pub(crate) fn path(&self, row: u32) -> String {
        let mut line: Vec<&str> = self
            .places
            .line(row)
            .map(|r| &self.places.rows[r as usize])
            .filter(|p| p.level != Level::Country)
            .map(|p| p.name.as_str())
            .collect();
        line.reverse();
        line.join("/")
    }

    /// The rule that names row `id` of the dictionary `file`.
    pub(crate) fn rule(&self, file: u16, id: &str) -> String {
        format!("lexicon/{}:{id}", self.files.name(file))
    }

    /// The rules of the places that name number `n` names.
    pub(crate) fn place_rules(&self, n: u32) -> impl Iterator<Item = String> {
        let rows = self.places.names.rows(n).iter().map(|r| &self.places.rows[r.0 as usize]);
        rows.map(|row| self.rule(row.file, &row.id))
    }

    /// The rules of the institutions that name number `n` names.
    pub(crate) fn institution_rules(&self, n: u32) -> impl Iterator<Item = String> {
        let rows = self.institutions.names.rows(n).iter().map(|r| &self.institutions.rows[r.0 as usize]);
        rows.map(|row| self.rule(row.file, &row.id))
    }

    /// Every match of every dictionary in `text`, by end.
    pub(crate) fn hits(&self, text: &str, out: &mut Vec<Hit>) {
        self.matcher.hits(text, out);
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::new()
    }
}

/// Reads dictionaries into a [`Lexicon`].
#[derive(Default)]
pub struct LexiconBuilder {
    places: Places,
    institutions: Institutions,
    suffixes: HashMap<String, Suffix>,
    titles: Titles,
    cues: HashMap<String, Cue>,
    names: NameTable,
    persons: Vec<String>,
    files: Files,
}

/// What a row of the cues is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Stop,
    After,
    Both,
}

impl LexiconBuilder {
    /// Reads the dictionary at `path` over what was read before.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that is not what its header or
    /// format promises; the message names file, line and what was expected.
    pub fn add_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        self.add_text(&path.to_string_lossy(), &text)
    }

    /// Reads a dictionary's `text`; `name` stands for it in rules and errors.
    ///
    /// - A header line with the columns of an embedded dictionary: that kind.
    /// - Lines that start with `{`: `{"label":"ORG","pattern":"…","id":"…"}`;
    ///   labels PERSON/PER, GPE/LOC/FAC, ORG; only string patterns.
    /// - Anything else is a word a line, jieba's `word frequency tag` too: the
    ///   tag (nr, ns, nt) gives the type; without one the word's own shape
    ///   (an institution's ending, a division's, a surname) does.
    ///
    /// # Errors
    /// As [`LexiconBuilder::add_file`].
    pub fn add_text(&mut self, name: &str, text: &str) -> Result<&mut Self> {
        let file = self.files.add(name);
        let Some(head) = tsv::header(text) else {
            user::read(self, file, name, text)?;
            return Ok(self);
        };
        match head.first().copied().unwrap_or_default() {
            "id" if head.get(1) == Some(&"names") => {
                let rows = tsv::rows(name, text, &institution::COLUMNS)?;
                self.institutions.read(&self.files, file, &rows)?;
            }
            "id" => self.places.read(&self.files, file, &tsv::rows(name, text, &place::COLUMNS)?)?,
            "suffix" => self.read_suffixes(&tsv::rows(name, text, &institution::SUFFIX_COLUMNS)?),
            "title" => self.titles.read(&self.files, file, &tsv::rows(name, text, &title::COLUMNS)?)?,
            "word" => self.read_cues(name, &tsv::rows(name, text, &["word", "kind"])?)?,
            "surname" => {
                let rows = tsv::rows(name, text, &names::SURNAME_COLUMNS)?;
                self.names.read_surnames(&self.files, file, &rows)?;
            }
            "char" => {
                let rows = tsv::rows(name, text, &names::SPELLING_COLUMNS)?;
                self.names.read_spellings(&self.files, file, &rows)?;
            }
            _ => return Err(unknown_header(name, text, &head)),
        }
        Ok(self)
    }

    fn read_suffixes(&mut self, rows: &[tsv::Row<'_>]) {
        for row in rows {
            match row.removes() {
                Some(id) => drop(self.suffixes.remove(id)),
                None => {
                    let suffix = Suffix {
                        class: row.fields[1].into(),
                        loose: row.fields[2] == "loose",
                        joins: row.fields[2] == "joins",
                    };
                    self.suffixes.insert(row.fields[0].into(), suffix);
                }
            }
        }
    }

    fn read_cues(&mut self, name: &str, rows: &[tsv::Row<'_>]) -> Result<()> {
        for row in rows {
            if let Some(id) = row.removes() {
                self.cues.remove(id);
                continue;
            }
            let cue = match row.fields[1] {
                "stop" => Cue::Stop,
                "after" => Cue::After,
                "both" => Cue::Both,
                other => {
                    let message = format!("expected a kind (stop, after, both), found {other:?}");
                    return Err(Error::line(name, row.line, message));
                }
            };
            self.cues.insert(row.fields[0].into(), cue);
        }
        Ok(())
    }

    /// Compiles what was read.
    pub fn build(mut self) -> Lexicon {
        self.places.link();
        let mut patterns = Patterns::default();
        for (n, name) in self.places.names.live() {
            patterns.add(name, Entry::Place(n));
        }
        self.add_institutions(&mut patterns);
        let mut suffixes: Vec<(String, Suffix)> = self.suffixes.into_iter().collect();
        suffixes.sort_by(|a, b| a.0.cmp(&b.0));
        for (n, (word, _)) in suffixes.iter().enumerate() {
            patterns.add(word, Entry::Suffix(n as u32));
        }
        self.titles.patterns(&mut patterns);
        for (word, cue) in &self.cues {
            if *cue != Cue::After {
                patterns.add(word, Entry::Stop);
            }
            if *cue != Cue::Stop {
                patterns.add(word, Entry::After);
            }
        }
        for verb in VERBS {
            for (initial, _) in INITIALS {
                patterns.add(&format!("{verb}{initial}"), Entry::Initial);
            }
        }
        for word in ZONES {
            patterns.add(word, Entry::Zone);
        }
        for word in LOCAL {
            patterns.add(word, Entry::Local);
        }
        for (n, person) in self.persons.iter().enumerate() {
            patterns.add(person, Entry::Person(n as u32));
        }
        Lexicon {
            places: self.places,
            institutions: self.institutions,
            suffixes: suffixes.into_iter().map(|(_, s)| s).collect(),
            titles: self.titles,
            names: self.names,
            matcher: patterns.build(),
            files: self.files,
        }
    }

    fn add_institutions(&self, patterns: &mut Patterns) {
        for (n, name) in self.institutions.names.live() {
            let row = &self.institutions.rows[self.institutions.names.rows(n)[0].0 as usize];
            match row.kind {
                InstitutionKind::Own => patterns.add(name, Entry::Own(n)),
                InstitutionKind::Before => patterns.add(name, Entry::Before(n)),
                InstitutionKind::Of if name.chars().nth(1).is_some() => {
                    patterns.add(name, Entry::Of { name: n, skip: 0 });
                }
                // A name of one character is matched with the division's last one: 市委.
                InstitutionKind::Of => {
                    for level in row.levels.chars() {
                        let pattern = format!("{level}{name}");
                        patterns.add(&pattern, Entry::Of { name: n, skip: level.len_utf8() as u8 });
                    }
                }
            }
        }
    }
}

fn unknown_header(name: &str, text: &str, head: &[&str]) -> Error {
    let line = tsv::numbered(text).next().map_or(1, |(n, _)| n);
    let kinds = [
        place::COLUMNS.join(", "),
        institution::COLUMNS.join(", "),
        title::COLUMNS.join(", "),
        names::SURNAME_COLUMNS.join(", "),
        institution::SUFFIX_COLUMNS.join(", "),
        "word, kind".to_owned(),
    ];
    let message =
        format!("expected the columns of a dictionary ({}), found {}", kinds.join("; "), head.join(", "));
    Error::line(name, line, message)
}

/// The dictionaries read, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(Vec<PathBuf>);

impl Files {
    fn add(&mut self, name: &str) -> u16 {
        self.0.push(PathBuf::from(name));
        (self.0.len() - 1) as u16
    }

    fn path(&self, file: u16) -> &Path {
        self.0.get(file as usize).map_or(Path::new(""), |p| p.as_path())
    }

    /// The file's name without its folders.
    fn name(&self, file: u16) -> std::borrow::Cow<'_, str> {
        self.path(file).file_name().unwrap_or_default().to_string_lossy()
    }
}

/// Names and the rows they name; a `?` after a name marks it weak: also a
/// word, or common across words, so taken only with support.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    list: Vec<(String, Vec<(u32, bool)>)>,
    index: HashMap<String, u32>,
}

impl Names {
    fn add(&mut self, name: &str, row: u32) {
        let weak = name.ends_with('?');
        let name = name.trim_end_matches('?');
        let at = match self.index.get(name) {
            Some(&at) => at,
            None => {
                let at = self.list.len() as u32;
                self.index.insert(name.to_owned(), at);
                self.list.push((name.to_owned(), Vec::new()));
                at
            }
        };
        let rows = &mut self.list[at as usize].1;
        if !rows.iter().any(|&(r, _)| r == row) {
            rows.push((row, weak));
        }
    }

    fn remove(&mut self, row: u32) {
        for (_, rows) in &mut self.list {
            rows.retain(|&(r, _)| r != row);
        }
    }

    /// The names that still name something, with their numbers.
    fn live(&self) -> impl Iterator<Item = (u32, &str)> {
        self.list
            .iter()
            .zip(0u32..)
            .filter(|((_, rows), _)| !rows.is_empty())
            .map(|((n, _), i)| (i, n.as_str()))
    }

    /// Name number `n`.
    pub fn text(&self, n: u32) -> &str {
        &self.list[n as usize].0
    }

    /// The rows that name number `n` names, each with its weakness.
    pub fn rows(&self, n: u32) -> &[(u32, bool)] {
        &self.list[n as usize].1
    }

    pub fn rows_of(&self, name: &str) -> Option<&[(u32, bool)]> {
        let rows = self.rows(*self.index.get(name)?);
        (!rows.is_empty()).then_some(rows)
    }
}
