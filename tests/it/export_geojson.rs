//! GeoJSON of the places of records.

use crate::graph_fixture::{Draft, article};
use baozhi::Record;
use baozhi::export::geojson::{self, Places};
use baozhi::record::{ArticleKind, MentionKind, Realis};
use serde_json::Value;

/// The key that the gazetteer gives the place called `name`.
fn coded(draft: Draft, name: &str, code: &str) -> Draft {
    draft.with(|r| {
        let entity = r.entities.iter_mut().find(|e| e.name == name).unwrap();
        entity.key = format!("place:{code}");
        for m in &mut r.mentions {
            if let MentionKind::Place { name: known, adcode, level, .. } = &mut m.kind
                && known == name
            {
                *adcode = Some(code.into());
                *level = Some("prefecture".into());
            }
        }
    })
}

fn records() -> Vec<Record> {
    let first =
        article("a", "2021-03-03", &["春耕", "{P 李明}在{L 许昌|许昌市}、{L 石桥镇}、{L 日本}开会，签约。"])
            .event("MEET.HOLD", "开会", &[("chair", "李明")])
            .at("许昌市", false)
            .event("ECON.SIGN", "签约", &[])
            .at("许昌市", true);
    let first = coded(coded(first, "许昌市", "411000"), "石桥镇", "411003104");
    // The second names the city nowhere; its event is there all the same. What is only wished is not.
    let second = article("b", "2021-03-01", &["题", "{L 郑州市}签约，开会。"])
        .event("ECON.SIGN", "签约", &[])
        .at("许昌市", false)
        .event("MEET.HOLD", "开会", &[])
        .at("郑州市", false)
        .realis(Realis::Irrealis);
    let caption =
        article("c", "2021-02-01", &["题", "{L 许昌市}"]).with(|r| r.article.kind = ArticleKind::Caption);
    vec![first.done(), coded(second, "郑州市", "410100").done(), coded(caption, "许昌市", "411000").done()]
}

fn collection(records: &[Record]) -> Value {
    let mut out = Vec::new();
    geojson::write(records, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn a_place_is_a_point_with_its_counts() {
    let json = collection(&records());
    assert_eq!(json["type"], "FeatureCollection");
    let features = json["features"].as_array().unwrap();
    let names: Vec<&str> = features.iter().map(|f| f["properties"]["name"].as_str().unwrap()).collect();
    // Towns and countries have no point.
    assert_eq!(names, ["郑州市", "许昌市"]);
    let xuchang = &features[1];
    assert_eq!((&xuchang["type"], &xuchang["id"]), (&"Feature".into(), &"411000".into()));
    assert_eq!(xuchang["geometry"]["type"], "Point");
    let at: Vec<f64> =
        xuchang["geometry"]["coordinates"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    assert!(at.len() == 2 && (113.0..115.0).contains(&at[0]) && (33.0..35.0).contains(&at[1]), "{at:?}");
    let told = |name: &str| xuchang["properties"][name].clone();
    assert_eq!((told("adcode"), told("level")), ("411000".into(), "prefecture".into()));
    // The caption has a mention and is no article.
    assert_eq!((told("articles"), told("mentions")), (1.into(), 2.into()));
    assert_eq!((told("first"), told("last")), ("2021-02-01".into(), "2021-03-03".into()));
    assert_eq!((told("events"), told("events_inferred")), (2.into(), 1.into()));
    assert_eq!((told("events:MEET.HOLD"), told("events:ECON.SIGN")), (1.into(), 1.into()));
    // Every feature has the same columns.
    let zhengzhou = &features[0]["properties"];
    assert_eq!((&zhengzhou["events"], &zhengzhou["events:MEET.HOLD"]), (&0.into(), &0.into()));
}

#[test]
fn without_places_the_collection_is_empty_and_whole() {
    assert_eq!(collection(&[]), serde_json::json!({ "type": "FeatureCollection", "features": [] }));
}

#[test]
fn the_order_of_the_records_changes_nothing() {
    let (mut some, mut other) = (Places::default(), Places::default());
    records().iter().for_each(|r| some.add(r));
    records().iter().rev().for_each(|r| other.add(r));
    assert_eq!(some.count(), (2, 2));
    let bytes = |places: &Places| {
        let mut out = Vec::new();
        places.write(&mut out).unwrap();
        out
    };
    assert_eq!(bytes(&some), bytes(&other));
}

/// A name in marks of JSON stays a name.
#[test]
fn hostile_names_stay_text() {
    let draft =
        article("a", "2021-03-03", &["题", "{L 某市}\"开会。"]).event("A\"}]", "开会", &[]).at("某市", false);
    let record = coded(draft, "某市", "411000").with(|r| {
        r.entities[0].name = "\"},\n\u{0}<b>".into();
        r.events[0].place = Some(baozhi::record::EventPlace::new("\"},\n\u{0}<b>", false));
    });
    let json = collection(&[record.done()]);
    let properties = &json["features"][0]["properties"];
    assert_eq!(properties["name"], "\"},\n\u{0}<b>");
    assert_eq!(properties["events:A\"}]"], 1);
}
