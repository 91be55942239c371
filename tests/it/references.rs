//! What rows of a record refer to says so: posts, roles of events and speakers name the mentions that they stand for, in
//! every article of the example corpora.

use baozhi::corpus::{Options, expand, run};
use baozhi::record::MentionKind;
use baozhi::{Extractor, Record};

/// What in a record does not agree.
fn faults(record: &Record) -> Vec<String> {
    let mut out = Vec::new();
    let mut need = |holds: bool, what: String| {
        if !holds {
            out.push(format!("{}: {what}", record.id));
        }
    };
    let mention = |id: u32| record.mentions.get(id as usize);
    let text = |id: u32| mention(id).map_or("", |m| &*m.text);
    for (n, m) in record.mentions.iter().enumerate() {
        need(m.id as usize == n, format!("mention {n} has the id {}", m.id));
        need(record.text.get(m.start..m.end) == Some(&m.text), format!("{} stands elsewhere", m.text));
        let entity = m.entity.map(|e| record.entities.get(e as usize));
        need(
            entity.is_none_or(|e| e.is_some_and(|e| e.mentions.contains(&m.id))),
            format!("{} is of no entity", m.text),
        );
    }
    for p in &record.posts {
        let person = mention(p.person_mention);
        need(
            person.is_some_and(|m| matches!(m.kind, MentionKind::Person { .. })),
            format!("{} is nobody", p.person),
        );
        let entity = person.and_then(|m| m.entity).and_then(|e| record.entities.get(e as usize));
        let bare = |name: &str| name.replace([' ', '\u{3000}'], "");
        let named =
            bare(text(p.person_mention)) == bare(&p.person) || entity.is_some_and(|e| e.name == p.person);
        need(named, format!("{} is {}", p.person, text(p.person_mention)));
        let Some(title) = p.title_mention else { continue };
        need(text(title).contains(&p.title), format!("{} is {}", p.title, text(title)));
        let holds = match mention(title).map(|m| &m.kind) {
            Some(MentionKind::Title { holders }) => holders.contains(&p.person_mention),
            _ => false,
        };
        need(holds, format!("{} does not hold {}", p.person, p.title));
    }
    for role in record.events.iter().flat_map(|e| &e.roles) {
        let agrees = role.mention.is_none_or(|m| text(m) == role.text);
        need(agrees, format!("{} {} is {}", role.role, role.text, role.mention.map_or("", text)));
    }
    out
}

fn records(extractor: &Extractor, path: &str) -> Vec<Record> {
    let (inputs, failures) = expand(&[path]);
    assert!(failures.is_empty(), "{failures:?}");
    let mut out = Vec::new();
    let take = |record: Record, _| {
        out.push(record);
        Ok(())
    };
    run(&inputs, extractor, &Options::default(), |record| record, take).expect("the examples can be read");
    out
}

#[test]
fn posts_roles_and_speakers_refer_to_mentions_that_say_so() {
    let extractor = Extractor::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/");
    let mut seen = 0;
    for corpus in ["corpus", "cookbook"] {
        let found = records(&extractor, &format!("{root}{corpus}"));
        seen += found.iter().map(|r| r.posts.len() + r.events.len()).sum::<usize>();
        let wrong: Vec<String> = found.iter().flat_map(faults).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    assert!(seen > 100, "{seen} posts and events");
}

#[test]
fn a_verb_is_no_part_of_a_name_and_who_is_elected_holds_the_title() {
    let extractor = Extractor::new();
    for text in [
        "岚港市医院副院长朱宏说。大家很高兴。",
        "在岚港市政协六届一次会议上，陈立当选市政协主席，何文清、顾延平当选副主席。",
        "会议选举陈立为市长，何文清为副市长。",
    ] {
        let article = baozhi::Article::plain(None, text);
        let record = extractor.extract_document(&baozhi::Document::new("a", Default::default(), article));
        assert_eq!(faults(&record), Vec::<String>::new(), "{text}");
        assert!(!record.mentions.iter().any(|m| m.text.ends_with('说')), "{text}");
    }
}
